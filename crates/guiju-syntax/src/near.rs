//! Keywords that somebody may have meant.

use std::sync::LazyLock;

use crate::keywords::{KEYWORDS, Role};
use crate::normal::Normal;

/// Whether two words of at least two letters differ in one letter, or in the order of two that follow each other.
pub(crate) fn one_letter_off(word: &str, other: &str) -> bool {
    let length = word.chars().count();
    if length < 2 || other.chars().count() != length {
        return false;
    }
    let mut differing = word.chars().zip(other.chars()).enumerate().filter(|(_, (a, b))| a != b);
    match (differing.next(), differing.next(), differing.next()) {
        (Some(_), None, None) => true,
        (Some((first, (a, b))), Some((second, (c, d))), None) => first + 1 == second && a == d && c == b,
        _ => false,
    }
}

/// The longest word of a sentence, in letters, that may have been meant as a keyword.
const LONGEST: usize = 4;

/// The keywords that somebody may have meant, by their length in letters: no others can be one letter off.
static MEANT: LazyLock<[Vec<&'static str>; LONGEST + 1]> = LazyLock::new(|| {
    let begins = |role| !matches!(role, Role::Number | Role::Deadline | Role::Heading | Role::Scoring);
    let all = || KEYWORDS.iter().filter(|it| begins(it.role) || it.text == "计分").map(|keyword| keyword.text);
    std::array::from_fn(|length| all().filter(|word| word.chars().count() == length).collect())
});

/// The sign that somebody may have meant: `>=` of `=>`, `>==` and `> =`.
fn sign(text: &str) -> Option<&'static str> {
    const SIGNS: [&str; 6] = [">=", ">", "<=", "<", "=", "!="];
    let signs = |c: char| ['<', '>', '=', '!', ' '].contains(&c);
    let mut runs = text.split(|c| !signs(c)).map(str::trim).filter(|run| !run.is_empty());
    let odd = runs.find(|run| !SIGNS.contains(run))?;
    match (odd.contains('>'), odd.contains('<'), odd.contains('!'), odd.contains('=')) {
        (true, false, false, equal) => Some(if equal { ">=" } else { ">" }),
        (false, true, false, equal) => Some(if equal { "<=" } else { "<" }),
        (false, false, true, _) | (true, true, false, false) => Some("!="),
        (false, false, false, true) => Some("="),
        _ => None,
    }
}

/// The keywords that words of a sentence nearly are, in the order of the sentence.
pub(crate) fn keywords(sentence: &Normal) -> Vec<String> {
    let words = sentence.text.split(|c: char| c.is_ascii() || "「」、。".contains(c));
    let mut near: Vec<String> = Vec::new();
    for word in words {
        let all = MEANT.get(word.chars().take(LONGEST + 1).count()).map_or(&[][..], Vec::as_slice);
        if !all.contains(&word) {
            let meant = all.iter().find(|known| one_letter_off(word, known)).map(|known| (*known).to_owned());
            near.extend(meant.filter(|meant| !near.contains(meant)));
        }
    }
    near.extend(sign(&sentence.text).map(str::to_owned).filter(|meant| !near.contains(meant)));
    near
}
