//! An independent engine: the same clauses in SQL on DuckDB (`tests/independent/agreement.py`), over 100,000 records, must give
//! the very outcomes that the report has.
//!
//! It needs Python with the package `duckdb`: `PYTHON` names one, else `.venv/independent` (which `.ci/run` makes), else
//! `python3`. Without it the test says that nothing was compared; where `CI` is set, it fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use guiju::write::{self, Options};
use guiju::{Range, Records, Standards};

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("independent")
}

/// A Python that has DuckDB.
fn python() -> Option<PathBuf> {
    let own = std::env::var_os("PYTHON").map(PathBuf::from);
    let made = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.venv/independent/bin/python");
    let has_duckdb = |python: &PathBuf| {
        Command::new(python).args(["-c", "import duckdb"]).output().is_ok_and(|output| output.status.success())
    };
    own.into_iter().chain([made, PathBuf::from("python3")]).find(has_duckdb)
}

fn run(python: &Path, step: &str, folder: &Path) -> (bool, String) {
    let output = Command::new(python).arg(here().join("agreement.py")).arg(step).arg(folder).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn duckdb_comes_to_the_same_outcomes() {
    let Some(python) = python() else {
        assert!(std::env::var_os("CI").is_none(), "no Python with the package `duckdb`: .ci/run installs it");
        eprintln!("NOTHING WAS COMPARED: no Python with the package `duckdb` (python3 -m pip install duckdb)");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (fine, said) = run(&python, "generate", folder.path());
    assert!(fine, "{said}");
    let standards = Standards::open(here()).unwrap();
    let records = Records::builder(&standards)
        .csv_file(folder.path().join("records.csv"))
        .unwrap()
        .people_file(folder.path().join("people.csv"))
        .unwrap()
        .build();
    assert!(records.len() > 99_000, "{} records", records.len());
    let report = standards.score(&records, Range::parse("2024-01-01", "2024-07-01").unwrap(), None).unwrap();
    let mut json = Vec::new();
    write::json(&report, &Options::default(), &mut json).unwrap();
    fs::write(folder.path().join("report.json"), json).unwrap();
    let (agrees, said) = run(&python, "compare", folder.path());
    assert!(agrees, "{said}");
}
