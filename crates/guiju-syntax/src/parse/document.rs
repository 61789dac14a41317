//! Lines to sections, clauses and properties.

use std::sync::LazyLock;

use pest::Parser;
use rayon::prelude::*;

use super::Parse;
use super::items::{Heading, Item, read_line};
use super::property::{self, is_property, meant};
use crate::ast::{Document, Node, Property, PropertyKind, Section};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::grammar::{Grammar, Rule};
use crate::letters::Letters;
use crate::names::Names;
use crate::normal::{Normal, is_hidden};
use crate::numbers;
use crate::span::{Source, Span};
use crate::words;

/// A logical line: what begins on one line and goes on over indented ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its first byte.
    pub start: usize,
    /// One past its line break.
    pub end: usize,
    /// Whether blanks stand before it.
    pub indented: bool,
}

/// What a line is, by how it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// `标准 …`, with the name.
    Title(String),
    /// `分值 20`
    Property,
    /// A heading; its words begin at `rest`.
    Heading { level: u8, number: Option<u32>, rest: usize },
    /// A numbered item or a sentence, which begins at `rest`.
    Clause { number: Option<String>, rest: usize },
}

/// What a normalised line is.
pub(crate) fn kind_of(text: &str, indented: bool) -> LineKind {
    if let Some(title) = title(text) {
        return LineKind::Title(title);
    }
    let names_manual = text.starts_with("人工") && text.contains('「');
    if is_property(text) && (indented || !names_manual) {
        return LineKind::Property;
    }
    match head_of(text) {
        Some(Head::Heading { level, number, rest, sentence_like: false }) => LineKind::Heading { level, number, rest },
        Some(Head::Heading { number, rest, .. }) => {
            LineKind::Clause { number: number.map(|number| number.to_string()), rest }
        }
        Some(Head::Item { number, rest }) => LineKind::Clause { number, rest },
        None => LineKind::Clause { number: None, rest: 0 },
    }
}

/// The name after 标准.
fn title(text: &str) -> Option<String> {
    let text = text.starts_with("标准").then_some(text)?;
    let words = Grammar::parse(Rule::title, text).ok()?.flatten().find(|pair| pair.as_rule() == Rule::free_words)?;
    Some(words.as_str().trim_matches([' ', ':']).to_owned())
}

/// Reads a whole file.
pub fn document(source: &Source, names: &Names) -> Parse {
    let mut reader = Reader::default();
    let lines = read_lines(source.text(), names);
    reader.document.body.reserve(lines.iter().filter(|(item, _)| matches!(item, Item::Clause(_))).count());
    for (item, problems) in lines {
        if matches!(item, Item::Clause(_)) {
            reader.of_clause = reader.diagnostics.len();
        }
        reader.diagnostics.extend(problems);
        reader.place(item);
    }
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Parse { document: reader.document, diagnostics: reader.diagnostics }
}

/// Reads every line, in their order; where they are many, on all threads: each is read by itself.
fn read_lines(text: &str, names: &Names) -> Vec<(Item, Vec<Diagnostic>)> {
    let read = |line: &Line| {
        let words = text.get(line.start..line.end).unwrap_or("");
        read_line(words, line.start, line.indented, names)
    };
    let lines = lines(text);
    if lines.len() < MANY { lines.iter().map(read).collect() } else { lines.par_iter().map(read).collect() }
}

/// So many lines are worth more than one thread.
const MANY: usize = 64;

/// Joins physical lines: an indented line that begins neither a property nor an item goes on with the line above.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    let mut blank_before = true;
    for physical in text.split_inclusive('\n') {
        let (start, end) = (at, at + physical.len());
        at = end;
        let content = physical.trim_start_matches('\u{feff}');
        let words = content.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
        if words.is_empty() || words.starts_with("//") {
            blank_before |= content.trim().is_empty();
            continue;
        }
        let indented = content.starts_with([' ', '\t', '\u{3000}']);
        let begins = || {
            let head: String = words.chars().take(64).collect();
            let normal = Normal::new(&head, 0).text;
            is_property(&normal) || head_of(&normal).is_some() || meant(&Normal::new(content, 0)).is_some()
        };
        let continues = indented && !blank_before && !begins();
        match lines.last_mut() {
            Some(last) if continues => last.end = end,
            _ => lines.push(Line { start, end, indented }),
        }
        blank_before = false;
    }
    lines
}

