//! Penal wording states the complement: 满意率低于90%的,扣5分 asks for at least 90 %, 迟到一次扣0.5分 forbids 迟到.

mod carried;
mod denied;
mod event;
pub mod good;
mod lengths;
mod predicated;
pub mod several;
pub mod wanting;

pub use self::event::{event, headed, listed};

use rust_decimal::Decimal;

use self::event::{alternatives, trimmed};
use self::lengths::{in_a_row, overlong, so_long};
use self::several::{counted_each, split_thresholds, zipped};
use self::wanting::{not_in_time, undone};
use super::duty;
use super::effects::Effects;
use super::findings::NAMELESS;
use super::lapse::is_breach;
use super::measure::{self, complement, measure, rest};
use super::points::counts_once;
use super::scan::{Part, scan};
use super::words::{holds_any, name, text};
use super::{Read, frame, response, said};
use crate::ast::{Basis, Comparison, Core, Expr, Requirement, Scale, ScoringRule, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;

/// Which occurrence, not what.
#[rustfmt::skip]
const ORDINALS: [&str; 16] = [
    "之后", "此后", "以后", "其后",
    "第一次", "第二次", "第三次", "首次", "初次", "再次", "再次发生", "再次出现", "再犯", "再犯的", "初犯", "屡犯",
];

/// 阅读量10万以上的每篇奖励100元: every one that is so large is rewarded.
fn each_so_large(parts: &[Part], effects: &Effects) -> Option<Core> {
    let of_each = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Times, step, .. } if step.number == Decimal::ONE && step.unit.is_none());
    let each = !effects.rules.is_empty() && effects.rules.iter().all(of_each);
    let fixed = |rule: &ScoringRule| matches!(rule, ScoringRule::Fixed { when_met: true, .. });
    let single = !effects.rules.is_empty() && effects.rules.iter().all(fixed);
    let [Part::Words(name), Part::Compare(comparison), Part::Quantity(number), of @ ..] = parts else { return None };
    let least = matches!(comparison, Comparison::AtLeast | Comparison::MoreThan);
    let counted = number.unit.as_ref().is_some_and(|unit| unit.text != "元");
    let share = !matches!(number.scale, Scale::One | Scale::TenThousand | Scale::HundredMillion);
    // 单篇阅读量超过1万的奖励200元
    let one =
        ["单篇", "单条", "单笔", "单次", "单件", "单场", "单项", "单个"].iter().any(|one| name.text.starts_with(one));
    let fits = (each || single && one) && least && !counted && !share && name.text.chars().count() > 1;
    // 阅读量10万以上的文章: what is so is named as well
    let (activity, field) = match of {
        [] => (name.clone(), None),
        [Part::Words(of)] => {
            let noun = of.text.strip_prefix('的').filter(|noun| noun.chars().count() > 1)?;
            (Text { text: noun.to_owned(), ..of.clone() }, Some(name.clone()))
        }
        _ => return None,
    };
    let filter = Some(super::events::compared(number, *comparison, field));
    fits.then_some(Core::Record { activity, filter })
}

/// 迟到5-15分钟(含): both ends are in it anyway.
fn within_ends(normal: &Normal) -> Normal {
    let range = normal.text.contains("(含") && scan(normal).0.iter().any(|part| matches!(part, Part::Between(..)));
    let (bare, open) = super::bands::without_ends(normal);
    if range && open == (false, false) { bare } else { normal.clone() }
}

