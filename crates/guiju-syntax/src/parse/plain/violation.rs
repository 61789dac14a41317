//! Penal wording states the complement: 满意率低于90%的,扣5分 asks for at least 90 %, 迟到一次扣0.5分 forbids 迟到.

use super::effects::Effects;
use super::measure::{self, complement, measure, rest};
use super::response::interval_at;
use super::scan::{Part, scan};
use super::words::{EVENTS, lead, name, text};
use super::{Read, frame};
use crate::ast::{
    Basis, Comparison, Condition, Core, Duty, DutyItem, DutyKind, Effect, Expr, Interval, Period, PeriodKind,
    PeriodUnit, Quantity, Requirement, Scale, ScoringRule, Text, Threshold, Tier, TierGives, Value,
};
use crate::normal::Normal;

/// What a punished (or rewarded) segment asks.
pub fn violation(normal: &Normal, effects: &Effects) -> Read {
    // 每高0.1个万分点: steps of nothing that is known
    let steps = ["每高", "每低", "每超", "每少", "每多", "每降", "每增", "每减"];
    let ordinal = ["第一次", "第二次", "第三次"].contains(&normal.text.as_str());
    if ordinal || steps.iter().any(|word| normal.text.starts_with(word)) || normal.text.contains("每提前") {
        return (Vec::new(), Vec::new());
    }
    let normal = &trimmed(normal);
    let (parts, problems) = scan(normal);
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let rewards = effects.full || (effects.adds() && !effects.takes());
    let several = split_thresholds(normal, &parts);
    if several.len() > 1 {
        let read: Vec<Read> = several.iter().map(|part| violation(part, effects)).collect();
        return read.into_iter().fold((Vec::new(), Vec::new()), |mut all, one| {
            all.0.extend(one.0);
            all.1.extend(one.1);
            all
        });
    }
    let compares = parts.iter().any(|part| matches!(part, Part::Compare(_) | Part::Between(..)));
    if let Some(core) = so_long(&parts, effects).or_else(|| overlong(&parts, effects)) {
        return one(normal, &parts, core);
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
            && !is_stated(&parts, normal)
            && !steps_from_asked(*comparison, effects)
        {
            *comparison = complement(*comparison);
        }
        let mut read = one(normal, &parts, core);
        read.0 = zipped(read.0, &parts);
        read.0.iter_mut().for_each(in_a_row);
        return read;
    }
    // 若每月有3次未填写: so many are punished
    let only = effects.rules.iter().all(|rule| matches!(rule, ScoringRule::Fixed { .. }));
    let last =
        matches!(parts.last(), Some(Part::Quantity(number)) if number.unit.is_some() && number.scale == Scale::One);
    let counted = effects.takes() && !rewards && only && (effects.rules.is_empty() || last);
    if counted && let Some(mut core) = measure(&parts, true) {
        if let Core::Measure { comparison, .. } = &mut core {
            *comparison = complement(*comparison);
        }
        return one(normal, &parts, core);
    }
    if let Some(core) = not_in_time(normal) {
        return one(normal, &parts, core);
    }
    if rewards {
        let activity = event(rest(&parts, normal.span(0, normal.text.len())));
        let absent = ["未发生", "未出现", "无"].iter().find_map(|word| normal.text.strip_prefix(word));
        // 年度内无安全事故加5分
        let whole = rest(&parts, normal.span(0, normal.text.len()));
        let safe = ["未发生", "未出现", "无"].iter().find_map(|word| whole.text.strip_prefix(word));
        if let Some(bad) = safe.filter(|_| effects.adds() && !effects.full) {
            let activity = Text { text: bad.to_owned(), ..whole };
            return one(normal, &parts, Core::Never { activity, filter: None });
        }
        let core = if let Some(bad) = absent.filter(|_| effects.full && !bad_is_long(&normal.text)) {
            Core::Never { activity: text(normal, normal.text.len() - bad.len(), normal.text.len()), filter: None }
        } else if effects.full && !effects.adds() {
            match measure(&parts, true) {
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
        let comparison = if basis == crate::ast::Basis::Over { Comparison::AtMost } else { Comparison::AtLeast };
        let name = rest(&parts, span);
        if name.text.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let threshold = Threshold::Value(Expr::Name(against.clone()));
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
                let said = ["逾期", "迟", "晚", "延", "超期", "拖"].iter().any(|word| activity.text.contains(word));
                activity.text.push_str(if said { "" } else { "延误" });
                one(normal, &parts, Core::Never { activity, filter: None })
            }
            None => (Vec::new(), Vec::new()),
        };
    }
    if let Some(core) = undone(normal, &parts) {
        return one(normal, &parts, core);
    }
    let whole = rest(&parts, span);
    // 连续两个月考核不合格: nothing here counts runs of periods
    if whole.text.starts_with("连续") && parts.iter().any(|part| matches!(part, Part::Quantity(_))) {
        return (Vec::new(), Vec::new());
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

fn step_basis(effects: &Effects) -> Option<crate::ast::Basis> {
    effects.rules.iter().find_map(|rule| match rule {
        crate::ast::ScoringRule::Step { basis, .. } => Some(*basis),
        _ => None,
    })
}

/// 县道、乡道、村道完好率分别低于75%、55%、35%: one each.
fn zipped(read: Vec<Requirement>, parts: &[Part]) -> Vec<Requirement> {
    let numbers: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Quantity(it) => Some(it.clone()),
            _ => None,
        })
        .collect();
    let [requirement] = read.as_slice() else { return read };
    let Core::Measure { measure: Expr::Name(name), .. } = &requirement.core else { return read };
    let names: Vec<&str> = name.text.trim_matches('、').split('、').collect();
    if names.len() < 2 || names.len() != numbers.len() {
        return read;
    }
    let each = names.iter().zip(numbers).map(|(piece, number)| {
        let mut requirement = requirement.clone();
        if let Core::Measure { measure, threshold, .. } = &mut requirement.core {
            *measure = Expr::Name(Text { text: (*piece).to_owned(), ..name.clone() });
            *threshold = Threshold::Value(Expr::Number(number));
        }
        requirement
    });
    each.collect()
}

