//! Random programs, as values of the program itself.

use chrono::NaiveDate;
use chrono_tz::Tz;
use guiju_engine::calendar::Calendar;
use guiju_engine::program::{
    Against, Aggregate, BinaryOp, Bound, Check, Clause, Comparison, Condition, Duty, DutyItem, EntityScope, EveryCheck,
    Expr, Grid, GridId, Interval, Length, LengthUnit, ManualCheck, Measure, MeasureCheck, MeasureId, MeasureSource,
    Origin, Partial, Period, Point, PointDay, Predicate, PredicateId, Program, Roll, Scoring, ScoringRule, Since,
    Standard, StepRounding, Unit, VERSION, Version, When, Window, Worth,
};
use guiju_engine::schema::{
    Activity, ActivityId, Field, FieldId, FieldKind, Level, LevelId, Register, RegisterId, Schema,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

pub const ACTIVITIES: [&str; 4] = ["拜访", "签约", "录入", "态度"];
pub const CUSTOMER: FieldId = FieldId(0);
pub const NUMBER: FieldId = FieldId(1);
pub const FLAG: FieldId = FieldId(2);
pub const RANK: FieldId = FieldId(3);
pub const DATE: FieldId = FieldId(4);
pub const POST: FieldId = FieldId(0);
pub const TARGET: FieldId = FieldId(1);
pub const STEPS: [&str; 3] = ["低", "中", "高"];
pub const REGISTER: &str = "台账";
pub const FEED: &str = "门禁";

/// What records look like in all random programs.
pub fn schema() -> Schema {
    let field = |name: &str, kind| Field { name: name.into(), also: Vec::new(), kind, empty: None, unit: None };
    Schema {
        activities: ACTIVITIES
            .iter()
            .map(|name| Activity {
                name: (*name).into(),
                also: Vec::new(),
                feed: (*name == ACTIVITIES[0]).then(|| FEED.to_owned()),
            })
            .collect(),
        fields: vec![
            field("客户", FieldKind::Text),
            field("用时", FieldKind::Number),
            field("签收", FieldKind::Flag),
            field("级别", FieldKind::Level(LevelId(0))),
            Field { empty: Some("2024-03-01".into()), ..field("日期", FieldKind::Date) },
        ],
        attributes: vec![field("岗位", FieldKind::Text), field("目标", FieldKind::Number)],
        levels: vec![Level { name: "级别".into(), steps: STEPS.iter().map(|step| (*step).into()).collect() }],
        registers: vec![Register {
            name: REGISTER.into(),
            key: "客户".into(),
            owner: Some("负责人".into()),
            opened: Some("建档".into()),
            closed: Some("终止".into()),
            from: "起".into(),
            to: "止".into(),
        }],
        ..Schema::default()
    }
}

pub fn comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(vec![
        Comparison::AtLeast,
        Comparison::MoreThan,
        Comparison::AtMost,
        Comparison::LessThan,
        Comparison::Equal,
        Comparison::NotEqual,
    ])
}

/// A small number, at times with a fraction.
fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![4 => (0i64..6).prop_map(Decimal::from), 1 => (1i64..50).prop_map(|tenths| Decimal::new(tenths, 1))]
}

pub fn activity() -> impl Strategy<Value = ActivityId> {
    (0u32..3).prop_map(ActivityId)
}

pub fn predicate() -> BoxedStrategy<Predicate> {
    let leaf = prop_oneof![
        (comparison(), number()).prop_map(|(comparison, value)| Predicate::Number { field: NUMBER, comparison, value }),
        vec(prop::sample::select(vec!["甲", "乙", "丙"]), 1..3).prop_map(|values| Predicate::Text {
            field: CUSTOMER,
            values: values.into_iter().map(str::to_owned).collect(),
        }),
        (comparison(), 0u32..3).prop_map(|(comparison, step)| Predicate::Level {
            field: RANK,
            level: LevelId(0),
            comparison,
            step
        }),
        Just(Predicate::Flag { field: FLAG }),
        prop::sample::select(vec![CUSTOMER, NUMBER, FLAG, RANK]).prop_map(|field| Predicate::Empty { field }),
        Just(Predicate::Contains { field: CUSTOMER, text: "甲".into() }),
        (comparison(), day()).prop_map(|(comparison, value)| Predicate::Date { field: DATE, comparison, value }),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Predicate::And),
            vec(inner.clone(), 0..3).prop_map(Predicate::Or),
            inner.clone().prop_map(|inner| Predicate::Not(Box::new(inner))),
            inner.prop_map(|inner| Predicate::Except(Box::new(inner))),
        ]
    })
    .boxed()
}

