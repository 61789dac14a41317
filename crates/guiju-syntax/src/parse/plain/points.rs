//! Points of the requirements they belong to.

use rust_decimal::Decimal;

use super::effects::Effects;
use super::pardon::pardons;
use super::response::interval_at;
use super::said::Scored;
use super::scan::{Part, counted, scan};
use super::violation::wanting;
use super::words::{self, holds_any, modal};
use super::{bounded, duty, marks, quantity};
use crate::ast::{
    Basis, Comparison, Core, Entity, Expr, Period, PeriodKind, PeriodUnit, PropertyKind, Requirement, Scale, Scoring,
    ScoringRule, Text, Threshold,
};
use crate::normal::Normal;
use crate::span::Span;

/// 每村每发现一次扣1分: of every village.
pub fn of_entity(own: &Normal) -> Option<Entity> {
    let object = own.text.strip_prefix('每').filter(|object| (1..=2).contains(&object.chars().count()))?;
    let span = own.span(0, own.text.len());
    let object = Text { text: object.to_owned(), span, quoted: false };
    let counts = ["次", "起", "人", "项", "处", "件"].contains(&object.text.as_str());
    // 每错发一单: a failing, no entity
    let fails = object.text.contains([
        '假', '请', '借', '离', '旷', '逾', '延', '拖', '违', '废', '退', '亡', '伤', '撤', '晚', '失', '错', '漏',
        '丢', '损', '少', '误', '缺', '迟', '超', '返', '坏', '破',
    ]);
    (!counts && !fails).then(|| Entity { measure_word: String::new(), object, span })
}

/// 每一项指标未完成月计划: of every item; what is left is the failing.
pub fn each_item(failing: &mut Text, effects: &Effects) -> Option<Entity> {
    let once = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Times, step, .. } if step.unit.is_none() || step.unit.as_ref().is_some_and(|unit| unit.text == "项"));
    let at = failing.text.find('未').filter(|_| effects.rules.iter().all(once))?;
    let object = failing.text.get(..at).filter(|object| (2..=4).contains(&object.chars().count()))?;
    const ITEMS: [&str; 8] = ["指标", "任务", "工作", "项目", "课题", "工程", "合同", "计划"];
    let object = ITEMS.iter().any(|item| object.ends_with(item)).then(|| object.to_owned())?;
    failing.text = failing.text.get(at..)?.to_owned();
    let object = Text { text: object, span: failing.span, quoted: false };
    Some(Entity { measure_word: "项".to_owned(), object, span: failing.span })
}

/// 未完成月计划, 未完成年度计划: the plan says of what period it is.
pub fn planned(requirement: &mut Requirement) {
    const PLANS: [(&str, PeriodUnit); 7] = [
        ("年度", PeriodUnit::Year),
        ("季度", PeriodUnit::Quarter),
        ("月度", PeriodUnit::Month),
        ("周", PeriodUnit::Week),
        ("月", PeriodUnit::Month),
        ("季", PeriodUnit::Quarter),
        ("年", PeriodUnit::Year),
    ];
    let Core::Never { activity, .. } = &requirement.core else { return };
    let plan = activity.text.strip_prefix("未完成").and_then(|plan| {
        let (word, unit) = PLANS.iter().find(|(word, _)| plan.starts_with(word))?;
        ["计划", "任务", "指标", "目标"].contains(&plan.strip_prefix(word)?).then_some(*unit)
    });
    if let (Some(unit), None, Some(_)) = (plan, &requirement.period, &requirement.entity) {
        requirement.period = Some(Period { span: activity.span, kind: PeriodKind::Every(1, unit) });
    }
}

/// 甲案件、乙案件,每起分别加5分、2分: to each its own amount.
pub fn shared_out(subject: &Normal, effects: &Effects) -> Vec<(Normal, Effects)> {
    let whole = || vec![(subject.clone(), effects.clone())];
    let times =
        |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Times, .. } | ScoringRule::Fixed { .. });
    let pieces: Vec<&str> = subject.text.split('、').collect();
    // 县道、乡道完好率分别低于75%、55%: of bounds, not of things
    let bounds = scan(subject).0.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Compare(_)));
    if !effects.rules.iter().any(times)
        || bounds
        || effects.further.is_empty()
        || pieces.len() != effects.further.len() + 1
    {
        return whole();
    }
    let mut start = 0;
    let mut shared = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let mut own = Effects { further: Vec::new(), ..effects.clone() };
        let amount = i.checked_sub(1).and_then(|i| effects.further.get(i));
        for rule in &mut own.rules {
            if let (ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. }, Some(amount)) = (rule, amount)
            {
                effect.amount = *amount;
            }
        }
        shared.push((subject.part(start, start + piece.len()), own));
        start += piece.len() + "、".len();
    }
    shared
}

