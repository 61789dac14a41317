//! What is excepted, permitted or spared is never asked: an exception is carried or told, whatever it is said of.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_tests::reading::compiled;

/// What is asked, and how it is understood; `@` stands where what holds of it belongs.
const STATEMENTS: [(&str, &str); 15] = [
    ("每月走访客户不少于8家", "每月 @走访客户 >= 8 家"),
    ("每月请假不得超过2天", "每月 @请假 <= 2天"),
    ("不得擅自离岗", "不得 @擅自离岗"),
    ("工作时间禁止玩手机", "不得 @工作时间玩手机"),
    ("会议不得迟到", "不得 @会议迟到"),
    ("接到报修后2小时内到达现场", "凡 @接到报修 须 2小时内 到达现场"),
    ("收到投诉，应在24小时内答复", "凡 @收到投诉 须 24小时内 答复"),
    ("每月5日前上报报表", "每月 5日前 @上报报表 >= 1 次"),
    ("每周召开例会一次", "每周 @召开例会 >= 1 次"),
    ("每2小时巡查一次", "每2小时 @巡查 >= 1 次"),
    ("进入现场必须佩戴安全帽", "凡 @进入现场 须 佩戴安全帽"),
    ("收发文件均要签收", "凡 @收发文件 须 签收"),
    ("动火作业前须办理动火证", "凡 @动火作业 须 事先 办理动火证"),
    ("监控录像保存不少于30天", "@监控录像保存 >= 30天"),
    ("客户满意度不低于95%", "@客户满意度 >= 95%"),
];

/// Before a statement: what is excepted from it.
const EXCEPTING_BEFORE: [(&str, &str); 6] = [
    ("除不可抗力外，", "除外 不可抗力"),
    ("除因公出差外，", "除外 因公出差"),
    ("除经理批准以外，", "除外 经理批准"),
    ("除急诊外，", "除外 急诊"),
    ("除了急诊之外，", "除外 急诊"),
    ("除法定节假日外，", "除外 法定节假日"),
];

/// Behind a statement: what is excepted from it, and where a date goes.
#[rustfmt::skip]
const EXCEPTING_BEHIND: [(&str, &str); 18] = [
    ("，不可抗力除外", "除外 不可抗力"), ("，法定节假日除外", "除外 法定节假日"), ("（节假日除外）", "除外 法定节假日"), ("，经批准的除外", "除外 经批准"),
    ("，经总经理批准的除外", "除外 经总经理批准"), ("，急诊除外", "除外 急诊"), ("，因公外出的除外", "除外 因公外出"), ("，新员工除外", "除外 新员工"),
    ("，试用期员工除外", "除外 试用期员工"), ("，因客户原因造成的除外", "除外 因客户原因造成"), ("，确因工作需要的除外", "除外 因工作需要"),
    ("，出差期间除外", "除外 出差期间"), ("，但紧急抢修除外", "除外 紧急抢修"), ("，但经批准的除外", "除外 经批准"), ("，夜班除外", "除外 夜班"),
    ("，遇节假日顺延", "遇节假日顺延"), ("，遇法定节假日顺延至下一工作日", "遇节假日顺延"), ("，遇周末顺延", "遇节假日顺延"),
];

/// Before a statement: what nobody names, no record shows or only a person can judge.
#[rustfmt::skip]
const TOLD_BEFORE: [&str; 21] = [
    "除特殊情况外，", "除非经理批准，", "除非特殊情况，", "除非停电，", "情况紧急的，", "情节轻微的，", "遇特殊情况时，", "紧急情况下，", "非特殊情况，", "非紧急情况，",
    "在不影响工作的前提下，", "在条件允许的情况下，", "如遇停电，", "国家另有规定的除外，", "经批准后，", "若无正当理由，", "如无特殊原因，", "无特殊情况，", "特殊情况下，",
    "原则上，", "原则上",
];

