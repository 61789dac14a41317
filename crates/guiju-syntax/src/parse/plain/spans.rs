//! From one event to another, and within a time of one: 从点菜到上菜不超过15分钟, 上线后72小时内无回滚.

use super::duty::is_bad_event;
use super::response::interval_at;
use super::scan::{Part, duration, scan};
use super::words::{find, is_quoted, name, text};
use crate::ast::{Comparison, Core, Duty, DutyItem, DutyKind, Interval, IntervalKind};
use crate::normal::Normal;

/// Words for the time itself, behind the second event.
const TIMES: [&str; 10] =
    ["的时间", "的时长", "的间隔", "的时限", "所需时间", "间隔时间", "时间", "时长", "用时", "耗时"];

/// 从点菜到上第一道热菜不超过15分钟: every 点菜 is followed in time.
pub fn from_to(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let opener = ["从", "自", "由"].iter().find(|word| all.starts_with(**word))?.len();
    let (parts, _) = scan(normal);
    let [Part::Words(_), Part::Compare(comparison), rest @ ..] = parts.as_slice() else { return None };
    let ([Part::Quantity(number)] | [Part::Compare(_), Part::Quantity(number)]) = rest else { return None };
    if !matches!(comparison, Comparison::AtMost | Comparison::LessThan) {
        return None;
    }
    let unit = number.unit.as_ref()?;
    let amount = format!("{}{}", number.number.normalize(), unit.text);
    let (length, _) = duration(&amount).filter(|(_, size)| *size == amount.len())?;
    // where the words end and the bound begins
    let end = all.char_indices().map(|(at, _)| at).filter(|at| *at > opener).find(|at| {
        let (parts, _) = scan(&normal.part(*at, all.len()));
        matches!(parts.first(), Some(Part::Compare(_)))
    })?;
    let words = all.get(..end)?;
    let stem = TIMES.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    let (joint, word) = ["到", "至"].iter().filter_map(|word| Some((find(stem, word)?, word.len()))).min()?;
    // 到货, 至少 within the first event would leave nothing of it
    let (trigger, activity) = (name(normal, opener, joint), name(normal, joint + word, stem.len()));
    let named = |text: &str| text.chars().count() > 1 && !text.contains(|c: char| c.is_ascii_digit());
    if !named(&trigger.text) || !named(&activity.text) {
        return None;
    }
    let interval = Some(Interval { span: number.span, kind: IntervalKind::Within(length) });
    let item = DutyItem { span: activity.span, own: false, kind: DutyKind::Act { interval, activity, filter: None } };
    Some(Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None })
}

/// 版本上线后72小时内无回滚: nothing of the kind so soon after.
pub fn none_within(normal: &Normal) -> Option<Core> {
    const NONE: [&str; 15] = [
        "未发生",
        "不发生",
        "无发生",
        "未出现",
        "不出现",
        "不得发生",
        "不得出现",
        "不得",
        "不准",
        "不允许",
        "严禁",
        "禁止",
        "不应",
        "零",
        "无",
    ];
    let all = normal.text.as_str();
    let (at, length) = all.char_indices().filter(|(at, _)| *at > 0 && !is_quoted(all, *at)).find_map(|(at, _)| {
        let (kind, length) = interval_at(normal, at)?;
        matches!(kind, IntervalKind::Within(_)).then_some((at, length))
    })?;
    let rest = all.get(at + length..)?;
    let denial = NONE.iter().find(|word| rest.starts_with(**word))?;
    let event = rest.get(denial.len()..)?;
    // 核对无误 and 无异议 are no failings: of these only what is bad, or what is denied outright
    let plain = ["零", "无"].contains(denial);
    let wordy = event.chars().count() < 2 || event.contains(['的', ',']) || event.contains("方可");
    let idle = (event.starts_with('故') && !event.starts_with("故障"))
        || ["异议", "误", "需", "须", "法", "人", "息", "偿", "条件", "理由"]
            .iter()
            .any(|word| event.starts_with(word));
    if wordy || (plain && idle && !is_bad_event(event)) {
        return None;
    }
    let mut banned = normal.part(0, at + length);
    banned.copy(normal, all.len() - event.len(), all.len());
    let mut activity = text(&banned, 0, banned.text.len());
    activity.quoted = true;
    Some(Core::Never { activity, filter: None })
}
