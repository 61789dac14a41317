//! From outcomes to points, from points to the score and its grade (language.md §8).

use rust_decimal::Decimal;

use crate::exact::Exact;
use crate::predicate::compare;
use crate::program::{
    Basis, Clause, Comparison, Effect, Scoring, ScoringRule, Standard, StepRounding, Tier, TierGives, Veto,
};
use crate::report::{ClauseReport, Outcome, PersonReport, Status};

/// The report on one person under one standard.
pub fn total(
    standard: &Standard,
    person: String,
    post: Option<String>,
    judged: Vec<(&Clause, Vec<Outcome>)>,
) -> PersonReport {
    let (mut got, mut possible, mut bonus) = (Some(Exact::ZERO), Some(Exact::ZERO), Some(Exact::ZERO));
    let mut vetoes = Vec::new();
    let mut clauses = Vec::with_capacity(judged.len());
    for (clause, outcomes) in judged {
        let worth = clause
            .worth
            .as_ref()
            .and_then(|worth| Exact::from(worth.points).over(Exact::from(i128::from(worth.parts.max(1)))));
        let points = points(clause, worth.unwrap_or(Exact::ZERO), &outcomes);
        if let Some(points) = &points {
            bonus = bonus.and_then(|bonus| bonus.plus(points.bonus));
            if let Some(worth) = worth {
                got = got.and_then(|got| got.plus(points.own));
                possible = possible.and_then(|possible| possible.plus(worth));
            }
        }
        let status = outcomes.iter().map(|outcome| outcome.status).min().unwrap_or(Status::NotApplicable);
        if status == Status::Missed {
            vetoes.extend(&clause.veto);
        }
        clauses.push(ClauseReport {
            id: clause.id.clone(),
            text: clause.origin.text.clone(),
            canonical: clause.origin.canonical.clone(),
            status,
            worth,
            points: points.and_then(|points| points.own.plus(points.bonus)),
            outcomes,
        });
    }
    let bonus = match (bonus, standard.most_bonus) {
        (Some(bonus), Some(most)) => Some(bonus.min(Exact::from(most))),
        (bonus, _) => bonus,
    };
    let hundredfold = got.and_then(|got| got.times(Exact::from(100)));
    let share = hundredfold.zip(possible).and_then(|(got, possible)| got.over(possible));
    let mut score = share.zip(bonus).and_then(|(share, bonus)| share.plus(bonus));
    if vetoes.contains(&&Veto::Zero) {
        score = score.map(|_| Exact::ZERO);
    }
    let grade = score.and_then(|score| grade(standard, score, &vetoes));
    PersonReport { person, post, score, grade, clauses }
}

/// The first grade that holds, no better than a veto allows.
fn grade(standard: &Standard, score: Exact, vetoes: &[&Veto]) -> Option<String> {
    let holds = |bound: &Option<(Comparison, Decimal)>| {
        bound.is_none_or(|(comparison, value)| compare(score, comparison, Exact::from(value)))
    };
    let mut place = standard.grades.iter().position(|grade| holds(&grade.bound))?;
    for veto in vetoes {
        if let Veto::Cap(name) = veto {
            place = place.max(standard.grades.iter().position(|grade| grade.name == *name).unwrap_or(place));
        }
    }
    standard.grades.get(place).map(|grade| grade.name.clone())
}

/// What a clause got of its worth, and what it adds outside of it.
struct Points {
    own: Exact,
    bonus: Exact,
}

/// The points of a clause; `None` where nothing was judged, or a number grew too large.
fn points(clause: &Clause, worth: Exact, outcomes: &[Outcome]) -> Option<Points> {
    let scoring = &clause.scoring;
    let count = |status: Status| outcomes.iter().filter(|outcome| outcome.status == status).count();
    let (met, missed) = (count(Status::Met), count(Status::Missed));
    if met + missed == 0 {
        return None;
    }
    let judged: Vec<&Outcome> =
        outcomes.iter().filter(|outcome| matches!(outcome.status, Status::Met | Status::Missed)).collect();
    let (mut own, mut lost, mut won) = (worth, Exact::ZERO, Exact::ZERO);
    let mut take = |effect: &Effect, times: Exact| -> Option<()> {
        if effect.unit.is_some() {
            return Some(());
        }
        let amount = Exact::from(effect.amount).times(times)?;
        if effect.adds {
            won = won.plus(amount)?
        } else {
            lost = lost.plus(amount)?
        }
        Some(())
    };
    for rule in &scoring.rules {
        match rule {
            ScoringRule::MetRate => own = worth.times(whole(met))?.over(whole(met + missed))?,
            ScoringRule::AllMet => own = if missed == 0 { worth } else { Exact::ZERO },
            ScoringRule::Proportional { cap, floor } => {
                own = worth.times(mean(&judged, |outcome| proportion(clause, outcome, *cap, *floor))?)?;
            }
            ScoringRule::Linear(line) => own = worth.times(mean(&judged, |outcome| linear(line, outcome.actual?))?)?,
            ScoringRule::Fixed { when_met, effect } => {
                let holds = if *when_met { missed == 0 } else { missed > 0 };
                take(effect, if holds { Exact::ONE } else { Exact::ZERO })?;
            }
            ScoringRule::Step { basis, step, effect } => {
                let gap = gap(clause, *basis, effect, &judged)?;
                take(effect, steps(scoring, gap, Exact::from(*step))?)?;
            }
            ScoringRule::Tiers(tiers) => {
                let takes = tiers.iter().any(|tier| matches!(tier.gives, TierGives::Effect(_)));
                if takes {
                    for outcome in &judged {
                        let last = tiers.iter().rfind(|tier| outcome.actual.is_some_and(|actual| tier.holds(actual)));
                        if let Some(Tier { gives: TierGives::Effect(effect), .. }) = last {
                            take(effect, Exact::ONE)?;
                        }
                    }
                } else {
                    own = mean(&judged, |outcome| {
                        let actual = outcome.actual?;
                        match &tiers.iter().find(|tier| tier.holds(actual))?.gives {
                            TierGives::Share(share) => worth.times(Exact::from(*share)),
                            TierGives::Points(points) => Some(Exact::from(*points)),
                            TierGives::Effect(_) => None,
                        }
                    })?;
                }
            }
        }
    }
    let lost = scoring.most_lost.map_or(lost, |most| lost.min(Exact::from(most)));
    let bonus = scoring.most_won.map_or(won, |most| won.min(Exact::from(most)));
    own = own.minus(lost)?;
    if own.is_negative() && !scoring.may_be_negative {
        own = Exact::ZERO;
    }
    Some(Points { own, bonus })
}

