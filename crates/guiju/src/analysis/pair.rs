//! How two demands stand to each other: what is proved, and examples that the evaluator confirms.

use chrono::{Months, NaiveDate, TimeDelta};
use guiju_engine::exact::Exact;
use guiju_engine::report::Status;
use serde::Serialize;

use super::between::{Aim, Between, Pair};
use super::confirm::{History, Said};
use super::demand::{Slot, Undecided, recent};
use super::joint::{self, Limit};
use super::shown;
use super::stretch::Periods;

/// How two clauses stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Each is met whenever the other is.
    Equivalent,
    /// Whenever the first is met, so is the second.
    Implies,
    /// Whenever the second is met, so is the first.
    ImpliedBy,
    /// In some period both cannot be met.
    Contradictory,
    /// Neither follows from the other, and both can be met.
    Independent,
    /// Nothing was proved and shown.
    NotDecided,
}

/// A period in which one clause leaves the other a number between two ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// First day of the period of the clause that is concerned.
    pub from: NaiveDate,
    /// The day after its last.
    pub to: NaiveDate,
    /// Whether the first clause is given and the second concerned, or the other way round.
    pub given_first: bool,
    /// At least this much, where the given one is met.
    pub least: Option<Exact>,
    /// At most this much.
    pub most: Option<Exact>,
    /// In how many of the periods looked at it is so.
    pub periods: usize,
    /// Of how many.
    pub of: usize,
}

/// Records that show something, as the evaluator says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// The person, as case files write them.
    pub person: String,
    /// The range.
    pub from: NaiveDate,
    /// Its end, exclusive.
    pub to: NaiveDate,
    /// The records, as case files write them.
    pub records: Vec<String>,
    /// What the evaluator says of the first clause.
    pub first: Said,
    /// What it says of the second.
    pub second: Said,
}

/// From what a relation follows, where it is no number of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Nobody is bound by both.
    OtherPeople,
    /// No record counts for both.
    OtherRecords,
    /// Both are about the same value; their thresholds tell.
    SameValue,
    /// A record in the hours of one is in those of the other; hours and thresholds tell.
    HoursWithin,
    /// Both are about the same occurrences; what they ask of each, and how long there is for it, tells.
    SameOccurrences,
    /// Both are about the person; what they ask of each tells.
    SamePerson,
    /// Nothing has values that both ask for.
    NoValueForBoth,
    /// Amounts may be negative (refunds, reversals): an example has one.
    Negative,
}

/// A relation with its reasons and examples.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    /// What it is.
    pub relation: Relation,
    /// Where it is not decided, why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undecided: Option<Undecided>,
    /// From what it follows, where that is no number of a period.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Because>,
    /// What was proved, at the period where it is tightest.
    pub reasons: Vec<Reason>,
    /// What was confirmed.
    pub examples: Vec<Example>,
}

impl Decision {
    pub(super) fn not(why: Undecided) -> Decision {
        let (because, reasons, examples) = (Vec::new(), Vec::new(), Vec::new());
        Decision { relation: Relation::NotDecided, undecided: Some(why), because, reasons, examples }
    }

    /// They have nothing to do with each other.
    pub(super) fn apart(because: Because) -> Decision {
        let (reasons, examples) = (Vec::new(), Vec::new());
        Decision { relation: Relation::Independent, undecided: None, because: vec![because], reasons, examples }
    }
}

/// What the given demand of a pair says of the other.
struct View {
    /// In which periods of the other it may be missed, each with the way, recent ones first.
    open: Vec<(usize, Aim)>,
    /// In which it cannot be met.
    closed: Vec<usize>,
    slots: Vec<Slot>,
    given: Vec<Slot>,
    tightest: Option<(usize, Between)>,
    ends: Vec<Between>,
}

