//! What standards are judged on: activity records, people, registers.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use guiju_engine::coverage::Cover;
use guiju_engine::evaluate::Data;
use guiju_engine::leave::LeaveTable;
use guiju_engine::moment;
use guiju_engine::people::People;
use guiju_engine::records::RecordsBuilder;
use guiju_engine::register::RegisterTable;
use guiju_engine::report::Problem;
use guiju_engine::schema::{RegisterId, Schema};
use guiju_engine::state;
use guiju_engine::table::Table;
use guiju_formats::read;
use guiju_formats::read::intake::{Input, Intake, Spent};
use serde::Serialize;

use crate::{Error, Standards};

/// So many bytes tell the format.
const FIRST: u64 = 16;

/// Records, people and registers, read against the standards that they are for.
///
/// What cannot be read is counted by cause and stands in [`crate::Report::problems`]; it never stops the reading.
///
/// ```
/// # fn main() -> Result<(), guiju::Error> {
/// use guiju::{Records, Standards};
/// let standards = Standards::parse("每周上门访问客户 >= 2")?;
/// let csv = "人员,活动,时间\n张三,上门访问客户,2024-03-05 09:30\n";
/// let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
/// assert_eq!(records.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Records {
    pub(crate) data: Data,
}

impl Records {
    /// Starts reading records for these standards.
    pub fn builder(standards: &Standards) -> Builder<'_> {
        Builder {
            standards,
            records: RecordsBuilder::new(&standards.program.schema, standards.program.calendar.timezone),
            people: None,
            registers: Vec::new(),
            leave: None,
            coverage: Vec::new(),
            problems: Vec::new(),
            threads: 1,
            spent: Spent::default(),
        }
    }

    /// How many records could be read.
    pub fn len(&self) -> usize {
        self.data.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes the records take in memory.
    pub fn bytes(&self) -> usize {
        self.data.records.bytes()
    }
}

/// Reads records, people and registers from files, readers or values.
#[derive(Debug)]
pub struct Builder<'a> {
    standards: &'a Standards,
    records: RecordsBuilder,
    people: Option<People>,
    registers: Vec<RegisterTable>,
    leave: Option<LeaveTable>,
    coverage: Vec<Cover>,
    problems: Vec<Problem>,
    threads: usize,
    spent: Spent,
}

