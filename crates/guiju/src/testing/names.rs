//! Names in case files: of activities and fields in their lines, of steps among the values, of grades in what is expected.

use guiju_syntax::span::Span;
use toml::Spanned;

use super::expect::GRADE;
use super::file::{CaseFile, span};
use super::line::{Word, assignment, list, unquoted, words};
use super::values::multiple;

/// What a name in a case names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named<'a> {
    /// An activity.
    Activity,
    /// A column of records, people or a register.
    Field,
    /// What a column holds.
    Value(&'a str),
    /// A grade that is expected.
    Grade,
}

/// A name as a case writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaseName<'a> {
    pub what: Named<'a>,
    pub name: &'a str,
    /// Where; `None` where escapes stand in the way.
    pub place: Option<Span>,
    /// Whether it stands in quotes of its own.
    pub quoted: bool,
}

impl CaseFile {
    /// All names, line by line.
    pub(crate) fn names(&self) -> Vec<CaseName<'_>> {
        let mut found = Vec::new();
        for case in &self.cases {
            let registers = case.register.values().flatten();
            for line in case.people.iter().chain(registers) {
                let words = words(line.get_ref());
                words.iter().for_each(|word| self.assigned(line, word, false, &mut found));
            }
            for line in &case.records {
                let words = words(line.get_ref());
                let plain = |word: &&Word<'_>| assignment(word.text).is_none() && multiple(word.text).is_none();
                if let Some(word) = words.iter().take_while(plain).last() {
                    found.push(self.name(Named::Activity, line, unquoted(word.text), word.place.start));
                }
                words.iter().for_each(|word| self.assigned(line, word, true, &mut found));
            }
            for (key, value) in &case.expect {
                let grade = words(key.get_ref()).iter().any(|word| GRADE.contains(&unquoted(word.text)));
                if let Some(name) = value.get_ref().as_str().filter(|_| grade) {
                    let whole = span(value);
                    let at = self.source.slice(whole).find(name).map(|at| whole.start as usize + at);
                    let place = at.map(|at| Span::new(at, at + name.len()));
                    found.push(CaseName { what: Named::Grade, name, place, quoted: true });
                }
            }
        }
        found
    }

    /// The words of the keys of expectations, which name clauses and people.
    pub(crate) fn expected_words(&self) -> Vec<(Span, &str)> {
        let keys = self.cases.iter().flat_map(|case| case.expect.keys());
        let all = keys.flat_map(|key| words(key.get_ref()).into_iter().map(move |word| (key, word)));
        let all = all.map(|(key, word)| (self.within(key, word.place.clone()), word.text));
        // A bare key has no quotes, and is one word.
        all.filter(|(span, word)| self.source.slice(*span) == *word).collect()
    }

    /// `学历=大专`
    fn assigned<'a>(&self, line: &'a Spanned<String>, word: &Word<'a>, many: bool, found: &mut Vec<CaseName<'a>>) {
        let Some((field, value)) = assignment(word.text) else { return };
        found.push(self.name(Named::Field, line, field, word.place.start));
        let mut at = word.place.end - value.len();
        for value in if many { list(value) } else { vec![unquoted(value)] } {
            let name = self.name(Named::Value(field), line, value, at);
            at = line.get_ref().get(at..).and_then(|rest| rest.find(value)).map_or(at, |next| at + next + value.len());
            found.push(name);
        }
    }

    /// A name that stands in a line at an offset or behind it.
    fn name<'a>(&self, what: Named<'a>, line: &'a Spanned<String>, name: &'a str, from: usize) -> CaseName<'a> {
        let text = line.get_ref();
        let at = text.get(from..).and_then(|rest| rest.find(name)).map(|at| from + at);
        let place = at.map(|at| self.within(line, at..at + name.len()));
        let place = place.filter(|place| self.source.slice(*place) == name);
        let before = at.and_then(|at| text.get(..at)).and_then(|before| before.chars().last());
        CaseName { what, name, place, quoted: before.is_some_and(|c| ['「', '"', '“'].contains(&c)) }
    }
}
