//! What only says how things are asks nothing, whatever numbers it holds; and what is asked in the same words still is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_tests::reading::compiled;

/// What is asked, and the codes of what is named.
fn read(sentence: &str) -> (String, Vec<String>) {
    let read = compiled(sentence);
    let shown: Vec<String> = read.shown().iter().map(|it| it.replace(" {}", "")).collect();
    (shown.join("|"), read.named.iter().map(|(code, _)| code.clone()).collect())
}

/// Sentences that ask something, or do not tell that they ask nothing.
fn nothing(sentences: impl IntoIterator<Item = String>) {
    let fails = sentences.into_iter().filter_map(|sentence| {
        let (found, named) = read(&sentence);
        (!found.is_empty() || !named.iter().any(|code| code == "GJ0311"))
            .then(|| format!("{sentence}\n  found {found} {named:?}"))
    });
    let fails: Vec<String> = fails.collect();
    assert!(fails.is_empty(), "{} otherwise:\n{}", fails.len(), fails.join("\n"));
}

/// Sentences that come out otherwise.
fn asked(cases: impl IntoIterator<Item = (String, String)>) {
    let fails = cases.into_iter().filter_map(|(sentence, expected)| {
        let (found, named) = read(&sentence);
        (found != expected).then(|| format!("{sentence}\n  expected {expected}\n  found    {found} {named:?}"))
    });
    let fails: Vec<String> = fails.collect();
    assert!(fails.is_empty(), "{} otherwise:\n{}", fails.len(), fails.join("\n"));
}

const THINGS: [&str; 5] = ["队长1名", "班长3名", "安全员2名", "折页机2台", "服务窗口12个"];

#[test]
fn what_is_there_is_asked_of_nobody() {
    const HEADS: [&str; 22] = [
        "保安部设",
        "网点设",
        "政务大厅设",
        "仓库设",
        "车间设",
        "门店设",
        "公司设",
        "项目部下设",
        "本中心设有",
        "公司自有",
        "我司自有",
        "公司现有",
        "拥有",
        "车间主要设备为",
        "车间主要设备有",
        "主要设备：",
        "班组人员为",
        "小区共有",
        "小区有",
        "机房配有",
        "编制：",
        "班子成员：",
    ];
    nothing(HEADS.iter().flat_map(|head| {
        THINGS.iter().flat_map(move |one| {
            let ways =
                ["、折页机2台", "，折页机2台", "、折页机2台、班长3名", "，折页机2台，班长3名", "，实行三班轮换", ""];
            ways.map(|more| format!("{head}{one}{more}。"))
        })
    }));
}

#[test]
fn what_is_there_is_asked_where_it_is_said_so() {
    const HEADS: [&str; 4] = ["仓库", "车间", "值班室", "网点"];
    let ways = |thing: &str, number: &str, unit: &str| {
        [
            (format!("应设{thing}{number}{unit}"), format!("设{thing} >= {number} {unit}")),
            (format!("须设{thing}{number}{unit}"), format!("设{thing} >= {number} {unit}")),
            (format!("设{thing}不少于{number}{unit}"), format!("设{thing} >= {number} {unit}")),
            (format!("配备{thing}不少于{number}{unit}"), format!("配备{thing} >= {number} {unit}")),
            (format!("配备{thing}{number}{unit}"), format!("配备{thing} >= {number} {unit}")),
        ]
    };
    asked(HEADS.iter().flat_map(|head| {
        [("安全员", "1", "名"), ("灭火器", "4", "具")].into_iter().flat_map(move |(thing, number, unit)| {
            ways(thing, number, unit).map(|(words, form)| (format!("{head}{words}。"), format!("{head}{form}")))
        })
    }));
    let each = [
        ("每班设安全员1名", "每班 设安全员 >= 1 名"),
        ("每个班组设兼职安全员1名", "每个班组 设兼职安全员 >= 1 名"),
        ("每班值班人员2名，备勤人员1名", "每班 值班人员 >= 2 名|备勤人员 >= 1 名"),
        ("主要设备完好率98%", "主要设备完好率 >= 98%"),
        ("主要设备每月保养1次", "每月 主要设备保养 >= 1 次"),
        ("现有客户回访率95%", "现有客户回访率 >= 95%"),
        ("每月自有渠道发布文章3篇", "每月 自有渠道发布文章 >= 3 篇"),
        ("设置警示牌2块", "设置警示牌 >= 2 块"),
        ("走访客户8家", "走访客户 >= 8 家"),
    ];
    asked(each.map(|(words, form)| (format!("{words}。"), form.to_owned())));
}

