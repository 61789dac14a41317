//! Ranges one after the other judge each period and each occurrence exactly once.

use guiju_engine::program::{Check, Period, Program};
use guiju_engine::report::{Outcome, Status};
use guiju_tests::reference::World;
use proptest::prelude::*;

use super::{config, draft, engine, world};

/// Whether a clause is cut into periods of its own, and not by the range.
fn recurs(program: &Program, id: &str) -> bool {
    let clause = program.standards[0].clauses.iter().find(|clause| clause.id == id).unwrap();
    let grid = match &clause.check {
        Check::Measure(check) | Check::Record(check) => check.grid,
        Check::Manual(check) => check.grid,
        Check::Every(_) => return true,
        Check::Person(_) => return false,
    };
    !matches!(program.grids[grid.index()].period, Period::Range | Period::Last { .. })
}

/// Whether what occurs is judged only 若 something holds: where that is measured over the range, it may hold in one range
/// and not in the other.
fn hangs(program: &Program, id: &str) -> bool {
    let clause = program.standards[0].clauses.iter().find(|clause| clause.id == id).unwrap();
    matches!(clause.check, Check::Every(_)) && clause.condition.is_some()
}

/// What is judged in a range: the clause, the person and everything that tells one judgement from another. How an
/// occurrence comes out may hang on the range where its duty has no end of its own; how a period does never.
fn judged(program: &Program, world: &World) -> Vec<String> {
    let report = engine::judge(program, world);
    let mut found = Vec::new();
    for person in &report.standards[0].people {
        for clause in person.clauses.iter().filter(|clause| recurs(program, &clause.id)) {
            // The same post may be the first part of one range and the second of another.
            let post = clause.part.map_or(&person.post, |part| &person.parts[part - 1].post);
            // A post that lies outside of a range, and of which nothing is judged, is not told at all.
            let known = world.people.iter().find(|known| known.name == person.person).unwrap();
            if known.later.is_some() && hangs(program, &clause.id) {
                continue;
            }
            let told = |outcome: &&Outcome| known.later.is_none() || outcome.status != Status::NotApplicable;
            found.extend(
                clause
                    .outcomes
                    .iter()
                    .filter(told)
                    .map(|outcome| format!("{} {} {:?} {}", person.person, clause.id, post, judgement(outcome))),
            );
        }
    }
    found.sort();
    found
}

fn judgement(outcome: &Outcome) -> String {
    let Outcome { from, to, entity, trigger, status, actual, required, .. } = outcome;
    match trigger {
        Some(trigger) => format!("{from:?} {trigger}"),
        None => format!("{from:?} {to:?} {entity:?} {status:?} {actual:?} {required:?}"),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn ranges_one_after_the_other_judge_everything_once(
        program in draft::program(),
        world in world::world(),
        cut in 0usize..100,
    ) {
        let mut world = world;
        world.to = world.to.succ_opt().unwrap();
        let days = (world.to - world.from).num_days();
        let between = world.from + chrono::TimeDelta::days(1 + (days - 1) * cut as i64 / 100);
        // All as of one instant, at which everything is over.
        world.as_of = world.to.and_time(chrono::NaiveTime::MIN) + chrono::TimeDelta::days(400);
        let whole = judged(&program, &world);
        let first = World { to: between, ..world.clone() };
        let second = World { from: between, ..world.clone() };
        let mut parts = [judged(&program, &first), judged(&program, &second)].concat();
        parts.sort();
        prop_assert_eq!(whole, parts);
    }
}
