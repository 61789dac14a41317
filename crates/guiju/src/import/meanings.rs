//! What segments of sentences mean that the reader of sentences leaves to a vocabulary: lists of what a paper has to
//! say, steps in order, what follows a decision, what needs an approval first. Each rule takes only what the words
//! themselves say; the draft's vocabulary holds them as phrases, for the author to look over.

mod decisions;
mod lists;
mod papers;
mod people;
mod words;

use super::reading::{Reading, form, is_name, reading};

/// A phrase and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The words of the sentence: one segment, or several that follow each other.
    pub phrase: String,
    /// Canonical requirements.
    pub means: String,
}

/// The segments of a sentence, and which one is looked at.
pub(super) struct Place<'t> {
    segments: &'t [&'t str],
    at: usize,
}

impl<'t> Place<'t> {
    /// The segment itself.
    fn here(&self) -> &'t str {
        self.segments.get(self.at).copied().unwrap_or("")
    }

    /// The segments before it, the nearest first.
    fn before(&self) -> impl Iterator<Item = &'t str> + '_ {
        self.segments.get(..self.at).unwrap_or_default().iter().rev().copied()
    }

    /// The segments after it.
    fn after(&self) -> &'t [&'t str] {
        self.segments.get(self.at + 1..).unwrap_or_default()
    }
}

/// What a rule found: how many segments it takes, and what they mean.
type Found = Option<(usize, String)>;

/// The rules, in order: the first that says something holds.
const RULES: [fn(&Place<'_>) -> Found; 19] = [
    people::experience,
    people::education,
    decisions::if_agreed,
    decisions::in_case,
    decisions::on_occasion,
    decisions::approved_first,
    decisions::punished,
    decisions::handed_on,
    decisions::based_on,
    lists::steps,
    lists::noted,
    lists::classified,
    papers::written,
    papers::filed,
    papers::kept_by,
    papers::periodic,
    papers::each_has,
    papers::divided,
    papers::manner,
];

/// The phrases of a text with what they mean.
pub(super) fn meanings(text: &str) -> Vec<Meaning> {
    let mut meanings = Vec::new();
    for sentence in text.split(['。', '\n', '！']) {
        let segments: Vec<&str> = segments(sentence);
        let mut at = 0;
        while at < segments.len() {
            let place = Place { segments: &segments, at };
            let found = if is_read(place.here()) { None } else { RULES.iter().find_map(|rule| rule(&place)) };
            let Some((count, means)) = found.filter(|(_, means)| holds(means)) else {
                at += 1;
                continue;
            };
            let taken = segments.get(at..at + count).unwrap_or_default();
            let phrase = taken.first().zip(taken.last()).and_then(|(first, last)| between(sentence, first, last));
            meanings.extend(phrase.map(|phrase| Meaning { phrase: phrase.to_owned(), means }));
            at += count.max(1);
        }
    }
    meanings
}

/// The words from one segment of a sentence to another.
fn between<'t>(sentence: &'t str, first: &str, last: &str) -> Option<&'t str> {
    let start = sentence.find(first)?;
    let end = start + sentence.get(start..)?.find(last)? + last.len();
    sentence.get(start..end)
}

/// The segments of a sentence, between commas (and before 并) outside of brackets.
fn segments(sentence: &str) -> Vec<&str> {
    let (mut segments, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (at, letter) in sentence.char_indices() {
        match letter {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '，' | '；' | ',' | ';' if depth == 0 => {
                segments.push(sentence.get(start..at).unwrap_or(""));
                start = at + letter.len_utf8();
            }
            '并' if depth == 0
                && at > start
                && sentence.get(start..at).is_some_and(|before| before.chars().count() > 3) =>
            {
                segments.push(sentence.get(start..at).unwrap_or(""));
                start = at;
            }
            _ => {}
        }
    }
    segments.push(sentence.get(start..).unwrap_or(""));
    let joined = |segment: &&'_ str| !segment.is_empty();
    segments.into_iter().map(str::trim).filter(joined).collect()
}

/// Whether the reader makes sense of a segment by itself.
fn is_read(segment: &str) -> bool {
    let Reading { certain, doubtful, unread, wrong } = reading(segment);
    !certain.is_empty() && doubtful.is_empty() && unread.is_empty() && !wrong
}

/// Whether a meaning is canonical, and what it names are names.
fn holds(means: &str) -> bool {
    use guiju_syntax::ast::Core;
    means.split('；').all(|means| {
        let (requirements, problems) = guiju_syntax::parse_requirements(means, &guiju_syntax::Names::default());
        let canonical = |it: &guiju_syntax::ast::Requirement| match &it.core {
            Core::Phrase(_) => false,
            Core::Narrow(_) => true,
            Core::Every { trigger, .. } => is_name(&trigger.text) && form(it) == means,
            _ => form(it) == means,
        };
        problems.is_empty() && !requirements.is_empty() && requirements.iter().all(canonical)
    })
}
