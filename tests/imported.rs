//! The import of the source document, against a careful reading of its 117 statements: how many of those that can be
//! checked from their own words come out right, and that nothing is invented.
//!
//! `cargo test -p guiju-tests --test imported -- --nocapture` prints the figures and every statement that comes out
//! otherwise. `corpus/source.txt` has the statements as the document has them: line breaks lost and line breaks too many,
//! headings run into sentences, a table without its bars. `corpus/source.tsv` says for a statement what its words ask
//! (equally right readings stand side by side; an empty one is that nothing is); a statement that it leaves out asks for
//! nothing that can be checked without a number, a list or a judgement that its words do not give.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::BTreeMap;
use std::fs;

use guiju_syntax::ast::{Condition, Core, Duty, DutyKind, Requirement};
use guiju_syntax::{Names, canonical, parse_requirements};

/// So many of the statements that can be checked from their own words must come out right.
const LEAST: usize = 42;

/// Only characters that say something.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || "%‰".contains(*c)).collect()
}

fn file(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// What a requirement asks, duty by duty, without the names that it calls things by; judgements of people are none.
fn asked(requirement: &Requirement) -> Vec<String> {
    let form = canonical::requirement(requirement);
    match &requirement.core {
        Core::Manual { .. } | Core::Phrase(_) | Core::Narrow(_) => Vec::new(),
        Core::Measure { filter, .. } => {
            let words: Vec<&str> = form.split(' ').collect();
            let entity = if requirement.entity.is_some() { "each " } else { "" };
            let period = requirement.period.as_ref().map(|_| words[usize::from(requirement.entity.is_some())]);
            let deadline = words.iter().find(|word| word.ends_with('前')).copied().unwrap_or("");
            let bound: Vec<&str> = words
                .iter()
                .rev()
                .take(3)
                .rev()
                .skip_while(|word| !word.starts_with(['<', '>', '=']))
                .copied()
                .collect();
            let filter = if filter.is_some() { " filtered" } else { "" };
            vec![format!("{entity}{} {deadline} {}{filter}", period.unwrap_or(""), bound.join(" "))]
        }
        Core::Every { duty, .. } => {
            let (Duty::All(items) | Duty::Any(items)) = duty;
            items.iter().filter_map(|item| of_duty(&item.kind)).collect()
        }
        Core::Never { .. } => vec!["never".to_owned()],
        Core::Qualification(Condition::Or(parts)) => vec![format!("qualification of {}", parts.len())],
        Core::Qualification(_) => vec!["qualification of 1".to_owned()],
        Core::Record { .. } => vec!["record".to_owned()],
    }
}

fn of_duty(duty: &DutyKind) -> Option<String> {
    Some(match duty {
        DutyKind::Manual(_) => return None,
        DutyKind::Act { interval, .. } => format!("act {:?}", interval.as_ref().map(|interval| &interval.kind)),
        DutyKind::After { interval, .. } => format!("after {:?}", interval.kind),
        DutyKind::Before { interval, .. } => format!("before {:?}", interval.kind),
        DutyKind::Field(Condition::Flag(_)) => "act None".to_owned(),
        DutyKind::Field(condition) => {
            let condition = canonical::condition(condition);
            format!("field {}", condition.split_once(' ').map_or("", |(_, rest)| rest))
        }
        DutyKind::Filled(fields) => format!("{} fields", fields.len()),
        DutyKind::Sequence(acts) => format!("{} in order", acts.len()),
    })
}

fn sorted(forms: &[String]) -> Vec<String> {
    let read = |form: &String| {
        let (requirements, problems) = parse_requirements(form, &Names::default());
        assert!(problems.is_empty() && requirements.len() == 1, "{form}: {problems:?}");
        asked(&requirements[0])
    };
    let mut all: Vec<String> = forms.iter().flat_map(read).collect();
    all.sort();
    all
}

/// What the draft asks, requirement by requirement: the words and the canonical form.
fn drafted() -> Vec<(String, String)> {
    let import = guiju::import(file("corpus/source.txt").as_bytes(), "源文档.txt", guiju::Lang::Zh).unwrap();
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("源文档.gj"), &import.standard).unwrap();
    fs::write(dir.path().join("guiju.toml"), &import.vocabulary).unwrap();
    let compiled = guiju::compile(dir.path()).unwrap();
    let errors = compiled.files.iter().flat_map(|file| &file.diagnostics);
    let errors = errors.filter(|it| it.severity() == guiju::Severity::Error).map(|it| it.message(guiju::Lang::En));
    assert_eq!(errors.collect::<Vec<_>>(), [""; 0], "the draft checks");
    let requirements = compiled.files.into_iter().filter_map(|file| file.requirements).flatten();
    requirements.filter(|it| it.kind != "note").map(|it| (squeezed(&it.text), it.canonical)).collect()
}

#[test]
fn the_source_document_comes_out_right_and_nothing_is_invented() {
    let drafted = drafted();
    let table = file("corpus/source.tsv");
    let readings: BTreeMap<&str, Vec<Vec<String>>> = table
        .lines()
        .skip(1)
        .map(|row| {
            let (id, reading) = row.split_once('\t').unwrap();
            let forms =
                |one: &str| one.split(" ; ").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
            (id, reading.split("||").map(forms).collect())
        })
        .collect();
    let statements = file("../standards/statements.tsv");
    let (mut checkable, mut right, mut partly, mut invented) = (0, 0, 0, Vec::new());
    for row in statements.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let words = squeezed(cells[2]);
        let of_it = drafted.iter().filter(|(text, _)| words.contains(text.as_str()) || text.contains(&words));
        let mut found: Vec<String> = of_it.map(|(_, form)| form.clone()).collect();
        // The same words may stand in two statements.
        found.sort();
        found.dedup();
        let asked = sorted(&found);
        let readings = readings.get(cells[0]).cloned().unwrap_or(vec![Vec::new()]);
        let must = !readings.iter().any(Vec::is_empty);
        let fits = readings.iter().any(|reading| sorted(reading) == asked);
        let within = readings.iter().any(|reading| {
            let expected = sorted(reading);
            asked.iter().all(|it| expected.contains(it))
        });
        checkable += usize::from(must);
        right += usize::from(must && fits);
        partly += usize::from(must && !fits && within && !asked.is_empty());
        if !within {
            invented.push(format!("{} {}\n    {}", cells[0], cells[2], found.join("\n    ")));
        }
        if must && !fits {
            println!(
                "{} {}\n    asks for {}\n    found    {}",
                cells[0],
                cells[2],
                readings[0].join(" ; "),
                found.join(" ; ")
            );
        }
    }
    println!("{right} of the {checkable} statements that can be checked come out right: {} %", 100 * right / checkable);
    println!("{partly} more in part, {} invented", invented.len());
    assert!(invented.is_empty(), "{}", invented.join("\n"));
    assert!(right >= LEAST, "{right} of {checkable}");
}
