//! Tables of trouble: what is read of text that is not as it should be.

use guiju_engine::records::RecordsBuilder;
use guiju_engine::schema::{Activity, Field, FieldKind, Schema};

use super::intake::{Input, Intake};
use super::{ReadError, csv, jsonl};

/// What is read, line by line: `17: a|b` is a row, `17!` a broken line.
fn tried(bytes: &[u8]) -> Result<Vec<String>, ReadError> {
    let table = csv::table(bytes, "t.csv")?;
    let rows = table.rows.iter().map(|(line, cells)| (*line, format!("{line}: {}", cells.join("|"))));
    let mut log: Vec<(u32, String)> = rows.chain(table.broken.iter().map(|line| (*line, format!("{line}!")))).collect();
    assert!(table.broken.is_sorted(), "{:?}", table.broken);
    log.sort_by_key(|(line, _)| *line);
    Ok(std::iter::once(table.columns.join("|")).chain(log.into_iter().map(|(_, shown)| shown)).collect())
}

fn read(bytes: &[u8]) -> Vec<String> {
    tried(bytes).unwrap()
}

#[test]
fn trouble_costs_its_own_line_alone() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("plain", "a,b\n1,2\n", &["a|b", "2: 1|2"]),
        ("no line break at the end", "a,b\n1,2", &["a|b", "2: 1|2"]),
        ("Windows line breaks", "a,b\r\n1,2\r\n", &["a|b", "2: 1|2"]),
        ("a mark", "\u{FEFF}a,b\n1,2\n", &["a|b", "2: 1|2"]),
        ("nothing at all", "", &[""]),
        ("blank lines alone", "\n\n", &[""]),
        ("a header alone", "a,b\n", &["a|b"]),
        ("blanks around names", " a , b\n1,2\n", &["a|b", "2: 1|2"]),
        ("full-width brackets", "金额\u{FF08}元\u{FF09}\n1\n", &["金额(元)", "2: 1"]),
        ("tabs", "a\tb\n1\t2,5\n", &["a|b", "2: 1|2,5"]),
        ("semicolons", "a;b\n1;2,5\n", &["a|b", "2: 1|2,5"]),
        ("full-width commas", "a\u{FF0C}b\n1\u{FF0C}2\n", &["a|b", "2: 1|2"]),
        ("quoted", "a,b\n\"1,5\",\"say \"\"so\"\"\"\n", &["a|b", "2: 1,5|say \"so\""]),
        ("a line break in a cell", "a,b\n\"1\n2\",3\n4,5\n", &["a|b", "2: 1\n2|3", "4: 4|5"]),
        ("a blank line in a cell", "a,b\n\"1\n\n2\",3\n", &["a|b", "2: 1\n\n2|3"]),
        ("a quote within a word", "a,b\n5\" nail,2\n", &["a|b", "2: 5\" nail|2"]),
        ("too few cells", "a,b\n1\n2,3\n", &["a|b", "2!", "3: 2|3"]),
        ("too many cells", "a,b\n1,2,3\n4,5\n", &["a|b", "2!", "3: 4|5"]),
        ("empty cells too many", "a,b\n1,2,,\n", &["a|b", "2: 1|2"]),
        ("empty columns too many", "a,b,,\n1,2,,\n3,4\n", &["a|b", "2: 1|2", "3: 3|4"]),
        ("a quote left open", "a,b\n\"1,2\n3,4\n5,6\n", &["a|b", "2!", "3: 3|4", "4: 5|6"]),
        ("two quotes left open", "a,b\n\"1,2\n3,4\n\"5,6\n7,8\n", &["a|b", "2!", "3: 3|4", "4!", "5: 7|8"]),
        ("a quote open at the end", "a,b\n1,2\n3,\"4", &["a|b", "2: 1|2", "3!"]),
        ("words behind a quote", "a,b\n\"1\"2,3\n4,5\n", &["a|b", "2!", "3: 4|5"]),
        ("a NUL", "a,b\n1,\0\n2,3\n", &["a|b", "2!", "3: 2|3"]),
        ("a blank line within", "a,b\n1,2\n\n3,4\n", &["a|b", "2: 1|2", "3!", "4: 3|4"]),
        ("blank lines at the end", "a,b\n1,2\n\n \n", &["a|b", "2: 1|2"]),
    ];
    for (name, text, expected) in cases {
        assert_eq!(read(text.as_bytes()), *expected, "{name}");
        // Behind a line with a quote, and behind a block of others.
        for before in ["\"q\",r\n", &format!("1,{}\n", "2".repeat(1000)).repeat(300)] {
            let Some((header, rest)) = text.split_once('\n').filter(|(header, _)| *header == "a,b") else { continue };
            let lines = before.lines().count();
            let log = read(format!("{header}\n{before}{rest}").as_bytes());
            let later = |line: &str| {
                let (number, rest) = line.split_at(line.find([':', '!']).unwrap());
                format!("{}{rest}", number.parse::<usize>().unwrap() + lines)
            };
            let moved: Vec<String> = expected.iter().skip(1).map(|line| later(line)).collect();
            assert_eq!(log.get(lines + 1..).unwrap(), moved, "{name}");
        }
    }
}

