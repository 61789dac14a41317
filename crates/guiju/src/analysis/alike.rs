//! Two clauses on the very same value in the same periods: their thresholds alone tell.

use chrono::{NaiveDate, TimeDelta};
use guiju_compile::interval::{End, Interval};
use guiju_engine::exact::Exact;
use guiju_engine::moment::Moment;
use guiju_engine::periods::{Cut, Span};
use guiju_engine::program::{Clause, Comparison, Expr, Grid, MeasureCheck, Period, Program, Unit};

use super::confirm::{History, Row};
use super::demand::{Undecided, recent};
use super::pair::{Because, Decision};
use super::reach::{self, Record};
use super::shown::{Proved, Shown};
use super::values::Values;
use super::{Subject, Years, key};

/// A value against thresholds.
#[derive(Debug, Clone)]
pub struct Value<'p> {
    pub program: &'p Program,
    pub clause: &'p Clause,
    pub check: &'p MeasureCheck,
    pub grid: &'p Grid,
    /// What it is, in words that two programs share.
    key: String,
    pub condition: Option<String>,
    pub activities: Vec<&'p str>,
}

impl<'p> Value<'p> {
    pub fn of(program: &'p Program, clause: &'p Clause, check: &'p MeasureCheck) -> Option<Value<'p>> {
        Some(Value {
            program,
            clause,
            check,
            grid: program.grids.get(check.grid.index())?,
            key: key::value(program, &check.value),
            condition: clause.condition.as_ref().map(|it| key::condition(program, it)),
            activities: reach::activities(program, &check.value),
        })
    }

    pub fn entity(&self) -> Option<&'p str> {
        let field = self.check.entity.as_ref()?.field;
        self.program.schema.fields.get(field.index()).map(|field| field.name.as_str())
    }

    /// Whether both are about the same value, in whatever periods.
    pub fn has_value_of(&self, other: &Value) -> bool {
        let told = |value: &Value| key::in_any_period(value.program, &value.check.value);
        told(self) == told(other)
    }

    /// Whether both are about the very same value, in the same periods and where the same condition holds.
    pub fn is_alike(&self, other: &Value) -> bool {
        self.key == other.key
            && self.grid == other.grid
            && self.condition == other.condition
            && self.entity() == other.entity()
            && self.check.entity.as_ref().map(|it| it.register.is_some())
                == other.check.entity.as_ref().map(|it| it.register.is_some())
            && self.check.sample == other.check.sample
            && self.program.calendar == other.program.calendar
    }

    /// The values it asks for in a period that begins on a day; `None` where it is not in force.
    fn asks(&self, day: NaiveDate) -> Option<Result<Interval, Undecided>> {
        let clause = self.clause;
        let in_force =
            clause.effective_from.is_none_or(|from| from <= day) && clause.effective_to.is_none_or(|to| day <= to);
        let version = self.check.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= day));
        in_force.then(|| version.and_then(|it| Interval::of(&it.bounds)).ok_or(Undecided::Threshold))
    }

    /// Days on which something changes.
    fn turns(&self) -> impl Iterator<Item = NaiveDate> {
        let clause = self.clause;
        let ends = clause.effective_to.and_then(|day| day.succ_opt());
        self.check.versions.iter().filter_map(|it| it.from).chain(clause.effective_from).chain(ends)
    }
}

/// One stretch of time in which neither threshold changes.
struct Era {
    first: Interval,
    second: Interval,
    from: NaiveDate,
    to: NaiveDate,
}

/// How two such clauses stand to each other.
pub fn decide(one: &Value, two: &Value, person: &Values, years: Years) -> Decision {
    decided(one, two, person, years).unwrap_or_else(Decision::not)
}

