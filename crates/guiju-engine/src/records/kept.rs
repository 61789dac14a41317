//! Records of which only some are kept.

use super::{Records, RecordsBuilder, Released};
use crate::problems::Problems;
use crate::report::ProblemKind;

impl RecordsBuilder {
    /// Lets go of the rows that are not needed; records of one id stay or go together, since one may stand for another.
    /// Says how many went. Who was met, and what was wrong, is not forgotten.
    pub(crate) fn keep(&mut self, needed: impl Fn(&Records, usize) -> bool) -> usize {
        let rows = self.records.len();
        let mut keep: Vec<bool> = (0..rows).map(|row| needed(&self.records, row)).collect();
        let mut needed_ids = vec![false; rows];
        let first = |row: usize| self.versions.first(&self.records, self.records.id(row)?);
        for row in (0..rows).filter(|row| keep.get(*row) == Some(&true)) {
            if let Some(needed) = first(row).and_then(|first| needed_ids.get_mut(first)) {
                *needed = true;
            }
        }
        for (row, keep) in keep.iter_mut().enumerate() {
            *keep |= first(row).and_then(|first| needed_ids.get(first)).is_some_and(|needed| *needed);
        }
        let kept: Vec<usize> = (0..rows).filter(|row| keep.get(*row) == Some(&true)).collect();
        if kept.len() == rows {
            return 0;
        }
        let mut fresh = self.emptied();
        fresh.released = std::mem::take(&mut self.released);
        for row in (0..rows).filter(|row| keep.get(*row) == Some(&false)) {
            self.records.id(row).into_iter().for_each(|id| fresh.released.add(id));
        }
        fresh.records.people = self.records.people.clone();
        let before = |first: usize| kept.partition_point(|row| *row < first);
        fresh.records.sources =
            self.records.sources.iter().map(|(name, first)| (name.clone(), before(*first))).collect();
        for row in &kept {
            fresh.copied(&self.records, *row);
        }
        for (field, row) in self.records.unreadable.keys() {
            if let Ok(place) = kept.binary_search(row) {
                fresh.records.unreadable.insert((*field, place), ());
            }
        }
        for row in self.records.withdrawn.keys() {
            if let Ok(place) = kept.binary_search(row) {
                fresh.records.withdrawn.insert(place, ());
            }
        }
        // What their ids say of each other is found again, and was counted before.
        for row in 0..kept.len() {
            fresh.versions.add(&mut fresh.records, row, &mut Problems::default());
        }
        for withdrawal in &self.records.withdrawals {
            if !fresh.released.contains(&withdrawal.id) {
                fresh.withdraw(withdrawal.clone());
            }
        }
        fresh.problems = std::mem::take(&mut self.problems);
        *self = fresh;
        rows - kept.len()
    }

    /// The ids of those that went.
    pub(crate) fn released(&self) -> &Released {
        &self.released
    }

    /// Knows ids of rows that went elsewhere.
    pub(crate) fn release(&mut self, released: Released) {
        self.released = released;
    }

    /// Whether what comes under an id stands for a row that went.
    pub(super) fn is_released(&self, id: &str) -> bool {
        self.released.contains(id) && self.versions.first(&self.records, id).is_none()
    }

    /// Counts a row whose day was judged before it came.
    pub(crate) fn count_behind(&mut self, row: usize) {
        let records = &self.records;
        let name =
            self.frame.schema.activities.get(records.activity(row).index()).map(|activity| activity.name.as_str());
        self.problems.add(ProblemKind::Behind, name, || records.place(row));
    }

    /// Hands out what was read, which is to be given back.
    pub(crate) fn hand_out(&mut self) -> Records {
        self.records.problems = self.problems.list();
        std::mem::take(&mut self.records)
    }

    /// Takes back what was handed out.
    pub(crate) fn take_back(&mut self, records: Records) {
        self.records = records;
    }

    /// Adds a row of other records, whose people are the same.
    fn copied(&mut self, other: &Records, row: usize) {
        let own = &mut self.records;
        own.push_cells(other, row, other.person.get(row), own.len());
        own.day.push(other.day(row));
        own.line.push(other.line.get(row).copied().unwrap_or(0));
        own.columns.iter_mut().zip(&other.columns).for_each(|(column, other)| column.push_from(other, row));
    }
}

impl Records {
    /// Adds what a row of other records holds besides its day, line and fields, at a place.
    pub(super) fn push_cells(&mut self, other: &Records, row: usize, person: Option<u32>, place: usize) {
        self.person.push(person);
        self.activity.push(other.activity.get(row));
        self.second.push(other.second.get(row));
        self.recorded_day.push(other.recorded_day.get(row));
        self.recorded_second.push(other.recorded_second.get(row));
        self.judgement.push(other.judgement.get(row));
        self.value.push_from(&other.value, row);
        if let Some(id) = other.id(row) {
            (self.id.len()..place).for_each(|_| self.id.push(""));
            self.id.push(id);
        }
    }
}
