//! What somebody may have meant by a name that is in no table: the near names of the problems of a report.

use guiju_compile::near::nearest;
use guiju_engine::evaluate::Data;
use guiju_engine::program::{Predicate, Program};
use guiju_engine::report::{Problem, ProblemKind};
use guiju_engine::schema::{Field, FieldId};
use guiju_engine::table::Table;

use crate::{Records, Standards, headings};

impl Standards {
    /// The names nearest to that of a problem, nearest first: activities that clauses name, people of the table,
    /// columns that are read. None where the problem has no name, or none is near.
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// use guiju::{Range, Records, Standards};
    /// let standards = Standards::parse("每周上门访问客户 >= 2")?;
    /// let csv = "人员,活动,时间\n张三,上门访问客护,2024-03-05\n";
    /// let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
    /// let report = standards.score(&records, Range::parse("2024-03-04", "2024-03-11")?, None)?;
    /// assert_eq!(standards.near(&records, &report.problems[0]), ["上门访问客户"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn near(&self, records: &Records, problem: &Problem) -> Vec<String> {
        let Some(name) = problem.name.as_deref() else { return Vec::new() };
        let (schema, data) = (&self.program.schema, &records.data);
        match problem.kind {
            ProblemKind::UnknownActivity => {
                let known = schema.activities.iter();
                nearest(name, known.flat_map(|it| [&it.name].into_iter().chain(&it.also)).map(String::as_str))
            }
            ProblemKind::UnknownPerson => {
                nearest(name, data.people.iter().flat_map(|table| table.people.keys()).map(String::as_str))
            }
            ProblemKind::UnusedColumn => {
                let columns = &schema.records;
                let own = [&columns.person, &columns.activity, &columns.time, &columns.judgement, &columns.value];
                let further = columns.id.iter().chain(&columns.recorded).chain(&columns.date);
                let fields = schema.fields.iter().flat_map(|field| [&field.name].into_iter().chain(&field.also));
                let near = nearest(name, own.into_iter().chain(further).chain(fields).map(String::as_str));
                let missing = |column: &&str| of_kind(data, ProblemKind::MissingColumn).any(|it| it == *column);
                headings::meant(columns, name).filter(missing).map_or(near, |column| vec![column.to_owned()])
            }
            ProblemKind::MissingColumn => {
                let unused = || of_kind(data, ProblemKind::UnusedColumn);
                let meant: Vec<String> = unused()
                    .filter(|it| headings::meant(&schema.records, it) == Some(name))
                    .map(str::to_owned)
                    .collect();
                let people = data.people.iter().flat_map(|table| table.people.values());
                let attributes = people.flat_map(|person| person.attributes.keys()).map(String::as_str);
                if meant.is_empty() { nearest(name, unused().chain(attributes)) } else { meant }
            }
            _ => Vec::new(),
        }
    }

    /// The problems that leave the rows of a source unread: a column that every record needs is missing from it.
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// use guiju::{Records, Standards};
    /// let standards = Standards::parse("每周上门访问客户 >= 2")?;
    /// let csv = "姓名,活动,时间\n张三,上门访问客户,2024-03-05\n";
    /// let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
    /// let unreadable = standards.unreadable(&records);
    /// assert_eq!(unreadable[0].name.as_deref(), Some("人员"));
    /// assert_eq!(standards.near(&records, unreadable[0]), ["姓名"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn unreadable<'a>(&self, records: &'a Records) -> Vec<&'a Problem> {
        let columns = &self.program.schema.records;
        let needed = |it: &&Problem| it.name.as_deref().is_some_and(|name| headings::is_needed(columns, name));
        let problems = records.data.records.problems();
        // where there is no row nothing is lost
        let lost = [ProblemKind::MissingPerson, ProblemKind::MissingActivity, ProblemKind::MissingTime];
        let rows = problems.iter().any(|it| lost.contains(&it.kind));
        let missing = problems.iter().filter(|it| rows && it.kind == ProblemKind::MissingColumn);
        missing.filter(needed).collect()
    }
}

/// The names of the problems of one kind that records have.
fn of_kind(data: &Data, kind: ProblemKind) -> impl Iterator<Item = &str> {
    data.records.problems().iter().filter(move |it| it.kind == kind).filter_map(|it| it.name.as_deref())
}

/// The columns that 适用 of some clause reads and a people table has not: such a clause binds nobody.
pub(crate) fn unread_attributes(program: &Program, table: &Table) -> Vec<Problem> {
    let clauses = program.standards.iter().flat_map(|standard| &standard.clauses);
    let read: Vec<FieldId> = clauses.filter_map(|clause| clause.applies.as_ref()).flat_map(Predicate::fields).collect();
    let there = |field: &Field| {
        field.empty.is_some() || [&field.name].into_iter().chain(&field.also).any(|name| table.column(name).is_some())
    };
    let missing = program.schema.attributes.iter().enumerate().filter(|(index, field)| {
        let reads = read.iter().any(|id| id.index() == *index);
        reads && !there(field)
    });
    let problem = |(_, field): (usize, &Field)| Problem {
        kind: ProblemKind::MissingColumn,
        name: Some(field.name.clone()),
        value: None,
        count: 1,
        first: table.header(),
    };
    missing.map(problem).collect()
}
