//! How one person stands, not put into words.

use super::past::Counted;
use crate::evaluate::{EvaluateError, Options, World};
use crate::exact::Exact;
use crate::people::Person;
use crate::program::{Clause, Standard};
use crate::report::{PersonReport, Status};
use crate::score::{self, Met, Outcomes, Rates};

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

/// `None` for a person whom no clause binds.
pub(super) fn standing<'a>(
    world: &World<'_>,
    (standard, rates): (&'a Standard, &Rates),
    person: &Person,
) -> Result<Option<PersonStanding<'a>>, EvaluateError> {
    if !person.is_single() {
        let report = world.judged_person(standard, person, &Options::default(), None)?;
        return Ok(report.map(|(_, report)| of_report(standard, &report)));
    }
    let mut met = Met::default();
    let (mut clauses, mut scored) = (Vec::with_capacity(standard.clauses.len()), Vec::new());
    let binding = standard.clauses.iter().zip(world.binding(standard, person)).enumerate();
    for (place, (clause, _)) in binding.filter(|(_, (_, binds))| *binds) {
        let (mut outcomes, mut counted) = (Outcomes::of(clause, false), Counted::default());
        let judged = world.clause(clause, person, false, &mut |outcome| {
            counted.add(outcome.status);
            outcomes.add(outcome);
        });
        judged.map_err(|year| world.unknown_year(year))?;
        clauses.push(ClauseStanding { clause, status: outcomes.status(), counted });
        match outcomes {
            Outcomes::Counted(counts) if rates.add(&mut met, place, counts, 1) => {}
            outcomes => scored.push((clause, outcomes)),
        }
    }
    if clauses.is_empty() {
        return Ok(None);
    }
    let (score, grade) = score::score(world.program, standard, (rates, &met), scored);
    let grade = grade.and_then(|place| standard.grades.get(place)).map(|grade| grade.name.as_str());
    Ok(Some(PersonStanding { standard, score, grade, clauses }))
}

/// One in several posts is judged in each of them, and that is put together in words.
fn of_report<'a>(standard: &'a Standard, report: &PersonReport) -> PersonStanding<'a> {
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
