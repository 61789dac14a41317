//! A lapse that names nothing of its own: 违者, 如有违反上述规定的, 每发现一次未按要求执行. It is the failing of what was asked
//! before, whatever that was.
//!
//! Such words are put together from a few lists, so that each of their many forms is known: when it comes to light, how
//! often, what is not kept, and of what.

use super::first;
use super::scan::unit;

/// When it comes to light.
#[rustfmt::skip]
const CASES: [&str; 26] = [
    "如果", "如有", "若有", "凡有", "如", "若", "凡", "对于", "对", "一经", "一旦", "经检查", "检查", "抽查", "发现", "查出", "查到", "查实",
    "出现", "发生", "存在", "有", "每次", "每", "其中", "被",
];
/// Who, or what it is.
#[rustfmt::skip]
const WHO: [&str; 13] = [
    "者", "的", "行为", "情况", "情形", "现象", "问题", "人员", "员工", "事项", "时", ",", "、",
];
const RULES: [&str; 11] = ["规定", "条例", "办法", "制度", "细则", "守则", "规则", "要求", "标准", "条款", "条"];
const THESE: [&str; 12] = ["本条", "本项", "本", "上述", "以上", "前款", "前述", "前条", "该", "此", "有关", "相关"];
/// Against what was asked.
const AGAINST: [&str; 4] = ["违反", "违背", "违规", "违"];
/// What is not so.
const NOT: [&str; 7] = ["未能", "未", "没有", "没能", "没", "不能", "不"];
/// How it should have been.
#[rustfmt::skip]
const AS_ASKED: [&str; 17] = [
    "按照规定", "按照要求", "按照标准", "按规定要求", "按上述要求", "按上述规定", "按规定", "按要求", "按标准", "按规范", "按此", "完全", "严格", "认真", "按时",
    "按期", "及时",
];
/// What should have been done.
#[rustfmt::skip]
const KEEP: [&str; 21] = [
    "执行", "完成", "落实", "做到", "做好", "遵守", "履行", "实施", "达到", "达标", "达成", "实现", "符合", "符", "做", "开展", "组织", "召开", "举办", "举行", "安排",
];
/// What falls short.
const SHORT: [&str; 7] = ["达不到", "做不到", "完不成", "落实不到位", "执行不到位", "不到位", "不达标"];
const OF: [&str; 4] = ["要求", "规定", "标准", "目标"];

/// Whoever acts against what was asked before: 违者, 如有违反上述规定的. It can be said of nothing else.
pub fn is_breach(words: &str) -> bool {
    let what = bare(words);
    let Some(rest) = AGAINST.iter().find_map(|word| what.strip_prefix(word)) else { return false };
    let of = rest.strip_suffix("一次").unwrap_or(rest);
    let these = THESE.iter().find_map(|word| of.strip_prefix(word));
    let named = these.is_some_and(|rest| rest.chars().count() <= 6 && RULES.iter().any(|rules| rest.ends_with(rules)));
    let alone = what == "违" && words.trim_end_matches(['的', ',']).ends_with("违者");
    (of.is_empty() && what != "违") || alone || named || these == Some("") || OF.contains(&of)
}

/// Whoever acts against what was asked, or leaves it undone.
pub fn offends(words: &str) -> bool {
    is_breach(words) || ["未完成", "未做到"].contains(&words.trim_end_matches([',', '、', '的', '者']))
}

/// What is not done as was asked, where something was: 未按要求执行的, 一次不符合, 达不到标准.
pub fn is_lapse(words: &str) -> bool {
    is_breach(words) || {
        let what = bare(words);
        let short = SHORT.iter().find_map(|word| what.strip_prefix(word));
        let not = || {
            let rest = NOT.iter().find_map(|word| what.strip_prefix(word))?;
            let (manner, rest) = taken(rest, &AS_ASKED);
            let (keep, rest) = taken(rest, &KEEP);
            (manner || keep).then_some(rest)
        };
        short.or_else(not).is_some_and(|of| of.is_empty() || OF.contains(&of))
    }
}

/// Without when and how often it comes to light, and who it is: 违反 of 每发现一次违反的.
pub fn bare(words: &str) -> &str {
    let mut rest = words;
    while let Some(shorter) = WHO.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter;
    }
    rest = uncounted_end(rest);
    loop {
        let begun = CASES.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let shorter = uncounted(begun);
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// 一次, 1项 at the beginning.
fn uncounted(words: &str) -> &str {
    let counted = words.strip_prefix(['一', '1']);
    counted.and_then(|rest| rest.strip_prefix(unit(rest)?)).unwrap_or(words)
}

/// The same at the end.
fn uncounted_end(words: &str) -> &str {
    let number = words.char_indices().rev().take(3).find(|(_, c)| first::number(*c));
    let counted = number.filter(|(at, c)| {
        let rest = words.get(at + c.len_utf8()..).unwrap_or("");
        ['一', '1'].contains(c) && !rest.is_empty() && unit(rest) == Some(rest)
    });
    counted.and_then(|(at, _)| words.get(..at)).unwrap_or(words)
}

fn taken<'a>(words: &'a str, any: &[&str]) -> (bool, &'a str) {
    any.iter().find_map(|word| words.strip_prefix(word)).map_or((false, words), |rest| (true, rest))
}

#[cfg(test)]
mod tests {
    use super::{is_breach, is_lapse};

    #[test]
    fn a_breach_names_nothing() {
        for words in [
            "违者",
            "违反",
            "违反的",
            "违反者",
            "违规者",
            "每违反一次",
            "违反一次",
            "如有违反",
            "若有违反的",
            "如违反",
            "违反规定的",
            "违反上述规定的",
            "违反本条规定",
            "每发现一次违反规定",
            "凡违反以上要求者",
            "违反本公司制度的",
            "一经发现违反",
        ] {
            assert!(is_breach(words), "{words}");
        }
        for words in ["违反操作规程", "违章", "违纪", "违约金", "违反一次性规定", "未违反", "违者家属", ""]
        {
            assert!(!is_breach(words), "{words}");
        }
    }

    #[test]
    fn a_lapse_is_of_what_was_asked() {
        for words in [
            "未按要求执行的",
            "未按规定执行",
            "未做到的",
            "做不到的",
            "达不到标准",
            "不符合要求",
            "一次不符合",
            "一项不符合",
            "不符",
            "发现一次未做到",
            "未达标",
            "不达标",
            "未落实",
            "没有做到",
            "未按时完成",
            "每有一次未达到要求",
        ] {
            assert!(is_lapse(words), "{words}");
        }
        for words in
            ["未签字", "未按要求佩戴", "不合格", "未经批准", "不完整", "未达到80分", "无记录", "未完成培训", ""]
        {
            assert!(!is_lapse(words), "{words}");
        }
    }
}
