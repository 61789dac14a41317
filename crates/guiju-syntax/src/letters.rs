//! Sets of letters that are asked at every letter of a text, or for every word of a list.

/// A set of letters; asking it takes one step, however many it has.
pub(crate) struct Letters {
    /// One bit for each letter of the basic plane.
    bits: Vec<u64>,
}

impl Letters {
    /// The letters of these texts; those beyond the basic plane are left out.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Letters {
        Letters::all(texts.into_iter().flat_map(str::chars))
    }

    /// The first letter of each of these texts.
    pub(crate) fn of_beginnings<'a>(texts: impl IntoIterator<Item = &'a str>) -> Letters {
        Letters::all(texts.into_iter().filter_map(|text| text.chars().next()))
    }

    /// The last letter of each of these texts.
    pub(crate) fn of_ends<'a>(texts: impl IntoIterator<Item = &'a str>) -> Letters {
        Letters::all(texts.into_iter().filter_map(|text| text.chars().next_back()))
    }

    fn all(letters: impl Iterator<Item = char>) -> Letters {
        let mut bits = vec![0u64; 1 << 10];
        for letter in letters.map(u32::from) {
            if let Some(word) = bits.get_mut(letter as usize >> 6) {
                *word |= 1 << (letter & 63);
            }
        }
        Letters { bits }
    }

    /// Whether the letter is one of them.
    pub(crate) fn holds(&self, letter: char) -> bool {
        let letter = u32::from(letter);
        self.bits.get(letter as usize >> 6).is_some_and(|word| word >> (letter & 63) & 1 == 1)
    }
}

/// Which letters a text may have: of most words it tells that they are not in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sketch(u64);

impl Sketch {
    /// Of this text.
    pub(crate) fn of(text: &str) -> Sketch {
        Sketch(text.chars().fold(0, |bits, letter| bits | Sketch::bit(letter)))
    }

    /// Whether all letters of the word may be in it.
    pub(crate) fn may_hold(self, word: &str) -> bool {
        word.chars().all(|letter| self.0 & Sketch::bit(letter) != 0)
    }

    fn bit(letter: char) -> u64 {
        1 << (u32::from(letter) & 63)
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, Sketch};

    #[test]
    fn a_sketch_may_hold_what_is_there() {
        let sketch = Sketch::of("每周上门");
        assert!(["每周", "门", ""].iter().all(|word| sketch.may_hold(word)));
        assert!(!sketch.may_hold("上班"));
    }

    #[test]
    fn a_set_holds_its_letters_and_no_others() {
        let set = Letters::of(["每周", "a"]);
        let held: String = ('\0'..=char::MAX).filter(|letter| set.holds(*letter)).collect();
        assert_eq!(held, "a周每");
        let texts = ["每周", "按月"];
        assert!(Letters::of_beginnings(texts).holds('按') && !Letters::of_beginnings(texts).holds('月'));
        assert!(Letters::of_ends(texts).holds('月') && !Letters::of_ends(texts).holds('按'));
    }
}
