//! The types that uses give to names which no vocabulary declares: the first use decides.

use foldhash::HashMap;
use guiju_engine::schema::FieldKind;

/// The types so far.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    fields: HashMap<String, FieldKind>,     // looked up only
    attributes: HashMap<String, FieldKind>, // looked up only
}

/// What some clauses ask of a name's type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Of an attribute of people, not of a field of records.
    pub people: bool,
    /// The name.
    pub name: String,
    /// Its type before these clauses.
    pub before: Option<FieldKind>,
    /// Its type after them.
    pub after: Option<FieldKind>,
}

impl Kinds {
    /// The type of a name, where a use has given it one.
    pub fn get(&self, people: bool, name: &str) -> Option<FieldKind> {
        if people { self.attributes.get(name).copied() } else { self.fields.get(name).copied() }
    }

    /// Whether clauses that once asked so would find the same now.
    pub fn fit(&self, uses: &[Use]) -> bool {
        uses.iter().all(|it| self.get(it.people, &it.name) == it.before)
    }

    /// What clauses leave that ask so.
    pub fn apply(&mut self, uses: &[Use]) {
        for Use { people, name, after, .. } in uses.iter().filter(|it| it.before != it.after) {
            let kinds = if *people { &mut self.attributes } else { &mut self.fields };
            if let Some(kind) = after {
                kinds.insert(name.clone(), *kind);
            }
        }
    }
}
