//! The columns of a schema, those within structures by their dotted name.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Fields, Schema};
use guiju_formats::read::columns;

/// How deep structures are looked into.
const DEEPEST: usize = 16;

/// A column that is no structure.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Its name, as a header would write it.
    pub name: String,
    /// Whether anything is read from it.
    pub used: bool,
    /// The way to it: its place in the schema, and in each structure.
    path: Vec<usize>,
}

/// All of them, in order.
pub fn of(schema: &Schema) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    add(schema.fields(), "", &[], &mut leaves);
    let names = columns::names(leaves.iter().map(|leaf| leaf.name.as_str()));
    leaves.truncate(names.len());
    for (leaf, name) in leaves.iter_mut().zip(names) {
        leaf.name = name;
    }
    leaves
}

fn add(fields: &Fields, within: &str, path: &[usize], leaves: &mut Vec<Leaf>) {
    for (place, field) in fields.iter().enumerate() {
        let name = if within.is_empty() { field.name().clone() } else { format!("{within}.{}", field.name()) };
        let path = [path, &[place]].concat();
        match field.data_type() {
            DataType::Struct(fields) if path.len() < DEEPEST => add(fields, &name, &path, leaves),
            _ => leaves.push(Leaf { name, used: true, path }),
        }
    }
}

impl Leaf {
    /// Its place in the schema, or that of the structure it is in.
    pub fn root(&self) -> usize {
        self.path.first().copied().unwrap_or(0)
    }

    /// Finds it in batches that hold only these columns of the schema.
    pub fn projected(&mut self, roots: &[usize]) {
        if let Some(root) = self.path.first_mut() {
            match roots.iter().position(|kept| kept == root) {
                Some(place) => *root = place,
                None => self.used = false,
            }
        }
    }

    /// Its column, and which of its rows are there: none where a structure above is null.
    pub fn column(&self, columns: &[Column]) -> Option<(Column, Option<NullBuffer>)> {
        let (root, within) = self.path.split_first()?;
        let mut column = columns.get(*root)?.clone();
        let mut there = column.array.logical_nulls();
        for place in within {
            let inner = column.array.as_any().downcast_ref::<StructArray>()?.columns().get(*place)?.clone();
            there = NullBuffer::union(there.as_ref(), inner.logical_nulls().as_ref());
            column = Column { array: inner, list: 0 };
        }
        Some((column, there))
    }
}

/// Some rows of a column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its values.
    pub array: ArrayRef,
    /// The number of the list that they are places in, where they are; 0 where it is like no other.
    pub list: u64,
}

/// Numbers the lists that the rows of a column are places in, one behind the other.
#[derive(Debug, Default)]
pub struct Lists {
    last: Option<ArrayRef>,
    number: u64,
}

impl Lists {
    /// Some rows, behind those before them.
    pub fn column(&mut self, array: ArrayRef) -> Column {
        let Some(dictionary) = array.as_any_dictionary_opt() else { return Column { array, list: 0 } };
        let values = dictionary.values();
        let same = |last: &ArrayRef| last.to_data().ptr_eq(&values.to_data());
        if !self.last.as_ref().is_some_and(same) {
            self.last = Some(values.clone());
            self.number += 1;
        }
        Column { array, list: self.number }
    }
}
