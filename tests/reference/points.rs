//! The points of one clause (language.md §8), each amount reckoned whole and without items.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use guiju_engine::exact::Exact;
use guiju_engine::program::{
    Aggregate, Basis, Check, Clause, Comparison, Effect, Expr, Grid, Limit, Program, ScoringRule, StepRounding, Tier,
    TierGives,
};
use guiju_engine::report::{Moment, Outcome, Reason, Status};

use super::period::{at, yesterday};
use super::value::compare;
use super::{Case, World};

/// What a clause comes to.
#[derive(Debug, Clone)]
pub struct Points {
    /// Of its worth.
    pub own: Exact,
    /// Added outside of it.
    pub won: Exact,
    /// Taken outside of it, as it has no worth.
    pub taken: Exact,
    /// Amounts of other units, in order of first use.
    pub ledgers: Vec<(String, Exact)>,
}

/// A clause with its outcomes.
struct Sheet<'a> {
    program: &'a Program,
    clause: &'a Clause,
    worth: Option<Exact>,
    judged: Vec<&'a Outcome>,
}

/// What a rule takes, or adds.
#[derive(Debug, Clone)]
struct Amount {
    adds: bool,
    /// `None` is points.
    unit: Option<String>,
    size: Exact,
    /// The last day of what it is about.
    day: Option<NaiveDate>,
}

fn whole(n: usize) -> Exact {
    Exact::from(n as i128)
}

fn plus(left: Exact, right: Exact) -> Exact {
    left.plus(right).expect("small numbers")
}

fn minus(left: Exact, right: Exact) -> Exact {
    left.minus(right).expect("small numbers")
}

fn sum(values: impl IntoIterator<Item = Exact>) -> Exact {
    values.into_iter().fold(Exact::ZERO, plus)
}

/// The points of a clause; `None` where nothing was judged, an error where something was and yet has no points.
pub fn points(
    program: &Program,
    clause: &Clause,
    worth: Option<Exact>,
    outcomes: &[Outcome],
) -> Result<Option<Points>, Reason> {
    let is_judged = |outcome: &&Outcome| match clause.check {
        Check::Record(_) => outcome.reason.is_none() && outcome.actual.is_some(),
        _ => matches!(outcome.status, Status::Met | Status::Missed),
    };
    let sheet = Sheet { program, clause, worth, judged: outcomes.iter().filter(is_judged).collect() };
    if sheet.judged.is_empty() { Ok(None) } else { sheet.reckoned().map(Some) }
}

