//! Several bounds: one each, or lines of one scale.

use crate::ast::{
    Basis, Comparison, Condition, Core, Effect, Expr, Quantity, Requirement, ScoringRule, Text, Threshold, Tier,
    TierGives, Value,
};
use crate::normal::Normal;
use crate::parse::plain::effects::Effects;
use crate::parse::plain::measure::{self, complement};
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::{frame, points};

/// 超限率超过4.5%、卸载率低于82%: one each. 分别低于75%、55%、35% of three names too.
pub(super) fn split_thresholds(normal: &Normal, parts: &[Part]) -> Vec<Normal> {
    let text_ = normal.text.as_str();
    let compares = parts.iter().filter(|part| matches!(part, Part::Compare(_))).count();
    if compares < 2 {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, joint) in text_.match_indices(['、', '或']) {
        let (left, right) = (normal.part(start, at), normal.part(at + joint.len(), text_.len()));
        let has = |part: &Normal| {
            let (parts, _) = scan(part);
            parts.iter().any(|part| matches!(part, Part::Compare(_)))
                && parts.iter().any(|part| matches!(part, Part::Quantity(_)))
        };
        if has(&left) && has(&right) {
            pieces.push(left);
            start = at + joint.len();
        }
    }
    if start > 0 {
        pieces.push(normal.part(start, text_.len()));
    }
    pieces
}

/// 县道、乡道、村道完好率分别低于75%、55%、35%: one each.
pub(super) fn zipped(read: Vec<Requirement>, parts: &[Part]) -> Vec<Requirement> {
    let numbers: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Quantity(it) => Some(it.clone()),
            _ => None,
        })
        .collect();
    let [requirement] = read.as_slice() else { return read };
    let Core::Measure { measure: Expr::Name(name), .. } = &requirement.core else { return read };
    let names: Vec<&str> = name.text.trim_matches('、').split('、').collect();
    if names.len() < 2 || names.len() != numbers.len() {
        return read;
    }
    let each = names.iter().zip(numbers).map(|(piece, number)| {
        let mut requirement = requirement.clone();
        if let Core::Measure { measure, threshold, .. } = &mut requirement.core {
            *measure = Expr::Name(Text { text: (*piece).to_owned(), ..name.clone() });
            *threshold = Threshold::Value(Expr::Number(number));
        }
        requirement
    });
    each.collect()
}

/// 迟到10分钟以内扣1分,10分钟以上扣2分: the same event, within other bounds.
pub fn within_other_bounds(known: &Requirement, own: &Normal) -> Option<Requirement> {
    let Core::Never { activity, filter: Some(Condition::Compare { field, value: Value::Number(_), .. }) } = &known.core
    else {
        return None;
    };
    let (parts, _) = scan(own);
    let numbers = measure::numbers(&parts);
    let [(comparison, number)] = numbers.as_slice() else { return None };
    let value = Value::Number(number.clone());
    let filter = Some(Condition::Compare { field: field.clone(), comparison: *comparison, value });
    let mut requirement = frame(own, &[]);
    requirement.core = Core::Never { activity: activity.clone(), filter };
    Some(requirement)
}

/// 废品率超过2%的扣2分,超过5%的一票否决: the same measure, with another bound.
pub fn beyond(known: &Requirement, own: &Normal) -> Option<Requirement> {
    let Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(first)), .. } = &known.core else {
        return None;
    };
    let (parts, _) = scan(own);
    let numbers = measure::numbers(&parts);
    let [(beyond, number)] = numbers.as_slice() else { return None };
    let asked = complement(*beyond);
    let same = |one: Comparison| matches!(one, Comparison::AtLeast | Comparison::MoreThan);
    if number.scale != first.scale || same(asked) != same(*comparison) {
        return None;
    }
    let mut requirement = Requirement { scoring: Vec::new(), properties: Vec::new(), ..known.clone() };
    requirement.span = own.span(0, own.text.len());
    requirement.words.clone_from(&own.text);
    if let Core::Measure { comparison, threshold, .. } = &mut requirement.core {
        *comparison = asked;
        *threshold = Threshold::Value(Expr::Number(number.clone()));
    }
    Some(requirement)
}

/// 满意度低于90%扣2分,低于80%扣5分: lines of one scale.
pub fn further_tier(known: &mut Requirement, own: &Normal, effects: &Effects) -> bool {
    let Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(first)), .. } = &known.core else {
        return false;
    };
    let [ScoringRule::Fixed { effect, .. }] = effects.rules.as_slice() else { return false };
    // 90分以上奖励200元,80分以下罚款200元: two sides
    let won =
        known.scoring.iter().flat_map(|it| &it.rules).any(|it| matches!(it, ScoringRule::Fixed { when_met: true, .. }));
    if won != effect.adds {
        return false;
    }
    let (parts, _) = scan(own);
    let numbers = measure::numbers(&parts);
    let [(beyond, number)] = numbers.as_slice() else { return false };
    // 控制在30%以内,超过1%扣2分: so much beyond the bound
    let farther = match complement(*comparison) {
        Comparison::LessThan | Comparison::AtMost => number.number <= first.number,
        _ => number.number >= first.number,
    };
    if !farther && number.scale == first.scale && matches!(beyond, Comparison::MoreThan | Comparison::LessThan) {
        let over = *beyond == Comparison::MoreThan;
        let basis = if over { Basis::Over } else { Basis::Lower };
        let effect = effect.clone();
        let step = ScoringRule::Step { basis, step: number.clone(), effect };
        let effects = Effects { rules: vec![step], ..Effects::default() };
        points::attach(known, &effects);
        return true;
    }
    let tier = |comparison, number: &Quantity, effect: &Effect| Tier {
        bound: Some((comparison, number.clone())),
        upto: None,
        gives: TierGives::Effect(effect.clone()),
    };
    let (comparison, first) = (*comparison, first.clone());
    let Some(scoring) = known.scoring.last_mut() else { return false };
    match scoring.rules.as_mut_slice() {
        [ScoringRule::Fixed { effect: before, .. }] => {
            let held = if won { comparison } else { complement(comparison) };
            let lines = vec![tier(held, &first, before), tier(*beyond, number, effect)];
            scoring.rules = vec![ScoringRule::Tiers(lines)];
            true
        }
        [ScoringRule::Tiers(lines)] => {
            lines.push(tier(*beyond, number, effect));
            true
        }
        _ => false,
    }
}
