//! # 多余的条款 | a clause that another says already
//!
//! 查什么:同一批人,做到了一条就做到了另一条;一模一样的也算。
//! What it does: finds clauses that are met whenever another one is, for the same people; also the very same one twice.
//!
//! 为什么:同一件事占了两份分值。只看没有各自写计分的条款;各自扣分的见 charged-twice。
//! Why: one thing is worth two shares. Clauses that each state how they score are left to charged-twice.
//!
//! 例子 Example
//! ```gj
//! 1. 每月 走访客户 >= 8 次
//! 2. 每月 走访客户 >= 5 次
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 每月 走访客户 >= 8 次
//! 2. 每月 电话回访 >= 5 次
//! ```

use guiju_engine::program::Check;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::bounds::Interval;
use super::super::package::Judged;
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for related in package.related() {
        for (at, two) in related.iter().enumerate() {
            let mut others = related.iter().enumerate().filter(|(i, _)| *i != at);
            // Of two that are equal the later one is too many.
            let stronger = others.find(|(i, one)| implies(one, two) && (*i < at || !implies(two, one)));
            if let Some((_, one)) = stronger {
                let diagnostic = Diagnostic::new(Code::Redundant, two.clause.span)
                    .with("other", one.name_from(two))
                    .with("one", one.lowered.origin.canonical.as_str())
                    .with("two", two.lowered.origin.canonical.as_str());
                found.add(&two.file, one.related(two, diagnostic));
            }
        }
    }
}

/// Whether meeting `one` always meets `two`.
fn implies(one: &Judged<'_>, two: &Judged<'_>) -> bool {
    let scored = !one.clause.scoring.is_empty() && !two.clause.scoring.is_empty();
    let wider = one.lowered.applies.is_none() || one.lowered.applies == two.lowered.applies;
    let always = one.lowered.condition.is_none() || one.lowered.condition == two.lowered.condition;
    let (from, to) = (one.lowered.effective_from, one.lowered.effective_to);
    let longer = from.is_none_or(|from| two.lowered.effective_from.is_some_and(|other| from <= other))
        && to.is_none_or(|to| two.lowered.effective_to.is_some_and(|other| other <= to));
    if scored || !wider || !always || !longer {
        return false;
    }
    match (&one.lowered.check, &two.lowered.check) {
        (Check::Record(_), _) | (_, Check::Record(_)) => false,
        (Check::Measure(first), Check::Measure(second)) => {
            let same = first.value == second.value
                && first.grid == second.grid
                && first.entity == second.entity;
            let within = || match (Interval::of(first), Interval::of(second)) {
                (Some(one), Some(two)) => one.within(two),
                _ => first.versions == second.versions,
            };
            same && within()
        }
        (first, second) => first == second,
    }
}
