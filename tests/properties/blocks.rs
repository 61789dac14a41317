//! What whole blocks of people are judged by at once, in every shape: thresholds that histories meet, miss and just reach.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use guiju_engine::calendar::Calendar;
use guiju_engine::evaluate::Options;
use guiju_engine::program::{
    Aggregate, BinaryOp, Bound, Check, Clause, Comparison, Duty, DutyItem, EntityScope, EveryCheck, Expr, Grid, GridId,
    Interval, Length, LengthUnit, Measure, MeasureCheck, MeasureId, MeasureSource, Partial, Period, Point, PointDay,
    Predicate, PredicateId, Program, ScoringRule, Standard, Unit, VERSION, Version, Window, Worth,
};
use guiju_engine::report::{Moment, Outcome, Report, Status};
use guiju_engine::schema::ActivityId;
use guiju_engine::verdicts;
use guiju_tests::diff::diff;
use guiju_tests::reference::World;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;

use super::draft::{CUSTOMER, NUMBER, activity, comparison, day, ordinary, predicate, schema};
use super::{config, engine, world};

/// The shapes, each with what its thresholds are chosen from, in tenths and hundredths too: about what histories come to.
const SHAPES: [(Shape, &[&str]); 9] = [
    (Shape::Of(Aggregate::Count), &["0", "1", "2", "3", "4", "1.5"]),
    (Shape::Of(Aggregate::Sum(NUMBER)), &["1", "2", "3", "4", "5.5", "6", "2.25"]),
    (Shape::Of(Aggregate::Max(NUMBER)), &["1", "1.5", "2", "3", "2.25"]),
    (Shape::Of(Aggregate::Min(NUMBER)), &["-1", "0", "1", "1.5", "2"]),
    (Shape::Of(Aggregate::Average(NUMBER)), &["1", "1.5", "2", "1.25", "0.5"]),
    (Shape::Of(Aggregate::Distinct(CUSTOMER)), &["0", "1", "2", "3"]),
    (Shape::Quotient, &["0.5", "1", "2", "1.5", "0", "0.75"]),
    (Shape::Entities, &["0", "1", "2", "1.5"]),
    (Shape::Occurrences, &["1", "2", "6", "24", "48"]),
];

#[derive(Debug, Clone)]
enum Shape {
    Of(Aggregate),
    Quotient,
    /// 每家客户
    Entities,
    /// 凡 … 须 …
    Occurrences,
}

impl Shape {
    fn name(&self) -> &'static str {
        match self {
            Shape::Of(Aggregate::Count) => "count",
            Shape::Of(Aggregate::Sum(_)) => "sum",
            Shape::Of(Aggregate::Max(_)) => "most",
            Shape::Of(Aggregate::Min(_)) => "least",
            Shape::Of(Aggregate::Average(_)) => "average",
            Shape::Of(_) => "distinct",
            Shape::Quotient => "quotient",
            Shape::Entities => "entities",
            Shape::Occurrences => "occurrences",
        }
    }
}

/// What a clause asks for.
#[derive(Debug, Clone)]
struct Asked {
    bounds: Vec<(Comparison, Decimal)>,
    later: Option<(NaiveDate, Comparison, Decimal)>,
    from: Option<NaiveDate>,
    any: bool,
}

fn asked(thresholds: &'static [&'static str]) -> impl Strategy<Value = Asked> {
    let number = || prop::sample::select(thresholds).prop_map(|text| Decimal::from_str_exact(text).unwrap());
    let bounds = prop_oneof![
        8 => vec((comparison(), number()), 1),
        1 => vec((comparison(), number()), 2),
    ];
    let later = option::weighted(0.1, (day(), comparison(), number()));
    (bounds, later, option::weighted(0.1, day()), any::<bool>()).prop_map(|(bounds, later, from, any)| Asked {
        bounds,
        later,
        from,
        any,
    })
}

/// Of which records a measure is made: those of one activity or of two.
type Sources = Vec<(ActivityId, Option<Predicate>)>;

