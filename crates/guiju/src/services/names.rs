//! Names of a package: where each stands, what it names, and where it comes from.

use std::collections::BTreeMap;

use guiju_compile::vocabulary::{Measuring, Vocabulary};
use guiju_syntax::ast::Document;
use guiju_syntax::mentions::{self, Mention, Role};
use guiju_syntax::span::Span;

use super::letters::{Letters, letters};
use super::tables;
use crate::Compiled;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 参数
    Parameter,
    /// 定义
    Definition,
    /// An activity.
    Activity,
    /// A metric of the vocabulary.
    Metric,
    /// A field of records, or what is known of a person.
    Field,
    /// A level with its order.
    Level,
    /// One step of a level.
    Step,
    /// What 每家客户 is about.
    Entity,
    /// 家
    MeasureWord,
    /// Words of which the vocabulary says what they mean.
    Phrase,
    /// A grade of the 等级.
    Grade,
}

/// A place in a file of the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, by its place in [`Compiled::files`].
    pub file: usize,
    /// Where in it.
    pub span: Span,
}

/// A thing that has a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Symbol {
    pub kind: Kind,
    /// Its own name; of a step, behind that of its level.
    pub name: String,
    /// The file that it belongs to, where others do not know it.
    pub file: Option<usize>,
}

impl Symbol {
    /// What the vocabulary also calls it.
    pub fn also(&self, vocabulary: &Vocabulary) -> Vec<String> {
        let name = &self.name;
        match self.kind {
            Kind::Activity => vocabulary.activities.also(name),
            Kind::Metric => vocabulary.metrics.also(name),
            Kind::Field => vocabulary.fields.also(name),
            Kind::Level => vocabulary.levels.also(name),
            Kind::Entity => vocabulary.entities.also(name),
            Kind::Phrase => vocabulary.phrases.also(name),
            Kind::Parameter | Kind::Definition | Kind::Step | Kind::MeasureWord | Kind::Grade => Vec::new(),
        }
    }
}

/// A place where a thing is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub symbol: Symbol,
    pub place: Place,
    /// The letters of the name there; `None` where other words say it.
    pub letters: Option<Letters>,
    /// Whether it is what brings the name into being.
    pub declares: bool,
}

/// Where the name at an offset is defined: the line of its 定义, 参数 or 等级, or its table in the vocabulary.
pub fn definition(compiled: &Compiled, file: usize, offset: usize) -> Option<Place> {
    let all = occurrences(compiled);
    let symbol = &at(&all, file, offset)?.symbol;
    all.iter().find(|it| it.declares && it.symbol == *symbol).map(|it| it.place)
}

/// Every place where the thing at an offset is named, by its own name or another, in order of files: those of 定义, 参数 and
/// 等级 within their file, all others within the package, its vocabulary included.
pub fn references(compiled: &Compiled, file: usize, offset: usize) -> Vec<Place> {
    let all = occurrences(compiled);
    let Some(symbol) = at(&all, file, offset).map(|it| it.symbol.clone()) else { return Vec::new() };
    all.into_iter().filter(|it| it.symbol == symbol).map(|it| it.place).collect()
}

/// What is named at an offset; of several the one of the fewest words.
pub(super) fn at(all: &[Occurrence], file: usize, offset: usize) -> Option<&Occurrence> {
    let here = |it: &&Occurrence| {
        let span = it.place.span;
        it.place.file == file && span.start as usize <= offset && offset <= span.end as usize
    };
    all.iter().filter(here).min_by_key(|it| it.place.span.end - it.place.span.start)
}

/// All places of all names, in order of files and places.
pub(super) fn occurrences(compiled: &Compiled) -> Vec<Occurrence> {
    let mut found = Vec::new();
    let mut documents = compiled.compilation.documents.iter();
    for (index, file) in compiled.files.iter().enumerate() {
        let before = found.len();
        match &file.requirements {
            None => found.extend(tables::occurrences(compiled, index)),
            Some(_) => {
                if let Some(document) = documents.next() {
                    in_standard(compiled, index, document, &mut found);
                }
            }
        }
        if let Some(own) = found.get_mut(before..) {
            own.sort_by(|one, two| (one.place, &one.symbol).cmp(&(two.place, &two.symbol)));
        }
    }
    found.dedup();
    found
}

