//! Plain sentences: found constituents, put together by the rules of the language.

mod scan;

use rust_decimal::Decimal;

use crate::ast::{
    Comparison, Core, Duration, Duty, DutyItem, DutyKind, Expr, Interval, IntervalKind, Quantity, Requirement, Scale,
    Text, Threshold,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::{Normal, tight};
use crate::span::Span;
use scan::{Part, scan};

use super::build::empty_requirement;

/// Words that make an obligation.
pub(super) const MODALS: [&str; 14] =
    ["均要", "均需", "均须", "均应", "都要", "都应", "必须", "应当", "需要", "务必", "需", "须", "应", "要"];

/// Words that only lead up to what is asked.
const LEADS: [&str; 9] = ["确保", "做到", "保证", "坚持", "认真", "进行", "组织", "开展", "将"];

/// Words of praise: a duty of these alone can be checked by nobody.
const PRAISE: [&str; 22] = [
    "认真", "负责", "积极", "主动", "热情", "良好", "细致", "细心", "耐心", "努力", "勤奋", "踏实", "敬业", "热心",
    "诚实", "严格", "严谨", "周到", "到位", "高效", "优秀", "好",
];

/// Words that say an event happens.
const EVENTS: [&str; 6] = ["引起", "发生", "出现", "产生", "造成", "有"];

/// `不得超过` is a comparison, not a ban.
pub fn comparison_after_ban(text: &str) -> Option<Comparison> {
    let rest = text.split_once("不得").map(|(_, rest)| rest.trim_start())?;
    let over = ["超过", "高于", "多于", "大于"].iter().any(|word| rest.starts_with(word));
    let under = ["少于", "低于", "小于"].iter().any(|word| rest.starts_with(word));
    if over { Some(Comparison::AtMost) } else { under.then_some(Comparison::AtLeast) }
}

/// 不得引起客人投诉 forbids 客人投诉.
pub fn bare_event(activity: &mut Text) {
    if activity.quoted {
        return;
    }
    if let Some(rest) = EVENTS.iter().find_map(|word| activity.text.strip_prefix(word)).filter(|rest| !rest.is_empty())
    {
        let dropped = u32::try_from(activity.text.len() - rest.len()).unwrap_or(0);
        activity.span.start = activity.span.start.saturating_add(dropped).min(activity.span.end);
        activity.text = rest.to_owned();
    }
}

/// Reads one segment, without blanks.
pub fn segment(normal: &Normal) -> (Vec<Requirement>, Vec<Diagnostic>) {
    let (parts, mut problems) = scan(normal);
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let everything = normal.span(0, normal.text.len());
    // 需填写清楚并在会议开始前三天发送: what follows 并在 is a requirement of its own, with the same topic.
    if let Some(at) = find(&normal.text, "并在").filter(|at| *at > 0)
        && let Some((topic_end, modal)) = modal(&normal.text)
        && topic_end > 0
        && topic_end < at
    {
        let second = joined(normal, topic_end + modal.len(), at + "并".len());
        let (mut first, more) = segment(&normal.part(0, at));
        problems.extend(more);
        let (rest, more) = segment(&second);
        first.extend(rest);
        problems.extend(more);
        return (first, problems);
    }
    let mut requirement = empty_requirement(everything);
    requirement.words.clone_from(&normal.text);
    for part in &parts {
        match part {
            Part::Entity(entity) => requirement.entity = Some(entity.clone()),
            Part::Period(period) => {
                if requirement.period.as_ref().is_some_and(|known| known.kind != period.kind) {
                    problems.push(Diagnostic::new(Code::TwoPeriods, period.span));
                }
                requirement.period = Some(period.clone());
            }
            Part::Deadline(deadline) => requirement.deadline = Some(deadline.clone()),
            _ => {}
        }
    }
    requirement.topic = topic(normal, &parts);
    let core =
        response(normal).or_else(|| measure(&parts)).or_else(|| ban(normal)).or_else(|| obligation(normal, &parts));
    requirement.core = core.unwrap_or_else(|| Core::Phrase(rest(&parts, everything)));
    (vec![requirement], problems)
}

/// The start of the normalised text up to `keep`, and what follows `from`.
fn joined(normal: &Normal, keep: usize, from: usize) -> Normal {
    let mut whole = normal.part(0, keep);
    whole.copy(normal, from, normal.text.len());
    whole
}

/// Where a word stands, outside 「」.
fn find(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| !is_quoted(text, *at))
}

fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.matches('「').count() > before.matches('」').count()
}

/// The first modal that parts a topic from what is asked of it, with its place.
fn modal(text: &str) -> Option<(usize, &'static str)> {
    let found = MODALS.iter().filter_map(|word| find(text, word).map(|at| (at, *word)));
    let found = found.filter(|(at, word)| {
        let after = text.get(at + word.len()..).unwrap_or("");
        let before = text.get(..*at).unwrap_or("");
        // 要求, 需求, 应急 … are words, and so is 主要
        !after.starts_with(['求', '急', '用', '点', '素'])
            && !before.ends_with(['主', '重', '只', '不', '反', '适', '响', '相', '对', '供', '必'])
    });
    found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))
}

fn topic(normal: &Normal, parts: &[Part]) -> Option<Text> {
    let (at, _) = modal(&normal.text)?;
    let begins_with_entity = matches!(parts.first(), Some(Part::Entity(_) | Part::Period(_)));
    (at > 0 && !begins_with_entity).then(|| text(normal, 0, at))
}

fn text(normal: &Normal, start: usize, end: usize) -> Text {
    Text { text: normal.text.get(start..end).unwrap_or("").to_owned(), span: normal.span(start, end), quoted: false }
}

/// All words that are no other constituent, as one name.
fn rest(parts: &[Part], otherwise: Span) -> Text {
    let mut name = Text { text: String::new(), span: otherwise, quoted: false };
    let mut first = true;
    for part in parts {
        if let Part::Words(words) = part {
            name.span = if first { words.span } else { name.span.to(words.span) };
            name.quoted |= words.quoted;
            first = false;
            name.text.push_str(&words.text);
        }
    }
    let mut text = name.text.as_str();
    while let Some(rest) = LEADS.iter().find_map(|lead| text.strip_prefix(lead)).filter(|rest| rest.chars().count() > 1)
    {
        text = rest;
    }
    name.text = tight(text);
    name
}

/// A number makes a measure: 每周上门访问客户8家, 错字率不得超过3‰.
fn measure(parts: &[Part]) -> Option<Core> {
    let quantity = parts.iter().find_map(|part| match part {
        Part::Quantity(quantity) => Some(quantity),
        _ => None,
    })?;
    let comparison = parts.iter().find_map(|part| match part {
        Part::Compare(comparison) => Some(*comparison),
        _ => None,
    });
    let name = rest(parts, quantity.span);
    if name.text.is_empty() {
        return None;
    }
    Some(Core::Measure {
        measure: Expr::Name(name),
        filter: None,
        comparison: comparison.unwrap_or(Comparison::AtLeast),
        threshold: Threshold::Value(Expr::Number(quantity.clone())),
    })
}

/// 不得, 严禁, 禁止 and what must not happen.
fn ban(normal: &Normal) -> Option<Core> {
    let (at, word) =
        ["不得", "严禁", "禁止", "不准", "杜绝"].iter().find_map(|word| Some((find(&normal.text, word)?, *word)))?;
    let mut activity = text(normal, at + word.len(), normal.text.len());
    bare_event(&mut activity);
    (!activity.text.is_empty()).then_some(Core::Never { activity, filter: None })
}

/// X 均要 Y: every X carries Y.
fn obligation(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let (at, word) = modal(&normal.text)?;
    if parts.iter().any(|part| matches!(part, Part::Entity(_) | Part::Period(_))) {
        return None;
    }
    let (trigger, act) = (text(normal, 0, at), text(normal, at + word.len(), normal.text.len()));
    if trigger.text.is_empty() || act.text.is_empty() || is_praise(&act.text) {
        return None;
    }
    let item =
        DutyItem { span: act.span, own: false, kind: DutyKind::Act { interval: None, activity: act, filter: None } };
    Some(Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None })
}

fn is_praise(act: &str) -> bool {
    let left = PRAISE.iter().fold(act.to_owned(), |left, word| left.replace(word, ""));
    left.trim_matches(['、', '地', '得', '的', '、', '和', '而', '很']).is_empty()
}

