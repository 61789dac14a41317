//! One resolved clause becomes one clause of the program.

use guiju_engine::program::{
    Bound, Check, Clause, Comparison, Condition, EntityScope, Expr, Grid, ManualCheck, MeasureCheck, Origin, Period,
    PredicateId, Version, Veto, When,
};
use guiju_syntax::ast::{self, Core, Requirement, Text, Threshold};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use rust_decimal::Decimal;

use super::Lowerer;
use super::condition::Subject;
use super::duty::Every;
use super::measure::{Around, additive, counts, is_ratio};
use crate::hir;
use crate::near::nearest;

impl Lowerer<'_, '_> {
    /// Lowers a clause; `None` for a 说明, and where something is wrong, which is then reported.
    pub(super) fn clause(&mut self, clause: &hir::Clause) -> Option<Clause> {
        let requirement = clause.requirement.as_deref()?;
        self.here = clause.span;
        let applies = match &clause.applies {
            None => None,
            Some(condition) => Some(self.condition(condition, Subject::Person)?),
        };
        let check = self.check(clause, requirement);
        let condition = match &requirement.condition {
            None => None,
            Some(condition) => Some(self.when(clause, condition, requirement)?),
        };
        let threshold = match &requirement.core {
            Core::Measure { threshold, .. } => Some(threshold),
            _ => None,
        };
        let whole = match &check {
            Some(Check::Measure(check)) => counts(&check.value, &self.shared.measures),
            _ => true,
        };
        let mut scoring = self.scoring(&clause.scoring, threshold, whole);
        scoring.most_each = self.limits(&clause.scoring, requirement);
        let (line, _) = self.source.position(clause.span.start);
        Some(Clause {
            id: clause.id.clone(),
            origin: Origin {
                text: clause.text.clone(),
                canonical: String::new(),
                line: u32::try_from(line).unwrap_or(u32::MAX),
                start: clause.span.start,
                end: clause.span.end,
            },
            applies,
            effective_from: clause.effective_from,
            effective_to: clause.effective_to,
            condition,
            check: check?,
            worth: clause.worth.clone(),
            scoring,
            veto: clause.veto.as_ref().map(|cap| match cap {
                None => Veto::Zero,
                Some(grade) => Veto::Cap(grade.clone()),
            }),
            excepts: self.excepts(clause),
            consequences: clause.consequences.clone(),
        })
    }

    /// What 除外 names, each by itself.
    fn excepts(&mut self, clause: &hir::Clause) -> Vec<PredicateId> {
        let conditions = clause.excepts.iter().map(std::slice::from_ref);
        conditions.filter_map(|condition| self.predicate(condition, &[]).flatten()).collect()
    }

    fn check(&mut self, clause: &hir::Clause, requirement: &Requirement) -> Option<Check> {
        match &requirement.core {
            Core::Measure { measure, filter, comparison, threshold } => {
                let around = self.around(clause, requirement, filter.as_ref(), Some(threshold))?;
                let value = self.expr(measure, &around)?;
                let versions = self.versions(clause, *comparison, threshold, &around)?;
                let prorate = additive(&value, &self.shared.measures);
                if prorate && clause.sample.is_some() {
                    let words = self.words(expr_span(measure));
                    self.report(Diagnostic::new(Code::SampleOfCount, clause.span).with("words", words));
                }
                Some(Check::Measure(MeasureCheck {
                    value,
                    grid: around.grid,
                    entity: self.entity(requirement),
                    versions,
                    prorate,
                    never: false,
                    sample: clause.sample,
                }))
            }
            Core::Never { activity, filter } => {
                let check = self.occurrences(clause, requirement, activity, filter.as_ref())?;
                let none = Bound { comparison: Comparison::AtMost, value: Expr::Number(Decimal::ZERO) };
                let versions = vec![Version { from: None, bounds: vec![none] }];
                Some(Check::Measure(MeasureCheck { versions, never: true, ..check }))
            }
            Core::Record { activity, filter } => {
                self.occurrences(clause, requirement, activity, filter.as_ref()).map(Check::Record)
            }
            Core::Every { trigger, filter, duty, key } => {
                self.idle(requirement, requirement.condition.is_some(), "凡");
                self.every(clause, &Every { trigger, filter: filter.as_ref(), duty, key: key.as_ref() })
            }
            Core::Qualification(condition) => {
                self.idle(requirement, false, "任职");
                self.condition(condition, Subject::Person).map(Check::Person)
            }
            Core::Manual { name, bound } => {
                let filter = self.predicate(&[], &clause.excepts)?;
                let mut up_to = None;
                let bound = match bound {
                    None => None,
                    Some((_, Threshold::Range(from, to))) => {
                        let (low, high) = self.range(from, to)?;
                        up_to = Some(high);
                        Some((Comparison::AtLeast, low))
                    }
                    Some((how, threshold)) => Some((comparison(*how), self.constant(threshold)?)),
                };
                let grid = self.grid(clause, requirement)?;
                let activity = self.shared.schema.activity(&name.text);
                let entity = self.entity(requirement);
                Some(Check::Manual(ManualCheck { activity, filter, grid, entity, bound, up_to }))
            }
            Core::Phrase(_) | Core::Narrow(_) => None,
        }
    }

