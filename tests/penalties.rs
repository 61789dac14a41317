//! What a failing costs is the same of whatever failing it is said, and wherever it is said: of a case, a breach, a lapse.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

/// Failings, and how they are understood.
#[rustfmt::skip]
const FAILINGS: [(&str, &str); 13] = [
    ("未佩戴工牌的，", "不得 未佩戴工牌"), ("上班迟到的，", "不得 上班迟到"), ("发现地面有积水，", "不得 发现地面有积水"), ("记录填写不完整，", "不得 记录填写不完整"),
    ("丢失客户资料，", "不得 丢失客户资料"), ("擅自离岗，", "不得 擅自离岗"), ("严禁酒后上岗，违者", "不得 酒后上岗"), ("不得私自收费，违反者", "不得 私自收费"),
    ("无故旷工，", "不得 无故旷工"), ("未按时提交报表的，", "不得 未按时提交报表"), ("设备漏检，", "不得 设备漏检"),
    ("因操作失误造成返工的，", "不得 操作失误造成返工"), ("收发文件均要签收，未签收的，", "凡 收发文件 须 签收"),
];

/// What follows, and how it is understood.
#[rustfmt::skip]
const COSTS: [(&str, &str); 56] = [
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
    ("每次扣除绩效分2分", "计分 每次 扣 2 分"), ("扣绩效2分", "计分 未达标 扣 2 分"), ("扣考核分2分", "计分 未达标 扣 2 分"), ("扣2分并限期整改", "计分 未达标 扣 2 分、后果 「限期整改」"),
];

/// How much nobody says, whatever the failing.
const UNSAID: [&str; 5] = ["根据情节轻重扣2~5分", "视情节扣2-5分", "视情节轻重罚款50-200元", "扣2-5分", "加倍扣分"];

/// What is asked, with its points; and whether anything is wrong.
fn read(sentence: &str) -> (Vec<String>, bool) {
    let compiled = guiju::compile_text("a.gj", sentence);
    let explained = compiled.explain(guiju::Lang::Zh);
    let file = &explained.files[0];
    let shown = file.requirements.iter().map(|it| format!("{} {{{}}}", it.canonical, it.scoring.join("、")));
    (shown.collect(), file.diagnostics.iter().any(|it| it.severity == "error"))
}

#[test]
fn a_failing_costs_what_is_said() {
    let mut wrong = Vec::new();
    for (failing, form) in FAILINGS {
        for (cost, scoring) in COSTS {
            let sentence = format!("{failing}{cost}。");
            let expected = format!("{form} {{{scoring}}}");
            let (found, reported) = read(&sentence);
            if reported || found != [expected.clone()] {
                wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found:?}"));
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
