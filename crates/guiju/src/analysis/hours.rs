//! Two counts of the same records in the same days, in hours of which those of one lie within those of the other:
//! 8:30前 against 9:00前.

use guiju_engine::exact::Exact;
use guiju_engine::program::{Aggregate, Expr, Measure, Period, Point, PointDay, Unit, Window};

use super::Subject;
use super::alike::Value;
use super::confirm::{History, Row};
use super::demand::{self, Kind, Limits};
use super::pair::{Because, Decision};
use super::shown::{Proved, Shown};
use super::values::{self, Found, Values, Wanted, Wish};
use super::{key, reach};

/// The seconds of a day that count, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hours {
    from: u32,
    to: u32,
}

/// The seconds of a day.
const DAY: u32 = 24 * 60 * 60;

/// So many records are tried of each kind.
const MOST: i64 = 12;

impl Hours {
    /// Those of a window; `None` where it is more than hours of the day itself.
    fn of(window: Option<&Window>) -> Option<Hours> {
        let Some(window) = window else { return Some(Hours { from: 0, to: DAY }) };
        let point = |point: &Point| (!point.next && point.day == PointDay::Same).then_some(point.second?);
        let from = match &window.from {
            Some(it) => point(it)?.checked_add(u32::from(!it.inclusive))?,
            None => 0,
        };
        let to = match &window.to {
            Some(it) => point(it)?.checked_add(u32::from(it.inclusive))?,
            None => DAY,
        };
        window.roll.is_none().then_some(Hours { from, to })
    }

    fn within(self, other: Hours) -> bool {
        other.from <= self.from && self.to <= other.to
    }

    fn has(self, minute: u32) -> bool {
        (self.from..self.to).contains(&(minute * 60))
    }
}

/// A count in some hours of every day.
struct Counted<'v, 'p> {
    value: &'v Value<'p>,
    hours: Hours,
    limits: Limits,
    distinct: Option<&'p str>,
    fields: Values,
    key: String,
}

impl<'v, 'p> Counted<'v, 'p> {
    fn of(value: &'v Value<'p>) -> Option<Counted<'v, 'p>> {
        let program = value.program;
        let Expr::Measure(id) = &value.check.value else { return None };
        let measure: &Measure = program.measures.get(id.index())?;
        let ([source], [version]) = (measure.sources.as_slice(), value.check.versions.as_slice()) else { return None };
        let daily = matches!(value.grid.period, Period::Every { unit: Unit::Day | Unit::Workday, every: 0 | 1 });
        let plain = value.condition.is_none() && value.entity().is_none() && source.amount.is_none();
        if !daily || !plain || value.grid.except_holidays || version.from.is_some() {
            return None;
        }
        let distinct = match &measure.aggregate {
            Aggregate::Count => None,
            Aggregate::Distinct(id) => Some(program.schema.fields.get(id.index())?.name.as_str()),
            _ => return None,
        };
        let limits = demand::limits(version, &Kind::Count).ok()?;
        let predicate = source.filter.and_then(|id| program.predicates.get(id.index()));
        let wish = Wish { schema: &program.schema, people: false, predicate, holds: Wanted::Yes };
        let Found::Values(fields) = values::find(&[wish]) else { return None };
        let hours = Hours::of(value.grid.window.as_ref())?;
        Some(Counted { value, hours, limits, distinct, fields, key: key::counted(program, measure) })
    }

    fn allows(&self, count: i64) -> bool {
        let count = Exact::from(i128::from(count));
        self.limits.low.is_none_or(|low| low <= count) && self.limits.high.is_none_or(|high| count <= high)
    }

    /// Numbers of records around its limits.
    fn numbers(&self) -> Vec<i64> {
        let ends = [self.limits.low, self.limits.high].into_iter().flatten();
        let ends = ends.filter_map(|end| end.to_string().parse::<i64>().ok());
        ends.flat_map(|end| [end - 1, end, end + 1]).chain([0, 1]).filter(|it| (0..=MOST).contains(it)).collect()
    }
}

