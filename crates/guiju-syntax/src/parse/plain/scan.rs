//! The constituents of a plain sentence: periods, deadlines, comparisons, numbers, and the words between.

use pest::Parser;
use rust_decimal::Decimal;

use crate::ast::{Comparison, Deadline, Duration, Entity, Period, Quantity, Scale, Text};
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::numbers;
use crate::parse::build::Builder;
use crate::words::duration_unit;

use super::words::MODALS;

/// One constituent.
#[derive(Debug, Clone)]
pub enum Part {
    /// 每家客户
    Entity(Entity),
    /// 每周
    Period(Period),
    /// 5日前
    Deadline(Deadline),
    /// 至少
    Compare(Comparison),
    /// 8家
    Quantity(Quantity),
    /// 2至4次
    Between(Quantity, Quantity),
    /// Anything else.
    Words(Text),
}

/// Comparison words, longest first where one begins another; boundaries as in 民法典 art. 1259.
const COMPARISONS: [(&str, Comparison); 55] = [
    ("不得少于", Comparison::AtLeast),
    ("不得低于", Comparison::AtLeast),
    ("应不少于", Comparison::AtLeast),
    ("不少于", Comparison::AtLeast),
    ("不低于", Comparison::AtLeast),
    ("不小于", Comparison::AtLeast),
    ("不短于", Comparison::AtLeast),
    ("至少", Comparison::AtLeast),
    ("达到", Comparison::AtLeast),
    ("大于等于", Comparison::AtLeast),
    ("不应少于", Comparison::AtLeast),
    ("不应低于", Comparison::AtLeast),
    ("应当不低于", Comparison::AtLeast),
    ("应当不少于", Comparison::AtLeast),
    ("应不低于", Comparison::AtLeast),
    ("应不小于", Comparison::AtLeast),
    ("不得短于", Comparison::AtLeast),
    ("不得小于", Comparison::AtLeast),
    ("应当不超过", Comparison::AtMost),
    ("最多不得超过", Comparison::AtMost),
    ("未超过", Comparison::AtMost),
    ("未达到", Comparison::LessThan),
    ("不足", Comparison::LessThan),
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    (">", Comparison::MoreThan),
    ("<", Comparison::LessThan),
    ("=", Comparison::Equal),
    ("不超出", Comparison::AtMost),
    ("超出", Comparison::MoreThan),
    ("达", Comparison::AtLeast),
    ("小于等于", Comparison::AtMost),
    ("不得超过", Comparison::AtMost),
    ("不得高于", Comparison::AtMost),
    ("不得多于", Comparison::AtMost),
    ("不得大于", Comparison::AtMost),
    ("不能超过", Comparison::AtMost),
    ("不应超过", Comparison::AtMost),
    ("应不超过", Comparison::AtMost),
    ("不超过", Comparison::AtMost),
    ("不高于", Comparison::AtMost),
    ("不多于", Comparison::AtMost),
    ("不大于", Comparison::AtMost),
    ("控制在", Comparison::AtMost),
    ("至多", Comparison::AtMost),
    ("最多", Comparison::AtMost),
    ("超过", Comparison::MoreThan),
    ("多于", Comparison::MoreThan),
    ("高于", Comparison::MoreThan),
    ("大于", Comparison::MoreThan),
    ("不满", Comparison::LessThan),
    ("少于", Comparison::LessThan),
    ("低于", Comparison::LessThan),
    ("小于", Comparison::LessThan),
    ("等于", Comparison::Equal),
];

/// What follows a number: 8家以上.
const AFTER: [(&str, Comparison); 6] = [
    ("及以上", Comparison::AtLeast),
    ("以上", Comparison::AtLeast),
    ("及以下", Comparison::AtMost),
    ("以下", Comparison::AtMost),
    ("以内", Comparison::AtMost),
    ("之内", Comparison::AtMost),
];

