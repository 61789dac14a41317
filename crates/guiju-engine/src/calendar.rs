//! Which days are working days, where the day begins, and what moments are called.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use chrono_tz::Tz;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

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
    /// Spans of the working day, in seconds after midnight.
    pub working_hours: Vec<(u32, u32)>,
    /// Named moments of the day (下班), in seconds after midnight.
    pub moments: IndexMap<String, u32>,
    /// Due days that fall on a rest day move to the next working day.
    pub roll_forward: bool,
    /// The first year whose days it knows.
    pub first_year: i32,
    /// The last year whose days it knows.
    pub last_year: i32,
    /// Days that differ from Monday to Friday: whether they are working days.
    pub days: BTreeMap<NaiveDate, bool>,
}

/// Why a calendar file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CalendarError(#[from] toml::de::Error);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    version: String,
    timezone: Tz,
    first_year: i32,
    last_year: i32,
    #[serde(default)]
    day: Vec<FileDay>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileDay {
    date: toml::value::Datetime,
    #[serde(default, rename = "name")]
    _name: String,
    kind: Kind,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Holiday,
    Workday,
}

impl Default for Calendar {
    /// The bundled calendar of China.
    fn default() -> Self {
        Calendar::bundled("中国").unwrap_or(Calendar {
            name: String::new(),
            version: String::new(),
            timezone: Tz::Asia__Shanghai,
            week_start: 1,
            working_hours: Vec::new(),
            moments: IndexMap::new(),
            roll_forward: false,
            first_year: 1,
            last_year: 0,
            days: BTreeMap::new(),
        })
    }
}

impl Calendar {
    /// A calendar that comes with Guiju: `中国`.
    pub fn bundled(name: &str) -> Option<Calendar> {
        match name {
            "中国" => Calendar::from_toml(include_str!("../calendars/china.toml")).ok(),
            _ => None,
        }
    }

    /// A calendar file: `name`, `version`, `timezone`, `first_year`, `last_year`, and `[[day]]` tables with `date` and
    /// `kind` (`holiday` or `workday`).
    ///
    /// # Errors
    /// Where the file is not such a table.
    pub fn from_toml(text: &str) -> Result<Calendar, CalendarError> {
        let file: File = toml::from_str(text)?;
        let day = |day: &FileDay| {
            let date = day.date.date?;
            let date = NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into())?;
            Some((date, day.kind == Kind::Workday))
        };
        Ok(Calendar {
            name: file.name,
            version: file.version,
            timezone: file.timezone,
            week_start: 1,
            working_hours: vec![(9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600)],
            moments: IndexMap::new(),
            roll_forward: false,
            first_year: file.first_year,
            last_year: file.last_year,
            days: file.day.iter().filter_map(day).collect(),
        })
    }

    /// Names of the periods it defines beside the natural ones.
    pub fn period_names(&self) -> Vec<String> {
        Vec::new()
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
}

/// The day after, or the last day there is.
pub fn tomorrow(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
}

/// The day before, or the first day there is.
pub fn yesterday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
}
