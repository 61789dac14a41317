//! What is judged beside the records, as options that several commands share.

use std::path::{Path, PathBuf};

use guiju::{Lang, Records, Spent, Standards};

use crate::Io;
use crate::failure::Failure;
use crate::lang::pick;

pub mod dates;

/// People, registers, leave and what sources cover.
#[derive(Debug, clap::Args)]
pub struct Data {
    /// 人员表（CSV 或 xlsx），默认用 guiju.toml 里写的 | people table (CSV or xlsx), by default the one named in guiju.toml
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// 台账（CSV 或 xlsx），例如 客户台账=customers.csv | register (CSV or xlsx), for instance 客户台账=customers.csv
    #[arg(long = "register", value_name = "NAME=FILE")]
    registers: Vec<String>,
    /// 请假表（CSV 或 xlsx：人员、起、止），可以写几次 | leave table (CSV or xlsx: 人员, 起, 止); can be given several times
    #[arg(long, value_name = "FILE")]
    leave: Vec<PathBuf>,
    /// 各来源何时在记录（CSV 或 xlsx：来源、起、止） | when sources were recording (CSV or xlsx: 来源, 起, 止)
    #[arg(long, value_name = "FILE")]
    coverage: Vec<PathBuf>,
    /// 某来源何时在记录，例如 投诉系统=2024-03-01..2024-03-31 | when a source was recording, for instance 投诉系统=2024-03-01..2024-03-31
    #[arg(long = "covers", value_name = "NAME=FROM..TO")]
    covers: Vec<String>,
}

impl Data {
    /// Reads everything that was named, and what the package names itself.
    pub fn read(
        &self,
        records: &[PathBuf],
        standards: &Standards,
        lang: Lang,
        io: &mut Io<'_>,
    ) -> Result<Records, Failure> {
        Ok(self.read_with(records, standards, 1, lang, io)?.0)
    }

    /// The same on so many threads, and how long the records took.
    pub fn read_with(
        &self,
        records: &[PathBuf],
        standards: &Standards,
        threads: usize,
        lang: Lang,
        io: &mut Io<'_>,
    ) -> Result<(Records, Spent), Failure> {
        let files = records;
        let mut records = Records::builder(standards).threads(threads);
        for path in files {
            records = match path.as_os_str() == "-" {
                true => records.reader(&mut *io.stdin, "-")?,
                false => records.file(io.resolve(path))?,
            };
        }
        let spent = records.spent();
        if let Some(path) = &self.people {
            records = records.people_file(io.resolve(path))?;
        }
        for register in &self.registers {
            let (name, path) = self::register(register, lang)?;
            records = records.register_file(name, io.resolve(Path::new(path)))?;
        }
        for path in &self.leave {
            records = records.leave_file(io.resolve(path))?;
        }
        for path in &self.coverage {
            records = records.coverage_file(io.resolve(path))?;
        }
        for text in &self.covers {
            let parts = text.split_once('=').and_then(|(name, days)| Some((name, days.split_once("..")?)));
            let Some((name, (from, to))) = parts else {
                let what = pick(lang, format!("`--covers {text}` 读不懂"), format!("`--covers {text}` cannot be read"));
                let way_out = pick(
                    lang,
                    "写成 --covers 投诉系统=2024-03-01..2024-03-31（两天都包括）",
                    "write --covers 投诉系统=2024-03-01..2024-03-31 (both days in)",
                );
                return Err(Failure::Usage(what, way_out.to_owned()));
            };
            records = records.covers(name.trim(), from.trim(), to.trim())?;
        }
        Ok((records.package_files()?.build(), spent))
    }
}

/// The name and the file of a register: `客户台账=customers.csv`.
pub fn register(given: &str, lang: Lang) -> Result<(&str, &str), Failure> {
    let parts = given.split_once('=').map(|(name, path)| (name.trim(), path.trim()));
    parts.ok_or_else(|| {
        Failure::Usage(
            pick(lang, format!("`--register {given}` 里没有 `=`"), format!("`--register {given}` has no `=`")),
            pick(lang, "写成 --register 客户台账=customers.csv", "write --register 客户台账=customers.csv").to_owned(),
        )
    })
}
