//! The events that a failing names.

use crate::ast::Text;
use crate::normal::Normal;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::{self, EVENTS, lead};

/// Without 如 at its beginning and 的 at its end.
pub(super) fn trimmed(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    let mut from = ["如果", "如有", "如", "若", "对", "凡", "因"]
        .iter()
        .find(|word| text.starts_with(**word))
        .map_or(0, |word| word.len());
    // 每提出一条建议; 每月 and 每班 stay
    if text.starts_with('每') && !matches!(scan(normal).0.first(), Some(Part::Period(_) | Part::Entity(_))) {
        from = "每".len();
    }
    let mut to = text.len();
    while let Some(word) = ["的", "者", "的话", ",", "、", "分别", ":"]
        .iter()
        .find(|word| text.get(from..to).is_some_and(|it| it.ends_with(**word) && it.len() > word.len()))
    {
        to -= word.len();
    }
    normal.part(from, to)
}

/// 迟到、早退 are two things, 杀人、伤害致死案件 is one: a list is one of short names, or a long one.
pub fn listed(text: &str) -> Vec<String> {
    let text = text.trim_end_matches('等');
    let pieces: Vec<&str> = text.split(['、', '或']).filter(|piece| !piece.is_empty()).collect();
    let short = |most: usize| pieces.iter().all(|piece| (2..=most).contains(&piece.chars().count()));
    let slashed = text.contains('、');
    let listed =
        short(4) || (slashed && pieces.len() > 2 && pieces.iter().skip(1).all(|piece| piece.chars().count() <= 6));
    if pieces.len() > 1 && listed { pieces.into_iter().map(str::to_owned).collect() } else { vec![text.to_owned()] }
}

/// 发生安全事故 is 安全事故.
pub fn event(mut activity: Text) -> Text {
    if activity.quoted {
        return activity;
    }
    let from = lead(&activity.text);
    let mut text = activity.text.get(from..).unwrap_or("").to_owned();
    let lone = ["后果", "严重后果", "影响", "不良影响", "损失", "经济损失", "不良后果"];
    if let Some(rest) = EVENTS.iter().find_map(|word| text.strip_prefix(word)).filter(|rest| rest.chars().count() > 1)
        && !lone.contains(&rest.trim_end_matches(['的', '者']))
    {
        text = rest.to_owned();
    }
    for tail in ["的", "者", "每", "时", "现象", "发生", "出现", "次数"] {
        let shorter = text.strip_suffix(tail).filter(|shorter| shorter.chars().count() > 1);
        if let Some(shorter) = shorter.filter(|_| !words::is_noun_end(&text, tail)) {
            text = shorter.to_owned();
        }
    }
    activity.text = text;
    activity
}
