//! A bound is asked whatever stands behind it: a failing of its own, that it is exceeded, or what is saved.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_tests::reading::compiled;

/// Ratios and marks that are aimed at, and how they are understood.
#[rustfmt::skip]
const TARGETS: [(&str, &str); 22] = [
    ("审计发现问题的年度整改率达到90%以上", "每年 审计发现问题的整改率 >= 90%"), ("审计发现问题的整改率达到90%以上", "审计发现问题的整改率 >= 90%"), ("年度整改率达到90%以上", "每年 整改率 >= 90%"),
    ("整改率90%以上", "整改率 >= 90%"), ("整改率达90%以上", "整改率 >= 90%"), ("整改率在90%以上", "整改率 >= 90%"), ("整改率保持在90%以上", "整改率 >= 90%"), ("整改率大于90%", "整改率 > 90%"), ("整改率≥90%", "整改率 >= 90%"),
    ("全年整改率达到90%", "每年 整改率 >= 90%"), ("设备年度完好率98%及以上", "每年 设备完好率 >= 98%"), ("每月产品合格率达到98%以上", "每月 产品合格率 >= 98%"), ("月度产品合格率98%以上", "每月 产品合格率 >= 98%"),
    ("员工培训覆盖率不低于90%", "员工培训覆盖率 >= 90%"), ("车间的差错率低于1‰", "车间的差错率 < 1‰"), ("差错率1‰以下", "差错率 <= 1‰"), ("月差错率控制在1‰以内", "每月 差错率 <= 1‰"),
    ("季度客户满意度达到90分以上", "每季度 客户满意度 >= 90 分"), ("客户年度流失率低于5%", "每年 客户流失率 < 5%"), ("每季度考核平均成绩80分以上", "每季度 考核平均成绩 >= 80 分"),
    ("各门店的月度巡检完成率为100%", "每月 各门店的巡检完成率 >= 100%"), ("准时到货率超过95%", "准时到货率 > 95%"),
];
/// Failings of their own behind them.
#[rustfmt::skip]
const FAILINGS: [(&str, &str); 10] = [
    ("屡审屡犯的每项扣3分", "不得 屡审屡犯 {计分 每次 扣 3 分}"), ("屡审屡犯每项扣3分", "不得 屡审屡犯 {计分 每次 扣 3 分}"), ("弄虚作假的扣5分", "不得 弄虚作假 {计分 未达标 扣 5 分}"), ("弄虚作假的，扣5分", "不得 弄虚作假 {计分 未达标 扣 5 分}"),
    ("屡教不改的，扣3分", "不得 屡教不改 {计分 未达标 扣 3 分}"), ("瞒报的一次扣3分", "不得 瞒报 {计分 每次 扣 3 分}"), ("私自外出者扣2分", "不得 私自外出 {计分 未达标 扣 2 分}"),
    ("发生重大事故扣10分", "不得 重大事故 {计分 未达标 扣 10 分}"), ("丢失资料的，每次扣2分", "不得 丢失资料 {计分 每次 扣 2 分}"), ("擅自离岗一次扣2分", "不得 擅自离岗 {计分 每次 扣 2 分}"),
];

