//! Resolved standards to a program: types checked, measures shared.

mod clause;
mod condition;
mod duty;
mod kinds;
mod limit;
mod measure;
mod schema;
mod scoring;
mod time;

use guiju_engine::calendar::Calendar;
use guiju_engine::program::{
    Comparison, Grade, Grid, GridId, Measure, MeasureId, Predicate, PredicateId, Program, Standard, VERSION,
};
use guiju_syntax::ast;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use indexmap::{IndexMap, IndexSet};
use rust_decimal::Decimal;

use crate::hir;
use crate::scale::{Line, chain, flaws};
use crate::vocabulary::Vocabulary;
pub(crate) use kinds::{Kinds, Use};
use schema::SchemaBuilder;

/// What became of resolved standards.
pub(crate) struct Lowered {
    /// The program, whose clauses do not say yet what they are in canonical form.
    pub program: Program,
    /// What is wrong with each standard, in the same order.
    pub diagnostics: Vec<Vec<Diagnostic>>,
    /// Of each clause of each standard of the program, which clause of the resolved standard it was.
    pub from: Vec<Vec<usize>>,
}

impl Lowered {
    /// Writes the canonical forms of the clauses of each standard down.
    pub(crate) fn write(&mut self, forms: &[Vec<String>]) {
        for ((standard, from), forms) in self.program.standards.iter_mut().zip(&self.from).zip(forms) {
            for (clause, from) in standard.clauses.iter_mut().zip(from) {
                clause.origin.canonical = forms.get(*from).cloned().unwrap_or_default();
            }
        }
    }
}

/// Lowers resolved standards, each with the source it comes from (in the same order), to one program.
pub(crate) fn lower(
    standards: &[hir::Standard],
    sources: &[Source],
    vocabulary: &Vocabulary,
    calendar: &Calendar,
) -> Lowered {
    let mut shared = Shared {
        vocabulary,
        calendar,
        schema: SchemaBuilder::new(vocabulary),
        predicates: Numbered::default(),
        grids: Numbered::default(),
        measures: Numbered::default(),
    };
    let mut lowered = Vec::with_capacity(standards.len());
    let mut diagnostics = Vec::with_capacity(standards.len());
    let mut origins = Vec::with_capacity(standards.len());
    for (standard, source) in standards.iter().zip(sources) {
        let mut lowerer = Lowerer {
            shared: &mut shared,
            source,
            definitions: &standard.definitions,
            parameters: &standard.parameters,
            diagnostics: Vec::new(),
            open_definitions: Vec::new(),
            here: Span::default(),
        };
        let mut clauses = Vec::with_capacity(standard.clauses.len());
        let mut from = Vec::with_capacity(standard.clauses.len());
        for (at, clause) in standard.clauses.iter().enumerate() {
            if let Some(lowered) = lowerer.clause(clause) {
                clauses.push(lowered);
                from.push(at);
            }
        }
        let vetoes =
            standard.clauses.iter().filter_map(|clause| Some((clause.veto.as_ref()?.as_deref()?, clause.span)));
        lowerer.diagnostics.extend(grades_wrong(&standard.grades, vetoes));
        diagnostics.push(lowerer.diagnostics);
        origins.push(from);
        lowered.push(Standard {
            name: standard.name.clone(),
            file: source.name().to_owned(),
            grades: grades(&standard.grades).unwrap_or_default(),
            bonus_caps: standard.bonus_caps.clone(),
            clauses,
        });
    }
    let program = Program {
        version: VERSION,
        schema: shared.schema.finish(),
        calendar: calendar.clone(),
        partial: vocabulary.partial,
        predicates: shared.predicates.into_iter().collect(),
        grids: shared.grids.into_iter().collect(),
        measures: shared.measures.into_iter().collect(),
        standards: lowered,
    };
    Lowered { program, diagnostics, from: origins }
}

/// What is wrong with the clauses of one standard, lowered after those that gave names these types; and what they ask
/// of types themselves.
pub(crate) fn lower_apart(
    clauses: &[hir::Clause],
    source: &Source,
    (definitions, parameters): (&IndexMap<String, ast::Expr>, &IndexMap<String, ast::Quantity>),
    (vocabulary, calendar): (&Vocabulary, &Calendar),
    kinds: &Kinds,
) -> (Vec<Diagnostic>, Vec<Use>) {
    let mut shared = Shared {
        vocabulary,
        calendar,
        schema: SchemaBuilder::after(vocabulary, kinds),
        predicates: Numbered::default(),
        grids: Numbered::default(),
        measures: Numbered::default(),
    };
    let mut lowerer = Lowerer {
        shared: &mut shared,
        source,
        definitions,
        parameters,
        diagnostics: Vec::new(),
        open_definitions: Vec::new(),
        here: Span::default(),
    };
    for clause in clauses {
        lowerer.clause(clause);
    }
    let diagnostics = lowerer.diagnostics;
    (diagnostics, shared.schema.uses())
}

