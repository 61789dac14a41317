//! 百分之九十, 二十五, 半: the numbers that words and digits make.

use rust_decimal::Decimal;

use super::parsed;
use super::period::counts_of;
use crate::ast::{Duration, Scale};
use crate::grammar::Rule;
use crate::numbers;
use crate::words::duration_unit;

/// A number in digits that is too large to be one.
pub(super) fn endless<'t>(rest: &'t str, before: &str) -> Option<&'t str> {
    let number = numbers::arabic(rest).filter(|_| !before.ends_with(|c: char| c.is_ascii_digit()))?;
    numbers::number(number).is_none().then_some(number)
}

/// The number a text begins with, its scale where words give it, and its length.
pub(super) fn number(rest: &str, before: Option<char>) -> Option<(Decimal, Scale, usize)> {
    let tenth = Decimal::new(1, 1);
    for (word, scale, times) in [
        ("百分之", Scale::Percent, Decimal::ONE),
        ("千分之", Scale::Permille, Decimal::ONE),
        ("万分之", Scale::Permille, tenth),
    ] {
        if let Some(tail) = rest.strip_prefix(word) {
            let unsigned = tail.strip_prefix('-').unwrap_or(tail);
            let words = || numbers::pointed(unsigned).or_else(|| numbers::numeral(unsigned));
            let digits = numbers::arabic(unsigned).or_else(words)?;
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
        let length = length + again.map_or(0, str::len);
        return Some(tenths(rest, number, length).unwrap_or((number, Scale::One, length)));
    }
    // 统一, 之一, 第一, 整齐划一 … are words; 编制计划一次 is not
    let planned =
        before == Some('划') && ["一次", "一份", "一篇", "一项", "一个"].iter().any(|it| rest.starts_with(it));
    // 一律, 一般, 一切 … are words too
    let word = [
        "一律", "一般", "一切", "一致", "一旦", "一并", "一同", "一起", "一样", "一定", "一直", "一线", "一流", "一体",
    ];
    // 每周两次, 每周三篇
    let weekly = matches!(before, Some('周' | '期')) && (rest.starts_with('两') || counts_of(rest));
    if (!planned && !weekly && before.is_some_and(|c| "统之第唯同单专万划逐归合下进星周期上某任".contains(c)))
        || word.iter().any(|word| rest.starts_with(word))
        || is_compound(rest)
        || earlier(rest, before)
        || one_to_one(rest)
        || (before == Some('是') && rest.starts_with("一个"))
    {
        return None;
    }
    // 事故率为零
    if rest.starts_with(['零', '〇']) && before == Some('为') && rest.chars().count() == 1 {
        return Some((Decimal::ZERO, Scale::One, '零'.len_utf8()));
    }
    // 二点五倍; 三点五十分前 is a time of day
    if let Some(pointed) = numbers::pointed(rest)
        && rest
            .get(pointed.len()..)
            .is_some_and(|tail| !tail.starts_with(['十', '分', '前', '后', '半', '刻', '钟', '整', '时', '之']))
    {
        return Some((numbers::number(pointed)?, Scale::One, pointed.len()));
    }
    let numeral = numbers::numeral(rest)?;
    // 千户均 is a word
    if matches!(numeral, "千" | "百") {
        return None;
    }
    let (number, length) = (numbers::number(numeral)?, numeral.len());
    Some(tenths(rest, number, length).unwrap_or((number, Scale::One, length)))
}

/// 前一季度, 上一年度: the one before, and no length of time.
fn earlier(rest: &str, before: Option<char>) -> bool {
    const TIMES: [&str; 4] = ["一季度", "一年度", "一月份", "一学期"];
    before.is_some_and(|c| "上前".contains(c)) && TIMES.iter().any(|time| rest.starts_with(time))
}

/// 一对一, 点对点: how many to how many, not how often. The second is passed with the first.
fn one_to_one(rest: &str) -> bool {
    let Some((one, other)) = rest.split_once('对') else { return false };
    let numeral = |text: &str| text.starts_with(|c: char| "一二两三四五多".contains(c));
    one.chars().count() == 1 && numeral(one) && numeral(other)
}

/// 九成, 八成五, 七成半: tenths, which per cent say too. 一成本 is none.
fn tenths(rest: &str, number: Decimal, length: usize) -> Option<(Decimal, Scale, usize)> {
    let tail = rest.get(length..)?.strip_prefix('成').filter(|_| number <= Decimal::TEN)?;
    let length = length + "成".len();
    let (more, size) = match tail.chars().next() {
        Some('半') => (Decimal::from(5), "半".len()),
        Some(c) if "一二三四五六七八九".contains(c) => {
            (numbers::number(tail.get(..c.len_utf8())?)?, c.len_utf8())
        }
        _ => (Decimal::ZERO, 0),
    };
    let apart = tail.get(size..)?.chars().next().is_none_or(|c| "以的及之或内(),、。;".contains(c));
    let number = number.checked_mul(Decimal::TEN)?.checked_add(more)?;
    apart.then_some((number, Scale::Percent, length + size))
}

/// 二次更衣, 一次合格率: words of their own.
pub(super) fn is_compound(rest: &str) -> bool {
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
    let Some(tail) = ["一次", "二次", "三次"].iter().find_map(|word| rest.strip_prefix(word)) else {
        return false;
    };
    // 一次验收合格率: of the first time
    let ratio = tail.split_once('率').is_some_and(|(name, _)| {
        (2..=7).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphabetic() && !"达到不超低高为".contains(c))
    });
    ratio || BEHIND.iter().any(|word| tail.starts_with(word))
}

/// The length of time a text begins with, and how many bytes it takes.
pub fn duration(rest: &str) -> Option<(Duration, usize)> {
    let number = numbers::arabic(rest).or_else(|| numbers::numeral(rest))?;
    if !rest.get(number.len()..)?.starts_with(['个', '工', '秒', '分', '小', '天', '日', '周', '月', '年']) {
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
    Some((crate::parse::plain::length(amount, unit?), size))
}
