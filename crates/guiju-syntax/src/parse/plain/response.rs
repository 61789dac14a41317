//! What has to follow (or precede) an event in time: X需在当天A并B, X后一天Y, 在X前三天Y, 收到X之日起3日内Y.

mod acts;
mod before;
mod elided;
mod event;
mod interval;
mod kept;
mod unnamed;

pub use self::acts::{pieces, several};
pub use self::before::{window_before, window_before_what};
pub use self::elided::{elided, holds_interval, narrower};
pub use self::event::happens;
pub use self::interval::{interval_at, only_interval, runs_from_event};
pub use self::unnamed::{begins_with_interval, claimed, event_of, unnamed};

use self::acts::acts;
use self::before::{cleared_before, done_before};
use self::event::{PLACES, bare_case, connector, event};
use self::interval::interval;
use self::kept::{kept_after, kept_from, kept_until};
use self::unnamed::disagrees;
use super::words::{holds_any, lead, name, text};
use crate::ast::{Core, Duty, DutyItem, DutyKind, IntervalKind, Text};
use crate::normal::Normal;

/// Reads a segment with an interval; `before` is the segment before it, which may name the event.
pub fn response(normal: &Normal, before: Option<&Text>) -> Option<Core> {
    let all = normal.text.as_str();
    if let Some(core) = kept_from(normal).or_else(|| kept_after(normal)).or_else(|| kept_until(normal)) {
        return Some(core);
    }
    if let Some(core) = cleared_before(normal, before).or_else(|| done_before(normal)) {
        return Some(core);
    }
    let (at, interval, length) = interval(normal)?;
    // 1小时内排除普通故障,3小时内排除重大故障: what has a time itself is no event
    let before = before.filter(|before| super::guard::within(&before.text).is_none());
    let end = at + length;
    // 可在…内 permits, it does not oblige; 未在…内 says what failed
    let lead_in = all.get(..at).unwrap_or("");
    let failed = ["未", "没", "没有", "未能"].iter().any(|word| lead_in.trim_end_matches(['在', '于']).ends_with(word));
    if failed {
        return None;
    }
    if holds_any(lead_in, &["可在", "可以在", "可自", "可以自", "可以", "有权"]) && !lead_in.contains("方可")
    {
        return None;
    }
    let ahead =
        matches!(interval.kind, IntervalKind::Ahead(_)) && all.get(at..end).is_some_and(|it| it.ends_with('前'));
    let event = event(normal, at, ahead);
    let own_trigger = event.trigger.clone().filter(|trigger| !trigger.text.is_empty());
    let acts_text = all.get(end..).unwrap_or("");
    // 赛前2小时禁止外出 is a ban
    if ["禁止", "严禁", "不得", "不准", "不许"].iter().any(|word| acts_text.starts_with(word)) {
        return None;
    }
    // 公示后5日内无异议的 is a case
    let case = acts_text.ends_with('的') && acts_text.chars().count() > 2;
    if case || acts_text.is_empty() && !event.after_event {
        return None;
    }
    // 调休须在加班后1个月内完成: nobody has to, and the topic is what has its time
    let done = ["完成", "提出", "办理", "进行", "使用", ""].contains(&acts_text);
    let raised = before.is_some_and(|before| disagrees(&before.text))
        || event.subject.as_ref().is_some_and(|subject| disagrees(&subject.text));
    if event.after_event && done || (raised && event.after_event && own_trigger.is_some()) {
        let subject = event.subject.clone().filter(|subject| !subject.text.is_empty()).or_else(|| before.cloned());
        let subject = if done { Some(subject?) } else { None };
        // 安装工单须在派单后48小时内完成: after every one of these
        if let Some(subject) = subject.as_ref().filter(|subject| !raised && !is_claim(&subject.text)) {
            let verb = if acts_text == "使用" { "" } else { acts_text };
            let text = format!("{verb}{}", subject.text.get(lead(&subject.text)..).unwrap_or(""));
            let activity = Text { text, ..subject.clone() };
            let kind = DutyKind::Act { interval: Some(interval), activity, filter: None };
            let item = DutyItem { span: normal.span(0, all.len()), own: false, kind };
            return Some(every(own_trigger?, vec![item]));
        }
        let act = match subject {
            Some(subject) => subject,
            None => name(normal, end, all.len()),
        };
        let kind = match &interval.kind {
            IntervalKind::Ahead(_) => DutyKind::Before { event: own_trigger?, interval },
            _ => DutyKind::After { event: own_trigger?, interval },
        };
        let span = normal.span(0, all.len());
        return Some(every(act, vec![DutyItem { span, own: false, kind }]));
    }
    // 试用期内提前3日通知: nothing is said of before what
    let period = |trigger: &Text| ["期", "期间", "期内"].iter().any(|end| trigger.text.ends_with(end));
    if matches!(interval.kind, IntervalKind::Ahead(_))
        && own_trigger.as_ref().is_some_and(period)
        && ["期内", "期间"].iter().any(|word| lead_in.contains(word))
    {
        return None;
    }
    // 接到报案后30分钟内联系,市区1小时内抵达: of the same event, there
    let mut own_trigger = own_trigger;
    if let (Some(place), Some(of)) = (&mut own_trigger, before)
        && PLACES.contains(&place.text.as_str())
    {
        let of = bare_case(of).text;
        place.text.push_str(PLACES.iter().find_map(|place| of.strip_prefix(place)).unwrap_or(&of));
    }
    let topic = event.subject.filter(|subject| event.after_event && !subject.text.is_empty());
    let mut items = acts(normal, end, &interval, topic.as_ref())?;
    let mut trigger = own_trigger.or_else(|| before.map(bare_case))?;
    // 会议通知应提前2天发出: before the meeting
    let ahead = matches!(interval.kind, IntervalKind::Ahead(_) | IntervalKind::Before);
    if let Some(stem) = trigger.text.strip_suffix("通知").filter(|stem| ahead && stem.chars().count() > 1) {
        if let [DutyItem { kind: DutyKind::Act { activity, .. }, .. }] = items.as_mut_slice()
            && ["发出", "下发", "发布", "发送", "送达", "印发"].contains(&activity.text.as_str())
        {
            activity.text.push_str(&trigger.text);
        }
        trigger.text = stem.to_owned();
    }
    Some(every(trigger, items))
}

