//! What changes from one version of standards to the next: clause by clause, and for real people.
//!
//! A clause is stricter where whoever meets the new one has met the old one, and looser the other way round; both are
//! worked out as [`crate::analysis`] does it, and shown with records that the evaluator judges under both versions.
//!
//! ```
//! # fn main() -> Result<(), guiju::Error> {
//! use guiju::diff::{Kind, diff};
//! let old = guiju::Standards::parse("1. 每周上门访问客户 >= 8")?;
//! let new = guiju::Standards::parse("1. 每周上门访问客户 >= 10")?;
//! let changes = diff(&old, &new, Default::default());
//! assert_eq!(changes[0].kind, Kind::Stricter);
//! // eight a week met the old one, and miss the new one
//! let example = &changes[0].decision.as_ref().unwrap().examples[0];
//! assert_eq!((example.first.status, example.second.status), (guiju::Status::Met, guiju::Status::Missed));
//! # Ok(())
//! # }
//! ```

mod effects;
mod matching;

use guiju_compile::describe::describe;
use guiju_engine::program::{Clause, Program, Standard};
use guiju_syntax::diagnostic::Lang;
use serde::Serialize;

pub use effects::{ClauseEffect, Effect, effects};

use crate::Standards;
use crate::analysis::{self, Decision, Name, Relation, Years};
use crate::reads;

/// How a clause changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Whoever meets the new one has met the old one, but not the other way round; or it binds more people.
    Stricter,
    /// Whoever met the old one meets the new one, but not the other way round; or it binds fewer people.
    Looser,
    /// It asks for something else, or is scored otherwise; or nothing was proved and shown.
    Changed,
    /// Nothing but its wording or its number.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A part of a clause that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Which.
    pub part: Which,
    /// As it was; empty where nothing was said.
    pub old: String,
    /// As it is.
    pub new: String,
}

/// Parts of clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// What it asks.
    Requirement,
    /// What its words mean in the data.
    Meaning,
    /// Whom it binds.
    Applies,
    /// From when to when it is in force.
    InForce,
    /// What it is worth.
    Worth,
    /// How it is scored, its veto and its consequences.
    Scoring,
}

/// Somebody whom only one version binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// As case files write them.
    pub person: String,
    /// Whether it is the new version that binds them.
    pub by_new: bool,
}

/// How one clause changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// How.
    pub kind: Kind,
    /// As it was; `None` where it is added.
    pub old: Option<Name>,
    /// As it is; `None` where it is removed.
    pub new: Option<Name>,
    /// What differs.
    pub parts: Vec<Part>,
    /// How the two requirements stand to each other, with examples; the old one is the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// People whom only one of them binds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
}

/// Every clause of both versions: those of the new one in its order, then those that are gone.
pub fn diff(old: &Standards, new: &Standards, years: Years) -> Vec<Change> {
    let mut changes = Vec::new();
    for (before, after) in matching::standards(&old.program, &new.program) {
        let olds: Vec<&Clause> = before.into_iter().flat_map(|standard| &standard.clauses).collect();
        let news: Vec<&Clause> = after.into_iter().flat_map(|standard| &standard.clauses).collect();
        let file = |standard: Option<&Standard>| standard.map(|it| it.file.clone()).unwrap_or_default();
        let (old_file, new_file) = (file(before), file(after));
        for (before, after) in matching::clauses((&old.program, &olds), (&new.program, &news)) {
            let old_name = before.map(|clause| analysis::name(&old_file, clause));
            let new_name = after.map(|clause| analysis::name(&new_file, clause));
            changes.push(match (before, after) {
                (Some(before), Some(after)) => {
                    let said = (old.scoring(&old_file, &before.id), new.scoring(&new_file, &after.id));
                    let change = changed((&old.program, before), (&new.program, after), said, years);
                    Change { old: old_name, new: new_name, ..change }
                }
                (before, _) => Change {
                    kind: if before.is_some() { Kind::Removed } else { Kind::Added },
                    old: old_name,
                    new: new_name,
                    parts: Vec::new(),
                    decision: None,
                    people: Vec::new(),
                },
            });
        }
    }
    changes
}

