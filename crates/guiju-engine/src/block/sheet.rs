//! What a clause comes to as it is found, person by person.

use super::page::Page;
use crate::mark::{Code, Mark, Unit};
use crate::report::Outcome;
use crate::score::Counts;

/// A page that is being written.
pub struct Sheet {
    page: Page,
    counts: Counts,
}

impl Sheet {
    /// For so many people, with room for so many outcomes; those are kept, or only counted.
    pub fn new(counted: bool, people: usize, room: usize, unit: Unit) -> Sheet {
        let marks = (!counted).then(|| Vec::with_capacity(room));
        let (counts, ends) = (Vec::with_capacity(people), Vec::with_capacity(people));
        Sheet { page: Page { counts, marks, ends, unit, ..Page::default() }, counts: Counts::default() }
    }

    /// An outcome.
    pub fn add(&mut self, number: usize, code: Code, about: u32, value: i64) {
        self.counts.add(code.status(), 1);
        if let Some(marks) = &mut self.page.marks {
            marks.push(Mark::new(code, number, about, value));
        }
    }

    /// One that does not fit.
    pub fn apart(&mut self, outcome: Outcome) {
        self.counts.add(outcome.status, 1);
        if let Some(marks) = &mut self.page.marks {
            marks.push(Mark::apart(self.page.apart.len()));
            self.page.apart.push(outcome);
        }
    }

    /// So many outcomes that are only counted.
    pub fn count(&mut self, counts: Counts) {
        self.counts = counts;
    }

    /// Ends a person.
    pub fn end(&mut self) {
        self.page.counts.push(std::mem::take(&mut self.counts));
        if let Some(marks) = &self.page.marks {
            self.page.ends.push(u32::try_from(marks.len()).unwrap_or(u32::MAX));
        }
    }

    /// What was written.
    pub fn page(self) -> Page {
        self.page
    }
}
