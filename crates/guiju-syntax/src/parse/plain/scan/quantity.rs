//! 8家, 2至4次, 90%以上, 三分之二: a number with its unit and what follows it.

use rust_decimal::Decimal;

use super::comparison::AFTER;
use super::number::number;
use super::unit::{grade, unit};
use super::{Found, Part};
use crate::ast::{Comparison, Quantity, Scale, Text};
use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain;

/// Whether what stands around makes months of 3月: 不少于3月, 满3月, 3月以上.
fn long_enough(before: &str, after: &str) -> bool {
    let bound = [
        "于", "超过", "至少", "至多", "最多", "最少", "满", "达", "达到", "不足", "延长", "为期", "期限", ">=", "<=",
        ">", "<", "=",
    ];
    bound.iter().any(|word| before.ends_with(word))
        || AFTER.iter().any(|(word, _)| after.starts_with(word))
        || after.starts_with('内')
}

/// What is measured and not counted.
const MEASURED: [&str; 12] =
    ["元", "秒", "分钟", "小时", "公斤", "千克", "克", "毫克", "升", "毫升", "千瓦时", "平方米"];

/// What something is measured of: 公里/小时. The grammar has the same words (`unit_each`).
#[rustfmt::skip]
const EACH: [&str; 56] = [
    "百公里", "公里", "小时", "分钟", "秒", "平方米", "立方米", "平米", "升", "公斤", "千克", "吨", "亩", "辆", "车", "间", "件", "台", "套", "单", "份",
    "页", "箱", "皿", "瓶", "盒", "包", "袋", "盘", "碗", "支", "张",
    "毫升", "毫克", "微克", "克", "立方厘米", "平方厘米", "百小时", "千小时", "万公里", "千公里", "万元", "千元", "百米", "千米",
    "餐", "炉", "桶", "罐", "卷", "米", "株", "棵", "头", "羽",
];

/// kg/t, 元/份, where steps are of what is measured; 每张/份 names two things.
pub fn measured_of<'t>(tail: &'t str, word: &'t str) -> &'t str {
    if word.is_ascii() || MEASURED.contains(&word) { compound(tail, word) } else { word }
}

/// mg/L, mg/m3, 个/mL: so much in each.
fn compound<'t>(tail: &'t str, word: &'t str) -> &'t str {
    let over = tail.strip_prefix(word).and_then(|rest| rest.strip_prefix('/'));
    let Some(over) = over else { return word };
    // 公里/小时, 秒/辆
    if let Some(each) = EACH.iter().find(|each| over.starts_with(**each)) {
        return tail.get(..word.len() + "/".len() + each.len()).unwrap_or(word);
    }
    // 分钟/次, 元/人: what is measured of each; 3次/人 counts
    let each = ["次", "人"].iter().find(|each| over.starts_with(**each) && !over.starts_with("人次"));
    if let Some(each) = each.filter(|_| MEASURED.contains(&word)) {
        return tail.get(..word.len() + "/".len() + each.len()).unwrap_or(word);
    }
    let letters = over.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(over.len());
    let cubed = over.get(letters..).is_some_and(|rest| rest.starts_with(['2', '3', '²', '³'])) && letters > 0;
    let power = over.get(letters..).and_then(|rest| rest.chars().next()).filter(|_| cubed).map_or(0, char::len_utf8);
    let length = word.len() + "/".len() + letters + power;
    if letters > 0 { tail.get(..length).unwrap_or(word) } else { word }
}

/// 用75%酒精, 以84消毒液: how strong or of which kind is what something is done with.
pub fn is_agent(before: &str, tail: &str) -> bool {
    #[rustfmt::skip]
    const AGENTS: [&str; 20] = [
        "酒精", "乙醇", "消毒", "火碱", "烧碱", "碱", "盐水", "生理盐水", "漂白", "次氯酸", "含氯", "碘伏", "石灰", "甲醛", "高锰酸钾", "双氧水",
        "过氧乙酸", "来苏", "新洁尔灭", "洗衣粉",
    ];
    let with = before.trim_end_matches(|c: char| c.is_ascii_digit() || "./:".contains(c));
    let with = with.strip_suffix("浓度为").or_else(|| with.strip_suffix("浓度")).unwrap_or(with);
    let what = tail.trim_start_matches(['的', '浓', '度']);
    with.ends_with(['用', '以', '含', '喷']) && AGENTS.iter().any(|agent| what.starts_with(agent))
}

