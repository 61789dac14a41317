//! Names in the text of a package: where they are used, and where they come from.

use std::collections::BTreeMap;

use guiju_syntax::ast::{Document, Node, Property, PropertyKind};
use guiju_syntax::normal::{Normal, words};
use guiju_syntax::span::{Source, Span};

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
    /// A field of records.
    Field,
    /// A level with its order.
    Level,
    /// What 每家客户 is about.
    Entity,
}

/// A place in a file of the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, by its place in [`Compiled::files`].
    pub file: usize,
    /// Where in it.
    pub span: Span,
}

/// Where the name at an offset is defined: the line of its 定义 or 参数, or its table in the vocabulary.
pub fn definition(compiled: &Compiled, file: usize, offset: usize) -> Option<Place> {
    let (name, _, _) = at(compiled, file, offset)?;
    let declared = declarations(compiled, file);
    declared.get(&name).map(|(_, span)| Place { file, span: *span }).or_else(|| {
        let tables = compiled.files.iter().enumerate().filter(|(_, file)| file.requirements.is_none());
        tables.into_iter().find_map(|(index, file)| {
            let key = occurrences(&file.source, &[name.as_str()], '#')
                .into_iter()
                .find(|(_, span)| heads(&file.source, *span));
            key.map(|(_, span)| Place { file: index, span })
        })
    })
}

/// Every place where the name at an offset stands, in order of files: those of 定义 and 参数 within their file, all others
/// within the package, its vocabulary included.
pub fn references(compiled: &Compiled, file: usize, offset: usize) -> Vec<Place> {
    let Some((name, kind, _)) = at(compiled, file, offset) else { return Vec::new() };
    let local = matches!(kind, Kind::Parameter | Kind::Definition);
    let mut found = Vec::new();
    for (index, it) in compiled.files.iter().enumerate().filter(|(index, _)| !local || *index == file) {
        let comment = if it.requirements.is_some() { '/' } else { '#' };
        let known = known(compiled, index);
        let names: Vec<&str> = known.keys().map(String::as_str).collect();
        let places = occurrences(&it.source, &names, comment).into_iter();
        found.extend(places.filter(|(found, _)| *found == name).map(|(_, span)| Place { file: index, span }));
    }
    found
}

/// The name at an offset, what it names, and where it stands.
pub(super) fn at(compiled: &Compiled, file: usize, offset: usize) -> Option<(String, Kind, Span)> {
    let source = &compiled.files.get(file)?.source;
    let known = known(compiled, file);
    let names: Vec<&str> = known.keys().map(String::as_str).collect();
    let comment = if compiled.files.get(file)?.requirements.is_some() { '/' } else { '#' };
    let all = occurrences(source, &names, comment);
    let (name, span) =
        all.into_iter().find(|(_, span)| span.start as usize <= offset && offset <= span.end as usize)?;
    Some((name.to_owned(), *known.get(name)?, span))
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
    for (name, (kind, _)) in declarations(compiled, file) {
        add(&name, kind);
    }
    vocabulary.activities.names().for_each(|name| add(name, Kind::Activity));
    vocabulary.metrics.names().for_each(|name| add(name, Kind::Metric));
    vocabulary.levels.names().for_each(|name| add(name, Kind::Level));
    vocabulary.entities.names().for_each(|name| add(name, Kind::Entity));
    vocabulary.fields.names().for_each(|name| add(name, Kind::Field));
    let schema = &compiled.compilation.program.schema;
    schema.activities.iter().for_each(|activity| add(&activity.name, Kind::Activity));
    schema.fields.iter().for_each(|field| add(&field.name, Kind::Field));
    known
}

/// 定义 and 参数 of a file, with where their names stand.
fn declarations(compiled: &Compiled, file: usize) -> BTreeMap<String, (Kind, Span)> {
    let before = compiled.files.iter().take(file).filter(|file| file.requirements.is_some()).count();
    let is_standard = compiled.files.get(file).is_some_and(|file| file.requirements.is_some());
    let document = compiled.compilation.documents.get(before).filter(|_| is_standard);
    let mut found = BTreeMap::new();
    for property in document.map(properties).unwrap_or_default() {
        let (kind, name) = match &property.kind {
            PropertyKind::Define { name, .. } => (Kind::Definition, name),
            PropertyKind::Parameter { name, .. } => (Kind::Parameter, name),
            _ => continue,
        };
        found.entry(name.text.clone()).or_insert((kind, name.span));
    }
    found
}

fn properties(document: &Document) -> Vec<&Property> {
    fn below<'a>(body: &'a [Node], found: &mut Vec<&'a Property>) {
        for node in body {
            match node {
                Node::Section(section) => {
                    found.extend(&section.properties);
                    below(&section.body, found);
                }
                Node::Clause(clause) => found.extend(&clause.properties),
            }
        }
    }
    let mut found: Vec<&Property> = document.properties.iter().collect();
    below(&document.body, &mut found);
    found
}

/// Where names stand in a text, comments left out; of names that begin at one place the longest, and none within another.
fn occurrences<'n>(source: &Source, names: &[&'n str], comment: char) -> Vec<(&'n str, Span)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let code = if comment == '#' { line.split('#').next().unwrap_or("") } else { line };
        let normal = Normal::new(code, Span::new(start, start).start);
        // Blanks mean nothing within a name.
        let letters: Vec<(usize, char)> = normal.text.char_indices().filter(|(_, c)| *c != ' ').collect();
        let mut at = 0;
        while at < letters.len() {
            let begins = |name: &str| {
                let mut rest = letters.iter().skip(at);
                name.chars().filter(|c| *c != ' ').all(|c| rest.next().is_some_and(|(_, other)| *other == c))
            };
            let longest = names.iter().filter(|name| begins(name)).max_by_key(|name| name.len());
            let length = longest.map_or(1, |name| name.chars().filter(|c| *c != ' ').count());
            if let (Some(name), Some((first, _)), Some((last, c))) =
                (longest, letters.get(at), letters.get(at + length - 1))
            {
                found.push((*name, normal.span(*first, last + c.len_utf8())));
            }
            at += length;
        }
        start += line.len();
    }
    found
}

/// Whether a name of a vocabulary file stands where its table begins: `[activity."…"]`, or `"…" = `.
fn heads(source: &Source, span: Span) -> bool {
    let text = source.text();
    let line = text.get(..span.start as usize).unwrap_or("").rsplit('\n').next().unwrap_or("").trim_start();
    let after = text.get(span.end as usize..).unwrap_or("").trim_start_matches(['"', '\'', ' ']);
    (line.starts_with('[') && after.starts_with(']'))
        || (line.trim_matches(['"', '\'']).is_empty() && after.starts_with('='))
}

/// A name as it is compared.
pub(super) fn folded(name: &str) -> String {
    words(name)
}
