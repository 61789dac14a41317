//! The events that a failing names.

use super::{carried, denied, predicated};
use crate::ast::Text;
use crate::normal::Normal;
use crate::parse::plain::acts;
use crate::parse::plain::duty::is_bad_event;
use crate::parse::plain::findings::NAMELESS;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::{self, EVENTS, holds_any, lead};

/// Without 如 at its beginning and 的 at its end.
pub(super) fn trimmed(normal: &Normal) -> Normal {
    let normal = &unheaded(normal);
    let text = normal.text.as_str();
    // 严禁迟到的, 不得早退者: forbidden as it is
    let mut from = ["如果", "如有", "如", "若", "对", "凡", "因", "严禁", "禁止", "不得", "不准", "不许", "杜绝"]
        .iter()
        .find(|word| text.starts_with(**word))
        .filter(|word| **word != "对" || !text.get(word.len()..).is_some_and(words::treats))
        .map_or(0, |word| word.len());
    // 发现无证作业的: found or not
    const FAILS: [char; 8] = ['未', '不', '无', '没', '擅', '私', '违', '漏'];
    let counted = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit() || "一二两三".contains(c));
    let found = text.get(from..).and_then(|rest| rest.strip_prefix("发现")).is_some_and(|rest| {
        rest.starts_with(FAILS)
            || (rest.contains('、') || !rest.contains(FAILS))
                && rest.chars().count() > 1
                && !counted(rest)
                && !rest.starts_with(['并', '和', '及'])
    });
    from += if found { "发现".len() } else { 0 };
    // 每提出一条建议; 每月 and 每班 stay
    if text.starts_with('每') && !matches!(scan(normal).0.first(), Some(Part::Period(_) | Part::Entity(_))) {
        from = "每".len();
    }
    let mut to = text.len();
    #[rustfmt::skip]
    const ENDS: [&str; 16] = [
        "的", "者", "的话", ",", "、", "分别", ":", "之一", "中任意一项", "任意一项", "任一项", "任意", "任一", "等行为", "等情况", "等现象",
    ];
    while let Some(word) = ENDS.iter().find(|word| {
        let rest = text.get(from..to).unwrap_or("");
        // 高于万分之一 is a number
        rest.ends_with(**word) && rest.len() > word.len() && !(**word == "之一" && rest.ends_with("分之一"))
    }) {
        to -= word.len();
    }
    // 不合格率高于2%时
    if text.get(from..to).is_some_and(|it| ["%时", "次时", "分时", "天时", "元时"].iter().any(|end| it.ends_with(end)))
    {
        to -= "时".len();
    }
    within(&periodic(&normal.part(from, to)))
}

