//! The practical limit: the 16 clauses written by hand over the columns, for nothing but this workload.

use chrono::Datelike;
use guiju_engine::calendar::Calendar;

use crate::workload::{DAYS, NONE, Workload, date};

/// How many clauses there are.
pub const CLAUSES: usize = 16;

/// One outcome, in 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Whose.
    pub person: u32,
    /// From 0.
    pub clause: u8,
    /// 0 missed, 1 met, 2 not applicable.
    pub status: u8,
    /// Number of the period; 0 for triggers.
    pub period: u16,
    /// The customer, or the row of the trigger.
    pub key: u32,
    /// What was found, and over what.
    pub actual: u32,
}

/// What comes out.
#[derive(Debug, Default)]
pub struct Judged {
    /// Met and missed by person and clause.
    pub counts: Vec<[[u32; 2]; CLAUSES]>,
    /// Each person's score.
    pub scores: Vec<f64>,
    /// All outcomes, where they were asked for.
    pub outcomes: Vec<Outcome>,
}

const NO_DAY: u16 = u16::MAX;
const WEEKS: usize = 52;

/// The periods of each day of the year.
struct Days {
    week: Vec<u16>,
    month: Vec<u16>,
    quarter: Vec<u16>,
    workday: Vec<u16>,
    early: Vec<bool>,
    workdays: usize,
}

impl Days {
    fn new() -> Days {
        let calendar = Calendar::default();
        let mut days = Days {
            week: Vec::new(),
            month: Vec::new(),
            quarter: Vec::new(),
            workday: Vec::new(),
            early: Vec::new(),
            workdays: 0,
        };
        for number in 0..DAYS {
            let day = date(number as i32);
            days.week.push(if number / 7 < WEEKS { (number / 7) as u16 } else { NO_DAY });
            days.month.push(day.month0() as u16);
            days.quarter.push(day.month0() as u16 / 3);
            let works = calendar.is_workday(day) == Ok(true);
            days.workday.push(if works { days.workdays as u16 } else { NO_DAY });
            days.workdays += usize::from(works);
            days.early.push(day.day() <= 10);
        }
        days
    }
}

/// Triggers and answers of one clause: key, moment, person and row.
type Events = Vec<(u32, u64, u32, u32)>;

/// Judges everything; `all` also writes every outcome.
pub fn judge(data: &Workload, all: bool) -> Judged {
    let days = Days::new();
    let people = data.people as usize;
    let (mut week1, mut week2, mut week5) =
        (vec![0u32; people * WEEKS], vec![0u32; people * WEEKS], vec![0u32; people * WEEKS]);
    let (mut month3, mut month12, mut month14) =
        (vec![0u32; people * 12], vec![0u32; people * 12], vec![0u32; people * 12]);
    let (mut sums10, mut sums11) = (vec![(0i64, 0i64); people * 12], vec![(0i64, 0i64); people * 12]);
    let mut sums16 = vec![0i64; people * 4];
    let mut daily = vec![0u32; people * days.workdays];
    let (mut keys4, mut keys6): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
    let mut events: [(Events, Events); 3] = Default::default();
    let mut judged = Judged { counts: vec![[[0; 2]; CLAUSES]; people], ..Judged::default() };

    for row in 0..data.len() {
        let (person, day) = (data.person[row] as usize, data.day[row] as usize);
        let month = person * 12 + usize::from(days.month[day]);
        let week = days.week[day];
        let moment = (day as u64) * 86_400 + u64::from(data.second[row]);
        let event = || (data.case[row], moment, person as u32, row as u32);
        match data.activity[row] {
            0 => {
                if week != NO_DAY {
                    week1[person * WEEKS + usize::from(week)] += 1;
                }
                keys4.push((month as u64) << 32 | u64::from(data.customer[row]));
            }
            1 if week != NO_DAY => week2[person * WEEKS + usize::from(week)] += 1,
            2 => month3[month] += 1,
            3 if week != NO_DAY && data.form[row] == 0 => week5[person * WEEKS + usize::from(week)] += 1,
            4 => keys6.push((person as u64) << 40 | u64::from(data.customer[row]) << 8 | u64::from(days.month[day])),
            5 => events[0].0.push(event()),
            6 => events[0].1.push(event()),
            7 => events[1].0.push(event()),
            8 => events[1].1.push(event()),
            9 => events[2].0.push(event()),
            10 => events[2].1.push(event()),
            11 => {
                sums10[month].0 += data.faults[row];
                sums10[month].1 += data.amount[row];
            }
            12 => {
                sums11[month].0 += data.faults[row];
                sums11[month].1 += data.amount[row];
            }
            13 if days.early[day] => month12[month] += 1,
            14 => {
                let met = data.signed[row] == 1;
                judged.counts[person][12][usize::from(!met)] += 1;
                if all {
                    judged.outcomes.push(Outcome {
                        person: person as u32,
                        clause: 12,
                        status: u8::from(met),
                        period: 0,
                        key: row as u32,
                        actual: u32::from(met),
                    });
                }
            }
            15 => month14[month] += 1,
            16 if days.workday[day] != NO_DAY => {
                daily[person * days.workdays + usize::from(days.workday[day])] += 1;
            }
            17 => sums16[person * 4 + usize::from(days.quarter[day])] += data.amount[row],
            _ => {}
        }
    }

    keys4.sort_unstable();
    keys4.dedup();
    let mut distinct = vec![0u32; people * 12];
    for key in keys4 {
        distinct[(key >> 32) as usize] += 1;
    }
    counts(&mut judged, all, 0, WEEKS, &week1, |count| count >= 1);
    counts(&mut judged, all, 1, WEEKS, &week2, |count| count >= 1);
    counts(&mut judged, all, 2, 12, &month3, |count| count >= 2);
    counts(&mut judged, all, 3, 12, &distinct, |count| count >= 2);
    counts(&mut judged, all, 4, WEEKS, &week5, |count| count >= 1);
    customers(&mut judged, all, keys6);
    for (clause, (triggers, answers)) in (6u8..).zip(events) {
        answered(&mut judged, all, clause, triggers, answers);
    }
    ratios(&mut judged, all, 9, &sums10, 4);
    ratios(&mut judged, all, 10, &sums11, 5);
    counts(&mut judged, all, 11, 12, &month12, |count| count >= 1);
    counts(&mut judged, all, 13, 12, &month14, |count| count == 0);
    counts(&mut judged, all, 14, days.workdays, &daily, |count| count >= 1);
    let sums16: Vec<u32> = sums16.into_iter().map(|sum| sum as u32).collect();
    counts(&mut judged, all, 15, 4, &sums16, |sum| sum >= 5000);
    judged.scores = judged.counts.iter().map(score).collect();
    judged
}

