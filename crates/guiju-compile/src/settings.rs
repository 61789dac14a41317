//! The calendar of a package: a bundled one or the company's own file, with what `[calendar]` changes.

use chrono::{NaiveTime, Timelike};
use guiju_engine::calendar::Calendar;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use toml::Spanned;

use crate::manifest::{CalendarTable, Manifest};
use crate::vocabulary::span;

/// The calendar used where none is named.
pub const DEFAULT: &str = "中国";

/// Days of the week, as `week_starts` names them; 1 is Monday.
const WEEKDAYS: [(&str, u32); 8] =
    [("周一", 1), ("周二", 2), ("周三", 3), ("周四", 4), ("周五", 5), ("周六", 6), ("周日", 7), ("周天", 7)];

/// The calendar of a package with this manifest. `file` is the text of the calendar file that the manifest names, if
/// it names one.
///
/// # Errors
/// With a place in `guiju.toml`, and the cause.
pub fn calendar(manifest: Option<&Manifest>, file: Option<&str>) -> Result<Calendar, Diagnostic> {
    let default = CalendarTable::default();
    let table = manifest.map_or(&default, |manifest| &manifest.calendar);
    let mut calendar = base(table, file)?;
    if let Some(zone) = &table.timezone {
        calendar.timezone = zone.get_ref().parse().map_err(|_| wrong(zone, "没有这个时区 / no such time zone"))?;
    }
    if let Some(start) = &table.week_starts {
        let day = WEEKDAYS.iter().find(|(name, _)| name == start.get_ref());
        calendar.week_start = day.ok_or_else(|| wrong(start, "应写 周一 … 周日 / write 周一 … 周日"))?.1;
    }
    if let Some(hours) = &table.working_hours {
        calendar.working_hours = hours.iter().map(working_hours).collect::<Result<_, _>>()?;
    }
    for (name, time) in &table.moments {
        let second = seconds(time.get_ref()).ok_or_else(|| wrong(time, "应写 18:00 / write 18:00"))?;
        calendar.moments.insert(name.clone(), second);
    }
    calendar.roll_forward |= table.roll_forward;
    Ok(calendar)
}

fn base(table: &CalendarTable, file: Option<&str>) -> Result<Calendar, Diagnostic> {
    let place = table.name.as_ref().map_or(Span::default(), span);
    let problem = |cause: String| Diagnostic::new(Code::BadCalendar, place).with("cause", cause);
    match (file, &table.name) {
        (Some(file), _) => Calendar::from_toml(file).map_err(|error| problem(error.to_string())),
        (None, name) => {
            let name = name.as_ref().map_or(DEFAULT, |name| name.get_ref().as_str());
            Calendar::bundled(name).ok_or_else(|| problem(format!("没有叫 `{name}` 的日历 / no calendar `{name}`")))
        }
    }
}

fn working_hours(text: &Spanned<String>) -> Result<(u32, u32), Diagnostic> {
    let bounds = text.get_ref().split_once('-').and_then(|(from, to)| Some((seconds(from)?, seconds(to)?)));
    match bounds {
        Some((from, to)) if from < to => Ok((from, to)),
        _ => Err(wrong(text, "应写 09:00-12:00 / write 09:00-12:00")),
    }
}

fn seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    if text == "24:00" {
        return Some(24 * 60 * 60);
    }
    NaiveTime::parse_from_str(text, "%H:%M").ok().map(|time| time.num_seconds_from_midnight())
}

fn wrong(value: &Spanned<String>, cause: &str) -> Diagnostic {
    let cause = format!("`{}`: {cause}", value.get_ref());
    Diagnostic::new(Code::BadCalendar, span(value)).with("cause", cause)
}
