//! A heading of which each part has its own bound: 到达现场时限:城区45分钟,农村90分钟 is 城区到达现场时限不超过45分钟, and so on;
//! 巡检频率:一级设备每天1次 is 一级设备巡检每天1次, and 每月巡店:主管不少于4次 is 主管每月巡店不少于4次.

use super::Sentence;
use crate::ast::{Quantity, Scale};
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::labels::BOUNDS;
use crate::parse::plain::measure::TAKEN;
use crate::parse::plain::scan::{Part, duration, scan};

/// What a heading ends in that is a time at most.
#[rustfmt::skip]
const LIMITS: [&str; 6] = ["时限", "期限", "时效", "办结时间", "上菜时间", "用时"];
/// What a heading ends in that is a time at least.
const KEPT: [&str; 6] = ["保存期限", "保管期限", "保留期限", "留存期限", "存档期限", "保存时间"];
/// What a heading ends in that is how often something is done.
const OFTEN: [&str; 3] = ["频次", "频率", "周期"];
/// What a heading ends in that is measured.
#[rustfmt::skip]
const MEASURED: [&str; 14] = [
    "率", "满意度", "时间", "时长", "次数", "学时", "课时", "天数", "件数", "数量", "金额", "额", "得分", "期限",
];

/// What was said before a colon, and what is counted behind it.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// 到达现场时限
    words: String,
    /// What kind of number each part has.
    counts: String,
}

/// What a part of a heading says: where its name ends, where its period ends, and its number.
struct Bound {
    name: usize,
    period: usize,
    number: Quantity,
    compared: bool,
}

impl Sentence {
    /// What stands behind such a heading, or behind one of which that was said, as a sentence of its own.
    pub(super) fn limited(&mut self, normal: &Normal) -> Option<Normal> {
        let known = self.limit.take();
        let (head, at) = match (heading(normal), &known) {
            (Some((head, at)), _) => (head, at),
            (None, Some(known)) => (known.words.clone(), 0),
            (None, None) => return None,
        };
        let rest = normal.part(at, normal.text.len());
        let bound = bound(&rest)?;
        let counts = counts(&bound.number);
        // 到场时间:城区45分钟; 迟到不超过3次 is no further part
        if at == 0 && known.is_some_and(|known| known.counts != counts) {
            return None;
        }
        let whole = said(&head, &rest, &bound)?;
        self.limit = Some(Heading { words: head, counts });
        Some(whole)
    }

    /// 一般故障<=2小时 after 响应时间:紧急故障<=15分钟: a further part, though it is written with a sign.
    pub fn continues(&self, segment: &Normal) -> bool {
        let Some(known) = self.limit.as_ref().filter(|_| !segment.text.trim().contains(' ')) else { return false };
        bound(&segment.tight()).is_some_and(|bound| counts(&bound.number) == known.counts)
    }

    /// 保存期限:合同5年、凭证10年: each part by itself.
    pub(super) fn listed(&self, normal: &Normal) -> Option<Vec<Normal>> {
        let at = heading(normal).map(|(_, at)| at).or_else(|| self.limit.is_some().then_some(0))?;
        let mut from = 0;
        let mut each = Vec::new();
        let commas = normal.text.match_indices('、').map(|(at, _)| at).filter(|comma| *comma > at);
        for to in commas.chain([normal.text.len()]) {
            let own = if from == 0 { at } else { from };
            bound(&normal.part(own, to))?;
            each.push(normal.part(from, to));
            from = (to + "、".len()).min(normal.text.len());
        }
        (each.len() > 1).then_some(each)
    }
}

/// 抢修到达现场时间城区45分钟、农村90分钟: the colon is left out.
pub(super) fn with_colon(normal: &Normal) -> Option<Normal> {
    if !normal.text.contains('、') {
        return None;
    }
    let heads = TAKEN.iter().chain(&["响应时限", "到达时限"]);
    let (at, head) = heads.filter_map(|head| Some((normal.find(head)?, *head))).next()?;
    let from = at + head.len();
    let list = normal.text.get(from..)?;
    let parts: Vec<&str> = list.split('、').collect();
    let placed = |piece: &&str| {
        let place = piece.find(|c: char| c.is_ascii_digit()).and_then(|at| Some((piece.get(..at)?, piece.get(at..)?)));
        place.is_some_and(|(place, time)| {
            let length = duration(time.trim_end_matches(['内', '以']))
                .is_some_and(|(_, size)| size + "以内".len() >= time.len());
            (1..=6).contains(&place.chars().count()) && place.chars().all(char::is_alphabetic) && length
        })
    };
    let plain = parts.len() > 1 && parts.iter().all(placed) && !list.starts_with([':', '为', '在', '不', '应']);
    plain.then(|| {
        let mut whole = normal.part(0, from);
        whole.insert(":", normal, from);
        whole.copy(normal, from, normal.text.len());
        whole
    })
}

