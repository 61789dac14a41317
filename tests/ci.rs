//! Continuous integration: the snippets of the documentation run, and `--changed-since` keeps the clauses that changed.
//! The shapes of what is told to programs are held by `outputs.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use guiju_tests::command::{Ran, run};
use serde_json::Value;

const DOCS: &str = include_str!("../crates/guiju/docs/ci.md");

fn git(folder: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").current_dir(folder).args(identity).args(args).output().unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with the package that `guiju new` makes, committed as `origin/main`.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run("guiju new standards", folder.path()).unwrap().code, 0);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "first"]);
    git(folder.path(), &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    folder
}

/// A repository with two clauses that each break a rule.
fn two_clauses() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("销售.gj"), "适用 岗位 = 销售\n1. 每月适当安排培训1次。\n2. 每月适当安排走访1次。\n")
        .unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "first"]);
    folder
}

fn lint(folder: &Path, options: &str) -> Ran {
    run(&format!("guiju lint 销售.gj {options}"), folder).unwrap()
}

fn lines(ran: &Ran) -> Vec<u64> {
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    json["diagnostics"].as_array().unwrap().iter().map(|it| it["line"].as_u64().unwrap()).collect()
}

#[test]
fn the_commands_of_the_snippets_run() {
    let folder = repository();
    let mut ran = 0;
    for line in DOCS.lines() {
        let line = line.trim().trim_start_matches("- ").trim_start_matches("run: ");
        let Some(command) = line.strip_prefix("guiju ").filter(|command| !command.contains('`')) else { continue };
        let command = command.replace("$GITHUB_BASE_REF", "main").replace("$CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD");
        let (command, file) = command.split_once(" > ").map_or((command.as_str(), None), |(it, file)| (it, Some(file)));
        let result = run(&format!("guiju {command}"), folder.path()).unwrap();
        assert_eq!(result.code, 0, "guiju {command}\n{}{}", result.out, result.err);
        if file.is_some() {
            serde_json::from_str::<Value>(&result.out).unwrap();
        }
        ran += 1;
    }
    assert_eq!(ran, 9, "commands of the snippets");
}

#[test]
fn only_changed_clauses_are_told() {
    let folder = two_clauses();
    let since = |revision: &str| lines(&lint(folder.path(), &format!("--format json --changed-since {revision}")));
    assert_eq!(lines(&lint(folder.path(), "--format json")), [2, 3]);
    assert_eq!(since("HEAD"), Vec::<u64>::new());
    // a property of a clause is part of it
    let text = "适用 岗位 = 销售\n1. 每月适当安排培训1次。\n2. 每月适当安排走访1次。\n   来源 会议纪要\n";
    fs::write(folder.path().join("销售.gj"), text).unwrap();
    assert_eq!(since("HEAD"), [3]);
    // what git does not know is new
    fs::rename(folder.path().join("销售.gj"), folder.path().join("销.gj")).unwrap();
    let new = run("guiju lint 销.gj --format json --changed-since HEAD", folder.path()).unwrap();
    assert_eq!(lines(&new), [2, 3]);
}

#[test]
fn a_changed_vocabulary_may_change_every_clause() {
    let folder = two_clauses();
    fs::write(folder.path().join("guiju.toml"), "[vocabulary]\nopen = true\n").unwrap();
    assert_eq!(lines(&lint(folder.path(), "--format json --changed-since HEAD")), [2, 3]);
}

