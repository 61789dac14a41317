//! 凡 … 须 …: the triggers of a block of people, answered by case.

use chrono::{Datelike, NaiveDate};

use super::Block;
use super::answers::{Answer, Answers};
use super::plan::Plan;
use super::sheet::Sheet;
use super::streams::Streams;
use super::test::Test;
use crate::check::every::{Due, Reach, rank, seconds_of};
use crate::evaluate::World;
use crate::exact::Exact;
use crate::mark::{Code, Mark, Page, UNKNOWN, Unit};
use crate::moment::Moment as Local;
use crate::program::{Check, Clause, Duty, DutyItem, EveryCheck, Interval, LengthUnit};
use crate::records::{Column, Packed};
use crate::report::{Moment, Outcome, Reason, Status};

/// How each occurrence is judged.
pub struct Every {
    /// For each duty that is a response, the place of its answers in the plan.
    answers: Vec<Option<usize>>,
}

/// A duty made ready.
struct Ready<'a> {
    item: &'a DutyItem,
    test: Test<'a>,
    answers: Option<&'a Answers>,
    /// When it is due and what answers it, by the day of the trigger; where only the day decides.
    daily: Option<Vec<Option<When>>>,
}

/// When a duty is due, and when it is answered in time; that may hang on a year whose working days are not known.
type When = (Due, Option<Reach>);

/// A trigger: person, day and row.
type Trigger = (u32, i32, u32);

impl Every {
    /// `None` where a duty is of another kind than a condition on the trigger or an answer by key.
    pub fn new(
        world: &World<'_>,
        streams: &Streams,
        clause: &Clause,
        check: &EveryCheck,
        known: &mut Vec<Answers>,
    ) -> Option<Every> {
        if clause.counts_late() || clause.condition.is_some() {
            return None;
        }
        let (Duty::All(items) | Duty::Any(items)) = &check.duty;
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
            answers.push(match item {
                DutyItem::Field(_) => None,
                DutyItem::Response { activity, .. } => {
                    let (activity, key) = (activity.0, check.key?);
                    let same = |answers: &Answers| answers.activity == activity && answers.key == key;
                    Some(match known.iter().position(same) {
                        Some(place) => place,
                        None => {
                            known.push(Answers::new(world, streams, activity, key)?);
                            known.len() - 1
                        }
                    })
                }
                _ => return None,
            });
        }
        Some(Every { answers })
    }
}

