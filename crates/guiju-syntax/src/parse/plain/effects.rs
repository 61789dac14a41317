//! Penal and rewarding wording: 每少一次扣2分, 扣3分/次, 得满分, 扣完为止, 取消当月绩效奖金.

use pest::Parser;
use rust_decimal::Decimal;

use super::scan;
use crate::ast::{Basis, Effect, Quantity, Scale, ScoringRule, Text};
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::numbers;

/// What a sentence says of points and consequences.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// How outcomes become points.
    pub rules: Vec<ScoringRule>,
    /// 满分10分
    pub worth: Option<Decimal>,
    /// 最多扣10分
    pub most_lost: Option<Decimal>,
    /// 最多加10分
    pub most_won: Option<Decimal>,
    /// 取消当月绩效奖金
    pub consequence: Option<Text>,
    /// 分别扣1分、2分: the amounts after the first.
    pub further: Vec<Decimal>,
    /// 每缺1个采掘工作面: what is counted, where the segment names nothing else.
    pub noun: Option<Text>,
    /// 权重70%
    pub weight: bool,
    /// Some points are said to be full or none: the threshold before is what is asked.
    pub full: bool,
}

impl Effects {
    fn is_empty(&self) -> bool {
        self.rules.is_empty()
            && self.worth.is_none()
            && self.most_lost.is_none()
            && self.most_won.is_none()
            && self.consequence.is_none()
            && !self.full
            && !self.weight
    }

    /// Whether only a limit or a worth is said.
    pub fn says_only_how_much(&self) -> bool {
        self.rules.is_empty() && self.consequence.is_none()
    }

    /// Whether points go by steps from a threshold.
    pub fn steps(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { basis, .. } if *basis != Basis::Times))
    }

    /// Whether anything is taken, or something bad follows.
    pub fn takes(&self) -> bool {
        let taking = |effect: &Effect| !effect.adds;
        self.consequence.is_some()
            || self.rules.iter().any(|rule| match rule {
                ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } => taking(effect),
                _ => false,
            })
    }

    /// Whether anything is added.
    pub fn adds(&self) -> bool {
        self.rules.iter().any(|rule| match rule {
            ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } => effect.adds,
            _ => false,
        })
    }
}

/// Bases of steps, longest first where one begins another.
const BASES: [(&str, Basis); 18] = [
    ("降低", Basis::Lower),
    ("下降", Basis::Lower),
    ("减少", Basis::Fewer),
    ("缺少", Basis::Fewer),
    ("超过", Basis::Over),
    ("超出", Basis::Over),
    ("高出", Basis::Over),
    ("增加", Basis::Over),
    ("上升", Basis::Over),
    ("延迟", Basis::Late),
    ("延误", Basis::Late),
    ("逾期", Basis::Late),
    ("少", Basis::Fewer),
    ("低", Basis::Lower),
    ("超", Basis::Over),
    ("高", Basis::Over),
    ("多", Basis::Over),
    ("迟", Basis::Late),
];

const TAKES: [&str; 10] = ["增扣", "加扣", "扣除", "扣减", "扣款", "扣罚", "罚款", "扣", "减", "降"];
const ADDS: [&str; 3] = ["奖励", "加", "奖"];

/// Words with which a consequence begins.
const CONSEQUENCES: [&str; 29] = [
    "取消",
    "予以",
    "并予以",
    "给予",
    "不予",
    "解除",
    "公司可解除",
    "公司有权",
    "书面警告",
    "扣发",
    "逾期归入",
    "逾期不予",
    "逾期作废",
    "逾期不",
    "作废",
    "纳入绩效",
    "考虑月",
    "将视情况",
    "承担",
    "并承担",
    "不允许",
    "责令",
    "通报批评",
    "一票否决",
    "视为严重",
    "属于严重",
    "停职",
    "辞退",
    "警告",
];

/// Parts a segment into what it speaks of and what follows from that: the length of the first, and the second.
pub fn split(normal: &Normal) -> Option<(usize, Effects)> {
    let text = normal.text.as_str();
    text.char_indices().filter(|(at, _)| !super::words::is_quoted(text, *at)).find_map(|(at, _)| {
        let mut effects = Effects::default();
        all(normal, at, &mut effects).then_some((at, effects))
    })
}

/// Reads effects from `at` to the end.
fn all(normal: &Normal, mut at: usize, effects: &mut Effects) -> bool {
    let text = normal.text.as_str();
    let from = at;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or("");
        let skipped = eat(rest, &["则", "分别", "以此类推", "依此类推", "、", "/", "本项", "的", ":"]);
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let Some(length) = one(normal, at, effects) else { return false };
        at += length;
    }
    at > from && !effects.is_empty()
}

fn eat(text: &str, words: &[&str]) -> usize {
    words.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len())
}

