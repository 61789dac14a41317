//! What a clause demands, where it can be reasoned about: a number between two limits in each of its periods.

use chrono::{Datelike, NaiveDate};
use guiju_engine::exact::Exact;
use guiju_engine::program::{
    Aggregate, Check, Clause, Comparison, Expr, Grid, Measure, Period, Predicate, Program, Unit, Version, When,
};
use serde::Serialize;

use super::key;
use super::stretch::{Periods, Stretch};

/// Why a clause, or a pair, is not decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Undecided {
    /// It is judged by a person, or only recorded.
    Kind,
    /// One is a number, the other a ratio, an average or another value, or they are not the same value.
    Value,
    /// They are the same ratio, average or other value, over periods of two lengths.
    OtherPeriods,
    /// One counts records, the other adds something up.
    CountAndSum,
    /// What is added up may be negative: without that it would follow.
    Sign,
    /// They have conditions of their own (若) that differ, or that look at the same records.
    Conditions,
    /// One judgement per entity, in ways that differ.
    Entities,
    /// Its threshold depends on the person, or is no fixed interval.
    Threshold,
    /// Its periods are not whole days.
    Periods,
    /// They are not in force at the same time.
    InForce,
    /// What they ask of every occurrence differs, and nothing was proved or shown.
    Duties,
    /// No records were found that tell the thresholds apart.
    NoRecords,
    /// What counts for it cannot be told apart by trying the values its condition names.
    Filter,
    /// Whom it binds cannot be told apart by trying the values its condition names.
    People,
    /// The working days of the time looked at are not known.
    Calendar,
    /// Many clauses before it are about the same thing, so that it was not held against them.
    Many,
    /// The two are measured in ways that say nothing of each other that was proved, and no example was found.
    NoExample,
}

/// How records come to a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Records.
    Count,
    /// Different values of a field.
    Distinct(String),
    /// The sum of a field.
    Sum(String),
}

/// A number between two limits, both in, per period; `None` is no limit.
#[derive(Debug, Clone)]
pub struct Demand<'p> {
    pub program: &'p Program,
    pub clause: &'p Clause,
    pub activity: String,
    pub kind: Kind,
    pub filter: Option<&'p Predicate>,
    /// The field of the entity each is judged for.
    pub entity: Option<String>,
    /// 若, and what it is in words that two programs share.
    pub condition: Option<(&'p When, String)>,
    /// By the day from which they hold.
    limits: Vec<(Option<NaiveDate>, Limits)>,
    pub grid: &'p Grid,
}

/// The least and the most, both in; `None` is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub low: Option<Exact>,
    pub high: Option<Exact>,
}

/// The days that count in one period, `[start, end)`, the day by which it belongs to a range, and its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub last: NaiveDate,
    pub low: Option<Exact>,
    pub high: Option<Exact>,
}

impl Slot {
    pub fn holds(&self, other: &Slot) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn meets(&self, other: &Slot) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let end = self.end;
        self.start.iter_days().take_while(move |day| *day < end)
    }

    pub fn has(&self, day: NaiveDate) -> bool {
        self.start <= day && day < self.end
    }
}

