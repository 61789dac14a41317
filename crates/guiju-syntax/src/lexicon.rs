//! Lists of words that are asked at every letter of a text: which of them stands there.

/// The lexicon of a list of words, made once where it is asked: `lexicon!(WORDS).begins(text)`.
macro_rules! lexicon {
    ($words:expr) => {{
        static LEXICON: std::sync::LazyLock<$crate::lexicon::Lexicon> =
            std::sync::LazyLock::new(|| $crate::lexicon::Lexicon::of(&$words));
        &*LEXICON
    }};
}
pub(crate) use lexicon;

/// Words by their first letter; asking takes a step or two, however many there are.
pub(crate) struct Lexicon {
    /// A letter, and where its words begin and end: at the place that the letter's number gives, or the next free one.
    slots: Vec<(char, usize, usize)>,
    /// The words with their places in the list, those of one letter together and in the order of the list.
    words: Vec<(usize, &'static str)>,
}

impl Lexicon {
    /// Of these words, in this order.
    pub(crate) fn of<'a>(list: impl IntoIterator<Item = &'a &'static str>) -> Lexicon {
        let first = |word: &str| word.chars().next();
        let mut words: Vec<(usize, &'static str)> = list.into_iter().copied().enumerate().collect();
        words.retain(|(_, word)| !word.is_empty());
        words.sort_by_key(|(place, word)| (first(word), *place));
        let mut slots = vec![('\0', 0, 0); (4 * words.len()).next_power_of_two()];
        let mut from = 0;
        for group in words.chunk_by(|(_, one), (_, other)| first(one) == first(other)) {
            let letter = group.first().and_then(|(_, word)| first(word)).unwrap_or_default();
            let mut at = letter as usize;
            while slots.get(at & (slots.len() - 1)).is_some_and(|slot| slot.2 > 0) {
                at += 1;
            }
            let mask = slots.len() - 1;
            if let Some(slot) = slots.get_mut(at & mask) {
                *slot = (letter, from, from + group.len());
            }
            from += group.len();
        }
        Lexicon { slots, words }
    }

    /// All of the list that begin with this letter.
    fn of_letter(&self, letter: char) -> &[(usize, &'static str)] {
        let mut at = letter as usize;
        loop {
            match self.slots.get(at & (self.slots.len() - 1)) {
                Some((of, from, to)) if *of == letter => return self.words.get(*from..*to).unwrap_or_default(),
                Some((_, _, to)) if *to > 0 => at += 1,
                _ => return &[],
            }
        }
    }

    /// All of the list that the text begins with, and their places there.
    pub(crate) fn all(&self, text: &str) -> impl Iterator<Item = (usize, &'static str)> {
        let words = text.chars().next().map_or_else(Default::default, |letter| self.of_letter(letter));
        words.iter().filter(move |(_, word)| text.starts_with(word)).copied()
    }

    /// The first of the list that the text begins with, and its place there.
    pub(crate) fn placed(&self, text: &str) -> Option<(usize, &'static str)> {
        self.all(text).next()
    }

    /// The first of the list that the text begins with.
    pub(crate) fn begins(&self, text: &str) -> Option<&'static str> {
        self.placed(text).map(|(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::grammar::words;

    #[test]
    fn a_lexicon_says_what_asking_word_by_word_says() {
        let list: Vec<&'static str> = words().collect();
        let lexicon = Lexicon::of(&list);
        let mut found = 0;
        for text in list.iter().flat_map(|one| ["", "乙", "月", "1"].map(|tail| format!("{one}{tail}"))) {
            for (at, _) in text.char_indices() {
                let rest = &text[at..];
                let asked = list.iter().position(|word| rest.starts_with(word)).map(|at| (at, list[at]));
                found += usize::from(asked.is_some());
                assert_eq!(lexicon.placed(rest), asked, "{rest}");
            }
        }
        assert!(found > 300, "{found}");
        assert_eq!((lexicon.begins(""), lexicon.begins("甲")), (None, None));
        assert_eq!(Lexicon::of(&[]).begins("甲"), None);
    }
}
