//! # 总是达标的阈值 | a threshold that is always met
//!
//! 查什么:次数 >= 0,占比 <= 100% 一类的要求。
//! What it does: finds counts of at least 0, shares of at most 100 %, and the like.
//!
//! 为什么:什么也没有要求,却占着分值。
//! Why: nothing is asked, and yet it is worth points.
//!
//! 例子 Example
//! ```gj
//! 每月 走访客户 >= 0 次
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月 走访客户 >= 1 次
//! ```

use guiju_engine::exact::Exact;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use crate::interval::Interval;

use super::super::bounds::{asked, is_count, is_share};
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let program = package.program();
    for judged in package.judged() {
        let Some(check) = judged.measure() else { continue };
        let Some(asked) = asked(check) else { continue };
        let share = is_share(&check.value, program);
        let possible = Interval {
            low: Some((Exact::ZERO, true)),
            high: share.then_some((Exact::ONE, true)),
        };
        if (share || is_count(&check.value, program)) && possible.within(asked) {
            let words = judged.lowered.origin.canonical.as_str();
            found.add(&judged.file, Diagnostic::new(Code::TrivialThreshold, judged.clause.span).with("words", words));
        }
    }
}
