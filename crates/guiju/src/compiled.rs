//! A package as compiled: its files, what is wrong with them, and what they ask.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use guiju_compile::manifest::Manifest;
use guiju_compile::vocabulary::Vocabulary;
use guiju_compile::{Compilation, Explained, settings};
use guiju_engine::program::Clause;
use guiju_syntax::diagnostic::{Diagnostic, Lang, Severity};
use guiju_syntax::span::{Source, Span};
use serde::Serialize;

use crate::package::Files;
use crate::{Error, Standards, unread};

/// A package as compiled, whether or not it is right.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// Every file that was read, `guiju.toml` and vocabulary files first, then the standards by name.
    pub files: Vec<CompiledFile>,
    pub(crate) compilation: Compilation,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) manifests: Vec<Manifest>,
    /// Whether these are all standards of the package.
    pub(crate) whole: bool,
    /// Whether a vocabulary file cannot be read, so that nobody knows what its words mean.
    unread: bool,
    folder: PathBuf,
    people_file: Option<String>,
    leave_file: Option<String>,
    coverage_file: Option<String>,
    register_files: Vec<(String, String)>,
}

/// One file of a package.
#[derive(Debug, Clone)]
pub struct CompiledFile {
    /// Its path, as the user would write it.
    pub path: PathBuf,
    /// Its text, under its name within the package.
    pub source: Source,
    /// What is wrong with it, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// Its parts: each heading and each clause, with its properties. Empty for a vocabulary file.
    pub parts: Vec<Span>,
    /// What it asks; `None` for a vocabulary file.
    pub requirements: Option<Vec<Explained>>,
}

/// What a package asks, without any records: version 1 of the JSON form of language.md §9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explain {
    /// The version of this form.
    pub explain: u32,
    /// One per standards file.
    pub files: Vec<ExplainFile>,
}

/// One file of [`Explain`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainFile {
    /// Its name within the package.
    pub file: String,
    /// Its requirements, in order.
    pub requirements: Vec<Explained>,
    /// What is wrong with it.
    pub diagnostics: Vec<ExplainDiagnostic>,
}

/// A diagnostic in machine form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainDiagnostic {
    /// `GJ0301`
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl ExplainDiagnostic {
    /// A diagnostic of `source`, in words of `lang`.
    pub fn new(diagnostic: &Diagnostic, source: &Source, lang: Lang) -> Self {
        let (line, column) = source.position(diagnostic.span.start);
        ExplainDiagnostic {
            code: diagnostic.code.entry().code,
            severity: diagnostic.severity().name(),
            line,
            column,
            message: diagnostic.message(lang),
            help: diagnostic.help(lang),
        }
    }
}

/// Compiles the package at `path`: a folder, or a `.gj` file (with the `guiju.toml` beside it, if there is one).
///
/// # Errors
/// Only where a file cannot be read, or there is none; what is wrong *in* the files is in
/// [`CompiledFile::diagnostics`].
pub fn compile(path: impl AsRef<Path>) -> Result<Compiled, Error> {
    Files::read(path.as_ref()).map(Compiled::new)
}

/// Compiles one text with no vocabulary: every phrase names itself.
///
/// ```
/// let compiled = guiju::compile_text("visits.gj", "每周上门访问客户 >= 8");
/// assert!(!compiled.has_errors());
/// assert_eq!(compiled.explain(guiju::Lang::En).files[0].requirements[0].canonical, "每周 上门访问客户 >= 8");
/// ```
pub fn compile_text(name: &str, text: &str) -> Compiled {
    let source = Source::new(name, text);
    let standards = vec![crate::package::Text { path: name.into(), source, problem: None }];
    Compiled::new(Files { folder: PathBuf::new(), manifests: Vec::new(), calendar: None, standards, whole: false })
}

/// Compiles one text with the vocabulary of a folder, if it has a `guiju.toml`.
///
/// # Errors
/// Where the vocabulary cannot be read.
pub fn compile_in(name: &str, text: &str, folder: impl AsRef<Path>) -> Result<Compiled, Error> {
    let standards = vec![crate::package::Text { path: name.into(), source: Source::new(name, text), problem: None }];
    Files::around(folder.as_ref(), standards).map(Compiled::new)
}

