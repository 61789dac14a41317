//! What is left to one demand in one of its periods when another is met in all of its own, and the records that show it.
//!
//! The periods of one demand follow each other, so what it allows in a period of the other is exact: at least what the
//! periods within it ask for, at most what those that meet it allow. Each of these ends can be reached, since what a
//! period needs beyond can lie outside.

use chrono::NaiveDate;
use guiju_compile::interval::Interval;
use guiju_engine::exact::Exact;
use guiju_engine::program::Condition;

use super::confirm::{History, MOST, Row};
use super::demand::{Demand, Kind, Slot, Undecided};
use super::joint::{self, Limit};
use super::reach;
use super::values::{self, Found, Values, Wanted, Wish};

/// Two demands on the same activity, and people whom both bind.
#[derive(Clone)]
pub struct Pair<'a, 'p> {
    pub given: &'a Demand<'p>,
    pub other: &'a Demand<'p>,
    pub person: Values,
    /// Fields of a record that counts for both.
    both: Option<Values>,
    /// For the given one alone.
    only_given: Option<Values>,
    /// For the other alone.
    only_other: Option<Values>,
}

/// A number between two ends, both in; `None` is no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Between {
    pub least: Option<Exact>,
    pub most: Option<Exact>,
}

/// Which way the other demand is to be missed, or that it is to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    TooLittle,
    TooMuch,
    Met,
}

