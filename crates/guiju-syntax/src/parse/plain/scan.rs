//! The constituents of a plain sentence: periods, deadlines, comparisons, numbers, and the words between.

pub(super) mod comparison;
mod deadline;
mod entity;
mod number;
pub(super) mod period;
mod quantity;
mod unit;

pub use self::entity::TOWARDS;
pub use self::number::duration;
pub use self::quantity::{counted, including, is_agent, measured_of, of_article};
pub use self::unit::unit;

use std::rc::Rc;

use pest::Parser;

use self::comparison::compare;
use self::deadline::deadline;
use self::entity::entity;
use self::number::endless;
use self::period::{paced, period};
use self::quantity::{negative, quantity};
use super::first;
use super::words::{ABOUT, MODALS, is_need, is_word};
use crate::ast::{Comparison, Deadline, Entity, Period, Quantity, Text};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::parse::build::Builder;

/// One constituent.
#[derive(Debug, Clone)]
pub enum Part {
    /// 每家客户
    Entity(Entity),
    /// 每周
    Period(Period),
    /// 5日前
    Deadline(Deadline),
    /// 至少
    Compare(Comparison),
    /// 8家
    Quantity(Quantity),
    /// 2至4次
    Between(Quantity, Quantity),
    /// 三分之二, 2/3
    Fraction(Quantity, Quantity),
    /// Anything else.
    Words(Text),
}

/// The constituents of a normalised sentence without blanks; they are read once.
pub fn scan(normal: &Normal) -> (Rc<Vec<Part>>, Vec<Diagnostic>) {
    let read = || {
        let (parts, problems) = constituents(normal);
        (Rc::new(parts), problems)
    };
    normal.memo.constituents.get_or_init(read).clone()
}

fn constituents(normal: &Normal) -> (Vec<Part>, Vec<Diagnostic>) {
    let text = normal.text.as_str();
    let mut parts: Vec<Part> = Vec::new();
    let mut problems = Vec::new();
    let (mut at, mut words_from) = (0, 0);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if !first::constituent(c) {
            at += c.len_utf8();
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let after_period = words_from == at && matches!(parts.last(), Some(Part::Period(_)));
        let builder = Builder::new(normal, at);
        let before = text.get(..at).unwrap_or("");
        if first::number(c)
            && let Some(length) = form(rest)
        {
            at += length;
            continue;
        }
        let when = |begins: bool, read: &dyn Fn() -> Found| if begins { read() } else { None };
        let found = when(c == '「', &|| quoted(normal, at))
            .or_else(|| when(c == '每', &|| entity(&builder, rest, before)))
            .or_else(|| when(first::period(c), &|| period(&builder, rest)))
            .or_else(|| when(first::number(c) && !after_period, &|| paced(&builder, rest, before)))
            .or_else(|| when(first::deadline(c), &|| deadline(&builder, rest, after_period)))
            .or_else(|| when(first::comparison(c), &|| compare(rest, before)))
            .or_else(|| when(first::number(c), &|| quantity(normal, at, before.chars().last())))
            .or_else(|| when(c == '±', &|| quantity::either_way(normal, at)))
            .or_else(|| when(c == '-' || c == '负' || c == '零', &|| negative(normal, at)));
        problems.extend(builder.problems());
        match found {
            Some((mut found, length)) => {
                words(normal, words_from, at, &mut parts);
                // 超过3次(含): whether the number itself is in
                if let ([Part::Quantity(_)], Some(Part::Compare(before))) = (found.as_slice(), parts.last_mut())
                    && let Some(included) = quantity::inclusion(rest.get(..length).unwrap_or(""))
                {
                    *before = quantity::including(*before, included);
                }
                parts.append(&mut found);
                at += length;
                words_from = at;
            }
            None => {
                let endless = endless(rest, before);
                problems.extend(endless.map(|number| {
                    let place = normal.span(at, at + number.len());
                    Diagnostic::new(Code::NumberTooLarge, place).with("number", number)
                }));
                at += endless.map_or(c.len_utf8(), str::len);
            }
        }
    }
    words(normal, words_from, at, &mut parts);
    (parts, problems)
}

/// 三年级, 2024级: which form somebody is in, no number of anything.
fn form(text: &str) -> Option<usize> {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let number = text.find(|c| !numeral(c))?;
    let rest = text.get(number..)?;
    let year = number == 4 && text.starts_with(['1', '2']);
    ["年级", "级"]
        .iter()
        .find(|word| rest.starts_with(**word) && (year || **word == "年级"))
        .map(|word| number + word.len())
}

fn words(normal: &Normal, from: usize, to: usize, parts: &mut Vec<Part>) {
    let (mut from, mut to) = (from, to);
    let slice = |from: usize, to: usize| normal.text.get(from..to).unwrap_or("");
    // A modal at either end of the words belongs to the sentence, not to the name.
    let begins = |words: &str| {
        let word = || MODALS.iter().chain(&["于", "在"]).find(|word| words.starts_with(**word));
        if words.starts_with(|c| first::modal(c) || matches!(c, '于' | '在')) { word() } else { None }
    };
    let ends = |words: &str| {
        let word = || MODALS.iter().chain(&["于", "在"]).find(|word| words.ends_with(**word));
        if words.ends_with(|c| first::modal(c) || matches!(c, '于' | '在')) { word() } else { None }
    };
    while let Some(word) = begins(slice(from, to)) {
        let rest = slice(from + word.len(), to);
        // 在场 is there, 在场地 where
        let ground = ["场地", "场所", "场馆", "场区"].iter().any(|ground| rest.starts_with(ground));
        if is_word(word, rest) || (*word == "在" && rest.starts_with(ABOUT) && !ground) {
            break;
        }
        from += word.len();
    }
    let kept = ["存在", "现在", "所在", "等于", "关于", "属于", "由于", "用于", "限于", "位于", "处于"];
    while let Some(word) = ends(slice(from, to)) {
        if kept.iter().any(|kept| slice(from, to).ends_with(kept))
            || slice(from, to).strip_suffix("需要").is_some_and(is_need)
            || [
                "主要", "重要", "必要", "只要", "纪要", "概要", "摘要", "提要", "供应", "响应", "反应", "效应", "相应",
                "无需", "必需", "急需",
            ]
            .iter()
            .any(|kept| slice(from, to).ends_with(kept))
        {
            break;
        }
        to -= word.len();
    }
    if from < to {
        let text = slice(from, to).to_owned();
        parts.push(Part::Words(Text { text, span: normal.span(from, to), quoted: false }));
    }
}

type Found = Option<(Vec<Part>, usize)>;

fn quoted(normal: &Normal, at: usize) -> Found {
    let rest = normal.text.get(at + "「".len()..)?;
    let (inner, _) = rest.split_once('」')?;
    let length = "「」".len() + inner.len();
    let text = Text { text: inner.to_owned(), span: normal.span(at, at + length), quoted: true };
    Some((vec![Part::Words(text)], length))
}

fn parsed<'t>(rule: Rule, text: &'t str) -> Option<pest::iterators::Pair<'t, Rule>> {
    Grammar::parse(rule, text).ok()?.next()
}