/// What a punished (or rewarded) segment asks.
pub fn violation(normal: &Normal, effects: &Effects) -> Read {
    // 每高0.1个万分点: steps of nothing that is known
    let steps = ["每高", "每低", "每超", "每少", "每多", "每降", "每增", "每减"];
    if ORDINALS.contains(&normal.text.as_str())
        || said::is_which(&normal.text)
        || is_breach(&normal.text)
        || steps.iter().any(|word| normal.text.starts_with(word))
        || normal.text.contains("每提前")
    {
        return (Vec::new(), Vec::new());
    }
    let normal = &within_ends(&trimmed(normal));
    if let Some(told) = super::needs::only_counts_as(normal) {
        return (Vec::new(), vec![told]);
    }
    let (parts, problems) = scan(normal);
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let rewards = effects.full || (effects.adds() && !effects.takes());
    let mut several = split_thresholds(normal, &parts);
    if several.is_empty() && !rewards {
        several = counted_each(normal);
    }
    if several.is_empty() && !rewards {
        several = alternatives(normal);
    }
    if several.len() > 1 {
        let read: Vec<Read> = several.iter().map(|part| violation(part, effects)).collect();
        return read.into_iter().fold((Vec::new(), Vec::new()), |mut all, one| {
            all.0.extend(one.0);
            all.1.extend(one.1);
            all
        });
    }
    if let Some(read) = wanting::none_in_a_row(normal, &parts).filter(|_| !rewards) {
        return (vec![read], Vec::new());
    }
    // 报修均在12小时内处理得满分: what is to be done so soon
    if rewards
        && effects.full
        && !normal.text.contains(['未', '没'])
        && let Some(core) = super::response::response(normal, None).filter(|_| !parts.iter().any(framed))
    {
        return one(normal, &[], core);
    }
    let compares = parts.iter().any(|part| matches!(part, Part::Compare(_) | Part::Between(..)));
    // 超预算10%以内: so much beyond what has no number
    const BEYOND: [&str; 9] = ["超", "超出", "超预算", "超计划", "超标准", "超定额", "超目标", "超标", "超支"];
    if compares && BEYOND.contains(&rest(&parts, normal.span(0, normal.text.len())).text.as_str()) {
        return (Vec::new(), Vec::new());
    }
    // 低于80分的宿舍: what the number is of is not said
    if let [Part::Compare(_), Part::Quantity(_), Part::Words(words)] = parts.as_slice()
        && words.text.starts_with('的')
    {
        return (Vec::new(), Vec::new());
    }
    if let Some(core) = described(normal, &parts).or_else(|| too_young(&parts)).filter(|_| !rewards) {
        return one(normal, &parts, core);
    }
    if let Some(core) = so_long(&parts, effects).or_else(|| overlong(&parts, effects)) {
        let (read, problems) = one(normal, &parts, core);
        return (read.into_iter().flat_map(each_listed).collect(), problems);
    }
    // 3人及以上伤亡事故迟报一次扣2分: the number describes what must not be
    let numbers = measure::numbers(&parts);
    if let ([(comparison, number)], [Part::Compare(_), Part::Quantity(_), Part::Words(_), ..]) =
        (numbers.as_slice(), parts.as_slice())
        && normal.text.starts_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))
        && !rewards
    {
        let activity = event(rest(&parts, number.span));
        let filter = Some(super::events::compared(number, *comparison, None));
        return one(normal, &parts, Core::Never { activity, filter });
    }
    // 电话铃响超过三声未接听: what is not done so late has no measure
    if let [Part::Words(_), Part::Compare(_), Part::Quantity(_), Part::Words(after)] = parts.as_slice()
        && after.text.starts_with(['未', '没'])
        && !rewards
    {
        let activity = Text { quoted: true, ..text(normal, 0, normal.text.len()) };
        return one(normal, &parts, Core::Never { activity, filter: None });
    }
    if let Some(core) = each_so_large(&parts, effects).filter(|_| rewards) {
        return one(normal, &parts, core);
    }
    if compares && let Some(mut core) = measure(&parts, true) {
        if let Core::Measure { comparison, threshold, .. } = &mut core
            && let Threshold::Range(from, _) = threshold
            && !rewards
        {
            // 3至5次 is punished: from three on
            *comparison = Comparison::AtLeast;
            *threshold = Threshold::Value(Expr::Number(from.clone()));
        }
        if let Core::Measure { comparison, .. } = &mut core
            && !rewards
            && (!is_stated(&parts, normal) || is_case_by_sign(&parts, normal, effects))
            && !steps_from_asked(*comparison, effects)
        {
            *comparison = complement(*comparison);
        }
        // 损失500元以下的扣1分: that there be more of it, nobody asks
        if let Core::Measure {
            measure: Expr::Name(name), comparison: Comparison::MoreThan | Comparison::AtLeast, ..
        } = &core
            && !rewards
            && effects.takes()
            && measure::is_bad(&name.text)
            && !is_stated(&parts, normal)
        {
            return (Vec::new(), Vec::new());
        }
        let mut read = one(normal, &parts, core);
        read.0 = zipped(read.0, &parts);
        read.0.iter_mut().for_each(in_a_row);
        return read;
    }
    // 连续三批不合格: nothing here counts runs of them
    let days =
        |it: &crate::ast::Quantity| it.unit.as_ref().is_some_and(|unit| ["天", "日"].contains(&unit.text.as_str()));
    let run = normal.text.starts_with("连续")
        && parts.iter().any(|part| matches!(part, Part::Quantity(number) if !days(number)));
    if run && !rewards {
        return (Vec::new(), Vec::new());
    }
    // 连续三个月无投诉的,加3分: whoever keeps the records says when that is so
    if run {
        let ends = normal.text.trim_end_matches(['的', '者']).len();
        let activity = Text { quoted: true, ..text(normal, 0, ends) };
        return one(normal, &parts, Core::Record { activity, filter: None });
    }
    if let Some(core) = not_in_time(normal) {
        return one(normal, &parts, core);
    }
    // 若每月有3次未填写: so many are punished
    let only = effects.rules.iter().all(|rule| matches!(rule, ScoringRule::Fixed { .. }));
    let last =
        matches!(parts.last(), Some(Part::Quantity(number)) if number.unit.is_some() && number.scale == Scale::One);
    // 票据丢失一张 is one of what must not be
    let once = counts_once(normal);
    let counted = effects.takes() && !rewards && only && !once && (effects.rules.is_empty() || last);
    if counted && let Some(mut core) = measure(&parts, true) {
        if let Core::Measure { comparison, .. } = &mut core {
            *comparison = complement(*comparison);
        }
        let mut read = one(normal, &parts, core);
        read.0.iter_mut().for_each(in_a_row);
        return read;
    }
    if rewards {
        let activity = event(rest(&parts, normal.span(0, normal.text.len())));
        let absent = ["未发生", "未出现", "无"].iter().find_map(|word| normal.text.strip_prefix(word));
        // 安全检查无隐患得10分
        let said = rest(&parts, normal.span(0, normal.text.len())).text;
        if let Some((topic, bad)) = said.split_once('无').filter(|(topic, bad)| {
            let short = |text: &str| (2..=6).contains(&text.chars().count());
            let ill = effects.adds() && duty::is_bad_event(bad);
            (effects.full || ill) && short(topic) && short(bad) && !bad.starts_with(['故', '需', '须', '法'])
        }) {
            let activity =
                Text { text: format!("{topic}{bad}"), span: normal.span(0, normal.text.len()), quoted: false };
            return one(normal, &parts, Core::Never { activity, filter: None });
        }
        // 年度内无安全事故加5分
        let whole = rest(&parts, normal.span(0, normal.text.len()));
        let safe = ["未发生", "未出现", "无"].iter().find_map(|word| whole.text.strip_prefix(word));
        if let Some(bad) = safe.filter(|_| effects.adds() && !effects.full) {
            let activity = Text { text: bad.to_owned(), ..whole };
            return one(normal, &parts, Core::Never { activity, filter: None });
        }
        let core = if let Some(bad) = absent.filter(|_| effects.full && !bad_is_long(&normal.text)) {
            Core::Never { activity: text(normal, normal.text.len() - bad.len(), normal.text.len()), filter: None }
        } else if let Some(core) = measure(&parts, true).filter(|_| effects.adds() && is_ratio(&parts)) {
            // 出勤率100%的奖励100元
            core
        } else if effects.full && !effects.adds() {
            // 报修在12小时内处理得满分
            match response::response(normal, None).or_else(|| measure(&parts, true)).or_else(|| goal(normal)) {
                Some(core) => core,
                None => return (Vec::new(), Vec::new()),
            }
        } else {
            Core::Record { activity, filter: None }
        };
        return one(normal, &parts, core);
    }
    let span = normal.span(0, normal.text.len());
    // 每低于目标1个百分点
    if let (Some(against), Some(basis)) = (&effects.against, step_basis(effects)) {
        let comparison = if basis == Basis::Over { Comparison::AtMost } else { Comparison::AtLeast };
        let name = rest(&parts, span);
        if name.text.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let number = scan(&Normal::placed(&against.text, against.span)).0;
        let threshold = Threshold::Value(match number.as_slice() {
            [Part::Quantity(number)] => Expr::Number(number.clone()),
            _ => Expr::Name(against.clone()),
        });
        return one(normal, &parts, Core::Measure { measure: Expr::Name(name), filter: None, comparison, threshold });
    }
    // Steps go from a threshold: one with a name, or the year before.
    if effects.steps() {
        let core = against_another(normal).or_else(|| measure::against_name(&parts, span));
        return match core {
            Some(mut core) => {
                if let Core::Measure { comparison, .. } = &mut core {
                    *comparison = complement(*comparison);
                }
                one(normal, &parts, core)
            }
            // 逾期交付的,每逾期一日: the event itself
            None if step_basis(effects) == Some(Basis::Late) && !rest(&parts, span).text.is_empty() => {
                let mut activity = event(rest(&parts, span));
                let said = holds_any(&activity.text, &["逾期", "迟", "晚", "延", "超期", "拖"]);
                activity.text.push_str(if said { "" } else { "延误" });
                one(normal, &parts, Core::Never { activity, filter: None })
            }
            None => (Vec::new(), Vec::new()),
        };
    }
    if let Some(core) = undone(normal, &parts) {
        return one(normal, &parts, core);
    }
    let mut whole = rest(&parts, span);
    // 未达到要求: with no number nothing is compared
    if compares && !parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Fraction(..) | Part::Between(..)))
    {
        whole = text(normal, 0, normal.text.len());
        if NAMELESS.contains(&whole.text.as_str()) {
            return (Vec::new(), Vec::new());
        }
    }
    // 未在24小时内上报: the time belongs to what failed
    if whole.text.starts_with('未') && normal.text.starts_with('未') && normal.text.contains('内') {
        whole = text(normal, 0, normal.text.len());
    }
    // 连续两个月考核不合格: nothing here counts runs of periods
    if whole.text.starts_with("连续") && parts.iter().any(|part| matches!(part, Part::Quantity(_))) {
        return (Vec::new(), Vec::new());
    }
    // 会议记录完整,缺一次扣2分: what must not be is that they are not
    if effects.takes() && !whole.quoted {
        if good::is_attitude(&whole.text) {
            let problem = Diagnostic::new(Code::NothingCheckable, span);
            return (Vec::new(), vec![problem.with("words", whole.text)]);
        }
        whole.text = good::opposite(&whole.text).unwrap_or(whole.text);
    }
    let mut read = Vec::new();
    for piece in listed(&whole.text) {
        let activity = event(Text { text: piece, span, quoted: whole.quoted });
        if !activity.text.is_empty() {
            let mut requirement = frame(normal, &parts);
            requirement.core = Core::Never { activity, filter: None };
            read.push(requirement);
        }
    }
    (read, Vec::new())
}

