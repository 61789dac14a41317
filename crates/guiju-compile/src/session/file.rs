//! One file of a session, from its lines down.

use std::fmt::Write;
use std::sync::Arc;

use guiju_syntax::ast::Clause;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use guiju_syntax::{Item, is_for_people, leaves_out, logical_lines, of_file};

use super::lines::{Placed, moved, span_moved};
use super::units::{Block, FileUnit, Within};
use super::{Last, Session, Stood};
use crate::lint::{self, Place};
use crate::lower::{Kinds, grades_wrong};
use crate::resolve::{Stated, WHOLE, count, ids_twice, join, shares};

/// The lines of a file by what they belong to.
#[derive(Default)]
struct Outline {
    /// All lines.
    all: Vec<Placed>,
    /// Properties of the file.
    file: Vec<Placed>,
    /// Headings and clauses by their place in `all`, each with its properties.
    parts: Vec<(usize, Vec<Placed>)>,
    /// Whether the first part is a heading that holds everything and is the title of the file.
    titled: bool,
}

/// An open section, or the file.
struct Open {
    level: u8,
    path: String,
    /// Which of all sections it is.
    index: usize,
    /// The number of the last section below it.
    section: u32,
    /// The number of the last clause in it.
    item: u32,
    stated: Vec<Stated>,
    within: Arc<Within>,
    /// The lines that say what is in force.
    around: Vec<Placed>,
}

/// What was found, stage by stage.
#[derive(Default)]
struct Found {
    resolved: Vec<Diagnostic>,
    lowered: Vec<Diagnostic>,
    /// All ids, one behind the other, and where each ends and stands.
    ids: String,
    ends: Vec<(usize, Span)>,
    vetoes: Vec<(String, Span)>,
    /// The clauses, in order.
    blocks: Vec<Stood>,
    /// The file and the sections, in order.
    sections: Vec<(Arc<Within>, Vec<Placed>)>,
}

impl Found {
    fn ids(&self) -> impl Iterator<Item = (&str, Span)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        self.ends.iter().zip(starts).map(|((end, span), start)| (self.ids.get(start..*end).unwrap_or(""), *span))
    }
}

impl Session {
    /// What is wrong with one file.
    pub(super) fn file(&mut self, source: &Source, last: &mut Last, kinds: &mut Kinds) -> Vec<Diagnostic> {
        let mut outline = self.outline(source.text(), &last.lines);
        outline.file = self.apart(&[], &outline.file);
        let mut all: Vec<Diagnostic> = Vec::new();
        let for_people = |(at, properties): &(usize, Vec<Placed>)| judged_by_people(properties).then_some(*at);
        let mut for_people = outline.parts.iter().filter_map(for_people).peekable();
        for (at, placed) in outline.all.iter().enumerate() {
            let spared = match &placed.line.item {
                Item::Clause(clause) => for_people.next_if_eq(&at).map(|_| clause.span),
                Item::Heading(_) => for_people.next_if_eq(&at).and(None),
                _ => None,
            };
            all.extend(of_line(placed, spared));
        }
        let mut found = Found::default();
        let unit = self.file_unit(&outline, &mut found);
        self.parts(&outline, &unit, &last.blocks, &mut found, kinds);
        let twice = ids_twice(found.ids());
        all.append(&mut found.resolved);
        all.extend(twice);
        if found.ends.is_empty() && all.is_empty() {
            all.push(Diagnostic::new(Code::EmptyFile, Span::default()));
        }
        all.append(&mut found.lowered);
        let vetoes = found.vetoes.iter().map(|(cap, span)| (cap.as_str(), *span));
        // The spans of vetoes are moved already, and no line has them.
        let grades = grades_wrong(&unit.grades, vetoes);
        all.extend(grades.iter().map(|diagnostic| moved(diagnostic, [&outline.file, &[], &[]])));
        all.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        all.dedup();
        let allowances = lint::allowances_among(source, || places(&outline));
        lint::settle(&mut all, &allowances, &self.vocabulary.rules);
        let text = source.text().to_owned();
        *last = Last { text, lines: outline.all, blocks: found.blocks, unit: Some(unit), sections: found.sections };
        all
    }

