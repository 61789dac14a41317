//! The invariants of the tree that can be checked by reading it. Each test names one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use guiju_syntax::catalogue::Code;

/// Files above this are to be split by idea.
const MOST_LINES: usize = 800;

/// What stands at the top of the tree; hidden files may stand beside it.
const TOP: [&str; 8] = ["Cargo.toml", "Cargo.lock", "README.md", "crates", "standards", "examples", "benches", "tests"];

/// Which of our crates each of them may use.
const MAY_USE: [(&str, &[&str]); 7] = [
    ("guiju-syntax", &[]),
    ("guiju-engine", &[]),
    ("guiju-compile", &["guiju-syntax", "guiju-engine"]),
    ("guiju-formats", &["guiju-engine"]),
    ("guiju-arrow", &["guiju-engine", "guiju-formats"]),
    ("guiju", &["guiju-syntax", "guiju-engine", "guiju-compile", "guiju-formats", "guiju-arrow"]),
    ("guiju-cli", &["guiju"]),
];

/// Crates that see no clock, no environment and no file.
const PURE: [&str; 3] = ["guiju-syntax", "guiju-engine", "guiju-compile"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// All files below a folder (given from the root) with this ending, with their text.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|other| other == ending) {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

/// Sources of the crates that are not tests.
fn product() -> Vec<(String, String)> {
    let mut found = files("crates", "rs");
    found.retain(|(name, _)| name.contains("/src/") && !name.ends_with("/tests.rs") && !name.contains("/tests/"));
    found
}

fn all_rust() -> Vec<(String, String)> {
    ["crates", "tests", "benches", "examples"].iter().flat_map(|folder| files(folder, "rs")).collect()
}

/// `file:line` of every line of code (comments left out) that the test finds wanting.
fn lines_where(files: &[(String, String)], wanting: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files {
        for (i, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            if wanting(name, code) {
                found.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    found
}

/// Whether `word` stands in `code` as a whole word.
fn has_word(code: &str, word: &str) -> bool {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

fn none(found: &[String], wrong: &str) {
    assert!(found.is_empty(), "{wrong}:\n{}", found.join("\n"));
}

fn manifest(path: &str) -> toml::Table {
    fs::read_to_string(root().join(path)).unwrap().parse().unwrap()
}

/// Folder and manifest of every member.
fn members() -> Vec<(String, toml::Table)> {
    let crates = entries(&root().join("crates")).into_iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        format!("crates/{name}")
    });
    let folders = crates.chain(["tests", "benches", "examples"].map(str::to_owned));
    folders.map(|folder| (folder.clone(), manifest(&format!("{folder}/Cargo.toml")))).collect()
}

/// Names and values of all dependencies of a manifest.
fn dependencies(manifest: &toml::Table) -> Vec<(String, toml::Value)> {
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .iter()
        .filter_map(|kind| manifest.get(*kind)?.as_table())
        .flat_map(|table| table.iter().map(|(name, value)| (name.clone(), value.clone())))
        .collect()
}

#[test]
fn the_top_level_holds_only_what_it_should() {
    let names = entries(&root()).into_iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
    let extra: Vec<String> = names.filter(|name| !name.starts_with('.') && name != "target").collect();
    none(&extra.into_iter().filter(|name| !TOP.contains(&name.as_str())).collect::<Vec<_>>(), "not of the top level");
    for name in TOP {
        assert!(root().join(name).exists(), "{name} is missing");
    }
}

#[test]
fn crates_depend_in_one_direction_only() {
    let mut wrong = Vec::new();
    for (name, allowed) in MAY_USE {
        for (dependency, _) in dependencies(&manifest(&format!("crates/{name}/Cargo.toml"))) {
            if dependency.starts_with("guiju") && !allowed.contains(&dependency.as_str()) {
                wrong.push(format!("{name} uses {dependency}"));
            }
        }
    }
    none(&wrong, "dependencies against the grain");
    let listed: BTreeSet<String> = MAY_USE.iter().map(|(name, _)| format!("crates/{name}")).collect();
    let there: BTreeSet<String> = members().into_iter().map(|(folder, _)| folder).filter(|f| f.contains('/')).collect();
    assert_eq!(listed, there, "the crates and the table of what they may use");
}

#[test]
fn external_dependencies_stand_once_and_are_used() {
    let workspace = manifest("Cargo.toml");
    let declared: BTreeSet<String> =
        workspace["workspace"]["dependencies"].as_table().unwrap().keys().cloned().collect();
    let (mut used, mut wrong) = (BTreeSet::new(), Vec::new());
    for (folder, manifest) in members() {
        let sources: String = files(&folder, "rs").into_iter().map(|(_, text)| text).collect();
        for (name, value) in dependencies(&manifest) {
            if value.get("workspace").and_then(toml::Value::as_bool) != Some(true) {
                wrong.push(format!("{folder}: {name} is not taken from the workspace"));
            }
            // What derives for pest is named by the grammar it derives.
            if !has_word(&sources, &name.replace('-', "_")) {
                wrong.push(format!("{folder}: {name} is declared and not used"));
            }
            used.insert(name);
        }
    }
    wrong.extend(declared.difference(&used).map(|name| format!("workspace: {name} is used by no member")));
    none(&wrong, "dependencies");
}

#[test]
fn targets_are_listed_and_exist() {
    let mut wrong = Vec::new();
    for (folder, kind) in [("tests", "test"), ("benches", "bench"), ("examples", "example")] {
        let manifest = manifest(&format!("{folder}/Cargo.toml"));
        let listed: BTreeSet<String> = manifest
            .get(kind)
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .map(|target| target["path"].as_str().unwrap().to_owned())
            .collect();
        let library = fs::read_to_string(root().join(folder).join("lib.rs")).unwrap();
        let there: BTreeSet<String> = entries(&root().join(folder))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
            .filter(|path| {
                let module = path.file_stem().unwrap().to_str().unwrap();
                module != "lib" && !library.contains(&format!("mod {module};"))
            })
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect();
        wrong.extend(listed.difference(&there).map(|name| format!("{folder}/{name} is listed and not there")));
        wrong.extend(there.difference(&listed).map(|name| format!("{folder}/{name} is not listed")));
    }
    none(&wrong, "targets");
}

#[test]
fn pest_is_named_in_the_grammar_alone() {
    let allowed = |name: &str| {
        name.strip_prefix("crates/guiju-syntax/src/")
            .is_some_and(|file| ["grammar.rs", "tokens.rs"].contains(&file) || file.starts_with("parse"))
    };
    let found = lines_where(&product(), |name, code| {
        (has_word(code, "pest") || has_word(code, "pest_derive")) && !allowed(name)
    });
    none(&found, "pest outside grammar.rs, tokens.rs and parse*");
    let users: Vec<String> = members()
        .into_iter()
        .filter(|(_, manifest)| dependencies(manifest).iter().any(|(name, _)| name.starts_with("pest")))
        .map(|(folder, _)| folder)
        .collect();
    assert_eq!(users, ["crates/guiju-syntax"], "who depends on pest");
}

#[test]
fn no_floating_point_in_the_product() {
    none(&lines_where(&product(), |_, code| has_word(code, "f32") || has_word(code, "f64")), "floating point");
}

#[test]
fn hash_maps_are_only_looked_up() {
    // A line that says why it is safe carries the remark below; then it is looked up and never iterated.
    const REMARK: &str = "// looked up only";
    let mut found = Vec::new();
    for (name, text) in product() {
        for (i, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            let hashed = has_word(code, "HashMap") || has_word(code, "HashSet");
            if hashed && !code.trim_start().starts_with("use ") && !line.contains(REMARK) {
                found.push(format!("{name}:{}: {}", i + 1, line.trim()));
            }
        }
    }
    none(&found, &format!("hash maps without `{REMARK}`"));
}

#[test]
fn nothing_below_the_edges_sees_the_world() {
    const WORLD: [&str; 12] = [
        "std::time",
        "std::env",
        "std::fs",
        "std::io",
        "std::net",
        "std::process",
        "std::thread",
        "Instant::now",
        "SystemTime",
        "Local::now",
        "Utc::now",
        "println!",
    ];
    let inner: Vec<(String, String)> = product()
        .into_iter()
        .filter(|(name, _)| PURE.iter().any(|pure| name.starts_with(&format!("crates/{pure}/"))))
        .collect();
    none(&lines_where(&inner, |_, code| WORLD.iter().any(|word| code.contains(word))), "clock, environment or I/O");
}

#[test]
fn every_file_says_what_it_is() {
    let found: Vec<String> =
        all_rust().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(name, _)| name).collect();
    none(&found, "files that do not start with `//! `");
}

#[test]
fn no_file_is_too_long() {
    let grammars = files("crates", "pest");
    let found: Vec<String> = all_rust()
        .into_iter()
        .chain(grammars)
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(name, lines)| format!("{name}: {lines} lines"))
        .collect();
    none(&found, "files to split");
}

#[test]
fn nothing_is_left_unfinished() {
    // Written in two parts, so that this file does not find itself.
    let marks = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    let found = lines_where(&all_rust(), |_, code| {
        marks.iter().any(|mark| code.contains(mark)) || code.contains(concat!("#[", "ignore"))
    });
    none(&found, "unfinished or switched off");
}

/// The names between braces, sorted.
fn placeholders(template: &str) -> Vec<&str> {
    let mut names: Vec<&str> = template.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn every_message_is_complete_used_and_shown() {
    let sources: String =
        product().into_iter().filter(|(name, _)| !name.ends_with("/catalogue.rs")).map(|(_, text)| text).collect();
    let mut suite: String = files("tests/suite", "md").into_iter().map(|(_, text)| text).collect();
    // What needs an input too large for a page is shown there.
    suite += include_str!("limits.rs");
    let (mut wrong, mut seen) = (Vec::new(), BTreeMap::new());
    for code in Code::ALL {
        let entry = code.entry();
        if let Some(other) = seen.insert(entry.code, code) {
            wrong.push(format!("{} belongs to {other:?} and to {code:?}", entry.code));
        }
        if entry.zh.is_empty() || entry.en.is_empty() || entry.help_zh.is_empty() != entry.help_en.is_empty() {
            wrong.push(format!("{} lacks words", entry.code));
        }
        if placeholders(entry.zh) != placeholders(entry.en) {
            wrong.push(format!("{}: other placeholders in Chinese than in English", entry.code));
        }
        if !has_word(&sources, &format!("{code:?}")) {
            wrong.push(format!("{} ({code:?}) is reported by nothing", entry.code));
        }
        if !suite.contains(entry.code) {
            wrong.push(format!("{} ({code:?}) is shown by no case of the suite", entry.code));
        }
    }
    none(&wrong, "the catalogue of messages");
}
