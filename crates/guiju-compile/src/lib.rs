//! Tree and vocabulary to program: names resolved, types checked, measures shared.
//!
//! Nothing here reads files or clocks: sources come in as text, and what is wrong with them goes out beside the
//! result. The stages are functions from noun to noun: `resolve` and `lower`,
//! which [`compile`] joins.

pub mod describe;
pub mod draft;
mod explain;
#[allow(missing_docs, reason = "what a field of a variant holds is said at the variant")]
pub mod hir;
pub mod interval;
pub mod lint;
mod lower;
pub mod manifest;
pub mod near;
pub mod quantity;
mod resolve;
pub mod rewrite;
pub mod scale;
pub mod session;
pub mod settings;
pub mod toml_error;
pub mod vocabulary;

use guiju_engine::calendar::Calendar;
use guiju_engine::program::Program;
use guiju_syntax::ast::Document;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Severity};
use guiju_syntax::span::{Source, Span};

pub use explain::{Explained, explain};
use manifest::Manifest;
pub use session::Session;
use vocabulary::Vocabulary;

/// What became of a package.
#[derive(Debug, Clone)]
pub struct Compilation {
    /// The program; it is complete only where no diagnostic is an error.
    pub program: Program,
    /// The sources as read, one tree each.
    pub documents: Vec<Document>,
    /// The resolved standards, one per source.
    pub standards: Vec<hir::Standard>,
    /// What is wrong with each source, in order of place.
    pub diagnostics: Vec<Vec<Diagnostic>>,
    /// What the sources ask not to be told (`// 规矩:允许 …`).
    pub hidden: Vec<Vec<Diagnostic>>,
}

impl Compilation {
    /// Whether anything is wrong enough that the program must not be used.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().flatten().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }
}

/// Compiles standards against a vocabulary and a calendar.
pub fn compile(sources: &[Source], vocabulary: &Vocabulary, calendar: &Calendar) -> Compilation {
    let mut diagnostics = Vec::with_capacity(sources.len());
    let mut standards = Vec::with_capacity(sources.len());
    let mut documents = Vec::with_capacity(sources.len());
    for source in sources {
        let parse = guiju_syntax::parse(source, &vocabulary.names);
        let (standard, resolved) = resolve::resolve(source, &parse.document, vocabulary);
        let mut found = parse.diagnostics;
        found.extend(resolved);
        if standard.clauses.is_empty() && found.is_empty() {
            found.push(Diagnostic::new(Code::EmptyFile, Span::default()));
        }
        standards.push(standard);
        documents.push(parse.document);
        diagnostics.push(found);
    }
    // neither asks the other anything
    let (mut lowered, forms): (_, Vec<Vec<String>>) = rayon::join(
        || lower::lower(&standards, sources, vocabulary, calendar),
        || standards.iter().map(resolve::forms).collect(),
    );
    lowered.write(&forms);
    let standards = standards.into_iter().zip(forms).map(|(standard, forms)| resolve::written(standard, forms));
    let standards = standards.collect();
    let lower::Lowered { program, diagnostics: more, .. } = lowered;
    let mut hidden = Vec::with_capacity(sources.len());
    for (((found, more), source), document) in diagnostics.iter_mut().zip(more).zip(sources).zip(&documents) {
        found.extend(more);
        found.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        found.dedup();
        hidden.push(lint::settle(found, &lint::allowances(source, document), &vocabulary.rules));
    }
    Compilation { program, documents, standards, diagnostics, hidden }
}

/// Reads a `guiju.toml`, or a vocabulary file it names.
pub fn read_manifest(source: &Source) -> Result<Manifest, Diagnostic> {
    toml::from_str(source.text()).map_err(|error| toml_error::diagnostic(Code::BadManifest, &error))
}
