//! 凡 … 须 …: the triggers of a block of people, answered by case.

use chrono::{Datelike, NaiveDate};

use super::Block;
use super::answers::{Answer, Answers};
use super::plan::Plan;
use super::sheet::Sheet;
use super::streams::Streams;
use super::test::Test;
use crate::check::every::{Reach, rank, seconds_of};
use crate::evaluate::World;
use crate::exact::Exact;
use crate::mark::{Code, Mark, Page, UNKNOWN, Unit};
use crate::moment::Moment as Local;
use crate::program::{Check, Clause, Duty, DutyItem, EveryCheck, Interval, LengthUnit};
use crate::records::Column;
use crate::report::{Moment, Outcome, Reason, Status};
use crate::score::Counts;

/// How each occurrence is judged.
pub struct Every {
    /// For each duty that is a response, the place of its answers in the plan.
    answers: Vec<Option<usize>>,
}

/// A duty made ready.
struct Ready<'a> {
    item: &'a DutyItem,
    interval: &'a Interval,
    test: Test<'a>,
    answers: Option<&'a Answers>,
    /// When it is due and what answers it, by the day of the trigger; where only the day decides.
    daily: Option<Vec<Option<When>>>,
    first: i32,
}

/// When a duty is due.
#[derive(Clone, Copy)]
struct When {
    /// The day by which it belongs to a range.
    day: i32,
    /// In seconds from the first midnight of year 1 on.
    closes: i64,
    /// When it is answered in time; that may hang on a year whose working days are not known.
    reach: Option<Reach>,
}

/// A trigger.
#[derive(Clone, Copy)]
struct Trigger {
    person: u32,
    day: i32,
    row: u32,
    second: Option<u32>,
    key: Option<u32>,
}

