//! Columns give back what was put into them, whatever width they come to have.
#![allow(clippy::unwrap_used, reason = "test code: a panic is a failing test")]

use rust_decimal::Decimal;

use super::numbers::Numbers;
use super::packed::Packed;
use super::texts::{Dictionary, Texts};

#[test]
fn packed_values_survive_each_widening() {
    let values =
        [None, None, Some(0), Some(254), None, Some(255), Some(65_534), None, Some(65_535), Some(u32::MAX - 1)];
    for length in 0..=values.len() {
        let values = values.get(..length).unwrap();
        let mut packed = Packed::default();
        values.iter().for_each(|value| packed.push(*value));
        let back: Vec<Option<u32>> = (0..length).map(|row| packed.get(row)).collect();
        assert_eq!(back, values);
        assert_eq!(packed.get(length), None);
    }
}

#[test]
fn numbers_are_exact_at_every_scale_and_size() {
    let written = [
        "",
        "7",
        "1.5",
        "",
        "-0.25",
        "123456789012",
        "0.000000001",
        "9223372036854775807",
        "0.0000000001",
        "79228162514264337593543950335",
        "0",
        "-9223372036854775808",
        "-9223372036854775807",
        "0.10",
        "2147483647",
        "-2147483648",
        "-2147483647",
        "1.123456789",
    ];
    for length in 0..=written.len() {
        let values: Vec<Option<Decimal>> =
            written.iter().take(length).map(|text| Decimal::from_str_exact(text).ok()).collect();
        let mut numbers = Numbers::default();
        values.iter().for_each(|value| numbers.push(*value));
        let back: Vec<Option<Decimal>> = (0..length).map(|row| numbers.get(row)).collect();
        assert_eq!(back, values, "the first {length}");
    }
}

#[test]
fn texts_of_any_length_come_back() {
    let mut texts = Texts::default();
    let written: Vec<String> =
        (0..9000).map(|number| "字".repeat(if number % 1000 == 7 { 40_000 } else { number % 5 })).collect();
    written.iter().for_each(|text| texts.push(text));
    for (place, text) in written.iter().enumerate() {
        assert_eq!(texts.get(place), Some(text.as_str()), "{place}");
    }
}

#[test]
fn a_dictionary_gives_equal_texts_one_code() {
    let mut dictionary = Dictionary::default();
    let long = "长".repeat(100_000);
    for text in ["甲", "", "乙", &long, "甲", &long, ""] {
        let code = dictionary.code(text);
        assert_eq!(dictionary.find(text), Some(code));
        assert_eq!(dictionary.text(code), Some(text));
    }
    assert_eq!(dictionary.len(), 4);
    assert_eq!(dictionary.find("丙"), None);
}