/// 迟到超过30分钟,每次扣1分: no occurrence so long.
fn overlong(parts: &[Part], effects: &Effects) -> Option<Core> {
    let number = parts.iter().find_map(|part| match part {
        Part::Quantity(it) => Some(it.clone()),
        _ => None,
    })?;
    let comparison = parts.iter().find_map(|part| match part {
        Part::Compare(it) => Some(*it),
        _ => None,
    })?;
    let timed = number.unit.as_ref().is_some_and(|unit| matches!(unit.text.as_str(), "小时" | "分钟" | "个小时"));
    let each = effects.rules.iter().any(|rule| {
        matches!(rule, ScoringRule::Step { basis: Basis::Times, .. } | ScoringRule::AllMet | ScoringRule::Fixed { .. })
    });
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    if !timed || !each || periodic {
        return None;
    }
    let activity = event(rest(parts, number.span));
    // 响应时间超过30分钟 is a measure, 迟到超过30分钟 an event
    let measured = ["时间", "时长", "期限", "时限", "周期", "间隔"].iter().any(|noun| activity.text.ends_with(noun));
    if activity.text.is_empty() || measured {
        return None;
    }
    let field = Text { text: "时长".to_owned(), span: number.span, quoted: false };
    Some(Core::Never { activity, filter: Some(Condition::Compare { field, comparison, value: Value::Number(number) }) })
}

