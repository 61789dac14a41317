//! What stands in brackets behind what is asked, and says more of it: 例会一次(时间不少于1小时), 报表(遇节假日顺延).

use super::effects::bare;
use super::frame;
use super::holidays::rolls;
use super::response;
use super::scan::{Part, duration, scan, unit};
use super::sentence::Sentence;
use super::words::holds_any;
use crate::ast::{Core, Quantity, Requirement, Scale};
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
        if response::holds_interval(normal) {
            // (疑难件48小时内结案): what it is said of may still wait
            self.beside.push(normal.clone());
        } else if parts.iter().any(counted) {
            self.said.push(normal.clone());
        } else if !explains(&normal.text) && !self.reported() {
            let unread = Diagnostic::new(Code::WordsUnread, normal.span(0, normal.text.len()));
            self.problems.push(unread.with("words", normal.text.as_str()));
        }
    }

    /// Whether all before the brackets is reported as asking nothing: they say no more.
    fn reported(&self) -> bool {
        let last = self.read.last().filter(|_| self.read.len() > self.start);
        self.waiting.is_empty() && last.is_none_or(|last| matches!(last.core, Core::Phrase(_)))
    }

    /// What was said in brackets of something narrower is a requirement of its own, unless its points would be guessed.
    pub(super) fn narrower(&mut self) {
        for inner in std::mem::take(&mut self.beside) {
            let place = inner.span(0, inner.text.len());
            let every = |read: &&Requirement| {
                matches!(read.core, Core::Every { .. }) && read.span.start <= place.start && read.scoring.is_empty()
            };
            let of = self.read.iter().skip(self.start).rfind(|read| read.span.start <= place.start);
            match of.filter(every).and_then(|of| response::narrower(&inner, of)) {
                Some(core) => {
                    let mut own = frame(&inner, &[]);
                    own.core = core;
                    self.read.push(own);
                }
                None => {
                    let unread = Diagnostic::new(Code::NumberUnread, place);
                    self.problems.push(unread.with("words", inner.text.as_str()));
                }
            }
        }
    }
}

/// 即…, 如…, 详见附件, 优秀 of A级: what only says the same in other words, or where to look. 含线上, 以考勤机为准, 有责的 say more.
fn explains(inner: &str) -> bool {
    const GRADES: [&str; 8] = ["优秀", "良好", "合格", "不合格", "基本合格", "称职", "不称职", "待改进"];
    ["即", "如", "例如", "比如", "简称", "以下简称", "又称", "俗称", "也称"].iter().any(|word| inner.starts_with(word))
        || holds_any(inner, &["详见", "见附", "参见"])
        || GRADES.contains(&inner)
        || !inner.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// What stands behind a failing and takes points for it.
pub const TAKEN: [char; 5] = ['每', '扣', '罚', '一', ','];

/// 含早退, 早退、旷工: what must not be either.
pub fn includes(inner: &str) -> Option<&str> {
    let said = inner.strip_prefix("包含").or(inner.strip_prefix("包括")).or(inner.strip_prefix('含'));
    let other = said.unwrap_or(inner);
    other.split('、').all(|other| FAILINGS.contains(&other)).then_some(other)
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
    if let Some(whole) = of_measure(kept, inner) {
        return Some(whole);
    }
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

/// VIP客户不低于98%, behind 满意度不低于95%: the same is measured of them.
fn of_measure(kept: &Normal, inner: &Normal) -> Option<Normal> {
    let shared = |parts: &[Part]| match parts {
        [Part::Words(name), Part::Compare(_), Part::Quantity(number)]
        | [Part::Words(name), Part::Quantity(number), Part::Compare(_)] => {
            (number.scale == Scale::Percent && !name.quoted).then(|| name.text.clone())
        }
        _ => None,
    };
    let measured = |name: &str| name.ends_with(['率', '度', '比', '例']);
    let of = shared(&scan(inner).0).filter(|name| !measured(name) && inner.text.starts_with(name.as_str()))?;
    let name = shared(&scan(kept).0).filter(|name| measured(name))?;
    // VIP客户 and 客户满意度 share 客户
    let ends = name.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    let mut ends = ends.filter(|at| name.get(..*at).is_some_and(|head| of.ends_with(head)));
    let common = ends.next_back().unwrap_or(0);
    let mut whole = inner.part(0, of.len());
    whole.insert(name.get(common..)?, inner, of.len());
    whole.copy(inner, of.len(), inner.text.len());
    Some(whole)
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