#[test]
fn what_somebody_may_do_is_no_duty() {
    const RIGHTS: [&str; 12] = [
        "可借阅图书6册",
        "可借6册",
        "可领取优惠券2张",
        "可携带行李2件",
        "可办理停车证2张",
        "可免费停车4小时",
        "可报销差旅费5000元",
        "可预约场地2小时",
        "可绑定手机3部",
        "限购2件",
        "限领2份",
        "限带行李2件",
    ];
    nothing(["读者每次", "每人", "持有效证件的读者", "会员", "员工", "业主每户"].iter().flat_map(|who| {
        RIGHTS.iter().flat_map(move |right| ["", "，借期30天"].map(|more| format!("{who}{right}{more}。")))
    }));
    nothing(["电梯限载13人", "通道限高2米"].map(|it| format!("{it}。")));
    let limits = [("每月可补卡2次", "每月 补卡 <= 2 次"), ("库区限速20公里/小时", "库区速度 <= 20 公里/小时")];
    asked(limits.map(|(words, form)| (format!("{words}。"), form.to_owned())));
}

#[test]
fn what_something_costs_or_how_long_it_lasts_is_no_duty() {
    const PRICES: [&str; 9] =
        ["培训费", "物业服务费", "住宿费", "押金", "保证金", "基本工资", "交通补贴", "夜班津贴", "收费标准"];
    const RATES: [&str; 7] =
        ["500元", "每人500元", "为500元", "每月500元", "每平方米2.5元", "每月每平方米1.8元", "为每人500元"];
    nothing(PRICES.iter().flat_map(|price| RATES.iter().map(move |rate| format!("{price}{rate}。"))));
    const LASTING: [&str; 12] = [
        "借期30天",
        "聘期3年",
        "学制为3年",
        "有效期1年",
        "合同期限3年",
        "每节课45分钟",
        "每节课为45分钟",
        "每课时40分钟",
        "课间休息10分钟",
        "每学期安排20个教学周",
        "我校每学期安排18个教学周",
        "工期60天",
    ];
    nothing(LASTING.map(|it| format!("{it}。")));
    let bounded = [
        ("培训费用不超过5000元", "培训费用 <= 5000 元"),
        ("办公费用每月不超过500元", "每月 办公费用 <= 500 元"),
        ("每月清收物业费5万元", "每月 清收物业费 >= 5万 元"),
        ("借期不超过30天", "借期 <= 30天"),
        ("合同期限不少于3年", "合同期限 >= 3年"),
        ("公示期5个工作日", "公示期 >= 5个工作日"),
        ("每天工作8小时", "每日 工作 >= 8小时"),
    ];
    asked(bounded.map(|(words, form)| (format!("{words}。"), form.to_owned())));
}

