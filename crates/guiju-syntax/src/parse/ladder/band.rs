//! A band of a scale: its ends and what it gives, in either order.

use rust_decimal::Decimal;

use crate::numbers;
use crate::parse::plain;

/// A number with its unit, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether no unit stands behind it.
    pub(super) bare: bool,
}

/// What ends a band has.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// 95%-98%
    Range { from: Number, to: Number },
    /// ≥98%, 98%以上, 90%≤X<95%
    Bound(Number),
    /// 1次
    Single(Number),
    /// 其余
    Rest,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Gives {
    Full,
    Points(Decimal),
    Nothing,
    /// 扣2分, 罚款50元
    Takes(Decimal),
    /// 奖励200元, 加2分
    Wins(Decimal),
    /// 不扣分, 不奖不罚
    Spares,
    /// 得80%, 得该项分值的80%
    Share(Decimal),
}

/// What stands between the ends and what they give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Joint {
    /// 98%以上得10分, 98%以上的得10分
    Plain,
    /// 98%以上(10分), 98%以上:10分
    Odd,
}

/// A band, and where its parts stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Band {
    pub(super) from: usize,
    /// Where its ends end.
    pub(super) to: usize,
    pub(super) shape: Shape,
    pub(super) gives: Gives,
    pub(super) given: (usize, usize),
    pub(super) joint: Joint,
    /// 合格率≥98%: what is measured, where the band says it again.
    pub(super) name: Option<(usize, usize)>,
    /// 90%≤合格率<95%: the same between two numbers.
    pub(super) within: Option<(usize, usize)>,
    /// The unit of both ends of a range.
    pub(super) unit: Option<(usize, usize)>,
    /// Whether it is measured in hundredths, or in points.
    pub(super) of_hundred: bool,
    pub(super) end: usize,
    /// The unit of its last number.
    pub(super) measured: &'static str,
    /// 500元以下: it is open below.
    pub(super) below: bool,
}

impl Band {
    /// A number that stands for it.
    pub(super) fn number(&self) -> Option<Decimal> {
        match &self.shape {
            Shape::Range { from, to } => from.value.checked_add(to.value)?.checked_div(Decimal::TWO),
            Shape::Bound(number) | Shape::Single(number) => Some(number.value),
            Shape::Rest => None,
        }
    }
}

const SIGNS: [&str; 21] = [
    ">=",
    "<=",
    ">",
    "<",
    "大于等于",
    "小于等于",
    "大于或等于",
    "小于或等于",
    "大于",
    "小于",
    "不低于",
    "不高于",
    "不少于",
    "不超过",
    "低于",
    "高于",
    "少于",
    "超过",
    "达到",
    "不足",
    "达",
];
const MARKS: [&str; 4] = ["(不含)", "(含)", "(不含本数)", "(含本数)"];
const SIDES: [&str; 9] = ["及以上", "及以下", "以上", "以下", "以内", "之内", "内", "及以内", "起"];
/// From whom it is taken, or to whom it is given.
const WHOM: [&str; 11] = ["责任人", "当事人", "班组长", "班组", "部门", "个人", "小组", "车间", "团队", "员工", "本人"];
const RESTS: [&str; 6] = ["其余情况", "其他情况", "其余", "其他", "其它", "否则"];

/// Past blanks.
pub(super) fn blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start_matches(' ').len()
}

/// Past the longest of these words, where one begins here.
fn past<'a, 'b: 'a>(text: &str, at: usize, words: impl IntoIterator<Item = &'a &'b str>) -> Option<usize> {
    let rest = text.get(at..)?;
    words.into_iter().filter(|word| rest.starts_with(**word)).map(|word| at + word.len()).max()
}

/// The band that begins here.
pub(super) fn band(text: &str, at: usize) -> Option<Band> {
    let found = ends_first(text, blanks(text, at)).or_else(|| points_first(text, blanks(text, at)))?;
    let words = text.get(found.from..found.to)?;
    let below = ["以下", "以内", "之内", "内", "<", "低于", "小于", "少于", "不超过", "不高于", "不足"]
        .iter()
        .any(|word| words.contains(word));
    let last = match &found.shape {
        Shape::Range { to, .. } => Some(*to),
        Shape::Bound(number) | Shape::Single(number) => Some(*number),
        Shape::Rest => None,
    };
    let digits = last.and_then(|last| digits(text, last.from));
    let measured = digits.and_then(|at| plain::unit(text.get(at..)?)).unwrap_or("");
    Some(Band { measured, below, ..found })
}

