//! The most memory that reading and judging a year of records takes, by themselves:
//! `cargo bench -p guiju-benches --bench memory -- [people] [records] [FOLDER]`.
//!
//! Every figure is that of a process of its own, which makes the records while they are read, and holds none but those of the
//! product; with a folder that `export` wrote to, also from its files.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use guiju::{Options, Range, Records, Sink, Standards};
use guiju_benches::peak;
use guiju_benches::workload::{self, Rows, Written};

/// What is done with the records that were read.
const WORK: [&str; 4] = ["read alone", "scores", "all outcomes held", "report in words, let go of person by person"];

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let number = |place: usize| args.get(place).and_then(|number| number.parse::<usize>().ok());
    let (people, records) = (number(0).unwrap_or(20_000), number(1).unwrap_or(10_000_000));
    if let (Some(source), Some(threads), Some(work)) = (args.get(2), number(3), number(4)) {
        return one((people, records), Path::new(source), threads, work);
    }
    println!("{records} records of {people} people; the most resident memory of each process, MiB");
    let files =
        ["records.csv", "records.jsonl", "records.parquet"].map(|file| Some(Path::new(args.get(2)?).join(file)));
    let files = files.into_iter().flatten().filter(|path| path.exists());
    for source in [PathBuf::from("-")].into_iter().chain(files) {
        for threads in [1, 2] {
            for (work, name) in WORK.into_iter().enumerate() {
                let sizes = [people, records].map(|size| size.to_string());
                let ran = Command::new(std::env::current_exe()?)
                    .args(sizes)
                    .arg(&source)
                    .args([threads, work].map(|number| number.to_string()))
                    .output()?;
                if !ran.status.success() {
                    return Err(String::from_utf8_lossy(&ran.stderr).into());
                }
                let file = source.file_name().map_or("-".into(), |file| file.to_string_lossy());
                let file = if file == "-" { "made meanwhile".into() } else { file };
                println!("{file}, {threads} thread(s), {name}: {}", String::from_utf8_lossy(&ran.stdout).trim());
            }
        }
    }
    Ok(())
}

/// One of them, in this process.
fn one((people, records): (usize, usize), source: &Path, threads: usize, work: usize) -> Result<(), Box<dyn Error>> {
    let standards = Standards::open(workload::package())?;
    let builder = Records::builder(&standards).threads(threads);
    let table = match source.to_str() {
        Some("-") => builder.csv(Written::csv(Rows::new(u32::try_from(people)?, records)), "records.csv")?,
        _ => builder.file(source)?,
    };
    let table = table.build();
    if table.len() != records {
        return Err(format!("{} of {records} records read", table.len()).into());
    }
    let range = Range::parse("2024-01-01", "2025-01-01")?;
    let options = Options { threads, outcomes: work > 1, ..Options::default() };
    let read = peak().unwrap_or_default();
    let found = match work {
        0 => 0,
        1 => standards.judge(&table, range, None, &options)?.scores().count(),
        2 => {
            let verdicts = standards.judge(&table, range, None, &options)?;
            verdicts.outcomes().count()
        }
        _ => {
            let mut count = Count(0);
            standards.score_into(&table, range, None, &options, &mut count)?;
            count.0
        }
    };
    let columns = table.bytes() as f64 / records as f64;
    println!(
        "{} (after reading {}; {columns:.1} bytes/record in columns; {found} found)",
        peak().unwrap_or_default() >> 10,
        read >> 10
    );
    Ok(())
}

/// Takes reports, and forgets them.
struct Count(usize);

impl Sink for Count {
    fn standard(&mut self, _: &str, _: &str) {}

    fn person(&mut self, report: guiju::PersonReport) {
        self.0 += report.clauses.iter().map(|clause| clause.outcomes.len()).sum::<usize>();
    }
}
