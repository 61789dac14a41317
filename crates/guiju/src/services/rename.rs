//! Renaming.

mod cases;

use guiju_compile::vocabulary::words;
use guiju_engine::program::{Origin, Program};
use guiju_syntax::diagnostic::{Diagnostic, Edit, Severity};
use guiju_syntax::span::Span;
use serde_json::Value;

use super::edited::edited;
use super::names::{Kind, Occurrence, Symbol, at, known, occurrences, step_of};
use crate::Compiled;

pub use cases::rename_in_cases;

/// Why a name cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// No name stands there.
    #[error("there is no name here")]
    NoName,
    /// It is empty, or holds quotes, line breaks or signs that no name can.
    #[error("`{0}` is no name")]
    BadName(String),
    /// Something is called so already.
    #[error("there is a `{0}` already")]
    Taken(String),
    /// Other words than the name say it somewhere: what is elided, or written with escapes.
    #[error("`{0}` says it in other words")]
    Implied(String),
    /// The package would have errors, or mean something else.
    #[error("with `{0}` the package would not mean the same")]
    WouldBreak(String),
}

/// The replacements that change the name at an offset everywhere in the package, its vocabulary included, each with its
/// file, in order. Other names of the same thing stay; records keep the name they use, cases follow
/// with [`rename_in_cases`].
///
/// The package is compiled with them to be sure: it has no more errors, the same names stand at the same places, and the
/// program is the same but for that name.
///
/// # Errors
/// Where there is no name, or the new one cannot take its place.
pub fn rename(compiled: &Compiled, file: usize, offset: usize, to: &str) -> Result<Vec<(usize, Edit)>, RenameError> {
    let all = occurrences(compiled);
    let here = at(&all, file, offset).ok_or(RenameError::NoName)?;
    let symbol = &here.symbol;
    let source = compiled.files.get(here.place.file).map(|file| &file.source);
    let said = |span: Span| source.map(|source| source.slice(span).to_owned()).unwrap_or_default();
    let name =
        here.letters.as_ref().map(|it| it.name.clone()).ok_or_else(|| RenameError::Implied(said(here.place.span)))?;
    let plain = to.chars().all(|c| c.is_alphanumeric() || c == '_');
    if to.is_empty() || words(to) != to || to.contains(['「', '」', '"', '\'', '\\', '.']) || to.contains("//") {
        return Err(RenameError::BadName(to.to_owned()));
    }
    if to != name && taken(compiled, symbol, to) {
        return Err(RenameError::Taken(to.to_owned()));
    }
    let own = own_name(symbol) == name;
    let renamed = Renamed { symbol, own, name: &name, to };
    // A name that the reader would take apart goes into quotes.
    for quoted in if plain { &[false, true][..] } else { &[true][..] } {
        let edits = renamed.edits(compiled, &all, *quoted)?;
        if renamed.keeps(compiled, &all, &edits) {
            return Ok(edits);
        }
    }
    Err(RenameError::WouldBreak(to.to_owned()))
}

/// Whether anything is called so where the thing is known.
fn taken(compiled: &Compiled, symbol: &Symbol, to: &str) -> bool {
    let columns = &compiled.vocabulary.records;
    let own = [&columns.person, &columns.activity, &columns.time, &columns.judgement, &columns.value].into_iter();
    let mut columns = own.chain(&columns.date).chain(&columns.id).chain(&columns.recorded);
    match symbol.kind {
        Kind::Field | Kind::Level | Kind::Entity if columns.any(|column| column == to) => true,
        Kind::Step => {
            let level = symbol.name.split('.').next().unwrap_or("");
            compiled.vocabulary.levels.get(level).is_some_and(|(_, steps)| steps.iter().any(|step| step == to))
        }
        _ => {
            let files = 0..compiled.files.len();
            files
                .filter(|file| symbol.file.is_none_or(|own| own == *file))
                .any(|file| known(compiled, file).contains_key(to))
        }
    }
}

/// What the thing itself is called, without the level of a step.
fn own_name(symbol: &Symbol) -> &str {
    match symbol.kind {
        Kind::Step => symbol.name.split_once('.').map_or("", |(_, step)| step),
        _ => &symbol.name,
    }
}

