//! 每月最多扣 10 分: limits of a period.

use guiju_engine::program::{Limit, Period};
use guiju_syntax::ast::{self, Core, PeriodKind, PeriodUnit, Requirement};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::Lowerer;

impl Lowerer<'_, '_> {
    /// The limits of periods, those of shorter ones first. A clause has to be judged in each of them at least once.
    pub(super) fn limits(&mut self, lines: &[ast::Scoring], requirement: &Requirement) -> Vec<Limit> {
        let mut limits: Vec<&ast::Limit> = lines.iter().flat_map(|line| &line.most_each).collect();
        limits.sort_by_key(|limit| minutes(&limit.period.kind));
        let own = self.judged_each(requirement);
        let mut lowered = Vec::new();
        for ast::Limit { period, adds, most } in limits {
            let Some(kind) = self.period(&period.kind, period.span) else { continue };
            let each = match &kind {
                Period::Named(name) => own == Own::Named(name.clone()) || own < Own::Longer,
                Period::Every { .. } => own <= Own::Minutes(minutes(&period.kind)),
                _ => false,
            };
            if each {
                lowered.push(Limit { period: kind, adds: *adds, most: *most });
            } else {
                let words = self.words(period.span);
                self.report(Diagnostic::new(Code::LimitPeriod, period.span).with("period", words));
            }
        }
        lowered
    }

    /// How often a requirement is judged.
    fn judged_each(&self, requirement: &Requirement) -> Own {
        match (&requirement.core, &requirement.period) {
            (Core::Every { .. }, _) | (_, Some(ast::Period { kind: PeriodKind::Rolling(..), .. })) => Own::Minutes(0),
            (_, Some(ast::Period { kind: PeriodKind::Named(name), .. })) => Own::Named(name.clone()),
            (_, Some(ast::Period { kind: kind @ PeriodKind::Every(..), .. })) => Own::Minutes(minutes(kind)),
            (_, None) if self.is_named_period(requirement) => {
                Own::Named(requirement.entity.as_ref().map(|entity| entity.object.text.clone()).unwrap_or_default())
            }
            _ => Own::Longer,
        }
    }
}

/// About how long the periods of a requirement are.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Own {
    Minutes(u64),
    Named(String),
    Longer,
}

/// About how long a period is; one that the calendar names is taken for a month.
fn minutes(kind: &PeriodKind) -> u64 {
    let (every, days) = match kind {
        PeriodKind::Every(every, PeriodUnit::Minute) => return u64::from(*every),
        PeriodKind::Every(every, PeriodUnit::Hour) => return u64::from(*every) * 60,
        PeriodKind::Every(every, unit) => {
            let days = match unit {
                PeriodUnit::Week => 7,
                PeriodUnit::TenDays => 10,
                PeriodUnit::HalfMonth => 15,
                PeriodUnit::Month => 30,
                PeriodUnit::Quarter => 91,
                PeriodUnit::HalfYear => 182,
                PeriodUnit::Year => 365,
                _ => 1,
            };
            (*every, days)
        }
        _ => (1, 30),
    };
    u64::from(every) * days * 24 * 60
}
