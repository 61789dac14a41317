//! How soon at the latest and how long before at least, in the plain words: 会议召开的3天前 and 最迟于会议召开前3天 are
//! 会议召开前3天, 接到投诉后最迟不超过3天 is 接到投诉后3天内.

use rust_decimal::Decimal;

use crate::ast::{DurationUnit, IntervalKind};
use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::effects;
use crate::parse::plain::first;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::response::interval_at;
use crate::parse::plain::scan::duration;
use crate::parse::plain::words::{MODALS, is_noun_end, is_quoted};

/// At the latest, in as many words as it takes.
#[rustfmt::skip]
const LATEST: [&str; 19] = [
    "最长", "最多不超过", "不得超过", "不能超过", "不超过",
    "最迟不得超过", "最迟不超过", "最迟不晚于", "最晚不超过", "最晚不晚于", "最长不超过", "不得晚于", "不得迟于", "不晚于", "不迟于", "最迟应", "最迟", "最晚", "至迟",
];

/// At least, of how long before.
const LEAST: [&str; 8] = ["至少", "最少", "不少于", "不得少于", "不低于", "不短于", "起码", "不小于"];

/// A segment whose time is said plainly.
pub(super) fn latest(normal: &Normal) -> Normal {
    [in_units, first_days, inclusive, day_after, before_it, at_the_latest, at_least_before, so_long_before]
        .iter()
        .fold(normal.clone(), |plain, say| say(&plain).unwrap_or(plain))
}

/// 24h内, 30min内, 15个自然日内.
fn in_units(normal: &Normal) -> Option<Normal> {
    const UNITS: [(&str, &str); 8] = [
        ("个自然日", "天"),
        ("自然日", "天"),
        ("个日历日", "天"),
        ("日历天", "天"),
        ("min", "分钟"),
        ("mins", "分钟"),
        ("h", "小时"),
        ("H", "小时"),
    ];
    UNITS.iter().find_map(|(unit, plain)| {
        let at = normal.find(unit)?;
        let before = normal.text.get(..at)?;
        let rest = normal.text.get(at + unit.len()..)?;
        let within = ["内", "以内", "之内"].iter().any(|word| rest.starts_with(word));
        let number = before.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
        (within && number).then(|| replaced(normal, at, at + unit.len(), plain))
    })
}

/// 每月前3天完成: by the third.
fn first_days(normal: &Normal) -> Option<Normal> {
    let at = normal.find("每月前")? + "每月".len();
    let rest = normal.text.get(at + "前".len()..)?;
    let (long, size) = duration(rest)?;
    let days = matches!(long.unit, DurationUnit::Day) && long.amount.is_integer() && long.amount <= Decimal::from(28);
    let tail = rest.get(size..)?;
    let within = ["之内", "以内", "内"].iter().find(|it| tail.starts_with(**it)).map_or(0, |it| it.len());
    let end = at + "前".len() + size + within;
    days.then(|| replaced(normal, at, end, &format!("{}日前", long.amount.normalize())))
}

/// 三个工作日(含)内: the last day is in it anyway.
fn inclusive(normal: &Normal) -> Option<Normal> {
    let at = normal.find("(含)内")?;
    let timed = normal.text.get(..at)?.ends_with(['日', '天', '时', '月', '周', '年', '钟']);
    timed.then(|| replaced(normal, at, at + "(含)".len(), ""))
}

/// 接到投诉次日起3天内: days run from the next one anyway.
fn day_after(normal: &Normal) -> Option<Normal> {
    ["之次日起", "的次日起", "次日起", "第二天起"].iter().find_map(|word| {
        let at = normal.find(word)?;
        let end = at + word.len();
        let within = matches!(interval_at(normal, end), Some((IntervalKind::Within(_), _)));
        let event = normal.text.get(..at)?;
        let asked = MODALS.iter().any(|word| event.ends_with(word));
        let mark = if asked || event.is_empty() || event.ends_with(['后', '日', '起']) { "" } else { "后" };
        within.then(|| replaced(normal, at, end, mark))
    })
}

/// 会议召开之前3天: 前.
fn before_it(normal: &Normal) -> Option<Normal> {
    ["之前", "以前"].iter().find_map(|word| {
        let at = normal.find(word)?;
        let rest = normal.text.get(at + word.len()..)?;
        // 3日之前 is a day
        let event = normal.text.get(..at)?;
        let day = event.ends_with(['日', '号', '点', '底', '末']) || event.ends_with(|c: char| c.is_ascii_digit());
        let long = !day && duration(rest).is_some()
            || LEAST.iter().any(|word| rest.starts_with(word))
            || rest.starts_with("提前");
        (at > 0 && long).then(|| replaced(normal, at, at + word.len(), "前"))
    })
}

