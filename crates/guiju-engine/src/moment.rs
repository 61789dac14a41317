//! Days and times as exports write them.

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

/// A local day, with a time of day where one is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// Seconds after midnight.
    pub second: Option<u32>,
}

impl Moment {
    /// The local instant; the start of the day where no time is written.
    pub fn local(self) -> NaiveDateTime {
        at(self.day, self.second.unwrap_or(0))
    }

    /// The instant in a zone.
    pub fn instant(self, zone: Tz) -> DateTime<Tz> {
        let local = self.local();
        zone.from_local_datetime(&local).earliest().unwrap_or_else(|| zone.from_utc_datetime(&local))
    }
}

/// So many seconds after the midnight that a day begins with.
pub fn at(day: NaiveDate, second: u32) -> NaiveDateTime {
    if let Some(time) = NaiveTime::from_num_seconds_from_midnight_opt(second, 0) {
        return day.and_time(time);
    }
    let midnight = day.and_time(NaiveTime::MIN);
    midnight.checked_add_signed(chrono::TimeDelta::seconds(second.into())).unwrap_or(midnight)
}

/// Reads a day or a moment: `2024-03-04`, `2024/3/4 9:30`, `24-03-04`, `20240304`, `2024年3月4日9时30分`, `2024-03-04 下午3:20`,
/// `45355.395833` (as Excel keeps it), `2024-03-04T09:30:00+08:00`; an offset is converted to `zone`.
///
/// ```
/// let moment = guiju_engine::moment::parse("2024年3月4日 9:30", chrono_tz::Asia::Shanghai).unwrap();
/// assert_eq!(moment.second, Some(9 * 3600 + 30 * 60));
/// assert!(guiju_engine::moment::parse("2024-02-30", chrono_tz::Asia::Shanghai).is_none());
/// ```
pub fn parse(text: &str, zone: Tz) -> Option<Moment> {
    if let Some(moment) = plain(text.as_bytes()) {
        return Some(moment);
    }
    let text = text.trim();
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    if let Some(instant) = with_offset(text) {
        let local = instant.with_timezone(&zone).naive_local();
        return Some(Moment { day: local.date(), second: Some(local.time().num_seconds_from_midnight()) });
    }
    if let Some(moment) = serial(text) {
        return Some(moment);
    }
    let (text, half) = half_of_day(text);
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut digits = String::new();
    let mut marks = String::new();
    for c in text.chars().chain([' ']) {
        if let Some(digit) = c.to_digit(10) {
            digits.push(char::from_digit(digit, 10)?);
        } else {
            if !digits.is_empty() {
                numbers.extend(groups(&digits)?);
                digits.clear();
            }
            marks.push(c);
        }
    }
    if marks.chars().any(|c| !"-/.年月日号 T:时分秒点".contains(c)) {
        return None;
    }
    let (date, rest) = match numbers.as_slice() {
        [(compact, 8), rest @ ..] => ((compact / 10_000, compact / 100 % 100, compact % 100), rest),
        [(year, 4), (month, _), (day, _), rest @ ..] => ((*year, *month, *day), rest),
        // 26-05-03: the year first, as everywhere in China
        [(year, 2), (month, 1..=2), (day, 1..=2), rest @ ..] => ((2000 + *year, *month, *day), rest),
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(i32::try_from(date.0).ok()?, date.1, date.2)?;
    let time = |hour, minute, second| NaiveTime::from_hms_opt(hour_of(hour, half)?, minute, second);
    let time = match rest {
        [] => None,
        [(hour, _), (minute, _)] => Some(time(*hour, *minute, 0)?),
        [(hour, _), (minute, _), (second, _)] => Some(time(*hour, *minute, *second)?),
        [(hour, _), (minute, _), (second, _), _] if marks.contains('.') => Some(time(*hour, *minute, *second)?),
        [(hour, _)] if marks.contains('时') || marks.contains('点') => Some(time(*hour, 0, 0)?),
        _ => return None,
    };
    Some(Moment { day, second: time.map(|time| time.num_seconds_from_midnight()) })
}

/// Why a day and a time of day in two columns come to no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unjoined<'a> {
    /// No day is written.
    Missing,
    /// This is written, and is no day, or no time.
    Unreadable(&'a str),
    /// The two name different days, or different times.
    Conflict,
}

/// Joins the cells of two columns, either of which may be empty: a day and a time of day (`09:30`, `9时30分`, `下午3:20`, `0.395833` as
/// Excel keeps it). A day alone is a day without a time of day. Where one of them is a whole moment it has to agree with the other; the
/// midnight of a day (`2024-03-04 00:00:00`) and the day of a time in the years 1899 and 1900 (as Excel writes them) say nothing.
///
/// # Errors
/// Where they come to no moment.
///
/// ```
/// use guiju_engine::moment::{Unjoined, joined};
/// let zone = chrono_tz::Asia::Shanghai;
/// assert_eq!(joined("2024-03-04", "下午3:20", zone).unwrap().second, Some(15 * 3600 + 20 * 60));
/// assert_eq!(joined("2024-03-04", "", zone).unwrap().second, None);
/// assert_eq!(joined("2024-03-04", "2024-03-05 09:30", zone), Err(Unjoined::Conflict));
/// assert_eq!(joined("", "09:30", zone), Err(Unjoined::Unreadable("09:30")));
/// ```
pub fn joined<'a>(day: &'a str, time: &'a str, zone: Tz) -> Result<Moment, Unjoined<'a>> {
    let read = |text: &'a str| parse(text, zone).ok_or(Unjoined::Unreadable(text));
    match (day.is_empty(), time.is_empty()) {
        (true, true) => return Err(Unjoined::Missing),
        (false, true) => return read(day),
        (true, false) => return read(time),
        (false, false) => {}
    }
    let date = read(day)?;
    let second = match time_of_day(time, zone) {
        Some(second) => second,
        None => {
            let whole = read(time)?;
            match whole.second {
                Some(second) if whole.day == date.day || chrono::Datelike::year(&whole.day) <= 1900 => second,
                None if whole.day == date.day => return Ok(date),
                _ => return Err(Unjoined::Conflict),
            }
        }
    };
    match date.second {
        Some(other) if other != 0 && other != second => Err(Unjoined::Conflict),
        _ => Ok(Moment { day: date.day, second: Some(second) }),
    }
}

/// The seconds after midnight of a time of day.
fn time_of_day(text: &str, zone: Tz) -> Option<u32> {
    if let Some(fraction) = text.strip_prefix("0.").filter(|it| it.bytes().all(|byte| byte.is_ascii_digit())) {
        let part = Decimal::from_str_exact(&format!("0.{}", fraction.get(..18).unwrap_or(fraction))).ok()?;
        let second = part.checked_mul(Decimal::from(86_400))?.round().to_u32()?;
        return Some(second).filter(|second| *second < 86_400);
    }
    if text.contains(['-', '/', '年', '月', '日', '号', '+', 'Z', 'z']) {
        return None;
    }
    // Read behind a day, as times are written.
    parse(&format!("2000-01-01 {text}"), zone)?.second
}

/// With an offset from UTC, as RFC 3339 writes it or with a blank, without seconds or without the colon.
fn with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    let day = text.get(..10)?;
    if !text.get(10..)?.contains(['+', '-', 'Z', 'z']) || !day.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    const FORMS: [&str; 3] = ["%Y-%m-%d %H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M%:z", "%Y-%m-%d %H:%M%:z"];
    let written = |form: &&str| DateTime::parse_from_str(text, form).ok();
    DateTime::parse_from_rfc3339(text).ok().or_else(|| FORMS.iter().find_map(written))
}

