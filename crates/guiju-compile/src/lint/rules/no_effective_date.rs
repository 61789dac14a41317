//! # 没有写施行日期 | no day from which it is in force
//!
//! 查什么:有 标准 名称、却哪里都没有 施行 的文件。
//! What it does: finds files with a title and no 施行 anywhere.
//!
//! 为什么:没有日期,补算旧账时新标准也会管到从前。
//! Why: without one a new standard also judges what was done before it was known.
//!
//! 例子 Example
//! ```gj
//! 标准 市场营销部工作标准
//! 不得 迟到
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 标准 市场营销部工作标准
//! 施行 2024-01-01 起
//! 不得 迟到
//! ```

use guiju_syntax::ast::PropertyKind;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        let Some(title) = &file.document.title else { continue };
        let dated = file.standard.clauses.iter().any(|clause| clause.effective_from.is_some())
            || file.properties().iter().any(|it| matches!(it.kind, PropertyKind::Effective { .. }));
        if !dated {
            found.add(&file, Diagnostic::new(Code::NoEffectiveDate, title.span).with("name", title.text.as_str()));
        }
    }
}