/// A number in digits or Chinese numerals.
fn number(text: &str) -> Option<(Decimal, usize)> {
    let rule = if text.starts_with(|c: char| c.is_ascii_digit()) { Rule::arabic } else { Rule::chinese };
    let pair = Grammar::parse(rule, text).ok()?.next()?;
    Some((numbers::number(pair.as_str())?, pair.as_str().len()))
}

fn one(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    limit(rest, effects)
        .or_else(|| gain(rest, effects))
        .or_else(|| step(normal, at, effects))
        .or_else(|| {
            let (effect, length) = amount(rest, &mut effects.further)?;
            let when_met = effect.adds;
            effects.rules.push(ScoringRule::Fixed { when_met, effect });
            Some(length + per(rest.get(length..)?, effects))
        })
        .or_else(|| consequence(normal, at, effects))
}

/// 扣3分/次: what was fixed is taken each time.
fn per(rest: &str, effects: &mut Effects) -> usize {
    let Some(word) = ["/次", "/人次", "/人", "/项", "/处", "/件"].iter().find(|word| rest.starts_with(**word))
    else {
        return 0;
    };
    if let Some(ScoringRule::Fixed { effect, .. }) = effects.rules.last().cloned() {
        effects.rules.pop();
        effects.rules.push(ScoringRule::Step { basis: Basis::Times, step: plain(Decimal::ONE), effect });
    }
    word.len()
}

/// A count of one without a unit, of no place.
fn plain(number: Decimal) -> Quantity {
    Quantity { span: crate::span::Span::default(), number, scale: Scale::One, unit: None }
}

/// 扣完为止, 最多扣10分, 封顶10分, 加分上限为15分
fn limit(rest: &str, effects: &mut Effects) -> Option<usize> {
    for word in ["扣完为止", "扣完止", "不重复扣分", "不重复加分"] {
        if rest.starts_with(word) {
            return Some(word.len());
        }
    }
    let words = [
        ("最多扣", true),
        ("最高扣", true),
        ("扣分上限为", true),
        ("累计扣分不超过", true),
        ("最多加", false),
        ("最高加", false),
        ("加分上限为", false),
        ("加分累计不超过", false),
        ("累计加分不超过", false),
        ("封顶", false),
        ("上限为", false),
    ];
    let (word, lost) = words.iter().find(|(word, _)| rest.starts_with(word))?;
    let (most, size) = number(rest.get(word.len()..)?)?;
    let tail = rest.get(word.len() + size..)?;
    if *lost || (effects.takes() && !effects.adds()) {
        effects.most_lost = Some(most);
    } else {
        effects.most_won = Some(most);
    }
    Some(word.len() + size + eat(tail, &["分"]))
}

/// 得满分, 得10分, 评5分, 满分10分, 不得分, 按比例得分, 其余线性取值, 权重70%
fn gain(rest: &str, effects: &mut Effects) -> Option<usize> {
    if rest.starts_with("得满分") || rest.starts_with("不扣分") {
        effects.full = true;
        return Some("得满分".len());
    }
    if let Some(word) = ["本项不得分", "不得分", "该项不得分"].iter().find(|word| rest.starts_with(**word))
    {
        effects.rules.push(ScoringRule::AllMet);
        return Some(word.len());
    }
    if let Some(word) = ["按比例得分", "按比例计分"].iter().find(|word| rest.starts_with(**word)) {
        effects.rules.push(ScoringRule::Proportional { cap: None, floor: None });
        return Some(word.len());
    }
    if let Some(word) = ["权重", "占比"].iter().find(|word| rest.starts_with(**word)) {
        let (_, size) = number(rest.get(word.len()..)?)?;
        let end = word.len() + size;
        return rest.get(end..)?.strip_prefix('%').map(|_| {
            effects.weight = true;
            end + "%".len()
        });
    }
    let words = ["满分为", "满分", "评价为", "得", "评", "计", "本项共", "共"];
    let word = words.iter().find(|word| rest.starts_with(**word)).copied().unwrap_or("");
    let (points, size) = number(rest.get(word.len()..)?)?;
    let tail = rest.get(word.len() + size..)?;
    // 本项20分扣完为止: bare points only where the limit follows
    if !tail.starts_with('分') || (word.is_empty() && !tail.starts_with("分扣完")) {
        return None;
    }
    if points.is_zero() {
        effects.rules.push(ScoringRule::AllMet);
    } else {
        effects.worth = Some(effects.worth.map_or(points, |known: Decimal| known.max(points)));
    }
    effects.full = true;
    Some(word.len() + size + "分".len())
}

