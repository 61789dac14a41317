//! Cases that a bound makes: 风速超过10.8m/s时停止作业, 客流量达到最大承载量的80%时须预警.

use crate::normal::Normal;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::modal;

/// 风速超过10.8m/s时停止作业: 应停止作业.
pub(super) fn stops(normal: &Normal) -> Option<Normal> {
    let at = ["停止", "暂停"].iter().filter_map(|word| normal.find(word)).min()?;
    let case = normal.text.get(..at)?;
    let when = case.rfind('时')? + "时".len();
    let (parts, _) = scan(&normal.part(0, when - "时".len()));
    let bounded =
        matches!(parts.as_slice(), [Part::Words(_), .., Part::Quantity(_)] | [Part::Words(_), .., Part::Compare(_)])
            && parts.iter().any(|part| matches!(part, Part::Compare(_)));
    let bare = modal(&normal.text).is_none() && case.get(when..).is_some_and(|who| who.chars().count() < 7);
    (bounded && bare && normal.text.get(at + "停止".len()..).is_some_and(|act| act.chars().count() > 1))
        .then(|| replaced(normal, when, when, "应"))
}

/// 客流量达到最大承载量的80%时须预警: a case that no condition on one field says, by its own words.
pub(super) fn part_of(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let end = normal.find("%时")? + "%".len();
    let case = text.get(..end)?;
    let (whole, share) = case.trim_end_matches('%').rsplit_once('的')?;
    let number = !share.is_empty() && share.chars().all(|c| c.is_ascii_digit() || c == '.');
    let beyond = ["达到", "超过", "低于", "高于", "大于", "小于", "不足"].iter().find_map(|word| whole.rfind(word))?;
    let from = ["当", "如", "若"].iter().find(|word| case.starts_with(**word)).map_or(0, |word| word.len());
    let named = beyond > from + "某".len() && !case.contains(['「', ',', '、', '每']);
    let quoted = || replaced(&replaced(normal, end, end, "」"), 0, from, "「");
    (number && named && text.len() > end + "时".len()).then(quoted)
}
