//! Rows that come column by column, in the form in which their source keeps them.

use std::borrow::Cow;
use std::cell::Cell as Once;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::column::Column;
use super::texts::Dictionary;
use super::{Layout, RecordsBuilder, Withdrawal, judgement, number};
use crate::moment::{self, Moment};
use crate::report::ProblemKind;

/// No code, and no text.
pub const NOTHING: u32 = u32::MAX;

/// The cells of one column. Blanks around a text do not count, and an empty text is nothing.
pub enum Values<'a> {
    /// Nothing in any row.
    None,
    /// Where in a text each cell begins and ends.
    Spans(&'a str, &'a [(u32, u32)]),
    /// The text of each row.
    Texts(Box<dyn Fn(usize) -> &'a str + 'a>),
    /// For each row the place of its text in a list, or [`NOTHING`]; so many texts are in the list, which may be
    /// far more than the rows use.
    Coded(&'a [u32], usize, Box<dyn Fn(usize) -> &'a str + 'a>),
    /// Whole numbers of `10^-scale`.
    Numbers(&'a [Option<i64>], u32),
    /// Days, or local moments.
    Moments(&'a [Option<Moment>]),
    /// 是 or 否.
    Flags(&'a [Option<bool>]),
}

impl std::fmt::Debug for Values<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Values::None => "None",
            Values::Spans(..) => "Spans",
            Values::Texts(..) => "Texts",
            Values::Coded(..) => "Coded",
            Values::Numbers(..) => "Numbers",
            Values::Moments(..) => "Moments",
            Values::Flags(..) => "Flags",
        })
    }
}

impl Values<'_> {
    /// What a row holds, as an export to CSV would write it.
    pub fn text(&self, row: usize) -> Option<Cow<'_, str>> {
        let borrowed = match self {
            Values::None => return None,
            Values::Spans(text, spans) => {
                let (from, to) = *spans.get(row)?;
                text.get(from as usize..to as usize)?
            }
            Values::Texts(text) => text(row),
            Values::Coded(codes, _, text) => match *codes.get(row)? {
                NOTHING => return None,
                code => text(code as usize),
            },
            Values::Numbers(numbers, scale) => {
                let number = Decimal::try_from_i128_with_scale((*numbers.get(row)?)?.into(), *scale).ok()?;
                return Some(number.normalize().to_string().into());
            }
            Values::Moments(moments) => return Some(written((*moments.get(row)?)?).into()),
            Values::Flags(flags) => return Some(Cow::Borrowed(if (*flags.get(row)?)? { "是" } else { "否" })),
        };
        Some(borrowed.trim()).filter(|text| !text.is_empty()).map(Cow::Borrowed)
    }

    /// Whether a row holds nothing.
    fn is_missing(&self, row: usize) -> bool {
        match self {
            Values::Numbers(numbers, _) => numbers.get(row).is_none_or(Option::is_none),
            Values::Moments(moments) => moments.get(row).is_none_or(Option::is_none),
            _ => self.text(row).is_none(),
        }
    }

    /// The moment of a row, or the text that is none; `None` where there is nothing.
    fn moment(&self, row: usize, zone: Tz) -> Option<Result<Moment, Cow<'_, str>>> {
        if let Values::Moments(moments) = self {
            return (*moments.get(row)?).map(Ok);
        }
        let text = self.text(row)?;
        Some(moment::parse(&text, zone).ok_or(text))
    }
}

/// As exports write it: `2024-03-04`, or `2024-03-04 09:30:00`.
fn written(moment: Moment) -> String {
    match moment.second {
        None => moment.day.to_string(),
        Some(second) => {
            format!("{} {:02}:{:02}:{:02}", moment.day, second / 3600, second / 60 % 60, second % 60)
        }
    }
}

/// The code of each text of a column, asked for once for each text of its list.
struct Codes<'v, 'a> {
    values: &'v Values<'a>,
    /// By place in the list; [`NOTHING`] where it was not asked for yet.
    known: Vec<Once<u32>>,
}

