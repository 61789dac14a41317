//! What an editor asks about case files: they stand beside a package, and name what it names.

use guiju_syntax::diagnostic::{Diagnostic, Lang};
use guiju_syntax::span::Span;

use super::hover::{Hover, about, clause};
use super::names::{Kind, Names, Place, Symbol, occurrences, shared, step_of};
use crate::Compiled;
use crate::testing::{CaseFile, CaseName, Named};

/// What is wrong with a case file, in order of place: how it is written, and what its package does not know. Expectations
/// that are not met are no mistakes of the file: [`CaseFile::run`] tells them.
///
/// ```
/// use guiju::testing::CaseFile;
/// let compiled = guiju::compile_text("visits.gj", "每周 上门访问客户 >= 8");
/// let cases = CaseFile::parse("visits_test.toml", r#"
/// [[case]]
/// name = "a visit"
/// from = "2024-03-04"
/// to = "2024-03-11"
/// records = ["张三 周一 上门访问顾客"]
/// expect = { "1" = "未达标" }
/// "#);
/// let found = guiju::services::diagnostics_in_cases(&compiled, &cases);
/// assert_eq!((found.len(), found[0].near[0].as_str()), (1, "上门访问客户"));
/// ```
pub fn diagnostics_in_cases(compiled: &Compiled, cases: &CaseFile) -> Vec<Diagnostic> {
    let ran = cases.run(compiled.clone(), "").map(|ran| ran.diagnostics);
    let mut found = ran.unwrap_or_else(|_| cases.diagnostics.clone());
    found.sort_by_key(|it| it.span);
    found
}

/// Where the package defines what a case names at an offset: an activity, a field, a step, a grade, or the clause of an id.
pub fn definition_in_cases(compiled: &Compiled, cases: &CaseFile, offset: usize) -> Option<Place> {
    match named(compiled, cases, offset)?.1 {
        Found::Clause(file, id) => {
            let clause = compiled.standard(file)?.clauses.iter().find(|clause| clause.id == id)?;
            Some(Place { file, span: clause.span })
        }
        Found::Symbol(symbol) => {
            let all = occurrences(compiled);
            all.iter().find(|it| it.declares && it.symbol == symbol).map(|it| it.place)
        }
    }
}

/// Every place where the package names what a case names at an offset. A rename that begins in a case is a
/// [`rename`](super::rename) at one of them, with [`rename_in_cases`](super::rename_in_cases).
pub fn references_in_cases(compiled: &Compiled, cases: &CaseFile, offset: usize) -> Vec<Place> {
    match named(compiled, cases, offset) {
        Some((_, Found::Symbol(symbol))) => {
            occurrences(compiled).into_iter().filter(|it| it.symbol == symbol).map(|it| it.place).collect()
        }
        _ => Vec::new(),
    }
}

/// What stands at an offset of a case file: a name of the package, or the clause of an id.
pub fn hover_in_cases(compiled: &Compiled, cases: &CaseFile, offset: usize, lang: Lang) -> Option<Hover> {
    let (span, found) = named(compiled, cases, offset)?;
    let text = match found {
        Found::Symbol(symbol) => about(compiled, standard_of(compiled, cases).unwrap_or(usize::MAX), &symbol, lang),
        Found::Clause(file, id) => {
            let standard = compiled.standard(file)?;
            let it = standard.clauses.iter().find(|clause| clause.id == id)?;
            clause(compiled, file, it, lang)?
        }
    };
    Some(Hover { span, text })
}

/// What a case names.
enum Found {
    Symbol(Symbol),
    /// A clause by its file and id.
    Clause(usize, String),
}

fn named(compiled: &Compiled, cases: &CaseFile, offset: usize) -> Option<(Span, Found)> {
    let standard = standard_of(compiled, cases);
    let names = Names::of(compiled, standard.unwrap_or(usize::MAX), &[]);
    let here = |span: Span| span.start as usize <= offset && offset <= span.end as usize;
    let all = cases.names();
    let at = all.iter().filter_map(|it| Some((it.place.filter(|place| here(*place))?, it)));
    let found = at.filter_map(|(span, it)| Some((span, Found::Symbol(symbol(&names, standard, it)?))));
    let found = found.min_by_key(|(span, _)| span.end - span.start);
    found.or_else(|| {
        let file = standard?;
        let (span, word) = cases.expected_words().into_iter().find(|(span, _)| here(*span))?;
        let clauses = &compiled.standard(file)?.clauses;
        let clause = clauses.iter().find(|clause| clause.id == word)?;
        Some((span, Found::Clause(file, clause.id.clone())))
    })
}

/// What a name in a case names.
pub(super) fn symbol(names: &Names<'_>, standard: Option<usize>, it: &CaseName<'_>) -> Option<Symbol> {
    match it.what {
        Named::Activity => names.activity_called(it.name),
        Named::Field => Some(names.field(it.name)),
        Named::Value(field) => {
            let (level, steps) = names.level(field)?;
            steps.iter().any(|step| step == it.name).then(|| shared(Kind::Step, &step_of(level, it.name)))
        }
        Named::Grade => Some(Symbol { kind: Kind::Grade, name: it.name.to_owned(), file: Some(standard?) }),
    }
}

/// The standard that the cases are about, by its place in [`Compiled::files`].
pub(super) fn standard_of(compiled: &Compiled, cases: &CaseFile) -> Option<usize> {
    let path = cases.standard_path();
    let at =
        |name: &std::path::Path| compiled.files.iter().position(|file| file.path.components().eq(name.components()));
    at(&path).or_else(|| {
        // A file that is being written may not say yet, or no longer, which it is about.
        let line = cases.source.text().lines().find_map(|line| line.trim().strip_prefix("standard"))?;
        let name = line.split('"').nth(1)?;
        at(&cases.path.parent().map(|folder| folder.join(name)).unwrap_or_else(|| name.into()))
    })
}
