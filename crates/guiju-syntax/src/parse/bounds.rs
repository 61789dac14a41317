//! Bounds that 、 parts: COD<=80mg/L、pH值6~9 are two requirements, as they would be with a comma.

use std::ops::Range;

/// Where the bounds of a segment stand; the whole of it where it is no list of them.
pub(super) fn listed(segment: &str) -> Vec<Range<usize>> {
    let whole = 0..segment.len();
    if !segment.contains('、') || !segment.contains(['<', '>']) || segment.contains('「') {
        return vec![whole];
    }
    let mut from = 0;
    let mut pieces = Vec::new();
    for piece in segment.split('、') {
        pieces.push(from..from + piece.len());
        from += piece.len() + '、'.len_utf8();
    }
    let all = pieces.iter().all(|piece| segment.get(piece.clone()).is_some_and(is_bound));
    if all { pieces } else { vec![whole] }
}

/// COD<=80mg/L, pH值6~9: a name, a sign, a number and its unit.
fn is_bound(piece: &str) -> bool {
    let sign = piece.find(['<', '>']);
    // the digit of a range stands behind its name
    let number = || piece.contains('~').then(|| piece.find(|c: char| c.is_ascii_digit())).flatten();
    let Some(at) = sign.or_else(number) else { return false };
    let (name, bound) = piece.split_at(at);
    let number = bound.trim_start_matches(['<', '>', '=', ' ']);
    let named = name.trim().chars().count() > 1
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '(' | ')'))
        && !name.contains(['扣', '得', '的', '凡', '须']);
    let apart = |c: char| matches!(c, '<' | '>' | '=' | '扣' | '得' | '每' | '时' | '的' | '且' | '或' | '须');
    named && number.starts_with(|c: char| c.is_ascii_digit() || c == '-') && !number.contains(apart)
}
