//! Expectations: what a key picks, what a value wants, and what there is instead.

use std::ops::Range;

use chrono::NaiveDate;
use guiju_engine::exact::Exact;
use guiju_engine::program::Program;
use guiju_engine::report::{ClauseReport, Moment, Outcome, PersonReport, Status};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use rust_decimal::Decimal;

use super::days::Around;
use super::line::{list, words};

/// What a key is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// 总分
    Score,
    /// 等级
    Grade,
    /// Requirements by id.
    Clauses(Vec<String>),
}

/// A key: whose, what, and which outcomes of it.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub person: Option<String>,
    pub subject: Subject,
    pub which: Option<Which>,
}

/// Which outcomes.
#[derive(Debug, Clone)]
pub(super) enum Which {
    /// Those whose period holds the day.
    Day(NaiveDate),
    /// Those of an entity, or of a triggering record.
    Name(String),
}

/// Words for the things an expectation can name.
const SCORE: [&str; 2] = ["总分", "score"];
pub(super) const GRADE: [&str; 2] = ["等级", "grade"];

impl Key {
    /// Reads `[person] what [which]`; `place` says where a part of the text stands.
    pub fn read(
        text: &str,
        place: impl Fn(Range<usize>) -> Span,
        people: &[String],
        program: &Program,
        around: &Around,
    ) -> Result<Key, Diagnostic> {
        let words: Vec<(&str, Range<usize>)> =
            words(text).into_iter().map(|word| (super::line::unquoted(word.text), word.place)).collect();
        let named = |word: &str| people.iter().any(|person| person == word);
        let (person, rest) = match words.split_first() {
            Some(((first, _), rest)) if !rest.is_empty() && named(first) => (Some((*first).to_owned()), rest),
            _ => (None, words.as_slice()),
        };
        let unread = || Diagnostic::new(Code::BadExpectation, place(0..text.len())).with("words", text);
        let Some(((what, at), rest)) = rest.split_first() else { return Err(unread()) };
        let subject = if SCORE.contains(what) {
            Subject::Score
        } else if GRADE.contains(what) {
            Subject::Grade
        } else {
            Subject::Clauses(clauses(what, rest.len() + 1, words.len(), place(at.clone()), people, program)?)
        };
        let which = match rest {
            [] => None,
            [(word, _)] => Some(match around.day(word, around.from) {
                Some(day) => Which::Day(day),
                None => Which::Name((*word).to_owned()),
            }),
            _ => return Err(unread()),
        };
        Ok(Key { person, subject, which })
    }

    /// The outcomes of a clause that the key picks.
    pub fn pick<'r>(&self, clause: &'r ClauseReport) -> Vec<&'r Outcome> {
        let outcomes = clause.outcomes.iter();
        let picked = |outcome: &&Outcome| match &self.which {
            None => true,
            Some(Which::Day(day)) => {
                let first = outcome.from.map(day_of);
                let holds = first.is_some_and(|first| first <= *day);
                holds && (outcome.to.is_some_and(|to| before_end(*day, to)) || first == Some(*day))
            }
            Some(Which::Name(name)) => outcome.entity.as_ref() == Some(name) || outcome.trigger.as_ref() == Some(name),
        };
        outcomes.filter(picked).collect()
    }
}

fn day_of(moment: Moment) -> NaiveDate {
    match moment {
        Moment::Day(day) => day,
        Moment::Time(time) => time.date(),
    }
}

fn before_end(day: NaiveDate, end: Moment) -> bool {
    match end {
        Moment::Day(end) => day < end,
        Moment::Time(end) => day.and_time(chrono::NaiveTime::MIN) < end,
    }
}

/// The ids that a name stands for: itself, or all requirements of a clause.
fn clauses(
    what: &str,
    left: usize,
    all: usize,
    place: Span,
    people: &[String],
    program: &Program,
) -> Result<Vec<String>, Diagnostic> {
    let ids: Vec<&str> = program.standards.iter().flat_map(|it| &it.clauses).map(|clause| clause.id.as_str()).collect();
    if ids.contains(&what) {
        return Ok(vec![what.to_owned()]);
    }
    let letter = |id: &&&str| {
        id.strip_prefix(what).is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase()))
    };
    let family: Vec<String> = ids.iter().filter(letter).map(|id| (*id).to_owned()).collect();
    if !family.is_empty() {
        return Ok(family);
    }
    // `李四 2.1` where there is no 李四 is a mistake in the person.
    if left == 2 && all == 2 {
        let near = guiju_compile::near::nearest(what, people.iter().map(String::as_str));
        return Err(Diagnostic::new(Code::UnknownPersonInCase, place).with("name", what).near(near));
    }
    let names = ids.iter().copied().chain([SCORE[0], GRADE[0]]);
    let near = guiju_compile::near::nearest(what, names);
    Err(Diagnostic::new(Code::UnknownClauseInCase, place).with("id", what).near(near))
}

