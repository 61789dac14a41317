//! The line of a span, cut to what fits, and marks below the words in question.

use guiju::{Source, Span};
use unicode_width::UnicodeWidthChar;

/// The line on which a span starts and the marks below it, at most `width` columns of it around the span; `None`
/// for an empty line.
pub fn excerpt(source: &Source, span: Span, width: usize) -> Option<(String, String)> {
    let width = width.max(20);
    let (line, column) = source.position(span.start);
    let text = source.line(line);
    let before = column.saturating_sub(1);
    let marked = source.slice(span).lines().next().unwrap_or("").chars().count();

    // A long line is shown from a little before the span on.
    let lead = text.char_indices().nth(before).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
    let mut used = 0;
    let kept = lead.chars().rev().take_while(|&c| {
        used += columns(c);
        used <= width / 2
    });
    let skipped = before.saturating_sub(kept.count());

    let (mut shown, mut marks) = (String::new(), String::new());
    if skipped > 0 {
        shown.push('…');
        marks.push(' ');
    }
    let mut taken = 0;
    for (i, c) in text.chars().enumerate().skip(skipped) {
        taken += columns(c);
        if taken > width {
            shown.push('…');
            break;
        }
        match c {
            c if c.is_control() => shown.push(' '),
            c if turns(c) => shown.push_str(&escaped(c)),
            c => shown.push(c),
        }
        let mark = if (before..before + marked.max(1)).contains(&i) { "^" } else { " " };
        marks.push_str(&mark.repeat(columns(c)));
    }
    if !marks.contains('^') {
        marks.push('^');
    }
    let empty = text.trim().is_empty();
    (!empty).then(|| (shown.trim_end().to_owned(), marks.trim_end().to_owned()))
}

/// How many columns a character takes; a control is shown as one blank.
fn columns(c: char) -> usize {
    match c {
        c if c.is_control() => 1,
        c if turns(c) => escaped(c).len(),
        c => c.width().unwrap_or(0),
    }
}

/// Whether a character is not seen but changes what is: it turns the direction, or joins and parts letters.
fn turns(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `<U+202E>`
fn escaped(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

#[cfg(test)]
mod tests;
