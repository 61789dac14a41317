//! Points in the unit of the measure that they belong to, and lines of its scale.

use super::effects::Effects;
use super::measure::complement;
use super::scan::{Part, scan};
use super::words::holds_any;
use crate::ast::{
    Basis, Comparison, Core, Duty, DutyKind, Effect, Expr, Quantity, Requirement, Scale, ScoringRule, Threshold, Tier,
    TierGives,
};
use rust_decimal::Decimal;

use crate::normal::Normal;

/// A step in per cent of a threshold in per cent is one in points.
pub fn in_points(requirement: &Requirement, effects: &Effects) -> Vec<ScoringRule> {
    let threshold = match &requirement.core {
        Core::Measure { threshold: Threshold::Value(Expr::Number(number)), comparison, .. } => {
            Some((number, *comparison))
        }
        _ => None,
    };
    // 低于80%、70%、60%的,分别扣1分、2分、3分
    if let (Some(tiers), false) = (tiers(requirement, effects), effects.further.is_empty()) {
        return vec![tiers];
    }
    let rules = effects.rules.iter().cloned().map(|rule| match rule {
        // 每项扣5分: of a measure there is one
        ScoringRule::Step { basis: Basis::Times, step, effect }
            if step.unit.as_ref().is_some_and(|unit| unit.text == "项")
                && !(effects.noun.is_some() && threshold.is_some_and(|(number, _)| number.scale == Scale::Percent)) =>
        {
            let when_met = effect.adds;
            match threshold {
                Some(_) => ScoringRule::Fixed { when_met, effect },
                None => ScoringRule::Step { basis: Basis::Times, step: Quantity { unit: None, ..step }, effect },
            }
        }
        // 须在24小时内回复,每超过1小时扣1分: beyond a time is late
        ScoringRule::Step { basis: Basis::Over, step, effect } if has_time(requirement) && is_length(&step) => {
            ScoringRule::Step { basis: Basis::Late, step, effect }
        }
        ScoringRule::Step { basis: Basis::Times, mut step, effect } if whole(requirement, &step) => {
            step.unit = None;
            ScoringRule::Step { basis: Basis::Times, step, effect }
        }
        ScoringRule::Step { basis, mut step, effect } => {
            let mut basis = basis;
            if let Some((number, comparison)) = threshold {
                if step.scale == Scale::Percent && number.scale == Scale::Percent {
                    step.scale = Scale::Points;
                }
                // 每2学时加1分 above 8学时
                let same = step.unit.as_ref().map(|unit| &unit.text) == number.unit.as_ref().map(|unit| &unit.text);
                if basis == Basis::Times && same && step.unit.is_some() {
                    let below = !effect.adds && matches!(comparison, Comparison::AtLeast | Comparison::MoreThan);
                    basis = if below { Basis::Fewer } else { Basis::Over };
                }
                // 每缺1次: below what is asked
                if basis == Basis::Times
                    && effects.wanting
                    && number.scale == Scale::One
                    && !is_length(number)
                    && matches!(comparison, Comparison::AtLeast | Comparison::MoreThan)
                {
                    basis = Basis::Fewer;
                }
                // 请假超过3次的每次扣1分: each beyond
                if basis == Basis::Times
                    && step.unit.is_none()
                    && comparison == Comparison::AtMost
                    && !effect.adds
                    && number.unit.as_ref().is_some_and(|unit| unit.text == "次")
                {
                    basis = Basis::Over;
                }
                // 每少一次: the unit is the threshold's
                if basis != Basis::Times
                    && step.unit.is_none()
                    && step.scale == Scale::One
                    && number.scale == Scale::One
                {
                    step.unit.clone_from(&number.unit);
                }
            }
            ScoringRule::Step { basis, step, effect }
        }
        other => other,
    });
    rules.collect()
}

/// 得分减半: all where it is met, so much where it is not. Of a duty there is no number to go by.
pub fn left(requirement: &Requirement, left: Decimal) -> Option<ScoringRule> {
    let bound = match &requirement.core {
        Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(number)), .. } => {
            (*comparison, number.clone())
        }
        Core::Never { .. } => (Comparison::Equal, super::quantity(requirement.span, Decimal::ZERO, Scale::One, None)),
        _ => return None,
    };
    let share = |share| TierGives::Share(super::quantity(requirement.span, share, Scale::Percent, None));
    let line = |bound, share| Tier { bound, upto: None, gives: share };
    Some(ScoringRule::Tiers(vec![line(Some(bound), share(Decimal::ONE_HUNDRED)), line(None, share(left))]))
}

/// 教案未备好的,每节扣2分: each is one of what must not be; 旷课每节 is a length.
fn whole(requirement: &Requirement, step: &Quantity) -> bool {
    const ONES: [&str; 9] = ["节", "堂", "餐", "班", "台", "套", "组", "门", "科"];
    const LASTS: [&str; 9] = ["旷", "缺", "假", "退", "迟", "离", "脱", "空", "停"];
    let Core::Never { activity, filter: None } = &requirement.core else { return false };
    let one = step.number == Decimal::ONE && step.scale == Scale::One;
    let unit = step.unit.as_ref().is_some_and(|unit| ONES.contains(&unit.text.as_str()));
    one && unit && !holds_any(&activity.text, &LASTS)
}

/// Whether what is asked has its time: 24小时内回复, 5日前报送.
fn has_time(requirement: &Requirement) -> bool {
    match &requirement.core {
        Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } => items.iter().any(|item| match &item.kind {
            DutyKind::Act { interval, .. } => interval.is_some(),
            DutyKind::After { .. } | DutyKind::Before { .. } => true,
            _ => false,
        }),
        Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } => {
            requirement.deadline.is_some() && !is_length(number)
        }
        _ => false,
    }
}

/// 1小时, 2天
fn is_length(step: &Quantity) -> bool {
    const LENGTHS: [&str; 13] =
        ["秒", "分钟", "小时", "个小时", "工作小时", "天", "日", "工作日", "个工作日", "自然日", "周", "个月", "年"];
    step.scale == Scale::One && step.unit.as_ref().is_some_and(|unit| LENGTHS.contains(&unit.text.as_str()))
}

fn tiers(requirement: &Requirement, effects: &Effects) -> Option<ScoringRule> {
    let Core::Measure { comparison, .. } = &requirement.core else { return None };
    let Some(ScoringRule::Fixed { effect, .. }) = effects.rules.first() else { return None };
    let amounts: Vec<_> = std::iter::once(effect.amount).chain(effects.further.iter().copied()).collect();
    let (parts, _) = scan(&Normal::new(&requirement.words, 0));
    let bounds: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Quantity(it) => Some(it.clone()),
            _ => None,
        })
        .collect();
    if bounds.len() != amounts.len() {
        return None;
    }
    let tier = |(bound, amount): (Quantity, Decimal)| Tier {
        bound: Some((complement(*comparison), bound)),
        upto: None,
        gives: TierGives::Effect(Effect { amount, ..effect.clone() }),
    };
    Some(ScoringRule::Tiers(bounds.into_iter().zip(amounts).map(tier).collect()))
}
