//! A scale says the same however its bands are put, and where they leave something out or say it twice, that is named.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_syntax::ast::PropertyKind;
use guiju_tests::reading::said;

/// What is measured: whether more of it is better, what is good, what is the least, and what is worse than that; the
/// first two in canonical form; a step, as it is said and in canonical form.
struct Measure {
    name: &'static str,
    more: bool,
    good: &'static str,
    least: &'static str,
    worse: &'static str,
    forms: (&'static str, &'static str),
    step: (&'static str, &'static str),
}

#[rustfmt::skip]
const MEASURES: [Measure; 12] = [
    Measure { name: "合格率", more: true, good: "95%", least: "90%", worse: "80%", forms: ("95%", "90%"), step: ("每低1%", "每低 1 个百分点") },
    Measure { name: "产品一次交验合格率", more: true, good: "98.5%", least: "97%", worse: "95%", forms: ("98.5%", "97%"), step: ("每降低一个百分点", "每低 1 个百分点") },
    Measure { name: "销售完成率", more: true, good: "100%", least: "80%", worse: "60%", forms: ("100%", "80%"), step: ("每少1%", "每低 1 个百分点") },
    Measure { name: "客户满意度", more: true, good: "90分", least: "80分", worse: "60分", forms: ("90 分", "80 分"), step: ("每低1分", "每低 1 分") },
    Measure { name: "投诉次数", more: false, good: "2次", least: "5次", worse: "9次", forms: ("2 次", "5 次"), step: ("每超1次", "每超 1 次") },
    Measure { name: "差错率", more: false, good: "1%", least: "3%", worse: "5%", forms: ("1%", "3%"), step: ("每高0.1%", "每超 0.1 个百分点") },
    Measure { name: "打印错字率", more: false, good: "3‰", least: "5‰", worse: "9‰", forms: ("3‰", "5‰"), step: ("每超1‰", "每超 1‰") },
    Measure { name: "报表及时率", more: true, good: "98%", least: "90%", worse: "80%", forms: ("98%", "90%"), step: ("每下降1个百分点", "每低 1 个百分点") },
    Measure { name: "库存周转天数", more: false, good: "30天", least: "45天", worse: "60天", forms: ("30天", "45天"), step: ("每多1天", "每超 1 天") },
    Measure { name: "培训时长", more: true, good: "40小时", least: "30小时", worse: "20小时", forms: ("40小时", "30小时"), step: ("每少1小时", "每少 1 小时") },
    Measure { name: "回款额", more: true, good: "100万元", least: "80万元", worse: "50万元", forms: ("100万 元", "80万 元"), step: ("每少1万元", "每少 1万元") },
    Measure { name: "出勤天数", more: true, good: "22天", least: "20天", worse: "15天", forms: ("22天", "20天"), step: ("每少1天", "每少 1 天") },
];

/// Ways to put three bands. N the measure, A what is good, B the least; U 以上 where more is better, else 以下, and D the
/// other; G the sign of what is good, L of what is worse; W 低于, else 高于; R from the lower to the higher of the two, O
/// without what belongs to the better band; Y and Z the two.
#[rustfmt::skip]
const BANDS: [&str; 38] = [
    "NAU得10分，R得8分，BD不得分", "NAU得10分，R得8分，BD得0分", "NAU得10分，R得8分，WB不得分", "NAU得10分，R得8分，WB得0分",
    "NAU得10分；R得8分；BD不得分", "NAU的得10分，R的得8分，BD的不得分", "N：AU得10分，R得8分，BD不得分", "NGA得10分，R得8分，LB得0分",
    "NGA得10分，Y≤X≤Z得8分，LB得0分", "NGA得10分；Y≤N≤Z得8分；LB得0分", "NA（含）U得10分，O得8分，B（不含）D不得分",
    "NAU得10分，Y以上Z以下得8分，BD不得分", "NAU得10分，大于等于Y小于等于Z得8分，WB得0分", "NAU得10分，R之间得8分，其余不得分",
    "NAU得10分，BU得8分，其余不得分", "NAU得10分，BU得8分，其他不得分", "NAU得10分，BU得8分，BD不得分",
    "NBD不得分，R得8分，AU得10分", "NBD得0分，R得8分，AU得10分", "NWB不得分，R得8分，AU得10分",
    "NWB得0分；R得8分；AU得10分", "NLB得0分，R得8分，GA得10分", "NAU得10分，A-B得8分，BD不得分", "NAU得10分，B-A得8分，BD不得分",
    "NR得8分，AU得10分，BD不得分", "NR得8分，AU得10分，WB不得分", "NR的得8分；AU的得10分；BD的得0分", "NAU（10分），R（8分），BD（0分）", "NGA（10分）、R（8分）、LB（0分）",
    "NGA得10分、R得8分、LB得0分", "NGA，10分；R，8分；LB，0分", "NGA：10分；R：8分；LB：0分", "N：GA=10分，R=8分，LB=0分", "N（GA得10分，R得8分，LB得0分）", "N GA 10分 R 8分 LB 0分",
    "10分：NGA；8分：R；0分：NLB", "N，AU，得10分；R，得8分；BD，得0分", "NGA：10分、R：8分、其余：0分",
];

