//! # 有的写了分值,有的没有 | worths stated in part
//!
//! 查什么:同一节里一些条款写了分值,另一些没有。
//! What it does: finds sections in which some clauses state a worth and others do not.
//!
//! 为什么:没写的平分余下的分:添一条、删一条,它们的分值就变了。
//! Why: those without share what is left, so that adding or removing one changes what the others are worth.
//!
//! 例子 Example
//! ```gj
//! 1. 不得 迟到
//!    分值 40
//! 2. 不得 早退
//! 3. 不得 旷工
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 不得 迟到
//!    分值 40
//! 2. 不得 早退
//!    分值 20
//! 3. 不得 旷工
//!    分值 40
//! ```

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        let worths = file.worths();
        for list in file.lists() {
            let worth = |written: &&guiju_syntax::ast::Clause| worths.within(written).next().map(|it| it.worth_stated);
            let stated = list.iter().filter(|clause| worth(clause) == Some(true)).count();
            let unstated: Vec<_> = list.iter().filter(|clause| worth(clause) == Some(false)).collect();
            if let Some(first) = unstated.first()
                && stated > 0
            {
                let diagnostic = Diagnostic::new(Code::WorthPartlyStated, first.span).with("stated", stated.to_string());
                found.add(&file, diagnostic.with("unstated", unstated.len().to_string()));
            }
        }
    }
}
