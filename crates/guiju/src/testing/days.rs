//! The days and times of a record: one, a series, or all of a kind within the range of the case.

use chrono::{Datelike, Days, Months, NaiveDate};
use guiju_engine::calendar::Calendar;
use guiju_engine::moment;

/// How many days a series may have.
pub const MOST: usize = 10_000;

/// What days are relative to.
pub struct Around<'a> {
    /// The first day of the range.
    pub from: NaiveDate,
    /// The day after its last.
    pub to: NaiveDate,
    /// Which days are working days.
    pub calendar: &'a Calendar,
}

/// A word about when.
pub enum When {
    /// A day, with a time where one is written with it.
    Day(NaiveDate, Option<u32>),
    /// All days from the first to the last.
    Series(NaiveDate, NaiveDate),
    /// Some of the days.
    Each(Each),
    /// Times of the day.
    Times(Vec<u32>),
}

/// Which days of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// Every so many days.
    Days(u64),
    /// Every so many months.
    Months(u32),
    /// Working days.
    Workdays,
    /// 1 is Monday.
    Weekday(u32),
}

impl Around<'_> {
    /// What a word says about when; `None` where it says nothing about it.
    pub fn when(&self, word: &str) -> Option<When> {
        if let Some(each) = each(word) {
            return Some(When::Each(each));
        }
        for between in ["..", "至", "~", "～"] {
            if let Some((first, last)) = word.split_once(between) {
                let first = self.day(first, self.from)?;
                return Some(When::Series(first, self.day(last, first)?));
            }
        }
        if let Some(day) = self.day(word, self.from) {
            return Some(When::Day(day, None));
        }
        if let Some(moment) = moment::parse(word, self.calendar.timezone) {
            return Some(When::Day(moment.day, moment.second));
        }
        let times: Option<Vec<u32>> = word.split([',', '\u{FF0C}', '、']).map(time).collect();
        times.map(When::Times)
    }

    /// A day; what it leaves open is filled from `first` on.
    pub fn day(&self, text: &str, first: NaiveDate) -> Option<NaiveDate> {
        let text = text.trim();
        if let Some(weekday) = weekday(text) {
            return first.iter_days().take(7).find(|day| day.weekday().number_from_monday() == weekday);
        }
        if let Some(day) = moment::parse(text, self.calendar.timezone) {
            return day.second.is_none().then_some(day.day);
        }
        let (text, numbers) = match text.strip_suffix(['日', '号']) {
            Some(text) => (text, true),
            None => (text, false),
        };
        let parts: Option<Vec<u32>> = text.split(['月', '-', '/']).map(|part| part.parse().ok()).collect();
        match parts?.as_slice() {
            [day] if numbers => (0..12).find_map(|months| {
                let month = first.with_day(1)?.checked_add_months(Months::new(months))?;
                month.with_day(*day).filter(|day| *day >= first)
            }),
            [month, day] => (0..5).find_map(|years| {
                NaiveDate::from_ymd_opt(first.year() + years, *month, *day).filter(|day| *day >= first)
            }),
            _ => None,
        }
    }

    /// The days of a series that are of a kind, at most [`MOST`] and one.
    ///
    /// # Errors
    /// The year whose working days the calendar does not know.
    pub fn series(&self, first: NaiveDate, last: NaiveDate, each: Each) -> Result<Vec<NaiveDate>, i32> {
        let mut days = Vec::new();
        let mut day = first;
        while day <= last && days.len() <= MOST {
            let (fits, next) = match each {
                Each::Days(step) => (true, day.checked_add_days(Days::new(step.max(1)))),
                Each::Months(step) => {
                    let done = u32::try_from(days.len()).unwrap_or(u32::MAX).saturating_add(1);
                    (true, first.checked_add_months(Months::new(done.saturating_mul(step.max(1)))))
                }
                Each::Workdays => (self.calendar.is_workday(day)?, day.succ_opt()),
                Each::Weekday(weekday) => (day.weekday().number_from_monday() == weekday, day.succ_opt()),
            };
            if fits {
                days.push(day);
            }
            let Some(next) = next else { break };
            day = next;
        }
        Ok(days)
    }
}

