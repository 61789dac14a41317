//! The JSON that most lines are: one flat object whose texts hold no escapes. Everything else is left to `serde_json`.

use indexmap::IndexSet;

use super::block::{Span, position};
use super::marks::{control, equal, marks};

/// What `true` and `false` say; this text stands behind the lines of a block.
pub(super) const WORDS: &str = "是否";
const YES: Span = (0, 3);
const NO: Span = (3, 6);

/// So many columns are tried before a name is looked up.
const AHEAD: usize = 8;

/// Reads lines of one text, one after the other.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// Where quotes, backslashes and control characters (line breaks among them) are.
    marks: Vec<u32>,
    /// The next of them.
    next: usize,
}

impl Flat {
    /// Begins with a text.
    pub fn begin(&mut self, text: &str) {
        self.marks.clear();
        self.next = 0;
        let marked = |word: u64| equal(word, b'"') | equal(word, b'\\') | control(word);
        marks(text.as_bytes(), marked, |at| self.marks.push(position(at)));
    }

    /// Adds the cells of the line at a place, so many of them, and says where the next line begins; [`WORDS`] are taken to
    /// stand behind the last line. Columns that are new are added, and their cells left out. `None` where the line is anything
    /// but a flat object without escapes, in which no name stands twice.
    pub fn read(
        &mut self,
        bytes: &[u8],
        start: usize,
        columns: &mut IndexSet<String>,
        width: usize,
        spans: &mut Vec<Span>,
    ) -> Option<usize> {
        let (known, row, mark) = (columns.len(), spans.len(), self.next);
        spans.resize(row + width, (0, 0));
        let cells = spans.get_mut(row..).unwrap_or_default();
        let end = self.object(bytes, start, columns, cells);
        if end.is_none() {
            columns.truncate(known);
            spans.truncate(row);
            self.next = mark;
        }
        end
    }

    /// Goes on behind a place.
    pub fn skip(&mut self, to: usize) {
        let rest = self.marks.get(self.next..).unwrap_or_default();
        self.next += rest.iter().take_while(|mark| (**mark as usize) < to).count();
    }

    fn object(
        &mut self,
        bytes: &[u8],
        start: usize,
        columns: &mut IndexSet<String>,
        cells: &mut [Span],
    ) -> Option<usize> {
        let mut at = blanks(bytes, take(bytes, blanks(bytes, start), b'{')?);
        let mut place = 0;
        if bytes.get(at) != Some(&b'}') {
            loop {
                let name = self.string(bytes, at)?;
                place = column(bytes.get(name.0..name.1)?, columns, place)?;
                at = blanks(bytes, take(bytes, blanks(bytes, name.1 + 1), b':')?);
                let (cell, end) = match *bytes.get(at)? {
                    b'"' => {
                        let (from, to) = self.string(bytes, at)?;
                        ((position(from), position(to)), to + 1)
                    }
                    first => other(bytes, at, first, position(bytes.len()))?,
                };
                if let Some(own) = cells.get_mut(place) {
                    if *own != (0, 0) {
                        return None;
                    }
                    *own = cell;
                }
                place += 1;
                at = blanks(bytes, end);
                if bytes.get(at) != Some(&b',') {
                    break;
                }
                at = blanks(bytes, at + 1);
            }
        }
        at = blanks(bytes, take(bytes, at, b'}')?);
        if bytes.get(at) == Some(&b'\r') {
            self.next += 1;
            at += 1;
        }
        match bytes.get(at) {
            None => Some(at),
            Some(b'\n') => {
                self.next += 1;
                Some(at + 1)
            }
            _ => None,
        }
    }

    /// A text without escapes: where it begins and ends.
    fn string(&mut self, bytes: &[u8], at: usize) -> Option<(usize, usize)> {
        let [open, close] = *self.marks.get(self.next..)?.first_chunk()?;
        let close = close as usize;
        let whole = open as usize == at && bytes.get(at) == Some(&b'"') && bytes.get(close) == Some(&b'"');
        self.next += 2;
        whole.then_some((at + 1, close))
    }
}

fn blanks(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// Behind a byte.
fn take(bytes: &[u8], at: usize, byte: u8) -> Option<usize> {
    (bytes.get(at) == Some(&byte)).then_some(at + 1)
}

/// The column that a name names. Lines nearly always name their columns in the same order, some leave some out.
fn column(name: &[u8], columns: &mut IndexSet<String>, next: usize) -> Option<usize> {
    for place in next..next + AHEAD {
        match columns.get_index(place) {
            Some(known) if known.as_bytes() == name => return Some(place),
            Some(_) => {}
            None => break,
        }
    }
    let name = std::str::from_utf8(name).ok()?;
    columns.get_index_of(name).or_else(|| Some(columns.insert_full(name.to_owned()).0))
}

/// A value that is no text, which begins with `first`, and where it ends.
fn other(bytes: &[u8], at: usize, first: u8, words: u32) -> Option<(Span, usize)> {
    let word = |word: &str, (from, to): Span| {
        let cell = (words.saturating_add(from), words.saturating_add(to));
        bytes.get(at..)?.starts_with(word.as_bytes()).then_some((cell, at + word.len()))
    };
    match first {
        b't' => word("true", YES),
        b'f' => word("false", NO),
        // It stands there, and says nothing.
        b'n' => word("null", (0, 0)),
        _ => number(bytes, at).map(|end| ((position(at), position(end)), end)),
    }
}

/// Digits, with a sign and a point at most, up to where they end; exponents are left to the others.
fn number(bytes: &[u8], from: usize) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let whole = from + usize::from(bytes.get(from) == Some(&b'-'));
    let point = digits(whole);
    let leading_zero = bytes.get(whole) == Some(&b'0');
    let end = if bytes.get(point) == Some(&b'.') { digits(point + 1) } else { point };
    let ends = matches!(bytes.get(end), Some(b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n'));
    let valid = ends && point > whole && !(leading_zero && point > whole + 1) && end != point + 1;
    // `-0` and the like are left to the others too, whatever they make of it.
    (valid && !(leading_zero && whole > from)).then_some(end)
}
