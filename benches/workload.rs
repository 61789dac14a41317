//! The data of the benchmarks: a year of activity records, the same for the same size.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, TimeDelta};

/// No value.
pub const NONE: u32 = u32::MAX;
/// How many kinds of activity there are.
pub const ACTIVITIES: u16 = 40;
/// Days of the year 2024, in which all of this plays.
pub const DAYS: usize = 366;
/// What 汇报形式 can be.
pub const FORMS: [&str; 3] = ["书面", "口头", "电话"];

/// Records in columns, in order of time.
#[derive(Debug, Default)]
pub struct Workload {
    /// How many people there are.
    pub people: u32,
    /// Whose.
    pub person: Vec<u32>,
    /// Of what.
    pub activity: Vec<u16>,
    /// Days after the first of the year.
    pub day: Vec<i32>,
    /// Seconds after midnight.
    pub second: Vec<u32>,
    /// 客户
    pub customer: Vec<u32>,
    /// 单号
    pub case: Vec<u32>,
    /// 汇报形式
    pub form: Vec<u32>,
    /// 签收: 0, 1, or 2 for a blank.
    pub signed: Vec<u8>,
    /// 数量
    pub amount: Vec<i64>,
    /// 差错
    pub faults: Vec<i64>,
}

/// The first day.
pub fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default()
}

/// A day by its number.
pub fn date(day: i32) -> NaiveDate {
    first_day() + TimeDelta::days(day.into())
}

/// The folder of the standards.
pub fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("workload")
}

/// The same clauses so many times over, each time with other thresholds: as many more, over the same measures.
///
/// # Errors
/// Where the folder for them cannot be written, or they do not compile.
pub fn many(text: &str, times: usize) -> Result<guiju::Standards, Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("guiju-workload-{times}-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    std::fs::copy(package().join("guiju.toml"), folder.join("guiju.toml"))?;
    let clauses = text.lines().filter_map(|line| line.split_once(". ").map(|(_, clause)| clause));
    let clauses: Vec<&str> = clauses.collect();
    let mut all = String::from("标准 基准\n\n");
    for number in 0..times * clauses.len() {
        let clause = clauses.get(number % clauses.len()).copied().unwrap_or_default();
        let _ = writeln!(all, "{}. {}", number + 1, shifted(clause, number / clauses.len()));
    }
    std::fs::write(folder.join("clauses.gj"), all)?;
    let standards = guiju::Standards::open(&folder);
    std::fs::remove_dir_all(&folder)?;
    Ok(standards?)
}

/// A clause with so much more for its threshold, where it has one.
fn shifted(clause: &str, more: usize) -> String {
    let Some(start) = clause.rfind('=').map(|place| place + 2) else { return clause.to_owned() };
    let (before, rest) = clause.split_at(start);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(digits);
    match number.parse::<usize>() {
        Ok(number) if before.ends_with(['>', '<', '=', ' ']) => format!("{before}{}{after}", number + more),
        _ => clause.to_owned(),
    }
}

/// The names of the activities, by number.
pub fn activity_names() -> Vec<String> {
    let named = [
        "上门访问客户",
        "电话访问客户",
        "开发新客户",
        "收集竞争对手信息",
        "更新客户档案",
        "新协议",
        "发送有关部门",
        "促销活动结束",
        "收回广告牌",
        "会议开始",
        "发送会议预订单",
        "打印文件",
        "会员卡盘点",
        "整理文件夹",
        "收发文件",
        "客人投诉",
        "卫生检查",
        "签订合同",
    ];
    let others = (18..ACTIVITIES).map(|number| format!("其他活动{number}"));
    named.iter().map(|name| (*name).to_owned()).chain(others).collect()
}

/// Numbers that look random and are always the same (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u32) -> u32 {
        u32::try_from((u128::from(self.next()) * u128::from(bound)) >> 64).unwrap_or(0)
    }
}

/// A record.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    person: u32,
    activity: u16,
    day: i32,
    second: u32,
    customer: u32,
    case: u32,
    form: u32,
    signed: u8,
    amount: i64,
    faults: i64,
}

/// The records one by one: whoever walks through them holds none.
pub struct Rows {
    random: Random,
    people: u32,
    records: usize,
    number: usize,
    cases: u32,
    /// Cases that wait for their answer, by the activity that opens them.
    open: [VecDeque<u32>; 3],
}

impl Rows {
    /// So many records of so many people, each with 20 customers.
    pub fn new(people: u32, records: usize) -> Rows {
        Rows { random: Random(42), people, records, number: 0, cases: 0, open: Default::default() }
    }
}

impl Iterator for Rows {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let Rows { random, people, records, number, cases, open } = self;
        if number == records {
            return None;
        }
        let activity = u16::try_from(random.below(ACTIVITIES.into())).unwrap_or(0);
        let person = random.below(*people);
        let (mut customer, mut case, mut form, mut signed, mut amount, mut faults) = (NONE, NONE, NONE, 2, -1, -1);
        match activity {
            0..=2 | 4 => customer = person * 20 + random.below(20),
            3 => form = random.below(3),
            5 | 7 | 10 => {
                case = *cases;
                *cases += 1;
                if let Some(open) = open.get_mut(usize::from(activity - 5) / 2) {
                    open.push_back(case);
                }
            }
            6 | 8 | 9 => {
                let kind = if activity == 9 { 2 } else { usize::from(activity - 6) / 2 };
                // Meetings happen some days after their order, whose queue is let grow.
                let wait = if kind == 2 { *records / 4000 } else { 0 };
                let known = open.get_mut(kind).filter(|open| open.len() > wait).and_then(|open| open.pop_front());
                case = known.filter(|_| random.below(10) > 0).unwrap_or_else(|| {
                    *cases += 1;
                    *cases - 1
                });
            }
            11 | 12 => {
                amount = 100 + i64::from(random.below(900));
                faults = i64::from(random.below(6));
            }
            14 => signed = u8::from(random.below(20) > 0),
            17 => amount = i64::from(random.below(3000)),
            _ => {}
        }
        let day = i32::try_from(*number * DAYS / *records).unwrap_or(0);
        *number += 1;
        let second = random.below(86_400);
        Some(Row { person, activity, day, second, customer, case, form, signed, amount, faults })
    }
}

