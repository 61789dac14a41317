//! What an editor asks about standards: diagnostics, completion, hover, definition, references, rename and fixes.
//!
//! Everything is plain data over a [`Compiled`] package: files are named by their place in [`Compiled::files`], places
//! are bytes, and [`Utf16`] converts them to the lines and UTF-16 units that editors count in. Nothing reads a file.
//!
//! ```
//! use guiju::services::{Utf16, complete, definition, hover, rename};
//! let text = "参数 拜访目标 = 8\n每周 上门访问客户 >= 拜访目标\n";
//! let compiled = guiju::compile_text("visits.gj", text);
//! let at = text.rfind("拜访目标").unwrap();
//! // line 1, 13 UTF-16 units in
//! assert_eq!(Utf16::of(text, at), Utf16 { line: 1, unit: 13 });
//! // the parameter is defined on the first line
//! assert_eq!(definition(&compiled, 0, at).unwrap().span.start as usize, text.find("拜访目标").unwrap());
//! assert!(hover(&compiled, 0, at, guiju::Lang::En).unwrap().text.contains("parameter"));
//! // both places change
//! assert_eq!(rename(&compiled, 0, at, "周目标").unwrap().len(), 2);
//! assert!(complete(&compiled, 0, at + "拜访".len()).iter().any(|it| it.text == "拜访目标"));
//! ```

mod complete;
mod hover;
mod letters;
mod names;
mod positions;
mod rename;
mod session;
mod tables;

use guiju_syntax::diagnostic::{Diagnostic, Edit, Lang};
use guiju_syntax::span::Span;

pub use complete::{Candidate, complete};
pub use hover::{Hover, hover};
pub use names::{Kind, Place, definition, references};
pub use positions::Utf16;
pub use rename::{RenameError, rename, rename_in_cases};
pub use session::Session;

use crate::Compiled;

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

/// The fixes of the diagnostics that touch a span.
///
/// ```
/// let mut compiled = guiju::compile_text("files.gj", "每月5日前整理文件夹1次。");
/// compiled.lint(None);
/// let whole = guiju::Span::new(0, 100);
/// let fixes = guiju::services::fixes(&compiled, 0, whole, guiju::Lang::En);
/// assert_eq!(fixes[0].edits[0].text, "(含)");
/// ```
pub fn fixes(compiled: &Compiled, file: usize, span: Span, lang: Lang) -> Vec<Fix> {
    let touching =
        diagnostics(compiled, file).iter().filter(|it| it.span.start <= span.end && span.start <= it.span.end);
    touching
        .filter(|diagnostic| !diagnostic.fix.is_empty())
        .map(|diagnostic| Fix { title: diagnostic.help(lang), edits: diagnostic.fix.clone() })
        .collect()
}

#[cfg(test)]
mod tests;
