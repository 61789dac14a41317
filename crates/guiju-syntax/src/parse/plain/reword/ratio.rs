//! Ratios that say by their name of what time they are, or what is aimed at: 月可用率, 收缴率目标值95%.

use crate::normal::Normal;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::measure::is_bad;
use crate::parse::plain::words::holds_any;

/// 核心系统月可用率不低于99.9%, 项目经理月带班天数不得少于22天, 员工年度培训不少于40学时: of every month and year, where a bound
/// follows the name.
pub(super) fn of_time(normal: &Normal) -> Option<Normal> {
    const TIMES: [(&str, &str); 6] =
        [("月度", "每月"), ("季度", "每季度"), ("年度", "每年"), ("月", "每月"), ("年", "每年"), ("日", "每日")];
    // what else these letters begin and end
    const NO_ENDS: &str =
        "单双逢个每当本上下次同正岁蜜腊今去明全往近整半学财周青少老中成幼隔历多按逐满后前一二三四五六七八九十两几";
    const NO_DAYS: &str = "假作息生昨今明末期往某首平元节每当本次同近整隔逐该即之";
    const NO_NAMES: [&str; 13] = ["均", "限", "末", "底", "初", "内", "份", "度", "间", "计划", "报告", "休假", "奖"];
    const BOUNDS: [&str; 14] = [
        "不得",
        "不应",
        "不低",
        "不少",
        "不超",
        "不高",
        "不多",
        "应达",
        "须达",
        "达到",
        "达",
        "超过",
        "低于",
        "控制在",
    ];
    let text = normal.text.as_str();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let bounds = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '>' | '<' | '='))
            || ["一次", "两次", "二次", "三次", "四次", "五次", "六次", "八次", "十次", "一遍", "两遍", "三遍"]
                .iter()
                .any(|often| rest.starts_with(often))
            || BOUNDS.iter().any(|word| rest.starts_with(word))
    };
    let (at, word, every) = text.char_indices().take_while(|(_, c)| han(*c)).find_map(|(at, _)| {
        let (word, every) = TIMES.iter().find(|(word, _)| text.get(at..).is_some_and(|rest| rest.starts_with(word)))?;
        let name = text.get(at + word.len()..)?;
        let ends = name.char_indices().find(|(at, c)| !han(*c) || bounds(name.get(*at..).unwrap_or("")))?.0;
        let judged = match *word {
            "月" => ["评", "考", "检", "产", "销"].contains(&name.get(..ends)?),
            "日" | "年" => ["产", "销"].contains(&name.get(..ends)?),
            _ => false,
        };
        let named = (judged || (2..=8).contains(&name.get(..ends)?.chars().count())) && bounds(name.get(ends..)?);
        let begins = word.chars().next().is_some_and(|letter| begins_noun(letter, name));
        let dated = name.get(..ends)?.contains(['月', '日', '周', '次', '前', '后', '内', '在', '于']);
        let fits = named && !dated && !begins && !NO_NAMES.iter().any(|no| name.starts_with(no));
        let ends = if *word == "日" { NO_DAYS } else { NO_ENDS };
        // 日最高气温 is a name, and 设计日供水能力 what can be done
        let day = *word != "日" || at > 0 && !holds_any(text, &["能力", "设计", "最"]);
        (fits && day && !text.get(..at)?.ends_with(|c| ends.contains(c))).then_some((at, *word, *every))
    })?;
    let apart = !holds_any(text, &["每", "扣", "罚"]);
    apart.then(|| replaced(&replaced(normal, at, at + word.len(), ""), 0, 0, every))
}

/// 人均月费用控制在50元以内 is of every month.
pub(super) fn of_each_month(normal: &Normal) -> Option<Normal> {
    let means = ["人均", "户均", "店均", "单车"];
    let at = means.iter().find_map(|mean| Some(normal.find(&format!("{mean}月"))? + mean.len()))?;
    let before = normal.text.get(..at)?;
    let rest = normal.text.get(at + '月'.len_utf8()..)?;
    let own = !before.contains('每') && !rest.starts_with(['均', '度', '份', '底', '末', '初', '内']);
    own.then(|| replaced(&replaced(normal, at, at + '月'.len_utf8(), ""), 0, 0, "每月"))
}