/// 未发生X得5分;发生X不得分: one ban.
pub fn same_ban(known: &Requirement, other: &Requirement) -> bool {
    match (&known.core, &other.core) {
        (Core::Never { activity: one, filter: held }, Core::Never { activity: other, filter }) => {
            one.text == other.text && held == filter
        }
        _ => false,
    }
}

/// Whether both take points by steps of different lengths: 1节, 半天, 1天.
pub fn overlap(known: &Requirement, other: &Requirement) -> bool {
    let steps = |it: &Requirement| -> Vec<(Decimal, Option<String>)> {
        let rules = it.scoring.iter().flat_map(|scoring| &scoring.rules);
        rules
            .filter_map(|rule| match rule {
                ScoringRule::Step { step, basis: Basis::Times, .. } => {
                    Some((step.number, step.unit.as_ref().map(|unit| unit.text.clone())))
                }
                _ => None,
            })
            .collect()
    };
    let (one, other) = (steps(known), steps(other));
    !one.is_empty() && !other.is_empty() && one != other
}

/// Whether each amount is of a length in a unit of its own: 1节、半天、1天分别扣1分、2分、5分.
pub fn unlike(subject: &Normal, effects: &Effects) -> bool {
    let (parts, _) = scan(subject);
    let mut units = parts.iter().filter_map(|part| match part {
        Part::Quantity(number) => Some(number.unit.as_ref().map(|unit| unit.text.as_str())),
        _ => None,
    });
    let compared = parts.iter().any(|part| matches!(part, Part::Compare(_)));
    let first = units.next();
    !effects.further.is_empty() && !compared && first.is_some_and(|first| units.any(|unit| unit != first))
}

/// 发生交通事故30分钟内报告车队: what is to be done so soon; 30分钟内未报告 is punished.
fn in_time(text: &str) -> bool {
    let happens = ["发生", "出现"].iter().any(|word| text.starts_with(word));
    let fails = words::ends_as_case(text) || text.contains(['未', '没', '不']) || text.starts_with("发生在");
    happens && !fails && {
        let normal = Normal::new(text, 0);
        let done = |(at, _)| interval_at(&normal, at).and_then(|(_, size)| text.get(at + size..));
        text.char_indices().find_map(done).is_some_and(|act| act.chars().count() > 1 && !act.starts_with(['的', '发']))
    }
}

/// Whether what follows may punish this: 满意率低于90%的, 未按要求参加培训.
pub fn may_be_punished(normal: &Normal) -> bool {
    let text = normal.text.as_str();
    // 迟到3分钟以内的不处罚
    if pardons(text) {
        return false;
    }
    // 二度及以上压疮发生率为零: what is asked
    if ["零", "0", "0%"].iter().any(|end| text.ends_with(end)) {
        let (parts, _) = scan(normal);
        let nought = matches!(parts.as_slice(), [.., Part::Compare(Comparison::Equal), Part::Quantity(number)] if number.number.is_zero());
        if nought {
            return false;
        }
    }
    // 全年无重伤以上事故, 发生事故30分钟内上报: what is asked
    if text.contains('无') && duty::none_of(&Normal::new(text, 0)).is_some() || in_time(text) {
        return false;
    }
    let negative = [
        "若每",
        "若有",
        "如有",
        "未",
        "没有",
        "无故",
        "不按",
        "不服从",
        "发生",
        "出现",
        "擅自",
        "私自",
        "漏",
        "与园内",
        "无不",
    ];
    let over =
        ["超过", "高于", "低于", "少于", "不足", "以上", "以下", "不满", "及以上", "未达到", "没有达到", "达不到"];
    let asks = modal(text).is_some()
        || text.contains("不得")
        || text.contains("至少")
        // 10万元以下的由部门经理审批: who does it then
        || text.contains("的由")
        || text.contains("控制在")
        || text.contains("不少于")
        || text.contains("不超过")
        || text.contains("不低于")
        || text.contains("不高于")
        || text.contains("未超过")
        || text.contains('无') && !words::ends_as_case(text) && super::duty::none_of(&Normal::new(text, 0)).is_some();
    let each = text.starts_with('每') && !asks && {
        let (parts, _) = scan(normal);
        !matches!(parts.first(), Some(Part::Period(_) | Part::Entity(_))) && counts_once(normal)
    };
    // 设备故障未在4小时内处理, 分析并提出方案每次扣3分
    let late = text.contains('未') && text.contains('内') && !asks && wanting::not_in_time(normal).is_some();
    // 未经批准不得离岗: what is forbidden is said behind
    let forbids = holds_any(text, &["不得", "严禁", "禁止", "不准", "不许"]) && !words::ends_as_case(text);
    let begins = each || late || negative.iter().any(|word| text.starts_with(word)) && !forbids;
    let ends = ["以内", "以内(含)", "之内", ":"].iter().any(|end| text.ends_with(end));
    // 每月超4次
    let beyond = || text.match_indices('超').any(|(at, word)| counted(text.get(at + word.len()..).unwrap_or("")));
    let compared = (ends || holds_any(text, &over) || beyond()) && !asks && !super::measure::is_wanted(&scan(normal).0);
    let missed = text.contains("前未") && !asks;
    missed || bounded::is_case(normal) || (words::ends_as_case(text) || begins || compared) && !text.ends_with("异议的")
}

