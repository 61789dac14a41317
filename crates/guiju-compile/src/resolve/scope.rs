//! What a file or a section says for all clauses below it.

use chrono::NaiveDate;
use guiju_syntax::ast::{Condition, Property, PropertyKind, Roll, Scoring};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use rust_decimal::Decimal;

use super::Resolver;
use super::names::People;

/// The properties in force at some place, from the file down.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// 适用, all of which must hold.
    pub applies: Vec<Condition>,
    /// 施行 … 起
    pub effective_from: Option<NaiveDate>,
    /// 施行 … 至
    pub effective_to: Option<NaiveDate>,
    /// 分值 or 权重 of the section: what its clauses are worth together.
    pub worth: Option<Decimal>,
    /// 计分, the nearest.
    pub scoring: Vec<Scoring>,
    /// 除外
    pub excepts: Vec<Condition>,
    /// 除外 法定节假日
    pub except_holidays: bool,
    /// 遇节假日顺延 / 提前
    pub roll: Option<Roll>,
    /// 样本
    pub sample: Option<u32>,
    /// 视同 / 并计
    pub counted_as: Vec<crate::hir::CountedAs>,
}

impl Resolver<'_> {
    /// The scope below `outer` with these properties.
    pub(super) fn scope(&mut self, outer: &Scope, properties: impl AsRef<[Property]>) -> Scope {
        let mut scope = outer.clone();
        let mut own_scoring = Vec::new();
        for property in properties.as_ref() {
            match &property.kind {
                PropertyKind::Applies(condition) => {
                    let condition = self.condition(condition, People::Attributes);
                    scope.applies.push(condition);
                }
                PropertyKind::Effective { from, to } => {
                    scope.effective_from = scope.effective_from.max(*from);
                    scope.effective_to = match (scope.effective_to, *to) {
                        (Some(outer), Some(inner)) => Some(outer.min(inner)),
                        (outer, inner) => outer.or(inner),
                    };
                    if let (Some(from), Some(to)) = (scope.effective_from, scope.effective_to)
                        && from > to
                    {
                        self.report(
                            Diagnostic::new(Code::NeverInForce, property.span)
                                .with("from", from.to_string())
                                .with("to", to.to_string()),
                        );
                    }
                }
                PropertyKind::Worth(points) => scope.worth = Some(*points),
                PropertyKind::Scoring(scoring) => own_scoring.push(scoring.clone()),
                PropertyKind::Except(condition) => {
                    let condition = self.condition(condition, People::Records);
                    scope.excepts.push(condition);
                }
                PropertyKind::ExceptHolidays => scope.except_holidays = true,
                PropertyKind::Roll(roll) => scope.roll = Some(*roll),
                PropertyKind::Sample(least) => scope.sample = Some(*least),
                PropertyKind::CountedAs { .. } => {
                    let counted = self.counted_as(&property.kind);
                    scope.counted_as.extend(counted);
                }
                // Read elsewhere, or said for readers only.
                PropertyKind::BonusCap(_)
                | PropertyKind::Code(_)
                | PropertyKind::Grades(_)
                | PropertyKind::Define { .. }
                | PropertyKind::Parameter { .. }
                | PropertyKind::Source(_)
                | PropertyKind::Note(_)
                | PropertyKind::Owner(_) => {}
                PropertyKind::Since { .. }
                | PropertyKind::Label(_)
                | PropertyKind::Veto(_)
                | PropertyKind::Manual(_)
                | PropertyKind::Consequence(_) => {
                    self.report(Diagnostic::new(Code::PropertyOfClause, property.span));
                }
            }
        }
        if !own_scoring.is_empty() {
            scope.scoring = own_scoring;
        }
        scope
    }
}