#[test]
fn encodings() {
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    assert_eq!(read(&gbk("人员,活动\n张三,拜访\n")), ["人员|活动", "2: 张三|拜访"]);
    // A header of ASCII tells nothing; the first other line does.
    assert_eq!(read(&gbk("a,b\n1,2\n张三,拜访\n")), ["a|b", "2: 1|2", "3: 张三|拜访"]);
    // A line in another encoding than those before it is broken, and it alone.
    let mixed = [b"\xE4\xBA\xBA,b\n".as_slice(), &gbk("张三,1\n"), "李四,2\n".as_bytes()].concat();
    assert_eq!(read(&mixed), ["人|b", "2!", "3: 李四|2"]);
    // What neither encoding knows is broken.
    assert_eq!(read(b"a,b\n\xFF\xFF,1\n2,3\n"), ["a|b", "2!", "3: 2|3"]);
}

#[test]
fn lines_may_end_with_a_carriage_return_alone() {
    assert_eq!(read(b"a,b\r1,2\r\r3,4"), ["a|b", "2: 1|2", "3!", "4: 3|4"]);
    let many = format!("a,b\r{}", "1,2\r".repeat(1 << 20));
    assert_eq!(read(many.as_bytes()).len(), 1 + (1 << 20));
    assert_eq!(read(b"a,b\r\n\"1\r2\",3\r\n"), ["a|b", "2: 1\r2|3"]);
}

#[test]
fn what_is_no_text_is_named() {
    let error = |bytes: &[u8]| tried(bytes).unwrap_err();
    assert!(matches!(error(b"\xFF\xFEa\0,\0b\0\n\0"), ReadError::Utf16));
    assert!(matches!(error(b"PK\x03\x04rest"), ReadError::Spreadsheet));
}

#[test]
fn a_line_without_end_is_an_answer_in_constant_memory() {
    let long = format!("a,b\n1,2\n\"{}\n3,4\n", "x".repeat(20 << 20));
    assert_eq!(read(long.as_bytes()), ["a|b", "2: 1|2", "3!", "4: 3|4"]);
}

#[test]
fn quotes_left_open_on_every_line_do_not_stall() {
    let lines = "a\"b,\"c\n".repeat(50_000);
    let log = read(format!("a,b\n{lines}1,2\n").as_bytes());
    assert_eq!(log.len(), 50_002);
    assert_eq!(log.last().map(String::as_str), Some("50002: 1|2"));
}

fn schema() -> Schema {
    Schema {
        activities: vec![Activity { name: "拜访".into(), also: Vec::new(), feed: None }],
        fields: ["客户", "地点.城市", "标签"]
            .map(|name| Field { name: name.into(), also: Vec::new(), kind: FieldKind::Text, empty: None, unit: None })
            .into(),
        ..Schema::default()
    }
}

