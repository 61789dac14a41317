//! Rows by activity and person in order of time, and by key: what every check reads, so that none scans a table.

use std::ops::Range;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::chains::Chain;
use crate::moment::Moment;
use crate::program::{Check, Clause, Duty, DutyItem, Program};
use crate::records::{Column, Dictionary, Lookup, Records, lookup};
use crate::schema::{ActivityId, FieldId};

/// No key: what a row without one has.
const NONE: u32 = u32::MAX;

/// Finds rows.
pub(crate) trait Rows {
    /// The instant by which all its rows are there; `None` where it also has others.
    fn as_of(&self) -> Option<NaiveDateTime>;
    /// Rows of a person and an activity, in order of time.
    fn of_person(&self, activity: u32, person: Option<u32>) -> &[u32];
    /// Rows of an activity that may share a trigger's key: those that have the same, and those that have none; where
    /// the trigger has none, all.
    fn candidates(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> Candidates<'_>;
    /// Tells the same rows from rows that were added to since: another number where one was.
    fn last(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> u32;
    /// What stands for a row's key: equal for equal keys.
    fn code(&self, records: &Records, key: FieldId, row: usize) -> Option<u32>;
}

/// Rows that may answer a trigger, in no order that means anything.
#[derive(Debug)]
pub(crate) struct Candidates<'a> {
    lists: [std::slice::Iter<'a, u32>; 2],
    chains: Option<[Chain<'a>; 2]>,
}

impl<'a> Candidates<'a> {
    /// Those of two lists.
    pub fn listed(lists: [&'a [u32]; 2]) -> Candidates<'a> {
        Candidates { lists: lists.map(<[u32]>::iter), chains: None }
    }

    /// Those of two chains.
    pub fn chained(chains: [Chain<'a>; 2]) -> Candidates<'a> {
        Candidates { chains: Some(chains), ..Candidates::listed([&[], &[]]) }
    }
}

impl Iterator for Candidates<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match &mut self.chains {
            Some([same, keyless]) => same.next().or_else(|| keyless.next()),
            None => {
                let [same, keyless] = &mut self.lists;
                same.next().or_else(|| keyless.next()).copied()
            }
        }
    }
}

/// The rows that are there by an instant, sorted once.
#[derive(Debug)]
pub(crate) struct Index {
    as_of: NaiveDateTime,
    /// By activity.
    groups: Vec<Group>,
    /// By activity and key, as far as the program correlates them.
    keyed: Vec<Keyed>,
    /// Codes of the key columns that are no dictionaries.
    codes: Vec<(FieldId, Vec<u32>)>,
}

/// An [`Index`] that is made when it is first asked for: most clauses of most people need none.
pub(crate) struct Lazy<'a> {
    program: &'a Program,
    records: &'a Records,
    as_of: NaiveDateTime,
    index: OnceLock<Index>,
}

impl<'a> Lazy<'a> {
    pub fn new(program: &'a Program, records: &'a Records, as_of: NaiveDateTime) -> Lazy<'a> {
        Lazy { program, records, as_of, index: OnceLock::new() }
    }

    fn get(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.program, self.records, self.as_of))
    }
}

impl Rows for Lazy<'_> {
    fn as_of(&self) -> Option<NaiveDateTime> {
        Some(self.as_of)
    }

    fn of_person(&self, activity: u32, person: Option<u32>) -> &[u32] {
        self.get().of_person(activity, person)
    }

    fn candidates(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> Candidates<'_> {
        self.get().candidates(activity, key, code)
    }

    fn last(&self, _: u32, _: Option<FieldId>, _: Option<u32>) -> u32 {
        0
    }

    fn code(&self, records: &Records, key: FieldId, row: usize) -> Option<u32> {
        self.get().code(records, key, row)
    }
}

/// The rows of an activity: person by person, each in order of time.
#[derive(Debug, Default, Clone)]
struct Group {
    rows: Vec<u32>,
    /// Those who have any, in order.
    people: Vec<u32>,
    /// Where the rows of each begin, and where the last end.
    starts: Vec<u32>,
}

/// The rows of an activity, key by key, each in order of time; with no key field, all in order of time.
#[derive(Debug)]
struct Keyed {
    activity: u32,
    key: Option<FieldId>,
    rows: Vec<u32>,
    /// Keys with the places of their rows.
    places: Lookup<u32, Range<usize>>, // looked up only
}

