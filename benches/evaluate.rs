//! The 16 clauses over a year of records, beside the same written by hand:
//! `cargo bench -p guiju-benches --bench evaluate -- [people] [records]`.

use std::error::Error;
use std::fs;

use guiju::{Options, Range, Records, Standards};
use guiju_benches::workload::{self, Workload};
use guiju_benches::{agree, limit, per_record};

fn main() -> Result<(), Box<dyn Error>> {
    let mut sizes = std::env::args().skip(1).filter_map(|size| size.parse::<usize>().ok());
    let people = sizes.next().unwrap_or(1000);
    let records = sizes.next().unwrap_or(1_000_000);
    println!("{records} records of {people} people");
    let data = Workload::new(u32::try_from(people)?, records);
    let standards = Standards::open(workload::package())?;
    let range = Range::parse("2024-01-01", "2025-01-01")?;

    per_record("by hand, scores", records, || limit::judge(&data, false).scores);
    let by_hand = per_record("by hand, all outcomes", records, || limit::judge(&data, true));

    let jsonl = data.jsonl();
    let read = || Records::builder(&standards).jsonl(jsonl.as_bytes(), "records.jsonl");
    per_record("read JSON lines", records, || read().map(|read| read.build().len()));
    drop(jsonl);
    let csv = data.csv();
    let read = || Records::builder(&standards).csv(csv.as_bytes(), "records.csv");
    let table = read()?.build();
    per_record("read CSV", records, || read().map(|read| read.build().len()));
    drop(csv);
    println!("{:.1} bytes/record in columns", table.bytes() as f64 / records as f64);
    let report = standards.score(&table, range, None)?;
    agree::agree(&data, &limit::judge(&data, true), &report)?;
    drop(report);
    for threads in [1, 2] {
        for (name, outcomes) in [("report", true), ("scores", false)] {
            let options = Options { threads, outcomes, ..Options::default() };
            let name = format!("{name}, {threads} thread(s)");
            let ours = per_record(&name, records, || standards.score_with(&table, range, None, &options));
            println!("{:>60.1} × by hand", ours / by_hand);
        }
    }
    println!("peak resident: {}", peak().unwrap_or_default());
    Ok(())
}

/// The most memory this process has had, where the system says it.
fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.trim_start_matches("VmHWM:").trim().to_owned())
}
