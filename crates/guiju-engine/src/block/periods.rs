//! A value against its thresholds, for all periods of a block of people.

use chrono::NaiveDate;

use super::Block;
use super::cells::{EMPTY, ODD};
use super::plan::{ABSENT, Judge, Judges, Kind, Periods, Value};
use super::sheet::Sheet;
use crate::evaluate::World;
use crate::mark::{Code, Mark, Page, UNKNOWN};
use crate::people::Person;
use crate::periods::Span;
use crate::program::{Check, Clause};
use crate::register::Entity;
use crate::report::{Moment, Outcome, Reason, Status};
use crate::score::Counts;

const NOTHING: Code = Code::new(Status::NotApplicable, Some(Reason::EmptyDenominator));

impl Block<'_> {
    /// What a clause says of everyone whom it binds.
    pub(super) fn periods(
        &self,
        clause: &Clause,
        periods: &Periods,
        binds: impl Fn(usize) -> bool,
        counted: bool,
    ) -> Result<Option<Page>, i32> {
        let spans = self.world.periods(periods.grid)?;
        let [Some(above), below] = periods.value.parts().map(|part| part.and_then(|part| self.part(part))) else {
            return Ok(None);
        };
        if below.is_none() && matches!(periods.value, Value::Over(..)) {
            return Ok(None);
        }
        let (start, end) = (spans.first().map(|span| span.start), spans.iter().map(|span| span.end).max());
        let Some((start, end)) = start.zip(end) else { return Ok(None) };
        let uniform = below.is_none().then(|| periods.uniform()).flatten();
        if let (Some(judge), true) = (uniform, counted)
            && let Some(page) = self.climbed(periods, judge, (start, end), &binds)
        {
            return Ok(Some(page));
        }
        let mut sheet = Sheet::new(counted, self.people(), spans.len(), periods.unit);
        for (local, person) in self.people.iter().enumerate() {
            if binds(local) {
                let row = |cells: &[i64]| local * spans.len()..(local * spans.len() + spans.len()).min(cells.len());
                let values = above.get(row(&above)).unwrap_or_default();
                let under = below.as_ref().map(|below| below.get(row(below)).unwrap_or_default());
                let always = person.is_through(start, end);
                match uniform {
                    Some(judge) if always && values.iter().all(|value| *value > EMPTY) => sheet.fill(judge, values),
                    _ => {
                        for (number, (span, value)) in spans.iter().zip(values).enumerate() {
                            let Some(judge) = periods.judges.of(number) else { continue };
                            let under = under.map(|under| under.get(number).copied().unwrap_or(ODD));
                            let plain = always || person.is_through(span.start, span.end);
                            let found = plain.then(|| judge.verdict(*value, under)).flatten();
                            match found {
                                Some((code, about, value)) => sheet.add(number, code, about, value),
                                None => sheet.apart(self.defined(clause, person, span, None)?),
                            }
                        }
                    }
                }
            }
            sheet.end();
        }
        Ok(Some(sheet.page()))
    }

    /// The counts of a clause whose measure many clauses ask for; `None` where someone is not there throughout, or there
    /// are too few of them.
    fn climbed(
        &self,
        periods: &Periods,
        judge: &Judge,
        (start, end): (NaiveDate, NaiveDate),
        binds: impl Fn(usize) -> bool,
    ) -> Option<Page> {
        let Value::One(part) = periods.value else { return None };
        let ladder = self.ladder(part)?;
        let bound = |local: usize| binds(local);
        let through = |(local, person): (usize, &Person)| !bound(local) || person.is_through(start, end);
        if !self.people.iter().enumerate().all(through) {
            return None;
        }
        let (met, missed) = (judge.met.status(), judge.missed.status());
        let counts = ladder.held(judge.within).enumerate().map(|(local, held)| {
            let mut counts = Counts::default();
            if bound(local) {
                counts.add(met, held);
                counts.add(missed, ladder.periods() - held);
            }
            counts
        });
        Some(Page { counts: counts.collect(), unit: periods.unit, ..Page::default() })
    }

    /// One judgement by the definition.
    pub(super) fn defined(
        &self,
        clause: &Clause,
        person: &Person,
        span: &Span,
        entity: Option<&Entity>,
    ) -> Result<Outcome, i32> {
        match &clause.check {
            Check::Measure(check) | Check::Record(check) => self.world.in_period(clause, check, person, span, entity),
            _ => Ok(Outcome::new(Status::NotApplicable, None)),
        }
    }
}

impl Judge {
    /// How a value is judged; `None` where the definition has to say it.
    pub(super) fn verdict(&self, value: i64, under: Option<i64>) -> Option<(Code, u32, i64)> {
        match self.kind {
            Kind::Absent => return Some((ABSENT, 0, UNKNOWN)),
            Kind::Open => return None,
            Kind::Closed => {}
        }
        let free = self.required.is_none();
        let nothing = if free { self.met } else { NOTHING };
        let code = |met: bool| if met { self.met } else { self.missed };
        match (value, under) {
            (ODD, _) | (_, Some(ODD)) => None,
            (EMPTY, None) | (_, Some(0)) => Some((nothing, 0, UNKNOWN)),
            (_, Some(under)) => {
                let about = u32::try_from(under).ok()?;
                Some((code(self.shares.iter().all(|share| share.holds(value, under))), about, value))
            }
            (_, None) => Some((code(self.within.holds(value)), 0, value)),
        }
    }
}

impl Periods {
    /// How all periods are judged, where that is the same.
    fn uniform(&self) -> Option<&Judge> {
        let judges = match &self.judges {
            Judges::Same(judge) => return Some(judge),
            Judges::Each(judges) => judges,
        };
        let first = judges.first()?;
        let same = |judge: &Judge| {
            judge.kind == Kind::Closed
                && (judge.within, judge.met, judge.missed) == (first.within, first.met, first.missed)
        };
        judges.iter().all(same).then_some(first)
    }

    /// The outcome that a verdict stands for.
    pub(super) fn outcome(&self, world: &World<'_>, page: &Page, mark: Mark) -> Option<Outcome> {
        let number = mark.period();
        let (code, span) = (mark.code()?, world.periods(self.grid).ok()?.get(number)?);
        let judge = self.judges.of(number).filter(|_| code != ABSENT);
        let (start, end) = span.bounds();
        Some(Outcome {
            from: Some(Moment::of(start)),
            to: Some(Moment::of(end)),
            actual: page.value(mark),
            required: judge.and_then(|judge| judge.required),
            up_to: judge.and_then(|judge| judge.up_to),
            ..Outcome::new(code.status(), code.reason())
        })
    }
}
