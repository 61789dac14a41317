//! How often and how far in other words: 地面一日两拖 is 地面每日拖2次, 16℃±2℃ is 14-18℃, 一个星期 is 一周.

use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::scan::{Part, duration, scan, unit};
use crate::parse::plain::words::{holds_any, modal};

/// A segment with its times and ranges said plainly.
pub(super) fn often(normal: Normal) -> Normal {
    [for_review, weekly, in_one, in_this, daily, paced, weeks, around, promised, at_most]
        .into_iter()
        .fold(normal, |normal, plain| plain(&normal).unwrap_or(normal))
}

/// 记录留存2年备查: so long; what for says nothing more.
fn for_review(normal: &Normal) -> Option<Normal> {
    let stem = normal.text.strip_suffix("备查")?;
    let stem = stem.strip_suffix("以上").unwrap_or(stem);
    let (_, kept) = ["保存", "留存", "存档", "保管", "保留"].iter().find_map(|word| stem.rsplit_once(word))?;
    let kept = kept.trim_start_matches(['不', '少', '于', '至', '应', '满']);
    let long = duration(kept).is_some_and(|(_, size)| size == kept.len());
    long.then(|| normal.part(0, normal.text.len() - "备查".len()))
}

/// 每星期一次, 每礼拜一次, 每学期一次: 一 counts, and is no day of the week.
fn weekly(normal: &Normal) -> Option<Normal> {
    const WEEKS: [&str; 4] = ["每个星期", "每星期", "每个礼拜", "每礼拜"];
    if let Some((at, week)) = WEEKS.iter().find_map(|week| Some((normal.find(week)?, *week))) {
        return Some(replaced(normal, at, at + week.len(), "每周"));
    }
    let at = normal.find("学期一次")?;
    Some(replaced(normal, at + "学期".len(), at + "学期一".len(), "1"))
}

/// 半年至少检修一次, 一年检修不少于两次: in every half year, in every year.
fn in_one(normal: &Normal) -> Option<Normal> {
    const LEAST: [&str; 5] = ["至少", "不少于", "不低于", "最少", "不得少于"];
    let text = normal.text.as_str();
    let (at, least) = LEAST.iter().filter_map(|word| Some((normal.find(word)?, *word))).min()?;
    let counted =
        ["次", "遍", "回"].iter().any(|unit| text.get(at + least.len()..).is_some_and(|it| it.contains(unit)));
    let whole = |length: &str| duration(length).is_some_and(|(_, size)| size == length.len());
    let before = text.get(..at)?.trim_end_matches('内');
    let just = before.char_indices().map(|(from, _)| from).find(|from| before.get(*from..).is_some_and(whole));
    let first = || {
        let (_, size) = duration(text)?;
        let rest = text.get(size..at)?;
        (!rest.starts_with(['内', '以', '的', '前', '后', '之', '工', '期']) && !rest.is_empty())
            .then_some((0, size, size))
    };
    let (from, end, gone) = just.map(|from| (from, before.len(), at)).or_else(first)?;
    let own =
        text.get(..from)?.ends_with(['每', '前', '后', '隔', '满', '第', '近', '续', '于', '过', '月', '年', '周']);
    let each = text.get(from..end)?;
    let each = each.strip_prefix('一').unwrap_or(each);
    (counted && !own).then(|| replaced(normal, from, gone, &format!("每{each}")))
}

/// 本月内, 当年内: the same as 本月.
fn in_this(normal: &Normal) -> Option<Normal> {
    // 一天内超过10个: of every day
    const DAYS: [&str; 4] = ["同一天内", "一天内", "一日内", "单日内"];
    const COUNTS: [&str; 6] = ["超过", "累计", "达到", "发生", "出现", "超"];
    let day = DAYS.iter().find(|word| normal.text.starts_with(**word));
    if let Some(word) = day
        .filter(|word| COUNTS.iter().any(|it| normal.text.get(word.len()..).is_some_and(|rest| rest.starts_with(it))))
    {
        let together = normal.text.get(word.len()..).is_some_and(|rest| rest.starts_with("累计"));
        return Some(replaced(normal, 0, word.len(), if together { "单日" } else { "单日累计" }));
    }
    // 任一自然月内调班: of every month
    const ANY: [(&str, &str); 8] = [
        ("任一自然月内", "每月"),
        ("任意自然月内", "每月"),
        ("单个自然月内", "每月"),
        ("任一自然年内", "每年"),
        ("任意自然年内", "每年"),
        ("任一月份内", "每月"),
        ("任一季度内", "每季度"),
        ("任一年度内", "每年"),
    ];
    if let Some((at, (word, each))) = ANY.iter().find_map(|any| Some((normal.find(any.0)?, *any))) {
        return Some(replaced(normal, at, at + word.len(), each));
    }
    const THIS: [&str; 8] = ["本月内", "当月内", "本周内", "当周内", "本季度内", "当季内", "本年内", "当年内"];
    let (at, word) = THIS.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let inner = at + word.len() - "内".len();
    Some(replaced(normal, inner, at + word.len(), ""))
}

