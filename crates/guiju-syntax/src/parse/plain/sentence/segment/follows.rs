//! What follows where a bound is not kept, said behind a comma: 不良率超过0.3%的, 停线整改; 优良率低于30%的, 教研组不得参评先进.

use crate::ast::PropertyKind;
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::effects;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::words;

/// Whether a segment says of whom, or of what, something is denied or done, where it has no name of its own.
pub fn follows(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some(case) = sentence.waiting.last().filter(|case| is_bounded(case)) else { return false };
    // what is known to follow by itself is of all that waits
    if effects::holds(normal) {
        return false;
    }
    let mut whole = case.clone();
    let from = denied_to(&normal.text).unwrap_or(0);
    whole.copy(normal, from, normal.text.len());
    let soft = effects::split(&whole).is_some_and(|(at, effects)| {
        at + '的'.len_utf8() >= case.text.len()
            && effects.rules.is_empty()
            && effects.consequence.is_some()
            && effects.worth.is_none()
    });
    if soft {
        sentence.waiting.pop();
        sentence.said.push(whole.clone());
        sentence.segment(&whole);
        sentence.said.retain(|segment| segment.text != normal.text);
        // 教研组不得参评先进, whole: who it is belongs to what follows
        let last = sentence.read.last_mut().into_iter().flat_map(|last| &mut last.properties);
        for kind in last {
            if let PropertyKind::Consequence(words) = kind
                && normal.text.ends_with(words.text.as_str())
            {
                words.text.clone_from(&normal.text);
            }
        }
    }
    soft
}

/// 不良率超过0.3%的: what is so, and no more.
fn is_bounded(case: &Normal) -> bool {
    let Some(stem) = case.text.strip_suffix('的').filter(|_| words::ends_as_case(&case.text)) else { return false };
    let (parts, _) = scan(&case.part(0, stem.len()));
    parts.iter().any(|part| matches!(part, Part::Compare(_))) && matches!(parts.last(), Some(Part::Quantity(_)))
}

/// Where what is denied to a group begins: 不得参评 of 教研组不得参评先进.
fn denied_to(text: &str) -> Option<usize> {
    const DENIED: [&str; 6] = ["不得参评", "不得评", "不参评", "不参与评", "取消", "不得晋"];
    let at = DENIED.iter().filter_map(|word| text.find(word)).min().filter(|at| *at > 0)?;
    let who = text.get(..at)?;
    (is_actor(who) || who.ends_with(['组', '部', '科', '室', '班', '队', '店']) && who.chars().count() <= 6)
        .then_some(at)
}