/// One of the names of a thing, and what it is to be.
struct Renamed<'a> {
    symbol: &'a Symbol,
    /// Whether it is the thing's own name.
    own: bool,
    name: &'a str,
    to: &'a str,
}

impl Renamed<'_> {
    fn edits(&self, compiled: &Compiled, all: &[Occurrence], quote: bool) -> Result<Vec<(usize, Edit)>, RenameError> {
        let mut edits = Vec::new();
        for it in all.iter().filter(|it| it.symbol == *self.symbol) {
            let file = compiled.files.get(it.place.file);
            let Some(letters) = &it.letters else {
                let said = file.map(|file| file.source.slice(it.place.span).to_owned());
                return Err(RenameError::Implied(said.unwrap_or_default()));
            };
            if letters.name != self.name {
                continue;
            }
            let in_table = file.is_some_and(|file| file.requirements.is_none());
            let key = in_table && !letters.quoted && it.declares;
            let text = match (letters.quoted || (in_table && it.declares && !key), key) {
                (_, true) => format!("\"{}\"", self.to),
                (true, _) => self.to.to_owned(),
                (false, _) if quote => format!("「{}」", self.to),
                (false, _) => self.to.to_owned(),
            };
            // The first letters give way to the name, further ones to nothing; what stands between them stays.
            for (index, run) in letters.runs.iter().enumerate() {
                let text = if index == 0 { text.clone() } else { String::new() };
                edits.push((it.place.file, Edit { span: *run, text }));
            }
        }
        edits.sort_by_key(|(file, edit)| (*file, edit.span));
        edits.dedup();
        Ok(edits)
    }

    /// Whether the package with these replacements is the same but for the name.
    fn keeps(&self, compiled: &Compiled, before: &[Occurrence], edits: &[(usize, Edit)]) -> bool {
        let Some(after) = edited(compiled, edits) else { return false };
        if errors(&after) > errors(compiled) {
            return false;
        }
        let found = occurrences(&after);
        let same = |(one, two): (&Occurrence, &Occurrence)| {
            one.place.file == two.place.file && self.symbol_after(&one.symbol) == two.symbol
        };
        found.len() == before.len()
            && before.iter().zip(&found).all(same)
            && self.alike(&meaning(&compiled.compilation.program), &meaning(&after.compilation.program))
    }

    /// What a thing is called afterwards.
    fn symbol_after(&self, symbol: &Symbol) -> Symbol {
        let level = || Some(symbol.name.split_once('.')?.1);
        let name = match (self.own, self.symbol.kind) {
            (true, _) if symbol == self.symbol => match symbol.kind {
                Kind::Step => step_of(symbol.name.split('.').next().unwrap_or(""), self.to),
                _ => self.to.to_owned(),
            },
            (true, Kind::Level) if symbol.kind == Kind::Step && symbol.name.split('.').next() == Some(self.name) => {
                step_of(self.to, level().unwrap_or(""))
            }
            _ => symbol.name.clone(),
        };
        Symbol { name, ..symbol.clone() }
    }

    /// Whether two programs differ in nothing but the name.
    fn alike(&self, one: &Value, two: &Value) -> bool {
        let text = |one: &str, two: &str| one == two || (one == self.name && two == self.to);
        match (one, two) {
            (Value::String(one), Value::String(two)) => text(one, two),
            (Value::Array(one), Value::Array(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| self.alike(one, two))
            }
            (Value::Object(one), Value::Object(two)) => {
                let pair = |((name, one), (other, two)): ((&String, &Value), (&String, &Value))| {
                    text(name, other) && self.alike(one, two)
                };
                one.len() == two.len() && one.iter().zip(two).all(pair)
            }
            (one, two) => one == two,
        }
    }
}

/// What a program says, apart from its wording; `Null` where it cannot be told.
fn meaning(program: &Program) -> Value {
    let mut program = program.clone();
    for clause in program.standards.iter_mut().flat_map(|standard| &mut standard.clauses) {
        clause.origin = Origin { text: String::new(), canonical: String::new(), line: 0, start: 0, end: 0 };
    }
    serde_json::to_value(program).unwrap_or_default()
}

fn errors(compiled: &Compiled) -> usize {
    let all: Vec<&Diagnostic> = compiled.files.iter().flat_map(|file| &file.diagnostics).collect();
    all.iter().filter(|it| it.severity() == Severity::Error).count()
}
