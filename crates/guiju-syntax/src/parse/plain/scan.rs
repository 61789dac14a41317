//! The constituents of a plain sentence: periods, deadlines, comparisons, numbers, and the words between.

use pest::Parser;
use rust_decimal::Decimal;

use crate::ast::{
    Comparison, Deadline, Duration, Entity, IntervalKind, Period, Point, PointDay, Quantity, Scale, Text,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::numbers;
use crate::parse::build::Builder;
use crate::words::duration_unit;

use super::first;
use super::words::{MODALS, is_word};

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
    /// 三分之二, 2/3
    Fraction(Quantity, Quantity),
    /// Anything else.
    Words(Text),
}

/// Comparison words that stand before a number; boundaries as in 民法典 art. 1259.
pub const COMPARISONS: [(&str, Comparison); 31] = [
    ("大于等于", Comparison::AtLeast),
    ("大于或等于", Comparison::AtLeast),
    ("小于等于", Comparison::AtMost),
    ("小于或等于", Comparison::AtMost),
    ("至少", Comparison::AtLeast),
    ("最少", Comparison::AtLeast),
    ("最低", Comparison::AtLeast),
    ("起码", Comparison::AtLeast),
    ("达到", Comparison::AtLeast),
    ("达", Comparison::AtLeast),
    ("至多", Comparison::AtMost),
    ("最多", Comparison::AtMost),
    ("最高", Comparison::AtMost),
    ("最长", Comparison::AtMost),
    ("控制在", Comparison::AtMost),
    ("未达到", Comparison::LessThan),
    ("未达", Comparison::LessThan),
    ("没有达到", Comparison::LessThan),
    ("达不到", Comparison::LessThan),
    ("不到", Comparison::LessThan),
    ("未满", Comparison::LessThan),
    ("不满", Comparison::LessThan),
    ("不足", Comparison::LessThan),
    ("不高于", Comparison::AtMost),
    ("等于", Comparison::Equal),
    ("恰好", Comparison::Equal),
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    (">", Comparison::MoreThan),
    ("<", Comparison::LessThan),
    ("=", Comparison::Equal),
];

/// What may be denied: 不超过, 不得低于, 未超过.
pub const OVER: [&str; 8] = ["超过", "超出", "高于", "多于", "大于", "长于", "高出", "逾越"];
pub const UNDER: [&str; 4] = ["少于", "低于", "小于", "短于"];
pub const DENIALS: [&str; 12] =
    ["不得", "不应", "不能", "不可", "不准", "不允许", "不宜", "不许", "没有", "不", "未", "均不"];

/// What follows a number: 8家以上.
const AFTER: [(&str, Comparison); 10] = [
    ("(含本数)以上", Comparison::AtLeast),
    ("(含)以上", Comparison::AtLeast),
    ("(含)以下", Comparison::AtMost),
    ("(含)以内", Comparison::AtMost),
    ("及以上", Comparison::AtLeast),
    ("以上", Comparison::AtLeast),
    ("及以下", Comparison::AtMost),
    ("以下", Comparison::AtMost),
    ("以内", Comparison::AtMost),
    ("之内", Comparison::AtMost),
];

