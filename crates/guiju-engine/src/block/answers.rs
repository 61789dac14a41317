//! What may answer triggers: the records of an activity, of anyone, by the code of their key.

use crate::records::{Column, Event, Records, Sorted};
use crate::schema::FieldId;

/// Records of one activity by one key, those of each in order of time.
#[derive(Debug)]
pub struct Answers {
    /// Bucket by bucket, each by code and time.
    all: Vec<Answer>,
    /// Where the bucket of each `code >> shift` begins, and where the last ends: about as many as there are records,
    /// however many codes there are.
    starts: Vec<u32>,
    shift: u32,
    /// Those without a key, in order of time.
    keyless: Vec<Answer>,
}

/// One record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// Of its key.
    code: u32,
    /// Twice the seconds from the first midnight of year 1 on, and one more where the time of day is known.
    stamp: i64,
    pub row: u32,
}

impl Answer {
    fn new(records: &Records, Event { day, row }: Event, code: u32) -> Answer {
        let second = records.second(row as usize);
        let at = i64::from(day) * 86_400 + i64::from(second.unwrap_or(0));
        Answer { code, stamp: at * 2 + i64::from(second.is_some()), row }
    }

    /// Seconds from the first midnight of year 1 on.
    #[inline]
    pub fn at(self) -> i64 {
        self.stamp >> 1
    }

    /// Whether the time of day is known.
    #[inline]
    pub fn timed(self) -> bool {
        self.stamp & 1 == 1
    }
}

impl Answers {
    /// A counting sort by the upper bits of the code; `None` for a key whose column has no codes.
    pub fn new(records: &Records, sorted: &Sorted, activity: u32, key: FieldId) -> Option<Answers> {
        let Column::Text(names, codes) = records.column(key)? else { return None };
        let (mut found, mut keyless) = (Vec::new(), Vec::new());
        for (_, events) in sorted.each(activity) {
            found.extend(events.iter().filter_map(|event| {
                let code = codes.get(event.row as usize);
                let answer = Answer::new(records, *event, code.unwrap_or(u32::MAX));
                if code.is_none() {
                    keyless.push(answer);
                }
                code.map(|_| answer)
            }));
        }
        keyless.sort_unstable();
        let mut shift = 0;
        while shift < u32::BITS - 1 && names.len() >> shift > found.len() {
            shift += 1;
        }
        // One place more than there are ends, as the places move on by one while the answers are put in.
        let mut starts = vec![0u32; (names.len() >> shift) + 3];
        let bucket = |answer: &Answer| (answer.code >> shift) as usize;
        for answer in &found {
            starts.get_mut(bucket(answer) + 2).into_iter().for_each(|count| *count += 1);
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut all = vec![Answer::default(); found.len()];
        for answer in &found {
            let Some(next) = starts.get_mut(bucket(answer) + 1) else { continue };
            all.get_mut(*next as usize).into_iter().for_each(|slot| *slot = *answer);
            *next += 1;
        }
        starts.pop();
        let mut rest = all.as_mut_slice();
        while let Some(first) = rest.first().map(bucket) {
            let own = rest.iter().take_while(|answer| bucket(answer) == first).count();
            let (own, others) = rest.split_at_mut(own);
            if own.len() > 1 {
                own.sort_unstable();
            }
            rest = others;
        }
        Some(Answers { all, starts, shift, keyless })
    }

    /// Those of a key.
    pub fn of(&self, code: u32) -> &[Answer] {
        let place = (code >> self.shift) as usize;
        let (Some(from), Some(to)) = (self.starts.get(place), self.starts.get(place + 1)) else { return &[] };
        let bucket = self.all.get(*from as usize..*to as usize).unwrap_or_default();
        let rest = bucket.get(bucket.partition_point(|answer| answer.code < code)..).unwrap_or_default();
        rest.get(..rest.partition_point(|answer| answer.code == code)).unwrap_or_default()
    }

    /// Those without one.
    pub fn keyless(&self) -> &[Answer] {
        &self.keyless
    }
}
