//! The records that are there, sorted once by activity and block of people: each block reads its own, one behind the other.

use std::ops::Range;

use chrono::NaiveDateTime;

use crate::records::Records;

/// No stream.
const NONE: u32 = u32::MAX;
/// So many rows are sorted at a time, so that where they go stays near.
const ROWS: usize = 1 << 16;

/// A record as far as most measures need it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Event {
    /// The place among the people who are judged.
    pub person: u32,
    /// Days since the first of year 1.
    pub day: i32,
    pub row: u32,
}

/// Events by activity and block of people; those of nobody who is judged stand in a block of their own, the last.
#[derive(Debug, Default)]
pub struct Streams {
    /// The stream of each activity that is read.
    slots: Vec<u32>,
    blocks: usize,
    chunks: Vec<Chunk>,
}

/// Some rows, sorted.
#[derive(Debug)]
struct Chunk {
    events: Vec<Event>,
    /// Where each stream begins, and where the last ends.
    starts: Vec<u32>,
}

/// Who is judged: the place of each person whom records name, and how many share a block.
#[derive(Debug)]
pub struct Places {
    pub of_code: Vec<u32>,
    pub people: usize,
    pub block: usize,
}

impl Places {
    fn blocks(&self) -> usize {
        self.people.div_ceil(self.block.max(1))
    }
}

impl Streams {
    /// Sorts the rows of the activities that are `read`; `each` runs the work of all chunks, in order.
    pub fn new(
        records: &Records,
        as_of: NaiveDateTime,
        read: &[bool],
        places: &Places,
        each: impl FnOnce(usize, &(dyn Fn(usize) -> Chunked + Sync)) -> Vec<Chunked>,
    ) -> Streams {
        let mut next = 0;
        let mut slot = |read: &bool| {
            next += u32::from(*read);
            if *read { next - 1 } else { NONE }
        };
        let slots: Vec<u32> = read.iter().map(&mut slot).collect();
        let blocks = places.blocks();
        let streams = next as usize * (blocks + 1);
        let chunk = |number: usize| {
            let rows = number * ROWS..((number + 1) * ROWS).min(records.len());
            Chunked(Chunk::new(records, as_of, rows, &slots, places, streams))
        };
        let chunks = each(records.len().div_ceil(ROWS), &chunk);
        Streams { blocks, chunks: chunks.into_iter().map(|chunk| chunk.0).collect(), slots }
    }

    /// The events of an activity and a block of people, in order of their rows, a slice at a time.
    pub fn pieces(&self, activity: u32, block: usize) -> impl Iterator<Item = &[Event]> {
        let slot = self.slots.get(activity as usize).copied().filter(|slot| *slot != NONE);
        let stream = slot.map(|slot| slot as usize * (self.blocks + 1) + block);
        stream.into_iter().flat_map(|stream| self.chunks.iter().filter_map(move |chunk| chunk.of(stream)))
    }
}

impl Streams {
    /// All events of an activity, also of those who are not judged, a slice at a time.
    pub fn of_all(&self, activity: u32) -> impl Iterator<Item = &[Event]> {
        (0..=self.blocks).flat_map(move |block| self.pieces(activity, block))
    }
}

/// Sorted rows, on their way to [`Streams`].
#[derive(Debug)]
pub struct Chunked(Chunk);

impl Chunk {
    fn new(
        records: &Records,
        as_of: NaiveDateTime,
        rows: Range<usize>,
        slots: &[u32],
        places: &Places,
        streams: usize,
    ) -> Chunk {
        let (blocks, there) = (u32::try_from(places.blocks()).unwrap_or(NONE), records.there(as_of));
        let size = u32::try_from(places.block.max(1)).unwrap_or(NONE);
        let (mut activities, mut people) = (Vec::new(), Vec::new());
        records.people_and_activities(rows.clone(), &mut people, &mut activities);
        let days = records.days(rows.clone());
        let all_there = there.all_of(days);
        // The stream of each row, and how many rows each stream has.
        let mut starts = vec![0u32; streams + 1];
        for ((row, person), activity) in rows.clone().zip(&mut people).zip(&mut activities) {
            let slot = slots.get(*activity as usize).copied().unwrap_or(NONE);
            if slot == NONE || !(all_there || there.holds(row)) {
                *activity = NONE;
                continue;
            }
            *person = places.of_code.get(*person as usize).copied().unwrap_or(NONE);
            let block = if *person == NONE { blocks } else { *person / size };
            *activity = slot * (blocks + 1) + block;
            if let Some(count) = starts.get_mut(*activity as usize) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += std::mem::replace(start, total);
        }
        let mut events = vec![Event::default(); total as usize];
        let first = u32::try_from(rows.start).unwrap_or(NONE);
        for (((row, person), stream), day) in (first..).zip(&people).zip(&activities).zip(days) {
            let Some(next) = starts.get_mut(*stream as usize) else { continue };
            if let Some(event) = events.get_mut(*next as usize) {
                *event = Event { person: *person, day: *day, row };
            }
            *next += 1;
        }
        // Each is now where the next one begins.
        starts.rotate_right(1);
        if let Some(start) = starts.first_mut() {
            *start = 0;
        }
        Chunk { events, starts }
    }

    fn of(&self, stream: usize) -> Option<&[Event]> {
        let (from, to) = (*self.starts.get(stream)?, *self.starts.get(stream + 1)?);
        self.events.get(from as usize..to as usize).filter(|events| !events.is_empty())
    }
}