/// Measure words and units; the longest that fits is meant.
#[rustfmt::skip]
const UNITS: [&str; 171] = [
    "g", "mg", "cm", "mm", "L", "kWh", "h", "min", "dB", "MPa", "kW", "亩地",
    "个工作小时", "个工作日", "工作小时", "工作日", "个小时", "平方米", "个月",
    "小时", "分钟", "人次", "学时", "课时", "公里", "公斤", "千克", "毫升", "台次",
    "车次", "架次", "学分", "公顷", "万字", "家", "次", "个", "份", "名", "位", "件", "篇",
    "项", "场", "遍", "户", "条", "元", "天", "日", "周", "月", "年", "人", "张", "处", "台",
    "分", "起", "例", "组", "套", "本", "笔", "辆", "批", "吨", "米", "度", "岁", "封", "趟",
    "回", "部", "册", "幅", "面", "块", "只", "棵", "株", "架", "艘", "门", "间", "层", "座",
    "所", "片", "段", "章", "节", "届", "期", "轮", "宗", "桩", "单", "页", "字", "克", "斤",
    "升", "秒", "亩", "堂", "题", "票", "股", "瓶", "箱", "包", "袋", "桶", "卷", "支", "枝",
    "根", "双", "副", "ML", "ml", "kg", "km", "个季度", "季度", "人日", "平米", "班次",
    "频次", "度电", "分贝", "周岁", "℃", "摄氏度", "厘米", "毫米", "毫克", "公分",
    "千瓦时", "千瓦", "倍", "人天", "工时", "集", "枚", "扇", "匹", "例次", "户次",
    "家次", "场次", "项次", "件次", "勒克斯", "平方公里", "立方米", "兆", "个自然日",
    "自然日", "刻钟", "批次", "小时/人", "声", "幢", "栋", "餐", "顿", "杯", "盒", "通",
];

