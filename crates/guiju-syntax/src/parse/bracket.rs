//! What stands in brackets: 访客登记(8分), 会议一次(时间不少于1小时), 报表(附件3).
//!
//! How often, how many points and what is excepted are segments of their own, (含) belongs to its number, a reference says
//! nothing, and words only explain. A number that is none of these is told, unless something judges it.

use pest::Parser;

use super::plain::{self, aside};
use super::sentence::segments;
use crate::grammar::{Grammar, Rule, is_han};
use crate::keywords::{KEYWORDS, Keyword};
use crate::normal::Normal;

/// What a segment with brackets falls into.
pub(super) enum Part {
    /// What is read next, and whether the sentence ends with it.
    Segment(Normal, bool),
    /// What is only looked at: numbers in it that nothing judges are told.
    Aside(Normal),
}

/// The parts of a segment, in the order in which they are read.
pub(super) fn unfolded(segment: &Normal) -> Vec<Part> {
    let text = segment.text.as_str();
    if !text.contains('(') {
        return if text.is_empty() { Vec::new() } else { vec![Part::Segment(segment.clone(), false)] };
    }
    let (mut parts, mut kept, mut at) = (Vec::new(), segment.empty(), 0);
    let mut behind = Vec::new();
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('(')).map(|open| at + open) {
        kept.copy(segment, at, open);
        // A bracket left open is closed by the end.
        let close = closing(text, open).unwrap_or(text.len());
        let inner = text.get(open + 1..close).unwrap_or("");
        let part = segment.part(open + 1, close);
        at = (close + 1).min(text.len());
        let rest = text.get(at..).unwrap_or("");
        if plain::is_worth(inner) {
            // 外部审核(8分):每年不少于4次: the points of all that
            behind.push(Part::Segment(part, false));
        } else if is_included(inner) {
            let word = if inner.starts_with('含') { "(含)" } else { "(不含)" };
            kept.insert(word, segment, open);
        } else if kept.text.ends_with(|c: char| !c.is_ascii_digit())
            && rest.starts_with(['扣', '减', '罚', '加', '奖'])
            && inner.split(['、', '/', ',']).all(plain::is_unit)
        {
            // 每缺一节(篇、份)扣1分: whichever is counted
            for unit in inner.split(['、', '/', ',']) {
                kept.insert(&format!("/{unit}"), segment, open);
            }
        } else if inner.starts_with(['>', '<']) {
            // 客户满意度(>=95%)
            kept.copy(segment, open + 1, close);
        } else if rest.starts_with(':') && plain::scores(&part) {
            // 安全生产(一票否决):发生重大事故: of what follows
            behind.push(Part::Segment(part, false));
        } else if plain::scores(&part) || segments(&part).iter().any(|(part, _)| plain::scores(part)) {
            parts.push(Part::Segment(std::mem::replace(&mut kept, segment.empty()), false));
            parts.extend(segments(&part).into_iter().map(|(part, ends)| Part::Segment(part, ends)));
        } else if excepts(inner) {
            // (难免压疮除外) is said of what it stands in
            behind.push(Part::Segment(part, false));
        } else if let Some(other) = aside::includes(inner).filter(|_| {
            let fails = text.get(..open).is_some_and(aside::fails);
            fails && rest.is_empty() || rest.starts_with(aside::TAKEN) || text.starts_with("不得")
        }) {
            // 迟到(含早退)每次扣2分: both
            kept.insert("、", segment, open);
            kept.copy(segment, close - other.len(), close);
        } else if aside::rolls_only(inner) {
            behind.push(Part::Segment(part, false));
        } else if aside::so_often(&part)
            || inner.chars().count() < 8 && aside::counts_each(&part)
            || aside::scores_each(inner, rest)
            || rest.is_empty() && aside::bounds(&kept, &part)
        {
            kept.copy(segment, open + 1, close);
        } else if let Some(more) = aside::more(&kept, &part).filter(|_| rest.is_empty()) {
            // 会议一次(时间不少于1小时): what would as well follow a comma
            behind.extend(segments(&more).into_iter().map(|(part, _)| Part::Segment(part, false)));
        } else if !refers(inner) {
            behind.push(Part::Aside(part));
        }
    }
    kept.copy(segment, at, text.len());
    parts.push(Part::Segment(kept, false));
    parts.append(&mut behind);
    parts.retain(|part| matches!(part, Part::Segment(part, _) | Part::Aside(part) if !part.text.is_empty()));
    parts
}

