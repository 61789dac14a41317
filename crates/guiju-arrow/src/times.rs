//! Days, moments and times of day.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use guiju_engine::records::{NO_DAY, NOTHING, Values};

use crate::cells::{Cells, is_there, made};

/// The first of January 1970, counted from the first of year 1.
const EPOCH: i64 = 719_163;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// Dates and timestamps; those that no calendar reaches stay numbers, which are no moments.
pub fn moments(array: &ArrayRef, there: Option<&NullBuffer>, zone: Tz) -> Cells {
    let counts = counts(array);
    let read = |row: usize| counts.get(row).copied();
    let per_second = match array.data_type() {
        DataType::Date32 => None,
        DataType::Date64 => Some(1000),
        DataType::Timestamp(unit, _) => Some(per_second(unit)),
        _ => Some(1),
    };
    let zone = match array.data_type() {
        DataType::Timestamp(_, Some(_)) => Some(zone),
        _ => None,
    };
    let whole_days = matches!(array.data_type(), DataType::Date32 | DataType::Date64);
    let moment = |row: usize| -> Option<(i32, u32)> {
        let value = read(row)?;
        let Some(per_second) = per_second else { return Some((day(value)?, NOTHING)) };
        let seconds = if per_second == 1 { value } else { value.div_euclid(per_second) };
        if let Some(zone) = zone {
            let local = DateTime::from_timestamp(seconds, 0)?.with_timezone(&zone).naive_local();
            return Some((local.date().num_days_from_ce(), local.time().num_seconds_from_midnight()));
        }
        let second = if whole_days { NOTHING } else { u32::try_from(seconds.rem_euclid(DAY)).ok()? };
        Some((day(seconds.div_euclid(DAY))?, second))
    };
    let (mut days, mut seconds) = (Vec::with_capacity(array.len()), Vec::with_capacity(array.len()));
    for row in 0..array.len() {
        let cell = if is_there(there, row) { moment(row) } else { Some((NO_DAY, NOTHING)) };
        let Some((day, second)) = cell else {
            return made(array.len(), there, |row| {
                let text = moment(row)
                    .and_then(|(day, second)| Values::Moments(&[day], &[second]).text(0).map(Cow::into_owned));
                text.unwrap_or_else(|| read(row).unwrap_or_default().to_string())
            });
        };
        days.push(day);
        seconds.push(second);
    }
    Cells::Moments(days, seconds)
}

/// Times of day, as `09:30:00`.
pub fn clock(array: &ArrayRef, there: Option<&NullBuffer>) -> Cells {
    let per_second = match array.data_type() {
        DataType::Time32(unit) | DataType::Time64(unit) => per_second(unit),
        _ => 1,
    };
    let counts = counts(array);
    made(array.len(), there, |row| {
        let second = counts.get(row).copied().unwrap_or_default().div_euclid(per_second);
        format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
    })
}

/// The day counted from the first of year 1, where a calendar reaches it.
fn day(number: i64) -> Option<i32> {
    let day = i32::try_from(number.checked_add(EPOCH)?).ok()?;
    (NaiveDate::MIN.num_days_from_ce()..=NaiveDate::MAX.num_days_from_ce()).contains(&day).then_some(day)
}

fn per_second(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

/// What each row counts.
fn counts(array: &ArrayRef) -> Cow<'_, [i64]> {
    fn wide<T: ArrowPrimitiveType<Native = i64>>(array: &ArrayRef) -> Cow<'_, [i64]> {
        array.as_primitive_opt::<T>().map_or(&[][..], |array| array.values()).into()
    }
    fn narrow<T: ArrowPrimitiveType<Native = i32>>(array: &ArrayRef) -> Cow<'_, [i64]> {
        let array = array.as_primitive_opt::<T>();
        array.map_or(Vec::new(), |array| array.values().iter().map(|count| i64::from(*count)).collect()).into()
    }
    use TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
    match array.data_type() {
        DataType::Date32 => narrow::<Date32Type>(array),
        DataType::Date64 => wide::<Date64Type>(array),
        DataType::Timestamp(Second, _) => wide::<TimestampSecondType>(array),
        DataType::Timestamp(Millisecond, _) => wide::<TimestampMillisecondType>(array),
        DataType::Timestamp(Microsecond, _) => wide::<TimestampMicrosecondType>(array),
        DataType::Timestamp(Nanosecond, _) => wide::<TimestampNanosecondType>(array),
        DataType::Time32(Second) => narrow::<Time32SecondType>(array),
        DataType::Time32(_) => narrow::<Time32MillisecondType>(array),
        DataType::Time64(Microsecond) => wide::<Time64MicrosecondType>(array),
        DataType::Time64(_) => wide::<Time64NanosecondType>(array),
        _ => Cow::Borrowed(&[]),
    }
}
