//! Plain sentences: found constituents, put together by the rules of the language.
//!
//! [`scan`] finds the constituents of a segment, [`effects`] what it says of points. [`sentence`] keeps the segments of
//! a sentence together; each is either [`asked`] or, where points follow, read as a [`violation`] or an achievement.

pub(super) mod actors;
mod acts;
mod apart;
pub(super) mod aside;
mod asked;
mod attribution;
mod audit;
mod bands;
mod bounded;
mod described;
mod discourse;
mod duty;
mod effects;
mod events;
mod exceptions;
mod facts;
mod findings;
mod first;
mod grades;
mod growth;
mod guard;
mod holidays;
mod implied;
mod labels;
mod lapse;
mod levels;
mod lists;
mod looks;
mod marks;
mod measure;
mod memo;
mod needs;
mod opening;
mod pardon;
mod points;
mod qualification;
mod respective;
mod response;
mod reword;
mod rounding;
mod said;
mod scan;
mod scored;
mod sentence;
mod sequence;
mod shared;
mod spans;
mod violation;
pub(super) mod words;

use rust_decimal::Decimal;

use crate::ast::{Comparison, Duration, Quantity, Requirement, Scale, Text};
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::span::Span;
pub use apart::apart;
pub use asked::is_formula;
pub use grades::said as graded;
pub use implied::named_period;
pub use memo::Memo;
pub use pardon::untaken;
pub use reword::many_words;
use scan::Part;
pub use scan::unit;
pub use sentence::Sentence;
pub use words::ends_as_case;
use words::holds_any;

use super::build::empty_requirement;

/// What is read, and what is wrong.
pub(super) type Read = (Vec<Requirement>, Vec<Diagnostic>);

/// `不得超过` is a comparison, not a ban.
pub fn comparison_after_ban(text: &str) -> Option<Comparison> {
    let rest = text.split_once("不得").map(|(_, rest)| rest.trim_start())?;
    let over = ["超过", "高于", "多于", "大于"].iter().any(|word| rest.starts_with(word));
    let under = ["少于", "低于", "小于", "短于"].iter().any(|word| rest.starts_with(word));
    if over { Some(Comparison::AtMost) } else { under.then_some(Comparison::AtLeast) }
}

/// 其中精批不得少于三分之一, 其中夜班不少于2次: compared in words, not by a sign.
pub fn compares_in_words(normal: &Normal) -> bool {
    let signs = [">", "<", "=", "介于", "属于", "包含", "为空", "非空"];
    if holds_any(&normal.text, &signs) {
        return false;
    }
    let (parts, _) = scan::scan(&normal.tight());
    parts.iter().any(|part| matches!(part, Part::Compare(_)))
        && parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Fraction(..)))
}

/// 不得引起客人投诉 forbids 客人投诉.
pub fn bare_event(activity: &mut Text) {
    let dropped = violation::event(activity.clone());
    if let Some(at) = activity.text.find(&dropped.text) {
        activity.span.start = activity.span.start.saturating_add(u32::try_from(at).unwrap_or(0)).min(activity.span.end);
    }
    activity.text = dropped.text;
}

/// Whether a segment speaks of points: 完成率≥95%得满分 is no canonical form.
pub fn scores(normal: &Normal) -> bool {
    normal.text.len() <= LONGEST && effects::may_hold(&normal.text) && effects::holds(normal)
}

/// 8分, 满分10分, alone: what something is worth.
pub fn is_worth(text: &str) -> bool {
    let full = ["本项满分", "满分为", "满分", "共"].iter().find_map(|word| text.strip_prefix(word));
    effects::bare(full.unwrap_or(text)).is_some()
}

/// ≥95%, 98%以上, 0起, alone: what something is held against.
pub fn is_bound(text: &str) -> bool {
    if !text.contains(first::number) {
        return false;
    }
    let (parts, _) = scan::scan(&Normal::new(text, 0));
    let number = |part: &Part| match part {
        Part::Quantity(number) => number.scale != Scale::One || number.unit.is_some() || parts.len() > 1,
        _ => false,
    };
    parts.len() <= 3
        && parts.iter().any(number)
        && parts.iter().all(|part| number(part) || matches!(part, Part::Compare(_)))
}

/// 起, 天, alone: the unit of a number.
pub fn is_unit(text: &str) -> bool {
    scan::unit(text) == Some(text)
}

/// The longest plain segment that is read, in bytes.
const LONGEST: usize = 4096;

/// A requirement with the period, deadline and entity that the constituents state.
pub fn frame(normal: &Normal, parts: &[Part]) -> Requirement {
    let mut requirement = empty_requirement(normal.span(0, normal.text.len()));
    requirement.words.clone_from(&normal.text);
    for part in parts {
        match part {
            Part::Entity(entity) => requirement.entity = Some(entity.clone()),
            Part::Period(period) => requirement.period = Some(period.clone()),
            Part::Deadline(deadline) => requirement.deadline = Some(deadline.clone()),
            _ => {}
        }
    }
    requirement
}

/// A plain number of something.
pub fn quantity(span: Span, number: Decimal, scale: Scale, unit: Option<Text>) -> Quantity {
    Quantity { span, number, scale, unit }
}

/// A length.
pub fn length(amount: Decimal, unit: crate::ast::DurationUnit) -> Duration {
    Duration { amount, unit }
}

/// What is read of a text and remembered, to compare.
#[cfg(test)]
pub fn parts_and_points(normal: &Normal) -> String {
    format!("{:?} {:?}", scan::scan(normal), effects::split(normal))
}
