//! A value against its thresholds, for all periods of a block of people.

use super::cells::{EMPTY, ODD};
use super::plan::{ABSENT, Judge, Kind, Periods, Value};
use super::{Block, Judged};
use crate::evaluate::World;
use crate::people::Person;
use crate::periods::Span;
use crate::program::{Check, Clause};
use crate::report::{Moment, Outcome, Reason, Status};
use crate::score::Counts;
use crate::verdict::{Code, UNKNOWN, Verdict, Verdicts};

const NOTHING: Code = Code::new(Status::NotApplicable, Some(Reason::EmptyDenominator));

impl Block<'_> {
    /// What a clause says of everyone whom it binds.
    pub(super) fn periods(
        &self,
        clause: &Clause,
        periods: &Periods,
        binds: impl Fn(usize) -> bool,
        counted: bool,
    ) -> Result<Option<Judged>, i32> {
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
        let mut sheet = Sheet::new(counted, self.people(), spans.len(), periods);
        for (local, person) in self.people.iter().enumerate() {
            if binds(local) {
                let row = |cells: &[i64]| local * spans.len()..(local * spans.len() + spans.len()).min(cells.len());
                let values = above.get(row(&above)).unwrap_or_default();
                let under = below.as_ref().map(|below| below.get(row(below)).unwrap_or_default());
                let always = person.is_through(start, end);
                match uniform {
                    Some(judge) if always && values.iter().all(|value| *value > EMPTY) => sheet.fill(judge, values),
                    _ => {
                        for (number, ((span, judge), value)) in
                            spans.iter().zip(&periods.periods).zip(values).enumerate()
                        {
                            let under = under.map(|under| under.get(number).copied().unwrap_or(ODD));
                            let plain = always || person.is_through(span.start, span.end);
                            let found = plain.then(|| judge.verdict(*value, under)).flatten();
                            match found {
                                Some((code, about, value)) => sheet.add(number, code, about, value),
                                None => sheet.apart(self.defined(clause, person, span)?),
                            }
                        }
                    }
                }
            }
            sheet.end();
        }
        Ok(Some(sheet.judged()))
    }

    /// One judgement by the definition.
    fn defined(&self, clause: &Clause, person: &Person, span: &Span) -> Result<Outcome, i32> {
        match &clause.check {
            Check::Measure(check) | Check::Record(check) => self.world.in_period(clause, check, person, span, None),
            _ => Ok(Outcome::new(Status::NotApplicable, None)),
        }
    }
}

impl Judge {
    /// How a value is judged; `None` where the definition has to say it.
    fn verdict(&self, value: i64, under: Option<i64>) -> Option<(Code, u32, i64)> {
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
        let first = self.periods.first()?;
        let same = |judge: &Judge| {
            judge.kind == Kind::Closed
                && (judge.within, judge.met, judge.missed) == (first.within, first.met, first.missed)
        };
        self.periods.iter().all(same).then_some(first)
    }

    /// The outcome that a verdict stands for.
    pub(super) fn outcome(&self, world: &World<'_>, verdicts: &Verdicts, verdict: Verdict) -> Option<Outcome> {
        let number = verdict.period();
        let (code, span) = (verdict.code()?, world.periods(self.grid).ok()?.get(number)?);
        let judge = self.periods.get(number).filter(|_| code != ABSENT);
        let (start, end) = span.bounds();
        Some(Outcome {
            from: Some(Moment::of(start)),
            to: Some(Moment::of(end)),
            actual: verdicts.value(verdict),
            required: judge.and_then(|judge| judge.required),
            up_to: judge.and_then(|judge| judge.up_to),
            ..Outcome::new(code.status(), code.reason())
        })
    }
}

/// What is being written: each judgement, or how many there are.
struct Sheet {
    verdicts: Verdicts,
    counted: Option<Vec<Counts>>,
    counts: Counts,
}

impl Sheet {
    fn new(counted: bool, people: usize, periods: usize, of: &Periods) -> Sheet {
        let room = if counted { 0 } else { people * periods };
        let verdicts = Verdicts { all: Vec::with_capacity(room), unit: of.unit, ..Verdicts::default() };
        Sheet { verdicts, counted: counted.then(|| Vec::with_capacity(people)), counts: Counts::default() }
    }

    fn add(&mut self, number: usize, code: Code, about: u32, value: i64) {
        match self.counted {
            Some(_) => self.counts.add(code.status(), 1),
            None => self.verdicts.all.push(Verdict::new(code, number, about, value)),
        }
    }

    fn apart(&mut self, outcome: Outcome) {
        match self.counted {
            Some(_) => self.counts.add(outcome.status, 1),
            None => self.verdicts.push_apart(outcome),
        }
    }

    /// All periods of a person, judged alike.
    fn fill(&mut self, judge: &Judge, values: &[i64]) {
        let Judge { within, met, missed, .. } = judge;
        match self.counted {
            Some(_) => {
                let held = values.iter().filter(|value| within.holds(**value)).count();
                self.counts.add(met.status(), held);
                self.counts.add(missed.status(), values.len() - held);
            }
            None => self.verdicts.all.extend(values.iter().enumerate().map(|(number, value)| {
                Verdict::new(if within.holds(*value) { *met } else { *missed }, number, 0, *value)
            })),
        }
    }

    /// Ends a person.
    fn end(&mut self) {
        match &mut self.counted {
            Some(counted) => counted.push(std::mem::take(&mut self.counts)),
            None => self.verdicts.end(),
        }
    }

    fn judged(self) -> Judged {
        match self.counted {
            Some(counted) => Judged::Counted(counted),
            None => Judged::Each(self.verdicts),
        }
    }
}