fn point(day: impl Strategy<Value = PointDay>, next: bool) -> impl Strategy<Value = Point> {
    (day, any::<bool>()).prop_map(move |(day, inclusive)| Point { next, day, second: None, inclusive })
}

fn seconds() -> impl Strategy<Value = u32> {
    prop::sample::select(vec![0u32, 9 * 3600, 12 * 3600, 17 * 3600 + 1800])
}

/// A point whose end is a moment of the day, now and then.
fn timed(day: impl Strategy<Value = PointDay>, next: bool) -> impl Strategy<Value = Point> {
    (point(day, next), option::weighted(0.3, seconds())).prop_map(|(point, second)| Point { second, ..point })
}

/// A window that its period can have.
fn window(unit: Unit) -> BoxedStrategy<Option<Window>> {
    let until = |to: Point| Some(Window { from: None, to: Some(to), roll: None });
    let since = |from: Point| Some(Window { from: Some(from), to: None, roll: None });
    let some = match unit {
        Unit::Month | Unit::Quarter => {
            let day = || prop_oneof![(1u32..32).prop_map(PointDay::Of), Just(PointDay::Last)];
            prop_oneof![
                timed(day(), false).prop_map(until),
                timed(day(), true).prop_map(until),
                timed(day(), false).prop_map(since),
                (point(day(), false), point(day(), false)).prop_map(|(from, to)| Some(Window {
                    from: Some(from),
                    to: Some(to),
                    roll: None
                })),
            ]
            .boxed()
        }
        Unit::Week => {
            let day = || (1u32..8).prop_map(PointDay::Weekday);
            prop_oneof![
                timed(day(), false).prop_map(until),
                timed(day(), true).prop_map(until),
                timed(day(), false).prop_map(since),
                (point(day(), false), point(day(), false)).prop_map(|(from, to)| Some(Window {
                    from: Some(from),
                    to: Some(to),
                    roll: None
                })),
            ]
            .boxed()
        }
        Unit::Day | Unit::Workday => timed(Just(PointDay::Same), false).prop_map(until).boxed(),
        Unit::Year => {
            let day = || (1u32..13, 1u32..32).prop_map(|(month, day)| PointDay::OfMonth(month, day));
            prop_oneof![timed(day(), false).prop_map(until), timed(day(), true).prop_map(until)].boxed()
        }
        _ => Just(None).boxed(),
    };
    prop_oneof![2 => Just(None), 1 => some].boxed()
}

fn grid() -> BoxedStrategy<Grid> {
    let unit = prop::sample::select(vec![
        Unit::Day,
        Unit::Workday,
        Unit::Week,
        Unit::Week,
        Unit::TenDays,
        Unit::HalfMonth,
        Unit::Month,
        Unit::Month,
        Unit::Quarter,
        Unit::HalfYear,
        Unit::Year,
    ]);
    let length = prop::sample::select(vec![Unit::Day, Unit::Day, Unit::Workday, Unit::Week, Unit::Month]);
    let named = prop::sample::select(vec!["结算月", "学期", "班", "夜班"]);
    let plain = |period: Period| (period, None::<Window>);
    let cut = prop_oneof![
        1 => Just(plain(Period::Range)),
        1 => (2u32..4).prop_map(move |every| plain(Period::Every { every, unit: Unit::Workday })),
        1 => (1u32..5).prop_map(move |every| plain(Period::Every { every, unit: Unit::Hour })),
        1 => prop::sample::select(vec![50u32, 90])
            .prop_map(move |every| plain(Period::Every { every, unit: Unit::Minute })),
        1 => (1u32..5, length.clone()).prop_map(move |(length, unit)| plain(Period::Rolling { length, unit })),
        1 => (1u32..9, length).prop_map(move |(length, unit)| plain(Period::Last { length, unit })),
        1 => named.prop_map(move |name| plain(Period::Named(name.to_owned()))),
        7 => (unit, prop_oneof![4 => Just(1u32), 1 => 2u32..4]).prop_flat_map(|(unit, every)| {
            // Only single weeks have one day of each name.
            let window = if every == 1 { window(unit) } else { Just(None).boxed() };
            window.prop_map(move |window| (Period::Every { every, unit }, window))
        }),
    ];
    let roll = option::weighted(0.3, prop::sample::select(vec![Roll::Forward, Roll::Back]));
    (cut, roll, prop::bool::weighted(0.15))
        .prop_map(|((period, window), roll, except_holidays)| Grid {
            period,
            window: window.map(|window| Window { roll, ..window }),
            except_holidays,
        })
        .boxed()
}

