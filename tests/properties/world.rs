//! Random people and histories.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use guiju_engine::schema::ActivityId;
use guiju_tests::reference::{Cells, Leave, Person, Record, World};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::draft::{FEED, REGISTER, STEPS, day};

fn cells(pairs: &[(&str, &str)]) -> Cells {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn customer() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["甲", "乙", "丙", "甲乙", ""])
}

fn record() -> impl Strategy<Value = Record> {
    let time = option::weighted(0.7, (0u32..24, prop::sample::select(vec![0u32, 30])));
    let number = prop::sample::select(vec!["0", "1", "2", "3", "4", "5", "1.5", "0.1", "", "两", "-1"]);
    let flag = prop::sample::select(vec!["是", "否", ""]);
    let rank = prop::sample::select(vec![STEPS[0], STEPS[1], STEPS[2], "", "高级"]);
    let date = prop::sample::select(vec!["2024-02-29", "2024-03-01", "", "三月"]);
    let judgement = prop::sample::select(vec!["达标", "未达标", "达标", ""]);
    let person = prop::sample::select(vec!["张三", "张三", "李四", "王五"]);
    (person, 0u32..4, day(), time, (customer(), number, flag, rank, date, judgement)).prop_map(
        |(person, activity, day, time, (customer, number, flag, rank, date, judgement))| Record {
            person: person.to_owned(),
            activity: ActivityId(activity),
            day,
            time: time.map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap()),
            id: String::new(),
            cells: cells(&[
                ("客户", customer),
                ("用时", number),
                ("签收", flag),
                ("级别", rank),
                ("日期", date),
                ("判定", judgement),
                ("数值", number),
            ]),
        },
    )
}

fn person(name: &'static str) -> impl Strategy<Value = Person> {
    let post = prop::sample::select(vec!["销售", "文员", ""]);
    let target = prop::sample::select(vec!["1", "2", "2.5", ""]);
    let post = (post, target).prop_map(|(post, target)| cells(&[("岗位", post), ("目标", target)]));
    let later = option::weighted(0.3, (day(), post.clone()));
    let leave = vec((day(), any::<bool>(), 0u64..12, any::<bool>()), 0..3);
    (option::weighted(0.3, day()), option::weighted(0.3, day()), post, later, leave).prop_map(
        move |(joined, left, cells, later, leave)| Person {
            name: name.to_owned(),
            joined,
            left,
            cells,
            later,
            leave: leave.into_iter().filter_map(self::leave).collect(),
            part: None,
        },
    )
}

/// A leave; none that begins at noon and ends at noon of the same day.
fn leave((from, from_noon, length, to_noon): (NaiveDate, bool, u64, bool)) -> Option<Leave> {
    let to = from.checked_add_days(Days::new(length)).unwrap();
    (length > 0 || !(from_noon && to_noon)).then_some(Leave { from, from_noon, to, to_noon })
}

fn register() -> impl Strategy<Value = Vec<Cells>> {
    let entry = |name: &'static str| {
        let owner = prop::sample::select(vec!["张三", "李四", ""]);
        (owner, option::weighted(0.4, day()), option::weighted(0.4, day())).prop_map(move |(owner, opened, closed)| {
            let text = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
            cells(&[("客户", name), ("负责人", owner), ("建档", &text(opened)), ("终止", &text(closed))])
        })
    };
    let again = option::weighted(0.4, (prop::sample::select(vec!["张三", "李四"]), day()));
    (entry("甲"), entry("乙"), any::<bool>(), again).prop_map(|(one, other, both, again)| {
        let mut rows = vec![one.clone()];
        // The first changes hands.
        rows.extend(again.filter(|(owner, _)| one["负责人"] != *owner && !one["负责人"].is_empty()).map(
            |(owner, from)| {
                let mut row = one.clone();
                row.insert("负责人".to_owned(), owner.to_owned());
                row.insert("起".to_owned(), from.to_string());
                row
            },
        ));
        rows.extend(both.then_some(other));
        rows
    })
}

/// Two people, their records, a register, a range and an instant: much that is special, or a world in which little is.
pub fn world() -> impl Strategy<Value = World> {
    prop_oneof![2 => changing(), 1 => steady()]
}

