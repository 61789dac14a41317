//! The program of one clause alone: what it reads and no more, so that a judgement costs the same in any program.

use guiju_engine::program::{
    Aggregate, Bound, Check, Clause, Condition, Duty, DutyItem, EveryCheck, Expr, Grid, GridId, ManualCheck, Measure,
    MeasureCheck, MeasureId, MeasureSource, Predicate, PredicateId, Program, Standard, Version, When,
};
use guiju_engine::schema::{Activity, ActivityId, Schema};
use indexmap::IndexMap;

/// The program of a clause, with other activities that records name too; `None` where it names what is not there.
pub fn of<'a>(program: &Program, clause: &Clause, named: impl Iterator<Item = &'a str>) -> Option<Program> {
    let mut part = Part { program, kept: Kept::default() };
    let clause = part.clause(clause)?;
    for name in named {
        part.activity_named(name);
    }
    let Kept { activities, predicates, grids, measures } = part.kept;
    let of = &program.schema;
    let standard = Standard {
        name: String::new(),
        file: String::new(),
        grades: Vec::new(),
        bonus_caps: Vec::new(),
        clauses: vec![clause],
    };
    Some(Program {
        version: program.version,
        schema: Schema {
            activities: activities.into_values().collect(),
            fields: of.fields.clone(),
            attributes: of.attributes.clone(),
            levels: of.levels.clone(),
            registers: of.registers.clone(),
            records: of.records.clone(),
            people: of.people.clone(),
            leave: of.leave.clone(),
        },
        calendar: program.calendar.clone(),
        partial: program.partial,
        predicates: predicates.into_values().collect(),
        grids: grids.into_values().collect(),
        measures: measures.into_values().collect(),
        standards: vec![standard],
    })
}

/// What is read so far, by the number it has in the whole program; its place here is its new number.
#[derive(Default)]
struct Kept {
    activities: IndexMap<u32, Activity>,
    predicates: IndexMap<u32, Predicate>,
    grids: IndexMap<u32, Grid>,
    measures: IndexMap<u32, Measure>,
}

struct Part<'p> {
    program: &'p Program,
    kept: Kept,
}

/// The new number of something.
fn place<T>(kept: &mut IndexMap<u32, T>, id: u32, value: impl FnOnce() -> T) -> Option<u32> {
    let entry = kept.entry(id);
    let place = entry.index();
    entry.or_insert_with(value);
    u32::try_from(place).ok()
}

