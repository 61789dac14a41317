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
/// What anything begins with that may stand before what is measured, or in its place.
static BEFORE_MEASURE: LazyLock<Letters> =
    LazyLock::new(|| Letters::of(["若每凡不任记人考近合平最去次占连环同首末下第周星月年季期上中半"]));
/// What anything begins with that may stand before what must be done, or in its place.
#[rustfmt::skip]
const BEFORE_DUTY: [&str; 26] = [
    "由本人", "注明", "依次", "人工", "在", "非", "当天", "当日", "同日", "次", "第", "上午", "上班", "中午", "下班", "下周", "下月", "下个", "下季", "下年",
    "下星期", "提前", "事先", "立即", "及时", "半",
];
/// What numbers begin with.
const NUMERALS: &str = "零〇一二两三四五六七八九十百千";

/// Chinese letters that neither begin with what something else begins with there nor hold a word that ends a name: to the
/// grammar these are all alike. Others may be names too.
pub(super) fn is_name(text: &str, place: Place) -> bool {
    let Some(first) = text.chars().next().filter(|c| is_han(*c)) else { return false };
    let ends = match place {
        Place::Name | Place::Measure | Place::Threshold | Place::Trigger => &NAME,
        Place::Duty => &DUTY,
        Place::Field | Place::Value => &FIELD,
        _ => &LETTERS,
    };
    let whole = |c: char| match place {
        Place::Name | Place::Measure | Place::Trigger | Place::Duty => is_han(c) || c.is_ascii_alphanumeric(),
        _ => is_han(c),
    };
    let letters = Sketch::of(text);
    text.chars().all(|c| whole(c) && !ends.holds(c))
        && !WORDS.iter().any(|word| letters.may_hold(word) && text.contains(word))
        && match place {
            Place::Name | Place::Trigger => true,
            Place::Measure => !BEFORE_MEASURE.holds(first) && behind_number(text),
            Place::Duty => !first_of_number(first) && !BEFORE_DUTY.iter().any(|word| text.starts_with(word)),
            _ => !BEGINNINGS.get(&first).is_some_and(|words| words.iter().any(|word| text.starts_with(word))),
        }
}

/// Whether a number may begin with it.
fn first_of_number(c: char) -> bool {
    NUMERALS.contains(c)
}

/// Whether what begins with a numeral goes on with what no number does: 一车间, unlike 一万 and 一日.
fn behind_number(text: &str) -> bool {
    let rest = text.trim_start_matches(first_of_number);
    let further = |c: char| is_han(c) && !"个万亿日号月点分年周季半成".contains(c);
    rest.len() == text.len() || rest.starts_with(further)
}

#[cfg(test)]
mod tests {
    use super::{NUMERALS, is_name};
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
        let begun =
            words().flat_map(|word| ["", "乙", "乙丙", "5", "A", "三天", "日", "万"].map(|end| format!("{word}{end}")));
        let numbered = NUMERALS.chars().flat_map(|numeral| {
            let rest = words().map(move |word| format!("{numeral}{word}"));
            rest.chain(["车间合格率", "日常", "十五", "万", "万元户", "个百分点"].map(|end| format!("{numeral}{end}")))
        });
        let mixed = words().flat_map(|word| {
            [
                format!("甲5{word}"),
                format!("甲A{word}乙"),
                format!("甲{word}5"),
                format!("{word}8日"),
                format!("甲{word}B2"),
            ]
        });
        let around = around.chain(begun).chain(numbered).chain(mixed);
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
