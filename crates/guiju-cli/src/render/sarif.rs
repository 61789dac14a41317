//! SARIF 2.1.0, as code scanning services read it.

use std::io::{self, Write};

use guiju::{Code, Lang, Rule, Severity, general};
use serde_json::{Value, json};

use super::Finding;

/// Where the form is published.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Writes one run with all findings; the rules are those that found something.
pub fn write(findings: &[Finding], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut codes: Vec<Code> = findings.iter().map(|finding| finding.diagnostic.code).collect();
    codes.sort();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, lang)).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(finding, &codes, lang)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "guiju", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn rule(code: Code, lang: Lang) -> Value {
    let entry = code.entry();
    let (message, help) = match lang {
        Lang::Zh => (entry.zh, entry.help_zh),
        Lang::En => (entry.en, entry.help_en),
    };
    let mut rule = json!({
        "id": entry.code,
        "name": format!("{code:?}"),
        "shortDescription": { "text": general(message) },
        "defaultConfiguration": { "level": level(entry.severity) },
    });
    if let Some(object) = rule.as_object_mut() {
        if let Some(page) = Rule::of(code).map(Rule::page) {
            object.insert("shortDescription".to_owned(), json!({ "text": page.title(lang) }));
            let full = format!("{} {}", page.what(lang), page.why(lang));
            object.insert("fullDescription".to_owned(), json!({ "text": full.trim() }));
        }
        if !help.is_empty() {
            object.insert("help".to_owned(), json!({ "text": general(help) }));
        }
    }
    rule
}

fn result(finding: &Finding, codes: &[Code], lang: Lang) -> Value {
    let diagnostic = &finding.diagnostic;
    let message = [diagnostic.message(lang), diagnostic.help(lang)].join("\n");
    let mut result = json!({
        "ruleId": diagnostic.code.entry().code,
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity()),
        "message": { "text": message.trim_end() },
        "locations": [location(finding, diagnostic.span)],
    });
    let Some(object) = result.as_object_mut() else { return result };
    if !diagnostic.related.is_empty() {
        let related: Vec<Value> = diagnostic.related.iter().map(|span| location(finding, *span)).collect();
        object.insert("relatedLocations".to_owned(), related.into());
    }
    if !diagnostic.fix.is_empty() {
        let replacements: Vec<Value> = diagnostic
            .fix
            .iter()
            .map(
                |edit| json!({ "deletedRegion": region(finding, edit.span), "insertedContent": { "text": edit.text } }),
            )
            .collect();
        let change = json!({ "artifactLocation": artifact(&finding.address()), "replacements": replacements });
        object.insert("fixes".to_owned(), json!([{ "artifactChanges": [change] }]));
    }
    result
}

fn location(finding: &Finding, span: guiju::Span) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(&finding.address()), "region": region(finding, span) } })
}

/// From the first character to the one past the last, both from 1.
fn region(finding: &Finding, span: guiju::Span) -> Value {
    let (line, column) = finding.source.position(span.start);
    let (end_line, end_column) = finding.source.position(span.end);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// A path as a URI reference: letters beyond ASCII are encoded.
fn artifact(path: &str) -> Value {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    json!({ "uri": uri })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
