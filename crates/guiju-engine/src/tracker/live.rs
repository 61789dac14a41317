//! Rows by what is asked of them: listed while they come, in order of time when someone asks for them.
//!
//! A push only adds the row to those of the same person, and of the same key; most of those who are followed are not asked
//! for before the next push.

use std::ops::Range;

use chrono::NaiveDateTime;

use super::lists::{Lists, Place};
use crate::chains::Chains;
use crate::index::{Candidates, Rows, correlated};
use crate::program::Program;
use crate::records::{Column, Dictionary, Lookup, Records, lookup};
use crate::schema::FieldId;

/// The code of a key that no row has.
const UNHEARD: u32 = u32::MAX - 1;

/// The rows pushed so far, whether or not they are there by the instant that is asked for.
#[derive(Debug)]
pub(super) struct Live {
    /// The rows of each person, by the code of the name.
    people: Lists,
    /// Those who were asked for.
    sorted: Lookup<u32, Sorted>, // looked up only
    /// The activities that answer triggers, in order, with their keys.
    correlated: Vec<Correlated>,
    /// Which of these are of each activity.
    places: Vec<Range<usize>>,
    /// Codes for the values of key columns that are no dictionaries.
    codes: Vec<(FieldId, Dictionary)>,
}

/// The rows of one person.
#[derive(Debug)]
struct Sorted {
    by_activity: Vec<OfOne>,
    /// Up to where the rows are sorted.
    taken: Place,
}

/// The rows of one person and activity.
#[derive(Debug, Clone, Default)]
struct OfOne {
    rows: Vec<u32>,
    /// When the last of them was.
    latest: i64,
    /// How many came late since they were last settled.
    late: usize,
}

/// So many late rows are each put where they belong; when more come at once, all are sorted.
const FEW: usize = 8;

impl OfOne {
    /// Adds a row that was pushed after all others; what is of one time stays in the order in which it came.
    fn add(&mut self, records: &Records, row: u32) {
        let time = when(records, row);
        if self.rows.is_empty() || (time >= self.latest && self.late <= FEW) {
            self.latest = time;
            return self.rows.push(row);
        }
        self.late += 1;
        let place = match self.late <= FEW {
            true => self.rows.partition_point(|earlier| when(records, *earlier) <= time),
            false => self.rows.len(),
        };
        self.rows.insert(place, row);
    }

    /// Sorts them where that is left to do.
    fn settle(&mut self, records: &Records) {
        if std::mem::take(&mut self.late) > FEW {
            self.rows.sort_by_key(|row| when(records, *row));
            self.latest = self.rows.last().map_or(0, |row| when(records, *row));
        }
    }
}

#[derive(Debug)]
struct Correlated {
    activity: u32,
    key: Option<FieldId>,
    /// The rows of each key, by its code from 1; the first list is of those that have none.
    keyed: Chains,
}

impl Live {
    pub fn new(program: &Program) -> Live {
        let correlated: Vec<Correlated> = correlated(program)
            .into_iter()
            .map(|(activity, key)| Correlated { activity, key, keyed: Chains::default() })
            .collect();
        let mut keys: Vec<FieldId> = correlated.iter().filter_map(|correlated| correlated.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let codes = keys.into_iter().map(|key| (key, Dictionary::default())).collect();
        let below = |activity: usize| correlated.partition_point(|known| (known.activity as usize) < activity);
        let places =
            (0..program.schema.activities.len()).map(|activity| below(activity)..below(activity + 1)).collect();
        Live { people: Lists::default(), sorted: lookup(), correlated, places, codes }
    }

    /// The rows that answer triggers of a key.
    fn keyed(&self, activity: u32, key: Option<FieldId>) -> Option<&Chains> {
        let places = self.places.get(activity as usize).cloned().unwrap_or_default();
        let answers = self.correlated.get(places).unwrap_or_default();
        answers.iter().find(|answers| answers.key == key).map(|answers| &answers.keyed)
    }

    /// Adds the row that was pushed last.
    pub fn add(&mut self, records: &Records, row: usize) {
        let Ok(number) = u32::try_from(row) else { return };
        let activity = records.activity(row);
        self.people.add(records.person(row) as usize, number);
        let places = self.places.get(activity.index()).cloned().unwrap_or_default();
        for Correlated { key, keyed, .. } in self.correlated.get_mut(places).unwrap_or_default() {
            let code = key.and_then(|key| match records.column(key)? {
                column @ Column::Number(_) => {
                    let (_, dictionary) = self.codes.iter_mut().find(|(field, _)| *field == key)?;
                    Some(dictionary.code(&column.text(row)?))
                }
                column => column.code(row),
            });
            keyed.add(code.map_or(0, |code| code as usize + 1), number);
        }
    }

    /// Puts the rows of a person that came since the last time in order. Most come in it.
    pub fn sort(&mut self, records: &Records, person: u32) {
        let none = || Sorted { by_activity: Vec::new(), taken: Place::START };
        let Sorted { by_activity, taken } = self.sorted.entry(person).or_insert_with(none);
        let (pieces, behind) = self.people.behind(person as usize, *taken);
        if behind == *taken {
            return;
        }
        *taken = behind;
        by_activity.resize_with(self.places.len(), OfOne::default);
        let mut counts = vec![0; by_activity.len()];
        for row in pieces.clone().flatten() {
            let count = counts.get_mut(records.activity(*row as usize).index());
            count.into_iter().for_each(|count| *count += 1);
        }
        by_activity.iter_mut().zip(counts).for_each(|(of_one, count)| of_one.rows.reserve(count));
        for row in pieces.flatten() {
            let of_one = by_activity.get_mut(records.activity(*row as usize).index());
            of_one.into_iter().for_each(|of_one| of_one.add(records, *row));
        }
        by_activity.iter_mut().for_each(|of_one| of_one.settle(records));
    }
}

/// When a row was, in one number; a time of day that is not known comes before all others.
fn when(records: &Records, row: u32) -> i64 {
    let second = records.second(row as usize).map_or(0, |second| i64::from(second) + 1);
    (i64::from(records.day(row as usize)) << 32) + second
}

impl Rows for Live {
    fn as_of(&self) -> Option<NaiveDateTime> {
        None
    }

    fn of_person(&self, activity: u32, person: Option<u32>) -> &[u32] {
        let sorted = person.and_then(|person| self.sorted.get(&person));
        sorted.and_then(|sorted| sorted.by_activity.get(activity as usize)).map_or(&[], |of_one| &of_one.rows)
    }

    fn candidates(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> Candidates<'_> {
        let Some(keyed) = self.keyed(activity, key) else { return Candidates::listed([&[], &[]]) };
        match code {
            Some(code) if key.is_some() => Candidates::chained([keyed.of(code as usize + 1), keyed.of(0)]),
            _ => Candidates::listed([keyed.rows(), &[]]),
        }
    }

    fn last(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> u32 {
        let Some(keyed) = self.keyed(activity, key) else { return 0 };
        match code {
            Some(code) if key.is_some() => keyed.last(code as usize + 1).max(keyed.last(0)),
            _ => keyed.places(),
        }
    }

    fn code(&self, records: &Records, key: FieldId, row: usize) -> Option<u32> {
        match records.column(key)? {
            column @ Column::Number(_) => {
                let (_, dictionary) = self.codes.iter().find(|(field, _)| *field == key)?;
                Some(dictionary.find(&column.text(row)?).unwrap_or(UNHEARD))
            }
            column => column.code(row),
        }
    }
}
