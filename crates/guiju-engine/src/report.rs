//! The report: what was judged, and what it comes to (language.md §7 and §9).

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::exact::Exact;

mod item;

pub use item::{Adjustment, AdjustmentKind, Consequence, Item, ItemKind, Ledger};

/// All standards, judged over one range as of one instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The version of this form: 1.
    pub report: u32,
    /// First day of the range.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The instant of judgement.
    pub as_of: DateTime<FixedOffset>,
    /// The calendar that decided which days are working days: name and version.
    pub calendar: String,
    /// In the order of the files.
    pub standards: Vec<StandardReport>,
    /// What could not be used, by cause.
    pub problems: Vec<Problem>,
}

/// One standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandardReport {
    /// Its name.
    pub name: String,
    /// Its file.
    pub file: String,
    /// In the order of the people table; only people whom some clause binds.
    pub people: Vec<PersonReport>,
}

/// One person under one standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonReport {
    /// The name.
    pub person: String,
    /// The post, where the people table says it.
    pub post: Option<String>,
    /// `100 × Σ points / Σ worth`, with bonuses; `None` where nothing was judged.
    pub score: Option<Exact>,
    /// What 等级 maps the score to.
    pub grade: Option<String>,
    /// Several posts in the range: the score is theirs, weighted by working days present. Empty where there is just one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartReport>,
    /// In the order of the file; who asks the tracker again shares those that have not changed.
    pub clauses: Vec<Arc<ClauseReport>>,
    /// What makes the score another one than 100 and all items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
    /// Sums in other units than points, in order of first use.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ledgers: Vec<Ledger>,
}

/// One of several posts that a person had in the range.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartReport {
    /// The post.
    pub post: Option<String>,
    /// Its first day in the range.
    pub from: NaiveDate,
    /// The day after its last in the range.
    pub to: NaiveDate,
    /// Working days of the range on which the person was there, in that post.
    pub workdays: Exact,
    /// Its own score.
    pub score: Option<Exact>,
}

/// One requirement, for one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseReport {
    /// `2.1a`
    pub id: String,
    /// Which of [`PersonReport::parts`] it is judged in, from 1; `None` where there is just one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
    /// The words of the source.
    pub text: String,
    /// The canonical form.
    pub canonical: String,
    /// The worst of its outcomes.
    pub status: Status,
    /// What it is worth.
    pub worth: Option<Exact>,
    /// What it got; `None` where it was not judged.
    pub points: Option<Exact>,
    /// Why something was judged and yet has no points: a value that they depend on is not exactly known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unscored: Option<Reason>,
    /// Each lost and won amount; those in points, added to `worth`, give `points`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// What follows its misses besides points (后果).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<Consequence>,
    /// One per period, entity or trigger, in order of time.
    pub outcomes: Vec<Outcome>,
}

/// Statuses, from the worst: a clause has the worst of its outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 未达标
    Missed,
    /// 无法判定
    Undetermined,
    /// 待定
    Pending,
    /// 达标
    Met,
    /// 不适用
    NotApplicable,
}

/// One judgement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Start of the period or interval; `None` where it has none (提前3天).
    pub from: Option<Moment>,
    /// Its end, exclusive; `None` where it has none.
    pub to: Option<Moment>,
    /// The entity (每家客户).
    pub entity: Option<String>,
    /// The record that triggered it (凡): its id, else its place (`records.csv:17`).
    pub trigger: Option<String>,
    /// How it came out.
    pub status: Status,
    /// What was found: a value, or for 凡 how many duties were fulfilled.
    pub actual: Option<Exact>,
    /// What was asked, after proration; for 凡 how many duties.
    pub required: Option<Exact>,
    /// The upper end, where both ends are asked for (介于); `required` is the lower one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to: Option<Exact>,
    /// How many days too late what was missed came, or has been waited for; only where 每迟 counts those.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Exact>,
    /// How many working days too late; only where 每迟 counts those.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_workdays: Option<Exact>,
    /// What a pending judgement still lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<Exact>,
    /// The instant, exclusive, up to which a pending judgement may still change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// Working days left until then, that of the instant of judgement among them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workdays_left: Option<u32>,
    /// Why it is undetermined or not applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// An end of an interval: a whole day prints as a date, a time of day as date and time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Moment {
    /// `2024-03-04`
    Day(NaiveDate),
    /// `2024-03-04T09:30:00`, local
    Time(NaiveDateTime),
}