    /// Reads the lines, and sorts them by what they belong to.
    fn outline(&mut self, text: &str, last: &[Placed]) -> Outline {
        let mut outline = Outline::default();
        let mut open: Vec<u8> = Vec::new();
        let (mut tops, mut title, mut next) = (0, false, 0);
        for line in logical_lines(text) {
            let words = text.get(line.start..line.end).unwrap_or("");
            // The line that came next when the file was checked last, or the one behind it.
            let same = |placed: &&Placed| *placed.line.text == *words && placed.line.indented == line.indented;
            let known = (next..next + 2).find_map(|index| Some((index, last.get(index).filter(same)?)));
            let read = match known {
                Some((index, placed)) => {
                    next = index + 1;
                    self.lines.again(&placed.line, self.round);
                    placed.line.clone()
                }
                None => self.lines.line(words, line.indented, 0, &self.vocabulary.names, self.round),
            };
            let (placed, at) = (Placed { start: Span::new(line.start, 0).start, line: read }, outline.all.len());
            match &placed.line.item {
                Item::Title(_) => title = true,
                Item::Property(property) => {
                    let owner = outline.parts.last_mut().filter(|_| !of_file(&property.kind));
                    owner.map_or(&mut outline.file, |(_, properties)| properties).push(placed.clone());
                }
                Item::Heading(heading) => {
                    while open.last().is_some_and(|level| *level >= heading.level) {
                        open.pop();
                    }
                    tops += usize::from(open.is_empty());
                    open.push(heading.level);
                    outline.parts.push((at, Vec::new()));
                }
                Item::Clause(_) => {
                    tops += usize::from(open.is_empty());
                    outline.parts.push((at, Vec::new()));
                }
                Item::Nothing => {}
            }
            outline.all.push(placed);
        }
        if let Some((at, properties)) = outline.parts.first_mut().filter(|_| !title && tops == 1)
            && let Some(Placed { line, .. }) = outline.all.get(*at)
            && matches!(&line.item, Item::Heading(heading) if heading.number.is_none())
        {
            outline.file.append(properties);
            outline.titled = true;
        }
        outline
    }

    /// Tells equal lines apart that are in force at one place.
    fn apart(&mut self, around: &[Placed], lines: &[Placed]) -> Vec<Placed> {
        let mut apart: Vec<Placed> = Vec::with_capacity(lines.len());
        for placed in lines {
            let same = around.iter().chain(&apart).filter(|other| other.line.text == placed.line.text).count();
            let mut placed = placed.clone();
            if let Some(twin) = u32::try_from(same).ok().filter(|twin| *twin > 0) {
                let (line, names) = (placed.line.clone(), &self.vocabulary.names);
                placed.line = self.lines.line(&line.text, line.indented, twin, names, self.round);
            }
            apart.push(placed);
        }
        apart
    }

    fn file_unit(&mut self, outline: &Outline, found: &mut Found) -> Arc<FileUnit> {
        let lines = outline.file.as_slice();
        let key: Box<[u32]> = lines.iter().map(|placed| placed.line.place).collect();
        let unit = match self.files.get(&key) {
            Some(unit) => unit.clone(),
            None => {
                let unit = Arc::new(FileUnit::new(lines, &self.vocabulary, self.lines.number(0)));
                self.files.insert(key, unit.clone());
                unit
            }
        };
        unit.seen.mark(self.round);
        let wrong = unit.within.diagnostics.iter();
        found.resolved.extend(wrong.map(|diagnostic| moved(diagnostic, [lines, &[], &[]])));
        unit
    }

