//! Tree to resolved standards: numbers, scopes, inheritance, phrases and names.

mod clause;
mod conflicts;
mod names;
pub use names::TARGET;
mod scope;

use guiju_engine::program::{BonusCap, Worth};
use guiju_syntax::ast::{Clause, Document, Expr, Node, Property, PropertyKind, Quantity, Section};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use indexmap::IndexMap;
use rust_decimal::Decimal;

use crate::hir;
use crate::vocabulary::Vocabulary;
use scope::Scope;

/// What a section's clauses are worth together.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// Resolves one file against a vocabulary.
pub fn resolve(source: &Source, document: &Document, vocabulary: &Vocabulary) -> (hir::Standard, Vec<Diagnostic>) {
    let (title, properties, body) = titled(document);
    let mut resolver = Resolver::new(source, vocabulary);
    resolver.declarations(&properties, body);
    resolver.resolve_definitions();
    resolver.conflicts(&properties);
    let scope = resolver.scope(&Scope::default(), &properties);
    let mut clauses = Vec::new();
    resolver.body(&scope, "", body, &mut clauses);
    resolver.unique_ids(&clauses);
    resolver.cap_bonus(&properties, &clauses);
    let name = title.unwrap_or_else(|| file_stem(source.name()));
    let mut grades = Vec::new();
    for property in &properties {
        if let PropertyKind::Grades(listed) = &property.kind {
            grades.extend(listed.iter().cloned());
        }
    }
    let Resolver { definitions, parameters, bonus_caps, diagnostics, .. } = resolver;
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

/// What resolving one file needs to know, and what it finds.
struct Resolver<'a> {
    source: &'a Source,
    vocabulary: &'a Vocabulary,
    definitions: IndexMap<String, Expr>,
    parameters: IndexMap<String, Quantity>,
    /// 加分 最多, inner ones first.
    bonus_caps: Vec<BonusCap>,
    diagnostics: Vec<Diagnostic>,
    /// While the meaning of a phrase is resolved: where the phrase stands.
    at: Option<Span>,
}

impl<'a> Resolver<'a> {
    fn new(source: &'a Source, vocabulary: &'a Vocabulary) -> Self {
        Resolver {
            source,
            vocabulary,
            definitions: IndexMap::new(),
            parameters: IndexMap::new(),
            bonus_caps: Vec::new(),
            diagnostics: Vec::new(),
            at: None,
        }
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
                    self.definitions.insert(name.text.clone(), value.clone()).map(|_| &name.text)
                }
                PropertyKind::Parameter { name, value } => {
                    self.parameters.insert(name.text.clone(), value.clone()).map(|_| &name.text)
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
        for (name, value) in self.definitions.clone() {
            let value = self.expr(&value, None);
            self.definitions.insert(name, value);
        }
    }

    /// Resolves what stands under one heading. `path` is the section's number with its parents' (`1.2`), or empty.
    fn body(&mut self, scope: &Scope, path: &str, body: &[Node], out: &mut Vec<hir::Clause>) {
        let (mut section_number, mut last_item) = (0, 0);
        let first = out.len();
        let mut groups: Vec<(std::ops::Range<usize>, Option<Decimal>, Span)> = Vec::new();
        for node in body {
            match node {
                Node::Section(section) => {
                    section_number = section.number.unwrap_or(section_number + 1);
                    let path = join(path, &section_number.to_string());
                    self.section(scope, &path, section, out);
                }
                Node::Clause(clause) => {
                    let number = number(clause, &mut last_item);
                    let start = out.len();
                    let worth = self.clause(scope, &join(path, &number), clause, out);
                    let own = out.get(start..).unwrap_or_default();
                    self.cap_bonus(&clause.properties, own);
                    self.bonus_caps.extend(
                        own.iter().filter_map(|clause| clause.bonus_cap).map(|most| BonusCap {
                            most,
                            clauses: own.iter().map(|clause| clause.id.clone()).collect(),
                        }),
                    );
                    groups.push((start..out.len(), worth, clause.span));
                }
            }
        }
        self.share_worth(scope.worth.unwrap_or(WHOLE), &groups, out.get_mut(first..).unwrap_or_default(), first);
    }

