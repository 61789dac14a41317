//! Signs that no name has: half a bracket, quotation marks around all of it, 其中, an exclamation mark, what stands behind a
//! colon. They are slips (`每月拜访客户8次)`, `事由 = "私事"`), and a name that keeps them is found in no record.

use crate::ast::Requirement;
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::mentions::{Role, of_requirement};
use crate::normal::Normal;

/// Brackets and quotation marks that come in pairs.
const PAIRS: [(char, char); 7] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('《', '》'), ('【', '】'), ('“', '”'), ('‘', '’')];

/// The names in `normal` that keep such a sign and are not in 「」, unless something is said of them already.
pub(super) fn stray(normal: &Normal, requirements: &[Requirement], said: &[Diagnostic]) -> Vec<Diagnostic> {
    let signs =
        |c: char| matches!(c, '"' | '!' | '?' | ':') || PAIRS.iter().any(|(open, close)| c == *open || c == *close);
    let text = normal.text.as_str();
    let odd =
        text.contains(signs) || text.contains("其中") || slips(text) || text.contains("20") && text.contains('年');
    if !odd {
        return Vec::new();
    }
    let names = requirements.iter().flat_map(of_requirement);
    let names = names.filter(|it| !matches!(it.role, Role::Phrase | Role::Judgement | Role::MeasureWord));
    let mut found: Vec<Diagnostic> = Vec::new();
    for mention in names {
        let Some(sign) = sign(mention.name) else { continue };
        let told = |it: &Diagnostic| {
            it.code == Code::WordUnplaced && it.span.start < mention.span.end && mention.span.start < it.span.end
        };
        if !normal.text.contains(&format!("「{}」", mention.name)) && !said.iter().chain(&found).any(told) {
            found.push(Diagnostic::new(Code::WordUnplaced, mention.span).with("word", sign).with("name", mention.name));
        }
    }
    found
}

/// What 内 is mistyped as.
const SLIPS: [char; 4] = ['类', '那', '呐', '纳'];

/// 3天类, somewhere.
fn slips(text: &str) -> bool {
    let behind_unit =
        |at: usize| text.get(..at).is_some_and(|head| head.ends_with(['天', '日', '钟', '时', '周', '月']));
    text.match_indices(SLIPS).any(|(at, _)| behind_unit(at))
}

/// 3天类回复: 内 is meant.
fn misspelt_length(name: &str) -> Option<&str> {
    let number = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let units = ["个工作日", "工作日", "分钟", "小时", "天", "日", "周", "个月"];
    let rest = units.iter().find_map(|unit| number.strip_prefix(unit)).filter(|_| number.len() < name.len())?;
    let slip = rest.strip_prefix(SLIPS)?;
    name.get(..name.len() - slip.len())
}

/// 2024年销售额: the year is no part of what is measured.
fn year(name: &str) -> Option<&str> {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = name.len() - rest.len();
    (digits == 4 && name.starts_with("20") && rest.starts_with('年')).then(|| name.get(..digits + '年'.len_utf8()))?
}

/// The first such sign of a name.
pub(super) fn sign(name: &str) -> Option<String> {
    if name.contains("其中") {
        return Some("其中".to_owned());
    }
    if let Some(words) = misspelt_length(name).or_else(|| year(name)) {
        return Some(words.to_owned());
    }
    let (first, last) = (name.chars().next()?, name.chars().next_back()?);
    let around =
        name.chars().count() > 1 && (first == '"' && last == '"' || matches!((first, last), ('“', '”') | ('‘', '’')));
    if around {
        return Some(first.to_string());
    }
    let mut open = Vec::new();
    for (at, c) in name.char_indices() {
        let behind = name.get(at + c.len_utf8()..).unwrap_or("");
        if PAIRS.iter().any(|(begins, _)| c == *begins) {
            open.push(c);
        } else if let Some((begins, _)) = PAIRS.iter().find(|(_, ends)| c == *ends) {
            if open.pop() != Some(*begins) {
                return Some(c.to_string());
            }
        } else if matches!(c, '!' | '?') || c == ':' && !behind.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(c.to_string());
        }
    }
    if name.matches('"').count() % 2 == 1 {
        return Some('"'.to_string());
    }
    open.pop().map(String::from)
}
