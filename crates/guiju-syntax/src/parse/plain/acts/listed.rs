//! Lists of acts: 拖堂、提前下课 are two, 抛扔、踩踏货物 two on the same thing, 堆放易燃、易爆物品 is one.

use super::{ACTS, CHANGED, DONE, HOW, WHOLE};
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::words::holds_any;

/// What ends the words that say when or where.
#[rustfmt::skip]
const CIRCUMSTANCES: &[&str] = &[
    "时间内", "时间", "期间", "时段", "过程中", "场所内", "场所", "区域内", "区域", "现场", "工作", "上班", "值班", "当班", "在岗", "上课", "库区", "厂区", "站台", "岗位上", "课堂上", "之后", "后", "前", "时", "内", "中", "上",
    "以任何理由", "以任何借口", "以任何形式", "以任何方式", "以任何名义", "以各种理由", "以各种名义", "以任何手段",
];

/// How an act goes wrong, before a verb of one letter.
const SLIPS: [char; 7] = ['漏', '错', '误', '迟', '晚', '多', '少'];

/// The acts of a list, each with the time or place that the first begins with; one where it is no list of acts.
pub fn acts(text: &str) -> Option<Vec<String>> {
    // 保管或使用不当造成损坏 is one failing
    if holds_any(text, &["造成", "导致", "引起", "引发", "不当", "未经"]) {
        return None;
    }
    let stem = text.trim_end_matches(['的', '等', '者']);
    let stem = ["等行为", "等现象", "等情况", "等违纪行为", "等违规行为", "等与工作无关的事", "的行为", "现象", "行为"]
        .iter()
        .find_map(|tail| stem.strip_suffix(tail))
        .unwrap_or(stem);
    let pieces: Vec<&str> = stem.split('、').flat_map(|piece| piece.split("或者")).flat_map(halves).collect();
    let [first, rest @ ..] = pieces.as_slice() else { return None };
    if rest.is_empty() || pieces.iter().any(|piece| piece.is_empty()) {
        return None;
    }
    // 阅读书报、使用手机: what stands in a list of acts is one
    let even = || rest.iter().all(|piece| begins(piece) || matched(first, piece));
    let (head, act) = opened(first).or_else(|| even().then_some(("", *first)))?;
    let listed = act;
    let mut all = vec![act];
    all.extend(rest.iter().copied());
    // 体罚或变相体罚学生: one thing
    if rest.iter().any(|piece| piece.starts_with("变相")) {
        return None;
    }
    // 私自转借、使用: how they are done holds for all
    let how = HOW.iter().find(|how| act.starts_with(**how) && act.len() > how.len()).copied().unwrap_or("");
    let bare = |piece: &str| {
        let stem = piece.strip_prefix(how).filter(|_| carried(how)).unwrap_or(piece);
        (DONE.contains(&stem) || CHANGED.contains(&stem)) && stem.chars().count() > 1 && !WHOLE.contains(&stem)
    };
    // 抛扔、踩踏货物: what is without an object has that of the last
    let last = all.last().copied().unwrap_or("");
    let object = || {
        let verb = transitive(last)?;
        last.get(verb.len()..).filter(|object| object.chars().count() > 1)
    };
    if let Some(object) = slipped(&all) {
        let with = |piece: &&str| format!("{head}{piece}{}", if *piece == last { "" } else { object });
        return Some(all.iter().map(with).collect());
    }
    let mut each = Vec::new();
    let mut taking = None;
    for (at, piece) in all.iter().enumerate() {
        // 收受礼品、礼金或接受宴请: what stands among acts is what the act before is done to
        let thing = taking.filter(|_| is_thing(piece) && !is_thing(last));
        if let Some(verb) = thing {
            each.push(format!("{head}{verb}{piece}"));
            continue;
        }
        taking = transitive(piece).filter(|verb| piece.len() > verb.len());
        // 与客户争吵、推诿客户: of whom is said again
        let head = if at > 0 && said_again(head, piece) { "" } else { head };
        let done = |piece: &str| [DONE, CHANGED].iter().any(|verbs| verbs.iter().any(|verb| piece.starts_with(verb)));
        let shared = at > 0 && carried(how) && (done(piece) || done_so(act, how, piece));
        let how = if shared { how } else { "" };
        let left_out = elided(piece, last).filter(|_| at + 1 < all.len()).and_then(|from| last.get(from..));
        // 代签、事后补签: what is done so has no object to share
        let alone = HOW.iter().any(|how| last.starts_with(how));
        let object = match bare(piece) {
            true => object().or(alone.then_some(""))?,
            false => left_out.unwrap_or(""),
        };
        // 携带老人、少儿: one letter alone makes no slip of it, another that goes wrong does
        let act_of_its_own = is_act(piece) && (at == 0 || !slips(piece) || WHOLE.contains(piece) || slips(act));
        let alike = at > 0 && matched(act, piece);
        if !act_of_its_own && !alike && !bare(piece) && left_out.is_none() && *piece != listed && !shared {
            return None;
        }
        each.push(format!("{head}{how}{piece}{object}"));
    }
    Some(each)
}

