//! What became of an earlier report: which outcomes and points changed, and which records caused it.
//!
//! ```
//! # fn main() -> Result<(), guiju::Error> {
//! use guiju::against::{Cause, Earlier};
//! use guiju::{Range, Records, Standards, write};
//! let standards = Standards::parse("每周 上门访问客户 >= 2")?;
//! let csv = "编号,人员,活动,时间,录入时间\n\
//!     1,张三,上门访问客户,2024-03-05,2024-03-05\n\
//!     2,张三,上门访问客户,2024-03-06,2024-03-20\n";
//! let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
//! let range = Range::parse("2024-03-04", "2024-03-11")?;
//! let mut json = Vec::new();
//! let then = standards.score(&records, range, None)?;
//! write::json(&then, &write::Options::default(), &mut json).expect("memory takes all");
//!
//! let earlier = Earlier::parse(&String::from_utf8_lossy(&json), "old.json")?;
//! let now = standards.score(&records, range, standards.instant("2024-04-01")?)?;
//! let against = standards.against(&records, &now, &earlier)?;
//! let clause = &against.people[0].clauses[0];
//! assert_eq!(clause.outcomes[0].before.as_ref().unwrap().actual.as_deref(), Some("1"));
//! assert_eq!(clause.outcomes[0].after.as_ref().unwrap().actual.as_deref(), Some("2"));
//! assert_eq!((clause.records[0].cause, clause.records[0].place.as_str()), (Cause::Recorded, "records.csv:3"));
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use guiju_engine::evaluate::Range;
use guiju_engine::evidence::accounts;
use guiju_engine::report::{ProblemKind, Report};
use guiju_formats::read::earlier;
use serde::Serialize;

use crate::{Error, Records, Standards};

mod causes;
mod compare;

pub use causes::{Cause, Caused};
pub use earlier::{
    About, EarlierConsequence, EarlierError, EarlierItem, EarlierLedger, EarlierProblem, Found, Held, Standing,
};

/// An earlier report, read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    report: earlier::Earlier,
    name: String,
}

impl Earlier {
    /// Reads the JSON of a report (language.md §9); `name` is what errors call it by.
    ///
    /// # Errors
    /// [`Error::Earlier`], where it is no report, or one of another version.
    pub fn parse(json: &str, name: &str) -> Result<Earlier, Error> {
        let failed = |cause| Error::Earlier { name: name.to_owned(), cause };
        Ok(Earlier { report: earlier::earlier(json).map_err(failed)?, name: name.to_owned() })
    }
}

/// What changed between two reports. Only what changed is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Against {
    /// The version of this form: 1.
    pub against: u32,
    /// First day of the range.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The instant of judgement of the earlier report.
    pub as_of_before: DateTime<FixedOffset>,
    /// That of the later one.
    pub as_of_after: DateTime<FixedOffset>,
    /// Everybody for whom something changed, in the order of the later report, then those who are gone.
    pub people: Vec<PersonChange>,
    /// What could not be used more or less often than before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemChange>,
}

/// What could not be used more or less often than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemChange {
    /// The cause.
    pub kind: ProblemKind,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many times before.
    pub before: u64,
    /// How many times after.
    pub after: u64,
}

/// What changed for one person under one standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonChange {
    /// The standard's name.
    pub standard: String,
    /// Its file.
    pub file: String,
    /// The name.
    pub person: String,
    /// Post, score and grade before; `None` where the earlier report does not have the person.
    pub before: Option<Standing>,
    /// Those after; `None` where the later report does not have the person.
    pub after: Option<Standing>,
    /// The clauses that changed.
    pub clauses: Vec<ClauseChange>,
}

/// What changed in one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClauseChange {
    /// `2.1a`
    pub id: String,
    /// Which of several posts, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
    /// The words of the source.
    pub text: String,
    /// What it came to before; `None` where it was not judged for the person.
    pub before: Option<Held>,
    /// What it comes to after.
    pub after: Option<Held>,
    /// The outcomes that changed.
    pub outcomes: Vec<OutcomeChange>,
    /// The records that were recorded, corrected or withdrawn (or happened) between the two instants and count, or
    /// counted, for this clause; in order of place in the evidence.
    pub records: Vec<Caused>,
    /// Whether the records of today, judged as of the earlier instant, give what the earlier report says. Where they do
    /// not, something else changed too: records with no later time of recording, people, registers, or the standards.
    pub replayed: bool,
}

/// What changed in one judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeChange {
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// How it came out before; `None` where it was not judged.
    pub before: Option<Found>,
    /// How it comes out after.
    pub after: Option<Found>,
}

impl Standards {
    /// Compares a report of these records with an earlier report over the same range.
    ///
    /// # Errors
    /// [`Error::Earlier`] where the earlier report is about another range, or judged as of a later instant; else as
    /// [`Standards::score`].
    pub fn against(&self, records: &Records, report: &Report, earlier: &Earlier) -> Result<Against, Error> {
        let then = &earlier.report;
        let failed = |cause| Err(Error::Earlier { name: earlier.name.clone(), cause });
        if (then.from, then.to) != (report.from, report.to) {
            return failed(EarlierError::Range { from: then.from, to: then.to });
        }
        if then.as_of > report.as_of {
            return failed(EarlierError::Later(then.as_of));
        }
        let now = report.into();
        let problems = compare::problems(then, &now);
        let mut people = compare::compare(then, &now);
        if !people.is_empty() {
            self.explain_changes(records, report, then, &mut people)?;
        }
        let (from, to) = (report.from, report.to);
        Ok(Against { against: 1, from, to, as_of_before: then.as_of, as_of_after: report.as_of, people, problems })
    }

    /// Finds the records behind each change.
    fn explain_changes(
        &self,
        records: &Records,
        report: &Report,
        then: &earlier::Earlier,
        people: &mut [PersonChange],
    ) -> Result<(), Error> {
        let range = Range::new(report.from, report.to)?;
        let zone = self.program.calendar.timezone;
        let (before, after) = (then.as_of.with_timezone(&zone), report.as_of.with_timezone(&zone));
        let replay = compare::compare(then, &(&self.score(records, range, before)?).into());
        let names: BTreeSet<String> = people.iter().map(|change| change.person.clone()).collect();
        let all = |as_of| accounts(&self.program, &records.data, range, as_of, &|name| names.contains(name), None);
        let (before, after) = (causes::by_clause(all(before)?), causes::by_clause(all(after)?));
        let replay: BTreeSet<_> =
            replay.iter().flat_map(|person| person.clauses.iter().map(move |clause| key(person, clause))).collect();
        for person in people {
            for place in 0..person.clauses.len() {
                let Some(clause) = person.clauses.get(place) else { continue };
                let replayed = !replay.contains(&key(person, clause));
                let at = (person.standard.clone(), person.person.clone(), clause.id.clone());
                let records = causes::causes(before.get(&at), after.get(&at));
                if let Some(clause) = person.clauses.get_mut(place) {
                    (clause.replayed, clause.records) = (replayed, records);
                }
            }
        }
        Ok(())
    }
}

type Key = (String, String, String, Option<usize>);

fn key(person: &PersonChange, clause: &ClauseChange) -> Key {
    (person.standard.clone(), person.person.clone(), clause.id.clone(), clause.part)
}
