//! Bands of points: 90分以上得10分,80分以上得8分,其余不得分; 为0得5分,为0.5得0分,其余线性取值.

mod ends;
pub mod flaws;

use rust_decimal::Decimal;

use self::ends::ends;
pub use self::ends::without_ends;
use super::effects::Effects;
use super::measure::complement;
use crate::ast::{
    Comparison, Core, Expr, PropertyKind, Quantity, Requirement, Scale, Scoring, ScoringRule, Threshold, Tier,
    TierGives,
};
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;

/// An end of a band.
type Bound = (Comparison, Quantity);

/// A band and its points.
#[derive(Debug, Clone)]
struct Line {
    /// The end by which it is told from what is worse; with none it is all the rest.
    bound: Option<Bound>,
    /// 90%-95%: its other end.
    upto: Option<Bound>,
    gives: Gives,
}

/// What a band gives.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Gives {
    /// 得满分
    Full,
    /// 得8分
    Points(Decimal),
    /// 得80%
    Share(Decimal),
}

impl Gives {
    /// How many points, where it says so.
    fn points(self) -> Option<Decimal> {
        match self {
            Gives::Points(points) => Some(points),
            Gives::Full | Gives::Share(_) => None,
        }
    }

    fn nothing(self) -> bool {
        self.points().is_some_and(|points| points.is_zero())
    }
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
    /// Begins with what is asked for full points, or with what nothing is given for.
    pub fn begin(requirement: usize, read: &Requirement, effects: &Effects) -> Option<Bands> {
        let nothing = effects.gain.is_some_and(|points| points.is_zero())
            && matches!(effects.rules.as_slice(), [ScoringRule::AllMet])
            && effects.worth.is_none();
        let gains = effects.gain.filter(|points| !points.is_zero()).map(Gives::Points);
        let full = effects.full && effects.gain.is_none() && effects.worth.is_none();
        let given = gains.or(full.then_some(Gives::Full)).filter(|_| effects.rules.is_empty());
        let gives = given.or(nothing.then_some(Gives::Points(Decimal::ZERO)))?;
        let (name, bound) = match &read.core {
            Core::Measure { measure: Expr::Name(name), comparison, threshold, .. } => {
                let Threshold::Value(Expr::Number(number)) = threshold else { return None };
                let said = if nothing { complement(*comparison) } else { *comparison };
                (name, (said, number.clone()))
            }
            // 无投诉得10分
            Core::Never { activity, filter: None } if !nothing && gains.is_some() => {
                (activity, (Comparison::Equal, super::quantity(activity.span, Decimal::ZERO, Scale::One, None)))
            }
            _ => return None,
        };
        let first = Line { bound: Some(bound), upto: None, gives };
        Some(Bands { requirement, name: name.text.clone(), lines: vec![first], linear: false })
    }

    /// Takes the next band; false where it is none of this measure.
    pub fn take(&mut self, own: &Normal, effects: &Effects) -> bool {
        let others = ["其余", "其他", "其它", "否则", "其余情况", "其他情况", "其余的", "负增长", "下降"];
        if effects.linear {
            self.linear = true;
            return true;
        }
        let share = effects.left.filter(|_| effects.rules.is_empty()).map(Gives::Share);
        let gain = effects.gain.filter(|_| !effects.adds()).map(Gives::Points);
        let Some(gives) = gain.or(share) else { return false };
        if others.contains(&own.text.trim_end_matches(['的', ',', '者'])) {
            self.lines.push(Line { bound: None, upto: None, gives });
            return true;
        }
        let first = self.lines.first().and_then(|line| line.bound.as_ref());
        let counts = matches!(first, Some((Comparison::Equal, _)));
        let bare = matches!(first, Some((_, number)) if number.unit.is_none() && number.scale == Scale::One);
        let Some(mut ends) = ends(own, self.falls(), counts) else { return false };
        if !ends.of(&self.name) {
            return false;
        }
        // 为0得10分,1次得5分
        if bare {
            ends.near.1.unit = None;
        }
        self.lines.push(Line { bound: Some(ends.near), upto: ends.far, gives });
        true
    }

    /// What is wrong with the band that was taken last.
    pub fn flaw(&self, own: &Normal) -> Option<Diagnostic> {
        let (new, before) = self.lines.split_last()?;
        let last = before.last()?;
        let (better, worse) = if self.backwards() { (new, last) } else { (last, new) };
        flaws::between(better, worse, self.falls(), own.span(0, own.text.len()))
    }

