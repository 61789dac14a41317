//! One spelling for every width: the text that the grammar reads, with a way back to the original bytes.

use std::ops::Range;
use std::rc::Rc;

use crate::grammar::is_han;
use crate::letters::Sketch;
use crate::parse::{Memo, find};
use crate::span::Span;

/// A normalised text. Each of its bytes knows which original character it came from.
#[derive(Debug, Clone)]
pub struct Normal {
    /// Half-width, without comments and line breaks; runs of blanks are one space.
    pub text: String,
    places: Places,
    /// What was read of it already, shared by its copies.
    pub(crate) memo: Rc<Memo>,
}

/// Where the bytes of a text stand: those of a longer one, of which it is a part.
#[derive(Debug, Clone)]
struct Places {
    all: Rc<Vec<Span>>,
    range: Range<usize>,
}

impl Places {
    fn of(places: Vec<Span>) -> Places {
        Places { range: 0..places.len(), all: Rc::new(places) }
    }

    fn get(&self) -> &[Span] {
        self.all.get(self.range.clone()).unwrap_or_default()
    }

    /// Adds to them; what others have a part of stays as it is.
    fn add(&mut self, more: impl IntoIterator<Item = Span>) {
        let whole = self.range == (0..self.all.len());
        match Rc::get_mut(&mut self.all).filter(|_| whole) {
            Some(all) => all.extend(more),
            None => self.all = Rc::new(self.get().iter().copied().chain(more).collect()),
        }
        self.range = 0..self.all.len();
    }
}

impl PartialEq for Normal {
    fn eq(&self, other: &Normal) -> bool {
        self.text == other.text && self.places.get() == other.places.get()
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
        let (mut out, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        let mut add = |out: &mut String, text: &str, place: Span| {
            out.push_str(text);
            places.extend(std::iter::repeat_n(place, text.len()));
        };
        let mut chars = text.char_indices().peekable();
        let (mut quoted, mut blank, mut broken) = (false, false, false);
        while let Some((at, c)) = chars.next() {
            // most are letters, of which there is one spelling
            let letter = is_han(c);
            if c == '/' && !quoted && begins_comment(text, at) {
                while chars.next_if(|(_, c)| *c != '\n').is_some() {}
                continue;
            }
            let line_break = c == '\n' || c == '\r';
            if !letter && (is_nothing(c) || line_break || (c.is_whitespace() && (!quoted || broken))) {
                broken |= line_break;
                blank = true;
                continue;
            }
            let place = Span::new(base as usize + at, base as usize + at + c.len_utf8());
            let mut spelled = [0; 4];
            let folded =
                if letter || quoted && c != '｣' { c.encode_utf8(&mut spelled) } else { fold(c, &mut spelled) };
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let latin = || ascii(out.chars().last()) && ascii(folded.chars().next());
            // A word wrapped at a line's end goes on without a blank.
            if blank && !quoted && !out.is_empty() && (!broken || latin()) {
                add(&mut out, " ", place);
            }
            (blank, broken) = (false, false);
            if !letter {
                quoted = (quoted || folded == "「") && folded != "」";
            }
            add(&mut out, folded, place);
        }
        Normal { text: out, places: Places::of(places), memo: Rc::default() }
    }

    fn push(&mut self, text: &str, place: Span) {
        self.changed();
        self.text.push_str(text);
        self.places.add(std::iter::repeat_n(place, text.len()));
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
        let places = self.places.get();
        match (places.get(start), places.get(end.saturating_sub(1).max(start))) {
            (Some(first), Some(last)) => first.to(*last),
            _ => places.last().map(|last| Span { start: last.end, end: last.end }).unwrap_or_default(),
        }
    }

    /// Where a word stands, outside 「」.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        let letters = self.memo.letters.get_or_init(|| Sketch::of(&self.text));
        if letters.may_hold(word) { find(&self.text, word) } else { None }
    }

    /// A text that was normalised before; all of it stands at one place.
    pub(crate) fn placed(text: &str, place: Span) -> Normal {
        Normal { text: text.to_owned(), places: Places::of(vec![place; text.len()]), memo: Rc::default() }
    }

    /// A part of it, on its own.
    pub fn part(&self, start: usize, end: usize) -> Normal {
        if start == 0 && end == self.text.len() {
            return self.clone();
        }
        let range = match self.places.get().get(start..end) {
            Some(_) => self.places.range.start + start..self.places.range.start + end,
            None => 0..0,
        };
        Normal {
            text: self.text.get(start..end).unwrap_or("").to_owned(),
            places: Places { all: Rc::clone(&self.places.all), range },
            memo: Rc::default(),
        }
    }

    /// Without blanks, except between two ASCII letters or digits.
    pub(crate) fn tight(&self) -> Normal {
        if !self.text.contains(' ') {
            return self.clone();
        }
        let mut text = String::with_capacity(self.text.len() + 16);
        let mut places = Vec::with_capacity(self.text.len() + 16);
        let mut add = |text: &mut String, from: usize, to: usize| {
            text.push_str(self.text.get(from..to).unwrap_or(""));
            places.extend_from_slice(self.places.get().get(from..to).unwrap_or_default());
        };
        let latin = |c: Option<&u8>| c.is_some_and(u8::is_ascii_alphanumeric);
        let mut kept = 0;
        for at in memchr::memchr_iter(b' ', self.text.as_bytes()) {
            add(&mut text, kept, at);
            let between = latin(text.as_bytes().last()) && latin(self.text.as_bytes().get(at + 1));
            kept = if between { at } else { at + 1 };
        }
        add(&mut text, kept, self.text.len());
        Normal { text, places: Places::of(places), memo: Rc::default() }
    }

    pub(crate) fn empty(&self) -> Normal {
        let room = self.text.len() + 16;
        Normal { text: String::with_capacity(room), places: Places::of(Vec::with_capacity(room)), memo: Rc::default() }
    }

    pub(crate) fn copy(&mut self, from: &Normal, start: usize, end: usize) {
        self.changed();
        self.text.push_str(from.text.get(start..end).unwrap_or(""));
        self.places.add(from.places.get().get(start..end).unwrap_or_default().iter().copied());
    }

    pub(crate) fn insert(&mut self, text: &str, like: &Normal, at: usize) {
        let place = like.places.get().get(at).copied().unwrap_or_default();
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
        'µ' => "μ",
        '㎡' => "m²",
        '㎥' => "m³",
        '～' | '〜' => "~",
        '\u{ff01}'..='\u{ff5d}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).encode_utf8(letter),
        c => c.encode_utf8(letter),
    }
}
