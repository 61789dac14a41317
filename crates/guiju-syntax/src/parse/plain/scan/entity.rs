//! 每家客户, 每个项目, 每位员工: of whom or what something is asked.

use super::comparison::compare;
use super::{Found, Part, parsed};
use crate::ast::{Entity, Text};
use crate::grammar::Rule;
use crate::parse::build::Builder;
use crate::parse::plain::actors::begins_act;

/// Objects that follow 每 with no measure word between.
pub(super) const OBJECTS: [&str; 18] = [
    "班组", "部门", "科室", "车间", "门店", "网点", "社区", "支部", "单位", "学校", "班级", "小组", "项目", "楼层",
    "企业", "客户", "餐", "班",
];

/// Things of which something is counted, whatever stands behind them.
#[rustfmt::skip]
const THINGS: [&str; 30] = [
    "航班", "车次", "列车", "班次", "订单", "工单", "合同", "项目", "门店", "楼层", "班级", "病房", "病区", "工位", "机台", "课题", "工序", "批次", "房间", "客房", "包厢", "标段",
    "工地", "班组", "车间", "生产线", "科室", "社区", "电梯", "泵房",
];

/// Nouns for those who are scored: 每位员工 adds nothing to what is asked of them.
pub(super) const STAFF: [&str; 33] = [
    "员工",
    "职工",
    "人员",
    "教师",
    "老师",
    "医师",
    "护士",
    "干部",
    "业务员",
    "营业员",
    "党员",
    "教职工",
    "辅导员",
    "客户经理",
    "班主任",
    "销售员",
    "驾驶员",
    "司机",
    "医生",
    "导购",
    "店员",
    "保安",
    "柜员",
    "工程师",
    "管理人员",
    "职员",
    "销售人员",
    "网格员",
    "主播",
    "讲师",
    "教练",
    "销售代表",
    "技术人员",
];

/// What follows 每 in steps: 每错发一单, 每缺一次.
pub(super) const FAILINGS: [&str; 16] =
    ["错", "缺", "漏", "少", "多", "超", "迟", "逾", "发现", "出现", "发生", "查出", "降", "增", "减", "晚"];

/// Words between an act and those it is done with.
pub const TOWARDS: [char; 7] = ['与', '对', '向', '同', '给', '和', '跟'];

/// 后清洗餐具: just before or after it, with no number that says how soon.
fn begins_around(rest: &str) -> bool {
    let act = rest.strip_prefix(['前', '后']).unwrap_or("");
    act.chars().count() > 1
        && act.chars().take(2).all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"的半一两".contains(c))
}

pub(super) fn entity(builder: &Builder, rest: &str, before: &str) -> Found {
    let tail = rest.strip_prefix('每')?;
    // 每错发一单 is no 每
    if FAILINGS.iter().any(|word| tail.starts_with(word)) {
        return None;
    }
    // 每间每天消耗: of the rooms
    if let Some(word) = ["间", "台", "桌", "户", "车", "床", "栋", "幢", "楼", "店"]
        .iter()
        .find(|word| tail.strip_prefix(**word).is_some_and(|rest| rest.starts_with('每')))
    {
        let length = "每".len() + word.len();
        let text = Text { text: (*word).to_owned(), span: builder.place("每".len(), length), quoted: false };
        let entity = Entity { measure_word: String::new(), object: text, span: builder.place(0, length) };
        return Some((vec![Part::Entity(entity)], length));
    }
    // 每样留样不少于125克, 每单配送不超过30分钟: of every one of these
    const ALONE: [&str; 4] = ["台班", "样", "单", "趟"];
    let done = |word: &str| {
        let rest = tail.strip_prefix(word)?;
        let words = rest.chars().take_while(|c| c.is_alphabetic() && !"扣罚奖位元品号次".contains(*c)).count();
        (words > 1).then_some(rest)
    };
    if let Some(word) = ALONE.iter().find(|word| done(word).is_some()) {
        let length = "每".len() + word.len();
        let text = Text { text: (*word).to_owned(), span: builder.place("每".len(), length), quoted: false };
        let entity = Entity { measure_word: String::new(), object: text, span: builder.place(0, length) };
        return Some((vec![Part::Entity(entity)], length));
    }
    if let Some(object) = OBJECTS.iter().find(|object| tail.starts_with(**object)) {
        // 每班次 is 每班
        let own = if tail.starts_with("班次") { "班次".len() } else { object.len() };
        // 每餐后清洗餐具: once with each
        let amid = ["餐", "班"].contains(object) && tail.get(own..).is_some_and(begins_around);
        let length = "每".len() + own + if amid { "后".len() } else { 0 };
        let object_span = builder.place("每".len(), length);
        let text = Text { text: (*object).to_owned(), span: object_span, quoted: false };
        let entity = Entity { measure_word: String::new(), object: text, span: builder.place(0, length) };
        return Some((vec![Part::Entity(entity)], length));
    }
    // 与每位员工面谈: they are those that something is done with
    let other = before.ends_with(TOWARDS);
    if tail.starts_with('人') && !tail.starts_with("人次") && !other {
        return Some((Vec::new(), "每人".len()));
    }
    let staff = ["位", "名", "个"].iter().find_map(|word| {
        let noun = tail.strip_prefix(word)?;
        let found = STAFF.iter().find(|staff| noun.starts_with(**staff))?;
        Some("每".len() + word.len() + found.len())
    });
    if let Some(length) = staff.filter(|_| !other) {
        return Some((Vec::new(), length));
    }
    // 每位学生谈话: the person ends where the noun does
    const PERSONS: [&str; 14] = [
        "学生", "客户", "患者", "孩子", "幼儿", "家长", "业主", "住户", "病人", "学员", "会员", "顾客", "老人", "居民",
    ];
    let noun = ["位", "名", "个"].iter().find_map(|word| {
        let noun = tail.strip_prefix(word)?;
        let found = PERSONS.iter().chain(&STAFF).find(|person| noun.starts_with(**person))?;
        Some("每".len() + word.len() + found.len())
    });
    let rest = noun.and_then(|length| rest.get(..length)).unwrap_or(rest);
    let rest = if noun.is_none() { thing(rest)? } else { rest };
    let pair = parsed(Rule::plain_entity, rest)?;
    let length = pair.as_str().len();
    // 缺项每处扣0.5分: points, and no name
    if pair.as_str().contains(['扣', '罚', '奖', '元']) || pair.as_str().contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((vec![Part::Entity(builder.entity(pair))], length))
}

