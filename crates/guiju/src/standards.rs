//! Standards ready to score.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use guiju_engine::evaluate::{Range, evaluate};
use guiju_engine::program::Program;
use guiju_engine::report::Report;

use crate::{Error, Records, compile, compile_text};

/// Compiled standards without errors. Plain data: `Send + Sync`, cheap to share behind a reference.
#[derive(Debug, Clone)]
pub struct Standards {
    pub(crate) program: Program,
    pub(crate) people_file: Option<PathBuf>,
    pub(crate) leave_file: Option<PathBuf>,
    pub(crate) register_files: Vec<(String, PathBuf)>,
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

    /// Reads an instant in the calendar's time zone: `2024-03-15`, `2024-03-15 18:00` or with an offset.
    ///
    /// # Errors
    /// [`Error::BadTime`]
    pub fn instant(&self, text: &str) -> Result<DateTime<Tz>, Error> {
        let bad = || Error::BadTime(text.to_owned());
        let moment = guiju_engine::moment::parse(text, self.program.calendar.timezone).ok_or_else(bad)?;
        Ok(moment.instant(self.program.calendar.timezone))
    }

    /// The program: serialisable, for those who run it elsewhere.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Midnight at the start of a day, in the calendar's time zone (or the first instant that day has).
    pub(crate) fn start_of(&self, day: NaiveDate) -> DateTime<Tz> {
        let zone = self.program.calendar.timezone;
        let midnight = day.and_time(NaiveTime::MIN);
        zone.from_local_datetime(&midnight).earliest().unwrap_or_else(|| zone.from_utc_datetime(&midnight))
    }
}