/// 迟到5至30分钟的,每次扣50元: no occurrence of that length.
fn so_long(parts: &[Part], effects: &Effects) -> Option<Core> {
    let bounds = measure::numbers(parts);
    let (from, to, closed) = match (parts.iter().find(|part| matches!(part, Part::Between(..))), bounds.as_slice()) {
        (Some(Part::Between(from, to)), _) => (from.clone(), to.clone(), (Comparison::AtLeast, Comparison::AtMost)),
        // 30分钟以上1小时以内
        (None, [(lower, from), (upper, to)]) => (from.clone(), to.clone(), (*lower, *upper)),
        _ => return None,
    };
    let timed = to.unit.as_ref().is_some_and(|unit| matches!(unit.text.as_str(), "小时" | "分钟" | "个小时"));
    let activity = event(rest(parts, from.span));
    let measured = ["时间", "时长", "期限", "时限", "周期", "间隔"].iter().any(|noun| activity.text.ends_with(noun));
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    if !timed || !effects.takes() || effects.steps() || periodic || measured || activity.text.is_empty() {
        return None;
    }
    let from = Quantity { unit: from.unit.clone().or_else(|| to.unit.clone()), ..from };
    let bound = |comparison, number: Quantity| Condition::Compare {
        field: Text { text: "时长".to_owned(), span: number.span, quoted: false },
        comparison,
        value: Value::Number(number),
    };
    let both = vec![bound(closed.0, from), bound(closed.1, to)];
    Some(Core::Never { activity, filter: Some(Condition::And(both)) })
}

/// 连续旷工3天: within any three days, fewer than three.
fn in_a_row(requirement: &mut Requirement) {
    let Core::Measure {
        measure: Expr::Name(name),
        comparison: Comparison::LessThan,
        threshold: Threshold::Value(Expr::Number(number)),
        ..
    } = &mut requirement.core
    else {
        return;
    };
    let days = number.unit.as_ref().is_some_and(|unit| matches!(unit.text.as_str(), "天" | "日"));
    if let Some(rest) = name.text.strip_prefix("连续").filter(|_| days && requirement.period.is_none())
        && let Ok(length) = u32::try_from(number.number.mantissa())
        && number.number.scale() == 0
    {
        name.text = rest.to_owned();
        requirement.period = Some(Period { span: name.span, kind: PeriodKind::Rolling(length, PeriodUnit::Day) });
    }
}

/// 达到90%以上,每低5个百分点扣1分: steps down from what is asked.
fn steps_from_asked(comparison: Comparison, effects: &Effects) -> bool {
    effects.takes()
        && !effects.adds()
        && match step_basis(effects) {
            Some(Basis::Lower | Basis::Fewer) => matches!(comparison, Comparison::AtLeast | Comparison::MoreThan),
            Some(Basis::Over) => matches!(comparison, Comparison::AtMost),
            _ => false,
        }
}

