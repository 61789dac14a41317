//! Times of a day: 下午3点前 is 15:00前, and 当日18:00前 is so every day, where no event says which.

use crate::ast::{Core, Requirement};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::words::modal;

/// What is written every day, by its last words.
const DAILY: [&str; 12] = ["记录", "表", "单", "款", "报", "报告", "数据", "台账", "日志", "账", "营业额", "工作"];

/// 当日18:00前, 当天下班前: where the day stands, and how long the word for it is.
fn on_the_day(normal: &Normal) -> Option<(usize, usize)> {
    let text = normal.text.as_str();
    let timed = |at: usize| {
        let rest = text.get(at..).unwrap_or("");
        let time = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        let clock = time.len() < rest.len() && rest.contains(':') && time.starts_with('前');
        clock || rest.starts_with("下班前")
    };
    let found = ["当日", "当天", "当晚"].iter().find_map(|word| Some((normal.find(word)?, word.len())));
    // 当日16:00前下单当日发货: when the one is, and when the other
    let again =
        |at: usize| text.get(at..).is_some_and(|rest| ["当日", "当天", "次日"].iter().any(|day| acts_on(rest, day)));
    found.filter(|(at, length)| timed(at + length) && !again(at + length))
}

/// Whether it is that day when something is done: 将次日所需物料领回 only says what is for it.
fn acts_on(text: &str, day: &str) -> bool {
    text.match_indices(day).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + day.len()..).unwrap_or(""));
        let of_it = ["所", "的", "计划", "生产", "工作", "用", "需"].iter().any(|word| after.starts_with(word));
        !of_it && !before.ends_with(['将', '把', '对'])
    })
}

/// 当日18:00前上传: by 18:00 of every day.
pub fn by_the_clock(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    // 在当日18:00前
    let opens = |at: usize| text.get(..at).is_some_and(|it| it.ends_with(['在', '于']));
    on_the_day(normal).map_or_else(
        || normal.clone(),
        |(at, length)| replaced(normal, if opens(at) { at - "在".len() } else { at }, at + length, ""),
    )
}

/// 离职当日下班前交还: of the day of what happens, which no interval says; or of every day, which it may mean as well.
pub fn day_of_event(normal: &Normal, before: Option<&Requirement>, waits: bool) -> Option<Diagnostic> {
    let (at, length) = on_the_day(normal)?;
    let topic = normal.text.get(..at)?.trim_end_matches(['在', '于', '的']);
    let asked = modal(topic).is_some_and(|(at, word)| at + word.len() == topic.len());
    let who = if asked { modal(topic).map_or(topic, |(at, _)| topic.get(..at).unwrap_or(topic)) } else { topic };
    let marked = |text: &str| text.chars().count() > 2 && text.ends_with(['后', '起', '时', '的']);
    let parted = |at: usize| who.get(..at).is_some_and(marked) && who.get(at..).is_some_and(is_actor);
    let of_event = match asked || topic.is_empty() {
        // 收到订单后须当天下班前确认, 收到订单后销售员须当天下班前确认
        _ if marked(who) || who.char_indices().any(|(at, _)| parted(at)) => true,
        // 收到订单后, then 交期须在当天下班前确认
        true if waits || before.is_some_and(|it| matches!(it.core, Core::Phrase(_)) && happens(it)) => true,
        // 应于当日下班前交还, of what was said before
        true => (who.chars().count() < 3 || is_actor(who)) && before.is_some_and(happens),
        false => !is_actor(topic) && !topic.starts_with('每') && !DAILY.iter().any(|daily| topic.ends_with(daily)),
    };
    let time = normal.text.get(at..)?;
    let words = time.get(..time.find('前')? + '前'.len_utf8())?;
    of_event.then(|| {
        let span = normal.span(at, at + words.len().max(length));
        Diagnostic::new(Code::DayOfEvent, span).with("words", words)
    })
}

/// Whether what was asked before is of an event.
fn happens(before: &Requirement) -> bool {
    match &before.core {
        Core::Every { .. } => true,
        Core::Phrase(words) => crate::parse::plain::events::names_event(&words.text),
        _ => false,
    }
}

