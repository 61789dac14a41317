//! 凡 … 须 …: two duties on the same occurrences, by what is asked of each and how long there is for it.

use chrono::{NaiveDate, TimeDelta};
use guiju_engine::program::{
    Clause, Duty, DutyItem, EveryCheck, Interval, Length, LengthUnit, PointDay, Predicate, PredicateId, Program, Roll,
};
use guiju_engine::schema::{ActivityId, FieldId};
use indexmap::IndexMap;
use rust_decimal::prelude::ToPrimitive;

use super::Subject;
use super::confirm::{History, Row};
use super::demand::Undecided;
use super::pair::{Because, Decision};
use super::shown::{Proved, Shown};
use super::values::{self, Found, Values, Wanted, Wish};

/// What a clause asks of every occurrence.
#[derive(Debug, Clone)]
pub struct Rule<'p> {
    pub program: &'p Program,
    pub clause: &'p Clause,
    check: &'p EveryCheck,
    pub trigger: String,
}

impl<'p> Rule<'p> {
    pub fn of(program: &'p Program, clause: &'p Clause, check: &'p EveryCheck) -> Option<Rule<'p>> {
        let trigger = program.schema.activities.get(check.trigger.index())?.name.clone();
        Some(Rule { program, clause, check, trigger })
    }

    fn predicate(&self, id: Option<PredicateId>) -> Option<&'p Predicate> {
        self.program.predicates.get(id?.index())
    }

    fn activity(&self, id: ActivityId) -> &'p str {
        self.program.schema.activities.get(id.index()).map_or("", |activity| activity.name.as_str())
    }

    fn key(&self) -> Option<&'p str> {
        let field: FieldId = self.check.key?;
        self.program.schema.fields.get(field.index()).map(|field| field.name.as_str())
    }

    fn items(&self) -> &'p [DutyItem] {
        let (Duty::All(items) | Duty::Any(items)) = &self.check.duty;
        items
    }

    /// A condition on records that is to hold, or not to.
    fn wish(&self, id: Option<PredicateId>, holds: Wanted) -> Wish<'p> {
        Wish { schema: &self.program.schema, people: false, predicate: self.predicate(id), holds }
    }
}

/// How two such clauses stand to each other.
pub fn decide(one: &Rule, two: &Rule, person: &Values) -> Decision {
    let shared = values::find(&[one.wish(one.check.filter, Wanted::Yes), two.wish(two.check.filter, Wanted::Yes)]);
    if shared == Found::None {
        return Decision::apart(Because::OtherRecords);
    }
    let proved = Proved { forwards: implies(one, two), backwards: implies(two, one), apart: contradicts(one, two) };
    let mut shown = Shown::default();
    let (first, second) = (Subject::Every(one.clone()), Subject::Every(two.clone()));
    for history in histories(one, two, person) {
        shown.look((&first, &second), &history);
        if shown.is_enough(proved) {
            break;
        }
    }
    let because = match proved {
        Proved { apart: true, .. } => Because::NoValueForBoth,
        _ => Because::SameOccurrences,
    };
    let decision = shown.conclude(proved, vec![because]);
    match decision.undecided {
        Some(Undecided::NoExample) => Decision::not(Undecided::Duties),
        _ => decision,
    }
}

/// Whether meeting the first meets the second, whatever is recorded.
fn implies(one: &Rule, two: &Rule) -> bool {
    let (first, second) = (one.check, two.check);
    // Each trigger of the second is one of the first.
    let wider =
        values::find(&[two.wish(second.filter, Wanted::Yes), one.wish(first.filter, Wanted::No)]) == Found::None;
    let alike = one.key() == two.key()
        && first.roll == second.roll
        && one.program.calendar == two.program.calendar
        && (second.except_holidays || !first.except_holidays)
        && super::in_force_throughout(one.clause, two.clause);
    let item = |a: &DutyItem, b: &DutyItem| item_implies((one, a), (two, b));
    let (asked, due) = (one.items(), two.items());
    let stronger = match (&first.duty, &second.duty) {
        (Duty::All(_), Duty::All(_)) => due.iter().all(|b| asked.iter().any(|a| item(a, b))),
        (Duty::All(_), Duty::Any(_)) => due.iter().any(|b| asked.iter().any(|a| item(a, b))),
        (Duty::Any(_), Duty::All(_)) => due.iter().all(|b| asked.iter().all(|a| item(a, b))),
        (Duty::Any(_), Duty::Any(_)) => asked.iter().all(|a| due.iter().any(|b| item(a, b))),
    };
    wider && alike && stronger
}

