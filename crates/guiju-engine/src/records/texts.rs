//! Many texts in one piece of memory, and dictionaries that give each distinct text a code.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use serde::{Deserialize, Serialize};

/// Texts, one behind the other.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Texts {
    text: String,
    /// Where each ends, counted from the base of its block.
    ends: Vec<u32>,
    /// Where each block begins.
    bases: Vec<usize>,
    /// Texts so long that a block of them might pass what `ends` can say.
    long: Lookup<usize, String>, // looked up only
}

/// So many texts share a base.
const BLOCK: usize = 1 << 12;
/// Longer texts stand apart.
const LONG: usize = 1 << 16;

impl Texts {
    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        if self.ends.len().is_multiple_of(BLOCK) {
            self.bases.push(self.text.len());
        }
        if text.len() > LONG {
            self.long.insert(self.ends.len(), text.to_owned());
        } else {
            self.text.push_str(text);
        }
        let base = self.bases.last().copied().unwrap_or(0);
        self.ends.push(u32::try_from(self.text.len() - base).unwrap_or(u32::MAX));
    }

    /// A text by its place.
    pub fn get(&self, place: usize) -> Option<&str> {
        let base = *self.bases.get(place / BLOCK)?;
        let end = base + *self.ends.get(place)? as usize;
        let start = if place.is_multiple_of(BLOCK) { base } else { base + *self.ends.get(place - 1)? as usize };
        if start == end
            && let Some(text) = self.long.get(&place)
        {
            return Some(text);
        }
        self.text.get(start..end)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many bytes they take.
    pub fn bytes(&self) -> usize {
        self.text.len() + self.ends.len() * 4
    }
}

/// Each distinct text once, with a code: the order in which it was first met.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Texts", into = "Texts")]
pub struct Dictionary {
    texts: Texts,
    codes: HashTable<u32>, // looked up only
    hasher: FixedState,
}

impl Dictionary {
    /// The code of a text, which is new where it was not met before.
    pub fn code(&mut self, text: &str) -> u32 {
        let hash = self.hasher.hash_one(text);
        let Dictionary { texts, codes, hasher } = self;
        let same = |code: &u32| texts.get(*code as usize) == Some(text);
        if let Some(code) = codes.find(hash, same) {
            return *code;
        }
        let code = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        texts.push(text);
        codes.insert_unique(hash, code, |code| texts.get(*code as usize).map_or(0, |text| hasher.hash_one(text)));
        code
    }

    /// The code of a text that was met.
    pub fn find(&self, text: &str) -> Option<u32> {
        let same = |code: &u32| self.texts.get(*code as usize) == Some(text);
        self.codes.find(self.hasher.hash_one(text), same).copied()
    }

    /// The text of a code.
    pub fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(code as usize)
    }

    /// All texts, by code.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.since(0)
    }

    /// The texts from a code on; those before are not looked at.
    pub fn since(&self, first: usize) -> impl Iterator<Item = &str> {
        (first..self.len()).filter_map(|place| self.texts.get(place))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.texts.bytes() + self.codes.capacity() * 5
    }
}

impl From<Texts> for Dictionary {
    fn from(texts: Texts) -> Self {
        let (hasher, mut codes) = (FixedState::default(), HashTable::with_capacity(texts.len()));
        let hash = |code: &u32| texts.get(*code as usize).map_or(0, |text| hasher.hash_one(text));
        for code in 0..u32::try_from(texts.len()).unwrap_or(u32::MAX) {
            codes.insert_unique(hash(&code), code, hash);
        }
        Dictionary { texts, codes, hasher }
    }
}

impl From<Dictionary> for Texts {
    fn from(dictionary: Dictionary) -> Self {
        dictionary.texts
    }
}

/// The first row of each id: a set of rows by a text that each has.
#[derive(Debug, Clone, Default)]
pub struct Firsts {
    rows: HashTable<u32>, // looked up only
    hasher: FixedState,
}

impl Firsts {
    /// The row that holds this text already; else `row` does from now on.
    pub fn hold<'a>(&mut self, row: u32, text: impl Fn(u32) -> &'a str) -> Option<&mut u32> {
        let Firsts { rows, hasher } = self;
        let hash = |row: &u32| hasher.hash_one(text(*row));
        let (wanted, own) = (text(row), hash(&row));
        match rows.entry(own, |held| text(*held) == wanted, hash) {
            hashbrown::hash_table::Entry::Occupied(held) => Some(held.into_mut()),
            hashbrown::hash_table::Entry::Vacant(free) => {
                free.insert(row);
                None
            }
        }
    }
}

impl Firsts {
    /// The row that holds this text.
    pub fn find(&self, same: impl Fn(u32) -> bool, text: &str) -> Option<u32> {
        self.rows.find(self.hasher.hash_one(text), |held| same(*held)).copied()
    }
}

/// A fast map for what is looked up and never walked through.
pub type Lookup<K, V> = std::collections::HashMap<K, V, FixedState>; // looked up only

/// An empty [`Lookup`].
pub fn lookup<K: Eq + Hash, V>() -> Lookup<K, V> {
    Lookup::with_hasher(FixedState::default())
}
