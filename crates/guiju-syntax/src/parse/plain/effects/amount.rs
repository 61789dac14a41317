//! Amounts: 扣2分, 扣除绩效工资30元, 扣3分/次, 扣1-3分, 按合同总价的1‰支付违约金.

use rust_decimal::Decimal;

use super::{Effects, eat};
use crate::ast::{Basis, Effect, Quantity, Scale, ScoringRule};
use crate::lexicon::lexicon;
use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::words::holds_any;
use crate::parse::plain::{scan, words};
use crate::span::Span;

#[rustfmt::skip]
const TAKES: [&str; 20] = [
    "赔付", "经济处罚", "加罚", "一次性扣除", "一次性扣", "一次性罚款", "增扣", "加扣", "扣除", "扣减", "扣款", "扣罚", "罚款", "罚金", "处罚", "罚", "扣", "减", "降", "赔偿",
];
const ADDS: [&str; 7] = ["一次性奖励", "一次性加", "加记", "加计", "奖励", "加", "奖"];
/// Before an amount.
pub(super) const GIVES: [&str; 6] = ["给予", "予以", "处以", "并处", "另处", "处"];
/// Before a share of something.
const SHARES: [&str; 8] = ["按照", "按", "扣除", "扣减", "扣发", "扣罚", "扣款", "扣"];
/// Before a range of points.
#[rustfmt::skip]
const CASES: [&str; 19] = [
    "根据情节轻重", "根据情节严重程度", "根据情节", "按情节轻重", "按情节", "依情节轻重", "视情节严重程度", "视情节轻重", "视情节", "视情况", "视情", "酌情", "每人每次", "每次", "每起", "每项", "每处", "每人", "一次",
];

/// To whom something is paid that is late, or not as it was promised.
#[rustfmt::skip]
const PAID: [&str; 18] = [
    "用户", "客户", "顾客", "乘客", "旅客", "业主", "消费者", "对方", "买方", "甲方", "买家", "患者", "租户", "住户", "收件人", "寄件人", "客人", "学员",
];

/// Points of which nobody says how many.
#[rustfmt::skip]
const UNSAID: [&str; 16] = [
    "酌情扣分", "酌情减分", "酌情加分", "适当扣分", "适当加分", "视情扣分", "视情节扣分", "视情况扣分", "视情节轻重扣分", "予以扣分", "给予扣分", "扣分", "相应扣分",
    "扣相应分值", "扣相应分数", "给予加分",
];

/// 得8-10分: what is given in a range.
const GAINS: [&str; 4] = ["得", "评", "计", "记"];

/// Every word that begins an amount.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    GAINS.into_iter().chain(TAKES).chain(ADDS).chain(SHARES).chain(CASES).chain(UNSAID)
}

