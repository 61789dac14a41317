//! # 期限含不含当天 | whether a deadline has its day in it
//!
//! 查什么:`5日前` 一类的期限,没有写 (含) 或 (不含)。
//! What it does: finds deadlines such as `5日前` with neither (含) nor (不含).
//!
//! 为什么:5 日当天交算不算按时,人们理解不一。机器按含当天算(民法典第 1259 条说 以上、以下、以内、届满 包括本数,没有说 前)。
//! 写上 (含) 不改变意思,`--fix` 会补上。
//! Why: people disagree whether the 5th itself is in time. It is taken to be (art. 1259 of the Civil Code settles 以内 and
//! 届满, not 前). Writing (含) changes nothing, so `--fix` adds it.
//!
//! 例子 Example
//! ```gj
//! 每月5日前整理文件夹1次。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月5日前(含)整理文件夹1次。
//! ```

use guiju_syntax::ast::PointDay;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        for requirement in file.lists().into_iter().flatten().flat_map(|clause| &clause.requirements) {
            let Some(deadline) = &requirement.deadline else { continue };
            let (None, Some(point)) = (&deadline.from, &deadline.to) else { continue };
            let words = file.source.slice(deadline.span);
            let after = file.source.text().get(deadline.span.end as usize..).unwrap_or("").trim_start();
            let stated = words.contains('含') || after.starts_with("(含") || after.starts_with("(含");
            let by_day = matches!(point.day, PointDay::Of(_) | PointDay::OfMonth(..) | PointDay::Weekday(_));
            if by_day && point.time.is_none() && point.inclusive && !stated && words.ends_with('前') {
                let end = Span { start: deadline.span.end, end: deadline.span.end };
                let words = guiju_syntax::normal::words(words);
                let diagnostic = Diagnostic::new(Code::BoundaryUnstated, deadline.span).with("words", words);
                found.add(&file, diagnostic.fixed(end, "(含)"));
            }
        }
    }
}
