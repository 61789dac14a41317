//! What a clause reads: activities, and conditions in words.

use guiju_engine::program::{Check, Clause, Comparison, Duty, DutyItem, Expr, Predicate, Program, Since};
use guiju_engine::schema::{ActivityId, Field, FieldId, Schema};

/// The activities whose records can change what a clause says, each once, in order.
pub(crate) fn activities(program: &Program, clause: &Clause) -> Vec<ActivityId> {
    let mut found = Vec::new();
    match &clause.check {
        Check::Measure(check) | Check::Record(check) => {
            expr(program, &check.value, &mut found);
            check.versions.iter().flat_map(|it| &it.bounds).for_each(|bound| expr(program, &bound.value, &mut found));
        }
        Check::Every(check) => {
            found.push(check.trigger);
            let (Duty::All(items) | Duty::Any(items)) = &check.duty;
            for item in items {
                match item {
                    DutyItem::Response { activity, .. } | DutyItem::Manual(activity) => found.push(*activity),
                    DutyItem::Anchored { event, .. } => found.push(*event),
                    DutyItem::Sequence(activities) => found.extend(activities),
                    DutyItem::Field(_) => {}
                }
            }
        }
        Check::Manual(check) => found.push(check.activity),
        Check::Person(_) => {}
    }
    if let Some(when) = &clause.condition {
        when.values().into_iter().for_each(|value| expr(program, value, &mut found));
    }
    let mut seen = Vec::with_capacity(found.len());
    found.into_iter().for_each(|activity| {
        if !seen.contains(&activity) {
            seen.push(activity);
        }
    });
    seen
}

fn expr(program: &Program, of: &Expr, found: &mut Vec<ActivityId>) {
    match of {
        Expr::Measure(id) => {
            let sources = program.measures.get(id.index()).into_iter().flat_map(|measure| &measure.sources);
            found.extend(sources.map(|source| source.activity));
        }
        Expr::Binary { left, right, .. } => {
            expr(program, left, found);
            expr(program, right, found);
        }
        Expr::Change { of, .. } => expr(program, of, found),
        Expr::Number(_) | Expr::Target(_) => {}
    }
}

/// A condition on records in words: `事由 = 客户原因`.
pub(crate) fn condition(schema: &Schema, predicate: &Predicate) -> String {
    words(schema, &schema.fields, predicate)
}

/// A condition on people in words: `岗位 = 文员`.
pub(crate) fn person_condition(schema: &Schema, predicate: &Predicate) -> String {
    words(schema, &schema.attributes, predicate)
}

fn words(schema: &Schema, fields: &[Field], predicate: &Predicate) -> String {
    let name = |field: &FieldId| fields.get(field.index()).map_or("", |field| field.name.as_str()).to_owned();
    let join = |parts: &[Predicate], word: &str| {
        let parts: Vec<String> = parts.iter().map(|part| words(schema, fields, part)).collect();
        parts.join(word)
    };
    match predicate {
        Predicate::Number { field, comparison, value } => {
            format!("{} {} {}", name(field), comparison.sign(), value.normalize())
        }
        Predicate::Text { field, values } => match values.as_slice() {
            [value] => format!("{} = {value}", name(field)),
            values => format!("{} 属于 {{{}}}", name(field), values.join("、")),
        },
        Predicate::Level { field, level, comparison, step } => {
            let step = schema.levels.get(level.index()).and_then(|level| level.steps.get(*step as usize));
            format!("{} {} {}", name(field), comparison.sign(), step.map_or("", String::as_str))
        }
        Predicate::Date { field, comparison, value } => format!("{} {} {value}", name(field), comparison.sign()),
        Predicate::Flag { field } => name(field),
        Predicate::Empty { field } => format!("{} 为空", name(field)),
        Predicate::Contains { field, text } => format!("{} 包含 「{text}」", name(field)),
        Predicate::Tenure { since, comparison, months } => {
            let word = if *since == Since::Post { "岗龄" } else { "工龄" };
            format!("{word} {} {}月", comparison.sign(), months.normalize())
        }
        Predicate::And(parts) => join(parts, " 且 "),
        Predicate::Or(parts) => join(parts, " 或 "),
        Predicate::Not(inner) | Predicate::Except(inner) => format!("非 ({})", words(schema, fields, inner)),
    }
}

/// Whether two values compare so.
pub(crate) fn compares<T: PartialOrd>(left: T, comparison: Comparison, right: T) -> bool {
    match comparison {
        Comparison::AtLeast => left >= right,
        Comparison::MoreThan => left > right,
        Comparison::AtMost => left <= right,
        Comparison::LessThan => left < right,
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
    }
}
