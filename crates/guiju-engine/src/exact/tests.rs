//! Small numbers are reckoned in 64 bits, and to the same result.
#![allow(clippy::unwrap_used, reason = "test code: a panic is a failing test")]

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use super::Exact;

#[test]
fn small_numbers_come_out_as_large_ones_do() {
    let edge = (1i128 << 31) - 1;
    let parts = [0, 1, -1, 2, 3, -6, 10, 100, 997, edge, -edge, edge + 1, -edge - 1, 1 << 40];
    let all: Vec<Exact> =
        parts.iter().flat_map(|above| parts.iter().filter_map(move |below| Exact::ratio(*above, *below))).collect();
    for left in &all {
        for right in &all {
            let (a, b): (Ratio<i128>, Ratio<i128>) = (left.fraction(), right.fraction());
            assert_eq!(left.plus(*right).map(Exact::fraction), a.checked_add(&b), "{left:?} + {right:?}");
            assert_eq!(left.minus(*right).map(Exact::fraction), a.checked_sub(&b), "{left:?} - {right:?}");
            assert_eq!(left.times(*right).map(Exact::fraction), a.checked_mul(&b), "{left:?} * {right:?}");
            assert_eq!(left.cmp(right), a.cmp(&b), "{left:?} <=> {right:?}");
            let quotient = if right.is_zero() { None } else { a.checked_div(&b) };
            assert_eq!(left.over(*right).map(Exact::fraction), quotient, "{left:?} / {right:?}");
        }
    }
}