/// 到达现场时限:, and where what stands behind it begins.
fn heading(normal: &Normal) -> Option<(String, usize)> {
    let (head, rest) = normal.text.split_once(':')?;
    let named = (2..=14).contains(&head.chars().count()) && head.chars().all(char::is_alphabetic);
    named.then(|| (head.to_owned(), normal.text.len() - rest.len()))
}

/// The name, the period and the number of 城区45分钟, 一级设备每天1次, 主管不少于4次, and nothing else.
fn bound(normal: &Normal) -> Option<Bound> {
    let (parts, problems) = scan(normal);
    let (name, number, compared, timed) = match parts.as_slice() {
        [Part::Words(name), Part::Quantity(number)] => (name, number, false, false),
        [Part::Words(name), Part::Compare(_), Part::Quantity(number)]
        | [Part::Words(name), Part::Quantity(number), Part::Compare(_)] => (name, number, true, false),
        [Part::Words(name), Part::Period(_), Part::Quantity(number)] => (name, number, false, true),
        [Part::Words(name), Part::Period(_), Part::Compare(_), Part::Quantity(number)]
        | [Part::Words(name), Part::Period(_), Part::Quantity(number), Part::Compare(_)] => (name, number, true, true),
        _ => return None,
    };
    let at = name.text.len();
    let plain = normal.text.starts_with(name.text.as_str()) && name.text.chars().count() > 1 && !name.quoted;
    let measured = MEASURED.iter().chain(&LIMITS).chain(&TAKEN).any(|end| name.text.ends_with(end))
        || BOUNDS.contains(&name.text.as_str());
    // where the period ends
    let mut ends = normal.text.char_indices().map(|(end, _)| end).filter(|end| timed && *end > at && *end < at + 24);
    let framed = |end: &usize| matches!(scan(&normal.part(at, *end)).0.as_slice(), [Part::Period(_)]);
    let period = ends.rfind(framed).unwrap_or(at);
    let whole = plain && !measured && problems.is_empty() && (period > at) == timed;
    whole.then(|| Bound { name: at, period, number: number.clone(), compared })
}

/// The part, of what the heading says.
fn said(head: &str, rest: &Normal, bound: &Bound) -> Option<Normal> {
    let ends = |ends: &[&str]| ends.iter().any(|end| head.ends_with(end));
    let name = rest.text.get(..bound.name)?;
    let timed = bound.period > bound.name;
    let own = scan(&Normal::new(head, 0)).0;
    let framed = own.iter().any(|part| matches!(part, Part::Period(_)));
    let mut whole = rest.part(0, bound.name);
    let often = OFTEN.iter().find_map(|end| head.strip_suffix(end));
    if let Some(act) = often {
        // 频次:一级设备每天1次 names no act
        let act = if act.is_empty() { head } else { act };
        if !timed || lasts(&bound.number) {
            return None;
        }
        whole.insert(act, rest, bound.name);
        whole.copy(rest, bound.name, rest.text.len());
        return Some(whole);
    }
    let act = matches!(own.as_slice(), [Part::Words(_)] | [Part::Period(_), Part::Words(_)]);
    if is_actor(name) && act && (framed != timed) && !lasts(&bound.number) {
        whole.copy(rest, bound.name, bound.period);
        whole.insert(head, rest, bound.period);
        whole.copy(rest, bound.period, rest.text.len());
        return Some(whole);
    }
    let time = lasts(&bound.number);
    let default = match (time && !bound.compared, ends(&KEPT), ends(&LIMITS) || ends(&TAKEN)) {
        (true, true, _) => "不少于",
        (true, false, true) => "不超过",
        _ => "",
    };
    let measured = bound.compared && !framed && (ends(&MEASURED) || ends(&LIMITS) || ends(&TAKEN));
    if timed || default.is_empty() && !measured {
        return None;
    }
    whole.insert(head, rest, bound.name);
    whole.insert(default, rest, bound.name);
    whole.copy(rest, bound.name, rest.text.len());
    Some(whole)
}

/// Whether it is a length of time.
fn lasts(number: &Quantity) -> bool {
    let unit = number.unit.as_ref().filter(|_| number.scale == Scale::One);
    unit.is_some_and(|unit| duration(&format!("1{}", unit.text)).is_some_and(|(_, size)| size > unit.text.len()))
}

/// What kind of number it is: lengths of time are of one kind.
fn counts(number: &Quantity) -> String {
    match (&number.unit, lasts(number)) {
        (_, true) => "时间".to_owned(),
        (Some(unit), false) => unit.text.clone(),
        (None, false) => format!("{:?}", number.scale),
    }
}
