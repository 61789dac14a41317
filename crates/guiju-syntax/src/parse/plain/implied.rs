//! The period that a deadline alone implies.

use crate::ast::{Deadline, Period, PeriodKind, PeriodUnit, PointDay, Requirement};

/// The period that a deadline alone implies: 9:00前 is every day's, 年底前 every year's; a day of the next month only where
/// all are asked for it (请于次月5日前, 务必于…).
pub fn implied(deadline: &Deadline, text: &str) -> Option<PeriodUnit> {
    let point = deadline.to.as_ref().or(deadline.from.as_ref())?;
    let asked = ["请", "务必"].iter().any(|word| text.contains(word));
    match point.day {
        PointDay::Same if point.time.is_some() => Some(PeriodUnit::Day),
        PointDay::OfMonth(..) => Some(PeriodUnit::Year),
        PointDay::Last if text.contains("年底") || text.contains("年末") => Some(PeriodUnit::Year),
        PointDay::Last if text.contains("月底") || text.contains("月末") => Some(PeriodUnit::Month),
        PointDay::Of(_) if asked => Some(PeriodUnit::Month),
        _ => None,
    }
}

/// Fills in the period that a deadline implies.
pub fn implied_period(requirement: &mut Requirement) {
    if requirement.period.is_none()
        && let Some(deadline) = &requirement.deadline
        && let Some(unit) = implied(deadline, &requirement.words)
    {
        requirement.period = Some(Period { span: deadline.span, kind: PeriodKind::Every(1, unit) });
    }
}
