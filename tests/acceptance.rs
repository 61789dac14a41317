//! Real sentences of public documents, against a careful reading of each: how many come out right.
//!
//! `cargo test -p guiju-tests --test acceptance -- --nocapture` prints the figures by kind, and every sentence that
//! comes out otherwise with both readings. Names are not compared: kind, period, deadline, comparison, threshold, unit,
//! interval and points are. With `READINGS=FILE` it measures that file instead.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use guiju_syntax::ast::{
    Core, Duty, DutyKind, Expr, IntervalKind, PeriodKind, Quantity, Requirement, Scale, Threshold,
};
use guiju_syntax::{Names, canonical, parse_requirements};
use rust_decimal::Decimal;

/// The files of readings, and how many in a hundred of the sentences that state a checkable requirement must come out
/// right in each; and how many at most may come out otherwise with nothing reported.
const FILES: [(&str, usize, usize); 2] = [
    // of public documents
    ("readings.tsv", 91, 0),
    // written for this project, in the style of company rules, appraisal tables, service promises and laws
    ("written.tsv", 99, 1),
];

#[test]
fn most_real_sentences_come_out_right() {
    if let Ok(other) = std::env::var("READINGS") {
        tally(&other);
        return;
    }
    let tallies = FILES.map(|(file, least, unsaid)| (file, least, unsaid, tally(file)));
    for (file, least, unsaid, tally) in tallies {
        assert!(tally.unsaid <= unsaid, "{file}: {} otherwise with nothing reported", tally.unsaid);
        assert!(100 * tally.right >= least * tally.all, "{file}: {} of {}", tally.right, tally.all);
    }
}

