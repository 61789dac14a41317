//! The ends of a band: 90%-95%, 90%(含)至95%(不含), 小于95%大于等于90%, 90%<=X<95%, 90%以下, 1次.

use super::Bound;
use super::flaws::value;
use crate::ast::{Comparison, Core, Quantity};
use crate::normal::Normal;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::measure::{self, measure};
use crate::parse::plain::scan::{Part, scan};

/// The ends of a band, and of what it says that it is.
pub(super) struct Ends {
    name: String,
    /// The end towards what is worse.
    pub(super) near: Bound,
    /// The other.
    pub(super) far: Option<Bound>,
}

impl Ends {
    /// Whether they are of the measure of this name, which may be called by its end, or not at all.
    pub(super) fn of(&self, measure: &str) -> bool {
        const ANY: [&str; 10] =
            ["实际值", "实际", "得分", "结果", "数值", "指标值", "分数", "比例", "完成值", "实际完成"];
        let name = self.name.trim_start_matches(['且', '但', '并', '而']);
        let letter = name.chars().count() == 1 && name.starts_with(|c: char| c.is_ascii_alphabetic());
        name.is_empty() || letter || ANY.contains(&name) || name.chars().count() > 1 && measure.ends_with(name)
    }
}

/// What a band says; where less is better it `falls`, where single values are given points `counts`.
pub(super) fn ends(own: &Normal, falls: bool, counts: bool) -> Option<Ends> {
    let (parts, _) = scan(own);
    let name = |parts: &[Part], of: &Normal| measure::rest(parts, of.span(0, of.text.len())).text;
    let (bare, open) = without_ends(own);
    let (within, _) = scan(&bare);
    let between = within.iter().find_map(|part| match part {
        Part::Between(from, to) => Some((from.clone(), to.clone())),
        _ => None,
    });
    if let Some((from, to)) = between {
        let falling = value(&from) > value(&to);
        // 94%-90%
        let (from, to, open) = if falling { (to, from, (open.1, open.0)) } else { (from, to, open) };
        let (lower, upper) = (low(open.0), high(open.1));
        return Some(both(name(&within, &bare), (lower, from), (upper, to), falls));
    }
    // 90%<=回款及时率<95%
    if let [Part::Quantity(from), Part::Compare(one), Part::Words(_), Part::Compare(other), Part::Quantity(to)] =
        parts.as_slice()
        && let (Comparison::AtMost | Comparison::LessThan, Comparison::AtMost | Comparison::LessThan) = (one, other)
    {
        let lower = low(*one == Comparison::LessThan);
        return Some(both(name(&parts, own), (lower, from.clone()), (*other, to.clone()), falls));
    }
    // 小于95%大于等于90%
    if let [one, other] = measure::numbers(&parts).as_slice() {
        let lower = |bound: &Bound| matches!(bound.0, Comparison::AtLeast | Comparison::MoreThan);
        let upper = |bound: &Bound| matches!(bound.0, Comparison::AtMost | Comparison::LessThan);
        let (from, to) = match (lower(one) && upper(other), upper(one) && lower(other)) {
            (true, _) => (one, other),
            (_, true) => (other, one),
            _ => return None,
        };
        return Some(both(name(&parts, own), from.clone(), to.clone(), falls));
    }
    let mut quantities = parts.iter().filter_map(|part| match part {
        Part::Quantity(number) => Some(number.clone()),
        _ => None,
    });
    let quantity = quantities.next()?;
    let comparison = parts.iter().find_map(|part| match part {
        Part::Compare(comparison) => Some(*comparison),
        _ => None,
    });
    let said = match comparison {
        Some(comparison) => comparison,
        None if own.text.contains('为') => Comparison::Equal,
        // 0次得10分,1次得5分
        None if counts && matches!(parts.as_slice(), [Part::Quantity(_)]) => Comparison::Equal,
        None => match measure(&parts, true)? {
            Core::Measure { comparison, .. } => comparison,
            _ => return None,
        },
    };
    let name = name(&parts, own);
    Some(Ends { name: name.trim_end_matches('为').to_owned(), near: (said, quantity), far: None })
}

fn low(open: bool) -> Comparison {
    if open { Comparison::MoreThan } else { Comparison::AtLeast }
}

fn high(open: bool) -> Comparison {
    if open { Comparison::LessThan } else { Comparison::AtMost }
}

fn both(name: String, from: (Comparison, Quantity), to: (Comparison, Quantity), falls: bool) -> Ends {
    let (near, far) = if falls { (to, from) } else { (from, to) };
    Ends { name, near, far: Some(far) }
}

/// 90%(含)-95%(不含): the range, and which of its ends are not in it.
pub fn without_ends(own: &Normal) -> (Normal, (bool, bool)) {
    const MARKS: [&str; 4] = ["(不含)", "(含)", "(不含本数)", "(含本数)"];
    let mut range = own.clone();
    let mut open = (false, false);
    // two ends, each with one mark at most
    for _ in 0..2 {
        let Some((at, mark)) = MARKS.iter().filter_map(|mark| Some((range.find(mark)?, *mark))).min() else { break };
        let before = range.text.get(..at).unwrap_or("").contains(['-', '至', '~', '到']);
        let out = mark.starts_with("(不含");
        open = if before { (open.0, out) } else { (out, open.1) };
        range = replaced(&range, at, at + mark.len(), "");
    }
    (range, open)
}
