//! The lines of a file: one by one, or as many as stand in memory anyway.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::time::Duration;

use super::block::BLOCK;
use super::intake::Timed;

/// Lines longer than this are broken.
const LONGEST_LINE: u64 = 16 << 20;

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

/// The lines of a file, with room to put some back.
pub(super) struct Lines<R> {
    input: BufReader<Timed<R>>,
    read: u32,
    back: VecDeque<Line>,
    /// Memory for a line.
    pub spare: Vec<u8>,
}

impl<R: Read> Lines<R> {
    pub fn new(input: R) -> Self {
        let input = BufReader::with_capacity(BLOCK, Timed::new(input));
        Lines { input, read: 0, back: VecDeque::new(), spare: Vec::new() }
    }

    /// The next line.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.back.pop_front() {
            return Ok(Some(line));
        }
        let mut bytes = std::mem::take(&mut self.spare);
        bytes.clear();
        if (&mut self.input).take(LONGEST_LINE).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.read = self.read.saturating_add(1);
        let long = bytes.last() != Some(&b'\n') && bytes.len() as u64 == LONGEST_LINE;
        if long {
            bytes.clear();
            self.input.skip_until(b'\n')?;
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
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
        let bytes = self.input.fill_buf()?;
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
        self.input.consume(bytes);
        self.read = self.read.saturating_add(lines);
    }

    /// Lines that are to come again.
    pub fn put_back(&mut self, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            self.back.push_front(line);
        }
    }

    /// How long the input was waited for.
    pub fn waited(&self) -> Duration {
        self.input.get_ref().waited
    }
}
