//! Whoever runs a program says the same: in one go, on several threads, in parts that are merged, record by record.

use std::sync::Arc;

use chrono::{Days, TimeDelta};
use guiju_engine::evaluate::{EvaluateError, Limits, Options, Range, evaluate_with};
use guiju_engine::program::{Program, VERSION};
use guiju_engine::report::{Outcome, Report, StandardReport, Status};
use guiju_engine::state::{StateError, decode, encode};
use guiju_engine::tracker::{Counted, Pushed, Tracker};
use guiju_tests::diff::diff;
use guiju_tests::reference::{Record, World};
use proptest::prelude::*;

use super::{config, draft, engine, shown, world};

/// A world in which records have no ids, ids of their own, or every two have one.
fn corrected() -> impl Strategy<Value = World> {
    (world::world(), 0..3).prop_map(|(mut world, ids)| {
        for (place, record) in world.records.iter_mut().enumerate() {
            match ids {
                0 => record.id = String::new(),
                1 => record.id = format!("r{:02}", place / 2),
                _ => {}
            }
        }
        world
    })
}

/// How long after an instant someone asks: often not at all.
fn minutes() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), 0i64..1440]
}

/// All of a report, as text.
fn whole(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap()
}

fn tracker(program: &Program, world: &World) -> Tracker {
    let (people, registers) = engine::tables(program, world);
    let (range, _) = engine::time(program, world);
    let (leave, coverage) = engine::further(program, world);
    let tracker = Tracker::new(program, Some(people), registers, range, &engine::columns()).unwrap();
    tracker.with(leave, coverage)
}

fn push(tracker: &mut Tracker, cells: &[String]) -> Pushed {
    tracker.push(&cells.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What a tracker says of everyone.
fn tracked(tracker: &mut Tracker, program: &Program, world: &World) -> String {
    let (_, as_of) = engine::time(program, world);
    let mut standards: Vec<StandardReport> = program
        .standards
        .iter()
        .map(|standard| StandardReport { name: standard.name.clone(), file: standard.file.clone(), people: Vec::new() })
        .collect();
    for person in &world.people {
        for (name, report) in tracker.status(&person.name, as_of).unwrap() {
            standards.iter_mut().find(|standard| standard.name == name).unwrap().people.push(report);
        }
    }
    shown(&standards)
}

/// What the batch says of records that a tracker was handed, each with its number among all that it was handed: a record
/// without an id is called by its place, and triggers of one day are in the order of their names.
fn batch<'a>(program: &Program, world: &World, records: impl IntoIterator<Item = (u32, &'a Record)>) -> String {
    let read = engine::read_of(program, "记录", records);
    shown(&engine::judge_with(program, world, read, &Options::default()).standards)
}

/// How many outcomes came out how.
fn counted(outcomes: &[Outcome]) -> Counted {
    let of = |status: Status| outcomes.iter().filter(|outcome| outcome.status == status).count() as u64;
    Counted {
        met: of(Status::Met),
        missed: of(Status::Missed),
        pending: of(Status::Pending),
        not_applicable: of(Status::NotApplicable),
        undetermined: of(Status::Undetermined),
    }
}

