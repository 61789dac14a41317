//! Segments that hold several statements.

use crate::ast::{Core, Expr, Threshold};
use crate::normal::Normal;
use crate::parse::plain::lists;
use crate::parse::plain::looks;
use crate::parse::plain::points::may_be_punished;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::scores;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::words;

/// 无旷课或迟到少于2次: none of the one, and fewer of the other.
pub fn none_or_fewer(sentence: &mut Sentence, normal: &Normal) -> bool {
    let at = looks::none_or_fewer(normal);
    halves(sentence, normal, at, "或")
}

/// 连续旷工3天或一年内累计旷工5天的: either is punished.
pub fn either_bound(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some((at, length)) = looks::either_bound(normal, !sentence.waiting.is_empty()) else { return false };
    if at > 0 {
        let mut first = normal.part(0, at);
        first.insert("的", normal, at);
        sentence.segment(&first);
    }
    sentence.segment(&normal.part(at + length, normal.text.len()));
    true
}

/// 上午、下午各巡查一次
pub fn each_time(sentence: &mut Sentence, normal: &Normal) -> bool {
    let times = lists::each_time(normal);
    if times.is_empty() {
        return false;
    }
    let known = sentence.read.len();
    times.iter().for_each(|time| sentence.segment(time));
    sentence.each = known..sentence.read.len();
    true
}

/// 每月认购4套,未完成的每套扣200元,超额完成的每套奖励500元: for each fewer, and for each beyond what was asked.
pub fn each_unit(sentence: &mut Sentence, normal: &Normal) -> bool {
    const FEWER: [&str; 7] = ["未完成", "未达到", "没完成", "未完成部分", "不足部分", "不足", "欠缺"];
    const MORE: [&str; 8] = ["超额完成部分", "超额完成", "超额部分", "超额", "超出部分", "超出", "超过部分", "超过"];
    let asked = sentence.read.iter().skip(sentence.start).rev().find_map(|read| match &read.core {
        Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } => number.unit.as_ref(),
        _ => None,
    });
    let Some(unit) = asked.filter(|unit| !["分", "次"].contains(&unit.text.as_str())).map(|unit| unit.text.as_str())
    else {
        return false;
    };
    let of = |words: &[&str], by: &str| {
        let word = words.iter().filter(|word| normal.text.starts_with(**word)).max_by_key(|word| word.len())?;
        let rest = normal.text.get(word.len()..)?.trim_start_matches(['的', ',']);
        let rest = rest.strip_prefix('每')?;
        let rest = rest.strip_prefix(['一', '1']).unwrap_or(rest);
        rest.strip_prefix(unit).filter(|rest| rest.starts_with(['扣', '加', '奖', '罚', '减', '给']))?;
        Some(lists::replaced(normal, 0, normal.text.len() - rest.len(), by))
    };
    let Some(plain) = of(&FEWER, "每少1").or_else(|| of(&MORE, "每超1")) else { return false };
    sentence.said.retain(|said| said.text != normal.text);
    sentence.said.push(plain.clone());
    sentence.segment(&plain);
    true
}

/// 签到一次、签退一次: the period goes on in the resolver.
pub fn counted(sentence: &mut Sentence, normal: &Normal) -> bool {
    let counts = |part: &Normal| {
        let (parts, _) = scan(part);
        let number = parts.iter().any(|part| matches!(part, Part::Quantity(_)));
        number && parts.iter().any(|part| matches!(part, Part::Words(_)))
    };
    let parts = |at: &usize| {
        !words::is_quoted(&normal.text, *at) && {
            let rest = after_comma(normal, *at);
            let starts_with_number = rest.text.starts_with(|c: char| c.is_ascii_digit());
            !scores(normal)
                && !may_be_punished(normal)
                && !starts_with_number
                && counts(&normal.part(0, *at))
                && counts(&rest)
        }
    };
    let at = commas(normal).find(parts);
    halves(sentence, normal, at, "、")
}

/// 校级1次加1分、市级1次加2分
pub fn scored(sentence: &mut Sentence, normal: &Normal) -> bool {
    if !scores(normal) {
        return false;
    }
    let parts = |at: &usize| {
        let rest = after_comma(normal, *at);
        !amount_only(&rest.text) && scores(&normal.part(0, *at)) && scores(&rest)
    };
    let at = commas(normal).find(parts);
    halves(sentence, normal, at, "、")
}

/// 2分 of 分别加5分、2分: a further amount, and no range (5-15分钟扣2分).
fn amount_only(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let unit = ["分", "元"].iter().find_map(|unit| rest.strip_prefix(unit));
    let bare = rest.len() < text.len()
        && unit.is_some_and(|tail| tail.is_empty() || !tail.starts_with(['钟', '以', '及', '得', '-', '(']));
    bare || rest.len() < text.len() && rest.is_empty()
}

/// Where the commas of a list stand.
pub(super) fn commas(normal: &Normal) -> impl Iterator<Item = usize> {
    normal.text.match_indices('、').map(|(at, _)| at)
}

pub(super) fn after_comma(normal: &Normal, at: usize) -> Normal {
    normal.part(at + "、".len(), normal.text.len())
}

/// Two segments, where a joint stands between them.
fn halves(sentence: &mut Sentence, normal: &Normal, at: Option<usize>, joint: &str) -> bool {
    let Some(at) = at else { return false };
    sentence.segment(&normal.part(0, at));
    sentence.segment(&normal.part(at + joint.len(), normal.text.len()));
    true
}
