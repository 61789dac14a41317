//! Leave and coverage as a case writes them: spans of days behind a name.

use std::ops::Range;

use chrono::NaiveDate;
use guiju_engine::coverage::Cover;
use guiju_engine::leave::Leave;

use super::days::Around;
use super::line::{Word, unquoted, words};
use super::values::{Wrong, unreadable};

/// An end of a span: its day, and whether 下午 (or 上午) is written behind it.
type End = (NaiveDate, Option<bool>);

/// `张三 3月4日..3月6日上午 周五下午`: the name, its place, and each leave. `only` is the one person of the case.
///
/// # Errors
/// Where a word is no day and no span of days, or nothing says when.
pub fn leave(line: &str, around: &Around, only: Option<&str>) -> Result<(String, Range<usize>, Vec<Leave>), Wrong> {
    let whole = Word { text: line, place: 0..line.len() };
    let words = words(line);
    let mut rest = words.as_slice();
    let first = rest.first().ok_or_else(|| unreadable(&whole))?;
    let name = match (span(first.text, around), only) {
        (Some(_), Some(only)) => only.to_owned(),
        _ => {
            rest = rest.get(1..).unwrap_or_default();
            unquoted(first.text).to_owned()
        }
    };
    let leave = |word: &Word| {
        let ((from, begins), (to, ends)) = span(word.text, around).ok_or_else(|| unreadable(word))?;
        Ok(Leave { from, from_noon: begins == Some(true), to, to_noon: ends == Some(false) })
    };
    let leaves: Vec<Leave> = rest.iter().map(leave).collect::<Result<_, Wrong>>()?;
    if leaves.is_empty() { Err(unreadable(&whole)) } else { Ok((name, first.place.clone(), leaves)) }
}

/// `客服系统 2024-03-01..2024-03-31`: the source, its place, and the days on which it was recording; with none written,
/// always.
///
/// # Errors
/// Where a word is no day and no span of days.
pub fn coverage(line: &str, around: &Around) -> Result<(String, Range<usize>, Vec<Cover>), Wrong> {
    let whole = Word { text: line, place: 0..line.len() };
    let words = words(line);
    let (first, rest) = words.split_first().ok_or_else(|| unreadable(&whole))?;
    let feed = unquoted(first.text).to_owned();
    let cover = |from: NaiveDate, to: NaiveDate| Cover { feed: feed.clone(), from, to };
    let mut covers: Vec<Cover> = Vec::new();
    for word in rest {
        match span(word.text, around) {
            Some(((from, None), (to, None))) => covers.push(cover(from, to)),
            _ => return Err(unreadable(word)),
        }
    }
    if covers.is_empty() {
        covers.push(cover(NaiveDate::MIN, NaiveDate::MAX));
    }
    Ok((feed, first.place.clone(), covers))
}

/// A day, or the days from one to another; the half of a day is that of both its ends.
fn span(word: &str, around: &Around) -> Option<(End, End)> {
    let between = ["..", "至", "~", "～"].iter().find_map(|between| word.split_once(between));
    let Some((first, last)) = between else { return end(word, around, around.from).map(|day| (day, day)) };
    let first = end(first, around, around.from)?;
    let last = end(last, around, first.0)?;
    let nothing = first.0 > last.0 || first.0 == last.0 && first.1 == Some(true) && last.1 == Some(false);
    (!nothing).then_some((first, last))
}

fn end(text: &str, around: &Around, from: NaiveDate) -> Option<End> {
    let half = [("上午", false), ("下午", true)].into_iter();
    let half = half.filter_map(|(word, afternoon)| Some((text.trim().strip_suffix(word)?, Some(afternoon)))).next();
    let (day, half) = half.unwrap_or((text, None));
    Some((around.day(day, from)?, half))
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiju_engine::calendar::Calendar;

    #[test]
    fn leave_as_case_files_write_it() {
        let calendar = Calendar::bundled("中国").unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let around = Around { from: day("2024-03-01"), to: day("2024-04-01"), calendar: &calendar };
        let shown = |leave: Leave| {
            let half = |noon: bool, word: &str| if noon { word.to_owned() } else { String::new() };
            format!("{}{} {}{}", leave.from, half(leave.from_noon, "下午"), leave.to, half(leave.to_noon, "上午"))
        };
        for (line, expected) in [
            ("张三 3月4日", "2024-03-04 2024-03-04"),
            ("周五下午", "2024-03-01下午 2024-03-01"),
            ("张三 3月4日上午", "2024-03-04 2024-03-04上午"),
            ("2024-03-04下午..2024-03-06上午", "2024-03-04下午 2024-03-06上午"),
            ("张三 周一..周三 3月20日至22日", "2024-03-04 2024-03-06; 2024-03-20 2024-03-22"),
            ("张三", "-"),
            ("张三 请假", "-"),
            ("张三 3月6日..2024-03-04", "-"),
            ("3月6日下午..3月6日上午", "-"),
        ] {
            let found = leave(line, &around, Some("张三"));
            let found = found.map(|(_, _, leaves)| leaves.into_iter().map(shown).collect::<Vec<_>>().join("; "));
            assert_eq!(found.unwrap_or_else(|_| "-".to_owned()), expected, "{line}");
        }
    }
}
