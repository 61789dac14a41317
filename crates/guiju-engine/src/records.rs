//! Activity records in columns.

mod clock;
mod coded;
mod coder;
mod column;
mod kept;
mod layout;
mod length;
mod numbers;
mod packed;
mod recall;
mod released;
mod sorted;
mod texts;
mod values;
mod versions;

use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use coded::{Coded, Translation};
pub use coder::Coder;
pub use column::{Column, flag, number};
pub use numbers::{Cell, Numbers};
pub(crate) use packed::Packed;
pub use released::{RELEASED, Released};
pub(crate) use sorted::{Event, Sorted};
pub(crate) use texts::{Dictionary, Lookup, lookup};
pub use values::{List, NO_DAY, NOTHING, Values};
pub(crate) use versions::{End, EndKind};

use crate::moment::{self, Moment, Unjoined};
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::{ActivityId, FieldId, Schema};
use crate::table::letters;
use crate::threads::Threads;
use layout::Layout;
use texts::Texts;
use versions::{Versions, Withdrawal};

/// Records, column by column; all columns are equally long, each as narrow as what it holds allows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Records {
    people: Dictionary,
    /// Names of the sources, each with its first row.
    sources: Vec<(String, usize)>,
    person: Packed,
    activity: Packed,
    /// Days since the first of year 1.
    day: Vec<i32>,
    second: Packed,
    recorded_day: Packed,
    recorded_second: Packed,
    /// Ids; an empty one is none. Empty where no row has one.
    id: Texts,
    line: Vec<u32>,
    columns: Vec<Column>,
    /// Field and row of cells that hold something, but not what their type needs.
    unreadable: Lookup<(usize, usize), ()>, // looked up only
    /// Rows that another one replaced, or that were withdrawn.
    ends: Lookup<usize, End>, // looked up only
    /// Rows that say of themselves that they are withdrawn.
    withdrawn: Lookup<usize, ()>, // looked up only
    /// What else says so.
    withdrawals: Vec<Withdrawal>,
    judgement: Packed,
    value: Numbers,
    #[serde(skip)]
    problems: Vec<Problem>,
    /// Once there come no more of them.
    #[serde(skip)]
    whole: Option<Whole>,
}

/// What is kept of records to which none come.
#[derive(Debug, Clone, Default)]
struct Whole {
    /// The latest day.
    last: Option<i32>,
    /// Those of the activities that were asked for first, sorted then.
    sorted: OnceLock<(Vec<bool>, Arc<Sorted>)>,
}

