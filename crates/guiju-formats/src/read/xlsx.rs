//! Excel workbooks (xlsx): one sheet, row by row. `考勤.xlsx#月报` names the sheet; else it is the first.
//!
//! The header is found where it is: of the first rows the one that names the most columns that are wanted (exports have a
//! title and the dates above it). Cells that are merged over several rows hold in each of them.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Reader, Xlsx, XlsxError};
use chrono::{NaiveTime, TimeDelta, Timelike};
use guiju_engine::records::RecordsBuilder;
use guiju_engine::table::Table;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{ReadError, Records, Rows, Sink, archive, columns};

/// How many rows are looked at for the header.
const HEADER_WITHIN: usize = 20;
/// Excel has no more columns.
const MOST_COLUMNS: u32 = 16_384;
/// The most merged regions of a sheet.
const MOST_REGIONS: usize = 100_000;
/// Excel keeps so many digits of a number.
const DIGITS: u32 = 15;

/// Reads records.
///
/// # Errors
/// Where it is no workbook, or has no such sheet.
pub fn records(input: &mut dyn Read, name: &str, builder: &mut RecordsBuilder) -> Result<(), ReadError> {
    read(input, name, &mut Records { name, builder })
}

/// Reads a whole table: people, or a register. `wanted` are the names of its columns, by which its header is found.
///
/// # Errors
/// Where it is no workbook, or has no such sheet.
pub fn table(input: &mut dyn Read, name: &str, wanted: &[&str]) -> Result<Table, ReadError> {
    let mut rows = Rows::new(name, wanted);
    read(input, name, &mut rows)?;
    Ok(rows.table)
}

/// A row of the sheet: its number from 0, and its cells that hold something.
type Row = (u32, Vec<(u32, String)>);

fn read(input: &mut dyn Read, name: &str, sink: &mut impl Sink) -> Result<(), ReadError> {
    let bytes = archive::whole(input)?;
    archive::open(&bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).map_err(broken)?;
    let sheet = sheet(&workbook.sheet_names(), name.rsplit_once('#').map(|(_, sheet)| sheet))?;
    let regions = workbook.merge_cells_by_sheet_name(&sheet).map_err(broken)?;
    let mut merged = Merged::new(regions)?;
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(broken)?;

    let mut head: Vec<Row> = Vec::new();
    let mut header: Option<Vec<String>> = None;
    let mut row: Row = (0, Vec::new());
    loop {
        let next = cells.next_cell().map_err(broken)?;
        let place = next.as_ref().map(|cell| cell.get_position());
        if place.is_none_or(|(number, _)| number != row.0) && !row.1.is_empty() {
            let whole = merged.fill(std::mem::take(&mut row));
            match &header {
                Some(header) => give(&whole, header, sink),
                None if head.len() < HEADER_WITHIN => head.push(whole),
                None => {
                    header = Some(begin(&head, sink));
                    let names = header.as_deref().unwrap_or_default();
                    give(&whole, names, sink);
                }
            }
        }
        let (Some(cell), Some((number, column))) = (next, place) else { break };
        row.0 = number;
        let text = text(cell.get_value());
        if column < MOST_COLUMNS && !text.is_empty() {
            row.1.push((column, text));
        }
    }
    if header.is_none() {
        begin(&head, sink);
    }
    Ok(())
}

/// Whether an archive is a workbook.
pub(super) fn is_workbook(bytes: &[u8]) -> Result<bool, ReadError> {
    Ok(archive::open(bytes)?.index_for_name("xl/workbook.xml").is_some())
}

/// A sheet that is read as a document has no more columns.
const MOST_COLUMNS_OF_DOCUMENT: u32 = 64;

/// The name of a sheet, and its rows cell by cell.
pub(super) type Sheet = (String, Vec<Vec<String>>);

/// All sheets.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut sheets = Vec::new();
    for sheet in workbook.sheet_names() {
        let mut merged = Merged::new(workbook.merge_cells_by_sheet_name(&sheet).map_err(broken)?)?;
        let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(broken)?;
        let mut found: Vec<Row> = Vec::new();
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (number, column) = cell.get_position();
            let text = text(cell.get_value());
            if text.is_empty() {
                continue;
            }
            if column >= MOST_COLUMNS_OF_DOCUMENT {
                return Err(ReadError::TooLarge);
            }
            match found.last_mut() {
                Some((last, row)) if *last == number => row.push((column, text)),
                _ => found.push((number, vec![(column, text)])),
            }
        }
        let rows = found.into_iter().map(|row| {
            let (_, cells) = merged.fill(row);
            let width = cells.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
            let mut row = vec![String::new(); width as usize];
            for (column, text) in cells {
                if let Some(cell) = row.get_mut(column as usize) {
                    *cell = text;
                }
            }
            row
        });
        sheets.push((sheet, rows.collect()));
    }
    Ok(sheets)
}

