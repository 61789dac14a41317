//! From outcomes to points, from points to the score and its grade.

use guiju_engine::exact::Exact;
use guiju_engine::program::{Clause, Scoring, ScoringRule, Standard, Veto};
use guiju_engine::report::{ClauseReport, Outcome, PersonReport, Status};

use super::value::compare;

fn whole(n: usize) -> Exact {
    Exact::from(n as i128)
}

/// What a clause is worth.
fn worth(clause: &Clause) -> Option<Exact> {
    let worth = clause.worth.as_ref()?;
    Exact::from(worth.points).over(Exact::from(i128::from(worth.parts)))
}

/// The points of a clause; `None` where nothing was judged.
fn points(scoring: &Scoring, worth: Exact, outcomes: &[Outcome]) -> Option<Exact> {
    let count = |status: Status| outcomes.iter().filter(|outcome| outcome.status == status).count();
    let (met, missed) = (count(Status::Met), count(Status::Missed));
    if met + missed == 0 {
        return None;
    }
    match scoring.rules.as_slice() {
        [] | [ScoringRule::MetRate] => worth.times(whole(met))?.over(whole(met + missed)),
        [ScoringRule::AllMet] => Some(if missed == 0 { worth } else { Exact::ZERO }),
        _ => panic!("the reference does not score this yet"),
    }
}

/// The report on one person.
pub fn total(
    standard: &Standard,
    person: String,
    post: Option<String>,
    clauses: Vec<(&Clause, Vec<Outcome>)>,
) -> PersonReport {
    let (mut got, mut possible, mut vetoes) = (Exact::ZERO, Exact::ZERO, Vec::new());
    let mut reports = Vec::new();
    for (clause, outcomes) in clauses {
        let worth = worth(clause);
        let points = worth.and_then(|worth| points(&clause.scoring, worth, &outcomes));
        if let (Some(worth), Some(points)) = (worth, points) {
            got = got.plus(points).expect("small numbers");
            possible = possible.plus(worth).expect("small numbers");
        }
        let status = outcomes.iter().map(|outcome| outcome.status).min().unwrap_or(Status::NotApplicable);
        if status == Status::Missed {
            vetoes.extend(&clause.veto);
        }
        reports.push(ClauseReport {
            id: clause.id.clone(),
            part: None,
            text: clause.origin.text.clone(),
            canonical: clause.origin.canonical.clone(),
            status,
            worth,
            points,
            unscored: None,
            items: Vec::new(),
            consequences: Vec::new(),
            outcomes,
        });
    }
    let mut score = got.times(Exact::from(100)).and_then(|hundredfold| hundredfold.over(possible));
    if vetoes.contains(&&Veto::Zero) && score.is_some() {
        score = Some(Exact::ZERO);
    }
    let mut place = score.and_then(|score| {
        let holds = |bound: &Option<_>| match bound {
            Some((comparison, value)) => compare(score, *comparison, Exact::from(*value)),
            None => true,
        };
        standard.grades.iter().position(|grade| holds(&grade.bound))
    });
    for veto in vetoes {
        if let Veto::Cap(name) = veto {
            let cap = standard.grades.iter().position(|grade| grade.name == *name);
            place = place.max(cap.filter(|_| place.is_some()));
        }
    }
    let grade = place.map(|place| standard.grades[place].name.clone());
    PersonReport {
        person,
        post,
        score,
        grade,
        parts: Vec::new(),
        clauses: reports,
        adjustments: Vec::new(),
        ledgers: Vec::new(),
    }
}
