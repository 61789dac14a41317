//! From outcomes to points, from points to the score and its grade (language.md §8).

mod counts;
mod gap;
mod most;
mod points;
mod rates;

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::exact::Exact;
use crate::predicate::compare;
use crate::program::{BonusCap, Clause, Comparison, Program, Standard, Veto, Worth};
use crate::report::{
    Adjustment, AdjustmentKind, ClauseReport, Consequence, Item, Ledger, Outcome, PersonReport, Reason, Status,
};
pub use counts::{Counts, Outcomes};
use points::{Line, Place, Points};
pub use rates::{Met, Rates};

/// The report on one person under one standard.
pub fn total(
    program: &Program,
    standard: &Standard,
    person: String,
    post: Option<String>,
    judged: Vec<(&Clause, Outcomes)>,
) -> PersonReport {
    let scored = judged.into_iter().map(|(clause, outcomes)| Scored::of(program, clause, outcomes)).collect();
    report(standard, person, post, scored)
}

/// The same of clauses whose points are known.
pub fn report(standard: &Standard, person: String, post: Option<String>, scored: Vec<Scored<'_>>) -> PersonReport {
    told(standard, person, post, scored, |_, scored, scale| Arc::new(scored.report(scale)))
}

/// The same, with each clause told by who may know it already: by its place among these, and what makes points of its worth
/// points of the score.
pub fn told<'a>(
    standard: &Standard,
    person: String,
    post: Option<String>,
    scored: Vec<Scored<'a>>,
    tell: impl Fn(usize, Scored<'a>, Option<Exact>) -> Arc<ClauseReport>,
) -> PersonReport {
    let (score, adjustments, scale) = match sum(standard, &scored, (Exact::ZERO, Exact::ZERO), false) {
        Some(sum) => (Some(sum.score), sum.adjustments, Some(sum.scale)),
        None => (None, Vec::new(), None),
    };
    let vetoes: Vec<&Veto> = scored.iter().filter_map(Scored::veto).collect();
    let grade = score.and_then(|score| grade(standard, score, &vetoes));
    let told = scored.into_iter().enumerate().map(|(place, scored)| tell(place, scored, scale));
    let clauses: Vec<Arc<ClauseReport>> = told.collect();
    let ledgers = ledgers(&clauses);
    PersonReport { person, post, score, grade, parts: Vec::new(), clauses, adjustments, ledgers }
}

/// The score alone, and the place of its grade: of the clauses that were `met` and those that are judged otherwise.
pub fn score(
    standard: &Standard,
    (rates, met): (&Rates, &Met),
    scored: &[Scored<'_>],
) -> (Option<Exact>, Option<usize>) {
    let sum = rates.points(met).and_then(|first| sum(standard, scored, first, rates.may_be_negative()));
    let score = sum.map(|sum| sum.score);
    let vetoes: Vec<&Veto> = scored.iter().filter_map(Scored::veto).collect();
    (score, score.and_then(|score| grade_place(standard, score, &vetoes)))
}

/// What one requirement is worth.
fn worth_of(worth: &Worth) -> Option<Exact> {
    Exact::from(worth.points).over(Exact::from(i128::from(worth.parts.max(1))))
}

/// A clause with its outcomes and what they come to.
pub struct Scored<'a> {
    pub clause: &'a Clause,
    pub judged: Cow<'a, Judged>,
}

/// The outcomes of a clause, and what they come to.
#[derive(Debug, Clone)]
pub struct Judged {
    outcomes: Outcomes,
    status: Status,
    worth: Option<Exact>,
    points: Result<Option<Points>, Reason>,
}

impl Judged {
    pub fn of(program: &Program, clause: &Clause, outcomes: Outcomes) -> Judged {
        let worth = clause.worth.as_ref().and_then(worth_of);
        let points = match &outcomes {
            Outcomes::Each(outcomes) => points::points(program, clause, worth, outcomes),
            Outcomes::Counted(counts) => counts.points(clause, worth),
        };
        let status = outcomes.status();
        Judged { outcomes, status, worth, points }
    }

