//! The schema grows as names are used: activities, fields and their types, attributes, registers.

use std::cell::RefCell;

use guiju_engine::schema::{
    Activity, ActivityId, DATE, Field, FieldId, FieldKind, Level, LevelId, RecordColumns, Register, RegisterId, Schema,
    Unit,
};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use indexmap::IndexMap;

use super::kinds::{Kinds, Use};
use super::position;
use crate::manifest::FieldType;
use crate::vocabulary::{Table, Vocabulary};

/// By name, in order of first use.
type Named<T> = IndexMap<String, T, foldhash::fast::RandomState>;

/// A field while its type is still being found out.
struct Draft {
    kind: Option<FieldKind>,
    declared: bool,
}

/// Names in order of first use, the vocabulary's first.
pub struct SchemaBuilder<'a> {
    vocabulary: &'a Vocabulary,
    activities: Named<Activity>,
    fields: Named<Draft>,
    attributes: Named<Draft>,
    registers: Named<Register>,
    /// The types that names have already, where clauses are lowered apart from those before them.
    known: Option<&'a Kinds>,
    /// The names whose types were looked at only.
    asked: RefCell<Vec<(bool, String)>>,
}

impl<'a> SchemaBuilder<'a> {
    /// A schema that holds the vocabulary's names.
    pub fn new(vocabulary: &'a Vocabulary) -> Self {
        let mut builder = SchemaBuilder::empty(vocabulary);
        for (name, _) in vocabulary.activities.iter() {
            builder.activity(name);
        }
        for (name, _) in vocabulary.fields.iter() {
            builder.field_any(name);
        }
        builder
    }

    /// A schema for clauses that stand behind others, which gave names these types.
    pub fn after(vocabulary: &'a Vocabulary, known: &'a Kinds) -> Self {
        SchemaBuilder { known: Some(known), ..SchemaBuilder::empty(vocabulary) }
    }

    fn empty(vocabulary: &'a Vocabulary) -> Self {
        SchemaBuilder {
            vocabulary,
            activities: Named::default(),
            fields: Named::default(),
            attributes: Named::default(),
            registers: Named::default(),
            known: None,
            asked: RefCell::default(),
        }
    }

    /// What was asked of the types of names that nothing declares.
    pub fn uses(&self) -> Vec<Use> {
        let known = |people, name: &str| self.known.and_then(|known| known.get(people, name));
        let drafts = |people: bool, drafts: &'_ Named<Draft>| -> Vec<Use> {
            let undeclared = drafts.iter().filter(|(_, draft)| !draft.declared);
            let of = |(name, draft): (&String, &Draft)| Use {
                people,
                name: name.clone(),
                before: known(people, name),
                after: draft.kind,
            };
            undeclared.map(of).collect()
        };
        let mut uses = drafts(false, &self.fields);
        uses.extend(drafts(true, &self.attributes));
        for (people, name) in self.asked.borrow().iter() {
            if !uses.iter().any(|it| it.people == *people && it.name == *name) {
                let kind = known(*people, name);
                uses.push(Use { people: *people, name: name.clone(), before: kind, after: kind });
            }
        }
        uses
    }

    /// The activity called `name`.
    pub fn activity(&mut self, name: &str) -> ActivityId {
        if let Some(index) = self.activities.get_index_of(name) {
            return ActivityId(position(index));
        }
        let known = self.vocabulary.activities.get(name).map(|(_, activity)| activity);
        let activity = Activity {
            name: name.to_owned(),
            also: self.vocabulary.activities.also(name),
            feed: known.and_then(|activity| activity.feed.clone()),
        };
        ActivityId(position(self.activities.insert_full(name.to_owned(), activity).0))
    }

    /// The field called `name`, of whatever type.
    pub fn field_any(&mut self, name: &str) -> FieldId {
        let kinds = self.kinds(false, name);
        draft(&mut self.fields, name, kinds)
    }

    /// The field called `name`, used as a value of type `kind`.
    pub fn field(&mut self, name: &str, kind: FieldKind, span: Span) -> Result<FieldId, Diagnostic> {
        let id = self.field_any(name);
        set_kind(&mut self.fields, name, kind, span).map(|()| id)
    }

    /// The attribute of people called `name`, of whatever type.
    pub fn attribute_any(&mut self, name: &str) -> FieldId {
        let kinds = self.kinds(true, name);
        draft(&mut self.attributes, name, kinds)
    }

    /// The attribute of people called `name`, used as a value of type `kind`.
    pub fn attribute(&mut self, name: &str, kind: FieldKind, span: Span) -> Result<FieldId, Diagnostic> {
        let id = self.attribute_any(name);
        set_kind(&mut self.attributes, name, kind, span).map(|()| id)
    }

    /// The register of the entity called `name`, where it has one, and the field that names the entity in records.
    pub fn entity(&mut self, name: &str) -> (FieldId, Option<RegisterId>) {
        let Some((_, entity)) = self.vocabulary.entities.get(name) else { return (self.field_any(name), None) };
        let key = crate::vocabulary::words(entity.key.as_deref().unwrap_or(name));
        let register = entity.register.as_ref().map(|register| {
            let table = Register {
                name: register.clone(),
                key: key.clone(),
                owner: entity.owner.clone(),
                opened: entity.opened.clone(),
                closed: entity.closed.clone(),
                from: entity.from.clone().unwrap_or_else(|| "起".to_owned()),
                to: entity.to.clone().unwrap_or_else(|| "止".to_owned()),
            };
            let index = self.registers.insert_full(register.clone(), table).0;
            RegisterId(position(index))
        });
        (self.field_any(&key), register)
    }

    /// The declared or inferred type of a field, where it is known.
    pub fn kind(&self, name: &str, people: bool) -> Option<FieldKind> {
        let drafts = if people { &self.attributes } else { &self.fields };
        if let Some(kind) = drafts.get(name).and_then(|draft| draft.kind) {
            return Some(kind);
        }
        let (declared, known) = self.kinds(people, name);
        if declared.is_none() && self.known.is_some() {
            self.asked.borrow_mut().push((people, name.to_owned()));
        }
        declared.or(known)
    }

    /// The declared type of a name, and the one that earlier uses gave it.
    fn kinds(&self, people: bool, name: &str) -> (Option<FieldKind>, Option<FieldKind>) {
        (kind_of(self.vocabulary, name), self.known.and_then(|known| known.get(people, name)))
    }

    /// The schema; a field whose type nothing says is text.
    pub fn finish(self) -> Schema {
        let vocabulary = self.vocabulary;
        let finish = |drafts: Named<Draft>| {
            drafts
                .into_iter()
                .map(|(name, draft)| {
                    let declared = vocabulary.fields.get(&name).map(|(_, table)| table);
                    let mut also = vocabulary.fields.also(&name);
                    also.extend(vocabulary.levels.also(&name));
                    Field {
                        also,
                        kind: draft.kind.unwrap_or(FieldKind::Text),
                        empty: declared.and_then(|table| table.empty.clone()),
                        unit: declared.and_then(|table| {
                            Some(Unit { name: table.unit.clone()?, hours_per_day: table.hours_per_day })
                        }),
                        name,
                    }
                })
                .collect()
        };
        let fields: Vec<Field> = finish(self.fields);
        let mut records = vocabulary.records.clone();
        records.date = records.date.or_else(|| undeclared_date(&vocabulary.records, &fields));
        Schema {
            activities: self.activities.into_values().collect(),
            fields,
            attributes: finish(self.attributes),
            levels: levels(&vocabulary.levels),
            registers: self.registers.into_values().collect(),
            records,
            people: vocabulary.people.clone(),
            leave: vocabulary.leave.clone(),
        }
    }
}

