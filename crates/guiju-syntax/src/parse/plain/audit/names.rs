//! Names that hold what should have been read of the sentence: 检查结果次日公示, 疫情期间每趟次消毒, 运动会各举行.
//!
//! A word that says when, how often or of how many judges only what it stands beside, never from within a name.

use crate::ast::{Core, Duty, DutyKind, Expr, Quantity, Requirement, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::parse::plain::actors::begins_act;
use crate::parse::plain::scan::duration;

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
        Core::Measure { measure: Expr::Name(name), threshold, .. } => {
            let run = || runs(threshold).then(|| first(name, &["连续"])).flatten();
            told(
                name,
                frequency(name)
                    .or_else(|| first(name, &COMPARED))
                    .or_else(run)
                    .or_else(|| each(name))
                    .or_else(|| clock(name)),
            )
        }
        Core::Measure { measure: Expr::Binary { left, right, .. }, .. } => [left, right].into_iter().find_map(|side| {
            let Expr::Name(name) = &**side else { return None };
            told(name, frequency(name).or_else(|| first(name, &COMPARED)))
        }),
        Core::Never { activity, .. } | Core::Record { activity, .. } => {
            told(activity, frequency(activity).or_else(|| first(activity, &COMPARED)).or_else(|| each(activity)))
        }
        Core::Every { trigger, duty: Duty::All(items) | Duty::Any(items), .. } => {
            let joined = told(trigger, joint(trigger).or_else(|| ahead(trigger)));
            let acts = || {
                items.iter().find_map(|item| match &item.kind {
                    DutyKind::Act { interval, activity, .. } => {
                        let due = interval.is_none().then(|| later(activity)).flatten();
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

/// 时间控制在10分钟以内: the time of what?
fn bare(core: &Core) -> Option<&Text> {
    const BARE: [&str; 9] = ["时间", "时长", "数量", "比例", "金额", "次数", "人数", "期限", "费用"];
    match core {
        Core::Measure { measure: Expr::Name(name), .. } => {
            (!name.quoted && BARE.contains(&name.text.as_str())).then_some(name)
        }
        _ => None,
    }
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

/// 检查结果次日公示: due then, where no interval was read.
fn later(name: &Text) -> Option<String> {
    const DUE: [&str; 16] = [
        "公示", "通报", "公布", "反馈", "发出", "送达", "归还", "退回", "下发", "上交", "上传", "录入", "处理", "整改",
        "归档", "交",
    ];
    let due = |rest: &str| begins_act(rest) || DUE.iter().any(|act| rest.starts_with(act));
    let found = DAYS.iter().find(|word| {
        let at = name.text.find(**word).filter(|at| *at > 0);
        at.and_then(|at| name.text.get(at + word.len()..)).is_some_and(due)
    });
    found.map(|word| (*word).to_owned())
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

/// Whether a bound is of times, days or months, and not of the hours of one run (连续驾驶不超过4小时).
fn runs(threshold: &Threshold) -> bool {
    let Threshold::Value(Expr::Number(Quantity { unit: Some(unit), .. })) = threshold else { return false };
    !["小时", "分钟", "秒", "分", "工作小时"].contains(&unit.text.as_str())
}
