//! 凡 … 须 …: the triggers of a block of people, answered by case.

use chrono::{Datelike, NaiveDate};

use super::Block;
use super::duty::{Daily, Ready, Trigger};
use super::page::Page;
use super::sheet::Sheet;
use crate::check::every::rank;
use crate::evaluate::World;
use crate::exact::Exact;
use crate::mark::{Code, Mark, UNKNOWN, Unit};
use crate::program::{Check, Clause, Duty, DutyItem, EveryCheck};
use crate::records::Column;
use crate::report::{Moment, Outcome, Reason, Status};
use crate::schema::FieldId;
use crate::score::Counts;

/// How each occurrence is judged.
pub struct Every {
    /// For each duty when it is due, and where it is a response, the place of its answers in the plan.
    duties: Vec<(Daily, Option<usize>)>,
}

/// What became of a trigger.
#[derive(Clone, Copy)]
struct Became {
    /// The place of the person in the block.
    local: u32,
    day: i32,
    row: u32,
    /// How it came out; `None` is left to the definition.
    code: Option<Code>,
    /// How many duties were fulfilled.
    value: i64,
}

impl Every {
    /// `None` where a duty is of another kind than a condition on the trigger or an answer by key.
    pub fn new(
        world: &World<'_>,
        clause: &Clause,
        check: &EveryCheck,
        known: &mut Vec<(u32, FieldId)>,
    ) -> Option<Every> {
        if clause.counts_late() || clause.condition.is_some() {
            return None;
        }
        let (Duty::All(items) | Duty::Any(items)) = &check.duty;
        let mut duties = Vec::with_capacity(items.len());
        for item in items {
            let answers = match item {
                DutyItem::Field(_) => None,
                DutyItem::Response { activity, .. } => {
                    let asked = (activity.0, check.key?);
                    let Column::Text(..) = world.records.column(asked.1)? else { return None };
                    Some(known.iter().position(|known| *known == asked).unwrap_or_else(|| {
                        known.push(asked);
                        known.len() - 1
                    }))
                }
                _ => return None,
            };
            duties.push((Daily::new(world, item), answers));
        }
        Some(Every { duties })
    }
}

