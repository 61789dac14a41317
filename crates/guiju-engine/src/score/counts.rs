//! The points of a clause from how many of its outcomes were met: all that a score needs where nobody asks for outcomes.

use super::points::Points;
use crate::exact::Exact;
use crate::program::{Check, Clause, ScoringRule};
use crate::report::{Outcome, Reason, Status};

/// What is known of the outcomes of a clause.
#[derive(Debug, Clone)]
pub enum Outcomes {
    /// Each of them.
    Each(Vec<Outcome>),
    /// How many there are.
    Counted(Counts),
}

/// How many outcomes came out how.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    worst: Option<Status>,
    met: u32,
    missed: u32,
    others: u32,
}

impl Outcomes {
    /// None so far; `kept` says whether each is asked for, or whether they are only counted where that will do.
    pub fn of(clause: &Clause, kept: bool) -> Outcomes {
        if Outcomes::are_counted(clause, kept) {
            Outcomes::Counted(Counts::default())
        } else {
            Outcomes::Each(Vec::new())
        }
    }

    /// Whether it will do to count them.
    pub fn are_counted(clause: &Clause, kept: bool) -> bool {
        let counted = |rule: &ScoringRule| matches!(rule, ScoringRule::MetRate | ScoringRule::AllMet);
        let will_do = !matches!(clause.check, Check::Record(_))
            && clause.consequences.is_empty()
            && clause.scoring.rules.iter().all(counted);
        !kept && will_do
    }

    /// Makes room for so many of them, where each is kept.
    pub fn reserve(&mut self, count: usize) {
        if let Outcomes::Each(outcomes) = self {
            outcomes.reserve_exact(count);
        }
    }

    /// Adds one.
    pub fn add(&mut self, outcome: Outcome) {
        match self {
            Outcomes::Each(outcomes) => outcomes.push(outcome),
            Outcomes::Counted(counts) => counts.add(outcome.status, 1),
        }
    }

    /// The worst of them.
    pub fn status(&self) -> Status {
        let worst = match self {
            Outcomes::Each(outcomes) => outcomes.iter().map(|outcome| outcome.status).min(),
            Outcomes::Counted(counts) => counts.worst,
        };
        worst.unwrap_or(Status::NotApplicable)
    }
}

impl Counts {
    /// Adds so many that came out alike.
    pub fn add(&mut self, status: Status, count: usize) {
        if count == 0 {
            return;
        }
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.worst = Some(self.worst.map_or(status, |worst| worst.min(status)));
        let place = match status {
            Status::Met => &mut self.met,
            Status::Missed => &mut self.missed,
            _ => &mut self.others,
        };
        *place = place.saturating_add(count);
    }

    /// How many were met.
    pub fn met(self) -> u32 {
        self.met
    }

    /// How many were met or missed.
    pub fn judged(self) -> u32 {
        self.met.saturating_add(self.missed)
    }

    /// How many there are.
    pub fn outcomes(self) -> u64 {
        [self.met, self.missed, self.others].into_iter().map(u64::from).sum()
    }

    /// As [`super::points::points`] has them, without the items.
    pub fn points(self, clause: &Clause, worth: Option<Exact>) -> Result<Option<Points>, Reason> {
        let number = |count: u32| Exact::from(i128::from(count));
        let judged = match number(self.met).plus(number(self.missed)) {
            Some(judged) if !judged.is_zero() => judged,
            _ => return Ok(None),
        };
        let own = match (worth, clause.scoring.rules.last()) {
            (None, _) => Some(Exact::ZERO),
            (Some(worth), Some(ScoringRule::AllMet)) => Some(if self.missed == 0 { worth } else { Exact::ZERO }),
            (Some(worth), _) => number(self.met).over(judged).and_then(|share| share.times(worth)),
        };
        let own = own.ok_or(Reason::Overflow)?;
        Ok(Some(Points { own, won: Exact::ZERO, taken: Exact::ZERO, lines: Vec::new() }))
    }
}
