//! What values, conditions and grids are, in words that two programs share: their numbers are places in lists of each.

use guiju_engine::program::{Aggregate, Condition, Expr, Measure, Predicate, Program, When};
use guiju_engine::schema::{Field, FieldId};

/// A value; two that read the same are the same.
pub fn value(program: &Program, expr: &Expr) -> String {
    told(program, expr, measure)
}

/// What a value is, in whatever periods.
pub fn in_any_period(program: &Program, expr: &Expr) -> String {
    told(program, expr, counted)
}

/// A value in words, given those for a measure.
fn told(program: &Program, expr: &Expr, measure: fn(&Program, &Measure) -> String) -> String {
    let inner = |expr: &Expr| told(program, expr, measure);
    match expr {
        Expr::Measure(id) => program.measures.get(id.index()).map_or_else(String::new, |it| measure(program, it)),
        Expr::Number(number) => number.normalize().to_string(),
        Expr::Target(id) => format!("target {}", field(&program.schema.attributes, *id)),
        Expr::Binary { op, left, right } => format!("({} {op:?} {})", inner(left), inner(right)),
        Expr::Change { of, against, ratio } => format!("(change {} {against:?} {ratio})", inner(of)),
    }
}

/// Conditions on measures.
pub fn condition(program: &Program, when: &When) -> String {
    let joined = |all: &[When]| all.iter().map(|one| condition(program, one)).collect::<Vec<_>>().join(", ");
    match when {
        When::Holds(Condition { value: expr, comparison, bound }) => {
            format!("{} {comparison:?} {}", value(program, expr), bound.normalize())
        }
        When::All(all) => format!("all({})", joined(all)),
        When::Any(any) => format!("any({})", joined(any)),
    }
}

/// A measure, with the periods it is of.
fn measure(program: &Program, measure: &Measure) -> String {
    format!("{} in {:?}", counted(program, measure), program.grids.get(measure.grid.index()))
}

/// What a measure counts, in whatever periods.
pub fn counted(program: &Program, measure: &Measure) -> String {
    let name = |id: FieldId| field(&program.schema.fields, id).to_owned();
    let aggregate = match &measure.aggregate {
        Aggregate::Count => "count".to_owned(),
        Aggregate::Distinct(id) => format!("distinct {}", name(*id)),
        Aggregate::Sum(id) => format!("sum {}", name(*id)),
        Aggregate::Average(id) => format!("average {}", name(*id)),
        Aggregate::Max(id) => format!("max {}", name(*id)),
        Aggregate::Min(id) => format!("min {}", name(*id)),
        Aggregate::Streak { working_days } => format!("streak {working_days}"),
    };
    let sources: Vec<String> = measure
        .sources
        .iter()
        .map(|source| {
            let activity = program.schema.activities.get(source.activity.index()).map_or("", |it| it.name.as_str());
            let filter = source.filter.and_then(|id| program.predicates.get(id.index()));
            let filter = filter.map(|filter| predicate(program, filter)).unwrap_or_default();
            format!("「{activity}」[{filter}]{:?}", source.amount)
        })
        .collect();
    format!("{aggregate} of {} by {:?}", sources.join(" + "), measure.by.map(name))
}

fn field(fields: &[Field], id: FieldId) -> &str {
    fields.get(id.index()).map_or("", |field| field.name.as_str())
}

/// A condition on records.
fn predicate(program: &Program, condition: &Predicate) -> String {
    let name = |id: &FieldId| field(&program.schema.fields, *id);
    let all = |parts: &[Predicate]| parts.iter().map(|part| predicate(program, part)).collect::<Vec<_>>().join(", ");
    match condition {
        Predicate::Number { field, comparison, value } => {
            format!("{} {comparison:?} {}", name(field), value.normalize())
        }
        Predicate::Text { field, values } => format!("{} in {values:?}", name(field)),
        Predicate::Level { field, level, comparison, step } => {
            let steps = program.schema.levels.get(level.index()).map(|level| &level.steps);
            format!("{} {comparison:?} {step} of {steps:?}", name(field))
        }
        Predicate::Date { field, comparison, value } => format!("{} {comparison:?} {value}", name(field)),
        Predicate::Flag { field } => format!("flag {}", name(field)),
        Predicate::Empty { field } => format!("empty {}", name(field)),
        Predicate::Contains { field, text } => format!("{} holds {text:?}", name(field)),
        Predicate::Tenure { since, comparison, months } => {
            format!("since {since:?} {comparison:?} {}", months.normalize())
        }
        Predicate::And(parts) => format!("all({})", all(parts)),
        Predicate::Or(parts) => format!("any({})", all(parts)),
        Predicate::Not(inner) => format!("not({})", predicate(program, inner)),
        Predicate::Except(inner) => format!("except({})", predicate(program, inner)),
    }
}
