//! 每家客户 without a register: every entity of a person's own records, from the first on, in every period.

use super::Block;
use super::cells::{Cells, ODD, period};
use super::judge::Entities;
use super::measured::number;
use crate::periods::Span;
use crate::records::Column;

/// The entities of a block of people, with what was counted of each.
pub struct Entries {
    /// Where those of each person end.
    ends: Vec<u32>,
    all: Vec<Entry>,
    /// Entity by entity, each period by period.
    pub cells: Cells,
}

/// An entity of a person.
pub struct Entry {
    /// The code of its name.
    pub code: u32,
    /// Where its cells begin.
    pub start: u32,
    /// The number of the period in which it was first met, or of the next.
    pub first: u32,
}

/// An entity as its records are met.
struct Seen {
    day: i32,
    second: Option<u32>,
    code: u32,
    start: u32,
}

impl Entries {
    /// Those of a person of the block.
    pub fn of(&self, person: usize) -> &[Entry] {
        let from = person.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let (Some(from), Some(to)) = (from, self.ends.get(person)) else { return &[] };
        self.all.get(from as usize..*to as usize).unwrap_or_default()
    }

    /// How many bytes they take.
    pub fn bytes(&self) -> usize {
        self.ends.len() * 4 + self.all.len() * size_of::<Entry>() + self.cells.bytes()
    }
}

impl Block<'_> {
    /// Every entity of everyone, in the order in which a person met them; `None` where the columns are not what it needs.
    pub(super) fn entries(&self, entities: &Entities, spans: &[Span], grid: usize) -> Option<Entries> {
        let world = self.world;
        let (days, cut) = (world.days(grid)?, world.cut(grid)?);
        let Some(Column::Text(names, codes)) = world.records.column(entities.by) else { return None };
        let test = world.test(entities.filter);
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
        let span_ends: Vec<i32> = spans.iter().map(|span| number(span.end)).collect();
        let (mut ends, mut all) = (Vec::with_capacity(self.people()), Vec::new());
        let (mut cells, mut seen): (Vec<i64>, Vec<Seen>) = (Vec::new(), Vec::new());
        for local in 0..self.people() {
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
                        let start = u32::try_from(cells.len()).ok()?;
                        seen.push(Seen { day: event.day, second: second(), code: event.code, start });
                        cells.resize(cells.len() + spans.len(), 0);
                    }
                }
                let Some(number) = period(world, days, spans, cut, event.day, event.row as usize) else { continue };
                let start = seen.last().map_or(0, |entity| entity.start as usize);
                let Some(cell) = cells.get_mut(start + number).filter(|cell| **cell != ODD) else { continue };
                match world.passes(event.row as usize, &test) {
                    Some(true) => *cell += 1,
                    Some(false) => {}
                    None => *cell = ODD,
                }
            }
            let name = |seen: &Seen| names.text(seen.code);
            seen.sort_by(|a, b| (a.day, a.second).cmp(&(b.day, b.second)).then_with(|| name(a).cmp(&name(b))));
            all.extend(seen.iter().map(|Seen { day, code, start, .. }| Entry {
                code: *code,
                start: *start,
                first: u32::try_from(span_ends.partition_point(|end| end <= day)).unwrap_or(u32::MAX),
            }));
            ends.push(u32::try_from(all.len()).ok()?);
        }
        Some(Entries { ends, all, cells: Cells::of(cells) })
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
