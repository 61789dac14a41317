//! 计分: how outcomes become points.

use guiju_engine::program::{Basis, Comparison, Effect, Scoring, ScoringRule, StepRounding, Tier, TierGives};
use guiju_syntax::ast::{self, DurationUnit};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use rust_decimal::Decimal;

use super::Lowerer;
use super::clause::comparison;
use crate::quantity::duration_unit;
use crate::scale::{Line, chain, flaws};

impl Lowerer<'_, '_> {
    /// All scoring lines of a clause as one; with none, 达标率. `whole` says that the values scored are counts.
    pub(super) fn scoring(
        &mut self,
        lines: &[ast::Scoring],
        threshold: Option<&ast::Threshold>,
        whole: bool,
    ) -> Scoring {
        let mut scoring = Scoring {
            rules: Vec::new(),
            most_lost: None,
            most_won: None,
            most_each: Vec::new(),
            may_be_negative: false,
            rounding: StepRounding::Down,
        };
        for line in lines {
            scoring.most_lost = line.most_lost.or(scoring.most_lost);
            scoring.most_won = line.most_won.or(scoring.most_won);
            scoring.may_be_negative |= line.may_be_negative;
            scoring.rounding = match line.rounding {
                ast::StepRounding::Down => scoring.rounding,
                ast::StepRounding::Up => StepRounding::Up,
                ast::StepRounding::Exact => StepRounding::Exact,
            };
            for rule in &line.rules {
                if let Some(rule) = self.scoring_rule((rule, line.span), threshold, whole) {
                    scoring.rules.push(rule);
                }
            }
        }
        if scoring.rules.is_empty() {
            scoring.rules = vec![ScoringRule::MetRate];
        }
        scoring.rules.shrink_to_fit();
        scoring
    }

    /// The tiers of a scale, each with the bound from which it holds.
    ///
    /// Tiers that give shares or points cover every value, and each can be reached. Tiers that only take points may
    /// leave values out: those take nothing.
    fn tiers(&mut self, tiers: &[ast::Tier], span: Span, whole: bool) -> Option<Vec<Tier>> {
        let lines: Vec<Line> = tiers.iter().map(|tier| self.tier_line(tier)).collect::<Option<_>>()?;
        let takes = tiers.iter().any(|tier| matches!(tier.gives, ast::TierGives::Effect(_)));
        let ranges = lines.iter().any(|line| line.len() > 1);
        let most = lines.iter().flatten().map(|(_, bound)| *bound).max();
        // Ranges up to 100% mean all there is.
        let most = most.filter(|most| ranges && !whole && *most == Decimal::ONE);
        let found = flaws(&lines, Decimal::ZERO, most, whole);
        let shown = |value: Decimal| shown(value, tiers);
        let gap = found.gap.filter(|_| !takes || (ranges && lines.iter().any(Vec::is_empty)));
        if let Some(value) = gap {
            self.report(Diagnostic::new(Code::ScaleGap, span).with("value", shown(value)));
        }
        if let Some(value) = found.overlap {
            self.report(Diagnostic::new(Code::ScaleOverlap, span).with("value", shown(value)));
        }
        // Of tiers that take points the last that holds counts.
        let last = lines.len().saturating_sub(1);
        let unreachable = if takes {
            let backwards: Vec<Line> = lines.iter().rev().cloned().collect();
            flaws(&backwards, Decimal::ZERO, most, whole).unreachable.into_iter().map(|index| last - index).collect()
        } else {
            found.unreachable
        };
        for index in unreachable {
            let line = format!("第 {} 档", index + 1);
            self.report(Diagnostic::new(Code::UnreachableLine, span).with("line", line));
        }
        let Some(bounds) = chain(&lines, Decimal::ZERO, most, whole) else {
            if gap.is_none() {
                self.report(Diagnostic::new(Code::ScaleDisorder, span));
            }
            return None;
        };
        tiers.iter().zip(bounds).map(|(tier, bound)| Some(Tier { bound, gives: self.gives(&tier.gives)? })).collect()
    }

