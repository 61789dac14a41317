//! Two counts of the same records in the same periods, in parts of them of which one lies within the other: 8:30前 against
//! 9:00前, 周五17:00前 against 周五18:00前, 5日12:00前 against 5日前.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use guiju_engine::exact::Exact;
use guiju_engine::moment::Moment;
use guiju_engine::periods::{Cut, Span};
use guiju_engine::program::{Aggregate, Expr, Measure, Period, Point, PointDay, Program, Unit, Window};

use super::Subject;
use super::alike::Value;
use super::confirm::{History, Row};
use super::demand::{self, Kind, Limits};
use super::pair::{Because, Decision};
use super::shown::{Proved, Shown};
use super::values::{self, Found, Values, Wanted, Wish};
use super::{key, reach};

/// The seconds of a day.
const DAY: u32 = 24 * 60 * 60;

/// So many records are tried of each kind.
const MOST: i64 = 40;

/// The minute from which times of day are tried: eight in the morning.
const MORNING: u32 = 8 * 60;

/// The part of every period that counts, `[from, to)`: days and seconds after the midnight they begin with; `None` is the
/// end of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    from: Option<(PointDay, u32)>,
    to: Option<(PointDay, u32)>,
}

impl Part {
    /// That of a window; `None` where it reaches beyond the period, or its days are moved.
    fn of(window: Option<&Window>, program: &Program) -> Option<Part> {
        let Some(window) = window else { return Some(Part { from: None, to: None }) };
        let point = |point: &Point, after: bool| {
            let (whole, more) = (if after == point.inclusive { DAY } else { 0 }, u32::from(after == point.inclusive));
            let second = point.second.map_or(whole, |second| second + more);
            (!point.next).then_some((point.day, second))
        };
        let from = window.from.as_ref().map(|it| point(it, false));
        let to = window.to.as_ref().map(|it| point(it, true));
        let still = window.roll.is_none() && !program.calendar.roll_forward;
        still.then_some(Part {
            from: from.map_or(Some(None), |it| it.map(Some))?,
            to: to.map_or(Some(None), |it| it.map(Some))?,
        })
    }

    fn within(self, other: Part, order: &Order) -> bool {
        let begins = other.from.is_none_or(|other| self.from.is_some_and(|own| order.sooner(other, own)));
        let ends = other.to.is_none_or(|other| self.to.is_some_and(|own| order.sooner(own, other)));
        begins && ends
    }
}

/// The order of the days of a period.
struct Order {
    /// The first day of a week, where the period is one.
    week: Option<u32>,
}

impl Order {
    /// Whether the one never comes after the other, whatever the period.
    fn sooner(&self, (one, second): (PointDay, u32), (two, other): (PointDay, u32)) -> bool {
        // Days that a month lacks are its last day, so that two of them may be one.
        let of = |one: u32, two: u32| one <= two && ((one < two && two <= 28) || second <= other);
        match (one, two) {
            (PointDay::Of(one), PointDay::Of(two)) | (PointDay::OfLast(one), PointDay::OfLast(two)) => of(one, two),
            (PointDay::OfNth(month, one), PointDay::OfNth(later, two))
            | (PointDay::OfMonth(month, one), PointDay::OfMonth(later, two)) => {
                month < later || month == later && of(one, two)
            }
            (PointDay::Weekday(one), PointDay::Weekday(two)) if one != two => {
                self.week.is_some_and(|first| (one + 7 - first) % 7 < (two + 7 - first) % 7)
            }
            (PointDay::Same, PointDay::Last) => false,
            (one, two) => (one == two || two == PointDay::Last) && second <= other,
        }
    }
}

