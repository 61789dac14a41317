//! Measures of one person over all periods of their grids at once: each row is looked at once, not once for every period.
//!
//! What a measure means is said in `check/measure.rs`, row by row and period by period; here it is found faster for
//! the shapes that most measures have, in whole numbers. Any other shape, and any number that would not fit, is left
//! to the definition.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::{Datelike, NaiveDate};

use crate::evaluate::World;
use crate::exact::Exact;
use crate::moment::Moment;
use crate::people::Person;
use crate::periods::{Cut, Span};
use crate::program::{Aggregate, Measure, MeasureId, Period, Unit};
use crate::records::{Cell, Column, Lookup, Numbers, lookup};
use crate::schema::FieldId;

/// No period.
const NONE: u32 = u32::MAX;

/// Which period of a grid each day belongs to, for grids whose periods do not overlap.
#[derive(Debug)]
pub(crate) struct Days {
    first: i32,
    periods: Vec<u32>,
    /// Whether all of each period counts.
    whole: bool,
    /// The period in which each day counts, unless that hangs on the time of day.
    counting: Option<Vec<u32>>,
}

impl Days {
    /// `None` where periods overlap, reach past their end, or part a day.
    pub fn new(cut: Cut<'_>, spans: &[Span]) -> Option<Days> {
        if spans.iter().any(|span| span.clock.is_some()) {
            return None;
        }
        let first = spans.first()?.start.num_days_from_ce();
        let mut periods = Vec::new();
        for (index, span) in (0u32..).zip(spans) {
            let (start, end) = cut.reach(span);
            if start != span.start || end != span.end {
                return None;
            }
            let start = usize::try_from(start.num_days_from_ce() - first).ok()?;
            let end = usize::try_from(end.num_days_from_ce() - first).ok()?;
            if start < periods.len() || end <= start || end > 400 * 366 {
                return None;
            }
            periods.resize(start, NONE);
            periods.resize(end, index);
        }
        let by_day = |unit: &Unit| !matches!(unit, Unit::Minute | Unit::Hour);
        let whole = match &cut.grid.period {
            Period::Range => true,
            Period::Every { unit, .. } => by_day(unit),
            _ => return None,
        };
        let parts_days = matches!(&cut.grid.period, Period::Every { unit, .. } if !by_day(unit));
        let whole = whole && cut.grid.window.is_none() && !cut.grid.except_holidays;
        let points = cut.grid.window.iter().flat_map(|window| [&window.from, &window.to]).flatten();
        let timed = points.into_iter().any(|point| point.second.is_some());
        let counts = |(number, period): (i32, &u32)| {
            let moment = Moment { day: NaiveDate::from_num_days_from_ce_opt(first + number)?, second: None };
            let span = spans.get(*period as usize)?;
            (whole || cut.contains(span, moment)).then_some(*period)
        };
        let counting = || (0i32..).zip(&periods).map(|day| counts(day).unwrap_or(NONE)).collect();
        let counting = (!timed).then(counting);
        (!parts_days).then_some(Days { first, periods, whole, counting })
    }

    /// The period in which a day counts, by the number of days from the first; `None` where that hangs on the time of day.
    pub fn counting(&self) -> Option<(i32, &[u32])> {
        Some((self.first, self.counting.as_deref()?))
    }

    pub fn of(&self, day: i32) -> Option<usize> {
        let place = usize::try_from(day.checked_sub(self.first)?).ok()?;
        self.periods.get(place).copied().filter(|period| *period != NONE).map(|period| period as usize)
    }

    /// The number of a period that is one of the grid's.
    fn number(&self, spans: &[Span], span: &Span) -> Option<usize> {
        let number = self.of(span.start.num_days_from_ce())?;
        (spans.get(number)? == span).then_some(number)
    }
}

/// What is found in one period.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Tallied {
    /// Between these, both in.
    Between(i64, i64),
    /// Whole numbers of `10^-scale`: their sum, least, most and how many.
    Numbers { sum: i64, least: i64, most: i64, count: i64, scale: u32 },
    /// A number that is needed is missing, or may not count.
    Unknown,
}

