//! What measures and expressions come to: between two bounds where a condition cannot be decided.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::calendar::tomorrow;
use crate::evaluate::World;
use crate::exact::Exact;
use crate::people::Person;
use crate::periods::Span;
use crate::program::{Aggregate, BinaryOp, Expr, Measure};
use crate::report::Reason;
use crate::tally::Tallied;

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
    fn exactly(value: Exact) -> Found {
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

/// A row that counts, for certain or perhaps, and what it counts.
struct Counted {
    row: usize,
    certain: bool,
    amount: Option<Exact>,
}

impl World<'_> {
    /// The value of an expression for a person (and an entity) in a period.
    pub(super) fn value(&self, expr: &Expr, person: &Person, entity: Option<&str>, span: &Span) -> Found {
        match expr {
            Expr::Measure(id) => match self.program.measures.get(id.index()) {
                Some(measure) => match self.tallied(*id, measure, person, entity, span) {
                    Some(tallied) => of_tally(&measure.aggregate, tallied),
                    None => self.measure(measure, person, entity, span),
                },
                None => Found::Missing(Reason::MissingValue),
            },
            Expr::Number(number) => Found::exactly(Exact::from(*number)),
            Expr::Target(field) => {
                let name = self.program.schema.attributes.get(field.index()).map(|field| &field.name);
                let text = name.and_then(|name| person.attributes.get(name));
                let number = text.and_then(|text| crate::records::number(text)).map(Exact::from);
                number.map_or(Found::Missing(Reason::MissingTarget), Found::exactly)
            }
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
                let now = self.value(of, person, entity, span);
                let cut = self.grid_of(of).and_then(|grid| self.cut(grid));
                let Some(before) = cut.and_then(|cut| cut.earlier(span, *against)) else {
                    return Found::Missing(Reason::NothingToCompare);
                };
                match (now.value(), self.value(of, person, entity, &before).value()) {
                    (Some(now), Some(before)) => match (now.minus(before), ratio) {
                        (Some(change), true) => arithmetic(BinaryOp::Div, change, before),
                        (change, _) => Found::or_overflow(change),
                    },
                    _ => Found::Missing(Reason::NothingToCompare),
                }
            }
        }
    }

    pub(super) fn measure(&self, measure: &Measure, person: &Person, entity: Option<&str>, span: &Span) -> Found {
        self.aggregate(&measure.aggregate, &self.counted(measure, person, entity, span))
    }

    /// The rows that count, or may.
    fn counted(&self, measure: &Measure, person: &Person, entity: Option<&str>, span: &Span) -> Vec<Counted> {
        let mut counted = Vec::new();
        let Some(cut) = self.cut(measure.grid.index()) else { return counted };
        for source in &measure.sources {
            for row in self.rows_within(person, source.activity.0, cut.reach(span)) {
                let moment = self.records.moment(row);
                if !cut.contains(span, moment) || !person.counts(moment.day, span.end) {
                    continue;
                }
                if let (Some(by), Some(entity)) = (measure.by, entity) {
                    let column = self.records.column(by);
                    if column.and_then(|column| column.text(row)).is_none_or(|name| name != entity) {
                        continue;
                    }
                }
                let certain = match self.matches(row, source.filter) {
                    Some(false) => continue,
                    other => other.is_some() && cut.is_certain(span, moment),
                };
                counted.push(Counted { row, certain, amount: source.amount.map(Exact::from) });
            }
        }
        counted
    }

    /// How many records a ratio divides by, or an average is taken of; `None` for what has no sample.
    pub(super) fn sample(&self, expr: &Expr, person: &Person, entity: Option<&str>, span: &Span) -> Option<usize> {
        match expr {
            Expr::Measure(id) => {
                let measure = self.program.measures.get(id.index())?;
                Some(self.counted(measure, person, entity, span).len())
            }
            Expr::Number(_) | Expr::Target(_) => None,
            Expr::Binary { op: BinaryOp::Div, right, .. } => self.sample(right, person, entity, span),
            Expr::Binary { left, right, .. } => {
                let sides = [left, right].map(|side| self.sample(side, person, entity, span));
                sides.into_iter().flatten().min()
            }
            Expr::Change { of, .. } => self.sample(of, person, entity, span),
        }
    }

    fn aggregate(&self, aggregate: &Aggregate, counted: &[Counted]) -> Found {
        let sure = || counted.iter().filter(|counted| counted.certain);
        match aggregate {
            Aggregate::Count => {
                let one = |counted: &Counted| Some(counted.amount.unwrap_or(Exact::ONE));
                between(sum(sure().map(one)), sum(counted.iter().map(one)))
            }
            Aggregate::Distinct(field) => {
                let column = self.records.column(*field);
                let name = |counted: &Counted| column.and_then(|column| column.text(counted.row));
                let names: BTreeSet<_> = sure().filter_map(name).collect();
                let more: BTreeSet<_> = counted.iter().filter_map(name).collect();
                // Each record without a name may be of a name of its own.
                let nameless = counted.iter().filter(|counted| name(counted).is_none()).count();
                let least = names.len().max(usize::from(sure().next().is_some()));
                between(Some(whole(least)), Some(whole(more.len() + nameless)))
            }
            Aggregate::Streak { working_days } => {
                let run = |days: BTreeSet<NaiveDate>| Some(whole(self.longest_run(&days, *working_days)));
                let day = |counted: &Counted| self.records.moment(counted.row).day;
                between(run(sure().map(day).collect()), run(counted.iter().map(day).collect()))
            }
            Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field) => {
                if counted.iter().any(|counted| !counted.certain) {
                    return Found::Missing(Reason::MissingValue);
                }
                let column = self.records.column(*field);
                let number = |counted: &Counted| {
                    counted.amount.or_else(|| column.and_then(|column| column.number(counted.row)).map(Exact::from))
                };
                let Some(values) = counted.iter().map(number).collect::<Option<Vec<_>>>() else {
                    return Found::Missing(Reason::MissingValue);
                };
                let total = sum(values.iter().copied().map(Some));
                match aggregate {
                    Aggregate::Sum(_) => Found::or_overflow(total),
                    _ if values.is_empty() => Found::Empty,
                    Aggregate::Average(_) => {
                        Found::or_overflow(total.and_then(|total| total.over(whole(values.len()))))
                    }
                    Aggregate::Max(_) => Found::or_overflow(values.into_iter().max()),
                    _ => Found::or_overflow(values.into_iter().min()),
                }
            }
        }
    }

    fn longest_run(&self, days: &BTreeSet<NaiveDate>, working_days: bool) -> usize {
        let working = |day: NaiveDate| !working_days || self.program.calendar.is_workday(day) != Ok(false);
        let (mut longest, mut run, mut expected) = (0, 0, None);
        for day in days.iter().filter(|day| working(**day)) {
            run = if expected == Some(*day) { run + 1 } else { 1 };
            longest = longest.max(run);
            let mut next = tomorrow(*day);
            // At most two weeks off in a row are looked over.
            for _ in 0..14 {
                if working(next) {
                    break;
                }
                next = tomorrow(next);
            }
            expected = Some(next);
        }
        longest
    }
}

