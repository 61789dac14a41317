//! The code quality report of GitLab: a JSON array, of which merge requests show what is new.

use std::collections::BTreeMap;
use std::io::{self, Write};

use guiju::{Lang, Severity};
use serde::Serialize;

use super::Finding;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// Writes the report.
pub fn write(findings: &[Finding], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut seen: BTreeMap<u64, u64> = BTreeMap::new();
    let mut issues = Vec::with_capacity(findings.len());
    for finding in findings {
        let diagnostic = &finding.diagnostic;
        let code = diagnostic.code.entry().code;
        let path = finding.address();
        // By the words rather than the line, so that it stays the same when lines above come and go.
        let own = fingerprint(&[code, &path, finding.source.slice(diagnostic.span)]);
        let again = seen.entry(own).and_modify(|again| *again += 1).or_insert(0);
        issues.push(Issue {
            description: diagnostic.message(lang),
            check_name: code,
            fingerprint: format!("{own:016x}{again:016x}"),
            severity: match diagnostic.severity() {
                Severity::Error => "critical",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            location: Location { path, lines: Lines { begin: finding.range().0.0 } },
        });
    }
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

/// FNV-1a, which stays the same from version to version.
fn fingerprint(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
