//! What changes between two texts, line by line.

use similar::{ChangeTag, TextDiff};

/// Unchanged lines around a change.
const CONTEXT: usize = 2;

/// The changed lines, marked `-` and `+`, with a few unchanged ones around them; `⋮` stands where lines are left out.
pub fn changes(before: &str, after: &str) -> Vec<(char, String)> {
    let diff = TextDiff::from_lines(before, after);
    let mut shown = Vec::new();
    for (at, group) in diff.grouped_ops(CONTEXT).iter().enumerate() {
        if at > 0 {
            shown.push(('⋮', String::new()));
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let mark = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            shown.push((mark, change.value().trim_end_matches('\n').to_owned()));
        }
    }
    shown
}
