//! Diagnostics as people and programs read them: the one place where they are rendered.

use std::io::{self, Write};
use std::path::Path;

use guiju::write::Paint;
use guiju::{CompiledFile, Diagnostic, Lang, Severity, Source, Span};
use serde::Serialize;

use crate::Io;
use crate::lang::pick;

pub mod change;
mod excerpt;
pub mod github;
pub mod gitlab;
pub mod page;
pub mod sarif;

/// One diagnostic with its file.
pub struct Finding {
    /// The path, as the user would write it.
    pub path: String,
    /// Its text.
    pub source: std::rc::Rc<Source>,
    /// What is wrong.
    pub diagnostic: Diagnostic,
}

impl Finding {
    /// All that is wrong with a file.
    pub fn all(file: CompiledFile, io: &Io<'_>) -> Vec<Finding> {
        Finding::of(&file.path, file.source, file.diagnostics, io)
    }

    /// These diagnostics of a file.
    pub fn of(path: &Path, source: Source, diagnostics: Vec<Diagnostic>, io: &Io<'_>) -> Vec<Finding> {
        let (path, source) = (io.shown(path), std::rc::Rc::new(source));
        let finding = |diagnostic| Finding { path: path.clone(), source: source.clone(), diagnostic };
        diagnostics.into_iter().map(finding).collect()
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.diagnostic.severity()
    }

    /// Line and column of its first character and of the one past its last, from 1.
    pub fn range(&self) -> ((usize, usize), (usize, usize)) {
        let span = self.diagnostic.span;
        (self.source.position(span.start), self.source.position(span.end))
    }

    /// The path as machines take it: `/` between folders, and no `./`.
    pub fn address(&self) -> String {
        let path = if cfg!(windows) { self.path.replace('\\', "/") } else { self.path.clone() };
        let root = if path.starts_with('/') { "/" } else { "" };
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        format!("{root}{}", parts.join("/"))
    }

    /// `marketing.gj:24:3`
    fn place(&self, span: Span) -> String {
        let (line, column) = self.source.position(span.start);
        format!("{}:{line}:{column}", self.path)
    }
}

/// The machine form of a diagnostic; the fields of `guiju explain --format json`, and its file.
#[derive(Serialize)]
struct Record<'a> {
    file: &'a str,
    #[serde(flatten)]
    diagnostic: guiju::ExplainDiagnostic,
}

#[derive(Serialize)]
struct Records<'a> {
    check: u32,
    diagnostics: Vec<Record<'a>>,
}

/// Renders findings in a language, for a width.
pub struct Renderer {
    lang: Lang,
    paint: Paint,
    width: usize,
}

impl Renderer {
    /// For whoever reads `io`.
    pub fn new(lang: Lang, io: &Io<'_>) -> Self {
        Renderer { lang, paint: Paint::new(io.terminal), width: io.width }
    }

    /// For people: the message, the place, the line with the words in question marked, the way out.
    pub fn human(&self, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        findings.iter().try_for_each(|finding| self.one(finding, out))
    }

    fn one(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let diagnostic = &finding.diagnostic;
        let code = diagnostic.code.entry().code;
        let head = format!("{}[{code}]{}", self.severity(diagnostic.severity()), pick(self.lang, "：", ": "));
        let head = match diagnostic.severity() {
            Severity::Error => self.paint.error(&head),
            Severity::Warning => self.paint.warn(&head),
            Severity::Note => self.paint.bold(&head),
        };
        writeln!(out, "{head}{}", diagnostic.message(self.lang))?;
        writeln!(out, "  --> {}", finding.place(diagnostic.span))?;
        let (line, _) = finding.source.position(diagnostic.span.start);
        let excerpt = excerpt::excerpt(&finding.source, diagnostic.span, self.width.saturating_sub(12));
        if let Some((text, marks)) = excerpt {
            let number = line.to_string();
            let margin = " ".repeat(number.len());
            writeln!(out, " {number} | {text}")?;
            writeln!(out, " {margin} | {}", self.paint.error(&marks))?;
        }
        for &span in &diagnostic.related {
            writeln!(out, "  {}{}", pick(self.lang, "另见：", "see also: "), finding.place(span))?;
        }
        let help = diagnostic.help(self.lang);
        if !help.is_empty() {
            writeln!(out, "  {}{help}", self.paint.bold(pick(self.lang, "办法：", "help: ")))?;
        }
        writeln!(out)
    }

    /// For programs.
    pub fn json(&self, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        let record =
            |finding: &'_ Finding| guiju::ExplainDiagnostic::new(&finding.diagnostic, &finding.source, self.lang);
        let diagnostics = findings.iter().map(|finding| Record { file: &finding.path, diagnostic: record(finding) });
        serde_json::to_writer_pretty(&mut *out, &Records { check: 1, diagnostics: diagnostics.collect() })?;
        writeln!(out)
    }

    /// How many files, errors, warnings and notes.
    pub fn summary(&self, files: usize, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        let count = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
        let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        let zh = match (errors, warnings, notes) {
            (0, 0, 0) => format!("检查了 {files} 个文件，没有问题"),
            (0, 0, _) => format!("检查了 {files} 个文件：{notes} 处提示"),
            (_, _, 0) => format!("检查了 {files} 个文件：{errors} 个错误，{warnings} 个警告"),
            _ => format!("检查了 {files} 个文件：{errors} 个错误，{warnings} 个警告，{notes} 处提示"),
        };
        let found = match (errors, warnings, notes) {
            (0, 0, 0) => "no problems".to_owned(),
            (0, 0, _) => plural(notes, "note"),
            (_, _, 0) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
            _ => format!("{}, {}, {}", plural(errors, "error"), plural(warnings, "warning"), plural(notes, "note")),
        };
        let separator = if notes + warnings + errors == 0 { "," } else { ":" };
        writeln!(out, "{}", pick(self.lang, zh, format!("checked {}{separator} {found}", plural(files, "file"))))
    }

    /// The word for how bad something is.
    pub fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => pick(self.lang, "错误", "error"),
            Severity::Warning => pick(self.lang, "警告", "warning"),
            Severity::Note => pick(self.lang, "提示", "note"),
        }
    }
}