impl Builder<'_> {
    /// Adds the records of a file: CSV (UTF-8 or GB18030), JSON lines, a sheet of a workbook (`考勤.xlsx`,
    /// `考勤.xlsx#月报`), or, with the feature `arrow`, Parquet and Arrow.
    ///
    /// # Errors
    /// Where the file cannot be read at all; a broken line is a problem of the report.
    pub fn file(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let (mut file, name) = open(path.as_ref())?;
        match whole(&mut file, &name)? {
            Some(format) => self.records(Input::File(&file), &name, format.records),
            None => self.reader(file, &name),
        }
    }

    /// Reads records on so many threads, each of which makes codes of pieces of the source; this one puts them into the
    /// columns in their order. What is read is the same.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// How long reading records took so far, stage by stage.
    pub fn spent(&self) -> Spent {
        self.spent
    }

    fn records(
        mut self,
        input: Input<'_>,
        name: &str,
        read: fn(Input<'_>, &mut Intake<'_>) -> Result<(), read::ReadError>,
    ) -> Result<Self, Error> {
        let mut intake = Intake { threads: self.threads, spent: self.spent, ..Intake::new(name, &mut self.records) };
        let done = read(input, &mut intake);
        self.spent = intake.spent;
        done.map_err(|cause| failed(name, cause))?;
        Ok(self)
    }

    /// Adds Arrow record batches of one schema; `name` is what places are called by (`batches:17`, the row counted
    /// from 1).
    ///
    /// # Errors
    /// Where a batch is an error, or a column that is read is of a kind that says nothing here.
    #[cfg(feature = "arrow")]
    pub fn batches(
        mut self,
        schema: &guiju_arrow::Schema,
        batches: impl IntoIterator<Item = Result<guiju_arrow::RecordBatch, guiju_arrow::ArrowError>>,
        name: &str,
    ) -> Result<Self, Error> {
        let mut intake = Intake { threads: self.threads, spent: self.spent, ..Intake::new(name, &mut self.records) };
        let done = guiju_arrow::batches(schema, batches, &mut intake);
        self.spent = intake.spent;
        done.map_err(|cause| failed(name, cause))?;
        Ok(self)
    }

    /// Adds the records of a CSV file with a header, in UTF-8 or GB18030, whatever its name ends in.
    ///
    /// # Errors
    /// Where the file cannot be read at all; a broken line is a problem of the report.
    pub fn csv_file(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let (file, name) = open(path.as_ref())?;
        self.csv(file, &name)
    }

    /// Adds the records of JSON lines; `name` is what places are called by (`records.jsonl:17`).
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn jsonl(self, mut reader: impl Read, name: &str) -> Result<Self, Error> {
        self.records(Input::Stream(&mut reader), name, read::jsonl::records)
    }

    /// Adds records in whatever format they begin with or `name` ends in.
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn reader(self, reader: impl Read, name: &str) -> Result<Self, Error> {
        let (format, mut reader) = format(reader, name)?;
        self.records(Input::Stream(&mut reader), name, format.records)
    }

    /// Adds the records of CSV text; `name` is what places are called by (`records.csv:17`).
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn csv(self, mut reader: impl Read, name: &str) -> Result<Self, Error> {
        self.records(Input::Stream(&mut reader), name, read::csv::records)
    }

    /// Adds any serialisable values, one record each: their fields are the columns.
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// #[derive(serde::Serialize)]
    /// struct Visit { 人员: &'static str, 活动: &'static str, 时间: &'static str }
    /// let standards = guiju::Standards::parse("每周上门访问客户 >= 2")?;
    /// let visits = [Visit { 人员: "张三", 活动: "上门访问客户", 时间: "2024-03-05" }];
    /// let records = guiju::Records::builder(&standards).rows(visits, "visits")?.build();
    /// assert_eq!(records.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where a value does not serialise.
    pub fn rows<T: Serialize>(mut self, rows: impl IntoIterator<Item = T>, name: &str) -> Result<Self, Error> {
        read::rows::rows(rows, name, &mut self.records).map_err(|cause| failed(name, cause))?;
        Ok(self)
    }

    /// What was read so far, as a state that [`Builder::merge`] takes up elsewhere: so records are read in parts, on as
    /// many machines as there are. People and registers are not in it.
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// use guiju::{Records, Standards};
    /// let standards = Standards::parse("每周上门访问客户 >= 2")?;
    /// let part = |csv: &'static str| Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.state();
    /// let monday = part("人员,活动,时间\n张三,上门访问客户,2024-03-04\n")?;
    /// let tuesday = part("人员,活动,时间\n张三,上门访问客户,2024-03-05\n")?;
    /// let records = Records::builder(&standards).merge(&monday)?.merge(&tuesday)?.build();
    /// assert_eq!(records.len(), 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::State`]
    pub fn state(&self) -> Result<Vec<u8>, Error> {
        Ok(state::encode(&self.standards.program, &self.records, 0)?)
    }

    /// Adds the records of a state that was made with the same standards.
    ///
    /// # Errors
    /// [`Error::State`], where it is no state, or one of other standards or another version.
    pub fn merge(mut self, bytes: &[u8]) -> Result<Self, Error> {
        state::decode(&self.standards.program, bytes, &mut self.records)?;
        Ok(self)
    }

    /// Reads the people table from a file: CSV, JSON lines, or a sheet of a workbook.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn people_file(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let (file, name) = open(path.as_ref())?;
        self.people(file, &name)
    }

    /// Reads the people table in whatever format it begins with or `name` ends in.
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn people(mut self, reader: impl Read, name: &str) -> Result<Self, Error> {
        let columns = &self.schema().people;
        let own = [&columns.person, &columns.post, &columns.department, &columns.joined, &columns.left];
        let attributes = self.schema().attributes.iter().map(|attribute| &attribute.name);
        let wanted: Vec<&str> = own.into_iter().chain(attributes).map(String::as_str).collect();
        let table = table(reader, name, &wanted)?;
        let (people, problems) = People::from_table(self.schema(), &table);
        self.problems.extend(crate::near::unread_attributes(&self.standards.program, &table));
        self.people = Some(people);
        self.problems.extend(problems);
        Ok(self)
    }

    /// Reads a register (台账) from a file: CSV, JSON lines, or a sheet of a workbook.
    ///
    /// # Errors
    /// Where the file cannot be read, or the vocabulary has no register of that name.
    pub fn register_file(self, register: &str, path: impl AsRef<Path>) -> Result<Self, Error> {
        let (file, name) = open(path.as_ref())?;
        self.register(register, file, &name)
    }

    /// Reads a register (台账) in whatever format it begins with or `name` ends in.
    ///
    /// # Errors
    /// Where the reader fails, or the vocabulary has no register of that name.
    pub fn register(mut self, register: &str, reader: impl Read, name: &str) -> Result<Self, Error> {
        let registers = &self.schema().registers;
        let Some(index) = registers.iter().position(|known| known.name == register) else {
            let names = registers.iter().map(|known| known.name.as_str());
            let near = guiju_compile::near::nearest(register, names);
            return Err(Error::UnknownRegister { name: register.to_owned(), near });
        };
        let known = registers.get(index);
        let optional = known.map(|known| [&known.owner, &known.opened, &known.closed]);
        let own = known.map(|known| &known.key).into_iter().chain(optional.into_iter().flatten().flatten());
        let table = table(reader, name, &own.map(String::as_str).collect::<Vec<_>>())?;
        let id = RegisterId(u32::try_from(index).unwrap_or(u32::MAX));
        let (table, problems) = RegisterTable::from_table(self.schema(), id, &table);
        self.registers.push(table);
        self.problems.extend(problems);
        Ok(self)
    }

    /// Reads the leave table from a file (CSV, JSON lines, or a sheet of a workbook): who was off, from when to when (人员, 起, 止; both days in).
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn leave_file(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let (file, name) = open(path.as_ref())?;
        self.leave(file, &name)
    }

    /// Reads the leave table in whatever format it begins with or `name` ends in.
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn leave(mut self, reader: impl Read, name: &str) -> Result<Self, Error> {
        let columns = &self.schema().leave;
        let table = table(reader, name, &[&columns.person, &columns.from, &columns.to].map(String::as_str))?;
        let (leave, problems) = LeaveTable::from_table(self.schema(), &table);
        self.leave.get_or_insert_default().leaves.extend(leave.leaves);
        self.problems.extend(problems);
        Ok(self)
    }

    /// Reads from a file (CSV, JSON lines, or a sheet of a workbook) when sources were recording (来源, 起, 止; both days in). What must not happen (不得) is
    /// judged by a source that the vocabulary names as `feed` only where it is known to have been recording.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn coverage_file(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let (file, name) = open(path.as_ref())?;
        self.coverage(file, &name)
    }

    /// Reads when sources were recording, in whatever format it begins with or `name` ends in.
    ///
    /// # Errors
    /// Where the reader fails.
    pub fn coverage(mut self, reader: impl Read, name: &str) -> Result<Self, Error> {
        let table = table(reader, name, &["来源", "起", "止"])?;
        let (covers, problems) = Cover::from_table(self.schema(), &table);
        self.coverage.extend(covers);
        self.problems.extend(problems);
        Ok(self)
    }

    /// Says that a source was recording from one day to another, both in.
    ///
    /// # Errors
    /// Where the vocabulary has no such `feed`, or one of the days is none.
    pub fn covers(mut self, feed: &str, from: &str, to: &str) -> Result<Self, Error> {
        let schema = self.schema();
        if !schema.has_feed(feed) {
            let mut feeds: Vec<&str> = schema.feeds().collect();
            feeds.dedup();
            let near = guiju_compile::near::nearest(feed, feeds);
            return Err(Error::UnknownFeed { name: feed.to_owned(), near });
        }
        let day = |text: &str| {
            let moment = moment::parse(text, chrono_tz::Tz::UTC).filter(|moment| moment.second.is_none());
            moment.map(|moment| moment.day).ok_or_else(|| Error::BadTime(text.to_owned()))
        };
        self.coverage.push(Cover { feed: feed.to_owned(), from: day(from)?, to: day(to)? });
        Ok(self)
    }

    /// Reads the people table, leave, coverage and the registers that the package names in `guiju.toml`, where none was given.
    ///
    /// # Errors
    /// Where such a file cannot be read.
    pub fn package_files(mut self) -> Result<Self, Error> {
        if let (None, Some(path)) = (&self.people, &self.standards.people_file) {
            self = self.people_file(path)?;
        }
        if let (None, Some(path)) = (&self.leave, &self.standards.leave_file) {
            self = self.leave_file(path)?;
        }
        if let (true, Some(path)) = (self.coverage.is_empty(), &self.standards.coverage_file) {
            self = self.coverage_file(path)?;
        }
        for (name, path) in &self.standards.register_files {
            let given = self.registers.iter().any(|register| {
                self.schema().registers.get(register.id().index()).is_some_and(|known| known.name == *name)
            });
            let used = self.schema().registers.iter().any(|known| known.name == *name);
            if used && !given {
                self = self.register_file(name, path)?;
            }
        }
        Ok(self)
    }

    /// What was read.
    pub fn build(self) -> Records {
        let Builder { records, people, registers, leave, coverage, problems, .. } = self;
        let (records, leave) = (records.finish(), leave.unwrap_or_default());
        Records { data: Data { records, people, registers, leave, coverage, problems } }
    }

    fn schema(&self) -> &Schema {
        &self.standards.program.schema
    }
}

