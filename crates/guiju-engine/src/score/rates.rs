//! The score of clauses that give the share of what was met, without a fraction for each: worth by worth, what was met
//! is added up by how much was judged.

use super::counts::{Counts, Outcomes};
use crate::exact::Exact;
use crate::program::{ScoringRule, Standard};

/// Which clauses of a standard only give the share of what was met, and what each is worth.
#[derive(Debug)]
pub struct Rates {
    /// By clause: the place of its worth.
    worth: Vec<Option<usize>>,
    worths: Vec<Exact>,
    may_be_negative: bool,
}

/// What a person met of them: for each worth and each number of outcomes judged, how many clauses and how many met.
#[derive(Debug, Default)]
pub struct Met {
    sums: Vec<Sum>,
}

/// The place of a worth, how many outcomes were judged, of how many clauses, and how many of them were met.
type Sum = (usize, u32, u64, u64);

impl Met {
    /// Adds clauses of one worth: of each so many outcomes were judged, and so many met of all.
    pub fn add(&mut self, worth: usize, judged: u32, clauses: u64, held: u64) {
        if judged == 0 {
            return;
        }
        match self.sums.iter_mut().find(|sum| (sum.0, sum.1) == (worth, judged)) {
            Some(sum) => (sum.2, sum.3) = (sum.2 + clauses, sum.3 + held),
            None => self.sums.push((worth, judged, clauses, held)),
        }
    }
}

impl Rates {
    /// Of a standard.
    pub fn new(standard: &Standard) -> Rates {
        let mut rates =
            Rates { worth: Vec::with_capacity(standard.clauses.len()), worths: Vec::new(), may_be_negative: false };
        for clause in &standard.clauses {
            let shares = |rule: &ScoringRule| matches!(rule, ScoringRule::MetRate);
            let plain = Outcomes::are_counted(clause, false)
                && clause.veto.is_none()
                && clause.scoring.rules.iter().all(shares);
            let worth = clause.worth.as_ref().filter(|_| plain);
            let worth = worth.and_then(super::worth_of);
            rates.may_be_negative |= worth.is_some() && clause.scoring.may_be_negative;
            rates.worth.push(worth.map(|worth| match rates.worths.iter().position(|known| *known == worth) {
                Some(place) => place,
                None => {
                    rates.worths.push(worth);
                    rates.worths.len() - 1
                }
            }));
        }
        rates
    }

    /// The place of what a clause is worth, where it only gives the share of what was met.
    pub fn worth(&self, clause: usize) -> Option<usize> {
        self.worth.get(clause).copied().flatten()
    }

    /// Adds what a person has of a clause, so many times; false where the clause is scored otherwise.
    pub fn add(&self, met: &mut Met, clause: usize, counts: Counts, times: u32) -> bool {
        let Some(worth) = self.worth(clause) else { return false };
        met.add(worth, counts.judged(), u64::from(times), u64::from(counts.met()) * u64::from(times));
        true
    }

    /// Points got, and points that could be got.
    pub fn points(&self, met: &Met) -> Option<(Exact, Exact)> {
        let (mut got, mut possible) = (Exact::ZERO, Exact::ZERO);
        for (place, worth) in self.worths.iter().enumerate() {
            let sums = || met.sums.iter().filter(|sum| sum.0 == place);
            let clauses: u64 = sums().map(|sum| sum.2).sum();
            if clauses == 0 {
                continue;
            }
            let share = match shares(sums()) {
                Some((above, below)) => Exact::ratio(above, below)?,
                None => sums().try_fold(Exact::ZERO, |sum, (_, judged, _, held)| {
                    sum.plus(Exact::ratio(i128::from(*held), i128::from(*judged))?)
                })?,
            };
            got = got.plus(worth.times(share)?)?;
            possible = possible.plus(worth.times(Exact::from(i128::from(clauses)))?)?;
        }
        Some((got, possible))
    }

    /// Whether one of the clauses lets the score go below 0.
    pub fn may_be_negative(&self) -> bool {
        self.may_be_negative
    }
}

/// The sum of some shares as one fraction, not reduced; `None` where it does not fit.
fn shares<'a>(mut sums: impl Iterator<Item = &'a Sum>) -> Option<(i128, i128)> {
    sums.try_fold((0i128, 1i128), |(above, below), (_, judged, _, held)| {
        let (judged, held) = (i128::from(*judged), i128::from(*held));
        Some((above.checked_mul(judged)?.checked_add(held.checked_mul(below)?)?, below.checked_mul(judged)?))
    })
}
