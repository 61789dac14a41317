//! Property lines in their canonical form.

use super::{bounded, condition, expr, filter, name, quantity, scoring};
use crate::ast::{Grade, PropertyKind, Roll, Text};
use crate::parse::Place;
use crate::words::comparison_word;

/// A property line: `分值 20`, `适用 岗位 = 文员`.
///
/// ```
/// use guiju_syntax::{Names, ast::Node, canonical, parse, span::Source};
/// let read = parse(&Source::new("a.gj", "适用 岗位=文员"), &Names::default());
/// assert_eq!(canonical::property(&read.document.properties[0].kind), "适用 岗位 = 文员");
/// ```
pub fn property(kind: &PropertyKind) -> String {
    let free = |keyword: &str, words: &Text| format!("{keyword} {}", words.text);
    match kind {
        PropertyKind::Code(words) => free("编号", words),
        PropertyKind::Effective { from, to } => {
            let from = from.map(|day| format!(" {day} 起")).unwrap_or_default();
            let to = to.map(|day| format!(" 至 {day}")).unwrap_or_default();
            format!("施行{from}{to}")
        }
        PropertyKind::Grades(grades) => format!("等级 {}", grades.iter().map(grade).collect::<Vec<_>>().join("、")),
        PropertyKind::Define { name: it, value } => format!("定义 {} = {}", name(it, Place::Name), expr(value)),
        PropertyKind::Parameter { name: it, value } => format!("参数 {} = {}", name(it, Place::Name), quantity(value)),
        PropertyKind::Applies(holds) => format!("适用 {}", condition(holds)),
        PropertyKind::Worth(points) => format!("分值 {}", points.normalize()),
        PropertyKind::Scoring(it) => scoring(it),
        PropertyKind::BonusCap(points) => format!("加分 最多 {} 分", points.normalize()),
        PropertyKind::Except(holds) => format!("除外 {}", condition(holds)),
        PropertyKind::ExceptHolidays => "除外 法定节假日".to_owned(),
        PropertyKind::Since { from, comparison, threshold } => {
            format!("自 {from} 起 {}", bounded(*comparison, threshold))
        }
        PropertyKind::Source(words) => free("来源", words),
        PropertyKind::Note(None) => "说明".to_owned(),
        PropertyKind::Note(Some(words)) => free("说明", words),
        PropertyKind::Owner(words) => free("责任", words),
        PropertyKind::Label(words) => free("标识", words),
        PropertyKind::Veto(None) => "一票否决".to_owned(),
        PropertyKind::Veto(Some(cap)) => format!("一票否决 不高于 {}", name(cap, Place::Grade)),
        PropertyKind::Manual(None) => "人工".to_owned(),
        PropertyKind::Manual(Some(name)) => format!("人工 「{}」", name.text),
        PropertyKind::Consequence(words) => format!("后果 「{}」", words.text),
        PropertyKind::CountedAs { activity, filter: narrow, as_activity, amount, also } => {
            let keyword = if *also { "并计" } else { "视同" };
            let activity = name(activity, Place::Counted);
            let amount = amount.as_ref().map(|it| format!(" {}", quantity(it))).unwrap_or_default();
            format!("{keyword} {activity}{} 为 {}{amount}", filter(narrow), name(as_activity, Place::CountedAs))
        }
        PropertyKind::Roll(Roll::Forward) => "遇节假日顺延".to_owned(),
        PropertyKind::Roll(Roll::Back) => "遇节假日提前".to_owned(),
        PropertyKind::Sample(least) => format!("样本 至少 {least}"),
    }
}

/// `优秀 >= 90`, `其余 不合格`
fn grade(grade: &Grade) -> String {
    let name = name(&grade.name, Place::Grade);
    match grade.bound {
        Some((comparison, bound)) => {
            let upto = grade.upto.map(|it| format!(" 至 {}", it.normalize())).unwrap_or_default();
            format!("{name} {} {}{upto}", comparison_word(comparison), bound.normalize())
        }
        None => format!("其余 {name}"),
    }
}
