//! Odd and hostile inputs end, in time, with an answer and one of the three exit statuses, never with a panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::fs;
use std::time::{Duration, Instant};

use guiju_tests::command::{self, Ran};

/// Far more than any of these needs, also without optimisation on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const GOOD: &str = "每周上门访问客户 >= 2\n";
const RECORDS: &str = "人员,活动,时间\n张三,上门访问客户,2024-03-05\n";

/// Runs one command over these files and holds it to its time.
fn run(command: &str, files: &[(&str, &[u8])]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        fs::write(folder.path().join(name), contents).unwrap();
    }
    let start = Instant::now();
    let ran = command::run(command, folder.path()).unwrap();
    let taken = start.elapsed();
    assert!(taken < PATIENCE, "`{command}` took {taken:?}");
    ran
}

/// A standards file that cannot be fully right: `check` must name at least one problem, `explain` must answer.
fn troubled(name: &str, text: &[u8]) {
    let ran = run("guiju check a.gj", &[("a.gj", text)]);
    assert_eq!(ran.code, 1, "{name}: {}", short(&ran));
    assert!(ran.out.contains("GJ") || ran.err.contains("GJ"), "{name}: no code in {}", short(&ran));
    run("guiju explain a.gj --format json", &[("a.gj", text)]);
    let ran = run(SCORE, &[("a.gj", text), ("r.csv", RECORDS.as_bytes())]);
    assert_eq!(ran.code, 1, "{name}: {}", short(&ran));
}

/// Records that score, whatever is wrong with them.
fn scored(name: &str, records: &[u8]) -> Ran {
    let ran = run(SCORE, &[("a.gj", GOOD.as_bytes()), ("r.csv", records)]);
    assert_eq!(ran.code, 0, "{name}: {}", short(&ran));
    ran
}

/// Rows of which none can be read, as a column that every record needs is missing.
fn unread(name: &str, records: &[u8]) {
    let ran = run(SCORE, &[("a.gj", GOOD.as_bytes()), ("r.csv", records)]);
    assert_eq!(ran.code, 2, "{name}: {}", short(&ran));
}

const SCORE: &str = "guiju score a.gj --records r.csv --from 2024-03-04 --to 2024-03-11";

fn short(ran: &Ran) -> String {
    ran.shown().chars().take(600).collect()
}

#[test]
fn deep_nesting() {
    for (open, close) in [("(", ")"), ("(", ")"), ("{", "}"), ("「", "」"), ("非(", ")"), ("合计(", ")")] {
        for depth in [100, 100_000] {
            let text = format!("每周 {}拜访{} >= 8\n", open.repeat(depth), close.repeat(depth));
            troubled(&format!("{depth} × {open}"), text.as_bytes());
            let text = format!("每周 拜访 其中 {}用时{} >= 8\n", open.repeat(depth), close.repeat(depth));
            troubled(&format!("其中 {depth} × {open}"), text.as_bytes());
            troubled(&format!("{depth} × {open} left open"), format!("每周 拜访 >= {}", open.repeat(depth)).as_bytes());
        }
    }
}

#[test]
fn a_line_of_ten_megabytes() {
    for piece in ["每周上门访问客户8家,", "8", "规", "(", "且 ", "「", "每", "一、", "凡 甲 须 乙 ", " "]
    {
        let text = piece.repeat(10_000_000 / piece.len());
        let ran = run("guiju check a.gj", &[("a.gj", text.as_bytes())]);
        assert!(ran.code <= 1, "{piece}: {}", short(&ran));
        assert!(ran.out.contains("GJ0003") || piece == " ", "{piece}: {}", short(&ran));
        assert!(
            ran.out.len() + ran.err.len() < 1_000_000,
            "{piece}: {} bytes of answer",
            ran.out.len() + ran.err.len()
        );
    }
}

#[test]
fn many_lines() {
    let text: String = (0..20_000).map(|i| format!("每周 活动{i} >= {i}\n")).collect();
    let ran = run("guiju check a.gj", &[("a.gj", text.as_bytes())]);
    assert_eq!(ran.code, 0, "{}", short(&ran));
    let text: String = (0..5_000).map(|i| format!("{i}. 每周 活动 >=\n")).collect();
    let ran = run("guiju check a.gj", &[("a.gj", text.as_bytes())]);
    assert_eq!(ran.code, 1, "{}", short(&ran));
}

