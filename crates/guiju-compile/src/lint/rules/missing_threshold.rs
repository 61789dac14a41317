//! # 没有写多少 | a frequency with no number
//!
//! 查什么:说了每多久做一件事,却没有说几次的句子。
//! What it does: finds sentences that say how often a thing is done and not how many times.
//!
//! 为什么:机器按至少 1 次算。写出来,读的人就不必猜。
//! Why: at least once is meant. Where it is written, nobody has to guess.
//!
//! 例子 Example
//! ```gj
//! 每周整理文件夹。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每周整理文件夹1次。
//! ```

use guiju_syntax::ast::{Core, Expr, Scale, Threshold};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

/// What a number is written with.
const NUMERALS: &str = "0123456789一二两三四五六七八九十百千半零";

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        for requirement in file.lists().into_iter().flatten().flat_map(|clause| &clause.requirements) {
            let Core::Measure { threshold: Threshold::Value(Expr::Number(quantity)), measure: Expr::Name(name), .. } =
                &requirement.core
            else {
                continue;
            };
            let words = file.source.slice(requirement.span);
            let written = words.chars().any(|c| NUMERALS.contains(guiju_syntax::normal::words(&c.to_string()).as_str()));
            let once = quantity.number == rust_decimal::Decimal::ONE && quantity.scale == Scale::One;
            if once && !written && requirement.period.is_some() {
                let words = guiju_syntax::normal::words(words);
                let words = words.trim_end_matches(['。', ';', ',']);
                let diagnostic = Diagnostic::new(Code::ImpliedThreshold, requirement.span).with("words", words);
                let place = guiju_syntax::span::Span { start: name.span.end, end: name.span.end };
                found.add(&file, diagnostic.fixed(place, "1次"));
            }
        }
    }
}
