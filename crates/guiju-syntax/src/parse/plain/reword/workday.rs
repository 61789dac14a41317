//! The first and the last working day of a period, and its last day: a day of it, with where it goes when that is no working day.

use crate::ast::Roll;
use crate::normal::Normal;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::words::find;

/// How the last working day is said, and the first; and the last day, whatever it is.
const DAYS: [(&str, Option<Roll>); 12] = [
    ("最后一个工作日", Some(Roll::Back)),
    ("最后1个工作日", Some(Roll::Back)),
    ("最末一个工作日", Some(Roll::Back)),
    ("倒数第一个工作日", Some(Roll::Back)),
    ("第一个工作日", Some(Roll::Forward)),
    ("第1个工作日", Some(Roll::Forward)),
    ("首个工作日", Some(Roll::Forward)),
    ("首个工作天", Some(Roll::Forward)),
    ("头一个工作日", Some(Roll::Forward)),
    ("最后一天", None),
    ("最后1天", None),
    ("最末一天", None),
];

/// How a period is said before it, its last day and its first.
#[rustfmt::skip]
const PERIODS: [(&str, &str, &str); 28] = [
    ("每月月末", "每月月底", ""), ("每月月底", "每月月底", ""), ("每个月末", "每月月底", ""), ("每月末", "每月月底", ""), ("每月底", "每月月底", ""),
    ("每个月", "每月月底", "每月1日"), ("当月", "每月月底", "每月1日"), ("本月", "每月月底", "每月1日"), ("月末", "每月月底", ""), ("月底", "每月月底", ""),
    ("次月", "", "每月次月1日"), ("下月", "", "每月次月1日"), ("下个月", "", "每月次月1日"), ("月初", "", "每月1日"), ("每月", "每月月底", "每月1日"),
    ("每周", "每周周五", "每周周一"), ("每星期", "每周周五", "每周周一"), ("本周", "每周周五", "每周周一"), ("当周", "每周周五", "每周周一"),
    ("每季度末", "每季度季末", ""), ("季度末", "每季度季末", ""), ("季末", "每季度季末", ""), ("每季度", "每季度季末", "每季度首月1日"), ("每季", "每季度季末", "每季度首月1日"),
    ("年末", "每年年底", ""), ("年底", "每年年底", ""), ("每年", "每年年底", "每年1月1日"), ("每年度", "每年年底", "每年1月1日"),
];

/// 每月最后一个工作日 is 每月月底, moved back where that is a day of rest; the first is moved forward. 每月最后一天 is 每月月底.
pub fn edge_workday(normal: &Normal) -> Option<(Normal, Option<Roll>)> {
    let text = normal.text.as_str();
    let (at, day, roll) = DAYS.iter().find_map(|(day, roll)| Some((find(text, day)?, *day, *roll)))?;
    let before = text.get(..at)?;
    let stem = before.strip_suffix('的').unwrap_or(before);
    let said = PERIODS.iter().filter(|(period, ..)| stem.ends_with(period)).max_by_key(|(period, ..)| period.len());
    let (period, last, first) = said?;
    let plain = if roll == Some(Roll::Forward) { first } else { last };
    // the last day of a week is no working day
    let plain = if roll.is_none() && plain.ends_with("周五") { return None } else { plain };
    // 每月次月第一个工作日: the period is said already
    let from = stem.len() - period.len();
    let doubled = stem.get(..from).is_some_and(|head| head.ends_with("每月") || head.ends_with("每季度"));
    let plain = if doubled { plain.trim_start_matches("每月").trim_start_matches("每季度") } else { plain };
    (!plain.is_empty()).then(|| (replaced(normal, from, at + day.len(), plain), roll))
}
