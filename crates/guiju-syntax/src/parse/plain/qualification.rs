//! What a person must be: 年满18周岁, 大专及以上学历, 3年以上装配经验, 持有健康证.

use super::actors::is_actor;
use super::scan::{Part, scan};
use super::words::{MODALS, holds_any, modal, text};
use crate::ast::{Comparison, Condition, Core, Quantity, Text, Value};
use crate::normal::Normal;

/// What someone has who is so.
const HAS: [&str; 9] = ["具有", "具备", "持有", "取得", "获得", "拥有", "须有", "持", "有"];
/// How a paper ends that shows what someone may do.
const PAPERS: [&str; 9] = ["证", "证书", "资格", "执照", "许可证", "驾照", "资质", "职称", "学历"];
/// Degrees, lowest first.
const DEGREES: [&str; 16] = [
    "小学",
    "初中",
    "高中",
    "中专",
    "中技",
    "技校",
    "职高",
    "大专",
    "专科",
    "大学专科",
    "本科",
    "大学本科",
    "大学",
    "硕士",
    "研究生",
    "博士",
];
/// How long someone has done something.
const TENURES: [&str; 6] = ["经验", "经历", "工龄", "驾龄", "教龄", "年限"];
/// At least so much of a level.
const ABOVE: [&str; 4] = ["(含)以上", "及其以上", "及以上", "以上"];

/// 具有大专及以上文化程度或具有初级职称; 3年及以上装配经验; 年满18周岁且持有健康证. `held` says whether the segment before
/// it says what a person must be.
pub fn qualification(normal: &Normal, held: bool) -> Option<Core> {
    // 入职后30日内取得, 持证方可进入: what is done, and when
    let other = [
        "良好",
        "较强",
        "较好",
        "较高",
        "一定的",
        "扎实",
        "丰富",
        "优秀",
        "每",
        "率",
        "未",
        "不得",
        "方可",
        "才能",
        "后",
        "前",
        "时",
        "日内",
        "天内",
        "月内",
        "扣",
        "加分",
    ];
    if holds_any(&normal.text, &other) {
        return None;
    }
    // 叉车工须年满18周岁: whoever it is asked of
    let from = modal(&normal.text).map_or(0, |(at, word)| at + word.len());
    let from = if normal.text.get(..from).is_some_and(|who| who.chars().count() < 20) { from } else { 0 };
    // 系统应具有良好的扩展性: a thing is no person
    if !held && normal.text.get(..from).is_some_and(is_thing) {
        return None;
    }
    let mut tells = held;
    let mut all = Vec::new();
    for (start, end) in cut(&normal.text, from, &["并且", "且", "并", "同时"]) {
        let mut any = Vec::new();
        for (start, stop) in cut(&normal.text, start, &["或者", "或"]).into_iter().filter(|(at, _)| *at < end) {
            let end = stop.min(end);
            let (condition, plain) = test(normal, start, end, held || !all.is_empty() || !any.is_empty())?;
            tells |= plain;
            any.push(condition);
        }
        all.push(if any.len() == 1 { any.pop()? } else { Condition::Or(any) });
    }
    let condition = if all.len() == 1 { all.pop()? } else { Condition::And(all) };
    tells.then_some(Core::Qualification(condition))
}

/// Whether those before a modal are neither persons nor bodies, whose names end so.
fn is_thing(words: &str) -> bool {
    const PERSONS: [char; 26] = [
        '人', '者', '员', '生', '工', '师', '长', '手', '商', '家', '士', '任', '管', '理', '导', '部', '机', '干',
        '保', '业', '司', '位', '构', '队', '组', '购',
    ];
    const MORE: [&str; 8] = ["干部", "教授", "会计", "出纳", "秘书", "总监", "书记", "编辑"];
    let who = MODALS.iter().find_map(|modal| words.strip_suffix(modal)).unwrap_or(words);
    !who.is_empty() && !who.ends_with(PERSONS) && !MORE.iter().any(|post| who.ends_with(post)) && !is_actor(who)
}

