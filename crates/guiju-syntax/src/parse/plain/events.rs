//! What an event asks for: 动火作业前须办理动火证, 发生火灾时应报警, 金额超过5000元的须经审批.

use super::actors::{begins_act, is_actor};
use super::acts::verb;
use super::duty::obligation;
use super::facts;
use super::measure;
use super::pardon::pardons;
use super::response;
use super::scan::{Part, scan};
use super::words::{MODALS, holds_any, is_noun_end, is_praise, modal, name};
use crate::ast::{
    Comparison, Condition, Core, Duty, DutyItem, DutyKind, Interval, IntervalKind, Quantity, Requirement, Text, Value,
};
use crate::normal::Normal;

/// Words that follow 的 or a comma where something is asked without 须.
const HANDS: [&str; 10] = ["由", "经", "报", "提前", "填写", "提交", "出具", "附", "办理", "报请"];

/// Words that begin a case, longest first where one begins another.
pub const CASES: [&str; 8] = ["如果", "如遇", "如有", "如需", "一旦", "如", "若", "遇"];

/// X前须Y: before every X there is Y.
pub fn before_event(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (at, word) = modal(all).or_else(|| acted_before(normal))?;
    let event = all.get(..at)?.strip_suffix('前').or_else(|| all.get(..at)?.strip_suffix("之前"))?;
    let act = all.get(at + word.len()..)?;
    prepared(normal, event.len(), at + word.len()).filter(|_| !act.is_empty())
}

/// 离职前办妥工作交接: where the act begins, which no 须 needs.
fn acted_before(normal: &Normal) -> Option<(usize, &'static str)> {
    // 不得提前拆除支架: 提前 is a word
    let word = |at: usize| normal.text.get(..at).is_some_and(|head| head.ends_with(['提', '目', '以', '当', '空']));
    let (at, _) = normal.text.match_indices('前').find(|(at, _)| !word(*at))?;
    let at = at + '前'.len_utf8();
    let act = normal.text.get(at..)?;
    let (parts, _) = scan(normal);
    let plain = matches!(parts.as_slice(), [Part::Words(_)])
        && (begins_act(act) || verb(act).is_some())
        && act.chars().count() > 2;
    plain.then_some((at, ""))
}

/// 上岗前, before a segment that asks: what has to be done before it.
pub fn before_phrase(event: &Text, normal: &Normal) -> Option<Core> {
    let stem = event.text.strip_suffix('前')?;
    let (at, word) = modal(&normal.text)?;
    let mut whole = Normal::placed(stem, event.span);
    let length = whole.text.len();
    whole.copy(normal, at + word.len(), normal.text.len());
    prepared(&whole, length, length)
}

fn prepared(normal: &Normal, event: usize, from: usize) -> Option<Core> {
    let trigger = name(normal, 0, event);
    // 月底前, 9:00前 are deadlines, 目前, 以前 words
    let word = ["目", "以", "之", "当", "提", "空", "眼"].contains(&trigger.text.as_str());
    if word || trigger.text.chars().count() < 2 || trigger.text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut items = Vec::new();
    for (start, end) in response::pieces(normal, from) {
        // 会议召开前,应提前3天发出通知: so long before; 应在3天内 is neither that nor any time before
        let opened = normal.text.get(start..).is_some_and(|act| act.starts_with(['在', '于']));
        let start = if opened && response::interval_at(normal, start + "在".len()).is_some() {
            start + "在".len()
        } else {
            start
        };
        let long = response::interval_at(normal, start);
        if !matches!(long, None | Some((IntervalKind::Ahead(_), _))) {
            return None;
        }
        let (kind, length) = long.unwrap_or((IntervalKind::Before, 0));
        let activity = name(normal, start + length, end);
        if !activity.text.is_empty() {
            let interval = Some(Interval { span: activity.span, kind });
            let span = activity.span;
            items.push(DutyItem { span, own: false, kind: DutyKind::Act { interval, activity, filter: None } });
        }
    }
    (!items.is_empty()).then_some(Core::Every { trigger, filter: None, duty: Duty::All(items), key: None })
}

