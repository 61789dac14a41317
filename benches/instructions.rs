//! Instructions executed by judging the 16 clauses, and by the same written by hand: they repeat exactly, on a busy machine
//! too. Needs valgrind: `cargo bench -p guiju-benches --bench instructions -- [people] [records] [times]`; the last for so
//! many times as many clauses over the same measures.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::process::Command;

use guiju::{Options, Range, Records};
use guiju_benches::limit;
use guiju_benches::workload::{self, Workload};

/// What is counted: a name, the function inside which instructions are, and whether outcomes are kept.
const WORK: [(&str, &str, bool); 4] = [
    ("by hand, scores", "*limit::judge*", false),
    ("by hand, all outcomes", "*limit::judge*", true),
    ("clauses, scores", "*verdicts::judge*", false),
    ("clauses, all outcomes", "*verdicts::judge*", true),
];

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut sizes = args.iter().filter_map(|size| size.parse::<usize>().ok());
    let (people, records) = (sizes.next().unwrap_or(1000), sizes.next().unwrap_or(100_000));
    let times = sizes.next().unwrap_or(1);
    if let Some(number) = sizes.next() {
        return work((people, records, times), number);
    }
    for (number, (name, function, _)) in WORK.into_iter().enumerate() {
        let ran = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(format!("--toggle-collect={function}"))
            .arg(std::env::current_exe()?)
            .args([people, records, times, number].map(|size| size.to_string()))
            .output()?;
        let said = String::from_utf8_lossy(&ran.stderr);
        let found = said.lines().find_map(|line| line.split_once("Collected :"));
        let found: u64 = found.ok_or_else(|| format!("valgrind: {said}"))?.1.trim().parse()?;
        println!("{name:<28} {:>8.1} instructions/record", found as f64 / records.max(1) as f64);
    }
    Ok(())
}

/// Does one of them, once.
fn work((people, records, times): (usize, usize, usize), number: usize) -> Result<(), Box<dyn Error>> {
    let data = Workload::new(u32::try_from(people)?, records);
    let Some((_, function, outcomes)) = WORK.get(number) else { return Err("no such work".into()) };
    if function.contains("limit") {
        black_box(limit::judge(&data, *outcomes));
        return Ok(());
    }
    let standards = workload::many(&fs::read_to_string(workload::package().join("clauses.gj"))?, times)?;
    let csv = data.csv();
    let table = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
    let range = Range::parse("2024-01-01", "2025-01-01")?;
    black_box(standards.judge(&table, range, None, &Options { outcomes: *outcomes, ..Options::default() })?.len());
    Ok(())
}
