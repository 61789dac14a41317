//! A package with other texts: what has been typed and not been saved.

use guiju_compile::manifest::Manifest;
use guiju_compile::read_manifest;
use guiju_compile::vocabulary::Vocabulary;
use guiju_syntax::diagnostic::{Diagnostic, Edit};
use guiju_syntax::span::Source;

use crate::Compiled;

/// The package with another text of one file, by its place in [`Compiled::files`]. The calendar stays as it is, also where
/// `[calendar]` changes.
///
/// ```
/// use guiju::services::{complete, with_text};
/// let compiled = guiju::compile_text("visits.gj", "不得 投诉\n");
/// let typed = "不得 投诉\n凡 投";
/// let now = with_text(&compiled, 0, typed);
/// assert_eq!(complete(&now, 0, typed.len())[0].text, "投诉");
/// ```
pub fn with_text(compiled: &Compiled, file: usize, text: &str) -> Compiled {
    let mut after = compiled.clone();
    if let Some(file) = after.files.get_mut(file) {
        file.source = Source::new(file.source.name().to_owned(), text);
    }
    recompiled(after).0
}

/// The package with these replacements; `None` where they do not fit, or a vocabulary file could no longer be read.
pub(super) fn edited(compiled: &Compiled, edits: &[(usize, Edit)]) -> Option<Compiled> {
    let mut after = compiled.clone();
    for (index, file) in after.files.iter_mut().enumerate() {
        let mut text = file.source.text().to_owned();
        for (_, edit) in edits.iter().rev().filter(|(file, _)| *file == index) {
            let range = edit.span.start as usize..edit.span.end as usize;
            text.get(range.clone())?;
            text.replace_range(range, &edit.text);
        }
        file.source = Source::new(file.source.name().to_owned(), text);
    }
    let (after, readable) = recompiled(after);
    readable.then_some(after)
}

/// A package whose texts have changed, and whether its vocabulary can be read.
fn recompiled(mut after: Compiled) -> (Compiled, bool) {
    let (mut tables, mut standards) = (Vec::new(), Vec::new());
    let mut unread: Vec<Option<Diagnostic>> = Vec::new();
    for file in &after.files {
        match file.requirements {
            Some(_) => standards.push(file.source.clone()),
            None => {
                let read = read_manifest(&file.source);
                unread.push(read.as_ref().err().cloned());
                tables.push((file.source.clone(), read.unwrap_or_default()));
            }
        }
    }
    let readable = unread.iter().all(Option::is_none);
    let (mut vocabulary, problems) =
        if tables.is_empty() { (Vocabulary::open(), Vec::new()) } else { Vocabulary::new(&tables) };
    vocabulary.open |= !readable;
    let compilation = guiju_compile::compile(&standards, &vocabulary, &after.compilation.program.calendar);
    let mut said = compilation.diagnostics.iter().cloned().zip(&compilation.standards).zip(&compilation.documents);
    let mut problems = unread.into_iter().zip(problems);
    for file in &mut after.files {
        if file.requirements.is_none() {
            let (unread, problems) = problems.next().unwrap_or_default();
            file.diagnostics = unread.into_iter().chain(problems).collect();
        } else if let Some(((diagnostics, standard), document)) = said.next() {
            file.diagnostics = diagnostics;
            file.requirements = Some(guiju_compile::explain(standard, &file.source));
            file.parts = guiju_compile::lint::parts(document);
        }
    }
    after.manifests = tables.into_iter().map(|(_, manifest): (Source, Manifest)| manifest).collect();
    after.vocabulary = vocabulary;
    after.compilation = compilation;
    (after, readable)
}
