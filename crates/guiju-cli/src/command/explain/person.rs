//! `guiju explain PATH --records … --person …`: why a person has these points.

use std::path::{Path, PathBuf};

use chrono::{Datelike, Months, NaiveDate};
use guiju::write::{self, Options};
use guiju::{Account, Lang, Range, Records};
use serde::Serialize;

use crate::command::data::{Data, dates};
use crate::command::score::refuse;
use crate::command::told::{Format, json};
use crate::failure::Failure;
use crate::lang::{of_reports, pick};
use crate::{Exit, Io};

/// Whom and what to account for.
#[derive(Debug, clap::Args)]
pub struct Person {
    /// 活动记录，用来解释一个人的得分 | activity records, to explain somebody's points
    #[arg(short, long, value_name = "FILE", num_args = 1.., requires = "person")]
    records: Vec<PathBuf>,
    /// 解释谁的得分 | whose points to explain
    #[arg(long, value_name = "NAME", requires = "records")]
    person: Option<String>,
    /// 只解释这一条，并列出全部记录 | this clause alone, with all its records
    #[arg(long, value_name = "ID", requires = "person")]
    clause: Option<String>,
    #[command(flatten)]
    data: Data,
    /// 考核期的第一天，默认为最后一条记录所在的月 | first day of the range, by default the month of the last record
    #[arg(long, value_name = "DATE", requires = "to", requires = "person")]
    from: Option<String>,
    /// 考核期最后一天的次日（不含） | the day after the last
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<String>,
    /// 以哪一刻为准，默认为考核期结束时 | instant of judgement, by default the end of the range
    #[arg(long, value_name = "INSTANT", requires = "person")]
    as_of: Option<String>,
}

impl Person {
    /// Whether a person's points are to be explained.
    pub fn asked(&self) -> bool {
        self.person.is_some()
    }
}

/// The machine form.
#[derive(Serialize)]
struct Why<'a> {
    why: u32,
    from: NaiveDate,
    to: NaiveDate,
    as_of: String,
    accounts: &'a [Account],
}

pub fn run(args: &Person, path: &Path, format: Format, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let compiled = guiju::compile(path)?;
    if compiled.has_errors() {
        return refuse(compiled, lang, io);
    }
    let standards = compiled.standards()?;
    let as_of = args.as_of.as_deref().map(|text| standards.instant(text)).transpose()?;
    let records = args.data.read(&args.records, &standards, lang, io)?;
    let range = match (&args.from, &args.to) {
        (Some(from), Some(to)) => dates::range(from, to, lang)?,
        _ => last_month(&records, lang)?,
    };
    let person = args.person.as_deref().unwrap_or_default();
    let accounts = standards.account(&records, range, as_of, person, args.clause.as_deref())?;
    let as_of = as_of.unwrap_or_else(|| standards.end_of(range));
    match format {
        Format::Json => {
            let (from, to) = (range.from(), range.to());
            let why = Why { why: 1, from, to, as_of: as_of.to_rfc3339(), accounts: &accounts };
            json(&why, io)?;
        }
        Format::Human => {
            let (from, to, as_of) = (range.from(), range.to(), as_of.format("%Y-%m-%d %H:%M"));
            let last = to.pred_opt().unwrap_or(to);
            writeln!(
                io.out,
                "{}",
                pick(lang, format!("{from} – {last}，截至 {as_of}"), format!("{from} – {last}, as of {as_of}"))
            )?;
            let options =
                Options { lang: of_reports(lang), width: io.width, colour: io.terminal, ..Options::default() };
            write::account(&accounts, args.clause.is_some(), &options, io.out)?;
        }
    }
    Ok(Exit::Ok)
}

/// The month of the last record.
fn last_month(records: &Records, lang: Lang) -> Result<Range, Failure> {
    let first = records.last_day().and_then(|day| day.with_day(1));
    let range = first.and_then(|first| Some((first, first.checked_add_months(Months::new(1))?)));
    let Some((from, to)) = range else {
        let what = pick(
            lang,
            "记录里没有可用的日期，不知道解释哪个月",
            "no record has a usable date, so the month is unknown",
        );
        let way_out = pick(lang, "用 --from 和 --to 写明考核期", "give the range with --from and --to");
        return Err(Failure::Usage(what.to_owned(), way_out.to_owned()));
    };
    Ok(Range::parse(&from.to_string(), &to.to_string()).map_err(guiju::Error::from)?)
}