impl<'p> Demand<'p> {
    /// Reads the demand of a clause.
    pub fn of(program: &'p Program, clause: &'p Clause) -> Result<Demand<'p>, Undecided> {
        let Check::Measure(check) = &clause.check else { return Err(Undecided::Kind) };
        let condition = clause.condition.as_ref().map(|it| (it, key::condition(program, it)));
        let Expr::Measure(id) = &check.value else { return Err(Undecided::Value) };
        let measure: &Measure = program.measures.get(id.index()).ok_or(Undecided::Value)?;
        let [source] = measure.sources.as_slice() else { return Err(Undecided::Kind) };
        let field = |id: guiju_engine::schema::FieldId| {
            program.schema.fields.get(id.index()).map(|field| field.name.clone()).ok_or(Undecided::Value)
        };
        let kind = match measure.aggregate {
            Aggregate::Count => Kind::Count,
            Aggregate::Distinct(id) => Kind::Distinct(field(id)?),
            Aggregate::Sum(id) => Kind::Sum(field(id)?),
            _ => return Err(Undecided::Value),
        };
        if source.amount.is_some() {
            return Err(Undecided::Value);
        }
        let entity = check.entity.as_ref().map(|scope| field(scope.field)).transpose()?;
        let limits: Vec<(Option<NaiveDate>, Limits)> = check
            .versions
            .iter()
            .map(|version| Ok((version.from, limits(version, &kind)?)))
            .collect::<Result<_, Undecided>>()?;
        let filter = match source.filter {
            None => None,
            Some(id) => Some(program.predicates.get(id.index()).ok_or(Undecided::Filter)?),
        };
        let activity = program.schema.activities.get(source.activity.index()).ok_or(Undecided::Kind)?.name.clone();
        let grid = program.grids.get(check.grid.index()).ok_or(Undecided::Periods)?;
        let whole_days = grid
            .window
            .as_ref()
            .is_none_or(|window| [&window.from, &window.to].into_iter().flatten().all(|point| point.second.is_none()));
        let natural = match grid.period {
            Period::Range => grid.window.is_none(),
            Period::Every { unit, .. } | Period::Rolling { unit, .. } => !matches!(unit, Unit::Minute | Unit::Hour),
            Period::Named(_) => true,
            Period::Last { .. } => false,
        };
        if !whole_days || !natural {
            return Err(Undecided::Periods);
        }
        Ok(Demand { program, clause, activity, kind, filter, entity, condition, limits, grid })
    }

    /// Whether its period is the appraisal range itself, so that it says something of the whole range alone. What may
    /// not happen at all may not happen on any day.
    pub fn over_the_range(&self) -> bool {
        self.grid.period == Period::Range && !self.forbids()
    }

    fn forbids(&self) -> bool {
        self.counts() && self.all(|limits| limits.high.is_some_and(Exact::is_zero))
    }

    /// Whether all its versions have limits of a kind.
    pub fn all(&self, of: impl Fn(&Limits) -> bool) -> bool {
        self.limits.iter().all(|(_, limits)| of(limits))
    }

    fn limits_on(&self, day: NaiveDate) -> Limits {
        let holds = self.limits.iter().rfind(|(from, _)| from.is_none_or(|from| from <= day));
        holds.map_or(Limits { low: None, high: None }, |(_, limits)| *limits)
    }

    /// Whether each day is a period.
    pub fn is_daily(&self) -> bool {
        matches!(self.grid.period, Period::Every { unit: Unit::Day | Unit::Workday, every: 0 | 1 })
    }

    /// Whether the entities it is judged for stand in a register.
    pub fn is_registered(&self) -> bool {
        let Check::Measure(check) = &self.clause.check else { return false };
        check.entity.as_ref().is_some_and(|scope| scope.register.is_some())
    }

    /// Whether its periods need working days to be known.
    pub fn by_workday(&self) -> bool {
        matches!(
            self.grid.period,
            Period::Every { unit: Unit::Workday, .. } | Period::Rolling { unit: Unit::Workday, .. }
        )
    }

    /// Its periods that belong to `[from, to)`, in order. An appraisal range is taken to be a month: what holds of one
    /// range of its own holds of every other.
    pub fn slots(&self, periods: &Periods<'p>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Slot>, Undecided> {
        let each = |unit| Grid { period: Period::Every { every: 1, unit }, ..self.grid.clone() };
        let grid = match self.grid.period {
            Period::Range if self.forbids() => &each(Unit::Day),
            Period::Range => &each(Unit::Month),
            _ => self.grid,
        };
        let calendar = &self.program.calendar;
        let (from, to) = if self.by_workday() {
            // Up to the last year's end a working day still follows.
            let day = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(from);
            (from.max(day(calendar.first_year + 1, 1, 1)), to.min(day(calendar.last_year, 12, 20)))
        } else {
            (from, to)
        };
        let all = periods.of(calendar, grid, from, to)?;
        let in_force = all.iter().filter(|period| {
            self.clause.effective_from.is_none_or(|day| day <= period.begins)
                && self.clause.effective_to.is_none_or(|day| period.begins <= day)
        });
        let slot = |period: &Stretch| {
            let Limits { low, high } = self.limits_on(period.begins);
            Slot { start: period.start, end: period.end, last: period.last, low, high }
        };
        Ok(in_force.map(slot).collect())
    }

    /// Whether a record of a day counts in one of its periods.
    pub fn counts_on(&self, slot: &Slot, day: NaiveDate) -> bool {
        slot.has(day) && !self.leaves_out(day)
    }

    /// Whether it leaves a day out (除外 法定节假日).
    pub fn leaves_out(&self, day: NaiveDate) -> bool {
        self.grid.except_holidays && self.program.calendar.is_holiday(day)
    }

    /// Whether records only ever add to its number.
    pub fn counts(&self) -> bool {
        !matches!(self.kind, Kind::Sum(_))
    }
}

/// The limits that all bounds together make; of counts, whole numbers from 0.
pub fn limits(version: &Version, kind: &Kind) -> Result<Limits, Undecided> {
    let whole = !matches!(kind, Kind::Sum(_));
    let (mut low, mut high) = (whole.then_some(Exact::ZERO), None);
    for bound in &version.bounds {
        let Expr::Number(number) = bound.value else { return Err(Undecided::Threshold) };
        let value = Exact::from(number);
        let one = |value: Option<Exact>| value.ok_or(Undecided::Threshold);
        let (at_least, at_most) = match (bound.comparison, whole) {
            (Comparison::AtLeast, true) => (Some(value.ceil()), None),
            (Comparison::MoreThan, true) => (Some(one(value.floor().plus(Exact::ONE))?), None),
            (Comparison::AtMost, true) => (None, Some(value.floor())),
            (Comparison::LessThan, true) => (None, Some(one(value.ceil().minus(Exact::ONE))?)),
            (Comparison::Equal, true) => (Some(value.ceil()), Some(value.floor())),
            (Comparison::AtLeast, false) => (Some(value), None),
            (Comparison::AtMost, false) => (None, Some(value)),
            (Comparison::Equal, false) => (Some(value), Some(value)),
            _ => return Err(Undecided::Threshold),
        };
        low = at_least.map_or(low, |at_least| Some(low.map_or(at_least, |low| low.max(at_least))));
        high = at_most.map_or(high, |at_most| Some(high.map_or(at_most, |high: Exact| high.min(at_most))));
    }
    Ok(Limits { low, high })
}

/// The years looked at where nobody says which: every way in which weeks lie in months and years occurs in these.
pub fn horizon() -> (NaiveDate, NaiveDate) {
    let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    (year(2001), year(2029))
}

/// Periods from here on are preferred as examples.
pub fn recent(day: NaiveDate) -> bool {
    day.year() >= 2024
}