    /// The worst of the outcomes.
    pub fn status(&self) -> Status {
        self.status
    }

    /// How many were met, where only that was asked for.
    pub fn counts(&self) -> Option<Counts> {
        match self.outcomes {
            Outcomes::Counted(counts) => Some(counts),
            Outcomes::Each(_) => None,
        }
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> usize {
        let outcomes = match &self.outcomes {
            Outcomes::Counted(_) => 0,
            Outcomes::Each(outcomes) => outcomes.iter().map(Outcome::bytes).sum(),
        };
        let lines = self.points.as_ref().ok().and_then(Option::as_ref).map(|points| points.lines.as_slice());
        outcomes + lines.unwrap_or_default().iter().map(Line::bytes).sum::<usize>()
    }
}

impl<'a> Scored<'a> {
    pub fn of(program: &Program, clause: &'a Clause, outcomes: Outcomes) -> Scored<'a> {
        Scored { clause, judged: Cow::Owned(Judged::of(program, clause, outcomes)) }
    }

    fn points(&self) -> Option<&Points> {
        self.judged.points.as_ref().ok()?.as_ref()
    }

    fn veto(&self) -> Option<&'a Veto> {
        self.clause.veto.as_ref().filter(|_| self.judged.status == Status::Missed)
    }

    /// `scale` makes points of the worth points of the score.
    pub fn report(self, scale: Option<Exact>) -> ClauseReport {
        let Scored { clause, judged } = self;
        let Judged { outcomes, status, worth, points } = judged.into_owned();
        let outcomes = match outcomes {
            Outcomes::Each(outcomes) => outcomes,
            Outcomes::Counted(_) => Vec::new(),
        };
        let missed = outcomes.iter().filter(|outcome| outcome.status == Status::Missed);
        let consequences = missed
            .flat_map(|outcome| {
                clause.consequences.iter().map(|what| Consequence {
                    what: what.clone(),
                    from: outcome.from,
                    to: outcome.to,
                    entity: outcome.entity.clone(),
                    trigger: outcome.trigger.clone(),
                })
            })
            .collect();
        let unscored = points.as_ref().err().copied();
        let points = points.ok().flatten();
        let items = |lines: Vec<Line>| -> Vec<Item> {
            // Misses have equal amounts: one product will do for many.
            let mut known: Option<(Exact, Option<Exact>)> = None;
            let mut scaled = |amount: Exact| match known {
                Some((same, score)) if same == amount => score,
                _ => known.insert((amount, scale.and_then(|scale| amount.times(scale)))).1,
            };
            let mut score = |line: &Line| match line.place {
                Place::Ledger => None,
                Place::Won | Place::Taken => scale.map(|_| line.item.amount),
                Place::Worth => scaled(line.item.amount),
            };
            lines.into_iter().map(|line| Item { score: score(&line), ..line.item }).collect()
        };
        ClauseReport {
            id: clause.id.clone(),
            part: None,
            text: clause.origin.text.clone(),
            canonical: clause.origin.canonical.clone(),
            status,
            worth,
            points: points.as_ref().and_then(|points| points.own.plus(points.outside()?)),
            unscored,
            items: points.map(|points| items(points.lines)).unwrap_or_default(),
            consequences,
            outcomes,
        }
    }
}

/// A score, and how it came about.
struct Sum {
    score: Exact,
    adjustments: Vec<Adjustment>,
    /// Points of the score for each point of worth.
    scale: Exact,
}

/// The score, beside points got and to be got already; `None` where nothing of any worth was judged, or a number grew
/// too large.
fn sum(
    standard: &Standard,
    scored: &[Scored<'_>],
    (mut got, mut possible): (Exact, Exact),
    may_be_negative: bool,
) -> Option<Sum> {
    let mut outside = Exact::ZERO;
    for scored in scored {
        let Some(points) = scored.points() else { continue };
        outside = outside.plus(points.outside()?)?;
        if let Some(worth) = scored.judged.worth {
            got = got.plus(points.own)?;
            possible = possible.plus(worth)?;
        }
    }
    let scale = Exact::from(100).over(possible)?;
    let mut score = got.times(scale)?.plus(outside)?;
    let mut adjustments = Vec::new();
    for excess in caps(&standard.bonus_caps, scored)? {
        score = score.minus(excess)?;
        adjustments.push(Adjustment {
            kind: AdjustmentKind::BonusCap,
            clause: None,
            amount: Exact::ZERO.minus(excess)?,
        });
    }
    let may_be_negative = may_be_negative || scored.iter().any(|scored| scored.clause.scoring.may_be_negative);
    if score.is_negative() && !may_be_negative {
        adjustments.push(Adjustment { kind: AdjustmentKind::Floor, clause: None, amount: Exact::ZERO.minus(score)? });
        score = Exact::ZERO;
    }
    let vetoed = scored.iter().find(|scored| scored.veto() == Some(&Veto::Zero));
    if let Some(vetoed) = vetoed {
        adjustments.push(Adjustment {
            kind: AdjustmentKind::Veto,
            clause: Some(vetoed.clause.id.clone()),
            amount: Exact::ZERO.minus(score)?,
        });
        score = Exact::ZERO;
    }
    Some(Sum { score, adjustments, scale })
}

/// What goes past each cap on bonuses, inner caps first; what an inner one took does not count for an outer one.
fn caps(caps: &[BonusCap], scored: &[Scored<'_>]) -> Option<Vec<Exact>> {
    let mut taken: Vec<(&BonusCap, Exact)> = Vec::new();
    for cap in caps {
        let mut won = Exact::ZERO;
        for scored in scored.iter().filter(|scored| cap.clauses.contains(&scored.clause.id)) {
            won = scored.points().map_or(Some(won), |points| won.plus(points.won))?;
        }
        for (inner, excess) in &taken {
            if inner.clauses.iter().all(|id| cap.clauses.contains(id)) {
                won = won.minus(*excess)?;
            }
        }
        let excess = won.minus(Exact::from(cap.most))?;
        if !excess.is_zero() && !excess.is_negative() {
            taken.push((cap, excess));
        }
    }
    Some(taken.into_iter().map(|(_, excess)| excess).collect())
}

/// The sums of other units, over all clauses.
pub fn ledgers(clauses: &[Arc<ClauseReport>]) -> Vec<Ledger> {
    let mut ledgers: Vec<Ledger> = Vec::new();
    for item in clauses.iter().flat_map(|clause| &clause.items) {
        let Some(unit) = &item.unit else { continue };
        match ledgers.iter_mut().find(|ledger| ledger.unit == *unit) {
            Some(ledger) => ledger.amount = ledger.amount.plus(item.amount).unwrap_or(ledger.amount),
            None => ledgers.push(Ledger { unit: unit.clone(), amount: item.amount }),
        }
    }
    ledgers
}

/// The first grade that holds, no better than a veto allows.
pub fn grade(standard: &Standard, score: Exact, vetoes: &[&Veto]) -> Option<String> {
    standard.grades.get(grade_place(standard, score, vetoes)?).map(|grade| grade.name.clone())
}

fn grade_place(standard: &Standard, score: Exact, vetoes: &[&Veto]) -> Option<usize> {
    let holds = |bound: &Option<(Comparison, Decimal)>| {
        bound.is_none_or(|(comparison, value)| compare(score, comparison, Exact::from(value)))
    };
    let mut place = standard.grades.iter().position(|grade| holds(&grade.bound))?;
    for veto in vetoes {
        if let Veto::Cap(name) = veto {
            place = place.max(standard.grades.iter().position(|grade| grade.name == *name).unwrap_or(place));
        }
    }
    Some(place)
}
