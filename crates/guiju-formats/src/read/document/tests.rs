//! Documents built part by part: what Word counts, shows and hides; hostile ones; texts in other encodings.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Block, blocks};
use crate::read::ReadError;

fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").into_bytes()
}

/// The blocks of a document with this body, numbering and styles, one a line: `# 标题`, `[1.] 文字`, `a | b`.
fn read(body: &str, numbering: &str, styles: &str) -> String {
    let notes =
        "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>含节假日</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = archive(&[
        ("word/document.xml", document(body)),
        ("word/numbering.xml", format!("<w:numbering>{numbering}</w:numbering>").into_bytes()),
        ("word/styles.xml", format!("<w:styles>{styles}</w:styles>").into_bytes()),
        ("word/footnotes.xml", notes.as_bytes().to_vec()),
        ("word/header1.xml", b"<w:hdr><w:p><w:r><w:t>header</w:t></w:r></w:p></w:hdr>".to_vec()),
    ]);
    shown(&blocks(bytes.as_slice()).unwrap())
}

fn shown(blocks: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Heading(level, title) => format!("{} {title}", "#".repeat(usize::from(*level))),
        Block::Paragraph(Some(number), text) => format!("[{number}] {text}"),
        Block::Paragraph(None, text) | Block::Line(text) => text.clone(),
        Block::Row(cells) => cells.join(" | ").replace('\n', "/"),
    };
    blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A paragraph of a list at a level.
fn item(num: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{num}\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text))
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn cell(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{}</w:p></w:tc>", run(text))
}

fn level(level: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

#[test]
fn nested_numbers_count_as_word_counts_them() {
    let levels = [
        level(0, "decimal", "%1.", ""),
        level(1, "decimal", "%1.%2", ""),
        level(2, "decimal", "(%3)", ""),
        level(3, "decimalEnclosedCircleChinese", "%4", ""),
    ];
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num>\
         <w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"7\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride></w:num>",
        levels.concat(),
        level(0, "chineseCountingThousand", "第%1条", ""),
    );
    let body = [
        item(5, 0, "甲"),
        item(5, 1, "乙"),
        item(5, 1, "丙"),
        item(5, 2, "丁"),
        item(5, 3, "戊"),
        item(5, 3, "己"),
        item(5, 0, "庚"),
        item(5, 1, "辛"),
        item(6, 0, "restarted"),
        item(6, 0, "goes on"),
        item(7, 0, "of another form"),
    ];
    let shown = read(&body.concat(), &numbering, "");
    let expected = "[1.] 甲\n[1.1] 乙\n[1.2] 丙\n[(1)] 丁\n[①] 戊\n[②] 己\n[2.] 庚\n[2.1] 辛\n[1.] restarted\n[2.] goes on\n[第三条] of another form";
    assert_eq!(shown, expected);
}

#[test]
fn numbers_come_from_styles_and_what_they_are_based_on() {
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"规章\"/>{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink w:val=\"规章\"/></w:abstractNum>\
         <w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"6\"><w:abstractNumId w:val=\"2\"/></w:num>",
        level(0, "chineseCounting", "%1、", "<w:pStyle w:val=\"1\"/>"),
        level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"2\"/><w:isLgl/>"),
    );
    let styles = "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:style>\
        <w:style w:styleId=\"2\"><w:name w:val=\"条\"/><w:numPr><w:numId w:val=\"6\"/></w:numPr></w:style>\
        <w:style w:styleId=\"3\"><w:name w:val=\"TOC 1\"/></w:style><w:style w:styleId=\"4\"><w:basedOn w:val=\"1\"/></w:style>";
    let body = [
        paragraph("3", "contents"),
        paragraph("1", "总则"),
        paragraph("2", "第一"),
        paragraph("2", "第二"),
        paragraph("4", "附则"),
    ];
    assert_eq!(read(&body.concat(), &numbering, styles), "# 一、总则\n[1.1] 第一\n[1.2] 第二\n# 二、附则");
}

#[test]
fn only_what_a_reader_sees_is_read() {
    let cases = [
        (
            "insertions stay, deletions go",
            "<w:p><w:ins><w:r><w:t>每周</w:t></w:r></w:ins><w:del><w:r><w:delText>每月</w:delText></w:r></w:del><w:r><w:t>8家</w:t></w:r></w:p>",
            "每周8家",
        ),
        (
            "what was moved stands where it is now",
            "<w:p><w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:r><w:t>乙</w:t></w:r><w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo></w:p>",
            "乙甲",
        ),
        (
            "earlier properties",
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>",
            "甲",
        ),
        (
            "hidden text",
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>甲</w:t></w:r></w:p>",
            "甲",
        ),
        (
            "lines broken in mid-sentence and after it",
            "<w:p><w:r><w:t>每周上门访问</w:t><w:br/><w:t>客户8家。</w:t><w:br/><w:t>每月例会1次。</w:t></w:r></w:p>",
            "每周上门访问客户8家。\n每月例会1次。",
        ),
        (
            "tabs in text, and tab stops",
            "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>",
            "甲 乙",
        ),
        ("page breaks", "<w:p><w:r><w:t>甲</w:t><w:br w:type=\"page\"/><w:t>乙</w:t></w:r></w:p>", "甲乙"),
        (
            "a footnote follows its paragraph",
            "<w:p><w:r><w:t>每周8家。</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
            "每周8家。\n注：含节假日",
        ),
        (
            "a text box, drawn two ways, once",
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>框外</w:t></w:r></w:p>",
            "框内\n框外",
        ),
    ];
    for (what, body, expected) in cases {
        assert_eq!(read(body, "", ""), expected, "{what}");
    }
}

