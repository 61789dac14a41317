//! Random trees of the language, as the parser could give them, and what is compared of two trees.

use chrono::{NaiveDate, NaiveTime};
use guiju_syntax::ast::*;
use guiju_syntax::span::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Names, among them such as the grammar would cut, join or take for something else.
const NAMES: [&str; 40] = [
    "上门访问客户",
    "签收",
    "整理文件夹",
    "客户",
    "金额",
    "甲",
    "A1评审",
    "Code Review",
    "每周例会",
    "不得迟到",
    "其中报表",
    "须知发放",
    "且签收",
    "按时完成",
    "提前结束",
    "当天往返",
    "及时",
    "人工",
    "次数",
    "一次合格",
    "5日前",
    "3号楼检查",
    "2.5",
    "8",
    "介于两者",
    "为空",
    "在岗",
    "后",
    "会议开始前",
    "考核期",
    "近30天",
    "任意连续",
    "标准",
    "分值",
    "说明",
    "等",
    "元",
    "(甲)",
    "甲/乙",
    "合计(甲.乙)",
];

/// Words that stand behind a number.
const UNITS: [&str; 14] =
    ["次", "家", "元", "份", "天", "小时", "个工作日", "月", "工作小时", "学时", "分", "℃", "人次", "篇论文"];

fn one_of<T: Copy + std::fmt::Debug + 'static>(things: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop::sample::select(things.to_vec())
}

fn named(text: &str) -> Text {
    Text { text: text.to_owned(), span: Span::default(), quoted: false }
}

fn text() -> impl Strategy<Value = Text> {
    prop_oneof![4 => one_of(&NAMES[..6]), 3 => one_of(&NAMES)].prop_map(named)
}

fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => (0i64..200).prop_map(Decimal::from),
        1 => (0i64..100_000).prop_map(|n| Decimal::new(n, 2).normalize()),
        1 => (1i64..100).prop_map(|n| -Decimal::from(n)),
        1 => Just(Decimal::from(1_000_000)),
    ]
}

fn scale() -> impl Strategy<Value = Scale> {
    one_of(&[
        Scale::One,
        Scale::One,
        Scale::One,
        Scale::TenThousand,
        Scale::HundredMillion,
        Scale::Percent,
        Scale::Permille,
        Scale::Points,
    ])
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (number(), scale(), option::of(one_of(&UNITS))).prop_map(|(number, scale, unit)| {
        // A number of points has no further unit.
        let unit = unit.filter(|_| scale != Scale::Points).map(named);
        Quantity { span: Span::default(), number, scale, unit }
    })
}

fn comparison() -> impl Strategy<Value = Comparison> {
    one_of(&[
        Comparison::AtLeast,
        Comparison::MoreThan,
        Comparison::AtMost,
        Comparison::LessThan,
        Comparison::Equal,
        Comparison::NotEqual,
    ])
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (2020i32..2030, 1u32..13, 1u32..29)
        .prop_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        3 => quantity().prop_map(Value::Number),
        3 => text().prop_map(Value::Text),
        1 => date().prop_map(|date| Value::Date(date, Span::default())),
        1 => (text(), text()).prop_map(|(owner, field)| Value::Field(owner, field)),
    ]
    .boxed()
}

pub fn condition() -> BoxedStrategy<Condition> {
    let leaf = prop_oneof![
        4 => (text(), comparison(), value())
            .prop_map(|(field, comparison, value)| Condition::Compare { field, comparison, value }),
        1 => (text(), any::<bool>(), vec(text(), 1..3))
            .prop_map(|(field, negated, values)| Condition::In { field, negated, values }),
        1 => (text(), any::<bool>()).prop_map(|(field, negated)| Condition::Empty { field, negated }),
        1 => (text(), text()).prop_map(|(field, text)| Condition::Contains { field, text }),
        1 => text().prop_map(Condition::Flag),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Condition::And),
            vec(inner.clone(), 2..4).prop_map(Condition::Or),
            inner.prop_map(|inner| Condition::Not(Box::new(inner))),
        ]
    })
    .boxed()
}

fn when() -> BoxedStrategy<Condition> {
    let test = prop_oneof![
        text().prop_map(Condition::Flag),
        (text(), comparison(), quantity()).prop_map(|(field, comparison, number)| Condition::Compare {
            field,
            comparison,
            value: Value::Number(number)
        }),
    ];
    prop_oneof![
        3 => test.clone(),
        1 => vec(test.clone(), 2..4).prop_map(Condition::And),
        1 => vec(test, 2..4).prop_map(Condition::Or),
    ]
    .boxed()
}

