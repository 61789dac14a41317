//! Days, moments and times of day.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, NaiveDate, Timelike};
use chrono_tz::Tz;
use guiju_engine::moment::Moment;

use crate::cells::{Cells, is_there, made};

/// The first of January 1970, counted from the first of year 1.
const EPOCH: i64 = 719_163;
/// Seconds of a day.
const DAY: i64 = 86_400;

/// Dates and timestamps; those that no calendar reaches stay numbers, which are no moments.
pub fn moments(array: &ArrayRef, there: Option<&NullBuffer>, zone: Tz) -> Cells {
    let read = |row: usize| value(array, row);
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
    let moment = |row: usize| {
        let value = read(row)?;
        let Some(per_second) = per_second else { return Some(Moment { day: day(value)?, second: None }) };
        let seconds = value.div_euclid(per_second);
        if let Some(zone) = zone {
            let local = DateTime::from_timestamp(seconds, 0)?.with_timezone(&zone).naive_local();
            return Some(Moment { day: local.date(), second: Some(local.time().num_seconds_from_midnight()) });
        }
        let second = u32::try_from(seconds.rem_euclid(DAY)).ok()?;
        Some(Moment { day: day(seconds.div_euclid(DAY))?, second: (!whole_days).then_some(second) })
    };
    let cell = |row| if is_there(there, row) { moment(row).map(Some) } else { Some(None) };
    match (0..array.len()).map(cell).collect::<Option<Vec<_>>>() {
        Some(moments) => Cells::Moments(moments),
        None => made(array.len(), there, |row| {
            let values = [moment(row)];
            let text = guiju_engine::records::Values::Moments(&values).text(0).map(|text| text.into_owned());
            text.unwrap_or_else(|| read(row).unwrap_or_default().to_string())
        }),
    }
}

/// Times of day, as `09:30:00`.
pub fn clock(array: &ArrayRef, there: Option<&NullBuffer>) -> Cells {
    let per_second = match array.data_type() {
        DataType::Time32(unit) | DataType::Time64(unit) => per_second(unit),
        _ => 1,
    };
    made(array.len(), there, |row| {
        let second = value(array, row).unwrap_or_default().div_euclid(per_second);
        format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
    })
}

fn day(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number.checked_add(EPOCH)?).ok()?)
}

fn per_second(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

/// What a row counts.
fn value(array: &ArrayRef, row: usize) -> Option<i64> {
    fn of<T: ArrowPrimitiveType>(array: &ArrayRef, row: usize) -> Option<i64>
    where
        i64: From<T::Native>,
    {
        let array = array.as_primitive_opt::<T>()?;
        (row < array.len()).then(|| i64::from(array.value(row)))
    }
    use TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
    match array.data_type() {
        DataType::Date32 => of::<Date32Type>(array, row),
        DataType::Date64 => of::<Date64Type>(array, row),
        DataType::Timestamp(Second, _) => of::<TimestampSecondType>(array, row),
        DataType::Timestamp(Millisecond, _) => of::<TimestampMillisecondType>(array, row),
        DataType::Timestamp(Microsecond, _) => of::<TimestampMicrosecondType>(array, row),
        DataType::Timestamp(Nanosecond, _) => of::<TimestampNanosecondType>(array, row),
        DataType::Time32(Second) => of::<Time32SecondType>(array, row),
        DataType::Time32(_) => of::<Time32MillisecondType>(array, row),
        DataType::Time64(Microsecond) => of::<Time64MicrosecondType>(array, row),
        DataType::Time64(_) => of::<Time64NanosecondType>(array, row),
        _ => None,
    }
}