#[test]
fn cells_that_span_rows_and_columns_keep_their_columns() {
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let (begins, goes_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let nested = "<w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内一</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>内二</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc>".to_owned();
    let two = "<w:tc><w:p><w:r><w:t>1.甲。</w:t></w:r></w:p><w:p><w:r><w:t>2.乙。</w:t></w:r></w:p></w:tc>".to_owned();
    let body = format!(
        "<w:tbl>{}{}{}{}<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        row(&[cell("", "阶段"), cell("<w:gridSpan w:val=\"2\"/>", "标准")]),
        row(&[cell(begins, "审批"), cell("", "1"), two]),
        row(&[cell(goes_on, ""), cell("", "2"), nested]),
        row(&[cell("", "发放"), cell("", "3"), cell("", "丙")]),
        cell("", "deleted"),
    );
    let expected = "阶段 | 标准 | \n审批 | 1 | 1.甲。/2.乙。\n审批 | 2 | 内一 内二\n发放 | 3 | 丙";
    assert_eq!(read(&body, "", ""), expected);
}

#[test]
fn hostile_documents_are_refused_or_bounded() {
    let error = |bytes: Vec<u8>| blocks(bytes.as_slice()).unwrap_err();
    let deep = document(&"<w:p>".repeat(300));
    assert!(matches!(error(archive(&[("word/document.xml", deep)])), ReadError::TooLarge));
    let bomb = vec![b' '; 65 << 20];
    assert!(matches!(error(archive(&[("word/document.xml", bomb)])), ReadError::TooLarge));
    assert!(matches!(error(archive(&[("word/styles.xml", b"<w:styles/>".to_vec())])), ReadError::NoDocument));
    assert!(matches!(
        error(archive(&[("word/document.xml", b"<w:document></w:body>".to_vec())])),
        ReadError::Archive(_)
    ));
    // It breaks off in the middle; a part of the archive is damaged.
    let half = b"<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>1. A</w:t></w:r>".to_vec();
    assert!(matches!(error(archive(&[("word/document.xml", half)])), ReadError::Archive(_)));
    let mut damaged = archive(&[("word/document.xml", document(&paragraph("", &"甲".repeat(400))))]);
    damaged.iter_mut().skip(60).take(8).for_each(|byte| *byte ^= 0xFF);
    assert!(matches!(error(damaged), ReadError::Archive(_)));
    assert!(matches!(error(vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1]), ReadError::OldDocument));
    assert!(matches!(error(b"%PDF-1.7".to_vec()), ReadError::OtherDocument("PDF")));
    assert!(matches!(error(Vec::new()), ReadError::Empty));
    assert!(matches!(error(archive(&[("word/document.xml", document(&paragraph("", " ")))])), ReadError::Empty));
    // A cell that says it spans four thousand million columns, styles that are based on each other, lists without end.
    let wide = cell("<w:gridSpan w:val=\"4000000000\"/>", "宽");
    let styles = "<w:style w:styleId=\"1\"><w:basedOn w:val=\"2\"/></w:style><w:style w:styleId=\"2\"><w:basedOn w:val=\"1\"/></w:style>";
    let body =
        format!("<w:tbl><w:tr>{wide}</w:tr></w:tbl>{}{}", paragraph("1", "环"), item(9, 4_000_000_000, "无此列表"));
    let shown = read(&body, "<w:num w:numId=\"9\"><w:abstractNumId w:val=\"404\"/></w:num>", styles);
    assert!(shown.starts_with("宽 | ") && shown.ends_with("环\n无此列表"), "{shown}");
}

#[test]
fn the_document_is_where_the_package_says_and_may_be_utf_16() {
    let text: String = String::from_utf8(document(&paragraph("", "甲"))).unwrap();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let links = "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let bytes = archive(&[("_rels/.rels", links.as_bytes().to_vec()), ("word/document2.xml", utf16)]);
    assert_eq!(shown(&blocks(bytes.as_slice()).unwrap()), "甲");
}

#[test]
fn text_in_other_encodings_and_markdown() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let mark: [u8; 2] = if big { [0xFE, 0xFF] } else { [0xFF, 0xFE] };
        let units = text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        mark.into_iter().chain(units).collect()
    };
    for bytes in [
        utf16("一、总则\r\n每周8家。", false),
        utf16("一、总则\r\n每周8家。", true),
        encoding_rs::GB18030.encode("一、总则\n每周8家。").0.into_owned(),
    ] {
        assert_eq!(shown(&blocks(bytes.as_slice()).unwrap()), "一、总则\n每周8家。");
    }
    let markdown = "# 客服 #\n<!-- draft\nnot yet -->\n- **每周**回访[客户](http://x)5次。\n- [ ] 登记\n1\\. 例会\n\n阶段 | 标准\n--- | ---\n审批 | 签字\\|盖章<br>归档\n\n后记\n";
    assert_eq!(
        shown(&blocks(markdown.as_bytes()).unwrap()),
        "# 客服\n每周回访客户5次。\n登记\n1. 例会\n阶段 | 标准\n审批 | 签字|盖章归档\n后记"
    );
}
