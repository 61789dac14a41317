//! Text and Markdown: headings, lines, and tables row by row, without the marks of emphasis, links and lists.

use super::Block;

/// Reads a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut fenced, mut comment, mut tables) = (false, false, 0usize);
    for line in text.split(['\n', '\r']) {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let Some(line) = uncommented(line, &mut comment) else { continue };
        let rule =
            is_ruled(line) && line.contains('-') && matches!(blocks.last(), Some(Block::Row(_) | Block::Line(_)));
        if rule && line.contains('|') {
            // The header of a table without outer bars was a line so far.
            if let Some(Block::Line(header)) = blocks.last().filter(|_| tables == 0).cloned().as_ref()
                && header.contains('|')
            {
                blocks.pop();
                blocks.push(Block::Row(cells(header)));
            }
            tables = 1;
            continue;
        }
        if line.starts_with('|') || (tables > 0 && line.contains('|')) {
            tables = 1;
            blocks.push(Block::Row(cells(line)));
            continue;
        }
        tables = 0;
        if line.is_empty() || line.chars().all(|c| "-=*_ ".contains(c)) {
            continue;
        }
        let hashes = line.chars().take_while(|c| *c == '#').count();
        let title = line.trim_start_matches('#').trim().trim_end_matches('#').trim_end();
        if (1..=6).contains(&hashes) && !fenced && !title.is_empty() {
            blocks.push(Block::Heading(u8::try_from(hashes).unwrap_or(6), plain(title)));
        } else {
            blocks.push(Block::Line(plain(line)));
        }
    }
    blocks
}

/// The line outside of `<!-- -->`; `None` where nothing is left of it.
fn uncommented<'t>(line: &'t str, comment: &mut bool) -> Option<&'t str> {
    if *comment {
        let (_, rest) = line.split_once("-->")?;
        *comment = false;
        return Some(rest.trim());
    }
    match line.split_once("<!--") {
        Some((before, within)) => {
            *comment = !within.contains("-->");
            Some(before.trim()).filter(|before| !before.is_empty())
        }
        None => Some(line),
    }
}

/// `|---|:--:|`
fn is_ruled(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| "|-: ".contains(c))
}

/// The cells of a row; `\|` is no end of one.
fn cells(line: &str) -> Vec<String> {
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match (c, escaped, cells.last_mut()) {
            ('|', false, _) => cells.push(String::new()),
            ('|', true, Some(cell)) => {
                cell.pop();
                cell.push('|');
            }
            (_, _, Some(cell)) => cell.push(c),
            (_, _, None) => {}
        }
        escaped = c == '\\';
    }
    cells.iter().map(|cell| plain(&cell.replace("<br>", "").replace("<br/>", "").replace("<br />", ""))).collect()
}

/// The words of a line without its marks.
fn plain(line: &str) -> String {
    let mut text = line.trim();
    for mark in ["> ", "- [ ] ", "- [x] ", "- ", "* ", "+ ", "• ", "· "] {
        text = text.strip_prefix(mark).unwrap_or(text);
    }
    let text = unlinked(text).replace("**", "").replace("__", "").replace('`', "");
    // `1\. 文字`
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escape = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        if !escape {
            kept.push(letter);
        }
    }
    kept.trim().to_owned()
}

/// `[文字](地址)` is 文字, and a picture is nothing.
fn unlinked(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after.split_once("](").and_then(|(words, after)| Some((words, after.split_once(')')?.1)));
        match link.filter(|(words, _)| !words.contains('[')) {
            Some((words, after)) => {
                match before.strip_suffix('!') {
                    Some(before) => kept.push_str(before),
                    None => {
                        kept.push_str(before);
                        kept.push_str(words);
                    }
                }
                rest = after;
            }
            None => {
                kept.push_str(before);
                kept.push('[');
                rest = after;
            }
        }
    }
    kept + rest
}
