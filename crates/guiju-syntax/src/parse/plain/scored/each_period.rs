//! 无投诉的,每月加2分: not so often as there are complaints, but once for every month that has none.

use rust_decimal::Decimal;

use super::Sentence;
use crate::ast::{Basis, Core, Period, PeriodKind, PeriodUnit, Requirement, ScoringRule};

const UNITS: [(&str, PeriodUnit); 7] = [
    ("周", PeriodUnit::Week),
    ("月", PeriodUnit::Month),
    ("个月", PeriodUnit::Month),
    ("季", PeriodUnit::Quarter),
    ("季度", PeriodUnit::Quarter),
    ("年", PeriodUnit::Year),
    ("年度", PeriodUnit::Year),
];

impl Sentence {
    /// What has been said since `before` of each period of what is asked in one.
    pub(super) fn each_period(&mut self, before: &[usize]) {
        for at in self.grown(before) {
            self.read.get_mut(at).into_iter().for_each(by_period);
        }
    }
}

fn by_period(it: &mut Requirement) {
    if !matches!(it.core, Core::Never { .. } | Core::Measure { .. }) {
        return;
    }
    for rule in it.scoring.iter_mut().flat_map(|scoring| &mut scoring.rules) {
        let ScoringRule::Step { basis: Basis::Times, step, effect } = &*rule else { continue };
        let named = step.unit.as_ref().and_then(|unit| UNITS.iter().find(|(word, _)| *word == unit.text));
        let Some((_, unit)) = named.filter(|_| step.number == Decimal::ONE) else { continue };
        let kind = PeriodKind::Every(1, *unit);
        let span = step.span;
        if it.period.get_or_insert(Period { span, kind: kind.clone() }).kind == kind {
            *rule = ScoringRule::Fixed { when_met: effect.adds, effect: effect.clone() };
        }
    }
}
