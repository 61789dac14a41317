//! What could not be used, counted by cause.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::report::{Problem, ProblemKind};

/// A counter of problems.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Problems {
    counted: IndexMap<(ProblemKind, Option<String>), (u64, String)>,
    names: IndexMap<ProblemKind, String>,
    /// The first cell of each that cannot be read, as written; of small tables only.
    #[serde(skip)]
    values: IndexMap<(ProblemKind, String), String>,
}

impl Problems {
    /// Counts one more of a kind, each name apart (a column).
    pub fn add_named(&mut self, kind: ProblemKind, name: &str, place: String) {
        let entry = self.counted.entry((kind, Some(name.to_owned()))).or_insert((0, place));
        entry.0 += 1;
    }

    /// Counts one more cell of a column of a small table that cannot be read; `None` where it is empty.
    pub fn add_cell(&mut self, column: &str, text: Option<&str>, place: String) {
        let kind = ProblemKind::WrongType;
        self.values.entry((kind, column.to_owned())).or_insert_with(|| text.unwrap_or_default().to_owned());
        self.add_named(kind, column, place);
    }

    /// Counts one more of a kind; the first name met stands for all.
    pub fn add(&mut self, kind: ProblemKind, name: Option<&str>, place: impl FnOnce() -> String) {
        let entry = self.counted.entry((kind, None)).or_insert_with(|| (0, place()));
        entry.0 += 1;
        if let Some(name) = name {
            self.names.entry(kind).or_insert_with(|| name.to_owned());
        }
    }

    /// Counts what was counted elsewhere; equal ids are counted anew where records meet.
    pub fn absorb(&mut self, other: &Problems) {
        for ((kind, name), (count, first)) in &other.counted {
            if !kind.is_of_ids() {
                self.counted.entry((*kind, name.clone())).or_insert((0, first.clone())).0 += count;
            }
        }
        for (kind, name) in &other.names {
            if !kind.is_of_ids() {
                self.names.entry(*kind).or_insert_with(|| name.clone());
            }
        }
    }

    /// All of them, by kind and in order of first place.
    pub fn list(&self) -> Vec<Problem> {
        let problem = |((kind, name), (count, first)): (&(ProblemKind, Option<String>), &(u64, String))| Problem {
            kind: *kind,
            name: name.clone().or_else(|| self.names.get(kind).cloned()),
            value: name.clone().and_then(|name| self.values.get(&(*kind, name)).cloned()),
            count: *count,
            first: first.clone(),
        };
        let mut list: Vec<Problem> = self.counted.iter().map(problem).collect();
        list.sort_by_key(|problem| problem.kind);
        list
    }
}

impl ProblemKind {
    /// Whether it is found by comparing ids; then it is found again where records are put together.
    fn is_of_ids(self) -> bool {
        matches!(self, ProblemKind::DuplicateId | ProblemKind::Corrected | ProblemKind::Withdrawn)
    }
}
