//! Plain sentences: found constituents, put together by the rules of the language.

mod effects;
mod measure;
mod response;
mod scan;
mod violation;
pub(super) mod words;

use rust_decimal::Decimal;

use crate::ast::{
    Basis, Comparison, Condition, Core, Deadline, Duration, Duty, DutyItem, DutyKind, Entity, Expr, Period, PeriodKind,
    PeriodUnit, PointDay, PropertyKind, Quantity, Requirement, Roll, Scale, Scoring, ScoringRule, StepRounding, Text,
    Threshold, Value,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::span::Span;
use effects::Effects;
use scan::{Part, scan};
use words::{VAGUE, find, is_praise, modal, name, text};

use super::build::empty_requirement;

/// What is read, and what is wrong.
pub(super) type Read = (Vec<Requirement>, Vec<Diagnostic>);

/// `不得超过` is a comparison, not a ban.
pub fn comparison_after_ban(text: &str) -> Option<Comparison> {
    let rest = text.split_once("不得").map(|(_, rest)| rest.trim_start())?;
    let over = ["超过", "高于", "多于", "大于"].iter().any(|word| rest.starts_with(word));
    let under = ["少于", "低于", "小于", "短于"].iter().any(|word| rest.starts_with(word));
    if over { Some(Comparison::AtMost) } else { under.then_some(Comparison::AtLeast) }
}

/// 不得引起客人投诉 forbids 客人投诉.
pub fn bare_event(activity: &mut Text) {
    let dropped = violation::event(activity.clone());
    if let Some(at) = activity.text.find(&dropped.text) {
        activity.span.start = activity.span.start.saturating_add(u32::try_from(at).unwrap_or(0)).min(activity.span.end);
    }
    activity.text = dropped.text;
}

/// Whether a segment speaks of points: 完成率≥95%得满分 is no canonical form.
pub fn scores(normal: &Normal) -> bool {
    normal.text.len() <= LONGEST && effects::split(normal).is_some()
}

/// The longest plain segment that is read, in bytes.
const LONGEST: usize = 4096;

/// Reads a sentence: segments that follow each other up to `;` or `。`.
#[derive(Default)]
pub struct Sentence {
    /// What is read so far, of the whole clause.
    pub read: Vec<Requirement>,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
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
}

impl Sentence {
    /// The next segment, without blanks.
    pub fn segment(&mut self, normal: &Normal) {
        let length = normal.text.len();
        if length > LONGEST {
            let problem = Diagnostic::new(Code::TooLong, normal.span(0, length));
            self.problems.push(problem.with("length", length.to_string()).with("limit", LONGEST.to_string()));
            return;
        }
        if let Some(opening) = self.opening.take() {
            let mut whole = opening;
            whole.copy(normal, 0, length);
            return self.segment(&whole);
        }
        let (parts, _) = scan(normal);
        let no_words = |part: &Part| matches!(part, Part::Period(_) | Part::Deadline(_));
        if ["以此类推", "依此类推"].contains(&normal.text.as_str()) {
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
            None => {
                self.flush();
                self.asked(normal);
            }
        }
    }

    /// The sentence ends.
    pub fn end(&mut self) {
        if let Some(opening) = self.opening.take() {
            self.phrase(&opening);
        }
        self.flush();
        if let (Some(worth), Some(last)) = (self.worth, self.read.last_mut()) {
            last.properties.push(PropertyKind::Worth(worth));
            self.worth = None;
        }
        self.start = self.read.len();
    }

    /// A segment read as canonical.
    pub fn requirement(&mut self, requirement: Requirement) {
        self.flush();
        self.read.push(requirement);
    }

    /// Segments that might have been punished were not: they ask what they say.
    fn flush(&mut self) {
        for segment in std::mem::take(&mut self.waiting) {
            self.asked(&segment);
        }
    }

    fn asked(&mut self, normal: &Normal) {
        let before = self.read.last().filter(|_| self.read.len() > self.start);
        let (read, problems) = asked(normal, before);
        // A bare event before an interval is what the interval runs from.
        let uses_phrase = before.is_some_and(|before| matches!(before.core, Core::Phrase(_)))
            && read.first().is_some_and(|read| matches!(&read.core, Core::Every { trigger, .. } if before.is_some_and(|before| matches!(&before.core, Core::Phrase(words) if words == trigger))));
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
        let pronoun = [
            "否则",
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
        let pronoun = pronoun.iter().any(|word| own.text.starts_with(word))
            || own.text == "否"
            || (own.text.starts_with('每') && own.text.chars().count() <= 3);
        let refers = own.text.trim_matches([',', '的', '、']).is_empty() || pronoun;
        let nothing_yet = self.read.iter().all(|read| matches!(read.core, Core::Phrase(_)));
        if effects.says_only_how_much() && refers && nothing_yet && self.waiting.is_empty() {
            self.worth = effects.worth.or(self.worth);
            if effects.worth.is_none() {
                self.phrase(normal);
            }
            return;
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
        if (refers && (own.text.starts_with('否') || self.waiting.is_empty())) || (bound_only && !self.read.is_empty())
        {
            self.flush();
            let known = self.read.len();
            let from = self.start.min(known);
            let asking = self.read.iter().skip(from).rposition(|it| !matches!(it.core, Core::Phrase(_)));
            let at = asking.map(|at| at + from).or_else(|| known.checked_sub(1));
            match at.and_then(|at| self.read.get_mut(at)) {
                Some(requirement) if !matches!(requirement.core, Core::Phrase(_)) => attach(requirement, effects),
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
        let own_words = own.clone();
        let mut subjects = std::mem::take(&mut self.waiting);
        if !refers {
            subjects.push(own);
        }
        let mut read = Vec::new();
        let village = of_entity(&own_words);
        for (subject, effects) in subjects.iter().flat_map(|subject| shared_out(subject, effects)) {
            let effects = &effects;
            let (mut found, problems) = violation::violation(&subject, effects);
            for requirement in &mut found {
                requirement.entity = requirement.entity.take().or_else(|| village.clone());
            }
            if found.is_empty() && effects.worth.is_some() {
                self.worth = effects.worth;
            }
            if found.is_empty() && problems.is_empty() && !subject.text.is_empty() {
                let mut phrase = empty_requirement(subject.span(0, subject.text.len()));
                phrase.words.clone_from(&subject.text);
                phrase.core = Core::Phrase(text(&subject, 0, subject.text.len()));
                found.push(phrase);
            }
            for requirement in &mut found {
                if counts_once(&subject.text) {
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

/// 每村每发现一次扣1分: of every village.
fn of_entity(own: &Normal) -> Option<Entity> {
    let object = own.text.strip_prefix('每').filter(|object| (1..=2).contains(&object.chars().count()))?;
    let span = own.span(0, own.text.len());
    let object = Text { text: object.to_owned(), span, quoted: false };
    let counts = ["次", "起", "人", "项", "处", "件"].contains(&object.text.as_str());
    (!counts).then(|| Entity { measure_word: String::new(), object, span })
}

/// 甲案件、乙案件,每起分别加5分、2分: to each its own amount.
fn shared_out(subject: &Normal, effects: &Effects) -> Vec<(Normal, Effects)> {
    let whole = || vec![(subject.clone(), effects.clone())];
    let times = effects.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { basis: Basis::Times, .. }));
    let pieces: Vec<&str> = subject.text.split('、').collect();
    if !times || effects.further.is_empty() || pieces.len() != effects.further.len() + 1 {
        return whole();
    }
    let mut start = 0;
    let mut shared = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let mut own = Effects { further: Vec::new(), ..effects.clone() };
        let amount = i.checked_sub(1).and_then(|i| effects.further.get(i));
        for rule in &mut own.rules {
            if let (ScoringRule::Step { effect, .. }, Some(amount)) = (rule, amount) {
                effect.amount = *amount;
            }
        }
        shared.push((subject.part(start, start + piece.len()), own));
        start += piece.len() + "、".len();
    }
    shared
}

/// 遇节假日顺延, 提前至最近工作日
fn rolls(text: &str, said: bool) -> Option<Roll> {
    let forward = text.contains("顺延");
    let back = text.contains("提前");
    if !(said || mentions_holidays(text)) || forward == back {
        return None;
    }
    Some(if forward { Roll::Forward } else { Roll::Back })
}

fn mentions_holidays(text: &str) -> bool {
    let holiday = ["节假日", "休息日", "法定假日", "公休日"].iter().any(|word| text.contains(word));
    holiday && ["如遇", "若遇", "遇"].iter().any(|word| text.starts_with(word))
}

/// 未发生X得5分;发生X不得分: one ban.
fn same_ban(known: &Requirement, other: &Requirement) -> bool {
    match (&known.core, &other.core) {
        (Core::Never { activity: one, .. }, Core::Never { activity: other, .. }) => one.text == other.text,
        _ => false,
    }
}

/// Whether what follows may punish this: 满意率低于90%的, 未按要求参加培训.
fn may_be_punished(text: &str) -> bool {
    let negative = [
        "若每",
        "若有",
        "如有",
        "未",
        "没有",
        "无故",
        "不按",
        "不服从",
        "发生",
        "出现",
        "擅自",
        "私自",
        "漏",
        "与园内",
        "无不",
    ];
    let over = ["超过", "低于", "少于", "不足", "以上", "以下", "不满", "及以上", "未达到", ":"];
    let asks = modal(text).is_some()
        || text.contains("不得")
        || text.contains("至少")
        || text.contains("不少于")
        || text.contains("不超过")
        || text.contains("不低于")
        || text.contains("未超过");
    let begins = negative.iter().any(|word| text.starts_with(word));
    let compared = over.iter().any(|word| text.contains(word)) && !asks;
    let missed = text.contains("前未") && !asks;
    missed || (text.ends_with('的') || text.ends_with('者') || begins || compared) && !text.ends_with("异议的")
}

/// 出现一次客户投诉,扣3分: three points each time.
fn counts_once(subject: &str) -> bool {
    ["一次", "1次", "每次", "每发现", "每发生", "第一次"].iter().any(|word| subject.contains(word))
}

fn each_time(requirement: &mut Requirement, effects: &Effects) {
    let mut effects = effects.clone();
    for rule in &mut effects.rules {
        if let ScoringRule::Fixed { effect, .. } = rule {
            let step = quantity(requirement.span, Decimal::ONE, Scale::One, None);
            *rule = ScoringRule::Step { basis: Basis::Times, step, effect: effect.clone() };
        }
    }
    attach(requirement, &effects);
}

/// Points and consequences of one requirement.
fn attach(requirement: &mut Requirement, effects: &Effects) {
    let rules = violation::in_points(requirement, effects);
    if !rules.is_empty() || effects.most_lost.is_some() || effects.most_won.is_some() {
        let span = requirement.span;
        if let Some(known) = requirement.scoring.last_mut() {
            known.rules.extend(rules);
            known.most_lost = effects.most_lost.or(known.most_lost);
            known.most_won = effects.most_won.or(known.most_won);
        } else {
            requirement.scoring.push(Scoring {
                span,
                rules,
                most_lost: effects.most_lost,
                most_won: effects.most_won,
                may_be_negative: false,
                rounding: StepRounding::Down,
            });
        }
    }
    requirement.properties.extend(effects.worth.map(PropertyKind::Worth));
    requirement.properties.extend(effects.consequence.clone().map(PropertyKind::Consequence));
}

/// A requirement with the period, deadline and entity that the constituents state.
pub(super) fn frame(normal: &Normal, parts: &[Part]) -> Requirement {
    let mut requirement = empty_requirement(normal.span(0, normal.text.len()));
    requirement.words.clone_from(&normal.text);
    for part in parts {
        match part {
            Part::Entity(entity) => requirement.entity = Some(entity.clone()),
            Part::Period(period) => requirement.period = Some(period.clone()),
            Part::Deadline(deadline) => requirement.deadline = Some(deadline.clone()),
            _ => {}
        }
    }
    requirement
}

/// Reads a segment that asks for something. `before` is the requirement before it in the same sentence.
fn asked(normal: &Normal, before: Option<&Requirement>) -> Read {
    let joined = ["并且", "并", "且", "同时"].iter().find(|word| {
        normal.text.starts_with(**word) && !normal.text.starts_with("并在") && normal.text.len() > word.len()
    });
    if let Some(word) = joined {
        let rest = normal.part(word.len(), normal.text.len());
        let (mut read, problems) = asked(&rest, before);
        if let ([requirement], Some(before)) = (read.as_mut_slice(), before)
            && let Core::Phrase(act) = &requirement.core
            && let Some(trigger) = counted(before)
        {
            requirement.core = carries(trigger, act.clone());
        }
        return (read, problems);
    }
    let (parts, mut problems) = scan(normal);
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    // 每季度1次巡检,形成巡检摘要邮件: something is left behind every time
    let leaves = ["形成", "填写", "提供", "出示", "覆盖", "建立台账", "留存", "归档", "存档", "做到有", "附"];
    if let Some(trigger) = before.filter(|before| matches!(before.core, Core::Measure { .. })).and_then(counted)
        && leaves.iter().any(|word| normal.text.starts_with(word))
        && !parts.iter().any(|part| matches!(part, Part::Period(_) | Part::Quantity(_)))
    {
        let mut requirement = frame(normal, &[]);
        requirement.core = carries(trigger, text(normal, 0, normal.text.len()));
        return (vec![requirement], Vec::new());
    }
    let periods: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Period(it) => Some(it),
            _ => None,
        })
        .collect();
    if let [first, .., last] = periods.as_slice()
        && first.kind != last.kind
    {
        problems.push(Diagnostic::new(Code::TwoPeriods, last.span));
    }
    // 需填写清楚并在会议开始前三天发送: what follows 并在 is a requirement of its own, with the same topic.
    if let Some(at) = find(&normal.text, "并在").filter(|at| *at > 0)
        && let Some((topic_end, modal)) = modal(&normal.text)
        && topic_end > 0
        && topic_end < at
    {
        let mut second = normal.part(0, topic_end + modal.len());
        second.copy(normal, at + "并".len(), normal.text.len());
        let (mut first, more) = asked(&normal.part(0, at), before);
        problems.extend(more);
        let (rest, more) = asked(&second, None);
        first.extend(rest);
        problems.extend(more);
        return (first, problems);
    }
    let mut requirement = frame(normal, &parts);
    implied_period(&mut requirement);
    requirement.topic = topic(normal, &parts);
    problems.extend(vague(normal));
    let cores = core(normal, &parts, before);
    let mut read = Vec::new();
    for (core, start, end) in cores {
        let mut requirement = requirement.clone();
        if matches!(core, Core::Every { .. } | Core::Qualification(_)) {
            (requirement.period, requirement.deadline, requirement.entity) = (None, None, None);
        }
        read.push(Requirement {
            core,
            words: normal.text.get(start..end).unwrap_or("").to_owned(),
            span: normal.span(start, end),
            ..requirement
        });
    }
    if let [only] = read.as_mut_slice() {
        only.words.clone_from(&normal.text);
        only.span = requirement.span;
    }
    (read, problems)
}

/// The cores of one segment with the part of it that each is read from.
fn core(normal: &Normal, parts: &[Part], before: Option<&Requirement>) -> Vec<(Core, usize, usize)> {
    let all = (0, normal.text.len());
    let whole = |core: Core| vec![(core, all.0, all.1)];
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    if let Some(core) = narrowed(normal, before) {
        return whole(core);
    }
    if definitional(&normal.text) {
        return whole(Core::Phrase(measure::rest(parts, normal.span(0, normal.text.len()))));
    }
    if let Some(core) = qualification(normal) {
        return whole(core);
    }
    let phrase = before.and_then(|before| match &before.core {
        Core::Phrase(words) => Some(words.clone()),
        Core::Every { trigger, .. } => Some(trigger.clone()),
        _ => None,
    });
    let by_deadline = once(normal, parts).filter(|_| !periodic);
    if let Some(core) = by_deadline {
        return whole(core);
    }
    if periodic && let Some(core) = violation::undone(normal, parts) {
        return whole(core);
    }
    if let Some(core) = per_occurrence(normal, parts) {
        return whole(core);
    }
    if !periodic && let Some(core) = response::response(normal, phrase.as_ref()) {
        return whole(core);
    }
    if let Some(core) = after_event(normal) {
        return whole(core);
    }
    let bare = bare_counts(parts, before);
    // 发生3人以下伤亡事故: the number describes the event
    if describes(normal, parts) {
        return whole(Core::Phrase(text(normal, 0, normal.text.len())));
    }
    // 每年签订责任书并存档: every one of them carries what follows 并
    let pieces = response::pieces(normal, 0);
    if let [(_, cut), rest @ ..] = pieces.as_slice()
        && !rest.is_empty()
    {
        let first = normal.part(0, *cut);
        let (first_parts, _) = scan(&first);
        if let Some(core) =
            measure::measure(&first_parts, bare_counts(&first_parts, before)).or_else(|| once(&first, &first_parts))
        {
            let trigger = match &core {
                Core::Measure { measure: Expr::Name(name), .. } => Some(name.clone()),
                _ => None,
            };
            let mut cores = vec![(core, 0, *cut)];
            for (start, end) in rest {
                let act = name(normal, *start, *end);
                if let (Some(trigger), false) = (&trigger, act.text.is_empty()) {
                    cores.push((carries(trigger.clone(), act), *start, *end));
                }
            }
            return cores;
        }
    }
    let found = measure::measure(parts, bare).map(alike).filter(|cores| !cores.is_empty());
    if let Some(cores) = found {
        return cores.into_iter().map(|core| (core, all.0, all.1)).collect();
    }
    let bans = ban(normal);
    if !bans.is_empty() {
        return bans.into_iter().map(|core| (core, all.0, all.1)).collect();
    }
    if let Some(core) = once(normal, parts) {
        return whole(core);
    }
    if let Some(core) = obligation(normal, parts) {
        return whole(core);
    }
    if pieces.len() > 1 {
        let phrase = |(start, end): &(usize, usize)| (Core::Phrase(name(normal, *start, *end)), *start, *end);
        return pieces.iter().map(phrase).collect();
    }
    whole(Core::Phrase(measure::rest(parts, normal.span(0, normal.text.len()))))
}

/// 不少于一次安全例会、安全检查: one each, where the names are alike.
fn alike(core: Core) -> Vec<Core> {
    let Core::Measure { measure: Expr::Name(name), .. } = &core else { return vec![core] };
    let pieces: Vec<&str> = name.text.split('、').collect();
    let length = pieces.first().map_or(0, |piece| piece.chars().count());
    let same =
        pieces.len() > 1 && (3..=5).contains(&length) && pieces.iter().all(|piece| piece.chars().count() == length);
    if !same {
        return vec![core];
    }
    let each = pieces.into_iter().map(|piece| {
        let mut core = core.clone();
        if let Core::Measure { measure, .. } = &mut core {
            *measure = Expr::Name(Text { text: piece.to_owned(), ..name.clone() });
        }
        core
    });
    each.collect()
}

/// Whether the number of a segment only describes the thing behind it: nothing says that it must be so.
fn describes(normal: &Normal, parts: &[Part]) -> bool {
    let asks = [
        "不得",
        "不少于",
        "不低于",
        "不超过",
        "不高于",
        "不大于",
        "不小于",
        "不短于",
        "不多于",
        "至少",
        "至多",
        "最多",
        "控制在",
        "达到",
        "不能",
        "应",
        "须",
        "需",
        "必须",
        "未超过",
        ">",
        "<",
        "=",
    ];
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let compared = parts.iter().any(|part| matches!(part, Part::Compare(_)));
    let behind = parts.windows(2).any(|pair| matches!(pair, [Part::Quantity(_), Part::Words(_)]));
    compared && behind && !periodic && !asks.iter().any(|word| normal.text.contains(word))
}

/// 处理完毕后将设备复位: every time after the event.
fn after_event(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (at, word) =
        ["后将", "后应", "后须", "后需", "后要", "后立即将"].iter().find_map(|word| Some((find(all, word)?, *word)))?;
    let trigger = name(normal, 0, at);
    let mut items = Vec::new();
    for (start, end) in response::pieces(normal, at + word.len()) {
        let act = name(normal, start, end);
        if !act.text.is_empty() {
            let kind = DutyKind::Act { interval: None, activity: act.clone(), filter: None };
            items.push(DutyItem { span: act.span, own: false, kind });
        }
    }
    let numbered = trigger.text.contains(|c: char| c.is_ascii_digit()) || trigger.text.starts_with('每');
    (!items.is_empty() && !trigger.text.is_empty() && !numbered).then_some(Core::Every {
        trigger,
        filter: None,
        duty: Duty::All(items),
        key: None,
    })
}

/// 一次连续请假不得超过五个工作日: every one of them.
fn per_occurrence(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let rest = ["一次", "每次", "单次"].iter().find_map(|word| normal.text.strip_prefix(word))?;
    let Some(Core::Measure {
        measure: Expr::Name(name),
        comparison,
        threshold: Threshold::Value(Expr::Number(number)),
        ..
    }) = measure::measure(parts, false)
    else {
        return None;
    };
    let timed =
        number.unit.as_ref().is_some_and(|unit| ["天", "日", "小时", "分钟", "个工作日"].contains(&unit.text.as_str()));
    let act = name
        .text
        .trim_start_matches(["一次", "每次", "单次"].iter().find(|word| normal.text.starts_with(**word))?)
        .trim_end_matches("最多")
        .to_owned();
    if !timed || act.is_empty() || rest.is_empty() {
        return None;
    }
    let field = Text { text: "时长".to_owned(), span: name.span, quoted: false };
    let kind = DutyKind::Field(Condition::Compare { field, comparison, value: Value::Number(number) });
    let item = DutyItem { span: normal.span(0, normal.text.len()), own: false, kind };
    Some(Core::Every { trigger: Text { text: act, ..name }, filter: None, duty: Duty::All(vec![item]), key: None })
}

/// What a requirement counts, for a duty that every one of them carries.
fn counted(before: &Requirement) -> Option<Text> {
    match &before.core {
        Core::Measure { measure: Expr::Name(name), .. } => Some(name.clone()),
        Core::Every { trigger, .. } => Some(trigger.clone()),
        _ => None,
    }
}

fn carries(trigger: Text, act: Text) -> Core {
    let item =
        DutyItem { span: act.span, own: false, kind: DutyKind::Act { interval: None, activity: act, filter: None } };
    Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None }
}

/// Whether a number without a comparison asks for so much: after a period, or at the end of what is asked.
fn bare_counts(parts: &[Part], before: Option<&Requirement>) -> bool {
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let entity = parts.iter().any(|part| matches!(part, Part::Entity(_)));
    let inherited = before.is_some_and(|before| before.period.is_some());
    periodic || entity || inherited || matches!(parts, [Part::Words(_), Part::Quantity(_)])
}

/// 每次时间不少于2小时 narrows the requirement before it.
fn narrowed(normal: &Normal, before: Option<&Requirement>) -> Option<Core> {
    let before = before.filter(|before| matches!(before.core, Core::Measure { .. }))?;
    let rest = ["每次时间", "每次时长", "每次持续时间", "持续时间", "每次学习时间"]
        .iter()
        .find_map(|word| normal.text.strip_prefix(word))?;
    let tail = normal.part(normal.text.len() - rest.len(), normal.text.len());
    let (parts, _) = scan(&tail);
    let number = parts.iter().find_map(|part| match part {
        Part::Quantity(it) => Some(it.clone()),
        _ => None,
    })?;
    let comparison = parts
        .iter()
        .find_map(|part| match part {
            Part::Compare(it) => Some(*it),
            _ => None,
        })
        .unwrap_or(Comparison::AtLeast);
    let field = Text { text: "时长".to_owned(), span: before.span, quoted: false };
    Some(Core::Narrow(Condition::Compare { field, comparison, value: Value::Number(number) }))
}

/// What says what a word means, or how points are put together, asks for nothing.
fn definitional(text: &str) -> bool {
    [
        "视为",
        "视同",
        "是指",
        "占比分别",
        "按比例分",
        "平分",
        "出具考核意见",
        "工作日一半",
        "按\"待定\"",
        "按“待定”",
        "参加当月考核",
        "算迟到",
        "算旷工",
        "当期考核",
        "周期为",
        "抽查",
        "任查",
        "晚于应",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// 具有大专及以上文化程度或具有初级职称; 3年及以上装配经验
fn qualification(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let has = all.starts_with("具有") || all.starts_with("具备");
    let schooled = all.contains("及以上学历")
        || all.contains("及以上文化程度")
        || all.ends_with("工作经验")
        || all.ends_with("经验");
    if !(has || schooled) || all.contains(['每', '率']) {
        return None;
    }
    let mut tests = Vec::new();
    let mut start = 0;
    for piece in all.split('或') {
        let from = start + ["具有", "具备"].iter().find(|word| piece.starts_with(**word)).map_or(0, |word| word.len());
        let end = start + piece.len();
        start = end + "或".len();
        let words = all.get(from..end).unwrap_or("");
        let test = if let Some((value, _)) = words.split_once("及以上").or_else(|| words.split_once("以上")) {
            let field_at = from + words.find("以上").unwrap_or(0) + "以上".len();
            let field = text(normal, field_at, end);
            let (parts, _) = scan(&normal.part(from, from + value.len()));
            let value = match parts.as_slice() {
                [Part::Quantity(number)] => Value::Number(number.clone()),
                _ => Value::Text(text(normal, from, from + value.len())),
            };
            if field.text.is_empty() {
                return None;
            }
            Condition::Compare { field, comparison: Comparison::AtLeast, value }
        } else if has {
            Condition::Flag(text(normal, from, end))
        } else {
            return None;
        };
        tests.push(test);
    }
    let condition = if tests.len() == 1 { tests.pop()? } else { Condition::Or(tests) };
    Some(Core::Qualification(condition))
}

fn topic(normal: &Normal, parts: &[Part]) -> Option<Text> {
    let (at, _) = modal(&normal.text)?;
    let begins_with_entity = matches!(parts.first(), Some(Part::Entity(_) | Part::Period(_)));
    (at > 0 && !begins_with_entity).then(|| text(normal, 0, at))
}

/// The period that a deadline alone implies: 9:00前 is every day's, 年底前 every year's; a day of the next month only where
/// all are asked for it (请于次月5日前, 务必于…).
fn implied(deadline: &Deadline, text: &str) -> Option<PeriodUnit> {
    let point = deadline.to.as_ref().or(deadline.from.as_ref())?;
    let asked = ["请", "务必"].iter().any(|word| text.contains(word));
    match point.day {
        PointDay::Same if point.time.is_some() => Some(PeriodUnit::Day),
        PointDay::OfMonth(..) => Some(PeriodUnit::Year),
        PointDay::Last if text.contains("年底") || text.contains("年末") => Some(PeriodUnit::Year),
        PointDay::Last if text.contains("月底") || text.contains("月末") => Some(PeriodUnit::Month),
        PointDay::Of(_) if asked => Some(PeriodUnit::Month),
        _ => None,
    }
}

/// Fills in the period that a deadline implies.
pub(super) fn implied_period(requirement: &mut Requirement) {
    if requirement.period.is_none()
        && let Some(deadline) = &requirement.deadline
        && let Some(unit) = implied(deadline, &requirement.words)
    {
        requirement.period = Some(Period { span: deadline.span, kind: PeriodKind::Every(1, unit) });
    }
}

/// A period with an act and no number: once. 每周五报送工作小结
fn once(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let deadline = parts.iter().any(|part| matches!(part, Part::Deadline(it) if implied(it, &normal.text).is_some()));
    let period = deadline || parts.iter().any(|part| matches!(part, Part::Period(_)));
    let number = parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Between(..) | Part::Compare(_)));
    let banned = ["不得", "严禁", "禁止", "不准", "杜绝", "未"].iter().any(|word| normal.text.contains(word));
    if !period || number || banned {
        return None;
    }
    let name = measure::rest(parts, normal.span(0, normal.text.len()));
    // 每天台面无灰尘 is a state, not an act
    if name.text.chars().count() < 2
        || is_praise(&name.text)
        || name.text.contains('无')
        || normal.text.ends_with(['后', '时'])
    {
        return None;
    }
    Some(measure::once_of(name))
}

/// 不得, 严禁, 禁止 and what must not happen; 无 only of what is an event.
fn ban(normal: &Normal) -> Vec<Core> {
    let text_ = normal.text.as_str();
    let never = |activity: Text| Core::Never { activity, filter: None };
    let bad = ["差错", "事故", "投诉", "迟到", "早退", "旷工", "违规", "违纪", "缺勤", "死角"];
    if let Some(event) = text_.strip_prefix('无').filter(|event| bad.iter().any(|word| event.contains(word))) {
        let activity = text(normal, text_.len() - event.len(), text_.len());
        let pieces = violation::listed(&activity.text).into_iter();
        return pieces.map(|piece| never(Text { text: piece, ..activity.clone() })).collect();
    }
    let found = ["不得", "严禁", "禁止", "不准", "杜绝"].iter().find_map(|word| Some((find(text_, word)?, *word)));
    let Some((at, word)) = found else { return Vec::new() };
    let mut activity = text(normal, at + word.len(), text_.len());
    bare_event(&mut activity);
    if activity.text.is_empty() { Vec::new() } else { vec![never(activity)] }
}

/// X 均要 Y: every X carries Y.
fn obligation(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let (at, word) = modal(&normal.text)?;
    if parts.iter().any(|part| matches!(part, Part::Entity(_) | Part::Period(_))) {
        return None;
    }
    let trigger = text(normal, 0, at);
    // 需治疗可请病假 permits
    if trigger.text.is_empty() || normal.text.get(at..).is_some_and(|rest| rest.contains('可')) {
        return None;
    }
    let mut items = Vec::new();
    for (start, end) in response::pieces(normal, at + word.len()) {
        let act = text(normal, start, end);
        if !act.text.is_empty() && !is_praise(&act.text) {
            let kind = DutyKind::Act { interval: None, activity: act.clone(), filter: None };
            items.push(DutyItem { span: act.span, own: false, kind });
        }
    }
    (!items.is_empty()).then_some(Core::Every { trigger, filter: None, duty: Duty::All(items), key: None })
}

/// Words that no record can decide.
fn vague(normal: &Normal) -> Option<Diagnostic> {
    let (at, word) = VAGUE.iter().find_map(|word| Some((find(&normal.text, word)?, *word)))?;
    Some(Diagnostic::new(Code::VagueWord, normal.span(at, at + word.len())).with("word", word))
}

/// A plain number of something.
pub(super) fn quantity(span: Span, number: Decimal, scale: Scale, unit: Option<Text>) -> Quantity {
    Quantity { span, number, scale, unit }
}

/// A length.
pub(super) fn length(amount: Decimal, unit: crate::ast::DurationUnit) -> Duration {
    Duration { amount, unit }
}
