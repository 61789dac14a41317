//! # 序号不连续 | numbers that do not follow on
//!
//! 查什么:同一节里跳过或倒退的条款序号、小节序号。
//! What it does: finds numbers of clauses and sections that leave some out or go back.
//!
//! 为什么:可能漏抄了一条。条款编号就是序号,改了序号,旧的报告就对不上了。
//! Why: a clause may have been lost in copying. Ids are made of these numbers, and old reports refer to them.
//!
//! 例子 Example
//! ```gj
//! 1. 不得 迟到
//! 3. 不得 早退
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 不得 迟到
//! 2. 不得 早退
//! ```

use guiju_syntax::ast::{Node, PropertyKind};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        let bodies = std::iter::once(&file.document.body).chain(file.sections().into_iter().map(|section| &section.body));
        for body in bodies {
            let clauses = body.iter().filter_map(|node| match node {
                Node::Clause(clause) => {
                    let named = clause.properties.iter().any(|property| matches!(property.kind, PropertyKind::Label(_)));
                    Some((clause.number.as_ref()?.parse().ok().filter(|_| !named)?, clause.span))
                }
                Node::Section(_) => None,
            });
            let sections = body.iter().filter_map(|node| match node {
                Node::Section(section) => Some((section.number?, section.span)),
                Node::Clause(_) => None,
            });
            for numbers in [clauses.collect(), sections.collect()] {
                let numbers: Vec<(u32, Span)> = numbers;
                for pair in numbers.windows(2) {
                    let [(before, _), (after, span)] = pair else { continue };
                    // The same number twice is an error of its own.
                    if before.checked_add(1) != Some(*after) && before != after {
                        let diagnostic = Diagnostic::new(Code::NumberGap, *span).with("before", before.to_string());
                        found.add(&file, diagnostic.with("after", after.to_string()));
                    }
                }
            }
        }
    }
}