fn in_standard(compiled: &Compiled, file: usize, document: &Document, found: &mut Vec<Occurrence>) {
    let Some(source) = compiled.files.get(file).map(|file| &file.source) else { return };
    let mentioned = mentions::of_document(document);
    let names = Names::of(compiled, file, &mentioned);
    for mention in mentioned {
        let Some(symbol) = names.symbol(&mention) else { continue };
        let spellings = names.spellings(&symbol, mention.name);
        let letters = letters(source, mention.span, &spellings);
        let span = letters.as_ref().map_or(mention.span, |letters| letters.whole());
        let declares = matches!(mention.role, Role::Defined | Role::Parameter)
            || (mention.role == Role::Grade && !found.iter().any(|it| it.declares && it.symbol == symbol));
        found.push(Occurrence { symbol, place: Place { file, span }, letters, declares });
    }
}

/// What names mean in one file.
pub(super) struct Names<'a> {
    compiled: &'a Compiled,
    file: usize,
    /// 定义 and 参数.
    own: BTreeMap<&'a str, Kind>,
    /// What the words of a plain sentence turned out to mean, with what stood before them.
    meant: BTreeMap<Span, &'a str>,
}

impl<'a> Names<'a> {
    pub fn of(compiled: &'a Compiled, file: usize, mentioned: &[Mention<'a>]) -> Names<'a> {
        let own = mentioned.iter().filter_map(|mention| match mention.role {
            Role::Defined => Some((mention.name, Kind::Definition)),
            Role::Parameter => Some((mention.name, Kind::Parameter)),
            _ => None,
        });
        let clauses = compiled.standard(file).into_iter().flat_map(|standard| &standard.clauses);
        let resolved = clauses.filter_map(|clause| clause.requirement.as_deref()).flat_map(mentions::of_requirement);
        let meant = resolved.filter(|it| matches!(it.role, Role::Activity | Role::Measured | Role::Act));
        Names { compiled, file, own: own.collect(), meant: meant.map(|it| (it.span, it.name)).collect() }
    }

    /// What a mention names.
    pub fn symbol(&self, mention: &Mention<'_>) -> Option<Symbol> {
        let (name, vocabulary) = (mention.name, &self.compiled.vocabulary);
        match mention.role {
            Role::Defined => Some(self.local(Kind::Definition, name)),
            Role::Parameter => Some(self.local(Kind::Parameter, name)),
            Role::Length => self.own.get(name).map(|kind| self.local(*kind, name)),
            Role::Grade => Some(self.local(Kind::Grade, name)),
            Role::Activity => self.activity(name, mention.span),
            Role::Measured => match self.own.get(name) {
                Some(kind) => Some(self.local(*kind, name)),
                None => self.measured(name, mention.span),
            },
            Role::Act => {
                let flag = vocabulary.fields.get(name).is_some()
                    || (vocabulary.open && vocabulary.activities.get(name).is_none());
                if flag { Some(self.field(name)) } else { self.activity(name, mention.span) }
            }
            Role::Field | Role::Attribute => Some(self.field(name)),
            Role::Step(field) => {
                let (level, steps) = vocabulary.levels.get(field)?;
                steps.iter().any(|step| step == name).then(|| shared(Kind::Step, &step_of(level, name)))
            }
            Role::Entity => Some(self.entity(name)),
            Role::MeasureWord => vocabulary.measure_words.get(name).map(|(main, _)| shared(Kind::MeasureWord, main)),
            Role::Phrase => vocabulary.phrases.get(name).map(|(main, _)| shared(Kind::Phrase, main)),
            Role::Judgement | Role::Target => None,
        }
    }

    /// How a thing may be spelt where it is called `written`.
    pub fn spellings(&self, symbol: &Symbol, written: &str) -> Vec<String> {
        let own = if symbol.kind == Kind::Step { written } else { &symbol.name };
        [written.to_owned(), own.to_owned()].into_iter().chain(symbol.also(&self.compiled.vocabulary)).collect()
    }

    fn local(&self, kind: Kind, name: &str) -> Symbol {
        Symbol { kind, name: name.to_owned(), file: Some(self.file) }
    }

    fn activity(&self, name: &str, span: Span) -> Option<Symbol> {
        let vocabulary = &self.compiled.vocabulary;
        let meant = self.meant.get(&span).copied().unwrap_or(name);
        let found = vocabulary.activities.get(name).or_else(|| vocabulary.activities.get(meant));
        let open = vocabulary.open.then_some(meant);
        found.map(|(main, _)| main).or(open).map(|main| shared(Kind::Activity, main))
    }

    fn measured(&self, name: &str, span: Span) -> Option<Symbol> {
        let vocabulary = &self.compiled.vocabulary;
        let metric = vocabulary.metrics.get(name).map(|(main, _)| (Kind::Metric, main));
        let phrase = || vocabulary.phrases.get(name).map(|(main, _)| (Kind::Phrase, main));
        match metric.filter(|_| vocabulary.activities.get(name).is_none()).or_else(phrase) {
            Some((kind, main)) => Some(shared(kind, main)),
            None => self.activity(name, span),
        }
    }

    /// The activity of a record.
    pub fn activity_called(&self, name: &str) -> Option<Symbol> {
        self.activity(name, Span::default())
    }

    /// A level by any of its names, and its steps.
    pub fn level(&self, name: &str) -> Option<(&'a str, &'a [String])> {
        self.compiled.vocabulary.levels.get(name).map(|(level, steps)| (level, steps.as_slice()))
    }

    pub fn field(&self, name: &str) -> Symbol {
        let vocabulary = &self.compiled.vocabulary;
        if let Some(entity) = self.keyed(name) {
            return entity;
        }
        let level = || vocabulary.levels.get(name).map(|(main, _)| shared(Kind::Level, main));
        let field = vocabulary.fields.get(name).map(|(main, _)| shared(Kind::Field, main));
        field.or_else(level).unwrap_or_else(|| shared(Kind::Field, name))
    }

    /// An entity whose name is also the field that tells one from another.
    fn keyed(&self, name: &str) -> Option<Symbol> {
        let entity = self.compiled.vocabulary.entities.get(name).filter(|(_, entity)| entity.key.is_none());
        entity.map(|(main, _)| shared(Kind::Entity, main))
    }

    pub fn entity(&self, name: &str) -> Symbol {
        match self.compiled.vocabulary.entities.get(name) {
            Some((main, _)) => shared(Kind::Entity, main),
            // With no table its name is the field.
            None => self.field(name),
        }
    }
}

