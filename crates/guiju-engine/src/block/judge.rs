//! A value, and the thresholds of each period that it is judged by.

use super::bound::{Share, Within};
use super::cells::{EMPTY, ODD};
use crate::evaluate::World;
use crate::exact::Exact;
use crate::mark::{Code, Mark, UNKNOWN, Unit};
use crate::moment::at;
use crate::periods::Span;
use crate::program::{Clause, Expr, MeasureCheck, MeasureId, PredicateId};
use crate::records::Column;
use crate::report::{Moment, Outcome, Reason, Status};
use crate::schema::FieldId;

/// One of the numbers that a value is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub measure: MeasureId,
    pub how: How,
}

/// What is done with the rows of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Count,
    Distinct,
    Sum,
    Most,
    Least,
}

/// A value, and how it is judged in each period.
pub struct Periods {
    pub value: Value,
    /// The number of what is asked for, among all that is asked of a block.
    pub asked: usize,
    pub unit: Unit,
    pub grid: usize,
    pub judges: Judges,
    /// Whether no period is open.
    pub closed: bool,
}

/// The most cells that a measure may have for a block of people.
const MOST_CELLS: usize = 1 << 22;

/// How each period is judged.
pub enum Judges {
    /// All alike.
    Same(Judge),
    Each(Vec<Judge>),
}

impl Judges {
    /// How one period is.
    pub fn of(&self, number: usize) -> Option<&Judge> {
        match self {
            Judges::Same(judge) => Some(judge),
            Judges::Each(judges) => judges.get(number),
        }
    }
}

/// A count of each entity's own records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entities {
    /// The field that names the entity.
    pub by: FieldId,
    pub activity: u32,
    pub filter: Option<PredicateId>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    One(Part),
    Over(Part, Part),
    /// For each entity.
    Each(Entities),
}

/// How one period is judged of those who are there throughout.
#[derive(Debug, Clone)]
pub struct Judge {
    pub kind: Kind,
    /// What meets it, where that is said in whole numbers.
    pub within: Within,
    /// What meets it, where that is a quotient.
    pub shares: Vec<Share>,
    pub met: Code,
    pub missed: Code,
    pub required: Option<Exact>,
    pub up_to: Option<Exact>,
}

/// What can be said of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The clause is not in force.
    Absent,
    /// It may still change: the definition says it.
    Open,
    /// It is judged.
    Closed,
}

const ABSENT: Code = Code::new(Status::NotApplicable, Some(Reason::Absent));
const MET: Code = Code::new(Status::Met, None);
const MISSED: Code = Code::new(Status::Missed, None);
const NO_THRESHOLD: Code = Code::new(Status::NotApplicable, None);
const NOTHING: Code = Code::new(Status::NotApplicable, Some(Reason::EmptyDenominator));
const NOT_COVERED: Code = Code::new(Status::Undetermined, Some(Reason::NotCovered));