fn decided(one: &Value, two: &Value, person: &Values, years: Years) -> Result<Decision, Undecided> {
    // Thresholds that the person's own target gives, or that leave a hole, are equal or nothing is known of them.
    if one.check.versions.len() == two.check.versions.len() && same_thresholds(one, two) {
        let proved = Proved { forwards: true, backwards: true, apart: false };
        return Ok(Shown::default().conclude(proved, vec![Because::SameValue]));
    }
    let eras = eras(one, two, years)?;
    let proved = Proved {
        forwards: eras.iter().all(|era| era.first.within(era.second)),
        backwards: eras.iter().all(|era| era.second.within(era.first)),
        apart: eras.iter().any(|era| era.first.and(era.second).is_empty()),
    };
    let mut shown = Shown::default();
    let (first, second) = (Subject::Value(one.clone()), Subject::Value(two.clone()));
    for era in &eras {
        let alone = era.first.without(era.second).into_iter().chain(era.second.without(era.first));
        for wanted in alone.chain([era.first.and(era.second)]).filter(|wanted| !wanted.is_empty()) {
            for history in histories(one, era, wanted, person) {
                shown.look((&first, &second), &history);
                if shown.is_enough(proved) {
                    return Ok(shown.conclude(proved, vec![Because::SameValue]));
                }
            }
        }
    }
    let decision = shown.conclude(proved, vec![Because::SameValue]);
    Ok(match decision.undecided {
        Some(Undecided::NoExample) => Decision::not(Undecided::NoRecords),
        _ => decision,
    })
}

fn same_thresholds(one: &Value, two: &Value) -> bool {
    let words = |value: &Value| -> Vec<_> {
        let versions = value.check.versions.iter();
        versions
            .map(|version| {
                let bounds = version.bounds.iter();
                let bounds: Vec<_> =
                    bounds.map(|bound| (bound.comparison, key::value(value.program, &bound.value))).collect();
                (version.from, bounds)
            })
            .collect()
    };
    let dates = |value: &Value| (value.clause.effective_from, value.clause.effective_to);
    words(one) == words(two) && dates(one) == dates(two)
}

fn eras(one: &Value, two: &Value, years: Years) -> Result<Vec<Era>, Undecided> {
    let mut turns: Vec<NaiveDate> = one.turns().chain(two.turns()).collect();
    turns.extend([years.from, years.to]);
    turns.retain(|day| (years.from..=years.to).contains(day));
    turns.sort();
    turns.dedup();
    let mut eras = Vec::new();
    for pair in turns.windows(2) {
        let [from, to] = pair else { continue };
        match (one.asks(*from), two.asks(*from)) {
            (Some(first), Some(second)) => {
                eras.push(Era { first: first?, second: second?, from: *from, to: *to });
            }
            (None, None) => {}
            _ => return Err(Undecided::InForce),
        }
    }
    if eras.is_empty() { Err(Undecided::InForce) } else { Ok(eras) }
}

/// Histories of one period of an era in which the value lies where it is wanted.
fn histories(value: &Value, era: &Era, wanted: Interval, person: &Values) -> Vec<History> {
    let mut targets: Vec<(&Expr, Interval)> = vec![(&value.check.value, wanted)];
    for condition in value.clause.condition.iter().flat_map(|when| when.suffices()) {
        let Some(holds) = Interval::one(condition.comparison, Exact::from(condition.bound)) else {
            return Vec::new();
        };
        targets.push((&condition.value, holds));
    }
    let Some(period) = period(value, era) else { return Vec::new() };
    let entity = value.entity().map(|field| (field.to_owned(), format!("{field}1")));
    if let Expr::Change { of, ratio, .. } = &value.check.value {
        let conditions = targets.split_off(1);
        return changes(value.program, (of.as_ref(), wanted, *ratio), &conditions, &period)
            .into_iter()
            .filter_map(|(before, records)| {
                let mut history = period.history(records, entity.clone(), person)?;
                let earlier = Place { days: period.earlier.clone(), ..period.clone() };
                history.rows.extend(earlier.history(before, entity.clone(), person)?.rows);
                history.rows.sort_by_key(|row| row.day);
                Some(history)
            })
            .collect();
    }
    let sets = reach::records(value.program, &targets);
    sets.into_iter().filter_map(|records| period.history(records, entity.clone(), person)).collect()
}

/// What the value was before, of which something is tried: few where each record counts one.
const BEFORE: [i64; 6] = [100, 1, 2, 10, 20, 40];