/// 各社区天天都应: every day.
fn daily(normal: &Normal) -> Option<Normal> {
    let at = normal.find("天天").filter(|at| *at > 0)?;
    let rest = normal.text.get(at + "天天".len()..)?;
    let both = if rest.starts_with('都') { "都".len() } else { 0 };
    let asked =
        ["应", "须", "必", "要", "坚持"].iter().any(|word| rest.get(both..).is_some_and(|it| it.starts_with(word)));
    asked.then(|| replaced(normal, at, at + "天天".len() + both, "每日"))
}

/// 地面一日两拖: an act of one letter, so many times.
fn paced(normal: &Normal) -> Option<Normal> {
    let (at, period) =
        ["一日", "一天", "一周", "一月", "一季", "一年"].iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let rest = normal.text.get(at + period.len()..)?;
    let count = numbers::arabic(rest).or_else(|| numbers::numeral(rest))?;
    let act = rest.get(count.len()..)?;
    // 一年一度, 一天一夜, 一日一次
    let done = act.chars().count() == 1 && act.chars().all(char::is_alphabetic) && !"度夜会生分人后前内".contains(act);
    if !done || unit(act).is_some() || normal.text.get(..at)?.chars().count() < 2 {
        return None;
    }
    let every = if period == "一天" { "日" } else { period.trim_start_matches('一') };
    let times = numbers::number(count)?.normalize();
    Some(replaced(normal, at, normal.text.len(), &format!("每{every}{act}{times}次")))
}

/// 承诺20分钟内回应: what is promised is owed.
fn promised(normal: &Normal) -> Option<Normal> {
    let at = normal.find("承诺")?;
    let end = at + "承诺".len();
    let (_, size) = duration(normal.text.get(end..)?)?;
    let within = normal.text.get(end + size..)?.trim_start_matches('之').starts_with('内');
    within.then(|| replaced(normal, at, end, "应在"))
}

/// 复杂举报不超过7个工作日给出答复: done within so long.
fn at_most(normal: &Normal) -> Option<Normal> {
    const DONE: [&str; 9] = ["给出", "给予", "答复", "反馈", "回复", "办结", "完成", "送达", "处理"];
    let at = normal.find("不超过").filter(|at| *at > 0)?;
    let from = at + "不超过".len();
    let (_, size) = duration(normal.text.get(from..)?)?;
    let act = normal.text.get(from + size..)?;
    let done = DONE.iter().any(|verb| act.starts_with(verb)) && !act.ends_with(['的', '者']);
    done.then(|| replaced(&replaced(normal, from + size, from + size, "内"), at, from, ""))
}

/// 不少于1个星期: the same as a week.
fn weeks(normal: &Normal) -> Option<Normal> {
    let at = normal.find("个星期")?;
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    let counted = normal.text.get(..at)?.ends_with(number);
    counted.then(|| replaced(normal, at, at + "个星期".len(), "周"))
}

/// 16℃±2℃: from the one to the other.
fn around(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let at = normal.find("±")?;
    let far = text.get(at + "±".len()..)?;
    let by = numbers::arabic(far)?;
    let before = text.get(..at)?;
    let stem = before.trim_end_matches(|c: char| !c.is_ascii_digit() && c != '.');
    // -18℃±2℃ is -18±2℃, from -20 to -16
    let number = stem.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    if ["-", "零下", "负"].iter().any(|sign| number.ends_with(sign)) {
        return (stem.len() < before.len()).then(|| replaced(normal, stem.len(), before.len(), ""));
    }
    let middle = stem.get(stem.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len()..)?;
    let said = before.get(stem.len()..)?;
    let rest = far.get(by.len()..)?;
    let end = rest.find([',', ')', '、']).unwrap_or(rest.len());
    let of = rest.get(..end)?;
    // ±2% of 16 is no length
    let fits = !of.is_empty() && (said.is_empty() || said == of) && (of != "%" || said == "%") && unit(of) == Some(of);
    let (middle_number, far_number) = (numbers::number(middle)?, numbers::number(by)?);
    let (from, to) = (middle_number.checked_sub(far_number)?, middle_number.checked_add(far_number)?);
    let below = from.is_sign_negative();
    (fits && !below).then(|| {
        let range = format!("{}-{}{of}", from.normalize(), to.normalize());
        replaced(normal, stem.len() - middle.len(), text.len() - rest.len() + end, &range)
    })
}