/// 迟到、早退10至30分钟: each of them.
fn each_listed(requirement: Requirement) -> Vec<Requirement> {
    let Core::Never { activity, filter } = &requirement.core else { return vec![requirement] };
    let names = if activity.quoted { vec![activity.text.clone()] } else { listed(&activity.text) };
    let each = names.into_iter().map(|text| {
        let core = Core::Never { activity: Text { text, ..activity.clone() }, filter: filter.clone() };
        Requirement { core, ..requirement.clone() }
    });
    each.collect()
}

/// 一次死亡1人的事故, 损失5万元以上的事故: none of those that are so.
fn described(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let [before @ .., Part::Words(thing)] = parts else { return None };
    let noun =
        thing.text.strip_prefix('的').filter(|noun| noun.chars().count() > 1 && !noun.contains(['未', '不', '没']))?;
    let framed = before.iter().any(|part| matches!(part, Part::Period(_) | Part::Deadline(_) | Part::Entity(_)));
    let counted = matches!(before.last(), Some(Part::Quantity(_)));
    if framed || !counted || noun.chars().count() > 6 {
        return None;
    }
    let span = normal.span(0, normal.text.len());
    if let [Part::Words(field), Part::Compare(comparison), Part::Quantity(number)] = before {
        let filter = Some(super::events::compared(number, *comparison, Some(field.clone())));
        let activity = Text { text: noun.to_owned(), span: thing.span, quoted: false };
        return Some(Core::Never { activity, filter });
    }
    let activity = Text { text: normal.text.clone(), span, quoted: true };
    Some(Core::Never { activity, filter: None })
}