#[test]
fn a_version_may_be_what_git_has() {
    let folder = tempfile::tempdir().unwrap();
    let standards = folder.path().join("标准");
    fs::create_dir(&standards).unwrap();
    fs::write(standards.join("guiju.toml"), "[vocabulary]\nopen = true\nfiles = [\"../词汇.toml\"]\n").unwrap();
    fs::write(folder.path().join("词汇.toml"), "[activity.\"走访\"]\nalso = [\"拜访\"]\n").unwrap();
    fs::write(standards.join("销售.gj"), "1. 每月 走访 >= 4\n").unwrap();
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "first"]);
    fs::write(standards.join("销售.gj"), "1. 每月 拜访 >= 6\n").unwrap();
    let diff = |place: &Path, versions: &str| run(&format!("guiju diff {versions} --format json"), place).unwrap();
    for (place, versions) in [
        (folder.path(), "HEAD:标准 标准"),
        (folder.path(), "HEAD:标准/销售.gj 标准/销售.gj"),
        (standards.as_path(), "HEAD:销售.gj 销售.gj"),
        (standards.as_path(), "HEAD:. ."),
    ] {
        let ran = diff(place, versions);
        let json: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{versions}: {}{}", ran.out, ran.err));
        assert_eq!(json["changes"][0]["kind"], "stricter", "{versions}: {json:#}");
        assert_eq!(ran.code, 1);
    }
    assert_eq!(diff(folder.path(), "HEAD:标准 HEAD:标准").code, 0);
    for (versions, said) in
        [("nowhere:标准 标准", "nowhere"), ("HEAD:没有 标准", "没有"), ("--output=x:y 标准", "output")]
    {
        let ran = diff(folder.path(), versions);
        assert_eq!(ran.code, 2, "{versions}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    // what is wrong in a revision is told of its own file
    fs::write(standards.join("销售.gj"), "1. 每月 走访 >=\n").unwrap();
    git(folder.path(), &["commit", "--quiet", "--all", "--message", "wrong"]);
    let ran = run("guiju diff HEAD:标准 标准", folder.path()).unwrap();
    assert!(ran.code == 2 && ran.err.contains("HEAD:标准/销售.gj:1:"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

#[test]
fn a_revision_that_is_none_is_a_mistake_of_the_caller() {
    let folder = two_clauses();
    for revision in ["nowhere", "--output=x", "''"] {
        let ran = lint(folder.path(), &format!("--changed-since={revision}"));
        assert_eq!(ran.code, 2, "{revision}: {}", ran.err);
    }
    assert!(!folder.path().join("x").exists());
}

#[test]
fn a_folder_that_git_does_not_keep_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("销售.gj"), "不得 投诉\n").unwrap();
    let ran = lint(folder.path(), "--changed-since=main");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("不在 git 仓库里"), "{}", ran.err);
}

#[test]
fn gitlab_issues_keep_their_fingerprints_when_lines_move() {
    let folder = two_clauses();
    let prints = || -> Vec<String> {
        let issues: Value = serde_json::from_str(&lint(folder.path(), "--format gitlab").out).unwrap();
        let issues = issues.as_array().unwrap();
        assert!(issues.iter().all(|it| it["location"]["lines"]["begin"].is_u64() && it["severity"] == "minor"));
        issues.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints();
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    let text = fs::read_to_string(folder.path().join("销售.gj")).unwrap();
    fs::write(folder.path().join("销售.gj"), format!("// 试行\n\n{text}")).unwrap();
    assert_eq!(prints(), before);
}

#[test]
fn warnings_fail_where_that_is_asked_for() {
    let folder = two_clauses();
    assert_eq!(lint(folder.path(), "").code, 0);
    assert_eq!(lint(folder.path(), "--strict").code, 1);
    assert_eq!(run("guiju check 销售.gj --strict", folder.path()).unwrap().code, 1);
    assert_eq!(run("guiju check 没有.gj", folder.path()).unwrap().code, 2);
}

#[test]
fn completions_know_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let help = run("LANG=en_US.UTF-8 guiju --help", folder.path()).unwrap().out;
    let commands = help.split("Commands:\n").nth(1).unwrap();
    let names: Vec<&str> = commands
        .lines()
        .take_while(|line| !line.is_empty())
        // what goes on from the line above is set in further
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.contains(&"lint") && names.len() >= 8, "{names:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&format!("guiju completions {shell}"), folder.path()).unwrap().out;
        for name in &names {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
}
