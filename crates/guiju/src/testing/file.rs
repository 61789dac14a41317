//! Case files, read; every mistake in them has a place.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use guiju_compile::toml_error;
use guiju_engine::evaluate;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use indexmap::{IndexMap, IndexSet};
use serde::Deserialize;
use toml::Spanned;

use crate::package::{read_text, walk_all};
use crate::{Compiled, Error, compile};

use super::run::{self, FileResult};

/// What the name of a case file ends in.
const ENDING: &str = "_test.toml";

/// A case file as read, whether or not it is right.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// Its path, as the user would write it.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// What is wrong with it as it stands.
    pub diagnostics: Vec<Diagnostic>,
    /// The standard it is about, relative to its own folder.
    pub standard: Option<Spanned<String>>,
    pub(super) cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    standard: Option<Spanned<String>>,
    #[serde(default)]
    case: Vec<Case>,
}

/// The keys of a case.
pub(crate) const CASE_KEYS: &[&str] =
    &["name", "from", "to", "as_of", "people", "targets", "records", "register", "leave", "coverage", "expect"];

/// One case as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub name: Spanned<String>,
    pub from: Spanned<toml::Value>,
    pub to: Spanned<toml::Value>,
    pub as_of: Option<Spanned<toml::Value>>,
    #[serde(default)]
    pub people: Vec<Spanned<String>>,
    #[serde(default)]
    pub targets: Vec<Spanned<String>>,
    #[serde(default)]
    pub records: Vec<Spanned<String>>,
    #[serde(default)]
    pub register: IndexMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    pub leave: Vec<Spanned<String>>,
    #[serde(default)]
    pub coverage: Vec<Spanned<String>>,
    #[serde(default)]
    pub expect: IndexMap<Spanned<String>, Spanned<toml::Value>>,
}

/// The case files at or below a path, by name: the path itself, those of a folder and of all folders below it, or those
/// beside a `.gj` file that are about it.
///
/// # Errors
/// Where a folder or file cannot be read.
pub fn case_files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let is_cases = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ENDING));
    let metadata = fs::metadata(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
    if metadata.is_dir() {
        let mut found = Vec::new();
        walk_all(path, &mut |file| found.extend(is_cases(&file).then_some(file)))?;
        return Ok(found);
    }
    if path.extension().is_none_or(|ending| ending != "gj") {
        return Ok(vec![path.to_owned()]);
    }
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let (mut found, mut about) = (Vec::new(), Vec::new());
    let beside = if folder.as_os_str().is_empty() { Path::new(".") } else { folder.as_path() };
    walk_all(beside, &mut |file| found.extend(is_cases(&file).then_some(file)))?;
    for file in found {
        let file =
            if folder.as_os_str().is_empty() { file.strip_prefix(".").unwrap_or(&file).to_owned() } else { file };
        if CaseFile::read(&file)?.standard_path() == path {
            about.push(file);
        }
    }
    Ok(about)
}

impl CaseFile {
    /// Reads a case file.
    ///
    /// # Errors
    /// Where it cannot be read; what is wrong in it is in [`CaseFile::diagnostics`].
    pub fn read(path: impl AsRef<Path>) -> Result<CaseFile, Error> {
        let path = path.as_ref();
        Ok(CaseFile::parse(path, &read_text(path)?))
    }

    /// Reads the text of a case file; `path` says where the standard is searched.
    pub fn parse(path: impl Into<PathBuf>, text: &str) -> CaseFile {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let source = Source::new(name, text);
        let (raw, mut diagnostics) = match toml::from_str::<Raw>(text) {
            Ok(raw) => (raw, Vec::new()),
            Err(error) => {
                let problem = toml_error::diagnostic(Code::BadCases, &error);
                (Raw { standard: None, case: Vec::new() }, vec![problem])
            }
        };
        let mut names = IndexSet::new();
        for case in &raw.case {
            let name = case.name.get_ref();
            if !names.insert(name.as_str()) {
                diagnostics.push(Diagnostic::new(Code::CaseTwice, span(&case.name)).with("name", name));
            }
            if case.expect.is_empty() {
                diagnostics.push(Diagnostic::new(Code::ExpectsNothing, span(&case.name)).with("name", name));
            }
        }
        CaseFile { path, source, diagnostics, standard: raw.standard, cases: raw.case }
    }

