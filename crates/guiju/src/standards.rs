//! Standards ready to score.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use guiju_engine::evaluate::{Data, Options, Range, Sink, evaluate, evaluate_into, evaluate_with};
use guiju_engine::program::Program;
use guiju_engine::report::Report;
use guiju_engine::tracker::Tracker;
use guiju_engine::verdicts::{Verdicts, judge};

use crate::{Error, Records, compile, compile_text};

/// Compiled standards without errors. Plain data: `Send + Sync`, cheap to share behind a reference.
#[derive(Debug, Clone)]
pub struct Standards {
    pub(crate) program: Program,
    pub(crate) people_file: Option<PathBuf>,
    pub(crate) leave_file: Option<PathBuf>,
    pub(crate) coverage_file: Option<PathBuf>,
    pub(crate) register_files: Vec<(String, PathBuf)>,
    /// What is said of the points of each clause, by file and id, in canonical form.
    pub(crate) scoring: BTreeMap<(String, String), Vec<String>>,
}

impl Standards {
    /// Opens a package folder, or a `.gj` file.
    ///
    /// # Errors
    /// Where a file cannot be read, or the standards have errors.
    pub fn open(path: impl AsRef<Path>) -> Result<Standards, Error> {
        compile(path)?.standards()
    }

    /// Reads standards from text, with no vocabulary: every phrase names itself.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the text has errors.
    pub fn parse(text: &str) -> Result<Standards, Error> {
        compile_text("standards.gj", text).standards()
    }

    /// Judges records over a range as of an instant, which by default is the end of the range.
    ///
    /// # Errors
    /// Where a working day has to be told apart in a year that the calendar does not know.
    pub fn score(
        &self,
        records: &Records,
        range: Range,
        as_of: impl Into<Option<DateTime<Tz>>>,
    ) -> Result<Report, Error> {
        let as_of = as_of.into().unwrap_or_else(|| self.start_of(range.to()));
        Ok(evaluate(&self.program, &records.data, range, as_of)?)
    }

    /// [`Standards::score`] with threads, with limits, or without outcomes.
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// use guiju::{Options, Range, Records, Standards};
    /// let standards = Standards::parse("每周上门访问客户 >= 2")?;
    /// let csv = "人员,活动,时间\n张三,上门访问客户,2024-03-05 09:30\n";
    /// let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
    /// let options = Options { threads: 2, outcomes: false, ..Options::default() };
    /// let report = standards.score_with(&records, Range::parse("2024-03-04", "2024-03-11")?, None, &options)?;
    /// assert_eq!(report.standards[0].people[0].score.unwrap().to_string(), "0");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Standards::score`]; [`Error::Evaluate`] also where a limit is passed.
    pub fn score_with(
        &self,
        records: &Records,
        range: Range,
        as_of: impl Into<Option<DateTime<Tz>>>,
        options: &Options,
    ) -> Result<Report, Error> {
        let as_of = as_of.into().unwrap_or_else(|| self.start_of(range.to()));
        Ok(evaluate_with(&self.program, &records.data, range, as_of, options)?)
    }