/// JSON lines, read both ways there are: as flat as most lines are, and as `serde_json` reads them.
fn both(lines: &[&str]) -> [String; 2] {
    let schema = schema();
    // A text with an escape is never flat, and says the same.
    let escaped = |line: &&str| line.replace("拜访", "\\u62dc\\u8bbf");
    let texts = [lines.join("\n"), lines.iter().map(escaped).collect::<Vec<_>>().join("\n")];
    texts.map(|text| {
        let mut builder = RecordsBuilder::new(&schema, chrono_tz::Asia::Shanghai);
        jsonl::records(Input::Stream(&mut text.as_bytes()), &mut Intake::new("r.jsonl", &mut builder)).unwrap();
        let records = builder.finish();
        let mut shown = format!("{} ", records.len());
        // What no line has a value for is the suite's (score/files.md).
        let of_field = |name: &str| schema.fields.iter().any(|field| field.name == name);
        for problem in records.problems().iter().filter(|it| !it.name.as_deref().is_some_and(of_field)) {
            shown += &format!("{:?} {:?} {} {}; ", problem.kind, problem.name, problem.count, problem.first);
        }
        shown
    })
}

#[test]
fn lines_mean_the_same_however_they_are_read() {
    let good = r#"{"人员": "张三", "活动": "拜访", "时间": "2024-03-05"}"#;
    for (lines, expected) in [
        (vec![good], "1 "),
        (vec![good, r#"{"时间":"2024-03-05","人员":"李四","活动":"拜访","客户":12.50,"多":true}"#], "2 UnusedColumn"),
        (vec![good, "{}", "", "[]", r#"{"人员":"张三""#], "1 BrokenLine"),
        (vec![good, r#"{"人员":"张三","人员":"李四","活动":"拜访","时间":"2024-03-05"}"#], "2 "),
        (
            vec![good, r#"{"人员":"张三","活动":"拜访","时间":"2024-03-05","地点":{"城市":"苏州"},"标签":["急",2]}"#],
            "2 ",
        ),
        (vec![good, r#"{"人员":"张三","活动":"拜访","时间":"2024-03-05","客户":01}"#], "1 BrokenLine"),
        (vec![good, r#"{"人员":"张三","活动":"拜访","时间":null}"#], "1 MissingTime"),
        (vec![r#"{"活动":"拜访","时间":"2024-03-05"}"#], "0 MissingColumn"),
    ] {
        let [flat, other] = both(&lines);
        assert_eq!(flat, other, "{lines:?}");
        assert!(flat.starts_with(expected), "{lines:?}: {flat}");
    }
}

/// Blocks of rows; in each of them there are people, customers, and in JSON lines a column, that were not in those before.
fn blocks(format: &str) -> String {
    let mut text = if format == "csv" { "人员,活动,时间,客户,标签\n".to_owned() } else { String::new() };
    for row in 0..6_000 {
        let (block, person) = (row / 1_000, (row * 7) % 50 + row / 100);
        let activity = if row % 11 == 0 { "睡觉" } else { "拜访" };
        let long = "长".repeat(60);
        text += &match format {
            "csv" => {
                let quote = if row % 97 == 0 || row / 1_000 == 4 { "\"" } else { "" };
                format!("{quote}人{person}{quote},{activity},2024-03-{:02},客户{row},{long}\n", row % 28 + 1)
            }
            _ => format!(
                "{{\"人员\":\"人{person}\",\"活动\":\"{activity}\",\"时间\":\"2024-03-{:02}\",\"新{block}\":\"{long}\",\"客户\":\"客户{row}\"}}\n",
                row % 28 + 1
            ),
        };
    }
    text
}

#[test]
fn threads_change_nothing() {
    let schema = schema();
    for format in ["csv", "jsonl"] {
        let text = blocks(format);
        let on = |threads: usize| {
            let mut builder = RecordsBuilder::new(&schema, chrono_tz::Asia::Shanghai);
            let mut intake = Intake { threads, ..Intake::new("r", &mut builder) };
            let mut bytes = text.as_bytes();
            let input = Input::Stream(&mut bytes);
            if format == "csv" { csv::records(input, &mut intake) } else { jsonl::records(input, &mut intake) }
                .unwrap();
            let records = builder.finish();
            format!("{:?}\n{}", records.problems(), serde_json::to_string(&records).unwrap())
        };
        let alone = on(1);
        assert!(alone.contains("人7人14人21"), "people are in the order in which they are met");
        for threads in [2, 3, 2] {
            assert!(on(threads) == alone, "{format} on {threads} threads");
        }
    }
}
