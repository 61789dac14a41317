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
    /// 超过5分钟不超过15分钟
    Between,
}

impl Side {
    /// What stands before the number, and behind it.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Side::Whole | Side::Between => ("", ""),
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

/// What should not be, whose length is that of one occurrence.
const FAILINGS: [&str; 15] = [
    "迟到", "早退", "逾期", "超时", "超期", "延期", "延误", "拖延", "拖欠", "推迟", "晚点", "缺勤", "旷", "离岗",
    "脱岗",
];

/// Each band by one end; nothing where that is not so, or where it is of lengths.
pub(super) fn single(name: &str, bands: &[Band]) -> Option<Vec<(Band, Side)>> {
    let wins = |band: &Band| matches!(band.gives, Gives::Wins(_));
    let several = bands.iter().any(|band| matches!(band.shape, Shape::Range { .. }) || wins(band));
    let length = |word: &str| name.contains(word) || bands.iter().any(|band| band.measured.contains(word));
    let spared = bands.iter().filter(|band| matches!(band.gives, Gives::Spares)).count();
    if LENGTHS.into_iter().any(length) {
        // 40小时以上不扣分, 送餐时间30分钟以内不扣分: what is asked, and no length of what should not be
        let asked = bands.iter().any(wins) || !FAILINGS.iter().any(|word| name.contains(word));
        if !asked {
            return beyond_spared(bands);
        }
        if spared == 0 {
            return None;
        }
    }
    if !several {
        return None;
    }
    match spared {
        0 if bands.iter().any(wins) => won(bands),
        0 => taken(bands, None),
        1 => beside_spared(bands),
        _ => None,
    }
}

/// 迟到5分钟以内不扣分,5-15分钟扣1分: of the lengths that are punished, the first begins where what is spared ends.
fn beyond_spared(bands: &[Band]) -> Option<Vec<(Band, Side)>> {
    let [spared, takes @ ..] = bands else { return None };
    let (Gives::Spares, Shape::Bound(end)) = (spared.gives, &spared.shape) else { return None };
    let side = |band: &Band| match (band.gives, &band.shape) {
        (Gives::Takes(_), Shape::Range { from, .. }) if from.value == end.value => Some(Side::Between),
        (Gives::Takes(_), Shape::Bound(from)) if !band.below && from.value == end.value => Some(Side::More),
        (Gives::Takes(_), Shape::Range { .. } | Shape::Bound(_)) => Some(Side::Whole),
        _ => None,
    };
    let lines: Option<Vec<_>> = takes.iter().map(|band| Some((band.clone(), side(band)?))).collect();
    lines.filter(|lines| spared.below && lines.len() > 1)
}

/// 1%以下奖100元,1%-2%不奖不罚,2%以上罚100元: what is spared says where the others begin; 98%以上不扣分 says what is asked.
fn beside_spared(bands: &[Band]) -> Option<Vec<(Band, Side)>> {
    let of = |wanted: fn(&Gives) -> bool| bands.iter().filter(move |band| wanted(&band.gives)).cloned();
    let spared = of(|gives| matches!(gives, Gives::Spares)).next()?;
    let wins: Vec<Band> = of(|gives| matches!(gives, Gives::Wins(_))).collect();
    let takes: Vec<Band> = of(|gives| !matches!(gives, Gives::Wins(_) | Gives::Spares)).collect();
    let place = spared.number()?;
    let worse = takes.first().and_then(Band::number);
    // more of it is worse, as what is taken, or what is added, says
    let rises = match (worse, wins.first().and_then(Band::number)) {
        (Some(worse), _) => worse >= place && (spared.below || !matches!(spared.shape, Shape::Bound(_))),
        (None, Some(better)) => better < place,
        (None, None) => return None,
    };
    let beyond =
        |band: &Band| band.number().is_some_and(|number| if rises { number >= place } else { number <= place });
    let short = |band: &Band| band.number().is_some_and(|number| if rises { number <= place } else { number >= place });
    if !takes.iter().all(beyond) || !wins.iter().all(short) {
        return None;
    }
    let edge = match &spared.shape {
        Shape::Range { from, to } => Some(if rises { to.value } else { from.value }),
        Shape::Bound(number) | Shape::Single(number) => Some(number.value),
        Shape::Rest => None,
    };
    let bound = |band: &Band| matches!(band.shape, Shape::Bound(_)) && band.below == rises;
    let mut lines = match wins.as_slice() {
        [] if matches!(spared.shape, Shape::Bound(_)) && spared.below == rises => vec![(spared, Side::Whole)],
        [] => return None,
        [only] if bound(only) => vec![(only.clone(), Side::Whole)],
        [_] => return None,
        several => won(several)?,
    };
    if !takes.is_empty() {
        lines.extend(taken(&takes, edge)?);
    }
    Some(lines)
}

/// From what takes least to what takes most; `edge` is where what is spared ends.
fn taken(bands: &[Band], edge: Option<Decimal>) -> Option<Vec<(Band, Side)>> {
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
    // one alone says by itself which way it goes
    let rises = if bands.len() == 1 { !first.below } else { rises };
    if matches!(first.shape, Shape::Bound(_)) && (first.below == rises) {
        return None;
    }
    let mut last = edge;
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