/// 检查结果次日公示: what is done so soon with what comes of it.
pub fn carries_in_time(trigger: &Text, normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (at, interval, length) = interval(normal).filter(|(at, _, length)| *at > 0 && at + length < all.len())?;
    let mut end = at;
    while let Some(word) = all.get(..end).and_then(connector) {
        end -= word.len();
    }
    let what = all.get(..end).filter(|what| !what.is_empty() && !what.ends_with(['后', '前', '起']))?;
    let act = all.get(at + length..)?.trim_start_matches(['将', '内']);
    let activity = Text { text: format!("{act}{what}"), ..text(normal, 0, all.len()) };
    let kind = DutyKind::Act { interval: Some(interval), activity, filter: None };
    Some(every(trigger.clone(), vec![DutyItem { span: normal.span(0, all.len()), own: false, kind }]))
}

/// What someone may do and need not: there is no duty to it, but it has its time.
fn is_claim(act: &str) -> bool {
    const CLAIMS: [&str; 16] = [
        "申诉", "异议", "申请", "复议", "复核", "调休", "补休", "休假", "年假", "报销", "索赔", "理赔", "退货", "换货",
        "退款", "投诉",
    ];
    CLAIMS.iter().any(|claim| act.ends_with(claim))
}

fn every(trigger: Text, items: Vec<DutyItem>) -> Core {
    Core::Every { trigger, filter: None, duty: Duty::All(items), key: None }
}