fn aggregate() -> impl Strategy<Value = Aggregate> {
    prop_oneof![
        4 => Just(Aggregate::Count),
        2 => Just(Aggregate::Distinct(CUSTOMER)),
        2 => Just(Aggregate::Sum(NUMBER)),
        1 => Just(Aggregate::Average(NUMBER)),
        1 => Just(Aggregate::Max(NUMBER)),
        1 => Just(Aggregate::Min(NUMBER)),
        1 => any::<bool>().prop_map(|working_days| Aggregate::Streak { working_days }),
    ]
}

/// A measure with its filters still beside it.
#[derive(Debug, Clone)]
struct DraftMeasure {
    sources: Vec<(ActivityId, Option<Predicate>, Option<Decimal>)>,
    aggregate: Aggregate,
}

fn measure() -> BoxedStrategy<DraftMeasure> {
    let source = || (activity(), option::weighted(0.4, predicate()));
    // 视同, 并计: records of another activity, each with its own amount.
    let others = option::weighted(0.2, (source(), prop::sample::select(vec!["0.5", "1", "2"])));
    (source(), others, aggregate())
        .prop_map(|((activity, filter), other, aggregate)| {
            let other = other
                .map(|((activity, filter), amount)| (activity, filter, Some(Decimal::from_str_exact(amount).unwrap())));
            let sources = [(activity, filter, None)].into_iter().chain(other).collect();
            DraftMeasure { sources, aggregate }
        })
        .boxed()
}

/// A value with its measures still beside it.
#[derive(Debug, Clone)]
enum DraftValue {
    One(DraftMeasure),
    Two(DraftMeasure, BinaryOp, DraftMeasure),
    Change { of: Box<DraftValue>, against: Against, ratio: bool },
}

fn value() -> BoxedStrategy<DraftValue> {
    let op = prop::sample::select(vec![BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul, BinaryOp::Div]);
    let plain = prop_oneof![
        3 => measure().prop_map(DraftValue::One),
        1 => (measure(), op, measure()).prop_map(|(left, op, right)| DraftValue::Two(left, op, right)),
    ];
    let against = prop::sample::select(vec![Against::PeriodBefore, Against::YearBefore]);
    (plain, option::weighted(0.1, (against, any::<bool>())))
        .prop_map(|(of, change)| match change {
            None => of,
            Some((against, ratio)) => DraftValue::Change { of: Box::new(of), against, ratio },
        })
        .boxed()
}

fn interval() -> BoxedStrategy<Interval> {
    let length = (
        1i64..5,
        prop::sample::select(vec![
            LengthUnit::Second,
            LengthUnit::Minute,
            LengthUnit::Hour,
            LengthUnit::WorkHour,
            LengthUnit::Day,
            LengthUnit::Workday,
            LengthUnit::Week,
            LengthUnit::Month,
            LengthUnit::Year,
        ]),
    )
        .prop_map(|(amount, unit)| {
            // The calendar knows the year after.
            let amount = if unit == LengthUnit::Year { 1 } else { amount };
            Length { amount: Decimal::from(amount), unit }
        });
    let units = prop::sample::select(vec![Unit::Week, Unit::Month, Unit::Quarter, Unit::HalfYear, Unit::Year]);
    let by = (units, 1u32..32, 1u32..13, 0..5u8).prop_flat_map(|(unit, day, month, which)| {
        let day = match (unit, which) {
            (Unit::Week, 0..3) => PointDay::Weekday(day % 7 + 1),
            // The calendar knows the year after, and not where its last days move.
            (Unit::Year, _) if which != 1 => PointDay::OfMonth(month.min(11), day),
            (Unit::Quarter, 1) => PointDay::OfNth(month % 3 + 1, day),
            (Unit::HalfYear | Unit::Year, 1) => PointDay::OfNth(month % 6 + 1, day),
            (Unit::Quarter | Unit::HalfYear, 2) => PointDay::OfLast(day),
            (Unit::Month | Unit::Quarter | Unit::HalfYear, 0..4) => PointDay::Of(day),
            _ => PointDay::Last,
        };
        timed(Just(day), true).prop_map(move |point| Interval::By(unit, point))
    });
    prop_oneof![
        Just(Interval::Any),
        Just(Interval::SameDay),
        option::of(seconds()).prop_map(Interval::NextDay),
        length.clone().prop_map(Interval::Within),
        length.prop_map(Interval::Ahead),
        Just(Interval::Before),
        by,
    ]
    .boxed()
}

