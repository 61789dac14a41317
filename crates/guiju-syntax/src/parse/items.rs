//! One logical line, read by itself: a heading, a property, a clause. What a line says never depends on another.

use super::document::{LineKind, endless, hidden, impossible_date, kind_of, unclosed};
use super::mended::{example, mended};
use super::property::{meant, property};
use super::sentence::sentence;
use super::stray::stray;
use super::too_large;
use super::yearly::dated;
use crate::ast::{Clause, Core, Property, Requirement, Text};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::names::Names;
use crate::normal::Normal;
use crate::span::Span;

/// What a logical line is.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// `标准 …`
    Title(Text),
    /// A property of what stands above it.
    Property(Box<Property>),
    /// A heading.
    Heading(Heading),
    /// A numbered item or a sentence, still without the properties that follow it.
    Clause(Clause),
    /// Nothing that could be read.
    Nothing,
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// How deep it stands: a heading closes those of its level and deeper ones.
    pub level: u8,
    /// Its number.
    pub number: Option<u32>,
    /// Its words.
    pub title: Text,
    /// The whole line.
    pub span: Span,
}

/// Reads one logical line, which begins at byte `base` of its source: what it is, and what is wrong with it.
///
/// ```
/// use guiju_syntax::{Item, Names, logical_lines, read_line};
/// let text = "一、销售\n每周上门访问客户\n  至少8家\n分值 20";
/// let names = Names::default();
/// let lines = logical_lines(text);
/// let items: Vec<Item> =
///     lines.iter().map(|line| read_line(&text[line.start..line.end], line.start, line.indented, &names).0).collect();
/// assert!(matches!(&items[..], [Item::Heading(_), Item::Clause(_), Item::Property(_)]));
/// ```
pub fn read_line(text: &str, base: usize, indented: bool, names: &Names) -> (Item, Vec<Diagnostic>) {
    let normal = Normal::new(text, Span::new(base, 0).start);
    if let Some(problem) = too_large(&normal) {
        return (Item::Nothing, vec![problem]);
    }
    let everything = normal.span(0, normal.text.len());
    let clause = |number, span, requirements| Clause { number, span, requirements, properties: Vec::new() };
    if let Some(problem) = hidden(&normal).or_else(|| unclosed(&normal)) {
        // What follows belongs to it all the same.
        let item = match kind_of(&normal.text, indented) {
            LineKind::Clause { number, .. } => Item::Clause(clause(number, everything, Vec::new())),
            _ => Item::Nothing,
        };
        return (item, vec![problem]);
    }
    let wrong = |meant: &str| {
        let unread = Diagnostic::new(Code::BadProperty, everything).with("words", normal.text.as_str());
        unread.with("example", example(meant))
    };
    match kind_of(&normal.text, indented) {
        LineKind::Title(text) => (Item::Title(Text { text, span: everything, quoted: false }), Vec::new()),
        LineKind::Property => match property(&normal) {
            Some(kind) => (Item::Property(Box::new(Property { span: everything, kind })), Vec::new()),
            None => {
                let unread = || wrong(&normal.text).near(mended(&normal).into_iter().collect());
                (Item::Nothing, vec![impossible_date(&normal).or_else(|| endless(&normal)).unwrap_or_else(unread)])
            }
        },
        LineKind::Heading { level, number, rest } => {
            let title = normal.text.get(rest..).unwrap_or("").trim().trim_end_matches(':').to_owned();
            let title = Text { text: title, span: normal.span(rest, normal.text.len()), quoted: false };
            (Item::Heading(Heading { level, number, title, span: everything }), Vec::new())
        }
        LineKind::Clause { number, rest } => match meant(&normal) {
            Some(meant) => (Item::Nothing, vec![wrong(&meant).near(vec![meant])]),
            None => {
                let normal = normal.part(rest, normal.text.len());
                let quoted = names.quote(&normal);
                let (mut requirements, mut problems) = sentence(&quoted, names);
                problems.extend(dated(&quoted, &problems));
                problems.extend(stray(&quoted, &requirements, &problems));
                requirements.iter_mut().for_each(|requirement| worded(requirement, text, base));
                (Item::Clause(clause(number, normal.span(0, normal.text.len()), requirements)), problems)
            }
        },
    }
}

/// Gives words that were not understood, and are none but a number, those that stand at their place: what is said of them
/// names something.
fn worded(requirement: &mut Requirement, text: &str, base: usize) {
    let place = requirement.span;
    let Core::Phrase(words) = &mut requirement.core else { return };
    let place = (place.start as usize).checked_sub(base).zip((place.end as usize).checked_sub(base));
    if words.text.is_empty()
        && let Some(there) = place.and_then(|(start, end)| text.get(start..end))
    {
        words.text = crate::normal::words(there);
    }
}
