//! Documents that standards are imported from: Word (docx), Markdown and plain text, as blocks in order.

mod docx;
mod numbering;
mod xml;

use std::io::Read;

use super::encoding::{Encoding, strip_mark};
use super::{ReadError, archive};

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading and its level, from 1.
    Heading(u8, String),
    /// A paragraph, with the number that Word gave it.
    Paragraph(Option<String>, String),
    /// A row of a table, cell by cell.
    Row(Vec<String>),
}

/// Reads a document: an archive is Word, anything else is text (UTF-8 or GB18030), where lines of `| a | b |` are rows.
///
/// # Errors
/// Where the reader fails, or it is neither.
pub fn blocks(mut input: impl Read) -> Result<Vec<Block>, ReadError> {
    let bytes = archive::whole(&mut input)?;
    if bytes.starts_with(b"PK\x03\x04") {
        return docx::blocks(&bytes);
    }
    let bytes = strip_mark(&bytes)?;
    let mut encoding = Encoding::default();
    let mut blocks = Vec::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let Some(text) = encoding.decode(line) else { return Err(ReadError::NoText) };
        blocks.extend(block(text.trim_end()));
    }
    Ok(blocks)
}

fn block(line: &str) -> Option<Block> {
    let text = line.trim();
    if text.is_empty() || text.chars().all(|c| "-=*_ ".contains(c)) {
        return None;
    }
    let hashes = text.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&hashes) {
        let title = text.trim_start_matches('#').trim();
        return Some(Block::Heading(u8::try_from(hashes).unwrap_or(6), title.to_owned()));
    }
    if let Some(row) = text.strip_prefix('|') {
        let cells: Vec<String> = row.trim_end_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        let ruled = cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-: ".contains(c)));
        return (!ruled).then_some(Block::Row(cells));
    }
    let text = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).unwrap_or(text);
    Some(Block::Paragraph(None, text.to_owned()))
}
