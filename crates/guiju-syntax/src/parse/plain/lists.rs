//! One requirement for each day, month or part of the day that a sentence lists: 每周一、三、五巡查一次.

use super::actors::is_actor;
use super::acts::verb;
use super::scan::{Part, scan};
use super::words::{find, holds_any, is_quoted};
use crate::normal::Normal;

/// The segments, one for each; none where nothing is listed.
pub fn each_time(normal: &Normal) -> Vec<Normal> {
    [before_and_after, twice_a_day, each_weekday, each_month, each_date, each_day, each_period, one_each]
        .into_iter()
        .map(|read| read(normal))
        .find(|each| !each.is_empty())
        .unwrap_or_default()
}

/// 周一至周五每天 is every working day.
pub fn workdays(normal: &Normal) -> Option<Normal> {
    const SPANS: [&str; 8] = [
        "每周一至周五每天",
        "每周一至周五每日",
        "周一至周五每天",
        "周一至周五每日",
        "每周一至周五",
        "周一到周五每天",
        "每周一到周五",
        "周一至周五",
    ];
    let (at, word) = SPANS.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    Some(replaced(normal, at, at + word.len(), "每工作日"))
}

/// A text with a part of it in other words.
pub fn replaced(normal: &Normal, from: usize, to: usize, by: &str) -> Normal {
    let mut plain = normal.part(0, from);
    // the end of a segment stays where it is
    let last = by.char_indices().next_back().filter(|_| from < to && to == normal.text.len()).map(|(at, _)| at);
    let (by, last) = by.split_at(last.unwrap_or(by.len()));
    plain.insert(by, normal, from);
    plain.insert(last, normal, to.saturating_sub(1));
    plain.copy(normal, to, normal.text.len());
    plain
}

/// 每天上下午各记录一次, 每日早晚各一次: as often in each part of the day.
fn twice_a_day(normal: &Normal) -> Vec<Normal> {
    const PARTS: [(&str, &str); 14] = [
        ("上下午各", "上午|下午"),
        ("上午、下午各", "上午|下午"),
        ("上午和下午各", "上午|下午"),
        ("上、下午各", "上午|下午"),
        ("班前班后各", "班前|班后"),
        ("班前、班后各", "班前|班后"),
        ("上下班各", "上班|下班"),
        ("课前课后各", "课前|课后"),
        ("餐前餐后各", "餐前|餐后"),
        ("白天夜间各", "白天|夜间"),
        ("早、中、晚各", "早上|中午|晚上"),
        ("早晚各", "早上|晚上"),
        ("早、晚各", "早上|晚上"),
        ("早中晚各", "早上|中午|晚上"),
    ];
    let Some((at, word, each)) = PARTS.iter().find_map(|(word, each)| Some((normal.find(word)?, *word, *each))) else {
        return Vec::new();
    };
    // 早晚各测温一次: every day
    let of_day = ["上午", "早上", "白天"].iter().any(|part| each.starts_with(part));
    let every = if of_day && !holds_any(&normal.text, &["每", "当天", "日", "隔"]) { "每日" } else { "" };
    each.split('|').map(|part| replaced(&replaced(normal, at, at + word.len(), part), 0, 0, every)).collect()
}

/// 出车前、收车后各检查一次, 营业前后各清洁一次: each of the two.
fn before_and_after(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let Some(end) = normal.find("各") else { return Vec::new() };
    let head = text.get(..end).unwrap_or("");
    let rest = end + "各".len();
    if head.ends_with("前后") {
        let at = end - "前后".len();
        return if at > 0 { ["前", "后"].map(|word| replaced(normal, at, rest, word)).into() } else { Vec::new() };
    }
    let timed = |piece: &str| (2..=5).contains(&piece.chars().count()) && piece.ends_with(['前', '后', '时']);
    let joints = ["、", "和", "及"].iter().filter_map(|joint| Some((head.rfind(joint)?, joint.len())));
    let Some((at, length)) = joints.max() else { return Vec::new() };
    let second = head.get(at + length..).unwrap_or("");
    let (first, _) = scan(&normal.part(0, at));
    let Some(Part::Words(first)) = first.last() else { return Vec::new() };
    if !timed(second) || !timed(&first.text) || !text.get(..at).is_some_and(|it| it.ends_with(first.text.as_str())) {
        return Vec::new();
    }
    vec![replaced(normal, at, rest, ""), replaced(normal, at - first.text.len(), rest, second)]
}