/// What may be no more than so much, how it is understood, and what more of it is called.
#[rustfmt::skip]
const LIMITS: [(&str, &str, &str); 16] = [
    ("外排废水COD不得高于80mg/L", "外排废水COD <= 80 mg/L", "超标"), ("外排废水COD≤80mg/L", "外排废水COD <= 80 mg/L", "超标排放"), ("室内噪声不超过60分贝", "室内噪声 <= 60 分贝", "超标"), ("电机温升不得高于60度", "电机温升 <= 60 度", "超限"),
    ("冷库温度控制在-18℃以下", "冷库温度 <= -18 ℃", "超标"), ("冷藏柜温度2～8℃", "冷藏柜温度 介于 2 ℃ 至 8 ℃", "超温"), ("冷藏柜温度保持在2-8℃", "冷藏柜温度 介于 2 ℃ 至 8 ℃", "超标"), ("车速不得超过30km/h", "车速 <= 30 km/h", "超速"),
    ("车辆载重不得超过5吨", "车辆载重 <= 5 吨", "超载"), ("每月办公费不超过5000元", "每月 办公费 <= 5000 元", "超标"), ("每月办公费不超过5000元", "每月 办公费 <= 5000 元", "超支"), ("会议时间不超过60分钟", "会议时间 <= 60分钟", "超时"),
    ("送餐时间不得超过30分钟", "送餐时间 <= 30分钟", "超时"), ("包装重量误差不超过5克", "包装重量误差 <= 5 克", "不合格"), ("水泥强度不低于42.5MPa", "水泥强度 >= 42.5 MPa", "不达标"), ("钢丝绳直径不小于8毫米", "钢丝绳直径 >= 8 毫米", "不合格"),
];
/// That it is exceeded; M the word for it.
#[rustfmt::skip]
const EXCEEDED: [(&str, &str); 14] = [
    ("M一次扣200元", "每次"), ("每M一次扣200元", "每次"), ("M1次扣200元", "每次"), ("M每次扣200元", "每次"), ("每次M扣200元", "每次"), ("发现M每次扣200元", "每次"), ("发现M一次扣200元", "每次"), ("每发现一次M扣200元", "每次"),
    ("M的，每次扣200元", "每次"), ("M的每次扣200元", "每次"), ("每M一次，扣200元", "每次"), ("M一次扣当班班长200元", "每次"), ("M扣200元", "未达标"), ("M的扣200元", "未达标"),
];

/// What nobody exceeds here: a ban of its own.
#[rustfmt::skip]
const APART: [(&str, &str); 5] = [
    ("噪声监测每月一次，超标一次扣50元", "每月 噪声监测 >= 1 次 | 不得 超标 {计分 每次 扣 50 元}"), ("水质检测每月不少于2次，超标一次扣50元", "每月 水质检测 >= 2 次 | 不得 超标 {计分 每次 扣 50 元}"),
    ("车速不得超过30km/h，超载一次扣50元", "车速 <= 30 km/h | 不得 超载 {计分 每次 扣 50 元}"), ("会议时间不超过60分钟，超速一次扣50元", "会议时间 <= 60分钟 | 不得 超速 {计分 每次 扣 50 元}"),
    ("不得超标排放，超标一次扣200元", "不得 超标排放 {计分 每次 扣 200 元}"),
];

/// What is spent, and its step.
#[rustfmt::skip]
const SPENT: [(&str, &str, &str, &str); 6] = [
    ("每月用电量不超过1000度", "每月 用电量 <= 1000 度", "1度", "1 度"), ("单位产品电耗不超过12度", "单位产品电耗 <= 12 度", "1度", "1 度"), ("每月用水量不得超过200吨", "每月 用水量 <= 200 吨", "10吨", "10 吨"),
    ("办公费用控制在5000元以内", "办公费用 <= 5000 元", "100元", "100 元"), ("费用预算执行率≤100%", "费用预算执行率 <= 100%", "1%", "1 个百分点"), ("每月用纸不超过10包", "每月 用纸 <= 10 包", "一包", "1 包"),
];
/// That less is; N the step.
#[rustfmt::skip]
const SAVED: [(&str, &str); 9] = [
    ("每节约N奖励2元", "加 2 元"), ("每节省N奖励2元", "加 2 元"), ("每节支N奖2元", "加 2 元"), ("每少用N加2分", "加 2 分"), ("每降低N加2分", "加 2 分"), ("每节约N，奖励2元", "加 2 元"), ("每结余N加2分", "加 2 分"),
    ("每节约用量N加2分", "加 2 分"), ("每节约N加2分，最多加5分", "加 2 分,最多加 5 分"),
];

