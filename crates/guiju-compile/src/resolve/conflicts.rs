//! What properties say that cannot all be meant.

use guiju_syntax::ast::{Property, PropertyKind, ScoringRule, TierGives};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::Resolver;

impl Resolver<'_> {
    /// The properties of one clause, section or file say each thing once, and nothing that excludes another.
    pub(super) fn conflicts(&mut self, properties: &[Property]) {
        let mut seen: Vec<(&str, &Property)> = Vec::new();
        let mut days = Vec::new();
        for property in properties {
            if let PropertyKind::Since { from, .. } = &property.kind {
                if days.contains(from) {
                    self.report(Diagnostic::new(Code::SinceTwice, property.span).with("day", from.to_string()));
                }
                days.push(*from);
            }
            let name = match &property.kind {
                PropertyKind::Worth(_) => "分值",
                PropertyKind::Label(_) => "标识",
                PropertyKind::Effective { .. } => "施行",
                PropertyKind::Veto(_) => "一票否决",
                PropertyKind::Roll(_) => "遇节假日",
                PropertyKind::Sample(_) => "样本",
                PropertyKind::Manual(_) => "人工",
                PropertyKind::Note(None) => "说明",
                PropertyKind::BonusCap(_) => "加分 最多",
                PropertyKind::Grades(_) => "等级",
                PropertyKind::Code(_) => "编号",
                _ => continue,
            };
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == name) {
                let twice = Diagnostic::new(Code::PropertyTwice, property.span).with("property", name);
                self.report(twice.related(first.span));
            }
            if matches!(name, "人工" | "说明")
                && let Some((_, first)) =
                    seen.iter().find(|(other, _)| matches!(*other, "人工" | "说明") && *other != name)
            {
                self.report(Diagnostic::new(Code::ManualAndNote, property.span).related(first.span));
            }
            seen.push((name, property));
        }
        self.scored_once(properties);
    }

    /// At most one rule decides what a clause gets; steps and fixed amounts may stand beside it.
    fn scored_once(&mut self, properties: &[Property]) {
        let lines = || {
            properties.iter().filter_map(|property| match &property.kind {
                PropertyKind::Scoring(scoring) => Some((property.span, scoring)),
                _ => None,
            })
        };
        let until_gone = lines().find(|(_, scoring)| scoring.until_gone);
        let below = lines().find(|(_, scoring)| scoring.may_be_negative);
        if let (Some((one, _)), Some((other, _))) = (until_gone, below) {
            let conflict =
                Diagnostic::new(Code::ScoringConflict, other).with("one", "扣完为止").with("other", "可为负");
            self.report(if one == other { conflict } else { conflict.related(one) });
        }
        let mut first: Option<&str> = None;
        for property in properties {
            let PropertyKind::Scoring(scoring) = &property.kind else { continue };
            for decides in scoring.rules.iter().filter_map(decides) {
                match first {
                    None => first = Some(decides),
                    Some(one) => self.report(
                        Diagnostic::new(Code::ScoringConflict, property.span).with("one", one).with("other", decides),
                    ),
                }
            }
        }
    }
}

/// The name of a rule that decides what a clause gets of its worth.
fn decides(rule: &ScoringRule) -> Option<&'static str> {
    match rule {
        ScoringRule::MetRate => Some("达标率"),
        ScoringRule::AllMet => Some("全部达标"),
        ScoringRule::Proportional { .. } => Some("按比例"),
        ScoringRule::Linear(_) => Some("线性"),
        ScoringRule::Tiers(tiers) => {
            let gives = tiers.iter().any(|tier| !matches!(tier.gives, TierGives::Effect(_)));
            gives.then_some("分档")
        }
        ScoringRule::Step { .. } | ScoringRule::Fixed { .. } => None,
    }
}
