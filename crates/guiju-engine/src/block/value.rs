//! What a clause compares, in a shape that a block of people is measured by at once.

use super::judge::{Entities, How, Part, Value};
use crate::evaluate::World;
use crate::mark::Unit;
use crate::program::{Aggregate, BinaryOp, Expr, Measure, MeasureCheck, MeasureId};
use crate::records::Column;

/// The numbers that a check compares, and their units; `None` for any other shape.
pub fn value(world: &World<'_>, check: &MeasureCheck) -> Option<(Value, Unit)> {
    match &check.entity {
        None => numbers(world, check),
        Some(_) => Some((Value::Each(entities(world, check)?), Unit::Whole(0))),
    }
}

/// A count of the records of each entity.
fn entities(world: &World<'_>, check: &MeasureCheck) -> Option<Entities> {
    let (scope, Expr::Measure(id)) = (check.entity.as_ref()?, &check.value) else { return None };
    if scope.register.is_some_and(|id| world.registers().any(|register| register.id() == id)) {
        return None;
    }
    let measure = world.program.measures.get(id.index())?;
    let ([source], Aggregate::Count) = (measure.sources.as_slice(), &measure.aggregate) else { return None };
    let text = matches!(world.records.column(scope.field)?, Column::Text(..));
    if !text || source.amount.is_some() || measure.by != Some(scope.field) || measure.grid != check.grid {
        return None;
    }
    Some(Entities { by: scope.field, activity: source.activity.0, filter: source.filter })
}

fn numbers(world: &World<'_>, check: &MeasureCheck) -> Option<(Value, Unit)> {
    let of = |id: &MeasureId| world.program.measures.get(id.index());
    match &check.value {
        Expr::Measure(id) => {
            let measure = of(id)?;
            let part = |how| Part { measure: *id, how };
            let how = how(world, measure, check)?;
            let scale = scale(world, measure, how)?;
            match measure.aggregate {
                Aggregate::Average(_) => Some((Value::Over(part(How::Sum), part(How::Count)), Unit::Share([scale, 0]))),
                _ => Some((Value::One(part(how)), Unit::Whole(scale))),
            }
        }
        Expr::Binary { op: BinaryOp::Div, left, right } => {
            let side = |side: &Expr| {
                let Expr::Measure(id) = side else { return None };
                let measure = of(id)?;
                let how = how(world, measure, check)?;
                let plain = matches!(how, How::Count | How::Distinct | How::Sum);
                let single = !matches!(measure.aggregate, Aggregate::Average(_));
                (plain && single).then_some((Part { measure: *id, how }, scale(world, measure, how)?))
            };
            let ((above, over), (below, under)) = (side(left)?, side(right)?);
            Some((Value::Over(above, below), Unit::Share([over, under])))
        }
        _ => None,
    }
}

/// How the rows of a measure are taken together; an average takes their sum.
fn how(world: &World<'_>, measure: &Measure, check: &MeasureCheck) -> Option<How> {
    let plain = measure.sources.iter().all(|source| source.amount.is_none());
    if !plain || measure.grid != check.grid || measure.by.is_some() {
        return None;
    }
    Some(match measure.aggregate {
        Aggregate::Count => How::Count,
        Aggregate::Distinct(field) => match world.records.column(field)? {
            Column::Text(..) => How::Distinct,
            _ => return None,
        },
        Aggregate::Sum(_) | Aggregate::Average(_) => How::Sum,
        Aggregate::Max(_) => How::Most,
        Aggregate::Min(_) => How::Least,
        Aggregate::Streak { .. } => return None,
    })
}

fn scale(world: &World<'_>, measure: &Measure, how: How) -> Option<u32> {
    match measure.aggregate {
        Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field)
            if !matches!(how, How::Count | How::Distinct) =>
        {
            match world.records.column(field)? {
                Column::Number(numbers) => Some(numbers.scale()),
                _ => None,
            }
        }
        _ => Some(0),
    }
}
