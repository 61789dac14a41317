//! What was judged of the ranges that a tracker has gone on from, folded into one: how often each clause came out how,
//! and the scores. It grows with people and clauses, not with time.

use chrono::NaiveDate;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::evaluate::Range;
use crate::exact::Exact;
use crate::program::Program;
use crate::report::Status;
use crate::verdicts::Verdicts;

/// Ranges that were judged one after the other.
///
/// Every period and every occurrence belongs to one range, so that what is counted here of ranges that follow each other
/// without a gap is what one judgement of all of them would count; but for clauses of the whole range (考核期) and for
/// windows, which are judged once in each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Past {
    ranges: u32,
    days: Option<(NaiveDate, NaiveDate)>,
    /// By standard.
    people: Vec<IndexMap<String, PastPerson>>,
}

/// How one person stood under one standard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPerson {
    /// Ranges in which some clause bound the person.
    pub ranges: u32,
    /// Those of them that gave a score.
    pub scored: u32,
    /// The sum of these scores, above and below the line; `None` where it grew too large.
    sum: Option<(i128, i128)>,
    /// What came of each clause of the standard, in its order.
    pub clauses: Vec<Counted>,
}

/// How many outcomes of one clause came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// 达标
    pub met: u64,
    /// 未达标
    pub missed: u64,
    /// 待定: of a range that is past, what was so when it was closed, and stays so.
    pub pending: u64,
    /// 不适用
    pub not_applicable: u64,
    /// 无法判定
    pub undetermined: u64,
}

impl Past {
    /// How many ranges there are.
    pub fn ranges(&self) -> u32 {
        self.ranges
    }

    /// The first of their days, and the day after the last.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.days
    }

    /// Everyone whom a standard bound, by the place of the standard in the program, in order of first range.
    pub fn people(&self, standard: usize) -> impl Iterator<Item = (&str, &PastPerson)> {
        self.people.get(standard).into_iter().flatten().map(|(name, person)| (name.as_str(), person))
    }

    /// One of them.
    pub fn person(&self, standard: usize, name: &str) -> Option<&PastPerson> {
        self.people.get(standard)?.get(name)
    }

    /// Adds a range.
    pub(super) fn add(&mut self, program: &Program, range: Range, verdicts: &Verdicts<'_>) {
        self.ranges = self.ranges.saturating_add(1);
        let (from, to) = self.days.unwrap_or((range.from(), range.to()));
        self.days = Some((from.min(range.from()), to.max(range.to())));
        self.people.resize_with(program.standards.len(), IndexMap::new);
        let place =
            |name: &str| program.standards.iter().position(|standard| std::ptr::eq(standard.name.as_str(), name));
        for standing in verdicts.scores() {
            let Some(people) = place(standing.standard).and_then(|place| self.people.get_mut(place)) else { continue };
            let person = people.entry(standing.person.to_owned()).or_default();
            person.ranges = person.ranges.saturating_add(1);
            if let Some(score) = standing.score {
                let sum = if person.scored == 0 { Some(Exact::ZERO) } else { person.sum() };
                person.sum = sum.and_then(|sum| sum.plus(score)).map(Exact::parts);
                person.scored = person.scored.saturating_add(1);
            }
        }
        // Outcomes come clause by clause.
        let mut last = 0;
        for verdict in verdicts.outcomes() {
            let Some((number, standard)) =
                place(verdict.standard()).and_then(|it| Some((it, program.standards.get(it)?)))
            else {
                continue;
            };
            let is = |place: &usize| standard.clauses.get(*place).is_some_and(|it| std::ptr::eq(it, verdict.clause()));
            let person = self.people.get_mut(number).and_then(|people| people.get_mut(verdict.person()));
            let clause = (last..standard.clauses.len()).chain(0..last).find(is);
            let Some((person, clause)) = person.zip(clause) else { continue };
            last = clause;
            person.clauses.resize(standard.clauses.len(), Counted::default());
            person.clauses.get_mut(clause).into_iter().for_each(|clause| clause.add(verdict.status()));
        }
    }
}

impl PastPerson {
    fn sum(&self) -> Option<Exact> {
        let (above, below) = self.sum?;
        Exact::ratio(above, below)
    }

    /// The mean of the scores; `None` where there is none, or their sum grew too large.
    pub fn score(&self) -> Option<Exact> {
        self.sum()?.over(Exact::from(i128::from(self.scored)))
    }
}

impl Counted {
    pub(super) fn add(&mut self, status: Status) {
        let count = match status {
            Status::Met => &mut self.met,
            Status::Missed => &mut self.missed,
            Status::Pending => &mut self.pending,
            Status::NotApplicable => &mut self.not_applicable,
            Status::Undetermined => &mut self.undetermined,
        };
        *count = count.saturating_add(1);
    }

    /// The share that was met of what was met or missed.
    pub fn rate(&self) -> Option<Exact> {
        Exact::ratio(i128::from(self.met), i128::from(self.met) + i128::from(self.missed))
    }
}
