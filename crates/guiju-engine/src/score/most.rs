//! 最多扣, 最多加: what is past the most that is taken or added, over all or in one period.

use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::points::{Entry, Line, Place, Sheet, total};
use crate::calendar::yesterday;
use crate::exact::Exact;
use crate::moment::at;
use crate::periods::{Cut, Span};
use crate::program::{Grid, Limit};
use crate::report::{ItemKind, Moment, Reason};

/// What a limit is of: points of one place, or another unit.
type Purse = (Place, Option<String>);

impl Sheet<'_> {
    /// Gives back what is past a limit: first of those of a period, then over all.
    pub(super) fn most(&mut self) -> Result<(), Reason> {
        let scoring = &self.clause.scoring;
        for limit in &scoring.most_each {
            for span in self.spans(limit) {
                self.past(limit.most, limit.adds, Some(&span))?;
            }
        }
        for (most, adds) in [(scoring.most_lost, false), (scoring.most_won, true)] {
            if let Some(most) = most {
                self.past(most, adds, None)?;
            }
        }
        Ok(())
    }

    /// The periods of a limit in which something is taken (or added).
    fn spans(&self, limit: &Limit) -> Vec<Span> {
        let grid = Grid { period: limit.period.clone(), window: None, except_holidays: false };
        let cut = Cut { grid: &grid, calendar: &self.program.calendar };
        let mut spans: Vec<Span> = Vec::new();
        for line in self.lines.iter().filter(|line| line.is_side(limit.adds)) {
            let Some(day) = line.last_day().filter(|day| !spans.iter().any(|span| span.holds(*day))) else { continue };
            spans.extend(cut.period_at(day, at(day, 0)).ok().flatten());
        }
        spans
    }

    fn past(&mut self, most: Decimal, adds: bool, span: Option<&Span>) -> Result<(), Reason> {
        for (place, unit) in self.purses(adds) {
            let mine = |line: &&Line| {
                let within = span.is_none_or(|span| line.last_day().is_some_and(|day| span.holds(day)));
                line.is_side(adds) && within && line.place == place && line.item.unit == unit
            };
            let sum = total(self.lines.iter().filter(mine))?;
            let size = if adds { Some(sum) } else { Exact::ZERO.minus(sum) };
            let past = size.and_then(|size| size.minus(Exact::from(most))).ok_or(Reason::Overflow)?;
            if past.is_negative() || past.is_zero() {
                continue;
            }
            let amount = if adds { Exact::ZERO.minus(past).ok_or(Reason::Overflow)? } else { past };
            self.put(Entry { kind: ItemKind::Most, about: None, gap: None, amount, unit, place });
            if let (Some(span), Some(line)) = (span, self.lines.last_mut()) {
                (line.item.from, line.item.to) = (Some(Moment::Day(span.start)), Some(Moment::Day(span.end)));
            }
        }
        Ok(())
    }

    /// What limits are of: points, where any are taken (or added), else each other unit.
    fn purses(&self, adds: bool) -> Vec<Purse> {
        let mut purses: Vec<Purse> = Vec::new();
        for line in self.lines.iter().filter(|line| line.is_side(adds)) {
            let purse = (line.place, line.item.unit.clone());
            if !purses.contains(&purse) {
                purses.push(purse);
            }
        }
        if purses.iter().any(|(place, _)| *place != Place::Ledger) {
            purses.retain(|(place, _)| *place != Place::Ledger);
        }
        purses
    }
}

impl Span {
    fn holds(&self, day: NaiveDate) -> bool {
        self.start <= day && day < self.end
    }
}

impl Line {
    /// Whether a rule took it (or added it), or a limit gave it back.
    fn is_side(&self, adds: bool) -> bool {
        let negative = self.item.amount.is_negative();
        self.effect() && negative != adds || self.item.kind == ItemKind::Most && negative == adds
    }

    /// The last day of what it is about; a fixed amount is about no period.
    fn last_day(&self) -> Option<NaiveDate> {
        match self.item.to.filter(|_| self.item.kind != ItemKind::Fixed)? {
            Moment::Day(day) => Some(yesterday(day)),
            Moment::Time(time) => Some((time - TimeDelta::seconds(1)).date()),
        }
    }
}
