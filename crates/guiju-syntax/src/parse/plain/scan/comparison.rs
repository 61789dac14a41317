//! 不少于, 不得超过, 控制在: how two numbers compare; boundaries as in 民法典 art. 1259.

use super::{Found, Part, quantity};
use crate::ast::Comparison;
use crate::lexicon::{Lexicon, lexicon};

/// Comparison words that stand before a number; boundaries as in 民法典 art. 1259.
pub const COMPARISONS: [(&str, Comparison); 39] = [
    ("大于等于", Comparison::AtLeast),
    ("大于或等于", Comparison::AtLeast),
    ("小于等于", Comparison::AtMost),
    ("小于或等于", Comparison::AtMost),
    ("高于等于", Comparison::AtLeast),
    ("高于或等于", Comparison::AtLeast),
    ("多于或等于", Comparison::AtLeast),
    ("低于等于", Comparison::AtMost),
    ("低于或等于", Comparison::AtMost),
    ("少于或等于", Comparison::AtMost),
    ("至少", Comparison::AtLeast),
    ("最少", Comparison::AtLeast),
    ("最低", Comparison::AtLeast),
    ("起码", Comparison::AtLeast),
    ("达到", Comparison::AtLeast),
    ("达成", Comparison::AtLeast),
    ("达", Comparison::AtLeast),
    ("满", Comparison::AtLeast),
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
pub const OVER: [&str; 9] = ["超过", "超出", "高于", "多于", "大于", "长于", "高出", "逾越", "突破"];
pub const UNDER: [&str; 4] = ["少于", "低于", "小于", "短于"];
pub const DENIALS: [&str; 12] =
    ["不得", "不应", "不能", "不可", "不准", "不允许", "不宜", "不许", "没有", "不", "未", "均不"];

/// What follows a number: 8家以上.
pub(super) const AFTER: [(&str, Comparison); 13] = [
    ("或以上", Comparison::AtLeast),
    ("或以下", Comparison::AtMost),
    ("或以内", Comparison::AtMost),
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

pub(super) fn compare(rest: &str, before: &str) -> Found {
    // 平均不超过, 人均不少于: 均 ends the word before; of every day (每日均不得) it says all
    let mean = before.ends_with(['平', '人', '户', '月', '年', '周', '日', '亩', '台', '车', '件', '单', '次']);
    if rest.starts_with('均') && mean && before.chars().rev().nth(1).is_none_or(|c| c != '每') {
        return None;
    }
    // 超4次, 超2个月; 每超1次 is a step
    let beyond = rest.strip_prefix('超').is_some_and(quantity::counted) && !before.ends_with(['每', '未', '不', '再']);
    if beyond {
        return Some((vec![Part::Compare(Comparison::MoreThan)], "超".len()));
    }
    let (comparison, length) = compared(rest)?;
    let tail = rest.get(length..)?;
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十半百千万零〇".contains(c);
    let word = rest.get(..length)?;
    // 达标, 不足之处, 最高人民法院, 不满情绪 are words: these compare only before a number
    let only_numbers = [
        "达",
        "达成",
        "满",
        "突破",
        "不足",
        "不到",
        "最低",
        "最高",
        "最长",
        "最少",
        "不满",
        "未满",
        "起码",
        "未达",
        "达不到",
        "为",
    ];
    if only_numbers.contains(&word) && !tail.starts_with(number) {
        return None;
    }
    // 欠费满三个月的业主 are those; 旷工满2天 is counted, and 期满, 客满 are words
    let part_of_word =
        before.ends_with(['期', '届', '客', '圆', '美', '丰', '爆', '坐', '刑', '年']) && !before.ends_with("逾期");
    if word == "满" && (part_of_word || !describes(tail)) {
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
    // 完成率为100%: all of them
    let all = word == "为" && before.ends_with('率') && ["100%", "百分之百"].iter().any(|all| tail.starts_with(all));
    Some((vec![Part::Compare(if all { Comparison::AtLeast } else { comparison })], length))
}

/// 三个月的业主: so much, and those who are so.
fn describes(tail: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十半百千.".contains(c);
    let unit = tail.trim_start_matches(number);
    // 预算满20万元的: a sum is not counted
    if unit.len() < tail.len() && unit.trim_start_matches(['万', '亿', '千']).starts_with('元') {
        return true;
    }
    let thing = unit.split_once('的').filter(|(unit, _)| unit.chars().count() <= 3).map_or("", |(_, thing)| thing);
    thing.chars().count() > 1 && !thing.starts_with([',', '扣', '罚', '予', '给', '取', '解'])
}

/// The comparison a text begins with, and its length.
pub fn compared(rest: &str) -> Option<(Comparison, usize)> {
    // 最多不得超过 says the same twice
    if let Some(word) = lexicon!(["最多", "最高", "最长", "至多", "最少", "最低"]).begins(rest)
        && let Some((comparison, length)) = rest.get(word.len()..).and_then(denied)
    {
        return Some((comparison, word.len() + length));
    }
    let begins = |words: &Lexicon| words.all(rest).map(|(_, word)| word.len()).max();
    let plain = lexicon!(COMPARISONS.map(|(word, _)| word)).all(rest).max_by_key(|(_, word)| word.len());
    plain
        .and_then(|(place, _)| COMPARISONS.get(place))
        .map(|(word, comparison)| (*comparison, word.len()))
        .or_else(|| denied(rest))
        .or_else(|| Some((Comparison::MoreThan, begins(lexicon!(OVER))?)))
        .or_else(|| Some((Comparison::LessThan, begins(lexicon!(UNDER))?)))
        .or_else(|| rest.starts_with('为').then_some((Comparison::Equal, "为".len())))
}

/// 不得超过, 不少于: the complement.
pub(super) fn denied(rest: &str) -> Option<(Comparison, usize)> {
    let (_, denial) = lexicon!(DENIALS).all(rest).max_by_key(|(_, word)| word.len())?;
    let tail = rest.get(denial.len()..)?;
    let find = |words: &Lexicon| words.begins(tail).map(str::len);
    let over = find(lexicon!(OVER)).map(|length| (Comparison::AtMost, length));
    let (comparison, length) = over.or_else(|| Some((Comparison::AtLeast, find(lexicon!(UNDER))?)))?;
    Some((comparison, denial.len() + length))
}
