//! Properties: on random programs, people and histories the engine agrees with the reference evaluator, and more.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

#[path = "properties/blocks.rs"]
mod blocks;
#[path = "properties/canonical.rs"]
mod canonical;
#[path = "properties/draft.rs"]
mod draft;
#[path = "properties/engine.rs"]
mod engine;
#[path = "properties/evidence.rs"]
mod evidence;
#[path = "properties/formatter.rs"]
mod formatter;
#[path = "properties/forms.rs"]
mod forms;
#[path = "properties/paths.rs"]
mod paths;
#[path = "properties/points.rs"]
mod points;
#[path = "properties/ranges.rs"]
mod ranges;
#[path = "properties/text.rs"]
mod text;
#[path = "properties/tree.rs"]
mod tree;
#[path = "properties/variants.rs"]
mod variants;
#[path = "properties/world.rs"]
mod world;

use std::sync::Arc;

use guiju_engine::report::StandardReport;
use guiju_tests::diff::diff;
use guiju_tests::reference;
use proptest::prelude::*;

/// What is compared of a report: everything but the items, which have a property of their own.
fn shown(standards: &[StandardReport]) -> String {
    let mut standards = standards.to_vec();
    let people = standards.iter_mut().flat_map(|standard| &mut standard.people);
    for clause in people.flat_map(|person| &mut person.clauses).map(Arc::make_mut) {
        clause.items.clear();
    }
    serde_json::to_string_pretty(&standards).unwrap()
}

/// Quick by default; `PROPTEST_CASES` runs more. Shrinking is bounded, as a case takes long in a debug build.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 200 };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 300, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_engine_agrees_with_the_reference(program in draft::program(), world in world::world()) {
        let expected = shown(&reference::judge(&program, &world));
        let actual = shown(&engine::judge(&program, &world).standards);
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
    }

    #[test]
    fn the_order_of_records_does_not_matter(
        (program, world, shuffled) in (draft::program(), world::world()).prop_flat_map(|(program, world)| {
            let shuffled = Just(world.records.clone()).prop_shuffle();
            (Just(program), Just(world), shuffled)
        })
    ) {
        let expected = shown(&engine::judge(&program, &world).standards);
        let world = reference::World { records: shuffled, ..world };
        let actual = shown(&engine::judge(&program, &world).standards);
        prop_assert!(expected == actual, "{}", diff(&expected, &actual));
    }

    #[test]
    fn what_is_won_and_lost_adds_up(program in draft::program(), world in world::world()) {
        for person in engine::judge(&program, &world).standards.iter().flat_map(|standard| &standard.people) {
            let mistakes = points::mistakes(person);
            prop_assert!(mistakes.is_empty(), "{}\n{}", mistakes.join("\n"), serde_json::to_string_pretty(person).unwrap());
        }
    }

    #[test]
    fn evidence_adds_up_to_what_was_found(program in draft::program(), world in world::world()) {
        for account in engine::accounts(&program, &world) {
            let mistakes = evidence::mistakes(&program, &account);
            prop_assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
        }
    }

    #[test]
    fn any_text_is_answered(text in text::soup()) {
        let compiled = guiju::compile_text("a.gj", &text);
        for file in &compiled.files {
            for diagnostic in &file.diagnostics {
                let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
                prop_assert!(text.get(start..end).is_some(), "{diagnostic:?} is no place of {text:?}");
            }
        }
        let _ = compiled.explain(guiju::Lang::Zh);
    }

    #[test]
    fn the_canonical_form_means_the_same(sentence in text::requirement()) {
        let first = guiju::compile_text("a.gj", &sentence);
        prop_assert!(!first.has_errors(), "{sentence}: {:?}", first.files);
        let canonical = canonical(&first);
        let second = guiju::compile_text("a.gj", &canonical);
        prop_assert!(!second.has_errors(), "{sentence} -> {canonical}: {:?}", second.files);
        prop_assert_eq!(&canonical, &self::canonical(&second), "of {}", sentence);
        let (one, other) = (first.standards().unwrap(), second.standards().unwrap());
        prop_assert_eq!(meaning(one.program()), meaning(other.program()), "{} and {}", sentence, canonical);
    }

    #[test]
    fn what_a_soup_means_its_canonical_form_means(text in text::soup()) {
        let first = guiju::compile_text("a.gj", &text);
        for requirement in first.explain(guiju::Lang::Zh).files.iter().flat_map(|file| &file.requirements) {
            let second = guiju::compile_text("a.gj", &requirement.canonical);
            prop_assert_eq!(&requirement.canonical, &canonical(&second), "of {:?}", text);
        }
    }
}

/// The canonical forms of all requirements, a line each.
fn canonical(compiled: &guiju::Compiled) -> String {
    let explained = compiled.explain(guiju::Lang::Zh);
    let lines = explained.files.iter().flat_map(|file| &file.requirements);
    lines.map(|requirement| requirement.canonical.as_str()).collect::<Vec<_>>().join("\n")
}

/// A program without its places in the source.
fn meaning(program: &guiju_engine::program::Program) -> guiju_engine::program::Program {
    let mut program = program.clone();
    for clause in program.standards.iter_mut().flat_map(|standard| &mut standard.clauses) {
        clause.origin.text.clear();
        (clause.origin.line, clause.origin.start, clause.origin.end) = (0, 0, 0);
    }
    program
}
