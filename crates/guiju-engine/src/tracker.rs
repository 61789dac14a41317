//! The tracker: records one by one as they happen, and how each person stands at any instant.
//!
//! What it says is what the batch evaluator would say of the records pushed so far, in whatever order they came: late
//! ones, and corrections of ones that were pushed before (of equal ids the one recorded last holds).
//!
//! A stream has no end, and what is kept of it must have one: [`Tracker::advance`] goes on to the next range and lets go of
//! the records that can say nothing of it or of a later one. What comes for them afterwards is refused and counted. How
//! late a record may be is thus how long one waits before one goes on.

mod live;
mod reach;

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;

use crate::coverage::Cover;
use crate::evaluate::{Data, EvaluateError, Ground, Options, Range, World, evaluate};
use crate::exact::Exact;
use crate::leave::LeaveTable;
use crate::people::{People, Person};
use crate::program::{Program, VERSION};
use crate::records::{RecordsBuilder, Taken};
use crate::register::RegisterTable;
use crate::report::{Moment, PersonReport, Report, Status};
use crate::state::{self, StateError};
use live::Live;

/// What became of a record that was pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// It counts.
    Kept,
    /// It takes the place of an earlier one with the same id, or withdraws it.
    Corrected,
    /// Another one with the same id was recorded later, or first: it holds.
    Superseded,
    /// No clause reads its activity, and it has no id by which it could replace another; nothing is kept of it.
    Unread,
    /// Something that every record needs is missing or cannot be read; it is counted as a problem.
    Unusable,
    /// It came after [`Tracker::advance`] had let go of what it belongs to; it is counted as a problem.
    Settled,
}

/// What is still to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remaining {
    /// The standard.
    pub standard: String,
    /// The clause.
    pub clause: String,
    /// From when on.
    pub from: Option<Moment>,
    /// Until when, exclusive.
    pub to: Option<Moment>,
    /// For which entity.
    pub entity: Option<String>,
    /// Because of which record.
    pub trigger: Option<String>,
    /// What there is already.
    pub actual: Option<Exact>,
    /// What is asked.
    pub required: Option<Exact>,
}

/// Follows records as they happen. Columns that no clause names and activities that none reads take no memory.
#[derive(Debug)]
pub struct Tracker {
    program: Program,
    /// Everything but the records.
    data: Data,
    range: Range,
    builder: RecordsBuilder,
    live: Live,
    read: Vec<bool>,
    /// From which day on the records of each activity are kept, where the tracker has gone on.
    since: Vec<i32>,
    pushed: u32,
    ground: Option<Ground>,
}

impl Tracker {
    /// Follows a program over a range; `columns` name what each pushed record holds, as the header of a table would.
    ///
    /// # Errors
    /// Where the program is of another version.
    pub fn new(
        program: &Program,
        people: Option<People>,
        registers: Vec<RegisterTable>,
        range: Range,
        columns: &[&str],
    ) -> Result<Tracker, EvaluateError> {
        if program.version != VERSION {
            return Err(EvaluateError::Version(program.version));
        }
        let mut builder = RecordsBuilder::new(&program.schema, program.calendar.timezone);
        builder.source("记录", columns);
        let (live, read) = (Live::new(program), crate::index::read(program));
        let program = program.clone();
        let data = Data { people, registers, ..Data::default() };
        Ok(Tracker { program, data, range, builder, live, read, since: Vec::new(), pushed: 0, ground: None })
    }

    /// With leave and with what is known of the sources.
    pub fn with(mut self, leave: LeaveTable, coverage: Vec<Cover>) -> Tracker {
        (self.data.leave, self.data.coverage) = (leave, coverage);
        self
    }

    /// Adds a record: a cell for each of the columns.
    pub fn push(&mut self, cells: &[&str]) -> Pushed {
        self.pushed = self.pushed.saturating_add(1);
        match self.builder.take(self.pushed, Some((&self.read, &self.since)), |column| cells.get(column).copied()) {
            Taken::Unusable => Pushed::Unusable,
            Taken::Unread => Pushed::Unread,
            Taken::Settled => Pushed::Settled,
            Taken::Withdrawal => Pushed::Corrected,
            Taken::Row(row, lost) => {
                self.live.add(self.builder.records(), row);
                match lost {
                    None => Pushed::Kept,
                    Some(lost) if lost == row => Pushed::Superseded,
                    Some(_) => Pushed::Corrected,
                }
            }
        }
    }

    /// Goes on to a later range: from now on that is judged, and the records that can say nothing of it or of a later one
    /// are let go of. Says how many went. Take the [report](Tracker::report) of the range before, once what is late has
    /// come.
    ///
    /// Records stay that a period, a window or an interval of the range may reach back to, and those whose reach has no
    /// end: what may be done any time ahead (事先), what is done in an order or judged by a person, the longest runs,
    /// periods that the calendar names, and what is asked of entities that no register lists. Who was ever met is not
    /// forgotten, nor what was wrong; the ids of what went are, so that a record which comes under one of them is a new one.
    ///
    /// # Errors
    /// Where the range begins before that which is followed; then nothing has changed.
    pub fn advance(&mut self, range: Range) -> Result<usize, EvaluateError> {
        if range.from() < self.range.from() {
            return Err(EvaluateError::Settled(range.from()));
        }
        (self.range, self.ground) = (range, None);
        self.since = reach::since(&self.program, range);
        let since = &self.since;
        let gone = self.builder.keep(|records, row| {
            let since = since.get(records.activity(row).index());
            since.is_none_or(|since| records.day(row) >= *since)
        });
        self.index();
        Ok(gone)
    }