/// One thing that is wanted, by name: one value, or one per outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Want {
    pub what: What,
    pub values: Vec<String>,
    /// Written as a list: one value per outcome.
    pub listed: bool,
}

/// What an expectation can name of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Status,
    Actual,
    Required,
    Points,
    Value,
}

impl What {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            What::Status => "状态",
            What::Actual => "实际",
            What::Required => "要求",
            What::Points => "得分",
            What::Value => "",
        }
    }

    fn named(word: &str) -> Option<What> {
        match word {
            "状态" | "status" => Some(What::Status),
            "实际" | "实际值" | "actual" => Some(What::Actual),
            "要求" | "要求值" | "required" => Some(What::Required),
            "得分" | "points" => Some(What::Points),
            _ => None,
        }
    }
}

/// What can be expected of a clause beside its status: `实际=8`.
pub(crate) const ASSIGNED: [&str; 3] = ["实际", "要求", "得分"];

/// The words for statuses.
pub(crate) const STATUS_WORDS: [&str; 6] = ["达标", "未达标", "待定", "不适用", "无法判定", "不约束"];

/// Statuses in words, the first of each the one that is shown; 不约束 is none.
const STATUSES: [(&[&str], Option<Status>); 6] = [
    (&["达标", "met"], Some(Status::Met)),
    (&["未达标", "不达标", "missed"], Some(Status::Missed)),
    (&["待定", "pending"], Some(Status::Pending)),
    (&["不适用", "not_applicable"], Some(Status::NotApplicable)),
    (&["无法判定", "undetermined"], Some(Status::Undetermined)),
    (&["不约束", "not_bound"], None),
];

/// The word for a status; with none, that nobody is bound.
pub(super) fn status_word(status: Option<Status>) -> String {
    let found = STATUSES.iter().find(|(_, of)| *of == status).and_then(|(words, _)| words.first());
    found.copied().unwrap_or_default().to_owned()
}

fn status(word: &str) -> Option<String> {
    let found = STATUSES.iter().find(|(words, _)| words.contains(&word))?;
    Some(status_word(found.1))
}

/// A number as reports print it: `8`, `86.50`, `3‰`, `12元` (any unit is left out).
fn number(text: &str) -> Option<String> {
    let text = text.trim();
    if matches!(text, "-" | "无") {
        return Some("-".to_owned());
    }
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ',' | '_'))).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let value = Exact::from(Decimal::from_str_exact(&digits.replace([',', '_'], "")).ok()?);
    let scale = match unit.trim() {
        "%" | "\u{FF05}" => 100,
        "‰" => 1000,
        _ => 1,
    };
    value.over(Exact::from(scale)).map(|value| value.to_string())
}

/// Reads the value of an expectation; `text` gives the words of a single value.
pub(super) fn wants(subject: &Subject, value: &toml::Value, text: Option<&str>) -> Option<Vec<Want>> {
    match subject {
        Subject::Score => Some(vec![Want { what: What::Value, values: vec![number(text?)?], listed: false }]),
        Subject::Grade => {
            let grade = if text? == "无" { "-" } else { text? };
            Some(vec![Want { what: What::Value, values: vec![grade.to_owned()], listed: false }])
        }
        Subject::Clauses(_) => match value {
            toml::Value::String(text) => in_words(text),
            toml::Value::Array(values) => {
                let all: Option<Vec<Vec<Want>>> = values.iter().map(|value| in_words(value.as_str()?)).collect();
                listed(&all?)
            }
            toml::Value::Table(table) => table.iter().map(|(key, value)| named(What::named(key)?, value)).collect(),
            _ => None,
        },
    }
}

