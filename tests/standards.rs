//! The standards of the source document: what they come to on the sample records was worked out independently.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::path::{Path, PathBuf};

use guiju_tests::command;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Person by person, clause by clause and outcome by outcome: `sample/expected.py` judges March in a few lines of Python
/// that know nothing of Guiju. What it leaves open (`null`) is not compared.
#[test]
fn march_comes_out_as_worked_out_independently() {
    let expected = std::fs::read_to_string(root().join("standards/marketing/sample/expected_2024_03.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let score = "guiju score standards/marketing --records standards/marketing/sample/records.csv \
                 --from 2024-03-01 --to 2024-04-01 --format json";
    let ran = command::run(score, &root()).unwrap();
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let mut differences = Vec::new();
    let compared = compare("", &expected["standards"], &report["standards"], &mut differences);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(compared > 1500, "only {compared} values were compared");
    for problem in expected["problems"].as_array().unwrap() {
        let same = |found: &&Value| ["kind", "count", "first"].iter().all(|key| found[key] == problem[key]);
        let found = report["problems"].as_array().unwrap().iter().find(same);
        assert!(found.is_some(), "{problem} is not among {}", report["problems"]);
    }
}

/// Compares two values and says how many were.
fn compare(at: &str, expected: &Value, actual: &Value, differences: &mut Vec<String>) -> usize {
    match (expected, actual) {
        (Value::Null, _) => 0,
        (Value::Object(expected), Value::Object(actual)) => {
            let each = expected.iter().map(|(key, value)| {
                compare(&format!("{at}.{key}"), value, actual.get(key).unwrap_or(&Value::Null), differences)
            });
            each.sum()
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            let each = expected.iter().zip(actual).enumerate();
            each.map(|(i, (expected, actual))| compare(&format!("{at}[{i}]"), expected, actual, differences)).sum()
        }
        (expected, actual) => {
            if expected != actual {
                differences.push(format!("{at}: {expected} was expected, not {actual}"));
            }
            1
        }
    }
}

#[test]
fn every_standard_compiles_without_an_error() {
    for package in guiju::packages(&root().join("standards")).unwrap() {
        let compiled = guiju::compile(&package).unwrap();
        let problems = compiled.files.iter().flat_map(|file| {
            let name = file.path.display().to_string();
            file.diagnostics.iter().map(move |problem| format!("{name}: {}", problem.message(guiju::Lang::En)))
        });
        assert!(!compiled.has_errors(), "{:?}", problems.collect::<Vec<_>>());
    }
}

#[test]
fn standards_and_examples_are_laid_out() {
    let ran = command::run("guiju fmt --check standards examples", &root()).unwrap();
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}

/// The canonical forms that the language's design gives for sentences of this document.
#[test]
fn the_sixteen_sentences_have_the_canonical_forms_of_the_design() {
    let compiled = guiju::compile(root().join("standards/marketing")).unwrap();
    assert!(!compiled.has_errors());
    let explain = compiled.explain(guiju::Lang::Zh);
    let requirements = &explain.files[0].requirements;
    let clauses: std::collections::BTreeSet<&str> =
        requirements.iter().map(|it| it.id.trim_end_matches(|c: char| c.is_ascii_lowercase())).collect();
    assert_eq!(clauses.len(), 16, "{clauses:?}");
    for form in [
        "每周 上门访问客户 >= 8 家",
        "每周 电话访问客户 >= 30 家",
        "每月 开发新客户 >= 1 家",
        "打印文件错字率 <= 3‰",
        "每周 收集竞争对手信息 其中 汇报形式 = 书面 >= 2 次",
        "每月 5日前 整理文件夹 >= 1 次",
        "凡 收发文件 须 签收",
        "凡 新协议 须 当天 发送有关部门 且 当天 输入电脑",
        "凡 促销活动结束 须 1天内 收回广告牌",
        "凡 会议开始 须 提前3天 发送会议预订单",
        "不得 客人投诉",
        "每家客户 每月 更新客户档案 >= 1 次",
    ] {
        assert!(requirements.iter().any(|it| it.canonical == form), "{form}");
    }
}

/// Every `*_test.toml` beside a standard: what it expects is what the standard says.
#[test]
fn the_cases_of_the_standards_pass() {
    let ran = command::run("guiju test standards --format json", &root()).unwrap();
    let results: Value = serde_json::from_str(&ran.out).unwrap();
    let shown = || command::run("guiju test standards", &root()).unwrap().shown();
    assert_eq!((ran.code, results["failed"].as_u64()), (0, Some(0)), "{}", shown());
    let files = results["files"].as_array().unwrap();
    let standards =
        std::fs::read_dir(root().join("standards")).unwrap().filter(|it| it.as_ref().unwrap().path().is_dir());
    assert!(files.len() >= standards.count(), "every folder of standards has cases: {}", shown());
    assert!(results["passed"].as_u64() >= Some(30), "{}", shown());
    for file in files {
        assert_eq!(file["diagnostics"], Value::Array(Vec::new()), "{}", shown());
    }
}
