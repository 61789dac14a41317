//! 若: the conditions under which a clause is judged.

use chrono::NaiveDateTime;

use super::{blank, early};
use crate::evaluate::World;
use crate::exact::Exact;
use crate::people::Person;
use crate::periods::Span;
use crate::program::{Clause, When};
use crate::report::{Outcome, Reason, Status};

/// Whether what 若 asks for holds.
#[derive(Clone, Copy)]
enum Holds {
    /// It does, whatever comes.
    Yes,
    /// It does, and may not in the end.
    SoFar,
    /// It does not, and may in the end.
    NotYet,
    /// It does not, whatever comes.
    No,
    /// Nobody can tell.
    Unknown(Status, Option<Reason>),
}

impl Holds {
    fn and(self, other: Holds) -> Holds {
        match (self, other) {
            (Holds::No, _) | (_, Holds::No) => Holds::No,
            (Holds::NotYet, _) | (_, Holds::NotYet) => Holds::NotYet,
            (unknown @ Holds::Unknown(..), _) | (_, unknown @ Holds::Unknown(..)) => unknown,
            (Holds::SoFar, _) | (_, Holds::SoFar) => Holds::SoFar,
            (Holds::Yes, Holds::Yes) => Holds::Yes,
        }
    }

    fn or(self, other: Holds) -> Holds {
        match (self, other) {
            (Holds::Yes, _) | (_, Holds::Yes) => Holds::Yes,
            (Holds::SoFar, _) | (_, Holds::SoFar) => Holds::SoFar,
            (Holds::NotYet, _) | (_, Holds::NotYet) => Holds::NotYet,
            (unknown @ Holds::Unknown(..), _) | (_, unknown @ Holds::Unknown(..)) => unknown,
            (Holds::No, Holds::No) => Holds::No,
        }
    }
}

impl World<'_> {
    /// 若: a judgement counts only where what it asks for holds of the person in the period; while time may still tell
    /// otherwise, nothing is settled.
    pub(super) fn on_condition(
        &self,
        clause: &Clause,
        person: &Person,
        (span, closes): (&Span, NaiveDateTime),
        outcome: Outcome,
    ) -> Outcome {
        let Some(when) = &clause.condition else { return outcome };
        let pending = |outcome: Outcome| {
            let open = Outcome { status: Status::Pending, reason: None, late: None, late_workdays: None, ..outcome };
            self.waiting(open, None, closes)
        };
        match self.holds(when, person, span, self.reached(closes)) {
            Holds::Yes => outcome,
            Holds::SoFar => match outcome.status {
                Status::Met | Status::Missed => pending(outcome),
                _ => outcome,
            },
            Holds::NotYet => pending(blank(&outcome, None)),
            Holds::No => Outcome { status: Status::NotApplicable, ..blank(&outcome, Some(Reason::ConditionFalse)) },
            Holds::Unknown(status, reason) => Outcome { status, ..blank(&outcome, reason) },
        }
    }

    fn holds(&self, when: &When, person: &Person, span: &Span, over: bool) -> Holds {
        match when {
            When::Holds(condition) => {
                let (comparison, bound) = (condition.comparison, Exact::from(condition.bound));
                let found = self.value(&condition.value, person, None, span);
                let settled = over || !early(&condition.value, found, comparison, bound, &self.program.measures);
                match (self.compared(found, comparison, bound, true), settled) {
                    ((Status::Met, _), true) => Holds::Yes,
                    ((Status::Met, _), false) => Holds::SoFar,
                    (_, false) => Holds::NotYet,
                    ((Status::Missed, _), true) => Holds::No,
                    ((status, reason), true) => Holds::Unknown(status, reason),
                }
            }
            // The first that decides against it, or the least that is known.
            When::All(all) => all.iter().map(|one| self.holds(one, person, span, over)).fold(Holds::Yes, Holds::and),
            When::Any(any) => any.iter().map(|one| self.holds(one, person, span, over)).fold(Holds::No, Holds::or),
        }
    }
}
