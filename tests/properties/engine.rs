//! The engine over a world of the reference: the same rows, as tables.

use chrono::{DateTime, NaiveDate, TimeZone};
use chrono_tz::Tz;
use guiju_engine::calendar::{Calendar, NamedPeriod};
use guiju_engine::coverage::Cover;
use guiju_engine::evaluate::{Data, Options, Range, evaluate_with};
use guiju_engine::evidence::{Account, account};
use guiju_engine::exact::Exact;
use guiju_engine::leave::LeaveTable;
use guiju_engine::people::People;
use guiju_engine::program::Program;
use guiju_engine::records::RecordsBuilder;
use guiju_engine::register::RegisterTable;
use guiju_engine::report::{Outcome, Report};
use guiju_engine::schema::RegisterId;
use guiju_engine::table::Table;
use guiju_tests::reference::{Cells, Leave, Person, Record, World};

use super::draft::ACTIVITIES;

/// The calendar of all random programs.
pub fn calendar() -> Calendar {
    let mut calendar = Calendar::default();
    let day = |text: &str| text.parse().unwrap();
    ["2024-02-08", "2024-04-07", "2024-06-28"].into_iter().for_each(|half| calendar.work_half_on(day(half)));
    calendar.rest_on(day("2024-03-08"));
    for (name, items) in [
        ("结算月", vec!["每月25日至次月24日"]),
        ("学期", vec!["2023-09-01..2024-01-19", "2024-02-19..2024-07-05", "2024-09-02..2025-01-17"]),
        ("班", vec!["08:00-16:00", "16:00-24:00", "00:00-08:00"]),
        ("夜班", vec!["工作日 22:00-06:00"]),
    ] {
        calendar.periods.insert(name.to_owned(), NamedPeriod::parse(&items).unwrap());
    }
    calendar
}

/// A table with these columns, one row each.
fn table<'a>(source: &str, columns: &[&str], rows: impl IntoIterator<Item = &'a Cells>) -> Table {
    let row = |cells: &Cells| columns.iter().map(|name| cells.get(*name).cloned().unwrap_or_default()).collect();
    Table {
        source: source.to_owned(),
        columns: columns.iter().map(|name| (*name).to_owned()).collect(),
        rows: (2u32..).zip(rows.into_iter().map(row)).collect(),
        broken: Vec::new(),
        sheet: None,
    }
}

/// The fields of records, after the columns that every record has.
const FIELDS: [&str; 7] = ["客户", "用时", "签收", "级别", "日期", "判定", "数值"];

/// The columns of the records.
pub fn columns() -> Vec<&'static str> {
    ["编号", "人员", "活动", "时间"].into_iter().chain(FIELDS).collect()
}

/// The cells of a record.
pub fn cells(record: &Record) -> Vec<String> {
    let first = [
        record.id.clone(),
        record.person.clone(),
        ACTIVITIES[record.activity.index()].to_owned(),
        written_time(record),
    ];
    first.into_iter().chain(FIELDS.iter().map(|name| record.cells[*name].clone())).collect()
}

/// Reads some records of a file, whose lines they are numbered by.
pub fn read<'a>(program: &Program, records: impl IntoIterator<Item = (u32, &'a Record)>) -> RecordsBuilder {
    read_of(program, "records.csv", records)
}

/// Reads some records of a source that calls those without an id by their places in it.
pub fn read_of<'a>(
    program: &Program,
    source: &str,
    records: impl IntoIterator<Item = (u32, &'a Record)>,
) -> RecordsBuilder {
    let mut builder = RecordsBuilder::new(&program.schema, program.calendar.timezone);
    builder.source(source, &columns());
    for (line, record) in records {
        builder.row(line, cells(record).iter().map(String::as_str));
    }
    builder
}

/// The records of a world, with their lines.
pub fn lines(world: &World) -> impl Iterator<Item = (u32, &Record)> {
    (2u32..).zip(&world.records)
}