    /// Reports what is said of when and of whom in a form that is judged for every occurrence, or once. A period alone
    /// takes nothing from 凡; 若 asks in it.
    fn idle(&mut self, requirement: &Requirement, asks: bool, form: &'static str) {
        let period = requirement.period.as_ref().filter(|_| form == "任职").map(|period| period.span);
        let deadline = requirement.deadline.as_ref().map(|deadline| deadline.span);
        let time = [period, deadline].into_iter().flatten().filter(|_| !asks).reduce(guiju_syntax::span::Span::to);
        let entity = requirement.entity.as_ref().filter(|_| !self.is_named_period(requirement)).map(|it| it.span);
        for span in [entity, time].into_iter().flatten() {
            let words = self.words(span);
            self.report(Diagnostic::new(Code::IdleFrame, span).with("words", words).with("form", form));
        }
    }

    /// How many records there are, with no threshold yet.
    fn occurrences(
        &mut self,
        clause: &hir::Clause,
        requirement: &Requirement,
        activity: &Text,
        filter: Option<&ast::Condition>,
    ) -> Option<MeasureCheck> {
        let around = self.around(clause, requirement, filter, None)?;
        let value = self.measure(activity, guiju_engine::program::Aggregate::Count, None, &around)?;
        Some(MeasureCheck {
            value,
            grid: around.grid,
            entity: self.entity(requirement),
            versions: Vec::new(),
            prorate: false,
            never: false,
            sample: clause.sample,
        })
    }

