//! What rules look at.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use foldhash::HashMap;
use guiju_engine::program::{self, Check, Duty, DutyItem, Expr, MeasureCheck, Program};
use guiju_engine::schema::ActivityId;
use guiju_syntax::ast::{Clause, Document, Node, Property, Section};
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Source;
use indexmap::IndexMap;

use crate::manifest::Manifest;
use crate::vocabulary::Vocabulary;
use crate::{Compilation, hir};

/// So many requirements about one activity are held against each other, so that work stays bounded.
pub(super) const MOST_RELATED: usize = 200;

/// A compiled package, as rules see it.
#[derive(Debug, Clone, Copy)]
pub struct Package<'a> {
    /// The sources of the standards.
    pub sources: &'a [Source],
    /// What became of them.
    pub compilation: &'a Compilation,
    /// The names they use.
    pub vocabulary: &'a Vocabulary,
    /// `guiju.toml`, where there is one, and the vocabulary files that it names.
    pub manifests: &'a [Manifest],
    /// The sources of these.
    pub tables: &'a [Source],
    /// Whether the sources are all of the package, rather than one file of it.
    pub whole: bool,
    /// What data there is.
    pub evidence: &'a Evidence,
}

/// What is known of the company's data; rules that need what is `None` find nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The activities that the records hold, as they call them.
    pub recorded: Option<BTreeSet<String>>,
    /// The attributes of everyone in the people table: column and value.
    pub people: Option<BTreeSet<(String, String)>>,
    /// What was proved of requirements about the same thing, by whoever can reason over calendars and records.
    pub proofs: Vec<Proof>,
}

/// Something proved of two requirements, each by the name of its file and its id, of people whom both bind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// One of them.
    pub one: (String, String),
    /// The other.
    pub two: (String, String),
    /// What.
    pub claim: Claim,
}

/// What may be proved of two requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// Both cannot be met.
    Contradictory,
    /// Whoever meets the one meets the other.
    Implies,
}

/// What rules find: a file, by its place among the standards or among the vocabulary files, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Found {
    pub(super) all: Vec<(usize, Diagnostic)>,
    pub(super) vocabulary: Vec<(usize, Diagnostic)>,
}

impl Found {
    /// Adds a finding.
    pub fn add(&mut self, file: &File<'_>, diagnostic: Diagnostic) {
        self.all.push((file.index, diagnostic));
    }

    /// Adds a finding about a vocabulary file.
    pub fn add_to_vocabulary(&mut self, index: usize, diagnostic: Diagnostic) {
        self.vocabulary.push((index, diagnostic));
    }
}

/// One file of a package.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// Its place among the sources.
    pub index: usize,
    /// Its text.
    pub source: &'a Source,
    /// The tree as written.
    pub document: &'a Document,
    /// The standard as resolved.
    pub standard: &'a hir::Standard,
    /// The standard as lowered.
    pub lowered: &'a program::Standard,
    /// What its author asks not to be told.
    pub hidden: &'a [Diagnostic],
}

/// A requirement as resolved, with what it became.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// Where it stands.
    pub file: File<'a>,
    /// As resolved.
    pub clause: &'a hir::Clause,
    /// As lowered.
    pub lowered: &'a program::Clause,
}

impl<'a> Package<'a> {
    /// `guiju.toml`, where there is one.
    pub fn manifest(&self) -> Option<&'a Manifest> {
        self.manifests.first()
    }

    /// The program.
    pub fn program(&self) -> &'a Program {
        &self.compilation.program
    }

    /// Every file, in order.
    pub fn files(&self) -> impl Iterator<Item = File<'a>> {
        let Compilation { program, documents, standards, hidden, .. } = self.compilation;
        let parts = self.sources.iter().zip(documents).zip(standards).zip(&program.standards).zip(hidden).enumerate();
        parts.map(|(index, ((((source, document), standard), lowered), hidden))| File {
            index,
            source,
            document,
            standard,
            lowered,
            hidden,
        })
    }

    /// Every requirement that was lowered, in order.
    pub fn judged(&self) -> Vec<Judged<'a>> {
        self.files().flat_map(|file| file.judged()).collect()
    }

    /// The pairs of requirements of which something was proved.
    pub fn proved(&self, claim: Claim) -> Vec<(Judged<'a>, Judged<'a>)> {
        // Where an id is given twice, the first has it.
        let mut known: HashMap<(&str, &str), Judged<'a>> = HashMap::default(); // looked up only
        for judged in self.judged() {
            known.entry((judged.file.source.name(), judged.clause.id.as_str())).or_insert(judged);
        }
        let find = |(file, id): &(String, String)| known.get(&(file.as_str(), id.as_str())).copied();
        let proofs = self.evidence.proofs.iter().filter(|proof| proof.claim == claim);
        proofs.filter_map(|proof| Some((find(&proof.one)?, find(&proof.two)?))).collect()
    }

    /// The requirements by what they are about: those in one list look at the same activities.
    pub fn related(&self) -> Vec<Vec<Judged<'a>>> {
        let mut groups: IndexMap<Vec<ActivityId>, Vec<Judged<'a>>> = IndexMap::new();
        for judged in self.judged() {
            groups.entry(activities(&judged.lowered.check, self.program())).or_default().push(judged);
        }
        groups
            .into_values()
            .filter(|group| group.len() > 1)
            .map(|mut group| {
                group.truncate(MOST_RELATED);
                group
            })
            .collect()
    }
}

/// Requirements in order of place.
pub struct Worths<'a>(Vec<&'a hir::Clause>);

