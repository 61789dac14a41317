//! From whom points are taken: 扣责任人50元, 对主管罚款20元. What another pays for the same cannot be told apart.

use super::joined::{after_comma, commas};
use crate::ast::Text;
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::scores;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::words::{find, text};
use crate::span::Span;

/// What is done with points, before those whom it concerns or behind them.
const VERBS: [&str; 12] = ["扣除", "扣减", "扣罚", "扣款", "扣", "处罚", "罚款", "罚", "处以", "减", "奖励", "奖"];
/// Those who did it themselves.
#[rustfmt::skip]
const SELVES: [&str; 9] = ["责任人", "当事人", "本人", "直接责任人", "当班人员", "员工", "个人", "违规者", "违纪者"];
/// What may stand before the verb and names no failing of its own.
const JOINTS: [&str; 16] = [
    "每次",
    "每起",
    "每例",
    "每项",
    "每处",
    "每发现一次",
    "一次",
    "同时",
    "并且",
    "并",
    "另",
    "再",
    "连带",
    "给予",
    "予以",
    "分别",
];

/// 扣责任人50元, and then 扣主管20元: who else pays for the same cannot be told apart.
pub fn recipients(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some((head, from, to)) = taken_from(normal) else { return false };
    let who = normal.text.get(from..to).unwrap_or("");
    let refers = bare(normal.text.get(..head).unwrap_or("")).is_empty();
    let further = refers && sentence.waiting.is_empty();
    let scored = sentence.read.last().filter(|_| sentence.read.len() > sentence.start);
    let another = match &sentence.payer {
        Some(first) => first != who,
        None => scored.is_some_and(|last| !last.scoring.is_empty()),
    };
    // 客户投诉, 每次扣主管2分: of what was said just before
    let own = normal.span(0, normal.text.len());
    let before = sentence.said.iter().rev().nth(1).filter(|_| refers).map(|it| it.span(0, it.text.len()));
    let place = sentence.waiting.first().map(|it| it.span(0, it.text.len())).or(before).map_or(own, |it| it.to(own));
    let other = |(of, owner): &(Span, Text)| of.start <= place.start && place.start < of.end && owner.text != who;
    let answers = !SELVES.contains(&who) && sentence.owners.iter().any(other);
    if further && another || answers {
        let problem = Diagnostic::new(Code::PointsByPayer, own);
        sentence.problems.push(problem.with("words", normal.text.as_str()));
        return true;
    }
    sentence.payer = Some(who.to_owned());
    if !SELVES.contains(&who) {
        sentence.owners.push((place, text(normal, from, to)));
    }
    false
}

/// 扣责任人50元、主管30元: who else pays for the same cannot be told apart.
pub fn payers(sentence: &mut Sentence, normal: &Normal) -> bool {
    let pays = |at: &usize| {
        let rest = after_comma(normal, *at).text;
        let amount =
            rest.find(|c: char| c.is_ascii_digit()).filter(|amount| is_actor(rest.get(..*amount).unwrap_or("")));
        let unit = amount.and_then(|amount| Some(rest.get(amount..)?.trim_start_matches(|c: char| c.is_ascii_digit())));
        unit.is_some_and(|unit| unit.starts_with(['元', '分'])) && scores(&normal.part(0, *at))
    };
    let Some(at) = commas(normal).find(pays) else { return false };
    let rest = after_comma(normal, at);
    sentence.segment(&normal.part(0, at));
    let problem = Diagnostic::new(Code::PointsByPayer, rest.span(0, rest.text.len()));
    sentence.problems.push(problem.with("words", rest.text.as_str()));
    true
}

/// Where what is said before begins to be said of whom, and where their name begins and ends.
fn taken_from(normal: &Normal) -> Option<(usize, usize, usize)> {
    if !scores(normal) {
        return None;
    }
    let whole = normal.text.as_str();
    let number = |at: usize| whole.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|to| at + to);
    // 对责任人罚款50元
    let named = |from: usize, to: usize| {
        let words = whole.get(from..to)?;
        let plain =
            words.trim_start_matches("连带").trim_end_matches("连带").trim_end_matches(['各', '每', '人', '次']);
        let is = |words: &str| SELVES.contains(&words) || is_actor(words) || words.ends_with("责任人");
        let whom = [words, plain].into_iter().find(|it| it.chars().count() > 1 && is(it))?;
        let at = from + words.find(whom)?;
        Some((at, at + whom.len()))
    };
    let of = ["对", "给予", "由"].iter().find_map(|word| {
        let at = find(whole, word)?;
        let from = at + word.len();
        let to = VERBS.iter().filter_map(|verb| whole.get(from..)?.find(verb)).min()? + from;
        named(from, to).map(|(from, to)| (at, from, to))
    });
    // 扣责任人50元, 连带扣班长1分
    let verb = || {
        let (at, verb) = VERBS
            .iter()
            .filter_map(|verb| Some((find(whole, verb)?, *verb)))
            .min_by_key(|(at, verb)| (*at, usize::MAX - verb.len()))?;
        let from = at + verb.len();
        if let Some((from, to)) = number(from).and_then(|to| named(from, to)) {
            return Some((at, from, to));
        }
        // 直接上级连带扣10元
        let linked = whole.get(..at)?.strip_suffix("连带")?;
        (number(from) == Some(from) && (2..=8).contains(&linked.chars().count())).then_some((0, 0, linked.len()))
    };
    of.or_else(verb)
}

/// What is left of the words before, without those that only join.
fn bare(mut words: &str) -> &str {
    while let Some(rest) = JOINTS.iter().find_map(|word| words.strip_prefix(word)) {
        words = rest;
    }
    words
}
