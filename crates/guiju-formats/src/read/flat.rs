//! The JSON that most lines are: one flat object whose texts hold no escapes. Everything else is left to `serde_json`.

use super::rows::Rows;

/// Where the cells of a line are.
#[derive(Debug, Default)]
pub(super) struct Flat {
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Unset,
    Text(usize, usize),
    Word(&'static str),
}

impl Flat {
    /// Finds the cells of a line; false where it is anything but a flat object without escapes, in which no name stands
    /// twice.
    pub fn read(&mut self, text: &str, rows: &mut Rows<'_>) -> bool {
        self.cells.clear();
        self.cells.resize(rows.columns.len(), Cell::Unset);
        let mut scan = Scan { text, bytes: text.as_bytes(), at: 0 };
        let known = rows.columns.len();
        let read = self.object(&mut scan, rows).is_some();
        if !read && rows.columns.len() > known {
            rows.columns.truncate(known);
            rows.widened();
        }
        read
    }

    /// A cell of the line that was read last.
    pub fn cell<'t>(&self, text: &'t str, column: usize) -> Option<&'t str> {
        match self.cells.get(column)? {
            Cell::Unset => None,
            Cell::Text(from, to) => text.get(*from..*to),
            Cell::Word(word) => Some(word),
        }
    }

    fn object(&mut self, scan: &mut Scan<'_>, rows: &mut Rows<'_>) -> Option<()> {
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
            let (from, to) = scan.string()?;
            let name = scan.text.get(from..to)?;
            // Lines nearly always name their columns in the same order.
            let place = match rows.columns.get_index(next) {
                Some(expected) if expected == name => next,
                _ => match rows.columns.get_index_of(name) {
                    Some(place) => place,
                    None => {
                        let place = rows.columns.insert_full(name.to_owned()).0;
                        rows.widened();
                        self.cells.push(Cell::Unset);
                        place
                    }
                },
            };
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
}

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
        let length = rest.iter().position(|byte| *byte == b'"' || *byte == b'\\' || *byte < b' ')?;
        self.at = from + length;
        self.take(b'"')?;
        Some((from, from + length))
    }

    fn value(&mut self) -> Option<Cell> {
        match self.peek()? {
            b'"' => self.string().map(|(from, to)| Cell::Text(from, to)),
            b't' => self.word("true", "是"),
            b'f' => self.word("false", "否"),
            b'n' => self.word("null", ""),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, cell: &'static str) -> Option<Cell> {
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
