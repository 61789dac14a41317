//! Checking again after an edit: what has not changed is not read again.
//!
//! A [`Session`] remembers what it found of each line and of each clause, by their words and by what is in force around
//! them, and looks anew only at what it has not seen. What it says is always what [`compile`](crate::compile) would say
//! of the same sources.
//!
//! Lines are read once, whatever place they stand at: each has places of its own, which begin at `FIRST_PLACE`, and what
//! is wrong is moved to where the line stands at present.

mod edit;
mod file;
mod lines;
mod units;

use std::borrow::Borrow;
use std::sync::Arc;

use foldhash::HashMap;
use guiju_engine::calendar::Calendar;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Source;

use crate::lower::Kinds;
use crate::vocabulary::Vocabulary;
use lines::{Lines, Placed};
use units::{Block, FileUnit, Within};

/// Where the places of remembered lines begin.
const FIRST_PLACE: u32 = 1 << 24;
/// How many more lines and clauses are remembered than there are, at the least.
const SPARE: usize = if cfg!(test) { 64 } else { 4096 };

/// By the numbers of what it is made of.
type Known<T> = HashMap<Box<[u32]>, Arc<T>>; // looked up only

/// Standards that are checked again and again while they are written.
#[derive(Debug)]
pub struct Session {
    vocabulary: Vocabulary,
    calendar: Calendar,
    lines: Lines,
    /// What is remembered, by the numbers of what it is made of.
    files: Known<FileUnit>,
    scopes: Known<Within>,
    blocks: Known<Block>,
    /// The lines and the clauses of each source when it was checked last: most are still the next ones.
    last: Vec<Last>,
    /// What is wrong with each.
    said: Vec<Vec<Diagnostic>>,
    /// How often all was checked.
    round: u32,
    /// How often only a clause was, since then.
    edits: usize,
}

/// What a source was when it was checked last.
#[derive(Debug, Default)]
struct Last {
    text: String,
    lines: Vec<Placed>,
    blocks: Vec<Stood>,
    unit: Option<Arc<FileUnit>>,
    /// What was in force in the file and in each section, with the lines that say so.
    sections: Vec<(Arc<Within>, Vec<Placed>)>,
}

/// A clause where it stood.
#[derive(Debug)]
struct Stood {
    /// Its line, by its place among all.
    line: usize,
    /// Its section, by its place among all.
    section: usize,
    /// Its properties.
    properties: Vec<Placed>,
    block: Arc<Block>,
}

impl Session {
    /// A session that has seen nothing yet.
    ///
    /// ```
    /// use guiju_compile::{Session, compile, vocabulary::Vocabulary};
    /// use guiju_engine::calendar::Calendar;
    /// use guiju_syntax::span::Source;
    /// let mut session = Session::new(Vocabulary::open(), Calendar::default());
    /// for text in ["每周 拜访 >= 8\n每周 适当 拜访", "每周 拜访 >= 9\n\n每周 适当 拜访"] {
    ///     let sources = [Source::new("visits.gj", text)];
    ///     let fresh = compile(&sources, &Vocabulary::open(), &Calendar::default());
    ///     assert_eq!(session.check(&sources), fresh.diagnostics);
    /// }
    /// ```
    pub fn new(vocabulary: Vocabulary, calendar: Calendar) -> Self {
        Session {
            vocabulary,
            calendar,
            lines: Lines::default(),
            files: Known::default(),
            scopes: Known::default(),
            blocks: Known::default(),
            last: Vec::new(),
            said: Vec::new(),
            round: 0,
            edits: 0,
        }
    }

    /// What is wrong with each source of the package, in order of place: what [`compile`](crate::compile) says of them.
    /// Where only one clause has changed since the last check, only that clause is looked at.
    pub fn check<S: Borrow<Source>>(&mut self, sources: &[S]) -> &[Vec<Diagnostic>] {
        if !self.edited(sources) {
            self.said = self.all(sources);
        }
        &self.said
    }

    /// What was wrong with each source when they were checked last.
    pub fn said(&self) -> &[Vec<Diagnostic>] {
        &self.said
    }

    fn all<S: Borrow<Source>>(&mut self, sources: &[S]) -> Vec<Vec<Diagnostic>> {
        self.edits = 0;
        self.round = self.round.wrapping_add(1);
        let size = sources.iter().map(|source| source.borrow().text().len()).fold(0, usize::saturating_add);
        if !self.lines.has_room(size) {
            self.forget();
        }
        let mut kinds = Kinds::default();
        let mut last = std::mem::take(&mut self.last);
        last.resize_with(sources.len(), Last::default);
        let found =
            sources.iter().zip(&mut last).map(|(source, last)| self.file(source.borrow(), last, &mut kinds)).collect();
        self.last = last;
        self.tidy();
        found
    }

    /// Starts over.
    fn forget(&mut self) {
        self.lines = Lines::default();
        self.files.clear();
        self.scopes.clear();
        self.blocks.clear();
        self.last.clear();
    }

    /// Lets go of what is in no source any more, once there is more of it than of the rest.
    fn tidy(&mut self) {
        let round = self.round;
        self.lines.tidy(round);
        let seen = self.blocks.values().map(|it| &it.seen).chain(self.scopes.values().map(|it| &it.seen));
        let used = seen.chain(self.files.values().map(|it| &it.seen)).filter(|it| it.is(round)).count();
        if self.blocks.len() + self.scopes.len() + self.files.len() > 2 * used + SPARE {
            self.blocks.retain(|_, it| it.seen.is(round));
            self.scopes.retain(|_, it| it.seen.is(round));
            self.files.retain(|_, it| it.seen.is(round));
        }
    }
}

#[cfg(test)]
mod tests;
