//! One typed column.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::length;
use super::numbers::Numbers;
use super::packed::Packed;
use super::texts::Dictionary;
use crate::moment;
use crate::schema::{FieldKind, Level, LevelId, Unit};

/// The values of one field; any of them may be missing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Column {
    /// Codes of a dictionary.
    Text(Dictionary, Packed),
    /// Exact decimals.
    Number(Numbers),
    /// 是 / 否
    Flag(Packed),
    /// Days, counted from the first of year 1.
    Date(Packed),
    /// Steps of a level.
    Level(u32, Packed),
}

impl Column {
    /// An empty column.
    pub fn new(kind: FieldKind) -> Column {
        match kind {
            FieldKind::Text => Column::Text(Dictionary::default(), Packed::default()),
            FieldKind::Number => Column::Number(Numbers::default()),
            FieldKind::Flag => Column::Flag(Packed::default()),
            FieldKind::Date => Column::Date(Packed::default()),
            FieldKind::Level(level) => Column::Level(level.0, Packed::default()),
        }
    }

    /// Adds what a cell of a field holds, which may be a length of time in the field's unit; false where it is not of
    /// the column's type, which leaves the value missing.
    pub(super) fn push_cell(&mut self, text: Option<&str>, unit: Option<&Unit>, levels: &[Level]) -> bool {
        let (kind, values) = match self {
            Column::Number(numbers) => return numbers.push_text(text, unit),
            Column::Text(dictionary, codes) => {
                codes.push(text.map(|text| dictionary.code(text)));
                return true;
            }
            Column::Flag(values) => (FieldKind::Flag, values),
            Column::Date(values) => (FieldKind::Date, values),
            Column::Level(level, values) => (FieldKind::Level(LevelId(*level)), values),
        };
        let value = text.and_then(|text| code(kind, text, levels));
        values.push(value);
        text.is_none() || value.is_some()
    }

    /// Adds a row of another column of the same kind.
    pub fn push_from(&mut self, other: &Column, row: usize) {
        match (self, other) {
            (Column::Text(dictionary, codes), Column::Text(others, rows)) => {
                let text = rows.get(row).and_then(|code| others.text(code));
                codes.push(text.map(|text| dictionary.code(text)));
            }
            (Column::Number(numbers), Column::Number(others)) => numbers.push_from(others, row),
            (Column::Flag(values), Column::Flag(others))
            | (Column::Date(values), Column::Date(others))
            | (Column::Level(_, values), Column::Level(_, others)) => values.push(others.get(row)),
            // Columns of one schema are of one kind.
            _ => {}
        }
    }

    /// Adds all rows of another column of the same kind.
    pub fn append(&mut self, other: &Column) {
        match (self, other) {
            (Column::Text(dictionary, codes), Column::Text(others, rows)) => {
                let known: Vec<u32> = others.iter().map(|text| dictionary.code(text)).collect();
                for row in 0..rows.len() {
                    codes.push(rows.get(row).and_then(|code| known.get(code as usize)).copied());
                }
            }
            (Column::Number(numbers), Column::Number(others)) => {
                (0..others.len()).for_each(|row| numbers.push_from(others, row));
            }
            (Column::Flag(values), Column::Flag(others))
            | (Column::Date(values), Column::Date(others))
            | (Column::Level(_, values), Column::Level(_, others)) => {
                (0..others.len()).for_each(|row| values.push(others.get(row)));
            }
            // Columns of one schema are of one kind.
            _ => {}
        }
    }

    /// Whether it can be the column of a field, over so many rows: for what was decoded.
    pub fn is_of(&self, kind: FieldKind, rows: usize) -> bool {
        let (fits, length) = match (self, kind) {
            (Column::Text(_, codes), FieldKind::Text) => (true, codes.len()),
            (Column::Number(numbers), FieldKind::Number) => (numbers.is_whole(), numbers.len()),
            (Column::Flag(values), FieldKind::Flag) | (Column::Date(values), FieldKind::Date) => (true, values.len()),
            (Column::Level(level, steps), FieldKind::Level(known)) => (*level == known.0, steps.len()),
            _ => (false, 0),
        };
        fits && length == rows
    }

    /// The number of a row.
    pub fn number(&self, row: usize) -> Option<Decimal> {
        match self {
            Column::Number(numbers) => numbers.get(row),
            _ => None,
        }
    }

    /// The flag of a row.
    pub fn flag(&self, row: usize) -> Option<bool> {
        match self {
            Column::Flag(values) => values.get(row).map(|value| value == 1),
            _ => None,
        }
    }

