//! Property lines: 分值, 计分, 适用 and the rest.

use std::sync::LazyLock;

use pest::Parser;
use pest::iterators::Pair;
use rust_decimal::Decimal;

use super::build::{Builder, TransposeOption};
use crate::ast::*;
use crate::grammar::{Grammar, Rule};
use crate::lexicon::Lexicon;
use crate::near;
use crate::normal::Normal;
use crate::numbers;
use crate::words;

/// Keywords a property line begins with, and whether blanks or punctuation must follow (so that 说明书 is no 说明).
pub const KEYWORDS: [(&str, bool); 23] = [
    ("编号", true),
    ("施行", false),
    ("等级", true),
    ("定义", true),
    ("参数", true),
    ("适用", true),
    ("分值", false),
    ("权重", false),
    ("计分", true),
    ("除外", true),
    ("来源", true),
    ("说明", true),
    ("责任", true),
    ("标识", true),
    ("一票否决", false),
    ("人工", true),
    ("后果", false),
    ("视同", true),
    ("并计", true),
    ("遇节假日", false),
    ("样本", true),
    ("加分最多", false),
    ("加分 最多", false),
];

/// Whether a normalised line begins as a property does.
pub fn is_property(line: &str) -> bool {
    if line.starts_with('自') && line.trim_start_matches(['自', ' ']).starts_with(|c: char| c.is_ascii_digit()) {
        return line.contains('起');
    }
    let mut begun = LINES.all(line);
    begun.any(|(place, word)| {
        let apart = KEYWORDS.get(place).is_some_and(|(_, apart)| *apart);
        line.strip_prefix(word).is_some_and(|rest| {
            !apart
                || rest.is_empty()
                || rest.starts_with([' ', ':', '「', '每'])
                || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// The words that property lines begin with.
static LINES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(KEYWORDS.iter().map(|(word, _)| word)));

/// Properties that take no words of the author's own: a line that one letter makes such a property is meant as one.
const STRICT: [&str; 14] = [
    "施行",
    "等级",
    "定义",
    "参数",
    "适用",
    "分值",
    "权重",
    "计分",
    "除外",
    "视同",
    "并计",
    "遇节假日",
    "加分最多",
    "一票否决",
];

/// What documents call some of them.
const OTHERWISE: [(&str, &str); 4] =
    [("分数", "分值"), ("责任人", "责任"), ("备注", "说明"), ("适用岗位", "适用 岗位 =")];

/// What a line is meant as that a slip of one letter keeps from being a property: `分直 20` is `分值 20`; or that says in
/// the head of a document what a property says: `岗位:文员` is `适用 岗位 = 文员`.
pub fn meant(line: &Normal) -> Option<String> {
    let reads = |line: &String| property(&Normal::new(line, 0)).is_some();
    slip(line).or_else(|| super::head::head(&line.text)).filter(reads)
}

fn slip(line: &Normal) -> Option<String> {
    let head: String = line.text.chars().take_while(|c| !c.is_ascii() && !"「：".contains(*c)).collect();
    if head.is_empty() || line.text.len() > LONGEST_SLIP || is_property(&line.text) {
        return None;
    }
    let rest = line.text.get(head.len()..)?;
    if rest.is_empty() && near::one_letter_off(&head, "说明") {
        return Some("说明".to_owned());
    }
    let other = OTHERWISE.iter().find(|(other, _)| *other == head).map(|(_, word)| word);
    let word = other.or_else(|| STRICT.iter().find(|word| near::one_letter_off(&head, word)))?;
    Some(format!("{word}{rest}"))
}

/// The longest line that may be a slip, in bytes.
const LONGEST_SLIP: usize = 512;

/// Reads a property line; `None` where it is none.
pub fn property(normal: &Normal) -> Option<PropertyKind> {
    let pair = Grammar::parse(Rule::property, &normal.text).ok()?.next()?.into_inner().next()?;
    let builder = Builder::new(normal, 0);
    kind(&builder, pair).filter(|_| builder.problems().is_empty())
}

pub fn date(text: &str) -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
}

fn kind(builder: &Builder, pair: Pair<Rule>) -> Option<PropertyKind> {
    let rule = pair.as_rule();
    let line = pair.as_str().to_owned();
    let span = builder.span(&pair);
    let mut inner = pair.into_inner();
    Some(match rule {
        Rule::worth | Rule::weight => PropertyKind::Worth(numbers::number(inner.next()?.as_str())?),
        Rule::bonus_cap => PropertyKind::BonusCap(numbers::number(inner.next()?.as_str())?),
        Rule::applies => PropertyKind::Applies(builder.condition(inner.next()?)?),
        Rule::effective => {
            let (mut from, mut to) = (None, None);
            for part in inner {
                let rule = part.as_rule();
                let day = date(part.into_inner().next()?.as_str())?;
                if rule == Rule::since_date { from = Some(day) } else { to = Some(day) }
            }
            PropertyKind::Effective { from, to }
        }
        Rule::grades => PropertyKind::Grades(inner.map(|grade| self::grade(builder, grade)).collect::<Option<_>>()?),
        Rule::define => PropertyKind::Define { name: builder.text(inner.next()?), value: builder.expr(inner.next()?)? },
        Rule::parameter => {
            PropertyKind::Parameter { name: builder.text(inner.next()?), value: builder.quantity(inner.next()?)? }
        }
        Rule::except_holidays => PropertyKind::ExceptHolidays,
        Rule::except => PropertyKind::Except(builder.condition(inner.next()?)?),
        Rule::since => {
            let from = date(inner.next()?.as_str())?;
            let (comparison, threshold) = builder.bound(inner.next()?, inner)?;
            PropertyKind::Since { from, comparison, threshold }
        }
        Rule::veto => PropertyKind::Veto(inner.next().map(|grade| builder.text(grade))),
        Rule::manual_mark => PropertyKind::Manual(inner.next().map(|name| builder.text(name))),
        Rule::consequence => PropertyKind::Consequence(builder.text(inner.next()?)),
        Rule::roll => PropertyKind::Roll(match inner.next()?.as_rule() {
            Rule::roll_forward => Roll::Forward,
            _ => Roll::Back,
        }),
        Rule::sample => PropertyKind::Sample(inner.next()?.as_str().parse().ok()?),
        Rule::counted_as => {
            let also = inner.next()?.as_rule() == Rule::counts_too;
            let activity = builder.text(inner.next()?);
            let (mut filter, mut name, mut amount) = (None, None, None);
            for part in inner {
                match part.as_rule() {
                    Rule::filter_until_as => filter = Some(builder.condition(part.into_inner().next()?)?),
                    Rule::quantity => amount = Some(builder.quantity(part)?),
                    _ => name = Some(builder.text(part)),
                }
            }
            PropertyKind::CountedAs { activity, filter, as_activity: name?, amount, also }
        }
        Rule::scoring => PropertyKind::Scoring(scoring(builder, inner, span)?),
        _ => {
            let words = inner.next().map(|words| {
                let text = words
                    .as_str()
                    .trim()
                    .trim_end_matches('。')
                    .trim_start_matches('「')
                    .trim_end_matches('」')
                    .to_owned();
                Text { span: builder.span(&words), text, quoted: false }
            });
            let word = |it: &str| line.starts_with(it);
            match words {
                Some(words) if word("来源") => PropertyKind::Source(words),
                Some(words) if word("责任") => PropertyKind::Owner(words),
                Some(words) if word("标识") => PropertyKind::Label(words),
                Some(words) if word("编号") => PropertyKind::Code(words),
                words if word("说明") => PropertyKind::Note(words),
                _ => return None,
            }
        }
    })
}

fn grade(builder: &Builder, pair: Pair<Rule>) -> Option<Grade> {
    let mut inner = pair.into_inner();
    let first = inner.next()?;
    if first.as_rule() == Rule::other_grade {
        return Some(Grade { name: builder.text(first.into_inner().next()?), bound: None, upto: None });
    }
    let name = builder.text(first);
    let (comparison, ends) = line(inner)?;
    let mut ends = ends.iter().map(|end| numbers::number(end.as_str()));
    let (from, upto) = (ends.next()??, ends.next());
    Some(Grade { name, bound: Some((comparison, from)), upto: upto.transpose_option()? })
}

fn scoring(builder: &Builder, parts: pest::iterators::Pairs<Rule>, span: crate::span::Span) -> Option<Scoring> {
    let mut scoring = Scoring::of(span, Vec::new());
    for part in parts {
        let part = part.into_inner().next()?;
        if part.as_rule() == Rule::limit {
            let limit = part.into_inner().next()?;
            let rule = limit.as_rule();
            if rule == Rule::most_each {
                let mut parts = limit.into_inner();
                let period = builder.period(parts.next()?)?;
                let limit = parts.next()?;
                let adds = limit.as_rule() == Rule::most_won;
                let most = numbers::number(limit.into_inner().next()?.as_str())?;
                scoring.most_each.push(Limit { period, adds, most });
                continue;
            }
            let number = limit.into_inner().next().and_then(|number| numbers::number(number.as_str()));
            match rule {
                Rule::may_be_negative => scoring.may_be_negative = true,
                Rule::until_gone => scoring.until_gone = true,
                Rule::most_lost => scoring.most_lost = number,
                Rule::most_won => scoring.most_won = number,
                Rule::round_up => scoring.rounding = StepRounding::Up,
                Rule::in_proportion => scoring.rounding = StepRounding::Exact,
                _ => {}
            }
        } else {
            scoring.rules.push(scoring_rule(builder, part)?);
        }
    }
    Some(scoring)
}

fn scoring_rule(builder: &Builder, pair: Pair<Rule>) -> Option<ScoringRule> {
    let rule = pair.as_rule();
    let span = builder.span(&pair);
    let one = |unit: Option<Text>| Quantity { span, number: Decimal::ONE, scale: Scale::One, unit };
    let mut inner = pair.into_inner();
    Some(match rule {
        Rule::met_rate => ScoringRule::MetRate,
        Rule::all_met => ScoringRule::AllMet,
        Rule::proportional => {
            let (mut cap, mut floor) = (None, None);
            for part in inner {
                let is_cap = part.as_rule() == Rule::cap;
                let quantity = builder.quantity(part.into_inner().next()?)?;
                if is_cap { cap = Some(quantity) } else { floor = Some(quantity) }
            }
            ScoringRule::Proportional { cap, floor }
        }
        Rule::fixed => {
            let when_met = inner.next()?.as_rule() == Rule::if_met;
            ScoringRule::Fixed { when_met, effect: effect(builder, inner.next()?)? }
        }
        Rule::basis_step | Rule::late_step => {
            let (mut basis, mut step, mut given) = (Basis::Late, one(None), None);
            for part in inner {
                match part.as_rule() {
                    Rule::basis => {
                        basis = match part.as_str() {
                            "少" => Basis::Fewer,
                            "低" | "降低" | "下降" => Basis::Lower,
                            _ => Basis::Over,
                        }
                    }
                    Rule::quantity => step = builder.quantity(part)?,
                    _ => given = Some(effect(builder, part)?),
                }
            }
            ScoringRule::Step { basis, step, effect: given? }
        }
        Rule::times_step => {
            let (mut step, mut given) = (one(None), None);
            for part in inner {
                match part.as_rule() {
                    Rule::times_count => step.number = numbers::number(part.as_str())?,
                    Rule::times_word if part.as_str() != "次" => step.unit = Some(builder.text(part)),
                    Rule::times_word => {}
                    _ => given = Some(effect(builder, part)?),
                }
            }
            ScoringRule::Step { basis: Basis::Times, step, effect: given? }
        }
        Rule::tiers => ScoringRule::Tiers(inner.map(|tier| self::tier(builder, tier)).collect::<Option<_>>()?),
        Rule::linear => {
            let mut points = Vec::new();
            for point in inner {
                let mut parts = point.into_inner();
                points.push((builder.quantity(parts.next()?)?, builder.quantity(parts.next()?)?));
            }
            ScoringRule::Linear(points)
        }
        _ => return None,
    })
}

fn effect(builder: &Builder, pair: Pair<Rule>) -> Option<Effect> {
    let (mut adds, mut amount, mut unit) = (false, Decimal::ONE, String::new());
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::adds => adds = true,
            Rule::amount => amount = numbers::number(part.as_str())?,
            Rule::effect_grand => amount = amount.checked_mul(Decimal::from(10_000))?.normalize(),
            Rule::effect_unit => unit = part.as_str().to_owned(),
            Rule::quoted => unit = builder.text(part).text,
            _ => {}
        }
    }
    Some(Effect { adds, amount, unit })
}

/// The comparison of a line of a scale, and the number it compares with, or both ends; a bare number is meant exactly.
fn line<'i>(parts: impl Iterator<Item = Pair<'i, Rule>>) -> Option<(Comparison, Vec<Pair<'i, Rule>>)> {
    let mut parts: Vec<Pair<Rule>> = parts.collect();
    let first = parts.first()?;
    let comparison = match first.as_rule() {
        Rule::op => Some(words::comparison(first.as_str())),
        Rule::between => Some(Comparison::Between),
        _ => None,
    };
    if comparison.is_some() {
        parts.remove(0);
    }
    let exact = if parts.len() > 1 { Comparison::Between } else { Comparison::Equal };
    Some((comparison.unwrap_or(exact), parts))
}

