//! The lines that a session has read.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use foldhash::HashMap;
use guiju_syntax::diagnostic::{Diagnostic, Edit};
use guiju_syntax::span::Span;
use guiju_syntax::{Item, Names, read_line};

use super::{FIRST_PLACE, SPARE};

/// When something was used last.
#[derive(Debug, Default)]
pub struct Seen(AtomicU32);

impl Seen {
    /// It is used in this round.
    pub fn mark(&self, round: u32) {
        self.0.store(round, Ordering::Relaxed);
    }

    /// Whether it was used in this round.
    pub fn is(&self, round: u32) -> bool {
        self.0.load(Ordering::Relaxed) == round
    }
}

/// A logical line as read.
#[derive(Debug)]
pub struct Line {
    /// Where its places begin; no two lines share any. It is its number, too.
    pub place: u32,
    /// Its text.
    pub text: Box<str>,
    /// What it is.
    pub item: Item,
    /// What is wrong with it alone.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether blanks stand before it.
    pub indented: bool,
    /// Which one it is of equal lines that must be told apart.
    twin: u32,
    seen: Seen,
}

/// A line at a place of a source.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Its first byte.
    pub start: u32,
    /// The line.
    pub line: Arc<Line>,
}

impl Placed {
    /// Where a place of the line is in the source.
    fn moved(&self, offset: u32) -> Option<u32> {
        let within = offset.checked_sub(self.line.place)?;
        (within as usize <= self.line.text.len()).then(|| self.start.saturating_add(within))
    }
}

/// All lines that were read.
#[derive(Debug, Default)]
pub struct Lines {
    known: HashMap<Box<str>, Vec<Arc<Line>>>, // looked up only
    /// How many places have been given away.
    taken: u32,
    /// How many lines were used in the round.
    used: usize,
}

impl Lines {
    /// The line of this text.
    pub fn line(&mut self, text: &str, indented: bool, twin: u32, names: &Names, round: u32) -> Arc<Line> {
        let same = |line: &&Arc<Line>| line.indented == indented && line.twin == twin;
        if let Some(line) = self.known.get(text).and_then(|lines| lines.iter().find(same)) {
            let line = line.clone();
            self.again(&line, round);
            return line;
        }
        let place = self.number(text.len());
        let (item, diagnostics) = read_line(text, place as usize, indented, names);
        let seen = Seen::default();
        seen.mark(round);
        self.used += 1;
        let line = Arc::new(Line { place, text: text.into(), item, diagnostics, indented, twin, seen });
        self.known.entry(text.into()).or_default().push(line.clone());
        line
    }

    /// A line that is known is used again.
    pub fn again(&mut self, line: &Line, round: u32) {
        self.used += usize::from(!line.seen.is(round));
        line.seen.mark(round);
    }

    /// A number that nothing else has, with room behind it.
    pub fn number(&mut self, room: usize) -> u32 {
        let number = FIRST_PLACE.saturating_add(self.taken);
        self.taken = self.taken.saturating_add(u32::try_from(room).unwrap_or(u32::MAX)).saturating_add(1);
        number
    }

    /// Whether there are places left for sources of that size.
    pub fn has_room(&self, size: usize) -> bool {
        let needed = size.saturating_mul(8).saturating_add(SPARE);
        needed < (Span::ELSEWHERE - FIRST_PLACE).saturating_sub(self.taken) as usize
    }

    /// Lets go of lines that were not used in the round, once they are the greater part.
    pub fn tidy(&mut self, round: u32) {
        if self.known.len() > 2 * self.used + SPARE {
            self.known.retain(|_, lines| {
                lines.retain(|line| line.seen.is(round));
                !lines.is_empty()
            });
        }
        self.used = 0;
    }
}

/// What is wrong, where these lines stand. Places of none of them stay as they are.
pub fn moved(diagnostic: &Diagnostic, lines: [&[Placed]; 3]) -> Diagnostic {
    let span = |it: Span| span_moved(it, lines);
    let fix = diagnostic.fix.iter().map(|edit| Edit { span: span(edit.span), text: edit.text.clone() });
    Diagnostic {
        code: diagnostic.code,
        span: span(diagnostic.span),
        args: diagnostic.args.clone(),
        near: diagnostic.near.clone(),
        related: diagnostic.related.iter().map(|it| span(*it)).collect(),
        level: diagnostic.level,
        fix: fix.collect(),
    }
}

/// A place, where these lines stand.
pub fn span_moved(span: Span, lines: [&[Placed]; 3]) -> Span {
    let place = |offset: u32| lines.into_iter().flatten().find_map(|line| line.moved(offset)).unwrap_or(offset);
    Span { start: place(span.start), end: place(span.end) }
}
