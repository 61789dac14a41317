//! What follows and is no amount: 取消当月绩效奖金, 书面警告, 解除劳动合同.

use super::Effects;
use crate::normal::Normal;
use crate::parse::plain::words;

/// Words with which a consequence begins.
#[rustfmt::skip]
const CONSEQUENCES: [&str; 65] = [
    "超出部分", "超过部分", "不足部分", "由责任人", "由当事人", "赔偿损失",
    "取消", "一经发现", "一经查实", "一旦发现", "立即解除", "不得参加", "不得参评", "不得评", "不得享受", "不得晋升", "不参加评", "不参与评", "不享受",
    "不发放", "不发", "扣除当月", "扣除全部", "停发", "降级", "降职", "降薪", "调离", "开除", "除名", "记过", "记大过", "劝退", "待岗", "追究",
    "按旷工处理", "按自动离职处理", "予以", "并予以", "给予", "不予", "解除", "公司可解除", "公司有权", "书面警告", "扣发", "逾期归入", "逾期不予",
    "逾期作废", "逾期不", "作废", "纳入绩效", "考虑月", "将视情况", "承担", "并承担", "不允许", "责令", "通报批评", "一票否决", "视为严重", "属于严重",
    "停职", "辞退", "警告",
];

/// Every word that begins a consequence.
#[cfg(test)]
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    CONSEQUENCES.into_iter()
}

/// Words without a number: a consequence that is no amount.
pub(super) fn is_plain(words: &str) -> bool {
    words.chars().count() > 1 && !words.contains(|c: char| c.is_ascii_digit() || c == '分' || c == '元')
}

pub(super) fn consequence(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let word = CONSEQUENCES.iter().find(|word| rest.starts_with(**word)).copied().or_else(|| pay(rest))?;
    // 承担着重要责任 describes
    if rest.get(word.len()..).is_some_and(|rest| rest.starts_with('着')) {
        return None;
    }
    // 当月迟到3次以上取消全勤奖
    let before = normal.text.get(..at)?;
    let follows = words::ends_as_case(before)
        || ["以上", "次", "天", "否则"].iter().any(|end| before.ends_with(end))
        || word.starts_with("逾期");
    // 逾期不交每次扣2分 is a failing with its points
    let scored = word.starts_with("逾期") && rest.contains(['扣', '罚']) && rest.contains(|c: char| c.is_ascii_digit());
    if words::modal(rest).is_some() || scored || before.ends_with("不得") || (at > 0 && !follows) {
        return None;
    }
    effects.consequence = Some(words::text(normal, at, at + rest.len()));
    Some(rest.len())
}

/// 扣减当月绩效10%: a part of the pay is no amount of points.
fn pay(rest: &str) -> Option<&'static str> {
    let paid = ["绩效", "工资", "奖金", "薪酬", "提成", "津贴"].iter().any(|word| rest.contains(word));
    (rest.starts_with('扣') && rest.ends_with('%') && !rest.contains('的') && paid).then_some("扣")
}
