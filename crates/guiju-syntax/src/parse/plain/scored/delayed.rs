//! Bands of how late something is that has its deadline: 每月5日前上报报表,逾期1-3天扣2分,4-7天扣5分.
//!
//! Beyond a deadline a requirement has steps only. What is late by itself (报表逾期1-3天扣2分) is an event, whose length is
//! in its record; of what was asked before, nothing else than its deadline tells how late it is.

use rust_decimal::Decimal;

use crate::ast::{Basis, Core, Duty, DutyKind, Quantity, Requirement, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::said::{LATE, Scored};
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::sentence::Sentence;

/// Units of how late it is.
const LENGTHS: [&str; 10] = ["天", "日", "个工作日", "工作日", "小时", "个小时", "分钟", "周", "个月", "月"];

/// Whether it takes points by how late it is.
fn stepped(known: &Requirement) -> bool {
    let late = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Late, .. });
    known.scoring.iter().flat_map(|it| &it.rules).any(late)
}

/// Whether it has a deadline, or an interval, or takes points by how late it is.
fn timed(known: &Requirement) -> bool {
    let due = match &known.core {
        Core::Measure { .. } => known.deadline.is_some(),
        Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } => {
            items.iter().any(|item| matches!(&item.kind, DutyKind::Act { interval: Some(_), .. }))
        }
        _ => false,
    };
    due || stepped(known)
}

/// 1-3天, 7天以上, 超过3天: so long, and nothing else.
fn is_length(own: &str) -> bool {
    let plain = own.replace("(含)", "").replace("(不含)", "");
    let plain = plain.trim_end_matches(['的', '者', ',']);
    // 3天内
    let within = plain.strip_suffix('内').filter(|stem| !stem.ends_with(['以', '之'])).unwrap_or(plain);
    let (parts, _) = scan(&Normal::new(within, 0));
    let long = |number: &Quantity| number.unit.as_ref().is_some_and(|it| LENGTHS.contains(&it.text.as_str()));
    let bound = |part: &Part| matches!(part, Part::Compare(_));
    let number = |part: &Part| match part {
        Part::Quantity(number) | Part::Between(_, number) => long(number),
        _ => false,
    };
    parts.iter().any(number) && parts.iter().all(|part| bound(part) || number(part))
}

impl Sentence {
    /// 逾期1-3天扣2分, of what has its deadline; or the next of such bands.
    pub(super) fn delayed(&mut self, said: &Scored) -> bool {
        let waiting = match self.waiting.as_slice() {
            [] => None,
            [only] if said.own.text.is_empty() => Some(only.clone()),
            _ => return false,
        };
        let own = waiting.as_ref().unwrap_or(&said.own);
        let late = LATE.iter().filter(|late| own.text.starts_with(**late)).max_by_key(|late| late.len());
        let rest = late.and_then(|late| own.text.get(late.len()..)).unwrap_or(&own.text);
        let goes_on = self.problems.last().is_some_and(|problem| problem.code == Code::DelayBands);
        let mine = self.read.get(self.previous.min(self.start)..).unwrap_or_default();
        let known = mine.iter().rev().find(|it| !matches!(it.core, Core::Phrase(_)));
        let band = late.is_some() && is_length(rest) && known.is_some_and(timed);
        // 逾期1天扣1分,逾期3天扣5分
        let several = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Late, step, .. } if step.number > Decimal::ONE);
        let again = said.effects.rules.iter().any(several)
            && !said.whole.text.contains('每')
            && (goes_on || known.is_some_and(stepped));
        if !(band || again || goes_on && is_length(&own.text)) {
            return false;
        }
        let words = format!("{}{}", waiting.as_ref().map_or("", |it| it.text.as_str()), said.whole.text);
        let span = waiting.as_ref().unwrap_or(&said.whole).span(0, own.text.len().max(1));
        self.waiting.clear();
        self.problems.push(Diagnostic::new(Code::DelayBands, span).with("words", words));
        true
    }
}
