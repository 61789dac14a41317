//! What an editor asks about standards: diagnostics, completion, hover, definition, references, rename and fixes.
#![doc = include_str!("../docs/editors.md")]

mod cases;
mod complete;
mod edited;
mod hover;
mod letters;
mod names;
mod positions;
mod rename;
mod session;
mod tables;

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Edit, Lang};
use guiju_syntax::span::{Source, Span};

pub use cases::{definition_in_cases, diagnostics_in_cases, hover_in_cases, references_in_cases};
pub use complete::{Candidate, complete, complete_in_cases};
pub use edited::with_text;
pub use hover::{Hover, hover};
pub use names::{Kind, Place, definition, references};
pub use positions::Utf16;
pub use rename::{RenameError, rename, rename_in_cases};
pub use session::Session;

use crate::Compiled;
use crate::testing::CaseFile;

/// What is wrong with a file, in order of place.
pub fn diagnostics(compiled: &Compiled, file: usize) -> &[Diagnostic] {
    compiled.files.get(file).map_or(&[], |file| &file.diagnostics)
}

/// A way to mend what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What would be mended.
    pub title: String,
    /// The replacements.
    pub edits: Vec<Edit>,
}

/// The fixes of the diagnostics that touch a span, in order of place: first the replacement that keeps what the file means
/// ([`Diagnostic::fix`], which `guiju lint --fix` makes), else near names in place of the one that nothing knows.
///
/// ```
/// let mut compiled = guiju::compile_text("files.gj", "每月5日前整理文件夹1次。");
/// compiled.lint(None);
/// let whole = guiju::Span::new(0, 100);
/// let fixes = guiju::services::fixes(&compiled, 0, whole, guiju::Lang::En);
/// assert_eq!(fixes[0].edits[0].text, "(含)");
/// ```
pub fn fixes(compiled: &Compiled, file: usize, span: Span, lang: Lang) -> Vec<Fix> {
    let source = compiled.files.get(file).map(|file| &file.source);
    source.map(|source| mend(source, diagnostics(compiled, file), span, lang)).unwrap_or_default()
}

/// The same for a case file, whose [`diagnostics_in_cases`] are `found`.
pub fn fixes_in_cases(cases: &CaseFile, found: &[Diagnostic], span: Span, lang: Lang) -> Vec<Fix> {
    mend(&cases.source, found, span, lang)
}

fn mend(source: &Source, found: &[Diagnostic], span: Span, lang: Lang) -> Vec<Fix> {
    let touching = found.iter().filter(|it| it.span.start <= span.end && span.start <= it.span.end);
    let fixes = touching.flat_map(|it| match it.fix.is_empty() {
        false => vec![Fix { title: it.help(lang), edits: it.fix.clone() }],
        true => near_names(source, it),
    });
    fixes.collect()
}

/// The near names in place of the word that the diagnostic is about, where it stands there as the message says it.
fn near_names(source: &Source, found: &Diagnostic) -> Vec<Fix> {
    let words = source.slice(found.span);
    // What TOML says has the word in its cause: there it is the place.
    let toml = matches!(found.code, Code::BadManifest | Code::BadCases).then(|| words.trim_matches(['"', '\'']));
    let said = found.args.iter().map(|(_, word)| word.as_str()).chain(toml).filter(|word| !word.is_empty());
    let place = said.filter_map(|word| Some((word, found.span.start as usize + words.find(word)?))).next();
    let Some((word, at)) = place else { return Vec::new() };
    let span = Span::new(at, at + word.len());
    let fix =
        |name: &String| Fix { title: format!("`{word}` → `{name}`"), edits: vec![Edit { span, text: name.clone() }] };
    found.near.iter().map(fix).collect()
}

#[cfg(test)]
mod tests;
