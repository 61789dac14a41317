//! 每周, 全年累计, 一个月内, 每月底: how often something is asked.

use super::{Found, Part, parsed};
use crate::ast::{Deadline, Period, Point, PointDay};
use crate::grammar::Rule;
use crate::parse::build::Builder;

/// Periods without 每, or with more than 每.
#[rustfmt::skip]
pub const PERIODS: [(&str, &str); 44] = [
    ("年度内", "每年"), ("全年度", "每年"), ("季度内", "每季度"), ("月度内", "每月"),
    ("一个月内累计", "每月"), ("一个月累计", "每月"), ("月度合并累计", "每月"), ("月度累计", "每月"), ("当月累计", "每月"),
    ("当月内", "每月"), ("月累计", "每月"), ("当月", "每月"), ("本月", "每月"), ("单月", "每月"), ("每月度", "每月"),
    ("每月份", "每月"), ("每月内", "每月"), ("按月", "每月"), ("逐月", "每月"), ("按季度", "每季度"), ("按季", "每季度"),
    ("当季", "每季度"), ("本季度", "每季度"), ("季度累计", "每季度"), ("按年度", "每年"), ("按年", "每年"), ("按周", "每周"),
    ("按日", "每日"), ("逐日", "每日"), ("按天", "每日"), ("一周内累计", "每周"), ("一年内累计", "每年"), ("一年累计", "每年"),
    ("年度累计", "每年"), ("年累计", "每年"), ("全年累计", "每年"), ("全年", "每年"), ("当年组织", "每年"), ("本年度", "每年"),
    ("半年内累计", "每半年"), ("每学期初", "每学期"), ("每期末", "每期"), ("每年度", "每年"), ("考核期内", "考核期"),
];

pub(super) fn period(builder: &Builder, rest: &str) -> Found {
    // 一个月内迟到累计达5次
    for (word, period) in [
        ("一学期内", "每学期"),
        ("一学期", "每学期"),
        ("一个学期", "每学期"),
        ("一个月内", "每月"),
        ("一月内", "每月"),
        ("一年内", "每年"),
        ("一周内", "每周"),
        ("一个季度内", "每季度"),
    ] {
        if rest.starts_with(word) && rest.contains("累计") && !rest.starts_with(&format!("{word}累计")) {
            return Some((vec![Part::Period(builder.period(parsed(Rule::period, period)?)?)], word.len()));
        }
    }
    // 每月底前: the period, and its last day
    for (unit, period) in
        [("月", "每月"), ("年", "每年"), ("季度", "每季度"), ("季", "每季度"), ("周", "每周"), ("学期", "每学期")]
    {
        let Some(tail) = rest.strip_prefix('每').and_then(|tail| tail.strip_prefix(unit)) else { continue };
        let Some(end) = ["底", "末"].iter().find(|end| tail.starts_with(**end) && !tail.starts_with("末月")) else {
            continue;
        };
        let length = "每".len() + unit.len() + end.len();
        let period = builder.period(parsed(Rule::period, period)?)?;
        let place = builder.place("每".len(), length);
        let before = tail.get(end.len()..)?.starts_with('前');
        let last = Point { next: None, day: PointDay::Last(None), time: None, inclusive: true };
        let deadline = Deadline { span: place, from: (!before).then(|| last.clone()), to: Some(last) };
        let length = length + usize::from(before) * "前".len();
        return Some((vec![Part::Period(period), Part::Deadline(deadline)], length));
    }
    // 每隔2小时, 每逢周一
    for word in ["每隔", "每逢"] {
        if let Some(tail) = rest.strip_prefix(word)
            && let Some(pair) = parsed(Rule::period, &format!("每{tail}"))
        {
            let length = pair.as_str().len() + word.len() - "每".len();
            let kind = builder.period(pair)?.kind;
            return Some((vec![Part::Period(Period { span: builder.place(0, length), kind })], length));
        }
    }
    if let Some((word, period)) = PERIODS.iter().find(|(word, _)| rest.starts_with(word)) {
        let tail = rest.get(word.len()..)?;
        let possessive = tail.starts_with(['的', '工', '报', '年', '绩', '考', '全', '奖', '薪', '底', '末', '应'])
            && *word != "全年";
        if !possessive {
            return Some((vec![Part::Period(builder.period(parsed(Rule::period, period)?)?)], word.len()));
        }
    }
    // 每周五: the period, and a day of it which the deadline reads
    if let Some(day) = rest.strip_prefix("每周").and_then(|tail| tail.chars().next())
        && "一二三四五六日天".contains(day)
        && !rest.strip_prefix("每周").is_some_and(|tail| tail.starts_with("一次") || tail.chars().nth(1) == Some('次'))
    {
        let period = builder.period(parsed(Rule::period, "每周")?)?;
        let pair = parsed(Rule::deadline, rest.get("每".len()..)?)?;
        let length = "每".len() + pair.as_str().len();
        return Some((vec![Part::Period(period), Part::Deadline(builder.deadline(pair)?)], length));
    }
    let pair = parsed(Rule::period, rest.starts_with(['每', '考', '任', '近']).then_some(rest)?)?;
    let length = pair.as_str().len();
    Some((vec![Part::Period(builder.period(pair)?)], length))
}
