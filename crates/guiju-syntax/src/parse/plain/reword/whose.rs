//! Acts that somebody else takes part in: 须由主管事先批准, 委托他人或代他人打卡.

use crate::normal::Normal;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::words::modal;

/// 加班须由主管事先批准: 须事先经主管批准.
pub(super) fn approved_before(normal: &Normal) -> Option<Normal> {
    let (at, word) = modal(&normal.text)?;
    let from = at + word.len();
    let who = normal.text.get(from..)?.strip_prefix('由')?;
    let (before, first) = ["事先", "提前", "预先"].iter().find_map(|it| Some((who.find(it)?, *it)))?;
    let name = who.get(..before).filter(|name| (2..=8).contains(&name.chars().count()))?;
    let act = who.get(before + first.len()..)?;
    let approved = ["批准", "同意", "审批", "审核", "签字", "确认", "许可"].iter().any(|word| act.starts_with(word));
    approved.then(|| replaced(normal, from, from + "由".len() + before + first.len(), &format!("事先经{name}")))
}

/// 委托他人或代他人打卡: what the last says that somebody does for another is meant of both.
pub(super) fn for_others(normal: &Normal) -> Option<Normal> {
    const VERBS: [&str; 8] = ["委托", "请", "让", "叫", "找", "替", "代", "帮"];
    const WHOM: [&str; 4] = ["他人", "别人", "同事", "人"];
    let text = normal.text.as_str();
    let (at, joint) = ["或者", "或", "、"].iter().find_map(|joint| Some((normal.find(joint)?, joint.len())))?;
    let (first, last) = (text.get(..at)?, text.get(at + joint..)?);
    let ends = WHOM.iter().find_map(|whom| first.strip_suffix(whom))?;
    let act = VERBS.iter().find_map(|verb| last.strip_prefix(verb))?;
    let act = WHOM.iter().find_map(|whom| act.strip_prefix(whom))?;
    let act = act.trim_end_matches(['的', '者']);
    let plain = (2..=6).contains(&act.chars().count()) && act.chars().all(char::is_alphabetic);
    (plain && VERBS.iter().any(|verb| ends.ends_with(verb))).then(|| replaced(normal, at, at, act))
}