fn entity() -> impl Strategy<Value = Entity> {
    (one_of(&["家", "个", "名", "篇", "份", ""]), text()).prop_map(|(measure_word, object)| Entity {
        measure_word: measure_word.to_owned(),
        object,
        span: Span::default(),
    })
}

const PERIOD_UNITS: [PeriodUnit; 11] = [
    PeriodUnit::Minute,
    PeriodUnit::Hour,
    PeriodUnit::Day,
    PeriodUnit::Workday,
    PeriodUnit::Week,
    PeriodUnit::TenDays,
    PeriodUnit::HalfMonth,
    PeriodUnit::Month,
    PeriodUnit::Quarter,
    PeriodUnit::HalfYear,
    PeriodUnit::Year,
];

fn period() -> impl Strategy<Value = Period> {
    let unit = || one_of(&PERIOD_UNITS);
    let count = || prop_oneof![1u32..4, 1u32..1000];
    prop_oneof![
        3 => unit().prop_map(|unit| PeriodKind::Every(1, unit)),
        2 => (count(), unit()).prop_map(|(n, unit)| PeriodKind::Every(n, unit)),
        1 => one_of(&["学期", "学年", "结算月", "期"]).prop_map(|name| PeriodKind::Named(name.to_owned())),
        1 => Just(PeriodKind::Range),
        1 => (count(), unit()).prop_map(|(n, unit)| PeriodKind::Rolling(n, unit)),
        1 => (count(), unit()).prop_map(|(n, unit)| PeriodKind::Last(n, unit)),
    ]
    .prop_map(|kind| Period { span: Span::default(), kind })
}

fn clock() -> impl Strategy<Value = PointTime> {
    prop_oneof![
        (0u32..24, 0u32..60).prop_map(|(h, m)| PointTime::Clock(NaiveTime::from_hms_opt(h, m, 0).unwrap())),
        one_of(&["下班", "上班", "中午"]).prop_map(|name| PointTime::Moment(name.to_owned())),
    ]
}

fn point() -> impl Strategy<Value = Point> {
    let day = prop_oneof![
        Just(PointDay::Same),
        (1u32..32).prop_map(PointDay::Of),
        (2u32..13, 1u32..32).prop_map(|(nth, day)| PointDay::OfNth(nth, day)),
        (1u32..31).prop_map(PointDay::OfLast),
        (1u32..13, 1u32..29).prop_map(|(month, day)| PointDay::OfMonth(month, day)),
        (1u32..8).prop_map(PointDay::Weekday),
        Just(PointDay::Last(None)),
    ];
    let units = [PeriodUnit::Week, PeriodUnit::Month, PeriodUnit::Quarter, PeriodUnit::HalfYear, PeriodUnit::Year];
    let next = prop_oneof![Just(NextPeriod::Same), one_of(&units).prop_map(NextPeriod::Of)];
    (option::of(next), day, option::of(clock())).prop_filter_map("a point says something", |(next, day, time)| {
        let next = if day == PointDay::Same { next.map(|_| NextPeriod::Of(PeriodUnit::Day)) } else { next };
        let says = next.is_some() || day != PointDay::Same || time.is_some();
        says.then_some(Point { next, day, time, inclusive: true })
    })
}

fn deadline() -> BoxedStrategy<Deadline> {
    let ends = prop_oneof![
        (point(), any::<bool>()).prop_map(|(point, inclusive)| (None, Some(Point { inclusive, ..point }))),
        (point(), any::<bool>()).prop_map(|(point, inclusive)| (Some(Point { inclusive, ..point }), None)),
        (point(), point()).prop_map(|(from, to)| (Some(from), Some(to))),
        point().prop_map(|point| (Some(point.clone()), Some(point))),
    ];
    ends.prop_map(|(from, to)| Deadline { span: Span::default(), from, to }).boxed()
}

fn duration() -> impl Strategy<Value = Duration> {
    let units = [
        DurationUnit::Second,
        DurationUnit::Minute,
        DurationUnit::Hour,
        DurationUnit::WorkHour,
        DurationUnit::Day,
        DurationUnit::Workday,
        DurationUnit::Week,
        DurationUnit::Month,
        DurationUnit::Year,
    ];
    (prop_oneof![(1i64..50).prop_map(Decimal::from), Just(Decimal::new(5, 1))], one_of(&units))
        .prop_map(|(amount, unit)| Duration { amount, unit })
}

