//! 每周, 全年累计, 一个月内, 每月底: how often something is asked.

use rust_decimal::Decimal;

use super::unit::unit;
use super::{Found, Part, parsed};
use crate::ast::{Deadline, Period, Point, PointDay};
use crate::grammar::Rule;
use crate::lexicon::lexicon;
use crate::numbers;
use crate::parse::build::Builder;
use crate::parse::plain::words::holds_any;

/// Periods without 每, or with more than 每.
#[rustfmt::skip]
pub const PERIODS: [(&str, &str); 69] = [
    ("一学期内累计", "每学期"), ("一学期累计", "每学期"), ("学期内累计", "每学期"), ("学期累计", "每学期"), ("一季度内累计", "每季度"),
    ("一学年内累计", "每学年"),
    ("年度内", "每年"), ("全年度", "每年"), ("季度内", "每季度"), ("月度内", "每月"),
    ("一个月内累计", "每月"), ("一个月累计", "每月"), ("月度合并累计", "每月"), ("月度累计", "每月"), ("当月累计", "每月"),
    ("当月内", "每月"), ("月累计", "每月"), ("当月", "每月"), ("本月", "每月"), ("单月", "每月"), ("每月度", "每月"),
    ("每月份", "每月"), ("每月内", "每月"), ("按月", "每月"), ("逐月", "每月"), ("按季度", "每季度"), ("按季", "每季度"),
    ("当季", "每季度"), ("本季度", "每季度"), ("季度累计", "每季度"), ("按年度", "每年"), ("按年", "每年"), ("按周", "每周"),
    ("按日", "每日"), ("逐日", "每日"), ("按天", "每日"), ("一周内累计", "每周"), ("一年内累计", "每年"), ("一年累计", "每年"),
    ("年度累计", "每年"), ("年累计", "每年"), ("全年累计", "每年"), ("全年", "每年"), ("当年组织", "每年"), ("本年度", "每年"),
    ("半年内累计", "每半年"), ("每学期初", "每学期"), ("每期末", "每期"), ("每年度", "每年"), ("考核期内", "考核期"),
    ("月内累计", "每月"), ("年内累计", "每年"), ("周内累计", "每周"), ("季内累计", "每季度"), ("月内", "每月"), ("年内", "每年"), ("周内", "每周"),
    ("季内", "每季度"), ("本周", "每周"), ("本年", "每年"), ("全月", "每月"), ("全周", "每周"), ("全季度", "每季度"), ("当日累计", "每日"), ("当天累计", "每日"),
    ("单日累计", "每日"), ("单日", "每日"), ("当日", "每日"), ("当天", "每日"),
];

/// 每晚, 隔周, 每半个月: other words for a period, and the one that the grammar knows.
#[rustfmt::skip]
const SPOKEN: [(&str, &str); 39] = [
    ("每隔一小时", "每小时"), ("每隔一个小时", "每小时"), ("每隔1小时", "每小时"), ("每隔1个小时", "每小时"), ("每半小时", "每30分钟"),
    ("每半个小时", "每30分钟"), ("每隔半小时", "每30分钟"), ("每隔半个小时", "每30分钟"), ("每一个半小时", "每90分钟"), ("每隔一个半小时", "每90分钟"),
    ("每隔1天", "每2日"), ("每隔1日", "每2日"), ("每隔1周", "每2周"), ("每隔1个月", "每2个月"), ("每隔一个星期", "每2周"), ("每隔一星期", "每2周"),
    ("每半个月", "每半月"), ("每个半月", "每半月"), ("每双周", "每2周"), ("每两星期", "每2周"), ("隔周", "每2周"),
    ("每隔一周", "每2周"), ("隔天", "每2日"), ("隔日", "每2日"), ("每隔一天", "每2日"), ("每隔一日", "每2日"), ("隔月", "每2个月"),
    ("每一小时", "每小时"), ("每一个小时", "每小时"), ("每一天", "每日"), ("每一周", "每周"), ("每一个月", "每月"), ("每一季度", "每季度"),
    ("每隔一个月", "每2个月"), ("每个晚上", "每日"), ("每晚", "每日"), ("每早", "每日"), ("每晨", "每日"), ("每夜", "每日"),
];

