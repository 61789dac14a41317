//! Leave: the days on which people are off.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::moment;
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::Schema;
use crate::table::{Table, cell};

/// Noon, in seconds after midnight.
const NOON: u32 = 12 * 60 * 60;

/// One leave, from half a day to half a day, both in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

impl Leave {
    /// Which halves of a day it covers: morning and afternoon.
    pub fn halves(&self, day: NaiveDate) -> [bool; 2] {
        let within = self.from <= day && day <= self.to;
        [within && !(day == self.from && self.from_noon), within && !(day == self.to && self.to_noon)]
    }
}

/// The leave table: who was off, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeaveTable {
    /// Each leave with the person's name and its place, in order.
    pub leaves: Vec<(String, Leave, String)>,
}

impl LeaveTable {
    /// The leave of one person.
    pub fn of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Leave> + 'a {
        self.leaves.iter().filter(move |(known, ..)| known == name).map(|(_, leave, _)| *leave)
    }

    /// Reads a table with the columns of the person (人员), the first and the last day (起, 止; both in). `下午` after the
    /// first day, or a time of day from noon on, begins at noon; `上午` after the last day, or a time up to noon, ends
    /// there.
    pub fn from_table(schema: &Schema, table: &Table) -> (LeaveTable, Vec<Problem>) {
        let columns = &schema.leave;
        let (mut leaves, mut problems) = (Vec::new(), Problems::default());
        let person = table.column(&columns.person);
        for line in &table.broken {
            problems.add(ProblemKind::BrokenLine, None, || table.line(*line));
        }
        for name in [&columns.person, &columns.from, &columns.to] {
            if table.column(name).is_none() {
                problems.add_named(ProblemKind::MissingColumn, name, table.header());
            }
        }
        for (line, row) in &table.rows {
            let Some(name) = cell(row, person) else {
                problems.add(ProblemKind::MissingPerson, None, || table.place(*line, person));
                continue;
            };
            let mut end = |column: &str| {
                let place = table.column(column);
                let text = cell(row, place);
                let found = text.and_then(half);
                if found.is_none() {
                    problems.add_cell(column, text, table.place(*line, place));
                }
                found
            };
            let (Some(first), Some(last)) = (end(&columns.from), end(&columns.to)) else { continue };
            let (from_noon, to_noon) =
                (first.1.is_some_and(|second| second >= NOON), last.1.is_some_and(|second| second <= NOON));
            let leave = Leave { from: first.0, from_noon, to: last.0, to_noon };
            if leave.from > leave.to || (leave.from == leave.to && from_noon && to_noon) {
                let to = table.column(&columns.to);
                problems.add_cell(&columns.to, cell(row, to), table.place(*line, to));
                continue;
            }
            leaves.push((name.to_owned(), leave, table.place(*line, person)));
        }
        (LeaveTable { leaves }, problems.list())
    }
}

/// A day and the second of it; midnight is how exports write a day without a time.
fn half(text: &str) -> Option<(NaiveDate, Option<u32>)> {
    let words = [("上午", 0), ("下午", NOON)];
    if let Some((day, second)) = words.iter().find_map(|(word, second)| Some((text.strip_suffix(word)?, *second))) {
        return Some((moment::parse(day.trim(), Tz::UTC)?.day, Some(second)));
    }
    let moment = moment::parse(text, Tz::UTC)?;
    Some((moment.day, moment.second.filter(|second| *second > 0)))
}
