//! # 用不上的一票否决 | a veto that never applies
//!
//! 查什么:写在 记 或 说明 下的一票否决。
//! What it does: finds 一票否决 on clauses that ask nothing (记, 说明).
//!
//! 为什么:这样的条款没有要求,也就没有未达标,否决永远不会发生。
//! Why: they ask nothing, so they are never missed, and the veto never comes.
//!
//! 例子 Example
//! ```gj
//! 记 重大安全事故
//! 一票否决
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 不得 重大安全事故
//! 一票否决
//! ```

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};
use crate::hir::Kind;

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        for clause in &file.standard.clauses {
            if clause.veto.is_some() && matches!(clause.kind(), Kind::Record | Kind::Note) {
                found.add(&file, Diagnostic::new(Code::VetoNeverFires, clause.span));
            }
        }
    }
}
