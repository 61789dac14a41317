//! What a failing costs is the same of whatever failing it is said, and wherever it is said: of a case, a breach, a lapse.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_tests::reading::compiled;

/// Failings, and how they are understood.
#[rustfmt::skip]
const FAILINGS: [(&str, &str); 13] = [
    ("未佩戴工牌的，", "不得 未佩戴工牌"), ("上班迟到的，", "不得 上班迟到"), ("发现地面有积水，", "不得 地面有积水"), ("记录填写不完整，", "不得 记录填写不完整"),
    ("丢失客户资料，", "不得 丢失客户资料"), ("擅自离岗，", "不得 擅自离岗"), ("严禁酒后上岗，违者", "不得 酒后上岗"), ("不得私自收费，违反者", "不得 私自收费"),
    ("无故旷工，", "不得 无故旷工"), ("未按时提交报表的，", "不得 未按时提交报表"), ("设备漏检，", "不得 设备漏检"),
    ("因操作失误造成返工的，", "不得 操作失误造成返工"), ("收发文件均要签收，未签收的，", "凡 收发文件 须 签收"),
];

/// What follows, and how it is understood.
#[rustfmt::skip]
const COSTS: [(&str, &str); 62] = [
    ("扣2分", "计分 未达标 扣 2 分"), ("每次扣2分", "计分 每次 扣 2 分"), ("扣2分/次", "计分 每次 扣 2 分"), ("每人次扣2分", "计分 每次 扣 2 分"), ("每处扣2分", "计分 每次 扣 2 分"),
    ("每项扣2分", "计分 每次 扣 2 分"), ("每例扣2分", "计分 每次 扣 2 分"), ("每发现一次扣2分", "计分 每次 扣 2 分"), ("罚款50元", "计分 未达标 扣 50 元"), ("罚款50元/次", "计分 每次 扣 50 元"),
    ("每次罚款50元", "计分 每次 扣 50 元"), ("处以50元罚款", "计分 未达标 扣 50 元"), ("处50元罚款", "计分 未达标 扣 50 元"), ("予以50元罚款", "计分 未达标 扣 50 元"), ("罚50元", "计分 未达标 扣 50 元"),
    ("罚责任人50元", "计分 未达标 扣 50 元"), ("考核责任人50元", "计分 未达标 扣 50 元"), ("考核50元", "计分 未达标 扣 50 元"), ("乐捐50元", "计分 未达标 扣 50 元"), ("负激励50元", "计分 未达标 扣 50 元"),
    ("扣款50元", "计分 未达标 扣 50 元"), ("扣发当月奖金", "后果 「扣发当月奖金」"), ("扣当月绩效的10%", "计分 未达标 扣 「当月绩效的10%」"), ("扣除当月绩效10%", "后果 「扣除当月绩效10%」"),
    ("扣减绩效工资5%", "后果 「扣减绩效工资5%」"), ("通报批评", "后果 「通报批评」"), ("给予通报批评", "后果 「给予通报批评」"), ("予以警告", "后果 「予以警告」"), ("给予书面警告一次", "后果 「给予书面警告一次」"),
    ("记过一次", "后果 「记过一次」"), ("记小过一次", "后果 「记小过一次」"), ("解除劳动合同", "后果 「解除劳动合同」"), ("予以辞退", "后果 「予以辞退」"), ("每次扣2分，扣完为止", "计分 每次 扣 2 分"),
    ("本项不得分", "计分 全部达标"), ("不得分", "计分 全部达标"), ("扣完本项分", "计分 全部达标"), ("该项0分", "计分 全部达标"), ("每次扣2分，最多扣10分", "计分 每次 扣 2 分,最多扣 10 分"),
    ("每次扣2分，累计不超过10分", "计分 每次 扣 2 分,最多扣 10 分"), ("每次扣2分，并通报批评", "计分 每次 扣 2 分、后果 「并通报批评」"), ("罚款50元并通报批评", "计分 未达标 扣 50 元、后果 「通报批评」"),
    ("罚款50元，并赔偿损失", "计分 未达标 扣 50 元、后果 「并赔偿损失」"), ("双倍处罚", "后果 「双倍处罚」"), ("取消评优资格", "后果 「取消评优资格」"), ("当月绩效为零", "后果 「当月绩效为零」"), ("扣除当日工资", "后果 「扣除当日工资」"),
    ("按旷工处理", "后果 「按旷工处理」"), ("一票否决", "一票否决"), ("责令改正", "后果 「责令改正」"), ("每人每次扣2分", "计分 每次 扣 2 分"), ("每缺一项扣1分", "计分 每次 扣 1 分"),
    ("罚款人民币50元整", "计分 未达标 扣 50 元"), ("经济处罚50元", "计分 未达标 扣 50 元"), ("赔偿全部损失", "后果 「赔偿全部损失」"), ("按损失金额赔偿", "后果 「按损失金额赔偿」"),
    ("当月不得评为优秀", "后果 「当月不得评为优秀」"), ("罚款50元，情节严重的，解除劳动合同", "计分 未达标 扣 50 元、后果 「情节严重的解除劳动合同」"),
    ("每次扣除绩效分2分", "计分 每次 扣 2 分"), ("扣绩效2分", "计分 未达标 扣 2 分"), ("扣考核分2分", "计分 未达标 扣 2 分"), ("扣2分并限期整改", "计分 未达标 扣 2 分、后果 「限期整改」"),
];