    /// Sections and clauses, in order.
    fn parts(&mut self, outline: &Outline, unit: &FileUnit, last: &[Stood], found: &mut Found, kinds: &mut Kinds) {
        let (around, within) = (outline.file.clone(), unit.within.clone());
        found.sections.push((within.clone(), around.clone()));
        let stated = Vec::new();
        let file = Open { level: 0, path: String::new(), index: 0, section: 0, item: 0, stated, within, around };
        let (mut open, mut next) = (vec![file], 0);
        for (at, properties) in outline.parts.iter().skip(usize::from(outline.titled)) {
            let Some(placed) = outline.all.get(*at) else { continue };
            match &placed.line.item {
                Item::Heading(heading) => {
                    while open.len() > 1 && open.last().is_some_and(|section| section.level >= heading.level) {
                        open.pop().into_iter().for_each(|section| close(section, found));
                    }
                    let Some(outer) = open.last_mut() else { continue };
                    outer.section = heading.number.unwrap_or(outer.section.saturating_add(1));
                    let inner = self.section(outer, heading.level, properties, found);
                    found.sections.push((inner.within.clone(), inner.around.clone()));
                    open.push(inner);
                }
                Item::Clause(clause) => {
                    let Some(section) = open.last_mut() else { continue };
                    let lines =
                        if properties.is_empty() { Vec::new() } else { self.apart(&section.around, properties) };
                    let key = Key { unit, within: &section.within, clause: placed, lines: &lines };
                    let known = (next..next + 2)
                        .find_map(|index| Some((index, last.get(index).filter(|it| key.is(&it.block))?)));
                    next = known.map_or(next, |(index, _)| index + 1);
                    let known = known.map(|(_, stood)| &stood.block).filter(|block| kinds.fit(&block.uses)).cloned();
                    let Some(block) = known.or_else(|| self.block(&key, &section.around, kinds)) else { continue };
                    block.seen.mark(self.round);
                    kinds.apply(&block.uses);
                    clause_found(section, clause, &block, (placed, &lines), found);
                    found.blocks.push(Stood { line: *at, section: section.index, properties: lines, block });
                }
                _ => {}
            }
        }
        while let Some(section) = open.pop() {
            close(section, found);
        }
    }

    fn section(&mut self, outer: &Open, level: u8, properties: &[Placed], found: &mut Found) -> Open {
        let path = join(&outer.path, &outer.section.to_string());
        let lines = self.apart(&outer.around, properties);
        let numbers = lines.iter().map(|placed| placed.line.place);
        let key: Box<[u32]> = std::iter::once(outer.within.number).chain(numbers).collect();
        let within = match self.scopes.get(&key) {
            Some(within) => within.clone(),
            None => {
                let number = self.lines.number(0);
                let within = Arc::new(Within::new(&outer.within.scope, &lines, &self.vocabulary, number));
                self.scopes.insert(key, within.clone());
                within
            }
        };
        within.seen.mark(self.round);
        found.resolved.extend(within.diagnostics.iter().map(|diagnostic| moved(diagnostic, [&lines, &[], &[]])));
        let around = [outer.around.as_slice(), &lines].concat();
        let (index, stated) = (found.sections.len(), Vec::new());
        Open { level, path, index, section: 0, item: 0, stated, within, around }
    }

    /// The clause of these lines: remembered, or read anew.
    pub(super) fn block(&mut self, key: &Key, around: &[Placed], kinds: &Kinds) -> Option<Arc<Block>> {
        let numbers: Vec<u32> = key.numbers().collect();
        if let Some(block) = self.blocks.get(numbers.as_slice()).filter(|block| kinds.fit(&block.uses)) {
            return Some(block.clone());
        }
        let names = (&self.vocabulary, &self.calendar);
        let block = Block::new(&numbers, key.clause, (around, key.lines), (key.unit, &key.within.scope), names, kinds)?;
        let block = Arc::new(block);
        self.blocks.insert(numbers.into_boxed_slice(), block.clone());
        Some(block)
    }
}

