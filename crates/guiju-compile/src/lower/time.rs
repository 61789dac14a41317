//! Periods, deadlines and intervals.

use chrono::Timelike;
use guiju_engine::program::{Grid, GridId, Interval, Length, LengthUnit, Period, Point, PointDay, Roll, Unit, Window};
use guiju_syntax::ast::{self, DurationUnit, IntervalKind, PeriodKind, PeriodUnit, PointTime, Requirement};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;

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
                Some(Window { from, to, roll: clause.roll.map(roll) })
            }
        };
        Some(self.shared.grid(Grid { period, window, except_holidays: clause.except_holidays }))
    }

    fn period(&mut self, kind: &PeriodKind, span: Span) -> Option<Period> {
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
        let fits = |point: &ast::Point| match point.day {
            ast::PointDay::Same | ast::PointDay::Last => true,
            ast::PointDay::Weekday(_) => *unit == Unit::Week,
            ast::PointDay::Of(_) if *period == Period::Range => false,
            ast::PointDay::Of(_) => {
                matches!(unit, Unit::Month | Unit::Quarter | Unit::HalfYear | Unit::Year)
            }
            ast::PointDay::OfMonth(..) => *unit == Unit::Year,
        };
        if deadline.from.iter().chain(&deadline.to).all(fits) {
            return Some(());
        }
        let words = self.words(deadline.span);
        self.report(Diagnostic::new(Code::DeadlineOutsidePeriod, deadline.span).with("words", words));
        None
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
            ast::PointDay::OfMonth(month, day) => PointDay::OfMonth(month, day),
            ast::PointDay::Weekday(day) => PointDay::Weekday(day),
            ast::PointDay::Last => PointDay::Last,
        };
        Some(Point { next: point.next, day, second, inclusive: point.inclusive })
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

    /// An interval to another event.
    pub(super) fn interval(&mut self, interval: Option<&ast::Interval>) -> Option<Interval> {
        let Some(interval) = interval else { return Some(Interval::Any) };
        Some(match &interval.kind {
            IntervalKind::SameDay => Interval::SameDay,
            IntervalKind::NextDay(time) => Interval::NextDay(match time {
                None => None,
                Some(time) => Some(self.second(time, interval.span)?),
            }),
            IntervalKind::Within(duration) => Interval::Within(length(duration)),
            IntervalKind::By(point) => Interval::By(self.point(point, interval.span)?),
            IntervalKind::Ahead(duration) => Interval::Ahead(length(duration)),
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
                Interval::Within(Length { amount, unit: length_unit(unit) })
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

fn length(duration: &ast::Duration) -> Length {
    Length { amount: duration.amount, unit: length_unit(duration.unit) }
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

fn length_unit(unit: DurationUnit) -> LengthUnit {
    match unit {
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
