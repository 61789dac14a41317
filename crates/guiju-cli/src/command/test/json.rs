//! Results of cases for programs: version 1.

use guiju::testing::{CaseResult, Checked, Coverage, FileResult};
use guiju::{ExplainDiagnostic, Grounds, Outcome, Piece};
use serde::Serialize;

use super::words::Words;
use crate::Io;
use crate::command::told;
use crate::failure::Failure;

#[derive(Serialize)]
struct Results<'a> {
    /// The version of this form.
    test: u32,
    passed: usize,
    failed: usize,
    files: Vec<File<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Vec<Standard<'a>>>,
}

#[derive(Serialize)]
struct File<'a> {
    file: String,
    standard: String,
    status: &'static str,
    diagnostics: Vec<ExplainDiagnostic>,
    cases: Vec<Case<'a>>,
}

#[derive(Serialize)]
struct Case<'a> {
    name: &'a str,
    line: usize,
    status: &'static str,
    checked: Vec<Check<'a>>,
}

#[derive(Serialize)]
struct Check<'a> {
    line: usize,
    person: Option<&'a str>,
    what: &'a str,
    status: &'static str,
    expected: &'a str,
    actual: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcomes: Option<&'a [Outcome]>,
    /// What stands behind each of `outcomes`, in the same order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<&'a Grounds>,
    /// Records that belong to no outcome of the clause.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<&'a Piece>,
}

#[derive(Serialize)]
struct Standard<'a> {
    standard: String,
    clauses: usize,
    reached: usize,
    parts: usize,
    gaps: &'a [guiju::testing::Gap],
}

fn status(passed: bool) -> &'static str {
    if passed { "passed" } else { "failed" }
}

fn check(it: &Checked) -> Check<'_> {
    Check {
        line: it.line,
        person: it.person.as_deref(),
        what: &it.what,
        status: status(it.passed),
        expected: &it.expected,
        actual: &it.actual,
        outcomes: (!it.passed).then_some(it.outcomes.as_slice()),
        evidence: it.evidence.iter().flat_map(|clause| &clause.evidence).collect(),
        elsewhere: it.evidence.iter().flat_map(|clause| &clause.elsewhere).collect(),
    }
}

fn standard(it: &Coverage, standard: String) -> Standard<'_> {
    Standard { standard, clauses: it.clauses, reached: it.reached, parts: it.parts, gaps: &it.gaps }
}

/// Writes all results.
pub fn write(
    results: &[FileResult],
    coverage: Option<&Vec<Coverage>>,
    words: &Words,
    io: &mut Io<'_>,
) -> Result<(), Failure> {
    let cases: Vec<&CaseResult> = results.iter().flat_map(|file| &file.cases).collect();
    let passed = cases.iter().filter(|case| case.passed()).count();
    let files = results.iter().map(|file| {
        let standard = file.broken_standard.iter().flat_map(|standard| &standard.files);
        let problems =
            file.diagnostics.iter().map(|problem| ExplainDiagnostic::new(problem, &file.source, words.lang()));
        let problems = problems.chain(standard.flat_map(|file| {
            file.diagnostics.iter().map(|problem| ExplainDiagnostic::new(problem, &file.source, words.lang()))
        }));
        File {
            file: io.shown(&file.path),
            standard: io.shown(&file.standard),
            status: if file.is_broken() { "broken" } else { status(file.passed()) },
            diagnostics: problems.collect(),
            cases: file
                .cases
                .iter()
                .map(|case| Case {
                    name: &case.name,
                    line: case.line,
                    status: status(case.passed()),
                    checked: case.checked.iter().map(check).collect(),
                })
                .collect(),
        }
    });
    let coverage = coverage.map(|all| {
        let standard = |it| standard(it, io.shown(&it.standard));
        all.iter().map(standard).collect()
    });
    let results = Results { test: 1, passed, failed: cases.len() - passed, files: files.collect(), coverage };
    told::json(&results, io)
}
