//! A day with its year: 须于2024年5月10日前提交报告 is due once, and what is asked is due in every period.

use crate::catalogue::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::normal::Normal;

/// The day of one year by which something is due, unless something is wrong with it already.
pub(super) fn dated(normal: &Normal, said: &[Diagnostic]) -> Option<Diagnostic> {
    let text = normal.text.as_str();
    text.match_indices('年').find_map(|(at, year)| {
        let digits = text.get(..at)?.chars().rev().take_while(char::is_ascii_digit).count();
        let from = at - digits;
        let this = digits == 4 && text.get(from..)?.starts_with(['1', '2']);
        let end = at + year.len();
        let (day, _) = text.get(end..)?.split_once('前')?;
        let day = day.trim_end_matches(['以', '之', ' ']);
        let numbered = |c: char| c.is_ascii_digit() || matches!(c, '月' | '日' | '号' | '底' | '末' | ' ');
        let dated = day.chars().count() < 8 && !day.is_empty() && day.chars().all(numbered);
        let quoted = text.get(..from)?.matches('「').count() > text.get(..from)?.matches('」').count();
        let words = text.get(from..end + day.len() + '前'.len_utf8())?.trim_end();
        let span = normal.span(from, from + words.len());
        let told = |it: &Diagnostic| it.code.entry().severity == Severity::Error && it.code != Code::NothingCheckable;
        let told = said.iter().any(|it| told(it) && it.span.start < span.end && span.start < it.span.end);
        (this && dated && !quoted && !told)
            .then(|| Diagnostic::new(Code::DayOfYear, span).with("words", words).with("day", day.trim()))
    })
}
