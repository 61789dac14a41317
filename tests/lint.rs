//! The manual pages of the lint rules: both languages say everything, the example fires, what to write instead does not,
//! and fixes mend what they were made for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju::{Compiled, Example, Lang, RULES, Records, Rule};

/// The vocabulary of an example that gives none.
const OPEN: &str = "[vocabulary]\nopen = true\n";

/// Compiles and lints an example; what it does not give itself is taken from `shared`.
fn linted(files: &[Example], shared: &[Example]) -> (tempfile::TempDir, Compiled) {
    let text = |kind: &str| files.iter().chain(shared).find(|file| file.kind == kind).map(|file| file.text.as_str());
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("guiju.toml"), text("toml").unwrap_or(OPEN)).unwrap();
    std::fs::write(folder.path().join("standard.gj"), text("gj").unwrap()).unwrap();
    let mut compiled = guiju::compile(folder.path()).unwrap();
    if let Ok(standards) = compiled.standards() {
        let mut records = Records::builder(&standards);
        if let Some(csv) = text("csv") {
            records = records.csv(csv.as_bytes(), "records.csv").unwrap();
        }
        if let Some(people) = text("people") {
            records = records.people(people.as_bytes(), "people.csv").unwrap();
        }
        compiled.lint(Some(&records.build()));
    } else {
        compiled.lint(None);
    }
    (folder, compiled)
}

fn finds(rule: &Rule, compiled: &Compiled) -> bool {
    compiled.files.iter().flat_map(|file| &file.diagnostics).any(|diagnostic| diagnostic.code == rule.code)
}

#[test]
fn there_are_many_rules_and_each_has_a_name_of_its_own() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
    assert!(RULES.len() >= 25, "{}", RULES.len());
    assert!(
        RULES.windows(2).all(|pair| pair[0].code.entry().code < pair[1].code.entry().code),
        "in the order of codes"
    );
}

#[test]
fn every_page_says_everything_in_both_languages() {
    for rule in RULES {
        let page = rule.page();
        for lang in [Lang::Zh, Lang::En] {
            for part in [page.title(lang), page.what(lang), page.why(lang)] {
                assert!(!part.is_empty(), "{} {lang:?}", rule.name);
            }
        }
        assert!(page.what(Lang::En).is_ascii() || page.what(Lang::En).contains("finds"), "{}", rule.name);
    }
}

#[test]
fn every_example_fires_and_what_to_write_instead_does_not() {
    for rule in RULES {
        let page = rule.page();
        assert!(finds(rule, &linted(&page.example, &[]).1), "{}: the example does not fire", rule.name);
        // What it does not say otherwise is as in the example.
        let (_, instead) = linted(&page.instead, &page.example);
        assert!(!finds(rule, &instead), "{}: what to write instead fires", rule.name);
        assert!(!instead.has_errors(), "{}: what to write instead is wrong", rule.name);
    }
}

#[test]
fn fixes_mend_the_examples_and_keep_their_scores() {
    let mut mended = Vec::new();
    for rule in RULES {
        let example = rule.page().example;
        let (_folder, compiled) = linted(&example, &[]);
        for file in compiled.fixed() {
            let after = Example { kind: "gj".to_owned(), text: file.after };
            let (_folder, again) = linted(&[after], &example);
            let left = again.files.iter().flat_map(|file| &file.diagnostics).filter(|it| !it.fix.is_empty()).count();
            assert_eq!(left, 0, "{}", rule.name);
            mended.push(rule.name);
        }
    }
    for rule in ["missing-threshold", "boundary", "percent-or-points", "unused-definition"] {
        assert!(mended.contains(&rule), "{rule} mends nothing");
    }
}

#[test]
fn the_real_standards_raise_no_false_alarm() {
    // Where the source document itself leaves a number out.
    const TRUE: [&str; 1] = ["number-gap"];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../standards");
    for package in guiju::packages(&folder).unwrap() {
        let mut compiled = guiju::compile(&package).unwrap();
        compiled.lint(None);
        for diagnostic in compiled.files.iter().flat_map(|file| &file.diagnostics) {
            let known = Rule::of(diagnostic.code).is_some_and(|rule| TRUE.contains(&rule.name));
            let harmless = diagnostic.severity() == guiju::Severity::Note;
            assert!(known || harmless, "{}: {}", package.display(), diagnostic.message(Lang::En));
        }
    }
}
