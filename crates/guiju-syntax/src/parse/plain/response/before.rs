//! What is there before something: 经审批后方可实施, 交接单应在离职前填写.

use pest::Parser;

use super::event::bare_case;
use super::{begins_with_interval, every, interval, interval_at};
use crate::ast::{Core, DutyItem, DutyKind, Interval, IntervalKind, Requirement, Text};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::parse::plain::scan;
use crate::parse::plain::words::{MODALS, is_quoted, modal, name, whichever};

/// 离职前, then 应在3天内提交: the same.
pub fn window_before_what(before: Option<&Requirement>, normal: &Normal) -> Option<Diagnostic> {
    let Core::Phrase(event) = &before?.core else { return None };
    let at = begins_with_interval(normal)?;
    let (kind, length) = interval_at(normal, at)?;
    let named = event.text.ends_with('前') && event.text.chars().count() > 2;
    (named && matches!(kind, IntervalKind::Within(_))).then(|| {
        let words = format!("{},{}", event.text, normal.text.get(at..at + length).unwrap_or(""));
        Diagnostic::new(Code::WindowBefore, event.span.to(normal.span(0, at + length))).with("words", words)
    })
}

/// 合同期满前一个月内通知: within that month, which is neither 提前 so long nor any time before.
pub fn window_before(normal: &Normal) -> Option<Diagnostic> {
    normal.text.match_indices('前').find_map(|(at, word)| {
        let event = normal.text.get(..at)?;
        let from = at + word.len();
        let rest = normal.text.get(from..)?;
        let skipped = ["的", "后"].iter().find(|it| rest.starts_with(**it)).map_or(0, |it| it.len());
        let (_, size) = scan::duration(rest.get(skipped..)?)?;
        let end = from + skipped + size;
        let within = normal.text.get(end..)?.starts_with('内');
        let named =
            event.chars().count() > 1 && !event.ends_with(|c: char| c.is_ascii_digit() || "提之以日号点".contains(c));
        (within && named && !is_quoted(&normal.text, at)).then(|| {
            let words = normal.text.get(..end + "内".len()).unwrap_or("");
            Diagnostic::new(Code::WindowBefore, normal.span(0, end)).with("words", words)
        })
    })
}

/// 经X后方可Y: before every Y there is X.
pub(super) fn cleared_before(normal: &Normal, said: Option<&Text>) -> Option<Core> {
    let text_ = normal.text.as_str();
    let (at, word) = ["后方可", "后方能", "方可", "方能", "后才能", "才能", "后才可", "才可"]
        .iter()
        .find_map(|word| Some((normal.find(word)?, *word)))?;
    let before = text_.get(..at)?;
    // 特殊人才可协议定薪 holds no 才可
    if word.starts_with('才') && ["人", "英", "器", "钢", "木", "身"].iter().any(|stem| before.ends_with(stem)) {
        return None;
    }
    // 经 as in 经审批, not as in 总经理 or 已经
    let through = before.char_indices().find(|(at, c)| {
        let next = before.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let last = before.get(..*at).and_then(|rest| rest.chars().next_back());
        *c == '经'
            && !next.is_some_and(|c| "理营济费常销办验历".contains(c))
            && !last.is_some_and(|c| "已曾总财".contains(c))
    });
    let (subject, from) = match (through, modal(before)) {
        (Some((found, _)), _) => (found, found + "经".len()),
        (None, Some((found, word))) => (found, found + word.len()),
        (None, None) => (0, 0),
    };
    let topic = text_.get(..subject).unwrap_or("");
    let topic = MODALS.iter().find_map(|word| topic.strip_suffix(word)).unwrap_or(topic);
    // 在征得主任同意的情况下方可外带
    const GIVEN: [&str; 4] = ["的情况下", "的前提下", "的条件下", "之"];
    let within = text_.get(from..at).and_then(|cleared| cleared.strip_prefix('在'));
    let from = within.map_or(from, |cleared| at - cleared.len());
    let end = GIVEN.iter().find_map(|end| text_.get(from..at)?.strip_suffix(end)).map_or(at, |left| from + left.len());
    let (cleared, mut act) = (name(normal, from, end), name(normal, at + word.len(), text_.len()));
    let topic = whichever(topic);
    if cleared.text.is_empty() || act.text.is_empty() {
        return None;
    }
    // 大额采购…方可执行 is 大额采购
    let plain = ["执行", "实施", "进行", "办理"].contains(&act.text.as_str());
    act.text = if plain && !topic.is_empty() { topic.to_owned() } else { format!("{topic}{}", act.text) };
    // 变更须提交申请,经审批后方可实施: of what was said
    if let Some(said) = said.filter(|_| plain && topic.is_empty()) {
        act.text = bare_case(said).text;
    }
    let interval = Some(Interval { span: normal.span(at, at + word.len()), kind: IntervalKind::Before });
    let span = cleared.span;
    let kind = DutyKind::Act { interval, activity: cleared, filter: None };
    Some(every(act, vec![DutyItem { span, own: false, kind }]))
}

