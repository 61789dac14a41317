//! What is given, and how much at most: 得满分, 评5分, 不得分, 按比例得分, 扣完为止, 最多加10分, 一票否决.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::amount::number;
use super::{Effects, eat};
use crate::ast::ScoringRule;
use crate::lexicon::{Lexicon, lexicon};
use crate::parse::plain::pardon::untaken;

/// What holds anyway.
#[rustfmt::skip]
const PLAIN: [&str; 26] = [
    "最高扣至0分为止", "最低扣至0分为止", "最多扣至0分为止", "扣到0分为止", "扣至零为止", "扣至0为止",
    "扣完为止", "扣完止", "不重复扣分", "不重复加分", "上不封顶", "不封顶", "不设上限", "不倒扣分", "不倒扣", "不计负分", "不扣负分", "扣至0分为止", "扣至零分为止",
    "最高扣至0分", "最低扣至0分", "最多扣至0分", "扣至0分", "扣至零分", "最多扣完本项配分", "最多扣完本项分值",
];
/// Less than nothing may be left.
const NEGATIVE: [&str; 8] =
    ["可以倒扣", "可倒扣分", "可倒扣", "允许倒扣", "可扣至负分", "可为负分", "可以为负", "可计负分"];
/// Limits, and whether they are of what is taken.
#[rustfmt::skip]
const LIMITS: [(&str, bool); 34] = [
    ("加分最多", false), ("加分封顶", false), ("扣分封顶", true), ("加分上限", false),

    ("扣满", true),
    ("加满", false),
    ("最多奖励", false),
    ("最高奖励", false),
    ("奖励上限为", false),
    ("最多罚", true),
    ("最多减", true),
    ("最多扣", true),
    ("最高扣", true),
    ("扣分上限为", true),
    ("累计扣分不超过", true),
    ("最多加", false),
    ("最高加", false),
    ("加分上限为", false),
    ("加分累计不超过", false),
    ("累计加分不超过", false),
    ("加分最多不超过", false),
    ("加分不超过", false),
    ("加分最高", false),
    ("累计不超过", false),
    ("合计不超过", false),
    ("总计不超过", false),
    ("最高不超过", false),
    ("最多不超过", false),
    ("扣分不超过", true),
    ("扣分最多", true),
    ("扣分累计不超过", true),
    ("封顶", false),
    ("上限为", false),
    ("上限", false),
];
/// Half of the points is left.
#[rustfmt::skip]
const HALVES: [&str; 17] = [
    "该项得分减半", "本项得分减半", "此项得分减半", "该项分值减半", "本项分值减半", "得分减半", "分值减半", "该项减半", "本项减半", "减半得分", "减半计分",
    "得一半分值", "得一半分", "扣一半分值", "扣一半分", "扣除一半分值", "按一半计分",
];
/// Full points.
fn full() -> impl Iterator<Item = &'static &'static str> {
    ["得满分"].iter().chain(untaken())
}

static FULL: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(full()));

/// No points, before a nought.
#[rustfmt::skip]
const NOUGHT: [&str; 30] = [
    "本项考核得分为", "本项考核得分", "本项考核为", "本项考核得", "本项考核计", "本项考核记", "本项考核", "该项考核得分为", "该项考核为", "该项考核", "此项考核为",
    "该指标得分为", "该指标得", "考核得分为", "本项记",
    "本项为", "该项为", "此项为", "此项得分为", "该项得分为", "本项得分为", "此项得", "该项得", "本项得", "得分为", "此项计", "本项计", "本项", "该项", "此项",
];
/// No points.
#[rustfmt::skip]
const NONE: [&str; 15] = [
    "本项不得分", "该项不得分", "此项不得分", "不得分", "不计分", "得零分", "全扣", "全部扣除", "全部扣完", "扣完该项分", "扣完本项分", "扣除该项全部分值",
    "扣除全部分值", "扣除全部分", "扣光",
];
#[rustfmt::skip]
const PROPORTIONAL: [&str; 15] = [
    "按比例得分", "按比例计分", "按比例计算得分", "按完成比例得分", "按完成比例计分", "按实际完成比例得分", "按实际完成比例计分", "按完成率得分", "按完成率计分",
    "按完成率计算得分", "按实际完成率得分", "按实际完成率计分", "按实际完成率计算得分", "按比例扣分", "按比例扣减得分",
];
const LINEAR: [&str; 5] = ["线性取值", "按线性", "按插值法计算", "按线性插值计算", "采用线性插值"];
const WEIGHTS: [&str; 2] = ["权重", "占比"];
/// Before a number of points.
const GAINS: [&str; 12] =
    ["得满分", "计满分", "满分为", "满分", "评价为", "得", "评", "计", "记", "为", "本项共", "共"];
const VETOES: [&str; 3] = ["实行一票否决", "一票否决", "予以一票否决"];

/// Every word that begins a gain or a limit.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let plain = PLAIN
        .into_iter()
        .chain(NEGATIVE)
        .chain(HALVES)
        .chain(LIMITS.into_iter().map(|(word, _)| word))
        .chain(full().copied())
        .chain(NOUGHT);
    plain.chain(NONE).chain(PROPORTIONAL).chain(LINEAR).chain(WEIGHTS).chain(GAINS).chain(VETOES)
}

