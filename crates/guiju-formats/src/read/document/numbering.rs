//! The numbers that Word gives paragraphs (`numbering.xml`): nested levels, levels that styles are linked to, restarts.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::{Step, steps, value};
use crate::read::ReadError;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    format: String,
    text: String,
    start: u32,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
    /// Whether it goes on counting below a new number of an outer level.
    goes_on: bool,
    /// Whether all its numbers are written in digits.
    legal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Level { format: "decimal".to_owned(), text: String::new(), start: 1, style: None, goes_on: false, legal: false }
    }
}

/// What a `num` is: its list, and what it has of its own.
#[derive(Debug, Clone, Default)]
struct Num {
    list: String,
    starts: BTreeMap<u32, u32>,
    levels: BTreeMap<u32, Level>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, BTreeMap<u32, Level>>,
    /// Lists that only point to one of a name, and the lists of names.
    links: BTreeMap<String, String>,
    named: BTreeMap<String, String>,
    nums: BTreeMap<String, Num>,
    counts: BTreeMap<String, BTreeMap<u32, u32>>,
    used: BTreeSet<(String, u32)>,
}

/// The pattern of a number is no longer, and a list no deeper.
const LONGEST_PATTERN: usize = 64;
const DEEPEST_LEVEL: u32 = 8;

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn new(text: &str) -> Result<Numbering, ReadError> {
        let mut numbering = Numbering::default();
        let (mut list, mut level, mut num) = (String::new(), 0, None::<String>);
        steps(text, |step| match step {
            Step::Open(name, attributes) => {
                let value = |key: &str| value(&attributes, key);
                let number = |key: &str| value(key).and_then(|number| number.parse::<u32>().ok());
                match name.as_str() {
                    "abstractNum" => list = value("abstractNumId").unwrap_or_default(),
                    "numStyleLink" => drop(value("val").map(|name| numbering.links.insert(list.clone(), name))),
                    "styleLink" => drop(value("val").map(|name| numbering.named.insert(name, list.clone()))),
                    "num" => num = value("numId"),
                    "abstractNumId" => numbering.num(num.as_ref()).list = value("val").unwrap_or_default(),
                    "lvl" | "lvlOverride" => level = number("ilvl").unwrap_or(0).min(DEEPEST_LEVEL),
                    "startOverride" => {
                        let start = number("val").unwrap_or(1);
                        numbering.num(num.as_ref()).starts.insert(level, start);
                    }
                    _ => numbering.level(num.as_ref(), &list, level, &name, value("val")),
                }
            }
            Step::Close(name) if name == "num" => num = None,
            _ => {}
        })?;
        Ok(numbering)
    }

    fn num(&mut self, num: Option<&String>) -> &mut Num {
        self.nums.entry(num.cloned().unwrap_or_default()).or_default()
    }

    /// Takes up what an element says of a level.
    fn level(&mut self, num: Option<&String>, list: &str, level: u32, name: &str, value: Option<String>) {
        if !["numFmt", "lvlText", "start", "pStyle", "lvlRestart", "isLgl"].contains(&name) {
            return;
        }
        let levels = match num {
            Some(_) => &mut self.num(num).levels,
            None => self.lists.entry(list.to_owned()).or_default(),
        };
        let level = levels.entry(level).or_default();
        match (name, value) {
            ("numFmt", Some(value)) => level.format = value,
            ("lvlText", Some(value)) => level.text = value.chars().take(LONGEST_PATTERN).collect(),
            ("start", Some(value)) => level.start = value.parse().unwrap_or(1),
            ("pStyle", value) => level.style = value,
            ("lvlRestart", value) => level.goes_on = value.as_deref() == Some("0"),
            ("isLgl", value) => level.legal = value.as_deref() != Some("0"),
            _ => {}
        }
    }

    /// The list of a num, through the names that lists point to.
    fn list(&self, num: &str) -> Option<&str> {
        let list = self.nums.get(num)?.list.as_str();
        let linked = self.links.get(list).and_then(|name| self.named.get(name));
        Some(linked.map_or(list, String::as_str))
    }

    /// The level of a num that a style is linked to.
    pub fn level_of(&self, num: &str, style: &str) -> Option<u32> {
        let levels = self.lists.get(self.list(num)?)?;
        levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(level, _)| *level)
    }

    /// The number of the next paragraph of a num at a level; `None` for a bullet.
    pub fn next(&mut self, num: &str, level: u32) -> Option<String> {
        let level = level.min(DEEPEST_LEVEL);
        let list = self.list(num)?.to_owned();
        let mut levels = self.lists.get(&list)?.clone();
        let own = self.nums.get(num)?;
        levels.extend(own.levels.iter().map(|(level, its)| (*level, its.clone())));
        let first_use = self.used.insert((num.to_owned(), level));
        let restarts = own.starts.get(&level).filter(|_| first_use).copied();
        let counts = self.counts.entry(list).or_default();
        counts.retain(|other, _| *other <= level || levels.get(other).is_some_and(|it| it.goes_on));
        let start = |level: u32| levels.get(&level).map_or(1, |level| level.start);
        if let Some(start) = restarts {
            counts.insert(level, start.saturating_sub(1));
        }
        // An outer level that has not come yet counts as its first.
        for outer in 0..level {
            counts.entry(outer).or_insert_with(|| start(outer));
        }
        let count = counts.entry(level).or_insert_with(|| start(level).saturating_sub(1));
        *count = count.saturating_add(1);
        let own = levels.get(&level).filter(|level| level.format != "bullet" && level.format != "none")?;
        let mut text = own.text.clone();
        for (other, its) in &levels {
            let count = counts.get(other).copied().unwrap_or_else(|| start(*other));
            let format = if own.legal { "decimal" } else { its.format.as_str() };
            text = text.replace(&format!("%{}", other + 1), &written(count, format));
        }
        Some(text).filter(|text| !text.trim().is_empty())
    }
}