/// Whether one of these properties says that a person judges.
pub(super) fn judged_by_people(properties: &[Placed]) -> bool {
    properties.iter().any(|placed| matches!(&placed.line.item, Item::Property(it) if is_for_people(&it.kind)))
}

/// What is wrong with a line alone, but for what is left out of a clause that a person judges.
pub(super) fn of_line(placed: &Placed, spared: Option<Span>) -> impl Iterator<Item = Diagnostic> {
    let said = placed.line.diagnostics.iter().filter(move |it| !spared.is_some_and(|clause| leaves_out(it, clause)));
    said.map(|diagnostic| moved(diagnostic, [std::slice::from_ref(placed), &[], &[]]))
}

/// What a clause is made of.
pub(super) struct Key<'a> {
    pub unit: &'a FileUnit,
    pub within: &'a Within,
    pub clause: &'a Placed,
    pub lines: &'a [Placed],
}

impl Key<'_> {
    fn numbers(&self) -> impl Iterator<Item = u32> {
        let around = [self.unit.number, self.within.number, self.clause.line.place];
        around.into_iter().chain(self.lines.iter().map(|placed| placed.line.place))
    }

    fn is(&self, block: &Block) -> bool {
        self.numbers().eq(block.key.iter().copied())
    }
}

/// Adds what a clause is and what is wrong with it, where it stands now.
fn clause_found(
    section: &mut Open,
    clause: &Clause,
    block: &Block,
    (placed, lines): (&Placed, &[Placed]),
    found: &mut Found,
) {
    let here = std::slice::from_ref(placed);
    count(clause.number.as_deref(), &mut section.item);
    for (own, span) in &block.rows {
        if !block.labelled {
            let written = clause.number.as_deref();
            let dot = if section.path.is_empty() { "" } else { "." };
            // Writing to a text cannot fail.
            let _ = match written {
                Some(number) => write!(found.ids, "{}{dot}{number}", section.path),
                None => write!(found.ids, "{}{dot}{}", section.path, section.item),
            };
        }
        found.ids.push_str(own);
        found.ends.push((found.ids.len(), span_moved(*span, [here, &[], &[]])));
    }
    let span = span_moved(clause.span, [here, &[], &[]]);
    section.stated.push(Stated { scored: block.scored, worth: block.worth, span });
    found.vetoes.extend(block.vetoes.iter().map(|(cap, span)| (cap.clone(), span_moved(*span, [here, &[], &[]]))));
    let lines = [here, lines, &section.around];
    found.resolved.extend(block.resolved.iter().map(|diagnostic| moved(diagnostic, lines)));
    found.lowered.extend(block.lowered.iter().map(|diagnostic| moved(diagnostic, lines)));
}

/// The worth of a section's clauses, now that all are known.
fn close(section: Open, found: &mut Found) {
    let whole = section.within.scope.worth.unwrap_or(WHOLE);
    found.resolved.extend(shares(whole, &section.stated).1);
}

/// Everything in a file, in order of place.
fn places(outline: &Outline) -> Vec<Place> {
    let place = |placed: &Placed| {
        let (span, property) = match &placed.line.item {
            Item::Title(title) => (title.span, true),
            Item::Property(property) => (property.span, true),
            Item::Heading(heading) => (heading.span, false),
            Item::Clause(clause) => (clause.span, false),
            Item::Nothing => return None,
        };
        Some(Place { span: span_moved(span, [std::slice::from_ref(placed), &[], &[]]), property })
    };
    // Of several titles the last holds.
    let last = outline.all.iter().rposition(|placed| matches!(placed.line.item, Item::Title(_)));
    let holds =
        |(index, placed): &(usize, &Placed)| !matches!(placed.line.item, Item::Title(_)) || last == Some(*index);
    let mut places: Vec<Place> = outline.all.iter().enumerate().filter(holds).filter_map(|(_, it)| place(it)).collect();
    places.sort_by_key(|place| place.span);
    places
}