/// 每少一次扣2分, 每次扣3分, 发现1次扣2分, 每起分别加5分
fn step(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let mut length = eat(rest, &["如未", "每", "没"]);
    let each = length > 0;
    length += eat(rest.get(length..)?, &["再"]);
    let basis = BASES.iter().find(|(word, _)| rest.get(length..).is_some_and(|rest| rest.starts_with(word)));
    let mut kind = Basis::Times;
    let happens = eat(rest.get(length..)?, &["发生", "出现", "发现", "存在", "缺", "有", "死亡", "少死亡", "超期"]);
    if let Some((word, basis)) = basis {
        kind = *basis;
        length += word.len();
        length += eat(rest.get(length..)?, &["死亡"]);
    } else {
        length += happens;
    }
    let counted = number(rest.get(length..)?);
    // 每次 counts one; with no 每 a number must be there
    if counted.is_none() && !each {
        return None;
    }
    let (step, size) = counted.unwrap_or((Decimal::ONE, 0));
    let from = length;
    length += size;
    let (scale, size) = scale(rest.get(length..)?);
    length += size;
    let unit = scan::unit(rest.get(length..)?);
    let unit_at = at + length;
    length += unit.map_or(0, str::len);
    if unit.is_none() && counted.is_none() {
        return None;
    }
    length += eat(rest.get(length..)?, &["以此类推", "的", ","]);
    length += eat(rest.get(length..)?, &["则", "分别", "未达标", "各"]);
    // 每篇论文加1分: the noun after its measure word
    let noun = (0..=6).find_map(|count| {
        let skip = rest.get(length..)?.char_indices().nth(count).map(|(at, _)| at)?;
        amount(rest.get(length + skip..)?, &mut Vec::new()).map(|_| skip)
    })?;
    if noun > 0 && !each {
        return None;
    }
    if noun > 0 {
        let start = if kind == Basis::Fewer { at } else { at + length };
        effects.noun = Some(super::words::text(normal, start, at + length + noun));
    }
    if noun > 0 && kind == Basis::Fewer && rest.starts_with("缺少") {
        kind = Basis::Times;
    }
    length += noun;
    let (effect, size) = amount(rest.get(length..)?, &mut effects.further)?;
    length += size;
    let unit = unit.filter(|unit| {
        !(kind == Basis::Times
            && matches!(
                *unit,
                "次" | "起" | "例" | "人" | "件" | "处" | "份" | "个" | "篇" | "户" | "张" | "村" | "台" | "人次"
            )
            && step == Decimal::ONE)
    });
    let text =
        |unit: &str| Text { text: unit.to_owned(), span: normal.span(unit_at, unit_at + unit.len()), quoted: false };
    let step = Quantity { span: normal.span(at + from, unit_at), number: step, scale, unit: unit.map(text) };
    effects.rules.push(ScoringRule::Step { basis: kind, step, effect });
    Some(length)
}

fn scale(text: &str) -> (Scale, usize) {
    let scales =
        [("个百分点", Scale::Points), ("%", Scale::Percent), ("‰", Scale::Permille), ("万", Scale::TenThousand)];
    scales.iter().find(|(word, _)| text.starts_with(word)).map_or((Scale::One, 0), |(word, scale)| (*scale, word.len()))
}

/// 、2分 after an amount: the amount, where it begins, and its length.
fn another(text: &str) -> Option<(Decimal, usize, usize)> {
    let rest = text.strip_prefix('、')?;
    let (amount, size) = number(rest)?;
    Some((amount, "、".len(), size))
}

/// 扣2分, 扣除绩效工资30元, 加1分
fn amount(text: &str, further: &mut Vec<Decimal>) -> Option<(Effect, usize)> {
    let takes = TAKES.iter().find(|word| text.starts_with(**word));
    let adds = ADDS.iter().find(|word| text.starts_with(**word)).filter(|_| takes.is_none());
    let verb = takes.or(adds)?.len();
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十半".contains(c);
    let (whose, _) = text.get(verb..)?.char_indices().take(7).find(|(_, c)| digit(*c))?;
    let (amount, size) = number(text.get(verb + whose..)?)?;
    let mut length = verb + whose + size;
    let unit = ["分", "元"].iter().find(|unit| text.get(length..).is_some_and(|rest| rest.starts_with(**unit)))?;
    length += unit.len();
    // 分别加5分、2分: the further amounts belong to the further things
    while let Some((another, verb, size)) = another(text.get(length..)?) {
        let next = length + verb + size;
        if !text.get(next..)?.starts_with(unit) {
            break;
        }
        further.push(another);
        length = next + unit.len();
    }
    Some((Effect { adds: adds.is_some(), amount, unit: (*unit).to_owned() }, length))
}

fn consequence(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let word = CONSEQUENCES.iter().find(|word| rest.starts_with(**word))?;
    if super::words::modal(rest).is_some() || (at > 0 && !word.starts_with("逾期")) {
        return None;
    }
    effects.consequence = Some(super::words::text(normal, at, at + rest.len()));
    Some(rest.len())
}
