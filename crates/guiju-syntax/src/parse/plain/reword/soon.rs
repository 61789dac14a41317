//! What happens and how soon something is due then, in the plain order: 从收到订单起两周内应当确认 is 收到订单后应当两周内确认.

use crate::normal::Normal;
use crate::parse::plain::actors::actor;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::response::interval_at;
use crate::parse::plain::words::{MODALS, is_noun_end, is_quoted, is_word, modal};

/// Words that say at once, and the one that a 参数 gives the number of.
const AT_ONCE: [&str; 4] = ["第一时间", "立刻", "即刻", "当即"];

/// A segment whose event and time are said plainly.
pub(super) fn soon(normal: &Normal) -> Normal {
    [at_once, attended, upon_once, thereafter, from_then_on, at_that_time, asked_in_time]
        .iter()
        .fold(normal.clone(), |plain, say| say(&plain).unwrap_or(plain))
}

/// 应在第一时间答复 is 应立即答复, 接到投诉的第一时间 is 接到投诉后立即.
fn at_once(normal: &Normal) -> Option<Normal> {
    let (at, word) = AT_ONCE.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let before = normal.text.get(..at)?;
    let rest = normal.text.get(at + word.len()..)?;
    let inner = if rest.starts_with('内') { "内".len() } else { 0 };
    let after = rest.get(inner..).filter(|after| !after.is_empty() && !after.starts_with(['的', '段', ':']))?;
    let end = normal.text.len() - after.len();
    let opened = ["在", "于"].iter().find(|word| before.ends_with(**word)).map_or(0, |word| word.len());
    let of = before.strip_suffix('的').filter(|event| event.chars().count() > 1);
    Some(match of {
        Some(event) => replaced(normal, event.len(), end, "后立即"),
        None => replaced(normal, at - opened, end, "立即"),
    })
}

/// 装卸作业时至少两人在场: whenever it is done, so many have to be there.
fn attended(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let there = ["在场", "到场", "值守", "陪同", "签字", "监护"].iter().any(|end| text.ends_with(end));
    let at = normal.find("时").filter(|_| there && modal(text).is_none())? + "时".len();
    let many =
        ["至少", "不少于", "不得少于", "最少"].iter().any(|word| text.get(at..).is_some_and(|it| it.starts_with(word)));
    (many && !is_noun_end(text.get(..at)?, "时")).then(|| replaced(normal, at, at, "须"))
}

/// 一经受理, 一经受理须: once it happens. 一经发现 says of what was done that it is punished.
fn upon_once(normal: &Normal) -> Option<Normal> {
    const FOUND: [&str; 8] = ["发现", "查实", "查出", "查证", "核实", "确认", "查获", "举报"];
    let event = normal.text.strip_prefix("一经")?;
    let from = "一经".len();
    let end = due(normal, from).unwrap_or(normal.text.len());
    let named = normal.text.get(from..end)?.trim_end_matches(['的', ',']);
    if named.chars().count() < 2 || FOUND.iter().any(|word| named.starts_with(word)) || named.ends_with('后') {
        return None;
    }
    let rest = normal.part(from, normal.text.len());
    // alone, it may be what points are given for
    let mark =
        if event.len() == named.len() || normal.text.get(from + named.len()..) == Some("的") { "的" } else { "后" };
    Some(replaced(&rest, named.len(), end - from, mark))
}

/// 收到订单以后, 验收合格之后: 后.
fn thereafter(normal: &Normal) -> Option<Normal> {
    const NO_EVENTS: [&str; 12] = ["今", "此", "其", "那", "这", "日", "天", "月", "年", "时", "点", "号"];
    ["以后", "之后"].iter().find_map(|word| {
        let at = normal.find(word)?;
        let event = normal.text.get(..at)?;
        let timed = NO_EVENTS.iter().any(|end| event.ends_with(end)) || event.ends_with(|c: char| c.is_ascii_digit());
        (event.chars().count() > 1 && !timed).then(|| replaced(normal, at, at + word.len(), "后"))
    })
}

