//! A number makes a measure: 每周上门访问客户8家, 错字率不得超过3‰, 满意率低于90%的.

use super::scan::Part;
use super::words::lead;
use crate::ast::{Comparison, Core, Expr, Quantity, Scale, Text, Threshold};
use crate::normal::tight;
use crate::span::Span;

/// All words that are no other constituent, as one name.
pub fn rest(parts: &[Part], otherwise: Span) -> Text {
    let mut name = Text { text: String::new(), span: otherwise, quoted: false };
    let mut first = true;
    for part in parts {
        if let Part::Words(words) = part {
            name.span = if first { words.span } else { name.span.to(words.span) };
            name.quoted |= words.quoted;
            first = false;
            name.text.push_str(&words.text);
        }
    }
    let mut text = name.text.get(lead(&name.text)..).unwrap_or("").to_owned();
    for tail in ["累计天数", "累计", "合计", "共计", "的", "者", "分别", ":", "、", "数量"] {
        if let Some(shorter) = text.strip_suffix(tail).filter(|shorter| shorter.chars().count() > 1) {
            text = shorter.to_owned();
        }
    }
    name.text = tight(text.trim_start_matches(['、', ':', '/']));
    name
}

/// The measure of a segment; `bare` says whether a number without any comparison asks for so much.
pub fn measure(parts: &[Part], bare: bool) -> Option<Core> {
    let numbers: Vec<&Quantity> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Quantity(it) => Some(it),
            _ => None,
        })
        .collect();
    let compared: Vec<Comparison> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Compare(it) => Some(*it),
            _ => None,
        })
        .collect();
    if let Some((from, to)) = parts.iter().find_map(|part| match part {
        Part::Between(from, to) => Some((from, to)),
        _ => None,
    }) {
        let name = rest(parts, from.span);
        return (bare && !name.text.is_empty()).then(|| Core::Measure {
            measure: Expr::Name(name),
            filter: None,
            comparison: Comparison::Between,
            threshold: Threshold::Range(from.clone(), to.clone()),
        });
    }
    // The number that is compared stands by its comparison; else the first.
    let number = |part: Option<&Part>| match part {
        Some(Part::Quantity(it)) => Some(it.clone()),
        _ => None,
    };
    let pairs = parts.iter().enumerate().filter_map(|(at, part)| match part {
        Part::Compare(comparison) => {
            let before = || number(at.checked_sub(1).and_then(|at| parts.get(at)));
            number(parts.get(at + 1)).or_else(before).map(|number| (*comparison, number))
        }
        _ => None,
    });
    let pair = pairs.into_iter().next();
    let beside = pair.as_ref().map(|(_, number)| number.clone());
    let quantity = beside.or_else(|| numbers.first().map(|it| (*it).clone()))?;
    let comparison = match pair.as_ref().map(|(comparison, _)| comparison).or(compared.first()) {
        Some(comparison) => *comparison,
        None if bare && matches!(quantity.scale, Scale::One | Scale::TenThousand | Scale::HundredMillion) => {
            Comparison::AtLeast
        }
        None => return None,
    };
    if let Some(core) = share(parts, &quantity, comparison) {
        return Some(core);
    }
    let name = rest(parts, quantity.span);
    if name.text.is_empty() {
        return None;
    }
    Some(Core::Measure {
        measure: Expr::Name(name),
        filter: None,
        comparison,
        threshold: Threshold::Value(Expr::Number(quantity)),
    })
}

/// X超过上级下达的控制指标: compared with what has a name.
pub fn against_name(parts: &[Part], span: Span) -> Option<Core> {
    let at = parts.iter().position(|part| matches!(part, Part::Compare(_)))?;
    let (Some(Part::Compare(comparison)), Some(Part::Words(bound)), None) =
        (parts.get(at), parts.get(at + 1), parts.get(at + 2))
    else {
        return None;
    };
    let name = rest(parts.get(..at)?, span);
    (!name.text.is_empty()).then(|| Core::Measure {
        measure: Expr::Name(name),
        filter: None,
        comparison: *comparison,
        threshold: Threshold::Value(Expr::Name(bound.clone())),
    })
}

/// X不得超过Y的20%: the one over the other.
fn share(parts: &[Part], quantity: &Quantity, comparison: Comparison) -> Option<Core> {
    if quantity.scale != Scale::Percent && quantity.scale != Scale::Permille {
        return None;
    }
    let at = parts.iter().position(|part| matches!(part, Part::Compare(_)))?;
    let Some(Part::Words(whole)) = parts.get(at + 1) else { return None };
    let Some(Part::Quantity(_)) = parts.get(at + 2) else { return None };
    let part = rest(parts.get(..at)?, whole.span);
    let mut whole = whole.clone();
    let stem = whole.text.trim_end_matches('的').to_owned();
    whole.text = stem;
    if part.text.is_empty() || whole.text.is_empty() {
        return None;
    }
    let op = crate::ast::BinaryOp::Div;
    let measure = Expr::Binary { op, left: Box::new(Expr::Name(part)), right: Box::new(Expr::Name(whole)) };
    Some(Core::Measure {
        measure,
        filter: None,
        comparison,
        threshold: Threshold::Value(Expr::Number(quantity.clone())),
    })
}

/// What is asked where the opposite is punished.
pub fn complement(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::LessThan => Comparison::AtLeast,
        Comparison::AtMost => Comparison::MoreThan,
        Comparison::MoreThan => Comparison::AtMost,
        Comparison::AtLeast => Comparison::LessThan,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Between => Comparison::Between,
    }
}

/// Whether a text is a bound alone: 低于90%.
pub fn without_name(normal: &crate::normal::Normal) -> bool {
    let (parts, _) = super::scan::scan(normal);
    !parts.is_empty() && parts.iter().all(|part| matches!(part, Part::Compare(_) | Part::Quantity(_)))
}

/// At least once.
pub fn once_of(name: Text) -> Core {
    let unit = Some(Text { text: "次".to_owned(), span: name.span, quoted: false });
    let number = super::quantity(name.span, rust_decimal::Decimal::ONE, Scale::One, unit);
    Core::Measure {
        measure: Expr::Name(name),
        filter: None,
        comparison: Comparison::AtLeast,
        threshold: Threshold::Value(Expr::Number(number)),
    }
}
