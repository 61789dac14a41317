//! A sentence: segments that follow each other, and what they say of each other.

use rust_decimal::Decimal;

use super::actors::{actor, is_actor, same_act};
use super::asked::{asked, definitional, vague};
use super::attribution;
use super::audit;
use super::bands::Bands;
use super::discourse;
use super::effects::{self, Effects};
use super::events::{conditions, urges, within_others};
use super::exceptions::{condition, excepted};
use super::findings::Best;
use super::grades;
use super::guard;
use super::holidays::{excepts, mentions_holidays, rolls};
use super::levels::by_level;
use super::lists::each_time;
use super::looks::{awaits_act, either_bound, none_or_fewer, offends, samples};
use super::points::may_be_punished;
use super::reword::{day_of_event, edge_workday, reworded};
use super::said::is_recipient;
use super::scan::{Part, scan};
use super::scored::Series;
use super::shared;
use super::words::{self, holds_any, text};
use super::{LONGEST, Read, opening, response, rounding, scores, violation};
use crate::ast::{Condition, Core, Expr, PropertyKind, Requirement, Scoring, ScoringRule, Text, Threshold};
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
    pub(super) waiting: Vec<Normal>,
    /// Where the requirements of this sentence begin.
    pub(super) start: usize,
    /// 每月5日前, alone: it belongs to what follows.
    opening: Option<Normal>,
    /// 如遇节假日 has been said: where the date goes follows.
    rolling: bool,
    /// 评5分, of a requirement that is still to come.
    pub(super) worth: Option<Decimal>,
    /// 90分以上得10分: further bands may follow.
    pub(super) bands: Option<Bands>,
    /// 首次扣50元: the next times may follow.
    pub(super) series: Option<Series>,
    /// Up to here everything has its points.
    pub(super) done: usize,
    /// 完全符合要求,评5分: what the other findings fall short of.
    pub(super) best: Option<Best>,
    /// 节假日除外, of what is still to come.
    excepting: bool,
    /// 每有1例: its points follow.
    stepping: Option<Normal>,
    /// 未经批准: of whom what is denied next is said.
    pub(super) under: Option<String>,
    /// All that was said.
    pub(super) said: Vec<Normal>,
    /// 除急诊外, of what is still to come.
    exceptions: Vec<Text>,
    /// They are said of something.
    excepted: bool,
    /// 抽查2个月: how it is looked at, which is checked in full.
    sampled: Vec<Normal>,
    /// 普通快件3天内: what is done so soon is said with the next.
    eliding: Vec<Normal>,
    /// 根据公司规定: what for, or on what grounds, where what is asked follows.
    grounds: Option<Normal>,
    /// Who answers for what is said at a place.
    owners: Vec<(Span, Text)>,
}