/// 扣2分, 扣除绩效工资30元, 加1分, 按合同总价的1‰支付违约金
pub(super) fn amount(text: &str, further: &mut Vec<Decimal>) -> Option<(Effect, usize)> {
    if let Some(found) = share_of(text) {
        return Some(found);
    }
    let takes = lexicon!(TAKES).begins(text);
    let adds = lexicon!(ADDS).begins(text).filter(|_| takes.is_none());
    let verb = takes.or(adds)?.len();
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十半".contains(c);
    let (whose, _) = text.get(verb..)?.char_indices().take(9).find(|(_, c)| digit(*c))?;
    // 扣除当月绩效并罚款300元 are two; 加工返工一副扣15元 adds nothing
    let between = text.get(verb..verb + whose)?;
    let processed = adds == Some("加") && between.starts_with(['工', '油', '热', '急', '固', '盖', '盟', '装']);
    if between.contains('并') || processed {
        return None;
    }
    // 赔偿20元; 赔偿客户损失500元 is what is paid, to whom
    if whose > 0 && ["赔偿", "赔付"].iter().any(|word| text.starts_with(word)) {
        let paid = text.get(verb..verb + whose).is_some_and(|whom| PAID.contains(&whom.trim_end_matches("人民币")));
        if !paid {
            return None;
        }
    }
    // 降低率:完成目标得10分 takes nothing, and 折扣 <= 8 分, 返扣金额不超过8元 are held against a bound
    let apart = |c: char| ":,得加扣评率完<>=".contains(c);
    let bounded = |words: &str| words.contains('额') && ["不", "最", "以内"].iter().any(|it| words.contains(it));
    // 加分不超过5分 limits
    let limits =
        |words: &str| holds_any(words, &["不超过", "不少于", "不低于", "至少", "最少", "最多", "最高", "上限", "封顶"]);
    if text.get(verb..verb + whose).is_some_and(|words| words.contains(apart) || bounded(words) || limits(words)) {
        return None;
    }
    let (mut amount, size) = number(text.get(verb + whose..)?)?;
    let mut length = verb + whose + size;
    // 罚款5万元, 罚款3千元
    let grand = [("万元", 10_000), ("千元", 1_000)];
    if let Some((_, times)) = grand.iter().find(|(word, _)| text.get(length..).is_some_and(|it| it.starts_with(word))) {
        amount = amount.checked_mul(Decimal::from(*times))?.normalize();
        length += "万".len();
    }
    // 扣三天工资: days of pay, in a ledger of their own
    let days = ["天的工资", "天工资", "日工资", "倍工资", "个月工资", "个月奖金", "天奖金", "个月绩效", "天绩效"];
    let pay = days.iter().find(|unit| text.get(length..).is_some_and(|rest| rest.starts_with(**unit)));
    if let Some(unit) = pay
        .filter(|_| whose == 0 || text.get(verb..verb + whose).is_some_and(|it| ["发", "除", "罚", "其"].contains(&it)))
    {
        let word = unit.replace('的', "");
        return Some((Effect { adds: adds.is_some(), amount, unit: word }, length + unit.len()));
    }
    let unit =
        ["积分", "分", "元"].iter().find(|unit| text.get(length..).is_some_and(|rest| rest.starts_with(**unit)))?;
    length += unit.len();
    length += eat(text.get(length..)?, &["绩效分", "绩效工资", "奖金", "整"]);
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

/// 、2分 after an amount: the amount, where it begins, and its length.
fn another(text: &str) -> Option<(Decimal, usize, usize)> {
    let rest = text.strip_prefix('、')?;
    let (amount, size) = number(rest)?;
    Some((amount, "、".len(), size))
}

/// 按合同总价的1‰支付违约金, 扣合同价款的0.5%: a share of something, which goes to a ledger of its own.
fn share_of(text: &str) -> Option<(Effect, usize)> {
    let verb = lexicon!(SHARES).begins(text)?;
    let tail = text.get(verb.len()..)?;
    let (whole, after) = tail.split_once('的')?;
    // 该项分值的50% is of the points themselves
    const POINTS: [&str; 6] = ["分值", "得分", "分数", "总分", "满分", "标准分"];
    let of_points = POINTS.iter().any(|points| whole.ends_with(points));
    if whole.chars().count() > 12 || whole.is_empty() || of_points {
        return None;
    }
    let words = [("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")];
    let (share, size) = match words.iter().find(|(word, _)| after.starts_with(word)) {
        Some((word, sign)) => {
            let (number, size) = number(after.get(word.len()..)?)?;
            (format!("{}{sign}", number.normalize()), word.len() + size)
        }
        None => {
            let (number, size) = number(after)?;
            let sign =
                ["%", "‰", "‱"].iter().find(|sign| after.get(size..).is_some_and(|it| it.starts_with(**sign)))?;
            (format!("{}{sign}", number.normalize()), size + sign.len())
        }
    };
    let rest = after.get(size..)?;
    let pays = verb.starts_with('按');
    let paid = ["支付", "扣除", "扣", "计收", "收取", "缴纳", "计算", "赔偿", "加收"];
    let end = match pays {
        // 向甲方支付违约金
        true => paid
            .iter()
            .find_map(|word| rest.find(word))
            .filter(|at| rest.get(..*at).is_some_and(|it| it.chars().count() < 8))
            .map(|_| rest.len())?,
        false => 0,
    };
    let length = text.len() - rest.len() + end;
    Some((Effect { adds: false, amount: Decimal::ONE, unit: format!("{whole}的{share}") }, length))
}

/// 扣1-3分, 每次扣50~200元: between them nothing decides.
pub(super) fn ranged(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    // …的,酌情扣分: how much nobody says
    let opens = at == 0 || normal.text.get(..at).is_some_and(words::ends_as_case);
    if opens && UNSAID.contains(&rest) {
        effects.wins = rest.contains('加');
        effects.ranged = Some(normal.span(at, normal.text.len()));
        return Some(rest.len());
    }
    let mut length = 0;
    while let Some(word) = rest.get(length..).and_then(|rest| lexicon!(CASES).begins(rest)) {
        length += word.len();
    }
    let verbs = rest.get(length..)?;
    let gives = lexicon!(GAINS).begins(verbs);
    let takes = lexicon!(TAKES).begins(verbs);
    let adds = lexicon!(ADDS).begins(verbs).filter(|_| takes.is_none());
    length += takes.or(adds).or(gives)?.len();
    let wins = adds.is_some();
    let gives = gives.is_some();
    let (_, first) = number(rest.get(length..)?)?;
    length += first;
    let of = eat(rest.get(length..)?, &["分", "元"]);
    length += of;
    let joint = eat(rest.get(length..)?, &["-", "~", "至", "到"]);
    // 扣1分以上: how much more nobody says
    if joint == 0 && of > 0 && opens && !gives && ["以上", "以下", "以内", "起"].contains(&rest.get(length..)?) {
        effects.wins = wins;
        effects.ranged = Some(normal.span(at, normal.text.len()));
        return Some(rest.len());
    }
    if joint == 0 {
        return None;
    }
    length += joint;
    let (_, second) = number(rest.get(length..)?)?;
    length += second;
    let unit = eat(rest.get(length..)?, &["分", "元"]);
    if unit == 0 {
        return None;
    }
    length += unit;
    effects.full |= gives;
    effects.wins = wins;
    effects.ranged = Some(normal.span(at, at + length));
    Some(length + eat(rest.get(length..)?, &["/次", "/人", "/项", "/处", "不等"]))
}

/// 扣3分/次: what was fixed is taken each time.
pub(super) fn per(rest: &str, effects: &mut Effects) -> usize {
    #[rustfmt::skip]
    const EACH: [&str; 14] = [
        "/人次", "/车次", "/次", "/人", "/项", "/处", "/件", "/例", "/起", "/个", "/份", "/张", "/台", "/班",
    ];
    // 扣2分每人次, 罚款800元/证: whatever is counted, to the end
    let counted = |sign: char| {
        let each = rest.strip_prefix(sign)?;
        let time = ["天", "日", "周", "月", "年", "小时", "分钟", "个月"].contains(&each);
        let counts = scan::unit(each) == Some(each) || each == "人次" || sign == '/' && each.chars().count() == 1;
        (counts && !time && !each.is_ascii()).then_some(rest)
    };
    let each = EACH.into_iter().find(|word| rest.starts_with(*word));
    let Some(word) = each.or_else(|| counted('每')).or_else(|| counted('/')) else { return 0 };
    if let Some(ScoringRule::Fixed { effect, .. }) = effects.rules.last().cloned() {
        effects.rules.pop();
        effects.rules.push(ScoringRule::Step { basis: Basis::Times, step: plain(Decimal::ONE), effect });
    }
    word.len()
}

/// A count of one without a unit, of no place.
fn plain(number: Decimal) -> Quantity {
    Quantity { span: Span::default(), number, scale: Scale::One, unit: None }
}

/// A number in digits or Chinese numerals.
pub(super) fn number(text: &str) -> Option<(Decimal, usize)> {
    let number = numbers::arabic(text).or_else(|| numbers::numeral(text))?;
    Some((numbers::number(number)?, number.len()))
}

pub(super) fn scale(text: &str) -> (Scale, usize) {
    let scales = [
        ("个百分点", Scale::Points),
        ("百分点", Scale::Points),
        ("个点", Scale::Points),
        ("%", Scale::Percent),
        ("‰", Scale::Permille),
        ("万", Scale::TenThousand),
    ];
    scales.iter().find(|(word, _)| text.starts_with(word)).map_or((Scale::One, 0), |(word, scale)| (*scale, word.len()))
}