impl<'a, 'p> Pair<'a, 'p> {
    /// Prepares a pair for people whom both bind.
    pub fn new(given: &'a Demand<'p>, other: &'a Demand<'p>, person: &Values) -> Result<Pair<'a, 'p>, Undecided> {
        let record = |counts_given: bool, counts_other: bool| {
            let wish = |demand: &Demand<'p>, holds| Wish {
                schema: &demand.program.schema,
                people: false,
                predicate: demand.filter,
                holds: Wanted::is(holds),
            };
            match values::find(&[wish(given, counts_given), wish(other, counts_other)]) {
                Found::Values(values) => Ok(Some(values)),
                Found::None => Ok(None),
                Found::Unknown => Err(Undecided::Filter),
            }
        };
        let (both, only_given, only_other) = (record(true, true)?, record(true, false)?, record(false, true)?);
        for found in [&both, &only_given, &only_other].into_iter().flatten() {
            // A condition on the very field that is measured, or that names the entity, says more than can be told here.
            let measured = [&given.kind, &other.kind].into_iter().any(|kind| match kind {
                Kind::Count => false,
                Kind::Distinct(field) | Kind::Sum(field) => found.contains_key(field),
            });
            let named = [&given.entity, &other.entity].into_iter().flatten().any(|field| found.contains_key(field));
            if measured || named {
                return Err(Undecided::Filter);
            }
        }
        match (&given.kind, &other.kind) {
            (Kind::Sum(one), Kind::Sum(two)) if one != two => return Err(Undecided::Value),
            (Kind::Sum(_), Kind::Sum(_)) => {}
            (Kind::Sum(_), _) | (_, Kind::Sum(_)) => return Err(Undecided::CountAndSum),
            _ => {}
        }
        Ok(Pair { given, other, person: person.clone(), both, only_given, only_other })
    }

    /// The pair the other way round.
    pub fn turned(&self) -> Pair<'a, 'p> {
        Pair {
            given: self.other,
            other: self.given,
            person: self.person.clone(),
            both: self.both.clone(),
            only_given: self.only_other.clone(),
            only_other: self.only_given.clone(),
        }
    }

    /// Whether no record counts for both.
    pub fn is_disjoint(&self) -> bool {
        self.both.is_none()
    }

    /// Whether every record that counts for one counts for the other too.
    fn same_records(&self) -> bool {
        self.only_given.is_none() && self.only_other.is_none() && self.same_days()
    }

    /// Whether both leave holidays out, or neither does.
    fn same_days(&self) -> bool {
        let leaves_out = |demand: &Demand<'p>| demand.grid.except_holidays.then_some(&demand.program.calendar);
        leaves_out(self.given) == leaves_out(self.other)
    }

    /// Whether a period has days that count for the other alone (`given` leaves them out), or the other way round.
    fn left_out(&self, by: &Demand, slot: &Slot) -> bool {
        !self.same_days() && slot.days().any(|day| by.leaves_out(day))
    }

    /// Whether both simply count the same records, so that what lies between the ends of periods tells everything.
    pub fn is_plain(&self) -> bool {
        let plain =
            |demand: &Demand| demand.entity.is_none() && demand.condition.is_none() && demand.kind == Kind::Count;
        plain(self.given) && plain(self.other) && self.same_records()
    }

    /// Whether an amount in a history is negative.
    pub fn takes_back(&self, history: &History) -> bool {
        let Kind::Sum(field) = &self.given.kind else { return false };
        let negative = |value: &String| value.starts_with('-');
        history.rows.iter().any(|row| row.fields.get(field).is_some_and(negative))
    }

    /// Why nothing may have been found.
    pub fn why(&self) -> Undecided {
        match (&self.given.kind, &self.given.entity, &self.other.entity) {
            (Kind::Sum(_), None, None) => Undecided::Sign,
            (_, one, two) if one.is_some() || two.is_some() => Undecided::Entities,
            _ if self.given.condition.is_some() || self.other.condition.is_some() => Undecided::Conditions,
            _ => Undecided::NoExample,
        }
    }

    /// Whether the same condition decides for both whether a period is judged.
    fn in_step(&self) -> bool {
        let words = |demand: &Demand| demand.condition.as_ref().map(|it| it.1.clone());
        self.given.grid == self.other.grid && words(self.given) == words(self.other)
    }

    /// The number of the other in its period `slot`, when the given demand is met in all its periods; `meeting` are
    /// those that meet it.
    pub fn between(&self, slot: &Slot, meeting: &[Slot]) -> Between {
        let counted = self.given.counts();
        let zero = counted.then_some(Exact::ZERO);
        let nothing = Between { least: zero, most: None };
        if self.given.condition.is_some() {
            // It is judged where the other is, or perhaps nowhere.
            let own: Vec<Slot> =
                meeting.iter().filter(|it| (it.start, it.end) == (slot.start, slot.end)).cloned().collect();
            return if self.in_step() { self.of_entities(self.unconditional(slot, &own)) } else { nothing };
        }
        self.of_entities(self.unconditional(slot, meeting))
    }

    /// What is left of it where entities are judged one by one: each has a part of the records alone, and is judged from
    /// its first record on.
    fn of_entities(&self, all: Between) -> Between {
        let counted = self.given.counts();
        let zero = counted.then_some(Exact::ZERO);
        match (&self.given.entity, &self.other.entity) {
            (None, None) => all,
            (Some(one), Some(two)) if one == two && self.given.grid == self.other.grid => all,
            (Some(one), Some(two)) if one == two => {
                let first = self.counts_from_the_first().then_some(Exact::ONE).filter(|_| counted);
                let least = all.least.zip(first).map_or(zero, |(least, first)| Some(least.min(first)));
                Between { least, most: all.most.filter(|_| counted) }
            }
            (None, Some(_)) => Between { least: zero, most: all.most.filter(|_| counted) },
            (Some(_), _) => Between { least: zero, most: None },
        }
    }

    /// Whether the record by which an entity becomes known counts for both. In the period of the other in which it lies
    /// only those of the given demand that are not over by then are judged, and in each one after it all of them are.
    fn counts_from_the_first(&self) -> bool {
        let plain = |demand: &Demand| {
            let whole = demand.grid.window.is_none() && !demand.grid.except_holidays;
            whole && demand.filter.is_none() && !demand.is_registered()
        };
        plain(self.given) && plain(self.other)
    }

    fn unconditional(&self, slot: &Slot, meeting: &[Slot]) -> Between {
        let within = apart(meeting.iter().filter(|period| slot.holds(period) && !self.left_out(self.other, period)));
        let around = if self.left_out(self.given, slot) { None } else { self.cover(meeting, slot) };
        let sum = |mut each: Box<dyn Iterator<Item = Option<Exact>> + '_>| {
            each.try_fold(Exact::ZERO, |sum, each| sum.plus(each?))
        };
        let lows = || sum(Box::new(within.iter().map(|period| period.low)));
        let highs = || around.as_ref().and_then(|around| sum(Box::new(around.iter().map(|period| period.high))));
        let zero = Some(Exact::ZERO);
        let (given, other) = (&self.given.kind, &self.other.kind);
        if let Kind::Sum(_) = given {
            let tiled = around.is_some() && within.len() == meeting.len();
            return match tiled && self.same_records() {
                true => Between { least: lows(), most: highs() },
                false => Between { least: None, most: None },
            };
        }
        let same = given == other && *given != Kind::Count;
        let most_asked = within.iter().filter_map(|period| period.low).max().unwrap_or(Exact::ZERO);
        let least = match (given, other) {
            _ if self.only_given.is_some() => zero,
            (_, Kind::Count) => lows(),
            _ if same => Some(most_asked),
            _ => Some(most_asked.min(Exact::ONE)),
        };
        let none = around.as_ref().is_some_and(|it| it.iter().all(|it| it.high.is_some_and(Exact::is_zero)));
        let most = match (given, other) {
            _ if self.only_other.is_some() => None,
            (Kind::Distinct(_), _) if !same => none.then_some(Exact::ZERO),
            _ => highs(),
        };
        Between { least, most }
    }

    /// As few of the periods as leave no day of `slot` out that counts; `None` where all of them do.
    fn cover<'s>(&self, periods: &'s [Slot], slot: &Slot) -> Option<Vec<&'s Slot>> {
        let mut found = Vec::new();
        let mut day = slot.start;
        while day < slot.end {
            if self.other.leaves_out(day) {
                day = day.succ_opt()?;
                continue;
            }
            let next = periods.iter().filter(|period| period.has(day)).max_by_key(|period| period.end)?;
            day = next.end;
            found.push(next);
        }
        Some(found)
    }

    /// The first day that counts for both in these periods.
    fn shared(&self, period: &Slot, slot: &Slot) -> Option<NaiveDate> {
        period
            .days()
            .skip_while(|day| *day < slot.start)
            .take_while(|day| *day < slot.end)
            .find(|day| self.given.counts_on(period, *day) && self.other.counts_on(slot, *day))
    }

    /// The first day that counts for the given demand in a period of it, and not for the other in `slot`.
    fn outside(&self, period: &Slot, slot: &Slot) -> Option<NaiveDate> {
        period.days().find(|day| self.given.counts_on(period, *day) && !self.other.counts_on(slot, *day))
    }

    /// The first day that counts for the other in `slot`, and for the given demand in none of its periods.
    fn free(&self, meeting: &[Slot], slot: &Slot) -> Option<NaiveDate> {
        let given = |day: NaiveDate| meeting.iter().any(|period| self.given.counts_on(period, day));
        slot.days().find(|day| self.other.counts_on(slot, *day) && !given(*day))
    }

    /// Histories with which the given demand may be met and the other may not be, or is; the evaluator has the last
    /// word.
    pub fn histories(&self, slot: &Slot, meeting: &[Slot], aim: Aim) -> Vec<History> {
        let drafted = |make: &dyn Fn(&mut Draft) -> Option<()>| {
            let mut draft = Draft { pair: self, rows: Vec::new(), made: 0 };
            make(&mut draft).map(|()| draft.rows)
        };
        let drafted = match &self.given.kind {
            // Amounts are negative only where nothing else will do.
            Kind::Sum(_) => [false, true].map(|negative| drafted(&|draft| draft.sums(slot, meeting, aim, negative))),
            _ => [drafted(&|draft| draft.counts(slot, meeting, aim)), None],
        };
        let laid = if self.is_plain() { self.laid(slot, meeting, aim) } else { None };
        let Some((from, to)) = self.judged(slot, meeting) else { return Vec::new() };
        let rows = drafted.into_iter().flatten().chain(laid);
        let histories = rows.filter_map(|rows| {
            let rows = self.with_conditions(rows, slot, meeting)?;
            Some(History { person: self.person.clone(), from, to, rows, entities: Vec::new() })
        });
        histories.flat_map(|history| self.with_entities(history, slot, meeting)).collect()
    }

    /// Histories of two periods, for a given demand that is not judged in every one: it is met in a period next to `slot`,
    /// and says nothing in `slot`, where its condition does not hold, nobody it is judged for has been seen, or every day is left
    /// out.
    pub fn beside(&self, slot: &Slot, given: &[Slot], aim: Aim) -> Vec<History> {
        let silent = (self.given.condition.is_some() && !self.in_step())
            || (self.given.entity.is_some() && self.given.entity != self.other.entity)
            || (self.given.grid.except_holidays && !self.other.grid.except_holidays);
        let plain = self.given.kind == Kind::Count && self.other.kind == Kind::Count;
        if !silent || !plain || self.given.over_the_range() {
            return Vec::new();
        }
        let before = given.iter().rfind(|it| it.end <= slot.start && it.last < slot.last);
        let after = given.iter().find(|it| it.start >= slot.end && it.last > slot.last);
        before.into_iter().chain(after).flat_map(|met| self.in_two(slot, met, aim).unwrap_or_default()).collect()
    }

    /// A history in which an entity becomes known on the last day of `slot`, with as many records as the given demand asks
    /// for in the period around that day.
    pub fn newly(&self, slot: &Slot, given: &[Slot]) -> Option<History> {
        let field = self.given.entity.as_ref().filter(|field| self.other.entity.as_ref() == Some(field))?;
        let day = slot.end.pred_opt()?;
        let period = given.iter().find(|period| self.given.counts_on(period, day))?;
        let name = format!("{field}1");
        let mut fields = self.both.clone()?;
        fields.insert(field.clone(), name.clone());
        let row = Row { day, minute: None, activity: self.given.activity.clone(), fields };
        let rows = vec![row; whole(period.low.unwrap_or(Exact::ONE).max(Exact::ONE))?];
        let (from, to) = (slot.last.min(period.last), slot.last.max(period.last).succ_opt()?);
        Some(History { person: self.person.clone(), from, to, rows, entities: vec![name] })
    }

    fn in_two(&self, slot: &Slot, met: &Slot, aim: Aim) -> Option<Vec<History>> {
        let wanted = match aim {
            Aim::TooLittle => slot.low?.minus(Exact::ONE)?,
            Aim::TooMuch => slot.high?.plus(Exact::ONE)?,
            Aim::Met => slot.low.unwrap_or(Exact::ZERO),
        };
        let asked = met.low.unwrap_or(Exact::ZERO);
        // A period without any record may be judged of nobody.
        let asked = if self.given.entity.is_some() { asked.max(Exact::ONE) } else { asked };
        let other = self.both.clone().or(self.only_other.clone())?;
        let own = self.both.clone().or(self.only_given.clone())?;
        let activity = &self.given.activity;
        let row = |day, fields: &Values| Row { day, minute: None, activity: activity.clone(), fields: fields.clone() };
        let mut rows: Vec<Row> = (0..whole(wanted)?).map(|_| row(slot.start, &other)).collect();
        rows.extend((0..whole(asked)?).map(|_| row(met.start, &own)));
        let rows = self.with_conditions(rows, slot, std::slice::from_ref(met))?;
        let to = slot.last.max(met.last).succ_opt()?;
        // Both periods whole, where no other one ends in that time and says otherwise.
        let ranges = [slot.start.min(met.start), slot.last.min(met.last)];
        let histories = ranges.into_iter().flat_map(|from| {
            let history = History { person: self.person.clone(), from, to, rows: rows.clone(), entities: Vec::new() };
            self.with_entities(history, slot, std::slice::from_ref(met))
        });
        Some(histories.collect())
    }

    /// The range in which all these periods are judged.
    pub fn judged(&self, slot: &Slot, meeting: &[Slot]) -> Option<(NaiveDate, NaiveDate)> {
        let lasts = || meeting.iter().chain([slot]).map(|period| period.last);
        Some(match meeting {
            _ if self.given.over_the_range() || self.other.over_the_range() => (slot.start, slot.end),
            // Every period of the other within a longer one is judged.
            [period] if period.holds(slot) => (period.start, period.last.succ_opt()?),
            _ => (lasts().min()?, lasts().max()?.succ_opt()?),
        })
    }

    /// Records of which so many lie in each period as it asks, and in `slot` as it is aimed at.
    fn laid(&self, slot: &Slot, meeting: &[Slot], aim: Aim) -> Option<Vec<Row>> {
        let aimed = match aim {
            Aim::TooLittle => Slot { low: None, high: Some(slot.low?.minus(Exact::ONE)?), ..slot.clone() },
            Aim::TooMuch => Slot { low: Some(slot.high?.plus(Exact::ONE)?), high: None, ..slot.clone() },
            Aim::Met => slot.clone(),
        };
        self.solved(&[meeting, &[aimed]].concat())
    }

    /// Records of which so many lie in each of these periods as its limits allow.
    pub fn solved(&self, slots: &[Slot]) -> Option<Vec<Row>> {
        let fields = self.both.clone()?;
        let limits: Vec<Limit> = slots.iter().map(Limit::of).collect::<Option<_>>()?;
        let mut rows = Vec::new();
        for (day, count) in joint::solve(&limits)? {
            for _ in 0..count {
                if rows.len() >= MOST {
                    return None;
                }
                let activity = self.given.activity.clone();
                rows.push(Row { day, minute: None, activity, fields: fields.clone() });
            }
        }
        Some(rows)
    }

    /// The rows with those that make the conditions of both hold in the periods that are judged.
    fn with_conditions(&self, mut rows: Vec<Row>, slot: &Slot, meeting: &[Slot]) -> Option<Vec<Row>> {
        let of_other = std::slice::from_ref(slot);
        let both = [(self.given, meeting), (self.other, of_other)];
        for (demand, slots) in both.into_iter().take(if self.in_step() { 1 } else { 2 }) {
            let Some((when, _)) = &demand.condition else { continue };
            let target = |it: &'p Condition| Some((&it.value, Interval::one(it.comparison, Exact::from(it.bound))?));
            let targets: Vec<_> = when.suffices().into_iter().map(target).collect::<Option<_>>()?;
            let records = reach::records(demand.program, &targets).into_iter().next()?;
            for slot in slots {
                for record in &records {
                    let day =
                        slot.start.iter_days().nth(record.step).filter(|day| slot.has(*day)).unwrap_or(slot.start);
                    let (activity, fields) = (record.activity.clone(), record.fields.clone());
                    rows.push(Row { day, minute: None, activity, fields });
                }
            }
        }
        Some(rows)
    }

    /// The same history with its records spread over entities in some ways, one of which is known from before on.
    fn with_entities(&self, history: History, slot: &Slot, meeting: &[Slot]) -> Vec<History> {
        let fields: Vec<&String> = [&self.given.entity, &self.other.entity].into_iter().flatten().collect();
        if fields.is_empty() {
            return vec![history];
        }
        let first = meeting.iter().chain([slot]).map(|period| period.start).min();
        let Some(before) = first.and_then(|day| day.pred_opt()) else { return Vec::new() };
        let chunk = meeting.iter().filter_map(|it| it.high).min().and_then(whole).unwrap_or(1).max(1);
        // Whether the first is known from before on, and which ones a record is of.
        let spread: [(bool, Entities); 6] = [
            (true, &|_| [1, 1]),
            (true, &|_| [2, 2]),
            (true, &|_| [1, 2]),
            (true, &|_| [2, 1]),
            (false, &|index| [index / chunk + 1; 2]),
            (false, &|index| [index + 1; 2]),
        ];
        let named = |numbers: [usize; 2]| {
            fields.iter().zip(numbers).map(|(field, number)| ((*field).clone(), format!("{field}{number}")))
        };
        let kind = self.both.clone().or(self.only_given.clone()).or(self.only_other.clone()).unwrap_or_default();
        let made = spread.into_iter().map(|(known, entity)| {
            let mut rows = history.rows.clone();
            let own = |row: &&mut Row| row.activity == self.given.activity;
            for (index, row) in rows.iter_mut().filter(own).enumerate() {
                row.fields.extend(named(entity(index)));
            }
            if known {
                let mut seed = kind.clone();
                seed.extend(named([1, 1]));
                let activity = self.given.activity.clone();
                rows.insert(0, Row { day: before, minute: None, activity, fields: seed });
            }
            let mut entities: Vec<String> = Vec::new();
            for entity in rows.iter().flat_map(|row| fields.iter().filter_map(|field| row.fields.get(*field))) {
                if !entities.contains(entity) {
                    entities.push(entity.clone());
                }
            }
            History { rows, entities, ..history.clone() }
        });
        made.collect()
    }
}