/// 证件过期的必须补办, 发现漏气的须当场停气: what every such case asks for.
pub fn upon_case(normal: &Normal) -> Option<Core> {
    let (at, _) = modal(&normal.text)?;
    let case = normal.text.get(..at)?.strip_suffix('的')?;
    let (parts, _) = scan(&normal.part(0, case.len()));
    let plain = matches!(parts.as_slice(), [Part::Words(words)] if !words.quoted);
    // 属于甲类的 and 由行政部负责的 are things; 报表的须… has lost its noun
    let thing = ["属于", "由", "用于", "来自"].iter().any(|word| case.starts_with(word)) || is_actor(case);
    // 手续不全的一律不予放行 refuses
    let refuses = normal.text.get(at..).is_some_and(|rest| rest.contains('不'));
    if !plain || thing || refuses || case.chars().count() < 3 {
        return None;
    }
    let event = name(normal, 0, at);
    upon(&Text { text: format!("{case}的"), ..event }, &normal.part(at, normal.text.len()))
}

/// 员工因公外派, then 须提前报告: a clause that asks nothing by itself says when.
pub fn upon_topic(before: &Requirement, normal: &Normal) -> Option<Core> {
    let Core::Phrase(words) = &before.core else { return None };
    let (at, _) = modal(&normal.text)?;
    let (parts, _) = scan(&Normal::placed(&words.text, words.span));
    let plain = matches!(parts.as_slice(), [Part::Words(_)]) && words.text == before.words;
    // 工作认真负责, 各部门: neither happens
    let happens = HAPPENING.iter().any(|word| words.text.contains(word));
    let names = words.text.chars().count() > 3 && happens && !is_actor(&words.text) && !is_praise(&words.text);
    if at > 0 || !plain || !names || modal(&words.text).is_some() {
        return None;
    }
    upon(&Text { text: format!("{}时", words.text), ..words.clone() }, normal)
}

/// Words of a clause in which something happens: with them it is an event, without them a topic.
const HAPPENING: [&str; 12] =
    ["因公", "因私", "因病", "因事", "由于", "因为", "因故", "需要", "发生", "出现", "遇到", "造成"];