fn whole(count: usize) -> Exact {
    Exact::from(i128::try_from(count).unwrap_or(i128::MAX))
}

fn sum(values: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
    values.into_iter().try_fold(Exact::ZERO, |total, value| total.plus(value?))
}

fn between(low: Option<Exact>, high: Option<Exact>) -> Found {
    match (low, high) {
        (Some(low), Some(high)) => Found::Between(low, high),
        _ => Found::Missing(Reason::Overflow),
    }
}

fn arithmetic(op: BinaryOp, left: Exact, right: Exact) -> Found {
    match op {
        BinaryOp::Add => Found::or_overflow(left.plus(right)),
        BinaryOp::Sub => Found::or_overflow(left.minus(right)),
        BinaryOp::Mul => Found::or_overflow(left.times(right)),
        BinaryOp::Div if right.is_zero() => Found::Empty,
        BinaryOp::Div => Found::or_overflow(left.over(right)),
    }
}

/// What was tallied, as the definition above would have found it.
fn of_tally(aggregate: &Aggregate, tallied: Tallied) -> Found {
    match tallied {
        Tallied::Between(low, high) => Found::Between(Exact::from(i128::from(low)), Exact::from(i128::from(high))),
        Tallied::Unknown => Found::Missing(Reason::MissingValue),
        Tallied::Numbers { sum, least, most, count, scale } => match aggregate {
            Aggregate::Sum(_) => Found::or_overflow(Tallied::exact(sum, scale)),
            _ if count == 0 => Found::Empty,
            Aggregate::Average(_) => {
                let total = Tallied::exact(sum, scale);
                Found::or_overflow(total.and_then(|total| total.over(Exact::from(i128::from(count)))))
            }
            Aggregate::Max(_) => Found::or_overflow(Tallied::exact(most, scale)),
            _ => Found::or_overflow(Tallied::exact(least, scale)),
        },
    }
}
