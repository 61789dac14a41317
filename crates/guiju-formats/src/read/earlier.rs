//! An earlier report, read back from its JSON (language.md §9), as far as a later one is compared with it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use guiju_engine::exact::Exact;
use guiju_engine::report::{
    Adjustment, ClauseReport, Consequence, Item, Ledger, Moment, Outcome, PersonReport, ProblemKind, Reason, Report,
    Status,
};
use serde::{Deserialize, Serialize};

/// The version of the report that is read.
const VERSION: u64 = 1;

/// Why nothing can be compared with a file.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// It is no report at all, or a broken one.
    #[error("this is no report of `guiju score --format json`: {0}")]
    NoReport(String),
    /// A report of another version.
    #[error("the report is of version {0}, and only version 1 can be compared with")]
    Version(String),
    /// A report over another range.
    #[error("the report is about {from} – {to} (exclusive)")]
    Range {
        /// Its first day.
        from: NaiveDate,
        /// The day after its last.
        to: NaiveDate,
    },
    /// A report judged as of a later instant.
    #[error("the report was judged as of {0}, which is later")]
    Later(DateTime<FixedOffset>),
}

/// What a report says of everybody. Decimals are texts, as they stand in the JSON.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Earlier {
    /// First day of the range.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The instant of judgement.
    pub as_of: DateTime<FixedOffset>,
    /// In the order of the files.
    pub standards: Vec<EarlierStandard>,
    /// What could not be used, by cause.
    #[serde(default)]
    pub problems: Vec<EarlierProblem>,
}

/// Something that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierProblem {
    /// The cause.
    pub kind: ProblemKind,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many times.
    pub count: u64,
}

/// One standard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierStandard {
    /// Its name.
    pub name: String,
    /// Its file.
    pub file: String,
    /// Whom it binds.
    pub people: Vec<EarlierPerson>,
}

/// One person under one standard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierPerson {
    /// The name.
    pub person: String,
    /// Post, score and grade.
    #[serde(flatten)]
    pub standing: Standing,
    /// Every clause.
    pub clauses: Vec<EarlierClause>,
}

/// Where a person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The post, where there is one.
    pub post: Option<String>,
    /// The score.
    pub score: Option<String>,
    /// The grade.
    pub grade: Option<String>,
    /// Sums in other units than points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledgers: Vec<EarlierLedger>,
    /// What makes the score another one than its items: the kind, the clause and how much.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<EarlierItem>,
}

/// A sum in another unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierLedger {
    /// 元
    pub unit: String,
    /// Negative for what the person owes.
    pub amount: String,
}

/// What was won or lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierItem {
    /// By which rule.
    pub kind: String,
    /// The clause that is the cause of an adjustment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// Points, or amount of `unit`.
    pub amount: String,
    /// `None` for points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What follows a miss besides points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierConsequence {
    /// The words of 后果.
    pub what: String,
    /// The miss that it follows.
    #[serde(flatten)]
    pub about: About,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierClause {
    /// `2.1a`
    pub id: String,
    /// Which of several posts, from 1.
    pub part: Option<usize>,
    /// The words of the source.
    pub text: String,
    /// What it came to.
    #[serde(flatten)]
    pub result: Held,
    /// One per period, entity or trigger.
    pub outcomes: Vec<EarlierOutcome>,
}

/// What a clause came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The worst of its outcomes.
    pub status: Status,
    /// What it is worth.
    pub worth: Option<String>,
    /// What it got.
    pub points: Option<String>,
    /// Each lost and won amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<EarlierItem>,
    /// What follows its misses besides points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<EarlierConsequence>,
}

/// One judgement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EarlierOutcome {
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// How it came out.
    #[serde(flatten)]
    pub found: Found,
}

/// What a judgement is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Start of the period or interval.
    #[serde(default)]
    pub from: Option<Moment>,
    /// Its end, exclusive.
    #[serde(default)]
    pub to: Option<Moment>,
    /// The entity (每家客户).
    #[serde(default)]
    pub entity: Option<String>,
    /// The record that triggered it (凡).
    #[serde(default)]
    pub trigger: Option<String>,
}

/// How a judgement came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The status.
    pub status: Status,
    /// What was found.
    pub actual: Option<String>,
    /// What was asked.
    pub required: Option<String>,
    /// The upper end of what was asked, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub up_to: Option<String>,
    /// How many days too late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<String>,
    /// How many working days too late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_workdays: Option<String>,
    /// Why it is undetermined or not applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// Reads the JSON of a report of version 1; fields that are not compared may be there or not.
