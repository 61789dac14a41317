//! Random scoring: what is won and lost adds up.

use guiju_engine::exact::Exact;
use guiju_engine::program::{
    Basis, BonusCap, Check, Comparison, Effect, Grade, Limit, Period, Program, Scoring, ScoringRule, StepRounding,
    Tier, TierGives, Unit, Veto,
};
use guiju_engine::report::{ClauseReport, PersonReport};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn some_of(numbers: &'static [&'static str]) -> impl Strategy<Value = Decimal> {
    prop::sample::select(numbers).prop_map(decimal)
}

fn effect() -> impl Strategy<Value = Effect> {
    (any::<bool>(), some_of(&["0.5", "1", "2", "3", "30"]), option::weighted(0.2, Just("元".to_owned())))
        .prop_map(|(adds, amount, unit)| Effect { adds, amount, unit })
}

fn tier() -> impl Strategy<Value = Tier> {
    let gives = prop_oneof![
        some_of(&["0", "0.5", "1", "1.2"]).prop_map(TierGives::Share),
        some_of(&["0", "5", "30"]).prop_map(TierGives::Points),
        effect().prop_map(TierGives::Effect),
    ];
    let comparison = prop::sample::select(vec![Comparison::AtLeast, Comparison::LessThan]);
    (option::weighted(0.8, (comparison, some_of(&["0", "1", "2", "3"]))), gives)
        .prop_map(|(bound, gives)| Tier { bound, gives })
}

fn rule() -> BoxedStrategy<ScoringRule> {
    let basis = prop::sample::select(vec![Basis::Below, Basis::Above, Basis::Late, Basis::LateWorkdays, Basis::Times]);
    let step = some_of(&["0.5", "1", "2", "1440"]);
    prop_oneof![
        1 => Just(ScoringRule::MetRate),
        1 => Just(ScoringRule::AllMet),
        1 => (some_of(&["1", "1.2"]), some_of(&["0", "0.6"]))
            .prop_map(|(cap, floor)| ScoringRule::Proportional { cap, floor }),
        6 => (basis, step, effect()).prop_map(|(basis, step, effect)| ScoringRule::Step { basis, step, effect }),
        2 => (any::<bool>(), effect()).prop_map(|(when_met, effect)| ScoringRule::Fixed { when_met, effect }),
        2 => vec(tier(), 1..4).prop_map(ScoringRule::Tiers),
        1 => Just(ScoringRule::Linear(vec![(decimal("0"), decimal("1")), (decimal("3"), decimal("0.1"))])),
    ]
    .boxed()
}

fn scoring() -> BoxedStrategy<(Scoring, bool)> {
    let rounding = prop::sample::select(vec![StepRounding::Down, StepRounding::Up, StepRounding::Exact]);
    let most = || option::weighted(0.3, some_of(&["0", "1", "4"]));
    let unit = prop::sample::select(vec![Unit::Day, Unit::Week, Unit::TenDays, Unit::Month, Unit::Year]);
    let limit = (unit, any::<bool>(), some_of(&["0", "1", "3"])).prop_map(|(unit, adds, most)| Limit {
        period: Period::Every { every: 1, unit },
        adds,
        most,
    });
    let most_each = prop_oneof![2 => Just(Vec::new()), 1 => vec(limit, 1..3)];
    let scoring = (vec(rule(), 1..4), most(), most(), most_each, any::<bool>(), rounding).prop_map(
        |(rules, most_lost, most_won, most_each, may_be_negative, rounding)| Scoring {
            rules,
            most_lost,
            most_won,
            most_each,
            may_be_negative,
            rounding,
        },
    );
    (scoring, any::<bool>()).boxed()
}

/// 一票否决, in one of two ways.
fn veto() -> impl Strategy<Value = Veto> {
    prop_oneof![Just(Veto::Zero), prop::sample::select(vec!["合格", "没有"]).prop_map(|name| Veto::Cap(name.into()))]
}

