//! The blocks of a document as the parts of a draft: titles, headings, items with their numbers, explanation.

use std::collections::HashSet;

use guiju_formats::read::document::Block;

use super::glued::{is_title, parts};
use super::lines::{Piece, pieces};
use super::marks::{Kind, Mark, mark};
use super::meanings::meanings;
use super::reading::reading;
use super::table;

/// A part of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// The title of a standard.
    Title(String),
    /// A heading, as it is written in the draft.
    Heading(String),
    /// A heading of items with longer numbers (`2. 计划` above `2.1`): a comment.
    Remark(String),
    /// Words that explain and oblige to nothing.
    Note(String),
    /// An item, with the lines below it.
    Item { number: Option<String>, text: String, properties: Vec<String> },
}

/// The parts, and how many paragraphs were left out since they stood there before.
pub(super) fn outline(blocks: &[Block]) -> (Vec<Part>, usize) {
    let mut outline = Outline::default();
    let mut pieces = pieces(blocks).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Heading(level, title) => outline.heading(level, &title),
            Piece::Text(number, text) => outline.text(number.as_deref(), &text),
            Piece::Row(cells) => {
                let mut rows = vec![cells];
                while let Some(Piece::Row(cells)) = pieces.next_if(|piece| matches!(piece, Piece::Row(_))) {
                    rows.push(cells);
                }
                outline.parts.extend(table::items(&rows));
                outline.last = None;
            }
        }
    }
    (remarks(outline.parts), outline.twice)
}

#[derive(Default)]
struct Outline {
    parts: Vec<Part>,
    /// The number of the last item, which unnumbered sentences belong to.
    last: Option<Mark>,
    seen: HashSet<String>, // looked up only
    twice: usize,
}

impl Outline {
    fn heading(&mut self, level: u8, title: &str) {
        self.last = None;
        match mark(title) {
            _ if level <= 1 && is_title(title) => self.parts.push(Part::Title(title.to_owned())),
            Some(found) if found.is_of_sections() => self.parts.push(Part::Heading(title.to_owned())),
            _ => self.parts.push(Part::Heading(format!("{} {title}", "#".repeat(usize::from(level.clamp(1, 6)))))),
        }
    }

    fn text(&mut self, number: Option<&str>, text: &str) {
        if let Some(number) = number {
            let label = mark(&format!("{number} {text}"));
            let heading = label.as_ref().is_some_and(Mark::is_of_sections) && is_heading(text);
            if heading {
                self.last = None;
                self.parts.push(Part::Heading(format!("{number}{text}")));
            } else {
                // In Word what belongs to an item stands in its paragraph.
                self.last = None;
                self.item(Some(number), text);
            }
            return;
        }
        for part in parts(text) {
            self.part(&part);
        }
    }

    fn part(&mut self, part: &str) {
        let Some(found) = mark(part) else {
            return if is_title(part) { self.title(part) } else { self.unnumbered(part) };
        };
        let (number, words) = part.split_at_checked(found.len).unwrap_or(("", part));
        if found.is_of_sections() && is_heading(words) {
            self.last = None;
            self.parts.push(Part::Heading(part.trim_end_matches(['：', ':']).to_owned()));
            return;
        }
        self.last = Some(found);
        let blank = if number.ends_with(' ') { " " } else { "" };
        self.item(Some(&format!("{}{blank}", number.trim())), words);
    }

    fn title(&mut self, title: &str) {
        self.last = None;
        // Sites write the title above the document and again as its first line.
        if !self.parts.iter().rev().take(1).any(|part| matches!(part, Part::Title(last) if last == title)) {
            self.parts.push(Part::Title(title.to_owned()));
        }
    }

    /// Sentences without a number belong to the item above, or stand for themselves.
    fn unnumbered(&mut self, text: &str) {
        let long = text.chars().count() >= 12;
        let obliges = is_asked(text);
        if long && !self.seen.insert(text.to_owned()) && !obliges {
            self.twice += 1;
            return;
        }
        if !obliges {
            self.parts.push(Part::Note(text.to_owned()));
            return;
        }
        match (self.last.as_ref(), self.parts.last_mut()) {
            (Some(_), Some(Part::Item { text: above, properties, .. })) if properties.is_empty() => {
                above.push_str("\n  ");
                above.push_str(text);
            }
            _ => self.item(None, text),
        }
    }

