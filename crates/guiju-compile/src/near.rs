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
