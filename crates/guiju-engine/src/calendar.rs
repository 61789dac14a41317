//! Which days are working days, where the day begins, and what moments and periods are called.

mod file;
mod named;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use file::CalendarError;
pub use named::NamedPeriod;
pub use words::{clock, days, hours, month, weekday};

/// A calendar. Working days are known for the years it covers, and only for those.
///
/// ```
/// use guiju_engine::calendar::Calendar;
/// let china = Calendar::bundled("中国").unwrap();
/// let day = |text: &str| text.parse().unwrap();
/// assert_eq!(china.is_workday(day("2024-02-10")), Ok(false)); // Spring Festival
/// assert_eq!(china.is_workday(day("2024-02-18")), Ok(true)); // a Sunday that makes up for it
/// assert_eq!(china.is_workday(day("2031-01-01")), Err(2031));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Decisions are taken in this zone.
    pub timezone: Tz,
    /// The day a week starts on: 1 is Monday.
    pub week_start: u32,
    /// The month in which years, half years and quarters begin: 1 is January.
    pub year_start: u32,
    /// Spans of the working day, in seconds after midnight.
    pub working_hours: Vec<(u32, u32)>,
    /// Named moments of the day (下班), in seconds after midnight.
    pub moments: IndexMap<String, u32>,
    /// Periods beside the natural ones (结算月, 学期, 班).
    pub periods: IndexMap<String, NamedPeriod>,
    /// Due days that fall on a rest day move to the next working day.
    pub roll_forward: bool,
    /// The first year whose days it knows.
    pub first_year: i32,
    /// The last year whose days it knows.
    pub last_year: i32,
    /// Days that differ from Monday to Friday: whether they are working days.
    pub days: BTreeMap<NaiveDate, bool>,
    /// Working days of which only the morning is worked.
    pub half_days: BTreeSet<NaiveDate>,
}

impl Default for Calendar {
    /// The bundled calendar of China.
    fn default() -> Self {
        Calendar::bundled("中国").unwrap_or_else(Calendar::empty)
    }
}

/// The calendar of China, read once.
static CHINA: LazyLock<Option<Calendar>> =
    LazyLock::new(|| Calendar::from_toml(include_str!("../calendars/china.toml")).ok());

impl Calendar {
    /// A calendar that comes with Guiju: `中国`.
    pub fn bundled(name: &str) -> Option<Calendar> {
        match name {
            "中国" => CHINA.clone(),
            _ => None,
        }
    }

    /// A calendar that knows no year: Monday to Friday, nine to six.
    fn empty() -> Calendar {
        Calendar {
            name: String::new(),
            version: String::new(),
            timezone: Tz::Asia__Shanghai,
            week_start: 1,
            year_start: 1,
            working_hours: vec![(9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600)],
            moments: IndexMap::new(),
            periods: IndexMap::new(),
            roll_forward: false,
            first_year: 1,
            last_year: 0,
            days: BTreeMap::new(),
            half_days: BTreeSet::new(),
        }
    }

    /// What reports call it: name and version.
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.version).trim().to_owned()
    }

    /// Names of the periods it defines beside the natural ones.
    pub fn period_names(&self) -> Vec<String> {
        self.periods.keys().cloned().collect()
    }

    /// Whether a day is a working day.
    ///
    /// # Errors
    /// With the year, where the calendar does not know it.
    pub fn is_workday(&self, day: NaiveDate) -> Result<bool, i32> {
        if !(self.first_year..=self.last_year).contains(&day.year()) {
            return Err(day.year());
        }
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Ok(self.days.get(&day).copied().unwrap_or(!weekend))
    }

    /// Whether a day is a statutory day off: a rest day that is no ordinary weekend.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.days.get(&day) == Some(&false)
    }

    /// Which halves of a day are worked: morning and afternoon.
    ///
    /// # Errors
    /// With the year, where the calendar does not know it.
    pub fn halves(&self, day: NaiveDate) -> Result<[bool; 2], i32> {
        let works = self.is_workday(day)?;
        Ok([works, works && !self.half_days.contains(&day)])
    }

    /// The working hours of a day, in seconds after midnight; of a half day its first span, or the first half of its only one.
    ///
    /// # Errors
    /// With the year, where the calendar does not know it.
    pub fn hours_of(&self, day: NaiveDate) -> Result<Vec<(u32, u32)>, i32> {
        Ok(match (self.halves(day)?, self.working_hours.as_slice()) {
            ([false, _], _) => Vec::new(),
            ([true, true], hours) => hours.to_vec(),
            ([true, false], [(start, end)]) => vec![(*start, start + (end - start) / 2)],
            ([true, false], hours) => hours.first().copied().into_iter().collect(),
        })
    }

    /// The day itself, or the nearest working day after it (or before it).
    ///
    /// # Errors
    /// With the year, where the calendar does not know it.
    pub fn working_day(&self, mut day: NaiveDate, after: bool) -> Result<NaiveDate, i32> {
        while !self.is_workday(day)? {
            day = if after { tomorrow(day) } else { yesterday(day) };
        }
        Ok(day)
    }
}

/// The day after, or the last day there is.
pub fn tomorrow(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

/// The day before, or the first day there is.
pub fn yesterday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
}
