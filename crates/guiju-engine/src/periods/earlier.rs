//! What a period is compared with (环比, 同比), and which one a day lies in.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

use super::{Cut, Span};
use crate::calendar::NamedPeriod;
use crate::program::{Against, Period, Unit};

impl Cut<'_> {
    /// The period before, or the same days a year before; `None` where there is none, or its working days are not known.
    ///
    /// A range, and a window, has before it what is as long: as many whole months, or as many days.
    pub fn earlier(self, span: &Span, against: Against) -> Option<Span> {
        let before = |start: NaiveDate| self.span(start, span.start, (span.start, span.end)).ok();
        match (against, &self.grid.period) {
            (Against::YearBefore, _) if span.clock.is_some() => None,
            (Against::YearBefore, _) => {
                let back = |day: NaiveDate| day.checked_sub_months(Months::new(12));
                let next = (back(span.next.0)?, back(span.next.1)?);
                self.span(back(span.start)?, back(span.end)?, next).ok()
            }
            (_, Period::Range | Period::Rolling { .. } | Period::Last { .. }) => {
                let months = (span.end.year() - span.start.year()) * 12 + span.end.month0().cast_signed()
                    - span.start.month0().cast_signed();
                if span.start.day() == 1 && span.end.day() == 1 && months > 0 {
                    before(span.start.checked_sub_months(Months::new(months.unsigned_abs()))?)
                } else {
                    before(span.start.checked_sub_signed(span.end - span.start)?)
                }
            }
            (_, Period::Every { every, unit }) if !matches!(unit, Unit::Workday | Unit::Minute | Unit::Hour) => {
                before(self.around(span.start.pred_opt()?, *every, *unit).0)
            }
            _ => {
                let begins = span.bounds().0;
                self.nearby(span.start, 0, begins).ok()?.into_iter().rfind(|other| other.bounds().1 <= begins)
            }
        }
    }

    /// The period that a day lies in.
    ///
    /// # Errors
    /// With the year, where working days of a year are needed that the calendar does not know.
    pub fn period_at(self, day: NaiveDate, as_of: NaiveDateTime) -> Result<Option<Span>, i32> {
        match &self.grid.period {
            Period::Every { every, unit } if !matches!(unit, Unit::Workday | Unit::Minute | Unit::Hour) => {
                let (start, end) = self.around(day, *every, *unit);
                let span = self.span(start, end, self.following(end, *every, *unit)?)?;
                Ok(Some(span).filter(|span| self.counts(span)))
            }
            _ => Ok(self.nearby(day, 1, as_of)?.into_iter().find(|span| span.start <= day && day < span.end)),
        }
    }

    /// The periods around a day: enough to find the one before, and, so many lengths ahead, its own.
    fn nearby(self, day: NaiveDate, ahead: u64, as_of: NaiveDateTime) -> Result<Vec<Span>, i32> {
        let length = match &self.grid.period {
            Period::Every { unit: Unit::Minute | Unit::Hour, .. } => 20,
            Period::Every { every, .. } => u64::from(*every) * 7 + 20,
            Period::Named(name) => match self.calendar.periods.get(name) {
                Some(NamedPeriod::Monthly { .. }) => 62,
                Some(NamedPeriod::Shifts { .. }) => 20,
                _ => 400,
            },
            _ => 400,
        };
        let from = day.checked_sub_days(Days::new(2 * length)).unwrap_or(day);
        self.periods(from, day.checked_add_days(Days::new(ahead * length + 1)).unwrap_or(day), as_of)
    }
}
