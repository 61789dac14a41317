//! 服从安排, then 不服从每次扣2分: what is not done is what was just said, 不服从安排.

use crate::ast::Core;
use crate::normal::Normal;
use crate::parse::plain::acts::DULY;
use crate::parse::plain::effects;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::words::modal;

/// Acts that need something they are done to.
const TRANSITIVE: [&str; 9] = ["使用", "佩戴", "穿戴", "遵守", "执行", "做到", "落实", "填写", "讲"];
/// How something is as it should be.
#[rustfmt::skip]
const STATES: [&str; 22] = [
    "归位", "整洁", "整齐", "到位", "端正", "完整", "齐全", "清洁", "干净", "清楚", "清晰", "准确", "规范", "合格", "达标", "良好",
    "完好", "畅通", "及时", "真实", "有序", "关闭",
];

/// A failing that leaves out what was said before of it as it should be.
pub fn of_unlike(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some((subject, effects)) = effects::split(normal) else { return false };
    let own = normal.text.get(..subject).unwrap_or("").trim_end_matches([',', '的', '者']);
    let Some(word) = ["不", "未", "没有"].into_iter().find(|word| own.starts_with(*word)) else { return false };
    let Some(undone) = own.get(word.len()..).filter(|act| (1..=10).contains(&act.chars().count())) else {
        return false;
    };
    let waits = sentence.waiting.last().cloned();
    let good = waits.clone().or_else(|| {
        let last = sentence.read.get(sentence.start..).and_then(|read| read.last())?;
        let phrase = matches!(&last.core, Core::Phrase(state) if state.text == last.words);
        phrase.then(|| Normal::placed(&last.words, last.span))
    });
    let Some(good) = good.filter(|good| is_good(&good.text)) else { return false };
    let Some(mut whole) = effects.takes().then(|| unlike(&good, word, undone)).flatten() else { return false };
    if waits.is_some() {
        sentence.waiting.pop();
    } else {
        sentence.read.pop();
    }
    whole.copy(normal, own.len(), normal.text.len());
    sentence.said.retain(|segment| segment.text != normal.text && segment.text != good.text);
    sentence.said.push(whole.clone());
    sentence.segment(&whole);
    true
}

/// 尊重客户,不尊重客户,每次扣2分: what the second leaves undone of the first.
pub(in crate::parse::plain) fn opposite(good: &Normal, bad: &str) -> Option<Normal> {
    let bad = bad.trim_end_matches([',', '的', '者']);
    let word = ["不", "未", "没有"].into_iter().find(|word| bad.starts_with(*word))?;
    let undone = bad.get(word.len()..).filter(|act| (1..=10).contains(&act.chars().count()))?;
    is_good(&good.text).then(|| unlike(good, word, undone)).flatten()
}

/// Something as it should be, that nothing asks for in numbers or by a word of its own.
fn is_good(state: &str) -> bool {
    const WRONG: &str = "未不无没缺漏错误欠违虚差少慢乱脏坏拒、";
    !state.contains(|c: char| WRONG.contains(c) || c.is_ascii_digit()) && modal(state).is_none()
}

/// 不服从安排, of 服从安排 and 不服从; 工具未归位, of 工具归位 and 未归位.
fn unlike(good: &Normal, word: &str, undone: &str) -> Option<Normal> {
    let state = good.text.as_str();
    let mut whole = good.empty();
    let Some(at) = state.find(undone) else {
        // 服从工作安排,不服从安排
        let mut letters = state.chars();
        let first: String = undone.chars().take(2).collect();
        let within = undone.chars().count() > 3 && undone.chars().all(|letter| letters.any(|it| it == letter));
        if within && state.starts_with(&first) || undone.ends_with(state) {
            whole.insert(&format!("{word}{undone}"), good, 0);
            return Some(whole);
        }
        // 文明用语,不使用
        if TRANSITIVE.contains(&undone) && !TRANSITIVE.iter().any(|verb| state.contains(verb)) {
            whole.insert(&format!("{word}{undone}"), good, 0);
            whole.copy(good, 0, state.len());
            return Some(whole);
        }
        return None;
    };
    let (before, behind) = (state.get(..at)?, state.get(at + undone.len()..)?);
    // which the opposite need not say
    let adverb = DULY.contains(&before) || before.chars().count() == 1 && undone.chars().count() == 1;
    // 按时打卡,不打卡; 工具归位,未归位; of 爱岗敬业,不敬业 only half is said, and 记录完整,未记录 says something else
    let is = STATES.contains(&undone);
    if behind.is_empty() && !before.is_empty() && !adverb && !is || at == 0 && STATES.contains(&behind) {
        return None;
    }
    whole.copy(good, 0, if adverb { 0 } else { at });
    whole.insert(word, good, at);
    whole.copy(good, at, state.len());
    Some(whole)
}
