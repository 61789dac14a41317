//! A program over data: every outcome, every point, one report.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use indexmap::IndexMap;

use crate::block::Found;
use crate::coverage::Cover;
use crate::index::{Rows, within};
use crate::leave::LeaveTable;
use crate::moment;
use crate::noted::Notes;
use crate::people::{People, Person};
use crate::periods::{Cut, Span};
use crate::predicate::{of_person, of_record};
use crate::problems::Problems;
use crate::program::{Check, Clause, Period, Predicate, PredicateId, Program, Standard, VERSION};
use crate::records::{Records, There};
use crate::register::RegisterTable;
use crate::report::{PersonReport, Problem, ProblemKind, Report, StandardReport};
use crate::run::{Run, within_limit};
use crate::schema::{ActivityId, FieldId};
use crate::score::{self, Outcomes};
use crate::tally::{Cache, Days};

/// The days to judge, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    from: NaiveDate,
    to: NaiveDate,
}

impl Range {
    /// The days from `from` up to, and without, `to`.
    ///
    /// # Errors
    /// Where that is no day, or more than 400 years.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Range, EvaluateError> {
        if from < to && (to - from).num_days() <= 400 * 366 {
            Ok(Range { from, to })
        } else {
            Err(EvaluateError::EmptyRange { from, to })
        }
    }

    /// Reads both days: `2024-03-01`, `2024/3/1` or `2024年3月1日`.
    ///
    /// # Errors
    /// Where one is no day, or the range is empty.
    pub fn parse(from: &str, to: &str) -> Result<Range, EvaluateError> {
        let day = |text: &str| {
            let moment = moment::parse(text, Tz::UTC).filter(|moment| moment.second.is_none());
            moment.map(|moment| moment.day).ok_or_else(|| EvaluateError::NoDay(text.to_owned()))
        };
        Range::new(day(from)?, day(to)?)
    }

    /// The first day.
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// The day after the last.
    pub fn to(self) -> NaiveDate {
        self.to
    }
}

/// What a program is run over.
#[derive(Debug, Clone, Default)]
pub struct Data {
    /// Activity records.
    pub records: Records,
    /// The people table; with none, everyone seen in the records is judged.
    pub people: Option<People>,
    /// Registers.
    pub registers: Vec<RegisterTable>,
    /// Who was on leave, and when.
    pub leave: LeaveTable,
    /// When sources were recording.
    pub coverage: Vec<Cover>,
    /// What was wrong with the tables.
    pub problems: Vec<Problem>,
}

/// Why nothing could be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// Working days have to be told apart in a year that the calendar does not know.
    #[error("the calendar `{calendar}` does not know the working days of {year}")]
    CalendarYear {
        /// The calendar's name.
        calendar: String,
        /// The year.
        year: i32,
    },
    /// The program was compiled by another version.
    #[error("the program has version {0}, not {VERSION}")]
    Version(u32),
    /// A range without a day.
    #[error("the range from {from} to {to} (exclusive) holds no day, or too many")]
    EmptyRange {
        /// Its first day.
        from: NaiveDate,
        /// The day after its last.
        to: NaiveDate,
    },
    /// A tracker has let go of what an earlier range would need.
    #[error("the records that a range from {0} needs were let go of when the tracker went on")]
    Settled(NaiveDate),
    /// A text that is no day.
    #[error("`{0}` is no day (write 2024-03-01)")]
    NoDay(String),
    /// More than [`Limits`] allow.
    #[error("{found} {bound} are more than the {most} that the limits allow")]
    Limit {
        /// What is bounded: a field of [`Limits`].
        bound: &'static str,
        /// How many are allowed.
        most: u64,
        /// How many there are, as far as they were counted.
        found: u64,
    },
    /// No threads could be started.
    #[error("no {0} threads could be started")]
    Threads(usize),
}

/// What an evaluation may use. Passing a bound is an error that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Records; their numbers have 32 bits.
    pub records: u64,
    /// Outcomes in all.
    pub outcomes: u64,
    /// Rows looked at for one person under one standard.
    pub steps: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { records: u64::from(u32::MAX - 1), outcomes: u64::MAX, steps: u64::MAX }
    }
}