/// 最迟于会议召开前3天, 接到投诉后最迟3天, 最迟不晚于次日10:00前.
fn at_the_latest(normal: &Normal) -> Option<Normal> {
    let mut found: Vec<(usize, &str)> = LATEST.iter().filter_map(|word| Some((normal.find(word)?, *word))).collect();
    found.sort_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())));
    found.into_iter().find_map(|(at, word)| by_the_latest(normal, at, word))
}

fn by_the_latest(normal: &Normal, at: usize, word: &str) -> Option<Normal> {
    let text = normal.text.as_str();
    let exceeds = word.ends_with("超过") || word == "最长";
    let opened = |from: usize| {
        text.get(from..).map_or(0, |rest| {
            ["应在", "应于", "须在", "须于", "在", "于"]
                .iter()
                .find(|it| rest.starts_with(**it))
                .map_or(0, |it| it.len())
        })
    };
    let end = at + word.len();
    let from = end + opened(end);
    let rest = text.get(from..)?;
    // 接到投诉后最迟3天答复
    if let Some((_, size)) = duration(rest) {
        let tail = rest.get(size..)?;
        let within = ["之内", "以内", "内"].iter().find(|it| tail.starts_with(**it)).map_or(0, |it| it.len());
        let before = text.get(..at)?;
        let head = MODALS.iter().fold(before, |left, word| left.strip_suffix(word).unwrap_or(left));
        let act = tail.get(within..)?;
        // 接到投诉后, then 最迟3天答复
        let goes_on =
            head.is_empty() && act.chars().nth(1).is_some() && !act.starts_with(['的', '者', '未', '不', '每']);
        let after = goes_on && effects::split(normal).is_none()
            || head.ends_with(['后', '起', '时']) && !is_noun_end(head, "时")
            || within > 0 && !exceeds;
        return (after && !act.is_empty() && !tail.starts_with('前')).then(|| {
            let shorter = replaced(normal, from + size, from + size + within, "内");
            replaced(&shorter, at, from, "")
        });
    }
    if exceeds && (word == "最长" || !word.starts_with('最')) {
        return None;
    }
    // 最迟次日, 不晚于次月5日: that day is the last
    if let Some((IntervalKind::NextDay(None), size)) = interval_at(normal, from) {
        return Some(replaced(normal, at, from + size, "1天内"));
    }
    if let Some(last) = last_day(rest) {
        let by = replaced(normal, from + last, from + last, "前");
        return Some(replaced(&by, at, from, ""));
    }
    // by a moment: 最迟于每月5日前, 最迟于会议召开前3天, 不晚于次日10:00前
    let ends = rest.char_indices().take(24).any(|(here, c)| c == '前' && !is_quoted(rest, here));
    let day = matches!(interval_at(normal, from), Some((IntervalKind::SameDay | IntervalKind::By(_), _)));
    let dated = rest.starts_with(first::number) || rest.starts_with(['每', '次', '当', '月', '年', '周', '下']);
    let by = if from > end || !day && !dated { "在" } else { "" };
    (ends || day).then(|| replaced(normal, at, from, by))
}

/// Where a day ends that a text begins with and nothing says yet that it is the last: 次月5日, 每月25日.
fn last_day(rest: &str) -> Option<usize> {
    let (end, day) = rest
        .char_indices()
        .find(|(_, c)| !c.is_ascii_digit() && !"次每月季度年周下个一二三四五六七八九十".contains(*c))?;
    let end = end + day.len_utf8();
    let plain = rest.get(end..)?.starts_with(|c: char| !c.is_ascii_digit() && !"前内起至-~".contains(c));
    ("日号".contains(day) && end > day.len_utf8() && plain).then_some(end)
}

