//! # 够不到的一档 | a step that is never reached
//!
//! 查什么:每少 5 次扣分,而要求只有 3 次:最多只少 3 次。
//! What it does: finds steps larger than the gap can be: 每少 5 次 where 3 are asked.
//!
//! 为什么:不足一档不扣分,所以永远不扣分。
//! Why: less than a step costs nothing, so nothing is ever taken.
//!
//! 例子 Example
//! ```gj
//! 每月 走访客户 >= 3 次
//! 计分 每少 5 次 扣 2 分
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月 走访客户 >= 3 次
//! 计分 每少 1 次 扣 2 分
//! ```

use guiju_engine::exact::Exact;
use guiju_engine::program::{Basis, GridId, Period, ScoringRule, StepRounding, Unit};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::bounds::{asked, is_count, is_share};
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let program = package.program();
    for judged in package.judged() {
        let (scoring, Some(check)) = (&judged.lowered.scoring, judged.measure()) else { continue };
        let Some(asked) = asked(check) else { continue };
        let share = is_share(&check.value, program);
        if scoring.rounding != StepRounding::Down || !(share || is_count(&check.value, program)) {
            continue;
        }
        for rule in &scoring.rules {
            let ScoringRule::Step { basis, step, .. } = rule else { continue };
            let most = match (basis, asked.low, asked.high) {
                (Basis::Below, Some((low, _)), _) => low,
                (Basis::Above, _, Some((high, _))) if share => Exact::ONE.minus(high).unwrap_or(Exact::ZERO),
                _ => continue,
            };
            if Exact::from(*step) > most && judged_once(check.grid, package) {
                let diagnostic = Diagnostic::new(Code::StepNeverReached, judged.clause.span);
                let diagnostic = diagnostic.with("most", most.to_string());
                found.add(&judged.file, diagnostic.with("step", step.normalize().to_string()));
            }
        }
    }
}

/// Whether there is one such period in an appraisal: the gaps of several add up.
fn judged_once(grid: GridId, package: &Package<'_>) -> bool {
    let appraisal = package.manifest().and_then(|manifest| manifest.appraisal.period.as_deref()).unwrap_or("每月");
    match package.program().grids.get(grid.index()).map(|grid| &grid.period) {
        Some(Period::Range) => true,
        Some(Period::Every { unit, .. }) => match unit {
            Unit::Month => appraisal == "每月",
            Unit::Quarter => matches!(appraisal, "每月" | "每季度"),
            Unit::HalfYear => matches!(appraisal, "每月" | "每季度" | "每半年"),
            Unit::Year => true,
            _ => false,
        },
        _ => false,
    }
}
