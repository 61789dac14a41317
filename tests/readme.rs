//! What README.md shows is what happens: every `console` block is run from the root of the tree and compared.
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
            Ok(shown) if shown == body => {}
            Ok(shown) => failures.push(format!("README.md:{}\n{}", block.line, diff::diff(body, &shown))),
            Err(message) => failures.push(format!("README.md:{}\n    {message}\n", block.line)),
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(commands > 0, "README.md runs nothing");
    assert_eq!(tests, 1, "README.md shows one `$ cargo test` command");
}
