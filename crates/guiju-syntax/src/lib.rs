//! Text to tree: the grammar of Guiju, spans, diagnostics and the canonical printer.

#[allow(missing_docs, reason = "what a field of a variant holds is said at the variant")]
pub mod ast;
pub mod catalogue;
pub mod diagnostic;
pub mod span;
