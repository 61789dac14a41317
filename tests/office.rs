//! Office files for the suite, written part by part: workbooks (xlsx) from a few lines of text, and documents (docx).

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// An archive of these parts.
pub fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A workbook: `# 月报` begins a sheet, `merge A5:A7` merges cells of it, every other line is a row of cells between commas.
/// A cell is text, a number, or a moment (`@2024-03-04 09:30`).
pub fn workbook(body: &str) -> Vec<u8> {
    let mut sheets: Vec<(String, String, String)> = Vec::new();
    let mut number = 0;
    for line in body.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            sheets.push((name.to_owned(), String::new(), String::new()));
            number = 0;
            continue;
        }
        let (_, rows, merged) = sheets.last_mut().expect("a workbook begins with `# sheet`");
        if let Some(region) = line.strip_prefix("merge ") {
            write!(merged, "<mergeCell ref=\"{region}\"/>").unwrap();
            continue;
        }
        number += 1;
        write!(rows, "<row r=\"{number}\">").unwrap();
        for (column, cell) in ('A'..='Z').zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            rows.push_str(&self::cell(&format!("{column}{number}"), cell));
        }
        rows.push_str("</row>");
    }
    book(&sheets)
}

/// A workbook of one sheet, all of whose cells are texts.
pub fn texts<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> Vec<u8> {
    let mut sheet = String::new();
    for (number, row) in (1..).zip(rows) {
        write!(sheet, "<row r=\"{number}\">").unwrap();
        for (column, cell) in ('A'..='Z').zip(row).filter(|(_, cell)| !cell.is_empty()) {
            sheet.push_str(&inline(&format!("{column}{number}"), cell));
        }
        sheet.push_str("</row>");
    }
    book(&[("记录".to_owned(), sheet, String::new())])
}

/// A workbook of sheets: their names, rows and merged cells.
fn book(sheets: &[(String, String, String)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let (mut list, mut links, mut types) = (String::new(), String::new(), String::new());
    let mut parts = Vec::new();
    for (i, (name, rows, merged)) in (1..).zip(sheets) {
        write!(list, "<sheet name=\"{}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>", escaped(name)).unwrap();
        write!(
            links,
            "<Relationship Id=\"rId{i}\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"
        )
        .unwrap();
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
        write!(types, "<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"{kind}\"/>").unwrap();
        let merged = if merged.is_empty() { String::new() } else { format!("<mergeCells>{merged}</mergeCells>") };
        let sheet = format!("{HEAD}<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData>{merged}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{i}.xml"), sheet));
    }
    let styles = "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs>";
    let book = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let fixed = [
        (
            "[Content_Types].xml",
            format!(
                "{HEAD}<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{book}\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!("{HEAD}<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>{list}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{package}/relationships\">{links}<Relationship Id=\"rId99\" Type=\"{relations}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml", format!("{HEAD}<styleSheet xmlns=\"{main}\">{styles}</styleSheet>")),
    ];
    let parts = parts.iter().map(|(name, text)| (name.as_str(), text.clone()));
    archive(&fixed.into_iter().chain(parts).collect::<Vec<_>>())
}

fn cell(place: &str, cell: &str) -> String {
    if let Some(moment) = cell.strip_prefix('@') {
        let (day, time) = moment.split_once(' ').unwrap_or((moment, "00:00"));
        let day: chrono::NaiveDate = day.parse().unwrap();
        let days = (day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
        let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap();
        let seconds = (time - chrono::NaiveTime::MIN).num_seconds();
        let value = rust_decimal::Decimal::from(days * 86_400 + seconds) / rust_decimal::Decimal::from(86_400);
        return format!("<c r=\"{place}\" s=\"1\"><v>{}</v></c>", value.round_dp(10).normalize());
    }
    match cell.parse::<rust_decimal::Decimal>() {
        Ok(_) => format!("<c r=\"{place}\"><v>{cell}</v></c>"),
        Err(_) => inline(place, cell),
    }
}

fn inline(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text))
}

/// A Word document: `# 标题` is a heading by style, `1) 文字` a paragraph that Word numbers itself (1. 2. …), `| a | b |` a row
/// of a table, every other line a paragraph.
pub fn document(body: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
    let (mut out, mut rows) = (String::new(), String::new());
    for line in body.lines().chain([""]) {
        if let Some(row) = line.strip_prefix('|') {
            let cells = row.trim_end_matches('|').split('|');
            let cells = cells.map(|cell| format!("<w:tc><w:p>{}</w:p></w:tc>", run(cell.trim())));
            write!(rows, "<w:tr>{}</w:tr>", cells.collect::<String>()).unwrap();
            continue;
        }
        if !rows.is_empty() {
            write!(out, "<w:tbl>{}</w:tbl>", std::mem::take(&mut rows)).unwrap();
        }
        let (properties, text) = match (line.strip_prefix("# "), line.strip_prefix("1) ")) {
            (Some(title), _) => ("<w:pStyle w:val=\"1\"/>", title),
            (_, Some(text)) => ("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr>", text),
            _ => ("", line),
        };
        write!(out, "<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", run(text)).unwrap();
    }
    let styles = "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>";
    let level =
        "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>";
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"3\">{level}</w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num>"
    );
    let part = |element: &str, body: &str| format!("{HEAD}<w:{element} xmlns:w=\"{main}\">{body}</w:{element}>");
    archive(&[
        ("word/document.xml", part("document", &format!("<w:body>{out}</w:body>"))),
        ("word/styles.xml", part("styles", styles)),
        ("word/numbering.xml", part("numbering", &numbering)),
    ])
}