/// ≥98%得10分
fn ends_first(text: &str, at: usize) -> Option<Band> {
    let ends = ends(text, at)?;
    let mut next = blanks(text, past(text, ends.to, &["的", "者", "时"]).unwrap_or(ends.to));
    let (mut joint, mut wrapped) = (Joint::Plain, false);
    if let Some(c @ (',' | ':' | '=' | '(')) = text.get(next..)?.chars().next() {
        (joint, wrapped) = (Joint::Odd, c == '(');
        next = blanks(text, next + c.len_utf8());
    } else if next > past(text, ends.to, &["的", "者", "时"]).unwrap_or(ends.to) {
        joint = Joint::Odd;
    }
    let (gives, given) = gives(text, next)?;
    let mut end = given.1;
    if wrapped {
        end = past(text, blanks(text, end), &[")"])?;
    }
    Some(Band { gives, given, joint, end, ..ends })
}

/// 10分:合格率≥98%
fn points_first(text: &str, at: usize) -> Option<Band> {
    let (gives, given) = gives(text, at)?;
    let next = past(text, blanks(text, given.1), &[":"])?;
    let from = blanks(text, next);
    let ends = ends(text, from)?;
    matches!(gives, Gives::Full | Gives::Points(_) | Gives::Nothing).then_some(Band {
        gives,
        given,
        joint: Joint::Odd,
        end: ends.to,
        ..ends
    })
}

/// The ends of a band, without what it gives.
fn ends(text: &str, at: usize) -> Option<Band> {
    let plain = |shape, to| Band {
        from: at,
        to,
        shape,
        gives: Gives::Nothing,
        given: (to, to),
        joint: Joint::Plain,
        name: None,
        within: None,
        unit: None,
        of_hundred: false,
        end: to,
        measured: "",
        below: false,
    };
    if let Some(to) = past(text, at, &RESTS) {
        return Some(plain(Shape::Rest, to));
    }
    // 合格率≥98%
    let signed = text.get(at..)?.char_indices().take(13).find(|(here, _)| past(text, at + here, &SIGNS).is_some());
    if let Some((size, _)) = signed
        && text.get(at..at + size).is_some_and(|name| name.chars().all(char::is_alphabetic))
    {
        let mut to = past(text, at + size, &SIGNS)?;
        let first = number(text, blanks(text, to))?;
        to = first.to;
        // ≥90%且<95%
        let more = past(text, to, &["且", "并且", "但"]).unwrap_or(to);
        if let Some(second) = past(text, more, &SIGNS).and_then(|at| number(text, blanks(text, at))) {
            to = second.to;
        }
        let name = (size > 0).then_some((at, at + size));
        return Some(Band { name, ..plain(Shape::Bound(first), to) });
    }
    let first = number(text, at)?;
    let after = past(text, first.to, &MARKS).unwrap_or(first.to);
    if let Some(second) = past(text, after, &["-", "~", "至", "到", "—", "–"]).and_then(|at| number(text, at)) {
        let to = past(text, second.to, &MARKS).unwrap_or(second.to);
        let to = past(text, to, &["之间"]).unwrap_or(to);
        let unit = digits(text, second.from).map(|from| (from, second.to)).filter(|(from, to)| from < to);
        let word = unit.and_then(|(from, to)| text.get(from..to)).unwrap_or("");
        let shape = Shape::Range { from: first, to: second };
        return Some(Band { unit, of_hundred: ["%", "分"].contains(&word), ..plain(shape, to) });
    }
    // 90%≤X<95%
    if let Some(sign) = past(text, first.to, &SIGNS) {
        let (size, _) =
            text.get(sign..)?.char_indices().take(13).find(|(here, _)| past(text, sign + here, &SIGNS).is_some())?;
        let name = text.get(sign..sign + size)?.chars().all(char::is_alphabetic);
        let second = number(text, blanks(text, past(text, sign + size, &SIGNS).filter(|_| name)?))?;
        // where it stands the name parts two bounds
        return Some(Band { within: Some((sign, sign + size)), ..plain(Shape::Bound(first), second.to) });
    }
    match past(text, after, &SIDES) {
        Some(side) => Some(plain(Shape::Bound(first), past(text, side, &MARKS).unwrap_or(side))),
        None if !first.bare => Some(plain(Shape::Single(first), first.to)),
        None => None,
    }
}

