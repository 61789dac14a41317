//! What became of every statement of the source document: the table in `standards/README.md` is made from the compiled
//! standards, and is true.
//!
//! `UPDATE=1 cargo test -p guiju-tests --test statements` rewrites it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use guiju::Explained;

const BEGIN: &str = "<!-- statements -->\n";
const END: &str = "<!-- /statements -->";

fn standards() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("standards")
}

/// A line of `standards/statements.tsv`.
struct Statement {
    id: String,
    line: u32,
    sentence: String,
    file: String,
    clause: String,
    parameter: String,
}

fn statements() -> Vec<Statement> {
    let text = fs::read_to_string(standards().join("statements.tsv")).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("id\tline\tsentence\tfile\tclause\tparameter"));
    let read = lines.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, line, sentence, file, clause, parameter] = cells[..] else { panic!("{line}") };
        let line = line.parse().unwrap();
        let [id, sentence, file, clause, parameter] = [id, sentence, file, clause, parameter].map(str::to_owned);
        Statement { id, line, sentence, file, clause, parameter }
    });
    read.collect()
}

/// Every standards file with its text and its requirements.
struct Files(BTreeMap<String, (String, Vec<Explained>)>);

impl Files {
    fn compile() -> Files {
        let mut files = BTreeMap::new();
        for package in guiju::packages(&standards()).unwrap() {
            let compiled = guiju::compile(&package).unwrap();
            let folder = package.file_name().unwrap().to_str().unwrap().to_owned();
            for file in compiled.files {
                let errors: Vec<String> = file.diagnostics.iter().map(|it| it.message(guiju::Lang::En)).collect();
                assert!(errors.is_empty(), "{folder}/{}: {errors:?}", file.source.name());
                if let Some(requirements) = file.requirements {
                    let text = file.source.text().to_owned();
                    files.insert(format!("{folder}/{}", file.source.name()), (text, requirements));
                }
            }
        }
        Files(files)
    }

    /// The requirements that the words of a statement came to.
    fn requirements(&self, statement: &Statement) -> Vec<&Explained> {
        let (_, all) = self.0.get(&statement.file).unwrap_or_else(|| panic!("{}: no such file", statement.id));
        let of_clause =
            all.iter().filter(|it| it.id.trim_end_matches(|c: char| c.is_ascii_lowercase()) == statement.clause);
        let words = squeezed(&statement.sentence);
        of_clause.filter(|it| words.contains(&squeezed(&it.text)) || squeezed(&it.text).contains(&words)).collect()
    }
}

fn unblanked(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Without blanks, line breaks and what ends a sentence.
fn squeezed(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    kept.trim_end_matches(['。', '.']).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned()
}

/// What became of it, and its canonical forms.
fn outcome(statement: &Statement, requirements: &[&Explained]) -> (&'static str, String) {
    let asked = |it: &&&Explained| it.kind != "note";
    let forms: Vec<&str> = requirements.iter().filter(asked).map(|it| it.canonical.as_str()).collect();
    let judged_from_data = |it: &&&Explained| it.kind != "note" && !it.canonical.contains("人工");
    let outcome = match requirements {
        _ if forms.is_empty() => "不可判定",
        requirements if !requirements.iter().any(|it| judged_from_data(&it)) => "人工",
        _ if !statement.parameter.is_empty() => "需要参数",
        _ => "可判定",
    };
    (outcome, forms.iter().map(|form| format!("`{form}`")).collect::<Vec<_>>().join("<br>"))
}

#[test]
fn every_statement_stands_in_its_file_word_for_word() {
    let files = Files::compile();
    let all = statements();
    assert_eq!(all.len(), 117);
    for statement in &all {
        let (text, _) = &files.0[&statement.file];
        // Lines that Word wrapped go on indented, and the formatter sets numbers apart.
        let there = unblanked(text).contains(&unblanked(&statement.sentence));
        assert!(there, "{} is not in {}: {}", statement.id, statement.file, statement.sentence);
        assert!(!files.requirements(statement).is_empty(), "{} became nothing", statement.id);
    }
}

/// `定期 = 每季度`: what a word of the sentence leaves open, and the part of the canonical form that fills it in.
#[test]
fn what_the_vocabulary_adds_stands_in_the_canonical_form() {
    let files = Files::compile();
    for statement in statements().iter().filter(|it| !it.parameter.is_empty()) {
        let (outcome, forms) = outcome(statement, &files.requirements(statement));
        assert_eq!(outcome, "需要参数", "{}", statement.id);
        for given in statement.parameter.split(';') {
            let (_, given) = given.split_once(" = ").unwrap_or_else(|| panic!("{}: {given}", statement.id));
            assert!(forms.contains(given), "{}: `{given}` is not in {forms}", statement.id);
        }
    }
}

#[test]
fn the_table_of_statements_is_true() {
    let files = Files::compile();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows = String::from("| 行 | 原文 | 所在 | 去向 | 规范形式 |\n|---|---|---|---|---|\n");
    for statement in statements() {
        let (outcome, forms) = outcome(&statement, &files.requirements(&statement));
        *counts.entry(outcome).or_default() += 1;
        let given = match statement.parameter.as_str() {
            "" => String::new(),
            parameter => format!(":{parameter}"),
        };
        let Statement { line, sentence, file, clause, .. } = &statement;
        let escaped = sentence.replace('|', "\\|");
        writeln!(rows, "| {line} | {escaped} | [{file}]({file}) {clause} | {outcome}{given} | {forms} |").unwrap();
    }
    let order = ["可判定", "需要参数", "人工", "不可判定"];
    let summary = order.map(|name| format!("{name} {} 句", counts.get(name).copied().unwrap_or(0))).join(",");
    let table = format!("\n{summary}。\n\n{rows}");

    let path = standards().join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let start = text.find(BEGIN).expect("the mark where the table begins") + BEGIN.len();
    let end = text.find(END).expect("the mark where the table ends");
    if text[start..end] == table {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{}{table}{}", &text[..start], &text[end..])).unwrap();
    } else {
        panic!("standards/README.md is not true; UPDATE=1 cargo test -p guiju-tests --test statements rewrites it");
    }
}
