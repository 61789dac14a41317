//! What somebody may do, and how much of it: 读者每次可借阅图书6册, 每人限购2件. That much may be, and need not.

use crate::parse::plain::words::holds_any;

/// What stands behind 可 where it is a verb before another.
#[rustfmt::skip]
const MAY: [&str; 38] = [
    "借", "领", "预约", "预订", "续", "携带", "带", "办理", "绑定", "报销", "免费", "停放", "停车", "选", "申领", "申报", "享", "兑换",
    "抵扣", "调休", "休", "补", "累计", "使用", "参与", "购", "取", "打印", "租", "住", "乘", "寄", "存", "换", "退", "免", "报名", "领取",
];
/// What stands behind 限 where so many are allowed, or no more.
#[rustfmt::skip]
const LIMITED: [&str; 16] = ["速", "高", "重", "流", "购", "领", "借", "报", "选", "乘", "带", "载", "停", "用", "投", "订"];
/// Words of which 可 is the end.
const MAY_ENDS: [char; 8] = ['许', '认', '方', '不', '宁', '皆', '必', '准'];
/// Words that 可 begins: 可燃物, 可疑, 可追溯.
pub const NOUNS: [char; 16] =
    ['燃', '疑', '追', '回', '移', '再', '行', '持', '视', '吸', '靠', '能', '溶', '见', '比', '控'];
/// Words of which 限 is the end.
const LIMIT_ENDS: [char; 12] = ['权', '期', '时', '年', '界', '无', '上', '下', '有', '极', '额', '不'];

/// Whether a segment only says what somebody may do.
pub(super) fn may(text: &str) -> bool {
    let asks = ["不得", "不可", "必须", "应", "须", "严禁", "方可", "每超", "超过"];
    let of = |word: char, verbs: &[&str], ends: &[char]| {
        text.match_indices(word).any(|(at, found)| {
            let before = text.get(..at).unwrap_or("");
            let behind = text.get(at + found.len()..).unwrap_or("");
            !before.ends_with(ends) && verbs.iter().any(|verb| behind.starts_with(verb))
        })
    };
    (of('可', &MAY, &MAY_ENDS) || of('限', &LIMITED, &LIMIT_ENDS)) && !holds_any(text, &asks)
}

/// Whether 可 is a verb somewhere, and no part of a word: 可请病假 permits, 查验许可证 and 排放可燃气体 do not.
pub fn grants(text: &str) -> bool {
    text.match_indices('可').any(|(at, found)| {
        let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at + found.len()..).unwrap_or(""));
        !before.ends_with(MAY_ENDS) && !behind.is_empty() && !behind.starts_with(NOUNS)
    })
}