impl Sheet<'_> {
    fn reckoned(&self) -> Result<Points, Reason> {
        let scoring = &self.clause.scoring;
        let base = match self.worth {
            Some(worth) => self.share()?.times(worth).expect("small numbers"),
            None => Exact::ZERO,
        };
        let base = match (self.points_given()?, self.worth) {
            (Some(given), Some(_)) => given,
            _ => base,
        };
        let mut effects: Vec<Amount> = Vec::new();
        for rule in &scoring.rules {
            effects.extend(self.effects(rule)?);
        }
        let any = |adds: bool| effects.iter().any(|it| it.adds == adds && it.unit.is_none() && !it.size.is_zero());
        let (any_lost, any_won) = (any(false), any(true));
        let effects = self.limited(effects);
        let of = |adds: bool, unit: Option<&String>| {
            sum(effects.iter().filter(|it| it.adds == adds && it.unit.as_ref() == unit).map(|it| it.size))
        };
        let mut units: Vec<&String> = Vec::new();
        for unit in effects.iter().filter_map(|it| it.unit.as_ref()) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        // 最多扣, 最多加: of points where any are taken or added, else of each other unit.
        let (mut lost, mut won) = (of(false, None), of(true, None));
        let mut ledgers: BTreeMap<&String, (Exact, Exact)> = BTreeMap::new();
        for unit in &units {
            let mut sides = (of(false, Some(unit)), of(true, Some(unit)));
            if let Some(most) = scoring.most_lost.filter(|_| !any_lost) {
                sides.0 = sides.0.min(Exact::from(most));
            }
            if let Some(most) = scoring.most_won.filter(|_| !any_won) {
                sides.1 = sides.1.min(Exact::from(most));
            }
            ledgers.insert(unit, sides);
        }
        if let Some(most) = scoring.most_lost {
            lost = lost.min(Exact::from(most));
        }
        if let Some(most) = scoring.most_won {
            won = won.min(Exact::from(most));
        }
        let (mut own, taken) = match self.worth {
            Some(_) => (minus(base, lost), Exact::ZERO),
            None => (Exact::ZERO, lost),
        };
        if own < Exact::ZERO && !scoring.may_be_negative {
            own = Exact::ZERO;
        }
        let ledgers = units.iter().map(|unit| ((*unit).clone(), minus(ledgers[unit].1, ledgers[unit].0))).collect();
        Ok(Points { own, won, taken, ledgers })
    }

    /// The rule that says what share of the worth there is: the last that does; where none does and something is taken,
    /// the worth is whole.
    fn sharing(&self) -> Option<&ScoringRule> {
        let shares = |rule: &&ScoringRule| match rule {
            ScoringRule::MetRate | ScoringRule::AllMet | ScoringRule::Proportional { .. } | ScoringRule::Linear(_) => {
                true
            }
            ScoringRule::Tiers(tiers) => tiers.iter().any(|tier| !matches!(tier.gives, TierGives::Effect(_))),
            ScoringRule::Step { .. } | ScoringRule::Fixed { .. } => false,
        };
        self.clause.scoring.rules.iter().rfind(shares)
    }

    fn takes_points(&self) -> bool {
        let takes = |effect: &Effect| !effect.adds && effect.unit.is_none();
        self.clause.scoring.rules.iter().any(|rule| match rule {
            ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } => takes(effect),
            ScoringRule::Tiers(tiers) => {
                tiers.iter().any(|tier| matches!(&tier.gives, TierGives::Effect(effect) if takes(effect)))
            }
            _ => false,
        })
    }

    /// The mean share of the worth.
    fn share(&self) -> Result<Exact, Reason> {
        let met = whole(self.judged.iter().filter(|outcome| outcome.status == Status::Met).count());
        let all = whole(self.judged.len());
        let met_rate = met.over(all).expect("something is judged");
        match self.sharing() {
            None if self.takes_points() => Ok(Exact::ONE),
            None | Some(ScoringRule::MetRate) => Ok(met_rate),
            Some(ScoringRule::AllMet) => Ok(if met == all { Exact::ONE } else { Exact::ZERO }),
            Some(ScoringRule::Tiers(_)) => Ok(Exact::ZERO),
            Some(ScoringRule::Linear(line)) => {
                let shares = self.judged.iter().map(|outcome| Ok(linear(line, actual(outcome)?)));
                Ok(sum(shares.collect::<Result<Vec<_>, Reason>>()?).over(all).expect("not zero"))
            }
            Some(ScoringRule::Proportional { cap, floor }) => {
                let (cap, floor) = (Exact::from(*cap), Exact::from(*floor));
                let shares = self.judged.iter().map(|outcome| {
                    let share = self.proportion(outcome)?;
                    Ok(share.map_or(cap, |share| share.max(floor).min(cap)))
                });
                Ok(sum(shares.collect::<Result<Vec<_>, Reason>>()?).over(all).expect("not zero"))
            }
            Some(ScoringRule::Step { .. } | ScoringRule::Fixed { .. }) => unreachable!("they give no share"),
        }
    }

    /// 分档 … 得: the mean of what the tiers give.
    fn points_given(&self) -> Result<Option<Exact>, Reason> {
        let (Some(ScoringRule::Tiers(tiers)), Some(worth)) = (self.sharing(), self.worth) else { return Ok(None) };
        let mut given = Exact::ZERO;
        for outcome in &self.judged {
            let actual = actual(outcome)?;
            let giving = tiers.iter().filter(|tier| !matches!(tier.gives, TierGives::Effect(_)));
            let first = giving.into_iter().find(|tier| holds(tier, actual));
            let this = match first.map(|tier| &tier.gives) {
                Some(TierGives::Share(share)) => worth.times(Exact::from(*share)).expect("small numbers"),
                Some(TierGives::Points(points)) => Exact::from(*points),
                _ => Exact::ZERO,
            };
            given = plus(given, this);
        }
        Ok(given.over(whole(self.judged.len())))
    }

    /// Effects under the limits of periods, one limit after the other: what is past one comes off on the last day of the
    /// period.
    fn limited(&self, mut effects: Vec<Amount>) -> Vec<Amount> {
        for limit in &self.clause.scoring.most_each {
            let side: Vec<&Amount> = effects.iter().filter(|it| it.adds == limit.adds && !it.size.is_zero()).collect();
            let points = side.iter().any(|it| it.unit.is_none());
            let mut sums: BTreeMap<(NaiveDate, Option<String>), Exact> = BTreeMap::new();
            for it in side.iter().filter(|it| it.unit.is_none() || !points) {
                if let Some(last) = it.day.and_then(|day| self.last_of(limit, day)) {
                    let sum = sums.entry((last, it.unit.clone())).or_insert(Exact::ZERO);
                    *sum = plus(*sum, it.size);
                }
            }
            for ((last, unit), sum) in sums {
                let past = minus(sum, Exact::from(limit.most)).max(Exact::ZERO);
                effects.push(Amount { adds: limit.adds, unit, size: minus(Exact::ZERO, past), day: Some(last) });
            }
        }
        effects
    }

    /// The last day of the period of a limit that a day lies in.
    fn last_of(&self, limit: &Limit, day: NaiveDate) -> Option<NaiveDate> {
        let grid = Grid { period: limit.period.clone(), window: None, except_holidays: false };
        let (people, records, registers, coverage) = Default::default();
        let world = World { people, records, registers, coverage, from: day, to: day, as_of: at(day, 0) };
        Some(Case { program: self.program, world: &world }.period_at(&grid, day)?.last())
    }

    /// What a rule takes and adds.
    fn effects(&self, rule: &ScoringRule) -> Result<Vec<Amount>, Reason> {
        let times = |day: Option<NaiveDate>, effect: &Effect, times: Exact| {
            let size = Exact::from(effect.amount).times(times).expect("small numbers");
            Amount { adds: effect.adds, unit: effect.unit.clone(), size, day }
        };
        let missed = self.judged.iter().any(|outcome| outcome.status == Status::Missed);
        Ok(match rule {
            ScoringRule::Fixed { when_met, effect } if *when_met != missed => vec![times(None, effect, Exact::ONE)],
            ScoringRule::Step { basis, step, effect } => {
                let step = match basis {
                    Basis::Late => Exact::from(*step).over(Exact::from(24 * 60)).expect("not zero"),
                    _ => Exact::from(*step),
                };
                // What a gap completes is of its own day.
                let (mut found, mut gaps, mut before) = (Vec::new(), Exact::ZERO, Exact::ZERO);
                for outcome in &self.judged {
                    let gap = self.gap(*basis, effect.adds, outcome)?;
                    if gap.is_zero() {
                        continue;
                    }
                    gaps = plus(gaps, gap);
                    let steps = gaps.over(step).expect("a step is not zero");
                    let steps = match self.clause.scoring.rounding {
                        StepRounding::Down => steps.floor(),
                        StepRounding::Up => steps.ceil(),
                        StepRounding::Exact => steps,
                    };
                    found.push(times(last_day(outcome), effect, minus(steps, before)));
                    before = steps;
                }
                found
            }
            ScoringRule::Tiers(tiers) if tiers.iter().any(|tier| matches!(tier.gives, TierGives::Effect(_))) => {
                let mut found = Vec::new();
                for outcome in &self.judged {
                    let actual = actual(outcome)?;
                    let last = tiers.iter().rev().find_map(|tier| match &tier.gives {
                        TierGives::Effect(effect) if holds(tier, actual) => Some(effect),
                        _ => None,
                    });
                    found.extend(last.map(|effect| times(last_day(outcome), effect, Exact::ONE)));
                }
                found
            }
            _ => Vec::new(),
        })
    }

    /// What the steps of a rule are counted in, for one outcome.
    fn gap(&self, basis: Basis, adds: bool, outcome: &Outcome) -> Result<Exact, Reason> {
        let concerns = outcome.status == if adds { Status::Met } else { Status::Missed };
        let at_most = matches!(self.comparison(outcome), Some(Comparison::AtMost | Comparison::LessThan));
        if basis == Basis::Times {
            return match self.clause.check {
                Check::Record(_) => actual(outcome).map(|times| times.max(Exact::ZERO)),
                Check::Measure(_) if self.counts() && adds => actual(outcome),
                Check::Measure(_) if self.counts() && at_most && concerns => self.above(outcome),
                _ => Ok(if concerns { Exact::ONE } else { Exact::ZERO }),
            };
        }
        if !concerns {
            return Ok(Exact::ZERO);
        }
        match basis {
            Basis::Below => self.below(outcome),
            Basis::Above => self.above(outcome),
            Basis::Late => Ok(outcome.late.unwrap_or(Exact::ONE)),
            Basis::LateWorkdays => Ok(outcome.late_workdays.unwrap_or(Exact::ONE)),
            Basis::Times => unreachable!("done above"),
        }
    }

    /// How much more would have done.
    fn below(&self, outcome: &Outcome) -> Result<Exact, Reason> {
        let mut least = outcome.required.ok_or(Reason::MissingValue)?;
        if self.comparison(outcome) == Some(Comparison::MoreThan) && self.counts_things() {
            least = plus(least.floor(), Exact::ONE);
        }
        Ok(minus(least, actual(outcome)?).max(Exact::ZERO))
    }

    /// How much less would have done.
    fn above(&self, outcome: &Outcome) -> Result<Exact, Reason> {
        let mut most = outcome.up_to.or(outcome.required).ok_or(Reason::MissingValue)?;
        if self.comparison(outcome) == Some(Comparison::LessThan) && self.counts_things() {
            most = minus(most.ceil(), Exact::ONE);
        }
        Ok(minus(actual(outcome)?, most).max(Exact::ZERO))
    }

    /// Actual to required; the other way round where less is better; `None` is more than any cap.
    fn proportion(&self, outcome: &Outcome) -> Result<Option<Exact>, Reason> {
        let (actual, required) = (actual(outcome)?, outcome.required.ok_or(Reason::MissingValue)?);
        let share = |over: Exact, under: Exact| if under > Exact::ZERO { over.over(under) } else { None };
        Ok(match (outcome.up_to, self.comparison(outcome)) {
            (Some(_), _) if actual < required => share(actual, required),
            (Some(up_to), _) if actual > up_to => share(up_to, actual),
            (Some(_), _) => Some(Exact::ONE),
            (None, Some(Comparison::AtMost | Comparison::LessThan)) => share(required, actual),
            (None, Some(Comparison::Equal)) if actual == required => Some(Exact::ONE),
            (None, Some(Comparison::Equal)) if actual > required => share(required, actual),
            _ => share(actual, required),
        })
    }

    /// The comparison of the threshold that was in force.
    fn comparison(&self, outcome: &Outcome) -> Option<Comparison> {
        match &self.clause.check {
            Check::Measure(check) | Check::Record(check) => {
                let day = outcome.from.map(|from| match from {
                    Moment::Day(day) => day,
                    Moment::Time(time) => time.date(),
                });
                let in_force = check.versions.iter().rfind(|version| version.from.is_none_or(|from| Some(from) <= day));
                Some(in_force?.bounds.first()?.comparison)
            }
            Check::Manual(check) => Some(check.bound?.0),
            Check::Every(_) => Some(Comparison::AtLeast),
            Check::Person(_) => None,
        }
    }

    fn counts(&self) -> bool {
        let Check::Measure(check) = &self.clause.check else { return false };
        let Expr::Measure(id) = &check.value else { return false };
        let aggregate = &self.program.measures[id.index()].aggregate;
        matches!(aggregate, Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Streak { .. })
    }

    /// Whether it counts whole things.
    fn counts_things(&self) -> bool {
        let Check::Measure(check) = &self.clause.check else { return false };
        let Expr::Measure(id) = &check.value else { return false };
        self.counts() && self.program.measures[id.index()].sources.iter().all(|source| source.amount.is_none())
    }
}