/// 发生火灾时, then 应立即报警: what every such event asks for.
pub fn upon(event: &Text, normal: &Normal) -> Option<Core> {
    let ended = ["之后", "以后", "后", "时", "的", "者"].iter().find_map(|end| event.text.strip_suffix(end));
    let opened = CASES.iter().any(|word| event.text.starts_with(word)).then_some(event.text.as_str());
    let stem = ended.or(opened)?;
    // 当库存低于安全线时
    let when = stem.strip_prefix('当').filter(|stem| event.text.ends_with('时') && stem.chars().count() > 3);
    let stem = when.unwrap_or(stem);
    let stem = CASES
        .iter()
        .chain(&["在", "凡"])
        .find_map(|word| stem.strip_prefix(word))
        .filter(|stem| stem.chars().count() > 1)
        .unwrap_or(stem);
    let (at, word) = modal(&normal.text)?;
    // 遇重大活动时,动火作业前须办理动火证: of an event of its own
    let own = normal.text.get(..at).is_some_and(|head| {
        // 整理纪要须在3日内完成 is what is done
        let done = ["完成", "完毕", "办结", "办完"].iter().any(|end| normal.text.ends_with(end));
        head.ends_with(['前', '后', '时'])
            || head.chars().count() > 3 && (begins_act(head) || enters(head)) && !is_actor(head) && !done
            || ["均", "都"].iter().any(|all| word.starts_with(all)) && !is_actor(head) && !done
    });
    if own && response::interval_at(normal, 0).is_none() {
        return None;
    }
    // 次日要有上级护士查房记录: so soon after it
    if let Some((_, length)) = response::interval_at(normal, 0).filter(|(_, length)| *length == at) {
        let mut whole = Normal::placed(stem, event.span);
        whole.insert("后", normal, 0);
        whole.copy(normal, 0, length);
        let act = normal.text.get(at + word.len()..)?;
        let from = normal.text.len() - act.strip_prefix('有').unwrap_or(act).len();
        whole.copy(normal, from, normal.text.len());
        return response::response(&whole, None);
    }
    // 整改报告须在3日内完成, 现场物品应妥善保护: what it is done with
    let what =
        normal.text.get(..at).filter(|what| what.chars().count() > 1 && !is_actor(what) && !says_when(normal, what));
    if let Some(what) = what {
        let rest = normal.part(at, normal.text.len());
        return upon(event, &rest).map(|core| of_what(core, what));
    }
    let from = at + word.len();
    // 应当不少于两人: so many there must be
    let (parts, _) = scan(&normal.part(from, normal.text.len()));
    let trigger = Text { text: stem.to_owned(), span: event.span, quoted: false };
    if let [Part::Compare(comparison), Part::Quantity(number)] = parts.as_slice() {
        let condition = compared(number, *comparison, None);
        let span = number.span;
        let items = vec![DutyItem { span, own: false, kind: DutyKind::Field(condition) }];
        return Some(Core::Every { trigger, filter: None, duty: Duty::All(items), key: None });
    }
    // 监护人须在现场留守不少于30分钟: so long
    if let [Part::Words(act), Part::Compare(comparison), Part::Quantity(number)] = parts.as_slice()
        && !act.text.ends_with('的')
    {
        let condition = compared(number, *comparison, None);
        let kind = DutyKind::Act { interval: None, activity: act.clone(), filter: Some(condition) };
        let items = vec![DutyItem { span: act.span, own: false, kind }];
        return Some(Core::Every { trigger, filter: None, duty: Duty::All(items), key: None });
    }
    let counts = parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Period(_) | Part::Compare(_)));
    let mut whole = Normal::placed(stem, event.span);
    let length = whole.text.len();
    // 患者入院后,次日须有查房记录: the time stands before the word that asks
    match response::interval_at(normal, 0).filter(|(_, length)| *length == at && at > 0) {
        Some(_) => {
            whole.insert("后", normal, 0);
            whole.copy(normal, 0, at);
        }
        None => whole.insert(word, normal, at),
    }
    // 遇重大活动时,收发文件均要签收: what it is done with; who does it is known otherwise
    if at > 0 && normal.text.get(..at).is_some_and(|head| !is_actor(head)) && response::interval_at(normal, 0).is_none()
    {
        whole.copy(normal, 0, at);
    }
    whole.copy(normal, from, normal.text.len());
    if let Some(core) = response::response(&whole, None) {
        return Some(core);
    }
    if counts || length == 0 {
        return None;
    }
    let (parts, _) = scan(&whole);
    obligation(&whole, &parts)
}

/// 进入现场必须佩戴安全帽: what somebody does, whenever they do it.
fn enters(head: &str) -> bool {
    ["进入", "进出", "出入", "离开", "驾驶", "操作", "使用", "搬运", "接触"].iter().any(|act| head.starts_with(act))
}

/// Whether words say when: 次日须.
fn says_when(normal: &Normal, words: &str) -> bool {
    response::interval_at(normal, 0).is_some_and(|(_, length)| length == words.len())
}

/// What is done, with what it is done with.
fn of_what(mut core: Core, what: &str) -> Core {
    if let Core::Every { duty: Duty::All(items), .. } = &mut core {
        let acts = items.iter_mut().filter_map(|item| match &mut item.kind {
            DutyKind::Act { activity, .. } => Some(activity),
            _ => None,
        });
        for act in acts {
            let done = ["完成", "完毕", "办结"].contains(&act.text.as_str());
            act.text = if done { format!("完成{what}") } else { format!("{what}{}", act.text) };
        }
    }
    core
}

