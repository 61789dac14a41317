//! The pages of the manual: every code and every keyword has one, in both languages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::path::Path;

use guiju::{Code, KEYWORDS};
use guiju_tests::command;

fn page(topic: &str, lang: &str) -> String {
    let ran =
        command::run(&format!("LANG={lang} guiju explain {topic}"), Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{topic}");
    ran.out
}

const LANGS: [&str; 2] = ["zh_CN.UTF-8", "en_US.UTF-8"];

#[test]
fn every_code_is_explained_without_a_raw_placeholder() {
    for code in Code::ALL.iter().map(|code| code.entry().code) {
        for lang in LANGS {
            let page = page(code, lang);
            let raw = page.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
            let raw: Vec<&str> = raw.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect();
            assert!(raw.is_empty(), "{code}: {raw:?}\n{page}");
            assert!(page.lines().count() >= 3, "{page}");
        }
    }
}

#[test]
fn every_keyword_is_explained_under_each_of_its_spellings() {
    for keyword in KEYWORDS {
        for (word, lang) in keyword.spellings().flat_map(|word| LANGS.map(|lang| (word, lang))) {
            let page = page(&format!("'{word}'"), lang);
            let what = if lang == LANGS[0] { keyword.zh } else { keyword.en };
            assert!(page.contains(what) && page.contains(keyword.example), "{word}\n{page}");
        }
    }
}
