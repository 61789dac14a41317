//! Ways in: the same records give the same report in whatever format they come, and what is broken is an answer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::sync::{Arc, LazyLock};

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use guiju::{Range, Records, Standards};
use guiju_tests::diff::diff;
use guiju_tests::{arrow, office};
use parquet::basic::{Compression, ZstdLevel};
use proptest::prelude::*;

const CLAUSES: &str = "每月 拜访 >= 2 次
每月 拜访 >= 2 家
每家客户 每月 拜访 >= 1 次
每月 合计(拜访.金额) >= 9.5 元
每周 拜访 其中 级别 = 紧急 >= 1 次
收发文件 须 签收
不得 投诉
";

const MANIFEST: &str = r#"
[vocabulary]
open = true

[records]
id = "编号"
recorded = "录入时间"

[records.withdrawn]
column = "状态"
values = ["作废"]

[entity."客户"]
key = "客户"

[measure-word."家"]
count = "distinct"
field = "客户"

[level."级别"]
order = ["一般", "紧急"]

[field."金额"]
type = "number"
unit = "元"

[field."签收"]
type = "flag"
empty = "否"

[field."期限"]
type = "date"
"#;

const COLUMNS: [&str; 12] =
    ["编号", "人员", "活动", "时间", "录入时间", "状态", "客户", "金额", "签收", "级别", "备注", "日期"];

static STANDARDS: LazyLock<Standards> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("标准.gj"), CLAUSES).unwrap();
    std::fs::write(folder.path().join("guiju.toml"), MANIFEST).unwrap();
    Standards::open(folder.path()).unwrap()
});

type Row = Vec<&'static str>;

/// Cells as exports hold them, good and bad.
fn row() -> impl Strategy<Value = Row> {
    let of = |cells: &'static [&'static str]| prop::sample::select(cells);
    let times: &[&str] = &[
        "2024-03-04",
        "2024-03-05 09:30:00",
        "2024/03/06 09:30",
        "2024年3月7日",
        "20240308",
        "2024-03-09T10:00:00+09:00",
        "45361.5",
        "昨天",
        "09:30",
        "下午3:20",
        "0.395833",
        "",
    ];
    let first = (
        // Before any place, however its file is called: equal moments are in the order of what triggers are called.
        of(&["A1", "A2", "A3", "A4", "A5", "", "", ""]),
        of(&["张三", "李四", " 王五 ", "张三", ""]),
        of(&["拜访", "拜访", "收发文件", "投诉", "睡觉", ""]),
        of(times),
        of(&["", "", "2024-03-10", "2024-03-11 08:00", "不久"]),
        of(&["", "", "", "作废"]),
    );
    let rest = (
        of(&["甲", "乙 ", "甲", "", "a\"b", "c,d", "丙\n丁", "\u{3000}"]),
        of(&["1", "2.50", "1,000", "5%", "三", "", "12345678901234567890.5", "-0.001", "0.1234567890123"]),
        of(&["是", "否", "", "也许", "true", "1"]),
        of(&["一般", "紧急", "", "很急"]),
        of(&["", "别的"]),
        // The day of a time of day; beside a whole time it has to be the same.
        of(&["", "", "", "2024-03-05", "2024年3月9日", "2024-03-08 00:00:00", "前天"]),
    );
    (first, rest).prop_map(|((a, b, c, d, e, f), (g, h, i, j, k, l))| vec![a, b, c, d, e, f, g, h, i, j, k, l])
}

fn csv(rows: &[Row], quotes: bool) -> String {
    let quoted = |cell: &&str| match quotes || cell.contains([',', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => (*cell).to_owned(),
    };
    let lines = rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(","));
    std::iter::once(COLUMNS.join(",")).chain(lines).map(|line| line + "\n").collect()
}

/// Behind a blank line, so that its lines have the numbers of those of CSV.
fn jsonl(rows: &[Row], all: bool) -> String {
    let object = |row: &Row| {
        let cells = COLUMNS.iter().zip(row).filter(|(_, cell)| all || !cell.is_empty());
        let cells = cells.map(|(name, cell)| ((*name).to_owned(), serde_json::Value::from(*cell)));
        format!("{}\n", serde_json::Value::Object(cells.collect()))
    };
    std::iter::once("\n".to_owned()).chain(rows.iter().map(object)).collect()
}

