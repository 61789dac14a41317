//! Bytes to the lines and UTF-16 units that editors count in, and back.

/// A place as editors count: the line from 0, and UTF-16 units from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16 {
    /// From 0.
    pub line: usize,
    /// From 0; a letter beyond the basic plane has two.
    pub unit: usize,
}

impl Utf16 {
    /// The place of a byte; one within a letter is that of the letter, one past the end that of the end.
    pub fn of(text: &str, offset: usize) -> Utf16 {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = text.get(..offset).unwrap_or("");
        let line = before.rsplit('\n').next().unwrap_or("");
        Utf16 { line: before.matches('\n').count(), unit: line.encode_utf16().count() }
    }

    /// The byte of a place; one past the end of a line is that of its end, before the line break.
    ///
    /// ```
    /// use guiju::services::Utf16;
    /// let text = "一𠮷三\r\n四";
    /// assert_eq!(Utf16 { line: 0, unit: 3 }.offset(text), "一𠮷".len());
    /// assert_eq!(Utf16 { line: 0, unit: 99 }.offset(text), "一𠮷三".len());
    /// assert_eq!(Utf16 { line: 1, unit: 0 }.offset(text), "一𠮷三\r\n".len());
    /// ```
    pub fn offset(self, text: &str) -> usize {
        let mut start = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            if number == self.line {
                let content = line.trim_end_matches(['\n', '\r']);
                let mut units = 0;
                for (at, c) in content.char_indices() {
                    if units + c.len_utf16() > self.unit {
                        return start + at;
                    }
                    units += c.len_utf16();
                }
                return start + content.len();
            }
            start += line.len();
        }
        text.len()
    }
}