/// 每台设备 of 每台设备完好率不低于95%, 每个迭代 of 每个迭代召开一次: the thing ends where what is measured of it, or done with it,
/// begins. None where a bound stands there and no thing.
fn thing(rest: &str) -> Option<&str> {
    const MEASURED: [&str; 20] = [
        "比例", "占比", "比重", "时间", "时长", "期限", "金额", "费用", "数量", "次数", "天数", "人数", "面积", "温度",
        "湿度", "浓度", "压力", "成本", "价格", "重量",
    ];
    let begins = '每'.len_utf8() + rest.chars().nth(1)?.len_utf8();
    let places = rest.char_indices().map(|(at, _)| at).filter(|at| *at >= begins);
    let bound = places.clone().find(|at| {
        let (before, tail) = (rest.get(..*at).unwrap_or(""), rest.get(*at..).unwrap_or(""));
        compare(tail, before).is_some() || tail.starts_with(|c: char| c.is_ascii_digit())
    });
    if bound == Some(begins) {
        return None;
    }
    let rest = bound.and_then(|end| rest.get(..end)).unwrap_or(rest);
    let letters = |count: usize| rest.char_indices().rev().nth(count - 1).map(|it| it.0).filter(|at| *at > begins);
    let ratio = rest.ends_with('率').then_some(3);
    let own =
        ratio.or_else(|| MEASURED.iter().any(|noun| rest.ends_with(noun)).then_some(4)).filter(|_| bound.is_some());
    // 每个航班登机广播不少于3遍: a thing that is known by its name
    let known = bound.and_then(|_| {
        let noun = rest.get(begins..)?;
        let thing = THINGS.iter().find(|thing| noun.starts_with(**thing))?;
        Some(begins + thing.len()).filter(|end| rest.get(*end..).is_some_and(|tail| tail.chars().count() > 1))
    });
    // at least one letter of the thing is left
    let measured = own.and_then(|own| letters(own).or_else(|| letters(2)));
    let act = |tail: &str| begins_act(tail) || sets(tail);
    let done = places.filter(|at| *at > begins + '项'.len_utf8()).find(|at| rest.get(*at..).is_some_and(act));
    Some(known.or(measured).or(done).and_then(|at| rest.get(..at)).unwrap_or(rest))
}

/// 设安全员, 配备班主任: who or what is to be there.
fn sets(tail: &str) -> bool {
    ["设置", "设立", "设有", "配备", "配置", "配有"].iter().any(|word| tail.starts_with(word))
        || tail
            .strip_prefix('设')
            .is_some_and(|rest| !rest.starts_with(['备', '施', '计', '置', '定', '想', '防', '法']))
}