/// 每月可补卡2次, 每月允许迟到3次: no more often.
pub(super) fn allowed(normal: &Normal) -> Option<Normal> {
    const MAY: [&str; 4] = ["可以", "允许", "准许", "可"];
    const PERIODS: [&str; 6] = ["每月", "每周", "每年", "每季度", "当月", "全年"];
    let text = normal.text.as_str();
    let from = PERIODS.iter().find(|period| text.starts_with(**period))?.len();
    let word = MAY.iter().find(|word| text.get(from..).is_some_and(|rest| rest.starts_with(**word)))?;
    // 可靠运行20天, 可回收物3次 begin with a word of their own
    let act = text.get(from + word.len()..).filter(|act| {
        !act.starts_with(['靠', '用', '回', '控', '行', '持', '再', '利', '视', '见', '追', '疑', '燃', '比'])
    })?;
    let number = act.find(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))?;
    let counted = act.get(number..)?.ends_with(['次', '天']) && act.get(number..)?.chars().count() < 5;
    let plain = (2..=6).contains(&act.get(..number)?.chars().count()) && !act.contains(['不', '少', '至', '最', '超']);
    let at = from + word.len() + number;
    (counted && plain).then(|| replaced(&replaced(normal, at, at, "不超过"), from, from + word.len(), ""))
}

/// 财务报表须于次月10日前报送: what there is of every month, by a day of the next.
pub(super) fn of_each(normal: &Normal) -> Option<Normal> {
    const NEXT: [(&str, &str); 6] = [
        ("次月", "每月"),
        ("次周", "每周"),
        ("次季度", "每季度"),
        ("次季", "每季度"),
        ("次年", "每年"),
        ("次日", "每日"),
    ];
    const PAPERS: [&str; 16] = [
        "报表",
        "报告",
        "台账",
        "账单",
        "对账单",
        "单据",
        "凭证",
        "发票",
        "工资",
        "薪资",
        "薪酬",
        "奖金",
        "简报",
        "月报",
        "总结",
        "表",
    ];
    let (at, every) = NEXT.iter().find_map(|(word, every)| Some((normal.find(word)?, *every)))?;
    let head = normal.text.get(..at)?.trim_end_matches(['应', '须', '需', '在', '于', '当', '必']);
    let paper =
        PAPERS.iter().any(|paper| head.ends_with(paper)) && !head.contains(['每', '后', '前', '时', '月', '季', '周']);
    // 当日生产报表须于次日8:30前交: of every day, where 发票须次日交 is of each that comes
    let daily = every != "每日" || ["当日", "当天", "日报"].iter().any(|word| head.contains(word));
    let day = daily && normal.text.get(at..)?.contains(['日', '底', '末']);
    (paper && day).then(|| replaced(normal, at, at, every))
}

/// 每台设备必须检验, 每笔付款须经审批 is so of all of them; 每台设备每月须保养1次 is asked of each apart,
/// and so is what follows 每家客户需建档.
pub(super) fn of_all(normal: &Normal) -> Option<Normal> {
    #[rustfmt::skip]
    const ONE: [&str; 28] = [
        "每个", "每名", "每位", "每篇", "每项", "每份", "每件", "每处", "每台", "每条", "每座", "每栋", "每辆", "每张", "每本",
        "每批", "每笔", "每单", "每起", "每车", "每间", "每例", "每宗", "每套", "每块", "每批次", "每一个", "每一位",
    ];
    let text = normal.text.as_str();
    let each = ONE.iter().filter(|word| text.starts_with(**word)).max_by_key(|word| word.len())?;
    let rest = normal.part(each.len(), text.len());
    let soon = |act: &str| {
        let ends = ["小时内", "分钟内", "日内", "天内", "工作日内"].iter().filter_map(|end| act.find(end));
        ends.min().is_some_and(|at| act.get(..at).is_some_and(|it| it.chars().count() < 5 && !it.contains('每')))
    };
    let (at, word) = modal(&rest.text)?;
    let whose = rest.text.get(..at)?.trim_end_matches(['都', '均', '的']);
    let letters = whose.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let named = whose.chars().count() > 1 && letters && !whose.contains(['每', '各', '前', '后', '内', '时']);
    let act = rest.text.get(at + word.len()..)?;
    let asked = normal.part(each.len() + at + word.len(), text.len());
    let plain = soon(act) || scan(&asked).0.iter().all(|part| matches!(part, Part::Words(_)));
    let asked = named
        && plain
        && act.chars().count() > 1
        && !act.starts_with(['有', '不', '是', '为'])
        && !holds_any(text, &["「", "扣", "罚", "加分"]);
    asked.then(|| replaced(normal, 0, each.len(), "所有"))
}