/// A world in which people come, go, are away and change posts.
fn changing() -> impl Strategy<Value = World> {
    let people = (person("张三"), person("李四"));
    let length = prop_oneof![Just(1u64), 2u64..12, 12u64..70];
    // Not between 1 and 3 o'clock, which clocks that are set forward may never show.
    let hour = (0i64..72 * 24).prop_map(|hour| if matches!(hour % 24, 1 | 2) { hour + 3 } else { hour });
    let as_of = prop_oneof![2 => Just(None), 1 => hour.prop_map(Some)];
    let coverage = vec((day(), 20u64..120), 0..3);
    (people, vec(record(), 0..24), register(), coverage, day(), length, as_of).prop_map(
        |((one, other), mut records, register, coverage, from, length, as_of)| {
            for (i, record) in records.iter_mut().enumerate() {
                record.id = format!("r{i:02}");
                // Every other one happens in the range, so that much of it is judged.
                if i % 2 == 0 {
                    let days = (record.day - from).num_days().unsigned_abs() % length;
                    record.day = from.checked_add_days(Days::new(days)).unwrap();
                }
            }
            let to = from.checked_add_days(Days::new(length)).unwrap();
            // At a quarter past, so that nothing happens at the very instant.
            let as_of = match as_of {
                None => to.and_time(NaiveTime::MIN),
                Some(hours) => from.and_time(NaiveTime::MIN) + TimeDelta::hours(hours) + TimeDelta::minutes(15),
            };
            let registers = BTreeMap::from([(REGISTER.to_owned(), register)]);
            let coverage = coverage
                .into_iter()
                .map(|(from, length)| (FEED.to_owned(), from, from.checked_add_days(Days::new(length)).unwrap()));
            let coverage = coverage.collect();
            World { people: vec![one, other], records, registers, coverage, from, to, as_of }
        },
    )
}

/// A world of which nothing special is known: almost everyone is there throughout, almost everything is over, and there
/// are many records of the range, some of which follow others after whole hours, with hardly a cell that cannot be read.
pub fn steady() -> impl Strategy<Value = World> {
    let number = prop::sample::select(vec!["1", "1", "2", "2", "3", "1.5", "0", "-1", ""]);
    let customer = prop::sample::select(vec!["甲", "甲", "乙", "丙"]);
    let next = option::weighted(0.4, (0u32..3, prop::sample::select(vec![1i64, 2, 6, 24, 48])));
    let record = (record(), any::<bool>(), (customer, number), 0u64..40, next);
    let stay = prop::bool::weighted(0.85);
    (changing(), vec(record, 10..30), (stay, stay), stay, 3u64..40).prop_map(
        |(mut world, records, (one, other), over, length)| {
            let day = |days: u64| world.from.checked_add_days(Days::new(days)).unwrap();
            let records =
                records.into_iter().enumerate().map(|(i, (record, first, (customer, number), days, next))| {
                    let mut cells = record.cells;
                    cells.extend(self::cells(&[("客户", customer), ("用时", number)]));
                    let person = if first { "张三" } else { "李四" }.to_owned();
                    let record = Record { person, day: day(days % length), id: format!("r{i:02}"), cells, ..record };
                    // What follows it, so many hours later.
                    let next = record.time.zip(next).map(|(time, (activity, hours))| {
                        let at = record.day.and_time(time) + TimeDelta::hours(hours);
                        let (day, time, id) = (at.date(), Some(at.time()), format!("r{i:02}n"));
                        Record { activity: ActivityId(activity), day, time, id, ..record.clone() }
                    });
                    [record].into_iter().chain(next)
                });
            world.records = records.flatten().collect();
            world.to = day(length);
            for (person, _) in world.people.iter_mut().zip([one, other]).filter(|(_, stays)| *stays) {
                (person.joined, person.left, person.later, person.part) = (None, None, None, None);
                person.leave.clear();
            }
            if over {
                // Periods that begin in the range end within a month.
                world.as_of = (world.to + Days::new(40)).and_time(NaiveTime::MIN);
            }
            world
        },
    )
}