/// Measure words, longest first where one begins another.
const UNITS: [&str; 119] = [
    "个工作小时",
    "个工作日",
    "工作小时",
    "工作日",
    "个小时",
    "平方米",
    "个月",
    "小时",
    "分钟",
    "人次",
    "学时",
    "课时",
    "公里",
    "公斤",
    "千克",
    "毫升",
    "台次",
    "车次",
    "架次",
    "学分",
    "公顷",
    "万字",
    "家",
    "次",
    "个",
    "份",
    "名",
    "位",
    "件",
    "篇",
    "项",
    "场",
    "遍",
    "户",
    "条",
    "元",
    "天",
    "日",
    "周",
    "月",
    "年",
    "人",
    "张",
    "处",
    "台",
    "分",
    "起",
    "例",
    "组",
    "套",
    "本",
    "笔",
    "辆",
    "批",
    "吨",
    "米",
    "度",
    "岁",
    "封",
    "趟",
    "回",
    "部",
    "册",
    "幅",
    "面",
    "块",
    "只",
    "棵",
    "株",
    "架",
    "艘",
    "门",
    "间",
    "层",
    "座",
    "所",
    "片",
    "段",
    "章",
    "节",
    "届",
    "期",
    "轮",
    "宗",
    "桩",
    "单",
    "页",
    "字",
    "克",
    "斤",
    "升",
    "秒",
    "亩",
    "堂",
    "题",
    "票",
    "股",
    "瓶",
    "箱",
    "包",
    "袋",
    "桶",
    "卷",
    "支",
    "枝",
    "根",
    "双",
    "副",
    "ML",
    "ml",
    "kg",
    "km",
    "个季度",
    "季度",
    "人日",
    "平米",
    "班次",
    "频次",
    "度电",
];

/// Reads the constituents of a normalised sentence without blanks.
pub fn scan(normal: &Normal) -> (Vec<Part>, Vec<Diagnostic>) {
    let text = normal.text.as_str();
    let mut parts: Vec<Part> = Vec::new();
    let mut problems = Vec::new();
    let (mut at, mut words_from) = (0, 0);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        let after_period = words_from == at && matches!(parts.last(), Some(Part::Period(_)));
        let builder = Builder::new(normal, at);
        let found = if c == '「' {
            quoted(normal, at)
        } else {
            entity(&builder, rest)
                .or_else(|| period(&builder, rest))
                .or_else(|| deadline(&builder, rest, after_period))
                .or_else(|| compare(rest))
                .or_else(|| quantity(normal, at, text.get(..at).and_then(|before| before.chars().last())))
        };
        problems.extend(builder.problems());
        match found {
            Some((mut found, length)) => {
                words(normal, words_from, at, &mut parts);
                parts.append(&mut found);
                at += length;
                words_from = at;
            }
            None => at += c.len_utf8(),
        }
    }
    words(normal, words_from, at, &mut parts);
    (parts, problems)
}

fn words(normal: &Normal, from: usize, to: usize, parts: &mut Vec<Part>) {
    let (mut from, mut to) = (from, to);
    let slice = |from: usize, to: usize| normal.text.get(from..to).unwrap_or("");
    // A modal at either end of the words belongs to the sentence, not to the name.
    while let Some(word) = MODALS.iter().chain(&["于", "在"]).find(|word| slice(from, to).starts_with(**word)) {
        let rest = slice(from + word.len(), to);
        if rest.starts_with(['求', '急', '用', '点']) {
            break;
        }
        from += word.len();
    }
    while let Some(word) = MODALS.iter().find(|word| slice(from, to).ends_with(**word)) {
        to -= word.len();
    }
    if from < to {
        let text = slice(from, to).to_owned();
        parts.push(Part::Words(Text { text, span: normal.span(from, to), quoted: false }));
    }
}

type Found = Option<(Vec<Part>, usize)>;

fn quoted(normal: &Normal, at: usize) -> Found {
    let rest = normal.text.get(at + "「".len()..)?;
    let (inner, _) = rest.split_once('」')?;
    let length = "「」".len() + inner.len();
    let text = Text { text: inner.to_owned(), span: normal.span(at, at + length), quoted: true };
    Some((vec![Part::Words(text)], length))
}

fn parsed<'t>(rule: Rule, text: &'t str) -> Option<pest::iterators::Pair<'t, Rule>> {
    Grammar::parse(rule, text).ok()?.next()
}

