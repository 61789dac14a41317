//! Keywords that somebody may have meant.

use crate::keywords::{KEYWORDS, Role};
use crate::normal::Normal;

/// Whether two words of at least two letters differ in one letter, or in the order of two that follow each other.
pub(crate) fn one_letter_off(word: &str, other: &str) -> bool {
    let (word, other): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    if word.len() != other.len() || word.len() < 2 {
        return false;
    }
    let differing: Vec<usize> =
        word.iter().zip(&other).enumerate().filter(|(_, (a, b))| a != b).map(|(i, _)| i).collect();
    match differing.as_slice() {
        [_] => true,
        [first, second] => {
            first + 1 == *second && word.get(*first) == other.get(*second) && word.get(*second) == other.get(*first)
        }
        _ => false,
    }
}

/// The keywords that words of a sentence nearly are, in the order of the sentence.
pub(crate) fn keywords(sentence: &Normal) -> Vec<String> {
    let words = sentence.text.split(|c: char| c.is_ascii() || "「」、。".contains(c));
    let begins = |role| !matches!(role, Role::Number | Role::Deadline | Role::Heading | Role::Scoring);
    let all = || KEYWORDS.iter().filter(|it| begins(it.role) || it.text == "计分").map(|keyword| keyword.text);
    let slips = words.filter(|word| word.chars().count() <= 4 && !all().any(|known| known == *word));
    let mut near: Vec<String> = Vec::new();
    for word in slips {
        let meant = all().find(|known| one_letter_off(word, known)).map(str::to_owned);
        near.extend(meant.filter(|meant| !near.contains(meant)));
    }
    near
}
