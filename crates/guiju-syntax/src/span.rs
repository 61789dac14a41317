//! Where a thing stands in the source: byte offsets, and the file they point into.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of the original source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Where texts stand that are no part of a standards file: what a vocabulary means by a name.
    pub const ELSEWHERE: u32 = 1 << 31;

    /// Whether it is a place of no standards file.
    pub fn is_elsewhere(self) -> bool {
        self.start >= Span::ELSEWHERE
    }

    /// The span from `start` to `end`, in bytes; offsets past 4 GiB are clamped.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: clamp(start), end: clamp(end) }
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A carriage return alone ends a line too, as on old systems; every byte stays where it is.
fn broken_by_newlines(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let lines: Vec<String> = text.split("\r\n").map(|line| line.replace('\r', "\n")).collect();
    lines.join("\r\n")
}

/// A named text with an index of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    line_starts: Vec<u32>,
    /// Where the parts of the text stand, where they do not stand where they are: the place, the first byte, the length.
    pieces: Vec<(u32, u32, u32)>,
}

impl Source {
    /// A source called `name` (a path as the user wrote it) holding `text`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = broken_by_newlines(text.into());
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(i, _)| Span::new(i + 1, i + 1).start));
        Source { name: name.into(), text, line_starts, pieces: Vec::new() }
    }

    /// Lines that stand at places of their own, by which alone they can be [sliced](Source::slice).
    pub fn of_lines<'a>(name: impl Into<String>, lines: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let (mut text, mut pieces) = (String::new(), Vec::new());
        for (place, line) in lines {
            let Span { start, end } = Span::new(text.len(), text.len() + line.len());
            pieces.push((place, start, end - start));
            text.push_str(line);
        }
        Source { name: name.into(), text, line_starts: Vec::new(), pieces }
    }

    /// The name given to [`Source::new`].
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of `span`, or the empty string where it lies outside.
    pub fn slice(&self, span: Span) -> &str {
        let held = |(place, _, length): &&(u32, u32, u32)| *place <= span.start && span.start - place < *length;
        let span = match self.pieces.iter().find(held) {
            Some((place, first, _)) => {
                let moved = |offset: u32| offset.saturating_sub(*place).saturating_add(*first);
                Span { start: moved(span.start), end: moved(span.end) }
            }
            None if self.pieces.is_empty() => span,
            None => return "",
        };
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub fn position(&self, offset: u32) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self.slice(Span { start, end: offset }).chars().count() + 1;
        (line, column)
    }

    /// The text of a line (from 1), without its line break.
    pub fn line(&self, line: usize) -> &str {
        let start = line.checked_sub(1).and_then(|i| self.line_starts.get(i)).copied();
        let Some(start) = start else { return "" };
        let rest = self.text.get(start as usize..).unwrap_or("");
        rest.split('\n').next().unwrap_or("").trim_end_matches('\r')
    }
}
