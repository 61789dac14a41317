//! Wordings that say what another says plainly: 每月迟到从第4次起 is 每月迟到超过3次, 18点前 is 18:00前.

mod aimed;
mod bound;
mod case;
mod clock;
mod discount;
mod fine;
mod latest;
mod majority;
pub mod none;
mod often;
mod phrased;
mod ratio;
mod soon;
mod whose;
mod workday;

pub use clock::day_of_event;
pub use phrased::many_words;
pub use ratio::begins_noun;
pub use soon::amid;
pub use workday::edge_workday;

use super::actors::begins_act;
use super::effects;
use super::lists::{replaced, workdays};
use super::said::is_recipient;
use super::words::{is_noun_end, modal};
use crate::normal::Normal;
use crate::numbers;

/// A segment in the plain wording.
pub fn reworded(normal: &Normal) -> Normal {
    if let Some(share) = majority::of_most(normal) {
        return share;
    }
    let normal = clock::evening(normal).unwrap_or_else(|| normal.clone());
    let normal = case::stops(&normal).or_else(|| whose::approved_before(&normal)).unwrap_or(normal);
    let normal = of_that_day(&normal).or_else(|| whose::for_others(&normal)).unwrap_or(normal);
    let normal = by_then(&at_least_every(&inclusive(&normal)));
    let normal = with_paper(&clock::by_the_clock(&clock::day_part(&clock::o_clock(&first(&in_shift(&waste(
        &idiom(&truly(&misspelt(&normal))),
    )))))));
    let normal = none::none(&normal).unwrap_or(normal);
    let normal = from_the_nth(&found_out(&ruled(&normal)));
    let normal = every_time(&normal).unwrap_or(normal);
    let normal = workdays(&normal).unwrap_or(normal);
    let normal = often::often(normal);
    let normal = often::of_all(&normal).unwrap_or(normal);
    let normal = often::of_each(&normal).or_else(|| often::allowed(&normal)).unwrap_or(normal);
    let normal = fine::kept(&normal).unwrap_or(normal);
    let normal = fine::in_fact(&normal)
        .or_else(|| fine::fewer(&normal))
        .or_else(|| fine::each_more_or_fewer(&normal))
        .unwrap_or(normal);
    let normal = fine::later(&normal).or_else(|| fine::each_day(&normal)).unwrap_or(normal);
    let normal = fine::ledger(&normal).or_else(|| fine::reward(&normal)).unwrap_or(normal);
    let normal = fine::charged(&normal).unwrap_or(normal);
    let normal = fine::fine(&normal).unwrap_or(normal);
    let normal = phrased::phrased(&normal).unwrap_or(normal);
    let normal = soon::soon(&latest::latest(&normal));
    let normal = ratio::so_soon(&normal).or_else(|| ratio::of_each_month(&normal)).unwrap_or(normal);
    let normal = aimed::aimed(&normal).or_else(|| aimed::limited(&normal)).unwrap_or(normal);
    let normal = discount::discount(&normal).unwrap_or(normal);
    let normal = case::part_of(&normal).unwrap_or(normal);
    let normal = ratio::of_time(&normal).unwrap_or(normal);
    bound::bound(ratio::one_case(&ratio::aimed_at(&normal)))
}

/// 当天来料须当天登记: it is done on the day on which it comes.
fn of_that_day(normal: &Normal) -> Option<Normal> {
    const DAYS: [&str; 3] = ["当天", "当日", "同日"];
    const COMES: [&str; 4] = ["产生的", "发生的", "收到的", "的"];
    let rest = DAYS.iter().find_map(|day| normal.text.strip_prefix(day))?;
    let thing = COMES.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let at = DAYS.iter().filter_map(|day| thing.find(day)).min()?;
    // 当日16:00前下单当日发货: when the one is, and when the other
    let named = (2..=12).contains(&thing.get(..at)?.chars().count())
        && !thing.get(..at)?.contains(|c: char| c.is_ascii_digit());
    named.then(|| normal.part(normal.text.len() - thing.len(), normal.text.len()))
}

/// 80%(含)-85%: the lower end of a band is in it anyway.
fn inclusive(normal: &Normal) -> Normal {
    const ENDS: [&str; 4] = ["(含)-", "(含)至", "(含)到", "(含)~"];
    let found = ENDS.iter().find_map(|end| normal.find(end));
    found.map_or_else(|| normal.clone(), |at| replaced(normal, at, at + "(含)".len(), ""))
}

