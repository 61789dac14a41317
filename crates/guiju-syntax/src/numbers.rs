//! Numbers in digits and in Chinese numerals.

use rust_decimal::Decimal;

/// A decimal: `1,000`, `2.5`, `-3`, `二十五`, `半`.
pub fn number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix('-') {
        return number(rest).map(|value| -value);
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Decimal::from_str_exact(&text.replace(',', "")).ok();
    }
    if text == "半" {
        return Decimal::from_str_exact("0.5").ok();
    }
    chinese(text).map(Decimal::from)
}

/// The number in digits that a text begins with, as the rule `arabic` reads it: `1,000`, `2.5`.
pub fn arabic(text: &str) -> Option<&str> {
    let digits = |from: usize| {
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        rest.iter().take_while(|c| c.is_ascii_digit()).count()
    };
    let mut length = digits(0);
    if length == 0 {
        return None;
    }
    while text.as_bytes().get(length) == Some(&b',') && digits(length + 1) == 3 {
        length += 4;
    }
    if text.as_bytes().get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    text.get(..length)
}

/// The number in Chinese numerals that a text begins with, as the rule `chinese` reads it: `二十五`, `半`.
pub fn numeral(text: &str) -> Option<&str> {
    let length = text.find(|c| !NUMERALS.contains(c)).unwrap_or(text.len());
    if length == 0 { None } else { text.get(..length) }
}

/// The letters of the rule `chinese`.
const NUMERALS: &str = "零〇一二两三四五六七八九十百千半";

/// A whole number that fits: `2`, `两`, `十二`.
pub fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.starts_with(|c: char| c.is_ascii_digit()) { text.parse().ok() } else { u32::try_from(chinese(text)?).ok() }
}

fn chinese(text: &str) -> Option<u64> {
    let mut total: u64 = 0;
    let mut digit: Option<u64> = None;
    for c in text.chars() {
        match c {
            '零' | '〇' => digit = None.or(digit),
            '十' | '百' | '千' => {
                let power = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                total = total.checked_add(digit.take().unwrap_or(1).checked_mul(power)?)?;
            }
            c => {
                let value = "一二三四五六七八九".chars().position(|d| d == c).map(|i| i as u64 + 1);
                let value = if c == '两' { Some(2) } else { value };
                if digit.is_some() {
                    return None;
                }
                digit = Some(value?);
            }
        }
    }
    total.checked_add(digit.unwrap_or(0))
}
