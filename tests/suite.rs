//! The literate suite: every case of `tests/suite/**/*.md` (how they are written: `tests/suite/README.md`).
//!
//! `UPDATE=1` rewrites what is expected; `SUITE=words` runs only the files whose path holds the words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

#[path = "suite/case.rs"]
mod case;
#[path = "suite/table.rs"]
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use guiju_tests::markdown;

#[test]
fn suite() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/guiju");
    let only = std::env::var("SUITE").unwrap_or_default();
    let update = std::env::var_os("UPDATE").is_some();
    let (mut cases, mut failures) = (0, Vec::new());
    let references = ["zh", "en"].map(|lang| docs.join(format!("docs/reference-{lang}.md")));
    for path in files(&root).into_iter().chain(references) {
        let reference = path.strip_prefix(&root).is_err();
        let name = path.strip_prefix(&root).or_else(|_| path.strip_prefix(&docs)).unwrap().display().to_string();
        if !name.contains(&only) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let document = markdown::read(&text);
        let mut edits = Vec::new();
        if document.cases.is_empty() {
            failures.push(format!("{name}: no case (a case is a `##` heading)"));
        }
        // A chapter of the reference may be prose alone.
        for case in document.cases.iter().filter(|case| !(reference && case.blocks.is_empty())) {
            cases += 1;
            for finding in case::run(&text, &document.shared, case) {
                if let Some(edit) = finding.edit.filter(|_| update) {
                    edits.push(edit);
                } else {
                    failures.push(format!("{name}:{} {}\n{}", finding.line, case.name, finding.message));
                }
            }
        }
        if !edits.is_empty() {
            fs::write(&path, apply(text, edits)).unwrap();
        }
    }
    assert!(cases > 0, "no case was run");
    assert!(failures.is_empty(), "{} of {cases} cases fail\n\n{}", failures.len(), failures.join("\n"));
}

/// All Markdown files below the folders of the suite, in order.
fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        found.extend(names.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    found.sort();
    found
}

/// The text with its expected blocks replaced.
fn apply(mut text: String, mut edits: Vec<case::Edit>) -> String {
    edits.sort_by_key(|edit| edit.place.start);
    for edit in edits.into_iter().rev() {
        text.replace_range(edit.place, &edit.text);
    }
    text
}
