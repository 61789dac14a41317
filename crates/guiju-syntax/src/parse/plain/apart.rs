//! Statements that run on: 每日巡查2次且每周消毒1次 asks two things, as it would with a comma.
//!
//! A joint parts two statements where each of them asks for something by itself. 且 of 须审批且存档, 和 of 设备和工具 part none:
//! what follows them asks for nothing.

use super::asked::asked;
use super::effects;
use super::response::interval_at;
use super::scan::{Part, scan};
use super::words::{ends_as_case, holds_any, is_quoted, modal};
use crate::ast::{Core, Expr, Requirement};
use crate::diagnostic::Severity;
use crate::normal::Normal;

/// Words that may stand between statements, longest first where one begins another.
const JOINTS: [&str; 14] =
    ["并且同时", "且同时", "并同时", "并且", "而且", "同时", "以及", "并", "且", "、", "和", "及", "与", "还"];

/// How what is forbidden begins.
const BANS: [&str; 6] = ["不得", "严禁", "禁止", "不准", "不许", "杜绝"];

/// The longest segment that is looked at, and how many joints of it: a sentence that somebody wrote has no more.
const LONGEST: usize = 480;
const MOST: usize = 8;
const AGAIN: usize = 3;

/// Where a joint stands between two statements, and its length.
pub fn apart(normal: &Normal) -> Option<(usize, usize)> {
    let text = normal.text.as_str();
    if text.len() > LONGEST || ends_as_case(text) || effects::holds(normal) {
        return None;
    }
    let found: Vec<(usize, usize)> = joints(text).take(MOST).collect();
    let takes = |place: &(usize, (usize, usize))| {
        let (nth, (at, length)) = *place;
        let left = normal.part(0, at);
        let joint = text.get(at..at + length).unwrap_or("");
        // 每月走访、每周消毒以及每日巡查: what follows may be parted again
        let again = found.iter().skip(nth + 1).take(AGAIN).map(|(at, _)| *at);
        let mut ends = std::iter::once(text.len()).chain(again).map(|end| normal.part(at + length, end));
        !of_one_thing(&left, joint)
            && ends.any(|right| states(&right) && completes(&left, &right, joint) && stands(&right))
            && stands(&left)
    };
    found.iter().copied().enumerate().find(takes).map(|(_, place)| place)
}

/// Places at which a joint stands with something on either side.
fn joints(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut past = 0;
    text.char_indices().filter_map(move |(at, _)| {
        let rest = text.get(at..)?;
        let joint = JOINTS.iter().find(|joint| rest.starts_with(**joint)).filter(|_| at >= past && at > 0)?;
        past = at + joint.len();
        (past < text.len() && !is_quoted(text, at)).then_some((at, joint.len()))
    })
}

/// Whether a text begins as a statement of its own: with how often, a ban, or something that is bounded or asked of.
fn states(right: &Normal) -> bool {
    let text = right.text.as_str();
    let (parts, _) = scan(right);
    let period = matches!(parts.first(), Some(Part::Period(_) | Part::Entity(_))) && !text.starts_with("每次");
    let forbids = BANS.iter().any(|ban| text.starts_with(ban));
    // 回访老客户20家, 培训合格率不低于95%
    let bounded = match parts.as_slice() {
        [Part::Words(_), bound @ ..] => {
            bound.iter().any(|part| matches!(part, Part::Compare(_) | Part::Between(..)))
                && bound.iter().all(|part| matches!(part, Part::Compare(_) | Part::Quantity(_) | Part::Between(..)))
        }
        _ => false,
    };
    let asks = modal(text).is_some_and(|(at, word)| at > "某".len() && at + word.len() < text.len());
    // 并在会议开始前3天发送 is of the same topic
    if text.starts_with(['在', '于', '自']) {
        return false;
    }
    period || forbids || bounded && !text.contains('的') || asks && !text.contains('的') || due_after(right)
}

/// 服务器每日增量备份、每周完整备份: the one thing that is listed with what is done to it.
fn of_one_thing(left: &Normal, joint: &str) -> bool {
    let (parts, _) = scan(left);
    let named = matches!(parts.as_slice(), [Part::Words(_), Part::Period(_), Part::Words(_)]);
    named && ["、", "和", "及", "与"].contains(&joint)
}

/// 会议结束后3日内整理纪要: an event with its time.
fn due_after(normal: &Normal) -> bool {
    let text = normal.text.as_str();
    ["后", "之日起", "前"].iter().any(|mark| {
        text.match_indices(mark).any(|(at, mark)| at > "某".len() && interval_at(normal, at + mark.len()).is_some())
    })
}

/// Whether a text before a joint may be a whole statement: 每月 of 每月和每年 is none, and the same is denied in 不得迟到、不得早退.
fn completes(left: &Normal, right: &Normal, joint: &str) -> bool {
    let text = left.text.as_str();
    let listed = ["、", "和", "或"].contains(&joint);
    let both = listed && BANS.iter().any(|ban| text.contains(ban) && right.text.starts_with(ban));
    // 超过5万元且期限超过1年的合同, 应先清洗并每日消毒后
    let condition =
        text.ends_with(['的', '时', '后', '前', '者', '如', '若']) || holds_any(text, &["如果", "如遇", "一旦"]);
    !both && !condition && text.chars().nth(2).is_some()
}

/// Whether something is asked by these words alone, and nothing is wrong with them.
fn stands(normal: &Normal) -> bool {
    let (read, problems) = asked(normal, None);
    let errors = problems.iter().any(|problem| problem.code.entry().severity == Severity::Error);
    let named = |it: &Requirement| match &it.core {
        Core::Phrase(_) | Core::Narrow(_) | Core::Qualification(_) => false,
        Core::Measure { measure: Expr::Name(name), .. } => name.text.chars().nth(1).is_some(),
        Core::Every { trigger, .. } => trigger.text.chars().nth(1).is_some(),
        _ => true,
    };
    // 至少组织一次、全年不少于6次安全培训: of what comes
    let hollow = ["组织", "开展", "进行", "召开", "举行", "举办", "完成"];
    let named = |it: &Requirement| {
        named(it)
            && !matches!(&it.core, Core::Measure { measure: Expr::Name(name), .. } if hollow.contains(&name.text.as_str()))
    };
    !errors && !read.is_empty() && read.iter().all(named)
}
