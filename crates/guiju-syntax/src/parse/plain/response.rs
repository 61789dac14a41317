//! What has to follow (or precede) an event in time: X需在当天A并B, X后一天Y, 在X前三天Y, 收到X之日起3日内Y.

use pest::Parser;

use super::actors::is_actor;
use super::duty::noted;
use super::events::CASES;
use super::first;
use super::scan::{self, duration};
use super::words::{MODALS, holds_any, is_noun_end, is_quoted, lead, modal, name, text, whichever};
use crate::ast::{
    Comparison, Condition, Core, Duty, DutyItem, DutyKind, Interval, IntervalKind, Requirement, Text, Value,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::parse::build::Builder;

/// Words between a topic and its interval.
const CONNECTORS: [&str; 19] = [
    "应当", "必须", "需要", "务必", "可以", "至少", "应该", "在", "于", "应", "须", "需", "要", "可", "内", "均", "都",
    "将", "自",
];

/// Reads a segment with an interval; `before` is the segment before it, which may name the event.
pub fn response(normal: &Normal, before: Option<&Text>) -> Option<Core> {
    let all = normal.text.as_str();
    if let Some(core) = kept_from(normal).or_else(|| kept_after(normal)) {
        return Some(core);
    }
    if let Some(core) = cleared_before(normal, before).or_else(|| done_before(normal)) {
        return Some(core);
    }
    let (at, interval, length) = interval(normal)?;
    // 1小时内排除普通故障,3小时内排除重大故障: what has a time itself is no event
    let before = before.filter(|before| super::guard::within(&before.text).is_none());
    let end = at + length;
    // 可在…内 permits, it does not oblige; 未在…内 says what failed
    let lead_in = all.get(..at).unwrap_or("");
    let failed = ["未", "没", "没有", "未能"].iter().any(|word| lead_in.trim_end_matches(['在', '于']).ends_with(word));
    if failed {
        return None;
    }
    if holds_any(lead_in, &["可在", "可以在", "可自", "可以自", "可以", "有权"]) && !lead_in.contains("方可")
    {
        return None;
    }
    let ahead = all.get(at..end).is_some_and(|words| words.ends_with('前'));
    let event = event(normal, at, ahead);
    let own_trigger = event.trigger.clone().filter(|trigger| !trigger.text.is_empty());
    let acts_text = all.get(end..).unwrap_or("");
    // 公示后5日内无异议的 is a case
    let case = acts_text.ends_with('的') && acts_text.chars().count() > 2;
    if case || acts_text.is_empty() && !event.after_event {
        return None;
    }
    // 调休须在加班后1个月内完成: nobody has to, and the topic is what has its time
    let done = ["完成", "提出", "办理", "进行", "使用", ""].contains(&acts_text);
    let raised = before.is_some_and(|before| before.text.contains("异议"));
    if event.after_event && done || (raised && event.after_event && own_trigger.is_some()) {
        let subject = event.subject.clone().filter(|subject| !subject.text.is_empty()).or_else(|| before.cloned());
        let subject = if done { Some(subject?) } else { None };
        // 安装工单须在派单后48小时内完成: after every one of these
        if let Some(subject) = subject.as_ref().filter(|subject| !raised && !is_claim(&subject.text)) {
            let verb = if acts_text == "使用" { "" } else { acts_text };
            let text = format!("{verb}{}", subject.text.get(lead(&subject.text)..).unwrap_or(""));
            let activity = Text { text, ..subject.clone() };
            let kind = DutyKind::Act { interval: Some(interval), activity, filter: None };
            let item = DutyItem { span: normal.span(0, all.len()), own: false, kind };
            return Some(every(own_trigger?, vec![item]));
        }
        let act = match subject {
            Some(subject) => subject,
            None => name(normal, end, all.len()),
        };
        let kind = match &interval.kind {
            IntervalKind::Ahead(_) => DutyKind::Before { event: own_trigger?, interval },
            _ => DutyKind::After { event: own_trigger?, interval },
        };
        let span = normal.span(0, all.len());
        return Some(every(act, vec![DutyItem { span, own: false, kind }]));
    }
    // 试用期内提前3日通知: nothing is said of before what
    let period = |trigger: &Text| ["期", "期间", "期内"].iter().any(|end| trigger.text.ends_with(end));
    if matches!(interval.kind, IntervalKind::Ahead(_))
        && own_trigger.as_ref().is_some_and(period)
        && ["期内", "期间"].iter().any(|word| lead_in.contains(word))
    {
        return None;
    }
    // 接到报案后30分钟内联系,市区1小时内抵达: of the same event, there
    let mut own_trigger = own_trigger;
    if let (Some(place), Some(of)) = (&mut own_trigger, before)
        && PLACES.contains(&place.text.as_str())
    {
        let of = bare_case(of).text;
        place.text.push_str(PLACES.iter().find_map(|place| of.strip_prefix(place)).unwrap_or(&of));
    }
    let topic = event.subject.filter(|subject| event.after_event && !subject.text.is_empty());
    let mut items = acts(normal, end, &interval, topic.as_ref())?;
    let mut trigger = own_trigger.or_else(|| before.map(bare_case))?;
    // 会议通知应提前2天发出: before the meeting
    let ahead = matches!(interval.kind, IntervalKind::Ahead(_) | IntervalKind::Before);
    if let Some(stem) = trigger.text.strip_suffix("通知").filter(|stem| ahead && stem.chars().count() > 1) {
        if let [DutyItem { kind: DutyKind::Act { activity, .. }, .. }] = items.as_mut_slice()
            && ["发出", "下发", "发布", "发送", "送达", "印发"].contains(&activity.text.as_str())
        {
            activity.text.push_str(&trigger.text);
        }
        trigger.text = stem.to_owned();
    }
    Some(every(trigger, items))
}

/// Where an event may be, which is no event.
const PLACES: [&str; 16] = [
    "市区",
    "城区",
    "郊区",
    "郊县",
    "县城",
    "农村",
    "山区",
    "城市",
    "乡镇",
    "外地",
    "本地",
    "异地",
    "本市",
    "省内",
    "省外",
    "偏远地区",
];

/// 检查结果次日公示: what is done so soon with what comes of it.
pub fn carries_in_time(trigger: &Text, normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (at, interval, length) = interval(normal).filter(|(at, _, length)| *at > 0 && at + length < all.len())?;
    let mut end = at;
    while let Some(word) = CONNECTORS.iter().find(|word| all.get(..end).is_some_and(|head| head.ends_with(**word))) {
        end -= word.len();
    }
    let what = all.get(..end).filter(|what| !what.is_empty() && !what.ends_with(['后', '前', '起']))?;
    let act = all.get(at + length..)?.trim_start_matches(['将', '内']);
    let activity = Text { text: format!("{act}{what}"), ..text(normal, 0, all.len()) };
    let kind = DutyKind::Act { interval: Some(interval), activity, filter: None };
    Some(every(trigger.clone(), vec![DutyItem { span: normal.span(0, all.len()), own: false, kind }]))
}

/// 须提前30天: so soon, and nothing is done.
pub fn only_interval(normal: &Normal) -> bool {
    let all = normal.text.as_str();
    let from = modal(all).filter(|(at, _)| *at == 0).map_or(0, |(_, word)| word.len());
    let from = from
        + all
            .get(from..)
            .map_or(0, |rest| ["在", "于"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len()));
    interval_at(normal, from).is_some_and(|(_, length)| from + length == all.len())
}

/// Words that say how long it may take at most.
const AT_MOST: [&str; 8] = ["最长不超过", "最多不超过", "不得超过", "不能超过", "不应超过", "不超过", "不多于", "<="];

/// 复杂退货不超过4个工作日, 最长不超过24小时处理完毕: within how long, where a time was given before.
fn at_most(normal: &Normal) -> Option<(usize, Interval, usize)> {
    let all = normal.text.as_str();
    let (at, word) = AT_MOST.iter().find_map(|word| Some((normal.find(word)?, word.len())))?;
    let (kind, size) = duration(all.get(at + word..)?)?;
    Some((at, Interval { span: normal.span(at, at + word + size), kind: IntervalKind::Within(kind) }, word + size))
}

/// 试用期员工辞职须提前3天通知,正式员工须提前30天: what is done so soon was said before, of others.
pub fn elided(normal: &Normal, before: &Requirement) -> Option<Core> {
    let Core::Every { trigger, filter: None, duty: Duty::All(items), key: None } = &before.core else { return None };
    let [DutyItem { kind: DutyKind::Act { interval: Some(given), activity, filter: None }, .. }] = items.as_slice()
    else {
        return None;
    };
    let all = normal.text.as_str();
    // 有效期不超过8小时, 延期不超过10天: a length of its own
    let lasts = |(at, ..): &(usize, Interval, usize)| {
        let named = all.get(..*at).unwrap_or("");
        ["期", "时长", "时间", "间隔", "年限", "期限"].iter().any(|end| named.ends_with(end))
    };
    let takes_at_most =
        || at_most(normal).filter(|found| matches!(given.kind, IntervalKind::Within(_)) && !lasts(found));
    let whole = |(at, _, length): &(usize, Interval, usize)| at + length == all.len();
    let (at, interval, length) = interval(normal).filter(whole).or_else(takes_at_most)?;
    // 最长不超过24小时处理完毕: of the same event
    if at == 0 && length < all.len() {
        let act = name(normal, length, all.len());
        let kind = DutyKind::Act { interval: Some(interval), activity: act.clone(), filter: None };
        let item = DutyItem { span: normal.span(0, all.len()), own: false, kind };
        return (act.text.chars().count() > 1).then(|| every(trigger.clone(), vec![item]));
    }
    if at + length < all.len() {
        return None;
    }
    let mut end = at;
    while let Some(word) = CONNECTORS.iter().find(|word| all.get(..end).is_some_and(|head| head.ends_with(**word))) {
        end -= word.len();
    }
    let mut named = name(normal, 0, end);
    // 转正后, 5000元以上: of what nothing says
    let circumstance = named.text.ends_with(['后', '前', '内', '时', '中', '上', '下', '的', '者', '间']);
    if named.text.chars().count() < 2 || circumstance || named.text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let of_event = before.words.contains(&format!("{}后", trigger.text));
    if is_actor(&named.text) && !of_event {
        let mut ends = trigger.text.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
        let who = ends.rfind(|at| trigger.text.get(..*at).is_some_and(is_actor));
        let done = trigger.text.get(who.unwrap_or(0)..)?;
        named.text.push_str(done);
    }
    // 接到报修后30分钟内到场,市中心不超过15分钟: of an event of this kind
    if of_event {
        named.text.push_str(&trigger.text);
    }
    let kind = DutyKind::Act { interval: Some(interval), activity: activity.clone(), filter: None };
    Some(every(named, vec![DutyItem { span: normal.span(0, all.len()), own: false, kind }]))
}

/// 采购食材须索证索票并当日入账: acts of which only the later has its time.
pub fn several(normal: &Normal) -> Option<Core> {
    let (at, word) = modal(&normal.text).filter(|(at, _)| *at > 0)?;
    let pieces = pieces(normal, at + word.len());
    let timed = |start: usize| interval_at(normal, start).is_some();
    let [(first, _), rest @ ..] = pieces.as_slice() else { return None };
    let here = interval(normal).is_some_and(|(at, ..)| rest.iter().any(|(start, _)| *start == at));
    if !here || timed(*first) {
        return None;
    }
    let trigger = name(normal, 0, at);
    if trigger.text.chars().count() < 2 || trigger.text.ends_with(['前', '后', '时', '在']) {
        return None;
    }
    let mut items = Vec::new();
    for (start, end) in pieces {
        let found = interval_at(normal, start);
        let length = found.as_ref().map_or(0, |(_, length)| *length);
        let interval = found.map(|(kind, length)| Interval { span: normal.span(start, start + length), kind });
        let activity = name(normal, start + length, end);
        if activity.text.is_empty() {
            return None;
        }
        items.push(DutyItem {
            span: activity.span,
            own: false,
            kind: DutyKind::Act { interval, activity, filter: None },
        });
    }
    Some(every(trigger, items))
}

/// What someone may do and need not: there is no duty to it, but it has its time.
fn is_claim(act: &str) -> bool {
    const CLAIMS: [&str; 16] = [
        "申诉", "异议", "申请", "复议", "复核", "调休", "补休", "休假", "年假", "报销", "索赔", "理赔", "退货", "换货",
        "退款", "投诉",
    ];
    CLAIMS.iter().any(|claim| act.ends_with(claim))
}

fn every(trigger: Text, items: Vec<DutyItem>) -> Core {
    Core::Every { trigger, filter: None, duty: Duty::All(items), key: None }
}

struct Event {
    trigger: Option<Text>,
    subject: Option<Text>,
    /// X后, X之日起, X前: it is an event, not the topic itself.
    after_event: bool,
}

/// What stands before an interval at `at`.
fn event(normal: &Normal, at: usize, marked_already: bool) -> Event {
    let all = normal.text.as_str();
    let mut end = at;
    let strip = |end: &mut usize, words: &[&str]| {
        let before = all.get(..*end).unwrap_or("");
        let word = words.iter().find(|word| before.ends_with(**word) && before.len() > word.len());
        *end -= word.map_or(0, |word| word.len());
        word.is_some()
    };
    while strip(&mut end, &CONNECTORS) {}
    let marked = strip(&mut end, &["之日起", "之时起", "时起", "日起", "以后", "之后", "后的", "后", "前", "时", "的"])
        || marked_already;
    let before = all.get(..end).unwrap_or("");
    // 应在24小时内, alone: of what was said before
    if !marked && (CONNECTORS.contains(&before) || ["并", "且", "并且", "同时"].contains(&before)) {
        return Event { trigger: None, subject: None, after_event: false };
    }
    // 接报后保安5分钟内到场: who comes is no part of the event
    if !marked
        && let Some((after, who)) = before.rsplit_once('后').map(|(event, who)| (event.len(), who))
        && is_actor(who)
        && after > 0
    {
        let from = lead(before);
        return Event { trigger: Some(name(normal, from, after)), subject: None, after_event: true };
    }
    // 须在船舶抵达口岸24小时内
    if !marked
        && let Some((from, subject)) =
            ["应当在", "应当于", "必须在", "必须于", "应在", "须在", "需在", "应于", "须于", "需于", "要在"]
                .iter()
                .find_map(|word| {
                    let at = before.rfind(word)?;
                    Some((at + word.len(), at))
                })
        && from < end
    {
        let subject = (subject > 0).then(|| text(normal, 0, subject));
        return Event { trigger: Some(name(normal, from, end)), subject, after_event: true };
    }
    if !marked {
        let from = lead(before);
        let from = from + before.get(from..).map_or(0, |event| event.len() - whichever(event).len());
        return Event { trigger: Some(name(normal, from, end)), subject: None, after_event: false };
    }
    let openers = [
        "应当自",
        "应于",
        "须于",
        "需于",
        "应当于",
        "可以自",
        "应自",
        "应在",
        "须在",
        "需在",
        "可在",
        "应当在",
        "必须在",
        "自",
        "在",
        "从",
        "并在",
    ];
    // 纪要于会后次日发出; 关于, 低于 are words
    const WORDS: &str = "关对由等低高少多大小位处属用限至基鉴善急敢勇忠";
    let at = before
        .rfind('于')
        .filter(|at| *at > 0 && !before.get(..*at).is_some_and(|it| it.ends_with(|c| WORDS.contains(c))));
    let plain = at.map(|at| (at + '于'.len_utf8(), at));
    let opener = openers.iter().filter_map(|word| before.rfind(word).map(|at| (at + word.len(), at))).max().or(plain);
    let (from, subject_end) = match (opener, modal(before)) {
        (Some(opener), _) => opener,
        (None, Some((at, word))) if at > 0 => (at + word.len(), at),
        _ => (lead(before), 0),
    };
    let mut subject_end = subject_end;
    let subject = before.get(..subject_end).unwrap_or("");
    if let Some(word) =
        ["应当", "必须", "应", "须", "需", "可以", "可", "要"].iter().find(|word| subject.ends_with(**word))
        && !["纪要", "摘要", "概要", "供应", "响应", "需要"].iter().any(|kept| subject.ends_with(kept))
    {
        subject_end -= word.len();
    }
    let subject = (subject_end > 0).then(|| text(normal, 0, subject_end));
    let mut trigger = name(normal, from, end);
    // 大额交易应于发生后5个工作日内报告: after it does
    if let Some(subject) = &subject
        && HAPPENS.contains(&trigger.text.as_str())
    {
        trigger.text = format!("{}{}", subject.text, trigger.text);
        return Event { trigger: Some(trigger), subject: None, after_event: true };
    }
    if let Some((_, word)) = SHORT.iter().find(|(short, _)| *short == trigger.text) {
        trigger.text = (*word).to_owned();
    }
    Event { trigger: Some(trigger), subject, after_event: true }
}

/// 会后, 术后, 节前: words that lose a letter there.
const SHORT: [(&str, &str); 8] = [
    ("庭", "开庭"),
    ("会", "会议"),
    ("术", "手术"),
    ("节", "节日"),
    ("雨", "降雨"),
    ("课", "上课"),
    ("餐", "用餐"),
    ("班", "下班"),
];

/// 如遇停电, 验收不合格的: the event itself.
pub fn bare_case(event: &Text) -> Text {
    let mut words = event.text.as_str();
    let ends = ["之后", "以后", "后", "的", "者", "时"];
    let ended = ends.iter().find(|end| words.ends_with(**end) && !is_noun_end(words, end));
    if let Some(stem) = ended.and_then(|end| words.strip_suffix(end)).filter(|stem| stem.chars().count() > 1) {
        words = stem;
    }
    let opened = CASES.iter().find_map(|word| words.strip_prefix(word));
    words = opened.filter(|stem| stem.chars().count() > 1).unwrap_or(words);
    Text { text: words.to_owned(), ..event.clone() }
}

/// What something does by itself, that is named before it.
const HAPPENS: [&str; 18] = [
    "发生", "出现", "产生", "生效", "到期", "结束", "完成", "开始", "签订", "成立", "完工", "竣工", "终结", "下达",
    "收到", "受理", "接到", "发现",
];

/// The first interval of a segment: its place, what it is, and its length.
fn interval(normal: &Normal) -> Option<(usize, Interval, usize)> {
    let text = normal.text.as_str();
    let mut found = text.char_indices().filter(|(at, _)| !is_quoted(text, *at)).filter_map(|(at, _)| {
        let (kind, length) = interval_at(normal, at)?;
        Some((at, Interval { span: normal.span(at, at + length), kind }, length))
    });
    let first = found.next()?;
    // 当天来料必须当天登记: the second is what is asked
    let named = first.0 == 0 && modal(text).is_some_and(|(at, word)| found.any(|(next, ..)| next == at + word.len()));
    if !named {
        return Some(first);
    }
    let (at, word) = modal(text)?;
    let (kind, length) = interval_at(normal, at + word.len())?;
    Some((at + word.len(), Interval { span: normal.span(at + word.len(), at + word.len() + length), kind }, length))
}

/// The interval that begins at a place.
pub fn interval_at(normal: &Normal, at: usize) -> Option<(IntervalKind, usize)> {
    let text = normal.text.as_str();
    let rest = text.get(at..)?;
    if rest.starts_with(first::interval) { interval_here(normal, at) } else { None }
}

/// The same, where one may begin.
fn interval_here(normal: &Normal, at: usize) -> Option<(IntervalKind, usize)> {
    let text = normal.text.as_str();
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    for word in ["当天", "当日", "同日"] {
        if let Some(tail) = rest.strip_prefix(word)
            && !before.ends_with('每')
            && !tail.is_empty()
            && !tail.starts_with(|c: char| c.is_ascii_digit())
            && !tail.starts_with(['工', '的', '施', '值'])
            && !tail.chars().take_while(|c| !c.is_ascii_digit()).any(|c| c == '率')
        {
            return Some((IntervalKind::SameDay, word.len() + usize::from(tail.starts_with('内')) * "内".len()));
        }
    }
    const NEXT: [&str; 7] = ["次日", "第二天", "次月", "次周", "次季", "次半年", "次年"];
    if NEXT.iter().any(|word| rest.starts_with(word)) {
        let pair = Grammar::parse(Rule::interval, rest).ok()?.next()?;
        let length = pair.as_str().len();
        if rest.get(length..).is_none_or(|tail| tail.is_empty() || tail.starts_with(['工', '的', '计', '施'])) {
            return None;
        }
        return Some((Builder::new(normal, at).interval(pair)?.kind, length));
    }
    for word in ["立即", "马上"] {
        if rest.starts_with(word) && rest.len() > word.len() {
            return Some((IntervalKind::Vague("立即".to_owned()), word.len()));
        }
    }
    if let Some(tail) = rest.strip_prefix("提前") {
        let Some((length, size)) = scan::duration(tail) else {
            // 加班须提前填写: before it, at any time
            let asked = ["须", "需", "应", "要", "必须"].iter().any(|word| before.ends_with(word));
            return (asked && !tail.is_empty()).then_some((IntervalKind::Before, "提前".len()));
        };
        return Some((IntervalKind::Ahead(length), "提前".len() + size));
    }
    if rest.starts_with("事先") || rest.starts_with("事前") {
        return Some((IntervalKind::Before, "事先".len()));
    }
    if before.ends_with(['每', '续', '近', '第'])
        || before.ends_with(|c: char| c.is_ascii_digit() || c == ':' || c == '.')
    {
        return None;
    }
    let (length, size) = scan::duration(rest)?;
    let tail = rest.get(size..)?;
    if let Some(word) = ["之内", "以内", "内"].iter().find(|word| tail.starts_with(**word)) {
        return Some((IntervalKind::Within(length), size + word.len()));
    }
    if before.ends_with('后') || before.ends_with("以后") {
        return Some((IntervalKind::Within(length), size));
    }
    if before.ends_with('前') {
        return Some((IntervalKind::Ahead(length), size));
    }
    // 投标截止时间10日前提出
    let far = holds_any(before, &["截止", "开始", "届满", "期满", "到期"]);
    (far && tail.starts_with('前')).then_some((IntervalKind::Ahead(length), size + "前".len()))
}

/// The acts from `at` on, joined by 并, 且 or 、; all of them within the same interval unless one has its own.
fn acts(normal: &Normal, at: usize, interval: &Interval, topic: Option<&Text>) -> Option<Vec<DutyItem>> {
    let mut items = Vec::new();
    let mut interval = interval.clone();
    for (start, end) in pieces(normal, at) {
        let part = normal.part(start, end);
        let mut from = start + lead(&part.text);
        if let Some((kind, length)) = interval_at(normal, from).or_else(|| {
            normal.text.get(from..)?.strip_prefix('在').and_then(|_| interval_at(normal, from + "在".len()))
        }) {
            from += length
                + if normal.text.get(from..).is_some_and(|rest| rest.starts_with('在')) { "在".len() } else { 0 };
            interval = Interval { span: normal.span(start, from), kind };
        }
        let mut activity = name(normal, from, end);
        // 合同到期前15天必须续签
        let asked = modal(&activity.text).filter(|(at, _)| *at == 0).map_or(0, |(_, word)| word.len());
        let act = activity.text.get(asked..).unwrap_or("");
        activity.text = act.trim_start_matches(['将', '要', '须', '应', ':']).to_owned();
        if activity.text.is_empty() {
            continue;
        }
        let noted = noted(&activity);
        if let Some(topic) = topic {
            activity.text = format!("{}{}", topic.text, activity.text);
        }
        let act = || DutyKind::Act { interval: Some(interval.clone()), activity: activity.clone(), filter: None };
        // 并注明整改期限和责任人: what is written there
        let kind = noted.filter(|_| !items.is_empty()).map_or_else(act, DutyKind::Filled);
        items.push(DutyItem { span: activity.span, kind, own: false });
    }
    (!items.is_empty()).then_some(items)
}

/// The parts of a text from `at` on between 并 and 且, and between 、 where an interval follows.
pub fn pieces(normal: &Normal, at: usize) -> Vec<(usize, usize)> {
    let text = normal.text.as_str();
    let mut pieces = Vec::new();
    let mut start = at;
    for (offset, c) in text.get(at..).unwrap_or("").char_indices() {
        let (here, next) = (at + offset, at + offset + c.len_utf8());
        let before = text.get(..here).unwrap_or("");
        let after = text.get(next..).unwrap_or("");
        let joins = match c {
            '并' => !before.ends_with(['合', '一', '兼', '归']) && !after.starts_with(['联', '发', '列', '购']),
            '且' => !before.ends_with(['而', '并', '暂']),
            '、' => interval_at(normal, next).is_some(),
            _ => false,
        };
        if joins && !is_quoted(text, here) && here > start {
            pieces.push((start, here));
            start = next;
        }
    }
    if start < text.len() {
        pieces.push((start, text.len()));
    }
    pieces
}

/// 合同期满前一个月内通知: within that month, which is neither 提前 so long nor any time before.
pub fn window_before(normal: &Normal) -> Option<Diagnostic> {
    normal.text.match_indices('前').find_map(|(at, word)| {
        let event = normal.text.get(..at)?;
        let from = at + word.len();
        let rest = normal.text.get(from..)?;
        let skipped = ["的", "后"].iter().find(|it| rest.starts_with(**it)).map_or(0, |it| it.len());
        let (_, size) = scan::duration(rest.get(skipped..)?)?;
        let end = from + skipped + size;
        let within = normal.text.get(end..)?.starts_with('内');
        let named =
            event.chars().count() > 1 && !event.ends_with(|c: char| c.is_ascii_digit() || "提之以日号点".contains(c));
        (within && named && !is_quoted(&normal.text, at)).then(|| {
            let words = normal.text.get(..end + "内".len()).unwrap_or("");
            Diagnostic::new(Code::WindowBefore, normal.span(0, end)).with("words", words)
        })
    })
}

/// 经X后方可Y: before every Y there is X.
fn cleared_before(normal: &Normal, said: Option<&Text>) -> Option<Core> {
    let text_ = normal.text.as_str();
    let (at, word) = ["后方可", "后方能", "方可", "方能", "后才能", "才能", "后才可", "才可"]
        .iter()
        .find_map(|word| Some((normal.find(word)?, *word)))?;
    let before = text_.get(..at)?;
    // 经 as in 经审批, not as in 总经理 or 已经
    let through = before.char_indices().find(|(at, c)| {
        let next = before.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let last = before.get(..*at).and_then(|rest| rest.chars().next_back());
        *c == '经'
            && !next.is_some_and(|c| "理营济费常销办验历".contains(c))
            && !last.is_some_and(|c| "已曾总财".contains(c))
    });
    let (subject, from) = match (through, modal(before)) {
        (Some((found, _)), _) => (found, found + "经".len()),
        (None, Some((found, word))) => (found, found + word.len()),
        (None, None) => (0, 0),
    };
    let topic = text_.get(..subject).unwrap_or("");
    let topic = MODALS.iter().find_map(|word| topic.strip_suffix(word)).unwrap_or(topic);
    // 在征得主任同意的情况下方可外带
    const GIVEN: [&str; 4] = ["的情况下", "的前提下", "的条件下", "之"];
    let within = text_.get(from..at).and_then(|cleared| cleared.strip_prefix('在'));
    let from = within.map_or(from, |cleared| at - cleared.len());
    let end = GIVEN.iter().find_map(|end| text_.get(from..at)?.strip_suffix(end)).map_or(at, |left| from + left.len());
    let (cleared, mut act) = (name(normal, from, end), name(normal, at + word.len(), text_.len()));
    let topic = whichever(topic);
    if cleared.text.is_empty() || act.text.is_empty() {
        return None;
    }
    // 大额采购…方可执行 is 大额采购
    let plain = ["执行", "实施", "进行", "办理"].contains(&act.text.as_str());
    act.text = if plain && !topic.is_empty() { topic.to_owned() } else { format!("{topic}{}", act.text) };
    // 变更须提交申请,经审批后方可实施: of what was said
    if let Some(said) = said.filter(|_| plain && topic.is_empty()) {
        act.text = bare_case(said).text;
    }
    let interval = Some(Interval { span: normal.span(at, at + word.len()), kind: IntervalKind::Before });
    let span = cleared.span;
    let kind = DutyKind::Act { interval, activity: cleared, filter: None };
    Some(every(act, vec![DutyItem { span, own: false, kind }]))
}

/// Y必须在X前完成, 应当在X前Y, Y在X前办妥: before every X there is Y.
fn done_before(normal: &Normal) -> Option<Core> {
    const DONE: [&str; 13] =
        ["完成", "填写完毕", "填写", "办理", "办妥", "提交", "备好", "准备好", "做好", "签订", "送达", "交回", "到位"];
    let all = normal.text.as_str();
    // without a word that asks it is one by what ends it
    let said = || {
        let (at, topic) = normal.find("在").or_else(|| normal.find("于")).and_then(|at| Some((at, all.get(..at)?)))?;
        let done = DONE.iter().any(|done| all.strip_suffix(done).is_some_and(|rest| rest.ends_with('前')));
        (done && topic.chars().count() > 1).then_some((at, ""))
    };
    let (at, word) = modal(all).or_else(said)?;
    let rest =
        all.get(at + word.len()..).and_then(|rest| rest.strip_prefix('在').or_else(|| rest.strip_prefix('于')))?;
    let event = rest.get(..rest.find("之前").or_else(|| rest.find('前'))?)?;
    let numbered = event.contains(|c: char| c.is_ascii_digit()) || event.chars().count() < 2;
    let time = ["月底", "年底", "月末", "年末", "季末", "下班", "上班", "中午"].contains(&event);
    if numbered || time || interval(normal).is_some() {
        return None;
    }
    let from = at + word.len() + "在".len();
    let tail = rest.get(event.len()..)?;
    let tail = tail.strip_prefix("之前").or_else(|| tail.strip_prefix('前'))?;
    let act = match tail {
        "完成" | "" | "办理" | "进行" if at > 0 && !word.is_empty() => name(normal, 0, at),
        done if at > 0 && DONE.contains(&done) => {
            let topic = name(normal, 0, at);
            Text { text: format!("{done}{}", topic.text), ..topic }
        }
        _ => name(normal, all.len() - tail.len(), all.len()),
    };
    let interval = Some(Interval { span: normal.span(from, all.len()), kind: IntervalKind::Before });
    let kind = DutyKind::Act { interval, activity: act.clone(), filter: None };
    Some(every(name(normal, from, from + event.len()), vec![DutyItem { span: act.span, own: false, kind }]))
}

/// 保存期限自产品有效期满之日起不少于5年: a length from an event on.
fn kept_from(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let (end, after) =
        ["之日起", "之时起", "日起"].iter().find_map(|mark| normal.find(mark).map(|at| (at, at + mark.len())))?;
    let (from, opener) = ["自", "从"].iter().find_map(|word| Some((all.get(..end)?.rfind(word)?, word.len())))?;
    let (parts, _) = scan::scan(&normal.part(after, all.len()));
    let (what, comparison, number) = match parts.as_slice() {
        [scan::Part::Compare(comparison), scan::Part::Quantity(number)] => (None, *comparison, number),
        [scan::Part::Words(what), scan::Part::Compare(comparison), scan::Part::Quantity(number)]
        | [scan::Part::Compare(comparison), scan::Part::Words(what), scan::Part::Quantity(number)] => {
            (Some(what), *comparison, number)
        }
        _ => return None,
    };
    let long = number
        .unit
        .as_ref()
        .is_some_and(|unit| ["年", "个月", "月", "天", "日", "小时", "周", "个工作日"].contains(&unit.text.as_str()));
    let topic = all.get(..from)?;
    let topic = MODALS.iter().find_map(|word| topic.strip_suffix(word)).unwrap_or(topic);
    let topic = topic.get(lead(topic)..)?;
    let (trigger, mut field) = (name(normal, from + opener, end), text(normal, 0, from));
    field.text = format!("{topic}{}", what.map_or("", |what| what.text.as_str()));
    if !long || trigger.text.is_empty() || field.text.is_empty() {
        return None;
    }
    let span = normal.span(0, all.len());
    let kind = DutyKind::Field(Condition::Compare { field, comparison, value: Value::Number(number.clone()) });
    Some(every(trigger, vec![DutyItem { span, own: false, kind }]))
}

/// 保存期限不得少于保质期满后六个月: a length from an event on.
fn kept_after(normal: &Normal) -> Option<Core> {
    let all = normal.text.as_str();
    let words = ["不得少于", "不少于", "不低于", "不得低于", "不得短于"];
    let (at, word) = words.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let from = at + word.len();
    let (end, after) = ["后", "之日起", "之后"].iter().find_map(|mark| {
        let found = all.get(from..)?.find(mark)?;
        Some((from + found, from + found + mark.len()))
    })?;
    let (parts, _) = scan::scan(&normal.part(after, all.len()));
    let [scan::Part::Quantity(number)] = parts.as_slice() else { return None };
    let (trigger, field) = (name(normal, from, end), name(normal, 0, at));
    if trigger.text.is_empty() || field.text.is_empty() {
        return None;
    }
    let span = normal.span(0, all.len());
    let value = Value::Number(number.clone());
    let kind = DutyKind::Field(Condition::Compare { field, comparison: Comparison::AtLeast, value });
    Some(every(trigger, vec![DutyItem { span, own: false, kind }]))
}

/// 闭店后30分钟内: an interval from an event on.
pub fn runs_from_event(text: &str) -> bool {
    text.match_indices('后').any(|(at, word)| {
        let tail = text.get(at + word.len()..).unwrap_or("");
        at > word.len()
            && scan::duration(tail).is_some_and(|(_, size)| tail.get(size..).is_some_and(|it| it.starts_with('内')))
    })
}

#[cfg(test)]
mod tests {
    use super::{interval_at, interval_here};
    use crate::normal::Normal;
    use crate::parse::tests::sentences;

    #[test]
    fn an_interval_begins_with_one_of_its_letters() {
        let mut found = 0;
        for sentence in sentences() {
            let normal = Normal::new(&sentence, 0).tight();
            for (at, _) in normal.text.char_indices() {
                let here = interval_here(&normal, at);
                found += usize::from(here.is_some());
                assert_eq!(interval_at(&normal, at), here, "{sentence} {at}");
            }
        }
        assert!(found > 500, "{found}");
    }
}
