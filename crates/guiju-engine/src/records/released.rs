//! Ids of records that were let go of, so that what comes under one of them later is known for what it is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// At least so many ids are known that went last, and at most twice as many.
pub const RELEASED: usize = 2_000_000;

/// Ids, as 64-bit hashes: that one id is taken for another among four million is as likely as one in two million.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    recent: BTreeSet<u64>,
    before: BTreeSet<u64>,
}

impl Released {
    /// Adds an id.
    pub fn add(&mut self, id: &str) {
        if self.recent.len() >= RELEASED {
            self.before = std::mem::take(&mut self.recent);
        }
        self.recent.insert(hash(id));
    }

    /// Whether an id is among them.
    pub fn contains(&self, id: &str) -> bool {
        let known = |ids: &BTreeSet<u64>| !ids.is_empty() && ids.contains(&hash(id));
        known(&self.recent) || known(&self.before)
    }
}

/// FNV-1a, which every version of every program computes alike.
fn hash(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
