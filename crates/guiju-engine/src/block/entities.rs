//! 每家客户 without a register: every entity of a person's own records, from the first on, in every period.

use super::Block;
use super::cells::{Cells, MOST, period};
use super::judge::Entities;
use super::measured::number;
use crate::periods::Span;
use crate::records::{Column, Event};

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
        let span_ends: Vec<i32> = spans.iter().map(|span| number(span.end)).collect();
        let (mut ends, mut all) = (Vec::with_capacity(self.people()), Vec::new());
        let (mut cells, mut seen): (Vec<i32>, Vec<Seen>) = (Vec::new(), Vec::new());
        // The code of an entity, and the place of a row of it.
        let mut keys: Vec<u64> = Vec::new();
        for person in self.codes {
            seen.clear();
            keys.clear();
            let events = self.sorted.of(entities.activity, *person);
            if events.len() > MOST {
                return None;
            }
            keys.extend((0u64..).zip(events).filter_map(|(place, event)| {
                let code = codes.get(event.row as usize)?;
                Some(u64::from(code) << 32 | place)
            }));
            keys.sort_unstable();
            for key in &keys {
                let (code, place) = ((key >> 32) as u32, (key & u64::from(u32::MAX)) as usize);
                let Some(Event { day, row }) = events.get(place).copied() else { continue };
                let second = || world.records.second(row as usize);
                match seen.last_mut() {
                    Some(entity) if entity.code == code => {
                        if day <= entity.day && (day < entity.day || second() < entity.second) {
                            (entity.day, entity.second) = (day, second());
                        }
                    }
                    _ => {
                        let start = u32::try_from(cells.len()).ok()?;
                        seen.push(Seen { day, second: second(), code, start });
                        cells.resize(cells.len() + spans.len(), 0);
                    }
                }
                let Some(number) = period(world, days, spans, cut, day, row as usize) else { continue };
                let start = seen.last().map_or(0, |entity| entity.start as usize);
                let Some(cell) = cells.get_mut(start + number).filter(|cell| **cell != i32::MIN) else { continue };
                match world.passes(row as usize, &test) {
                    Some(true) => *cell += 1,
                    Some(false) => {}
                    None => *cell = i32::MIN,
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
        Some(Entries { ends, all, cells: Cells::narrow(cells) })
    }
}
