//! What a clause's properties say that nothing in the clause can be meant by.

use guiju_syntax::ast::{Basis, Comparison, Core, Property, PropertyKind, Requirement, Scoring, ScoringRule};
use guiju_syntax::canonical;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;

use super::Resolver;
use crate::hir;

impl Resolver<'_> {
    /// Reports a property that does nothing for any requirement of its clause, such as 除外 below 任职 (people are left
    /// out by 适用) and 自 … 起 below 不得 (there is no threshold to change).
    pub(super) fn idle_properties(&mut self, properties: &[Property], clauses: &[hir::Clause]) {
        let requirements: Vec<&Requirement> =
            clauses.iter().filter_map(|clause| clause.requirement.as_deref()).collect();
        let Some(first) = requirements.first() else { return };
        let form = form(first);
        for property in properties {
            if !requirements.iter().any(|requirement| acts(&property.kind, requirement)) {
                self.idle(property.span, form.clone());
            }
        }
        for clause in clauses {
            let Some(requirement) = &clause.requirement else { continue };
            let own = requirement.scoring.iter().filter(|scoring| !fits(scoring, requirement));
            for span in own.map(|scoring| scoring.span) {
                self.idle(span, self::form(requirement));
            }
        }
    }

    fn idle(&mut self, span: Span, form: String) {
        let words = self.source.slice(span).trim().to_owned();
        self.report(Diagnostic::new(Code::IdleProperty, span).with("words", words).with("form", form));
    }
}

/// Whether a property can change anything about a requirement.
fn acts(kind: &PropertyKind, requirement: &Requirement) -> bool {
    let core = &requirement.core;
    match kind {
        PropertyKind::Except(_) | PropertyKind::ExceptHolidays => !matches!(core, Core::Qualification(_)),
        PropertyKind::CountedAs { .. } => {
            matches!(core, Core::Measure { .. } | Core::Never { .. } | Core::Record { .. } | Core::Every { .. })
        }
        PropertyKind::Since { .. } | PropertyKind::Sample(_) => matches!(core, Core::Measure { .. }),
        PropertyKind::Roll(_) => requirement.deadline.is_some() || matches!(core, Core::Every { .. }),
        PropertyKind::Scoring(scoring) => fits(scoring, requirement),
        _ => true,
    }
}

/// Whether a line of points can give or take any, rule by rule.
fn fits(scoring: &Scoring, requirement: &Requirement) -> bool {
    scoring.rules.iter().all(|rule| reaches(rule, requirement))
}

fn reaches(rule: &ScoringRule, requirement: &Requirement) -> bool {
    let compared = match &requirement.core {
        Core::Measure { comparison, .. } => Some(*comparison),
        Core::Manual { bound, .. } => bound.as_ref().map(|(comparison, _)| *comparison),
        Core::Never { .. } => Some(Comparison::AtMost),
        Core::Every { .. } => return true,
        _ => None,
    };
    match rule {
        // What is counted for 记 has nothing asked of it, and who a person is has no number.
        ScoringRule::Proportional { .. } | ScoringRule::Linear(_) => compared.is_some(),
        ScoringRule::Tiers(_) => compared.is_some(),
        ScoringRule::Fixed { when_met: false, .. } | ScoringRule::AllMet | ScoringRule::MetRate => {
            !matches!(requirement.core, Core::Record { .. })
        }
        // Points are taken on the side that is a miss, and added on the other.
        ScoringRule::Step { basis, effect, .. } => match (basis, compared) {
            (Basis::Times, _) => true,
            (Basis::Late, _) => !matches!(requirement.core, Core::Record { .. } | Core::Qualification(_)),
            (_, None) => false,
            (Basis::Fewer | Basis::Lower, Some(how)) => !one_side(how, effect.adds),
            (Basis::Over, Some(how)) => !one_side(how, !effect.adds),
        },
        ScoringRule::Fixed { when_met: true, .. } => true,
    }
}

/// Whether a comparison asks for little (or, the other way, for much) and for nothing else.
fn one_side(how: Comparison, much: bool) -> bool {
    match how {
        Comparison::AtMost | Comparison::LessThan => !much,
        Comparison::AtLeast | Comparison::MoreThan => much,
        _ => false,
    }
}

/// What a requirement is, in the words of the language.
fn form(requirement: &Requirement) -> String {
    let form = match &requirement.core {
        Core::Every { .. } => "凡",
        Core::Never { .. } => "不得",
        Core::Qualification(_) => "任职",
        Core::Record { .. } => "记",
        Core::Manual { bound: Some((how, _)), .. } => return format!("人工 … {}", canonical::comparison(*how)),
        Core::Manual { .. } => "人工",
        Core::Measure { comparison: how, .. } => canonical::comparison(*how),
        Core::Phrase(_) | Core::Narrow(_) => "",
    };
    form.to_owned()
}