/// 每日标注不少于800框: a measure word that nobody knows, behind a bound and before nothing else.
fn unheard<'t>(before: &str, tail: &'t str) -> Option<&'t str> {
    const LEAST: [&str; 14] = [
        "不少于",
        "不得少于",
        "不低于",
        "不得低于",
        "不超过",
        "不得超过",
        "不多于",
        "不高于",
        "至少",
        "最多",
        "达到",
        ">=",
        "<=",
        "不足",
    ];
    let letter = tail
        .chars()
        .next()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c) && !"内前后时上下的者左右多余起止分".contains(*c))?;
    let alone = tail.len() == letter.len_utf8() && LEAST.iter().any(|word| before.ends_with(word));
    alone.then_some(tail)
}

/// 40DDDs以下: a unit in letters that nobody knows, where a bound or nothing follows.
fn latin(tail: &str) -> Option<&str> {
    let letters = |from: usize| {
        let rest = tail.get(from..).unwrap_or("");
        let end = rest.find(|c: char| !c.is_ascii_alphabetic() && !"μΩ".contains(c)).unwrap_or(rest.len());
        let power = rest.get(end..).and_then(|rest| rest.chars().next()).filter(|c| "²³".contains(*c) && end > 0);
        end + power.map_or(0, char::len_utf8)
    };
    // cd/m²
    let whole = letters(0);
    let over = tail.get(whole..)?.starts_with('/').then(|| letters(whole + "/".len())).filter(|size| *size > 0);
    let (word, after) = tail.split_at_checked(whole + over.map_or(0, |size| size + "/".len()))?;
    let ends = after.is_empty() || ["以上", "以下", "以内", "之内", "之间"].iter().any(|end| after.starts_with(end));
    ((2..=9).contains(&word.chars().count()) && whole > 0 && ends).then_some(word)
}

/// 第四十九条, 第12条第3款: which one, not how many.
pub fn of_article(before: &str, rest: &str) -> bool {
    const NUMERALS: &str = "零〇一二三四五六七八九十百千0123456789";
    let numeral = |c: char| NUMERALS.contains(c);
    let of = rest.trim_start_matches(numeral);
    let article = ["条", "款", "项", "章", "节"].iter().any(|word| of.starts_with(word));
    article && before.trim_end_matches(numeral).ends_with('第')
}

/// 4次: a number and what it counts.
pub fn counted(text: &str) -> bool {
    let number = crate::numbers::arabic(text).or_else(|| crate::numbers::numeral(text)).filter(|it| !it.is_empty());
    number.and_then(|number| text.get(number.len()..)).is_some_and(|tail| unit(tail).is_some())
}

/// -12℃, 零下18℃, behind no other number.
pub(super) fn negative(normal: &Normal, at: usize) -> Found {
    let (before, rest) = (normal.text.get(..at)?, normal.text.get(at..)?);
    let sign = ["-", "负", "零下"].iter().find(|sign| rest.starts_with(**sign))?;
    // 18度-20度 is a range, 温度-18℃ is not
    let degrees = before.strip_suffix('度').is_some_and(|it| !it.ends_with(|c: char| c.is_ascii_digit()));
    let apart = degrees || !before.ends_with(|c: char| c.is_ascii_alphanumeric() || "℃度%‰)月日号".contains(c));
    if !apart || !rest.get(sign.len()..)?.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mut parts, length) = quantity(normal, at + sign.len(), None)?;
    // -20±2℃: from -22 to -18; -18至22℃ is no such range
    let around = rest.get(sign.len()..)?.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').starts_with('±');
    for part in &mut parts {
        match part {
            Part::Quantity(number) => number.number = -number.number,
            Part::Between(from, to) if around => {
                (from.number, to.number) = (-to.number, -from.number);
            }
            Part::Compare(_) => {}
            _ => return None,
        }
    }
    Some((parts, sign.len() + length))
}

/// ±5%, behind no number of which it is the tolerance: from so much below to so much above.
pub(super) fn either_way(normal: &Normal, at: usize) -> Found {
    let tolerance = normal.text.get(..at)?.ends_with(|c: char| c.is_ascii_alphanumeric() || "℃度%‰)".contains(c));
    let (parts, length) = quantity(normal, at + "±".len(), None).filter(|_| !tolerance)?;
    let range = parts.into_iter().map(|part| match part {
        Part::Quantity(number) => Part::Between(Quantity { number: -number.number, ..number.clone() }, number),
        other => other,
    });
    Some((range.collect(), "±".len() + length))
}

