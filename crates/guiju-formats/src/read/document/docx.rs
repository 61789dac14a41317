//! Word documents: paragraphs with their automatic numbers, headings by style, tables row by row.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Block;
use super::numbering::Numbering;
use super::xml::{Step, steps};
use crate::read::{ReadError, archive};

/// What a style says of its paragraphs.
#[derive(Debug, Clone, Default)]
struct Style {
    heading: Option<u8>,
    list: Option<String>,
    level: Option<u32>,
}

/// The paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<u32>,
    outline: Option<u8>,
}

/// Reads all blocks of a document.
pub(super) fn blocks(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    let mut archive = archive::open(bytes)?;
    let document = part(&mut archive, "word/document.xml")?.ok_or(ReadError::NoDocument)?;
    let styles = part(&mut archive, "word/styles.xml")?.map_or(Ok(BTreeMap::new()), |text| styles(&text))?;
    let mut numbering = match part(&mut archive, "word/numbering.xml")? {
        Some(text) => Numbering::new(&text)?,
        None => Numbering::default(),
    };
    let mut blocks = Vec::new();
    let mut paragraph = Paragraph::default();
    let (mut writing, mut deleted, mut tables) = (false, 0usize, 0usize);
    let (mut row, mut cell): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    steps(&document, |step| match step {
        Step::Open(name, attributes) => {
            let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
            match name.as_str() {
                "p" => paragraph = Paragraph::default(),
                "pStyle" => paragraph.style = value("val"),
                "numId" => paragraph.list = value("val"),
                "ilvl" => paragraph.level = value("val").and_then(|level| level.parse().ok()),
                "outlineLvl" => paragraph.outline = value("val").and_then(|level| level.parse().ok()),
                "t" => writing = true,
                "tab" if !writing => paragraph.text.push(' '),
                // A line that is broken within a paragraph goes on with it.
                "del" => deleted += 1,
                "tbl" => tables += 1,
                "tr" if tables == 1 => row.clear(),
                "tc" if tables == 1 => cell.clear(),
                _ => {}
            }
        }
        Step::Text(text) if writing && deleted == 0 => paragraph.text.push_str(&text),
        Step::Text(_) => {}
        Step::Close(name) => match name.as_str() {
            "t" => writing = false,
            "del" => deleted = deleted.saturating_sub(1),
            "p" => {
                let block = finished(&std::mem::take(&mut paragraph), &styles, &mut numbering);
                match block {
                    Some(Block::Paragraph(number, text)) if tables > 0 => {
                        cell.push(format!("{}{text}", number.unwrap_or_default()));
                    }
                    Some(Block::Heading(_, text)) if tables > 0 => cell.push(text),
                    block => blocks.extend(block),
                }
            }
            "tc" if tables == 1 => row.push(cell.join("")),
            "tr" if tables == 1 && row.iter().any(|cell| !cell.is_empty()) => {
                blocks.push(Block::Row(std::mem::take(&mut row)));
            }
            "tbl" => tables = tables.saturating_sub(1),
            _ => {}
        },
    })?;
    Ok(blocks)
}

fn finished(paragraph: &Paragraph, styles: &BTreeMap<String, Style>, numbering: &mut Numbering) -> Option<Block> {
    let style = paragraph.style.as_ref().and_then(|style| styles.get(style)).cloned().unwrap_or_default();
    let text = paragraph.text.trim();
    if text.is_empty() {
        return None;
    }
    let list = paragraph.list.clone().or(style.list).filter(|list| list != "0");
    let level = paragraph.level.or(style.level).unwrap_or(0);
    let number = list.and_then(|list| numbering.next(&list, level));
    let heading = paragraph.outline.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
    Some(match heading {
        Some(level) => Block::Heading(level.clamp(1, 6), format!("{}{text}", number.unwrap_or_default())),
        None => Block::Paragraph(number, text.to_owned()),
    })
}

fn styles(text: &str) -> Result<BTreeMap<String, Style>, ReadError> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut current = String::new();
    steps(text, |step| {
        let Step::Open(name, attributes) = step else { return };
        let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
        if name == "style" {
            current = value("styleId").unwrap_or_default();
            return;
        }
        let style = styles.entry(current.clone()).or_default();
        match name.as_str() {
            "name" => {
                let title = value("val").unwrap_or_default().to_lowercase();
                style.heading = title.strip_prefix("heading ").and_then(|level| level.parse().ok()).or(style.heading);
            }
            "outlineLvl" => {
                let level = value("val").and_then(|level| level.parse::<u8>().ok());
                style.heading = level.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
            }
            "numId" => style.list = value("val"),
            "ilvl" => style.level = value("val").and_then(|level| level.parse().ok()),
            _ => {}
        }
    })?;
    Ok(styles)
}

/// A part of the archive as text.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, ReadError> {
    let Ok(mut part) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes)?;
    String::from_utf8(bytes).map(Some).map_err(|_| ReadError::NoText)
}
