//! One duty of an occurrence: when it is due, and whether it was done.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};

use super::answers::{Answer, Answers};
use super::test::Test;
use crate::check::every::{Reach, seconds_of};
use crate::evaluate::World;
use crate::moment::Moment as Local;
use crate::program::{DutyItem, EveryCheck, Interval, LengthUnit};
use crate::report::Status;

/// A trigger.
#[derive(Clone, Copy)]
pub struct Trigger {
    pub person: u32,
    pub day: i32,
    pub row: u32,
    pub second: Option<u32>,
    pub key: Option<u32>,
}

/// A duty made ready.
pub struct Ready<'a> {
    pub item: &'a DutyItem,
    pub interval: &'a Interval,
    test: Test<'a>,
    answers: Option<&'a Answers>,
    daily: &'a Daily,
}

/// When a duty is due and what answers it, by the day of the trigger, as far as it was asked for; where only the day
/// decides.
pub struct Daily {
    first: i32,
    days: Vec<OnceLock<When>>,
}

impl Daily {
    /// Of the days of the range, and some before.
    pub fn new(world: &World<'_>, item: &DutyItem) -> Daily {
        let first = world.range.from().num_days_from_ce() - BEFORE;
        let days = usize::try_from(world.range.to().num_days_from_ce() - first).unwrap_or(0).min(MOST_DAYS);
        let days = if is_daily(interval(item)) { days } else { 0 };
        Daily { first, days: std::iter::repeat_with(OnceLock::new).take(days).collect() }
    }
}

/// When what answers a trigger is in time.
fn interval(item: &DutyItem) -> &Interval {
    match item {
        DutyItem::Response { interval, .. } => interval,
        _ => &Interval::Before,
    }
}

/// When a duty is due.
#[derive(Clone, Copy)]
pub struct When {
    /// The day by which it belongs to a range.
    pub day: i32,
    /// In seconds from the first midnight of year 1 on.
    pub closes: i64,
    /// When it is answered in time; that may hang on a year whose working days are not known.
    pub reach: Option<Reach>,
}

impl<'a> Ready<'a> {
    pub fn new(world: &World<'a>, item: &'a DutyItem, answers: Option<&'a Answers>, daily: &'a Daily) -> Ready<'a> {
        let filter = match item {
            DutyItem::Field(predicate) => Some(*predicate),
            DutyItem::Response { filter, .. } => *filter,
            _ => None,
        };
        Ready { item, interval: interval(item), test: world.test(filter), answers, daily }
    }

    /// When it is due, and what answers it in time.
    pub fn when(&self, world: &World<'_>, check: &EveryCheck, trigger: &Trigger) -> Result<When, i32> {
        let (item, interval) = (self.item, self.interval);
        let found = |second: Option<u32>| {
            let day = NaiveDate::from_num_days_from_ce_opt(trigger.day).unwrap_or(NaiveDate::MIN);
            let trigger = Local { day, second };
            let due = world.due(check, item, trigger)?;
            let reach = world.reach(interval, &due, trigger).ok();
            Ok(When { day: due.day.num_days_from_ce(), closes: seconds_of(due.closes), reach })
        };
        let place = trigger.day.checked_sub(self.daily.first).and_then(|place| usize::try_from(place).ok());
        let Some(slot) = place.and_then(|place| self.daily.days.get(place)) else { return found(trigger.second) };
        let mut when = match slot.get() {
            Some(known) => *known,
            None => {
                let when = found(None)?;
                *slot.get_or_init(|| when)
            }
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
    pub fn done(&self, world: &World<'_>, trigger: &Trigger, reach: Reach) -> Option<Status> {
        let DutyItem::Response { own, .. } = self.item else {
            return Some(match world.passes(trigger.row as usize, &self.test) {
                Some(true) => Status::Met,
                Some(false) => Status::Missed,
                None => Status::Undetermined,
            });
        };
        let (answers, key) = (self.answers?, trigger.key?);
        let mine = |answer: &Answer| {
            answer.row != trigger.row && (!own || world.records.person(answer.row as usize) == trigger.person)
        };
        let mut unknown = false;
        for answer in in_time(answers.of(key), reach) {
            if mine(answer) {
                match world.passes(answer.row as usize, &self.test) {
                    Some(true) => return Some(Status::Met),
                    Some(false) => {}
                    None => unknown = true,
                }
            }
        }
        // What has no key may be an answer.
        let maybe = |answer: &Answer| mine(answer) && world.passes(answer.row as usize, &self.test) != Some(false);
        unknown = unknown || (!answers.keyless().is_empty() && in_time(answers.keyless(), reach).any(maybe));
        Some(if unknown { Status::Undetermined } else { Status::Missed })
    }
}

/// The days before a range whose triggers are known by day, and how many days in all.
const BEFORE: i32 = 100;
const MOST_DAYS: usize = 1 << 14;

/// Whether all triggers of a day are due at the same time, but for the trigger's own moment.
fn is_daily(interval: &Interval) -> bool {
    let by_day = |unit: LengthUnit| {
        !matches!(unit, LengthUnit::Second | LengthUnit::Minute | LengthUnit::Hour | LengthUnit::WorkHour)
    };
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
