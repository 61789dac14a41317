//! # 没有写周期 | a number with no period
//!
//! 查什么:要数次数、却没有说每多久的要求。
//! What it does: finds numbers to be reached with nothing said about how often.
//!
//! 为什么:没有周期就按整个考核期算:按月考核时是每月 8 家,按年考核时是每年 8 家。
//! Why: without a period the appraisal range is meant: 8 a month when appraised by the month, 8 a year by the year.
//!
//! 例子 Example
//! ```gj
//! 上门访问客户8次。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每周上门访问客户8次。
//! ```

use guiju_engine::program::Period;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::bounds::is_count;
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let program = package.program();
    for judged in package.judged() {
        let (Some(check), Some(requirement)) = (judged.measure(), &judged.clause.requirement) else { continue };
        let whole_range = program.grids.get(check.grid.index()).is_some_and(|grid| grid.period == Period::Range);
        let unstated = requirement.period.is_none() && requirement.deadline.is_none() && requirement.entity.is_none();
        let at_least = check.versions.iter().flat_map(|version| &version.bounds).any(|bound| {
            use guiju_engine::program::Comparison::{AtLeast, Equal, MoreThan};
            matches!(bound.comparison, AtLeast | MoreThan | Equal)
        });
        if whole_range && unstated && at_least && !check.never && is_count(&check.value, program) {
            let words = judged.clause.text.trim_end_matches(['。', ';', ';']);
            found.add(&judged.file, Diagnostic::new(Code::MissingPeriod, judged.clause.span).with("words", words));
        }
    }
}
