//! People: who they are, when they were there, and what is said of them.

use chrono::NaiveDate;
use chrono_tz::Tz;
use indexmap::IndexMap;

use crate::calendar::yesterday;
use crate::leave::Leave;
use crate::moment;
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::Schema;
use crate::table::{Table, cell};

/// One person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// The name.
    pub name: String,
    /// First day.
    pub joined: Option<NaiveDate>,
    /// Last day.
    pub left: Option<NaiveDate>,
    /// Every column of the table, the post among them; no empty ones. Of several posts, those of the last.
    pub attributes: IndexMap<String, String>,
    /// Several posts one after the other (a transfer); empty where there is just one.
    pub posts: Vec<Post>,
    /// Days off that the person took.
    pub leave: Vec<Leave>,
    /// The days to which this is narrowed, both in: the person in one of several posts.
    pub part: Option<(NaiveDate, NaiveDate)>,
}

/// What holds of a person for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Every column of its row.
    pub attributes: IndexMap<String, String>,
}

impl Person {
    /// Someone of whom nothing is known but the name.
    pub fn named(name: &str) -> Person {
        Person { name: name.to_owned(), ..Person::default() }
    }

    /// Whether the person is there on a day, or on half of it.
    pub fn present(&self, day: NaiveDate) -> bool {
        self.halves(day).contains(&true)
    }

    /// In which halves of a day the person is there: morning and afternoon.
    pub fn halves(&self, day: NaiveDate) -> [bool; 2] {
        let employed = self.joined.is_none_or(|joined| joined <= day) && self.left.is_none_or(|left| day <= left);
        if !employed || !self.in_part(day) {
            return [false; 2];
        }
        let off = self.leave.iter().map(|leave| leave.halves(day));
        off.fold([true; 2], |[morning, afternoon], off| {
            let [no_morning, no_afternoon] = off;
            [morning && !no_morning, afternoon && !no_afternoon]
        })
    }

    /// Whether it is plain that the person is there on all of the days from `from` up to, and without, `to`: no part of
    /// any of them off, or before the first day, or after the last.
    pub fn is_through(&self, from: NaiveDate, to: NaiveDate) -> bool {
        let last = yesterday(to);
        from <= last
            && self.joined.is_none_or(|joined| joined <= from)
            && self.left.is_none_or(|left| last <= left)
            && self.part.is_none_or(|(first, end)| first <= from && last <= end)
            && self.leave.iter().all(|leave| leave.to < from || last < leave.from)
    }

    /// The first day in the post, else that of joining, whichever is later.
    pub fn in_post_since(&self) -> Option<NaiveDate> {
        let begins = self.part.map(|(from, _)| from).filter(|from| *from > NaiveDate::MIN);
        self.joined.into_iter().chain(begins).max()
    }

    /// Whether there is one post, from the first day on to the last.
    pub(crate) fn is_single(&self) -> bool {
        self.posts.is_empty() && self.part.is_none()
    }

    /// Whether a day lies in the part of the time that this is narrowed to.
    pub fn in_part(&self, day: NaiveDate) -> bool {
        self.part.is_none_or(|(from, to)| from <= day && day <= to)
    }

    /// Whether what happens on a day counts in a period that ends (exclusive) on `end`: what is done after it, by a
    /// deadline in the next, counts in whatever post.
    pub fn counts(&self, day: NaiveDate, end: NaiveDate) -> bool {
        self.in_part(day) || day >= end
    }

    /// The person in each of the posts; the person as is where there is just one.
    pub fn parts(&self) -> Vec<Person> {
        if self.posts.is_empty() {
            return vec![self.clone()];
        }
        let part = |post: &Post| Person {
            attributes: post.attributes.clone(),
            part: Some((post.from, post.to)),
            posts: Vec::new(),
            ..self.clone()
        };
        self.posts.iter().map(part).collect()
    }
}

/// The people table, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// Everyone, each once.
    pub people: IndexMap<String, Person>,
}

/// A row of the table.
struct Row {
    line: u32,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    joined: Option<NaiveDate>,
    left: Option<NaiveDate>,
    attributes: IndexMap<String, String>,
}

impl People {
    /// Reads a table. Several rows of one person are posts one after the other, told apart by the column of the first
    /// day (起; one may be empty); each ends on its last day (止), or on the day before the next begins. Two rows that
    /// begin on the same day are a problem, and the first holds.
    pub fn from_table(schema: &Schema, table: &Table) -> (People, Vec<Problem>) {
        let columns = &schema.people;
        let mut problems = Problems::default();
        for line in &table.broken {
            problems.add(ProblemKind::BrokenLine, None, || table.line(*line));
        }
        let person = table.column(&columns.person);
        if person.is_none() {
            problems.add_named(ProblemKind::MissingColumn, &columns.person, table.header());
        }
        let mut rows: IndexMap<String, Vec<Row>> = IndexMap::new();
        for (line, row) in &table.rows {
            let Some(name) = cell(row, person) else {
                problems.add(ProblemKind::MissingPerson, None, || table.place(*line, person));
                continue;
            };
            let mut day = |column: &str| {
                let found = table.column(column);
                let text = cell(row, found)?;
                let day = moment::parse(text, Tz::UTC).map(|moment| moment.day);
                if day.is_none() {
                    problems.add_cell(column, Some(text), table.place(*line, found));
                }
                day
            };
            let (joined, left) = (day(&columns.joined), day(&columns.left));
            let (from, to) = (day(&columns.from), day(&columns.to));
            let attributes = table
                .columns
                .iter()
                .enumerate()
                .filter_map(|(index, column)| Some((column.trim().to_owned(), cell(row, Some(index))?.to_owned())))
                .collect();
            let rows = rows.entry(name.to_owned()).or_default();
            if rows.iter().any(|known| known.from == from) {
                problems.add(ProblemKind::DuplicatePerson, Some(name), || table.place(*line, person));
            } else {
                rows.push(Row { line: *line, from, to, joined, left, attributes });
            }
        }
        let people = rows.into_iter().map(|(name, rows)| (name.clone(), joined_up(name, rows))).collect();
        (People { people }, problems.list())
    }
}

/// One person out of all rows of the same name.
fn joined_up(name: String, mut rows: Vec<Row>) -> Person {
    rows.sort_by_key(|row| (row.from, row.line));
    let joined = rows.iter().filter_map(|row| row.joined).min();
    let left = rows.iter().filter_map(|row| row.left).max();
    let single = rows.len() == 1;
    let begins: Vec<Option<NaiveDate>> = rows.iter().skip(1).map(|row| row.from).collect();
    let ends = begins.into_iter().chain([None]);
    let posts: Vec<Post> = rows
        .into_iter()
        .zip(ends)
        .map(|(row, next)| Post {
            from: row.from.unwrap_or(NaiveDate::MIN),
            to: row.to.unwrap_or(NaiveDate::MAX).min(next.map_or(NaiveDate::MAX, yesterday)),
            attributes: row.attributes,
        })
        .collect();
    let attributes = posts.last().map(|post| post.attributes.clone()).unwrap_or_default();
    let part = posts.first().filter(|_| single).map(|post| (post.from, post.to));
    let part = part.filter(|part| *part != (NaiveDate::MIN, NaiveDate::MAX));
    Person { name, joined, left, attributes, posts: if single { Vec::new() } else { posts }, leave: Vec::new(), part }
}
