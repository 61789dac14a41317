//! What may come next.

mod around;
mod asked;
mod cases;
mod manifest;
mod unfinished;

use guiju_syntax::keywords::{KEYWORDS, Role};
use guiju_syntax::span::Span;
use indexmap::IndexMap;

use super::names::{Kind, known};
use crate::Compiled;
use around::Around;
use asked::{Asked, asked};
pub use cases::complete_in_cases;

/// Something that may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What it is.
    pub text: String,
    /// What it names; `None` for a keyword, a sign or a value.
    pub kind: Option<Kind>,
    /// What has been typed of it, which it takes the place of.
    pub replaces: Span,
}

/// What may stand at an offset, by what stands before it in its sentence, also on the lines above, and by where its line
/// stands: the properties that a file, a section or a clause can still have; after 计分 the forms that fit the requirement,
/// with its measure word; after a comparison parameters, steps of the level or values that the package has for the
/// field; after a number measure words; the names that begin with what has been typed anywhere. In `guiju.toml` and vocabulary
/// files: tables, the names that the standards use and no table has, the keys that a table lacks, and what a key may hold.
///
/// ```
/// let text = "凡 投诉 须 当天 回复投诉\n不得 投";
/// let compiled = guiju::compile_text("visits.gj", text);
/// let names: Vec<String> =
///     guiju::services::complete(&compiled, 0, text.len()).into_iter().map(|it| it.text).collect();
/// assert_eq!(names, ["投诉"]);
/// ```
pub fn complete(compiled: &Compiled, file: usize, offset: usize) -> Vec<Candidate> {
    if compiled.files.get(file).is_some_and(|file| file.requirements.is_none()) {
        return manifest::complete(compiled, file, offset);
    }
    let names = known(compiled, file);
    let Some(around) = Around::of(compiled, file, offset) else { return Vec::new() };
    let keyword = |typed: &str| KEYWORDS.iter().any(|keyword| keyword.text.starts_with(typed) && keyword.text != typed);
    let around = around.apart(|typed| keyword(typed) || names.keys().any(|name| name.starts_with(typed)));
    let typed = around.typed.as_str();
    let replaces = Span::new(offset - around.typed_bytes, offset);
    let mut offered: IndexMap<String, Option<Kind>> = IndexMap::new();
    let mut add = |text: &str, kind: Option<Kind>| {
        if text.starts_with(typed) && text != typed {
            offered.entry(text.to_owned()).or_insert(kind);
        }
    };
    let mut named = |kinds: &[Kind]| {
        let fitting = names.iter().filter(|(_, kind)| kinds.contains(kind));
        fitting.for_each(|(name, kind)| add(name, Some(*kind)));
    };
    const MEASURED: [Kind; 3] = [Kind::Activity, Kind::Metric, Kind::Definition];
    const FIELDS: [Kind; 3] = [Kind::Field, Kind::Level, Kind::Entity];
    let keywords = |role: Role| KEYWORDS.iter().filter(move |keyword| keyword.role == role);
    match asked(&around) {
        Asked::Nothing => {}
        Asked::LineStart => {
            if around.in_clause && around.indented {
                around.properties().into_iter().for_each(|text| add(text, None));
            } else {
                let periods = keywords(Role::Period).filter(|it| it.rule == "period_unit" && it.text.starts_with('每'));
                periods.for_each(|period| add(&format!("{} ", period.text), None));
                keywords(Role::Requirement).filter(|it| it.text != "每").for_each(|it| add(it.text, None));
                if !around.numbered {
                    around.properties().into_iter().for_each(|text| add(text, None));
                }
                names
                    .iter()
                    .filter(|(_, kind)| MEASURED.contains(kind))
                    .for_each(|(name, kind)| add(name, Some(*kind)));
            }
        }
        Asked::Scoring => around.scorings(compiled).iter().for_each(|text| add(text, None)),
        Asked::Measure => {
            named(&MEASURED);
            keywords(Role::Measure).for_each(|it| add(&format!("{}(", it.text), None));
        }
        Asked::Activity => named(&[Kind::Activity]),
        Asked::Duty => {
            named(&[Kind::Activity, Kind::Field]);
            let heads = ["当天", "次日", "事先", "提前", "由本人", "注明", "依次", "在", "人工"];
            heads.into_iter().for_each(|it| add(it, None));
        }
        Asked::Field => named(&FIELDS),
        Asked::Attribute => {
            let columns = &compiled.vocabulary.people;
            [&columns.post, &columns.department].into_iter().for_each(|name| add(name, Some(Kind::Field)));
            add("岗龄", Some(Kind::Field));
            around::attributes(compiled).iter().for_each(|name| add(name, Some(Kind::Field)));
            names.iter().filter(|(_, kind)| **kind == Kind::Level).for_each(|(name, kind)| add(name, Some(*kind)));
        }
        Asked::Comparison { fields } => {
            ["=", "!=", ">=", "<=", ">", "<"].into_iter().for_each(|sign| add(sign, None));
            if fields {
                ["属于", "不属于", "为空", "非空", "包含"].into_iter().for_each(|word| add(word, None));
            }
        }
        Asked::Value { field } => around::values(compiled, &field).iter().for_each(|(text, kind)| add(text, *kind)),
        Asked::Threshold => named(&[Kind::Parameter, Kind::Definition]),
        Asked::Unit => {
            ["万", "%", "‰"].into_iter().for_each(|sign| add(sign, None));
            let words = compiled.vocabulary.measure_words.names();
            words.for_each(|word| add(word, Some(Kind::MeasureWord)));
            around.unit(compiled).iter().for_each(|word| add(word, Some(Kind::MeasureWord)));
        }
        Asked::Entity => named(&[Kind::Entity]),
        Asked::Grade => named(&[Kind::Grade]),
        Asked::Name => {
            if !typed.is_empty() {
                names.iter().for_each(|(name, kind)| add(name, Some(*kind)));
            }
        }
    }
    offered.into_iter().map(|(text, kind)| Candidate { text, kind, replaces }).collect()
}