/// Opens a file; `考勤.xlsx#月报` names a sheet of it.
fn open(path: &Path) -> Result<(File, String), Error> {
    let text = path.to_string_lossy();
    let (file, sheet) = match text.rsplit_once('#') {
        Some((file, sheet)) if !path.exists() => (Path::new(file), Some(sheet)),
        _ => (path, None),
    };
    let opened = File::open(file).map_err(|cause| Error::Io { path: file.to_owned(), cause })?;
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    Ok((opened, sheet.map_or_else(|| name.to_string(), |sheet| format!("{name}#{sheet}"))))
}

/// Every format that can be read.
fn readers() -> Vec<read::Reader> {
    let readers = read::READERS.iter();
    #[cfg(feature = "arrow")]
    let readers = readers.chain(guiju_arrow::READERS);
    readers.copied().collect()
}

/// The format of a file that can be read anywhere in it, set to its beginning; `None` where it gives its bytes once.
fn whole(file: &mut File, name: &str) -> Result<Option<read::Reader>, Error> {
    let failed = |cause: std::io::Error| failed(name, cause.into());
    if !file.metadata().map_err(failed)?.is_file() {
        return Ok(None);
    }
    let mut first = Vec::new();
    file.take(FIRST).read_to_end(&mut first).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    Ok(Some(read::reader_of(&readers(), name, &first)))
}

/// The format of what is read, and the reader with nothing lost.
fn format(reader: impl Read, name: &str) -> Result<(read::Reader, impl Read), Error> {
    let mut reader = BufReader::new(reader);
    let first = reader.fill_buf().map_err(|cause| failed(name, cause.into()))?;
    Ok((read::reader_of(&readers(), name, first), reader))
}

fn table(reader: impl Read, name: &str, wanted: &[&str]) -> Result<Table, Error> {
    let (format, mut reader) = format(reader, name)?;
    (format.table)(Input::Stream(&mut reader), name, wanted).map_err(|cause| failed(name, cause))
}

fn failed(name: &str, cause: read::ReadError) -> Error {
    Error::Read { name: name.to_owned(), cause }
}
