//! What stands in brackets behind what is asked, and says more of it: 例会一次(时间不少于1小时), 报表(遇节假日顺延).

use super::effects::bare;
use super::holidays::rolls;
use super::scan::{Part, duration, scan, unit};
use super::sentence::Sentence;
use crate::ast::{Core, Quantity, Scale};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;

impl Sentence {
    /// What is only looked at, so that what it says and nothing judges is told.
    pub fn aside(&mut self, normal: &Normal) {
        // 不得私自打折(2分/次): what one of them takes
        let each = ["/次", "/人次", "/例", "/起", "/项", "/处"].iter().find_map(|each| normal.text.strip_suffix(each));
        let banned = self.read.last().is_some_and(|last| matches!(last.core, Core::Never { .. }));
        if banned && each.is_some_and(|points| bare(points).is_some()) {
            let mut taken = normal.empty();
            taken.insert("扣", normal, 0);
            taken.copy(normal, 0, normal.text.len());
            return self.next(&taken);
        }
        let (parts, _) = scan(normal);
        if parts.iter().any(counted) {
            self.said.push(normal.clone());
        } else if when(&normal.text) || self.narrowed(&normal.text) {
            let unread = Diagnostic::new(Code::WordsUnread, normal.span(0, normal.text.len()));
            self.problems.push(unread.with("words", normal.text.as_str()));
        }
    }

    /// 事故(指重伤以上)每起扣10分, 客户投诉(经查实的)每次扣5分: only those that are so are punished.
    fn narrowed(&self, inner: &str) -> bool {
        let banned = self.read.last().is_some_and(|last| matches!(last.core, Core::Never { .. }));
        (banned || !self.waiting.is_empty()) && narrows(inner)
    }
}

/// 指重伤以上, 经查实的: which of them are meant.
fn narrows(inner: &str) -> bool {
    const ONLY: [&str; 6] = ["指", "仅", "限", "只", "特指", "专指"];
    let shown = ["查实", "核实", "确认", "认定", "调查属实", "鉴定"];
    let found = inner.starts_with(['经', '被']) && shown.iter().any(|end| inner.trim_end_matches('的').ends_with(end));
    let bound = ["以上", "以下"].iter().any(|end| inner.ends_with(end));
    let short = inner.chars().count() <= 12;
    short && (found || bound || ONLY.iter().any(|word| inner.starts_with(word)))
}

/// What stands behind a failing and takes points for it.
pub const TAKEN: [char; 5] = ['每', '扣', '罚', '一', ','];

/// 含早退: what must not be either.
pub fn includes(inner: &str) -> Option<&str> {
    let other = inner.strip_prefix("包含").or(inner.strip_prefix("包括")).or(inner.strip_prefix('含'))?;
    FAILINGS.contains(&other).then_some(other)
}

/// Whether a failing that others are counted with stands there alone.
pub fn fails(head: &str) -> bool {
    FAILINGS.contains(&head)
}

/// Failings that are counted with another.
#[rustfmt::skip]
const FAILINGS: [&str; 12] = [
    "迟到", "早退", "旷工", "旷课", "脱岗", "离岗", "串岗", "睡岗", "缺勤", "缺席", "漏检", "误检",
];

/// 遇节假日顺延, wherever it stands.
pub fn rolls_only(inner: &str) -> bool {
    rolls(inner, false).is_some() || ["节假日顺延", "遇节假日顺延", "节假日提前"].contains(&inner)
}

/// 每月二次, 每周不少于3篇: how often, in brackets.
pub fn so_often(inner: &Normal) -> bool {
    matches!(
        scan(inner).0.as_slice(),
        [Part::Period(_), Part::Quantity(_)]
            | [Part::Period(_), Part::Compare(_), Part::Quantity(_)]
            | [Part::Period(_), Part::Quantity(_), Part::Compare(_)]
    )
}

/// 每班: how often, in brackets.
pub fn counts_each(inner: &Normal) -> bool {
    let framed = |part: &Part| matches!(part, Part::Period(_) | Part::Entity(_));
    inner.text.starts_with('每') && scan(inner).0.iter().any(framed)
}

/// (每次)扣2分: how often points are taken.
pub fn scores_each(inner: &str, behind: &str) -> bool {
    let each = inner.strip_prefix('每').is_some_and(|each| unit(each) == Some(each) || each == "人次");
    each && behind.starts_with(['扣', '罚', '加', '奖', '减'])
}

/// 每年培训(不少于20学时): the bound of what stands before, which has none.
pub fn bounds(kept: &Normal, inner: &Normal) -> bool {
    let (parts, _) = scan(inner);
    let bound =
        matches!(parts.as_slice(), [Part::Compare(_), Part::Quantity(_)] | [Part::Quantity(_), Part::Compare(_)]);
    let numbered = |part: &Part| matches!(part, Part::Quantity(_) | Part::Between(..) | Part::Fraction(..));
    let own = scan(kept).0;
    bound && !own.iter().any(numbered) && matches!(own.last(), Some(Part::Words(_)))
}

/// What the brackets say as a segment of its own: 参加率不低于90%, 遇节假日顺延; 不少于1小时 is said of each time.
pub fn more(kept: &Normal, inner: &Normal) -> Option<Normal> {
    if rolls(&inner.text, false).is_some() {
        return Some(inner.clone());
    }
    let (parts, _) = scan(inner);
    let number = parts.iter().any(counted);
    let compared = parts.iter().any(|part| matches!(part, Part::Compare(_)));
    let named = parts.iter().any(|part| matches!(part, Part::Words(_)));
    let each = inner.text.starts_with("每次") && !inner.text.ends_with('分');
    if number && (compared && named || each) {
        return Some(inner.clone());
    }
    // 例会一次(不少于1小时)
    let lasts =
        |number: &Quantity| number.unit.as_ref().is_some_and(|unit| duration(&format!("1{}", unit.text)).is_some());
    let counts = scan(kept).0.iter().any(|part| matches!(part, Part::Quantity(number) if !lasts(number)));
    match parts.as_slice() {
        [Part::Compare(_), Part::Quantity(number)] if lasts(number) && counts => {
            let mut each = inner.empty();
            each.insert("每次", inner, 0);
            each.copy(inner, 0, inner.text.len());
            Some(each)
        }
        _ => None,
    }
}

/// 周五下午: when it is done, which nothing judges.
fn when(text: &str) -> bool {
    const DAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    const PARTS: [&str; 4] = ["上午", "下午", "晚上", "中午"];
    [DAYS.as_slice(), &PARTS].concat().iter().any(|word| text.starts_with(word)) && text.chars().count() <= 8
}

/// A number of something.
fn counted(part: &Part) -> bool {
    match part {
        Part::Quantity(number) => number.unit.is_some() || number.scale != Scale::One,
        // 每周1次(周五下午): when, which nothing judges
        Part::Between(..) | Part::Fraction(..) | Part::Deadline(_) => true,
        _ => false,
    }
}