/// A number in digits that is too large to be one.
fn endless<'t>(rest: &'t str, before: &str) -> Option<&'t str> {
    let number = numbers::arabic(rest).filter(|_| !before.ends_with(|c: char| c.is_ascii_digit()))?;
    numbers::number(number).is_none().then_some(number)
}

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
        let before = text.get(..at).unwrap_or("");
        let when = |begins: bool, read: &dyn Fn() -> Found| if begins { read() } else { None };
        let found = when(c == '「', &|| quoted(normal, at))
            .or_else(|| when(c == '每', &|| entity(&builder, rest, before)))
            .or_else(|| when(first::period(c), &|| period(&builder, rest)))
            .or_else(|| when(first::deadline(c), &|| deadline(&builder, rest, after_period)))
            .or_else(|| when(first::comparison(c), &|| compare(rest, before)))
            .or_else(|| when(first::number(c), &|| quantity(normal, at, before.chars().last())))
            .or_else(|| when(c == '-' || c == '负' || c == '零', &|| negative(normal, at)));
        problems.extend(builder.problems());
        match found {
            Some((mut found, length)) => {
                words(normal, words_from, at, &mut parts);
                parts.append(&mut found);
                at += length;
                words_from = at;
            }
            None => {
                let endless = endless(rest, before);
                problems.extend(endless.map(|number| {
                    let place = normal.span(at, at + number.len());
                    Diagnostic::new(Code::NumberTooLarge, place).with("number", number)
                }));
                at += endless.map_or(c.len_utf8(), str::len);
            }
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
        let place = ['线', '岗', '职', '建', '校', '册', '编', '库', '途', '产', '售', '押'];
        if is_word(word, rest) || (*word == "在" && rest.starts_with(place)) {
            break;
        }
        from += word.len();
    }
    let kept = ["存在", "现在", "所在", "等于", "关于", "属于", "由于", "用于", "限于", "位于", "处于"];
    while let Some(word) = MODALS.iter().chain(&["于", "在"]).find(|word| slice(from, to).ends_with(**word)) {
        if kept.iter().any(|kept| slice(from, to).ends_with(kept))
            || ["主要", "重要", "必要", "只要"].iter().any(|kept| slice(from, to).ends_with(kept))
        {
            break;
        }
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

/// Objects that follow 每 with no measure word between.
const OBJECTS: [&str; 17] = [
    "班组", "部门", "科室", "车间", "门店", "网点", "社区", "支部", "单位", "学校", "班级", "小组", "项目", "楼层",
    "企业", "客户", "班",
];

/// Nouns for those who are scored: 每位员工 adds nothing to what is asked of them.
const STAFF: [&str; 33] = [
    "员工",
    "职工",
    "人员",
    "教师",
    "老师",
    "医师",
    "护士",
    "干部",
    "业务员",
    "营业员",
    "党员",
    "教职工",
    "辅导员",
    "客户经理",
    "班主任",
    "销售员",
    "驾驶员",
    "司机",
    "医生",
    "导购",
    "店员",
    "保安",
    "柜员",
    "工程师",
    "管理人员",
    "职员",
    "销售人员",
    "网格员",
    "主播",
    "讲师",
    "教练",
    "销售代表",
    "技术人员",
];

/// What follows 每 in steps: 每错发一单, 每缺一次.
const FAILINGS: [&str; 16] =
    ["错", "缺", "漏", "少", "多", "超", "迟", "逾", "发现", "出现", "发生", "查出", "降", "增", "减", "晚"];

/// Words between an act and those it is done with.
pub const TOWARDS: [char; 7] = ['与', '对', '向', '同', '给', '和', '跟'];

fn entity(builder: &Builder, rest: &str, before: &str) -> Found {
    let tail = rest.strip_prefix('每')?;
    // 每错发一单 is no 每
    if FAILINGS.iter().any(|word| tail.starts_with(word)) {
        return None;
    }
    // 每间每天消耗: of the rooms
    if let Some(word) = ["间", "台", "桌", "户", "车", "床", "栋", "幢", "楼", "店"]
        .iter()
        .find(|word| tail.strip_prefix(**word).is_some_and(|rest| rest.starts_with('每')))
    {
        let length = "每".len() + word.len();
        let text = Text { text: (*word).to_owned(), span: builder.place("每".len(), length), quoted: false };
        let entity = Entity { measure_word: String::new(), object: text, span: builder.place(0, length) };
        return Some((vec![Part::Entity(entity)], length));
    }
    if let Some(object) = OBJECTS.iter().find(|object| tail.starts_with(**object)) {
        // 每班次 is 每班
        let length = "每".len() + if tail.starts_with("班次") { "班次".len() } else { object.len() };
        let object_span = builder.place("每".len(), length);
        let text = Text { text: (*object).to_owned(), span: object_span, quoted: false };
        let entity = Entity { measure_word: String::new(), object: text, span: builder.place(0, length) };
        return Some((vec![Part::Entity(entity)], length));
    }
    // 与每位员工面谈: they are those that something is done with
    let other = before.ends_with(TOWARDS);
    if tail.starts_with('人') && !tail.starts_with("人次") && !other {
        return Some((Vec::new(), "每人".len()));
    }
    let staff = ["位", "名", "个"].iter().find_map(|word| {
        let noun = tail.strip_prefix(word)?;
        let found = STAFF.iter().find(|staff| noun.starts_with(**staff))?;
        Some("每".len() + word.len() + found.len())
    });
    if let Some(length) = staff.filter(|_| !other) {
        return Some((Vec::new(), length));
    }
    // 每位学生谈话: the person ends where the noun does
    const PERSONS: [&str; 14] = [
        "学生", "客户", "患者", "孩子", "幼儿", "家长", "业主", "住户", "病人", "学员", "会员", "顾客", "老人", "居民",
    ];
    let noun = ["位", "名", "个"].iter().find_map(|word| {
        let noun = tail.strip_prefix(word)?;
        let found = PERSONS.iter().chain(&STAFF).find(|person| noun.starts_with(**person))?;
        Some("每".len() + word.len() + found.len())
    });
    let rest = noun.and_then(|length| rest.get(..length)).unwrap_or(rest);
    let pair = parsed(Rule::plain_entity, rest)?;
    let length = pair.as_str().len();
    Some((vec![Part::Entity(builder.entity(pair))], length))
}

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

fn period(builder: &Builder, rest: &str) -> Found {
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

/// The longest deadline, in letters: 次季度二十五月二十五日 and a moment of four.
const LONGEST_DEADLINE: usize = 24;

/// Moments that days have in plain sentences; another word behind a day is what happens on it (20日稽核后).
const MOMENTS: [&str; 14] =
    ["下班", "上班", "中午", "收工", "开工", "交班", "接班", "营业", "打烊", "放学", "上课", "午休", "闭店", "开市"];

fn deadline(builder: &Builder, rest: &str, after_period: bool) -> Found {
    // 应当在次月7日内: as 前
    if ["次月", "次周", "次年", "下月"].iter().any(|word| rest.starts_with(word))
        && let Some(pair) = parsed(Rule::interval, rest)
        && pair.as_str().ends_with('内')
        && let Some(interval) = builder.interval(pair.clone())
        && let IntervalKind::By(point) = interval.kind
    {
        let deadline = Deadline { span: builder.span(&pair), from: None, to: Some(point) };
        return Some((vec![Part::Deadline(deadline)], pair.as_str().len()));
    }
    // A day alone is a deadline behind its period only; elsewhere one of these ends it.
    let ends = |c| matches!(c, '前' | '后' | '至');
    if !after_period && !rest.chars().take(LONGEST_DEADLINE).any(ends) {
        return None;
    }
    let mut pair = parsed(Rule::deadline, rest)?;
    let odd = |pair: &pest::iterators::Pair<Rule>| {
        let mut inside = pair.clone().into_inner().flatten();
        inside.any(|it| it.as_rule() == Rule::other_moment && !MOMENTS.contains(&it.as_str()))
    };
    if odd(&pair) {
        pair = parsed(
            Rule::deadline,
            rest.get(..rest.find(['日', '号', '五', '一', '二', '三', '四', '六', '天'])? + '日'.len_utf8())?,
        )?;
    }
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

fn compare(rest: &str, before: &str) -> Found {
    let (comparison, length) = compared(rest)?;
    let tail = rest.get(length..)?;
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十半百千万零〇".contains(c);
    let word = rest.get(..length)?;
    // 达标, 不足之处, 最高人民法院, 不满情绪 are words: these compare only before a number
    let only_numbers =
        ["达", "不足", "不到", "最低", "最高", "最长", "最少", "不满", "未满", "起码", "未达", "达不到", "为"];
    if only_numbers.contains(&word) && !tail.starts_with(number) {
        return None;
    }
    // 错误率为0: of what is a number anyway; 分为三级, 总分为100分 say what is
    let stated = [
        "率",
        "次数",
        "件数",
        "人数",
        "数量",
        "金额",
        "保管期",
        "保存期",
        "公示期",
        "有效期",
        "质保期",
        "试用期",
        "期限",
    ]
    .iter()
    .any(|noun| before.ends_with(noun));
    let asked = ["应", "须", "需", "应当", "必须", "保持", "控制"].iter().any(|modal| before.ends_with(modal));
    if word == "为" && !(stated || asked) {
        return None;
    }
    Some((vec![Part::Compare(comparison)], length))
}

/// The comparison a text begins with, and its length.
fn compared(rest: &str) -> Option<(Comparison, usize)> {
    // 最多不得超过 says the same twice
    if let Some((word, tail)) =
        ["最多", "最高", "最长", "至多", "最少", "最低"].iter().find_map(|word| Some((word, rest.strip_prefix(word)?)))
        && let Some((comparison, length)) = denied(tail)
    {
        return Some((comparison, word.len() + length));
    }
    let begins =
        |words: &[&'static str]| words.iter().filter(|word| rest.starts_with(**word)).map(|word| word.len()).max();
    let plain = COMPARISONS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len());
    plain
        .map(|(word, comparison)| (*comparison, word.len()))
        .or_else(|| denied(rest))
        .or_else(|| Some((Comparison::MoreThan, begins(&OVER)?)))
        .or_else(|| Some((Comparison::LessThan, begins(&UNDER)?)))
        .or_else(|| rest.starts_with('为').then_some((Comparison::Equal, "为".len())))
}

/// 不得超过, 不少于: the complement.
fn denied(rest: &str) -> Option<(Comparison, usize)> {
    let denial = DENIALS.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len())?;
    let tail = rest.get(denial.len()..)?;
    let find = |words: &[&str]| words.iter().find(|word| tail.starts_with(**word)).map(|word| word.len());
    let over = find(&OVER).map(|length| (Comparison::AtMost, length));
    let (comparison, length) = over.or_else(|| Some((Comparison::AtLeast, find(&UNDER)?)))?;
    Some((comparison, denial.len() + length))
}

/// The measure word a text begins with, longest first.
pub fn unit(text: &str) -> Option<&'static str> {
    UNITS.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len()).copied()
}