impl Index {
    /// Sorts the rows that are there by `as_of`.
    pub fn new(program: &Program, records: &Records, as_of: NaiveDateTime) -> Index {
        let read = read(program);
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); read.len()];
        for row in 0..records.len() {
            let activity = records.activity(row).index();
            if read.get(activity) == Some(&true)
                && records.is_there(row, as_of)
                && let Some(list) = lists.get_mut(activity)
            {
                list.push(u32::try_from(row).unwrap_or(u32::MAX));
            }
        }
        let mut counts = vec![0; records.people().count()];
        let groups = lists.into_iter().map(|list| Group::new(records, list, &mut counts)).collect();
        let mut index = Index { as_of, groups, keyed: Vec::new(), codes: Vec::new() };
        for (activity, key) in correlated(program) {
            index.correlate(records, activity, key);
        }
        index
    }

    /// Rows of an activity, of everyone.
    fn of_activity(&self, activity: u32) -> &[u32] {
        self.groups.get(activity as usize).map_or(&[], |group| &group.rows)
    }

    fn correlate(&mut self, records: &Records, activity: u32, key: Option<FieldId>) {
        if let Some(key) = key.filter(|key| !self.codes.iter().any(|(field, _)| field == key))
            && let Some(codes) = numbered(records, key)
        {
            self.codes.push((key, codes));
        }
        let mut rows: Vec<(u32, Moment, u32)> = self
            .of_activity(activity)
            .iter()
            .map(|row| {
                let code = key.map_or(NONE, |key| self.code(records, key, *row as usize).unwrap_or(NONE));
                (code, records.moment(*row as usize), *row)
            })
            .collect();
        rows.sort_unstable();
        let mut places: Lookup<u32, Range<usize>> = lookup(); // looked up only
        for (place, (code, ..)) in rows.iter().enumerate() {
            places.entry(*code).or_insert(place..place).end = place + 1;
        }
        self.keyed.push(Keyed { activity, key, rows: rows.into_iter().map(|(.., row)| row).collect(), places });
    }
}

impl Rows for Index {
    fn as_of(&self) -> Option<NaiveDateTime> {
        Some(self.as_of)
    }

    fn of_person(&self, activity: u32, person: Option<u32>) -> &[u32] {
        let Some((group, person)) = self.groups.get(activity as usize).zip(person) else { return &[] };
        let Ok(place) = group.people.binary_search(&person) else { return &[] };
        let start = |place: usize| group.starts.get(place).map(|start| *start as usize);
        let (Some(from), Some(to)) = (start(place), start(place + 1)) else { return &[] };
        group.rows.get(from..to).unwrap_or_default()
    }

    fn candidates(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> Candidates<'_> {
        let Some(keyed) = self.keyed.iter().find(|keyed| keyed.activity == activity && keyed.key == key) else {
            return Candidates::listed([self.of_activity(activity), &[]]);
        };
        let rows = |code: u32| keyed.places.get(&code).and_then(|places| keyed.rows.get(places.clone()));
        Candidates::listed(match code {
            Some(code) if key.is_some() => [rows(code).unwrap_or_default(), rows(NONE).unwrap_or_default()],
            _ => [&keyed.rows, &[]],
        })
    }

    fn last(&self, _: u32, _: Option<FieldId>, _: Option<u32>) -> u32 {
        0
    }

    fn code(&self, records: &Records, key: FieldId, row: usize) -> Option<u32> {
        match records.column(key)? {
            Column::Number(_) => {}
            column => return column.code(row),
        }
        let (_, codes) = self.codes.iter().find(|(field, _)| *field == key)?;
        codes.get(row).copied().filter(|code| *code != NONE)
    }
}

