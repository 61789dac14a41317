//! The tracker: records one by one as they happen, and how each person stands at any instant.
//!
//! What it says is what the batch evaluator would say of the records pushed so far, in whatever order they came: late
//! ones, and corrections of ones that were pushed before (of equal ids the one recorded last holds).
//!
//! A stream has no end, and what is kept of it must have one: [`Tracker::advance`] judges the range that is followed, folds
//! what came out into what is [past](Tracker::past), goes on to the next range, and lets go of the records that can say
//! nothing of it or of a later one. What comes for them afterwards is refused and counted. How late a record may be is
//! thus how long one waits before one goes on.
//!
//! What was judged of someone who was asked for is remembered, clause by clause, together with what it hangs on: rows, and the
//! stretch of instants in which it comes out the same. To ask again, at any instant, judges only what has changed; a
//! correction or a withdrawal forgets all. Some 64 MB are remembered at most.

mod held;
mod lists;
mod live;
mod past;
mod standing;

use std::borrow::Cow;

use chrono::{DateTime, Datelike};
use chrono_tz::Tz;

use crate::coverage::Cover;
use crate::evaluate::{Data, EvaluateError, Ground, Options, Range, World, evaluate};
use crate::exact::Exact;
use crate::leave::{Leave, LeaveTable};
use crate::people::{People, Person};
use crate::program::{Program, Standard, VERSION};
use crate::reach;
use crate::records::{Lookup, RecordsBuilder, Taken, Wanted, lookup};
use crate::register::RegisterTable;
use crate::report::{Moment, PersonReport, Report, Status};
use crate::score::Rates;
use crate::state::{self, Open, StateError};
use crate::verdicts::{Verdicts, judge};
use held::Held;
use live::Live;
pub use past::{Counted, Past, PastPerson};
pub use standing::{ClauseStanding, PersonStanding};

