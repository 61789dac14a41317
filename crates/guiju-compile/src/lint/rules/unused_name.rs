//! # 词汇表里没有用到的名称 | a name of the vocabulary that nothing uses
//!
//! 查什么:guiju.toml(和它写明的本文件夹的词汇文件)里的活动、字段、量词、指标、级别、对象、短语、来源,没有一条用到的。
//! What it does: finds activities, fields, measure words, metrics, levels, entities, phrases and feeds of the vocabulary that no clause uses. Looks at whole packages only, and not at vocabulary files outside their folder, which others may share.
//!
//! 为什么:条款里可能写成了别的名称,删去条款后也常忘了它。删去活动之前要知道:记录里有它时,就成了不认识的活动,所以 `--fix` 不删。
//! Why: a clause may have meant it and called it otherwise, or it was left behind when a clause went. Without it, records of that activity are unknown ones, which is why `--fix` leaves it.
//!
//! 例子 Example
//! ```gj
//! 每周上门访问客户8次。
//! ```
//! ```toml
//! [activity."上门访问客户"]
//! [activity."电话访问客户"]
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每周上门访问客户8次,电话访问客户30次。
//! ```

use std::collections::BTreeSet;

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Severity};
use guiju_syntax::mentions::{self, Mention, Role};
use indexmap::IndexMap;
use toml::Spanned;

use super::super::{File, Found, Package};
use crate::manifest::Manifest;
use crate::vocabulary::{Measuring, Vocabulary, span, words};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let errors = |all: &Vec<Diagnostic>| all.iter().any(|it| it.severity() == Severity::Error);
    // What could not be read may use anything.
    if !package.whole || package.compilation.diagnostics.iter().any(errors) {
        return;
    }
    let used = Used::of(package);
    let outside = |file: &String| file.starts_with("..") || file.starts_with('/');
    let further = package.manifests.first().into_iter().flat_map(|first| &first.vocabulary.files);
    let own = std::iter::once(true).chain(further.map(|file| !outside(file)));
    for (index, (manifest, _)) in package.manifests.iter().zip(own).enumerate().filter(|(_, (_, own))| *own) {
        for (table, key) in unused(manifest, &used, package.vocabulary) {
            let diagnostic = Diagnostic::new(Code::UnusedName, span(key)).with("table", table);
            found.add_to_vocabulary(index, diagnostic.with("name", key.get_ref().as_str()));
        }
    }
}

/// The keys of a vocabulary file that are not used, with their tables.
fn unused<'a>(manifest: &'a Manifest, used: &Used, vocabulary: &Vocabulary) -> Vec<(&'static str, &'a Spanned<String>)> {
    fn of<T>(table: &IndexMap<Spanned<String>, T>) -> impl Iterator<Item = &Spanned<String>> {
        table.keys()
    }
    let mut found = Vec::new();
    let mut add = |table, keys: &mut dyn Iterator<Item = &'a Spanned<String>>, used: &BTreeSet<String>| {
        found.extend(keys.filter(|key| !used.contains(&words(key.get_ref()))).map(|key| (table, key)));
    };
    add("activity", &mut of(&manifest.activity), &used.activities);
    add("field", &mut of(&manifest.field), &used.fields);
    add("measure-word", &mut of(&manifest.measure_word), &used.measure_words);
    add("metric", &mut of(&manifest.metric), &used.metrics);
    add("level", &mut of(&manifest.level), &used.fields);
    add("phrase", &mut of(&manifest.phrase), &used.phrases);
    add("entity", &mut of(&manifest.entity), &used.entities);
    let fed = vocabulary.activities.iter().filter_map(|(_, activity)| activity.feed.as_deref().map(words));
    add("feed", &mut of(&manifest.feed), &fed.collect());
    found
}

/// The names of the vocabulary that clauses use, under their own names.
#[derive(Default)]
struct Used {
    activities: BTreeSet<String>,
    /// With levels, which are fields too.
    fields: BTreeSet<String>,
    measure_words: BTreeSet<String>,
    metrics: BTreeSet<String>,
    phrases: BTreeSet<String>,
    entities: BTreeSet<String>,
}

impl Used {
    fn of(package: &Package<'_>) -> Used {
        let mut used = Used::default();
        let vocabulary = package.vocabulary;
        for file in package.files() {
            used.written(&file, vocabulary);
            used.meant(&file, vocabulary);
        }
        used.beside(vocabulary);
        used
    }