///
/// # Errors
/// [`EarlierError::NoReport`] or [`EarlierError::Version`].
pub fn earlier(text: &str) -> Result<Earlier, EarlierError> {
    let broken = |error: serde_json::Error| EarlierError::NoReport(error.to_string());
    let value: serde_json::Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(broken)?;
    match value.get("report") {
        None => return Err(EarlierError::NoReport("missing field `report`".to_owned())),
        Some(version) if version.as_u64() != Some(VERSION) => return Err(EarlierError::Version(version.to_string())),
        Some(_) => {}
    }
    serde_json::from_value(value).map_err(broken)
}

impl From<&Report> for Earlier {
    fn from(report: &Report) -> Earlier {
        let standards = report.standards.iter().map(|standard| EarlierStandard {
            name: standard.name.clone(),
            file: standard.file.clone(),
            people: standard.people.iter().map(EarlierPerson::from).collect(),
        });
        let problems = report.problems.iter().map(|problem| EarlierProblem {
            kind: problem.kind,
            name: problem.name.clone(),
            count: problem.count,
        });
        Earlier {
            from: report.from,
            to: report.to,
            as_of: report.as_of,
            standards: standards.collect(),
            problems: problems.collect(),
        }
    }
}

impl From<&PersonReport> for EarlierPerson {
    fn from(report: &PersonReport) -> EarlierPerson {
        let ledger = |it: &Ledger| EarlierLedger { unit: it.unit.clone(), amount: it.amount.to_string() };
        let adjustment = |it: &Adjustment| EarlierItem {
            kind: name(&it.kind),
            clause: it.clause.clone(),
            about: About { from: None, to: None, entity: None, trigger: None },
            amount: it.amount.to_string(),
            unit: None,
        };
        let standing = Standing {
            post: report.post.clone(),
            score: text(report.score),
            grade: report.grade.clone(),
            ledgers: report.ledgers.iter().map(ledger).collect(),
            adjustments: report.adjustments.iter().map(adjustment).collect(),
        };
        let clauses = report.clauses.iter().map(|clause| EarlierClause::from(clause.as_ref())).collect();
        EarlierPerson { person: report.person.clone(), standing, clauses }
    }
}

impl From<&ClauseReport> for EarlierClause {
    fn from(report: &ClauseReport) -> EarlierClause {
        EarlierClause {
            id: report.id.clone(),
            part: report.part,
            text: report.text.clone(),
            result: Held {
                status: report.status,
                worth: text(report.worth),
                points: text(report.points),
                items: report.items.iter().map(EarlierItem::from).collect(),
                consequences: report.consequences.iter().map(EarlierConsequence::from).collect(),
            },
            outcomes: report.outcomes.iter().map(EarlierOutcome::from).collect(),
        }
    }
}

impl From<&Outcome> for EarlierOutcome {
    fn from(outcome: &Outcome) -> EarlierOutcome {
        EarlierOutcome {
            about: About {
                from: outcome.from,
                to: outcome.to,
                entity: outcome.entity.clone(),
                trigger: outcome.trigger.clone(),
            },
            found: Found {
                status: outcome.status,
                actual: text(outcome.actual),
                required: text(outcome.required),
                up_to: text(outcome.up_to),
                late: text(outcome.late),
                late_workdays: text(outcome.late_workdays),
                reason: outcome.reason,
            },
        }
    }
}

impl From<&Item> for EarlierItem {
    fn from(item: &Item) -> EarlierItem {
        let about = About { from: item.from, to: item.to, entity: item.entity.clone(), trigger: item.trigger.clone() };
        let (amount, unit) = (item.amount.to_string(), item.unit.clone());
        EarlierItem { kind: name(&item.kind), clause: None, about, amount, unit }
    }
}

impl From<&Consequence> for EarlierConsequence {
    fn from(it: &Consequence) -> EarlierConsequence {
        let about = About { from: it.from, to: it.to, entity: it.entity.clone(), trigger: it.trigger.clone() };
        EarlierConsequence { what: it.what.clone(), about }
    }
}

/// What the JSON calls it.
fn name(kind: &impl Serialize) -> String {
    let value = serde_json::to_value(kind).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn text(value: Option<Exact>) -> Option<String> {
    value.map(|value| value.to_string())
}