/// People and registers of a world.
pub fn tables(program: &Program, world: &World) -> (People, Vec<RegisterTable>) {
    let people: Vec<Cells> = world
        .people
        .iter()
        .flat_map(|person| {
            let mut cells = person.cells.clone();
            cells.insert("人员".to_owned(), person.name.clone());
            cells.insert("入职日期".to_owned(), person.joined.map(|day| day.to_string()).unwrap_or_default());
            cells.insert("离职日期".to_owned(), person.left.map(|day| day.to_string()).unwrap_or_default());
            let later = person.later.as_ref().map(|(from, later)| {
                let mut row = later.clone();
                row.insert("人员".to_owned(), person.name.clone());
                row.insert("起".to_owned(), from.to_string());
                row
            });
            [cells].into_iter().chain(later)
        })
        .collect();
    let people = table("people.csv", &["人员", "岗位", "目标", "入职日期", "离职日期", "起"], &people);
    let (people, _) = People::from_table(&program.schema, &people);
    let registers = program
        .schema
        .registers
        .iter()
        .enumerate()
        .filter_map(|(i, register)| {
            let rows = world.registers.get(&register.name)?;
            let table = table("register.csv", &["客户", "负责人", "建档", "终止", "起"], rows);
            Some(RegisterTable::from_table(&program.schema, RegisterId(u32::try_from(i).unwrap()), &table).0)
        })
        .collect();
    (people, registers)
}

/// Leave and coverage of a world.
pub fn further(program: &Program, world: &World) -> (LeaveTable, Vec<Cover>) {
    let end = |day: NaiveDate, noon: bool, word: &str| if noon { format!("{day} {word}") } else { day.to_string() };
    let row = |person: &Person, leave: &Leave| {
        let cells = [
            ("人员", person.name.clone()),
            ("起", end(leave.from, leave.from_noon, "下午")),
            ("止", end(leave.to, leave.to_noon, "上午")),
        ];
        cells.map(|(name, cell)| (name.to_owned(), cell)).into_iter().collect::<Cells>()
    };
    let rows: Vec<Cells> =
        world.people.iter().flat_map(|person| person.leave.iter().map(move |leave| row(person, leave))).collect();
    let (leave, problems) = LeaveTable::from_table(&program.schema, &table("leave.csv", &["人员", "起", "止"], &rows));
    assert_eq!(problems, Vec::new());
    let covers = world.coverage.iter().map(|(feed, from, to)| Cover { feed: feed.clone(), from: *from, to: *to });
    (leave, covers.collect())
}

/// The range and the instant of a world.
pub fn time(program: &Program, world: &World) -> (Range, DateTime<Tz>) {
    // No world is judged in an hour that a clock skips.
    let as_of = program.calendar.timezone.from_local_datetime(&world.as_of).earliest().unwrap();
    (Range::new(world.from, world.to).unwrap(), as_of)
}

/// All that is judged of a world: its tables, and records that were read.
pub fn data(program: &Program, world: &World, read: RecordsBuilder) -> Data {
    let (people, registers) = tables(program, world);
    let (leave, coverage) = further(program, world);
    Data { records: read.finish(), people: Some(people), registers, leave, coverage, problems: Vec::new() }
}

/// Judges a world with the engine.
pub fn judge(program: &Program, world: &World) -> Report {
    judge_with(program, world, read(program, lines(world)), &Options::default())
}

/// Judges records that were read of a world.
pub fn judge_with(program: &Program, world: &World, read: RecordsBuilder, options: &Options) -> Report {
    let data = data(program, world, read);
    let (range, as_of) = time(program, world);
    evaluate_with(program, &data, range, as_of, options).unwrap()
}

/// The same, put into words from what is kept in 16 bytes an outcome: the report, the scores and the outcomes.
pub fn judged(program: &Program, world: &World, options: &Options) -> (Report, Vec<Option<Exact>>, Vec<Outcome>) {
    let data = data(program, world, read(program, lines(world)));
    let (range, as_of) = time(program, world);
    let verdicts = guiju_engine::verdicts::judge(program, &data, range, as_of, options).unwrap();
    let outcomes: Vec<Outcome> = verdicts.outcomes().map(|verdict| verdict.outcome()).collect();
    for (verdict, outcome) in verdicts.outcomes().zip(&outcomes) {
        assert_eq!((verdict.status(), verdict.actual()), (outcome.status, outcome.actual));
    }
    assert!(!options.outcomes || verdicts.len() == outcomes.len() as u64);
    (verdicts.report().unwrap(), verdicts.scores().map(|standing| standing.score).collect(), outcomes)
}

/// What stands behind the points of each person.
pub fn accounts(program: &Program, world: &World) -> Vec<Account> {
    let data = data(program, world, read(program, lines(world)));
    let (range, as_of) = time(program, world);
    let names = world.people.iter().map(|person| person.name.as_str());
    names.flat_map(|name| account(program, &data, range, as_of, name, None).unwrap()).collect()
}

fn written_time(record: &Record) -> String {
    match record.time {
        Some(time) => format!("{} {}", record.day, time.format("%H:%M")),
        None => record.day.to_string(),
    }
}
