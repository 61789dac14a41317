//! Near names: what somebody may have meant.

use std::collections::BTreeMap;

use strsim::damerau_levenshtein;

/// How many names are suggested.
const MOST: usize = 3;

/// The names nearest to `name`, nearest first: few letters away, or one within the other.
///
/// ```
/// assert_eq!(guiju_compile::near::nearest("上门访问客护", ["电话访问客户", "上门访问客户"]), ["上门访问客户"]);
/// ```
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let length = name.chars().count();
    let mut found: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|other| {
            let distance = damerau_levenshtein(name, other);
            let other_length = other.chars().count();
            let within = length.min(other_length) >= 2 && (other.contains(name) || name.contains(other));
            let allowed = (length.max(other_length) / 3).max(1);
            (other != name && (distance <= allowed || within)).then_some((distance, other))
        })
        .collect();
    found.sort();
    found.dedup();
    found.into_iter().take(MOST).map(|(_, other)| other.to_owned()).collect()
}

/// Words of work standards that say one thing; the first stands for all.
const SYNONYMS: &[&[&str]] = &[
    &["签订", "订立", "签定", "签署"],
    &["存档", "归档"],
    &["客户", "顾客", "客人"],
    &["收集", "搜集"],
    &["制定", "制订", "拟定", "编制"],
    &["汇报", "报告"],
    &["拜访", "走访", "访问"],
    &["检查", "检验"],
    &["发送", "送达", "报送"],
    &["电脑", "计算机"],
    &["员工", "职工"],
    &["资料", "材料"],
    &["开发", "开拓"],
];

/// Whether two names may say one thing: the same letters in another order (合同签订, 订立合同), with words that say the same taken
/// for each other. Letters that tell names apart on purpose stand in one order (检查12号机, 检查21号机).
///
/// ```
/// use guiju_compile::near::alike;
/// assert!(alike("合同签订", "订立合同"));
/// assert!(alike("存档报表", "报表归档"));
/// assert!(!alike("制定年度计划", "制定季度计划"));
/// assert!(!alike("检查12号机", "检查21号机"));
/// ```
pub fn alike(one: &str, two: &str) -> bool {
    one != two && letters(one) == letters(two)
}

/// The letters of a name in an order of their own, and those in their order that tell names apart.
fn letters(name: &str) -> (Vec<char>, String) {
    let mut name = name.replace('的', "");
    for words in SYNONYMS {
        let first = words.first().copied().unwrap_or_default();
        words.iter().skip(1).for_each(|word| name = name.replace(word, first));
    }
    let numbered = name.chars().filter(char::is_ascii_digit).collect();
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    (letters, numbered)
}

/// The names that may say one thing, or one of which may be a slip of another, together, in their order; names like no
/// other are in no group.
///
/// ```
/// let groups = guiju_compile::near::groups(["签订合同", "投诉", "合同订立", "上门访问客户", "上门访向客户"]);
/// assert_eq!(groups, [vec!["签订合同", "合同订立"], vec!["上门访问客户", "上门访向客户"]]);
/// ```
pub fn groups<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    let mut known = Known::default();
    let (mut by_letters, mut by_name) = (BTreeMap::new(), BTreeMap::new());
    for name in names {
        let letters = letters(name);
        // 回访客户 and 走访客户 are two acts: of so few letters each tells.
        let long = |it: &str| it.chars().count() > 4;
        let slip = || {
            known.slip_of(name).filter(|other| long(name) && long(other)).and_then(|other| by_name.get(other)).copied()
        };
        let place = by_letters.get(&letters).copied().or_else(slip).unwrap_or(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(name),
            None => groups.push(vec![name]),
        }
        known.add(name);
        by_letters.entry(letters).or_insert(place);
        by_name.entry(name).or_insert(place);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Names met before, to be asked which of them a name may be a slip of.
#[derive(Debug, Default)]
pub struct Known<'a> {
    shortened: BTreeMap<String, Vec<&'a str>>,
}

impl<'a> Known<'a> {
    /// Adds one.
    pub fn add(&mut self, name: &'a str) {
        for it in shorter(name) {
            self.shortened.entry(it).or_default().push(name);
        }
    }

    /// One that differs from a name in one letter, and not on purpose.
    pub fn slip_of(&self, name: &str) -> Option<&'a str> {
        shorter(name).find_map(|it| self.shortened.get(&it)?.iter().find(|other| slip(name, other)).copied())
    }
}

/// Letters that tell two names apart on purpose.
const MEANT: &str = "年月周日季旬期0123456789一二三四五六七八九十百千甲乙丙丁初中高末首上下前后大小多少低新老旧内外正副主次左右东西南北男女\
    收发进出入买卖借还开关早晚迟增减升降始终起止加扣非不无未已来去公私水电气食油纸总分";

/// The name, and the name without each of its letters; none for one of fewer than four.
fn shorter(name: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = name.chars().collect();
    let count = if letters.len() < 4 { 0 } else { letters.len() + 1 };
    (0..count)
        .map(move |left_out| letters.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, c)| *c).collect())
}

/// Whether two names differ in one letter, and not on purpose.
fn slip(one: &str, two: &str) -> bool {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    let before = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let after = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = |all: &[char]| {
        let end = all.len().saturating_sub(after).max(before);
        all.get(before..end).unwrap_or_default().to_vec()
    };
    let (one, two) = (middle(&one), middle(&two));
    let short = one.len() <= 1 && two.len() <= 1;
    short && !one.iter().chain(&two).any(|c| MEANT.contains(*c) || c.is_ascii_alphabetic())
}
