//! A segment that asks for something: the rules of the language, first that fits.

mod dated;
mod defined;
mod each;
mod sized;

pub use self::dated::PAPERS;
pub use self::defined::{definitional, is_formula};
pub use self::sized::describes;

use std::rc::Rc;

use self::dated::{
    counted_back, dispatched, due_after, monthly, of_that_month, same_period, several_once, timed_place, undated,
};
use self::defined::told;
use self::each::each_of;
use self::sized::described;
use super::actors::is_title;
use super::duty::{after_event, ban, carries, counted, is_bad_event, narrowed, obligation, once, per_occurrence};
use super::events::{
    asks_beyond, before_event, before_phrase, beyond, conditioned, names_event, permits, upon, upon_case, upon_topic,
};
use super::growth::growth;
use super::implied::{implied_period, named_period};
use super::levels::by_level;
use super::qualification::qualification;
use super::scan::{Part, scan};
use super::sequence::in_order;
use super::words::{VAGUE, modal, name, text};
use super::{Read, bounded, described, facts, frame, measure, needs, response, spans, violation};
use crate::ast::{Comparison, Core, Deadline, Expr, PointDay, Requirement, Scale, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;

/// Reads a segment that asks for something. `before` is the requirement before it in the same sentence.
pub fn asked(normal: &Normal, before: Option<&Requirement>) -> Read {
    let joined = ["并且同时", "并同时", "并且", "并", "且", "同时"]
        .iter()
        .find(|word| normal.text.starts_with(**word) && !timed_place(&normal.text) && normal.text.len() > word.len());
    if let Some(word) = joined {
        let rest = normal.part(word.len(), normal.text.len());
        let (mut read, problems) = asked(&rest, before);
        if let ([requirement], Some(before)) = (read.as_mut_slice(), before)
            && let Core::Phrase(act) = &requirement.core
            && !["下列", "以下", "如下"].iter().any(|word| act.text.contains(word))
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
    if let Some(whole) = same_period(normal, &parts, before) {
        return asked(&whole, None);
    }
    if let Some(core) = by_level(normal, before) {
        return (vec![Requirement { core, ..frame(normal, &[]) }], Vec::new());
    }
    if let Some(problem) = response::window_before(normal)
        .or_else(|| response::window_before_what(before, normal))
        .or_else(|| needs::counted_as(normal))
    {
        return (Vec::new(), vec![problem]);
    }
    if let Some(problem) = undated(&parts, before)
        .or_else(|| of_that_month(normal))
        .or_else(|| counted_back(normal))
        .or_else(|| response::claimed(normal, before))
        .or_else(|| response::unnamed(normal, before))
    {
        return (Vec::new(), vec![problem]);
    }
    // 每季度1次巡检,形成巡检摘要邮件: something is left behind every time
    let results = ["结果", "情况", "记录", "数据"].iter().any(|word| normal.find(word).is_some_and(|at| at < 16))
        && ["记入", "录入", "填入", "载入", "存入", "归档", "存档", "公示", "通报"]
            .iter()
            .any(|it| normal.text.contains(it));
    let leaves = ["形成", "填写", "提供", "出示", "覆盖", "建立台账", "留存", "归档", "存档", "做到有", "附"];
    if let Some(trigger) = before.filter(|before| matches!(before.core, Core::Measure { .. })).and_then(counted)
        && (results || leaves.iter().any(|word| normal.text.starts_with(word)))
        && !parts.iter().any(|part| matches!(part, Part::Period(_) | Part::Quantity(_)))
    {
        let mut requirement = frame(normal, &[]);
        // 检查结果次日公示
        requirement.core = response::carries_in_time(&trigger, normal)
            .unwrap_or_else(|| carries(trigger, text(normal, 0, normal.text.len())));
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
    // 每月20日后5日前
    for both in parts.windows(2) {
        if let [Part::Deadline(first), Part::Deadline(second)] = both
            && first.span != second.span
        {
            problems.push(Diagnostic::new(Code::TwoDeadlines, second.span));
        }
    }
    // 每条生产线每班: 每班 is as good as a period, and there is room for one
    let entities: Vec<_> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Entity(it) => Some(it),
            _ => None,
        })
        .collect();
    if let [_, .., last] = entities.as_slice() {
        problems.push(Diagnostic::new(Code::TwoPeriods, last.span));
    }
    // 需填写清楚并在会议开始前三天发送: what follows 并在 is a requirement of its own, with the same topic.
    if let Some(at) = normal.find("并在").filter(|at| *at > 0)
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
    let mut parts = parts;
    if requirement.entity.is_none() {
        requirement.entity = each_of(Rc::make_mut(&mut parts));
    }
    requirement.topic = topic(normal, &parts);
    let cores = core(normal, &parts, before);
    let mut read = Vec::new();
    for (core, start, end) in cores {
        let mut requirement = requirement.clone();
        if matches!(core, Core::Every { .. } | Core::Qualification(_)) {
            (requirement.period, requirement.deadline, requirement.entity) = (None, None, None);
        }
        let mut requirement = Requirement {
            core,
            words: normal.text.get(start..end).unwrap_or("").to_owned(),
            span: normal.span(start, end),
            ..requirement
        };
        named_period(&mut requirement);
        growth(&mut requirement);
        if only_who(&requirement.core) || punished(&requirement.core) {
            let problem = Diagnostic::new(Code::NothingCheckable, requirement.span);
            problems.push(problem.with("words", requirement.words));
            continue;
        }
        read.push(requirement);
    }
    if let [only] = read.as_mut_slice() {
        only.words.clone_from(&normal.text);
        only.span = requirement.span;
    }
    (read, problems)
}

/// 主管每月不少于4次: who, and how often, but not what.
fn only_who(core: &Core) -> bool {
    let Core::Measure { measure: Expr::Name(name), threshold: Threshold::Value(Expr::Number(bound)), .. } = core else {
        return false;
    };
    let often = bound.unit.as_ref().is_some_and(|unit| ["次", "遍", "回", "趟"].contains(&unit.text.as_str()));
    often && !name.quoted && is_title(&name.text)
}

/// 迟到3次以上的下调一级: no so many are asked of what is bad, whatever follows from them.
fn punished(core: &Core) -> bool {
    let Core::Measure {
        measure: Expr::Name(name), comparison, threshold: Threshold::Value(Expr::Number(bound)), ..
    } = core
    else {
        return false;
    };
    let more = matches!(comparison, Comparison::AtLeast | Comparison::MoreThan) && bound.scale == Scale::One;
    let follows = |(bad, what): (&str, &str)| is_bad_event(bad) && bad.chars().count() < 7 && what.chars().count() > 1;
    more && !name.quoted && name.text.split_once('的').is_some_and(follows)
}

/// The cores of one segment with the part of it that each is read from.
pub fn core(normal: &Normal, parts: &[Part], before: Option<&Requirement>) -> Vec<(Core, usize, usize)> {
    let all = (0, normal.text.len());
    let whole = |core: Core| vec![(core, all.0, all.1)];
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    if let Some(core) = narrowed(normal, before) {
        return whole(core);
    }
    if definitional(&normal.text) || permits(normal) || facts::about(parts) || told(normal, before) {
        return whole(Core::Phrase(measure::rest(parts, normal.span(0, normal.text.len()))));
    }
    let held = before.is_some_and(|before| matches!(before.core, Core::Qualification(_)));
    if let Some(core) = qualification(normal, held) {
        return whole(core);
    }
    let phrase = before.and_then(|before| match &before.core {
        Core::Phrase(words) => Some(words.clone()),
        Core::Every { trigger, .. } => Some(trigger.clone()),
        // 每日拜访客户5家,当天录入系统
        Core::Measure { .. } if response::begins_with_interval(normal).is_some() => counted(before),
        _ => None,
    });
    // 发生火灾时, then 应立即报警
    let event = before.and_then(|before| match &before.core {
        Core::Phrase(words) if names_event(&words.text) => Some(words.clone()),
        _ => None,
    });
    // 员工因公外派, then 须提前报告
    if !periodic
        && event.is_none()
        && let Some(core) = before.and_then(|before| upon_topic(before, normal))
    {
        return whole(core);
    }
    if !periodic
        && let Some(event) = &event
        && let Some(core) = before_phrase(event, normal).or_else(|| upon(event, normal))
    {
        return whole(core);
    }
    // 发现故障后,次日9:00前上报: after what was said
    let runs_from = phrase.is_some() && response::begins_with_interval(normal).is_some();
    let by_deadline =
        once(normal, parts).filter(|_| !periodic && !runs_from && !due_after(parts) && !dispatched(parts));
    if let Some(core) = by_deadline {
        return several_once(normal, parts).unwrap_or_else(|| whole(core));
    }
    if periodic && let Some(core) = violation::wanting::undone(normal, parts) {
        return whole(core);
    }
    if let Some(core) = per_occurrence(normal, parts) {
        return whole(core);
    }
    // 月度考勤表须在次月3日前报人力资源部: every month
    if let Some(core) = monthly(normal, parts) {
        return whole(core);
    }
    if !periodic && let Some(core) = beyond(normal, before).or_else(|| described::in_time(normal)) {
        return whole(core);
    }
    if !periodic && let Some(core) = upon_case(normal) {
        return whole(core);
    }
    if !periodic && let Some(core) = spans::from_to(normal).or_else(|| spans::none_within(normal)) {
        return whole(core);
    }
    let held = normal.text.contains("控制在");
    if !periodic
        && !held
        && let Some(core) = before.and_then(|before| response::elided(normal, before))
    {
        return whole(core);
    }
    if !periodic && let Some(core) = response::several(normal).or_else(|| response::response(normal, phrase.as_ref())) {
        return whole(core);
    }
    // 每天闭店后30分钟内上传日报: every day it is the event that counts
    let daily = ["每天", "每日", "每个工作日", "每周", "每月", "每季度", "每年", "每学期"]
        .iter()
        .find_map(|word| normal.text.strip_prefix(word));
    if let Some(rest) = daily.filter(|rest| response::runs_from_event(rest)) {
        let rest = normal.part(normal.text.len() - rest.len(), normal.text.len());
        if let Some(core) = response::response(&rest, None) {
            return whole(core);
        }
    }
    if let Some(core) = after_event(normal) {
        return whole(core);
    }
    if !periodic && let Some(core) = before_event(normal).or_else(|| conditioned(normal)) {
        return whole(core);
    }
    let bare = bare_counts(parts, before);
    if let Some(core) = described::ban(normal).or_else(|| bounded::ban(normal)) {
        return whole(core);
    }
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
    if let Some(core) = described(normal, parts) {
        return whole(core);
    }
    if asks_beyond(normal) {
        return whole(Core::Phrase(text(normal, 0, normal.text.len())));
    }
    // 事假须提前1天申请,全年累计不得超过15天; 批改8篇,其中精批不得少于三分之一
    if let Some(core) = before.and_then(|before| measure::of_before(parts, before)) {
        return whole(core);
    }
    // 数据泄露一次: so many of what should not happen are no duty
    let said_so = parts.iter().any(|part| matches!(part, Part::Compare(_) | Part::Between(..)));
    let bare = bare || normal.text.ends_with("之间") && parts.iter().any(|part| matches!(part, Part::Between(..)));
    let bare = bare && (said_so || !is_bad_event(&measure::rest(parts, normal.span(0, normal.text.len())).text));
    let many = modal(&normal.text).filter(|(at, _)| *at > 0 && !periodic);
    let many = many.and_then(|(at, _)| super::events::so_many(&normal.part(at, normal.text.len())));
    if let Some(core) = many.and_then(|_| obligation(normal, parts)) {
        return whole(core);
    }
    if let Some(core) = measure::proportion(parts) {
        return whole(core);
    }
    let found = measure::of_cases(normal)
        .or_else(|| measure::measure(parts, bare))
        .map(|core| alike(normal, core))
        .filter(|cores| !cores.is_empty());
    if let Some(cores) = found {
        return cores.into_iter().map(|core| (core, all.0, all.1)).collect();
    }
    let mut bans = ban(normal);
    if described::begins_ban(&normal.text) {
        bans.iter_mut().for_each(|ban| described::scoped(ban, before));
    }
    if !bans.is_empty() {
        return bans.into_iter().map(|core| (core, all.0, all.1)).collect();
    }
    if let Some(core) = once(normal, parts) {
        return whole(core);
    }
    if let Some(core) = obligation(normal, parts).or_else(|| in_order(normal)) {
        return whole(core);
    }
    if pieces.len() > 1 {
        let phrase = |(start, end): &(usize, usize)| (Core::Phrase(name(normal, *start, *end)), *start, *end);
        return pieces.iter().map(phrase).collect();
    }
    // 当库存低于安全线时: the event with its bound
    if names_event(&normal.text) && parts.iter().any(|part| matches!(part, Part::Compare(_))) {
        return whole(Core::Phrase(text(normal, 0, normal.text.len())));
    }
    // 库存低于安全线的物料: without its bound it would be another
    if parts.iter().any(|part| matches!(part, Part::Compare(_))) {
        return whole(Core::Phrase(text(normal, 0, normal.text.len())));
    }
    whole(Core::Phrase(measure::rest(parts, normal.span(0, normal.text.len()))))
}

/// 不少于一次安全例会、安全检查: one each, where the names are alike.
pub fn alike(normal: &Normal, core: Core) -> Vec<Core> {
    let Core::Measure { measure: Expr::Name(name), .. } = &core else { return vec![core] };
    let pieces: Vec<&str> = name.text.split('、').collect();
    let length = pieces.first().map_or(0, |piece| piece.chars().count());
    // 库房温度、湿度记录: one act on two things, joined of what stands apart
    let whole = normal.text.contains(name.text.as_str());
    let same = whole
        && pieces.len() > 1
        && (3..=5).contains(&length)
        && pieces.iter().all(|piece| piece.chars().count() == length);
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

/// Whether a number without a comparison asks for so much: after a period, or at the end of what is asked.
pub fn bare_counts(parts: &[Part], before: Option<&Requirement>) -> bool {
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let entity = parts.iter().any(|part| matches!(part, Part::Entity(_)));
    let inherited = before.is_some_and(|before| before.period.is_some());
    // 2:00前巡查一次
    let clock = |it: &Deadline| it.to.as_ref().is_some_and(|point| point.time.is_some() && point.day == PointDay::Same);
    let timed = parts.iter().any(|part| matches!(part, Part::Deadline(deadline) if clock(deadline)));
    periodic || timed || entity || inherited || matches!(parts, [Part::Words(_), Part::Quantity(_) | Part::Between(..)])
}

pub fn topic(normal: &Normal, parts: &[Part]) -> Option<Text> {
    let (at, _) = modal(&normal.text)?;
    let begins_with_entity = matches!(parts.first(), Some(Part::Entity(_) | Part::Period(_)));
    let headed = normal.text.get(..at).is_some_and(|head| head.contains(':'));
    // 发车前, 交易时: when, and not what
    let when = normal.text.get(..at).is_some_and(|head| head.ends_with(['前', '后', '时']));
    (at > 0 && !begins_with_entity && !headed && !when).then(|| text(normal, 0, at))
}

/// Words that no record can decide.
pub fn vague(normal: &Normal) -> Option<Diagnostic> {
    let (at, word) = VAGUE.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    Some(Diagnostic::new(Code::VagueWord, normal.span(at, at + word.len())).with("word", word))
}
