//! Paragraphs in which converters lost the line breaks: `四、考勤1.每天打卡。2.…`, `市场管理规范一、引言市场管理规范是…`.

use super::marks::{Mark, mark};
use super::mend::is_han;

/// A heading has no more characters.
const LONGEST_TITLE: usize = 40;
/// What a document calls itself.
const KINDS: [&str; 20] = [
    "标准",
    "规范",
    "制度",
    "规定",
    "办法",
    "细则",
    "守则",
    "规程",
    "条例",
    "准则",
    "公约",
    "说明书",
    "手册",
    "规则",
    "流程",
    "SOP",
    "sop",
    "职责",
    "方案",
    "细目",
];
/// Headings of every other document.
const COMMON: [&str; 9] = ["引言概述", "引言", "前言", "总则", "附则", "概述", "结论", "总结", "目的"];
/// How sentences begin, and headings do not.
const OPENINGS: [&str; 10] = ["为了", "本文", "本标准", "本规定", "本制度", "本办法", "下面", "以下", "通常", "随着"];

/// The parts of a paragraph, cut where numbers begin and after headings.
pub(super) fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for part in numbered(text) {
        match titled(part) {
            Some((title, rest)) => parts.extend([title, rest].map(|it| it.trim().to_owned())),
            None => parts.push(part.trim().to_owned()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Cut before numbers that go on from the one before: the first below a short label, or the next after a sentence.
fn numbered(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut marks: Vec<Mark> = mark(text).into_iter().collect();
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let candidate =
            at > start && !matches!(before, '.' | '．' | '(' | '（' | '第') && !before.is_ascii_alphanumeric();
        let found = if candidate { text.get(at..).and_then(mark) } else { None };
        if let Some(found) = found.filter(|found| begins(text.get(start..at).unwrap_or(""), &marks, found)) {
            parts.push(text.get(start..at).unwrap_or(""));
            start = at;
            marks.push(found);
        }
        before = letter;
    }
    parts.push(text.get(start..).unwrap_or(""));
    parts
}

/// Whether a number may begin a part after the words before it.
fn begins(before: &str, marks: &[Mark], found: &Mark) -> bool {
    let last = marks.last();
    let words = before
        .get(last.map_or(0, |mark| if mark.len <= before.len() { mark.len } else { 0 })..)
        .unwrap_or(before)
        .trim();
    let label =
        words.chars().count() <= LONGEST_TITLE && !words.is_empty() && !words.contains(['。', '，', '；', ',', ';']);
    let introduces = words.ends_with(['：', ':']);
    match last {
        Some(_) if marks.iter().any(|mark| mark.is_followed_by(found)) => {
            words.ends_with(['。', '；', ';', '!', '！', '：', ':'])
        }
        Some(last) => last.leads_to(found) && (label || introduces),
        None => found.path == [1] && ((label && words.chars().count() > 1) || introduces),
    }
}

/// A heading and what follows it in the same line.
fn titled(part: &str) -> Option<(String, String)> {
    let number = mark(part).filter(Mark::is_of_sections);
    let head = number.as_ref().map_or(0, |mark| mark.len);
    let words = part.get(head..)?;
    if mark(part).is_some() && number.is_none() || words.chars().count() <= 12 || is_title(words) {
        return None;
    }
    let cut = |at: usize| Some((part.get(..head + at)?.to_owned(), words.get(at..)?.to_owned()));
    let common = COMMON.iter().find(|common| words.starts_with(**common));
    if let (Some(common), true) = (common, number.is_some()) {
        let rest = words.get(common.len()..)?;
        return rest.chars().next().filter(|next| is_han(*next)).and_then(|_| cut(common.len()));
    }
    // A title that names its kind, before one of those.
    if number.is_none()
        && let Some(at) = COMMON.iter().filter_map(|common| words.find(common)).min()
        && is_title(words.get(..at)?)
    {
        return cut(at);
    }
    let at = repeated(words)?;
    let title = words.get(..at)?;
    let names_kind = KINDS.iter().any(|kind| title.contains(kind));
    (number.is_some() || names_kind).then(|| cut(at)).flatten()
}

/// Where the words begin again with their first four characters, or a sentence opens: what stands before may be a title.
fn repeated(words: &str) -> Option<usize> {
    let four = words.char_indices().nth(4).map(|(at, _)| at)?;
    let begins = words.get(..four)?;
    let again = words.get(four..)?.find(begins).map(|at| at + four);
    let opens = OPENINGS.iter().filter_map(|opening| words.find(opening)).filter(|at| *at > 0).min();
    let at = match (again, opens) {
        (Some(again), Some(opens)) => again.min(opens),
        (again, opens) => again.or(opens)?,
    };
    let title = words.get(..at)?;
    let plain =
        title.chars().count() <= LONGEST_TITLE && !title.contains(['。', '，', '；', '：', ',', ';', ':', '、']);
    (plain && !is_said(title)).then_some(at)
}

/// Whether a line is the title of a document.
pub(super) fn is_title(line: &str) -> bool {
    let line = line.trim();
    let length = line.chars().count();
    let kind = KINDS.iter().any(|kind| line.ends_with(kind) || (line.contains(kind) && length <= 24));
    let annex = ["附录", "附件", "附表"].iter().any(|annex| line.starts_with(annex));
    let plain = !line.contains(['。', '，', '；', '：', ',', ';', ':', '?', '？', '、', '|']) && !is_said(line);
    (2..=LONGEST_TITLE).contains(&length) && plain && (kind || annex) && mark(line).is_none()
}

/// Whether words say something, as sentences do and titles do not.
fn is_said(words: &str) -> bool {
    const SAID: [&str; 16] = [
        "是", "为了", "应", "须", "需", "不得", "可以", "通过", "要求", "按照", "根据", "依据", "严格", "确保", "必须",
        "每",
    ];
    SAID.iter().any(|said| words.contains(said))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn lost_line_breaks_come_back() {
        for (text, cut) in [
            (
                "四、考勤纪律1.员工应按时打卡。2.不得代打卡。",
                vec!["四、考勤纪律", "1.员工应按时打卡。", "2.不得代打卡。"],
            ),
            ("3.2上岗资格：3.2.1具有大专学历。", vec!["3.2上岗资格：", "3.2.1具有大专学历。"]),
            (
                "客户管理规范一、引言客户管理规范是为此制定的准则。",
                vec!["客户管理规范", "一、引言", "客户管理规范是为此制定的准则。"],
            ),
            ("二、客户回访客户回访是重要的工作。", vec!["二、客户回访", "客户回访是重要的工作。"]),
            ("1. 总则1.1 为了规范工作，特制定本标准。", vec!["1. 总则", "1.1 为了规范工作，特制定本标准。"]),
            ("3.打印文件错字率不得超过3‰。", vec!["3.打印文件错字率不得超过3‰。"]),
            ("每周上门访问客户8家，不低于2.1万元。", vec!["每周上门访问客户8家，不低于2.1万元。"]),
        ] {
            assert_eq!(parts(text), cut);
        }
    }
}