impl Block<'_> {
    /// What a clause says of every occurrence of everyone whom it binds.
    pub(super) fn every(
        &self,
        clause: &Clause,
        every: &Every,
        bound: &[bool],
        counted: bool,
    ) -> Result<Option<Page>, i32> {
        let Check::Every(check) = &clause.check else { return Ok(None) };
        if counted {
            return self.counted(clause, check, every, bound).map(Some);
        }
        let mut became = Vec::with_capacity(self.events(check));
        self.became(clause, check, every, bound, |one| {
            became.push(one);
            Ok(())
        })?;
        let mut sheet = Sheet::new(false, self.people(), became.len(), Unit::Whole(0));
        let mut became = self.in_order(became).into_iter().peekable();
        for (local, person) in self.people.iter().enumerate() {
            while let Some(Became { row, code, value, .. }) = became.next_if(|became| became.local as usize <= local) {
                match code {
                    Some(code) => sheet.add(0, code, row, value),
                    None => {
                        let judged = self.world.trigger(clause, check, person, row as usize, true)?;
                        judged.into_iter().for_each(|judged| sheet.apart(judged.outcome));
                    }
                }
            }
            sheet.end();
        }
        Ok(Some(sheet.page()))
    }

    /// How many triggers there may be.
    fn events(&self, check: &EveryCheck) -> usize {
        self.codes.iter().map(|code| self.sorted.of(check.trigger.0, *code).len()).sum()
    }

    /// How many came out how.
    fn counted(&self, clause: &Clause, check: &EveryCheck, every: &Every, bound: &[bool]) -> Result<Page, i32> {
        let mut counts = vec![Counts::default(); self.people()];
        self.became(clause, check, every, bound, |Became { local, row, code, .. }| {
            let local = local as usize;
            let (Some(counts), Some(person)) = (counts.get_mut(local), self.people.get(local)) else { return Ok(()) };
            match code {
                Some(code) => counts.add(code.status(), 1),
                None => {
                    let judged = self.world.trigger(clause, check, person, row as usize, false)?;
                    judged.into_iter().for_each(|judged| counts.add(judged.outcome.status, 1));
                }
            }
            Ok(())
        })?;
        Ok(Page { counts, unit: Unit::Whole(0), ..Page::default() })
    }

    /// What became of each trigger that belongs to the range, in order of the rows.
    fn became(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        every: &Every,
        bound: &[bool],
        mut each: impl FnMut(Became) -> Result<(), i32>,
    ) -> Result<(), i32> {
        let (world, Duty::All(items) | Duty::Any(items)) = (self.world, &check.duty);
        let answers = |place: Option<usize>| place.and_then(|place| self.plan.answers.get(place)?.as_ref());
        let duties = items.iter().zip(&every.duties);
        let ready: Vec<Ready<'_>> =
            duties.map(|(item, (daily, place))| Ready::new(world, item, answers(*place), daily)).collect();
        let keys = match check.key.and_then(|key| world.records.column(key)) {
            Some(Column::Text(_, codes)) => Some(codes),
            _ => None,
        };
        let test = world.test(check.filter);
        let number = |day: NaiveDate| day.num_days_from_ce();
        let in_force = clause.effective_from.map_or(i32::MIN, number)..=clause.effective_to.map_or(i32::MAX, number);
        let range = number(world.range.from())..number(world.range.to());
        for ((local, person), bound) in (0u32..).zip(self.codes).zip(bound) {
            for event in self.sorted.of(check.trigger.0, *person) {
                let row = event.row as usize;
                if !in_force.contains(&event.day) || !bound {
                    continue;
                }
                let is_trigger = world.passes(row, &test);
                if is_trigger == Some(false) || (check.except_holidays && self.is_holiday(event.day)) {
                    continue;
                }
                let second = world.records.second(row);
                let key = keys.and_then(|keys| keys.get(row));
                let trigger = Trigger { person: *person, day: event.day, row: event.row, second, key };
                if let Some((code, value)) = self.one(check, &ready, &range, is_trigger, trigger)? {
                    each(Became { local, day: event.day, row: event.row, code, value })?;
                }
            }
        }
        Ok(())
    }

    fn is_holiday(&self, day: i32) -> bool {
        let day = NaiveDate::from_num_days_from_ce_opt(day);
        day.is_some_and(|day| self.world.program.calendar.is_holiday(day))
    }

    /// How one came out, and how many duties were fulfilled; `None` where it belongs to another range.
    fn one(
        &self,
        check: &EveryCheck,
        ready: &[Ready<'_>],
        range: &std::ops::Range<i32>,
        is_trigger: Option<bool>,
        trigger: Trigger,
    ) -> Result<Option<(Option<Code>, i64)>, i32> {
        let world = self.world;
        let (mut falls_due, mut met, mut worst, mut best) = (i32::MIN, 0, None, None);
        let mut open = false;
        for duty in ready {
            let when = duty.when(world, check, &trigger)?;
            falls_due = falls_due.max(when.day);
            let Some(status) = when.reach.and_then(|reach| duty.done(world, &trigger, reach)) else {
                open = true;
                continue;
            };
            let waits = status == Status::Missed && matches!(duty.item, DutyItem::Response { .. });
            open |= waits && self.as_of < when.closes;
            met += i64::from(status == Status::Met);
            worst = worst.map_or(Some(status), |worst: Status| Some(worst.min(status)));
            best = best.max(Some((rank(status), status)));
        }
        let falls_due = if ready.is_empty() { trigger.day } else { falls_due };
        if !range.contains(&falls_due) {
            return Ok(None);
        }
        if open {
            return Ok(Some((None, UNKNOWN)));
        }
        let (value, status) = match &check.duty {
            Duty::All(_) => (met, worst),
            Duty::Any(_) => (met.min(1), best.map(|(_, status)| status)),
        };
        let mut status = status.unwrap_or(Status::Met);
        if is_trigger.is_none() && status != Status::Met {
            status = Status::Undetermined;
        }
        Ok(Some(match status {
            Status::Undetermined => (Some(UNDETERMINED), UNKNOWN),
            status => (Some(Code::new(status, None)), value),
        }))
    }

    /// Person by person, by day and id, or place; most rows come in order of time.
    fn in_order(&self, mut sorted: Vec<Became>) -> Vec<Became> {
        let place = |became: &Became| (became.local, became.day, became.row);
        if !sorted.is_sorted_by_key(place) {
            sorted.sort_unstable_by_key(place);
        }
        let same = |a: &Became, b: &Became| (a.local, a.day) == (b.local, b.day);
        for day in sorted.chunk_by_mut(same).filter(|day| day.len() > 1) {
            let order = |became: &Became| self.world.records.order(became.row as usize);
            day.sort_by(|a, b| order(a).cmp(&order(b)));
        }
        sorted
    }
}

const UNDETERMINED: Code = Code::new(Status::Undetermined, Some(Reason::MissingValue));

/// The outcome that a verdict stands for.
pub fn outcome(world: &World<'_>, check: &EveryCheck, page: &Page, mark: Mark) -> Option<Outcome> {
    let (code, row) = (mark.code()?, mark.about as usize);
    let when = world.records.moment(row);
    let (Duty::All(items) | Duty::Any(items)) = &check.duty;
    let dues = items.iter().filter_map(|item| world.due(check, item, when).ok());
    let required = match &check.duty {
        Duty::All(items) => items.len(),
        Duty::Any(_) => 1,
    };
    Some(Outcome {
        from: Some(Moment::Day(when.day)),
        to: dues.map(|due| due.closes).max().map(Moment::of),
        trigger: Some(world.records.name(row)),
        actual: page.value(mark),
        required: Some(Exact::from(i128::try_from(required).unwrap_or(i128::MAX))),
        ..Outcome::new(code.status(), code.reason())
    })
}
