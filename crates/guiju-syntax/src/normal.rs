//! One spelling for every width: the text that the grammar reads, with a way back to the original bytes.

use std::rc::Rc;

use crate::letters::Sketch;
use crate::parse::{Memo, find};
use crate::span::Span;

/// A normalised text. Each of its bytes knows which original character it came from.
#[derive(Debug, Clone)]
pub struct Normal {
    /// Half-width, without comments and line breaks; runs of blanks are one space.
    pub text: String,
    places: Vec<Span>,
    /// What was read of it already, shared by its copies.
    pub(crate) memo: Rc<Memo>,
}

impl PartialEq for Normal {
    fn eq(&self, other: &Normal) -> bool {
        self.text == other.text && self.places == other.places
    }
}

impl Eq for Normal {}

/// A name or phrase without any blanks but those between two Latin words.
pub fn words(text: &str) -> String {
    tight(&Normal::new(text, 0).text)
}

/// Drops blanks except between two ASCII letters or digits.
pub fn tight(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let latin = |c: Option<&u8>| c.is_some_and(u8::is_ascii_alphanumeric);
    let mut kept = 0;
    for at in memchr::memchr_iter(b' ', text.as_bytes()) {
        out.push_str(text.get(kept..at).unwrap_or(""));
        let between = latin(out.as_bytes().last()) && latin(text.as_bytes().get(at + 1));
        kept = if between { at } else { at + 1 };
    }
    out.push_str(text.get(kept..).unwrap_or(""));
    out
}

impl Normal {
    /// Normalises `text`, which begins at byte `base` of its source.
    pub fn new(text: &str, base: u32) -> Normal {
        let (text_room, place_room) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        let mut normal = Normal { text: text_room, places: place_room, memo: Rc::default() };
        let mut chars = text.char_indices().peekable();
        let (mut quoted, mut blank, mut broken) = (false, false, false);
        while let Some((at, c)) = chars.next() {
            if c == '/' && !quoted && begins_comment(text, at) {
                while chars.next_if(|(_, c)| *c != '\n').is_some() {}
                continue;
            }
            let line_break = c == '\n' || c == '\r';
            if is_nothing(c) || line_break || (c.is_whitespace() && (!quoted || broken)) {
                broken |= line_break;
                blank = true;
                continue;
            }
            let place = Span::new(base as usize + at, base as usize + at + c.len_utf8());
            let mut letter = [0; 4];
            let folded = if quoted && c != '｣' { c.encode_utf8(&mut letter) } else { fold(c, &mut letter) };
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let latin = || ascii(normal.text.chars().last()) && ascii(folded.chars().next());
            // A word wrapped at a line's end goes on without a blank.
            if blank && !quoted && !normal.text.is_empty() && (!broken || latin()) {
                normal.add(" ", place);
            }
            (blank, broken) = (false, false);
            quoted = (quoted || folded == "「") && folded != "」";
            normal.add(folded, place);
        }
        normal
    }

    /// Adds to what nobody has read yet.
    fn add(&mut self, text: &str, place: Span) {
        self.text.push_str(text);
        self.places.extend(std::iter::repeat_n(place, text.len()));
    }

    fn push(&mut self, text: &str, place: Span) {
        self.changed();
        self.add(text, place);
    }

    /// What was read of it is of another text.
    fn changed(&mut self) {
        match Rc::get_mut(&mut self.memo) {
            Some(memo) => *memo = Memo::default(),
            None => self.memo = Rc::default(),
        }
    }

    /// The original bytes of a range of the normalised text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        match (self.places.get(start), self.places.get(end.saturating_sub(1).max(start))) {
            (Some(first), Some(last)) => first.to(*last),
            _ => self.places.last().map(|last| Span { start: last.end, end: last.end }).unwrap_or_default(),
        }
    }

    /// Where a word stands, outside 「」.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        let letters = self.memo.letters.get_or_init(|| Sketch::of(&self.text));
        if letters.may_hold(word) { find(&self.text, word) } else { None }
    }

    /// A text that was normalised before; all of it stands at one place.
    pub(crate) fn placed(text: &str, place: Span) -> Normal {
        Normal { text: text.to_owned(), places: vec![place; text.len()], memo: Rc::default() }
    }

    /// A part of it, on its own.
    pub fn part(&self, start: usize, end: usize) -> Normal {
        if start == 0 && end == self.text.len() {
            return self.clone();
        }
        Normal {
            text: self.text.get(start..end).unwrap_or("").to_owned(),
            places: self.places.get(start..end).unwrap_or_default().to_vec(),
            memo: Rc::default(),
        }
    }

    /// Without blanks, except between two ASCII letters or digits.
    pub(crate) fn tight(&self) -> Normal {
        if !self.text.contains(' ') {
            return self.clone();
        }
        let mut tight = self.empty();
        let mut kept = 0;
        for at in memchr::memchr_iter(b' ', self.text.as_bytes()) {
            tight.add_part(self, kept, at);
            kept = at + 1;
            let next = self.text.as_bytes().get(kept).is_some_and(u8::is_ascii_alphanumeric);
            if next && tight.text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
                kept = at;
            }
        }
        tight.add_part(self, kept, self.text.len());
        tight
    }

    pub(crate) fn empty(&self) -> Normal {
        let (text, places) = (String::with_capacity(self.text.len() + 16), Vec::with_capacity(self.places.len() + 16));
        Normal { text, places, memo: Rc::default() }
    }

    pub(crate) fn copy(&mut self, from: &Normal, start: usize, end: usize) {
        self.changed();
        self.add_part(from, start, end);
    }

    fn add_part(&mut self, from: &Normal, start: usize, end: usize) {
        self.text.push_str(from.text.get(start..end).unwrap_or(""));
        self.places.extend_from_slice(from.places.get(start..end).unwrap_or_default());
    }

    pub(crate) fn insert(&mut self, text: &str, like: &Normal, at: usize) {
        let place = like.places.get(at).copied().unwrap_or_default();
        self.push(text, place);
    }
}

/// Whether a character has no width and no meaning: marks of the byte order, and what pages put in to break lines.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// Whether nobody sees a character that still makes the words around it others: control characters, and those that
/// turn the direction of writing.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a comment begins at this byte: at `//`, but not at that of `https://`.
pub(crate) fn begins_comment(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with("//")) && !text.get(..at).is_some_and(|it| it.ends_with(':'))
}

/// The half-width spelling of a character, written to `letter` where it is another letter.
fn fold(c: char, letter: &mut [u8; 4]) -> &str {
    match c {
        '≥' | '≧' => ">=",
        '≤' | '≦' => "<=",
        '≠' => "!=",
        '×' => "*",
        '÷' => "/",
        '－' | '–' | '−' => "-",
        '｢' => "「",
        '｣' => "」",
        '｡' => "。",
        '～' | '〜' => "~",
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).encode_utf8(letter),
        c => c.encode_utf8(letter),
    }
}
