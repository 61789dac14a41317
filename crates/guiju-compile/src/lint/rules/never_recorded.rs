//! # 数据里从来没有的活动 | an activity that the data never hold
//!
//! 查什么:用 `--records` 给了数据,条款要数的活动却一条记录也没有。
//! What it does: with data given (`--records`), finds activities that clauses count and no record has.
//!
//! 为什么:名称可能和系统里的叫法不同,于是人人未达标。禁止的事没有记录是好事,不算在内。
//! Why: the system may call it otherwise, and then everybody misses. What must not happen is not looked for.
//!
//! 例子 Example
//! ```gj
//! 每周上门访问客户8次。
//! ```
//! ```csv
//! 人员,活动,时间
//! 张三,上门拜访客户,2024-03-04
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每周上门拜访客户8次。
//! ```

use std::collections::BTreeSet;

use guiju_engine::program::Check;
use guiju_engine::schema::ActivityId;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::package::{Judged, activities};
use super::super::{Found, Package};
use crate::near::nearest;

pub fn look(package: &Package<'_>, found: &mut Found) {
    let Some(recorded) = &package.evidence.recorded else { return };
    let program = package.program();
    let known: BTreeSet<&str> = program
        .schema
        .activities
        .iter()
        .flat_map(|activity| std::iter::once(&activity.name).chain(&activity.also))
        .map(String::as_str)
        .collect();
    let mut seen = BTreeSet::new();
    for judged in package.judged() {
        for id in needed(&judged, package) {
            let Some(activity) = program.schema.activities.get(id.index()) else { continue };
            let there = std::iter::once(&activity.name).chain(&activity.also).any(|name| recorded.contains(name));
            if !there && seen.insert(id) {
                let unknown = recorded.iter().map(String::as_str).filter(|name| !known.contains(name));
                let diagnostic = Diagnostic::new(Code::NeverRecorded, judged.clause.span);
                let diagnostic = diagnostic.with("activity", activity.name.as_str());
                found.add(&judged.file, diagnostic.near(nearest(&activity.name, unknown)));
            }
        }
    }
}

/// The activities without which a requirement cannot be met.
fn needed(judged: &Judged<'_>, package: &Package<'_>) -> Vec<ActivityId> {
    match &judged.lowered.check {
        Check::Measure(check) if check.never => Vec::new(),
        Check::Person(_) | Check::Record(_) => Vec::new(),
        check => activities(check, package.program()),
    }
}
