//! What was asked and not done: 未检查的, 年底前未完成, 一个月内未落实.

use rust_decimal::Decimal;

use crate::ast::{
    Basis, Comparison, Core, Duty, DutyItem, DutyKind, Entity, Expr, Interval, IntervalKind, Period, PeriodKind,
    PeriodUnit, Quantity, Requirement, Scale, ScoringRule, Text, Threshold,
};
use crate::normal::Normal;
use crate::parse::plain::actors::{begins_act, is_actor};
use crate::parse::plain::effects::Effects;
use crate::parse::plain::frame;
use crate::parse::plain::measure::{self, rest};
use crate::parse::plain::response::{interval_at, pieces};
use crate::parse::plain::said::{MEASURED, Scored};
use crate::parse::plain::scan::{Part, duration, scan};
use crate::parse::plain::words::{EVENTS, holds_any, name, text};

/// 年底前未完成X: X once by then.
pub fn undone(normal: &Normal, parts: &[Part]) -> Option<Core> {
    // 下班后未关空调: no time by which it is done
    let deadline = parts.iter().any(|part| matches!(part, Part::Deadline(it) if it.to.is_some()));
    let act = rest(parts, normal.span(0, normal.text.len()));
    let asked = act
        .text
        .strip_prefix('未')
        .or_else(|| act.text.strip_prefix("没有"))
        .filter(|asked| deadline && !asked.is_empty())?;
    let measure = Text { text: asked.to_owned(), ..act };
    Some(measure::once_of(measure))
}

/// 一个月内未落实: it has to be done in time.
pub fn not_in_time(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (at, kind, length) =
        all.char_indices().find_map(|(at, _)| interval_at(normal, at).map(|(kind, length)| (at, kind, length)))?;
    let after = all.get(at + length..)?;
    let mut head = all.get(..at)?;
    // 在24小时内未上报, 未在24小时内上报
    let act = after.strip_prefix('未').or_else(|| after.strip_prefix("没有")).or_else(|| {
        head = ["未在", "没有在", "未能在", "未于", "未"].iter().find_map(|word| head.strip_suffix(word))?;
        Some(after).filter(|act| !act.is_empty())
    })?;
    for tail in ["在", "后", ","] {
        head = head.strip_suffix(tail).unwrap_or(head);
    }
    let trigger = if head.is_empty() { return None } else { name(normal, 0, head.len()) };
    let interval = Some(Interval { span: normal.span(at, at + length), kind });
    let item = |(start, end): (usize, usize)| {
        let activity = name(normal, start, end);
        let kind = DutyKind::Act { interval: interval.clone(), activity: activity.clone(), filter: None };
        (!activity.text.is_empty()).then_some(DutyItem { span: activity.span, own: false, kind })
    };
    let items: Vec<_> = pieces(normal, all.len() - act.len()).into_iter().filter_map(item).collect();
    (!items.is_empty()).then_some(Core::Every { trigger, filter: None, duty: Duty::All(items), key: None })
}

/// 发现一次未戴工牌, 如发现未戴工牌: that it is found, and how often, is no part of it.
fn found_one(own: &str) -> &str {
    let own = ["如", "若"].iter().find_map(|word| own.strip_prefix(word)).unwrap_or(own);
    let found = ["每发现", "发现", "查到", "查出", "查实", "有"].iter().find_map(|word| own.strip_prefix(word));
    let Some(rest) = found else { return own };
    let once = ["一次", "1次", "一人次", "1人次", "一人", "1人", "一例", "1例", "有"];
    once.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest).trim_start_matches("有")
}

/// 按期签订, 在规定时间内上报: how or when it was to be done is said by what asks for it.
pub fn without_manner(act: &str) -> &str {
    const MANNER: [&str; 22] = [
        "在规定时间内",
        "在规定期限内",
        "在时限内",
        "按规定时间",
        "按时限",
        "按要求",
        "按规定",
        "按时",
        "按期",
        "按计划",
        "按标准",
        "如期",
        "如实",
        "及时",
        "准时",
        "严格",
        "认真",
        "规范",
        "统一",
        "进行",
        "能",
        "予以",
    ];
    let mut rest = act;
    while let Some(shorter) = MANNER.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest
}

