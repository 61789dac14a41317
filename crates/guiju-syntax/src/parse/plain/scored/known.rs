//! Points of what was asked before: 否则扣2分, 每少一次扣1分, 未检查的每次扣1分.

use rust_decimal::Decimal;

use super::one_of::is_ratio;
use crate::ast::{
    Basis, Comparison, Core, Duty, DutyItem, DutyKind, Effect, Quantity, Requirement, Scale, ScoringRule, Tier,
    TierGives,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::build::empty_requirement;
use crate::parse::plain::effects::Effects;
use crate::parse::plain::guard;
use crate::parse::plain::lapse;
use crate::parse::plain::measure;
use crate::parse::plain::points::{self, attach, bare_count};
use crate::parse::plain::said::{Scored, concerns, counts, fewer, is_found};
use crate::parse::plain::scan::scan;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::violation::wanting;
use crate::parse::plain::words::text;

/// 迟到一次扣2分,两次扣5分,三次以上扣10分: what so many take in all.
fn by_count(known: &mut Requirement, said: &Scored, before: Option<&Normal>) -> bool {
    let plain = |text: &Normal| !text.text.contains('每');
    let (Some((comparison, number, effect)), true) = (so_many(said), plain(&said.whole)) else { return false };
    let (Core::Never { .. }, [scoring]) = (&known.core, known.scoring.as_mut_slice()) else { return false };
    let line = |comparison, number: &Quantity, effect: &Effect| Tier {
        bound: Some((comparison, Quantity { unit: None, ..number.clone() })),
        upto: None,
        gives: TierGives::Effect(effect.clone()),
    };
    match scoring.rules.as_mut_slice() {
        [ScoringRule::Step { basis: Basis::Times, step, effect: first }]
            if step.number < number.number && before.is_some_and(plain) =>
        {
            let lines = vec![line(Comparison::AtLeast, step, first), line(comparison, &number, &effect)];
            scoring.rules = vec![ScoringRule::Tiers(lines)];
            true
        }
        [ScoringRule::Tiers(lines)] => {
            lines.push(line(comparison, &number, &effect));
            true
        }
        _ => false,
    }
}

/// 每发生一起一般事故扣5分,每发生一起重大事故扣20分: a ban of its own.
fn another(known: &Requirement, effects: &Effects) -> bool {
    let (Core::Never { activity, .. }, Some(noun)) = (&known.core, &effects.noun) else { return false };
    let whole = known.words.contains(noun.text.as_str()) || activity.text.contains(noun.text.as_str());
    effects.takes() && noun.text.chars().count() > 1 && !whole && !noun.text.contains(activity.text.as_str())
}

/// Whether what is said of a longer step follows from what is said of a shorter one.
fn proportional(known: &Requirement, effects: &Effects) -> bool {
    let ([ScoringRule::Step { step, effect, .. }], Some(ScoringRule::Step { step: first, effect: before, .. })) =
        (effects.rules.as_slice(), known.scoring.iter().flat_map(|it| &it.rules).next())
    else {
        return false;
    };
    let unit = |it: &Quantity| it.unit.as_ref().map(|unit| unit.text.clone());
    let same = unit(step) == unit(first) && effect.unit == before.unit && effect.adds == before.adds;
    same && first.number.checked_mul(effect.amount) == step.number.checked_mul(before.amount)
}

/// 两次扣5分, 三次以上扣10分
fn so_many(said: &Scored) -> Option<(Comparison, Quantity, Effect)> {
    let (comparison, number, effect) = match said.effects.rules.as_slice() {
        [ScoringRule::Step { basis: Basis::Times, step, effect }] if said.own.text.is_empty() => {
            (Comparison::AtLeast, step.clone(), effect.clone())
        }
        [ScoringRule::Fixed { when_met: false, effect }] if said.only_bounds() => {
            let (parts, _) = scan(&said.own);
            let numbers = measure::numbers(&parts);
            let [(comparison, number)] = numbers.as_slice() else { return None };
            (*comparison, number.clone(), effect.clone())
        }
        _ => return None,
    };
    let times = number.unit.as_ref().is_none_or(|unit| unit.text == "次") && number.scale == Scale::One;
    let more = matches!(comparison, Comparison::AtLeast | Comparison::MoreThan) && number.number > Decimal::ONE;
    (times && more).then_some((comparison, number, effect))
}

impl Sentence {
    /// 当月迟到累计4次,扣50元: a count that nobody asks for is punished.
    pub(super) fn recall_count(&mut self, said: &Scored) {
        if said.own.text.is_empty()
            && self.waiting.is_empty()
            && self.read.len() > self.start
            && let Some(last) = self.read.last()
            && bare_count(last, &said.effects)
        {
            self.waiting.push(Normal::placed(&last.words, last.span));
            self.read.pop();
        }
    }

    /// 不得饮酒,违者罚款200元, 发现罚款200元: whoever does it pays, each time.
    pub(super) fn offenders(&self, said: &Scored) -> bool {
        let own = said.own.text.trim_end_matches([',', '的', '、']);
        is_found(own) || self.caught && own.is_empty() || lapse::is_breach(own)
    }

    /// 如未及时隔离,一次扣5分 speaks of what was asked before.
    pub(super) fn recall_pronoun(&mut self, said: &mut Scored) {
        if let Some(last) = self.read.last().filter(|_| self.read.len() > self.start)
            && matches!(last.core, Core::Phrase(_))
            && last.words.starts_with("如未")
        {
            self.read.pop();
            said.pronoun = true;
        }
    }

    /// 每班检查不少于3次,少检一次扣5分: so many fewer than what was asked, whatever was said between.
    pub(super) fn falls_short(&mut self, said: &Scored) -> bool {
        if !self.waiting.is_empty() {
            return false;
        }
        let mine = self.read.get_mut(self.start..).unwrap_or_default();
        let short = |it: &&mut Requirement| wanting::short_of(said, it);
        let counts = |it: &&mut Requirement| matches!(it.core, Core::Measure { .. });
        // 漏检一次 is of what is checked, whatever was said between; 少一次 and 漏做一次 are of the last
        let own = said.own.text.trim_start_matches('每');
        let named = own.chars().count() > 1 && !own.ends_with('做');
        let near = if named { mine.len() } else { 1 };
        let Some(asked) = mine.iter_mut().rev().filter(counts).take(near).find(short) else { return false };
        let (effects, place) = (wanting::fewer(asked, &said.effects), asked.span);
        attach(asked, &effects);
        // 镇级每旬巡河一次,村级每周巡河一次,漏巡一次扣1分: of both
        let also = |it: &&mut Requirement| named && it.span != place && it.scoring.is_empty() && short(it);
        for other in mine.iter_mut().filter(also) {
            let effects = wanting::fewer(other, &said.effects);
            attach(other, &effects);
        }
        true
    }

    /// 不得擅自离岗,请假须申请,离岗一次扣2分: of what an earlier segment forbids.
    pub(super) fn banned_before(&mut self, said: &Scored) -> bool {
        let own = said.own.text.trim_start_matches('每').trim_end_matches([',', '的', '者', ':']);
        if !said.effects.takes() || own.chars().count() < 2 || !self.waiting.is_empty() {
            return false;
        }
        let named = |it: &&mut Requirement| matches!(&it.core, Core::Never { activity, filter: None } if it.scoring.is_empty() && (activity.text.ends_with(own) || own.chars().count() > 2 && activity.text.starts_with(own)));
        let Some(ban) = self.read.iter_mut().rev().find(named) else { return false };
        attach(ban, &said.effects);
        true
    }

    /// 否则扣2分, 每少一次扣1分: points of what was asked before.
    pub(super) fn of_known(&mut self, said: &Scored) -> bool {
        let refers = said.refers && (said.own.text.starts_with('否') || self.waiting.is_empty());
        let bounds = said.only_bounds() && !self.read.is_empty();
        if !refers && !bounds {
            return false;
        }
        self.flush();
        let known = self.read.len();
        // …3个工作日内提交,10个工作日内关闭;逾期一天扣2分: of each of them
        // 每周培训一次;每月考试一次;缺一项扣2分: of all of them
        let each = fewer(said) && said.whole.text.contains('项');
        let earlier = if each { self.unscored_from(self.previous) } else { self.previous };
        let from = if self.start == known { earlier } else { self.start }.min(known);
        let asking = self.read.iter().skip(from).rposition(|it| !matches!(it.core, Core::Phrase(_)));
        // 每月培训2次,做到有记录,每少一次扣2分: of what is counted
        let counted = self.read.iter().skip(from).rposition(|it| fewer(said) && counts(it));
        let at = counted.or(asking).map(|at| at + from).or_else(|| known.checked_sub(1));
        let effects = &match at.and_then(|at| self.read.get(at)) {
            Some(Requirement { core: Core::Never { .. }, .. }) if said.effects.takes() && self.offenders(said) => {
                points::times(&said.effects)
            }
            Some(known) => guard::failing(said, known),
            None => said.effects.clone(),
        };
        let whole = &said.whole;
        // 每月甲不少于1次,每季度乙不少于1次,每缺1次扣2分: of all of them
        // 不得迟到、早退,每次扣2分: of all that one breath forbids
        // 每小时轮岗一次,不得玩手机,违者罚款50元: of what is forbidden last
        let forbidden = |it: &Requirement| matches!(it.core, Core::Never { .. });
        let banned = lapse::is_breach(said.own.text.trim_end_matches([',', '的', '、']))
            && at.and_then(|at| self.read.get(at)).is_some_and(forbidden);
        let breath = at.and_then(|at| self.read.get(at)).map(|last| last.words.clone()).unwrap_or_default();
        // 迟到、早退扣2分,并通报批评: what follows besides, of all of them too
        let besides = effects.rules.is_empty() && !bounds;
        // …未处置的每次扣2分,钥匙交接须双人签字,违者扣5分: nothing before what has its points
        let last = at.unwrap_or(from);
        let scored = self.read.iter().take(last).skip(from).rposition(|it| !it.scoring.is_empty());
        let first = scored.filter(|_| !besides).map_or(from, |scored| from + scored + 1);
        let earlier = self.read.iter_mut().skip(first).take(last.saturating_sub(first));
        let listed = |known: &Requirement| matches!(known.core, Core::Never { .. }) && known.words == breath;
        // 不得甲,不得乙,一经查实,罚款500元
        let caught = self.caught && said.own.text.is_empty();
        let meant = |known: &Requirement| {
            let of = concerns(said, known) || listed(known) || caught && forbidden(known);
            (!banned || !matches!(known.core, Core::Measure { .. })) && known.scoring.is_empty() && of
                || besides && listed(known)
        };
        for known in earlier.filter(|known| meant(known)) {
            attach(known, effects);
        }
        // 严禁酒后上岗,必须佩戴安全帽,违者扣2分: what a modal asks is broken too
        let broken = at.filter(|_| lapse::is_breach(said.own.text.trim_end_matches([',', '的', '、'])));
        let behind = broken.and_then(|at| self.read.get_mut(at + 1..)).unwrap_or_default();
        for rule in behind {
            let Some(core) = points::breach(said, rule) else { continue };
            rule.core = core;
            attach(rule, &points::times(effects));
        }
        if let Some(known) = at.and_then(|at| self.read.get_mut(at))
            && by_count(known, said, self.said.iter().rev().nth(1))
        {
            return true;
        }
        // 每次扣2分,三次以上扣10分: instead, or besides? 一天扣5分,两天扣15分: of days no line of a scale is
        let ban = at.and_then(|at| self.read.get(at)).filter(|it| matches!(it.core, Core::Never { .. }));
        let fixed = |rule: &ScoringRule| matches!(rule, ScoringRule::Fixed { .. });
        let soft = effects.rules.is_empty() && (effects.consequence.is_some() || effects.veto);
        let bounded = bounds && (soft || effects.rules.iter().any(fixed));
        let stepped = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Times, .. });
        let several = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Times, step, .. } if step.number > Decimal::ONE);
        let counted = said.own.text.is_empty() && !whole.text.contains('每') && effects.rules.iter().any(several);
        let part = |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Times, step, .. } if step.number < Decimal::ONE);
        let parts = ban.is_some_and(|it| it.scoring.iter().any(|it| it.rules.iter().any(part)));
        // 半天扣5分,一天扣10分: the same twice
        if parts && ban.is_some_and(|it| proportional(it, effects)) {
            self.said.retain(|segment| segment.text != whole.text);
            return true;
        }
        let counted = counted || parts && effects.rules.iter().any(stepped);
        let again = counted && ban.is_some_and(|it| it.scoring.iter().any(|it| it.rules.iter().any(stepped)));
        if (bounded && ban.is_some()) || again {
            let words = whole.text.as_str();
            self.problems.push(Diagnostic::new(Code::NumberUnread, whole.span(0, words.len())).with("words", words));
            self.said.retain(|segment| segment.text != words);
            return true;
        }
        match at.and_then(|at| self.read.get_mut(at)) {
            // 合格率100%,每出现一件不合格扣2分: what is found bans
            Some(known)
                if !matches!(known.core, Core::Phrase(_))
                    && !guard::found(known, effects)
                    && !another(known, effects) =>
            {
                attach(known, effects);
            }
            _ if effects.noun.is_some() && effects.takes() => {
                // 每少一份记录扣0.5分: one that is wanting each time
                let effects = &points::wanting_each(effects);
                let mut requirement = empty_requirement(whole.span(0, whole.text.len()));
                requirement.words.clone_from(&whole.text);
                let mut activity = effects.noun.clone().unwrap_or_else(|| text(whole, 0, whole.text.len()));
                requirement.entity = points::each_item(&mut activity, effects);
                requirement.core = Core::Never { activity, filter: None };
                points::planned(&mut requirement);
                attach(&mut requirement, effects);
                self.read.push(requirement);
            }
            Some(rule) if points::breach(said, rule).is_some() => {
                if let Some(core) = points::breach(said, rule) {
                    rule.core = core;
                }
                attach(rule, &points::times(effects));
            }
            _ => self.problems.push(
                Diagnostic::new(Code::NothingCheckable, whole.span(0, whole.text.len()))
                    .with("words", whole.text.as_str()),
            ),
        }
        true
    }

    /// 4小时内到场、24小时内排除,未排除的一次扣500元: what is said of one of several acts, each with its time, parts it from
    /// the others.
    fn part_acts(&mut self, failing: &str) {
        let Some(last) = self.read.last().filter(|it| self.read.len() > self.start && it.scoring.is_empty()) else {
            return;
        };
        let Core::Every { duty: Duty::All(items), .. } = &last.core else { return };
        let timed = |item: &DutyItem| matches!(&item.kind, DutyKind::Act { interval: Some(_), .. });
        if items.len() < 2 || !items.iter().all(timed) {
            return;
        }
        let with = |items: Vec<DutyItem>| {
            let mut one = last.clone();
            if let Core::Every { duty, .. } = &mut one.core {
                *duty = Duty::All(items);
            }
            one
        };
        let (of, others): (Vec<DutyItem>, Vec<DutyItem>) =
            items.iter().cloned().partition(|item| wanting::undoes(failing, &with(vec![item.clone()])));
        if of.len() == 1 {
            let (others, of) = (with(others), with(of));
            self.read.pop();
            self.read.extend([others, of]);
        }
    }

    /// 每周检查宿舍一次,未检查的每次扣1分: speaks of what was asked before.
    pub(super) fn undoes(&mut self, said: &Scored) -> bool {
        let failing = match (self.waiting.as_slice(), said.refers) {
            ([], false) => said.own.clone(),
            // 逾期未整改的,每项扣2分
            ([only], true) => only.clone(),
            _ => return false,
        };
        // 发现一次未戴工牌者扣20元
        let once = ["发现一次", "发现1次", "每发现"].iter().any(|found| failing.text.starts_with(found));
        // 整改率达到90%,未整改的每项扣3分: each of them, which no ratio counts
        let each_item = said.effects.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { basis: Basis::Times, step, .. } if step.unit.as_ref().is_some_and(|unit| unit.text == "项")));
        self.part_acts(&failing.text);
        let undone = |asked: &Requirement| wanting::undoes(&failing.text, asked) && !(each_item && is_ratio(asked));
        // 玩具每天消毒一次,被褥每半月晾晒一次,未消毒的: of the first
        let earlier = |it: &Requirement| undone(it) && it.scoring.is_empty() && !matches!(it.core, Core::Never { .. });
        let mine = self.start.min(self.read.len());
        let at = match self.read.last().is_some_and(undone) {
            true => self.read.len().checked_sub(1),
            false => self.read.iter().skip(mine).rposition(earlier).map(|at| at + mine),
        };
        let Some(asked) = at.and_then(|at| self.read.get_mut(at)) else { return false };
        self.waiting.clear();
        // 未签认放行: what is done without it says no more than that it is not done
        self.said.retain(|segment| segment.text != said.whole.text && segment.text != failing.text);
        let missed = wanting::is_missed(&failing.text);
        let effects = if missed { said.effects.clone() } else { wanting::wanting(asked, &said.effects) };
        // 发现一次未佩戴者扣20元
        let each = once || matches!(asked.core, Core::Every { .. }) && points::counts_once(&failing);
        attach(asked, &if each { points::times(&effects) } else { effects });
        true
    }

    /// 评5分, before what is asked.
    pub(super) fn is_worth(&mut self, said: &Scored) -> bool {
        let nothing_yet = self.read.iter().all(|read| matches!(read.core, Core::Phrase(_)));
        let worth = said.effects.says_only_how_much() && said.refers && nothing_yet && self.waiting.is_empty();
        if worth {
            self.worth = said.effects.worth.max(self.worth);
            if said.effects.worth.is_none() {
                self.phrase(&said.whole);
            }
        }
        worth
    }
}