impl<'a> Ready<'a> {
    fn new(world: &World<'a>, plan: &'a Plan, item: &'a DutyItem, answers: Option<usize>) -> Ready<'a> {
        let (filter, daily) = match item {
            DutyItem::Field(predicate) => (Some(*predicate), true),
            DutyItem::Response { filter, interval, .. } => (*filter, is_daily(interval)),
            _ => (None, false),
        };
        let answers = answers.and_then(|place| plan.answers.get(place));
        Ready { item, test: world.test(filter), answers, daily: daily.then(Vec::new) }
    }

    /// When it is due, and what answers it in time.
    fn due(&mut self, world: &World<'_>, check: &EveryCheck, trigger: Local) -> Result<When, i32> {
        let plain = Interval::Before;
        let interval = match self.item {
            DutyItem::Response { interval, .. } => interval,
            _ => &plain,
        };
        let found = |trigger: Local| {
            let due = world.due(check, self.item, trigger)?;
            Ok((due, world.reach(interval, &due, trigger).ok()))
        };
        let first = world.range.from().num_days_from_ce() - BEFORE;
        let place = usize::try_from(trigger.day.num_days_from_ce() - first).ok();
        let (Some(daily), Some(place)) = (&mut self.daily, place.filter(|place| *place < MOST_DAYS)) else {
            return found(trigger);
        };
        if place >= daily.len() {
            daily.resize(place + 1, None);
        }
        let Some(slot) = daily.get_mut(place) else { return found(trigger) };
        let (mut due, mut reach) = match *slot {
            Some(known) => known,
            None => *slot.insert(found(Local { second: None, ..trigger })?),
        };
        if trigger.second.is_some() {
            let instant = seconds_of(trigger.local());
            match interval {
                Interval::NextDay(_) | Interval::Within(_) | Interval::By(_) => {
                    reach = reach.map(|reach| Reach { from: [reach.from[0], instant], ..reach });
                }
                Interval::Before => reach = reach.map(|reach| Reach { to: [reach.to[0], instant], ..reach }),
                _ => {}
            }
            if matches!(interval, Interval::Before | Interval::Ahead(_)) {
                due.closes = trigger.local();
            }
        }
        Ok((due, reach))
    }

    /// How a duty came out; `None` where the definition has to say it.
    fn done(&self, world: &World<'_>, (person, _, row): Trigger, key: Option<u32>, reach: Reach) -> Option<Status> {
        let DutyItem::Response { own, .. } = self.item else {
            return Some(match world.passes(row as usize, &self.test) {
                Some(true) => Status::Met,
                Some(false) => Status::Missed,
                None => Status::Undetermined,
            });
        };
        let (answers, key) = (self.answers?, key?);
        let mine = |answer: &&Answer| answer.row != row && (!own || answer.person == person);
        let mut unknown = false;
        for answer in in_time(answers.of(key), reach).filter(mine) {
            match world.passes(answer.row as usize, &self.test) {
                Some(true) => return Some(Status::Met),
                Some(false) => {}
                None => unknown = true,
            }
        }
        // What has no key may be an answer.
        let maybe = |answer: &Answer| world.passes(answer.row as usize, &self.test) != Some(false);
        unknown = unknown || in_time(answers.keyless(), reach).filter(mine).any(maybe);
        Some(if unknown { Status::Undetermined } else { Status::Missed })
    }
}

/// The days before a range whose triggers are known by day, and how many days in all.
const BEFORE: i32 = 100;
const MOST_DAYS: usize = 1 << 14;

/// Whether all triggers of a day are due at the same time, but for the trigger's own moment.
fn is_daily(interval: &Interval) -> bool {
    let by_day = |unit: LengthUnit| !matches!(unit, LengthUnit::Minute | LengthUnit::Hour | LengthUnit::WorkHour);
    match interval {
        Interval::Within(length) | Interval::Ahead(length) => by_day(length.unit),
        _ => true,
    }
}

/// Those of answers in order of time that are in time.
fn in_time(answers: &[Answer], reach: Reach) -> impl Iterator<Item = &Answer> {
    let (from, to) = (reach.from[0].min(reach.from[1]), reach.to[0].max(reach.to[1]));
    let first = if answers.len() > 8 { answers.partition_point(|answer| answer.at() < from) } else { 0 };
    let rest = answers.get(first..).unwrap_or_default();
    rest.iter()
        .take_while(move |answer| answer.at() < to)
        .filter(move |answer| reach.holds(answer.at(), answer.timed()))
}

impl Block<'_> {
    /// What a clause says of every occurrence of everyone whom it binds.
    pub(super) fn every(
        &self,
        clause: &Clause,
        every: &Every,
        binds: impl Fn(usize) -> bool,
        counted: bool,
    ) -> Result<Option<Page>, i32> {
        let Check::Every(check) = &clause.check else { return Ok(None) };
        let (world, Duty::All(items) | Duty::Any(items)) = (self.world, &check.duty);
        let mut ready: Vec<Ready<'_>> = items
            .iter()
            .zip(&every.answers)
            .map(|(item, answers)| Ready::new(world, self.plan, item, *answers))
            .collect();
        let keys = match check.key.and_then(|key| world.records.column(key)) {
            Some(Column::Text(_, codes)) => Some(codes),
            _ => None,
        };
        let test = world.test(check.filter);
        let mut sheet = Sheet::new(counted, self.people(), 0, Unit::Whole(0));
        let mut triggers = self.triggers(check, !counted).into_iter().peekable();
        for (local, person) in self.people.iter().enumerate() {
            while let Some(trigger) = triggers.next_if(|trigger| trigger.0 as usize <= self.first + local) {
                if !binds(local) {
                    continue;
                }
                match self.one(clause, check, &mut ready, (&test, keys), trigger)? {
                    Found::Nothing => {}
                    Found::Code(code, value) => sheet.add(0, code, trigger.2, value),
                    Found::Open => {
                        let judged = world.trigger(clause, check, person, trigger.2 as usize, true)?;
                        judged.into_iter().for_each(|judged| sheet.apart(judged.outcome));
                    }
                }
            }
            sheet.end();
        }
        Ok(Some(sheet.page()))
    }