/// Where the digits of a number end.
fn digits(text: &str, at: usize) -> Option<usize> {
    Some(at + numbers::arabic(text.get(at..)?)?.len())
}

fn number(text: &str, at: usize) -> Option<Number> {
    let from = at;
    let digits = digits(text, at)?;
    let value = numbers::number(text.get(at..digits)?)?;
    let scale = past(text, digits, &["%", "‰", "万"]).unwrap_or(digits);
    let to = scale
        + plain::unit(text.get(scale..)?)
            .filter(|_| !text.get(..scale).is_some_and(|it| it.ends_with(['%', '‰'])))
            .map_or(0, str::len);
    Some(Number { value, from, to, bare: to == digits })
}

/// 得10分, 10分, 不得分, 扣2分: what it gives, and where how much stands.
fn gives(text: &str, at: usize) -> Option<(Gives, (usize, usize))> {
    if let Some(to) = past(text, at, &["得满分", "计满分", "满分"]).filter(|to| number(text, *to).is_none()) {
        return Some((Gives::Full, (at, to)));
    }
    if let Some(to) = past(text, at, plain::untaken()) {
        return Some((Gives::Spares, (at, to)));
    }
    if let Some(found) = share(text, at) {
        return Some(found);
    }
    if let Some(to) = past(text, at, &["不得分", "不计分", "得零分"]) {
        return Some((Gives::Nothing, (at, to)));
    }
    let takes = past(text, at, &["扣", "每次扣", "扣款", "扣罚", "罚款", "每次罚款", "罚", "减"]);
    let wins = past(text, at, &["奖励", "奖", "加"]).filter(|_| takes.is_none());
    let amount = takes.is_some() || wins.is_some();
    let from = takes.or(wins).or_else(|| past(text, at, &["得", "计", "评", "记", "为"])).unwrap_or(at);
    let from = past(text, from, &WHOM).filter(|_| amount).unwrap_or(from);
    let digits = digits(text, from)?;
    let points = numbers::number(text.get(from..digits)?)?;
    let to = past(text, digits, if amount { &["分", "元"][..] } else { &["分"] })?;
    // 30分钟 is a length, 90分以上 a bound
    if text.get(to..)?.starts_with(['钟', '以', '及', '-', '~', '至', '<', '>']) {
        return None;
    }
    if amount {
        let gives = if takes.is_some() { Gives::Takes(points) } else { Gives::Wins(points) };
        return Some((gives, (at, past(text, to, &["/次", "/人次"]).unwrap_or(to))));
    }
    let gives = if points.is_zero() { Gives::Nothing } else { Gives::Points(points) };
    Some((gives, (from, to)))
}

/// 得80%, 计分值的80%, 得80%的分数: a share of the points, and where its number stands.
fn share(text: &str, at: usize) -> Option<(Gives, (usize, usize))> {
    #[rustfmt::skip]
    const OF: [&str; 14] = [
        "该项分值的", "本项分值的", "此项分值的", "该项得分的", "本项得分的", "该项分数的", "本项分数的", "该项满分的", "本项满分的", "该项的", "本项的", "分值的", "满分的", "标准分的",
    ];
    const BEHIND: [&str; 9] = ["的分值", "的得分", "的分数", "的满分", "分值", "分数", "的分", "得分", "计分"];
    let verb = past(text, at, &["得", "计", "给", "按", "记"])?;
    let from = past(text, verb, &OF).unwrap_or(verb);
    let digits = digits(text, from)?;
    let number = numbers::number(text.get(from..digits)?)?;
    let to = past(text, digits, &["%"])?;
    let end = past(text, to, &BEHIND).unwrap_or(to);
    let share = !number.is_zero() && number <= Decimal::ONE_HUNDRED;
    // 计80%以上 is a bound
    let closed = text.get(end..)?.chars().next().is_none_or(|c| " ,;。)、/".contains(c));
    let gives = if number == Decimal::ONE_HUNDRED { Gives::Full } else { Gives::Share(number) };
    (share && closed).then_some((gives, (at, end)))
}
