//! # 不是每个月都有的日子 | a day that some months lack
//!
//! 查什么:29 日、30 日、31 日 一类的期限。
//! What it does: finds deadlines on the 29th, 30th or 31st.
//!
//! 为什么:没有这一天的月份按最后一天算。想说的多半是月底。
//! Why: where a month lacks the day its last day is taken. The end of the month was probably meant.
//!
//! 例子 Example
//! ```gj
//! 每月31日前上报表格1次。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月月底前上报表格1次。
//! ```

use guiju_syntax::ast::PointDay;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

/// Every month has this many.
const ALWAYS: u32 = 28;

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        for requirement in file.lists().into_iter().flatten().flat_map(|clause| &clause.requirements) {
            let Some(deadline) = &requirement.deadline else { continue };
            let day = [&deadline.from, &deadline.to].into_iter().flatten().find_map(|point| match point.day {
                PointDay::Of(day) if day > ALWAYS => Some(day),
                _ => None,
            });
            if let Some(day) = day {
                found.add(&file, Diagnostic::new(Code::DayBeyondMonth, deadline.span).with("day", day.to_string()));
            }
        }
    }
}