    /// 低于95%, after 95%以上: all that is left.
    pub fn is_rest(&self, own: &Normal) -> bool {
        let [Line { bound: Some((asked, number)), .. }] = self.lines.as_slice() else { return false };
        let said = ends(own, self.falls(), false).filter(|ends| ends.far.is_none() && ends.of(&self.name));
        said.is_some_and(|ends| ends.near.0 == complement(*asked) && flaws::value(&ends.near.1) == flaws::value(number))
    }

    /// Whether any points are given so far.
    pub fn gives(&self) -> bool {
        self.lines.iter().any(|line| !line.gives.nothing())
    }

    /// Whether less is better.
    fn falls(&self) -> bool {
        let Some(Line { bound: Some((comparison, number)), gives, .. }) = self.lines.first() else { return false };
        match comparison {
            Comparison::AtMost | Comparison::LessThan => !gives.nothing(),
            Comparison::AtLeast | Comparison::MoreThan => gives.nothing(),
            // 0次得10分
            Comparison::Equal => number.number.is_zero() && !gives.nothing(),
            _ => false,
        }
    }

    /// 90%以下不得分,90%-95%得8分,95%以上得10分: from the worst to the best.
    fn backwards(&self) -> bool {
        let [first, second, ..] = self.lines.as_slice() else { return false };
        let (Some((_, one)), Some((_, other))) = (&first.bound, &second.bound) else { return false };
        let farther = match self.falls() {
            true => flaws::value(other) < flaws::value(one),
            false => flaws::value(other) > flaws::value(one),
        };
        let more = first.gives.points().zip(second.gives.points()).is_some_and(|(one, other)| one < other);
        !self.linear && more && (farther || first.gives.nothing())
    }

    /// Writes the bands to their requirement.
    pub fn write(&self, requirement: &mut Requirement) {
        let best = self.lines.iter().filter_map(|line| line.gives.points()).max().unwrap_or_default();
        let mut lines = self.lines.clone();
        if self.backwards() {
            lines.reverse();
            requirement.properties.retain(|property| !matches!(property, PropertyKind::Worth(_)));
            requirement.properties.push(PropertyKind::Worth(best));
            if let (Core::Measure { comparison, threshold, .. }, Some(Line { bound: Some((said, number)), .. })) =
                (&mut requirement.core, lines.first())
            {
                *comparison = *said;
                *threshold = Threshold::Value(Expr::Number(number.clone()));
            }
        }
        let rule = if self.linear { self.line(best) } else { Some(ScoringRule::Tiers(self.tiers(&lines))) };
        requirement.scoring = rule.into_iter().map(|rule| Scoring::of(requirement.span, vec![rule])).collect();
    }

    fn line(&self, best: Decimal) -> Option<ScoringRule> {
        let point = |line: &Line| {
            let (_, at) = line.bound.clone()?;
            let share = line.gives.points()?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(best)?.normalize();
            Some((at.clone(), super::quantity(at.span, share, Scale::Percent, None)))
        };
        let points: Option<Vec<_>> = self.lines.iter().map(point).collect();
        points.map(ScoringRule::Linear)
    }

    fn tiers(&self, lines: &[Line]) -> Vec<Tier> {
        let falls = self.falls();
        let last = lines.len().saturating_sub(1);
        let share = |number, scale| super::quantity(Default::default(), number, scale, None);
        // 95%以上得满分,低于90%不得分 leaves something between, which is no rest
        let closes = last.checked_sub(1).and_then(|before| lines.get(before)).zip(lines.last());
        let closes = closes.is_some_and(|(before, last)| flaws::joins(before, last, falls));
        let tier = |(at, line): (usize, &Line)| Tier {
            // 90%以下不得分, at the end, is all the rest
            bound: line.bound.clone().filter(|bound| !(at == last && flaws::against(bound, falls) && closes)),
            upto: None,
            gives: match line.gives {
                Gives::Full => TierGives::Share(share(Decimal::ONE_HUNDRED, Scale::Percent)),
                Gives::Share(part) => TierGives::Share(share(part, Scale::Percent)),
                Gives::Points(points) if points.is_zero() => TierGives::Share(share(Decimal::ZERO, Scale::One)),
                Gives::Points(points) => TierGives::Points(points),
            },
        };
        lines.iter().enumerate().map(tier).collect()
    }
}
