//! Segments that speak of points: whose points they are.
//!
//! Each way that points are said is tried in turn: bands of one measure, what all is worth, a further bound of the
//! measure before, a word that refers to what was asked before (否则, 每少一次), a failing that undoes it (未检查的), and
//! failings or achievements of their own.

use super::bands::Bands;
use super::effects::Effects;
use super::points::{attach, bare_count, counts_once, each_time, may_be_punished, of_entity, same_ban, shared_out};
use super::sentence::Sentence;
use super::violation::{several, wanting};
use super::words::text;
use super::{guard, measure, violation};
use crate::ast::{Core, Requirement, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::build::empty_requirement;

/// A segment that speaks of points.
struct Scored {
    /// All of it.
    whole: Normal,
    /// What it says before the points.
    own: Normal,
    effects: Effects,
    /// Whether its first words refer to what was asked before.
    pronoun: bool,
    /// Whether it names nothing of its own.
    refers: bool,
}

/// Words that refer to what was asked before.
#[rustfmt::skip]
const PRONOUNS: [&str; 12] = [
    "否则", "情节", "屡教不改", "如未", "未做者", "每项", "本项", "其中", "达到要求", "完全符合要求", "全部合格", "符合要求",
];
/// Whoever does not do what was asked.
#[rustfmt::skip]
const OFFENDERS: [&str; 9] = [
    "违者", "违反", "违反者", "违规", "违规者", "违反规定", "违反规定者", "违反本规定", "违反上述规定",
];

impl Scored {
    fn new(whole: &Normal, subject: usize, effects: &Effects) -> Scored {
        let own = whole.part(0, subject);
        let mut effects = effects.clone();
        // 情节严重者予以辞退: the case belongs to the consequence
        if own.text.starts_with("情节") && effects.consequence.is_some() {
            effects.consequence = Some(text(whole, 0, whole.text.len()));
        }
        let pronoun = PRONOUNS.iter().chain(&["做到"]).any(|word| own.text.starts_with(word))
            || OFFENDERS.contains(&own.text.trim_end_matches([',', '的', '、']))
            || own.text == "否"
            || (own.text.starts_with('每') && own.text.chars().count() <= 3);
        let refers = own.text.trim_matches([',', '的', '、']).is_empty() || pronoun;
        Scored { whole: whole.clone(), own, effects, pronoun, refers }
    }

    /// Whether only consequences are said, no points.
    fn is_soft(&self) -> bool {
        self.effects.rules.is_empty() && self.effects.consequence.is_some()
    }

    /// A bound and no name: 低于80%扣5分.
    fn only_bounds(&self) -> bool {
        !self.refers && measure::without_name(&self.own)
    }
}

impl Sentence {
    /// A segment that speaks of points, from `subject` on.
    pub(super) fn scored(&mut self, normal: &Normal, subject: usize, effects: &Effects) {
        let said = Scored::new(normal, subject, effects);
        if let Some(span) = effects.ranged {
            self.problems.push(Diagnostic::new(Code::PointsRange, span).with("words", normal.text.as_str()));
        }
        if self.further_band(&said) {
            return;
        }
        self.bands = None;
        self.points(said);
        let last = self.read.len().saturating_sub(1);
        self.bands = self.read.last().and_then(|read| Bands::begin(last, read, effects));
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
        if self.is_worth(&said) {
            return;
        }
        self.recall_count(&said);
        if self.follows(&said) {
            return;
        }
        self.recall_pronoun(&mut said);
        let phrases = match said.pronoun {
            true => Vec::new(),
            false => self.trailing(said.refers && self.waiting.is_empty()),
        };
        self.waiting.splice(0..0, phrases);
        if self.follows_duty(&said) || self.further_bound(&said) || self.of_known(&said) || self.undoes(&said) {
            return;
        }
        self.failings(&said);
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
        let follows = said.is_soft() && !said.own.text.is_empty() && !may_be_punished(&said.own.text);
        if follows {
            self.flush();
            self.asked(&said.own);
            if let Some(requirement) = self.read.last_mut() {
                attach(requirement, &said.effects);
            }
        }
        follows
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
        let follows = said.is_soft()
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
        if several::further_tier(last, &said.own, &said.effects) {
            return true;
        }
        // …,每降1%扣1分,低于85%不得分: no one line says both; what is left over is named
        let steps = last.scoring.iter().any(|it| it.rules.iter().any(|it| matches!(it, ScoringRule::Step { .. })));
        steps && said.effects.gain.is_some_and(|points| points.is_zero())
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
        let at = asking.map(|at| at + from).or_else(|| known.checked_sub(1));
        let effects = &said.effects;
        let whole = &said.whole;
        match at.and_then(|at| self.read.get_mut(at)) {
            // 合格率100%,每出现一件不合格扣2分: what is found bans
            Some(known) if !matches!(known.core, Core::Phrase(_)) && !guard::found(known, effects) => {
                attach(known, effects);
            }
            _ if effects.noun.is_some() && effects.takes() => {
                let mut requirement = empty_requirement(whole.span(0, whole.text.len()));
                requirement.words.clone_from(&whole.text);
                let activity = effects.noun.clone().unwrap_or_else(|| text(whole, 0, whole.text.len()));
                requirement.core = Core::Never { activity, filter: None };
                attach(&mut requirement, effects);
                self.read.push(requirement);
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
        if said.refers || !self.waiting.is_empty() {
            return false;
        }
        let asked = self.read.last_mut().filter(|asked| wanting::undoes(&said.own.text, asked));
        let Some(asked) = asked else { return false };
        let effects = wanting::wanting(asked, &said.effects);
        attach(asked, &effects);
        true
    }

    /// Failings, or achievements, of their own.
    fn failings(&mut self, said: &Scored) {
        let mut subjects = std::mem::take(&mut self.waiting);
        if !said.refers {
            subjects.push(said.own.clone());
        }
        wanting::share_deadline(&mut subjects);
        let village = of_entity(&said.own);
        let mut read = Vec::new();
        for (subject, effects) in subjects.iter().flat_map(|subject| shared_out(subject, &said.effects)) {
            let (mut found, problems) = violation::violation(&subject, &effects);
            for requirement in &mut found {
                requirement.entity = requirement.entity.take().or_else(|| village.clone());
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
                if bounded || counts_once(&subject.text) {
                    each_time(requirement, &effects);
                } else {
                    attach(requirement, &effects);
                }
            }
            read.extend(found);
            self.problems.extend(problems);
        }
        for requirement in read {
            match self.read.iter_mut().find(|known| same_ban(known, &requirement)) {
                Some(known) => {
                    known.scoring.extend(requirement.scoring);
                    known.properties.extend(requirement.properties);
                }
                None => self.read.push(requirement),
            }
        }
    }
}