impl Sentence {
    /// The next segment, without blanks.
    pub fn next(&mut self, normal: &Normal) {
        if !normal.text.contains(['次', '犯']) {
            self.series = None;
        }
        if urges(&normal.text) && effects::split(normal).is_none() {
            self.flush();
            self.said.push(normal.clone());
            return self.phrase(normal);
        }
        if opening::joins(normal) {
            return;
        }
        if opening::hedges(normal) {
            let vague = Diagnostic::new(Code::VagueWord, normal.span(0, normal.text.len()));
            return self.problems.push(vague.with("word", normal.text.as_str()));
        }
        if opening::explains(normal) {
            self.grounds = Some(normal.clone());
            return;
        }
        let normal = &opening::unnumbered(normal);
        let from = ["凡是", "凡", "其中", "对于"]
            .iter()
            .find(|word| normal.text.starts_with(**word))
            .map_or(0, |word| word.len());
        let within = normal.text.starts_with("其中");
        let unlabelled = self.labelled(&normal.part(from, normal.text.len()));
        if unlabelled.text.is_empty() {
            return;
        }
        let last = self.read.last().filter(|_| self.read.len() > self.start);
        if let Some(problem) = day_of_event(&unlabelled, last, !self.waiting.is_empty()) {
            self.waiting.clear();
            self.said.push(unlabelled);
            return self.problems.push(problem);
        }
        let edge = edge_workday(&unlabelled);
        let roll = edge.as_ref().map(|(_, roll)| *roll);
        let unlabelled = edge.map_or(unlabelled, |(plain, _)| plain);
        let mut normal = &reworded(&unlabelled);
        let rest;
        // 道路保洁每天不少于16小时: with nothing else named it is what is done
        let named = |at: &usize| {
            // 正式员工须提前30天: they do the same, so soon
            if response::only_interval(&normal.part(*at, normal.text.len())) {
                return false;
            }
            let (parts, _) = scan(&normal.part(*at, normal.text.len()));
            parts.iter().any(|part| !matches!(part, Part::Period(_) | Part::Compare(_) | Part::Quantity(_)))
        };
        if let Some(at) = actor(normal).filter(named) {
            rest = normal.part(at, normal.text.len());
            self.owners.push((rest.span(0, rest.text.len()), text(normal, 0, at)));
            normal = &rest;
        } else if let Some((at, act)) = same_act(normal).zip(self.owned_act()) {
            self.owners.push((normal.span(0, normal.text.len()), text(normal, 0, at)));
            let mut same = normal.part(0, 0);
            same.insert(&act, normal, at);
            same.copy(normal, at, normal.text.len());
            rest = same;
            normal = &rest;
        }
        let done;
        if let Some((plain, who)) = attribution::within(normal) {
            done = plain;
            self.owners.push((done.span(0, done.text.len()), who));
            normal = &done;
        }
        self.said.push(normal.clone());
        if self.attributed_to(normal) {
            return;
        }
        self.problems.extend(vague(normal).or_else(|| vague(&unlabelled)));
        let known = self.read.len();
        match excepted(normal) {
            Some(except) => {
                let asking = |read: &&Requirement| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_));
                let last = self.read.iter().rposition(|it| asking(&it));
                match last.filter(|_| except.behind && self.waiting.is_empty()) {
                    Some(last) => self.except_from(last, &except.names),
                    None => self.exceptions = except.names,
                }
                if !except.rest.text.is_empty() {
                    self.segment(&except.rest);
                }
            }
            None => self.segment(normal),
        }
        if within {
            self.within(known);
        }
        let asking = self.read.iter_mut().skip(known);
        for read in asking.filter(|read| read.period.is_some() && read.deadline.is_some()) {
            read.properties.extend(roll.map(PropertyKind::Roll));
        }
        self.except(known);
    }

    /// 由设备科负责, 由设备科验收签字: of all that this sentence has asked so far.
    fn attributed_to(&mut self, normal: &Normal) -> bool {
        if !normal.text.starts_with('由') || !self.waiting.is_empty() || self.opening.is_some() {
            return false;
        }
        let mine = self.read.get(self.start..).unwrap_or_default();
        if let Some(who) = attribution::owner(normal) {
            let asking = mine.iter().filter(|it| !matches!(it.core, Core::Phrase(_) | Core::Narrow(_)));
            let places: Vec<Span> = asking.map(|it| it.span).collect();
            self.owners.extend(places.iter().map(|place| (*place, who.clone())));
            return !places.is_empty();
        }
        let carried = attribution::carried(normal, mine);
        let any = !carried.is_empty();
        self.read.extend(carried);
        any
    }

    /// 下井带班不少于5次,其中夜班不少于2次: so many of the same are of that kind.
    fn within(&mut self, known: usize) {
        let Some((before, [kind])) = self.read.split_at_mut_checked(known) else { return };
        let (Some(whole), true) = (before.last(), known > self.start) else { return };
        let unit = |threshold: &Threshold| match threshold {
            Threshold::Value(Expr::Number(number)) => number.unit.as_ref().map(|unit| unit.text.clone()),
            _ => None,
        };
        let (
            Core::Measure { measure, threshold: all, filter: None, .. },
            Core::Measure { measure: kind, threshold, filter, .. },
        ) = (&whole.core, &mut kind.core)
        else {
            return;
        };
        if let (Expr::Name(of), Expr::Name(name)) = (measure, &*kind)
            && unit(all).is_some()
            && unit(all) == unit(threshold)
            && of.text != name.text
            && filter.is_none()
        {
            // 其中跨学科听课不少于5节, of 听课
            let stem = name.text.strip_suffix(of.text.as_str()).filter(|stem| !stem.is_empty()).unwrap_or(&name.text);
            let flag = Text { text: stem.trim_end_matches('的').to_owned(), ..name.clone() };
            *filter = Some(Condition::Flag(flag));
            *kind = measure.clone();
        }
    }

    /// What the last requirement counts, where someone is named who does it.
    fn owned_act(&self) -> Option<String> {
        let last = self.read.get(self.start..)?.last()?;
        let owned = self.owners.iter().any(|(place, _)| place.start <= last.span.start && last.span.start < place.end);
        match &last.core {
            Core::Measure { measure: Expr::Name(name), .. } if owned => Some(name.text.clone()),
            _ => None,
        }
    }

    /// What is excepted from a requirement is so of all that its sentence asks of the same event.
    fn except_from(&mut self, at: usize, names: &[Text]) {
        let trigger = |read: &Requirement| match &read.core {
            Core::Every { trigger, .. } => Some(trigger.text.clone()),
            _ => None,
        };
        let of = self.read.get(at).and_then(trigger);
        let start = self.start.min(at);
        let mine = self.read.iter_mut().enumerate().skip(start);
        for (_, read) in mine.filter(|(place, read)| *place == at || of.is_some() && trigger(read) == of) {
            read.properties.extend(condition(names, read).map(PropertyKind::Except));
        }
    }

    /// What is excepted is so of all that is asked in what follows.
    fn except(&mut self, known: usize) {
        let asking = self.read.iter_mut().skip(known);
        for read in asking.filter(|read| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_))) {
            read.properties.extend(condition(&self.exceptions, read).map(PropertyKind::Except));
            self.excepted = true;
        }
        if std::mem::take(&mut self.excepted) {
            self.exceptions.clear();
        }
    }

    /// All requirements, and what is wrong.
    pub fn finish(mut self) -> Read {
        let known = self.read.len();
        self.end();
        self.except(known);
        self.read.iter_mut().for_each(discourse::unheaded);
        let asking = self.read.iter_mut().find(|read| !matches!(read.core, Core::Phrase(_)));
        if let (true, Some(asking)) = (self.excepting, asking) {
            asking.properties.push(PropertyKind::ExceptHolidays);
        }
        // What is written in canonical form says exactly which words are the name.
        let exact = std::mem::take(&mut self.exact);
        let plain = |read: &&mut Requirement| !exact.contains(&read.span);
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::unplaced));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(grades::asked));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::unfit));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::misspelt_unit));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::wholeless));
        // 每周上门访问8家,电话访问30: the period goes on
        if self.read.iter().all(|read| read.period.is_none()) {
            self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::numbered_at_end));
        }
        let owner = |read: &Requirement| {
            let of = |place: &Span| place.start <= read.span.start && read.span.start < place.end;
            self.owners.iter().find(|(place, _)| of(place)).map(|(_, who)| who.clone())
        };
        for read in self.read.iter_mut().filter(|read| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_))) {
            read.properties.extend(owner(read).map(PropertyKind::Owner));
        }
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::boundless));
        // an error says already that something is left
        if self.problems.iter().all(|problem| problem.code.entry().severity == Severity::Warning) {
            let left = audit::unread(&self.said, &self.read, &exact);
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
            // 行程结束后三日内, 计调应完成结算: who does it is named between
            let who = words::modal(&normal.text).map_or(0, |(at, _)| at).min(length);
            let from = if awaits_act(&whole.text) && who <= WHO { who } else { 0 };
            whole.copy(normal, from, length);
            if from > 0 {
                self.owners.push((whole.span(0, whole.text.len()), text(normal, 0, from)));
            }
            return self.segment(&whole);
        }
        // 投诉每有1例, then 减2分: one breath
        if let Some(stepping) = self.stepping.take() {
            let points = effects::split(normal).map(|(subject, _)| subject);
            // 每漏检一处, then 则对点检员罚款15元: from whom it is taken
            let whose =
                |subject: &usize| normal.text.get(..*subject).is_some_and(|it| it.is_empty() || is_recipient(it));
            if let Some(subject) = points.filter(whose) {
                let mut whole = stepping.clone();
                whole.copy(normal, subject, length);
                return self.segment(&whole);
            }
            self.unscored(&stepping);
        }
        let scored = effects::split(normal);
        if scored.is_none() && effects::begins_step(normal) {
            self.stepping = Some(normal.clone());
            return;
        }
        if scored.is_none() && samples(normal) {
            self.sampled.push(normal.clone());
            return;
        }
        // 无旷课或迟到少于2次: none of the one, and fewer of the other
        if let Some(at) = none_or_fewer(normal) {
            self.segment(&normal.part(0, at));
            return self.segment(&normal.part(at + "或".len(), length));
        }
        // 连续旷工3天或一年内累计旷工5天的: either is punished
        if let Some((at, length)) = either_bound(normal, !self.waiting.is_empty()) {
            if at > 0 {
                let mut first = normal.part(0, at);
                first.insert("的", normal, at);
                self.segment(&first);
            }
            return self.segment(&normal.part(at + length, normal.text.len()));
        }
        // 普通快件3天内,加急快件24小时内送达: one act for both
        if !self.eliding.is_empty() {
            let mut events = std::mem::take(&mut self.eliding);
            let more = shared::waiting(normal);
            if scored.is_none() && !more.is_empty() {
                events.extend(more);
                self.eliding = events;
                return;
            }
            match shared::act(normal).filter(|_| scored.is_none()) {
                Some(act) => events.iter().for_each(|event| self.segment(&shared::with_act(event, normal, act))),
                None => events.iter().for_each(|event| self.unscored(event)),
            }
        }
        if scored.is_none() && !awaits_act(&normal.text) {
            let each = shared::shared(normal);
            if !each.is_empty() {
                return each.iter().for_each(|one| self.segment(one));
            }
            self.eliding = shared::waiting(normal);
            if !self.eliding.is_empty() {
                return;
            }
        }
        let days = each_time(normal);
        if !days.is_empty() {
            return days.iter().for_each(|day| self.segment(day));
        }
        let (parts, _) = scan(normal);
        let no_words = |part: &Part| matches!(part, Part::Period(_) | Part::Deadline(_));
        if ["以此类推", "依此类推", "一经发现", "一经查实", "一经核实", "一旦发现", "一旦查实"]
            .contains(&normal.text.as_str())
            || self.rounded(normal)
        {
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
        // 工作时间内, 不得玩手机
        if opening::during(normal) {
            self.opening = Some(normal.clone());
            return;
        }
        // 违反规定的, 每次扣50元
        if scored.is_none() && offends(&normal.text) {
            self.opening = Some(normal.part(0, normal.text.trim_end_matches([',', '的']).len()));
            self.said.retain(|segment| segment.text != normal.text);
            return;
        }
        // 检查各项工作的落实,每周一次
        let named = parts.iter().any(|part| matches!(part, Part::Words(_)));
        let counted = parts.iter().any(|part| matches!(part, Part::Quantity(_)));
        // 每班一次
        let shift = |it: &crate::ast::Entity| it.object.text == "班";
        let periodic = parts.iter().any(|part| match part {
            Part::Entity(entity) => shift(entity),
            part => matches!(part, Part::Period(_)),
        });
        if !named
            && counted
            && periodic
            && self.read.len() > self.start
            && let Some(Requirement { core: Core::Phrase(_), .. }) = self.read.last()
            && let Some(phrase) = self.read.pop()
        {
            let mut whole = Normal::placed(&phrase.words, phrase.span);
            whole.copy(normal, 0, length);
            let known = self.read.len();
            self.segment(&whole);
            return self.except(known);
        }
        if definitional(&normal.text) && !(scored.is_some() && normal.text.starts_with("视为")) {
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
                scored.is_none()
                    && !may_be_punished(normal)
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
            scored.is_some() && !amount && scores(&normal.part(0, *at)) && scores(&rest)
        });
        if let Some(at) = cut {
            self.segment(&normal.part(0, at));
            return self.segment(&normal.part(at + "、".len(), length));
        }
        match scored {
            Some((_, effects)) if effects.weight && effects.rules.is_empty() => self.phrase(normal),
            Some((subject, effects)) => self.scored(normal, subject, &effects),
            None if may_be_punished(normal) => self.waiting.push(normal.clone()),
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
        let events = std::mem::take(&mut self.eliding);
        match shared::headed(&events) {
            Some(each) => each.iter().for_each(|event| self.segment(event)),
            None => events.iter().for_each(|event| self.unscored(event)),
        }
        self.flush();
        if let Some(grounds) = self.grounds.take().filter(|_| self.read.len() == self.start) {
            self.phrase(&grounds);
        }
        let sampled = std::mem::take(&mut self.sampled);
        if self.read.len() == self.start {
            sampled.iter().for_each(|sampled| self.phrase(sampled));
        }
        let asking = self.read.iter_mut().rev().find(|read| !matches!(read.core, Core::Phrase(_)));
        if let (Some(worth), Some(asking)) = (self.worth, asking) {
            asking.properties.push(PropertyKind::Worth(worth));
            self.worth = None;
        }
        self.start = self.read.len();
        self.under = None;
    }

    /// A segment read as canonical.
    pub fn requirement(&mut self, mut requirement: Requirement) {
        self.flush();
        self.scoped(&mut requirement);
        match (self.opening.take(), &mut requirement.core) {
            // 工作时间内, 不得玩手机
            (Some(opening), Core::Never { activity, .. }) if opening::during(&opening) && !activity.quoted => {
                activity.text.insert_str(0, &opening.text);
            }
            (Some(opening), _) => self.phrase(&opening),
            (None, _) => {}
        }
        self.exact.push(requirement.span);
        self.read.push(requirement);
    }

    /// 不足一个百分点按一个百分点计算: how the steps before are rounded.
    fn rounded(&mut self, normal: &Normal) -> bool {
        let Some(rounding) = rounding::said(normal) else { return false };
        let mine = self.read.get_mut(self.start..).unwrap_or_default();
        let stepped = |it: &&mut Scoring| it.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { .. }));
        let Some(scoring) = mine.iter_mut().rev().flat_map(|it| &mut it.scoring).find(stepped) else { return false };
        scoring.rounding = rounding;
        true
    }

    /// Whether anything is asked so far in this clause.
    pub fn asks(&self) -> bool {
        self.read.iter().any(|read| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_)))
    }

    /// A property that is stated in canonical form, of the requirement before it.
    pub fn property(&mut self, kind: PropertyKind) {
        self.flush();
        let asking = |read: &&mut Requirement| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_));
        let Some(last) = self.read.iter_mut().rev().find(asking) else { return };
        match kind {
            PropertyKind::Scoring(scoring) => last.scoring.push(scoring),
            kind => last.properties.push(kind),
        }
        self.done = self.read.len();
    }

    /// A segment that no points follow in the same breath.
    fn unscored(&mut self, normal: &Normal) {
        // 请假3天以上的, 须经批准: what waited is a condition
        if let Some(head) = self.waiting.last().filter(|head| by_level(head, None).is_none())
            && let Some(core) = conditions(head, normal).or_else(|| within_others(head, normal, self.read.last()))
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
        // 欠费满三个月的业主, 须上门催缴: what was said is of whom
        if let Some(head) = self.described(normal) {
            self.read.pop();
            let periodic = scan(normal).0.iter().any(|part| matches!(part, Part::Period(_)));
            if !periodic && let Some(core) = conditions(&head, normal) {
                let mut words = head.clone();
                words.copy(normal, 0, normal.text.len());
                let mut requirement = empty_requirement(words.span(0, words.text.len()));
                requirement.words.clone_from(&words.text);
                requirement.core = core;
                return self.read.push(requirement);
            }
            let mut whole = head;
            let from = words::modal(&normal.text).filter(|(at, _)| *at == 0).map_or(0, |(_, modal)| modal.len());
            whole.copy(normal, if periodic { from } else { 0 }, normal.text.len());
            return self.asked(&whole);
        }
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

    /// 欠费满三个月的业主, before 须…: those that a bound describes, of whom something is asked.
    fn described(&self, normal: &Normal) -> Option<Normal> {
        let last = self.read.get(self.start..)?.last()?;
        let asks = words::modal(&normal.text).is_some_and(|(at, _)| at == 0);
        if !matches!(last.core, Core::Phrase(_)) || !asks {
            return None;
        }
        let head = Normal::placed(&last.words, last.span);
        let (parts, _) = scan(&head);
        let bound = matches!(parts.as_slice(),
            [Part::Words(_), Part::Compare(_), Part::Quantity(_), Part::Words(thing)]
            | [Part::Compare(_), Part::Quantity(_), Part::Words(thing)] if thing.text.starts_with('的') && thing.text.chars().count() > 2);
        bound.then_some(head)
    }

    /// Segments that might have been punished were not: they ask what they say.
    pub(super) fn flush(&mut self) {
        for segment in std::mem::take(&mut self.waiting) {
            // 请假超过15天的 describes; nothing is asked by it
            if words::ends_as_case(&segment.text) {
                self.phrase(&segment);
            } else {
                self.asked(&segment);
            }
        }
    }

    pub(super) fn asked(&mut self, normal: &Normal) {
        // 收到投诉后2小时内联系客户;7日内办结: of the same event
        let goes_on =
            |it: &&Requirement| response::event_of(it).is_some() && response::begins_with_interval(normal).is_some();
        let earlier = self.read.last().filter(goes_on);
        let mut before = self.read.last().filter(|_| self.read.len() > self.start).or(earlier);
        // 巡检一次,每次抽样5件,并填写记录表: what is joined belongs to what is counted
        let joined = normal.text.starts_with('并');
        if joined && before.is_some_and(|it| matches!(it.core, Core::Phrase(_) | Core::Narrow(_))) {
            let counted = |it: &&Requirement| matches!(it.core, Core::Measure { .. });
            before = self.read.iter().skip(self.start).rfind(counted).or(before);
        }
        let (mut read, problems) = asked(normal, before);
        // A bare event before an interval is what the interval runs from.
        let uses_phrase = before.is_some_and(|before| matches!(before.core, Core::Phrase(_)))
            && read.first().is_some_and(|read| matches!(&read.core, Core::Every { trigger, .. } if before.is_some_and(|before| matches!(&before.core, Core::Phrase(words) if words == trigger || words.span == trigger.span))));
        let undated = problems.iter().any(|problem| matches!(problem.code, Code::DeadlineUndated | Code::RightTimed));
        // said once of all that runs from nothing
        let again =
            |it: &Diagnostic| it.code == Code::EventUnnamed && self.problems.iter().any(|one| one.code == it.code);
        let problems: Vec<_> = problems.into_iter().filter(|it| !again(it)).collect();
        let of_phrase = undated && before.is_some_and(|before| matches!(before.core, Core::Phrase(_)));
        if uses_phrase || of_phrase {
            self.read.pop();
        }
        self.under(&mut read.iter_mut().map(|it| &mut it.core).collect::<Vec<_>>(), &normal.text);
        // One person, all conditions.
        if let (
            [Requirement { core: Core::Qualification(more), .. }],
            Some(Requirement { core: Core::Qualification(held), .. }),
        ) = (read.as_slice(), self.read.last_mut())
        {
            let mut all = match held.clone() {
                Condition::And(all) => all,
                one => vec![one],
            };
            match more.clone() {
                Condition::And(more) => all.extend(more),
                one => all.push(one),
            }
            *held = Condition::And(all);
            return;
        }
        self.read.extend(read);
        self.problems.extend(problems);
    }

    /// A segment that asks for nothing.
    pub(super) fn phrase(&mut self, normal: &Normal) {
        let mut phrase = empty_requirement(normal.span(0, normal.text.len()));
        phrase.words.clone_from(&normal.text);
        phrase.core = Core::Phrase(text(normal, 0, normal.text.len()));
        self.read.push(phrase);
    }

    /// 教师拖堂,教师坐着授课每次扣2分: what is said before of the same one is punished so too.
    pub(super) fn same_subject(&mut self, own: &Normal) -> Vec<Normal> {
        let same = |words: &str| {
            let shared = words.chars().zip(own.text.chars()).take_while(|(one, other)| one == other).count();
            let who: String = own.text.chars().take(shared).collect();
            (2..=shared).any(|count| is_actor(&who.chars().take(count).collect::<String>()))
        };
        let mut found = Vec::new();
        while self.read.len() > self.start.max(self.done)
            && let Some(last) = self.read.last()
            && matches!(last.core, Core::Phrase(_))
            && same(&last.words)
        {
            found.push(Normal::placed(&last.words, last.span));
            self.read.pop();
        }
        found.reverse();
        found
    }

    /// Phrases at the end of what is read of this sentence: what is punished may have been said in them.
    pub(super) fn trailing(&mut self, all: bool) -> Vec<Normal> {
        let mut phrases = Vec::new();
        while self.read.len() > self.start.max(self.done)
            && let Some(last) = self.read.last()
            && matches!(last.core, Core::Phrase(_))
            && (all || holds_any(&last.words, &["未", "不", "没有", "无"]))
        {
            let words = Normal::placed(&last.words, last.span);
            phrases.push((words, self.read.pop()));
        }
        phrases.reverse();
        // Of several only the last, unless most of them are failings.
        let failing = |words: &Normal| holds_any(&words.text, &["未", "不", "没有", "无", "违", "迟", "漏"]);
        let failings = phrases.iter().filter(|(words, _)| failing(words)).count();
        let keep = if all && 2 * failings < phrases.len() { phrases.len().saturating_sub(1) } else { 0 };
        let taken = phrases.split_off(keep);
        self.read.extend(phrases.into_iter().filter_map(|(_, read)| read));
        taken.into_iter().map(|(words, _)| words).collect()
    }
}

/// The longest name of someone who acts that nothing else tells, in bytes.
const WHO: usize = 18;