/// Whether 未检查的 takes up 每周检查宿舍一次, and 未双录的 the duty 双录.
pub fn undoes(own: &str, asked: &Requirement) -> bool {
    // 不得私自调换班次,查出私自调换的: what was forbidden
    if let Core::Never { activity, filter: None } = &asked.core {
        let done = found_one(own).trim_end_matches(['的', '者']);
        return done.chars().count() > 1 && activity.text != done && activity.text.contains(done);
    }
    if let Some(verb) = missed(own) {
        return misses(verb, own, asked);
    }
    let Some(stem) = left_undone(own)
        .map(without_manner)
        .map(|stem| stem.strip_prefix('经').unwrap_or(stem))
        .filter(|stem| !stem.is_empty())
    else {
        return false;
    };
    // 未交 of 上交
    let one = stem.chars().count() < 2;
    let of = |activity: &Text| {
        if one {
            activity.text.chars().take(2).any(|verb| stem.contains(verb))
        } else {
            is_act(stem, &activity.text) || without_it(stem, &activity.text)
        }
    };
    match &asked.core {
        Core::Measure { measure: Expr::Name(name), comparison: Comparison::AtLeast, .. } => name.text.contains(stem),
        // 穿好反光衣并系好扣带,不系扣带的: one of several acts has points of its own
        Core::Every { duty: Duty::All(items), .. } if !one && items.len() > 1 => {
            items.iter().all(|item| match &item.kind {
                DutyKind::Act { activity, .. } => of(activity),
                _ => false,
            })
        }
        Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } => items.iter().any(|item| match &item.kind {
            DutyKind::Act { activity, .. } => of(activity),
            _ => false,
        }),
        _ => false,
    }
}

/// What a failing says was left out, or came late, by one letter or two: 检 of 少检的, 送 of 迟送, 重测 of 拒不重测.
fn missed(own: &str) -> Option<&str> {
    const NOT: [&str; 8] = ["忘记", "拒不", "拒绝", "漏", "少", "忘", "迟", "晚"];
    let own = found_one(own.trim_end_matches([',', ':']).trim_end_matches(['的', '者']));
    let verb = NOT.iter().find_map(|word| own.strip_prefix(word)).or_else(|| own.strip_suffix(['晚', '迟']))?;
    // 迟到 is an event of its own
    ((1..=2).contains(&verb.chars().count()) && verb != "到").then_some(verb)
}

/// Whether it is the act of a duty that was left out, or that comes late where it has its time.
fn misses(verb: &str, own: &str, asked: &Requirement) -> bool {
    let late = own.contains(['迟', '晚']);
    let (name, timed) = match &asked.core {
        Core::Every { duty: Duty::All(items), .. } => match items.as_slice() {
            [DutyItem { kind: DutyKind::Act { activity, interval, .. }, .. }] => {
                (activity, interval.as_ref().is_some_and(|it| !matches!(it.kind, IntervalKind::Before)))
            }
            _ => return false,
        },
        // 每日9:00前上报,迟报一次扣1分; 漏录一笔 is one of several that are due
        Core::Measure { measure: Expr::Name(name), comparison: Comparison::AtLeast, .. } if late => {
            (name, asked.deadline.is_some())
        }
        _ => return false,
    };
    asked.scoring.is_empty() && name.text.contains(verb) && (!late || timed)
}

/// Whether an act is left out, or comes late, as its one letter says: it is then taken each time.
pub fn is_missed(own: &str) -> bool {
    missed(own).is_some()
}