    fn around<'c>(
        &mut self,
        clause: &'c hir::Clause,
        requirement: &'c Requirement,
        filter: Option<&ast::Condition>,
        threshold: Option<&'c Threshold>,
    ) -> Option<Around<'c>> {
        Some(Around {
            grid: self.grid(clause, requirement)?,
            by: self.entity(requirement).map(|entity| entity.field),
            filter: filter.cloned(),
            excepts: &clause.excepts,
            unit: threshold.and_then(unit),
            ratio: threshold.is_some_and(is_ratio),
            counted_as: &clause.counted_as,
        })
    }

    fn entity(&mut self, requirement: &Requirement) -> Option<EntityScope> {
        let entity = requirement.entity.as_ref()?;
        if self.is_named_period(requirement) {
            return None;
        }
        let (field, register) = self.shared.schema.entity(&entity.object.text);
        Some(EntityScope { field, register })
    }

    /// The thresholds of a clause, by the day from which they hold.
    fn versions(
        &mut self,
        clause: &hir::Clause,
        how: ast::Comparison,
        threshold: &Threshold,
        around: &Around,
    ) -> Option<Vec<Version>> {
        let mut versions = vec![Version { from: None, bounds: self.bounds(how, threshold, around)? }];
        for since in &clause.since {
            let bounds = self.bounds(since.comparison, &since.threshold, around)?;
            versions.push(Version { from: Some(since.from), bounds });
        }
        Some(versions)
    }

    fn bounds(&mut self, how: ast::Comparison, threshold: &Threshold, around: &Around) -> Option<Vec<Bound>> {
        Some(match threshold {
            Threshold::Value(expr) => {
                self.known_threshold(expr)?;
                vec![Bound { comparison: comparison(how), value: self.expr(expr, around)? }]
            }
            Threshold::Range(from, to) => {
                let (low, high) = self.range(from, to)?;
                vec![
                    Bound { comparison: Comparison::AtLeast, value: Expr::Number(low) },
                    Bound { comparison: Comparison::AtMost, value: Expr::Number(high) },
                ]
            }
        })
    }

    /// The two ends of 介于.
    fn range(&mut self, from: &ast::Quantity, to: &ast::Quantity) -> Option<(Decimal, Decimal)> {
        let (low, high) = (self.exact(from)?, self.exact(to)?);
        if low > high {
            self.report(
                Diagnostic::new(Code::EmptyRange, from.span.to(to.span))
                    .with("from", low.normalize().to_string())
                    .with("to", high.normalize().to_string()),
            );
            return None;
        }
        Some((low, high))
    }

    /// A name as a threshold must be a parameter, a definition or something the vocabulary knows.
    fn known_threshold(&mut self, expr: &ast::Expr) -> Option<()> {
        let ast::Expr::Name(name) = expr else { return Some(()) };
        let vocabulary = self.shared.vocabulary;
        let known = self.parameters.contains_key(&name.text)
            || self.definitions.contains_key(&name.text)
            || vocabulary.metrics.get(&name.text).is_some()
            || vocabulary.activities.get(&name.text).is_some();
        if !known {
            let names = self.parameters.keys().chain(self.definitions.keys()).map(String::as_str);
            let near = nearest(&name.text, names.chain(vocabulary.metrics.names()));
            self.report(Diagnostic::new(Code::MissingParameter, name.span).with("name", name.text.as_str()).near(near));
        }
        known.then_some(())
    }

    /// A threshold that must be a plain number.
    fn constant(&mut self, threshold: &Threshold) -> Option<Decimal> {
        let quantity = match threshold {
            Threshold::Value(ast::Expr::Number(quantity)) => Some(quantity),
            Threshold::Value(ast::Expr::Name(name)) => self.parameters.get(&name.text),
            _ => None,
        };
        match quantity {
            Some(quantity) => self.exact(quantity),
            None => {
                let span = match threshold {
                    Threshold::Value(expr) => expr_span(expr),
                    Threshold::Range(from, to) => from.span.to(to.span),
                };
                let words = self.words(span);
                self.report(Diagnostic::new(Code::NotAConstant, span).with("words", words));
                None
            }
        }
    }

    /// 若: comparisons of measures with numbers and events, in the clause's own periods.
    fn when(&mut self, clause: &hir::Clause, condition: &ast::Condition, requirement: &Requirement) -> Option<When> {
        let mut joined = |all: &[ast::Condition]| -> Option<Vec<When>> {
            all.iter().map(|one| self.when(clause, one, requirement)).collect()
        };
        match condition {
            ast::Condition::And(all) => return joined(all).map(When::All),
            ast::Condition::Or(any) => return joined(any).map(When::Any),
            _ => {}
        }
        let grid = match &requirement.core {
            // Judged once: all of the range is asked.
            Core::Qualification(_) => {
                self.shared.grid(Grid { period: Period::Range, window: None, except_holidays: false })
            }
            _ => self.grid(clause, requirement)?,
        };
        // A measure word says that records are counted; else an unknown name is a metric.
        let unit = match condition {
            ast::Condition::Compare { value: ast::Value::Number(quantity), .. } => quantity.unit.as_ref(),
            _ => None,
        };
        let (ratio, excepts, counted_as) = (unit.is_none(), [].as_slice(), [].as_slice());
        let around = Around { grid, by: None, filter: None, excepts, unit, ratio, counted_as };
        match condition {
            ast::Condition::Compare { field, comparison: how, value: ast::Value::Number(quantity) } => {
                // 停电 >= 2 次 counts, 气温 < 0 ℃ compares what was measured.
                let words = &self.shared.vocabulary.measure_words;
                let counted = |unit: &&Text| unit.text == "次" || words.get(&unit.text).is_some();
                let unit = quantity.unit.as_ref().filter(counted);
                let around = Around { unit, ratio: unit.is_none(), ..around };
                let value = self.expr(&ast::Expr::Name(field.clone()), &around)?;
                Some(When::Holds(Condition { value, comparison: comparison(*how), bound: self.exact(quantity)? }))
            }
            ast::Condition::Flag(event) => {
                let value = self.measure(event, guiju_engine::program::Aggregate::Count, None, &around)?;
                Some(When::Holds(Condition { value, comparison: Comparison::AtLeast, bound: Decimal::ONE }))
            }
            _ => {
                let words = self.source.slice(requirement.span).to_owned();
                self.report(Diagnostic::new(Code::Unreadable, requirement.span).with("words", words));
                None
            }
        }
    }
}

fn unit(threshold: &Threshold) -> Option<&Text> {
    match threshold {
        Threshold::Value(ast::Expr::Number(quantity)) => quantity.unit.as_ref(),
        Threshold::Value(_) => None,
        Threshold::Range(_, to) => to.unit.as_ref(),
    }
}

fn expr_span(expr: &ast::Expr) -> guiju_syntax::span::Span {
    match expr {
        ast::Expr::Name(name) => name.span,
        ast::Expr::Field(owner, field) => owner.span.to(field.span),
        ast::Expr::Call { span, .. } => *span,
        ast::Expr::Number(quantity) => quantity.span,
        ast::Expr::Binary { left, right, .. } => expr_span(left).to(expr_span(right)),
    }
}

/// The program's comparison. 介于 is lowered to its two ends before this is asked.
pub(super) fn comparison(comparison: ast::Comparison) -> Comparison {
    match comparison {
        ast::Comparison::AtLeast => Comparison::AtLeast,
        ast::Comparison::MoreThan => Comparison::MoreThan,
        ast::Comparison::AtMost => Comparison::AtMost,
        ast::Comparison::LessThan => Comparison::LessThan,
        ast::Comparison::Equal | ast::Comparison::Between => Comparison::Equal,
        ast::Comparison::NotEqual => Comparison::NotEqual,
    }
}