/// `said` is what both versions say of the points.
fn changed(old: (&Program, &Clause), new: (&Program, &Clause), said: (String, String), years: Years) -> Change {
    let parts = parts(old, new, said);
    let differs = |which| parts.iter().any(|part| part.part == which);
    let asks = differs(Which::Requirement) || differs(Which::Meaning);
    let decision = asks.then(|| analysis::compare(old, new, years));
    let people = if differs(Which::Applies) { people(old, new) } else { Vec::new() };
    let (wider, narrower) = (people.iter().any(|it| it.by_new), people.iter().any(|it| !it.by_new));
    let scope = match (differs(Which::Applies), wider, narrower) {
        (false, ..) => Kind::Same,
        (true, true, false) => Kind::Stricter,
        (true, false, true) => Kind::Looser,
        _ => Kind::Changed,
    };
    let demand = match decision.as_ref().map(|decision| decision.relation) {
        None | Some(Relation::Equivalent) => Kind::Same,
        Some(Relation::Implies) => Kind::Looser,
        Some(Relation::ImpliedBy) => Kind::Stricter,
        _ => Kind::Changed,
    };
    let other = [Which::InForce, Which::Worth, Which::Scoring].into_iter().any(differs);
    let kind = match (demand, scope) {
        (Kind::Same, Kind::Same) if other => Kind::Changed,
        (Kind::Same, kind) | (kind, Kind::Same) => kind,
        (one, two) if one == two => one,
        _ => Kind::Changed,
    };
    Change { kind, old: None, new: None, parts, decision, people }
}

/// What of a clause is not what it was.
fn parts(old: (&Program, &Clause), new: (&Program, &Clause), said: (String, String)) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut compare = |part, old: String, new: String| {
        if old != new {
            parts.push(Part { part, old, new });
        }
    };
    compare(Which::Requirement, old.1.origin.canonical.clone(), new.1.origin.canonical.clone());
    let meaning = |(program, clause): (&Program, &Clause)| describe(program, clause, Lang::Zh);
    if old.1.origin.canonical == new.1.origin.canonical {
        compare(Which::Meaning, meaning(old), meaning(new));
    }
    let applies = |(program, clause): (&Program, &Clause)| {
        let applies = clause.applies.as_ref();
        applies.map(|applies| reads::person_condition(&program.schema, applies)).unwrap_or_default()
    };
    compare(Which::Applies, applies(old), applies(new));
    let in_force = |(_, clause): (&Program, &Clause)| {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match (clause.effective_from, clause.effective_to) {
            (None, None) => String::new(),
            (from, to) => format!("{} – {}", day(from), day(to)),
        }
    };
    compare(Which::InForce, in_force(old), in_force(new));
    let worth = |(_, clause): (&Program, &Clause)| {
        clause.worth.as_ref().map(|worth| match worth.parts {
            1 => worth.points.normalize().to_string(),
            parts => format!("{}/{parts}", worth.points.normalize()),
        })
    };
    compare(Which::Worth, worth(old).unwrap_or_default(), worth(new).unwrap_or_default());
    let scoring = |(_, clause): (&Program, &Clause)| {
        (&clause.scoring, &clause.veto, &clause.consequences).eq(&(&new.1.scoring, &new.1.veto, &new.1.consequences))
    };
    if !scoring(old) {
        parts.push(Part { part: Which::Scoring, old: said.0, new: said.1 });
    }
    parts
}

/// People whom only one of the versions binds.
fn people(old: (&Program, &Clause), new: (&Program, &Clause)) -> Vec<Person> {
    let only = |by_new: bool| {
        let person = analysis::bound_by_one(old, new, by_new)?;
        Some(Person { person, by_new })
    };
    [only(true), only(false)].into_iter().flatten().collect()
}