/// 完成率>=95%得满分 and 不得超过 say what is asked, not its opposite.
fn is_stated(parts: &[Part], normal: &Normal) -> bool {
    let symbol = normal.text.contains(['<', '>']);
    let banned = ["不得", "不低于", "不少于", "不超过", "不高于", "应", "至少", "控制在"]
        .iter()
        .any(|word| normal.text.contains(word));
    let unmet = parts
        .iter()
        .any(|part| matches!(part, Part::Words(words) if words.text.ends_with('未') || words.text.ends_with("没有")));
    (symbol || banned) && !unmet
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

/// 年底前未完成X: X once by then.
pub fn undone(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let deadline = parts.iter().any(|part| matches!(part, Part::Deadline(_)));
    let act = rest(parts, normal.span(0, normal.text.len()));
    let asked = act
        .text
        .strip_prefix('未')
        .or_else(|| act.text.strip_prefix("没有"))
        .filter(|asked| deadline && !asked.is_empty())?;
    let measure = Text { text: asked.to_owned(), ..act };
    Some(measure::once_of(measure))
}

fn bad_is_long(text: &str) -> bool {
    text.chars().count() > 10
}

/// Without 如 at its beginning and 的 at its end.
fn trimmed(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    let mut from = ["如果", "如有", "如", "若", "对", "凡", "因"]
        .iter()
        .find(|word| text.starts_with(**word))
        .map_or(0, |word| word.len());
    // 每提出一条建议; 每月 and 每班 stay
    if text.starts_with('每') && !matches!(scan(normal).0.first(), Some(Part::Period(_) | Part::Entity(_))) {
        from = "每".len();
    }
    let mut to = text.len();
    while let Some(word) = ["的", "者", "的话", ",", "、", "分别", ":"]
        .iter()
        .find(|word| text.get(from..to).is_some_and(|it| it.ends_with(**word) && it.len() > word.len()))
    {
        to -= word.len();
    }
    normal.part(from, to)
}

/// 超限率超过4.5%、卸载率低于82%: one each. 分别低于75%、55%、35% of three names too.
fn split_thresholds(normal: &Normal, parts: &[Part]) -> Vec<Normal> {
    let text_ = normal.text.as_str();
    let compares = parts.iter().filter(|part| matches!(part, Part::Compare(_))).count();
    if compares < 2 {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, joint) in text_.match_indices(['、', '或']) {
        let (left, right) = (normal.part(start, at), normal.part(at + joint.len(), text_.len()));
        let has = |part: &Normal| {
            let (parts, _) = scan(part);
            parts.iter().any(|part| matches!(part, Part::Compare(_)))
                && parts.iter().any(|part| matches!(part, Part::Quantity(_)))
        };
        if has(&left) && has(&right) {
            pieces.push(left);
            start = at + joint.len();
        }
    }
    if start > 0 {
        pieces.push(normal.part(start, text_.len()));
    }
    pieces
}

/// 一个月内未落实: it has to be done in time.
fn not_in_time(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (at, kind, length) =
        all.char_indices().find_map(|(at, _)| interval_at(normal, at).map(|(kind, length)| (at, kind, length)))?;
    let act = all.get(at + length..)?.strip_prefix('未').or_else(|| all.get(at + length..)?.strip_prefix("没有"))?;
    let mut head = all.get(..at)?;
    for tail in ["在", "后", ","] {
        head = head.strip_suffix(tail).unwrap_or(head);
    }
    let trigger = if head.is_empty() { return None } else { name(normal, 0, head.len()) };
    let act = text(normal, all.len() - act.len(), all.len());
    let interval = Some(Interval { span: normal.span(at, at + length), kind });
    let item = DutyItem { span: act.span, own: false, kind: DutyKind::Act { interval, activity: act, filter: None } };
    Some(Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None })
}

/// 迟到、早退 are two things, 杀人、伤害致死案件 is one: a list is one of short names, or a long one.
pub fn listed(text: &str) -> Vec<String> {
    let text = text.trim_end_matches('等');
    let pieces: Vec<&str> = text.split(['、', '或']).filter(|piece| !piece.is_empty()).collect();
    let short = |most: usize| pieces.iter().all(|piece| (2..=most).contains(&piece.chars().count()));
    let slashed = text.contains('、');
    let listed =
        short(4) || (slashed && pieces.len() > 2 && pieces.iter().skip(1).all(|piece| piece.chars().count() <= 6));
    if pieces.len() > 1 && listed { pieces.into_iter().map(str::to_owned).collect() } else { vec![text.to_owned()] }
}

/// 发生安全事故 is 安全事故.
pub fn event(mut activity: Text) -> Text {
    if activity.quoted {
        return activity;
    }
    let from = lead(&activity.text);
    let mut text = activity.text.get(from..).unwrap_or("").to_owned();
    let lone = ["后果", "严重后果", "影响", "不良影响", "损失", "经济损失", "不良后果"];
    if let Some(rest) = EVENTS.iter().find_map(|word| text.strip_prefix(word)).filter(|rest| rest.chars().count() > 1)
        && !lone.contains(&rest.trim_end_matches(['的', '者']))
    {
        text = rest.to_owned();
    }
    for tail in ["的", "者", "每", "时", "现象", "发生", "出现", "次数"] {
        let shorter = text.strip_suffix(tail).filter(|shorter| shorter.chars().count() > 1);
        if let Some(shorter) = shorter.filter(|_| !super::words::is_noun_end(&text, tail)) {
            text = shorter.to_owned();
        }
    }
    activity.text = text;
    activity
}

