//! One reward for the absence of several things: 全月无迟到、早退、旷工,奖励200元 is won once, by who did none of them.

use rust_decimal::Decimal;

use crate::ast::{
    BinaryOp, Comparison, Core, Expr, Function, PropertyKind, Quantity, Requirement, Scale, Scoring, ScoringRule, Text,
    Threshold,
};
use crate::parse::plain::duty::is_bad_event;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::violation::{headed, listed};

/// The reward of an absence.
fn won(rule: &ScoringRule) -> bool {
    matches!(rule, ScoringRule::Fixed { when_met: true, effect } if effect.adds)
}

/// 得10分, of one that is asked.
fn worth(it: &Requirement) -> bool {
    it.properties.iter().any(|property| matches!(property, PropertyKind::Worth(_)))
}

/// How much is said of each.
pub(super) fn rules(read: &[Requirement]) -> Vec<usize> {
    read.iter().map(|it| it.properties.len() + it.scoring.iter().map(|it| it.rules.len()).sum::<usize>()).collect()
}

impl Sentence {
    /// Of which requirements more is said than `before`.
    pub(super) fn grown(&self, before: &[usize]) -> Vec<usize> {
        let now = rules(&self.read);
        let more = |(i, now): (usize, &usize)| (*now > before.get(i).copied().unwrap_or(0)).then_some(i);
        now.iter().enumerate().filter_map(more).collect()
    }

    /// What has won since `before`, told once of all of it.
    pub(super) fn jointly(&mut self, before: &[usize]) {
        let barred = |it: &Requirement| matches!(it.core, Core::Never { filter: None, .. });
        let last = |it: &Requirement| it.scoring.last().and_then(|scoring| scoring.rules.last()).is_some_and(won);
        let wins = |it: &&Requirement| barred(it) && (last(it) || it.scoring.is_empty() && worth(it));
        let mut all = self.grown(before);
        all.retain(|i| self.read.get(*i).is_some_and(|it| wins(&it)));
        let mut won = all.iter().filter_map(|i| self.read.get(*i));
        let names: Vec<Text> = won.clone().flat_map(names).collect();
        let Some(first) = won.next().filter(|_| names.len() > 1).cloned() else { return };
        let Some(core) = none_of_all(&first, names) else { return };
        // 未发生投诉、事故的得10分: one name so far
        if let [only] = all.as_slice() {
            if let Some(only) = self.read.get_mut(*only) {
                only.core = core;
            }
            return;
        }
        let alike = |it: &Requirement| it.period == first.period && it.entity == first.entity && last(it);
        if !alike(&first) || !won.all(alike) {
            return;
        }
        // what each costs remains its own
        let reward = first.scoring.last().and_then(|scoring| {
            let rule = scoring.rules.last()?.clone();
            Some(Scoring { rules: vec![rule], ..scoring.clone() })
        });
        for i in all.iter().rev() {
            let Some(each) = self.read.get_mut(*i) else { continue };
            if let Some(scoring) = each.scoring.last_mut() {
                scoring.rules.pop();
            }
            each.scoring.retain(|scoring| !scoring.rules.is_empty());
            if each.scoring.is_empty() && each.properties.is_empty() {
                self.read.remove(*i);
            }
        }
        self.bands = None;
        self.read.push(Requirement { core, scoring: reward.into_iter().collect(), properties: Vec::new(), ..first });
    }
}

/// 迟到、早退 in one name are two.
fn names(requirement: &Requirement) -> Vec<Text> {
    let Core::Never { activity, .. } = &requirement.core else { return Vec::new() };
    let joined = if activity.text.contains('、') {
        headed(&activity.text.split('、').map(|piece| piece.trim_start_matches('无')).collect::<Vec<_>>())
    } else {
        listed(&activity.text)
    };
    if !joined.iter().all(|piece| is_bad_event(piece)) {
        return vec![activity.clone()];
    }
    let named = |piece| Text { text: piece, span: activity.span, quoted: false };
    joined.into_iter().map(named).collect()
}

/// 次数(迟到) + 次数(早退) <= 0 次
fn none_of_all(first: &Requirement, names: Vec<Text>) -> Option<Core> {
    let span = first.span;
    let count = |name: Text| {
        let span = name.span;
        Expr::Call { function: Function::Count, argument: Box::new(Expr::Name(name)), filter: None, span }
    };
    let sum = |left, right| Expr::Binary { op: BinaryOp::Add, left: Box::new(left), right: Box::new(right) };
    let measure = names.into_iter().map(count).reduce(sum)?;
    let unit = Some(Text { text: "次".to_owned(), span, quoted: false });
    let none = Quantity { span, number: Decimal::ZERO, scale: Scale::One, unit };
    let threshold = Threshold::Value(Expr::Number(none));
    Some(Core::Measure { measure, filter: None, comparison: Comparison::AtMost, threshold })
}
