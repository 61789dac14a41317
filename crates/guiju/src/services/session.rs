//! Checking a package again and again while it is written.

use std::path::{Path, PathBuf};

use guiju_compile::settings;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Source;

use crate::Error;
use crate::package::{Files, Text};

/// A package that is being written. [`edit`](Session::edit) says what is wrong with it after each change, and reads only the
/// clauses that changed: what it says is what [`compile`](crate::compile) would say of the same texts.
///
/// ```
/// use guiju::services::Session;
/// let mut session = Session::of_text("visits.gj", "每周 上门访问客户 >= 8\n每周 适当 走访");
/// assert_eq!(session.diagnostics(0).len(), 1);
/// // the line is mended, and nothing else is read again
/// session.edit("visits.gj", "每周 上门访问客户 >= 8\n每周 走访 >= 1");
/// assert!(session.diagnostics(0).is_empty());
/// ```
#[derive(Debug)]
pub struct Session {
    inner: guiju_compile::Session,
    files: Vec<(PathBuf, Source)>,
    /// That a file could not be read at all.
    unreadable: Vec<Option<Diagnostic>>,
}

impl Session {
    /// The package at a path, as [`compile`](crate::compile) takes it. Its vocabulary is read once: where that changes, a new
    /// session is to be opened.
    ///
    /// # Errors
    /// Where a file cannot be read, or there is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Session, Error> {
        Files::read(path.as_ref()).map(Session::new)
    }

    /// One text with no vocabulary.
    pub fn of_text(name: &str, text: &str) -> Session {
        let standards = vec![Text { path: name.into(), source: Source::new(name, text), problem: None }];
        Session::new(Files { folder: PathBuf::new(), manifests: Vec::new(), calendar: None, standards, whole: false })
    }

    fn new(files: Files) -> Session {
        let (vocabulary, _) = files.vocabulary();
        let first = files.manifests.first().map(|(_, manifest, _)| manifest);
        let calendar = settings::calendar(first, files.calendar.as_deref());
        let calendar = calendar.or_else(|_| settings::calendar(None, None)).unwrap_or_default();
        let inner = guiju_compile::Session::new(vocabulary, calendar);
        let (mut texts, mut unreadable) = (Vec::new(), Vec::new());
        for Text { path, source, problem } in files.standards {
            texts.push((path, source));
            unreadable.push(problem);
        }
        let mut session = Session { inner, files: texts, unreadable };
        session.check();
        session
    }

    fn check(&mut self) {
        let sources: Vec<&Source> = self.files.iter().map(|(_, source)| source).collect();
        self.inner.check(&sources);
    }

    /// The standards files by their names within the package, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(_, source)| source.name())
    }

    /// What is wrong with a standards file, by its place among [`names`](Session::names), in order of place.
    pub fn diagnostics(&self, file: usize) -> &[Diagnostic] {
        match self.unreadable.get(file) {
            Some(Some(problem)) => std::slice::from_ref(problem),
            _ => self.inner.said().get(file).map_or(&[], Vec::as_slice),
        }
    }

    /// The text of a standards file as it is now.
    pub fn source(&self, file: usize) -> Option<&Source> {
        self.files.get(file).map(|(_, source)| source)
    }

    /// Gives a file, by its name within the package, another text, and checks the package. Says whether there is such a
    /// file; a change to one file may show in another.
    pub fn edit(&mut self, name: &str, text: &str) -> bool {
        let Some(file) = self.files.iter().position(|(_, source)| source.name() == name) else { return false };
        if let Some((_, source)) = self.files.get_mut(file) {
            *source = Source::new(name, text);
        }
        if let Some(problem) = self.unreadable.get_mut(file) {
            *problem = None;
        }
        self.check();
        true
    }
}
