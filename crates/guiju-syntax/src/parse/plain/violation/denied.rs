//! What is left undone of several things: 未关空调、电灯 is 未关空调 and 未关电灯, 未锁门、关窗 is 未锁门 and 未关窗, 未签字、盖章
//! is 未签字 and 未盖章.

use crate::parse::plain::acts::verb;
use crate::parse::plain::duty::is_bad_event;

/// Each of the things, with what is left undone of it.
pub(super) fn each(pieces: &[&str]) -> Option<Vec<String>> {
    let (first, others) = pieces.split_first().filter(|(_, others)| !others.is_empty())?;
    let at = first.find('未')?;
    let (place, act) = (first.get(..at)?, first.get(at + '未'.len_utf8()..)?);
    let plain = |piece: &&str| {
        (1..=5).contains(&piece.chars().count())
            && !piece.contains(['未', '不', '没', '无', '漏', '缺', '错', '迟', '假', '或'])
            && !is_bad_event(piece)
    };
    if !others.iter().all(plain) || place.chars().count() > 6 {
        return None;
    }
    let done = verb(act).filter(|done| done.len() < act.len());
    let short = |text: &str| text.chars().count() == 2;
    let with = |piece: &&str| match done {
        Some(done) if verb(piece).is_none() => Some(format!("{place}未{done}{piece}")),
        None if !short(act) || !short(piece) => None,
        _ => Some(format!("{place}未{piece}")),
    };
    let rest: Option<Vec<String>> = others.iter().map(with).collect();
    // whether 未 goes on nobody can say: one thing
    let rest = rest.map(|rest| [(*first).to_owned()].into_iter().chain(rest).collect());
    Some(rest.unwrap_or_else(|| vec![pieces.join("、")]))
}
