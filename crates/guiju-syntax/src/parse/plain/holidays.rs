//! Where a date goes that falls on a holiday.

use crate::ast::Roll;

/// 遇节假日顺延, 提前至最近工作日
pub fn rolls(text: &str, said: bool) -> Option<Roll> {
    let forward = text.contains("顺延");
    let back = text.contains("提前");
    if !(said || mentions_holidays(text)) || forward == back {
        return None;
    }
    Some(if forward { Roll::Forward } else { Roll::Back })
}

pub fn mentions_holidays(text: &str) -> bool {
    let holiday = ["节假日", "休息日", "法定假日", "公休日"].iter().any(|word| text.contains(word));
    holiday && ["如遇", "若遇", "遇"].iter().any(|word| text.starts_with(word))
}
