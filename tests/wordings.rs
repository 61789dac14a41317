//! A bound is the same however it is worded, of whatever it is a bound, and in whatever numbers it is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_syntax::ast::Core;
use guiju_syntax::diagnostic::Severity;
use guiju_syntax::{Names, canonical, parse_requirements};

/// What is bounded, the number as it is written, and both in canonical form.
#[rustfmt::skip]
const BOUNDED: [(&str, &str, &str, &str); 20] = [
    ("客户满意度", "95%", "客户满意度", "95%"), ("客户满意度", "百分之九十五", "客户满意度", "95%"), ("产品合格率", "98.5%", "产品合格率", "98.5%"),
    ("合同履约率", "九成", "合同履约率", "90%"), ("打印文件错字率", "3‰", "打印文件错字率", "3‰"), ("打印文件错字率", "千分之三", "打印文件错字率", "3‰"),
    ("库存周转天数", "30天", "库存周转天数", "30天"), ("库存周转天数", "三十天", "库存周转天数", "30天"), ("投诉次数", "3次", "投诉次数", "3 次"),
    ("投诉次数", "三次", "投诉次数", "3 次"), ("单笔报销金额", "5000元", "单笔报销金额", "5000 元"), ("单笔报销金额", "五千元", "单笔报销金额", "5000 元"),
    ("年销售额", "300万元", "每年 销售额", "300万 元"), ("年销售额", "三百万元", "每年 销售额", "300万 元"), ("年销售额", "1.2亿元", "每年 销售额", "1.2亿 元"),
    ("平均响应时间", "30分钟", "平均响应时间", "30分钟"), ("平均响应时间", "半小时", "平均响应时间", "0.5小时"), ("参训人数", "20人", "参训人数", "20 人"),
    ("人均培训学时", "40学时", "人均培训学时", "40 学时"), ("人均培训学时", "四十学时", "人均培训学时", "40 学时"),
];

/// Wordings of bounds, N for the number; and the comparison.
#[rustfmt::skip]
const WORDINGS: [(&str, &str); 161] = [
    ("不低于N", ">="), ("不少于N", ">="), ("不小于N", ">="), ("至少N", ">="), ("至少为N", ">="), ("至少达到N", ">="), ("最低N", ">="), ("最低为N", ">="),
    ("达到N", ">="), ("达N", ">="), ("应达到N", ">="), ("应达N", ">="), ("须达到N", ">="), ("须达N", ">="), ("要达到N", ">="), ("必须达到N", ">="), ("需达到N", ">="),
    ("应当达到N", ">="), ("达到N以上", ">="), ("达N以上", ">="), ("应达到N以上", ">="), ("在N以上", ">="), ("应在N以上", ">="), ("须在N以上", ">="), ("N以上", ">="),
    ("N及以上", ">="), ("N（含）以上", ">="), ("≥N", ">="), (">=N", ">="), ("大于等于N", ">="), ("大于或等于N", ">="), ("不得低于N", ">="), ("不得少于N", ">="),
    ("应不低于N", ">="), ("应不少于N", ">="), ("不应低于N", ">="), ("不能低于N", ">="), ("保持在N以上", ">="), ("保证在N以上", ">="), ("确保在N以上", ">="),
    ("确保达到N", ">="), ("保证达到N", ">="), ("：≥N", ">="), ("：不低于N", ">="), ("（≥N）", ">="),
    ("不超过N", "<="), ("不高于N", "<="), ("不大于N", "<="), ("不多于N", "<="), ("不得超过N", "<="), ("不得高于N", "<="), ("不能超过N", "<="), ("不应超过N", "<="),
    ("不可超过N", "<="), ("不得大于N", "<="), ("应不超过N", "<="), ("应不高于N", "<="), ("控制在N以内", "<="), ("控制在N以下", "<="), ("控制在N之内", "<="), ("应控制在N以内", "<="),
    ("须控制在N以内", "<="), ("控制在N内", "<="), ("N以内", "<="), ("N以下", "<="), ("在N以内", "<="), ("应在N以内", "<="), ("≤N", "<="), ("<=N", "<="), ("小于等于N", "<="),
    ("小于或等于N", "<="), ("至多N", "<="), ("最多N", "<="), ("最多不超过N", "<="), ("最高不超过N", "<="), ("应小于N", "<"), ("应低于N", "<"), ("应大于N", ">"),
    ("不低于N（含）", ">="), ("不下于N", ">="), ("N或以上", ">="), ("为N以上", ">="), ("不得小于N", ">="), ("不应少于N", ">="), ("不能少于N", ">="),
    ("须不低于N", ">="), ("需不低于N", ">="), ("必须不低于N", ">="), ("应高于或等于N", ">="), ("高于或等于N", ">="), ("需达N以上", ">="), ("要在N以上", ">="),
    ("必须在N以上", ">="), ("应保持在N以上", ">="), ("维持在N以上", ">="), ("以N为下限", ">="), ("下限为N", ">="), ("不得低于N以下", ">="), ("应≥N", ">="),
    ("需≥N", ">="), ("须≥N", ">="), ("≧N", ">="), ("应至少达到N", ">="), ("应至少为N", ">="), ("至少应达到N", ">="),
    ("至少应为N", ">="), ("至少要达到N", ">="), ("最低不少于N", ">="), ("最少不低于N", ">="), ("起码达到N", ">="), ("要求不低于N", ">="), ("要求达到N", ">="),
    ("要求N以上", ">="), ("目标不低于N", ">="), ("标准为不低于N", ">="), ("指标为≥N", ">="), ("不超过N（含）", "<="), ("N或以下", "<="), ("N（含）以内", "<="),
    ("N（含）以下", "<="), ("N及以下", "<="), ("不得突破N", "<="), ("不得超出N", "<="), ("不超出N", "<="), ("不应大于N", "<="), ("不应高于N", "<="),
    ("不宜超过N", "<="), ("须不超过N", "<="), ("需不超过N", "<="), ("必须不超过N", "<="), ("应低于或等于N", "<="), ("低于或等于N", "<="), ("要在N以内", "<="),
    ("必须在N以内", "<="), ("应保持在N以内", "<="), ("以N为限", "<="), ("以N为上限", "<="), ("上限为N", "<="), ("应≤N", "<="), ("须≤N", "<="),
    ("需≤N", "<="), ("≦N", "<="), ("最长不超过N", "<="), ("要求不超过N", "<="), ("要求控制在N以内", "<="), ("限制在N以内", "<="),
    ("需控制在N以内", "<="), ("必须控制在N以内", "<="), ("要控制在N以内", "<="), ("严格控制在N以内", "<="), ("应严格控制在N以内", "<="), ("一律不得超过N", "<="), ("均不得超过N", "<="),
    ("＞N", ">"), ("＜N", "<"), ("需大于N", ">"), ("须高于N", ">"), ("必须小于N", "<"), ("须低于N", "<"), ("应少于N", "<"),
    ("要小于N", "<"),
];

