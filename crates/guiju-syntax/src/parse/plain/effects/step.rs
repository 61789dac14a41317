//! Steps: 每少一次扣2分, 每次扣3分, 发现1次扣2分, 逾期每天扣1分.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::amount::{amount, number, scale};
use super::{Effects, eat};
use crate::ast::{Basis, Quantity, Scale, ScoringRule, Text};
use crate::lexicon::{Lexicon, lexicon};
use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::{scan, words};

/// Bases of steps, longest first where one begins another.
#[rustfmt::skip]
const BASES: [(&str, Basis); 59] = [
    ("节约", Basis::Lower), ("节省", Basis::Lower), ("节支", Basis::Lower), ("节余", Basis::Lower), ("结余", Basis::Lower), ("少用", Basis::Lower),
    ("节电", Basis::Lower), ("节水", Basis::Lower), ("节油", Basis::Lower), ("节气", Basis::Lower),
    ("超额", Basis::Over),    ("升高", Basis::Over), ("增多", Basis::Over), ("上浮", Basis::Over), ("下滑", Basis::Lower), ("下跌", Basis::Lower),

    ("延长", Basis::Over), ("超支", Basis::Over), ("缩短", Basis::Lower),
    ("低于", Basis::Lower), ("降低", Basis::Lower), ("下降", Basis::Lower), ("减少", Basis::Fewer), ("缺少", Basis::Fewer),
    ("少于", Basis::Fewer), ("超过", Basis::Over), ("超出", Basis::Over), ("高出", Basis::Over), ("高于", Basis::Over),
    ("提高", Basis::Over), ("提升", Basis::Over), ("增加", Basis::Over), ("增长", Basis::Over), ("上升", Basis::Over),
    ("延迟", Basis::Late), ("延误", Basis::Late), ("延期", Basis::Late), ("推迟", Basis::Late), ("拖延", Basis::Late),
    ("逾期", Basis::Late), ("迟交", Basis::Late), ("迟报", Basis::Late), ("晚交", Basis::Late), ("晚报", Basis::Late),
    ("超期", Basis::Late), ("超时", Basis::Late), ("拖欠", Basis::Late), ("少", Basis::Fewer), ("低", Basis::Lower),
    ("超", Basis::Over), ("高", Basis::Over), ("多", Basis::Over), ("迟", Basis::Late), ("晚", Basis::Late),
    ("降", Basis::Lower), ("升", Basis::Over), ("涨", Basis::Over), ("增", Basis::Over), ("减", Basis::Fewer),
];

/// What steps may go from that has a name only: 每低于目标1个百分点.
const AGAINST: [&str; 16] = [
    "目标值",
    "目标",
    "计划",
    "规定",
    "标准",
    "指标",
    "定额",
    "预算",
    "基准值",
    "基数",
    "任务",
    "上年",
    "额度",
    "要求",
    "平均值",
    "规定时间",
];

/// What of it is beyond what is asked.
#[rustfmt::skip]
const PARTS: [(&str, Basis); 17] = [
    ("超额完成部分", Basis::Over), ("超额完成的部分", Basis::Over), ("超额部分", Basis::Over), ("超额的部分", Basis::Over), ("超产部分", Basis::Over), ("超量部分", Basis::Over), ("超计划部分", Basis::Over),
    ("超过部分", Basis::Over), ("超出部分", Basis::Over), ("超过的部分", Basis::Over), ("超出的部分", Basis::Over), ("多出部分", Basis::Over),
    ("超过次数", Basis::Over), ("超出的", Basis::Over), ("不足部分", Basis::Fewer), ("不足的部分", Basis::Fewer), ("差额部分", Basis::Fewer),
];
/// What points are given by: 每种药品, each of its kind.
const KINDS: [&str; 4] = ["种", "类", "款", "样"];

/// Shares in words: the scale, and how many tenths of it.
const SHARES: [(&str, Scale, u32); 3] =
    [("百分之", Scale::Percent, 0), ("千分之", Scale::Permille, 0), ("万分之", Scale::Permille, 1)];