/// A column 日期 beside the time is its day, where nothing else is called so.
fn undeclared_date(columns: &RecordColumns, fields: &[Field]) -> Option<String> {
    let RecordColumns { person, activity, time, id, recorded, judgement, value, .. } = columns;
    let own = [person, activity, time, judgement, value].into_iter().chain(id).chain(recorded);
    let mut named = own.chain(fields.iter().flat_map(|field| [&field.name].into_iter().chain(&field.also)));
    (!named.any(|name| name == DATE)).then(|| DATE.to_owned())
}

fn levels(table: &Table<Vec<String>>) -> Vec<Level> {
    table.iter().map(|(name, steps)| Level { name: name.to_owned(), steps: steps.clone() }).collect()
}

/// The type that the vocabulary gives a field.
fn kind_of(vocabulary: &Vocabulary, name: &str) -> Option<FieldKind> {
    if let Some(level) = vocabulary.levels.iter().position(|(level, _)| level == name) {
        return Some(FieldKind::Level(LevelId(position(level))));
    }
    vocabulary.field_type(name).map(|kind| match kind {
        FieldType::Text => FieldKind::Text,
        FieldType::Number => FieldKind::Number,
        FieldType::Flag => FieldKind::Flag,
        FieldType::Date => FieldKind::Date,
    })
}

fn draft(drafts: &mut Named<Draft>, name: &str, (declared, known): (Option<FieldKind>, Option<FieldKind>)) -> FieldId {
    let draft = || Draft { kind: declared.or(known), declared: declared.is_some() };
    let index = drafts.get_index_of(name).unwrap_or_else(|| drafts.insert_full(name.to_owned(), draft()).0);
    FieldId(position(index))
}

fn set_kind(drafts: &mut Named<Draft>, name: &str, kind: FieldKind, span: Span) -> Result<(), Diagnostic> {
    let Some(draft) = drafts.get_mut(name) else { return Ok(()) };
    match draft.kind {
        None => {
            draft.kind = Some(kind);
            Ok(())
        }
        Some(known) if known == kind => Ok(()),
        Some(known) => {
            let code = if draft.declared { Code::FieldDeclaredOtherwise } else { Code::FieldUsedOtherwise };
            Err(Diagnostic::new(code, span)
                .with("field", name)
                .with("known", kind_word(known))
                .with("used", kind_word(kind)))
        }
    }
}

/// The words for a type, as `guiju.toml` writes it.
pub fn kind_word(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => "text",
        FieldKind::Number => "number",
        FieldKind::Flag => "flag",
        FieldKind::Date => "date",
        FieldKind::Level(_) => "level",
    }
}