impl Records {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.day.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.day.is_empty()
    }

    /// The day of the last one.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.day.iter().max().copied().and_then(NaiveDate::from_num_days_from_ce_opt)
    }

    /// Everyone met, in order of first record.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        self.people.iter()
    }

    /// The activities that there are records of, by their place in the schema.
    pub fn activities(&self) -> std::collections::BTreeSet<u32> {
        (0..self.len()).filter_map(|row| self.activity.get(row)).collect()
    }

    /// What could not be used.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many bytes the columns and their dictionaries take.
    pub fn bytes(&self) -> usize {
        let packed =
            [&self.person, &self.activity, &self.second, &self.recorded_day, &self.recorded_second, &self.judgement];
        let columns: usize = self.columns.iter().map(Column::bytes).sum();
        let own: usize = packed.iter().map(|column| column.bytes()).sum();
        columns + own + self.people.bytes() + self.len() * 8 + self.id.bytes() + self.value.bytes()
    }

    /// The rows of these activities that are there by an instant, sorted. Where all are, they are sorted once and kept for
    /// whoever asks for the same or fewer.
    pub(crate) fn sorted(&self, read: Vec<bool>, as_of: NaiveDateTime, threads: &Threads) -> Arc<Sorted> {
        let there = self.there(as_of);
        let is_read = |activity: u32| read.get(activity as usize) == Some(&true);
        if let Some(whole) = self.whole.as_ref().filter(|whole| there.is_all(whole.last)) {
            let sort = || Arc::new(Sorted::new(self, threads, |_, activity| is_read(activity)));
            let (kept, sorted) = whole.sorted.get_or_init(|| (read.clone(), sort()));
            let covers = (0..).zip(&read).all(|(place, read)| !read || kept.get::<usize>(place) == Some(&true));
            return if covers { sorted.clone() } else { sort() };
        }
        Arc::new(Sorted::new(self, threads, |row, activity| is_read(activity) && there.holds(row as usize)))
    }

    pub(crate) fn person_code(&self, name: &str) -> Option<u32> {
        self.people.find(name)
    }

    pub(crate) fn person(&self, row: usize) -> u32 {
        self.person.get(row).unwrap_or(u32::MAX)
    }

    pub(crate) fn activity(&self, row: usize) -> ActivityId {
        ActivityId(self.activity.get(row).unwrap_or(u32::MAX))
    }

    pub(crate) fn moment(&self, row: usize) -> Moment {
        let day = NaiveDate::from_num_days_from_ce_opt(self.day(row)).unwrap_or(NaiveDate::MIN);
        Moment { day, second: self.second(row) }
    }

    /// The day, counted from the first of year 1.
    pub(crate) fn day(&self, row: usize) -> i32 {
        self.day.get(row).copied().unwrap_or(i32::MIN)
    }

    /// Seconds after midnight, where a time of day is known.
    pub(crate) fn second(&self, row: usize) -> Option<u32> {
        self.second.get(row)
    }

    pub(crate) fn recorded(&self, row: usize) -> Option<Moment> {
        let day = NaiveDate::from_num_days_from_ce_opt(i32::try_from(self.recorded_day.get(row)?).ok()?)?;
        Some(Moment { day, second: self.recorded_second.get(row) })
    }

    /// What ended a row, if anything ever did.
    pub(crate) fn end(&self, row: usize) -> Option<&End> {
        if self.ends.is_empty() { None } else { self.ends.get(&row) }
    }

    /// Whether a row is known and holds at an instant.
    pub(crate) fn is_there(&self, row: usize, as_of: NaiveDateTime) -> bool {
        let late = self.recorded(row).is_some_and(|recorded| recorded.local() >= as_of);
        !self.end(row).is_some_and(|end| end.before(as_of)) && self.moment(row).local() < as_of && !late
    }

    /// [`Records::is_there`] for one instant and many rows.
    pub(crate) fn there(&self, as_of: NaiveDateTime) -> There<'_> {
        let time = as_of.time();
        let second = time.num_seconds_from_midnight() + u32::from(time.nanosecond() > 0);
        let plain = self.ends.is_empty() && self.recorded_day.bytes() == 0;
        There { records: self, as_of, day: as_of.date().num_days_from_ce(), second, plain }
    }

    pub(crate) fn column(&self, field: FieldId) -> Option<&Column> {
        self.columns.get(field.index())
    }

    /// Whether nothing is written there; what cannot be read is not nothing.
    pub(crate) fn is_blank(&self, field: FieldId, row: usize) -> bool {
        let read = self.column(field).is_some_and(|column| column.text(row).is_some());
        !read && !self.unreadable.contains_key(&(field.index(), row))
    }

    pub(crate) fn judgement(&self, row: usize) -> Option<bool> {
        self.judgement.get(row).map(|value| value == 1)
    }

    pub(crate) fn value(&self, row: usize) -> Option<rust_decimal::Decimal> {
        self.value.get(row)
    }

    pub(crate) fn place(&self, row: usize) -> String {
        format!("{}:{}", self.source(row), self.line.get(row).copied().unwrap_or(0))
    }

    fn source(&self, row: usize) -> &str {
        let after = self.sources.partition_point(|(_, first)| *first <= row);
        let source = after.checked_sub(1).and_then(|place| self.sources.get(place));
        source.map_or("", |(name, _)| name.as_str())
    }

    /// Whether these can be records of a schema: for what was decoded.
    pub(crate) fn is_whole(&self, schema: &Schema) -> bool {
        let rows = self.len();
        let packed =
            [&self.person, &self.activity, &self.second, &self.recorded_day, &self.recorded_second, &self.judgement];
        packed.iter().all(|column| column.len() == rows)
            && self.line.len() == rows
            && self.id.len() <= rows
            && self.value.len() == rows
            && self.value.is_whole()
            && self.columns.len() == schema.fields.len()
            && self.columns.iter().zip(&schema.fields).all(|(column, field)| column.is_of(field.kind, rows))
    }

    fn id(&self, row: usize) -> Option<&str> {
        self.id.get(row).filter(|id| !id.is_empty())
    }

    /// What puts records of one day in an order that does not hang on that of their rows: the id; of those without one,
    /// which come first, the source and the line.
    pub(crate) fn order(&self, row: usize) -> (&str, &str, u32) {
        match self.id(row) {
            Some(id) => (id, "", 0),
            None => ("", self.source(row), self.line.get(row).copied().unwrap_or(0)),
        }
    }

    /// The record's id, else its place.
    pub(crate) fn name(&self, row: usize) -> String {
        self.id(row).map_or_else(|| self.place(row), str::to_owned)
    }
}