    /// The triggers of the block, person by person; `ordered` ones by day and name.
    fn triggers(&self, check: &EveryCheck, ordered: bool) -> Vec<Trigger> {
        let events = self.streams.pieces(check.trigger.0, self.number).flatten();
        let mut found: Vec<Trigger> = events.map(|event| (event.person, event.day, event.row)).collect();
        if !ordered {
            found.sort_unstable_by_key(|trigger| trigger.0);
            return found;
        }
        found.sort_unstable();
        let same = |a: &Trigger, b: &Trigger| (a.0, a.1) == (b.0, b.1);
        for day in found.chunk_by_mut(same).filter(|day| day.len() > 1) {
            day.sort_by_cached_key(|trigger| self.world.records.name(trigger.2 as usize));
        }
        found
    }

    fn one(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        ready: &mut [Ready<'_>],
        (test, keys): (&Test<'_>, Option<&Packed>),
        trigger: Trigger,
    ) -> Result<Found, i32> {
        let (world, row) = (self.world, trigger.2 as usize);
        let when = world.records.moment(row);
        let is_trigger = world.passes(row, test);
        if is_trigger == Some(false) || !in_force(clause, when.day) {
            return Ok(Found::Nothing);
        }
        if check.except_holidays && world.program.calendar.is_holiday(when.day) {
            return Ok(Found::Nothing);
        }
        let key = keys.and_then(|keys| keys.get(row));
        let (mut falls_due, mut met, mut worst, mut best) = (None, 0, None, None);
        let (mut open, mut unknown) = (false, false);
        for duty in ready {
            let (due, reach) = duty.due(world, check, when)?;
            falls_due = falls_due.max(Some(due.day));
            let Some(status) = reach.and_then(|reach| duty.done(world, trigger, key, reach)) else {
                unknown = true;
                continue;
            };
            open |=
                status == Status::Missed && matches!(duty.item, DutyItem::Response { .. }) && world.as_of < due.closes;
            met += i64::from(status == Status::Met);
            worst = worst.map_or(Some(status), |worst: Status| Some(worst.min(status)));
            best = best.max(Some((rank(status), status)));
        }
        let falls_due = falls_due.unwrap_or(when.day);
        if falls_due < world.range.from() || falls_due >= world.range.to() {
            return Ok(Found::Nothing);
        }
        if open || unknown {
            return Ok(Found::Open);
        }
        let (value, status) = match &check.duty {
            Duty::All(_) => (met, worst),
            Duty::Any(_) => (met.min(1), best.map(|(_, status)| status)),
        };
        let mut status = status.unwrap_or(Status::Met);
        if is_trigger.is_none() && status != Status::Met {
            status = Status::Undetermined;
        }
        let undetermined = status == Status::Undetermined;
        let reason = undetermined.then_some(Reason::MissingValue);
        Ok(Found::Code(Code::new(status, reason), if undetermined { UNKNOWN } else { value }))
    }
}

/// What became of a trigger.
enum Found {
    /// It is none, or belongs to another range.
    Nothing,
    /// The definition has to say it.
    Open,
    /// How it came out, and how many duties were fulfilled.
    Code(Code, i64),
}

fn in_force(clause: &Clause, day: NaiveDate) -> bool {
    clause.effective_from.is_none_or(|from| from <= day) && clause.effective_to.is_none_or(|to| day <= to)
}

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