/// 停机超过30分钟应报设备科, 深度超过5米的基坑须论证: what is asked stands behind the bound.
pub fn beyond(normal: &Normal, before: Option<&Requirement>) -> Option<Core> {
    // 5000元以下的3日内结案: so soon
    let mut timed = normal.text.match_indices('的').map(|(at, word)| at + word.len());
    let timed = timed.find(|at| response::interval_at(normal, *at).is_some());
    let (at, end) = match timed {
        Some(at) => (at, at - "的".len()),
        None => modal(&normal.text).map(|(at, _)| (at, at))?,
    };
    let head = normal.part(0, end);
    if let Some(core) = within_others(&head, &normal.part(at, normal.text.len()), before) {
        return Some(core);
    }
    let (parts, _) = scan(&head);
    let bound = match parts.as_slice() {
        [Part::Words(_), Part::Compare(_), Part::Quantity(_)] => true,
        [Part::Words(_), Part::Compare(_), Part::Quantity(_), Part::Words(thing)]
        | [Part::Compare(_), Part::Quantity(_), Part::Words(thing)] => thing.text.starts_with('的'),
        _ => false,
    };
    if !bound {
        return None;
    }
    conditions(&normal.part(0, end), &normal.part(at, normal.text.len()))
}

/// 20万元以上须主管复核: of what the clause before was of.
pub fn within_others(head: &Normal, act: &Normal, before: Option<&Requirement>) -> Option<Core> {
    let (parts, _) = scan(&head.part(0, head.text.trim_end_matches('的').len()));
    let (Core::Every { trigger, filter: Some(known), .. }, [Part::Compare(comparison), Part::Quantity(number)]) =
        (&before?.core, parts.as_slice())
    else {
        return None;
    };
    carried(trigger.clone(), compared(number, *comparison, field_of(known)), act)
}

/// The field that a condition bounds.
fn field_of(condition: &Condition) -> Option<Text> {
    match condition {
        Condition::Compare { field, .. } => Some(field.clone()),
        Condition::And(all) => all.first().and_then(field_of),
        _ => None,
    }
}

/// Whether what is asked stands behind a bound, which is then no threshold: 每月加班超过36小时须报批.
pub fn asks_beyond(normal: &Normal) -> bool {
    let Some((at, word)) = modal(&normal.text) else { return false };
    let (head, _) = scan(&normal.part(0, at));
    let (tail, _) = scan(&normal.part(at + word.len(), normal.text.len()));
    let bound = matches!(head.as_slice(), [.., Part::Compare(_), Part::Quantity(_)]);
    bound && matches!(tail.first(), Some(Part::Words(_)))
}

/// 请假3天以上的须经批准: every such event, with a condition.
pub fn conditioned(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let at = ["的", "者", "时"].iter().find_map(|end| {
        let (at, _) = all.match_indices(end).find(|(at, _)| {
            let tail = all.get(at + end.len()..).unwrap_or("");
            // 超过2小时须: no time
            let word = all.get(..at + end.len()).is_some_and(|head| is_noun_end(head, end));
            !word && MODALS.iter().chain(&HANDS).any(|word| tail.starts_with(word))
        })?;
        Some((at, end.len()))
    });
    // 3万元以上的采购须招标: the number stands before what it describes
    let at = at.or_else(|| {
        let (at, _) = modal(all)?;
        let head = all.get(..at)?;
        let (parts, _) = scan(&normal.part(0, at));
        let first = matches!(parts.as_slice(), [Part::Compare(_), Part::Quantity(_), Part::Words(_)])
            && head.starts_with(super::first::number);
        let described = first
            || ["以上的", "以下的", "以内的"].iter().any(|word| head.contains(word))
            || ["以上", "以下", "以内"].iter().any(|word| head.ends_with(word));
        described.then_some((at, 0))
    })?;
    conditions(&normal.part(0, at.0), &normal.part(at.0 + at.1, all.len()))
}

