//! The points of one clause, item by item.

use rust_decimal::Decimal;

use super::gap::{distance, gap, proportion};
use crate::exact::Exact;
use crate::predicate::compare;
use crate::program::{Basis, Check, Clause, Effect, Program, ScoringRule, StepRounding, Tier, TierGives};
use crate::report::{Item, ItemKind, Outcome, Reason, Status};

/// An item, and what it acts on.
#[derive(Debug, Clone)]
pub struct Line {
    pub item: Item,
    pub place: Place,
}

/// What an amount acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What the clause is worth.
    Worth,
    /// The score itself: bonuses.
    Won,
    /// The score itself: what 记 takes, as it has no worth.
    Taken,
    /// The ledger of another unit.
    Ledger,
}

/// What a clause got.
#[derive(Debug, Clone)]
pub struct Points {
    /// Of its worth.
    pub own: Exact,
    /// Added outside of it.
    pub won: Exact,
    /// Taken outside of it (记); not negative.
    pub taken: Exact,
    /// How all this came about.
    pub lines: Vec<Line>,
}

impl Points {
    /// What the clause does to the score besides its worth.
    pub fn outside(&self) -> Option<Exact> {
        self.won.minus(self.taken)
    }
}

/// The points of a clause; `None` where nothing was judged, and an error where something was and yet has no points.
pub fn points(
    program: &Program,
    clause: &Clause,
    worth: Option<Exact>,
    outcomes: &[Outcome],
) -> Result<Option<Points>, Reason> {
    let judged: Vec<&Outcome> = outcomes.iter().filter(|outcome| is_judged(clause, outcome)).collect();
    if judged.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet { program, clause, worth, judged, lines: Vec::new() };
    sheet.shares()?;
    for rule in &clause.scoring.rules {
        sheet.effects(rule)?;
    }
    sheet.most()?;
    sheet.floor()?;
    let own = sheet.own()?;
    let won = sheet.total(Place::Won)?;
    let taken = Exact::ZERO.minus(sheet.total(Place::Taken)?).ok_or(Reason::Overflow)?;
    Ok(Some(Points { own, won, taken, lines: sheet.lines }))
}

/// 记 has no threshold: what it counts is judged where it could be counted.
fn is_judged(clause: &Clause, outcome: &Outcome) -> bool {
    match &clause.check {
        Check::Record(_) => outcome.reason.is_none() && outcome.actual.is_some(),
        _ => matches!(outcome.status, Status::Met | Status::Missed),
    }
}

/// What is being reckoned.
pub(super) struct Sheet<'a> {
    pub(super) program: &'a Program,
    pub(super) clause: &'a Clause,
    worth: Option<Exact>,
    judged: Vec<&'a Outcome>,
    pub(super) lines: Vec<Line>,
}