/// 漏输、输错单据: what all of them went wrong with, said once with the last.
fn slipped<'a>(all: &[&'a str]) -> Option<&'a str> {
    let (last, others) = all.split_last()?;
    let object = last.char_indices().nth(2).and_then(|(at, _)| last.get(at..))?;
    let (slip, thing) = (last.strip_suffix(object)?, (2..=6).contains(&object.chars().count()));
    (thing && slips(slip) && others.iter().all(|piece| slips(piece))).then_some(object)
}

/// The verb of two letters or more that a piece begins with and that is done to something.
fn transitive(piece: &str) -> Option<&'static str> {
    let long = |verb: &&&str| verb.chars().count() > 1 && piece.starts_with(**verb);
    DONE.iter().chain(CHANGED).filter(long).max_by_key(|verb| verb.len()).copied()
}

/// 礼金, between 收受礼品 and 接受宴请: no act.
fn is_thing(piece: &str) -> bool {
    let verbs = [DONE, HOW, CHANGED, ACTS];
    let begun = verbs.iter().any(|verbs| verbs.iter().any(|verb| piece.starts_with(verb)));
    let kind = ["易", "毒", "危险", "的", "等"].iter().any(|word| piece.contains(word));
    (2..=4).contains(&piece.chars().count()) && !begun && !kind && !WHOLE.iter().any(|act| piece.starts_with(act))
}

/// 与客户 before 推诿客户, and 与顾客 before what has an object of its own.
fn said_again(head: &str, piece: &str) -> bool {
    let whom = ["与", "对", "向", "跟"].iter().find_map(|word| head.strip_prefix(word));
    let own = head.starts_with(['与', '跟']) && transitive(piece).is_some_and(|verb| piece.len() > verb.len());
    whom.is_some_and(|whom| own || piece.contains(whom) || unrelated(piece))
}

/// 擅自停水、停电, 私自拆机、刷机: what is as short as the first is done so too, unless it is wrong however it is done.
fn done_so(act: &str, how: &str, piece: &str) -> bool {
    let as_short = act.strip_prefix(how).is_some_and(|act| act.chars().count() == 2);
    let so = HOW.iter().any(|how| piece.starts_with(how));
    as_short && piece.chars().count() == 2 && !so && !WHOLE.contains(&piece)
}

/// 做与工作无关的事
fn unrelated(piece: &str) -> bool {
    piece.contains("无关") && piece.contains('与') && piece.chars().count() <= 16
}

/// 不穿、不正确穿工鞋: where the object of the last begins, which the first leaves out with the same verb.
pub fn elided(first: &str, last: &str) -> Option<usize> {
    let verb = ["没有", "未", "不", "没"].iter().find_map(|word| first.strip_prefix(word))?;
    let repeated = last.rfind(verb).filter(|at| *at > 0 && (1..=2).contains(&verb.chars().count()))?;
    let object = repeated + verb.len();
    last.get(object..).filter(|object| object.chars().count() > 1).map(|_| object)
}

/// 擅自 and its like are said once of all that follows, 未 and 不 of one thing.
fn carried(how: &str) -> bool {
    ["擅自", "私自", "随意", "任意", "违规", "非法", "故意"].contains(&how)
}

/// Failings of attendance: two of them are two, where 推诿扯皮 and 打架斗殴 are one.
const ABSENCES: [&str; 11] = ["迟到", "早退", "旷工", "旷课", "缺勤", "缺课", "离岗", "脱岗", "串岗", "睡岗", "空岗"];

/// 迟到或早退; 或 within a word does not part. 迟到早退 are two with nothing between.
fn halves(piece: &str) -> Vec<&str> {
    let middle = piece.char_indices().rev().nth(1).map(|(at, _)| at).filter(|at| *at > 0);
    if let Some((one, other)) = middle.map(|at| piece.split_at(at))
        && ABSENCES.contains(&other)
        && ABSENCES.iter().any(|act| one.ends_with(act))
    {
        return vec![one, other];
    }
    match piece.split_once('或') {
        // 辱骂、殴打患者或家属: either of them
        Some((one, other)) if is_thing(other) && !DONE.contains(&one) && transitive(one).is_some() => vec![piece],
        Some((one, other)) if one.chars().count() > 1 && other.chars().count() > 1 => vec![one, other],
        _ => vec![piece],
    }
}

