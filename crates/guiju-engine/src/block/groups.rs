//! Clauses that ask for one thing are scored together: what they have in common is gone through once for each person.

use std::sync::Arc;

use super::Bound;
use super::page::Page;
use super::plan::{Plan, Shape};
use super::stairs::Stairs;
use crate::program::Standard;
use crate::records::{Lookup, lookup};
use crate::score::{Met, Rates};

/// How the clauses of a standard are scored.
pub struct Groups {
    together: Vec<Group>,
    /// The others, and how many clauses mean the same and are worth as much.
    alone: Vec<(usize, u32)>,
}

/// Clauses that ask for one thing of the same people, are worth as much, and give the share of what was met.
struct Group {
    first: usize,
    clauses: Vec<usize>,
    binding: usize,
    worth: usize,
    stairs: Stairs,
}

impl Groups {
    /// Of a standard.
    pub fn new(standard: &Standard, plan: &Plan, rates: &Rates) -> Groups {
        let mut known: Lookup<[usize; 3], usize> = lookup(); // looked up only
        let mut together: Vec<(Vec<usize>, [usize; 3])> = Vec::new();
        let mut alone: Vec<(usize, u32)> = Vec::new();
        let mut of_place: Lookup<usize, usize> = lookup(); // looked up only
        for place in 0..standard.clauses.len() {
            let worth = rates.worth(place);
            // Of few clauses each is scored by itself.
            if let Some(group) = worth.and_then(|worth| plan.group(place, worth)) {
                let number = *known.entry(group).or_insert(together.len());
                match together.get_mut(number) {
                    Some((clauses, _)) => clauses.push(place),
                    None => together.push((vec![place], group)),
                }
                continue;
            }
            let same =
                plan.same.get(place).copied().flatten().filter(|same| worth.is_some() && rates.worth(*same) == worth);
            match same.and_then(|same| of_place.get(&same)).and_then(|number| alone.get_mut(*number)) {
                Some((_, times)) => *times += 1,
                None => {
                    of_place.insert(place, alone.len());
                    alone.push((place, 1));
                }
            }
        }
        let group = |(clauses, [_, binding, worth]): (Vec<usize>, [usize; 3])| {
            let judges = clauses.iter().filter_map(|place| plan.periods(*place)?.uniform());
            Group { first: *clauses.first()?, stairs: Stairs::new(judges), clauses, binding, worth }.into()
        };
        Groups { together: together.into_iter().filter_map(group).collect(), alone }
    }

    /// What a person met of the clauses that give shares, and how many outcomes there are; the places of the clauses that
    /// bind the person and are scored otherwise are handed on.
    pub fn met(
        &self,
        (plan, rates): (&Plan, &Rates),
        (pages, bound): (&[Arc<Page>], &[Bound]),
        person: usize,
        mut otherwise: impl FnMut(usize),
    ) -> (Met, u64) {
        let (mut met, mut outcomes) = (Met::default(), 0);
        let binds = |binding: usize| bound.get(binding).and_then(|bound| bound.get(person)) == Some(&true);
        let mut one = |met: &mut Met, outcomes: &mut u64, place: usize, times: u32| {
            let counts = pages.get(place).map(|page| page.counts(person)).unwrap_or_default();
            *outcomes += counts.outcomes() * u64::from(times);
            if !rates.add(met, place, counts, times) {
                otherwise(place);
            }
        };
        for Group { first, clauses, worth, stairs, .. } in self.together.iter().filter(|group| binds(group.binding)) {
            let read = pages.get(*first).and_then(|page| page.read.as_ref());
            match read.filter(|read| read.covers(person)) {
                Some(read) => {
                    let (sum, count) = (stairs.sum(&read.from, person), clauses.len() as u64);
                    outcomes += sum.outcomes * count;
                    met.add(*worth, sum.judged, count, sum.held);
                }
                None => clauses.iter().for_each(|place| one(&mut met, &mut outcomes, *place, 1)),
            }
        }
        for (place, times) in &self.alone {
            if plan.binding.get(*place).is_some_and(|binding| binds(*binding)) {
                one(&mut met, &mut outcomes, *place, *times);
            }
        }
        (met, outcomes)
    }
}

impl Plan {
    /// What a clause is scored together by: what it asks for, whom it binds, and what it is worth; `None` where it is
    /// scored by itself.
    fn group(&self, place: usize, worth: usize) -> Option<[usize; 3]> {
        let periods = self.periods(place)?;
        let judge = periods.uniform()?;
        let read = self.is_asked_often(periods.asked) && periods.closed && judge.shares.len() < 2;
        read.then_some([periods.asked, *self.binding.get(place)?, worth])
    }

    fn periods(&self, place: usize) -> Option<&super::judge::Periods> {
        match self.clauses.get(place)?.as_ref()? {
            Shape::Periods(periods) => Some(periods),
            Shape::Every(_) => None,
        }
    }
}