/// What has to follow (or precede) an event in time: X需在当天 A 并 B, X后一天 Y, 在X前三天 Y.
fn response(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (body, topic) = match modal(all).filter(|(at, _)| *at > 0) {
        Some((at, word)) => (at + word.len(), Some(text(normal, 0, at))),
        None => (0, None),
    };
    let body = body + all.get(body..)?.strip_prefix('在').map_or(0, |_| "在".len());
    let after_body = all.get(body..)?;
    // X需(在)当天 A 并 B
    if let Some(topic) = &topic
        && let Some((interval, length)) = leading_interval(normal, body)
    {
        let trigger = topic.clone();
        return Some(every(trigger, acts(normal, body + length, &interval, None)?));
    }
    // (在)X后n天(内) Y / (在)X前n天 Y
    for (mark, ahead) in [('后', false), ('前', true)] {
        for (at, _) in after_body.match_indices(mark).filter(|(at, _)| !is_quoted(all, body + at)) {
            let number_at = body + at + mark.len_utf8();
            let Some((length, size)) = scan::duration(all.get(number_at..).unwrap_or("")) else { continue };
            let skip = all.get(number_at + size..).unwrap_or("");
            let skip = ["之内", "以内", "内"].iter().find(|word| skip.starts_with(**word)).map_or(0, |word| word.len());
            let span = normal.span(body + at, number_at + size + skip);
            let kind = if ahead { IntervalKind::Ahead(length) } else { IntervalKind::Within(length) };
            let interval = Interval { span, kind };
            let trigger = text(normal, body, body + at);
            if trigger.text.is_empty() {
                continue;
            }
            return Some(every(trigger, acts(normal, number_at + size + skip, &interval, topic.as_ref())?));
        }
    }
    None
}

fn leading_interval(normal: &Normal, at: usize) -> Option<(Interval, usize)> {
    let rest = normal.text.get(at..)?;
    let same_day = ["当天", "当日", "同日"].iter().find(|word| rest.starts_with(**word));
    if let Some(word) = same_day {
        return Some((Interval { span: normal.span(at, at + word.len()), kind: IntervalKind::SameDay }, word.len()));
    }
    let (ahead, start) = match rest.strip_prefix("提前") {
        Some(_) => (true, "提前".len()),
        None => (false, 0),
    };
    let (length, size) = scan::duration(rest.get(start..)?)?;
    let tail = rest.get(start + size..)?;
    let inside = ["之内", "以内", "内"].iter().find(|word| tail.starts_with(**word)).map(|word| word.len());
    let end = start + size + inside.unwrap_or(0);
    let kind = match (ahead, inside) {
        (true, _) => IntervalKind::Ahead(length),
        (false, Some(_)) => IntervalKind::Within(length),
        (false, None) => return None,
    };
    Some((Interval { span: normal.span(at, at + end), kind }, end))
}

/// The acts from `at` on, joined by 并 or 且; all of them within the same interval.
fn acts(normal: &Normal, at: usize, interval: &Interval, topic: Option<&Text>) -> Option<Vec<DutyItem>> {
    let mut items = Vec::new();
    let mut start = at;
    for piece in normal.text.get(at..)?.split(['并', '且']) {
        let mut activity = text(normal, start, start + piece.len());
        start += piece.len() + "并".len();
        activity.text = activity.text.trim_start_matches(['将', '要', '须']).to_owned();
        if activity.text.is_empty() {
            continue;
        }
        if let Some(topic) = topic {
            activity.text = format!("{}{}", topic.text, activity.text);
        }
        let kind = DutyKind::Act { interval: Some(interval.clone()), activity: activity.clone(), filter: None };
        items.push(DutyItem { span: activity.span, kind, own: false });
    }
    (!items.is_empty()).then_some(items)
}

fn every(trigger: Text, items: Vec<DutyItem>) -> Core {
    Core::Every { trigger, filter: None, duty: Duty::All(items), key: None }
}

/// A plain number of something.
pub(super) fn quantity(span: Span, number: Decimal, scale: Scale, unit: Option<Text>) -> Quantity {
    Quantity { span, number, scale, unit }
}

/// A length.
pub(super) fn length(amount: Decimal, unit: crate::ast::DurationUnit) -> Duration {
    Duration { amount, unit }
}