/// All periods of a measure (and of each entity) for one person.
#[derive(Debug)]
struct Tally {
    /// Where each entity's periods begin, by the code of its name.
    entities: Lookup<u32, usize>, // looked up only
    cells: Vec<Tallied>,
    scale: u32,
}

/// What was found for the person judged last.
#[derive(Debug, Default)]
pub(crate) struct Cache(RefCell<Option<Found>>);

#[derive(Debug)]
struct Found {
    /// The person, in one of several posts.
    person: (u32, Option<(NaiveDate, NaiveDate)>),
    tallies: Lookup<u32, Option<Rc<Tally>>>, // looked up only
}

impl World<'_> {
    /// What a measure comes to in one of the periods of its grid; `None` where the definition has to say it.
    pub(crate) fn tallied(
        &self,
        id: MeasureId,
        measure: &Measure,
        person: &Person,
        entity: Option<&str>,
        span: &Span,
    ) -> Option<Tallied> {
        let grid = measure.grid.index();
        let days = self.days(grid)?;
        let number = days.number(self.periods(grid).ok()?, span)?;
        let tally = self.tally(id, measure, person, days)?;
        let start = match (measure.by, entity) {
            (Some(by), Some(entity)) => {
                let Column::Text(dictionary, _) = self.records.column(by)? else { return None };
                dictionary.find(entity).and_then(|code| tally.entities.get(&code)).copied()
            }
            (Some(_), None) => return None,
            (None, _) => Some(0),
        };
        let cell = start.and_then(|start| tally.cells.get(start + number)).copied();
        Some(cell.unwrap_or_else(|| empty(&measure.aggregate, tally.scale)))
    }

    fn tally(&self, id: MeasureId, measure: &Measure, person: &Person, days: &Days) -> Option<Rc<Tally>> {
        let code = (self.code_of(person).unwrap_or(NONE), person.part);
        let mut cache = self.cache.0.borrow_mut();
        if cache.as_ref().is_none_or(|found| found.person != code) {
            *cache = Some(Found { person: code, tallies: lookup() });
        }
        let found = cache.as_mut()?;
        if let Some(known) = found.tallies.get(&id.0) {
            self.note_sources(person, measure);
            return known.clone();
        }
        let tally = self.count(measure, person, days).map(Rc::new);
        found.tallies.insert(id.0, tally.clone());
        tally
    }

    fn count(&self, measure: &Measure, person: &Person, days: &Days) -> Option<Tally> {
        let spans = self.periods(measure.grid.index()).ok()?;
        let cut = self.cut(measure.grid.index())?;
        let numbers = match measure.aggregate {
            Aggregate::Count | Aggregate::Distinct(_) => None,
            Aggregate::Sum(field) | Aggregate::Average(field) | Aggregate::Max(field) | Aggregate::Min(field) => {
                match self.records.column(field)? {
                    Column::Number(numbers) => Some(numbers),
                    _ => return None,
                }
            }
            Aggregate::Streak { .. } => return None,
        };
        let by = match measure.by {
            None => None,
            Some(by) => match self.records.column(by)? {
                Column::Text(_, codes) => Some(codes),
                _ => return None,
            },
        };
        let scale = numbers.map_or(0, Numbers::scale);
        let mut tally = Tally { entities: lookup(), cells: Vec::new(), scale };
        let blank = empty(&measure.aggregate, scale);
        if by.is_none() {
            tally.cells.resize(spans.len(), blank);
        }
        let mut names = Vec::new();
        let Some(days_of) = spans.first().zip(spans.last()).map(|(first, last)| (first.start, last.end)) else {
            return Some(tally);
        };
        for source in &measure.sources {
            if source.amount.is_some() {
                return None;
            }
            let rows = self.rows_within(person, source.activity.0, days_of);
            for row in rows.filter(|row| person.in_part(self.records.moment(*row).day)) {
                let Some(number) = days.of(self.records.day(row)) else { continue };
                if !days.whole && !spans.get(number).is_some_and(|span| cut.contains(span, self.records.moment(row))) {
                    continue;
                }
                let start = match by {
                    None => 0,
                    Some(codes) => {
                        let Some(code) = codes.get(row) else { continue };
                        let next = tally.cells.len();
                        let start = *tally.entities.entry(code).or_insert(next);
                        if start == next {
                            tally.cells.resize(next + spans.len(), blank);
                        }
                        start
                    }
                };
                let certain = match source.filter {
                    None => true,
                    Some(_) => match self.matches(row, source.filter) {
                        Some(false) => continue,
                        other => other.is_some(),
                    },
                };
                let place = start + number;
                if let Aggregate::Distinct(field) = measure.aggregate {
                    names.push((place, self.name_code(field, row)?, certain));
                    continue;
                }
                let cell = tally.cells.get_mut(place)?;
                add(cell, certain, numbers.map(|numbers| numbers.cell(row)))?;
            }
        }
        distinct(&mut tally.cells, names);
        Some(tally)
    }

    /// The code of a text, or that there is none; `None` for a column that has no codes.
    fn name_code(&self, field: FieldId, row: usize) -> Option<Option<u32>> {
        match self.records.column(field)? {
            Column::Text(_, codes) => Some(codes.get(row)),
            _ => None,
        }
    }
}

