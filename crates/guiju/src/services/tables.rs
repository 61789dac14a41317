//! Names in the tables of `guiju.toml` and of vocabulary files.

use guiju_compile::vocabulary::words;
use guiju_syntax::mentions::{self, Mention};
use guiju_syntax::span::{Source, Span};
use guiju_syntax::{parse_expr, parse_requirements};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::letters::Letters;
use super::names::{Kind, Names, Occurrence, Place, Symbol, shared, step_of};
use crate::Compiled;

/// The tables that name columns.
const COLUMNS: [&str; 3] = ["records", "people", "leave"];

/// All places of names in a vocabulary file; none where it cannot be read.
pub(super) fn occurrences(compiled: &Compiled, file: usize) -> Vec<Occurrence> {
    let Some(source) = compiled.files.get(file).map(|it| &it.source) else { return Vec::new() };
    let Ok(tables) = DeTable::parse(source.text()) else { return Vec::new() };
    let names = Names::of(compiled, file, &[]);
    let mut reader = Reader { compiled, source, names, file, found: Vec::new() };
    for (head, table) in tables.get_ref() {
        let (head, Some(entries)) = (head.get_ref().as_ref(), table.get_ref().as_table()) else { continue };
        for (key, value) in entries {
            match COLUMNS.contains(&head) {
                true => reader.column(value),
                false => reader.entry(head, key, value.get_ref()),
            }
        }
    }
    reader.found
}

struct Reader<'a> {
    compiled: &'a Compiled,
    source: &'a Source,
    names: Names<'a>,
    file: usize,
    found: Vec<Occurrence>,
}

impl Reader<'_> {
    fn column(&mut self, value: &Spanned<DeValue<'_>>) {
        if let Some(text) = value.get_ref().as_str() {
            self.word(self.names.field(&words(text)), text, span(value), false);
        }
    }

    /// `[activity."上门访问客户"]` with what stands below it.
    fn entry(&mut self, head: &str, key: &Spanned<std::borrow::Cow<'_, str>>, value: &DeValue<'_>) {
        let main = words(key.get_ref());
        let symbol = match head {
            "activity" => shared(Kind::Activity, &main),
            "field" => self.names.field(&main),
            "measure-word" => shared(Kind::MeasureWord, &main),
            "metric" => shared(Kind::Metric, &main),
            "level" => shared(Kind::Level, &main),
            "phrase" => shared(Kind::Phrase, &main),
            "entity" => self.names.entity(&main),
            _ => return,
        };
        self.word(symbol.clone(), key.get_ref(), Span::new(key.span().start, key.span().end), true);
        let Some(entries) = value.as_table() else { return };
        for (name, value) in entries {
            let texts = value.get_ref().as_array().into_iter().flatten();
            let texts = texts.filter_map(|it| Some((it.get_ref().as_str()?, span(it))));
            let text = value.get_ref().as_str();
            match (head, name.get_ref().as_ref(), text) {
                (_, "also", _) => texts.for_each(|(text, span)| self.word(symbol.clone(), text, span, false)),
                ("level", "order", _) => texts.for_each(|(step, span)| {
                    self.word(shared(Kind::Step, &step_of(&main, &words(step))), step, span, true);
                }),
                ("activity" | "entity", "key", Some(text))
                | ("measure-word", "field", Some(text))
                | ("entity", "owner" | "opened" | "closed" | "from" | "to", Some(text)) => {
                    self.word(self.names.field(&words(text)), text, span(value), false);
                }
                ("metric", "is", Some(text)) => {
                    if let Ok(expr) = parse_expr(text, &self.compiled.vocabulary.names) {
                        self.sentence(text, span(value), mentions::of_expr(&expr));
                    }
                }
                ("phrase", "means", Some(text)) => {
                    let (requirements, _) = parse_requirements(text, &self.compiled.vocabulary.names);
                    for requirement in &requirements {
                        self.sentence(text, span(value), mentions::of_requirement(requirement));
                    }
                }
                _ => {}
            }
        }
    }

    /// A word that is a name, in quotes or bare.
    fn word(&mut self, symbol: Symbol, text: &str, span: Span, declares: bool) {
        let inner = self.inner(text, span);
        let bare = inner == Some(span);
        let letters = inner.map(|inner| Letters { name: words(text), runs: vec![inner], quoted: !bare });
        let place = Place { file: self.file, span: inner.unwrap_or(span) };
        self.found.push(Occurrence { symbol, place, letters, declares });
    }

    /// Names within a text that is a sentence.
    fn sentence(&mut self, text: &str, span: Span, mentioned: Vec<Mention<'_>>) {
        let Some(inner) = self.inner(text, span) else { return };
        let here = |offset: u32| inner.start.saturating_add(offset.saturating_sub(Span::ELSEWHERE));
        for mention in mentioned {
            let Some(symbol) = self.names.symbol(&mention) else { continue };
            let words = Span { start: here(mention.span.start), end: here(mention.span.end) };
            let spellings = self.names.spellings(&symbol, mention.name);
            let letters = super::letters::letters(self.source, words, &spellings);
            let span = letters.as_ref().map_or(words, |letters| letters.whole());
            self.found.push(Occurrence { symbol, place: Place { file: self.file, span }, letters, declares: false });
        }
    }

    /// Where a text stands without its quotes; `None` where it is written with escapes.
    fn inner(&self, text: &str, span: Span) -> Option<Span> {
        let at = self.source.slice(span).find(text)?;
        let start = span.start as usize + at;
        Some(Span::new(start, start + text.len()))
    }
}

fn span(value: &Spanned<DeValue<'_>>) -> Span {
    Span::new(value.span().start, value.span().end)
}
