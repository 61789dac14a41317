//! A block of people judged at once: whole measures over all its rows, then every threshold over all its numbers.
//!
//! What a clause means is said in `check.rs`, person by person. Here the same is found faster for the shapes that most
//! clauses have, of people and periods of which nothing special is known; anything else is left to the definition, one
//! judgement at a time.

mod bound;
mod cells;
mod periods;
mod plan;
mod streams;
mod test;

use std::cell::RefCell;
use std::rc::Rc;

use crate::evaluate::World;
use crate::people::Person;
use crate::program::Standard;
use crate::report::Outcome;
use crate::score::{Counts, Outcomes};
use crate::verdict::{Verdict, Verdicts};
use cells::Cells;
pub(crate) use plan::Plan;
use plan::{Part, Shape};
pub(crate) use streams::{Chunked, Places, Streams};

/// Some people who stand together, and what was found of them.
pub(crate) struct Block<'a> {
    world: &'a World<'a>,
    plan: &'a Plan,
    streams: &'a Streams,
    /// Its number, and the place of its first person.
    number: usize,
    first: usize,
    people: &'a [Person],
    cells: RefCell<Vec<(Part, Rc<Cells>)>>,
}

/// What a clause says of a block.
pub(crate) enum Judged {
    Each(Verdicts),
    /// How many outcomes of each person came out how.
    Counted(Vec<Counts>),
}

impl<'a> Block<'a> {
    pub fn new(
        world: &'a World<'a>,
        (plan, streams): (&'a Plan, &'a Streams),
        (number, first): (usize, usize),
        people: &'a [Person],
    ) -> Block<'a> {
        Block { world, plan, streams, number, first, people, cells: RefCell::default() }
    }

    fn people(&self) -> usize {
        self.people.len()
    }

    /// All that the clauses of a standard say of those whom they bind; `None` where that is left to the definition, as
    /// is all of people in several posts.
    pub fn judged(&self, standard: &Standard, kept: bool) -> Result<Vec<Option<Judged>>, i32> {
        let clauses = standard.clauses.len();
        let binding = |person: &Person| match person.posts.is_empty() {
            true => self.world.binding(standard, person).collect(),
            false => vec![false; clauses],
        };
        let binding: Vec<Vec<bool>> = self.people.iter().map(binding).collect();
        let mut all = Vec::with_capacity(clauses);
        for (place, (clause, shape)) in standard.clauses.iter().zip(&self.plan.clauses).enumerate() {
            let binds = |person: usize| binding.get(person).and_then(|of| of.get(place)) == Some(&true);
            let counted = Outcomes::are_counted(clause, kept);
            all.push(match shape {
                None => None,
                Some(Shape::Periods(periods)) => self.periods(clause, periods, binds, counted)?,
            });
            // What no later clause needs is forgotten.
            let needed = |part: &Part| self.plan.last.iter().any(|(known, last)| known == part && *last > place);
            self.cells.borrow_mut().retain(|(part, _)| needed(part));
        }
        Ok(all)
    }

    /// What a part comes to, found once.
    fn part(&self, part: Part) -> Option<Rc<Cells>> {
        if let Some((_, cells)) = self.cells.borrow().iter().find(|(known, _)| *known == part) {
            return Some(cells.clone());
        }
        let cells = Rc::new(self.cells(part)?);
        self.cells.borrow_mut().push((part, cells.clone()));
        Some(cells)
    }

    fn outcome(&self, place: usize, verdicts: &Verdicts, verdict: Verdict) -> Option<Outcome> {
        if let Some(kept) = verdicts.kept(verdict) {
            return Some(kept.clone());
        }
        match self.plan.clauses.get(place)?.as_ref()? {
            Shape::Periods(periods) => periods.outcome(self.world, verdicts, verdict),
        }
    }
}

/// What was found of one person of a block.
pub(crate) struct Found<'a> {
    pub block: &'a Block<'a>,
    /// By clause.
    pub judged: &'a [Option<Judged>],
    /// The place in the block.
    pub person: usize,
}

impl Found<'_> {
    /// The outcomes of a clause, and how many there are; `None` where that is left to the definition.
    pub fn of(&self, place: usize) -> Option<(u64, Outcomes)> {
        Some(match self.judged.get(place)?.as_ref()? {
            Judged::Counted(counts) => {
                let counts = counts.get(self.person).copied().unwrap_or_default();
                (counts.outcomes(), Outcomes::Counted(counts))
            }
            Judged::Each(verdicts) => {
                let all = verdicts.of(self.person);
                let outcomes = all.iter().filter_map(|verdict| self.block.outcome(place, verdicts, *verdict));
                (all.len() as u64, Outcomes::Each(outcomes.collect()))
            }
        })
    }
}
