//! Text to tree: always a tree, and beside it everything that is wrong.

mod bounds;
mod bracket;
mod build;
mod cells;
pub(crate) mod document;
mod goals;
mod head;
pub(crate) mod items;
mod ladder;
mod mended;
mod plain;
pub(crate) use plain::Memo;
pub(crate) use plain::bare_event;
pub(crate) use plain::words::find;
mod plainly;
pub(crate) mod property;
pub(crate) mod sentence;
mod stray;
#[cfg(test)]
pub(crate) mod tests;
mod yearly;

use pest::Parser;

use crate::ast::{Condition, Document, Expr, Requirement};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::names::Names;
use crate::normal::Normal;
use crate::span::{Source, Span};
use build::Builder;

/// The longest sentence that is read, in bytes.
pub const LONGEST: usize = 64 * 1024;
/// The deepest nesting of brackets that is read.
pub const DEEPEST: usize = 32;

/// A file as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parse {
    /// The tree; parts that could not be read are not in it.
    pub document: Document,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a standards file.
///
/// ```
/// use guiju_syntax::{Names, parse, span::Source};
/// let parse = parse(&Source::new("visits.gj", "每周上门访问客户 >= 8"), &Names::default());
/// assert!(parse.diagnostics.is_empty());
/// ```
pub fn parse(source: &Source, names: &Names) -> Parse {
    document::document(source, names)
}

/// Reads requirements written outside a file: the meaning of a phrase. Spans begin at [`Span::ELSEWHERE`].
pub fn parse_requirements(text: &str, names: &Names) -> (Vec<Requirement>, Vec<Diagnostic>) {
    sentence::sentence(&names.quote(&Normal::new(text, Span::ELSEWHERE)), names)
}

/// Reads an expression: the definition of a metric. Spans begin at [`Span::ELSEWHERE`].
///
/// # Errors
/// Where it is none.
pub fn parse_expr(text: &str, names: &Names) -> Result<Expr, Vec<Diagnostic>> {
    let normal = names.quote(&Normal::new(text, Span::ELSEWHERE));
    whole(&normal, Rule::whole_expr, |builder, pair| builder.expr(pair.into_inner().next()?))
}

/// Reads a condition.
///
/// # Errors
/// Where it is none.
pub fn parse_condition(text: &str, names: &Names) -> Result<Condition, Vec<Diagnostic>> {
    let normal = names.quote(&Normal::new(text, 0));
    whole(&normal, Rule::whole_condition, |builder, pair| builder.condition(pair.into_inner().next()?))
}

fn whole<T>(
    normal: &Normal,
    rule: Rule,
    build: impl Fn(&Builder, pest::iterators::Pair<Rule>) -> Option<T>,
) -> Result<T, Vec<Diagnostic>> {
    too_large(normal).map_or(Ok(()), |problem| Err(vec![problem]))?;
    let everything = normal.span(0, normal.text.len());
    let words = || Diagnostic::new(Code::Unreadable, everything).with("words", normal.text.as_str());
    let pair = Grammar::parse(rule, &normal.text).ok().and_then(|mut pairs| pairs.next());
    pair.and_then(|pair| build(&Builder::new(normal, 0), pair)).ok_or_else(|| vec![words()])
}

/// How often a text speaks of 分 that are no 分钟.
fn points(text: &str) -> usize {
    let minutes = |at: usize| text.get(at..).is_some_and(|it| it.starts_with("分钟"));
    text.match_indices('分').filter(|(at, _)| !minutes(*at)).count()
}

/// Refuses what would take too long to read.
pub(crate) fn too_large(normal: &Normal) -> Option<Diagnostic> {
    let length = normal.text.len();
    let everything = normal.span(0, length);
    if length > LONGEST {
        let code = Diagnostic::new(Code::TooLong, everything);
        return Some(code.with("length", length.to_string()).with("limit", LONGEST.to_string()));
    }
    if memchr::memchr2(b'(', b'{', normal.text.as_bytes()).is_none() && !normal.text.contains('非') {
        return None;
    }
    // Where the first bracket stands that is too deep.
    let (mut depth, mut deepest, mut place) = (0usize, 0, None);
    for (at, c) in normal.text.char_indices() {
        match c {
            '(' | '{' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        place = place.or((depth > DEEPEST).then_some((at, c.len_utf8())));
    }
    // A chain of 非 nests as brackets do.
    let negations = normal.text.matches('非').count();
    let chained = normal.text.match_indices('非').nth(2 * DEEPEST).map(|(at, word)| (at, word.len()));
    let (at, length) = place.or(chained)?;
    let code = Diagnostic::new(Code::TooDeep, normal.span(at, at + length));
    Some(code.with("depth", deepest.max(negations).to_string()).with("limit", DEEPEST.to_string()))
}

/// Where a name stands in the canonical form: what would end it depends on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An activity, a key.
    Name,
    /// What is measured.
    Measure,
    /// What is measured, behind a deadline: 月底 takes 会议开始前 for its moment.
    AfterDeadline,
    /// Before the dot of `活动.字段`.
    Owner,
    /// Behind it.
    Owned,
    /// Before the dot, as what a field is compared with.
    ValueOwner,
    /// Behind that.
    ValueOwned,
    /// What is compared with.
    Threshold,
    /// After 凡.
    Trigger,
    /// After 须.
    Duty,
    /// Between 在 and 后 or 前.
    Anchor,
    /// The object of 每, behind its measure word.
    Entity,
    /// The object of 每 with no measure word.
    BareEntity,
    /// The field of a condition.
    Field,
    /// What happens, after 若.
    When,
    /// What a field is compared with.
    Value,
    /// Within {…}.
    Item,
    /// After 视同 or 并计.
    Counted,
    /// After their 为.
    CountedAs,
    /// The name of a grade.
    Grade,
}