impl Moment {
    /// The instant: a day where it is a midnight.
    pub fn of(instant: NaiveDateTime) -> Moment {
        if instant.time() == NaiveTime::MIN { Moment::Day(instant.date()) } else { Moment::Time(instant) }
    }
}

impl Outcome {
    /// About how many bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Outcome>() + [&self.entity, &self.trigger].into_iter().flatten().map(String::len).sum::<usize>()
    }

    /// A judgement of which nothing else is known.
    pub fn new(status: Status, reason: Option<Reason>) -> Outcome {
        Outcome {
            from: None,
            to: None,
            entity: None,
            trigger: None,
            status,
            actual: None,
            required: None,
            up_to: None,
            late: None,
            late_workdays: None,
            missing: None,
            until: None,
            workdays_left: None,
            reason,
        }
    }
}

/// Why an outcome is undetermined or not applicable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A field that decides is empty or not of its type.
    MissingValue,
    /// Nobody has judged it yet.
    NotJudged,
    /// An exact number grew past what 128 bits hold.
    Overflow,
    /// The denominator is 0.
    EmptyDenominator,
    /// The person was not there, or the clause not in force.
    Absent,
    /// The condition of 若 does not hold.
    ConditionFalse,
    /// The period is in part only, and `partial = "skip"`.
    PartialPeriod,
    /// The person's target is missing.
    MissingTarget,
    /// There is no period before to compare with.
    NothingToCompare,
    /// The source is not known to have been recording.
    NotCovered,
    /// Fewer records than the sample that is asked for.
    SmallSample,
}

/// Something that could not be used, by cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The cause.
    pub kind: ProblemKind,
    /// What it is about, where the cause alone does not say: the column, or the first name met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What stands in the first place, for cells of people, registers, leave and coverage that cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How many times.
    pub count: u64,
    /// The first place: `records.csv:17`; in a sheet the cell, `people.xlsx:C3`.
    pub first: String,
}

/// Causes, in the order they are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A needed column is not in the file.
    MissingColumn,
    /// A column that nothing uses.
    UnusedColumn,
    /// A line that cannot be read as a row.
    BrokenLine,
    /// No person in the row.
    MissingPerson,
    /// A person who is not in the people table.
    UnknownPerson,
    /// No activity in the row.
    MissingActivity,
    /// An activity that no table and no clause names.
    UnknownActivity,
    /// No time in the row.
    MissingTime,
    /// A time that cannot be read.
    UnreadableTime,
    /// A day and a time in two columns that name different days or times.
    TimeConflict,
    /// A value that is not of the type its column has.
    WrongType,
    /// A record whose id another record has, and nothing tells which was recorded later.
    DuplicateId,
    /// A record that a later one of its id replaced.
    Corrected,
    /// A record that was withdrawn.
    Withdrawn,
    /// A record that came after its period was settled and let go of.
    Settled,
    /// A record that corrects or withdraws one that was let go of.
    Released,
    /// A record of a day that was judged before it came; it counts for what is still open.
    Behind,
    /// A person whom two rows of the people table name.
    DuplicatePerson,
    /// An entity that two rows of a register name for the same time.
    DuplicateEntity,
    /// Coverage of a source that no activity names.
    UnknownFeed,
    /// No people table: everyone seen in the records is judged.
    NoPeopleTable,
    /// A register that was not given.
    NoRegister,
}