/// Whether a line that begins with this name would be read as a title, a property, a heading or an item.
pub fn begins_otherwise(name: &str) -> bool {
    // a stroke is a name by itself, and the mark of an item before what follows
    name == "标准" || is_property(&format!("{name} ")) || is_bullet(name) || head_of(name).is_some()
}

/// How a line begins.
enum Head {
    Heading { level: u8, number: Option<u32>, rest: usize, sentence_like: bool },
    Item { number: Option<String>, rest: usize },
}

/// The dots that lists begin their items with.
const DOTS: [char; 10] = ['•', '●', '■', '◆', '▪', '○', '◇', '□', '▶', '➢'];

/// Whether the mark of an item is a dot or a stroke.
pub fn is_bullet(mark: &str) -> bool {
    matches!(mark, "-" | "*") || (mark.starts_with(DOTS) && mark.chars().count() == 1)
}

/// Where a line goes on behind the dot or the stroke of a list: `- 每周…`, `• 每周…`. A stroke or a star stands apart, and
/// is an operator before a number, a bracket or a function.
fn bullet(text: &str) -> Option<usize> {
    let words = text.trim_start();
    let rest = match words.strip_prefix(DOTS) {
        Some(rest) => rest.trim_start(),
        None => {
            let rest = words.strip_prefix("- ").or_else(|| words.strip_prefix("* "))?.trim_start();
            let name = rest.find('(').and_then(|bracket| rest.get(..bracket));
            let reckons = rest.starts_with(|c: char| c.is_ascii_digit() || c == '(');
            let function = |name: &str| words::function_word(words::function(name)) == name.trim();
            (!reckons && !name.is_some_and(function)).then_some(rest)?
        }
    };
    (!rest.is_empty()).then(|| text.len() - rest.len())
}

fn head_of(text: &str) -> Option<Head> {
    if let Some(rest) = bullet(text) {
        return Some(Head::Item { number: None, rest });
    }
    if let Some((number, rest)) = numbered(text) {
        return Some(Head::Item { number: Some(number.to_owned()), rest });
    }
    let pair = Grammar::parse(Rule::line_head, beginning(text)?).ok()?.next()?;
    let mut inner = pair.into_inner();
    let mark = inner.next()?;
    let rest = mark.as_span().end();
    let kind = mark.clone().into_inner().next()?;
    if mark.as_rule() == Rule::item_mark {
        let number = match kind.as_rule() {
            Rule::circled => {
                let c = kind.as_str().chars().next()?;
                (u32::from(c) - u32::from('①') + 1).to_string()
            }
            _ => kind.into_inner().find(|part| !matches!(part.as_rule(), Rule::quantity_mark))?.as_str().to_owned(),
        };
        return Some(Head::Item { number: Some(number), rest });
    }
    let title = text.get(rest..).unwrap_or("");
    let sentence_like = title.contains(['。', ';', '>', '<']) || title.contains("不得") || title.starts_with('每');
    let number = kind.clone().into_inner().find_map(|part| match part.as_rule() {
        Rule::numeral | Rule::heading_number => numbers::whole(part.as_str()),
        _ => None,
    });
    let level = match kind.as_rule() {
        Rule::hashes => u8::try_from(kind.as_str().trim().len()).unwrap_or(6).min(6),
        Rule::chapter => {
            let word = kind.into_inner().find(|part| part.as_rule() == Rule::chapter_word)?;
            if word.as_str() == "节" {
                9
            } else if word.as_str() == "章" {
                8
            } else {
                7
            }
        }
        Rule::numeral_mark => 10,
        Rule::bracketed_numeral => 11,
        _ => 12,
    };
    if level <= 6 {
        // `## 一、文员` is numbered by its own numeral
        if let Some(Head::Heading { number, rest: inner, .. }) = head_of(title) {
            return Some(Head::Heading { level, number, rest: rest + inner, sentence_like: false });
        }
        return Some(Head::Heading { level, number: None, rest, sentence_like: false });
    }
    Some(Head::Heading { level, number, rest, sentence_like })
}

