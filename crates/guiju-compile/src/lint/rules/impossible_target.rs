//! # 做不到的目标 | a target that cannot be met
//!
//! 查什么:超过周期里的天数或工作日数的天数,超过 100% 的占比,小于 0 的次数。
//! What it does: finds more days than the period has (working days, by the calendar), shares above 100 %, counts below 0.
//!
//! 为什么:2 月没有 31 天,有的月份只有 17 个工作日;写了也没有人能达标。
//! Why: February has no 31 days, and some months have 17 working days; nobody can meet it.
//!
//! 例子 Example
//! ```gj
//! 每月 出勤 >= 25 工作日
//! ```
//! ```toml
//! [vocabulary]
//! open = true
//! [measure-word."工作日"]
//! count = "records"
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月 出勤 >= 15 工作日
//! ```

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use guiju_engine::calendar::Calendar;
use guiju_engine::exact::Exact;
use guiju_engine::program::{Aggregate, Period, Unit};
use guiju_syntax::ast::{Core, Expr, Threshold};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use crate::interval::Interval;

use super::super::bounds::{asked, aggregate, is_count, is_share};
use super::super::package::Judged;
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for judged in package.judged() {
        if let Some(cause) = cause(&judged, package) {
            let words = judged.lowered.origin.canonical.as_str();
            let diagnostic = Diagnostic::new(Code::ImpossibleTarget, judged.clause.span).with("words", words);
            found.add(&judged.file, diagnostic.with("cause", cause));
        }
    }
}

/// Why it cannot be met.
fn cause(judged: &Judged<'_>, package: &Package<'_>) -> Option<String> {
    let (program, check) = (package.program(), judged.measure()?);
    let asked = asked(check)?;
    let above = |most: Exact| Interval { low: None, high: Some((most, true)) }.and(asked).is_empty();
    let below_zero = Interval { low: Some((Exact::ZERO, true)), high: None }.and(asked).is_empty();
    if is_share(&check.value, program) && above(Exact::ONE) {
        return Some("占比 <= 100%".to_owned());
    }
    if below_zero && (is_count(&check.value, program) || is_share(&check.value, program)) {
        return Some("0".to_owned());
    }
    let working = match aggregate(&check.value, program)? {
        Aggregate::Streak { working_days } => *working_days,
        Aggregate::Count | Aggregate::Distinct(_) => match days_asked(judged)? {
            "工作日" | "个工作日" => true,
            "天" | "日" => false,
            _ => return None,
        },
        _ => return None,
    };
    let period = &program.grids.get(check.grid.index())?.period;
    let (least, place) = fewest_days(period, working, &program.calendar)?;
    let word = if working { "工作日" } else { "天" };
    above(Exact::from(i128::from(least))).then(|| format!("{place} {least} {word}"))
}

/// The unit that the threshold is written in.
fn days_asked<'a>(judged: &Judged<'a>) -> Option<&'a str> {
    match &judged.clause.requirement.as_deref()?.core {
        Core::Measure { threshold: Threshold::Value(Expr::Number(quantity)), .. } => {
            quantity.unit.as_ref().map(|unit| unit.text.as_str())
        }
        _ => None,
    }
}

/// The fewest days (or working days) that such a period has within the calendar, and which one that is.
fn fewest_days(period: &Period, working: bool, calendar: &Calendar) -> Option<(u32, String)> {
    let unit = match period {
        Period::Every { every: 1, unit } => *unit,
        Period::Rolling { length, unit: Unit::Day } if !working => return Some((*length, format!("任意连续{length}天:"))),
        Period::Rolling { length, unit: Unit::Workday } if working => return Some((*length, format!("任意连续{length}个工作日:"))),
        _ => return None,
    };
    let mut days: BTreeMap<String, u32> = BTreeMap::new();
    let mut day = NaiveDate::from_ymd_opt(calendar.first_year, 1, 1)?;
    while day.year() <= calendar.last_year {
        let (year, month) = (day.year(), day.month());
        let name = match unit {
            Unit::Day => return (!working).then(|| (1, "每日:".to_owned())),
            Unit::Week if !working => return Some((7, "每周:".to_owned())),
            Unit::Month => format!("{year}-{month:02}:"),
            Unit::Quarter => format!("{year} 年第 {} 季度:", month.div_ceil(3)),
            Unit::HalfYear => format!("{year} 年{}半年:", if month <= 6 { "上" } else { "下" }),
            Unit::Year => format!("{year} 年:"),
            _ => return None,
        };
        let counts = !working || calendar.is_workday(day).ok()?;
        *days.entry(name).or_default() += u32::from(counts);
        day = day.succ_opt()?;
    }
    days.into_iter().map(|(name, days)| (days, name)).min()
}