impl<'v, 'a> Codes<'v, 'a> {
    fn of(values: &'v Values<'a>) -> Self {
        let count = if let Values::Coded(_, count, _) = values { *count } else { 0 };
        Codes { values, known: vec![Once::new(NOTHING); count] }
    }

    /// The code of what a row holds; `code` gives that of a text.
    fn get(&self, row: usize, code: impl FnOnce(&str) -> u32) -> Option<u32> {
        let known = match self.values {
            Values::Coded(codes, ..) => codes.get(row).and_then(|place| self.known.get(*place as usize)),
            _ => None,
        };
        if let Some(known) = known.map(Once::get).filter(|known| *known != NOTHING) {
            return Some(known);
        }
        let code = code(&self.values.text(row)?);
        if let Some(known) = known {
            known.set(code);
        }
        Some(code)
    }
}

/// What is to be settled between records of one id, in order of the rows.
enum Settle {
    Row(usize),
    Withdrawal(Withdrawal),
}

/// Where the rows of a batch went.
#[derive(Default)]
struct Placed {
    /// The rows that make a record, in order, and that of the first of them among the records.
    rows: Vec<usize>,
    first: usize,
    settle: Vec<Settle>,
}

/// An activity that the schema does not know.
const UNKNOWN: u32 = NOTHING - 1;

impl RecordsBuilder {
    /// Adds rows that come column by column: the same as [`RecordsBuilder::cells`] for each of them. `lines` are the
    /// places of the rows in their source.
    pub fn batch(&mut self, lines: &[u32], columns: &[Values<'_>]) {
        let layout = self.layout.clone();
        let at = |place: Option<usize>| place.and_then(|place| columns.get(place)).unwrap_or(&Values::None);
        let placed = self.place_rows(lines, &layout, at);
        for (place, column) in [(layout.judgement, true), (layout.value, false)] {
            let values = at(place);
            for row in &placed.rows {
                match column {
                    true => self.records.judgement.push(values.text(*row).and_then(|it| judgement(&it)).map(u32::from)),
                    false => self.records.value.push(values.text(*row).and_then(|it| number(&it))),
                }
            }
        }
        let mut unreadable = Vec::new();
        for (field, place) in layout.fields.iter().enumerate() {
            self.fill(field, at(*place), &placed.rows, &mut unreadable);
        }
        unreadable.sort_unstable();
        for (nth, field) in unreadable {
            let row = placed.rows.get(nth).copied().unwrap_or_default();
            self.records.unreadable.insert((field, placed.first + nth), ());
            let place = self.at(lines.get(row).copied().unwrap_or(0));
            let name = self.schema.fields.get(field).map_or("", |field| field.name.as_str());
            self.problems.add_named(ProblemKind::WrongType, name, place);
        }
        for settle in placed.settle {
            match settle {
                Settle::Withdrawal(withdrawal) => self.withdraw(withdrawal),
                Settle::Row(row) => {
                    self.versions.add(&mut self.records, row, &mut self.problems);
                }
            }
        }
    }

    /// Takes each row that says who did what, and when.
    fn place_rows<'v, 'a: 'v>(
        &mut self,
        lines: &[u32],
        layout: &Layout,
        at: impl Fn(Option<usize>) -> &'v Values<'a>,
    ) -> Placed {
        let [people, activities, times] = [layout.person, layout.activity, layout.time].map(&at);
        let [ids, recordings, withdrawals] = [layout.id, layout.recorded, layout.withdrawn].map(&at);
        let (person_codes, activity_codes) = (Codes::of(people), Codes::of(activities));
        let mut placed = Placed { first: self.records.len(), ..Placed::default() };
        for (row, &line) in lines.iter().enumerate() {
            let recorded = match recordings.moment(row, self.zone) {
                Some(Err(text)) => {
                    self.lacks(ProblemKind::UnreadableTime, Some(&text), line);
                    None
                }
                other => other.and_then(Result::ok),
            };
            let withdrawn = self.schema.records.withdraws(withdrawals.text(row).as_deref());
            if let (true, Some(id)) = (withdrawn, ids.text(row))
                && [people, activities, times].iter().any(|values| values.is_missing(row))
            {
                let place = self.at(line);
                placed.settle.push(Settle::Withdrawal(Withdrawal { id: id.into_owned(), recorded, place }));
                continue;
            }
            if people.is_missing(row) {
                self.lacks(ProblemKind::MissingPerson, None, line);
                continue;
            }
            let known = |name: &str| self.activities.get(name).copied().unwrap_or(UNKNOWN);
            let Some(activity) = activity_codes.get(row, known) else {
                self.lacks(ProblemKind::MissingActivity, None, line);
                continue;
            };
            let moment = times.moment(row, self.zone);
            if moment.is_none() || activity == UNKNOWN {
                let name = if moment.is_some() { activities.text(row) } else { None };
                let kind = if moment.is_none() { ProblemKind::MissingTime } else { ProblemKind::UnknownActivity };
                self.lacks(kind, name.as_deref(), line);
                continue;
            }
            let moment = match moment {
                Some(Ok(moment)) => moment,
                other => {
                    self.lacks(ProblemKind::UnreadableTime, other.and_then(Result::err).as_deref(), line);
                    continue;
                }
            };
            let records = &mut self.records;
            let number = records.len();
            records.person.push(person_codes.get(row, |name| records.people.code(name)));
            records.activity.push(Some(activity));
            records.day.push(moment.day.num_days_from_ce());
            records.second.push(moment.second);
            let recorded_day = recorded.and_then(|recorded| u32::try_from(recorded.day.num_days_from_ce()).ok());
            records.recorded_day.push(recorded_day);
            records.recorded_second.push(recorded.and_then(|recorded| recorded.second));
            records.line.push(line);
            if withdrawn {
                records.withdrawn.insert(number, ());
            }
            let id = ids.text(row);
            if let Some(id) = &id {
                (records.id.len()..number).for_each(|_| records.id.push(""));
                records.id.push(id);
            }
            if id.is_some() || withdrawn {
                placed.settle.push(Settle::Row(number));
            }
            placed.rows.push(row);
        }
        placed
    }

