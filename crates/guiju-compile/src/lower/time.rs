//! Periods, deadlines and intervals.

use chrono::Timelike;
use guiju_engine::program::{Grid, GridId, Interval, Length, LengthUnit, Period, Point, PointDay, Roll, Unit, Window};
use guiju_syntax::ast::{self, DurationUnit, IntervalKind, NextPeriod, PeriodKind, PeriodUnit, PointTime, Requirement};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use rust_decimal::Decimal;

use super::Lowerer;
use crate::hir::Clause;
use crate::near::nearest;
use crate::quantity::duration_unit;

impl Lowerer<'_, '_> {
    /// Whether what reads as an entity (每班) is a period that the calendar names.
    pub(super) fn is_named_period(&self, requirement: &Requirement) -> bool {
        let names = &self.shared.calendar.periods;
        let named = requirement.entity.as_ref().is_some_and(|entity| names.contains_key(&entity.object.text));
        named && requirement.period.is_none()
    }

    /// The grid of a requirement's period and deadline.
    pub(super) fn grid(&mut self, clause: &Clause, requirement: &Requirement) -> Option<GridId> {
        let period = match (&requirement.period, &requirement.entity) {
            (None, Some(entity)) if self.is_named_period(requirement) => Period::Named(entity.object.text.clone()),
            (None, _) => Period::Range,
            (Some(period), _) => self.period(&period.kind, period.span)?,
        };
        let window = match &requirement.deadline {
            None => None,
            Some(deadline) => {
                let from = self.optional_point(deadline.from.as_ref(), deadline.span)?;
                let to = self.optional_point(deadline.to.as_ref(), deadline.span)?;
                self.deadline_fits(&period, deadline)?;
                if from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| self.backwards(&period, from, to)) {
                    let words = self.words(deadline.span);
                    self.report(Diagnostic::new(Code::DeadlineBackwards, deadline.span).with("words", words));
                    return None;
                }
                Some(Window { from, to, roll: clause.roll.map(roll) })
            }
        };
        Some(self.shared.grid(Grid { period, window, except_holidays: clause.except_holidays }))
    }

    pub(super) fn period(&mut self, kind: &PeriodKind, span: Span) -> Option<Period> {
        Some(match kind {
            PeriodKind::Range => Period::Range,
            PeriodKind::Every(every, unit) => Period::Every { every: *every, unit: period_unit(*unit) },
            PeriodKind::Rolling(_, unit) | PeriodKind::Last(_, unit)
                if matches!(unit, PeriodUnit::Minute | PeriodUnit::Hour) =>
            {
                let words = self.words(span);
                self.report(Diagnostic::new(Code::WindowUnit, span).with("words", words));
                return None;
            }
            PeriodKind::Rolling(length, unit) => Period::Rolling { length: *length, unit: period_unit(*unit) },
            PeriodKind::Last(length, unit) => Period::Last { length: *length, unit: period_unit(*unit) },
            PeriodKind::Named(name) => {
                let known = self.shared.calendar.period_names();
                if !known.iter().any(|known| known == name) {
                    let near = nearest(name, known.iter().map(String::as_str));
                    self.report(Diagnostic::new(Code::UnknownPeriod, span).with("name", name.as_str()).near(near));
                    return None;
                }
                Period::Named(name.clone())
            }
        })
    }

    /// A deadline must name a day that its period has: 周五 needs a week, 5日 a month.
    fn deadline_fits(&mut self, period: &Period, deadline: &ast::Deadline) -> Option<()> {
        let unit = match period {
            Period::Every { unit, .. } => unit,
            // The whole range has each day of the year, and no day of a week or a month by itself.
            Period::Range => &Unit::Year,
            _ => return Some(()),
        };
        let months = match (unit, period) {
            (_, Period::Range) => 12,
            (unit, Period::Every { every, .. }) => every.saturating_mul(months(*unit)),
            _ => 0,
        };
        // 每季度 月底前 does not say which month: the last day named has to be that of the period.
        let has = |point: &ast::Point| match point.day {
            ast::PointDay::Same | ast::PointDay::Last(None) => true,
            ast::PointDay::Last(Some(_)) if *period == Period::Range => true,
            ast::PointDay::Last(Some(own)) => match point.next {
                Some(NextPeriod::Of(next)) => own == next,
                _ => period_unit(own) == *unit,
            },
            ast::PointDay::Weekday(_) => *unit == Unit::Week,
            ast::PointDay::Of(_) | ast::PointDay::OfNth(..) | ast::PointDay::OfLast(_) if *period == Period::Range => {
                false
            }
            ast::PointDay::Of(_) => months > 0,
            ast::PointDay::OfNth(nth, _) => nth <= months,
            ast::PointDay::OfLast(_) => months > 1,
            ast::PointDay::OfMonth(..) => *unit == Unit::Year,
        };
        // 每季度 次月10日前 lies in the first month of the next quarter; 每月 次季度10日前 in no next month.
        let follows = |point: &ast::Point| match point.next {
            None | Some(NextPeriod::Same) => true,
            Some(NextPeriod::Of(PeriodUnit::Day)) => months == 0 && *unit != Unit::Week,
            Some(NextPeriod::Of(PeriodUnit::Month)) => months > 0,
            Some(NextPeriod::Of(next)) => *unit == period_unit(next),
        };
        let fits = |point: &ast::Point| has(point) && follows(point);
        if deadline.from.iter().chain(&deadline.to).all(fits) {
            return Some(());
        }
        let words = self.words(deadline.span);
        self.report(Diagnostic::new(Code::DeadlineOutsidePeriod, deadline.span).with("words", words));
        None
    }

    /// 5日至3日: whether a stretch ends before it begins.
    fn backwards(&self, period: &Period, from: &Point, to: &Point) -> bool {
        let calendar = self.shared.calendar;
        let week = |day: u32| (day + 7 - calendar.week_start % 7) % 7;
        let year = |month: u32| (month + 12 - calendar.year_start % 12) % 12;
        let place = |point: &Point| match point.day {
            PointDay::Of(day) => Some((0, 0, day)),
            // The range may run from one year into the next.
            PointDay::OfMonth(..) if *period == Period::Range => None,
            PointDay::OfMonth(month, day) => Some((1, year(month), day)),
            PointDay::OfNth(nth, day) => Some((2, nth, day)),
            PointDay::Weekday(day) => Some((3, 0, week(day))),
            PointDay::Same => Some((4, 0, 0)),
            PointDay::OfLast(day) => Some((5, 0, day)),
            PointDay::Last => None,
        };
        let (Some(first), Some(last)) = (place(from), place(to)) else { return false };
        let earlier = (last.0 == first.0).then_some(last < first);
        let sooner = first == last && from.second.zip(to.second).is_some_and(|(from, to)| to < from);
        match (from.next, to.next) {
            (true, false) => true,
            (false, true) => false,
            _ => earlier.unwrap_or(false) || sooner,
        }
    }

    fn optional_point(&mut self, point: Option<&ast::Point>, span: Span) -> Option<Option<Point>> {
        match point {
            None => Some(None),
            Some(point) => self.point(point, span).map(Some),
        }
    }

    fn point(&mut self, point: &ast::Point, span: Span) -> Option<Point> {
        let second = match &point.time {
            None => None,
            Some(time) => Some(self.second(time, span)?),
        };
        let day = match point.day {
            ast::PointDay::Same => PointDay::Same,
            ast::PointDay::Of(day) => PointDay::Of(day),
            ast::PointDay::OfNth(nth, day) => PointDay::OfNth(nth, day),
            ast::PointDay::OfLast(day) => PointDay::OfLast(day),
            ast::PointDay::OfMonth(month, day) => PointDay::OfMonth(month, day),
            ast::PointDay::Weekday(day) => PointDay::Weekday(day),
            // 每季度 次月底前: of the first month of the next quarter
            ast::PointDay::Last(_) if point.next == Some(NextPeriod::Of(PeriodUnit::Month)) => PointDay::Of(31),
            ast::PointDay::Last(_) => PointDay::Last,
        };
        Some(Point { next: point.next.is_some(), day, second, inclusive: point.inclusive })
    }

    fn second(&mut self, time: &PointTime, span: Span) -> Option<u32> {
        match time {
            PointTime::Clock(clock) => Some(clock.num_seconds_from_midnight()),
            PointTime::Moment(name) => {
                let moments = &self.shared.calendar.moments;
                if let Some(second) = moments.get(name) {
                    return Some(*second);
                }
                let near = nearest(name, moments.keys().map(String::as_str));
                self.report(Diagnostic::new(Code::UnknownMoment, span).with("name", name.as_str()).near(near));
                None
            }
        }
    }

    /// How long a duration is. Half a year is six months, half a month fifteen days; more than a month and a part of one
    /// is no length of either.
    fn length(&mut self, duration: &ast::Duration, span: Span) -> Option<Length> {
        let exact = |amount: Decimal, unit: DurationUnit| -> Option<Length> {
            let whole = amount.is_integer();
            let (amount, unit) = match unit {
                DurationUnit::Year if !whole => (amount.checked_mul(Decimal::from(12))?, DurationUnit::Month),
                unit => (amount, unit),
            };
            let (amount, unit) = match unit {
                DurationUnit::Month if amount.is_integer() => (amount, unit),
                DurationUnit::Month if amount < Decimal::ONE => {
                    (amount.checked_mul(Decimal::from(30))?, DurationUnit::Day)
                }
                DurationUnit::Month => return None,
                DurationUnit::Week if !whole => (amount.checked_mul(Decimal::from(7))?, DurationUnit::Day),
                unit => (amount, unit),
            };
            let a_year: i64 = match unit {
                DurationUnit::Second => 366 * 24 * 60 * 60,
                DurationUnit::Minute => 366 * 24 * 60,
                DurationUnit::Hour | DurationUnit::WorkHour => 366 * 24,
                DurationUnit::Day | DurationUnit::Workday => 366,
                DurationUnit::Week => 53,
                DurationUnit::Month => 12,
                DurationUnit::Year => 1,
            };
            (amount <= Decimal::from(100 * a_year)).then_some(Length { amount, unit: length_unit(unit) })
        };
        let length = exact(duration.amount, duration.unit);
        if length.is_none() {
            self.report(Diagnostic::new(Code::LengthUncounted, span).with("words", duration.to_string()));
        }
        length
    }

    /// An interval to another event.
    pub(super) fn interval(&mut self, interval: Option<&ast::Interval>) -> Option<Interval> {
        let Some(interval) = interval else { return Some(Interval::Any) };
        Some(match &interval.kind {
            IntervalKind::SameDay => Interval::SameDay,
            IntervalKind::NextDay(time) => Interval::NextDay(match time {
                None => None,
                Some(time) => Some(self.second(time, interval.span)?),
            }),
            IntervalKind::Within(duration) => Interval::Within(self.length(duration, interval.span)?),
            IntervalKind::By(point) => {
                let unit = match point.next {
                    Some(NextPeriod::Of(unit)) => period_unit(unit),
                    _ => Unit::Month,
                };
                Interval::By(unit, self.point(point, interval.span)?)
            }
            IntervalKind::Ahead(duration) => Interval::Ahead(self.length(duration, interval.span)?),
            IntervalKind::Before => Interval::Before,
            IntervalKind::Vague(word) => {
                let Some(quantity) = self.parameters.get(word) else {
                    self.report(Diagnostic::new(Code::VagueInterval, interval.span).with("word", word.as_str()));
                    return None;
                };
                let amount = self.exact(quantity)?;
                let Some(unit) = quantity.unit.as_ref().and_then(|unit| duration_unit(&unit.text)) else {
                    self.report(Diagnostic::new(Code::NotADuration, quantity.span).with("word", word.as_str()));
                    return None;
                };
                Interval::Within(self.length(&ast::Duration { amount, unit }, quantity.span)?)
            }
        })
    }
}

