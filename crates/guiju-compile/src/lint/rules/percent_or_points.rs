//! # 百分之几,还是几个百分点 | percent, or percentage points
//!
//! 查什么:达标线是 95% 一类的比率,计分却写 `每低 1%`。
//! What it does: finds steps of `1%` where the threshold itself is a percentage.
//!
//! 为什么:1% 可以是 1 个百分点(95% 到 94%),也可以是 95% 的百分之一(到 94.05%)。机器按百分点算;写明它不改变意思,`--fix` 会改。
//! Why: 1 % may be one point (95 % to 94 %) or a hundredth of 95 % (to 94.05 %). Points are meant; saying so changes nothing,
//! so `--fix` does.
//!
//! 例子 Example
//! ```gj
//! 每月 完成率 >= 95%
//! 计分 每低 1% 扣 2 分
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月 完成率 >= 95%
//! 计分 每低 1 个百分点 扣 2 分
//! ```

use guiju_syntax::ast::{Core, Expr, PropertyKind, Quantity, Scale, Scoring, ScoringRule, Threshold};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        for clause in file.lists().into_iter().flatten() {
            let thresholds = clause.requirements.iter().filter_map(|requirement| match &requirement.core {
                Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } => Some(number),
                _ => None,
            });
            let Some(threshold) = thresholds.into_iter().find(|number| number.scale == Scale::Percent) else { continue };
            let below = clause.properties.iter().filter_map(|property| match &property.kind {
                PropertyKind::Scoring(scoring) => Some(scoring),
                _ => None,
            });
            let within = clause.requirements.iter().flat_map(|requirement| &requirement.scoring);
            for step in below.chain(within).flat_map(steps) {
                let words = file.source.slice(step.span);
                let Some(number) = words.strip_suffix(['%', '%']) else { continue };
                let points = format!("{}个百分点", number.trim());
                let diagnostic = Diagnostic::new(Code::PercentOrPoints, step.span)
                    .with("words", words)
                    .with("threshold", guiju_syntax::canonical::quantity(threshold))
                    .with("points", points.as_str());
                found.add(&file, diagnostic.fixed(step.span, points));
            }
        }
    }
}

fn steps(scoring: &Scoring) -> impl Iterator<Item = &Quantity> {
    scoring.rules.iter().filter_map(|rule| match rule {
        ScoringRule::Step { step, .. } => Some(step),
        _ => None,
    })
}
