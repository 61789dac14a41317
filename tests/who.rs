//! Who is meant is never lost: a heading holds for each of its parts, whoever is named before a statement answers for it,
//! and what another pays, or what counts as another thing, is told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_syntax::ast::PropertyKind;
use guiju_tests::reading::said;

/// What is asked, who answers for it, and its points; and the codes of what is named.
fn read(sentence: &str) -> (String, Vec<&'static str>) {
    said(sentence, |property| match property {
        PropertyKind::Owner(who) => Some(format!("责任 {}", who.text)),
        PropertyKind::Roll(_) => Some("遇节假日顺延".to_owned()),
        _ => None,
    })
}

/// Sentences that come out otherwise; `told` is the only code that may be named.
fn none(cases: impl IntoIterator<Item = (String, String)>, told: &str) {
    let fails = |(sentence, expected): (String, String)| {
        let (found, named) = read(&sentence);
        (found != expected || named.iter().any(|code| *code != told))
            .then(|| format!("{sentence}\n  expected {expected}\n  found    {found} {named:?}"))
    };
    let wrong: Vec<String> = cases.into_iter().filter_map(fails).collect();
    assert!(wrong.is_empty(), "{} otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

/// Sentences of which this is not named.
fn unnamed(sentences: impl IntoIterator<Item = String>, code: &str) {
    let silent = sentences.into_iter().filter_map(|sentence| {
        let (found, named) = read(&sentence);
        (!named.contains(&code)).then(|| format!("{sentence}\n  found {found} {named:?}"))
    });
    let silent: Vec<String> = silent.collect();
    assert!(silent.is_empty(), "{} are not told by {code}:\n{}", silent.len(), silent.join("\n"));
}

/// A heading, two parts with their bounds, and what each is in canonical form.
type Headed = (&'static str, [(&'static str, &'static str); 2], &'static str, [&'static str; 2]);

#[rustfmt::skip]
const LIMITS: [Headed; 6] = [
    ("办理期限", [("居民客户", "3个工作日"), ("非居民客户", "5个工作日")], "<=", ["3个工作日", "5个工作日"]),
    ("抢修到场时间", [("城区", "45分钟"), ("农村", "90分钟")], "<=", ["45分钟", "90分钟"]),
    ("响应时间", [("紧急故障", "15分钟"), ("一般故障", "2小时")], "<=", ["15分钟", "2小时"]),
    ("保存期限", [("合同", "5年"), ("凭证", "10年")], ">=", ["5年", "10年"]),
    ("合格率", [("一班", "98%"), ("二班", "97%")], ">=", ["98%", "97%"]),
    ("培训学时", [("机修工", "24学时"), ("电工", "16学时")], ">=", ["24 学时", "16 学时"]),
];

const JOINTS: [&str; 3] = ["，", "；", "、"];

#[test]
fn a_heading_holds_for_each_of_its_parts() {
    let cases = LIMITS.iter().filter(|it| it.0 != "培训学时").flat_map(|(head, parts, sign, forms)| {
        let [(one, first), (other, second)] = parts;
        let words: &[&str] = match *sign {
            "<=" => &["不超过", "≤", "最多"],
            _ => &["不少于", "≥", "不低于"],
        };
        let expected = format!("{one}{head} {sign} {}|{other}{head} {sign} {}", forms[0], forms[1]);
        let joined = JOINTS.iter().flat_map(move |joint| words.iter().map(move |word| (joint, word)));
        joined.map(move |(joint, word)| {
            (format!("{head}：{one}{word}{first}{joint}{other}{word}{second}"), expected.clone())
        })
    });
    none(cases, "");
    let bare = LIMITS.iter().take(4).flat_map(|(head, parts, sign, forms)| {
        let [(one, first), (other, second)] = parts;
        let expected = format!("{one}{head} {sign} {}|{other}{head} {sign} {}", forms[0], forms[1]);
        JOINTS.iter().map(move |joint| (format!("{head}：{one}{first}{joint}{other}{second}"), expected.clone()))
    });
    none(bare, "");
}

#[test]
fn how_often_is_of_each_part() {
    let heads =
        [("巡检频率", "巡检"), ("巡检频次", "巡检"), ("巡检周期", "巡检"), ("清洁频次", "清洁"), ("消毒频率", "消毒")];
    let cases = heads.iter().flat_map(|(head, act)| {
        JOINTS.iter().map(move |joint| {
            let expected = format!("每日 一级设备{act} >= 1 次|每周 二级设备{act} >= 2 次");
            (format!("{head}：一级设备每天1次{joint}二级设备每周2次"), expected)
        })
    });
    none(cases, "");
}

#[test]
fn whoever_is_named_before_a_statement_answers_for_it() {
    let people = ["店长", "督导", "主管", "安全员", "客服主管", "实习生"];
    let pairs = people.iter().flat_map(|one| people.iter().map(move |other| (one, other)));
    let cases = pairs.filter(|(one, other)| one != other).flat_map(|(one, other)| {
        let expected = format!("每月 巡店 >= 4 次|责任 {one}|每月 巡店 >= 8 次|责任 {other}");
        let ways = [
            format!("{one}每月巡店4次，{other}每月巡店8次"),
            format!("{one}每月巡店不少于4次；{other}每月巡店不少于8次"),
            format!("每月巡店：{one}不少于4次，{other}不少于8次"),
            format!("每月巡店：{one}4次；{other}8次"),
            format!("每月巡店：{one}4次、{other}8次"),
            format!("巡店：{one}每月不少于4次，{other}每月不少于8次"),
        ];
        ways.map(|way| (way, expected.clone()))
    });
    none(cases, "GJ0222");
}

#[test]
fn what_counts_as_another_thing_is_told() {
    let cases = ["迟到30分钟以上", "未打卡", "月累计迟到3次", "请假未批擅自离岗", "代打卡双方", "早退1小时以上"];
    let ways = [
        "视同旷工半天",
        "的，视同旷工1天",
        "的视同旷工处理",
        "的视为旷工",
        "，视为旷工",
        "按旷工1天处理",
        "的按旷工论处",
        "均按旷工处理",
    ];
    unnamed(cases.iter().flat_map(|case| ways.iter().map(move |way| format!("{case}{way}"))), "GJ0213");
}

#[test]
fn from_whom_points_are_taken_is_said() {
    let failings = [("客户投诉", "客户投诉"), ("漏检", "漏检"), ("发生安全事故", "安全事故")];
    let own = failings.iter().flat_map(|(said, failing)| {
        ["扣责任人50元", "扣当事人50元", "对责任人罚款50元", "扣本人50元"]
            .map(|way| (format!("{said}每次{way}"), format!("不得 {failing}|计分 每次 扣 50 元")))
    });
    none(own, "");
    let others = failings.iter().flat_map(|(said, failing)| {
        ["部门负责人", "主管", "班组长", "店长"].into_iter().flat_map(move |who| {
            [format!("{said}每次扣{who}2分"), format!("{said}，每次扣{who}2分")]
                .map(|way| (way, format!("不得 {failing}|责任 {who}|计分 每次 扣 2 分")))
        })
    });
    none(others, "");
}

#[test]
fn what_another_pays_for_the_same_is_told() {
    let failings = ["客户投诉", "漏检", "发生安全事故"];
    let firsts = ["扣责任人50元", "对当事人罚款50元", "扣50元"];
    const SECONDS: [&str; 6] = [
        "，扣主管20元",
        "、主管20元",
        "，对主管罚款20元",
        "，连带扣主管20元",
        "，并扣主管20元",
        "，直接上级连带扣20元",
    ];
    let all = failings.iter().flat_map(|failing| {
        firsts.iter().flat_map(move |first| SECONDS.iter().map(move |second| format!("{failing}每次{first}{second}")))
    });
    unnamed(all.filter(|it| !it.contains("扣50元、")), "GJ0221");
}

#[test]
fn the_opposite_of_what_is_good_is_punished() {
    let goods = [
        ("按时上下班", "未按时上下班"),
        ("着装整洁", "着装不整洁"),
        ("佩戴工牌", "未佩戴工牌"),
        ("台面整洁", "台面不整洁"),
        ("准时参加会议", "未准时参加会议"),
        ("服从安排", "不服从安排"),
        ("爱护公物", "不爱护公物"),
    ];
    let ways = [
        "，每次扣2分",
        "，违者每次扣2分",
        "，违反者每次扣2分",
        "，不符合每次扣2分",
        "，未做到的每次扣2分",
        "，违者扣2分/次",
    ];
    let cases = goods.iter().flat_map(|(good, bad)| {
        ways.iter().map(move |way| (format!("{good}{way}"), format!("不得 {bad}|计分 每次 扣 2 分")))
    });
    none(cases, "");
}

#[test]
fn of_an_attitude_nobody_can_say() {
    let attitudes = ["工作认真负责", "服务热情", "服务热情周到", "待人礼貌"];
    let ways = ["，扣2分", "，每次扣2分", "，不符合扣2分", "，违者扣2分", "，视情况扣分", "，酌情扣1-5分"];
    unnamed(attitudes.iter().flat_map(|it| ways.iter().map(move |way| format!("{it}{way}"))), "GJ0311");
}

#[test]
fn brackets_that_say_which_are_not_lost() {
    let both = ["含早退", "包括早退", "含旷工", "包含脱岗"].iter().flat_map(|inner| {
        let other = inner.trim_start_matches(['包', '含', '括']);
        ["每次扣2分", "每发生一次扣2分", "，每次扣2分"].map(|points| {
            let expected = format!("不得 迟到|计分 每次 扣 2 分|不得 {other}|计分 每次 扣 2 分");
            (format!("迟到（{inner}）{points}"), expected)
        })
    });
    none(both, "");
    let rolls = ["遇节假日顺延", "节假日顺延"].iter().flat_map(|inner| {
        let expected = "每月 10日前 报送报表 >= 1 次|遇节假日顺延".to_owned();
        [format!("每月10日前（{inner}）报送报表"), format!("每月10日前报送报表（{inner}）")]
            .map(|way| (way, expected.clone()))
    });
    none(rolls, "");
    let which = ["指重伤以上", "仅限责任事故", "经查实的", "经核实", "轻伤及以上"];
    let failings = ["安全事故", "客户投诉", "发生质量事故"];
    let all = failings.iter().flat_map(|it| which.iter().map(move |inner| format!("{it}（{inner}）每起扣10分")));
    unnamed(all, "GJ0212");
}

#[test]
fn the_period_in_a_name_is_neither_lost_nor_invented() {
    let periods =
        [("月", "每月"), ("年", "每年"), ("周", "每周"), ("日", "每日"), ("月度", "每月"), ("季度", "每季度")];
    let counted = periods.iter().flat_map(|(word, period)| {
        [("加班", "不超过36小时", "<= 36小时"), ("请假", "不超过3天", "<= 3天"), ("迟到", "不得超过3次", "<= 3 次")]
            .into_iter()
            .flat_map(move |(act, bound, form)| {
                let expected = format!("{period} {act} {form}");
                [format!("{word}累计{act}{bound}"), format!("{word}{act}累计{bound}")]
                    .map(|way| (way, expected.clone()))
            })
    });
    none(counted, "");
    let more = [
        ("月净增客户不少于5户", "每月 净增客户 >= 5 户"),
        ("月新增会员不少于20人", "每月 新增会员 >= 20 人"),
        ("日巡查不少于2次", "每日 巡查 >= 2 次"),
        ("季度考核合格率不低于95%", "每季度 考核合格率 >= 95%"),
        ("周例会不得缺席", "不得 周例会缺席"),
        ("周例会每周召开1次", "每周 周例会召开 >= 1 次"),
        ("年休假不少于5天", "年休假 >= 5天"),
        ("日报每日提交1份", "每日 日报提交 >= 1 份"),
        ("日均拜访客户不少于3家", "日均拜访客户 >= 3 家"),
    ];
    none(more.map(|(sentence, form)| (sentence.to_owned(), form.to_owned())), "");
}

#[test]
fn a_name_keeps_its_last_letter_before_a_time() {
    let names = ["会议纪要", "会议摘要", "行政许可", "材料供应"];
    let cases = names.map(|name| (format!("{name}2天内办结"), format!("凡 {name} 须 2天内 办结")));
    none(cases, "");
}

#[test]
fn what_brackets_ask_of_something_narrower_is_asked() {
    let outer = [
        ("护理不良事件须在24小时内上报", "护理不良事件", "上报"),
        ("护理不良事件应于24小时内通过系统上报", "护理不良事件", "通过系统上报"),
        ("客户投诉工单须在24小时内结案", "客户投诉工单", "结案"),
        ("退货申请须在24小时内处理完毕", "退货申请", "处理完毕"),
    ];
    let inner = ["严重事件", "疑难件", "大件退货", "其中加急件"];
    let all = outer.iter().flat_map(|(words, event, act)| {
        inner.iter().flat_map(move |narrow| {
            let named = narrow.trim_start_matches("其中");
            let short = act.trim_start_matches("通过系统");
            let first = format!("凡 {event} 须 24小时内 {act}");
            let own = format!("凡 {named} 须 2小时内 {short}");
            let same = format!("凡 {named} 须 2小时内 {act}");
            [
                (format!("{words}（{narrow}2小时内{short}）。"), format!("{first}|{own}")),
                (format!("{words}（{narrow}须在2小时内{short}）。"), format!("{first}|{own}")),
                (format!("{words}（{narrow}2小时内）。"), format!("{first}|{same}")),
            ]
        })
    });
    none(all, "");
    let whose = ["严重的2小时内上报", "夜间2小时内上报", "节假日2小时内上报", "偏远地区2小时内", "紧急2小时内"];
    unnamed(whose.iter().map(|inner| format!("护理不良事件须在24小时内上报（{inner}）。")), "GJ0205");
    // whether the points are of both nobody can say
    let scored = ["逾期每次扣5分", "违者每次扣2分", "未按时上报扣2分"];
    unnamed(
        scored.iter().map(|points| format!("护理不良事件须在24小时内上报（严重事件2小时内上报），{points}。")),
        "GJ0205",
    );
    let measures = [
        ("满意度不低于95%（VIP客户不低于98%）", "满意度 >= 95%|VIP客户满意度 >= 98%"),
        ("客户满意度不低于95%（VIP客户不低于98%）", "客户满意度 >= 95%|VIP客户满意度 >= 98%"),
        ("合格率不低于95%（优秀率不低于30%）", "合格率 >= 95%|优秀率 >= 30%"),
    ];
    none(measures.map(|(sentence, form)| (sentence.to_owned(), form.to_owned())), "");
}

#[test]
fn what_brackets_say_besides_is_told() {
    let said = [
        "含线上",
        "以考勤机为准",
        "按金额计",
        "有责的",
        "属实",
        "情节严重",
        "无正当理由",
        "纸质",
        "第三方调查",
        "含未遂",
        "线上或线下",
    ];
    let bases = ["培训出勤率@不低于95%", "每月培训@不少于2次", "迟到@每次扣2分", "客户投诉@每次扣5分", "不得擅自离岗@"];
    unnamed(
        said.iter().flat_map(|inner| bases.iter().map(move |base| base.replace('@', &format!("（{inner}）")))),
        "GJ0212",
    );
    let both = ["迟到", "脱岗"].iter().flat_map(|one| {
        ["早退", "睡岗"].into_iter().flat_map(move |other| {
            let expected = format!("不得 {one}|计分 每次 扣 2 分|不得 {other}|计分 每次 扣 2 分");
            [format!("{one}（{other}）每次扣2分"), format!("{one}（含{other}）每次扣2分")]
                .map(|way| (way, expected.clone()))
        })
    });
    none(both, "");
}