fn entity(builder: &Builder, rest: &str) -> Found {
    if rest.starts_with("每班") {
        let pair = parsed(Rule::entity, "每班")?;
        return Some((vec![Part::Entity(builder.entity(pair))], "每班".len()));
    }
    if !rest.starts_with('每') || rest.starts_with("每人") {
        return None;
    }
    let pair = parsed(Rule::plain_entity, rest)?;
    let length = pair.as_str().len();
    Some((vec![Part::Entity(builder.entity(pair))], length))
}

/// Periods without 每.
const PERIODS: [(&str, &str); 18] = [
    ("一个月内累计", "每月"),
    ("一个月累计", "每月"),
    ("月度合并累计", "每月"),
    ("月度累计", "每月"),
    ("当月累计", "每月"),
    ("月累计", "每月"),
    ("当月", "每月"),
    ("每月度", "每月"),
    ("每月份", "每月"),
    ("一年内累计", "每年"),
    ("一年累计", "每年"),
    ("年累计", "每年"),
    ("全年累计", "每年"),
    ("全年", "每年"),
    ("当年组织", "每年"),
    ("每学期初", "每学期"),
    ("每期末", "每期"),
    ("每年度", "每年"),
];

fn period(builder: &Builder, rest: &str) -> Found {
    if let Some((word, period)) = PERIODS.iter().find(|(word, _)| rest.starts_with(word)) {
        let tail = rest.get(word.len()..)?;
        let possessive = tail.starts_with(['的', '工', '报', '年', '绩', '考', '全']) && *word != "全年";
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
    let pair = parsed(Rule::period, rest)?;
    let length = pair.as_str().len();
    Some((vec![Part::Period(builder.period(pair)?)], length))
}

fn deadline(builder: &Builder, rest: &str, after_period: bool) -> Found {
    let pair = parsed(Rule::deadline, rest)?;
    let alone = pair.clone().into_inner().next().is_some_and(|part| part.as_rule() == Rule::point);
    if alone && !after_period {
        return None;
    }
    let length = pair.as_str().trim_end().len();
    if length == 0 {
        return None;
    }
    Some((vec![Part::Deadline(builder.deadline(pair)?)], length))
}

fn compare(rest: &str) -> Found {
    let found = COMPARISONS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len());
    let (word, comparison) = found?;
    // 达 alone only before a number: 达标 is a word; so is 不足 that no number follows
    let tail = rest.get(word.len()..)?;
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十半百千".contains(c);
    if matches!(*word, "达" | "不足") && !tail.starts_with(number) {
        return None;
    }
    Some((vec![Part::Compare(*comparison)], word.len()))
}

/// The measure word a text begins with, longest first.
pub fn unit(text: &str) -> Option<&'static str> {
    UNITS.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len()).copied()
}