/// What a failing says was not done: 未检查的, 发现未戴安全帽作业的. 无证上岗 is what is done without.
pub fn left_undone(own: &str) -> Option<&str> {
    const NOT: [&str; 9] = ["未按时", "未按规定", "未及时", "未按要求", "未能", "没有", "未", "不按规定", "不按要求"];
    const DOING: [&str; 9] = ["上岗操作", "进入现场", "上岗", "操作", "作业", "上班", "驾驶", "进入", "入内"];
    let own = own.trim_end_matches([',', ':']).trim_end_matches(['的', '者']);
    let own = found_one(own);
    // 当日未派送
    let day = ["当日", "当天", "当班", "到期"].iter().find_map(|when| own.strip_prefix(when));
    let own = day.filter(|rest| rest.starts_with(['未', '没'])).unwrap_or(own);
    let late = own.strip_prefix("逾期");
    let own = late.unwrap_or(own);
    // 不合格 says how it is, 不交 and 不佩戴胸牌 what is not done
    let plain = |rest: &&str| {
        let verb = rest.chars().count() == 1 || WORN.iter().any(|verb| rest.starts_with(verb));
        late.is_none() && (verb || begins_act(rest))
    };
    let stem = NOT.iter().find_map(|word| own.strip_prefix(word)).or_else(|| own.strip_prefix('不').filter(plain))?;
    // 未经考核上岗: what is done without it
    let doing = DOING.iter().find_map(|tail| stem.strip_suffix(tail)).filter(|rest| !rest.is_empty());
    let stem = doing.filter(|_| !stem.starts_with('经')).unwrap_or(stem);
    (!stem.is_empty()).then_some(stem)
}

/// 签认放行 of 未签认放行, where 双人签认 is asked: what is done without it.
fn without_it(stem: &str, act: &str) -> bool {
    let ends = stem.char_indices().map(|(at, _)| at).skip(2);
    let parted = ends.filter_map(|at| Some((stem.get(..at)?, stem.get(at..)?)));
    // 未检查出问题 is no 未检查, 未校审出图 is
    let found = |rest: &str| {
        let out = rest
            .strip_prefix('出')
            .is_some_and(|what| what.starts_with(['问', '缺', '隐', '故', '错', '异', '来', '结', '病']));
        out || rest.starts_with(['到', '过', '完', '全', '清'])
    };
    // 未检查3件以上 is a bound of its own
    let counts = |rest: &str| !matches!(scan(&Normal::new(rest, 0)).0.as_slice(), [Part::Words(_)]);
    let goes_on = |rest: &str| rest.chars().count() > 1 && !found(rest) && !counts(rest);
    // 未办证动火 of 办理动火证
    let acts = |verb: &str| act.contains(verb) || verb.chars().count() == 2 && is_act(verb, act);
    parted.into_iter().any(|(verb, rest)| acts(verb) && goes_on(rest))
}

/// What is worn or held, by its verb.
const WORN: [&str; 8] = ["佩戴", "穿", "戴", "系", "持", "带", "挂", "着"];

/// Whether 穿反光衣 is the act 穿好反光衣: its letters in their order.
pub fn is_act(stem: &str, act: &str) -> bool {
    let mut letters = act.chars();
    stem.chars().count() > 1 && stem.chars().all(|c| letters.any(|other| other == c))
}

/// 每周检查一次,未检查的每次扣1分: each time it is wanting.
pub fn wanting(asked: &Requirement, effects: &Effects) -> Effects {
    let mut effects = effects.clone();
    let Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } = &asked.core else { return effects };
    // 训练不少于2小时,未训练一次: each time, and not each hour
    let unit = number.unit.as_ref().map_or("", |unit| unit.text.as_str());
    let measured = duration(&format!("1{unit}")).is_some() || MEASURED.contains(&unit);
    for rule in &mut effects.rules {
        if let ScoringRule::Step { basis, step, .. } = rule
            && *basis == Basis::Times
            && step.unit.is_none()
            && number.scale == Scale::One
            && !measured
        {
            *basis = Basis::Fewer;
            step.unit.clone_from(&number.unit);
        }
    }
    effects
}