    /// Fills the column of a field; the rows (counted among those placed) whose cell is not what it needs are added to
    /// `unreadable`.
    fn fill(&mut self, index: usize, values: &Values<'_>, rows: &[usize], unreadable: &mut Vec<(usize, usize)>) {
        let Some((field, column)) = self.schema.fields.get(index).zip(self.records.columns.get_mut(index)) else {
            return;
        };
        let empty = field.empty.as_deref();
        match (column, values) {
            (Column::Text(dictionary, codes), values) => {
                let known = Codes::of(values);
                let code = |dictionary: &mut Dictionary, row: usize| known.get(row, |text| dictionary.code(text));
                for row in rows {
                    let found = code(dictionary, *row).or_else(|| empty.map(|text| dictionary.code(text)));
                    codes.push(found);
                }
            }
            (Column::Number(numbers), Values::Numbers(wholes, scale)) if empty.is_none() && *scale <= 18 => {
                for row in rows {
                    match wholes.get(*row).copied().flatten() {
                        Some(whole) => numbers.push_whole_of(whole, *scale),
                        None => numbers.push(None),
                    }
                }
            }
            (Column::Flag(flags), Values::Flags(found)) if empty.is_none() => {
                rows.iter().for_each(|row| flags.push(found.get(*row).copied().flatten().map(u32::from)));
            }
            (Column::Date(days), Values::Moments(found)) if empty.is_none() => {
                let day = |day: NaiveDate| u32::try_from(day.num_days_from_ce()).ok();
                for (nth, row) in rows.iter().enumerate() {
                    let moment = found.get(*row).copied().flatten();
                    let value = moment.and_then(|moment| day(moment.day));
                    days.push(value);
                    if moment.is_some() && value.is_none() {
                        unreadable.push((nth, index));
                    }
                }
            }
            (column, values) => {
                for (nth, row) in rows.iter().enumerate() {
                    let text = values.text(*row).or(empty.map(Cow::Borrowed));
                    if !column.push_cell(text.as_deref(), field.unit.as_ref(), &self.schema.levels) {
                        unreadable.push((nth, index));
                    }
                }
            }
        }
    }
}
