//! Documents that standards are imported from: Word (docx), Excel (xlsx), Markdown and plain text, as blocks in order.

mod docx;
mod markdown;
mod numbering;
mod styles;
mod tables;
mod xml;

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::encoding::{Encoding, strip_mark};
use super::{ReadError, archive, xlsx};

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading and its level, from 1.
    Heading(u8, String),
    /// A paragraph, with the number that Word gave it.
    Paragraph(Option<String>, String),
    /// A line of a text, which may be one of several that a sentence was wrapped into.
    Line(String),
    /// A row of a table, cell by cell.
    Row(Vec<String>),
}

/// Kinds of documents that are not read, by how their bytes begin.
const OTHERS: &[(&[u8], &str)] =
    &[(b"%PDF-", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "PNG"), (b"\xFF\xD8\xFF", "JPEG")];

/// Reads a document: an archive is Word or Excel, anything else is text or Markdown (UTF-8, UTF-16 with its mark, or GB18030),
/// where lines of `| a | b |` are rows.
///
/// # Errors
/// Where the reader fails, it is neither, or nothing is written in it.
pub fn blocks(mut input: impl Read) -> Result<Vec<Block>, ReadError> {
    let blocks = written(&archive::whole(&mut input)?)?;
    let blank = |text: &str| text.trim().is_empty();
    let empty = blocks.iter().all(|block| match block {
        Block::Heading(_, text) | Block::Paragraph(_, text) | Block::Line(text) => blank(text),
        Block::Row(cells) => cells.iter().all(|cell| blank(cell)),
    });
    if empty { Err(ReadError::Empty) } else { Ok(blocks) }
}

/// What is written in a document.
fn written(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return if xlsx::is_workbook(bytes)? { sheets(bytes) } else { docx::blocks(bytes) };
    }
    if let Some((_, kind)) = OTHERS.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        return Err(ReadError::OtherDocument(kind));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(ReadError::OldDocument);
    }
    let text = text(bytes)?;
    Ok(markdown::blocks(&text))
}

/// The sheets of a workbook: each a heading, a title above a table a line, everything else rows.
fn sheets(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    let mut blocks = Vec::new();
    for (name, rows) in xlsx::sheets(bytes)? {
        if !rows.is_empty() {
            blocks.push(Block::Heading(2, name));
        }
        for row in rows {
            let mut filled = row.iter().filter(|cell| !cell.is_empty());
            blocks.push(match (filled.next(), filled.next()) {
                (Some(only), None) => Block::Paragraph(None, only.clone()),
                _ => Block::Row(row),
            });
        }
    }
    Ok(blocks)
}

/// Text in UTF-8, in UTF-16 with its mark, or in GB18030.
fn text(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes).and_then(utf16) {
        let rest = bytes.get(length..).unwrap_or_default();
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
        return text.filter(|text| !text.contains('\0')).map(Cow::into_owned).ok_or(ReadError::NoText);
    }
    let mut encoding = Encoding::default();
    let mut text = String::new();
    for line in strip_mark(bytes)?.split_inclusive(|byte| *byte == b'\n') {
        text.push_str(&encoding.decode(line).ok_or(ReadError::NoText)?);
    }
    Ok(text)
}

/// An encoding of two bytes a unit, and the length of its mark.
fn utf16(
    (encoding, length): (&'static encoding_rs::Encoding, usize),
) -> Option<(&'static encoding_rs::Encoding, usize)> {
    (encoding == UTF_16LE || encoding == UTF_16BE).then_some((encoding, length))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is a failing test")]
mod tests;