/// The pieces from a place on between these words.
fn cut(text: &str, from: usize, words: &[&str]) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (from, from);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match words.iter().find(|word| text.get(at..).is_some_and(|rest| rest.starts_with(**word))) {
            Some(word) if at > start => {
                pieces.push((start, at));
                at += word.len();
                start = at;
            }
            _ => at += c.len_utf8(),
        }
    }
    if start < text.len() {
        pieces.push((start, text.len()));
    }
    pieces
}

/// One condition, and whether its words alone tell that it is one on a person.
fn test(normal: &Normal, start: usize, end: usize, held: bool) -> Option<(Condition, bool)> {
    let words = normal.text.get(start..end)?;
    let modal = MODALS.iter().find(|word| words.starts_with(**word)).map_or(0, |word| word.len());
    let start = start + modal;
    let words = normal.text.get(start..end)?;
    if let Some(age) = age(normal, start, end) {
        return Some((age, true));
    }
    if let Some(degree) = degree(normal, start, end) {
        return Some((degree, true));
    }
    if let Some(body) = body(normal, start, end) {
        return Some((body, true));
    }
    let has = HAS.iter().find(|word| words.starts_with(**word)).map_or(0, |word| word.len());
    let strong = words.starts_with("具有") || words.starts_with("具备");
    let from = start + has;
    if let Some(condition) = tenure(normal, from, end).or_else(|| level(normal, from, end)) {
        let paper = has > 0 && PAPERS.iter().any(|paper| words.ends_with(paper));
        let plain = strong || paper || holds_any(words, &TENURES) || words.contains("职称");
        return (plain || held).then_some((condition, plain));
    }
    let paper = PAPERS.iter().any(|paper| words.ends_with(paper)) && has > 0;
    // 持有健康证或保育员证
    let further = held && PAPERS.iter().any(|paper| words.ends_with(paper));
    let plain = strong || paper && !words.starts_with('有');
    let such = ["相应的", "相应", "相关的", "相关", "有效的", "有效"];
    let from = from
        + such
            .iter()
            .find(|word| normal.text.get(from..end).is_some_and(|it| it.starts_with(**word)))
            .map_or(0, |it| it.len());
    // 叉车作业须持证: which paper is not said
    let named = normal.text.get(from..end).is_some_and(|name| name.chars().count() > 1);
    let holds = named && (strong || paper || further || (held && has > 0));
    holds.then(|| (Condition::Flag(text(normal, from, end)), plain))
}

/// 年满18周岁, 年龄在45周岁以下, 18至45周岁
fn age(normal: &Normal, start: usize, end: usize) -> Option<Condition> {
    let words = normal.text.get(start..end)?;
    let named = words.starts_with("年满") || words.starts_with("年龄");
    let (parts, _) = scan(&normal.part(start, end));
    let aged = |number: &Quantity| number.unit.as_ref().is_some_and(|it| ["周岁", "岁"].contains(&it.text.as_str()));
    let full = words.contains("年满") || words.starts_with('满');
    let others = parts.iter().any(|part| matches!(part, Part::Words(word) if !is_age_word(&word.text)));
    let place = normal.span(start, end);
    let field = || Text { text: "年龄".to_owned(), span: place, quoted: false };
    let bound = |comparison, number: &Quantity| Condition::Compare {
        field: field(),
        comparison,
        value: Value::Number(number.clone()),
    };
    if others {
        return None;
    }
    let mut compared = None;
    for part in parts.iter() {
        match part {
            Part::Compare(comparison) => compared = Some(*comparison),
            Part::Between(from, to) if aged(to) => {
                return Some(Condition::And(vec![bound(Comparison::AtLeast, from), bound(Comparison::AtMost, to)]));
            }
            Part::Quantity(number) if aged(number) => {
                let comparison = compared.or((full || named).then_some(Comparison::AtLeast))?;
                return Some(bound(comparison, number));
            }
            _ => {}
        }
    }
    None
}

