//! The sentences that readings which spare work are held to: with and without sparing it, the same is read.

use std::rc::Rc;

use crate::normal::Normal;
use crate::parse::plain::parts_and_points;

/// Sentences of real handbooks.
const CORPUS: [&str; 2] =
    [include_str!("../../../../tests/corpus/readings.tsv"), include_str!("../../../../tests/corpus/written.tsv")];

/// Each sentence of the corpora, and the same with some letters left out, doubled, or joined to another sentence.
pub(crate) fn sentences() -> impl Iterator<Item = String> {
    let all: Vec<Vec<char>> = CORPUS
        .iter()
        .flat_map(|table| table.lines().skip(1))
        .filter_map(|line| line.split('\t').next().map(|sentence| sentence.chars().collect()))
        .collect();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = move |end: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % (end as u64 + 1)) as usize
    };
    let mut made = Vec::new();
    for sentence in &all {
        let other = &all[below(all.len() - 1)];
        let (at, to) = (below(sentence.len()), below(other.len()));
        let (kept, rest) = sentence.split_at(at);
        let short = rest.iter().skip(1 + below(2));
        made.push(sentence.iter().collect());
        made.push(kept.iter().chain(short).collect());
        made.push(kept.iter().chain(kept.last()).chain(rest).collect());
        made.push(kept.iter().chain(&other[to..]).collect());
    }
    made.into_iter()
}

#[test]
fn what_is_remembered_of_a_text_is_forgotten_where_it_changes() {
    for sentence in sentences().step_by(7) {
        let mut normal = Normal::new(&sentence, 0).tight();
        let copy = normal.clone();
        assert_eq!(parts_and_points(&normal), parts_and_points(&copy));
        normal.insert("每月8次", &copy, 0);
        for text in [&normal, &copy] {
            let mut fresh = text.clone();
            fresh.memo = Rc::default();
            assert_eq!(parts_and_points(text), parts_and_points(&fresh), "{sentence}");
        }
    }
}

#[test]
fn a_deadline_is_sought_where_the_grammar_lets_one_begin() {
    use pest::Parser;

    use crate::grammar::{Grammar, Rule};

    for c in '\0'..='\u{ffff}' {
        let begins = Grammar::parse(Rule::point_begins, &c.to_string()).is_ok();
        let no_point = Grammar::parse(Rule::point, &format!("{c}日")).is_err();
        assert!(begins || !super::sentence::begins_point(c), "{c}");
        assert!(super::sentence::begins_point(c) || !begins || no_point, "{c}");
    }
}

#[test]
fn what_is_added_to_a_part_stands_there_alone() {
    let whole = Normal::new("每周 上门访问客户 8 家", 7);
    let mut part = whole.part("每周 ".len(), "每周 上门".len());
    let place = part.span(0, part.text.len());
    part.insert("至少", &whole, 0);
    assert_eq!((part.text.as_str(), part.span(0, "上门".len())), ("上门至少", place));
    assert_eq!(part.span("上门".len(), part.text.len()), whole.span(0, 1));
    assert_eq!(whole, Normal::new("每周 上门访问客户 8 家", 7));
}
