//! What a standard asks, requirement by requirement, without any records (language.md §9).

use guiju_engine::program::Worth;
use guiju_syntax::canonical;
use guiju_syntax::span::Source;
use rayon::prelude::*;
use serde::Serialize;

use crate::hir::{Clause, Standard};
use crate::resolve::MANY;

/// One requirement as the compiler understands it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// `2.1a`
    pub id: String,
    /// The line of its first word, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// `measure`, `every`, `never`, `qualification`, `record`, `manual` or `note`.
    pub kind: &'static str,
    /// Its canonical form; a note has none.
    pub canonical: String,
    /// What is said of its points, in canonical form: `分值 20`, `计分 …`, `除外 …`, `后果 …`.
    pub scoring: Vec<String>,
    /// Whom it binds, in canonical form.
    pub applies: Option<String>,
    /// What it will count, in words; not part of the JSON form.
    #[serde(skip)]
    pub counts: String,
}

/// All requirements of a standard, in order.
pub fn explain(standard: &Standard, source: &Source) -> Vec<Explained> {
    standard
        .clauses
        .par_iter()
        .with_min_len(MANY)
        .map(|clause| Explained {
            id: clause.id.clone(),
            line: source.position(clause.span.start).0,
            text: clause.text.clone(),
            kind: clause.kind().name(),
            canonical: clause.canonical.clone(),
            scoring: scoring(clause),
            applies: clause.applies.as_ref().map(canonical::condition),
            counts: String::new(),
        })
        .collect()
}

fn scoring(clause: &Clause) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(worth), true) = (&clause.worth, clause.worth_stated) {
        lines.push(format!("分值 {}", share(worth)));
    }
    lines.extend(clause.scoring.iter().map(canonical::scoring));
    lines.extend(clause.bonus_cap.map(|most| format!("加分 最多 {} 分", most.normalize())));
    lines.extend(clause.excepts.iter().map(|condition| format!("除外 {}", canonical::condition(condition))));
    if clause.except_holidays {
        lines.push("除外 法定节假日".to_owned());
    }
    lines.extend(clause.roll.map(|roll| match roll {
        guiju_syntax::ast::Roll::Forward => "遇节假日顺延".to_owned(),
        guiju_syntax::ast::Roll::Back => "遇节假日提前".to_owned(),
    }));
    lines.extend(clause.sample.map(|least| format!("样本 至少 {least}")));
    lines.extend(clause.veto.as_ref().map(|cap| match cap {
        None => "一票否决".to_owned(),
        Some(grade) => format!("一票否决 不高于 {grade}"),
    }));
    lines.extend(clause.consequences.iter().map(|words| format!("后果 「{words}」")));
    lines
}

/// A clause's worth shared by its requirements; a share that does not end is written as a fraction.
fn share(worth: &Worth) -> String {
    let points = worth.points.normalize();
    let parts = rust_decimal::Decimal::from(worth.parts);
    match points.checked_div(parts) {
        _ if worth.parts == 1 => points.to_string(),
        // a third has no last digit, though three of them may round to the whole
        Some(share) if share.normalize().scale() <= 12 && share.checked_mul(parts) == Some(points) => {
            share.normalize().to_string()
        }
        _ => format!("{points}/{}", worth.parts),
    }
}