/// Whether signs of comparison begin what stands in brackets, and stand nowhere else: 客户满意度(>=95%).
pub(super) fn holds_signs(text: &str) -> bool {
    const SIGNS: [char; 3] = ['>', '<', '='];
    let mut rest = text;
    let mut found = false;
    while let Some(at) = rest.find('(') {
        let Some(close) = closing(rest, at) else { return false };
        if rest.get(..at).is_some_and(|before| before.contains(SIGNS)) {
            return false;
        }
        let inner = rest.get(at + 1..close).unwrap_or("");
        found |= inner.starts_with(SIGNS);
        if !inner.starts_with(SIGNS) && inner.contains(SIGNS) {
            return false;
        }
        rest = rest.get(close + 1..).unwrap_or("");
    }
    found && !rest.contains(SIGNS)
}

/// 周转时间(TAT)<=60分钟: where a name is said again in letters, which name nothing else. 合计(A) is a function.
pub(super) fn in_letters(text: &str) -> Option<std::ops::Range<usize>> {
    let open = text.find('(')?;
    let close = closing(text, open)?;
    let letters = text.get(open + 1..close)?;
    let plain = letters.starts_with(|c: char| c.is_ascii_alphabetic())
        && letters.chars().all(|c| c.is_ascii_alphanumeric() || "-/ .".contains(c));
    let before = text.get(..open)?;
    let functions = KEYWORDS.iter().filter(|keyword| keyword.rule == "function").flat_map(Keyword::spellings);
    let named = before.ends_with(is_han) && !functions.into_iter().any(|word| before.ends_with(word));
    (plain && named && !before.contains('「')).then_some(open..close + 1)
}

/// (含), (含3天), (不含): whether the number itself is in.
fn is_included(inner: &str) -> bool {
    let number = |rest: &str| {
        rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十本".contains(c))
    };
    inner.strip_prefix('不').unwrap_or(inner).strip_prefix('含').is_some_and(number)
}

/// (难免压疮除外), (不含临时工)
fn excepts(inner: &str) -> bool {
    inner.ends_with("除外") || inner.starts_with("不包") || (inner.starts_with("不含") && inner.len() > "不含税".len())
}

/// (附件3), (见表2), (2020年修订), (第5条): where to look. (原料3吨以上), (表面温度40℃) and (3条) say something.
fn refers(inner: &str) -> bool {
    const WORDS: [&str; 11] = ["附件", "附表", "附录", "附图", "见", "详见", "参见", "编号", "版本", "文号", "电话"];
    const NUMBERED: [&str; 3] = ["表", "图", "第"];
    const ENDS: [&str; 6] = ["年版", "修订", "修正", "版", "号文", "施行"];
    let numbered = |word: &str| {
        let rest = inner.strip_prefix(word)?.trim_start_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
        Some(rest.is_empty() || word == "第" && rest.starts_with(['条', '款', '项', '章', '节']))
    };
    WORDS.iter().any(|word| inner.starts_with(word))
        || NUMBERED.iter().any(|word| numbered(word) == Some(true))
        || ENDS.iter().any(|word| inner.ends_with(word))
        || inner.chars().all(|c| c.is_ascii_digit() || ".-".contains(c))
}

/// The letters of numbers in words.
const NUMERALS: &str = "一二三四五六七八九十百";

/// (中午/下班前): once by each of these.
pub(super) fn each_moment(segment: &Normal) -> Vec<Normal> {
    let whole = || vec![segment.clone()];
    let Some((open, close)) = segment.text.find('(').and_then(|open| Some((open, closing(&segment.text, open)?)))
    else {
        return whole();
    };
    let inner = segment.text.get(open + 1..close).unwrap_or("");
    let Some(moments) = inner.strip_suffix('前') else { return whole() };
    let is_moment = |moment: &str| Grammar::parse(Rule::deadline, &format!("{moment}前")).is_ok();
    let moments: Vec<&str> = moments.split(['/', '、']).map(|moment| moment.trim_end_matches('前')).collect();
    if !moments.iter().all(|moment| is_moment(moment)) {
        return whole();
    }
    let one = |moment: &&str| {
        let mut one = segment.part(0, open);
        one.insert(&format!("{moment}前"), segment, open);
        one.copy(segment, close + 1, segment.text.len());
        one
    };
    moments.iter().map(one).collect()
}

/// The bracket that closes the one at `open`.
pub(super) fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.get(open..)?.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(open + at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}
