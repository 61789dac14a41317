//! What is denied of several acts: 未按规定佩戴安全帽、穿防护服 is to do neither as it is ruled, 未经批准动火、登高 to do either
//! without leave. Whoever reads 穿防护服 as the second failing forbids what is asked.

use crate::parse::plain::actors::begins_act;
use crate::parse::plain::acts::{DULY, Wanted, verb, wanted};
use crate::parse::plain::duty::is_bad_event;

/// What has to come before.
#[rustfmt::skip]
const LEAVE: [&str; 14] = [
    "批准", "同意", "许可", "授权", "审批", "允许", "报批", "请示", "登记", "报备", "培训", "考核合格", "验收", "检验",
];
/// What is said of some more: done without asking, for or with somebody.
const AMID: [&str; 7] = ["擅自", "私自", "以", "给", "对", "向", "为"];
/// Acts that are asked, and that no list of forbidden ones holds.
const ASKED: [&str; 4] = ["签字", "签名", "着装", "洗手"];
/// What begins or holds a failing of its own.
#[rustfmt::skip]
const FAILING: [&str; 24] = [
    "未", "不", "没", "无", "漏", "缺", "错", "迟", "假", "违", "擅自", "私自", "乱", "随意", "随地", "任意", "故意", "恶意", "酒后", "虚", "瞒", "谎", "拒", "逾期",
];

/// Each act with what is denied of it; nothing, where it is no list of acts that are denied together.
pub(super) fn each(text: &str) -> Option<Vec<String>> {
    let pieces: Vec<&str> = text.trim_end_matches(['的', '者', '等']).split(['、', '或']).collect();
    let (first, others) = pieces.split_first().filter(|(_, others)| !others.is_empty())?;
    let (to, asked) = denial(first)?;
    let (head, act) = first.split_at_checked(to)?;
    if act.is_empty() || !others.iter().all(|piece| (2..=9).contains(&piece.chars().count())) {
        return None;
    }
    let failing = |piece: &str| FAILING.iter().any(|word| piece.starts_with(word));
    let bad = |piece: &str| is_bad_event(piece) || wanted(piece) == Some(Wanted::No);
    let own = |piece: &str| failing(piece) || asked && bad(piece);
    let pair = act.chars().count() == 2;
    let goes_on = |piece: &str| match asked {
        true => wanted(piece) == Some(Wanted::Yes) || begins_act(piece) || ASKED.iter().any(|it| piece.starts_with(it)),
        false => done(piece) || piece.ends_with("作业"),
    };
    let unsaid = |piece: &str| asked && wanted(piece) == Some(Wanted::Unsaid) && !failing(piece) && !goes_on(piece);
    // 未戴手套、使用电器: where nobody can say what is wanted, they stay together
    if others.iter().any(|piece| unsaid(piece)) {
        return Some(vec![pieces.join("、")]);
    }
    let goes_on = |piece: &str| goes_on(piece) || pair && piece.chars().count() == 2;
    if !others.iter().any(|piece| !own(piece)) || !others.iter().all(|piece| own(piece) || goes_on(piece)) {
        return None;
    }
    let named = |piece: &&str| if own(piece) { (*piece).to_owned() } else { format!("{head}{piece}") };
    Some([(*first).to_owned()].into_iter().chain(others.iter().map(named)).collect())
}

/// Where the act begins that is denied, and whether it is asked: otherwise it only takes somebody's leave.
fn denial(first: &str) -> Option<(usize, bool)> {
    let denied = ["未", "没有", "没", "不"].iter().filter_map(|word| Some((first.find(word)?, word.len())));
    let (at, size) = denied.min_by_key(|(at, size)| (*at, std::cmp::Reverse(*size)))?;
    let from = at + size;
    let rest = first.get(from..).filter(|_| first.get(..at).is_some_and(|place| place.chars().count() < 7))?;
    if let Some(whose) = rest.strip_prefix('经') {
        let leave = LEAVE.iter().filter_map(|word| Some(whose.find(word)? + word.len())).max()?;
        return Some((first.len() - whose.len() + leave + amid(whose.get(leave..)?), false));
    }
    let how = DULY.iter().find(|how| rest.starts_with(**how)).map_or(0, |how| how.len());
    // 不佩戴口罩 leaves undone what is asked, 不服从管理 does what it should not
    let asked = how > 0 || first.get(at..from) != Some("不") && verb(rest).is_some();
    asked.then_some((from + how, true))
}

/// How much of it says how, for whom or in whose name it is done.
fn amid(act: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = act.get(at..)
        && let Some(word) = AMID.iter().find(|word| rest.starts_with(**word))
    {
        let tail = rest.get(word.len()..).unwrap_or("");
        let own = word.chars().count() > 1;
        let named = tail.char_indices().skip(1).map(|(at, _)| at).find(|at| tail.get(*at..).is_some_and(done));
        match named {
            _ if own => at += word.len(),
            Some(named) => return at + word.len() + named,
            None => break,
        }
    }
    at
}

/// Whether an act begins here.
fn done(text: &str) -> bool {
    verb(text).is_some()
        || ["改", "发", "签订", "签署", "提供", "出具", "承诺"].iter().any(|word| text.starts_with(word))
}
