//! Pairs of the grammar to nodes of the tree.

use chrono::{NaiveDate, NaiveTime};
use pest::iterators::{Pair, Pairs};
use rust_decimal::Decimal;

use crate::ast::*;
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Rule, is_han};
use crate::normal::{Normal, tight};
use crate::numbers;
use crate::parse::plain::unit;
use crate::span::Span;
use crate::words::{comparison, duration_unit, function, period_unit, scale, weekday};
use std::cell::RefCell;

/// The most units that one period may have.
const LONGEST_COUNT: u32 = 1000;

/// Builds nodes of one normalised sentence.
pub struct Builder<'n> {
    normal: &'n Normal,
    base: usize,
    problems: RefCell<Vec<Diagnostic>>,
}

type P<'i> = Pair<'i, Rule>;

fn find<'i>(pairs: Pairs<'i, Rule>, rule: Rule) -> Option<P<'i>> {
    pairs.into_iter().find(|pair| pair.as_rule() == rule)
}

impl<'n> Builder<'n> {
    /// `base` is where the parsed text begins in the normalised text.
    pub fn new(normal: &'n Normal, base: usize) -> Self {
        Builder { normal, base, problems: RefCell::default() }
    }

    /// What was found wrong with values that the grammar lets pass.
    pub fn problems(&self) -> Vec<Diagnostic> {
        self.problems.borrow().clone()
    }

    /// Whether the parsed text begins the whole.
    pub fn at_start(&self) -> bool {
        self.base == 0
    }

    /// Where a pair stands in the source, without blanks around it.
    pub fn span(&self, pair: &P) -> Span {
        let span = pair.as_span();
        let text = pair.as_str();
        let lead = text.len() - text.trim_start().len();
        self.normal.span(self.base + span.start() + lead, self.base + span.start() + text.trim_end().len())
    }

    /// The source of some bytes of the parsed text.
    pub fn place(&self, start: usize, end: usize) -> Span {
        self.normal.span(self.base + start, self.base + end)
    }

    /// A name rule: quoted or a word.
    pub fn text(&self, pair: P) -> Text {
        let span = self.span(&pair);
        let quoted = if pair.as_rule() == Rule::quoted {
            Some(pair.clone())
        } else {
            find(pair.clone().into_inner(), Rule::quoted)
        };
        match quoted {
            Some(quoted) => {
                let inner = quoted.as_str();
                let text = inner.trim_start_matches('「').trim_end_matches('」').to_owned();
                Text { text, span, quoted: true }
            }
            None => Text { text: tight(pair.as_str()), span, quoted: false },
        }
    }

