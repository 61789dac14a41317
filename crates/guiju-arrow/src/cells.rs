//! The cells of one column of one batch, out of whatever kind of array they come in.

use std::borrow::Cow;

use arrow_array::cast::{AsArray, as_boolean_array};
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use chrono_tz::Tz;
use guiju_engine::records::{List, NOTHING, Values};
use guiju_formats::read::ReadError;

use crate::leaves::{Column, Leaf};
use crate::{numbers, times};

/// Cells, as the engine takes them.
pub enum Cells {
    /// Nothing in any row, or nobody reads them.
    Nothing,
    /// Texts.
    Texts(Texts, Option<NullBuffer>),
    /// Places in a list of texts, and its number.
    Listed(Vec<u32>, Texts, u64),
    /// Whole numbers of `10^-scale`.
    Numbers(Vec<Option<i64>>, u32),
    /// Days, and seconds after midnight.
    Moments(Vec<i32>, Vec<u32>),
    /// 是 or 否.
    Flags(Vec<Option<bool>>),
}

/// An array of texts.
pub enum Texts {
    /// With 32-bit offsets.
    Short(StringArray),
    /// With 64-bit offsets.
    Long(LargeStringArray),
    /// Views.
    View(StringViewArray),
    /// Made here.
    Made(Vec<String>),
}

impl Texts {
    fn get(&self, row: usize) -> &str {
        match self {
            Texts::Short(array) if row < array.len() => array.value(row),
            Texts::Long(array) if row < array.len() => array.value(row),
            Texts::View(array) if row < array.len() => array.value(row),
            Texts::Made(texts) => texts.get(row).map_or("", String::as_str),
            _ => "",
        }
    }

    fn len(&self) -> usize {
        match self {
            Texts::Short(array) => array.len(),
            Texts::Long(array) => array.len(),
            Texts::View(array) => array.len(),
            Texts::Made(texts) => texts.len(),
        }
    }
}

impl Cells {
    /// Those of a leaf; moments in `zone`.
    pub fn of(leaf: &Leaf, columns: &[Column], zone: Tz) -> Result<Cells, ReadError> {
        match leaf.column(columns).filter(|_| leaf.used) {
            None => Ok(Cells::Nothing),
            Some((Column { array, list }, there)) => match cells(&array, there, zone) {
                Ok(Cells::Listed(places, texts, _)) => Ok(Cells::Listed(places, texts, list)),
                Err(ReadError::Column { kind, .. }) => Err(ReadError::Column { name: leaf.name.clone(), kind }),
                other => other,
            },
        }
    }

    /// As the engine takes them.
    pub fn values(&self) -> Values<'_> {
        match self {
            Cells::Nothing => Values::None,
            Cells::Texts(texts, None) => Values::Texts(Box::new(|row| texts.get(row))),
            Cells::Texts(texts, Some(there)) => {
                Values::Texts(Box::new(
                    |row| if row < there.len() && there.is_valid(row) { texts.get(row) } else { "" },
                ))
            }
            Cells::Listed(places, texts, number) => {
                let text = Box::new(|place| texts.get(place));
                Values::Listed(List { places, count: texts.len(), number: *number, text })
            }
            Cells::Numbers(numbers, scale) => Values::Numbers(numbers, *scale),
            Cells::Moments(days, seconds) => Values::Moments(days, seconds),
            Cells::Flags(flags) => Values::Flags(flags),
        }
    }
}

/// The cells of an array, of whose rows only some are there.
fn cells(array: &ArrayRef, there: Option<NullBuffer>, zone: Tz) -> Result<Cells, ReadError> {
    if there.as_ref().is_some_and(|there| there.null_count() == there.len()) {
        return Ok(Cells::Nothing);
    }
    let valid = there.as_ref();
    macro_rules! whole {
        ($kind:ty) => {
            numbers::whole(array.as_primitive::<$kind>(), valid)
        };
    }
    macro_rules! decimal {
        ($kind:ty, $scale:expr) => {
            numbers::decimal(array.as_primitive::<$kind>(), *$scale, valid)
        };
    }
    Ok(match array.data_type() {
        DataType::Null => Cells::Nothing,
        DataType::Boolean => {
            let flags = as_boolean_array(array);
            Cells::Flags(filled(array.len(), valid, |row| Some(flags.value(row))).unwrap_or_default())
        }
        DataType::Int8 => whole!(Int8Type),
        DataType::Int16 => whole!(Int16Type),
        DataType::Int32 => whole!(Int32Type),
        DataType::Int64 => whole!(Int64Type),
        DataType::UInt8 => whole!(UInt8Type),
        DataType::UInt16 => whole!(UInt16Type),
        DataType::UInt32 => whole!(UInt32Type),
        DataType::UInt64 => whole!(UInt64Type),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => numbers::binary(array, valid),
        DataType::Decimal32(_, scale) => decimal!(Decimal32Type, scale),
        DataType::Decimal64(_, scale) => decimal!(Decimal64Type, scale),
        DataType::Decimal128(_, scale) => decimal!(Decimal128Type, scale),
        DataType::Decimal256(..) => {
            let numbers = array.as_primitive::<Decimal256Type>();
            made(array.len(), valid, |row| numbers.value_as_string(row))
        }
        DataType::Utf8 => Cells::Texts(Texts::Short(array.as_string::<i32>().clone()), there),
        DataType::LargeUtf8 => Cells::Texts(Texts::Long(array.as_string::<i64>().clone()), there),
        DataType::Utf8View => Cells::Texts(Texts::View(array.as_string_view().clone()), there),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::FixedSizeBinary(_) => {
            bytes(array, valid)?
        }
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => times::moments(array, valid, zone),
        DataType::Time32(_) | DataType::Time64(_) => times::clock(array, valid),
        DataType::Dictionary(..) => coded(array, there, zone)?,
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => list(array, valid, zone)?,
        other => return Err(ReadError::Column { name: String::new(), kind: other.to_string() }),
    })
}