/// What is spent, behind the word that says that it is less.
const SPENT: [&str; 12] =
    ["用电", "用水", "用油", "用气", "用量", "用纸", "成本", "费用", "开支", "支出", "消耗", "电费"];

const LATE: [&str; 6] = ["逾期", "超期", "延期", "延误", "迟交", "晚交"];
const EACH: [&str; 3] = ["如未", "每", "没"];
const FURTHER: [&str; 1] = ["再"];
#[rustfmt::skip]
const HAPPENS: [&str; 21] = [
    "漏", "错", "发生", "出现", "发现", "发觉", "存在", "缺", "有", "差", "死亡", "少死亡", "查出", "查到", "检查发现", "查实", "查证属实", "经查实", "经查属实", "核实", "经核实",
];

static BASIS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(BASES.iter().map(|(word, _)| word)));
static PART: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(PARTS.iter().map(|(word, _)| word)));
static HAPPENING: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&HAPPENS));
static LATENESS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&LATE));

/// Every word that begins a step.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let parts = PARTS.map(|(word, _)| word);
    LATE.into_iter().chain(EACH).chain(FURTHER).chain(HAPPENS).chain(BASES.map(|(word, _)| word)).chain(parts)
}

/// 每少一次扣2分, 每次扣3分, 发现1次扣2分, 每起分别加5分, 逾期每天扣1分
pub(super) fn step(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    // 违反第四十九条
    if scan::of_article(normal.text.get(..at)?, rest) {
        return None;
    }
    // 发货差错一单 has another name
    if at > 0 && rest.starts_with('错') {
        return None;
    }
    // 超过部分每次扣30元: from the bound that was asked
    let beyond = PART.placed(rest).and_then(|(place, _)| PARTS.get(place));
    if let Some((word, basis)) = beyond {
        let known = effects.rules.len();
        let length = step(normal, at + word.len(), effects)? + word.len();
        for rule in effects.rules.iter_mut().skip(known) {
            if let ScoringRule::Step { basis: of, step, .. } = rule
                && *of == Basis::Times
            {
                *of = if *basis == Basis::Fewer && step.scale != Scale::One { Basis::Lower } else { *basis };
                // 超过部分每件扣5元: so many of these
                let counted = rest.get(word.len()..).and_then(|tail| scan::unit(tail.trim_start_matches('每')));
                if let (None, Some(unit)) =
                    (&step.unit, counted.filter(|unit| *unit != "次" && step.scale == Scale::One))
                {
                    step.unit = Some(Text { text: unit.to_owned(), span: step.span, quoted: false });
                }
            }
        }
        return Some(length);
    }
    let late = LATENESS.begins(rest);
    let mut length = late.map_or(0, str::len);
    // 没次 is 每次, misspelt; 没有记录 is a failing
    let misspelt = rest.get(length..).is_some_and(|tail| tail.starts_with('没') && !tail.starts_with("没次"));
    let each = if misspelt { 0 } else { eat(rest.get(length..)?, &EACH) };
    length += each;
    let each = each > 0;
    length += eat(rest.get(length..)?, &FURTHER);
    let basis = BASIS.placed(rest.get(length..)?).and_then(|(place, _)| BASES.get(place));
    let mut kind = if late.is_some() { Basis::Late } else { Basis::Times };
    let happens = HAPPENING.begins(rest.get(length..)?).map_or(0, str::len);
    if let Some((word, basis)) = basis {
        kind = *basis;
        length += word.len();
        length += eat(rest.get(length..)?, &["死亡"]);
        // 每节约用水1吨, 每降低成本1万元: the bound before says of what
        let of = lexicon!(SPENT).begins(rest.get(length..)?).filter(|_| *basis == Basis::Lower).map_or(0, str::len);
        length += if number(rest.get(length + of..)?).is_some() { of } else { 0 };
        // 每低于目标1个百分点, 超过规定一天
        let tail = rest.get(length..)?;
        let near = tail.char_indices().take(5).flat_map(|(skip, _)| {
            let words = lexicon!(AGAINST).all(tail.get(skip..).unwrap_or(""));
            words.map(move |(place, word)| (place, skip, word.len()))
        });
        let named = near.min().map(|(_, skip, size)| (length, length + skip + size));
        // 每低于100%一个百分点
        let numbered = || {
            let (_, digits) = number(tail).filter(|_| each && word.ends_with('于'))?;
            let (_, size) = scale(tail.get(digits..)?);
            let unit = tail.get(digits + size..).and_then(scan::unit).map_or(0, str::len);
            (size + unit > 0).then_some((length, length + digits + size + unit))
        };
        let named = named.or_else(numbered);
        if let Some((from, to)) = named
            && number(rest.get(to..)?).is_some()
        {
            effects.against = Some(words::text(normal, at + from, at + to));
            length = to;
        }
    } else {
        length += happens;
    }
    // 低于90%扣3分 is a bound, and so is 超过5%的: a step is one of each
    let opens = at == 0 || normal.text.get(..at).is_some_and(|before| before.ends_with("否则"));
    let bound = basis.is_some_and(|(word, _)| word.ends_with('于') || ["超过", "超出"].contains(word));
    if basis.is_some() && !each && late.is_none() && effects.against.is_none() && (bound || !opens) {
        return None;
    }
    // 逾期超过3天扣5分 too
    if bound && !each && late.is_some() && effects.against.is_none() {
        return None;
    }
    let counted = number(rest.get(length..)?);
    // 每次 counts one; with no 每 a number must be there
    if counted.is_none() && !each {
        return None;
    }
    // 每增加万分之一 is 0.1‰
    let worded = SHARES.iter().find_map(|(word, scale, tenths)| {
        let tail = rest.get(length..)?.strip_prefix(word)?;
        let tenths_in_words = numbers::pointed(tail).and_then(|text| Some((numbers::number(text)?, text.len())));
        let (share, size) = tenths_in_words.or_else(|| number(tail))?;
        Some((share.checked_mul(Decimal::new(1, *tenths))?.normalize(), *scale, word.len() + size))
    });
    let counted = worded.map(|(share, _, size)| (share, size)).or(counted);
    let (step, size) = counted.unwrap_or((Decimal::ONE, 0));
    // 每超0%: no step at all
    if step.is_zero() {
        return None;
    }
    let from = length;
    length += size;
    let wanting =
        happens > 0 && ["缺", "差", "漏"].iter().any(|word| rest.get(..from).is_some_and(|it| it.ends_with(word)));
    let (mut scale, size) = scale(rest.get(length..)?);
    length += size;
    scale = worded.map_or(scale, |(_, scale, _)| scale);
    // 0.1个万分点 is 0.001 of a percentage point
    let points = [("万分点", 2), ("千分点", 1)].iter().find_map(|(word, tenths)| {
        let tail = rest.get(length..)?;
        let size = eat(tail, &["个"]) + word.len();
        tail.get(..size)?.ends_with(word).then_some((*tenths, size))
    });
    let mut step = step;
    if let Some((tenths, size)) = points {
        step = step.checked_mul(Decimal::new(1, tenths))?.normalize();
        scale = Scale::Points;
        length += size;
    }
    // 每差1% is 每低1%
    if wanting && matches!(scale, Scale::Percent | Scale::Points) {
        kind = Basis::Lower;
    }
    // 每减少1个百分点 is 每低1个百分点
    if kind == Basis::Fewer && matches!(scale, Scale::Percent | Scale::Permille | Scale::Points) {
        kind = Basis::Lower;
    }
    effects.wanting = wanting && kind == Basis::Times;
    // 缺一种: one that is wanting; 三种 are counted
    let kinds = if counted.is_none() { each } else { step == Decimal::ONE && (wanting || kind == Basis::Fewer) };
    let kind_of = |rest: &str| KINDS.into_iter().find(|kind| kinds && rest.starts_with(kind));
    let unit = scan::unit(rest.get(length..)?).or_else(|| kind_of(rest.get(length..)?));
    // 每孔扣1000元: what stands between 每 and the amount counts, whatever it is
    let letter = |rest: &str| {
        let size = rest.chars().next().filter(|c| c.is_alphabetic() && !c.is_ascii()).map(char::len_utf8)?;
        // 复染一缸扣20元: whatever it is counted in
        let one = counted.is_some_and(|(number, _)| number == Decimal::ONE) && !rest.starts_with("第");
        let fixed = at > 0 && (each && counted.is_none() || !each && one) && basis.is_none() && happens == 0;
        amount(rest.get(size..)?, &mut Vec::new()).filter(|_| fixed)?;
        Some(size)
    };
    // 每降1kg/t
    let unit = unit.map(|unit| scan::measured_of(rest.get(length..).unwrap_or(""), unit));
    let placed = rest.get(length..).filter(|_| unit.is_none()).and_then(letter);
    let unit = unit.or(placed.map(|_| "次"));
    let unit_at = at + length;
    length += placed.unwrap_or_else(|| unit.map_or(0, str::len));
    // 超出的每个百分点
    if unit.is_none() && counted.is_none() && scale == Scale::One {
        return None;
    }
    // 每缺一节(篇)
    while let Some((other, size)) = rest.get(length..).filter(|_| unit.is_some()).and_then(another_unit) {
        effects.units.push(other);
        length += size;
    }
    // 迟到一次扣1分 counts; 低于90%扣3分 and 超过30分钟扣1分 are bounds
    let before = normal.text.get(..at)?;
    // 第二次罚款50元 is one of them only
    if before.ends_with('第') {
        return None;
    }
    let bounds = [
        "于", "超过", "超出", "达到", "达", "不足", "不满", "不到", "以上", "以下", "以内", "-", "~", "至", ">=", "<=",
        ">", "<",
    ];
    let measured = ["分钟", "小时", "个小时", "元", "分", "秒"];
    if !each
        && basis.is_none()
        && late.is_none()
        && (scale != Scale::One
            || unit.is_none_or(|unit| measured.contains(&unit))
            || bounds.iter().any(|end| before.ends_with(end)))
    {
        return None;
    }
    // 迟报一次 is an event: only time is late
    let time =
        ["天", "日", "小时", "个小时", "分钟", "周", "月", "个月", "个工作日", "工作日", "自然日", "个自然日", "年"];
    if kind == Basis::Late && unit.is_none_or(|unit| !time.contains(&unit)) {
        return None;
    }
    length += eat(rest.get(length..)?, &["以此类推", "的", ","]);
    length += eat(rest.get(length..)?, &["则", "分别", "未达标", "各", "应", "予以", "给予", "处以", "处", "将"]);
    // 每篇论文加1分: the noun after its measure word
    let noun = (0..=8).find_map(|count| {
        let skip = rest.get(length..)?.char_indices().nth(count).map(|(at, _)| at)?;
        amount(rest.get(length + skip..)?, &mut Vec::new()).map(|_| skip)
    })?;
    let most = rest
        .get(length..length + noun)
        .is_some_and(|noun| ["最多", "最高", "不超过"].iter().any(|word| noun.contains(word)));
    // 每缺批一次: how often, not what
    let count = rest.get(length..length + noun).is_some_and(|noun| {
        number(noun).and_then(|(_, size)| noun.get(size..)).is_some_and(|unit| scan::unit(unit) == Some(unit))
    });
    // 每月迟到扣5元: of every month, no step
    const PERIODS: [&str; 9] = ["月", "年", "季度", "季", "周", "旬", "学期", "学年", "年度"];
    let period = counted.is_none() && unit.is_some_and(|unit| PERIODS.contains(&unit));
    if noun > 0 && (!each || most || count || period) {
        return None;
    }
    // 每人每次扣2分: how often, no thing
    let often = rest.get(length..length + noun).is_some_and(|noun| ["每次", "次"].contains(&noun));
    if noun > 0 && !often {
        let start = if kind == Basis::Fewer && rest.starts_with('缺') { at } else { at + length };
        effects.noun = Some(words::text(normal, start, at + length + noun));
        effects.found = happens > 0 && kind == Basis::Times && !wanting;
    }
    if noun > 0 && kind == Basis::Fewer && rest.starts_with("缺少") {
        kind = Basis::Times;
    }
    // 每迟交一天, 每逾期一天: what is late has no other name
    if kind == Basis::Late && effects.noun.is_none() {
        let named = ["迟交", "迟报", "晚交", "晚报", "逾期", "超期"].iter().find_map(|word| {
            let from = rest.find(word).filter(|from| *from <= "每".len())?;
            Some(words::text(normal, at + from, at + from + word.len()))
        });
        effects.noun = named;
    }
    length += noun;
    let (effect, size) = amount(rest.get(length..)?, &mut effects.further)?;
    length += size;
    let once = kind == Basis::Times && step == Decimal::ONE;
    // 每差一项 counts, 每项 names each of what is appraised
    let unit = unit.filter(|unit| !once || measures(unit) || (happens == 0 && *unit == "项"));
    // a day late is 天
    let unit = unit.map(|unit| match unit {
        "日" | "自然日" | "个自然日" if kind == Basis::Late => "天",
        "个小时" if kind == Basis::Late => "小时",
        other => other,
    });
    let text = |unit: &str| Text { text: unit.to_owned(), span: normal.span(unit_at, at + length), quoted: false };
    let step = Quantity { span: normal.span(at + from, unit_at), number: step, scale, unit: unit.map(text) };
    effects.rules.push(ScoringRule::Step { basis: kind, step, effect });
    Some(length)
}