/// One shape: two sources of numbers, and one clause or as many as make it pay to count once for all.
type Drafted = (&'static Shape, [Sources; 2], Vec<Asked>);

fn drafted((shape, thresholds): &'static (Shape, &'static [&'static str])) -> impl Strategy<Value = Drafted> {
    let source = || (activity(), option::weighted(0.25, predicate()));
    let sources = || prop_oneof![3 => vec(source(), 1), 1 => vec(source(), 2)];
    let many = prop_oneof![2 => vec(asked(thresholds), 1..3), 1 => vec(asked(thresholds), 4..9)];
    (sources(), sources(), many).prop_map(move |(one, other, asked)| (shape, [one, other], asked))
}

fn grid() -> impl Strategy<Value = Grid> {
    let every = |every, unit| Period::Every { every, unit };
    let point = |day, second| Point { next: false, day, second, inclusive: true };
    let until = |day, second| Some(Window { from: None, to: Some(point(day, second)), roll: None });
    let cut = prop::sample::select(vec![
        (Period::Range, None),
        (every(1, Unit::Day), None),
        (every(1, Unit::Week), None),
        (every(1, Unit::Week), None),
        (every(1, Unit::TenDays), None),
        (every(1, Unit::Month), None),
        (every(1, Unit::Week), until(PointDay::Weekday(5), None)),
        (every(1, Unit::Day), until(PointDay::Same, Some(12 * 3600))),
        (every(1, Unit::Month), until(PointDay::Of(20), None)),
    ]);
    (cut, prop::bool::weighted(0.1)).prop_map(|((period, window), except_holidays)| Grid {
        period,
        window,
        except_holidays,
    })
}

/// A program with clauses of every shape.
fn program() -> impl Strategy<Value = Program> {
    let shapes: Vec<_> = SHAPES.iter().map(|shape| drafted(shape).boxed()).collect();
    (shapes, grid()).prop_map(|(shapes, grid)| {
        let mut program = Program {
            version: VERSION,
            schema: schema(),
            calendar: Calendar { week_start: 1, year_start: 1, ..engine::calendar() },
            partial: Partial::Prorate,
            predicates: Vec::new(),
            grids: vec![grid],
            measures: Vec::new(),
            standards: Vec::new(),
        };
        let clauses = shapes.into_iter().flat_map(|drafted| clauses(&mut program, drafted)).collect();
        let (name, file) = ("标准".to_owned(), "a.gj".to_owned());
        program.standards.push(Standard { name, file, grades: Vec::new(), bonus_caps: Vec::new(), clauses });
        program
    })
}

fn last(len: usize) -> u32 {
    u32::try_from(len - 1).unwrap()
}

fn sources(program: &mut Program, sources: Sources) -> Vec<MeasureSource> {
    let source = |(activity, filter): (ActivityId, Option<Predicate>)| {
        let filter = filter.map(|filter| {
            program.predicates.push(filter);
            PredicateId(last(program.predicates.len()))
        });
        MeasureSource { activity, filter, amount: None }
    };
    sources.into_iter().map(source).collect()
}

fn clauses(program: &mut Program, (shape, [one, other], asked): Drafted) -> Vec<Clause> {
    let [one, other] = [one, other].map(|of| sources(program, of));
    let by = matches!(shape, Shape::Entities).then_some(CUSTOMER);
    let mut measure = |mut sources: Vec<MeasureSource>, aggregate| {
        sources.truncate(if by.is_some() { 1 } else { sources.len() });
        program.measures.push(Measure { sources, aggregate, by, grid: GridId(0) });
        Expr::Measure(MeasureId(last(program.measures.len())))
    };
    let value = match shape {
        Shape::Of(aggregate) => measure(one.clone(), aggregate.clone()),
        Shape::Entities | Shape::Occurrences => measure(one.clone(), Aggregate::Count),
        Shape::Quotient => Expr::Binary {
            op: BinaryOp::Div,
            left: Box::new(measure(one.clone(), Aggregate::Sum(NUMBER))),
            right: Box::new(measure(other.clone(), Aggregate::Distinct(CUSTOMER))),
        },
    };
    let clause = |(place, asked): (usize, Asked)| {
        let from = asked.from;
        let check = match shape {
            Shape::Occurrences => occurrences(&one, &other, &asked),
            _ => measured(value.clone(), by.is_some(), asked),
        };
        // Most are worth the same, and are scored together.
        let worth = Some(Worth { points: if place == 2 { 5.into() } else { 10.into() }, parts: 1 });
        let ordinary = ordinary(format!("{} {place}", shape.name()), check, ScoringRule::MetRate);
        Clause { effective_from: from, worth, ..ordinary }
    };
    asked.into_iter().enumerate().map(clause).collect()
}

fn measured(value: Expr, entity: bool, asked: Asked) -> Check {
    let bound = |(comparison, value)| Bound { comparison, value: Expr::Number(value) };
    let mut versions = vec![Version { from: None, bounds: asked.bounds.into_iter().map(bound).collect() }];
    versions.extend(
        asked
            .later
            .map(|(from, comparison, value)| Version { from: Some(from), bounds: vec![bound((comparison, value))] }),
    );
    let entity = entity.then_some(EntityScope { field: CUSTOMER, register: None });
    Check::Measure(MeasureCheck { value, grid: GridId(0), entity, versions, prorate: true, never: false, sample: None })
}

/// Each record of one activity is to be followed by one of another of the same customer, within so many hours.
fn occurrences(triggers: &[MeasureSource], answers: &[MeasureSource], asked: &Asked) -> Check {
    let (trigger, filter) = (triggers[0].activity, triggers[0].filter);
    let response = |(answer, (_, hours)): (&MeasureSource, &(Comparison, Decimal))| DutyItem::Response {
        activity: answer.activity,
        filter: answer.filter,
        interval: Interval::Within(Length { amount: hours.ceil().max(Decimal::ONE), unit: LengthUnit::Hour }),
        own: true,
    };
    let items = answers.iter().zip(asked.bounds.iter().cycle()).map(response).collect();
    let duty = if asked.any { Duty::Any(items) } else { Duty::All(items) };
    Check::Every(EveryCheck { trigger, filter, duty, key: Some(CUSTOMER), roll: None, except_holidays: false })
}

/// Whether an outcome lies just at its threshold; that of an occurrence, whether what may answer it came at the last instant.
fn is_tied(clause: &Clause, outcome: &Outcome, (person, world): (&str, &World)) -> bool {
    let Check::Every(check) = &clause.check else {
        return outcome.actual.is_some() && [outcome.required, outcome.up_to].contains(&outcome.actual);
    };
    let (Duty::All(items) | Duty::Any(items)) = &check.duty;
    let answers = |of: ActivityId| {
        items.iter().any(|item| matches!(item, DutyItem::Response { activity, .. } if *activity == of))
    };
    let mut records = world.records.iter().filter(|record| record.person == person && answers(record.activity));
    records.any(|record| record.time.is_some_and(|time| outcome.to == Some(Moment::of(record.day.and_time(time)))))
}

/// How often each shape came out how, of whole blocks.
type Tally = BTreeMap<(String, &'static str), usize>;

fn tally(program: &Program, world: &World, options: &Options, tally: &mut Tally) {
    let data = engine::data(program, world, engine::read(program, engine::lines(world)));
    let (range, as_of) = engine::time(program, world);
    let verdicts = verdicts::judge(program, &data, range, as_of, options).unwrap();
    for verdict in verdicts.outcomes().filter(|verdict| verdict.is_of_block()) {
        let clause = verdict.clause();
        let shape = clause.id.split(' ').next().unwrap().to_owned();
        let how = match verdict.status() {
            Status::Met => "met",
            Status::Missed => "missed",
            _ => continue,
        };
        *tally.entry((shape.clone(), how)).or_default() += 1;
        if is_tied(clause, &verdict.outcome(), (verdict.person(), world)) {
            *tally.entry((shape, "at the tie")).or_default() += 1;
        }
    }
}

#[test]
fn a_block_says_what_the_definition_says_of_every_shape_at_every_threshold() {
    let config = config();
    let cases = config.cases.max(100);
    let found: RefCell<Tally> = RefCell::default();
    let mut runner = TestRunner::new(ProptestConfig { cases, ..config });
    let judged = runner.run(&(program(), world::steady()), |(program, world)| {
        for outcomes in [true, false] {
            let options = |by_definition: bool| Options { by_definition, outcomes, ..Options::default() };
            let judged = |by_definition: bool| {
                let read = engine::read(&program, engine::lines(&world));
                engine::judge_with(&program, &world, read, &options(by_definition))
            };
            let text = |report: &Report| serde_json::to_string_pretty(report).unwrap();
            let (defined, (kept, scores, found)) = (judged(true), engine::judged(&program, &world, &options(false)));
            let expected = text(&defined);
            for actual in [judged(false), kept].iter().map(text) {
                prop_assert!(expected == actual, "{}", diff(&expected, &actual));
            }
            let people: Vec<_> = defined.standards.iter().flat_map(|standard| &standard.people).collect();
            prop_assert_eq!(scores, people.iter().map(|person| person.score).collect::<Vec<_>>());
            let clauses = people.iter().flat_map(|person| &person.clauses);
            prop_assert_eq!(found, clauses.flat_map(|clause| clause.outcomes.clone()).collect::<Vec<_>>());
        }
        tally(&program, &world, &Options::default(), &mut found.borrow_mut());
        Ok(())
    });
    if let Err(error) = judged {
        panic!("{error}");
    }
    let found = found.into_inner();
    for (shape, _) in &SHAPES {
        for how in ["met", "missed", "at the tie"] {
            let times = found.get(&(shape.name().to_owned(), how)).copied().unwrap_or_default();
            assert!(times > 0, "no {} of a block was {how}: {found:#?}", shape.name());
        }
    }
}
