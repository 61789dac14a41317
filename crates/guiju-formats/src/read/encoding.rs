//! Text from bytes: UTF-8, or the GB18030 of Chinese office exports.

use std::borrow::Cow;

use encoding_rs::GB18030;

use super::ReadError;

/// What a table is written in, as far as its lines so far tell: lines of ASCII alone tell nothing, the first other
/// line decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    #[default]
    Undecided,
    Utf8,
    Gb18030,
}

impl Encoding {
    /// The text of a line; `None` where it is not written in this encoding.
    pub fn decode<'a>(&mut self, line: &'a [u8]) -> Option<Cow<'a, str>> {
        let text = match (*self, std::str::from_utf8(line)) {
            (Encoding::Gb18030, _) | (Encoding::Undecided, Err(_)) => {
                let text = GB18030.decode_without_bom_handling_and_without_replacement(line)?;
                if !line.is_ascii() {
                    *self = Encoding::Gb18030;
                }
                text
            }
            (_, Ok(text)) => {
                if !text.is_ascii() {
                    *self = Encoding::Utf8;
                }
                Cow::Borrowed(text)
            }
            (Encoding::Utf8, Err(_)) => return None,
        };
        (!text.contains('\0')).then_some(text)
    }
}

/// The first line without the mark that some programs put before UTF-8; says so where the bytes are no such text.
pub(super) fn strip_mark(first: &[u8]) -> Result<&[u8], ReadError> {
    match first {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Err(ReadError::Utf16),
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(ReadError::Spreadsheet),
        [0xEF, 0xBB, 0xBF, rest @ ..] => Ok(rest),
        _ => Ok(first),
    }
}
