//! What is not punished is not asked either: 迟到3分钟以内不处罚, 情节轻微的不扣分.

use super::effects::Effects;
use super::said::Scored;
use super::sentence::Sentence;
use super::words::{holds_any, text};
use crate::ast::{Comparison, Core, Expr, Requirement, Scale, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;

/// Nothing is taken for it.
#[rustfmt::skip]
const UNTAKEN: [&str; 23] = [
    "不扣分", "不扣款", "不予扣分", "不奖不罚", "不奖也不罚", "不奖不扣", "不加不减", "不加不扣", "不奖励不处罚", "不奖励也不处罚", "不加分不扣分",
    "不罚不奖", "不扣不奖", "不扣不加", "不扣不罚", "不奖罚", "不予奖罚", "不加也不减", "不加也不扣", "不加分也不扣分",
    "不奖励不扣罚", "不加分不减分", "不得分也不扣分",
];
/// It is not punished.
#[rustfmt::skip]
const SPARED: [&str; 11] = [
    "免扣分", "免扣", "不罚款", "不予罚款", "不处罚", "不予处罚", "免予处罚", "免于处罚", "免处罚", "不作处罚", "免罚",
];
/// It is told that something does not count, or is not held against anyone.
#[rustfmt::skip]
const OTHERWISE: [&str; 12] = [
    "不罚", "不予追究", "不作处理", "不算", "不视为", "不按迟到", "不作迟到", "不计迟到", "不予考核", "不作考核", "不纳入考核", "免于考核",
];

/// 不扣分, 免予处罚: nothing is taken, so that all is left.
pub fn untaken() -> impl Iterator<Item = &'static &'static str> {
    UNTAKEN.iter().chain(&SPARED)
}

/// 迟到3分钟以内不处罚
pub fn pardons(text: &str) -> bool {
    holds_any(text, &SPARED) || holds_any(text, &OTHERWISE)
}

/// 不扣分, 不予考核, as all that a segment says of points.
pub(super) fn spares(normal: &Normal, effects: &Effects) -> bool {
    let said = normal.text.trim_end_matches([',', '。']);
    let ends = untaken().chain(&OTHERWISE).any(|word| said.ends_with(word));
    ends && effects.rules.is_empty() && effects.gain.is_none() && effects.worth.is_none()
}

impl Sentence {
    /// 情节轻微的不扣分, 首次不扣分: of which case nothing else is said.
    pub(super) fn spared_case(&mut self, said: &Scored) -> bool {
        const CASES: [&str; 16] = [
            "情节",
            "首次",
            "首犯",
            "初次",
            "初犯",
            "第一次",
            "偶尔",
            "特殊",
            "紧急",
            "不可抗力",
            "因",
            "确因",
            "如因",
            "由于",
            "客观",
            "经",
        ];
        let case = |words: &str| CASES.iter().any(|word| words.starts_with(word));
        let waits = said.own.text.is_empty() && self.waiting.last().is_some_and(|last| case(&last.text));
        // 迟到3分钟以内,不处罚
        let bare = said.own.text.is_empty() && self.waiting.is_empty();
        let asks = |words: &str| words.contains(['应', '须', '不', '禁']);
        let passed = |it: &Requirement| it.scoring.is_empty() && may_be_passed(&it.core) && !asks(&it.words);
        let bound = bare && self.read.get(self.start..).is_some_and(|mine| mine.last().is_some_and(passed));
        let spared = spares(&said.whole, &said.effects) && (waits || bound || case(&said.own.text));
        if spared {
            let waited = if waits { self.waiting.pop() } else { None };
            let bounded = if bound { self.read.pop() } else { None };
            let bounded = bounded.map(|read| Normal::placed(&read.words, read.span));
            let mut whole = waited.or(bounded).unwrap_or_else(|| said.whole.part(0, 0));
            self.flush();
            whole.copy(&said.whole, 0, said.whole.text.len());
            self.phrase(&whole);
        }
        spared
    }

    /// What was read of a segment that only says what is not punished, unless what is punished follows.
    pub(super) fn unpunished(&mut self) {
        for (place, whole) in std::mem::take(&mut self.pardoned) {
            let mine = |it: &&mut Requirement| it.span == place && it.scoring.is_empty() && may_be_passed(&it.core);
            if let Some(read) = self.read.iter_mut().find(mine) {
                let phrase = Requirement {
                    span: whole.span(0, whole.text.len()),
                    words: whole.text.clone(),
                    core: Core::Phrase(text(&whole, 0, whole.text.len())),
                    ..crate::parse::build::empty_requirement(read.span)
                };
                *read = phrase;
            }
        }
    }

    /// 不扣分 came to nothing: it is told.
    pub(super) fn spared_nothing(&mut self, said: &Normal) {
        let problem = Diagnostic::new(Code::NothingCheckable, said.span(0, said.text.len()));
        self.problems.push(problem.with("words", said.text.as_str()));
    }
}

/// 迟到3次以内 allows so many, where 出勤率98%以上 is to be reached.
fn may_be_passed(core: &Core) -> bool {
    match core {
        Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(number)), .. } => {
            let upto = matches!(comparison, Comparison::AtMost | Comparison::LessThan | Comparison::MoreThan);
            upto && number.scale == Scale::One
        }
        Core::Never { .. } | Core::Every { .. } => true,
        _ => false,
    }
}