impl View {
    fn of<'p>(pair: &Pair<'_, 'p>, periods: &Periods<'p>, from: NaiveDate, to: NaiveDate) -> Result<View, Undecided> {
        let year = Months::new(12);
        let before = from.checked_sub_months(year).ok_or(Undecided::Periods)?;
        let after = to.checked_add_months(year).ok_or(Undecided::Periods)?;
        let (slots, given) = (pair.other.slots(periods, from, to)?, pair.given.slots(periods, before, after)?);
        if slots.is_empty() || pair.given.over_the_range() != pair.other.over_the_range() {
            return Err(Undecided::Periods);
        }
        let ends = Along::new(&given);
        let ends = slots.iter().scan(ends, |along, slot| Some(pair.between(slot, along.meeting(slot)))).collect();
        let mut view = View { open: Vec::new(), closed: Vec::new(), slots, given, tightest: None, ends };
        let earlier = view.slots.partition_point(|slot| !recent(slot.start));
        let order = || (earlier..view.slots.len()).chain(0..earlier);
        for index in order() {
            let (Some(other), Some(ends)) = (view.slots.get(index), view.ends.get(index)) else { continue };
            let little = other.low.is_some_and(|low| ends.least.is_none_or(|least| least < low));
            let much = other.high.is_some_and(|high| ends.most.is_none_or(|most| most > high));
            view.open.extend(little.then_some((index, Aim::TooLittle)));
            view.open.extend(much.then_some((index, Aim::TooMuch)));
            let above = other.high.is_some_and(|high| ends.least.is_some_and(|least| least > high));
            let below = other.low.is_some_and(|low| ends.most.is_some_and(|most| most < low));
            if above || below {
                view.closed.push(index);
            }
        }
        let bounded =
            view.slots.iter().all(|slot| slot.high.is_some()) && view.ends.iter().all(|ends| ends.most.is_some());
        view.tightest = order().filter_map(|index| Some((index, *view.ends.get(index)?))).reduce(|one, two| {
            let tighter = if bounded { two.1.most > one.1.most } else { two.1.least < one.1.least };
            if tighter { two } else { one }
        });
        Ok(view)
    }

    fn reason(&self, index: usize, periods: usize, given_first: bool) -> Option<Reason> {
        let (slot, ends) = (self.slots.get(index)?, self.ends.get(index)?);
        let (from, to) = (slot.start, slot.end);
        Some(Reason { from, to, given_first, least: ends.least, most: ends.most, periods, of: self.slots.len() })
    }
}

/// The periods that meet slots which follow each other: both only ever begin and end later.
struct Along<'s> {
    periods: &'s [Slot],
    first: usize,
    last: usize,
}

impl<'s> Along<'s> {
    fn new(periods: &'s [Slot]) -> Along<'s> {
        Along { periods, first: 0, last: 0 }
    }

    /// Those that meet the next slot.
    fn meeting(&mut self, slot: &Slot) -> &'s [Slot] {
        while self.periods.get(self.first).is_some_and(|period| period.end <= slot.start) {
            self.first += 1;
        }
        while self.periods.get(self.last).is_some_and(|period| period.start < slot.end) {
            self.last += 1;
        }
        self.periods.get(self.first..self.last).unwrap_or_default()
    }
}

/// The periods that meet a slot.
fn meeting<'s>(periods: &'s [Slot], slot: &Slot) -> &'s [Slot] {
    let first = periods.partition_point(|period| period.end <= slot.start);
    let last = periods.partition_point(|period| period.start < slot.end);
    periods.get(first..last).unwrap_or_default()
}

/// The periods that meet a slot, and those that are judged along with it.
fn judged<'s>(pair: &Pair, periods: &'s [Slot], slot: &Slot) -> &'s [Slot] {
    let near = meeting(periods, slot);
    let Some((from, to)) = pair.judged(slot, near) else { return near };
    let first =
        periods.partition_point(|period| period.last < from).min(periods.partition_point(|it| it.end <= slot.start));
    let last =
        periods.partition_point(|period| period.last < to).max(periods.partition_point(|it| it.start < slot.end));
    periods.get(first..last).unwrap_or_default()
}

/// Decides a pair over `[from, to)`.
pub(super) fn decide<'p>(pair: &Pair<'_, 'p>, periods: &Periods<'p>, from: NaiveDate, to: NaiveDate) -> Decision {
    decided(pair, periods, from, to).unwrap_or_else(Decision::not)
}

fn decided<'p>(
    pair: &Pair<'_, 'p>,
    periods: &Periods<'p>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Decision, Undecided> {
    let turned = pair.turned();
    let (one, two) = (View::of(pair, periods, from, to)?, View::of(&turned, periods, from, to)?);
    if let Some(decision) = contradiction(pair, &one, &two) {
        return Ok(decision);
    }
    let (forwards, backwards) = (one.open.is_empty(), two.open.is_empty());
    let mut reasons = Vec::new();
    if forwards {
        reasons.extend(one.tightest.and_then(|(index, _)| one.reason(index, one.slots.len(), true)));
    }
    if backwards {
        reasons.extend(two.tightest.and_then(|(index, _)| two.reason(index, two.slots.len(), false)));
    }
    // Records for which the first is met and the second is not, and the other way round.
    let apart = |view: &View, pair: &Pair, swap: bool| {
        view.open.iter().take(8).find_map(|(index, aim)| {
            let slot = view.slots.get(*index)?;
            let mut histories = pair.histories(slot, judged(pair, &view.given, slot), *aim);
            histories.extend(pair.beside(slot, &view.given, *aim));
            histories.extend(pair.newly(slot, &view.given));
            let apart = |given, other| given == Status::Met && other == Status::Missed;
            histories
                .iter()
                .find_map(|history| Some((confirmed(pair, history, swap, apart)?, pair.takes_back(history))))
        })
    };
    let (mut examples, mut because) = (Vec::new(), Vec::new());
    for (open, view, pair, swap) in [(!forwards, &one, pair, false), (!backwards, &two, &turned, true)] {
        if open {
            let (example, negative) = apart(view, pair, swap).ok_or(pair.why())?;
            examples.push(example);
            because.extend(negative.then_some(Because::Negative));
        }
    }
    let relation = match (forwards, backwards) {
        (true, true) => Relation::Equivalent,
        (true, false) => Relation::Implies,
        (false, true) => Relation::ImpliedBy,
        (false, false) => Relation::Independent,
    };
    let together = together(pair, &one, &two);
    if relation == Relation::Independent && (together.is_none() || chained(pair, &one, &two)) {
        return Err(pair.why());
    }
    examples.extend(together);
    because.dedup();
    because.extend(pair.is_disjoint().then_some(Because::OtherRecords));
    Ok(Decision { relation, undecided: None, because, reasons, examples })
}

