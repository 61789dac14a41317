//! The part of a step: 不足一个百分点按一个百分点计算, 不足1%的不扣分.

use super::scan::{Part, scan};
use crate::ast::{Quantity, StepRounding};
use crate::normal::Normal;

/// Words before the part.
const SHORT: [&str; 7] = ["不足", "不满", "未满", "不到", "未达到", "未达", "少于"];
/// Words before what it counts as.
const AS: [&str; 6] = ["按照", "按", "以", "算作", "算", "计为"];
/// Nothing is taken for it.
const NOTHING: [&str; 8] = ["不扣分", "不扣", "不计", "不计算", "不计分", "不加分", "不计扣分", "忽略不计"];

/// How the part of a step counts, where that is all that is said.
pub fn said(normal: &Normal) -> Option<StepRounding> {
    let rest = SHORT.iter().find_map(|word| normal.text.strip_prefix(word))?;
    let from = normal.text.len() - rest.len();
    if let Some(short) = NOTHING.iter().find_map(|word| rest.strip_suffix(word)) {
        let short = normal.part(from, from + short.trim_end_matches(['的', '者', '部', '分']).len());
        return amount(&short).map(|_| StepRounding::Down);
    }
    if let Some(short) =
        ["按比例扣分", "按比例扣", "按比例计算", "按比例折算"].iter().find_map(|it| rest.strip_suffix(it))
    {
        let short = normal.part(from, from + short.trim_end_matches(['的', '者']).len());
        return amount(&short).map(|_| StepRounding::Exact);
    }
    let (at, word) = AS.iter().find_map(|word| Some((rest.find(word)?, *word)))?;
    let short = amount(&normal.part(from, from + rest.get(..at)?.trim_end_matches(['的', '者']).len()))?;
    let whole = rest.get(at + word.len()..)?;
    let stem =
        ["计算", "扣分", "计分", "计扣", "计", "算", "扣", "处理", "折算"].iter().find_map(|it| whole.strip_suffix(it));
    let whole = normal.part(from + at + word.len(), from + at + word.len() + stem.unwrap_or(whole).len());
    let whole = amount(&whole)?;
    let unit = |it: &Quantity| it.unit.as_ref().map(|unit| unit.text.clone());
    (short.number == whole.number && unit(&short) == unit(&whole)).then_some(StepRounding::Up)
}

/// A number with its unit, and nothing else.
fn amount(normal: &Normal) -> Option<Quantity> {
    let (parts, _) = scan(normal);
    match parts.as_slice() {
        [Part::Quantity(number)] => Some(number.clone()),
        _ => None,
    }
}
