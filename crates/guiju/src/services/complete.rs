//! What may come next.

use guiju_syntax::keywords::{KEYWORDS, Role};
use guiju_syntax::span::Span;

use super::names::{Kind, known};
use crate::Compiled;

/// Something that may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it is.
    pub text: String,
    /// What it names; `None` for a keyword or a measure word.
    pub kind: Option<Kind>,
    /// What has been typed of it, which it takes the place of.
    pub replaces: Span,
}

/// What may stand at an offset, names first: after a number measure words, after 其中, 适用 and 任职 fields, at the start
/// of a line periods and keywords, and names that begin with what has been typed anywhere.
///
/// ```
/// let compiled = guiju::compile_text("visits.gj", "凡 投诉 须 当天 回复投诉\n不得 投");
/// let names: Vec<String> =
///     guiju::services::complete(&compiled, 0, "凡 投诉 须 当天 回复投诉\n不得 投".len()).into_iter().map(|it| it.text).collect();
/// assert_eq!(names, ["投诉"]);
/// ```
pub fn complete(compiled: &Compiled, file: usize, offset: usize) -> Vec<Candidate> {
    let Some(text) = compiled.files.get(file).and_then(|file| file.source.text().get(..offset)) else {
        return Vec::new();
    };
    let line = text.rsplit('\n').next().unwrap_or("");
    let typed = typed(line);
    let before = line.strip_suffix(typed).unwrap_or(line).trim_end();
    let replaces = Span::new(offset - typed.len(), offset);
    let mut found: Vec<Candidate> = Vec::new();
    let mut add = |text: &str, kind| {
        let fits = text.starts_with(typed) && text != typed;
        if fits && !found.iter().any(|it| it.text == text) {
            found.push(Candidate { text: text.to_owned(), kind, replaces });
        }
    };
    let names = known(compiled, file);
    if before.ends_with(|c: char| c.is_numeric()) {
        compiled.vocabulary.measure_words.names().for_each(|word| add(word, None));
        return found;
    }
    let fields = ["其中", "适用", "任职", "除外", "按"].iter().any(|word| before.ends_with(word));
    let of_field = |kind: Kind| matches!(kind, Kind::Field | Kind::Level);
    let keywords = |role| KEYWORDS.iter().filter(move |keyword| keyword.role == role);
    if before.is_empty() || numbered(before) {
        let periods = keywords(Role::Period).filter(|keyword| keyword.rule == "period_unit");
        periods
            .filter(|keyword| keyword.text.starts_with('每'))
            .for_each(|period| add(&format!("{} ", period.text), None));
        keywords(Role::Requirement).filter(|keyword| keyword.text != "每").for_each(|keyword| add(keyword.text, None));
        if before.is_empty() {
            let begin = keywords(Role::Property).filter(|keyword| keyword.example.starts_with(keyword.text));
            begin.for_each(|keyword| add(keyword.text, None));
        }
    }
    for (name, kind) in &names {
        // With nothing typed only what belongs there is offered.
        let belongs = !typed.is_empty() || if fields { of_field(*kind) } else { *kind == Kind::Activity };
        if belongs && (!fields || of_field(*kind)) {
            add(name, Some(*kind));
        }
    }
    found
}

/// What has been typed of a word: letters from the last blank, sign or number on.
fn typed(line: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || c.is_numeric() || (!c.is_alphanumeric() && c != '_');
    line.rsplit(ends).next().unwrap_or("")
}

/// `1.` or `(2)`, with nothing behind it.
fn numbered(before: &str) -> bool {
    before.chars().all(|c| c.is_numeric() || c.is_whitespace() || "().、()".contains(c))
}