/// What is wrong with 等级, which covers every score and of which each can be reached; 一票否决 caps at one of them.
pub(crate) fn grades_wrong<'a>(
    written: &[ast::Grade],
    vetoes: impl IntoIterator<Item = (&'a str, Span)>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let lines: Vec<Line> = written.iter().map(grade_line).collect();
    if let Some(last) = written.last() {
        let flaws = flaws(&lines, Decimal::ZERO, Some(Decimal::ONE_HUNDRED), false);
        let shown = |value: Decimal| value.normalize().to_string();
        if let Some(value) = flaws.gap {
            problems.push(Diagnostic::new(Code::ScaleGap, last.name.span).with("value", shown(value)));
        }
        if let Some(value) = flaws.overlap {
            problems.push(Diagnostic::new(Code::ScaleOverlap, last.name.span).with("value", shown(value)));
        }
        if flaws.gap.is_none() && grades(written).is_none() {
            problems.push(Diagnostic::new(Code::ScaleDisorder, last.name.span));
        }
        for grade in flaws.unreachable.iter().filter_map(|index| written.get(*index)) {
            let line = grade.name.text.as_str();
            problems.push(Diagnostic::new(Code::UnreachableLine, grade.name.span).with("line", line));
        }
    }
    let names = || written.iter().map(|grade| grade.name.text.as_str());
    for (cap, span) in vetoes.into_iter().filter(|(cap, _)| names().all(|name| name != *cap)) {
        let near = crate::near::nearest(cap, names());
        problems.push(Diagnostic::new(Code::UnknownGrade, span).with("grade", cap).near(near));
    }
    problems
}

fn grade_line(grade: &ast::Grade) -> Line {
    match (grade.bound, grade.upto) {
        (None, _) => Vec::new(),
        (Some((_, from)), Some(upto)) => vec![(Comparison::AtLeast, from), (Comparison::AtMost, upto)],
        (Some((how, value)), None) => vec![(clause::comparison(how), value)],
    }
}

/// The grades with the bound from which each holds; `None` where ranges stand in no order.
fn grades(written: &[ast::Grade]) -> Option<Vec<Grade>> {
    let lines: Vec<Line> = written.iter().map(grade_line).collect();
    let bounds = chain(&lines, Decimal::ZERO, Some(Decimal::ONE_HUNDRED), false)?;
    Some(written.iter().zip(bounds).map(|(grade, bound)| Grade { name: grade.name.text.clone(), bound }).collect())
}

/// What is numbered in the order of its first use.
type Numbered<T> = IndexSet<T, foldhash::fast::RandomState>;

/// What all standards of a package share.
struct Shared<'a> {
    vocabulary: &'a Vocabulary,
    calendar: &'a Calendar,
    schema: SchemaBuilder<'a>,
    predicates: Numbered<Predicate>,
    grids: Numbered<Grid>,
    measures: Numbered<Measure>,
}

impl Shared<'_> {
    fn predicate(&mut self, predicate: Predicate) -> PredicateId {
        PredicateId(position(self.predicates.insert_full(predicate).0))
    }

    fn grid(&mut self, grid: Grid) -> GridId {
        GridId(position(self.grids.insert_full(grid).0))
    }

    fn measure(&mut self, measure: Measure) -> MeasureId {
        MeasureId(position(self.measures.insert_full(measure).0))
    }
}

fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Lowers the clauses of one standard.
struct Lowerer<'s, 'a> {
    shared: &'s mut Shared<'a>,
    source: &'s Source,
    definitions: &'s IndexMap<String, guiju_syntax::ast::Expr>,
    parameters: &'s IndexMap<String, guiju_syntax::ast::Quantity>,
    diagnostics: Vec<Diagnostic>,
    /// The metrics being expanded, so that one defined by itself is found out.
    open_definitions: Vec<String>,
    /// Where the clause stands that is being lowered.
    here: Span,
}

impl Lowerer<'_, '_> {
    /// Reports what is wrong; with what the vocabulary means by a name, at the clause that uses it.
    fn report(&mut self, diagnostic: Diagnostic) {
        let span = if diagnostic.span.is_elsewhere() { self.here } else { diagnostic.span };
        self.diagnostics.push(Diagnostic { span, ..diagnostic });
    }

    /// The words of a place of the standards; of the whole clause, where they stand in the vocabulary.
    fn words(&self, span: Span) -> String {
        self.source.slice(if span.is_elsewhere() { self.here } else { span }).to_owned()
    }
}
