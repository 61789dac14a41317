//! Segments that wait for what follows, and what follows them.

use crate::ast::{Core, Entity, Requirement};
use crate::normal::Normal;
use crate::parse::plain::effects;
use crate::parse::plain::looks::{self, awaits_act};
use crate::parse::plain::opening;
use crate::parse::plain::said::is_recipient;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::scores;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::shared;
use crate::parse::plain::words::{self, text};

/// The longest name of someone who acts that nothing else tells, in bytes.
const WHO: usize = 18;

/// 每月5日前, then 上报报表.
pub fn completes(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some(opening) = sentence.opening.take() else { return false };
    // …之日起15日内, then no act but points: the opening was all
    if awaits_act(&opening.text) && scores(normal) {
        sentence.unscored(&opening);
        sentence.segment(normal);
        return true;
    }
    let length = normal.text.len();
    let mut whole = opening;
    // 行程结束后三日内, 计调应完成结算: who does it is named between
    let who = words::modal(&normal.text).map_or(0, |(at, _)| at).min(length);
    let from = if awaits_act(&whole.text) && who <= WHO { who } else { 0 };
    whole.copy(normal, from, length);
    if from > 0 {
        sentence.owners.push((whole.span(0, whole.text.len()), text(normal, 0, from)));
    }
    sentence.segment(&whole);
    true
}

/// 投诉每有1例, then 减2分: one breath.
pub fn steps(sentence: &mut Sentence, normal: &Normal) -> bool {
    let Some(stepping) = sentence.stepping.take() else { return false };
    let points = effects::split(normal).map(|(subject, _)| subject);
    // 每漏检一处, then 则对点检员罚款15元: from whom it is taken
    let whose = |subject: &usize| normal.text.get(..*subject).is_some_and(|it| it.is_empty() || is_recipient(it));
    let Some(subject) = points.filter(whose) else {
        sentence.unscored(&stepping);
        return false;
    };
    let mut whole = stepping;
    whole.copy(normal, subject, normal.text.len());
    sentence.segment(&whole);
    true
}

/// 投诉每有1例, before its points.
pub fn begins_step(sentence: &mut Sentence, normal: &Normal) -> bool {
    let begins = !scores(normal) && effects::begins_step(normal);
    if begins {
        sentence.stepping = Some(normal.clone());
    }
    begins
}

/// 普通快件3天内, then 加急快件24小时内送达: one act for both.
pub fn elided(sentence: &mut Sentence, normal: &Normal) -> bool {
    if sentence.eliding.is_empty() {
        return false;
    }
    let mut events = std::mem::take(&mut sentence.eliding);
    let scored = scores(normal);
    let more = shared::waiting(normal);
    if !scored && !more.is_empty() {
        events.extend(more);
        sentence.eliding = events;
        return true;
    }
    match shared::act(normal).filter(|_| !scored) {
        Some(act) => events.iter().for_each(|event| sentence.segment(&shared::with_act(event, normal, act))),
        None => events.iter().for_each(|event| sentence.unscored(event)),
    }
    false
}

/// 普通快件3天内、加急快件24小时内送达; or the first of them, whose act is still to come.
pub fn shares(sentence: &mut Sentence, normal: &Normal) -> bool {
    if scores(normal) || awaits_act(&normal.text) {
        return false;
    }
    let each = shared::shared(normal);
    if !each.is_empty() {
        each.iter().for_each(|one| sentence.segment(one));
        return true;
    }
    sentence.eliding = shared::waiting(normal);
    !sentence.eliding.is_empty()
}

/// 每月5日前, alone.
pub fn only_when(sentence: &mut Sentence, normal: &Normal) -> bool {
    let (parts, _) = scan(normal);
    let when = |part: &Part| matches!(part, Part::Period(_) | Part::Deadline(_));
    let alone = !parts.is_empty() && parts.iter().all(when);
    if alone {
        sentence.opening = Some(normal.clone());
    }
    alone
}

/// 自验收合格之日起15日内, then 将报告报有关部门备案; 工作时间内, then 不得玩手机.
pub fn awaits(sentence: &mut Sentence, normal: &Normal) -> bool {
    let awaits = awaits_act(&normal.text) || opening::during(normal);
    if awaits {
        sentence.opening = Some(normal.clone());
    }
    awaits
}

/// 违反规定的, then 每次扣50元.
pub fn offends(sentence: &mut Sentence, normal: &Normal) -> bool {
    let offends = !scores(normal) && looks::offends(&normal.text);
    if offends {
        sentence.opening = Some(normal.part(0, normal.text.trim_end_matches([',', '的']).len()));
        sentence.said.retain(|segment| segment.text != normal.text);
    }
    offends
}

/// 违者首次警告: what follows from a breach that the points do not follow at once.
pub fn of_breach(sentence: &mut Sentence, normal: &Normal) -> bool {
    const WHO: [&str; 5] = ["违反者", "违规者", "违纪者", "违者", "违反的"];
    let Some(word) = WHO.iter().find(|word| normal.text.starts_with(**word)) else { return false };
    let rest = normal.part(word.len(), normal.text.len());
    let subject = effects::split(normal).map(|(subject, _)| subject);
    let named = subject.is_none_or(|subject| subject > word.len());
    let follows = named && effects::holds(&rest);
    if follows {
        sentence.said.retain(|segment| segment.text != normal.text);
        sentence.said.push(rest.clone());
        sentence.segment(&rest);
    }
    follows
}

/// 检查各项工作的落实, then 每周一次: how often what was just said is done.
pub fn how_often(sentence: &mut Sentence, normal: &Normal) -> bool {
    let (parts, _) = scan(normal);
    let named = parts.iter().any(|part| matches!(part, Part::Words(_)));
    let counted = parts.iter().any(|part| matches!(part, Part::Quantity(_)));
    // 每班一次
    let shift = |it: &Entity| it.object.text == "班";
    let periodic = parts.iter().any(|part| match part {
        Part::Entity(entity) => shift(entity),
        part => matches!(part, Part::Period(_)),
    });
    if !named
        && counted
        && periodic
        && sentence.read.len() > sentence.start
        && let Some(Requirement { core: Core::Phrase(_), .. }) = sentence.read.last()
        && let Some(phrase) = sentence.read.pop()
    {
        let mut whole = Normal::placed(&phrase.words, phrase.span);
        whole.copy(normal, 0, normal.text.len());
        let known = sentence.read.len();
        sentence.segment(&whole);
        sentence.except(known);
        return true;
    }
    false
}
