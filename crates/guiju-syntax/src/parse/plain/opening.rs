//! What stands before a statement and asks nothing: 同时, 根据公司规定, ①, 【安全】, 安全管理:.

use super::scan::{Part, scan};
use super::words::{holds_any, lead, modal};
use super::{effects, measure};
use crate::normal::Normal;

/// Words that join a statement to the one before, or say how to take it.
#[rustfmt::skip]
const JOINING: [&str; 22] = [
    "同时", "另外", "此外", "并且", "而且", "其次", "首先", "最后", "再次", "因此", "所以", "但是", "但", "即", "也就是说", "除此之外", "与此同时", "在此基础上",
    "具体如下", "具体要求如下", "如下", "具体为",
];
const GROUNDS: [&str; 8] = ["根据", "依据", "按照", "遵照", "依照", "参照", "结合", "本着"];
#[rustfmt::skip]
const RULES: [&str; 18] = [
    "规定", "要求", "制度", "标准", "办法", "精神", "通知", "文件", "方案", "原则", "细则", "条例", "法", "》", "规范", "规程", "实际", "需要",
];
/// What a statement is for.
#[rustfmt::skip]
const PURPOSES: [&str; 16] = [
    "为了", "为确保", "为保证", "为提高", "为加强", "为规范", "为进一步", "为促进", "为防止", "为避免", "为保障", "为做好", "为切实", "为更好", "为维护", "为便于",
];

/// Which leaves open when it holds.
const HEDGES: [&str; 8] =
    ["原则上", "一般情况下", "正常情况下", "通常情况下", "特殊情况下", "日常工作中", "在日常工作中", "条件允许时"];

/// 正常情况下, 若无特殊原因: when that is nobody says.
pub fn hedges(normal: &Normal) -> bool {
    const REASONS: [&str; 9] = ["原因", "情况", "理由", "缘由", "事由", "事项", "情形", "困难", "变动"];
    const KINDS: [&str; 10] = ["特殊", "正当", "其他", "其它", "不可抗力", "合理", "重大", "客观", "意外", "特别"];
    let text = normal.text.as_str();
    let none = ["如果没有", "若没有", "如没有", "如果无", "若无", "如无", "没有", "无"];
    let reasonless = none.iter().find_map(|word| text.strip_prefix(word)).is_some_and(|rest| {
        let kind = REASONS.iter().find_map(|reason| rest.trim_end_matches(['的', '下']).strip_suffix(reason));
        kind.is_some_and(|kind| KINDS.contains(&kind))
    });
    reasonless || HEDGES.contains(&text)
}

/// 原则上每月走访: how firmly it is asked, before what is.
pub fn hedge(normal: &Normal) -> usize {
    const WORDS: [&str; 6] = ["原则上应", "原则上", "一般情况下", "通常情况下", "正常情况下", "基本上"];
    let word = WORDS.iter().find(|word| normal.text.starts_with(**word) && normal.text.len() > word.len());
    word.map_or(0, |word| word.len())
}

/// 同时, 此外: which only joins.
pub fn joins(normal: &Normal) -> bool {
    JOINING.contains(&normal.text.as_str())
}

/// 以及每周消毒一次, 并于验收后3天内付款: a statement of its own.
pub fn unjoined(normal: &Normal) -> Normal {
    let event =
        |rest: &&str| rest.starts_with(['在', '于']) && !rest.starts_with("于是") && rest.contains(['前', '后']);
    let own = ["并且", "并", "且", ""].iter().find_map(|word| normal.text.strip_prefix(word));
    let own = own.filter(event).map(|rest| rest.trim_start_matches(['在', '于']));
    let rest = normal.text.strip_prefix("以及").or(own).filter(|rest| rest.chars().count() > 2);
    rest.map_or_else(|| normal.clone(), |rest| normal.part(normal.text.len() - rest.len(), normal.text.len()))
}

/// 根据公司规定, 为提高效率: on what grounds, or what for, where what is asked follows.
pub fn explains(normal: &Normal) -> bool {
    let text = normal.text.as_str();
    let grounds = GROUNDS.iter().any(|word| text.starts_with(word)) && RULES.iter().any(|end| text.ends_with(end));
    let purpose = PURPOSES.iter().any(|word| text.starts_with(word));
    (grounds || purpose) && modal(text).is_none() && effects::split(normal).is_none() && !counts(normal)
}

