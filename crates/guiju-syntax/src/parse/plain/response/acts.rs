//! What is done in time: acts joined by 并, 且 or 、.

use super::{every, interval, interval_at};
use crate::ast::{Core, DutyItem, DutyKind, Interval, Text};
use crate::normal::Normal;
use crate::parse::plain::actors::{begins_act, is_actor};
use crate::parse::plain::duty::noted;
use crate::parse::plain::words::{is_quoted, is_word, lead, modal, name};

/// 采购食材须索证索票并当日入账: acts of which only the later has its time.
pub fn several(normal: &Normal) -> Option<Core> {
    let (at, word) = modal(&normal.text).filter(|(at, _)| *at > 0)?;
    let pieces = pieces(normal, at + word.len());
    let timed = |start: usize| interval_at(normal, start).is_some();
    let [(first, _), rest @ ..] = pieces.as_slice() else { return None };
    let here = interval(normal).is_some_and(|(at, ..)| rest.iter().any(|(start, _)| *start == at));
    if !here || timed(*first) {
        return None;
    }
    let trigger = name(normal, 0, at);
    if trigger.text.chars().count() < 2 || trigger.text.ends_with(['前', '后', '时', '在']) {
        return None;
    }
    let mut items = Vec::new();
    for (start, end) in pieces {
        let found = interval_at(normal, start);
        let length = found.as_ref().map_or(0, |(_, length)| *length);
        let interval = found.map(|(kind, length)| Interval { span: normal.span(start, start + length), kind });
        let activity = name(normal, start + length, end);
        if activity.text.is_empty() {
            return None;
        }
        items.push(DutyItem {
            span: activity.span,
            own: false,
            kind: DutyKind::Act { interval, activity, filter: None },
        });
    }
    Some(every(trigger, items))
}

/// The acts from `at` on, joined by 并, 且 or 、; all of them within the same interval unless one has its own.
pub(super) fn acts(normal: &Normal, at: usize, interval: &Interval, topic: Option<&Text>) -> Option<Vec<DutyItem>> {
    let mut items = Vec::new();
    let mut interval = interval.clone();
    for (start, end) in pieces(normal, at) {
        let part = normal.part(start, end);
        let mut from = start + lead(&part.text);
        if let Some((kind, length)) = interval_at(normal, from).or_else(|| {
            normal.text.get(from..)?.strip_prefix('在').and_then(|_| interval_at(normal, from + "在".len()))
        }) {
            from += length
                + if normal.text.get(from..).is_some_and(|rest| rest.starts_with('在')) { "在".len() } else { 0 };
            interval = Interval { span: normal.span(start, from), kind };
        }
        let mut activity = name(normal, from, end);
        // 合同到期前15天必须续签, 交房前15天开发商应书面通知业主
        let asked =
            modal(&activity.text).filter(|(at, _)| items.is_empty() && names_who(&activity.text, *at) || *at == 0);
        let asked = asked.map_or(0, |(at, word)| at + word.len());
        let act = activity.text.get(asked..).unwrap_or("");
        // 应答 is a word
        let act = act.trim_start_matches(['将', '要', '须', ':']);
        let act = act.strip_prefix('应').filter(|rest| !is_word("应", rest)).unwrap_or(act);
        activity.text = act.to_owned();
        if activity.text.is_empty() {
            continue;
        }
        let noted = noted(&activity);
        if let Some(topic) = topic {
            activity.text = format!("{}{}", topic.text, activity.text);
        }
        let act = || DutyKind::Act { interval: Some(interval.clone()), activity: activity.clone(), filter: None };
        // 并注明整改期限和责任人: what is written there
        let kind = noted.filter(|_| !items.is_empty()).map_or_else(act, DutyKind::Filled);
        items.push(DutyItem { span: activity.span, kind, own: false });
    }
    (!items.is_empty()).then_some(items)
}

/// 开发商应, 驾驶员必须: who does it, before the word that asks. 付清款项后应 says when.
fn names_who(act: &str, modal: usize) -> bool {
    let who = act.get(..modal).unwrap_or("");
    let short = who.chars().count() <= 6 && !begins_act(who) && who.chars().all(char::is_alphanumeric);
    is_actor(who) || short && !who.ends_with(['前', '后', '时', '的', '者', '内', '中'])
}

/// The parts of a text from `at` on between 并 and 且, and between 、 where an interval follows.
pub fn pieces(normal: &Normal, at: usize) -> Vec<(usize, usize)> {
    let text = normal.text.as_str();
    let mut pieces = Vec::new();
    let mut start = at;
    for (offset, c) in text.get(at..).unwrap_or("").char_indices() {
        let (here, next) = (at + offset, at + offset + c.len_utf8());
        let before = text.get(..here).unwrap_or("");
        let after = text.get(next..).unwrap_or("");
        let joins = match c {
            '并' => {
                !before.ends_with("发现")
                    && !before.ends_with(['合', '一', '兼', '归'])
                    && !after.starts_with(['联', '发', '列', '购'])
            }
            '且' => !before.ends_with(['而', '并', '暂']),
            '、' => interval_at(normal, next).is_some(),
            _ => false,
        };
        if joins && !is_quoted(text, here) && here > start {
            pieces.push((start, here));
            start = next;
        }
    }
    if start < text.len() {
        pieces.push((start, text.len()));
    }
    pieces
}
