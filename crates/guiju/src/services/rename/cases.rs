//! Renaming in the cases of a package.

use guiju_syntax::diagnostic::Edit;

use super::RenameError;
use crate::Compiled;
use crate::services::cases::{standard_of, symbol};
use crate::services::names::{Names, at, occurrences};
use crate::testing::{CaseFile, CaseName};

/// The replacements that a [`rename`](super::rename) of the same name brings to cases, each with its file by its place in
/// `cases`, in order: activities and fields in the lines of records, people and registers, steps among their values, grades
/// that are expected. A grade changes only in cases about the standard that it belongs to. The cases that passed before
/// pass after both.
///
/// ```
/// use guiju::services::{rename, rename_in_cases};
/// use guiju::testing::CaseFile;
/// let compiled = guiju::compile_text("visits.gj", "每周 上门访问客户 >= 8");
/// let cases = CaseFile::parse("visits_test.toml", r#"
/// [[case]]
/// name = "one visit"
/// from = "2024-03-04"
/// to = "2024-03-11"
/// records = ["张三 周一 上门访问客户"]
/// expect = { "1" = "未达标 实际=1" }
/// "#);
/// let at = "每周 ".len();
/// assert_eq!(rename(&compiled, 0, at, "拜访客户").unwrap().len(), 1);
/// let edits = rename_in_cases(&compiled, 0, at, "拜访客户", &[cases]).unwrap();
/// assert_eq!((edits.len(), edits[0].1.text.as_str()), (1, "拜访客户"));
/// ```
///
/// # Errors
/// Where there is no name, or a case writes it with escapes.
pub fn rename_in_cases(
    compiled: &Compiled,
    file: usize,
    offset: usize,
    to: &str,
    cases: &[CaseFile],
) -> Result<Vec<(usize, Edit)>, RenameError> {
    let all = occurrences(compiled);
    let here = at(&all, file, offset).ok_or(RenameError::NoName)?;
    let said = || compiled.files.get(file).map(|file| file.source.slice(here.place.span).to_owned());
    let letters = here.letters.as_ref().ok_or_else(|| RenameError::Implied(said().unwrap_or_default()))?;
    let mut edits = Vec::new();
    for (index, cases) in cases.iter().enumerate() {
        let standard = standard_of(compiled, cases);
        let names = Names::of(compiled, standard.unwrap_or(usize::MAX), &[]);
        let meant =
            |it: &CaseName<'_>| it.name == letters.name && symbol(&names, standard, it) == Some(&here.symbol).cloned();
        for it in cases.names().iter().filter(|it| meant(it)) {
            let span = it.place.ok_or_else(|| RenameError::Implied(it.name.to_owned()))?;
            let text = if it.quoted || bare(to) { to.to_owned() } else { format!("「{to}」") };
            edits.push((index, Edit { span, text }));
        }
    }
    edits.sort_by_key(|(file, edit)| (*file, edit.span));
    Ok(edits)
}

/// Whether a line of a case reads these words as a name without quotes: no sign is in them, and they are no day or time.
fn bare(name: &str) -> bool {
    let day = ["每", "周", "星期", "礼拜", "工作日"].iter().any(|word| name.starts_with(word));
    !day && name.chars().all(|c| c == '_' || c.is_alphanumeric() && !c.is_numeric())
}