impl<'a> Worths<'a> {
    /// Those of a clause as written.
    pub fn within(&self, written: &Clause) -> impl Iterator<Item = &'a hir::Clause> {
        let (start, end) = (written.span.start, written.span.end);
        let from = self.0.partition_point(|clause| clause.span.start < start);
        let behind = self.0.get(from..).unwrap_or_default().iter().copied();
        behind.take_while(move |clause| clause.span.start <= end).filter(move |clause| clause.span.end <= end)
    }
}

impl<'a> File<'a> {
    /// Its requirements that were lowered, in order.
    pub fn judged(&self) -> Vec<Judged<'a>> {
        let file = *self;
        let mut lowered = self.lowered.clauses.iter().peekable();
        let mut found = Vec::new();
        for clause in &self.standard.clauses {
            // Lowering keeps the order and leaves some out.
            let same = |it: &&program::Clause| it.id == clause.id && it.origin.start == clause.span.start;
            if let Some(lowered) = lowered.next_if(same) {
                found.push(Judged { file, clause, lowered });
            }
        }
        found
    }

    /// The requirements that have a worth, in order of place.
    pub fn worths(&self) -> Worths<'a> {
        let mut worths: Vec<_> = self.standard.clauses.iter().filter(|clause| clause.worth.is_some()).collect();
        worths.sort_by_key(|clause| clause.span.start);
        Worths(worths)
    }

    /// Every section, outermost first.
    pub fn sections(&self) -> Vec<&'a Section> {
        fn below<'a>(body: &'a [Node], found: &mut Vec<&'a Section>) {
            for node in body {
                if let Node::Section(section) = node {
                    found.push(section);
                    below(&section.body, found);
                }
            }
        }
        let mut found = Vec::new();
        below(&self.document.body, &mut found);
        found
    }

    /// The clauses as written, with the bodies they stand in: one list for the file and one for each section.
    pub fn lists(&self) -> Vec<Vec<&'a Clause>> {
        let bodies =
            std::iter::once(&self.document.body).chain(self.sections().into_iter().map(|section| &section.body));
        bodies
            .map(|body| {
                let clauses = body.iter().filter_map(|node| match node {
                    Node::Clause(clause) => Some(clause),
                    Node::Section(_) => None,
                });
                clauses.collect()
            })
            .collect()
    }

    /// Every property, wherever it stands.
    pub fn properties(&self) -> Vec<&'a Property> {
        let mut found: Vec<&Property> = self.document.properties.iter().collect();
        found.extend(self.sections().into_iter().flat_map(|section| &section.properties));
        found.extend(self.lists().into_iter().flatten().flat_map(|clause| &clause.properties));
        found.sort_by_key(|property| property.span);
        found
    }
}

impl<'a> Judged<'a> {
    /// Its file and its id.
    pub fn key(&self) -> (usize, &'a str) {
        (self.file.index, self.clause.id.as_str())
    }

    /// The check of a value against a threshold.
    pub fn measure(&self) -> Option<&'a MeasureCheck> {
        match &self.lowered.check {
            Check::Measure(check) => Some(check),
            _ => None,
        }
    }

    /// Whether somebody may be bound by both at the same time: the same people (or everyone), under the same condition.
    pub fn overlaps(&self, other: &Judged<'_>) -> bool {
        let (one, two) = (self.lowered, other.lowered);
        let apart =
            |to: Option<NaiveDate>, from: Option<NaiveDate>| matches!((to, from), (Some(to), Some(from)) if to < from);
        (one.applies == two.applies || one.applies.is_none() || two.applies.is_none())
            && one.condition == two.condition
            && !apart(one.effective_to, two.effective_from)
            && !apart(two.effective_to, one.effective_from)
    }

    /// What it is called by a finding about another requirement: with its file where that is not the same.
    pub fn name_from(&self, other: &Judged<'_>) -> String {
        match self.file.index == other.file.index {
            true => self.clause.id.clone(),
            false => format!("{} {}", self.file.source.name(), self.clause.id),
        }
    }

    /// Points to it from a finding about another requirement, where both are in one file.
    pub fn related(&self, other: &Judged<'_>, diagnostic: Diagnostic) -> Diagnostic {
        match self.file.index == other.file.index {
            true => diagnostic.related(self.clause.span),
            false => diagnostic,
        }
    }
}

/// The activities that a value is made of, each once, in order.
pub fn measured(value: &Expr, program: &Program) -> Vec<ActivityId> {
    fn below(value: &Expr, program: &Program, found: &mut Vec<ActivityId>) {
        match value {
            Expr::Measure(id) => {
                let sources = program.measures.get(id.index()).into_iter().flat_map(|measure| &measure.sources);
                found.extend(sources.map(|source| source.activity));
            }
            Expr::Number(_) | Expr::Target(_) => {}
            Expr::Binary { left, right, .. } => {
                below(left, program, found);
                below(right, program, found);
            }
            Expr::Change { of, .. } => below(of, program, found),
        }
    }
    let mut found = Vec::new();
    below(value, program, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|id| seen.insert(*id));
    found
}

/// The activities that a check is about, each once, in order.
pub fn activities(check: &Check, program: &Program) -> Vec<ActivityId> {
    let mut found = match check {
        Check::Measure(check) | Check::Record(check) => measured(&check.value, program),
        Check::Every(every) => {
            let (Duty::All(items) | Duty::Any(items)) = &every.duty;
            let mut found = vec![every.trigger];
            for item in items {
                match item {
                    DutyItem::Field(_) => {}
                    DutyItem::Response { activity, .. } | DutyItem::Manual(activity) => found.push(*activity),
                    DutyItem::Anchored { event, .. } => found.push(*event),
                    DutyItem::Sequence(activities) => found.extend(activities),
                }
            }
            found
        }
        Check::Manual(check) => vec![check.activity],
        Check::Person(_) => Vec::new(),
    };
    let mut seen = BTreeSet::new();
    found.retain(|id| seen.insert(*id));
    found
}
