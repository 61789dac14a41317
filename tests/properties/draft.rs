//! Random programs, as values of the program itself.

use chrono::NaiveDate;
use guiju_engine::program::{
    Aggregate, BinaryOp, Bound, Check, Clause, Comparison, Duty, DutyItem, EntityScope, EveryCheck, Expr, Grid, GridId,
    Interval, Length, LengthUnit, ManualCheck, Measure, MeasureCheck, MeasureId, MeasureSource, Origin, Partial,
    Period, Point, PointDay, Predicate, PredicateId, Program, Roll, Scoring, ScoringRule, Standard, StepRounding, Unit,
    VERSION, Version, Window, Worth,
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
pub const POST: FieldId = FieldId(0);
pub const TARGET: FieldId = FieldId(1);
pub const STEPS: [&str; 3] = ["低", "中", "高"];
pub const REGISTER: &str = "台账";
pub const FEED: &str = "门禁";

/// What records look like in all random programs.
fn schema() -> Schema {
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

fn comparison() -> impl Strategy<Value = Comparison> {
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

fn activity() -> impl Strategy<Value = ActivityId> {
    (0u32..3).prop_map(ActivityId)
}

fn predicate() -> impl Strategy<Value = Predicate> {
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
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Predicate::And),
            vec(inner.clone(), 0..3).prop_map(Predicate::Or),
            inner.clone().prop_map(|inner| Predicate::Not(Box::new(inner))),
            inner.prop_map(|inner| Predicate::Except(Box::new(inner))),
        ]
    })
}

fn point(day: impl Strategy<Value = PointDay>, next: bool) -> impl Strategy<Value = Point> {
    (day, any::<bool>()).prop_map(move |(day, inclusive)| Point { next, day, second: None, inclusive })
}

/// A window that its period can have.
fn window(unit: Unit) -> BoxedStrategy<Option<Window>> {
    let until = |to: Point| Some(Window { from: None, to: Some(to), roll: None });
    let since = |from: Point| Some(Window { from: Some(from), to: None, roll: None });
    let some = match unit {
        Unit::Month | Unit::Quarter => {
            let day = || prop_oneof![(1u32..32).prop_map(PointDay::Of), Just(PointDay::Last)];
            prop_oneof![
                point(day(), false).prop_map(until),
                point(day(), true).prop_map(until),
                point(day(), false).prop_map(since),
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
                point(day(), false).prop_map(until),
                point(day(), true).prop_map(until),
                point(day(), false).prop_map(since),
                (point(day(), false), point(day(), false)).prop_map(|(from, to)| Some(Window {
                    from: Some(from),
                    to: Some(to),
                    roll: None
                })),
            ]
            .boxed()
        }
        _ => Just(None).boxed(),
    };
    prop_oneof![2 => Just(None), 1 => some].boxed()
}