impl Row {
    /// The cells of the record, as an export writes them.
    pub fn cells(&self, names: &[String], cells: &mut [String; 9]) {
        cells.iter_mut().for_each(String::clear);
        let [person, activity, time, customer, case, form, signed, amount, faults] = cells;
        let (day, second) = (date(self.day), self.second);
        let _ = write!(person, "员工{:05}", self.person);
        activity.push_str(names.get(usize::from(self.activity)).map_or("", String::as_str));
        let _ = write!(
            time,
            "{}-{:02}-{:02} {:02}:{:02}:{:02}",
            day.year(),
            day.month(),
            day.day(),
            second / 3600,
            second / 60 % 60,
            second % 60
        );
        if self.customer != NONE {
            let _ = write!(customer, "客户{:06}", self.customer);
        }
        if self.case != NONE {
            let _ = write!(case, "A{:07}", self.case);
        }
        form.push_str(FORMS.get(self.form as usize).copied().unwrap_or(""));
        signed.push_str(["否", "是", ""].get(usize::from(self.signed)).unwrap_or(&""));
        for (cell, value) in [(amount, self.amount), (faults, self.faults)] {
            if value >= 0 {
                let _ = write!(cell, "{value}");
            }
        }
    }
}

/// Records as text, written while it is read.
pub struct Written<R> {
    rows: R,
    line: fn(&[String; 9], &mut String),
    names: Vec<String>,
    cells: [String; 9],
    text: String,
    taken: usize,
}

/// So many bytes are written at once.
const PIECE: usize = 1 << 16;

impl<R: Iterator<Item = Row>> Written<R> {
    /// As CSV.
    pub fn csv(rows: R) -> Written<R> {
        Written::new(rows, Workload::COLUMNS.join(",") + "\n", |cells, text| {
            for (place, cell) in cells.iter().enumerate() {
                text.push_str(if place > 0 { "," } else { "" });
                text.push_str(cell);
            }
            text.push('\n');
        })
    }

    /// As JSON lines; blank cells are left out, numbers are numbers.
    pub fn jsonl(rows: R) -> Written<R> {
        Written::new(rows, String::new(), |cells, text| {
            let mut mark = '{';
            for (place, (name, cell)) in Workload::COLUMNS.iter().zip(cells).enumerate() {
                if !cell.is_empty() {
                    let quote = if place < 7 { "\"" } else { "" };
                    let _ = write!(text, "{mark}\"{name}\":{quote}{cell}{quote}");
                    mark = ',';
                }
            }
            text.push_str("}\n");
        })
    }

    fn new(rows: R, text: String, line: fn(&[String; 9], &mut String)) -> Written<R> {
        Written { rows, line, names: activity_names(), cells: Default::default(), text, taken: 0 }
    }
}

impl<R: Iterator<Item = Row>> Read for Written<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.text.len() {
            self.text.clear();
            self.taken = 0;
            while self.text.len() < PIECE
                && let Some(row) = self.rows.next()
            {
                row.cells(&self.names, &mut self.cells);
                (self.line)(&self.cells, &mut self.text);
            }
        }
        let rest = &self.text.as_bytes()[self.taken..];
        let most = rest.len().min(buffer.len());
        buffer[..most].copy_from_slice(&rest[..most]);
        self.taken += most;
        Ok(most)
    }
}

impl Workload {
    /// So many records of so many people, each with 20 customers.
    pub fn new(people: u32, records: usize) -> Workload {
        let mut all = Workload { people, ..Workload::default() };
        for row in Rows::new(people, records) {
            all.person.push(row.person);
            all.activity.push(row.activity);
            all.day.push(row.day);
            all.second.push(row.second);
            all.customer.push(row.customer);
            all.case.push(row.case);
            all.form.push(row.form);
            all.signed.push(row.signed);
            all.amount.push(row.amount);
            all.faults.push(row.faults);
        }
        all
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.person.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.person.is_empty()
    }

    /// The names of the columns, in the order of [`Row::cells`].
    pub const COLUMNS: [&'static str; 9] = ["人员", "活动", "时间", "客户", "单号", "汇报形式", "签收", "数量", "差错"];

    /// The records one by one.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        (0..self.len()).map(|row| Row {
            person: self.person[row],
            activity: self.activity[row],
            day: self.day[row],
            second: self.second[row],
            customer: self.customer[row],
            case: self.case[row],
            form: self.form[row],
            signed: self.signed[row],
            amount: self.amount[row],
            faults: self.faults[row],
        })
    }

    /// All records as CSV.
    pub fn csv(&self) -> String {
        text(Written::csv(self.rows()))
    }

    /// All records as JSON lines.
    pub fn jsonl(&self) -> String {
        text(Written::jsonl(self.rows()))
    }
}

/// All of it.
fn text(mut written: impl Read) -> String {
    let mut text = String::new();
    // Nothing can fail that writes to memory.
    let _ = written.read_to_string(&mut text);
    text
}