/// 请假3天以上的, then 须经批准.
pub fn conditions(head: &Normal, act: &Normal) -> Option<Core> {
    let ended = |end: &&str| head.text.strip_suffix(*end).filter(|_| !is_noun_end(&head.text, end));
    let stem = ["的", "者", "时"].iter().find_map(ended).unwrap_or(&head.text);
    let head = head.part(0, stem.len());
    let (parts, _) = scan(&head);
    let framed = parts.iter().any(|part| matches!(part, Part::Period(_) | Part::Deadline(_) | Part::Entity(_)));
    let numbers = measure::numbers(&parts);
    if let Some((trigger, condition)) = between(&parts).filter(|_| !framed) {
        return carried(trigger, condition, act);
    }
    let [(comparison, number)] = numbers.as_slice() else { return None };
    let comparison = *comparison;
    if framed {
        return None;
    }
    let mut whole = measure::rest(&parts, head.span(0, head.text.len()));
    // 当温度超过35℃时
    if let Some(stem) = whole
        .text
        .strip_prefix('当')
        .filter(|stem| stem.chars().count() > 1 && !stem.starts_with(['班', '日', '天', '月', '年', '事']))
    {
        whole.text = stem.to_owned();
    }
    let stem = ["达到", "在", "为", "累计", "连续", "属于"].iter().find_map(|end| whole.text.strip_suffix(end));
    let whole = Text { text: stem.unwrap_or(&whole.text).to_owned(), ..whole };
    // 合同金额超过10万元: of the contract, its amount
    // 单笔费用 is one thing
    let apart = |field: &&&str| {
        whole.text.strip_suffix(**field).is_some_and(|stem| stem.chars().count() > 1 && !stem.starts_with('单'))
    };
    let field = FIELDS.iter().find(apart);
    // 深度超过5米的基坑: of every one that is so
    let begins = head.text.starts_with(super::first::number);
    let described = match parts.as_slice() {
        [Part::Words(field), Part::Compare(_), Part::Quantity(_), Part::Words(thing)] => Some((Some(field), thing)),
        [Part::Compare(_), Part::Quantity(_), Part::Words(thing)] => Some((None, thing)),
        _ => None,
    };
    if let Some((field, thing)) = described
        // 2米以上高处作业
        && let Some(stem) = thing.text.strip_prefix('的').or_else(|| Some(thing.text.as_str()).filter(|_| begins))
        && stem.chars().count() > 1
    {
        let trigger = Text { text: stem.to_owned(), ..thing.clone() };
        let field =
            field.map(|field| Text { text: field.text.trim_end_matches(['在', '为']).to_owned(), ..field.clone() });
        return carried(trigger, compared(number, comparison, field), act);
    }
    // 单张处方金额: of every one
    let single =
        ["单次", "单笔", "单张", "单项", "单件", "每次", "每笔"].iter().find_map(|word| whole.text.strip_prefix(word));
    let single = single.and_then(|rest| FIELDS.iter().find_map(|field| Some((rest.strip_suffix(field)?, field))));
    let single = single.filter(|(stem, _)| stem.chars().count() > 1);
    let field = single.map(|(_, field)| field).or(field);
    // 单笔支出超过1000元: every 支出
    let every = ["单笔", "单次", "单项", "单张", "单件", "每笔", "每次", "每项"];
    let bare = every.iter().find_map(|word| whole.text.strip_prefix(word)).filter(|rest| rest.chars().count() > 1);
    let trigger = match field {
        Some(_) if single.is_some() => single.map(|(stem, _)| stem.to_owned()).unwrap_or_default(),
        Some(field) => whole.text.strip_suffix(field).unwrap_or(&whole.text).trim_end_matches('的').to_owned(),
        None => bare.filter(|rest| !FIELDS.contains(rest)).unwrap_or(&whole.text).to_owned(),
    };
    if trigger.is_empty() {
        return None;
    }
    let trigger = Text { text: trigger, ..whole.clone() };
    // 温度高于30℃: of what is measured, what was measured
    let measured = trigger.text.ends_with(['度', '率', '量', '额', '压', '值']).then(|| trigger.clone());
    let field = field.map(|field| Text { text: (*field).to_owned(), span: whole.span, quoted: false }).or(measured);
    carried(trigger, compared(number, comparison, field), act)
}

