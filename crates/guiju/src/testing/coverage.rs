//! What no case reaches: clauses, their branches, tiers, versions and exceptions.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use guiju_engine::evaluate::evaluate;
use guiju_engine::program::{Check, Clause, Expr, Predicate, PredicateId, Program, ScoringRule, Tier, TierGives};
use guiju_engine::report::{Moment, Outcome, Reason, Report, Status};
use indexmap::IndexMap;
use serde::Serialize;

use super::run::{CaseResult, FileResult};
use crate::reads::{compares, condition};

/// What the cases of one standard reach: what an expectation looks at, of the clause or of a score it is part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The file of the standard.
    pub standard: PathBuf,
    /// How many clauses it has.
    pub clauses: usize,
    /// How many of them some expectation looks at.
    pub reached: usize,
    /// Clauses, branches, tiers, versions and exceptions.
    pub parts: usize,
    /// What is not reached, in the order of the standard.
    pub gaps: Vec<Gap>,
}

/// Something that no case reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The clause.
    pub id: String,
    /// Its line in the standard.
    pub line: u32,
    /// Its words.
    pub text: String,
    /// What of it.
    #[serde(flatten)]
    pub kind: GapKind,
}

/// What of a clause no case reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "gap", content = "of", rename_all = "snake_case")]
pub enum GapKind {
    /// The clause itself.
    Clause,
    /// Being met.
    Met,
    /// Being missed.
    Missed,
    /// Its condition (若) not holding.
    ConditionFalse,
    /// A tier of its scoring.
    Tier(String),
    /// A threshold that holds from a day on.
    Version(NaiveDate),
    /// An exception, or a 非 in its filter: without it every outcome is the same.
    Exception(String),
    /// Holidays that do not count: if they did, every outcome would be the same.
    Holidays,
}

/// What the cases of these files reach, standard by standard; one that cannot be used is left out.
pub fn coverage(files: &[FileResult]) -> Vec<Coverage> {
    let mut standards: IndexMap<&Path, Vec<&FileResult>> = IndexMap::new();
    for file in files {
        standards.entry(file.standard.as_path()).or_default().push(file);
    }
    standards.into_iter().filter_map(|(path, files)| of_standard(path, &files)).collect()
}

fn of_standard(path: &Path, files: &[&FileResult]) -> Option<Coverage> {
    let program = files.iter().find_map(|file| file.program.as_ref())?;
    let cases: Vec<&CaseResult> = files.iter().flat_map(|file| &file.cases).collect();
    let clauses: Vec<&Clause> = program.standards.iter().flat_map(|standard| &standard.clauses).collect();
    let mut coverage =
        Coverage { standard: path.to_owned(), clauses: clauses.len(), reached: 0, parts: 0, gaps: Vec::new() };
    for clause in clauses {
        let seen = outcomes(cases.iter().map(|case| (*case, &case.ran.report)), &clause.id);
        let looked_at = looks_at(&cases, &clause.id);
        coverage.reached += usize::from(looked_at);
        let all = parts(program, clause);
        coverage.parts += all.len();
        let missing = all.into_iter().filter(|part| match part {
            GapKind::Clause => !looked_at,
            GapKind::Exception(_) | GapKind::Holidays => !looked_at || !matters(program, clause, part, &cases, &seen),
            part => !reached(clause, part, &seen),
        });
        let gap =
            |kind| Gap { id: clause.id.clone(), line: clause.origin.line, text: clause.origin.text.clone(), kind };
        coverage.gaps.extend(missing.map(gap));
    }
    Some(coverage)
}

fn looks_at(cases: &[&CaseResult], id: &str) -> bool {
    cases.iter().flat_map(|case| &case.checked).any(|checked| checked.clauses.iter().any(|clause| clause == id))
}

/// The outcomes of a clause in every case that looks at it, for the people it looks at.
fn outcomes<'r>(cases: impl Iterator<Item = (&'r CaseResult, &'r Report)>, id: &str) -> Vec<Outcome> {
    let mut found = Vec::new();
    for (case, report) in cases {
        for person in report.standards.iter().flat_map(|standard| &standard.people) {
            let looked_at = case.checked.iter().any(|checked| {
                checked.person.as_ref() == Some(&person.person) && checked.clauses.iter().any(|clause| clause == id)
            });
            let clauses = person.clauses.iter().filter(|clause| looked_at && clause.id == id);
            found.extend(clauses.flat_map(|clause| &clause.outcomes).cloned());
        }
    }
    found
}

/// Everything of a clause that a case can reach.
fn parts(program: &Program, clause: &Clause) -> Vec<GapKind> {
    let mut parts = vec![GapKind::Clause];
    if !matches!(clause.check, Check::Record(_)) {
        parts.extend([GapKind::Met, GapKind::Missed]);
    }
    if clause.condition.is_some() {
        parts.push(GapKind::ConditionFalse);
    }
    for rule in &clause.scoring.rules {
        if let ScoringRule::Tiers(tiers) = rule {
            parts.extend(tiers.iter().map(|tier| GapKind::Tier(tier_words(tier))));
        }
    }
    if let Check::Measure(check) = &clause.check {
        parts.extend(check.versions.iter().filter_map(|version| version.from).map(GapKind::Version));
    }
    if excepts_holidays(program, clause) {
        parts.push(GapKind::Holidays);
    }
    for id in filters(program, clause) {
        let predicate = program.predicates.get(id.index());
        parts.extend(
            predicate
                .map(exceptions)
                .unwrap_or_default()
                .into_iter()
                .map(|inner| GapKind::Exception(condition(&program.schema, inner))),
        );
    }
    parts
}

