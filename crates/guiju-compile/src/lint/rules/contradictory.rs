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

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::package::{Claim, Judged};
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    package.proved(Claim::Contradictory).iter().for_each(|(one, two)| report(one, two, found));
}

fn report(one: &Judged<'_>, two: &Judged<'_>, found: &mut Found) {
    let diagnostic = Diagnostic::new(Code::Contradictory, two.clause.span)
        .with("other", one.name_from(two))
        .with("one", one.lowered.origin.canonical.as_str())
        .with("two", two.lowered.origin.canonical.as_str());
    found.add(&two.file, one.related(two, diagnostic));
}
