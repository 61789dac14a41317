//! # 没有期限可以迟 | lateness with no deadline
//!
//! 查什么:计分 每迟 …,要求里却没有期限。
//! What it does: finds 每迟 in scoring of requirements that have no deadline.
//!
//! 为什么:没有期限就没有迟,永远不扣分。
//! Why: without a deadline nothing is late, and nothing is ever taken.
//!
//! 例子 Example
//! ```gj
//! 每月 上报表格 >= 1 次
//! 计分 每迟 1 天 扣 1 分
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月 5日前 上报表格 >= 1 次
//! 计分 每迟 1 天 扣 1 分
//! ```

use guiju_engine::program::{Basis, Check, Duty, DutyItem, Interval, ScoringRule};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::package::Judged;
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for judged in package.judged() {
        let rules = &judged.lowered.scoring.rules;
        let late = rules.iter().any(|rule| matches!(rule, ScoringRule::Step { basis: Basis::Late | Basis::LateWorkdays, .. }));
        if late && !has_deadline(&judged, package) {
            found.add(&judged.file, Diagnostic::new(Code::LateWithoutDeadline, judged.clause.span));
        }
    }
}

fn has_deadline(judged: &Judged<'_>, package: &Package<'_>) -> bool {
    let window = |grid: &guiju_engine::program::GridId| {
        let grid = package.program().grids.get(grid.index());
        grid.and_then(|grid| grid.window.as_ref()).is_some_and(|window| window.to.is_some())
    };
    match &judged.lowered.check {
        Check::Measure(check) | Check::Record(check) => window(&check.grid),
        Check::Manual(check) => window(&check.grid),
        Check::Person(_) => false,
        Check::Every(every) => {
            let (Duty::All(items) | Duty::Any(items)) = &every.duty;
            items.iter().any(|item| match item {
                DutyItem::Response { interval, .. } | DutyItem::Anchored { interval, .. } => *interval != Interval::Any,
                DutyItem::Sequence(_) => true,
                DutyItem::Field(_) | DutyItem::Manual(_) => false,
            })
        }
    }
}
