//! Penal and rewarding wording: 每少一次扣2分, 扣3分/次, 得满分, 扣完为止, 取消当月绩效奖金.
//!
//! [`split`] parts a segment into what it speaks of and its [`Effects`]: [`amount`]s, fixed or by [`step`]s, [`gain`]s and
//! limits, and [`consequence`]s that are no amount.

mod amount;
mod begins;
mod consequence;
mod gain;
mod step;

use rust_decimal::Decimal;

use self::amount::{GIVES, amount, per, ranged};
use self::consequence::{consequence, is_plain};
use self::gain::{gain, limit, veto};
use self::step::step;
use super::words::is_quoted;
use crate::ast::{Basis, Effect, Period, ScoringRule, Text};
use crate::lexicon::lexicon;
use crate::normal::Normal;
use crate::span::Span;

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
    /// 加分不超过5分: of what is added, it says.
    pub bonus: bool,
    /// 每月最多扣10分: of what the most is said.
    pub most_each: Option<Period>,
    /// 取消当月绩效奖金
    pub consequence: Option<Text>,
    /// 分别扣1分、2分: the amounts after the first.
    pub further: Vec<Decimal>,
    /// 每缺1个采掘工作面: what is counted, where the segment names nothing else.
    pub noun: Option<Text>,
    /// 每发现一处不合格: the noun is what is found.
    pub found: bool,
    /// 权重70%
    pub weight: bool,
    /// Some points are said to be full or none: the threshold before is what is asked.
    pub full: bool,
    /// 得8分, 不得分: the points of a band.
    pub gain: Option<Decimal>,
    /// 每缺一节(篇): what else is counted so.
    pub units: Vec<&'static str>,
    /// 每缺1次: each that is wanting.
    pub wanting: bool,
    /// 其余线性取值
    pub linear: bool,
    /// 一票否决
    pub veto: bool,
    /// 扣完为止, 不重复扣分: what holds anyway.
    pub plain: bool,
    /// 得分减半: what share of the points is left, in per cent.
    pub left: Option<Decimal>,
    /// 可倒扣
    pub negative: bool,
    /// 每低于目标1个百分点: what the steps go from.
    pub against: Option<Text>,
    /// 扣1-3分: where a range is said, which nothing decides.
    pub ranged: Option<Span>,
    /// 加1-3分: that range is added.
    pub wins: bool,
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
            && !self.linear
            && !self.plain
            && !self.veto
            && !self.negative
            && self.left.is_none()
            && self.ranged.is_none()
    }

    /// Whether only a limit or a worth is said.
    pub fn says_only_how_much(&self) -> bool {
        self.rules.is_empty()
            && self.consequence.is_none()
            && !self.veto
            && self.ranged.is_none()
            && self.left.is_none()
    }

    /// Whether points go by steps from a threshold.
    pub fn steps(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule, ScoringRule::Step { basis, .. } if *basis != Basis::Times))
    }

    /// Whether anything is taken, or something bad follows.
    pub fn takes(&self) -> bool {
        let taking = |effect: &Effect| !effect.adds;
        self.consequence.is_some()
            || self.veto
            || self.ranged.is_some() && !self.wins
            || self.left.is_some()
            || self.rules.iter().any(|rule| match rule {
                ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } => taking(effect),
                _ => false,
            })
    }

    /// Whether anything is added.
    pub fn adds(&self) -> bool {
        self.wins
            || self.rules.iter().any(|rule| match rule {
                ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } => effect.adds,
                _ => false,
            })
    }
}

/// Parts a segment into what it speaks of and what follows from that: the length of the first, and the second. It is
/// read once.
pub fn split(normal: &Normal) -> Option<(usize, Effects)> {
    normal.memo.effects.get_or_init(|| parted(normal).map(Box::new)).as_deref().cloned()
}

/// Whether anything follows from what a segment speaks of.
pub fn holds(normal: &Normal) -> bool {
    normal.memo.effects.get_or_init(|| parted(normal).map(Box::new)).is_some()
}

/// Whether anything may follow from what a text speaks of. Behind a sign of comparison what follows stands to the end: of
/// most bounds that is a number and what it counts.
pub fn may_hold(text: &str) -> bool {
    let bound = text.rfind(['>', '<', '=']).and_then(|at| text.get(at + 1..));
    bound.is_none_or(|bound| bound.contains(begins::more_than_number))
}

fn parted(normal: &Normal) -> Option<(usize, Effects)> {
    let text = normal.text.as_str();
    // 环比增加(签收): a function, which gives no points
    let function = |at: usize| {
        text.get(at..).is_some_and(|rest| rest.starts_with("加("))
            && text.get(..at).is_some_and(|before| before.ends_with('增'))
    };
    if let Some(points) = bare(text) {
        return Some((0, Effects { worth: Some(points), full: true, ..Effects::default() }));
    }
    if consequence::by_leader(text) || consequence::nought(text) || consequence::by_company(text) {
        let words = super::words::text(normal, 0, text.len());
        return Some((0, Effects { consequence: Some(words), ..Effects::default() }));
    }
    // 获奖 is a word
    let won =
        |at: usize, c: char| c == '奖' && text.get(..at).is_some_and(|before| before.ends_with(['获', '得', '受']));
    // 不参加扣50元: 参加 is a word
    let joined =
        |at: usize, c: char| c == '加' && text.get(..at).is_some_and(|before| before.ends_with(['参', '施', '附']));
    // 15天以上 holds no 5天
    let within = |at: usize, c: char| {
        let digit = |c: char| c.is_ascii_digit() || c == '.';
        c.is_ascii_digit() && text.get(..at).is_some_and(|before| before.ends_with(digit))
    };
    let begins = |(at, c): &(usize, char)| {
        begins::effect(*c)
            && !within(*at, *c)
            && !is_quoted(text, *at)
            && !function(*at)
            && !won(*at, *c)
            && !joined(*at, *c)
    };
    text.char_indices().filter(begins).find_map(|(at, _)| {
        let mut effects = Effects::default();
        all(normal, at, &mut effects).then_some((at, effects))
    })
}

