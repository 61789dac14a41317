//! The naive reference evaluator: what a program means, written as plainly as possible and without any care for speed.
//!
//! It reads a [`Program`] over plain rows, one person, one clause, one period and one record at a time, and
//! shares no code with the engine but the data types of the program, exact numbers and the report.
//! It counts days and minutes one by one.

mod clause;
mod every;
mod late;
mod measure;
mod period;
mod points;
mod presence;
mod score;
mod value;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use guiju_engine::program::{Program, Standard};
use guiju_engine::report::{PersonReport, StandardReport};
use guiju_engine::schema::ActivityId;

/// A row by the names of its columns; an empty cell is one that is missing.
pub type Cells = BTreeMap<String, String>;

/// Everything that is known, and what is asked.
#[derive(Debug, Clone)]
pub struct World {
    /// The people table, in order.
    pub people: Vec<Person>,
    /// The records.
    pub records: Vec<Record>,
    /// Rows of the registers by name; a register that is not there was not given.
    pub registers: BTreeMap<String, Vec<Cells>>,
    /// Sources with days on which they were recording, both in.
    pub coverage: Vec<(String, NaiveDate, NaiveDate)>,
    /// First day of the range.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The instant of judgement, local.
    pub as_of: NaiveDateTime,
}

/// One person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name.
    pub name: String,
    /// First day.
    pub joined: Option<NaiveDate>,
    /// Last day.
    pub left: Option<NaiveDate>,
    /// Attributes by the names of their columns, the post among them.
    pub cells: Cells,
    /// A later post: its first day and what then holds.
    pub later: Option<(NaiveDate, Cells)>,
    /// Days off.
    pub leave: Vec<Leave>,
    /// The days of one of several posts.
    pub part: Option<(NaiveDate, NaiveDate)>,
}

/// Days off, both in, perhaps from noon or to noon.
#[derive(Debug, Clone, Copy)]
pub struct Leave {
    /// First day.
    pub from: NaiveDate,
    /// It begins at noon.
    pub from_noon: bool,
    /// Last day.
    pub to: NaiveDate,
    /// It ends at noon.
    pub to_noon: bool,
}

/// One record.
#[derive(Debug, Clone)]
pub struct Record {
    /// Whose.
    pub person: String,
    /// Of what.
    pub activity: ActivityId,
    /// Its day.
    pub day: NaiveDate,
    /// Its time of day, where it has one.
    pub time: Option<NaiveTime>,
    /// Its id; all are distinct.
    pub id: String,
    /// Its fields.
    pub cells: Cells,
}

impl Record {
    /// The instant, or the start of the day where no time is known.
    fn instant(&self) -> NaiveDateTime {
        self.day.and_time(self.time.unwrap_or(NaiveTime::MIN))
    }
}

/// The whole question: a program over a world.
#[derive(Clone, Copy)]
struct Case<'a> {
    program: &'a Program,
    world: &'a World,
}

/// Judges everything.
pub fn judge(program: &Program, world: &World) -> Vec<StandardReport> {
    let case = Case { program, world };
    program.standards.iter().map(|standard| case.standard(standard)).collect()
}

impl Case<'_> {
    fn standard(self, standard: &Standard) -> StandardReport {
        let people: Vec<PersonReport> =
            self.world.people.iter().filter_map(|person| self.person(standard, person)).collect();
        StandardReport { name: standard.name.clone(), file: standard.file.clone(), people }
    }

    fn person(self, standard: &Standard, person: &Person) -> Option<PersonReport> {
        if person.later.is_some() { self.transferred(standard, person) } else { self.in_post(standard, person) }
    }

    /// `None` for a person whom no clause binds.
    fn in_post(self, standard: &Standard, person: &Person) -> Option<PersonReport> {
        let clauses: Vec<_> = standard
            .clauses
            .iter()
            .filter(|clause| clause.applies.as_ref().is_none_or(|who| self.holds_of(person, who) == Some(true)))
            .map(|clause| (clause, self.clause(clause, person)))
            .collect();
        (!clauses.is_empty()).then(|| {
            let post = person.cells.get(&self.program.schema.people.post).filter(|post| !post.is_empty()).cloned();
            score::total(self.program, standard, person.name.clone(), post, clauses)
        })
    }
}
