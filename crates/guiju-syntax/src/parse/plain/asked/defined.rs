//! What says what is, and asks for nothing: 视为, 完成率=实际数/计划数×100%, 编制共17人.

use crate::ast::{Core, Requirement, Text};
use crate::letters::Sketch;
use crate::normal::Normal;
use crate::parse::plain::facts;
use crate::parse::plain::looks;
use crate::parse::plain::scan::{Part, scan};

/// Whether a segment says what is: by itself, or as one of a list that began so (编制共17人).
pub(super) fn told(normal: &Normal, before: Option<&Requirement>) -> bool {
    let goes_on = || {
        let (parts, _) = scan(normal);
        let unit = |unit: &Text| unit.text == "次";
        let counts = |parts: &[Part]| match parts {
            [Part::Words(_), Part::Quantity(number)] => !number.unit.as_ref().is_some_and(unit),
            _ => false,
        };
        let things = |normal: &Normal| {
            let (parts, _) = scan(normal);
            counts(&parts) && parts.last().is_some_and(facts::thing)
        };
        let fact = |words: &Normal| facts::states_fact(words) || facts::lists(words);
        let phrase = before.filter(|before| matches!(before.core, Core::Phrase(_))).is_some_and(|before| {
            let before = Normal::new(&before.words, 0);
            fact(&before) || things(&before) && things(normal)
        });
        phrase && counts(&parts)
    };
    facts::states_fact(normal) || goes_on()
}

/// What says what a word means, or how points are put together, asks for nothing.
pub fn definitional(text: &str) -> bool {
    // 每季度末25日前: a day of the quarter's last month, or of its end?
    let quarter = text.contains('末')
        && ["季度末", "季末"]
            .iter()
            .any(|word| text.split_once(word).is_some_and(|(_, tail)| tail.starts_with(|c: char| c.is_ascii_digit())));
    // A级(优秀):考核分数>=90分 says what the grade is
    let graded = text.split_once(':').is_some_and(|(label, bound)| {
        let label = label.split('(').next().unwrap_or(label);
        label.chars().count() < 5
            && label.ends_with(['级', '等', '档'])
            && bound.contains('分')
            && !bound.contains("分钟")
    });
    // 完成率=实际数/计划数×100%
    let formula = is_formula(text);
    if quarter || formula || graded || text.contains("每提前") {
        return true;
    }
    const WORDS: [&str; 16] = [
        "视为",
        "视同",
        "是指",
        "占比分别",
        "按比例分",
        "平分",
        "出具考核意见",
        "工作日一半",
        "按\"待定\"",
        "按“待定”",
        "参加当月考核",
        "算迟到",
        "算旷工",
        "当期考核",
        "周期为",
        "晚于应",
    ];
    let letters = Sketch::of(text);
    looks::looked_at(text) || WORDS.iter().any(|word| letters.may_hold(word) && text.contains(word))
}

/// 完成率=实际数/计划数×100%, 绩效工资=基数×系数: what something is, by what it is reckoned from.
pub fn is_formula(text: &str) -> bool {
    let Some((head, sum)) = text.split_once('=').filter(|(head, _)| !head.ends_with(['<', '>', '!'])) else {
        return false;
    };
    // 优=10分: what a grade is worth
    let grade = |name: &str| {
        name.chars().count() == 1 && name.starts_with(|c: char| "优良中差可劣".contains(c) || c.is_ascii_uppercase())
    };
    if !text.contains(' ') && sum.ends_with('分') && grade(head.rsplit([':', ',']).next().unwrap_or(head)) {
        return true;
    }
    sum.contains(['×', '÷']) || sum.contains("*100%") || !text.contains(' ') && sum.contains('*')
}