/// A number with its scale, its measure word and what follows it.
pub(super) fn quantity(normal: &Normal, at: usize, before: Option<char>) -> Found {
    let rest = normal.text.get(at..)?;
    // the second of 一对一
    // 1:3 and 8:30 are no two numbers; 温度:8℃ is labelled
    let ratio = before == Some(':') && {
        let head = normal.text.get(..at.saturating_sub(1)).unwrap_or("");
        head.ends_with(|c: char| c.is_ascii_digit())
    };
    if ratio || normal.text.get(..at)?.ends_with("一对") || of_article(normal.text.get(..at)?, rest) {
        return None;
    }
    if let Some(found) = half(normal, at).or_else(|| fraction(normal, at, before)) {
        return Some(found);
    }
    let (number, mut scale, mut length) = number(rest, before)?;
    let mut tail = rest.get(length..)?;
    // 23±2℃: from 21 to 25
    if let Some((by, by_scale, size)) = tail.strip_prefix('±').and_then(|tail| super::number::number(tail, None))
        && scale == by_scale
    {
        let length = length + "±".len() + size;
        let word = unit(rest.get(length..)?);
        let span = normal.span(at, at + length + word.map_or(0, str::len));
        let bound = |number| {
            let unit = word.map(|word| Text { text: word.to_owned(), span, quoted: false });
            plain::quantity(span, number, scale, unit)
        };
        let (from, to) = (number.checked_sub(by)?, number.checked_add(by)?);
        return Some((vec![Part::Between(bound(from), bound(to))], length + word.map_or(0, str::len)));
    }
    // 2至4次, 400-600毫升, 90%-95%; 8:30-17:30 is no range
    let own_scale = [("%", Scale::Percent), ("‰", Scale::Permille)].iter().find(|(sign, _)| tail.starts_with(sign));
    let own_scale = own_scale.map_or_else(|| unit(tail).map_or(0, str::len), |(sign, _)| sign.len());
    // 1万元至5万元: the unit twice, with its scale
    let grand = ["万", "亿"].iter().find(|word| tail.starts_with(**word)).map_or(0, |word| word.len());
    let own_scale = if grand > 0 { grand + tail.get(grand..).and_then(unit).map_or(0, str::len) } else { own_scale };
    let upper = ["至", "-", "~", "到", "—"].iter().find_map(|word| {
        let after = tail.get(own_scale..)?.strip_prefix(word)?;
        let (upper, upper_scale, size) = super::number::number(after, None)?;
        // 0℃-8℃ has its unit twice, 30分钟-1小时 are two
        let own = tail.get(..own_scale)?;
        let again = own.is_empty() || own == "%" || own == "‰" || after.get(size..)?.starts_with(own);
        let apart = again && !after.get(size..)?.starts_with([':', '-', '月', '日', '/']);
        (apart && upper_scale == Scale::One).then_some((upper, own_scale + word.len() + size))
    });
    if upper.is_none()
        && let Some((parts, size)) = mixed(normal, at, (number, scale), length, own_scale)
    {
        return Some((parts, size));
    }
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
    // 0.5NTU is no number of N
    let begins = |word: &str| {
        word.is_ascii() && tail.get(word.len()..).is_some_and(|it| it.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let known = unit(tail).filter(|word| !begins(word) || latin(tail).is_none());
    let word = known.map(|word| compound(tail, word)).or_else(|| grade(normal.text.get(..at)?, tail));
    let word = word.or_else(|| latin(tail).filter(|_| scale == Scale::One));
    let word = word.or_else(|| unheard(normal.text.get(..at)?, tail).filter(|_| scale == Scale::One));
    let nought = rest.starts_with('零') && !plain::reword::none::is_word(tail);
    let digits = nought || rest.starts_with(|c: char| c.is_ascii_digit());
    if word.is_none() && scale == Scale::One && !digits {
        return None;
    }
    // 每周一、三、五对实验室消毒: days
    let days = word == Some("对") && normal.text.get(..at)?.ends_with('、') && normal.text.get(..at)?.contains('周');
    if days {
        return None;
    }
    // 用75%酒精擦拭: what it is done with
    if is_agent(normal.text.get(..at)?, tail) {
        return None;
    }
    // 12345工单 is a name
    let name = word.is_none() && scale == Scale::One && at == 0 && length >= 5 && digits;
    if name
        && tail.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && AFTER.iter().all(|(word, _)| !tail.starts_with(word))
    {
        return None;
    }
    // 0.15mg/m³ is no number of mg
    let latin = word.is_some_and(|word| word.is_ascii());
    let after = word.and_then(|word| tail.get(word.len()..)).unwrap_or("");
    if latin && after.starts_with(|c: char| c == '/' || c.is_alphanumeric() && c.is_ascii()) {
        return None;
    }
    // 3月和9月, 6月底: months of the year
    let month = word == Some("月") && scale == Scale::One && upper.is_none() && number <= Decimal::from(12);
    if month && !long_enough(normal.text.get(..at)?, after) {
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
        let bound = |number| plain::quantity(span, number, scale, unit.clone());
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
                *comparison = including(*comparison, included);
            }
            length += if tail.starts_with(word) { word.len() } else { 0 };
        }
    }
    parts.push(Part::Quantity(plain::quantity(span, number, scale, unit)));
    Some((parts, length))
}

