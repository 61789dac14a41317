//! Records for which values come out as wanted: small sets are tried, counted here as the evaluator counts them; what it
//! says of those that are found is left to it.

use guiju_compile::interval::Interval;
use guiju_engine::exact::Exact;
use guiju_engine::program::{Aggregate, BinaryOp, Expr, Measure, PredicateId, Program};
use guiju_engine::schema::{ActivityId, FieldId};

use super::values::{self, Found, Values, Wanted, Wish};

/// A record on one of the days of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub activity: String,
    pub fields: Values,
    /// So many days after the first.
    pub step: usize,
}

/// A value, and between which ends it is wanted.
pub type Target<'p> = (&'p Expr, Interval);

/// How many combinations are tried.
const MOST_TRIED: usize = 60_000;

/// How many conditions on the records of one activity are told apart.
const MOST_FILTERS: usize = 3;

/// How many amounts of one field.
const MOST_AMOUNTS: usize = 12;

/// How many solutions are handed on.
const MOST_FOUND: usize = 6;

/// Records alike: of one activity, with the same conditions met.
struct Class {
    activity: ActivityId,
    fields: Values,
    met: Vec<PredicateId>,
    /// Fields whose values are added up or compared.
    measured: Vec<FieldId>,
}

/// Some records of a class.
#[derive(Clone)]
struct Lot {
    count: usize,
    /// One for each measured field of the class.
    amounts: Vec<Exact>,
}

/// Sets of records for which every value lies where it is wanted; at most [`MOST_FOUND`] of those tried.
pub fn records(program: &Program, targets: &[Target]) -> Vec<Vec<Record>> {
    let mut measures = Vec::new();
    targets.iter().for_each(|(expr, _)| collect(program, expr, &mut measures));
    let Some(classes) = classes(program, &measures) else { return Vec::new() };
    let samples: Vec<Exact> = targets.iter().flat_map(|(_, wanted)| wanted.samples()).collect();
    let options: Vec<Vec<Lot>> = classes.iter().map(|class| options(class, &samples)).collect();
    let Some(all) = options.iter().try_fold(1usize, |all, some| all.checked_mul(some.len())) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for mut index in 0..all.min(MOST_TRIED) {
        let mut chosen = Vec::with_capacity(classes.len());
        for (class, options) in classes.iter().zip(&options) {
            let Some(option) = options.get(index % options.len().max(1)) else { break };
            index /= options.len().max(1);
            chosen.push((class, option.clone()));
        }
        let holds = |(expr, wanted): &Target| value(program, expr, &chosen).is_some_and(|value| wanted.has(value));
        if targets.iter().all(holds) {
            found.push(written(program, &measures, &chosen));
            if found.len() >= MOST_FOUND {
                break;
            }
        }
    }
    found
}

fn collect<'p>(program: &'p Program, expr: &Expr, found: &mut Vec<&'p Measure>) {
    match expr {
        Expr::Measure(id) => found.extend(program.measures.get(id.index())),
        Expr::Binary { left, right, .. } => {
            collect(program, left, found);
            collect(program, right, found);
        }
        // What was the period before is not looked at.
        Expr::Number(_) | Expr::Target(_) | Expr::Change { .. } => {}
    }
}

/// The activities that an expression counts.
pub fn activities<'p>(program: &'p Program, expr: &Expr) -> Vec<&'p str> {
    match expr {
        Expr::Change { of, .. } => activities(program, of),
        Expr::Binary { left, right, .. } => [activities(program, left), activities(program, right)].concat(),
        Expr::Number(_) | Expr::Target(_) => Vec::new(),
        Expr::Measure(id) => {
            let sources = program.measures.get(id.index()).map(|it| it.sources.as_slice()).unwrap_or_default();
            let named = |id: ActivityId| program.schema.activities.get(id.index()).map(|it| it.name.as_str());
            sources.iter().filter_map(|source| named(source.activity)).collect()
        }
    }
}

fn classes(program: &Program, measures: &[&Measure]) -> Option<Vec<Class>> {
    let sources = || measures.iter().flat_map(|measure| measure.sources.iter().map(move |source| (measure, source)));
    let mut activities: Vec<ActivityId> = Vec::new();
    for (_, source) in sources() {
        if !activities.contains(&source.activity) {
            activities.push(source.activity);
        }
    }
    let mut classes: Vec<Class> = Vec::new();
    for activity in activities {
        let (mut filters, mut measured): (Vec<PredicateId>, Vec<FieldId>) = (Vec::new(), Vec::new());
        for (measure, source) in sources().filter(|(_, source)| source.activity == activity) {
            filters.extend(source.filter.filter(|id| !filters.contains(id)));
            let (Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field)) =
                measure.aggregate
            else {
                continue;
            };
            if !measured.contains(&field) {
                measured.push(field);
            }
        }
        if filters.len() > MOST_FILTERS {
            return None;
        }
        for choice in 0..1usize << filters.len() {
            let met = |at: &usize| choice >> at & 1 == 0;
            let wish = |(at, id): (usize, &PredicateId)| Wish {
                schema: &program.schema,
                people: false,
                predicate: program.predicates.get(id.index()),
                holds: if met(&at) { Wanted::Yes } else { Wanted::No },
            };
            let wishes: Vec<Wish> = filters.iter().enumerate().map(wish).collect();
            if let Found::Values(fields) = values::find(&wishes) {
                let met = filters.iter().enumerate().filter(|(at, _)| met(at)).map(|(_, id)| *id).collect();
                let free = |id: &FieldId| {
                    program.schema.fields.get(id.index()).is_some_and(|field| !fields.contains_key(&field.name))
                };
                let measured = measured.iter().copied().filter(free).collect();
                classes.push(Class { activity, fields, met, measured });
            }
        }
    }
    Some(classes)
}