/// When or where, or who, and the act.
fn opened(first: &str) -> Option<(&str, &str)> {
    let cuts = || first.char_indices().map(|(at, _)| at);
    let fits = |at: &usize| {
        let (head, act) = (first.get(..*at).unwrap_or(""), first.get(*at..).unwrap_or(""));
        let placed = head.is_empty()
            || (head.starts_with(['在', '与', '对', '向', '跟']) && head.chars().count() > 2)
            || CIRCUMSTANCES.iter().any(|end| head.ends_with(end)) && !head.ends_with("提前")
            || is_actor(head);
        placed && (is_act(act) || DONE.contains(&act))
    };
    // 上班不穿工装: the time is said of all
    let timed = |at: &usize| *at > 0 && fits(at);
    let at = cuts().rfind(timed).or_else(|| cuts().find(fits))?;
    Some((first.get(..at)?, first.get(at..)?))
}

/// 玩手机, 提前下课: it begins as acts do.
fn begins(piece: &str) -> bool {
    let begun = |words: &[&str]| words.iter().any(|word| piece.strip_prefix(word).is_some_and(|rest| !rest.is_empty()));
    WHOLE.contains(&piece)
        || unrelated(piece)
        || (piece.chars().count() > 2 && (begun(DONE) || begun(HOW) || begun(CHANGED)))
}

/// 慢车候客、快车抢客: two names of one make, in which half of the letters stand at the same places.
fn matched(one: &str, other: &str) -> bool {
    let letters = one.chars().count();
    let same = one.chars().zip(other.chars()).filter(|(one, other)| one == other).count();
    letters == other.chars().count() && letters > 3 && 2 * same >= letters && same < letters
}

fn is_act(piece: &str) -> bool {
    // 巡查不到位、记录不真实: each fails by itself
    let fails =
        piece.chars().count() > 3 && ["不", "未", "没有"].iter().any(|word| piece.find(word).is_some_and(|at| at > 0));
    if WHOLE.contains(&piece) || unrelated(piece) || (fails && piece.chars().count() <= 10) {
        return true;
    }
    if joined(piece) || slips(piece) || towards(piece) {
        return true;
    }
    let longer =
        |words: &[&str]| words.iter().any(|word| piece.strip_prefix(word).is_some_and(|rest| !rest.is_empty()));
    // 玩手机, 使用电脑; 提前下课
    let done = (longer(DONE) || longer(CHANGED)) && piece.chars().count() <= 8;
    // 乱罚, 乱收费
    let how = longer(HOW) && (piece.chars().count() > 2 || piece.starts_with('乱')) && piece.chars().count() <= 10;
    done || how
}

/// 串岗聊天: two failings in one.
fn joined(piece: &str) -> bool {
    WHOLE.iter().any(|act| piece.strip_prefix(act).is_some_and(|rest| WHOLE.contains(&rest)))
}

/// 漏输, 输错, 误判: an act of one letter that went wrong.
fn slips(piece: &str) -> bool {
    piece.chars().count() == 2 && (piece.starts_with(SLIPS) || piece.ends_with(['错', '漏', '丢', '混', '反']))
}

/// 与乘客闲谈, 向学员借款, 在皮带上行走: with whom or where, and what is done there.
fn towards(piece: &str) -> bool {
    const WHOM: [char; 9] = ['与', '向', '对', '跟', '和', '让', '替', '给', '在'];
    piece.starts_with(WHOM) && (4..=10).contains(&piece.chars().count())
}

#[cfg(test)]
mod tests {
    use super::acts;

    #[test]
    fn acts_are_told_from_things() {
        let several = [
            ("以任何理由拖堂、提前下课", 2),
            ("熄灯后讲话、走动", 2),
            ("上班时间炒股、玩游戏、网购", 3),
            ("漏送、错送", 2),
            ("抛扔、踩踏货物", 2),
            ("工作时间内看视频、玩手机、睡觉等行为", 3),
            ("擅自离岗、串岗", 2),
            ("收受礼金或索要回扣", 2),
            ("无证驾驶、酒后驾驶", 2),
            ("编造、篡改检验记录", 2),
            ("漏输、输错单据", 2),
            ("慢车候客、快车抢客", 2),
            ("与乘客闲谈、吃零食", 2),
        ];
        for (list, count) in several {
            assert_eq!(acts(list).map_or(1, |all| all.len()), count, "{list}");
        }
        for one in
            ["堆放易燃、易爆物品", "体罚或变相体罚学生", "杀人、伤害致死案件", "携带烟火、火柴", "发放工资、奖金"]
        {
            assert!(acts(one).is_none(), "{one}: {:?}", acts(one));
        }
    }
}
