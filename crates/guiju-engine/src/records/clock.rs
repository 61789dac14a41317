//! Moments, column by column: most are of the day of the one before.

use chrono::Datelike;
use chrono_tz::Tz;

use super::values::{NO_DAY, NOTHING, Values, span, trimmed};
use crate::moment::{self, DAY, Unjoined};

/// Something is written that is no moment.
pub(super) const UNREADABLE: i32 = NO_DAY + 1;

/// Two columns name different days or times.
pub(super) const CONFLICT: i32 = NO_DAY + 2;

/// Reads moments.
#[derive(Debug, Clone, Default)]
pub(super) struct Clock {
    /// The day that was read last, as it was written.
    last: Option<([u8; DAY], i32)>,
}

impl Clock {
    /// The days (or [`NO_DAY`], or [`UNREADABLE`]) and seconds (or [`NOTHING`]) of so many rows.
    pub fn read(&mut self, values: &Values<'_>, rows: usize, zone: Tz, days: &mut Vec<i32>, seconds: &mut Vec<u32>) {
        let mut put = |(day, second)| {
            days.push(day);
            seconds.push(second);
        };
        match values {
            Values::Moments(found, times) => {
                days.extend_from_slice(found);
                seconds.extend_from_slice(times);
            }
            Values::Spans(text, spans, step) => {
                (0..rows).for_each(|row| put(self.parse(trimmed(span(text, spans, *step, row)), zone)));
            }
            other => (0..rows).for_each(|row| put(self.parse(other.text(row).as_deref().unwrap_or_default(), zone))),
        }
        days.resize(rows, NO_DAY);
        seconds.resize(rows, NOTHING);
    }

    /// The same of days and times of day in two columns; [`CONFLICT`] where they do not agree.
    pub fn join(
        dates: &Values<'_>,
        times: &Values<'_>,
        rows: usize,
        zone: Tz,
        days: &mut Vec<i32>,
        seconds: &mut Vec<u32>,
    ) {
        for row in 0..rows {
            let (day, time) = (dates.text(row).unwrap_or_default(), times.text(row).unwrap_or_default());
            let (day, second) = match moment::joined(&day, &time, zone) {
                Ok(moment) => (moment.day.num_days_from_ce(), moment.second.unwrap_or(NOTHING)),
                Err(Unjoined::Missing) => (NO_DAY, NOTHING),
                Err(Unjoined::Unreadable(_)) => (UNREADABLE, NOTHING),
                Err(Unjoined::Conflict) => (CONFLICT, NOTHING),
            };
            days.push(day);
            seconds.push(second);
        }
    }

    #[inline]
    fn parse(&mut self, text: &str, zone: Tz) -> (i32, u32) {
        if let Some((written, rest)) = text.as_bytes().split_first_chunk()
            && let Some((last, day)) = &self.last
            && last == written
            && let Some(second) = moment::plain_second(rest)
        {
            return (*day, second.unwrap_or(NOTHING));
        }
        if text.is_empty() {
            return (NO_DAY, NOTHING);
        }
        let Some(moment) = moment::parse(text, zone) else { return (UNREADABLE, NOTHING) };
        let day = moment.day.num_days_from_ce();
        // Only what is plainly written says its day in its first letters.
        if let Some((written, rest)) = text.as_bytes().split_first_chunk()
            && moment::plain_second(rest) == Some(moment.second)
            && moment::plain_day(written) == Some(moment.day)
        {
            self.last = Some((*written, day));
        }
        (day, moment.second.unwrap_or(NOTHING))
    }
}
