//! The columns of a schema, those within structures by their dotted name.

use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
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

    /// Its array, and which of its rows are there: none where a structure above is null.
    pub fn array(&self, batch: &RecordBatch) -> Option<(ArrayRef, Option<NullBuffer>)> {
        let (root, within) = self.path.split_first()?;
        let mut array = batch.columns().get(*root)?.clone();
        let mut there = array.logical_nulls();
        for place in within {
            let inner = array.as_any().downcast_ref::<StructArray>()?.columns().get(*place)?.clone();
            there = NullBuffer::union(there.as_ref(), inner.logical_nulls().as_ref());
            array = inner;
        }
        Some((array, there))
    }
}
