//! Rows into codes: all that can be done about rows without the records before them, column by column.

use std::borrow::Cow;
use std::sync::Arc;

use chrono_tz::Tz;

use super::clock::{CONFLICT, Clock, UNREADABLE};
use super::coded::{Coded, Filled, Lack, Settle};
use super::column;
use super::layout::Layout;
use super::numbers::Numbers;
use super::recall::{Recall, UNKNOWN};
use super::texts::{Dictionary, Texts};
use super::values::{NO_DAY, NOTHING, Values};
use super::{Frame, judgement, number};
use crate::moment::{self, Moment, Unjoined};
use crate::report::ProblemKind;
use crate::schema::{Field, FieldKind};

/// A dictionary apart from the records is begun anew when it holds so many texts.
const MOST_TEXTS: usize = 1 << 16;

/// Codes the rows of one source, block by block.
///
/// There are two kinds. One holds the dictionaries of the records themselves ([`super::RecordsBuilder::lend`]); others have
/// their own, whose codes are translated when what they coded is put to the records.
#[derive(Debug)]
pub struct Coder {
    frame: Arc<Frame>,
    layout: Layout,
    /// Whether the dictionaries are those of the records.
    pub(super) lent: bool,
    /// Of people, then of each field.
    pub(super) dictionaries: Vec<Dictionary>,
    /// How many texts of each were told.
    told: Vec<usize>,
    /// Of people, then of each field.
    recalls: Vec<Recall>,
    activities: Recall,
    judgements: Recall,
    clock: Clock,
    /// As many as a block has rows: 0, 1, 2 …
    rows: Vec<u32>,
}

impl Coder {
    pub(super) fn new(frame: Arc<Frame>, layout: Layout, lent: Option<Vec<Dictionary>>) -> Coder {
        let columns = 1 + frame.schema.fields.len();
        let (is_lent, none) = (lent.is_some(), Vec::new);
        let mut dictionaries = lent.unwrap_or_else(none);
        dictionaries.resize_with(columns, Dictionary::default);
        Coder {
            frame,
            layout,
            lent: is_lent,
            dictionaries,
            told: vec![0; columns],
            recalls: vec![Recall::default(); columns],
            activities: Recall::default(),
            judgements: Recall::default(),
            clock: Clock::default(),
            rows: Vec::new(),
        }
    }

    /// Says what the cells of the rows that follow are.
    pub fn columns(&mut self, header: &[&str]) {
        self.layout = Layout::of(&self.frame.schema, header).0;
    }

