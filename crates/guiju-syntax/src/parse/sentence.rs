//! A clause's sentence to requirements: canonical where it is canonical, plain otherwise.

use std::ops::Range;

use pest::Parser;
use pest::error::InputLocation;

use super::bracket::{self, Part, closing};
use super::build::Builder;
use super::plain::words::holds_any;
use super::property::property;
use super::{bounds, cells, goals, ladder, plain, too_large};
use crate::ast::{Core, Expr, PropertyKind, Requirement, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::names::Names;
use crate::near;
use crate::normal::{Normal, tight};
use crate::span::Span;

/// Reads the requirements of one sentence or several.
pub fn sentence(normal: &Normal, names: &Names) -> (Vec<Requirement>, Vec<Diagnostic>) {
    if let Some(problem) = too_large(normal) {
        return (Vec::new(), vec![problem]);
    }
    let mut sentence = plain::Sentence::default();
    let unnamed = goals::unnamed(normal);
    let normal = unnamed.as_ref().unwrap_or(normal);
    let row = ladder::sentence(normal).or_else(|| cells::row(normal));
    let segments = segments(row.as_ref().unwrap_or(normal));
    let mut at = 0;
    while let Some((segment, ends)) = segments.get(at) {
        let (segment, mut ends) = (segment.clone(), *ends);
        at += 1;
        if let Some((kind, further)) = stated(&segment, segments.get(at..).unwrap_or_default(), &sentence) {
            sentence.property(kind);
            ends = further.checked_sub(1).and_then(|last| segments.get(at + last)).map_or(ends, |(_, ends)| *ends);
            at += further;
            if ends {
                sentence.end();
            }
            continue;
        }
        if let Some((phrase, further)) = phrase(&segment, segments.get(at..).unwrap_or_default(), names) {
            sentence.requirement(phrase);
            ends = further.checked_sub(1).and_then(|last| segments.get(at + last)).map_or(ends, |(_, ends)| *ends);
            at += further;
            if ends {
                sentence.end();
            }
            continue;
        }
        if segment.text.contains('分')
            && let Some(problem) = plain::graded(&segment.tight())
        {
            sentence.problems.push(problem);
            if ends {
                sentence.end();
            }
            continue;
        }
        match canonical(&segment).filter(|_| !sentence.continues(&segment)) {
            Some(Ok(requirement)) => sentence.requirement(requirement),
            Some(Err(problem)) => sentence.problems.extend(problem),
            None => {
                let each = bracket::each_moment(&segment.tight());
                for part in each.iter().flat_map(bracket::unfolded) {
                    match part {
                        Part::Segment(part, ends) => {
                            sentence.next(&part);
                            if ends {
                                sentence.end();
                            }
                        }
                        Part::Aside(part) => sentence.aside(&part),
                    }
                }
            }
        }
        if ends {
            sentence.end();
        }
    }
    sentence.finish()
}

/// Properties that may follow a requirement in its own sentence: `不得 迟到,计分 每次 扣 0.5 分`.
const STATED: [&str; 9] = ["计分 ", "分值 ", "后果 ", "一票否决 ", "除外 ", "责任 ", "加分 ", "遇节假日", "样本 "];

/// A property of the requirement before it, and how many of the further segments it takes; the longest that can be read.
fn stated(segment: &Normal, further: &[(Normal, bool)], read: &plain::Sentence) -> Option<(PropertyKind, usize)> {
    if !read.asks() || !STATED.iter().any(|word| segment.text.trim_start().starts_with(word)) {
        return None;
    }
    let mut whole = segment.part(segment.text.len() - segment.text.trim_start().len(), segment.text.len());
    // 一票否决 alone is plain, and so is what only looks like a property
    let mut found = property(&whole).map(|kind| (kind, 0));
    for (taken, (next, _)) in (1..LONGEST_PHRASE).zip(further) {
        whole.insert(",", next, 0);
        whole.copy(next, 0, next.text.len());
        found = property(&whole).map(|kind| (kind, taken)).or(found);
    }
    found
}

/// The most segments that make one phrase.
const LONGEST_PHRASE: usize = 8;
/// Words that join a phrase to what is before it.
const JOINING: [&str; 6] = ["并且", "而且", "同时", "并", "且", "而"];

/// A phrase of the vocabulary that these segments begin with, and how many of the further ones it takes; the longest.
fn phrase(segment: &Normal, further: &[(Normal, bool)], names: &Names) -> Option<(Requirement, usize)> {
    if !names.has_phrases() {
        return None;
    }
    let segment = segment.tight();
    let joined = JOINING.iter().find(|word| segment.text.starts_with(**word));
    let rest = |word: &&str| segment.part(word.len(), segment.text.len());
    phrase_at(&segment, further, names).or_else(|| phrase_at(&joined.map(rest)?, further, names))
}

/// What the phrase says of an entity and a topic holds for what follows.
fn phrase_at(segment: &Normal, further: &[(Normal, bool)], names: &Names) -> Option<(Requirement, usize)> {
    let mut whole = segment.clone();
    let mut found = names.phrase(&whole.text).map(|words| (words, whole.clone(), 0));
    for (taken, (next, _)) in (1..LONGEST_PHRASE).zip(further) {
        whole.insert(",", next, 0);
        let next = next.tight();
        whole.copy(&next, 0, next.text.len());
        if let Some(words) = names.phrase(&whole.text) {
            found = Some((words, whole.clone(), taken));
        }
    }
    let (words, whole, taken) = found?;
    let mut read = plain::Sentence::default();
    read.next(segment);
    read.end();
    let around = read.read.into_iter().next();
    let span = whole.span(0, whole.text.len());
    let mut requirement = super::build::empty_requirement(span);
    if let Some(around) = around {
        (requirement.entity, requirement.topic) = (around.entity, around.topic);
    }
    requirement.core = Core::Phrase(Text { text: words.to_owned(), span, quoted: false });
    words.clone_into(&mut requirement.words);
    Some((requirement, taken))
}

/// Parts between `,` `;` `。`, outside brackets and quotes, and whether the sentence ends there; a comma within a number
/// does not part.
pub(super) fn segments(normal: &Normal) -> Vec<(Normal, bool)> {
    segment_ranges(normal).into_iter().map(|(part, ends)| (normal.part(part.start, part.end), ends)).collect()
}

/// Where the segments stand.
pub(crate) fn segment_ranges(normal: &Normal) -> Vec<(Range<usize>, bool)> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quoted) = (0, 0usize, false);
    let bytes = normal.text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    for (at, c) in normal.text.char_indices() {
        match c {
            '「' => quoted = true,
            '」' => quoted = false,
            '(' | '{' if !quoted => depth += 1,
            ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            ',' if digit(at.checked_sub(1)) && digit(Some(at + 1)) && digit(Some(at + 3)) => {}
            ',' | ';' | '。' if !quoted && depth == 0 => {
                parts.push((start..at, c != ','));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push((start..normal.text.len(), true));
    parts.retain(|(part, _)| !normal.text.get(part.clone()).unwrap_or("").trim().is_empty());
    let mut parted = Vec::new();
    for (part, ends) in parts {
        let pieces = bounds::listed(normal.text.get(part.clone()).unwrap_or(""));
        let last = pieces.len().saturating_sub(1);
        let place = |piece: &Range<usize>| part.start + piece.start..part.start + piece.end;
        parted.extend(pieces.iter().enumerate().map(|(nth, piece)| (place(piece), ends && nth == last)));
    }
    parted
}

/// Words that put a bound on a number before or behind them.
const BOUNDING: [&str; 12] =
    ["以上", "以下", "以内", "以外", "超过", "达到", "不足", "不满", "低于", "高于", "少于", "多于"];

/// 凡请假3天以上须…: a number with a bound in what happens, glued to 凡.
fn bounds_what_happens(text: &str) -> bool {
    let Some((what, _)) = text.strip_prefix('凡').and_then(|rest| rest.split_once('须')) else { return false };
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十百千万半".contains(c);
    !what.starts_with(' ')
        && !what.contains(['「', '>', '<', '='])
        && !what.contains("其中")
        && what.contains(number)
        && holds_any(what, &BOUNDING)
}

/// One of these is in every canonical sentence.
const CANONICAL: [&str; 10] = [">", "<", "=", "介于", "凡", "不得", "任职", "记", "人工", "其中"];

/// <= 2次10每超1次扣2分: cells that run together are no measure word, and no name of a number.
fn runs_on(requirement: &Requirement) -> bool {
    let Core::Measure { threshold: Threshold::Value(value), .. } = &requirement.core else { return false };
    let word = match value {
        Expr::Number(number) => number.unit.as_ref(),
        Expr::Name(name) => Some(name).filter(|name| name.text.starts_with(|c: char| c.is_ascii_digit())),
        _ => None,
    };
    word.is_some_and(|word| !word.quoted && word.text.contains(['扣', '每', '得']))
}

/// Without 以上 behind what is >= so much, and 以下 or 以内 behind what is <= so much.
fn said_twice(text: &str) -> Option<&str> {
    let (sign, ends): (_, &[&str]) =
        if text.contains(">=") { (">=", &["以上"]) } else { ("<=", &["以下", "以内"]) };
    let bound = ends.iter().find_map(|end| text.strip_suffix(end))?.trim_end();
    let (_, number) = bound.split_once(sign)?;
    let alone =
        number.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !number.contains(['>', '<', '=', '且']);
    alone.then_some(bound)
}

/// 损耗率每月<=12%, 销售额每季度>=100万元, with no blank.
fn every_before_sign(text: &str) -> bool {
    const PERIODS: [&str; 9] = ["每天", "每日", "每周", "每旬", "每月", "每季度", "每季", "每年", "每学期"];
    let before = text.find(['<', '>', '=']).and_then(|at| text.get(..at)).unwrap_or("");
    let name = PERIODS.iter().find_map(|period| before.strip_suffix(period));
    name.is_some_and(|name| name.chars().count() > 1 && !name.contains(' '))
}

/// 8家/月, at the end, behind a sign.
fn per_period(text: &str) -> bool {
    const PERIODS: [&str; 11] = ["天", "日", "周", "旬", "月", "季度", "季", "年", "年度", "班", "学期"];
    let behind = text.rsplit_once(['<', '>', '=']).map(|(_, number)| number);
    let parted = behind.and_then(|number| number.split_once('/'));
    parted.is_some_and(|(count, period)| PERIODS.contains(&period) && count.ends_with(|c: char| !c.is_ascii_digit()))
}

/// Reads a segment as canonical; `None` where it does not look so.
pub(crate) fn canonical(segment: &Normal) -> Option<Result<Requirement, Vec<Diagnostic>>> {
    let text = segment.text.trim();
    if !holds_any(text, &CANONICAL) {
        return None;
    }
    // >= 8次以上 says at least twice
    if let Some(bound) = said_twice(text) {
        return canonical(&segment.part(0, segment.text.find(bound).map_or(0, |at| at + bound.len())));
    }
    // 其中精批不得少于三分之一 is plain
    if text.starts_with("其中") && plain::compares_in_words(segment) {
        return None;
    }
    // 培训出勤率(满分10分):>=95% is a heading and a bound
    if headed(text) {
        return None;
    }
    // 每次培训时间>=2小时: of each of them, which the canonical form says otherwise
    if ["每次", "每班次", "每人次", "单次"].iter().any(|each| text.starts_with(each)) && !text.contains(' ') {
        return None;
    }
    // 压疮发生率(难免压疮除外)<=1%
    if text.contains("除外)") {
        return None;
    }
    // 客户满意度应>=95%: in more words than the sign; 凡 访问 须 标准 >= 1 has a field of that name
    if !text.starts_with("凡 ") && plain::many_words(segment) {
        return None;
    }
    // 周转时间(TAT)<=60分钟
    if let Some(short) = bracket::in_letters(&segment.text) {
        let mut whole = segment.part(0, short.start);
        whole.copy(segment, short.end, segment.text.len());
        return canonical(&whole);
    }
    // 客户满意度(>=95%): a sign in brackets, behind what it is of
    if bracket::holds_signs(text) {
        return None;
    }
    // 投诉率<=万分之五
    if ["万分之", "千分之", "百分之"].iter().any(|word| text.contains(&format!("={word}"))) && !text.contains(' ')
    {
        return None;
    }
    // 损耗率每月<=12%: how often, before the sign
    if every_before_sign(text) {
        return None;
    }
    // 周末不得休假: no day by which
    if text.starts_with("周末不") {
        return None;
    }
    // 拜访客户>=8家/月: how often, which the canonical form says before
    if per_period(text) {
        return None;
    }
    // 依从率>=80%为合格
    if ["为合格", "为达标", "为及格"].iter().any(|end| text.ends_with(end)) {
        return None;
    }
    // 凡被客户表扬的, with points to follow
    if text.starts_with("凡") && plain::ends_as_case(text) && !text.contains("须") {
        return None;
    }
    // 不得迟到、早退的, with points to follow; 凡有迟到, as well
    let cases = ["凡有", "凡出现", "凡发生", "凡发现"].iter().any(|word| text.starts_with(word));
    if !text.contains(' ') && (cases && !text.contains('须') || text.starts_with("不得") && plain::ends_as_case(text))
    {
        return None;
    }
    // 凡请假3天以上须批准 says of which; what is canonical stands apart, or says it with 其中
    if bounds_what_happens(text) {
        return None;
    }
    // 完成率=实际数/计划数×100% says what the ratio is: that is a 定义
    if plain::is_formula(text) {
        return None;
    }
    let marked = text.contains(['>', '<', '='])
        || text.contains("介于")
        || text.starts_with("其中")
        || text.starts_with("凡")
        || text.starts_with("任职")
        || text.starts_with("记 ")
        || (text.contains("人工") && text.contains('「'));
    let rule = if text.starts_with("其中") { Rule::narrowing } else { Rule::requirement };
    if !text.starts_with("凡 ") && plain::scores(&segment.tight()) {
        return None;
    }
    let forbids = text.contains("不得") && plain::comparison_after_ban(text).is_none();
    // A keyword that stands apart: `每月 凡 …`, `若 下雨 不得 …`.
    let apart = text.split(' ').any(|word| matches!(word, "凡" | "任职" | "记" | "不得"));
    if !marked && !forbids && !apart {
        return None;
    }
    // 不得擅自离岗且每日巡查2次: two statements
    if !marked && !text.contains(' ') && plain::apart(&segment.tight()).is_some() {
        return None;
    }
    let everything = segment.span(0, segment.text.len());
    let builder = Builder::new(segment, 0);
    let parsed = Grammar::parse(rule, &segment.text);
    let stopped = parsed.as_ref().err().map(|error| match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    });
    let built = parsed.ok().and_then(|mut pairs| pairs.next()).and_then(|pair| match rule {
        Rule::narrowing => {
            let condition = builder.condition(pair.into_inner().next()?)?;
            Some(Requirement { core: Core::Narrow(condition), ..super::build::empty_requirement(everything) })
        }
        _ => builder.requirement(pair),
    });
    let problems = builder.problems();
    if !problems.is_empty() {
        return Some(Err(problems));
    }
    // A number alone is nothing to measure.
    let measures =
        |requirement: &Requirement| !matches!(&requirement.core, Core::Measure { measure: Expr::Number(_), .. });
    match built.filter(measures) {
        Some(requirement) if second_deadline(&requirement).is_some() => {
            let place = second_deadline(&requirement).unwrap_or(everything);
            Some(Err(vec![Diagnostic::new(Code::TwoDeadlines, place)]))
        }
        Some(requirement) if second_period(&requirement).is_some() => {
            let place = second_period(&requirement).unwrap_or(everything);
            Some(Err(vec![Diagnostic::new(Code::TwoPeriods, place)]))
        }
        Some(requirement) if runs_on(&requirement) => {
            let code = Diagnostic::new(Code::Unreadable, everything);
            Some(Err(vec![code.with("words", tight(&segment.text))]))
        }
        Some(mut requirement) => {
            requirement.words = tight(&segment.text);
            // 凡…必须…: a plain sentence
            if let Core::Every { trigger, .. } = &requirement.core
                && !trigger.quoted
                && ["必", "均", "都", "一律", "应"].iter().any(|end| trigger.text.ends_with(end))
            {
                return None;
            }
            if let Core::Never { activity, .. } = &mut requirement.core {
                plain::bare_event(activity);
            }
            // 月度达成率>=98%, as in a document; `月度达成率 >= 98%` with blanks is the name
            if !segment.text.trim().contains(' ') {
                plain::named_period(&mut requirement);
            }
            Some(Ok(requirement))
        }
        None if marked => {
            let stopped = stopped.unwrap_or(0);
            if stopped > 0 && begins_with_period(segment.text.get(stopped..).unwrap_or("").trim_start()) {
                return Some(Err(vec![Diagnostic::new(Code::TwoPeriods, unread(segment, stopped))]));
            }
            let code = Diagnostic::new(Code::Unreadable, unread(segment, stopped));
            Some(Err(vec![code.with("words", tight(&segment.text)).near(near::keywords(segment))]))
        }
        None => None,
    }
}

/// Whether a name is parted from its bound as a heading is, or by what it is worth.
fn headed(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let colon = text.find(':').is_some_and(|at| {
        !(digit(text.get(..at).and_then(|it| it.chars().next_back()))
            || text.get(..at).is_some_and(|it| it.contains(['「', '{'])))
    });
    let worth = text.find('(').and_then(|open| text.get(open + 1..closing(text, open)?)).is_some_and(plain::is_worth);
    colon || worth
}

/// Where a second period stands: at the beginning of what is measured in the first.
fn second_period(requirement: &Requirement) -> Option<Span> {
    requirement.period.as_ref()?;
    match &requirement.core {
        Core::Measure { measure: Expr::Name(name), .. } if !name.quoted && begins_with_period(&name.text) => {
            Some(name.span)
        }
        _ => None,
    }
}

/// `每月 5日前 20日后 拜访`: the second deadline, which is read as a part of the name.
fn second_deadline(requirement: &Requirement) -> Option<Span> {
    requirement.deadline.as_ref()?;
    match &requirement.core {
        Core::Measure { measure: Expr::Name(name), .. } | Core::Never { activity: name, .. } if !name.quoted => {
            begins_with_deadline(&name.text).then_some(name.span)
        }
        _ => None,
    }
}

/// Whether a name begins as a deadline does: unquoted, it would be a second one.
pub(crate) fn begins_with_deadline(name: &str) -> bool {
    if !name.starts_with(begins_point) {
        return false;
    }
    let read = Grammar::parse(Rule::deadline, name).ok().and_then(|mut pairs| pairs.next());
    read.is_some_and(|read| read.as_str().trim_end().ends_with(['前', '后', ')']))
}

/// The letters of the rule `point_begins`: a deadline begins with no other.
pub(super) fn begins_point(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '一'..='下') || "中九二五八六十四周季年星月期末最次第首".contains(c)
}

fn begins_with_period(text: &str) -> bool {
    text.starts_with('每') && Grammar::parse(Rule::period, text).is_ok()
}

/// From where reading stopped to the end; the last character, where it stopped at the end.
fn unread(segment: &Normal, at: usize) -> Span {
    let text = segment.text.trim_end();
    let last = text.char_indices().last().map_or(0, |(last, _)| last);
    segment.span(at.min(last), text.len())
}