/// 得满分, 得10分, 评5分, 满分10分, 不得分, 按比例得分, 其余线性取值, 权重70%
pub(super) fn gain(rest: &str, effects: &mut Effects) -> Option<usize> {
    if let Some((left, length)) = left(rest) {
        effects.left = Some(left);
        return Some(length);
    }
    // 得满分20分 says how many these are
    let says = |word: &str| rest.get(word.len()..).is_some_and(|tail| number(tail).is_some());
    if let Some(word) = FULL.begins(rest).filter(|word| !says(word)) {
        effects.full = true;
        return Some(word.len());
    }
    // 此项得分为0
    if let Some(word) = lexicon!(NOUGHT).begins(rest)
        && let Some((points, size)) = number(rest.get(word.len()..)?)
        && points.is_zero()
    {
        effects.rules.push(ScoringRule::AllMet);
        effects.gain = Some(Decimal::ZERO);
        return Some(word.len() + size + eat(rest.get(word.len() + size..)?, &["分"]));
    }
    if let Some(word) = lexicon!(NONE).begins(rest) {
        effects.rules.push(ScoringRule::AllMet);
        effects.gain = Some(Decimal::ZERO);
        return Some(word.len());
    }
    if let Some(word) = lexicon!(PROPORTIONAL).begins(rest) {
        effects.rules.push(ScoringRule::Proportional { cap: None, floor: None });
        return Some(word.len());
    }
    if let Some(word) = lexicon!(LINEAR).begins(rest) {
        effects.linear = true;
        return Some(word.len());
    }
    if let Some(word) = lexicon!(WEIGHTS).begins(rest) {
        let (share, size) = number(rest.get(word.len()..)?)?;
        let end = word.len() + size;
        return rest.get(end..)?.strip_prefix('%').map(|_| {
            effects.weight = true;
            effects.worth = (word == "权重").then_some(share).or(effects.worth);
            end + "%".len()
        });
    }
    let word = lexicon!(GAINS).begins(rest).unwrap_or("");
    let (points, size) = number(rest.get(word.len()..)?)?;
    let tail = rest.get(word.len() + size..)?;
    // 本项20分扣完为止: bare points only where the limit follows
    if !tail.starts_with('分') || (word.is_empty() && !tail.starts_with("分扣完")) {
        return None;
    }
    effects.gain = Some(points);
    if points.is_zero() {
        effects.rules.push(ScoringRule::AllMet);
    } else {
        effects.worth = Some(effects.worth.map_or(points, |known: Decimal| known.max(points)));
    }
    effects.full |= !points.is_zero();
    Some(word.len() + size + "分".len())
}

/// 得分减半, 扣除该项分值的30%, 得80%的分值: what share is left.
fn left(rest: &str) -> Option<(Decimal, usize)> {
    if let Some(word) = lexicon!(HALVES).begins(rest) {
        return Some((Decimal::new(50, 0), word.len()));
    }
    const VERBS: [(&str, bool); 7] =
        [("扣除", true), ("扣减", true), ("扣", true), ("减", true), ("得", false), ("计", false), ("按", false)];
    #[rustfmt::skip]
    const OF: [&str; 14] = [
        "该项分值的", "本项分值的", "此项分值的", "该项得分的", "本项得分的", "此项得分的", "该项分数的", "本项分数的", "该项满分的", "本项满分的", "分值的", "满分的",
        "得分的", "标准分的",
    ];
    const BEHIND: [&str; 7] = ["的分值", "的得分", "的分数", "分值", "的分", "得分", "计分"];
    let (verb, takes) = VERBS.iter().find(|(verb, _)| rest.starts_with(verb))?;
    let of = eat(rest.get(verb.len()..)?, &OF);
    let from = verb.len() + of;
    let (share, size) = number(rest.get(from..)?)?;
    let tail = rest.get(from + size..)?.strip_prefix('%')?;
    let behind = eat(tail, &BEHIND);
    let whole = share <= Decimal::ONE_HUNDRED && (of > 0 || behind > 0);
    let left = if *takes { Decimal::ONE_HUNDRED.checked_sub(share)? } else { share };
    whole.then_some((left, from + size + "%".len() + behind))
}

/// 扣完为止, 最多扣10分, 封顶10分, 加分上限为15分
pub(super) fn limit(rest: &str, effects: &mut Effects) -> Option<usize> {
    if let Some(word) = lexicon!(NEGATIVE).begins(rest) {
        effects.negative = true;
        return Some(word.len());
    }
    if let Some(word) = lexicon!(PLAIN).begins(rest) {
        effects.plain = true;
        return Some(word.len());
    }
    let begins = lexicon!(LIMITS.map(|(word, _)| word)).all(rest);
    let (word, lost) = begins.max_by_key(|(_, word)| word.len()).and_then(|(place, _)| LIMITS.get(place))?;
    let (most, size) = number(rest.get(word.len()..)?)?;
    let tail = rest.get(word.len() + size..)?;
    // 累计不超过15分, 累计不超过3次 is a bound
    if word.ends_with("不超过") && !tail.starts_with('分') {
        return None;
    }
    // 加分不超过5分 says what of
    let won = word.contains(['加', '奖']);
    if *lost || (!won && effects.takes() && !effects.adds()) {
        effects.most_lost = Some(most);
    } else {
        effects.most_won = Some(most);
        effects.bonus = won;
    }
    let unit = eat(tail, &["分", "元"]);
    Some(word.len() + size + unit + eat(tail.get(unit..)?, &["为止", "止"]))
}

/// 一票否决
pub(super) fn veto(rest: &str, effects: &mut Effects) -> Option<usize> {
    let word = lexicon!(VETOES).begins(rest)?;
    effects.veto = true;
    let tail = rest.get(word.len()..)?;
    Some(word.len() + eat(tail, &["制", "权"]))
}
