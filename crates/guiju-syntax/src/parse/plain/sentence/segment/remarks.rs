//! Segments that ask nothing themselves, but say something of what others ask.

use crate::ast::{Core, PropertyKind, Scoring, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::asked::definitional;
use crate::parse::plain::holidays::{self, mentions_holidays};
use crate::parse::plain::looks;
use crate::parse::plain::needs;
use crate::parse::plain::rounding;
use crate::parse::plain::scores;
use crate::parse::plain::sentence::Sentence;

/// Segments that add nothing to what was said.
const NOTHING: [&str; 7] = ["以此类推", "依此类推", "一经发现", "一经查实", "一经核实", "一旦发现", "一旦查实"];

/// 抽查2个月: how it is looked at.
pub fn samples(sentence: &mut Sentence, normal: &Normal) -> bool {
    let samples = !scores(normal) && looks::samples(normal);
    if samples {
        sentence.sampled.push(normal.clone());
    }
    samples
}

/// 以此类推; or how steps are rounded, of the steps before.
pub fn says_nothing(sentence: &mut Sentence, normal: &Normal) -> bool {
    NOTHING.contains(&normal.text.as_str()) || rounded(sentence, normal)
}

/// 不足一个百分点按一个百分点计算: how the steps before are rounded.
fn rounded(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some(rounding) = rounding::said(normal) else { return false };
    let mine = sentence.read.get_mut(sentence.start..).unwrap_or_default();
    let stepped = |it: &&mut Scoring| it.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { .. }));
    let Some(scoring) = mine.iter_mut().rev().flat_map(|it| &mut it.scoring).find(stepped) else { return false };
    scoring.rounding = rounding;
    true
}

/// 节假日除外, of what was asked last, or else of what follows.
pub fn excepts_holidays(sentence: &mut Sentence, normal: &Normal) -> bool {
    let excepts = holidays::excepts(&normal.text);
    if excepts {
        match sentence.read.iter_mut().rev().find(|read| !matches!(read.core, Core::Phrase(_))) {
            Some(last) => last.properties.push(PropertyKind::ExceptHolidays),
            None => sentence.excepting = true,
        }
    }
    excepts
}

/// 如遇节假日, then 顺延: where the date goes.
pub fn rolls(sentence: &mut Sentence, normal: &Normal) -> bool {
    if let Some(roll) = holidays::rolls(&normal.text, sentence.rolling) {
        sentence.rolling = false;
        match sentence.read.last_mut() {
            Some(last) => last.properties.push(PropertyKind::Roll(roll)),
            None => sentence.phrase(normal),
        }
        return true;
    }
    if mentions_holidays(&normal.text) {
        sentence.rolling = true;
        return true;
    }
    if std::mem::take(&mut sentence.rolling) {
        // 如遇节假日 with nothing said of where the date goes
        let nothing = Diagnostic::new(Code::NothingCheckable, normal.span(0, normal.text.len()));
        sentence.problems.push(nothing.with("words", normal.text.as_str()));
    }
    false
}

/// 迟到是指…: what a word means.
pub fn defines(sentence: &mut Sentence, normal: &Normal) -> bool {
    let defines = definitional(&normal.text) && !(normal.text.starts_with("视为") && scores(normal));
    // 迟到30分钟以上的, 视同旷工半天: a line of its own says that
    let counted = needs::counted_as(normal).or_else(|| needs::only_counts_as(normal));
    if let Some(told) = counted.filter(|_| defines) {
        sentence.waiting.clear();
        sentence.problems.push(told);
        return true;
    }
    if defines {
        for waiting in std::mem::take(&mut sentence.waiting) {
            sentence.phrase(&waiting);
        }
        sentence.phrase(normal);
    }
    defines
}