    /// What rows come to. `lines` are their places in their source.
    pub fn code(&mut self, lines: &[u32], columns: &[Values<'_>]) -> Coded {
        let mut coded = Coded { anew: self.begin(), ..Coded::default() };
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        self.rows.clear();
        self.rows.extend(0..count);
        let at = |place: Option<usize>| place.and_then(|place| columns.get(place)).unwrap_or(&Values::None);
        let layout = std::mem::take(&mut self.layout);
        let rows = self.place(lines, &layout, &at, &mut coded);
        if !matches!(at(layout.judgement), Values::None) {
            let code = |text: &str| judgement(text).map_or(NOTHING, u32::from);
            self.judgements.codes(at(layout.judgement), &rows, None, &mut coded.judgement, code);
        }
        if !matches!(at(layout.value), Values::None) {
            let of = |row: &u32| at(layout.value).text(*row as usize).and_then(|text| number(&text));
            let mut numbers = Numbers::default();
            rows.iter().for_each(|row| numbers.push(of(row)));
            coded.value = Some(numbers);
        }
        for (field, place) in layout.fields.iter().enumerate() {
            let filled = self.fill(field, at(*place), &rows, &mut coded.unreadable);
            coded.fields.push(filled);
        }
        coded.unreadable.sort_unstable();
        coded.lines = match rows.len() == lines.len() {
            true => lines.to_vec(),
            false => rows.iter().filter_map(|row| lines.get(*row as usize).copied()).collect(),
        };
        self.layout = layout;
        self.tell(&mut coded);
        coded
    }

    /// Forgets what there is too much of; says whether it did.
    fn begin(&mut self) -> bool {
        let anew = !self.lent && self.dictionaries.iter().any(|dictionary| dictionary.len() >= MOST_TEXTS);
        if anew {
            self.dictionaries.fill(Dictionary::default());
            self.told.fill(0);
            self.recalls.iter_mut().for_each(Recall::clear);
        }
        anew
    }

    /// Tells the texts that are new in the dictionaries.
    fn tell(&mut self, coded: &mut Coded) {
        if self.lent {
            return;
        }
        for (dictionary, told) in self.dictionaries.iter().zip(&mut self.told) {
            let mut texts = Texts::default();
            dictionary.since(*told).for_each(|text| texts.push(text));
            *told = dictionary.len();
            coded.texts.push(texts);
        }
    }

    /// The rows that say who did what, and when; what the others lack.
    fn place<'v, 'a: 'v>(
        &mut self,
        lines: &[u32],
        layout: &Layout,
        at: &impl Fn(Option<usize>) -> &'v Values<'a>,
        coded: &mut Coded,
    ) -> Vec<u32> {
        let [people, activities, times] = [layout.person, layout.activity, layout.time].map(at);
        let Coder { frame, dictionaries, recalls, clock, rows, .. } = self;
        let (mut kinds, mut days, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
        kinds.reserve(lines.len());
        let known = |name: &str| frame.activities.get(name).copied().unwrap_or(UNKNOWN);
        self.activities.codes(activities, rows, None, &mut kinds, known);
        let dates = layout.date.map(|date| at(Some(date)));
        match dates {
            None => clock.read(times, lines.len(), frame.zone, &mut days, &mut seconds),
            Some(dates) => Clock::join(dates, times, lines.len(), frame.zone, &mut days, &mut seconds),
        }
        let said = Said { people, activities, times, dates, zone: frame.zone, kinds: &kinds, days: &days };
        let special = [layout.id, layout.recorded, layout.withdrawn].map(at);
        let mut placed = Vec::with_capacity(lines.len());
        if special.iter().all(|values| matches!(values, Values::None)) {
            for (row, (kind, day)) in (0u32..).zip(kinds.iter().zip(&days)) {
                match *kind < UNKNOWN && *day > CONFLICT {
                    true => placed.push(row),
                    false => coded.lacks.extend(said.lack(row, lines)),
                }
            }
        } else {
            let [ids, recordings, withdrawals] = special;
            for (row, &line) in lines.iter().enumerate() {
                let number = u32::try_from(row).unwrap_or(u32::MAX);
                let recorded = recorded(recordings, row, frame, |text| {
                    coded.lacks.push(Lack { row: number, line, kind: ProblemKind::UnreadableTime, name: Some(text) });
                });
                let withdrawn = frame.schema.records.withdraws(withdrawals.text(row).as_deref());
                let id = ids.text(row);
                if let (true, Some(id)) = (withdrawn, &id)
                    && ([people, activities].iter().any(|values| values.is_missing(row)) || said.is_timeless(row))
                {
                    coded.settle.push(Settle::Withdrawal { id: id.clone().into_owned(), recorded, line });
                    continue;
                }
                if let Some(lack) = said.lack(number, lines) {
                    coded.lacks.push(lack);
                    continue;
                }
                let nth = placed.len();
                placed.push(number);
                coded.recorded.extend(recorded.map(|recorded| (nth, recorded)));
                coded.withdrawn.extend(withdrawn.then_some(nth));
                if id.is_some() || withdrawn {
                    coded.settle.push(Settle::Row(nth));
                }
                if let Some(id) = id {
                    coded.ids.push(&id);
                    coded.with_id.push(nth);
                }
            }
        }
        let mut codes = Vec::with_capacity(placed.len());
        if let Some((dictionary, recall)) = dictionaries.first_mut().zip(recalls.first_mut()) {
            recall.codes(people, &placed, None, &mut codes, |name| dictionary.code(name));
        }
        // Where ids are read, nobody is missing any more.
        if codes.contains(&NOTHING) {
            let missing = placed.iter().zip(&codes).filter(|(_, code)| **code == NOTHING);
            coded.lacks.extend(missing.filter_map(|(row, _)| said.lack(*row, lines)));
            coded.lacks.sort_by_key(|lack| lack.row);
            let mut kept = codes.iter().map(|code| *code != NOTHING);
            placed.retain(|_| kept.next().unwrap_or(false));
            codes.retain(|code| *code != NOTHING);
        }
        if placed.len() < lines.len() {
            let of = |row: &u32| *row as usize;
            kinds = placed.iter().filter_map(|row| kinds.get(of(row)).copied()).collect();
            days = placed.iter().filter_map(|row| days.get(of(row)).copied()).collect();
            seconds = placed.iter().filter_map(|row| seconds.get(of(row)).copied()).collect();
        }
        (coded.person, coded.activity, coded.day, coded.second) = (codes, kinds, days, seconds);
        placed
    }

    /// The column of a field; the rows (counted among those placed) whose cell is not what it needs are added to
    /// `unreadable`.
    fn fill(
        &mut self,
        index: usize,
        values: &Values<'_>,
        rows: &[u32],
        unreadable: &mut Vec<(usize, usize)>,
    ) -> Filled {
        let frame = self.frame.clone();
        let Some(field) = frame.schema.fields.get(index) else { return Filled::Nothing };
        let empty = field.empty.as_deref();
        if matches!(values, Values::None) && empty.is_none() {
            return Filled::Nothing;
        }
        let Some((dictionary, recall)) = self.dictionaries.get_mut(index + 1).zip(self.recalls.get_mut(index + 1))
        else {
            return Filled::Nothing;
        };
        let mut codes = Vec::with_capacity(rows.len());
        match (field.kind, values) {
            (FieldKind::Number, values) => {
                return Filled::Numbers(numbers(field, values, rows, |nth| unreadable.push((nth, index))));
            }
            (FieldKind::Flag, Values::Flags(found)) if empty.is_none() => {
                let code = |row: &u32| found.get(*row as usize).copied().flatten().map_or(NOTHING, u32::from);
                return Filled::Codes(rows.iter().map(code).collect());
            }
            (FieldKind::Date, Values::Moments(days, _)) if empty.is_none() => {
                let code = |row: &u32| match days.get(*row as usize) {
                    None | Some(&NO_DAY) => NOTHING,
                    Some(day) => u32::try_from(*day).unwrap_or(UNKNOWN),
                };
                codes.extend(rows.iter().map(code));
            }
            (FieldKind::Text, values) => recall.codes(values, rows, empty, &mut codes, |text| dictionary.code(text)),
            (kind, values) => recall.codes(values, rows, empty, &mut codes, |text| {
                column::code(kind, text, &frame.schema.levels).unwrap_or(UNKNOWN)
            }),
        }
        if field.kind != FieldKind::Text {
            for (nth, code) in codes.iter_mut().enumerate().filter(|(_, code)| **code == UNKNOWN) {
                *code = NOTHING;
                unreadable.push((nth, index));
            }
        }
        Filled::Codes(codes)
    }
}

/// What is said of who did what, and when.
struct Said<'v, 'a> {
    people: &'v Values<'a>,
    activities: &'v Values<'a>,
    times: &'v Values<'a>,
    /// Where the days stand in a column of their own.
    dates: Option<&'v Values<'a>>,
    zone: Tz,
    kinds: &'v [u32],
    days: &'v [i32],
}

impl Said<'_, '_> {
    /// Whether a row says nothing of when.
    fn is_timeless(&self, row: usize) -> bool {
        self.times.is_missing(row) && self.dates.is_none_or(|dates| dates.is_missing(row))
    }

