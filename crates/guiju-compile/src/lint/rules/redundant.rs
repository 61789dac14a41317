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

use foldhash::{HashMap, HashSet};
use guiju_engine::program::Check;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::package::{Claim, Judged};
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let proved = package.proved(Claim::Implies);
    let pairs: HashSet<_> = proved.iter().map(|(first, second)| (first.key(), second.key())).collect(); // looked up only
    let implies = |one: &Judged<'_>, two: &Judged<'_>| {
        may_replace(one, two) && (says(one, two) || pairs.contains(&(one.key(), two.key())))
    };
    let (all, groups) = (package.judged(), package.related());
    let mut near: HashMap<Key<'_>, usize> = HashMap::default(); // looked up only
    for (at, group) in groups.iter().enumerate() {
        for judged in group {
            near.entry(judged.key()).or_insert(at);
        }
    }
    let mut stronger: HashMap<Key<'_>, Vec<Judged<'_>>> = HashMap::default(); // looked up only
    for (first, second) in &proved {
        stronger.entry(second.key()).or_default().push(*first);
    }
    for two in &all {
        let near = near.get(&two.key()).and_then(|at| groups.get(*at)).into_iter().flatten().copied();
        let strong = stronger.get(&two.key()).into_iter().flatten().copied();
        let others: Vec<Judged<'_>> = near.chain(strong).filter(|one| one.key() != two.key()).collect();
        let before = |one: &Judged<'_>| (one.file.index, one.clause.span) < (two.file.index, two.clause.span);
        // Of two that are equal the later one is too many.
        let stronger = others.iter().find(|one| implies(one, two) && (before(one) || !implies(two, one)));
        if let Some(one) = stronger {
            let diagnostic = Diagnostic::new(Code::Redundant, two.clause.span)
                .with("other", one.name_from(two))
                .with("one", one.lowered.origin.canonical.as_str())
                .with("two", two.lowered.origin.canonical.as_str());
            found.add(&two.file, one.related(two, diagnostic));
        }
    }
}

/// A file and an id.
type Key<'a> = (usize, &'a str);

/// Whether the first binds everyone whom the second binds, whenever it does, and not both say how they are scored.
fn may_replace(one: &Judged<'_>, two: &Judged<'_>) -> bool {
    let scored = !one.clause.scoring.is_empty() && !two.clause.scoring.is_empty();
    let wider = one.lowered.applies.is_none() || one.lowered.applies == two.lowered.applies;
    let always = one.lowered.condition.is_none() || one.lowered.condition == two.lowered.condition;
    let (from, to) = (one.lowered.effective_from, one.lowered.effective_to);
    let longer = from.is_none_or(|from| two.lowered.effective_from.is_some_and(|other| from <= other))
        && to.is_none_or(|to| two.lowered.effective_to.is_some_and(|other| other <= to));
    !scored && wider && always && longer
}

/// Whether both ask for the very same.
fn says(one: &Judged<'_>, two: &Judged<'_>) -> bool {
    match (&one.lowered.check, &two.lowered.check) {
        (Check::Record(_), _) | (_, Check::Record(_)) => false,
        (first, second) => first == second,
    }
}
