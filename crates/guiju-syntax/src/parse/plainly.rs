//! Names that the grammar reads whole wherever they stand, told without asking it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Place;
use crate::grammar::{is_han, words};
use crate::letters::{Letters, Sketch};

/// What ends a name somewhere, wherever in it that stands.
static LETTERS: LazyLock<Letters> = LazyLock::new(|| Letters::of(["须且或按为每凡前后至半"]));
/// What ends one of what is measured, of what is forbidden, and of what happens.
static NAME: LazyLock<Letters> = LazyLock::new(|| Letters::of(["须且或"]));
/// What ends one of what must be done: 次日 takes 会议开始前 for its moment.
static DUTY: LazyLock<Letters> = LazyLock::new(|| Letters::of(["须且或按前"]));
/// What ends a field, and what it is compared with.
static FIELD: LazyLock<Letters> = LazyLock::new(|| Letters::of(["须且或按为"]));
const WORDS: [&str; 10] = ["其中", "介于", "属于", "为空", "非空", "包含", "不得", "人工", "任意", "考核期"];

/// The words of the grammar, by their first letter.
static BEGINNINGS: LazyLock<BTreeMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut beginnings: BTreeMap<char, Vec<&str>> = BTreeMap::new();
    for word in words() {
        beginnings.entry(word.chars().next().unwrap_or_default()).or_default().push(word);
    }
    beginnings
});

/// Chinese letters that neither begin with a word of the grammar nor hold one that ends a name: to the grammar these are
/// all alike. Others may be names too.
pub(super) fn is_name(text: &str, place: Place) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let ends = match place {
        Place::Name | Place::Measure | Place::Threshold | Place::Trigger => &NAME,
        Place::Duty => &DUTY,
        Place::Field | Place::Value => &FIELD,
        _ => &LETTERS,
    };
    let letters = Sketch::of(text);
    text.chars().all(|c| is_han(c) && !ends.holds(c))
        && !WORDS.iter().any(|word| letters.may_hold(word) && text.contains(word))
        && !BEGINNINGS.get(&first).is_some_and(|words| words.iter().any(|word| text.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::is_name;
    use crate::grammar::words;
    use crate::parse::{Place, reads_as, reads_at};

    const PLACES: [Place; 20] = [
        Place::Name,
        Place::Measure,
        Place::AfterDeadline,
        Place::Owner,
        Place::Owned,
        Place::ValueOwner,
        Place::ValueOwned,
        Place::Threshold,
        Place::Trigger,
        Place::Duty,
        Place::Anchor,
        Place::Entity,
        Place::BareEntity,
        Place::Field,
        Place::When,
        Place::Value,
        Place::Item,
        Place::Counted,
        Place::CountedAs,
        Place::Grade,
    ];

    #[test]
    fn what_is_taken_for_a_name_is_read_as_one_everywhere() {
        let around = words().flat_map(|word| ["乙", ""].map(|end| format!("甲{word}{end}")));
        let before = words()
            .map(|word| format!("甲乙{word}三天丙"))
            .chain(words().map(|word| format!("甲乙丙丁戊己{word}三天")));
        let around = around.chain(before);
        let long = (1..12).map(|length| "客".repeat(length));
        let mut names = 0;
        for text in around.chain(long) {
            names += usize::from(is_name(&text, Place::Entity));
            for place in PLACES.into_iter().filter(|place| is_name(&text, *place)) {
                assert!(reads_at(&text, place), "{text} {place:?}");
            }
        }
        assert!(names > 100, "{names}");
        assert!(!reads_as("标准", Place::Measure));
    }
}