/// Ways to put three bands of which the second gives a share.
#[rustfmt::skip]
const SHARES: [&str; 12] = [
    "NAU得满分，R得80%，BD不得分", "NAU得满分，R得80%，其余不得分", "NAU得满分；R得80%；BD不得分", "NGA得满分，R得80%，LB不得分", "NAU得满分，R得该项分值的80%，BD不得分", "NAU得满分，R得本项得分的80%，BD得0分",
    "NAU得满分，R得80%的分值，BD不得分", "NAU得满分，R得80%分值，WB不得分", "NAU的得满分，R的得80%，BD的不得分", "NAU得100%，R得80%，BD不得分", "NBD不得分，R得80%，AU得满分", "N：AU得满分，R得80%，BD不得分",
];

/// Ways to put what takes nothing, and two bands that take something.
#[rustfmt::skip]
const SPARED: [&str; 9] = [
    "NAU不扣分，R扣3分，BD扣10分", "NAU不扣分，R扣3分，WB扣10分", "NAU不扣分；R扣3分；BD扣10分", "NAU的不扣分，R的扣3分，BD的扣10分", "NAU的，不扣分；R的，扣3分；BD的，扣10分", "NAU不奖不罚，R扣3分，BD扣10分",
    "NGA不扣分，R扣3分，LB扣10分", "N：AU不扣分，R扣3分，BD扣10分", "NAU不加不减，R扣3分，BD扣10分",
];

/// Ways to put what is rewarded, what is neither, and what is punished.
#[rustfmt::skip]
const NEITHER: [&str; 9] = [
    "NAU奖励200元，R不奖不罚，BD罚款200元", "NAU奖200元，R不奖不罚，BD罚200元", "NAU奖励200元；R不奖不罚；BD扣200元", "NAU的奖励200元，R的不奖不罚，BD的罚款200元", "NR不奖不罚，AU奖励200元，BD罚款200元",
    "NAU奖班组200元，R不奖不罚，BD罚班组200元", "NAU奖励200元，R不奖也不罚，WB罚款200元", "NAU奖励200元，R不加不减，BD扣200元", "NAU奖励200元，R不得分也不扣分，BD扣200元",
];

/// Ways to say that nothing is given beyond the least; and whether the least itself is beyond.
#[rustfmt::skip]
const NOTHING: [(&str, bool); 22] = [
    ("NWB不得分", false), ("NWB的不得分", false), ("NWB得0分", false), ("NWB，得0分", false), ("NWB本项不得分", false), ("NWB，本项不得分", false),
    ("NWB本项0分", false), ("NWB本项为0分", false), ("NWB，本项得0分", false), ("NWB本项考核为0分", false), ("NWB，本项考核为0分", false),
    ("NWB时本项为0分", false), ("NLB不得分", false), ("NLB得0分", false), ("NLB，不得分", false), ("NLB，得0分", false),
    ("NBD不得分", true), ("NBD得0分", true), ("NBD0分", true), ("NBD本项考核为0分", true), ("NBD的，该项不得分", true), ("NBD，本项0分", true),
];

/// Ways to put steps from what is good. S the step.
#[rustfmt::skip]
const STEPS: [&str; 12] = [
    "NGA得10分，S扣2分", "NGA得10分，S扣2分，扣完为止", "NAU得10分，S扣2分", "NGA（10分），S扣2分", "N（10分）：GA，S扣2分", "N（满分10分）GA，S扣2分",
    "NGA，分值10分，S扣2分", "NGA，S扣2分，满分10分", "N GA 10分 S扣2分", "N GA 10 S扣2分", "N\tGA\t10分\tS扣2分", "3 N GA 10分 S扣2分",
];

/// Bands that leave something out. C is worse than B, P between them.
#[rustfmt::skip]
const GAPS: [&str; 5] = [
    "NAU得10分，P得8分，CD不得分", "NAU得10分；P得8分；CD得0分", "NGA得10分，P得8分，其余不得分", "NCD不得分，P得8分，AU得10分",
    "NCD不得分，R得8分，AU得10分",
];

