//! What is told to programs has the shape they read: SARIF by its published schema, the commands of GitHub and the report
//! of GitLab by their documentation, JUnit by the schema of Jenkins.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use guiju::RULES;
use guiju_tests::command::run;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

/// Letters, signs and blanks that paths, titles and texts have to survive.
const HOSTILE: &str = "甲,乙 50%:a#b&c'd";

/// Every kind of finding that the manual pages of the rules show, in files with hostile names.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(HOSTILE)).unwrap();
    for rule in RULES {
        let place = folder.path().join(HOSTILE).join(rule.name);
        fs::create_dir(&place).unwrap();
        let page = rule.page();
        let text = |kind: &str| page.example.iter().find(|file| file.kind == kind).map(|file| file.text.as_str());
        fs::write(place.join("标准.gj"), text("gj").unwrap()).unwrap();
        fs::write(place.join("guiju.toml"), text("toml").unwrap_or("[vocabulary]\nopen = true\n")).unwrap();
    }
    let wrong = folder.path().join(HOSTILE).join("错");
    fs::create_dir(&wrong).unwrap();
    fs::write(wrong.join("标准.gj"), "1. 每月 完成率% >= \r\n1. 不得 迟到\r\n1. 「未完\r\n𠮷适当\r\n").unwrap();
    folder
}

/// What `lint` prints in a format, of a path.
fn told(folder: &Path, path: &str, format: &str, lang: &str) -> String {
    let ran = run(&format!("LANG={lang} guiju lint {path} --format {format}"), folder).unwrap();
    assert!(ran.code < 2, "{}", ran.err);
    ran.out
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

#[test]
fn sarif_is_valid_by_the_schema_of_version_2_1_0() {
    // One of its patterns has a bracket that only lenient readers take for itself.
    let schema = json(&include_str!("schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}\\\\]?$"));
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    // The schema is one that says no.
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0" })));
    assert!(!validator.is_valid(&serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] })));
    let folder = folder();
    for (path, lang) in [(".", "zh_CN.UTF-8"), (".", "en_US.UTF-8"), ("./", "zh_CN.UTF-8")] {
        let log = json(&told(folder.path(), path, "sarif", lang));
        let wrong: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let run = &log["runs"][0];
        let results = list(&run["results"]);
        assert!(results.len() >= RULES.len(), "{} results", results.len());
        // What no schema says: indices that hit, places in order, URI references relative to the root.
        let rules = list(&run["tool"]["driver"]["rules"]);
        for result in results {
            assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
            for location in list(&result["locations"]) {
                let place = &location["physicalLocation"];
                let uri = text(&place["artifactLocation"]["uri"]);
                assert!(uri.is_ascii() && uri.starts_with("%E7%94%B2%2C%E4%B9%99%2050%25%3Aa%23b%26c%27d/"), "{uri}");
                let at = |name: &str| place["region"][name].as_u64().unwrap();
                assert!((at("startLine"), at("startColumn")) <= (at("endLine"), at("endColumn")));
            }
        }
        assert!(results.iter().any(|result| result["fixes"].is_array()), "one has a fix");
        assert!(results.iter().any(|result| result["relatedLocations"].is_array()), "one points elsewhere");
    }
    let clean = tempfile::tempdir().unwrap();
    fs::write(clean.path().join("标准.gj"), "施行 2024-01-01 起\n责任 人事部\n1. 每周 拜访 >= 8 次\n").unwrap();
    let log = json(&told(clean.path(), "标准.gj", "sarif", "zh_CN.UTF-8"));
    assert!(validator.is_valid(&log) && list(&log["runs"][0]["results"]).is_empty(), "{log:#}");
}

/// A workflow command as the runner of GitHub reads it: its name, its properties, its message.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |text: &str| data(&text.replace("%3A", ":").replace("%2C", ","));
    let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("no command: {line}"));
    let (head, message) = rest.split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let properties = properties.split(',').map(|part| part.split_once('=').unwrap());
    let properties = properties.map(|(name, value)| (name.to_owned(), property(value))).collect();
    (name.to_owned(), properties, data(message))
}

#[test]
fn commands_of_github_say_what_json_says() {
    let folder = folder();
    let found = json(&told(folder.path(), ".", "json", "zh_CN.UTF-8"));
    let found = list(&found["diagnostics"]);
    let shown = told(folder.path(), ".", "github", "zh_CN.UTF-8");
    assert!(!shown.contains('\r'));
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), found.len(), "one line each");
    for (line, it) in lines.iter().zip(found) {
        let (name, properties, message) = command(line);
        let get = |name: &str| properties.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let severity = if it["severity"] == "note" { "notice" } else { text(&it["severity"]) };
        assert_eq!(name, severity);
        assert_eq!(get("file"), Some(text(&it["file"])));
        assert_eq!(get("title"), Some(text(&it["code"])));
        assert_eq!(get("line"), Some(it["line"].to_string().as_str()));
        assert_eq!(get("col"), Some(it["column"].to_string().as_str()));
        assert_eq!(message, format!("{}\n{}", text(&it["message"]), text(&it["help"])).trim_end());
        assert!(get("endLine") == get("line") || get("endColumn").is_none(), "{line}");
    }
    assert!(lines.iter().any(|line| line.contains("file=甲%2C乙 50%25%3Aa#b&c'd/")), "{}", lines[0]);
    assert!(lines.iter().any(|line| line.ends_with('%') || line.contains("%25")), "a per cent sign in a message");
}