/// How many records of a class there may be, and what each amounts to.
fn options(class: &Class, samples: &[Exact]) -> Vec<Lot> {
    let mut found = vec![Lot { count: 0, amounts: Vec::new() }];
    if !class.measured.is_empty() {
        let mut amounts: Vec<Exact> = vec![Exact::ONE];
        for sample in samples {
            amounts.push(*sample);
            if let Some((part, whole)) = fraction(*sample) {
                amounts.extend([Exact::from(part), Exact::from(whole)]);
            }
        }
        let mut seen = Vec::new();
        // What is written into a table ends.
        amounts.retain(|amount| {
            let new = !seen.contains(amount) && amount.to_string().parse::<rust_decimal::Decimal>().is_ok();
            seen.push(*amount);
            new
        });
        let mut every: Vec<Vec<Exact>> = vec![Vec::new()];
        for _ in &class.measured {
            let longer = |so_far: &Vec<Exact>| {
                let so_far = so_far.clone();
                amounts.iter().take(MOST_AMOUNTS).map(move |amount| [so_far.clone(), vec![*amount]].concat())
            };
            every = every.iter().flat_map(longer).take(MOST_TRIED).collect();
        }
        found.extend(every.into_iter().map(|amounts| Lot { count: 1, amounts }));
        return found;
    }
    let mut counts = vec![1, 2, 3];
    for sample in samples {
        if let Some((part, whole)) = fraction(*sample) {
            let whole_parts = [part, whole, whole - part, part + 1];
            counts.extend(whole_parts.into_iter().filter_map(|count| usize::try_from(count).ok()));
        }
    }
    counts.sort_unstable();
    counts.dedup();
    counts.retain(|count| (1..=super::confirm::MOST).contains(count));
    found.extend(counts.into_iter().take(24).map(|count| Lot { count, amounts: Vec::new() }));
    found
}

/// A fraction as two whole numbers, where both are small.
fn fraction(value: Exact) -> Option<(i128, i128)> {
    let mut whole = Exact::ONE;
    for denominator in 1..=400i128 {
        let part = value.times(whole)?;
        if part == part.floor() {
            return Some((part.to_string().parse().ok()?, denominator));
        }
        whole = whole.plus(Exact::ONE)?;
    }
    None
}

/// What a value comes to; `None` with nothing to divide by, or to average.
fn value(program: &Program, expr: &Expr, chosen: &[(&Class, Lot)]) -> Option<Exact> {
    match expr {
        Expr::Number(number) => Some(Exact::from(*number)),
        Expr::Target(_) | Expr::Change { .. } => None,
        Expr::Binary { op, left, right } => {
            let (left, right) = (value(program, left, chosen)?, value(program, right, chosen)?);
            match op {
                BinaryOp::Add => left.plus(right),
                BinaryOp::Sub => left.minus(right),
                BinaryOp::Mul => left.times(right),
                BinaryOp::Div => left.over(right),
            }
        }
        Expr::Measure(id) => measured(program.measures.get(id.index())?, chosen),
    }
}

fn measured(measure: &Measure, chosen: &[(&Class, Lot)]) -> Option<Exact> {
    let mut counted: Vec<(Exact, Exact)> = Vec::new();
    for source in &measure.sources {
        let of = chosen.iter().filter(|(class, some)| {
            let met = source.filter.is_none_or(|filter| class.met.contains(&filter));
            class.activity == source.activity && met && some.count > 0
        });
        for (class, some) in of {
            let each = match (&measure.aggregate, source.amount) {
                (_, Some(amount)) => Exact::from(amount),
                (Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Streak { .. }, None) => Exact::ONE,
                // The value of a field that a condition fixes is not read here.
                (
                    Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field),
                    _,
                ) => {
                    let place = class.measured.iter().position(|measured| measured == field)?;
                    *some.amounts.get(place)?
                }
            };
            counted.push((Exact::from(i128::try_from(some.count).ok()?), each));
        }
    }
    let total = |of: &dyn Fn(&(Exact, Exact)) -> Option<Exact>| {
        counted.iter().try_fold(Exact::ZERO, |sum, some| sum.plus(of(some)?))
    };
    let sum = || total(&|(count, each)| count.times(*each));
    match measure.aggregate {
        Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Sum(_) => sum(),
        Aggregate::Average(_) => sum()?.over(total(&|(count, _)| Some(*count))?),
        Aggregate::Max(_) => counted.iter().map(|(_, each)| *each).max(),
        Aggregate::Min(_) => counted.iter().map(|(_, each)| *each).min(),
        Aggregate::Streak { .. } => Some(counted.iter().map(|(count, _)| *count).max().unwrap_or(Exact::ZERO)),
    }
}

fn written(program: &Program, measures: &[&Measure], chosen: &[(&Class, Lot)]) -> Vec<Record> {
    let name = |id: ActivityId| program.schema.activities.get(id.index()).map_or("", |it| it.name.as_str());
    let distinct: Vec<FieldId> = measures
        .iter()
        .filter_map(|measure| match measure.aggregate {
            Aggregate::Distinct(field) => Some(field),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for (class, some) in chosen {
        for step in 0..some.count {
            let mut fields = class.fields.clone();
            let named = |id: &FieldId| program.schema.fields.get(id.index()).map(|field| field.name.clone());
            let amounts = class.measured.iter().filter_map(named).zip(&some.amounts);
            fields.extend(amounts.map(|(name, amount)| (name, amount.to_string())));
            for field in distinct.iter().filter_map(named) {
                let value = format!("{field}{}", found.len() + 1);
                fields.entry(field).or_insert(value);
            }
            found.push(Record { activity: name(class.activity).to_owned(), fields, step });
        }
    }
    found
}