/// The text without 上午 or 下午, and whether it is afternoon.
fn half_of_day(text: &str) -> (std::borrow::Cow<'_, str>, Option<bool>) {
    const WORDS: [(&str, bool); 6] =
        [("上午", false), ("下午", true), ("凌晨", false), ("晚上", true), ("AM", false), ("PM", true)];
    match WORDS.iter().find(|(word, _)| text.contains(word)) {
        Some((word, afternoon)) => (text.replacen(word, " ", 1).into(), Some(*afternoon)),
        None => (text.into(), None),
    }
}

/// The hour of the day: 下午3 is 15, 上午12 is 0.
fn hour_of(hour: u32, half: Option<bool>) -> Option<u32> {
    match half {
        None => Some(hour),
        Some(afternoon) if hour <= 12 => Some(hour % 12 + if afternoon { 12 } else { 0 }),
        // 下午15:05 says it twice.
        Some(afternoon) => afternoon.then_some(hour),
    }
}

/// A run of digits as numbers with their widths: `20240305093000` is a date and a time.
fn groups(digits: &str) -> Option<Vec<(u32, usize)>> {
    let number = |part: &str| Some((part.parse().ok()?, part.len()));
    match digits.len() {
        12 | 14 => {
            let (date, time) = digits.split_at_checked(8)?;
            let pairs = (0..time.len()).step_by(2).map(|at| number(time.get(at..at + 2)?));
            std::iter::once(number(date)).chain(pairs).collect()
        }
        _ => Some(vec![number(digits)?]),
    }
}