/// 工作态度:迟到 is 迟到, and 5S管理:发现不符合 is of the heading.
fn unheaded(normal: &Normal) -> Normal {
    let Some((head, rest)) = normal.text.split_once(':').filter(|(_, rest)| !rest.is_empty()) else {
        return normal.clone();
    };
    let from = normal.text.len() - rest.len();
    // 月累计迟到6次及以上:视为严重违纪 says so much of what
    let bound = |part: &Part| matches!(part, Part::Quantity(_) | Part::Compare(_) | Part::Between(..));
    let symbol = rest.starts_with(|c: char| c.is_ascii_digit() || "<>=".contains(c))
        || scan(&normal.part(0, head.len())).0.iter().any(bound);
    if symbol || head.chars().count() > 12 || words::is_quoted(&normal.text, head.len()) {
        return normal.clone();
    }
    let found =
        ["发现", "出现", "存在", "每发现", "每出现"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let stem = found.trim_end_matches(['的', '者', ',']);
    // 发现一处不符合
    let nameless = |name: &str| stem.strip_suffix(name).is_some_and(|count| count.chars().count() <= 2);
    if NAMELESS.iter().any(|name| nameless(name)) {
        let mut whole = normal.part(0, head.len());
        whole.copy(normal, normal.text.len() - found.len(), normal.text.len());
        return whole;
    }
    normal.part(from, normal.text.len())
}

/// 迟到5分钟内: at most so long.
fn within(normal: &Normal) -> Normal {
    let stem = normal.text.strip_suffix('内').filter(|stem| !stem.ends_with(['以', '之']));
    let timed = |stem: &&str| {
        ["秒", "分钟", "小时", "天", "日", "个工作日"].iter().any(|unit| {
            stem.strip_suffix(unit)
                .is_some_and(|it| it.ends_with(|c: char| c.is_ascii_digit() || "一二两三五十半个".contains(c)))
        })
    };
    let Some(stem) = stem.filter(timed) else { return normal.clone() };
    let mut whole = normal.part(0, stem.len());
    whole.insert("以内", normal, stem.len());
    whole
}

/// 一个月内迟到3次: of every month, where something is counted.
fn periodic(normal: &Normal) -> Normal {
    const PERIODS: [(&str, &str); 8] = [
        ("一个月内", "每月"),
        ("一月内", "每月"),
        ("同一月内", "每月"),
        ("一个自然月内", "每月"),
        ("一年内", "每年"),
        ("一个自然年内", "每年"),
        ("一周内", "每周"),
        ("一个季度内", "每季度"),
    ];
    // 同一问题一个月内重复发生2次以上
    let again = PERIODS.iter().find_map(|(word, _)| {
        let at = normal.text.find(word).filter(|at| *at > 0)?;
        let tail = normal.text.get(at + word.len()..)?;
        ["重复", "再次", "多次", "累计"].iter().any(|repeated| tail.starts_with(repeated)).then_some((at, word.len()))
    });
    if let Some((at, length)) = again {
        let mut whole = normal.part(at, at + length);
        whole.copy(normal, 0, at);
        whole.copy(normal, at + length, normal.text.len());
        return periodic(&whole);
    }
    let opening = PERIODS.iter().find(|(word, _)| normal.text.starts_with(word));
    let Some((word, period)) = opening else { return normal.clone() };
    let rest = normal.part(word.len(), normal.text.len());
    let counts = scan(&rest).0.iter().any(|part| match part {
        Part::Quantity(number) => {
            number.unit.as_ref().is_some_and(|unit| ["次", "起", "天", "例"].contains(&unit.text.as_str()))
        }
        _ => false,
    });
    // 一个季度内无漏测: in every quarter
    let free = rest.text.starts_with('无') && rest.text.chars().count() > 2;
    if !counts && !free || rest.text.starts_with(['未', '不', '没']) {
        return normal.clone();
    }
    let mut whole = normal.empty();
    whole.insert(period, normal, 0);
    whole.copy(normal, word.len(), normal.text.len());
    whole
}

/// 未填写或填写不全: two failings, each with the topic that the first begins with.
pub(super) fn alternatives(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let denies = |text: &str| text.find(['未', '不', '漏', '错', '误', '无', '私', '擅', '迟', '假']);
    // 因保管或使用不当造成损坏 is one failing, and so is 未经培训或考试不合格上岗
    let joined = holds_any(text, &["因", "由于", "造成", "导致", "引起", "引发", "未经", "以上", "以下"]);
    let mut joints = ["或者", "或"].iter().filter_map(|word| Some((words::find(text, word)?, word.len())));
    let Some((at, length)) = joints.next().filter(|_| !joined) else { return Vec::new() };
    let (left, right) = (text.get(..at).unwrap_or(""), text.get(at + length..).unwrap_or(""));
    const HAPPENING: [&str; 5] = ["发生", "出现", "被", "受到", "存在"];
    let happens = |text: &str| HAPPENING.iter().any(|word| text.starts_with(word));
    let (topic, denied) = match (denies(left), denies(right)) {
        (Some(topic), Some(denied)) => (topic, denied),
        _ if happens(left) && happens(right) => (0, left.len()),
        (one, other) if one.is_some() != other.is_some() && text.contains(|c: char| c.is_ascii_digit()) => (0, 1),
        _ => return Vec::new(),
    };
    let bounded = |text: &Normal| {
        let (parts, _) = scan(text);
        let words = parts.iter().any(|part| matches!(part, Part::Words(_)));
        let bound = parts.iter().any(|part| matches!(part, Part::Compare(_)))
            && parts.iter().any(|part| matches!(part, Part::Quantity(_)));
        (words && bound, parts.iter().all(|part| matches!(part, Part::Words(_))))
    };
    // 未按期提交或查重率超过30%: a failing, and a bound
    match (bounded(&normal.part(0, at)), bounded(&normal.part(at + length, text.len()))) {
        ((true, _), (_, true)) | ((_, true), (true, _)) => {
            return vec![normal.part(0, at), normal.part(at + length, text.len())];
        }
        _ => {}
    }
    let counted = !bounded(normal).1 || (denies(left).is_none() && !happens(left));
    if right.contains('或') || right.chars().count() < 2 || left.chars().count() < 2 || counted || text.contains('、')
    {
        return Vec::new();
    }
    let mut first = normal.part(0, at);
    // 未穿或不正确穿工鞋: on the same thing
    if let Some(object) = acts::elided(left.get(topic..).unwrap_or(""), right) {
        first.copy(normal, at + length + object, text.len());
    }
    // 记录未填写或漏填: of the same record
    let mut second = if denied == 0 { normal.part(0, topic) } else { normal.empty() };
    second.copy(normal, at + length, text.len());
    vec![first, second]
}

/// 迟到、早退 are two things, 杀人、伤害致死案件 is one: a list is one of short names, or a long one.
pub fn listed(text: &str) -> Vec<String> {
    // 睡觉、玩手机等与学习无关的事情: examples of what is meant
    let examples = text.split_once("等与").filter(|(list, tail)| {
        let kind = ["的事情", "的行为", "的事", "的活动"].iter().any(|end| tail.ends_with(end));
        kind && list.contains('、') && list.split('、').all(|piece| (2..=8).contains(&piece.chars().count()))
    });
    if let Some((list, _)) = examples {
        return list.split('、').map(str::to_owned).collect();
    }
    if let Some(each) = predicated::each(text) {
        return each;
    }
    if let Some(each) = carried::each(text) {
        return each;
    }
    if let Some(acts) = acts::acts(text) {
        return acts;
    }
    let text = text.trim_end_matches('等');
    // 发生质量、安全事故: each of them happens
    let happening = ["发生", "出现"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let pieces: Vec<&str> = happening.split(['、', '或']).filter(|piece| !piece.is_empty()).collect();
    if let Some(each) = denied::each(&pieces) {
        return each;
    }
    let short = |most: usize| pieces.iter().all(|piece| (2..=most).contains(&piece.chars().count()));
    let slashed = text.contains('、');
    let wanting = pieces.iter().all(|piece| piece.starts_with('缺') && piece.chars().count() > 2);
    let listed = wanting
        || short(4)
        || (slashed && pieces.len() > 2 && pieces.iter().skip(1).all(|piece| piece.chars().count() <= 6));
    if pieces.len() > 1 && listed { headed(&pieces) } else { vec![text.to_owned()] }
}

/// 质量、安全事故 are 质量事故 and 安全事故: what all of them are is said with the last.
pub fn headed(pieces: &[&str]) -> Vec<String> {
    const HEADS: [&str; 4] = ["事故", "投诉", "纠纷", "隐患"];
    let last = pieces.last().copied().unwrap_or("");
    let head = HEADS.iter().find(|head| last.len() > head.len() && last.ends_with(**head));
    let bare = |piece: &&str| {
        !is_bad_event(piece)
            && piece.chars().count() == 2
            && !piece.starts_with(['未', '不', '缺'])
            && !piece.contains(['灾', '伤', '亡', '爆', '漏', '盗', '毒'])
    };
    let rest = pieces.split_last().map_or(pieces, |(_, rest)| rest);
    match head.filter(|_| rest.iter().all(bare)) {
        Some(head) => rest.iter().map(|piece| format!("{piece}{head}")).chain([last.to_owned()]).collect(),
        None => pieces.iter().map(|piece| (*piece).to_owned()).collect(),
    }
}

/// 发生安全事故 is 安全事故.
pub fn event(mut activity: Text) -> Text {
    if activity.quoted {
        return activity;
    }
    let from = lead(&activity.text);
    let mut text = activity.text.get(from..).unwrap_or("").to_owned();
    let lone = ["后果", "严重后果", "影响", "不良影响", "损失", "经济损失", "不良后果"];
    // 有效投诉, 有偿服务 are words
    let word = ["有效", "有责", "有关", "有害", "有毒", "有偿", "有意", "有序", "有限", "有理", "产生式", "存在感"];
    if let Some(rest) = EVENTS
        .iter()
        .find_map(|event| text.strip_prefix(event))
        .filter(|rest| rest.chars().count() > 1 && !word.iter().any(|word| text.starts_with(word)))
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
