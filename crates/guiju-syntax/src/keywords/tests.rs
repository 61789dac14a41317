//! The table and the grammar hold the same words, and every example reads.

use super::{KEYWORDS, Keyword, Role};
use crate::ast::{Document, Node};
use crate::grammar::{read_by, spelled};
use crate::span::Source;
use crate::{Names, canonical, format, parse};

/// Rules that spell no keywords: numerals, measure words (which belong to what they count), the objects of plain
/// sentences.
const NO_KEYWORDS: [&str; 10] = [
    "chinese",
    "count_word",
    "day_number",
    "numeral",
    "quantity_mark",
    "unit",
    "measure_word",
    "sample_unit",
    "plain_entity",
    "chinese_point",
];
/// What stands behind numbers and means nothing by itself.
const BEHIND_NUMBERS: [&str; 6] = ["个", "分", "元", "月", "底", "末"];

/// A word that follows 每 is written with it: 每周, 每少.
fn without_every(word: &str) -> &str {
    word.strip_prefix('每').filter(|rest| !rest.is_empty()).unwrap_or(word)
}

#[test]
fn every_keyword_is_spelled_by_its_rule() {
    let grammar = spelled();
    for keyword in KEYWORDS {
        for word in keyword.spellings() {
            let named = |(rule, spelled): &(String, String)| {
                rule == keyword.rule
                    && (spelled == word || spelled == without_every(word) || word == "每次" && spelled == "每")
            };
            assert!(grammar.iter().any(named), "{word} {}", keyword.rule);
        }
    }
}

#[test]
fn every_word_of_the_grammar_is_a_keyword() {
    let words: Vec<&str> = KEYWORDS.iter().flat_map(|keyword| keyword.spellings()).collect();
    let mut looked_at = 0;
    for (rule, word) in spelled().iter().filter(|(rule, _)| !NO_KEYWORDS.contains(&rule.as_str())) {
        looked_at += 1;
        let listed = words.iter().any(|known| known == word || without_every(known) == word);
        assert!(listed || BEHIND_NUMBERS.contains(&word.as_str()), "{word} of {rule}");
    }
    assert!(looked_at > 200, "{looked_at}");
    for rule in NO_KEYWORDS {
        assert!(spelled().iter().any(|(spelling, _)| spelling == rule), "{rule} spells nothing");
    }
}

#[test]
fn no_spelling_is_listed_twice_for_one_role() {
    let all = || KEYWORDS.iter().flat_map(|keyword| keyword.spellings().map(move |word| (word, keyword.role)));
    for (word, role) in all() {
        assert_eq!(all().filter(|other| *other == (word, role)).count(), 1, "{word}");
    }
}

#[test]
fn every_example_reads_by_the_rule_of_its_keyword() {
    for keyword in KEYWORDS {
        let shown = keyword.spellings().any(|word| keyword.example.contains(without_every(word)));
        assert!(shown, "{}", keyword.text);
        let reads = |(rule, words): (String, String)| {
            let shows = |word: &str| words.contains(without_every(word)) || word.contains(&words);
            rule == keyword.rule && keyword.spellings().any(shows)
        };
        assert!(read_by(keyword.example).into_iter().any(reads), "{} {}", keyword.text, keyword.rule);
    }
}

/// Requirements and properties are written in their canonical form, unless they show another spelling.
#[test]
fn every_example_is_canonical() {
    const OTHER_SPELLINGS: [&str; 8] = ["百分之", "千分之", "分之", "(含)", "首月", "止", "权重", "扣完为止"];
    let canonical = |keyword: &&Keyword| {
        let Document { properties, body, .. } =
            parse(&Source::new("example.gj", keyword.example), &Names::default()).document;
        let clauses = body.iter().flat_map(|node| match node {
            Node::Clause(clause) => clause.requirements.iter().map(canonical::requirement).collect(),
            Node::Section(_) => vec![keyword.example.to_owned()],
        });
        let mut printed = clauses.chain(properties.iter().map(|property| canonical::property(&property.kind)));
        printed.any(|line| line == keyword.example) || keyword.text == "标准"
    };
    let others: Vec<&str> = KEYWORDS.iter().filter(|it| !canonical(it)).map(|it| it.text).collect();
    assert_eq!(others, OTHER_SPELLINGS);
}

#[test]
fn every_example_reads_without_a_problem() {
    for keyword in KEYWORDS {
        let below = matches!(keyword.role, Role::Scoring) || keyword.text == "自";
        let text = if below { format!("甲 >= 1\n   {}\n", keyword.example) } else { format!("{}\n", keyword.example) };
        let source = Source::new("example.gj", text.clone());
        let read = parse(&source, &Names::default());
        assert!(read.diagnostics.is_empty(), "{}: {:?}", keyword.text, read.diagnostics);
        assert_eq!(format::format(&source, &Names::default()), text);
    }
}
