//! The numbers that Word gives paragraphs (`numbering.xml`).

use std::collections::BTreeMap;

use super::xml::{Step, steps};
use crate::read::ReadError;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, BTreeMap<u32, Level>>,
    nums: BTreeMap<String, String>,
    counts: BTreeMap<String, BTreeMap<u32, u32>>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn new(text: &str) -> Result<Numbering, ReadError> {
        let mut numbering = Numbering::default();
        let (mut list, mut level, mut num) = (String::new(), 0, None::<String>);
        steps(text, |step| match step {
            Step::Open(name, attributes) => {
                let value = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone());
                match name.as_str() {
                    "abstractNum" => list = value("abstractNumId").unwrap_or_default(),
                    "lvl" => level = value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0),
                    "numFmt" => numbering.level(&list, level).format = value("val").unwrap_or_default(),
                    "lvlText" => numbering.level(&list, level).text = value("val").unwrap_or_default(),
                    "start" => {
                        numbering.level(&list, level).start =
                            value("val").and_then(|start| start.parse().ok()).unwrap_or(1)
                    }
                    "num" => num = value("numId"),
                    "abstractNumId" => {
                        if let (Some(num), Some(list)) = (&num, value("val")) {
                            numbering.nums.insert(num.clone(), list);
                        }
                    }
                    _ => {}
                }
            }
            Step::Close(name) if name == "num" => num = None,
            _ => {}
        })?;
        Ok(numbering)
    }

    fn level(&mut self, list: &str, level: u32) -> &mut Level {
        self.lists.entry(list.to_owned()).or_default().entry(level).or_default()
    }

    /// The number of the next paragraph of a list at a level; `None` for a bullet.
    pub fn next(&mut self, num: &str, level: u32) -> Option<String> {
        let list = self.nums.get(num)?;
        let levels = self.lists.get(list)?;
        let counts = self.counts.entry(list.clone()).or_default();
        counts.retain(|other, _| *other <= level);
        let start = |level: u32| levels.get(&level).map_or(1, |level| level.start.max(1));
        let count = counts.entry(level).or_insert_with(|| start(level).saturating_sub(1));
        *count = count.saturating_add(1);
        let own = levels.get(&level).filter(|level| level.format != "bullet" && level.format != "none")?;
        let mut text = own.text.clone();
        for (other, its) in levels {
            let count = counts.get(other).copied().unwrap_or_else(|| start(*other));
            text = text.replace(&format!("%{}", other + 1), &written(count, &its.format));
        }
        Some(text)
    }
}

fn written(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital"
        | "taiwaneseCounting" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32(u32::from('①') + count - 1).map(String::from).unwrap_or_default()
        }
        _ => count.to_string(),
    }
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
