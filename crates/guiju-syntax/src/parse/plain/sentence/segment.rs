//! What a segment is, told from what it holds and what waits: each kind is tried in turn.

use super::Sentence;
use crate::ast::{Core, PropertyKind, Requirement, Scoring, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::asked::definitional;
use crate::parse::plain::effects;
use crate::parse::plain::holidays::{excepts, mentions_holidays, rolls};
use crate::parse::plain::lists::each_time;
use crate::parse::plain::looks::{awaits_act, either_bound, none_or_fewer, offends, samples};
use crate::parse::plain::points::may_be_punished;
use crate::parse::plain::said::is_recipient;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::shared;
use crate::parse::plain::words::{self, text};
use crate::parse::plain::{LONGEST, opening, rounding, scores};

impl Sentence {
    pub(super) fn segment(&mut self, normal: &Normal) {
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
            let known = self.read.len();
            days.iter().for_each(|day| self.segment(day));
            self.each = known..self.read.len();
            return;
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

    /// 不足一个百分点按一个百分点计算: how the steps before are rounded.
    pub(super) fn rounded(&mut self, normal: &Normal) -> bool {
        let Some(rounding) = rounding::said(normal) else { return false };
        let mine = self.read.get_mut(self.start..).unwrap_or_default();
        let stepped = |it: &&mut Scoring| it.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { .. }));
        let Some(scoring) = mine.iter_mut().rev().flat_map(|it| &mut it.scoring).find(stepped) else { return false };
        scoring.rounding = rounding;
        true
    }
}

/// The longest name of someone who acts that nothing else tells, in bytes.
const WHO: usize = 18;