/// A period in which both cannot be met, with records that meet as little as one of them asks.
fn contradiction(pair: &Pair, one: &View, two: &View) -> Option<Decision> {
    let turned = pair.turned();
    for (view, pair, first) in [(one, pair, true), (two, &turned, false)] {
        let Some(index) = view.closed.first() else { continue };
        let slot = view.slots.get(*index)?;
        let given = judged(pair, &view.given, slot);
        let missed = |given: Status, other: Status| given == Status::Met && other == Status::Missed;
        let example = [Aim::TooLittle, Aim::TooMuch]
            .into_iter()
            .flat_map(|aim| pair.histories(slot, given, aim))
            .find_map(|history| confirmed(pair, &history, !first, missed));
        // A history that meets the other alone belongs to it, where one is small enough.
        let turned = pair.turned();
        let other = turned.histories(slot, std::slice::from_ref(slot), Aim::TooLittle).into_iter();
        let other = other.into_iter().find_map(|history| {
            let history =
                History { from: given.first().map_or(history.from, |it| it.last.min(history.from)), ..history };
            confirmed(&turned, &history, first, missed)
        });
        let reason = view.reason(*index, view.closed.len(), first)?;
        let examples: Vec<Example> = example.into_iter().chain(other).collect();
        if !examples.is_empty() {
            return Some(Decision {
                relation: Relation::Contradictory,
                undecided: None,
                because: Vec::new(),
                reasons: vec![reason],
                examples,
            });
        }
    }
    None
}

/// Records for which both are met.
fn together(pair: &Pair, one: &View, two: &View) -> Option<Example> {
    let both = |given: Status, other: Status| given == Status::Met && other == Status::Met;
    let turned = pair.turned();
    for (view, pair, swap) in [(one, pair, false), (two, &turned, true)] {
        let slots = view.slots.iter().filter(|slot| recent(slot.start)).take(3).chain(view.slots.first());
        for slot in slots {
            let given = judged(pair, &view.given, slot);
            let tried =
                [Aim::Met, Aim::TooLittle, Aim::TooMuch].into_iter().flat_map(|aim| pair.histories(slot, given, aim));
            let solved = solved(pair, slot, given, view);
            let found = solved.into_iter().chain(tried).find_map(|history| confirmed(pair, &history, swap, both));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Counts of the same records, laid out so that both are met in every period judged.
fn solved(pair: &Pair, slot: &Slot, given: &[Slot], view: &View) -> Option<History> {
    if !pair.is_plain() {
        return None;
    }
    let (from, to) = pair.judged(slot, given)?;
    let others = view.slots.iter().filter(|slot| from <= slot.last && slot.last < to);
    let rows = pair.solved(&given.iter().chain(others).cloned().collect::<Vec<_>>())?;
    Some(History { person: pair.person.clone(), from, to, rows, entities: Vec::new() })
}

/// How long a chain of periods is followed.
const CHAIN: TimeDelta = TimeDelta::days(400);

/// Whether counts of the same records that can be met together in one period cannot in a chain of them: every two days
/// exactly two and every three at most two leave nothing for the sixth day.
fn chained(pair: &Pair, one: &View, two: &View) -> bool {
    if !pair.is_plain() {
        return false;
    }
    let near = |view: &'_ View| -> Vec<Slot> {
        let start = view.slots.first().map(|slot| slot.start);
        let near = view.slots.iter().take_while(|slot| start.is_some_and(|start| slot.start - start < CHAIN));
        near.cloned().collect()
    };
    let slots = [near(one), near(two)].concat();
    let limits: Option<Vec<Limit>> = slots.iter().map(Limit::of).collect();
    limits.is_some_and(|limits| joint::solve(&limits).is_none())
}

/// What the evaluator says of a history, where it is as wanted. `swap`: the given demand is the second clause.
fn confirmed(pair: &Pair, history: &History, swap: bool, wanted: impl Fn(Status, Status) -> bool) -> Option<Example> {
    let given = history.judged(pair.given.program, pair.given.clause)?;
    let other = history.judged(pair.other.program, pair.other.clause)?;
    if !wanted(given.status, other.status) {
        return None;
    }
    let (first, second) = if swap { (other, given) } else { (given, other) };
    Some(shown::example(history, first, second))
}