/// 从收到订单起, 自收到订单后: 收到订单后. 从源头抓起 and 自1月1日起 name no event.
fn from_then_on(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let (at, opener) = ["从", "自", "在"].iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let before = text.get(..at)?;
    let asked = modal(before).is_some_and(|(place, word)| place + word.len() == before.len());
    if !(before.is_empty() || asked) {
        return None;
    }
    let from = at + opener.len();
    let rest = text.get(from..)?;
    let marks = ["之日起", "之时起", "当日起", "日起", "开始", "起", "后", "时"];
    let (event, mark) = rest.char_indices().map(|(here, _)| here).filter(|here| *here > 0).find_map(|here| {
        let tail = rest.get(here..)?;
        let mark = marks.iter().find(|mark| tail.starts_with(**mark))?;
        let end = from + here + mark.len();
        (end == text.len() || due(normal, end) == Some(end) || who(normal, end).is_some()).then_some((here, *mark))
    })?;
    // 自验收合格之日起15日内, 应在验收合格后15日内 are as plain
    let end = from + event + mark.len();
    let known = match opener {
        "自" => ["之日起", "之时起", "日起"].contains(&mark) && who(normal, end).is_none() && end < text.len(),
        "在" => mark != "后" || asked,
        _ => false,
    };
    let named = rest.get(..event)?;
    let dated = named.contains(|c: char| c.is_ascii_digit())
        || named.ends_with(['日', '月', '年', '天', '周', '今', '此', '度', '期'])
        || (mark == "起" && named.ends_with(['抓', '做', '说', '算', '看', '想', '管', '干', '学']));
    if known || dated || named.chars().count() < 2 {
        return None;
    }
    let opens = if asked { "在" } else { "" };
    Some(replaced(normal, at, end, &format!("{opens}{named}后")))
}

/// 收到订单时3日内: from then on. 到货时须 without a time is at that moment.
fn at_that_time(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let (at, word) = ["之日起", "时"].iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let event = text.get(..at)?;
    let end = at + word.len();
    let asked = MODALS.iter().filter(|word| text.get(end..).is_some_and(|rest| rest.starts_with(**word)));
    let from = end + asked.map(|word| word.len()).max().unwrap_or(0);
    let from = from
        + ["在", "于"]
            .iter()
            .find(|word| text.get(from..).is_some_and(|it| it.starts_with(**word)))
            .map_or(0, |it| it.len());
    let timed = interval_at(normal, from).is_some();
    let monthly = text.get(from..)?.starts_with('次');
    let named = event.chars().count() > 1
        && !event.ends_with(|c: char| c.is_ascii_digit() || "点小超及按准同随定临实".contains(c));
    let moment = word == "时" && !is_noun_end(text.get(..end)?, "时");
    let plain = moment || monthly;
    // 收到订单之日起销售员须次日确认; 收到订单之日起, then what is due
    let whose = word == "之日起" && end == text.len() || (moment || word == "之日起") && who(normal, end).is_some();
    (named && (timed && plain || whose)).then(|| replaced(normal, at, end, "后"))
}

/// Who acts, named from a place on, where what they have to do follows: the end.
fn who(normal: &Normal, from: usize) -> Option<usize> {
    let rest = normal.part(from, normal.text.len());
    let to = from + actor(&rest)?;
    (due(normal, to) == Some(to)).then_some(to)
}

/// 接到投诉后客服专员应在2小时内答复: where who acts begins and ends, between the event and what is asked.
pub fn amid(normal: &Normal) -> Option<(usize, usize)> {
    let text = normal.text.as_str();
    ["后", "起", "时"].iter().find_map(|mark| {
        let at = normal.find(mark)?;
        let from = at + mark.len();
        let event = text.get(..at)?;
        let named = event.chars().count() > 1 && !is_noun_end(text.get(..from)?, mark);
        named.then(|| Some((from, who(normal, from)?)))?
    })
}

/// Where something is asked, or a time begins in which it is due, from a place on: at the place itself, or behind an event.
fn due(normal: &Normal, from: usize) -> Option<usize> {
    let text = normal.text.as_str();
    let rest = text.get(from..)?;
    rest.char_indices().map(|(at, _)| from + at).find(|at| {
        let tail = text.get(*at..).unwrap_or("");
        let asks = MODALS
            .iter()
            .chain(&["在", "于"])
            .any(|word| tail.strip_prefix(word).is_some_and(|after| !after.is_empty() && !is_word(word, after)));
        !is_quoted(text, *at) && (asks || interval_at(normal, *at).is_some())
    })
}

/// 收到订单后3日内必须确认 is 收到订单后必须3日内确认.
fn asked_in_time(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let (at, word) = modal(text)?;
    let before = text.get(..at)?;
    let (from, _) = before
        .char_indices()
        .map(|(from, _)| (from, interval_at(normal, from)))
        .find(|(from, found)| found.as_ref().is_some_and(|(_, length)| from + length == at))?;
    let head = before.get(..from)?;
    let opened = ["在", "于"].iter().find(|word| head.ends_with(**word)).map_or(0, |word| word.len());
    let head = head.get(..from - opened)?;
    let after = text.get(at + word.len()..)?;
    let timed = head.ends_with('时') && !is_noun_end(head, "时");
    let joined = head.is_empty() || timed || head.ends_with(['后', '起', ',']);
    // 次日要有上级护士查房记录 asks for what is there then
    if !joined || after.is_empty() || after.starts_with(['有', '为', '是']) {
        return None;
    }
    let mut whole = normal.part(0, from - opened);
    whole.copy(normal, at, at + word.len());
    whole.copy(normal, from, at);
    whole.copy(normal, at + word.len(), text.len());
    Some(whole)
}
