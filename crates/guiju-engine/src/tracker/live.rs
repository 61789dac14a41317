//! Rows by what is asked of them: chained while they come, in order of time when someone asks for them.
//!
//! A push only notes the row before of the same person, and of the same key; most of those who are followed are not asked
//! for before the next push.

use std::ops::Range;

use chrono::NaiveDateTime;

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
    people: Chains,
    /// Those who were asked for.
    sorted: Lookup<u32, Sorted>, // looked up only
    /// The activities that answer triggers, in order, with their keys.
    correlated: Vec<Correlated>,
    /// Which of these are of each activity.
    places: Vec<Range<usize>>,
    /// Codes for the values of key columns that are no dictionaries.
    codes: Vec<(FieldId, Dictionary)>,
}

/// The rows of one person, by activity, each in order of time.
#[derive(Debug, Default)]
struct Sorted {
    by_activity: Lookup<u32, Vec<u32>>, // looked up only
    /// How many rows there were when these were sorted.
    taken: u32,
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
        Live { people: Chains::default(), sorted: lookup(), correlated, places, codes }
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

    /// Puts the rows of a person that came since the last time in order.
    pub fn sort(&mut self, records: &Records, person: u32) {
        let Sorted { by_activity, taken } = self.sorted.entry(person).or_default();
        let mut fresh: Vec<_> = self
            .people
            .of(person as usize, *taken)
            .map(|row| (records.activity(row as usize).0, when(records, row)))
            .collect();
        *taken = self.people.places();
        fresh.sort_unstable();
        for of_one in fresh.chunk_by(|one, next| one.0 == next.0) {
            let Some((activity, first)) = of_one.first() else { continue };
            let rows = by_activity.entry(*activity).or_default();
            if rows.last().is_none_or(|last| when(records, *last) < *first) {
                rows.extend(of_one.iter().map(|(_, (.., row))| *row));
                continue;
            }
            for (_, this) in of_one {
                rows.insert(rows.partition_point(|row| when(records, *row) < *this), this.2);
            }
        }
    }
}

/// The order of rows: by time, and what is of one time in the order in which it came.
fn when(records: &Records, row: u32) -> (i32, Option<u32>, u32) {
    (records.day(row as usize), records.second(row as usize), row)
}

impl Rows for Live {
    fn as_of(&self) -> Option<NaiveDateTime> {
        None
    }

    fn of_person(&self, activity: u32, person: Option<u32>) -> &[u32] {
        let sorted = person.and_then(|person| self.sorted.get(&person));
        sorted.and_then(|sorted| sorted.by_activity.get(&activity)).map_or(&[], Vec::as_slice)
    }

    fn candidates(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> Candidates<'_> {
        let Some(keyed) = self.keyed(activity, key) else { return Candidates::listed([&[], &[]]) };
        match code {
            Some(code) if key.is_some() => Candidates::chained([keyed.of(code as usize + 1, 0), keyed.of(0, 0)]),
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
