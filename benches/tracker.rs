//! The 16 clauses record by record: pushing, the status of one person, snapshots.
//! `cargo bench -p guiju-benches --bench tracker -- [people] [records]`.

use std::error::Error;
use std::time::Instant;

use guiju::{Range, Records, Standards};
use guiju_benches::median;
use guiju_benches::workload::{self, Workload};

fn main() -> Result<(), Box<dyn Error>> {
    let mut sizes = std::env::args().skip(1).filter_map(|size| size.parse::<usize>().ok());
    let people = sizes.next().unwrap_or(1000);
    let records = sizes.next().unwrap_or(1_000_000);
    let data = Workload::new(u32::try_from(people)?, records);
    let standards = Standards::open(workload::package())?;
    let names = workload::activity_names();
    let mut rows: Vec<[String; 9]> = Vec::with_capacity(records);
    for row in 0..records {
        let mut cells = Default::default();
        data.cells(row, &names, &mut cells);
        rows.push(cells);
    }
    let tables = Records::builder(&standards).build();
    let range = Range::parse("2024-03-01", "2024-04-01")?;
    let mut tracker = standards.tracker(&tables, range, &Workload::COLUMNS)?;

    let start = Instant::now();
    for row in &rows {
        tracker.push(&row.each_ref().map(String::as_str));
    }
    let each = start.elapsed().as_nanos() / records as u128;
    println!("push {each} ns/record; {} of {records} kept", tracker.len());

    let as_of = standards.instant("2024-03-20 12:00")?;
    let (first, _) = median(|| tracker.standing("员工00001", as_of).map(|found| found.len()));
    println!("standing of one person over a month: {first:?}");
    let (first, _) = median(|| tracker.status("员工00001", as_of).map(|found| found.len()));
    println!("the same in words: {first:?}");

    let start = Instant::now();
    let snapshot = tracker.snapshot()?;
    println!("snapshot: {} bytes in {:?}", snapshot.len(), start.elapsed());
    let start = Instant::now();
    let mut restored = standards.tracker(&tables, range, &Workload::COLUMNS)?;
    restored.restore(&snapshot)?;
    println!("restored in {:?}", start.elapsed());

    let (held, bytes) = (tracker.len(), tracker.bytes());
    let start = Instant::now();
    let gone = tracker.advance(Range::parse("2025-01-01", "2025-02-01")?, standards.instant("2024-04-01")?)?;
    let time = start.elapsed();
    println!("gone on to the next year: {gone} of {held} records let go of in {time:?}");
    println!("  columns take {bytes} bytes before and {} after", tracker.bytes());
    Ok(())
}