/// -12℃, 零下18℃, behind no other number.
fn negative(normal: &Normal, at: usize) -> Found {
    let (before, rest) = (normal.text.get(..at)?, normal.text.get(at..)?);
    let sign = ["-", "负", "零下"].iter().find(|sign| rest.starts_with(**sign))?;
    let apart = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || "℃度%‰)月日号".contains(c));
    if !apart || !rest.get(sign.len()..)?.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mut parts, length) = quantity(normal, at + sign.len(), None)?;
    for part in &mut parts {
        match part {
            Part::Quantity(number) => number.number = -number.number,
            Part::Compare(_) => {}
            _ => return None,
        }
    }
    Some((parts, sign.len() + length))
}

/// A number with its scale, its measure word and what follows it.
fn quantity(normal: &Normal, at: usize, before: Option<char>) -> Found {
    let rest = normal.text.get(at..)?;
    if before == Some(':') {
        return None;
    }
    if let Some((parts, length)) = fraction(normal, at, before) {
        return Some((parts, length));
    }
    let (number, mut scale, mut length) = number(rest, before)?;
    let mut tail = rest.get(length..)?;
    // 2至4次, 400-600毫升, 90%-95%; 8:30-17:30 is no range
    let own_scale = [("%", Scale::Percent), ("‰", Scale::Permille)].iter().find(|(sign, _)| tail.starts_with(sign));
    let own_scale = own_scale.map_or_else(|| unit(tail).map_or(0, str::len), |(sign, _)| sign.len());
    let upper = ["至", "-", "~", "到", "—"].iter().find_map(|word| {
        let after = tail.get(own_scale..)?.strip_prefix(word)?;
        let (upper, upper_scale, size) = self::number(after, None)?;
        // 0℃-8℃ has its unit twice, 30分钟-1小时 are two
        let own = tail.get(..own_scale)?;
        let again = own.is_empty() || own == "%" || own == "‰" || after.get(size..)?.starts_with(own);
        let apart = again && !after.get(size..)?.starts_with([':', '-', '月', '日', '/']);
        (apart && upper_scale == Scale::One).then_some((upper, own_scale + word.len() + size))
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
    let digits = rest.starts_with(|c: char| c.is_ascii_digit() || c == '零');
    if word.is_none() && scale == Scale::One && !digits {
        return None;
    }
    // 0.15mg/m³ is no number of mg
    let latin = word.is_some_and(|word| word.is_ascii());
    let after = word.and_then(|word| tail.get(word.len()..)).unwrap_or("");
    if latin && after.starts_with(|c: char| c == '/' || c.is_alphanumeric() && c.is_ascii()) {
        return None;
    }
    // a year, and what is only about so many, are no numbers that could be asked for: 1998年, 300余人
    let year = word == Some("年") && digits && length == 4 && number >= Decimal::from(1900);
    if year || tail.starts_with('余') || tail.starts_with("多") {
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

/// 三分之二, 2/3: kept as two numbers, for no decimal is exactly that.
fn fraction(normal: &Normal, at: usize, before: Option<char>) -> Found {
    let rest = normal.text.get(at..)?;
    let slash = rest.starts_with(|c: char| c.is_ascii_digit());
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || ".,:/-".contains(c) || "百千万".contains(c)) {
        return None;
    }
    let read = if slash { numbers::arabic } else { numbers::numeral };
    let first = read(rest)?;
    // 百分之, 千分之 are scales
    if ["百", "千", "万"].contains(&first) {
        return None;
    }
    let joint = if slash { "/" } else { "分之" };
    let tail = rest.get(first.len()..)?.strip_prefix(joint)?;
    let second = read(tail)?;
    let length = first.len() + joint.len() + second.len();
    let after = rest.get(length..)?;
    // 5/6 as a date or a version is none
    if slash && ["/", "-", "月", "."].iter().any(|word| after.starts_with(word)) {
        return None;
    }
    let (first, second) = (numbers::number(first)?, numbers::number(second)?);
    let (over, under) = if slash { (first, second) } else { (second, first) };
    if under.is_zero() || over > under {
        return None;
    }
    let span = normal.span(at, at + length);
    let plain = |number| super::quantity(span, number, Scale::One, None);
    let mut parts = Vec::new();
    let mut length = length;
    if let Some((word, comparison)) = AFTER.iter().find(|(word, _)| after.starts_with(word)) {
        parts.push(Part::Compare(*comparison));
        length += word.len();
    }
    parts.push(Part::Fraction(plain(over), plain(under)));
    Some((parts, length))
}

/// The number a text begins with, its scale where words give it, and its length.
fn number(rest: &str, before: Option<char>) -> Option<(Decimal, Scale, usize)> {
    let tenth = Decimal::new(1, 1);
    for (word, scale, times) in [
        ("百分之", Scale::Percent, Decimal::ONE),
        ("千分之", Scale::Permille, Decimal::ONE),
        ("万分之", Scale::Permille, tenth),
    ] {
        if let Some(tail) = rest.strip_prefix(word) {
            let unsigned = tail.strip_prefix('-').unwrap_or(tail);
            let digits = numbers::arabic(unsigned).or_else(|| numbers::numeral(unsigned))?;
            let signed = tail.get(..tail.len() - unsigned.len() + digits.len())?;
            let number = numbers::number(signed)?.checked_mul(times)?.normalize();
            return Some((number, scale, word.len() + signed.len()));
        }
    }
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = numbers::arabic(rest)?;
        let (number, length) = (numbers::number(digits)?, digits.len());
        // 2两次, from 2(两)次: the same number twice
        let again = rest.get(length..).and_then(numbers::numeral);
        let again = again.filter(|again| numbers::number(again) == Some(number));
        return Some((number, Scale::One, length + again.map_or(0, str::len)));
    }
    // 统一, 之一, 第一, 整齐划一 … are words; 编制计划一次 is not
    let planned =
        before == Some('划') && ["一次", "一份", "一篇", "一项", "一个"].iter().any(|it| rest.starts_with(it));
    // 一律, 一般, 一切 … are words too
    let word = [
        "一律", "一般", "一切", "一致", "一旦", "一并", "一同", "一起", "一样", "一定", "一直", "一线", "一流", "一体",
    ];
    // 每周两次, 每周三次
    let weekly = before == Some('周') && (rest.starts_with('两') || rest.chars().nth(1) == Some('次'));
    if (!planned && !weekly && before.is_some_and(|c| "统之第唯同单专万划逐归合下进星周期上某任".contains(c)))
        || word.iter().any(|word| rest.starts_with(word))
        || is_compound(rest)
        || (before == Some('是') && rest.starts_with("一个"))
    {
        return None;
    }
    // 事故率为零
    if rest.starts_with(['零', '〇']) && before == Some('为') && rest.chars().count() == 1 {
        return Some((Decimal::ZERO, Scale::One, '零'.len_utf8()));
    }
    let numeral = numbers::numeral(rest)?;
    // 千户均 is a word
    if matches!(numeral, "千" | "百") {
        return None;
    }
    Some((numbers::number(numeral)?, Scale::One, numeral.len()))
}

/// 二次更衣, 一次合格率: words of their own.
fn is_compound(rest: &str) -> bool {
    const BEHIND: [&str; 16] = [
        "合格",
        "更衣",
        "供水",
        "污染",
        "装修",
        "交验",
        "通过",
        "成功",
        "性",
        "搬运",
        "加压",
        "分配",
        "补偿",
        "函数",
        "解决率",
        "修复率",
    ];
    let tail = ["一次", "二次", "三次"].iter().find_map(|word| rest.strip_prefix(word));
    tail.is_some_and(|tail| BEHIND.iter().any(|word| tail.starts_with(word)))
}

/// The length of time a text begins with, and how many bytes it takes.
pub fn duration(rest: &str) -> Option<(Duration, usize)> {
    let number = numbers::arabic(rest).or_else(|| numbers::numeral(rest))?;
    if !rest.get(number.len()..)?.starts_with(['个', '工', '分', '小', '天', '日', '周', '月', '年']) {
        return None;
    }
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
