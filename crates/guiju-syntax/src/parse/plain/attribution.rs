//! Who does what is asked, said with 由: 由设备科负责, 巡查由保安队长每日进行, 由设备科验收签字.

use super::actors::{begins_act, is_actor};
use super::words::text;
use super::{duty, frame};
use crate::ast::{Core, Requirement, Text};
use crate::normal::Normal;

/// What follows 由 and whoever it is, where all that is said is that they do it.
const DOES: [&str; 20] = [
    "负责",
    "负责实施",
    "负责执行",
    "负责落实",
    "负责组织",
    "负责组织实施",
    "负责完成",
    "负责监督",
    "组织实施",
    "组织",
    "牵头",
    "牵头组织",
    "牵头负责",
    "落实",
    "执行",
    "实施",
    "完成",
    "进行",
    "主持",
    "承担",
];

/// What whoever decides does: then it is what is asked, and no attribution.
const DECIDES: [&str; 10] = ["审批", "批准", "审核", "核准", "签批", "审定", "签字", "审查", "签发", "同意"];

/// How words may go on that say what they do: to whom or what, how often.
const GOES_ON: [&str; 6] = ["对", "每", "按", "将", "逐", "定期"];

/// How words go on that say when: whoever stands before them may be of any name (离职人员, 移交班组).
const WHEN: [&str; 8] = ["应当在", "必须在", "应在", "须在", "应于", "须于", "在", "于"];

/// 由 with whoever it is, from `at` on: who, and where what they do begins.
fn by(normal: &Normal, at: usize) -> Option<(usize, usize)> {
    let all = normal.text.as_str();
    let from = at + "由".len();
    let rest = all.get(from..).filter(|_| all.get(at..).is_some_and(|it| it.starts_with('由')))?;
    let ends = rest.char_indices().map(|(at, _)| from + at).filter(|end| *end > from + "由".len());
    let ends = ends.take_while(|end| *end <= from + LONGEST);
    let acts = |end: &usize| {
        let (who, act) = (all.get(from..*end).unwrap_or(""), all.get(*end..).unwrap_or(""));
        let when = WHEN.iter().any(|word| act.starts_with(word));
        is_actor(who) && (when || does(act)) || when && is_someone(who)
    };
    let who = ends.filter(acts).last()?;
    Some((from, who))
}

/// 离职人员, 移交班组: someone by the last letter, where nothing else tells.
fn is_someone(who: &str) -> bool {
    who.chars().count() > 2 && who.ends_with(['员', '人', '组', '部', '科', '室', '班']) && !who.contains(['在', '于'])
}

/// The longest name of those who do it, in bytes.
const LONGEST: usize = 30;

fn does(act: &str) -> bool {
    DOES.contains(&act)
        || begins_act(act)
        || DECIDES.iter().any(|word| act.contains(word))
        || GOES_ON.iter().any(|word| act.starts_with(word))
}

/// 日常巡查由保安队长每日进行: the segment without who does it, and who. What is decided by them stays as it is.
pub fn within(normal: &Normal) -> Option<(Normal, Text)> {
    let all = normal.text.as_str();
    let at = all.match_indices('由').map(|(at, _)| at).find(|at| *at > 0 && by(normal, *at).is_some())?;
    let (from, to) = by(normal, at)?;
    let act = all.get(to..)?;
    let word = all.get(..at).is_some_and(|before| before.ends_with(['自', '理', '经', '事', '因']));
    if word || DOES.contains(&act) || DECIDES.iter().any(|decides| act.contains(decides)) {
        return None;
    }
    let mut whole = normal.part(0, at);
    whole.copy(normal, to, all.len());
    Some((whole, text(normal, from, to)))
}

/// 由设备科负责, alone: who answers for what was said before.
pub fn owner(normal: &Normal) -> Option<Text> {
    let (from, to) = by(normal, 0)?;
    DOES.contains(&normal.text.get(to..)?).then(|| text(normal, from, to))
}

/// 由设备科验收签字, behind what is counted: every one of them carries it.
pub fn carried(normal: &Normal, before: &[Requirement]) -> Vec<Requirement> {
    let Some((_, to)) = by(normal, 0) else { return Vec::new() };
    if DOES.contains(&normal.text.get(to..).unwrap_or("")) {
        return Vec::new();
    }
    let counted = before
        .iter()
        .filter(|it| matches!(it.core, Core::Measure { .. }) && (it.period.is_some() || it.deadline.is_some()));
    let triggers = counted.filter_map(duty::counted);
    let from = "由".len();
    triggers
        .map(|trigger| Requirement {
            core: duty::carries(trigger, text(normal, from, normal.text.len())),
            ..frame(normal, &[])
        })
        .collect()
}