#[test]
fn numbers_without_end() {
    for number in
        ["9".repeat(40), format!("0.{}", "1".repeat(60)), "9".repeat(100_000), "79228162514264337593543950335".into()]
    {
        let text = format!("每周 拜访 >= {number}万\n");
        troubled(&number[..20], text.as_bytes());
    }
    for period in ["每0周", "每99999999999周", "每4294967295年", "任意连续0天"] {
        troubled(period, format!("{period} 拜访 >= 1\n").as_bytes());
    }
    troubled("a step of nothing", "每周 拜访 >= 1\n  计分 每少 0 次 扣 1 分\n".as_bytes());
}

#[test]
fn bytes_that_are_no_text() {
    troubled("GBK", &[0xC3, 0xBF, 0xD6, 0xDC, 0x20, 0x3E, 0x3D, 0x20, 0x38]);
    troubled("a lone continuation byte", b"\x80");
    let ran = run("guiju check a.gj", &[("a.gj", b"\xEF\xBB\xBF")]);
    assert!(ran.code <= 1, "{}", short(&ran));
    let ran = run("guiju check a.gj", &[("a.gj", format!("\u{feff}{GOOD}").as_bytes())]);
    assert_eq!(ran.code, 0, "a byte order mark: {}", short(&ran));
    let ran = run("guiju check a.gj", &[("a.gj", GOOD.replace('\n', "\r\n").as_bytes())]);
    assert_eq!(ran.code, 0, "line ends of Windows: {}", short(&ran));
    troubled("control characters", "每周\0拜访\u{1b} >= \u{7f}8\u{202e}\n".as_bytes());
}

#[test]
fn records_that_are_none() {
    scored("nothing", b"");
    scored("blank lines", b"\n\n\n");
    scored("a header alone", "人员,活动,时间\n".as_bytes());
    unread("other columns", "a,b,c\n1,2,3\n".as_bytes());
    scored("the same column twice", "人员,人员,活动,时间\n张三,李四,上门访问客户,2024-03-05\n".as_bytes());
    scored("a quote left open", "人员,活动,时间\n\"张三,上门访问客户,2024-03-05\n".as_bytes());
    scored("rows of other lengths", "人员,活动,时间\n张三\n张三,上门访问客户,2024-03-05,再,再\n".as_bytes());
    scored("zero bytes", b"\0\0\0\0,\0\n\0");
    scored("a wide row", format!("人员,活动,时间{}\n", ",x".repeat(100_000)).as_bytes());
    scored("a long cell", format!("人员,活动,时间\n张三,{},2024-03-05\n", "长".repeat(3_000_000)).as_bytes());
    for time in [
        "0000-00-00",
        "9999-12-31",
        "-0001-01-01",
        "262143-12-31",
        "2024-03-05T25:61:61",
        "45356",
        "1e9",
        "二〇二四年三月五日",
    ] {
        scored(time, format!("人员,活动,时间\n张三,上门访问客户,{time}\n").as_bytes());
    }
}

#[test]
fn ranges_at_the_ends_of_time() {
    let files: [(&str, &[u8]); 2] = [("a.gj", GOOD.as_bytes()), ("r.csv", RECORDS.as_bytes())];
    for range in [
        "--from 2024-03-04 --to 2024-03-04",
        "--from 0001-01-01 --to 0001-02-01",
        "--from 9999-12-01 --to 9999-12-31",
        "--from -262143-01-01 --to -262143-02-01",
        "--from 262142-01-01 --to 262142-12-31",
        "--from 0001-01-01 --to 9999-12-31",
        "--from 2024-03-04 --to 2024-03-11 --as-of 0001-01-01",
        "--from 2024-03-04 --to 2024-03-11 --as-of 9999-12-31T23:59:59",
        "--from 20240304 --to 2024/03/11",
        "--from= --to=",
    ] {
        let ran = run(&format!("guiju score a.gj --records r.csv {range}"), &files);
        assert!(ran.code <= 2, "{range}: {}", short(&ran));
    }
}