    /// [`Standards::score_with`], with each person's report given to a sink as soon as it is there, in the order of
    /// the report; what is given back holds the range and the problems, and no standards.
    ///
    /// # Errors
    /// As [`Standards::score_with`].
    pub fn score_into(
        &self,
        records: &Records,
        range: Range,
        as_of: impl Into<Option<DateTime<Tz>>>,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Result<Report, Error> {
        let as_of = as_of.into().unwrap_or_else(|| self.start_of(range.to()));
        Ok(evaluate_into(&self.program, &records.data, range, as_of, options, sink)?)
    }

    /// Judges everything and keeps it in at most 16 bytes an outcome: for scores, or to walk through outcomes once, without a
    /// report that holds each of them in words. It holds what [`Standards::score_with`] reports, in the same order.
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// use guiju::{Options, Range, Records, Standards, Status};
    /// let standards = Standards::parse("每周上门访问客户 >= 2")?;
    /// let csv = "人员,活动,时间\n张三,上门访问客户,2024-03-05 09:30\n";
    /// let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
    /// let range = Range::parse("2024-03-04", "2024-03-18")?;
    /// let verdicts = standards.judge(&records, range, None, &Options::default())?;
    /// let scores: Vec<_> = verdicts.scores().map(|standing| (standing.person, standing.score.unwrap().to_string())).collect();
    /// assert_eq!(scores, [("张三", "0".to_owned())]);
    /// let missed = verdicts.outcomes().filter(|verdict| verdict.status() == Status::Missed);
    /// let found: Vec<_> = missed.map(|verdict| verdict.actual().unwrap().to_string()).collect();
    /// assert_eq!(found, ["1", "0"]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Standards::score_with`].
    pub fn judge<'a>(
        &'a self,
        records: &'a Records,
        range: Range,
        as_of: impl Into<Option<DateTime<Tz>>>,
        options: &Options,
    ) -> Result<Verdicts<'a>, Error> {
        let as_of = as_of.into().unwrap_or_else(|| self.start_of(range.to()));
        Ok(judge(&self.program, &records.data, range, as_of, options)?)
    }

    /// Follows records one by one, as they happen; `columns` name what each of them holds. People, registers, leave and
    /// coverage are those of `tables`, whose records are left aside.
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// use guiju::{Exact, Range, Records, Standards};
    /// let standards = Standards::parse("每周上门访问客户 >= 2")?;
    /// let tables = Records::builder(&standards).build();
    /// let range = Range::parse("2024-03-04", "2024-03-11")?;
    /// let mut tracker = standards.tracker(&tables, range, &["人员", "活动", "时间"])?;
    /// tracker.push(&["张三", "上门访问客户", "2024-03-05 09:30"]);
    /// let remaining = tracker.remaining("张三", standards.instant("2024-03-06")?)?;
    /// assert_eq!(remaining[0].clause, "1");
    /// tracker.push(&["张三", "上门访问客户", "2024-03-06 10:00"]);
    /// assert!(tracker.remaining("张三", standards.instant("2024-03-07")?)?.is_empty());
    /// let stands = tracker.standing("张三", standards.instant("2024-03-07")?)?;
    /// assert_eq!(stands[0].clauses[0].counted.met, 1);
    ///
    /// // The week is over: what came of it is kept, its records go, and the next is followed.
    /// tracker.advance(Range::parse("2024-03-11", "2024-03-18")?, standards.instant("2024-03-11")?)?;
    /// assert_eq!(tracker.past().person(0, "张三").and_then(|past| past.score()), Some(Exact::from(100)));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where the program is of another version.
    pub fn tracker(&self, tables: &Records, range: Range, columns: &[&str]) -> Result<Tracker, Error> {
        let Data { people, registers, leave, coverage, .. } = &tables.data;
        let tracker = Tracker::new(&self.program, people.clone(), registers.clone(), range, columns)?;
        Ok(tracker.with(leave.clone(), coverage.clone()))
    }

    /// Reads an instant in the calendar's time zone: `2024-03-15`, `2024-03-15 18:00` or with an offset.
    ///
    /// # Errors
    /// [`Error::BadTime`]
    pub fn instant(&self, text: &str) -> Result<DateTime<Tz>, Error> {
        let bad = || Error::BadTime(text.to_owned());
        let moment = guiju_engine::moment::parse(text, self.program.calendar.timezone).ok_or_else(bad)?;
        Ok(moment.instant(self.program.calendar.timezone))
    }

    /// How a clause is scored, its veto and its consequences, in canonical form; empty where nothing is said.
    pub(crate) fn scoring(&self, file: &str, id: &str) -> String {
        let lines = self.scoring.get(&(file.to_owned(), id.to_owned())).map(Vec::as_slice).unwrap_or_default();
        let about = |line: &&String| ["计分", "一票否决", "后果"].iter().any(|word| line.starts_with(word));
        let lines = lines.iter().filter(about).map(|line| line.strip_prefix("计分 ").unwrap_or(line));
        lines.collect::<Vec<_>>().join("；")
    }

    /// The program: serialisable, for those who run it elsewhere.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Midnight at the start of a day, in the calendar's time zone (or the first instant that day has).
    pub(crate) fn start_of(&self, day: NaiveDate) -> DateTime<Tz> {
        start_of(&self.program, day)
    }
}

/// [`Standards::start_of`] of a program.
pub(crate) fn start_of(program: &Program, day: NaiveDate) -> DateTime<Tz> {
    let zone = program.calendar.timezone;
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight).earliest().unwrap_or_else(|| zone.from_utc_datetime(&midnight))
}