/// What something is worth, and nothing else: 8分, 本项10分, 分值5分, 分值:5, 权重20%.
pub fn bare(text: &str) -> Option<Decimal> {
    let rest = ["本项", "该项", "此项", "本条", "该条"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let word = ["分值", "标准分", "权重占比", "权重", "占"]
        .iter()
        .find(|word| rest.starts_with(**word))
        .copied()
        .unwrap_or("");
    let number = rest.get(word.len()..)?;
    let number = number.strip_prefix(['为', '占', ':']).filter(|_| !word.is_empty()).unwrap_or(number);
    let (points, size) = amount::number(number)?;
    let unit = number.get(size..)?;
    let fits = match word {
        "权重" | "权重占比" => unit == "%",
        // 占15分: of all points
        "" | "占" => unit == "分",
        _ => unit == "分" || unit.is_empty(),
    };
    // 本项0分: none are left
    (fits && !points.is_zero()).then_some(points)
}

/// 投诉每有1例, 每低于1%: the beginning of a step whose points follow the comma, in a segment that has none.
pub fn begins_step(normal: &Normal) -> bool {
    let text = normal.text.as_str();
    if step::late(text) || step::is_part(text) {
        return true;
    }
    if !text.contains('每') || !text.contains(|c: char| c.is_ascii_digit() || "一二两三五十".contains(c)) {
        return false;
    }
    let mut whole = normal.clone();
    whole.insert("扣1分", normal, text.len().saturating_sub(1));
    // Only what begins with 每 may be it.
    let mut each = text.match_indices('每').map(|(at, _)| at).filter(|at| !is_quoted(text, *at));
    if !each.any(|at| all(&whole, at, &mut Effects::default())) {
        return false;
    }
    let Some((at, effects)) = split(&whole) else { return false };
    let counted = ["有", "出现", "发生", "发现", "缺", "增加"]
        .iter()
        .any(|word| text.get(at + "每".len()..).is_some_and(|rest| rest.starts_with(word)));
    text.get(at..).is_some_and(|step| step.starts_with('每'))
        && (effects.steps() || counted)
        && matches!(effects.rules.as_slice(), [ScoringRule::Step { .. }])
}

/// Reads effects from `at` to the end.
fn all(normal: &Normal, mut at: usize, effects: &mut Effects) -> bool {
    let text = normal.text.as_str();
    let from = at;
    let mut joined = false;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or("");
        let skips = lexicon!(["则", "分别", "以此类推", "依此类推", "、", "/", "本项", "的", ":"]);
        let mut skipped = skips.begins(rest).map_or(0, str::len);
        // 本项0分: none of them are left
        if rest.strip_prefix("本项").is_some_and(|rest| rest.starts_with('0') || rest.starts_with("考核")) {
            skipped = 0;
        }
        // 给予警告并扣5分
        if skipped == 0 && !effects.is_empty() {
            let joint = eat(rest, &["并且", "并", "同时", "且", "另"]);
            let more = |at: usize| one(normal, at, &mut Effects::default()).is_some();
            skipped = if joint > 0 && more(at + joint) { joint } else { 0 };
            joined |= skipped > 0;
        }
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let known = effects.rules.len();
        let Some(length) = one(normal, at, effects) else {
            // 每次扣100元并书面检讨
            let more = ["并且", "并", "同时", "且"].iter().find_map(|word| rest.strip_prefix(word));
            let Some(more) = more.filter(|more| !effects.is_empty() && effects.takes() && is_plain(more)) else {
                return false;
            };
            effects.consequence = Some(super::words::text(normal, text.len() - more.len(), text.len()));
            return true;
        };
        if std::mem::take(&mut joined) {
            same_step(&mut effects.rules, known);
        }
        at += length;
    }
    at > from && !effects.is_empty()
}

/// 每次扣10分并罚款200元: what is joined to a step is taken with each.
fn same_step(rules: &mut [ScoringRule], known: usize) {
    let Some((before, [rule])) = rules.split_at_mut_checked(known) else { return };
    if let (Some(ScoringRule::Step { basis, step, effect: first }), ScoringRule::Fixed { effect, .. }) =
        (before.last(), &*rule)
        && first.adds == effect.adds
    {
        *rule = ScoringRule::Step { basis: *basis, step: step.clone(), effect: effect.clone() };
    }
}

fn one(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let first = rest.chars().next()?;
    let (gains, amounts) = (begins::gain(first), begins::amount(first));
    let found = gains.then(|| limit(rest, effects)).flatten();
    let found = found.or_else(|| amounts.then(|| ranged(normal, at, effects)).flatten());
    let found = found.or_else(|| gains.then(|| veto(rest, effects).or_else(|| gain(rest, effects))).flatten());
    let found = found.or_else(|| begins::step(first).then(|| step(normal, at, effects)).flatten());
    found
        .or_else(|| {
            amounts.then_some(())?;
            // 给予罚款50元
            let gives = eat(rest, &GIVES);
            let (effect, length) = amount(rest.get(gives..)?, &mut effects.further)?;
            let length = gives + length;
            let when_met = effect.adds;
            effects.rules.push(ScoringRule::Fixed { when_met, effect });
            Some(length + per(rest.get(length..)?, effects))
        })
        .or_else(|| consequence(normal, at, effects))
}

fn eat(text: &str, words: &[&str]) -> usize {
    words.iter().find(|word| text.starts_with(**word)).map_or(0, |word| word.len())
}
