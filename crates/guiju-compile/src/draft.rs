//! A draft of `guiju.toml` from the words that standards use, for `guiju vocabulary`.

use std::fmt::Write as _;

use guiju_engine::calendar::Calendar;
use guiju_engine::program::{Aggregate, Program};
use guiju_engine::schema::{Activity, Field, FieldKind};
use guiju_syntax::ast::{Core, Expr, Threshold};
use guiju_syntax::catalogue::Code;
use guiju_syntax::span::Source;
use indexmap::IndexSet;

use crate::vocabulary::Vocabulary;
use crate::{Compilation, compile};

/// What the tables of a vocabulary lack for the standards to be read with a closed vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lacking {
    /// Activities in no table.
    pub activities: Vec<String>,
    /// Metrics in no table.
    pub metrics: Vec<String>,
    /// Fields in no table, with their type as `guiju.toml` writes it (none where nothing says).
    pub fields: Vec<(String, Option<&'static str>)>,
    /// Measure words in no table.
    pub measure_words: Vec<String>,
    /// Sentences or parts of them that say nothing checkable.
    pub phrases: Vec<String>,
    /// Entities in no table.
    pub entities: Vec<String>,
}

impl Lacking {
    /// Whether nothing is lacking.
    pub fn is_empty(&self) -> bool {
        *self == Lacking::default()
    }
}

/// Finds what the vocabulary lacks for these standards.
pub fn lacking(sources: &[Source], vocabulary: &Vocabulary, calendar: &Calendar) -> Lacking {
    let open = Vocabulary { open: true, ..vocabulary.clone() };
    let compilation = compile(sources, &open, calendar);
    let Program { schema, measures, .. } = &compilation.program;
    let value = schema.fields.iter().position(|field| field.name == schema.records.value);
    let is_metric = |index: usize| {
        measures.iter().any(|measure| {
            matches!(measure.aggregate, Aggregate::Average(field) if Some(field.index()) == value)
                && measure.sources.iter().any(|source| source.activity.index() == index)
        })
    };
    let unknown = |activity: &Activity| {
        vocabulary.activities.get(&activity.name).is_none() && vocabulary.metrics.get(&activity.name).is_none()
    };
    let (mut activities, mut metrics) = (Vec::new(), Vec::new());
    for (index, activity) in schema.activities.iter().enumerate().filter(|(_, activity)| unknown(activity)) {
        if is_metric(index) { &mut metrics } else { &mut activities }.push(activity.name.clone());
    }
    let fields = schema.fields.iter().filter(|field| {
        vocabulary.fields.get(&field.name).is_none()
            && vocabulary.levels.get(&field.name).is_none()
            && field.name != schema.records.value
    });
    Lacking {
        activities,
        metrics,
        fields: fields.map(|field| (field.name.clone(), kind(field))).collect(),
        measure_words: measure_words(&compilation, vocabulary),
        phrases: phrases(&compilation),
        entities: entities(&compilation, vocabulary),
    }
}

fn kind(field: &Field) -> Option<&'static str> {
    match field.kind {
        FieldKind::Text | FieldKind::Level(_) => None,
        FieldKind::Number => Some("number"),
        FieldKind::Flag => Some("flag"),
        FieldKind::Date => Some("date"),
    }
}

fn measure_words(compilation: &Compilation, vocabulary: &Vocabulary) -> Vec<String> {
    let requirements = compilation.standards.iter().flat_map(|standard| &standard.clauses);
    let thresholds = requirements.filter_map(|clause| match &clause.requirement.as_ref()?.core {
        Core::Measure { threshold, measure: Expr::Name(_), .. } => Some(threshold),
        _ => None,
    });
    let words: IndexSet<String> = thresholds
        .filter_map(|threshold| match threshold {
            Threshold::Value(Expr::Number(quantity)) | Threshold::Range(_, quantity) => quantity.unit.as_ref(),
            Threshold::Value(_) => None,
        })
        .map(|unit| unit.text.clone())
        .filter(|word| word != "次" && word != "分" && vocabulary.measure_words.get(word).is_none())
        .collect();
    words.into_iter().collect()
}

fn phrases(compilation: &Compilation) -> Vec<String> {
    let all = compilation.diagnostics.iter().flatten();
    let words: IndexSet<String> = all
        .filter(|diagnostic| diagnostic.code == Code::NothingCheckable)
        .filter_map(|diagnostic| diagnostic.args.iter().find(|(name, _)| *name == "words"))
        .map(|(_, words)| words.clone())
        .collect();
    words.into_iter().collect()
}

fn entities(compilation: &Compilation, vocabulary: &Vocabulary) -> Vec<String> {
    let clauses = compilation.standards.iter().flat_map(|standard| &standard.clauses);
    let names: IndexSet<String> = clauses
        .filter_map(|clause| clause.requirement.as_ref()?.entity.as_ref())
        .map(|entity| entity.object.text.clone())
        .filter(|name| vocabulary.entities.get(name).is_none())
        .collect();
    names.into_iter().collect()
}

/// The draft as TOML, to be completed by the integrator. It is itself a valid vocabulary file.
///
/// ```
/// use guiju_compile::draft::{Lacking, toml};
/// let lacking = Lacking { activities: vec!["上门访问客户".into()], ..Lacking::default() };
/// assert!(toml(&lacking).contains("[activity.\"上门访问客户\"]"));
/// ```
pub fn toml(lacking: &Lacking) -> String {
    let mut text = String::new();
    let mut table = |kind: &str, name: &str, lines: &[String]| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "[{kind}.{}]", quoted(name));
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
        text.push('\n');
    };
    let also = "also = []".to_owned();
    for name in &lacking.activities {
        table("activity", name, &[also.clone(), "# key = \"…\"   # 与其他活动对应的字段".to_owned()]);
    }
    for name in &lacking.metrics {
        let hint = "# is = \"合计(活动.字段) / 合计(活动.字段)\"   # 不写则取记录里数值的平均".to_owned();
        table("metric", name, &[also.clone(), hint]);
    }
    for (name, kind) in &lacking.fields {
        table("field", name, &[format!("type = {}", quoted(kind.unwrap_or("text")))]);
    }
    for name in &lacking.measure_words {
        let hint = "# 或 count = \"distinct\" / \"sum\",并写 field = \"…\"".to_owned();
        table("measure-word", name, &["count = \"records\"".to_owned(), hint]);
    }
    for name in &lacking.entities {
        let hint = "# register = \"…台账\"、opened = \"…\"、closed = \"…\"、owner = \"…\"".to_owned();
        table("entity", name, &[format!("key = {}", quoted(name)), hint]);
    }
    for words in &lacking.phrases {
        let hint = "# 由人评定;能从记录判断的,改写成规范形式".to_owned();
        table("phrase", words, &[format!("means = {}", quoted(&format!("人工 「{words}」"))), hint]);
    }
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
