//! What may come next in a case file.

use guiju_syntax::span::Span;
use indexmap::IndexMap;

use super::super::cases::standard_of;
use super::super::names::{Kind, known};
use super::around::{attributes, values};
use super::unfinished::{Spot, spots};
use super::{Candidate, Compiled};
use crate::testing::{ASSIGNED, CASE_KEYS, CaseFile, STATUS_WORDS};

/// What may stand at an offset of a case file, which may be unfinished: the keys that a case lacks; in the lines of records
/// people, activities, the fields of records and the steps of a level; in those of people what is asked of them; in
/// expectations clause ids, statuses and grades; the names of registers, sources and standards.
///
/// ```
/// use guiju::testing::CaseFile;
/// let compiled = guiju::compile_text("visits.gj", "每周 上门访问客户 >= 8");
/// let text = "[[case]]\nname = \"a\"\nrecords = [\"张三 周一 上门";
/// let cases = CaseFile::parse("visits_test.toml", text);
/// let found = guiju::services::complete_in_cases(&compiled, &cases, text.len());
/// assert_eq!(found[0].text, "上门访问客户");
/// ```
pub fn complete_in_cases(compiled: &Compiled, cases: &CaseFile, offset: usize) -> Vec<Candidate> {
    let text = cases.source.text();
    let (strings, Some(spot)) = spots(text, offset) else { return Vec::new() };
    let block = text.get(..offset).and_then(|upto| upto.rfind("[[case]]")).unwrap_or(0);
    let asker = Asker { compiled, text, block, strings: &strings, file: standard_of(compiled, cases) };
    let written = text.get(spot.text.clone()).unwrap_or_default();
    let path: Vec<&str> = spot.path.iter().map(String::as_str).skip_while(|part| *part == "case").collect();
    let in_case = spot.path.first().is_some_and(|head| head == "case");
    let last = |separators: &[char]| written.rsplit(|c: char| c.is_whitespace() || separators.contains(&c)).next();
    let (typed, found) = match (path.as_slice(), spot.key) {
        ([], true) if !spot.quoted => (written, asker.keys(in_case, offset)),
        (["standard"], false) => (written, asker.standards(cases)),
        (["register"], true) => (written, asker.registers()),
        (["expect"], true) => (last(&[]).unwrap_or_default(), asker.expected(written)),
        (["expect", key, ..], false) => (last(&['=', ',']).unwrap_or_default(), asker.outcome(key, written)),
        ([list, ..], false) if spot.quoted => {
            (last(&['=', ',', '、', '「']).unwrap_or_default(), asker.line(list, written))
        }
        _ => return Vec::new(),
    };
    // A text that is not in quotes yet gets them.
    let bare = !(spot.quoted || path.is_empty() && spot.key);
    let replaces = Span::new(offset - typed.len(), offset);
    let fitting = found.into_iter().filter(|(text, _)| text.starts_with(typed) && text != typed);
    let shown = |text: String| if bare { format!("\"{text}\"") } else { text };
    fitting.map(|(text, kind)| Candidate { text: shown(text), kind, replaces }).collect()
}

type Found = IndexMap<String, Option<Kind>>;

/// A case file that is being written, beside the package.
struct Asker<'a> {
    compiled: &'a Compiled,
    text: &'a str,
    /// Where the case begins.
    block: usize,
    strings: &'a [Spot],
    /// The standard that the cases are about.
    file: Option<usize>,
}

fn words<'a>(all: impl IntoIterator<Item = &'a str>) -> Found {
    all.into_iter().map(|word| (word.to_owned(), None)).collect()
}

