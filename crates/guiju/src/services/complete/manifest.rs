//! What may come next in `guiju.toml` and vocabulary files.

use std::cell::OnceCell;

use guiju_compile::draft::{Lacking, draft};
use guiju_compile::lint::RULES;
use guiju_compile::read_manifest;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Edit, Lang};
use guiju_syntax::span::Span;
use indexmap::IndexSet;

use super::super::edited::edited;
use super::super::names::{Kind, known};
use super::Candidate;
use crate::Compiled;

/// What a key may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Words, of which nothing is known.
    Words,
    /// A list of them.
    List,
    /// `true` or `false`
    Flag,
    /// A table, or a number.
    Other,
    /// A field of records.
    Field,
    /// A source of records that has a table.
    Feed,
    /// One of these.
    One(&'static [&'static str]),
}

use Holds::{Feed, Field, Flag, List, One, Other, Words};

/// A table: its name, whether each table of the kind has a name of its own, and its keys.
type Table = (&'static str, bool, &'static [(&'static str, Holds)]);

/// Every table of the file.
const TABLES: &[Table] = &[
    ("package", false, &[("name", Words), ("version", Words)]),
    (
        "calendar",
        false,
        &[
            ("name", One(&["中国"])),
            ("timezone", One(&["Asia/Shanghai"])),
            ("week_starts", One(&["周一", "周日"])),
            ("working_hours", List),
            ("moments", Other),
            ("roll_forward", Flag),
            ("year_starts", Words),
            ("holidays", List),
            ("workdays", List),
            ("half_days", List),
            ("period", Other),
        ],
    ),
    ("appraisal", false, &[("period", Words), ("partial", One(&["prorate", "skip", "full"]))]),
    (
        "records",
        false,
        &[
            ("person", Words),
            ("activity", Words),
            ("time", Words),
            ("date", Words),
            ("id", Words),
            ("recorded", Words),
            ("withdrawn", Other),
            ("judgement", Words),
            ("value", Words),
        ],
    ),
    (
        "people",
        false,
        &[
            ("file", Words),
            ("person", Words),
            ("post", Words),
            ("department", Words),
            ("joined", Words),
            ("left", Words),
            ("from", Words),
            ("to", Words),
        ],
    ),
    ("leave", false, &[("file", Words), ("person", Words), ("from", Words), ("to", Words)]),
    ("coverage", false, &[("file", Words)]),
    ("vocabulary", false, &[("open", Flag), ("files", List)]),
    ("activity", true, &[("also", List), ("key", Field), ("feed", Feed)]),
    (
        "field",
        true,
        &[
            ("also", List),
            ("type", One(&["text", "number", "flag", "date"])),
            ("empty", Words),
            ("unit", Words),
            ("hours_per_day", Other),
        ],
    ),
    ("measure-word", true, &[("count", One(&["records", "distinct", "sum"])), ("field", Field)]),
    ("metric", true, &[("also", List), ("is", Words)]),
    ("level", true, &[("order", List), ("also", List)]),
    ("feed", true, &[("about", Words)]),
    ("phrase", true, &[("means", Words), ("also", List)]),
    (
        "entity",
        true,
        &[
            ("also", List),
            ("register", Words),
            ("file", Words),
            ("key", Field),
            ("owner", Field),
            ("opened", Field),
            ("closed", Field),
            ("from", Field),
            ("to", Field),
        ],
    ),
    ("lint", false, &[]),
];

/// The levels of lint rules.
const LEVELS: Holds = One(&["error", "warn", "note", "off"]);

/// What may stand at an offset of a vocabulary file: behind `[` the tables, in the quotes of a named table the names that
/// the standards use and no table has, in a table the keys that it lacks, behind `=` what such a key may hold.
pub(super) fn complete(compiled: &Compiled, file: usize, offset: usize) -> Vec<Candidate> {
    let Some(text) = compiled.files.get(file).map(|it| it.source.text()) else { return Vec::new() };
    let Some(upto) = text.get(..offset) else { return Vec::new() };
    let start = upto.rfind('\n').map_or(0, |at| at + 1);
    let line = upto.get(start..).unwrap_or_default();
    let without = OnceCell::new();
    let whole = || without.get_or_init(|| without_line(compiled, file, start)).as_ref().unwrap_or(compiled);
    let offer = |typed: &str, all: Vec<(String, Option<Kind>)>| {
        let replaces = Span::new(offset - typed.len(), offset);
        let fits = |(text, _): &(String, Option<Kind>)| text.starts_with(typed) && text != typed;
        let all = all.into_iter().filter(fits);
        all.map(|(text, kind)| Candidate { text, kind, replaces }).collect()
    };
    let words = |all: &[&str]| all.iter().map(|it| ((*it).to_owned(), None)).collect::<Vec<_>>();
    if line.trim_start().starts_with('#') {
        return Vec::new();
    }
    if let Some(head) = line.trim_start().strip_prefix('[') {
        return match head.split_once(['.']) {
            None => {
                let name = |(name, named, _): &Table| if *named { format!("{name}.\"") } else { (*name).to_owned() };
                offer(head, TABLES.iter().map(|table| (name(table), None)).collect())
            }
            Some((head, rest)) => {
                let typed = rest.strip_prefix('"').unwrap_or(rest);
                match table(head) {
                    Some((_, true, _)) if !typed.contains('"') => {
                        let missing = missing(whole(), head);
                        let quoted = rest.starts_with('"');
                        let shown = |name: String| (if quoted { name } else { format!("\"{name}\"") }, None);
                        offer(typed, missing.into_iter().map(shown).collect())
                    }
                    _ => Vec::new(),
                }
            }
        };
    }
    let above = upto.get(..start).unwrap_or_default();
    let lines: Vec<&str> = above.lines().rev().map(str::trim).take_while(|line| !line.starts_with('[')).collect();
    let head = above.lines().rev().map(str::trim).nth(lines.len()).unwrap_or_default();
    let head = head.trim_start_matches('[').split(['.', ']', ' ']).next().unwrap_or_default();
    let Some((_, _, keys)) = table(head) else { return Vec::new() };
    let Some((key, value)) = line.split_once('=') else {
        let typed = line.trim_start();
        let given = |key: &str| lines.iter().any(|line| line.split('=').next().is_some_and(|it| it.trim() == key));
        let rules = RULES.iter().map(|rule| rule.name).filter(|_| head == "lint");
        let all = keys.iter().map(|(key, _)| *key).chain(rules).filter(|key| !given(key));
        return offer(typed, all.map(|key| (key.to_owned(), None)).collect());
    };
    let holds = keys.iter().find(|(name, _)| *name == key.trim()).map(|(_, holds)| *holds);
    let holds = if head == "lint" { Some(LEVELS) } else { holds };
    let value = value.trim_start();
    let found = match holds {
        None | Some(Words | List | Other) => Vec::new(),
        Some(Flag) => return offer(value, words(&["true", "false"])),
        Some(One(all)) => words(all),
        Some(Feed) => {
            let feeds = whole().compilation.program.schema.feeds();
            feeds.map(|feed| (feed.to_owned(), None)).collect()
        }
        Some(Field) => {
            let fields = |(_, kind): &(String, Kind)| [Kind::Field, Kind::Level, Kind::Entity].contains(kind);
            known(whole(), file).into_iter().filter(fields).map(|(name, kind)| (name, Some(kind))).collect()
        }
    };
    match value.strip_prefix('"') {
        Some(typed) if !typed.contains('"') => offer(typed, found),
        None if value.is_empty() => {
            offer("", found.into_iter().map(|(text, kind)| (format!("\"{text}\""), kind)).collect())
        }
        _ => Vec::new(),
    }
}

fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|(head, ..)| *head == name)
}

/// The package without the line that is being written, which may keep the file from being read; as it is where that
/// does not help.
fn without_line(compiled: &Compiled, file: usize, start: usize) -> Option<Compiled> {
    let text = compiled.files.get(file)?.source.text();
    let rest = text.get(start..)?;
    let end = rest.find('\n').map_or(text.len(), |at| start + at);
    edited(compiled, &[(file, Edit { span: Span::new(start, end), text: String::new() })])
}

/// The names that the standards use and that a table of this kind lacks.
fn missing(compiled: &Compiled, head: &str) -> Vec<String> {
    if head == "feed" {
        let said = compiled.files.iter().flat_map(|file| &file.diagnostics).filter(|it| it.code == Code::UnknownFeed);
        let names = said.filter_map(|it| it.args.iter().find(|(key, _)| *key == "name").map(|(_, name)| name.clone()));
        return names.collect::<IndexSet<_>>().into_iter().collect();
    }
    let lacking = lacking(compiled);
    let names: Box<dyn Iterator<Item = String>> = match head {
        "activity" => Box::new(lacking.activities.into_iter()),
        "metric" => Box::new(lacking.metrics.into_iter()),
        "field" => Box::new(lacking.fields.into_keys()),
        "level" => Box::new(lacking.levels.into_keys()),
        "measure-word" => Box::new(lacking.measure_words.into_iter()),
        "entity" => Box::new(lacking.entities.into_iter()),
        "phrase" => Box::new(lacking.phrases.into_iter()),
        _ => Box::new(std::iter::empty()),
    };
    names.collect()
}

fn lacking(compiled: &Compiled) -> Lacking {
    let (mut sources, mut manifests) = (Vec::new(), Vec::new());
    for file in &compiled.files {
        match file.requirements {
            Some(_) => sources.push(file.source.clone()),
            None => manifests.extend(read_manifest(&file.source).ok().map(|manifest| (file.source.clone(), manifest))),
        }
    }
    draft(&sources, &manifests, &compiled.compilation.program.calendar, Lang::Zh).lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the reader of the file says that it expects instead of a key that no table has.
    fn expected(text: &str) -> Vec<String> {
        let error = guiju_compile::read_manifest(&guiju_syntax::span::Source::new("guiju.toml", text));
        let said = error.err().and_then(|it| it.args.first().map(|(_, value)| value.clone()));
        let said = said.unwrap_or_default();
        said.split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_tables_and_keys_are_those_of_the_reader() {
        let names: Vec<&str> = TABLES.iter().map(|(name, ..)| *name).collect();
        let mut read = expected("[zzz]\n");
        read.sort();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(read, sorted);
        for (name, named, keys) in TABLES.iter().filter(|(name, ..)| *name != "lint") {
            let head = if *named { format!("[{name}.\"甲\"]") } else { format!("[{name}]") };
            let mut known: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
            let mut read = expected(&format!("{head}\nzzz = 1\n"));
            known.sort_unstable();
            read.sort();
            assert_eq!(read, known, "{name}");
        }
    }
}
