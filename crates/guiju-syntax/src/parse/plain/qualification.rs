//! What a person must be.

use super::scan::{Part, scan};
use super::words::text;
use crate::ast::{Comparison, Condition, Core, Value};
use crate::normal::Normal;

/// 具有大专及以上文化程度或具有初级职称; 3年及以上装配经验
pub fn qualification(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    // 学历要求本科及以上
    if let Some(degree) = ["学历要求", "学历须为", "学历应为", "学历为", "学历", "学历须", "学历不低于"]
        .iter()
        .filter_map(|word| all.strip_prefix(word))
        .min_by_key(|rest| rest.len())
        && let Some(least) = ["及以上", "(含)以上", "以上"].iter().find_map(|end| degree.strip_suffix(end))
        && !least.is_empty()
        && least.chars().count() <= 6
    {
        let from = all.len() - degree.len();
        let field = text(normal, 0, "学历".len());
        let value = Value::Text(text(normal, from, from + least.len()));
        return Some(Core::Qualification(Condition::Compare { field, comparison: Comparison::AtLeast, value }));
    }
    let has = all.starts_with("具有") || all.starts_with("具备");
    let schooled = all.contains("及以上学历")
        || all.contains("及以上文化程度")
        || all.ends_with("工作经验")
        || all.ends_with("经验");
    if !(has || schooled) || all.contains(['每', '率']) {
        return None;
    }
    let mut tests = Vec::new();
    let mut start = 0;
    for piece in all.split('或') {
        let from = start + ["具有", "具备"].iter().find(|word| piece.starts_with(**word)).map_or(0, |word| word.len());
        let end = start + piece.len();
        start = end + "或".len();
        let words = all.get(from..end).unwrap_or("");
        let test = if let Some((value, _)) = words.split_once("及以上").or_else(|| words.split_once("以上")) {
            let field_at = from + words.find("以上").unwrap_or(0) + "以上".len();
            let field = text(normal, field_at, end);
            let (parts, _) = scan(&normal.part(from, from + value.len()));
            let value = match parts.as_slice() {
                [Part::Quantity(number)] => Value::Number(number.clone()),
                _ => Value::Text(text(normal, from, from + value.len())),
            };
            if field.text.is_empty() {
                return None;
            }
            Condition::Compare { field, comparison: Comparison::AtLeast, value }
        } else if has {
            Condition::Flag(text(normal, from, end))
        } else {
            return None;
        };
        tests.push(test);
    }
    let condition = if tests.len() == 1 { tests.pop()? } else { Condition::Or(tests) };
    Some(Core::Qualification(condition))
}
