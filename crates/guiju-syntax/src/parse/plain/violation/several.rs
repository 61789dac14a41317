//! Several bounds: one each, or lines of one scale.

use rust_decimal::Decimal;

use crate::ast::{
    Basis, Comparison, Condition, Core, Effect, Expr, Quantity, Requirement, Scale, ScoringRule, Text, Threshold, Tier,
    TierGives, Value,
};
use crate::normal::Normal;
use crate::parse::plain::bands::{flaws, without_ends};
use crate::parse::plain::effects::Effects;
use crate::parse::plain::measure::{self, complement};
use crate::parse::plain::scan::{Part, including, scan};
use crate::parse::plain::{frame, points, quantity};

/// 超限率超过4.5%、卸载率低于82%: one each. 分别低于75%、55%、35% of three names too.
pub(super) fn split_thresholds(normal: &Normal, parts: &[Part]) -> Vec<Normal> {
    let text_ = normal.text.as_str();
    let compares = parts.iter().filter(|part| matches!(part, Part::Compare(_))).count();
    if compares == 1 {
        return beside_failing(normal);
    }
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

/// 架空高度低于2.5米、穿越道路未套管: a bound, and a failing of its own.
fn beside_failing(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let Some((at, joint)) = text.match_indices('、').next().filter(|_| text.matches('、').count() == 1) else {
        return Vec::new();
    };
    let (left, right) = (normal.part(0, at), normal.part(at + joint.len(), text.len()));
    let bounds = |part: &Normal| {
        let parts = scan(part).0;
        let bare: Vec<&Part> =
            parts.iter().filter(|part| !matches!(part, Part::Words(it) if it.text == "的")).collect();
        matches!(bare.as_slice(), [Part::Words(_), Part::Compare(_), Part::Quantity(_)])
    };
    let fails = |part: &Normal| {
        let said = part.text.trim_end_matches(['的', '者']);
        let unlike = ['未', '不', '无', '没'].iter().any(|not| said.contains(*not));
        unlike && said.chars().count() > 3 && scan(part).0.iter().all(|part| matches!(part, Part::Words(_)))
    };
    if bounds(&left) && fails(&right) || fails(&left) && bounds(&right) { vec![left, right] } else { Vec::new() }
}

/// 连续旷工3天或一年内累计旷工7天: one each, where both sides count.
pub(super) fn counted_each(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let joints = ["或者", "或"].iter().flat_map(|joint| text.match_indices(joint).map(|(at, word)| (at, word.len())));
    let counts = |part: &Normal| {
        let (parts, _) = scan(part);
        let counted = |part: &Part| match part {
            Part::Quantity(number) => number
                .unit
                .as_ref()
                .is_some_and(|unit| ["天", "日", "次", "起", "例", "小时", "节"].contains(&unit.text.as_str())),
            _ => false,
        };
        let named = parts.iter().any(|part| matches!(part, Part::Words(_)));
        named
            && matches!(parts.last(), Some(last) if counted(last))
            && parts.iter().filter(|it| counted(it)).count() == 1
    };
    let whole = joints.map(|(at, length)| (normal.part(0, at), normal.part(at + length, text.len())));
    let found = whole.into_iter().find(|(one, other)| counts(one) && counts(other));
    found.map_or_else(Vec::new, |(one, other)| vec![one, other])
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
    let Core::Never { activity, filter: Some(held) } = &known.core else { return None };
    let first = match held {
        Condition::And(both) => both.first()?,
        one => one,
    };
    let Condition::Compare { field, value: Value::Number(_), .. } = first else { return None };
    let (own_bare, open) = without_ends(own);
    let (parts, _) = scan(&own_bare);
    let numbers = measure::numbers(&parts);
    let compare = |comparison, number: &Quantity| {
        let value = Value::Number(number.clone());
        Condition::Compare { field: field.clone(), comparison, value }
    };
    let filter = match (parts.as_slice(), numbers.as_slice()) {
        // 5-15分钟: the bound before ends where this begins; 6-10分钟 begins by itself
        ([Part::Between(from, to)], _) => {
            let from = Quantity { unit: from.unit.clone().or_else(|| to.unit.clone()), ..from.clone() };
            let meets = upper_end(held).is_some_and(|(held, end)| held == Comparison::AtMost && end == from.number);
            let lower = if open.0 || meets { Comparison::MoreThan } else { Comparison::AtLeast };
            let upper = if open.1 { Comparison::LessThan } else { Comparison::AtMost };
            Condition::And(vec![compare(lower, &from), compare(upper, to)])
        }
        (_, [(comparison, number)]) => compare(*comparison, number),
        (_, [(lower, from), (upper, to)]) => Condition::And(vec![compare(*lower, from), compare(*upper, to)]),
        _ => return None,
    };
    let filter = Some(filter);
    let mut requirement = frame(own, &[]);
    requirement.core = Core::Never { activity: activity.clone(), filter };
    Some(requirement)
}

/// The upper end of what was said before.
fn upper_end(held: &Condition) -> Option<(Comparison, Decimal)> {
    let end = |condition: &Condition| match condition {
        Condition::Compare { comparison, value: Value::Number(number), .. } => {
            matches!(comparison, Comparison::AtMost | Comparison::LessThan).then_some((*comparison, number.number))
        }
        _ => None,
    };
    match held {
        Condition::And(both) => both.iter().find_map(end),
        one => end(one),
    }
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

/// 3%-5%, before 5%以上: the range has the number already.
fn ends_at(before: &Normal, number: &Quantity) -> bool {
    let same = |end: &Quantity| end.number == number.number && (end.scale == number.scale || end.scale == Scale::One);
    scan(before).0.iter().any(|part| matches!(part, Part::Between(from, to) if same(from) || same(to)))
}

/// 每降1%扣1分,低于85%不得分: beside the steps, nothing is got beyond the bound.
pub fn nothing_beyond(known: &mut Requirement, own: &Normal) -> bool {
    let Core::Measure { comparison, threshold, .. } = &known.core else { return false };
    let (parts, _) = scan(own);
    let numbers = measure::numbers(&parts);
    let [(beyond, number)] = numbers.as_slice() else { return false };
    let held = complement(*beyond);
    let rises = |one: Comparison| matches!(one, Comparison::AtLeast | Comparison::MoreThan);
    let falls = |one: Comparison| matches!(one, Comparison::AtMost | Comparison::LessThan);
    let along = (rises(held) && rises(*comparison)) || (falls(held) && falls(*comparison));
    let comparable = match threshold {
        Threshold::Value(Expr::Number(first)) => {
            first.scale == number.scale
                && if rises(held) { number.number <= first.number } else { number.number >= first.number }
        }
        Threshold::Value(_) => true,
        Threshold::Range(..) => false,
    };
    let takes = |rule: &ScoringRule| match rule {
        ScoringRule::Step { .. } | ScoringRule::Fixed { when_met: false, .. } => true,
        ScoringRule::Tiers(lines) => lines.iter().all(|line| matches!(line.gives, TierGives::Effect(_))),
        _ => false,
    };
    let taken = known.scoring.iter().any(|it| !it.rules.is_empty() && it.rules.iter().all(takes));
    let Some(scoring) = known.scoring.last_mut().filter(|_| along && comparable && taken) else { return false };
    let gives = |share, scale| TierGives::Share(quantity(number.span, share, scale, None));
    let line = |bound, gives| Tier { bound, upto: None, gives };
    scoring.rules.push(ScoringRule::Tiers(vec![
        line(Some((held, number.clone())), gives(Decimal::ONE_HUNDRED, Scale::Percent)),
        line(None, gives(Decimal::ZERO, Scale::One)),
    ]));
    true
}

/// 合格率>=95%,低于90%不得分: a value between the two.
pub fn between(known: &Requirement, own: &Normal) -> Option<String> {
    let Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(asked)), .. } = &known.core else {
        return None;
    };
    let (parts, _) = scan(own);
    let numbers = measure::numbers(&parts);
    let [(beyond, number)] = numbers.as_slice() else { return None };
    let same = |one: Comparison| matches!(one, Comparison::AtLeast | Comparison::MoreThan);
    let along = same(complement(*beyond)) == same(*comparison) && asked.scale == number.scale;
    flaws::apart(asked, number).filter(|_| along)
}

/// 满意度低于90%扣2分,低于80%扣5分: lines of one scale.
pub fn further_tier(known: &mut Requirement, own: &Normal, effects: &Effects, before: Option<&Normal>) -> bool {
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
    let had = !own.text.contains("(含") && before.is_some_and(|before| ends_at(before, number));
    let beyond = &if had { including(*beyond, false) } else { *beyond };
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
