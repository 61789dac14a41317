//! Activity records in columns.

mod column;

use std::collections::HashSet;

use chrono::NaiveDate;
use chrono_tz::Tz;
use indexmap::{IndexMap, IndexSet};

pub use column::{Column, flag, number};

use crate::moment::{self, Moment};
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::{ActivityId, FieldId, Schema};

/// Records, column by column; all columns are equally long.
#[derive(Debug, Clone, Default)]
pub struct Records {
    people: IndexSet<String>,
    sources: Vec<String>,
    person: Vec<u32>,
    activity: Vec<u32>,
    day: Vec<NaiveDate>,
    second: Vec<Option<u32>>,
    recorded: Vec<Option<Moment>>,
    id: Vec<Option<String>>,
    place: Vec<(u16, u32)>,
    columns: Vec<Column>,
    /// Field and row of cells that hold something, but not what their type needs.
    unreadable: HashSet<(usize, usize)>, // looked up only
    /// Rows whose id another row took over.
    replaced: Vec<bool>,
    judgement: Vec<Option<bool>>,
    value: Vec<Option<rust_decimal::Decimal>>,
    problems: Vec<Problem>,
}

impl Records {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.person.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.person.is_empty()
    }

    /// Everyone met, in order of first record.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.people.iter().map(String::as_str)
    }

    /// What could not be used.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    pub(crate) fn person_code(&self, name: &str) -> Option<u32> {
        self.people.get_index_of(name).and_then(|index| u32::try_from(index).ok())
    }

    pub(crate) fn person(&self, row: usize) -> u32 {
        self.person.get(row).copied().unwrap_or(u32::MAX)
    }

    pub(crate) fn activity(&self, row: usize) -> ActivityId {
        ActivityId(self.activity.get(row).copied().unwrap_or(u32::MAX))
    }

    pub(crate) fn moment(&self, row: usize) -> Moment {
        let day = self.day.get(row).copied().unwrap_or(NaiveDate::MIN);
        Moment { day, second: self.second.get(row).copied().flatten() }
    }

    pub(crate) fn recorded(&self, row: usize) -> Option<Moment> {
        self.recorded.get(row).copied().flatten()
    }

    pub(crate) fn is_replaced(&self, row: usize) -> bool {
        self.replaced.get(row).copied().unwrap_or(false)
    }

    pub(crate) fn column(&self, field: FieldId) -> Option<&Column> {
        self.columns.get(field.index())
    }

    /// Whether nothing is written there; what cannot be read is not nothing.
    pub(crate) fn is_blank(&self, field: FieldId, row: usize) -> bool {
        let read = self.column(field).is_some_and(|column| column.text(row).is_some());
        !read && !self.unreadable.contains(&(field.index(), row))
    }

    pub(crate) fn judgement(&self, row: usize) -> Option<bool> {
        self.judgement.get(row).copied().flatten()
    }

    pub(crate) fn value(&self, row: usize) -> Option<rust_decimal::Decimal> {
        self.value.get(row).copied().flatten()
    }

    pub(crate) fn place(&self, row: usize) -> String {
        let (source, line) = self.place.get(row).copied().unwrap_or_default();
        format!("{}:{line}", self.sources.get(usize::from(source)).map_or("", String::as_str))
    }

    /// The record's id, else its place.
    pub(crate) fn name(&self, row: usize) -> String {
        self.id.get(row).cloned().flatten().unwrap_or_else(|| self.place(row))
    }
}

/// Where the columns of a source are.
#[derive(Debug, Default, Clone)]
struct Layout {
    width: usize,
    person: Option<usize>,
    activity: Option<usize>,
    time: Option<usize>,
    id: Option<usize>,
    recorded: Option<usize>,
    judgement: Option<usize>,
    value: Option<usize>,
    fields: Vec<Option<usize>>,
}

/// Fills the columns row by row.
#[derive(Debug)]
pub struct RecordsBuilder {
    schema: Schema,
    zone: Tz,
    activities: IndexMap<String, u32>,
    layout: Layout,
    records: Records,
    problems: Problems,
    cells: Vec<String>,
}

impl RecordsBuilder {
    /// Starts with no records.
    pub fn new(schema: &Schema, zone: Tz) -> Self {
        let mut activities = IndexMap::new();
        for (index, activity) in (0u32..).zip(&schema.activities) {
            for name in [&activity.name].into_iter().chain(&activity.also) {
                activities.entry(name.clone()).or_insert(index);
            }
        }
        let columns = schema.fields.iter().map(|field| Column::new(field.kind)).collect();
        RecordsBuilder {
            schema: schema.clone(),
            zone,
            activities,
            layout: Layout::default(),
            records: Records { columns, ..Records::default() },
            problems: Problems::default(),
            cells: Vec::new(),
        }
    }

