//! Every form of a program is among the random ones, and every way that a judgement can come out is among their reports:
//! a property of random programs says nothing of what is never generated.

use std::collections::BTreeSet;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde::Serialize;

use super::{draft, engine, variants, world};

/// So many programs show every form.
const RUNS: usize = 1500;

/// The variants of the enums of a file, as `Enum::Variant`.
fn declared(source: &str) -> BTreeSet<String> {
    let (mut found, mut within) = (BTreeSet::new(), None);
    for line in source.lines() {
        if let Some(rest) = line.strip_prefix("pub enum ") {
            within = rest.split([' ', '<', '{']).next();
        } else if line == "}" {
            within = None;
        } else if let (Some(name), Some(rest)) = (within, line.strip_prefix("    "))
            && rest.starts_with(|c: char| c.is_ascii_uppercase())
        {
            let variant: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
            found.insert(format!("{name}::{variant}"));
        }
    }
    found
}

/// Names as they are compared: serde may write a variant in small letters.
fn plain(names: BTreeSet<String>) -> BTreeSet<String> {
    names.into_iter().map(|name| name.to_lowercase().replace('_', "")).collect()
}

#[test]
fn every_form_is_generated_and_every_outcome_found() {
    let mut runner = TestRunner::deterministic();
    let (mut forms, mut outcomes) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..RUNS {
        let program = draft::program().new_tree(&mut runner).unwrap().current();
        let world = world::world().new_tree(&mut runner).unwrap().current();
        variants::collect(&program.serialize(variants::Variants::default()).unwrap(), &mut forms);
        let report = engine::judge(&program, &world);
        variants::collect(&report.serialize(variants::Variants::default()).unwrap(), &mut outcomes);
    }
    let wanted = plain(declared(include_str!("../../crates/guiju-engine/src/program.rs")));
    assert!(wanted.len() > 100, "the enums of the program are found: {wanted:?}");
    let forms = plain(forms);
    assert_eq!(wanted.difference(&forms).collect::<Vec<_>>(), Vec::<&String>::new(), "are never generated");
    let report = include_str!("../../crates/guiju-engine/src/report.rs");
    let item = include_str!("../../crates/guiju-engine/src/report/item.rs");
    let mut wanted: BTreeSet<String> = declared(report).union(&declared(item)).cloned().collect();
    // Causes have to do with tables and files, and are shown in the suite; small numbers never grow too large.
    wanted.retain(|name| {
        !name.starts_with("ProblemKind::") && name != "Reason::Overflow" && !name.starts_with("Moment::")
    });
    let outcomes = plain(outcomes);
    assert_eq!(plain(wanted).difference(&outcomes).collect::<Vec<_>>(), Vec::<&String>::new(), "never come out");
}