fn tier_words(tier: &Tier) -> String {
    let bound =
        tier.bound.map_or_else(|| "其余".to_owned(), |(how, value)| format!("{} {}", how.sign(), value.normalize()));
    let gives = match &tier.gives {
        TierGives::Share(share) => format!("{}", share.normalize()),
        TierGives::Points(points) => format!("{} 分", points.normalize()),
        TierGives::Effect(effect) => {
            let unit = effect.unit.as_deref().unwrap_or("分");
            format!("{}{}{unit}", if effect.adds { "+" } else { "-" }, effect.amount.normalize())
        }
    };
    format!("{bound} → {gives}")
}

fn reached(clause: &Clause, part: &GapKind, seen: &[Outcome]) -> bool {
    match part {
        GapKind::Met => seen.iter().any(|outcome| outcome.status == Status::Met),
        GapKind::Missed => seen.iter().any(|outcome| outcome.status == Status::Missed),
        GapKind::ConditionFalse => seen.iter().any(|outcome| outcome.reason == Some(Reason::ConditionFalse)),
        GapKind::Version(from) => seen.iter().any(|outcome| match outcome.from {
            Some(Moment::Day(day)) => day >= *from,
            Some(Moment::Time(time)) => time.date() >= *from,
            None => false,
        }),
        GapKind::Tier(words) => clause.scoring.rules.iter().any(|rule| {
            let ScoringRule::Tiers(tiers) = rule else { return false };
            seen.iter().any(|outcome| tier_of(tiers, outcome).is_some_and(|tier| tier_words(tier) == *words))
        }),
        GapKind::Clause | GapKind::Exception(_) | GapKind::Holidays => true,
    }
}

/// The tier that an outcome falls into: the first that holds, of those that take points the last.
fn tier_of<'t>(tiers: &'t [Tier], outcome: &Outcome) -> Option<&'t Tier> {
    let actual = outcome.actual.filter(|_| matches!(outcome.status, Status::Met | Status::Missed))?;
    let holds = |tier: &&Tier| tier.bound.is_none_or(|(how, bound)| compares(actual, how, bound.into()));
    let takes = tiers.iter().any(|tier| matches!(tier.gives, TierGives::Effect(_)));
    if takes { tiers.iter().rfind(holds) } else { tiers.iter().find(holds) }
}

/// The conditions on records that a clause uses.
fn filters(program: &Program, clause: &Clause) -> Vec<PredicateId> {
    let mut found = Vec::new();
    match &clause.check {
        Check::Measure(check) | Check::Record(check) => of_expr(program, &check.value, &mut found),
        Check::Every(check) => found.extend(check.filter),
        Check::Manual(check) => found.extend(check.filter),
        Check::Person(_) => {}
    }
    found.sort();
    found.dedup();
    found
}

fn of_expr(program: &Program, expr: &Expr, found: &mut Vec<PredicateId>) {
    match expr {
        Expr::Measure(id) => {
            let measure = program.measures.get(id.index());
            found.extend(measure.into_iter().flat_map(|it| &it.sources).filter_map(|source| source.filter));
        }
        Expr::Binary { left, right, .. } => {
            of_expr(program, left, found);
            of_expr(program, right, found);
        }
        Expr::Change { of, .. } => of_expr(program, of, found),
        Expr::Number(_) | Expr::Target(_) => {}
    }
}

/// What a filter leaves out: the conditions it denies.
fn exceptions(filter: &Predicate) -> Vec<&Predicate> {
    match filter {
        Predicate::Except(inner) => vec![inner],
        Predicate::And(parts) => parts.iter().flat_map(exceptions).collect(),
        _ => Vec::new(),
    }
}

/// Whether statutory days off do not count.
fn excepts_holidays(program: &Program, clause: &Clause) -> bool {
    let grid = match &clause.check {
        Check::Measure(check) | Check::Record(check) => check.grid,
        Check::Manual(check) => check.grid,
        Check::Every(check) => return check.except_holidays,
        Check::Person(_) => return false,
    };
    program.grids.get(grid.index()).is_some_and(|grid| grid.except_holidays)
}

/// A filter without one of its exceptions.
fn without(filter: &Predicate, exception: &Predicate) -> Predicate {
    match filter {
        Predicate::Except(inner) if **inner == *exception => Predicate::And(Vec::new()),
        Predicate::And(parts) => Predicate::And(parts.iter().map(|part| without(part, exception)).collect()),
        other => other.clone(),
    }
}

/// Whether some outcome changes when an exception is taken away.
fn matters(program: &Program, clause: &Clause, part: &GapKind, cases: &[&CaseResult], seen: &[Outcome]) -> bool {
    let mut changed = program.clone();
    match part {
        GapKind::Exception(words) => {
            for id in filters(program, clause) {
                let Some(filter) = program.predicates.get(id.index()) else { continue };
                let mut named = exceptions(filter).into_iter();
                let exception = named.find(|inner| condition(&program.schema, inner) == *words);
                if let (Some(exception), Some(place)) = (exception, changed.predicates.get_mut(id.index())) {
                    *place = without(filter, exception);
                }
            }
        }
        _ => {
            // Grids are shared, but the outcomes of this clause alone are compared.
            changed.grids.iter_mut().for_each(|grid| grid.except_holidays = false);
            for other in changed.standards.iter_mut().flat_map(|standard| &mut standard.clauses) {
                if let Check::Every(check) = &mut other.check {
                    check.except_holidays = false;
                }
            }
        }
    }
    let again = cases.iter().map(|case| evaluate(&changed, &case.ran.data, case.ran.range, case.ran.as_of).ok());
    let Some(again) = again.collect::<Option<Vec<Report>>>() else { return false };
    outcomes(cases.iter().copied().zip(&again), &clause.id) != seen
}
