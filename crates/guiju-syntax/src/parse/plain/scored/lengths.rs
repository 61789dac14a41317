//! Lengths of one event, of which each belongs to one line: 迟到10分钟以上扣1分,30分钟以上扣3分.

use crate::ast::{Comparison, Condition, Core, Quantity, Requirement, Value};
use crate::parse::plain::measure::complement;

/// Ends what was said before where the new begins, and begins the new where what was said before ends.
pub(super) fn part(known: &mut [Requirement], new: &mut Requirement) {
    let Some(own) = bounds(new) else { return };
    if let [(Comparison::AtLeast, from), (upper, to)] = own.as_slice() {
        return after(known, new, from, (*upper, to));
    }
    let [(comparison, number)] = own.as_slice() else { return };
    let number = number.clone();
    let mut floor: Option<(Comparison, Quantity)> = None;
    let mut comparison = *comparison;
    for before in known.iter_mut().filter(|before| same(before, new)) {
        let Some(held) = bounds(before) else { continue };
        let upper = held.iter().find(|(it, _)| is_upper(*it));
        let lower = held.iter().find(|(it, _)| !is_upper(*it));
        match (upper, lower, is_upper(comparison)) {
            // 15分钟以内, 15分钟以上: 15 belongs to the first
            (Some((Comparison::AtMost, end)), _, false) if end.number == number.number => {
                comparison = Comparison::MoreThan;
            }
            (None, Some((Comparison::AtLeast, end)), true) if end.number == number.number => {
                comparison = Comparison::LessThan;
            }
            // 10分钟以上, 30分钟以上
            (None, Some((_, start)), false) if start.number < number.number => {
                if let Some(more) = compare(before, complement(comparison), &number) {
                    narrow(before, more);
                }
            }
            // 5分钟以内, 15分钟以内
            (Some((held, end)), _, true) if end.number < number.number => {
                let farther = floor.as_ref().is_none_or(|(_, floor)| floor.number < end.number);
                floor = if farther { Some((complement(*held), end.clone())) } else { floor };
            }
            _ => {}
        }
    }
    let (Some(own), Core::Never { filter, .. } | Core::Record { filter, .. }) =
        (compare(new, comparison, &number), &mut new.core)
    else {
        return;
    };
    *filter = Some(own);
    if let Some((above, end)) = floor
        && let Some(above) = compare(new, above, &end)
        && let Core::Never { filter, .. } | Core::Record { filter, .. } = &mut new.core
    {
        *filter = filter.take().map(|own| Condition::And(vec![above, own]));
    }
}

/// 10分钟以内, 10至30分钟: 10 belongs to the first.
fn after(known: &[Requirement], new: &mut Requirement, from: &Quantity, to: (Comparison, &Quantity)) {
    let ends =
        |(comparison, end): &(Comparison, Quantity)| *comparison == Comparison::AtMost && end.number == from.number;
    let meets = known.iter().filter(|before| same(before, new)).filter_map(bounds).any(|held| held.iter().any(ends));
    if let (true, Some(lower), Some(upper)) =
        (meets, compare(new, Comparison::MoreThan, from), compare(new, to.0, to.1))
        && let Core::Never { filter, .. } | Core::Record { filter, .. } = &mut new.core
    {
        *filter = Some(Condition::And(vec![lower, upper]));
    }
}

fn is_upper(comparison: Comparison) -> bool {
    matches!(comparison, Comparison::AtMost | Comparison::LessThan)
}

/// Whether both are of the same event, by the same field in the same unit.
fn same(one: &Requirement, other: &Requirement) -> bool {
    let of = |it: &Requirement| match &it.core {
        Core::Never { activity, .. } | Core::Record { activity, .. } => Some(activity.text.clone()),
        _ => None,
    };
    let unit =
        |it: &Requirement| bounds(it)?.first().map(|(_, number)| number.unit.as_ref().map(|unit| unit.text.clone()));
    of(one).is_some() && of(one) == of(other) && unit(one) == unit(other)
}

/// The bounds of its filter, where it has no other conditions.
fn bounds(requirement: &Requirement) -> Option<Vec<(Comparison, Quantity)>> {
    let (Core::Never { filter: Some(filter), .. } | Core::Record { filter: Some(filter), .. }) = &requirement.core
    else {
        return None;
    };
    let one = |condition: &Condition| match condition {
        Condition::Compare { comparison, value: Value::Number(number), .. } => Some((*comparison, number.clone())),
        _ => None,
    };
    match filter {
        Condition::And(all) => all.iter().map(one).collect(),
        other => one(other).map(|bound| vec![bound]),
    }
}

/// Another bound of the field that its filter is of.
fn compare(requirement: &Requirement, comparison: Comparison, number: &Quantity) -> Option<Condition> {
    let (Core::Never { filter: Some(filter), .. } | Core::Record { filter: Some(filter), .. }) = &requirement.core
    else {
        return None;
    };
    let first = match filter {
        Condition::And(all) => all.first()?,
        other => other,
    };
    let Condition::Compare { field, .. } = first else { return None };
    Some(Condition::Compare { field: field.clone(), comparison, value: Value::Number(number.clone()) })
}

fn narrow(requirement: &mut Requirement, more: Condition) {
    if let Core::Never { filter, .. } | Core::Record { filter, .. } = &mut requirement.core {
        *filter = filter.take().map(|held| match held {
            Condition::And(mut all) => {
                all.push(more);
                Condition::And(all)
            }
            one => Condition::And(vec![one, more]),
        });
    }
}
