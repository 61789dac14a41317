//! The lines of a file: one by one, or as many as stand in memory anyway.

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read};
use std::time::Duration;

use super::ReadError;
use super::block::{BLOCK, Block};
use super::encoding::strip_mark;
use super::intake::Timed;

/// Lines longer than this are broken.
const LONGEST_LINE: usize = 16 << 20;

/// A line without its line break.
pub(super) struct Line {
    pub number: u32,
    pub bytes: Vec<u8>,
    /// It was longer than the longest that is kept.
    pub long: bool,
}

impl Line {
    /// Whether nothing is written on it.
    pub fn is_blank(&self) -> bool {
        !self.long && self.bytes.iter().all(u8::is_ascii_whitespace)
    }
}

/// Whether JSON begins as an array of objects does.
pub(super) fn begins_array(json: &[u8]) -> bool {
    let inside = json.trim_ascii_start().strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.is_empty() || inside.starts_with(b"{"))
}

/// The lines of a file, with room to put some back.
pub(super) struct Lines<R> {
    input: Timed<R>,
    buffer: Vec<u8>,
    /// What of the buffer is still to come.
    from: usize,
    to: usize,
    read: u32,
    back: VecDeque<Line>,
    /// Lines end with a carriage return alone, as old programs of the Macintosh write them.
    returns: bool,
    /// Memory for a line.
    pub spare: Vec<u8>,
}

impl<R: Read> Lines<R> {
    /// Begins behind the mark that some programs put before UTF-8; says so where the bytes are no text.
    pub fn open(input: R) -> Result<Self, ReadError> {
        let mut lines = Lines {
            input: Timed::new(input),
            buffer: vec![0; BLOCK],
            from: 0,
            to: 0,
            read: 0,
            back: VecDeque::new(),
            returns: false,
            spare: Vec::new(),
        };
        lines.fill()?;
        lines.returns = memchr::memchr(b'\n', lines.left()).is_none() && memchr::memchr(b'\r', lines.left()).is_some();
        lines.break_at_returns(0);
        lines.from = lines.left().len() - strip_mark(lines.left())?.len();
        Ok(lines)
    }

    fn left(&self) -> &[u8] {
        self.buffer.get(self.from..self.to).unwrap_or_default()
    }

    /// Fills the buffer behind what is still to come of it, as far as there is anything.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.from..self.to, 0);
        (self.from, self.to) = (0, self.to - self.from);
        let kept = self.to;
        while let Some(room) = self.buffer.get_mut(self.to..).filter(|room| !room.is_empty()) {
            match self.input.read(room) {
                Ok(0) => break,
                Ok(read) => self.to += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.break_at_returns(kept);
        Ok(())
    }

    /// Breaks lines where a carriage return stands alone, from a place of the buffer on.
    fn break_at_returns(&mut self, from: usize) {
        if self.returns {
            let read = self.buffer.get_mut(from..self.to).unwrap_or_default();
            read.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
    }

    /// Whether all of it is one JSON array of objects.
    pub fn is_array(&self) -> bool {
        begins_array(self.left())
    }

    /// The next line.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.back.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = std::mem::take(&mut self.spare);
        bytes.clear();
        let (mut long, mut any) = (false, false);
        loop {
            if self.left().is_empty() {
                self.fill()?;
            }
            let left = self.left();
            any |= !left.is_empty();
            let end = memchr::memchr(b'\n', left);
            let piece = left.get(..end.unwrap_or(left.len())).unwrap_or_default();
            long |= bytes.len() + piece.len() >= LONGEST_LINE;
            if long {
                bytes.clear();
            } else {
                bytes.extend_from_slice(piece);
            }
            let taken = piece.len();
            self.from += taken + usize::from(end.is_some());
            if end.is_some() || taken == 0 {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.read = self.read.saturating_add(1);
        while bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some(Line { number: self.read, bytes, long }))
    }

    /// The whole lines in memory that come next, all of them UTF-8 without any of two bytes, and the number of the line
    /// before them; empty where the next line has to be looked at by itself.
    pub fn plain(&mut self, without: (u8, u8)) -> io::Result<(&str, u32)> {
        if !self.back.is_empty() {
            return Ok(("", self.read));
        }
        if memchr::memchr(b'\n', self.left()).is_none() {
            self.fill()?;
        }
        let bytes = self.left();
        // Where the first line is none, the others are not looked at, which would be done again for each of them.
        let first = memchr::memchr(b'\n', bytes).and_then(|end| bytes.get(..end)).unwrap_or_default();
        if memchr::memchr2(without.0, without.1, first).is_some() || simdutf8::basic::from_utf8(first).is_err() {
            return Ok(("", self.read));
        }
        let end = memchr::memchr2(without.0, without.1, bytes).unwrap_or(bytes.len());
        let whole = |end: usize| {
            let bytes = bytes.get(..end).unwrap_or_default();
            memchr::memrchr(b'\n', bytes).and_then(|last| bytes.get(..=last)).unwrap_or_default()
        };
        let lines = whole(end);
        let text = match simdutf8::compat::from_utf8(lines) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(whole(error.valid_up_to())).unwrap_or_default(),
        };
        Ok((text, self.read))
    }

    /// Goes on behind what [`Lines::plain`] gave: so many bytes in so many lines.
    pub fn consume(&mut self, bytes: usize, lines: u32) {
        self.from = self.to.min(self.from + bytes);
        self.read = self.read.saturating_add(lines);
    }

    /// Hands over what [`Lines::plain`] gives, as it is; false where that is nothing.
    pub fn hand_over(&mut self, without: (u8, u8), block: &mut Block) -> io::Result<bool> {
        let (text, before) = self.plain(without)?;
        if text.is_empty() {
            return Ok(false);
        }
        block.text.push_str(text);
        block.before = before;
        let (bytes, lines) = (text.len(), memchr::memchr_iter(b'\n', text.as_bytes()).count());
        self.consume(bytes, u32::try_from(lines).unwrap_or(u32::MAX));
        Ok(true)
    }

    /// Lines that are to come again.
    pub fn put_back(&mut self, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            self.back.push_front(line);
        }
    }

    /// How long the input was waited for.
    pub fn waited(&self) -> Duration {
        self.input.waited
    }
}