/// 会议召开前至少3天, 提前不少于3天: 会议召开前3天, 提前3天.
fn at_least_before(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let mut places = text.match_indices('前').map(|(at, word)| at + word.len()).filter(|at| !is_quoted(text, *at));
    let behind = places.find_map(|from| {
        let rest = text.get(from..)?;
        let word = LEAST.iter().find(|word| rest.starts_with(**word))?;
        duration(rest.get(word.len()..)?)?;
        (from > "前".len()).then(|| replaced(normal, from, from + word.len(), ""))
    });
    // 须至少在会议召开前3天, 至少会议召开前3天
    behind.or_else(|| {
        let (at, word) = LEAST.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
        let rest = text.get(at + word.len()..)?;
        let before = rest.find('前')?;
        let event = rest.get(..before)?;
        let named =
            event.chars().count() > 1 && !event.contains(|c: char| c.is_ascii_digit()) && !event.starts_with('提');
        let long = duration(rest.get(before + "前".len()..)?).is_some();
        (named && long && numbers::numeral(event).is_none_or(str::is_empty))
            .then(|| replaced(normal, at, at + word.len(), ""))
    })
}

/// 应在起飞40分钟前, 须于开工7日前: what stands behind 在 or 于.
fn before_what(stem: &str) -> Option<&str> {
    const BEHIND: [&str; 10] = ["应当在", "应当于", "应在", "应于", "须在", "须于", "需在", "需于", "要在", "要于"];
    let asked = BEHIND.iter().filter_map(|word| Some(stem.rfind(word)? + word.len())).max();
    let first = || stem.strip_prefix(['在', '于']);
    asked.and_then(|from| stem.get(from..)).or_else(first)
}

/// 起飞, 实施审计, 合同到期, and neither 每月 nor 系统内: it happens, and is no part of a date.
fn is_event(what: &str) -> bool {
    const DATED: [char; 18] =
        ['月', '年', '季', '周', '旬', '度', '期', '末', '底', '初', '日', '号', '时', '内', '后', '中', '上', '里'];
    const HELD: [&str; 5] = ["到期", "期满", "届满", "学期", "考核期"];
    let ends = what.ends_with(DATED) && !HELD.iter().any(|word| what.ends_with(word));
    let place = ["系统", "平台", "群", "软件"].iter().any(|word| what.ends_with(word));
    (2..=10).contains(&what.chars().count())
        && !what.contains(|c: char| c.is_ascii_digit() || c == '每')
        && !ends
        && !place
}

/// 会议召开3天前, 合同到期的30日前: 会议召开前3天.
fn so_long_before(normal: &Normal) -> Option<Normal> {
    #[rustfmt::skip]
    const HAPPEN: [&str; 34] = [
        "开始", "召开", "举行", "举办", "到期", "期满", "届满", "截止", "结束", "启动", "离职", "辞职", "入职", "出发", "施工", "作业", "开工", "竣工", "验收", "到货",
        "发货", "出厂", "上线", "投产", "检修", "停机", "停电", "停水", "使用", "开业", "开标", "开庭", "开学", "休假",
    ];
    // whoever leaves does so on a day of their own
    const LEAVE: [&str; 14] = [
        "离职", "辞职", "离任", "退休", "起飞", "出发", "出团", "到港", "开标", "开庭", "开学", "休假", "开工", "召开",
    ];
    let text = normal.text.as_str();
    text.match_indices('前').find_map(|(at, word)| {
        let end = at + word.len();
        let rest = text.get(end..).filter(|rest| !rest.starts_with('的'))?;
        let act = rest.is_empty() || rest.chars().nth(1).is_some();
        let head = text.get(..at)?;
        let (from, _) = head
            .char_indices()
            .rev()
            .take(8)
            .map(|(from, _)| (from, head.get(from..)))
            .filter(|(_, long)| {
                long.and_then(duration).is_some_and(|(_, size)| long.is_some_and(|long| size == long.len()))
            })
            .last()?;
        let long = head.get(from..)?;
        let event = head.get(..from)?;
        let stem = event.strip_suffix('的').unwrap_or(event);
        let happens = HAPPEN.iter().any(|word| stem.ends_with(word));
        let leaves = LEAVE.iter().any(|word| stem.ends_with(word)) && !rest.starts_with("完成");
        // 3日前 may be a date, of what has no end or beginning
        let date = long.ends_with('日')
            && !long.contains('工')
            && stem == event
            && !["到期", "期满", "届满", "截止"].iter().any(|word| stem.ends_with(word));
        let happens = happens && !date || leaves || before_what(stem).is_some_and(is_event);
        (act && happens && !is_quoted(text, at)).then(|| {
            let mut whole = normal.part(0, stem.len());
            whole.copy(normal, at, end);
            whole.copy(normal, from, at);
            whole.copy(normal, end, text.len());
            whole
        })
    })
}