fn interval() -> BoxedStrategy<Interval> {
    prop_oneof![
        Just(IntervalKind::SameDay),
        option::of(clock()).prop_map(IntervalKind::NextDay),
        duration().prop_map(IntervalKind::Within),
        (point(), any::<bool>()).prop_filter_map("a day", |(point, inclusive)| {
            let (unit, months) = match point.next {
                Some(NextPeriod::Of(PeriodUnit::Month)) => (PeriodUnit::Month, 1),
                Some(NextPeriod::Of(PeriodUnit::Quarter)) => (PeriodUnit::Quarter, 3),
                Some(NextPeriod::Of(PeriodUnit::HalfYear)) => (PeriodUnit::HalfYear, 6),
                Some(NextPeriod::Of(PeriodUnit::Year)) => (PeriodUnit::Year, 12),
                _ => (PeriodUnit::Week, 0),
            };
            let fits = match point.day {
                PointDay::Same => false,
                PointDay::Of(_) => months == 1 || months == 3 || months == 6,
                PointDay::OfNth(nth, _) => nth <= months,
                PointDay::OfLast(_) => months > 1,
                PointDay::OfMonth(..) => months == 12,
                PointDay::Weekday(_) => months == 0,
                PointDay::Last(_) => true,
            };
            let next = Some(NextPeriod::Of(unit));
            fits.then_some(IntervalKind::By(Point { next, inclusive, ..point }))
        }),
        duration().prop_map(IntervalKind::Ahead),
        Just(IntervalKind::Before),
        one_of(&["立即", "及时"]).prop_map(|word| IntervalKind::Vague(word.to_owned())),
    ]
    .prop_map(|kind| Interval { span: Span::default(), kind })
    .boxed()
}

const FUNCTIONS: [Function; 12] = [
    Function::Sum,
    Function::Average,
    Function::Max,
    Function::Min,
    Function::Distinct,
    Function::Count,
    Function::Share,
    Function::Streak,
    Function::GrowthOnPeriod,
    Function::GrowthOnYear,
    Function::ChangeOnPeriod,
    Function::ChangeOnYear,
];

fn expr() -> BoxedStrategy<Expr> {
    let leaf = prop_oneof![
        3 => text().prop_map(Expr::Name),
        2 => (text(), text()).prop_map(|(owner, field)| Expr::Field(owner, field)),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let number = (number(), scale())
            .prop_map(|(number, scale)| Expr::Number(Quantity { span: Span::default(), number, scale, unit: None }));
        let side = prop_oneof![3 => inner.clone(), 1 => number];
        prop_oneof![
            (one_of(&FUNCTIONS), inner.clone(), option::of(condition())).prop_map(|(function, argument, filter)| {
                Expr::Call { function, argument: Box::new(argument), filter, span: Span::default() }
            }),
            (one_of(&[BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul, BinaryOp::Div]), inner, side)
                .prop_map(|(op, left, right)| Expr::Binary { op, left: Box::new(left), right: Box::new(right) }),
        ]
    })
    .boxed()
}

fn bound() -> BoxedStrategy<(Comparison, Threshold)> {
    prop_oneof![
        5 => (comparison(), quantity()).prop_map(|(how, number)| (how, Threshold::Value(Expr::Number(number)))),
        1 => (comparison(), expr()).prop_map(|(how, value)| (how, Threshold::Value(value))),
        1 => (quantity(), quantity()).prop_map(|(from, to)| (Comparison::Between, Threshold::Range(from, to))),
    ]
    .boxed()
}

fn duty_item() -> BoxedStrategy<DutyItem> {
    let kind = prop_oneof![
        4 => (option::of(interval()), text(), option::of(condition()))
            .prop_map(|(interval, activity, filter)| DutyKind::Act { interval, activity, filter }),
        1 => (text(), interval()).prop_map(|(event, interval)| DutyKind::After { event, interval }),
        1 => (text(), interval()).prop_map(|(event, interval)| DutyKind::Before { event, interval }),
        // A flag, a negation or a bracket reads as an act or not at all.
        1 => (text(), comparison(), value())
            .prop_map(|(field, comparison, value)| DutyKind::Field(Condition::Compare { field, comparison, value })),
        1 => (text(), any::<bool>()).prop_map(|(field, negated)| DutyKind::Field(Condition::Empty { field, negated })),
        1 => vec(text(), 1..3).prop_map(DutyKind::Filled),
        1 => vec(text(), 1..3).prop_map(DutyKind::Sequence),
        1 => text().prop_map(DutyKind::Manual),
    ];
    (kind, any::<bool>()).prop_map(|(kind, own)| DutyItem { span: Span::default(), kind, own }).boxed()
}

