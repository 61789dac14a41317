//! # 量词和写明的数法不合 | a measure word that counts unlike what is written
//!
//! 查什么:条款写明了数法(次数、去重、合计),后面的量词在词汇表里却是另一种数法。
//! What it does: finds thresholds whose measure word the vocabulary binds to another way of counting than the one written out (次数, 去重, 合计).
//!
//! 为什么:写明的数法说了算,量词不起作用;读的人却以为按量词数。
//! Why: what is written out holds and the word does nothing, while readers take the word at its meaning.
//!
//! 例子 Example
//! ```gj
//! 每月 次数(拜访) >= 5 家
//! ```
//! ```toml
//! [vocabulary]
//! open = true
//! [measure-word."家"]
//! count = "distinct"
//! field = "客户"
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月 拜访 >= 5 家
//! ```

use guiju_syntax::ast::{Core, Expr, Function, Quantity, Threshold};
use guiju_syntax::canonical;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};
use crate::vocabulary::{Measuring, Vocabulary};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for judged in package.judged() {
        let Some(requirement) = &judged.clause.requirement else { continue };
        let Core::Measure { measure, threshold, .. } = &requirement.core else { continue };
        let (Some(unit), Some(counts)) = (quantity(threshold).and_then(|it| it.unit.as_ref()), written(measure)) else {
            continue;
        };
        let Some((word, bound)) = package.vocabulary.measure_words.get(&unit.text) else { continue };
        if disagrees(&counts, bound, package.vocabulary) {
            let diagnostic = Diagnostic::new(Code::WordDisagrees, unit.span).with("word", word);
            let diagnostic = diagnostic.with("bound", said(bound)).with("measure", canonical::expr(measure));
            found.add(&judged.file, diagnostic);
        }
    }
}

fn quantity(threshold: &Threshold) -> Option<&Quantity> {
    match threshold {
        Threshold::Value(Expr::Number(number)) | Threshold::Range(number, _) => Some(number),
        Threshold::Value(_) => None,
    }
}

/// The way of counting that is written out; `None` where it is left to the word, or is none of those a word can have.
fn written(measure: &Expr) -> Option<Measuring> {
    let Expr::Call { function, argument, .. } = measure else { return None };
    match (function, argument.as_ref()) {
        (Function::Count, _) => Some(Measuring::Records),
        (Function::Distinct, Expr::Field(_, field)) => Some(Measuring::Distinct(field.text.clone())),
        (Function::Sum, Expr::Field(_, field)) => Some(Measuring::Sum(field.text.clone())),
        _ => None,
    }
}

/// Whether a word means something else. A sum may be of anything (合计(日报.家数) is so many 家), unless the vocabulary has
/// another word for that field.
fn disagrees(written: &Measuring, bound: &Measuring, vocabulary: &Vocabulary) -> bool {
    match written {
        Measuring::Sum(_) => {
            written != bound && vocabulary.measure_words.iter().any(|(_, other)| other == written)
        }
        _ => written != bound,
    }
}

/// A way of counting in the words of the language.
fn said(measuring: &Measuring) -> String {
    match measuring {
        Measuring::Records => "次数(…)".to_owned(),
        Measuring::Distinct(field) => format!("去重(….{field})"),
        Measuring::Sum(field) => format!("合计(….{field})"),
    }
}