/// Bands that say something twice. Q from A to C.
const OVERLAPS: [&str; 3] =
    ["NBU得10分，Q得8分，CD不得分", "NBU得10分；Q得8分；其余不得分", "NCD不得分，Q得8分，BU得10分"];

/// What no scale of the language says.
#[rustfmt::skip]
const UNSAYABLE: [&str; 12] = [
    "N目标值A，挑战值C，底线B", "NR为甲等，P为乙等", "N得分=完成率×10", "N=实际值/目标值×100%", "按N计算得分=实际值/目标值×10", "NAU得10分，R按比例得分，BD0分",
    "NAU得满分，R按比例得分，BD不得分", "NS加1分，最多加5分", "N优秀AU，良好R",
    "N GA 10 S扣1分 客服部", "N\tGA\t10\tS扣1分\t客服部", "N、GA、10分、S扣1分、客服部",
];

/// Single numbers, and what they give.
#[rustfmt::skip]
const COUNTS: [(&str, &str); 8] = [
    ("投诉次数0次得10分，1次得5分，2次及以上不得分", "投诉次数 = 0 次|分值 10|计分 分档 = 0 次 得 10 分、= 1 次 得 5 分、其余 得 0"),
    ("投诉次数0次得10分，1次得5分，2次及以上0分", "投诉次数 = 0 次|分值 10|计分 分档 = 0 次 得 10 分、= 1 次 得 5 分、其余 得 0"),
    ("投诉次数为0得10分，1次得5分，2次以上得0分", "投诉次数 = 0|分值 10|计分 分档 = 0 得 10 分、= 1 得 5 分、其余 得 0"),
    ("投诉次数0次得10分，1-2次得5分，3次及以上不得分", "投诉次数 = 0 次|分值 10|计分 分档 = 0 次 得 10 分、<= 2 次 得 5 分、其余 得 0"),
    ("投诉0次得10分，1次得8分，2次得5分，其余不得分", "投诉 = 0 次|分值 10|计分 分档 = 0 次 得 10 分、= 1 次 得 8 分、= 2 次 得 5 分、其余 得 0"),
    ("无投诉得10分，1次得5分，2次及以上不得分", "不得 投诉|分值 10|计分 分档 = 0 得 10 分、= 1 得 5 分、其余 得 0"),
    ("投诉三次以上本项考核为0分", "投诉 < 3 次|计分 全部达标"),
    ("投诉超过三次本项考核为0分", "投诉 <= 3 次|计分 全部达标"),
];

/// A sentence about a measure.
fn put(way: &str, it: &Measure) -> String {
    let range = |one: &str, other: &str| {
        let (low, high) = if it.more { (other, one) } else { (one, other) };
        format!("{low}-{high}")
    };
    let (low, high) = if it.more { (it.least, it.good) } else { (it.good, it.least) };
    let open = if it.more {
        format!("{low}（含）-{high}（不含）")
    } else {
        format!("{low}（不含）-{high}（含）")
    };
    let sides =
        if it.more { ("以上", "以下", "≥", "<", "低于") } else { ("以下", "以上", "≤", ">", "高于") };
    let said = |letter: char| match letter {
        'N' => it.name.to_owned(),
        'A' => it.good.to_owned(),
        'B' => it.least.to_owned(),
        'C' => it.worse.to_owned(),
        'U' => sides.0.to_owned(),
        'D' => sides.1.to_owned(),
        'G' => sides.2.to_owned(),
        'L' => sides.3.to_owned(),
        'W' => sides.4.to_owned(),
        'R' => range(it.good, it.least),
        'P' => range(it.least, it.worse),
        'Q' => range(it.good, it.worse),
        'O' => open.clone(),
        'S' => it.step.0.to_owned(),
        'Y' => low.to_owned(),
        'Z' => high.to_owned(),
        other => other.to_string(),
    };
    way.chars().map(said).collect()
}

/// What is asked, what it is worth, and its points; and the codes of what is named.
fn read(sentence: &str) -> (String, Vec<&'static str>) {
    said(&format!("{sentence}。"), |property| match property {
        PropertyKind::Worth(points) => Some(format!("分值 {points}")),
        _ => None,
    })
}

/// Sentences that come out otherwise.
fn otherwise(cases: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let fails = |(sentence, expected): (String, String)| {
        let (found, named) = read(&sentence);
        let said = if named.is_empty() { "SILENT" } else { "reported" };
        (found != expected || !named.is_empty())
            .then(|| format!("{said} {sentence}\n  expected {expected}\n  found    {found} {named:?}"))
    };
    cases.filter_map(fails).collect()
}

