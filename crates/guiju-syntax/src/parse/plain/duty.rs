//! Duties and bans without a number.

use super::implied::implied;
use super::scan::{Part, scan};
use super::words::{find, is_praise, modal, name, text};
use super::{bare_event, measure, response, violation};
use crate::ast::{Comparison, Condition, Core, Duty, DutyItem, DutyKind, Expr, Requirement, Text, Threshold, Value};
use crate::normal::Normal;

/// 处理完毕后将设备复位: every time after the event.
pub fn after_event(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (at, word) =
        ["后将", "后应", "后须", "后需", "后要", "后立即将"].iter().find_map(|word| Some((find(all, word)?, *word)))?;
    let trigger = name(normal, 0, at);
    let mut items = Vec::new();
    for (start, end) in response::pieces(normal, at + word.len()) {
        let act = name(normal, start, end);
        if !act.text.is_empty() {
            let kind = DutyKind::Act { interval: None, activity: act.clone(), filter: None };
            items.push(DutyItem { span: act.span, own: false, kind });
        }
    }
    let numbered = trigger.text.contains(|c: char| c.is_ascii_digit()) || trigger.text.starts_with('每');
    (!items.is_empty() && !trigger.text.is_empty() && !numbered).then_some(Core::Every {
        trigger,
        filter: None,
        duty: Duty::All(items),
        key: None,
    })
}

/// 一次连续请假不得超过五个工作日: every one of them.
pub fn per_occurrence(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let rest = ["一次", "每次", "单次"].iter().find_map(|word| normal.text.strip_prefix(word))?;
    let Some(Core::Measure {
        measure: Expr::Name(name),
        comparison,
        threshold: Threshold::Value(Expr::Number(number)),
        ..
    }) = measure::measure(parts, false)
    else {
        return None;
    };
    let timed =
        number.unit.as_ref().is_some_and(|unit| ["天", "日", "小时", "分钟", "个工作日"].contains(&unit.text.as_str()));
    let act = name
        .text
        .trim_start_matches(["一次", "每次", "单次"].iter().find(|word| normal.text.starts_with(**word))?)
        .trim_end_matches("最多")
        .to_owned();
    if !timed || act.is_empty() || rest.is_empty() {
        return None;
    }
    let field = Text { text: "时长".to_owned(), span: name.span, quoted: false };
    let kind = DutyKind::Field(Condition::Compare { field, comparison, value: Value::Number(number) });
    let item = DutyItem { span: normal.span(0, normal.text.len()), own: false, kind };
    Some(Core::Every { trigger: Text { text: act, ..name }, filter: None, duty: Duty::All(vec![item]), key: None })
}

/// What a requirement counts, for a duty that every one of them carries.
pub fn counted(before: &Requirement) -> Option<Text> {
    match &before.core {
        Core::Measure { measure: Expr::Name(name), .. } => Some(name.clone()),
        Core::Every { trigger, .. } => Some(trigger.clone()),
        _ => None,
    }
}

pub fn carries(trigger: Text, act: Text) -> Core {
    let item =
        DutyItem { span: act.span, own: false, kind: DutyKind::Act { interval: None, activity: act, filter: None } };
    Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None }
}

/// 每次时间不少于2小时 narrows the requirement before it.
pub fn narrowed(normal: &Normal, before: Option<&Requirement>) -> Option<Core> {
    let before = before.filter(|before| matches!(before.core, Core::Measure { .. }))?;
    let rest = ["每次时间", "每次时长", "每次持续时间", "持续时间", "每次学习时间"]
        .iter()
        .find_map(|word| normal.text.strip_prefix(word))?;
    let tail = normal.part(normal.text.len() - rest.len(), normal.text.len());
    let (parts, _) = scan(&tail);
    let number = parts.iter().find_map(|part| match part {
        Part::Quantity(it) => Some(it.clone()),
        _ => None,
    })?;
    let comparison = parts
        .iter()
        .find_map(|part| match part {
            Part::Compare(it) => Some(*it),
            _ => None,
        })
        .unwrap_or(Comparison::AtLeast);
    let field = Text { text: "时长".to_owned(), span: before.span, quoted: false };
    Some(Core::Narrow(Condition::Compare { field, comparison, value: Value::Number(number) }))
}

/// A period with an act and no number: once. 每周五报送工作小结
pub fn once(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let deadline = parts.iter().any(|part| matches!(part, Part::Deadline(it) if implied(it, &normal.text).is_some()));
    let period = deadline || parts.iter().any(|part| matches!(part, Part::Period(_)));
    let number = parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Between(..) | Part::Compare(_)));
    let banned = ["不得", "严禁", "禁止", "不准", "杜绝", "未"].iter().any(|word| normal.text.contains(word));
    if !period || number || banned {
        return None;
    }
    let name = measure::rest(parts, normal.span(0, normal.text.len()));
    // 每天台面无灰尘 is a state, not an act
    if name.text.chars().count() < 2
        || is_praise(&name.text)
        || name.text.contains('无')
        || normal.text.ends_with(['后', '时'])
    {
        return None;
    }
    Some(measure::once_of(name))
}

/// 不得, 严禁, 禁止 and what must not happen; 无 only of what is an event.
pub fn ban(normal: &Normal) -> Vec<Core> {
    let text_ = normal.text.as_str();
    let never = |activity: Text| Core::Never { activity, filter: None };
    let bad = ["差错", "事故", "投诉", "迟到", "早退", "旷工", "违规", "违纪", "缺勤", "死角"];
    if let Some(event) = text_.strip_prefix('无').filter(|event| bad.iter().any(|word| event.contains(word))) {
        let activity = text(normal, text_.len() - event.len(), text_.len());
        let pieces = violation::listed(&activity.text).into_iter();
        return pieces.map(|piece| never(Text { text: piece, ..activity.clone() })).collect();
    }
    let found = ["不得", "严禁", "禁止", "不准", "杜绝"].iter().find_map(|word| Some((find(text_, word)?, *word)));
    let Some((at, word)) = found else { return Vec::new() };
    let mut activity = text(normal, at + word.len(), text_.len());
    bare_event(&mut activity);
    if activity.text.is_empty() { Vec::new() } else { vec![never(activity)] }
}

/// X 均要 Y: every X carries Y.
pub fn obligation(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let (at, word) = modal(&normal.text)?;
    if parts.iter().any(|part| matches!(part, Part::Entity(_) | Part::Period(_))) {
        return None;
    }
    let trigger = text(normal, 0, at);
    // 需治疗可请病假 permits
    if trigger.text.is_empty() || normal.text.get(at..).is_some_and(|rest| rest.contains('可')) {
        return None;
    }
    let mut items = Vec::new();
    for (start, end) in response::pieces(normal, at + word.len()) {
        let act = text(normal, start, end);
        if !act.text.is_empty() && !is_praise(&act.text) {
            let kind = DutyKind::Act { interval: None, activity: act.clone(), filter: None };
            items.push(DutyItem { span: act.span, own: false, kind });
        }
    }
    (!items.is_empty()).then_some(Core::Every { trigger, filter: None, duty: Duty::All(items), key: None })
}