fn tier(builder: &Builder, pair: Pair<Rule>) -> Option<Tier> {
    let mut inner: Vec<Pair<Rule>> = pair.into_inner().collect();
    let last = inner.pop()?;
    let otherwise = inner.first().is_none_or(|first| first.as_rule() == Rule::otherwise);
    let (bound, upto) = if otherwise {
        (None, None)
    } else {
        let bare = inner.first().is_some_and(|first| first.as_rule() == Rule::quantity);
        let (comparison, ends) = line(inner.into_iter())?;
        let mut ends = ends.into_iter().map(|end| builder.quantity(end));
        let (mut from, upto) = (ends.next()??, ends.next().transpose_option()?);
        // 90~99%: both ends are percentages
        if let (Some(upto), Scale::One, true) = (&upto, from.scale, bare) {
            from.scale = upto.scale;
        }
        (Some((comparison, from)), upto)
    };
    let gives = match last.as_rule() {
        Rule::gain => {
            let gain = builder.quantity(last.into_inner().next()?)?;
            let points = gain.unit.as_ref().is_some_and(|unit| unit.text == "分");
            if points || gain.scale == Scale::One { TierGives::Points(gain.number) } else { TierGives::Share(gain) }
        }
        _ => TierGives::Effect(effect(builder, last)?),
    };
    Some(Tier { bound, upto, gives })
}
