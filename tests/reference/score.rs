//! From points to the score of a standard, its grade and its ledgers.

use std::sync::Arc;

use guiju_engine::exact::Exact;
use guiju_engine::program::{BonusCap, Clause, Program, Standard, Veto};
use guiju_engine::report::{
    Adjustment, AdjustmentKind, ClauseReport, Consequence, Ledger, Outcome, PersonReport, Reason, Status,
};

use super::points::{Points, points};
use super::value::compare;

/// A clause with what it came to.
struct Scored<'a> {
    clause: &'a Clause,
    outcomes: Vec<Outcome>,
    worth: Option<Exact>,
    points: Result<Option<Points>, Reason>,
}

fn plus(left: Exact, right: Exact) -> Exact {
    left.plus(right).expect("small numbers")
}

fn minus(left: Exact, right: Exact) -> Exact {
    left.minus(right).expect("small numbers")
}

impl Scored<'_> {
    fn points(&self) -> Option<&Points> {
        self.points.as_ref().ok()?.as_ref()
    }

    fn status(&self) -> Status {
        self.outcomes.iter().map(|outcome| outcome.status).min().unwrap_or(Status::NotApplicable)
    }

    /// The consequence of each miss, for each that the clause names.
    fn consequences(&self) -> Vec<Consequence> {
        let missed = self.outcomes.iter().filter(|outcome| outcome.status == Status::Missed);
        let each = missed.flat_map(|outcome| {
            self.clause.consequences.iter().map(|what| Consequence {
                what: what.clone(),
                from: outcome.from,
                to: outcome.to,
                entity: outcome.entity.clone(),
                trigger: outcome.trigger.clone(),
            })
        });
        each.collect()
    }
}

/// `100 × Σ points / Σ worth` with what is added and taken outside, and what makes it another number.
fn score(standard: &Standard, scored: &[Scored<'_>]) -> (Option<Exact>, Vec<Adjustment>) {
    let (mut got, mut possible, mut outside) = (Exact::ZERO, Exact::ZERO, Exact::ZERO);
    for scored in scored {
        let Some(points) = scored.points() else { continue };
        outside = plus(outside, minus(points.won, points.taken));
        if let Some(worth) = scored.worth {
            (got, possible) = (plus(got, points.own), plus(possible, worth));
        }
    }
    let Some(share) = got.over(possible) else { return (None, Vec::new()) };
    let mut score = plus(share.times(Exact::from(100)).expect("small numbers"), outside);
    let mut adjustments = Vec::new();
    let mut adjust = |score: &mut Exact, kind: AdjustmentKind, clause: Option<String>, to: Exact| {
        adjustments.push(Adjustment { kind, clause, amount: minus(to, *score) });
        *score = to;
    };
    let mut cut: Vec<(&BonusCap, Exact)> = Vec::new();
    for cap in &standard.bonus_caps {
        let within = scored.iter().filter(|scored| cap.clauses.contains(&scored.clause.id));
        let mut won = within.filter_map(Scored::points).fold(Exact::ZERO, |sum, points| plus(sum, points.won));
        for (inner, past) in &cut {
            if inner.clauses.iter().all(|id| cap.clauses.contains(id)) {
                won = minus(won, *past);
            }
        }
        let past = minus(won, Exact::from(cap.most));
        if past > Exact::ZERO {
            cut.push((cap, past));
            let to = minus(score, past);
            adjust(&mut score, AdjustmentKind::BonusCap, None, to);
        }
    }
    if score < Exact::ZERO && !scored.iter().any(|scored| scored.clause.scoring.may_be_negative) {
        adjust(&mut score, AdjustmentKind::Floor, None, Exact::ZERO);
    }
    let zeroed = |scored: &&Scored| scored.clause.veto == Some(Veto::Zero) && scored.status() == Status::Missed;
    if let Some(vetoed) = scored.iter().find(zeroed) {
        adjust(&mut score, AdjustmentKind::Veto, Some(vetoed.clause.id.clone()), Exact::ZERO);
    }
    (Some(score), adjustments)
}

/// The first grade that a score has, no better than the missed clauses allow.
pub fn grade(standard: &Standard, score: Exact, missed: &[&Clause]) -> Option<String> {
    let has = |bound: &Option<_>| match bound {
        Some((comparison, value)) => compare(score, *comparison, Exact::from(*value)),
        None => true,
    };
    let mut place = standard.grades.iter().position(|grade| has(&grade.bound))?;
    for clause in missed {
        if let Some(Veto::Cap(name)) = &clause.veto {
            let cap = standard.grades.iter().position(|grade| grade.name == *name);
            place = place.max(cap.unwrap_or(place));
        }
    }
    Some(standard.grades[place].name.clone())
}

/// Sums by unit, in order of first use.
pub fn ledgers(amounts: impl IntoIterator<Item = (String, Exact)>) -> Vec<Ledger> {
    let mut found: Vec<Ledger> = Vec::new();
    for (unit, amount) in amounts {
        match found.iter_mut().find(|ledger| ledger.unit == unit) {
            Some(ledger) => ledger.amount = plus(ledger.amount, amount),
            None => found.push(Ledger { unit, amount }),
        }
    }
    found
}

/// The report on one person.
pub fn total(
    program: &Program,
    standard: &Standard,
    person: String,
    post: Option<String>,
    clauses: Vec<(&Clause, Vec<Outcome>)>,
) -> PersonReport {
    let judged = clauses.into_iter().map(|(clause, outcomes)| {
        let worth = clause.worth.as_ref();
        let worth = worth.and_then(|worth| Exact::from(worth.points).over(Exact::from(i128::from(worth.parts))));
        let points = points(program, clause, worth, &outcomes);
        Scored { clause, outcomes, worth, points }
    });
    let scored: Vec<Scored> = judged.collect();
    let (score, adjustments) = score(standard, &scored);
    let missed: Vec<&Clause> =
        scored.iter().filter(|scored| scored.status() == Status::Missed).map(|scored| scored.clause).collect();
    let amounts = scored.iter().filter_map(Scored::points).flat_map(|points| points.ledgers.clone());
    let ledgers = ledgers(amounts);
    let clauses = scored.into_iter().map(|scored| ClauseReport {
        id: scored.clause.id.clone(),
        part: None,
        text: scored.clause.origin.text.clone(),
        canonical: scored.clause.origin.canonical.clone(),
        status: scored.status(),
        worth: scored.worth,
        points: scored.points().map(|points| minus(plus(points.own, points.won), points.taken)),
        unscored: scored.points.as_ref().err().copied(),
        items: Vec::new(),
        consequences: scored.consequences(),
        outcomes: scored.outcomes,
    });
    PersonReport {
        person,
        post,
        score,
        grade: score.and_then(|score| grade(standard, score, &missed)),
        parts: Vec::new(),
        clauses: clauses.map(Arc::new).collect(),
        adjustments,
        ledgers,
    }
}