/// The program with other scoring; some of its counts become 记, which has no worth.
pub fn scored(program: Program) -> impl Strategy<Value = Program> {
    let clauses = program.standards.iter().map(|standard| standard.clauses.len()).max().unwrap_or(0);
    let caps = option::weighted(0.3, some_of(&["0", "2"]));
    let clause = (option::weighted(0.7, scoring()), option::weighted(0.15, veto()), prop::bool::weighted(0.2));
    (vec(clause, clauses..=clauses), caps, Just(program)).prop_map(|(scorings, most, mut program)| {
        for standard in &mut program.standards {
            standard.grades = [("优秀", Some("80")), ("合格", Some("50")), ("不合格", None)]
                .into_iter()
                .map(|(name, least)| Grade {
                    name: name.into(),
                    bound: least.map(|least| (Comparison::AtLeast, decimal(least))),
                })
                .collect();
            for (clause, (scoring, veto, consequence)) in standard.clauses.iter_mut().zip(scorings.clone()) {
                clause.veto = veto;
                clause.consequences = if consequence { vec!["书面警告".into()] } else { Vec::new() };
                let Some((scoring, record)) = scoring else { continue };
                clause.scoring = scoring;
                if let (Check::Measure(check), true) = (&clause.check, record) {
                    let check = guiju_engine::program::MeasureCheck { versions: Vec::new(), ..check.clone() };
                    clause.check = Check::Record(check);
                    clause.worth = None;
                    // What it takes may be more than there is.
                    if !clause.scoring.may_be_negative {
                        let effect = Effect { adds: false, amount: decimal("30"), unit: None };
                        let (basis, step) = (Basis::Times, decimal("1"));
                        clause.scoring.rules.push(ScoringRule::Step { basis, step, effect });
                    }
                }
            }
            let half = standard.clauses.iter().take(standard.clauses.len() / 2).map(|clause| clause.id.clone());
            let all = standard.clauses.iter().map(|clause| clause.id.clone()).collect();
            standard.bonus_caps = most
                .into_iter()
                .flat_map(|most| {
                    [BonusCap { most, clauses: half.clone().collect() }, BonusCap { most, clauses: Vec::clone(&all) }]
                })
                .collect();
        }
        program
    })
}

fn sum(values: impl IntoIterator<Item = Exact>) -> Exact {
    values.into_iter().fold(Exact::ZERO, |sum, value| sum.plus(value).unwrap())
}

/// Why the items of a clause do not give its points.
fn clause_mistake(clause: &ClauseReport) -> Option<String> {
    let items = sum(clause.items.iter().filter(|item| item.unit.is_none()).map(|item| item.amount));
    let expected = clause.worth.unwrap_or(Exact::ZERO).plus(items).unwrap();
    match clause.points {
        Some(points) if points != expected => Some(format!("{}: {points}, but {expected} by its items", clause.id)),
        None if !clause.items.is_empty() => Some(format!("{}: no points, and yet items", clause.id)),
        _ => None,
    }
}

/// Where the items of a report do not add up.
pub fn mistakes(person: &PersonReport) -> Vec<String> {
    let mut found: Vec<String> = person.clauses.iter().filter_map(|clause| clause_mistake(clause)).collect();
    let items = || person.clauses.iter().flat_map(|clause| &clause.items);
    if let Some(score) = person.score {
        let adjustments = sum(person.adjustments.iter().map(|adjustment| adjustment.amount));
        let by_items = sum(items().filter_map(|item| item.score).chain([Exact::from(100), adjustments]));
        if by_items != score {
            found.push(format!("score {score}, but {by_items} by its items"));
        }
    }
    for ledger in &person.ledgers {
        let by_items = sum(items().filter(|item| item.unit.as_ref() == Some(&ledger.unit)).map(|item| item.amount));
        if by_items != ledger.amount {
            found.push(format!("{} {}, but {by_items} by its items", ledger.amount, ledger.unit));
        }
    }
    found
}
