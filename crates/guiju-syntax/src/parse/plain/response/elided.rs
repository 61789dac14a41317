//! A length within which the same is done, of others: 试用期员工辞职须提前3天通知,正式员工须提前30天.

use super::event::connector;
use super::{every, interval};
use crate::ast::{Core, Duty, DutyItem, DutyKind, Interval, IntervalKind, Requirement};
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::scan::duration;
use crate::parse::plain::words::name;

/// Words that say how long it may take at most.
const AT_MOST: [&str; 8] = ["最长不超过", "最多不超过", "不得超过", "不能超过", "不应超过", "不超过", "不多于", "<="];

/// 复杂退货不超过4个工作日, 最长不超过24小时处理完毕: within how long, where a time was given before.
fn at_most(normal: &Normal) -> Option<(usize, Interval, usize)> {
    let all = normal.text.as_str();
    let (at, word) = AT_MOST.iter().find_map(|word| Some((normal.find(word)?, word.len())))?;
    let (kind, size) = duration(all.get(at + word..)?)?;
    Some((at, Interval { span: normal.span(at, at + word + size), kind: IntervalKind::Within(kind) }, word + size))
}

/// 试用期员工辞职须提前3天通知,正式员工须提前30天: what is done so soon was said before, of others.
pub fn elided(normal: &Normal, before: &Requirement) -> Option<Core> {
    let Core::Every { trigger, filter: None, duty: Duty::All(items), key: None } = &before.core else { return None };
    let [DutyItem { kind: DutyKind::Act { interval: Some(given), activity, filter: None }, .. }] = items.as_slice()
    else {
        return None;
    };
    let all = normal.text.as_str();
    // 有效期不超过8小时, 延期不超过10天: a length of its own
    let lasts = |(at, ..): &(usize, Interval, usize)| {
        let named = all.get(..*at).unwrap_or("");
        ["期", "时长", "时间", "间隔", "年限", "期限"].iter().any(|end| named.ends_with(end))
    };
    let takes_at_most =
        || at_most(normal).filter(|found| matches!(given.kind, IntervalKind::Within(_)) && !lasts(found));
    let whole = |(at, _, length): &(usize, Interval, usize)| at + length == all.len();
    let (at, interval, length) = interval(normal).filter(whole).or_else(takes_at_most)?;
    // 最长不超过24小时处理完毕: of the same event
    if at == 0 && length < all.len() {
        let act = name(normal, length, all.len());
        let kind = DutyKind::Act { interval: Some(interval), activity: act.clone(), filter: None };
        let item = DutyItem { span: normal.span(0, all.len()), own: false, kind };
        return (act.text.chars().count() > 1).then(|| every(trigger.clone(), vec![item]));
    }
    if at + length < all.len() {
        return None;
    }
    let mut end = at;
    while let Some(word) = all.get(..end).and_then(connector) {
        end -= word.len();
    }
    let mut named = name(normal, 0, end);
    // 最迟不超过4小时 names nothing
    if ["最迟", "最晚", "最长", "最多", "至迟"].contains(&named.text.as_str()) {
        return None;
    }
    // 转正后, 5000元以上: of what nothing says
    let circumstance = named.text.ends_with(['后', '前', '内', '时', '中', '上', '下', '的', '者', '间']);
    if named.text.chars().count() < 2 || circumstance || named.text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let of_event = before.words.contains(&format!("{}后", trigger.text));
    if is_actor(&named.text) && !of_event {
        let mut ends = trigger.text.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
        let who = ends.rfind(|at| trigger.text.get(..*at).is_some_and(is_actor));
        let done = trigger.text.get(who.unwrap_or(0)..)?;
        named.text.push_str(done);
    }
    // 接到报修后30分钟内到场,市中心不超过15分钟: of an event of this kind
    if of_event {
        // 收到工单, 紧急工单: what is received is named anew
        let places = trigger.text.char_indices().rev().map(|(at, _)| at).skip(1);
        let shared =
            places.take_while(|at| trigger.text.get(*at..).is_some_and(|end| named.text.ends_with(end))).last();
        match shared.filter(|at| *at > 0).and_then(|at| trigger.text.get(..at)) {
            Some(done) => named.text.insert_str(0, done),
            None => named.text.push_str(&trigger.text),
        }
    }
    let kind = DutyKind::Act { interval: Some(interval), activity: activity.clone(), filter: None };
    Some(every(named, vec![DutyItem { span: normal.span(0, all.len()), own: false, kind }]))
}

/// Whether a length of time within which something is done stands there.
pub fn holds_interval(normal: &Normal) -> bool {
    interval(normal).is_some_and(|(at, it, _)| at > 0 && matches!(it.kind, IntervalKind::Within(_)))
}

/// 疑难件48小时内结案, in brackets behind 24小时内结案: the same, of something narrower.
pub fn narrower(normal: &Normal, of: &Requirement) -> Option<Core> {
    const CASES: [&str; 20] = [
        "节假日",
        "周末",
        "工作日",
        "休息日",
        "法定节假日",
        "雨季",
        "冬季",
        "夏季",
        "晚上",
        "白天",
        "夜班",
        "紧急",
        "重大",
        "特殊",
        "疑难",
        "复杂",
        "严重",
        "一般",
        "较大",
        "其他",
    ];
    let Core::Every { duty: Duty::All(items), .. } = &of.core else { return None };
    let item = items.last()?;
    let DutyKind::Act { interval: Some(Interval { kind: IntervalKind::Within(_), .. }), activity, filter: None } =
        &item.kind
    else {
        return None;
    };
    let (at, _, length) = interval(normal)?;
    let act = name(normal, at + length, normal.text.len());
    // 通过系统上报, 上报
    let same = act.text.is_empty() || activity.text.ends_with(act.text.as_str()) || act.text.ends_with(&activity.text);
    let begins = ["其中", "对于"].iter().find(|word| normal.text.starts_with(**word)).map_or(0, |word| word.len());
    let head = normal.part(begins, at + length);
    let named = head.text.get(..at.saturating_sub(begins)).unwrap_or("");
    let named = named.trim_end_matches(['在', '须', '应', '需', '要', '于']);
    // 偏远地区5天内送达 names no parcel
    if !same || CASES.contains(&named) || named.ends_with(['区', '村', '镇', '县', '市', '外', '省', '地']) {
        return None;
    }
    let mut one = of.clone();
    if let Core::Every { duty, .. } = &mut one.core {
        *duty = Duty::All(vec![item.clone()]);
    }
    let mut core = elided(&head, &one)?;
    if let Core::Every { duty: Duty::All(items), .. } = &mut core
        && let [DutyItem { kind: DutyKind::Act { activity, .. }, .. }] = items.as_mut_slice()
        && !act.text.is_empty()
    {
        *activity = act;
    }
    Some(core)
}