/// 月底, 下周一, 周三上午, 下季度初: a time, before which nothing happens by itself.
fn is_time(event: &str) -> bool {
    const PART: [&str; 6] = ["上午", "中午", "下午", "上班", "下班", "晚上"];
    let day = PART.iter().find_map(|part| event.strip_suffix(part)).unwrap_or(event);
    let begins = day.strip_suffix('初').is_some_and(|of| of.ends_with(['月', '季', '年', '度', '周', '旬']));
    let whole = |day: &str| Grammar::parse(Rule::point, day).is_ok_and(|read| read.as_str() == day);
    day.is_empty() || begins || day == "周末" || whole(day)
}

/// Y必须在X前完成, 应当在X前Y, Y在X前办妥: before every X there is Y.
pub(super) fn done_before(normal: &Normal) -> Option<Core> {
    const DONE: [&str; 13] =
        ["完成", "填写完毕", "填写", "办理", "办妥", "提交", "备好", "准备好", "做好", "签订", "送达", "交回", "到位"];
    let all = normal.text.as_str();
    // without a word that asks it is one by what ends it
    let said = || {
        let (at, topic) = normal.find("在").or_else(|| normal.find("于")).and_then(|at| Some((at, all.get(..at)?)))?;
        let done = DONE.iter().any(|done| all.strip_suffix(done).is_some_and(|rest| rest.ends_with('前')));
        (done && topic.chars().count() > 1).then_some((at, ""))
    };
    let (at, word) = modal(all).or_else(said)?;
    let rest =
        all.get(at + word.len()..).and_then(|rest| rest.strip_prefix('在').or_else(|| rest.strip_prefix('于')))?;
    let event = rest.get(..rest.find("之前").or_else(|| rest.find('前'))?)?;
    let numbered = event.contains(|c: char| c.is_ascii_digit()) || event.chars().count() < 2;
    if numbered || is_time(event) || interval(normal).is_some() {
        return None;
    }
    let from = at + word.len() + "在".len();
    let tail = rest.get(event.len()..)?;
    let tail = tail.strip_prefix("之前").or_else(|| tail.strip_prefix('前'))?;
    let act = match tail {
        "完成" | "" | "办理" | "进行" if at > 0 && !word.is_empty() => name(normal, 0, at),
        done if at > 0 && DONE.contains(&done) => {
            let topic = name(normal, 0, at);
            Text { text: format!("{done}{}", topic.text), ..topic }
        }
        _ => name(normal, all.len() - tail.len(), all.len()),
    };
    let interval = Some(Interval { span: normal.span(from, all.len()), kind: IntervalKind::Before });
    let kind = DutyKind::Act { interval, activity: act.clone(), filter: None };
    Some(every(name(normal, from, from + event.len()), vec![DutyItem { span: act.span, own: false, kind }]))
}
