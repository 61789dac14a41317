//! Statements and what stands around them, put together in all ways: each says the same wherever it stands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_syntax::ast::Core;
use guiju_syntax::diagnostic::Severity;
use guiju_syntax::{Names, canonical, parse_requirements};

/// What is asked, and how it is understood.
const STATEMENTS: [(&str, &str); 17] = [
    ("每月走访客户不少于8家", "每月 走访客户 >= 8 家"),
    ("每月请假不得超过2天", "每月 请假 <= 2天"),
    ("不得擅自给客人打折", "不得 擅自给客人打折"),
    ("未经批准不得擅自离岗", "不得 未经批准擅自离岗"),
    ("严禁酒后上岗", "不得 酒后上岗"),
    ("工作时间禁止玩手机", "不得 工作时间玩手机"),
    ("接到报修后2小时内到达现场", "凡 接到报修 须 2小时内 到达现场"),
    ("收到投诉，应在24小时内答复", "凡 收到投诉 须 24小时内 答复"),
    ("每月5日前上报报表", "每月 5日前 上报报表 >= 1 次"),
    ("每日22点前完成夜审", "每日 22:00前 完成夜审 >= 1 次"),
    ("每周召开例会一次", "每周 召开例会 >= 1 次"),
    ("每2小时巡查一次", "每2小时 巡查 >= 1 次"),
    ("进入现场必须佩戴安全帽", "凡 进入现场 须 佩戴安全帽"),
    ("高处作业应当系安全带", "凡 高处作业 须 系安全带"),
    ("收发文件均要签收", "凡 收发文件 须 签收"),
    ("动火作业前须办理动火证", "凡 动火作业 须 事先 办理动火证"),
    ("监控录像保存不少于30天", "监控录像保存 >= 30天"),
];

/// Ways to say that each lapse costs two points.
#[rustfmt::skip]
const LAPSES: [&str; 27] = [
    "，违者每次扣2分", "，违反者每次扣2分", "，违反一次扣2分", "，每违反一次扣2分", "，每发现一次扣2分", "，发现一次扣2分", "，发现一例扣2分",
    "，违反规定的，每次扣2分", "，违反上述规定的，每次扣2分", "，违反本条规定，每次扣2分", "，如有违反，每次扣2分", "，如违反每次扣2分",
    "，若有违反，扣2分/次", "，否则每次扣2分", "，未按要求执行的，每次扣2分", "，未按规定执行扣2分/次", "，未做到的每次扣2分", "，未达到的，每次扣2分",
    "，不符合要求每次扣2分", "，一次不符合扣2分", "，每次扣2分", "，扣2分/次", "（每次扣2分）", "（扣2分/次）", "，每出现一次扣2分", "，每有一次扣2分",
    "，每次不符扣2分",
];

/// What stands before a statement and asks nothing.
#[rustfmt::skip]
const OPENINGS: [&str; 12] = [
    "同时，", "另外，", "此外，", "根据公司规定，", "按照公司制度，", "为提高效率，", "为确保安全，", "①", "【安全】", "安全管理：", "工作要求：", "服务标准：",
];

/// What is asked and scored, and whether anything is wrong.
fn read(sentence: &str) -> (Vec<String>, bool) {
    let (read, problems) = parse_requirements(sentence, &Names::default());
    let asking = read.iter().filter(|it| !matches!(it.core, Core::Phrase(_)));
    let shown = asking.flat_map(|it| {
        let scoring = it.scoring.iter().map(canonical::scoring);
        std::iter::once(canonical::requirement(it)).chain(scoring).collect::<Vec<_>>()
    });
    let phrases = read.iter().any(|it| matches!(it.core, Core::Phrase(_)));
    let wrong = phrases || problems.iter().any(|problem| problem.code.entry().severity == Severity::Error);
    (shown.collect(), wrong)
}

/// Sentences that come out otherwise.
fn otherwise(cases: impl Iterator<Item = (String, Vec<String>)>) -> Vec<String> {
    let fails = |(sentence, expected): (String, Vec<String>)| {
        let (found, wrong) = read(&sentence);
        (wrong || found != expected).then(|| format!("{sentence}\n  expected {expected:?}\n  found    {found:?}"))
    };
    cases.filter_map(fails).collect()
}

#[test]
fn a_lapse_costs_the_same_however_it_is_put() {
    let cases = STATEMENTS.iter().flat_map(|(statement, form)| {
        let scored = move |lapse: &&str| {
            (format!("{statement}{lapse}。"), vec![(*form).to_owned(), "计分 每次 扣 2 分".to_owned()])
        };
        LAPSES.iter().map(scored)
    });
    let wrong = otherwise(cases);
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_asks_nothing_before_a_statement_changes_nothing() {
    let cases = STATEMENTS.iter().flat_map(|(statement, form)| {
        OPENINGS.iter().map(move |opening| (format!("{opening}{statement}。"), vec![(*form).to_owned()]))
    });
    let wrong = otherwise(cases);
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}