/// What became of a record that was pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// It counts.
    Kept,
    /// It takes the place of an earlier one with the same id, or withdraws it.
    Corrected,
    /// Another one with the same id was recorded later, or first: it holds.
    Superseded,
    /// It counts for the range that is followed, as far as that reaches back to its day; the ranges before, to which its day
    /// belongs, stay as they were judged. It is counted as a problem.
    Behind,
    /// No clause reads its activity, and it has no id by which it could replace another; nothing is kept of it.
    Unread,
    /// Something that every record needs is missing or cannot be read; it is counted as a problem.
    Unusable,
    /// It came after [`Tracker::advance`] had let go of what it belongs to; it is counted as a problem.
    Settled,
    /// It corrects or withdraws a record that [`Tracker::advance`] has let go of, which was judged as it stood: it is
    /// refused, whatever its own day, and counted as a problem. Judge that range anew, from all records.
    Released,
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
    /// The leave of each person.
    leave: Lookup<String, Vec<Leave>>, // looked up only
    range: Range,
    builder: RecordsBuilder,
    live: Live,
    read: Vec<bool>,
    /// From which day on the records of each activity are kept, where the tracker has gone on.
    since: Vec<i32>,
    pushed: u32,
    past: Past,
    /// By standard.
    rates: Vec<Rates>,
    ground: Option<Ground>,
    /// What was judged of those who were asked for.
    held: Held,
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
        Ok(Tracker {
            program: program.clone(),
            data: Data { people, registers, ..Data::default() },
            leave: lookup(),
            range,
            builder,
            live: Live::new(program),
            read: crate::index::read(program),
            since: Vec::new(),
            pushed: 0,
            past: Past::default(),
            rates: program.standards.iter().map(Rates::new).collect(),
            ground: None,
            held: Held::default(),
        })
    }

    /// With leave and with what is known of the sources.
    pub fn with(mut self, leave: LeaveTable, coverage: Vec<Cover>) -> Tracker {
        self.held.clear();
        self.leave.clear();
        for (name, leave, _) in &leave.leaves {
            self.leave.entry(name.clone()).or_default().push(*leave);
        }
        (self.data.leave, self.data.coverage) = (leave, coverage);
        self
    }

    /// Adds a record: a cell for each of the columns.
    pub fn push(&mut self, cells: &[&str]) -> Pushed {
        self.pushed = self.pushed.saturating_add(1);
        let wanted = Wanted { read: &self.read, since: &self.since };
        match self.builder.take(self.pushed, Some(wanted), |column| cells.get(column).copied()) {
            Taken::Unusable => Pushed::Unusable,
            Taken::Unread => Pushed::Unread,
            Taken::Settled => Pushed::Settled,
            Taken::Released => Pushed::Released,
            Taken::Withdrawal => {
                self.held.clear();
                Pushed::Corrected
            }
            Taken::Row(row, lost) => {
                self.live.add(self.builder.records(), row);
                if lost.is_some() {
                    self.held.clear();
                }
                let behind =
                    !self.since.is_empty() && self.builder.records().day(row) < self.range.from().num_days_from_ce();
                if behind {
                    self.builder.count_behind(row);
                }
                match lost {
                    Some(lost) if lost == row => Pushed::Superseded,
                    _ if behind => Pushed::Behind,
                    Some(_) => Pushed::Corrected,
                    None => Pushed::Kept,
                }
            }
        }
    }

    /// Goes on to a later range: the one followed so far is judged as of an instant and folded into the
    /// [past](Tracker::past); from now on the new one is followed, and the records that can say nothing of it or of a later
    /// one are let go of. Says how many went.
    ///
    /// Records stay that a period, a window or an interval of the range may reach back to, and those whose reach has no
    /// end: what may be done at any time or any time ahead (事先), what is done in an order or judged by a person, the longest runs,
    /// periods that the calendar names, and what is asked of entities that no register lists. Who was ever met is not
    /// forgotten, nor what was wrong. Of each id that goes, 8 bytes stay, so that what corrects or withdraws it is refused
    /// ([`Pushed::Released`]); of more than [`RELEASED`](crate::records::RELEASED) of them, those that went first are forgotten,
    /// and a record that comes under one of these is a new one.
    ///
    /// # Errors
    /// Where the range begins before that which is followed, or the latter cannot be judged (as [`evaluate`]); then nothing
    /// has changed.
    pub fn advance(&mut self, range: Range, as_of: DateTime<Tz>) -> Result<usize, EvaluateError> {
        self.advance_with(range, as_of, &Options::default(), |_| ())
    }

    /// [`Tracker::advance`], with a look at all that was judged of the range that is closed: its scores, its outcomes, or
    /// [all in words](Verdicts::report).
    ///
    /// # Errors
    /// As [`Tracker::advance`]; also where a limit is passed.
    pub fn advance_with(
        &mut self,
        range: Range,
        as_of: DateTime<Tz>,
        options: &Options,
        look: impl FnOnce(&Verdicts<'_>),
    ) -> Result<usize, EvaluateError> {
        if range.from() < self.range.from() {
            return Err(EvaluateError::Settled(range.from()));
        }
        let (closed, mut past) = (self.range, std::mem::take(&mut self.past));
        let judged = self.lent(|program, data| {
            let options = Options { outcomes: true, ..*options };
            let verdicts = judge(program, data, closed, as_of, &options)?;
            past.add(program, closed, &verdicts);
            look(&verdicts);
            Ok(())
        });
        self.past = past;
        judged?;
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

    /// What was judged of the ranges that were closed.
    pub fn past(&self) -> &Past {
        &self.past
    }

    /// The same with the range that is followed, as it stands at an instant: the whole run.
    ///
    /// # Errors
    /// As [`evaluate`].
    pub fn past_and_present(&mut self, as_of: DateTime<Tz>) -> Result<Past, EvaluateError> {
        let (range, mut past) = (self.range, self.past.clone());
        self.lent(|program, data| {
            past.add(program, range, &judge(program, data, range, as_of, &Options::default())?);
            Ok(past)
        })
    }

    /// Sorts anew what is kept.
    fn index(&mut self) {
        self.held.clear();
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

    /// How a person stands, under each standard that binds the person: the score, and how each clause came out. Nothing is
    /// put into words; [`Tracker::status`] does that.
    ///
    /// # Errors
    /// Where a working day has to be told apart in a year that the calendar does not know.
    pub fn standing(&mut self, person: &str, as_of: DateTime<Tz>) -> Result<Vec<PersonStanding<'_>>, EvaluateError> {
        self.remember(person, as_of, false)?;
        let Some((world, person)) = self.world(person) else { return Ok(Vec::new()) };
        let standards = self.program.standards.iter().zip(&self.rates);
        if !person.is_single() {
            let standing = |(standard, _)| {
                let report = world.judged_person(standard, &person, &Options::default(), None);
                report.map(|report| report.map(|(_, report)| standing::of_report(standard, &report))).transpose()
            };
            return standards.filter_map(standing).collect();
        }
        let standards = standards.zip(self.held.of(&person, false));
        Ok(standards.filter_map(|(standard, held)| standing::standing(&world, standard, &person, held)).collect())
    }

    /// How a person stands, under each standard that binds the person, in words.
    ///
    /// # Errors
    /// As [`Tracker::standing`].
    pub fn status(&mut self, person: &str, as_of: DateTime<Tz>) -> Result<Vec<(String, PersonReport)>, EvaluateError> {
        self.remember(person, as_of, true)?;
        let Some((world, person)) = self.world(person) else { return Ok(Vec::new()) };
        let named = |standard: &Standard, report| (standard.name.clone(), report);
        if !person.is_single() {
            let judged = |standard| {
                let report = world.judged_person(standard, &person, &Options::default(), None);
                report.map(|report| report.map(|(_, report)| named(standard, report))).transpose()
            };
            return self.program.standards.iter().filter_map(judged).collect();
        }
        let standards = self.program.standards.iter().zip(self.held.of(&person, true));
        let report =
            |(standard, held): (_, &Vec<_>)| Some(named(standard, standing::report(&world, standard, &person, held)?));
        Ok(standards.filter_map(report).collect())
    }

    /// Judges what is not remembered of a person, or is not so any more. One in several posts is judged in each of them, and
    /// nothing is remembered.
    fn remember(&mut self, name: &str, as_of: DateTime<Tz>, kept: bool) -> Result<(), EvaluateError> {
        self.prepare(name, as_of);
        let mut held = std::mem::take(&mut self.held);
        let judged = match self.world(name) {
            Some((mut world, person)) if person.is_single() => {
                held.judge(&mut world, &person, kept).map_err(|year| world.unknown_year(year))
            }
            _ => Ok(()),
        };
        self.held = held;
        judged
    }

    /// What a person still has to do as of an instant: whatever is pending.
    ///
    /// # Errors
    /// As [`Tracker::standing`].
    pub fn remaining(&mut self, person: &str, as_of: DateTime<Tz>) -> Result<Vec<Remaining>, EvaluateError> {
        let mut remaining = Vec::new();
        for (standard, report) in self.status(person, as_of)? {
            for clause in report.clauses {
                let pending = clause.outcomes.iter().filter(|outcome| outcome.status == Status::Pending);
                remaining.extend(pending.map(|outcome| Remaining {
                    standard: standard.clone(),
                    clause: clause.id.clone(),
                    from: outcome.from,
                    to: outcome.to,
                    entity: outcome.entity.clone(),
                    trigger: outcome.trigger.clone(),
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
    pub fn report(&mut self, as_of: DateTime<Tz>) -> Result<Report, EvaluateError> {
        let range = self.range;
        self.lent(|program, data| evaluate(program, data, range, as_of))
    }

    /// All that was pushed and is kept, and what is past, in a compact and versioned form.
    ///
    /// # Errors
    /// [`StateError::Encode`]
    pub fn snapshot(&self) -> Result<Vec<u8>, StateError> {
        let open = (!self.since.is_empty()).then(|| Open {
            from: self.range.from(),
            to: self.range.to(),
            released: self.builder.released().clone(),
            past: self.past.clone(),
        });
        state::encode_open(&self.program, &self.builder, self.pushed, open.as_ref())
    }

    /// Goes on where a snapshot was taken, and forgets what was pushed before; the columns are those of this tracker, and so
    /// is the range, unless the other had [gone on](Tracker::advance).
    ///
    /// # Errors
    /// Where it is no snapshot, or one of another version or another program; then nothing has changed.
    pub fn restore(&mut self, snapshot: &[u8]) -> Result<(), StateError> {
        let mut builder = self.builder.emptied();
        let (pushed, open) = state::decode_open(&self.program, snapshot, &mut builder)?;
        let mut range = self.range;
        (self.since, self.past) = match open {
            None => (Vec::new(), Past::default()),
            Some(open) => {
                range = Range::new(open.from, open.to).map_err(|_| StateError::Damaged)?;
                builder.release(open.released);
                (reach::since(&self.program, range), open.past)
            }
        };
        (self.range, self.pushed, self.builder, self.ground) = (range, pushed, builder, None);
        self.index();
        Ok(())
    }

    /// Does something with all that is known, the records among it.
    fn lent<T>(&mut self, work: impl FnOnce(&Program, &Data) -> T) -> T {
        self.data.records = self.builder.hand_out();
        let done = work(&self.program, &self.data);
        self.builder.take_back(std::mem::take(&mut self.data.records));
        done
    }

    /// Periods hang on the instant alone, and are kept for it; rows are put in order for those who are asked for.
    fn prepare(&mut self, person: &str, as_of: DateTime<Tz>) {
        let as_of = as_of.with_timezone(&self.program.calendar.timezone).naive_local();
        match &mut self.ground {
            Some(ground) if ground.as_of() == as_of => {}
            Some(ground) => ground.moved(&self.program, self.range, as_of),
            None => self.ground = Some(Ground::new(&self.program, self.range, as_of)),
        }
        if let Some(code) = self.builder.records().person_code(person) {
            self.live.sort(self.builder.records(), code);
        }
    }

    /// What one person is judged by.
    fn world(&self, name: &str) -> Option<(World<'_>, Cow<'_, Person>)> {
        let mut person = match &self.data.people {
            Some(people) => Cow::Borrowed(people.people.get(name)?),
            None => self.builder.records().person_code(name).map(|_| Cow::Owned(Person::named(name)))?,
        };
        if let Some(leave) = self.leave.get(name) {
            person.to_mut().leave.extend(leave);
        }
        let (records, tables) = (self.builder.records(), self.data.tables());
        let world = World::new(&self.program, records, tables, self.range, &self.live, self.ground.as_ref()?);
        Some((world, person))
    }
}
