//! Registers (台账): the entities there are, who answers for each, and from when to when.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::moment;
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::{RegisterId, Schema};
use crate::table::{Table, cell};

/// One entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// Who answers for it; `None` is everyone.
    pub owner: Option<String>,
    /// First day.
    pub opened: Option<NaiveDate>,
    /// Last day.
    pub closed: Option<NaiveDate>,
}

/// A register as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterTable {
    id: RegisterId,
    /// Its entities, in order.
    pub entities: Vec<Entity>,
}

impl RegisterTable {
    /// Reads the table of a register.
    pub fn from_table(schema: &Schema, id: RegisterId, table: &Table) -> (RegisterTable, Vec<Problem>) {
        let (mut entities, mut problems) = (Vec::new(), Problems::default());
        let place = |line: u32| format!("{}:{line}", table.source);
        let Some(register) = schema.registers.get(id.index()) else {
            return (RegisterTable { id, entities }, Vec::new());
        };
        for line in &table.broken {
            problems.add(ProblemKind::BrokenLine, None, || place(*line));
        }
        let find = |name: &Option<String>| name.as_deref().and_then(|name| table.column(name));
        let key = table.column(&register.key);
        let optional = [&register.owner, &register.opened, &register.closed];
        let missing = optional.into_iter().flatten().chain([&register.key]).filter(|name| table.column(name).is_none());
        for name in missing {
            problems.add_named(ProblemKind::MissingColumn, name, place(1));
        }
        let (owner, opened, closed) = (find(&register.owner), find(&register.opened), find(&register.closed));
        for (line, row) in &table.rows {
            let Some(name) = cell(row, key) else {
                problems.add(ProblemKind::BrokenLine, None, || place(*line));
                continue;
            };
            let mut day = |column: Option<usize>| {
                let text = cell(row, column)?;
                let day = moment::parse(text, Tz::UTC).map(|moment| moment.day);
                if day.is_none() {
                    let name = column.and_then(|column| table.columns.get(column)).map_or("", String::as_str);
                    problems.add_named(ProblemKind::WrongType, name, place(*line));
                }
                day
            };
            let (opened, closed) = (day(opened), day(closed));
            entities.push(Entity { name: name.to_owned(), owner: cell(row, owner).map(str::to_owned), opened, closed });
        }
        (RegisterTable { id, entities }, problems.list())
    }

    /// Which register it is.
    pub fn id(&self) -> RegisterId {
        self.id
    }
}
