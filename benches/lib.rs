//! What the benchmarks share: a stopwatch.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long each benchmark is repeated.
const LONG_ENOUGH: Duration = Duration::from_secs(1);

/// Repeats `work` for a second and prints the median time of one run, and how much of `unit` that is per second.
pub fn measure<T>(name: &str, amount: usize, unit: &str, mut work: impl FnMut() -> T) {
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < 5 || start.elapsed() < LONG_ENOUGH {
        let start = Instant::now();
        black_box(work());
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    let per_second = amount as u128 * 1_000_000_000 / median.as_nanos().max(1);
    println!("{name:<24} {median:>12.3?} {per_second:>12} {unit}/s  ({} runs)", times.len());
}
