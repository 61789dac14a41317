//! Real sentences of public documents, against a careful reading of each: how many come out right.
//!
//! `cargo test -p guiju-tests --test acceptance -- --nocapture` prints the figures by kind, and every sentence that
//! comes out otherwise with both readings. Names are not compared: kind, period, deadline, comparison, threshold, unit,
//! interval and points are, and whose the points are. With `READINGS=FILE` it measures that file instead.
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
    ("written.tsv", 99, 0),
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
fn every_reading_says_whose_its_points_are() {
    let mut ownerless = Vec::new();
    for (file, _, _) in FILES {
        for row in rows(file) {
            let [sentence, _, forms, lines] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
            let reading = reading(forms.split(" || ").next().unwrap_or(""), lines);
            if reading.checkable() && !reading.ownerless.is_empty() {
                ownerless.push(sentence.to_owned());
            }
        }
    }
    assert!(ownerless.is_empty(), "{}", ownerless.join("\n"));
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
    rows(file).iter().map(|row| row.split('\t').next().unwrap().to_owned()).collect()
}

/// The rows of a file below its heading; an absolute path stands alone.
fn rows(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(file);
    std::fs::read_to_string(path).unwrap().lines().skip(1).map(str::to_owned).collect()
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
    let mut tally = Tally::default();
    for row in rows(file) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [sentence, _class, forms, lines] = cells[..] else { panic!("{row}") };
        let (found, diagnosed) = understood(sentence);
        // equally right readings stand side by side; the first is the one reported
        let expected: Vec<Reading> = forms.split(" || ").map(|forms| reading(forms, lines)).collect();
        let first = &expected[0];
        let fits = expected.iter().any(|expected| expected.fits(&found));
        if !fits {
            println!(
                "{sentence}\n    expected {}\n    found    {}{}",
                first.show(),
                found.show(),
                if diagnosed { "  (reported)" } else { "" }
            );
        }
        if !first.checkable() {
            tally.invented += usize::from(!fits);
            if fits && !diagnosed {
                tally.silent.push(sentence.to_owned());
            }
            continue;
        }
        tally.all += 1;
        tally.right += usize::from(fits);
        tally.unsaid += usize::from(!fits && !diagnosed);
        let kinds: BTreeSet<&str> = first.judged().map(|it| it.kind).collect();
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

/// A requirement without its names, and the points that are its own.
#[derive(Clone, PartialEq)]
struct Stated {
    kind: &'static str,
    form: String,
    points: BTreeSet<String>,
}

/// What a sentence says: its requirements, each with its points; the points of which a file does not say whose they are,
/// in order; and what all is worth together.
#[derive(Default)]
struct Reading {
    stated: Vec<Stated>,
    ownerless: Vec<String>,
    worth: Decimal,
}

impl Reading {
    fn judged(&self) -> impl Iterator<Item = &Stated> {
        self.stated.iter().filter(|it| it.kind != "manual")
    }

    fn checkable(&self) -> bool {
        self.judged().next().is_some()
    }

    /// What all is worth; 95%以上得10分 says that it is 10.
    fn worth(&self) -> Decimal {
        if !self.worth.is_zero() {
            return self.worth.round_dp(6);
        }
        let lines = self.stated.iter().flat_map(|it| &it.points).chain(&self.ownerless);
        let gains = lines.flat_map(|line| line.split(" 得 ").skip(1)).filter_map(|gain| gain.split_once(" 分"));
        gains.filter_map(|(points, _)| points.parse().ok()).max().unwrap_or_default()
    }

    /// Whether what was found is what was expected: each requirement with its own points.
    fn fits(&self, found: &Reading) -> bool {
        let bare = |it: &Stated| Stated { points: BTreeSet::new(), ..it.clone() };
        if !self.checkable() {
            return !found.checkable();
        }
        if self.worth() != found.worth() {
            return false;
        }
        if self.ownerless.is_empty() {
            return together(self.judged().cloned()) == together(found.judged().cloned());
        }
        let found: Vec<&Stated> = found.judged().collect();
        let all: BTreeSet<&String> = found.iter().flat_map(|it| &it.points).collect();
        // what is said first is of what is said first
        let owner = |line: &String| found.iter().position(|it| it.points.contains(line));
        let owners: Vec<_> = self.ownerless.iter().map(owner).collect();
        together(self.judged().map(bare)) == together(found.iter().map(|it| bare(it)))
            && all == self.ownerless.iter().collect()
            && owners.is_sorted()
    }

    fn show(&self) -> String {
        let stated = self.stated.iter().map(|it| {
            let points: String = it.points.iter().map(|line| format!(", {line}")).collect();
            format!("{}{points}", it.form)
        });
        let worth = (!self.worth.is_zero()).then(|| format!("分值 {}", self.worth.round_dp(6)));
        let lines: Vec<String> = self.ownerless.iter().cloned().chain(worth).collect();
        format!("{}  ## {}", stated.collect::<Vec<_>>().join(" ; "), lines.join(" ; "))
    }
}

/// All that 凡 asks in a sentence for the same points as one: two of them with one trigger are one with two duties.
fn together(stated: impl Iterator<Item = Stated>) -> Vec<(String, BTreeSet<String>)> {
    let (every, rest): (Vec<_>, Vec<_>) = stated.partition(|it| it.kind == "every");
    let mut intervals: BTreeMap<BTreeSet<String>, BTreeSet<String>> = BTreeMap::new();
    for it in every {
        let own = it.form.trim_start_matches("every ").split(';').filter(|it| !it.is_empty()).map(str::to_owned);
        intervals.entry(it.points).or_default().extend(own);
    }
    let every = intervals.into_iter().map(|(points, own)| (format!("every {own:?}"), points));
    let mut all: Vec<_> = rest.into_iter().map(|it| (it.form, it.points)).chain(every).collect();
    all.sort();
    all
}

/// What a scoring line is worth, and the rest of it rule by rule; the words of a consequence are names.
fn said(line: &str) -> (Decimal, Vec<String>) {
    if let Some(share) = line.strip_prefix("分值 ") {
        let (points, parts) = share.split_once('/').unwrap_or((share, "1"));
        if let (Ok(points), Ok(parts)) = (points.parse::<Decimal>(), parts.parse::<Decimal>()) {
            return (points / parts, Vec::new());
        }
    }
    // a limit of all bonuses is of no one requirement
    if line.starts_with("后果") || line.starts_with("加分") {
        return (Decimal::ZERO, Vec::new());
    }
    let Some(rules) = line.strip_prefix("计分 ") else { return (Decimal::ZERO, vec![line.to_owned()]) };
    // a scale is one rule with all its lines, at the end
    let (rules, scale) =
        rules.find("分档 ").or_else(|| rules.find("线性 ")).map_or((rules, ""), |at| rules.split_at(at));
    let each = rules.split(['、', ',']).chain([scale]).filter(|rule| !rule.is_empty());
    (Decimal::ZERO, each.map(|rule| format!("计分 {rule}")).collect())
}

/// The reading of a row: its requirements and what it says of points. A line may say whose it is: `1: 计分 …` of the
/// first requirement, `2-4: 计分 …` of the second to the fourth. Of one requirement all is its own.
fn reading(forms: &str, lines: &str) -> Reading {
    let read = |form: &str| {
        let (requirements, problems) = parse_requirements(form, &Names::default());
        let (kind, form) = if problems.is_empty() && requirements.len() == 1 {
            features(&requirements[0])
        } else {
            println!("UNREAD {form}: {problems:?}");
            ("unread", form.to_owned())
        };
        Stated { kind, form, points: BTreeSet::new() }
    };
    let forms = forms.split(" ; ").filter(|form| !form.is_empty() && !form.starts_with("视同"));
    let mut reading = Reading { stated: forms.map(read).collect(), ..Reading::default() };
    for line in lines.split(" ; ").filter(|line| !line.is_empty()) {
        let owners = line.split_once(": ").and_then(|(owners, rest)| Some((owned(owners)?, rest)));
        let (owners, words) = owners.unwrap_or((if reading.stated.len() == 1 { 1..2 } else { 0..0 }, line));
        for line in printed(words) {
            let (worth, rules) = said(&line);
            reading.worth += worth;
            if owners.is_empty() {
                reading.ownerless.extend(rules.iter().cloned());
            }
            for own in reading.stated.iter_mut().zip(1..).filter(|(_, at)| owners.contains(at)) {
                own.0.points.extend(rules.iter().cloned());
            }
        }
    }
    reading
}

/// `2`, `2-4`
fn owned(owners: &str) -> Option<std::ops::Range<usize>> {
    let (from, to) = owners.split_once('-').unwrap_or((owners, owners));
    Some(from.parse().ok()?..to.parse::<usize>().ok()? + 1)
}

/// A scoring line as a property of some clause, printed in canonical form.
fn printed(words: &str) -> Vec<String> {
    let compiled = guiju::compile_text("a.gj", &format!("不得 甲\n  {words}\n"));
    let explained = compiled.explain(guiju::Lang::Zh);
    let lines = explained.files[0].requirements.first().map(|it| it.scoring.clone()).unwrap_or_default();
    if lines.is_empty() { vec![words.to_owned()] } else { lines }
}

/// What Guiju makes of a sentence, and whether it reports anything.
fn understood(sentence: &str) -> (Reading, bool) {
    let compiled = guiju::compile_text("a.gj", sentence);
    let explained = compiled.explain(guiju::Lang::Zh);
    let mut reading = Reading::default();
    for requirement in explained.files.iter().flat_map(|file| &file.requirements) {
        let (read, problems) = parse_requirements(&requirement.canonical, &Names::default());
        if !problems.is_empty() {
            println!("BROKEN {sentence}: {}: {problems:?}", requirement.canonical);
        }
        let lines: Vec<_> = requirement.scoring.iter().map(|line| said(line)).collect();
        reading.worth += lines.iter().map(|(worth, _)| *worth).sum::<Decimal>();
        let points: BTreeSet<String> = lines.into_iter().flat_map(|(_, rules)| rules).collect();
        reading.stated.extend(read.iter().map(features).map(|(kind, form)| Stated {
            kind,
            form,
            points: points.clone(),
        }));
    }
    // Of an open vocabulary it is always said what counts and what correlates.
    let said = explained.files[0].diagnostics.iter().any(|it| !["GJ0309", "GJ0310"].contains(&it.code));
    (reading, said)
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
