//! One evaluation: what all its people share, and the work on each block of them.

use std::sync::Arc;

use crate::block::{Block, Bound, Found, Page, Plan};
use crate::evaluate::{Data, EvaluateError, Ground, Limits, Options, Range, World};
use crate::index::{Lazy, read};
use crate::people::Person;
use crate::periods::MOST;
use crate::program::{Program, Standard, VERSION};
use crate::records::Sorted;
use crate::report::{PersonReport, Problem};
use crate::threads::Threads;
use chrono::NaiveDateTime;

/// So many blocks are judged by a thread before what came out is taken.
const BATCH: usize = 2;
/// At most so many people are judged at once.
const BLOCK: usize = 256;

/// What all people share.
pub(crate) struct Run<'a> {
    pub program: &'a Program,
    pub data: &'a Data,
    range: Range,
    options: Options,
    index: Lazy<'a>,
    ground: Ground,
    people: Vec<Person>,
    problems: Vec<Problem>,
    /// The code of each person among the records; of those without records none that is there.
    codes: Vec<u32>,
    /// How many people share a block.
    block: usize,
    sorted: Arc<Sorted>,
    threads: Threads,
}

/// Some people who stand together.
#[derive(Clone, Copy)]
pub(crate) struct Party<'a> {
    pub people: &'a [Person],
    /// Their codes among the records.
    pub codes: &'a [u32],
}

impl<'a> Run<'a> {
    /// Sorts the records by what is asked of them.
    pub fn new(
        program: &'a Program,
        data: &'a Data,
        range: Range,
        as_of: NaiveDateTime,
        options: &Options,
    ) -> Result<Run<'a>, EvaluateError> {
        if program.version != VERSION {
            return Err(EvaluateError::Version(program.version));
        }
        let records = &data.records;
        let most = options.limits.records.min(Limits::default().records);
        within_limit("records", most, records.len() as u64)?;
        let (index, ground) = (Lazy::new(program, records, as_of), Ground::new(program, range, as_of));
        within_limit("periods", MOST as u64 - 1, ground.most_periods())?;
        let (people, problems) = World::new(program, records, data.tables(), range, &index, &ground).people();
        let threads = Threads::new(options.threads).ok_or(EvaluateError::Threads(options.threads))?;
        let codes = people.iter().map(|person| records.person_code(&person.name).unwrap_or(u32::MAX)).collect();
        let block = people.len().div_ceil(4 * options.threads.max(1)).clamp(1, BLOCK);
        let sorted = if is_defined(options) { Arc::default() } else { records.sorted(read(program), as_of, &threads) };
        Ok(Run {
            program,
            data,
            range,
            options: *options,
            index,
            ground,
            people,
            problems,
            codes,
            block,
            sorted,
            threads,
        })
    }

    /// What a thread works with.
    pub fn world(&self) -> World<'_> {
        World::new(self.program, &self.data.records, self.data.tables(), self.range, &self.index, &self.ground)
    }

    /// How a standard is judged block by block.
    pub fn plan(&self, standard: &Standard) -> Plan {
        if is_defined(&self.options) {
            return Plan::none(standard);
        }
        Plan::new(&self.world(), (&self.sorted, &self.threads), standard, self.block)
    }

    /// Lets go of the sorted records; where all were there, the records keep them for whoever judges again.
    pub fn done(&mut self) {
        self.sorted = Arc::default();
    }

    /// The people, block by block.
    pub fn parties(&self) -> impl Iterator<Item = Party<'_>> {
        let blocks = self.people.chunks(self.block).zip(self.codes.chunks(self.block));
        blocks.map(|(people, codes)| Party { people, codes })
    }

    /// Does some work on each block, on all threads, and takes what comes out in order.
    pub fn blocks<T: Send>(
        &self,
        work: impl Fn(&World<'_>, Party<'_>) -> Result<T, EvaluateError> + Sync,
        mut take: impl FnMut(T) -> Result<(), EvaluateError>,
    ) -> Result<(), EvaluateError> {
        let parties: Vec<Party<'_>> = self.parties().collect();
        if self.threads.is_one() {
            let world = self.world();
            return parties.into_iter().try_for_each(|party| take(work(&world, party)?));
        }
        for batch in parties.chunks(self.options.threads * BATCH) {
            let work = |world: &mut World<'_>, number: usize| batch.get(number).map(|party| work(world, *party));
            let done = self.threads.each(batch.len(), || self.world(), work);
            done.into_iter().flatten().try_for_each(|done| take(done?))?;
        }
        Ok(())
    }

    /// What the clauses of a standard say of a block, and whom each way to say it binds.
    pub fn pages(
        &self,
        world: &World<'_>,
        (standard, plan): (&Standard, &Plan),
        party: Party<'_>,
    ) -> Result<(Vec<Arc<Page>>, Vec<Bound>), EvaluateError> {
        let block = Block::new(world, (plan, &self.sorted), party);
        let pages = block.judged(standard, self.options.outcomes).map_err(|year| world.unknown_year(year))?;
        Ok((pages, block.bound()))
    }

    /// How it is evaluated.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The reports on a block, each with the number of its outcomes; none of those whom no clause binds.
    pub fn reports(
        &self,
        world: &World<'_>,
        (standard, plan): (&Standard, &Plan),
        party: Party<'_>,
    ) -> Result<Vec<(u64, PersonReport)>, EvaluateError> {
        let pages = if is_defined(&self.options) { None } else { Some(self.pages(world, (standard, plan), party)?.0) };
        let mut reports = Vec::with_capacity(party.people.len());
        for (local, person) in party.people.iter().enumerate() {
            let pages = pages.as_deref().filter(|_| person.is_single());
            let found = pages.map(|pages| Found { plan, pages, person: local });
            reports.extend(world.judged_person(standard, person, &self.options, found.as_ref())?);
        }
        Ok(reports)
    }

    /// What could not be used.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        problems.extend(self.data.records.problems().iter().cloned());
        problems.extend(self.data.problems.iter().cloned());
        problems.extend(self.world().missing_registers());
        problems.sort_by_key(|problem| problem.kind);
        problems
    }
}

/// Whether everything is left to the definition: a bound on its steps asks for it too.
fn is_defined(options: &Options) -> bool {
    options.by_definition || options.limits.steps != u64::MAX
}

/// An error that names the bound, where it is passed.
pub(crate) fn within_limit(bound: &'static str, most: u64, found: u64) -> Result<(), EvaluateError> {
    if found > most { Err(EvaluateError::Limit { bound, most, found }) } else { Ok(()) }
}
