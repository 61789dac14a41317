//! People: who they are, when they were there, and what is said of them.

use chrono::NaiveDate;
use chrono_tz::Tz;
use indexmap::IndexMap;

use crate::moment;
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::Schema;
use crate::table::{Table, cell};

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// First day.
    pub joined: Option<NaiveDate>,
    /// Last day.
    pub left: Option<NaiveDate>,
    /// Every column of the table, the post among them; no empty ones.
    pub attributes: IndexMap<String, String>,
}

impl Person {
    /// Someone of whom nothing is known but the name.
    pub fn named(name: &str) -> Person {
        Person { name: name.to_owned(), joined: None, left: None, attributes: IndexMap::new() }
    }

    /// Whether the person is there on a day.
    pub fn present(&self, day: NaiveDate) -> bool {
        self.joined.is_none_or(|joined| joined <= day) && self.left.is_none_or(|left| day <= left)
    }
}

/// The people table, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// Everyone, each once.
    pub people: IndexMap<String, Person>,
}

impl People {
    /// Reads a table; a second row of the same person is a problem.
    pub fn from_table(schema: &Schema, table: &Table) -> (People, Vec<Problem>) {
        let columns = &schema.people;
        let (mut people, mut problems) = (People::default(), Problems::default());
        let place = |line: u32| format!("{}:{line}", table.source);
        for line in &table.broken {
            problems.add(ProblemKind::BrokenLine, None, || place(*line));
        }
        let person = table.column(&columns.person);
        if person.is_none() {
            problems.add_named(ProblemKind::MissingColumn, &columns.person, place(1));
        }
        for (line, row) in &table.rows {
            let Some(name) = cell(row, person) else {
                problems.add(ProblemKind::MissingPerson, None, || place(*line));
                continue;
            };
            let mut day = |column: &str| {
                let text = cell(row, table.column(column))?;
                let day = moment::parse(text, Tz::UTC).map(|moment| moment.day);
                if day.is_none() {
                    problems.add_named(ProblemKind::WrongType, column, place(*line));
                }
                day
            };
            let (joined, left) = (day(&columns.joined), day(&columns.left));
            let attributes = table
                .columns
                .iter()
                .enumerate()
                .filter_map(|(index, column)| Some((column.trim().to_owned(), cell(row, Some(index))?.to_owned())))
                .collect();
            let entry = Person { name: name.to_owned(), joined, left, attributes };
            if people.people.contains_key(name) {
                problems.add(ProblemKind::DuplicatePerson, Some(name), || place(*line));
            } else {
                people.people.insert(name.to_owned(), entry);
            }
        }
        (people, problems.list())
    }
}
