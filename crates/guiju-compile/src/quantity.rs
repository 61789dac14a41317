//! What numbers as written come to.

use guiju_syntax::ast::{DurationUnit, Quantity, Scale};
use rust_decimal::Decimal;

/// The exact value of a quantity: 3‰ is 0.003, 1.5万 is 15000; `None` where it passes what a decimal holds.
pub fn exact(quantity: &Quantity) -> Option<Decimal> {
    let number = quantity.number;
    let shifted = |places: u32| {
        let mut value = number;
        let scale = number.scale().checked_add(places)?;
        value.set_scale(scale).ok()?;
        Some(value)
    };
    let value = match quantity.scale {
        Scale::One => Some(number),
        Scale::TenThousand => number.checked_mul(Decimal::from(10_000)),
        Scale::HundredMillion => number.checked_mul(Decimal::from(100_000_000)),
        Scale::Percent | Scale::Points => shifted(2),
        Scale::Permille => shifted(3),
    };
    value.map(|value| value.normalize())
}

/// The unit of time that a measure word is, if it is one.
pub fn duration_unit(word: &str) -> Option<DurationUnit> {
    Some(match word {
        "秒" => DurationUnit::Second,
        "分钟" => DurationUnit::Minute,
        "小时" | "个小时" => DurationUnit::Hour,
        "工作小时" | "个工作小时" => DurationUnit::WorkHour,
        "天" | "日" => DurationUnit::Day,
        "工作日" | "个工作日" => DurationUnit::Workday,
        "周" | "星期" => DurationUnit::Week,
        "月" | "个月" => DurationUnit::Month,
        "年" => DurationUnit::Year,
        _ => return None,
    })
}