fn batch(rows: &[Row], kind: usize) -> RecordBatch {
    let column = |place: usize| -> ArrayRef {
        let cells = rows.iter().map(|row| Some(row[place]).filter(|cell| !cell.is_empty()));
        match kind {
            0 => Arc::new(StringArray::from_iter(cells)),
            1 => Arc::new(LargeStringArray::from_iter(cells)),
            2 => Arc::new(StringViewArray::from_iter(cells)),
            _ => Arc::new(cells.collect::<DictionaryArray<Int32Type>>()),
        }
    };
    let columns = COLUMNS.iter().enumerate().map(|(place, name)| (*name, column(place), true));
    RecordBatch::try_from_iter_with_nullable(columns).unwrap()
}

/// What is judged of records, and what is said about them; lines count from 1, the first being that of the `first` row.
fn judged(bytes: &[u8], name: &str, threads: usize, first: usize) -> String {
    let range = Range::parse("2024-03-01", "2024-04-01").unwrap();
    let records = Records::builder(&STANDARDS).threads(threads).reader(bytes, name).unwrap().build();
    let report = serde_json::to_string_pretty(&STANDARDS.score(&records, range, None).unwrap()).unwrap();
    numbered(&report.replace(name, "r"), first)
}

fn by_rows(rows: &[Row]) -> String {
    let range = Range::parse("2024-03-01", "2024-04-01").unwrap();
    let object = |row: &Row| -> serde_json::Map<String, serde_json::Value> {
        COLUMNS.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), (*cell).into())).collect()
    };
    let records = Records::builder(&STANDARDS).rows(rows.iter().map(object), "r").unwrap().build();
    numbered(&serde_json::to_string_pretty(&STANDARDS.score(&records, range, None).unwrap()).unwrap(), 1)
}

/// Places as numbers of rows.
fn numbered(report: &str, first: usize) -> String {
    let mut parts = report.split("r:");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // A sheet has letters for its columns.
        let part = part.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        match part[..end].parse::<usize>() {
            // What is wrong with the header is at the first line in every format.
            Ok(1) if first > 1 => out += "r:1",
            Ok(line) => out += &format!("r:{}", line + 1 - first),
            Err(_) => out += "r:",
        }
        out += &part[end..];
    }
    out
}

fn all_agree(rows: &[Row]) -> Result<(), TestCaseError> {
    let expected = by_rows(rows);
    let packed = [Compression::SNAPPY, Compression::UNCOMPRESSED, Compression::LZ4_RAW];
    for (kind, packing) in packed.into_iter().chain([Compression::ZSTD(ZstdLevel::default())]).enumerate() {
        let batch = batch(rows, kind);
        for bytes in [arrow::parquet(&batch, packing), arrow::file(&batch), arrow::stream(&batch)] {
            let found = judged(&bytes, "r.bin", 1 + kind % 3, 1);
            prop_assert!(found == expected, "kind {kind}:\n{}", diff(&expected, &found));
        }
    }
    // A line break in a cell makes the lines of CSV run ahead of the rows.
    let flat = |row: &Row| row.iter().map(|cell| if cell.contains('\n') { "戊" } else { cell }).collect();
    let flat: Vec<Row> = rows.iter().map(flat).collect();
    let plain = csv(&flat, false);
    let expected = judged(plain.as_bytes(), "r.csv", 1, 2);
    // Lines begin at 2 here, and what happened at one moment is in the order of their digits.
    let rows = by_rows(&flat);
    prop_assert_eq!(sorted(&expected), sorted(&rows));
    let gbk = encoding_rs::GB18030.encode(&plain).0.into_owned();
    let whole = COLUMNS.iter().enumerate().all(|(place, _)| flat.iter().any(|row| !row[place].is_empty()));
    let book = office::texts(std::iter::once(COLUMNS.to_vec()).chain(flat.iter().cloned()));
    // A row of a sheet that holds nothing is none.
    let blank = flat.iter().any(|row| row.iter().all(|cell| cell.trim().is_empty()));
    for threads in [1, 2, 3] {
        for (name, bytes) in [
            ("r.csv", plain.as_bytes()),
            if blank { ("r.csv", plain.as_bytes()) } else { ("r.xlsx", book.as_slice()) },
            ("quoted.csv", csv(&flat, true).as_bytes()),
            ("gbk.csv", &gbk),
            ("r.jsonl", jsonl(&flat, true).as_bytes()),
            // Where no row fills a column, it is not there at all.
            ("sparse.jsonl", jsonl(&flat, !whole).as_bytes()),
        ] {
            let found = judged(bytes, name, threads, 2);
            prop_assert!(found == expected, "{name}:\n{}", diff(&expected, &found));
        }
    }
    Ok(())
}

