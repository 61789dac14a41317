//! Which clause of the new version is which of the old one.

use guiju_engine::program::{Clause, Program, Standard};

use crate::reads;

/// Standards of both versions that belong together: by file, then by name, then in order.
pub(super) fn standards<'p>(old: &'p Program, new: &'p Program) -> Vec<(Option<&'p Standard>, Option<&'p Standard>)> {
    let olds: Vec<&Standard> = old.standards.iter().collect();
    let news: Vec<&Standard> = new.standards.iter().collect();
    matched(
        &olds,
        &news,
        &[&|old, new| old.file == new.file, &|old, new| old.name == new.name, &|_, _| {
            olds.len() == 1 && news.len() == 1
        }],
    )
}

/// Clauses of both versions that belong together: by 标识, by what they say, by id and activity, by activity, by id and
/// like words.
pub(super) fn clauses<'p>(
    (old, olds): (&Program, &[&'p Clause]),
    (new, news): (&Program, &[&'p Clause]),
) -> Vec<(Option<&'p Clause>, Option<&'p Clause>)> {
    let named = |clause: &Clause| !clause.id.chars().all(|c| c.is_ascii_digit() || c == '.' || c.is_ascii_lowercase());
    let same_words = |one: &Clause, two: &Clause| one.origin.canonical == two.origin.canonical;
    let measures = |one: &Clause, two: &Clause| {
        let (one, two) = (names(old, one), names(new, two));
        !one.is_empty() && one == two
    };
    let alike = |one: &Clause, two: &Clause| {
        !guiju_compile::near::nearest(&one.origin.canonical, [two.origin.canonical.as_str()]).is_empty()
    };
    matched(
        olds,
        news,
        &[
            &|one, two| named(one) && one.id == two.id,
            &|one, two| one.id == two.id && same_words(one, two),
            &|one, two| same_words(one, two),
            &|one, two| one.id == two.id && measures(one, two),
            &|one, two| measures(one, two),
            &|one, two| one.id == two.id && alike(one, two),
        ],
    )
}

/// The activities that a clause reads, by name.
fn names(program: &Program, clause: &Clause) -> Vec<String> {
    let activities = reads::activities(program, clause).into_iter();
    activities.filter_map(|id| Some(program.schema.activities.get(id.index())?.name.clone())).collect()
}

/// A way to tell that two things belong together.
type Rule<'r, T> = &'r dyn Fn(&T, &T) -> bool;

/// Pairs by the first rule that joins them, each thing once: the new ones in order, then what is left of the old ones.
fn matched<'p, T>(olds: &[&'p T], news: &[&'p T], rules: &[Rule<T>]) -> Vec<(Option<&'p T>, Option<&'p T>)> {
    let mut partner: Vec<Option<usize>> = vec![None; news.len()];
    let mut taken = vec![false; olds.len()];
    for rule in rules {
        for (new, partner) in news.iter().zip(&mut partner).filter(|(_, partner)| partner.is_none()) {
            let found = olds.iter().zip(&taken).position(|(old, taken)| !taken && rule(old, new));
            if let Some(taken) = found.and_then(|found| taken.get_mut(found)) {
                *taken = true;
                *partner = found;
            }
        }
    }
    let joined = news.iter().zip(partner).map(|(new, old)| (old.and_then(|old| olds.get(old).copied()), Some(*new)));
    let left = olds.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(old, _)| (Some(*old), None));
    joined.chain(left).collect()
}