/// 雇用未满18周岁童工: whom it is done to, by their age.
fn too_young(parts: &[Part]) -> Option<Core> {
    let [Part::Words(done), Part::Compare(Comparison::LessThan), Part::Quantity(number), Part::Words(whom)] = parts
    else {
        return None;
    };
    let aged = number.unit.as_ref().is_some_and(|unit| matches!(unit.text.as_str(), "周岁" | "岁"));
    let whom = whom.text.trim_start_matches('的');
    (aged && whom.chars().count() > 1).then(|| {
        let activity = Text { text: format!("{}{whom}", done.text), ..done.clone() };
        Core::Never { activity, filter: Some(super::events::compared(number, Comparison::LessThan, None)) }
    })
}

/// Whether a word says that so much is asked; 供应商 holds none.
pub fn states(normal: &Normal) -> bool {
    const WORDS: [&str; 7] = ["不得", "不低于", "不少于", "不超过", "不高于", "至少", "控制在"];
    holds_any(&normal.text, &WORDS) || super::words::modal(&normal.text).is_some_and(|(_, modal)| modal.contains('应'))
}

/// Whether it says how often, or by when.
fn framed(part: &Part) -> bool {
    matches!(part, Part::Period(_) | Part::Deadline(_))
}

/// Whether the number is one of a ratio.
fn is_ratio(parts: &[Part]) -> bool {
    parts.iter().any(|part| matches!(part, Part::Quantity(number) if number.scale == Scale::Percent))
}

