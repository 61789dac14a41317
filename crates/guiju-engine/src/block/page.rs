//! What a clause says of a block of people.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Bound;
use super::judge::Periods;
use super::measured::{Found, Measured};
use crate::exact::Exact;
use crate::mark::{Mark, Unit};
use crate::report::{Outcome, Status};
use crate::score::Counts;

/// How many outcomes came out how, and each of them where they are kept; of most people that is read off what was measured,
/// and takes no room of its own.
#[derive(Default)]
pub struct Page {
    /// Where it is read off, of those of whom everything is known.
    pub read: Option<Read>,
    /// Of all others, person by person.
    pub counts: Vec<Counts>,
    /// Each outcome of theirs, person by person; `None` where they are only counted.
    pub marks: Option<Vec<Mark>>,
    /// Where those of each person end.
    pub ends: Vec<u32>,
    /// Those that do not fit.
    pub apart: Vec<Outcome>,
    /// In what units the values are.
    pub unit: Unit,
}

/// Outcomes that are read off what was measured.
pub struct Read {
    pub periods: Arc<Periods>,
    pub from: Arc<Measured>,
    /// Whom the clause binds.
    pub bound: Bound,
}

impl Read {
    /// Whether the outcomes of a person are read off.
    pub fn covers(&self, person: usize) -> bool {
        self.bound.get(person) == Some(&true) && self.from.is_plain(person)
    }

    /// How many outcomes of a person came out how.
    pub fn counts(&self, person: usize) -> Counts {
        let mut counts = Counts::default();
        let Some(judge) = self.periods.uniform() else {
            self.marks(person).filter_map(Mark::code).for_each(|code| counts.add(code.status(), 1));
            return counts;
        };
        let [all, judged, held] = self.from.held(judge, person).map(|count| count as usize);
        for (status, count) in
            [(Status::Met, held), (Status::Missed, judged - held), (Status::NotApplicable, all - judged)]
        {
            counts.add(status, count);
        }
        counts
    }

    /// Each outcome of a person.
    fn marks(&self, person: usize) -> impl Iterator<Item = Mark> {
        self.from.of(person).filter_map(|found| {
            let Found { number, entity, value, under } = found;
            let (code, about, value) = self.periods.judges.of(number)?.verdict(value, under)?;
            Some(Mark::new(code, number, entity.unwrap_or(about), value))
        })
    }
}

/// How many bytes some pages take, without the words that some outcomes need; what several are read off counts once.
pub fn bytes(pages: &[Arc<Page>]) -> usize {
    let mut known: BTreeMap<*const u8, usize> = BTreeMap::new();
    for page in pages {
        known.insert(Arc::as_ptr(page).cast(), page.own_bytes());
        let Some(read) = &page.read else { continue };
        known.insert(Arc::as_ptr(&read.from).cast(), read.from.bytes());
        for cells in read.from.cells() {
            known.insert(Arc::as_ptr(cells).cast(), cells.bytes());
        }
    }
    known.values().sum()
}

impl Page {
    /// The outcomes of a person of the block.
    pub fn of(&self, person: usize) -> Cow<'_, [Mark]> {
        if let Some(read) = self.read.as_ref().filter(|read| read.covers(person)) {
            return read.marks(person).collect();
        }
        let from = person.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let (Some(marks), Some(from), Some(to)) = (&self.marks, from, self.ends.get(person)) else {
            return Cow::default();
        };
        Cow::Borrowed(marks.get(from as usize..*to as usize).unwrap_or_default())
    }

    /// How many of them came out how.
    pub fn counts(&self, person: usize) -> Counts {
        if let Some(read) = self.read.as_ref().filter(|read| read.covers(person)) {
            return read.counts(person);
        }
        self.counts.get(person).copied().unwrap_or_default()
    }

    /// Whether each outcome is kept.
    pub fn is_kept(&self) -> bool {
        self.marks.is_some()
    }

    /// How many bytes it takes, without what it is read off.
    fn own_bytes(&self) -> usize {
        let marks = self.marks.as_ref().map_or(0, |marks| marks.capacity() * size_of::<Mark>());
        let counts = self.counts.capacity() * size_of::<Counts>();
        size_of::<Page>() + marks + self.apart.len() * size_of::<Outcome>() + counts + self.ends.capacity() * 4
    }

    /// The status of one.
    pub fn status(&self, mark: Mark) -> Status {
        match mark.code() {
            Some(code) => code.status(),
            None => self.kept(mark).map_or(Status::NotApplicable, |outcome| outcome.status),
        }
    }

    /// One that does not fit.
    pub fn kept(&self, mark: Mark) -> Option<&Outcome> {
        if mark.code().is_some() {
            return None;
        }
        self.apart.get(usize::try_from(mark.value).ok()?)
    }

    /// What was found.
    pub fn value(&self, mark: Mark) -> Option<Exact> {
        self.unit.value(mark)
    }
}
