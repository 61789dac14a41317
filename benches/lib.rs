//! What the benchmarks share: a stopwatch, the workload, and the program written by hand beside which all is measured.
#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the limit is measured as one would write it for speed"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

pub mod agree;
pub mod limit;
pub mod workload;

/// How long each benchmark is repeated.
const LONG_ENOUGH: Duration = Duration::from_secs(1);

/// The median time of one run of `work`, repeated for a second.
pub fn median<T>(mut work: impl FnMut() -> T) -> (Duration, usize) {
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < 3 || (start.elapsed() < LONG_ENOUGH && times.len() < 1000) {
        let start = Instant::now();
        black_box(work());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    (times.get(times.len() / 2).copied().unwrap_or_default(), times.len())
}

/// Repeats `work` for a second and prints the median time of one run, and how much of `unit` that is per second.
pub fn measure<T>(name: &str, amount: usize, unit: &str, work: impl FnMut() -> T) {
    let (median, runs) = median(work);
    let per_second = amount as u128 * 1_000_000_000 / median.as_nanos().max(1);
    println!("{name:<24} {median:>12.3?} {per_second:>12} {unit}/s  ({runs} runs)");
}

/// Prints the median time per record of `work`, and gives it back in nanoseconds.
pub fn per_record<T>(name: &str, records: usize, work: impl FnMut() -> T) -> f64 {
    let (median, runs) = median(work);
    let each = median.as_nanos() as f64 / records.max(1) as f64;
    println!("{name:<44} {each:>9.1} ns/record  ({runs} runs)");
    each
}

/// The most memory this process has had, in KiB, where the system says it.
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