    fn item(&mut self, number: Option<&str>, text: &str) {
        let (text, properties) = unlabelled(text);
        self.parts.push(Part::Item { number: number.map(str::to_owned), text, properties });
    }
}

/// Whether words are a heading, more than a sentence.
fn is_heading(words: &str) -> bool {
    let words = words.trim_end_matches(['：', ':']);
    !words.contains(['。', '；', '，', ';', ',', '：'])
        && words.chars().count() <= 40
        && !words.starts_with('每')
        && !words.contains("不得")
}

/// Whether a sentence asks for something, or states something that can be checked.
pub(super) fn is_asked(text: &str) -> bool {
    const ASKS: [&str; 23] = [
        "应", "须", "不得", "禁止", "严禁", "要求", "负责", "定期", "及时", "不能", "不准", "一律", "需", "按时",
        "不许", "务必", "严格", "按期", "扣", "加分", "奖励", "处罚", "必",
    ];
    const OTHERWISE: [&str; 22] = [
        "需求",
        "主要",
        "重要",
        "需要了解",
        "应用",
        "反应",
        "对应",
        "响应",
        "供应",
        "适应",
        "效应",
        "要素",
        "必要",
        "要知道",
        "想要",
        "可以",
        "相应",
        "要点",
        "概要",
        "摘要",
        "本文",
        "只要",
    ];
    // 为了…，特制定本标准
    if text.contains("特制定") || text.contains("特制订") {
        return false;
    }
    let mut text_left = text.to_owned();
    for word in OTHERWISE {
        text_left = text_left.replace(word, "");
    }
    let begins = |word: &str| text_left.split(['，', '。', '；']).any(|segment| segment.starts_with(word));
    ASKS.iter().any(|word| text_left.contains(word))
        || ["确保", "保证", "做到"].into_iter().any(begins)
        || !reading(text).certain.is_empty()
        || !meanings(text).is_empty()
}

/// A sentence without the label before it (`工作经历要求：从事…五年以上`), where it is the better read without.
fn unlabelled(text: &str) -> (String, Vec<String>) {
    let whole = || (text.to_owned(), Vec::new());
    let Some((label, rest)) = text.split_once('：') else { return whole() };
    let plain = (2..=12).contains(&label.chars().count())
        && !label.contains(|c: char| "，。；、“”（）()\n".contains(c) || c.is_ascii_digit());
    if !plain || rest.trim().is_empty() {
        return whole();
    }
    let (with, without) = (reading(text), reading(rest));
    let read = without.certain.len() + without.doubtful.len() + meanings(rest).len();
    let only_with = with.certain.len() > without.certain.len();
    if read > 0 && !only_with { (rest.trim().to_owned(), vec![format!("说明 {label}")]) } else { whole() }
}

/// Items that only name what the longer numbers below them are about.
fn remarks(parts: Vec<Part>) -> Vec<Part> {
    let path = |part: &Part| match part {
        Part::Item { number: Some(number), .. } => {
            mark(&format!("{number} 甲")).filter(|mark| mark.kind == Kind::Dotted)
        }
        _ => None,
    };
    let below = |at: usize| {
        let (Some(part), Some(next)) = (parts.get(at), parts.get(at + 1)) else { return false };
        let (Some(this), Some(next)) = (path(part), path(next)) else { return false };
        next.path.len() > this.path.len() && next.path.starts_with(&this.path)
    };
    let remark = |(at, part): (usize, &Part)| match part {
        Part::Item { number: Some(number), text, .. } if below(at) && is_heading(text) => {
            Part::Remark(format!("{number} {text}"))
        }
        part => part.clone(),
    };
    parts.iter().enumerate().map(remark).collect()
}
