//! Blocks as whole paragraphs: lines that a text was wrapped into are joined, tables that lost their bars are found.

use guiju_formats::read::document::Block;

use super::glued::is_title;
use super::marks::{Mark, mark};
use super::mend::mended;

/// A paragraph, a heading or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Heading(u8, String),
    Text(Option<String>, String),
    Row(Vec<String>),
}

/// A line with more characters may go on in the next.
const WRAPPED: usize = 14;
/// What ends so goes on.
const OPEN: [char; 17] =
    ['，', '、', '将', '和', '及', '与', '并', '对', '把', '为', '在', '的', '或', '以', '由', '（', '按'];
/// A heading of a column, or what stands beside the number of a row, has no more characters.
const LABEL: usize = 20;

/// Joins and mends.
pub(super) fn pieces(blocks: &[Block]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut flat: Option<Flat> = None;
    for block in blocks {
        let Block::Line(line) = block else {
            flat = None;
            push(&mut pieces, block);
            continue;
        };
        if let Some(table) = &mut flat {
            match table.row(line) {
                Row::New(cells) => {
                    pieces.push(Piece::Row(cells));
                    continue;
                }
                Row::More(words) => {
                    if let Some(Piece::Row(cells)) = pieces.last_mut()
                        && let Some(cell) = cells.last_mut()
                    {
                        cell.push_str(&words);
                    }
                    continue;
                }
                Row::None => flat = None,
            }
        }
        if let Some((table, header)) = Flat::begins(line) {
            flat = Some(table);
            pieces.push(Piece::Row(header));
            continue;
        }
        let line = mended(line);
        match pieces.last_mut() {
            Some(Piece::Text(_, above)) if goes_on(above, &line) => {
                let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
                if letters(above.chars().last()) && letters(line.chars().next()) {
                    above.push(' ');
                }
                above.push_str(&line);
            }
            _ => pieces.push(Piece::Text(None, line)),
        }
    }
    pieces
}

/// A block that is whole, unless it goes on with a paragraph that ends in mid-sentence.
fn push(pieces: &mut Vec<Piece>, block: &Block) {
    let piece = match block {
        Block::Heading(level, title) => Piece::Heading(*level, mended(title)),
        Block::Row(cells) => Piece::Row(cells.iter().map(|cell| mended(cell)).collect()),
        Block::Paragraph(number, text) => Piece::Text(number.clone(), mended(text)),
        Block::Line(line) => Piece::Text(None, mended(line)),
    };
    match (pieces.last_mut(), &piece) {
        (Some(Piece::Text(_, above)), Piece::Text(None, text)) if above.ends_with(OPEN) && mark(text).is_none() => {
            above.push_str(text);
        }
        _ => pieces.push(piece),
    }
}

/// Whether a line goes on with the one above.
fn goes_on(above: &str, line: &str) -> bool {
    let anew = mark(line).is_some() || is_title(line) || is_title(above);
    let heading = mark(above).is_some_and(|mark| mark.is_of_sections())
        && !above.contains(['，', '。'])
        && above.chars().count() < 30;
    if anew || heading || above.ends_with(['。', '；', '：', '！', '？', ';', ':', '!', '?', '”']) {
        return false;
    }
    let open = above.ends_with(OPEN);
    let rest = line.chars().count() <= 4 && line.ends_with('。');
    open || rest || above.chars().count() > WRAPPED
}

/// A table whose columns ran together: rows are known by the numbers that count on.
struct Flat {
    next: u32,
    /// Whether a cell ends with a full stop.
    stops: bool,
}

enum Row {
    New(Vec<String>),
    More(String),
    None,
}

impl Flat {
    /// `阶段节点工作标准`
    fn begins(line: &str) -> Option<(Flat, Vec<String>)> {
        let short = line.chars().count() <= LABEL && !line.contains(['。', '，', ',', '：', ':', '、']);
        let ends = ["标准", "要求", "内容", "说明"].iter().any(|end| line.ends_with(end));
        let counted = ["节点", "序号", "步骤"].iter().find(|word| line.contains(**word))?;
        if !short || !ends || mark(line).is_some() {
            return None;
        }
        let (before, after) = line.split_once(counted)?;
        let cells = [before, counted, after].map(|cell| cell.trim().to_owned());
        (!after.trim().is_empty()).then_some((Flat { next: 1, stops: false }, cells.to_vec()))
    }

    fn row(&mut self, line: &str) -> Row {
        let number = self.next.to_string();
        let label = line.split_once(&number).filter(|(label, rest)| {
            let plain = label.chars().count() <= LABEL
                && !label.contains(|c: char| "，。；：、,.;:".contains(c) || c.is_ascii_digit());
            plain && !rest.starts_with(|c: char| ".．、)）%‰".contains(c) || c.is_ascii_digit())
        });
        if let Some((label, rest)) = label {
            self.next += 1;
            self.stops |= rest.ends_with('。');
            return Row::New([label.trim().to_owned(), number, mended(rest.trim())].to_vec());
        }
        let opens = ["通常", "对于", "因此", "所以", "除了", "要知道", "下面", "以下", "例如"]
            .iter()
            .any(|word| line.starts_with(word));
        let section = |mark: Mark| {
            mark.is_of_sections() || (mark.path.len() == 1 && is_title(line.get(mark.len..).unwrap_or("")))
        };
        if mark(line).is_some_and(section) || (line.ends_with('。') && !self.stops) || opens {
            return Row::None;
        }
        // An item within the cell stands on a line of its own.
        let words = mended(line);
        Row::More(if mark(&words).is_some() { format!("\n{words}") } else { words })
    }
}