/// Whether the grammar reads `text`, unquoted, as one whole name at that place.
pub fn reads_as(text: &str, place: Place) -> bool {
    if text.is_empty() || text.len() > LONGEST || stray::sign(text).is_some() {
        return false;
    }
    let plainly = plainly::is_name(text, place);
    if !plainly && Normal::new(text, 0).text != text {
        return false;
    }
    // A sentence may begin with it.
    if matches!(place, Place::Measure | Place::Owner) && document::begins_otherwise(text) {
        return false;
    }
    // 8.5日前 is a number, whatever 8 may own
    let figure = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
    if place == Place::ValueOwner && figure(text) {
        return false;
    }
    let second = matches!(place, Place::Name | Place::Measure | Place::AfterDeadline);
    if second && sentence::begins_with_deadline(text) {
        return false;
    }
    plainly || reads_at(text, place)
}

/// Whether it does: by reading a sentence with the text at that place.
fn reads_at(text: &str, place: Place) -> bool {
    if place == Place::Measure && !reads(&format!("{text} >= 1"), Rule::name, text) {
        return false;
    }
    // 次日 takes a moment with it: 次日会议开始前.
    if place == Place::Duty && !reads(&format!("凡 甲 须 次日 {text} 且 乙"), Rule::duty_name, text) {
        return false;
    }
    if place == Place::Owner && !reads(&format!("{text}.8 >= 1"), Rule::ref_word, text) {
        return false;
    }
    let (sentence, rule) = match place {
        Place::Name => (format!("不得 {text}"), Rule::name),
        Place::Measure => (format!("每月 {text} >= 1"), Rule::name),
        Place::AfterDeadline => (format!("每月 5日 {text} >= 1"), Rule::name),
        Place::Owner => (format!("每月 {text}.乙 >= 1"), Rule::ref_word),
        Place::Owned => (format!("每月 甲.{text} - 1 >= 1"), Rule::ref_word),
        Place::ValueOwner => (format!("任职 甲 = {text}.乙 且 乙"), Rule::value_word),
        Place::ValueOwned => (format!("任职 甲 = 乙.{text} 且 乙"), Rule::value_word),
        Place::Threshold => (format!("甲 >= {text}"), Rule::name),
        Place::Trigger => (format!("凡 {text} 须 甲"), Rule::trigger),
        Place::Duty => (format!("凡 甲 须 {text} 且 乙"), Rule::duty_name),
        Place::Anchor => (format!("凡 甲 须 在 {text} 前 3天"), Rule::anchor),
        Place::Entity => (format!("每家{text} 每月 甲 >= 1"), Rule::entity_word),
        Place::BareEntity => (format!("每{text} 每月 甲 >= 1"), Rule::entity_word),
        Place::Field => (format!("任职 {text} = 甲"), Rule::field),
        Place::When => (format!("若 {text} 每月 甲 >= 1"), Rule::when_name),
        Place::Value => (format!("任职 甲 = {text} 且 乙"), Rule::name_value),
        Place::Item => (format!("任职 甲 属于 {{{text}、乙}}"), Rule::item),
        Place::Counted => {
            return reads_in(Rule::property, &format!("视同 {text} 其中 甲 为 乙"), Rule::counted_name, text);
        }
        Place::CountedAs => return reads_in(Rule::property, &format!("视同 甲 为 {text} 1 天"), Rule::as_name, text),
        Place::Grade => return reads_in(Rule::property, &format!("等级 其余 {text}"), Rule::grade_name, text),
    };
    reads(&sentence, rule, text)
}

fn reads(sentence: &str, rule: Rule, text: &str) -> bool {
    reads_in(Rule::requirement, sentence, rule, text)
}

fn reads_in(whole: Rule, sentence: &str, rule: Rule, text: &str) -> bool {
    let Ok(pairs) = Grammar::parse(whole, sentence) else { return false };
    pairs.flatten().any(|pair| pair.as_rule() == rule && pair.as_str() == text)
}