/// 至少3天记录一次: once in every three days, at least.
fn at_least_every(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    let often = |at: usize| {
        let rest = text.get(at + "至少".len()..).unwrap_or("");
        let length = super::scan::duration(rest).map(|(_, size)| size);
        let act = length.and_then(|size| rest.get(size..)).unwrap_or("");
        (act.contains("一次") || act.contains("1次")) && !act.starts_with(['内', '前', '后', '的'])
    };
    // 至少每三小时巡查
    let each = ["至少每", "最少每"].iter().find_map(|word| normal.find(word));
    if let Some(at) =
        each.filter(|at| text.get(at + "至少每".len()..).is_some_and(|it| it.starts_with(super::first::number)))
    {
        return replaced(normal, at, at + "至少".len(), "");
    }
    let found = normal.find("至少").filter(|at| often(*at));
    found.map_or_else(|| normal.clone(), |at| replaced(normal, at, at + "至少".len(), "每"))
}

/// 每月8日以前 is 每月8日前.
fn by_then(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    let dated = |at: usize| {
        let before = text.get(..at).unwrap_or("");
        let day = before.strip_suffix(['日', '号', '点', '时']).unwrap_or(before);
        let numbered = day.ends_with(super::first::number);
        numbered
            || ["月底", "年底", "季末", "月末", "年末", "周末", "下班", "上班"].iter().any(|end| before.ends_with(end))
    };
    let found = ["以前", "之前"].iter().find_map(|word| normal.find(word)).filter(|at| dated(*at));
    found.map_or_else(|| within(normal), |at| replaced(normal, at, at + "以前".len(), "前"))
}

/// 用毕10分钟之内须关闭 is 用毕10分钟内须关闭; 10分钟之内, alone, is a bound.
fn within(normal: &Normal) -> Normal {
    const LONG: [&str; 8] = ["秒", "分钟", "小时", "天", "日", "周", "月", "年"];
    let timed = |at: usize| {
        let length = normal.text.get(..at).is_some_and(|before| LONG.iter().any(|unit| before.ends_with(unit)));
        length
            && normal
                .text
                .get(at + "之内".len()..)
                .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['的', '(']))
    };
    let found = normal.find("之内").filter(|at| timed(*at));
    found.map_or_else(|| normal.clone(), |at| replaced(normal, at, at + "之内".len(), "内"))
}

/// 报表为按时上报 is 未按时上报: nothing else can be meant.
fn misspelt(normal: &Normal) -> Normal {
    const WRONG: [&str; 4] = ["为按时", "为按规定", "为按要求", "为及时"];
    let found = WRONG.iter().find_map(|word| normal.find(word)).filter(|at| *at > 0);
    found.map_or_else(|| normal.clone(), |at| replaced(normal, at, at + "为".len(), "未"))
}

/// 抄作业等采用扣分规则 says of points only that there are some.
fn ruled(normal: &Normal) -> Normal {
    const ENDS: [&str; 5] = ["采用扣分规则", "实行扣分制", "采用扣分制", "采取扣分制", "实行扣分"];
    let end = ENDS.iter().find_map(|end| normal.text.strip_suffix(end)).filter(|rest| rest.chars().count() > 2);
    end.map_or_else(|| normal.clone(), |rest| normal.part(0, rest.len()))
}

/// 上班睡觉,一经发现每次罚款50元: found or not, it is what was done that is punished.
fn found_out(normal: &Normal) -> Normal {
    const FOUND: [&str; 16] = [
        "一经发现",
        "一经查实",
        "一经查出",
        "一经查证属实",
        "一经查证",
        "一经核实",
        "一经确认",
        "一旦发现",
        "一旦查实",
        "一旦查出",
        "被查实",
        "被发现",
        "经查实",
        "经查证属实",
        "经核实",
        "经确认",
    ];
    const LOOKED: [&str; 7] =
        ["抽查发现", "检查发现", "巡查发现", "检查中发现", "抽查中发现", "现场检查发现", "经检查发现"];
    let looked = LOOKED.iter().find_map(|word| normal.text.strip_prefix(word));
    if let Some(rest) = looked.filter(|rest| rest.starts_with(['未', '不', '无', '没'])) {
        return normal.part(normal.text.len() - rest.len(), normal.text.len());
    }
    let text = normal.text.as_str();
    let Some((at, word)) = FOUND.iter().find_map(|word| Some((normal.find(word)?, *word))) else {
        return normal.clone();
    };
    let end = at + word.len();
    let rest = text.get(end..).unwrap_or("").trim_start_matches(['的', ',', ':']);
    let begin = text.len() - rest.len();
    let points = effects::split(&normal.part(begin, text.len())).is_some_and(|(subject, effects)| {
        !effects.rules.is_empty() && rest.get(..subject).is_some_and(|whose| whose.is_empty() || is_recipient(whose))
    });
    let case = rest.is_empty() && at > 0;
    if !(points || case) {
        return normal.clone();
    }
    // what is left names the failing: 过期药品一经发现 is 发现过期药品的
    let left = text.get(..at).unwrap_or("");
    let named = if at == 0 || left.ends_with(['的', '者']) { "" } else { "的" };
    replaced(normal, at, begin, named)
}

