//! What helps an author: drafted vocabularies complete every standard there is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use guiju::{Code, Lang};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All errors of a package, one a line.
fn errors(folder: &Path) -> String {
    let compiled = guiju::compile(folder).unwrap();
    let errors = compiled.files.iter().flat_map(|file| {
        let errors = file.diagnostics.iter().filter(|it| it.severity() == guiju::Severity::Error);
        errors.map(|it| format!("{}: {}\n", file.source.name(), it.message(Lang::En)))
    });
    errors.collect()
}

/// Without its `guiju.toml` no standard of the tree lacks anything that a draft does not give it.
#[test]
fn a_drafted_vocabulary_makes_every_standard_check_clean() {
    let mut packages = guiju::packages(&root().join("standards")).unwrap();
    packages.sort();
    assert!(packages.len() >= 8, "{packages:?}");
    for package in packages {
        let folder = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(&package).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.extension().is_some_and(|ending| ending == "gj") {
                fs::copy(&entry, folder.path().join(entry.file_name().unwrap())).unwrap();
            }
        }
        for lang in [Lang::Zh, Lang::En] {
            let draft = guiju::draft(folder.path(), lang).unwrap();
            assert!(!draft.has_manifest && !draft.lacking.is_empty(), "{package:?}");
            fs::write(folder.path().join("guiju.toml"), &draft.text).unwrap();
            assert_eq!(errors(folder.path()), "", "{package:?}\n{}", draft.text);
            assert!(guiju::draft(folder.path(), lang).unwrap().lacking.is_empty(), "{package:?}");
            fs::remove_file(folder.path().join("guiju.toml")).unwrap();
        }
    }
}

/// The same for the real sentences, ten a file: whatever a name or a meaning could mend is mended.
#[test]
fn a_drafted_vocabulary_leaves_nothing_that_a_table_could_mend() {
    let text = fs::read_to_string(root().join("tests/corpus/readings.tsv")).unwrap();
    let sentences: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert!(sentences.len() > 50, "{}", sentences.len());
    let folder = tempfile::tempdir().unwrap();
    let (file, mut left) = (folder.path().join("句.gj"), Vec::new());
    for ten in sentences.chunks(10) {
        let numbered = (1..).zip(ten).map(|(number, sentence)| format!("{number}. {sentence}\n"));
        fs::write(&file, numbered.collect::<String>()).unwrap();
        let draft = guiju::draft(&file, Lang::Zh).unwrap();
        for (file, problem) in draft.files.iter().flat_map(|file| file.diagnostics.iter().map(move |it| (file, it))) {
            use Code::{NoOrder, NothingCheckable, UnknownField, UnknownName};
            if [NothingCheckable, UnknownName, UnknownField, NoOrder].contains(&problem.code) {
                left.push(format!("{}: {}", file.source.slice(problem.span), problem.message(Lang::Zh)));
            }
        }
    }
    assert!(left.is_empty(), "{} are left:\n{}", left.len(), left.join("\n"));
}