impl Periods {
    /// `None` where the definition has to say all of it; `over` says whether all periods are.
    pub fn new(
        world: &World<'_>,
        clause: &Clause,
        (check, over): (&MeasureCheck, bool),
        (value, unit): (Value, Unit),
        block: usize,
    ) -> Option<Periods> {
        let plain = clause.condition.is_none() && check.sample.is_none() && !clause.counts_late();
        if !plain {
            return None;
        }
        let grid = check.grid.index();
        let spans = world.periods(grid).ok()?;
        world.days(grid)?;
        let cut = world.cut(grid)?;
        if spans.len().checked_mul(block)? > MOST_CELLS {
            return None;
        }
        let judge = |span: &Span| {
            let in_force = clause.effective_from.is_none_or(|from| from <= span.start)
                && clause.effective_to.is_none_or(|to| span.start <= to);
            let open = !over && cut.closes(span) > world.as_of;
            let mut judge = Judge {
                kind: if !in_force {
                    Kind::Absent
                } else if open {
                    Kind::Open
                } else {
                    Kind::Closed
                },
                within: Within::ALL,
                shares: Vec::new(),
                met: MET,
                missed: MISSED,
                required: None,
                up_to: None,
            };
            let version = check.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= span.start));
            let bounds = version.map(|version| version.bounds.as_slice()).unwrap_or_default();
            if bounds.is_empty() {
                judge.met = NO_THRESHOLD;
            }
            for bound in bounds {
                let Expr::Number(number) = &bound.value else { return None };
                let number = Exact::from(*number);
                match judge.required {
                    None => judge.required = Some(number),
                    Some(_) => judge.up_to = Some(number),
                }
                match unit {
                    Unit::Share(scales) => judge.shares.push(Share::of(bound.comparison, number, scales)?),
                    Unit::Whole(scale) => {
                        judge.within = judge.within.and(Within::of(bound.comparison, number, scale)?)?;
                    }
                    Unit::None => return None,
                }
            }
            if check.never && judge.met == MET && !is_covered(world, check, span) {
                judge.met = NOT_COVERED;
            }
            Some(judge)
        };
        let always = clause.effective_from.is_none() && clause.effective_to.is_none() && check.versions.len() < 2;
        let plain = always && check.versions.iter().all(|version| version.from.is_none()) && !check.never;
        let judges = match spans.first() {
            Some(first) if over && plain => Judges::Same(judge(first)?),
            _ => Judges::Each(spans.iter().map(judge).collect::<Option<_>>()?),
        };
        let closed = match &judges {
            Judges::Same(judge) => judge.kind == Kind::Closed,
            Judges::Each(judges) => judges.iter().all(|judge| judge.kind != Kind::Open),
        };
        Some(Periods { value, asked: 0, unit, grid, judges, closed })
    }

    /// How all periods are judged, where that is the same and says either met or missed.
    pub fn uniform(&self) -> Option<&Judge> {
        let first = match &self.judges {
            Judges::Same(judge) => judge,
            Judges::Each(judges) => judges.first()?,
        };
        let same = |judge: &Judge| {
            judge.kind == Kind::Closed && judge.met == MET && judge.missed == MISSED && judge.within == first.within
        };
        match &self.judges {
            Judges::Same(judge) => same(judge),
            Judges::Each(judges) => judges.iter().all(|judge| same(judge) && judge.shares.is_empty()),
        }
        .then_some(first)
    }

    /// The outcome that a verdict stands for.
    pub fn outcome(&self, world: &World<'_>, mark: Mark) -> Option<Outcome> {
        let number = mark.period();
        let (code, span) = (mark.code()?, world.periods(self.grid).ok()?.get(number)?);
        let judge = self.judges.of(number).filter(|_| code != ABSENT);
        let (start, end) = span.bounds();
        let entity = match &self.value {
            Value::Each(entities) => match world.records.column(entities.by)? {
                Column::Text(names, _) => names.text(mark.about).map(str::to_owned),
                _ => return None,
            },
            _ => None,
        };
        Some(Outcome {
            from: Some(Moment::of(start)),
            to: Some(Moment::of(end)),
            entity,
            actual: self.unit.value(mark),
            required: judge.and_then(|judge| judge.required),
            up_to: judge.and_then(|judge| judge.up_to),
            ..Outcome::new(code.status(), code.reason())
        })
    }
}

impl Judge {
    /// How a value is judged; `None` where the definition has to say it.
    pub fn verdict(&self, value: i64, under: Option<i64>) -> Option<(Code, u32, i64)> {
        match self.kind {
            Kind::Absent => return Some((ABSENT, 0, UNKNOWN)),
            Kind::Open => return None,
            Kind::Closed => {}
        }
        let nothing = if self.required.is_none() { self.met } else { NOTHING };
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

/// Whether the sources of what is counted were recording in a period, as far as it is over.
fn is_covered(world: &World<'_>, check: &MeasureCheck, span: &Span) -> bool {
    let activities = world.activities(&check.value);
    let schema = &world.program.schema.activities;
    let mut feeds = activities.iter().filter_map(|id| schema.get(*id as usize)?.feed.as_deref());
    let days = || span.start.iter_days().take_while(|day| *day < span.end && at(*day, 0) < world.as_of);
    feeds.all(|feed| world.is_covered(feed, days()))
}
