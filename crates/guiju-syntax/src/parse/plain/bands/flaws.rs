//! Whether one band goes on where the next ends: of 95%以上 and 80%-90% nobody says what 92% gives.

use rust_decimal::Decimal;

use super::{Bound, Line};
use crate::ast::{Comparison, Quantity, Scale};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// What lies between a band and the next worse one, or in both.
pub(super) fn between(better: &Line, worse: &Line, falls: bool, span: Span) -> Option<Diagnostic> {
    let (how, near) = better.bound.as_ref()?;
    let nothing = worse.bound.as_ref().filter(|bound| worse.gives.nothing() && against(bound, falls));
    // 85%以下不得分, at the end, is seen where the scale is put together
    let (until, far) = worse.upto.as_ref().or(nothing.filter(|_| better.upto.is_some()))?;
    let (near_at, far_at) = (value(near)?, value(far)?);
    let apart = if falls { far_at.checked_sub(near_at)? } else { near_at.checked_sub(far_at)? };
    let code = if apart.is_sign_negative() && !apart.is_zero() {
        Code::ScaleOverlap
    } else if apart.is_zero() {
        let open = |comparison| matches!(comparison, Comparison::MoreThan | Comparison::LessThan);
        (open(*how) && open(*until)).then_some(Code::ScaleGap)?
    } else if follow(near, far) {
        return None;
    } else {
        Code::ScaleGap
    };
    Some(Diagnostic::new(code, span).with("value", amid(near, far)))
}

/// Whether a line is of what is worse, at the end of a scale: 90%以下, where more is better.
pub(super) fn against((comparison, _): &Bound, falls: bool) -> bool {
    match comparison {
        Comparison::LessThan | Comparison::AtMost => !falls,
        Comparison::AtLeast | Comparison::MoreThan => falls,
        _ => false,
    }
}

/// Whether the last line begins where the one before it ends.
pub(super) fn joins(before: &Line, last: &Line, falls: bool) -> bool {
    let (Some((how, one)), Some((until, other))) = (&before.bound, &last.bound) else { return false };
    let at_once = value(one).is_some() && value(one) == value(other);
    let open = |comparison: &Comparison| matches!(comparison, Comparison::MoreThan | Comparison::LessThan);
    // 95%以上得10分,不足95%得8分,其中…: both without the number itself leave it out
    if at_once {
        return !(open(how) && open(until));
    }
    let past = if falls { value(other) > value(one) } else { value(other) < value(one) };
    past && follow(one, other) && !open(how) && !open(until)
}

/// 80-89分 and 90分以上, 90%-94% and 95%以上: of whole numbers the next. Of 1%以下 and 2%-3% what lies between is no rounding.
fn follow(one: &Quantity, other: &Quantity) -> bool {
    let ten = Decimal::TEN;
    let whole = |number: &Quantity| {
        let counts = number.scale == Scale::One || number.scale == Scale::Percent && number.number >= ten;
        counts && number.number.fract().is_zero()
    };
    let measured = |number: &Quantity| {
        number
            .unit
            .as_ref()
            .is_some_and(|unit| ["元", "小时", "分钟", "吨", "公斤", "米"].contains(&unit.text.as_str()))
    };
    let apart = one.number.checked_sub(other.number).map(|apart| apart.abs());
    let alike = one.scale == other.scale && !measured(one) && !measured(other);
    alike && whole(one) && whole(other) && apart == Some(Decimal::ONE)
}

/// A number without its scale.
pub(super) fn value(number: &Quantity) -> Option<Decimal> {
    let by = match number.scale {
        Scale::Percent | Scale::Points => Decimal::new(1, 2),
        Scale::Permille => Decimal::new(1, 3),
        Scale::TenThousand => Decimal::from(10_000),
        Scale::HundredMillion => Decimal::from(100_000_000),
        _ => Decimal::ONE,
    };
    number.number.checked_mul(by).map(|value| value.normalize())
}

/// A value between two that are not the same.
pub fn apart(one: &Quantity, other: &Quantity) -> Option<String> {
    (value(one) != value(other)).then(|| amid(one, other))
}

/// A value between two, as it is written.
fn amid(one: &Quantity, other: &Quantity) -> String {
    let middle = one.number.checked_add(other.number).and_then(|sum| sum.checked_div(Decimal::TWO));
    let number = middle.filter(|_| one.scale == other.scale).unwrap_or(one.number).normalize();
    let scale = match one.scale {
        Scale::Percent | Scale::Points => "%",
        Scale::Permille => "‰",
        Scale::TenThousand => "万",
        Scale::HundredMillion => "亿",
        _ => "",
    };
    let unit = one.unit.as_ref().or(other.unit.as_ref()).map_or("", |unit| unit.text.as_str());
    format!("{number}{scale}{unit}")
}
