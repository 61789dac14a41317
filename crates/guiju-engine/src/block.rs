//! A block of people judged at once: whole measures over all its rows, then every threshold over all its numbers.
//!
//! What a clause means is said in `check.rs`, person by person. Here the same is found faster for the shapes that most
//! clauses have, of people and periods of which nothing special is known; anything else is left to the definition, one
//! judgement at a time.

mod answers;
mod bound;
mod cells;
mod entities;
mod every;
mod ladder;
mod periods;
mod plan;
mod sheet;
mod streams;
mod test;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::check::every::seconds_of;
use crate::evaluate::World;
pub(crate) use crate::mark::Page;
use crate::mark::Unit;
use crate::people::Person;
use crate::program::{Clause, Standard};
use crate::score::Outcomes;
use cells::Cells;
use ladder::Ladder;
pub(crate) use plan::Plan;
use plan::{Part, Shape};
use sheet::Sheet;
pub(crate) use streams::{Chunked, Places, Streams};

/// From so many clauses on it pays to know how many periods reach each value.
const MANY: usize = 4;

/// Some people who stand together, and what was found of them.
pub(crate) struct Block<'a> {
    world: &'a World<'a>,
    plan: &'a Plan,
    streams: &'a Streams,
    /// Its number, and the place of its first person.
    number: usize,
    first: usize,
    people: &'a [Person],
    /// The instant of judgement, in seconds from the first midnight of year 1 on.
    as_of: i64,
    cells: RefCell<Vec<(Part, Rc<Cells>)>>,
    ladders: RefCell<Vec<(Part, Option<Rc<Ladder>>)>>,
}

impl<'a> Block<'a> {
    pub fn new(
        world: &'a World<'a>,
        (plan, streams): (&'a Plan, &'a Streams),
        (number, first): (usize, usize),
        people: &'a [Person],
    ) -> Block<'a> {
        let as_of = seconds_of(world.as_of);
        Block {
            world,
            plan,
            streams,
            number,
            first,
            people,
            as_of,
            cells: RefCell::default(),
            ladders: RefCell::default(),
        }
    }

    fn people(&self) -> usize {
        self.people.len()
    }

    /// What each clause of a standard says of those whom it binds; of people who changed posts nothing.
    pub fn judged(&self, standard: &Standard, kept: bool) -> Result<Vec<Arc<Page>>, i32> {
        let binding = |person: &Person| match person.is_single() {
            true => self.world.binding(standard, person).collect(),
            false => Vec::new(),
        };
        let binding: Vec<Vec<bool>> = self.people.iter().map(binding).collect();
        let binds = |place: usize, person: usize| binding.get(person).and_then(|of| of.get(place)) == Some(&true);
        let mut found: Vec<Option<Arc<Page>>> = Vec::with_capacity(standard.clauses.len());
        for (place, (clause, shape)) in standard.clauses.iter().zip(&self.plan.clauses).enumerate() {
            let (binds, counted) = (|person: usize| binds(place, person), Outcomes::are_counted(clause, kept));
            let same =
                self.plan.same.get(place).copied().flatten().and_then(|same| Some((same, standard.clauses.get(same)?)));
            if let Some((same, _)) = same.filter(|(_, clause)| Outcomes::are_counted(clause, kept) == counted) {
                let page = found.get(same).cloned().flatten();
                found.push(page);
                continue;
            }
            let page = match shape {
                None => None,
                Some(Shape::Periods(periods)) => self.periods(clause, periods, binds, counted)?,
                Some(Shape::Entities(entities)) => self.entities(clause, entities, binds, counted)?,
                Some(Shape::Every(every)) => self.every(clause, every, binds, counted)?,
            };
            found.push(page.map(Arc::new));
            // What no later clause needs is forgotten.
            for part in self.plan.uses.iter().filter(|part| part.last == place) {
                self.cells.borrow_mut().retain(|(known, _)| *known != part.part);
                self.ladders.borrow_mut().retain(|(known, _)| *known != part.part);
            }
        }
        let rest = self.defined_clauses(standard, &found, binds, kept)?;
        Ok(found.into_iter().zip(rest).filter_map(|(found, rest)| found.or(rest)).collect())
    }

    /// The clauses that were not found, by the definition: all of one person before the next, who share nothing.
    fn defined_clauses(
        &self,
        standard: &Standard,
        found: &[Option<Arc<Page>>],
        binds: impl Fn(usize, usize) -> bool,
        kept: bool,
    ) -> Result<Vec<Option<Arc<Page>>>, i32> {
        let sheet = |(clause, found): (&Clause, &Option<Arc<Page>>)| {
            let counted = Outcomes::are_counted(clause, kept);
            found.is_none().then(|| Sheet::new(counted, self.people(), 0, Unit::None))
        };
        let mut sheets: Vec<Option<Sheet>> = standard.clauses.iter().zip(found).map(sheet).collect();
        for (local, person) in self.people.iter().enumerate() {
            for (place, (clause, sheet)) in standard.clauses.iter().zip(&mut sheets).enumerate() {
                let Some(sheet) = sheet else { continue };
                if binds(place, local) {
                    let named = kept || !clause.consequences.is_empty();
                    self.world.clause(clause, person, named, &mut |outcome| sheet.apart(outcome))?;
                }
                sheet.end();
            }
        }
        Ok(sheets.into_iter().map(|sheet| sheet.map(|sheet| Arc::new(sheet.page()))).collect())
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

    /// How many periods reach each value of a part that many clauses ask for, found once.
    fn ladder(&self, part: Part) -> Option<Rc<Ladder>> {
        if let Some((_, ladder)) = self.ladders.borrow().iter().find(|(known, _)| *known == part) {
            return ladder.clone();
        }
        let many = self.plan.uses.iter().any(|known| known.part == part && known.clauses >= MANY);
        let cells = if many { self.part(part) } else { None };
        let ladder = cells.and_then(|cells| Ladder::new(&cells, cells.len() / self.people().max(1))).map(Rc::new);
        self.ladders.borrow_mut().push((part, ladder.clone()));
        ladder
    }
}

/// What was found of one person of a block.
pub(crate) struct Found<'a> {
    pub plan: &'a Plan,
    /// By clause.
    pub pages: &'a [Arc<Page>],
    /// The place in the block.
    pub person: usize,
}

impl Found<'_> {
    /// The outcomes of a clause, and how many there are.
    pub fn of(&self, world: &World<'_>, place: usize, clause: &Clause) -> Option<(u64, Outcomes)> {
        let page = self.pages.get(place)?;
        let outcomes = match page.marks {
            None => Outcomes::Counted(page.counts.get(self.person).copied().unwrap_or_default()),
            Some(_) => {
                let marks = page.of(self.person).iter();
                Outcomes::Each(
                    marks.filter_map(|mark| self.plan.outcome(world, (place, clause), page, *mark)).collect(),
                )
            }
        };
        Some((page.count(self.person), outcomes))
    }

    /// What a score needs of the outcomes of a clause.
    pub fn scored(&self, world: &World<'_>, place: usize, clause: &Clause) -> Outcomes {
        let counts = || self.pages.get(place).and_then(|page| page.counts.get(self.person)).copied();
        if Outcomes::are_counted(clause, false) {
            return Outcomes::Counted(counts().unwrap_or_default());
        }
        self.of(world, place, clause).map_or_else(|| Outcomes::of(clause, false), |(_, outcomes)| outcomes)
    }
}