#[test]
fn what_is_refused_follows_from_a_duty_or_is_none() {
    const REFUSED: [&str; 8] = [
        "资料不全的不予办理入职",
        "资料不全的，不予受理",
        "未经审批的不予报销",
        "票据不全的，不予报销",
        "手续不全的一律不予放行",
        "未按时提交的不予受理",
        "超过报销期限的不予报销",
        "无发票的不予付款",
    ];
    nothing(REFUSED.map(|it| format!("{it}。")));
    const DUTIES: [(&str, &str); 3] = [
        ("报销须附发票", "凡 报销 须 附发票"),
        ("新员工入职须提交体检报告", "凡 新员工入职 须 提交体检报告"),
        ("考勤表每月3日前提交", "每月 3日前 考勤表提交 >= 1 次"),
    ];
    let ways = ["资料不全的不予办理入职", "票据不全的，不予受理", "手续不全的不予放行"];
    let wrong = DUTIES.iter().flat_map(|(duty, form)| {
        ways.iter().filter_map(move |refused| {
            let sentence = format!("{duty}，{refused}。");
            let expected = format!("{form} {{后果 「{}」}}", refused.replace('，', ""));
            let found = read(&sentence).0;
            (found != expected).then(|| format!("{sentence}\n  found {found}"))
        })
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // punished for it, it is forbidden
    for (sentence, form) in [("未经审批的扣50元，不予报销。", "不得 未经审批"), ("旷工的不予评优。", "不得 旷工")]
    {
        assert!(read(sentence).0.starts_with(form), "{sentence} {:?}", read(sentence));
    }
}

#[test]
fn what_counts_as_being_absent_is_no_bound() {
    let cases = ["会议迟到10分钟以上", "培训迟到15分钟以上", "迟到超过30分钟", "早退1小时以上"];
    let ways = ["的，按缺席处理", "的，按旷工处理", "按缺勤处理", "的按旷工处理", "，按缺席处理", "的，视为缺席"];
    let wrong = cases.iter().flat_map(|case| ways.iter().map(move |way| format!("{case}{way}。"))).filter_map(|it| {
        let (found, named) = read(&it);
        (!found.is_empty() || !named.iter().any(|code| code == "GJ0213"))
            .then(|| format!("{it}\n  found {found} {named:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    asked([("代打卡的按旷工处理，每次扣100元。".to_owned(), "不得 代打卡".to_owned())].map(|(words, form)| {
        let full = compiled(&words).shown().join("|");
        assert!(full.contains("扣 100 元") && full.contains(&form), "{full}");
        (words, full.replace(" {}", ""))
    }));
}

#[test]
fn what_is_left_undone_is_what_was_said() {
    const GOODS: [(&str, &str, &str); 14] = [
        ("服从安排", "不服从", "不服从安排"),
        ("服从工作安排", "不服从", "不服从工作安排"),
        ("服从工作安排", "不服从安排", "不服从安排"),
        ("文明用语", "不使用", "不使用文明用语"),
        ("文明用语", "不使用文明用语", "不使用文明用语"),
        ("使用文明用语", "不使用", "不使用文明用语"),
        ("佩戴工牌", "不佩戴", "不佩戴工牌"),
        ("佩戴安全帽", "不戴", "不戴安全帽"),
        ("遵守会议纪律", "不遵守", "不遵守会议纪律"),
        ("爱护公物", "不爱护", "不爱护公物"),
        ("按时打卡", "不打卡", "不打卡"),
        ("工具归位", "未归位", "工具未归位"),
        ("尊重客户", "不尊重客户", "不尊重客户"),
        ("上班佩戴工牌", "不佩戴", "上班不佩戴工牌"),
    ];
    let ways = ["每次扣2分", "的每次扣2分", "的扣2分", "者扣2分"];
    let wrong = GOODS.iter().flat_map(|(good, undone, bad)| {
        ways.iter().filter_map(move |way| {
            let sentence = format!("{good}，{undone}{way}。");
            let (found, named) = (compiled(&sentence).shown(), read(&sentence).1);
            let right = found.len() == 1 && found[0].starts_with(&format!("不得 {bad} {{计分"));
            let usual = named.iter().all(|code| code == "GJ0310" || code == "GJ0309");
            (!right || !usual).then(|| format!("{sentence}\n  found {found:?} {named:?}"))
        })
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}
