//! Fixes: replacements that findings carry, applied to a text.

use guiju_engine::program::Program;
use guiju_syntax::diagnostic::{Diagnostic, Edit};

/// A text with fixes applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// Which of the fixes are in it, by their place in the list.
    pub applied: Vec<usize>,
}

/// Applies the fixes of these findings, in order; one that touches what another one before it replaces is left out,
/// and so is one that does not fit the text.
///
/// ```
/// use guiju_compile::lint::fix::apply;
/// use guiju_syntax::{catalogue::Code, diagnostic::Diagnostic, span::Span};
/// let fix = |start, end, text| Diagnostic::new(Code::BoundaryUnstated, Span::new(0, 0)).fixed(Span::new(start, end), text);
/// let fixed = apply("abcdef", &[&fix(1, 3, "X"), &fix(2, 4, "Y"), &fix(5, 5, "Z")]);
/// assert_eq!((fixed.text.as_str(), fixed.applied), ("aXdeZf", vec![0, 2]));
/// ```
pub fn apply(text: &str, findings: &[&Diagnostic]) -> Fixed {
    let mut edits: Vec<&Edit> = Vec::new();
    let mut applied = Vec::new();
    for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| !finding.fix.is_empty()) {
        let fits = finding.fix.iter().all(|edit| {
            text.get(edit.span.start as usize..edit.span.end as usize).is_some()
                && edits.iter().all(|other| apart(edit, other))
        });
        if fits {
            edits.extend(&finding.fix);
            applied.push(index);
        }
    }
    edits.sort();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    Fixed { text: out, applied }
}

/// Whether two replacements do not touch; two insertions at one place do.
fn apart(one: &Edit, two: &Edit) -> bool {
    let same_place = one.span == two.span;
    !same_place && (one.span.end <= two.span.start || two.span.end <= one.span.start)
}

/// Whether two programs judge and score alike, however their sources are worded.
pub fn same_meaning(one: &Program, two: &Program) -> bool {
    let meaning = |program: &Program| {
        let mut program = program.clone();
        for clause in program.standards.iter_mut().flat_map(|standard| &mut standard.clauses) {
            clause.origin = guiju_engine::program::Origin {
                text: String::new(),
                canonical: String::new(),
                line: 0,
                start: 0,
                end: 0,
            };
        }
        program
    };
    meaning(one) == meaning(two)
}
