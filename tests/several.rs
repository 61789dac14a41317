//! Several statements in one sentence: each is read as if it stood alone, however they are joined, and none is lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_tests::reading::asked;

/// What is asked, and how it is understood.
const STATEMENTS: [(&str, &str); 18] = [
    ("每月走访客户不少于8家", "每月 走访客户 >= 8 家"),
    ("每季度召开例会不少于2次", "每季度 召开例会 >= 2 次"),
    ("每日巡查2次", "每日 巡查 >= 2 次"),
    ("每周消毒一次", "每周 消毒 >= 1 次"),
    ("每月5日前上报报表", "每月 5日前 上报报表 >= 1 次"),
    ("每年组织演练不少于1次", "每年 演练 >= 1 次"),
    ("接到报修后2小时内到达现场", "凡 接到报修 须 2小时内 到达现场"),
    ("收到投诉后应在24小时内答复客户", "凡 收到投诉 须 24小时内 答复客户"),
    ("会议结束后3日内整理纪要", "凡 会议结束 须 3天内 整理纪要"),
    ("设备停机前须提前1天通知车间", "凡 设备停机 须 提前1天 通知车间"),
    ("不得擅自离岗", "不得 擅自离岗"),
    ("严禁酒后上岗", "不得 酒后上岗"),
    ("培训合格率不低于95%", "培训合格率 >= 95%"),
    ("设备完好率达到98%以上", "设备完好率 >= 98%"),
    ("进入现场必须佩戴安全帽", "凡 进入现场 须 佩戴安全帽"),
    ("高处作业应当系安全带", "凡 高处作业 须 系安全带"),
    ("每月请假不得超过2天", "每月 请假 <= 2天"),
    ("每2小时巡视一次", "每2小时 巡视 >= 1 次"),
];

/// How statements are joined that stand apart.
const APART: [&str; 9] = ["，", "；", "。", "，并", "，且", "，同时", "，并且", "，以及", "；同时"];
/// How statements are joined that run on.
const RUN_ON: [&str; 6] = ["并", "且", "同时", "以及", "、", "和"];

/// All of them come out as they should.
fn all_right(cases: impl Iterator<Item = (String, Vec<&'static str>)>) {
    let mut right = 0;
    let mut otherwise = Vec::new();
    for (sentence, expected) in cases {
        let (found, wrong) = asked(&sentence);
        if wrong || found != expected {
            otherwise.push(format!("{sentence}\n  expected {expected:?}\n  found    {found:?}"));
        } else {
            right += 1;
        }
    }
    println!("{right} right, {} otherwise", otherwise.len());
    otherwise.truncate(60);
    assert!(otherwise.is_empty(), "otherwise:\n{}", otherwise.join("\n"));
}

/// Each statement with each other.
fn pairs() -> impl Iterator<Item = [(&'static str, &'static str); 2]> {
    STATEMENTS
        .iter()
        .flat_map(|first| STATEMENTS.iter().filter(move |second| second != &first).map(move |second| [*first, *second]))
}

#[test]
fn two_that_stand_apart() {
    all_right(pairs().flat_map(|[(first, one), (second, other)]| {
        APART.iter().map(move |joint| (format!("{first}{joint}{second}。"), vec![one, other]))
    }));
}

#[test]
fn two_that_run_on() {
    // 请假不得超过2天、不得擅自离岗 may deny both of the same
    let listed = |first: &str, second: &str, joint: &str| {
        first.contains("不得") && second.starts_with("不得") && ["、", "和"].contains(&joint)
    };
    all_right(pairs().flat_map(|[(first, one), (second, other)]| {
        let apart = move |joint: &&&str| !listed(first, second, joint);
        RUN_ON.iter().filter(apart).map(move |joint| (format!("{first}{joint}{second}。"), vec![one, other]))
    }));
}

#[test]
fn three() {
    const JOINTS: [(&str, &str); 8] = [
        ("，", "，"),
        ("；", "；"),
        ("，", "。"),
        ("，", "，并"),
        ("，", "且"),
        ("并", "，同时"),
        ("、", "以及"),
        ("。", "；同时"),
    ];
    let third = |place: usize| STATEMENTS[place % STATEMENTS.len()];
    all_right(pairs().enumerate().flat_map(|(place, [(first, one), (second, other)])| {
        let (last, third) = third(place * 7 + 3);
        let apart = move |_: &&(&str, &str)| last != first && last != second;
        JOINTS.iter().filter(apart).filter_map(move |(joint, then)| {
            let bans = [first, second, last].iter().filter(|it| it.contains("不得")).count();
            (bans < 2).then(|| (format!("{first}{joint}{second}{then}{last}。"), vec![one, other, third]))
        })
    }));
}