/// `45355.395833`: days since the end of 1899, as Excel keeps them; from 1982 to 2119.
fn serial(text: &str) -> Option<Moment> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if days.len() != 5 || !days.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) || fraction.len() > 18
    {
        return None;
    }
    let days: u64 = days.parse().ok().filter(|days| (30_000..80_000).contains(days))?;
    let part = Decimal::from_str_exact(&format!("0.{fraction}")).ok()?;
    let second = part.checked_mul(Decimal::from(86_400))?.round().to_u32()?;
    let days = days + u64::from(second / 86_400);
    let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))?;
    let second = (!part.is_zero()).then_some(second % 86_400);
    Some(Moment { day, second })
}

/// `2024-03-04`, `2024-03-04 09:30` and `2024-03-04 09:30:00` (with `/` or `T` as well): what nearly all exports write.
fn plain(text: &[u8]) -> Option<Moment> {
    let (day, rest) = text.split_first_chunk()?;
    let second = plain_second(rest)?;
    Some(Moment { day: plain_day(day)?, second })
}

/// `2024-03-04` or `2024/03/04`.
pub(crate) fn plain_day(text: &[u8; DAY]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-' | b'/', m1, m2, b'-' | b'/', d1, d2] = *text else { return None };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, two(m1, m2)?, two(d1, d2)?)
}

/// How long a day is, plainly written.
pub(crate) const DAY: usize = 10;

/// The seconds after midnight in what follows a day, plainly written: nothing, ` 09:30` or `T09:30:00`.
#[inline]
pub(crate) fn plain_second(text: &[u8]) -> Option<Option<u32>> {
    let (hour, minute, second) = match *text {
        [] => return Some(None),
        [b' ' | b'T', h1, h2, b':', m1, m2] => (two(h1, h2)?, two(m1, m2)?, 0),
        [b' ' | b'T', h1, h2, b':', m1, m2, b':', s1, s2] => (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?),
        _ => return None,
    };
    (hour < 24 && minute < 60 && second < 60).then_some(Some(hour * 3600 + minute * 60 + second))
}

/// A number of two digits.
#[inline]
fn two(ten: u8, one: u8) -> Option<u32> {
    let (ten, one) = (ten.wrapping_sub(b'0'), one.wrapping_sub(b'0'));
    (ten < 10 && one < 10).then_some(u32::from(ten) * 10 + u32::from(one))
}