    /// Begins a source, with the names of its columns.
    pub fn source(&mut self, name: &str, header: &[&str]) {
        self.records.sources.push(name.to_owned());
        let mut used = vec![false; header.len()];
        let mut find = |names: &[&str]| {
            let found = header.iter().position(|column| names.contains(&column.trim()));
            if let Some(used) = found.and_then(|found| used.get_mut(found)) {
                *used = true;
            }
            found
        };
        let columns = &self.schema.records;
        let optional = |name: &Option<String>| name.clone().unwrap_or_default();
        let (id, recorded) = (optional(&columns.id), optional(&columns.recorded));
        let layout = Layout {
            width: header.len(),
            person: find(&[&columns.person]),
            activity: find(&[&columns.activity]),
            time: find(&[&columns.time]),
            id: find(&[&id]).filter(|_| !id.is_empty()),
            recorded: find(&[&recorded]).filter(|_| !recorded.is_empty()),
            judgement: find(&[&columns.judgement]),
            value: find(&[&columns.value]),
            fields: self
                .schema
                .fields
                .iter()
                .map(|field| {
                    let mut names = vec![field.name.as_str()];
                    names.extend(field.also.iter().map(String::as_str));
                    find(&names)
                })
                .collect(),
        };
        let needed =
            [(&layout.person, &columns.person), (&layout.activity, &columns.activity), (&layout.time, &columns.time)];
        for (found, column) in needed {
            if found.is_none() {
                self.problems.add_named(ProblemKind::MissingColumn, column, format!("{name}:1"));
            }
        }
        for (column, used) in header.iter().zip(used) {
            if !used && !column.trim().is_empty() {
                self.problems.add_named(ProblemKind::UnusedColumn, column.trim(), format!("{name}:1"));
            }
        }
        self.layout = layout;
    }

    /// A line that is no row.
    pub fn broken(&mut self, line: u32) {
        let place = self.at(line);
        self.problems.add(ProblemKind::BrokenLine, None, || place);
    }

    /// Adds a row; what it lacks is counted.
    pub fn row<'c>(&mut self, line: u32, cells: impl Iterator<Item = &'c str>) {
        self.cells.clear();
        self.cells.extend(cells.take(self.layout.width.max(1)).map(|cell| cell.trim().to_owned()));
        let cells = std::mem::take(&mut self.cells);
        self.take(line, &cells);
        self.cells = cells;
    }

    fn take(&mut self, line: u32, cells: &[String]) {
        let get = |column: Option<usize>| column.and_then(|column| cells.get(column)).filter(|cell| !cell.is_empty());
        let place = self.at(line);
        let Some(person) = get(self.layout.person) else {
            return self.problems.add(ProblemKind::MissingPerson, None, || place);
        };
        let Some(activity) = get(self.layout.activity) else {
            return self.problems.add(ProblemKind::MissingActivity, None, || place);
        };
        let Some(time) = get(self.layout.time) else {
            return self.problems.add(ProblemKind::MissingTime, None, || place);
        };
        let Some(&activity) = self.activities.get(activity.as_str()) else {
            return self.problems.add(ProblemKind::UnknownActivity, Some(activity), || place);
        };
        let Some(moment) = moment::parse(time, self.zone) else {
            return self.problems.add(ProblemKind::UnreadableTime, Some(time), || place);
        };
        let records = &mut self.records;
        let person = records.people.insert_full(person.clone()).0;
        records.person.push(u32::try_from(person).unwrap_or(u32::MAX));
        records.activity.push(activity);
        records.day.push(moment.day);
        records.second.push(moment.second);
        records.recorded.push(get(self.layout.recorded).and_then(|text| moment::parse(text, self.zone)));
        records.id.push(get(self.layout.id).cloned());
        records.place.push((u16::try_from(records.sources.len().saturating_sub(1)).unwrap_or(u16::MAX), line));
        records.judgement.push(get(self.layout.judgement).and_then(|text| judgement(text)));
        records.value.push(get(self.layout.value).and_then(|text| number(text)));
        let row = records.person.len() - 1;
        let fields = self.schema.fields.iter().zip(&mut records.columns).zip(&self.layout.fields);
        for (index, ((field, column), cells_column)) in fields.enumerate() {
            let text = get(*cells_column).map(String::as_str).or(field.empty.as_deref());
            if !column.push(text, &self.schema.levels) {
                records.unreadable.insert((index, row));
                self.problems.add_named(ProblemKind::WrongType, &field.name, place.clone());
            }
        }
    }

    fn at(&self, line: u32) -> String {
        format!("{}:{line}", self.records.sources.last().map_or("", String::as_str))
    }

    /// The records. Of equal ids the one recorded last holds, else the first.
    pub fn finish(mut self) -> Records {
        let records = &mut self.records;
        records.replaced = vec![false; records.person.len()];
        let mut first: IndexMap<&str, usize> = IndexMap::new();
        for (row, id) in records.id.iter().enumerate() {
            let Some(id) = id.as_deref() else { continue };
            let Some(&held) = first.get(id) else {
                first.insert(id, row);
                continue;
            };
            let recorded = |row: usize| records.recorded.get(row).copied().flatten();
            let (lost, holds) = if recorded(row) > recorded(held) { (held, row) } else { (row, held) };
            first.insert(id, holds);
            if let Some(replaced) = records.replaced.get_mut(lost) {
                *replaced = true;
            }
            let place = records.place.get(row).copied().unwrap_or_default();
            let source = records.sources.get(usize::from(place.0)).map_or("", String::as_str);
            self.problems.add(ProblemKind::DuplicateId, Some(id), || format!("{source}:{}", place.1));
        }
        drop(first);
        self.records.problems = self.problems.list();
        self.records
    }
}

/// What a person judged.
fn judgement(text: &str) -> Option<bool> {
    match text {
        "达标" | "合格" | "通过" | "符合" | "满意" | "优秀" | "良好" => Some(true),
        "未达标" | "不达标" | "不合格" | "不通过" | "未通过" | "不符合" | "不满意" => Some(false),
        other => flag(other),
    }
}
