//! A file with its plain sentences rewritten in canonical form.

use std::collections::BTreeMap;

use guiju_syntax::ast::{self, Core, Document, Node, PropertyKind};
use guiju_syntax::canonical;
use guiju_syntax::diagnostic::{Diagnostic, Severity};
use guiju_syntax::format::{self, Rewrite};
use guiju_syntax::span::{Source, Span};

use crate::hir;
use crate::resolve::{forms, resolve, written};
use crate::vocabulary::Vocabulary;
use crate::{Explained, explain};

/// How often rewriting is tried with fewer clauses.
const TRIES: usize = 4;

/// The file, formatted, with every clause in canonical form that can be; what it said before stays as a comment.
///
/// Points that are said of all of its requirements stand below it, others behind their own requirement. A clause stays as
/// it is where its canonical form would not say the same: where it is a note, or where something is wrong with it.
pub fn rewrite(source: &Source, vocabulary: &Vocabulary) -> String {
    let parse = guiju_syntax::parse(source, &vocabulary.names);
    let (standard, problems) = resolved(source, &parse.document, vocabulary);
    let before = meaning(&standard, source);
    let mut rewrites = BTreeMap::new();
    let mut spans = Vec::new();
    clauses(&parse.document.body, &mut |clause| {
        let inside = |span: Span| clause.span.start <= span.start && span.end <= clause.span.end;
        // What is said of the sentence itself would be lost with it; other warnings come up again.
        let counts = |problem: &Diagnostic| {
            problem.severity() == Severity::Error || problem.code.entry().code.starts_with("GJ02")
        };
        let mut found = parse.diagnostics.iter().chain(&problems);
        let wrong = found.any(|problem| counts(problem) && inside(problem.span));
        let resolved = standard.clauses.iter().filter(|it| inside(it.span));
        spans.extend(resolved.clone().map(|_| clause.span));
        if let Some(rewrite) = (!wrong).then(|| rewritten(clause, resolved, source)).flatten() {
            rewrites.insert(clause.span, rewrite);
        }
    });
    for _ in 0..TRIES {
        let text = format::rewrite(source, &vocabulary.names, &rewrites);
        let written = Source::new(source.name(), text);
        let parse = guiju_syntax::parse(&written, &vocabulary.names);
        let (standard, _) = resolved(&written, &parse.document, vocabulary);
        let after = meaning(&standard, &written);
        if before == after {
            return written.text().to_owned();
        }
        if before.len() != after.len() {
            break;
        }
        let changed = before.iter().zip(&after).zip(&spans).filter(|((one, other), _)| one != other);
        for (_, span) in changed {
            rewrites.remove(span);
        }
    }
    format::format(source, &vocabulary.names)
}

/// A file resolved, with its canonical forms.
fn resolved(source: &Source, document: &Document, vocabulary: &Vocabulary) -> (hir::Standard, Vec<Diagnostic>) {
    let (standard, problems) = resolve(source, document, vocabulary);
    let forms = forms(&standard);
    (written(standard, forms), problems)
}

/// What every requirement asks, wherever it stands.
fn meaning(standard: &hir::Standard, source: &Source) -> Vec<Explained> {
    let placeless = |it: Explained| Explained { line: 0, text: String::new(), ..it };
    explain(standard, source).into_iter().map(placeless).collect()
}

fn clauses(body: &[Node], each: &mut impl FnMut(&ast::Clause)) {
    for node in body {
        match node {
            Node::Section(section) => clauses(&section.body, each),
            Node::Clause(clause) => each(clause),
        }
    }
}

/// A clause in canonical form; `None` where it has none, or is written so already.
fn rewritten<'a>(
    clause: &ast::Clause,
    resolved: impl Iterator<Item = &'a hir::Clause>,
    source: &Source,
) -> Option<Rewrite> {
    let marked = |kind: &PropertyKind| matches!(kind, PropertyKind::Manual(_) | PropertyKind::Note(None));
    if clause.properties.iter().any(|property| marked(&property.kind)) {
        return None;
    }
    let mut requirements = Vec::new();
    for resolved in resolved {
        let requirement = resolved.requirement.as_deref()?;
        if matches!(requirement.core, Core::Phrase(_) | Core::Narrow(_)) {
            return None;
        }
        let stated = requirement.scoring.iter().map(canonical::scoring);
        let stated: Vec<String> = stated.chain(requirement.properties.iter().map(canonical::property)).collect();
        requirements.push((canonical::requirement(requirement), stated));
    }
    let (_, first) = requirements.first()?;
    let of_all = requirements.iter().all(|(_, stated)| stated == first);
    let properties = if of_all { first.clone() } else { Vec::new() };
    let stated = |(form, stated): (String, Vec<String>)| match of_all {
        true => form,
        false => std::iter::once(form).chain(stated).collect::<Vec<_>>().join(","),
    };
    let requirements: Vec<String> = requirements.into_iter().map(stated).collect();
    let words = |text: &str| guiju_syntax::normal::words(text.trim_end_matches(['。', ';', '；', '.']));
    let same = properties.is_empty() && words(&requirements.join(";")) == words(source.slice(clause.span));
    (!same).then_some(Rewrite { requirements, properties })
}