/// (篇), /篇, 或一篇: what else is counted as well, and how long that is.
fn another_unit(rest: &str) -> Option<(&'static str, usize)> {
    let (opens, closes) = [("(", ")"), ("/", ""), ("、", ""), ("或一", ""), ("或1", ""), ("或者一", "")]
        .into_iter()
        .find(|(opens, _)| rest.starts_with(opens))?;
    let tail = rest.get(opens.len()..)?;
    let unit = scan::unit(tail)?;
    let end = tail.get(unit.len()..)?.strip_prefix(closes)?;
    let follows = end.is_empty() || end.starts_with(['扣', '减', '罚', '加', '奖', '(', '/', '、', '或', '各', '的']);
    follows.then_some((unit, opens.len() + unit.len() + closes.len()))
}

/// 超额部分: what its points follow.
pub(super) fn is_part(text: &str) -> bool {
    PARTS.iter().any(|(word, _)| *word == text)
}

/// 逾期1天: a step of lateness whose points are still to come.
pub(super) fn late(text: &str) -> bool {
    let counted = LATENESS.begins(text).and_then(|late| text.get(late.len()..));
    let unit = counted
        .and_then(|it| number(it).filter(|(step, _)| *step == Decimal::ONE).and_then(|(_, size)| it.get(size..)));
    unit.is_some_and(|unit| ["天", "日", "小时", "周", "个月"].contains(&unit))
}

/// Whether so many of these are a length, a sum or a weight; all else is counted, one at a time.
fn measures(unit: &str) -> bool {
    #[rustfmt::skip]
    const ENDS: [&str; 31] = [
        "天", "日", "周", "月", "年", "小时", "分钟", "秒", "元", "米", "公里", "吨", "克", "斤", "升", "度", "亩", "倍", "时", "字", "页", "分", "千瓦",
        "公顷", "里", "量", "季度", "旬", "平米", "钟", "节",
    ];
    unit.is_ascii() || ENDS.iter().any(|end| unit.ends_with(end))
}