/// Several requirements in one sentence, whoever breaks any of which.
#[rustfmt::skip]
const SEVERAL: [(&str, &[&str]); 12] = [
    ("进入包装间须穿戴工作服、发网，并洗手消毒", &["凡 进入包装间 须 「穿戴工作服、发网」", "凡 进入包装间 须 洗手消毒"]), ("进入现场须戴安全帽，并系好帽带", &["凡 进入现场 须 戴安全帽", "凡 进入现场 须 系好帽带"]),
    ("外出须登记，返回须销假", &["凡 外出 须 登记", "凡 返回 须 销假"]), ("上班须佩戴工牌，不得玩手机", &["凡 上班 须 佩戴工牌", "不得 玩手机"]), ("上班须佩戴工牌，着装整齐", &["凡 上班 须 佩戴工牌", "不得 着装不整齐"]),
    ("每天打扫卫生一次，每周消毒一次", &["每日 打扫卫生 >= 1 次", "每周 消毒 >= 1 次"]), ("每月5日前上报报表，10日前上报总结", &["每月 5日前 上报报表 >= 1 次", "每月 10日前 上报总结 >= 1 次"]),
    ("收发文件均要签收，新协议须当天发送有关部门", &["凡 收发文件 须 签收", "凡 新协议 须 当天 发送有关部门"]), ("采购须经审批，并在3日内入库", &["凡 采购 须 经审批", "凡 采购 须 3天内 入库"]),
    ("宿舍内禁止吸烟，禁止使用大功率电器", &["不得 宿舍内吸烟", "不得 使用大功率电器"]), ("新员工须在3日内签订合同，7日内缴纳社保", &["凡 新员工 须 3天内 签订合同", "凡 新员工 须 7天内 缴纳社保"]),
    ("严禁酒后上岗，必须佩戴安全帽", &["不得 酒后上岗", "不得 未佩戴安全帽"]),
];
#[rustfmt::skip]
const BREACHES: [&str; 7] = [
    "违者每次扣2分", "违反者每次扣2分", "违反一次扣2分", "每违反一次扣2分", "如有违反每次扣2分", "违者每人次扣2分", "违反规定的每次扣2分",
];

/// Sentences that come out otherwise; forms are joined by ` | `, and have no braces where they have no points.
fn all(cases: impl Iterator<Item = (String, String)>) {
    let otherwise = |(sentence, expected): (String, String)| {
        let read = compiled(&format!("{sentence}。"));
        let found = read.shown().into_iter().map(|it| it.strip_suffix(" {}").map(str::to_owned).unwrap_or(it));
        let found = found.collect::<Vec<_>>().join(" | ");
        let told = if read.wrong() { "told" } else { "SILENT" };
        (found != expected || read.wrong())
            .then(|| format!("{told} {sentence}\n  expected {expected}\n  found    {found}"))
    };
    let wrong: Vec<String> = cases.filter_map(otherwise).collect();
    let silent = wrong.iter().filter(|it| it.starts_with("SILENT")).count();
    assert!(wrong.is_empty(), "{} otherwise, {silent} in silence:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_target_is_asked_whatever_fails_besides() {
    all(TARGETS.iter().flat_map(|(target, form)| {
        FAILINGS.iter().map(move |(failing, ban)| (format!("{target}，{failing}"), format!("{form} | {ban}")))
    }));
}

#[test]
fn points_for_what_exceeds_a_bound_are_of_the_bound() {
    all(LIMITS.iter().flat_map(|(limit, form, more)| {
        EXCEEDED.iter().map(move |(points, when)| {
            let sentence = format!("{limit}，{}", points.replace('M', more));
            (sentence, format!("{form} {{计分 {when} 扣 200 元}}"))
        })
    }));
    all(APART.iter().map(|(sentence, forms)| ((*sentence).to_owned(), (*forms).to_owned())));
}

#[test]
fn what_is_saved_is_below_the_bound() {
    all(SPENT.iter().flat_map(|(bound, form, said, step)| {
        SAVED.iter().map(move |(saved, won)| {
            (format!("{bound}，{}", saved.replace('N', said)), format!("{form} {{计分 每低 {step} {won}}}"))
        })
    }));
}

#[test]
fn whoever_breaks_one_of_several_pays_for_each() {
    all(SEVERAL.iter().flat_map(|(several, forms)| {
        BREACHES.iter().map(move |breach| {
            let each: Vec<String> = forms.iter().map(|form| format!("{form} {{计分 每次 扣 2 分}}")).collect();
            (format!("{several}，{breach}"), each.join(" | "))
        })
    }));
}
