//! What a segment with points says by itself: whether it names something, or refers to what was asked before.

use super::effects::Effects;
use super::scan;
use super::words::text;
use super::{first, measure};
use crate::ast::{Basis, Comparison, Core, Duty, DutyKind, Expr, Requirement, Scale, ScoringRule, Threshold};
use crate::normal::Normal;

/// A segment that speaks of points.
pub(super) struct Scored {
    /// All of it.
    pub(super) whole: Normal,
    /// What it says before the points.
    pub(super) own: Normal,
    pub(super) effects: Effects,
    /// Whether its first words refer to what was asked before.
    pub(super) pronoun: bool,
    /// Whether it names nothing of its own.
    pub(super) refers: bool,
}

/// Units of what is measured, not counted.
pub(super) const MEASURED: [&str; 10] = ["小时", "个小时", "分钟", "天", "日", "元", "吨", "公斤", "米", "个月"];

pub(super) fn adding(rule: &ScoringRule) -> bool {
    matches!(rule, ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } if effect.adds)
}

/// Words that refer to what was asked before.
#[rustfmt::skip]
const PRONOUNS: [&str; 12] = [
    "否则", "情节", "屡教不改", "如未", "未做者", "每项", "本项", "其中", "达到要求", "完全符合要求", "全部合格", "符合要求",
];
/// What follows besides points.
#[rustfmt::skip]
pub(super) const PENALTIES: [&str; 18] = [
    "没收", "责令", "批评教育", "通报", "警告", "口头警告", "书面检讨", "书面检查", "写检讨", "限期", "停工", "返工", "照价赔偿", "约谈", "给予", "予以", "勒令",
    "退回",
];
/// Whoever does not do what was asked.
#[rustfmt::skip]
const OFFENDERS: [&str; 9] = [
    "违者", "违反", "违反者", "违规", "违规者", "违反规定", "违反规定者", "违反本规定", "违反上述规定",
];

/// Whatever comes too late.
#[rustfmt::skip]
const LATE: [&str; 10] = [
    "逾期", "超期", "超时", "延误", "逾期未完成", "超时未完成", "未按时完成", "未按期完成", "逾期未办", "逾期未办结",
];

/// 第三次起: the occurrences beyond what is allowed.
fn is_ordinal(own: &str) -> bool {
    let Some(rest) = own.strip_prefix('第') else { return false };
    let count = rest.find('次').and_then(|at| rest.get(..at)).filter(|count| count.chars().all(first::number));
    count.is_some_and(|count| rest.strip_prefix(count).is_some_and(|tail| ["次起", "次开始"].contains(&tail)))
}

/// Whether points that refer to a whole sentence are of this requirement too.
pub(super) fn concerns(said: &Scored, known: &Requirement) -> bool {
    let own = said.own.text.trim_end_matches([',', '的', '、', '者']);
    let first = said.effects.rules.first();
    let late = LATE.contains(&own) || matches!(first, Some(ScoringRule::Step { basis: Basis::Late, .. }));
    let fewer = said.effects.wanting || matches!(first, Some(ScoringRule::Step { basis: Basis::Fewer, .. }));
    let unit = match first {
        Some(ScoringRule::Step { step, .. }) => step.unit.as_ref().map(|unit| unit.text.as_str()),
        _ => None,
    };
    let lower = match first {
        Some(ScoringRule::Step { basis: Basis::Lower, step, .. }) => step.scale != Scale::One,
        _ => false,
    };
    match &known.core {
        Core::Measure {
            comparison: Comparison::AtLeast, threshold: Threshold::Value(Expr::Number(number)), ..
        } if fewer => {
            let counted = number.unit.as_ref().map(|unit| unit.text.as_str());
            number.scale == Scale::One && (unit == counted || unit.is_none_or(|unit| unit == "次"))
        }
        // 合格率≥95%,及时率≥98%,每低1个百分点扣2分
        Core::Measure {
            comparison: Comparison::AtLeast, threshold: Threshold::Value(Expr::Number(number)), ..
        } if lower => number.scale != Scale::One,
        Core::Measure { .. } if late => known.deadline.is_some(),
        Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } if late => {
            items.iter().any(|item| matches!(&item.kind, DutyKind::Act { interval: Some(_), .. }))
        }
        Core::Never { .. } => OFFENDERS.contains(&own),
        _ => false,
    }
}

impl Scored {
    pub(super) fn new(whole: &Normal, subject: usize, effects: &Effects) -> Scored {
        let own = whole.part(0, subject);
        let mut effects = effects.clone();
        // 情节严重者予以辞退: the case belongs to the consequence
        if own.text.starts_with("情节") && effects.consequence.is_some() {
            effects.consequence = Some(text(whole, 0, whole.text.len()));
        }
        let pronoun = PRONOUNS.iter().chain(&["做到"]).any(|word| own.text.starts_with(word))
            || OFFENDERS.contains(&own.text.trim_end_matches([',', '的', '、']))
            || own.text == "否"
            || own.text.strip_prefix('每').is_some_and(|unit| {
                unit.chars().count() <= 1 || scan::unit(unit) == Some(unit) || ["人次", "项次"].contains(&unit)
            })
            || LATE.contains(&own.text.trim_end_matches([',', '的', '、', '者']))
            || is_ordinal(&own.text);
        let refers = own.text.trim_matches([',', '的', '、']).is_empty() || pronoun;
        Scored { whole: whole.clone(), own, effects, pronoun, refers }
    }

    /// Whether only consequences are said, no points.
    pub(super) fn is_soft(&self) -> bool {
        self.effects.rules.is_empty() && self.effects.consequence.is_some()
    }

    /// A bound and no name: 低于80%扣5分.
    pub(super) fn only_bounds(&self) -> bool {
        !self.refers && measure::without_name(&self.own)
    }
}
