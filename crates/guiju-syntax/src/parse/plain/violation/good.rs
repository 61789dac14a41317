//! What is as it should be is never what is punished: 按时上下班, 扣1分 forbids 未按时上下班; of 工作认真负责 nobody can say.

use super::wanting::not_so;

/// How it should be done, before what is.
const DONE: [&str; 8] = ["按时", "准时", "及时", "按期", "严格", "认真", "积极", "规范"];
/// What should be kept.
const KEPT: [&str; 4] = ["服从", "爱护", "团结", "保持"];
/// What is worn.
const WORN: [&str; 4] = ["佩戴", "穿戴", "穿着", "配戴"];
#[rustfmt::skip]
const KIT: [&str; 13] = [
    "工牌", "胸牌", "工作证", "工号牌", "上岗证", "安全帽", "安全带", "口罩", "手套", "防护用品", "劳保用品", "工作服", "工装",
];
/// How somebody is, which no record tells.
#[rustfmt::skip]
const ATTITUDES: [&str; 14] = [
    "负责", "热情", "周到", "耐心", "积极", "主动", "礼貌", "文明", "敬业", "细致", "友善", "诚实", "守信", "谦虚",
];
/// Something is wrong with it, or it is a number.
const WRONG: &str = "未不无没缺漏错误欠违虚投低差少晚慢乱脏坏松散懒率度性数拒";

fn is_wrong(state: &str) -> bool {
    state.contains(|c: char| WRONG.contains(c) || c.is_ascii_digit())
}

/// What must not be, where something good stands before points that are taken: 未按时上下班.
pub fn opposite(state: &str) -> Option<String> {
    let begins = |words: &[&str]| {
        let rest = words.iter().find_map(|word| state.strip_prefix(word));
        rest.is_some_and(|rest| (2..=10).contains(&rest.chars().count()))
    };
    // 开票无误
    if let Some(stem) = state.strip_suffix("无误").filter(|stem| stem.chars().count() > 1 && !is_wrong(stem)) {
        return Some(format!("{stem}有误"));
    }
    // 严格遵守制度, 违者: what it breaks is said by the rules of points
    let obeyed = ["执行", "遵守", "落实"].iter().any(|word| state.contains(word));
    if obeyed || is_wrong(state) {
        return not_so(state);
    }
    if begins(&WORN) && KIT.iter().any(|kit| state.ends_with(kit)) || begins(&DONE) {
        return Some(format!("未{state}"));
    }
    not_so(state).or_else(|| begins(&KEPT).then(|| format!("不{state}")))
}

/// 工作认真负责, 服务热情: whether it is an attitude and nothing else.
pub fn is_attitude(state: &str) -> bool {
    !is_wrong(state) && state.chars().count() <= 10 && ATTITUDES.iter().any(|end| state.ends_with(end))
}
