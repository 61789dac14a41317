//! Lengths that run from an event on: 保存期限自产品有效期满之日起不少于5年.

use super::every;
use crate::ast::{Comparison, Condition, Core, DutyItem, DutyKind, Text, Value};
use crate::normal::Normal;
use crate::parse::plain::scan;
use crate::parse::plain::words::{MODALS, lead, name, text};

/// 保存期限自产品有效期满之日起不少于5年: a length from an event on.
pub(super) fn kept_from(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (end, after) =
        ["之日起", "之时起", "日起"].iter().find_map(|mark| normal.find(mark).map(|at| (at, at + mark.len())))?;
    let (from, opener) = ["自", "从"].iter().find_map(|word| Some((all.get(..end)?.rfind(word)?, word.len())))?;
    let (parts, _) = scan::scan(&normal.part(after, all.len()));
    let (what, comparison, number) = match parts.as_slice() {
        [scan::Part::Compare(comparison), scan::Part::Quantity(number)] => (None, *comparison, number),
        [scan::Part::Words(what), scan::Part::Compare(comparison), scan::Part::Quantity(number)]
        | [scan::Part::Compare(comparison), scan::Part::Words(what), scan::Part::Quantity(number)] => {
            (Some(what), *comparison, number)
        }
        _ => return None,
    };
    let long = number
        .unit
        .as_ref()
        .is_some_and(|unit| ["年", "个月", "月", "天", "日", "小时", "周", "个工作日"].contains(&unit.text.as_str()));
    let topic = all.get(..from)?;
    let topic = MODALS.iter().find_map(|word| topic.strip_suffix(word)).unwrap_or(topic);
    let topic = topic.get(lead(topic)..)?;
    let (trigger, mut field) = (name(normal, from + opener, end), text(normal, 0, from));
    field.text = format!("{topic}{}", what.map_or("", |what| what.text.as_str()));
    if !long || trigger.text.is_empty() || field.text.is_empty() {
        return None;
    }
    let span = normal.span(0, all.len());
    let kind = DutyKind::Field(Condition::Compare { field, comparison, value: Value::Number(number.clone()) });
    Some(every(trigger, vec![DutyItem { span, own: false, kind }]))
}

/// 保存期限不得少于保质期满后六个月: a length from an event on.
pub(super) fn kept_after(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let words = ["不得少于", "不少于", "不低于", "不得低于", "不得短于"];
    let (at, word) = words.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let from = at + word.len();
    let (end, after) = ["后", "之日起", "之后"].iter().find_map(|mark| {
        let found = all.get(from..)?.find(mark)?;
        Some((from + found, from + found + mark.len()))
    })?;
    let (parts, _) = scan::scan(&normal.part(after, all.len()));
    let [scan::Part::Quantity(number)] = parts.as_slice() else { return None };
    let (trigger, field) = (name(normal, from, end), name(normal, 0, at));
    if trigger.text.is_empty() || field.text.is_empty() {
        return None;
    }
    let span = normal.span(0, all.len());
    let value = Value::Number(number.clone());
    let kind = DutyKind::Field(Condition::Compare { field, comparison: Comparison::AtLeast, value });
    Some(every(trigger, vec![DutyItem { span, own: false, kind }]))
}

/// 监控录像保存至交易完成后1年: a length from an event on.
pub(super) fn kept_until(normal: &Normal) -> Option<Core> {
    const UNTIL: [&str; 10] =
        ["保存至", "保存到", "保管至", "保管到", "留存至", "留存到", "存放至", "保留至", "保存期限为", "保管期限为"];
    let all = normal.text.as_str();
    let (at, word) = UNTIL.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let from = at + word.len();
    let (end, after) = ["之后", "以后", "后"].iter().find_map(|mark| {
        let found = all.get(from..)?.find(mark)?;
        Some((from + found, from + found + mark.len()))
    })?;
    let (parts, _) = scan::scan(&normal.part(after, all.len()));
    let ([scan::Part::Quantity(number)] | [scan::Part::Compare(Comparison::AtLeast), scan::Part::Quantity(number)]) =
        parts.as_slice()
    else {
        return None;
    };
    scan::duration(&format!("1{}", number.unit.as_ref()?.text))?;
    let kept = from - word.len() + word.trim_end_matches(['至', '到', '为']).len();
    let (trigger, field) = (name(normal, from, end), name(normal, 0, kept));
    let topic = MODALS.iter().fold(field.text.clone(), |text, word| text.replace(word, ""));
    let field = Text { text: topic, ..field };
    if trigger.text.chars().count() < 2 || field.text.chars().count() < 3 {
        return None;
    }
    let span = normal.span(0, all.len());
    let value = Value::Number(number.clone());
    let kind = DutyKind::Field(Condition::Compare { field, comparison: Comparison::AtLeast, value });
    Some(every(trigger, vec![DutyItem { span, own: false, kind }]))
}
