//! One case: its files in a fresh folder, its commands and tables, and how they differ from what is expected.

use std::fs;
use std::ops::Range;
use std::path::Path;

use guiju_tests::arrow;
use guiju_tests::command;
use guiju_tests::diff::diff;
use guiju_tests::markdown::{Block, Case, Kind};
use guiju_tests::office;
use parquet::basic::Compression;

use crate::table;

/// Something that is not as expected, and the text that would make it so (where rewriting can mend it).
pub struct Finding {
    pub line: usize,
    pub message: String,
    pub edit: Option<Edit>,
}

/// A replacement in the file.
pub struct Edit {
    pub place: Range<usize>,
    pub text: String,
}

/// The files of a case: name and contents.
pub type Files = Vec<(String, Vec<u8>)>;

/// What is to be compared.
enum Expectation<'a> {
    Console(&'a Block),
    Table(&'a Block),
}

/// Runs a case.
pub fn run(text: &str, shared: &[Block], case: &Case) -> Vec<Finding> {
    let mut findings = Vec::new();
    let (mut files, mut expectations, mut command) = (Files::new(), Vec::new(), None);
    for block in shared.iter().chain(&case.blocks) {
        let body = &text[block.body.clone()];
        let Kind::Fence(info) = &block.kind else {
            expectations.push(Expectation::Table(block));
            continue;
        };
        match info.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["console"] => expectations.push(Expectation::Console(block)),
            ["run"] => command = Some(body.trim()),
            ["hex", name] => match hex(body) {
                Some(bytes) => put(&mut files, name, bytes),
                None => findings.push(wrong(block, "not pairs of hexadecimal digits")),
            },
            ["xlsx", name] => put(&mut files, name, office::workbook(body)),
            ["parquet", name] => put(&mut files, name, arrow::parquet(&arrow::table(body), Compression::SNAPPY)),
            ["arrow", name] => put(&mut files, name, arrow::file(&arrow::table(body))),
            ["docx", name] => put(&mut files, name, office::document(body)),
            ["gbk", name] => put(&mut files, name, encoding_rs::GB18030.encode(body).0.into_owned()),
            [_, name] => put(&mut files, name, body.as_bytes().to_vec()),
            _ => findings.push(wrong(block, "a fenced block is `console`, `run`, or `LANGUAGE FILE`")),
        }
    }
    if expectations.is_empty() {
        findings.push(Finding { line: case.line, message: "the case expects nothing".to_owned(), edit: None });
    }
    for expectation in expectations {
        let (block, actual) = match expectation {
            Expectation::Console(block) => (block, console(&text[block.body.clone()], &files)),
            Expectation::Table(block) => (block, table::run(&text[block.body.clone()], &files, command)),
        };
        let expected = &text[block.body.clone()];
        match actual {
            Err(message) => findings.push(wrong(block, &message)),
            Ok(actual) if actual == expected => {}
            Ok(actual) => findings.push(Finding {
                line: block.line,
                message: diff(expected, &actual),
                edit: Some(Edit { place: block.body.clone(), text: actual }),
            }),
        }
    }
    findings
}

fn wrong(block: &Block, message: &str) -> Finding {
    Finding { line: block.line, message: format!("    {message}\n"), edit: None }
}

/// A later file takes the place of an earlier one of the same name.
fn put(files: &mut Files, name: &str, contents: Vec<u8>) {
    files.retain(|(other, _)| other != name);
    files.push((name.to_owned(), contents));
}

fn console(body: &str, files: &Files) -> Result<String, String> {
    command::replay(body, folder(files).path())
}

/// A fresh folder that holds the files.
pub fn folder(files: &Files) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(Path::new(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

fn hex(body: &str) -> Option<Vec<u8>> {
    body.split_whitespace().map(|pair| u8::from_str_radix(pair, 16).ok().filter(|_| pair.len() == 2)).collect()
}
