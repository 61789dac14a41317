//! What measures and expressions come to, between bounds where a condition cannot be decided.

use std::collections::BTreeSet;

use guiju_engine::exact::Exact;
use guiju_engine::program::{Aggregate, BinaryOp, Expr, Grid, Measure};
use guiju_engine::report::Reason;

use super::period::{Span, tomorrow};
use super::value::{number, text};
use super::{Case, Person, Record};

/// What is found in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found {
    /// Somewhere between these, both in; equal where all is known.
    Between(Exact, Exact),
    /// Nothing to divide by, or nothing to average.
    Empty,
    /// It cannot be said.
    Missing(Reason),
}

impl Found {
    pub fn exactly(value: Exact) -> Found {
        Found::Between(value, value)
    }

    fn or_overflow(value: Option<Exact>) -> Found {
        value.map_or(Found::Missing(Reason::Overflow), Found::exactly)
    }

    /// The value, where there is just one.
    pub fn value(self) -> Option<Exact> {
        match self {
            Found::Between(low, high) if low == high => Some(low),
            _ => None,
        }
    }
}

/// A record that counts, and what it counts.
struct Counted<'a> {
    record: &'a Record,
    certain: bool,
    amount: Option<Exact>,
}

impl<'a> Case<'a> {
    /// The value of an expression for a person (and an entity) in a period.
    pub(super) fn value(self, expr: &Expr, person: &Person, entity: Option<&str>, span: &Span) -> Found {
        match expr {
            Expr::Measure(id) => self.measure(&self.program.measures[id.index()], person, entity, span),
            Expr::Number(number) => Found::exactly(Exact::from(*number)),
            Expr::Target(field) => number(&person.cells, &self.program.schema.attributes[field.index()])
                .map_or(Found::Missing(Reason::MissingTarget), Found::exactly),
            Expr::Binary { op, left, right } => {
                let (left, right) = (self.value(left, person, entity, span), self.value(right, person, entity, span));
                match (left, right) {
                    (Found::Missing(reason), _) | (_, Found::Missing(reason)) => Found::Missing(reason),
                    (Found::Empty, _) | (_, Found::Empty) => Found::Empty,
                    _ => match (left.value(), right.value()) {
                        (Some(left), Some(right)) => arithmetic(*op, left, right),
                        _ => Found::Missing(Reason::MissingValue),
                    },
                }
            }
            Expr::Change { of, against, ratio } => {
                let grid = self.grid_of(of);
                let Some(earlier) = grid.and_then(|grid| self.earlier(grid, span, *against)) else {
                    return Found::Missing(Reason::NothingToCompare);
                };
                let before = self.value(of, person, entity, &earlier);
                match (self.value(of, person, entity, span).value(), before.value()) {
                    (Some(now), Some(before)) if *ratio => match now.minus(before) {
                        Some(change) => arithmetic(BinaryOp::Div, change, before),
                        None => Found::Missing(Reason::Overflow),
                    },
                    (Some(now), Some(before)) => Found::or_overflow(now.minus(before)),
                    _ => Found::Missing(Reason::NothingToCompare),
                }
            }
        }
    }