/// The last day of what an outcome is about.
fn last_day(outcome: &Outcome) -> Option<NaiveDate> {
    Some(match outcome.to? {
        Moment::Day(day) => yesterday(day),
        Moment::Time(time) => (time - TimeDelta::seconds(1)).date(),
    })
}

fn actual(outcome: &Outcome) -> Result<Exact, Reason> {
    outcome.actual.ok_or(Reason::MissingValue)
}

fn holds(tier: &Tier, actual: Exact) -> bool {
    tier.bound.is_none_or(|(comparison, bound)| compare(actual, comparison, Exact::from(bound)))
}

/// The share at a value: on the line between the two points around it, flat outside.
fn linear(line: &[(rust_decimal::Decimal, rust_decimal::Decimal)], value: Exact) -> Exact {
    let points: Vec<(Exact, Exact)> = line.iter().map(|(at, share)| (Exact::from(*at), Exact::from(*share))).collect();
    let below = points.iter().rfind(|(at, _)| *at < value);
    let above = points.iter().find(|(at, _)| *at >= value);
    match (below, above) {
        (None, Some((_, share))) | (Some((_, share)), None) => *share,
        (Some((low, from)), Some((high, to))) => {
            let part = minus(value, *low).over(minus(*high, *low)).expect("not zero");
            plus(*from, minus(*to, *from).times(part).expect("small numbers"))
        }
        (None, None) => Exact::ZERO,
    }
}
