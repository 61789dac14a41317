//! Tree to resolved standards: numbers, scopes, inheritance, phrases and names.

mod clause;
mod conflicts;
mod forms;
mod idle;
mod names;
pub(crate) use forms::{forms, written};
pub use names::TARGET;
pub(crate) use run::MANY;
mod run;
mod scope;
mod worth;

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use foldhash::HashMap;
use guiju_engine::program::BonusCap;
use guiju_syntax::ast::{Document, Expr, Node, Property, PropertyKind, Quantity, Section};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use indexmap::IndexMap;
use rust_decimal::Decimal;

use crate::hir;
use crate::vocabulary::Vocabulary;
use run::Group;
pub(crate) use scope::Scope;
pub(crate) use worth::{Stated, shares};

/// What a section's clauses are worth together.
pub(crate) const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// Resolves one file against a vocabulary; canonical forms are written down by [`written`].
pub fn resolve(source: &Source, document: &Document, vocabulary: &Vocabulary) -> (hir::Standard, Vec<Diagnostic>) {
    let (title, properties, body) = titled(document);
    let mut resolver = Resolver::new(source, vocabulary);
    let scope = resolver.file(&properties, body);
    let mut clauses = Vec::new();
    resolver.body(&scope, "", body, &mut clauses);
    resolver.diagnostics.extend(ids_twice(clauses.iter().map(|clause| (clause.id.as_str(), clause.span))));
    resolver.cap_bonus(&properties, &clauses);
    let name = title.unwrap_or_else(|| file_stem(source.name()));
    let mut grades = Vec::new();
    for property in &properties {
        if let PropertyKind::Grades(listed) = &property.kind {
            grades.extend(listed.iter().cloned());
        }
    }
    let Resolver { definitions, parameters, bonus_caps, diagnostics, .. } = resolver;
    let (definitions, parameters) = (definitions.into_owned(), parameters.into_owned());
    let standard = hir::Standard { name, grades, bonus_caps, definitions, parameters, clauses };
    (standard, diagnostics)
}

/// The title, the properties and the body; a lone `# 标题` that holds everything is the title.
fn titled(document: &Document) -> (Option<String>, Vec<Property>, &[Node]) {
    let mut properties = document.properties.clone();
    if let (None, [Node::Section(section)]) = (&document.title, document.body.as_slice())
        && section.number.is_none()
    {
        properties.extend(section.properties.iter().cloned());
        return (Some(section.title.text.clone()), properties, &section.body);
    }
    (document.title.as_ref().map(|title| title.text.clone()), properties, &document.body)
}

fn file_stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".gj").unwrap_or(file).to_owned()
}

/// 定义 and 参数 of a file.
type Declared = (IndexMap<String, Expr>, IndexMap<String, Quantity>);

