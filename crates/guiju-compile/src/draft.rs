//! A draft of `guiju.toml` from the words that standards use, for `guiju vocabulary` and `guiju import`.

mod text;

use guiju_engine::calendar::Calendar;
use guiju_engine::program::{Aggregate, Program};
use guiju_engine::schema::{Activity, Field, FieldKind};
use guiju_syntax::ast::{Core, Expr, Threshold};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Lang, Severity};
use guiju_syntax::span::Source;
use indexmap::{IndexMap, IndexSet};

use crate::manifest::Manifest;
use crate::vocabulary::Vocabulary;
use crate::{Compilation, compile, read_manifest};

/// How often a draft is compiled and completed with what is still lacking.
const ROUNDS: usize = 6;

/// What the tables of a vocabulary lack for the standards to be read with it closed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lacking {
    /// Activities in no table.
    pub activities: IndexSet<String>,
    /// Metrics in no table.
    pub metrics: IndexSet<String>,
    /// Fields in no table, with their type as `guiju.toml` writes it.
    pub fields: IndexMap<String, &'static str>,
    /// Levels in no table, with the steps that the standards name.
    pub levels: IndexMap<String, IndexSet<String>>,
    /// Measure words in no table.
    pub measure_words: IndexSet<String>,
    /// Entities in no table.
    pub entities: IndexSet<String>,
    /// Sentences or parts of them that say nothing checkable.
    pub phrases: IndexSet<String>,
}

impl Lacking {
    /// How many names are lacking.
    pub fn len(&self) -> usize {
        let Lacking { activities, metrics, fields, levels, measure_words, entities, phrases } = self;
        let sets = [activities, metrics, measure_words, entities, phrases].map(IndexSet::len);
        sets.iter().sum::<usize>() + fields.len() + levels.len()
    }

    /// The names by kind, each kind in words of `lang`; no empty ones.
    pub fn by_kind(&self, lang: Lang) -> Vec<(&'static str, Vec<&str>)> {
        fn set(names: &IndexSet<String>) -> Vec<&str> {
            names.iter().map(String::as_str).collect()
        }
        let kinds = [
            (["活动", "activities"], set(&self.activities)),
            (["指标", "metrics"], set(&self.metrics)),
            (["字段", "fields"], self.fields.keys().map(String::as_str).collect()),
            (["次序", "levels"], self.levels.keys().map(String::as_str).collect()),
            (["量词", "measure words"], set(&self.measure_words)),
            (["对象", "entities"], set(&self.entities)),
            (["短语", "phrases"], set(&self.phrases)),
        ];
        let kinds = kinds.into_iter().filter(|(_, names)| !names.is_empty());
        kinds.map(|([zh, en], names)| (if lang == Lang::Zh { zh } else { en }, names)).collect()
    }

    /// Whether nothing is lacking.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A vocabulary that completes the one there is.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it adds.
    pub lacking: Lacking,
    /// The tables as TOML: a whole `guiju.toml` where there is none yet, else what is to be added to it.
    pub text: String,
    /// What is wrong with each source even then, in order of place: nothing that a vocabulary could mend.
    pub unsolved: Vec<Vec<Diagnostic>>,
}

/// Drafts what the vocabulary of `manifests` (none for a package without one) lacks for these standards.
///
/// ```
/// use guiju_compile::{draft::draft, settings};
/// use guiju_syntax::{diagnostic::Lang, span::Source};
/// let source = Source::new("visits.gj", "每周上门访问客户8家");
/// let draft = draft(&[source], &[], &settings::calendar(None, None).unwrap(), Lang::Zh);
/// assert!(draft.text.contains("[activity.\"上门访问客户\"]"));
/// assert!(draft.unsolved.iter().all(Vec::is_empty));
/// ```
pub fn draft(sources: &[Source], manifests: &[(Source, Manifest)], calendar: &Calendar, lang: Lang) -> Draft {
    let (known, _) = Vocabulary::new(manifests);
    let open = compile(sources, &Vocabulary { open: true, ..known.clone() }, calendar);
    let mut lacking = Lacking::default();
    lacking.names(&open, &known);
    lacking.unchecked(&open);
    let mut round = 0;
    loop {
        let text = text::toml(&lacking, &known, manifests.is_empty().then_some(sources), &open, lang);
        let mut all = manifests.to_vec();
        let source = Source::new("guiju.toml", text.as_str());
        if let Ok(manifest) = read_manifest(&source) {
            all.push((source, manifest));
        }
        let (vocabulary, _) = Vocabulary::new(&all);
        let closed = compile(sources, &Vocabulary { open: false, ..vocabulary.clone() }, calendar);
        let before = lacking.len();
        lacking.names(&closed, &vocabulary);
        lacking.unknown(&closed);
        lacking.unchecked(&closed);
        round += 1;
        if lacking.len() == before || round == ROUNDS {
            let unsolved = closed.diagnostics.into_iter();
            let error = |diagnostic: &Diagnostic| diagnostic.severity() == Severity::Error;
            let unsolved = unsolved.map(|found| found.into_iter().filter(error).collect()).collect();
            return Draft { lacking, text, unsolved };
        }
    }
}

