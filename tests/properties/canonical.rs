//! One canonical form for each requirement: printing and reading are each other's inverse.

use guiju_syntax::ast::{Document, Node, Property};
use guiju_syntax::span::Source;
use guiju_syntax::{Names, canonical, parse, parse_requirements};
use guiju_tests::diff::diff;
use proptest::prelude::*;

use crate::tree;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_requirement_reads_as_it_was_printed(requirement in tree::requirement()) {
        let printed = canonical::requirement(&requirement);
        let (read, problems) = parse_requirements(&printed, &Names::default());
        prop_assert!(problems.is_empty(), "{printed}: {problems:?}");
        let [read] = read.as_slice() else { panic!("{printed} reads as {} requirements", read.len()) };
        prop_assert_eq!(&canonical::requirement(read), &printed);
        let (before, after) = (tree::shape(&requirement), tree::shape(read));
        prop_assert!(before == after, "{printed}\n{}", diff(&before, &after));
    }

    #[test]
    fn a_property_reads_as_it_was_printed(kind in tree::property()) {
        let printed = canonical::property(&kind);
        let read = parse(&Source::new("a.gj", format!("不得 迟到\n   {printed}")), &Names::default());
        prop_assert!(read.diagnostics.is_empty(), "{printed}: {:?}", read.diagnostics);
        let found = properties(&read.document);
        let [read] = found.as_slice() else { panic!("{printed} reads as {} properties", found.len()) };
        let (before, after) = (tree::shape(&kind), tree::shape(&read.kind));
        prop_assert!(before == after, "{printed}\n{}", diff(&before, &after));
    }
}

fn properties(document: &Document) -> Vec<Property> {
    let clauses = document.body.iter().flat_map(|node| match node {
        Node::Clause(clause) => clause.properties.clone(),
        Node::Section(section) => section.properties.clone(),
    });
    document.properties.iter().cloned().chain(clauses).collect()
}