/// How many bytes of a text join what is listed.
fn joint(text: &str) -> usize {
    ["、", "和", "及", "与"].iter().find(|joint| text.starts_with(**joint)).map_or(0, |joint| joint.len())
}

/// 每周一、三、五, 每周二和周四
fn each_weekday(normal: &Normal) -> Vec<Normal> {
    const DAYS: &str = "一二三四五六日";
    let text = normal.text.as_str();
    let Some((from, word)) = ["每周", "每星期"].iter().find_map(|word| Some((normal.find(word)?, *word))) else {
        return Vec::new();
    };
    let (mut at, mut days) = (from + word.len(), Vec::new());
    loop {
        let rest = text.get(at..).unwrap_or("");
        let skipped =
            ["每周", "周", "每星期", "星期"].iter().find(|it| rest.starts_with(**it)).map_or(0, |it| it.len());
        let Some(day) = rest.get(skipped..).and_then(|rest| rest.chars().next()).filter(|day| DAYS.contains(*day))
        else {
            break;
        };
        days.push(day);
        at += skipped + day.len_utf8();
        match joint(text.get(at..).unwrap_or("")) {
            0 => break,
            length => at += length,
        }
    }
    let after = text.get(at..).unwrap_or("");
    // 每周一、两次 is how often
    if days.len() < 2 || after.starts_with(['次', '个', '项']) {
        return Vec::new();
    }
    let after = after.strip_prefix('各').map_or(at, |_| at + "各".len());
    days.iter().map(|day| replaced(normal, from, after, &format!("每周{day}"))).collect()
}

/// 每年3月和9月各开展一次, 每年3月开展: within that month.
fn each_month(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let Some((from, word)) = ["每年的", "每年"].iter().find_map(|word| Some((normal.find(word)?, *word))) else {
        return Vec::new();
    };
    let (mut at, mut months) = (from + word.len(), Vec::new());
    loop {
        let rest = text.get(at..).unwrap_or("");
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let Some(month) =
            rest.get(..digits).and_then(|digits| digits.parse::<u32>().ok()).filter(|it| (1..=12).contains(it))
        else {
            break;
        };
        let Some(tail) = rest.get(digits..).and_then(|tail| tail.strip_prefix('月')) else { break };
        let share = usize::from(tail.starts_with('份')) * "份".len();
        if tail.starts_with(|c: char| c.is_ascii_digit() || "底末初前中上下至".contains(c)) {
            return Vec::new();
        }
        months.push(month);
        at += digits + "月".len() + share;
        match joint(text.get(at..).unwrap_or("")) {
            0 => break,
            length => at += length,
        }
    }
    let after = text.get(at..).unwrap_or("");
    let to = after.strip_prefix('各').map_or(at, |_| at + "各".len());
    months.iter().map(|month| replaced(normal, from, to, &format!("每年{month}月1日至{month}月底"))).collect()
}

/// 每月5日、15日、25日前报送: by each of these.
fn each_date(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let Some(from) = normal.find("每月") else { return Vec::new() };
    let (mut at, mut days) = (from + "每月".len(), Vec::new());
    loop {
        let rest = text.get(at..).unwrap_or("");
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let Some(tail) = rest.get(digits..).filter(|_| (1..=2).contains(&digits)) else { break };
        let length = ["日", "号"].iter().find(|day| tail.starts_with(**day)).map_or(0, |day| day.len());
        // 每月5、15、25日
        let joined = joint(tail);
        if length == 0 && joined == 0 {
            break;
        }
        days.push(rest.get(..digits).unwrap_or("").to_owned());
        at += digits + length;
        match joint(text.get(at..).unwrap_or("")) {
            0 => break,
            length => at += length,
        }
    }
    let after = text.get(at..).unwrap_or("");
    if days.len() < 2 || !text.get(..at).is_some_and(|it| it.ends_with(['日', '号'])) || after.starts_with("前各") {
        return Vec::new();
    }
    let to = after.strip_prefix('各').map_or(at, |_| at + "各".len());
    days.iter().map(|day| replaced(normal, from, to, &format!("每月{day}日"))).collect()
}