#[test]
fn issues_of_gitlab_have_the_fields_it_reads() {
    let folder = folder();
    let mut prints = BTreeSet::new();
    let shown = told(folder.path(), "./", "gitlab", "zh_CN.UTF-8");
    for issue in list(&json(&shown)) {
        let fields: BTreeSet<&str> = issue.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(fields, BTreeSet::from(["check_name", "description", "fingerprint", "location", "severity"]));
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&text(&issue["severity"])));
        assert!(!text(&issue["description"]).is_empty() && text(&issue["check_name"]).starts_with("GJ"));
        let path = text(&issue["location"]["path"]);
        assert!(folder.path().join(path).is_file() && !path.starts_with(['.', '/']), "{path}");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
        assert!(prints.insert(text(&issue["fingerprint"]).to_owned()), "two have one fingerprint: {issue}");
    }
    assert!(prints.len() >= RULES.len());
}

/// Which attributes the elements of JUnit may have, which they must have, and where they stand
/// (`junit-10.xsd` of the xUnit plugin of Jenkins).
const JUNIT: [(&str, &[&str], &[&str], &str); 5] = [
    ("testsuites", &["name", "time", "tests", "failures", "errors"], &[], ""),
    (
        "testsuite",
        &[
            "name",
            "tests",
            "failures",
            "errors",
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
            "log",
            "url",
            "version",
        ],
        &["name", "tests", "failures", "errors"],
        "testsuites",
    ),
    ("testcase", &["name", "time", "classname", "group"], &["name"], "testsuite"),
    ("failure", &["type", "message"], &[], "testcase"),
    ("error", &["type", "message"], &[], "testcase"),
];

/// Names and values.
type Attributes = Vec<(String, String)>;

fn attributes(start: &BytesStart<'_>) -> Attributes {
    let one = |it: quick_xml::events::attributes::Attribute<'_>| {
        (it.key.as_ref().to_owned(), quick_xml::escape::unescape(&it.value).unwrap().into_owned())
    };
    start.attributes().map(|it| one(it.unwrap())).collect()
}

#[test]
fn junit_has_the_elements_and_counts_of_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("标准.gj"), "1. 每周 拜访 >= 1 次\n2. 不得 投诉\n").unwrap();
    let case = |name: &str, one: &str| {
        format!(
            "[[case]]\nname = \"{name}\"\nfrom = 2024-03-04\nto = 2024-03-11\npeople = [\"张三\"]\n\
             records = [\"张三 周五 拜访\"]\nexpect = {{ \"1\" = \"{one}\" }}\n"
        )
    };
    let hostile = "甲<乙>&\\\"丙\\\" \\u0007 ]]> 'x'";
    let cases = [case("通过", "达标"), case(hostile, "未达标")].concat();
    fs::write(folder.path().join("a<b>&_test.toml"), format!("standard = \"标准.gj\"\n{cases}")).unwrap();
    fs::write(folder.path().join("坏_test.toml"), "standard = \"没有.gj\"\n").unwrap();
    let ran = run("guiju test --junit 结果.xml", folder.path()).unwrap();
    assert_eq!(ran.code, 1, "{}", ran.out);
    let xml = fs::read_to_string(folder.path().join("结果.xml")).unwrap();
    let mut reader = Reader::from_str(&xml);
    let (mut open, mut seen): (Vec<String>, Vec<(String, Attributes)>) = (Vec::new(), Vec::new());
    let mut names = Vec::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}"));
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let name = start.name().as_ref().to_owned();
                let (_, may, must, within) = JUNIT.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("{name}"));
                assert_eq!(open.last().map_or("", String::as_str), *within, "where {name} stands");
                let attributes = attributes(start);
                assert!(attributes.iter().all(|(key, _)| may.contains(&key.as_str())), "{name}: {attributes:?}");
                assert!(must.iter().all(|key| attributes.iter().any(|(it, _)| it == key)), "{name}: {attributes:?}");
                if name == "testcase" {
                    names.push(attributes.iter().find(|(key, _)| key == "name").unwrap().1.clone());
                }
                seen.push((name.clone(), attributes));
                if matches!(event, Event::Start(_)) {
                    open.push(name);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    assert!(names.contains(&"甲<乙>&\"丙\"  ]]> 'x'".to_owned()), "{names:?}");
    // The counts are those of what stands there, in all and in each file.
    let count = |part: &[(String, Attributes)], name: &str| part.iter().filter(|it| it.0 == name).count();
    let suites: Vec<usize> = seen.iter().enumerate().filter(|(_, it)| it.0 == "testsuite").map(|(at, _)| at).collect();
    assert_eq!(suites.len(), 2);
    let end = seen.len();
    let ranges = suites.iter().zip(suites.iter().skip(1).chain([&end])).map(|(from, to)| &seen[*from..*to]);
    for part in ranges.chain([&seen[..]]) {
        let stated = |key: &str| part[0].1.iter().find(|(it, _)| it == key).unwrap().1.parse::<usize>().unwrap();
        let there = [("tests", "testcase"), ("failures", "failure"), ("errors", "error")];
        for (key, element) in there {
            assert_eq!(stated(key), count(part, element), "{key} of {:?}", part[0]);
        }
    }
    assert_eq!((count(&seen, "testcase"), count(&seen, "failure"), count(&seen, "error")), (3, 1, 1), "{xml}");
}
