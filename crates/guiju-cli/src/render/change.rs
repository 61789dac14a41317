//! What changes between two texts, line by line.

use std::io;

use guiju::Formatted;
use guiju::write::Paint;
use similar::{ChangeTag, TextDiff};

use crate::Io;

/// Unchanged lines around a change.
const CONTEXT: usize = 2;

/// Shows how a file would change.
pub fn change(file: &Formatted, io: &mut Io<'_>) -> io::Result<()> {
    let paint = Paint::new(io.terminal);
    for (mark, line) in changes(&file.before, &file.after) {
        let line = line.trim_end_matches('\r');
        match mark {
            '-' => writeln!(io.out, "{}", paint.error(&format!("-{line}")))?,
            '+' => writeln!(io.out, "{}", paint.added(&format!("+{line}")))?,
            mark => writeln!(io.out, "{mark}{line}")?,
        }
    }
    Ok(())
}

/// The changed lines, marked `-` and `+`, with a few unchanged ones around them; `⋮` stands where lines are left out.
fn changes(before: &str, after: &str) -> Vec<(char, String)> {
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