/// A duty with its condition still in place of its id.
#[derive(Debug, Clone)]
enum DraftDuty {
    Field(Predicate),
    Response { activity: ActivityId, filter: Option<Predicate>, interval: Interval, own: bool },
    Other(DutyItem),
}

fn duty() -> BoxedStrategy<DraftDuty> {
    prop_oneof![
        1 => predicate().prop_map(DraftDuty::Field),
        3 => (activity(), option::weighted(0.3, predicate()), interval(), any::<bool>())
            .prop_map(|(activity, filter, interval, own)| DraftDuty::Response { activity, filter, interval, own }),
        1 => (activity(), any::<bool>(), anchoring())
            .prop_map(|(event, after, interval)| DraftDuty::Other(DutyItem::Anchored { event, after, interval })),
        1 => vec(activity(), 1..4).prop_map(|activities| DraftDuty::Other(DutyItem::Sequence(activities))),
        1 => Just(DraftDuty::Other(DutyItem::Manual(ActivityId(3)))),
    ]
    .boxed()
}

/// An interval that hangs on another event.
fn anchoring() -> impl Strategy<Value = Interval> {
    interval().prop_filter("from an event on", |interval| !matches!(interval, Interval::Any))
}

#[derive(Debug, Clone)]
enum DraftCheck {
    Measure {
        value: DraftValue,
        bounds: Vec<(Comparison, Option<Decimal>)>,
        later: Option<(NaiveDate, Comparison, Decimal)>,
        entity: Option<bool>,
        prorate: bool,
        never: bool,
        sample: Option<u32>,
    },
    Every {
        trigger: ActivityId,
        filter: Option<Predicate>,
        duties: Vec<DraftDuty>,
        any: bool,
        keyed: bool,
        roll: Option<Roll>,
        except_holidays: bool,
    },
    Manual {
        filter: Option<Predicate>,
        entity: Option<bool>,
        bound: Option<(Comparison, Decimal)>,
    },
    Person(Predicate),
}

fn check() -> BoxedStrategy<DraftCheck> {
    let bound = (comparison(), option::weighted(0.9, number()));
    let later = option::weighted(0.1, (day(), comparison(), number()));
    prop_oneof![
        6 => (
            value(),
            vec(bound, 1..3),
            later,
            option::weighted(0.3, any::<bool>()),
            any::<bool>(),
            prop::bool::weighted(0.2),
            option::weighted(0.2, 1u32..4),
        )
            .prop_map(|(value, bounds, later, entity, prorate, never, sample)| {
                // 不得 asks for none.
                let bounds = if never { vec![(Comparison::AtMost, Some(Decimal::ZERO))] } else { bounds };
                DraftCheck::Measure {
                    value, bounds, later, entity, prorate, never, sample,
                }
            }),
        4 => (
            (activity(), option::weighted(0.3, predicate()), vec(duty(), 1..3)),
            any::<bool>(),
            any::<bool>(),
            option::weighted(0.2, prop::sample::select(vec![Roll::Forward, Roll::Back])),
            prop::bool::weighted(0.1),
        )
            .prop_map(|((trigger, filter, duties), any, keyed, roll, except_holidays)| DraftCheck::Every {
                trigger, filter, duties, any, keyed, roll, except_holidays,
            }),
        1 => (
            option::weighted(0.3, predicate()),
            option::weighted(0.3, any::<bool>()),
            option::of((comparison(), number())),
        )
            .prop_map(|(filter, entity, bound)| DraftCheck::Manual { filter, entity, bound }),
        1 => of_people().prop_map(DraftCheck::Person),
    ]
    .boxed()
}

/// A condition on people.
fn of_people() -> BoxedStrategy<Predicate> {
    let since = prop::sample::select(vec![Since::Joining, Since::Post]);
    let leaf = prop_oneof![
        Just(Predicate::Text { field: POST, values: vec!["销售".into()] }),
        Just(Predicate::Number { field: TARGET, comparison: Comparison::AtLeast, value: Decimal::from(2) }),
        (since, comparison(), 0i64..5).prop_map(|(since, comparison, months)| Predicate::Tenure {
            since,
            comparison,
            months: months.into()
        }),
    ];
    prop_oneof![
        3 => leaf.clone(),
        1 => vec(leaf, 2).prop_map(Predicate::Or),
    ]
    .boxed()
}