/// Behind a statement: the same, and what may be done or is spared.
#[rustfmt::skip]
const TOLD_BEHIND: [&str; 59] = [
    "，特殊情况除外", "，另有约定的除外", "，国家另有规定的从其规定", "，法律另有规定的，从其规定", "，法律法规另有规定的除外", "，试用期员工不适用", "，本条不适用于试用期员工",
    "，不适用于临时工", "，遇雨天顺延", "，遇停电顺延", "，如遇特殊情况顺延", "，首次免罚", "，首次不扣分", "，首次不处罚", "，初犯可免罚", "，情节轻微的不扣分", "，情节轻微的，可免于处罚",
    "，情节轻微的，不予处罚", "，紧急情况可先处理后补报", "，紧急情况可先执行后补手续", "，紧急情况下可先口头报告，后补书面手续", "，情况紧急的，可先处理后报告", "，遇特殊情况需提前说明",
    "，遇特殊情况需报经理批准", "，特殊情况需经经理批准", "，特殊情况须报经理批准", "，如有特殊情况，应提前请示", "，因客观原因无法完成的除外", "，允许每月一次", "，允许每月迟到一次",
    "，可以提前", "，可以委托他人办理", "，员工有权申诉", "，员工可申请调休", "，特殊情况可延长1天", "，特殊情况可适当放宽", "，确有困难的可申请延期", "，经批准可延期",
    "，经经理批准可延长2天", "，可根据情况调整", "，除非经理批准", "，除非有紧急情况", "，出差期间不计", "，出差人员不受此限", "，不受此限", "，3次以内不处罚", "，3次以内的不扣分",
    "，不超过3次的不处罚", "，但客户要求的不在此限", "，休假期间除外", "，节假日不计", "，双休日除外", "，周末除外", "，因病的不扣分", "，不可抗力导致的，不予考核", "，情节严重的扣20分",
    "，偶尔的不扣分", "，经批准的不处罚", "（特殊情况除外）",
];

/// Behind a statement: what is asked besides, in a case that a record shows.
#[rustfmt::skip]
const BESIDES: [(&str, &str); 4] = [
    ("，如因客观原因无法完成的，应书面说明", "凡 因客观原因无法完成 须 书面说明 {}"),
    ("，因故不能完成的，须提前一天报告", "凡 因故不能完成 须 提前1天 报告 {}"),
    ("，如因个人原因造成损失，扣2分", "不得 因个人原因造成损失 {计分 未达标 扣 2 分}"),
    ("，遇特殊情况不能完成的，应提前说明", "凡 特殊情况不能完成 须 事先 说明 {}"),
];

/// What holds of a ban, before it.
const OF_BANS: [&str; 6] = ["无故", "未经许可，", "未经批准，", "未经许可", "未经领导同意，", "未经批准"];

/// When a statement holds, before it.
const DURING: [&str; 4] = ["出差期间，", "因公出差期间，", "值班期间，", "夜班期间，"];

/// Permissions, exceptions and pardons by themselves.
#[rustfmt::skip]
const ALONE: [&str; 54] = [
    "迟到3分钟以内不处罚", "迟到3分钟以内的不处罚", "迟到3分钟以内，不处罚", "迟到3分钟以内的，不予处罚", "迟到5分钟以内免罚", "迟到5分钟以内不扣分", "迟到10分钟以内不算迟到",
    "每月迟到3次以内不扣分", "每月迟到3次以内的不罚款", "每月迟到2次以内免扣", "首次迟到免罚", "首次迟到不扣分", "第一次迟到不处罚", "迟到首次不扣分", "允许每月迟到一次",
    "员工每月可请假2天", "员工每年可享受带薪年休假5天", "员工有权拒绝违章指挥", "员工有权在3日内申诉", "员工可以申请调休", "可以提前下班", "允许员工每月调休一次",
    "试用期员工不适用本制度", "试用期员工不考核", "新员工首月不考核", "情节轻微的，不予处罚", "情节轻微的，给予口头警告", "情况紧急的，可先处理后报告", "紧急情况可先处理后补报",
    "紧急情况可先采购后补办手续", "因公外出的，不按迟到处理", "因病请假的，不扣分", "因病请假的不扣分", "经批准的，不视为旷工", "不可抗力造成延误的，不扣分", "不可抗力导致的，不予考核", "出差期间不参加例会",
    "国家另有规定的从其规定", "法律、法规另有规定的，从其规定", "当事人另有约定的，从其约定", "遇特殊情况需提前请假", "特殊情况须报经理批准", "上班迟到5分钟以内免于处罚", "非本人原因造成的，不予追究",
    "首次违反的，免予处罚", "初次违规的不罚款", "每月3次以内不扣款", "超过3分钟以内的不处罚", "员工可每月申请一次补卡", "可先发货后补单", "经批准可以延期", "允许分批交货", "可酌情减免", "双休日除外",
];

