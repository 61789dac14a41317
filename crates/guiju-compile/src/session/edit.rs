//! One clause edited: what was said of everything else stays, moved to where it stands now.
//!
//! This is done only where nothing else can have changed: the clause keeps its number, its ids, what it is worth and
//! what it asks of types, and nothing outside of its line speaks of it. Else all is looked at.

use std::borrow::Borrow;
use std::sync::Arc;

use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use guiju_syntax::{Item, logical_lines};

use super::file::{Key, judged_by_people, of_line};
use super::lines::{Placed, moved};
use super::units::Block;
use super::{Last, SPARE, Session, Stood};
use crate::lint;
use crate::lower::Kinds;

/// A line that takes the place of another.
struct Edit {
    /// Where the line begins.
    from: usize,
    /// Where it ended.
    before: usize,
    /// Where it ends.
    after: usize,
    /// Whether it ended, and ends, with a line break.
    broken: bool,
}

impl Edit {
    /// The one line of these two texts that differs, by what stood where.
    fn of(last: &Last, text: &str) -> Option<(usize, Edit)> {
        let (old, new) = (last.text.as_bytes(), text.as_bytes());
        let start = common(old.chunks(CHUNK).zip(new.chunks(CHUNK)), |it| it.iter());
        let most = old.len().min(new.len()) - start;
        let end = common(old.rchunks(CHUNK).zip(new.rchunks(CHUNK)), |it| it.iter().rev()).min(most);
        let at = last.lines.partition_point(|placed| placed.start as usize <= start).checked_sub(1)?;
        let placed = last.lines.get(at)?;
        let from = placed.start as usize;
        let before = from + placed.line.text.len();
        if start < from || old.len() - end > before {
            return None;
        }
        let after = (before + new.len()).checked_sub(old.len())?;
        let broken = placed.line.text.ends_with('\n') && text.get(..after)?.ends_with('\n');
        // The last line has none.
        let last = before == old.len() && after == new.len();
        (broken || last).then_some((at, Edit { from, before, after, broken }))
    }

    /// Where a place of the text stands now; `None` within the line.
    fn place(&self, offset: u32) -> Option<u32> {
        match offset as usize {
            at if at <= self.from || offset >= Span::ELSEWHERE => Some(offset),
            at if at > self.before || at == self.before && self.broken => {
                u32::try_from(at - self.before + self.after).ok()
            }
            _ => None,
        }
    }

    /// Whether something is said of what stands elsewhere alone.
    fn spares(&self, said: &Diagnostic) -> bool {
        let spans = said.related.iter().chain(said.fix.iter().map(|edit| &edit.span)).chain([&said.span]);
        spans.into_iter().all(|span| self.place(span.start).is_some() && self.place(span.end).is_some())
    }

    fn shift(&self, said: &mut Diagnostic) {
        let spans = said.related.iter_mut().chain(said.fix.iter_mut().map(|edit| &mut edit.span));
        for span in spans.chain([&mut said.span]) {
            let place = |offset: u32| self.place(offset).unwrap_or(offset);
            *span = Span { start: place(span.start), end: place(span.end) };
        }
    }

    fn shift_lines(&self, lines: &mut [Placed]) {
        for placed in lines.iter_mut().filter(|placed| placed.start as usize > self.from) {
            placed.start = self.place(placed.start).unwrap_or(placed.start);
        }
    }
}

/// So many bytes are compared at once.
const CHUNK: usize = 1024;

