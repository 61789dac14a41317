//! Runs cases: data from their lines, a report from the data, and what of it is not as expected.

use std::path::PathBuf;

use chrono::DateTime;
use chrono_tz::Tz;
use guiju_engine::coverage::Cover;
use guiju_engine::evaluate::{Data, EvaluateError, Range, evaluate};
use guiju_engine::evidence::{Account, Evidence, account};
use guiju_engine::leave::LeaveTable;
use guiju_engine::people::People;
use guiju_engine::program::Program;
use guiju_engine::records::RecordsBuilder;
use guiju_engine::register::RegisterTable;
use guiju_engine::report::{ClauseReport, Outcome, Report};
use guiju_engine::schema::{ActivityId, Field, FieldKind, RegisterId, Schema};
use guiju_engine::table::Table;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Severity};
use guiju_syntax::span::{Source, Span};
use indexmap::IndexSet;
use toml::Spanned;

use super::days::Around;
use super::expect::{self, Key, Subject, Want, What};
use super::file::{Case, CaseFile, span};
use super::leave;
use super::values::{self, Described, Row, Wrong};
use crate::{Compiled, Error, Standards, reads};

/// How the cases of a file came out.
#[derive(Debug, Clone)]
pub struct FileResult {
    /// The case file.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// The standard that it is about.
    pub standard: PathBuf,
    /// What is wrong with it; a case with errors was not run.
    pub diagnostics: Vec<Diagnostic>,
    /// The standard, where it has errors and no case could be run.
    pub broken_standard: Option<Box<Compiled>>,
    /// In order; those that were run.
    pub cases: Vec<CaseResult>,
    pub(super) program: Option<Program>,
}

/// How a case came out.
#[derive(Debug, Clone)]
pub struct CaseResult {
    /// Its name.
    pub name: String,
    /// The line of the file where its name stands.
    pub line: usize,
    /// Everything it expects, and what there was.
    pub checked: Vec<Checked>,
    pub(super) ran: Ran,
}

/// What a case was run on, to run it again.
#[derive(Debug, Clone)]
pub(super) struct Ran {
    pub data: Data,
    pub range: Range,
    pub as_of: DateTime<Tz>,
    pub report: Report,
}

/// One expectation, for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The line of the file.
    pub line: usize,
    /// Whose; `None` where nobody is bound.
    pub person: Option<String>,
    /// What: a clause id, 总分 or 等级.
    pub what: String,
    /// The words of the clause.
    pub text: String,
    /// What is expected, in one line.
    pub expected: String,
    /// What there is, in the same form.
    pub actual: String,
    /// Whether they are the same.
    pub passed: bool,
    /// The outcomes the expectation is about.
    pub outcomes: Vec<Outcome>,
    /// Where it failed: the clauses, with what stands behind each of `outcomes`, in the same order.
    pub evidence: Vec<Evidence>,
    /// Where it failed: the records of the case that the clause reads, but that the evidence of the person does not tell.
    pub records: Vec<Involved>,
    pub(super) clauses: Vec<String>,
}

/// A record of a case that a clause reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involved {
    /// The line of the case file.
    pub line: usize,
    /// The record in words.
    pub text: String,
}

impl FileResult {
    /// A file that cannot be run.
    pub(super) fn broken(file: &CaseFile) -> FileResult {
        FileResult {
            path: file.path.clone(),
            source: file.source.clone(),
            standard: file.standard_path(),
            diagnostics: file.diagnostics.clone(),
            broken_standard: None,
            cases: Vec::new(),
            program: None,
        }
    }

    /// Whether something is wrong with the file or its standard, so that a case could not be run.
    pub fn is_broken(&self) -> bool {
        self.broken_standard.is_some() || self.diagnostics.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// Whether nothing is wrong with the file and its standard, and every case passed.
    pub fn passed(&self) -> bool {
        !self.is_broken() && self.cases.iter().all(CaseResult::passed)
    }
}

impl CaseResult {
    /// Whether everything is as expected.
    pub fn passed(&self) -> bool {
        self.checked.iter().all(|checked| checked.passed)
    }
}

/// Runs the cases of a file whose name holds `filter`.
pub(super) fn file(file: &CaseFile, standard: Compiled, filter: &str) -> Result<FileResult, Error> {
    let mut result = FileResult::broken(file);
    if standard.has_errors() {
        result.broken_standard = Some(Box::new(standard));
        return Ok(result);
    }
    let standards = standard.standards()?;
    for case in file.cases.iter().filter(|case| case.name.get_ref().contains(filter)) {
        let mut bench = Bench { file, standards: &standards, diagnostics: Vec::new() };
        let ran = bench.case(case);
        result.diagnostics.append(&mut bench.diagnostics);
        result.cases.extend(ran);
    }
    result.program = Some(standards.program);
    Ok(result)
}

/// Where one case is run.
struct Bench<'a> {
    file: &'a CaseFile,
    standards: &'a Standards,
    diagnostics: Vec<Diagnostic>,
}