fn written(count: u32, format: &str) -> String {
    let letter = |first: char| char::from_u32(u32::from(first) + (count.saturating_sub(1)) % 26).map(String::from);
    let nth = |letters: &str| letters.chars().nth(count.saturating_sub(1) as usize).map(String::from);
    let from = |first: char, last: u32| {
        char::from_u32(u32::from(first) + count - 1).filter(|_| count <= last).map(String::from)
    };
    let special = match (format, count) {
        (_, 0) => None,
        ("decimalZero", 1..=9) => Some(format!("0{count}")),
        ("upperLetter", _) => letter('A'),
        ("lowerLetter", _) => letter('a'),
        ("upperRoman", _) => Some(roman(count)),
        ("lowerRoman", _) => Some(roman(count).to_lowercase()),
        ("decimalEnclosedCircle" | "decimalEnclosedCircleChinese" | "ideographEnclosedCircle", _) => from('①', 20),
        ("decimalEnclosedParen", _) => from('⑴', 20),
        ("decimalEnclosedFullstop", _) => from('⒈', 20),
        ("ideographTraditional", _) => nth("甲乙丙丁戊己庚辛壬癸"),
        ("chineseLegalSimplified", 1..=10) => nth("壹贰叁肆伍陆柒捌玖拾"),
        (
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "ideographDigital"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand",
            _,
        ) => Some(chinese(count)),
        _ => None,
    };
    special.unwrap_or_else(|| count.to_string())
}

/// 1 to 99 in Chinese.
fn chinese(count: u32) -> String {
    let digit = |n: u32| "〇一二三四五六七八九".chars().nth(n as usize).map(String::from).unwrap_or_default();
    match count {
        0..=9 => digit(count),
        10..=99 => {
            let tens = if count < 20 { String::new() } else { digit(count / 10) };
            let ones = if count.is_multiple_of(10) { String::new() } else { digit(count % 10) };
            format!("{tens}十{ones}")
        }
        _ => count.to_string(),
    }
}

/// 1 to 399 in Roman numerals.
fn roman(count: u32) -> String {
    const STEPS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    if count >= 400 {
        return count.to_string();
    }
    let (mut left, mut text) = (count, String::new());
    for (step, letters) in STEPS {
        while left >= step {
            text.push_str(letters);
            left -= step;
        }
    }
    text
}