/// 施工日志每日填写,缺记一天扣1分: one that is wanting of what is done once in every period.
fn one_missed(said: &Scored, asked: &Requirement, name: &Text, step: &Quantity) -> bool {
    const WRITTEN: [&str; 4] = ["填写", "登记", "填报", "记录"];
    let verb = ["缺", "漏", "少"].iter().find_map(|word| said.own.text.strip_prefix(word));
    let verb = verb.filter(|verb| verb.chars().count() == 1);
    // 每周监测一次,漏做一次
    let same = verb.is_some_and(|verb| {
        verb == "做" || name.text.contains(verb) || ("记填".contains(verb) && holds_any(&name.text, &WRITTEN))
    });
    let kind = asked.period.as_ref().map(|period| &period.kind);
    let of_period = match step.unit.as_ref().map(|unit| unit.text.as_str()) {
        None | Some("次") => kind.is_some() || asked.entity.is_some(),
        Some("天" | "日") => matches!(kind, Some(PeriodKind::Every(1, PeriodUnit::Day | PeriodUnit::Workday))),
        _ => false,
    };
    // 漏录一笔 is one of several
    let once = ["一次", "1次", "每次", "一天", "1天", "每天", "一日", "1日", "每日"];
    same && of_period && step.number == Decimal::ONE && holds_any(&said.whole.text, &once)
}

/// Whether 少检一次, 缺一次, 每缺勤一天 counts what is wanting of 检查 or 在岗时间.
pub fn short_of(said: &Scored, asked: &Requirement) -> bool {
    const OPPOSITES: [(&str, &str); 8] = [
        ("勤", "在岗"),
        ("勤", "出勤"),
        ("勤", "到岗"),
        ("席", "参加"),
        ("席", "出席"),
        ("课", "上课"),
        ("课", "到课"),
        ("岗", "在岗"),
    ];
    let Core::Measure {
        measure: Expr::Name(name),
        comparison: Comparison::AtLeast,
        threshold: Threshold::Value(Expr::Number(number)),
        ..
    } = &asked.core
    else {
        return false;
    };
    let [ScoringRule::Step { basis: Basis::Times, step, effect }] = said.effects.rules.as_slice() else { return false };
    let counted = number.unit.as_ref().map(|unit| unit.text.as_str());
    let unit = step.unit.as_ref().map(|unit| unit.text.as_str());
    // 少巡一圈, of so many rounds
    let one = |unit: &str| ["一", "1", "每"].iter().any(|word| said.whole.text.contains(&format!("{word}{unit}")));
    let same = unit == counted || (unit.is_none() && counted.is_some_and(|counted| counted == "次" || one(counted)));
    // 每天18:00前录入,漏录一笔: of what is to be done once nothing is a part
    if effect.adds || number.scale != Scale::One {
        return false;
    }
    if one_missed(said, asked, name, step) {
        return true;
    }
    if !same || number.number <= Decimal::ONE {
        return false;
    }
    let own = said.own.text.strip_prefix('每').unwrap_or(&said.own.text);
    if own.is_empty() {
        return said.effects.wanting;
    }
    let Some(act) = ["少", "缺", "漏", "欠"].iter().find_map(|word| own.strip_prefix(word)) else { return false };
    let short = act.chars().count() <= 2;
    let named = act.chars().all(|c| name.text.contains(c));
    short && (named || OPPOSITES.iter().any(|(end, word)| *end == act && name.text.contains(word)))
}

/// The points of what is wanting.
pub fn fewer(asked: &Requirement, effects: &Effects) -> Effects {
    let mut effects = Effects { noun: None, ..effects.clone() };
    let Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } = &asked.core else { return effects };
    for rule in &mut effects.rules {
        if let ScoringRule::Step { basis, step, .. } = rule {
            *basis = Basis::Fewer;
            step.unit.clone_from(&number.unit);
        }
    }
    effects
}

/// 未在6小时内处理,分析并提出方案: what is done in the same time is one failing.
pub fn share_interval(subjects: Vec<Normal>) -> Vec<Normal> {
    let mut shared: Vec<Normal> = Vec::new();
    for subject in subjects {
        // 造成损失的 says what came of it
        let follows = EVENTS.iter().chain(&["导致", "影响", "超过"]).any(|word| subject.text.starts_with(word));
        let goes_on = !follows && !subject.text.contains(['未', '不', '无', '没', '每', '漏', '错', '私']);
        match shared.last_mut() {
            Some(last) if goes_on && not_in_time(last).is_some() => {
                last.insert("并", &subject, 0);
                last.copy(&subject, 0, subject.text.trim_end_matches(['的', '者']).len());
            }
            _ => shared.push(subject),
        }
    }
    shared
}

