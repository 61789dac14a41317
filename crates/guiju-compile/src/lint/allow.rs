//! `// 规矩:允许 vague-word 因为 …`: what the author of a file has looked at and wants to keep.

use guiju_syntax::ast::{Document, Node, Property};
use guiju_syntax::catalogue::Code;
use guiju_syntax::comments::comments;
use guiju_syntax::diagnostic::{Diagnostic, Severity};
use guiju_syntax::span::{Source, Span};

use super::Rule;

/// How such a comment begins; full-width and half-width colons are equal.
const MARK: &str = "规矩:";
/// What allows a rule for the clause at the comment.
const HERE: &str = "允许";
/// What allows a rule for the whole file.
const EVERYWHERE: &str = "本文件允许";
/// What the reason follows.
const BECAUSE: &str = "因为";

/// One comment that allows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The comment.
    pub span: Span,
    /// The rules it names.
    pub rules: Vec<String>,
    /// Whether it says why.
    pub reasoned: bool,
    /// What it covers.
    pub covers: Span,
}

impl Allowance {
    /// Whether this finding of the rule is allowed: the comment says why, and stands at its place.
    pub fn allows(&self, rule: &str, diagnostic: &Diagnostic) -> bool {
        let place = diagnostic.span.start;
        self.reasoned
            && self.rules.iter().any(|name| name == rule)
            && self.covers.start <= place
            && place < self.covers.end
    }

    /// What is wrong with it: an unknown rule, no reason, or nothing that it hides.
    pub(super) fn problems(&self, hidden: &[Diagnostic], looked: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let unknown = self.rules.iter().filter(|name| Rule::named(name).is_none());
        let mut problems: Vec<Diagnostic> = unknown
            .map(|name| {
                Diagnostic::new(Code::UnknownRule, self.span).with("rule", name.as_str()).near(Rule::near(name))
            })
            .collect();
        if !self.reasoned {
            problems.push(Diagnostic::new(Code::AllowedWithoutReason, self.span));
            return problems;
        }
        for rule in self.rules.iter().filter_map(|name| Rule::named(name)) {
            if rule.code.entry().severity == Severity::Error {
                problems.push(Diagnostic::new(Code::LevelFixed, self.span).with("rule", rule.name));
                continue;
            }
            let used = hidden.iter().any(|it| it.code == rule.code && self.allows(rule.name, it));
            if !used && looked(rule.name) {
                problems.push(Diagnostic::new(Code::AllowedForNothing, self.span).with("rule", rule.name));
            }
        }
        problems
    }
}

/// All allowances of a file, in order. One at the end of a line covers that line; one on a line of its own covers what
/// comes next: a clause with its properties, a heading with its own, or a single property.
pub fn allowances(source: &Source, document: &Document) -> Vec<Allowance> {
    allowances_among(source, || places(document))
}

/// The same where the places are known.
pub(crate) fn allowances_among(source: &Source, places: impl FnOnce() -> Vec<Place>) -> Vec<Allowance> {
    // Most files have none, which is seen sooner than that a comment begins somewhere.
    if !source.text().contains("规矩") {
        return Vec::new();
    }
    let found: Vec<_> = comments(source)
        .into_iter()
        .filter_map(|comment| {
            let (file, rules, reasoned) = said(comment.text)?;
            Some((comment, file, rules, reasoned))
        })
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let places = places();
    let covered = |comment: &guiju_syntax::comments::Comment<'_>| {
        if !comment.alone {
            let before = source.text().get(..comment.span.start as usize).unwrap_or("");
            return Span::new(before.rfind('\n').map_or(0, |at| at + 1), comment.span.end as usize);
        }
        let mut next = places.iter().skip_while(|place| place.span.start < comment.span.end);
        let Some(first) = next.next() else { return Span { start: comment.span.end, end: u32::MAX } };
        let end = match first.property {
            true => first.span.end,
            false => next.find(|place| !place.property).map_or(u32::MAX, |place| place.span.start),
        };
        Span { start: comment.span.end, end }
    };
    found
        .into_iter()
        .map(|(comment, file, rules, reasoned)| {
            let covers = if file { Span { start: 0, end: u32::MAX } } else { covered(&comment) };
            Allowance { span: comment.span, rules, reasoned, covers }
        })
        .collect()
}

/// All allowances of a vocabulary file, in order: `# 规矩:允许 unused-name 因为 …` on a line of its own covers the next line
/// that is no comment.
pub(super) fn in_tables(source: &Source) -> Vec<Allowance> {
    let (mut found, mut start) = (Vec::<Allowance>::new(), 0);
    for line in source.text().split_inclusive('\n') {
        let end = start + line.len();
        match line.trim().strip_prefix('#') {
            Some(comment) => found.extend(said(comment.trim()).map(|(file, rules, reasoned)| {
                let covers = if file { Span { start: 0, end: u32::MAX } } else { Span::new(end, end) };
                let blank = line.len() - line.trim_start().len();
                Allowance { span: Span::new(start + blank, start + line.trim_end().len()), rules, reasoned, covers }
            })),
            None if line.trim().is_empty() => {}
            None => {
                for open in found.iter_mut().filter(|it| it.covers.start == it.covers.end) {
                    open.covers = Span::new(start, end);
                }
            }
        }
        start = end;
    }
    found
}

/// What a comment allows: whether everywhere, which rules, and whether it says why.
fn said(comment: &str) -> Option<(bool, Vec<String>, bool)> {
    let text = comment.replace('：', ":");
    let (file, rest) = words(text.strip_prefix(MARK)?)?;
    let (names, reason) = rest.split_once(BECAUSE).unwrap_or((rest, ""));
    let rules = names.split([',', '，', '、', ' ']).map(str::trim).filter(|name| !name.is_empty());
    Some((file, rules.map(str::to_owned).collect(), !reason.trim().is_empty()))
}

/// Whether it is said of the whole file, and what follows.
fn words(text: &str) -> Option<(bool, &str)> {
    let text = text.trim();
    let everywhere = text.strip_prefix(EVERYWHERE).map(|rest| (true, rest));
    everywhere.or_else(|| text.strip_prefix(HERE).map(|rest| (false, rest)))
}

/// Something that begins at a place.
pub(crate) struct Place {
    /// Its line.
    pub span: Span,
    /// Whether it is no part of its own: a property, or the title.
    pub property: bool,
}

/// Everything in a document, in order of place.
fn places(document: &Document) -> Vec<Place> {
    let mut places = Vec::new();
    places.extend(document.title.iter().map(|title| Place { span: title.span, property: true }));
    properties(&document.properties, &mut places);
    nodes(&document.body, &mut places);
    places.sort_by_key(|place| place.span);
    places
}

/// The parts of a document, in order: from each heading or clause to the next; what stands before the first is one too.
pub fn parts(document: &Document) -> Vec<Span> {
    let mut starts = vec![0];
    starts.extend(places(document).iter().filter(|place| !place.property).map(|place| place.span.start));
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([u32::MAX]);
    starts.iter().zip(ends).map(|(&start, end)| Span { start, end }).collect()
}

fn properties(properties: &[Property], places: &mut Vec<Place>) {
    places.extend(properties.iter().map(|property| Place { span: property.span, property: true }));
}

fn nodes(body: &[Node], places: &mut Vec<Place>) {
    for node in body {
        match node {
            Node::Section(section) => {
                places.push(Place { span: section.span, property: false });
                properties(&section.properties, places);
                nodes(&section.body, places);
            }
            Node::Clause(clause) => {
                places.push(Place { span: clause.span, property: false });
                properties(&clause.properties, places);
            }
        }
    }
}
