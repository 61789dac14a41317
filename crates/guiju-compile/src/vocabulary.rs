//! The vocabulary: every name of a package, what kind of thing it is, and what it means.

use guiju_engine::program::Partial;
use guiju_engine::schema::{LeaveColumns, PeopleColumns, RecordColumns};
use guiju_syntax::ast::{Expr, Requirement};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use guiju_syntax::{Names, parse_expr, parse_requirements};
use indexmap::IndexMap;
use toml::Spanned;

use crate::manifest::{Counting, EntityTable, FieldTable, FieldType, Level, Manifest};
use crate::near::nearest;

/// Things of one kind by name, and by their other names.
#[derive(Debug, Clone)]
pub struct Table<T> {
    main: IndexMap<String, T>,
    also: IndexMap<String, String>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { main: IndexMap::new(), also: IndexMap::new() }
    }
}

impl<T> Table<T> {
    /// The thing of that name or other name, under its own name.
    pub fn get(&self, name: &str) -> Option<(&str, &T)> {
        let main = self.also.get(name).map_or(name, String::as_str);
        self.main.get_key_value(main).map(|(name, thing)| (name.as_str(), thing))
    }

    /// All things under their own names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.main.iter().map(|(name, thing)| (name.as_str(), thing))
    }

    /// All names and other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.main.keys().chain(self.also.keys()).map(String::as_str)
    }

    /// Other names of the thing called `name`.
    pub fn also(&self, name: &str) -> Vec<String> {
        self.also.iter().filter(|(_, main)| *main == name).map(|(also, _)| also.clone()).collect()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.main.is_empty()
    }

    fn add(&mut self, name: String, also: &[String], thing: T) -> Result<(), String> {
        if self.get(&name).is_some() {
            return Err(name);
        }
        for other in also {
            let other = words(other);
            if other == name {
                continue;
            }
            if self.get(&other).is_some() {
                return Err(other);
            }
            self.also.insert(other, name.clone());
        }
        self.main.insert(name, thing);
        Ok(())
    }
}

/// An activity: what is known of it beyond its names.
#[derive(Debug, Clone, Default)]
pub struct Activity {
    /// The field that correlates it with others.
    pub key: Option<String>,
    /// The system that records it.
    pub feed: Option<String>,
}

/// How a measure word counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measuring {
    /// Records.
    Records,
    /// Different values of a field.
    Distinct(String),
    /// The sum of a field.
    Sum(String),
}

/// All that `guiju.toml` and the files it names say.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Names in no table name themselves.
    pub open: bool,
    /// `[activity]`
    pub activities: Table<Activity>,
    /// `[field]`
    pub fields: Table<FieldTable>,
    /// `[measure-word]`
    pub measure_words: Table<Measuring>,
    /// `[metric]`; with no definition, its values are records.
    pub metrics: Table<Option<Expr>>,
    /// `[level]`: steps from the lowest.
    pub levels: Table<Vec<String>>,
    /// `[phrase]`
    pub phrases: Table<Vec<Requirement>>,
    /// `[entity]`
    pub entities: Table<EntityTable>,
    /// `[records]`
    pub records: RecordColumns,
    /// `[people]`
    pub people: PeopleColumns,
    /// `[leave]`
    pub leave: LeaveColumns,
    /// `[feed]`: the sources that are declared; empty where none is.
    pub feeds: Vec<String>,
    /// `[appraisal] partial`
    pub partial: Partial,
    /// `[lint]`
    pub rules: IndexMap<String, Level>,
    /// All names, for the reader of sentences.
    pub names: Names,
}

/// A name or phrase as the grammar sees it: half-width, no blanks.
pub fn words(text: &str) -> String {
    guiju_syntax::normal::words(text)
}

impl Vocabulary {
    /// The vocabulary of a lone file: open, with no tables.
    pub fn open() -> Self {
        Vocabulary { open: true, ..Vocabulary::default() }
    }

    /// The vocabulary of a package: its manifest first, then the vocabulary files it names. The diagnostics are
    /// those of each source, in the same order.
    pub fn new(manifests: &[(Source, Manifest)]) -> (Self, Vec<Vec<Diagnostic>>) {
        let mut vocabulary = Vocabulary::default();
        if let Some((_, first)) = manifests.first() {
            vocabulary.settings(first);
        }
        let feeds = manifests.iter().flat_map(|(_, manifest)| manifest.feed.keys());
        vocabulary.feeds = feeds.map(|key| key.get_ref().clone()).collect();
        // Two rounds: the names first, since meanings are read with all of them known.
        let all_names: Vec<String> = manifests.iter().flat_map(|(_, manifest)| manifest_names(manifest)).collect();
        vocabulary.names = Names::new(all_names.iter().map(String::as_str));
        let diagnostics = manifests.iter().map(|(_, manifest)| vocabulary.tables(manifest)).collect();
        // The meaning of a phrase is read without the others: it is no phrase itself.
        vocabulary.names = std::mem::take(&mut vocabulary.names).with_phrases(vocabulary.phrases.names());
        (vocabulary, diagnostics)
    }