fn step_basis(effects: &Effects) -> Option<Basis> {
    effects.rules.iter().find_map(|rule| match rule {
        ScoringRule::Step { basis, .. } => Some(*basis),
        _ => None,
    })
}

/// 达到90%以上,每低5个百分点扣1分: steps down from what is asked.
fn steps_from_asked(comparison: Comparison, effects: &Effects) -> bool {
    effects.takes()
        && !effects.adds()
        && match step_basis(effects) {
            Some(Basis::Lower | Basis::Fewer) => matches!(comparison, Comparison::AtLeast | Comparison::MoreThan),
            Some(Basis::Over) => matches!(comparison, Comparison::AtMost | Comparison::LessThan),
            _ => false,
        }
}

/// 完成率>=95%得满分 and 不得超过 say what is asked, not its opposite.
fn is_stated(parts: &[Part], normal: &Normal) -> bool {
    // 坠床发生率为零
    let nought = parts.windows(2).any(
        |pair| matches!(pair, [Part::Compare(Comparison::Equal), Part::Quantity(number)] if number.number.is_zero()),
    );
    let symbol = nought || normal.text.contains(['<', '>']);
    let banned = states(normal);
    let unmet = parts
        .iter()
        .any(|part| matches!(part, Part::Words(words) if words.text.ends_with('未') || words.text.ends_with("没有")));
    (symbol || banned) && !unmet
}

/// 合格率<90%不得分, 合格率<90%扣5分: the sign says when nothing is given, or something taken.
fn is_case_by_sign(parts: &[Part], normal: &Normal, effects: &Effects) -> bool {
    let [Part::Words(_), Part::Compare(sign), Part::Quantity(number)] = parts else { return false };
    let fixed = |rule: &ScoringRule| matches!(rule, ScoringRule::Fixed { when_met: false, .. } | ScoringRule::AllMet);
    let bounds = !matches!(sign, Comparison::Equal | Comparison::NotEqual) && !number.number.is_zero();
    bounds && !effects.rules.is_empty() && effects.rules.iter().all(fixed) && !states(normal)
}

fn one(normal: &Normal, parts: &[Part], core: Core) -> Read {
    let mut requirement: Requirement = frame(normal, parts);
    super::implied::implied_period(&mut requirement);
    requirement.core = core;
    super::implied::named_period(&mut requirement);
    super::growth::growth(&mut requirement);
    (vec![requirement], Vec::new())
}

/// 与上年相比: growth over the year before; 与Y相比: against Y. What is said is the punished side.
fn against_another(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let end = all.rfind("相比")?;
    let before = all.get(..end)?;
    let at = before.rfind('与').or_else(|| before.rfind('同'))?;
    let other = all.get(at + "与".len()..end)?;
    let name = name(normal, 0, at);
    if name.text.is_empty() {
        return None;
    }
    let span = normal.span(at, end);
    let (measure, threshold) = if ["上年", "去年", "同期"].iter().any(|word| other.contains(word)) {
        let argument = Box::new(Expr::Name(name));
        let zero = super::quantity(span, rust_decimal::Decimal::ZERO, Scale::Percent, None);
        (Expr::Call { function: crate::ast::Function::GrowthOnYear, argument, filter: None, span }, Expr::Number(zero))
    } else {
        (Expr::Name(name), Expr::Name(text(normal, at + "与".len(), end)))
    };
    Some(Core::Measure {
        measure,
        filter: None,
        comparison: Comparison::MoreThan,
        threshold: Threshold::Value(threshold),
    })
}

/// 新增就业人数完成目标: at least the goal.
fn goal(normal: &Normal) -> Option<Core> {
    const GOALS: [&str; 12] = [
        "目标任务",
        "目标值",
        "目标",
        "年度目标",
        "年度计划",
        "年度任务",
        "计划任务",
        "计划",
        "任务",
        "指标",
        "预算",
        "月度计划",
    ];
    let (at, verb) = ["完成", "达到", "达成", "实现"].iter().find_map(|verb| Some((normal.text.find(verb)?, *verb)))?;
    let goal = normal.text.get(at + verb.len()..)?;
    if !GOALS.contains(&goal) || normal.text.get(..at)?.chars().count() < 2 {
        return None;
    }
    let threshold = Threshold::Value(Expr::Name(text(normal, at + verb.len(), normal.text.len())));
    let measure = Expr::Name(name(normal, 0, at));
    Some(Core::Measure { measure, filter: None, comparison: Comparison::AtLeast, threshold })
}

fn bad_is_long(text: &str) -> bool {
    text.chars().count() > 10
}