    /// What a row says of when that cannot be read.
    fn unreadable(&self, row: usize) -> Option<String> {
        let (day, time) = (self.dates.and_then(|dates| dates.text(row)), self.times.text(row));
        match moment::joined(day.as_deref().unwrap_or_default(), time.as_deref().unwrap_or_default(), self.zone) {
            Err(Unjoined::Unreadable(text)) => Some(text.to_owned()),
            _ => None,
        }
    }

    /// What a row lacks.
    fn lack(&self, row: u32, lines: &[u32]) -> Option<Lack> {
        let place = row as usize;
        let kind = self.kinds.get(place).copied().unwrap_or(NOTHING);
        let day = self.days.get(place).copied().unwrap_or(NO_DAY);
        let text = |values: &Values<'_>| values.text(place).map(Cow::into_owned);
        let (kind, name) = match (kind, day) {
            _ if self.people.is_missing(place) => (ProblemKind::MissingPerson, None),
            (NOTHING, _) => (ProblemKind::MissingActivity, None),
            (_, NO_DAY) => (ProblemKind::MissingTime, None),
            (UNKNOWN, _) => (ProblemKind::UnknownActivity, text(self.activities)),
            (_, UNREADABLE) => (ProblemKind::UnreadableTime, self.unreadable(place)),
            (_, CONFLICT) => {
                let both = [self.dates, Some(self.times)].into_iter().flatten().filter_map(text);
                (ProblemKind::TimeConflict, Some(both.collect::<Vec<_>>().join(" / ")))
            }
            _ => return None,
        };
        Some(Lack { row, line: lines.get(place).copied().unwrap_or(0), kind, name })
    }
}

/// When a row was recorded; `wrong` is told of what is no moment.
fn recorded(values: &Values<'_>, row: usize, frame: &Frame, wrong: impl FnOnce(String)) -> Option<Moment> {
    if let Values::Moments(..) = values {
        return values.moment(row);
    }
    let text = values.text(row)?;
    let moment = moment::parse(&text, frame.zone);
    if moment.is_none() {
        wrong(text.into_owned());
    }
    moment
}

/// The numbers of a field; `wrong` is told of rows whose cell is none.
fn numbers(field: &Field, values: &Values<'_>, rows: &[u32], mut wrong: impl FnMut(usize)) -> Numbers {
    let mut column = Numbers::default();
    match (values, field.empty.as_deref()) {
        (Values::Numbers(wholes, scale), None) if *scale <= 18 => {
            for row in rows {
                match wholes.get(*row as usize).copied().flatten() {
                    Some(whole) => column.push_whole_of(whole, *scale),
                    None => column.push(None),
                }
            }
        }
        (values, empty) => {
            for (nth, row) in rows.iter().enumerate() {
                let text = values.text(*row as usize).or(empty.map(Cow::Borrowed));
                if !column.push_text(text.as_deref(), field.unit.as_ref()) {
                    wrong(nth);
                }
            }
        }
    }
    column
}
