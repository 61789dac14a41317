//! # 两版同时有效 | two versions in force at once
//!
//! 查什么:同名的标准或小节,后一版已经 起,前一版还没有 至;一条的 自 在它的施行期之外。
//! What it does: finds versions of a standard or section that begin before the one before has ended, and 自 of a clause
//! outside the days in which the clause is in force.
//!
//! 为什么:同一件事按两版各考核一遍;施行期之外的 自 从来不算数,或者原来的要求从来不算数。
//! Why: one thing is judged by both versions; with such a 自, either it or the requirement before it never counts.
//!
//! 例子 Example
//! ```gj
//! 一、销售
//! 施行 2024-01-01 起
//! 1. 每周 走访客户 >= 5 次
//! 二、销售
//! 施行 2024-07-01 起
//! 1. 每周 走访客户 >= 8 次
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 一、销售
//! 施行 2024-01-01 起 至 2024-06-30
//! 1. 每周 走访客户 >= 5 次
//! 二、销售
//! 施行 2024-07-01 起
//! 1. 每周 走访客户 >= 8 次
//! ```

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::versions::versions;
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for series in versions(package) {
        for pair in series.windows(2) {
            let [before, after] = pair else { continue };
            let Some(start) = after.from else { continue };
            if before.to.is_none_or(|end| end >= start) {
                let diagnostic = Diagnostic::new(Code::VersionOverlap, after.span).with("name", after.name);
                found.add(&after.file, diagnostic.with("from", start.to_string()));
            }
        }
    }
    for file in package.files() {
        for clause in &file.standard.clauses {
            for since in &clause.since {
                let early = clause.effective_from.is_some_and(|from| since.from <= from);
                let late = clause.effective_to.is_some_and(|to| since.from > to);
                if early || late {
                    let diagnostic = Diagnostic::new(Code::VersionOverlap, clause.span).with("name", clause.id.as_str());
                    found.add(&file, diagnostic.with("from", since.from.to_string()));
                }
            }
        }
    }
}