/// 早上8:30前 is 8:30前, 下午3:00前 is 15:00前.
pub fn day_part(normal: &Normal) -> Normal {
    const PARTS: [(&str, bool); 10] = [
        ("凌晨", false),
        ("清晨", false),
        ("早上", false),
        ("早晨", false),
        ("上午", false),
        ("中午", false),
        ("下午", true),
        ("傍晚", true),
        ("晚上", true),
        ("当晚", true),
    ];
    let text = normal.text.as_str();
    let found = PARTS.iter().find_map(|(word, late)| Some((normal.find(word)?, word.len(), *late)));
    let Some((at, length, late)) = found else { return normal.clone() };
    let clock = text.get(at + length..).unwrap_or("");
    let digits = clock.chars().take_while(char::is_ascii_digit).count();
    let Some(hour) = clock.get(..digits).and_then(|hour| hour.parse::<u32>().ok()) else { return normal.clone() };
    if digits > 2 || !clock.get(digits..).is_some_and(|rest| rest.starts_with(':')) {
        return normal.clone();
    }
    let hour = if late && hour < 12 { hour + 12 } else { hour };
    replaced(normal, at, at + length + digits, &hour.to_string())
}

/// 18点前 is 18:00前.
pub fn o_clock(normal: &Normal) -> Normal {
    if let Some(written) = with_minutes(normal) {
        return written;
    }
    let text = normal.text.as_str();
    // 上午10时以前 is the same
    const BEFORE: [&str; 7] = ["点前", "点半前", "点以前", "点之前", "时前", "时以前", "时之前"];
    let digit = |at: &usize| text.get(..*at).is_some_and(|it| it.ends_with(|c: char| c.is_ascii_digit()));
    let Some(at) = BEFORE.iter().find_map(|word| normal.find(word).filter(digit)) else { return normal.clone() };
    let before = text.get(..at).unwrap_or("");
    let digits = before.chars().rev().take_while(char::is_ascii_digit).count();
    let Some(hour) = before.get(at - digits..).and_then(|hour| hour.parse::<u32>().ok()).filter(|_| digits <= 2) else {
        return normal.clone();
    };
    let half = text.get(at..).is_some_and(|rest| rest.starts_with("点半"));
    let end = at + if half { "点半".len() } else { "点".len() };
    let tail = text.get(end..).unwrap_or("");
    let end = if tail.starts_with(['以', '之']) { end + "以".len() } else { end };
    let minutes = if half { "30" } else { "00" };
    // 下午3点 is 15:00
    let stem = before.get(..at - digits).unwrap_or("");
    let part = ["上午", "早上", "早晨", "中午", "下午", "晚上", "当晚"].iter().find(|word| stem.ends_with(**word));
    let late = part.is_some_and(|word| ["下午", "晚上", "当晚"].contains(word)) && hour < 12;
    let from = at - digits - part.map_or(0, |word| word.len());
    replaced(normal, from, end, &format!("{}:{minutes}", if late { hour + 12 } else { hour }))
}

/// 9点30分前 is 9:30前, and so is 9点30前.
fn with_minutes(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let (at, minutes, rest) = ['点', '时'].iter().find_map(|mark| {
        let at = normal.find(&mark.to_string())?;
        let behind = text.get(at + mark.len_utf8()..)?;
        let (minutes, rest) = behind.split_at_checked(digits(behind))?;
        let rest = rest.strip_prefix('分').unwrap_or(rest);
        let before = ["前", "以前", "之前"].iter().any(|word| rest.starts_with(word));
        (before && matches!(minutes.len(), 1 | 2)).then_some((at, minutes, rest))
    })?;
    let hour = text.get(..at)?.chars().rev().take_while(char::is_ascii_digit).count();
    let whole: u32 = text.get(at - hour..at)?.parse().ok()?;
    let rest = rest.strip_prefix(['以', '之']).unwrap_or(rest);
    let real = whole < 25 && minutes.parse::<u32>().is_ok_and(|it| it < 60);
    real.then(|| day_part(&replaced(normal, at, text.len() - rest.len(), &format!(":{minutes:0>2}"))))
}

/// 每晚10点前关灯: every day, at ten in the evening.
pub(super) fn evening(normal: &Normal) -> Option<Normal> {
    let at = normal.find("每晚")?;
    let hour = normal.text.get(at + "每晚".len()..)?;
    let digits = hour.trim_start_matches(|c: char| c.is_ascii_digit());
    let clock = digits.len() < hour.len() && digits.starts_with([':', '点', '时']);
    clock.then(|| replaced(normal, at, at + "每晚".len(), "每日晚上"))
}
