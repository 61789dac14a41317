//! Numbers that describe a thing: 面积100平方米以上的门店每日盘点一次, 发生3人以下伤亡事故.

use crate::ast::{Comparison, Condition, Core, Expr, Text};
use crate::normal::Normal;
use crate::parse::plain::duty::once;
use crate::parse::plain::events::compared;
use crate::parse::plain::measure;
use crate::parse::plain::scan::Part;
use crate::parse::plain::words::holds_any;

/// 面积100平方米以上的门店每日盘点一次: so often of those that are so.
pub(super) fn described(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let at = parts.iter().position(|part| matches!(part, Part::Period(_)))?;
    let (head, tail) = (parts.get(..at)?, parts.get(at..)?);
    let (filter, thing) = match head {
        [Part::Words(field), Part::Compare(comparison), Part::Quantity(number), Part::Words(thing)] => {
            (compared(number, *comparison, Some(field.clone())), thing)
        }
        [Part::Compare(comparison), Part::Quantity(number), Part::Words(thing)] => {
            (compared(number, *comparison, None), thing)
        }
        [Part::Words(field), Part::Between(from, to), Part::Words(thing)] => {
            let bound = |number, comparison| compared(number, comparison, Some(field.clone()));
            let both = vec![bound(from, Comparison::AtLeast), bound(to, Comparison::AtMost)];
            (Condition::And(both), thing)
        }
        _ => return None,
    };
    let thing = thing.text.strip_prefix('的').filter(|thing| !thing.is_empty())?;
    let asked = measure::measure(tail, true).or_else(|| once(normal, tail))?;
    let Core::Measure { measure: Expr::Name(name), filter: None, comparison: asks, threshold } = asked else {
        return None;
    };
    let text = format!("{thing}{}", name.text);
    Some(Core::Measure {
        measure: Expr::Name(Text { text, ..name }),
        filter: Some(filter),
        comparison: asks,
        threshold,
    })
}

/// Whether the number of a segment only describes the thing behind it: nothing says that it must be so.
pub fn describes(normal: &Normal, parts: &[Part]) -> bool {
    let asks = [
        "不得",
        "不少于",
        "不低于",
        "不超过",
        "不高于",
        "不大于",
        "不小于",
        "不短于",
        "不多于",
        "至少",
        "至多",
        "最多",
        "控制在",
        "达到",
        "不能",
        "应",
        "须",
        "需",
        "必须",
        "未超过",
        ">",
        "<",
        "=",
    ];
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let compared = parts.iter().any(|part| matches!(part, Part::Compare(_)));
    let behind = parts.windows(2).any(|pair| matches!(pair, [Part::Quantity(_), Part::Words(_)]));
    compared && behind && !periodic && !holds_any(&normal.text, &asks)
}