/// Which rows are there by an instant.
pub(crate) struct There<'a> {
    records: &'a Records,
    as_of: NaiveDateTime,
    day: i32,
    second: u32,
    /// Whether nothing was ever corrected, withdrawn or recorded late.
    plain: bool,
}

impl There<'_> {
    /// Whether nothing was ever corrected, withdrawn or recorded late.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether it is plain that all rows are, of which this is the latest day.
    fn is_all(&self, last: Option<i32>) -> bool {
        self.plain && last.is_none_or(|last| last < self.day)
    }

    /// Whether a row is.
    #[inline]
    pub(crate) fn holds(&self, row: usize) -> bool {
        let day = self.records.day(row);
        let before = day < self.day || (day == self.day && self.records.second(row).unwrap_or(0) < self.second);
        before && (self.plain || self.records.is_there(row, self.as_of))
    }
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is this one, and this one (or another) lost its id.
    Row(usize, Option<usize>),
    /// It only says that the record of its id is withdrawn.
    Withdrawal,
    /// Its activity is not asked for.
    Unread,
    /// It came after its time was settled.
    Settled,
    /// It corrects or withdraws what was let go of.
    Released,
    /// It lacks something.
    Unusable,
}

/// Which rows are wanted: of which activities, and of each from which day on (none: of all days).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub read: &'a [bool],
    pub since: &'a [i32],
}

/// What is known before any record.
#[derive(Debug)]
struct Frame {
    schema: Schema,
    zone: Tz,
    activities: Lookup<String, u32>, // looked up only
}

/// Fills the columns.
#[derive(Debug, Clone)]
pub struct RecordsBuilder {
    frame: Arc<Frame>,
    layout: Layout,
    records: Records,
    versions: Versions,
    /// The ids of the rows that were let go of.
    released: Released,
    problems: Problems,
    /// The row of the header of a sheet, whose cells have letters.
    sheet: Option<u32>,
    /// Where the first header stands, and which fields any header has named.
    headed: Option<(String, Vec<bool>)>,
}

impl RecordsBuilder {
    /// Starts with no records.
    pub fn new(schema: &Schema, zone: Tz) -> Self {
        let mut activities = lookup();
        for (index, activity) in (0u32..).zip(&schema.activities) {
            for name in [&activity.name].into_iter().chain(&activity.also) {
                activities.entry(name.clone()).or_insert(index);
            }
        }
        RecordsBuilder::within(Arc::new(Frame { schema: schema.clone(), zone, activities }))
    }

    fn within(frame: Arc<Frame>) -> Self {
        let columns = frame.schema.fields.iter().map(|field| Column::new(field.kind)).collect();
        RecordsBuilder {
            frame,
            layout: Layout::default(),
            records: Records { columns, ..Records::default() },
            versions: Versions::default(),
            released: Released::default(),
            problems: Problems::default(),
            sheet: None,
            headed: None,
        }
    }

    /// Begins a source, with the names of its columns.
    pub fn source(&mut self, name: &str, header: &[&str]) {
        self.begin(name);
        self.columns(header);
        self.end(header);
    }

    /// Begins a sheet of a workbook, with the names of its columns, which stand in that row: its cells are called by letter
    /// and row (`C7`).
    pub fn sheet(&mut self, name: &str, header: &[&str], row: u32) {
        self.begin(name);
        self.sheet = Some(row);
        self.columns(header);
        self.end(header);
    }

