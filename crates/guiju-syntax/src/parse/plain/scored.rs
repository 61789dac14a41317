//! Segments that speak of points: whose points they are.
//!
//! Each way that points are said is tried in turn: bands of one measure, what all is worth, a further bound of the
//! measure before, a word that refers to what was asked before (否则, 每少一次), a failing that undoes it (未检查的), and
//! failings or achievements of their own.

use super::bands::Bands;
use super::effects::Effects;
use super::findings::{Best, NAMELESS};
use super::points::{attach, bare_count, counts_once, each_time, may_be_punished, of_entity, same_ban, shared_out};
use super::response::interval_at;
use super::said::{MEASURED, PENALTIES, Scored, adding, concerns, counts, fewer, is_which};
use super::scan::{Part, scan};
use super::sentence::Sentence;
use super::violation::{several, wanting};
use super::words::{self, text};
use super::{guard, points, violation};
use crate::ast::{Comparison, Core, Entity, Expr, PropertyKind, Requirement, Scale, ScoringRule, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::build::empty_requirement;

impl Sentence {
    /// A segment that speaks of points, from `subject` on.
    pub(super) fn scored(&mut self, normal: &Normal, subject: usize, effects: &Effects) {
        self.attributed(normal, subject, effects);
        self.done = self.read.len();
    }

    fn attributed(&mut self, normal: &Normal, subject: usize, effects: &Effects) {
        let said = Scored::new(normal, subject, effects);
        if let Some(span) = effects.ranged {
            self.problems.push(Diagnostic::new(Code::PointsRange, span).with("words", normal.text.as_str()));
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

    fn further_band(&mut self, said: &Scored) -> bool {
        let Some(bands) = &mut self.bands else { return false };
        let taken = bands.take(&said.own, &said.effects);
        if taken && let Some(requirement) = self.read.get_mut(bands.requirement) {
            bands.write(requirement);
        }
        taken
    }

    fn points(&mut self, mut said: Scored) {
        // 每月走访20户,未完成的每少一户扣1分
        let asked = self.read.last().filter(|_| self.read.len() > self.start && self.waiting.is_empty());
        let asks = |it: &Requirement| {
            matches!(it.core, Core::Measure { comparison: Comparison::AtLeast, .. } | Core::Every { .. })
        };
        if asked.is_some_and(asks) && NAMELESS.contains(&said.own.text.trim_end_matches([',', '的', '、', '者'])) {
            (said.refers, said.pronoun) = (true, true);
        }
        if self.which_time(&said) {
            return;
        }
        if self.by_gravity(&said) {
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
        if self.repeated(&said) || self.follows(&said) {
            return;
        }
        self.recall_pronoun(&mut said);
        self.same_measure(&mut said);
        let phrases = match said.pronoun {
            true => Vec::new(),
            false => self.trailing(said.refers && self.waiting.is_empty()),
        };
        self.waiting.splice(0..0, phrases);
        self.periodic_cap(&said);
        if self.is_shared_cap(&said) || self.unknown_each(&said) {
            return;
        }
        if self.follows_duty(&said) || self.further_bound(&said) || self.of_known(&said) || self.undoes(&said) {
            return;
        }
        self.failings(&said);
    }

    /// 首次扣50元,第二次扣100元: points of one occurrence and not of another, which no line says.
    fn which_time(&mut self, said: &Scored) -> bool {
        let own = said.own.text.trim_end_matches(['的', '者', ',']);
        if !is_which(own) || said.effects.rules.is_empty() {
            return false;
        }
        for subject in std::mem::take(&mut self.waiting) {
            let (found, problems) = violation::violation(&subject, &Effects::default());
            self.problems.extend(problems);
            found.into_iter().for_each(|requirement| self.merge(requirement));
        }
        let span = said.whole.span(0, said.whole.text.len());
        self.problems.push(Diagnostic::new(Code::NumberUnread, span).with("words", said.whole.text.as_str()));
        self.said.retain(|segment| segment.text != said.whole.text);
        true
    }

    /// 每次扣5分,情节严重的扣20分: how grave it is only a person can say.
    fn by_gravity(&mut self, said: &Scored) -> bool {
        let grave = |text: &str| text.starts_with("情节");
        let waits = said.refers && self.waiting.last().is_some_and(|last| grave(&last.text));
        let by_gravity = !said.effects.rules.is_empty() && (waits || grave(&said.own.text));
        if by_gravity {
            let case = if waits { self.waiting.pop() } else { None };
            self.flush();
            let case = case.as_ref().unwrap_or(&said.whole);
            let problem = Diagnostic::new(Code::NothingCheckable, case.span(0, case.text.len()));
            self.problems.push(problem.with("words", case.text.as_str()));
        }
        by_gravity
    }

    /// …的,没收并扣5分: what else follows is no second failing.
    fn penalty(&self, said: &mut Scored) {
        let case = self.waiting.last().is_some_and(|last| words::ends_as_case(&last.text));
        let own = said.own.text.trim_end_matches(['并', '且', '另', '再', '同', '时', '及', ',', '后']);
        if case && !said.refers && said.effects.takes() && PENALTIES.iter().any(|word| own.starts_with(word)) {
            said.effects.consequence = said.effects.consequence.take().or_else(|| Some(text(&said.own, 0, own.len())));
            said.own = said.own.part(0, 0);
            said.refers = true;
        }
    }

    /// 评5分, before what is asked.
    fn is_worth(&mut self, said: &Scored) -> bool {
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

    /// 每月最多加10分: no limit is of a period here.
    fn periodic_cap(&mut self, said: &Scored) {
        let periodic = |part: &Part| match part {
            Part::Period(period) => Some(period.span),
            _ => None,
        };
        let (parts, _) = scan(&said.own);
        // 得满分 is no limit
        let limit = said.effects.most_won.is_some() || said.effects.most_lost.is_some();
        if let Some(span) = parts.iter().find_map(periodic).filter(|_| limit && said.effects.says_only_how_much()) {
            let unread = Diagnostic::new(Code::NumberUnread, span).with("words", said.own.text.as_str());
            self.problems.push(unread);
        }
    }

    /// 论文每篇加3分,专利每件加5分,最多加10分: of all these together.
    fn is_shared_cap(&mut self, said: &Scored) -> bool {
        let effects = &said.effects;
        let Some(most) = effects.most_won.filter(|_| effects.says_only_how_much() && effects.worth.is_none()) else {
            return false;
        };
        let adds = |read: &Requirement| read.scoring.iter().any(|scoring| scoring.rules.iter().any(adding));
        let mine = self.read.get_mut(self.start..).unwrap_or_default();
        let shared = said.refers && self.waiting.is_empty() && mine.iter().filter(|read| adds(read)).count() > 1;
        if let Some(last) = mine.iter_mut().rev().find(|read| adds(read)).filter(|_| shared) {
            last.properties.push(PropertyKind::BonusCap(most));
        }
        shared
    }

    /// 每次扣2分,累计三次取消评优资格: so many of what was forbidden.
    fn repeated(&mut self, said: &Scored) -> bool {
        let own = said.own.text.trim_end_matches(['的', '者', ',']);
        let counted = ["当月累计", "全年累计", "累计达到", "累计达", "累计", "达到", "达"]
            .iter()
            .find_map(|word| own.strip_prefix(word))
            .unwrap_or(own);
        let (parts, _) = scan(&Normal::new(counted, 0));
        let (comparison, number) = match parts.as_slice() {
            [Part::Quantity(number)] => (Comparison::LessThan, number),
            [Part::Compare(Comparison::AtLeast), Part::Quantity(number)] => (Comparison::LessThan, number),
            [Part::Compare(Comparison::MoreThan), Part::Quantity(number)] => (Comparison::AtMost, number),
            _ => return false,
        };
        let times = number.unit.as_ref().is_some_and(|unit| ["次", "起", "例"].contains(&unit.text.as_str()));
        let apart = said.effects.rules.is_empty() && (said.effects.veto || said.effects.consequence.is_some());
        if !times || !apart || !self.waiting.is_empty() || !counted.ends_with(['次', '起', '例', '上']) {
            return false;
        }
        let mine = self.read.get(self.start..).unwrap_or_default();
        let [Requirement { core: Core::Never { activity, filter: None }, .. }] = mine else {
            let never = mine.iter().any(|it| matches!(it.core, Core::Never { .. }));
            if never {
                let span = said.whole.span(0, said.whole.text.len());
                let words = said.whole.text.as_str();
                self.problems.push(Diagnostic::new(Code::NothingCheckable, span).with("words", words));
            }
            return never;
        };
        let mut requirement = empty_requirement(said.whole.span(0, said.whole.text.len()));
        requirement.words.clone_from(&said.whole.text);
        let measure = Expr::Name(activity.clone());
        let threshold = Threshold::Value(Expr::Number(number.clone()));
        requirement.core = Core::Measure { measure, filter: None, comparison, threshold };
        attach(&mut requirement, &said.effects);
        self.read.push(requirement);
        true
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

    /// 当月迟到累计4次,扣50元: a count that nobody asks for is punished.
    fn recall_count(&mut self, said: &Scored) {
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

    /// 公司组织评审,取消资格: what is no failing and only has consequences is asked.
    fn follows(&mut self, said: &Scored) -> bool {
        // 累计缺课达3次取消考试资格: so many are punished
        let (parts, _) = scan(&said.own);
        let counted = parts.iter().any(|part| matches!(part, Part::Quantity(_))) && !violation::states(&said.own);
        let follows =
            !counted && said.is_soft() && !said.refers && !said.own.text.is_empty() && !may_be_punished(&said.own.text);
        if follows {
            self.flush();
            self.asked(&said.own);
            if let Some(requirement) = self.read.last_mut() {
                attach(requirement, &said.effects);
            }
        }
        follows
    }

    /// 合格率低于90%扣2分,合格率低于80%扣5分: a further bound, whose name is said again.
    fn same_measure(&self, said: &mut Scored) {
        let scored = |it: &&Requirement| !it.scoring.is_empty();
        let last = self.read.last().filter(|_| self.read.len() > self.start && self.waiting.is_empty()).filter(scored);
        if let Some(Core::Measure { measure: Expr::Name(name), filter: None, .. }) = last.map(|it| &it.core)
            && let Some(bound) = said.own.text.strip_prefix(name.text.as_str())
        {
            let bound = said.own.part(said.own.text.len() - bound.len(), said.own.text.len());
            if super::measure::without_name(&bound) {
                said.own = bound;
            }
        }
    }

    /// 如未及时隔离,一次扣5分 speaks of what was asked before.
    fn recall_pronoun(&mut self, said: &mut Scored) {
        if let Some(last) = self.read.last().filter(|_| self.read.len() > self.start)
            && matches!(last.core, Core::Phrase(_))
            && last.words.starts_with("如未")
        {
            self.read.pop();
            said.pronoun = true;
        }
    }

    /// Only a consequence, of no failing: what follows is asked.
    fn follows_duty(&mut self, said: &Scored) -> bool {
        let judged = |it: &Requirement| matches!(it.core, Core::Measure { .. } | Core::Never { .. });
        let fails = !said.own.text.is_empty() && may_be_punished(&said.own.text);
        let follows = said.is_soft()
            && !fails
            && self.waiting.is_empty()
            && !self.read.iter().skip(self.start).any(judged)
            && !said.whole.text.starts_with("逾期");
        if follows {
            self.asked(&said.whole);
        }
        follows
    }

    /// 低于80%扣5分: a further bound of the measure before.
    fn further_bound(&mut self, said: &Scored) -> bool {
        if !said.only_bounds() || !self.waiting.is_empty() {
            return false;
        }
        let Some(last) = self.read.last_mut() else { return false };
        if let Some(mut further) = several::within_other_bounds(last, &said.own) {
            each_time(&mut further, &said.effects);
            self.read.push(further);
            return true;
        }
        let apart = said.effects.rules.is_empty() && (said.effects.veto || said.effects.consequence.is_some());
        let won = |it: &ScoringRule| matches!(it, ScoringRule::Fixed { when_met: true, .. });
        let opposite = last.scoring.iter().flat_map(|it| &it.rules).any(won)
            && matches!(said.effects.rules.as_slice(), [ScoringRule::Fixed { effect, .. }] if !effect.adds);
        let apart = (apart && said.effects.worth.is_none()) || opposite;
        if let Some(mut further) = several::beyond(last, &said.own).filter(|_| apart) {
            attach(&mut further, &said.effects);
            self.read.push(further);
            return true;
        }
        if several::further_tier(last, &said.own, &said.effects) {
            return true;
        }
        // …,每降1%扣1分,低于85%不得分
        let nought = said.effects.gain.is_some_and(|points| points.is_zero());
        if nought && several::nothing_beyond(last, &said.own) {
            return true;
        }
        // …,每降1%扣1分,低于80%扣10分: instead of the steps, or besides them?
        let stepped = |it: &ScoringRule| matches!(it, ScoringRule::Step { .. });
        let besides = matches!(said.effects.rules.as_slice(), [ScoringRule::Fixed { .. }]);
        let unclear = last.scoring.iter().flat_map(|it| &it.rules).any(|it| nought || (besides && stepped(it)));
        if unclear {
            let span = said.own.span(0, said.own.text.len());
            self.problems.push(Diagnostic::new(Code::NumberUnread, span).with("words", said.own.text.as_str()));
            self.said.retain(|segment| segment.text != said.whole.text);
        }
        unclear
    }

    /// 每班检查不少于3次,少检一次扣5分: so many fewer than what was asked, whatever was said between.
    fn falls_short(&mut self, said: &Scored) -> bool {
        if !self.waiting.is_empty() {
            return false;
        }
        let mine = self.read.get_mut(self.start..).unwrap_or_default();
        let asked = mine.iter_mut().rev().find(|it| matches!(it.core, Core::Measure { .. }));
        let Some(asked) = asked.filter(|asked| wanting::short_of(said, asked)) else { return false };
        let effects = wanting::fewer(asked, &said.effects);
        attach(asked, &effects);
        true
    }

    /// 否则扣2分, 每少一次扣1分: points of what was asked before.
    fn of_known(&mut self, said: &Scored) -> bool {
        let refers = said.refers && (said.own.text.starts_with('否') || self.waiting.is_empty());
        let bounds = said.only_bounds() && !self.read.is_empty();
        if !refers && !bounds {
            return false;
        }
        self.flush();
        let known = self.read.len();
        let from = self.start.min(known);
        let asking = self.read.iter().skip(from).rposition(|it| !matches!(it.core, Core::Phrase(_)));
        // 每月培训2次,做到有记录,每少一次扣2分: of what is counted
        let counted = self.read.iter().skip(from).rposition(|it| fewer(said) && counts(it));
        let at = counted.or(asking).map(|at| at + from).or_else(|| known.checked_sub(1));
        let effects = &match at.and_then(|at| self.read.get(at)) {
            Some(known) => guard::failing(said, known),
            None => said.effects.clone(),
        };
        let whole = &said.whole;
        // 每月甲不少于1次,每季度乙不少于1次,每缺1次扣2分: of all of them
        // 不得迟到、早退,每次扣2分: of all that one breath forbids
        let breath = at.and_then(|at| self.read.get(at)).map(|last| last.words.clone()).unwrap_or_default();
        let earlier = self.read.iter_mut().skip(from).take(at.unwrap_or(from).saturating_sub(from));
        let listed = |known: &Requirement| matches!(known.core, Core::Never { .. }) && known.words == breath;
        for known in earlier.filter(|known| known.scoring.is_empty() && (concerns(said, known) || listed(known))) {
            attach(known, effects);
        }
        match at.and_then(|at| self.read.get_mut(at)) {
            // 合格率100%,每出现一件不合格扣2分: what is found bans
            Some(known) if !matches!(known.core, Core::Phrase(_)) && !guard::found(known, effects) => {
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

    /// 每周检查宿舍一次,未检查的每次扣1分: speaks of what was asked before.
    fn undoes(&mut self, said: &Scored) -> bool {
        let failing = match (self.waiting.as_slice(), said.refers) {
            ([], false) => &said.own,
            // 逾期未整改的,每项扣2分
            ([only], true) => only,
            _ => return false,
        };
        let asked = self.read.last_mut().filter(|asked| wanting::undoes(&failing.text, asked));
        let Some(asked) = asked else { return false };
        self.waiting.clear();
        let effects = wanting::wanting(asked, &said.effects);
        attach(asked, &effects);
        true
    }

    /// Failings, or achievements, of their own.
    fn failings(&mut self, said: &Scored) {
        // 准确率99.5%以上,每错发一单扣20元: what is asked, and a failing of its own
        if said.own.text.starts_with('每')
            && !said.refers
            && !self.waiting.iter().any(|it| words::ends_as_case(&it.text))
        {
            self.flush();
        }
        let mut subjects = std::mem::take(&mut self.waiting);
        if !said.refers {
            subjects.push(said.own.clone());
        }
        wanting::share_deadline(&mut subjects);
        let village = of_entity(&said.own);
        let mut read = Vec::new();
        for (subject, effects) in subjects.iter().flat_map(|subject| shared_out(subject, &said.effects)) {
            let subject = self.with_object(self.with_trigger(subject));
            // 旷课1节、半天、1天分别扣1分、2分、5分: lengths in units of their own, which one step cannot say
            if points::unlike(&subject, &effects) {
                self.problems.push(
                    Diagnostic::new(Code::NothingCheckable, said.whole.span(0, said.whole.text.len()))
                        .with("words", said.whole.text.as_str()),
                );
                continue;
            }
            if let Some(mut missed) = wanting::missed_period(&subject).filter(|_| effects.takes()) {
                let effects = wanting::wanting(&missed, &points::times(&effects));
                attach(&mut missed, &effects);
                read.push(missed);
                continue;
            }
            let (mut found, problems) = violation::violation(&subject, &effects);
            let each = self.each_before(&subject);
            for requirement in &mut found {
                requirement.entity = requirement.entity.take().or_else(|| village.clone()).or_else(|| each.clone());
                points::planned(requirement);
            }
            // 单项最多16分: a limit bans nothing
            let limits = effects.says_only_how_much() && !effects.full && effects.worth.is_none();
            if limits {
                found.retain(|it| !matches!(it.core, Core::Never { .. } | Core::Record { .. }));
            }
            if found.is_empty() && effects.worth.is_some() {
                self.worth = effects.worth.max(self.worth);
            }
            if found.is_empty() && problems.is_empty() && !subject.text.is_empty() {
                let mut phrase = empty_requirement(subject.span(0, subject.text.len()));
                phrase.words.clone_from(&subject.text);
                phrase.core = Core::Phrase(text(&subject, 0, subject.text.len()));
                found.push(phrase);
            }
            for requirement in &mut found {
                let bounded = matches!(requirement.core, Core::Never { filter: Some(_), .. });
                if bounded || each.is_some() || counts_once(&subject.text) {
                    each_time(requirement, &effects);
                } else {
                    attach(requirement, &effects);
                }
            }
            read.extend(found);
            self.problems.extend(problems);
        }
        read.into_iter().for_each(|requirement| self.merge(requirement));
    }

    /// 每一项指标未完成月计划扣1分,未完成年度计划扣2分: each of the same items.
    fn each_before(&self, subject: &Normal) -> Option<Entity> {
        let last = self.read.get(self.start..)?.last().filter(|_| subject.text.starts_with('未'))?;
        match &last.core {
            Core::Never { activity, .. } if activity.text.starts_with('未') => last.entity.clone(),
            _ => None,
        }
    }

    /// 客诉24小时内未响应的扣2分,48小时内未解决的扣5分: from the same event.
    fn with_trigger(&self, subject: Normal) -> Normal {
        let Some(Requirement { core: Core::Every { trigger, .. }, .. }) = self.read.last() else { return subject };
        if interval_at(&subject, 0).is_none() {
            return subject;
        }
        let mut whole = Normal::placed(&trigger.text, trigger.span);
        whole.copy(&subject, 0, subject.text.len());
        whole
    }

    /// 按要求佩戴胸牌,未佩戴的每次扣1分: of what was said; that is then all it says.
    fn with_object(&mut self, subject: Normal) -> Normal {
        let stem = subject.text.trim_end_matches(['的', '者']);
        let Some(verb) = stem.strip_prefix('未').filter(|verb| (2..=3).contains(&verb.chars().count())) else {
            return subject;
        };
        let Some(last) = self.read.last().filter(|_| self.read.len() > self.start) else { return subject };
        let Core::Phrase(words) = &last.core else { return subject };
        const LEADS: [&str; 10] = ["按要求", "按规定", "按时", "统一", "规范", "上班", "上岗", "必须", "应", "须"];
        let mut said = words.text.as_str();
        while let Some(rest) = LEADS.iter().find_map(|lead| said.strip_prefix(lead)) {
            said = rest;
        }
        if !said.starts_with(verb) || said.len() == verb.len() {
            return subject;
        }
        let whole = Normal::placed(&format!("未{said}"), words.span);
        self.read.pop();
        whole
    }

    /// 未发生X得5分;发生X不得分: one ban, with the points of both.
    pub(super) fn merge(&mut self, requirement: Requirement) {
        match self.read.iter_mut().find(|known| same_ban(known, &requirement)) {
            // 旷课1节扣1分,旷课1天扣5分: which of the steps holds nothing decides
            Some(known) if points::overlap(known, &requirement) => {
                let unread = Diagnostic::new(Code::NumberUnread, requirement.span);
                self.problems.push(unread.with("words", requirement.words.as_str()));
            }
            Some(known) => {
                known.scoring.extend(requirement.scoring);
                known.properties.extend(requirement.properties);
            }
            None => self.read.push(requirement),
        }
    }
}