/// A step in per cent of a threshold in per cent is one in points.
pub fn in_points(requirement: &Requirement, effects: &Effects) -> Vec<crate::ast::ScoringRule> {
    let threshold = match &requirement.core {
        Core::Measure { threshold: Threshold::Value(Expr::Number(number)), comparison, .. } => {
            Some((number, *comparison))
        }
        _ => None,
    };
    // 低于80%、70%、60%的,分别扣1分、2分、3分
    if let (Some(tiers), false) = (tiers(requirement, effects), effects.further.is_empty()) {
        return vec![tiers];
    }
    let rules = effects.rules.iter().cloned().map(|rule| match rule {
        // 每项扣5分: of a measure there is one
        ScoringRule::Step { basis: Basis::Times, step, effect }
            if step.unit.as_ref().is_some_and(|unit| unit.text == "项")
                && !(effects.noun.is_some() && threshold.is_some_and(|(number, _)| number.scale == Scale::Percent)) =>
        {
            let when_met = effect.adds;
            match threshold {
                Some(_) => ScoringRule::Fixed { when_met, effect },
                None => {
                    ScoringRule::Step { basis: Basis::Times, step: crate::ast::Quantity { unit: None, ..step }, effect }
                }
            }
        }
        ScoringRule::Step { basis, mut step, effect } => {
            let mut basis = basis;
            if let Some((number, comparison)) = threshold {
                if step.scale == Scale::Percent && number.scale == Scale::Percent {
                    step.scale = Scale::Points;
                }
                // 每2学时加1分 above 8学时
                let same = step.unit.as_ref().map(|unit| &unit.text) == number.unit.as_ref().map(|unit| &unit.text);
                if basis == Basis::Times && same && step.unit.is_some() {
                    let below = !effect.adds && matches!(comparison, Comparison::AtLeast | Comparison::MoreThan);
                    basis = if below { Basis::Fewer } else { Basis::Over };
                }
                // 每少一次: the unit is the threshold's
                if basis != Basis::Times
                    && step.unit.is_none()
                    && step.scale == Scale::One
                    && number.scale == Scale::One
                {
                    step.unit.clone_from(&number.unit);
                }
            }
            ScoringRule::Step { basis, step, effect }
        }
        other => other,
    });
    rules.collect()
}

fn tiers(requirement: &Requirement, effects: &Effects) -> Option<crate::ast::ScoringRule> {
    use crate::ast::{ScoringRule, Tier, TierGives};
    let Core::Measure { comparison, .. } = &requirement.core else { return None };
    let Some(ScoringRule::Fixed { effect, .. }) = effects.rules.first() else { return None };
    let amounts: Vec<_> = std::iter::once(effect.amount).chain(effects.further.iter().copied()).collect();
    let (parts, _) = scan(&Normal::new(&requirement.words, 0));
    let bounds: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Quantity(it) => Some(it.clone()),
            _ => None,
        })
        .collect();
    if bounds.len() != amounts.len() {
        return None;
    }
    let tier = |(bound, amount): (crate::ast::Quantity, rust_decimal::Decimal)| Tier {
        bound: Some((complement(*comparison), bound)),
        upto: None,
        gives: TierGives::Effect(crate::ast::Effect { amount, ..effect.clone() }),
    };
    Some(ScoringRule::Tiers(bounds.into_iter().zip(amounts).map(tier).collect()))
}

/// Whether 未检查的 takes up 每周检查宿舍一次, and 未双录的 the duty 双录.
pub fn undoes(own: &str, asked: &Requirement) -> bool {
    let own = own.strip_prefix("逾期").unwrap_or(own);
    let stem = ["未按时", "未按规定", "未及时", "未按要求", "未能", "没有", "未"]
        .iter()
        .find_map(|word| own.strip_prefix(word));
    let Some(stem) = stem.map(|stem| stem.trim_end_matches(['的', '者'])) else {
        return false;
    };
    // 未交 of 上交
    let one = stem.chars().count() < 2;
    if stem.is_empty() {
        return false;
    }
    match &asked.core {
        Core::Measure { measure: Expr::Name(name), comparison: Comparison::AtLeast, .. } => {
            if one {
                name.text.ends_with(stem)
            } else {
                name.text.contains(stem)
            }
        }
        Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } => items.iter().any(|item| match &item.kind {
            DutyKind::Act { activity, .. } => !one && activity.text.contains(stem),
            _ => false,
        }),
        _ => false,
    }
}

