//! One act that several events share, said with the last: 冷菜5分钟内、热菜15分钟内上桌.

use super::response::interval_at;
use super::scan::duration;
use super::words::{find, is_quoted};
use crate::normal::Normal;

/// Each event with its time and the act, where a segment has several.
pub fn shared(normal: &Normal) -> Vec<Normal> {
    let pieces = pieces(normal);
    let Some((last, others)) = pieces.split_last().filter(|(_, others)| !others.is_empty()) else { return Vec::new() };
    let Some(act) = act(last).filter(|_| others.iter().all(|piece| timed(piece) == Some(piece.text.len()))) else {
        return Vec::new();
    };
    let mut each: Vec<Normal> = others.iter().map(|piece| with_act(piece, last, act)).chain([last.clone()]).collect();
    // 接到报警后城区5分钟、农村15分钟内到达: the event is that of both
    if let Some((first, rest)) = each.split_first_mut()
        && let Some(at) = first.text.find('后').filter(|at| *at > 0)
    {
        let event = first.part(0, at + "后".len());
        *first = branch(first, event.text.len(), &event);
        for other in rest {
            *other = branch(other, 0, &event);
        }
    }
    each
}

/// 城区5分钟内到达: of an event of this kind, 城区接到报警后5分钟内到达.
fn branch(piece: &Normal, from: usize, event: &Normal) -> Normal {
    let own = piece.part(from, piece.text.len());
    let at = own.text.char_indices().map(|(at, _)| at).find(|at| *at > 0 && interval_at(&own, *at).is_some());
    let mut whole = own.part(0, at.unwrap_or(0));
    whole.copy(event, 0, event.text.len());
    whole.copy(&own, at.unwrap_or(0), own.text.len());
    whole
}

/// 普通快件3天内, alone: events with their times whose act is still to come.
pub fn waiting(normal: &Normal) -> Vec<Normal> {
    let pieces = pieces(normal);
    let bare = |piece: &Normal| {
        (piece.text.ends_with('内') || ends_in_day(&piece.text)) && timed(piece) == Some(piece.text.len())
    };
    if pieces.iter().all(bare) { pieces } else { Vec::new() }
}

/// 缺陷修复:致命级4小时内、严重级24小时内: the heading says what is to be done, where nothing else does.
pub fn headed(events: &[Normal]) -> Option<Vec<Normal>> {
    const NOUNS: [&str; 10] =
        ["完成时限", "时限要求", "时限", "时间要求", "时间", "时效", "期限", "速度", "要求", "标准"];
    let (first, others) = events.split_first()?;
    let (head, _) = first.text.split_once(':')?;
    let act = NOUNS.iter().find_map(|noun| head.strip_suffix(noun)).unwrap_or(head);
    let begins = head.len() + ":".len();
    if !(2..=8).contains(&act.chars().count()) {
        return None;
    }
    let whole = |event: &Normal| {
        let mut whole = event.clone();
        whole.copy(first, 0, act.len());
        whole
    };
    let opening = whole(&first.part(begins, first.text.len()));
    Some([opening].into_iter().chain(others.iter().map(whole)).collect())
}

/// Where the act of an event with its time begins.
pub fn act(normal: &Normal) -> Option<usize> {
    let at = timed(normal)?;
    let rest = normal.text.get(at..).filter(|rest| rest.chars().count() > 1)?;
    let other = rest.starts_with(['的', '未', '没', '不', '每']) || rest.contains(['、', '每']);
    (!other && normal.text.get(..at).is_some_and(|before| before.ends_with('内') || ends_in_day(before))).then_some(at)
}

/// An event with its time and the act of another.
pub fn with_act(piece: &Normal, other: &Normal, act: usize) -> Normal {
    let mut whole = piece.clone();
    if !(piece.text.ends_with('内') || ends_in_day(&piece.text)) {
        whole.insert("内", piece, piece.text.len().saturating_sub("内".len()));
    }
    whole.copy(other, act, other.text.len());
    whole
}

fn ends_in_day(text: &str) -> bool {
    ["当天", "当日", "次日", "同日"].iter().any(|day| text.ends_with(day))
}

fn pieces(normal: &Normal) -> Vec<Normal> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, joint) in normal.text.match_indices('、').filter(|(at, _)| !is_quoted(&normal.text, *at)) {
        pieces.push(normal.part(start, at));
        start = at + joint.len();
    }
    pieces.push(normal.part(start, normal.text.len()));
    pieces
}

/// Where the time of an event ends that begins a text: 热菜15分钟内, 二级告警15分钟, 急件当天.
fn timed(normal: &Normal) -> Option<usize> {
    let text = normal.text.as_str();
    let at = text.char_indices().map(|(at, _)| at).find(|at| {
        *at > 0 && (interval_at(normal, *at).is_some() || text.get(*at..).is_some_and(|rest| plain(rest).is_some()))
    })?;
    let topic = text.get(..at)?;
    let topic = ["应当在", "应在", "须在", "应于", "应", "须", "在"]
        .iter()
        .find_map(|word| topic.strip_suffix(word))
        .unwrap_or(topic);
    // 收到投诉后24小时内 is when, not of what
    let event = ["后", "前", "起", "时", "的", "者", "每", "第", "续", "近", "自", "每隔", "提"]
        .iter()
        .any(|end| topic.ends_with(end));
    let named = (2..=14).contains(&topic.chars().count()) && !event && find(topic, "每").is_none();
    let length = interval_at(normal, at).map(|(_, length)| length).or_else(|| plain(text.get(at..)?))?;
    named.then_some(at + length)
}

/// 15分钟, 当天, and nothing more.
fn plain(rest: &str) -> Option<usize> {
    let day = ["当天", "当日", "次日", "同日"].contains(&rest).then_some(rest.len());
    day.or_else(|| duration(rest).map(|(_, size)| size).filter(|size| *size == rest.len()))
}
