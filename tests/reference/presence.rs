//! When people are there, half day by half day, and the score of someone in several posts.

use std::sync::Arc;

use chrono::NaiveDate;
use guiju_engine::exact::Exact;
use guiju_engine::program::{Clause, Standard, Veto};
use guiju_engine::report::{Adjustment, AdjustmentKind, PartReport, PersonReport, Status};

use super::period::{Span, days, tomorrow, yesterday};
use super::score::{grade, ledgers};
use super::{Case, Cells, Leave, Person};

impl Leave {
    /// Whether it covers a half of a day: 0 is the morning, 1 the afternoon.
    fn covers(&self, day: NaiveDate, half: u32) -> bool {
        let after = day > self.from || day == self.from && half >= u32::from(self.from_noon);
        let before = day < self.to || day == self.to && half <= u32::from(!self.to_noon);
        after && before
    }
}

impl Person {
    /// Whether the person is there in a half of a day.
    fn is_there(&self, day: NaiveDate, half: u32) -> bool {
        self.joined.is_none_or(|joined| joined <= day)
            && self.left.is_none_or(|left| day <= left)
            && self.part.is_none_or(|(from, to)| from <= day && day <= to)
            && !self.leave.iter().any(|leave| leave.covers(day, half))
    }

    /// Whether the person is there on some part of a day.
    pub(super) fn present(&self, day: NaiveDate) -> bool {
        self.is_there(day, 0) || self.is_there(day, 1)
    }

    /// The day from which 岗龄 counts in this post: its first, else that of joining.
    pub(super) fn in_post_since(&self) -> Option<NaiveDate> {
        let begins = self.part.map(|(from, _)| from).filter(|from| *from > NaiveDate::MIN);
        self.joined.into_iter().chain(begins).max()
    }

    pub(super) fn in_part(&self, day: NaiveDate) -> bool {
        self.part.is_none_or(|(from, to)| from <= day && day <= to)
    }

    /// Whether what happens on a day counts in a period that ends (exclusive) on `end`.
    pub(super) fn counts(&self, day: NaiveDate, end: NaiveDate) -> bool {
        day >= end || self.in_part(day)
    }

    /// The person in each post.
    fn in_posts(&self) -> Vec<Person> {
        let mut starts: Vec<(NaiveDate, &Cells)> = vec![(NaiveDate::MIN, &self.cells)];
        starts.extend(self.later.iter().map(|(from, cells)| (*from, cells)));
        let ends = starts.iter().skip(1).map(|(from, _)| yesterday(*from)).chain([NaiveDate::MAX]);
        let parts = starts.iter().zip(ends).map(|((from, cells), to)| Person {
            cells: (*cells).clone(),
            part: Some((*from, to)),
            later: None,
            ..self.clone()
        });
        parts.collect()
    }
}

impl Case<'_> {
    /// Working time at which the person is there (and answers for the entity), and working time, of a period, in half
    /// days; in days where it has none.
    pub(super) fn presence(self, person: &Person, owned: &dyn Fn(NaiveDate) -> bool, span: &Span) -> (usize, usize) {
        let halves: Vec<(NaiveDate, u32)> = days(span.start, span.end).flat_map(|day| [(day, 0), (day, 1)]).collect();
        let there = |(day, half): &(NaiveDate, u32)| person.is_there(*day, *half) && owned(*day);
        let works = |(day, half): &(NaiveDate, u32)| {
            self.working(*day) && (*half == 0 || !self.program.calendar.half_days.contains(day))
        };
        let all = halves.iter().filter(|half| works(half)).count();
        if all > 0 {
            return (halves.iter().filter(|half| works(half) && there(half)).count(), all);
        }
        let some = days(span.start, span.end).filter(|day| person.present(*day) && owned(*day)).count();
        (some, days(span.start, span.end).count())
    }

    /// The report on someone in several posts.
    pub(super) fn transferred(self, standard: &Standard, person: &Person) -> Option<PersonReport> {
        let (from, to) = (self.world.from, self.world.to);
        let mut parts: Vec<(PersonReport, Exact, (NaiveDate, NaiveDate))> = Vec::new();
        for part in person.in_posts() {
            let Some(report) = self.in_post(standard, &part) else { continue };
            let (first, last) = part.part.expect("a part");
            let judged = report.clauses.iter().any(|clause| clause.status != Status::NotApplicable);
            if judged || first < to && last >= from {
                let halves = days(from, to).flat_map(|day| [(day, 0), (day, 1)]);
                let worked = halves.filter(|(day, half)| {
                    let half_day = self.program.calendar.half_days.contains(day);
                    self.working(*day) && !(half_day && *half == 1) && part.is_there(*day, *half)
                });
                let workdays = Exact::ratio(worked.count() as i128, 2).expect("two is not zero");
                parts.push((report, workdays, (first, last)));
            }
        }
        if parts.len() < 2 {
            return parts.pop().map(|(report, ..)| report);
        }
        let scored: Vec<(Exact, Exact)> =
            parts.iter().filter_map(|(report, days, _)| Some((report.score?, *days))).collect();
        let sum = |values: Vec<Exact>| values.into_iter().fold(Exact::ZERO, |sum, one| sum.plus(one).expect("small"));
        let all = sum(scored.iter().map(|(_, days)| *days).collect());
        let weighed = scored.iter().map(|(score, days)| score.times(*days).expect("small"));
        let score = sum(weighed.collect()).over(all);
        let mut whole = parts[parts.len() - 1].0.clone();
        (whole.score, whole.clauses, whole.adjustments) = (score, Vec::new(), Vec::new());
        whole.ledgers = ledgers(
            parts
                .iter()
                .flat_map(|(report, ..)| report.ledgers.iter().map(|ledger| (ledger.unit.clone(), ledger.amount))),
        );
        for (place, (report, workdays, (first, last))) in parts.into_iter().enumerate() {
            let begins = first.max(from);
            let share = report.score.and_then(|_| workdays.over(all));
            whole.adjustments.extend(report.adjustments.into_iter().map(|adjustment| {
                let amount = share.map_or(Exact::ZERO, |share| adjustment.amount.times(share).expect("small"));
                Adjustment { amount, ..adjustment }
            }));
            whole.parts.push(PartReport {
                post: report.post,
                from: begins,
                to: if last >= to { to } else { tomorrow(last) }.max(begins),
                workdays,
                score: report.score,
            });
            whole.clauses.extend(report.clauses.into_iter().map(|mut clause| {
                Arc::make_mut(&mut clause).part = Some(place + 1);
                clause
            }));
        }
        // A veto in one post counts for the whole.
        let is_missed = |clause: &&Clause| {
            whole.clauses.iter().any(|judged| judged.id == clause.id && judged.status == Status::Missed)
        };
        let missed: Vec<&Clause> = standard.clauses.iter().filter(is_missed).collect();
        let vetoing = missed.iter().find(|clause| clause.veto == Some(Veto::Zero));
        if let (Some(clause), Some(score)) = (vetoing, whole.score.filter(|score| !score.is_zero())) {
            let amount = Exact::ZERO.minus(score).expect("small");
            whole.adjustments.push(Adjustment { kind: AdjustmentKind::Veto, clause: Some(clause.id.clone()), amount });
            whole.score = Some(Exact::ZERO);
        }
        whole.grade = whole.score.and_then(|score| grade(standard, score, &missed));
        Some(whole)
    }
}