impl Group {
    /// A counting sort by person; then each person's rows by time, where they are not in order already. `counts` has a
    /// place for each person, and is all 0 before and after.
    fn new(records: &Records, list: Vec<u32>, counts: &mut [u32]) -> Group {
        let mut group = Group { rows: vec![0; list.len()], people: Vec::new(), starts: Vec::new() };
        let person = |row: u32| records.person(row as usize);
        for row in &list {
            let Some(count) = counts.get_mut(person(*row) as usize) else { continue };
            if *count == 0 {
                group.people.push(person(*row));
            }
            *count += 1;
        }
        group.people.sort_unstable();
        let mut total = 0;
        for person in &group.people {
            group.starts.push(total);
            if let Some(count) = counts.get_mut(*person as usize) {
                total += std::mem::replace(count, total);
            }
        }
        group.starts.push(total);
        // From here on each count is the place of the person's next row.
        for row in list {
            let Some(place) = counts.get_mut(person(row) as usize) else { continue };
            if let Some(slot) = group.rows.get_mut(*place as usize) {
                *slot = row;
            }
            *place += 1;
        }
        for person in &group.people {
            if let Some(count) = counts.get_mut(*person as usize) {
                *count = 0;
            }
        }
        let key = |row: &u32| (records.day(*row as usize), records.second(*row as usize), *row);
        let mut from = 0;
        for to in group.starts.iter().skip(1) {
            let rows = group.rows.get_mut(from..*to as usize).unwrap_or_default();
            if !rows.is_sorted_by_key(key) {
                rows.sort_unstable_by_key(key);
            }
            from = *to as usize;
        }
        group
    }
}

/// Codes for a column that has no dictionary of its own; `None` where it has.
fn numbered(records: &Records, key: FieldId) -> Option<Vec<u32>> {
    let column = records.column(key)?;
    if !matches!(column, Column::Number(_)) {
        return None;
    }
    let mut known = Dictionary::default();
    let codes = (0..records.len()).map(|row| column.text(row).map_or(NONE, |text| known.code(&text)));
    Some(codes.collect())
}

/// The activities that a duty looks at.
fn of_duty(item: &DutyItem) -> &[ActivityId] {
    match item {
        DutyItem::Field(_) => &[],
        DutyItem::Response { activity, .. } => std::slice::from_ref(activity),
        DutyItem::Anchored { event, .. } => std::slice::from_ref(event),
        DutyItem::Sequence(activities) => activities,
        DutyItem::Manual(activity) => std::slice::from_ref(activity),
    }
}

fn clauses(program: &Program) -> impl Iterator<Item = &Clause> {
    program.standards.iter().flat_map(|standard| &standard.clauses)
}

/// Whether any clause reads the records of each activity.
pub(crate) fn read(program: &Program) -> Vec<bool> {
    let mut read = vec![false; program.schema.activities.len()];
    let mut mark = |activity: ActivityId| {
        if let Some(read) = read.get_mut(activity.index()) {
            *read = true;
        }
    };
    program.measures.iter().flat_map(|measure| &measure.sources).for_each(|source| mark(source.activity));
    for clause in clauses(program) {
        match &clause.check {
            Check::Every(check) => {
                mark(check.trigger);
                let (Duty::All(items) | Duty::Any(items)) = &check.duty;
                items.iter().flat_map(of_duty).for_each(|activity| mark(*activity));
            }
            Check::Manual(check) => mark(check.activity),
            Check::Measure(_) | Check::Record(_) | Check::Person(_) => {}
        }
    }
    read
}

/// Activities that answer triggers, each with the key it shares with them.
pub(crate) fn correlated(program: &Program) -> Vec<(u32, Option<FieldId>)> {
    let mut found: Vec<(u32, Option<FieldId>)> = Vec::new();
    for clause in clauses(program) {
        let Check::Every(check) = &clause.check else { continue };
        let (Duty::All(items) | Duty::Any(items)) = &check.duty;
        found.extend(items.iter().flat_map(of_duty).map(|activity| (activity.0, check.key)));
    }
    found.sort_unstable_by_key(|(activity, key)| (*activity, key.map(|key| key.0)));
    found.dedup();
    found
}

/// Of rows in order of time, those of the days from `from` up to, and without, `to`.
pub(crate) fn within<'a>(records: &Records, rows: &'a [u32], from: NaiveDate, to: NaiveDate) -> &'a [u32] {
    let (from, to) = (from.num_days_from_ce(), to.num_days_from_ce());
    let first = rows.partition_point(|row| records.day(*row as usize) < from);
    let rows = rows.get(first..).unwrap_or_default();
    let last = rows.partition_point(|row| records.day(*row as usize) < to);
    rows.get(..last).unwrap_or_default()
}
