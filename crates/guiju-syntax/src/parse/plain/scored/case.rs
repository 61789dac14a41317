//! 合格率<90%,不得分: what a sign alone says, behind which nothing is given, is when; not what is asked.

use crate::ast::{Comparison, Core, Expr, ScoringRule, Threshold};
use crate::parse::plain::measure::complement;
use crate::parse::plain::said::Scored;
use crate::parse::plain::sentence::Sentence;

impl Sentence {
    /// Turns what was read as asked into the case that it is.
    pub(super) fn case_by_sign(&mut self, said: &Scored) {
        let takes = |rule: &ScoringRule| match rule {
            ScoringRule::Fixed { when_met, effect } => !when_met && !effect.adds,
            ScoringRule::AllMet => said.effects.gain.is_some_and(|points| points.is_zero()),
            _ => false,
        };
        let rules = &said.effects.rules;
        let fixed = said.own.text.is_empty() && !rules.is_empty() && rules.iter().all(takes);
        let mine = self.read.len() > self.start && self.waiting.is_empty() && fixed;
        let Some(last) = self.read.last_mut().filter(|last| mine && last.scoring.is_empty()) else { return };
        let strict = last.words.contains(['<', '>']) && !last.words.contains('=');
        if let Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(_)), .. } = &mut last.core
            && strict
            && last.period.is_none()
            && matches!(comparison, Comparison::LessThan | Comparison::MoreThan)
        {
            *comparison = complement(*comparison);
        }
    }
}
