//! # 一条里要求太多 | a clause that asks too much
//!
//! 查什么:一条里有 7 项以上的要求。
//! What it does: finds clauses with more than six requirements.
//!
//! 为什么:它们平分一份分值,每项只值一点点;报告里也难看出丢分在哪里。
//! Why: they share one worth, so that each is worth little, and it is hard to see where points were lost.
//!
//! 例子 Example
//! ```gj
//! 不得 迟到;不得 早退;不得 旷工;不得 脱岗;不得 饮酒;不得 吸烟;不得 喧哗
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 不得 迟到;不得 早退;不得 旷工
//! 2. 不得 脱岗;不得 饮酒;不得 吸烟;不得 喧哗
//! ```

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

/// As many can still be told apart.
const MOST: usize = 6;

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        let worths = file.worths();
        for clause in file.lists().into_iter().flatten() {
            let count = worths.within(clause).count();
            if count > MOST {
                found.add(&file, Diagnostic::new(Code::LongClause, clause.span).with("count", count.to_string()));
            }
        }
    }
}
