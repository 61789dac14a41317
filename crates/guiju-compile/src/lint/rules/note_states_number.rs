//! # 说明里有数 | a number in what is only explained
//!
//! 查什么:标了 说明 的句子里有 不超过 3 天、至少 5 次 一类可以考核的话。
//! What it does: finds sentences marked 说明 that state a number with a bound.
//!
//! 为什么:标了说明就不考核。说得出数的话,多半本来是要考核的。
//! Why: what is marked is not judged, and what states a number was probably meant to be.
//!
//! 例子 Example
//! ```gj
//! 1. 不得 迟到
//! 2. 投诉处理时间不得超过3天。
//!    说明
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 不得 迟到
//! 2. 凡 投诉 须 3天内 处理投诉 按 投诉号
//! ```

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

/// Words that bound a number.
const BOUNDS: &[&str] = &[
    "不得超过", "不超过", "不得少于", "不少于", "不得低于", "不低于", "不得高于", "不高于", "至少", "以内", "以上", "以下", "达到", ">=", "<=",
];

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        for clause in file.standard.clauses.iter().filter(|clause| clause.requirement.is_none()) {
            let words = guiju_syntax::normal::words(&clause.text);
            let bound = BOUNDS.iter().find_map(|bound| {
                let at = words.find(bound)?;
                let around = words.get(at..).unwrap_or("");
                let near = around.chars().take(bound.chars().count() + 8);
                let before: Vec<char> = words.get(..at).unwrap_or("").chars().rev().take(8).collect();
                near.chain(before).any(|c| c.is_ascii_digit()).then_some(*bound)
            });
            if let Some(bound) = bound {
                found.add(&file, Diagnostic::new(Code::NoteStatesNumber, clause.span).with("words", bound));
            }
        }
    }
}