fn grid() -> impl Strategy<Value = Grid> {
    let unit = prop::sample::select(vec![
        Unit::Day,
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
        1 => (1u32..4).prop_map(move |every| plain(Period::Every { every, unit: Unit::Workday })),
        1 => (1u32..5).prop_map(move |every| plain(Period::Every { every, unit: Unit::Hour })),
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
    (cut, roll, prop::bool::weighted(0.15)).prop_map(|((period, window), roll, except_holidays)| Grid {
        period,
        window: window.map(|window| Window { roll, ..window }),
        except_holidays,
    })
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

/// A measure with its filter still beside it.
type DraftMeasure = (ActivityId, Option<Predicate>, Aggregate);

fn measure() -> impl Strategy<Value = DraftMeasure> {
    (activity(), option::weighted(0.4, predicate()), aggregate())
}

/// A value: one measure, or two joined.
fn value() -> impl Strategy<Value = (Vec<DraftMeasure>, Option<BinaryOp>)> {
    let op = prop::sample::select(vec![BinaryOp::Add, BinaryOp::Sub, BinaryOp::Mul, BinaryOp::Div]);
    prop_oneof![
        3 => measure().prop_map(|measure| (vec![measure], None)),
        1 => (vec(measure(), 2), op).prop_map(|(measures, op)| (measures, Some(op))),
    ]
}

fn interval() -> impl Strategy<Value = Interval> {
    let length = (
        1i64..5,
        prop::sample::select(vec![
            LengthUnit::Minute,
            LengthUnit::Hour,
            LengthUnit::WorkHour,
            LengthUnit::Day,
            LengthUnit::Workday,
            LengthUnit::Week,
            LengthUnit::Month,
        ]),
    )
        .prop_map(|(amount, unit)| Length { amount: Decimal::from(amount), unit });
    let by = (1u32..32, any::<bool>()).prop_map(|(day, inclusive)| {
        Interval::By(Point { next: true, day: PointDay::Of(day), second: None, inclusive })
    });
    prop_oneof![
        Just(Interval::Any),
        Just(Interval::SameDay),
        Just(Interval::NextDay(None)),
        length.clone().prop_map(Interval::Within),
        length.prop_map(Interval::Ahead),
        Just(Interval::Before),
        by,
    ]
}

/// A duty with its condition still in place of its id.
#[derive(Debug, Clone)]
enum DraftDuty {
    Field(Predicate),
    Response { activity: ActivityId, filter: Option<Predicate>, interval: Interval, own: bool },
}

fn duty() -> impl Strategy<Value = DraftDuty> {
    prop_oneof![
        1 => predicate().prop_map(DraftDuty::Field),
        3 => (activity(), option::weighted(0.3, predicate()), interval(), any::<bool>())
            .prop_map(|(activity, filter, interval, own)| DraftDuty::Response { activity, filter, interval, own }),
    ]
}

#[derive(Debug, Clone)]
enum DraftCheck {
    Measure {
        value: (Vec<DraftMeasure>, Option<BinaryOp>),
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
    },
    Manual {
        filter: Option<Predicate>,
        entity: Option<bool>,
        bound: Option<(Comparison, Decimal)>,
    },
    Person {
        post: bool,
    },
}

fn check() -> impl Strategy<Value = DraftCheck> {
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
            .prop_map(|(value, bounds, later, entity, prorate, never, sample)| DraftCheck::Measure {
                value, bounds, later, entity, prorate, never, sample,
            }),
        4 => (activity(), option::weighted(0.3, predicate()), vec(duty(), 1..3), any::<bool>(), any::<bool>())
            .prop_map(|(trigger, filter, duties, any, keyed)| DraftCheck::Every { trigger, filter, duties, any, keyed }),
        1 => (
            option::weighted(0.3, predicate()),
            option::weighted(0.3, any::<bool>()),
            option::of((comparison(), number())),
        )
            .prop_map(|(filter, entity, bound)| DraftCheck::Manual { filter, entity, bound }),
        1 => any::<bool>().prop_map(|post| DraftCheck::Person { post }),
    ]
}

/// A day of the half year that all of this plays in.
pub fn day() -> impl Strategy<Value = NaiveDate> {
    (0u64..180).prop_map(|days| {
        NaiveDate::from_ymd_opt(2024, 1, 1).unwrap().checked_add_days(chrono::Days::new(days)).unwrap()
    })
}

#[derive(Debug, Clone)]
struct DraftClause {
    check: DraftCheck,
    grid: Grid,
    applies: bool,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    points: u32,
    parts: u32,
    rule: ScoringRule,
}

fn clause() -> impl Strategy<Value = DraftClause> {
    (
        check(),
        grid(),
        prop::bool::weighted(0.3),
        option::weighted(0.1, day()),
        option::weighted(0.1, day()),
        1u32..40,
        1u32..4,
        prop::sample::select(vec![ScoringRule::MetRate, ScoringRule::AllMet]),
    )
        .prop_map(|(check, grid, applies, from, to, points, parts, rule)| DraftClause {
            check,
            grid,
            applies,
            from,
            to,
            points,
            parts,
            rule,
        })
}

/// A random program of one standard.
pub fn program() -> impl Strategy<Value = Program> {
    let partial = prop::sample::select(vec![Partial::Prorate, Partial::Skip, Partial::Full]);
    (vec(clause(), 1..4), partial).prop_map(|(clauses, partial)| {
        let mut program = Program {
            version: VERSION,
            schema: schema(),
            calendar: super::engine::calendar(),
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
}

fn id(len: usize) -> u32 {
    u32::try_from(len - 1).unwrap()
}

fn scope(entity: Option<bool>) -> Option<EntityScope> {
    entity.map(|register| EntityScope { field: CUSTOMER, register: register.then_some(RegisterId(0)) })
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
        Clause {
            id: (place + 1).to_string(),
            origin: Origin { text: "要求".into(), canonical: "要求".into(), line: 1, start: 0, end: 0 },
            applies: draft.applies.then(|| Predicate::Text { field: POST, values: vec!["销售".into()] }),
            effective_from: draft.from,
            effective_to: draft.to,
            condition: None,
            check,
            worth: Some(Worth { points: draft.points.into(), parts: draft.parts }),
            scoring: Scoring {
                rules: vec![draft.rule],
                most_lost: None,
                most_won: None,
                may_be_negative: false,
                rounding: StepRounding::Down,
            },
            veto: None,
            excepts: Vec::new(),
            consequences: Vec::new(),
        }
    }

    fn check(&mut self, draft: DraftCheck, grid: GridId) -> Check {
        match draft {
            DraftCheck::Measure { value: (measures, op), bounds, later, entity, prorate, never, sample } => {
                let by = entity.map(|_| CUSTOMER);
                let mut values: Vec<Expr> = measures
                    .into_iter()
                    .map(|(activity, filter, aggregate)| {
                        let filter = self.predicate(filter);
                        let sources = vec![MeasureSource { activity, filter, amount: None }];
                        self.measures.push(Measure { sources, aggregate, by, grid });
                        Expr::Measure(MeasureId(id(self.measures.len())))
                    })
                    .collect();
                let value = match op {
                    None => values.remove(0),
                    Some(op) => {
                        let (right, left) = (values.pop().unwrap(), values.pop().unwrap());
                        Expr::Binary { op, left: Box::new(left), right: Box::new(right) }
                    }
                };
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
            DraftCheck::Every { trigger, filter, duties, any, keyed } => {
                let filter = self.predicate(filter);
                let items = duties
                    .into_iter()
                    .map(|duty| match duty {
                        DraftDuty::Field(predicate) => DutyItem::Field(self.predicate(Some(predicate)).unwrap()),
                        DraftDuty::Response { activity, filter, interval, own } => {
                            DutyItem::Response { activity, filter: self.predicate(filter), interval, own }
                        }
                    })
                    .collect();
                let duty = if any { Duty::Any(items) } else { Duty::All(items) };
                Check::Every(EveryCheck {
                    trigger,
                    filter,
                    duty,
                    key: keyed.then_some(CUSTOMER),
                    roll: None,
                    except_holidays: false,
                })
            }
            DraftCheck::Manual { filter, entity, bound } => {
                let filter = self.predicate(filter);
                Check::Manual(ManualCheck { activity: ActivityId(3), filter, grid, entity: scope(entity), bound })
            }
            DraftCheck::Person { post } => Check::Person(if post {
                Predicate::Text { field: POST, values: vec!["销售".into()] }
            } else {
                Predicate::Number { field: TARGET, comparison: Comparison::AtLeast, value: Decimal::from(2) }
            }),
        }
    }
}