    /// The day of a row.
    pub fn date(&self, row: usize) -> Option<NaiveDate> {
        match self {
            Column::Date(values) => date(values.get(row)?),
            _ => None,
        }
    }

    /// The step of a row, in a column of a level.
    pub fn step(&self, row: usize) -> Option<u32> {
        match self {
            Column::Level(_, steps) => steps.get(row),
            _ => None,
        }
    }

    /// The code of a row, equal where the texts are, in a column that has codes.
    pub fn code(&self, row: usize) -> Option<u32> {
        match self {
            Column::Text(_, values) | Column::Flag(values) | Column::Date(values) | Column::Level(_, values) => {
                values.get(row)
            }
            Column::Number(_) => None,
        }
    }

    /// A text that tells equal values from different ones.
    pub fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        match self {
            Column::Text(dictionary, codes) => dictionary.text(codes.get(row)?).map(Cow::Borrowed),
            Column::Number(numbers) => Some(numbers.get(row)?.normalize().to_string().into()),
            Column::Flag(_) => Some(if self.flag(row)? { "是".into() } else { "否".into() }),
            Column::Date(_) => Some(self.date(row)?.to_string().into()),
            Column::Level(_, steps) => Some(steps.get(row)?.to_string().into()),
        }
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        match self {
            Column::Text(dictionary, codes) => dictionary.bytes() + codes.bytes(),
            Column::Number(numbers) => numbers.bytes(),
            Column::Flag(values) | Column::Date(values) | Column::Level(_, values) => values.bytes(),
        }
    }
}

fn date(number: u32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

/// The code of a text in a column of flags, days or steps of a level; `None` where it is no such thing.
pub(super) fn code(kind: FieldKind, text: &str, levels: &[Level]) -> Option<u32> {
    match kind {
        FieldKind::Flag => flag(text).map(u32::from),
        FieldKind::Date => u32::try_from(moment::parse(text, Tz::UTC)?.day.num_days_from_ce()).ok(),
        FieldKind::Level(level) => {
            let step = levels.get(level.0 as usize)?.steps.iter().position(|step| step == text)?;
            u32::try_from(step).ok()
        }
        FieldKind::Text | FieldKind::Number => None,
    }
}

impl Numbers {
    /// Adds what a text says, which may be a length of time in a unit; false where it says no number.
    pub(super) fn push_text(&mut self, text: Option<&str>, unit: Option<&Unit>) -> bool {
        if let Some((mantissa, scale)) = text.and_then(plain) {
            self.push_whole(mantissa, scale);
            return true;
        }
        // Only what is no number already may be a length of time.
        let length = || unit.zip(text).and_then(|(unit, text)| length::length(text, unit));
        let value = text.and_then(number).or_else(length);
        self.push(value);
        text.is_none() || value.is_some()
    }
}

/// Digits with at most one point among them, as most exports write numbers: the whole number and its scale.
fn plain(text: &str) -> Option<(i64, u32)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 || digits.starts_with('.') || digits.ends_with('.') {
        return None;
    }
    let (mut value, mut scale) = (0i64, None);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                scale = scale.map(|scale| scale + 1);
            }
            b'.' if scale.is_none() => scale = Some(0),
            _ => return None,
        }
    }
    let mut scale = scale.unwrap_or(0);
    while scale > 0 && value % 10 == 0 {
        (value, scale) = (value / 10, scale - 1);
    }
    Some((if negative { -value } else { value }, scale))
}

/// A decimal, exactly: `1,000`, `３.５`, `5%`, `3‰`.
pub fn number(text: &str) -> Option<Decimal> {
    let half_width = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let folded: String = text.chars().map(half_width).filter(|c| !matches!(c, ',' | ' ')).collect();
    let (digits, places) = match folded.strip_suffix('%') {
        Some(digits) => (digits, 2),
        None => folded.strip_suffix('‰').map_or((folded.as_str(), 0), |digits| (digits, 3)),
    };
    let mut value = Decimal::from_str_exact(digits).ok()?;
    let scale = value.scale().checked_add(places)?;
    value.set_scale(scale).ok()?;
    Some(value)
}

/// 是 or 否, in the spellings exports use.
pub fn flag(text: &str) -> Option<bool> {
    match text {
        "是" | "真" | "有" | "已" | "对" | "true" | "TRUE" | "True" | "1" | "Y" | "y" | "yes" | "√" => {
            Some(true)
        }
        "否" | "假" | "无" | "未" | "错" | "false" | "FALSE" | "False" | "0" | "N" | "n" | "no" | "×" => {
            Some(false)
        }
        _ => None,
    }
}
