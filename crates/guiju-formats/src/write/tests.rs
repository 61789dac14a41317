//! How reports look.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use guiju_engine::exact::Exact;
use guiju_engine::report::{
    ClauseReport, Moment, Outcome, PersonReport, Problem, ProblemKind, Reason, Report, StandardReport, Status,
};

use super::{Lang, Options, WRITERS, problems};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

fn ratio(numerator: i128, denominator: i128) -> Option<Exact> {
    Exact::ratio(numerator, denominator)
}

fn week(from: u32, to: NaiveDate, status: Status, actual: i128) -> Outcome {
    Outcome {
        from: Some(Moment::Day(day(3, from))),
        to: Some(Moment::Day(to)),
        actual: ratio(actual, 1),
        required: ratio(8, 1),
        ..Outcome::new(status, None)
    }
}

fn clause(
    id: &str,
    text: &str,
    canonical: &str,
    worth: i128,
    points: Option<Exact>,
    outcomes: Vec<Outcome>,
) -> Arc<ClauseReport> {
    let status = outcomes.iter().map(|outcome| outcome.status).min().unwrap_or(Status::NotApplicable);
    let (text, canonical) = (text.to_owned(), canonical.to_owned());
    let (items, consequences) = (Vec::new(), Vec::new());
    let (id, worth, unscored) = (id.into(), ratio(worth, 1), None);
    let clause = ClauseReport {
        id,
        part: None,
        text,
        canonical,
        status,
        worth,
        points,
        unscored,
        items,
        consequences,
        outcomes,
    };
    Arc::new(clause)
}

fn report() -> Report {
    let alone = |status, actual, required, reason| Outcome {
        from: Some(Moment::Day(day(3, 1))),
        to: Some(Moment::Day(day(4, 1))),
        actual,
        required,
        ..Outcome::new(status, reason)
    };
    let wei = PersonReport {
        person: "张伟".into(),
        post: Some("销售人员".into()),
        score: ratio(265, 3),
        grade: Some("良好".into()),
        parts: Vec::new(),
        clauses: vec![
            clause(
                "2.1a",
                "每周上门访问客户8家",
                "每周 上门访问客户 >= 8 家",
                20,
                ratio(15, 1),
                vec![
                    week(4, day(3, 11), Status::Met, 9),
                    week(11, day(3, 18), Status::Missed, 6),
                    week(18, day(3, 25), Status::Met, 8),
                    week(25, day(4, 1), Status::Met, 8),
                ],
            ),
            clause(
                "2.5",
                "新协议需在当天发送有关部门并输入电脑",
                "凡 新协议 须 当天 发送有关部门 且 当天 输入电脑",
                20,
                ratio(20, 1),
                vec![Outcome {
                    entity: None,
                    trigger: Some("YX2401317".into()),
                    actual: ratio(2, 1),
                    required: ratio(2, 1),
                    ..week(19, day(3, 20), Status::Met, 2)
                }],
            ),
            clause(
                "2.8a",
                "热情接待每位客人",
                "人工 「热情接待每位客人」",
                20,
                None,
                vec![alone(Status::Undetermined, None, None, Some(Reason::NotJudged))],
            ),
        ],
        adjustments: Vec::new(),
        ledgers: Vec::new(),
    };
    let jing = PersonReport {
        person: "林静怡".into(),
        post: Some("文员".into()),
        score: ratio(100, 1),
        grade: Some("优秀".into()),
        parts: Vec::new(),
        clauses: vec![clause(
            "1.3",
            "打印文件错字率不得超过3‰",
            "打印文件错字率 <= 3‰",
            20,
            ratio(20, 1),
            vec![alone(Status::Met, ratio(7, 3000), ratio(3, 1000), None)],
        )],
        adjustments: Vec::new(),
        ledgers: Vec::new(),
    };
    Report {
        report: 1,
        from: day(3, 1),
        to: day(4, 1),
        as_of: DateTime::parse_from_rfc3339("2024-04-01T00:00:00+08:00").unwrap(),
        calendar: "中国".into(),
        standards: vec![StandardReport {
            name: "市场营销部工作标准".into(),
            file: "marketing.gj".into(),
            people: vec![jing, wei],
        }],
        problems: vec![
            Problem {
                kind: ProblemKind::UnusedColumn,
                name: Some("备注".into()),
                value: None,
                count: 1,
                first: "records.csv:1".into(),
            },
            Problem {
                kind: ProblemKind::UnknownActivity,
                name: Some("团建聚餐".into()),
                value: None,
                count: 3,
                first: "records.csv:17".into(),
            },
            Problem {
                kind: ProblemKind::UnreadableTime,
                name: None,
                value: None,
                count: 1,
                first: "records.csv:9".into(),
            },
        ],
    }
}

/// Compares with a file of `tests/`, or rewrites it where `UPDATE` is set.
fn golden(name: &str, shown: &str) {
    let path = format!("{}/src/write/tests/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, shown).unwrap();
    }
    assert_eq!(shown, std::fs::read_to_string(&path).unwrap(), "{name}");
}

fn written(name: &str, options: &Options) -> String {
    let writer = WRITERS.iter().find(|writer| writer.name == name).unwrap();
    let mut out = Vec::new();
    (writer.write)(&report(), options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_table_for_people() {
    let options = Options { width: 80, ..Options::default() };
    golden("zh-80.txt", &written("table", &options));
    golden("en-80.txt", &written("table", &Options { lang: Lang::En, ..options }));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    for width in [60, 72, 80, 100, 160] {
        for line in written("table", &Options { width, ..Options::default() }).lines() {
            assert!(line.width() <= width, "{width} < {}: {line}", line.width());
        }
    }
}

#[test]
fn colours_only_where_asked_for() {
    assert!(!written("table", &Options::default()).contains('\u{1b}'));
    assert!(written("table", &Options { colour: true, ..Options::default() }).contains('\u{1b}'));
}

#[test]
fn csv_has_a_line_per_outcome() {
    let text = written("csv", &Options { mark: true, ..Options::default() });
    assert!(text.starts_with("\u{FEFF}标准,文件,人员,"));
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 7);
    let second = rows[2].iter().collect::<Vec<_>>();
    let third = ["2024-03-11", "2024-03-18", "", "", "未达标", "6", "8", ""];
    assert_eq!(second[10..], third);
}

#[test]
fn json_is_version_1() {
    let text = written("json", &Options::default());
    assert!(text.starts_with("{\n  \"report\": 1,\n  \"from\": \"2024-03-01\",\n  \"to\": \"2024-04-01\",\n  \"as_of\": \"2024-04-01T00:00:00+08:00\","));
    assert!(text.contains("\"score\": \"88.3333333333\""));
    assert!(text.ends_with("}\n"));
}

#[test]
fn problems_by_cause() {
    let shown = |lang| {
        let mut out = Vec::new();
        problems(&report().problems, &|_| Vec::new(), &Options { lang, ..Options::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    golden("problems-zh.txt", &shown(Lang::Zh));
    golden("problems-en.txt", &shown(Lang::En));
}

#[test]
fn numbers_for_people() {
    let cases =
        [(1, 3, "0.33"), (200, 3, "66.67"), (89_996, 1000, "89.996"), (8, 1, "8"), (15, 2, "7.5"), (-1, 3, "-0.33")];
    for (numerator, denominator, shown) in cases {
        assert_eq!(super::words::number(Exact::ratio(numerator, denominator).unwrap()), shown);
    }
}
