//! The names of a vocabulary, kept whole where the grammar would cut them.

use std::collections::BTreeMap;

use crate::normal::Normal;
use crate::parse::{Place, reads_as};

/// Names that the reader of sentences must keep whole.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Longest first; only those that the grammar would trip over.
    awkward: Vec<String>,
    /// Whole segments whose meaning the vocabulary gives, by their words without quotes.
    phrases: BTreeMap<String, String>,
}

impl Names {
    /// The names of a vocabulary, normalised.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Names {
        let whole = |name: &str| reads_as(name, Place::Duty) && reads_as(name, Place::Trigger);
        let trips = |name: &&str| !(name.is_empty() || name.contains(['「', '」']) || whole(name));
        let mut awkward: Vec<String> = names.into_iter().filter(trips).map(str::to_owned).collect();
        awkward.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        awkward.dedup();
        Names { awkward, phrases: BTreeMap::new() }
    }

    /// The same with the phrases of a vocabulary, normalised: a segment (or several that follow each other) of these
    /// words is that phrase, whatever else could be read in it.
    pub fn with_phrases<'a>(self, phrases: impl IntoIterator<Item = &'a str>) -> Names {
        let phrases = phrases.into_iter().filter(|phrase| !phrase.is_empty());
        let phrases = phrases.map(|phrase| (unquoted(phrase), phrase.to_owned())).collect();
        Names { phrases, ..self }
    }

    /// Whether there are any.
    pub(crate) fn has_phrases(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// The phrase that the text, without blanks, is.
    pub(crate) fn phrase(&self, text: &str) -> Option<&str> {
        if self.has_phrases() { self.phrases.get(&unquoted(text)).map(String::as_str) } else { None }
    }

    /// The text with awkward names in 「」, as if the author had quoted them.
    pub(crate) fn quote(&self, normal: &Normal) -> Normal {
        if self.awkward.iter().all(|name| !normal.text.contains(name.as_str())) {
            return normal.clone();
        }
        let mut quoted = normal.empty();
        let (mut at, mut inside) = (0, false);
        while let Some(c) = normal.text.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = normal.text.get(at..).unwrap_or("");
            inside = (inside || c == '「') && c != '」';
            let name = self.awkward.iter().find(|name| !inside && rest.starts_with(name.as_str()));
            let length = name.map_or(c.len_utf8(), String::len);
            if name.is_some() {
                quoted.insert("「", normal, at);
            }
            quoted.copy(normal, at, at + length);
            if name.is_some() {
                quoted.insert("」", normal, at + length - 1);
            }
            at += length;
        }
        quoted
    }
}

fn unquoted(text: &str) -> String {
    text.replace(['「', '」'], "")
}