    fn scoring_rule(
        &mut self,
        (rule, span): (&ast::ScoringRule, Span),
        threshold: Option<&ast::Threshold>,
        whole: bool,
    ) -> Option<ScoringRule> {
        Some(match rule {
            ast::ScoringRule::MetRate => ScoringRule::MetRate,
            ast::ScoringRule::AllMet => ScoringRule::AllMet,
            ast::ScoringRule::Proportional { cap, floor } => ScoringRule::Proportional {
                cap: self.optional(cap.as_ref(), Decimal::ONE)?,
                floor: self.optional(floor.as_ref(), Decimal::ZERO)?,
            },
            ast::ScoringRule::Step { basis, step, effect } => {
                let (late, size) = match basis {
                    ast::Basis::Late => self.late_step(step)?,
                    _ => (Basis::Late, self.step(step, threshold)?),
                };
                if size <= Decimal::ZERO {
                    self.report(
                        Diagnostic::new(Code::StepNotPositive, step.span).with("step", size.normalize().to_string()),
                    );
                    return None;
                }
                let basis = match basis {
                    ast::Basis::Fewer | ast::Basis::Lower => Basis::Below,
                    ast::Basis::Over => Basis::Above,
                    ast::Basis::Late => late,
                    ast::Basis::Times => Basis::Times,
                };
                ScoringRule::Step { basis, step: size, effect: self.effect(effect) }
            }
            ast::ScoringRule::Fixed { when_met, effect } => {
                ScoringRule::Fixed { when_met: *when_met, effect: self.effect(effect) }
            }
            ast::ScoringRule::Tiers(tiers) => ScoringRule::Tiers(self.tiers(tiers, span, whole)?),
            ast::ScoringRule::Linear(points) => {
                let mut exact = Vec::with_capacity(points.len());
                for (value, share) in points {
                    exact.push((self.exact(value)?, self.exact(share)?));
                }
                exact.sort();
                ScoringRule::Linear(exact)
            }
        })
    }

    fn optional(&mut self, quantity: Option<&ast::Quantity>, otherwise: Decimal) -> Option<Decimal> {
        match quantity {
            None => Some(otherwise),
            Some(quantity) => self.exact(quantity),
        }
    }

    /// The size of a step. A percentage of a threshold that is none itself is a part of that threshold.
    fn step(&mut self, step: &ast::Quantity, threshold: Option<&ast::Threshold>) -> Option<Decimal> {
        let size = self.exact(step)?;
        let relative = matches!(step.scale, ast::Scale::Percent | ast::Scale::Permille);
        match threshold {
            Some(threshold @ ast::Threshold::Value(ast::Expr::Number(number)))
                if relative && !super::measure::is_ratio(threshold) =>
            {
                let whole = self.exact(number)?;
                whole.abs().checked_mul(size)
            }
            _ => Some(size),
        }
    }

    /// What lateness is counted in, and the size of a step of it: working days, else minutes; days where no unit is
    /// written.
    fn late_step(&mut self, step: &ast::Quantity) -> Option<(Basis, Decimal)> {
        let number = self.exact(step)?;
        let unit = step.unit.as_ref();
        let size = match unit.map_or(Some(DurationUnit::Day), |unit| duration_unit(&unit.text)) {
            Some(DurationUnit::Workday) => Some((Basis::LateWorkdays, number)),
            Some(unit @ (DurationUnit::Minute | DurationUnit::Hour | DurationUnit::Day | DurationUnit::Week)) => {
                super::condition::convert(number, unit, DurationUnit::Minute).map(|minutes| (Basis::Late, minutes))
            }
            _ => None,
        };
        if size.is_none() {
            let unit = unit.map_or("", |unit| unit.text.as_str());
            self.report(Diagnostic::new(Code::LateStepUnit, step.span).with("unit", unit));
        }
        size
    }

    fn effect(&mut self, effect: &ast::Effect) -> Effect {
        let unit = (effect.unit != "分" && !effect.unit.is_empty()).then(|| effect.unit.clone());
        Effect { adds: effect.adds, amount: effect.amount, unit }
    }

    fn tier_line(&mut self, tier: &ast::Tier) -> Option<Line> {
        Some(match (&tier.bound, &tier.upto) {
            (None, _) => Vec::new(),
            (Some((_, from)), Some(upto)) => {
                vec![(Comparison::AtLeast, self.exact(from)?), (Comparison::AtMost, self.exact(upto)?)]
            }
            (Some((how, value)), None) => vec![(comparison(*how), self.exact(value)?)],
        })
    }

    fn gives(&mut self, gives: &ast::TierGives) -> Option<TierGives> {
        Some(match gives {
            // No share of the worth is no points.
            ast::TierGives::Share(share) => match self.exact(share)? {
                share if share.is_zero() => TierGives::Points(share),
                share => TierGives::Share(share),
            },
            ast::TierGives::Points(points) => TierGives::Points(*points),
            ast::TierGives::Effect(effect) => TierGives::Effect(self.effect(effect)),
        })
    }
}

/// A value in the way the tiers are written: 99.5% where they are percentages.
fn shown(value: Decimal, tiers: &[ast::Tier]) -> String {
    let percent = |tier: &ast::Tier| matches!(&tier.bound, Some((_, bound)) if bound.scale == ast::Scale::Percent);
    match value.checked_mul(Decimal::ONE_HUNDRED) {
        Some(hundredfold) if tiers.iter().any(percent) => format!("{}%", hundredfold.normalize()),
        _ => value.normalize().to_string(),
    }
}
