//! The analysis of pairs of clauses against brute force: every history of a small domain.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use chrono::NaiveDate;
use guiju::Status;
use guiju::analysis::{Relation, Years, analyze};
use proptest::prelude::*;

/// Days of a block, from 2000-01-01: every period of 1, 2, 3 or 6 days lies in it whole.
const DAYS: usize = 6;

/// A clause: every so many days, between two numbers, of all records or of those of one kind.
#[derive(Debug, Clone)]
struct Small {
    every: usize,
    low: Option<i64>,
    high: Option<i64>,
    kind: Option<bool>,
}

impl Small {
    fn sentence(&self) -> String {
        let kind = match self.kind {
            None => "",
            Some(true) => " 其中 方式 = 电话",
            Some(false) => " 其中 方式 != 电话",
        };
        let threshold = match (self.low, self.high) {
            (Some(low), Some(high)) => format!("介于 {low} 至 {high}"),
            (Some(low), None) => format!(">= {low}"),
            (None, Some(high)) => format!("<= {high}"),
            (None, None) => unreachable!(),
        };
        format!("每{}日 访问{kind} {threshold}", self.every)
    }

    /// Whether it is met by so many records a day of either kind.
    fn met(&self, calls: &[i64], visits: &[i64]) -> bool {
        let day = |i: usize| match self.kind {
            None => calls[i] + visits[i],
            Some(true) => calls[i],
            Some(false) => visits[i],
        };
        (0..DAYS).step_by(self.every).all(|start| {
            let sum: i64 = (start..start + self.every).map(day).sum();
            self.low.is_none_or(|low| low <= sum) && self.high.is_none_or(|high| sum <= high)
        })
    }
}

fn small() -> impl Strategy<Value = Small> {
    let every = prop::sample::select(vec![1usize, 2, 3, 6]);
    let limits = prop_oneof![
        (1i64..4).prop_map(|low| (Some(low), None)),
        (0i64..4).prop_map(|high| (None, Some(high))),
        (1i64..3, 0i64..2).prop_map(|(low, more)| (Some(low), Some(low + more))),
    ];
    let kind = prop_oneof![3 => Just(None), 1 => Just(Some(true)), 1 => Just(Some(false))];
    (every, limits, kind).prop_map(|(every, (low, high), kind)| Small { every, low, high, kind })
}

/// Which of the four can happen: both met, only the first, only the second.
fn brute_force(one: &Small, two: &Small) -> (bool, bool, bool) {
    let split = one.kind.is_some() || two.kind.is_some();
    // More of either kind on one day than any threshold asks for says nothing new.
    let most: i64 = if split { 2 } else { 4 };
    let choices = if split { (most + 1) * (most + 1) } else { most + 1 };
    let (mut both, mut first, mut second) = (false, false, false);
    for mut history in 0..choices.pow(DAYS as u32) {
        let (mut calls, mut visits) = ([0; DAYS], [0; DAYS]);
        for day in 0..DAYS {
            let choice = history % choices;
            history /= choices;
            (calls[day], visits[day]) = if split { (choice / (most + 1), choice % (most + 1)) } else { (choice, 0) };
        }
        match (one.met(&calls, &visits), two.met(&calls, &visits)) {
            (true, true) => both = true,
            (true, false) => first = true,
            (false, true) => second = true,
            (false, false) => {}
        }
    }
    (both, first, second)
}