    /// Begins a source whose columns are not known yet.
    pub fn begin(&mut self, name: &str) {
        self.sheet = None;
        self.records.sources.push((name.to_owned(), self.records.len()));
        self.layout = Layout::default();
    }

    /// Says what the cells of the rows that follow are.
    pub fn columns(&mut self, header: &[&str]) {
        self.layout = Layout::of(&self.frame.schema, header).0;
    }

    /// Counts what is wrong with the columns of the source, which are all known now.
    pub fn end(&mut self, header: &[&str]) {
        let (layout, used) = Layout::of(&self.frame.schema, header);
        let columns = &self.frame.schema.records;
        let needed =
            [(&layout.person, &columns.person), (&layout.activity, &columns.activity), (&layout.time, &columns.time)];
        let row = self.sheet.unwrap_or(1);
        let place = self.at(row);
        for (found, column) in needed {
            let dated = column == &columns.time && layout.date.is_some();
            if found.is_none() && !dated {
                self.problems.add_named(ProblemKind::MissingColumn, column, place.clone());
            }
        }
        let (_, named) = self.headed.get_or_insert_with(|| (place, vec![false; layout.fields.len()]));
        named.iter_mut().zip(&layout.fields).for_each(|(named, column)| *named |= column.is_some());
        for (number, (column, used)) in header.iter().zip(used).enumerate() {
            if !used && !column.trim().is_empty() {
                let place = self.at_cell(row, Some(number));
                self.problems.add_named(ProblemKind::UnusedColumn, column.trim(), place);
            }
        }
    }

    /// Which of the columns of the source hold anything that is read.
    pub fn used(&self) -> Vec<bool> {
        self.layout.used()
    }

    /// What codes rows of the source behind those that are here; [`RecordsBuilder::reclaim`] ends it.
    pub fn lend(&mut self) -> Coder {
        let columns = self.records.columns.iter_mut().map(Column::dictionary);
        let dictionaries = std::iter::once(Some(&mut self.records.people)).chain(columns);
        let taken = dictionaries.map(|dictionary| dictionary.map(std::mem::take).unwrap_or_default());
        Coder::new(self.frame.clone(), self.layout.clone(), Some(taken.collect()))
    }

    /// Takes back what was lent, after the last row.
    pub fn reclaim(&mut self, coder: Coder) {
        let columns = self.records.columns.iter_mut().map(Column::dictionary);
        let dictionaries = std::iter::once(Some(&mut self.records.people)).chain(columns);
        for (own, lent) in dictionaries.zip(coder.dictionaries) {
            if let Some(own) = own {
                *own = lent;
            }
        }
    }

    /// What codes rows of the source apart.
    pub fn coder(&self) -> Coder {
        Coder::new(self.frame.clone(), self.layout.clone(), None)
    }

    /// The zone in which days and times are written.
    pub fn zone(&self) -> Tz {
        self.frame.zone
    }

    /// The names of all columns that it can read.
    pub fn readable(&self) -> Vec<String> {
        let columns = &self.frame.schema.records;
        let own = [&columns.person, &columns.activity, &columns.time, &columns.judgement, &columns.value];
        let withdrawn = columns.withdrawn.as_ref().map(|withdrawn| &withdrawn.column);
        let own = own.into_iter().chain(&columns.date).chain(&columns.id).chain(&columns.recorded).chain(withdrawn);
        own.chain(self.frame.schema.fields.iter().flat_map(|field| [&field.name].into_iter().chain(&field.also)))
            .cloned()
            .collect()
    }

    /// A line that is no row.
    pub fn broken(&mut self, line: u32) {
        let place = self.at(line);
        self.problems.add(ProblemKind::BrokenLine, None, || place);
    }

