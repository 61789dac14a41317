//! The comments of a file, which the reader of sentences never sees.

use crate::normal::begins_comment;
use crate::span::{Source, Span};

/// `// …`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'a> {
    /// What follows the `//`, without blanks around it.
    pub text: &'a str,
    /// From `//` to the end of the line.
    pub span: Span,
    /// Whether nothing else stands on its line.
    pub alone: bool,
}

/// All comments, in order. Words in 「」 are none, nor is the `//` of `https://`.
///
/// ```
/// use guiju_syntax::{comments::comments, span::Source};
/// let source = Source::new("visits.gj", "// 说明\n不得 「甲//乙」 // 注");
/// let texts: Vec<&str> = comments(&source).iter().map(|comment| comment.text).collect();
/// assert_eq!(texts, ["说明", "注"]);
/// ```
pub fn comments(source: &Source) -> Vec<Comment<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        if let Some(at) = comment_in(content) {
            let (before, comment) = content.split_at(at);
            found.push(Comment {
                text: comment.trim_start_matches('/').trim(),
                span: Span::new(start + at, start + content.len()),
                alone: before.trim_matches(['\u{feff}', ' ', '\t', '\u{3000}']).is_empty(),
            });
        }
        start += line.len();
    }
    found
}

/// Where the comment of a line begins.
fn comment_in(line: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '「' | '｢' => quoted = true,
            '」' | '｣' => quoted = false,
            _ if !quoted && begins_comment(line, at) => return Some(at),
            _ => {}
        }
    }
    None
}