/// 身高165cm以上, 裸眼视力不低于4.8: what only a person has.
fn body(normal: &Normal, start: usize, end: usize) -> Option<Condition> {
    const TRAITS: [&str; 5] = ["身高", "视力", "裸眼视力", "矫正视力", "双眼视力"];
    let (parts, _) = scan(&normal.part(start, end));
    let (field, comparison, number) = match parts.as_slice() {
        [Part::Words(field), Part::Compare(comparison), Part::Quantity(number)]
        | [Part::Words(field), Part::Quantity(number), Part::Compare(comparison)] => (field, *comparison, number),
        _ => return None,
    };
    let value = Value::Number(number.clone());
    TRAITS.contains(&field.text.as_str()).then(|| Condition::Compare { field: field.clone(), comparison, value })
}

fn is_age_word(word: &str) -> bool {
    ["年满", "满", "年龄满", "年龄在", "男女不限"].contains(&word)
        || word.ends_with("年龄")
        || word.ends_with("年龄要求")
}

/// 大专及以上学历, 学历要求本科及以上
fn degree(normal: &Normal, start: usize, end: usize) -> Option<Condition> {
    let words = normal.text.get(start..end)?;
    let lead = ["学历不低于", "学历要求", "学历须为", "学历应为", "学历为", "学历须", "学历", "文化程度"];
    let has = HAS.iter().chain(&lead).find(|word| words.starts_with(**word));
    let least = lead.first().is_some_and(|word| words.starts_with(word));
    let from = start + has.map_or(0, |word| word.len());
    let rest = normal.text.get(from..end)?;
    let rest = rest.strip_prefix("全日制").unwrap_or(rest);
    let from = end - rest.len();
    let degree = DEGREES.iter().filter(|degree| rest.starts_with(**degree)).max_by_key(|degree| degree.len())?;
    let tail = rest.get(degree.len()..)?;
    let above = ABOVE.iter().find(|word| tail.starts_with(**word));
    let noun = tail.get(above.map_or(0, |word| word.len())..)?;
    let kind = ["学历", "文化程度", "文化", "毕业", "文化水平"].contains(&noun);
    if !(noun.is_empty() || kind) || (above.is_none() && !least && !kind) {
        return None;
    }
    let field = if noun == "文化程度" {
        text(normal, end - noun.len(), end)
    } else {
        Text { text: "学历".to_owned(), span: normal.span(from, end), quoted: false }
    };
    let value = Value::Text(text(normal, from, from + degree.len()));
    Some(Condition::Compare { field, comparison: Comparison::AtLeast, value })
}

/// 3年以上装配经验, 从事财务工作3年以上, 驾龄不少于3年
fn tenure(normal: &Normal, start: usize, end: usize) -> Option<Condition> {
    let (parts, _) = scan(&normal.part(start, end));
    let (comparison, number, name) = match parts.as_slice() {
        [Part::Compare(comparison), Part::Quantity(number), Part::Words(name)]
        | [Part::Words(name), Part::Compare(comparison), Part::Quantity(number)] => (*comparison, number, name),
        [Part::Words(name), Part::Quantity(number)] if name.text.ends_with('满') => {
            (Comparison::AtLeast, number, name)
        }
        _ => return None,
    };
    let long = number.unit.as_ref().is_some_and(|unit| ["年", "个月", "月"].contains(&unit.text.as_str()));
    let told = holds_any(&name.text, &TENURES) || name.text.starts_with("从事");
    let field = Text { text: name.text.trim_end_matches('满').trim_start_matches('的').to_owned(), ..name.clone() };
    (long && told).then(|| Condition::Compare { field, comparison, value: Value::Number(number.clone()) })
}

/// 主管护师及以上职称, C1以上驾驶证
fn level(normal: &Normal, start: usize, end: usize) -> Option<Condition> {
    let words = normal.text.get(start..end)?;
    let (at, above) = ABOVE.iter().find_map(|word| Some((words.find(word)?, *word)))?;
    let field = text(normal, start + at + above.len(), end);
    let value = words.get(..at)?;
    let number = value.contains(|c: char| c.is_ascii_digit()) && !value.starts_with(|c: char| c.is_ascii_alphabetic());
    if field.text.is_empty() || value.is_empty() || number || field.text.starts_with('的') {
        return None;
    }
    let value = Value::Text(text(normal, start, start + at));
    Some(Condition::Compare { field, comparison: Comparison::AtLeast, value })
}
