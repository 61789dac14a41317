//! Renaming.

use guiju_compile::read_manifest;
use guiju_compile::vocabulary::Vocabulary;
use guiju_syntax::diagnostic::{Diagnostic, Edit, Severity};
use guiju_syntax::span::Source;

use super::names::{at, folded, known, references};
use crate::Compiled;

/// Why a name cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenameError {
    /// No name stands there.
    #[error("there is no name here")]
    NoName,
    /// It is empty, or holds blanks, signs or line breaks.
    #[error("`{0}` is no name")]
    BadName(String),
    /// Something is called so already.
    #[error("there is a `{0}` already")]
    Taken(String),
    /// With that name something could no longer be read.
    #[error("with `{0}` there would be errors")]
    WouldBreak(String),
}

/// The replacements that change the name at an offset everywhere, each with its file, in order.
///
/// # Errors
/// Where there is no name, or the new one cannot take its place; the package is compiled with it to be sure.
pub fn rename(compiled: &Compiled, file: usize, offset: usize, to: &str) -> Result<Vec<(usize, Edit)>, RenameError> {
    let (name, _, _) = at(compiled, file, offset).ok_or(RenameError::NoName)?;
    if to.is_empty() || folded(to) != to || !to.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Err(RenameError::BadName(to.to_owned()));
    }
    if to != name && known(compiled, file).contains_key(to) {
        return Err(RenameError::Taken(to.to_owned()));
    }
    let places = references(compiled, file, offset);
    let edits: Vec<(usize, Edit)> =
        places.into_iter().map(|place| (place.file, Edit { span: place.span, text: to.to_owned() })).collect();
    if errors(compiled, &edits) > errors(compiled, &[]) {
        return Err(RenameError::WouldBreak(to.to_owned()));
    }
    Ok(edits)
}

/// How many errors the package has with these replacements.
fn errors(compiled: &Compiled, edits: &[(usize, Edit)]) -> usize {
    let (mut manifests, mut standards, mut count) = (Vec::new(), Vec::new(), 0);
    for (index, file) in compiled.files.iter().enumerate() {
        let mut text = file.source.text().to_owned();
        for (_, edit) in edits.iter().rev().filter(|(file, _)| *file == index) {
            let range = edit.span.start as usize..edit.span.end as usize;
            if text.get(range.clone()).is_some() {
                text.replace_range(range, &edit.text);
            }
        }
        let source = Source::new(file.source.name().to_owned(), text);
        match file.requirements {
            Some(_) => standards.push(source),
            None => match read_manifest(&source) {
                Ok(manifest) => manifests.push((source, manifest)),
                Err(_) => count += 1,
            },
        }
    }
    let (vocabulary, problems) =
        if manifests.is_empty() { (Vocabulary::open(), Vec::new()) } else { Vocabulary::new(&manifests) };
    let after = guiju_compile::compile(&standards, &vocabulary, &compiled.compilation.program.calendar);
    let wrong = |all: &[Vec<Diagnostic>]| all.iter().flatten().filter(|it| it.severity() == Severity::Error).count();
    count + wrong(&problems) + wrong(&after.diagnostics)
}
