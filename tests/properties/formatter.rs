//! The formatter on random files: what it writes says the same, is laid out for good, and keeps every comment.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use guiju_syntax::span::Source;
use guiju_syntax::{Names, format, parse};
use guiju_tests::diff::diff;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::text;

/// Names that sentences would cut, so that the formatter has to mind the vocabulary.
const AWKWARD: [&str; 3] = ["须知发放", "上门访问客户且签收", "其中报表"];

/// Real sentences: those of the corpus, of the standards and of the table of keywords.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found: Vec<String> =
        guiju_syntax::keywords::KEYWORDS.iter().map(|keyword| keyword.example.to_owned()).collect();
    let corpus = fs::read_to_string(root.join("corpus/readings.tsv")).unwrap();
    found.extend(corpus.lines().skip(1).flat_map(|line| line.split('\t')).map(str::to_owned));
    found.extend(standards().iter().flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()));
    found
});

/// Every standards file of the tree.
pub fn standards() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../standards");
    let (mut found, mut folders) = (Vec::new(), vec![root]);
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "gj") {
                found.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

/// A file of real and unreal lines, with marks, comments, blanks and full-width letters.
pub fn file() -> impl Strategy<Value = String> {
    let mark = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "1. ",
        "2.",
        "3、",
        "(4) ",
        "（5）",
        "①",
        "一、",
        "（二）",
        "第三章 ",
        "# ",
        "3.2.1 ",
        "- ",
        "６．",
    ]);
    let before = prop::sample::select(vec!["", "", "", "", " ", "   ", "\t", "\u{3000}", "\u{feff}"]);
    let after = prop::sample::select(vec!["", "", "", "", " ", "  // 备注", "//https://x", "\r", "//"]);
    let between =
        prop::sample::select(vec!["\n", "\n", "\n", "\n", "\r\n", "\n\n", "\n\n\n", "\n  // 另行\n", "\n// 顶格\n"]);
    let real = any::<prop::sample::Index>().prop_map(|index| index.get(&SENTENCES).clone());
    let wide = real.clone().prop_map(|line| line.chars().map(widen).collect::<String>());
    let words = prop_oneof![6 => real, 2 => wide, 2 => text::requirement(), 2 => text::soup(), 1 => mangled()];
    let line = (before, mark, words, after, between)
        .prop_map(|(before, mark, words, after, between)| format!("{before}{mark}{words}{after}{between}"));
    vec(line, 0..8).prop_map(|lines| lines.concat())
}

/// A real sentence with a piece cut out, doubled or broken over two lines.
fn mangled() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4u8).prop_map(|(which, place, how)| {
        let sentence: Vec<char> = which.get(&SENTENCES).chars().collect();
        let at = if sentence.is_empty() { 0 } else { place.index(sentence.len()) };
        let (head, tail): (String, String) = (sentence[..at].iter().collect(), sentence[at..].iter().collect());
        match how {
            0 => tail,
            1 => format!("{head}{head}{tail}"),
            2 => format!("{head}\n  {tail}"),
            _ => format!("{head}「{tail}"),
        }
    })
}

fn widen(c: char) -> char {
    match c {
        '0'..='9' | 'A'..='Z' | ',' | ';' | '%' | '(' | ')' | '=' | '>' => {
            char::from_u32(u32::from(c) + 0xfee0).unwrap()
        }
        ' ' => '\u{3000}',
        c => c,
    }
}

fn formatted(text: &str, names: &Names) -> String {
    format::format(&Source::new("a.gj", text), names)
}

/// The tree, and what is wrong, without the places.
pub fn reading(text: &str, names: &Names) -> String {
    let parse = parse(&Source::new("a.gj", text), names);
    let codes: Vec<_> = parse.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let tree = format!("{:#?}\n{codes:?}", parse.document);
    let place = |line: &&str| !["start: ", "end: "].iter().any(|word| line.trim_start().starts_with(word));
    tree.lines().filter(place).collect::<Vec<_>>().join("\n")
}

/// The comments that [`file`] writes, in order.
fn comments(text: &str) -> Vec<&str> {
    let marks = ["// 备注", "// 另行", "// 顶格"];
    text.lines().filter_map(|line| marks.into_iter().find(|mark| line.ends_with(mark))).collect()
}

fn names() -> impl Strategy<Value = Names> {
    prop_oneof![3 => Just(Names::default()), 1 => Just(Names::new(AWKWARD))]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_formatted_file_says_the_same_and_stays_as_it_is(text in file(), names in names()) {
        let once = formatted(&text, &names);
        let (before, after) = (reading(&text, &names), reading(&once, &names));
        prop_assert!(before == after, "{text:?}\n{once:?}\n{}", diff(&before, &after));
        let twice = formatted(&once, &names);
        prop_assert!(once == twice, "{text:?}\n{}", diff(&once, &twice));
        prop_assert_eq!(comments(&text), comments(&once), "{:?}", text);
    }
}
