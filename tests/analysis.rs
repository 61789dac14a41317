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
use guiju::analysis::{MOST_ALIKE, Relation, Undecided, Years, analyze};
use proptest::prelude::*;

/// Days of a block, counted on from 2000-01-01: every period of 1, 2, 3 or 6 days lies in it whole.
const DAYS: usize = 6;

/// The first day of the block, a multiple of [`DAYS`] after 2000-01-01: 2024-03-31, of which the last two are 清明.
const START: i64 = 8856;

/// The days of the block that are statutory holidays.
const HOLIDAYS: [bool; DAYS] = [false, false, false, false, true, true];

/// A clause: every so many days, between two numbers, of all records or of those of one kind.
#[derive(Debug, Clone)]
struct Small {
    every: usize,
    low: Option<i64>,
    high: Option<i64>,
    kind: Option<bool>,
    /// 除外 法定节假日
    except: bool,
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
        let except = if self.except { "\n   除外 法定节假日" } else { "" };
        format!("每{}日 访问{kind} {threshold}{except}", self.every)
    }

    /// Whether it is met by so many records a day of either kind.
    fn met(&self, calls: &[i64], visits: &[i64]) -> bool {
        let day = |i: usize| match self.kind {
            None => calls[i] + visits[i],
            Some(true) => calls[i],
            Some(false) => visits[i],
        };
        let counts = |day: &usize| !(self.except && HOLIDAYS[*day]);
        (0..DAYS).step_by(self.every).all(|start| {
            let days = || (start..start + self.every).filter(counts);
            if days().next().is_none() {
                return true;
            }
            let sum: i64 = days().map(day).sum();
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
    let except = prop::bool::weighted(0.3);
    (every, limits, kind, except).prop_map(|(every, (low, high), kind, except)| Small {
        every,
        low,
        high,
        kind,
        except,
    })
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
    let day = |days| NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::TimeDelta::days(START + days);
    Years { from: day(0), to: day(DAYS as i64) }
}

/// Quick by default; `PROPTEST_CASES` runs more.
fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    ProptestConfig { cases, ..default }
}

proptest! {
    #![proptest_config(config(48))]

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
        // Where a whole period is left out, an example that keeps to both is not always found: nothing is claimed then.
        let apart = split || one.except || two.except;
        let claims = match decision.relation {
            Relation::Equivalent => !first && !second,
            Relation::Implies => !first && (second || split),
            Relation::ImpliedBy => !second && (first || split),
            Relation::Contradictory => !both,
            // With few records a day of each kind, what needs more of them does not show.
            Relation::Independent => split || both && first && second,
            // Counts of the same records over days that follow each other: only chains of periods stay open.
            Relation::NotDecided => apart || !both,
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
    claims(&[
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
    ]);
}

/// Checks what is said of each two clauses, and that records show it.
fn claims(table: &[(&str, &str, Relation)]) {
    let wrong: Vec<String> = table.iter().filter_map(|(one, two, expected)| claim(one, two, *expected).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn claim(one: &str, two: &str, expected: Relation) -> Result<(), String> {
    let standards = guiju::Standards::parse(&format!("1. {one}\n2. {two}\n")).map_err(|error| error.to_string())?;
    let analysis = analyze(&standards, Years::default());
    let Some(pair) = analysis.pairs.first() else { return Err(format!("{one} / {two}: no pair; {analysis:?}")) };
    let decision = &pair.decision;
    let statuses: Vec<_> =
        decision.examples.iter().map(|example| (example.first.status, example.second.status)).collect();
    let shown = |pair| statuses.contains(&pair);
    let (first, second) = ((Status::Met, Status::Missed), (Status::Missed, Status::Met));
    let is_shown = match expected {
        Relation::Equivalent | Relation::NotDecided => true,
        Relation::Implies => shown(second),
        Relation::ImpliedBy => shown(first),
        Relation::Contradictory => shown(first) || shown(second),
        Relation::Independent if decision.because.is_empty() => {
            shown(first) && shown(second) && shown((Status::Met, Status::Met))
        }
        Relation::Independent => true,
    };
    match decision.relation == expected && is_shown {
        true => Ok(()),
        false => Err(format!("{one} / {two}: {:?} ({:?}), shown {statuses:?}", decision.relation, decision.undecided)),
    }
}

/// Deadlines, windows and versions: what one leaves to the other in each period.
#[test]
fn deadlines_windows_and_versions() {
    claims(&[
        ("每月 10日前 报表 >= 1", "每月 报表 >= 1", Relation::Implies),
        ("每月 5日前 报表 >= 1", "每月 10日前 报表 >= 1", Relation::Implies),
        ("每月 5日前 报表 >= 1", "每月 20日后 报表 >= 1", Relation::Independent),
        ("每月 次月5日前 报表 >= 1", "每月 报表 >= 1", Relation::ImpliedBy),
        ("每月 次月5日前 报表 >= 1", "每月 次月10日前 报表 >= 1", Relation::Implies),
        ("任意连续7天 访问 >= 1", "每月 访问 >= 4", Relation::Implies),
        ("任意连续7天 访问 >= 1", "每月 访问 >= 5", Relation::Independent),
        ("任意连续7天 访问 <= 2", "每周 访问 <= 2", Relation::Implies),
        ("任意连续7天 访问 <= 2", "每周 访问 >= 3", Relation::Contradictory),
        ("任意连续7天 加班 <= 3", "任意连续14天 加班 <= 6", Relation::Implies),
        ("任意连续7天 加班 <= 3", "任意连续14天 加班 <= 5", Relation::Independent),
        ("近30天 访问 >= 3", "近30天 访问 >= 2", Relation::Implies),
        ("每周 访问 >= 8\n自 2025-01-01 起 >= 10", "每周 访问 >= 8", Relation::Implies),
        ("每周 访问 >= 8\n自 2025-01-01 起 >= 10", "每周 访问 >= 9", Relation::Independent),
        ("每周 访问 >= 8\n自 2025-01-01 起 >= 10", "每周 访问 <= 9", Relation::Contradictory),
        ("每2小时 巡查 >= 1", "每2小时 巡查 >= 1", Relation::Equivalent),
    ]);
}

/// Values of which the thresholds alone tell.
#[test]
fn thresholds_of_the_same_value() {
    claims(&[
        ("每月 次数(及时) / 次数(发货) >= 98%", "每月 次数(及时) / 次数(发货) >= 95%", Relation::Implies),
        ("每月 次数(及时) / 次数(发货) >= 98%", "每月 次数(及时) / 次数(发货) < 98%", Relation::Contradictory),
        ("每月 次数(及时) / 次数(发货) >= 95%", "每月 次数(及时) / 次数(发货) <= 98%", Relation::Independent),
        ("每月 次数(及时) / 次数(发货) >= 95%", "每月 次数(及时) / 次数(发货) >= 95%", Relation::Equivalent),
        ("合计(打印.错字) / 合计(打印.字数) <= 3‰", "合计(打印.错字) / 合计(打印.字数) <= 5‰", Relation::Implies),
        ("每月 占比(投诉处理, 用时 <= 24) >= 90%", "每月 占比(投诉处理, 用时 <= 24) >= 80%", Relation::Implies),
        ("每月 平均(检查.得分) >= 90", "每月 平均(检查.得分) >= 85", Relation::Implies),
        ("每月 最大(检查.用时) <= 30", "每月 最大(检查.用时) <= 20", Relation::ImpliedBy),
        ("每月 最小(检查.得分) > 60", "每月 最小(检查.得分) < 60", Relation::Contradictory),
        ("连续(旷工) <= 2", "连续(旷工) <= 3", Relation::Implies),
        ("每月 次数(拜访) - 次数(投诉) >= 3", "每月 次数(拜访) - 次数(投诉) >= 5", Relation::ImpliedBy),
        (
            "每家客户 每月 次数(及时) / 次数(发货) >= 98%",
            "每家客户 每月 次数(及时) / 次数(发货) >= 95%",
            Relation::Implies,
        ),
        ("每月 次数(及时) / 次数(发货) >= 98%", "每月 平均(发货.用时) <= 3", Relation::NotDecided),
        ("每月 次数(及时) / 次数(发货) >= 98%", "每季度 次数(及时) / 次数(发货) >= 98%", Relation::NotDecided),
    ]);
}

/// Entities, conditions, signs, kinds of people: who is judged, and when.
#[test]
fn entities_conditions_and_people() {
    claims(&[
        ("每家客户 每月 拜访 >= 2", "每家客户 每月 拜访 >= 1", Relation::Implies),
        ("每家客户 每月 拜访 <= 2", "每月 拜访 <= 2", Relation::ImpliedBy),
        ("每家客户 每月 拜访 <= 2", "每周 拜访 <= 1", Relation::Independent),
        // before the first customer is seen, nothing is judged per customer; later one may be seen and another not
        ("每家客户 每月 拜访 >= 1", "每月 拜访 >= 1", Relation::Independent),
        ("每家客户 每周 拜访 >= 1", "每月 拜访 >= 1", Relation::Independent),
        ("每家客户 每月 拜访 >= 5", "每月 拜访 <= 3", Relation::Contradictory),
        // a customer seen for the first time in the last week of a month has one visit in it
        ("每家客户 每周 拜访 >= 1", "每家客户 每月 拜访 >= 1", Relation::Implies),
        ("每家客户 每周 拜访 >= 3", "每家客户 每月 拜访 >= 1", Relation::Implies),
        ("每家客户 每周 拜访 >= 1", "每家客户 每月 拜访 >= 2", Relation::Independent),
        ("每家客户 每月 拜访 >= 1", "每家客户 每周 拜访 >= 1", Relation::ImpliedBy),
        ("每家客户 每月 拜访 <= 2", "每家客户 每周 拜访 <= 4", Relation::Implies),
        ("每家客户 每月 拜访 <= 2", "每家客户 每周 拜访 <= 1", Relation::Independent),
        ("每家客户 每周 拜访 <= 1", "每家客户 每月 拜访 <= 6", Relation::Implies),
        // the visit by which a customer becomes known need not be a written one
        ("每家客户 每周 拜访 其中 形式 = 书面 >= 1", "每家客户 每月 拜访 其中 形式 = 书面 >= 1", Relation::NotDecided),
        ("每家客户 每月 拜访 >= 1", "每家门店 每月 拜访 >= 1", Relation::Independent),
        ("若 投诉次数 > 2 每月 回访 >= 3", "若 投诉次数 > 2 每月 回访 >= 2", Relation::Implies),
        ("每月 回访 >= 3", "若 投诉次数 > 2 每月 回访 >= 2", Relation::Implies),
        // in months in which the condition does not hold, only the second asks for anything
        ("若 投诉次数 > 2 每月 回访 >= 3", "每月 回访 >= 2", Relation::Independent),
        ("若 投诉次数 > 2 每月 回访 >= 2", "每月 回访 >= 2", Relation::ImpliedBy),
        ("若 投诉次数 > 2 每月 回访 >= 2", "每月 回访 >= 3", Relation::ImpliedBy),
        ("若 投诉次数 > 2 每月 回访 <= 3", "每月 回访 <= 2", Relation::ImpliedBy),
        ("若 投诉次数 > 2 每周 回访 >= 2", "每月 回访 >= 1", Relation::Independent),
        ("若 投诉次数 > 2 每月 回访 >= 2", "若 停电 每月 回访 >= 3", Relation::Independent),
        ("若 投诉次数 > 2 每月 回访 >= 3", "每月 回访 <= 2", Relation::Contradictory),
        // a negative amount on another day would make room
        ("每月 合计(报销.金额) <= 100", "每日 合计(报销.金额) <= 100", Relation::Independent),
        ("每日 合计(报销.金额) <= 100", "每季度 合计(报销.金额) <= 10000", Relation::Implies),
        ("每月 合计(报销.金额) >= 100", "每季度 合计(报销.金额) >= 300", Relation::Implies),
        ("每月 合计(报销.金额) = 100", "每季度 合计(报销.金额) <= 200", Relation::Contradictory),
        ("每月 合计(报销.金额) <= 100", "每月 报销 <= 3", Relation::NotDecided),
        ("每月 收文 其中 标题 包含 「急」 >= 1", "每月 收文 >= 1", Relation::Implies),
        ("每月 收文 其中 标题 包含 「加急」 >= 1", "每月 收文 其中 标题 包含 「急」 >= 1", Relation::Implies),
        ("每月 汇报 其中 形式 = 书面 >= 2", "每月 汇报 >= 2", Relation::Implies),
        ("每月 汇报 其中 形式 = 书面 >= 2", "每月 汇报 其中 形式 = 口头 >= 2", Relation::Independent),
        ("任职 证书数 >= 5", "任职 证书数 >= 3", Relation::Implies),
        ("任职 证书数 >= 5", "任职 证书数 < 3", Relation::Contradictory),
        ("任职 证书数 >= 5", "任职 证书数 >= 3 且 英语", Relation::Independent),
    ]);
}

/// 除外 法定节假日: on those days nothing counts, and a period of nothing else is not judged.
#[test]
fn holidays_left_out() {
    claims(&[
        ("每周 访问 >= 1\n除外 法定节假日", "每周 访问 >= 1", Relation::Independent),
        ("每月 访问 >= 1\n除外 法定节假日", "每月 访问 >= 1", Relation::Implies),
        ("每月 访问 <= 3\n除外 法定节假日", "每月 访问 <= 3", Relation::ImpliedBy),
        ("每月 访问 >= 2\n除外 法定节假日", "每月 访问 <= 1", Relation::Contradictory),
        ("每月 访问 >= 2\n除外 法定节假日", "每季度 访问 >= 6", Relation::Implies),
        ("每月 访问 >= 2\n除外 法定节假日", "每季度 访问 >= 6\n除外 法定节假日", Relation::Implies),
        ("每月 访问 >= 2\n除外 法定节假日", "每季度 访问 >= 7\n除外 法定节假日", Relation::Independent),
        ("每周 访问 <= 1\n除外 法定节假日", "每月 访问 <= 6\n除外 法定节假日", Relation::Implies),
        // what happens on holidays counts for the second alone
        ("每周 访问 <= 1\n除外 法定节假日", "每月 访问 <= 6", Relation::Independent),
        ("每周 访问 <= 1", "每月 访问 <= 6\n除外 法定节假日", Relation::Implies),
        ("每日 访问 >= 1", "每月 访问 >= 15\n除外 法定节假日", Relation::Implies),
        ("每日 访问 >= 1\n除外 法定节假日", "每月 访问 >= 15", Relation::Implies),
        ("每日 访问 >= 1\n除外 法定节假日", "每月 访问 >= 28", Relation::Independent),
        ("每月 10日前 访问 >= 1\n除外 法定节假日", "每月 访问 >= 1\n除外 法定节假日", Relation::Implies),
    ]);
}

/// Hours of the day: those of one clause within those of the other.
#[test]
fn hours_within_hours() {
    claims(&[
        ("每工作日 8:30前 打卡 >= 1", "每工作日 9:00前 打卡 >= 1", Relation::Implies),
        ("每工作日 9:00前 打卡 >= 2", "每工作日 8:30前 打卡 >= 1", Relation::Independent),
        ("每工作日 9:00前 打卡 >= 1", "每工作日 打卡 >= 1", Relation::Implies),
        ("每日 9:00前(不含) 打卡 >= 1", "每日 9:00前 打卡 >= 1", Relation::Implies),
        ("每日 打卡 <= 1", "每日 9:00后 打卡 <= 1", Relation::Implies),
        ("每日 9:00后 打卡 <= 1", "每日 打卡 <= 2", Relation::Independent),
        ("每日 9:00前 打卡 >= 2", "每日 打卡 <= 1", Relation::Contradictory),
        ("每日 9:00前 打卡 >= 1", "每日 14:00后 打卡 >= 1", Relation::Independent),
        ("每日 9:00前 去重(打卡.地点) >= 2", "每日 12:00前 去重(打卡.地点) >= 2", Relation::Implies),
        // deadlines with a time of day in longer periods
        ("每周 周五 17:00前 报送周报 >= 1", "每周 周五 18:00前 报送周报 >= 1", Relation::Implies),
        ("每周 周四前 报送周报 >= 1", "每周 周五 9:00前 报送周报 >= 1", Relation::Implies),
        ("每周 周五 17:00前 报送周报 >= 1", "每周 报送周报 >= 1", Relation::Implies),
        ("每周 周五 17:00前 报送周报 >= 2", "每周 报送周报 <= 1", Relation::Contradictory),
        ("每周 周五 12:00前 报送周报 >= 2", "每周 周三 12:00前 报送周报 >= 1", Relation::Independent),
        ("每月 5日 12:00前 报送月报 >= 1", "每月 5日前 报送月报 >= 1", Relation::Implies),
        ("每月 5日 12:00前 报送月报 >= 1", "每月 4日前 报送月报 >= 1", Relation::ImpliedBy),
        ("每月 30日 9:00前 报送月报 >= 1", "每月 月底 12:00前 报送月报 >= 1", Relation::Implies),
        ("每月 30日 18:00前 报送月报 >= 1", "每月 31日 12:00前 报送月报 >= 1", Relation::NotDecided),
        ("每年 3月1日 12:00前 年审 >= 1", "每年 4月1日 9:00前 年审 >= 1", Relation::Implies),
        // of other days, or of a week: nothing is claimed
        ("每日 9:00前 打卡 >= 1", "每工作日 9:00前 打卡 >= 1", Relation::NotDecided),
        ("每日 9:00前 打卡 >= 1", "每周 打卡 >= 1", Relation::NotDecided),
    ]);
}

/// 环比 and 同比: what the value was before is part of the records.
#[test]
fn changes_against_the_period_before() {
    claims(&[
        ("每月 环比增长(合计(销售.金额)) >= 5%", "每月 环比增长(合计(销售.金额)) >= 3%", Relation::Implies),
        ("每月 同比增长(合计(销售.金额)) >= 5%", "每月 同比增长(合计(销售.金额)) > 5%", Relation::ImpliedBy),
        ("每季度 同比增加(合计(销售.金额)) >= 10", "每季度 同比增加(合计(销售.金额)) < 5", Relation::Contradictory),
        ("每月 环比增长(销售) >= 10%", "每月 环比增长(销售) <= 20%", Relation::Independent),
        ("每月 环比增加(销售) >= 2", "每月 环比增加(销售) >= 1", Relation::Implies),
        ("每月 环比增长(销售) >= 10%", "每月 同比增长(销售) >= 10%", Relation::NotDecided),
    ]);
}

/// 凡: what is asked of each occurrence, and how long there is for it.
#[test]
fn duties_on_the_same_occurrences() {
    claims(&[
        ("凡 收文 须 1天内 归档 按 文号", "凡 收文 须 3天内 归档 按 文号", Relation::Implies),
        ("凡 收文 须 当天 归档 按 文号", "凡 收文 须 1天内 归档 按 文号", Relation::Independent),
        ("凡 收文 须 24小时内 归档 按 文号", "凡 收文 须 1天内 归档 按 文号", Relation::Implies),
        ("凡 收文 须 2小时内 归档 按 文号", "凡 收文 须 90分钟内 归档 按 文号", Relation::ImpliedBy),
        ("凡 收文 须 3天内 归档 按 文号", "凡 收文 须 3个工作日内 归档 按 文号", Relation::Implies),
        ("凡 收文 须 24小时内 归档 按 文号", "凡 收文 须 1个工作日内 归档 按 文号", Relation::Implies),
        ("凡 收文 须 25小时内 归档 按 文号", "凡 收文 须 1个工作日内 归档 按 文号", Relation::NotDecided),
        ("凡 收文 须 1周内 归档 按 文号", "凡 收文 须 7天内 归档 按 文号", Relation::Equivalent),
        ("凡 收文 须 次日 归档 按 文号", "凡 收文 须 1天内 归档 按 文号", Relation::Equivalent),
        ("凡 收文 须 次月5日前 归档 按 文号", "凡 收文 须 次月10日前 归档 按 文号", Relation::Implies),
        ("凡 会议 须 提前3天 通知 按 会议号", "凡 会议 须 提前1天 通知 按 会议号", Relation::Implies),
        ("凡 收文 须 签收", "凡 收文 其中 密级 = 机密 须 签收", Relation::Implies),
        ("凡 收文 其中 密级 = 机密 须 签收", "凡 收文 其中 密级 = 普通 须 签收", Relation::Independent),
        ("凡 收文 须 签收 且 1天内 归档 按 文号", "凡 收文 须 2天内 归档 按 文号", Relation::Implies),
        ("凡 收文 须 签收", "凡 收文 须 登记", Relation::Independent),
        ("凡 建档 须 类别 属于 {甲、乙}", "凡 建档 须 类别 属于 {甲、乙、丙}", Relation::Implies),
        ("凡 建档 须 类别 属于 {甲、乙}", "凡 建档 须 类别 属于 {丙、丁}", Relation::Contradictory),
        ("凡 建档 须 评分 >= 60", "凡 建档 须 评分 < 60", Relation::Contradictory),
    ]);
}

/// Who is bound by one is not bound by the other.
#[test]
fn clauses_of_other_people_are_independent() {
    let text = "一、文员\n适用 岗位 = 文员\n1. 每周 收文 >= 3\n二、司机\n适用 岗位 = 司机\n1. 每周 收文 <= 2\n";
    let analysis = analyze(&guiju::Standards::parse(text).unwrap(), Years::default());
    let decision = &analysis.pairs[0].decision;
    assert_eq!(decision.relation, Relation::Independent);
    assert_eq!(decision.because, [guiju::analysis::Because::OtherPeople]);
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

/// Clauses of every kind that is reasoned about, on two activities.
const CLAUSES: &[&[&str]] = &[
    &[
        "每周 访问 >= 1",
        "每周 访问 <= 2",
        "每月 访问 >= 3",
        "每月 访问 <= 6",
        "不得 访问",
        "每月 5日前 访问 >= 1",
        "每月 15日前 访问 >= 1",
        "每月 20日后 访问 <= 2",
        "每月 次月5日前 访问 >= 2",
        "任意连续7天 访问 <= 2",
        "任意连续10天 访问 >= 1",
        "每家客户 每月 访问 >= 1",
        "每家客户 每月 访问 <= 2",
        "每家客户 每周 访问 <= 1",
        "若 停电 每月 访问 >= 2",
        "若 停电 每月 访问 >= 3",
        "若 停电 每周 访问 <= 1",
        "每月 去重(访问.客户) >= 2",
        "每周 去重(访问.客户) <= 1",
        "每月 访问 其中 方式 = 电话 >= 2",
        "每周 访问 其中 方式 != 电话 <= 1",
        "每月 访问 其中 备注 包含 「急」 >= 1",
        "每周 访问 >= 1\n自 2024-05-01 起 >= 2",
        "每周 访问 >= 1\n除外 法定节假日",
        "每周 访问 <= 1\n除外 法定节假日",
        "每月 访问 >= 3\n除外 法定节假日",
        "每月 访问 <= 2\n除外 法定节假日",
        "每家客户 每周 访问 >= 1",
        "每家客户 每周 访问 其中 方式 = 电话 >= 1",
    ],
    &[
        "每日 9:00前 访问 <= 1",
        "每日 9:00前(不含) 访问 <= 1",
        "每日 12:00前 访问 <= 1",
        "每日 12:00后 访问 <= 1",
        "每日 9:00后 访问 <= 2",
        "每日 访问 <= 2",
        "每日 12:00前 去重(访问.客户) <= 1",
    ],
    &[
        "每周 周五 9:00前 访问 <= 1",
        "每周 周五 12:00前 访问 <= 1",
        "每周 周三前 访问 <= 2",
        "每周 周三 12:00后 访问 >= 1",
        "每周 周五 12:00前 访问 >= 1",
        "每周 周日 9:00前 访问 >= 1",
    ],
    &[
        "每月 15日 12:00前 访问 >= 1",
        "每月 15日 9:00前 访问 >= 1",
        "每月 20日前 访问 >= 2",
        "每月 30日 12:00前 访问 <= 2",
        "每月 31日 9:00前 访问 <= 2",
        "每月 月底 12:00前 访问 <= 2",
        "每月 月底 12:00前 访问 >= 1",
    ],
    &[
        "每家客户 每月 访问 >= 1",
        "每家客户 每月 访问 >= 2",
        "每家客户 每月 访问 <= 2",
        "每家客户 每周 访问 >= 1",
        "每家客户 每周 访问 <= 1",
        "每家客户 每季度 访问 >= 1",
        "每家客户 每半月 访问 >= 1",
        "每家客户 每月 10日前 访问 >= 1",
        "每家客户 每周 访问 其中 方式 = 电话 >= 1",
        "每家客户 每月 访问 其中 方式 = 电话 >= 1",
    ],
    &[
        "每周 访问 >= 1\n除外 法定节假日",
        "每周 访问 <= 1\n除外 法定节假日",
        "每2日 访问 <= 1\n除外 法定节假日",
        "每月 访问 <= 4\n除外 法定节假日",
        "每月 访问 >= 4\n除外 法定节假日",
        "每月 访问 >= 4",
        "每月 访问 <= 4",
        "每周 访问 >= 1",
        "每周 访问 <= 1",
        "每周 去重(访问.客户) <= 1\n除外 法定节假日",
        "每月 合计(访问.费用) <= 3\n除外 法定节假日",
        "每周 合计(访问.费用) <= 1\n除外 法定节假日",
        "每月 合计(访问.费用) <= 3",
    ],
    &[
        "每月 环比增长(合计(访问.费用)) >= 5%",
        "每月 环比增长(合计(访问.费用)) >= 50%",
        "每月 环比增长(合计(访问.费用)) < 10%",
        "每月 环比增加(访问) >= 1",
        "每月 环比增加(访问) >= 3",
        "每月 环比增加(访问) <= 0",
    ],
    &[
        "每月 合计(访问.费用) >= 3",
        "每季度 合计(访问.费用) >= 9",
        "每月 合计(访问.费用) <= 5",
        "每周 合计(访问.费用) <= 3",
        "每月 平均(访问.费用) >= 1",
        "每月 平均(访问.费用) <= 2",
        "每月 最大(访问.费用) <= 2",
        "每月 占比(访问, 方式 = 电话) >= 50%",
        "每月 占比(访问, 方式 = 电话) <= 75%",
        "每月 占比(访问, 方式 = 电话) < 50%",
        "每家客户 每月 占比(访问, 方式 = 电话) >= 50%",
        "每家客户 每月 占比(访问, 方式 = 电话) >= 75%",
        "每月 连续(访问) <= 2",
        "每月 连续(访问) <= 3",
    ],
    &[
        "凡 访问 须 当天 归档 按 文号",
        "凡 访问 须 1天内 归档 按 文号",
        "凡 访问 须 24小时内 归档 按 文号",
        "凡 访问 须 1个工作日内 归档 按 文号",
        "凡 访问 须 72小时内 归档 按 文号",
        "凡 访问 须 1周内 归档 按 文号",
        "凡 访问 须 3个工作日内 归档 按 文号",
        "凡 访问 须 1个月内 归档 按 文号",
        "凡 访问 须 次月5日前 归档 按 文号",
        "凡 访问 须 次月10日前 归档 按 文号",
        "凡 访问 须 提前1天 归档 按 文号",
        "凡 访问 须 提前24小时 归档 按 文号",
        "凡 访问 须 事先 归档 按 文号",
        "凡 访问 须 2天内 归档 且 签收 按 文号",
        "凡 访问 须 2天内 归档 或 签收 按 文号",
        "凡 访问 须 签收",
        "凡 访问 其中 方式 = 电话 须 签收",
        "凡 访问 须 费用 >= 1",
        "凡 访问 须 费用 < 1",
        "凡 访问 其中 方式 = 电话 须 1天内 归档 其中 方式 = 电话 按 文号",
    ],
];

/// A record: its day from 2024-03-01, its time (none for 0), its activity and its fields, each one of a few.
type Happened = (i64, u32, u8, u8, u8, i64, u8, u8);

fn csv(history: &[Happened]) -> String {
    let mut text = "人员,活动,时间,客户,方式,费用,文号,签收,备注\n".to_owned();
    for (day, time, activity, customer, way, cost, number, signed) in history {
        let day = NaiveDate::from_ymd_opt(2024, 3, 1).unwrap() + chrono::TimeDelta::days(*day);
        let time = if *time == 0 { String::new() } else { format!(" {:02}:00", time) };
        let activity = ["访问", "访问", "归档", "停电"][*activity as usize];
        let (customer, way) = (["甲", "乙"][*customer as usize], ["电话", "上门"][*way as usize]);
        let (signed, note) = ([("是", "加急"), ("否", "")])[*signed as usize];
        text.push_str(&format!("张三,{activity},{day}{time},{customer},{way},{cost},{number},{signed},{note}\n"));
    }
    text
}

fn status(standards: &guiju::Standards, clause: usize, records: &str, from: &str, to: &str) -> Option<Status> {
    let records = guiju::Records::builder(standards).csv(records.as_bytes(), "r.csv").unwrap().build();
    let report = standards.score(&records, guiju::Range::parse(from, to).unwrap(), None).unwrap();
    Some(report.standards.first()?.people.first()?.clauses.get(clause)?.status)
}

proptest! {
    #![proptest_config(config(56))]

    /// No history that the evaluator judges says otherwise than what is claimed: where one is met over all the time
    /// around, and the other is not over the time within, it does not follow.
    #[test]
    fn no_history_says_otherwise(
        pool in 0..CLAUSES.len(),
        one in any::<prop::sample::Index>(),
        two in any::<prop::sample::Index>(),
        histories in prop::collection::vec(
            prop::collection::vec((0i64..122, prop_oneof![Just(0u32), 8u32..18], 0u8..4, 0u8..2, 0u8..2, -2i64..4, 0u8..4, 0u8..2), 0..40),
            24,
        ),
    ) {
        let (one, two) = (one.get(CLAUSES[pool]), two.get(CLAUSES[pool]));
        let standards = guiju::Standards::parse(&format!("1. {one}\n2. {two}\n")).unwrap();
        let analysis = analyze(&standards, Years::default());
        let Some(pair) = analysis.pairs.first() else { return Ok(()) };
        let relation = pair.decision.relation;
        let always = pair.decision.reasons.iter().all(|reason| reason.periods == reason.of);
        for history in &histories {
            let records = csv(history);
            let (wide, inner) = (("2024-03-01", "2024-07-01"), ("2024-04-01", "2024-06-01"));
            let judged = |clause, (from, to)| status(&standards, clause, &records, from, to);
            let breaks = |given: usize, other: usize| {
                judged(given, wide) == Some(Status::Met) && judged(other, inner) == Some(Status::Missed)
            };
            let text = format!("1. {one}\n2. {two}\n{records}");
            if matches!(relation, Relation::Equivalent | Relation::Implies) {
                prop_assert!(!breaks(0, 1), "{relation:?}\n{text}");
            }
            if matches!(relation, Relation::Equivalent | Relation::ImpliedBy) {
                prop_assert!(!breaks(1, 0), "{relation:?}\n{text}");
            }
            if relation == Relation::Contradictory && always {
                let both = judged(0, wide) == Some(Status::Met) && judged(1, wide) == Some(Status::Met);
                prop_assert!(!both, "{relation:?}\n{text}");
            }
        }
    }
}

/// Of clauses about one thing the first are held against each other, and each one behind them is named, in words.
#[test]
fn of_many_clauses_about_one_thing_those_left_out_are_named() {
    let others = 2;
    let clause = |at: usize| format!("{at}. 每月 访问 >= 1\n   适用 岗位 = 岗位{at}\n");
    let text: String = (1..=MOST_ALIKE + others).map(clause).chain(["100. 每月 报表 >= 1\n".to_owned()]).collect();

    let analysis = analyze(&guiju::Standards::parse(&text).unwrap(), block());
    assert_eq!(analysis.pairs.len(), MOST_ALIKE * (MOST_ALIKE - 1) / 2);
    let left: Vec<_> = analysis.left_out.iter().map(|left| (left.clause.id.as_str(), left.why)).collect();
    assert_eq!(left, [("65", Undecided::Many), ("66", Undecided::Many)]);

    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("多.gj"), &text).unwrap();
    let said = |command: &str| guiju_tests::command::run(command, dir.path()).unwrap();
    let zh = said("guiju analyze 多.gj --all");
    assert!(zh.out.contains("2 条不在分析之列\n    65     前面说同一件事的条款太多\n    66 "), "{}", zh.shown());
    let en = said("LANG=en_US.UTF-8 guiju analyze 多.gj --all");
    let words = "2 clause(s) left out\n    65     too many clauses before it are about the same thing\n    66 ";
    assert!(en.out.contains(words), "{}", en.shown());
    let json = said("guiju analyze 多.gj --format json");
    assert_eq!(json.out.matches("\"why\": \"many\"").count(), others, "{}", json.shown());
}
