//! # 空的小节 | a section with nothing in it
//!
//! 查什么:下面一条也没有的标题。
//! What it does: finds headings with no clause below them.
//!
//! 为什么:可能漏了内容,或者有一条要求被写成了标题。
//! Why: its clauses may have been lost, or a requirement was written as a heading.
//!
//! 例子 Example
//! ```gj
//! 一、文员
//! 二、销售人员
//! 1. 不得 迟到
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 一、文员
//! 1. 不得 早退
//! 二、销售人员
//! 1. 不得 迟到
//! ```

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        for section in file.sections().into_iter().filter(|section| section.body.is_empty()) {
            let diagnostic = Diagnostic::new(Code::EmptySection, section.title.span);
            found.add(&file, diagnostic.with("title", section.title.text.as_str()));
        }
    }
}
