//! What a property line that cannot be read was most likely meant as, and an example of its kind.

use crate::keywords::{KEYWORDS, Keyword, Role};
use crate::normal::Normal;

use super::head::head;
use super::property::property;

/// The line as it would be read, where a date in words or a sign that lacks is all that is wrong with it.
pub fn mended(line: &Normal) -> Option<String> {
    let dated = dates(&line.text);
    let compared = |text: &str| {
        let condition = text.strip_prefix("适用")?.trim_start_matches(':').trim();
        let (attribute, value) = condition.split_once([':', ' '])?;
        Some(format!("适用 {} = {}", attribute.trim(), value.trim()))
    };
    let candidates =
        [head(&line.text), Some(dated.clone()), compared(&dated), Some(format!("{} 起", dated.trim_end_matches('起')))];
    let reads = |text: &String| *text != line.text && property(&Normal::new(text, 0)).is_some();
    candidates.into_iter().flatten().find(reads)
}

/// A line of the kind that this one begins as.
pub fn example(line: &str) -> &'static str {
    let begins = |keyword: &&Keyword| {
        matches!(keyword.role, Role::Property | Role::Scoring)
            && keyword.example.starts_with(keyword.text)
            && line.starts_with(keyword.text)
    };
    KEYWORDS.iter().find(begins).map_or("分值 20", |keyword| keyword.example)
}

/// `施行2026年1月1日` as `施行 2026-01-01`.
pub fn dates(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        written += before;
        let Some((date, after)) = date(from) else {
            let digits = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
            let (number, after) = from.split_at(digits);
            written += number;
            rest = after;
            continue;
        };
        if !written.is_empty() && !written.ends_with(' ') {
            written.push(' ');
        }
        written += &date;
        if !after.is_empty() && !after.starts_with(' ') {
            written.push(' ');
        }
        rest = after;
    }
    written + rest
}

/// The day in words with which a text begins, and what follows it.
fn date(text: &str) -> Option<(String, &str)> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once(['日', '号'])?;
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((date.to_string(), rest))
}
