//! How far an outcome lies from what was asked.

use chrono::NaiveDate;

use crate::exact::Exact;
use crate::program::{Aggregate, Basis, Check, Clause, Comparison, Expr, MeasureCheck, Program};
use crate::report::{Moment, Outcome, Reason, Status};

/// What the steps of a rule are counted in, for one outcome: never below 0.
pub fn gap(program: &Program, clause: &Clause, basis: Basis, adds: bool, outcome: &Outcome) -> Result<Exact, Reason> {
    let counts = match adds {
        true => outcome.status == Status::Met,
        false => outcome.status == Status::Missed,
    };
    let one = if counts { Exact::ONE } else { Exact::ZERO };
    match (basis, &clause.check) {
        // A sum below zero is no occurrence.
        (Basis::Times, Check::Record(_)) => {
            outcome.actual.map(|times| times.max(Exact::ZERO)).ok_or(Reason::MissingValue)
        }
        (Basis::Times, Check::Measure(check)) if adds && is_count(program, check) => {
            outcome.actual.ok_or(Reason::MissingValue)
        }
        (Basis::Times, Check::Measure(check))
            if counts && is_count(program, check) && less_is_better(check, outcome) =>
        {
            above(program, clause, outcome)
        }
        (Basis::Times, _) => Ok(one),
        (Basis::Late, _) => Ok(outcome.late.filter(|_| counts).unwrap_or(one)),
        (Basis::LateWorkdays, _) => Ok(outcome.late_workdays.filter(|_| counts).unwrap_or(one)),
        (Basis::Below | Basis::Above, _) if !counts => Ok(Exact::ZERO),
        (Basis::Below, _) => below(program, clause, outcome),
        (Basis::Above, _) => above(program, clause, outcome),
    }
}

/// How far the value of an outcome lies from the nearest one that would do; `None` where it has no value, or lies in.
pub fn distance(program: &Program, clause: &Clause, outcome: &Outcome) -> Option<Exact> {
    let (below, above) = (below(program, clause, outcome).ok()?, above(program, clause, outcome).ok()?);
    let comparison = comparison(clause, outcome);
    let far = match comparison {
        Some(Comparison::AtLeast | Comparison::MoreThan) if outcome.up_to.is_none() => below,
        Some(Comparison::AtMost | Comparison::LessThan) => above,
        Some(Comparison::NotEqual) => return None,
        _ => below.max(above),
    };
    (!far.is_zero()).then_some(far)
}

/// The share of what was asked that was reached: inverted where less is better, the nearer end where both are asked
/// for; `None` stands for more than any cap.
pub fn proportion(clause: &Clause, outcome: &Outcome) -> Result<Option<Exact>, Reason> {
    let (actual, required) = outcome.actual.zip(outcome.required).ok_or(Reason::MissingValue)?;
    let share = |over: Exact, under: Exact| match under.is_zero() || under.is_negative() {
        true => Ok(None),
        false => over.over(under).map(Some).ok_or(Reason::Overflow),
    };
    if let Some(up_to) = outcome.up_to {
        return match (actual < required, actual > up_to) {
            (true, _) => share(actual, required),
            (_, true) => share(up_to, actual),
            _ => Ok(Some(Exact::ONE)),
        };
    }
    match comparison(clause, outcome) {
        Some(Comparison::AtMost | Comparison::LessThan) => share(required, actual),
        Some(Comparison::Equal) if actual > required => share(required, actual),
        Some(Comparison::Equal) if actual == required => Ok(Some(Exact::ONE)),
        _ => share(actual, required),
    }
}

fn below(program: &Program, clause: &Clause, outcome: &Outcome) -> Result<Exact, Reason> {
    let (actual, required) = outcome.actual.zip(outcome.required).ok_or(Reason::MissingValue)?;
    let strict = comparison(clause, outcome) == Some(Comparison::MoreThan);
    let target = match strict && is_whole(program, clause) {
        true => required.floor().plus(Exact::ONE).ok_or(Reason::Overflow)?,
        false => required,
    };
    Ok(target.minus(actual).ok_or(Reason::Overflow)?.max(Exact::ZERO))
}

fn above(program: &Program, clause: &Clause, outcome: &Outcome) -> Result<Exact, Reason> {
    let (actual, required) = outcome.actual.zip(outcome.up_to.or(outcome.required)).ok_or(Reason::MissingValue)?;
    let strict = comparison(clause, outcome) == Some(Comparison::LessThan);
    let target = match strict && is_whole(program, clause) {
        true => required.ceil().minus(Exact::ONE).ok_or(Reason::Overflow)?,
        false => required,
    };
    Ok(actual.minus(target).ok_or(Reason::Overflow)?.max(Exact::ZERO))
}

/// How the threshold compares that was in force for an outcome.
fn comparison(clause: &Clause, outcome: &Outcome) -> Option<Comparison> {
    match &clause.check {
        Check::Measure(check) | Check::Record(check) => version(check, outcome),
        Check::Manual(check) => check.bound.map(|(comparison, _)| comparison),
        Check::Every(_) => Some(Comparison::AtLeast),
        Check::Person(_) => None,
    }
}

fn version(check: &MeasureCheck, outcome: &Outcome) -> Option<Comparison> {
    let day: Option<NaiveDate> = outcome.from.map(|from| match from {
        Moment::Day(day) => day,
        Moment::Time(time) => time.date(),
    });
    let version =
        check.versions.iter().rfind(|version| version.from.is_none_or(|from| day.is_some_and(|day| from <= day)));
    version.and_then(|version| version.bounds.first()).map(|bound| bound.comparison)
}

fn less_is_better(check: &MeasureCheck, outcome: &Outcome) -> bool {
    matches!(version(check, outcome), Some(Comparison::AtMost | Comparison::LessThan))
}

/// Whether the value counts things.
fn is_count(program: &Program, check: &MeasureCheck) -> bool {
    let Expr::Measure(id) = &check.value else { return false };
    let measure = program.measures.get(id.index());
    measure.is_some_and(|measure| {
        matches!(measure.aggregate, Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Streak { .. })
    })
}

/// Whether the value is a whole number of things.
fn is_whole(program: &Program, clause: &Clause) -> bool {
    let Check::Measure(check) = &clause.check else { return false };
    let Expr::Measure(id) = &check.value else { return false };
    let measure = program.measures.get(id.index());
    is_count(program, check)
        && measure.is_some_and(|measure| measure.sources.iter().all(|source| source.amount.is_none()))
}
