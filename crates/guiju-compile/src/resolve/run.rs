//! Clauses that stand together, resolved by themselves: where they are many, on all threads.
//!
//! What one clause says never hangs on another: only its number does, which is counted before. So results are put
//! together in the order of the clauses, and nobody can tell on how many threads they were made.

use std::borrow::Cow;
use std::ops::Range;

use guiju_engine::program::BonusCap;
use guiju_syntax::ast::{Clause, Node};
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use rayon::prelude::*;
use rust_decimal::Decimal;

use super::{Resolver, Scope, count, join};
use crate::hir;

/// So many clauses are worth a thread of their own.
pub(crate) const MANY: usize = 64;

/// The requirements of one clause, the worth that it states, and where it stands.
pub(super) type Group = (Range<usize>, Option<Decimal>, Span);

/// What became of some clauses.
struct Resolved {
    clauses: Vec<hir::Clause>,
    groups: Vec<Group>,
    bonus_caps: Vec<BonusCap>,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// Resolves clauses that follow each other, and adds their requirements.
    pub(super) fn run(
        &mut self,
        scope: &Scope,
        (path, last): (&str, &mut u32),
        nodes: &[Node],
        (out, groups): (&mut Vec<hir::Clause>, &mut Vec<Group>),
    ) {
        let clauses = nodes.iter().filter_map(|node| match node {
            Node::Clause(clause) => {
                count(clause.number.as_deref(), last);
                Some((*last, clause))
            }
            Node::Section(_) => None,
        });
        let clauses: Vec<(u32, &Clause)> = clauses.collect();
        let all: Vec<Resolved> = match clauses.len() <= MANY {
            true => vec![self.apart(scope, path, &clauses)],
            false => clauses.par_chunks(MANY).map(|some| self.apart(scope, path, some)).collect(),
        };
        out.reserve(all.iter().map(|some| some.clauses.len()).sum());
        for mut some in all {
            let first = out.len();
            out.append(&mut some.clauses);
            groups.extend(
                some.groups
                    .into_iter()
                    .map(|(range, worth, span)| (range.start + first..range.end + first, worth, span)),
            );
            self.bonus_caps.append(&mut some.bonus_caps);
            self.diagnostics.append(&mut some.diagnostics);
        }
    }

    /// Some of them, each with the number that it has where none is written, by a resolver that finds for itself.
    fn apart(&self, scope: &Scope, path: &str, clauses: &[(u32, &Clause)]) -> Resolved {
        let mut resolver = Resolver {
            source: self.source,
            vocabulary: self.vocabulary,
            definitions: Cow::Borrowed(&*self.definitions),
            parameters: Cow::Borrowed(&*self.parameters),
            bonus_caps: Vec::new(),
            diagnostics: Vec::new(),
            at: None,
        };
        let (mut out, mut groups) = (Vec::with_capacity(clauses.len()), Vec::with_capacity(clauses.len()));
        for (number, clause) in clauses {
            let start = out.len();
            let id = match &clause.number {
                Some(written) => join(path, written),
                None => join(path, &number.to_string()),
            };
            let worth = resolver.clause(scope, &id, clause, &mut out);
            let own = out.get(start..).unwrap_or_default();
            resolver.cap_bonus(&clause.properties, own);
            resolver.bonus_caps.extend(
                own.iter()
                    .filter_map(|clause| clause.bonus_cap)
                    .map(|most| BonusCap { most, clauses: own.iter().map(|clause| clause.id.clone()).collect() }),
            );
            groups.push((start..out.len(), worth, clause.span));
        }
        let Resolver { bonus_caps, diagnostics, .. } = resolver;
        Resolved { clauses: out, groups, bonus_caps, diagnostics }
    }
}