/// 每月迟到从第4次起: beyond three.
fn from_the_nth(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    let found = ["从第", "自第", "第"].iter().find_map(|word| Some((normal.find(word)?, word.len())));
    // 从第三次起每次扣20元, alone: of what has its bound before
    let alone = |at: usize, length: usize| at > 0 || length > "第".len() && text.contains("起每");
    let Some((at, length)) = found.filter(|(at, length)| alone(*at, *length)) else { return normal.clone() };
    let rest = text.get(at + length..).unwrap_or("");
    let Some(count) = numbers::arabic(rest).or_else(|| numbers::numeral(rest)) else { return normal.clone() };
    let tail = rest.get(count.len()..).unwrap_or("");
    let unit = super::scan::unit(tail).filter(|unit| ["次", "起", "件", "天", "人", "例", "节"].contains(unit));
    let Some(unit) = unit else { return normal.clone() };
    let starts = tail.get(unit.len()..).unwrap_or("");
    let Some(word) = ["起", "开始", "算起"].iter().find(|word| starts.starts_with(**word)) else {
        return normal.clone();
    };
    let Some(before) = numbers::number(count).and_then(|it| it.checked_sub(rust_decimal::Decimal::ONE)) else {
        return normal.clone();
    };
    let end = at + length + count.len() + unit.len() + word.len();
    // 从第4次起每次扣20元: each beyond
    let of = if text.get(end..).is_some_and(|rest| rest.starts_with('每')) { "的" } else { "" };
    replaced(normal, at, end, &format!("超过{}{unit}{of}", before.normalize()))
}

/// 账目日清日结: 结清 every day. Of nothing that is named (做到日清日结) nobody knows what.
fn idiom(normal: &Normal) -> Normal {
    const IDIOMS: [(&str, &str); 3] = [("日产日清", "每日清理"), ("日清日结", "每日结清"), ("日结日清", "每日结清")];
    let found = IDIOMS.iter().find_map(|(idiom, meaning)| Some((normal.find(idiom)?, *idiom, *meaning)));
    let Some((at, idiom, meaning)) = found else { return normal.clone() };
    let before = normal.text.get(..at).unwrap_or("");
    let named = ["做到", "应", "须", "要", "必须", "坚持", "确保"]
        .iter()
        .fold(before, |left, word| left.trim_end_matches(word));
    let after = normal.text.get(at + idiom.len()..).unwrap_or("");
    if named.chars().count() < 2 && after.chars().count() < 2 && idiom != "日产日清" {
        return normal.clone();
    }
    replaced(normal, named.len(), at + idiom.len(), meaning)
}

/// 垃圾当天清运: there is some every day.
fn waste(normal: &Normal) -> Normal {
    const WASTE: [&str; 7] = ["垃圾", "废物", "废弃物", "泔水", "污物", "废料", "厨余"];
    let found = ["当天", "当日", "日日", "天天"].iter().find_map(|word| {
        let at = normal.find(word)?;
        let before = normal.text.get(..at)?;
        let before = before.trim_end_matches(['应', '须', '需', '当', '必', '要', '均']);
        WASTE.iter().any(|waste| before.ends_with(waste)).then_some((at, at + word.len()))
    });
    found.map_or_else(|| normal.clone(), |(from, to)| replaced(normal, from, to, "每日"))
}

