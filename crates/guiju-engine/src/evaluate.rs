//! A program over data: every outcome, every point, one report.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::index::{Index, within};
use crate::moment;
use crate::people::{People, Person};
use crate::periods::{Cut, Span};
use crate::predicate::{of_person, of_record};
use crate::problems::Problems;
use crate::program::{PredicateId, Program, Standard, VERSION};
use crate::records::Records;
use crate::register::RegisterTable;
use crate::report::{PersonReport, Problem, ProblemKind, Report, StandardReport};
use crate::schema::{ActivityId, FieldId};
use crate::score;

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
    /// A text that is no day.
    #[error("`{0}` is no day (write 2024-03-01)")]
    NoDay(String),
}

/// What is known, and what is asked.
pub(crate) struct World<'a> {
    pub program: &'a Program,
    pub records: &'a Records,
    data: &'a Data,
    pub range: Range,
    pub as_of: NaiveDateTime,
    /// Rows that are there by the instant of judgement.
    index: Index,
    /// The periods of each grid in the range.
    periods: Vec<Result<Vec<Span>, i32>>,
}

/// Judges all standards over a range as of an instant.
///
/// # Errors
/// See [`EvaluateError`]; records and tables never cause one.
pub fn evaluate(program: &Program, data: &Data, range: Range, as_of: DateTime<Tz>) -> Result<Report, EvaluateError> {
    if program.version != VERSION {
        return Err(EvaluateError::Version(program.version));
    }
    let zone = program.calendar.timezone;
    let local = as_of.with_timezone(&zone).naive_local();
    let index = Index::new(program, &data.records, local);
    let cut = |grid| Cut { grid, calendar: &program.calendar };
    let periods = program.grids.iter().map(|grid| cut(grid).periods(range.from, range.to)).collect();
    let world = World { program, records: &data.records, data, range, as_of: local, index, periods };
    let (people, mut problems) = world.people();
    let unknown_year = |year| EvaluateError::CalendarYear { calendar: program.calendar.name.clone(), year };
    let standards =
        program.standards.iter().map(|standard| world.standard(standard, &people)).collect::<Result<_, _>>();
    problems.extend(data.records.problems().iter().cloned());
    problems.extend(data.problems.iter().cloned());
    problems.extend(world.missing_registers());
    problems.sort_by_key(|problem| problem.kind);
    Ok(Report {
        report: 1,
        from: range.from,
        to: range.to,
        as_of: as_of.with_timezone(&zone).fixed_offset(),
        calendar: format!("{} {}", program.calendar.name, program.calendar.version).trim().to_owned(),
        standards: standards.map_err(unknown_year)?,
        problems,
    })
}

impl World<'_> {
    /// Rows of one person and activity, in order of time.
    pub(crate) fn rows(&self, person: &Person, activity: u32) -> impl Iterator<Item = usize> {
        let code = self.records.person_code(&person.name);
        self.index.of_person(activity, code).iter().map(|row| *row as usize)
    }

    /// Those of them on the days from `from` up to, and without, `to`.
    pub(crate) fn rows_within(
        &self,
        person: &Person,
        activity: u32,
        (from, to): (NaiveDate, NaiveDate),
    ) -> impl Iterator<Item = usize> {
        let rows = self.index.of_person(activity, self.records.person_code(&person.name));
        within(self.records, rows, from, to).iter().map(|row| *row as usize)
    }

    /// Rows of one activity, of anyone, that may share the key of a trigger.
    pub(crate) fn candidates(
        &self,
        activity: ActivityId,
        key: Option<FieldId>,
        trigger: usize,
    ) -> impl Iterator<Item = usize> {
        let code = key.and_then(|key| self.index.code(self.records, key, trigger));
        self.index.candidates(activity.0, key, code).into_iter().flatten().map(|row| *row as usize)
    }

    /// The periods of a grid that belong to the range.
    pub(crate) fn periods(&self, grid: usize) -> Result<&[Span], i32> {
        match self.periods.get(grid) {
            Some(Ok(spans)) => Ok(spans),
            Some(Err(year)) => Err(*year),
            None => Ok(&[]),
        }
    }

    pub(crate) fn registers(&self) -> impl Iterator<Item = &RegisterTable> {
        self.data.registers.iter()
    }

    /// Whether a row matches a shared predicate; no predicate matches everything.
    pub(crate) fn matches(&self, row: usize, predicate: Option<PredicateId>) -> Option<bool> {
        let Some(predicate) = predicate.and_then(|id| self.program.predicates.get(id.index())) else {
            return Some(true);
        };
        of_record(&self.program.schema, self.records, row, predicate)
    }

    /// Those who are judged, and who of the records is not known.
    fn people(&self) -> (Vec<Person>, Vec<Problem>) {
        let mut problems = Problems::default();
        let Some(people) = &self.data.people else {
            let person = |name: &str| Person {
                name: name.to_owned(),
                joined: None,
                left: None,
                attributes: indexmap::IndexMap::new(),
            };
            problems.add(ProblemKind::NoPeopleTable, None, String::new);
            return (self.records.people().map(person).collect(), problems.list());
        };
        let names: Vec<&str> = self.records.people().collect();
        let known: Vec<bool> = names.iter().map(|name| people.people.contains_key(*name)).collect();
        for row in 0..self.records.len() {
            let person = self.records.person(row) as usize;
            if known.get(person) == Some(&false) {
                problems.add(ProblemKind::UnknownPerson, names.get(person).copied(), || self.records.place(row));
            }
        }
        (people.people.values().cloned().collect(), problems.list())
    }

    fn missing_registers(&self) -> Vec<Problem> {
        let mut problems = Problems::default();
        for (index, register) in self.program.schema.registers.iter().enumerate() {
            if !self.data.registers.iter().any(|given| given.id().index() == index) {
                problems.add_named(ProblemKind::NoRegister, &register.name, String::new());
            }
        }
        problems.list()
    }

    fn standard(&self, standard: &Standard, people: &[Person]) -> Result<StandardReport, i32> {
        let reports = people.iter().map(|person| self.person(standard, person)).collect::<Result<Vec<_>, i32>>()?;
        let people = reports.into_iter().flatten().collect();
        Ok(StandardReport { name: standard.name.clone(), file: standard.file.clone(), people })
    }

    /// `None` for a person whom no clause binds.
    fn person(&self, standard: &Standard, person: &Person) -> Result<Option<PersonReport>, i32> {
        let day = self.as_of.date();
        let binds =
            |applies: &crate::program::Predicate| of_person(&self.program.schema, person, day, applies) == Some(true);
        let mut judged = Vec::new();
        for clause in standard.clauses.iter().filter(|clause| clause.applies.as_ref().is_none_or(binds)) {
            judged.push((clause, self.clause(clause, person)?));
        }
        if judged.is_empty() {
            return Ok(None);
        }
        let post = person.attributes.get(&self.program.schema.people.post).cloned();
        Ok(Some(score::total(self.program, standard, person.name.clone(), post, judged)))
    }
}