/// `达标 实际=7 要求=8`
fn in_words(text: &str) -> Option<Vec<Want>> {
    let mut found = Vec::new();
    for word in words(text) {
        found.push(match super::line::assignment(word.text) {
            Some((name, value)) => named(What::named(name)?, &toml::Value::String(value.to_owned()))?,
            None => {
                let values: Option<Vec<String>> = list(word.text).into_iter().map(status).collect();
                let values = values?;
                Want { what: What::Status, listed: values.len() > 1, values }
            }
        });
    }
    (!found.is_empty()).then_some(found)
}

fn named(what: What, value: &toml::Value) -> Option<Want> {
    let one = |text: &str| if what == What::Status { status(text) } else { number(text) };
    let written = |value: &toml::Value| match value {
        toml::Value::String(text) => one(text),
        toml::Value::Integer(_) | toml::Value::Float(_) => one(&value.to_string()),
        _ => None,
    };
    Some(match value {
        toml::Value::Array(values) => {
            Want { what, values: values.iter().map(written).collect::<Option<_>>()?, listed: true }
        }
        toml::Value::String(text) if what == What::Status || !text.contains(',') => {
            let values: Vec<String> = list(text).into_iter().map(one).collect::<Option<_>>()?;
            Want { what, listed: values.len() > 1, values }
        }
        value => Want { what, values: vec![written(value)?], listed: false },
    })
}

/// A list of values: the same things are wanted of each outcome.
fn listed(all: &[Vec<Want>]) -> Option<Vec<Want>> {
    let first = all.first()?;
    let wants = first.iter().enumerate().map(|(index, want)| {
        let values: Option<Vec<String>> = all
            .iter()
            .map(|wants| {
                let same =
                    wants.get(index).filter(|it| it.what == want.what && !it.listed && wants.len() == first.len());
                same.and_then(|it| it.values.first().cloned())
            })
            .collect();
        Some(Want { what: want.what, values: values?, listed: true })
    });
    wants.collect()
}

/// What there is of what is wanted of a clause.
pub(super) fn found(want: &Want, key: &Key, clauses: &[&ClauseReport]) -> Vec<String> {
    let outcomes: Vec<&Outcome> = clauses.iter().flat_map(|clause| key.pick(clause)).collect();
    let shown = |value: Option<Exact>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    match want.what {
        What::Status if clauses.is_empty() => vec![status_word(None)],
        What::Status if want.listed => outcomes.iter().map(|outcome| status_word(Some(outcome.status))).collect(),
        What::Status if key.which.is_none() => clauses
            .iter()
            .map(|clause| clause.status)
            .min()
            .map(|status| status_word(Some(status)))
            .into_iter()
            .collect(),
        What::Status => {
            outcomes.iter().map(|it| it.status).min().map(|status| status_word(Some(status))).into_iter().collect()
        }
        What::Actual => outcomes.iter().map(|outcome| shown(outcome.actual)).collect(),
        What::Required => outcomes.iter().map(|outcome| shown(outcome.required)).collect(),
        What::Points => {
            let points = clauses.iter().filter_map(|clause| clause.points);
            let sum = points.fold(None, |sum: Option<Exact>, points| match sum {
                None => Some(points),
                Some(sum) => sum.plus(points),
            });
            vec![shown(sum)]
        }
        What::Value => Vec::new(),
    }
}

/// The score or grade of a person.
pub(super) fn total(subject: &Subject, person: Option<&PersonReport>) -> Vec<String> {
    let Some(person) = person else { return vec![status_word(None)] };
    let value = match subject {
        Subject::Score => person.score.map(|score| score.to_string()),
        Subject::Grade => person.grade.clone(),
        Subject::Clauses(_) => None,
    };
    vec![value.unwrap_or_else(|| "-".to_owned())]
}

/// Wanted or found things in one line: `达标 实际=7`.
pub(super) fn shown<'v>(parts: impl Iterator<Item = (What, &'v [String])>) -> String {
    let part = |(what, values): (What, &[String])| {
        let values = if values.is_empty() { "无".to_owned() } else { values.join("、") };
        match what {
            What::Status | What::Value => values,
            _ => format!("{}={values}", what.word()),
        }
    };
    parts.map(part).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_are_offered_are_those_that_are_shown() {
        let first = STATUSES.map(|(words, _)| words.first().copied().unwrap_or_default());
        assert_eq!(first, STATUS_WORDS);
        assert_eq!([What::Actual, What::Required, What::Points].map(What::word), ASSIGNED);
    }
}
