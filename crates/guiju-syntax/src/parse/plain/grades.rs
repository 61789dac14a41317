//! Grades by a score: 优秀:90分以上;良好:80-89分. They are no requirement, but the grades of a standard (等级).

use crate::ast::{Core, Expr, Quantity, Requirement, Scale, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::scan::{Part, scan};

#[rustfmt::skip]
const GRADES: [&str; 20] = [
    "优秀", "优", "优良", "良好", "良", "中等", "合格", "基本合格", "及格", "不合格", "不及格", "称职", "基本称职", "不称职", "较差", "差", "一般", "达标", "不达标", "待改进",
];

/// The longest text that says no more than which points a grade is, in bytes.
const LONGEST: usize = 96;

/// What stands before a grade.
#[rustfmt::skip]
const BEFORE: [&str; 16] = [
    "年度考核得分", "绩效考核得分", "考核得分", "绩效得分", "综合得分", "最终得分", "考核总分", "总得分", "总分", "得分", "分数", "考核分", "考核结果", "考核", "评分", "成绩",
];

/// 优秀, A级, 甲等: the name of a grade.
pub fn is_grade(text: &str) -> bool {
    let ranked = text.strip_suffix(['级', '等', '档']).is_some_and(|rank| {
        let mut letters = rank.chars();
        letters.next().is_some_and(|c| c.is_ascii_uppercase() || "甲乙丙丁".contains(c)) && letters.next().is_none()
    });
    ranked || GRADES.contains(&text) || ["中", "较好", "好"].contains(&text)
}

/// 优=10分, 优(10分)、良(8分): points by a grade. 90分以上为A等, A等:90分以上: a grade by points. Neither asks anything.
pub fn said(normal: &Normal) -> Option<Diagnostic> {
    let text = normal.text.as_str();
    if text.contains(['「', '{']) || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let place = normal.span(0, text.len());
    let own = text.split_once(':').map_or(text, |(head, rest)| if is_grade(head) { text } else { rest });
    if own.split('、').all(points_of) {
        return Some(Diagnostic::new(Code::PointsByGrade, place).with("words", text));
    }
    let name = graded(own).or_else(|| graded(text))?;
    Some(Diagnostic::new(Code::GradeAsked, place).with("name", name))
}

/// 优=10分
fn points_of(piece: &str) -> bool {
    let Some(digits) = piece.find(|c: char| c.is_ascii_digit()) else { return false };
    let (name, points) = piece.split_at(digits);
    let name = name.trim_end_matches(['=', ':', '(', '为', '得', '计', '记']);
    let points = points.trim_end_matches(')').strip_suffix('分');
    is_grade(name) && points.is_some_and(|points| numbers::number(points).is_some())
}

/// 90分以上为A等
fn graded(own: &str) -> Option<String> {
    // a grade ends in one of these
    const LAST: [char; 13] = ['优', '秀', '良', '好', '等', '格', '职', '差', '般', '标', '进', '级', '档'];
    if !own.contains('分') || !own.contains(LAST) || own.len() > LONGEST {
        return None;
    }
    let (parts, _) = scan(&Normal::new(own, 0));
    let points =
        |number: &Quantity| number.scale == Scale::One && number.unit.as_ref().is_none_or(|unit| unit.text == "分");
    let bound = |part: &Part| match part {
        Part::Quantity(number) | Part::Between(_, number) => points(number),
        Part::Compare(_) | Part::Words(_) => true,
        _ => false,
    };
    let numbered = parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Between(..)));
    let unit = own.contains('分') && parts.iter().all(bound) && numbered;
    let words: String = parts
        .iter()
        .filter_map(|part| match part {
            Part::Words(words) => Some(words.text.as_str()),
            _ => None,
        })
        .collect();
    let words = words.replace("(含)", "");
    let name = BEFORE.iter().find_map(|before| words.strip_prefix(before)).unwrap_or(&words);
    const JOINTS: [&str; 9] = ["评定为", "评为", "定为", "等级为", "属于", "为", "的", "者", ":"];
    let mut name = name;
    while let Some(rest) = JOINTS.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest;
    }
    let name = name.trim_end_matches([':', '为', '的']);
    (unit && is_grade(name)).then(|| name.to_owned())
}

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