    pub fn requirement(&self, pair: P) -> Option<Requirement> {
        let span = self.span(&pair);
        let mut requirement = empty_requirement(span);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::when => requirement.condition = self.when(part),
                Rule::entity => requirement.entity = Some(self.entity(part)),
                Rule::period => requirement.period = Some(self.period(part)?),
                Rule::deadline => requirement.deadline = Some(self.deadline(part)?),
                Rule::core => requirement.core = self.core(part)?,
                _ => {}
            }
        }
        own_end(&mut requirement);
        Some(requirement)
    }

    /// 且 binds closer than 或.
    fn when(&self, pair: P) -> Option<Condition> {
        let mut any: Vec<Vec<Condition>> = vec![Vec::new()];
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::when_and if part.as_str() == "或" => any.push(Vec::new()),
                Rule::when_and => {}
                _ => any.last_mut()?.push(self.when_test(part)?),
            }
        }
        let one = |mut all: Vec<Condition>| if all.len() == 1 { all.pop() } else { Some(Condition::And(all)) };
        let mut any = any.into_iter().map(one).collect::<Option<Vec<Condition>>>()?;
        if any.len() == 1 { any.pop() } else { Some(Condition::Or(any)) }
    }

    fn when_test(&self, pair: P) -> Option<Condition> {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let field = self.text(inner.next()?);
        if rule != Rule::compare_when {
            return Some(Condition::Flag(field));
        }
        let comparison = comparison(inner.next()?.as_str());
        let value = inner.next()?;
        let named = value.as_rule() == Rule::quoted || named_level(value.as_str());
        let named = named.then(|| Value::Text(self.text(value.clone())));
        let value = named.map_or_else(|| self.quantity(value).map(Value::Number), Some)?;
        Some(Condition::Compare { field, comparison, value })
    }

    pub fn entity(&self, pair: P) -> Entity {
        let span = self.span(&pair);
        let mut measure_word = String::new();
        let mut object = Text { text: String::new(), span, quoted: false };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::measure_word => measure_word = part.as_str().to_owned(),
                _ => object = self.text(part),
            }
        }
        Entity { measure_word, object, span }
    }

    pub fn period(&self, pair: P) -> Option<Period> {
        let span = self.span(&pair);
        let whole = pair.clone();
        let part = pair.into_inner().next()?;
        let rule = part.as_rule();
        let mut every = 1;
        let mut unit = PeriodUnit::Day;
        let mut name = String::new();
        for inner in part.into_inner() {
            match inner.as_rule() {
                Rule::count_word => {
                    every = numbers::whole(inner.as_str()).unwrap_or(u32::MAX);
                    if !(1..=LONGEST_COUNT).contains(&every) {
                        let code = Diagnostic::new(Code::PeriodLength, span).with("words", tight(whole.as_str()));
                        self.problems.borrow_mut().push(code.with("most", LONGEST_COUNT.to_string()));
                        every = 1;
                    }
                }
                Rule::period_unit => unit = period_unit(inner.as_str()),
                Rule::named_word => name = inner.as_str().to_owned(),
                _ => {}
            }
        }
        let kind = match rule {
            Rule::every_period => PeriodKind::Every(every, unit),
            Rule::named_period => PeriodKind::Named(name),
            Rule::rolling => PeriodKind::Rolling(every, unit),
            Rule::last => PeriodKind::Last(every, unit),
            _ => PeriodKind::Range,
        };
        Some(Period { span, kind })
    }

    pub fn deadline(&self, pair: P) -> Option<Deadline> {
        let span = self.span(&pair);
        let part = pair.into_inner().next()?;
        let rule = part.as_rule();
        if rule == Rule::point {
            let point = self.point(part)?;
            return Some(Deadline { span, from: Some(point.clone()), to: Some(point) });
        }
        let mut points = Vec::new();
        let mut inclusive = true;
        for inner in part.into_inner() {
            match inner.as_rule() {
                Rule::point => points.push(self.point(inner)?),
                Rule::inclusion => inclusive = inner.as_str() == "(含)",
                _ => {}
            }
        }
        let mut points = points.into_iter().map(|point| Point { inclusive, ..point });
        let first = points.next();
        Some(match rule {
            Rule::before_deadline => Deadline { span, from: None, to: first },
            Rule::after_deadline => Deadline { span, from: first, to: None },
            _ => Deadline { span, from: first, to: points.next() },
        })
    }

    fn point(&self, pair: P) -> Option<Point> {
        let mut point = Point { next: None, day: PointDay::Same, time: None, inclusive: true };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::next => point.next = Some(next_period(part.as_str())),
                Rule::next_same => point.next = Some(NextPeriod::Of(PeriodUnit::Day)),
                Rule::next_end => {
                    point.next = Some(next_period(part.into_inner().next()?.as_str()));
                    point.day = PointDay::Last(None);
                }
                Rule::next_weekday => {
                    point.next = Some(NextPeriod::Of(PeriodUnit::Week));
                    point.day = PointDay::Weekday(weekday(part.as_str()));
                }
                Rule::moment | Rule::day_moment => point.time = self.moment(part),
                Rule::inclusion => point.inclusive = part.as_str() == "(含)",
                _ => point.day = self.point_day(part)?,
            }
        }
        if let (Some(NextPeriod::Of(next)), PointDay::Last(Some(own))) = (point.next, point.day)
            && own == next
        {
            point.day = PointDay::Last(None);
        }
        Some(point)
    }

    fn point_day(&self, pair: P) -> Option<PointDay> {
        let rule = pair.as_rule();
        let text = pair.as_str().trim().to_owned();
        let span = self.span(&pair);
        let inner: Vec<P> = pair.into_inner().collect();
        let number = |pair: &P| numbers::whole(pair.as_str());
        let day = match (rule, inner.as_slice()) {
            (Rule::month_day, [month, day]) if day.as_rule() == Rule::period_end => {
                let month = number(month)?;
                PointDay::OfMonth(month, last_of_month(month))
            }
            (Rule::month_day, [month, day]) => PointDay::OfMonth(number(month)?, number(day)?),
            (Rule::nth_day, [month, day]) => {
                let day = if day.as_rule() == Rule::period_end { 31 } else { number(day)? };
                match month.clone().into_inner().next() {
                    Some(which) if which.as_rule() == Rule::last_month && day == 31 => PointDay::Last(None),
                    Some(which) if which.as_rule() == Rule::last_month => PointDay::OfLast(day),
                    Some(which) if which.as_rule() == Rule::day_number => match number(&which)? {
                        1 => PointDay::Of(day),
                        nth => PointDay::OfNth(nth, day),
                    },
                    _ => PointDay::Of(day),
                }
            }
            (Rule::of_day, [day]) => PointDay::Of(number(day)?),
            (Rule::weekday, _) => PointDay::Weekday(weekday(&text)),
            (Rule::last_day, _) => PointDay::Last(last_of(&text)),
            _ => return None,
        };
        let possible = match day {
            PointDay::OfMonth(month, day) => NaiveDate::from_ymd_opt(2024, month, day).is_some(),
            PointDay::OfNth(nth, day) => (2..=12).contains(&nth) && (1..=31).contains(&day),
            PointDay::Of(day) | PointDay::OfLast(day) => (1..=31).contains(&day),
            _ => true,
        };
        if !possible {
            self.problems.borrow_mut().push(Diagnostic::new(Code::ImpossibleDate, span).with("date", text.as_str()));
        }
        Some(day)
    }

    fn moment(&self, pair: P) -> Option<PointTime> {
        let part = pair.into_inner().next()?;
        Some(match part.as_rule() {
            Rule::clock => {
                let time = NaiveTime::parse_from_str(part.as_str(), "%H:%M").ok();
                if time.is_none() {
                    let code = Diagnostic::new(Code::ImpossibleTime, self.span(&part));
                    self.problems.borrow_mut().push(code.with("time", part.as_str()));
                }
                PointTime::Clock(time.unwrap_or_default())
            }
            _ => PointTime::Moment(part.as_str().to_owned()),
        })
    }

    /// 上午 (up to noon), `9:00前`, `下班前`
    fn until(&self, pair: P) -> Option<PointTime> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).map(PointTime::Clock);
        let is_noon = |pair: &P| pair.clone().into_inner().next().is_some_and(|part| part.as_rule() == Rule::noon);
        if is_noon(&pair) { noon } else { self.moment(pair) }
    }

    pub fn interval(&self, pair: P) -> Option<Interval> {
        let span = self.span(&pair);
        let part = pair.into_inner().next()?;
        let kind = match part.as_rule() {
            Rule::same_day => IntervalKind::SameDay,
            Rule::next_day => {
                let part = find(part.into_inner(), Rule::next_day_part);
                IntervalKind::NextDay(part.map(|part| self.until(part)).transpose_option()?)
            }
            Rule::within => IntervalKind::Within(self.duration(part.into_inner().next()?)?),
            Rule::ahead => IntervalKind::Ahead(self.duration(part.into_inner().next()?)?),
            Rule::beforehand => IntervalKind::Before,
            Rule::vague => IntervalKind::Vague(part.as_str().to_owned()),
            _ => {
                let place = self.span(&part);
                let words = part.as_str().trim().to_owned();
                let point = self.point(part)?;
                if !has_day(point.next, point.day) {
                    let code = Diagnostic::new(Code::DeadlineOutsidePeriod, place);
                    self.problems.borrow_mut().push(code.with("words", words));
                }
                IntervalKind::By(point)
            }
        };
        Some(Interval { span, kind })
    }

    pub fn duration(&self, pair: P) -> Option<Duration> {
        let mut amount = Decimal::ZERO;
        let mut unit = DurationUnit::Day;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::duration_unit => unit = duration_unit(part.as_str()),
                _ => amount = numbers::number(part.as_str())?,
            }
        }
        Some(Duration { amount, unit })
    }

    pub fn quantity(&self, pair: P) -> Option<Quantity> {
        let span = self.span(&pair);
        let mut quantity = Quantity { span, number: Decimal::ZERO, scale: Scale::One, unit: None };
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::number => match numbers::number(part.as_str()) {
                    Some(number) => quantity.number = number,
                    None => {
                        let number = part.as_str().to_owned();
                        self.problems
                            .borrow_mut()
                            .push(Diagnostic::new(Code::NumberTooLarge, span).with("number", number));
                    }
                },
                Rule::scale => quantity.scale = scale(part.as_str()),
                Rule::unit => quantity.unit = Some(self.text(part)),
                Rule::percent_words => {
                    quantity.scale = if part.as_str().starts_with('百') { Scale::Percent } else { Scale::Permille };
                    quantity.number = numbers::number(part.into_inner().next()?.as_str())?;
                }
                _ => {}
            }
        }
        // 九成 is 90%
        let tenths = quantity.unit.as_ref().is_some_and(|unit| unit.text == "成") && quantity.number <= Decimal::TEN;
        if tenths && quantity.scale == Scale::One {
            quantity = Quantity { number: quantity.number * Decimal::TEN, scale: Scale::Percent, unit: None, span };
        }
        Some(quantity)
    }

    pub fn expr(&self, pair: P) -> Option<Expr> {
        self.chain(pair, |builder, part| builder.term(part))
    }

    fn term(&self, pair: P) -> Option<Expr> {
        self.chain(pair, |builder, part| builder.factor(part))
    }

    fn chain(&self, pair: P, each: impl Fn(&Self, P) -> Option<Expr>) -> Option<Expr> {
        let mut parts = pair.into_inner();
        let mut left = each(self, parts.next()?)?;
        while let (Some(op), Some(right)) = (parts.next(), parts.next()) {
            let op = match op.as_str().trim() {
                "+" => BinaryOp::Add,
                "-" => BinaryOp::Sub,
                "*" => BinaryOp::Mul,
                _ => BinaryOp::Div,
            };
            left = Expr::Binary { op, left: Box::new(left), right: Box::new(each(self, right)?) };
        }
        Some(left)
    }

    fn factor(&self, pair: P) -> Option<Expr> {
        let part = pair.into_inner().next()?;
        let span = self.span(&part);
        Some(match part.as_rule() {
            Rule::expr => self.expr(part)?,
            Rule::call => {
                let mut inner = part.into_inner();
                let function = function(inner.next()?.as_str());
                let argument = Box::new(self.expr(inner.next()?)?);
                let filter = inner.next().map(|condition| self.condition(condition)).transpose_option()?;
                Expr::Call { function, argument, filter, span }
            }
            Rule::field_ref => {
                let mut inner = part.into_inner();
                Expr::Field(self.text(inner.next()?), self.text(inner.next()?))
            }
            Rule::plain_number => Expr::Number(self.quantity(part)?),
            _ => Expr::Name(self.text(part)),
        })
    }

    pub fn condition(&self, pair: P) -> Option<Condition> {
        match pair.as_rule() {
            Rule::condition | Rule::narrow_condition => self.joined(pair, Condition::Or),
            Rule::all_of | Rule::narrow_all => self.joined(pair, Condition::And),
            Rule::test | Rule::narrow_test => self.condition(pair.into_inner().next()?),
            Rule::negated | Rule::narrow_negated => {
                Some(Condition::Not(Box::new(self.condition(pair.into_inner().next()?)?)))
            }
            Rule::filter | Rule::narrow_filter | Rule::act_filter => self.condition(pair.into_inner().next()?),
            _ => self.atom(pair),
        }
    }

    fn joined(&self, pair: P, join: impl Fn(Vec<Condition>) -> Condition) -> Option<Condition> {
        let mut parts = pair.into_inner().map(|part| self.condition(part)).collect::<Option<Vec<_>>>()?;
        if parts.len() == 1 { parts.pop() } else { Some(join(parts)) }
    }

    fn atom(&self, pair: P) -> Option<Condition> {
        let rule = pair.as_rule();
        let mut inner = pair.into_inner();
        let field = self.text(inner.next()?);
        Some(match rule {
            Rule::in_set => {
                let negated = inner.next()?.as_rule() == Rule::not_in;
                Condition::In { field, negated, values: self.names(inner.next()?) }
            }
            Rule::empty => Condition::Empty { field, negated: inner.next()?.as_rule() == Rule::not_empty },
            Rule::contains => Condition::Contains { field, text: self.text(inner.next()?) },
            Rule::compare | Rule::narrow_compare => {
                let comparison = comparison(inner.next()?.as_str());
                Condition::Compare { field, comparison, value: self.value(inner.next()?)? }
            }
            _ => Condition::Flag(field),
        })
    }

    fn value(&self, pair: P) -> Option<Value> {
        let part = pair.into_inner().next()?;
        let span = self.span(&part);
        Some(match part.as_rule() {
            Rule::date => {
                let date = NaiveDate::parse_from_str(part.as_str(), "%Y-%m-%d").ok();
                if date.is_none() {
                    let code = Diagnostic::new(Code::ImpossibleDate, span);
                    self.problems.borrow_mut().push(code.with("date", part.as_str()));
                }
                Value::Date(date.unwrap_or_default(), span)
            }
            Rule::value_ref => {
                let mut inner = part.into_inner();
                Value::Field(self.text(inner.next()?), self.text(inner.next()?))
            }
            Rule::quantity_value if named_level(part.as_str()) => Value::Text(self.text(part)),
            Rule::quantity_value => Value::Number(self.quantity(part.into_inner().next()?)?),
            _ => Value::Text(self.text(part)),
        })
    }

    pub fn names(&self, pair: P) -> Vec<Text> {
        pair.into_inner().map(|item| self.text(item)).collect()
    }

    fn core(&self, pair: P) -> Option<Core> {
        let part = pair.into_inner().next()?;
        let rule = part.as_rule();
        let mut inner = part.into_inner();
        Some(match rule {
            Rule::every => {
                let trigger = self.text(inner.next()?);
                let (mut filter, mut duty, mut key) = (None, None, None);
                for part in inner {
                    match part.as_rule() {
                        Rule::filter => filter = Some(self.condition(part)?),
                        Rule::duties => duty = Some(self.duties(part)?),
                        _ => key = Some(self.text(part.into_inner().next()?)),
                    }
                }
                Core::Every { trigger, filter, duty: duty?, key }
            }
            Rule::never | Rule::record => {
                let activity = self.text(inner.next()?);
                let filter = inner.next().map(|filter| self.condition(filter)).transpose_option()?;
                if rule == Rule::never { Core::Never { activity, filter } } else { Core::Record { activity, filter } }
            }
            Rule::qualification => Core::Qualification(self.condition(inner.next()?)?),
            Rule::manual => {
                let name = self.text(inner.next()?);
                let bound = inner.next().map(|op| self.bound(op, inner)).transpose_option()?;
                Core::Manual { name, bound }
            }
            _ => {
                let measure = self.expr(inner.next()?)?;
                let mut filter = None;
                let mut rest: Vec<P> = inner.collect();
                if rest.first().is_some_and(|part| part.as_rule() == Rule::narrow_filter) {
                    filter = Some(self.condition(rest.remove(0))?);
                }
                let mut rest = rest.into_iter();
                let (comparison, threshold) = self.bound(rest.next()?, rest)?;
                Core::Measure { measure, filter, comparison, threshold }
            }
        })
    }

    /// A comparison and what is compared with, or 介于 and both ends.
    pub fn bound<'i>(&self, op: P<'i>, mut rest: impl Iterator<Item = P<'i>>) -> Option<(Comparison, Threshold)> {
        let threshold = match op.as_rule() {
            Rule::between => Threshold::Range(self.quantity(rest.next()?)?, self.quantity(rest.next()?)?),
            _ => self.threshold(rest.next()?)?,
        };
        Some((comparison(op.as_str()), threshold))
    }

    /// What follows a comparison.
    pub fn threshold(&self, pair: P) -> Option<Threshold> {
        let part = pair.into_inner().next()?;
        Some(Threshold::Value(match part.as_rule() {
            Rule::quantity if named_level(part.as_str()) => Expr::Name(self.text(part)),
            Rule::quantity => Expr::Number(self.quantity(part)?),
            Rule::fraction => self.fraction(part)?,
            _ => self.expr(part)?,
        }))
    }

    /// 三分之二 is 2/3.
    fn fraction(&self, pair: P) -> Option<Expr> {
        let span = self.span(&pair);
        let (under, over) = pair.as_str().trim().split_once("分之")?;
        let number = |text: &str| {
            Some(Box::new(Expr::Number(Quantity {
                span,
                number: numbers::number(text)?,
                scale: Scale::One,
                unit: None,
            })))
        };
        Some(Expr::Binary { op: BinaryOp::Div, left: number(over)?, right: number(under)? })
    }

    fn duties(&self, pair: P) -> Option<Duty> {
        let mut any = false;
        let mut items = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::and_duty => items.push(self.duty(part.into_inner().next()?)?),
                Rule::or_duty => {
                    any = true;
                    items.push(self.duty(part.into_inner().next()?)?);
                }
                _ => items.push(self.duty(part)?),
            }
        }
        Some(if any { Duty::Any(items) } else { Duty::All(items) })
    }

    fn duty(&self, pair: P) -> Option<DutyItem> {
        let span = self.span(&pair);
        let mut own = false;
        let mut kind = None;
        for part in pair.into_inner() {
            let rule = part.as_rule();
            if rule == Rule::own {
                own = true;
                continue;
            }
            let whole = part.clone();
            let mut inner = part.into_inner();
            kind = Some(match rule {
                Rule::filled => DutyKind::Filled(self.names(inner.next()?)),
                Rule::sequence => DutyKind::Sequence(self.names(inner.next()?)),
                Rule::manual_duty => DutyKind::Manual(self.text(inner.next()?)),
                Rule::anchored => {
                    let event = self.text(inner.next()?);
                    let after = inner.next()?.as_rule() == Rule::after;
                    let part = inner.next()?;
                    let interval = match part.as_rule() {
                        Rule::duration => {
                            Interval { span: self.span(&part), kind: IntervalKind::Ahead(self.duration(part)?) }
                        }
                        _ => self.interval(part)?,
                    };
                    if after { DutyKind::After { event, interval } } else { DutyKind::Before { event, interval } }
                }
                Rule::field_duty => DutyKind::Field(self.condition(inner.next()?)?),
                _ => {
                    let (mut interval, mut activity, mut filter) = (None, None, None);
                    for part in whole.into_inner() {
                        match part.as_rule() {
                            Rule::interval => interval = Some(self.interval(part)?),
                            Rule::act_filter => filter = Some(self.condition(part)?),
                            _ => activity = Some(self.text(part)),
                        }
                    }
                    DutyKind::Act { interval, activity: activity?, filter }
                }
            });
        }
        Some(DutyItem { span, kind: kind?, own })
    }
}

