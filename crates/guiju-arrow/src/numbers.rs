//! Numbers, exactly.

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, DecimalType, Float16Type, Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use crate::cells::{Cells, filled, made};

/// Whole numbers; as texts where one of them takes more than 64 bits.
pub fn whole<T: ArrowPrimitiveType>(array: &PrimitiveArray<T>, there: Option<&NullBuffer>) -> Cells
where
    T::Native: TryInto<i64> + ToString,
{
    of(array.len(), 0, there, |row| array.value(row).try_into().ok(), |row| array.value(row).to_string())
}

/// Decimals; as texts where one of them takes more than 64 bits at this scale.
pub fn decimal<T: DecimalType>(array: &PrimitiveArray<T>, scale: i8, there: Option<&NullBuffer>) -> Cells
where
    T::Native: TryInto<i64>,
{
    let text = |row: usize| array.value_as_string(row);
    match u32::try_from(scale) {
        Ok(scale) if scale <= 18 => of(array.len(), scale, there, |row| array.value(row).try_into().ok(), text),
        _ => made(array.len(), there, text),
    }
}

fn of(
    rows: usize,
    scale: u32,
    there: Option<&NullBuffer>,
    number: impl Fn(usize) -> Option<i64>,
    text: impl Fn(usize) -> String,
) -> Cells {
    match filled(rows, there, number) {
        Some(numbers) => Cells::Numbers(numbers, scale),
        None => made(rows, there, text),
    }
}

/// Binary floating-point numbers: each the shortest decimal that it is the nearest to, if that is short enough that no
/// other decimal as short is read as the same number. What has no such decimal gets a `≈`, and so is no number.
pub fn binary(array: &ArrayRef, there: Option<&NullBuffer>) -> Cells {
    let (digits, text): (usize, Box<dyn Fn(usize) -> String>) = match array.data_type() {
        DataType::Float64 => (15, Box::new(|row| array.as_primitive::<Float64Type>().value(row).to_string())),
        DataType::Float32 => (6, Box::new(|row| array.as_primitive::<Float32Type>().value(row).to_string())),
        _ => (3, Box::new(|row| array.as_primitive::<Float16Type>().value(row).to_string())),
    };
    made(array.len(), there, |row| {
        let shortest = text(row);
        let written = shortest.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0');
        let mut significant: Vec<u8> = written.collect();
        // The zeros that end a whole number only say how large it is.
        while significant.last() == Some(&b'0') {
            significant.pop();
        }
        if significant.len() <= digits { shortest } else { format!("≈{shortest}") }
    })
}
