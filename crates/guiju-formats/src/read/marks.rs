//! The places of bytes that mean something, eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The bytes of a word that are this one: the highest bit of each.
#[inline]
pub(super) fn equal(word: u64, byte: u8) -> u64 {
    let other = word ^ (ONES * u64::from(byte));
    !(((other & LOW) + LOW) | other) & HIGH
}

/// The bytes of a word that are control characters: the highest bit of each.
#[inline]
pub(super) fn control(word: u64) -> u64 {
    !(((word & LOW) + ONES * 0x60) | word) & HIGH
}

/// Calls `each` with the place of every byte that `marked` gives the highest bit of; a blank is never one.
#[inline]
pub(super) fn marks(bytes: &[u8], marked: impl Fn(u64) -> u64, mut each: impl FnMut(usize)) {
    let mut word = |base: usize, word: u64| {
        let mut found = marked(word);
        while found != 0 {
            each(base + found.trailing_zeros() as usize / 8);
            found &= found - 1;
        }
    };
    let (words, rest) = bytes.as_chunks();
    let mut base = 0;
    for bytes in words {
        word(base, u64::from_le_bytes(*bytes));
        base += 8;
    }
    let mut last = [b' '; 8];
    last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
    word(base, u64::from_le_bytes(last));
}

#[cfg(test)]
mod tests {
    use super::{control, equal, marks};

    #[test]
    fn marks_are_where_the_bytes_are() {
        let mut bytes: Vec<u8> = (0..=255).chain([b',', 0, 31, 32, 127, 128, 255, b',']).collect();
        for _ in 0..9 {
            let (mut commas, mut controls) = (Vec::new(), Vec::new());
            marks(&bytes, |word| equal(word, b','), |at| commas.push(at));
            marks(&bytes, control, |at| controls.push(at));
            let places = |is: fn(&u8) -> bool| -> Vec<usize> {
                bytes.iter().enumerate().filter(|(_, byte)| is(byte)).map(|(at, _)| at).collect()
            };
            assert_eq!(commas, places(|byte| *byte == b','));
            assert_eq!(controls, places(|byte| *byte < 32));
            bytes.remove(0);
        }
    }
}