/// A requirement that asks nothing yet.
pub fn empty_requirement(span: Span) -> Requirement {
    Requirement {
        span,
        words: String::new(),
        condition: None,
        entity: None,
        period: None,
        deadline: None,
        core: Core::Phrase(Text { text: String::new(), span, quoted: false }),
        scoring: Vec::new(),
        properties: Vec::new(),
        topic: None,
    }
}

/// [`Option::transpose`] for two options.
pub trait TransposeOption<T> {
    /// Nothing where the inner value could not be read.
    fn transpose_option(self) -> Option<Option<T>>;
}

impl<T> TransposeOption<T> for Option<Option<T>> {
    fn transpose_option(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(None) => None,
            Some(some) => Some(some),
        }
    }
}

/// 次月, 次季度, 次期 …
fn next_period(word: &str) -> NextPeriod {
    match word.trim().trim_start_matches(['次', '下']).trim_start_matches('个') {
        "期" => NextPeriod::Same,
        unit => NextPeriod::Of(period_unit(unit)),
    }
}

/// 月底 of every month is the end of the period: it need not say of what.
pub(crate) fn own_end(requirement: &mut Requirement) {
    let Some(Period { kind: PeriodKind::Every(_, unit), .. }) = &requirement.period else { return };
    let ends = requirement.deadline.iter_mut().flat_map(|deadline| deadline.from.iter_mut().chain(&mut deadline.to));
    for end in ends.filter(|end| end.next.is_none() && end.day == PointDay::Last(Some(*unit))) {
        end.day = PointDay::Last(None);
    }
}

