//! The canonical form of every sentence there is: reading it again gives the same program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use guiju::{Compiled, Lang, Layout};
use guiju_tests::diff::diff;
use guiju_tests::markdown::{self, Kind};
use serde_json::Value;

fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What is said of a sentence points into it, wherever in a file it stands.
#[test]
fn a_requirement_and_a_diagnostic_stand_in_their_own_line() {
    const ABOVE: &str = "标准 甲\n\n一、乙\n1. ";
    let mut sentences = corpus();
    sentences.extend(cells().into_iter().filter(|cell| !cell.contains('\n')));
    let mut wrong = Vec::new();
    for sentence in &sentences {
        let compiled = guiju::compile_text("a.gj", &format!("{ABOVE}{sentence}\n"));
        let explain = compiled.explain(Lang::Zh);
        for requirement in explain.files.iter().flat_map(|file| &file.requirements) {
            if requirement.line != 4 || !sentence.contains(requirement.text.trim()) {
                wrong.push(format!("{sentence}\n  {}: {}", requirement.line, requirement.text));
            }
        }
        for found in compiled.files.iter().flat_map(|file| &file.diagnostics) {
            let of_file = found.span.end as usize <= "标准 甲".len() || found.span.start == found.span.end;
            if !of_file && (found.span.start as usize) < ABOVE.len() - "1. ".len() {
                wrong.push(format!("{sentence}\n  {:?} {}", found.code, found.message(Lang::Zh)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), sentences.len(), wrong.join("\n"));
}

/// Sentence by sentence: each requirement as a clause of its own, with what the sentence says of its points.
#[test]
fn a_requirement_reads_back_as_the_same_program() {
    let mut sentences = corpus();
    sentences.extend(cells().into_iter().filter(|cell| !cell.contains('\n')));
    let mut compared = 0;
    let mut wrong = Vec::new();
    for sentence in &sentences {
        let before = guiju::compile_text("a.gj", sentence);
        let explain = before.explain(Lang::Zh);
        let requirements = &explain.files[0].requirements;
        if before.has_errors() || requirements.iter().any(|it| it.canonical.is_empty()) {
            continue;
        }
        // What several requirements share stands above them.
        let shared = |line: &str| requirements.len() > 1 && line.starts_with("加分 最多");
        let above = requirements.iter().flat_map(|it| &it.scoring).filter(|line| shared(line));
        let above: String = above.map(|line| format!("{line}\n")).collect();
        let clauses = requirements.iter().enumerate().map(|(at, it)| {
            let applies = it.applies.iter().map(|holds| format!("适用 {holds}"));
            let kept = |line: &&String| !line.starts_with("分值") && !shared(line);
            let properties = it.scoring.iter().filter(kept).cloned().chain(applies);
            let properties: String = properties.map(|line| format!("   {line}\n")).collect();
            format!("{}. {}\n{properties}", at + 1, it.canonical)
        });
        let written: String = std::iter::once(above).chain(clauses).collect();
        compared += 1;
        let after = guiju::compile_text("a.gj", &written);
        let (before, after) = (program(&before, false), program(&after, false));
        if before != after {
            wrong.push(format!("{sentence}\n{written}{}", diff(&before, &after)));
        }
    }
    assert!(wrong.is_empty(), "{} of {compared}\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 600, "only {compared} of {} sentences were compared", sentences.len());
}

/// File by file: `fmt --canonical` changes how it is written, and nothing of the program.
#[test]
fn a_file_in_canonical_form_compiles_to_the_same_program() {
    let mut files: Vec<(PathBuf, String)> = standards();
    let lines = cells().into_iter().filter(|cell| cell.contains('\n'));
    files.extend(lines.map(|cell| (PathBuf::from("nowhere"), cell)));
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (folder, text) in &files {
        let before = guiju::compile_in("a.gj", text, folder).unwrap();
        if before.has_errors() {
            continue;
        }
        let written = guiju::format_text(text, folder, Layout::Canonical).unwrap().after;
        let after = guiju::compile_in("a.gj", &written, folder).unwrap();
        compared += 1;
        let (before, after) = (program(&before, true), program(&after, true));
        if before != after {
            wrong.push(format!("{text}\n{written}{}", diff(&before, &after)));
        }
    }
    assert!(wrong.is_empty(), "{} of {compared}\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 150, "only {compared} of {} files were compared", files.len());
}

/// The program without the words it came from; `whole` keeps the ids and the worth, which depend on how requirements
/// are numbered.
fn program(compiled: &Compiled, whole: bool) -> String {
    let mut program = serde_json::to_value(compiled.standards().unwrap().program()).unwrap();
    for standard in program["standards"].as_array_mut().unwrap() {
        let mut places = BTreeMap::new();
        for clause in standard["clauses"].as_array_mut().unwrap() {
            clause["origin"] = Value::Null;
            if !whole {
                places.insert(clause["id"].clone().to_string(), places.len());
                clause["id"] = Value::Null;
                clause["worth"] = Value::Null;
            }
        }
        let capped = standard["bonus_caps"].as_array_mut().unwrap().iter_mut();
        for id in capped.flat_map(|cap| cap["clauses"].as_array_mut().unwrap()).filter(|_| !whole) {
            *id = places[&id.to_string()].into();
        }
    }
    program["calendar"] = Value::Null;
    serde_json::to_string_pretty(&program).unwrap()
}

fn corpus() -> Vec<String> {
    let rows =
        ["readings.tsv", "written.tsv"].map(|file| fs::read_to_string(tests().join("corpus").join(file)).unwrap());
    let sentence = |row: &str| row.split('\t').next().unwrap().to_owned();
    rows.iter().flat_map(|text| text.lines().skip(1).map(sentence)).collect()
}

/// The sentences of the tables of the suite and of the reference, with lines for `<br>`.
fn cells() -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![tests().join("suite"), tests().join("../crates/guiju/docs")];
    while let Some(folder) = open.pop() {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.extend(sentences(&fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.into_iter().collect()
}

fn sentences(text: &str) -> Vec<String> {
    let document = markdown::read(text);
    let blocks = document.cases.iter().flat_map(|case| &case.blocks);
    let tables = blocks.filter(|block| matches!(block.kind, Kind::Table));
    let mut found = Vec::new();
    for table in tables {
        let mut rows = text[table.body.clone()].lines().map(markdown::cells);
        let head = rows.next().unwrap_or_default();
        if let Some(at) = head.iter().position(|name| name == "句子" || name == "sentence") {
            found.extend(rows.skip(1).filter_map(|row| Some(row.get(at)?.replace("<br>", "\n"))));
        }
    }
    found
}

/// Every standards file, with its folder.
fn standards() -> Vec<(PathBuf, String)> {
    let packages = ["standards", "examples"].map(|folder| guiju::packages(&tests().join("..").join(folder)).unwrap());
    let mut found = Vec::new();
    for package in packages.into_iter().flatten() {
        let folder = if package.is_dir() { package } else { package.parent().unwrap().to_owned() };
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.extension().is_some_and(|ending| ending == "gj") {
                found.push((folder.clone(), fs::read_to_string(entry).unwrap()));
            }
        }
    }
    found
}
