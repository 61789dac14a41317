//! What happens and how soon something is due then: in all ways to join, to say and to order them it is the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_tests::reading::asked;

/// What happens, what is done then, and by whom.
const EVENTS: [(&str, &str, &str); 10] = [
    ("接到投诉", "答复客户", "客服专员"),
    ("收到订单", "确认交期", "销售员"),
    ("客户报修", "安排维修", "维修工"),
    ("合同签订", "移交档案", "经办人"),
    ("发生事故", "上报公司", "班组长"),
    ("会议结束", "整理纪要", "文员"),
    ("到货", "清点数量", "仓管员"),
    ("验收合格", "办理入库", "仓管员"),
    ("项目启动", "编制计划", "项目经理"),
    ("受理申请", "作出决定", "窗口人员"),
];

/// How an event is joined to what is due; `E` is the event.
const JOINS: [&str; 13] = [
    "E后",
    "E后，",
    "E时，",
    "E时",
    "E之日起",
    "自E之日起",
    "E的，",
    "一经E，",
    "在E后",
    "从E起",
    "E之后，",
    "E以后",
    "自E后",
];

/// How soon, and how it is understood.
const SOON: [(&str, &str); 16] = [
    ("2小时内", "2小时内"),
    ("24小时以内", "24小时内"),
    ("3个工作日内", "3个工作日内"),
    ("当日", "当天"),
    ("当天", "当天"),
    ("次日上午10点前", "次日10:00前"),
    ("次日", "次日"),
    ("次月5日前", "次月5日前"),
    ("立即", "立即"),
    ("第一时间", "立即"),
    ("三日内", "3天内"),
    ("两周之内", "2周内"),
    ("1个月内", "1个月内"),
    ("30分钟之内", "30分钟内"),
    ("10日内", "10天内"),
    ("半小时内", "0.5小时内"),
];

/// How soon at the latest.
const LATEST: [(&str, &str); 14] = [
    ("最迟3天", "3天内"),
    ("最晚3天内", "3天内"),
    ("不晚于3天", "3天内"),
    ("不超过2小时", "2小时内"),
    ("不得超过2小时", "2小时内"),
    ("最迟不超过2个工作日", "2个工作日内"),
    ("最长不超过24小时", "24小时内"),
    ("24h内", "24小时内"),
    ("30min内", "30分钟内"),
    ("15个自然日内", "15天内"),
    ("三个工作日（含）内", "3个工作日内"),
    ("次日起3天内", "3天内"),
    ("最迟次日", "1天内"),
    ("不晚于次月5日", "次月5日前"),
];

/// The orders: `J` the event joined, `D` how soon, `A` what is done, `W` who.
const ORDERS: [&str; 16] = [
    "JDA。",
    "J须DA。",
    "JD须A。",
    "J应在DA。",
    "J必须于DA。",
    "JD应当A。",
    "JW应在DA。",
    "WJDA。",
    "W应在JDA。",
    "W应JDA。",
    "JW须DA。",
    "J需DA。",
    "J要在DA。",
    "J，A须在D完成。",
    "JWDA。",
    "J务必DA。",
];

/// Whether a sentence could be said so.
fn said(event: &str, join: &str, soon: &str, order: &str) -> bool {
    let opens = join.starts_with(['自', '在', '从', '一']);
    let breaks = join.ends_with(['，', '时', '的']);
    let at_once = soon == "立即";
    match order {
        // 维修工客户报修后 is nobody's sentence
        "WJDA。" => ["接到投诉", "收到订单", "受理申请"].contains(&event) && !opens && !breaks,
        "W应在JDA。" => !opens && !breaks,
        "W应JDA。" => opens && !breaks,
        "J应在DA。" | "J必须于DA。" | "JW应在DA。" | "J要在DA。" => !at_once,
        "J，A须在D完成。" => !at_once && !breaks,
        _ => true,
    }
}

/// What is still to happen, and what is done before it.
const AHEAD: [(&str, &str, &str); 8] = [
    ("离职", "提交申请", "员工"),
    ("会议召开", "发出通知", "文员"),
    ("合同到期", "书面通知对方", "经办人"),
    ("活动开始", "布置场地", "活动专员"),
    ("考试举行", "公布考场", "教务员"),
    ("设备停机检修", "通知生产部", "机修工"),
    ("项目验收", "提交资料", "项目经理"),
    ("货物出厂", "完成检验", "质检员"),
];