/// How many bytes of these chunks are the same, up to the first that differs.
fn common<'a, I: Iterator<Item = &'a u8>>(
    chunks: impl Iterator<Item = (&'a [u8], &'a [u8])>,
    bytes: impl Fn(&'a [u8]) -> I,
) -> usize {
    let mut same = 0;
    for (one, two) in chunks {
        if one == two {
            same += one.len();
            continue;
        }
        return same + bytes(one).zip(bytes(two)).take_while(|(one, two)| one == two).count();
    }
    same
}

impl Session {
    /// Looks only at the clause that has changed; whether that was enough.
    pub(super) fn edited<S: Borrow<Source>>(&mut self, sources: &[S]) -> bool {
        if sources.len() != self.last.len() || self.edits >= SPARE {
            return false;
        }
        let texts = sources.iter().map(|source| source.borrow().text());
        let mut changed = texts.zip(&self.last).enumerate().filter(|(_, (text, last))| *text != last.text);
        let Some((file, (text, _))) = changed.next() else { return true };
        if changed.next().is_some() || !self.lines.has_room(text.len()) {
            return false;
        }
        let Some(mut last) = self.last.get_mut(file).map(std::mem::take) else { return false };
        let done = self.clause_edited(file, text, &mut last).is_some();
        if let Some(place) = self.last.get_mut(file) {
            *place = last;
        }
        self.edits += 1;
        done
    }

    fn clause_edited(&mut self, file: usize, text: &str, last: &mut Last) -> Option<()> {
        let (at, edit) = Edit::of(last, text)?;
        let old = last.lines.get(at)?.clone();
        let words = text.get(edit.from..edit.after)?;
        let alone = matches!(logical_lines(words).as_slice(), [line] if line.start == 0 && line.end == words.len() && !line.indented);
        if !alone || words.contains("规矩") || last.text.contains("规矩") {
            return None;
        }
        let line = self.lines.line(words, false, 0, &self.vocabulary.names, self.round);
        let new = Placed { start: old.start, line };
        let (Item::Clause(was), Item::Clause(is)) = (&old.line.item, &new.line.item) else { return None };
        let index = last.blocks.binary_search_by_key(&at, |stood| stood.line).ok()?;
        let (earlier, stood) = (last.blocks.get(..index)?, last.blocks.get(index)?);
        let (within, around) = last.sections.get(stood.section)?;
        let mut kinds = Kinds::default();
        let files = self.last.get(..file)?.iter().flat_map(|last| &last.blocks);
        files.chain(earlier).for_each(|stood| kinds.apply(&stood.block.uses));
        let unit = last.unit.clone()?;
        let key = Key { unit: &unit, within, clause: &new, lines: &stood.properties };
        let block = self.block(&key, around, &kinds)?;
        block.seen.mark(self.round);
        if was.number != is.number || !alike(&stood.block, &block) {
            return None;
        }
        let spared = judged_by_people(&stood.properties);
        let before = self.of_clause(&old, stood, &stood.block, around, spared.then_some(was.span));
        let after = self.of_clause(&new, stood, &block, around, spared.then_some(is.span));
        let inside = |span: Span, end: usize| (edit.from..end).contains(&(span.start as usize));
        let said = self.said.get_mut(file)?;
        let first = said.partition_point(|it| (it.span.start as usize) < edit.from);
        let behind = said.partition_point(|it| (it.span.start as usize) < edit.before);
        if said.get(first..behind)? != before
            || !before.iter().all(|it| inside(it.span, edit.before))
            || !after.iter().all(|it| inside(it.span, edit.after))
        {
            return None;
        }
        let (placed, behind_it) = (first..behind, said.get(behind..)?);
        if !said.get(..first)?.iter().chain(behind_it).all(|it| edit.spares(it)) {
            return None;
        }
        let own = first..first + after.len();
        said.splice(placed, after);
        let others = said.iter_mut().enumerate().filter(|(at, _)| !own.contains(at));
        others.for_each(|(_, it)| edit.shift(it));
        last.lines.get_mut(at)?.line = new.line;
        edit.shift_lines(&mut last.lines);
        last.blocks.iter_mut().for_each(|stood| edit.shift_lines(&mut stood.properties));
        last.sections.iter_mut().for_each(|(_, around)| edit.shift_lines(around));
        last.blocks.get_mut(index)?.block = block;
        text.clone_into(&mut last.text);
        Some(())
    }

    /// What is wrong with a clause, line and names and types, as it is said of its file.
    fn of_clause(
        &self,
        placed: &Placed,
        stood: &Stood,
        block: &Arc<Block>,
        around: &[Placed],
        spared: Option<Span>,
    ) -> Vec<Diagnostic> {
        let lines = [std::slice::from_ref(placed), &stood.properties, around];
        let mut said: Vec<Diagnostic> = of_line(placed, spared).collect();
        said.extend(block.resolved.iter().chain(&block.lowered).map(|diagnostic| moved(diagnostic, lines)));
        said.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        said.dedup();
        lint::settle(&mut said, &[], &self.vocabulary.rules);
        said
    }
}

/// Whether two clauses are the same to everything around them.
fn alike(one: &Block, two: &Block) -> bool {
    let ids = |block: &Block| block.rows.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    !one.rows.is_empty()
        && ids(one) == ids(two)
        && one.uses == two.uses
        && (one.labelled, one.scored, one.worth) == (two.labelled, two.scored, two.worth)
        && one.vetoes.is_empty()
        && two.vetoes.is_empty()
}
