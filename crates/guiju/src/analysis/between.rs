//! What is left to one demand in one of its periods when another is met in all of its own, and the records that show it.
//!
//! The periods of one demand follow each other, so what it allows in a period of the other is exact: at least what the
//! periods within it ask for, at most what those that meet it allow. Each of these ends can be reached, since what a
//! period needs beyond can lie outside.

use chrono::NaiveDate;
use guiju_engine::exact::Exact;

use super::confirm::{History, MOST, Row};
use super::demand::{Demand, Kind, Slot, Undecided};
use super::values::{self, Found, Values, Wish};

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
    /// Prepares a pair; `None` where nobody is bound by both, or no record can count for both.
    pub fn new(given: &'a Demand<'p>, other: &'a Demand<'p>) -> Result<Option<Pair<'a, 'p>>, Undecided> {
        let people = [given, other].map(|demand| Wish {
            schema: &demand.program.schema,
            people: true,
            predicate: demand.clause.applies.as_ref(),
            holds: true,
        });
        let person = match values::find(&people) {
            Found::Values(person) => person,
            Found::None => return Ok(None),
            Found::Unknown => return Err(Undecided::People),
        };
        let record = |counts_given: bool, counts_other: bool| {
            let wish = |demand: &Demand<'p>, holds| Wish {
                schema: &demand.program.schema,
                people: false,
                predicate: demand.filter,
                holds,
            };
            match values::find(&[wish(given, counts_given), wish(other, counts_other)]) {
                Found::Values(values) => Ok(Some(values)),
                Found::None => Ok(None),
                Found::Unknown => Err(Undecided::Filter),
            }
        };
        let (both, only_given, only_other) = (record(true, true)?, record(true, false)?, record(false, true)?);
        for found in [&both, &only_given, &only_other].into_iter().flatten() {
            // A condition on the very field that is measured says more than can be told here.
            let measured = [&given.kind, &other.kind].into_iter().any(|kind| match kind {
                Kind::Count => false,
                Kind::Distinct(field) | Kind::Sum(field) => found.contains_key(field),
            });
            if measured {
                return Err(Undecided::Filter);
            }
        }
        let related = both.is_some();
        Ok(related.then_some(Pair { given, other, person, both, only_given, only_other }))
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

    /// The fields of a record that counts for both.
    pub fn fields(&self) -> Values {
        self.both.clone().unwrap_or_default()
    }

    /// Whether every record that counts for one counts for the other too.
    pub fn same_records(&self) -> bool {
        self.only_given.is_none() && self.only_other.is_none()
    }

    /// The number of the other in its period `slot`, when the given demand is met in all its periods; `meeting` are
    /// those that meet it.
    pub fn between(&self, slot: &Slot, meeting: &[Slot]) -> Result<Between, Undecided> {
        let within = || meeting.iter().filter(|period| slot.holds(period));
        let sum = |count: usize, each: Option<Exact>| {
            each.and_then(|each| each.times(Exact::from(i128::try_from(count).unwrap_or(i128::MAX))))
        };
        let covered = covers(meeting, slot);
        let zero = Some(Exact::ZERO);
        let (given, other) = (&self.given.kind, &self.other.kind);
        if let (Kind::Sum(one), Kind::Sum(two)) = (given, other) {
            let tiled = covered && meeting.iter().all(|period| slot.holds(period));
            if one != two || !tiled || !self.same_records() {
                return Ok(Between { least: None, most: None });
            }
            return Ok(Between {
                least: sum(meeting.len(), self.given.low),
                most: sum(meeting.len(), self.given.high),
            });
        }
        if !self.given.counts() || !self.other.counts() {
            return Err(Undecided::NoExample);
        }
        let low = self.given.low.unwrap_or(Exact::ZERO).max(Exact::ZERO);
        let same = given == other && *given != Kind::Count;
        let some = within().next().is_some() && low >= Exact::ONE;
        let least = match (given, other) {
            _ if self.only_given.is_some() => zero,
            (_, Kind::Count) => sum(within().count(), Some(low)),
            _ if same => {
                if some {
                    Some(low)
                } else {
                    zero
                }
            }
            _ => {
                if some {
                    Some(Exact::ONE)
                } else {
                    zero
                }
            }
        };
        let most = match (given, other) {
            _ if self.only_other.is_some() || !covered => None,
            (Kind::Distinct(_), Kind::Distinct(_)) if same => sum(meeting.len(), self.given.high),
            (Kind::Distinct(_), _) => match self.given.high {
                Some(high) if high.is_zero() => zero,
                _ => None,
            },
            _ => sum(meeting.len(), self.given.high),
        };
        Ok(Between { least, most })
    }

    /// Records with which the given demand is met and the other is not, or is.
    pub fn history(&self, slot: &Slot, meeting: &[Slot], aim: Aim) -> Option<History> {
        let mut draft = Draft { pair: self, rows: Vec::new(), made: 0 };
        match (&self.given.kind, &self.other.kind) {
            (Kind::Sum(_), _) => draft.sums(slot, meeting, aim)?,
            _ => draft.counts(slot, meeting, aim)?,
        }
        let lasts = || meeting.iter().chain([slot]).map(|period| period.last);
        let (from, to) = match meeting {
            _ if self.given.over_the_range() || self.other.over_the_range() => (slot.start, slot.end),
            // Every period of the other within a longer one is judged.
            [period] if period.holds(slot) => (period.start, period.last.succ_opt()?),
            _ => (lasts().min()?, lasts().max()?.succ_opt()?),
        };
        Some(History { person: self.person.clone(), from, to, rows: draft.rows })
    }
}

