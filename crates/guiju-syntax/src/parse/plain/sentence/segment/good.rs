//! 按时上下班, then 违者每次扣1分: the opposite of what was said is what is punished.

use crate::ast::{Core, Requirement};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::effects;
use crate::parse::plain::lapse::{is_breach, is_lapse};
use crate::parse::plain::points::attach;
use crate::parse::plain::scored::is_one_of;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::violation::good::{is_attitude, opposite};

/// 违者, 不符合的, 否则, before points, of something good that nothing asks for in numbers.
pub fn of_good(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some((subject, effects)) = effects::split(normal) else { return false };
    let own = normal.text.get(..subject).unwrap_or("");
    if !effects.takes() || !(is_lapse(own) || own == "否则" || own.starts_with("不合格")) {
        return false;
    }
    let good = |state: &str| opposite(state).is_some();
    // 工作认真负责, 不符合扣2分: nobody can say when
    let last = sentence.read.get(sentence.start..).and_then(|read| read.last()).map(|last| last.words.as_str());
    if sentence.waiting.last().map(|last| last.text.as_str()).or(last).is_some_and(is_attitude) {
        let problem = Diagnostic::new(Code::NothingCheckable, normal.span(0, normal.text.len()));
        sentence.problems.push(problem.with("words", normal.text.as_str()));
        return true;
    }
    // 地面干净、桌面整洁, 一项不达标扣2分: of each of them
    if sentence.waiting.is_empty() && is_one_of(&normal.text) {
        return false;
    }
    let mut whole = if let Some(last) = sentence.waiting.pop_if(|last| good(&last.text)) {
        last
    } else if let Some(last) = sentence.read.get(sentence.start..).and_then(|read| read.last())
        && let Core::Phrase(state) = &last.core
        && good(&state.text)
        && state.text == last.words
    {
        let whole = Normal::placed(&last.words, last.span);
        sentence.read.pop();
        whole
    } else {
        return false;
    };
    sentence.said.retain(|segment| segment.text != normal.text);
    whole.copy(normal, subject, normal.text.len());
    sentence.said.push(whole.clone());
    let before = sentence.start..sentence.read.len();
    sentence.segment(&whole);
    // 上班须佩戴工牌, 着装整齐, 违者扣2分: of what was asked before too
    let asks = |it: &Requirement| {
        it.scoring.is_empty() && matches!(it.core, Core::Every { .. } | Core::Measure { .. } | Core::Never { .. })
    };
    if is_breach(own) {
        let earlier = sentence.read.get_mut(before).unwrap_or_default();
        earlier.iter_mut().filter(|it| asks(it)).for_each(|it| attach(it, &effects));
    }
    true
}
