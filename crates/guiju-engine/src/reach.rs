//! How far back records reach: from which day on those of each activity may still say something of a range.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::evaluate::Range;
use crate::program::{
    Against, Aggregate, Check, Duty, DutyItem, EveryCheck, Expr, Grid, GridId, Interval, Length, LengthUnit, Period,
    Program, Unit,
};
use crate::schema::ActivityId;

/// How many days before the first of the range; `None`: all that ever were.
type Back = Option<u64>;

/// Days that a date may move by rest days, and periods by being cut at the ends of months.
const SLACK: u64 = 31;

/// The first day, counted from the first of year 1, of which records of each activity may matter to a range, or to a later
/// one. A record before it changes no outcome. The days are chosen with room: what is kept too long costs memory only.
pub(crate) fn since(program: &Program, range: Range) -> Vec<i32> {
    let mut reach = Reach { program, back: vec![Some(0); program.schema.activities.len()] };
    for clause in program.standards.iter().flat_map(|standard| &standard.clauses) {
        reach.check(&clause.check);
        let grid = match &clause.check {
            Check::Measure(check) | Check::Record(check) => Some(check.grid),
            Check::Manual(check) => Some(check.grid),
            Check::Every(_) | Check::Person(_) => None,
        };
        let around = grid.map_or(Some(0), |grid| reach.grid(grid));
        clause.condition.iter().flat_map(|when| when.values()).for_each(|value| reach.expr(value, around));
    }
    let first = |back: &Back| {
        let day = back.and_then(|back| range.from().checked_sub_days(Days::new(back)));
        day.unwrap_or(NaiveDate::MIN).num_days_from_ce()
    };
    reach.back.iter().map(first).collect()
}

/// The days, `[from, to)`, on which the triggers lie that fall due in a range, with room on both sides.
pub(crate) fn triggers(check: &EveryCheck, range: Range) -> (NaiveDate, NaiveDate) {
    let from = back_of(check).and_then(|back| range.from().checked_sub_days(Days::new(back)));
    let to = range.to().checked_add_days(Days::new(SLACK));
    (from.unwrap_or(NaiveDate::MIN), to.unwrap_or(NaiveDate::MAX))
}

/// How long before the day on which its duties fall due a trigger may lie.
fn back_of(check: &EveryCheck) -> Back {
    let (Duty::All(items) | Duty::Any(items)) = &check.duty;
    items.iter().map(due).try_fold(SLACK, |all, one| Some(all.max(one?)))
}

struct Reach<'a> {
    program: &'a Program,
    back: Vec<Back>,
}

