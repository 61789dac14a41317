//! # 一件事扣两回 | one act that costs points twice
//!
//! 查什么:两条都按次扣分,而同一条记录两边都算(并计 也会这样)。
//! What it does: finds two clauses that take points per occurrence and both count the same record (并计 does that, too).
//!
//! 为什么:一次迟到扣了两回,被考核的人会申诉,而且有理。
//! Why: whoever is late once and loses points twice will complain, and be right.
//!
//! 例子 Example
//! ```gj
//! 1. 不得 迟到
//!    计分 每次 扣 1 分
//! 2. 每月 迟到 <= 2 次
//!    计分 每超 1 次 扣 2 分
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 不得 迟到
//!    计分 每次 扣 1 分
//! 2. 不得 早退
//!    计分 每次 扣 2 分
//! ```

use std::collections::{BTreeMap, BTreeSet};

use guiju_engine::program::{Check, Expr, MeasureSource, ScoringRule};
use guiju_engine::schema::ActivityId;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::bounds::asked;
use super::super::package::{Judged, MOST_RELATED};
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let charging: Vec<_> =
        package.judged().into_iter().filter_map(|judged| Some((judged, charged(&judged, package)?))).collect();
    let mut by_activity: BTreeMap<ActivityId, Vec<usize>> = BTreeMap::new();
    for (at, (two, those)) in charging.iter().enumerate() {
        let activities: BTreeSet<ActivityId> = those.iter().map(|source| source.activity).collect();
        let earlier: BTreeSet<usize> =
            activities.iter().filter_map(|activity| by_activity.get(activity)).flatten().copied().collect();
        let earlier = earlier.into_iter().filter_map(|at| charging.get(at)).filter(|(one, _)| one.overlaps(two));
        let twice = earlier.filter_map(|(one, these)| Some((one, both(these, those)?))).next();
        for activity in activities {
            let known = by_activity.entry(activity).or_default();
            if known.len() < MOST_RELATED {
                known.push(at);
            }
        }
        if let Some((one, source)) = twice {
            let activity = package.program().schema.activities.get(source.activity.index());
            let diagnostic = Diagnostic::new(Code::ChargedTwice, two.clause.span)
                .with("activity", activity.map_or("", |activity| activity.name.as_str()))
                .with("other", one.name_from(two));
            found.add(&two.file, one.related(two, diagnostic));
        }
    }
}

/// The records that each cost points.
fn charged<'a>(judged: &Judged<'a>, package: &Package<'a>) -> Option<&'a [MeasureSource]> {
    let (Check::Measure(check) | Check::Record(check)) = &judged.lowered.check else { return None };
    let forbids = check.never
        || matches!(judged.lowered.check, Check::Record(_))
        || asked(check).is_some_and(|asked| asked.low.is_none() && asked.high.is_some());
    let takes = judged.lowered.scoring.rules.iter().any(|rule| match rule {
        ScoringRule::Step { effect, .. } | ScoringRule::Fixed { when_met: false, effect } => !effect.adds,
        _ => false,
    });
    let Expr::Measure(id) = &check.value else { return None };
    let measure = package.program().measures.get(id.index())?;
    (forbids && takes && !judged.clause.scoring.is_empty()).then_some(&measure.sources)
}

/// A source of which both count the same records.
fn both<'a>(these: &'a [MeasureSource], those: &[MeasureSource]) -> Option<&'a MeasureSource> {
    these.iter().find(|one| {
        those.iter().any(|two| {
            one.activity == two.activity && (one.filter == two.filter || one.filter.is_none() || two.filter.is_none())
        })
    })
}
