//! Names that hold what should have been read of the sentence: 检查结果次日公示, 疫情期间每趟次消毒, 运动会各举行.
//!
//! A word that says when, how often or of how many judges only what it stands beside, never from within a name.

use crate::ast::{Comparison, Core, Duty, DutyKind, Expr, Quantity, Requirement, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::actors::begins_act;
use crate::parse::plain::scan::{Part, duration, scan, unit};

/// Days on which something is due.
const DAYS: [&str; 8] = ["次日", "当日", "当天", "同日", "隔日", "次月", "次周", "次年"];
/// What asks, in the middle of an act.
const ASKS: [&str; 6] = ["应于", "应在", "须于", "须在", "需在", "需于"];
/// What compares with another time, or counts without a break.
const COMPARED: [&str; 2] = ["同比", "环比"];

/// What is wrong with the names of a requirement.
pub fn held(requirement: &Requirement) -> Option<Diagnostic> {
    if let Some(name) = bare(&requirement.core) {
        return Some(Diagnostic::new(Code::NameBare, name.span).with("name", name.text.as_str()));
    }
    let (name, word) = match &requirement.core {
        Core::Measure { measure: Expr::Name(name), comparison, threshold, .. } => {
            let run = || runs(threshold).then(|| first(name, &["连续"])).flatten();
            let upto = || within(&requirement.words, *comparison, threshold);
            let ranged = || first(name, &["~"]);
            let timed = || clock(name).or_else(|| mistyped(name));
            told(name, listed(name).or_else(run).or_else(timed).or_else(upto).or_else(ranged))
        }
        Core::Measure { measure: Expr::Binary { left, right, .. }, .. } => [left, right].into_iter().find_map(|side| {
            let Expr::Name(name) = &**side else { return None };
            told(name, frequency(name).or_else(|| first(name, &COMPARED)))
        }),
        Core::Never { activity, .. } | Core::Record { activity, .. } => {
            told(activity, listed(activity).or_else(|| joint(activity)))
        }
        Core::Every { trigger, duty: Duty::All(items) | Duty::Any(items), .. } => {
            let joined = told(trigger, joint(trigger).or_else(|| ahead(trigger)).or_else(|| unjoined(trigger)));
            let acts = || {
                items.iter().find_map(|item| match &item.kind {
                    DutyKind::Act { interval, activity, .. } => {
                        let due = interval.is_none().then(|| later(activity).or_else(|| term(activity))).flatten();
                        told(activity, due.or_else(|| first(activity, &ASKS)).or_else(|| frequency(activity)))
                    }
                    _ => None,
                })
            };
            joined.or_else(acts)
        }
        _ => None,
    }?;
    let problem = Diagnostic::new(Code::NameHolds, name.span).with("word", word).with("name", name.text.as_str());
    Some(problem)
}

/// 查房时间 <= 5分钟 / 间, 补贴200元 of a formula: a number with its unit is no name.
pub fn reckoned(requirement: &Requirement) -> Option<Diagnostic> {
    fn numbered(expr: &Expr) -> Option<(&Text, String)> {
        match expr {
            Expr::Name(name) if !name.quoted => {
                let at = name.text.find(|c: char| c.is_ascii_digit())?;
                let rest = name.text.get(at..)?;
                let word = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
                (unit(word) == Some(word)).then(|| (name, rest.to_owned()))
            }
            Expr::Binary { left, right, .. } => numbered(left).or_else(|| numbered(right)),
            _ => None,
        }
    }
    let Core::Measure { threshold: Threshold::Value(bound @ Expr::Binary { .. }), .. } = &requirement.core else {
        return None;
    };
    let (name, word) = numbered(bound)?;
    Some(Diagnostic::new(Code::NameHolds, name.span).with("word", word).with("name", name.text.as_str()))
}

/// 时间控制在10分钟以内: the time of what? 逾期1天: what is overdue?
fn bare(core: &Core) -> Option<&Text> {
    // 销售收入目标值1000万元,挑战值1200万元: another aim of the same
    #[rustfmt::skip]
    const BARE: [&str; 21] = [
        "最迟", "最晚", "最长", "至迟",
        "时间", "时长", "数量", "比例", "金额", "次数", "人数", "期限", "费用", "挑战值", "挑战目标", "底线值", "底线", "保底值", "门槛值", "卓越值", "目标值",
    ];
    const LATE: [&str; 3] = ["逾期", "超期", "超时"];
    let Core::Measure { measure: Expr::Name(name), comparison, threshold, .. } = core else { return None };
    let text = name.text.as_str();
    let overdue = LATE.contains(&text) && *comparison == Comparison::LessThan && lasts(threshold);
    (!name.quoted && (BARE.contains(&text) || overdue)).then_some(name)
}

/// Whether a bound is a length of time.
fn lasts(threshold: &Threshold) -> bool {
    let Threshold::Value(Expr::Number(Quantity { unit: Some(unit), .. })) = threshold else { return false };
    duration(&format!("1{}", unit.text)).is_some()
}

fn told(name: &Text, word: Option<String>) -> Option<(&Text, String)> {
    word.filter(|_| !name.quoted).map(|word| (name, word))
}

fn first(name: &Text, words: &[&str]) -> Option<String> {
    words.iter().find(|word| name.text.contains(**word)).map(|word| (*word).to_owned())
}

/// 每样菜品留样, 分别: how often, or of how many.
fn frequency(name: &Text) -> Option<String> {
    let each = name.text.char_indices().find(|(_, c)| *c == '每').map(|(at, _)| at);
    let each = each.and_then(|at| name.text.get(at..)).filter(|rest| !rest.starts_with("每股"));
    each.map(|rest| rest.chars().take(2).collect()).or_else(|| first(name, &["分别"]))
}

/// What stands in no name that is counted: 每样, 同比, 各举行.
fn listed(name: &Text) -> Option<String> {
    frequency(name).or_else(|| first(name, &COMPARED)).or_else(|| each(name))
}

/// 均在12小时内处理 is no time to be reached: a length that 内 follows, read as a least.
fn within(words: &str, comparison: Comparison, threshold: &Threshold) -> Option<String> {
    let Threshold::Value(Expr::Number(bound)) = threshold else { return None };
    if !matches!(comparison, Comparison::AtLeast | Comparison::MoreThan) {
        return None;
    }
    let (parts, _) = scan(&Normal::new(words, 0));
    let follows = parts.windows(2).any(|pair| match pair {
        [Part::Quantity(number), Part::Words(rest)] => number.number == bound.number && rest.text.starts_with('内'),
        _ => false,
    });
    follows.then(|| "内".to_owned())
}

/// 春季、秋季运动会各举行: so often for each of them.
fn each(name: &Text) -> Option<String> {
    let at = name.text.rfind('各').filter(|at| *at > 0)?;
    let act = name.text.get(at + '各'.len_utf8()..)?;
    let held = ["举行", "举办", "演练", "培训", "保养", "清洗", "体检", "测试"];
    (begins_act(act) || held.iter().any(|verb| act.starts_with(verb))).then(|| format!("各{act}"))
}

/// 夜班人员2:00巡视: a time of the day says when.
fn clock(name: &Text) -> Option<String> {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    name.text.match_indices(':').find_map(|(at, _)| {
        let (head, tail) = (name.text.get(..at)?, name.text.get(at + ':'.len_utf8()..)?);
        let hour = head.chars().rev().take_while(char::is_ascii_digit).count();
        let alone = !tail.get(2..)?.starts_with(['前', '后', '至', '-', '~', '到']);
        let whole = (1..=2).contains(&hour) && digits(tail) == 2 && alone;
        whole.then(|| format!("{}:{}", head.get(head.len() - hour..).unwrap_or(""), tail.get(..2).unwrap_or("")))
    })
}

/// 10w元, 客户O次, PLC5台: letters in a number, or beside one.
fn mistyped(name: &Text) -> Option<String> {
    let text = name.text.as_str();
    let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.char_indices().find_map(|(at, c)| {
        let (before, rest) = (text.get(..at)?, text.get(at + c.len_utf8()..)?);
        let unit = unit(rest)?;
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        // 10w元: a number in thousands or tens of thousands
        let large = matches!(c, 'w' | 'W' | 'k' | 'K') && number.len() < before.len() && !unit.is_ascii();
        // O次: a nought or a one
        let like = matches!(c, 'O' | 'o' | 'I' | 'l') && rest == unit && !ascii(before.chars().next_back());
        // PLC5台: how many of what is called by letters
        let many = c.is_ascii_digit()
            && ["次", "台", "条", "家", "个", "件", "份", "项", "名", "篇"].contains(&rest)
            && number.ends_with(|c: char| c.is_ascii_alphabetic());
        (large || like || many).then(|| format!("{}{c}{unit}", before.get(number.len()..).unwrap_or("")))
    })
}

/// 检查结果次日公示: due then, where no interval was read.
fn later(name: &Text) -> Option<String> {
    const DUE: [&str; 16] = [
        "公示", "通报", "公布", "反馈", "发出", "送达", "归还", "退回", "下发", "上交", "上传", "录入", "处理", "整改",
        "归档", "交",
    ];
    let due = |rest: &str| begins_act(rest) || DUE.iter().any(|act| rest.starts_with(act));
    let found = DAYS.iter().find(|word| {
        let at = name.text.find(**word);
        at.and_then(|at| name.text.get(at + word.len()..)).is_some_and(due)
    });
    found.map(|word| (*word).to_owned())
}

/// 在承诺时限内投递: which term nobody says.
fn term(name: &Text) -> Option<String> {
    first(name, &["时限内", "期限内", "规定时间内", "承诺时间内", "约定时间内", "规定时间前"])
}

/// 跨市用车提前申请: how long before something stands in what it is before.
fn ahead(name: &Text) -> Option<String> {
    let at = name.text.find("提前").filter(|at| *at > 0)?;
    let act = name.text.get(at + "提前".len()..)?;
    (duration(act).is_some() || act.starts_with("申请") || act.starts_with("预约") || act.starts_with("报"))
        .then(|| "提前".to_owned())
}

/// 了解客户的意见并: what joins, with nothing behind it.
fn joint(name: &Text) -> Option<String> {
    let whole = ["合并", "兼并", "吞并", "归并"].iter().any(|word| name.text.ends_with(word));
    (name.text.ends_with('并') && !whole).then(|| "并".to_owned())
}

/// 接到投诉后1-, 应自收到, 离职前: what joins an event to its time stands in no event.
fn unjoined(name: &Text) -> Option<String> {
    const OPEN: [&str; 12] =
        ["应先", "须先", "需先", "应自", "应在", "应从", "应于", "须自", "须在", "一经", "最迟", "最晚"];
    const LEFT: [&str; 8] = ["-", "~", "至", "最迟", "最晚", "不超过", "不晚于", "后第"];
    let opened = OPEN.iter().find(|word| name.text.starts_with(**word));
    let left = LEFT.iter().find(|word| name.text.ends_with(**word));
    let numbered = || {
        let last = name.text.chars().next_back().filter(char::is_ascii_digit)?;
        name.text.contains('后').then(|| last.to_string())
    };
    opened.or(left).map(|word| (*word).to_owned()).or_else(numbered)
}

/// Whether a bound is of times, days or months, and not of the hours of one run (连续驾驶不超过4小时).
fn runs(threshold: &Threshold) -> bool {
    let Threshold::Value(Expr::Number(Quantity { unit: Some(unit), .. })) = threshold else { return false };
    !["小时", "分钟", "秒", "分", "工作小时"].contains(&unit.text.as_str())
}