/// 金额在1万元以上5万元以下的合同: those from one bound to another.
fn between(parts: &[Part]) -> Option<(Text, Condition)> {
    let (field, low, high, thing) = match parts {
        [
            Part::Words(field),
            Part::Compare(low),
            Part::Quantity(from),
            Part::Compare(high),
            Part::Quantity(to),
            Part::Words(thing),
        ] => (Some(field), (*low, from), (*high, to), thing),
        [Part::Compare(low), Part::Quantity(from), Part::Compare(high), Part::Quantity(to), Part::Words(thing)] => {
            (None, (*low, from), (*high, to), thing)
        }
        [Part::Words(field), Part::Between(from, to), Part::Words(thing)] => {
            (Some(field), (Comparison::AtLeast, from), (Comparison::AtMost, to), thing)
        }
        [Part::Between(from, to), Part::Words(thing)] => {
            (None, (Comparison::AtLeast, from), (Comparison::AtMost, to), thing)
        }
        _ => return None,
    };
    let stem = thing.text.strip_prefix('的').filter(|stem| stem.chars().count() > 1)?;
    let field =
        field.map(|field| Text { text: field.text.trim_end_matches(['在', '为']).to_owned(), ..field.clone() });
    let from = Quantity { unit: low.1.unit.clone().or_else(|| high.1.unit.clone()), ..low.1.clone() };
    let both = vec![compared(&from, low.0, field.clone()), compared(high.1, high.0, field)];
    Some((Text { text: stem.to_owned(), ..thing.clone() }, Condition::And(both)))
}

/// Every such event carries what the act says.
pub fn carried(trigger: Text, condition: Condition, act: &Normal) -> Option<Core> {
    let mut joined = Normal::placed(&trigger.text, trigger.span);
    if !MODALS.iter().any(|word| act.text.starts_with(word)) && response::interval_at(act, 0).is_none() {
        if !HANDS.iter().any(|word| act.text.starts_with(word)) && modal(&act.text).is_none() {
            return None;
        }
        joined.insert("须", act, 0);
    }
    if let Some(many) = so_many(act) {
        let item = DutyItem { span: trigger.span, own: false, kind: DutyKind::Field(many) };
        return Some(Core::Every { trigger, filter: Some(condition), duty: Duty::All(vec![item]), key: None });
    }
    let begins = modal(&act.text).map_or(0, |(at, _)| at);
    // 员工请假3天以上的,部门负责人应审批: who does it is no part of what is asked
    let named = HANDS.iter().any(|word| act.text.starts_with(word)) || response::interval_at(act, 0).is_some();
    joined.copy(act, if named { 0 } else { begins }, act.text.len());
    let (parts, _) = scan(&joined);
    let core = response::response(&joined, None).or_else(|| obligation(&joined, &parts))?;
    match core {
        Core::Every { trigger, duty, key, .. } => Some(Core::Every { trigger, filter: Some(condition), duty, key }),
        _ => None,
    }
}

/// 须有3家以上供应商报价: so many of these there must be.
pub fn so_many(act: &Normal) -> Option<Condition> {
    let (at, word) = modal(&act.text).filter(|(at, _)| *at == 0)?;
    let (parts, _) = scan(&act.part(at + word.len(), act.text.len()));
    match parts.as_slice() {
        [Part::Words(has), Part::Compare(comparison), Part::Quantity(number), Part::Words(thing)]
            if !thing.text.starts_with('的')
                && (["有", "取得"].contains(&has.text.as_str())
                    || ["经", "由"].contains(&has.text.as_str()) && acts_together(&thing.text, number)) =>
        {
            Some(compared(number, *comparison, Some(thing.clone())))
        }
        // 方案须至少两名专家签字: so many do
        [Part::Compare(comparison), Part::Quantity(number), Part::Words(thing)]
            if !thing.text.starts_with('的') && acts_together(&thing.text, number) =>
        {
            Some(compared(number, *comparison, Some(thing.clone())))
        }
        _ => None,
    }
}

/// 评审专家签字, of persons: how many do it.
fn acts_together(thing: &str, number: &Quantity) -> bool {
    const DONE: [&str; 20] = [
        "通过", "签字", "签名", "同意", "参加", "参与", "在场", "到场", "出席", "批准", "确认", "报价", "推荐", "监督",
        "陪同", "审核", "评审", "见证", "值守", "作业",
    ];
    let persons = number.unit.as_ref().is_some_and(|unit| ["人", "名", "位", "家"].contains(&unit.text.as_str()));
    // 三人以上评审小组: so large a body, and one of it
    let body = ["小组", "委员会", "团队", "工作组", "班子"].iter().any(|body| thing.contains(body));
    persons && !body && DONE.iter().any(|done| thing.ends_with(done))
}

