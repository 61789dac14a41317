//! Further bounds of the measure, or the event, before: 低于80%扣5分, 10至30分钟扣3分, 90分以上得8分.

use super::lengths;
use crate::ast::{Core, Expr, Requirement, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::parse::plain::measure;
use crate::parse::plain::points::{attach, each_time};
use crate::parse::plain::said::Scored;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::violation::several;

impl Sentence {
    pub(super) fn further_band(&mut self, said: &Scored) -> bool {
        let Some(bands) = &mut self.bands else { return false };
        let taken = bands.take(&said.own, &said.effects);
        if taken && let Some(requirement) = self.read.get_mut(bands.requirement) {
            bands.write(requirement);
        }
        let flaw = bands.flaw(&said.own).filter(|_| taken);
        self.problems.extend(flaw);
        taken
    }

    /// 低于80%扣5分: a further bound of the measure before.
    pub(super) fn further_bound(&mut self, said: &Scored) -> bool {
        if self.beside_share(said) {
            return true;
        }
        if !said.only_bounds() || !self.waiting.is_empty() {
            return false;
        }
        if self.within_other_bounds(said) {
            return true;
        }
        let before = self.said.iter().rev().nth(1);
        let Some(last) = self.read.last_mut() else { return false };
        let apart = said.effects.rules.is_empty() && (said.effects.veto || said.effects.consequence.is_some());
        let won = |it: &ScoringRule| matches!(it, ScoringRule::Fixed { when_met: true, .. });
        let opposite = last.scoring.iter().flat_map(|it| &it.rules).any(won)
            && matches!(said.effects.rules.as_slice(), [ScoringRule::Fixed { effect, .. }] if !effect.adds);
        let apart = (apart && said.effects.worth.is_none()) || opposite;
        if let Some(mut further) = several::beyond(last, &said.own).filter(|_| apart) {
            attach(&mut further, &said.effects);
            self.read.push(further);
            return true;
        }
        if several::further_tier(last, &said.own, &said.effects, before) {
            return true;
        }
        // …,每降1%扣1分,低于85%不得分
        let nought = said.effects.gain.is_some_and(|points| points.is_zero());
        if nought && several::nothing_beyond(last, &said.own) {
            return true;
        }
        // 合格率>=95%,低于90%不得分: of 92% nobody says anything
        let unsaid = nought && last.scoring.is_empty() && said.effects.worth.is_none();
        if let Some(value) = unsaid.then(|| several::between(last, &said.own)).flatten() {
            let place = said.own.span(0, said.own.text.len());
            self.problems.push(Diagnostic::new(Code::ScaleGap, place).with("value", value));
            return true;
        }
        // …,每降1%扣1分,低于80%扣10分: instead of the steps, or besides them?
        let stepped = |it: &ScoringRule| matches!(it, ScoringRule::Step { .. });
        let besides = matches!(said.effects.rules.as_slice(), [ScoringRule::Fixed { .. }]);
        let unclear = last.scoring.iter().flat_map(|it| &it.rules).any(|it| nought || (besides && stepped(it)));
        if unclear {
            let span = said.own.span(0, said.own.text.len());
            self.problems.push(Diagnostic::new(Code::NumberUnread, span).with("words", said.own.text.as_str()));
            self.said.retain(|segment| segment.text != said.whole.text);
        }
        unclear
    }

    /// 按完成比例计分,完成率低于60%不得分: a share has a least, and no bound below which nothing is given.
    fn beside_share(&mut self, said: &Scored) -> bool {
        const SHARES: [&str; 6] = ["实际完成率", "完成率", "完成比例", "达成率", "实际完成比例", "比例"];
        let share = |rule: &ScoringRule| matches!(rule, ScoringRule::Proportional { .. });
        let by_share = |it: &Requirement| it.scoring.iter().flat_map(|it| &it.rules).any(share);
        let own = said.own.text.as_str();
        let named = SHARES.iter().any(|word| own.strip_prefix(word).is_some_and(|rest| !rest.is_empty()));
        let nought = said.effects.gain.is_some_and(|points| points.is_zero());
        let beside = nought && (named || said.only_bounds()) && self.waiting.is_empty();
        if !beside || !self.read.iter().skip(self.start).next_back().is_some_and(by_share) {
            return false;
        }
        let problem = Diagnostic::new(Code::ScoringConflict, said.whole.span(0, said.whole.text.len()));
        self.problems.push(problem.with("one", "按比例").with("other", "不得分"));
        true
    }

    /// 迟到、早退10分钟以内扣1分,10至30分钟扣3分: each of the same events, within other bounds.
    fn within_other_bounds(&mut self, said: &Scored) -> bool {
        let Some(breath) = self.read.last().map(|last| last.words.clone()) else { return false };
        let start = self.start.min(self.read.len());
        let mine = self.read.get(start..).unwrap_or_default();
        let same = mine.iter().rev().take_while(|known| known.words == breath);
        let mut further: Vec<_> = same.filter_map(|known| several::within_other_bounds(known, &said.own)).collect();
        further.reverse();
        let mine = self.read.get_mut(start..).unwrap_or_default();
        further.iter_mut().for_each(|it| lengths::part(mine, it));
        let any = !further.is_empty();
        further.iter_mut().for_each(|it| each_time(it, &said.effects));
        self.read.extend(further);
        any
    }

    /// 合格率低于90%扣2分,合格率低于80%扣5分: a further bound, whose name is said again.
    pub(super) fn same_measure(&self, said: &mut Scored) {
        let scored = |it: &&Requirement| !it.scoring.is_empty();
        let last = self.read.last().filter(|_| self.read.len() > self.start && self.waiting.is_empty()).filter(scored);
        if let Some(Core::Measure { measure: Expr::Name(name), filter: None, .. }) = last.map(|it| &it.core)
            && let Some(bound) = after_name(&name.text, &said.own.text)
        {
            let bound = said.own.part(said.own.text.len() - bound.len(), said.own.text.len());
            if measure::without_name(&bound) {
                said.own = bound;
            }
        }
    }
}

/// What follows a name, or the end of it by which it is called again: of 培训计划完成率, 完成率低于80%.
fn after_name<'a>(name: &str, own: &'a str) -> Option<&'a str> {
    let ends = name.char_indices().filter_map(|(at, _)| name.get(at..)).filter(|end| end.chars().count() >= 2);
    ends.into_iter().find_map(|end| own.strip_prefix(end))
}
