//! Random sentences: soups of the language's own words, and well-formed requirements in canonical form.

use guiju::KEYWORDS;
use proptest::collection::vec;
use proptest::prelude::*;

/// Words that are no keywords but belong into sentences.
const WORDS: [&str; 60] = [
    "上门访问客户",
    "客户",
    "签收",
    "整理文件夹",
    "错字率",
    "目标",
    "销售额",
    "甲",
    "1",
    "8",
    "30",
    "1.5",
    "1,000",
    "一",
    "两",
    "二十五",
    "半",
    "百分之五",
    "2万",
    "5%",
    "3‰",
    "2/3",
    "家",
    "次",
    "元",
    "分",
    "小时",
    "天",
    "(",
    ")",
    "(",
    ")",
    "{",
    "}",
    "「",
    "」",
    ",",
    ",",
    "。",
    ";",
    "、",
    ".",
    ":",
    "=",
    ">=",
    "<=",
    "≥",
    "<",
    ">",
    "!=",
    "+",
    "-",
    "*",
    "/",
    "2024-02-30",
    "9:00",
    "\n",
    "\n1. ",
    "\n一、",
    "//",
];

/// A soup of keywords, words and now and then anything at all.
pub fn soup() -> impl Strategy<Value = String> {
    let keywords: Vec<&'static str> = KEYWORDS.iter().map(|keyword| keyword.text).collect();
    let word = prop_oneof![
        6 => prop::sample::select(keywords).prop_map(str::to_owned),
        6 => prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned),
        2 => Just(" ".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(word, 0..30).prop_map(|words| words.concat())
}

fn one_of(words: &[&'static str]) -> impl Strategy<Value = &'static str> + use<> {
    prop::sample::select(words.to_vec())
}

/// A requirement as its canonical form would read, or nearly.
pub fn requirement() -> impl Strategy<Value = String> {
    let period = one_of(&[
        "",
        "每日 ",
        "每工作日 ",
        "每周 ",
        "每2周 ",
        "每旬 ",
        "每半月 ",
        "每月 ",
        "每季度 ",
        "每年 ",
        "考核期 ",
    ]);
    let entity = one_of(&["", "", "", "每家客户 "]);
    let name = || one_of(&["上门访问客户", "整理文件夹", "「每周例会」", "签约", "A1 评审"]);
    let filter = one_of(&[
        "",
        "",
        " 其中 形式 = 书面",
        " 其中 用时 <= 24 小时 且 非 备注 为空",
        " 其中 类别 属于 {甲、乙} 或 金额 > 1.5万",
        " 其中 备注 包含 「加急」",
    ]);
    let comparison = one_of(&[">=", ">", "<=", "<", "=", "!="]);
    let threshold = one_of(&["8", "8 家", "1.5", "30 次", "5%", "3‰", "2 个百分点", "1万 元"]);
    let measure = prop_oneof![
        name().prop_map(str::to_owned),
        name().prop_map(|name| format!("合计({name}.金额)")),
        name().prop_map(|name| format!("次数({name}) / 次数(发货)")),
        name().prop_map(|name| format!("占比({name}, 用时 <= 24 小时)")),
    ];
    let interval = one_of(&[
        "",
        "当天 ",
        "次日 ",
        "1天内 ",
        "3个工作日内 ",
        "24小时内 ",
        "1个月内 ",
        "次月5日前 ",
        "提前3天 ",
        "事先 ",
    ]);
    let item = (interval, name()).prop_map(|(interval, name)| format!("{interval}{name}")).boxed();
    let duty = prop_oneof![
        item.clone(),
        (item.clone(), one_of(&[" 且 ", " 或 "]), item).prop_map(|(one, and, other)| format!("{one}{and}{other}")),
        Just("类别 非空".to_owned()),
        Just("注明 {地址、电话}".to_owned()),
    ];
    prop_oneof![
        4 => (entity, period, measure, filter, comparison, threshold)
            .prop_map(|(entity, period, measure, filter, comparison, threshold)| {
                format!("{entity}{period}{measure}{filter} {comparison} {threshold}")
            }),
        3 => (name(), filter_of_trigger(), duty, one_of(&["", " 按 合同号"]))
            .prop_map(|(name, filter, duty, key)| format!("凡 {name}{filter} 须 {duty}{key}")),
        1 => name().prop_map(|name| format!("不得 {name}")),
        1 => name().prop_map(|name| format!("人工 「{}」", name.trim_matches(['「', '」']))),
        1 => one_of(&["5日前", "月底前", "3日至5日", "次月10日前", "20日后", "5日前(不含)"])
            .prop_map(|deadline| format!("每月 {deadline} 整理文件夹 >= 1 次")),
    ]
}

fn filter_of_trigger() -> impl Strategy<Value = &'static str> {
    one_of(&["", "", " 其中 金额 > 1000"])
}