    /// Adds a row; what it lacks is counted.
    pub fn row<'c>(&mut self, line: u32, cells: impl Iterator<Item = &'c str>) {
        let cells: Vec<&str> = cells.take(self.layout.width.max(1)).collect();
        self.cells(line, |column| cells.get(column).copied());
    }

    /// Adds a row whose cells are asked for by the number of their column; what it lacks is counted.
    pub fn cells<'c>(&mut self, line: u32, cell: impl Fn(usize) -> Option<&'c str>) {
        self.take(line, None, cell);
    }

    /// Adds a row; not where its activity is none of those that are wanted, and it has no id, nor where it is of a day before
    /// those that are still open and does not stand for a row that is kept, nor where it stands for one that was let go of.
    pub(crate) fn take<'c>(
        &mut self,
        line: u32,
        wanted: Option<Wanted<'_>>,
        cell: impl Fn(usize) -> Option<&'c str>,
    ) -> Taken {
        let get = |column: Option<usize>| Some(values::trimmed(cell(column?)?)).filter(|cell| !cell.is_empty());
        let recorded = get(self.layout.recorded).map(|text| (text, moment::parse(text, self.frame.zone)));
        if let Some((text, None)) = recorded {
            self.lacks(ProblemKind::UnreadableTime, Some(text), line, self.layout.recorded);
        }
        let recorded = recorded.and_then(|(_, moment)| moment);
        let (id, withdrawn) = (get(self.layout.id), self.frame.schema.records.withdraws(get(self.layout.withdrawn)));
        let [person, activity, time, day] =
            [self.layout.person, self.layout.activity, self.layout.time, self.layout.date].map(get);
        if let (true, Some(id)) = (withdrawn, id)
            && [person, activity, time.or(day)].contains(&None)
        {
            if self.is_released(id) {
                return self.refuse(ProblemKind::Released, Some(id), line, Taken::Released);
            }
            let withdrawal = Withdrawal { id: id.to_owned(), recorded, place: self.at(line) };
            self.withdraw(withdrawal);
            return Taken::Withdrawal;
        }
        let Some(person) = person else {
            return self.lacks(ProblemKind::MissingPerson, None, line, self.layout.person);
        };
        let Some(name) = activity else {
            return self.lacks(ProblemKind::MissingActivity, None, line, self.layout.activity);
        };
        let (day, time) = (day.unwrap_or_default(), time.unwrap_or_default());
        let timed = self.layout.time.or(self.layout.date);
        if day.is_empty() && time.is_empty() {
            return self.lacks(ProblemKind::MissingTime, None, line, timed);
        }
        let Some(&activity) = self.frame.activities.get(name) else {
            return self.lacks(ProblemKind::UnknownActivity, Some(name), line, self.layout.activity);
        };
        let moment = match moment::joined(day, time, self.frame.zone) {
            Ok(moment) => moment,
            Err(Unjoined::Missing) => return self.lacks(ProblemKind::MissingTime, None, line, timed),
            Err(Unjoined::Unreadable(text)) => {
                let column = if text == time { timed } else { self.layout.date };
                return self.lacks(ProblemKind::UnreadableTime, Some(text), line, column);
            }
            Err(Unjoined::Conflict) => {
                return self.lacks(ProblemKind::TimeConflict, Some(&format!("{day} / {time}")), line, timed);
            }
        };
        let day = moment.day.num_days_from_ce();
        if let Some(Wanted { read, since }) = wanted {
            // With an id it may take the place of a record that is read, or keep it from another.
            if id.is_none() && read.get(activity as usize) != Some(&true) {
                return Taken::Unread;
            }
            if let Some(id) = id.filter(|id| self.is_released(id)) {
                return self.refuse(ProblemKind::Released, Some(id), line, Taken::Released);
            }
            let settled = since.get(activity as usize).is_some_and(|since| day < *since);
            if settled && id.and_then(|id| self.versions.first(&self.records, id)).is_none() {
                return self.refuse(ProblemKind::Settled, Some(name), line, Taken::Settled);
            }
        }
        let records = &mut self.records;
        let row = records.len();
        records.person.push(Some(records.people.code(person)));
        records.activity.push(Some(activity));
        records.day.push(day);
        records.second.push(moment.second);
        if withdrawn {
            records.withdrawn.insert(row, ());
        }
        let recorded_day = recorded.and_then(|recorded| u32::try_from(recorded.day.num_days_from_ce()).ok());
        records.recorded_day.push(recorded_day);
        records.recorded_second.push(recorded.and_then(|recorded| recorded.second));
        if let Some(id) = id {
            (records.id.len()..row).for_each(|_| records.id.push(""));
            records.id.push(id);
        }
        records.line.push(line);
        records.judgement.push(get(self.layout.judgement).and_then(judgement).map(u32::from));
        records.value.push(get(self.layout.value).and_then(number));
        let mut wrong = Vec::new();
        let fields = self.frame.schema.fields.iter().zip(&mut records.columns).zip(&self.layout.fields);
        for (index, ((field, column), place)) in fields.enumerate() {
            let text = get(*place).or(field.empty.as_deref());
            if !column.push_cell(text, field.unit.as_ref(), &self.frame.schema.levels) {
                records.unreadable.insert((index, row), ());
                wrong.push((field.name.clone(), *place));
            }
        }
        for (name, column) in wrong {
            let place = self.at_cell(line, column);
            self.problems.add_named(ProblemKind::WrongType, &name, place);
        }
        Taken::Row(row, self.versions.add(&mut self.records, row, &mut self.problems))
    }

    fn lacks(&mut self, kind: ProblemKind, name: Option<&str>, line: u32, column: Option<usize>) -> Taken {
        let place = self.at_cell(line, column);
        self.problems.add(kind, name, || place);
        Taken::Unusable
    }

    fn refuse(&mut self, kind: ProblemKind, name: Option<&str>, line: u32, taken: Taken) -> Taken {
        let place = self.at(line);
        self.problems.add(kind, name, || place);
        taken
    }

    fn withdraw(&mut self, withdrawal: Withdrawal) {
        self.versions.withdraw(&mut self.records, &withdrawal, &mut self.problems);
        self.records.withdrawals.push(withdrawal);
    }

    /// A builder for the same columns that has read nothing.
    pub(crate) fn emptied(&self) -> RecordsBuilder {
        RecordsBuilder { layout: self.layout.clone(), ..RecordsBuilder::within(self.frame.clone()) }
    }

    /// What was read so far.
    pub(crate) fn records(&self) -> &Records {
        &self.records
    }

    /// What could not be used so far.
    pub(crate) fn problems(&self) -> &Problems {
        &self.problems
    }

    /// Adds records that were read apart, for the same schema.
    pub(crate) fn append(&mut self, other: &Records, problems: &Problems) {
        let own = &mut self.records;
        let base = own.len();
        let people: Vec<u32> = other.people.iter().map(|name| own.people.code(name)).collect();
        own.sources.extend(other.sources.iter().map(|(name, first)| (name.clone(), base + first)));
        for row in 0..other.len() {
            let person = other.person.get(row).and_then(|code| people.get(code as usize)).copied();
            own.push_cells(other, row, person, base + row);
        }
        own.day.extend(&other.day);
        own.line.extend(&other.line);
        own.columns.iter_mut().zip(&other.columns).for_each(|(column, other)| column.append(other));
        own.unreadable.extend(other.unreadable.keys().map(|(field, row)| ((*field, base + row), ())));
        self.problems.absorb(problems);
        own.withdrawn.extend(other.withdrawn.keys().map(|row| (base + row, ())));
        for row in base..self.records.len() {
            self.versions.add(&mut self.records, row, &mut self.problems);
        }
        for withdrawal in &other.withdrawals {
            self.withdraw(withdrawal.clone());
        }
    }

    /// A place in the source; in a sheet the cell.
    fn at_cell(&self, line: u32, column: Option<usize>) -> String {
        let source = self.records.sources.last().map_or("", |(name, _)| name.as_str());
        match column.filter(|_| self.sheet.is_some()) {
            Some(column) => format!("{source}:{}{line}", letters(column)),
            None => self.at(line),
        }
    }

    fn at(&self, line: u32) -> String {
        format!("{}:{line}", self.records.sources.last().map_or("", |(name, _)| name.as_str()))
    }

    /// The records. A field that clauses read and no source has a column for is a problem, unless an empty cell stands for
    /// something.
    pub fn finish(mut self) -> Records {
        if let Some((place, named)) = &self.headed {
            let fields = self.frame.schema.fields.iter().zip(named);
            for (field, _) in fields.filter(|(field, named)| !**named && field.empty.is_none()) {
                self.problems.add_named(ProblemKind::MissingColumn, &field.name, place.clone());
            }
        }
        self.records.problems = self.problems.list();
        self.records.whole = Some(Whole { last: self.records.day.iter().max().copied(), ..Whole::default() });
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

#[cfg(test)]
mod tests;
