//! Points by what is found: 完全符合要求,评5分;无相关人员签字,评3分;无盘点,评0分.

use rust_decimal::Decimal;

use super::effects::Effects;
use super::points::attach;
use super::said::Scored;
use super::scan::{Part, scan};
use super::sentence::Sentence;
use super::violation::{violation, wanting};
use super::words::{holds_any, text};
use crate::ast::{Core, Effect, ScoringRule};
use crate::normal::Normal;

/// The finding that gives most.
#[derive(Debug, Clone)]
pub(super) struct Best {
    pub points: Decimal,
    /// Which requirement it made, if any.
    pub requirement: Option<usize>,
}

/// How bad it is, which only a person can say.
#[rustfmt::skip]
const DEGREES: [&str; 13] = [
    "轻微", "严重", "较轻", "较重", "较差", "较好", "基本", "一般", "部分", "个别", "良好", "不够", "有待",
];
/// Letters of a failing.
const FAILINGS: [char; 8] = ['未', '不', '无', '没', '缺', '漏', '错', '误'];
/// Failings that name nothing.
#[rustfmt::skip]
pub(super) const NAMELESS: [&str; 10] = [
    "未达到要求", "不符合要求", "达不到要求", "未达标", "不达标", "未达到", "不符合", "未完成", "不合格", "不符合规定",
];

impl Sentence {
    /// Takes a finding that gives less than the best; false where it is none.
    pub(super) fn finding(&mut self, said: &Scored) -> bool {
        let Some(best) = self.best.clone() else { return false };
        let only = said.effects.rules.iter().all(|rule| matches!(rule, ScoringRule::AllMet));
        let Some(points) = said.effects.gain.filter(|points| only && *points < best.points) else { return false };
        let asked = self.read.last().is_some_and(|asked| wanting::undoes(&said.own.text, asked));
        let (parts, _) = scan(&said.own);
        let nameless = NAMELESS.contains(&said.own.text.trim_end_matches(['的', '者', ',']));
        if asked || !(nameless || parts.iter().all(|part| matches!(part, Part::Words(_)))) {
            return false;
        }
        let own = match (said.own.text.is_empty(), self.said_before()) {
            (false, _) => said.own.clone(),
            (true, Some(before)) => before,
            (true, None) => return false,
        };
        let stem = own.text.trim_end_matches(['的', '者', ',']);
        if holds_any(stem, &DEGREES) || (NAMELESS.contains(&stem) && best.requirement.is_none()) {
            if said.own.text.is_empty() {
                self.forget_before();
            }
            self.by_person(best);
            self.phrase(&said.whole);
            return true;
        }
        let names = stem.contains(FAILINGS) || ["有", "存在", "发生", "出现"].iter().any(|word| stem.starts_with(word));
        if !names || NAMELESS.contains(&stem) {
            return false;
        }
        if said.own.text.is_empty() {
            self.forget_before();
        }
        let rule = match best.points.checked_sub(points) {
            Some(lost) if !points.is_zero() => {
                let effect = Effect { adds: false, amount: lost.normalize(), unit: "分".to_owned() };
                ScoringRule::Fixed { when_met: false, effect }
            }
            _ => ScoringRule::AllMet,
        };
        // 评3分 of 5: 2 are lost
        self.said.retain(|segment| segment.text != said.whole.text);
        let effects = Effects { rules: vec![rule], gain: Some(points), ..Effects::default() };
        let (found, problems) = violation(&own, &effects);
        self.problems.extend(problems);
        for mut requirement in found {
            attach(&mut requirement, &effects);
            self.merge(requirement);
        }
        true
    }

    /// What was said last, where the points alone follow.
    fn said_before(&self) -> Option<Normal> {
        let phrase = || {
            let last = self.read.last().filter(|_| self.read.len() > self.start)?;
            matches!(last.core, Core::Phrase(_)).then(|| Normal::placed(&last.words, last.span))
        };
        self.waiting.last().cloned().or_else(phrase)
    }

    /// Takes that back.
    fn forget_before(&mut self) {
        if self.waiting.pop().is_none() {
            self.read.pop();
        }
    }

    /// 轻微得10分,严重得0分: what the best finding made is for a person to judge too.
    fn by_person(&mut self, best: Best) {
        let made = best.requirement.and_then(|at| self.read.get_mut(at));
        if let Some(requirement) = made.filter(|made| matches!(made.core, Core::Never { .. })) {
            let words = Normal::placed(&requirement.words, requirement.span);
            requirement.core = Core::Phrase(text(&words, 0, words.text.len()));
            requirement.scoring.clear();
            requirement.properties.clear();
        }
        self.best = Some(Best { requirement: None, ..best });
    }
}