/// The commonest mark, told without the grammar: `12. `, `3、`, `4)`; its number, and where the line goes on.
fn numbered(text: &str) -> Option<(&str, usize)> {
    let number = text.find(|c: char| !c.is_ascii_digit()).filter(|length| *length > 0)?;
    let mark = text.get(number..)?.chars().next()?;
    let rest = text.get(number + mark.len_utf8()..)?;
    let parts = matches!(mark, '、' | ')') || mark == '.' && !rest.starts_with(|c: char| c.is_ascii_digit());
    parts.then(|| (text.get(..number).unwrap_or(""), text.len() - rest.trim_start_matches(' ').len()))
}

/// The letters that marks of headings and items are made of.
static MARKS: LazyLock<Letters> = LazyLock::new(|| {
    let circled: String = ('①'..='⑳').collect();
    Letters::of(["# (0123456789.、):", "第零〇一二三四五六七八九十百编部分章节条", &circled])
});
/// How many letters behind a mark decide whether it is one: 个工作日 and the like.
const BEHIND: usize = 8;

/// As much of a line as tells how it begins; `None` where no mark can.
fn beginning(text: &str) -> Option<&str> {
    let mark = text.find(|c| !MARKS.holds(c)).unwrap_or(text.len());
    let behind = text.get(mark..)?.char_indices().nth(BEHIND).map_or(text.len(), |(length, _)| mark + length);
    if mark == 0 { None } else { text.get(..behind) }
}

#[derive(Default)]
struct Reader {
    document: Document,
    /// Open sections with their levels, outermost first.
    open: Vec<(u8, Section)>,
    diagnostics: Vec<Diagnostic>,
    /// Where those of the last clause begin.
    of_clause: usize,
}

impl Reader {
    fn place(&mut self, item: Item) {
        match item {
            Item::Title(title) => self.document.title = Some(title),
            Item::Property(property) => self.property(*property),
            Item::Heading(heading) => self.heading(heading),
            Item::Clause(clause) => self.body().push(Node::Clause(clause)),
            Item::Nothing => {}
        }
    }

    fn heading(&mut self, heading: Heading) {
        let Heading { level, number, title, span } = heading;
        while self.open.last().is_some_and(|(open, _)| *open >= level) {
            self.close();
        }
        self.open.push((level, Section { number, title, span, properties: Vec::new(), body: Vec::new() }));
    }

    fn close(&mut self) {
        if let Some((_, section)) = self.open.pop() {
            self.body().push(Node::Section(section));
        }
    }

    fn body(&mut self) -> &mut Vec<Node> {
        match self.open.last_mut() {
            Some((_, section)) => &mut section.body,
            None => &mut self.document.body,
        }
    }

    /// A property belongs to the clause above it, else to the section, else to the file.
    fn property(&mut self, property: Property) {
        if of_file(&property.kind) {
            self.document.properties.push(property);
        } else if let Some(Node::Clause(clause)) = self.body().last_mut() {
            let (place, person) = (clause.span, is_for_people(&property.kind));
            clause.properties.push(property);
            if person {
                let own = self.diagnostics.split_off(self.of_clause.min(self.diagnostics.len()));
                self.diagnostics.extend(own.into_iter().filter(|it| !leaves_out(it, place)));
            }
        } else if let Some((_, section)) = self.open.last_mut() {
            section.properties.push(property);
        } else {
            self.document.properties.push(property);
        }
    }
}

/// Whether a property leaves a clause to people: of what a person judges, or nobody, no machine leaves anything out.
pub fn is_for_people(kind: &PropertyKind) -> bool {
    matches!(kind, PropertyKind::Note(None) | PropertyKind::Manual(_))
}

