//! One evaluation: what all its people share, and the work on each block of them.

use std::sync::Arc;

use chrono::NaiveDateTime;
use rayon::prelude::*;

use crate::block::{Block, Bound, Chunked, Found, Page, Places, Plan, Streams};
use crate::evaluate::{Data, EvaluateError, Ground, Limits, Options, Range, World};
use crate::index::{Lazy, read};
use crate::people::Person;
use crate::periods::MOST;
use crate::program::{Program, Standard, VERSION};
use crate::records::Records;
use crate::report::{PersonReport, Problem};

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
    places: Places,
    streams: Streams,
    pool: Option<rayon::ThreadPool>,
}

/// Some people who stand together.
#[derive(Clone, Copy)]
pub(crate) struct Party<'a> {
    pub number: usize,
    /// The place of the first of them.
    pub first: usize,
    pub people: &'a [Person],
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
        let threads = options.threads.max(1);
        let pool = if threads == 1 { None } else { Some(pool(threads)?) };
        let places = places(records, &people, threads);
        let each = |count: usize, work: &(dyn Fn(usize) -> Chunked + Sync)| match &pool {
            None => (0..count).map(work).collect(),
            Some(pool) => pool.install(|| (0..count).into_par_iter().map(work).collect()),
        };
        let read = if is_defined(options) { Vec::new() } else { read(program) };
        let streams = Streams::new(records, as_of, &read, &places, each);
        Ok(Run { program, data, range, options: *options, index, ground, people, problems, places, streams, pool })
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
        Plan::new(&self.world(), &self.streams, standard, self.places.block)
    }

    /// Forgets the sorted records.
    pub fn done(&mut self) {
        self.streams = Streams::default();
    }

    /// The people, block by block.
    pub fn parties(&self) -> impl Iterator<Item = Party<'_>> {
        let first = |number: usize| number * self.places.block;
        let blocks = self.people.chunks(self.places.block).enumerate();
        blocks.map(move |(number, people)| Party { number, first: first(number), people })
    }

    /// Does some work on each block, on all threads, and takes what comes out in order.
    pub fn blocks<T: Send>(
        &self,
        work: impl Fn(&World<'_>, Party<'_>) -> Result<T, EvaluateError> + Sync,
        mut take: impl FnMut(T) -> Result<(), EvaluateError>,
    ) -> Result<(), EvaluateError> {
        let parties: Vec<Party<'_>> = self.parties().collect();
        let Some(pool) = &self.pool else {
            let world = self.world();
            return parties.into_iter().try_for_each(|party| take(work(&world, party)?));
        };
        for batch in parties.chunks(self.options.threads.max(1) * BATCH) {
            let work = |world: &mut World<'_>, party: &Party<'_>| work(world, *party);
            let done: Vec<_> = pool.install(|| batch.par_iter().map_init(|| self.world(), work).collect());
            done.into_iter().try_for_each(|done| take(done?))?;
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
        let block = Block::new(world, (plan, &self.streams), (party.number, party.first), party.people);
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

fn pool(threads: usize) -> Result<rayon::ThreadPool, EvaluateError> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|_| EvaluateError::Threads(threads))
}

/// An error that names the bound, where it is passed.
pub(crate) fn within_limit(bound: &'static str, most: u64, found: u64) -> Result<(), EvaluateError> {
    if found > most { Err(EvaluateError::Limit { bound, most, found }) } else { Ok(()) }
}

/// Where each person of the records stands among those who are judged.
fn places(records: &Records, people: &[Person], threads: usize) -> Places {
    let mut of_code = vec![u32::MAX; records.people().count()];
    for (place, person) in (0u32..).zip(people) {
        if let Some(known) = records.person_code(&person.name).and_then(|code| of_code.get_mut(code as usize)) {
            *known = place;
        }
    }
    Places { of_code, people: people.len(), block: people.len().div_ceil(4 * threads).clamp(1, BLOCK) }
}
