//! Evidence: which records counted for an outcome, which did not, and why.

use std::sync::Arc;

use chrono::DateTime;
use chrono_tz::Tz;
use serde::Serialize;

use crate::evaluate::{Data, EvaluateError, Ground, Range, World};
use crate::exact::Exact;
use crate::index::Index;
use crate::program::Program;
use crate::report::{ClauseReport, Moment, Status};

/// What a person's points under one standard rest on; where the person had several posts, in one of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Account {
    /// The standard's name.
    pub standard: String,
    /// Its file.
    pub file: String,
    /// Whom it is about.
    pub person: String,
    /// The post, where the people table says it.
    pub post: Option<String>,
    /// The score over all clauses.
    pub score: Option<Exact>,
    /// Its grade.
    pub grade: Option<String>,
    /// The clauses that were asked for.
    pub clauses: Vec<Evidence>,
}

/// One clause with the records behind each outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// What it came to.
    #[serde(flatten)]
    pub clause: ClauseReport,
    /// What stands behind each of `clause.outcomes`, in the same order.
    pub evidence: Vec<Grounds>,
    /// Records of the same activities that belong to none of the outcomes.
    pub elsewhere: Vec<Piece>,
}

/// Gives account of a person: every clause that binds the person, or the one of that id, in every standard.
///
/// Nobody of that name, or no such clause, gives no accounts.
///
/// # Errors
/// As [`crate::evaluate::evaluate`].
pub fn account(
    program: &Program,
    data: &Data,
    range: Range,
    as_of: DateTime<Tz>,
    person: &str,
    clause: Option<&str>,
) -> Result<Vec<Account>, EvaluateError> {
    accounts(program, data, range, as_of, &|name| name == person, clause)
}

/// [`account`] of everybody whose name `wanted` wants, in the order of the people table.
///
/// # Errors
/// As [`crate::evaluate::evaluate`].
pub fn accounts(
    program: &Program,
    data: &Data,
    range: Range,
    as_of: DateTime<Tz>,
    wanted: &dyn Fn(&str) -> bool,
    clause: Option<&str>,
) -> Result<Vec<Account>, EvaluateError> {
    let local = as_of.with_timezone(&program.calendar.timezone).naive_local();
    let index = Index::new(program, &data.records, local);
    let ground = Ground::new(program, range, local);
    let world = World::new(program, &data.records, data.tables(), range, &index, &ground);
    let people: Vec<_> = world.people().0.into_iter().filter(|known| wanted(&known.name)).collect();
    let mut accounts = Vec::new();
    let unknown_year = |year| EvaluateError::CalendarYear { calendar: program.calendar.name.clone(), year };
    let standards = || program.standards.iter();
    let parts = people.iter().flat_map(|person| {
        standards().flat_map(move |standard| person.parts().into_iter().map(move |part| (standard, part)))
    });
    for (standard, person) in parts {
        let Some(report) = world.in_post(standard, &person, true, None).map_err(unknown_year)? else { continue };
        let mut clauses = Vec::new();
        for judged in report.clauses.into_iter().filter(|judged| clause.is_none_or(|id| judged.id == id)) {
            let Some(clause) = standard.clauses.iter().find(|clause| clause.id == judged.id) else { continue };
            let (evidence, elsewhere) = world.grounds(clause, &person, &judged.outcomes).map_err(unknown_year)?;
            clauses.push(Evidence { clause: Arc::unwrap_or_clone(judged), evidence, elsewhere });
        }
        if !clauses.is_empty() {
            accounts.push(Account {
                standard: standard.name.clone(),
                file: standard.file.clone(),
                person: report.person,
                post: report.post,
                score: report.score,
                grade: report.grade,
                clauses,
            });
        }
    }
    Ok(accounts)
}

/// What stands behind one outcome.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grounds {
    /// One for each measure, or for each duty.
    pub parts: Vec<Part>,
}

/// One measure, or one duty, with its records.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// How its records make its value.
    pub kind: PartKind,
    /// The activities (for a field of a trigger: the trigger's).
    pub activities: Vec<String>,
    /// The field that is added up, or whose names are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Of the period before, or a year before (环比, 同比).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub before: bool,
    /// What the people table says there (任职).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What the records come to; for a duty, `None`.
    pub value: Option<Exact>,
    /// How a duty, or a condition on an attribute, came out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// The records that counted, in order of time.
    pub counted: Vec<Piece>,
    /// Those that did not, though they fall into the period or belong to the trigger.
    pub not_counted: Vec<Piece>,
}

/// How the records of a part make its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// The sum of their amounts, 1 each unless something else is said.
    Count,
    /// How many different names.
    Distinct,
    /// The sum of their amounts.
    Sum,
    /// The mean of their amounts.
    Average,
    /// The greatest amount.
    Max,
    /// The least amount.
    Min,
    /// The longest run of days.
    Streak,
    /// A duty: done by one that counts.
    Duty,
    /// A person's judgement.
    Judgement,
    /// An attribute of the person that a condition asks for.
    Attribute,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Piece {
    /// Its id, else its place.
    pub record: String,
    /// Where it stands: `records.csv:17`.
    pub place: String,
    /// Whose it is.
    pub person: String,
    /// What was done.
    pub activity: String,
    /// When.
    pub time: Moment,
    /// What it adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
    /// The name that is counted once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Why it does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// The place of the record that stands for it, or ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Why a record does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Another record has its id.
    Duplicate,
    /// A later record of its id corrected it.
    Replaced,
    /// It was withdrawn.
    Withdrawn,
    /// It was recorded after the instant of judgement.
    RecordedLater,
    /// It happened after the instant of judgement.
    NotYet,
    /// It lies in no period that is judged.
    OtherPeriod,
    /// It lies on a day on which the person had another post.
    OtherPost,
    /// It is about an entity that is not judged.
    OtherEntity,
    /// It came before the part of the period that counts, or before its trigger.
    Early,
    /// It came after the deadline.
    Late,
    /// It is somebody else's.
    NotOwn,
    /// 除外
    Excepted,
    /// It does not fulfil the condition.
    Filtered,
    /// A value that decides is empty or unreadable.
    Unreadable,
}
