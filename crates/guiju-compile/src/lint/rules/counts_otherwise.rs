//! # 同一件事两种数法 | one activity counted in two ways
//!
//! 查什么:别处用量词数不同的客户,这里没有量词、数的是记录条数。
//! What it does: finds numbers with no measure word where other clauses count the same activity by a word that counts different
//! values.
//!
//! 为什么:没有量词就按记录条数计,同一家客户访问 8 次也算 8。多半是漏写了量词。
//! Why: with no measure word records are counted, so eight visits to one customer are eight. The word was probably left out.
//!
//! 例子 Example
//! ```gj
//! 1. 每周上门访问客户8家。
//! 2. 每月上门访问客户 >= 40
//! ```
//! ```toml
//! [vocabulary]
//! open = true
//! [measure-word."家"]
//! count = "distinct"
//! field = "客户"
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 每周上门访问客户8家。
//! 2. 每月上门访问客户 >= 40 次
//! ```

use guiju_engine::program::{Aggregate, Expr as Value, MeasureSource};
use guiju_syntax::ast::{Core, Expr, Threshold};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::package::Judged;
use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let program = package.program();
    for related in package.related() {
        let counted: Vec<_> = related.iter().filter_map(|judged| counting(judged, package).map(|it| (judged, it))).collect();
        let bare = counted.iter().filter(|(_, (_, how, word))| **how == Aggregate::Count && word.is_none());
        for (bare, (sources, _, _)) in bare {
            let other = counted.iter().find_map(|(other, (those, how, word))| match (how, word) {
                (Aggregate::Distinct(field), Some(word)) if those == sources => Some((*other, *field, *word)),
                _ => None,
            });
            let Some((other, field, word)) = other else { continue };
            let name = |list: &[MeasureSource]| {
                let first = list.first().and_then(|source| program.schema.activities.get(source.activity.index()));
                first.map_or("", |activity| activity.name.as_str()).to_owned()
            };
            let field = program.schema.fields.get(field.index()).map_or("", |field| field.name.as_str());
            let diagnostic = Diagnostic::new(Code::CountsOtherwise, bare.clause.span)
                .with("activity", name(sources))
                .with("other", other.name_from(bare))
                .with("field", field)
                .with("word", word);
            found.add(&bare.file, other.related(bare, diagnostic));
        }
    }
}

/// What is counted, how, and by which word.
type Counting<'a> = (&'a [MeasureSource], &'a Aggregate, Option<&'a str>);

fn counting<'a>(judged: &Judged<'a>, package: &Package<'a>) -> Option<Counting<'a>> {
    let Core::Measure { measure: Expr::Name(_), threshold: Threshold::Value(Expr::Number(quantity)), .. } =
        &judged.clause.requirement.as_deref()?.core
    else {
        return None;
    };
    let Value::Measure(id) = &judged.measure()?.value else { return None };
    let measure = package.program().measures.get(id.index())?;
    Some((&measure.sources, &measure.aggregate, quantity.unit.as_ref().map(|unit| unit.text.as_str())))
}
