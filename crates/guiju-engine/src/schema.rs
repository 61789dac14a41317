//! What records look like: activities, fields, levels, registers and the columns that hold them.

use serde::{Deserialize, Serialize};

use crate::program::ids;

ids! {
    /// An activity of [`Schema::activities`].
    ActivityId,
    /// A field of [`Schema::fields`] (or, in a predicate over people, of [`Schema::attributes`]).
    FieldId,
    /// A level of [`Schema::levels`].
    LevelId,
    /// A register of [`Schema::registers`].
    RegisterId,
}

/// The column of days that is known without being declared.
pub const DATE: &str = "日期";

/// All names the program knows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schema {
    /// Kinds of activity.
    pub activities: Vec<Activity>,
    /// Fields of records.
    pub fields: Vec<Field>,
    /// Attributes of people.
    pub attributes: Vec<Field>,
    /// Ordered levels.
    pub levels: Vec<Level>,
    /// Registers of entities.
    pub registers: Vec<Register>,
    /// Columns of the records.
    pub records: RecordColumns,
    /// Columns of the people table.
    pub people: PeopleColumns,
    /// Columns of the leave table.
    pub leave: LeaveColumns,
}

/// A kind of activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// Its name.
    pub name: String,
    /// Other names that records may use.
    pub also: Vec<String>,
    /// The system whose recording must be known for 不得 to be judged.
    pub feed: Option<String>,
}

/// A field of records, or an attribute of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name: a column.
    pub name: String,
    /// Other names of the column.
    pub also: Vec<String>,
    /// Its type.
    pub kind: FieldKind,
    /// What an empty cell stands for; with none it is missing.
    pub empty: Option<String>,
    /// The unit of its numbers: cells may then be written as lengths of time (`1小时30分`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Unit>,
}

/// The unit that lengths of time are converted to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// 分钟, 小时 or 天.
    pub name: String,
    /// How many hours a day (天) is; with none, days and hours are not converted.
    pub hours_per_day: Option<u32>,
}

/// The types of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldKind {
    /// Words.
    Text,
    /// An exact decimal.
    Number,
    /// 是 / 否
    Flag,
    /// A day.
    Date,
    /// One of the steps of a level.
    Level(LevelId),
}

/// Ordered names, from the lowest (高中 … 博士).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// Its steps, from the lowest.
    pub steps: Vec<String>,
}

/// A register (台账) of entities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Its name, by which a file is given for it (`--register 客户台账=FILE`).
    pub name: String,
    /// The column that names the entity.
    pub key: String,
    /// The column of the person who is answerable for it; with none, everyone is.
    pub owner: Option<String>,
    /// The column of the first day.
    pub opened: Option<String>,
    /// The column of the last day.
    pub closed: Option<String>,
    /// The column of the day from which an owner answers for it, where owners change.
    pub from: String,
    /// The column of the day up to which an owner answers for it.
    pub to: String,
}

/// Column names of the exported records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordColumns {
    /// 人员
    pub person: String,
    /// 活动
    pub activity: String,
    /// 时间
    pub time: String,
    /// 日期: where the day stands in a column of its own, to which [`RecordColumns::time`] then adds the time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// 编号; equal ids are one record.
    pub id: Option<String>,
    /// 录入时间; of equal ids the one recorded last before the instant of judgement holds.
    pub recorded: Option<String>,
    /// How a row says that the record of its id is withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// 判定: what a person judged (达标 / 未达标).
    pub judgement: String,
    /// 数值: what a metric or a judged value is.
    pub value: String,
}

/// `withdrawn = { column = "状态", values = ["作废"] }`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// The column.
    pub column: String,
    /// What it then holds.
    pub values: Vec<String>,
}

impl RecordColumns {
    /// Whether this mark says that a record is withdrawn.
    pub fn withdraws(&self, mark: Option<&str>) -> bool {
        let values = self.withdrawn.as_ref().map(|withdrawn| &withdrawn.values);
        values.zip(mark).is_some_and(|(values, mark)| values.iter().any(|value| value == mark))
    }
}

impl Default for RecordColumns {
    fn default() -> Self {
        RecordColumns {
            person: "人员".into(),
            activity: "活动".into(),
            time: "时间".into(),
            date: None,
            id: Some("编号".into()),
            recorded: Some("录入时间".into()),
            withdrawn: None,
            judgement: "判定".into(),
            value: "数值".into(),
        }
    }
}

/// Column names of the people table; all further columns are attributes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleColumns {
    /// 人员
    pub person: String,
    /// 岗位
    pub post: String,
    /// 部门
    pub department: String,
    /// 入职日期
    pub joined: String,
    /// 离职日期
    pub left: String,
    /// 起: the first day of a row, where a person has several.
    pub from: String,
    /// 止: the last day of a row.
    pub to: String,
}

impl Default for PeopleColumns {
    fn default() -> Self {
        PeopleColumns {
            person: "人员".into(),
            post: "岗位".into(),
            department: "部门".into(),
            joined: "入职日期".into(),
            left: "离职日期".into(),
            from: "起".into(),
            to: "止".into(),
        }
    }
}

/// Column names of the leave table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveColumns {
    /// 人员
    pub person: String,
    /// 起: the first day.
    pub from: String,
    /// 止: the last day.
    pub to: String,
}

impl Default for LeaveColumns {
    fn default() -> Self {
        LeaveColumns { person: "人员".into(), from: "起".into(), to: "止".into() }
    }
}
