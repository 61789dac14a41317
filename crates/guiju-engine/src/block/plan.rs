//! Which clauses a block of people is judged by at once, and the thresholds of each period.

use crate::evaluate::World;
use crate::exact::Exact;
use crate::mark::{Code, Mark, Page, Unit};
use crate::moment::at;
use crate::periods::Span;
use crate::program::{
    Aggregate, BinaryOp, Check, Clause, Expr, Measure, MeasureCheck, MeasureId, PredicateId, Standard,
};
use crate::records::{Column, Lookup, lookup};
use crate::report::{Outcome, Reason, Status};
use crate::schema::FieldId;

use super::answers::Answers;
use super::bound::{Share, Within};
use super::every::{self, Every};
use super::streams::Streams;

/// The most cells that a measure may have for a block of people.
const MOST_CELLS: usize = 1 << 22;

/// What is judged at once of a standard.
pub struct Plan {
    /// By clause; `None` is left to the definition.
    pub clauses: Vec<Option<Shape>>,
    /// By clause: an earlier one that means the same.
    pub same: Vec<Option<usize>>,
    /// How many clauses ask for each part.
    pub uses: Vec<Use>,
    /// What answers triggers, by activity and key.
    pub answers: Vec<Answers>,
}

/// What is asked of a part.
pub struct Use {
    pub part: Part,
    /// How many clauses do.
    pub clauses: usize,
    /// The place of the last of them.
    pub last: usize,
}

/// How a clause is judged at once.
pub enum Shape {
    /// A value for each period.
    Periods(Periods),
    /// A count for each period and entity.
    Entities(Entities),
    /// Each occurrence with its duties.
    Every(Every),
}

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
    pub unit: Unit,
    pub grid: usize,
    pub judges: Judges,
}

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
pub struct Entities {
    /// The field that names the entity.
    pub by: FieldId,
    pub activity: u32,
    pub filter: Option<PredicateId>,
    pub periods: Periods,
}

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub enum Value {
    One(Part),
    Over(Part, Part),
}

impl Value {
    /// What it is made of.
    pub fn parts(self) -> [Option<Part>; 2] {
        match self {
            Value::One(part) => [Some(part), None],
            Value::Over(above, below) => [Some(above), Some(below)],
        }
    }
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

pub const ABSENT: Code = Code::new(Status::NotApplicable, Some(Reason::Absent));
const MET: Code = Code::new(Status::Met, None);
const MISSED: Code = Code::new(Status::Missed, None);
const NO_THRESHOLD: Code = Code::new(Status::NotApplicable, None);
const NOT_COVERED: Code = Code::new(Status::Undetermined, Some(Reason::NotCovered));

impl Plan {
    /// One that leaves everything to the definition.
    pub fn none(standard: &Standard) -> Plan {
        let clauses = standard.clauses.iter().map(|_| None).collect();
        Plan { clauses, same: Vec::new(), uses: Vec::new(), answers: Vec::new() }
    }

    /// Of a standard, for blocks of so many people.
    pub fn new(world: &World<'_>, streams: &Streams, standard: &Standard, block: usize) -> Plan {
        let mut answers = Vec::new();
        let grids: Vec<bool> = (0..world.program.grids.len()).map(|grid| is_over(world, grid)).collect();
        let over = |check: &MeasureCheck| grids.get(check.grid.index()) == Some(&true);
        let shape = |clause: &Clause| match &clause.check {
            Check::Measure(check) | Check::Record(check) => match &check.entity {
                None => {
                    Periods::new(world, clause, (check, over(check)), value(world, check)?, block).map(Shape::Periods)
                }
                Some(_) => Entities::new(world, clause, (check, over(check)), block).map(Shape::Entities),
            },
            Check::Every(check) => Every::new(world, streams, clause, check, &mut answers).map(Shape::Every),
            _ => None,
        };
        let clauses: Vec<Option<Shape>> = standard.clauses.iter().map(shape).collect();
        let mut uses: Vec<Use> = Vec::new();
        for (place, shape) in clauses.iter().enumerate() {
            let Some(Shape::Periods(periods)) = shape else { continue };
            for part in periods.value.parts().into_iter().flatten() {
                match uses.iter_mut().find(|known| known.part == part) {
                    Some(known) => (known.clauses, known.last) = (known.clauses + 1, place),
                    None => uses.push(Use { part, clauses: 1, last: place }),
                }
            }
        }
        Plan { clauses, same: same(standard), uses, answers }
    }