/// Whether the periods leave no day of `slot` out.
fn covers(periods: &[Slot], slot: &Slot) -> bool {
    let mut day = slot.start;
    for period in periods {
        if period.start > day {
            return false;
        }
        day = day.max(period.end);
    }
    day >= slot.end
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
        self.rows.push(Row { day, activity, fields });
        self.made += 1;
        Some(())
    }

    fn counts(&mut self, slot: &Slot, meeting: &[Slot], aim: Aim) -> Option<()> {
        let pair = self.pair;
        let low = whole(pair.given.low.unwrap_or(Exact::ZERO))?;
        let both = pair.both.clone()?;
        let same = pair.given.kind == pair.other.kind;
        let enough = match aim {
            Aim::TooMuch => whole(pair.other.high?.plus(Exact::ONE)?)?,
            Aim::Met => whole(pair.other.low.unwrap_or(Exact::ZERO))?,
            Aim::TooLittle => 0,
        };
        let mut missing = enough;
        // What the given demand allows within the slot, as far as more is wanted there.
        let mut placed = vec![0; meeting.len()];
        if pair.only_other.is_none() && missing > 0 {
            for (period, placed) in meeting.iter().zip(&mut placed) {
                let day = period.start.max(slot.start);
                let unlimited = !same && matches!(pair.given.kind, Kind::Distinct(_));
                let room = match pair.given.high {
                    Some(high) if !(unlimited && high >= Exact::ONE) => whole(high)?,
                    _ => missing,
                };
                while *placed < room && missing > 0 {
                    let given = if same { self.made } else { *placed % low.max(1) };
                    self.add(day, &both, given, self.made, None)?;
                    *placed += 1;
                    missing -= 1;
                }
            }
            if missing > 0 {
                let free = slot.start.iter_days().take_while(|day| *day < slot.end);
                let day = free.into_iter().find(|day| !meeting.iter().any(|period| period.has(*day)))?;
                for _ in 0..missing {
                    self.add(day, &both, self.made, self.made, None)?;
                }
            }
        } else if let Some(only) = &pair.only_other {
            for _ in 0..missing {
                self.add(slot.start, only, self.made, self.made, None)?;
            }
        }
        // What the given demand needs beyond, outside the slot where that can be.
        let fields = pair.only_given.clone().unwrap_or(both);
        for (period, placed) in meeting.iter().zip(placed) {
            let outside = period.start.iter_days().take_while(|day| *day < period.end).find(|day| !slot.has(*day));
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

    fn sums(&mut self, slot: &Slot, meeting: &[Slot], aim: Aim) -> Option<()> {
        let pair = self.pair;
        let both = pair.both.clone()?;
        let (low, high) = (pair.given.low, pair.given.high);
        let base = match aim {
            Aim::TooMuch => high.or(low),
            _ => low.or(high),
        };
        let base = base.unwrap_or(Exact::ZERO);
        let mut total = Exact::ZERO;
        let mut amounts = Vec::new();
        for period in meeting {
            amounts.push((period.start.max(slot.start), base));
            total = total.plus(base)?;
        }
        let target = match aim {
            Aim::TooLittle => pair.other.low?.minus(Exact::ONE)?.min(total),
            Aim::TooMuch => pair.other.high?.plus(Exact::ONE)?.max(total),
            Aim::Met => {
                let raised = pair.other.low.map_or(total, |low| total.max(low));
                pair.other.high.map_or(raised, |high| raised.min(high))
            }
        };
        let mut rest = target.minus(total)?;
        // First what the limits of each period leave, then what can be moved out of the slot, then days that are free.
        for (_, amount) in &mut amounts {
            let moved = amount.plus(rest)?;
            let moved = low.map_or(moved, |low| moved.max(low));
            let moved = high.map_or(moved, |high| moved.min(high));
            rest = rest.minus(moved.minus(*amount)?)?;
            *amount = moved;
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
        let free = slot.start.iter_days().take_while(|day| *day < slot.end);
        if let Some(day) = free.into_iter().find(|day| !meeting.iter().any(|period| period.has(*day))) {
            return self.add(day, &both, 0, 0, Some(rest));
        }
        for period in meeting {
            let day = period.start.max(slot.start);
            let outside = period.start.iter_days().take_while(|day| *day < period.end).find(|day| !slot.has(*day));
            let away = match (&pair.only_given, outside) {
                (Some(only), _) => Some((day, only.clone())),
                (None, Some(outside)) => Some((outside, both.clone())),
                (None, None) => None,
            };
            if let Some((away, fields)) = away {
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