impl Sheet<'_> {
    /// What the outcomes leave of the worth, before anything is taken.
    fn shares(&mut self) -> Result<(), Reason> {
        let Some(worth) = self.worth else { return Ok(()) };
        let default = ScoringRule::MetRate;
        let rule = match self.clause.scoring.rules.iter().rfind(|rule| gives_shares(rule)) {
            Some(rule) => rule,
            None if self.clause.scoring.rules.iter().any(takes_points) => return Ok(()),
            None => &default,
        };
        let missed = self.judged.iter().filter(|outcome| outcome.status == Status::Missed).count();
        for outcome in self.judged.clone() {
            let met = outcome.status == Status::Met;
            // What is met costs nothing, and is not put down.
            if met && matches!(rule, ScoringRule::AllMet | ScoringRule::MetRate) {
                continue;
            }
            let (kind, value, among) = match rule {
                ScoringRule::AllMet => (ItemKind::Unmet, if met { worth } else { Exact::ZERO }, missed.max(1)),
                ScoringRule::MetRate => (ItemKind::Unmet, if met { worth } else { Exact::ZERO }, self.judged.len()),
                rule => (ItemKind::Share, self.value(rule, worth, outcome)?, self.judged.len()),
            };
            let amount = value.minus(worth).and_then(|lost| lost.over(whole(among))).ok_or(Reason::Overflow)?;
            let gap = distance(self.program, self.clause, outcome);
            self.put(Entry { kind, about: Some(outcome), gap, amount, unit: None, place: Place::Worth });
        }
        Ok(())
    }

    /// The points that one outcome would earn alone.
    fn value(&self, rule: &ScoringRule, worth: Exact, outcome: &Outcome) -> Result<Exact, Reason> {
        let actual = || outcome.actual.ok_or(Reason::MissingValue);
        let share = match rule {
            ScoringRule::Proportional { cap, floor } => {
                let (cap, floor) = (Exact::from(*cap), Exact::from(*floor));
                proportion(self.clause, outcome)?.map_or(cap, |share| share.max(floor).min(cap))
            }
            ScoringRule::Linear(line) => linear(line, actual()?).ok_or(Reason::Overflow)?,
            ScoringRule::Tiers(tiers) => {
                let actual = actual()?;
                let giving = tiers.iter().filter(|tier| !matches!(tier.gives, TierGives::Effect(_)));
                let tier = giving.into_iter().find(|tier| tier.holds(actual));
                match tier.map(|tier| &tier.gives) {
                    Some(TierGives::Share(share)) => Exact::from(*share),
                    Some(TierGives::Points(points)) => return Ok(Exact::from(*points)),
                    _ => Exact::ZERO,
                }
            }
            _ => Exact::ONE,
        };
        worth.times(share).ok_or(Reason::Overflow)
    }

    /// What one rule takes or adds.
    fn effects(&mut self, rule: &ScoringRule) -> Result<(), Reason> {
        match rule {
            ScoringRule::Fixed { when_met, effect } => {
                let missed: Vec<&Outcome> =
                    self.judged.iter().copied().filter(|outcome| outcome.status == Status::Missed).collect();
                if *when_met == missed.is_empty() {
                    let about = if *when_met { &self.judged } else { &missed };
                    let about = if let [only] = about.as_slice() { Some(*only) } else { None };
                    self.take(ItemKind::Fixed, about, None, effect, Exact::ONE)?;
                }
            }
            ScoringRule::Step { basis, step, effect } => self.steps(*basis, *step, effect)?,
            ScoringRule::Tiers(tiers) => {
                for outcome in self.judged.clone() {
                    let effects = tiers.iter().filter_map(|tier| match &tier.gives {
                        TierGives::Effect(effect) => Some((tier, effect)),
                        _ => None,
                    });
                    let mut last = None;
                    for (tier, effect) in effects {
                        if tier.holds(outcome.actual.ok_or(Reason::MissingValue)?) {
                            last = Some(effect);
                        }
                    }
                    if let Some(effect) = last {
                        let gap = distance(self.program, self.clause, outcome);
                        self.take(ItemKind::Tier, Some(outcome), gap, effect, Exact::ONE)?;
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The steps of the gaps added up; each outcome has those that its own gap completes.
    fn steps(&mut self, basis: Basis, step: Decimal, effect: &Effect) -> Result<(), Reason> {
        let kind = match basis {
            Basis::Below => ItemKind::Below,
            Basis::Above => ItemKind::Above,
            Basis::Late | Basis::LateWorkdays => ItemKind::Late,
            Basis::Times => ItemKind::Times,
        };
        // 每迟 counts in minutes, lateness in days.
        let size = match basis {
            Basis::Late => Exact::from(step).over(Exact::from(24 * 60)).ok_or(Reason::Overflow)?,
            _ => Exact::from(step),
        };
        let (mut sum, mut before) = (Exact::ZERO, Exact::ZERO);
        for outcome in self.judged.clone() {
            let gap = gap(self.program, self.clause, basis, effect.adds, outcome)?;
            if gap.is_zero() {
                continue;
            }
            sum = sum.plus(gap).ok_or(Reason::Overflow)?;
            let now = rounded(self.clause.scoring.rounding, sum.over(size).ok_or(Reason::Overflow)?);
            let times = now.minus(before).ok_or(Reason::Overflow)?;
            self.take(kind, Some(outcome), Some(gap), effect, times)?;
            before = now;
        }
        Ok(())
    }

    /// 扣完为止
    fn floor(&mut self) -> Result<(), Reason> {
        let own = self.own()?;
        if own.is_negative() && !self.clause.scoring.may_be_negative {
            let back = Exact::ZERO.minus(own).ok_or(Reason::Overflow)?;
            self.put(Entry {
                kind: ItemKind::Floor,
                about: None,
                gap: None,
                amount: back,
                unit: None,
                place: Place::Worth,
            });
        }
        Ok(())
    }

    /// The worth with all that acts on it.
    fn own(&self) -> Result<Exact, Reason> {
        let Some(worth) = self.worth else { return Ok(Exact::ZERO) };
        worth.plus(self.total(Place::Worth)?).ok_or(Reason::Overflow)
    }

    fn total(&self, place: Place) -> Result<Exact, Reason> {
        total(self.lines.iter().filter(|line| line.place == place))
    }

    /// Puts down what an effect takes or adds so many times.
    fn take(
        &mut self,
        kind: ItemKind,
        about: Option<&Outcome>,
        gap: Option<Exact>,
        effect: &Effect,
        times: Exact,
    ) -> Result<(), Reason> {
        let amount = Exact::from(effect.amount).times(times).ok_or(Reason::Overflow)?;
        let amount = if effect.adds { Some(amount) } else { Exact::ZERO.minus(amount) };
        let place = match (&effect.unit, effect.adds, self.worth) {
            (Some(_), ..) => Place::Ledger,
            (None, true, _) => Place::Won,
            (None, false, Some(_)) => Place::Worth,
            (None, false, None) => Place::Taken,
        };
        let amount = amount.ok_or(Reason::Overflow)?;
        self.put(Entry { kind, about, gap, amount, unit: effect.unit.clone(), place });
        Ok(())
    }

    /// Puts down an amount. A miss that costs nothing, as its gap makes no step, is put down too.
    pub(super) fn put(&mut self, entry: Entry<'_>) {
        let Entry { kind, about, gap, amount, unit, place } = entry;
        if amount.is_zero() && matches!(kind, ItemKind::Unmet | ItemKind::Share) {
            return;
        }
        let item = Item {
            kind,
            from: about.and_then(|outcome| outcome.from),
            to: about.and_then(|outcome| outcome.to),
            entity: about.and_then(|outcome| outcome.entity.clone()),
            trigger: about.and_then(|outcome| outcome.trigger.clone()),
            gap,
            amount,
            unit,
            score: None,
        };
        self.lines.push(Line { item, place });
    }
}

/// What is put down.
pub(super) struct Entry<'a> {
    pub(super) kind: ItemKind,
    pub(super) about: Option<&'a Outcome>,
    pub(super) gap: Option<Exact>,
    pub(super) amount: Exact,
    pub(super) unit: Option<String>,
    pub(super) place: Place,
}

impl Line {
    /// About how many bytes it takes.
    pub fn bytes(&self) -> usize {
        let Item { entity, trigger, unit, .. } = &self.item;
        size_of::<Line>() + [entity, trigger, unit].into_iter().flatten().map(String::len).sum::<usize>()
    }

    /// Whether a rule took or added it, and not the share of what was met, nor a bound.
    pub(super) fn effect(&self) -> bool {
        let amount = !matches!(self.item.kind, ItemKind::Unmet | ItemKind::Share | ItemKind::Most | ItemKind::Floor);
        amount && !self.item.amount.is_zero()
    }
}

/// The sum; equal amounts one after the other, as misses have, are added at once.
pub(super) fn total<'l>(lines: impl Iterator<Item = &'l Line>) -> Result<Exact, Reason> {
    let add = |sum: Exact, (amount, times): (Exact, usize)| sum.plus(amount.times(whole(times))?);
    let (mut sum, mut run) = (Exact::ZERO, (Exact::ZERO, 0));
    for line in lines {
        if line.item.amount != run.0 {
            sum = add(sum, run).ok_or(Reason::Overflow)?;
            run = (line.item.amount, 0);
        }
        run.1 += 1;
    }
    add(sum, run).ok_or(Reason::Overflow)
}

/// Whether a rule says what share of the worth there is.
fn gives_shares(rule: &ScoringRule) -> bool {
    match rule {
        ScoringRule::MetRate | ScoringRule::AllMet | ScoringRule::Proportional { .. } | ScoringRule::Linear(_) => true,
        ScoringRule::Tiers(tiers) => tiers.iter().any(|tier| !matches!(tier.gives, TierGives::Effect(_))),
        ScoringRule::Step { .. } | ScoringRule::Fixed { .. } => false,
    }
}

/// Whether a rule takes points; then the worth is whole but for what is taken.
fn takes_points(rule: &ScoringRule) -> bool {
    let takes = |effect: &Effect| !effect.adds && effect.unit.is_none();
    match rule {
        ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } => takes(effect),
        ScoringRule::Tiers(tiers) => {
            tiers.iter().any(|tier| matches!(&tier.gives, TierGives::Effect(effect) if takes(effect)))
        }
        _ => false,
    }
}

impl Tier {
    fn holds(&self, actual: Exact) -> bool {
        self.bound.is_none_or(|(comparison, bound)| compare(actual, comparison, Exact::from(bound)))
    }
}

fn whole(count: usize) -> Exact {
    Exact::from(i128::try_from(count).unwrap_or(i128::MAX))
}

fn rounded(rounding: StepRounding, steps: Exact) -> Exact {
    match rounding {
        StepRounding::Down => steps.floor(),
        StepRounding::Up => steps.ceil(),
        StepRounding::Exact => steps,
    }
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