    /// The standard that the cases are about.
    pub fn standard_path(&self) -> PathBuf {
        let folder = self.path.parent().map(Path::to_owned).unwrap_or_default();
        match &self.standard {
            Some(name) => folder.join(name.get_ref()),
            None => {
                let name = self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                folder.join(format!("{}.gj", name.strip_suffix(ENDING).unwrap_or(&name)))
            }
        }
    }

    /// Compiles the standard and runs the cases whose name holds `filter`.
    ///
    /// # Errors
    /// Where a file of the standard's package cannot be read.
    pub fn run_beside(&self, filter: &str) -> Result<FileResult, Error> {
        let path = self.standard_path();
        if !self.diagnostics.is_empty() {
            return Ok(FileResult::broken(self));
        }
        if path.is_file() {
            return self.run(compile(path)?, filter);
        }
        let place = self.standard.as_ref().map_or(Span::default(), span);
        let name = self.standard.as_ref().map(|name| name.get_ref().clone());
        let name = name.unwrap_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        let mut result = FileResult::broken(self);
        result.diagnostics.push(Diagnostic::new(Code::NoSuchStandard, place).with("name", name));
        Ok(result)
    }

    /// Runs the cases whose name holds `filter` on a standard.
    ///
    /// # Errors
    /// Where the standard cannot be evaluated.
    pub fn run(&self, standard: Compiled, filter: &str) -> Result<FileResult, Error> {
        run::file(self, standard, filter)
    }

    /// The place of a part of a string's text; all of it where escapes stand in the way.
    pub(super) fn within(&self, text: &Spanned<String>, place: Range<usize>) -> Span {
        let whole = span(text);
        let written = self.source.slice(whole);
        let quote = if written.starts_with("\"\"\"") || written.starts_with("'''") { 3 } else { 1 };
        let inner = written.get(quote..written.len().saturating_sub(quote));
        if inner != Some(text.get_ref().as_str()) || place.is_empty() {
            return whole;
        }
        let start = whole.start as usize + quote;
        Span::new(start + place.start, start + place.end)
    }

    /// A value as text; numbers as they are written.
    pub(super) fn text(&self, value: &Spanned<toml::Value>) -> Option<String> {
        match value.get_ref() {
            toml::Value::String(text) => Some(text.clone()),
            toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Datetime(_) => {
                Some(self.source.slice(span(value)).trim().to_owned())
            }
            _ => None,
        }
    }

    /// The range of a case.
    pub(super) fn range(&self, case: &Case) -> Result<evaluate::Range, Diagnostic> {
        let wrong = |key: &str, value: &Spanned<toml::Value>| {
            let text = self.source.slice(span(value)).to_owned();
            Diagnostic::new(Code::BadCaseDate, span(value)).with("text", text).with("key", key)
        };
        let (from, to) = (self.text(&case.from).unwrap_or_default(), self.text(&case.to).unwrap_or_default());
        evaluate::Range::parse(&from, &to).map_err(|error| match error {
            evaluate::EvaluateError::NoDay(text) if text == from => wrong("from", &case.from),
            _ => wrong("to", &case.to),
        })
    }

    /// The instant of judgement as written, and its place.
    pub(super) fn as_of(&self, case: &Case) -> Option<(String, Span)> {
        let value = case.as_of.as_ref()?;
        Some((self.text(value).unwrap_or_default(), span(value)))
    }
}

/// The place of a value of the file.
pub(super) fn span<T>(value: &Spanned<T>) -> Span {
    Span::new(value.span().start, value.span().end)
}
