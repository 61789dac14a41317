//! Lengths: no occurrence so long, or so many in a row.

use super::event;
use crate::ast::{
    Basis, Comparison, Condition, Core, Expr, Period, PeriodKind, PeriodUnit, Quantity, Requirement, Scale,
    ScoringRule, Text, Threshold, Value,
};
use crate::parse::plain::effects::Effects;
use crate::parse::plain::measure::{self, rest};
use crate::parse::plain::scan::Part;

/// 超速10%, 超载20%: by how much of what is allowed.
fn by_share(activity: &Text, number: &Quantity) -> bool {
    const EXCESSES: [&str; 7] = ["超速", "超载", "超重", "超限", "超员", "超高", "超标"];
    // 超速行驶
    let ends = ["行驶", "运输", "驾驶", "装载", "作业"].iter().find_map(|act| activity.text.strip_suffix(act));
    let done = ends.unwrap_or(&activity.text);
    number.scale == Scale::Percent && EXCESSES.iter().any(|excess| done.ends_with(excess))
}

/// 报表逾期, 工程延期: what is so many days long each time.
fn is_late(name: &str) -> bool {
    const LATE: [&str; 10] = ["逾期", "超期", "延期", "延误", "拖延", "迟延", "延迟", "拖欠", "推迟", "滞后"];
    LATE.iter().any(|late| name.ends_with(late) || name.starts_with(late))
}

/// The field of such a bound.
fn extent(activity: &Text, number: &Quantity) -> Text {
    let field = if by_share(activity, number) { "幅度" } else { "时长" };
    Text { text: field.to_owned(), span: number.span, quoted: false }
}

/// 造成业务中断, 发生停机: what happens, each time so long.
fn activity_happens(parts: &[Part], number: &Quantity) -> bool {
    let words = rest(parts, number.span).text;
    ["造成", "导致", "引起", "引发", "致使", "发生", "出现"].iter().any(|word| words.starts_with(word))
}

/// 迟到超过30分钟,每次扣1分: no occurrence so long.
pub(super) fn overlong(parts: &[Part], effects: &Effects) -> Option<Core> {
    let number = parts.iter().find_map(|part| match part {
        Part::Quantity(it) => Some(it.clone()),
        _ => None,
    })?;
    let comparison = parts.iter().find_map(|part| match part {
        Part::Compare(it) => Some(*it),
        _ => None,
    })?;
    let hours =
        number.unit.as_ref().is_some_and(|unit| matches!(unit.text.as_str(), "小时" | "分钟" | "秒" | "个小时"));
    let days = number.unit.as_ref().is_some_and(|unit| matches!(unit.text.as_str(), "天" | "日" | "个工作日"));
    let stepped =
        |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Times, step, .. } if step.unit.is_none());
    // 路灯不亮超过2天的每盏扣10元: each that is so; 旷工超过3天 is counted
    let state = rest(parts, number.span).text.contains(['未', '不', '没']);
    let timed = hours
        || days && is_late(&rest(parts, number.span).text)
        || (days && state && !effects.rules.is_empty() && effects.rules.iter().all(stepped));
    // 造成业务中断1小时以上的降级: only what follows is said
    let soft = effects.rules.is_empty() && effects.consequence.is_some() && activity_happens(parts, &number);
    let each = soft
        || effects.rules.iter().any(|rule| {
            matches!(
                rule,
                ScoringRule::Step { basis: Basis::Times, .. } | ScoringRule::AllMet | ScoringRule::Fixed { .. }
            )
        });
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let activity = event(rest(parts, number.span));
    if !(timed || by_share(&activity, &number)) || !each || periodic {
        return None;
    }
    // 响应时间超过30分钟 is a measure, 迟到超过30分钟 an event
    let measured = ["时间", "时长", "期限", "时限", "周期", "间隔"].iter().any(|noun| activity.text.ends_with(noun));
    if activity.text.is_empty() || measured {
        return None;
    }
    let field = extent(&activity, &number);
    let filter = Some(Condition::Compare { field, comparison, value: Value::Number(number) });
    // 提前1小时以上加2分
    let won = effects.adds() && !effects.takes();
    Some(if won { Core::Record { activity, filter } } else { Core::Never { activity, filter } })
}

/// 迟到5至30分钟的,每次扣50元: no occurrence of that length.
pub(super) fn so_long(parts: &[Part], effects: &Effects) -> Option<Core> {
    let bounds = measure::numbers(parts);
    let (from, to, closed) = match (parts.iter().find(|part| matches!(part, Part::Between(..))), bounds.as_slice()) {
        (Some(Part::Between(from, to)), _) => (from.clone(), to.clone(), (Comparison::AtLeast, Comparison::AtMost)),
        // 30分钟以上1小时以内
        (None, [(lower, from), (upper, to)]) => (from.clone(), to.clone(), (*lower, *upper)),
        _ => return None,
    };
    let activity = event(rest(parts, from.span));
    let timed = to.unit.as_ref().is_some_and(|unit| match unit.text.as_str() {
        "小时" | "分钟" | "秒" | "个小时" => true,
        "天" | "日" | "个工作日" => is_late(&activity.text),
        _ => false,
    });
    let measured = ["时间", "时长", "期限", "时限", "周期", "间隔"].iter().any(|noun| activity.text.ends_with(noun));
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    if !(timed || by_share(&activity, &to))
        || !effects.takes()
        || effects.steps()
        || periodic
        || measured
        || activity.text.is_empty()
    {
        return None;
    }
    let from = Quantity { unit: from.unit.clone().or_else(|| to.unit.clone()), ..from };
    let bound = |comparison, number: Quantity| Condition::Compare {
        field: extent(&activity, &number),
        comparison,
        value: Value::Number(number),
    };
    let both = vec![bound(closed.0, from), bound(closed.1, to)];
    Some(Core::Never { activity, filter: Some(Condition::And(both)) })
}

/// 连续旷工3天: within any three days, fewer than three.
pub(super) fn in_a_row(requirement: &mut Requirement) {
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