/// Whether a requirement only counts (当月迟到4次, 累计满3次), with no word that asks for so much, and something is taken.
pub fn bare_count(read: &Requirement, effects: &Effects) -> bool {
    let stepped = effects.rules.iter().any(|rule| !matches!(rule, ScoringRule::Fixed { .. }));
    let Core::Measure { comparison: Comparison::AtLeast, threshold: Threshold::Value(Expr::Number(number)), .. } =
        &read.core
    else {
        return false;
    };
    let words = Normal::new(&read.words, 0);
    let (parts, _) = scan(&words);
    let compared = parts.iter().any(|part| matches!(part, Part::Compare(_)));
    let asked = modal(&read.words).is_some() || read.words.contains("完成");
    let counted =
        matches!(parts.last(), Some(Part::Quantity(_))) && number.unit.is_some() && number.scale == Scale::One;
    effects.takes()
        && !effects.adds()
        && !effects.full
        && !stepped
        && !compared
        && !asked
        && counted
        && read.scoring.is_empty()
}

/// 出现一次客户投诉,扣3分; 缺少一份资料扣0.2分; 每提出一条建议加2分: points each time.
pub fn counts_once(subject: &Normal) -> bool {
    let words = ["每次", "每发现", "每发生", "第一次", "没次"];
    // 缺一种药品
    let wants = ["缺", "缺少", "少", "漏", "错"].iter().any(|word| {
        let kind = subject.text.strip_prefix(word).and_then(|rest| rest.strip_prefix(['一', '1']));
        kind.is_some_and(|kind| kind.starts_with(['种', '类', '款', '样']))
    });
    if wants || holds_any(&subject.text, &words) {
        return true;
    }
    let (parts, _) = scan(subject);
    let compared = parts.iter().any(|part| matches!(part, Part::Compare(_) | Part::Period(_)));
    let one = parts.iter().any(|part| match part {
        Part::Quantity(number) => {
            let days = ["天", "日", "月", "年", "周", "小时", "分钟", "个月", "元"];
            number.number == Decimal::ONE
                && number.scale == Scale::One
                && number.unit.as_ref().is_some_and(|unit| !days.contains(&unit.text.as_str()))
        }
        _ => false,
    });
    one && !compared
}

/// 严格执行操作规程,违者每次扣3分: what must not be is 违反操作规程; 必须佩戴工牌,违者每次扣3分: 未佩戴工牌.
pub fn breach(said: &Scored, rule: &Requirement) -> Option<Core> {
    let Core::Phrase(words) = &rule.core else { return None };
    let own = said.own.text.trim_end_matches([',', '的', '、']);
    let mut obeyed = words.text.as_str();
    while let Some(rest) =
        ["严格", "认真", "自觉", "必须", "应当", "应", "须", "要"].iter().find_map(|word| obeyed.strip_prefix(word))
    {
        obeyed = rest;
    }
    let object = ["遵守", "执行", "落实", "恪守", "遵照"].iter().find_map(|verb| obeyed.strip_prefix(verb));
    let breaks = said.effects.takes() && super::lapse::offends(own);
    let object = object.filter(|object| object.chars().count() > 1).map(|object| format!("违反{object}"));
    let must = || ["必须", "应当", "须", "应"].iter().any(|word| rule.words.contains(&format!("{word}{obeyed}")));
    let undone = || (must() && obeyed.chars().count() > 2).then(|| format!("未{obeyed}"));
    let text = if breaks { object.or_else(undone)? } else { return None };
    let activity = Text { text, ..words.clone() };
    Some(Core::Never { activity, filter: None })
}

/// 每少一份记录: of nothing that is asked, what is wanting is what must not be.
pub fn wanting_each(effects: &Effects) -> Effects {
    let mut effects = effects.clone();
    let fewer = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Fewer, step, .. } if step.number == Decimal::ONE && step.scale == Scale::One);
    if !effects.rules.is_empty() && effects.rules.iter().all(fewer) {
        for rule in &mut effects.rules {
            if let ScoringRule::Step { basis, step, .. } = rule {
                *basis = Basis::Times;
                step.unit = None;
            }
        }
        if let Some(noun) = &mut effects.noun
            && !noun.text.starts_with(['缺', '少', '每'])
        {
            noun.text.insert(0, '缺');
        }
    }
    effects
}

