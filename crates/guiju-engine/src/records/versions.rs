//! Corrections and withdrawals: of records with one id, which holds from when on.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::texts::Firsts;
use super::{Lookup, Records};
use crate::moment::Moment;
use crate::problems::Problems;
use crate::report::ProblemKind;

/// Why a record holds no longer, or never did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndKind {
    /// A record of the same id stands for it; nothing tells which was recorded later, and the first holds.
    Duplicate,
    /// A later record of the same id replaced it.
    Replaced,
    /// It was withdrawn.
    Withdrawn,
}

/// When and why a record ceased to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Why.
    pub kind: EndKind,
    /// From when on; `None`: it never held.
    pub at: Option<Moment>,
    /// The place of the record that ended it (`records.csv:17`).
    pub by: String,
}

impl End {
    /// Whether it was over at an instant.
    pub fn before(&self, as_of: NaiveDateTime) -> bool {
        self.at.is_none_or(|at| at.local() < as_of)
    }
}

/// A row that only says that the record of an id is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Withdrawal {
    pub id: String,
    pub recorded: Option<Moment>,
    pub place: String,
}

/// One of the records with some id. In order: those recorded first, and of equally old ones a withdrawal last.
#[derive(Debug, Clone)]
struct Version {
    recorded: Option<Moment>,
    withdraws: bool,
    row: Option<usize>,
    place: String,
}

/// What is known of the ids so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Versions {
    firsts: Firsts,
    /// All versions of an id, by its first row, where there is more to it than that row.
    known: Lookup<usize, Vec<Version>>, // looked up only
    /// Withdrawals of ids that no row has yet.
    waiting: Lookup<String, Vec<Version>>, // looked up only
}

impl Versions {
    /// Takes a new row in: the row, itself or another, that thereby ceases to hold (or never did).
    pub fn add(&mut self, records: &mut Records, row: usize, problems: &mut Problems) -> Option<usize> {
        let withdraws = records.withdrawn.contains_key(&row);
        let version = |records: &Records, row: usize| Version {
            recorded: records.recorded(row),
            withdraws: records.withdrawn.contains_key(&row),
            row: Some(row),
            place: records.place(row),
        };
        let Some(id) = records.id(row) else {
            if withdraws {
                let end = End { kind: EndKind::Withdrawn, at: None, by: records.place(row) };
                problems.add(ProblemKind::Withdrawn, None, || end.by.clone());
                records.ends.insert(row, end);
            }
            return withdraws.then_some(row);
        };
        let number = u32::try_from(row).ok()?;
        let held = self.firsts.hold(number, |row| records.id(row as usize).unwrap_or_default());
        let first = held.map_or(row, |held| *held as usize);
        let waiting = if self.waiting.is_empty() { None } else { self.waiting.remove(id) };
        if first == row && !withdraws && waiting.is_none() {
            return None;
        }
        let id = id.to_owned();
        let versions = self.known.entry(first).or_insert_with(|| vec![version(records, first)]);
        if first != row {
            versions.push(version(records, row));
        }
        versions.extend(waiting.into_iter().flatten());
        end(versions, &id, records, problems)
    }

    /// The first row of an id.
    pub fn first(&self, records: &Records, id: &str) -> Option<usize> {
        self.firsts.find(|held| records.id(held as usize) == Some(id), id).map(|row| row as usize)
    }

    /// Takes in that a record is withdrawn.
    pub fn withdraw(&mut self, records: &mut Records, withdrawal: &Withdrawal, problems: &mut Problems) {
        let Withdrawal { id, recorded, place } = withdrawal;
        let version = Version { recorded: *recorded, withdraws: true, row: None, place: place.clone() };
        match self.firsts.find(|held| records.id(held as usize) == Some(id), id) {
            None => {
                problems.add(ProblemKind::Withdrawn, Some(id), || place.clone());
                self.waiting.entry(id.clone()).or_default().push(version);
            }
            Some(first) => {
                let first = first as usize;
                let versions = self.known.entry(first).or_insert_with(|| {
                    let (recorded, place) = (records.recorded(first), records.place(first));
                    vec![Version { recorded, withdraws: false, row: Some(first), place }]
                });
                versions.push(version);
                end(versions, id, records, problems);
            }
        }
    }
}

/// Settles anew what ended which of the versions of an id; the row that it newly ended.
fn end(versions: &[Version], id: &str, records: &mut Records, problems: &mut Problems) -> Option<usize> {
    let mut versions: Vec<&Version> = versions.iter().collect();
    versions.sort_by_key(|version| (version.recorded, version.withdraws));
    // A withdrawal of which nobody knows when it was made holds for all time.
    let timeless = versions.iter().find(|version| version.withdraws && version.recorded.is_none()).copied();
    let mut held: Option<&Version> = None;
    let mut found: Vec<(usize, End)> = Vec::new();
    for version in versions {
        let mut put = |row: Option<usize>, kind, at, by: &str| {
            found.extend(row.map(|row| (row, End { kind, at, by: by.to_owned() })));
        };
        if let Some(over) = timeless {
            put(version.row, EndKind::Withdrawn, None, &over.place);
            continue;
        }
        if let Some(before) = held.filter(|before| !version.withdraws && before.recorded == version.recorded) {
            put(version.row, EndKind::Duplicate, None, &before.place);
            continue;
        }
        if let Some(before) = held.filter(|before| !before.withdraws) {
            let kind = if version.withdraws { EndKind::Withdrawn } else { EndKind::Replaced };
            put(before.row, kind, version.recorded, &version.place);
        }
        if version.withdraws {
            put(version.row, EndKind::Withdrawn, None, &version.place);
        }
        held = Some(version);
    }
    let mut newly = None;
    for (row, end) in found {
        let kind = match end.kind {
            EndKind::Duplicate => ProblemKind::DuplicateId,
            EndKind::Replaced => ProblemKind::Corrected,
            EndKind::Withdrawn => ProblemKind::Withdrawn,
        };
        let place = if end.kind == EndKind::Duplicate { records.place(row) } else { end.by.clone() };
        if records.ends.insert(row, end).is_none() {
            problems.add(kind, Some(id), || place);
            newly = newly.or(Some(row));
        }
    }
    newly
}
