//! The engine over a world of the reference: the same rows, as tables.

use chrono::TimeZone;
use guiju_engine::calendar::Calendar;
use guiju_engine::evaluate::{Data, Range, evaluate};
use guiju_engine::people::People;
use guiju_engine::program::Program;
use guiju_engine::records::RecordsBuilder;
use guiju_engine::register::RegisterTable;
use guiju_engine::report::Report;
use guiju_engine::schema::RegisterId;
use guiju_engine::table::Table;
use guiju_tests::reference::{Cells, Record, World};

use super::draft::ACTIVITIES;

/// The calendar of all random programs.
pub fn calendar() -> Calendar {
    Calendar::default()
}

/// A table with these columns, one row each.
fn table<'a>(source: &str, columns: &[&str], rows: impl IntoIterator<Item = &'a Cells>) -> Table {
    let row = |cells: &Cells| columns.iter().map(|name| cells.get(*name).cloned().unwrap_or_default()).collect();
    Table {
        source: source.to_owned(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows: (2u32..).zip(rows.into_iter().map(row)).collect(),
        broken: Vec::new(),
    }
}

/// Judges a world with the engine.
pub fn judge(program: &Program, world: &World) -> Report {
    let zone = program.calendar.timezone;
    let mut builder = RecordsBuilder::new(&program.schema, zone);
    let fields = ["客户", "用时", "签收", "级别", "判定", "数值"];
    let columns: Vec<&str> = ["编号", "人员", "活动", "时间"].into_iter().chain(fields).collect();
    builder.source("records.csv", &columns);
    for (line, record) in (2u32..).zip(&world.records) {
        let time = written_time(record);
        let first = [record.id.as_str(), &record.person, ACTIVITIES[record.activity.index()], &time];
        builder.row(line, first.into_iter().chain(fields.iter().map(|name| record.cells[*name].as_str())));
    }
    let people: Vec<Cells> = world
        .people
        .iter()
        .map(|person| {
            let mut cells = person.cells.clone();
            cells.insert("人员".to_owned(), person.name.clone());
            cells.insert("入职日期".to_owned(), person.joined.map(|day| day.to_string()).unwrap_or_default());
            cells.insert("离职日期".to_owned(), person.left.map(|day| day.to_string()).unwrap_or_default());
            cells
        })
        .collect();
    let people = table("people.csv", &["人员", "岗位", "目标", "入职日期", "离职日期"], &people);
    let (people, _) = People::from_table(&program.schema, &people);
    let registers = program
        .schema
        .registers
        .iter()
        .enumerate()
        .filter_map(|(i, register)| {
            let rows = world.registers.get(&register.name)?;
            let table = table("register.csv", &["客户", "负责人", "建档", "终止"], rows);
            Some(RegisterTable::from_table(&program.schema, RegisterId(u32::try_from(i).unwrap()), &table).0)
        })
        .collect();
    let data = Data { records: builder.finish(), people: Some(people), registers, problems: Vec::new() };
    let as_of = zone.from_local_datetime(&world.as_of).unwrap();
    evaluate(program, &data, Range::new(world.from, world.to).unwrap(), as_of).unwrap()
}

fn written_time(record: &Record) -> String {
    match record.time {
        Some(time) => format!("{} {}", record.day, time.format("%H:%M")),
        None => record.day.to_string(),
    }
}