/// What is fixed, each time.
pub fn times(effects: &Effects) -> Effects {
    let mut effects = effects.clone();
    for rule in &mut effects.rules {
        if let ScoringRule::Fixed { effect, .. } = rule {
            let step = quantity(Span::default(), Decimal::ONE, Scale::One, None);
            *rule = ScoringRule::Step { basis: Basis::Times, step, effect: effect.clone() };
        }
    }
    effects
}

pub fn each_time(requirement: &mut Requirement, effects: &Effects) {
    attach(requirement, &times(effects));
}

/// 交货延误的,每天扣300元, 工程延期完工每天扣2分: by the days that it is late.
pub fn by_day(rule: &mut ScoringRule) {
    if let ScoringRule::Step { basis: basis @ Basis::Times, step, .. } = rule
        && let Some(unit) = &mut step.unit
        && ["天", "日", "小时", "个小时", "分钟", "周", "个月", "个工作日", "工作日"].contains(&unit.text.as_str())
    {
        *basis = Basis::Late;
        match unit.text.as_str() {
            "日" => "天".clone_into(&mut unit.text),
            "个小时" => "小时".clone_into(&mut unit.text),
            _ => {}
        }
    }
}

/// 仓库物品应齐全,少一件扣2分: no number is asked of which it would be fewer, so each time.
fn each_wanting(rule: &mut ScoringRule) {
    if let ScoringRule::Step { basis: basis @ Basis::Fewer, step, effect } = rule
        && step.number == Decimal::ONE
        && step.scale == Scale::One
        && !effect.adds
    {
        (*basis, step.unit) = (Basis::Times, None);
    }
}

/// 每缺一节(篇), of so many 篇: by what is counted here.
fn counted_so(requirement: &Requirement, effects: &mut Effects) {
    let Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } = &requirement.core else { return };
    let Some(unit) = number.unit.as_ref().filter(|unit| effects.units.contains(&unit.text.as_str())) else { return };
    for rule in &mut effects.rules {
        if let ScoringRule::Step { step, .. } = rule
            && step.scale == Scale::One
        {
            step.unit = Some(unit.clone());
        }
    }
}

/// Points and consequences of one requirement.
pub fn attach(requirement: &mut Requirement, effects: &Effects) {
    let fixed = effects.rules.iter().any(|rule| matches!(rule, ScoringRule::Fixed { .. }));
    if fixed && matches!(requirement.core, Core::Record { .. }) {
        return each_time(requirement, effects);
    }
    // 每延误一天扣1分,累计不超过10分: what is only taken is limited so
    let mut effects = effects.clone();
    if let Core::Never { activity, .. } = &requirement.core
        && ["逾期", "超期", "延期", "延误", "拖延", "迟延", "延迟", "拖欠", "晚点"]
            .iter()
            .any(|late| activity.text.contains(late) && !activity.text.contains(&format!("未{late}")))
    {
        effects.rules.iter_mut().for_each(by_day);
    }
    effects.rules.iter_mut().for_each(|rule| super::scored::steps_beyond(requirement, rule));
    effects.rules.iter_mut().filter(|_| matches!(requirement.core, Core::Every { .. })).for_each(each_wanting);
    counted_so(requirement, &mut effects);
    let given = requirement.scoring.iter().flat_map(|it| &it.rules).chain(&effects.rules).any(super::said::adding);
    let taken = requirement.scoring.iter().flat_map(|it| &it.rules).any(|rule| !super::said::adding(rule));
    if effects.says_only_how_much() && taken && !given && !effects.bonus && effects.most_lost.is_none() {
        effects.most_lost = effects.most_won.take();
    }
    let effects = &effects;
    let mut rules = marks::in_points(requirement, effects);
    rules.extend(effects.left.and_then(|left| marks::left(requirement, left)));
    if let Some(known) = requirement.scoring.last_mut() {
        known.may_be_negative |= effects.negative;
    }
    if !rules.is_empty() || effects.most_lost.is_some() || effects.most_won.is_some() {
        let span = requirement.span;
        if let Some(known) = requirement.scoring.last_mut() {
            known.rules.extend(rules);
        } else {
            requirement.scoring.push(Scoring::of(span, rules));
        }
        super::scored::limit(requirement, effects);
    }
    requirement.properties.extend(effects.veto.then_some(PropertyKind::Veto(None)));
    requirement.properties.extend(effects.worth.map(PropertyKind::Worth));
    requirement.properties.extend(effects.consequence.clone().map(PropertyKind::Consequence));
}