/// 年底前未完成甲,未完成乙的: both by then.
pub fn share_deadline(subjects: &mut [Normal]) {
    let mut head: Option<Normal> = None;
    for subject in subjects {
        let Some(at) = subject.text.find('未') else { continue };
        if at > 0 {
            let before = subject.part(0, at);
            let (parts, _) = scan(&before);
            let timed =
                !parts.is_empty() && parts.iter().all(|part| matches!(part, Part::Deadline(_) | Part::Period(_)));
            head = timed.then_some(before);
        } else if let Some(head) = &head {
            let mut whole = head.clone();
            whole.copy(subject, 0, subject.text.len());
            *subject = whole;
        }
    }
}

/// 连续六个月不交纳会费: at least once in any six months.
pub(super) fn none_in_a_row(normal: &Normal, parts: &[Part]) -> Option<Requirement> {
    #[rustfmt::skip]
    const UNITS: [(&str, PeriodUnit); 11] = [
        ("天", PeriodUnit::Day), ("日", PeriodUnit::Day), ("个工作日", PeriodUnit::Workday), ("工作日", PeriodUnit::Workday), ("周", PeriodUnit::Week),
        ("月", PeriodUnit::Month), ("个月", PeriodUnit::Month), ("季度", PeriodUnit::Quarter), ("个季度", PeriodUnit::Quarter), ("年", PeriodUnit::Year),
        ("个自然月", PeriodUnit::Month),
    ];
    let (head, bound, tail) = match parts {
        [Part::Words(head), Part::Quantity(bound), Part::Words(tail)]
        | [Part::Words(head), Part::Compare(Comparison::AtLeast), Part::Quantity(bound), Part::Words(tail)] => {
            (head, bound, tail)
        }
        _ => return None,
    };
    let who = head.text.strip_suffix("连续").or_else(|| head.text.strip_suffix("连续超过"))?;
    let act = ["未能", "未", "没有", "不"].iter().find_map(|word| tail.text.strip_prefix(word))?;
    let act = act.trim_end_matches(['的', '者']);
    // 连续两个月不合格 is how something is, and no act that is wanting
    let state = ["达到", "达", "满足", "符合"].iter().any(|verb| act.starts_with(verb))
        || GOOD.iter().chain(&["及格", "足", "满"]).any(|good| act.ends_with(good));
    let unit = bound.unit.as_ref()?.text.as_str();
    let (_, unit) = UNITS.iter().find(|(word, _)| *word == unit)?;
    let length =
        u32::try_from(bound.number.normalize().mantissa()).ok().filter(|_| bound.number.normalize().scale() == 0)?;
    if state || act.chars().count() < 2 || length < 2 {
        return None;
    }
    let mut requirement = frame(normal, &[]);
    requirement.period = Some(Period { span: bound.span, kind: PeriodKind::Rolling(length, *unit) });
    let who = ["无正当理由", "无故", "无理由"].iter().find_map(|why| who.strip_suffix(why)).unwrap_or(who);
    let who = if is_actor(who) { "" } else { who };
    requirement.core =
        measure::once_of(Text { text: format!("{who}{act}"), span: head.span.to(tail.span), quoted: false });
    Some(requirement)
}

/// States that are as they should be.
#[rustfmt::skip]
const GOOD: [&str; 27] = [
    "完整", "齐全", "整洁", "规范", "及时", "准确", "清晰", "到位", "良好", "完好", "清洁", "有序", "达标", "整齐",
    "清楚", "完善", "干净", "合格", "属实", "一致", "相符", "牢固", "灵敏", "畅通", "健全", "合规", "真实",
];

/// 客户档案齐全: 客户档案不齐全, where points are taken.
pub fn not_so(state: &str) -> Option<String> {
    const FAILS: [char; 12] = ['未', '不', '无', '没', '缺', '漏', '错', '误', '欠', '违', '虚', '投'];
    let good = GOOD.iter().find(|good| state.ends_with(**good))?;
    let mut stem = state.strip_suffix(good)?;
    // 会议室干净整洁: neither
    while let Some(shorter) = GOOD.iter().find_map(|good| stem.strip_suffix(good)) {
        stem = shorter;
    }
    let good = state.get(stem.len()..)?;
    (!state.contains(FAILS) && stem.chars().count() > 1).then(|| format!("{stem}不{good}"))
}

