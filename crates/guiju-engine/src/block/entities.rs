//! 每家客户 without a register: every entity of a person's own records, from the first on, in every period.

use chrono::Datelike;

use super::Block;
use super::cells::{ODD, period};
use super::plan::Entities;
use super::sheet::Sheet;
use crate::mark::Page;
use crate::program::Clause;
use crate::records::Column;
use crate::register::Entity;

/// An entity of a person.
struct Seen {
    day: i32,
    second: Option<u32>,
    code: u32,
    /// Where its periods begin.
    start: usize,
}

impl Block<'_> {
    /// What a clause says of every entity of everyone whom it binds.
    pub(super) fn entities(
        &self,
        clause: &Clause,
        entities: &Entities,
        binds: impl Fn(usize) -> bool,
        counted: bool,
    ) -> Result<Option<Page>, i32> {
        let (world, grid) = (self.world, entities.periods.grid);
        let spans = world.periods(grid)?;
        let (Some(days), Some(cut)) = (world.days(grid), world.cut(grid)) else { return Ok(None) };
        let Some(Column::Text(names, codes)) = world.records.column(entities.by) else { return Ok(None) };
        let test = world.test(entities.filter);
        let (last, from) = (spans.iter().map(|span| span.end).max(), spans.first().map(|span| span.start));
        let Some((from, last)) = from.zip(last) else { return Ok(None) };
        // Person, entity, day and row, each in 32 bits.
        let mut events: Vec<u128> = Vec::new();
        for event in self.streams.pieces(entities.activity, self.number).flatten() {
            if let Some(code) = codes.get(event.row as usize) {
                let key = u64::from(event.person) << 32 | u64::from(code);
                let rest = u64::from(event.day.cast_unsigned() ^ 1 << 31) << 32 | u64::from(event.row);
                events.push(u128::from(key) << 64 | u128::from(rest));
            }
        }
        events.sort_unstable();
        let mut events = events.into_iter().map(Parts::of).peekable();
        let mut sheet = Sheet::new(counted, self.people(), 0, entities.periods.unit);
        let (mut cells, mut seen): (Vec<i64>, Vec<Seen>) = (Vec::new(), Vec::new());
        for (local, person) in self.people.iter().enumerate() {
            cells.clear();
            seen.clear();
            while let Some(event) = events.next_if(|event| event.person as usize <= self.first + local) {
                let second = || world.records.second(event.row as usize);
                match seen.last_mut() {
                    Some(entity) if entity.code == event.code => {
                        if entity.day == event.day {
                            entity.second = entity.second.min(second());
                        }
                    }
                    _ => {
                        let entity = Seen { day: event.day, second: second(), code: event.code, start: cells.len() };
                        seen.push(entity);
                        cells.resize(cells.len() + spans.len(), 0);
                    }
                }
                let Some(number) = period(world, days, spans, cut, event.day, event.row as usize) else { continue };
                let start = seen.last().map_or(0, |entity| entity.start);
                let Some(cell) = cells.get_mut(start + number).filter(|cell| **cell != ODD) else { continue };
                match world.passes(event.row as usize, &test) {
                    Some(true) => *cell += 1,
                    Some(false) => {}
                    None => *cell = ODD,
                }
            }
            if binds(local) {
                if !counted {
                    seen.sort_by(|a, b| {
                        (a.day, a.second)
                            .cmp(&(b.day, b.second))
                            .then_with(|| names.text(a.code).cmp(&names.text(b.code)))
                    });
                }
                let always = person.is_through(from, last);
                for (number, span) in spans.iter().enumerate() {
                    let Some(judge) = entities.periods.judges.of(number) else { continue };
                    let plain = always || person.is_through(span.start, span.end);
                    let end = span.end.num_days_from_ce();
                    for entity in seen.iter().filter(|entity| entity.day < end) {
                        let value = cells.get(entity.start + number).copied().unwrap_or(ODD);
                        match plain.then(|| judge.verdict(value, None)).flatten() {
                            Some((code, _, value)) => sheet.add(number, code, entity.code, value),
                            None => {
                                let name = names.text(entity.code).unwrap_or_default().to_owned();
                                let entity = Entity { name, ..Entity::default() };
                                sheet.apart(self.defined(clause, person, span, Some(&entity))?);
                            }
                        }
                    }
                }
            }
            sheet.end();
        }
        Ok(Some(sheet.page()))
    }
}

/// An event of an entity.
struct Parts {
    person: u32,
    code: u32,
    day: i32,
    row: u32,
}

impl Parts {
    fn of(key: u128) -> Parts {
        let part = |place: u32| ((key >> (place * 32)) & u128::from(u32::MAX)) as u32;
        Parts { person: part(3), code: part(2), day: (part(1) ^ 1 << 31).cast_signed(), row: part(0) }
    }
}
