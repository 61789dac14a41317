//! The 16 clauses over a year of records, beside the same written by hand:
//! `cargo bench -p guiju-benches --bench evaluate -- [people] [records]`; with a third argument also 160 and 1,600 clauses.

use std::error::Error;
use std::fs;

use guiju::{Exact, Options, Range, Records, Standards, Verdicts};
use guiju_benches::workload::{self, Workload};
use guiju_benches::{agree, limit, peak, per_record};

fn main() -> Result<(), Box<dyn Error>> {
    let mut sizes = std::env::args().skip(1).filter_map(|size| size.parse::<usize>().ok());
    let people = sizes.next().unwrap_or(1000);
    let records = sizes.next().unwrap_or(1_000_000);
    let most = sizes.next().unwrap_or(16);
    println!("{records} records of {people} people");
    let data = Workload::new(u32::try_from(people)?, records);
    let text = fs::read_to_string(workload::package().join("clauses.gj"))?;
    let standards = Standards::open(workload::package())?;
    let range = Range::parse("2024-01-01", "2025-01-01")?;
    let table = read(&standards, &data, records)?;
    println!("{:.1} bytes/record in columns", table.bytes() as f64 / records as f64);

    let limits = [("by hand, scores", false), ("by hand, all outcomes", true)]
        .map(|(name, all)| per_record(name, records, || limit::judge(&data, all)));
    held(&standards, &table, range, &data)?;
    rows("16 clauses", &standards, &table, (range, records), limits)?;
    for times in [10, 100].into_iter().filter(|times| times * limit::CLAUSES <= most) {
        let many = workload::many(&text, times)?;
        let name = format!("{} clauses", times * limit::CLAUSES);
        rows(&name, &many, &read(&many, &data, records)?, (range, records), limits)?;
    }
    println!("peak resident, judging: {} KiB", peak().unwrap_or_default());
    reading(&standards, &data, records);
    println!("peak resident, with the texts that were read: {} KiB", peak().unwrap_or_default());
    Ok(())
}

/// How long it takes to read the records, as text.
fn reading(standards: &Standards, data: &Workload, records: usize) {
    let csv = data.csv();
    let read = || Records::builder(standards).csv(csv.as_bytes(), "records.csv");
    per_record("read CSV", records, || read().map(|read| read.build().len()));
    drop(csv);
    let jsonl = data.jsonl();
    let read = || Records::builder(standards).jsonl(jsonl.as_bytes(), "records.jsonl");
    per_record("read JSON lines", records, || read().map(|read| read.build().len()));
}

/// Columns of the records; the texts that they were read from are gone.
fn read(standards: &Standards, data: &Workload, records: usize) -> Result<Records, Box<dyn Error>> {
    let csv = data.csv();
    let table = Records::builder(standards).csv(csv.as_bytes(), "records.csv")?.build();
    if table.len() != records {
        return Err(format!("{} of {records} records read", table.len()).into());
    }
    Ok(table)
}

/// Every outcome and every score is that of the program written by hand.
fn held(standards: &Standards, table: &Records, range: Range, data: &Workload) -> Result<(), Box<dyn Error>> {
    let verdicts = standards.judge(table, range, None, &Options::default())?;
    println!("{} outcomes in {} bytes", verdicts.len(), verdicts.bytes());
    // In words they take far more memory than all else.
    if verdicts.len() < 2_000_000 {
        agree::agree(data, &limit::judge(data, true), &verdicts.report()?)?;
    }
    Ok(())
}

/// Each way to judge, as so many times the same by hand.
fn rows(
    name: &str,
    standards: &Standards,
    table: &Records,
    (range, records): (Range, usize),
    limits: [f64; 2],
) -> Result<(), Box<dyn Error>> {
    let many = standards.program().standards.iter().any(|standard| standard.clauses.len() > limit::CLAUSES);
    for threads in [1, 2] {
        // So many clauses have more outcomes than memory has room for.
        for (outcomes, limit) in [false, true].into_iter().zip(limits).filter(|(outcomes, _)| !(many && *outcomes)) {
            let options = Options { threads, outcomes, ..Options::default() };
            let what = if outcomes { "all outcomes" } else { "scores" };
            let ours = per_record(&format!("{name}, {threads} thread(s), {what}"), records, || {
                standards.judge(table, range, None, &options).map(|verdicts| total(&verdicts))
            });
            println!("{:>60.2} × by hand", ours / limit);
        }
    }
    if many {
        return Ok(());
    }
    let ours = per_record(&format!("{name}, 1 thread, report in words"), records, || {
        standards.score_into(table, range, None, &Options::default(), &mut Count(0)).map(|report| report.problems.len())
    });
    println!("{:>60.2} × by hand", ours / limits[1]);
    Ok(())
}

/// All scores, so that none is left out.
fn total(verdicts: &Verdicts<'_>) -> Option<Exact> {
    verdicts.scores().filter_map(|standing| standing.score).max()
}

/// Takes reports, and forgets them.
struct Count(usize);

impl guiju::Sink for Count {
    fn standard(&mut self, _: &str, _: &str) {}

    fn person(&mut self, report: guiju::PersonReport) {
        self.0 += report.clauses.len();
    }
}
