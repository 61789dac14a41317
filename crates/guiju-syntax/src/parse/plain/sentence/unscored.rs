//! Segments that no points follow: they ask what they say, or say of whom or when what follows is asked.

use super::Sentence;
use crate::ast::{Condition, Core, Requirement};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::build::empty_requirement;
use crate::parse::plain::asked::asked;
use crate::parse::plain::bounded;
use crate::parse::plain::effects::Effects;
use crate::parse::plain::events::{conditions, within_others};
use crate::parse::plain::levels::by_level;
use crate::parse::plain::response;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::violation;
use crate::parse::plain::words::{self, text};

/// 设备完好率达到98%以上, 进入现场必须佩戴安全帽: the ratio is asked for, and no condition of what has a topic of its own.
fn asks_itself(head: &Normal, next: &Normal) -> bool {
    let ratio = ["率达到", "率应达到", "满意度达到", "率达"].iter().any(|word| head.text.contains(word));
    let topic = words::modal(&next.text).is_some_and(|(at, _)| at > "某人".len());
    ratio && topic && !words::ends_as_case(&head.text)
}

impl Sentence {
    /// A segment that no points follow in the same breath.
    pub(super) fn unscored(&mut self, normal: &Normal) {
        // 请假3天以上的, 须经批准: what waited is a condition
        if let Some(head) =
            self.waiting.last().filter(|head| by_level(head, None).is_none() && !asks_itself(head, normal))
            && let Some(core) = bounded::ban_of(head, normal)
                .or_else(|| conditions(head, normal))
                .or_else(|| within_others(head, normal, self.read.last()))
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
    pub(super) fn described(&self, normal: &Normal) -> Option<Normal> {
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
    pub(in crate::parse::plain) fn flush(&mut self) {
        for segment in std::mem::take(&mut self.waiting) {
            // 请假超过15天的 describes; nothing is asked by it
            if words::ends_as_case(&segment.text) || bounded::is_case(&segment) {
                self.phrase(&segment);
            } else {
                self.asked(&segment);
            }
        }
    }

    pub(in crate::parse::plain) fn asked(&mut self, normal: &Normal) {
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
        match read.as_slice() {
            [only] if matches!(only.core, Core::Narrow(_)) => self.of_each(only),
            _ => {}
        }
        self.read.extend(read);
        self.problems.extend(problems);
    }

    /// 上午、下午各巡查一次,每次不少于30分钟: of the others as well as of the last.
    fn of_each(&mut self, narrow: &Requirement) {
        let each = std::mem::take(&mut self.each);
        if each.end != self.read.len() || self.bands.is_some() {
            return;
        }
        let scored = self.done == self.read.len();
        let counted = |read: &Requirement| matches!(read.core, Core::Measure { .. });
        let all = self.read.split_off(each.start);
        let last = all.len().saturating_sub(1);
        for (at, read) in all.into_iter().enumerate() {
            let other = at < last && counted(&read);
            self.read.push(read);
            self.read.extend(other.then(|| narrow.clone()));
        }
        if scored {
            self.done = self.read.len();
        }
    }

    /// A segment that asks for nothing.
    pub(in crate::parse::plain) fn phrase(&mut self, normal: &Normal) {
        let mut phrase = empty_requirement(normal.span(0, normal.text.len()));
        phrase.words.clone_from(&normal.text);
        phrase.core = Core::Phrase(text(normal, 0, normal.text.len()));
        self.read.push(phrase);
    }
}
