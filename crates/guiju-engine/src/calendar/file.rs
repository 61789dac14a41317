//! Calendar files.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use chrono_tz::Tz;
use indexmap::IndexMap;
use serde::Deserialize;

use super::{Calendar, NamedPeriod, words};

/// Why a calendar file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CalendarError {
    /// It is no such table.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A value that cannot be read.
    #[error("`{key}`: `{value}`")]
    Value {
        /// Of what.
        key: &'static str,
        /// As written.
        value: String,
    },
    /// There is no bundled calendar of that name.
    #[error("`base`: `{0}`")]
    Base(String),
    /// Without a base, the years that it knows must be said.
    #[error("`first_year`, `last_year`")]
    Years,
}

/// A file; what it does not say is its base's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default)]
    version: String,
    base: Option<String>,
    timezone: Option<Tz>,
    first_year: Option<i32>,
    last_year: Option<i32>,
    week_starts: Option<String>,
    year_starts: Option<String>,
    working_hours: Option<Vec<String>>,
    #[serde(default)]
    moments: IndexMap<String, String>,
    roll_forward: Option<bool>,
    #[serde(default)]
    holidays: Vec<String>,
    #[serde(default)]
    workdays: Vec<String>,
    #[serde(default)]
    half_days: Vec<String>,
    #[serde(default)]
    period: IndexMap<String, Items>,
    #[serde(default)]
    day: Vec<FileDay>,
}

/// One item or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Items {
    One(String),
    Many(Vec<String>),
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
    Half,
}

impl Calendar {
    /// A calendar file: `name`, `version`, `timezone`, `first_year`, `last_year`, and `[[day]]` tables with `date` and
    /// `kind` (`holiday`, `workday` or `half`). With `base = "中国"` it says only what differs from that one:
    /// `holidays`, `workdays` and `half_days` (days, or spans of them), `week_starts`, `year_starts`, `working_hours`,
    /// `moments`, `roll_forward` and `[period]` (see [`NamedPeriod::parse`]).
    ///
    /// ```
    /// let text = r#"
    /// name = "甲公司"
    /// base = "中国"
    /// holidays = ["2024-03-08"]
    /// half_days = ["2024-12-31"]
    /// [period]
    /// "结算月" = "每月25日至次月24日"
    /// "#;
    /// let company = guiju_engine::calendar::Calendar::from_toml(text).unwrap();
    /// assert_eq!(company.is_workday("2024-03-08".parse().unwrap()), Ok(false));
    /// assert_eq!(company.is_workday("2024-02-18".parse().unwrap()), Ok(true));
    /// ```
    ///
    /// # Errors
    /// Where the file is not such a table, or a value in it cannot be read.
    pub fn from_toml(text: &str) -> Result<Calendar, CalendarError> {
        let file: File = toml::from_str(text)?;
        let mut calendar = match &file.base {
            Some(base) => Calendar::bundled(base).ok_or_else(|| CalendarError::Base(base.clone()))?,
            None if file.first_year.is_none() || file.last_year.is_none() => return Err(CalendarError::Years),
            None => Calendar::empty(),
        };
        file.fill(&mut calendar)?;
        Ok(calendar)
    }
}

impl File {
    fn fill(self, calendar: &mut Calendar) -> Result<(), CalendarError> {
        let based = self.base.map(|base| format!("{base} {}", calendar.version));
        calendar.version = match based {
            Some(base) => format!("{} ({})", self.version, base.trim()).trim().to_owned(),
            None => self.version,
        };
        calendar.name = self.name;
        calendar.timezone = self.timezone.unwrap_or(calendar.timezone);
        calendar.first_year = self.first_year.unwrap_or(calendar.first_year);
        calendar.last_year = self.last_year.unwrap_or(calendar.last_year);
        calendar.roll_forward = self.roll_forward.unwrap_or(calendar.roll_forward);
        if let Some(start) = &self.week_starts {
            calendar.week_start = words::weekday(start).ok_or_else(|| wrong("week_starts", start))?;
        }
        if let Some(start) = &self.year_starts {
            calendar.year_start = words::month(start).ok_or_else(|| wrong("year_starts", start))?;
        }
        if let Some(hours) = &self.working_hours {
            let hours = hours.iter().map(|text| words::hours(text).ok_or_else(|| wrong("working_hours", text)));
            calendar.working_hours = hours.collect::<Result<_, _>>()?;
        }
        for (name, time) in self.moments {
            let second = words::clock(&time).ok_or_else(|| wrong("moments", &time))?;
            calendar.moments.insert(name, second);
        }
        for (name, items) in self.period {
            let items = match items {
                Items::One(item) => vec![item],
                Items::Many(items) => items,
            };
            let texts: Vec<&str> = items.iter().map(String::as_str).collect();
            let period = NamedPeriod::parse(&texts).ok_or_else(|| wrong("period", &items.join("、")))?;
            calendar.periods.insert(name, period);
        }
        let mut kinds: BTreeMap<NaiveDate, Kind> = BTreeMap::new();
        for (key, kind, texts) in [
            ("holidays", Kind::Holiday, &self.holidays),
            ("workdays", Kind::Workday, &self.workdays),
            ("half_days", Kind::Half, &self.half_days),
        ] {
            for text in texts {
                let days = words::days(text).ok_or_else(|| wrong(key, text))?;
                kinds.extend(days.into_iter().map(|day| (day, kind)));
            }
        }
        for day in &self.day {
            let date = day
                .date
                .date
                .and_then(|date| NaiveDate::from_ymd_opt(i32::from(date.year), date.month.into(), date.day.into()));
            kinds.insert(date.ok_or_else(|| wrong("date", &day.date.to_string()))?, day.kind);
        }
        for (day, kind) in kinds {
            calendar.set(day, kind);
        }
        Ok(())
    }
}

impl Calendar {
    fn set(&mut self, day: NaiveDate, kind: Kind) {
        self.days.insert(day, kind != Kind::Holiday);
        if kind == Kind::Half {
            self.half_days.insert(day);
        } else {
            self.half_days.remove(&day);
        }
    }

    /// Makes a day one of rest.
    pub fn rest_on(&mut self, day: NaiveDate) {
        self.set(day, Kind::Holiday);
    }

    /// Makes a day one of work.
    pub fn work_on(&mut self, day: NaiveDate) {
        self.set(day, Kind::Workday);
    }

    /// Makes a day one whose morning is worked.
    pub fn work_half_on(&mut self, day: NaiveDate) {
        self.set(day, Kind::Half);
    }
}

fn wrong(key: &'static str, value: &str) -> CalendarError {
    CalendarError::Value { key, value: value.to_owned() }
}
