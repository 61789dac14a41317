//! Records as a case writes them, one line for a series, spread out.

use std::ops::Range;

use chrono::NaiveDate;
use guiju_syntax::catalogue::Code;

use super::days::{Around, Each, MOST, When};
use super::line::{Word, assignment, list, unquoted, words};

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Whose.
    pub person: String,
    /// What.
    pub activity: String,
    /// The day.
    pub day: NaiveDate,
    /// Seconds after midnight.
    pub second: Option<u32>,
    /// Column and value.
    pub fields: Vec<(String, String)>,
}

/// What is wrong with a line: the code, the place in the line, and what its message says.
#[derive(Debug)]
pub struct Wrong {
    pub code: Code,
    pub place: Range<usize>,
    pub args: Vec<(&'static str, String)>,
}

/// What a word that cannot be read is answered with.
pub fn unreadable(word: &Word) -> Wrong {
    Wrong { code: Code::BadCaseLine, place: word.place.clone(), args: vec![("words", word.text.to_owned())] }
}

/// A name, and columns with their values.
pub type Described = (String, Vec<(String, String)>);

/// A name and what is said of it: `张三 岗位=文员`.
///
/// # Errors
/// Where a word is no `field=value`.
pub fn described(line: &str) -> Result<Described, Wrong> {
    let whole = Word { text: line, place: 0..line.len() };
    let mut words = words(line).into_iter();
    let name = words.next().ok_or_else(|| unreadable(&whole))?;
    if assignment(name.text).is_some() {
        return Err(unreadable(&name));
    }
    let pairs = words.map(|word| {
        let (field, value) = assignment(word.text).ok_or_else(|| unreadable(&word))?;
        Ok((field.to_owned(), unquoted(value).to_owned()))
    });
    Ok((unquoted(name.text).to_owned(), pairs.collect::<Result<_, Wrong>>()?))
}

/// The activity of a line with its place, and the records that the line makes. `only` is the one person of the case.
///
/// # Errors
/// Where a word cannot be read, or a list fits neither the records nor the days.
pub fn records(line: &str, around: &Around, only: Option<&str>) -> Result<(Range<usize>, Vec<Row>), Wrong> {
    let whole = Word { text: line, place: 0..line.len() };
    let words = words(line);
    let mut rest = words.as_slice();
    let first = rest.first().ok_or_else(|| unreadable(&whole))?;
    let person = match (around.when(first.text), only) {
        (Some(_), Some(only)) => only.to_owned(),
        _ => {
            rest = rest.get(1..).unwrap_or_default();
            unquoted(first.text).to_owned()
        }
    };
    let (days, times, rest) = moments(rest, around, &whole)?;
    let (activity, rest) = rest.split_first().ok_or_else(|| unreadable(&whole))?;
    if assignment(activity.text).is_some() {
        return Err(unreadable(activity));
    }
    let (mut repeat, mut lists) = (None, Vec::new());
    for word in rest {
        if let Some(times) = multiple(word.text) {
            repeat = Some(times);
        } else {
            let (field, value) = assignment(word.text).ok_or_else(|| unreadable(word))?;
            lists.push((field, list(value), word.place.clone()));
        }
    }
    let moments: Vec<(NaiveDate, Option<u32>)> =
        days.iter().flat_map(|day| times.iter().map(|time| (*day, *time))).collect();
    let longest = lists.iter().map(|(_, values, _)| values.len()).max().unwrap_or(1);
    let repeat = repeat.unwrap_or(if moments.len() == 1 { longest } else { 1 });
    let total = moments.len().saturating_mul(repeat);
    if total > MOST || days.len() > MOST {
        return Err(unreadable(&whole));
    }
    for (field, values, place) in &lists {
        if ![1, total, moments.len(), days.len()].contains(&values.len()) {
            let args = [("field", (*field).to_owned()), ("values", values.len().to_string())];
            let args = args.into_iter().chain([("records", total.to_string())]).collect();
            return Err(Wrong { code: Code::UnevenList, place: place.clone(), args });
        }
    }
    let row = |index: usize| {
        let (day, second) = *moments.get(index / repeat.max(1))?;
        let fields = lists.iter().filter_map(|(field, values, _)| {
            let value = values.get(index * values.len() / total.max(1))?;
            Some(((*field).to_owned(), (*value).to_owned()))
        });
        let activity = unquoted(activity.text).to_owned();
        Some(Row { person: person.clone(), activity, day, second, fields: fields.collect() })
    };
    Ok((activity.place.clone(), (0..total).filter_map(row).collect()))
}

/// Days, times of each, and the words after them.
type Moments<'a, 'w> = (Vec<NaiveDate>, Vec<Option<u32>>, &'a [Word<'w>]);