/// Whether it says that the reading of the clause at this place leaves something out.
pub fn leaves_out(diagnostic: &Diagnostic, clause: Span) -> bool {
    const LEFT_OUT: [Code; 4] = [Code::NumberUnread, Code::ConditionUnread, Code::WordUnplaced, Code::StepUnfit];
    let inside = clause.start <= diagnostic.span.start && diagnostic.span.end <= clause.end;
    inside && LEFT_OUT.contains(&diagnostic.code)
}

/// Whether a property is the whole file's, wherever it stands.
pub fn of_file(kind: &PropertyKind) -> bool {
    matches!(
        kind,
        PropertyKind::Grades(_) | PropertyKind::Code(_) | PropertyKind::Define { .. } | PropertyKind::Parameter { .. }
    )
}

/// A character that nobody sees.
pub(crate) fn hidden(normal: &Normal) -> Option<Diagnostic> {
    // of two bytes or three, these begin with one of two
    let may_be = |byte: u8| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xe2);
    normal.text.bytes().any(may_be).then_some(())?;
    let (at, c) = normal.text.char_indices().find(|(_, c)| is_hidden(*c))?;
    let here = normal.span(at, at + c.len_utf8());
    Some(Diagnostic::new(Code::HiddenCharacter, here).with("character", format!("U+{:04X}", u32::from(c))))
}

/// A 「 without its 」, or the other way round.
pub(crate) fn unclosed(normal: &Normal) -> Option<Diagnostic> {
    let mut open = None;
    let wrong = |at| Diagnostic::new(Code::Unclosed, normal.span(at, at + "「".len()));
    // both begin with this byte, as marks do and no words
    for at in memchr::memchr_iter(0xe3, normal.text.as_bytes()) {
        let rest = normal.text.get(at..).unwrap_or("");
        match (rest.starts_with('「'), rest.starts_with('」'), open) {
            (true, _, None) => open = Some(at),
            (_, true, Some(_)) => open = None,
            (_, true, None) => return Some(wrong(at)),
            _ => {}
        }
    }
    open.map(wrong)
}

/// A number in a property line that is too large to be one.
pub(crate) fn endless(normal: &Normal) -> Option<Diagnostic> {
    let text = normal.text.as_str();
    let begins = |at: &usize| !text.get(..*at).is_some_and(|it| it.ends_with(|c: char| c.is_ascii_digit()));
    let starts = text.char_indices().map(|(at, _)| at).filter(begins);
    let (at, number) = starts
        .filter_map(|at| Some((at, numbers::arabic(text.get(at..)?)?)))
        .find(|(_, number)| numbers::number(number).is_none())?;
    Some(Diagnostic::new(Code::NumberTooLarge, normal.span(at, at + number.len())).with("number", number))
}

/// A date in a property line that no calendar has.
pub(crate) fn impossible_date(normal: &Normal) -> Option<Diagnostic> {
    let text = normal.text.as_str();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !(c.is_ascii_digit() || c == '-')) {
        let date = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        if date.matches('-').count() == 2 && date.len() >= "2024-1-1".len() && property::date(date).is_none() {
            return Some(Diagnostic::new(Code::ImpossibleDate, normal.span(at, at + date.len())).with("date", date));
        }
        at += word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use pest::Parser;

    use super::beginning;
    use crate::grammar::{Grammar, Rule};
    use crate::normal::Normal;
    use crate::parse::tests::sentences;

    #[test]
    fn how_a_line_begins_is_told_by_its_beginning() {
        let marks =
            ["", "1.", "1.2 ", "12、", "3 ", "(4)", "①", "二、", "(三)、", "第四章 ", "第5条:", "## ", "1.5万", "2."];
        let mark = |text: &str| {
            let pair = Grammar::parse(Rule::line_head, text).ok()?.next()?.into_inner().next()?;
            Some((pair.as_rule(), pair.as_str().to_owned(), format!("{:?}", pair.into_inner())))
        };
        let mut begun = 0;
        for (index, sentence) in sentences().enumerate() {
            let line = format!("{}{sentence}", marks[index % marks.len()]);
            let line = Normal::new(&line, 0).text;
            let told = beginning(&line).and_then(mark);
            begun += usize::from(told.is_some());
            assert_eq!(told, mark(&line), "{line}");
        }
        assert!(begun > 500, "{begun}");
    }
}
