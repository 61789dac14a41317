//! Bands of points: 90分以上得10分,80分以上得8分,其余不得分; 为0得5分,为0.5得0分,其余线性取值.

use rust_decimal::Decimal;

use super::effects::Effects;
use super::measure::measure;
use super::scan::{Part, scan};
use crate::ast::{
    Comparison, Core, Expr, Quantity, Requirement, Scale, Scoring, ScoringRule, Threshold, Tier, TierGives,
};
use crate::normal::Normal;

/// A band and its points; with no bound it is all the rest.
type Line = (Option<(Comparison, Quantity)>, Gives);

/// What a band gives.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Gives {
    /// 得满分
    Full,
    /// 得8分
    Points(Decimal),
}

/// The bands of one measure, as far as they are read.
#[derive(Debug, Clone)]
pub struct Bands {
    /// Which of the requirements read.
    pub requirement: usize,
    name: String,
    lines: Vec<Line>,
    linear: bool,
}

impl Bands {
    /// Begins with what is asked for full points.
    pub fn begin(requirement: usize, read: &Requirement, effects: &Effects) -> Option<Bands> {
        let gains = effects.gain.filter(|points| !points.is_zero()).map(Gives::Points);
        let full = effects.full && effects.gain.is_none() && effects.worth.is_none();
        let points = gains.or(full.then_some(Gives::Full)).filter(|_| effects.rules.is_empty())?;
        let Core::Measure { measure: Expr::Name(name), comparison, threshold, .. } = &read.core else { return None };
        let bound = match threshold {
            Threshold::Value(Expr::Number(number)) => (*comparison, number.clone()),
            _ => return None,
        };
        Some(Bands { requirement, name: name.text.clone(), lines: vec![(Some(bound), points)], linear: false })
    }

    /// Takes the next band; false where it is none of this measure.
    pub fn take(&mut self, own: &Normal, effects: &Effects) -> bool {
        let others = ["其余", "其他", "其它", "否则", "其余情况", "其他情况", "其余的"];
        if effects.linear {
            self.linear = true;
            return true;
        }
        let Some(points) = effects.gain.filter(|_| !effects.adds()).map(Gives::Points) else { return false };
        if others.contains(&own.text.trim_end_matches(['的', ',', '者'])) {
            self.lines.push((None, points));
            return true;
        }
        let falls = matches!(self.lines.first(), Some((Some((Comparison::AtMost | Comparison::LessThan, _)), _)));
        let Some((name, comparison, number)) = bound(own, falls) else { return false };
        if !(name.is_empty() || name == self.name) {
            return false;
        }
        self.lines.push((Some((comparison, number)), points));
        true
    }

    /// Writes the bands to their requirement.
    pub fn write(&self, requirement: &mut Requirement) {
        let points = self.lines.iter().filter_map(|(_, gives)| match gives {
            Gives::Points(points) => Some(*points),
            Gives::Full => None,
        });
        let best = points.max().unwrap_or_default();
        let rule = if self.linear { self.line(best) } else { Some(ScoringRule::Tiers(self.tiers())) };
        requirement.scoring = rule.into_iter().map(|rule| Scoring::of(requirement.span, vec![rule])).collect();
    }

    fn line(&self, best: Decimal) -> Option<ScoringRule> {
        let point = |(bound, points): &Line| {
            let (_, at) = bound.clone()?;
            let Gives::Points(points) = points else { return None };
            let share = points.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(best)?.normalize();
            Some((at.clone(), super::quantity(at.span, share, Scale::Percent, None)))
        };
        let points: Option<Vec<_>> = self.lines.iter().map(point).collect();
        points.map(ScoringRule::Linear)
    }

    fn tiers(&self) -> Vec<Tier> {
        let rises = matches!(
            self.lines.first(),
            Some((Some((Comparison::AtLeast | Comparison::MoreThan | Comparison::Equal, _)), _))
        );
        let last = self.lines.len().saturating_sub(1);
        let share = |number, scale| super::quantity(Default::default(), number, scale, None);
        // 95%以上得满分,低于90%不得分 leaves something between, which is no rest
        let bound_of = |at: usize| self.lines.get(at).and_then(|(bound, _)| bound.as_ref()).map(|(_, it)| it.number);
        let closes = last.checked_sub(1).is_some_and(|before| bound_of(before) == bound_of(last));
        let tier = |(at, (bound, points)): (usize, &Line)| {
            // 90%以下不得分, at the end, is all the rest
            let against = matches!(
                (bound, rises),
                (Some((Comparison::LessThan | Comparison::AtMost, _)), true)
                    | (Some((Comparison::AtLeast | Comparison::MoreThan, _)), false)
            );
            Tier {
                bound: bound.clone().filter(|_| !(at == last && against && closes)),
                upto: None,
                gives: match points {
                    Gives::Full => TierGives::Share(share(Decimal::ONE_HUNDRED, Scale::Percent)),
                    Gives::Points(points) if points.is_zero() => TierGives::Share(share(Decimal::ZERO, Scale::One)),
                    Gives::Points(points) => TierGives::Points(*points),
                },
            }
        };
        self.lines.iter().enumerate().map(tier).collect()
    }
}

/// The bound of a band, and the name before it: 90%-95% is what is above 90 %, or where less is better below 95 %.
fn bound(own: &Normal, falls: bool) -> Option<(String, Comparison, Quantity)> {
    let (parts, _) = scan(own);
    let name = super::measure::rest(&parts, own.span(0, own.text.len())).text;
    let between = parts.iter().find_map(|part| match part {
        Part::Between(from, to) => Some(if falls { to.clone() } else { from.clone() }),
        _ => None,
    });
    // 90%<=回款及时率<95%: the lower bound, where more is better
    if let [Part::Quantity(low), Part::Compare(one), Part::Words(_), Part::Compare(other), Part::Quantity(high)] =
        parts.as_slice()
        && matches!(
            (one, other),
            (Comparison::AtMost | Comparison::LessThan, Comparison::AtMost | Comparison::LessThan)
        )
    {
        let above = if *one == Comparison::AtMost { Comparison::AtLeast } else { Comparison::MoreThan };
        return Some(if falls { (name, *other, high.clone()) } else { (name, above, low.clone()) });
    }
    if let Some(end) = between {
        return Some((name, if falls { Comparison::AtMost } else { Comparison::AtLeast }, end));
    }
    let quantity = parts.iter().find_map(|part| match part {
        Part::Quantity(number) => Some(number.clone()),
        _ => None,
    })?;
    let comparison = parts.iter().find_map(|part| match part {
        Part::Compare(comparison) => Some(*comparison),
        _ => None,
    });
    let said = match comparison {
        Some(comparison) => comparison,
        None if own.text.starts_with('为') || own.text.contains('为') => Comparison::Equal,
        None => match measure(&parts, true)? {
            Core::Measure { comparison, .. } => comparison,
            _ => return None,
        },
    };
    Some((name.trim_end_matches('为').to_owned(), said, quantity))
}
