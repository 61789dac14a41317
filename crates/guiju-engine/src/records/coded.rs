//! What rows come to by themselves, and how it is put to the records before them.

use chrono::Datelike;

use super::column::Column;
use super::numbers::Numbers;
use super::texts::Texts;
use super::values::NOTHING;
use super::{RecordsBuilder, Withdrawal};
use crate::moment::Moment;
use crate::report::ProblemKind;

/// Rows in codes, not yet among the records.
#[derive(Debug, Default)]
pub struct Coded {
    /// Whether the dictionaries of its coder were begun anew before it.
    pub(super) anew: bool,
    /// The texts that are new in them.
    pub(super) texts: Vec<Texts>,
    pub(super) lines: Vec<u32>,
    pub(super) person: Vec<u32>,
    pub(super) activity: Vec<u32>,
    pub(super) day: Vec<i32>,
    pub(super) second: Vec<u32>,
    /// Rows with when they were recorded.
    pub(super) recorded: Vec<(usize, Moment)>,
    /// Rows that say that they are withdrawn.
    pub(super) withdrawn: Vec<usize>,
    /// Rows that have an id, and the ids.
    pub(super) with_id: Vec<usize>,
    pub(super) ids: Texts,
    /// Empty where there is no such column.
    pub(super) judgement: Vec<u32>,
    pub(super) value: Option<Numbers>,
    pub(super) fields: Vec<Filled>,
    /// Row and field.
    pub(super) unreadable: Vec<(usize, usize)>,
    pub(super) lacks: Vec<Lack>,
    /// What is to be settled between records of one id, in order of the rows.
    pub(super) settle: Vec<Settle>,
}

/// The cells of a field.
#[derive(Debug)]
pub(super) enum Filled {
    Nothing,
    Codes(Vec<u32>),
    Numbers(Numbers),
}

/// What a row lacks to be a record.
#[derive(Debug)]
pub(super) struct Lack {
    pub row: u32,
    pub line: u32,
    pub kind: ProblemKind,
    pub name: Option<String>,
}

#[derive(Debug)]
pub(super) enum Settle {
    Row(usize),
    Withdrawal { id: String, recorded: Option<Moment>, line: u32 },
}

/// The codes of the records for those of one coder.
#[derive(Debug, Clone, Default)]
pub struct Translation {
    /// Of people, then of each field.
    codes: Vec<Vec<u32>>,
}

impl Translation {
    /// The codes of the records; those of a coder that was lent their dictionaries are so already.
    fn translate(&self, dictionary: usize, mut codes: Vec<u32>) -> Vec<u32> {
        if let Some(known) = self.codes.get(dictionary) {
            codes.iter_mut().for_each(|code| *code = known.get(*code as usize).copied().unwrap_or(NOTHING));
        }
        codes
    }
}

impl RecordsBuilder {
    /// Adds rows behind those before them. Those of one coder come in the order in which it coded them, all with the same
    /// translation, which is empty at first; for a coder that is lent it stays so.
    pub fn put(&mut self, coded: Coded, translation: &mut Translation) {
        self.learn(&coded, translation);
        for Lack { line, kind, name, .. } in &coded.lacks {
            self.lacks(*kind, name.as_deref(), *line, None);
        }
        let (first, rows) = (self.records.len(), coded.lines.len());
        let records = &mut self.records;
        records.person.extend(&translation.translate(0, coded.person));
        records.activity.extend(&coded.activity);
        records.day.extend_from_slice(&coded.day);
        records.second.extend(&coded.second);
        records.line.extend_from_slice(&coded.lines);
        if coded.recorded.is_empty() {
            records.recorded_day.extend_nothing(rows);
            records.recorded_second.extend_nothing(rows);
        } else {
            let (mut days, mut seconds) = (vec![NOTHING; rows], vec![NOTHING; rows]);
            for (nth, moment) in &coded.recorded {
                if let Some((day, second)) = days.get_mut(*nth).zip(seconds.get_mut(*nth)) {
                    *day = u32::try_from(moment.day.num_days_from_ce()).unwrap_or(NOTHING);
                    *second = moment.second.unwrap_or(NOTHING);
                }
            }
            records.recorded_day.extend(&days);
            records.recorded_second.extend(&seconds);
        }
        records.withdrawn.extend(coded.withdrawn.iter().map(|nth| (first + nth, ())));
        for (place, nth) in coded.with_id.iter().enumerate() {
            (records.id.len()..first + nth).for_each(|_| records.id.push(""));
            records.id.push(coded.ids.get(place).unwrap_or_default());
        }
        match coded.judgement.is_empty() {
            true => records.judgement.extend_nothing(rows),
            false => records.judgement.extend(&coded.judgement),
        }
        match &coded.value {
            Some(numbers) => records.value.append(numbers),
            None => records.value.extend_nothing(rows),
        }
        for (field, (column, filled)) in records.columns.iter_mut().zip(coded.fields).enumerate() {
            column.put(rows, filled, |codes| translation.translate(field + 1, codes));
        }
        for (nth, field) in coded.unreadable {
            self.records.unreadable.insert((field, first + nth), ());
            let place = self.at(coded.lines.get(nth).copied().unwrap_or(0));
            let name = self.frame.schema.fields.get(field).map_or("", |field| field.name.as_str());
            self.problems.add_named(ProblemKind::WrongType, name, place);
        }
        for settle in coded.settle {
            match settle {
                Settle::Withdrawal { id, recorded, line } => {
                    let place = self.at(line);
                    self.withdraw(Withdrawal { id, recorded, place });
                }
                Settle::Row(nth) => {
                    self.versions.add(&mut self.records, first + nth, &mut self.problems);
                }
            }
        }
    }

    /// Takes the texts that are new to a coder into the dictionaries of the records.
    fn learn(&mut self, coded: &Coded, translation: &mut Translation) {
        if coded.anew {
            translation.codes.clear();
        }
        let columns = self.records.columns.iter_mut();
        let dictionaries = std::iter::once(Some(&mut self.records.people)).chain(columns.map(Column::dictionary));
        for (place, (dictionary, texts)) in dictionaries.zip(&coded.texts).enumerate() {
            if translation.codes.len() <= place {
                translation.codes.push(Vec::new());
            }
            if let Some((dictionary, known)) = dictionary.zip(translation.codes.get_mut(place)) {
                known.extend((0..texts.len()).filter_map(|place| texts.get(place)).map(|text| dictionary.code(text)));
            }
        }
    }
}

impl Column {
    /// Adds so many cells; `translate` gives the codes of the records for those of a coder.
    fn put(&mut self, rows: usize, filled: Filled, translate: impl FnOnce(Vec<u32>) -> Vec<u32>) {
        match (self, filled) {
            (Column::Number(numbers), Filled::Numbers(found)) => numbers.append(&found),
            (Column::Number(numbers), _) => numbers.extend_nothing(rows),
            (Column::Text(_, values), Filled::Codes(codes)) => values.extend(&translate(codes)),
            (Column::Flag(values) | Column::Date(values) | Column::Level(_, values), Filled::Codes(codes)) => {
                values.extend(&codes);
            }
            (Column::Text(_, values) | Column::Flag(values) | Column::Date(values) | Column::Level(_, values), _) => {
                values.extend_nothing(rows);
            }
        }
    }

    /// The dictionary of a column of texts.
    pub(super) fn dictionary(&mut self) -> Option<&mut super::Dictionary> {
        match self {
            Column::Text(dictionary, _) => Some(dictionary),
            _ => None,
        }
    }
}