#[test]
fn every_canonical_form_reads_back_as_what_was_read() {
    let mut wrong = Vec::new();
    for (file, _, _) in FILES {
        for sentence in sentences(file) {
            let (read, _) = parse_requirements(&sentence, &Names::default());
            for requirement in read.iter().filter(|it| !matches!(it.core, Core::Phrase(_) | Core::Narrow(_))) {
                let form = canonical::requirement(requirement);
                let (again, problems) = parse_requirements(&form, &Names::default());
                let same = matches!(again.as_slice(), [one] if canonical::requirement(one) == form
                    && features(one) == features(requirement)
                    && std::mem::discriminant(&one.core) == std::mem::discriminant(&requirement.core));
                if !same || !problems.is_empty() {
                    wrong.push(format!("{sentence}\n    {form}\n    {again:?} {problems:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sentences(file: &str) -> Vec<String> {
    let readings = std::fs::read_to_string(format!("{}/corpus/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    readings.lines().skip(1).map(|row| row.split('\t').next().unwrap().to_owned()).collect()
}

/// How the sentences of a file came out.
#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
    by_kind: BTreeMap<String, (usize, usize)>,
    /// Otherwise than the reading, with nothing reported.
    unsaid: usize,
    /// Nothing checkable is stated, and something is compiled.
    invented: usize,
    /// Nothing checkable is stated, and nothing is said of that.
    silent: Vec<String>,
}

fn tally(file: &str) -> Tally {
    // an absolute path stands alone
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(file);
    let readings = std::fs::read_to_string(path).unwrap();
    let mut tally = Tally::default();
    for row in readings.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [sentence, _class, forms, lines] = cells[..] else { panic!("{row}") };
        let (found, found_scoring, diagnosed) = understood(sentence);
        let fits = |forms: &str| {
            let (expected, scoring) = reading(forms, lines);
            let judged = |forms: &[(&'static str, String)]| {
                sorted(forms.iter().filter(|(kind, _)| *kind != "manual").map(|(_, form)| form.clone()))
            };
            let checkable = expected.iter().any(|(kind, _)| *kind != "manual");
            judged(&expected) == judged(&found) && (!checkable || points(&scoring) == points(&found_scoring))
        };
        // equally right readings stand side by side; the first is the one reported
        let mut readings = forms.split(" || ");
        let (expected, scoring) = reading(readings.clone().next().unwrap_or(""), lines);
        let checkable = expected.iter().any(|(kind, _)| *kind != "manual");
        let fits = readings.any(fits);
        if !fits {
            println!(
                "{sentence}\n    expected {}\n    found    {}{}",
                show(&expected, &scoring),
                show(&found, &found_scoring),
                if diagnosed { "  (reported)" } else { "" }
            );
        }
        if !checkable {
            tally.invented += usize::from(!fits);
            if fits && !diagnosed {
                tally.silent.push(sentence.to_owned());
            }
            continue;
        }
        tally.all += 1;
        tally.right += usize::from(fits);
        tally.unsaid += usize::from(!fits && !diagnosed);
        let kinds: BTreeSet<&str> = expected.iter().map(|(kind, _)| *kind).filter(|kind| *kind != "manual").collect();
        let entry = tally.by_kind.entry(kinds.into_iter().collect::<Vec<_>>().join("+")).or_default();
        entry.0 += usize::from(fits);
        entry.1 += 1;
    }
    for (kind, (right, all)) in &tally.by_kind {
        println!("{kind:>24}: {right:>3} of {all:>3}");
    }
    println!("{file}: {} of {} come out right: {} %", tally.right, tally.all, 100 * tally.right / tally.all);
    println!("{} otherwise than the reading with nothing reported, {} invented", tally.unsaid, tally.invented);
    println!("{} say nothing checkable and are passed over in silence: {:?}", tally.silent.len(), tally.silent);
    tally
}

fn show(forms: &[(&str, String)], scoring: &[String]) -> String {
    let forms: Vec<&str> = forms.iter().map(|(_, form)| form.as_str()).collect();
    format!("{}  ## {}", forms.join(" ; "), scoring.join(" ; "))
}

/// All that 凡 asks in a sentence as one: two of them with one trigger are one with two duties.
fn together(forms: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
    let (every, mut rest): (Vec<_>, Vec<_>) = forms.into_iter().partition(|(kind, _)| *kind == "every");
    let mut intervals: Vec<&str> = every
        .iter()
        .flat_map(|(_, form)| form.trim_start_matches("every ").split(';'))
        .filter(|it| !it.is_empty())
        .collect();
    intervals.sort_unstable();
    intervals.dedup();
    if !every.is_empty() {
        rest.push(("every", format!("every {}", intervals.join(";"))));
    }
    rest
}

/// Points as a set, a line that holds for several requirements once, and what all are worth together.
fn points(lines: &[String]) -> (BTreeSet<String>, Decimal) {
    let worth = |line: &String| {
        let (points, parts) = line.strip_prefix("分值 ").map(|share| share.split_once('/').unwrap_or((share, "1")))?;
        Some(points.parse::<Decimal>().ok()? / parts.parse::<Decimal>().ok()?)
    };
    let (total, rules) =
        lines.iter().fold((Decimal::ZERO, BTreeSet::new()), |(total, mut rules), line| match worth(line) {
            Some(points) => (total + points, rules),
            None => {
                if !line.starts_with("后果") {
                    rules.insert(line.clone());
                }
                (total, rules)
            }
        });
    (rules, total.round_dp(6))
}

fn sorted(forms: impl Iterator<Item = String>) -> Vec<String> {
    let mut forms: Vec<String> = forms.collect();
    forms.sort();
    forms
}

/// The reading of a row: its requirements and what it says of points.
fn reading(forms: &str, lines: &str) -> (Vec<(&'static str, String)>, Vec<String>) {
    let read = |form: &str| {
        let (requirements, problems) = parse_requirements(form, &Names::default());
        if !(problems.is_empty() && requirements.len() == 1) {
            println!("UNREAD {form}: {problems:?}");
            return ("unread", form.to_owned());
        }
        features(&requirements[0])
    };
    let forms: Vec<_> =
        forms.split(" ; ").filter(|form| !form.is_empty() && !form.starts_with("视同")).map(read).collect();
    (together(forms), lines.split(" ; ").filter(|line| !line.is_empty()).map(line).collect())
}

/// A scoring line as a property of some clause, printed in canonical form.
fn line(words: &str) -> String {
    let compiled = guiju::compile_text("a.gj", &format!("不得 甲\n  {words}\n"));
    let explained = compiled.explain(guiju::Lang::Zh);
    let lines = explained.files[0].requirements.first().map(|it| it.scoring.join(" · ")).unwrap_or_default();
    if lines.is_empty() { words.to_owned() } else { lines }
}

/// What Guiju makes of a sentence, and whether it reports anything.
fn understood(sentence: &str) -> (Vec<(&'static str, String)>, Vec<String>, bool) {
    let compiled = guiju::compile_text("a.gj", sentence);
    let explained = compiled.explain(guiju::Lang::Zh);
    let (mut forms, mut scoring) = (Vec::new(), Vec::new());
    for requirement in explained.files.iter().flat_map(|file| &file.requirements) {
        let (read, problems) = parse_requirements(&requirement.canonical, &Names::default());
        if !problems.is_empty() {
            println!("BROKEN {sentence}: {}: {problems:?}", requirement.canonical);
        }
        forms.extend(read.iter().map(features));
        scoring.extend(requirement.scoring.iter().cloned());
    }
    // Of an open vocabulary it is always said what counts and what correlates.
    let said = explained.files[0].diagnostics.iter().any(|it| !["GJ0309", "GJ0310"].contains(&it.code));
    (together(forms), scoring, said)
}

/// Everything of a requirement but its names.
fn features(requirement: &Requirement) -> (&'static str, String) {
    let period = requirement.period.as_ref().map(|period| match &period.kind {
        PeriodKind::Every(n, unit) => format!("每{n}{unit:?}"),
        other => format!("{other:?}"),
    });
    let entity = requirement.entity.is_some().then(|| "每对象".to_owned());
    let deadline = requirement.deadline.as_ref().map(|deadline| format!("{:?}-{:?}", deadline.from, deadline.to));
    let (kind, core) = match &requirement.core {
        Core::Measure { comparison, threshold, .. } => ("measure", format!("{comparison:?} {}", bound(threshold))),
        Core::Every { duty, .. } => {
            let (Duty::All(items) | Duty::Any(items)) = duty;
            let mut intervals: Vec<String> = items
                .iter()
                .filter_map(|item| match &item.kind {
                    // 立即 has no number until a parameter gives one.
                    DutyKind::Act { interval, .. } => interval
                        .as_ref()
                        .filter(|it| !matches!(it.kind, IntervalKind::Vague(_)))
                        .map(|it| format!("{:?}", it.kind)),
                    DutyKind::After { interval, .. } => Some(format!("后{:?}", interval.kind)),
                    DutyKind::Before { interval, .. } => Some(format!("前{:?}", interval.kind)),
                    DutyKind::Field(condition) => Some(format!("字段 {}", digits(&canonical::condition(condition)))),
                    _ => None,
                })
                .filter(|interval| interval != "字段 ")
                .collect();
            intervals.sort();
            intervals.dedup();
            ("every", intervals.join(";"))
        }
        Core::Never { .. } => ("never", String::new()),
        Core::Qualification(_) => ("qualification", String::new()),
        Core::Record { .. } => ("record", String::new()),
        Core::Manual { .. } => ("manual", String::new()),
        Core::Phrase(_) | Core::Narrow(_) => ("note", String::new()),
    };
    let parts = [entity, period, deadline, Some(core)];
    (kind, format!("{kind} {}", parts.into_iter().flatten().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")))
}

/// The comparison and the number of a field's condition, without its name.
fn digits(condition: &str) -> String {
    condition.split_once(' ').map_or(String::new(), |(_, rest)| rest.to_owned())
}

fn bound(threshold: &Threshold) -> String {
    match threshold {
        Threshold::Value(Expr::Number(number)) => amount(number),
        Threshold::Value(_) => "an expression".to_owned(),
        Threshold::Range(from, to) => format!("{} – {}", from.number.normalize(), amount(to)),
    }
}

fn amount(quantity: &Quantity) -> String {
    let scale = match quantity.scale {
        Scale::One => Decimal::ONE,
        Scale::TenThousand => Decimal::from(10_000),
        Scale::HundredMillion => Decimal::from(100_000_000),
        Scale::Percent | Scale::Points => Decimal::new(1, 2),
        Scale::Permille => Decimal::new(1, 3),
    };
    // 30日 is as long as 30天
    let unit = quantity.unit.as_ref().map_or("", |unit| if unit.text == "日" { "天" } else { unit.text.as_str() });
    format!("{}{unit}", (quantity.number * scale).normalize())
}
