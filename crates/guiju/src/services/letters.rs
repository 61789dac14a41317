//! The letters of a name among the words that say it: wrapped over lines, in quotes, or with others between them.

use guiju_syntax::normal::Normal;
use guiju_syntax::span::{Source, Span};

/// Where the letters of a name stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letters {
    /// The name as it is written there, normalised.
    pub name: String,
    /// The runs of its letters. Between two of them stand other words, or a comment.
    pub runs: Vec<Span>,
    /// Whether they stand in 「」.
    pub quoted: bool,
}

impl Letters {
    /// From the first to the last.
    pub fn whole(&self) -> Span {
        self.runs.iter().copied().reduce(Span::to).unwrap_or_default()
    }
}

/// The letters of the first of these names that the words of a span say.
pub(super) fn letters(source: &Source, span: Span, names: &[String]) -> Option<Letters> {
    let normal = Normal::new(source.slice(span), span.start);
    let placed: Vec<(char, Span)> =
        normal.text.char_indices().map(|(at, c)| (c, normal.span(at, at + c.len_utf8()))).collect();
    let quoted = normal.text.starts_with('「') || before(source, span.start) == Some('「');
    let together = names.iter().find_map(|name| Some((name, in_one(&placed, name)?)));
    let (name, places) = together.or_else(|| names.iter().find_map(|name| Some((name, spread(&placed, name)?))))?;
    let mut runs: Vec<Span> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some(last) if joined(source, *last, place) => *last = last.to(place),
            _ => runs.push(place),
        }
    }
    Some(Letters { name: name.clone(), runs, quoted })
}

fn before(source: &Source, at: u32) -> Option<char> {
    source.text().get(..at as usize)?.chars().last()
}

/// The places of a name's letters, where nothing but blanks stands between them.
fn in_one(placed: &[(char, Span)], name: &str) -> Option<Vec<Span>> {
    let letters: Vec<(char, Span)> = placed.iter().copied().filter(|(c, _)| *c != ' ').collect();
    let wanted: Vec<char> = name.chars().filter(|c| *c != ' ').collect();
    let found = letters.windows(wanted.len().max(1)).find(|window| window.iter().map(|(c, _)| c).eq(&wanted))?;
    Some(found.iter().map(|(_, place)| *place).collect())
}

/// The places of a name's letters, in order, where the words begin and end with it: 整理(一次)文件夹.
fn spread(placed: &[(char, Span)], name: &str) -> Option<Vec<Span>> {
    let (mut found, mut rest) = (Vec::new(), placed.iter());
    for wanted in name.chars().filter(|c| *c != ' ') {
        found.push(rest.find(|(c, _)| *c == wanted)?.1);
    }
    Some(found)
}

/// Whether nothing stands between two places but blanks and line breaks.
fn joined(source: &Source, one: Span, two: Span) -> bool {
    let between = source.text().get(one.end as usize..two.start as usize);
    between.is_some_and(|between| between.chars().all(char::is_whitespace))
}
