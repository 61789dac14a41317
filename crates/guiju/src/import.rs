//! A document becomes a draft: a standards file with every sentence of it, and a vocabulary.

mod cases;
mod draft;
mod glued;
mod lines;
mod marks;
mod meanings;
mod mend;
mod outline;
mod reading;
mod suggest;
mod table;

use std::io::Read;

use guiju_compile::vocabulary::Vocabulary;
use guiju_compile::{Compilation, draft as completion, read_manifest, settings};
use guiju_formats::read::document;
use guiju_syntax::catalogue::{Code, general};
use guiju_syntax::diagnostic::{Diagnostic, Lang, Severity};
use guiju_syntax::span::Source;
use indexmap::IndexMap;

use crate::Error;
use draft::Draft;

/// How often a draft is compiled and marked.
const ROUNDS: usize = 12;

/// A draft made of a document.
#[derive(Debug, Clone)]
pub struct Import {
    /// The standards file; it checks without errors with the vocabulary.
    pub standard: String,
    /// The vocabulary, open, as `guiju.toml`.
    pub vocabulary: String,
    /// Cases to begin with, as `<name>_test.toml`, which pass; `None` where there is nothing to judge.
    pub cases: Option<String>,
    /// Names of the vocabulary that may say one thing, in groups.
    pub alike: Vec<Vec<String>>,
    /// How many requirements a machine can judge.
    pub formalised: usize,
    /// Those of them whose meaning the import drafted: words of the document, and the canonical form that the vocabulary
    /// gives them.
    pub drafted: Vec<(String, String)>,
    /// What was not formalised, in order of place.
    pub rest: Vec<Unformalised>,
    /// How many sentences only explain: they stand in the draft as 说明.
    pub explaining: usize,
    /// How many explaining paragraphs were left out since the same words stood there before.
    pub repeated: usize,
}

/// Words of the document that were not formalised: they stand in the draft as 说明.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unformalised {
    /// The line of the draft.
    pub line: usize,
    /// The words.
    pub words: String,
    /// Why.
    pub reason: String,
    /// What to do about it, where these words tell.
    pub suggestion: Option<String>,
    /// What kind of reason that is; `None` where they can be read, but with too much doubt.
    pub code: Option<Code>,
}

/// Places that were not formalised for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'i> {
    /// The reason in general words.
    pub reason: String,
    /// The way out.
    pub help: String,
    /// The places, in order.
    pub places: Vec<&'i Unformalised>,
}

impl Import {
    /// The places that were not formalised by their reason, most first.
    ///
    /// ```
    /// let import = guiju::import("1. 热情接待。\n2. 微笑服务。\n".as_bytes(), "服务.txt", guiju::Lang::En).unwrap();
    /// let groups = import.by_reason(guiju::Lang::En);
    /// assert_eq!(groups[0].reason, "`…` says nothing that can be checked");
    /// assert_eq!(groups[0].places.len(), 2);
    /// ```
    pub fn by_reason(&self, lang: Lang) -> Vec<Group<'_>> {
        let mut groups: IndexMap<Option<Code>, Vec<&Unformalised>> = IndexMap::new();
        for unformalised in &self.rest {
            groups.entry(unformalised.code).or_default().push(unformalised);
        }
        groups.sort_by(|_, one, _, two| two.len().cmp(&one.len()));
        let groups = groups.into_iter().map(|(code, places)| {
            let [reason, help] = suggest::of_code(code, lang);
            Group { reason: general(&reason), help: general(&help), places }
        });
        groups.collect()
    }
}

/// Imports a document (docx, xlsx, Markdown or text) as a draft called `name`.
///
/// # Errors
/// Where it cannot be read.
pub fn import(input: impl Read, name: &str, lang: Lang) -> Result<Import, Error> {
    let blocks = document::blocks(input).map_err(|cause| Error::Read { name: name.to_owned(), cause })?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (parts, repeated) = outline::outline(&blocks);
    let mut draft = Draft::new(stem, &parts, lang);
    let calendar = settings::calendar(None, None).unwrap_or_default();
    let mut round = 0;
    loop {
        let (text, starts) = draft.written();
        let source = Source::new(format!("{stem}.gj"), text);
        let manifest_source = Source::new("guiju.toml", draft.vocabulary(lang));
        let manifest = read_manifest(&manifest_source).unwrap_or_default();
        let (known, _) = Vocabulary::new(&[(manifest_source.clone(), manifest.clone())]);
        let compilation = guiju_compile::compile(std::slice::from_ref(&source), &known, &calendar);
        // An order that nothing gives is what the vocabulary is completed with.
        let wrong = |it: &&Diagnostic| it.severity() == Severity::Error && it.code != Code::NoOrder;
        let errors: Vec<&Diagnostic> = compilation.diagnostics.iter().flatten().filter(wrong).collect();
        let doubtful = draft.doubtful(&compilation, &source, &starts);
        if round == ROUNDS || (errors.is_empty() && doubtful.is_empty()) {
            let pair = (manifest_source.clone(), manifest);
            let more = completion::draft(std::slice::from_ref(&source), &[pair], &calendar, lang);
            let vocabulary = format!("{}{}", manifest_source.text(), more.text);
            let names = more.lacking.activities.iter().chain(&more.lacking.metrics);
            let alike = guiju_compile::near::groups(names.map(String::as_str));
            return Ok(Import {
                cases: cases::cases(stem, &source, &vocabulary, lang),
                alike: alike.into_iter().map(|group| group.into_iter().map(str::to_owned).collect()).collect(),
                vocabulary,
                formalised: formalised(&compilation),
                drafted: draft.drafted(&compilation),
                rest: draft.rest(&starts, &compilation, &source, lang),
                explaining: draft.explaining(),
                repeated,
                standard: source.text().to_owned(),
            });
        }
        for (line, form) in doubtful {
            draft.doubt(line, &form, lang);
        }
        for error in errors {
            let place = source.position(error.span.start).0;
            draft.mark(starts.iter().rposition(|start| *start <= place).unwrap_or(0), error, &source, lang);
        }
        round += 1;
    }
}

fn formalised(compilation: &Compilation) -> usize {
    let clauses = compilation.standards.iter().flat_map(|standard| &standard.clauses);
    clauses.filter(|clause| clause.requirement.is_some()).count()
}
