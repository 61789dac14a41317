//! Versions of a standard or a section: those of one name, by the day from which they are in force.

use chrono::NaiveDate;
use guiju_syntax::ast::{Property, PropertyKind};
use guiju_syntax::span::Span;
use indexmap::IndexMap;

use super::{File, Package};

/// One version.
pub struct Version<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Where it is.
    pub file: File<'a>,
    /// The line that says when it is in force.
    pub span: Span,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// Everything of which there are several versions: standards by their titles, sections by theirs within a standard.
pub fn versions<'a>(package: &Package<'a>) -> Vec<Vec<Version<'a>>> {
    let mut all: IndexMap<(&str, &str), Vec<Version<'a>>> = IndexMap::new();
    for file in package.files() {
        let standard = file.document.title.as_ref().map_or(file.source.name(), |title| title.text.as_str());
        if let Some((span, from, to)) = effective(&file.document.properties) {
            all.entry((standard, "")).or_default().push(Version { name: standard, file, span, from, to });
        }
        for section in file.sections() {
            if let Some((span, from, to)) = effective(&section.properties) {
                let name = section.title.text.as_str();
                all.entry((standard, name)).or_default().push(Version { name, file, span, from, to });
            }
        }
    }
    let mut series: Vec<Vec<Version<'a>>> = all.into_values().filter(|versions| versions.len() > 1).collect();
    for versions in &mut series {
        versions.sort_by_key(|version| version.from);
    }
    series
}

fn effective(properties: &[Property]) -> Option<(Span, Option<NaiveDate>, Option<NaiveDate>)> {
    properties.iter().find_map(|property| match property.kind {
        PropertyKind::Effective { from, to } => Some((property.span, from, to)),
        _ => None,
    })
}