/// What resolving one file needs to know, and what it finds.
pub(crate) struct Resolver<'a> {
    source: &'a Source,
    vocabulary: &'a Vocabulary,
    definitions: Cow<'a, IndexMap<String, Expr>>,
    parameters: Cow<'a, IndexMap<String, Quantity>>,
    /// 加分 最多, inner ones first.
    bonus_caps: Vec<BonusCap>,
    diagnostics: Vec<Diagnostic>,
    /// While the meaning of a phrase is resolved: where the phrase stands.
    at: Option<Span>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(source: &'a Source, vocabulary: &'a Vocabulary) -> Self {
        Resolver::within(source, vocabulary, Declared::default())
    }

    /// One that knows what the file defines.
    pub(crate) fn within(source: &'a Source, vocabulary: &'a Vocabulary, (definitions, parameters): Declared) -> Self {
        let (bonus_caps, diagnostics) = (Vec::new(), Vec::new());
        let (definitions, parameters) = (Cow::Owned(definitions), Cow::Owned(parameters));
        Resolver { source, vocabulary, definitions, parameters, bonus_caps, diagnostics, at: None }
    }

    /// What the file defines, and what is wrong with what was resolved.
    pub(crate) fn found(self) -> (IndexMap<String, Expr>, IndexMap<String, Quantity>, Vec<Diagnostic>) {
        (self.definitions.into_owned(), self.parameters.into_owned(), self.diagnostics)
    }

    /// What the properties of the file declare, and what they put in force.
    pub(crate) fn file(&mut self, properties: &[Property], body: &[Node]) -> Scope {
        self.declarations(properties, body);
        self.resolve_definitions();
        self.conflicts(properties);
        self.scope(&Scope::default(), properties)
    }

    /// What is in force in a section with these properties.
    pub(crate) fn of_section(&mut self, outer: &Scope, properties: &[Property]) -> Scope {
        let outer = Scope { worth: None, ..outer.clone() };
        self.conflicts(properties);
        self.scope(&outer, properties)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        let span = self.at.unwrap_or(diagnostic.span);
        self.diagnostics.push(Diagnostic { span, ..diagnostic });
    }

    /// Collects 定义 and 参数 of the whole file, wherever they stand.
    fn declarations(&mut self, properties: &[Property], body: &[Node]) {
        for property in properties {
            let twice = match &property.kind {
                PropertyKind::Define { name, value } => {
                    self.definitions.to_mut().insert(name.text.clone(), value.clone()).map(|_| &name.text)
                }
                PropertyKind::Parameter { name, value } => {
                    self.parameters.to_mut().insert(name.text.clone(), value.clone()).map(|_| &name.text)
                }
                _ => None,
            };
            if let Some(name) = twice {
                self.report(Diagnostic::new(Code::NameTwice, property.span).with("name", name.as_str()));
            }
        }
        for node in body {
            let (properties, body): (_, &[Node]) = match node {
                Node::Section(section) => (&section.properties, &section.body),
                Node::Clause(clause) => (&clause.properties, &[]),
            };
            self.declarations(properties, body);
        }
    }

    fn resolve_definitions(&mut self) {
        for (name, value) in self.definitions.clone().into_owned() {
            let value = self.expr(&value, None);
            self.definitions.to_mut().insert(name, value);
        }
    }

    /// Resolves what stands under one heading. `path` is the section's number with its parents' (`1.2`), or empty.
    fn body(&mut self, scope: &Scope, path: &str, body: &[Node], out: &mut Vec<hir::Clause>) {
        let (mut section_number, mut last_item) = (0, 0);
        let first = out.len();
        let mut groups: Vec<Group> = Vec::new();
        for nodes in body.chunk_by(|one, other| matches!((one, other), (Node::Clause(_), Node::Clause(_)))) {
            if let [Node::Section(section)] = nodes {
                section_number = section.number.unwrap_or(u32::saturating_add(section_number, 1));
                let path = join(path, &section_number.to_string());
                self.section(scope, &path, section, out);
            } else {
                self.run(scope, (path, &mut last_item), nodes, (out, &mut groups));
            }
        }
        self.share_worth(scope.worth.unwrap_or(WHOLE), &groups, out.get_mut(first..).unwrap_or_default(), first);
    }

    fn section(&mut self, scope: &Scope, path: &str, section: &Section, out: &mut Vec<hir::Clause>) {
        let scope = self.of_section(scope, &section.properties);
        let start = out.len();
        self.body(&scope, path, &section.body, out);
        self.cap_bonus(&section.properties, out.get(start..).unwrap_or_default());
    }

    /// `加分 最多`: the bonuses of all these clauses together.
    fn cap_bonus(&mut self, properties: &[Property], clauses: &[hir::Clause]) {
        for property in properties {
            if let PropertyKind::BonusCap(most) = &property.kind {
                let clauses = clauses.iter().map(|clause| clause.id.clone()).collect();
                self.bonus_caps.push(BonusCap { most: *most, clauses });
            }
        }
    }

    /// Gives every clause of a section its worth; the requirements of a clause share it equally unless each says its
    /// own.
    fn share_worth(&mut self, whole: Decimal, groups: &[Group], clauses: &mut [hir::Clause], first: usize) {
        let members =
            |range: &std::ops::Range<usize>| range.start.saturating_sub(first)..range.end.saturating_sub(first);
        let scored = |range: &std::ops::Range<usize>| {
            let members = clauses.get(members(range)).unwrap_or_default();
            u32::try_from(members.iter().filter(|clause| clause.is_scored()).count()).unwrap_or(u32::MAX)
        };
        let stated: Vec<Stated> = groups
            .iter()
            .map(|(range, worth, span)| Stated { scored: scored(range), worth: *worth, span: *span })
            .collect();
        let (shares, problem) = shares(whole, &stated);
        if let Some(problem) = problem {
            self.report(problem);
        }
        for ((range, worth, _), share) in groups.iter().zip(shares) {
            for clause in clauses.get_mut(members(range)).unwrap_or_default() {
                if clause.is_scored() {
                    clause.worth = clause.worth.take().or_else(|| Some(share.clone()));
                    clause.worth_stated = worth.is_some();
                }
            }
        }
    }
}

/// Every id that is given again.
pub(crate) fn ids_twice<'a>(ids: impl IntoIterator<Item = (&'a str, Span)>) -> Vec<Diagnostic> {
    let mut seen: HashMap<&str, Span> = HashMap::default(); // looked up only
    let mut problems = Vec::new();
    for (id, span) in ids {
        match seen.entry(id) {
            Entry::Occupied(first) => {
                problems.push(Diagnostic::new(Code::IdTwice, span).with("id", id).related(*first.get()));
            }
            Entry::Vacant(first) => drop(first.insert(span)),
        }
    }
    problems
}

pub(crate) fn join(path: &str, number: &str) -> String {
    if path.is_empty() { number.to_owned() } else { format!("{path}.{number}") }
}

/// Counts on: from the number that is written, where one is.
pub(crate) fn count(written: Option<&str>, last: &mut u32) {
    match written {
        Some(number) => *last = number.parse().unwrap_or(*last),
        None => *last = last.saturating_add(1),
    }
}