/// How long before: `E` the event, `N` so long.
const BEFORE: [&str; 19] = [
    "E前N",
    "E前至少N",
    "E前不少于N",
    "E前至少提前N",
    "E之前N",
    "在E前N",
    "E须提前N",
    "E应至少提前N",
    "E需提前至少N",
    "E前应提前N",
    "E前，应提前N",
    "应在E前N",
    "须于E前N",
    "应当在E的N前",
    "须至少在E前N",
    "最迟于E前N",
    "最晚应在E前N",
    "不晚于E前N",
    "E必须提前不少于N",
];

/// So long, and how it is understood.
const LONG: [(&str, &str); 8] = [
    ("3天", "3天"),
    ("三天", "3天"),
    ("3日", "3天"),
    ("3个工作日", "3个工作日"),
    ("24小时", "24小时"),
    ("两周", "2周"),
    ("一个月", "1个月"),
    ("30分钟", "30分钟"),
];

/// Sentences that come out otherwise, with nothing wrong, and how many come out right.
fn judged(cases: impl Iterator<Item = (String, String)>) -> (usize, Vec<String>, Vec<String>) {
    let (mut right, mut told, mut silent) = (0, Vec::new(), Vec::new());
    for (sentence, expected) in cases {
        let (found, wrong) = asked(&sentence);
        let found = found.join(" · ");
        match (wrong, found == expected) {
            (false, true) => right += 1,
            (true, _) => told.push(format!("{sentence}\n  expected {expected}")),
            (false, false) => silent.push(format!("{sentence}\n  expected {expected}\n  found    {found}")),
        }
    }
    (right, told, silent)
}

/// All of them come out as they should.
fn all_right(cases: impl Iterator<Item = (String, String)>) {
    let (right, mut wrong, silent) = judged(cases);
    println!("{right} right, {} told, {} otherwise", wrong.len(), silent.len());
    wrong.splice(0..0, silent);
    wrong.truncate(60);
    assert!(wrong.is_empty(), "otherwise:\n{}", wrong.join("\n"));
}

/// All sentences of one time to go by.
fn soon_after(soon: &'static str, form: &'static str) -> impl Iterator<Item = (String, String)> {
    EVENTS.iter().flat_map(move |(event, act, who)| {
        JOINS.iter().flat_map(move |join| {
            let could = move |order: &&&str| said(event, join, soon, order);
            ORDERS.iter().filter(could).map(move |order| {
                let joined = join.replace('E', event);
                let sentence = order.replace('J', &joined).replace('D', soon).replace('A', act).replace('W', who);
                let done = if order.contains("完成") { "完成" } else { "" };
                (sentence, format!("凡 {event} 须 {form} {done}{act}"))
            })
        })
    })
}

#[test]
fn so_soon_after_it_happens() {
    all_right(SOON.iter().flat_map(|(soon, form)| soon_after(soon, form)));
}

#[test]
fn so_soon_at_the_latest() {
    const JOINED: [&str; 8] = ["E后D", "E后须D", "E后，D", "E后，应D", "自E之日起D", "E以后D", "一经E，须D", "从E起D"];
    all_right(EVENTS.iter().flat_map(|(event, act, _)| {
        JOINED.iter().flat_map(move |joined| {
            LATEST.iter().map(move |(soon, form)| {
                let sentence = format!("{}{act}。", joined.replace('E', event).replace('D', soon));
                (sentence, format!("凡 {event} 须 {form} {act}"))
            })
        })
    }));
}

#[test]
fn a_time_of_the_day_on_which_it_happens_is_told() {
    let (right, told, silent) = judged(soon_after("当天下班前", ""));
    assert!(right == 0 && silent.is_empty(), "{} told, but:\n{}", told.len(), silent.join("\n"));
}

#[test]
fn so_long_before_it_happens() {
    all_right(AHEAD.iter().flat_map(|(event, act, who)| {
        BEFORE.iter().flat_map(move |before| {
            // 离职的3日前 may be a date
            let could = |(long, _): &&(&str, &str)| !(before.contains("N前") && long.ends_with('日'));
            LONG.iter().filter(could).flat_map(move |(long, form)| {
                let before = before.replace('E', event).replace('N', long);
                let owned = before.starts_with(['应', '须', '最', '不']);
                let whole =
                    [format!("{before}{act}。"), format!("{before}，{who}须{act}。"), format!("{who}{before}{act}。")];
                let case = move |sentence| (sentence, format!("凡 {event} 须 提前{form} {act}"));
                whole.into_iter().take(if owned { 3 } else { 1 }).map(case)
            })
        })
    }));
}
