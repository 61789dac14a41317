//! What was measured of a block of people, once for all clauses that ask for it.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::Block;
use super::cells::Cells;
use super::entities::{Entries, Entry};
use super::judge::{Judge, Periods, Value};

/// What a value came to, for each person and period.
pub struct Measured {
    pub values: Values,
    pub periods: usize,
    /// Of whom everything is known: who is there throughout, and whose numbers are known for certain.
    plain: Vec<bool>,
}

/// The values.
pub enum Values {
    One(Arc<Cells>),
    Over(Arc<Cells>, Arc<Cells>),
    /// For each entity of a person too.
    Each(Entries),
}

/// One value.
pub struct Found {
    /// The period.
    pub number: usize,
    /// The code of the entity.
    pub entity: Option<u32>,
    pub value: i64,
    /// What it is to be divided by.
    pub under: Option<i64>,
}

impl Measured {
    /// Whether everything is known of a person.
    pub fn is_plain(&self, person: usize) -> bool {
        self.plain.get(person) == Some(&true)
    }

    /// Whether everything is known of everyone.
    pub fn is_all_plain(&self) -> bool {
        self.plain.iter().all(|plain| *plain)
    }

    /// Each value of a person, in order of outcomes.
    pub fn of(&self, person: usize) -> Box<dyn Iterator<Item = Found> + '_> {
        let cells = person * self.periods..(person + 1) * self.periods;
        match &self.values {
            Values::One(values) => Box::new(values.between(cells).enumerate().map(|(number, value)| Found {
                number,
                entity: None,
                value,
                under: None,
            })),
            Values::Over(above, below) => {
                let both = above.between(cells.clone()).zip(below.between(cells)).enumerate();
                Box::new(both.map(|(number, (value, under))| Found { number, entity: None, value, under: Some(under) }))
            }
            Values::Each(entries) => Box::new((0..self.periods).flat_map(move |number| {
                entries.of(person).iter().filter(move |entry| entry.first as usize <= number).map(move |entry| Found {
                    number,
                    entity: Some(entry.code),
                    value: entries.cells.get(entry.start as usize + number),
                    under: None,
                })
            })),
        }
    }

    /// How many values a person has, how many of them can be judged, and how many of those meet thresholds that are the same
    /// in all periods.
    pub fn held(&self, judge: &Judge, person: usize) -> [u32; 3] {
        let cells = person * self.periods..(person + 1) * self.periods;
        let mut sum = [0u32; 3];
        let mut add = |count: usize, [judged, held]: [u32; 2]| {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            sum = [sum[0].saturating_add(count), sum[1].saturating_add(judged), sum[2].saturating_add(held)];
        };
        match &self.values {
            Values::One(values) => add(self.periods, values.held(cells, judge.within)),
            Values::Over(above, below) => above.between(cells.clone()).zip(below.between(cells)).for_each(|(a, b)| {
                let held = b != 0 && judge.shares.iter().all(|share| share.holds(a, b));
                add(1, [u32::from(b != 0), u32::from(held)]);
            }),
            Values::Each(entries) => entries.of(person).iter().for_each(|Entry { start, first, .. }| {
                let places = (start + first) as usize..*start as usize + self.periods;
                add(places.len(), entries.cells.held(places, judge.within));
            }),
        }
        sum
    }

    /// What it is made of, and may share with others.
    pub fn cells(&self) -> impl Iterator<Item = &Arc<Cells>> {
        let [one, two] = match &self.values {
            Values::One(cells) => [Some(cells), None],
            Values::Over(above, below) => [Some(above), Some(below)],
            Values::Each(_) => [None, None],
        };
        one.into_iter().chain(two)
    }

    /// How many bytes it takes besides.
    pub fn bytes(&self) -> usize {
        let entries = if let Values::Each(entries) = &self.values { entries.bytes() } else { 0 };
        self.plain.capacity() + entries
    }
}

impl Block<'_> {
    /// What a clause asks for; `None` where the columns are not what it needs.
    pub(super) fn measured(&self, periods: &Periods) -> Result<Option<Arc<Measured>>, i32> {
        let asked = periods.asked;
        if let Some(Some(known)) = self.measured.borrow().get(asked) {
            return Ok(known.clone());
        }
        let found = self.measure(periods)?.map(Arc::new);
        let mut measured = self.measured.borrow_mut();
        if measured.len() <= asked {
            measured.resize(asked + 1, None);
        }
        if let Some(slot) = measured.get_mut(asked) {
            *slot = Some(found.clone());
        }
        Ok(found)
    }

    fn measure(&self, periods: &Periods) -> Result<Option<Measured>, i32> {
        let spans = self.world.periods(periods.grid)?;
        let (start, end) = (spans.first().map(|span| span.start), spans.iter().map(|span| span.end).max());
        let Some(all) = start.zip(end) else { return Ok(None) };
        let values = match &periods.value {
            Value::One(part) => self.part(*part).map(Values::One),
            Value::Over(above, below) => self.part(*above).zip(self.part(*below)).map(|(a, b)| Values::Over(a, b)),
            Value::Each(entities) => self.entries(entities, spans, periods.grid).map(Values::Each),
        };
        let Some(values) = values else { return Ok(None) };
        let mut measured = Measured { values, periods: spans.len(), plain: Vec::new() };
        measured.plain = (0..self.people()).map(|local| self.is_plain(&measured, local, all)).collect();
        Ok(Some(measured))
    }

    /// Whether a person is there throughout, and every number is known; a divisor is to fit a mark.
    fn is_plain(&self, measured: &Measured, local: usize, (start, end): (NaiveDate, NaiveDate)) -> bool {
        let through = self.people.get(local).is_some_and(|person| person.is_through(start, end));
        let cells = local * measured.periods..(local + 1) * measured.periods;
        through
            && match &measured.values {
                Values::One(values) => values.are_known(cells),
                Values::Over(above, below) => above.are_known(cells.clone()) && below.are_small(cells),
                Values::Each(entries) => entries.of(local).iter().all(|entry| {
                    let start = entry.start as usize;
                    entries.cells.are_known(start..start + measured.periods)
                }),
            }
    }
}

/// The number of a day.
pub fn number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}
