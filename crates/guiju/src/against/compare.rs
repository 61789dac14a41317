//! Two reports, side by side.

use guiju_formats::read::earlier::{Earlier, EarlierClause, EarlierOutcome, EarlierPerson, EarlierProblem};

use super::{ClauseChange, OutcomeChange, PersonChange, ProblemChange};

/// A person with the standard's name and file.
type Bound<'a> = (&'a str, &'a str, &'a EarlierPerson);

/// All that differs; nothing is said yet of the records behind it.
pub fn compare(before: &Earlier, after: &Earlier) -> Vec<PersonChange> {
    let key = |(standard, _, person): &Bound<'_>| (standard.to_string(), person.person.clone());
    let pairs = pairs(people(before), people(after), key);
    pairs.into_iter().filter_map(|(before, after)| person(before, after)).collect()
}

/// What could not be used more or less often.
pub fn problems(before: &Earlier, after: &Earlier) -> Vec<ProblemChange> {
    let key = |problem: &&EarlierProblem| (problem.kind, problem.name.clone());
    let pairs = pairs(before.problems.iter().collect(), after.problems.iter().collect(), key);
    let change = |(before, after): (Option<&EarlierProblem>, Option<&EarlierProblem>)| {
        let known = after.or(before)?;
        let count = |problem: Option<&EarlierProblem>| problem.map_or(0, |problem| problem.count);
        let (before, after) = (count(before), count(after));
        let (kind, name) = (known.kind, known.name.clone());
        (before != after).then_some(ProblemChange { kind, name, before, after })
    };
    pairs.into_iter().filter_map(change).collect()
}

fn people(report: &Earlier) -> Vec<Bound<'_>> {
    let of = |standard| {
        let earlier: &guiju_formats::read::earlier::EarlierStandard = standard;
        earlier.people.iter().map(|person| (earlier.name.as_str(), earlier.file.as_str(), person))
    };
    report.standards.iter().flat_map(of).collect()
}

/// Each of the later with the first of the earlier of its key that is left; then those of the earlier that are left.
fn pairs<T, K: Ord>(before: Vec<T>, after: Vec<T>, key: impl Fn(&T) -> K) -> Vec<(Option<T>, Option<T>)> {
    let mut left: std::collections::BTreeMap<K, std::collections::VecDeque<usize>> = Default::default();
    for (place, one) in before.iter().enumerate() {
        left.entry(key(one)).or_default().push_back(place);
    }
    let mut before: Vec<Option<T>> = before.into_iter().map(Some).collect();
    let mut found = Vec::with_capacity(after.len());
    for one in after {
        let place = left.get_mut(&key(&one)).and_then(std::collections::VecDeque::pop_front);
        found.push((place.and_then(|place| before.get_mut(place)?.take()), Some(one)));
    }
    found.extend(before.into_iter().flatten().map(|one| (Some(one), None)));
    found
}

fn person(before: Option<Bound<'_>>, after: Option<Bound<'_>>) -> Option<PersonChange> {
    let (standard, file, known) = after.or(before)?;
    let clauses = |bound: Option<Bound<'_>>| bound.map(|(.., it)| it.clauses.clone()).unwrap_or_default();
    let key = |clause: &EarlierClause| (clause.id.clone(), clause.part);
    let pairs = pairs(clauses(before), clauses(after), key);
    let clauses: Vec<ClauseChange> = pairs.into_iter().filter_map(|(before, after)| clause(before, after)).collect();
    let standing = |bound: Option<Bound<'_>>| bound.map(|(.., it)| it.standing.clone());
    let (before, after) = (standing(before), standing(after));
    (before != after || !clauses.is_empty()).then(|| PersonChange {
        standard: standard.to_owned(),
        file: file.to_owned(),
        person: known.person.clone(),
        before,
        after,
        clauses,
    })
}

fn clause(before: Option<EarlierClause>, after: Option<EarlierClause>) -> Option<ClauseChange> {
    let known = after.as_ref().or(before.as_ref())?;
    let (id, part, text) = (known.id.clone(), known.part, known.text.clone());
    let outcomes = |clause: &Option<EarlierClause>| clause.as_ref().map(|it| it.outcomes.clone()).unwrap_or_default();
    let key = |it: &EarlierOutcome| {
        let about = &it.about;
        (about.from, about.to, about.entity.clone(), about.trigger.clone())
    };
    let pairs = pairs(outcomes(&before), outcomes(&after), key);
    let outcomes: Vec<OutcomeChange> = pairs.into_iter().filter_map(|(before, after)| outcome(before, after)).collect();
    let (before, after) = (before.map(|it| it.result), after.map(|it| it.result));
    (before != after || !outcomes.is_empty()).then(|| ClauseChange {
        id,
        part,
        text,
        before,
        after,
        outcomes,
        records: Vec::new(),
        replayed: true,
    })
}

fn outcome(before: Option<EarlierOutcome>, after: Option<EarlierOutcome>) -> Option<OutcomeChange> {
    let about = after.as_ref().or(before.as_ref())?.about.clone();
    let (before, after) = (before.map(|it| it.found), after.map(|it| it.found));
    (before != after).then_some(OutcomeChange { about, before, after })
}