/// The sheet of that name, else the first.
fn sheet(sheets: &[String], asked: Option<&str>) -> Result<String, ReadError> {
    let found = match asked {
        Some(asked) => sheets.iter().find(|sheet| sheet.trim() == asked.trim()),
        None => sheets.first(),
    };
    let missing = || ReadError::NoSheet { name: asked.unwrap_or_default().to_owned(), sheets: sheets.to_vec() };
    found.cloned().ok_or_else(missing)
}

/// Finds the header among the first rows, and hands on what follows it.
fn begin(head: &[Row], sink: &mut impl Sink) -> Vec<String> {
    let wanted = sink.wanted();
    let of = |row: &Row| {
        let width = row.1.iter().map(|(column, _)| column + 1).max().unwrap_or(0);
        let mut cells = vec![""; width as usize];
        for (column, text) in &row.1 {
            if let Some(cell) = cells.get_mut(*column as usize) {
                *cell = text;
            }
        }
        columns::names(cells)
    };
    let known = |names: &[String]| names.iter().filter(|name| wanted.contains(name)).count();
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in head.iter().enumerate() {
        let count = known(&of(row));
        if count > best.map_or(0, |(_, most)| most) {
            best = Some((at, count));
        }
    }
    let first_of_several = || head.iter().position(|(_, cells)| cells.len() > 1);
    let at = best.map(|(at, _)| at).or_else(first_of_several).unwrap_or(0);
    let names = head.get(at).map(of).unwrap_or_default();
    let row = head.get(at).map_or(1, |(number, _)| number.saturating_add(1));
    sink.header(&names.iter().map(String::as_str).collect::<Vec<_>>(), row);
    for row in head.iter().skip(at + 1) {
        give(row, &names, sink);
    }
    names
}

/// Hands a row on; cells past the last named column say nothing.
fn give(row: &Row, header: &[String], sink: &mut impl Sink) {
    let mut cells = vec![""; header.len()];
    for (column, text) in &row.1 {
        if let Some(cell) = cells.get_mut(*column as usize) {
            *cell = text;
        }
    }
    if cells.iter().any(|cell| !cell.trim().is_empty()) {
        sink.row(row.0.saturating_add(1), &cells);
    }
}

/// Regions of cells that are merged over several rows.
struct Merged {
    /// By first row, the last first.
    waiting: Vec<Dimensions>,
    /// Column, last row and text of those that are open.
    open: Vec<(u32, u32, String)>,
}

impl Merged {
    fn new(mut regions: Vec<Dimensions>) -> Result<Merged, ReadError> {
        if regions.len() > MOST_REGIONS {
            return Err(ReadError::TooLarge);
        }
        regions.retain(|region| region.end.0 > region.start.0);
        regions.sort_by_key(|region| std::cmp::Reverse(region.start));
        Ok(Merged { waiting: regions, open: Vec::new() })
    }

    /// The row with the text of the regions that it lies in.
    fn fill(&mut self, mut row: Row) -> Row {
        self.open.retain(|(_, last, _)| *last >= row.0);
        for (column, _, text) in &self.open {
            if !row.1.iter().any(|(taken, _)| taken == column) {
                row.1.push((*column, text.clone()));
            }
        }
        while let Some(region) = self.waiting.pop_if(|region| region.start.0 <= row.0) {
            let (first, column) = region.start;
            let text = row.1.iter().find(|(at, _)| *at == column).filter(|_| first == row.0);
            self.open.extend(text.map(|(_, text)| (column, region.end.0, text.clone())));
        }
        row
    }
}

/// What a cell holds, as text.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(on) => if *on { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(moment) => self::moment(moment),
        DataRef::Float(number) => self::number(&number.to_string()),
        other => Data::from(other.clone()).to_string(),
    }
}

/// A number without the digits that binary fractions leave behind its fifteenth.
fn number(digits: &str) -> String {
    let Ok(number) = Decimal::from_str_exact(digits) else { return digits.to_owned() };
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let rounded = number.round_sf_with_strategy(DIGITS, strategy).unwrap_or(number);
    rounded.normalize().to_string()
}

/// A day, a day with its time, a time of day, or a length of time.
fn moment(value: &ExcelDateTime) -> String {
    let second = TimeDelta::milliseconds(500);
    if value.is_duration() {
        let minutes = value.as_duration().map_or(0, |length| (length + second).num_seconds());
        return format!("{}:{:02}:{:02}", minutes / 3600, minutes / 60 % 60, minutes % 60);
    }
    let Some(moment) = value.as_datetime().and_then(|moment| moment.checked_add_signed(second)) else {
        return String::new();
    };
    let (day, time) = (moment.date(), moment.time().with_nanosecond(0).unwrap_or(NaiveTime::MIN));
    match (chrono::Datelike::year(&day) < 1900, time == NaiveTime::MIN) {
        (true, _) => time.format("%H:%M:%S").to_string(),
        (false, true) => day.to_string(),
        (false, false) => format!("{day} {}", time.format("%H:%M:%S")),
    }
}

fn broken(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Locked,
        other => ReadError::Archive(other.to_string()),
    }
}
