//! What a measure is asked for, and between what ends its values lie anyway.

use guiju_engine::program::{Aggregate, Expr, MeasureCheck, Program};

use crate::interval::Interval;

/// The values that the one and only version of a check asks for; `None` where it changes over time, depends on the
/// person, or is no interval (`!=`).
pub fn asked(check: &MeasureCheck) -> Option<Interval> {
    let [version] = check.versions.as_slice() else { return None };
    Interval::of(&version.bounds)
}

/// Whether a value is a count, and so a whole number that is never negative.
pub fn is_count(value: &Expr, program: &Program) -> bool {
    aggregate(value, program)
        .is_some_and(|it| matches!(it, Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Streak { .. }))
}

/// How the one measure is aggregated that a value is.
pub fn aggregate<'p>(value: &Expr, program: &'p Program) -> Option<&'p Aggregate> {
    let Expr::Measure(id) = value else { return None };
    program.measures.get(id.index()).map(|measure| &measure.aggregate)
}

/// Whether a value is a part of the records of an activity over all of them (占比), and so between 0 and 1.
pub fn is_share(value: &Expr, program: &Program) -> bool {
    let Expr::Binary { op: guiju_engine::program::BinaryOp::Div, left, right } = value else { return false };
    let (Expr::Measure(part), Expr::Measure(whole)) = (left.as_ref(), right.as_ref()) else { return false };
    let of = |id: &guiju_engine::program::MeasureId| program.measures.get(id.index());
    let (Some(part), Some(whole)) = (of(part), of(whole)) else { return false };
    let counted = part.aggregate == Aggregate::Count && whole.aggregate == Aggregate::Count;
    let pairs = part.sources.iter().zip(&whole.sources);
    counted
        && part.sources.len() == whole.sources.len()
        && part.sources.len() == 1
        && pairs.into_iter().all(|(part, whole)| part.activity == whole.activity && whole.filter.is_none())
}
