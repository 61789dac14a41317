//! Adding up the records that counted gives the value that was found.

use std::collections::BTreeSet;

use guiju_engine::evidence::{Account, Evidence, Part, PartKind};
use guiju_engine::exact::Exact;
use guiju_engine::program::{Check, Comparison, Duty, Expr, Program};
use guiju_engine::report::Status;

fn sum(part: &Part) -> Exact {
    part.counted.iter().fold(Exact::ZERO, |sum, piece| sum.plus(piece.amount.unwrap()).unwrap())
}

fn count(n: usize) -> Exact {
    Exact::from(n as i128)
}

/// What the records of a part come to, reckoned from them alone; `None` where that is nothing.
fn added_up(part: &Part) -> Option<Exact> {
    let amounts = || part.counted.iter().filter_map(|piece| piece.amount);
    Some(match part.kind {
        PartKind::Count | PartKind::Sum => sum(part),
        PartKind::Distinct => {
            let names: BTreeSet<&String> = part.counted.iter().filter_map(|piece| piece.name.as_ref()).collect();
            count(names.len().max(usize::from(!part.counted.is_empty())))
        }
        PartKind::Average => sum(part).over(count(part.counted.len()))?,
        PartKind::Max => amounts().max()?,
        PartKind::Min => amounts().min()?,
        PartKind::Streak | PartKind::Duty | PartKind::Judgement | PartKind::Attribute => return None,
    })
}

/// Where the evidence of a person says something else than the report.
pub fn mistakes(program: &Program, account: &Account) -> Vec<String> {
    let mut found = Vec::new();
    for Evidence { clause, evidence, .. } in &account.clauses {
        let standard = program.standards.iter().find(|standard| standard.file == account.file).unwrap();
        let check = &standard.clauses.iter().find(|known| known.id == clause.id).unwrap().check;
        assert_eq!(clause.outcomes.len(), evidence.len());
        for (outcome, grounds) in clause.outcomes.iter().zip(evidence) {
            let told = || format!("{} {} {outcome:?}", account.person, clause.id);
            for part in grounds.parts.iter().filter(|part| part.kind != PartKind::Streak) {
                if part.value.is_some() && part.value != added_up(part) {
                    found.push(format!("{}: {:?}, but its records make {:?}", told(), part.value, added_up(part)));
                }
            }
            match check {
                // The value of a single measure is the outcome's own.
                Check::Measure(check) | Check::Record(check) if matches!(check.value, Expr::Measure(_)) => {
                    let value = grounds.parts.first().and_then(|part| part.value);
                    if outcome.actual.is_some() && outcome.actual != value {
                        found.push(format!("{}: its part has {value:?}", told()));
                    }
                }
                Check::Every(every) if outcome.actual.is_some() => {
                    let done = grounds.parts.iter().filter(|part| part.status == Some(Status::Met)).count();
                    let done = if matches!(every.duty, Duty::Any(_)) { done.min(1) } else { done };
                    let unproved = |part: &&Part| part.status == Some(Status::Met) && part.counted.is_empty();
                    if outcome.actual != Some(count(done)) || grounds.parts.iter().any(|part| unproved(&part)) {
                        found.push(format!("{}: {:?}", told(), grounds.parts));
                    }
                }
                // 任职: some attribute is as the whole is.
                Check::Person(_)
                    if matches!(outcome.status, Status::Met | Status::Missed)
                        && !grounds.parts.iter().any(|part| part.status == Some(outcome.status)) =>
                {
                    found.push(format!("{}: {:?}", told(), grounds.parts));
                }
                // The value judged is the worst of those that counted.
                Check::Manual(manual) if outcome.actual.is_some() => {
                    let values = || grounds.parts.iter().flat_map(|part| &part.counted).filter_map(|it| it.amount);
                    let worst = match manual.bound {
                        Some((Comparison::AtMost | Comparison::LessThan, _)) => values().max(),
                        _ => values().min(),
                    };
                    if worst != outcome.actual {
                        found.push(format!("{}: its judgements make {worst:?}", told()));
                    }
                }
                _ => {}
            }
        }
    }
    found
}
