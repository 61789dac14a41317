//! Which clauses a block of people is judged by at once, and the thresholds of each period.

use std::sync::Arc;

use super::Bound;
use crate::evaluate::World;
use crate::mark::Mark;
use crate::people::Person;
use crate::predicate::of_person;
use crate::program::{Check, Clause, MeasureCheck, Predicate, Standard};
use crate::records::{Lookup, Sorted, lookup};
use crate::report::Outcome;
use crate::threads::Threads;

use super::answers::Answers;
use super::every::{self, Every};
use super::judge::{Periods, Value};
use super::page::Page;
use super::value::value;

/// From so many clauses on that ask for one thing it pays to keep what was measured, and to read off it.
const MANY: usize = 4;

/// What is judged at once of a standard.
pub struct Plan {
    /// By clause; `None` is left to the definition.
    pub clauses: Vec<Option<Shape>>,
    /// By clause: an earlier one that means the same.
    pub same: Vec<Option<usize>>,
    /// What clauses ask for.
    pub asked: Vec<Asked>,
    /// What answers triggers, by activity and key.
    pub answers: Vec<Option<Answers>>,
    /// Whom clauses bind: each way to say it, and which of them each clause has.
    applies: Vec<Option<Predicate>>,
    pub binding: Vec<usize>,
}

/// What some clauses ask for.
pub struct Asked {
    value: Value,
    grid: usize,
    /// How many of them.
    pub clauses: usize,
}

/// How a clause is judged at once.
pub enum Shape {
    /// A value for each period.
    Periods(Arc<Periods>),
    /// Each occurrence with its duties.
    Every(Every),
}

impl Plan {
    /// One that leaves everything to the definition.
    pub fn none(standard: &Standard) -> Plan {
        let (applies, binding) = binding(standard);
        let clauses = standard.clauses.iter().map(|_| None).collect();
        Plan { clauses, same: Vec::new(), asked: Vec::new(), answers: Vec::new(), applies, binding }
    }

    /// Of a standard, for blocks of so many people.
    pub fn new(world: &World<'_>, (sorted, threads): (&Sorted, &Threads), standard: &Standard, block: usize) -> Plan {
        let (mut answers, mut asked) = (Vec::new(), Vec::new());
        let grids: Vec<bool> = (0..world.program.grids.len()).map(|grid| is_over(world, grid)).collect();
        let over = |check: &MeasureCheck| grids.get(check.grid.index()) == Some(&true);
        let shape = |clause: &Clause| match &clause.check {
            Check::Measure(check) | Check::Record(check) => {
                let mut periods = Periods::new(world, clause, (check, over(check)), value(world, check)?, block)?;
                periods.asked = asks(&mut asked, &periods);
                Some(Shape::Periods(Arc::new(periods)))
            }
            Check::Every(check) => Every::new(world, clause, check, &mut answers).map(Shape::Every),
            _ => None,
        };
        let clauses: Vec<Option<Shape>> = standard.clauses.iter().map(shape).collect();
        let (applies, binding) = binding(standard);
        let answer = |(): &mut (), place: usize| {
            let (activity, key) = answers.get(place)?;
            Answers::new(world.records, sorted, *activity, *key)
        };
        let answers = threads.each(answers.len(), || (), answer);
        Plan { clauses, same: same(standard), asked, answers, applies, binding }
    }

    /// Whom of some people each way to say it binds; of people who changed posts nobody.
    pub fn bound(&self, world: &World<'_>, people: &[Person]) -> Vec<Bound> {
        let (schema, day) = (&world.program.schema, world.as_of.date());
        let binds = |person: &Person, applies: &Option<Predicate>| {
            let holds = |applies| of_person(schema, person, day, applies) == Some(true);
            person.is_single() && applies.as_ref().is_none_or(holds)
        };
        let bound = |applies| Arc::new(people.iter().map(|person| binds(person, applies)).collect());
        self.applies.iter().map(bound).collect()
    }

    /// Whether outcomes are read off what was measured: each of them, or how many came out how where that is enough.
    pub fn is_read(&self, asked: usize, counted: bool) -> bool {
        !counted || self.is_asked_often(asked)
    }

    /// Whether many clauses ask for one thing.
    pub fn is_asked_often(&self, asked: usize) -> bool {
        self.asked.get(asked).is_some_and(|asked| asked.clauses >= MANY)
    }

    /// The outcome of a clause that a mark stands for.
    pub fn outcome(
        &self,
        world: &World<'_>,
        (place, clause): (usize, &Clause),
        page: &Page,
        mark: Mark,
    ) -> Option<Outcome> {
        if let Some(kept) = page.kept(mark) {
            return Some(kept.clone());
        }
        match self.clauses.get(place)?.as_ref()? {
            Shape::Periods(periods) => periods.outcome(world, mark),
            Shape::Every(_) => match &clause.check {
                Check::Every(check) => every::outcome(world, check, page, mark),
                _ => None,
            },
        }
    }
}

/// The number of what a clause asks for.
fn asks(asked: &mut Vec<Asked>, periods: &Periods) -> usize {
    let (value, grid) = (periods.value, periods.grid);
    let place = asked.iter().position(|known| (known.value, known.grid) == (value, grid));
    let place = place.unwrap_or_else(|| {
        asked.push(Asked { value, grid, clauses: 0 });
        asked.len() - 1
    });
    if let Some(asked) = asked.get_mut(place) {
        asked.clauses += 1;
    }
    place
}

/// Each way in which clauses say whom they bind, and which of them each clause has.
fn binding(standard: &Standard) -> (Vec<Option<Predicate>>, Vec<usize>) {
    let mut applies: Vec<Option<Predicate>> = Vec::new();
    let mut binding: Vec<usize> = Vec::with_capacity(standard.clauses.len());
    for clause in &standard.clauses {
        // Most bind by the same words as the one before.
        let last = binding.last().copied().filter(|last| applies.get(*last) == Some(&clause.applies));
        let known = last.or_else(|| applies.iter().position(|known| *known == clause.applies));
        binding.push(known.unwrap_or(applies.len()));
        if known.is_none() {
            applies.push(clause.applies.clone());
        }
    }
    (applies, binding)
}

/// Whether all periods of a grid are over.
fn is_over(world: &World<'_>, grid: usize) -> bool {
    let (Ok(spans), Some(cut)) = (world.periods(grid), world.cut(grid)) else { return false };
    spans.iter().all(|span| cut.closes(span) <= world.as_of)
}

/// For each clause an earlier one that means the same of everyone.
fn same(standard: &Standard) -> Vec<Option<usize>> {
    let mut known: Lookup<&str, usize> = lookup(); // looked up only
    let mut same = Vec::with_capacity(standard.clauses.len());
    for (place, clause) in standard.clauses.iter().enumerate() {
        let earlier = *known.entry(clause.origin.canonical.as_str()).or_insert(place);
        let one = standard.clauses.get(earlier).filter(|_| earlier < place);
        let alike = one.is_some_and(|one| {
            one.check == clause.check
                && one.condition == clause.condition
                && one.applies == clause.applies
                && (one.effective_from, one.effective_to) == (clause.effective_from, clause.effective_to)
                && one.counts_late() == clause.counts_late()
                && one.consequences.is_empty() == clause.consequences.is_empty()
        });
        same.push(alike.then_some(earlier));
    }
    same
}
