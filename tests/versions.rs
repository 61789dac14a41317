//! What is written by one version of Guiju is read by another only where both give it the same form: a form that changes
//! has to change its version. `versions.txt` records the declarations of all that is written, a digest for each, by the
//! version that wrote them so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A form with the constant that is its version, and the files that declare its types.
const FORMS: [(&str, &str, &[&str]); 2] = [
    ("VERSION", "program.rs", &["program.rs", "schema.rs", "calendar.rs", "calendar/named.rs"]),
    (
        "STATE_VERSION",
        "state.rs",
        &[
            "state.rs",
            "records.rs",
            "records/column.rs",
            "records/numbers.rs",
            "records/packed.rs",
            "records/released.rs",
            "records/texts.rs",
            "records/versions.rs",
            "moment.rs",
            "problems.rs",
            "report.rs",
            "tracker/past.rs",
        ],
    ),
];

fn source(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/guiju-engine/src").join(file);
    fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
}

/// The version that a constant gives.
fn version(constant: &str, file: &str) -> String {
    let line = source(file).lines().find(|line| line.starts_with(&format!("pub const {constant}:"))).map(str::to_owned);
    let line = line.unwrap_or_else(|| panic!("{file} gives no {constant}"));
    line.split(" = ").nth(1).unwrap().trim_end_matches(';').to_owned()
}

/// The declarations of what is written and read again (attributes, names, fields and variants, in order, without comments) of a file.
fn declarations(file: &str) -> BTreeMap<String, String> {
    let (mut found, mut attributes, mut open) = (BTreeMap::new(), String::new(), None::<(String, String)>);
    for line in source(file).lines().filter(|line| !line.trim_start().starts_with("//")) {
        if let Some((name, text)) = &mut open {
            text.push_str(line.trim());
            if line == "}" {
                found.insert(name.clone(), std::mem::take(text));
                open = None;
            }
            continue;
        }
        let word = line.split_whitespace().find(|word| !word.starts_with("pub"));
        match word {
            Some("struct" | "enum") if attributes.contains("Deserialize") => {
                let mut words = line.split_whitespace().skip_while(|word| !matches!(*word, "struct" | "enum"));
                let name = words.nth(1).unwrap().split(['(', '{', '<', ';']).next().unwrap();
                let text = format!("{attributes}{}", line.trim());
                attributes.clear();
                if line.ends_with(['}', ';']) {
                    found.insert(name.to_owned(), text);
                } else {
                    open = Some((name.to_owned(), text));
                }
            }
            _ if line.starts_with("#[") => attributes.push_str(line.trim()),
            _ => attributes.clear(),
        }
    }
    found
}

/// FNV-1a
fn digest(text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// What `versions.txt` holds of a form.
fn form((constant, file, files): (&str, &str, &[&str])) -> String {
    let mut text = format!("{constant} {}\n", version(constant, file));
    for file in files {
        for (name, declaration) in declarations(file) {
            text.push_str(&format!("  {file} {name} {}\n", digest(&declaration)));
        }
    }
    text
}

#[test]
fn a_form_that_changes_has_another_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("versions.txt");
    let recorded = fs::read_to_string(&path).unwrap_or_default();
    let now: String = FORMS.into_iter().map(form).collect();
    if recorded == now {
        return;
    }
    for (form, (constant, file, _)) in FORMS.into_iter().map(|it| (form(it), it)) {
        let head = form.lines().next().unwrap();
        let known: Vec<&str> = recorded
            .lines()
            .skip_while(|line| *line != head)
            .skip(1)
            .take_while(|line| line.starts_with(' '))
            .collect();
        let changed: Vec<&str> = form.lines().skip(1).filter(|line| !known.contains(line)).collect();
        let gone = known.iter().filter(|line| !form.lines().any(|now| now == **line));
        assert!(
            known.is_empty() || changed.is_empty() && gone.count() == 0,
            "what is written has changed, but not {constant} in {file}:\n{}\nraise it by one, so that what older versions \
             wrote is refused and not misread; then UPDATE=1 cargo test -p guiju-tests --test versions",
            changed.join("\n")
        );
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "tests/versions.txt is of other versions; UPDATE=1 cargo test -p guiju-tests --test versions rewrites it"
    );
    fs::write(&path, now).unwrap();
}

#[test]
fn declarations_are_found_with_all_that_gives_them_their_form() {
    let found = declarations("program.rs");
    for name in ["Program", "Standard", "Clause", "Check", "Expr", "Interval", "Scoring"] {
        assert!(found.contains_key(name), "{name} is not among {:?}", found.keys());
    }
    assert!(found["Program"].contains("pub version: u32,") && found["Check"].contains("Measure("));
    let state = FORMS[1].2.iter().flat_map(|file| declarations(file)).map(|(name, _)| name).collect::<Vec<_>>();
    for name in ["Records", "Column", "Packed", "Numbers", "Texts", "End", "Problems", "Past", "Released", "Open"] {
        assert!(state.iter().any(|known| known == name), "{name} is not among {state:?}");
    }
}
