//! Writes the workload for other programs: `cargo bench -p guiju-benches --bench export -- FOLDER [people] [records]`.
//!
//! `records.csv`, `records.jsonl`, `workdays.csv` (the days that are working days) and `counts.csv` (by clause, how many
//! outcomes the program written by hand found met and missed).

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{fs, io};

use guiju_benches::limit;
use guiju_benches::workload::{DAYS, Workload, Written, date};
use guiju_engine::calendar::Calendar;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let folder = PathBuf::from(arguments.next().ok_or("name a folder to write to")?);
    let mut sizes = arguments.filter_map(|size| size.parse::<usize>().ok());
    let people = sizes.next().unwrap_or(1000);
    let data = Workload::new(u32::try_from(people)?, sizes.next().unwrap_or(1_000_000));
    fs::create_dir_all(&folder)?;
    io::copy(&mut Written::csv(data.rows()), &mut fs::File::create(folder.join("records.csv"))?)?;
    io::copy(&mut Written::jsonl(data.rows()), &mut fs::File::create(folder.join("records.jsonl"))?)?;
    let (calendar, mut days) = (Calendar::default(), String::from("day\n"));
    for day in (0..i32::try_from(DAYS)?).map(date).filter(|day| calendar.is_workday(*day) == Ok(true)) {
        writeln!(days, "{day}")?;
    }
    fs::write(folder.join("workdays.csv"), days)?;
    let judged = limit::judge(&data, false);
    let mut counts = String::from("clause,met,missed\n");
    for clause in 0..limit::CLAUSES {
        let total = |side: usize| -> u64 {
            let of = |counts: &[[u32; 2]; limit::CLAUSES]| counts.get(clause).and_then(|it| it.get(side)).copied();
            judged.counts.iter().filter_map(of).map(u64::from).sum()
        };
        writeln!(counts, "{},{},{}", clause + 1, total(0), total(1))?;
    }
    fs::write(folder.join("counts.csv"), counts)?;
    Ok(())
}