/// 每周检查一次,未检查的每次扣1分: each time it is wanting.
pub fn wanting(asked: &Requirement, effects: &Effects) -> Effects {
    let mut effects = effects.clone();
    let Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } = &asked.core else { return effects };
    for rule in &mut effects.rules {
        if let ScoringRule::Step { basis, step, .. } = rule
            && *basis == Basis::Times
            && step.unit.is_none()
            && number.scale == Scale::One
        {
            *basis = Basis::Fewer;
            step.unit.clone_from(&number.unit);
        }
    }
    effects
}

/// 年底前未完成甲,未完成乙的: both by then.
pub fn share_deadline(subjects: &mut [Normal]) {
    let mut head: Option<Normal> = None;
    for subject in subjects {
        let Some(at) = subject.text.find('未') else { continue };
        if at > 0 {
            let before = subject.part(0, at);
            let (parts, _) = scan(&before);
            let timed =
                !parts.is_empty() && parts.iter().all(|part| matches!(part, Part::Deadline(_) | Part::Period(_)));
            head = timed.then_some(before);
        } else if let Some(head) = &head {
            let mut whole = head.clone();
            whole.copy(subject, 0, subject.text.len());
            *subject = whole;
        }
    }
}

/// 迟到10分钟以内扣1分,10分钟以上扣2分: the same event, within other bounds.
pub fn within_other_bounds(known: &Requirement, own: &Normal) -> Option<Requirement> {
    let Core::Never { activity, filter: Some(Condition::Compare { field, value: Value::Number(_), .. }) } = &known.core
    else {
        return None;
    };
    let (parts, _) = scan(own);
    let numbers = measure::numbers(&parts);
    let [(comparison, number)] = numbers.as_slice() else { return None };
    let value = Value::Number(number.clone());
    let filter = Some(Condition::Compare { field: field.clone(), comparison: *comparison, value });
    let mut requirement = frame(own, &[]);
    requirement.core = Core::Never { activity: activity.clone(), filter };
    Some(requirement)
}

/// 满意度低于90%扣2分,低于80%扣5分: lines of one scale.
pub fn further_tier(known: &mut Requirement, own: &Normal, effects: &Effects) -> bool {
    let Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(first)), .. } = &known.core else {
        return false;
    };
    let [ScoringRule::Fixed { effect, .. }] = effects.rules.as_slice() else { return false };
    let (parts, _) = scan(own);
    let numbers = measure::numbers(&parts);
    let [(beyond, number)] = numbers.as_slice() else { return false };
    // 控制在30%以内,超过1%扣2分: so much beyond the bound
    let farther = match complement(*comparison) {
        Comparison::LessThan | Comparison::AtMost => number.number <= first.number,
        _ => number.number >= first.number,
    };
    if !farther && number.scale == first.scale && matches!(beyond, Comparison::MoreThan | Comparison::LessThan) {
        let over = *beyond == Comparison::MoreThan;
        let basis = if over { Basis::Over } else { Basis::Lower };
        let effect = effect.clone();
        let step = ScoringRule::Step { basis, step: number.clone(), effect };
        let effects = Effects { rules: vec![step], ..Effects::default() };
        super::points::attach(known, &effects);
        return true;
    }
    let tier = |comparison, number: &Quantity, effect: &Effect| Tier {
        bound: Some((comparison, number.clone())),
        upto: None,
        gives: TierGives::Effect(effect.clone()),
    };
    let (comparison, first) = (*comparison, first.clone());
    let Some(scoring) = known.scoring.last_mut() else { return false };
    match scoring.rules.as_mut_slice() {
        [ScoringRule::Fixed { effect: before, .. }] => {
            let lines = vec![tier(complement(comparison), &first, before), tier(*beyond, number, effect)];
            scoring.rules = vec![ScoringRule::Tiers(lines)];
            true
        }
        [ScoringRule::Tiers(lines)] => {
            lines.push(tier(*beyond, number, effect));
            true
        }
        _ => false,
    }
}