/// 当班无汇报: one in every shift.
fn nothing_of(normal: &Normal) -> Option<Requirement> {
    const DONE: [&str; 10] = ["汇报", "记录", "签字", "签名", "交接", "巡查", "巡检", "检查", "登记", "报告"];
    let (opening, rest) =
        ["当班", "当日", "当天"].iter().find_map(|word| Some((*word, normal.text.strip_prefix(word)?)))?;
    let act = rest.strip_prefix('无').or_else(|| rest.strip_prefix("没有"))?.trim_end_matches(['的', '者']);
    if !DONE.iter().any(|done| act.ends_with(done)) || act.chars().count() > 8 {
        return None;
    }
    let mut requirement = frame(normal, &[]);
    let span = normal.span(0, opening.len());
    if opening == "当班" {
        let object = Text { text: "班".to_owned(), span, quoted: false };
        requirement.entity = Some(Entity { measure_word: String::new(), object, span });
    } else {
        requirement.period = Some(Period { span, kind: PeriodKind::Every(1, PeriodUnit::Day) });
    }
    let from = normal.text.len() - rest.len();
    let span = normal.span(from, normal.text.len());
    requirement.core = measure::once_of(Text { text: act.to_owned(), span, quoted: false });
    Some(requirement)
}

/// 每月未组织清点: once in every such period.
fn not_done(normal: &Normal) -> Option<Requirement> {
    let (parts, _) = scan(normal);
    let [Part::Period(period), Part::Words(failing)] = parts.as_slice() else { return None };
    let act = failing.text.strip_prefix('未').or_else(|| failing.text.strip_prefix("没有"))?;
    let act = without_manner(act).trim_end_matches(['的', '者']);
    let each = matches!(&period.kind, PeriodKind::Every(..)) && normal.text.starts_with('每');
    if !each || !begins_act(act) || ["完成", "参加"].iter().any(|verb| act.starts_with(verb)) {
        return None;
    }
    let mut requirement = frame(normal, &parts);
    requirement.core = measure::once_of(Text { text: act.to_owned(), ..failing.clone() });
    Some(requirement)
}

/// 有一个月未盘点扣1分: once a month, and so much for each that is missed.
pub fn missed_period(normal: &Normal) -> Option<Requirement> {
    const UNITS: [(&str, PeriodUnit); 8] = [
        ("个工作日", PeriodUnit::Workday),
        ("个季度", PeriodUnit::Quarter),
        ("个月", PeriodUnit::Month),
        ("季度", PeriodUnit::Quarter),
        ("月", PeriodUnit::Month),
        ("周", PeriodUnit::Week),
        ("天", PeriodUnit::Day),
        ("年", PeriodUnit::Year),
    ];
    if let Some(requirement) = nothing_of(normal) {
        return Some(requirement);
    }
    if let Some(requirement) = not_done(normal) {
        return Some(requirement);
    }
    let opening = ["每有一", "有一", "缺一"].iter().find_map(|word| Some((normal.text.strip_prefix(word)?, *word)))?;
    let (unit, period) = UNITS.iter().find(|(unit, _)| opening.0.starts_with(unit))?;
    let from = opening.1.len() + unit.len();
    let act = normal.text.get(from..)?.strip_prefix('未').or_else(|| normal.text.get(from..)?.strip_prefix("没有"))?;
    if act.chars().count() < 2 {
        return None;
    }
    let mut requirement = frame(normal, &[]);
    requirement.period = Some(Period { span: normal.span(0, from), kind: PeriodKind::Every(1, *period) });
    let act = text(normal, normal.text.len() - act.len(), normal.text.len());
    requirement.core = measure::once_of(Text { text: act.text.trim_end_matches(['的', '者']).to_owned(), ..act });
    Some(requirement)
}
