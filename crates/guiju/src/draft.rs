//! A draft of the vocabulary that a package lacks.

use std::path::Path;

use guiju_compile::draft::{self, Lacking};
use guiju_compile::manifest::Manifest;
use guiju_compile::settings;
use guiju_syntax::diagnostic::{Diagnostic, Lang};
use guiju_syntax::span::Source;

use crate::package::Files;
use crate::{CompiledFile, Error};

/// What the vocabulary of a package lacks, and a draft of it.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The names that are in no table.
    pub lacking: Lacking,
    /// The tables as TOML: a whole `guiju.toml` for a package without one, else what is to be added to it.
    pub text: String,
    /// Whether the package has a `guiju.toml`.
    pub has_manifest: bool,
    /// The files with what is wrong with them even then: what no vocabulary can mend.
    pub files: Vec<CompiledFile>,
}

/// Drafts what the vocabulary of the package at `path` lacks (a folder, or a `.gj` file with the `guiju.toml` beside it).
///
/// # Errors
/// Where a file cannot be read, or there is none.
pub fn draft(path: impl AsRef<Path>, lang: Lang) -> Result<Draft, Error> {
    let Files { manifests, calendar, standards, .. } = Files::read(path.as_ref())?;
    let mut files = Vec::new();
    let mut pairs: Vec<(Source, Manifest)> = Vec::new();
    for (text, manifest, diagnostics) in manifests {
        if !diagnostics.is_empty() {
            let (path, source) = (text.path, text.source.clone());
            files.push(CompiledFile { path, source, diagnostics, parts: Vec::new(), requirements: None });
        }
        pairs.push((text.source, manifest));
    }
    let first = pairs.first().map(|(_, manifest)| manifest);
    let calendar = settings::calendar(first, calendar.as_deref()).or_else(|_| settings::calendar(None, None));
    let sources: Vec<Source> = standards.iter().map(|text| text.source.clone()).collect();
    let draft = draft::draft(&sources, &pairs, &calendar.unwrap_or_default(), lang);
    for (text, unsolved) in standards.into_iter().zip(draft.unsolved) {
        let diagnostics: Vec<Diagnostic> = text.problem.into_iter().chain(unsolved).collect();
        files.push(CompiledFile {
            path: text.path,
            source: text.source,
            diagnostics,
            parts: Vec::new(),
            requirements: None,
        });
    }
    Ok(Draft { lacking: draft.lacking, text: draft.text, has_manifest: !pairs.is_empty(), files })
}