fn item_implies((one, a): (&Rule, &DutyItem), (two, b): (&Rule, &DutyItem)) -> bool {
    let narrower = |a, b| values::find(&[one.wish(a, Wanted::Yes), two.wish(b, Wanted::NotYes)]) == Found::None;
    match (a, b) {
        (DutyItem::Field(a), DutyItem::Field(b)) => narrower(Some(*a), Some(*b)),
        (
            DutyItem::Response { activity, filter, interval, own },
            DutyItem::Response { activity: other, filter: wanted, interval: longer, own: himself },
        ) => {
            one.activity(*activity) == two.activity(*other)
                && narrower(*filter, *wanted)
                && within(one, interval, longer)
                && (*own || !himself)
        }
        (
            DutyItem::Anchored { event, after, interval },
            DutyItem::Anchored { event: other, after: later, interval: longer },
        ) => one.activity(*event) == two.activity(*other) && after == later && within(one, interval, longer),
        (DutyItem::Sequence(all), DutyItem::Sequence(some)) => {
            let mut all = all.iter().map(|id| one.activity(*id));
            some.iter().all(|id| all.any(|name| name == two.activity(*id)))
        }
        (DutyItem::Manual(a), DutyItem::Manual(b)) => one.activity(*a) == two.activity(*b),
        _ => false,
    }
}

/// Whether what is in time for the first interval always is for the second.
fn within(rule: &Rule, shorter: &Interval, longer: &Interval) -> bool {
    if shorter == longer || *longer == Interval::Any {
        return true;
    }
    let calendar = &rule.program.calendar;
    // Moments are not moved from rest days; whole days are, and may move back.
    let forward = rule.check.roll != Some(Roll::Back);
    let next = Length { amount: 1.into(), unit: LengthUnit::Day };
    match (shorter, longer) {
        (Interval::NextDay(None), _) => within(rule, &Interval::Within(next), longer),
        (_, Interval::NextDay(None)) => within(rule, shorter, &Interval::Within(next)),
        (Interval::NextDay(Some(a)), Interval::NextDay(Some(b))) => a <= b,
        (Interval::NextDay(Some(_)), Interval::Within(b)) => forward && in_days(*b).is_some_and(|days| days >= 1),
        (Interval::Within(a), Interval::Within(b)) => {
            match (in_seconds(*a), in_seconds(*b), in_days(*a), in_days(*b)) {
                (Some(a), Some(b), ..) => a <= b,
                // Where a clock is set forward, a day is shorter than 24 hours.
                (Some(a), _, _, Some(b)) => {
                    forward && calendar.timezone == chrono_tz::Asia::Shanghai && a <= b * 86_400
                }
                // A working day ends no earlier than the calendar day of its number.
                (Some(a), _, _, None) => {
                    let days = (b.unit == LengthUnit::Workday).then(|| floor(*b)).flatten();
                    forward
                        && calendar.timezone == chrono_tz::Asia::Shanghai
                        && days.is_some_and(|days| a <= days * 86_400)
                }
                (_, _, Some(a), Some(b)) => a <= b,
                (_, _, Some(a), None) => match b.unit {
                    LengthUnit::Workday => floor(*b).is_some_and(|b| a <= b),
                    LengthUnit::Month | LengthUnit::Year => in_months(*b).is_some_and(|b| a <= 28 * b),
                    _ => false,
                },
                _ => {
                    order(*a, *b).is_some_and(std::cmp::Ordering::is_le)
                        || in_months(*a).zip(in_months(*b)).is_some_and(|(a, b)| a <= b)
                }
            }
        }
        (Interval::By(period, a), Interval::By(other, b)) if period == other => {
            let sooner = match (a.day, b.day) {
                (PointDay::Of(a), PointDay::Of(b)) | (PointDay::Weekday(a), PointDay::Weekday(b)) => a <= b,
                (PointDay::Of(_) | PointDay::Last, PointDay::Last) => true,
                (PointDay::OfMonth(month, a), PointDay::OfMonth(other, b)) => (month, a) <= (other, b),
                _ => false,
            };
            sooner && a.next == b.next && a.second.is_none() && b.second.is_none() && (b.inclusive || !a.inclusive)
        }
        (Interval::Ahead(a), Interval::Ahead(b)) => match (in_seconds(*a), in_seconds(*b), in_days(*a), in_days(*b)) {
            (Some(a), Some(b), ..) => a >= b,
            (_, _, Some(a), Some(b)) => a >= b,
            _ => order(*a, *b).is_some_and(std::cmp::Ordering::is_ge),
        },
        (Interval::Ahead(a), Interval::Before) => in_days(*a).is_some_and(|days| days >= 1),
        _ => false,
    }
}

