//! # 周期比考核期长 | a period longer than the appraisal
//!
//! 查什么:guiju.toml 写了 `[appraisal] period`,而条款的周期更长。
//! What it does: finds periods longer than the `[appraisal] period` of guiju.toml.
//!
//! 为什么:一个周期归它最后一天所在的考核期:按月考核时,每年的要求只在 12 月考核。
//! Why: a period belongs to the appraisal in which it ends: appraised by the month, a yearly requirement is judged in December.
//!
//! 例子 Example
//! ```gj
//! 每年 编制预算 >= 1 次
//! ```
//! ```toml
//! [vocabulary]
//! open = true
//! [appraisal]
//! period = "每月"
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月 编制预算 >= 1 次
//! ```

use guiju_syntax::ast::{PeriodKind, PeriodUnit};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

/// Days, roughly: enough to tell which is longer.
const LENGTHS: &[(&str, PeriodUnit, u32)] = &[
    ("每日", PeriodUnit::Day, 1),
    ("每周", PeriodUnit::Week, 7),
    ("每旬", PeriodUnit::TenDays, 10),
    ("每半月", PeriodUnit::HalfMonth, 15),
    ("每月", PeriodUnit::Month, 30),
    ("每季度", PeriodUnit::Quarter, 91),
    ("每半年", PeriodUnit::HalfYear, 182),
    ("每年", PeriodUnit::Year, 365),
];

pub fn look(package: &Package<'_>, found: &mut Found) {
    let Some(appraisal) = package.manifest().and_then(|manifest| manifest.appraisal.period.as_deref()) else { return };
    let Some((_, _, whole)) = LENGTHS.iter().find(|(name, _, _)| *name == appraisal) else { return };
    for file in package.files() {
        for requirement in file.lists().into_iter().flatten().flat_map(|clause| &clause.requirements) {
            let Some(period) = &requirement.period else { continue };
            let PeriodKind::Every(n, unit) = &period.kind else { continue };
            let length = LENGTHS.iter().find(|(_, known, _)| known == unit).map(|(_, _, days)| days.saturating_mul(*n));
            if length.is_some_and(|length| length > *whole) {
                let diagnostic = Diagnostic::new(Code::PeriodBeyondAppraisal, period.span);
                let diagnostic = diagnostic.with("words", guiju_syntax::normal::words(file.source.slice(period.span)));
                found.add(&file, diagnostic.with("appraisal", appraisal));
            }
        }
    }
}