/// What a period without records has.
fn empty(aggregate: &Aggregate, scale: u32) -> Tallied {
    match aggregate {
        Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Streak { .. } => Tallied::Between(0, 0),
        _ => Tallied::Numbers { sum: 0, least: i64::MAX, most: i64::MIN, count: 0, scale },
    }
}

/// Adds a row; `None` where that needs larger numbers.
fn add(cell: &mut Tallied, certain: bool, value: Option<Cell>) -> Option<()> {
    match (&mut *cell, value) {
        (Tallied::Between(low, high), _) => {
            *low += i64::from(certain);
            *high += 1;
        }
        (Tallied::Unknown, Some(Cell::Odd)) | (_, Some(Cell::Odd)) => return None,
        (Tallied::Unknown, _) => {}
        (Tallied::Numbers { .. }, Some(Cell::Missing) | None) => *cell = Tallied::Unknown,
        (Tallied::Numbers { .. }, Some(Cell::Whole(_))) if !certain => *cell = Tallied::Unknown,
        (Tallied::Numbers { sum, least, most, count, .. }, Some(Cell::Whole(value))) => {
            *sum = sum.checked_add(value)?;
            *least = value.min(*least);
            *most = value.max(*most);
            *count += 1;
        }
    }
    Some(())
}

/// How many different names there are in each cell; each record without one may be of a name of its own.
fn distinct(cells: &mut [Tallied], mut names: Vec<(usize, Option<u32>, bool)>) {
    // Certain ones come last among equals.
    names.sort_unstable();
    let mut certain_any = Vec::new();
    for (index, (place, name, certain)) in names.iter().enumerate() {
        let Some(Tallied::Between(low, high)) = cells.get_mut(*place) else { continue };
        if *certain && certain_any.last() != Some(place) {
            certain_any.push(*place);
        }
        let last = names.get(index + 1).is_none_or(|next| (next.0, next.1) != (*place, *name));
        if name.is_none() {
            *high += 1;
        } else if last {
            *high += 1;
            *low += i64::from(*certain);
        }
    }
    // Where something is certain, at least one name is.
    for place in certain_any {
        if let Some(Tallied::Between(low, _)) = cells.get_mut(place) {
            *low = (*low).max(1);
        }
    }
}

impl Tallied {
    /// An exact number of `10^-scale`.
    pub fn exact(value: i64, scale: u32) -> Option<Exact> {
        if scale == 0 { Some(Exact::from(i128::from(value))) } else { Exact::ratio(value.into(), 10i128.pow(scale)) }
    }
}