impl Asker<'_> {
    /// The keys that the case lacks.
    fn keys(&self, in_case: bool, offset: usize) -> Found {
        let lines = self.text.get(self.block..offset).unwrap_or_default().lines();
        let given: Vec<&str> = lines.filter_map(|line| Some(line.split_once('=')?.0.trim())).collect();
        let keys = if in_case { CASE_KEYS } else { &["standard"] };
        words(keys.iter().copied().filter(|key| !given.contains(key)))
    }

    /// The standards of the package, as the file names them.
    fn standards(&self, cases: &CaseFile) -> Found {
        let folder = cases.path.parent();
        let files = self.compiled.files.iter().filter(|file| file.requirements.is_some());
        let beside =
            files.map(|file| folder.and_then(|folder| file.path.strip_prefix(folder).ok()).unwrap_or(&file.path));
        beside.map(|path| (path.to_string_lossy().replace('\\', "/"), None)).collect()
    }

    fn registers(&self) -> Found {
        words(self.compiled.compilation.program.schema.registers.iter().map(|it| it.name.as_str()))
    }

    /// The people of the case.
    fn people(&self) -> Found {
        let of_case = self.strings.iter().filter(|it| it.text.start >= self.block && !it.key);
        let lines = of_case.filter(|it| it.path.last().is_some_and(|key| key == "people"));
        let names = lines.filter_map(|it| self.text.get(it.text.clone())?.split_whitespace().next());
        words(names)
    }

    /// `[person] what [which]`
    fn expected(&self, written: &str) -> Found {
        let before = written.split_whitespace().count()
            - usize::from(!written.ends_with(char::is_whitespace) && !written.is_empty());
        let people = self.people();
        let person = written.split_whitespace().next().is_some_and(|first| people.contains_key(first));
        let mut found = Found::new();
        if before == 0 || (before == 1 && person) {
            let standards = &self.compiled.compilation.program.standards;
            let name = self.file.and_then(|file| self.compiled.files.get(file)).map(|file| file.source.name());
            let about = standards.iter().filter(|it| name.is_none_or(|name| it.file == name));
            found.extend(about.flat_map(|it| &it.clauses).map(|clause| (clause.id.clone(), None)));
            found.extend(words(["总分", "等级"]));
        }
        if before == 0 {
            found.extend(people);
        }
        found
    }

    /// What is expected of a clause, or which grade.
    fn outcome(&self, key: &str, written: &str) -> Found {
        match key.split_whitespace().find(|word| ["总分", "等级", "score", "grade"].contains(word)) {
            Some("等级" | "grade") => {
                let standard = self.file.and_then(|file| self.compiled.standard(file));
                let grades = standard.into_iter().flat_map(|standard| &standard.grades);
                grades.map(|grade| (grade.name.text.clone(), Some(Kind::Grade))).collect()
            }
            Some(_) => Found::new(),
            None => {
                let parts = ASSIGNED.iter().map(|what| format!("{what}="));
                let word = written.rsplit(char::is_whitespace).next().unwrap_or_default();
                if word.contains('=') {
                    return Found::new();
                }
                let mut found = words(STATUS_WORDS);
                found.extend(parts.map(|part| (part, None)));
                found
            }
        }
    }

    /// A line of people, records, …
    fn line(&self, list: &str, written: &str) -> Found {
        let word = written.rsplit(char::is_whitespace).next().unwrap_or_default();
        let first = !written.contains(char::is_whitespace);
        if let Some((field, _)) = word.split_once(['=', '＝']) {
            return values(self.compiled, field.trim_matches(['「', '」'])).into_iter().collect();
        }
        let schema = &self.compiled.compilation.program.schema;
        let names = self.file.map(|file| known(self.compiled, file)).unwrap_or_default();
        let assigned =
            |names: Vec<String>| names.into_iter().map(|name| (format!("{name}="), Some(Kind::Field))).collect();
        match list {
            "people" if !first => {
                let (columns, levels) = (&schema.people, self.compiled.vocabulary.levels.names());
                let own = [&columns.post, &columns.department, &columns.joined, &columns.left].map(Clone::clone);
                assigned(own.into_iter().chain(levels.map(str::to_owned)).chain(attributes(self.compiled)).collect())
            }
            "records" => {
                let before = written.strip_suffix(word).unwrap_or_default();
                let activity = |name: &str| names.get(name) == Some(&Kind::Activity);
                if before.split_whitespace().any(|word| activity(word.trim_matches(['「', '」']))) {
                    return assigned(schema.fields.iter().map(|field| field.name.clone()).collect());
                }
                let activities = names.iter().filter(|(_, kind)| **kind == Kind::Activity);
                let mut found = if first { self.people() } else { Found::new() };
                found.extend(activities.map(|(name, kind)| (name.clone(), Some(*kind))));
                found
            }
            "leave" | "targets" if first => self.people(),
            "coverage" if first => words(schema.feeds()),
            _ => Found::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_of_the_reader() {
        let read = CaseFile::parse("a_test.toml", "[[case]]\nzzz = 1\n");
        let said: String =
            read.diagnostics.iter().flat_map(|it| it.args.first()).map(|(_, value)| value.as_str()).collect();
        let mut expected: Vec<&str> = said.split('`').skip(3).step_by(2).collect();
        let mut keys = CASE_KEYS.to_vec();
        expected.sort_unstable();
        keys.sort_unstable();
        assert_eq!(keys, expected, "{said}");
    }
}