/// How to evaluate. The result never depends on it, only whether there is one and what is kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many threads share the work, person by person; 0 counts as 1.
    pub threads: usize,
    /// Whether outcomes and items are kept; without them a report holds statuses, points, scores, ledgers and
    /// consequences alone, and takes far less time and memory.
    pub outcomes: bool,
    /// Bounds of memory and work.
    pub limits: Limits,
    /// Whether everything is judged person by person as the meaning of clauses is written down, and nothing over whole
    /// columns at once: far slower, and a check on the rest.
    pub by_definition: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { threads: 1, outcomes: true, limits: Limits::default(), by_definition: false }
    }
}

/// Takes what is judged person by person, in the order of the report, so that nobody has to hold all of it.
pub trait Sink {
    /// A standard begins.
    fn standard(&mut self, name: &str, file: &str);
    /// The next person of that standard.
    fn person(&mut self, report: PersonReport);
}

impl Sink for Vec<StandardReport> {
    fn standard(&mut self, name: &str, file: &str) {
        self.push(StandardReport { name: name.to_owned(), file: file.to_owned(), people: Vec::new() });
    }

    fn person(&mut self, report: PersonReport) {
        if let Some(standard) = self.last_mut() {
            standard.people.push(report);
        }
    }
}

/// The same for everyone who is judged: rows by what is asked of them, and the periods.
#[derive(Debug)]
pub(crate) struct Ground {
    as_of: NaiveDateTime,
    /// The periods of each grid in the range.
    periods: Vec<Result<Vec<Span>, i32>>,
    /// For each grid whose periods do not overlap, the period of each day.
    days: Vec<Option<Days>>,
    first: NaiveDate,
    /// How many working days of the range lie before its first day, its second, and so on, as far as the calendar knows.
    workdays: Vec<u32>,
}

impl Ground {
    /// The instant of judgement.
    pub fn as_of(&self) -> NaiveDateTime {
        self.as_of
    }

    /// The most periods that a grid has.
    pub fn most_periods(&self) -> u64 {
        self.periods.iter().flatten().map(|spans| spans.len() as u64).max().unwrap_or(0)
    }

    pub fn new(program: &Program, range: Range, as_of: NaiveDateTime) -> Ground {
        let cut = |grid| Cut { grid, calendar: &program.calendar };
        let periods: Vec<Result<Vec<Span>, i32>> =
            program.grids.iter().map(|grid| cut(grid).periods(range.from, range.to, as_of)).collect();
        let days = program.grids.iter().zip(&periods);
        let days = days.map(|(grid, spans)| Days::new(cut(grid), spans.as_deref().unwrap_or_default())).collect();
        let working = range.from.iter_days().take_while(|day| *day < range.to);
        let working = working.map_while(|day| program.calendar.is_workday(day).ok());
        let mut workdays = vec![0];
        workdays.extend(working.scan(0, |before, works| {
            *before += u32::from(works);
            Some(*before)
        }));
        Ground { as_of, periods, days, first: range.from, workdays }
    }

    /// How many working days there are from a day up to, and without, another; `None` beyond the range, or what the calendar
    /// knows.
    pub fn workdays(&self, from: NaiveDate, to: NaiveDate) -> Option<u32> {
        let before = |day: NaiveDate| self.workdays.get(usize::try_from((day - self.first).num_days()).ok()?);
        before(to)?.checked_sub(*before(from)?)
    }

    /// The same as of another instant, by which only windows hang.
    pub fn moved(&mut self, program: &Program, range: Range, as_of: NaiveDateTime) {
        self.as_of = as_of;
        for ((grid, periods), days) in program.grids.iter().zip(&mut self.periods).zip(&mut self.days) {
            if matches!(grid.period, Period::Last { .. }) {
                let cut = Cut { grid, calendar: &program.calendar };
                *periods = cut.periods(range.from, range.to, as_of);
                *days = Days::new(cut, periods.as_deref().unwrap_or_default());
            }
        }
    }
}

/// What is known beside the records.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables<'a> {
    pub people: Option<&'a People>,
    pub registers: &'a [RegisterTable],
    pub leave: &'a LeaveTable,
    pub coverage: &'a [Cover],
}

impl Data {
    pub(crate) fn tables(&self) -> Tables<'_> {
        let Data { people, registers, leave, coverage, .. } = self;
        Tables { people: people.as_ref(), registers, leave, coverage }
    }
}

