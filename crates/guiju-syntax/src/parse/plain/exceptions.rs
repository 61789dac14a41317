//! What is excepted: 除急诊外, 难免压疮除外, 除车票、机票以外.

use super::words::{find, holds_any, text};
use crate::ast::{Condition, Core, Expr, Requirement, Text, Threshold};
use crate::normal::Normal;

/// Names that a segment excepts, and what is left of it.
pub struct Excepted {
    /// What is excepted.
    pub names: Vec<Text>,
    /// The segment without the exception.
    pub rest: Normal,
    /// Whether it stands behind what it is excepted from.
    pub behind: bool,
}

/// The exception of a segment, where it names things; holidays and what nobody knows (特殊情况) are told elsewhere.
pub fn excepted(normal: &Normal) -> Option<Excepted> {
    let all = normal.text.as_str();
    // 清除, 解除, 扣除 … are words
    let begins = |at: &usize| {
        let word = |c: char| "清解消扣拆删免剔开排切废铲根".contains(c);
        !all.get(..*at).is_some_and(|before| before.ends_with(word))
            && !all.get(*at..).is_some_and(|rest| rest.starts_with("除外"))
    };
    if let Some(from) = find(all, "除").filter(begins) {
        let inner = from + if all.get(from..)?.starts_with("除了") { "除了".len() } else { "除".len() };
        let (to, end) = ["以外", "之外", "外"].iter().find_map(|end| {
            let at = all.get(inner..)?.find(end)?;
            Some((inner + at, inner + at + end.len()))
        })?;
        let names = named(normal, inner, to)?;
        let mut rest = normal.part(0, from);
        rest.copy(normal, end, all.len());
        return Some(Excepted { names, rest, behind: false });
    }
    let whole = |names| Excepted { names, rest: normal.part(all.len(), all.len()), behind: true };
    if let Some(head) = all.strip_suffix("除外") {
        let from = ["但", "其中"].iter().find(|word| head.starts_with(**word)).map_or(0, |word| word.len());
        return named(normal, from, head.len()).map(whole);
    }
    let inner = ["不包括", "不包含", "不含"].iter().find(|word| all.starts_with(**word))?;
    named(normal, inner.len(), all.len()).map(whole)
}

/// The names between two places: short ones, without numbers, that say something.
fn named(normal: &Normal, from: usize, to: usize) -> Option<Vec<Text>> {
    // 特殊定制产品 names something, 特殊情况 nothing
    const UNSAID: [&str; 20] = [
        "特殊情",
        "特殊原因",
        "特殊时",
        "特殊要",
        "特殊规",
        "规定",
        "上述",
        "下列",
        "以上",
        "情况",
        "情形",
        "等",
        "节假日",
        "假期",
        "假日",
        "休息日",
        "周末",
        "双休",
        "每",
        "本",
    ];
    let words = normal.text.get(from..to)?.trim_end_matches('的');
    let mut names = Vec::new();
    let mut at = from;
    for piece in words.split(['、', '和', '及', '或', '与']) {
        let said = (2..=8).contains(&piece.chars().count())
            && !piece.contains(|c: char| c.is_ascii_digit() || c == '「')
            && !piece.starts_with("另有")
            && !holds_any(piece, &UNSAID);
        if !said {
            return None;
        }
        names.push(text(normal, at, at + piece.len()));
        at += piece.len() + '、'.len_utf8();
    }
    Some(names)
}

/// 特殊情况须报经理批准, 情节轻微的应改正: of a case that nobody names nothing is asked that a record could show.
pub fn unsaid(requirement: &mut Requirement) {
    const CASES: [&str; 10] = [
        "特殊情况",
        "特殊情形",
        "特殊原因",
        "特殊事由",
        "特殊事项",
        "其他情况",
        "其他情形",
        "情况特殊",
        "情节轻微",
        "情节较轻",
    ];
    let Core::Every { trigger, filter: None, .. } = &requirement.core else { return };
    let case = ["如果遇", "如遇", "如有", "如因", "若有", "若遇", "确有", "遇有", "遇到", "遇", "有", "因", "若", "如"];
    let bare = case.iter().find_map(|word| trigger.text.strip_prefix(word)).unwrap_or(&trigger.text);
    if !trigger.quoted && CASES.contains(&bare) {
        let words = Text { text: requirement.words.clone(), span: requirement.span, quoted: false };
        requirement.core = Core::Phrase(words);
    }
}

/// The condition that holds of what is excepted: of money the kind of expense, of anything else whether it is so.
pub fn condition(names: &[Text], of: &Requirement) -> Option<Condition> {
    let money = match &of.core {
        Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } => {
            number.unit.as_ref().is_some_and(|unit| unit.text == "元")
        }
        _ => false,
    };
    let first = names.first()?;
    if money {
        let field = Text { text: "费用".to_owned(), ..first.clone() };
        return Some(Condition::In { field, negated: false, values: names.to_vec() });
    }
    let mut flags: Vec<Condition> = names.iter().cloned().map(Condition::Flag).collect();
    if flags.len() == 1 { flags.pop() } else { Some(Condition::Or(flags)) }
}