    /// The outcome of a clause that a mark stands for.
    pub fn outcome(
        &self,
        world: &World<'_>,
        (place, clause): (usize, &Clause),
        page: &Page,
        mark: Mark,
    ) -> Option<Outcome> {
        if let Some(kept) = page.kept(mark) {
            return Some(kept.clone());
        }
        match self.clauses.get(place)?.as_ref()? {
            Shape::Periods(periods) => periods.outcome(world, page, mark),
            Shape::Entities(entities) => {
                let Column::Text(names, _) = world.records.column(entities.by)? else { return None };
                let entity = names.text(mark.about).map(str::to_owned);
                Some(Outcome { entity, ..entities.periods.outcome(world, page, mark)? })
            }
            Shape::Every(_) => match &clause.check {
                Check::Every(check) => every::outcome(world, check, page, mark),
                _ => None,
            },
        }
    }
}

/// Whether all periods of a grid are over.
fn is_over(world: &World<'_>, grid: usize) -> bool {
    let (Ok(spans), Some(cut)) = (world.periods(grid), world.cut(grid)) else { return false };
    spans.iter().all(|span| cut.closes(span) <= world.as_of)
}

/// For each clause an earlier one that means the same of everyone.
fn same(standard: &Standard) -> Vec<Option<usize>> {
    let mut known: Lookup<&str, usize> = lookup(); // looked up only
    let mut same = Vec::with_capacity(standard.clauses.len());
    for (place, clause) in standard.clauses.iter().enumerate() {
        let earlier = *known.entry(clause.origin.canonical.as_str()).or_insert(place);
        let one = standard.clauses.get(earlier).filter(|_| earlier < place);
        let alike = one.is_some_and(|one| {
            one.check == clause.check
                && one.condition == clause.condition
                && one.applies == clause.applies
                && (one.effective_from, one.effective_to) == (clause.effective_from, clause.effective_to)
                && one.counts_late() == clause.counts_late()
                && one.consequences.is_empty() == clause.consequences.is_empty()
        });
        same.push(alike.then_some(earlier));
    }
    same
}

impl Entities {
    fn new(world: &World<'_>, clause: &Clause, (check, over): (&MeasureCheck, bool), block: usize) -> Option<Entities> {
        let (scope, Expr::Measure(id)) = (check.entity.as_ref()?, &check.value) else { return None };
        if scope.register.is_some_and(|id| world.registers().any(|register| register.id() == id)) {
            return None;
        }
        let measure = world.program.measures.get(id.index())?;
        let ([source], Aggregate::Count) = (measure.sources.as_slice(), &measure.aggregate) else { return None };
        let text = matches!(world.records.column(scope.field)?, Column::Text(..));
        if !text || source.amount.is_some() || measure.by != Some(scope.field) || measure.grid != check.grid {
            return None;
        }
        let value = Value::One(Part { measure: *id, how: How::Count });
        let periods = Periods::new(world, clause, (check, over), (value, Unit::Whole(0)), block)?;
        Some(Entities { by: scope.field, activity: source.activity.0, filter: source.filter, periods })
    }
}

impl Periods {
    fn new(
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
        Some(Periods { value, unit, grid, judges })
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

/// The numbers that a check compares, and their units; `None` for any other shape.
fn value(world: &World<'_>, check: &MeasureCheck) -> Option<(Value, Unit)> {
    let of = |id: &MeasureId| world.program.measures.get(id.index());
    match &check.value {
        Expr::Measure(id) => {
            let measure = of(id)?;
            let part = |how| Part { measure: *id, how };
            let how = how(world, measure, check)?;
            let scale = scale(world, measure, how)?;
            match measure.aggregate {
                Aggregate::Average(_) => Some((Value::Over(part(How::Sum), part(How::Count)), Unit::Share([scale, 0]))),
                _ => Some((Value::One(part(how)), Unit::Whole(scale))),
            }
        }
        Expr::Binary { op: BinaryOp::Div, left, right } => {
            let side = |side: &Expr| {
                let Expr::Measure(id) = side else { return None };
                let measure = of(id)?;
                let how = how(world, measure, check)?;
                let plain = matches!(how, How::Count | How::Distinct | How::Sum);
                let single = !matches!(measure.aggregate, Aggregate::Average(_));
                (plain && single).then_some((Part { measure: *id, how }, scale(world, measure, how)?))
            };
            let ((above, over), (below, under)) = (side(left)?, side(right)?);
            Some((Value::Over(above, below), Unit::Share([over, under])))
        }
        _ => None,
    }
}

/// How the rows of a measure are taken together; an average takes their sum.
fn how(world: &World<'_>, measure: &Measure, check: &MeasureCheck) -> Option<How> {
    let plain = measure.sources.iter().all(|source| source.amount.is_none());
    if !plain || measure.grid != check.grid || measure.by.is_some() {
        return None;
    }
    Some(match measure.aggregate {
        Aggregate::Count => How::Count,
        Aggregate::Distinct(field) => match world.records.column(field)? {
            Column::Text(..) => How::Distinct,
            _ => return None,
        },
        Aggregate::Sum(_) | Aggregate::Average(_) => How::Sum,
        Aggregate::Max(_) => How::Most,
        Aggregate::Min(_) => How::Least,
        Aggregate::Streak { .. } => return None,
    })
}

fn scale(world: &World<'_>, measure: &Measure, how: How) -> Option<u32> {
    match measure.aggregate {
        Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field)
            if !matches!(how, How::Count | How::Distinct) =>
        {
            match world.records.column(field)? {
                Column::Number(numbers) => Some(numbers.scale()),
                _ => None,
            }
        }
        _ => Some(0),
    }
}