/// What a number in a description may be the amount of.
const FIELDS: [&str; 21] = [
    "高度", "深度", "长度", "宽度", "跨度", "厚度", "重量", "金额", "时间", "时长", "面积", "费用", "数量", "人数",
    "价值", "天数", "次数", "年限", "单价", "总价", "造价",
];

/// The condition on the field that a unit tells, where no other is named: 元 of 金额, 小时 of 时长.
pub fn compared(number: &Quantity, comparison: Comparison, field: Option<Text>) -> Condition {
    let unit = number.unit.as_ref().map_or("", |unit| unit.text.as_str());
    let told = match unit {
        "元" => "金额",
        "人" | "名" | "位" => "人数",
        "天" | "日" | "小时" | "个小时" | "分钟" | "秒" | "个工作日" | "工作日" | "个月" | "月" | "年" | "周" => {
            "时长"
        }
        "平方米" => "面积",
        "周岁" | "岁" => "年龄",
        "次" => "次数",
        "" => "数值",
        _ => "数量",
    };
    let unit = number.unit.clone().filter(|_| !matches!(told, "人数" | "次数"));
    let number = Quantity { unit, ..number.clone() };
    let field = field.unwrap_or_else(|| Text { text: told.to_owned(), span: number.span, quoted: false });
    Condition::Compare { field, comparison, value: Value::Number(number) }
}

/// Whether a segment only permits: 可以申请, 享有年假.
pub fn permits(normal: &Normal) -> bool {
    const WORDS: [&str; 45] = [
        "可延长",
        "可顺延",
        "可以",
        "享有",
        "享受",
        "有权",
        "可申请",
        "可请",
        "允许",
        "可获",
        "可享",
        "可根据",
        "可按",
        "可在",
        "可自",
        "可凭",
        "可由",
        "可提前",
        "可适当",
        "可向",
        "可选择",
        "可每",
        "可组织",
        "可安排",
        "可采取",
        "可采用",
        "可使用",
        "可优先",
        "可参加",
        "可免",
        "可增",
        "可提出",
        "可给予",
        "可予",
        "可视",
        "可对",
        "可将",
        "可参照",
        "可结合",
        "可酌",
        "可另行",
        "可临时",
        "可以不",
        "可不",
        "可委托",
    ];
    let asks = ["不得", "不可以", "必须", "应当", "不允许", "严禁", "后方可", "方可"];
    // 可燃物, 可疑, 可追溯 are words
    let noun = |rest: &str| rest.starts_with(facts::NOUNS) || rest.starts_with("用性") || rest.starts_with("用率");
    let alone = normal.text.strip_prefix('可').is_some_and(|rest| !noun(rest) && rest.chars().count() > 1);
    (alone
        || urges(&normal.text)
        || pardons(&normal.text)
        || praises(&normal.text)
        || WORDS.iter().any(|word| normal.find(word).is_some()))
        && !holds_any(&normal.text, &asks)
}

/// 记功一次, 年终评优优先考虑: what is given in praise is no duty of anybody.
fn praises(text: &str) -> bool {
    #[rustfmt::skip]
    const PRAISES: [&str; 12] = [
        "记功", "记大功", "优先考虑", "优先评优", "优先推荐", "予以表彰", "给予表彰", "予以奖励", "给予奖励", "通报表扬", "予以表扬", "嘉奖",
    ];
    PRAISES.iter().any(|word| text.starts_with(word) || text.ends_with(word))
}

/// 建议每周召开一次, 鼓励员工提交: asked of nobody.
pub fn urges(text: &str) -> bool {
    const URGES: [&str; 8] = ["建议", "鼓励", "提倡", "倡导", "推荐", "希望", "欢迎", "允许"];
    // 建议书, 建议被采纳 are things
    let noun = ["书", "被", "箱", "采纳", "每条", "经"];
    URGES.iter().any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.chars().count() > 2 && !noun.iter().any(|it| rest.starts_with(it)))
    })
}

/// A part of a segment that names an event for what follows it.
pub fn names_event(words: &str) -> bool {
    let opened = CASES.iter().any(|word| words.starts_with(word));
    (opened || ["时", "后", "前", "的", "者"].iter().any(|end| words.ends_with(end))) && words.chars().count() > 2
}
