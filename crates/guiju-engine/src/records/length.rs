//! Lengths of time as attendance systems write them: `8小时`, `0.5天`, `半天`, `1小时30分钟`, `7:30`.

use rust_decimal::Decimal;

use super::number;
use crate::schema::Unit;

/// The length in the unit, exactly; `None` where the text is none, or does not come out in the unit.
pub(super) fn length(text: &str, unit: &Unit) -> Option<Decimal> {
    let day = unit.hours_per_day.map(|hours| Decimal::from(hours) * Decimal::from(60));
    let (mut minutes, mut days) = (Decimal::ZERO, Decimal::ZERO);
    if text.contains(':') {
        minutes = clock(text)?;
    } else {
        let mut rest = text;
        while !rest.is_empty() {
            let at = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '半'))?;
            let (amount, tail) = rest.split_at(at);
            let amount = match amount.strip_suffix('半') {
                Some("") => Decimal::new(5, 1),
                Some(_) => return None,
                None => number(amount)?,
            };
            let (size, tail) = UNITS.iter().find_map(|(word, size)| Some((*size, tail.strip_prefix(word)?)))?;
            match size {
                Size::Minutes(size) => minutes = minutes.checked_add(amount.checked_mul(Decimal::from(size))?)?,
                Size::Days => days = days.checked_add(amount)?,
            }
            rest = tail.trim_start();
        }
    }
    let per = match unit.name.as_str() {
        "分钟" | "分" => Decimal::ONE,
        "小时" | "个小时" => Decimal::from(60),
        "天" | "日" if minutes.is_zero() => return Some(days),
        "天" | "日" => day?,
        _ => return None,
    };
    let all = if days.is_zero() { minutes } else { minutes.checked_add(days.checked_mul(day?)?)? };
    let value = all.checked_div(per)?;
    (value.checked_mul(per) == Some(all)).then_some(value)
}

#[derive(Clone, Copy)]
enum Size {
    Minutes(u32),
    Days,
}

/// The longer word first.
const UNITS: [(&str, Size); 7] = [
    ("个小时", Size::Minutes(60)),
    ("小时", Size::Minutes(60)),
    ("分钟", Size::Minutes(1)),
    ("分", Size::Minutes(1)),
    ("时", Size::Minutes(60)),
    ("天", Size::Days),
    ("日", Size::Days),
];

/// `7:30` and `7:30:00`: hours and minutes.
fn clock(text: &str) -> Option<Decimal> {
    let mut parts = text.split(':').map(|part| part.parse::<u32>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    let whole = Decimal::from(hours).checked_mul(Decimal::from(60))?.checked_add(Decimal::from(minutes))?;
    whole.checked_add(Decimal::from(seconds).checked_div(Decimal::from(60))?)
}