/// A day of the half year that all of this plays in.
pub fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..180).prop_map(|days| {
        NaiveDate::from_ymd_opt(2024, 1, 1).unwrap().checked_add_days(chrono::Days::new(days)).unwrap()
    })
}

type DraftCondition = (DraftValue, Comparison, Decimal);

#[derive(Debug, Clone)]
struct DraftClause {
    check: DraftCheck,
    grid: Grid,
    applies: Option<Predicate>,
    /// 若, joined by 或 rather than 且.
    condition: Option<(Vec<DraftCondition>, bool)>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    points: u32,
    parts: u32,
    rule: ScoringRule,
}

fn clause() -> BoxedStrategy<DraftClause> {
    (
        check(),
        grid(),
        (
            option::weighted(0.3, of_people()),
            option::weighted(0.15, (vec((value(), comparison(), number()), 1..3), any::<bool>())),
        ),
        option::weighted(0.1, day()),
        option::weighted(0.1, day()),
        1u32..40,
        1u32..4,
        prop::sample::select(vec![ScoringRule::MetRate, ScoringRule::AllMet]),
    )
        .prop_map(|(check, grid, (applies, condition), from, to, points, parts, rule)| DraftClause {
            check,
            grid,
            applies,
            condition,
            from,
            to,
            points,
            parts,
            rule,
        })
        .boxed()
}

/// A random program of one standard.
pub fn program() -> impl Strategy<Value = Program> {
    plain().prop_flat_map(super::points::scored)
}

/// A random program whose clauses are scored by what is met.
fn plain() -> impl Strategy<Value = Program> {
    let partial = prop::sample::select(vec![Partial::Prorate, Partial::Skip, Partial::Full]);
    // Half the year of all records lies in it: clocks are set forward on 10 March, 31 March, or never, and back on 7 April.
    let zone = prop::sample::select(vec![
        Tz::Asia__Shanghai,
        Tz::Asia__Shanghai,
        Tz::America__New_York,
        Tz::Europe__London,
        Tz::Australia__Sydney,
    ]);
    let calendar = (
        prop::sample::select(vec![1u32, 1, 7]),
        prop::sample::select(vec![1u32, 1, 4]),
        prop::bool::weighted(0.1),
        zone,
    );
    (vec(clause(), 1..4), partial, calendar).prop_map(|(clauses, partial, calendar)| {
        let (week_start, year_start, roll_forward, timezone) = calendar;
        let mut program = Program {
            version: VERSION,
            schema: schema(),
            calendar: Calendar { week_start, year_start, roll_forward, timezone, ..super::engine::calendar() },
            partial,
            predicates: Vec::new(),
            grids: Vec::new(),
            measures: Vec::new(),
            standards: Vec::new(),
        };
        let clauses = clauses.into_iter().enumerate().map(|(i, draft)| program.finish(i, draft)).collect();
        let standard =
            Standard {
                name: "标准".into(), file: "a.gj".into(), grades: Vec::new(), bonus_caps: Vec::new(), clauses
            };
        program.standards.push(standard);
        program
    })
}

/// Turns drafts into parts of a program.
trait Finish {
    fn predicate(&mut self, predicate: Option<Predicate>) -> Option<PredicateId>;
    fn finish(&mut self, place: usize, draft: DraftClause) -> Clause;
    fn check(&mut self, draft: DraftCheck, grid: GridId) -> Check;
    fn value(&mut self, draft: DraftValue, by: Option<FieldId>, grid: GridId) -> Expr;
}

fn id(len: usize) -> u32 {
    u32::try_from(len - 1).unwrap()
}

fn scope(entity: Option<bool>) -> Option<EntityScope> {
    entity.map(|register| EntityScope { field: CUSTOMER, register: register.then_some(RegisterId(0)) })
}

/// A clause that binds everyone always, is worth 10 points, and scores by one rule.
pub fn ordinary(id: String, check: Check, rule: ScoringRule) -> Clause {
    Clause {
        id,
        origin: Origin { text: "要求".into(), canonical: "要求".into(), line: 1, start: 0, end: 0 },
        applies: None,
        effective_from: None,
        effective_to: None,
        condition: None,
        check,
        worth: Some(Worth { points: 10.into(), parts: 1 }),
        scoring: Scoring {
            rules: vec![rule],
            most_lost: None,
            most_won: None,
            most_each: Vec::new(),
            may_be_negative: false,
            rounding: StepRounding::Down,
        },
        veto: None,
        excepts: Vec::new(),
        consequences: Vec::new(),
    }
}

