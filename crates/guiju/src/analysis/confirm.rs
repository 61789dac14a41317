//! Histories, and what the evaluator says of them.

use chrono::NaiveDate;
use guiju_engine::coverage::Cover;
use guiju_engine::evaluate::{Data, Range, evaluate};
use guiju_engine::people::People;
use guiju_engine::program::{Clause, Program};
use guiju_engine::records::RecordsBuilder;
use guiju_engine::register::RegisterTable;
use guiju_engine::report::{Outcome, Status};
use guiju_engine::schema::{RegisterId, Schema};
use guiju_engine::table::Table;
use indexmap::IndexSet;
use serde::Serialize;

use super::alone;
use super::values::Values;
use crate::standards::start_of;

/// The person of examples.
pub const PERSON: &str = "张三";

/// How many records an example may have.
pub const MOST: usize = 400;

/// One record of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub day: NaiveDate,
    /// Minutes after midnight, where the time of day is known.
    pub minute: Option<i64>,
    pub activity: String,
    pub fields: Values,
}

/// Records of one person, and the range over which they are judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    pub person: Values,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub rows: Vec<Row>,
    /// What stands in every register, and is known from the day before the first record on.
    pub entities: Vec<String>,
}

/// What the evaluator says of a history under one clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// The worst of its outcomes.
    pub status: Status,
    /// One per period.
    pub outcomes: Vec<Outcome>,
}

impl Row {
    /// The day, with the time where it is known.
    fn when(&self) -> String {
        match self.minute {
            None => self.day.to_string(),
            Some(minute) => format!("{} {:02}:{:02}", self.day, minute / 60, minute % 60),
        }
    }
}

impl History {
    /// What the evaluator says of it under a clause; `None` where the clause does not bind the person, or it has more
    /// records than an example should.
    pub fn judged(&self, program: &Program, clause: &Clause) -> Option<Said> {
        if self.rows.len() > MOST {
            return None;
        }
        let program = alone::of(program, clause, self.rows.iter().map(|row| row.activity.as_str()))?;
        let data = self.data(&program);
        let range = Range::new(self.from, self.to).ok()?;
        let report = evaluate(&program, &data, range, start_of(&program, self.to)).ok()?;
        let clause = report.standards.first()?.people.first()?.clauses.first()?;
        Some(Said { status: clause.status, outcomes: clause.outcomes.clone() })
    }

    /// The history as data of a program.
    fn data(&self, program: &Program) -> Data {
        let schema = &program.schema;
        let mut builder = RecordsBuilder::new(schema, program.calendar.timezone);
        let columns = &schema.records;
        let mut header = IndexSet::from([columns.person.clone(), columns.activity.clone(), columns.time.clone()]);
        header.extend(self.rows.iter().flat_map(|row| row.fields.keys().cloned()));
        builder.source("", &header.iter().map(String::as_str).collect::<Vec<_>>());
        for (line, row) in (1u32..).zip(&self.rows) {
            let day = row.when();
            let own = [PERSON, &row.activity, &day];
            let fields = header.iter().skip(own.len());
            let fields = fields.map(|name| row.fields.get(name).map_or("", String::as_str));
            builder.row(line, own.into_iter().chain(fields));
        }
        let names = [schema.people.person.clone()].into_iter().chain(self.person.keys().cloned());
        let cells = [PERSON.to_owned()].into_iter().chain(self.person.values().cloned());
        let table = Table {
            source: String::new(),
            columns: names.collect(),
            rows: vec![(1, cells.collect())],
            broken: Vec::new(),
            sheet: None,
        };
        let people = Some(People::from_table(schema, &table).0);
        let registers = self.registers(schema);
        // Whatever is not recorded did not happen.
        let feeds = schema.activities.iter().filter_map(|activity| activity.feed.clone());
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1);
        let always = |feed| Some(Cover { feed, from: year(1990)?, to: year(2100)? });
        let coverage = feeds.filter_map(always).collect();
        Data { records: builder.finish(), people, registers, coverage, ..Data::default() }
    }

    /// Every register with the entities of the example, for which everyone answers.
    fn registers(&self, schema: &Schema) -> Vec<RegisterTable> {
        let all = schema.registers.iter().enumerate().filter_map(|(index, register)| {
            let id = RegisterId(u32::try_from(index).ok()?);
            let columns = [Some(&register.key), register.owner.as_ref()].into_iter().flatten().cloned().collect();
            let row = |name: &String| {
                let owner = register.owner.as_ref().map(|_| PERSON.to_owned());
                [Some(name.clone()), owner].into_iter().flatten().collect()
            };
            let rows = (1u32..).zip(self.entities.iter().map(row)).collect();
            let table = Table { source: String::new(), columns, rows, broken: Vec::new(), sheet: None };
            Some(RegisterTable::from_table(schema, id, &table).0)
        });
        all.collect()
    }

    /// The records as a case file writes them, days with the same records together.
    pub fn lines(&self) -> Vec<String> {
        let mut rows = self.rows.clone();
        rows.sort_by(|a, b| (a.day, a.minute, &a.activity).cmp(&(b.day, b.minute, &b.activity)));
        let quoted = |value: &str| match value.contains([' ', ',', '\u{FF0C}', '、']) {
            true => format!("「{value}」"),
            false => value.to_owned(),
        };
        let mut lines: Vec<(String, usize)> = Vec::new();
        for row in &rows {
            let fields: String = row.fields.iter().map(|(name, value)| format!(" {name}={}", quoted(value))).collect();
            let text = format!("{PERSON} {} {}{fields}", row.when(), quoted(&row.activity));
            match lines.last_mut().filter(|(last, _)| *last == text) {
                Some((_, times)) => *times += 1,
                None => lines.push((text, 1)),
            }
        }
        let times = |(text, times)| if times == 1 { text } else { format!("{text} ×{times}") };
        lines.into_iter().map(times).collect()
    }

    /// The person as a case file writes them.
    pub fn person_line(&self) -> String {
        let attributes: String = self.person.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        format!("{PERSON}{attributes}")
    }
}