/// Sentences of which this is not named.
fn unnamed(ways: &[&str], code: Option<&str>) -> Vec<String> {
    let sentences = MEASURES.iter().flat_map(|it| ways.iter().map(move |way| put(way, it)));
    let silent = sentences.filter_map(|sentence| {
        let (found, named) = read(&sentence);
        let told = code.map_or(!named.is_empty(), |code| named.contains(&code));
        (!told).then(|| format!("{sentence}\n  found {found} {named:?}"))
    });
    silent.collect()
}

fn none(wrong: &[String]) {
    let silent = wrong.iter().filter(|it| it.starts_with("SILENT")).count();
    assert!(wrong.is_empty(), "{} otherwise, {silent} in silence:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn three_bands_are_one_scale_however_they_are_put() {
    let cases = MEASURES.iter().flat_map(|it| {
        let sign = if it.more { ">=" } else { "<=" };
        let (good, least) = it.forms;
        let bands = format!("计分 分档 {sign} {good} 得 10 分、{sign} {least} 得 8 分、其余 得 0");
        BANDS.iter().map(move |way| (put(way, it), format!("{} {sign} {good}|分值 10|{bands}", it.name)))
    });
    none(&otherwise(cases));
}

#[test]
fn a_band_may_give_a_share() {
    let cases = MEASURES.iter().flat_map(|it| {
        let sign = if it.more { ">=" } else { "<=" };
        let (good, least) = it.forms;
        let bands = format!("计分 分档 {sign} {good} 得 100%、{sign} {least} 得 80%、其余 得 0");
        SHARES.iter().map(move |way| (put(way, it), format!("{} {sign} {good}|{bands}", it.name)))
    });
    none(&otherwise(cases));
}

#[test]
fn what_takes_nothing_is_asked() {
    let cases = MEASURES.iter().flat_map(|it| {
        let (sign, worse) = if it.more { (">=", "<") } else { ("<=", ">") };
        let (good, least) = it.forms;
        let bands = format!("计分 分档 {worse} {good} 扣 3 分、{worse} {least} 扣 10 分");
        SPARED.iter().map(move |way| (put(way, it), format!("{} {sign} {good}|{bands}", it.name)))
    });
    none(&otherwise(cases));
}

#[test]
fn between_reward_and_punishment_nothing_is_given_or_taken() {
    let cases = MEASURES.iter().flat_map(|it| {
        let sign = if it.more { ">=" } else { "<=" };
        let (good, least) = it.forms;
        let won = format!("{} {sign} {good}|计分 达标 加 200 元", it.name);
        let lost = format!("{} {sign} {least}|计分 未达标 扣 200 元", it.name);
        NEITHER.iter().map(move |way| (put(way, it), format!("{won}|{lost}")))
    });
    none(&otherwise(cases));
}

#[test]
fn beyond_the_least_nothing_is_given_however_it_is_said() {
    let cases = MEASURES.iter().flat_map(|it| {
        NOTHING.iter().map(move |(way, itself)| {
            let sign = match (it.more, itself) {
                (true, false) => ">=",
                (true, true) => ">",
                (false, false) => "<=",
                (false, true) => "<",
            };
            (put(way, it), format!("{} {sign} {}|计分 全部达标", it.name, it.forms.1))
        })
    });
    none(&otherwise(cases));
}

#[test]
fn steps_from_what_is_good_are_the_same_in_a_sentence_and_in_a_row() {
    let cases = MEASURES.iter().flat_map(|it| {
        let sign = if it.more { ">=" } else { "<=" };
        STEPS.iter().map(move |way| {
            let expected = format!("{} {sign} {}|分值 10|计分 {} 扣 2 分", it.name, it.forms.0, it.step.1);
            (put(way, it), expected)
        })
    });
    none(&otherwise(cases));
}

#[test]
fn single_numbers_are_bands_too() {
    none(&otherwise(COUNTS.iter().map(|(sentence, form)| ((*sentence).to_owned(), (*form).to_owned()))));
}

#[test]
fn what_bands_leave_out_is_named() {
    none(&unnamed(&GAPS, Some("GJ0503")));
}

#[test]
fn what_bands_say_twice_is_named() {
    none(&unnamed(&OVERLAPS, Some("GJ0510")));
}

#[test]
fn what_no_scale_says_is_named() {
    none(&unnamed(&UNSAYABLE, None));
}
