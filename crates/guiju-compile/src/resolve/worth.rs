//! What the clauses of a section are worth: what each states, and equal parts of the rest.

use guiju_engine::program::Worth;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use rust_decimal::Decimal;

/// What one clause says of its worth.
pub struct Stated {
    /// How many of its requirements are scored.
    pub scored: u32,
    /// What it states.
    pub worth: Option<Decimal>,
    /// Where it stands.
    pub span: Span,
}

/// What each requirement of each clause is worth: what the clause states, or an equal part of what the others leave of
/// the whole, shared by the requirements. And what is wrong with that.
pub fn shares(whole: Decimal, clauses: &[Stated]) -> (Vec<Worth>, Option<Diagnostic>) {
    let stated = clauses.iter().filter_map(|clause| clause.worth).fold(Decimal::ZERO, Decimal::saturating_add);
    let unstated = clauses.iter().filter(|clause| clause.worth.is_none() && clause.scored > 0).count();
    let rest = whole.saturating_sub(stated);
    let report = |code, clause: &Stated| {
        Diagnostic::new(code, clause.span)
            .with("stated", stated.normalize().to_string())
            .with("whole", whole.normalize().to_string())
    };
    let problem = if unstated > 0 && rest <= Decimal::ZERO {
        clauses.iter().find(|clause| clause.worth.is_none()).map(|clause| report(Code::WorthUsedUp, clause))
    } else if unstated == 0 && stated != whole {
        clauses.iter().find(|clause| clause.worth.is_some()).map(|clause| report(Code::WorthSum, clause))
    } else {
        None
    };
    let share = |clause: &Stated| {
        let (points, shares) = match clause.worth {
            Some(points) => (points, 1),
            None => (rest.max(Decimal::ZERO), u32::try_from(unstated).unwrap_or(u32::MAX)),
        };
        Worth { points, parts: clause.scored.saturating_mul(shares).max(1) }
    };
    (clauses.iter().map(share).collect(), problem)
}
