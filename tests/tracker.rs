//! A tracker that goes on keeps what came out, and says of what comes too late what became of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju::{Exact, Pushed, Range, Records, Standards, Tracker};

const COLUMNS: [&str; 4] = ["编号", "人员", "活动", "时间"];

/// Follows March 2024.
fn tracker(standards: &Standards) -> Tracker {
    let tables = Records::builder(standards).build();
    standards.tracker(&tables, range("2024-03-01", "2024-04-01"), &COLUMNS).unwrap()
}

fn range(from: &str, to: &str) -> Range {
    Range::parse(from, to).unwrap()
}

#[test]
fn what_comes_after_its_range_was_closed_is_told_apart_and_counted() {
    let standards = Standards::parse("每月 拜访 >= 2").unwrap();
    let end = |day: &str| standards.instant(day).unwrap();
    let mut tracker = tracker(&standards);
    assert_eq!(tracker.push(&["A", "张三", "拜访", "2024-03-05"]), Pushed::Kept);
    assert_eq!(tracker.push(&["B", "张三", "拜访", "2024-03-06"]), Pushed::Kept);
    assert_eq!(tracker.advance(range("2024-08-01", "2024-09-01"), end("2024-04-01")), Ok(2));
    let mut restored = self::tracker(&standards);
    restored.restore(&tracker.snapshot().unwrap()).unwrap();
    for tracker in [&mut tracker, &mut restored] {
        for (record, became) in [
            (["A", "张三", "拜访", "2024-03-07"], Pushed::Released),
            (["A", "张三", "拜访", "2024-08-07"], Pushed::Released),
            (["C", "张三", "拜访", "2024-03-07"], Pushed::Settled),
            (["", "张三", "拜访", "2024-03-07"], Pushed::Settled),
            (["D", "张三", "拜访", "2024-07-31"], Pushed::Behind),
            (["E", "张三", "拜访", "2024-08-01"], Pushed::Kept),
            (["E", "张三", "拜访", "2024-08-02"], Pushed::Superseded),
        ] {
            assert_eq!(tracker.push(&record), became, "{record:?}");
        }
        let report = tracker.report(end("2024-09-01")).unwrap();
        let counts = |kind: &str| {
            let problems = report.problems.iter();
            problems.filter(|it| format!("{:?}", it.kind) == kind).map(|it| it.count).collect::<Vec<_>>()
        };
        assert_eq!([counts("Released"), counts("Settled"), counts("Behind")], [[2], [2], [1]]);
        // August has one of two; March, which is past, stays as it was judged.
        assert_eq!(report.standards[0].people[0].score, Some(Exact::ZERO));
        assert_eq!(tracker.past().person(0, "张三").unwrap().score(), Some(Exact::from(100)));
    }
}

#[test]
fn the_whole_run_is_known_when_its_records_are_gone() {
    let standards = Standards::parse("每周 拜访 >= 1\n每周 录入 >= 1").unwrap();
    let end = |day: &str| standards.instant(day).unwrap();
    let mut tracker = tracker(&standards);
    // Nine weeks end in March and April 2024, the first on 3 March, the last on 28 April.
    for day in ["2024-02-28", "2024-03-05", "2024-03-12", "2024-03-19", "2024-03-26"] {
        tracker.push(&["", "张三", "拜访", day]);
    }
    tracker.push(&["", "张三", "录入", "2024-03-05"]);
    let mut seen = Vec::new();
    let april = range("2024-04-01", "2024-05-01");
    let look = |verdicts: &guiju::Verdicts<'_>| {
        seen.extend(verdicts.scores().map(|standing| (standing.person.to_owned(), standing.score)));
    };
    tracker.advance_with(april, end("2024-04-01"), &guiju::Options::default(), look).unwrap();
    // March: 5 of 5, and 1 of 5.
    assert_eq!(seen, [("张三".to_owned(), Some(Exact::from(60)))]);
    tracker.push(&["", "张三", "拜访", "2024-04-02"]);
    let whole = tracker.past_and_present(end("2024-05-01")).unwrap();
    assert_eq!((whole.ranges(), whole.days().map(|days| days.0.to_string())), (2, Some("2024-03-01".to_owned())));
    let person = whole.person(0, "张三").unwrap();
    let counted: Vec<_> = person.clauses.iter().map(|clause| (clause.met, clause.missed)).collect();
    assert_eq!(counted, [(6, 3), (1, 8)]);
    // April: 1 of 4, and 0 of 4; the mean of 60 and 12.5.
    assert_eq!(person.score().unwrap().to_string(), "36.25");
    assert_eq!(person.clauses[0].rate().unwrap().to_string(), "0.6666666667");
    // Looking ahead folds nothing.
    assert_eq!(tracker.past().ranges(), 1);
}

#[test]
fn what_may_be_done_at_any_time_is_not_let_go_of() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.gj"), "凡 签约 须 录入\n").unwrap();
    std::fs::write(folder.path().join("guiju.toml"), "[activity.\"录入\"]\n[activity.\"签约\"]\n").unwrap();
    let standards = Standards::open(folder.path()).unwrap();
    let end = |day: &str| standards.instant(day).unwrap();
    let mut tracker = tracker(&standards);
    assert_eq!(tracker.push(&["", "张三", "录入", "2024-03-05"]), Pushed::Kept);
    assert_eq!(tracker.push(&["", "张三", "签约", "2024-03-06"]), Pushed::Kept);
    assert_eq!(tracker.advance(range("2025-08-01", "2025-09-01"), end("2024-04-01")), Ok(1));
    tracker.push(&["", "张三", "签约", "2025-08-06"]);
    let report = tracker.report(end("2025-09-01")).unwrap();
    assert_eq!(report.standards[0].people[0].score, Some(Exact::from(100)));
}

#[test]
fn late_records_and_many_at_once_stand_where_they_belong() {
    let standards = Standards::parse("每周 拜访 >= 1").unwrap();
    let records = |days: &[u32]| -> Vec<[String; 4]> {
        let record =
            |day: &u32| [String::new(), "张三".to_owned(), "拜访".to_owned(), format!("2024-03-{day:02} 09:00")];
        days.iter().map(record).collect()
    };
    let forwards: Vec<u32> = (1..=28).collect();
    let backwards: Vec<u32> = (1..=28).rev().collect();
    // Asked after each of these: one that is late by one, one that is late by all, and more than are put in one by one.
    let batches: [&[u32]; 6] = [&forwards[..10], &[8], &[12, 11], &[1], &backwards, &[20, 3, 21]];
    let (mut tracker, mut pushed) = (tracker(&standards), Vec::new());
    for batch in batches {
        for record in records(batch) {
            assert_eq!(tracker.push(&record.each_ref().map(String::as_str)), Pushed::Kept);
            pushed.push(record.join(","));
        }
        let csv = format!("{}\n{}\n", COLUMNS.join(","), pushed.join("\n"));
        let table = Records::builder(&standards).csv(csv.as_bytes(), "记录").unwrap().build();
        for day in ["2024-03-05", "2024-03-12 09:00", "2024-03-31"] {
            let as_of = standards.instant(day).unwrap();
            let all = standards.score(&table, range("2024-03-01", "2024-04-01"), Some(as_of)).unwrap();
            let status = tracker.status("张三", as_of).unwrap();
            assert_eq!(status[0].1, all.standards[0].people[0], "{batch:?} {day}");
        }
    }
}