/// 客户来电20秒内接听率不低于85%: how soon is part of the name.
pub(super) fn so_soon(normal: &Normal) -> Option<Normal> {
    const UNITS: [&str; 9] = ["秒钟", "秒", "分钟", "小时", "个工作日", "工作日", "天", "日", "周"];
    let text = normal.text.as_str();
    let end = text.find('率')? + '率'.len_utf8();
    let name = text.get(..end).filter(|name| !name.contains(['「', '每', ',', ':', '月', '(']))?;
    let digits = |c: char| c.is_ascii_digit();
    let at = name.find(digits)?;
    let rest = name.get(at..)?.trim_start_matches(digits);
    let what = UNITS.iter().find_map(|unit| rest.strip_prefix(unit))?;
    let what = ["以内", "之内", "内"].iter().find_map(|word| what.strip_prefix(word)).unwrap_or(what);
    let han = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let plain = (3..=7).contains(&what.chars().count()) && han(what) && han(name.get(..at)?);
    let bound = text.get(end..)?.contains(|c: char| c.is_ascii_digit() || c == '百' || c == '十');
    (plain && bound).then(|| replaced(&replaced(normal, end, end, "」"), 0, 0, "「"))
}

/// 年检合格率, 月饼发放率: the letter begins a noun and says no time.
pub fn begins_noun(letter: char, rest: &str) -> bool {
    const NOUNS: [(char, &str); 5] = [
        ('年', "检会龄级审终夜画薪假货鉴轮末底初中"),
        ('季', "节报刊候风末初中"),
        ('月', "饼嫂子台球季票经末底初中"),
        ('周', "边转密期岁末一二三四五六日天年"),
        ('日', "志记常期用程化杂语光晒间本照"),
    ];
    let begins = |nouns: &str| rest.starts_with(|c| nouns.contains(c));
    // 月报及时率 is of the reports, 月报送率 of every month
    let report = ["报及", "报准", "报按", "报完", "报质", "报提", "报上", "报填", "报编"]
        .iter()
        .any(|word| rest.starts_with(word));
    report || NOUNS.iter().any(|(head, nouns)| *head == letter && begins(nouns))
}

/// 收缴率目标值95% asks for so much; of a bad ratio (差错率) for no more.
pub(super) fn aimed_at(normal: &Normal) -> Normal {
    let text = normal.text.as_str();
    const AIMS: [&str; 7] = ["目标值", "标准值", "考核值", "指标值", "达标值", "目标", "指标"];
    let found = AIMS.iter().find_map(|word| {
        let at = normal.find(word)?;
        let rest = text.get(at + word.len()..)?;
        Some((at, word.len() + if rest.starts_with('为') { "为".len() } else { 0 }))
    });
    let Some((at, length)) = found else { return normal.clone() };
    let end = normal.text.get(..at).map_or(at, |before| before.trim_end_matches(':').len());
    let (at, length) = (end, at + length - end);
    let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + length..).unwrap_or(""));
    let after = after.strip_prefix(':').unwrap_or(after);
    // 费用率:目标值<=3%: the sign says it
    if after.starts_with(['<', '>', '=']) && text.get(at..).is_some_and(|rest| rest.starts_with(':')) {
        return replaced(normal, at, text.len() - after.len(), "");
    }
    let digits = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let share = digits.len() < after.len() && digits.starts_with(['%', '‰']);
    // of 费用率 nobody says whether at most or at least
    const UNSAID: &str = "费耗债损亏失险税差错退诉病亡毒染空滞缺漏废坏本";
    if !share
        || !before.ends_with(['率', '度'])
        || !is_bad(before) && before.chars().rev().skip(1).take(2).any(|c| UNSAID.contains(c))
    {
        return normal.clone();
    }
    let asked = if is_bad(before) { "不高于" } else { "不低于" };
    replaced(normal, at, text.len() - after.len(), asked)
}

/// 发生一起轻伤事故 is one of these, not together.
pub(super) fn one_case(normal: &Normal) -> Normal {
    let found = ["发生一起", "出现一起", "引发一起", "造成一起", "发现一起", "查实一起"].iter().find_map(|word| {
        let at = normal.find(word)?;
        let noun = normal.text.get(at + word.len()..)?;
        (noun.chars().count() > 1 && !noun.starts_with(['扣', '罚', '减'])).then_some(at + "发生".len())
    });
    found.map_or_else(|| normal.clone(), |at| replaced(normal, at, at + "一起".len(), "1起"))
}