/// Where a due day goes that falls on a rest day.
pub(super) fn roll(roll: ast::Roll) -> Roll {
    match roll {
        ast::Roll::Forward => Roll::Forward,
        ast::Roll::Back => Roll::Back,
    }
}

fn period_unit(unit: PeriodUnit) -> Unit {
    match unit {
        PeriodUnit::Minute => Unit::Minute,
        PeriodUnit::Hour => Unit::Hour,
        PeriodUnit::Day => Unit::Day,
        PeriodUnit::Workday => Unit::Workday,
        PeriodUnit::Week => Unit::Week,
        PeriodUnit::TenDays => Unit::TenDays,
        PeriodUnit::HalfMonth => Unit::HalfMonth,
        PeriodUnit::Month => Unit::Month,
        PeriodUnit::Quarter => Unit::Quarter,
        PeriodUnit::HalfYear => Unit::HalfYear,
        PeriodUnit::Year => Unit::Year,
    }
}

/// How many months a unit has; none for the shorter ones.
fn months(unit: Unit) -> u32 {
    match unit {
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::HalfYear => 6,
        Unit::Year => 12,
        _ => 0,
    }
}

fn length_unit(unit: DurationUnit) -> LengthUnit {
    match unit {
        DurationUnit::Second => LengthUnit::Second,
        DurationUnit::Minute => LengthUnit::Minute,
        DurationUnit::Hour => LengthUnit::Hour,
        DurationUnit::WorkHour => LengthUnit::WorkHour,
        DurationUnit::Day => LengthUnit::Day,
        DurationUnit::Workday => LengthUnit::Workday,
        DurationUnit::Week => LengthUnit::Week,
        DurationUnit::Month => LengthUnit::Month,
        DurationUnit::Year => LengthUnit::Year,
    }
}