fn spoken(rest: &str) -> Option<(&'static str, usize)> {
    let (place, _) = lexicon!(SPOKEN.map(|(word, _)| word)).placed(rest)?;
    let (word, period) = SPOKEN.get(place)?;
    let tail = rest.get(word.len()..)?;
    let number = numbers::arabic(tail).or_else(|| numbers::numeral(tail)).unwrap_or("");
    // 每晚一天 is a step of points
    let after = tail.get(number.len()..)?;
    let late = !number.is_empty() && !after.starts_with(['次', ':', '点', '时']);
    (*word != "每晚" || !late).then_some((*period, word.len()))
}

/// 一次
fn counts_times(often: &str) -> bool {
    let times = numbers::arabic(often).or_else(|| numbers::numeral(often)).unwrap_or("");
    !times.is_empty() && often.get(times.len()..).is_some_and(|rest| rest.starts_with('次'))
}

/// 检验一次: an act, and how often.
fn does_often(often: &str) -> bool {
    const OTHERS: [char; 20] = [
        '内', '以', '之', '的', '后', '前', '未', '不', '没', '左', '扣', '罚', '警', '记', '通', '处', '给', '至',
        '到', '起',
    ];
    let Some(at) = often.char_indices().find(|(_, c)| c.is_ascii_digit() || "一二两三四五六七八九十".contains(*c))
    else {
        return false;
    };
    let act = often.get(..at.0).unwrap_or("");
    let times = often.get(at.0..).unwrap_or("");
    (2..=6).contains(&act.chars().count())
        && act.chars().all(char::is_alphabetic)
        && !act.starts_with(OTHERS)
        && counts_times(times)
        && times.chars().count() < 4
}

/// 每周三篇, 每周两次推送: so many, and no day of the week.
pub(super) fn counts_of(tail: &str) -> bool {
    const COUNTING: [&str; 6] = ["次", "篇", "份", "遍", "趟", "例"];
    let rest = numbers::numeral(tail).and_then(|number| tail.get(number.len()..)).unwrap_or("");
    let apart = |word: &str| {
        let rest = rest.get(word.len()..).unwrap_or("");
        COUNTING.contains(&word) || !rest.starts_with(char::is_alphabetic) || rest.starts_with("以上")
    };
    unit(rest).is_some_and(apart)
}

/// 迟到三次: something is counted or compared.
fn counts(tail: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    tail.contains(number) && !tail.starts_with(number)
}

/// Behind these a length of time says how long: 请假三天.
const ABSENCES: [&str; 12] =
    ["假", "旷工", "误工", "停工", "迟到", "旷课", "早退", "休息", "脱岗", "离岗", "缺勤", "停机"];

/// 半年一次, 三天浇水一次, 一周两次: the period, and how often stands behind it.
pub(super) fn paced(builder: &Builder, rest: &str, before: &str) -> Found {
    #[rustfmt::skip]
    const UNITS: [(&str, &str); 16] = [
        ("个季度", "季度"), ("季度", "季度"), ("个月", "个月"), ("月", "个月"), ("周", "周"), ("个星期", "周"), ("星期", "周"),
        ("天", "日"), ("日", "日"), ("年", "年"), ("个小时", "小时"), ("小时", "小时"), ("分钟", "分钟"), ("学期", "学期"),
        ("个学期", "学期"), ("班", "班"),
    ];
    if before.ends_with(|c: char| "每第在近续后内前期达满过超于足隔第到至约.:-".contains(c) || c.is_ascii_digit())
    {
        return None;
    }
    let number = numbers::arabic(rest).or_else(|| numbers::numeral(rest))?;
    let tail = rest.get(number.len()..)?;
    let (unit, known) = UNITS.iter().find(|(unit, _)| tail.starts_with(unit))?;
    let often = tail.get(unit.len()..)?;
    let absent = ABSENCES.iter().any(|word| before.ends_with(word));
    if !counts_times(often) && (absent || !does_often(often)) {
        return None;
    }
    let period = match numbers::number(number)? {
        one if one == Decimal::ONE => format!("每{}", known.trim_start_matches('个')),
        _ if number == "半" => format!("每半{}", known.trim_start_matches('个')),
        _ if ["学期", "班"].contains(known) => return None,
        many => format!("每{}{known}", many.normalize()),
    };
    let length = number.len() + unit.len();
    let kind = builder.period(parsed(Rule::period, &period)?)?.kind;
    Some((vec![Part::Period(Period { span: builder.place(0, length), kind })], length))
}

