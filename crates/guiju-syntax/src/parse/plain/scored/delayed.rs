//! Bands of how late something is that has its deadline: 每月5日前上报报表,逾期1-3天扣2分,4-7天扣5分.
//!
//! Beyond a deadline a requirement has steps only. What is late by itself (报表逾期1-3天扣2分) is an event, whose length is
//! in its record; of what was asked before, nothing else than its deadline tells how late it is.

use rust_decimal::Decimal;

use crate::ast::{Basis, Core, Duty, DutyKind, Expr, Quantity, Requirement, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::points::{attach, by_day};
use crate::parse::plain::said::{LATE, Scored};
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::violation::wanting;

/// Units of how late it is.
const LENGTHS: [&str; 10] = ["天", "日", "个工作日", "工作日", "小时", "个小时", "分钟", "周", "个月", "月"];

fn is_late(rule: &ScoringRule) -> bool {
    matches!(rule, ScoringRule::Step { basis: Basis::Late, .. })
}

/// Whether it takes points by how late it is.
fn stepped(known: &Requirement) -> bool {
    known.scoring.iter().flat_map(|it| &it.rules).any(is_late)
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

/// What comes too late by what is said: 归档 of 逾期归档的, 逾期未归档的; nothing where it names no act (逾期的).
fn late_act(own: &str) -> Option<&str> {
    const OVERDUE: [&str; 8] =
        ["未按期", "未按时", "未及时", "未如期", "未准时", "未在规定时间内", "未按规定时间", "未在规定期限内"];
    const NOT: [&str; 8] = ["仍未能", "仍未", "还未", "未能", "未", "没有", "没", "才"];
    let own = own.trim_end_matches([',', '、', '的', '者']);
    let late = LATE.iter().filter(|late| own.starts_with(**late)).max_by_key(|late| late.len());
    // 迟交, 晚报: one letter of the act; 迟到 is an event of its own
    let short = || {
        let act = own.strip_prefix(['迟', '晚'])?;
        (act.chars().count() == 1 && act != "到").then_some(act)
    };
    let overdue = || OVERDUE.iter().find_map(|word| own.strip_prefix(word)).filter(|act| !act.is_empty());
    let Some(late) = late else { return short().or_else(overdue) };
    let rest = own.strip_prefix(late)?;
    let act = NOT.iter().find_map(|not| rest.strip_prefix(not)).unwrap_or(rest);
    // 未按时完成 holds what fails already
    Some(wanting::without_manner(act))
}

/// Whether it is the act that has its time: 归档 of 整理归档.
fn is_of(act: &str, known: &Requirement) -> bool {
    let named = |name: &str| match act.chars().count() {
        0 => true,
        1 => name.contains(act),
        _ => name.contains(act) || wanting::is_act(act, name),
    };
    match &known.core {
        Core::Measure { measure: Expr::Name(name), .. } => named(&name.text),
        Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } => {
            items.iter().any(|item| matches!(&item.kind, DutyKind::Act { activity, .. } if named(&activity.text)))
        }
        _ => false,
    }
}

/// Whether it is taken once, each time, or by how late it is.
fn plain(rule: &ScoringRule) -> bool {
    match rule {
        ScoringRule::Fixed { .. } => true,
        ScoringRule::Step { basis, step, .. } => *basis == Basis::Late || *basis == Basis::Times && step.unit.is_none(),
        _ => false,
    }
}

impl Sentence {
    /// 结案后30日内整理归档,逾期归档的每日扣50元: by how late that is; what names no act is read on.
    pub(super) fn late_act(&mut self, said: &mut Scored) -> bool {
        let case = match self.waiting.as_slice() {
            [] => said.own.text.clone(),
            [only] if said.own.text.is_empty() => only.text.clone(),
            _ => return false,
        };
        let Some(act) = late_act(&case).filter(|_| said.effects.takes() && !said.effects.adds()) else { return false };
        let from = self.previous.min(self.start);
        let mine = self.read.get_mut(from..).unwrap_or_default();
        let Some(known) = mine.iter_mut().rev().find(|it| timed(it) && is_of(act, it)) else { return false };
        said.effects.rules.iter_mut().for_each(by_day);
        // 未按期归档的每次扣1分 is read on; 迟报一次 is an event of its own
        let undone = case.starts_with(['未', '迟', '晚']) && said.effects.rules.iter().any(|rule| !is_late(rule));
        if act.is_empty() || undone || said.effects.noun.is_some() || said.effects.rules.iter().any(|rule| !plain(rule))
        {
            return false;
        }
        attach(known, &said.effects);
        self.waiting.clear();
        // that it is late is said by the points
        self.said.retain(|segment| segment.text != said.whole.text && segment.text != case);
        true
    }

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
