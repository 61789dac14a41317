//! Numbers that are aimed at, and numbers that limit: 拜访目标8家 is 拜访不少于8家, 限速15公里/小时 is 速度不超过15公里/小时.

use crate::ast::{Quantity, Scale};
use crate::normal::Normal;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::measure::is_bad;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::holds_any;

/// 每月新车交付目标8台, 拜访目标每周8家, 拜访目标:5家/月 ask for so many; of a cost nobody says whether at most or at least.
pub(super) fn aimed(normal: &Normal) -> Option<Normal> {
    const NO_NAME: [&str; 12] =
        ["年度", "月度", "季度", "工作", "质量", "年", "月", "周", "季", "总体", "考核", "个人"];
    const NO_AIM: [&str; 9] = ["未", "没", "完成", "达到", "达成", "低于", "超过", "实现", "的"];
    let text = normal.text.as_str();
    let at = normal.find("目标")?;
    let before = text.get(..at)?.trim_end_matches(':');
    let behind = text.get(at + "目标".len()..)?;
    let number = behind.strip_prefix('值').unwrap_or(behind).trim_start_matches([':', '为', '是']);
    let from = text.len() - number.len();
    let (parts, _) = scan(&normal.part(from, text.len()));
    let counted = |number: &Quantity| {
        let points = number.unit.as_ref().is_some_and(|unit| unit.text == "分");
        matches!(number.scale, Scale::One | Scale::TenThousand | Scale::HundredMillion)
            && !points
            && number.unit.is_some()
    };
    let asked = match parts.as_slice() {
        [Part::Quantity(number)] | [Part::Quantity(number), Part::Period(_)] if counted(number) => "不少于",
        [Part::Period(_), Part::Quantity(number)] if counted(number) => "",
        _ => return None,
    };
    let named = before.chars().count() > 1 && !NO_NAME.iter().any(|word| before.ends_with(word));
    let cost = before.ends_with(['费', '耗', '本', '支', '出', '损', '险']) || before.ends_with("费用");
    (named && !holds_any(before, &NO_AIM) && !is_bad(before) && !cost)
        .then(|| replaced(normal, before.len(), from, asked))
}

/// 厂区限速15公里/小时: no faster. 通道限高2米 says how the passage is.
pub(super) fn limited(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let at = normal.find("限速")?;
    let number = text.get(at + "限速".len()..)?;
    let number = number.strip_prefix('为').unwrap_or(number);
    let from = text.len() - number.len();
    let so_much = matches!(scan(&normal.part(from, text.len())).0.as_slice(), [Part::Quantity(_)]);
    let over = text.get(..at)?.ends_with(['超', '过', '不', '未', '于', '无', '按']);
    (so_much && !over).then(|| replaced(normal, at, from, "速度不超过"))
}
