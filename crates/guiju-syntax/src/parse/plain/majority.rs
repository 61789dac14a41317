//! 95%以上的旅客排队时间不超过10分钟: how many of the cases are so, which is a share with a name of its own.

use super::lists::replaced;
use super::scan::{Part, scan};
use super::words::modal;
use crate::ast::{Comparison, Core, Expr, Scale, Text, Threshold};
use crate::normal::Normal;

/// What the share is of stands behind 的, with a number that every case is held against.
pub fn of_most(normal: &Normal) -> Option<Core> {
    let text = normal.text.as_str();
    let of = normal.find("的").filter(|at| text.get(..*at).is_some_and(|head| head.ends_with(['%', '上', '下'])))?;
    let (head, _) = scan(&normal.part(0, of));
    let [Part::Compare(comparison), Part::Quantity(number)] = head.as_slice() else { return None };
    let least = matches!(comparison, Comparison::AtLeast | Comparison::MoreThan);
    let case = normal.part(of + "的".len(), text.len());
    // 应 asks, and is no part of the name
    let case = modal(&case.text).map_or_else(|| case.clone(), |(at, word)| replaced(&case, at, at + word.len(), ""));
    let (parts, _) = scan(&case);
    let held = matches!(parts.first(), Some(Part::Words(words)) if words.text.chars().count() > 1)
        && parts.iter().filter(|part| matches!(part, Part::Quantity(of) if of.scale != Scale::Percent)).count() == 1
        && parts
            .iter()
            .all(|part| matches!(part, Part::Words(_) | Part::Period(_) | Part::Compare(_) | Part::Quantity(_)));
    let plain = !case.text.ends_with(['的', '时', '者']) && !case.text.contains([':', '、', '「']);
    if !least || !matches!(number.scale, Scale::Percent | Scale::Permille) || !held || !plain {
        return None;
    }
    let span = normal.span(0, text.len());
    let name = Text { text: format!("{}的占比", case.text), span, quoted: true };
    let threshold = Threshold::Value(Expr::Number(number.clone()));
    Some(Core::Measure { measure: Expr::Name(name), filter: None, comparison: *comparison, threshold })
}
