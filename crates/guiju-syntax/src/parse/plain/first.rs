//! The letters that constituents begin with: anywhere else the grammar need not be asked.

use std::sync::LazyLock;

use super::words::MODALS;
use crate::letters::Letters;

const DIGITS: &str = "0123456789";
const ORDINALS: &str = "一二三四五六七八九十";

const PERIODS: [&str; 1] = ["每考任近年全季月一当本单按逐半隔工周学/"];
const DEADLINES: [&str; 3] = [DIGITS, ORDINALS, "次下周星月年季期上中首末第最"];
const COMPARISONS: [&str; 1] = ["大小至最起达控未没不等恰><=均超高多长逾少低短为满突"];
const NUMBERS: [&str; 3] = [DIGITS, ORDINALS, "零〇两百千万半过"];
const OTHERS: [&str; 1] = ["「±-负"];

static PERIOD: LazyLock<Letters> = LazyLock::new(|| Letters::of(PERIODS));
static DEADLINE: LazyLock<Letters> = LazyLock::new(|| Letters::of(DEADLINES));
static COMPARISON: LazyLock<Letters> = LazyLock::new(|| Letters::of(COMPARISONS));
static NUMBER: LazyLock<Letters> = LazyLock::new(|| Letters::of(NUMBERS));
static ANY: LazyLock<Letters> =
    LazyLock::new(|| Letters::of([PERIODS.as_slice(), &DEADLINES, &COMPARISONS, &NUMBERS, &OTHERS].concat()));
static MODAL: LazyLock<Letters> = LazyLock::new(|| Letters::of(MODALS));
static INTERVAL: LazyLock<Letters> = LazyLock::new(|| Letters::of([DIGITS, ORDINALS, "零〇两百千半当同次第立马提事"]));

/// Any of the constituents.
pub fn constituent(c: char) -> bool {
    ANY.holds(c)
}

/// 应当, 须
pub fn modal(c: char) -> bool {
    MODAL.holds(c)
}

/// 当天, 次日上午, 3个工作日内
pub fn interval(c: char) -> bool {
    INTERVAL.holds(c)
}

/// 每周, 全年, 任意连续3个月
pub fn period(c: char) -> bool {
    PERIOD.holds(c)
}

/// 5日前, 次月底, 周五
pub fn deadline(c: char) -> bool {
    DEADLINE.holds(c)
}

/// 不少于, 达到, >=
pub fn comparison(c: char) -> bool {
    COMPARISON.holds(c)
}

/// 8, 百分之九十
pub fn number(c: char) -> bool {
    NUMBER.holds(c)
}

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::super::scan::comparison::{COMPARISONS, DENIALS, OVER, UNDER};
    use super::super::scan::period::PERIODS;
    use crate::grammar::{Grammar, Rule, words};
    use crate::numbers;

    #[test]
    fn every_constituent_begins_with_one_of_its_letters() {
        let begins = |word: &str, may: fn(char) -> bool| word.chars().next().is_some_and(may);
        for (word, _) in PERIODS {
            assert!(begins(word, super::period), "{word}");
        }
        let denied = DENIALS.iter().chain(&OVER).chain(&UNDER);
        for word in COMPARISONS.iter().map(|(word, _)| word).chain(denied) {
            assert!(begins(word, super::comparison), "{word}");
        }
        // Whatever the grammar reads of its own words put together.
        type May = fn(char) -> bool;
        let readers = [
            (Rule::period, super::period as May),
            (Rule::deadline, super::deadline),
            (Rule::number, super::number),
            (Rule::percent_words, super::number),
        ];
        let tails = ["", "日", "月", "两周", "3个月", "5日前", "一前", "月5日前", "之五"];
        for word in words().chain(["1"]).flat_map(|word| tails.map(|tail| format!("{word}{tail}"))) {
            for (rule, may) in readers {
                assert!(begins(&word, may) || Grammar::parse(rule, &word).is_err(), "{rule:?} {word}");
            }
        }
    }

    #[test]
    fn numbers_end_where_the_grammar_says() {
        let parts = ["1", "23", "456", "7890", ",", ".", "-", "半", "二十", "百", "个", " ", "八"];
        let pairs: Vec<String> =
            parts.iter().flat_map(|one| parts.iter().map(move |two| format!("{one}{two}"))).collect();
        let texts = pairs.iter().flat_map(|one| pairs.iter().map(move |two| format!("{one}{two}")));
        let texts = texts.flat_map(|text| parts.map(|part| format!("{text}{part}")));
        type Read = fn(&str) -> Option<&str>;
        for text in texts.chain([String::new()]) {
            for (rule, read) in [(Rule::arabic, numbers::arabic as Read), (Rule::chinese, numbers::numeral)] {
                let grammar = Grammar::parse(rule, &text).ok().map(|pairs| pairs.as_str().to_owned());
                assert_eq!(read(&text), grammar.as_deref(), "{rule:?} {text}");
            }
        }
    }
}
