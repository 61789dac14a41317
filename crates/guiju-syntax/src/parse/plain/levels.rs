//! Who decides by how much it is: 请假1天由部门经理审批,3天以上由总经理审批.

use super::actors::is_actor;
use super::events::compared;
use super::measure;
use super::response::interval_at;
use super::scan::{Part, scan};
use super::words::{MODALS, text};
use crate::ast::{
    Comparison, Condition, Core, Duty, DutyItem, DutyKind, Interval, IntervalKind, Quantity, Requirement, Text,
};
use crate::normal::Normal;

/// What is done by whoever decides.
const DECIDES: [&str; 8] = ["审批", "批准", "审核", "核准", "签批", "审定", "签字", "审查"];

/// The duty of a segment that says of what size something is and who decides it; where it names nothing, of what the
/// requirement before it named.
pub fn by_level(normal: &Normal, before: Option<&Requirement>) -> Option<Core> {
    // 3天以内经部门经理批准,3天以上报总经理批准
    let hands = ["由", "经", "报", "得到", "获得", "取得"].iter().flat_map(|word| normal.text.match_indices(word));
    let at = hands.map(|(at, word)| (at, at + word.len())).find_map(|(at, from)| {
        let decides = normal.text.get(from..)?;
        let act = DECIDES.iter().find_map(|act| decides.strip_suffix(act))?;
        let who = MODALS.iter().find_map(|modal| act.strip_suffix(modal)).unwrap_or(act);
        is_actor(who.strip_suffix('的').unwrap_or(who)).then_some(at)
    })?;
    let mut head = normal.text.get(..at)?;
    let mut ahead = None;
    while let Some((word, rest)) = MODALS
        .iter()
        .chain(&["的", "者", ",", "时", "事前", "事先"])
        .find_map(|word| Some((*word, head.strip_suffix(word)?)))
    {
        // 超过1000元的须事前报总监批准
        if word.starts_with('事') {
            ahead = Some(Interval { span: normal.span(rest.len(), head.len()), kind: IntervalKind::Before });
        }
        head = rest;
    }
    // 而7天以上则
    let from = ["而", "但"].iter().find(|word| head.starts_with(**word)).map_or(0, |word| word.len());
    let head = normal.part(from, head.trim_end_matches('则').len().max(from));
    // 提前1天申请并经主管批准, 开工前3天将方案报监理审批: an interval is no size
    let timed = |(at, _)| matches!(interval_at(&head, at), Some((IntervalKind::Ahead(_), _)));
    if head.text.contains("提前") || head.text.char_indices().any(timed) {
        return None;
    }
    let (parts, _) = scan(&head);
    let framed = parts.iter().any(|part| matches!(part, Part::Period(_) | Part::Deadline(_) | Part::Entity(_)));
    let filter = size(&parts).filter(|_| !framed)?;
    let named = measure::rest(&parts, head.span(0, head.text.len()));
    let trigger = if named.text.is_empty() { trigger_of(before?)? } else { named };
    let activity = text(normal, at, normal.text.len());
    let span = activity.span;
    let kind = DutyKind::Act { interval: ahead, activity, filter: None };
    let duty = Duty::All(vec![DutyItem { span, own: false, kind }]);
    Some(Core::Every { trigger, filter: Some(filter), duty, key: None })
}

/// 1天, 3天以上, 1天以上3天以内, 1至3天: how much it is.
pub fn size(parts: &[Part]) -> Option<Condition> {
    let bound = |(comparison, number): &(Comparison, Quantity)| compared(number, *comparison, None);
    let between = parts.iter().find_map(|part| match part {
        Part::Between(from, to) => Some((from, to)),
        _ => None,
    });
    if let Some((from, to)) = between {
        let from = Quantity { unit: from.unit.clone().or_else(|| to.unit.clone()), ..from.clone() };
        let both = [(Comparison::AtLeast, from), (Comparison::AtMost, to.clone())];
        return Some(Condition::And(both.iter().map(bound).collect()));
    }
    let quantities = parts.iter().filter(|part| matches!(part, Part::Quantity(_))).count();
    match (measure::numbers(parts).as_slice(), quantities) {
        ([only], 1) => Some(bound(only)),
        (both @ [_, _], 2) => Some(Condition::And(both.iter().map(bound).collect())),
        ([], 1) => parts.iter().find_map(|part| match part {
            Part::Quantity(number) => Some(compared(number, Comparison::Equal, None)),
            _ => None,
        }),
        _ => None,
    }
}

/// What the level before was of.
fn trigger_of(before: &Requirement) -> Option<Text> {
    match &before.core {
        Core::Every { trigger, filter: Some(_), .. } => Some(trigger.clone()),
        // 对于请假时间, 2天以内须班组长批准
        Core::Phrase(words) => {
            let stem = ["时间", "天数", "时长", "金额", "费用"].iter().find_map(|end| words.text.strip_suffix(end));
            let stem = stem.filter(|stem| stem.chars().count() > 1)?;
            Some(Text { text: stem.to_owned(), ..words.clone() })
        }
        _ => None,
    }
}