    fn settings(&mut self, manifest: &Manifest) {
        self.open = manifest.vocabulary.open;
        self.partial = manifest.appraisal.partial.unwrap_or_default();
        let set = |column: &mut String, value: &Option<String>| {
            if let Some(value) = value {
                column.clone_from(value);
            }
        };
        let records = &manifest.records;
        set(&mut self.records.person, &records.person);
        set(&mut self.records.activity, &records.activity);
        set(&mut self.records.time, &records.time);
        set(&mut self.records.judgement, &records.judgement);
        set(&mut self.records.value, &records.value);
        if records.date.is_some() {
            self.records.date.clone_from(&records.date);
        }
        if records.id.is_some() {
            self.records.id.clone_from(&records.id);
        }
        if records.recorded.is_some() {
            self.records.recorded.clone_from(&records.recorded);
        }
        if let Some(withdrawn) = &records.withdrawn {
            let (column, values) = (withdrawn.column.clone(), withdrawn.values.clone());
            self.records.withdrawn = Some(guiju_engine::schema::Withdrawn { column, values });
        }
        let people = &manifest.people;
        set(&mut self.people.person, &people.person);
        set(&mut self.people.post, &people.post);
        set(&mut self.people.department, &people.department);
        set(&mut self.people.joined, &people.joined);
        set(&mut self.people.left, &people.left);
        set(&mut self.people.from, &people.from);
        set(&mut self.people.to, &people.to);
        set(&mut self.leave.person, &manifest.leave.person);
        set(&mut self.leave.from, &manifest.leave.from);
        set(&mut self.leave.to, &manifest.leave.to);
    }

    fn tables(&mut self, manifest: &Manifest) -> Vec<Diagnostic> {
        let (mut diagnostics, mut more) = (Vec::new(), Vec::new());
        let mut twice = |key: &Spanned<String>, added: Result<(), String>| {
            if let Err(name) = added {
                diagnostics.push(Diagnostic::new(Code::NameTwice, span(key)).with("name", name));
            }
        };
        for (key, table) in &manifest.activity {
            let activity = Activity {
                key: table.key.as_deref().map(words),
                feed: table.feed.as_ref().map(|feed| feed.get_ref().clone()),
            };
            twice(key, self.activities.add(words(key.get_ref()), &table.also, activity));
        }
        for feed in manifest.activity.values().filter_map(|table| table.feed.as_ref()) {
            let name = feed.get_ref().as_str();
            if !self.feeds.is_empty() && !self.feeds.iter().any(|known| known == name) {
                let near = nearest(name, self.feeds.iter().map(String::as_str));
                more.push(Diagnostic::new(Code::UnknownFeed, span(feed)).with("name", name).near(near));
            }
        }
        for (key, table) in &manifest.field {
            twice(key, self.fields.add(words(key.get_ref()), &table.also, table.clone()));
        }
        for (key, table) in &manifest.level {
            let steps = table.order.iter().map(|step| words(step)).collect();
            twice(key, self.levels.add(words(key.get_ref()), &table.also, steps));
        }
        for (key, table) in &manifest.entity {
            twice(key, self.entities.add(words(key.get_ref()), &table.also, table.clone()));
        }
        for (key, table) in &manifest.measure_word {
            let field = table.field.as_deref().map(words);
            let measuring = match (table.count, field) {
                (Counting::Records, _) => Measuring::Records,
                (Counting::Distinct, Some(field)) => Measuring::Distinct(field),
                (Counting::Sum, Some(field)) => Measuring::Sum(field),
                (_, None) => {
                    more.push(Diagnostic::new(Code::MeasureWordField, span(key)).with("name", key.get_ref().as_str()));
                    continue;
                }
            };
            twice(key, self.measure_words.add(words(key.get_ref()), &[], measuring));
        }
        for (key, table) in &manifest.metric {
            let definition = match &table.is {
                None => None,
                Some(is) => match parse_expr(is.get_ref(), &self.names) {
                    Ok(expr) => Some(expr),
                    Err(errors) => {
                        more.extend(errors.into_iter().map(|error| Diagnostic { span: span(is), ..error }));
                        continue;
                    }
                },
            };
            twice(key, self.metrics.add(words(key.get_ref()), &table.also, definition));
        }
        for (key, table) in &manifest.phrase {
            let (requirements, errors) = parse_requirements(table.means.get_ref(), &self.names);
            more.extend(errors.into_iter().map(|error| Diagnostic { span: span(&table.means), ..error }));
            twice(key, self.phrases.add(words(key.get_ref()), &table.also, requirements));
        }
        for (key, level) in &manifest.lint {
            match crate::lint::level(key, *level) {
                Ok(()) => drop(self.rules.insert(key.get_ref().clone(), *level)),
                Err(problem) => more.push(problem),
            }
        }
        diagnostics.extend(more);
        diagnostics
    }

    /// Activities and metrics whose names are near `name`.
    pub fn near_measures(&self, name: &str) -> Vec<String> {
        nearest(name, self.activities.names().chain(self.metrics.names()))
    }

    /// Activities whose names are near `name`.
    pub fn near_activities(&self, name: &str) -> Vec<String> {
        nearest(name, self.activities.names())
    }

    /// Whether a field must be declared: the vocabulary is closed and has a table of fields.
    pub fn fields_closed(&self) -> bool {
        !self.open && !self.fields.is_empty()
    }

    /// The declared type of a field.
    pub fn field_type(&self, field: &str) -> Option<FieldType> {
        self.fields.get(field).and_then(|(_, table)| table.kind)
    }
}

fn manifest_names(manifest: &Manifest) -> Vec<String> {
    let also = |names: &[String]| names.iter().map(|name| words(name)).collect::<Vec<_>>();
    let mut names = Vec::new();
    for (key, table) in &manifest.activity {
        names.push(words(key.get_ref()));
        names.extend(also(&table.also));
    }
    for (key, table) in &manifest.metric {
        names.push(words(key.get_ref()));
        names.extend(also(&table.also));
    }
    for (key, table) in &manifest.field {
        names.push(words(key.get_ref()));
        names.extend(also(&table.also));
    }
    names
}

/// Where a spanned value of a TOML file stands.
pub fn span<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}