/// How much nobody says, whatever the failing.
const UNSAID: [&str; 6] =
    ["根据情节轻重扣2~5分", "视情节扣2-5分", "视情节轻重罚款50-200元", "扣2-5分", "加倍扣分", "扣1分以上"];

/// Lists of failings.
const LISTS: [&str; 6] = [
    "迟到、早退、旷工",
    "玩手机、聊天、睡觉",
    "未戴安全帽、未系安全带、未穿工作服",
    "台账不全、记录不实、签字不规范",
    "乱扔垃圾、乱停车辆",
    "打架、斗殴、赌博",
];
/// What stands before a list.
const BEFORE: [&str; 8] = ["", "严禁", "不得", "有", "出现", "发现", "如有", "凡有"];
/// What stands behind it, and what each of them costs.
#[rustfmt::skip]
const BEHIND: [(&str, &str); 12] = [
    ("的，每次扣2分", "计分 每次 扣 2 分"), ("的，每项扣2分", "计分 每次 扣 2 分"), ("的，每发现一次扣2分", "计分 每次 扣 2 分"), ("等行为的，每次扣2分", "计分 每次 扣 2 分"),
    ("现象的，每次扣2分", "计分 每次 扣 2 分"), ("等情况，每次扣2分", "计分 每次 扣 2 分"), ("者，每次罚款50元", "计分 每次 扣 50 元"), ("，发现一次扣2分", "计分 每次 扣 2 分"),
    ("每次扣2分", "计分 每次 扣 2 分"), ("任意一项扣2分", "计分 每次 扣 2 分"), ("之一的，扣5分", "计分 未达标 扣 5 分"), ("，一经发现，予以辞退", "后果 「予以辞退」"),
];

/// Achievements, and how they are understood.
#[rustfmt::skip]
const ACHIEVEMENTS: [(&str, &str); 11] = [
    ("受到客户书面表扬的，", "记 受到客户书面表扬"), ("提出合理化建议被采纳，", "记 提出合理化建议被采纳"), ("获得市级荣誉，", "记 获得市级荣誉"),
    ("发现并排除重大隐患，", "记 发现并排除重大隐患"), ("介绍新客户签约，", "记 介绍新客户签约"), ("全勤，", "记 全勤"), ("主动加班，", "记 主动加班"),
    ("在报刊发表文章，", "记 报刊发表文章"), ("考取高级职称证书，", "记 考取高级职称证书"), ("月度满勤的，", "记 月度满勤"), ("拾金不昧，", "记 拾金不昧"),
];

/// What is given, and how it is understood.
#[rustfmt::skip]
const REWARDS: [(&str, &str); 18] = [
    ("加2分", "计分 每次 加 2 分"), ("每次加2分", "计分 每次 加 2 分"), ("加2分/次", "计分 每次 加 2 分"), ("一次加2分", "计分 每次 加 2 分"), ("加记2分", "计分 每次 加 2 分"),
    ("当月绩效加2分", "计分 每次 加 2 分"), ("奖励绩效分2分", "计分 每次 加 2 分"), ("每篇加1分", "计分 每次 加 1 分"), ("奖励50元", "计分 每次 加 50 元"),
    ("奖励50元/次", "计分 每次 加 50 元"), ("每次奖励50元", "计分 每次 加 50 元"), ("给予50元奖励", "计分 每次 加 50 元"), ("奖50元", "计分 每次 加 50 元"),
    ("给予一次性奖励500元", "计分 每次 加 500 元"), ("每例加1分，最高加5分", "计分 每次 加 1 分,最多加 5 分"), ("每次加1分，最多加5分", "计分 每次 加 1 分,最多加 5 分"),
    ("加5分，封顶10分", "计分 每次 加 5 分,最多加 10 分"), ("每项加2分，累计不超过10分", "计分 每次 加 2 分,最多加 10 分"),
];

