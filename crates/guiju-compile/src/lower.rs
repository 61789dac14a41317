//! Resolved standards to a program: types checked, measures shared.

mod clause;
mod condition;
mod duty;
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
use guiju_syntax::span::Source;
use indexmap::{IndexMap, IndexSet};
use rust_decimal::Decimal;

use crate::hir;
use crate::scale::{Line, chain, flaws};
use crate::vocabulary::Vocabulary;
use schema::SchemaBuilder;

/// Lowers resolved standards, each with the source it comes from, to one program. The diagnostics are those of each
/// standard, in the same order.
pub fn lower(
    standards: &[(hir::Standard, &Source)],
    vocabulary: &Vocabulary,
    calendar: &Calendar,
) -> (Program, Vec<Vec<Diagnostic>>) {
    let mut shared = Shared {
        vocabulary,
        calendar,
        schema: SchemaBuilder::new(vocabulary),
        predicates: IndexSet::new(),
        grids: IndexSet::new(),
        measures: IndexSet::new(),
    };
    let mut lowered = Vec::with_capacity(standards.len());
    let mut diagnostics = Vec::with_capacity(standards.len());
    for (standard, source) in standards {
        let mut lowerer = Lowerer {
            shared: &mut shared,
            source,
            definitions: &standard.definitions,
            parameters: &standard.parameters,
            diagnostics: Vec::new(),
            open_definitions: Vec::new(),
        };
        let clauses = standard.clauses.iter().filter_map(|clause| lowerer.clause(clause)).collect();
        lowerer.grades(standard);
        diagnostics.push(lowerer.diagnostics);
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
    (program, diagnostics)
}

impl Lowerer<'_, '_> {
    /// 等级 covers every score, each grade can be reached, and 一票否决 caps at one of them.
    fn grades(&mut self, standard: &hir::Standard) {
        let lines: Vec<Line> = standard.grades.iter().map(grade_line).collect();
        if let Some(last) = standard.grades.last() {
            let flaws = flaws(&lines, Decimal::ZERO, Some(Decimal::ONE_HUNDRED), false);
            let shown = |value: Decimal| value.normalize().to_string();
            if let Some(value) = flaws.gap {
                self.report(Diagnostic::new(Code::ScaleGap, last.name.span).with("value", shown(value)));
            }
            if let Some(value) = flaws.overlap {
                self.report(Diagnostic::new(Code::ScaleOverlap, last.name.span).with("value", shown(value)));
            }
            if flaws.gap.is_none() && grades(&standard.grades).is_none() {
                self.report(Diagnostic::new(Code::ScaleDisorder, last.name.span));
            }
            for grade in flaws.unreachable.iter().filter_map(|index| standard.grades.get(*index)) {
                let line = grade.name.text.as_str();
                self.report(Diagnostic::new(Code::UnreachableLine, grade.name.span).with("line", line));
            }
        }
        let names = || standard.grades.iter().map(|grade| grade.name.text.as_str());
        for clause in &standard.clauses {
            if let Some(Some(cap)) = &clause.veto
                && names().all(|name| name != cap)
            {
                let near = crate::near::nearest(cap, names());
                self.report(Diagnostic::new(Code::UnknownGrade, clause.span).with("grade", cap.as_str()).near(near));
            }
        }
    }
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

/// What all standards of a package share.
struct Shared<'a> {
    vocabulary: &'a Vocabulary,
    calendar: &'a Calendar,
    schema: SchemaBuilder<'a>,
    predicates: IndexSet<Predicate>,
    grids: IndexSet<Grid>,
    measures: IndexSet<Measure>,
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
}

impl Lowerer<'_, '_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
