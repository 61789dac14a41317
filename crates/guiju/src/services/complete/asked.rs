//! What the words before a place ask for.

use super::around::Around;

/// What is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A comment, a text, a date, a number: nothing that is known.
    Nothing,
    /// What a line begins with.
    LineStart,
    /// A form of 计分.
    Scoring,
    /// What is measured.
    Measure,
    /// An activity.
    Activity,
    /// What 须 obliges to.
    Duty,
    /// A field of records.
    Field,
    /// What is known of people.
    Attribute,
    /// A sign, or a word that compares a field.
    Comparison { fields: bool },
    /// What a field is compared with.
    Value { field: String },
    /// What a measure is compared with.
    Threshold,
    /// What follows a number.
    Unit,
    /// What 每家 is about.
    Entity,
    /// A grade.
    Grade,
    /// Any name.
    Name,
}

/// Words that compare a measure.
const COMPARED: [&str; 12] =
    [">=", "<=", ">", "<", "=", "至少", "不少于", "不低于", "不超过", "不得超过", "不得少于", "至多"];

/// What the words before the place ask for.
pub fn asked(around: &Around) -> Asked {
    let before = around.before.as_str();
    if around.in_comment || around.in_quotes {
        return Asked::Nothing;
    }
    if before.is_empty() {
        return Asked::LineStart;
    }
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    if let Some(rest) = before.strip_prefix("计分") {
        return scoring(rest.trim());
    }
    if let Some(rest) = before.strip_prefix("一票否决") {
        return if rest.trim() == "不高于" { Asked::Grade } else { Asked::Nothing };
    }
    for (head, attribute) in [("适用", true), ("任职", true), ("除外", false)] {
        if let Some(rest) = before.strip_prefix(head) {
            return condition(rest.trim(), attribute);
        }
    }
    if before.starts_with("视同") || before.starts_with("并计") {
        return match before.rfind("其中") {
            _ if ends(&["视同", "并计", "为"]) => Asked::Activity,
            Some(at) => condition(before.get(at + "其中".len()..).unwrap_or("").trim(), false),
            None => Asked::Nothing,
        };
    }
    if before.starts_with("定义") {
        return if ends(&["=", "(", "+", "-", "*", "/", ","]) { Asked::Measure } else { dotted(before) };
    }
    let silent =
        ["标准", "编号", "施行", "等级", "参数", "分值", "权重", "来源", "说明", "责任", "标识", "后果", "样本"];
    if silent.iter().any(|head| before.starts_with(head)) || before.starts_with('#') {
        return Asked::Nothing;
    }
    sentence(before)
}

fn sentence(before: &str) -> Asked {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    // The words since the last part began.
    let last = before.rsplit(['。', ';', '；']).next().unwrap_or(before).trim();
    if let Some(open) = last.rfind('{').filter(|open| !last.get(*open..).unwrap_or("").contains('}')) {
        let head = last.get(..open).unwrap_or("").trim_end();
        return match head.strip_suffix("属于") {
            Some(head) => Asked::Value { field: field_of(head.trim_end_matches('不')) },
            None if head.ends_with("依次") => Asked::Activity,
            None => Asked::Field,
        };
    }
    if ends(&["凡", "不得", "记", "在"]) {
        return Asked::Activity;
    }
    if ends(&["须"]) || (last.contains('须') && ends(&["且", "或"])) {
        return Asked::Duty;
    }
    if ends(&["按"]) {
        return Asked::Field;
    }
    if let Some(at) = last.rfind("其中") {
        let rest = last.get(at + "其中".len()..).unwrap_or("").trim();
        // Behind the condition the sentence goes on: a second sign is that of the requirement.
        let whole = rest.contains("须")
            || rest.contains(['>', '<', '=']) && !rest.ends_with(['>', '<', '=']) && !ends(&["且", "或"]);
        if !whole {
            return condition(rest, false);
        }
    }
    if let Some(rest) = last.strip_prefix('若').map(str::trim).filter(|rest| !rest.contains(' ')) {
        return condition(rest, false);
    }
    if COMPARED.iter().any(|word| before.ends_with(word)) {
        return Asked::Threshold;
    }
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return Asked::Unit;
    }
    if before.ends_with('(') {
        return Asked::Measure;
    }
    if before.ends_with('.') {
        return Asked::Field;
    }
    if last.ends_with("每家") || last.ends_with("每个") {
        return Asked::Entity;
    }
    let period = last.rsplit(' ').next().unwrap_or("").starts_with('每') || ends(&["前", "期", "底"]);
    if period { Asked::Measure } else { Asked::Name }
}

/// `活动.` asks for a field.
fn dotted(before: &str) -> Asked {
    if before.ends_with('.') { Asked::Field } else { Asked::Name }
}

/// What a condition asks for next.
fn condition(rest: &str, attribute: bool) -> Asked {
    let start = if attribute { Asked::Attribute } else { Asked::Field };
    // 非空 ends a condition, 非 begins one.
    if rest.is_empty() || ["且", "或", "(", "非"].iter().any(|word| rest.ends_with(word)) {
        return start;
    }
    if let Some(open) = rest.rfind('{') {
        let head = rest.get(..open).unwrap_or("").trim_end();
        let head = head.strip_suffix("属于").unwrap_or(head).trim_end_matches('不');
        return match rest.get(open..).is_some_and(|list| list.contains('}')) {
            true => Asked::Name,
            false => Asked::Value { field: field_of(head) },
        };
    }
    let signs = [">=", "<=", "!=", ">", "<", "="];
    if let Some(sign) = signs.iter().find(|sign| rest.ends_with(**sign)) {
        return Asked::Value { field: field_of(rest.strip_suffix(sign).unwrap_or(rest)) };
    }
    if rest.ends_with(|c: char| c.is_ascii_digit()) {
        return Asked::Unit;
    }
    let last = rest.rsplit(' ').next().unwrap_or(rest);
    let compared = signs.iter().any(|sign| last.contains(sign)) || rest.split(' ').count() > 1;
    if compared { Asked::Nothing } else { Asked::Comparison { fields: true } }
}

/// The last word: the field before a sign.
fn field_of(head: &str) -> String {
    let words = head.trim_end().rsplit([' ', '(', '且', '或']).next().unwrap_or("");
    words.trim_matches(['「', '」']).to_owned()
}

/// What comes next in a 计分 line.
fn scoring(rest: &str) -> Asked {
    if rest.is_empty() || rest.ends_with(['、', ',']) {
        return Asked::Scoring;
    }
    let step = ["每少", "每低", "每超", "每迟", "每"]
        .iter()
        .any(|head| rest.rsplit(['、', ',']).next().unwrap_or("").trim().starts_with(head));
    match rest.ends_with(|c: char| c.is_ascii_digit()) && step && !rest.contains(['扣', '加']) {
        true => Asked::Unit,
        false => Asked::Nothing,
    }
}
