//! What a judgement hangs on: which rows were looked at, and in which stretch of instants it would come out the same.
//!
//! Nobody says it of a clause: it is noted while the clause is judged, wherever the instant of judgement or the rows are
//! asked for, so that whoever remembers a judgement knows when it has to be made anew.

use std::cell::RefCell;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::calendar::tomorrow;
use crate::evaluate::World;
use crate::moment::at;
use crate::people::Person;
use crate::program::{Grid, Measure, Period};
use crate::records::Records;
use crate::schema::{ActivityId, FieldId};

/// What was asked for since the last clause.
#[derive(Debug)]
pub(crate) struct Notes(RefCell<Ties>);

/// What a judgement hangs on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ties {
    /// It is the same at all instants from this one on,
    since: NaiveDateTime,
    /// and before this one.
    until: NaiveDateTime,
    /// Activities of the person, each with how many rows it had.
    own: Vec<(u32, u32)>,
    answers: Vec<Answers>,
}

/// The rows of anyone that might answer a trigger.
#[derive(Debug, Clone, PartialEq)]
struct Answers {
    activity: u32,
    key: Option<FieldId>,
    trigger: u32,
    /// What was last among them.
    last: u32,
}

impl Default for Ties {
    fn default() -> Ties {
        Ties { since: NaiveDateTime::MIN, until: NaiveDateTime::MAX, own: Vec::new(), answers: Vec::new() }
    }
}

impl Ties {
    /// The answer to whether `instant` is reached is the same on this side of it only.
    fn narrow(&mut self, as_of: NaiveDateTime, instant: NaiveDateTime) {
        if instant <= as_of {
            self.since = self.since.max(instant);
        } else {
            self.until = self.until.min(instant);
        }
    }

    /// Whether nothing has changed that the judgement hangs on.
    pub fn hold(&self, world: &World<'_>, person: &Person) -> bool {
        let (code, rows) = (world.code_of(person), world.index);
        let own = |(activity, count): &(u32, u32)| rows.of_person(*activity, code).len() == *count as usize;
        self.since <= world.as_of
            && world.as_of < self.until
            && self.own.iter().all(own)
            && self.answers.iter().all(|answers| {
                let trigger = answers.trigger as usize;
                let code = answers.key.and_then(|key| rows.code(world.records, key, trigger));
                rows.last(answers.activity, answers.key, code) == answers.last
            })
    }

    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        size_of::<Ties>() + size_of_val(self.own.as_slice()) + size_of_val(self.answers.as_slice())
    }
}

impl Default for Notes {
    fn default() -> Notes {
        Notes(RefCell::new(Ties::default()))
    }
}

impl Notes {
    /// What was noted; from here on anew.
    pub fn take(&self) -> Ties {
        self.0.take()
    }
}

/// The first instant after one.
fn after(instant: NaiveDateTime) -> NaiveDateTime {
    instant.checked_add_signed(TimeDelta::nanoseconds(1)).unwrap_or(instant)
}

/// The instants from which on a row is there, or is not there any more.
fn turns(records: &Records, row: usize) -> impl Iterator<Item = NaiveDateTime> {
    let end = records.end(row).and_then(|end| end.at);
    let turns = [Some(records.moment(row)), records.recorded(row), end];
    turns.into_iter().flatten().map(|moment| after(moment.local()))
}

impl World<'_> {
    /// The instant of judgement itself: what hangs on that holds at no other.
    pub(crate) fn instant(&self) -> NaiveDateTime {
        self.reached(self.as_of);
        self.reached(after(self.as_of));
        self.as_of
    }

    /// The day of judgement.
    pub(crate) fn today(&self) -> NaiveDate {
        let today = self.as_of.date();
        self.reached(at(today, 0));
        self.reached(at(tomorrow(today), 0));
        today
    }

    /// Whether an instant is not after that of judgement.
    pub(crate) fn reached(&self, instant: NaiveDateTime) -> bool {
        if let Some(notes) = &self.notes {
            notes.0.borrow_mut().narrow(self.as_of, instant);
        }
        instant <= self.as_of
    }

    /// Whether it is before that of judgement.
    pub(crate) fn passed(&self, instant: NaiveDateTime) -> bool {
        if self.notes.is_some() {
            self.reached(after(instant));
        }
        instant < self.as_of
    }

    /// Periods of a grid were asked for: 最近 ends with the day of judgement.
    pub(crate) fn note_periods(&self, grid: usize) {
        let last = |grid: &Grid| matches!(grid.period, Period::Last { .. });
        if self.notes.is_some() && self.program.grids.get(grid).is_some_and(last) {
            let midnight = self.today();
            self.passed(midnight.and_time(NaiveTime::MIN));
        }
    }

    /// Rows of a person were asked for.
    pub(crate) fn note_rows(&self, activity: u32, rows: &[u32]) {
        let Some(notes) = &self.notes else { return };
        let mut ties = notes.0.borrow_mut();
        if ties.own.iter().any(|(known, _)| *known == activity) {
            return;
        }
        ties.own.push((activity, u32::try_from(rows.len()).unwrap_or(u32::MAX)));
        if self.is_plain() {
            // They are there one after the other.
            let moment = |row: &u32| self.records.moment(*row as usize).local();
            let next = rows.partition_point(|row| moment(row) < self.as_of);
            for row in next.checked_sub(1).and_then(|last| rows.get(last)).into_iter().chain(rows.get(next)) {
                ties.narrow(self.as_of, after(moment(row)));
            }
        } else {
            let turns = rows.iter().flat_map(|row| turns(self.records, *row as usize));
            turns.for_each(|turn| ties.narrow(self.as_of, turn));
        }
    }

    /// What was counted before was asked for, of a measure: it hangs on the same rows.
    pub(crate) fn note_sources(&self, person: &Person, measure: &Measure) {
        let Some(notes) = &self.notes else { return };
        for source in &measure.sources {
            let activity = source.activity.0;
            let known = notes.0.borrow().own.iter().any(|(known, _)| *known == activity);
            if !known {
                self.of_person(person, activity);
            }
        }
    }

    /// Rows that might answer a trigger were asked for.
    pub(crate) fn note_answers(&self, activity: ActivityId, key: Option<FieldId>, trigger: usize, code: Option<u32>) {
        let Some((notes, trigger)) = self.notes.as_ref().zip(u32::try_from(trigger).ok()) else { return };
        let activity = activity.0;
        let (mut ties, last) = (notes.0.borrow_mut(), self.index.last(activity, key, code));
        ties.answers.push(Answers { activity, key, trigger, last });
    }

    /// One of them was looked at.
    pub(crate) fn note_answer(&self, row: u32) {
        let Some(notes) = &self.notes else { return };
        let mut ties = notes.0.borrow_mut();
        turns(self.records, row as usize).for_each(|turn| ties.narrow(self.as_of, turn));
    }
}
