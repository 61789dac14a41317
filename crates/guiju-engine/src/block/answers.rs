//! What may answer triggers: the records of an activity, of anyone, by the code of their key.

use crate::records::{Column, Records, Sorted};
use crate::schema::FieldId;

/// Records of one activity by one key, those of each in order of time.
#[derive(Debug)]
pub struct Answers {
    all: Vec<Answer>,
    /// Where those of each code begin, and where the last end; those without a key come after them.
    starts: Vec<u32>,
}

/// One record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// Twice the seconds from the first midnight of year 1 on, and one more where the time of day is known.
    stamp: i64,
    pub row: u32,
    /// The code of the person.
    pub person: u32,
}

impl Answer {
    /// Seconds from the first midnight of year 1 on.
    pub fn at(self) -> i64 {
        self.stamp >> 1
    }

    /// Whether the time of day is known.
    pub fn timed(self) -> bool {
        self.stamp & 1 == 1
    }
}

impl Answers {
    /// A counting sort by code; `None` for a key whose column has no codes.
    pub fn new(records: &Records, sorted: &Sorted, activity: u32, key: FieldId) -> Option<Answers> {
        let Column::Text(names, codes) = records.column(key)? else { return None };
        let keyless = names.len();
        let code = |row: u32| codes.get(row as usize).map_or(keyless, |code| code as usize);
        // One place more than there are ends, as the places move on by one while the answers are put in.
        let mut starts = vec![0u32; keyless + 2];
        let mut total = 0u32;
        for (_, events) in sorted.each(activity) {
            for event in events {
                if let Some(count) = starts.get_mut(code(event.row)) {
                    *count += 1;
                    total += 1;
                }
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        let mut all = vec![Answer::default(); total as usize];
        for (person, events) in sorted.each(activity) {
            for event in events {
                let second = records.second(event.row as usize);
                let at = i64::from(event.day) * 86_400 + i64::from(second.unwrap_or(0));
                let stamp = at * 2 + i64::from(second.is_some());
                let Some(next) = starts.get_mut(code(event.row)) else { continue };
                if let Some(slot) = all.get_mut(*next as usize) {
                    *slot = Answer { stamp, row: event.row, person };
                }
                *next += 1;
            }
        }
        starts.rotate_right(1);
        if let Some(first) = starts.first_mut() {
            *first = 0;
        }
        for ends in starts.windows(2) {
            let [from, to] = ends else { continue };
            if let Some(same) = all.get_mut(*from as usize..*to as usize).filter(|same| same.len() > 1) {
                same.sort_unstable();
            }
        }
        Some(Answers { all, starts })
    }

    /// Those of a key.
    pub fn of(&self, code: u32) -> &[Answer] {
        self.between(code as usize)
    }

    /// Those without one.
    pub fn keyless(&self) -> &[Answer] {
        self.between(self.starts.len().saturating_sub(2))
    }

    fn between(&self, place: usize) -> &[Answer] {
        let (Some(from), Some(to)) = (self.starts.get(place), self.starts.get(place + 1)) else { return &[] };
        self.all.get(*from as usize..*to as usize).unwrap_or_default()
    }
}
