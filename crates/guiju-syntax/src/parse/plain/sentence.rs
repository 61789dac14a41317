//! A sentence: segments that follow each other, and what they say of each other.

use rust_decimal::Decimal;

use super::asked::{asked, definitional, vague};
use super::audit;
use super::bands::Bands;
use super::effects::{self, Effects};
use super::events::conditions;
use super::guard;
use super::holidays::{excepts, mentions_holidays, rolls};
use super::points::{attach, bare_count, counts_once, each_time, may_be_punished, of_entity, same_ban, shared_out};
use super::reword::{each_day, reworded};
use super::scan::{Part, scan};
use super::words::{self, text};
use super::{LONGEST, Read, measure, scores, violation};
use crate::ast::{Condition, Core, PropertyKind, Requirement, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::normal::Normal;
use crate::parse::build::empty_requirement;
use crate::span::Span;

/// Reads a sentence: segments that follow each other up to `;` or `。`.
#[derive(Default)]
pub struct Sentence {
    /// What is read so far, of the whole clause.
    pub read: Vec<Requirement>,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
    /// Where requirements stand that were written in canonical form.
    exact: Vec<Span>,
    /// Segments whose points may still follow.
    waiting: Vec<Normal>,
    /// Where the requirements of this sentence begin.
    start: usize,
    /// 每月5日前, alone: it belongs to what follows.
    opening: Option<Normal>,
    /// 如遇节假日 has been said: where the date goes follows.
    rolling: bool,
    /// 评5分, of a requirement that is still to come.
    worth: Option<Decimal>,
    /// 90分以上得10分: further bands may follow.
    bands: Option<Bands>,
    /// 节假日除外, of what is still to come.
    excepting: bool,
    /// 每有1例: its points follow.
    stepping: Option<Normal>,
    /// All that was said.
    said: Vec<Normal>,
}

impl Sentence {
    /// The next segment, without blanks.
    pub fn next(&mut self, normal: &Normal) {
        let from = ["凡是", "凡"].iter().find(|word| normal.text.starts_with(**word)).map_or(0, |word| word.len());
        let normal = &reworded(&normal.part(from, normal.text.len()));
        self.said.push(normal.clone());
        self.problems.extend(vague(normal));
        self.segment(normal);
    }

    /// All requirements, and what is wrong.
    pub fn finish(mut self) -> Read {
        self.end();
        let asking = self.read.iter_mut().find(|read| !matches!(read.core, Core::Phrase(_)));
        if let (true, Some(asking)) = (self.excepting, asking) {
            asking.properties.push(PropertyKind::ExceptHolidays);
        }
        // What is written in canonical form says exactly which words are the name.
        let exact = std::mem::take(&mut self.exact);
        let plain = |read: &&mut Requirement| !exact.contains(&read.span);
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::unplaced));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::unfit));
        // an error says already that something is left
        if self.problems.iter().all(|problem| problem.code.entry().severity == Severity::Warning) {
            let left = audit::unread(&self.said, &self.read);
            self.problems.extend(left);
        }
        (self.read, self.problems)
    }

    fn segment(&mut self, normal: &Normal) {
        let length = normal.text.len();
        if length > LONGEST {
            let problem = Diagnostic::new(Code::TooLong, normal.span(0, length));
            self.problems.push(problem.with("length", length.to_string()).with("limit", LONGEST.to_string()));
            return;
        }
        if let Some(opening) = self.opening.take() {
            // …之日起15日内, then no act but points: the opening was all
            if awaits_act(&opening.text) && effects::split(normal).is_some() {
                self.unscored(&opening);
                return self.segment(normal);
            }
            let mut whole = opening;
            whole.copy(normal, 0, length);
            return self.segment(&whole);
        }
        // 投诉每有1例, then 减2分: one breath
        if let Some(stepping) = self.stepping.take() {
            let mut whole = stepping.clone();
            whole.copy(normal, 0, length);
            if effects::split(normal).is_some_and(|(subject, _)| subject == 0) {
                return self.segment(&whole);
            }
            self.unscored(&stepping);
        }
        if effects::begins_step(normal) {
            self.stepping = Some(normal.clone());
            return;
        }
        let days = each_day(normal);
        if !days.is_empty() {
            return days.iter().for_each(|day| self.segment(day));
        }
        let (parts, _) = scan(normal);
        let no_words = |part: &Part| matches!(part, Part::Period(_) | Part::Deadline(_));
        if ["以此类推", "依此类推"].contains(&normal.text.as_str()) {
            return;
        }
        if excepts(&normal.text) {
            match self.read.iter_mut().rev().find(|read| !matches!(read.core, Core::Phrase(_))) {
                Some(last) => last.properties.push(PropertyKind::ExceptHolidays),
                None => self.excepting = true,
            }
            return;
        }
        if let Some(roll) = rolls(&normal.text, self.rolling) {
            self.rolling = false;
            match self.read.last_mut() {
                Some(last) => last.properties.push(PropertyKind::Roll(roll)),
                None => self.phrase(normal),
            }
            return;
        }
        if mentions_holidays(&normal.text) {
            self.rolling = true;
            return;
        }
        if std::mem::take(&mut self.rolling) {
            // 如遇节假日 with nothing said of where the date goes
            self.problems.push(
                Diagnostic::new(Code::NothingCheckable, normal.span(0, length)).with("words", normal.text.as_str()),
            );
        }
        if !parts.is_empty() && parts.iter().all(no_words) {
            self.opening = Some(normal.clone());
            return;
        }
        // 自验收合格之日起15日内, 将报告报有关部门备案
        if awaits_act(&normal.text) {
            self.opening = Some(normal.clone());
            return;
        }
        // 检查各项工作的落实,每周一次
        let named = parts.iter().any(|part| matches!(part, Part::Words(_)));
        let counted = parts.iter().any(|part| matches!(part, Part::Quantity(_)));
        let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
        if !named
            && counted
            && periodic
            && self.read.len() > self.start
            && let Some(Requirement { core: Core::Phrase(_), .. }) = self.read.last()
            && let Some(phrase) = self.read.pop()
        {
            let mut whole = Normal::placed(&phrase.words, phrase.span);
            whole.copy(normal, 0, length);
            return self.segment(&whole);
        }
        if definitional(&normal.text) {
            for waiting in std::mem::take(&mut self.waiting) {
                self.phrase(&waiting);
            }
            return self.phrase(normal);
        }
        // 签到一次、签退一次: the period goes on in the resolver
        let cut = normal.text.match_indices('、').map(|(at, _)| at).find(|at| {
            !words::is_quoted(&normal.text, *at) && {
                let counts = |part: &Normal| {
                    let (parts, _) = scan(part);
                    let number = parts.iter().any(|part| matches!(part, Part::Quantity(_)));
                    number && parts.iter().any(|part| matches!(part, Part::Words(_)))
                };
                let rest = normal.part(at + "、".len(), length);
                let starts_with_number = rest.text.starts_with(|c: char| c.is_ascii_digit());
                effects::split(normal).is_none()
                    && !may_be_punished(&normal.text)
                    && !starts_with_number
                    && counts(&normal.part(0, *at))
                    && counts(&rest)
            }
        });
        if let Some(at) = cut {
            self.segment(&normal.part(0, at));
            return self.segment(&normal.part(at + "、".len(), length));
        }
        // 校级1次加1分、市级1次加2分
        let cut = normal.text.match_indices('、').map(|(at, _)| at).find(|at| {
            let rest = normal.part(at + "、".len(), normal.text.len());
            let amount = rest.text.starts_with(|c: char| c.is_ascii_digit());
            !amount && scores(&normal.part(0, *at)) && scores(&rest)
        });
        if let Some(at) = cut {
            self.segment(&normal.part(0, at));
            return self.segment(&normal.part(at + "、".len(), length));
        }
        match effects::split(normal) {
            Some((_, effects)) if effects.weight && effects.rules.is_empty() => self.phrase(normal),
            Some((subject, effects)) => self.scored(normal, subject, &effects),
            None if may_be_punished(&normal.text) => self.waiting.push(normal.clone()),
            None => self.unscored(normal),
        }
    }

    /// The sentence ends.
    pub fn end(&mut self) {
        if let Some(stepping) = self.stepping.take() {
            self.unscored(&stepping);
        }
        if let Some(opening) = self.opening.take() {
            if awaits_act(&opening.text) {
                self.unscored(&opening);
            } else {
                self.phrase(&opening);
            }
        }
        self.flush();
        let asking = self.read.iter_mut().rev().find(|read| !matches!(read.core, Core::Phrase(_)));
        if let (Some(worth), Some(asking)) = (self.worth, asking) {
            asking.properties.push(PropertyKind::Worth(worth));
            self.worth = None;
        }
        self.start = self.read.len();
    }

    /// A segment read as canonical.
    pub fn requirement(&mut self, requirement: Requirement) {
        self.flush();
        self.exact.push(requirement.span);
        self.read.push(requirement);
    }

    /// A segment that no points follow in the same breath.
    fn unscored(&mut self, normal: &Normal) {
        // 请假3天以上的, 须经批准: what waited is a condition
        if let Some(head) = self.waiting.last()
            && let Some(core) = conditions(head, normal)
        {
            let mut words = head.clone();
            self.waiting.pop();
            self.flush();
            words.copy(normal, 0, normal.text.len());
            let mut requirement = empty_requirement(words.span(0, words.text.len()));
            requirement.words.clone_from(&words.text);
            requirement.core = core;
            self.read.push(requirement);
            return;
        }
        self.flush();
        // 每月代扣的税款, 应当在次月7日内缴入国库: the first is only the topic
        if ["应", "须", "必须", "需"].iter().any(|word| normal.text.starts_with(word))
            && self.read.len() > self.start
            && let Some(Requirement { core: Core::Measure { .. }, words, span, .. }) = self.read.last()
        {
            let mut whole = Normal::placed(words, *span);
            let (parts, _) = scan(&whole);
            if !parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Between(..) | Part::Compare(_)))
                && words::modal(&whole.text).is_none()
                && scan(normal).0.iter().any(|part| matches!(part, Part::Deadline(_)))
            {
                self.read.pop();
                whole.copy(normal, 0, normal.text.len());
                return self.asked(&whole);
            }
        }
        // …未按时提交,或资料错误被退回: a failing like the one before
        if let Some(other) = normal.text.strip_prefix('或')
            && self.read.last().is_some_and(|last| last.words.contains('未') || matches!(last.core, Core::Never { .. }))
        {
            let other = normal.part(normal.text.len() - other.len(), normal.text.len());
            let (read, problems) = violation::violation(&other, &Effects::default());
            self.read.extend(read);
            self.problems.extend(problems);
            return;
        }
        self.asked(normal);
    }

    /// Segments that might have been punished were not: they ask what they say.
    fn flush(&mut self) {
        for segment in std::mem::take(&mut self.waiting) {
            // 请假超过15天的 describes; nothing is asked by it
            if words::ends_as_case(&segment.text) {
                self.phrase(&segment);
            } else {
                self.asked(&segment);
            }
        }
    }

    fn asked(&mut self, normal: &Normal) {
        let before = self.read.last().filter(|_| self.read.len() > self.start);
        let (read, problems) = asked(normal, before);
        // A bare event before an interval is what the interval runs from.
        let uses_phrase = before.is_some_and(|before| matches!(before.core, Core::Phrase(_)))
            && read.first().is_some_and(|read| matches!(&read.core, Core::Every { trigger, .. } if before.is_some_and(|before| matches!(&before.core, Core::Phrase(words) if words == trigger || words.span == trigger.span))));
        if uses_phrase {
            self.read.pop();
        }
        // One person, all conditions.
        if let (
            [Requirement { core: Core::Qualification(more), .. }],
            Some(Requirement { core: Core::Qualification(held), .. }),
        ) = (read.as_slice(), self.read.last_mut())
        {
            *held = Condition::And(vec![held.clone(), more.clone()]);
            return;
        }
        self.read.extend(read);
        self.problems.extend(problems);
    }

    /// A segment that asks for nothing.
    fn phrase(&mut self, normal: &Normal) {
        let mut phrase = empty_requirement(normal.span(0, normal.text.len()));
        phrase.words.clone_from(&normal.text);
        phrase.core = Core::Phrase(text(normal, 0, normal.text.len()));
        self.read.push(phrase);
    }

    /// Phrases at the end of what is read of this sentence: what is punished may have been said in them.
    fn trailing(&mut self, all: bool) -> Vec<Normal> {
        let mut phrases = Vec::new();
        while self.read.len() > self.start
            && let Some(last) = self.read.last()
            && matches!(last.core, Core::Phrase(_))
            && (all || ["未", "不", "没有", "无"].iter().any(|word| last.words.contains(word)))
        {
            let words = Normal::placed(&last.words, last.span);
            phrases.push((words, self.read.pop()));
        }
        phrases.reverse();
        // Of several only the last, unless most of them are failings.
        let failing =
            |words: &Normal| ["未", "不", "没有", "无", "违", "迟", "漏"].iter().any(|word| words.text.contains(word));
        let failings = phrases.iter().filter(|(words, _)| failing(words)).count();
        let keep = if all && 2 * failings < phrases.len() { phrases.len().saturating_sub(1) } else { 0 };
        let taken = phrases.split_off(keep);
        self.read.extend(phrases.into_iter().filter_map(|(_, read)| read));
        taken.into_iter().map(|(words, _)| words).collect()
    }

    /// A segment that speaks of points, from `subject` on.
    fn scored(&mut self, normal: &Normal, subject: usize, effects: &Effects) {
        let own = normal.part(0, subject);
        if let Some(span) = effects.ranged {
            self.problems.push(Diagnostic::new(Code::PointsRange, span).with("words", normal.text.as_str()));
        }
        if let Some(bands) = &mut self.bands
            && bands.take(&own, effects)
        {
            if let Some(requirement) = self.read.get_mut(bands.requirement) {
                bands.write(requirement);
            }
            return;
        }
        self.bands = None;
        self.points(normal, own, effects);
        let last = self.read.len().saturating_sub(1);
        self.bands = self.read.last().and_then(|read| Bands::begin(last, read, effects));
    }

    fn points(&mut self, normal: &Normal, own: Normal, effects: &Effects) {
        let pronoun = [
            "否则",
            "情节",
            "屡教不改",
            "如未",
            "未做者",
            "每项",
            "本项",
            "其中",
            "达到要求",
            "完全符合要求",
            "全部合格",
            "符合要求",
            "做到",
        ];
        // 情节严重者予以辞退: the case belongs to the consequence
        let mut effects = effects.clone();
        if own.text.starts_with("情节") && effects.consequence.is_some() {
            effects.consequence = Some(text(normal, 0, normal.text.len()));
        }
        let effects = &effects;
        let offender =
            ["违者", "违反", "违反者", "违规", "违规者", "违反规定", "违反规定者", "违反本规定", "违反上述规定"]
                .contains(&own.text.trim_end_matches([',', '的', '、']));
        let pronoun = pronoun.iter().any(|word| own.text.starts_with(word))
            || offender
            || own.text == "否"
            || (own.text.starts_with('每') && own.text.chars().count() <= 3);
        let refers = own.text.trim_matches([',', '的', '、']).is_empty() || pronoun;
        let nothing_yet = self.read.iter().all(|read| matches!(read.core, Core::Phrase(_)));
        if effects.says_only_how_much() && refers && nothing_yet && self.waiting.is_empty() {
            self.worth = effects.worth.max(self.worth);
            if effects.worth.is_none() {
                self.phrase(normal);
            }
            return;
        }
        // 当月迟到累计4次,扣50元: a count that nobody asks for is punished
        if own.text.is_empty()
            && self.waiting.is_empty()
            && self.read.len() > self.start
            && let Some(last) = self.read.last()
            && bare_count(last, effects)
        {
            self.waiting.push(Normal::placed(&last.words, last.span));
            self.read.pop();
        }
        let soft = effects.rules.is_empty() && effects.consequence.is_some();
        if soft && !own.text.is_empty() && !may_be_punished(&own.text) {
            self.flush();
            self.asked(&own);
            if let Some(requirement) = self.read.last_mut() {
                attach(requirement, effects);
            }
            return;
        }
        // 如未及时隔离,一次扣5分 speaks of what was asked before
        let mut pronoun = pronoun;
        if let Some(last) = self.read.last().filter(|_| self.read.len() > self.start)
            && matches!(last.core, Core::Phrase(_))
            && last.words.starts_with("如未")
        {
            self.read.pop();
            pronoun = true;
        }
        let phrases = if pronoun { Vec::new() } else { self.trailing(refers && self.waiting.is_empty()) };
        self.waiting.splice(0..0, phrases);
        if soft
            && self.waiting.is_empty()
            && !self.read.iter().skip(self.start).any(|it| matches!(it.core, Core::Measure { .. } | Core::Never { .. }))
            && !normal.text.starts_with("逾期")
        {
            self.asked(normal);
            return;
        }
        let bound_only = !refers && measure::without_name(&own);
        if bound_only
            && self.waiting.is_empty()
            && let Some(last) = self.read.last_mut()
        {
            if let Some(mut further) = violation::within_other_bounds(last, &own) {
                each_time(&mut further, effects);
                self.read.push(further);
                return;
            }
            if violation::further_tier(last, &own, effects) {
                return;
            }
            // …,每降1%扣1分,低于85%不得分: no one line says both; what is left over is named
            let steps = last.scoring.iter().any(|it| it.rules.iter().any(|it| matches!(it, ScoringRule::Step { .. })));
            if steps && effects.gain.is_some_and(|points| points.is_zero()) {
                return;
            }
        }
        if (refers && (own.text.starts_with('否') || self.waiting.is_empty())) || (bound_only && !self.read.is_empty())
        {
            self.flush();
            let known = self.read.len();
            let from = self.start.min(known);
            let asking = self.read.iter().skip(from).rposition(|it| !matches!(it.core, Core::Phrase(_)));
            let at = asking.map(|at| at + from).or_else(|| known.checked_sub(1));
            match at.and_then(|at| self.read.get_mut(at)) {
                // 合格率100%,每出现一件不合格扣2分: what is found bans
                Some(requirement)
                    if !matches!(requirement.core, Core::Phrase(_)) && !guard::found(requirement, effects) =>
                {
                    attach(requirement, effects)
                }
                _ if effects.noun.is_some() && effects.takes() => {
                    let mut requirement = empty_requirement(normal.span(0, normal.text.len()));
                    requirement.words.clone_from(&normal.text);
                    let activity = effects.noun.clone().unwrap_or_else(|| text(normal, 0, normal.text.len()));
                    requirement.core = Core::Never { activity, filter: None };
                    attach(&mut requirement, effects);
                    self.read.push(requirement);
                }
                _ => self.problems.push(
                    Diagnostic::new(Code::NothingCheckable, normal.span(0, normal.text.len()))
                        .with("words", normal.text.as_str()),
                ),
            }
            return;
        }
        // 每周检查宿舍一次,未检查的每次扣1分: speaks of what was asked before
        if !refers
            && self.waiting.is_empty()
            && let Some(asked) = self.read.last_mut().filter(|asked| violation::undoes(&own.text, asked))
        {
            let effects = violation::wanting(asked, effects);
            attach(asked, &effects);
            return;
        }
        let own_words = own.clone();
        let mut subjects = std::mem::take(&mut self.waiting);
        if !refers {
            subjects.push(own);
        }
        violation::share_deadline(&mut subjects);
        let mut read = Vec::new();
        let village = of_entity(&own_words);
        for (subject, effects) in subjects.iter().flat_map(|subject| shared_out(subject, effects)) {
            let effects = &effects;
            let (mut found, problems) = violation::violation(&subject, effects);
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
                    each_time(requirement, effects);
                } else {
                    attach(requirement, effects);
                }
            }
            read.extend(found);
            self.problems.extend(problems);
        }
        for requirement in read {
            let known = self.read.iter_mut().find(|known| same_ban(known, &requirement));
            match known {
                Some(known) => {
                    known.scoring.extend(requirement.scoring);
                    known.properties.extend(requirement.properties);
                }
                None => self.read.push(requirement),
            }
        }
    }
}

/// 自验收合格之日起15日内: an interval whose act is still to come.
fn awaits_act(text: &str) -> bool {
    let ends = ["日内", "天内", "小时内", "个月内", "工作日内", "分钟内", "年内", "周内"]
        .iter()
        .any(|end| text.ends_with(end));
    ends && ["之日起", "之时起"].iter().any(|word| text.contains(word))
}
