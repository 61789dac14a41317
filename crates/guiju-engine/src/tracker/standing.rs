//! How one person stands, not put into words.

use std::sync::Arc;

use super::held::{One, binding};
use super::past::Counted;
use crate::evaluate::World;
use crate::exact::Exact;
use crate::people::Person;
use crate::program::{Clause, Standard};
use crate::report::{PersonReport, Status};
use crate::score::{self, Met, Rates, Scored};

/// How a person stands under one standard.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonStanding<'a> {
    /// The standard.
    pub standard: &'a Standard,
    /// `100 × Σ points / Σ worth`, with bonuses; `None` where nothing was judged.
    pub score: Option<Exact>,
    /// What 等级 maps the score to.
    pub grade: Option<&'a str>,
    /// The clauses that bind the person, in order; of one in several posts, those of each post.
    pub clauses: Vec<ClauseStanding<'a>>,
}

/// How one clause came out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClauseStanding<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// The worst of its outcomes.
    pub status: Status,
    /// How many outcomes came out how.
    pub counted: Counted,
}

/// Out of what is remembered of each clause; `None` for a person whom no clause binds.
pub(super) fn standing<'a>(
    world: &World<'_>,
    (standard, rates): (&'a Standard, &Rates),
    person: &Person,
    held: &[Option<One>],
) -> Option<PersonStanding<'a>> {
    let mut met = Met::default();
    let (mut clauses, mut scored) = (Vec::with_capacity(standard.clauses.len()), Vec::new());
    for (place, clause, one) in binding(world, standard, person, held) {
        clauses.push(ClauseStanding { clause, status: one.judged.status(), counted: one.counted });
        if !one.judged.counts().is_some_and(|counts| rates.add(&mut met, place, counts, 1)) {
            scored.push(one.scored(clause));
        }
    }
    if clauses.is_empty() {
        return None;
    }
    let (score, grade) = score::score(standard, (rates, &met), &scored);
    let grade = grade.and_then(|place| standard.grades.get(place)).map(|grade| grade.name.as_str());
    Some(PersonStanding { standard, score, grade, clauses })
}

/// The same in words.
pub(super) fn report(
    world: &World<'_>,
    standard: &Standard,
    person: &Person,
    held: &[Option<One>],
) -> Option<PersonReport> {
    let (ones, scored): (Vec<&One>, Vec<Scored<'_>>) =
        binding(world, standard, person, held).map(|(_, clause, one)| (one, one.scored(clause))).unzip();
    if scored.is_empty() {
        return None;
    }
    let post = person.attributes.get(&world.program.schema.people.post).cloned();
    let tell = |place: usize, scored: Scored<'_>, scale| match ones.get(place) {
        Some(one) => one.told(scored.clause, scale),
        None => Arc::new(scored.report(scale)),
    };
    Some(score::told(standard, person.name.clone(), post, scored, tell))
}

/// One in several posts is judged in each of them, and that is put together in words.
pub(super) fn of_report<'a>(standard: &'a Standard, report: &PersonReport) -> PersonStanding<'a> {
    let mut clauses = Vec::with_capacity(report.clauses.len());
    for judged in &report.clauses {
        let Some(clause) = standard.clauses.iter().find(|clause| clause.id == judged.id) else { continue };
        let mut counted = Counted::default();
        judged.outcomes.iter().for_each(|outcome| counted.add(outcome.status));
        clauses.push(ClauseStanding { clause, status: judged.status, counted });
    }
    let grade =
        standard.grades.iter().map(|grade| grade.name.as_str()).find(|name| report.grade.as_deref() == Some(name));
    PersonStanding { standard, score: report.score, grade, clauses }
}