    /// The grid of the measures of an expression, which is one.
    pub(super) fn grid_of(self, expr: &Expr) -> Option<&'a Grid> {
        match expr {
            Expr::Measure(id) => Some(&self.program.grids[self.program.measures[id.index()].grid.index()]),
            Expr::Binary { left, right, .. } => self.grid_of(left).or(self.grid_of(right)),
            Expr::Change { of, .. } => self.grid_of(of),
            Expr::Number(_) | Expr::Target(_) => None,
        }
    }

    /// The records that count, or may.
    fn counted(self, measure: &Measure, person: &Person, entity: Option<&str>, span: &Span) -> Vec<Counted<'a>> {
        let schema = &self.program.schema;
        let mut counted = Vec::new();
        for record in self.records().filter(|record| record.person == person.name) {
            let inside = span.contains(record);
            if inside == Some(false) || !person.counts(record.day, span.end) {
                continue;
            }
            if let (Some(by), Some(_)) = (measure.by, entity)
                && text(&record.cells, &schema.fields[by.index()]) != entity
            {
                continue;
            }
            for source in measure.sources.iter().filter(|source| source.activity == record.activity) {
                let certain = match source.filter.map(|id| self.holds(record, &self.program.predicates[id.index()])) {
                    Some(Some(false)) => continue,
                    None | Some(Some(true)) => true,
                    Some(None) => false,
                };
                let certain = certain && inside == Some(true);
                counted.push(Counted { record, certain, amount: source.amount.map(Exact::from) });
            }
        }
        counted
    }

    /// How many records a ratio divides by, or an average is taken of.
    pub(super) fn sample(self, expr: &Expr, person: &Person, entity: Option<&str>, span: &Span) -> Option<usize> {
        match expr {
            Expr::Measure(id) => Some(self.counted(&self.program.measures[id.index()], person, entity, span).len()),
            Expr::Binary { op: BinaryOp::Div, right, .. } => self.sample(right, person, entity, span),
            Expr::Binary { left, right, .. } => {
                let (left, right) = (self.sample(left, person, entity, span), self.sample(right, person, entity, span));
                left.into_iter().chain(right).min()
            }
            Expr::Change { of, .. } => self.sample(of, person, entity, span),
            Expr::Number(_) | Expr::Target(_) => None,
        }
    }

    fn measure(self, measure: &Measure, person: &Person, entity: Option<&str>, span: &Span) -> Found {
        let schema = &self.program.schema;
        let counted = self.counted(measure, person, entity, span);
        let sure: Vec<&Counted> = counted.iter().filter(|counted| counted.certain).collect();
        let possible: Vec<&Counted> = counted.iter().collect();
        match &measure.aggregate {
            Aggregate::Count => {
                let total = |list: &[&Counted]| sum(list.iter().map(|c| Some(c.amount.unwrap_or(Exact::ONE))));
                between(total(&sure), total(&possible))
            }
            Aggregate::Distinct(field) => {
                let field = &schema.fields[field.index()];
                let names: BTreeSet<&str> = sure.iter().filter_map(|c| text(&c.record.cells, field)).collect();
                let more: BTreeSet<&str> = possible.iter().filter_map(|c| text(&c.record.cells, field)).collect();
                // Each record without a name may be of a name of its own.
                let nameless = possible.iter().filter(|c| text(&c.record.cells, field).is_none()).count();
                let least = names.len().max(usize::from(sure.iter().any(|c| c.certain)));
                between(Some(Exact::from(least as i128)), Some(Exact::from((more.len() + nameless) as i128)))
            }
            Aggregate::Streak { working_days } => {
                let run = |list: &[&Counted]| {
                    let days: BTreeSet<_> = list.iter().map(|c| c.record.day).collect();
                    Some(Exact::from(self.longest_run(&days, *working_days)))
                };
                between(run(&sure), run(&possible))
            }
            Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field) => {
                if counted.iter().any(|c| !c.certain) {
                    return Found::Missing(Reason::MissingValue);
                }
                let field = &schema.fields[field.index()];
                let values: Option<Vec<Exact>> =
                    counted.iter().map(|c| c.amount.or_else(|| number(&c.record.cells, field))).collect();
                let Some(values) = values else { return Found::Missing(Reason::MissingValue) };
                let total = sum(values.iter().copied().map(Some));
                match measure.aggregate {
                    Aggregate::Sum(_) => Found::or_overflow(total),
                    _ if values.is_empty() => Found::Empty,
                    Aggregate::Average(_) => {
                        Found::or_overflow(total.and_then(|total| total.over(Exact::from(values.len() as i128))))
                    }
                    Aggregate::Max(_) => Found::or_overflow(values.into_iter().max()),
                    _ => Found::or_overflow(values.into_iter().min()),
                }
            }
        }
    }

    /// The most consecutive days of the list; rest days neither count nor break where only working days are asked for.
    fn longest_run(self, list: &BTreeSet<chrono::NaiveDate>, working_days: bool) -> i128 {
        let (Some(first), Some(last)) = (list.first(), list.last()) else { return 0 };
        let (mut day, mut run, mut longest) = (*first, 0, 0);
        while day <= *last {
            if !working_days || self.working(day) {
                run = if list.contains(&day) { run + 1 } else { 0 };
                longest = longest.max(run);
            }
            day = tomorrow(day);
        }
        longest
    }
}

fn between(low: Option<Exact>, high: Option<Exact>) -> Found {
    match (low, high) {
        (Some(low), Some(high)) => Found::Between(low, high),
        _ => Found::Missing(Reason::Overflow),
    }
}

fn sum(values: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
    let mut values = values;
    values.try_fold(Exact::ZERO, |total, value| total.plus(value?))
}

fn arithmetic(op: BinaryOp, left: Exact, right: Exact) -> Found {
    match op {
        BinaryOp::Div if right.is_zero() => Found::Empty,
        BinaryOp::Add => Found::or_overflow(left.plus(right)),
        BinaryOp::Sub => Found::or_overflow(left.minus(right)),
        BinaryOp::Mul => Found::or_overflow(left.times(right)),
        BinaryOp::Div => Found::or_overflow(left.over(right)),
    }
}