/// A count in a part of every period.
struct Counted<'v, 'p> {
    value: &'v Value<'p>,
    part: Part,
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
        let plain = value.condition.is_none() && value.entity().is_none() && source.amount.is_none();
        if !plain || value.grid.except_holidays || version.from.is_some() {
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
        let part = Part::of(value.grid.window.as_ref(), program)?;
        Some(Counted { value, part, limits, distinct, fields, key: key::counted(program, measure) })
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
    let unit = match first.value.grid.period {
        Period::Every { unit, every: 0 | 1 } => Some(unit),
        _ => None,
    };
    let calendar = &one.1.program.calendar;
    let order = Order { week: (unit == Some(Unit::Week)).then_some(calendar.week_start) };
    let (inner, outer) = (first.part.within(second.part, &order), second.part.within(first.part, &order));
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

/// Records of one period of which the one, the other, or both allow the number.
fn history(first: &Counted, second: &Counted, wanted: (bool, bool), person: &Values) -> Option<History> {
    let (span, moments) = moments(first, second)?;
    let mut numbers = [first.numbers(), second.numbers()].concat();
    numbers.sort_unstable();
    numbers.dedup();
    let tried = |moment: Option<(NaiveDate, u32)>| if moment.is_some() { numbers.clone() } else { vec![0] };
    let [both, one, two] = moments.map(tried);
    let triples = both.iter().flat_map(|a| one.iter().map(move |b| (*a, *b)));
    let mut triples = triples.flat_map(|(a, b)| two.iter().map(move |c| [a, b, *c]));
    let counts = triples.find(|[a, b, c]| (first.allows(a + b), second.allows(a + c)) == wanted)?;
    let activity = reach::activities(first.value.program, &first.value.check.value);
    let mut rows = Vec::new();
    for (count, moment) in counts.into_iter().zip(moments) {
        let Some((day, minute)) = moment else { continue };
        for _ in 0..count {
            let mut fields = first.fields.clone();
            if let Some(field) = first.distinct {
                fields.insert(field.to_owned(), format!("{field}{}", rows.len() + 1));
            }
            rows.push(Row { day, minute: Some(i64::from(minute)), activity: (*activity.first()?).to_owned(), fields });
        }
    }
    Some(History { person: person.clone(), from: span.start, to: span.end, rows, entities: Vec::new() })
}

/// A moment, or that there is none.
type When = Option<(NaiveDate, u32)>;

/// A period, and a moment of it that counts for both, for the first alone and for the second alone.
fn moments(first: &Counted, second: &Counted) -> Option<(Span, [When; 3])> {
    let usual = NaiveDate::from_ymd_opt(2024, 7, 1)?;
    let clause = first.value.clause;
    let in_force = clause.effective_from.is_none_or(|from| from <= usual)
        && clause.effective_to.is_none_or(|to| usual + TimeDelta::days(366) <= to);
    let start = if in_force { usual } else { clause.effective_from? };
    let spans = |counted: &Counted| {
        let cut = Cut { grid: counted.value.grid, calendar: &counted.value.program.calendar };
        let end = start + TimeDelta::days(800);
        let spans = cut.periods(start, end, end.and_time(NaiveTime::MIN)).ok()?;
        spans.into_iter().find(|span| span.start >= start)
    };
    let (one, two) = (spans(first)?, spans(second)?);
    if one.start != two.start || one.end != two.end {
        return None;
    }
    let ends = [first.part.from, first.part.to, second.part.from, second.part.to].into_iter().flatten();
    let near = ends.map(|(_, second)| second / 60).flat_map(|minute| [minute.saturating_sub(1), minute, minute + 1]);
    let mut minutes: Vec<u32> = near.filter(|minute| *minute < DAY / 60).chain([MORNING]).collect();
    minutes.sort_by_key(|minute| (*minute < MORNING, *minute));
    minutes.dedup();
    let counts = |counted: &Counted, span: &Span, day: NaiveDate, minute: u32| {
        let cut = Cut { grid: counted.value.grid, calendar: &counted.value.program.calendar };
        cut.contains(span, Moment { day, second: Some(minute * 60) })
    };
    let mut found = [None; 3];
    for day in one.start.iter_days().take_while(|day| *day < one.end).take(366) {
        for minute in &minutes {
            let at = match (counts(first, &one, day, *minute), counts(second, &two, day, *minute)) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => continue,
            };
            if let Some(place) = found.get_mut(at) {
                place.get_or_insert((day, *minute));
            }
        }
    }
    Some((one, found))
}
