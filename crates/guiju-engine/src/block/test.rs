//! Conditions made ready for many rows: texts as codes, numbers as whole numbers.

use super::bound::Within;
use crate::evaluate::World;
use crate::exact::Exact;
use crate::program::{Predicate, PredicateId};
use crate::records::{Cell, Column, Numbers, Packed};

/// A condition on records; what it says is what [`World::matches`] says.
pub enum Test<'a> {
    /// It always holds.
    Always,
    /// The code is one of these.
    Codes(&'a Packed, Vec<u32>),
    /// The flag is on.
    Flag(&'a Packed),
    /// The number lies within a bound.
    Number(&'a Numbers, Within, PredicateId),
    /// Anything else is left to the definition.
    Other(PredicateId),
}

impl<'a> World<'a> {
    /// Makes a shared predicate ready; none matches everything.
    pub(crate) fn test(&self, predicate: Option<PredicateId>) -> Test<'a> {
        let (records, program) = (self.records, self.program);
        let Some(id) = predicate else { return Test::Always };
        let Some(predicate) = program.predicates.get(id.index()) else { return Test::Always };
        let column = predicate.field().and_then(|field| records.column(field));
        match (predicate, column) {
            (Predicate::Text { values, .. }, Some(Column::Text(dictionary, codes))) => {
                Test::Codes(codes, values.iter().filter_map(|value| dictionary.find(value)).collect())
            }
            (Predicate::Flag { .. }, Some(Column::Flag(values))) => Test::Flag(values),
            (Predicate::Number { comparison, value, .. }, Some(Column::Number(numbers))) => {
                match Within::of(*comparison, Exact::from(*value), numbers.scale()) {
                    Some(within) => Test::Number(numbers, within, id),
                    None => Test::Other(id),
                }
            }
            _ => Test::Other(id),
        }
    }

    /// Whether a row passes; `None` where that is not known.
    #[inline]
    pub(crate) fn passes(&self, row: usize, test: &Test<'_>) -> Option<bool> {
        match test {
            Test::Always => Some(true),
            Test::Codes(codes, wanted) => codes.get(row).map(|code| wanted.contains(&code)),
            Test::Flag(values) => values.get(row).map(|value| value == 1),
            Test::Number(numbers, within, id) => match numbers.cell(row) {
                Cell::Missing => None,
                Cell::Whole(value) => Some(within.holds(value)),
                Cell::Odd => self.matches(row, Some(*id)),
            },
            Test::Other(id) => self.matches(row, Some(*id)),
        }
    }
}