/// Of which entity of each kind a record is, by its place.
type Entities<'f> = &'f dyn Fn(usize) -> [usize; 2];

/// Periods of these no two of which overlap, as many as there can be.
fn apart<'s>(periods: impl Iterator<Item = &'s Slot>) -> Vec<&'s Slot> {
    let mut found: Vec<&Slot> = Vec::new();
    for period in periods {
        if found.last().is_none_or(|last| last.end <= period.start) {
            found.push(period);
        }
    }
    found
}

/// Records in the making.
struct Draft<'d, 'a, 'p> {
    pair: &'d Pair<'a, 'p>,
    rows: Vec<Row>,
    made: usize,
}

impl Draft<'_, '_, '_> {
    /// Adds a record; `index` is the value of what is counted by different values, `amount` that of what is summed.
    fn add(
        &mut self,
        day: NaiveDate,
        fields: &Values,
        given: usize,
        other: usize,
        amount: Option<Exact>,
    ) -> Option<()> {
        if self.rows.len() >= MOST {
            return None;
        }
        let mut fields = fields.clone();
        // Where both count the same field, the other's value holds.
        for (kind, index) in [(&self.pair.given.kind, given), (&self.pair.other.kind, other)] {
            match kind {
                Kind::Count => {}
                Kind::Distinct(field) => {
                    fields.insert(field.clone(), format!("{field}{}", index + 1));
                }
                Kind::Sum(field) => {
                    fields.insert(field.clone(), amount.unwrap_or(Exact::ZERO).to_string());
                }
            }
        }
        let activity = self.pair.given.activity.clone();
        self.rows.push(Row { day, minute: None, activity, fields });
        self.made += 1;
        Some(())
    }

    fn counts(&mut self, slot: &Slot, meeting: &[Slot], aim: Aim) -> Option<()> {
        let pair = self.pair;
        let both = pair.both.clone();
        let same = pair.given.kind == pair.other.kind;
        let enough = match aim {
            Aim::TooMuch => whole(slot.high?.plus(Exact::ONE)?)?,
            Aim::Met => whole(slot.low.unwrap_or(Exact::ZERO))?,
            Aim::TooLittle => 0,
        };
        let mut missing = enough;
        // What the given demand allows within the slot, as far as more is wanted there.
        let mut placed = vec![0; meeting.len()];
        if let (None, Some(both), true) = (&pair.only_other, &both, missing > 0) {
            for (period, placed) in meeting.iter().zip(&mut placed) {
                let Some(day) = pair.shared(period, slot) else { continue };
                let low = whole(period.low.unwrap_or(Exact::ZERO))?;
                // Of several entities each may have as many.
                let unlimited = !same && matches!(pair.given.kind, Kind::Distinct(_))
                    || pair.given.entity.is_some() && pair.other.entity.is_none();
                let room = match period.high {
                    Some(high) if !(unlimited && high >= Exact::ONE) => whole(high)?,
                    _ => missing,
                };
                while *placed < room && missing > 0 {
                    let given = if same { self.made } else { *placed % low.max(1) };
                    self.add(day, both, given, self.made, None)?;
                    *placed += 1;
                    missing -= 1;
                }
            }
            if missing > 0 {
                let day = pair.free(meeting, slot)?;
                for _ in 0..missing {
                    self.add(day, both, self.made, self.made, None)?;
                }
            }
        } else if let Some(only) = &pair.only_other {
            for _ in 0..missing {
                self.add(slot.start, only, self.made, self.made, None)?;
            }
        }
        // What the given demand needs beyond, outside the slot where that can be.
        let fields = pair.only_given.clone().or(both)?;
        for (period, placed) in meeting.iter().zip(placed) {
            let low = whole(period.low.unwrap_or(Exact::ZERO))?;
            let outside = pair.outside(period, slot);
            for index in placed..low {
                let other = match (same, aim) {
                    (true, Aim::TooLittle) => index,
                    (true, _) => self.made,
                    (false, _) => 0,
                };
                let given = if same { other } else { index };
                self.add(outside.unwrap_or(period.start), &fields, given, other, None)?;
            }
        }
        Some(())
    }

    fn sums(&mut self, slot: &Slot, meeting: &[Slot], aim: Aim, negative: bool) -> Option<()> {
        let pair = self.pair;
        let both = pair.both.clone()?;
        let mut total = Exact::ZERO;
        let mut amounts = Vec::new();
        for period in meeting.iter().filter(|period| !period.meets(slot)) {
            self.add(period.start, &both, 0, 0, period.low.or(period.high))?;
        }
        let meeting: Vec<Slot> = meeting.iter().filter(|period| period.meets(slot)).cloned().collect();
        for period in &meeting {
            let base = match aim {
                Aim::TooMuch => period.high.or(period.low),
                _ => period.low.or(period.high),
            };
            let base = base.unwrap_or(Exact::ZERO);
            amounts.push((pair.shared(period, slot).unwrap_or(period.start), base));
            total = total.plus(base)?;
        }
        let target = match aim {
            Aim::TooLittle => slot.low?.minus(Exact::ONE)?.min(total),
            Aim::TooMuch => slot.high?.plus(Exact::ONE)?.max(total),
            Aim::Met => {
                let raised = slot.low.map_or(total, |low| total.max(low));
                slot.high.map_or(raised, |high| raised.min(high))
            }
        };
        let mut rest = target.minus(total)?;
        // First what the limits of each period leave, then what can be moved out of the slot, then days that are free.
        for ((_, amount), Slot { low, high, .. }) in amounts.iter_mut().zip(&meeting) {
            let moved = amount.plus(rest)?;
            let moved = low.map_or(moved, |low| moved.max(low));
            let moved = high.map_or(moved, |high| moved.min(high));
            rest = rest.minus(moved.minus(*amount)?)?;
            *amount = moved;
        }
        let limits = meeting.iter().chain([slot]).flat_map(|it| [it.low, it.high]).flatten();
        let signed = negative || limits.into_iter().any(Exact::is_negative);
        if !signed && (rest.is_negative() || amounts.iter().any(|(_, amount)| amount.is_negative())) {
            return None;
        }
        for (day, amount) in amounts {
            self.add(day, &both, 0, 0, Some(amount))?;
        }
        if rest.is_zero() {
            return Some(());
        }
        if let Some(only) = &pair.only_other {
            return self.add(slot.start, only, 0, 0, Some(rest));
        }
        if let Some(day) = pair.free(&meeting, slot) {
            return self.add(day, &both, 0, 0, Some(rest));
        }
        for period in &meeting {
            let Some(day) = pair.shared(period, slot) else { continue };
            let outside = pair.outside(period, slot);
            let away = match (&pair.only_given, outside) {
                (Some(only), _) => Some((day, only.clone())),
                (None, Some(outside)) => Some((outside, both.clone())),
                (None, None) => None,
            };
            if let Some((away, fields)) = away.filter(|_| signed) {
                self.add(day, &both, 0, 0, Some(rest))?;
                return self.add(away, &fields, 0, 0, Exact::ZERO.minus(rest));
            }
        }
        None
    }
}

/// A number of records; `None` for more than an example may have.
fn whole(value: Exact) -> Option<usize> {
    let text = value.ceil().to_string();
    if value.is_negative() {
        return Some(0);
    }
    text.parse().ok().filter(|count| *count <= MOST)
}