/// A record with the line it comes from.
struct Placed {
    line: usize,
    row: Row,
}

impl Bench<'_> {
    fn schema(&self) -> &Schema {
        &self.standards.program.schema
    }

    fn line(&self, place: Span) -> usize {
        self.file.source.position(place.start).0
    }

    fn report(&mut self, text: &Spanned<String>, wrong: Wrong) {
        let mut problem = Diagnostic::new(wrong.code, self.file.within(text, wrong.place));
        problem.args = wrong.args;
        self.diagnostics.push(problem);
    }

    /// `None` where something is wrong with it, which is then reported.
    fn case(&mut self, case: &Case) -> Option<CaseResult> {
        let range = self.file.range(case).map_err(|problem| self.diagnostics.push(problem)).ok()?;
        let as_of = match self.file.as_of(case) {
            None => self.standards.start_of(range.to()),
            Some((text, place)) => match self.standards.instant(&text) {
                Ok(instant) => instant,
                Err(_) => {
                    let problem = Diagnostic::new(Code::BadCaseDate, place).with("text", text).with("key", "as_of");
                    self.diagnostics.push(problem);
                    return None;
                }
            },
        };
        let calendar = self.standards.program.calendar.clone();
        let around = Around { from: range.from(), to: range.to(), calendar: &calendar };
        let people = self.people(case);
        let names: Vec<String> = match &people {
            Some(people) => people.people.keys().cloned().collect(),
            None => Vec::new(),
        };
        let placed = self.rows(case, &names, &around);
        let registers = self.registers(case);
        let leave = self.leave(case, &names, &around);
        let coverage = self.coverage(case, &around);
        let keys = self.keys(case, &names, &placed, &around);
        if self.diagnostics.iter().any(|problem| problem.severity() == Severity::Error) {
            return None;
        }
        let data = Data { records: self.records(&placed), people, registers, leave, coverage, problems: Vec::new() };
        let report = match evaluate(&self.standards.program, &data, range, as_of) {
            Ok(report) => report,
            Err(EvaluateError::CalendarYear { year, .. }) => {
                let problem = Diagnostic::new(Code::UnknownYearInCase, span(&case.from)).with("year", year.to_string());
                self.diagnostics.push(problem);
                return None;
            }
            Err(_) => return None,
        };
        let run = Ran { data, range, as_of, report };
        let checked =
            keys.iter().flat_map(|(place, key, wants)| self.check(*place, key, wants, &run, &placed)).collect();
        Some(CaseResult { name: case.name.get_ref().clone(), line: self.line(span(&case.name)), checked, ran: run })
    }

    /// The people table; `None` where the case has none, so that everyone in its records is judged.
    fn people(&mut self, case: &Case) -> Option<People> {
        if case.people.is_empty() {
            return None;
        }
        let columns = self.schema().people.clone();
        let (mut table, mut names) = (Table { source: self.name(), ..Table::default() }, IndexSet::new());
        names.insert(columns.person.clone());
        let mut lines: Vec<(usize, Described)> = Vec::new();
        for text in &case.people {
            match values::described(text.get_ref()) {
                Err(wrong) => self.report(text, wrong),
                Ok((name, about)) => {
                    for (column, value) in &about {
                        let day = [&columns.joined, &columns.left, &columns.from, &columns.to].contains(&column);
                        self.fits(text, column, value, day.then_some(FieldKind::Date), true);
                    }
                    lines.push((self.line(span(text)), (name, about)));
                }
            }
        }
        for text in &case.targets {
            match values::described(text.get_ref()) {
                Err(wrong) => self.report(text, wrong),
                Ok((name, about)) => match lines.iter_mut().find(|(_, (known, _))| *known == name) {
                    Some((_, (_, known))) => {
                        known.extend(about.into_iter().map(|(target, value)| (format!("目标.{target}"), value)));
                    }
                    None => {
                        let near =
                            guiju_compile::near::nearest(&name, lines.iter().map(|(_, (name, _))| name.as_str()));
                        let problem = Diagnostic::new(Code::UnknownPersonInCase, span(text));
                        self.diagnostics.push(problem.with("name", name).near(near));
                    }
                },
            }
        }
        names.extend(lines.iter().flat_map(|(_, (_, about))| about).map(|(column, _)| column.clone()));
        table.columns = names.into_iter().collect();
        for (line, (name, about)) in lines {
            let cell = |column: &String| match *column == columns.person {
                true => name.clone(),
                false => about.iter().find(|(known, _)| known == column).map_or_else(String::new, |it| it.1.clone()),
            };
            table.rows.push((u32::try_from(line).unwrap_or(u32::MAX), table.columns.iter().map(cell).collect()));
        }
        Some(People::from_table(self.schema(), &table).0)
    }

    fn registers(&mut self, case: &Case) -> Vec<RegisterTable> {
        let mut tables = Vec::new();
        for (register, lines) in &case.register {
            let found = self.schema().registers.iter().position(|known| known.name == *register.get_ref());
            let known = found.and_then(|index| Some((index, self.schema().registers.get(index)?.clone())));
            let Some((index, known)) = known else {
                let names = self.schema().registers.iter().map(|known| known.name.as_str());
                let near = guiju_compile::near::nearest(register.get_ref(), names);
                let problem = Diagnostic::new(Code::UnknownRegisterInCase, span(register));
                self.diagnostics.push(problem.with("name", register.get_ref()).near(near));
                continue;
            };
            let mut columns = IndexSet::from([known.key.clone()]);
            columns.extend([&known.owner, &known.opened, &known.closed].into_iter().flatten().cloned());
            let mut rows = Vec::new();
            for text in lines {
                match values::described(text.get_ref()) {
                    Err(wrong) => self.report(text, wrong),
                    Ok((name, about)) => {
                        for (column, value) in &about {
                            let day = [&known.opened, &known.closed].into_iter().flatten().any(|day| day == column);
                            self.fits(text, column, value, day.then_some(FieldKind::Date), false);
                        }
                        columns.extend(about.iter().map(|(column, _)| column.clone()));
                        rows.push((self.line(span(text)), name, about));
                    }
                }
            }
            let mut table = Table { source: self.name(), columns: columns.into_iter().collect(), ..Table::default() };
            for (line, name, about) in rows {
                let cell = |column: &String| match *column == known.key {
                    true => name.clone(),
                    false => about.iter().find(|it| it.0 == *column).map_or_else(String::new, |it| it.1.clone()),
                };
                table.rows.push((u32::try_from(line).unwrap_or(u32::MAX), table.columns.iter().map(cell).collect()));
            }
            let id = RegisterId(u32::try_from(index).unwrap_or(u32::MAX));
            tables.push(RegisterTable::from_table(self.schema(), id, &table).0);
        }
        tables
    }

    /// Who was off, and when.
    fn leave(&mut self, case: &Case, people: &[String], around: &Around) -> LeaveTable {
        let only = match people {
            [only] => Some(only.as_str()),
            _ => None,
        };
        let mut table = LeaveTable::default();
        for text in &case.leave {
            match leave::leave(text.get_ref(), around, only) {
                Err(wrong) => self.report(text, wrong),
                Ok((name, place, leaves)) => {
                    if !people.is_empty() && !people.contains(&name) {
                        let near = guiju_compile::near::nearest(&name, people.iter().map(String::as_str));
                        let problem = Diagnostic::new(Code::UnknownPersonInCase, self.file.within(text, place));
                        self.diagnostics.push(problem.with("name", &name).near(near));
                    }
                    let at = format!("{}:{}", self.name(), self.line(span(text)));
                    table.leaves.extend(leaves.into_iter().map(|leave| (name.clone(), leave, at.clone())));
                }
            }
        }
        table
    }

    /// When sources were recording.
    fn coverage(&mut self, case: &Case, around: &Around) -> Vec<Cover> {
        let mut all = Vec::new();
        for text in &case.coverage {
            match leave::coverage(text.get_ref(), around) {
                Err(wrong) => self.report(text, wrong),
                Ok((feed, place, covers)) => {
                    if !self.schema().has_feed(&feed) {
                        let near = guiju_compile::near::nearest(&feed, self.schema().feeds());
                        let problem = Diagnostic::new(Code::UnknownFeedInCase, self.file.within(text, place));
                        self.diagnostics.push(problem.with("name", &feed).near(near));
                    }
                    all.extend(covers);
                }
            }
        }
        all
    }

    /// The records of a case, spread out; names that nothing knows are reported.
    fn rows(&mut self, case: &Case, people: &[String], around: &Around) -> Vec<Placed> {
        let only = match people {
            [only] => Some(only.as_str()),
            _ => None,
        };
        let (mut all, mut unused) = (Vec::new(), IndexSet::new());
        for text in &case.records {
            let (place, rows) = match values::records(text.get_ref(), around, only) {
                Ok(found) => found,
                Err(wrong) => {
                    self.report(text, wrong);
                    continue;
                }
            };
            let Some(first) = rows.first() else { continue };
            if !people.is_empty() && !people.contains(&first.person) {
                let near = guiju_compile::near::nearest(&first.person, people.iter().map(String::as_str));
                let at = text.get_ref().find(first.person.as_str()).unwrap_or(0);
                let place = self.file.within(text, at..at + first.person.len());
                let problem = Diagnostic::new(Code::UnknownPersonInCase, place);
                self.diagnostics.push(problem.with("name", &first.person).near(near));
            }
            let activities = &self.schema().activities;
            if !activities.iter().any(|known| known.name == first.activity || known.also.contains(&first.activity)) {
                let names = activities.iter().flat_map(|it| [&it.name].into_iter().chain(&it.also));
                let near = guiju_compile::near::nearest(&first.activity, names.map(String::as_str));
                let problem = Diagnostic::new(Code::UnknownActivityInCase, self.file.within(text, place));
                self.diagnostics.push(problem.with("name", &first.activity).near(near));
            }
            for (field, value) in rows.iter().flat_map(|row| &row.fields) {
                self.field(text, field, value, &mut unused);
            }
            let line = self.line(span(text));
            all.extend(rows.into_iter().map(|row| Placed { line, row }));
        }
        all
    }

    /// Checks a field of a record: whether something uses it, and whether the value is of its type.
    fn field(&mut self, text: &Spanned<String>, field: &str, value: &str, unused: &mut IndexSet<String>) {
        let columns = &self.schema().records;
        let own = [&columns.judgement, &columns.value];
        let known = own.into_iter().chain(&columns.id).chain(&columns.recorded).any(|column| column == field)
            || find(&self.schema().fields, field).is_some();
        if known {
            return self.fits(text, field, value, None, false);
        }
        if unused.insert(field.to_owned()) {
            let names = self.schema().fields.iter().map(|field| field.name.as_str());
            let near = guiju_compile::near::nearest(field, names);
            let at = text.get_ref().find(field).unwrap_or(0);
            let place = self.file.within(text, at..at + field.len());
            self.diagnostics.push(Diagnostic::new(Code::UnusedFieldInCase, place).with("name", field).near(near));
        }
    }

    /// Reports a value that is not of the type of its column.
    fn fits(&mut self, text: &Spanned<String>, column: &str, value: &str, kind: Option<FieldKind>, person: bool) {
        let schema = self.schema();
        let fields = if person { &schema.attributes } else { &schema.fields };
        let kind = kind.or_else(|| find(fields, column).map(|field| field.kind));
        let fits = value.is_empty()
            || match kind {
                None | Some(FieldKind::Text) => true,
                Some(FieldKind::Number) => guiju_engine::records::number(value).is_some(),
                Some(FieldKind::Flag) => guiju_engine::records::flag(value).is_some(),
                Some(FieldKind::Date) => guiju_engine::moment::parse(value, Tz::UTC).is_some(),
                Some(FieldKind::Level(level)) => {
                    schema.levels.get(level.index()).is_some_and(|level| level.steps.iter().any(|step| step == value))
                }
            };
        if !fits {
            let at = text.get_ref().find(value).unwrap_or(0);
            let place = self.file.within(text, at..at + value.len());
            let problem = Diagnostic::new(Code::UnusableInCase, place).with("name", column);
            if !self.diagnostics.contains(&problem) {
                self.diagnostics.push(problem);
            }
        }
    }

    /// What places of the case are called by.
    fn name(&self) -> String {
        self.file.source.name().to_owned()
    }

    fn records(&self, placed: &[Placed]) -> guiju_engine::records::Records {
        let (schema, zone) = (self.schema(), self.standards.program.calendar.timezone);
        let mut builder = RecordsBuilder::new(schema, zone);
        let columns = &schema.records;
        let canonical = |name: &str| find(&schema.fields, name).map_or(name, |field| field.name.as_str()).to_owned();
        let mut header = IndexSet::from([columns.person.clone(), columns.activity.clone(), columns.time.clone()]);
        // The time of a record in a case is whole.
        let fields = placed.iter().flat_map(|it| &it.row.fields).map(|(name, _)| canonical(name));
        header.extend(fields.filter(|name| columns.date.as_ref() != Some(name)));
        builder.source(&self.name(), &header.iter().map(String::as_str).collect::<Vec<_>>());
        for Placed { line, row } in placed {
            let mut cells = vec![row.person.clone(), row.activity.clone(), time(row)];
            cells.extend(header.iter().skip(cells.len()).map(|column| {
                let value = row.fields.iter().find(|(name, _)| canonical(name) == *column);
                value.map_or_else(String::new, |(_, value)| value.clone())
            }));
            builder.row(u32::try_from(*line).unwrap_or(u32::MAX), cells.iter().map(String::as_str));
        }
        builder.finish()
    }

    fn keys(
        &mut self,
        case: &Case,
        people: &[String],
        placed: &[Placed],
        around: &Around,
    ) -> Vec<(Span, Key, Vec<Want>)> {
        // Without a people table, everyone in the records is judged.
        let mut names: IndexSet<String> = people.iter().cloned().collect();
        if names.is_empty() {
            names.extend(placed.iter().map(|placed| placed.row.person.clone()));
        }
        let names: Vec<String> = names.into_iter().collect();
        let mut keys = Vec::new();
        for (key, value) in &case.expect {
            let place = span(key);
            let within = |part| self.file.within(key, part);
            match Key::read(key.get_ref(), within, &names, &self.standards.program, around) {
                Err(problem) => self.diagnostics.push(problem),
                Ok(read) => match expect::wants(&read.subject, value.get_ref(), self.file.text(value).as_deref()) {
                    Some(wants) => keys.push((place, read, wants)),
                    None => {
                        let words = self.file.source.slice(span(value)).to_owned();
                        let problem = Diagnostic::new(Code::BadExpectation, span(value)).with("words", words);
                        self.diagnostics.push(problem);
                    }
                },
            }
        }
        keys
    }

    /// One expectation, for everyone it concerns.
    fn check(&self, place: Span, key: &Key, wants: &[Want], ran: &Ran, placed: &[Placed]) -> Vec<Checked> {
        let people: Vec<_> = ran.report.standards.iter().flat_map(|standard| &standard.people).collect();
        let ids: &[String] = match &key.subject {
            Subject::Clauses(ids) => ids,
            _ => &[],
        };
        let bound: Vec<_> = people
            .into_iter()
            .filter(|it| key.person.as_ref().is_none_or(|person| it.person == *person))
            .filter(|it| ids.is_empty() || it.clauses.iter().any(|clause| ids.contains(&clause.id)))
            .collect();
        let mut concerned: Vec<_> = bound.into_iter().map(Some).collect();
        if concerned.is_empty() {
            concerned.push(None);
        }
        let line = self.line(place);
        let one = |person: Option<&guiju_engine::report::PersonReport>| {
            let clauses: Vec<&ClauseReport> = person
                .into_iter()
                .flat_map(|it| &it.clauses)
                .map(AsRef::as_ref)
                .filter(|clause: &&ClauseReport| ids.contains(&clause.id))
                .collect();
            let found: Vec<(What, Vec<String>)> = wants
                .iter()
                .map(|want| match &key.subject {
                    Subject::Clauses(_) => (want.what, expect::found(want, key, &clauses)),
                    subject => (want.what, expect::total(subject, person)),
                })
                .collect();
            let passed = wants.iter().zip(&found).all(|(want, (_, found))| want.values == *found);
            let texts: IndexSet<&str> = clauses.iter().map(|clause| clause.text.as_str()).collect();
            let what = match &key.subject {
                Subject::Score => "总分".to_owned(),
                Subject::Grade => "等级".to_owned(),
                Subject::Clauses(ids) => ids.join("、"),
            };
            let name = person.map(|it| it.person.clone()).or_else(|| key.person.clone());
            let evidence = match (passed, name.as_deref()) {
                (false, Some(name)) => self.evidence(name, &clauses, ran),
                _ => Vec::new(),
            };
            Checked {
                line,
                what,
                text: texts.into_iter().collect::<Vec<_>>().join(""),
                expected: expect::shown(wants.iter().map(|want| (want.what, want.values.as_slice()))),
                actual: expect::shown(found.iter().map(|(what, values)| (*what, values.as_slice()))),
                passed,
                outcomes: clauses.iter().flat_map(|clause| key.pick(clause)).cloned().collect(),
                records: if passed { Vec::new() } else { self.involved(ids, name.as_deref(), &evidence, placed) },
                evidence: evidence.into_iter().map(|evidence| picked(evidence, key)).collect(),
                clauses: match person {
                    Some(person) if ids.is_empty() => person.clauses.iter().map(|clause| clause.id.clone()).collect(),
                    _ => clauses.iter().map(|clause| clause.id.clone()).collect(),
                },
                person: name,
            }
        };
        concerned.into_iter().map(one).collect()
    }

    /// What stands behind these clauses of a person.
    fn evidence(&self, person: &str, clauses: &[&ClauseReport], ran: &Ran) -> Vec<Evidence> {
        let program = &self.standards.program;
        let of = |clause: &&ClauseReport| {
            let accounts = account(program, &ran.data, ran.range, ran.as_of, person, Some(&clause.id));
            // Two posts, or two standards, may have a clause of this id: the one that is meant has the same outcomes.
            let all = accounts.into_iter().flatten().flat_map(|account: Account| account.clauses);
            all.into_iter().find(|evidence| evidence.clause.outcomes == clause.outcomes)
        };
        clauses.iter().filter_map(of).collect()
    }

    /// The records of the case that these clauses read and the evidence does not tell, the person's own first.
    fn involved(
        &self,
        ids: &[String],
        person: Option<&str>,
        evidence: &[Evidence],
        placed: &[Placed],
    ) -> Vec<Involved> {
        let program = &self.standards.program;
        let clauses = program.standards.iter().flat_map(|it| &it.clauses).filter(|clause| ids.contains(&clause.id));
        let read: Vec<ActivityId> = clauses.flat_map(|clause| reads::activities(program, clause)).collect();
        let reads = |placed: &&Placed| {
            read.iter().any(|id| {
                let activity = program.schema.activities.get(id.index());
                activity.is_some_and(|it| it.name == placed.row.activity || it.also.contains(&placed.row.activity))
            })
        };
        let parts = evidence.iter().flat_map(|it| &it.evidence).flat_map(|grounds| &grounds.parts);
        let pieces = parts.flat_map(|part| part.counted.iter().chain(&part.not_counted));
        let told: IndexSet<&str> =
            pieces.chain(evidence.iter().flat_map(|it| &it.elsewhere)).map(|piece| piece.place.as_str()).collect();
        let name = self.name();
        let untold = |placed: &&Placed| !told.contains(format!("{name}:{}", placed.line).as_str());
        let mut found: Vec<&Placed> = placed.iter().filter(reads).filter(untold).collect();
        found.sort_by_key(|placed| Some(placed.row.person.as_str()) != person);
        let shown = |placed: &Placed| {
            let fields: String = placed.row.fields.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            let row = &placed.row;
            Involved { line: placed.line, text: format!("{} {} {}{fields}", row.person, time(row), row.activity) }
        };
        found.into_iter().map(shown).collect()
    }
}

/// The part of the evidence that a key picks.
fn picked(mut evidence: Evidence, key: &Key) -> Evidence {
    let picked: Vec<Outcome> = key.pick(&evidence.clause).into_iter().cloned().collect();
    let outcomes = std::mem::take(&mut evidence.clause.outcomes);
    let both = outcomes.into_iter().zip(std::mem::take(&mut evidence.evidence));
    (evidence.clause.outcomes, evidence.evidence) = both.filter(|(outcome, _)| picked.contains(outcome)).unzip();
    evidence
}

fn find<'f>(fields: &'f [Field], name: &str) -> Option<&'f Field> {
    fields.iter().find(|field| field.name == name || field.also.iter().any(|also| also == name))
}

/// When a record is, as exports write it.
fn time(row: &Row) -> String {
    match row.second {
        None => row.day.to_string(),
        Some(second) => guiju_engine::moment::at(row.day, second).format("%Y-%m-%d %H:%M:%S").to_string(),
    }
}
