//! What something costs, how long it lasts, and what somebody is given: 培训费每人500元, 借期30天, 每节课45分钟. Nobody is
//! asked for so much.

use crate::ast::{PeriodKind, PeriodUnit, Quantity, Scale};
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::scan::{Part, duration};
use crate::parse::plain::words::holds_any;

/// What a price or a pay is called.
#[rustfmt::skip]
const PRICES: [&str; 22] = [
    "费", "费用", "单价", "价格", "售价", "票价", "租金", "押金", "保证金", "工资", "底薪", "补贴", "补助", "津贴", "餐补", "话补",
    "车补", "学费", "费标准", "收费标准", "补贴标准", "补助标准",
];
/// Acts with money, which may be asked for, and what is no price.
#[rustfmt::skip]
const PAYING: [&str; 19] = [
    "消费", "浪费", "免费",
    "缴", "交纳", "上交", "预交", "支付", "收取", "清收", "征收", "回收", "追收", "催", "节约", "节省", "完成", "实现", "创",
];
/// What lasts so long by itself.
#[rustfmt::skip]
const TERMS: [&str; 21] = [
"有效期","工期",
    "借期", "借阅期", "借阅期限", "聘期", "任期", "租期", "租赁期", "租赁期限", "学制", "合同期", "合同期限", "服务期", "见习期",
    "培训期", "课间", "课间休息", "早班", "中班", "夜班",
];
/// A unit of lessons or of work.
const LESSONS: [&str; 6] = ["每节课", "每堂课", "每课时", "每学时", "每班次", "每节"];
/// What a period is divided into.
const DIVISIONS: [&str; 7] = ["教学周", "教学日", "学期", "学段", "考核周期", "考核期", "教学"];

/// 培训费每人500元, 物业服务费每月每平方米1.8元: what something costs, where nothing says that it is a bound.
pub(super) fn price(parts: &[Part]) -> bool {
    let [Part::Words(name), between @ .., Part::Quantity(amount)] = parts else { return false };
    let money = amount.unit.as_ref().is_some_and(|unit| ["元", "万元"].contains(&unit.text.as_str()));
    let each = |part: &Part| match part {
        Part::Words(words) => words.text.starts_with('每') && !words.quoted,
        Part::Entity(_) | Part::Period(_) => true,
        _ => false,
    };
    let (head, size) = name
        .text
        .split_once('每')
        .map_or((name.text.as_str(), true), |(head, size)| (head, (1..=4).contains(&size.chars().count())));
    let head = head.trim_end_matches(['为', ':', '是']);
    let called = PRICES.iter().any(|price| head.ends_with(price)) && !holds_any(head, &PAYING);
    // 项目经理每小时600元
    let paid = is_actor(head)
        && matches!(between, [Part::Period(period)] if matches!(period.kind, PeriodKind::Every(1, PeriodUnit::Hour)));
    if money && paid && !name.quoted {
        return true;
    }
    money && size && called && !name.quoted && between.iter().all(each)
}

/// 仓储费按每吨每天0.6元计收: what something costs.
pub(super) fn rate(text: &str) -> bool {
    const ENDS: [&str; 8] = ["元计收", "元收取", "元计费", "元计算", "元结算", "元计", "元收费", "元计价"];
    let fee = text.split_once('按').is_some_and(|(head, _)| PRICES.iter().any(|price| head.ends_with(price)));
    fee && ENDS.iter().any(|end| text.ends_with(end))
}

/// 借期30天: how long something lasts.
pub(super) fn term(parts: &[Part]) -> bool {
    let [Part::Words(name), Part::Quantity(length)] = parts else { return false };
    let head = name.text.trim_end_matches(['为', ':', '是']);
    TERMS.iter().any(|term| head.ends_with(term)) && !name.quoted && lasts(length)
}

/// 每节课45分钟: how long one of them is.
pub(super) fn lesson(text: &str, parts: &[Part]) -> bool {
    let rest = LESSONS.iter().find_map(|lesson| text.strip_prefix(lesson));
    let plain = |rest: &str| {
        let rest = ["工作", "时长", "授课"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        rest.trim_start_matches('为').starts_with(|c: char| c.is_ascii_digit())
    };
    matches!(parts.last(), Some(Part::Quantity(length)) if lasts(length)) && rest.is_some_and(plain)
}

/// 每学期安排20个教学周, 全年分为4个考核周期: what a period is divided into.
pub(super) fn divided(text: &str, parts: &[Part]) -> bool {
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let counted = text.rfind(|c: char| c.is_ascii_digit()).and_then(|at| text.get(at + 1..));
    let whole = counted.is_some_and(|unit| DIVISIONS.contains(&unit.trim_start_matches(['个', '周'])));
    periodic && whole
}

/// A length of time.
fn lasts(number: &Quantity) -> bool {
    let unit = number.unit.as_ref().filter(|_| number.scale == Scale::One);
    unit.is_some_and(|unit| duration(&format!("1{}", unit.text)).is_some_and(|(_, size)| size > unit.text.len()))
}
