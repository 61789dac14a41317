//! What an interval runs from, as it is said before it: 接报后, 自收到之日起, 须在船舶抵达口岸24小时内.

use crate::ast::Text;
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::events::CASES;
use crate::parse::plain::words::{is_noun_end, lead, modal, name, text, whichever};

/// The connector that a text ends with: 会议纪要, 行政许可 and 应急响应 end with none.
pub(super) fn connector(text: &str) -> Option<&'static str> {
    const NOUNS: [&str; 10] = ["纪要", "摘要", "概要", "提要", "供应", "响应", "反应", "效应", "许可", "认可"];
    let noun = NOUNS.iter().any(|noun| text.ends_with(noun));
    CONNECTORS.into_iter().find(|word| !noun && text.ends_with(word))
}

/// Words between a topic and its interval.
const CONNECTORS: [&str; 19] = [
    "应当", "必须", "需要", "务必", "可以", "至少", "应该", "在", "于", "应", "须", "需", "要", "可", "内", "均", "都",
    "将", "自",
];

/// Where an event may be, which is no event.
pub(super) const PLACES: [&str; 18] = [
    "主城区",
    "中心城区",
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

/// What an interval runs from, and of what it is said.
pub(super) struct Event {
    pub trigger: Option<Text>,
    pub subject: Option<Text>,
    /// X后, X之日起, X前: it is an event, not the topic itself.
    pub after_event: bool,
}

/// What stands before an interval at `at`.
pub(super) fn event(normal: &Normal, at: usize, marked_already: bool) -> Event {
    let all = normal.text.as_str();
    let mut end = at;
    let strip = |end: &mut usize, words: &[&str]| {
        let before = all.get(..*end).unwrap_or("");
        let word = words.iter().find(|word| before.ends_with(**word) && before.len() > word.len());
        *end -= word.map_or(0, |word| word.len());
        word.is_some()
    };
    while let Some(word) = all.get(..end).and_then(connector).filter(|word| end > word.len()) {
        end -= word.len();
    }
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
    if let Some((_, ahead, after)) = SHORT.iter().find(|(short, ..)| *short == trigger.text) {
        let word = if all.get(end..).is_some_and(|rest| rest.trim_start_matches(['之', '以']).starts_with('前')) {
            ahead
        } else {
            after
        };
        trigger.text = (*word).to_owned();
    }
    Event { trigger: Some(trigger), subject, after_event: true }
}

/// 会后, 术后, 节前: words that lose a letter there, and what they are before and after it.
const SHORT: [(&str, &str, &str); 8] = [
    ("庭", "开庭", "开庭"),
    ("会", "会议", "会议"),
    ("术", "手术", "手术"),
    ("节", "节日", "节日"),
    ("雨", "降雨", "降雨"),
    ("课", "上课", "下课"),
    ("餐", "用餐", "用餐"),
    ("班", "上班", "下班"),
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

/// Whether words say that something happens: 员工入职, 收到订单.
pub fn happens(words: &str) -> bool {
    const BEGIN: [&str; 8] = ["接到", "收到", "发生", "发现", "受理", "出现", "签订", "办理"];
    const END: [&str; 16] = [
        "入职", "离职", "辞职", "退休", "转正", "签订", "到期", "届满", "竣工", "完工", "投产", "验收", "开工", "上线",
        "结束", "到货",
    ];
    END.iter().any(|word| words.ends_with(word)) || BEGIN.iter().any(|word| words.starts_with(word))
}

/// What something does by itself, that is named before it.
const HAPPENS: [&str; 20] = [
    "发生", "出现", "产生", "生效", "到期", "结束", "完成", "开始", "签订", "成立", "完工", "竣工", "终结", "下达",
    "收到", "受理", "接到", "发现", "实施", "启动",
];
