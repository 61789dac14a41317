//! What was proved of two clauses and what records show, brought together.

use guiju_engine::report::Status;

use super::confirm::History;
use super::demand::Undecided;
use super::pair::{Because, Decision, Example, Relation};
use super::{Subject, confirm::Said};

/// What was proved, whatever the records.
#[derive(Debug, Clone, Copy, Default)]
pub struct Proved {
    /// Who meets the first meets the second.
    pub forwards: bool,
    /// Who meets the second meets the first.
    pub backwards: bool,
    /// Nobody meets both.
    pub apart: bool,
}

/// Records that the evaluator judged, of each kind the first.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    first_only: Option<Example>,
    second_only: Option<Example>,
    both: Option<Example>,
}

impl Shown {
    /// Has a history judged under both clauses, and keeps it where it shows something new.
    pub fn look(&mut self, (one, two): (&Subject, &Subject), history: &History) {
        let Some(first) = history.judged(one.program(), one.clause()) else { return };
        let Some(second) = history.judged(two.program(), two.clause()) else { return };
        let place = match (first.status, second.status) {
            (Status::Met, Status::Missed) => &mut self.first_only,
            (Status::Missed, Status::Met) => &mut self.second_only,
            (Status::Met, Status::Met) => &mut self.both,
            _ => return,
        };
        if place.is_none() {
            *place = Some(example(history, first, second));
        }
    }

    /// Whether nothing more has to be shown.
    pub fn is_enough(&self, proved: Proved) -> bool {
        let first = proved.forwards || self.first_only.is_some();
        let second = proved.backwards || self.second_only.is_some();
        first && second && (proved.apart || self.both.is_some())
    }

    /// The relation, where what is not proved is shown.
    pub fn conclude(self, proved: Proved, because: Vec<Because>) -> Decision {
        let Shown { first_only, second_only, both } = self;
        let relation = match proved {
            Proved { apart: true, .. } if first_only.is_some() || second_only.is_some() => Relation::Contradictory,
            Proved { apart: true, .. } => return Decision::not(Undecided::NoExample),
            Proved { forwards: true, backwards: true, .. } => Relation::Equivalent,
            Proved { forwards: true, .. } if second_only.is_some() => Relation::Implies,
            Proved { backwards: true, .. } if first_only.is_some() => Relation::ImpliedBy,
            Proved { forwards: false, backwards: false, .. }
                if first_only.is_some() && second_only.is_some() && both.is_some() =>
            {
                Relation::Independent
            }
            _ => return Decision::not(Undecided::NoExample),
        };
        let because = if relation == Relation::Independent { Vec::new() } else { because };
        let examples = [first_only, second_only, both].into_iter().flatten().collect();
        Decision { relation, undecided: None, because, reasons: Vec::new(), examples }
    }
}

/// What the evaluator says of a history under two clauses.
pub fn example(history: &History, first: Said, second: Said) -> Example {
    Example {
        person: history.person_line(),
        from: history.from,
        to: history.to,
        records: history.lines(),
        first,
        second,
    }
}