    fn section(&mut self, scope: &Scope, path: &str, section: &Section, out: &mut Vec<hir::Clause>) {
        let scope = Scope { worth: None, ..scope.clone() };
        self.conflicts(&section.properties);
        let scope = self.scope(&scope, &section.properties);
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

    /// Gives every clause of a section its worth: what it states, or an equal part of what the others leave of
    /// the whole; the requirements of a clause share its worth equally.
    fn share_worth(
        &mut self,
        whole: Decimal,
        groups: &[(std::ops::Range<usize>, Option<Decimal>, Span)],
        clauses: &mut [hir::Clause],
        first: usize,
    ) {
        let scored = |clause: &hir::Clause| !matches!(clause.kind(), hir::Kind::Note | hir::Kind::Record);
        let members =
            |range: &std::ops::Range<usize>| range.start.saturating_sub(first)..range.end.saturating_sub(first);
        let stated = groups.iter().filter_map(|(_, worth, _)| *worth).fold(Decimal::ZERO, Decimal::saturating_add);
        let counts: Vec<u32> = groups
            .iter()
            .map(|(range, _, _)| {
                let members = clauses.get(members(range)).unwrap_or_default();
                u32::try_from(members.iter().filter(|clause| scored(clause)).count()).unwrap_or(u32::MAX)
            })
            .collect();
        let unstated =
            groups.iter().zip(&counts).filter(|((_, worth, _), parts)| worth.is_none() && **parts > 0).count();
        let rest = whole.saturating_sub(stated);
        if unstated > 0
            && rest <= Decimal::ZERO
            && let Some((_, _, span)) = groups.iter().find(|(_, worth, _)| worth.is_none())
        {
            self.report(
                Diagnostic::new(Code::WorthUsedUp, *span)
                    .with("stated", stated.normalize().to_string())
                    .with("whole", whole.normalize().to_string()),
            );
        }
        if let (0, Some((_, _, span))) = (unstated, groups.iter().find(|(_, worth, _)| worth.is_some()))
            && stated != whole
        {
            self.report(
                Diagnostic::new(Code::WorthSum, *span)
                    .with("stated", stated.normalize().to_string())
                    .with("whole", whole.normalize().to_string()),
            );
        }
        for ((range, worth, _), parts) in groups.iter().zip(counts) {
            let (points, shares) = match worth {
                Some(points) => (*points, 1),
                None => (rest.max(Decimal::ZERO), u32::try_from(unstated).unwrap_or(u32::MAX)),
            };
            let stated = worth.is_some();
            let worth = Worth { points, parts: parts.saturating_mul(shares).max(1) };
            for clause in clauses.get_mut(members(range)).unwrap_or_default() {
                if scored(clause) {
                    clause.worth = Some(worth.clone());
                    clause.worth_stated = stated;
                }
            }
        }
    }

    fn unique_ids(&mut self, clauses: &[hir::Clause]) {
        let mut seen: IndexMap<&str, Span> = IndexMap::new();
        for clause in clauses {
            if let Some(first) = seen.get(clause.id.as_str()) {
                let diagnostic = Diagnostic::new(Code::IdTwice, clause.span).with("id", clause.id.as_str());
                self.diagnostics.push(diagnostic.related(*first));
            } else {
                seen.insert(&clause.id, clause.span);
            }
        }
    }
}

fn join(path: &str, number: &str) -> String {
    if path.is_empty() { number.to_owned() } else { format!("{path}.{number}") }
}

/// The number of a clause: as written, else the one after the last.
fn number(clause: &Clause, last: &mut u32) -> String {
    match &clause.number {
        Some(number) => {
            if let Ok(number) = number.parse() {
                *last = number;
            }
            number.clone()
        }
        None => {
            *last += 1;
            last.to_string()
        }
    }
}