/// A number with its scale, its measure word and what follows it.
fn quantity(normal: &Normal, at: usize, before: Option<char>) -> Found {
    let rest = normal.text.get(at..)?;
    if before == Some(':') {
        return None;
    }
    let (number, mut scale, mut length) = number(rest, before)?;
    let mut tail = rest.get(length..)?;
    // 2至4次, 400-600毫升; 8:30-17:30 is no range
    let upper = ["至", "-", "~", "到"].iter().find_map(|word| {
        let after = tail.strip_prefix(word)?;
        let (upper, upper_scale, size) = self::number(after, None)?;
        let apart = !after.get(size..)?.starts_with([':', '-']) && !after.get(size..)?.starts_with(['月', '日']);
        (apart && upper_scale == Scale::One).then_some((upper, word.len() + size))
    });
    if let Some((_, size)) = upper {
        length += size;
        tail = rest.get(length..)?;
    }
    // a time of day; a fraction, which no decimal is
    if tail.starts_with(':')
        || tail.strip_prefix('/').is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    let scales = [
        ("个百分点", Scale::Points),
        ("%", Scale::Percent),
        ("‰", Scale::Permille),
        ("万", Scale::TenThousand),
        ("亿", Scale::HundredMillion),
    ];
    if let (Scale::One, Some((word, found))) = (scale, scales.iter().find(|(word, _)| tail.starts_with(word))) {
        scale = *found;
        length += word.len();
        tail = rest.get(length..)?;
    }
    let word = unit(tail);
    let digits = rest.starts_with(|c: char| c.is_ascii_digit());
    if word.is_none() && scale == Scale::One && !digits {
        return None;
    }
    // a digit within a word (3DC) is no number
    if word.is_none() && digits && scale == Scale::One && tail.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let unit_at = at + length;
    let unit = word.map(|word| Text {
        text: word.to_owned(),
        span: normal.span(unit_at, unit_at + word.len()),
        quoted: false,
    });
    length += word.map_or(0, |word| word.len());
    let span = normal.span(at, at + length);
    if let Some((upper, _)) = upper {
        let bound = |number| super::quantity(span, number, scale, unit.clone());
        return Some((vec![Part::Between(bound(number), bound(upper))], length));
    }
    let mut parts = Vec::new();
    tail = rest.get(length..)?;
    // 3次(含)以上
    let mut inside = None;
    for (word, included) in [("(含)", true), ("(不含)", false)] {
        if tail.strip_prefix(word).is_some_and(|after| AFTER.iter().any(|(word, _)| after.starts_with(word))) {
            inside = Some(included);
            length += word.len();
            tail = rest.get(length..)?;
        }
    }
    if let Some((word, comparison)) = AFTER.iter().find(|(word, _)| tail.starts_with(word)) {
        parts.push(Part::Compare(*comparison));
        length += word.len();
        tail = rest.get(length..)?;
    }
    for (word, included) in [("(含)", true), ("(不含)", false)] {
        if tail.starts_with(word) || inside == Some(included) {
            if let Some(Part::Compare(comparison)) = parts.first_mut() {
                *comparison = match (*comparison, included) {
                    (Comparison::AtLeast | Comparison::MoreThan, true) => Comparison::AtLeast,
                    (Comparison::AtLeast | Comparison::MoreThan, false) => Comparison::MoreThan,
                    (_, true) => Comparison::AtMost,
                    (_, false) => Comparison::LessThan,
                };
            }
            length += if tail.starts_with(word) { word.len() } else { 0 };
        }
    }
    parts.push(Part::Quantity(super::quantity(span, number, scale, unit)));
    Some((parts, length))
}

/// The number a text begins with, its scale where words give it, and its length.
fn number(rest: &str, before: Option<char>) -> Option<(Decimal, Scale, usize)> {
    for (word, scale) in [("百分之", Scale::Percent), ("千分之", Scale::Permille)] {
        if let Some(tail) = rest.strip_prefix(word) {
            let pair = parsed(Rule::number, tail)?;
            return Some((numbers::number(pair.as_str())?, scale, word.len() + pair.as_str().len()));
        }
    }
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        let pair = parsed(Rule::arabic, rest)?;
        return Some((numbers::number(pair.as_str())?, Scale::One, pair.as_str().len()));
    }
    // 统一, 之一, 第一, 整齐划一 … are words; 编制计划一次 is not
    let planned =
        before == Some('划') && ["一次", "一份", "一篇", "一项", "一个"].iter().any(|it| rest.starts_with(it));
    if !planned && before.is_some_and(|c| "统之第唯同单专万划逐归合下".contains(c)) {
        return None;
    }
    let pair = parsed(Rule::chinese, rest)?;
    // 千户均 is a word
    if matches!(pair.as_str(), "千" | "百") {
        return None;
    }
    Some((numbers::number(pair.as_str())?, Scale::One, pair.as_str().len()))
}

/// The length of time a text begins with, and how many bytes it takes.
pub fn duration(rest: &str) -> Option<(Duration, usize)> {
    let pair = parsed(Rule::duration, rest)?;
    let size = pair.as_str().len();
    let (mut amount, mut unit) = (Decimal::ZERO, None);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::duration_unit => unit = Some(duration_unit(part.as_str())),
            _ => amount = numbers::number(part.as_str())?,
        }
    }
    Some((super::length(amount, unit?), size))
}
