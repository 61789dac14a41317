//! Days, spans of days, times and spans of times, as calendars write them.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::tomorrow;

/// Days of the week; 1 is Monday.
const WEEKDAYS: [(&str, u32); 8] =
    [("周一", 1), ("周二", 2), ("周三", 3), ("周四", 4), ("周五", 5), ("周六", 6), ("周日", 7), ("周天", 7)];

/// The day of the week called so: 1 is Monday.
pub fn weekday(name: &str) -> Option<u32> {
    WEEKDAYS.iter().find(|(known, _)| *known == name.trim()).map(|(_, day)| *day)
}

/// The month called so: `4月`.
pub fn month(text: &str) -> Option<u32> {
    text.trim().strip_suffix('月')?.parse().ok().filter(|month| (1..=12).contains(month))
}

/// One day `2024-05-01`, or several `2024-05-01..2024-05-05`, both in; `None` where it is no day, or more than 400.
pub fn days(text: &str) -> Option<Vec<NaiveDate>> {
    let (first, last) = span(text)?;
    let days: Vec<NaiveDate> = first.iter_days().take(401).take_while(|day| *day <= last).collect();
    (days.len() <= 400).then_some(days)
}

/// The first and the last day of a span, both in; one day is a span of its own.
pub(super) fn span(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let day = |text: &str| text.trim().parse::<NaiveDate>().ok();
    let (first, last) = match text.split_once("..").or_else(|| text.split_once('至')) {
        Some((first, last)) => (day(first)?, day(last)?),
        None => (day(text)?, day(text)?),
    };
    (first <= last && tomorrow(last) > last).then_some((first, last))
}

/// A time of day in seconds after midnight: `18:00`; `24:00` is the end of the day.
pub fn clock(text: &str) -> Option<u32> {
    let text = text.trim();
    if text == "24:00" {
        return Some(24 * 60 * 60);
    }
    NaiveTime::parse_from_str(text, "%H:%M").ok().map(|time| time.num_seconds_from_midnight())
}

/// A span of the day `09:00-12:00`, in seconds after midnight.
pub fn hours(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (clock(from)?, clock(to)?);
    (from < to).then_some((from, to))
}
