//! Whether two counts of the same records can be met together: limits on what lies between the ends of periods.

use chrono::NaiveDate;
use guiju_engine::exact::Exact;

use super::demand::Slot;

/// A limit on what lies in a period.
pub struct Limit<'s> {
    slot: &'s Slot,
    low: i64,
    high: Option<i64>,
}

impl<'s> Limit<'s> {
    /// The limits of a period; none where they are too large to be looked at.
    pub fn of(slot: &'s Slot) -> Option<Limit<'s>> {
        let low = whole(slot.low.unwrap_or(Exact::ZERO).max(Exact::ZERO))?;
        Some(Limit { slot, low, high: slot.high.map_or(Some(None), |high| whole(high).map(Some))? })
    }
}

/// How many records to put on which days so that every limit is kept; `None` where that cannot be.
pub fn solve(limits: &[Limit]) -> Option<Vec<(NaiveDate, i64)>> {
    let mut days: Vec<NaiveDate> = limits.iter().flat_map(|limit| [limit.slot.start, limit.slot.end]).collect();
    days.sort();
    days.dedup();
    let place = |day: NaiveDate| days.binary_search(&day).unwrap_or(0);
    // `(from, to, most)`: what is counted up to `to` is at most what is counted up to `from`, and `most`.
    let mut edges: Vec<(usize, usize, i64)> = (1..days.len()).map(|to| (to, to - 1, 0)).collect();
    for limit in limits {
        let (start, end) = (place(limit.slot.start), place(limit.slot.end));
        edges.push((end, start, limit.low.checked_neg()?));
        if let Some(high) = limit.high {
            edges.push((start, end, high));
        }
    }
    let mut count = vec![0i64; days.len()];
    for _ in 0..=days.len() {
        let mut changed = false;
        for (from, to, most) in &edges {
            let limit = count.get(*from)?.checked_add(*most)?;
            let value = count.get_mut(*to)?;
            if *value > limit {
                *value = limit;
                changed = true;
            }
        }
        if !changed {
            let each = days.iter().zip(count.windows(2)).filter_map(|(day, pair)| match pair {
                [before, after] if after > before => Some((*day, after - before)),
                _ => None,
            });
            return Some(each.collect());
        }
    }
    None
}

/// A whole number; too large ones are not looked at.
fn whole(value: Exact) -> Option<i64> {
    value.to_string().parse().ok()
}
