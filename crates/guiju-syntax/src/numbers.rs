//! Numbers in digits and in Chinese numerals.

use rust_decimal::Decimal;

/// A decimal: `1,000`, `2.5`, `-3`, `二十五`, `零点五`, `半`.
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
    if let Some((whole, digits)) = text.split_once('点') {
        let digits: Option<String> = digits
            .chars()
            .map(|digit| DIGITS.chars().position(|it| it == digit))
            .map(|at| at.map(|at| (at % 10).to_string()))
            .collect();
        let (whole, digits) = (chinese(whole)?, digits.filter(|digits| !digits.is_empty())?);
        return Decimal::from_str_exact(&format!("{whole}.{digits}")).ok();
    }
    chinese(text).map(Decimal::from)
}

/// The digits in their order; 〇 is the other zero.
const DIGITS: &str = "零一二三四五六七八九〇";

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
    let length = text.find(|c| !is_numeral(c)).unwrap_or(text.len());
    if length == 0 { None } else { text.get(..length) }
}

/// The number with tenths in Chinese numerals that a text begins with: `零点五`, `九十九点九五`.
pub fn pointed(text: &str) -> Option<&str> {
    let whole = numeral(text)?;
    let tail = text.get(whole.len()..)?.strip_prefix('点')?;
    let length = tail.find(|c| !DIGITS.contains(c)).unwrap_or(tail.len());
    if length == 0 { None } else { text.get(..whole.len() + "点".len() + length) }
}

/// The letters of the rule `chinese`.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '半'
    )
}

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
