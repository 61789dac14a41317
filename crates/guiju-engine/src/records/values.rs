//! Rows that come column by column, in the form in which their source keeps them.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::moment::Moment;

/// No code, and no text.
pub const NOTHING: u32 = u32::MAX;
/// No day.
pub const NO_DAY: i32 = i32::MIN;

/// The cells of one column. Blanks around a text do not count, and an empty text is nothing.
pub enum Values<'a> {
    /// Nothing in any row.
    None,
    /// Where in a text each cell begins and ends. The first is that of the first row; from one row to the next it is so
    /// many.
    Spans(&'a str, &'a [(u32, u32)], usize),
    /// The text of each row.
    Texts(Box<dyn Fn(usize) -> &'a str + 'a>),
    /// For each row the place of its text in a list.
    Listed(List<'a>),
    /// Whole numbers of `10^-scale`.
    Numbers(&'a [Option<i64>], u32),
    /// Days counted from the first of year 1, or [`NO_DAY`]; and seconds after midnight, or [`NOTHING`].
    Moments(&'a [i32], &'a [u32]),
    /// 是 or 否.
    Flags(&'a [Option<bool>]),
}

/// Cells that are places in a list of texts.
pub struct List<'a> {
    /// The place of each row, or [`NOTHING`].
    pub places: &'a [u32],
    /// So many texts are in the list, which may be far more than the rows use.
    pub count: usize,
    /// Which list it is: the lists of one column with one number are the same. 0 is like no other.
    pub number: u64,
    /// The text at a place.
    pub text: Box<dyn Fn(usize) -> &'a str + 'a>,
}

impl std::fmt::Debug for Values<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Values::None => "None",
            Values::Spans(..) => "Spans",
            Values::Texts(..) => "Texts",
            Values::Listed(_) => "Listed",
            Values::Numbers(..) => "Numbers",
            Values::Moments(..) => "Moments",
            Values::Flags(..) => "Flags",
        })
    }
}

impl Values<'_> {
    /// What a row holds, as an export to CSV would write it.
    pub fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        let borrowed = match self {
            Values::None => return None,
            Values::Spans(text, spans, step) => span(text, spans, *step, row),
            Values::Texts(text) => text(row),
            Values::Listed(list) => match *list.places.get(row)? {
                NOTHING => return None,
                place => (list.text)(place as usize),
            },
            Values::Numbers(numbers, scale) => {
                let number = Decimal::try_from_i128_with_scale((*numbers.get(row)?)?.into(), *scale).ok()?;
                return Some(number.normalize().to_string().into());
            }
            Values::Moments(..) => return Some(written(self.moment(row)?).into()),
            Values::Flags(flags) => return Some(Cow::Borrowed(if (*flags.get(row)?)? { "是" } else { "否" })),
        };
        Some(trimmed(borrowed)).filter(|text| !text.is_empty()).map(Cow::Borrowed)
    }

    /// The moment of a row, where the cells are moments.
    pub(super) fn moment(&self, row: usize) -> Option<Moment> {
        let Values::Moments(days, seconds) = self else { return None };
        let day = NaiveDate::from_num_days_from_ce_opt(*days.get(row).filter(|day| **day != NO_DAY)?)?;
        Some(Moment { day, second: seconds.get(row).copied().filter(|second| *second != NOTHING) })
    }

    /// Whether a row holds nothing.
    pub(super) fn is_missing(&self, row: usize) -> bool {
        match self {
            Values::Numbers(numbers, _) => numbers.get(row).is_none_or(Option::is_none),
            Values::Moments(days, _) => days.get(row).is_none_or(|day| *day == NO_DAY),
            _ => self.text(row).is_none(),
        }
    }
}

/// The text of a cell.
#[inline]
pub(super) fn span<'a>(text: &'a str, spans: &[(u32, u32)], step: usize, row: usize) -> &'a str {
    match spans.get(row * step) {
        Some((from, to)) if from < to => text.get(*from as usize..*to as usize).unwrap_or_default(),
        _ => "",
    }
}

/// A text without the blanks around it, as [`str::trim`] gives it, and at once where there are none.
#[inline]
pub(super) fn trimmed(text: &str) -> &str {
    // Of what a blank begins with, in UTF-8: no Han character does.
    let blank = |byte: &u8| *byte <= b' ' || matches!(*byte, 0xC2 | 0xE1..=0xE3);
    let bytes = text.as_bytes();
    let ends = match bytes {
        [.., three, two, last] => *last <= b' ' || *two == 0xC2 || blank(three),
        [two, last] => *last <= b' ' || *two == 0xC2,
        _ => false,
    };
    if ends || bytes.first().is_some_and(blank) { text.trim() } else { text }
}

/// As exports write it: `2024-03-04`, or `2024-03-04 09:30:00`.
fn written(moment: Moment) -> String {
    match moment.second {
        None => moment.day.to_string(),
        Some(second) => {
            format!("{} {:02}:{:02}:{:02}", moment.day, second / 3600, second / 60 % 60, second % 60)
        }
    }
}