impl Lacking {
    /// The names that an open vocabulary let pass.
    fn names(&mut self, compilation: &Compilation, known: &Vocabulary) {
        let Program { schema, measures, .. } = &compilation.program;
        let value = schema.fields.iter().position(|field| field.name == schema.records.value);
        let is_metric = |index: usize| {
            measures.iter().any(|measure| {
                matches!(measure.aggregate, Aggregate::Average(field) if Some(field.index()) == value)
                    && measure.sources.iter().any(|source| source.activity.index() == index)
            })
        };
        let manual: IndexSet<&str> = manual_names(compilation).collect();
        let unknown = |activity: &Activity| {
            let name = activity.name.as_str();
            known.activities.get(name).is_none() && known.metrics.get(name).is_none() && !manual.contains(name)
        };
        for (index, activity) in schema.activities.iter().enumerate().filter(|(_, activity)| unknown(activity)) {
            let set = if is_metric(index) { &mut self.metrics } else { &mut self.activities };
            set.insert(activity.name.clone());
        }
        for field in &schema.fields {
            let declared = known.fields.get(&field.name).is_some() || known.levels.get(&field.name).is_some();
            if !declared && field.name != schema.records.value {
                self.fields.insert(field.name.clone(), kind(field));
            }
        }
        self.measure_words.extend(measure_words(compilation, known));
        self.entities.extend(entities(compilation, known));
    }

    /// Words that say nothing checkable, and fields compared by an order that nothing gives.
    fn unchecked(&mut self, compilation: &Compilation) {
        for diagnostic in compilation.diagnostics.iter().flatten() {
            match diagnostic.code {
                Code::NothingCheckable => {
                    self.phrases.extend(argument(diagnostic, "words"));
                }
                Code::NoOrder => {
                    let steps = argument(diagnostic, "field").map(|field| self.levels.entry(field).or_default());
                    if let (Some(steps), Some(step)) = (steps, argument(diagnostic, "value")) {
                        steps.insert(step);
                    }
                }
                _ => {}
            }
        }
        let levels = &self.levels;
        self.fields.retain(|field, _| !levels.contains_key(field));
    }

    /// The names that a closed vocabulary does not let pass.
    fn unknown(&mut self, compilation: &Compilation) {
        for diagnostic in compilation.diagnostics.iter().flatten() {
            let Some(name) = argument(diagnostic, "name") else { continue };
            match diagnostic.code {
                Code::UnknownName if !self.metrics.contains(&name) => {
                    self.activities.insert(name);
                }
                Code::UnknownField if !self.levels.contains_key(&name) => {
                    self.fields.entry(name).or_insert("text");
                }
                _ => {}
            }
        }
    }
}

fn argument(diagnostic: &Diagnostic, name: &str) -> Option<String> {
    diagnostic.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
}

/// What is judged by people is no activity of the vocabulary.
fn manual_names(compilation: &Compilation) -> impl Iterator<Item = &str> {
    use guiju_syntax::ast::{Duty, DutyKind};
    let clauses = compilation.standards.iter().flat_map(|standard| &standard.clauses);
    clauses.flat_map(|clause| match clause.requirement.as_deref().map(|requirement| &requirement.core) {
        Some(Core::Manual { name, .. }) => vec![name.text.as_str()],
        Some(Core::Every { duty: Duty::All(items) | Duty::Any(items), .. }) => {
            let manual = items.iter().filter_map(|item| match &item.kind {
                DutyKind::Manual(name) => Some(name.text.as_str()),
                _ => None,
            });
            manual.collect()
        }
        _ => Vec::new(),
    })
}

fn kind(field: &Field) -> &'static str {
    match field.kind {
        FieldKind::Text | FieldKind::Level(_) => "text",
        FieldKind::Number => "number",
        FieldKind::Flag => "flag",
        FieldKind::Date => "date",
    }
}

fn measure_words(compilation: &Compilation, known: &Vocabulary) -> IndexSet<String> {
    let requirements = compilation.standards.iter().flat_map(|standard| &standard.clauses);
    let thresholds = requirements.filter_map(|clause| match &clause.requirement.as_deref()?.core {
        Core::Measure { threshold, measure: Expr::Name(_), .. } => Some(threshold),
        _ => None,
    });
    let units = thresholds.filter_map(|threshold| match threshold {
        Threshold::Value(Expr::Number(quantity)) | Threshold::Range(_, quantity) => quantity.unit.as_ref(),
        Threshold::Value(_) => None,
    });
    let words = units.map(|unit| unit.text.clone());
    words.filter(|word| word != "次" && word != "分" && known.measure_words.get(word).is_none()).collect()
}

fn entities(compilation: &Compilation, known: &Vocabulary) -> IndexSet<String> {
    let clauses = compilation.standards.iter().flat_map(|standard| &standard.clauses);
    let names = clauses.filter_map(|clause| clause.requirement.as_deref()?.entity.as_ref());
    names.map(|entity| entity.object.text.clone()).filter(|name| known.entities.get(name).is_none()).collect()
}