/// What a tracker has folded of one range is what was reported of it.
fn assert_folded(tracker: &Tracker, program: &Program, closed: &Report) {
    assert_eq!(tracker.past().ranges(), 1);
    for (place, (standard, report)) in program.standards.iter().zip(&closed.standards).enumerate() {
        assert_eq!(tracker.past().people(place).count(), report.people.len());
        for person in &report.people {
            let past = tracker.past().person(place, &person.person).unwrap();
            assert_eq!((past.ranges, past.score()), (1, person.score));
            for (place, clause) in standard.clauses.iter().enumerate() {
                // Of a person in several posts, those of each.
                let of_clause = person.clauses.iter().filter(|judged| judged.id == clause.id);
                let outcomes: Vec<Outcome> = of_clause.flat_map(|judged| judged.outcomes.clone()).collect();
                assert_eq!(past.clauses.get(place).copied().unwrap_or_default(), counted(&outcomes));
            }
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn threads_do_not_matter(program in draft::program(), world in corrected(), threads in 2usize..5) {
        let expected = whole(&engine::judge(&program, &world));
        let options = Options { threads, ..Options::default() };
        let read = engine::read(&program, engine::lines(&world));
        let actual = whole(&engine::judge_with(&program, &world, read, &options));
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
    }

    #[test]
    fn whole_columns_say_what_the_definition_says(
        program in draft::program(), world in corrected(), outcomes in any::<bool>(), threads in 1usize..3
    ) {
        let judged = |by_definition: bool| {
            let options = Options { by_definition, outcomes, threads, ..Options::default() };
            whole(&engine::judge_with(&program, &world, engine::read(&program, engine::lines(&world)), &options))
        };
        let (expected, actual) = (judged(true), judged(false));
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
    }

    #[test]
    fn what_is_kept_in_16_bytes_is_what_is_reported(
        program in draft::program(), world in corrected(), outcomes in any::<bool>(), by_definition in any::<bool>()
    ) {
        let options = Options { by_definition, outcomes, ..Options::default() };
        let expected = engine::judge_with(&program, &world, engine::read(&program, engine::lines(&world)), &options);
        let (report, scores, found) = engine::judged(&program, &world, &options);
        let (expected_text, actual_text) = (whole(&expected), whole(&report));
        prop_assert!(expected_text == actual_text, "{}", diff(&expected_text, &actual_text));
        let people: Vec<_> = expected.standards.iter().flat_map(|standard| &standard.people).collect();
        prop_assert_eq!(scores, people.iter().map(|person| person.score).collect::<Vec<_>>());
        let clauses = people.iter().flat_map(|person| &person.clauses);
        prop_assert_eq!(found, clauses.flat_map(|clause| clause.outcomes.clone()).collect::<Vec<_>>());
    }

    #[test]
    fn scores_are_the_same_without_outcomes(program in draft::program(), world in corrected()) {
        let mut expected = engine::judge(&program, &world);
        let people = expected.standards.iter_mut().flat_map(|standard| &mut standard.people);
        for clause in people.flat_map(|person| &mut person.clauses).map(Arc::make_mut) {
            clause.outcomes.clear();
            clause.items.clear();
        }
        let expected = whole(&expected);
        let options = Options { outcomes: false, ..Options::default() };
        let read = engine::read(&program, engine::lines(&world));
        let actual = whole(&engine::judge_with(&program, &world, read, &options));
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
    }

    #[test]
    fn parts_merge_to_the_whole(program in draft::program(), world in corrected(), seed in any::<u64>(), parts in 1usize..5) {
        let expected = whole(&engine::judge(&program, &world));
        // Any partition that keeps records with equal ids in order.
        let part = |line: u32| (seed.rotate_left(line) % parts as u64) as usize * usize::from(seed % 2 == 0);
        let mut merged = engine::read(&program, []);
        let mut cut = engine::lines(&world).map(|(line, _)| part(line)).collect::<Vec<_>>();
        cut.sort_unstable();
        for number in 0..parts {
            let lines = engine::lines(&world).zip(&cut).filter(|(_, part)| **part == number).map(|(line, _)| line);
            let bytes = encode(&program, &engine::read(&program, lines), 0).unwrap();
            decode(&program, &bytes, &mut merged).unwrap();
        }
        let actual = whole(&engine::judge_with(&program, &world, merged, &Options::default()));
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
    }

    #[test]
    fn at_every_prefix_the_tracker_says_what_the_batch_says(program in draft::program(), world in corrected()) {
        let mut tracker = tracker(&program, &world);
        for count in 0..=world.records.len() {
            if let Some(record) = count.checked_sub(1).and_then(|last| world.records.get(last)) {
                push(&mut tracker, &engine::cells(record));
            }
            let expected = batch(&program, &world, (1..).zip(world.records.iter().take(count)));
            let actual = tracked(&mut tracker, &program, &world);
            prop_assert!(expected == actual, "after {count}: {}", diff(&expected, &actual));
        }
    }

    #[test]
    fn a_restored_tracker_goes_on_as_if_nothing_had_happened(program in draft::program(), world in corrected(), at in 0usize..24) {
        let mut whole = tracker(&program, &world);
        let mut first = tracker(&program, &world);
        let mut second = tracker(&program, &world);
        for (place, record) in world.records.iter().enumerate() {
            push(&mut whole, &engine::cells(record));
            push(if place < at { &mut first } else { &mut second }, &engine::cells(record));
            if place + 1 == at {
                second.restore(&first.snapshot().unwrap()).unwrap();
                prop_assert_eq!(first.snapshot().unwrap().len(), second.snapshot().unwrap().len());
            }
        }
        let judged = if world.records.len() < at { &mut first } else { &mut second };
        let (expected, actual) = (tracked(&mut whole, &program, &world), tracked(judged, &program, &world));
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
    }

    #[test]
    fn a_tracker_that_goes_on_says_what_the_batch_says_of_all_that_it_took(
        program in draft::program(), world in corrected(), at in 0usize..24, days in 0u64..400
    ) {
        let (range, as_of) = engine::time(&program, &world);
        let (people, registers) = engine::tables(&program, &world);
        let (leave, coverage) = engine::further(&program, &world);
        let before = Range::new(range.from() - Days::new(days + 1), range.from()).unwrap();
        let tracker = || {
            let (people, registers) = (Some(people.clone()), registers.clone());
            let tracker = Tracker::new(&program, people, registers, before, &engine::columns()).unwrap();
            tracker.with(leave.clone(), coverage.clone())
        };
        let mut tracked_on = tracker();
        let mut taken: Vec<(u32, &Record)> = Vec::new();
        let mut gone = 0;
        for (place, record) in (1..).zip(&world.records) {
            if place == at {
                let kept = tracked_on.len();
                let closed = tracked_on.report(as_of).unwrap();
                gone = tracked_on.advance(range, as_of).unwrap();
                prop_assert_eq!(tracked_on.len() + gone, kept);
                assert_folded(&tracked_on, &program, &closed);
            }
            match push(&mut tracked_on, &engine::cells(record)) {
                Pushed::Settled => {}
                // It comes under the id of what went.
                Pushed::Released => prop_assert!(gone > 0 && taken.iter().any(|(_, known)| known.id == record.id)),
                _ => taken.push((u32::try_from(place).unwrap(), record)),
            }
        }
        tracked_on.advance(range, as_of).unwrap();
        let expected = batch(&program, &world, taken);
        let actual = tracked(&mut tracked_on, &program, &world);
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
        // A snapshot knows where the tracker has gone on to, and what is past.
        let mut restored = tracker();
        restored.restore(&tracked_on.snapshot().unwrap()).unwrap();
        prop_assert_eq!(restored.range(), range);
        prop_assert_eq!(restored.past(), tracked_on.past());
        let actual = tracked(&mut restored, &program, &world);
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
        prop_assert_eq!(restored.advance(before, as_of), Err(EvaluateError::Settled(before.from())));
    }

    #[test]
    fn how_a_person_stands_is_what_the_words_say(program in draft::program(), world in corrected()) {
        let mut tracker = tracker(&program, &world);
        for record in &world.records {
            push(&mut tracker, &engine::cells(record));
        }
        let (_, as_of) = engine::time(&program, &world);
        for person in &world.people {
            let words = tracker.status(&person.name, as_of).unwrap();
            let standing = tracker.standing(&person.name, as_of).unwrap();
            prop_assert_eq!(words.len(), standing.len());
            for ((name, report), standing) in words.iter().zip(standing) {
                prop_assert_eq!((name, report.score), (&standing.standard.name, standing.score));
                prop_assert_eq!(report.grade.as_deref(), standing.grade);
                prop_assert_eq!(report.clauses.len(), standing.clauses.len());
                for (clause, stands) in report.clauses.iter().zip(standing.clauses) {
                    prop_assert_eq!((&clause.id, clause.status), (&stands.clause.id, stands.status));
                    prop_assert_eq!(counted(&clause.outcomes), stands.counted);
                }
            }
        }
    }

    #[test]
    fn whoever_asks_again_hears_what_is_heard_the_first_time(
        program in draft::program(), world in corrected(),
        asked in prop::collection::vec((0usize..24, any::<prop::sample::Index>(), -45i64..45, minutes()), 0..24)
    ) {
        prop_assume!(!world.people.is_empty());
        let (_, as_of) = engine::time(&program, &world);
        let mut asked_again = tracker(&program, &world);
        for place in 0..=world.records.len() {
            // Forwards and backwards in time, everyone once more when all has been pushed.
            let last = place == world.records.len();
            for (_, person, days, minutes) in asked.iter().filter(|ask| last || ask.0 == place) {
                let name = &person.get(&world.people).name;
                let at = as_of + TimeDelta::days(*days) + TimeDelta::minutes(*minutes);
                let mut afresh = tracker(&program, &world);
                for record in &world.records[..place] {
                    push(&mut afresh, &engine::cells(record));
                }
                prop_assert_eq!(asked_again.status(name, at), afresh.status(name, at));
                prop_assert_eq!(asked_again.standing(name, at), afresh.standing(name, at));
            }
            if let Some(record) = world.records.get(place) {
                push(&mut asked_again, &engine::cells(record));
            }
        }
    }

    #[test]
    fn a_damaged_state_is_refused_or_read_but_never_a_panic(
        program in draft::program(), world in world::world(), place in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let mut bytes = encode(&program, &engine::read(&program, engine::lines(&world)), 0).unwrap();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        let mut into = engine::read(&program, []);
        if decode(&program, &bytes, &mut into).is_ok() {
            engine::judge_with(&program, &world, into, &Options::default());
        }
        bytes.truncate(place);
        prop_assert!(decode(&program, &bytes, &mut engine::read(&program, [])).is_err());
    }

    #[test]
    fn a_state_of_another_program_is_refused(one in draft::program(), other in draft::program(), world in world::world()) {
        prop_assume!(one != other);
        let bytes = encode(&one, &engine::read(&one, engine::lines(&world)), 0).unwrap();
        prop_assert_eq!(decode(&other, &bytes, &mut engine::read(&other, [])), Err(StateError::OtherProgram));
    }

    #[test]
    fn a_program_of_another_form_is_refused(program in draft::program(), world in world::world()) {
        let older = VERSION - 1;
        let program = Program { version: older, ..program };
        let data = engine::data(&program, &world, engine::read(&program, []));
        let (range, as_of) = engine::time(&program, &world);
        let judged = evaluate_with(&program, &data, range, as_of, &Options::default());
        prop_assert_eq!(judged.unwrap_err(), EvaluateError::Version(older));
        prop_assert!(Tracker::new(&program, None, Vec::new(), range, &engine::columns()).is_err());
    }

    #[test]
    fn a_limit_that_is_passed_is_an_error_that_names_it(program in draft::program(), world in world::world()) {
        let report = engine::judge(&program, &world);
        let people = report.standards.iter().flat_map(|standard| &standard.people);
        let outcomes: u64 = people.flat_map(|person| &person.clauses).map(|clause| clause.outcomes.len() as u64).sum();
        let (people, registers) = engine::tables(&program, &world);
        let (leave, coverage) = engine::further(&program, &world);
        let records = engine::read(&program, engine::lines(&world)).finish();
        let data = guiju_engine::evaluate::Data { records, people: Some(people), registers, leave, coverage, ..Default::default() };
        let (range, as_of) = engine::time(&program, &world);
        let judged = |limits: Limits| {
            evaluate_with(&program, &data, range, as_of, &Options { limits, ..Options::default() })
        };
        let enough = judged(Limits { outcomes, ..Limits::default() }).is_ok();
        prop_assert!(enough);
        if let Some(most) = outcomes.checked_sub(1) {
            let error = judged(Limits { outcomes: most, ..Limits::default() }).unwrap_err();
            prop_assert_eq!(error, EvaluateError::Limit { bound: "outcomes", most, found: outcomes });
        }
        if !world.records.is_empty() {
            let error = judged(Limits { records: 0, ..Limits::default() }).unwrap_err();
            prop_assert_eq!(error, EvaluateError::Limit { bound: "records", most: 0, found: world.records.len() as u64 });
        }
    }
}