impl Tier {
    fn holds(&self, actual: Exact) -> bool {
        self.bound.is_none_or(|(comparison, bound)| compare(actual, comparison, Exact::from(bound)))
    }
}

fn whole(count: usize) -> Exact {
    Exact::from(i128::try_from(count).unwrap_or(i128::MAX))
}

fn mean(judged: &[&Outcome], value: impl Fn(&Outcome) -> Option<Exact>) -> Option<Exact> {
    let total = judged.iter().try_fold(Exact::ZERO, |total, outcome| total.plus(value(outcome)?))?;
    total.over(whole(judged.len()))
}

/// How the threshold of a clause compares: whether less is better.
fn less_is_better(clause: &Clause) -> bool {
    use crate::program::Check;
    let Check::Measure(check) = &clause.check else { return false };
    let bound = check.versions.first().and_then(|version| version.bounds.first());
    bound.is_some_and(|bound| matches!(bound.comparison, Comparison::AtMost | Comparison::LessThan))
}

fn proportion(clause: &Clause, outcome: &Outcome, cap: Decimal, floor: Decimal) -> Option<Exact> {
    let (actual, required) = (outcome.actual?, outcome.required?);
    let (over, under) = if less_is_better(clause) { (required, actual) } else { (actual, required) };
    let share = if under.is_zero() { Exact::from(cap) } else { over.over(under)? };
    Some(share.max(Exact::from(floor)).min(Exact::from(cap)))
}

/// What the steps are counted of: summed over missed periods (for a bonus, over met ones).
fn gap(clause: &Clause, basis: Basis, effect: &Effect, judged: &[&Outcome]) -> Option<Exact> {
    use crate::program::Check;
    let occurrences = matches!(&clause.check, Check::Measure(_) | Check::Record(_));
    let mut total = Exact::ZERO;
    for outcome in judged {
        let gap = match basis {
            Basis::Times if occurrences => outcome.actual.unwrap_or(Exact::ONE),
            Basis::Times | Basis::Late => {
                if outcome.status == Status::Missed {
                    Exact::ONE
                } else {
                    Exact::ZERO
                }
            }
            Basis::Below | Basis::Above => {
                let (Some(actual), Some(required)) = (outcome.actual, outcome.required) else { continue };
                let gap = if basis == Basis::Below { required.minus(actual)? } else { actual.minus(required)? };
                let counts = effect.adds || outcome.status == Status::Missed;
                if counts { gap.max(Exact::ZERO) } else { Exact::ZERO }
            }
        };
        total = total.plus(gap)?;
    }
    Some(total)
}

fn steps(scoring: &Scoring, gap: Exact, step: Exact) -> Option<Exact> {
    let steps = gap.over(step)?;
    Some(match scoring.rounding {
        StepRounding::Down => steps.floor(),
        StepRounding::Up => steps.ceil(),
        StepRounding::Exact => steps,
    })
}

/// The share at a value: linear between the points, flat outside.
fn linear(line: &[(Decimal, Decimal)], value: Exact) -> Option<Exact> {
    let points: Vec<(Exact, Exact)> = line.iter().map(|(at, share)| (Exact::from(*at), Exact::from(*share))).collect();
    let (first, last) = (points.first()?, points.last()?);
    if value <= first.0 {
        return Some(first.1);
    }
    let Some(window) = points.windows(2).find(|pair| pair.last().is_some_and(|(at, _)| value <= *at)) else {
        return Some(last.1);
    };
    let [(low, from), (high, to)] = window else { return Some(last.1) };
    let width = high.minus(*low)?;
    if width.is_zero() {
        return Some(*to);
    }
    from.plus(to.minus(*from)?.times(value.minus(*low)?)?.over(width)?)
}