impl Finish for Program {
    fn predicate(&mut self, predicate: Option<Predicate>) -> Option<PredicateId> {
        self.predicates.push(predicate?);
        Some(PredicateId(id(self.predicates.len())))
    }

    fn finish(&mut self, place: usize, draft: DraftClause) -> Clause {
        self.grids.push(draft.grid);
        let grid = GridId(id(self.grids.len()));
        let check = self.check(draft.check, grid);
        // 任职 is judged once, so 若 asks for all of the range.
        let grid = if matches!(check, Check::Person(_)) {
            self.grids.push(Grid { period: Period::Range, window: None, except_holidays: false });
            GridId(id(self.grids.len()))
        } else {
            grid
        };
        let condition = draft.condition.map(|(tests, any)| {
            let tests = tests.into_iter().map(|(value, comparison, bound)| {
                let value = self.value(value, None, grid);
                When::Holds(Condition { value, comparison, bound })
            });
            let tests = tests.collect();
            if any { When::Any(tests) } else { When::All(tests) }
        });
        Clause {
            applies: draft.applies,
            effective_from: draft.from,
            effective_to: draft.to,
            condition,
            worth: Some(Worth { points: draft.points.into(), parts: draft.parts }),
            ..ordinary((place + 1).to_string(), check, draft.rule)
        }
    }

    fn check(&mut self, draft: DraftCheck, grid: GridId) -> Check {
        match draft {
            DraftCheck::Measure { value, bounds, later, entity, prorate, never, sample } => {
                let value = self.value(value, entity.map(|_| CUSTOMER), grid);
                let bounds = bounds
                    .into_iter()
                    .map(|(comparison, value)| Bound {
                        comparison,
                        value: value.map_or(Expr::Target(TARGET), Expr::Number),
                    })
                    .collect();
                let mut versions = vec![Version { from: None, bounds }];
                versions.extend(later.map(|(from, comparison, value)| Version {
                    from: Some(from),
                    bounds: vec![Bound { comparison, value: Expr::Number(value) }],
                }));
                let entity = scope(entity);
                Check::Measure(MeasureCheck { value, grid, entity, versions, prorate, never, sample })
            }
            DraftCheck::Every { trigger, filter, duties, any, keyed, roll, except_holidays } => {
                let filter = self.predicate(filter);
                let items = duties
                    .into_iter()
                    .map(|duty| match duty {
                        DraftDuty::Field(predicate) => DutyItem::Field(self.predicate(Some(predicate)).unwrap()),
                        DraftDuty::Response { activity, filter, interval, own } => {
                            DutyItem::Response { activity, filter: self.predicate(filter), interval, own }
                        }
                        DraftDuty::Other(item) => item,
                    })
                    .collect();
                let duty = if any { Duty::Any(items) } else { Duty::All(items) };
                Check::Every(EveryCheck {
                    trigger,
                    filter,
                    duty,
                    key: keyed.then_some(CUSTOMER),
                    roll,
                    except_holidays,
                })
            }
            DraftCheck::Manual { filter, entity, bound } => {
                let filter = self.predicate(filter);
                let entity = scope(entity);
                Check::Manual(ManualCheck { activity: ActivityId(3), filter, grid, entity, bound, up_to: None })
            }
            DraftCheck::Person(predicate) => Check::Person(predicate),
        }
    }

    fn value(&mut self, draft: DraftValue, by: Option<FieldId>, grid: GridId) -> Expr {
        let mut measure = |DraftMeasure { sources, aggregate }: DraftMeasure| {
            let source = |(activity, filter, amount)| {
                let filter = self.predicate(filter);
                MeasureSource { activity, filter, amount }
            };
            let sources = sources.into_iter().map(source).collect();
            self.measures.push(Measure { sources, aggregate, by, grid });
            Expr::Measure(MeasureId(id(self.measures.len())))
        };
        match draft {
            DraftValue::One(one) => measure(one),
            DraftValue::Two(left, op, right) => {
                let (left, right) = (measure(left), measure(right));
                Expr::Binary { op, left: Box::new(left), right: Box::new(right) }
            }
            DraftValue::Change { of, against, ratio } => {
                Expr::Change { of: Box::new(self.value(*of, by, grid)), against, ratio }
            }
        }
    }
}