/// 工作时间内, 在岗期间: when what follows holds.
pub fn during(normal: &Normal) -> bool {
    const ENDS: [&str; 6] = ["期间", "期间内", "时间内", "时间段内", "时段", "时段内"];
    let text = normal.text.as_str();
    ENDS.iter().any(|end| text.ends_with(end))
        && (4..=9).contains(&text.chars().count())
        && !text.starts_with(['未', '不'])
        && !holds_any(text, &["规定", "承诺", "约定", "要求", "期限"])
        && modal(text).is_none()
        && !counts(normal)
}

fn counts(normal: &Normal) -> bool {
    scan(normal).0.iter().any(|part| !matches!(part, Part::Words(_)))
}

/// A statement without its number and its heading: ①…, 【安全】…, 安全管理:每月检查….
pub fn unnumbered(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    // 4 .每周检查一次
    let numbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let point = numbered
        .strip_prefix(['.', '、'])
        .filter(|rest| numbered.len() < text.len() && rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()));
    let circled =
        point.unwrap_or(text).trim_start_matches(|c: char| ('①'..='⑳').contains(&c) || "●◆■★◎•·※√".contains(c));
    // 【会议室】 may be a place
    let marked = circled.strip_prefix('【').and_then(|rest| rest.split_once('】')).filter(|(head, _)| only_heads(head));
    let marked = marked.map_or(circled, |(_, rest)| rest);
    let from = if marked.is_empty() { 0 } else { text.len() - marked.len() };
    headed(&normal.part(from, text.len()))
}

/// What a heading ends in that is no thing and no place.
#[rustfmt::skip]
const ONLY_HEADS: [&str; 17] = [
    "标准", "要求", "执行", "管理", "制度", "纪律", "规范", "工作", "内容", "职责", "服务", "考勤", "出勤", "安全", "卫生", "质量", "规定",
];

/// Whether a heading says only of what kind the statement is.
fn only_heads(head: &str) -> bool {
    ONLY_HEADS.iter().any(|end| head.ends_with(end))
}

/// 安全管理:每月检查8处: the heading names nothing that the statement does not; 例会:每周召开一次 is of 例会召开. Where it may be
/// a place (会议室:不得吸烟) it stays in the name.
fn headed(normal: &Normal) -> Normal {
    const VALUES: [&str; 12] =
        ["目标", "目标值", "指标", "指标值", "标准值", "权重", "分值", "时间", "地点", "比例", "要求", "满分"];
    let whole = || normal.clone();
    let Some((head, rest)) = normal.text.split_once(':') else { return whole() };
    let from = normal.text.len() - rest.len();
    let body = normal.part(from, normal.text.len());
    let plain = (2..=10).contains(&head.chars().count())
        && head.chars().all(|c| c.is_alphabetic() && !"每应须得内前后未不无".contains(c))
        && !head.ends_with(['级', '等', '档', '类']);
    if !plain || VALUES.contains(&head) || rest.contains(':') || effects::split(normal).is_some() {
        return whole();
    }
    let (parts, _) = scan(&body);
    // 一级故障:10分钟内响应: the heading is the event
    let bound = parts.iter().any(|part| matches!(part, Part::Period(_) | Part::Compare(_)));
    let name = measure::rest(&parts, body.span(0, body.text.len()));
    let forbids = holds_any(rest, &["不得", "严禁", "禁止", "不准"]);
    // 冷菜:5分钟内上桌 is of 冷菜
    let begins = !rest.starts_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十半><=".contains(c));
    if !begins || name.text.is_empty() || !bound && !forbids {
        return whole();
    }
    if only_heads(head) {
        return body;
    }
    // 报表:每月5日前报送
    let act = name.text.get(lead(&name.text)..).unwrap_or("");
    if bound && act.chars().count() <= 2 { joined(normal, head.len(), from) } else { whole() }
}

/// Without the colon.
fn joined(normal: &Normal, head: usize, from: usize) -> Normal {
    let mut whole = normal.part(0, head);
    whole.copy(normal, from, normal.text.len());
    whole
}
