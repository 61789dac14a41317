//! Values that have a name of their own: 目标值95%,底线值90%,低于底线值得0分 is 目标值95%,低于90%得0分.
//!
//! A name behind a comparison stands for its number, which the same text says; where the number follows at once, the
//! name adds nothing (低于底线值80分).

use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain;

/// Values that are named.
#[rustfmt::skip]
const NAMES: [&str; 14] = [
    "底线值", "底线目标", "底线", "挑战值", "挑战目标", "门槛值", "门槛", "红线值", "基准值", "最低值", "保底值", "合格值", "及格线", "目标值",
];
/// What something is so much below or above.
const RELATIVE: [&str; 5] = ["目标值", "基准值", "最低值", "保底值", "合格值"];
/// What holds something against them.
#[rustfmt::skip]
const AGAINST: [&str; 17] = [
    "低于", "未达到", "没有达到", "没达到", "达不到", "未达", "不足", "达到", "不低于", "高于", "超过", "大于等于", "小于", "大于", ">=", "<", ">",
];

/// The most values that a text is read for.
const MOST: usize = 16;

/// Where something begins and ends.
type Place = (usize, usize);

/// A named value, and where its name, its number and the whole stand.
struct Value {
    name: &'static str,
    number: Place,
    /// Where it is said by itself.
    alone: Option<Place>,
}

/// The same text without the names of values; `None` where it names none.
pub(super) fn unnamed(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    // one letter at a time: each is sought by its bytes
    let holds = |letters: &[char]| letters.iter().any(|letter| text.contains(*letter));
    if !holds(&['值', '线', '槛', '标']) || holds(&['「', '{', '|']) {
        return None;
    }
    let values = values(text);
    // what is put in the place of what, in the order of the text
    let mut changes: Vec<(Place, Option<Place>)> = Vec::new();
    let mut used = Vec::new();
    for (at, word) in AGAINST.iter().flat_map(|word| text.match_indices(*word)) {
        let from = at + word.len();
        let Some(name) = begins(text, from) else { continue };
        let to = from + name.len();
        let said = past(text, to);
        let each = text.get(..at).is_some_and(|head| head.ends_with('每'));
        if let Some(end) = number(text, said) {
            // 低于目标值5%, 每低于目标值1个百分点: by so much
            let known = values.iter().any(|value| stem(value.name) == stem(name) && value.number.0 != said);
            let by = each
                || text.get(end..).is_some_and(|rest| rest.starts_with("个百分点"))
                || text.get(said..end).is_some_and(|it| it.ends_with('个'));
            let itself = ["达到", "不低于", ">="].contains(&word) || !RELATIVE.contains(&name);
            if itself && !by && !known {
                changes.push(((from, said), None));
            }
        } else if !each && let Some(value) = values.iter().find(|value| stem(value.name) == stem(name)) {
            changes.push(((from, to), Some(value.number)));
            // what is asked stays said, unless a band says it
            let again = !stem(name).is_empty() || ["达到", "不低于", ">="].contains(&word);
            used.extend(value.alone.filter(|_| again));
        }
    }
    if changes.is_empty() {
        return None;
    }
    changes.extend(used.into_iter().map(|whole| {
        let head = text.get(..whole.0).unwrap_or("");
        ((head.trim_end_matches([',', ';', '、', ' ']).len(), whole.1), None)
    }));
    changes.sort_unstable();
    changes.dedup();
    let mut plain = normal.part(0, 0);
    let mut from = 0;
    for ((start, end), by) in changes {
        if start < from {
            continue;
        }
        plain.copy(normal, from, start);
        if let Some((one, other)) = by {
            plain.insert(text.get(one..other)?, normal, start);
        }
        from = end;
    }
    plain.copy(normal, from, text.len());
    Some(plain)
}

/// 底线 and 底线值 are one; of 目标值 nothing is left.
fn stem(name: &str) -> &str {
    name.trim_end_matches(['值', '目', '标'])
}

fn begins(text: &str, at: usize) -> Option<&'static str> {
    let rest = text.get(at..)?;
    NAMES.into_iter().filter(|name| rest.starts_with(name)).max_by_key(|name| name.len())
}

/// Past what joins a name and its number.
fn past(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start_matches(['为', '是', ':', '=', ' ']).len()
}

/// Where the number that begins here ends, with its unit.
fn number(text: &str, at: usize) -> Option<usize> {
    let digits = at + numbers::arabic(text.get(at..)?)?.len();
    let rest = text.get(digits..)?;
    let scale = ["%", "‰", "万"].iter().find(|scale| rest.starts_with(**scale)).map_or(0, |scale| scale.len());
    let unit = if rest.starts_with(['%', '‰']) { 0 } else { plain::unit(rest.get(scale..)?).map_or(0, str::len) };
    Some(digits + scale + unit)
}

/// The values that a text names, each with its number: 挑战值98%, 底线值:90%.
fn values(text: &str) -> Vec<Value> {
    let opens = |at: usize, name: &str| {
        let head = text.get(..at).unwrap_or("");
        // 合格率目标值95%
        at == 0
            || head.ends_with([',', ';', '。', ':', '(', ' ', '、'])
            || stem(name).is_empty() && head.ends_with(['率', '度', '数', '额', '量'])
    };
    let named = NAMES.iter().flat_map(|name| text.match_indices(name)).map(|(at, _)| at);
    let mut found = Vec::new();
    for at in named {
        let Some(name) = begins(text, at) else { continue };
        let from = past(text, at + name.len());
        let Some(to) = number(text, from) else { continue };
        // 底线值90%不得分 says what it gives
        let alone =
            text.get(to..).is_some_and(|rest| rest.is_empty() || rest.starts_with([',', ';', '。', ')', ' ', '、']));
        let alone = (alone && opens(at, name)).then_some((at, to));
        found.push(Value { name, number: (from, to), alone });
        if found.len() == MOST {
            break;
        }
    }
    found
}
