//! None of what is bad, in its plainest wording: 全月客户零投诉的员工 is 全月无客户投诉的.

use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::duty::{is_bad_event, without};
use crate::parse::plain::effects;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::{ends_as_case, is_quoted};

/// What 零 begins words with: 零件, 零售, 零星.
#[rustfmt::skip]
const WORDS: [&str; 25] = [
    "食", "件", "售", "星", "散", "用", "钱", "配", "部", "碎", "担", "头", "时", "点", "下", "活", "花", "距离", "门槛", "基础", "接触", "元", "利", "起", "余额",
];
/// What leads up to it.
const LEADS: [&str; 12] =
    ["必须做到", "应做到", "确保", "保证", "做到", "实现", "力保", "保持", "达到", "力争", "努力实现", "争取"];
/// Of what period.
const PERIODS: [&str; 12] =
    ["当月", "本月", "全月", "当季度", "本季度", "当季", "本季", "当年", "本年度", "全年", "年度内", "年度"];
/// Who did none of it.
const WHO: [&str; 10] =
    ["的员工", "的职工", "的人员", "的个人", "的班组", "的部门", "的单位", "的门店", "的团队", "的同志"];

/// 客户投诉为零的, 返工为0的, with what follows from it.
const NOUGHT: [&str; 6] = ["为零的", "为0的", "为0次的", "为0起的", "为零起的", "为0件的"];

/// 无 for 零, behind it what it is of, and no more of whom it is said than that.
pub(super) fn none(normal: &Normal) -> Option<Normal> {
    if let Some(name) = NOUGHT.iter().find_map(|end| normal.text.strip_suffix(end)) {
        let (from, topic) = topic(normal, name.len()).filter(|(_, topic)| is_failing(topic))?;
        return Some(replaced(normal, from, normal.text.len(), &format!("无{topic}的")));
    }
    // 压疮零发生
    if let Some(topic) = normal.text.strip_suffix("零发生").filter(|topic| (2..=8).contains(&topic.chars().count()))
        && topic.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !LEADS.iter().any(|lead| topic.starts_with(lead))
    {
        return Some(replaced(normal, 0, normal.text.len(), &format!("不得发生{topic}")));
    }
    let places: Vec<usize> = normal.text.char_indices().filter_map(|(at, _)| denied(normal, at).map(|_| at)).collect();
    let first = *places.first()?;
    let mut said = normal.clone();
    for at in &places {
        said = replaced(&said, *at, *at + "零".len(), "无");
    }
    let event = denied(normal, first)?;
    let after = first + "无".len() + event.len();
    let rest = said.text.get(after..)?;
    let who = WHO.iter().find(|who| rest.starts_with(**who)).map(|who| who.len());
    let who = who.or_else(|| rest.strip_prefix('的').filter(|who| is_actor(who)).map(|_| rest.len()));
    if ["目标", "的目标"].contains(&rest) {
        said = said.part(0, after);
    } else if let Some(who) = who {
        said = replaced(&said, after + "的".len(), after + who, "");
    }
    let Some((from, topic)) = topic(&said, first) else { return Some(said) };
    let alone = places.len() == 1 && !topic.is_empty();
    let by = if alone { format!("无{topic}{event}") } else { format!("无{event}") };
    (alone || topic.is_empty()).then(|| replaced(&said, from, after, &by)).or(Some(said))
}

/// What there is none of, where a text says so at this place.
fn denied(normal: &Normal, at: usize) -> Option<&str> {
    let rest = normal.text.get(at..)?;
    let (event, outright) = match rest.strip_prefix('零') {
        Some(event) => ((!is_word(event)).then_some(event)?, true),
        None => (without(rest)?, false),
    };
    let ends = |c: char| c.is_ascii_digit() || "、,的者加扣奖得罚且和并为达不:;()每<>=".contains(c);
    let event = event.split(ends).next()?;
    let event = event.strip_suffix("目标").unwrap_or(event);
    // 收银零误差的,加2分: what it is that there is none of, whatever it is
    let any = || {
        outright && (2..7).contains(&event.chars().count()) && (ends_as_case(&normal.text) || effects::holds(normal))
    };
    let named = event.chars().count() < 9 && (is_failing(event) || any());
    (named && !is_quoted(&normal.text, at)).then_some(event)
}

/// Whether 零 begins a word: 零件, 零工, which 零工伤 is not.
pub fn is_word(rest: &str) -> bool {
    WORDS.iter().any(|word| rest.starts_with(word)) || rest.starts_with('工') && !rest.starts_with("工伤")
}

fn is_failing(event: &str) -> bool {
    is_bad_event(event) && !event.ends_with(['率', '数', '量', '额'])
}

/// What stands before it, behind the period and what leads up to it, and where that begins.
fn topic(normal: &Normal, to: usize) -> Option<(usize, String)> {
    let head = normal.part(0, to);
    let (parts, _) = scan(&head);
    let words = match parts.as_slice() {
        [] | [Part::Period(_)] => "",
        [Part::Words(words)] | [Part::Period(_), Part::Words(words)] => words.text.as_str(),
        _ => return None,
    };
    let mut own = head.text.ends_with(words).then_some(words)?;
    while let Some(rest) = LEADS.iter().find_map(|lead| own.strip_prefix(lead)) {
        own = rest;
    }
    own = PERIODS.iter().find_map(|period| own.strip_prefix(period)).unwrap_or(own);
    let named = own.is_empty() || (2..=8).contains(&own.chars().count());
    let plain = !own.contains(|c: char| c.is_ascii_digit() || "、,的且并未不".contains(c));
    // 确保 goes with what it leads up to
    let led = LEADS.iter().find_map(|lead| words.strip_prefix(lead)).map_or(own.len(), |_| words.len());
    (named && plain).then(|| (to - led, own.to_owned()))
}