/// What is told by itself in these words, and how it is understood.
#[rustfmt::skip]
const SAID: [(&str, &str); 29] = [
    ("无正当理由不得缺席例会", "不得 无正当理由缺席例会 {}"), ("无正当理由缺席例会的，扣5分", "不得 无正当理由缺席例会 {计分 未达标 扣 5 分}"),
    ("无故缺席例会，每次扣5分", "不得 无故缺席例会 {计分 每次 扣 5 分}"), ("无特殊原因不得请假", "不得 无特殊原因请假 {}"),
    ("无特殊原因未按时上报的，扣2分", "不得 无特殊原因未按时上报 {计分 未达标 扣 2 分}"), ("非因工作需要不得进入机房", "不得 非因工作需要进入机房 {}"), ("非工作需要不得外出", "不得 非工作需要外出 {}"),
    ("遇特殊情况不能参加的，应提前请假", "凡 特殊情况不能参加 须 事先 请假 {}"), ("如因特殊原因不能到会，须提前请假", "凡 因特殊原因不能到会 须 事先 请假 {}"),
    ("如因工作需要加班，须填写加班单", "凡 因工作需要加班 须 填写加班单 {}"), ("出差期间每日报告一次", "每日 出差期间报告 >= 1 次 {}"),
    ("如遇停电，值班员必须启动发电机", "凡 停电 须 启动发电机 {}"), ("如遇停电，发电机须5分钟内启动", "凡 停电 须 5分钟内 发电机启动 {}"), ("经批准后，须佩戴安全帽", "凡 经批准 须 佩戴安全帽 {}"),
    ("每月迟到3次以内不扣分，超过3次的，每次扣2分", "每月 迟到 <= 3 次 {计分 每超 1 次 扣 2 分}"), ("每月迟到2次以内免扣，超过每次扣2分", "每月 迟到 <= 2 次 {计分 每超 1 次 扣 2 分}"),
    ("迟到3分钟以内的不处罚，超过3分钟每次扣2分", "迟到 <= 3分钟 {计分 每次 扣 2 分}"), ("迟到3分钟以内不扣分，超过3分钟的每次扣2分", "迟到 <= 3分钟 {计分 每次 扣 2 分}"),
    ("出勤率98%以上不扣分，每低1%扣1分", "出勤率 >= 98% {计分 每低 1 个百分点 扣 1 分}"), ("出勤率98%以上不扣分", "出勤率 >= 98% {}"),
    ("不得擅自离岗，情节严重的，解除劳动合同", "不得 擅自离岗 {后果 「情节严重的解除劳动合同」}"), ("不得擅自离岗，情节轻微的，给予口头警告", "不得 擅自离岗 {后果 「情节轻微的给予口头警告」}"),
    ("凡 请假 其中 情况 = 一般 须 审批", "凡 请假 其中 情况 = 「一般」 须 审批 {}"), ("不得 迟到 其中 情况 = 一般", "不得 迟到 其中 情况 = 「一般」 {}"),
    ("不得 请假 其中 情况 = 十分紧急", "不得 请假 其中 情况 = 「十分紧急」 {}"), ("不得 投诉 其中 事由 = 万不得已", "不得 投诉 其中 事由 = 万不得已 {}"), ("不得 请假 其中 天数 = 三天", "不得 请假 其中 天数 = 3天 {}"),
    ("不得 请假 其中 时长 = 十分钟", "不得 请假 其中 时长 = 10分钟 {}"), ("不得 扣款 其中 分数 = 十分", "不得 扣款 其中 分数 = 10 分 {}"),
];