/// How two such counts stand to each other; `None` where they are none.
pub fn decide(one: (&Subject, &Value), two: (&Subject, &Value), person: &Values) -> Option<Decision> {
    let (first, second) = (Counted::of(one.1)?, Counted::of(two.1)?);
    let same = first.key == second.key && first.value.grid.period == second.value.grid.period;
    let dates = |value: &Value| (value.clause.effective_from, value.clause.effective_to);
    if !same || dates(one.1) != dates(two.1) || one.1.program.calendar != two.1.program.calendar {
        return None;
    }
    let (inner, outer) = (first.hours.within(second.hours), second.hours.within(first.hours));
    let proved = Proved {
        forwards: follows(&first, &second, inner, outer),
        backwards: follows(&second, &first, outer, inner),
        apart: cannot(&first, &second, inner) || cannot(&second, &first, outer),
    };
    let mut shown = Shown::default();
    for wanted in [(true, false), (false, true), (true, true)] {
        if let Some(history) = history(&first, &second, wanted, person) {
            shown.look((one.0, two.0), &history);
        }
    }
    Some(shown.conclude(proved, vec![Because::HoursWithin]))
}

/// Whether whoever meets the given one meets the other. Where the hours of the given lie within, the other has at least as
/// many; where those of the other do, at most as many.
fn follows(given: &Counted, other: &Counted, given_within: bool, other_within: bool) -> bool {
    let least = if given_within { given.limits.low } else { Some(Exact::ZERO) };
    let most = if other_within { given.limits.high } else { None };
    other.limits.low.is_none_or(|low| least.is_some_and(|least| low <= least))
        && other.limits.high.is_none_or(|high| most.is_some_and(|most| most <= high))
}

/// Whether the one asks for more in hours within the other's than that allows.
fn cannot(given: &Counted, other: &Counted, within: bool) -> bool {
    within && given.limits.low.zip(other.limits.high).is_some_and(|(low, high)| low > high)
}

/// Records of one day of which the one, the other, or both allow the number.
fn history(first: &Counted, second: &Counted, wanted: (bool, bool), person: &Values) -> Option<History> {
    let minutes = |in_first: bool, in_second: bool| {
        // From morning on.
        let all = (8 * 60..DAY / 60).chain(0..8 * 60);
        all.into_iter().find(|minute| first.hours.has(*minute) == in_first && second.hours.has(*minute) == in_second)
    };
    let parts = [minutes(true, true), minutes(true, false), minutes(false, true)];
    let mut numbers = [first.numbers(), second.numbers()].concat();
    numbers.sort_unstable();
    numbers.dedup();
    let tried = |minute: Option<u32>| if minute.is_some() { numbers.clone() } else { vec![0] };
    let [both, one, two] = parts.map(tried);
    let triples = both.iter().flat_map(|a| one.iter().map(move |b| (*a, *b)));
    let mut triples = triples.flat_map(|(a, b)| two.iter().map(move |c| [a, b, *c]));
    let counts = triples.find(|[a, b, c]| (first.allows(a + b), second.allows(a + c)) == wanted)?;
    let day = chrono::NaiveDate::from_ymd_opt(2024, 7, 1)?;
    let activity = reach::activities(first.value.program, &first.value.check.value);
    let mut rows = Vec::new();
    for (count, minute) in counts.into_iter().zip(parts) {
        for _ in 0..count {
            let mut fields = first.fields.clone();
            if let Some(field) = first.distinct {
                fields.insert(field.to_owned(), format!("{field}{}", rows.len() + 1));
            }
            rows.push(Row { day, minute: minute.map(i64::from), activity: (*activity.first()?).to_owned(), fields });
        }
    }
    let to = day.succ_opt()?;
    Some(History { person: person.clone(), from: day, to, rows, entities: Vec::new() })
}
