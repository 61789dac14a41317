//! # 互相矛盾的条款 | clauses that contradict each other
//!
//! 查什么:同一批人、同一件事,两条要求不能同时做到;周期不同的(每周与每月、时限、任意连续7天)、比率、凡 … 须 … 也算。
//! What it does: finds two requirements about the same thing for the same people that no record can meet both of, also across
//! periods (weeks and months, deadlines, 任意连续7天), of ratios, and of 凡 … 须 ….
//!
//! 为什么:不论怎么做都会丢分。`guiju analyze` 用同样的推算,还给出反例。
//! Why: points are lost whatever one does. `guiju analyze` reasons in the same way, and gives a counterexample.
//!
//! 例子 Example
//! ```gj
//! 1. 每月 走访客户 >= 8 次
//! 2. 每年 走访客户 <= 60 次
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 每月 走访客户 >= 8 次
//! 2. 每年 走访客户 <= 120 次
//! ```

use guiju_engine::program::{Aggregate, Expr, Measure, Period, Program};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use rust_decimal::Decimal;

use super::super::bounds::{Interval, parts};
use super::super::package::{Claim, Judged};
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for related in package.related() {
        for (at, one) in related.iter().enumerate() {
            for two in related.iter().skip(at + 1).filter(|two| one.overlaps(two)) {
                if contradict(one, two, package.program()) || contradict(two, one, package.program()) {
                    report(one, two, found);
                }
            }
        }
    }
    package.proved(Claim::Contradictory).iter().for_each(|(one, two)| report(one, two, found));
}

fn report(one: &Judged<'_>, two: &Judged<'_>, found: &mut Found) {
    let diagnostic = Diagnostic::new(Code::Contradictory, two.clause.span)
        .with("other", one.name_from(two))
        .with("one", one.lowered.origin.canonical.as_str())
        .with("two", two.lowered.origin.canonical.as_str());
    found.add(&two.file, one.related(two, diagnostic));
}

/// Whether what `one` asks of shorter periods (or the same) leaves nothing for `two`.
fn contradict(one: &Judged<'_>, two: &Judged<'_>, program: &Program) -> bool {
    let (Some(first), Some(second)) = (one.measure(), two.measure()) else { return false };
    let (Some(asked), Some(also)) = (Interval::of(first), Interval::of(second)) else { return false };
    if first.entity != second.entity {
        return false;
    }
    if first.grid == second.grid && first.value == second.value {
        return asked.and(also).is_empty();
    }
    let measure = |value: &Expr| match value {
        Expr::Measure(id) => program.measures.get(id.index()),
        _ => None,
    };
    let (Some(narrow), Some(wide)) = (measure(&first.value), measure(&second.value)) else { return false };
    if !counted_alike(narrow, wide) {
        return false;
    }
    // What must never happen happens in no period either.
    if second.never && asked.low.is_some_and(|(low, inside)| low > Decimal::ZERO || (!inside && low.is_zero())) {
        return true;
    }
    let grid = |measure: &Measure| program.grids.get(measure.grid.index());
    let (Some(inner), Some(outer)) = (grid(narrow), grid(wide)) else { return false };
    if inner.except_holidays != outer.except_holidays || outer.window.is_some() {
        return false;
    }
    match (&inner.period, &outer.period) {
        // What lies in a part of the period lies in the period.
        (one, other) if one == other => inner.window.is_some() && Interval { low: asked.low, high: None }.and(also).is_empty(),
        (Period::Every { every: 1, unit: one }, Period::Every { every: 1, unit: other }) if inner.window.is_none() => {
            let sum = parts(*one, *other).and_then(|n| asked.times(n));
            sum.is_some_and(|sum| sum.and(also).is_empty())
        }
        _ => false,
    }
}

/// Whether both count the same records, so that counts of parts add up.
fn counted_alike(one: &Measure, two: &Measure) -> bool {
    one.sources == two.sources
        && one.by == two.by
        && one.aggregate == Aggregate::Count
        && two.aggregate == Aggregate::Count
        && one.sources.iter().all(|source| source.amount.is_none())
}
