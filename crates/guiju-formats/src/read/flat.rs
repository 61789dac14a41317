//! The JSON that most lines are: one flat object whose texts hold no escapes. Everything else is left to `serde_json`.

use indexmap::IndexSet;

use super::block::{Span, position};

/// What `true` and `false` say; a block of lines begins with this text.
pub(super) const WORDS: &str = "是否";
const YES: Span = (0, 3);
const NO: Span = (3, 6);

/// Where the cells of a line are.
#[derive(Debug, Default)]
pub(super) struct Flat {
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Unset,
    Text(usize, usize),
    /// A piece of [`WORDS`].
    Word(Span),
}

impl Flat {
    /// Finds the cells of a line, adding columns that are new; false where it is anything but a flat object without
    /// escapes, in which no name stands twice.
    pub fn read(&mut self, text: &str, columns: &mut IndexSet<String>) -> bool {
        self.cells.clear();
        self.cells.resize(columns.len(), Cell::Unset);
        let mut scan = Scan { text, bytes: text.as_bytes(), at: 0 };
        let known = columns.len();
        let read = self.object(&mut scan, columns).is_some();
        if !read {
            columns.truncate(known);
        }
        read
    }

    /// The cells of the line that was read last, which begins at `base` in the text of its block.
    pub fn spans(&self, base: usize, spans: &mut Vec<Span>) {
        spans.clear();
        spans.extend(self.cells.iter().map(|cell| match cell {
            Cell::Unset => (0, 0),
            Cell::Text(from, to) => (position(base + from), position(base + to)),
            Cell::Word(span) => *span,
        }));
    }

    fn object(&mut self, scan: &mut Scan<'_>, columns: &mut IndexSet<String>) -> Option<()> {
        scan.blank();
        scan.take(b'{')?;
        scan.blank();
        if scan.take(b'}').is_some() {
            scan.blank();
            return scan.is_done().then_some(());
        }
        let mut next = 0;
        loop {
            scan.blank();
            let place = self.column(scan, columns, next)?;
            next = place + 1;
            scan.blank();
            scan.take(b':')?;
            scan.blank();
            let value = scan.value()?;
            let cell = self.cells.get_mut(place).filter(|cell| **cell == Cell::Unset)?;
            *cell = value;
            scan.blank();
            if scan.take(b',').is_none() {
                break;
            }
        }
        scan.take(b'}')?;
        scan.blank();
        scan.is_done().then_some(())
    }

    /// The column that a name names. Lines nearly always name their columns in the same order, some leave some out.
    fn column(&mut self, scan: &mut Scan<'_>, columns: &mut IndexSet<String>, next: usize) -> Option<usize> {
        let rest = scan.bytes.get(scan.at..)?.strip_prefix(b"\"")?;
        for (place, name) in columns.iter().enumerate().skip(next).take(AHEAD) {
            if rest.strip_prefix(name.as_bytes()).is_some_and(|rest| rest.first() == Some(&b'"')) {
                scan.at += name.len() + 2;
                return Some(place);
            }
        }
        let (from, to) = scan.string()?;
        let name = scan.text.get(from..to)?;
        if let Some(place) = columns.get_index_of(name) {
            return Some(place);
        }
        self.cells.push(Cell::Unset);
        Some(columns.insert_full(name.to_owned()).0)
    }
}

/// So many columns are tried before a name is looked up.
const AHEAD: usize = 8;

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn is_done(&self) -> bool {
        self.at == self.bytes.len()
    }

    /// A text without escapes: where it begins and ends.
    fn string(&mut self) -> Option<(usize, usize)> {
        self.take(b'"')?;
        let from = self.at;
        let rest = self.bytes.get(from..)?;
        let length = memchr::memchr2(b'"', b'\\', rest)?;
        if rest.get(..length)?.iter().any(|byte| *byte < b' ') {
            return None;
        }
        self.at = from + length;
        self.take(b'"')?;
        Some((from, from + length))
    }

    fn value(&mut self) -> Option<Cell> {
        match self.peek()? {
            b'"' => self.string().map(|(from, to)| Cell::Text(from, to)),
            b't' => self.word("true", YES),
            b'f' => self.word("false", NO),
            b'n' => self.word("null", (0, 0)),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, cell: Span) -> Option<Cell> {
        self.bytes.get(self.at..)?.starts_with(word.as_bytes()).then(|| {
            self.at += word.len();
            Cell::Word(cell)
        })
    }

    /// Digits, with a sign and a point at most; exponents are left to the others.
    fn number(&mut self) -> Option<Cell> {
        let from = self.at;
        let _ = self.take(b'-');
        let whole = self.digits();
        let leading_zero = self.bytes.get(self.at - whole) == Some(&b'0');
        let fraction = self.take(b'.').map(|()| self.digits());
        let ends = matches!(self.peek(), Some(b',' | b'}' | b' ' | b'\t' | b'\r' | b'\n'));
        let valid = ends && whole > 0 && !(leading_zero && whole > 1) && fraction != Some(0);
        // `-0` and the like are left to the others too, whatever they make of it.
        let plain = !(leading_zero && self.bytes.get(from) == Some(&b'-'));
        (valid && plain).then_some(Cell::Text(from, self.at))
    }

    fn digits(&mut self) -> usize {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - from
    }
}