    /// Sorts anew what is kept.
    fn index(&mut self) {
        self.live = Live::new(&self.program);
        for row in 0..self.len() {
            self.live.add(self.builder.records(), row);
        }
    }

    /// The range that is followed.
    pub fn range(&self) -> Range {
        self.range
    }

    /// How many bytes the columns of the records kept take.
    pub fn bytes(&self) -> usize {
        self.builder.records().bytes()
    }

    /// How many records are kept.
    pub fn len(&self) -> usize {
        self.builder.records().len()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How a person stands, under each standard that binds the person.
    ///
    /// # Errors
    /// Where a working day has to be told apart in a year that the calendar does not know.
    pub fn status(&mut self, person: &str, as_of: DateTime<Tz>) -> Result<Vec<(String, PersonReport)>, EvaluateError> {
        let local = as_of.with_timezone(&self.program.calendar.timezone).naive_local();
        self.prepare(local);
        let (Some(ground), Some(person)) = (&self.ground, self.person(person)) else { return Ok(Vec::new()) };
        let world =
            World::new(&self.program, self.builder.records(), self.data.tables(), self.range, &self.live, ground);
        let mut found = Vec::new();
        for standard in &self.program.standards {
            if let Some((_, report)) = world.judged_person(standard, &person, &Options::default(), None)? {
                found.push((standard.name.clone(), report));
            }
        }
        Ok(found)
    }

    /// What a person still has to do as of an instant: whatever is pending.
    ///
    /// # Errors
    /// As [`Tracker::status`].
    pub fn remaining(&mut self, person: &str, as_of: DateTime<Tz>) -> Result<Vec<Remaining>, EvaluateError> {
        let mut remaining = Vec::new();
        for (standard, report) in self.status(person, as_of)? {
            for clause in report.clauses {
                let pending = clause.outcomes.into_iter().filter(|outcome| outcome.status == Status::Pending);
                remaining.extend(pending.map(|outcome| Remaining {
                    standard: standard.clone(),
                    clause: clause.id.clone(),
                    from: outcome.from,
                    to: outcome.to,
                    entity: outcome.entity,
                    trigger: outcome.trigger,
                    actual: outcome.actual,
                    required: outcome.required,
                }));
            }
        }
        Ok(remaining)
    }

    /// Everyone, as the batch evaluator reports it.
    ///
    /// # Errors
    /// As [`evaluate`].
    pub fn report(&self, as_of: DateTime<Tz>) -> Result<Report, EvaluateError> {
        let data = Data { records: self.builder.clone().finish(), ..self.data.clone() };
        evaluate(&self.program, &data, self.range, as_of)
    }

    /// All that was pushed, in a compact and versioned form.
    ///
    /// # Errors
    /// [`StateError::Encode`]
    pub fn snapshot(&self) -> Result<Vec<u8>, StateError> {
        let open = (!self.since.is_empty()).then_some((self.range.from(), self.range.to()));
        state::encode_open(&self.program, &self.builder, self.pushed, open)
    }

    /// Goes on where a snapshot was taken, and forgets what was pushed before; the columns are those of this tracker, and so
    /// is the range, unless the other had [gone on](Tracker::advance).
    ///
    /// # Errors
    /// Where it is no snapshot, or one of another version or another program; then nothing has changed.
    pub fn restore(&mut self, snapshot: &[u8]) -> Result<(), StateError> {
        let mut builder = self.builder.emptied();
        let (pushed, open) = state::decode_open(&self.program, snapshot, &mut builder)?;
        let open = open.map(|(from, to)| Range::new(from, to).map_err(|_| StateError::Damaged)).transpose()?;
        (self.pushed, self.builder, self.ground) = (pushed, builder, None);
        self.range = open.unwrap_or(self.range);
        self.since = open.map_or_else(Vec::new, |open| reach::since(&self.program, open));
        self.index();
        Ok(())
    }

    /// Periods hang on the instant alone, and are kept for it.
    fn prepare(&mut self, as_of: NaiveDateTime) {
        if self.ground.as_ref().is_none_or(|ground| ground.as_of() != as_of) {
            self.ground = Some(Ground::new(&self.program, self.range, as_of));
        }
    }

    fn person(&self, name: &str) -> Option<Person> {
        let mut person = match &self.data.people {
            Some(people) => people.people.get(name).cloned(),
            None => self.builder.records().person_code(name).map(|_| Person::named(name)),
        }?;
        person.leave.extend(self.data.leave.of(name));
        Some(person)
    }
}