/// 废旧油桶当班清理: in every shift. 当班人员 says who.
fn in_shift(normal: &Normal) -> Normal {
    const DONE: [&str; 8] = ["处理", "完成", "消除", "整改", "清运", "清洗", "交接", "回收"];
    let text = normal.text.as_str();
    let found = normal.find("当班").filter(|at| *at > 0).map(|at| (at, at + "当班".len()));
    let done = |end: usize| {
        text.get(end..).is_some_and(|rest| begins_act(rest) || DONE.iter().any(|verb| rest.starts_with(verb)))
    };
    found.filter(|(_, end)| done(*end)).map_or_else(|| normal.clone(), |(from, to)| replaced(normal, from, to, "每班"))
}

/// 电工须持证上岗: whenever one does, with the paper.
fn with_paper(normal: &Normal) -> Normal {
    const DONE: [&str; 6] = ["上岗", "操作", "作业", "驾驶", "入场", "进场"];
    let text = normal.text.as_str();
    let Some((at, word)) = modal(text) else { return normal.clone() };
    let from = at + word.len();
    let act = text.get(from..).filter(|act| act.starts_with('持') && act.contains('证') && act.chars().count() < 12);
    let done = act.and_then(|act| DONE.iter().find(|done| act.ends_with(**done)));
    let Some(done) = done else { return normal.clone() };
    let mut whole = normal.part(0, at);
    whole.copy(normal, text.len() - done.len(), text.len());
    whole.copy(normal, at, text.len() - done.len());
    whole
}

/// 应当首先进行健康检查: before all else.
fn first(normal: &Normal) -> Normal {
    // 应当当场或者在五个工作日内: at the latest then
    if let Some(at) = normal.find("当场或者在").or_else(|| normal.find("当场或在")) {
        let length = if normal.text.get(at..).is_some_and(|it| it.starts_with("当场或者")) {
            "当场或者"
        } else {
            "当场或"
        };
        return replaced(normal, at, at + length.len(), "");
    }
    let text = normal.text.as_str();
    let Some((at, modal)) = modal(text) else { return normal.clone() };
    let from = at + modal.len();
    let found =
        ["首先", "先行", "先"].iter().find(|word| text.get(from..).is_some_and(|rest| rest.starts_with(**word)));
    let rest = text.get(from..).unwrap_or("");
    // 先甲后乙 is a sequence, 先进 a word
    let sequence = ["再", "后"].iter().any(|word| rest.contains(word));
    let word = rest.starts_with("先进") && !rest.starts_with("先进行");
    match found.filter(|_| !sequence && !word) {
        Some(word) => replaced(normal, from, from + word.len(), "事先"),
        None => normal.clone(),
    }
}

/// 确需请假的, 确因病不能参加: that it is so changes nothing.
fn truly(normal: &Normal) -> Normal {
    let found = ["确需", "确因", "确有"].iter().find_map(|word| normal.find(word));
    let apart = |at: &usize| {
        let before = normal.text.get(..*at).unwrap_or("");
        !before.ends_with(['明', '准', '正', '精', '的', '不'])
    };
    found.filter(apart).map_or_else(
        || normal.clone(),
        |at| {
            replaced(
                normal,
                at,
                at + if normal.text.get(at..).is_some_and(|it| it.starts_with("确需")) { "确需" } else { "确" }.len(),
                "",
            )
        },
    )
}

/// 每次迭代结束后须召开会议, 每单到货后当天清点: after every one, which the event says by itself.
fn every_time(normal: &Normal) -> Option<Normal> {
    const EACH: [&str; 9] = ["每次", "每单", "每批", "每笔", "每起", "每场", "每趟", "每宗", "每批次"];
    let each = EACH.iter().filter(|each| normal.text.starts_with(**each)).max_by_key(|each| each.len())?;
    let rest = normal.part(each.len(), normal.text.len());
    let place = |mark: &'static str| {
        let at = rest.find(mark)?;
        (!is_noun_end(rest.text.get(..at + mark.len())?, mark)).then_some((mark, at))
    };
    let (mark, at) = ["后", "前", "时"].into_iter().filter_map(place).min_by_key(|(_, at)| *at)?;
    let end = at + mark.len();
    let named = rest.text.get(..at)?.chars().count() > 1;
    let asked = modal(&rest.text).is_some_and(|(at, _)| at == end);
    let due = asked || super::response::interval_at(&rest, end).is_some() || end == rest.text.len();
    (named && due).then_some(rest)
}