    /// What stands in the file: wordings, of which some are replaced by what they mean.
    fn written(&mut self, file: &File<'_>, vocabulary: &Vocabulary) {
        mentions::of_document(file.document).iter().for_each(|it| self.mention(it, vocabulary));
    }

    /// What its clauses mean, with everything inherited and replaced.
    fn meant(&mut self, file: &File<'_>, vocabulary: &Vocabulary) {
        for clause in &file.standard.clauses {
            let requirement = clause.requirement.as_deref().into_iter().flat_map(mentions::of_requirement);
            let applies = clause.applies.iter().flat_map(mentions::of_people);
            let excepts = clause.excepts.iter().flat_map(mentions::of_condition);
            let since = clause.since.iter().flat_map(|since| mentions::of_threshold(&since.threshold));
            let all = requirement.chain(applies).chain(excepts).chain(since);
            all.for_each(|it| self.mention(&it, vocabulary));
            for counted in &clause.counted_as {
                self.activities.extend([counted.activity.clone(), counted.as_activity.clone()]);
                counted.filter.iter().flat_map(mentions::of_condition).for_each(|it| self.mention(&it, vocabulary));
            }
        }
        let definitions = file.standard.definitions.values();
        definitions.flat_map(mentions::of_expr).for_each(|it| self.mention(&it, vocabulary));
    }

    /// What the used names are made of in the vocabulary itself.
    fn beside(&mut self, vocabulary: &Vocabulary) {
        let mut before = None;
        while before != Some(self.metrics.len()) {
            before = Some(self.metrics.len());
            for (name, is) in vocabulary.metrics.iter() {
                if self.metrics.contains(name) {
                    is.iter().flat_map(mentions::of_expr).for_each(|it| self.mention(&it, vocabulary));
                }
            }
        }
        let mut fields: Vec<&str> = Vec::new();
        for (name, activity) in vocabulary.activities.iter() {
            fields.extend(activity.key.as_deref().filter(|_| self.activities.contains(name)));
        }
        for (name, measuring) in vocabulary.measure_words.iter() {
            if let (true, Measuring::Distinct(field) | Measuring::Sum(field)) =
                (self.measure_words.contains(name), measuring)
            {
                fields.push(field);
            }
        }
        for (name, entity) in vocabulary.entities.iter() {
            if self.entities.contains(name) {
                fields.push(name);
            }
            fields.extend([&entity.key, &entity.owner, &entity.opened, &entity.closed].into_iter().flatten().map(String::as_str));
        }
        fields.into_iter().for_each(|field| self.field(field, vocabulary));
    }

    fn mention(&mut self, mention: &Mention<'_>, vocabulary: &Vocabulary) {
        let name = mention.name;
        let main = |found: Option<&str>| found.map(str::to_owned);
        match mention.role {
            Role::Activity => self.activities.extend(main(vocabulary.activities.get(name).map(|it| it.0))),
            Role::Measured => {
                self.activities.extend(main(vocabulary.activities.get(name).map(|it| it.0)));
                self.metrics.extend(main(vocabulary.metrics.get(name).map(|it| it.0)));
                self.phrases.extend(main(vocabulary.phrases.get(name).map(|it| it.0)));
            }
            Role::Act => {
                self.activities.extend(main(vocabulary.activities.get(name).map(|it| it.0)));
                self.field(name, vocabulary);
            }
            Role::Field | Role::Attribute => self.field(name, vocabulary),
            Role::Phrase => self.phrases.extend(main(vocabulary.phrases.get(name).map(|it| it.0))),
            Role::MeasureWord => drop(self.measure_words.insert(name.to_owned())),
            Role::Entity => {
                self.entities.extend(main(vocabulary.entities.get(name).map(|it| it.0)));
                self.field(name, vocabulary);
            }
            Role::Defined | Role::Parameter | Role::Length | Role::Step(_) | Role::Judgement | Role::Target | Role::Grade => {}
        }
    }

    fn field(&mut self, name: &str, vocabulary: &Vocabulary) {
        let main = |found: Option<&str>| found.map(str::to_owned);
        self.fields.extend(main(vocabulary.fields.get(name).map(|it| it.0)));
        self.fields.extend(main(vocabulary.levels.get(name).map(|it| it.0)));
        self.entities.extend(main(vocabulary.entities.get(name).map(|it| it.0)));
    }
}
