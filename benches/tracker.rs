//! The 16 clauses record by record: pushing, the status of one person, snapshots.
//! `cargo bench -p guiju-benches --bench tracker -- [people] [records]`.

use std::collections::BTreeSet;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use guiju::{Range, Records, Standards};
use guiju_benches::workload::{self, Rows, Workload};
use guiju_engine::tracker::Tracker;

fn main() -> Result<(), Box<dyn Error>> {
    let mut sizes = std::env::args().skip(1).filter_map(|size| size.parse::<usize>().ok());
    let people = sizes.next().unwrap_or(1000);
    let records = sizes.next().unwrap_or(1_000_000);
    let standards = Standards::open(workload::package())?;
    let names = workload::activity_names();
    let mut rows: Vec<[String; 9]> = Vec::with_capacity(records);
    for row in Rows::new(u32::try_from(people)?, records) {
        let mut cells = Default::default();
        row.cells(&names, &mut cells);
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

    let asked = standards.instant("2024-03-20 12:00")?;
    let later = standards.instant("2024-03-20 13:00")?;
    let names: Vec<&str> =
        rows.iter().map(|[person, ..]| person.as_str()).collect::<BTreeSet<_>>().into_iter().collect();
    let ask = |tracker: &mut Tracker, person: &str, words: bool, as_of| match words {
        false => tracker.standing(person, as_of).map(|found| drop(black_box(found))),
        true => tracker.status(person, as_of).map(|found| drop(black_box(found))),
    };
    for words in [false, true] {
        let mut everyone =
            |as_of| mean(names.len(), || names.iter().try_for_each(|name| ask(&mut tracker, name, words, as_of)));
        let what = if words { "the same in words" } else { "one person over a month" };
        println!("{what}: asked for the first time {:?}", everyone(asked)?);
        println!("  again {:?}, an hour later {:?}", everyone(asked)?, everyone(later)?);
        let (mut taken, mut count) = (Duration::ZERO, 0);
        for row in rows.iter().filter(|[_, _, time, ..]| time.starts_with("2024-03-2")).take(1000) {
            tracker.push(&row.each_ref().map(String::as_str));
            let start = Instant::now();
            ask(&mut tracker, &row[0], words, later)?;
            (taken, count) = (taken + start.elapsed(), count + 1);
        }
        println!("  after each record of theirs {:?}", taken / count.max(1));
    }

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

/// What each of so many takes.
fn mean<E>(count: usize, work: impl FnOnce() -> Result<(), E>) -> Result<Duration, E> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed() / u32::try_from(count.max(1)).unwrap_or(u32::MAX))
}
