//! Times that run from nothing that is said: 应在7日内答复, and rights that nobody has to use in theirs.

use super::{interval, interval_at};
use crate::ast::{Core, IntervalKind, Requirement, Text};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::words::{MODALS, holds_any};

/// Whether a text speaks of those who do not agree.
pub fn disagrees(text: &str) -> bool {
    holds_any(text, &["异议", "不服", "不满", "有疑义", "有疑问", "不认可", "不同意", "不接受"])
}

/// What those do who do not agree.
const CLAIMS: [&str; 14] =
    ["申诉", "复议", "复核", "复查", "复检", "复评", "申辩", "仲裁", "反映", "反馈", "申请", "提出", "投诉", "起诉"];

/// 应在7日内答复, 3个工作日内办结: where the interval begins that a segment begins with.
pub fn begins_with_interval(normal: &Normal) -> Option<usize> {
    let text = normal.text.as_str();
    let rest = ["并", "且", "同时"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let modal = MODALS.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len());
    let rest = modal.map_or(rest, |word| rest.get(word.len()..).unwrap_or(""));
    let rest = ["于", "在"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let at = text.len() - rest.len();
    interval_at(normal, at).map(|_| at)
}

/// 有异议的,应在5日内申诉: a right, with a time of which nobody says from when on.
pub fn claimed(normal: &Normal, before: Option<&Requirement>) -> Option<Diagnostic> {
    let at = begins_with_interval(normal)?;
    let (_, length) = interval_at(normal, at)?;
    let act = normal.text.get(at + length..)?;
    let said = before.is_some_and(|before| matches!(&before.core, Core::Phrase(words) if disagrees(&words.text)));
    (said && CLAIMS.iter().any(|claim| act.contains(claim)))
        .then(|| Diagnostic::new(Code::RightTimed, normal.span(at, normal.text.len())).with("words", act))
}

/// 应在7日内给予答复, with no event before it: it runs from nothing.
pub fn unnamed(normal: &Normal, before: Option<&Requirement>) -> Option<Diagnostic> {
    let at = begins_with_interval(normal)?;
    let (kind, length) = interval_at(normal, at)?;
    let act = normal.text.get(at + length..).filter(|act| !act.is_empty())?;
    let named = before.is_some_and(|before| {
        matches!(before.core, Core::Phrase(_) | Core::Every { .. } | Core::Measure { .. } | Core::Narrow(_))
    });
    // 次月5日前 is of every month
    let timed = matches!(
        kind,
        IntervalKind::Within(_) | IntervalKind::Ahead(_) | IntervalKind::SameDay | IntervalKind::NextDay(None)
    );
    // 5日内累计迟到3次的, 1年内未发生: so long is how far one looks back
    let looked_back = act.ends_with(['的', '者'])
        || act.starts_with(['未', '不', '无', '没', '累', '连', '有'])
        || interval(&normal.part(at + length, normal.text.len())).is_some();
    (!named && timed && !looked_back && act.chars().count() > 1).then(|| {
        let words = normal.text.get(at..at + length).unwrap_or("");
        Diagnostic::new(Code::EventUnnamed, normal.span(at, at + length)).with("words", words)
    })
}

/// The event that an earlier sentence of the clause named: 收到投诉后2小时内联系客户;7日内办结.
pub fn event_of(earlier: &Requirement) -> Option<&Text> {
    match &earlier.core {
        Core::Every { trigger, .. } => Some(trigger),
        _ => None,
    }
}
