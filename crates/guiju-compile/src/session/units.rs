//! What a session remembers: of a file as a whole, of a section, of a clause with its properties.

use std::sync::Arc;

use guiju_engine::calendar::Calendar;
use guiju_syntax::Item;
use guiju_syntax::ast::{Expr, Grade, Property, PropertyKind, Quantity};
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::lines::{Placed, Seen};
use crate::lower::{Kinds, Use, lower_apart};
use crate::resolve::{Resolver, Scope};
use crate::vocabulary::Vocabulary;

/// What the properties of a file say.
#[derive(Debug)]
pub struct FileUnit {
    /// A number that no other has.
    pub number: u32,
    /// 定义, resolved.
    pub definitions: IndexMap<String, Expr>,
    /// 参数
    pub parameters: IndexMap<String, Quantity>,
    /// 等级
    pub grades: Vec<Grade>,
    /// What is in force for all clauses.
    pub within: Arc<Within>,
    pub(super) seen: Seen,
}

/// What is in force in a file or a section.
#[derive(Debug)]
pub struct Within {
    /// A number that no other has.
    pub number: u32,
    /// What is in force.
    pub scope: Scope,
    /// What is wrong with the properties that say so.
    pub diagnostics: Vec<Diagnostic>,
    pub(super) seen: Seen,
}

/// A clause with its properties.
#[derive(Debug)]
pub struct Block {
    /// The numbers of what it is made of: of the file, of the section, of its lines.
    pub key: Box<[u32]>,
    /// Its requirements: the letter or the label of each, and where it stands.
    pub rows: Vec<(String, Span)>,
    /// Whether it has a label, which is the whole id.
    pub labelled: bool,
    /// How many requirements are scored.
    pub scored: u32,
    /// The worth it states.
    pub worth: Option<Decimal>,
    /// The grades at which 一票否决 caps.
    pub vetoes: Vec<(String, Span)>,
    /// What is wrong with its names.
    pub resolved: Vec<Diagnostic>,
    /// What is wrong with its types.
    pub lowered: Vec<Diagnostic>,
    /// What it asks of types.
    pub uses: Vec<Use>,
    pub(super) seen: Seen,
}

/// The properties that these lines are.
fn properties(lines: &[Placed]) -> Vec<Property> {
    let property = |placed: &Placed| match &placed.line.item {
        Item::Property(property) => Some(Property::clone(property)),
        _ => None,
    };
    lines.iter().filter_map(property).collect()
}

/// A source of lines at their own places.
fn source<'a>(name: &str, lines: impl Iterator<Item = &'a Placed>) -> Source {
    Source::of_lines(name, lines.map(|placed| (placed.line.place, &*placed.line.text)))
}

impl FileUnit {
    /// What these properties say of their file.
    pub fn new(lines: &[Placed], vocabulary: &Vocabulary, number: u32) -> FileUnit {
        let properties = properties(lines);
        let source = source("", lines.iter());
        let mut resolver = Resolver::new(&source, vocabulary);
        let scope = resolver.file(&properties, &[]);
        let grades = properties.iter().filter_map(|property| match &property.kind {
            PropertyKind::Grades(grades) => Some(grades),
            _ => None,
        });
        let grades = grades.flatten().cloned().collect();
        let (definitions, parameters, diagnostics) = resolver.found();
        let within = Arc::new(Within { number, scope, diagnostics, seen: Seen::default() });
        FileUnit { number, definitions, parameters, grades, within, seen: Seen::default() }
    }
}

impl Within {
    /// What these properties of a section say.
    pub fn new(outer: &Scope, lines: &[Placed], vocabulary: &Vocabulary, number: u32) -> Within {
        let properties = properties(lines);
        let source = source("", lines.iter());
        let mut resolver = Resolver::new(&source, vocabulary);
        let scope = resolver.of_section(outer, &properties);
        let (_, _, diagnostics) = resolver.found();
        Within { number, scope, diagnostics, seen: Seen::default() }
    }
}

impl Block {
    /// Reads a clause anew. `around` are the lines in force, `lines` its own properties.
    pub fn new(
        key: &[u32],
        clause: &Placed,
        (around, lines): (&[Placed], &[Placed]),
        (file, scope): (&FileUnit, &Scope),
        (vocabulary, calendar): (&Vocabulary, &Calendar),
        kinds: &Kinds,
    ) -> Option<Block> {
        let Item::Clause(written) = &clause.line.item else { return None };
        let mut written = written.clone();
        written.properties = properties(lines);
        let source = source("", around.iter().chain([clause]).chain(lines));
        let mut resolver = Resolver::within(&source, vocabulary, (file.definitions.clone(), file.parameters.clone()));
        let mut clauses = Vec::new();
        let worth = resolver.clause(scope, "", &written, &mut clauses);
        let (definitions, parameters, resolved) = resolver.found();
        let (lowered, uses) =
            lower_apart(&clauses, &source, (&definitions, &parameters), (vocabulary, calendar), kinds);
        let scored = clauses.iter().filter(|clause| clause.is_scored()).count();
        let labelled = written.properties.iter().any(|property| matches!(property.kind, PropertyKind::Label(_)));
        let vetoes = clauses.iter().filter_map(|clause| Some((clause.veto.clone()??, clause.span)));
        Some(Block {
            key: key.into(),
            vetoes: vetoes.collect(),
            rows: clauses.iter().map(|clause| (clause.id.clone(), clause.span)).collect(),
            labelled,
            scored: u32::try_from(scored).unwrap_or(u32::MAX),
            worth,
            resolved,
            lowered,
            uses,
            seen: Seen::default(),
        })
    }
}