fn sorted(report: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = report.lines().map(|line| line.trim_end_matches(',')).collect();
    lines.sort_unstable();
    lines
}

/// So long that a block holds a few hundred rows.
static LONG: LazyLock<String> = LazyLock::new(|| "长".repeat(400));

fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..default }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn the_same_records_give_the_same_report_in_every_format(rows in prop::collection::vec(row(), 1..40)) {
        all_agree(&rows)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, ..config(2) })]

    #[test]
    fn and_so_do_more_than_a_block_of_them(rows in prop::collection::vec(row(), 20..40)) {
        let long: &'static str = LONG.as_str();
        let many = rows.iter().cycle().take(800).map(|row| [&row[..10], &[long], &row[11..]].concat());
        all_agree(&many.collect::<Vec<Row>>())?;
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn what_is_broken_is_an_answer(
        format in 0usize..6,
        cut in prop::option::of(0.0f64..1.0),
        flips in prop::collection::vec((0.0f64..1.0, 0u32..8), 0..6),
    ) {
        let mut bytes = GOOD[format].clone();
        let at = |share: f64, length: usize| ((share * length as f64) as usize).min(length.saturating_sub(1));
        for (share, bit) in flips {
            let place = at(share, bytes.len());
            bytes[place] ^= 1 << bit;
        }
        if let Some(cut) = cut {
            bytes.truncate(at(cut, bytes.len()));
        }
        let name = ["r.csv", "r.jsonl", "r.parquet", "r.parquet", "r.arrow", "r.arrow"][format];
        if let Ok(read) = Records::builder(&STANDARDS).reader(bytes.as_slice(), name) {
            let range = Range::parse("2024-03-01", "2024-04-01").unwrap();
            STANDARDS.score(&read.build(), range, None).unwrap();
        }
    }
}

/// Whole files to break, in several formats.
static GOOD: LazyLock<[Vec<u8>; 6]> = LazyLock::new(|| {
    let row = |number: usize| -> Row {
        let pick = |cells: &'static [&'static str]| cells[number % cells.len()];
        vec![
            pick(&["r1", "r2", "r3", "", ""]),
            pick(&["张三", "李四", "王五"]),
            pick(&["拜访", "收发文件"]),
            pick(&["2024-03-04", "2024-03-05 09:30:00"]),
            "",
            "",
            pick(&["甲", "乙", "丙", "丁", "戊", "己", "庚"]),
            pick(&["1", "2.5"]),
            pick(&["是", "否"]),
            pick(&["一般", "紧急"]),
            "",
            pick(&["", "2024-03-05", "2024-03-04"]),
        ]
    };
    let rows: Vec<Row> = (0..200).map(row).collect();
    let typed = arrow::table(
        "人员:dict,活动:view,时间:utc,金额:cents,签收:bool,级别\n张三,拜访,2024-03-04 01:30:00,4.50,,紧急\n张三,收发文件,2024-03-05 01:30:00,,是,\n",
    );
    [
        csv(&rows, false).into_bytes(),
        jsonl(&rows, false).into_bytes(),
        arrow::parquet(&batch(&rows, 0), Compression::UNCOMPRESSED),
        arrow::parquet(&typed, Compression::SNAPPY),
        arrow::file(&batch(&rows, 3)),
        arrow::stream(&typed),
    ]
});
