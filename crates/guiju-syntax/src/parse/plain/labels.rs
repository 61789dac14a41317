//! Labels of the cells of a table: 考核指标:设备完好率;目标值:98%;评分标准:每低1个百分点扣2分.

use super::scan::{Part, scan};
use super::sentence::Sentence;
use crate::ast::{Core, Requirement};
use crate::normal::Normal;

/// What is said of in a cell: its words are what is asked, or how it is scored.
#[rustfmt::skip]
const CELLS: [&str; 26] = [
    "考核指标", "考核项目", "考核内容", "考核要求", "考核标准", "考核办法", "考核方法", "考核细则", "指标名称", "评价指标", "评分标准", "评分办法", "评分方法", "评分规则",
    "评分细则", "评价标准", "计分办法", "计分方法", "计分标准", "计分规则", "扣分标准", "扣分规则", "奖惩办法", "奖惩标准", "工作标准", "工作要求",
];
/// What bounds what the cell before names.
pub(super) const BOUNDS: [&str; 10] =
    ["考核目标", "目标值", "目标", "指标", "指标值", "标准值", "考核值", "达标值", "基准值", "要求"];

impl Sentence {
    /// A segment without its label; a bound joined to what it is of: 回收率,目标值98%.
    pub(super) fn labelled(&mut self, normal: &Normal) -> Normal {
        if self.of_period(normal) {
            return normal.empty();
        }
        let cell = CELLS.iter().find_map(|label| normal.text.strip_prefix(label)?.strip_prefix(':'));
        let cell = cell.map(|rest| normal.part(normal.text.len() - rest.len(), normal.text.len()));
        let normal = cell.as_ref().unwrap_or(normal);
        if let Some(whole) = self.bounded(normal) {
            self.read.pop();
            self.start = self.start.min(self.read.len());
            return whole;
        }
        normal.clone()
    }

    /// 考核周期:每季度, of what was asked before it.
    fn of_period(&mut self, normal: &Normal) -> bool {
        const LABELS: [&str; 5] = ["考核周期", "统计周期", "评价周期", "考核频率", "考核频次"];
        let every = LABELS.iter().find_map(|label| normal.text.strip_prefix(label)?.strip_prefix([':', '为']));
        let Some(every) = every.map(|rest| normal.part(normal.text.len() - rest.len(), normal.text.len())) else {
            return false;
        };
        let (parts, _) = scan(&every);
        let [Part::Period(period)] = parts.as_slice() else { return false };
        let measured = |it: &&mut Requirement| matches!(it.core, Core::Measure { .. }) && it.period.is_none();
        let mut any = false;
        for asked in self.read.iter_mut().skip(self.start).filter(measured) {
            asked.period = Some(period.clone());
            any = true;
        }
        let same =
            self.read.iter().skip(self.start).any(|it| it.period.as_ref().is_some_and(|it| it.kind == period.kind));
        if any || same {
            self.said.push(normal.clone());
        }
        any || same
    }

    /// 目标值98%, 不低于98%: the bound of the name that stands alone before it.
    fn bounded(&self, normal: &Normal) -> Option<Normal> {
        let Requirement { core: Core::Phrase(name), words, span, .. } = self.read.last()? else { return None };
        let label = BOUNDS.iter().find_map(|label| normal.text.strip_prefix(label));
        let said = label.map_or(normal.text.as_str(), |rest| rest.trim_start_matches([':', '为']));
        let bound = normal.part(normal.text.len() - said.len(), normal.text.len());
        // 目标值98%: whether at most or at least is told by the name
        let aimed = match scan(&bound).0.as_slice() {
            [Part::Compare(_), Part::Quantity(_)] | [Part::Compare(_), Part::Compare(_), Part::Quantity(_)] => false,
            [Part::Quantity(_)] => label.is_some().then_some(true)?,
            _ => return None,
        };
        if !is_measure(&name.text) {
            return None;
        }
        let mut whole = Normal::placed(words, *span);
        let nought = aimed && bound.text.starts_with('0') && !bound.text.starts_with("0.");
        whole.insert(
            if nought {
                "为"
            } else if aimed {
                "目标值"
            } else {
                ""
            },
            &bound,
            0,
        );
        whole.copy(&bound, 0, bound.text.len());
        Some(whole)
    }
}

/// Whether a name alone is that of something measured: 设备完好率, 客户投诉次数.
fn is_measure(name: &str) -> bool {
    const ENDS: [&str; 22] = [
        "率", "度", "额", "量", "次数", "件数", "天数", "人数", "户数", "起数", "时长", "时间", "得分", "占比", "比例",
        "收入", "利润", "成本", "费用", "事故", "投诉", "产值",
    ];
    let plain = name.chars().all(|c| c.is_alphanumeric() || "()".contains(c));
    plain && (2..=16).contains(&name.chars().count()) && ENDS.iter().any(|end| name.ends_with(end))
}
