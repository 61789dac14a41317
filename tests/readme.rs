//! What README.md shows is what happens: every `console` block is run from the root of the tree and compared; a line
//! `…` stands for any lines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::fs;
use std::path::Path;

use guiju_tests::markdown::{self, Kind};
use guiju_tests::{command, diff};

#[test]
fn readme_shows_what_happens() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = fs::read_to_string(root.join("README.md")).unwrap();
    let document = markdown::read(&text);
    let blocks = document.shared.iter().chain(document.cases.iter().flat_map(|case| &case.blocks));
    let update = std::env::var_os("UPDATE").is_some();
    let mut page = text.clone();
    let (mut commands, mut tests, mut failures) = (0, 0, Vec::new());
    for block in blocks {
        let Kind::Fence(info) = &block.kind else { continue };
        let body = &text[block.body.clone()];
        if info.first().is_none_or(|word| word != "console") {
            continue;
        }
        if body.starts_with("$ cargo test") {
            tests += 1;
            continue;
        }
        commands += 1;
        match command::replay(body, root) {
            Ok(shown) if matches(body, &shown) => {}
            Ok(shown) if update && !body.contains('…') => page = page.replace(body, &shown),
            Ok(shown) => failures.push(format!("README.md:{}\n{}", block.line, diff::diff(body, &shown))),
            Err(message) => failures.push(format!("README.md:{}\n    {message}\n", block.line)),
        }
    }
    if update {
        fs::write(root.join("README.md"), page).unwrap();
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(commands > 0, "README.md runs nothing");
    assert_eq!(tests, 1, "README.md shows one `$ cargo test` command");
}

/// Whether `shown` is what `page` says, where a line `…` stands for any lines.
fn matches(page: &str, shown: &str) -> bool {
    let mut parts = page.split("…\n");
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = shown.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}