impl Compiled {
    pub(crate) fn new(files: Files) -> Compiled {
        let (vocabulary, mut vocabulary_diagnostics) = files.vocabulary();
        let unread = files.vocabulary_unread();
        let Files { folder, manifests, calendar, standards, whole } = files;
        let tables: Vec<Manifest> = manifests.iter().map(|(_, manifest, _)| manifest.clone()).collect();
        let first = tables.first();
        let calendar = settings::calendar(first, calendar.as_deref()).or_else(|problem| {
            if let Some(diagnostics) = vocabulary_diagnostics.first_mut() {
                diagnostics.push(problem);
            }
            settings::calendar(None, None)
        });
        let calendar = calendar.unwrap_or_default();
        let sources: Vec<Source> = standards.iter().map(|text| text.source.clone()).collect();
        let compilation = guiju_compile::compile(&sources, &vocabulary, &calendar);

        let mut all = Vec::with_capacity(manifests.len() + standards.len());
        for ((text, _, mut diagnostics), more) in manifests.into_iter().zip(vocabulary_diagnostics) {
            diagnostics.extend(more);
            all.push(CompiledFile {
                path: text.path,
                source: text.source,
                diagnostics,
                parts: Vec::new(),
                requirements: None,
            });
        }
        let results =
            compilation.standards.iter().zip(compilation.diagnostics.iter().cloned()).zip(&compilation.documents);
        for (text, ((standard, mut diagnostics), document)) in standards.into_iter().zip(results) {
            if let Some(problem) = text.problem {
                diagnostics = vec![problem];
            }
            let requirements = Some(guiju_compile::explain(standard, &text.source));
            let parts = guiju_compile::lint::parts(document);
            all.push(CompiledFile { path: text.path, source: text.source, diagnostics, parts, requirements });
        }
        let entities = first.into_iter().flat_map(|manifest| manifest.entity.values());
        let register_files =
            entities.filter_map(|entity| Some((entity.register.clone()?, entity.file.clone()?))).collect();
        let mut compiled = Compiled {
            files: all,
            compilation,
            vocabulary,
            folder,
            people_file: first.and_then(|manifest| manifest.people.file.clone()),
            leave_file: first.and_then(|manifest| manifest.leave.file.clone()),
            coverage_file: first.and_then(|manifest| manifest.coverage.file.clone()),
            register_files,
            manifests: tables,
            whole,
            unread,
        };
        compiled.keep_known();
        compiled
    }

    /// Leaves out what may only follow from a vocabulary that cannot be read.
    pub(crate) fn keep_known(&mut self) {
        if self.unread {
            let standards = self.files.iter_mut().filter(|file| file.requirements.is_some());
            standards.for_each(|file| file.diagnostics.retain(|diagnostic| !unread::may_follow(diagnostic.code)));
        }
    }

    /// Whether anything is wrong enough that the standards cannot be used.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    fn errors(&self) -> impl Iterator<Item = (&CompiledFile, &Diagnostic)> {
        let all = self.files.iter().flat_map(|file| file.diagnostics.iter().map(move |diagnostic| (file, diagnostic)));
        all.filter(|(_, diagnostic)| diagnostic.severity() == Severity::Error)
    }

    /// Every requirement and every diagnostic of the standards files, in words of `lang`.
    pub fn explain(&self, lang: Lang) -> Explain {
        let standards = self.files.iter().filter_map(|file| Some((file, file.requirements.as_ref()?)));
        let files = standards
            .map(|(file, requirements)| ExplainFile {
                file: file.source.name().to_owned(),
                requirements: self.counted(file, requirements, lang),
                diagnostics: file
                    .diagnostics
                    .iter()
                    .map(|diagnostic| ExplainDiagnostic::new(diagnostic, &file.source, lang))
                    .collect(),
            })
            .collect();
        Explain { explain: 1, files }
    }

    /// The requirements with what each will count.
    fn counted(&self, file: &CompiledFile, requirements: &[Explained], lang: Lang) -> Vec<Explained> {
        let standard = self.compilation.program.standards.iter().find(|standard| standard.file == file.source.name());
        let clauses = standard.map(|standard| standard.clauses.as_slice()).unwrap_or_default();
        // Where an id is given twice, the first has it.
        let by_id: BTreeMap<&str, &Clause> = clauses.iter().rev().map(|clause| (clause.id.as_str(), clause)).collect();
        let mut requirements = requirements.to_vec();
        for requirement in &mut requirements {
            requirement.counts = by_id
                .get(requirement.id.as_str())
                .map(|clause| guiju_compile::describe::describe(&self.compilation.program, clause, lang))
                .unwrap_or_default();
        }
        requirements
    }

    fn scoring(&self) -> BTreeMap<(String, String), Vec<String>> {
        let standards = self.files.iter().filter_map(|file| Some((file.source.name(), file.requirements.as_ref()?)));
        standards
            .flat_map(|(file, all)| all.iter().map(move |it| ((file.to_owned(), it.id.clone()), it.scoring.clone())))
            .collect()
    }

    /// The standards, ready to score.
    ///
    /// # Errors
    /// [`Error::Invalid`] where a file has errors.
    pub fn standards(&self) -> Result<Standards, Error> {
        if let Some((file, first)) = self.errors().next() {
            let (line, column) = file.source.position(first.span.start);
            let message = first.message(Lang::En);
            return Err(Error::Invalid {
                errors: self.errors().count(),
                first: format!("{}:{line}:{column}: {message}", file.path.display()),
            });
        }
        let files = |file: &String| self.folder.join(file);
        Ok(Standards {
            program: self.compilation.program.clone(),
            people_file: self.people_file.as_ref().map(files),
            leave_file: self.leave_file.as_ref().map(files),
            coverage_file: self.coverage_file.as_ref().map(files),
            register_files: self.register_files.iter().map(|(name, file)| (name.clone(), files(file))).collect(),
            scoring: self.scoring(),
        })
    }
}