fn block() -> Years {
    let day = |days| NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::TimeDelta::days(days);
    Years { from: day(0), to: day(DAYS as i64) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is claimed is what every history of the block says; and every example was judged by the evaluator.
    #[test]
    fn what_is_claimed_is_so(one in small(), two in small()) {
        let text = format!("1. {}\n2. {}\n", one.sentence(), two.sentence());
        let analysis = analyze(&guiju::Standards::parse(&text).unwrap(), block());
        let Some(pair) = analysis.pairs.first() else {
            // No record can count for both.
            prop_assert!(one.kind.is_some() && two.kind.is_some() && one.kind != two.kind, "{text}");
            return Ok(());
        };
        let (both, first, second) = brute_force(&one, &two);
        let decision = &pair.decision;
        let split = one.kind.is_some() || two.kind.is_some();
        let claims = match decision.relation {
            Relation::Equivalent => !first && !second,
            Relation::Implies => !first && (second || split),
            Relation::ImpliedBy => !second && (first || split),
            Relation::Contradictory => !both,
            // With few records a day of each kind, what needs more of them does not show.
            Relation::Independent => split || both && first && second,
            // Counts of the same records over days that follow each other: only chains of periods stay open.
            Relation::NotDecided => split || !both,
        };
        prop_assert!(claims, "{text}{:?} but both {both}, first alone {first}, second alone {second}", decision);
        for example in &decision.examples {
            prop_assert!(example.first.status != Status::Undetermined && example.second.status != Status::Undetermined);
        }
    }
}

/// The examples of the design, and what real calendars do to them.
#[test]
fn weeks_months_and_working_days() {
    for (one, two, expected) in [
        ("每周 访问 >= 8", "每月 访问 <= 20", Relation::Contradictory),
        ("每周 访问 >= 8", "每月 访问 >= 24", Relation::Implies),
        // February 2027 has four whole weeks, April 2024 has three that begin and end in it
        ("每周 访问 >= 8", "每月 访问 >= 25", Relation::Independent),
        ("每月 访问 <= 5", "每周 访问 <= 5", Relation::Independent),
        ("每月 访问 <= 5", "每周 访问 <= 10", Relation::Implies),
        ("每季度 访问 >= 3", "每年 访问 >= 12", Relation::Implies),
        ("每月 访问 = 1", "每年 访问 = 12", Relation::Implies),
        ("每周 访问 >= 3", "每周 访问 > 2", Relation::Equivalent),
        ("不得 访问", "每周 访问 >= 1", Relation::Contradictory),
        ("不得 访问", "每周 访问 <= 3", Relation::Implies),
        ("不得 访问", "每月 访问 <= 0", Relation::Equivalent),
        // weeks with make-up days have six or seven working days
        ("每工作日 访问 >= 1", "每周 访问 <= 5", Relation::Contradictory),
        ("每工作日 访问 >= 1", "每周 访问 >= 5", Relation::Independent),
        ("每日 访问 >= 1", "每周 访问 >= 7", Relation::Implies),
        ("每月 去重(访问.客户) >= 5", "每年 去重(访问.客户) >= 5", Relation::Implies),
        ("每月 去重(访问.客户) >= 5", "每年 去重(访问.客户) <= 4", Relation::Contradictory),
        ("每月 去重(访问.客户) >= 5", "每年 去重(访问.客户) >= 6", Relation::Independent),
        ("每月 去重(访问.客户) >= 5", "每月 访问 >= 5", Relation::Implies),
        ("每月 合计(访问.费用) <= 100", "每季度 合计(访问.费用) <= 300", Relation::Implies),
        ("每月 合计(访问.费用) >= 100", "每季度 合计(访问.费用) <= 200", Relation::Contradictory),
        ("每周 访问 其中 方式 = 电话 >= 5", "每周 访问 >= 3", Relation::Implies),
        ("每周 访问 其中 时长 > 30 >= 5", "每周 访问 其中 时长 >= 20 >= 5", Relation::Implies),
        ("每周 访问 其中 方式 = 电话 >= 5", "每周 访问 <= 3", Relation::Contradictory),
    ] {
        let standards = guiju::Standards::parse(&format!("1. {one}\n2. {two}\n")).unwrap();
        let analysis = analyze(&standards, Years::default());
        let decision = &analysis.pairs[0].decision;
        assert_eq!(decision.relation, expected, "{one} / {two}: {decision:?}");
        assert!(!decision.examples.is_empty(), "{one} / {two}");
    }
}

/// Two in every two days and at most two in every three leave nothing for the sixth day, though either period alone has
/// room for the other.
#[test]
fn a_chain_of_periods_without_room_is_no_independence() {
    for years in [block(), Years::default()] {
        let standards = guiju::Standards::parse("1. 每3日 访问 <= 2\n2. 每2日 访问 = 2\n").unwrap();
        let analysis = analyze(&standards, years);
        assert_eq!(analysis.pairs[0].decision.relation, Relation::NotDecided, "{:?}", analysis.pairs[0].decision);
    }
}