/// 每年6月30日和12月31日前各盘点一次: one for each day.
fn each_day(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let Some(end) = normal.find("前各") else { return Vec::new() };
    let days = text.get(..end).unwrap_or("");
    let Some(from) = days.find(|c: char| c.is_ascii_digit()) else { return Vec::new() };
    let mut cuts = vec![from];
    for joint in ["和", "、", "及", "与"] {
        cuts.extend(days.match_indices(joint).filter(|(at, _)| *at > from).map(|(at, _)| at));
    }
    cuts.sort_unstable();
    let mut each = Vec::new();
    for (at, cut) in cuts.iter().enumerate() {
        let begin = if at == 0 { *cut } else { cut + "和".len() };
        let stop = cuts.get(at + 1).copied().unwrap_or(end);
        if !days
            .get(begin..stop)
            .is_some_and(|day| day.ends_with(['日', '号']) && day.starts_with(|c: char| c.is_ascii_digit()))
        {
            return Vec::new();
        }
        let mut one = normal.part(0, from);
        one.copy(normal, begin, stop);
        one.insert("前", normal, end);
        one.copy(normal, end + "前各".len(), text.len());
        each.push(one);
    }
    if each.len() > 1 { each } else { Vec::new() }
}

/// 数据库每日增量备份、每周全量备份: each as often as it says, of the topic that the first begins with.
fn each_period(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let cuts: Vec<usize> = text.match_indices("、每").map(|(at, _)| at).filter(|at| !is_quoted(text, *at)).collect();
    let ends = cuts.iter().copied().chain([text.len()]);
    let starts = [0].into_iter().chain(cuts.iter().map(|at| at + "、".len()));
    let pieces: Vec<Normal> = starts.zip(ends).map(|(from, to)| normal.part(from, to)).collect();
    let acts = |piece: &Normal| {
        let (parts, _) = scan(piece);
        let period = parts.iter().position(|part| matches!(part, Part::Period(_)))?;
        let words = |part: &Part| matches!(part, Part::Words(_));
        let acts = parts.get(period + 1..)?.iter().any(words);
        let topic = parts.get(..period)?;
        (acts && topic.iter().all(words)).then_some(topic.len())
    };
    let topics: Option<Vec<usize>> = pieces.iter().map(acts).collect();
    let (Some([first, others @ ..]), Some(begins)) = (topics.as_deref(), text.find('每')) else { return Vec::new() };
    if others.is_empty() || others.iter().any(|topic| *topic > 0) {
        return Vec::new();
    }
    let of_topic = |piece: &Normal| {
        let mut whole = normal.part(0, if *first > 0 { begins } else { 0 });
        whole.copy(piece, 0, piece.text.len());
        whole
    };
    let (head, rest) = (pieces.first().cloned(), pieces.iter().skip(1).map(of_topic));
    head.into_iter().chain(rest).collect()
}

/// 安全例会、消防演练每季度各举行一次: so many of each.
fn one_each(normal: &Normal) -> Vec<Normal> {
    let text = normal.text.as_str();
    let Some(at) = find(text, "各") else { return Vec::new() };
    let (head, tail) = (normal.part(0, at), normal.part(at + "各".len(), text.len()));
    let counted = matches!(
        scan(&tail).0.as_slice(),
        [Part::Words(_), .., Part::Quantity(_)] | [Part::Quantity(_), Part::Words(_)] | [Part::Quantity(_)]
    );
    let (parts, _) = scan(&head);
    let ([Part::Words(list), Part::Period(_) | Part::Entity(_)]
    | [Part::Period(_) | Part::Entity(_), Part::Words(list)]) = parts.as_slice()
    else {
        return Vec::new();
    };
    let (Some(from), Some(tail)) = (find(text, &list.text), counted.then_some(at)) else { return Vec::new() };
    let pieces: Vec<&str> = list.text.split(['、', '和', '及']).collect();
    // 检查、保养设备: what is checked is said with the last
    let last = pieces.last().copied().unwrap_or("");
    let shared = verb(last).filter(|done| done.len() < last.len() && pieces.len() > 1);
    let bare = |piece: &&str| verb(piece).is_some_and(|done| done.len() == piece.len());
    let shared = shared.filter(|_| pieces.iter().rev().skip(1).all(bare));
    let named = |piece: &&str| {
        (2..=10).contains(&piece.chars().count()) && !is_actor(piece) && !piece.ends_with(['前', '后', '时'])
    };
    if pieces.len() < 2 || !pieces.iter().all(named) {
        return Vec::new();
    }
    let mut begin = from;
    let each = pieces.iter().map(|piece| {
        let (start, end) = (begin, begin + piece.len());
        begin = end + "、".len();
        let mut one = normal.part(0, from);
        one.copy(normal, start, end);
        if let Some(done) = shared.filter(|_| end < from + list.text.len()) {
            one.copy(normal, from + list.text.len() - last.len() + done.len(), from + list.text.len());
        }
        one.copy(normal, from + list.text.len(), tail);
        one.copy(normal, tail + "各".len(), text.len());
        one
    });
    each.collect()
}