fn moments<'a, 'w>(mut rest: &'a [Word<'w>], around: &Around, whole: &Word) -> Result<Moments<'a, 'w>, Wrong> {
    let (mut series, mut each, mut times) = (None, None, None);
    while let Some((word, tail)) = rest.split_first() {
        match around.when(word.text) {
            Some(When::Day(day, time)) if series.is_none() => {
                series = Some((day, day));
                times = time.map(|time| vec![time]).or(times);
            }
            Some(When::Series(first, last)) if series.is_none() && first <= last => series = Some((first, last)),
            Some(When::Each(kind)) if each.is_none() => each = Some(kind),
            Some(When::Times(list)) if times.is_none() => times = Some(list),
            Some(_) => return Err(unreadable(word)),
            None => break,
        }
        rest = tail;
    }
    let (first, last) = match (series, each) {
        (Some(series), _) => series,
        (None, Some(_)) => (around.from, around.to.pred_opt().unwrap_or(around.to)),
        (None, None) => return Err(rest.first().map_or_else(|| unreadable(whole), unreadable)),
    };
    let days = around.series(first, last, each.unwrap_or(Each::Days(1))).map_err(|_| unreadable(whole))?;
    let times = times.map_or_else(|| vec![None], |times| times.into_iter().map(Some).collect());
    Ok((days, times, rest))
}

/// `×3`
pub(super) fn multiple(word: &str) -> Option<usize> {
    word.strip_prefix(['×', '*', 'x', 'X', '\u{2716}'])?.parse().ok()
}

#[cfg(test)]
mod tests {
    use guiju_engine::calendar::Calendar;

    use super::*;

    fn shown(line: &str) -> String {
        let calendar = Calendar::bundled("中国").unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let around = Around { from: day("2024-03-04"), to: day("2024-03-11"), calendar: &calendar };
        match records(line, &around, Some("张三")) {
            Err(wrong) => format!("{:?} `{}`", wrong.code, &line[wrong.place]),
            Ok((place, rows)) => {
                let row = |row: &Row| {
                    let time = row.second.map(|second| format!("@{}", second / 3600)).unwrap_or_default();
                    let fields: String = row.fields.iter().map(|(_, value)| value.as_str()).collect();
                    format!("{}{}{time}{fields}", row.person.chars().next().unwrap(), row.day.format("%d"))
                };
                format!("{} {}", &line[place], rows.iter().map(row).collect::<Vec<_>>().join(" "))
            }
        }
    }

    #[test]
    fn a_line_makes_its_records() {
        for (line, expected) in [
            ("李四 2024-03-04 访问", "访问 李04"),
            ("2024-03-04 9点 访问", "访问 张04@9"),
            ("李四 2024-03-04..2024-03-06 访问 客户=甲,乙,丙", "访问 李04甲 李05乙 李06丙"),
            ("李四 周五 访问 ×3", "访问 李08 李08 李08"),
            ("李四 周五 访问 客户=甲,乙", "访问 李08甲 李08乙"),
            ("李四 周五 09:00,14:00 访问 客户=甲,乙", "访问 李08@9甲 李08@14乙"),
            ("李四 周一..周二 访问 ×2 客户=甲,乙", "访问 李04甲 李04甲 李05乙 李05乙"),
            ("李四 周一..周二 访问 客户=甲,乙,丙,丁 ×2", "访问 李04甲 李04乙 李05丙 李05丁"),
            ("李四 每工作日 9:00 签到", "签到 李04@9 李05@9 李06@9 李07@9 李08@9"),
            ("李四 周二..周日 每2天 签到 天气=晴", "签到 李05晴 李07晴 李09晴"),
            ("李四 周一..周二 访问 客户=甲,乙,丙", "UnevenList `客户=甲,乙,丙`"),
            ("李四 访问", "BadCaseLine `访问`"),
            ("李四 2024-03-04 访问 甲", "BadCaseLine `甲`"),
            ("李四 2024-03-04 客户=甲", "BadCaseLine `客户=甲`"),
            ("李四 周五..周一 周五 访问", "BadCaseLine `周五`"),
            ("李四 2024-03-06..2024-03-04 访问", "BadCaseLine `2024-03-06..2024-03-04`"),
            ("李四 2024-03-04 访问 ×99999", "BadCaseLine `李四 2024-03-04 访问 ×99999`"),
            ("", "BadCaseLine ``"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
        let (name, about) = described("张三 岗位=文员 备注=「一 二」").unwrap();
        assert_eq!((name.as_str(), about.len(), about[1].1.as_str()), ("张三", 2, "一 二"));
        assert!(described("岗位=文员").is_err());
        assert!(described("张三 文员").is_err());
    }
}
