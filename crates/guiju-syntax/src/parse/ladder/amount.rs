//! Bands of what is taken or added: 投诉1-2次扣2分,3-5次扣5分 is 投诉1次以上扣2分,3次以上扣5分.
//!
//! Each line of such a scale has one end, by which it is told from what is better.

use rust_decimal::Decimal;

use super::band::{Band, Gives, Shape};

/// Which end of a band is said, and how.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Side {
    /// As it is written.
    Whole,
    AtLeast,
    More,
    AtMost,
    Less,
}

impl Side {
    /// What stands before the number, and behind it.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Side::Whole => ("", ""),
            Side::AtLeast => ("", "以上"),
            Side::More => ("超过", ""),
            Side::AtMost => ("", "以下"),
            Side::Less => ("低于", ""),
        }
    }
}

/// What is so long each time, and no sum of a period.
const LENGTHS: [&str; 15] = [
    "分钟", "小时", "秒", "逾期", "超期", "延期", "延误", "拖延", "迟延", "延迟", "拖欠", "推迟", "滞后", "晚点",
    "超速",
];

/// Each band by one end; nothing where that is not so, or where it is of lengths.
pub(super) fn single(name: &str, bands: &[Band]) -> Option<Vec<(Band, Side)>> {
    let wins = |band: &Band| matches!(band.gives, Gives::Wins(_));
    let several = bands.iter().any(|band| matches!(band.shape, Shape::Range { .. }) || wins(band));
    let length = |word: &str| name.contains(word) || bands.iter().any(|band| band.measured.contains(word));
    if !several || LENGTHS.into_iter().any(length) {
        return None;
    }
    if bands.iter().any(wins) { won(bands) } else { taken(bands) }
}

/// From what takes least to what takes most.
fn taken(bands: &[Band]) -> Option<Vec<(Band, Side)>> {
    let severe = |band: &Band| match band.gives {
        Gives::Takes(amount) => Some(amount),
        Gives::Nothing => Some(Decimal::MAX),
        _ => None,
    };
    let amounts: Option<Vec<Decimal>> = bands.iter().map(severe).collect();
    let numbers: Option<Vec<Decimal>> = bands.iter().map(Band::number).collect();
    let (amounts, numbers) = (amounts?, numbers?);
    let rises = numbers.is_sorted_by(|one, other| one < other);
    let falls = numbers.is_sorted_by(|one, other| one > other);
    if !amounts.is_sorted_by(|one, other| one < other) || !rises && !falls {
        return None;
    }
    // 500元以下扣1分,500-1000元扣3分: from where on, it does not say
    let first = bands.first()?;
    if matches!(first.shape, Shape::Bound(_)) && (first.below == rises) {
        return None;
    }
    let mut last = None;
    let mut lines = Vec::new();
    for band in bands {
        let (near, far) = match &band.shape {
            Shape::Range { from, to } => {
                if rises {
                    (from.value, to.value)
                } else {
                    (to.value, from.value)
                }
            }
            Shape::Bound(number) | Shape::Single(number) => (number.value, number.value),
            Shape::Rest => return None,
        };
        // 1-3次, 3-5次: three belong to the first
        let met = last == Some(near);
        let plain = matches!(band.shape, Shape::Bound(_)) && !met;
        let side = match (plain, rises, met) {
            (true, ..) => Side::Whole,
            (_, true, false) => Side::AtLeast,
            (_, true, true) => Side::More,
            (_, false, false) => Side::AtMost,
            (_, false, true) => Side::Less,
        };
        lines.push((band.clone(), side));
        last = Some(far);
    }
    Some(lines)
}

/// From what is added least to what is added most, of which the last that holds is meant; what is taken comes last, and
/// has one end already.
fn won(bands: &[Band]) -> Option<Vec<(Band, Side)>> {
    let amount = |band: &Band| match band.gives {
        Gives::Wins(amount) => Some(amount),
        _ => None,
    };
    let mut wins: Vec<Band> = bands.iter().filter(|band| amount(band).is_some()).cloned().collect();
    let rest: Vec<Band> = bands.iter().filter(|band| amount(band).is_none()).cloned().collect();
    wins.sort_by_key(amount);
    let numbers: Option<Vec<Decimal>> = wins.iter().map(Band::number).collect();
    let numbers = numbers?;
    let rises = numbers.is_sorted_by(|one, other| one < other);
    let falls = numbers.is_sorted_by(|one, other| one > other);
    let bound = |band: &Band| matches!(band.shape, Shape::Bound(_));
    let along = |band: &Band| !bound(band) || band.below == falls;
    if !rises && !falls
        || wins.len() < 2
        || !wins.last().is_some_and(bound)
        || !rest.iter().all(bound)
        || !wins.iter().all(along)
    {
        return None;
    }
    let side = |band: Band| {
        let side = match band.shape {
            Shape::Range { .. } if rises => Side::AtLeast,
            Shape::Range { .. } => Side::AtMost,
            Shape::Bound(_) => Side::Whole,
            _ => return None,
        };
        Some((band, side))
    };
    let mut lines: Vec<(Band, Side)> = wins.into_iter().map(side).collect::<Option<_>>()?;
    // 1%-2%奖励50元,2%以上罚款100元: 2% belongs to the first
    let end = lines.first().and_then(|(band, _)| match &band.shape {
        Shape::Range { from, to } => Some(if rises { from.value } else { to.value }),
        _ => None,
    });
    let beyond = if rises { Side::Less } else { Side::More };
    let side = |band: &Band| if end.is_some() && band.number() == end { beyond } else { Side::Whole };
    lines.extend(rest.into_iter().map(|band| (band.clone(), side(&band))));
    Some(lines)
}