/// What is known, and what is asked; one for each thread.
pub(crate) struct World<'a> {
    pub program: &'a Program,
    pub records: &'a Records,
    pub tables: Tables<'a>,
    pub range: Range,
    /// What is judged asks for it by [`World::reached`] and its like, so that it is noted what hangs on it.
    pub(crate) as_of: NaiveDateTime,
    pub index: &'a (dyn Rows + Sync),
    /// Which rows are there by the instant of judgement; `None` where the index has no others.
    there: Option<There<'a>>,
    pub ground: &'a Ground,
    pub cache: Cache,
    /// Where it is noted what a judgement hangs on, for who remembers judgements.
    pub notes: Option<Notes>,
    /// Whether anyone asks what a pending judgement lacks, and how long it may still wait.
    pub tells_waiting: bool,
    /// The name that was looked for last, with its code.
    name: RefCell<(String, Option<u32>)>,
    /// Rows looked at so far.
    pub steps: Cell<u64>,
    /// Outcomes found so far.
    pub outcomes: Cell<u64>,
}

/// Judges all standards over a range as of an instant.
///
/// # Errors
/// See [`EvaluateError`]; records and tables never cause one.
pub fn evaluate(program: &Program, data: &Data, range: Range, as_of: DateTime<Tz>) -> Result<Report, EvaluateError> {
    evaluate_with(program, data, range, as_of, &Options::default())
}

/// [`evaluate`] with threads, limits, or without outcomes.
///
/// # Errors
/// See [`EvaluateError`]; records and tables never cause one.
pub fn evaluate_with(
    program: &Program,
    data: &Data,
    range: Range,
    as_of: DateTime<Tz>,
    options: &Options,
) -> Result<Report, EvaluateError> {
    let mut standards = Vec::new();
    let report = evaluate_into(program, data, range, as_of, options, &mut standards)?;
    Ok(Report { standards, ..report })
}

/// Judges everything into a sink, a batch of people at a time; the report that is given back has no standards.
///
/// # Errors
/// See [`EvaluateError`]; records and tables never cause one. What the sink was given before stands.
pub fn evaluate_into(
    program: &Program,
    data: &Data,
    range: Range,
    as_of: DateTime<Tz>,
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Report, EvaluateError> {
    let local = as_of.with_timezone(&program.calendar.timezone);
    let run = Run::new(program, data, range, local.naive_local(), options)?;
    let mut outcomes = 0;
    for standard in &program.standards {
        sink.standard(&standard.name, &standard.file);
        let plan = run.plan(standard);
        run.blocks(
            |world, party| run.reports(world, (standard, &plan), party),
            |reports| {
                for (count, report) in reports {
                    outcomes += count;
                    within_limit("outcomes", options.limits.outcomes, outcomes)?;
                    sink.person(report);
                }
                Ok(())
            },
        )?;
    }
    Ok(Report {
        report: 1,
        from: range.from,
        to: range.to,
        as_of: local.fixed_offset(),
        calendar: program.calendar.title(),
        standards: Vec::new(),
        problems: run.problems(),
    })
}

impl<'a> World<'a> {
    pub(crate) fn new(
        program: &'a Program,
        records: &'a Records,
        tables: Tables<'a>,
        range: Range,
        index: &'a (dyn Rows + Sync),
        ground: &'a Ground,
    ) -> World<'a> {
        let (cache, steps, outcomes) = (Cache::default(), Cell::new(0), Cell::new(0));
        let as_of = ground.as_of;
        let there = (index.as_of() != Some(as_of)).then(|| records.there(as_of));
        let name = RefCell::new((String::new(), None));
        World {
            program,
            records,
            tables,
            range,
            as_of,
            index,
            there,
            ground,
            cache,
            notes: None,
            tells_waiting: true,
            name,
            steps,
            outcomes,
        }
    }
}