fn duty() -> BoxedStrategy<Duty> {
    prop_oneof![
        3 => duty_item().prop_map(|item| Duty::All(vec![item])),
        1 => vec(duty_item(), 2..4).prop_map(Duty::All),
        1 => vec(duty_item(), 2..4).prop_map(Duty::Any),
    ]
    .boxed()
}

fn core() -> BoxedStrategy<Core> {
    prop_oneof![
        4 => (expr(), option::of(condition()), bound()).prop_map(|(measure, filter, (comparison, threshold))| {
            Core::Measure { measure, filter, comparison, threshold }
        }),
        4 => (text(), option::of(condition()), duty(), option::of(text()))
            .prop_map(|(trigger, filter, duty, key)| Core::Every { trigger, filter, duty, key }),
        1 => (text(), option::of(condition())).prop_map(|(activity, filter)| Core::Never { activity, filter }),
        1 => (text(), option::of(condition())).prop_map(|(activity, filter)| Core::Record { activity, filter }),
        1 => condition().prop_map(Core::Qualification),
        1 => (text(), option::of(bound())).prop_map(|(name, bound)| Core::Manual { name, bound }),
    ]
    .boxed()
}

/// A requirement.
pub fn requirement() -> impl Strategy<Value = Requirement> {
    let around = || (option::of(when()), option::of(entity()), option::of(period()), option::of(deadline()));
    prop_oneof![
        1 => (Just((None, None, None, None)), core()),
        1 => (around(), core()),
    ]
    .prop_map(|((condition, entity, period, deadline), core)| Requirement {
        span: Span::default(),
        words: String::new(),
        condition,
        entity,
        period,
        deadline,
        core,
        scoring: Vec::new(),
        properties: Vec::new(),
        topic: None,
    })
}

fn effect() -> impl Strategy<Value = Effect> {
    (any::<bool>(), (1i64..500).prop_map(|n| Decimal::new(n, 1).normalize()), one_of(&["分", "元", "合同总价的1‰"]))
        .prop_map(|(adds, amount, unit)| {
            let amount = if unit.chars().count() > 4 { Decimal::ONE } else { amount };
            Effect { adds, amount, unit: unit.to_owned() }
        })
}

fn step() -> impl Strategy<Value = Quantity> {
    ((1i64..100).prop_map(Decimal::from), scale(), option::of(one_of(&["次", "家", "天", "元"]))).prop_map(
        |(number, scale, unit)| {
            let unit = unit.filter(|_| scale == Scale::One).map(named);
            Quantity { span: Span::default(), number, scale, unit }
        },
    )
}

fn scoring_rule() -> BoxedStrategy<ScoringRule> {
    let share = || (0i64..150).prop_map(|n| plain(Decimal::from(n), Scale::Percent));
    let bases = [Basis::Fewer, Basis::Over, Basis::Lower, Basis::Late];
    let gives = prop_oneof![
        share().prop_map(TierGives::Share),
        (1i64..100).prop_map(|n| TierGives::Points(Decimal::from(n))),
        effect().prop_map(TierGives::Effect),
    ];
    prop_oneof![
        Just(ScoringRule::MetRate),
        Just(ScoringRule::AllMet),
        (option::of(share()), option::of(share())).prop_map(|(cap, floor)| ScoringRule::Proportional { cap, floor }),
        (one_of(&bases), step(), effect()).prop_map(|(basis, step, effect)| ScoringRule::Step { basis, step, effect }),
        ((1i64..9).prop_map(Decimal::from), option::of(one_of(&["起", "家", "项"])), effect()).prop_map(
            |(number, word, effect)| ScoringRule::Step {
                basis: Basis::Times,
                step: Quantity { unit: word.map(named), ..plain(number, Scale::One) },
                effect
            }
        ),
        (any::<bool>(), effect()).prop_map(|(when_met, effect)| ScoringRule::Fixed { when_met, effect }),
        vec((option::of((comparison(), step(), option::of(step()))), gives), 1..4).prop_map(|tiers| {
            let tier = |(line, gives)| match line {
                None => Tier { bound: None, upto: None, gives },
                Some((comparison, from, None)) => Tier { bound: Some((comparison, from)), upto: None, gives },
                Some((_, from, upto)) => Tier { bound: Some((Comparison::Between, from)), upto, gives },
            };
            ScoringRule::Tiers(tiers.into_iter().map(tier).collect())
        }),
        vec((step(), share()), 2..4).prop_map(ScoringRule::Linear),
    ]
    .boxed()
}

