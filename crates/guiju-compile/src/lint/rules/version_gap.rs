//! # 两版之间有空档 | a gap between two versions
//!
//! 查什么:同名的标准或小节,前一版 至 的次日和后一版 起 的那天之间有没人管的日子。
//! What it does: finds days between the end of one version of a standard or section and the start of the next.
//!
//! 为什么:那几天里没有标准有效,谁也不考核。
//! Why: on those days no standard is in force, and nobody is judged.
//!
//! 例子 Example
//! ```gj
//! 一、销售
//! 施行 2024-01-01 起 至 2024-05-31
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
            let (Some(end), Some(start)) = (before.to, after.from) else { continue };
            if let (Some(first), Some(last)) = (end.succ_opt(), start.pred_opt())
                && first < start
            {
                let diagnostic = Diagnostic::new(Code::VersionGap, after.span).with("name", after.name);
                let diagnostic = diagnostic.with("from", first.to_string()).with("to", last.to_string());
                found.add(&after.file, diagnostic);
            }
        }
    }
}
