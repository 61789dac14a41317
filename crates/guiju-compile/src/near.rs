//! Near names: what somebody may have meant.

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
/// for each other.
///
/// ```
/// use guiju_compile::near::alike;
/// assert!(alike("合同签订", "订立合同"));
/// assert!(alike("存档报表", "报表归档"));
/// assert!(!alike("制定年度计划", "制定季度计划"));
/// ```
pub fn alike(one: &str, two: &str) -> bool {
    let letters = |name: &str| {
        let mut name = name.replace('的', "");
        for words in SYNONYMS {
            let first = words.first().copied().unwrap_or_default();
            words.iter().skip(1).for_each(|word| name = name.replace(word, first));
        }
        let mut letters: Vec<char> = name.chars().collect();
        letters.sort_unstable();
        letters
    };
    one != two && letters(one) == letters(two)
}

/// The names that may say one thing, together, in their order; names like no other are in no group.
///
/// ```
/// let groups = guiju_compile::near::groups(["签订合同", "投诉", "合同订立", "拜访客户", "走访客户"]);
/// assert_eq!(groups, [vec!["签订合同", "合同订立"], vec!["拜访客户", "走访客户"]]);
/// ```
pub fn groups<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<Vec<&'a str>> {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for name in names {
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| alike(first, name))) {
            Some(group) => group.push(name),
            None => groups.push(vec![name]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}