impl Reach<'_> {
    fn mark(&mut self, activity: ActivityId, back: Back) {
        if let Some(known) = self.back.get_mut(activity.index()) {
            *known = known.zip(back).map(|(known, back)| known.max(back));
        }
    }

    fn check(&mut self, check: &Check) {
        match check {
            Check::Measure(check) | Check::Record(check) => {
                // Entities that no register lists are known from their first record on.
                let listed = check.entity.as_ref().is_none_or(|entity| entity.register.is_some());
                let back = self.grid(check.grid).filter(|_| listed);
                self.expr(&check.value, back);
                let bounds = check.versions.iter().flat_map(|version| &version.bounds);
                bounds.for_each(|bound| self.expr(&bound.value, back));
            }
            Check::Manual(check) => {
                let listed = check.entity.as_ref().is_none_or(|entity| entity.register.is_some());
                let back = self.grid(check.grid).filter(|_| listed);
                self.mark(check.activity, back);
            }
            Check::Every(check) => {
                let (Duty::All(items) | Duty::Any(items)) = &check.duty;
                let back = back_of(check);
                self.mark(check.trigger, back);
                for item in items {
                    match item {
                        DutyItem::Field(_) => {}
                        // What was done ahead, or has no time, may lie any time before.
                        DutyItem::Response {
                            activity,
                            interval: Interval::Any | Interval::Ahead(_) | Interval::Before,
                            ..
                        }
                        | DutyItem::Anchored { event: activity, .. }
                        | DutyItem::Manual(activity) => self.mark(*activity, None),
                        DutyItem::Response { activity, .. } => self.mark(*activity, back),
                        DutyItem::Sequence(activities) => {
                            activities.iter().for_each(|activity| self.mark(*activity, None));
                        }
                    }
                }
            }
            Check::Person(_) => {}
        }
    }

    /// What an expression measures, in periods that reach so far back.
    fn expr(&mut self, expr: &Expr, around: Back) {
        match expr {
            Expr::Number(_) | Expr::Target(_) => {}
            Expr::Binary { left, right, .. } => {
                self.expr(left, around);
                self.expr(right, around);
            }
            Expr::Change { of, against, .. } => {
                let year = match against {
                    Against::PeriodBefore => 0,
                    Against::YearBefore => 366,
                };
                // The period before is as long again.
                self.expr(of, around.map(|back| back.saturating_mul(2).saturating_add(year + SLACK)));
            }
            Expr::Measure(id) => {
                let program = self.program;
                let Some(measure) = program.measures.get(id.index()) else { return };
                let own = self.grid(measure.grid);
                let streak = matches!(measure.aggregate, Aggregate::Streak { .. });
                let back = own.zip(around).map(|(own, around)| own.max(around)).filter(|_| !streak);
                measure.sources.iter().for_each(|source| self.mark(source.activity, back));
            }
        }
    }

    /// How long before a range its first period may have begun.
    fn grid(&self, grid: GridId) -> Back {
        let Grid { period, window, .. } = self.program.grids.get(grid.index())?;
        let length = match period {
            Period::Range => 0,
            Period::Every { every, unit } => u64::from(*every).saturating_mul(days(*unit)),
            Period::Rolling { length, unit } | Period::Last { length, unit } => {
                u64::from(*length).saturating_mul(days(*unit))
            }
            // The calendar may name any days.
            Period::Named(_) => return None,
        };
        // A deadline in the next period is the last day of what it judges.
        let next = window.as_ref().is_some_and(|window| window.from.iter().chain(&window.to).any(|point| point.next));
        Some(length.saturating_mul(if next { 2 } else { 1 }).saturating_add(SLACK))
    }
}

/// How long before the day on which it falls due the trigger of a duty may lie.
fn due(item: &DutyItem) -> Back {
    let interval = match item {
        DutyItem::Response { interval, .. } | DutyItem::Anchored { interval, .. } => interval,
        DutyItem::Field(_) | DutyItem::Sequence(_) | DutyItem::Manual(_) => return Some(SLACK),
    };
    let back = match interval {
        Interval::Any | Interval::SameDay | Interval::NextDay(_) | Interval::Before => 0,
        Interval::Within(length) | Interval::Ahead(length) => length_days(length)?,
        Interval::By(..) => 2 * 366,
    };
    Some(back.saturating_add(SLACK))
}

fn length_days(length: &Length) -> Back {
    let each: u64 = match length.unit {
        LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour | LengthUnit::Day => 1,
        LengthUnit::WorkHour | LengthUnit::Workday => days(Unit::Workday),
        LengthUnit::Week => 7,
        LengthUnit::Month => 31,
        LengthUnit::Year => 366,
    };
    length.amount.checked_mul(Decimal::from(each))?.ceil().to_u64()
}

/// The most days that such a unit takes; working days lie no further apart than the longest holidays last.
fn days(unit: Unit) -> u64 {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => 1,
        Unit::Workday => 12,
        Unit::Week => 7,
        Unit::TenDays => 11,
        Unit::HalfMonth => 16,
        Unit::Month => 31,
        Unit::Quarter => 92,
        Unit::HalfYear => 184,
        Unit::Year => 366,
    }
}