/// Of what 月底, 年末 … is the last day: 期末 of whatever period there is.
fn last_of(word: &str) -> Option<PeriodUnit> {
    match word.trim_end_matches(['底', '末']) {
        "期" => None,
        unit => Some(period_unit(unit)),
    }
}

/// The last day of a month, as its number in a leap year.
fn last_of_month(month: u32) -> u32 {
    (28..=31).rev().find(|day| NaiveDate::from_ymd_opt(2024, month, *day).is_some()).unwrap_or(31)
}

/// Whether the period after has such a day: 次月 has a 5日, 次季度 as well (of its first month), 次年 a 1月5日, 次周 a 周五.
fn has_day(next: Option<NextPeriod>, day: PointDay) -> bool {
    let Some(NextPeriod::Of(unit)) = next else { return false };
    match day {
        PointDay::Same => false,
        PointDay::Of(_) => matches!(unit, PeriodUnit::Month | PeriodUnit::Quarter | PeriodUnit::HalfYear),
        PointDay::OfNth(nth, _) => nth <= months(unit),
        PointDay::OfLast(_) => months(unit) > 1,
        PointDay::OfMonth(..) => unit == PeriodUnit::Year,
        PointDay::Weekday(_) => unit == PeriodUnit::Week,
        PointDay::Last(own) => unit != PeriodUnit::Day && own.is_none_or(|own| own == unit),
    }
}

/// How many months a unit has; none for the shorter ones.
fn months(unit: PeriodUnit) -> u32 {
    match unit {
        PeriodUnit::Month => 1,
        PeriodUnit::Quarter => 3,
        PeriodUnit::HalfYear => 6,
        PeriodUnit::Year => 12,
        _ => 0,
    }
}

/// 十分紧急
fn is_very(words: &str) -> bool {
    words.strip_prefix("十分").is_some_and(|rest| rest.starts_with(is_han) && !rest.starts_with(['之', '钟']))
}

/// 一般, 二级, 三甲: a numeral of one letter before what counts nothing names a level.
fn named_level(words: &str) -> bool {
    let words = words.trim();
    let behind = words.strip_prefix(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let named = behind.is_some_and(|rest| {
        rest.starts_with(is_han)
            && numbers::numeral(rest).is_none()
            && !rest.starts_with(['万', '亿', '成', '分'])
            && unit(rest).is_none()
    });
    named || is_very(words)
}