/// What is asked with its points and what is excepted; the codes of what is named; and whether anything is wrong.
fn read(sentence: &str) -> (Vec<String>, Vec<String>, bool) {
    let read = compiled(sentence);
    // of measure words and keys, which every exception leaves as they are
    let usual = ["GJ0309", "GJ0310", "GJ0316", "GJ0505"];
    let told = read.named.iter().map(|(code, _)| code.clone()).filter(|code| !usual.contains(&code.as_str()));
    (read.shown(), told.collect(), read.wrong())
}

/// The form of a statement with what holds of it, and what is excepted.
fn form(form: &str, holds: &str, except: &str) -> String {
    format!("{} {{{except}}}", form.replace('@', holds))
}

/// Each sentence, what is expected of it, and whether anything is to be told.
fn check(cases: impl Iterator<Item = (String, Vec<String>, bool)>) {
    let mut wrong = Vec::new();
    for (sentence, expected, told) in cases {
        let (found, codes, _) = read(&sentence);
        if found != expected || told == codes.is_empty() {
            wrong.push(format!("{sentence}\n  expected {expected:?}\n  found    {found:?} {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_excepted_is_carried() {
    let before = EXCEPTING_BEFORE.iter().flat_map(|(except, property)| {
        let of = |(words, it): &(&str, &str)| (format!("{except}{words}。"), vec![form(it, "", property)], false);
        STATEMENTS.iter().map(of).collect::<Vec<_>>()
    });
    let behind = EXCEPTING_BEHIND.iter().flat_map(|(except, property)| {
        let of = |(words, it): &(&str, &str)| (format!("{words}{except}。"), vec![form(it, "", property)], false);
        STATEMENTS.iter().map(of).collect::<Vec<_>>()
    });
    check(before.chain(behind));
}

#[test]
fn what_nobody_names_is_told_and_changes_nothing() {
    let before = TOLD_BEFORE.iter().flat_map(|case| {
        let of = |(words, it): &(&str, &str)| (format!("{case}{words}。"), vec![form(it, "", "")], true);
        STATEMENTS.iter().map(of).collect::<Vec<_>>()
    });
    let behind = TOLD_BEHIND.iter().flat_map(|case| {
        let of = |(words, it): &(&str, &str)| (format!("{words}{case}。"), vec![form(it, "", "")], true);
        STATEMENTS.iter().map(of).collect::<Vec<_>>()
    });
    check(before.chain(behind));
}

#[test]
fn what_is_asked_besides_is_asked() {
    check(BESIDES.iter().flat_map(|(case, besides)| {
        let both = |it: &str| vec![form(it, "", ""), (*besides).to_owned()];
        let of = |(words, it): &(&str, &str)| (format!("{words}{case}。"), both(it), false);
        STATEMENTS.iter().map(of).collect::<Vec<_>>()
    }));
}

#[test]
fn what_holds_of_a_statement_is_in_its_name() {
    let during = DURING.iter().flat_map(|when| {
        let of = |(words, it): &(&str, &str)| {
            (format!("{when}{words}。"), vec![form(it, when.trim_end_matches('，'), "")], false)
        };
        STATEMENTS.iter().map(of).collect::<Vec<_>>()
    });
    let bans = STATEMENTS.iter().filter(|(_, it)| it.starts_with("不得")).flat_map(|(words, it)| {
        let of = |lack: &&str| (format!("{lack}{words}。"), vec![form(it, lack.trim_end_matches('，'), "")], false);
        OF_BANS.iter().map(of).collect::<Vec<_>>()
    });
    check(during.chain(bans));
}

#[test]
fn what_is_only_permitted_or_spared_is_no_duty() {
    let mut wrong = Vec::new();
    for sentence in ALONE {
        let (found, codes, reported) = read(&format!("{sentence}。"));
        if !found.is_empty() || !reported {
            wrong.push(format!("{sentence}\n  found    {found:?} {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_said_of_reasons_needs_and_degrees_is_understood() {
    check(SAID.iter().map(|(words, it)| {
        let end = if words.contains(' ') { "" } else { "。" };
        (format!("{words}{end}"), vec![(*it).to_owned()], false)
    }));
    // a period has no words that could be compared
    let (found, codes, wrong) = read("若 情况 = 一般 每周 检查 >= 1 次");
    assert!(wrong && found == ["若 情况 = 「一般」 每周 检查 >= 1 次 {}"], "{found:?} {codes:?}");
}
