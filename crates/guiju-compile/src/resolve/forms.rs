//! What resolved requirements are in canonical form; printing hangs on nothing but the requirement.

use guiju_syntax::canonical;
use rayon::prelude::*;

use super::MANY;
use crate::hir;

/// The canonical form of each clause of a standard, in their order; where they are many, on all threads. A 说明 has an
/// empty one.
pub(crate) fn forms(standard: &hir::Standard) -> Vec<String> {
    let form = |clause: &hir::Clause| clause.requirement.as_deref().map(canonical::requirement).unwrap_or_default();
    standard.clauses.par_iter().with_min_len(MANY).map(form).collect()
}

/// Writes them down.
pub(crate) fn written(mut standard: hir::Standard, forms: Vec<String>) -> hir::Standard {
    for (clause, form) in standard.clauses.iter_mut().zip(forms) {
        clause.canonical = form;
    }
    standard
}