/// What is asked, and whether anything is wrong.
fn read(sentence: &str) -> (Vec<String>, bool) {
    let (read, problems) = parse_requirements(sentence, &Names::default());
    let asking = read.iter().filter(|it| !matches!(it.core, Core::Phrase(_)));
    let shown = asking.map(canonical::requirement).collect();
    let phrases = read.iter().any(|it| matches!(it.core, Core::Phrase(_)));
    (shown, phrases || problems.iter().any(|problem| problem.code.entry().severity == Severity::Error))
}

/// Sentences that come out otherwise.
fn otherwise(cases: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let fails = |(sentence, expected): (String, String)| {
        let (found, wrong) = read(&sentence);
        let said = if wrong { "reported" } else { "SILENT" };
        (wrong || found != [expected.clone()])
            .then(|| format!("{said} {sentence}\n  expected {expected}\n  found    {found:?}"))
    };
    cases.filter_map(fails).collect()
}

#[test]
fn a_bound_is_the_same_however_it_is_worded() {
    let cases = BOUNDED.iter().flat_map(|(subject, number, name, form)| {
        WORDINGS.iter().map(move |(wording, comparison)| {
            (format!("{subject}{}。", wording.replace('N', number)), format!("{name} {comparison} {form}"))
        })
    });
    let wrong = otherwise(cases);
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// How often, in words, and in canonical form.
#[rustfmt::skip]
const PERIODS: [(&str, &str); 30] = [
    ("每天", "每日"), ("每日", "每日"), ("每一天", "每日"), ("每个工作日", "每工作日"), ("每工作日", "每工作日"), ("每周", "每周"), ("每星期", "每周"),
    ("每个星期", "每周"), ("每一周", "每周"), ("每月", "每月"), ("每个月", "每月"), ("每月度", "每月"), ("按月", "每月"), ("每季度", "每季度"), ("每季", "每季度"),
    ("每个季度", "每季度"), ("每半年", "每半年"), ("每年", "每年"), ("每年度", "每年"), ("全年", "每年"), ("每学期", "每学期"), ("每两周", "每2周"), ("每2周", "每2周"),
    ("每半个月", "每半月"), ("每两个月", "每2个月"), ("每三个月", "每3个月"), ("每3天", "每3天"), ("每隔一天", "每2天"), ("隔周", "每2周"), ("每班", "每班"),
];

/// What is done, and how often or how much of it.
#[rustfmt::skip]
const ACTS: [(&str, &str, &str); 8] = [
    ("走访客户", "8家", "8 家"), ("召开例会", "1次", "1 次"), ("召开例会", "一次", "1 次"), ("巡查库房", "两次", "2 次"), ("拍摄短片", "2条", "2 条"),
    ("提交分析报告", "1份", "1 份"), ("检查消防设施", "1遍", "1 遍"), ("发布推文", "三篇", "3 篇"),
];

/// Orders of a period P, an act A and a number N.
#[rustfmt::skip]
const ORDERS: [&str; 24] = [
    "PAN", "PA不少于N", "P至少AN", "P应AN", "P应当AN", "P须AN", "P必须AN", "P要AN", "PA至少N", "PA应不少于N", "PAN以上", "PA不得少于N", "P应至少AN",
    "APN", "AP不少于N", "AP至少N", "AP不得少于N", "A应P不少于N", "A，PN", "A，P不少于N", "A，P至少N", "A（PN）", "A（P不少于N）", "A（P至少N）",
];

#[test]
fn how_often_is_the_same_wherever_it_stands() {
    let cases = PERIODS.iter().flat_map(|(period, canonical)| {
        ACTS.iter().flat_map(move |(act, number, form)| {
            ORDERS.iter().map(move |order| {
                let sentence = order.replace('P', period).replace('A', act).replace('N', number);
                (format!("{sentence}。"), format!("{canonical} {act} >= {form}"))
            })
        })
    });
    let wrong = otherwise(cases);
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}