/// A thing that the whole package knows.
pub(super) fn shared(kind: Kind, name: &str) -> Symbol {
    Symbol { kind, name: name.to_owned(), file: None }
}

/// The name of a step behind that of its level.
pub(super) fn step_of(level: &str, step: &str) -> String {
    format!("{level}.{step}")
}

/// All names that a file may use.
pub(super) fn known(compiled: &Compiled, file: usize) -> BTreeMap<String, Kind> {
    let vocabulary = &compiled.vocabulary;
    let mut known = BTreeMap::new();
    let mut add = |name: &str, kind| {
        if !name.is_empty() {
            known.entry(name.to_owned()).or_insert(kind);
        }
    };
    if let Some(standard) = compiled.standard(file) {
        standard.parameters.keys().for_each(|name| add(name, Kind::Parameter));
        standard.definitions.keys().for_each(|name| add(name, Kind::Definition));
        standard.grades.iter().for_each(|grade| add(&grade.name.text, Kind::Grade));
    }
    vocabulary.activities.names().for_each(|name| add(name, Kind::Activity));
    vocabulary.metrics.names().for_each(|name| add(name, Kind::Metric));
    vocabulary.levels.names().for_each(|name| add(name, Kind::Level));
    vocabulary.entities.names().for_each(|name| add(name, Kind::Entity));
    vocabulary.fields.names().for_each(|name| add(name, Kind::Field));
    vocabulary.measure_words.names().for_each(|name| add(name, Kind::MeasureWord));
    vocabulary.phrases.names().for_each(|name| add(name, Kind::Phrase));
    let keys = vocabulary.activities.iter().filter_map(|(_, activity)| activity.key.as_deref());
    let counted = vocabulary.measure_words.iter().filter_map(|(_, measuring)| match measuring {
        Measuring::Distinct(field) | Measuring::Sum(field) => Some(field.as_str()),
        Measuring::Records => None,
    });
    let entities = vocabulary.entities.iter().filter_map(|(_, entity)| entity.key.as_deref());
    keys.chain(counted).chain(entities).for_each(|name| add(name, Kind::Field));
    let schema = &compiled.compilation.program.schema;
    schema.activities.iter().for_each(|activity| add(&activity.name, Kind::Activity));
    schema.fields.iter().for_each(|field| add(&field.name, Kind::Field));
    known
}
