//! How long each stage took.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use guiju::Lang;

use crate::lang::pick;

/// A stopwatch with laps.
pub struct Timings {
    last: Instant,
    stages: Vec<Stage>,
}

struct Stage {
    zh: &'static str,
    en: &'static str,
    records: usize,
    took: Duration,
}

impl Timings {
    /// Starts now.
    pub fn start() -> Timings {
        Timings { last: Instant::now(), stages: Vec::new() }
    }

    /// Ends a stage, which looked at so many records.
    pub fn stage(&mut self, zh: &'static str, en: &'static str, records: usize) {
        let now = Instant::now();
        self.stages.push(Stage { zh, en, records, took: now - self.last });
        self.last = now;
    }

    /// Tells how much of the last stage went into one part of it; with threads, parts overlap.
    pub fn within(&mut self, zh: &'static str, en: &'static str, records: usize, took: Duration) {
        self.stages.push(Stage { zh, en, records, took });
    }

    /// Writes a line for each stage.
    pub fn show(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        for Stage { zh, en, records, took } in &self.stages {
            write!(out, "{} {:>10.3} ms", pick(lang, format!("{zh}："), format!("{en:<8}")), took.as_secs_f64() * 1e3)?;
            if *records > 0 {
                let each = took.as_nanos() / *records as u128;
                let words = pick(
                    lang,
                    format!("，每条记录 {each} ns（{records} 条）"),
                    format!(", {each} ns per record of {records}"),
                );
                write!(out, "{words}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
