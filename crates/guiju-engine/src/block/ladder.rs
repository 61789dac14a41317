//! How many periods reach each value: with it the cost of a count does not hang on how many thresholds ask for it.

use super::bound::Within;
use super::cells::{Cells, EMPTY};

/// Values larger than this have no step of their own.
const STEPS: i64 = 254;

/// For each person of a block and each value, how many periods have at least that value.
pub struct Ladder {
    /// Person by person, a step for each value from 0 to one past the largest.
    steps: Vec<u32>,
    width: usize,
    periods: usize,
}

impl Ladder {
    /// `None` where some value is below 0, very large, or not known.
    pub fn new(cells: &Cells, periods: usize) -> Option<Ladder> {
        let (least, most) = (cells.iter().min()?, cells.iter().max()?);
        if *least < 0 || *least <= EMPTY || *most > STEPS || periods == 0 {
            return None;
        }
        let width = usize::try_from(*most).ok()? + 2;
        let mut steps = vec![0; cells.len() / periods * width];
        for (values, steps) in cells.chunks_exact(periods).zip(steps.chunks_exact_mut(width)) {
            for value in values {
                if let Some(step) = usize::try_from(*value).ok().and_then(|value| steps.get_mut(value)) {
                    *step += 1;
                }
            }
            let mut reached = 0;
            for step in steps.iter_mut().rev() {
                reached += *step;
                *step = reached;
            }
        }
        Some(Ladder { steps, width, periods })
    }

    /// How many periods of each person lie within a bound.
    pub fn held(&self, within: Within) -> impl Iterator<Item = usize> {
        let last = self.width - 1;
        let step = move |value: Option<i64>| {
            value.map_or(last, |value| usize::try_from(value.max(0)).map_or(last, |value| value.min(last)))
        };
        let (low, high) = (step(Some(within.low)), step(within.high.checked_add(1)));
        let but = within.but.filter(|but| within.low <= *but && *but <= within.high && *but >= 0);
        let but = but.map(|but| (step(Some(but)), step(but.checked_add(1))));
        self.steps.chunks_exact(self.width.max(1)).map(move |steps| {
            let between = |low: usize, high: usize| {
                let at = |place: usize| steps.get(place).copied().unwrap_or(0);
                at(low).saturating_sub(at(high)) as usize
            };
            let held = if low < high { between(low, high) } else { 0 };
            held - but.map_or(0, |(low, high)| between(low, high))
        })
    }

    /// How many periods there are.
    pub fn periods(&self) -> usize {
        self.periods
    }
}
