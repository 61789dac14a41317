//! What a change means for the people of a report: the same records under both versions.

use std::sync::Arc;

use guiju_engine::exact::Exact;
use guiju_engine::report::{ClauseReport, PersonReport, Report, Status};
use serde::Serialize;

use super::Change;

/// What changes for one person under one standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Effect {
    /// The person.
    pub person: String,
    /// The standard, as it is called now (or was, where it is gone).
    pub standard: String,
    /// The score before; `None` where nothing was judged.
    pub old_score: Option<Exact>,
    /// The score now.
    pub new_score: Option<Exact>,
    /// The grade before.
    pub old_grade: Option<String>,
    /// The grade now.
    pub new_grade: Option<String>,
    /// Clauses whose status or points change.
    pub clauses: Vec<ClauseEffect>,
}

/// What changes of one clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClauseEffect {
    /// The id in the old version.
    pub old_id: Option<String>,
    /// The id in the new version.
    pub new_id: Option<String>,
    /// Its words, as they are now (or were).
    pub text: String,
    /// How it came out before; `None` where it did not bind the person.
    pub old_status: Option<Status>,
    /// How it comes out now.
    pub new_status: Option<Status>,
    /// What it got before.
    pub old_points: Option<Exact>,
    /// What it gets now.
    pub new_points: Option<Exact>,
}

/// The people for whom something changes, in the order of the new report, then those who are judged no more.
pub fn effects(old: &Report, new: &Report, changes: &[Change]) -> Vec<Effect> {
    let of = |report: &'_ Report| -> Vec<(String, String, PersonReport)> {
        let standards = report.standards.iter();
        standards
            .flat_map(|it| it.people.iter().map(|person| (it.file.clone(), it.name.clone(), person.clone())))
            .collect()
    };
    let (olds, news) = (of(old), of(new));
    // Files that belong together, as the clauses do.
    let file_of_old = |file: &str| {
        let joined = changes.iter().find_map(|change| {
            let (old, new) = (change.old.as_ref()?, change.new.as_ref()?);
            (old.file == file).then(|| new.file.clone())
        });
        joined.unwrap_or_else(|| file.to_owned())
    };
    let mut found = Vec::new();
    for (file, standard, person) in &news {
        let before = olds.iter().find(|(old, _, it)| it.person == person.person && file_of_old(old) == *file);
        found.extend(effect(standard, before.map(|it| (&it.2, it.0.as_str())), Some((person, file)), changes));
    }
    for (file, standard, person) in &olds {
        let after = news.iter().any(|(new, _, it)| it.person == person.person && file_of_old(file) == *new);
        if !after {
            found.extend(effect(standard, Some((person, file)), None, changes));
        }
    }
    found
}

/// A person's report, and the file of the standard.
type Side<'r> = Option<(&'r PersonReport, &'r str)>;

fn effect(standard: &str, old: Side, new: Side, changes: &[Change]) -> Option<Effect> {
    let clause = |side: Side<'_>, name: Option<&crate::analysis::Name>| -> Option<Arc<ClauseReport>> {
        let ((person, file), name) = (side?, name?);
        let found = person.clauses.iter().find(|clause| clause.id == name.id && name.file == file);
        found.cloned()
    };
    let clauses = changes.iter().filter_map(|change| {
        let (before, after) = (clause(old, change.old.as_ref()), clause(new, change.new.as_ref()));
        let either = after.as_ref().or(before.as_ref())?;
        let status = |it: &Option<Arc<ClauseReport>>| it.as_ref().map(|it| it.status);
        let points = |it: &Option<Arc<ClauseReport>>| it.as_ref().and_then(|it| it.points);
        let same = status(&before) == status(&after) && points(&before) == points(&after);
        (!same).then(|| ClauseEffect {
            old_id: before.as_ref().map(|it| it.id.clone()),
            new_id: after.as_ref().map(|it| it.id.clone()),
            text: either.text.clone(),
            old_status: status(&before),
            new_status: status(&after),
            old_points: points(&before),
            new_points: points(&after),
        })
    });
    let clauses: Vec<ClauseEffect> = clauses.collect();
    let score = |side: Side| side.and_then(|(person, _)| person.score);
    let grade = |side: Side| side.and_then(|(person, _)| person.grade.clone());
    let same = clauses.is_empty() && score(old) == score(new) && grade(old) == grade(new);
    let person = new.or(old)?.0.person.clone();
    (!same).then(|| Effect {
        person,
        standard: standard.to_owned(),
        old_score: score(old),
        new_score: score(new),
        old_grade: grade(old),
        new_grade: grade(new),
        clauses,
    })
}
