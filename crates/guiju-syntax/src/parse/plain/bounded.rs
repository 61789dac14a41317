//! A bound that makes a case of what is forbidden: 风力达到6级时严禁登高作业, 瓦斯浓度超过1%时, then 禁止爆破.

use super::actors::is_actor;
use super::described::{BANS, begins_ban};
use super::events::compared;
use super::scan::{Part, scan};
use super::words::{find, is_noun_end, text};
use crate::ast::{Comparison, Condition, Core, Text};
use crate::normal::Normal;

/// 风力达到6级时严禁登高作业: none of it where that is so.
pub fn ban(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let at = BANS.iter().filter_map(|word| find(all, word)).min()?;
    let (head, denied) = (normal.part(0, at), normal.part(at, all.len()));
    if let Some(filter) = condition(&head) {
        return forbidden(filter, &denied);
    }
    // 体温37.3℃以上的不得上岗, 未满18周岁的未成年人不得进入网吧: to whoever is so
    let of = find(&head.text, "的")?;
    let who = head.text.get(of + "的".len()..)?;
    let bound = head.part(0, of);
    let filter = condition(&bound).or_else(|| aged(&bound))?;
    let mut core =
        forbidden(filter, &denied).filter(|_| who.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))?;
    let person = who.is_empty()
        || is_actor(who)
        || who == "人"
        || ["人员", "者", "员工", "职工"].iter().any(|end| who.ends_with(end));
    if let (Core::Never { activity, .. }, false) = (&mut core, person) {
        activity.text.insert_str(0, who);
    }
    Some(core)
}

/// 未满18周岁: how old whoever it is.
fn aged(head: &Normal) -> Option<Condition> {
    let (parts, _) = scan(head);
    let [Part::Compare(comparison), Part::Quantity(number)] = parts.as_slice() else { return None };
    let years = number.unit.as_ref().is_some_and(|unit| ["周岁", "岁"].contains(&unit.text.as_str()));
    years.then(|| compared(number, *comparison, None))
}

/// 风力达到6级时, then 严禁登高作业.
pub fn ban_of(case: &Normal, normal: &Normal) -> Option<Core> {
    forbidden(condition(case)?, normal)
}

fn forbidden(filter: Condition, normal: &Normal) -> Option<Core> {
    let word = BANS.iter().find(|word| normal.text.starts_with(**word))?;
    let activity = text(normal, word.len(), normal.text.len());
    let plain = matches!(scan(&normal.part(word.len(), normal.text.len())).0.as_slice(), [Part::Words(_)]);
    // 不得参评 is what follows from it
    let follows = !begins_ban(&normal.text)
        || ["参", "评", "享", "晋", "申", "超", "低", "少"].iter().any(|word| activity.text.starts_with(word));
    (plain && !follows).then_some(Core::Never { activity, filter: Some(filter) })
}

/// Whether a segment says when something holds, by a bound: 瓦斯浓度达到1%时.
pub fn is_case(normal: &Normal) -> bool {
    normal.text.ends_with('时') && !is_noun_end(&normal.text, "时") && condition(normal).is_some()
}

/// What is bounded, and how.
fn condition(head: &Normal) -> Option<Condition> {
    let all = head.text.trim_end_matches(',');
    let stem = all.strip_suffix('时').filter(|_| !is_noun_end(all, "时")).unwrap_or(all);
    let (parts, _) = scan(&head.part(0, stem.len()));
    let (field, comparison, number) = match parts.as_slice() {
        [Part::Words(field), Part::Compare(comparison), Part::Quantity(number)]
        | [Part::Words(field), Part::Quantity(number), Part::Compare(comparison)] => (field, *comparison, number),
        // 达到6级以上
        [
            Part::Words(field),
            Part::Compare(Comparison::AtLeast),
            Part::Quantity(number),
            Part::Compare(Comparison::AtLeast),
        ] => (field, Comparison::AtLeast, number),
        _ => return None,
    };
    let begins = ["如果", "若", "如", "当", "遇"].iter().find_map(|word| field.text.strip_prefix(word));
    let name = begins.unwrap_or(&field.text).trim_end_matches(['在', '的']);
    let counted = number.unit.as_ref().is_some_and(|unit| unit.text == "次");
    let single = ["单笔", "单次", "每笔", "单项", "单张", "单件"].contains(&name);
    let named = name.chars().count() > 1 && name.chars().all(char::is_alphanumeric) && !field.quoted;
    let field = (!single).then(|| Text { text: name.to_owned(), ..field.clone() });
    (named && !counted).then(|| compared(number, comparison, field))
}
