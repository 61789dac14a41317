//! The main job, stage by stage, on the marketing standards and their sample: `cargo bench -p guiju-benches`.

use std::error::Error;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use guiju::{Range, Records, Standards, compile};
use guiju_benches::measure;

fn main() -> Result<(), Box<dyn Error>> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../standards/marketing");
    let standards = Standards::open(&package)?;
    let csv = fs::read(package.join("sample/records.csv"))?;
    let read =
        || Records::builder(&standards).csv(csv.as_slice(), "records.csv")?.package_files().map(|all| all.build());
    let records = read()?;
    let day = |month| NaiveDate::from_ymd_opt(2024, month, 1).ok_or("no day");
    let range = Range::new(day(3)?, day(4)?)?;

    measure("compile the package", 1, "package", || compile(&package).map(|compiled| compiled.has_errors()));
    measure("read the records", records.len(), "record", || read().map(|records| records.len()));
    measure("score a month", records.len(), "record", || standards.score(&records, range, None));
    Ok(())
}
