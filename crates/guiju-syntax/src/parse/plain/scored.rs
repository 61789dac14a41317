//! Segments that speak of points: whose points they are.
//!
//! Each way that points are said is tried in turn: bands of one measure, what all is worth, a further bound of the
//! measure before, a word that refers to what was asked before (否则, 每少一次), a failing that undoes it (未检查的), and
//! failings or achievements of their own.

mod case;
mod delayed;
mod each_period;
mod exceeded;
mod failing;
mod further;
mod jointly;
mod known;
mod lengths;
mod limits;
mod one_of;
mod payer;
mod repeated;
mod which;

pub(super) use self::which::{Series, ends_in_which};

pub(super) use self::exceeded::steps_beyond;
pub(super) use self::limits::limit;
pub(super) use self::one_of::is_one_of;
use super::bands::Bands;
use super::duty::is_bad_event;
use super::effects::Effects;
use super::findings::{Best, NAMELESS};
use super::measure::{self, complement};
use super::points::{self, attach, may_be_punished};
use super::said::{MEASURED, Scored, counts, fewer, is_found, is_recipient};
use super::scan::{Part, scan};
use super::sentence::Sentence;
use super::violation::wanting;
use super::words::{ends_as_case, modal};
use super::{lapse, needs, pardon, violation, words};
use crate::ast::{Basis, Comparison, Core, Expr, Requirement, Scale, ScoringRule, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;

/// 得8分
fn gains(effects: &Effects) -> bool {
    effects.gain.is_some_and(|points| !points.is_zero())
}

/// 每月迟到达到3次: so many of what is bad.
fn bad_count(own: &Normal) -> bool {
    let (parts, _) = scan(own);
    let counted =
        matches!(parts.last(), Some(Part::Quantity(number)) if number.scale == Scale::One && number.unit.is_some());
    let bad = |part: &Part| match part {
        Part::Words(words) => is_bad_event(words.text.trim_end_matches("累计")),
        _ => false,
    };
    counted && parts.iter().any(bad)
}

impl Sentence {
    /// A segment that speaks of points, from `subject` on.
    pub(super) fn scored(&mut self, normal: &Normal, subject: usize, effects: &Effects) {
        let known = self.known();
        let start = self.read.len();
        let rules = jointly::rules(&self.read);
        self.attributed(normal, subject, effects);
        self.each_period(&rules);
        self.jointly(&rules);
        self.done = self.read.len();
        if pardon::spares(normal, effects) {
            if known == self.known() && self.bands.is_none() {
                self.spared_nothing(normal);
            }
            let made = self.read.iter().skip(start).map(|read| (read.span, normal.clone()));
            self.pardoned.extend(made);
        }
    }

    /// Whether a fine comes on top of points that are taken each time.
    fn fined_besides(&self, effects: &Effects) -> bool {
        let fine = |rule: &ScoringRule| match rule {
            ScoringRule::Fixed { when_met: false, effect } => effect.unit == "元" && !effect.adds,
            _ => false,
        };
        let each = |rule: &ScoringRule| match rule {
            ScoringRule::Step { basis: Basis::Times, effect, .. } => effect.unit == "分" && !effect.adds,
            _ => false,
        };
        let last = self.read.last().filter(|_| self.read.len() > self.start);
        let rules = last.and_then(|last| last.scoring.last()).map(|scoring| &scoring.rules);
        let fined = !effects.rules.is_empty() && effects.rules.iter().all(fine);
        fined && rules.is_some_and(|rules| rules.last().is_some_and(each))
    }

    /// How much has been read and told.
    fn known(&self) -> (usize, usize, usize, usize) {
        let scoring = self.read.iter().map(|read| read.scoring.len() + read.properties.len()).sum();
        (self.read.len(), self.problems.len(), scoring, self.waiting.len())
    }

    fn attributed(&mut self, normal: &Normal, subject: usize, effects: &Effects) {
        let mut said = Scored::new(normal, subject, effects);
        // 代打卡一次,双方各罚款100元: from those who did it
        let counted = self.read.last().is_some_and(|last| points::bare_count(last, effects));
        if is_recipient(&said.own.text) && self.waiting.is_empty() && counted && self.read.len() > self.start {
            said = Scored::new(&normal.part(subject, normal.text.len()), 0, effects);
        }
        // 留样保存48小时以上,未留样一次罚200元: so long is asked
        if let [only] = self.waiting.as_slice()
            && (said.own.text.starts_with(['未', '没']) && lasts(only) || leaves_out(&said.own.text, only))
        {
            let asked = only.clone();
            self.waiting.clear();
            self.asked(&asked);
        }
        // 迟到一次扣10分,罚款50元: with each of them
        let besides = said.own.text.is_empty() && self.waiting.is_empty() && self.fined_besides(effects);
        if besides {
            said.effects = points::times(effects);
        }
        // 1%-2%不奖不罚, alone: of what lies outside nothing is said
        let ranged = |part: &Part| matches!(part, Part::Between(from, _) if !from.number.is_zero());
        if pardon::spares(normal, effects) && self.bands.is_none() && scan(&said.own).0.iter().any(ranged) {
            self.flush();
            return self.phrase(normal);
        }
        if self.payer(&mut said) {
            return;
        }
        // 等级为A得10分,B得8分
        let grade = |own: &str| own.chars().count() == 1 && own.starts_with(|c: char| c.is_ascii_uppercase());
        let graded = self.problems.last().is_some_and(|problem| problem.code == Code::PointsByGrade);
        if needs::by_grade(&said.own.text, effects) || graded && grade(&said.own.text) {
            let problem = Diagnostic::new(Code::PointsByGrade, normal.span(0, normal.text.len()));
            self.problems.push(problem.with("words", normal.text.as_str()));
            return;
        }
        if let Some(span) = effects.ranged {
            self.problems.push(Diagnostic::new(Code::PointsRange, span).with("words", normal.text.as_str()));
        }
        // 95%以下每低1%扣1分, after bands: steps besides the points of a band, which no line of a scale says
        // 95%-98%得8分,98%以上得10分: bands that rise from a range
        let range = |it: &Requirement| matches!(it.core, Core::Measure { comparison: Comparison::Between, .. });
        let rises = self.bands.is_none() && gains(effects) && self.read.last().is_some_and(range);
        if (rises || self.bands.as_ref().is_some_and(Bands::gives) && said.effects.steps()) && said.only_bounds() {
            let problem = Diagnostic::new(Code::NumberUnread, normal.span(0, normal.text.len()));
            self.problems.push(problem.with("words", normal.text.as_str()));
            self.said.retain(|segment| segment.text != normal.text);
            return;
        }
        // 80%-100%按比例得分, between bands: no line of a scale says that
        let share = |rule: &ScoringRule| matches!(rule, ScoringRule::Proportional { .. });
        let amid = self.bands.as_ref().is_some_and(|bands| !bands.is_rest(&said.own));
        if amid && said.only_bounds() && effects.rules.iter().any(share) {
            let problem = Diagnostic::new(Code::ScoringConflict, normal.span(0, normal.text.len()));
            self.problems.push(problem.with("one", "分档").with("other", "按比例"));
            return;
        }
        if self.further_band(&said) {
            return;
        }
        // (权重15%), between the bands
        let worth = said.own.text.is_empty()
            && effects.says_only_how_much()
            && effects.worth.is_some()
            && effects.gain.is_none();
        let bands = self.bands.take().filter(|_| worth);
        if self.finding(&said) {
            return;
        }
        let known = self.read.len();
        let gain = said.effects.gain.filter(|points| !points.is_zero());
        self.points(said);
        // 得分减半, of a duty
        let scale = |rule: &ScoringRule| matches!(rule, ScoringRule::Tiers(_));
        let halved = |it: &Requirement| it.scoring.iter().flat_map(|it| &it.rules).any(scale);
        if effects.left.is_some() && self.read.last().is_some_and(halved) {
            self.said.retain(|segment| segment.text != normal.text);
        } else if effects.left.is_some() {
            let span = normal.span(subject, normal.text.len());
            let words = normal.text.get(subject..).unwrap_or("");
            self.problems.push(Diagnostic::new(Code::NumberUnread, span).with("words", words));
        }
        let last = self.read.len().saturating_sub(1);
        if let Some(points) = gain {
            let asking = |it: &Requirement| !matches!(it.core, Core::Phrase(_));
            let made = self.read.len() > known && self.read.last().is_some_and(asking);
            self.best = Some(Best { points, requirement: made.then_some(last) });
        }
        let made = self.read.len() > known;
        self.bands =
            bands.or_else(|| self.read.last().filter(|_| made).and_then(|read| Bands::begin(last, read, effects)));
    }

    /// 达到80%以上,少于80%的: what waits only says again that it is missed.
    fn says_again(&self) -> bool {
        let ([only], Some(last)) = (self.waiting.as_slice(), self.read.last()) else { return false };
        let Core::Measure { comparison: asked, threshold: Threshold::Value(Expr::Number(bound)), .. } = &last.core
        else {
            return false;
        };
        let (parts, _) = scan(&only.part(0, only.text.trim_end_matches(['的', '者']).len()));
        matches!(parts.as_slice(), [Part::Compare(said), Part::Quantity(number)]
            if complement(*said) == *asked && number.number == bound.number && number.scale == bound.scale)
    }

    /// 现场油管未排放整齐: what was said last is a failing, and no rule.
    fn failing_before(&self) -> bool {
        let last = self.read.last().filter(|_| self.read.len() > self.start && self.waiting.is_empty());
        last.is_some_and(|last| {
            let fails = last.words.contains('未') && !last.words.contains("未经") && !last.words.starts_with('不');
            fails && matches!(last.core, Core::Phrase(_)) && words::modal(&last.words).is_none()
        })
    }

    fn points(&mut self, mut said: Scored) {
        self.case_by_sign(&said);
        // 工具齐全,少一把扣1分: one that is wanting
        let short = said.own.text.is_empty() && said.effects.takes() && self.waiting.is_empty();
        let state =
            |it: &&Requirement| matches!(&it.core, Core::Phrase(words) if wanting::not_so(&words.text).is_some());
        if short
            && fewer(&said)
            && self.read.last().filter(|_| self.read.len() > self.start).is_some_and(|it| state(&it))
        {
            said.effects = points::wanting_each(&said.effects);
            said.effects.wanting = true;
        }
        if said.refers && self.says_again() {
            self.waiting.clear();
        }
        // 每月走访20户,未完成的每少一户扣1分
        let asked = self.read.last().filter(|_| self.read.len() > self.start && self.waiting.is_empty());
        let asks = |it: &Requirement| {
            matches!(it.core, Core::Measure { comparison: Comparison::AtLeast, .. } | Core::Every { .. })
        };
        if asked.is_some_and(asks) && NAMELESS.contains(&said.own.text.trim_end_matches([',', '的', '、', '者'])) {
            (said.refers, said.pronoun) = (true, true);
        }
        // 不得迟到,一次未做到扣2分
        if let Some(asked) = asked.filter(|it| !matches!(it.core, Core::Phrase(_) | Core::Record { .. })) {
            said.of_before(asked);
        }
        if self.late_act(&mut said)
            || self.which_time(&said)
            || self.delayed(&said)
            || self.one_of(&said)
            || self.exceeded(&said)
        {
            return;
        }
        if self.spared_case(&said) || self.by_gravity(&mut said) {
            return;
        }
        self.penalty(&mut said);
        if self.is_worth(&said) {
            return;
        }
        if self.falls_short(&said) {
            return;
        }
        self.recall_count(&said);
        if self.repeated(&said) || self.banned_before(&said) || self.follows(&said) {
            return;
        }
        self.recall_pronoun(&mut said);
        self.same_measure(&mut said);
        let phrases = match said.pronoun {
            // 发现一次串岗,对当事人罚款15元: for what was said
            true if is_recipient(&said.own.text) || is_found(&said.own.text) => self.trailing(self.waiting.is_empty()),
            // 现场油管未排放整齐,违者处100元: of what fails
            true if lapse::is_breach(said.own.text.trim_end_matches([',', '的'])) && self.failing_before() => {
                self.trailing(self.waiting.is_empty())
            }
            true => Vec::new(),
            // 每周检查一次,记录齐全,缺一次扣3分: of the checks, not of what they are like
            false if fewer(&said) && self.read.iter().skip(self.start).any(counts) => Vec::new(),
            false => self.trailing(said.refers && self.waiting.is_empty()),
        };
        let listed = if said.refers || said.own.text.is_empty() { Vec::new() } else { self.same_subject(&said.own) };
        self.waiting.splice(0..0, listed.into_iter().chain(phrases));
        self.periodic_cap(&mut said);
        if self.is_cap_of_each(&said)
            || self.is_cap_of_all(&said)
            || self.is_shared_cap(&said)
            || self.unknown_each(&said)
        {
            return;
        }
        if self.follows_duty(&said) || self.further_bound(&said) || self.of_known(&said) || self.undoes(&said) {
            return;
        }
        self.failings(&said);
    }

    /// 每次扣5分,情节严重的扣20分: how grave it is only a person can say.
    fn by_gravity(&mut self, said: &mut Scored) -> bool {
        let grave = |text: &str| text.starts_with("情节");
        let waits = said.refers && self.waiting.last().is_some_and(|last| grave(&last.text));
        let by_gravity = !said.effects.rules.is_empty() && (waits || grave(&said.own.text));
        // 情节严重的,解除合同: the case belongs to the consequence
        if let Some(consequence) = said.effects.consequence.as_mut().filter(|_| waits && !by_gravity)
            && let Some(case) = self.waiting.pop()
        {
            consequence.text.insert_str(0, &case.text);
        }
        if by_gravity {
            let case = if waits { self.waiting.pop() } else { None };
            self.flush();
            let case = case.as_ref().unwrap_or(&said.whole);
            let problem = Diagnostic::new(Code::NothingCheckable, case.span(0, case.text.len()));
            self.problems.push(problem.with("words", case.text.as_str()));
        }
        by_gravity
    }

    /// 每停机1小时扣5分: steps of a length or a sum that nothing measures.
    fn unknown_each(&mut self, said: &Scored) -> bool {
        let (parts, _) = scan(&said.own);
        let begins =
            said.own.text.starts_with('每') && !matches!(parts.first(), Some(Part::Period(_) | Part::Entity(_)));
        let measured = |part: &Part| match part {
            Part::Quantity(number) => {
                number.scale != Scale::One
                    || number.unit.as_ref().is_some_and(|unit| MEASURED.contains(&unit.text.as_str()))
            }
            _ => false,
        };
        let compared = parts.iter().any(|part| matches!(part, Part::Compare(_) | Part::Between(..)));
        let unknown = begins && !compared && parts.iter().any(measured);
        if unknown {
            self.flush();
            let span = said.whole.span(0, said.whole.text.len());
            self.problems.push(Diagnostic::new(Code::NothingCheckable, span).with("words", said.whole.text.as_str()));
        }
        unknown
    }

    /// 公司组织评审,取消资格: what is no failing and only has consequences is asked.
    fn follows(&mut self, said: &Scored) -> bool {
        // 累计缺课达3次取消考试资格: so many are punished
        let (parts, _) = scan(&said.own);
        let counted = parts.iter().any(|part| matches!(part, Part::Quantity(_))) && !violation::states(&said.own);
        let follows = !counted
            && !bad_count(&said.own)
            && said.is_soft()
            && !said.refers
            && !said.own.text.is_empty()
            && !said.is_case()
            && !may_be_punished(&said.own);
        if follows {
            self.flush();
            self.asked(&said.own);
            if let Some(requirement) = self.read.last_mut() {
                attach(requirement, &said.effects);
            }
        }
        follows
    }

    /// Only a consequence, of no failing: what follows is asked.
    fn follows_duty(&mut self, said: &Scored) -> bool {
        let judged = |it: &Requirement| matches!(it.core, Core::Measure { .. } | Core::Never { .. });
        let fails = said.is_case()
            || !said.own.text.is_empty() && (may_be_punished(&said.own) || bad_count(&said.own) || occurs(&said.own));
        let follows = said.is_soft()
            && !fails
            && self.waiting.is_empty()
            && !self.read.iter().skip(self.start).any(judged)
            && !said.whole.text.starts_with("逾期");
        // 未签收的扣2分,并通报批评: besides the points
        let scored = |it: &&mut Requirement| !it.scoring.is_empty();
        match self.read.iter_mut().skip(self.start).next_back().filter(scored) {
            Some(last) if follows => attach(last, &said.effects),
            _ if follows => self.asked(&said.whole),
            _ => {}
        }
        follows
    }
}

/// 打架一次, 酒后上岗2次: how often it happens, with nothing that asks for it.
fn occurs(own: &Normal) -> bool {
    let (parts, _) = scan(own);
    let [Part::Words(what), Part::Quantity(number)] = parts.as_slice() else { return false };
    let times = number.unit.as_ref().is_some_and(|unit| ["次", "起", "例"].contains(&unit.text.as_str()));
    times && what.text.chars().count() > 1 && modal(&own.text).is_none()
}

/// 漏检, behind 每班检测3次以上: one of those that are asked is left out.
fn leaves_out(own: &str, before: &Normal) -> bool {
    let left = ["漏", "少", "缺"].iter().find_map(|word| own.split_once(word)).map(|(_, act)| act);
    let verb = left.and_then(|act| act.chars().next()).filter(|verb| before.text.contains(*verb));
    verb.is_some() && !ends_as_case(&before.text) && measure::asks_so_many(&scan(before).0)
}

/// 留样保存48小时以上, with no 的 behind it: how long something goes on.
fn lasts(normal: &Normal) -> bool {
    let (parts, _) = scan(normal);
    let [Part::Words(what), Part::Compare(Comparison::AtLeast), Part::Quantity(number)] = parts.as_slice() else {
        return false;
    };
    let long = number.unit.as_ref().is_some_and(|unit| super::scan::duration(&format!("1{}", unit.text)).is_some());
    long && !ends_as_case(&normal.text) && !is_bad_event(&what.text)
}
