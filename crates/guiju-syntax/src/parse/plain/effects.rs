//! Penal and rewarding wording: 每少一次扣2分, 扣3分/次, 得满分, 扣完为止, 取消当月绩效奖金.

use pest::Parser;
use rust_decimal::Decimal;

use super::scan;
use crate::ast::{Basis, Effect, Quantity, Scale, ScoringRule, Text};
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::numbers;
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
    /// 得8分, 不得分: the points of a band.
    pub gain: Option<Decimal>,
    /// 其余线性取值
    pub linear: bool,
    /// 一票否决
    pub veto: bool,
    /// 扣完为止, 不重复扣分: what holds anyway.
    pub plain: bool,
    /// 每低于目标1个百分点: what the steps go from.
    pub against: Option<Text>,
    /// 扣1-3分: where a range is said, which nothing decides.
    pub ranged: Option<Span>,
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
            && self.ranged.is_none()
    }

    /// Whether only a limit or a worth is said.
    pub fn says_only_how_much(&self) -> bool {
        self.rules.is_empty() && self.consequence.is_none() && !self.veto && self.ranged.is_none()
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
            || self.ranged.is_some()
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
#[rustfmt::skip]
const BASES: [(&str, Basis); 38] = [
    ("低于", Basis::Lower), ("降低", Basis::Lower), ("下降", Basis::Lower), ("减少", Basis::Fewer), ("缺少", Basis::Fewer),
    ("少于", Basis::Fewer), ("超过", Basis::Over), ("超出", Basis::Over), ("高出", Basis::Over), ("高于", Basis::Over),
    ("提高", Basis::Over), ("提升", Basis::Over), ("增加", Basis::Over), ("增长", Basis::Over), ("上升", Basis::Over),
    ("延迟", Basis::Late), ("延误", Basis::Late), ("延期", Basis::Late), ("推迟", Basis::Late), ("拖延", Basis::Late),
    ("逾期", Basis::Late), ("迟交", Basis::Late), ("迟报", Basis::Late), ("晚交", Basis::Late), ("晚报", Basis::Late),
    ("超期", Basis::Late), ("超时", Basis::Late), ("拖欠", Basis::Late), ("少", Basis::Fewer), ("低", Basis::Lower),
    ("超", Basis::Over), ("高", Basis::Over), ("多", Basis::Over), ("迟", Basis::Late), ("晚", Basis::Late),
    ("降", Basis::Lower), ("升", Basis::Over), ("涨", Basis::Over),
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

const TAKES: [&str; 10] = ["增扣", "加扣", "扣除", "扣减", "扣款", "扣罚", "罚款", "扣", "减", "降"];
const ADDS: [&str; 3] = ["奖励", "加", "奖"];

/// Words with which a consequence begins.
const CONSEQUENCES: [&str; 59] = [
    "取消",
    "一经发现",
    "一经查实",
    "一旦发现",
    "立即解除",
    "不得参加",
    "不得参评",
    "不得评",
    "不得享受",
    "不得晋升",
    "不参加评",
    "不参与评",
    "不享受",
    "不发放",
    "不发",
    "扣除当月",
    "扣除全部",
    "停发",
    "降级",
    "降职",
    "降薪",
    "调离",
    "开除",
    "除名",
    "记过",
    "记大过",
    "劝退",
    "待岗",
    "追究",
    "按旷工处理",
    "按自动离职处理",
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
    // 环比增加(签收): a function, which gives no points
    let function = |at: usize| {
        text.get(at..).is_some_and(|rest| rest.starts_with("加("))
            && text.get(..at).is_some_and(|before| before.ends_with('增'))
    };
    text.char_indices().filter(|(at, _)| !super::words::is_quoted(text, *at) && !function(*at)).find_map(|(at, _)| {
        let mut effects = Effects::default();
        all(normal, at, &mut effects).then_some((at, effects))
    })
}

/// 投诉每有1例, 每低于1%: the beginning of a step whose points follow the comma.
pub fn begins_step(normal: &Normal) -> bool {
    let text = normal.text.as_str();
    if split(normal).is_some()
        || !text.contains('每')
        || !text.contains(|c: char| c.is_ascii_digit() || "一二两三五十".contains(c))
    {
        return false;
    }
    let mut whole = normal.clone();
    whole.insert("扣1分", normal, text.len().saturating_sub(1));
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
    while at < text.len() {
        let rest = text.get(at..).unwrap_or("");
        let skipped = eat(rest, &["则", "分别", "以此类推", "依此类推", "、", "/", "本项", "的", ":"]);
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let Some(length) = one(normal, at, effects) else {
            // 每次扣100元并书面检讨
            let more = ["并且", "并", "同时", "且"].iter().find_map(|word| rest.strip_prefix(word));
            let Some(more) = more.filter(|more| !effects.is_empty() && effects.takes() && is_plain(more)) else {
                return false;
            };
            effects.consequence = Some(super::words::text(normal, text.len() - more.len(), text.len()));
            return true;
        };
        at += length;
    }
    at > from && !effects.is_empty()
}

/// Words without a number: a consequence that is no amount.
fn is_plain(words: &str) -> bool {
    words.chars().count() > 1 && !words.contains(|c: char| c.is_ascii_digit() || c == '分' || c == '元')
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
        .or_else(|| ranged(normal, at, effects))
        .or_else(|| veto(rest, effects))
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

/// 一票否决
fn veto(rest: &str, effects: &mut Effects) -> Option<usize> {
    let words = ["实行一票否决", "一票否决", "予以一票否决"];
    let word = words.iter().find(|word| rest.starts_with(**word))?;
    effects.veto = true;
    let tail = rest.get(word.len()..)?;
    Some(word.len() + eat(tail, &["制", "权"]))
}

/// 扣1-3分, 每次扣50~200元: between them nothing decides.
fn ranged(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let begins = ["视情节轻重", "视情节", "视情况", "酌情", "每人每次", "每次", "每起", "每项", "每处", "每人", "一次"];
    let mut length = 0;
    while let Some(word) = begins.iter().find(|word| rest.get(length..).is_some_and(|rest| rest.starts_with(**word))) {
        length += word.len();
    }
    length += TAKES.iter().chain(&ADDS).find(|word| rest.get(length..).is_some_and(|it| it.starts_with(**word)))?.len();
    let (_, first) = number(rest.get(length..)?)?;
    length += first;
    length += eat(rest.get(length..)?, &["分", "元"]);
    let joint = eat(rest.get(length..)?, &["-", "~", "至", "到"]);
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
    effects.ranged = Some(normal.span(at, at + length));
    Some(length + eat(rest.get(length..)?, &["/次", "/人", "/项", "/处", "不等"]))
}

/// 扣3分/次: what was fixed is taken each time.
fn per(rest: &str, effects: &mut Effects) -> usize {
    let Some(word) = ["/次", "/人次", "/人", "/项", "/处", "/件", "/例", "/起", "/个", "/份", "/张", "/台"]
        .iter()
        .find(|word| rest.starts_with(**word))
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
    Quantity { span: Span::default(), number, scale: Scale::One, unit: None }
}

/// 扣完为止, 最多扣10分, 封顶10分, 加分上限为15分
fn limit(rest: &str, effects: &mut Effects) -> Option<usize> {
    for word in ["扣完为止", "扣完止", "不重复扣分", "不重复加分"] {
        if rest.starts_with(word) {
            effects.plain = true;
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
    // 此项得分为0
    let nought = ["此项得分为", "该项得分为", "本项得分为", "此项得", "该项得", "本项得", "得分为", "此项计", "本项计"];
    if let Some(word) = nought.iter().find(|word| rest.starts_with(**word))
        && let Some((points, size)) = number(rest.get(word.len()..)?)
        && points.is_zero()
    {
        effects.rules.push(ScoringRule::AllMet);
        effects.gain = Some(Decimal::ZERO);
        return Some(word.len() + size + eat(rest.get(word.len() + size..)?, &["分"]));
    }
    if let Some(word) = ["本项不得分", "该项不得分", "此项不得分", "不得分", "不计分", "得零分"]
        .iter()
        .find(|word| rest.starts_with(**word))
    {
        effects.rules.push(ScoringRule::AllMet);
        effects.gain = Some(Decimal::ZERO);
        return Some(word.len());
    }
    if let Some(word) = ["按比例得分", "按比例计分"].iter().find(|word| rest.starts_with(**word)) {
        effects.rules.push(ScoringRule::Proportional { cap: None, floor: None });
        return Some(word.len());
    }
    if let Some(word) = ["线性取值", "按线性", "按插值法计算", "按线性插值计算", "采用线性插值"]
        .iter()
        .find(|word| rest.starts_with(**word))
    {
        effects.linear = true;
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
    let words = ["满分为", "满分", "评价为", "得", "评", "计", "记", "为", "本项共", "共"];
    let word = words.iter().find(|word| rest.starts_with(**word)).copied().unwrap_or("");
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
    effects.full = true;
    Some(word.len() + size + "分".len())
}

/// 每少一次扣2分, 每次扣3分, 发现1次扣2分, 每起分别加5分, 逾期每天扣1分
fn step(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let late = ["逾期", "超期", "延期", "延误", "迟交", "晚交"].iter().find(|word| rest.starts_with(**word));
    let mut length = late.map_or(0, |word| word.len());
    let each = eat(rest.get(length..)?, &["如未", "每", "没"]);
    length += each;
    let each = each > 0;
    length += eat(rest.get(length..)?, &["再"]);
    let basis = BASES.iter().find(|(word, _)| rest.get(length..).is_some_and(|rest| rest.starts_with(word)));
    let mut kind = if late.is_some() { Basis::Late } else { Basis::Times };
    let happens = eat(
        rest.get(length..)?,
        &["发生", "出现", "发现", "存在", "缺", "有", "差", "死亡", "少死亡", "查出", "查到", "检查发现"],
    );
    if let Some((word, basis)) = basis {
        kind = *basis;
        length += word.len();
        length += eat(rest.get(length..)?, &["死亡"]);
        // 每低于目标1个百分点, 超过规定一天
        let named = AGAINST.iter().find_map(|word| {
            let tail = rest.get(length..)?;
            let found = tail.find(word).filter(|found| tail.get(..*found).is_some_and(|it| it.chars().count() <= 4))?;
            Some((length, length + found + word.len()))
        });
        if let Some((from, to)) = named
            && number(rest.get(to..)?).is_some()
        {
            effects.against = Some(super::words::text(normal, at + from, at + to));
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
    if ["万分点", "千分点"].iter().any(|word| rest.get(length..).is_some_and(|rest| rest.starts_with(word))) {
        return None;
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
    length += eat(rest.get(length..)?, &["则", "分别", "未达标", "各", "应", "予以"]);
    // 每篇论文加1分: the noun after its measure word
    let noun = (0..=8).find_map(|count| {
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
    let once = kind == Basis::Times && step == Decimal::ONE;
    // 每差一项 counts, 每项 names each of what is appraised
    let unit = unit.filter(|unit| !(once && (ONES.contains(unit) || (happens > 0 && *unit == "项"))));
    // a day late is 天
    let unit = unit.map(|unit| if kind == Basis::Late && unit == "日" { "天" } else { unit });
    let text = |unit: &str| Text { text: unit.to_owned(), span: normal.span(unit_at, at + length), quoted: false };
    let step = Quantity { span: normal.span(at + from, unit_at), number: step, scale, unit: unit.map(text) };
    effects.rules.push(ScoringRule::Step { basis: kind, step, effect });
    Some(length)
}

/// Measure words of occurrences: 每起 is 每次.
#[rustfmt::skip]
const ONES: [&str; 22] = [
    "次", "起", "例", "人", "件", "处", "份", "个", "篇", "户", "张", "村", "台", "人次", "条", "笔", "名", "家", "场", "批",
    "单", "本",
];

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

/// 扣2分, 扣除绩效工资30元, 加1分, 按合同总价的1‰支付违约金
fn amount(text: &str, further: &mut Vec<Decimal>) -> Option<(Effect, usize)> {
    if let Some(found) = share_of(text) {
        return Some(found);
    }
    let takes = TAKES.iter().find(|word| text.starts_with(**word));
    let adds = ADDS.iter().find(|word| text.starts_with(**word)).filter(|_| takes.is_none());
    let verb = takes.or(adds)?.len();
    let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十半".contains(c);
    let (whose, _) = text.get(verb..)?.char_indices().take(9).find(|(_, c)| digit(*c))?;
    let (amount, size) = number(text.get(verb + whose..)?)?;
    let mut length = verb + whose + size;
    let unit =
        ["积分", "分", "元"].iter().find(|unit| text.get(length..).is_some_and(|rest| rest.starts_with(**unit)))?;
    length += unit.len();
    length += eat(text.get(length..)?, &["绩效分", "绩效工资", "奖金"]);
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

/// 按合同总价的1‰支付违约金, 扣合同价款的0.5%: a share of something, which goes to a ledger of its own.
fn share_of(text: &str) -> Option<(Effect, usize)> {
    let verb = ["按照", "按", "扣除", "扣减", "扣"].iter().find(|word| text.starts_with(**word))?;
    let tail = text.get(verb.len()..)?;
    let (whole, after) = tail.split_once('的')?;
    if whole.chars().count() > 12 || whole.is_empty() {
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

fn consequence(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let word = CONSEQUENCES.iter().find(|word| rest.starts_with(**word))?;
    // 当月迟到3次以上取消全勤奖
    let before = normal.text.get(..at)?;
    let follows = super::words::ends_as_case(before)
        || ["以上", "次", "天", "否则"].iter().any(|end| before.ends_with(end))
        || word.starts_with("逾期");
    // 逾期不交每次扣2分 is a failing with its points
    let scored = word.starts_with("逾期") && rest.contains(['扣', '罚']) && rest.contains(|c: char| c.is_ascii_digit());
    if super::words::modal(rest).is_some() || scored || before.ends_with("不得") || (at > 0 && !follows) {
        return None;
    }
    effects.consequence = Some(super::words::text(normal, at, at + rest.len()));
    Some(rest.len())
}
