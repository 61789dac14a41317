//! Grades by a score: 优秀:90分以上;良好:80-89分. They are no requirement, but the grades of a standard (等级).

use crate::ast::{Core, Expr, Quantity, Requirement, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;

#[rustfmt::skip]
const GRADES: [&str; 20] = [
    "优秀", "优", "优良", "良好", "良", "中等", "合格", "基本合格", "及格", "不合格", "不及格", "称职", "基本称职", "不称职", "较差", "差", "一般", "达标", "不达标", "待改进",
];

/// Takes back what was read of a grade as if it were measured: 优秀 >= 90 分.
pub fn asked(requirement: &mut Requirement) -> Option<Diagnostic> {
    let Core::Measure { measure: Expr::Name(name), threshold, .. } = &requirement.core else { return None };
    let points = |number: &Quantity| number.unit.as_ref().is_none_or(|unit| unit.text == "分");
    let scored = match threshold {
        Threshold::Value(Expr::Number(number)) | Threshold::Range(number, _) => points(number),
        _ => false,
    };
    // 客户满意度优秀90分以上: of what is graded
    let of = ["优秀", "良好", "优良"].iter().any(|grade| name.text.ends_with(grade));
    let scored = scored || of;
    if name.quoted || !scored || !(of || GRADES.contains(&name.text.as_str())) {
        return None;
    }
    let problem = Diagnostic::new(Code::GradeAsked, name.span).with("name", name.text.as_str());
    requirement.core = Core::Phrase(Text { text: requirement.words.clone(), span: requirement.span, quoted: false });
    (requirement.period, requirement.deadline) = (None, None);
    requirement.scoring.clear();
    requirement.properties.clear();
    Some(problem)
}
