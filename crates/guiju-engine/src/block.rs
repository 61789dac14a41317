//! A block of people judged at once: whole measures over all its rows, then every threshold over all its numbers.
//!
//! What a clause means is said in `check.rs`, person by person. Here the same is found faster for the shapes that most
//! clauses have, of people and periods of which nothing special is known; anything else is left to the definition, one
//! judgement at a time.

mod answers;
mod bound;
mod cells;
mod duty;
mod entities;
mod every;
mod groups;
mod judge;
mod measured;
mod page;
mod periods;
mod plan;
mod sheet;
mod stairs;
mod test;
mod value;

use std::cell::RefCell;
use std::sync::Arc;

use crate::check::every::seconds_of;
use crate::evaluate::World;
use crate::mark::{Mark, Unit};
use crate::people::Person;
use crate::program::{Clause, Standard};
use crate::records::Sorted;
use crate::run::Party;
use crate::score::Outcomes;
use cells::Cells;
pub(crate) use groups::Groups;
use judge::Part;
use measured::Measured;
pub(crate) use page::{Page, bytes};
pub(crate) use plan::Plan;
use plan::Shape;
use sheet::Sheet;

/// Whom of a block something binds.
pub(crate) type Bound = Arc<Vec<bool>>;

/// Some people who stand together, and what was found of them.
pub(crate) struct Block<'a> {
    world: &'a World<'a>,
    plan: &'a Plan,
    sorted: &'a Sorted,
    people: &'a [Person],
    /// Their codes among the records.
    codes: &'a [u32],
    /// The instant of judgement, in seconds from the first midnight of year 1 on.
    as_of: i64,
    /// Whom each way to say it binds.
    bound: Vec<Bound>,
    cells: RefCell<Vec<(Part, Arc<Cells>)>>,
    /// By what is asked for.
    measured: RefCell<Vec<Option<Option<Arc<Measured>>>>>,
}

impl<'a> Block<'a> {
    pub fn new(
        world: &'a World<'a>,
        (plan, sorted): (&'a Plan, &'a Sorted),
        Party { people, codes }: Party<'a>,
    ) -> Block<'a> {
        let (as_of, bound) = (seconds_of(world.as_of), plan.bound(world, people));
        Block {
            world,
            plan,
            sorted,
            people,
            codes,
            as_of,
            bound,
            cells: RefCell::default(),
            measured: RefCell::default(),
        }
    }

    fn people(&self) -> usize {
        self.people.len()
    }

    /// Whom each way to say it binds; of people who changed posts nobody.
    pub fn bound(self) -> Vec<Bound> {
        self.bound
    }

    /// What each clause of a standard says of those whom it binds; of people who changed posts nothing.
    pub fn judged(&self, standard: &Standard, kept: bool) -> Result<Vec<Arc<Page>>, i32> {
        let nobody = Arc::default();
        let bound =
            |place: usize| self.plan.binding.get(place).and_then(|binding| self.bound.get(*binding)).unwrap_or(&nobody);
        let mut found: Vec<Option<Arc<Page>>> = Vec::with_capacity(standard.clauses.len());
        for (place, (clause, shape)) in standard.clauses.iter().zip(&self.plan.clauses).enumerate() {
            let (bound, counted) = (bound(place), Outcomes::are_counted(clause, kept));
            let same =
                self.plan.same.get(place).copied().flatten().and_then(|same| Some((same, standard.clauses.get(same)?)));
            if let Some((same, _)) = same.filter(|(_, clause)| Outcomes::are_counted(clause, kept) == counted) {
                let page = found.get(same).cloned().flatten();
                found.push(page);
                continue;
            }
            let page = match shape {
                None => None,
                Some(Shape::Periods(periods)) => self.periods(clause, periods, bound, counted)?,
                Some(Shape::Every(every)) => self.every(clause, every, bound, counted)?,
            };
            found.push(page.map(Arc::new));
        }
        let binds = |place: usize, person: usize| bound(place).get(person) == Some(&true);
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
        if sheets.iter().all(Option::is_none) {
            return Ok(sheets.iter().map(|_| None).collect());
        }
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
    fn part(&self, part: Part) -> Option<Arc<Cells>> {
        if let Some((_, cells)) = self.cells.borrow().iter().find(|(known, _)| *known == part) {
            return Some(cells.clone());
        }
        let cells = Arc::new(self.cells(part)?);
        self.cells.borrow_mut().push((part, cells.clone()));
        Some(cells)
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
        let counts = page.counts(self.person);
        let outcome = |mark: &Mark| self.plan.outcome(world, (place, clause), page, *mark);
        let outcomes = match page.is_kept() {
            false => Outcomes::Counted(counts),
            true => Outcomes::Each(page.of(self.person).iter().filter_map(outcome).collect()),
        };
        Some((counts.outcomes(), outcomes))
    }

    /// What a score needs of the outcomes of a clause.
    pub fn scored(&self, world: &World<'_>, place: usize, clause: &Clause) -> Outcomes {
        if Outcomes::are_counted(clause, false) {
            let counts = self.pages.get(place).map(|page| page.counts(self.person));
            return Outcomes::Counted(counts.unwrap_or_default());
        }
        self.of(world, place, clause).map_or_else(|| Outcomes::of(clause, false), |(_, outcomes)| outcomes)
    }
}
