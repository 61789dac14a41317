//! Word documents: paragraphs with their automatic numbers, headings by style, tables row by row. What is deleted (with
//! the changes tracked), hidden, or the table of contents is left out; footnotes follow the paragraph that they are of,
//! text boxes stand before it. Headers, footers and comments are parts that are not read.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Block;
use super::numbering::Numbering;
use super::styles::Styles;
use super::tables::Tables;
use super::xml::{Step, steps, value};
use crate::read::{ReadError, archive};

/// The most that a part may come to, unpacked, in bytes.
const LARGEST_PART: u64 = 64 << 20;

/// The paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<String>,
    level: Option<u32>,
    outline: Option<u8>,
    notes: Vec<String>,
}

/// Reads all blocks of a document.
pub(super) fn blocks(bytes: &[u8]) -> Result<Vec<Block>, ReadError> {
    let mut archive = archive::open(bytes)?;
    let main = main_part(&mut archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut beside = |name: &str| part(&mut archive, format!("{folder}/{name}").trim_start_matches('/'));
    let styles = beside("styles.xml")?.map_or(Ok(Styles::default()), |text| Styles::new(&text))?;
    let numbering = beside("numbering.xml")?.map_or(Ok(Numbering::default()), |text| Numbering::new(&text))?;
    let notes = match beside("footnotes.xml")? {
        Some(text) => footnotes(&text)?,
        None => BTreeMap::new(),
    };
    let document = part(&mut archive, &main)?.ok_or(ReadError::NoDocument)?;
    let mut body = Body { styles, numbering, notes, ..Body::default() };
    steps(&document, |step| body.step(step))?;
    Ok(body.blocks)
}

/// Where the document itself is, as the package says, or where it always is.
fn main_part(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, ReadError> {
    let mut main = None;
    if let Some(text) = part(archive, "_rels/.rels")? {
        steps(&text, |step| {
            if let Step::Open(name, attributes) = step
                && name == "Relationship"
                && value(&attributes, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = value(&attributes, "Target").map(|target| target.trim_start_matches('/').to_owned());
            }
        })?;
    }
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    // A workbook is an office document too.
    if main.ends_with("workbook.xml") { Err(ReadError::NoDocument) } else { Ok(main) }
}

/// A document while it is read.
#[derive(Default)]
struct Body {
    styles: Styles,
    numbering: Numbering,
    notes: BTreeMap<String, String>,
    blocks: Vec<Block>,
    /// Paragraphs that are open: those of a text box lie within another.
    open: Vec<Paragraph>,
    tables: Tables,
    writing: bool,
    run: usize,
    hidden: bool,
    row_properties: bool,
    /// How deep we are in what is left out.
    skipped: usize,
}

/// What is left out with all that is in it: what was deleted or moved away, how properties were before a change, and
/// the second way to draw a text box.
fn is_left_out(name: &str) -> bool {
    matches!(name, "del" | "moveFrom" | "Fallback") || name.ends_with("PrChange")
}

fn is_on(value: Option<String>) -> bool {
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}

impl Body {
    fn step(&mut self, step: Step) {
        match step {
            Step::Open(name, _) if name == "del" && self.row_properties => {
                self.tables.drop_row();
                self.skipped += 1;
            }
            Step::Open(name, _) if is_left_out(&name) => self.skipped += 1,
            Step::Close(name) if is_left_out(&name) => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            Step::Open(name, attributes) => self.open(&name, &attributes),
            Step::Text(text) if self.writing && !self.hidden => self.write(&text),
            Step::Text(_) => {}
            Step::Close(name) => self.close(&name),
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |key: &str| value(attributes, key);
        let number = |key: &str| value(key).and_then(|number| number.parse::<usize>().ok());
        match name {
            "p" => self.open.push(Paragraph::default()),
            "r" => {
                self.run += 1;
                self.hidden = false;
            }
            "vanish" if self.run > 0 => self.hidden = is_on(value("val")),
            "t" => self.writing = true,
            "tab" if self.run > 0 => self.write(" "),
            "noBreakHyphen" => self.write("-"),
            "br" if !matches!(value("type").as_deref(), Some("page" | "column")) && !self.hidden => self.write("\n"),
            "cr" if !self.hidden => self.write("\n"),
            "tbl" => self.tables.begin(),
            "tr" => self.tables.begin_row(),
            "trPr" => self.row_properties = true,
            "gridBefore" => self.tables.skip(number("val").unwrap_or(0)),
            "tc" => self.tables.begin_cell(),
            "gridSpan" => self.tables.columns(number("val").unwrap_or(1)),
            "vMerge" => self.tables.spans(value("val").as_deref() == Some("restart")),
            _ => {
                let Some(paragraph) = self.open.last_mut() else { return };
                match name {
                    "pStyle" => paragraph.style = value("val"),
                    "numId" => paragraph.list = value("val"),
                    "ilvl" => paragraph.level = value("val").and_then(|level| level.parse().ok()),
                    "outlineLvl" => paragraph.outline = value("val").and_then(|level| level.parse().ok()),
                    "footnoteReference" => paragraph.notes.extend(value("id")),
                    _ => {}
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.writing = false,
            "r" => {
                self.run = self.run.saturating_sub(1);
                self.hidden = false;
            }
            "trPr" => self.row_properties = false,
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.finish(&paragraph);
                }
            }
            "tc" => self.tables.end_cell(),
            "tr" => self.blocks.extend(self.tables.end_row().map(Block::Row)),
            "tbl" => self.tables.end(),
            _ => {}
        }
    }

    /// A paragraph is a block, or several where lines are broken after whole sentences.
    fn finish(&mut self, paragraph: &Paragraph) {
        let name = paragraph.style.as_deref().unwrap_or("");
        let style = self.styles.get(name);
        if style.contents || paragraph.text.trim().is_empty() {
            return;
        }
        let list = paragraph.list.clone().or(style.list).filter(|list| list != "0");
        let linked = |list: &String| self.numbering.level_of(list, name);
        let level = paragraph.level.or(style.level).or_else(|| list.as_ref().and_then(linked)).unwrap_or(0);
        let mut number = list.and_then(|list| self.numbering.next(&list, level));
        let heading = paragraph.outline.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
        for text in lines(&paragraph.text) {
            let number = number.take();
            if self.tables.is_open() {
                self.tables.paragraph(format!("{}{text}", number.unwrap_or_default()));
                continue;
            }
            self.blocks.push(match heading {
                Some(level) => Block::Heading(level.clamp(1, 6), format!("{}{text}", number.unwrap_or_default())),
                None => Block::Paragraph(number, text),
            });
        }
        for id in &paragraph.notes {
            let Some(note) = self.notes.remove(id) else { continue };
            match self.tables.is_open() {
                true => self.tables.paragraph(note),
                false => self.blocks.push(Block::Paragraph(None, note)),
            }
        }
    }
}

/// The lines of a paragraph: one that does not end a sentence goes on in the next.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        match lines.last_mut() {
            Some(last) if !last.ends_with(['。', '；', '：', '！', '？', ';', ':', '.']) => last.push_str(line),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The footnotes by their ids.
fn footnotes(text: &str) -> Result<BTreeMap<String, String>, ReadError> {
    let mut notes: BTreeMap<String, String> = BTreeMap::new();
    let (mut id, mut writing) = (None, false);
    steps(text, |step| match step {
        Step::Open(name, attributes) if name == "footnote" => {
            id = value(&attributes, "id").filter(|_| value(&attributes, "type").is_none());
        }
        Step::Open(name, _) if name == "t" => writing = true,
        Step::Close(name) if name == "t" => writing = false,
        Step::Text(text) if writing => {
            if let Some(id) = &id {
                notes.entry(id.clone()).or_insert_with(|| "注：".to_owned()).push_str(text.trim());
            }
        }
        _ => {}
    })?;
    Ok(notes)
}

/// A part of the archive as text.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, ReadError> {
    let Ok(part) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    part.take(LARGEST_PART + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_PART {
        return Err(ReadError::TooLarge);
    }
    super::text(&bytes).map(Some)
}