/// How the first compares with the second, where both are of one unit; the part of a day counts as none.
fn order(a: Length, b: Length) -> Option<std::cmp::Ordering> {
    let amount = |it: Length| if it.unit == LengthUnit::WorkHour { it.amount } else { it.amount.floor() };
    (a.unit == b.unit).then(|| amount(a).cmp(&amount(b)))
}

fn floor(length: Length) -> Option<i64> {
    length.amount.floor().to_i64()
}

fn in_seconds(length: Length) -> Option<i64> {
    let each = match length.unit {
        LengthUnit::Second => 1,
        LengthUnit::Minute => 60,
        LengthUnit::Hour => 3600,
        _ => return None,
    };
    length.amount.checked_mul(each.into())?.to_i64()
}

fn in_days(length: Length) -> Option<i64> {
    match length.unit {
        LengthUnit::Day => floor(length),
        LengthUnit::Week => floor(length)?.checked_mul(7),
        _ => None,
    }
}

fn in_months(length: Length) -> Option<i64> {
    match length.unit {
        LengthUnit::Month => floor(length),
        LengthUnit::Year => floor(length)?.checked_mul(12),
        _ => None,
    }
}

/// Whether both ask something of the same record that no record has.
fn contradicts(one: &Rule, two: &Rule) -> bool {
    let fields = |rule: &Rule| -> Vec<PredicateId> {
        let Duty::All(items) = &rule.check.duty else { return Vec::new() };
        let field = |item: &DutyItem| match item {
            DutyItem::Field(id) => Some(*id),
            _ => None,
        };
        items.iter().filter_map(field).collect()
    };
    let mut wishes = vec![one.wish(one.check.filter, Wanted::Yes), two.wish(two.check.filter, Wanted::Yes)];
    let (first, second) = (fields(one), fields(two));
    if first.is_empty() || second.is_empty() {
        return false;
    }
    wishes.extend(first.into_iter().map(|id| one.wish(Some(id), Wanted::Yes)));
    wishes.extend(second.into_iter().map(|id| two.wish(Some(id), Wanted::Yes)));
    values::find(&wishes) == Found::None
}

/// When something happens, from the day of the trigger: days later, and the minute of the day where one is known.
type Offset = (i64, Option<i64>);

/// The minute at which triggers with a time of day happen.
const TEN: i64 = 600;

/// Days and moments at which an answer may be in time for one interval and not for another.
fn offsets(rules: [&Rule; 2]) -> Vec<Offset> {
    let mut found: Vec<Offset> =
        [0, 1, -1, 2, -2, 3, -3, 5, 7, -7, 10, 15, 20, 25, 30, 40, 60].map(|day| (day, None)).to_vec();
    found.extend([(0, Some(TEN - 120)), (0, Some(TEN + 120)), (1, Some(TEN - 120)), (1, Some(1320))]);
    for item in rules.into_iter().flat_map(Rule::items) {
        let (DutyItem::Response { interval, .. } | DutyItem::Anchored { interval, .. }) = item else { continue };
        let (Interval::Within(length) | Interval::Ahead(length)) = interval else { continue };
        let days = in_days(*length).or_else(|| in_months(*length).map(|months| months * 30));
        let days = days.or_else(|| (length.unit == LengthUnit::Workday).then(|| floor(*length)).flatten());
        for near in days.into_iter().flat_map(|days| [days, days + 1, days + 2, days + 4, -days, -days - 1, 1 - days]) {
            found.push((near, None));
        }
        let minutes = in_seconds(*length).map(|seconds| seconds / 60);
        for near in minutes.into_iter().flat_map(|it| [it, it + 1, -it, 1 - it]) {
            found.push(((TEN + near).div_euclid(1440), Some((TEN + near).rem_euclid(1440))));
        }
    }
    let mut seen = Vec::new();
    found.retain(|offset| {
        let new = !seen.contains(offset) && offset.0.abs() <= 800;
        seen.push(*offset);
        new
    });
    found
}

/// The day of the trigger: a Thursday with ordinary weeks around it.
fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 3, 14).unwrap_or_default()
}

/// How many kinds of one record are told apart.
const KINDS: usize = 12;

