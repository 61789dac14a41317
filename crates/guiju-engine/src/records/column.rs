//! One typed column.

use chrono::NaiveDate;
use chrono_tz::Tz;
use indexmap::IndexSet;
use rust_decimal::Decimal;

use crate::moment;
use crate::schema::{FieldKind, Level};

/// The values of one field; a missing value is `None`.
#[derive(Debug, Clone)]
pub enum Column {
    /// Codes of a dictionary.
    Text {
        /// Each distinct text once.
        dictionary: IndexSet<String>,
        /// A code per row.
        codes: Vec<Option<u32>>,
    },
    /// Exact decimals.
    Number(Vec<Option<Decimal>>),
    /// 是 / 否
    Flag(Vec<Option<bool>>),
    /// Days.
    Date(Vec<Option<NaiveDate>>),
    /// Steps of a level.
    Level {
        /// Which level.
        level: u32,
        /// A step per row.
        steps: Vec<Option<u32>>,
    },
}

impl Column {
    /// An empty column.
    pub fn new(kind: FieldKind) -> Column {
        match kind {
            FieldKind::Text => Column::Text { dictionary: IndexSet::new(), codes: Vec::new() },
            FieldKind::Number => Column::Number(Vec::new()),
            FieldKind::Flag => Column::Flag(Vec::new()),
            FieldKind::Date => Column::Date(Vec::new()),
            FieldKind::Level(level) => Column::Level { level: level.0, steps: Vec::new() },
        }
    }

    /// Adds a value; false where the text is not of the column's type, which leaves the value missing.
    pub fn push(&mut self, text: Option<&str>, levels: &[Level]) -> bool {
        fn keep<T>(values: &mut Vec<Option<T>>, text: Option<&str>, read: impl Fn(&str) -> Option<T>) -> bool {
            let value = text.and_then(&read);
            let fits = text.is_none() || value.is_some();
            values.push(value);
            fits
        }
        match self {
            Column::Text { dictionary, codes } => {
                codes.push(text.map(|text| match dictionary.get_index_of(text) {
                    Some(code) => u32::try_from(code).unwrap_or(u32::MAX),
                    None => u32::try_from(dictionary.insert_full(text.to_owned()).0).unwrap_or(u32::MAX),
                }));
                true
            }
            Column::Number(values) => keep(values, text, number),
            Column::Flag(values) => keep(values, text, flag),
            Column::Date(values) => keep(values, text, |text| moment::parse(text, Tz::UTC).map(|moment| moment.day)),
            Column::Level { level, steps } => keep(steps, text, |text| {
                let known = &levels.get(*level as usize)?.steps;
                known.iter().position(|step| step == text).and_then(|step| u32::try_from(step).ok())
            }),
        }
    }

    /// The number of a row.
    pub fn number(&self, row: usize) -> Option<Decimal> {
        match self {
            Column::Number(values) => values.get(row).copied().flatten(),
            _ => None,
        }
    }

    /// A text that tells equal values from different ones.
    pub fn text(&self, row: usize) -> Option<std::borrow::Cow<'_, str>> {
        match self {
            Column::Text { dictionary, codes } => {
                let code = codes.get(row).copied().flatten()?;
                dictionary.get_index(code as usize).map(|text| text.as_str().into())
            }
            Column::Number(values) => values.get(row)?.map(|value| value.normalize().to_string().into()),
            Column::Flag(values) => values.get(row)?.map(|value| if value { "是".into() } else { "否".into() }),
            Column::Date(values) => values.get(row)?.map(|value| value.to_string().into()),
            Column::Level { steps, .. } => steps.get(row)?.map(|step| step.to_string().into()),
        }
    }
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
