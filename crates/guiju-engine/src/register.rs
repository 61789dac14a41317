//! Registers (台账): the entities there are, who answers for each, and from when to when.

use chrono::NaiveDate;
use chrono_tz::Tz;
use indexmap::IndexMap;

use crate::calendar::yesterday;
use crate::moment;
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::{RegisterId, Schema};
use crate::table::{Table, cell};

/// One entity, as far as one person answers for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// Who answers for it; `None` is everyone.
    pub owner: Option<String>,
    /// First day.
    pub opened: Option<NaiveDate>,
    /// Last day.
    pub closed: Option<NaiveDate>,
    /// When the owner answers for it, first and last day; empty is always.
    pub tenure: Vec<(NaiveDate, NaiveDate)>,
}

impl Entity {
    /// Whether the owner answers for it on a day.
    pub fn is_owned(&self, day: NaiveDate) -> bool {
        self.tenure.is_empty() || self.tenure.iter().any(|(from, to)| *from <= day && day <= *to)
    }

    /// Whether it is open on a day, and the owner answers for it.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.opened.is_none_or(|opened| opened <= day)
            && self.closed.is_none_or(|closed| day <= closed)
            && self.is_owned(day)
    }
}

/// A register as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterTable {
    id: RegisterId,
    /// Its entities, in order.
    pub entities: Vec<Entity>,
}

/// A row of the table.
struct Row {
    name: String,
    owner: Option<String>,
    opened: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl RegisterTable {
    /// Reads the table of a register. Several rows of one entity are its owners one after the other, told apart by the
    /// column of the first day (起; one may be empty); each ends on its last day (止), or on the day before the next
    /// begins. Two rows of an entity that begin on the same day are a problem, and the first holds.
    pub fn from_table(schema: &Schema, id: RegisterId, table: &Table) -> (RegisterTable, Vec<Problem>) {
        let (mut rows, mut problems) = (IndexMap::<String, Vec<Row>>::new(), Problems::default());
        let Some(register) = schema.registers.get(id.index()) else {
            return (RegisterTable { id, entities: Vec::new() }, Vec::new());
        };
        for line in &table.broken {
            problems.add(ProblemKind::BrokenLine, None, || table.line(*line));
        }
        let find = |name: &Option<String>| name.as_deref().and_then(|name| table.column(name));
        let key = table.column(&register.key);
        let optional = [&register.owner, &register.opened, &register.closed];
        let missing = optional.into_iter().flatten().chain([&register.key]).filter(|name| table.column(name).is_none());
        for name in missing {
            problems.add_named(ProblemKind::MissingColumn, name, table.header());
        }
        let (owner, opened, closed) = (find(&register.owner), find(&register.opened), find(&register.closed));
        let (from, to) = (table.column(&register.from), table.column(&register.to));
        for (line, row) in &table.rows {
            let Some(name) = cell(row, key) else {
                problems.add_cell(&register.key, None, table.place(*line, key));
                continue;
            };
            let mut day = |column: Option<usize>| {
                let text = cell(row, column)?;
                let day = moment::parse(text, Tz::UTC).map(|moment| moment.day);
                if day.is_none() {
                    let name = column.and_then(|column| table.columns.get(column)).map_or("", String::as_str);
                    problems.add_cell(name, Some(text), table.place(*line, column));
                }
                day
            };
            let row = Row {
                name: name.to_owned(),
                owner: cell(row, owner).map(str::to_owned),
                opened: day(opened),
                closed: day(closed),
                from: day(from),
                to: day(to),
            };
            let known = rows.entry(row.name.clone()).or_default();
            if known.iter().any(|known| known.from == row.from) {
                problems.add(ProblemKind::DuplicateEntity, Some(name), || table.place(*line, key));
            } else {
                known.push(row);
            }
        }
        (RegisterTable { id, entities: rows.values().flat_map(|rows| entities(rows)).collect() }, problems.list())
    }

    /// Which register it is.
    pub fn id(&self) -> RegisterId {
        self.id
    }
}

/// The rows of one entity: one for each owner that it has.
fn entities(rows: &[Row]) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    for row in rows {
        let next = rows.iter().filter_map(|next| next.from).filter(|from| Some(*from) > row.from).min();
        let from = row.from.unwrap_or(NaiveDate::MIN);
        let to = row.to.unwrap_or(NaiveDate::MAX).min(next.map_or(NaiveDate::MAX, yesterday));
        let always = (from, to) == (NaiveDate::MIN, NaiveDate::MAX);
        match found.iter_mut().find(|known| known.owner == row.owner) {
            Some(known) => known.tenure.push((from, to)),
            None => found.push(Entity {
                name: row.name.clone(),
                owner: row.owner.clone(),
                opened: row.opened,
                closed: row.closed,
                tenure: if always { Vec::new() } else { vec![(from, to)] },
            }),
        }
    }
    found
}