/// Histories of one trigger with one answer of each kind, or none, at one time or another.
fn histories(one: &Rule, two: &Rule, person: &Values) -> Vec<History> {
    let fields: Vec<(&Rule, PredicateId)> = [one, two]
        .into_iter()
        .flat_map(|rule| rule.items().iter().map(move |item| (rule, item)))
        .filter_map(|(rule, item)| match item {
            DutyItem::Field(id) => Some((rule, *id)),
            _ => None,
        })
        .collect();
    let filters = [(one, one.check.filter), (two, two.check.filter)];
    let own = filters.into_iter().filter_map(|(rule, id)| Some((rule, id?)));
    let triggers = kinds(&own.chain(fields).collect::<Vec<_>>());
    let mut answers: IndexMap<&str, Vec<(&Rule, PredicateId)>> = IndexMap::new();
    for (rule, item) in [one, two].into_iter().flat_map(|rule| rule.items().iter().map(move |item| (rule, item))) {
        match item {
            DutyItem::Response { activity, filter, .. } => {
                let filters = answers.entry(rule.activity(*activity)).or_default();
                filters.extend(filter.map(|id| (rule, id)));
            }
            DutyItem::Anchored { event, .. } => {
                answers.entry(rule.activity(*event)).or_default();
            }
            DutyItem::Sequence(all) => all.iter().for_each(|id| {
                answers.entry(rule.activity(*id)).or_default();
            }),
            DutyItem::Field(_) | DutyItem::Manual(_) => {}
        }
    }
    let answers: Vec<(&str, Vec<Values>)> =
        answers.into_iter().map(|(name, filters)| (name, kinds(&filters))).collect();
    let offsets = offsets([one, two]);
    let keys: Vec<&str> = [one.key(), two.key()].into_iter().flatten().collect();
    let range = |days| day().checked_add_signed(TimeDelta::days(days)).unwrap_or_default();
    // Wide enough for whatever falls due to be judged.
    let (from, to) = match offsets.iter().all(|(days, _)| days.abs() <= 70) {
        true => (range(-73), range(109)),
        false => (range(-1000), range(1000)),
    };
    let mut found = Vec::new();
    let keyed = |fields: &Values, number: usize| {
        let mut fields = fields.clone();
        fields.extend(keys.iter().map(|key| ((*key).to_owned(), number.to_string())));
        fields
    };
    let triggered = |kinds: &[&Values], minute: Option<i64>| -> Vec<Row> {
        let kinds = kinds.iter().enumerate().map(|(at, kind)| keyed(kind, at + 1));
        kinds.map(|fields| Row { day: day(), minute, activity: one.trigger.clone(), fields }).collect()
    };
    let mut add = |kinds: &[&Values], timed: bool, plan: &dyn Fn(usize) -> Option<(Offset, usize)>| {
        let mut rows = triggered(kinds, timed.then_some(TEN));
        for (index, (activity, kinds)) in answers.iter().enumerate() {
            let Some(((days, minute), kind)) = plan(index) else { continue };
            let Some(fields) = kinds.get(kind) else { continue };
            rows.push(Row { day: range(days), minute, activity: (*activity).to_owned(), fields: keyed(fields, 1) });
        }
        found.push(History { person: person.clone(), from, to, rows, entities: Vec::new() });
    };
    for trigger in &triggers {
        add(&[trigger], false, &|_| None);
        // Two of them, of which the first alone is answered.
        for other in &triggers {
            add(&[trigger, other], false, &|_| Some(((0, None), 0)));
        }
        let most = answers.iter().map(|(_, kinds)| kinds.len()).max().unwrap_or(0);
        for kind in 0..most {
            for offset in &offsets {
                // All at once, then each alone late.
                let of =
                    |index: usize| kind.min(answers.get(index).map_or(0, |(_, kinds)| kinds.len().saturating_sub(1)));
                add(&[trigger], offset.1.is_some(), &|index| Some((*offset, of(index))));
                for alone in 0..answers.len().min(4) * usize::from(answers.len() > 1) {
                    let at = |index| if index == alone { *offset } else { (0, offset.1.map(|_| TEN)) };
                    add(&[trigger], offset.1.is_some(), &|index| Some((at(index), of(index))));
                }
            }
        }
        for absent in 0..answers.len().min(4) * usize::from(answers.len() > 1) {
            add(&[trigger], false, &|index| (index != absent).then_some(((0, None), 0)));
        }
    }
    found
}

/// Records of which these conditions hold, each in every way they can.
fn kinds(conditions: &[(&Rule, PredicateId)]) -> Vec<Values> {
    let conditions = conditions.get(..conditions.len().min(5)).unwrap_or_default();
    let mut found: Vec<Values> = Vec::new();
    for choice in 0..1usize << conditions.len() {
        let wishes: Vec<Wish> = conditions
            .iter()
            .enumerate()
            .map(|(at, (rule, id))| rule.wish(Some(*id), if choice >> at & 1 == 0 { Wanted::Yes } else { Wanted::No }))
            .collect();
        if let Found::Values(values) = values::find(&wishes)
            && !found.contains(&values)
            && found.len() < KINDS
        {
            found.push(values);
        }
    }
    found
}
