//! Rows by what is asked of them, kept in order while they come.

use chrono::NaiveDateTime;

use crate::index::{Rows, correlated};
use crate::program::Program;
use crate::records::{Column, Dictionary, Lookup, Records, lookup};
use crate::schema::FieldId;

/// No key.
const NONE: u32 = u32::MAX;

/// The rows pushed so far, whether or not they are there by the instant that is asked for.
#[derive(Debug)]
pub(super) struct Live {
    /// By activity and person, in order of time.
    own: Lookup<(u32, u32), Vec<u32>>, // looked up only
    /// The activities that answer triggers, with their keys.
    correlated: Vec<Correlated>,
    /// Key columns that are no dictionaries: each row's code.
    codes: Vec<(FieldId, Dictionary, Vec<u32>)>,
}

#[derive(Debug)]
struct Correlated {
    activity: u32,
    key: Option<FieldId>,
    /// By key, in order of time.
    keyed: Lookup<u32, Vec<u32>>, // looked up only
    /// All of them, in order of time.
    all: Vec<u32>,
}

impl Live {
    pub fn new(program: &Program) -> Live {
        let correlated: Vec<Correlated> = correlated(program)
            .into_iter()
            .map(|(activity, key)| Correlated { activity, key, keyed: lookup(), all: Vec::new() })
            .collect();
        let mut keys: Vec<FieldId> = correlated.iter().filter_map(|correlated| correlated.key).collect();
        keys.sort_unstable();
        keys.dedup();
        let codes = keys.into_iter().map(|key| (key, Dictionary::default(), Vec::new())).collect();
        Live { own: lookup(), correlated, codes }
    }

    /// Adds the row that was pushed last.
    pub fn add(&mut self, records: &Records, row: usize) {
        let (activity, person) = (records.activity(row).0, records.person(row));
        insert(self.own.entry((activity, person)).or_default(), records, row);
        for (key, dictionary, codes) in &mut self.codes {
            if let Some(column @ Column::Number(_)) = records.column(*key) {
                codes.resize(row, NONE);
                codes.push(column.text(row).map_or(NONE, |text| dictionary.code(&text)));
            }
        }
        let answers = |correlated: &&mut Correlated| correlated.activity == activity;
        for correlated in self.correlated.iter_mut().filter(answers) {
            let code = correlated.key.and_then(|key| coded(&self.codes, records, key, row));
            insert(correlated.keyed.entry(code.unwrap_or(NONE)).or_default(), records, row);
            insert(&mut correlated.all, records, row);
        }
    }
}

/// Puts a row in its place; nearly always that is the end.
fn insert(rows: &mut Vec<u32>, records: &Records, row: usize) {
    let Ok(number) = u32::try_from(row) else { return };
    let when = |row: u32| (records.day(row as usize), records.second(row as usize), row);
    let place = match rows.last() {
        Some(last) if when(*last) > when(number) => rows.partition_point(|other| when(*other) < when(number)),
        _ => rows.len(),
    };
    rows.insert(place, number);
}

fn coded(codes: &[(FieldId, Dictionary, Vec<u32>)], records: &Records, key: FieldId, row: usize) -> Option<u32> {
    match records.column(key)? {
        Column::Number(_) => {
            let (.., codes) = codes.iter().find(|(field, ..)| *field == key)?;
            codes.get(row).copied().filter(|code| *code != NONE)
        }
        column => column.code(row),
    }
}

impl Rows for Live {
    fn as_of(&self) -> Option<NaiveDateTime> {
        None
    }

    fn of_person(&self, activity: u32, person: Option<u32>) -> &[u32] {
        person.and_then(|person| self.own.get(&(activity, person))).map_or(&[], Vec::as_slice)
    }

    fn candidates(&self, activity: u32, key: Option<FieldId>, code: Option<u32>) -> [&[u32]; 2] {
        let asked = |correlated: &&Correlated| correlated.activity == activity && correlated.key == key;
        let Some(correlated) = self.correlated.iter().find(asked) else { return [&[], &[]] };
        let rows = |code: u32| correlated.keyed.get(&code).map_or(&[][..], Vec::as_slice);
        match code {
            Some(code) if key.is_some() => [rows(code), rows(NONE)],
            _ => [&correlated.all, &[]],
        }
    }

    fn code(&self, records: &Records, key: FieldId, row: usize) -> Option<u32> {
        coded(&self.codes, records, key, row)
    }
}