/// Whether a row is there.
pub fn is_there(there: Option<&NullBuffer>, row: usize) -> bool {
    there.is_none_or(|there| row < there.len() && there.is_valid(row))
}

/// What the rows hold that are there; `None` where it cannot be said of one of them.
pub fn filled<T: Clone>(
    rows: usize,
    there: Option<&NullBuffer>,
    value: impl Fn(usize) -> Option<T>,
) -> Option<Vec<Option<T>>> {
    let Some(there) = there else { return (0..rows).map(|row| value(row).map(Some)).collect() };
    let mut filled = vec![None; rows];
    for row in there.valid_indices() {
        if let Some(cell) = filled.get_mut(row) {
            *cell = Some(value(row)?);
        }
    }
    Some(filled)
}

/// Texts made row by row; an empty one is nothing.
pub fn made(rows: usize, there: Option<&NullBuffer>, text: impl Fn(usize) -> String) -> Cells {
    let text = |row| if is_there(there, row) { text(row) } else { String::new() };
    Cells::Texts(Texts::Made((0..rows).map(text).collect()), None)
}

fn coded(array: &ArrayRef, there: Option<NullBuffer>, zone: Tz) -> Result<Cells, ReadError> {
    let Some(dictionary) = array.as_any_dictionary_opt().filter(|dictionary| !dictionary.values().is_empty()) else {
        return Ok(Cells::Nothing);
    };
    let list = dictionary.values();
    let texts = match cells(list, list.logical_nulls(), zone)? {
        Cells::Texts(texts, _) => texts,
        // A dictionary of what is no text has few values, or should.
        other => {
            let values = other.values();
            let text = |row| values.text(row).map_or_else(String::new, Cow::into_owned);
            Texts::Made((0..list.len()).map(text).collect())
        }
    };
    let place = |key: usize| u32::try_from(key).unwrap_or(NOTHING);
    let mut places: Vec<u32> = match array.as_dictionary_opt::<Int32Type>() {
        Some(array) => array.keys().values().iter().map(|key| u32::try_from(*key).unwrap_or(NOTHING)).collect(),
        None => dictionary.normalized_keys().into_iter().map(place).collect(),
    };
    if let Some(there) = there {
        places.iter_mut().zip(&there).filter(|(_, there)| !there).for_each(|(place, _)| *place = NOTHING);
    }
    Ok(Cells::Listed(places, texts, 0))
}

/// Bytes that are texts, as some writers leave it to the reader to know.
fn bytes(array: &ArrayRef, there: Option<&NullBuffer>) -> Result<Cells, ReadError> {
    let value = |row: usize| match array.data_type() {
        DataType::Binary => array.as_binary::<i32>().value(row),
        DataType::LargeBinary => array.as_binary::<i64>().value(row),
        DataType::BinaryView => array.as_binary_view().value(row),
        _ => array.as_fixed_size_binary().value(row),
    };
    let text = |row: usize| match is_there(there, row) {
        true => std::str::from_utf8(value(row)).map(str::to_owned).map_err(|_| ReadError::NoText),
        false => Ok(String::new()),
    };
    Ok(Cells::Texts(Texts::Made((0..array.len()).map(text).collect::<Result<_, _>>()?), None))
}

/// The items of each list, joined by `、`.
fn list(array: &ArrayRef, there: Option<&NullBuffer>, zone: Tz) -> Result<Cells, ReadError> {
    let mut texts = Vec::with_capacity(array.len());
    for row in 0..array.len() {
        let items = match array.data_type() {
            _ if !is_there(there, row) => {
                texts.push(String::new());
                continue;
            }
            DataType::List(_) => array.as_list::<i32>().value(row),
            DataType::LargeList(_) => array.as_list::<i64>().value(row),
            _ => array.as_fixed_size_list().value(row),
        };
        if matches!(items.data_type(), DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..)) {
            return Err(ReadError::Column { name: String::new(), kind: array.data_type().to_string() });
        }
        let cells = cells(&items, items.logical_nulls(), zone)?;
        let values = cells.values();
        let items = (0..items.len()).map(|item| values.text(item).unwrap_or_default());
        texts.push(items.collect::<Vec<_>>().join("、"));
    }
    Ok(Cells::Texts(Texts::Made(texts), None))
}