/// Praise, and points of which nobody says how many: nothing of them can be scored.
const PRAISES: [&str; 6] = ["予以通报表扬", "给予嘉奖", "优先评优", "酌情加1-3分", "年终评优优先考虑", "记功一次"];

/// What is asked with its points; and whether anything is wrong.
fn read(sentence: &str) -> (Vec<String>, bool) {
    let read = compiled(sentence);
    (read.shown(), read.wrong())
}

/// Sentences that come out otherwise.
fn otherwise(said: &[(&str, &str)], worth: &[(&str, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (said, form) in said {
        for (cost, scoring) in worth {
            let sentence = format!("{said}{cost}。");
            // whoever breaks a ban pays each time
            let each = said.ends_with("违者") || said.ends_with("违反者");
            let scoring = if each { scoring.replace("未达标", "每次") } else { (*scoring).to_owned() };
            let expected = format!("{form} {{{scoring}}}");
            let (found, reported) = read(&sentence);
            if reported || found != [expected.clone()] {
                wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found:?}"));
            }
        }
    }
    wrong
}

#[test]
fn a_failing_costs_what_is_said() {
    let wrong = otherwise(&FAILINGS, &COSTS);
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_list_of_failings_is_each_of_them() {
    let mut wrong = Vec::new();
    for list in LISTS {
        for before in BEFORE {
            for (behind, scoring) in BEHIND {
                let sentence = format!("{before}{list}{behind}。");
                let expected: Vec<String> = list.split('、').map(|it| format!("不得 {it} {{{scoring}}}")).collect();
                let (found, reported) = read(&sentence);
                if reported || found != expected {
                    wrong.push(format!("{sentence}\n  expected {expected:?}\n  found    {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// Lists whose last (or first) says for all of them what fails, or of what.
const SHARED: [(&str, [&str; 3]); 6] = [
    ("台账、记录、报表缺失", ["台账缺失", "记录缺失", "报表缺失"]),
    ("门窗、灯、空调未关", ["门窗未关", "灯未关", "空调未关"]),
    ("灭火器、消火栓、应急灯损坏", ["灭火器损坏", "消火栓损坏", "应急灯损坏"]),
    ("玻璃、桌面、地面不干净", ["玻璃不干净", "桌面不干净", "地面不干净"]),
    ("记录不全、不及时、不真实", ["记录不全", "记录不及时", "记录不真实"]),
    ("未开展培训、未组织演练、未建立台账", ["未开展培训", "未组织演练", "未建立台账"]),
];

/// What follows, of all of them.
const OF_ALL: [(&str, &str); 5] = [
    ("的，每项扣2分", "计分 每次 扣 2 分"),
    ("的，每处扣2分", "计分 每次 扣 2 分"),
    ("的，每人次扣2分", "计分 每次 扣 2 分"),
    ("的，扣2分，并通报批评", "计分 未达标 扣 2 分、后果 「并通报批评」"),
    ("的，每次扣2分（最多扣10分）", "计分 每次 扣 2 分,最多扣 10 分"),
];

#[test]
fn what_a_list_shares_is_said_of_each() {
    let mut wrong = Vec::new();
    for (list, each) in SHARED {
        for (behind, scoring) in OF_ALL {
            let sentence = format!("{list}{behind}。");
            let expected: Vec<String> = each.iter().map(|it| format!("不得 {it} {{{scoring}}}")).collect();
            let (found, reported) = read(&sentence);
            if reported || found != expected {
                wrong.push(format!("{sentence}\n  expected {expected:?}\n  found    {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn an_achievement_is_worth_what_is_said() {
    let wrong = otherwise(&ACHIEVEMENTS, &REWARDS);
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn praise_forbids_nothing() {
    let mut wrong = Vec::new();
    for (achievement, form) in ACHIEVEMENTS {
        for praise in PRAISES {
            let sentence = format!("{achievement}{praise}。");
            let (found, reported) = read(&sentence);
            if !reported || found.iter().any(|it| *it != format!("{form} {{}}")) {
                wrong.push(format!("{sentence}\n  found    {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_nobody_says_is_told_and_nothing_is_made_of_it() {
    let mut wrong = Vec::new();
    for (failing, form) in FAILINGS {
        for cost in UNSAID {
            let sentence = format!("{failing}{cost}。");
            let (found, reported) = read(&sentence);
            let made = found.iter().any(|it| !it.ends_with("{}") || !it.starts_with(form) && !it.contains("未签收"));
            if !reported || made {
                wrong.push(format!("{sentence}\n  found    {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}
