//! From files to scores, stage by stage: `cargo bench -p guiju-benches --bench ingest -- FOLDER [people] [records]`.
//!
//! The folder holds what the bench `export` wrote for the same numbers, and `records.parquet` where `peers/` made it. Each
//! line is a name, a number of threads and nanoseconds per record, between tabs, for the program that compares.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use guiju::{Options, Range, Records, Report, Spent, Standards};
use guiju_benches::limit;
use guiju_benches::workload::{self, Workload};

/// How often each is repeated; the median is told.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let folder = PathBuf::from(arguments.next().ok_or("name the folder that `export` wrote")?);
    let mut sizes = arguments.filter_map(|size| size.parse::<usize>().ok());
    let people = sizes.next().unwrap_or(1000);
    let records = sizes.next().unwrap_or(1_000_000);
    let data = Workload::new(u32::try_from(people)?, records);
    let judged = limit::judge(&data, false);
    let standards = Standards::open(workload::package())?;
    let range = Range::parse("2024-01-01", "2025-01-01")?;

    tell("written by hand, scores", 1, records, || limit::judge(&data, false).scores);
    tell("written by hand, all outcomes", 1, records, || limit::judge(&data, true).scores);
    drop(data);
    for threads in [1, 2] {
        let options = |outcomes| Options { threads, outcomes, ..Options::default() };
        for file in ["records.csv", "records.jsonl", "records.parquet"] {
            let path = folder.join(file);
            if !path.exists() {
                continue;
            }
            let (all, _) = read(&standards, &path, threads)?;
            let report = standards.score_with(&all, range, None, &options(true))?;
            agree(&judged, &report).map_err(|wrong| format!("{file}: {wrong}"))?;
            drop(report);
            if file == "records.csv" {
                tell("Guiju, in memory, all outcomes", threads, records, || {
                    standards.score_with(&all, range, None, &options(true))
                });
                tell("Guiju, in memory, scores", threads, records, || {
                    standards.score_with(&all, range, None, &options(false))
                });
            }
            drop(all);
            let mut stages = Vec::new();
            tell(&format!("Guiju, {file}, read"), threads, records, || {
                stages.extend(read(&standards, &path, threads).map(|(_, spent)| spent));
            });
            for (stage, of) in [("bytes", 0), ("decode", 1), ("code", 2)] {
                let of = |spent: &Spent| [spent.reading, spent.decoding, spent.coding].get(of).copied();
                show(&format!("Guiju, {file}, {stage}"), threads, records, stages.iter().filter_map(of).collect());
            }
            tell(&format!("Guiju, {file}, scores"), threads, records, || {
                let all = read(&standards, &path, threads).map(|(all, _)| all);
                all.and_then(|all| standards.score_with(&all, range, None, &options(false)))
            });
        }
    }
    Ok(())
}

fn read(standards: &Standards, path: &Path, threads: usize) -> Result<(Records, Spent), guiju::Error> {
    let read = Records::builder(standards).threads(threads).file(path)?;
    let spent = read.spent();
    Ok((read.build(), spent))
}

fn tell<T>(name: &str, threads: usize, records: usize, mut work: impl FnMut() -> T) {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        std::hint::black_box(work());
        times.push(start.elapsed());
    }
    show(name, threads, records, times);
}

fn show(name: &str, threads: usize, records: usize, mut times: Vec<Duration>) {
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{name}\t{threads}\t{:.1}", median.as_nanos() as f64 / records.max(1) as f64);
}

/// Whether every person has the score that was found by hand.
fn agree(judged: &limit::Judged, report: &Report) -> Result<(), Box<dyn Error>> {
    let people = &report.standards.first().ok_or("no standard")?.people;
    for person in people {
        let number: usize = person.person.trim_start_matches("员工").parse()?;
        let by_hand = judged.scores.get(number).copied().unwrap_or(f64::NAN);
        let shown: f64 = person.score.ok_or("no score")?.to_string().parse()?;
        if (by_hand - shown).abs() > 1e-6 {
            return Err(format!("{}: {shown}, by hand {by_hand}", person.person).into());
        }
    }
    Ok(())
}
