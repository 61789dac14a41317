//! Rows by activity and person in order of time, and by key: what every check reads, so that none scans a table.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::moment::Moment;
use crate::program::{Check, Duty, DutyItem, Program};
use crate::records::{Column, Dictionary, Lookup, Records, lookup};
use crate::schema::FieldId;

/// No key: what a row without one has.
const NONE: u32 = u32::MAX;

/// The rows that are there by an instant.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// By activity.
    groups: Vec<Group>,
    /// By activity and key, as far as the program correlates them.
    keyed: Vec<Keyed>,
    /// Codes of the key columns that are no dictionaries.
    codes: Vec<(FieldId, Vec<u32>)>,
}

/// The rows of an activity: person by person, each in order of time.
#[derive(Debug, Default, Clone)]
struct Group {
    rows: Vec<u32>,
    /// Where each person's rows begin; one more than there are people.
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
        let activities = program.schema.activities.len();
        let people = records.people().count();
        let there = |row: usize| {
            let late = records.recorded(row).is_some_and(|recorded| recorded.local() >= as_of);
            !records.is_replaced(row) && records.moment(row).local() < as_of && !late
        };
        let mut groups: Vec<Group> =
            (0..activities).map(|_| Group { rows: Vec::new(), starts: vec![0; people + 1] }).collect();
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); activities];
        for row in 0..records.len() {
            let activity = records.activity(row).index();
            let (Some(list), true) = (lists.get_mut(activity), there(row)) else { continue };
            list.push(u32::try_from(row).unwrap_or(u32::MAX));
        }
        for (group, list) in groups.iter_mut().zip(lists) {
            group.fill(records, list);
        }
        let mut index = Index { groups, keyed: Vec::new(), codes: Vec::new() };
        for (activity, key) in correlated(program) {
            index.correlate(records, activity, key);
        }
        index
    }

    /// Rows of a person and an activity, in order of time.
    pub fn of_person(&self, activity: u32, person: Option<u32>) -> &[u32] {
        let Some((group, person)) = self.groups.get(activity as usize).zip(person) else { return &[] };
        let place = |person: u32| group.starts.get(person as usize).map(|start| *start as usize);
        let (Some(from), Some(to)) = (place(person), place(person.saturating_add(1))) else { return &[] };
        group.rows.get(from..to).unwrap_or_default()
    }

    /// Rows of an activity, of everyone.
    pub fn of_activity(&self, activity: u32) -> &[u32] {
        self.groups.get(activity as usize).map_or(&[], |group| &group.rows)
    }

    /// Rows of an activity that may share a trigger's key: those that have the same, and those that have none; where
    /// the trigger has none, all.
    pub fn candidates(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> [&[u32]; 2] {
        let Some(keyed) = self.keyed.iter().find(|keyed| keyed.activity == activity && keyed.key == key) else {
            return [self.of_activity(activity), &[]];
        };
        let rows = |code: u32| keyed.places.get(&code).and_then(|places| keyed.rows.get(places.clone()));
        match code {
            Some(code) if key.is_some() => [rows(code).unwrap_or_default(), rows(NONE).unwrap_or_default()],
            _ => [&keyed.rows, &[]],
        }
    }

    /// What stands for a row's key: equal for equal keys.
    pub fn code(&self, records: &Records, key: FieldId, row: usize) -> Option<u32> {
        match records.column(key)? {
            Column::Number(_) => {}
            column => return column.code(row),
        }
        let (_, codes) = self.codes.iter().find(|(field, _)| *field == key)?;
        codes.get(row).copied().filter(|code| *code != NONE)
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

impl Group {
    /// A counting sort by person; then each person's rows by time, where they are not in order already.
    fn fill(&mut self, records: &Records, list: Vec<u32>) {
        for row in &list {
            if let Some(count) = self.starts.get_mut(records.person(*row as usize) as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut self.starts {
            total += *start;
            *start = total;
        }
        let mut next = self.starts.clone();
        self.rows = vec![0; list.len()];
        for row in list {
            let Some(place) = next.get_mut(records.person(row as usize) as usize) else { continue };
            if let Some(slot) = self.rows.get_mut(*place as usize) {
                *slot = row;
            }
            *place += 1;
        }
        let key = |row: &u32| (records.day(*row as usize), records.second(*row as usize), *row);
        let mut from = 0;
        for to in self.starts.iter().skip(1) {
            let rows = self.rows.get_mut(from..*to as usize).unwrap_or_default();
            if !rows.is_sorted_by_key(key) {
                rows.sort_unstable_by_key(key);
            }
            from = *to as usize;
        }
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

/// Activities that answer triggers, each with the key it shares with them.
fn correlated(program: &Program) -> Vec<(u32, Option<FieldId>)> {
    let mut found: Vec<(u32, Option<FieldId>)> = Vec::new();
    for clause in program.standards.iter().flat_map(|standard| &standard.clauses) {
        let Check::Every(check) = &clause.check else { continue };
        let (Duty::All(items) | Duty::Any(items)) = &check.duty;
        for item in items {
            let activities = match item {
                DutyItem::Field(_) => &[][..],
                DutyItem::Response { activity, .. } => std::slice::from_ref(activity),
                DutyItem::Anchored { event, .. } => std::slice::from_ref(event),
                DutyItem::Sequence(activities) => activities,
                DutyItem::Manual(activity) => std::slice::from_ref(activity),
            };
            found.extend(activities.iter().map(|activity| (activity.0, check.key)));
        }
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
