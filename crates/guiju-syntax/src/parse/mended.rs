//! What a property line that cannot be read was most likely meant as, and an example of its kind.

use crate::keywords::{KEYWORDS, Keyword, Role};
use crate::normal::Normal;

use super::head::head;
use super::property::property;

/// The line as it would be read, where a date in words or a sign that lacks is all that is wrong with it.
pub fn mended(line: &Normal) -> Option<String> {
    let dated = dates(&line.text.replacen("施行日期", "施行", 1));
    let compared = |text: &str| {
        let condition = text.strip_prefix("适用")?.trim_start_matches(':').trim();
        let (attribute, value) = condition.split_once([':', ' '])?;
        Some(format!("适用 {} = {}", attribute.trim(), value.trim()))
    };
    let begins = dated.starts_with("施行").then(|| format!("{} 起", dated.trim_end_matches('起').trim_end()));
    let candidates = [head(&line.text), Some(dated.clone()), compared(&dated), begins, grades(&line.text)];
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

/// `等级 优秀>=90分,良好>=80分,其余不合格` with 、 between the grades, as lists are written.
fn grades(text: &str) -> Option<String> {
    let rest = text.strip_prefix("等级")?.trim_start_matches([' ', ':']);
    let each = rest.split([',', ';', '、']).map(|grade| {
        let grade = grade.trim().trim_end_matches('分').trim_end();
        match grade.find(['>', '<', '=']) {
            Some(at) => {
                let (name, bound) = grade.split_at(at);
                let number = bound.trim_start_matches(['>', '<', '=']);
                let sign = bound.get(..bound.len() - number.len()).unwrap_or("");
                format!("{} {sign} {}", name.trim(), number.trim())
            }
            None => match grade.strip_prefix("其余") {
                Some(name) => format!("其余 {}", name.trim()),
                None => grade.to_owned(),
            },
        }
    });
    Some(format!("等级 {}", each.collect::<Vec<_>>().join("、")))
}

/// The day with which a text begins, in words or parted by dots or strokes (`2026.1.1`, `2026/1/1`), and what follows it.
fn date(text: &str) -> Option<(String, &str)> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let worded = || {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let (day, rest) = rest.split_once(['日', '号'])?;
        Some((number(year)?, number(month)?, number(day)?, rest))
    };
    let parted = |sign: char| {
        let (year, rest) = text.split_once(sign)?;
        let (month, rest) = rest.split_once(sign)?;
        let (day, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        Some((number(year).filter(|_| year.len() == 4)?, number(month)?, number(day)?, rest))
    };
    let (year, month, day, rest) = worded().or_else(|| parted('.')).or_else(|| parted('/'))?;
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((date.to_string(), rest))
}