/// 5000元至5万元: the unit twice, with a scale of its own.
fn mixed(normal: &Normal, at: usize, lower: (Decimal, Scale), length: usize, own: usize) -> Found {
    let rest = normal.text.get(at + length..)?;
    let word = unit(rest).filter(|word| word.len() == own)?;
    let joint =
        ["至", "-", "~", "到", "—"].iter().find(|joint| rest.get(own..).is_some_and(|it| it.starts_with(**joint)))?;
    let from = own + joint.len();
    let (upper, _, size) = number(rest.get(from..)?, None)?;
    let grand = [("万", Scale::TenThousand), ("亿", Scale::HundredMillion)];
    let (letter, scale) =
        grand.iter().find(|(letter, _)| rest.get(from + size..).is_some_and(|it| it.starts_with(letter)))?;
    let end = from + size + letter.len();
    rest.get(end..)?.starts_with(word).then_some(())?;
    let span = normal.span(at, at + length + end + word.len());
    let text = Text { text: word.to_owned(), span, quoted: false };
    let lower = plain::quantity(span, lower.0, lower.1, Some(text.clone()));
    Some((vec![Part::Between(lower, plain::quantity(span, upper, *scale, Some(text)))], length + end + word.len()))
}

/// What a number says that ends with (含) or (不含).
pub(super) fn inclusion(number: &str) -> Option<bool> {
    number.ends_with("(不含)").then_some(false).or(number.ends_with("(含)").then_some(true))
}

/// The comparison with the number itself in, or out.
pub fn including(comparison: Comparison, included: bool) -> Comparison {
    match (comparison, included) {
        (Comparison::AtLeast | Comparison::MoreThan, true) => Comparison::AtLeast,
        (Comparison::AtLeast | Comparison::MoreThan, false) => Comparison::MoreThan,
        (Comparison::AtMost | Comparison::LessThan, true) => Comparison::AtMost,
        (Comparison::AtMost | Comparison::LessThan, false) => Comparison::LessThan,
        (other, _) => other,
    }
}

/// 半数以上, 过半数: of one in two.
fn half(normal: &Normal, at: usize) -> Found {
    let rest = normal.text.get(at..)?;
    let past = ["过半数", "过半"].iter().find(|word| rest.starts_with(**word));
    let (word, mut parts) = match past {
        Some(word) => (*word, vec![Part::Compare(Comparison::MoreThan)]),
        None if rest.starts_with("一半") => ("一半", Vec::new()),
        None => ("半数", Vec::new()),
    };
    let tail = rest.strip_prefix(word)?;
    if word == "一半" && !(tail.is_empty() || tail.starts_with('以')) {
        return None;
    }
    // 过半年, 过半小时
    if tail.starts_with(['年', '个', '天', '日', '小', '月', '路', '夜']) {
        return None;
    }
    let mut length = word.len();
    if let Some((word, comparison)) = AFTER.iter().find(|(word, _)| tail.starts_with(word)).filter(|_| past.is_none()) {
        parts.push(Part::Compare(*comparison));
        length += word.len();
    }
    let plain = |number| plain::quantity(normal.span(at, at + length), number, Scale::One, None);
    parts.push(Part::Fraction(plain(Decimal::ONE), plain(Decimal::TWO)));
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
    let plain = |number| plain::quantity(span, number, Scale::One, None);
    let mut parts = Vec::new();
    let mut length = length;
    if let Some((word, comparison)) = AFTER.iter().find(|(word, _)| after.starts_with(word)) {
        parts.push(Part::Compare(*comparison));
        length += word.len();
    }
    parts.push(Part::Fraction(plain(over), plain(under)));
    Some((parts, length))
}

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::EACH;
    use crate::grammar::{Grammar, Rule};

    #[test]
    fn what_a_plain_unit_is_over_the_grammar_reads_back() {
        for each in EACH {
            let unit = format!("克/{each}");
            let read = Grammar::parse(Rule::unit, &unit).ok().and_then(|mut pairs| pairs.next());
            assert_eq!(read.map(|pair| pair.as_str().len()), Some(unit.len()), "{unit}");
        }
    }
}
