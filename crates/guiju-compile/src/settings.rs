//! The calendar of a package: a bundled one or the company's own file, with what `[calendar]` changes.

use guiju_engine::calendar::{self, Calendar, CalendarError, NamedPeriod};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use toml::Spanned;

use crate::manifest::{CalendarTable, Manifest, PeriodItems};
use crate::toml_error;
use crate::vocabulary::span;

/// The calendar used where none is named.
pub const DEFAULT: &str = "中国";

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
        let day = calendar::weekday(start.get_ref());
        calendar.week_start = day.ok_or_else(|| wrong(start, "应写 周一 … 周日 / write 周一 … 周日"))?;
    }
    if let Some(start) = &table.year_starts {
        let month = calendar::month(start.get_ref());
        calendar.year_start = month.ok_or_else(|| wrong(start, "应写 1月 … 12月 / write 1月 … 12月"))?;
    }
    if let Some(hours) = &table.working_hours {
        calendar.working_hours = hours.iter().map(working_hours).collect::<Result<_, _>>()?;
    }
    for (name, time) in &table.moments {
        let second = calendar::clock(time.get_ref()).ok_or_else(|| wrong(time, "应写 18:00 / write 18:00"))?;
        calendar.moments.insert(name.clone(), second);
    }
    calendar.roll_forward |= table.roll_forward;
    days(table, &mut calendar)?;
    periods(table, &mut calendar)?;
    Ok(calendar)
}

fn base(table: &CalendarTable, file: Option<&str>) -> Result<Calendar, Diagnostic> {
    let place = table.name.as_ref().map_or(Span::default(), span);
    let problem = |cause: String| caused(place, &cause);
    match (file, &table.name) {
        (Some(file), _) => Calendar::from_toml(file).map_err(|error| match error {
            CalendarError::Toml(error) => {
                let line =
                    error.span().map_or(1, |at| 1 + file.get(..at.start).unwrap_or_default().matches('\n').count());
                let name = table.name.as_ref().map_or("", |name| name.get_ref());
                problem(format!("{name}:{line}: {}", toml_error::cause(&error)))
            }
            error => problem(error.to_string()),
        }),
        (None, name) => {
            let name = name.as_ref().map_or(DEFAULT, |name| name.get_ref().as_str());
            Calendar::bundled(name).ok_or_else(|| {
                let known = "自带的是 `中国`,别的写日历文件的路径(.toml) / no calendar";
                let cause = format!(
                    "没有叫 `{name}` 的日历,{known} `{name}`: `{DEFAULT}` is bundled, others are paths to files (.toml)"
                );
                problem(cause)
            })
        }
    }
}

/// The company's own days; a calendar that has some is called by the package's name for them too.
fn days(table: &CalendarTable, calendar: &mut Calendar) -> Result<(), Diagnostic> {
    type Set = fn(&mut Calendar, chrono::NaiveDate);
    let lists: [(&[Spanned<String>], Set); 3] = [
        (&table.holidays, Calendar::rest_on),
        (&table.workdays, Calendar::work_on),
        (&table.half_days, Calendar::work_half_on),
    ];
    let mut own = 0;
    for (texts, set) in lists {
        for text in texts {
            let days = calendar::days(text.get_ref()).ok_or_else(|| {
                wrong(text, "应写 2024-03-08 或 2024-05-02..2024-05-06 / write 2024-03-08 or 2024-05-02..2024-05-06")
            })?;
            own += days.len();
            days.into_iter().for_each(|day| set(calendar, day));
        }
    }
    if own > 0 {
        calendar.version = format!("{} + guiju.toml", calendar.version).trim().to_owned();
    }
    Ok(())
}

fn periods(table: &CalendarTable, calendar: &mut Calendar) -> Result<(), Diagnostic> {
    for (name, items) in &table.period {
        let texts: Vec<&str> = match items.get_ref() {
            PeriodItems::One(item) => vec![item],
            PeriodItems::Many(items) => items.iter().map(String::as_str).collect(),
        };
        let period = NamedPeriod::parse(&texts).ok_or_else(|| {
            let cause = format!(
                "`{}`: 应写 每月25日至次月24日、每年4月1日至次年3月31日、日期段或时段的列表 / \
                 write 每月25日至次月24日, 每年4月1日至次年3月31日, or a list of spans of days or hours",
                texts.join("、")
            );
            caused(span(items), &cause)
        })?;
        calendar.periods.insert(name.clone(), period);
    }
    Ok(())
}

fn working_hours(text: &Spanned<String>) -> Result<(u32, u32), Diagnostic> {
    calendar::hours(text.get_ref()).ok_or_else(|| wrong(text, "应写 09:00-12:00 / write 09:00-12:00"))
}

fn wrong(value: &Spanned<String>, cause: &str) -> Diagnostic {
    let cause = format!("`{}`: {cause}", value.get_ref());
    caused(span(value), &cause)
}

/// A cause in both languages, the Chinese before ` / `.
fn caused(place: Span, cause: &str) -> Diagnostic {
    let (zh, en) = cause.split_once(" / ").unwrap_or((cause, cause));
    // What was written stands before both.
    let written = zh.split_once("`: ").filter(|_| !en.starts_with('`')).map_or("", |(written, _)| written);
    let en = if written.is_empty() { en.to_owned() } else { format!("{written}`: {en}") };
    Diagnostic::new(Code::BadCalendar, place).with("cause", en).with("cause_zh", zh)
}