fn plain(number: Decimal, scale: Scale) -> Quantity {
    Quantity { span: Span::default(), number, scale, unit: None }
}

fn scoring() -> BoxedStrategy<Scoring> {
    let points = || option::of((1i64..50).prop_map(Decimal::from));
    let rounding = one_of(&[StepRounding::Down, StepRounding::Up, StepRounding::Exact]);
    let each =
        (period(), any::<bool>(), 1i64..50).prop_map(|(period, adds, most)| Limit { period, adds, most: most.into() });
    (vec(scoring_rule(), 1..3), points(), points(), vec(each, 0..2), any::<bool>(), rounding)
        .prop_map(|(rules, most_lost, most_won, most_each, may_be_negative, rounding)| Scoring {
            span: Span::default(),
            rules,
            most_lost,
            most_won,
            most_each,
            may_be_negative,
            until_gone: false,
            rounding,
        })
        .boxed()
}

/// A property line.
pub fn property() -> impl Strategy<Value = PropertyKind> {
    let words = || one_of(&["YX-2024-01", "员工手册", "以书面为准", "A 部门"]).prop_map(named);
    let grade = |bound| (one_of(&["优秀", "良好", "A"]), bound);
    let points = || (0i64..100).prop_map(Decimal::from);
    prop_oneof![
        words().prop_map(PropertyKind::Code),
        (option::of(date()), option::of(date())).prop_filter_map("a day", |(from, to)| {
            (from.is_some() || to.is_some()).then_some(PropertyKind::Effective { from, to })
        }),
        vec(grade(option::of((comparison(), points()))), 1..4).prop_map(|grades| PropertyKind::Grades(
            grades.into_iter().map(|(name, bound)| Grade { name: named(name), bound, upto: None }).collect()
        )),
        (text(), expr()).prop_map(|(name, value)| PropertyKind::Define { name, value }),
        (text(), quantity()).prop_map(|(name, value)| PropertyKind::Parameter { name, value }),
        condition().prop_map(PropertyKind::Applies),
        points().prop_map(PropertyKind::Worth),
        scoring().prop_map(PropertyKind::Scoring),
        scoring().prop_map(PropertyKind::Scoring),
        scoring().prop_map(PropertyKind::Scoring),
        points().prop_map(PropertyKind::BonusCap),
        condition().prop_map(PropertyKind::Except),
        Just(PropertyKind::ExceptHolidays),
        (date(), bound()).prop_map(|(from, (comparison, threshold))| PropertyKind::Since {
            from,
            comparison,
            threshold
        }),
        words().prop_map(PropertyKind::Source),
        option::of(words()).prop_map(PropertyKind::Note),
        words().prop_map(PropertyKind::Owner),
        words().prop_map(PropertyKind::Label),
        option::of(text()).prop_map(PropertyKind::Veto),
        option::of(text()).prop_map(PropertyKind::Manual),
        text().prop_map(PropertyKind::Consequence),
        (text(), option::of(condition()), text(), option::of(quantity()), any::<bool>()).prop_map(
            |(activity, filter, as_activity, amount, also)| PropertyKind::CountedAs {
                activity,
                filter,
                as_activity,
                amount,
                also
            }
        ),
        one_of(&[Roll::Forward, Roll::Back]).prop_map(PropertyKind::Roll),
    ]
}

/// A tree without its places, and without how it was written.
pub fn shape(tree: &impl std::fmt::Debug) -> String {
    const WRITTEN: [&str; 4] = ["start: ", "end: ", "words: ", "quoted: "];
    let text = format!("{tree:#?}");
    let lines = text.lines().filter(|line| !WRITTEN.iter().any(|word| line.trim_start().starts_with(word)));
    lines.collect::<Vec<_>>().join("\n")
}
