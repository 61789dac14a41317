//! What a segment is, told from what it holds and what waits: each kind is tried in turn.

mod follows;
mod good;
mod joined;
mod kinds;
mod opened;
mod recipients;
mod remarks;
mod unlike;

pub(super) use self::unlike::opposite;
use super::Sentence;
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::LONGEST;
use crate::parse::plain::effects;
use crate::parse::plain::points::may_be_punished;

/// A kind of segment takes it, or leaves it to the next kind.
type Kind = fn(&mut Sentence, &Normal) -> bool;

/// The kinds of segments: what stands further up is told by more than what stands below it.
const KINDS: [Kind; 27] = [
    kinds::kinds,
    follows::follows,
    joined::each_unit,
    opened::completes,
    opened::steps,
    opened::begins_step,
    remarks::samples,
    joined::none_or_fewer,
    joined::either_bound,
    opened::elided,
    opened::shares,
    joined::each_time,
    remarks::says_nothing,
    remarks::excepts_holidays,
    remarks::rolls,
    opened::only_when,
    opened::awaits,
    opened::offends,
    good::of_good,
    unlike::of_unlike,
    opened::of_breach,
    opened::how_often,
    remarks::defines,
    recipients::payers,
    recipients::recipients,
    joined::counted,
    joined::scored,
];

impl Sentence {
    pub(super) fn segment(&mut self, normal: &Normal) {
        let length = normal.text.len();
        if length > LONGEST {
            let problem = Diagnostic::new(Code::TooLong, normal.span(0, length));
            self.problems.push(problem.with("length", length.to_string()).with("limit", LONGEST.to_string()));
            return;
        }
        if KINDS.iter().any(|takes| takes(self, normal)) {
            return;
        }
        match effects::split(normal) {
            Some((_, effects)) if effects.weight && effects.rules.is_empty() => self.phrase(normal),
            Some((subject, effects)) => self.scored(normal, subject, &effects),
            None if may_be_punished(normal) || self.awaits_points(normal) => self.waiting.push(normal.clone()),
            None => self.unscored(normal),
        }
    }
}
