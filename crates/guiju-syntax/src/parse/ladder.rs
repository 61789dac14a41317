//! A scale as it stands in a table: `合格率≥98%(10分)、95%-98%(8分)、<95%(0分)`, `95%-98%:8分;98%以上:10分`, `10分:合格率≥98%;8分:…`.
//!
//! Its bands are parted, put from the best to the worst, and the scale is read as the sentence that it says:
//! `合格率>=98%得10分,95%-98%得8分,<95%得0分`. A text that holds anything else than bands is left as it is.

mod amount;
mod band;

use rust_decimal::Decimal;

use self::amount::Side;
use self::band::{Band, Gives, Joint, Shape, band, blanks};
use crate::normal::Normal;

/// The most bands that a scale is looked for in.
const MOST: usize = 16;
/// The longest name of what is measured, in letters.
const NAME: usize = 24;

/// A text of bands, and where they stand.
struct Scale {
    /// Where the name of what is measured stands.
    name: (usize, usize),
    bands: Vec<Band>,
    /// Where the last ends.
    end: usize,
    /// Whether it is written otherwise than a sentence is.
    odd: bool,
    /// 合格率(10分): where what stands before the bands ends, with what it is worth.
    head: Option<usize>,
}

/// 合格率 of 合格率(10分), where the brackets only say what it is worth.
fn before_worth(head: &str) -> Option<&str> {
    let (name, rest) = head.trim_end_matches([' ', ':', ',']).split_once('(')?;
    let worth = rest.strip_suffix(')')?;
    let points = ["权重", "分值", "满分", "占"].iter().find_map(|word| worth.strip_prefix(word)).unwrap_or(worth);
    let points = points.trim_start_matches(':');
    let digits = points.trim_end_matches(['分', '%']);
    (digits.len() < points.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.'))
        .then_some(name)
}

/// The sentence that a scale says; `None` where the text is none, or says so already.
pub(super) fn sentence(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    // two bands at least, each with its points
    if super::points(text) + text.matches(['元', '得']).count() < 2
        || ['「', '{', '|'].iter().any(|letter| text.contains(*letter))
    {
        return None;
    }
    let scale = read(&normal.text)?;
    let amounts = scale.bands.iter().any(|band| matches!(band.gives, Gives::Takes(_) | Gives::Wins(_) | Gives::Spares));
    let name = normal.text.get(scale.name.0..scale.name.1)?;
    let single = if amounts { amount::single(name, &scale.bands) } else { None };
    let (bands, moved) = match single {
        Some(bands) => (bands, true),
        None if amounts => (plain(&scale.bands), false),
        None => ordered(&scale.bands)?,
    };
    if !scale.odd && !moved {
        return None;
    }
    let mut whole = scale.head.map_or_else(|| normal.part(scale.name.0, scale.name.1), |end| normal.part(0, end));
    for (at, (band, side)) in bands.iter().enumerate() {
        if at > 0 {
            whole.insert(",", normal, band.from);
        }
        written(&mut whole, normal, band, *side, at == 0)?;
    }
    whole.copy(normal, scale.end, normal.text.len());
    Some(whole)
}

/// The bands as they are.
fn plain(bands: &[Band]) -> Vec<(Band, Side)> {
    bands.iter().map(|band| (band.clone(), Side::Whole)).collect()
}

/// Name and bands from the beginning of a text.
fn read(text: &str) -> Option<Scale> {
    let begins = |(at, c): &(usize, char)| {
        (c.is_ascii_digit() || "<>大小低高少超不达其".contains(*c)) && band(text, *at).is_some()
    };
    let limit = text.char_indices().nth(NAME + 4).map_or(text.len(), |(at, _)| at);
    let (first, _) = text.get(..limit)?.char_indices().find(begins)?;
    let head = text.get(..first)?;
    let worth = before_worth(head);
    let name = worth.unwrap_or_else(|| head.trim_end_matches([' ', ':', ',', '(', '为', '在', '得']));
    let wrapped = worth.is_none() && head.contains('(');
    let mut odd = wrapped || worth.is_none() && (name.len() + ":".len() < head.trim_end().len() || head.contains(','));
    let (mut bands, mut at) = (Vec::new(), first);
    while let Some(found) = band(text, at).filter(|_| bands.len() < MOST) {
        let end = found.end;
        odd |= found.joint != Joint::Plain;
        let takes = matches!(found.gives, Gives::Takes(_) | Gives::Wins(_) | Gives::Spares);
        // 5-15分钟(含)扣2分
        odd |= takes && text.get(found.from..found.to).is_some_and(|it| it.contains("(含"));
        bands.push(found);
        let next = blanks(text, end);
        let separator = text.get(next..)?.chars().next();
        at = match separator {
            Some(c @ (',' | ';' | '、' | '/')) if band(text, next + c.len_utf8()).is_some() => {
                odd |= c == '/' || c == ';' && takes || c == '、' && !takes;
                next + c.len_utf8()
            }
            Some(_) if next > end && band(text, next).is_some() => {
                odd = true;
                next
            }
            _ => break,
        };
    }
    let mut end = bands.last()?.end;
    if wrapped {
        end = text.get(end..)?.strip_prefix(')').map(|_| end + ")".len())?;
    }
    let rest = text.get(end..)?.trim_start();
    let closed = rest.is_empty() || rest.starts_with([',', ';', '。']);
    // 10分:合格率>=98%: the name stands in the first band
    let within = bands.first().and_then(|band| band.name).filter(|_| name.trim().is_empty());
    let name = within.unwrap_or((0, name.len()));
    let named = text.get(name.0..name.1)?.trim();
    // 合格率≥98%得10分、及时率≥95%得5分 are two measures
    let other = |band: &Band| {
        band.name.or(band.within).and_then(|(from, to)| text.get(from..to)).is_some_and(|own| !calls(named, own))
    };
    if bands.iter().any(other) {
        return None;
    }
    let letters = !named.is_empty() && named.chars().count() <= NAME;
    // 6S检查得分
    let bare = named.replace("5S", "").replace("6S", "").replace("7S", "");
    let plain = !bare.contains(|c: char| c.is_ascii_digit() || ",;。()<>=、:".contains(c));
    (closed && letters && plain && bands.len() > 1).then_some(Scale {
        name,
        bands,
        end,
        odd,
        head: worth.map(|_| first),
    })
}

/// Whether a band calls what is measured by this name: X, 完成率 of 销售完成率.
fn calls(name: &str, own: &str) -> bool {
    const ANY: [&str; 5] = ["实际值", "实际", "得分", "结果", "完成值"];
    let letter = own.chars().count() == 1 && own.is_ascii();
    own.is_empty() || letter || ANY.contains(&own) || own.chars().count() > 1 && name.ends_with(own)
}

/// From the best to the worst, and whether that changes any; nothing where the numbers do not go the same way.
fn ordered(bands: &[Band]) -> Option<(Vec<(Band, Side)>, bool)> {
    let shares = bands.iter().any(|band| matches!(band.gives, Gives::Share(_)));
    let worth = |band: &Band| match band.gives {
        // 得10分 is all of it, beside 得80%
        Gives::Points(points) if shares => points.checked_mul(Decimal::ONE_THOUSAND).unwrap_or(points),
        Gives::Points(points) => points,
        Gives::Share(share) => share,
        Gives::Full => Decimal::MAX,
        _ => Decimal::ZERO,
    };
    let mut sorted = bands.to_vec();
    sorted.sort_by_key(|band| std::cmp::Reverse(worth(band)));
    let places = |bands: &[Band]| bands.iter().map(|band| band.from).collect::<Vec<_>>();
    let range = |band: Option<&Band>| band.is_some_and(|band| matches!(band.shape, Shape::Range { .. }));
    let single = |band: &Band| matches!(band.shape, Shape::Single(_));
    let bound = |band: &Band| matches!(band.shape, Shape::Bound(_));
    // 3次以上得6分,2次得4分: at least two
    let least = sorted.first().is_some_and(bound) && sorted.iter().any(single);
    // 90%以下不得分,90%-95%得8分,95%以上得10分 is read as it is
    let backwards = places(bands).into_iter().rev().eq(places(&sorted));
    if backwards && !shares && !least && !range(bands.first()) && !range(bands.last()) {
        return Some((plain(bands), false));
    }
    let numbers: Vec<Decimal> = sorted.iter().filter_map(|band| band.number()).collect();
    let (falls, rises) = (numbers.is_sorted_by(|one, other| one >= other), numbers.is_sorted());
    if !falls && !rises {
        return None;
    }
    let moved = shares || places(&sorted) != places(bands) || range(sorted.first()) || least;
    let side = |(at, band): (usize, Band)| {
        let side = match &band.shape {
            // 0-2次得10分, 95%-100%得10分: the best has one end
            Shape::Range { from, to } if at == 0 => {
                let full = to.value == Decimal::ONE_HUNDRED && band.of_hundred;
                match (from.value.is_zero(), full) {
                    (true, false) => Side::AtMost,
                    (false, true) => Side::AtLeast,
                    _ => return None,
                }
            }
            Shape::Single(_) if least && falls => Side::AtLeast,
            Shape::Single(_) if least => Side::AtMost,
            _ => Side::Whole,
        };
        Some((band, side))
    };
    let sides: Option<Vec<_>> = sorted.into_iter().enumerate().map(side).collect();
    Some((sides?, moved))
}

/// Puts down a band as a sentence says it.
fn written(whole: &mut Normal, normal: &Normal, band: &Band, side: Side, first: bool) -> Option<()> {
    let amount = matches!(band.gives, Gives::Takes(_) | Gives::Wins(_) | Gives::Spares);
    let end = match (&band.shape, side) {
        (_, Side::Whole | Side::Between) | (Shape::Rest, _) => None,
        (Shape::Range { from, .. }, Side::AtLeast | Side::More) => Some(from),
        (Shape::Range { to, .. }, Side::AtMost | Side::Less) => Some(to),
        (Shape::Bound(number) | Shape::Single(number), _) => Some(number),
    };
    match (end, &band.shape) {
        (Some(end), _) => {
            let (before, behind) = side.words();
            whole.insert(before, normal, end.from);
            whole.copy(normal, end.from, end.to);
            if let Some((from, to)) = band.unit.filter(|_| end.bare) {
                whole.copy(normal, from, to);
            }
            whole.insert(behind, normal, end.to.saturating_sub(1));
        }
        (None, Shape::Range { from, to }) if side == Side::Between => {
            whole.insert("超过", normal, from.from);
            whole.copy(normal, from.from, from.to);
            if let Some((from, to)) = band.unit.filter(|_| from.bare) {
                whole.copy(normal, from, to);
            }
            whole.insert("不超过", normal, to.from);
            whole.copy(normal, to.from, to.to);
        }
        // 5-15分钟(含): as it is anyway
        (None, Shape::Range { from, to }) if amount => {
            let open = normal.text.get(band.from..band.to).is_some_and(|it| it.contains("不含"));
            if open {
                whole.copy(normal, band.from, band.to);
            } else {
                whole.copy(normal, from.from, from.to);
                whole.insert("-", normal, from.to);
                whole.copy(normal, to.from, to.to);
            }
        }
        _ => {
            let from = band.name.filter(|_| first && !amount).map_or(band.from, |(_, end)| end);
            whole.copy(normal, from, band.to);
        }
    }
    let (from, to) = band.given;
    match band.gives {
        Gives::Points(_) => {
            whole.insert("得", normal, from);
            whole.copy(normal, from, to);
        }
        Gives::Full => whole.insert("得满分", normal, from),
        Gives::Nothing => whole.insert("不得分", normal, from),
        Gives::Share(share) => whole.insert(&format!("得{}%的分值", share.normalize()), normal, from),
        Gives::Takes(_) | Gives::Wins(_) | Gives::Spares => whole.copy(normal, from, to),
    }
    Some(())
}
