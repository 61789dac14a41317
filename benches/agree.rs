//! The report and the program written by hand agree on every outcome and every score.

use std::error::Error;

use chrono::Datelike;
use guiju::{Exact, Moment, Outcome, Report, Status};

use crate::limit;
use crate::workload::{self, Workload};

/// Holds the report to what was written by hand, outcome by outcome.
pub fn agree(data: &Workload, by_hand: &limit::Judged, report: &Report) -> Result<(), Box<dyn Error>> {
    let people = &report.standards.first().ok_or("no standard")?.people;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for person in people {
        let number: u32 = person.person.trim_start_matches("员工").parse()?;
        let score = by_hand.scores.get(number as usize).copied().unwrap_or(f64::NAN);
        let shown: f64 = person.score.ok_or("no score")?.to_string().parse()?;
        if (score - shown).abs() > 1e-6 {
            return Err(format!("{}: {shown}, by hand {score}", person.person).into());
        }
        for (clause, judged) in (0u8..).zip(&person.clauses) {
            for (place, outcome) in judged.outcomes.iter().enumerate() {
                ours.push(key(number, clause, place, outcome)?);
            }
        }
    }
    for outcome in &by_hand.outcomes {
        let first = match outcome.clause {
            6..=8 | 12 => data.day[outcome.key as usize],
            _ => 0,
        };
        let actual = match (outcome.clause, outcome.status) {
            (9 | 10, 2) => "-".to_owned(),
            (9 | 10, _) => Exact::ratio(outcome.actual.into(), outcome.key.into()).ok_or("0")?.to_string(),
            _ => outcome.actual.to_string(),
        };
        let about = match outcome.clause {
            5 => format!("客户{:06}", outcome.key),
            6..=8 | 12 => format!("{first} records.csv:{}", outcome.key + 2),
            _ => String::new(),
        };
        theirs.push((outcome.person, outcome.clause, outcome.period, about, outcome.status, actual));
    }
    ours.sort_unstable();
    theirs.sort_unstable();
    if ours.len() != theirs.len() {
        println!("{} outcomes, by hand {}", ours.len(), theirs.len());
    }
    match ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs) {
        Some((ours, theirs)) => Err(format!("{ours:?}, by hand {theirs:?}").into()),
        None => {
            println!("{} outcomes, all as by hand", ours.len());
            Ok(())
        }
    }
}

type Key = (u32, u8, u16, String, u8, String);

fn key(person: u32, clause: u8, place: usize, outcome: &Outcome) -> Result<Key, Box<dyn Error>> {
    let Some(Moment::Day(from)) = outcome.from else { return Err("no day".into()) };
    let days = (from - workload::first_day()).num_days();
    let status = match outcome.status {
        Status::Missed => 0,
        Status::Met => 1,
        Status::NotApplicable => 2,
        other => return Err(format!("{other:?}").into()),
    };
    let period = match clause {
        5 => u16::try_from(from.month0())?,
        6..=8 | 12 => 0,
        _ => u16::try_from(place)?,
    };
    let about = match (&outcome.entity, &outcome.trigger) {
        (Some(entity), _) => entity.clone(),
        (_, Some(trigger)) => format!("{days} {trigger}"),
        _ => String::new(),
    };
    let actual = outcome.actual.map_or("-".to_owned(), |actual| actual.to_string());
    Ok((person, clause, period, about, status, actual))
}