impl Part<'_> {
    fn activity(&mut self, id: ActivityId) -> Option<ActivityId> {
        let activity = self.program.schema.activities.get(id.index())?;
        place(&mut self.kept.activities, id.0, || activity.clone()).map(ActivityId)
    }

    fn activity_named(&mut self, name: &str) {
        let is = |activity: &Activity| activity.name == name;
        if self.kept.activities.values().any(is) {
            return;
        }
        if let Some(at) = self.program.schema.activities.iter().position(is) {
            u32::try_from(at).ok().and_then(|at| self.activity(ActivityId(at)));
        }
    }

    fn predicate(&mut self, id: PredicateId) -> Option<PredicateId> {
        let predicate = self.program.predicates.get(id.index())?;
        place(&mut self.kept.predicates, id.0, || predicate.clone()).map(PredicateId)
    }

    /// A filter, where there is one.
    fn filter(&mut self, id: Option<PredicateId>) -> Option<Option<PredicateId>> {
        match id {
            Some(id) => self.predicate(id).map(Some),
            None => Some(None),
        }
    }

    fn grid(&mut self, id: GridId) -> Option<GridId> {
        let grid = self.program.grids.get(id.index())?;
        place(&mut self.kept.grids, id.0, || grid.clone()).map(GridId)
    }

    fn measure(&mut self, id: MeasureId) -> Option<MeasureId> {
        let Measure { sources, aggregate, by, grid } = self.program.measures.get(id.index())?;
        let aggregate: Aggregate = aggregate.clone();
        let source = |source: &MeasureSource| {
            let (activity, filter) = (self.activity(source.activity)?, self.filter(source.filter)?);
            Some(MeasureSource { activity, filter, amount: source.amount })
        };
        let sources = sources.iter().map(source).collect::<Option<_>>()?;
        let grid = self.grid(*grid)?;
        place(&mut self.kept.measures, id.0, || Measure { sources, aggregate, by: *by, grid }).map(MeasureId)
    }

    fn value(&mut self, value: &Expr) -> Option<Expr> {
        Some(match value {
            Expr::Measure(id) => Expr::Measure(self.measure(*id)?),
            Expr::Number(_) | Expr::Target(_) => value.clone(),
            Expr::Binary { op, left, right } => {
                let (left, right) = (Box::new(self.value(left)?), Box::new(self.value(right)?));
                Expr::Binary { op: *op, left, right }
            }
            Expr::Change { of, against, ratio } => {
                Expr::Change { of: Box::new(self.value(of)?), against: *against, ratio: *ratio }
            }
        })
    }

    fn when(&mut self, when: &When) -> Option<When> {
        Some(match when {
            When::Holds(condition) => {
                When::Holds(Condition { value: self.value(&condition.value)?, ..condition.clone() })
            }
            When::All(all) => When::All(all.iter().map(|one| self.when(one)).collect::<Option<_>>()?),
            When::Any(any) => When::Any(any.iter().map(|one| self.when(one)).collect::<Option<_>>()?),
        })
    }

    fn clause(&mut self, clause: &Clause) -> Option<Clause> {
        let condition = match &clause.condition {
            Some(when) => Some(self.when(when)?),
            None => None,
        };
        let check = match &clause.check {
            Check::Measure(check) => Check::Measure(self.measured(check)?),
            Check::Record(check) => Check::Record(self.measured(check)?),
            Check::Every(check) => Check::Every(self.every(check)?),
            Check::Person(_) => clause.check.clone(),
            Check::Manual(check) => Check::Manual(ManualCheck {
                activity: self.activity(check.activity)?,
                filter: self.filter(check.filter)?,
                grid: self.grid(check.grid)?,
                ..check.clone()
            }),
        };
        let excepts = clause.excepts.iter().map(|id| self.predicate(*id)).collect::<Option<_>>()?;
        Some(Clause { condition, check, excepts, ..clause.clone() })
    }

    fn measured(&mut self, check: &MeasureCheck) -> Option<MeasureCheck> {
        let bound = |this: &mut Self, bound: &Bound| {
            Some(Bound { comparison: bound.comparison, value: this.value(&bound.value)? })
        };
        let mut version = |version: &Version| {
            let bounds = version.bounds.iter().map(|it| bound(self, it)).collect::<Option<_>>()?;
            Some(Version { from: version.from, bounds })
        };
        let versions = check.versions.iter().map(&mut version).collect::<Option<_>>()?;
        Some(MeasureCheck { value: self.value(&check.value)?, grid: self.grid(check.grid)?, versions, ..check.clone() })
    }

    fn every(&mut self, check: &EveryCheck) -> Option<EveryCheck> {
        let duty = match &check.duty {
            Duty::All(all) => Duty::All(all.iter().map(|item| self.duty(item)).collect::<Option<_>>()?),
            Duty::Any(any) => Duty::Any(any.iter().map(|item| self.duty(item)).collect::<Option<_>>()?),
        };
        let (trigger, filter) = (self.activity(check.trigger)?, self.filter(check.filter)?);
        Some(EveryCheck { trigger, filter, duty, ..check.clone() })
    }

    fn duty(&mut self, item: &DutyItem) -> Option<DutyItem> {
        Some(match item {
            DutyItem::Field(id) => DutyItem::Field(self.predicate(*id)?),
            DutyItem::Response { activity, filter, interval, own } => DutyItem::Response {
                activity: self.activity(*activity)?,
                filter: self.filter(*filter)?,
                interval: interval.clone(),
                own: *own,
            },
            DutyItem::Anchored { event, after, interval } => {
                DutyItem::Anchored { event: self.activity(*event)?, after: *after, interval: interval.clone() }
            }
            DutyItem::Sequence(steps) => {
                DutyItem::Sequence(steps.iter().map(|id| self.activity(*id)).collect::<Option<_>>()?)
            }
            DutyItem::Manual(id) => DutyItem::Manual(self.activity(*id)?),
        })
    }
}
