//! Formatting standards files.

use std::io;
use std::path::{Path, PathBuf};

use guiju_compile::rewrite::rewrite;
use guiju_syntax::span::Source;

use crate::Error;
use crate::package::{Files, Text};

/// A file before and after formatting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formatted {
    /// Its path, as the user would write it.
    pub path: PathBuf,
    /// As it was.
    pub before: String,
    /// As it should be.
    pub after: String,
}

/// How a file is to be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// Only blanks, indentation and the width of letters change.
    #[default]
    AsWritten,
    /// Plain sentences become canonical; what they said stays above them as comments.
    Canonical,
}

/// Formats the standards of the package at `path` (a folder, or a `.gj` file); nothing is written.
///
/// # Errors
/// Where a file cannot be read, or there is none. A file that is not UTF-8 is an error of its own.
pub fn format(path: impl AsRef<Path>, layout: Layout) -> Result<Vec<Result<Formatted, Error>>, Error> {
    let files = Files::read(path.as_ref())?;
    Ok(formatted(&files, layout))
}

/// Formats one text with the vocabulary of `folder`, if it has a `guiju.toml`.
///
/// ```
/// use guiju::{Layout, format_text};
/// let formatted = format_text("每周上门访问客户>=８家", ".", Layout::AsWritten)?;
/// assert_eq!(formatted.after, "每周 上门访问客户 >= 8 家\n");
/// let formatted = format_text("每周上门访问客户8家。", ".", Layout::Canonical)?;
/// assert_eq!(formatted.after, "// 每周上门访问客户8家。\n每周 上门访问客户 >= 8 家\n");
/// # Ok::<(), guiju::Error>(())
/// ```
///
/// # Errors
/// Where the vocabulary cannot be read.
pub fn format_text(text: &str, folder: impl AsRef<Path>, layout: Layout) -> Result<Formatted, Error> {
    let source = Source::new("-", text);
    let files = Files::around(folder.as_ref(), vec![Text { path: "-".into(), source, problem: None }])?;
    formatted(&files, layout).into_iter().next().unwrap_or_else(|| Err(Error::NoStandards("-".into())))
}

fn formatted(files: &Files, layout: Layout) -> Vec<Result<Formatted, Error>> {
    let (vocabulary, _) = files.vocabulary();
    let one = |file: &Text| {
        if file.problem.is_some() {
            let cause = io::Error::from(io::ErrorKind::InvalidData);
            return Err(Error::Io { path: file.path.clone(), cause });
        }
        let after = match layout {
            Layout::AsWritten => guiju_syntax::format::format(&file.source, &vocabulary.names),
            Layout::Canonical => rewrite(&file.source, &vocabulary),
        };
        Ok(Formatted { path: file.path.clone(), before: file.source.text().to_owned(), after })
    };
    files.standards.iter().map(one).collect()
}