fn score(counts: &[[u32; 2]; CLAUSES]) -> f64 {
    let rates = counts.iter().filter(|[met, missed]| met + missed > 0);
    let (mut total, mut clauses) = (0.0, 0);
    for [met, missed] in rates {
        total += f64::from(*met) / f64::from(met + missed);
        clauses += 1;
    }
    100.0 * total / f64::from(clauses)
}

fn counts(judged: &mut Judged, all: bool, clause: u8, periods: usize, found: &[u32], holds: impl Fn(u32) -> bool) {
    for (person, values) in found.chunks_exact(periods).enumerate() {
        let met = values.iter().filter(|value| holds(**value)).count() as u32;
        judged.counts[person][usize::from(clause)] = [met, periods as u32 - met];
        if all {
            judged.outcomes.extend((0u16..).zip(values).map(|(period, value)| Outcome {
                person: person as u32,
                clause,
                status: u8::from(holds(*value)),
                period,
                key: NONE,
                actual: *value,
            }));
        }
    }
}

/// `faults / amount <= thousandths / 1000`, without division.
fn ratios(judged: &mut Judged, all: bool, clause: u8, sums: &[(i64, i64)], thousandths: i64) {
    for (place, (faults, amount)) in sums.iter().enumerate() {
        let (person, met) = (place / 12, faults * 1000 <= amount * thousandths);
        if *amount != 0 {
            judged.counts[person][usize::from(clause)][usize::from(!met)] += 1;
        }
        if all {
            judged.outcomes.push(Outcome {
                person: person as u32,
                clause,
                status: if *amount == 0 { 2 } else { u8::from(met) },
                period: (place % 12) as u16,
                key: *amount as u32,
                actual: *faults as u32,
            });
        }
    }
}

/// Every customer seen so far, every month from the first on.
fn customers(judged: &mut Judged, all: bool, mut keys: Vec<u64>) {
    keys.sort_unstable();
    let mut place = 0;
    while let Some(first) = keys.get(place) {
        let (pair, mut found) = (first >> 8, [0u32; 12]);
        while let Some(key) = keys.get(place).filter(|key| *key >> 8 == pair) {
            found[(key & 0xff) as usize] += 1;
            place += 1;
        }
        let (person, from) = ((pair >> 32) as usize, (first & 0xff) as usize);
        for (month, count) in found.iter().enumerate().skip(from) {
            judged.counts[person][5][usize::from(*count == 0)] += 1;
            if all {
                judged.outcomes.push(Outcome {
                    person: person as u32,
                    clause: 5,
                    status: u8::from(*count > 0),
                    period: month as u16,
                    key: pair as u32,
                    actual: *count,
                });
            }
        }
    }
}

/// 当天, 1天内 or 提前3天, by case.
fn answered(judged: &mut Judged, all: bool, clause: u8, triggers: Events, mut answers: Events) {
    answers.sort_unstable();
    let cases = answers.iter().map(|answer| answer.0 as usize + 1).max().unwrap_or(0);
    let mut starts = vec![u32::MAX; cases];
    for (place, answer) in answers.iter().enumerate().rev() {
        starts[answer.0 as usize] = place as u32;
    }
    for (case, moment, person, row) in triggers {
        let day = moment / 86_400;
        if clause == 7 && day + 1 >= DAYS as u64 {
            continue;
        }
        let start = starts.get(case as usize).copied().unwrap_or(u32::MAX) as usize;
        let mut own = answers.get(start..).unwrap_or_default().iter().take_while(|answer| answer.0 == case);
        let met = own.any(|answer| match clause {
            6 => answer.1 / 86_400 == day,
            7 => answer.1 >= moment && answer.1 / 86_400 <= day + 1,
            _ => answer.1 / 86_400 + 3 <= day,
        });
        judged.counts[person as usize][usize::from(clause)][usize::from(!met)] += 1;
        if all {
            judged.outcomes.push(Outcome {
                person,
                clause,
                status: u8::from(met),
                period: 0,
                key: row,
                actual: u32::from(met),
            });
        }
    }
}
