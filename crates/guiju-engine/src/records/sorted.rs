//! Rows by activity, person by person, those of each in order: whoever judges reads what belongs together in one piece.

use std::ops::Range;

use super::Records;
use crate::threads::Threads;

/// A record as far as most measures need it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Event {
    /// Days since the first of year 1.
    pub day: i32,
    pub row: u32,
}

/// Rows of records, sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sorted {
    /// By activity.
    shelves: Vec<Shelf>,
}

/// The rows of an activity.
#[derive(Debug, Clone)]
struct Shelf {
    events: Vec<Event>,
    people: People,
}

/// Whose they are.
#[derive(Debug, Clone)]
enum People {
    /// Where those of each person begin, and where the last end.
    Starts(Vec<u32>),
    /// The person of each: where there are more people than rows.
    Each(Vec<u32>),
}

impl Sorted {
    /// Sorts the rows that are `wanted`, by number and activity.
    pub fn new(records: &Records, threads: &Threads, wanted: impl Fn(u32, u32) -> bool) -> Sorted {
        let (rows, starts) = by_activity(records, wanted);
        let people = records.people.len();
        let shelf = |(): &mut (), activity: usize| {
            let of = starts.get(activity).zip(starts.get(activity + 1));
            let rows = of.and_then(|(from, to)| rows.get(*from as usize..*to as usize)).unwrap_or_default();
            Shelf::new(records, rows, people)
        };
        let shelves = threads.each(starts.len().saturating_sub(1), || (), shelf);
        Sorted { shelves }
    }

    /// The rows of an activity and a person, in order.
    pub fn of(&self, activity: u32, person: u32) -> &[Event] {
        self.shelves.get(activity as usize).map_or(&[], |shelf| shelf.of(person))
    }

    /// The rows of an activity, person by person.
    pub fn each(&self, activity: u32) -> impl Iterator<Item = (u32, &[Event])> {
        self.shelves.get(activity as usize).into_iter().flat_map(Shelf::each)
    }
}

/// The rows that are wanted by activity, those of each in order: a counting sort. Also where those of each begin, and where
/// the last end.
fn by_activity(records: &Records, wanted: impl Fn(u32, u32) -> bool) -> (Vec<u32>, Vec<u32>) {
    let mut starts: Vec<u32> = Vec::new();
    records.activity.each(|row, activity| {
        if wanted(row, activity) {
            let place = activity as usize;
            if starts.len() <= place {
                starts.resize(place + 1, 0);
            }
            starts.get_mut(place).into_iter().for_each(|count| *count += 1);
        }
    });
    let mut total = 0;
    for start in &mut starts {
        total += std::mem::replace(start, total);
    }
    let mut rows = vec![0; total as usize];
    records.activity.each(|row, activity| {
        if wanted(row, activity)
            && let Some(next) = starts.get_mut(activity as usize)
        {
            rows.get_mut(*next as usize).into_iter().for_each(|slot| *slot = row);
            *next += 1;
        }
    });
    // Each is now where the next one begins.
    starts.insert(0, 0);
    (rows, starts)
}

impl Shelf {
    /// A counting sort by person.
    fn new(records: &Records, rows: &[u32], people: usize) -> Shelf {
        let mut codes = Vec::with_capacity(rows.len());
        records.person.gather(rows, &mut codes);
        let day = |row: u32| records.day.get(row as usize).copied().unwrap_or(i32::MIN);
        if rows.len() < people {
            let mut keys: Vec<u64> =
                codes.iter().zip(rows).map(|(code, row)| u64::from(*code) << 32 | u64::from(*row)).collect();
            keys.sort_unstable();
            let halves = |key: &u64| [(key >> 32) as u32, (key & u64::from(u32::MAX)) as u32];
            let of = |[code, row]: [u32; 2]| (Event { day: day(row), row }, code);
            let (events, codes) = keys.iter().map(halves).map(of).unzip();
            return Shelf { events, people: People::Each(codes) };
        }
        // One place more than there are ends, as the places move on by one while the rows are put in.
        let mut starts = vec![0u32; people + 2];
        for code in &codes {
            starts.get_mut(*code as usize + 2).into_iter().for_each(|count| *count += 1);
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut events = vec![Event::default(); total as usize];
        for (code, row) in codes.iter().zip(rows) {
            let Some(next) = starts.get_mut(*code as usize + 1) else { continue };
            events.get_mut(*next as usize).into_iter().for_each(|slot| *slot = Event { day: day(*row), row: *row });
            *next += 1;
        }
        starts.pop();
        Shelf { events, people: People::Starts(starts) }
    }

    fn of(&self, person: u32) -> &[Event] {
        let Range { start, end } = match &self.people {
            People::Starts(starts) => {
                let place = person as usize;
                match (starts.get(place), starts.get(place.saturating_add(1))) {
                    (Some(from), Some(to)) => *from as usize..*to as usize,
                    _ => return &[],
                }
            }
            People::Each(people) => {
                let from = people.partition_point(|known| *known < person);
                let rest = people.get(from..).unwrap_or_default();
                from..from + rest.iter().take_while(|known| **known == person).count()
            }
        };
        self.events.get(start..end).unwrap_or_default()
    }

    fn each(&self) -> Box<dyn Iterator<Item = (u32, &[Event])> + '_> {
        match &self.people {
            People::Starts(starts) => {
                Box::new((0u32..).zip(starts.windows(2)).map(|(person, _)| (person, self.of(person))))
            }
            People::Each(people) => {
                let mut from = 0;
                Box::new(people.chunk_by(|a, b| a == b).map(move |same| {
                    let place = from;
                    from += same.len();
                    let events = self.events.get(place..from).unwrap_or_default();
                    (same.first().copied().unwrap_or(u32::MAX), events)
                }))
            }
        }
    }
}