pub(super) fn period(builder: &Builder, rest: &str) -> Found {
    // 一个月内迟到累计达5次
    const LONG: [(&str, &str); 8] = [
        ("一学期内", "每学期"),
        ("一学期", "每学期"),
        ("一个学期", "每学期"),
        ("一个月内", "每月"),
        ("一月内", "每月"),
        ("一年内", "每年"),
        ("一周内", "每周"),
        ("一个季度内", "每季度"),
    ];
    let begun = lexicon!(LONG.map(|(word, _)| word)).all(rest).filter_map(|(place, _)| LONG.get(place));
    for (word, period) in begun.filter(|_| rest.contains("累计")) {
        if !rest.get(word.len()..).is_some_and(|tail| tail.starts_with("累计")) {
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
    // 工作日8:30前签到
    if let Some(tail) = rest.strip_prefix("工作日").filter(|tail| tail.starts_with(|c: char| c.is_ascii_digit()))
        && builder.at_start()
        && tail.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').starts_with(['前', '后', '点'])
    {
        let kind = builder.period(parsed(Rule::period, "每工作日")?)?.kind;
        return Some((vec![Part::Period(Period { span: builder.place(0, "工作日".len()), kind })], "工作日".len()));
    }
    // 40学时/年
    if let Some(tail) = rest.strip_prefix('/') {
        const UNITS: [&str; 9] = ["半年", "学期", "季度", "季", "年", "月", "周", "天", "日"];
        let unit = UNITS.iter().find(|unit| tail.starts_with(**unit))?;
        if !tail.get(unit.len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with('(')) {
            return None;
        }
        let kind = builder.period(parsed(Rule::period, &format!("每{unit}"))?)?.kind;
        let length = "/".len() + unit.len();
        return Some((vec![Part::Period(Period { span: builder.place(0, length), kind })], length));
    }
    if let Some((period, length)) = spoken(rest) {
        let kind = builder.period(parsed(Rule::period, period)?)?.kind;
        return Some((vec![Part::Period(Period { span: builder.place(0, length), kind })], length));
    }
    // 每周五: the period, and a day of it which the deadline reads
    let weekly = lexicon!(["每周", "每逢周", "每星期", "每逢星期", "每个星期"]).begins(rest);
    let weekly = weekly.and_then(|word| Some((word, rest.strip_prefix(word)?)));
    if let Some((word, tail)) = weekly
        && tail.starts_with(['一', '二', '三', '四', '五', '六', '日', '天'])
        && !counts_of(tail)
    {
        let period = builder.period(parsed(Rule::period, "每周")?)?;
        let day = format!("周{tail}");
        let pair = parsed(Rule::deadline, &day)?;
        let length = word.len() + pair.as_str().len() - "周".len();
        return Some((vec![Part::Period(period), Part::Deadline(builder.deadline(pair)?)], length));
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
    let known = lexicon!(PERIODS.map(|(word, _)| word)).placed(rest);
    if let Some((word, period)) = known.and_then(|(place, _)| PERIODS.get(place)) {
        let tail = rest.get(word.len()..)?;
        // 本月应收账款; 按月应走访 asks
        let owed = ["应收", "应付", "应发工", "应发奖", "应交", "应缴", "应得", "应到", "应出勤"]
            .iter()
            .any(|it| tail.starts_with(it));
        let possessive = (owed || tail.starts_with(['的', '工', '报', '年', '绩', '考', '全', '奖', '薪', '底', '末']))
            && *word != "全年";
        // 本季度绩效系数低于0.8 is measured, 本季度绩效奖金 is what is paid for it
        let bounded = ["低于", "高于", "超过", "少于", "不足", "达到", "未达", "大于", "小于"];
        let measured = holds_any(tail, &bounded) && !tail.starts_with('的');
        // 半年内, 月内: behind a number these are lengths
        let bare = matches!(*word, "月内" | "年内" | "周内" | "季内" | "本周" | "本年" | "单日");
        // 当日超时3道以上 counts them; 当日16:00前, 当天完成 say when
        let that_day = matches!(*word, "当日" | "当天");
        let many = !tail.contains(['前', '内', ':', '点']) && holds_any(tail, &["以上", "超过", "达到", "累计"]);
        let apart = !that_day || (builder.at_start() && counts(tail) && many);
        let apart = apart && !bare
            || bare && (builder.at_start() && !tail.starts_with(['的', '度', '期', '完']) && counts(tail));
        if (!possessive || measured) && apart {
            return Some((vec![Part::Period(builder.period(parsed(Rule::period, period)?)?)], word.len()));
        }
    }
    let pair = parsed(Rule::period, rest.starts_with(['每', '考', '任', '近']).then_some(rest)?)?;
    let length = pair.as_str().len();
    Some((vec![Part::Period(builder.period(pair)?)], length))
}