fn each(word: &str) -> Option<Each> {
    let rest = match word {
        "工作日" => return Some(Each::Workdays),
        _ => word.strip_prefix('每')?.trim_start_matches('个'),
    };
    match rest {
        "日" | "天" => Some(Each::Days(1)),
        "周" | "星期" => Some(Each::Days(7)),
        "月" => Some(Each::Months(1)),
        "工作日" => Some(Each::Workdays),
        _ => {
            if let Some(day) = weekday(rest) {
                return Some(Each::Weekday(day));
            }
            let count = |unit: &[char]| rest.strip_suffix(unit).and_then(|n| n.trim_end_matches('个').parse().ok());
            count(&['天', '日'])
                .map(Each::Days)
                .or_else(|| count(&['周']).map(|n: u64| Each::Days(n.saturating_mul(7))))
                .or_else(|| count(&['月']).and_then(|n| u32::try_from(n).ok()).map(Each::Months))
        }
    }
}

/// 1 is Monday.
fn weekday(text: &str) -> Option<u32> {
    let name = text.strip_prefix("周").or_else(|| text.strip_prefix("星期")).or_else(|| text.strip_prefix("礼拜"))?;
    let place = ["一", "二", "三", "四", "五", "六", "日"].iter().position(|day| *day == name);
    let place = place.or((name == "天").then_some(6))?;
    u32::try_from(place).ok().map(|place| place + 1)
}

/// Seconds after midnight: `09:30`, `9:30:15`, `9点`, `9点30分`, `9点半`.
fn time(text: &str) -> Option<u32> {
    let text = text.trim().replace('\u{FF1A}', ":").replace('半', "30");
    let numbers: Vec<&str> = text.split([':', '点', '时', '分', '秒']).filter(|part| !part.is_empty()).collect();
    let marked = text.contains([':', '点', '时']);
    let numbers: Option<Vec<u32>> = numbers.into_iter().map(|part| part.parse().ok()).collect();
    let (hour, minute, second) = match numbers?.as_slice() {
        [hour] if marked && !text.contains(':') => (*hour, 0, 0),
        [hour, minute] if marked => (*hour, *minute, 0),
        [hour, minute, second] if marked => (*hour, *minute, *second),
        _ => return None,
    };
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let calendar = Calendar::bundled("中国").unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let around = Around { from: day("2024-05-01"), to: day("2024-06-01"), calendar: &calendar };
        let list =
            |days: Vec<NaiveDate>| days.iter().map(|day| day.format("%m%d").to_string()).collect::<Vec<_>>().join(" ");
        match around.when(line) {
            None => "-".to_owned(),
            Some(When::Day(day, None)) => day.to_string(),
            Some(When::Day(day, Some(second))) => format!("{day} {second}"),
            Some(When::Series(first, last)) => list(around.series(first, last, Each::Days(1)).unwrap()),
            Some(When::Each(each)) => list(around.series(around.from, day("2024-05-31"), each).unwrap()),
            Some(When::Times(times)) => times.iter().map(u32::to_string).collect::<Vec<_>>().join(" "),
        }
    }

    #[test]
    fn days_as_case_files_write_them() {
        for (word, expected) in [
            ("2024-05-03", "2024-05-03"),
            ("2024年5月3日", "2024-05-03"),
            ("2024-05-03T09:30", "2024-05-03 34200"),
            ("5月3日", "2024-05-03"),
            ("05-03", "2024-05-03"),
            ("4月30日", "2025-04-30"),
            ("3日", "2024-05-03"),
            ("周五", "2024-05-03"),
            ("周三", "2024-05-01"),
            ("星期天", "2024-05-05"),
            ("2024-05-29..2024-06-01", "0529 0530 0531 0601"),
            ("5月29日至31日", "0529 0530 0531"),
            ("周四..周六", "0502 0503 0504"),
            ("每周五", "0503 0510 0517 0524 0531"),
            (
                "每工作日",
                "0506 0507 0508 0509 0510 0511 0513 0514 0515 0516 0517 0520 0521 0522 0523 0524 0527 0528 0529 0530 0531",
            ),
            ("每10天", "0501 0511 0521 0531"),
            ("每2周", "0501 0515 0529"),
            ("每月", "0501"),
            ("09:30", "34200"),
            ("9点,14点30分", "32400 52200"),
            ("9点半", "34200"),
            ("25:00", "-"),
            ("31", "-"),
            ("上门访问客户", "-"),
            ("2024-02-30", "-"),
        ] {
            assert_eq!(shown(word), expected, "{word}");
        }
    }
}
