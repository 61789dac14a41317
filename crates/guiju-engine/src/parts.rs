//! A person in several posts: one report out of those of the parts (language.md §6).

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::tomorrow;
use crate::evaluate::World;
use crate::exact::Exact;
use crate::people::Person;
use crate::program::{Standard, Veto};
use crate::report::{Adjustment, AdjustmentKind, PartReport, PersonReport, Status};
use crate::score;

/// The report of one part, with the working days on which the person was there.
struct Part {
    report: PersonReport,
    workdays: Exact,
    days: (NaiveDate, NaiveDate),
}

impl World<'_> {
    /// One report, whose score is that of the parts weighted by working days present; so are the items and adjustments,
    /// which still add up to it. A part that ended before the range weighs nothing, but what still falls due of it is
    /// shown. With each report comes how many outcomes it holds.
    pub(crate) fn joined(
        &self,
        standard: &Standard,
        reports: Vec<(&Person, u64, PersonReport)>,
    ) -> Result<Option<PersonReport>, i32> {
        let mut parts = Vec::with_capacity(reports.len());
        for (person, outcomes, report) in reports {
            let days = person.part.unwrap_or((NaiveDate::MIN, NaiveDate::MAX));
            let inside = days.0 < self.range.to() && days.1 >= self.range.from();
            let judged = report.clauses.iter().any(|clause| clause.status != Status::NotApplicable);
            if inside || judged {
                parts.push(Part { report, workdays: self.workdays_of(person)?, days });
            } else {
                self.outcomes.set(self.outcomes.get().saturating_sub(outcomes));
            }
        }
        if parts.len() < 2 {
            return Ok(parts.pop().map(|part| part.report));
        }
        let mut scored = parts.iter().filter(|part| part.report.score.is_some());
        let all = scored.try_fold(Exact::ZERO, |sum, part| sum.plus(part.workdays));
        let mut joined: Option<PersonReport> = None;
        for (place, part) in parts.into_iter().enumerate() {
            let share = part.report.score.and_then(|_| part.workdays.over(all?));
            let from = part.days.0.max(self.range.from());
            let shown = PartReport {
                post: part.report.post.clone(),
                from,
                to: tomorrow(part.days.1).min(self.range.to()).max(from),
                workdays: part.workdays,
                score: part.report.score,
            };
            let report = part.report.weighed(place + 1, share);
            joined = Some(match joined {
                None => PersonReport { parts: vec![shown], ..report },
                Some(before) => before.and(report, shown),
            });
        }
        Ok(joined.map(|report| graded(standard, report)))
    }

    /// Working days of the range on which a person is there, half days as halves.
    fn workdays_of(&self, person: &Person) -> Result<Exact, i32> {
        let mut halves = 0;
        for day in self.range.from().iter_days().take_while(|day| *day < self.range.to()) {
            let there = person.halves(day);
            if there.contains(&true) {
                let works = self.program.calendar.halves(day)?;
                halves += works.iter().zip(there).filter(|(works, there)| **works && *there).count();
            }
        }
        Ok(Exact::ratio(i128::try_from(halves).unwrap_or(i128::MAX), 2).unwrap_or(Exact::ZERO))
    }
}

impl PersonReport {
    /// The same as a part of a whole, of which its score makes up a share.
    fn weighed(mut self, place: usize, share: Option<Exact>) -> PersonReport {
        let weigh = |amount: Exact| share.and_then(|share| amount.times(share));
        self.score = self.score.and_then(weigh);
        for clause in self.clauses.iter_mut().map(Arc::make_mut) {
            clause.part = Some(place);
            for item in &mut clause.items {
                item.score = item.score.and_then(weigh);
            }
        }
        for adjustment in &mut self.adjustments {
            adjustment.amount = weigh(adjustment.amount).unwrap_or(Exact::ZERO);
        }
        self
    }

    /// With a later part.
    fn and(mut self, later: PersonReport, part: PartReport) -> PersonReport {
        self.post = later.post;
        self.score = match (self.score, later.score) {
            (Some(one), Some(other)) => one.plus(other),
            (one, other) => one.or(other),
        };
        self.parts.push(part);
        self.clauses.extend(later.clauses);
        self.adjustments.extend(later.adjustments);
        self
    }
}

/// A veto in one part counts for the whole.
fn graded(standard: &Standard, mut report: PersonReport) -> PersonReport {
    let missed = |id: &str| report.clauses.iter().any(|clause| clause.id == id && clause.status == Status::Missed);
    let vetoing: Vec<_> = standard.clauses.iter().filter(|clause| missed(&clause.id)).collect();
    let vetoes: Vec<&Veto> = vetoing.iter().filter_map(|clause| clause.veto.as_ref()).collect();
    let zero = vetoing.iter().find(|clause| clause.veto == Some(Veto::Zero));
    if let (Some(clause), Some(score)) = (zero, report.score.filter(|score| !score.is_zero())) {
        let amount = Exact::ZERO.minus(score).unwrap_or(Exact::ZERO);
        report.adjustments.push(Adjustment { kind: AdjustmentKind::Veto, clause: Some(clause.id.clone()), amount });
        report.score = Some(Exact::ZERO);
    }
    report.grade = report.score.and_then(|score| score::grade(standard, score, &vetoes));
    report.ledgers = score::ledgers(&report.clauses);
    report
}