/// What became of a trigger.
struct Became {
    trigger: Trigger,
    /// How it came out; `None` is left to the definition.
    code: Option<Code>,
    /// How many duties were fulfilled.
    value: i64,
}

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
        let (filter, interval) = match item {
            DutyItem::Field(predicate) => (Some(*predicate), &Interval::Before),
            DutyItem::Response { filter, interval, .. } => (*filter, interval),
            _ => (None, &Interval::Before),
        };
        let answers = answers.and_then(|place| plan.answers.get(place));
        let daily = is_daily(interval).then(Vec::new);
        let first = world.range.from().num_days_from_ce() - BEFORE;
        Ready { item, interval, test: world.test(filter), answers, daily, first }
    }

    /// When it is due, and what answers it in time.
    fn when(&mut self, world: &World<'_>, check: &EveryCheck, trigger: &Trigger) -> Result<When, i32> {
        let (item, interval) = (self.item, self.interval);
        let found = |second: Option<u32>| {
            let day = NaiveDate::from_num_days_from_ce_opt(trigger.day).unwrap_or(NaiveDate::MIN);
            let trigger = Local { day, second };
            let due = world.due(check, item, trigger)?;
            let reach = world.reach(interval, &due, trigger).ok();
            Ok(When { day: due.day.num_days_from_ce(), closes: seconds_of(due.closes), reach })
        };
        let place = trigger.day.checked_sub(self.first).and_then(|place| usize::try_from(place).ok());
        let (Some(daily), Some(place)) = (&mut self.daily, place.filter(|place| *place < MOST_DAYS)) else {
            return found(trigger.second);
        };
        if place >= daily.len() {
            daily.resize(place + 1, None);
        }
        let Some(slot) = daily.get_mut(place) else { return found(trigger.second) };
        let mut when = match *slot {
            Some(known) => known,
            None => *slot.insert(found(None)?),
        };
        let Some(second) = trigger.second else { return Ok(when) };
        let instant = i64::from(trigger.day) * 86_400 + i64::from(second);
        if let Some(reach) = &mut when.reach {
            match interval {
                Interval::NextDay(_) | Interval::Within(_) | Interval::By(..) => reach.from = [reach.from[0], instant],
                Interval::Before => reach.to = [reach.to[0], instant],
                _ => {}
            }
        }
        if matches!(interval, Interval::Before | Interval::Ahead(_)) {
            when.closes = instant;
        }
        Ok(when)
    }

    /// How a duty came out; `None` where the definition has to say it.
    fn done(&self, world: &World<'_>, trigger: &Trigger, reach: Reach) -> Option<Status> {
        let DutyItem::Response { own, .. } = self.item else {
            return Some(match world.passes(trigger.row as usize, &self.test) {
                Some(true) => Status::Met,
                Some(false) => Status::Missed,
                None => Status::Undetermined,
            });
        };
        let (answers, key) = (self.answers?, trigger.key?);
        let mine = |answer: &&Answer| answer.row != trigger.row && (!own || answer.person == trigger.person);
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
        let became = self.became(clause, check, every, &binds)?;
        if counted {
            return self.counted(clause, check, became).map(Some);
        }
        let mut sheet = Sheet::new(false, self.people(), became.len(), Unit::Whole(0));
        let mut became = self.in_order(became).into_iter().peekable();
        for (local, person) in self.people.iter().enumerate() {
            while let Some(Became { trigger, code, value }) =
                became.next_if(|became| became.trigger.person as usize <= self.first + local)
            {
                match code {
                    Some(code) => sheet.add(0, code, trigger.row, value),
                    None => {
                        let judged = self.world.trigger(clause, check, person, trigger.row as usize, true)?;
                        judged.into_iter().for_each(|judged| sheet.apart(judged.outcome));
                    }
                }
            }
            sheet.end();
        }
        Ok(Some(sheet.page()))
    }

    /// How many came out how.
    fn counted(&self, clause: &Clause, check: &EveryCheck, became: Vec<Became>) -> Result<Page, i32> {
        let mut counts = vec![Counts::default(); self.people()];
        for Became { trigger, code, .. } in became {
            let local = trigger.person as usize - self.first;
            let (Some(counts), Some(person)) = (counts.get_mut(local), self.people.get(local)) else { continue };
            match code {
                Some(code) => counts.add(code.status(), 1),
                None => {
                    let judged = self.world.trigger(clause, check, person, trigger.row as usize, false)?;
                    judged.into_iter().for_each(|judged| counts.add(judged.outcome.status, 1));
                }
            }
        }
        Ok(Page { counts, unit: Unit::Whole(0), ..Page::default() })
    }

    /// What became of each trigger that belongs to the range, in order of the rows.
    fn became(
        &self,
        clause: &Clause,
        check: &EveryCheck,
        every: &Every,
        binds: impl Fn(usize) -> bool,
    ) -> Result<Vec<Became>, i32> {
        let (world, Duty::All(items) | Duty::Any(items)) = (self.world, &check.duty);
        let duties = items.iter().zip(&every.answers);
        let mut ready: Vec<Ready<'_>> =
            duties.map(|(item, answers)| Ready::new(world, self.plan, item, *answers)).collect();
        let keys = match check.key.and_then(|key| world.records.column(key)) {
            Some(Column::Text(_, codes)) => Some(codes),
            _ => None,
        };
        let test = world.test(check.filter);
        let number = |day: NaiveDate| day.num_days_from_ce();
        let in_force = clause.effective_from.map_or(i32::MIN, number)..=clause.effective_to.map_or(i32::MAX, number);
        let range = number(world.range.from())..number(world.range.to());
        let bound: Vec<bool> = (0..self.people()).map(binds).collect();
        let mut found = Vec::new();
        for event in self.streams.pieces(check.trigger.0, self.number).flatten() {
            let row = event.row as usize;
            if !in_force.contains(&event.day) || bound.get(event.person as usize - self.first) != Some(&true) {
                continue;
            }
            let is_trigger = world.passes(row, &test);
            if is_trigger == Some(false) || (check.except_holidays && self.is_holiday(event.day)) {
                continue;
            }
            let trigger = Trigger {
                person: event.person,
                day: event.day,
                row: event.row,
                second: world.records.second(row),
                key: keys.and_then(|keys| keys.get(row)),
            };
            found.extend(self.one(check, &mut ready, &range, is_trigger, trigger)?);
        }
        Ok(found)
    }

    fn is_holiday(&self, day: i32) -> bool {
        let day = NaiveDate::from_num_days_from_ce_opt(day);
        day.is_some_and(|day| self.world.program.calendar.is_holiday(day))
    }

    /// What became of one; `None` where it belongs to another range.
    fn one(
        &self,
        check: &EveryCheck,
        ready: &mut [Ready<'_>],
        range: &std::ops::Range<i32>,
        is_trigger: Option<bool>,
        trigger: Trigger,
    ) -> Result<Option<Became>, i32> {
        let world = self.world;
        let (mut falls_due, mut met, mut worst, mut best) = (None, 0, None, None);
        let mut open = false;
        for duty in ready {
            let when = duty.when(world, check, &trigger)?;
            falls_due = falls_due.max(Some(when.day));
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
        if !range.contains(&falls_due.unwrap_or(trigger.day)) {
            return Ok(None);
        }
        if open {
            return Ok(Some(Became { trigger, code: None, value: UNKNOWN }));
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
            Status::Undetermined => Became { trigger, code: Some(UNDETERMINED), value: UNKNOWN },
            status => Became { trigger, code: Some(Code::new(status, None)), value },
        }))
    }

    /// Person by person, by day and name.
    fn in_order(&self, mut became: Vec<Became>) -> Vec<Became> {
        let place = |became: &Became| (became.trigger.person, became.trigger.day, became.trigger.row);
        became.sort_unstable_by_key(place);
        let same = |a: &Became, b: &Became| place(a).0 == place(b).0 && place(a).1 == place(b).1;
        for day in became.chunk_by_mut(same).filter(|day| day.len() > 1) {
            day.sort_by_cached_key(|became| self.world.records.name(became.trigger.row as usize));
        }
        became
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
