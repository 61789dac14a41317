//! Periods that a calendar names.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::tomorrow;
use super::words::{clock, span};

/// How a named period cuts time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamedPeriod {
    /// From this day of each month to the day before it in the next: `每月25日至次月24日`.
    Monthly {
        /// 1 to 31; a day that a month lacks is the month's last.
        day: u32,
    },
    /// From this day of each year to the day before it in the next: `每年4月1日至次年3月31日`.
    Yearly {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
    /// These days, `[start, end)`, in order: `["2024-02-19..2024-07-05", …]`.
    Spans(Vec<(NaiveDate, NaiveDate)>),
    /// Parts of each day, or of each working day, in seconds after midnight; past 24 hours they end on the next day:
    /// `["08:00-16:00", "16:00-24:00", "22:00-06:00"]`.
    Shifts {
        /// In order of their starts.
        hours: Vec<(u32, u32)>,
        /// Only on working days (each item then begins with 工作日).
        workdays: bool,
    },
}

impl NamedPeriod {
    /// Reads what a calendar says of a period: one sentence, or a list of spans.
    ///
    /// ```
    /// use guiju_engine::calendar::NamedPeriod;
    /// assert_eq!(NamedPeriod::parse(&["每月25日至次月24日"]), Some(NamedPeriod::Monthly { day: 25 }));
    /// assert_eq!(NamedPeriod::parse(&["每年4月1日至次年3月31日"]), Some(NamedPeriod::Yearly { month: 4, day: 1 }));
    /// assert!(NamedPeriod::parse(&["2024-02-19..2024-07-05", "2024-09-02..2025-01-17"]).is_some());
    /// assert!(NamedPeriod::parse(&["22:00-06:00"]).is_some());
    /// assert_eq!(NamedPeriod::parse(&["每月25日至次月25日"]), None); // a day too many
    /// ```
    pub fn parse(items: &[&str]) -> Option<NamedPeriod> {
        match items {
            [] => None,
            [sentence] if sentence.trim().starts_with('每') => {
                monthly(sentence.trim()).or_else(|| yearly(sentence.trim()))
            }
            items => spans(items).or_else(|| shifts(items)),
        }
    }
}

fn number(text: &str, most: u32) -> Option<u32> {
    text.trim().parse().ok().filter(|number| (1..=most).contains(number))
}

fn monthly(sentence: &str) -> Option<NamedPeriod> {
    let (first, last) = sentence.strip_prefix("每月")?.split_once('至')?;
    let day = number(first.strip_suffix('日')?, 31)?;
    let closes = match last {
        "月底" | "月末" => day == 1,
        last => number(last.strip_prefix("次月")?.strip_suffix('日')?, 31)? + 1 == day,
    };
    closes.then_some(NamedPeriod::Monthly { day })
}

fn yearly(sentence: &str) -> Option<NamedPeriod> {
    let (first, last) = sentence.strip_prefix("每年")?.split_once('至')?;
    let day = |text: &str| {
        let (month, day) = text.strip_suffix('日')?.split_once('月')?;
        // A year that is no leap year: the 29th of February begins nothing.
        NaiveDate::from_ymd_opt(2001, number(month, 12)?, number(day, 31)?)
    };
    let (first, last) = (day(first)?, day(last.strip_prefix("次年")?)?);
    let follows = tomorrow(last);
    ((first.month(), first.day()) == (follows.month(), follows.day()))
        .then_some(NamedPeriod::Yearly { month: first.month(), day: first.day() })
}

/// Spans of days, in order, none over another.
fn spans(items: &[&str]) -> Option<NamedPeriod> {
    let mut spans =
        items.iter().map(|item| span(item).map(|(first, last)| (first, tomorrow(last)))).collect::<Option<Vec<_>>>()?;
    spans.sort_unstable();
    let apart = spans.windows(2).all(|pair| matches!(pair, [(_, end), (start, _)] if end <= start));
    apart.then_some(NamedPeriod::Spans(spans))
}

fn shifts(items: &[&str]) -> Option<NamedPeriod> {
    let mut workdays = 0;
    let mut hours = Vec::with_capacity(items.len());
    for item in items {
        let item = item.trim();
        let rest = item.strip_prefix("工作日");
        workdays += usize::from(rest.is_some());
        let (from, to) = rest.unwrap_or(item).split_once('-')?;
        let (from, to) = (clock(from)?, clock(to)?);
        hours.push((from, if to <= from { to + 24 * 60 * 60 } else { to }));
    }
    hours.sort_unstable();
    (workdays == 0 || workdays == items.len()).then_some(NamedPeriod::Shifts { hours, workdays: workdays > 0 })
}
