//! Names put together of words that a number parted: what joins there is no part of a name.
//!
//! 整理[一次]文件夹 is 整理文件夹. But 上月[25日]至本月[24日]为考勤周期 and 缺席[3次以上]的评议为不合格 are sentences of another
//! build, and 打[8]折 has a measure word that nobody knows.

use crate::ast::{Core, Expr, Requirement, Scale, Text, Threshold};
use crate::normal::Normal;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::holds_any;

/// What no piece of a name begins with, behind a number.
const BEGINNINGS: [&str; 9] = ["至", "为", "是", "即", "则", "起", "止", "视", "予以"];

/// 内容, 内部, 内审: what goes on as a word.
const INSIDE: [char; 12] = ['容', '部', '审', '勤', '科', '外', '训', '控', '务', '地', '场', '业'];

/// What no piece of a name ends with, before a number; and words that end so.
#[rustfmt::skip]
const ENDS: [(&str, &[&str]); 9] = [
    ("至", &[]), ("从", &["服从", "听从"]), ("自", &["亲自", "擅自", "私自", "独自"]), ("经", &["财经", "神经", "已经", "曾经"]),
    ("由", &["理由", "自由", "事由", "缘由"]), ("被", &[]), ("逢", &[]), ("及", &["普及", "触及", "危及", "涉及"]), ("或", &[]),
];

/// What says of a case what becomes of it: 的评议为不合格.
const BECOMES: [&str; 7] = ["为", "视", "按", "予以", "取消", "不", "停"];

/// The word at which a name of a measure is no name.
pub fn glued(requirement: &Requirement) -> Option<(Text, String)> {
    let Core::Measure { measure: Expr::Name(name), threshold, .. } = &requirement.core else { return None };
    if name.quoted {
        return None;
    }
    let (parts, _) = scan(&Normal::new(&requirement.words, 0));
    // 及7×24小时故障响应: a number that nothing compares with parts no more than a comma
    let judged = |part: &Part| match (part, threshold) {
        (Part::Quantity(number), Threshold::Value(Expr::Number(bound))) => number.number == bound.number,
        (part, _) => matches!(part, Part::Between(..) | Part::Compare(_) | Part::Period(_)),
    };
    let word = parts.windows(2).find_map(|pair| match pair {
        [Part::Words(before), number] if judged(number) => ends_in(&before.text).map(str::to_owned),
        [Part::Quantity(number), Part::Words(after)] if !after.quoted && name.text.ends_with(&after.text) => {
            let counted = number.unit.is_some() || number.scale != Scale::One || after.span.start != number.span.end;
            let letter = after.text.chars().next().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
            let unknown = letter.filter(|_| !counted).map(|letter| format!("{}{letter}", number.number.normalize()));
            unknown.or_else(|| begins_with(&after.text))
        }
        // 每餐后清洁一次
        [Part::Entity(_), Part::Words(after)] if name.text.contains(&after.text) => {
            after.text.starts_with(['后', '前']).then(|| after.text.clone())
        }
        [Part::Between(..) | Part::Compare(_), Part::Words(after)] if name.text.ends_with(&after.text) => {
            begins_with(&after.text)
        }
        _ => None,
    });
    Some((name.clone(), word?))
}

fn ends_in(piece: &str) -> Option<&'static str> {
    let ends = |(word, _): &&(&str, &[&str])| piece.ends_with(word);
    let (word, words) = ENDS.iter().find(ends)?;
    (!words.iter().any(|word| piece.ends_with(word))).then_some(*word)
}

/// 在12小时[内处理]: what begins so says by when.
pub fn within(piece: &str) -> Option<&'static str> {
    piece.strip_prefix('内').filter(|rest| !rest.starts_with(INSIDE)).map(|_| "内")
}

fn begins_with(piece: &str) -> Option<String> {
    let within = within(piece).map(str::to_owned);
    let joint = BEGINNINGS.iter().find(|word| piece.starts_with(**word)).map(|word| (*word).to_owned());
    let case = piece.strip_prefix('的').filter(|rest| holds_any(rest, &BECOMES));
    joint.or(within).or_else(|| case.map(|_| piece.to_owned()))
}