impl World<'_> {
    /// The code of a person's name among the records; asked for of the same person many times in a row.
    pub(crate) fn code_of(&self, person: &Person) -> Option<u32> {
        let mut known = self.name.borrow_mut();
        if known.0 != person.name || known.0.is_empty() {
            *known = (person.name.clone(), self.records.person_code(&person.name));
        }
        known.1
    }

    /// Rows of one person (in one post) and activity, in order of time.
    pub(crate) fn rows(&self, person: &Person, activity: u32) -> impl Iterator<Item = usize> {
        let rows = self.there(self.of_person(person, activity));
        rows.filter(|row| person.in_part(self.records.moment(*row).day))
    }

    /// Those of them on the days from `from` up to, and without, `to`.
    pub(crate) fn rows_within(
        &self,
        person: &Person,
        activity: u32,
        (from, to): (NaiveDate, NaiveDate),
    ) -> impl Iterator<Item = usize> {
        self.there(within(self.records, self.of_person(person, activity), from, to))
    }

    /// All of them that are known, whether or not they are there.
    pub(crate) fn of_person(&self, person: &Person, activity: u32) -> &[u32] {
        let rows = self.index.of_person(activity, self.code_of(person));
        self.note_rows(activity, rows);
        rows
    }

    /// Whether all rows of one kind are there one after the other: none was ever corrected, withdrawn or recorded late.
    pub(crate) fn is_plain(&self) -> bool {
        self.there.as_ref().is_none_or(There::is_plain)
    }

    /// Rows of one activity, of anyone, that may share the key of a trigger.
    pub(crate) fn candidates(
        &self,
        activity: ActivityId,
        key: Option<FieldId>,
        trigger: usize,
    ) -> impl Iterator<Item = usize> {
        let code = key.and_then(|key| self.index.code(self.records, key, trigger));
        self.note_answers(activity, key, trigger, code);
        self.held(self.index.candidates(activity.0, key, code).inspect(|row| self.note_answer(*row)))
    }

    /// Of the rows of an index those that are there by the instant of judgement.
    fn there<'r>(&'r self, rows: &'r [u32]) -> impl Iterator<Item = usize> + 'r {
        self.held(rows.iter().copied())
    }

    fn held<'r>(&'r self, rows: impl Iterator<Item = u32> + 'r) -> impl Iterator<Item = usize> + 'r {
        rows.map(|row| row as usize).filter(|row| {
            self.steps.set(self.steps.get() + 1);
            self.there.as_ref().is_none_or(|there| there.holds(*row))
        })
    }

    /// The periods of a grid that belong to the range.
    pub(crate) fn periods(&self, grid: usize) -> Result<&[Span], i32> {
        self.note_periods(grid);
        match self.ground.periods.get(grid) {
            Some(Ok(spans)) => Ok(spans),
            Some(Err(year)) => Err(*year),
            None => Ok(&[]),
        }
    }

    /// How many outcomes a clause has of a person at least, where that is plain: one for each period.
    fn at_least(&self, clause: &Clause) -> usize {
        match &clause.check {
            Check::Measure(check) | Check::Record(check) if check.entity.is_none() => {
                self.periods(check.grid.index()).map_or(0, <[Span]>::len)
            }
            Check::Manual(check) if check.entity.is_none() => self.periods(check.grid.index()).map_or(0, <[Span]>::len),
            Check::Person(_) => 1,
            _ => 0,
        }
    }

    /// The period of each day, for a grid whose periods do not overlap.
    pub(crate) fn days(&self, grid: usize) -> Option<&Days> {
        self.ground.days.get(grid)?.as_ref()
    }

    /// Whether a source was recording on all of these days.
    pub(crate) fn is_covered(&self, feed: &str, mut days: impl Iterator<Item = NaiveDate>) -> bool {
        let covers = || self.tables.coverage.iter().filter(|cover| cover.feed == feed);
        days.all(|day| covers().any(|cover| cover.from <= day && day <= cover.to))
    }

    pub(crate) fn registers(&self) -> impl Iterator<Item = &RegisterTable> {
        self.tables.registers.iter()
    }

    /// Whether a row matches a shared predicate; no predicate matches everything.
    pub(crate) fn matches(&self, row: usize, predicate: Option<PredicateId>) -> Option<bool> {
        let Some(predicate) = predicate.and_then(|id| self.program.predicates.get(id.index())) else {
            return Some(true);
        };
        of_record(&self.program.schema, self.records, row, predicate)
    }

    /// Those who are judged, with their leave, and who is not known of those that records and leave name.
    pub(crate) fn people(&self) -> (Vec<Person>, Vec<Problem>) {
        let mut problems = Problems::default();
        let mut people: IndexMap<String, Person> = match self.tables.people {
            Some(people) => people.people.clone(),
            None => {
                problems.add(ProblemKind::NoPeopleTable, None, String::new);
                self.records.people().map(|name| (name.to_owned(), Person::named(name))).collect()
            }
        };
        let names: Vec<&str> = self.records.people().collect();
        let known: Vec<bool> = names.iter().map(|name| people.contains_key(*name)).collect();
        let rows = if known.contains(&false) { self.records.len() } else { 0 };
        for row in 0..rows {
            let person = self.records.person(row) as usize;
            if known.get(person) == Some(&false) {
                problems.add(ProblemKind::UnknownPerson, names.get(person).copied(), || self.records.place(row));
            }
        }
        for (name, leave, place) in &self.tables.leave.leaves {
            match people.get_mut(name) {
                Some(person) => person.leave.push(*leave),
                None => problems.add(ProblemKind::UnknownPerson, Some(name), || place.clone()),
            }
        }
        (people.into_values().collect(), problems.list())
    }

    pub(crate) fn missing_registers(&self) -> Vec<Problem> {
        let mut problems = Problems::default();
        for (index, register) in self.program.schema.registers.iter().enumerate() {
            if !self.tables.registers.iter().any(|given| given.id().index() == index) {
                problems.add_named(ProblemKind::NoRegister, &register.name, String::new());
            }
        }
        problems.list()
    }

    /// The person's report, with the number of its outcomes; `None` for a person whom no clause binds. What was `found`
    /// of the person's block stands; all else is judged here.
    pub(crate) fn judged_person(
        &self,
        standard: &Standard,
        person: &Person,
        options: &Options,
        found: Option<&Found<'_>>,
    ) -> Result<Option<(u64, PersonReport)>, EvaluateError> {
        self.steps.set(0);
        self.outcomes.set(0);
        let judged = self.person(standard, person, options.outcomes, found);
        let judged = judged.map_err(|year| self.unknown_year(year))?;
        within_limit("steps", options.limits.steps, self.steps.get())?;
        Ok(judged.map(|mut report| {
            if !options.outcomes {
                for clause in report.clauses.iter_mut().map(Arc::make_mut) {
                    (clause.outcomes, clause.items) = (Vec::new(), Vec::new());
                }
            }
            (self.outcomes.get(), report)
        }))
    }

    pub(crate) fn unknown_year(&self, year: i32) -> EvaluateError {
        EvaluateError::CalendarYear { calendar: self.program.calendar.name.clone(), year }
    }

    /// `None` for a person whom no clause binds. In several posts each is judged apart.
    fn person(
        &self,
        standard: &Standard,
        person: &Person,
        kept: bool,
        found: Option<&Found<'_>>,
    ) -> Result<Option<PersonReport>, i32> {
        if person.posts.is_empty() {
            return self.in_post(standard, person, kept, found);
        }
        let parts = person.parts();
        let mut reports = Vec::with_capacity(parts.len());
        for part in &parts {
            let before = self.outcomes.get();
            let report = self.in_post(standard, part, kept, None)?;
            reports.extend(report.map(|report| (part, self.outcomes.get() - before, report)));
        }
        self.joined(standard, reports)
    }

    /// Which clauses bind a person.
    pub(crate) fn binding(&self, standard: &Standard, person: &Person) -> impl Iterator<Item = bool> {
        let day = self.as_of.date();
        let day = person.part.map_or(day, |(_, to)| to.min(day));
        // Most clauses bind by the same words as the one before.
        let mut known: Option<(&Predicate, bool)> = None;
        let schema = &self.program.schema;
        standard.clauses.iter().map(move |clause| match (&clause.applies, known) {
            (None, _) => true,
            (Some(applies), Some((same, binds))) if same == applies => binds,
            (Some(applies), _) => known.insert((applies, of_person(schema, person, day, applies) == Some(true))).1,
        })
    }

    /// `kept` says whether outcomes and items are asked for.
    pub(crate) fn in_post(
        &self,
        standard: &Standard,
        person: &Person,
        kept: bool,
        found: Option<&Found<'_>>,
    ) -> Result<Option<PersonReport>, i32> {
        let mut judged = Vec::with_capacity(standard.clauses.len());
        for (place, (clause, binds)) in standard.clauses.iter().zip(self.binding(standard, person)).enumerate() {
            if !binds {
                continue;
            }
            if let Some((count, outcomes)) = found.and_then(|found| found.of(self, place, clause)) {
                self.outcomes.set(self.outcomes.get() + count);
                judged.push((clause, outcomes));
                continue;
            }
            let mut outcomes = Outcomes::of(clause, kept);
            outcomes.reserve(self.at_least(clause));
            let mut count = 0;
            self.clause(clause, person, kept || !clause.consequences.is_empty(), &mut |outcome| {
                outcomes.add(outcome);
                count += 1;
            })?;
            self.outcomes.set(self.outcomes.get() + count);
            judged.push((clause, outcomes));
        }
        if judged.is_empty() {
            return Ok(None);
        }
        let post = person.attributes.get(&self.program.schema.people.post).cloned();
        Ok(Some(score::total(self.program, standard, person.name.clone(), post, judged)))
    }
}