/// Records of the period before, and of the period itself, between which the value changes as wanted.
fn changes(
    program: &Program,
    (of, wanted, ratio): (&Expr, Interval, bool),
    conditions: &[reach::Target],
    place: &Place,
) -> Vec<(Vec<Record>, Vec<Record>)> {
    let mut found = Vec::new();
    for before in BEFORE.iter().map(|before| Exact::from(i128::from(*before))).filter(|_| !place.earlier.is_empty()) {
        let after = |change: Exact| if ratio { before.times(change)?.plus(before) } else { before.plus(change) };
        let end = |end: End| match end {
            None => Some(None),
            Some((value, shut)) => Some(Some((after(value)?, shut))),
        };
        let (Some(low), Some(high)) = (end(wanted.low), end(wanted.high)) else { continue };
        let Some(exactly) = Interval::one(Comparison::Equal, before) else { continue };
        let Some(first) = reach::records(program, &[(of, exactly)]).into_iter().next() else { continue };
        let mut targets: Vec<reach::Target> = vec![(of, Interval { low, high })];
        targets.extend(conditions);
        found.extend(reach::records(program, &targets).into_iter().take(2).map(|then| (first.clone(), then)));
    }
    found.sort_by_key(|(first, then)| first.len() + then.len());
    found
}

/// A period: the days that count, and the range over which it is judged.
#[derive(Clone)]
pub struct Place {
    pub days: Vec<NaiveDate>,
    /// Those of the period that it is compared with (环比, 同比).
    earlier: Vec<NaiveDate>,
    from: NaiveDate,
    to: NaiveDate,
}

impl Place {
    /// Records laid out in it. An entity is seen the day before.
    fn history(&self, records: Vec<Record>, entity: Option<(String, String)>, person: &Values) -> Option<History> {
        let mut rows = Vec::new();
        for record in records {
            let mut fields = record.fields;
            if let Some((field, name)) = &entity {
                fields.entry(field.clone()).or_insert_with(|| name.clone());
            }
            let day = *self.days.get(record.step).or(self.days.first())?;
            rows.push(Row { day, minute: None, activity: record.activity, fields });
        }
        let entities = entity.into_iter().map(|(_, name)| name).collect();
        Some(History { person: person.clone(), from: self.from, to: self.to, rows, entities })
    }
}

/// The first period of an era, if it can be one that begins on a Monday with working weeks after it. An appraisal range is taken to be a month.
fn period(value: &Value, era: &Era) -> Option<Place> {
    let monthly = Grid { period: Period::Every { every: 1, unit: Unit::Month }, window: None, except_holidays: false };
    let over_the_range = matches!(value.grid.period, Period::Range);
    let grid = if over_the_range { &monthly } else { value.grid };
    let cut = Cut { grid, calendar: &value.program.calendar };
    let near = NaiveDate::from_ymd_opt(2024, 7, 1).filter(|day| recent(*day) && era.from <= *day && *day < era.to);
    let from = near.unwrap_or(era.from);
    let to = from.checked_add_signed(TimeDelta::days(3 * 366))?.min(era.to.checked_add_signed(TimeDelta::days(400))?);
    // A window up to the instant of judgement is judged at the end of a month.
    if matches!(grid.period, Period::Last { .. }) {
        let to = from.checked_add_months(chrono::Months::new(1))?;
        let days = to.checked_sub_signed(TimeDelta::days(1)).into_iter().collect();
        return Some(Place { days, earlier: Vec::new(), from, to });
    }
    let spans = cut.periods(from, to, to.and_time(chrono::NaiveTime::MIN)).ok()?;
    let span = spans.iter().find(|span| from <= span.start && span.start < era.to)?;
    let all = |span: &Span| -> Vec<NaiveDate> {
        let (first, end) = cut.reach(span);
        let counts = |day: &NaiveDate| cut.contains(span, Moment { day: *day, second: None });
        first.iter_days().take_while(|day| *day < end).take(1200).filter(counts).collect()
    };
    let days = all(span);
    let earlier = match &value.check.value {
        Expr::Change { against, .. } => cut.earlier(span, *against).map(|span| all(&span)).unwrap_or_default(),
        _ => Vec::new(),
    };
    let last = cut.last_day(span);
    // From the first day on, where no other period ends within.
    let ends = spans.iter().filter(|it| (span.start..=last).contains(&cut.last_day(it))).count();
    let from = if over_the_range || ends == 1 { span.start } else { last };
    let to = if over_the_range { span.end } else { last.succ_opt()? };
    (!days.is_empty()).then_some(Place { days, earlier, from, to })
}
