//! Growth over the year or the period before: 同比增长10%以上, 较上年下降3%, 与上年相比降低.

use rust_decimal::Decimal;

use crate::ast::{Comparison, Core, Expr, Function, Quantity, Requirement, Scale, Threshold};

/// What is compared with the year before, and what with the period before.
const YEARS: [&str; 13] = [
    "与上年同期相比",
    "与上年相比",
    "与去年相比",
    "较上年同期",
    "比上年同期",
    "较去年同期",
    "比去年同期",
    "较上年度",
    "比上年度",
    "较上年",
    "比上年",
    "较去年",
    "比去年",
];
const PERIODS: [&str; 6] = ["较上月", "比上月", "较上期", "比上期", "较上季度", "比上季度"];
const RISES: [&str; 6] = ["增长", "增加", "提高", "上升", "提升", "增幅"];
const FALLS: [&str; 5] = ["下降", "降低", "减少", "降幅", "下调"];

/// Makes the measure of a requirement a growth where its name says so.
pub fn growth(requirement: &mut Requirement) {
    kept(requirement);
    let Core::Measure { measure, comparison, threshold: Threshold::Value(Expr::Number(number)), .. } =
        &mut requirement.core
    else {
        return;
    };
    let Expr::Name(name) = &*measure else { return };
    let words = name.text.trim_end_matches("幅度").trim_end_matches('率').trim_end_matches('均').to_owned();
    let ends = |all: &[&str]| all.iter().find_map(|end| words.strip_suffix(end)).map(str::to_owned);
    let (stem, falls) = match (ends(&RISES), ends(&FALLS)) {
        (Some(stem), _) => (stem, false),
        (_, Some(stem)) => (stem, true),
        _ => return,
    };
    let base = |all: &[&str]| all.iter().find_map(|word| stem.strip_suffix(word)).map(str::to_owned);
    let (stem, yearly) = match (base(&YEARS).or_else(|| base(&["同比"])), base(&PERIODS).or_else(|| base(&["环比"])))
    {
        (Some(stem), _) => (stem, true),
        (_, Some(stem)) => (stem, false),
        _ => return,
    };
    if stem.is_empty() {
        return;
    }
    let ratio = matches!(number.scale, Scale::Percent | Scale::Permille | Scale::Points);
    let function = match (yearly, ratio) {
        (true, true) => Function::GrowthOnYear,
        (false, true) => Function::GrowthOnPeriod,
        (true, false) => Function::ChangeOnYear,
        (false, false) => Function::ChangeOnPeriod,
    };
    let mut argument = name.clone();
    stem.clone_into(&mut argument.text);
    let span = argument.span;
    if falls {
        *comparison = mirrored(*comparison);
        *number = Quantity { number: minus(number.number), ..number.clone() };
    }
    *measure = Expr::Call { function, argument: Box::new(Expr::Name(argument)), filter: None, span };
}

/// 营业收入同比不得下降: it grows by nothing at least.
fn kept(requirement: &mut Requirement) {
    let Core::Never { activity, filter: None } = &requirement.core else { return };
    let compared = YEARS.iter().chain(&PERIODS).chain(&["同比", "环比"]);
    let ends = |ends: &[&str]| {
        ends.iter()
            .filter_map(|end| activity.text.strip_suffix(end))
            .find(|stem| compared.clone().any(|word| stem.strip_suffix(word).is_some_and(|stem| !stem.is_empty())))
            .is_some()
    };
    let comparison = match (ends(&RISES), ends(&FALLS)) {
        (true, _) => Comparison::AtMost,
        (_, true) => Comparison::AtMost,
        _ => return,
    };
    let number = Quantity { span: activity.span, number: Decimal::ZERO, scale: Scale::Percent, unit: None };
    let threshold = Threshold::Value(Expr::Number(number));
    requirement.core = Core::Measure { measure: Expr::Name(activity.clone()), filter: None, comparison, threshold };
}

/// To fall by at least so much is to grow by at most minus so much.
fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::MoreThan => Comparison::LessThan,
        Comparison::LessThan => Comparison::MoreThan,
        other => other,
    }
}

fn minus(number: Decimal) -> Decimal {
    if number.is_zero() { number } else { -number }
}
