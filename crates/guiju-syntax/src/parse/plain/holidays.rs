//! Where a date goes that falls on a holiday.

use super::words::holds_any;
use crate::ast::Roll;

const HOLIDAYS: [&str; 7] = ["法定节假日", "节假日", "休息日", "法定假日", "公休日", "周末", "节日"];

/// 遇节假日顺延, 提前至最近工作日
pub fn rolls(text: &str, said: bool) -> Option<Roll> {
    let forward = text.contains("顺延");
    let back = text.contains("提前");
    // 节假日顺延
    let plainly = HOLIDAYS.iter().any(|day| text.strip_prefix(day).is_some_and(|rest| rest.chars().count() <= 2));
    if !(said || plainly || mentions_holidays(text)) || forward == back {
        return None;
    }
    Some(if forward { Roll::Forward } else { Roll::Back })
}

pub fn mentions_holidays(text: &str) -> bool {
    let holiday = holds_any(text, &HOLIDAYS);
    holiday && ["如遇", "若遇", "遇"].iter().any(|word| text.starts_with(word))
}

/// 法定节假日除外: of what was asked, or of what follows.
pub fn excepts(text: &str) -> bool {
    let words = ["国家法定节假日", "法定节假日", "节假日", "法定假日", "法定假期"];
    let within = ["不包括", "不包含", "不含"].iter().find_map(|word| text.strip_prefix(word));
    let stem = within.or_else(|| text.strip_suffix("除外")).or_else(|| text.strip_prefix('除')?.strip_suffix('外'));
    stem.is_some_and(|stem| words.contains(&stem))
}
