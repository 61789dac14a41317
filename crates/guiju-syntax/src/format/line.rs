//! The layout of one line, with the lines that go on with it.

use std::collections::BTreeMap;

use super::{INDENT, Rewrite};
use crate::ast::{PropertyKind, Requirement};
use crate::canonical;
use crate::diagnostic::Severity;
use crate::names::Names;
use crate::normal::{Normal, begins_comment, tight};
use crate::parse::document::{LineKind, begins_otherwise, is_bullet, kind_of, lines, of_file, unclosed};
use crate::parse::property::{is_property, property};
use crate::parse::sentence::{canonical, segment_ranges, sentence};
use crate::parse::too_large;
use crate::span::Span;

/// Lays out line after line.
pub(super) struct Layout<'a> {
    /// Names to be kept whole.
    pub names: &'a Names,
    /// Clauses to be rewritten, by their spans; without them, properties keep their words too.
    pub rewrites: Option<&'a BTreeMap<Span, Rewrite>>,
    /// Whether properties here are those of a clause.
    pub below_clause: bool,
}

/// What a line says, wherever it stands.
#[derive(PartialEq)]
enum Reading {
    Title(String),
    Property(Box<PropertyKind>),
    Heading(u8, Option<u32>, String),
    Clause(Option<String>, Vec<Requirement>),
}

/// A line of the file apart from its comment.
struct Physical {
    code: String,
    comment: String,
    /// Whether a quotation goes on behind it: then its end must stay.
    open: bool,
}

impl Layout<'_> {
    /// The laid out lines of one logical line, which begins at byte `base` of the file.
    pub fn line(&mut self, written: &str, base: u32, indented: bool) -> Vec<String> {
        let verbatim = || written.lines().map(|line| line.trim_end_matches('\r').to_owned()).collect();
        let normal = Normal::new(written, base);
        if too_large(&normal).is_some() {
            return verbatim();
        }
        let kind = kind_of(&normal.text, indented);
        if unclosed(&normal).is_some() {
            self.below_clause |= matches!(kind, LineKind::Clause { .. });
            return verbatim();
        }
        let reading = reading(&kind, &normal, self.names);
        let indent = match &reading {
            Some(Reading::Property(kind)) if of_file(kind) => "",
            Some(Reading::Property(kind)) if matches!(**kind, PropertyKind::Manual(Some(_))) => INDENT,
            // 自 2025, then -07-01 起: what does not begin as a property by itself would go on with the line above
            Some(Reading::Property(_)) if self.below_clause && begins_by_itself(written) => INDENT,
            _ => "",
        };
        match kind {
            LineKind::Clause { .. } => self.below_clause = true,
            LineKind::Heading { .. } => self.below_clause = false,
            LineKind::Title(_) | LineKind::Property => {}
        }
        let Some(reading) = reading else { return verbatim() };
        if let (LineKind::Clause { rest, .. }, Some(rewrites)) = (&kind, self.rewrites)
            && let Some(rewrite) = rewrites.get(&normal.span(*rest, normal.text.len()))
        {
            return rewritten(written, &kind, rewrite);
        }
        let physical = physical(written);
        let candidates = [self.spaced(&physical, &kind, &reading, indent), plain(&physical, &kind, indent)];
        let same = |lines: &Vec<String>| reads_same(&reading, &kind, lines, self.names);
        candidates.into_iter().find(same).unwrap_or_else(verbatim)
    }

    /// Canonical parts with their blanks where the canonical form has them.
    fn spaced(&self, physical: &[Physical], kind: &LineKind, reading: &Reading, indent: &str) -> Vec<String> {
        let mut lines = plain(physical, kind, indent);
        let ([only], Some(line)) = (physical, lines.first_mut()) else { return lines };
        let code = match (kind, reading) {
            (LineKind::Clause { rest, .. }, _) => {
                let (mark, body) = parted(&only.code, *rest);
                joined(mark, &respaced(body, self.names))
            }
            (_, Reading::Property(kind)) if !free(kind) => {
                let printed = canonical::property(kind);
                let same = tight(&Normal::new(&printed, 0).text) == tight(&Normal::new(&only.code, 0).text);
                if same || self.rewrites.is_some() { printed } else { light(&only.code) }
            }
            _ => return lines,
        };
        *line = with_comment(indent, &code, &only.comment);
        lines
    }
}

/// The words of a property that are for readers, and stay as they are.
fn free(kind: &PropertyKind) -> bool {
    matches!(
        kind,
        PropertyKind::Code(_)
            | PropertyKind::Source(_)
            | PropertyKind::Note(_)
            | PropertyKind::Owner(_)
            | PropertyKind::Label(_)
    )
}

/// What a normalised line says; `None` where it cannot be read.
fn reading(kind: &LineKind, normal: &Normal, names: &Names) -> Option<Reading> {
    // Everything at one place, so that two readings compare.
    let placed = Normal::placed(&normal.text, Span::default());
    Some(match kind {
        LineKind::Title(title) => Reading::Title(title.clone()),
        LineKind::Property => Reading::Property(Box::new(property(&placed)?)),
        LineKind::Heading { level, number, rest } => {
            Reading::Heading(*level, *number, placed.text.get(*rest..)?.trim().to_owned())
        }
        LineKind::Clause { number, rest } => {
            let body = placed.part(*rest, placed.text.len());
            let (requirements, problems) = sentence(&names.quote(&body), names);
            let broken = problems.iter().any(|problem| problem.severity() == Severity::Error);
            if broken {
                return None;
            }
            Reading::Clause(number.clone(), requirements)
        }
    })
}

/// Whether laid out lines are still one line that says the same.
fn reads_same(reading: &Reading, kind: &LineKind, written: &[String], names: &Names) -> bool {
    let text = written.join("\n");
    let indented = text.starts_with(' ');
    let normal = Normal::new(&text, 0);
    let now = kind_of(&normal.text, indented);
    lines(&text).len() == 1
        && std::mem::discriminant(&now) == std::mem::discriminant(kind)
        && self::reading(&now, &normal, names).as_ref() == Some(reading)
}

/// Whether the first of its lines begins as a property does.
fn begins_by_itself(written: &str) -> bool {
    written.lines().next().is_some_and(|line| is_property(Normal::new(line, 0).text.trim_start()))
}

/// The lines as they are, but for blanks and the width of letters and digits.
fn plain(physical: &[Physical], kind: &LineKind, indent: &str) -> Vec<String> {
    let line = |(at, line): (usize, &Physical)| {
        let light = if line.open { line.code.trim_start().to_owned() } else { light(&line.code) };
        match kind {
            LineKind::Heading { rest, .. } | LineKind::Clause { rest, .. } if at == 0 && !line.open => {
                let (mark, body) = parted(&line.code, *rest);
                with_comment(indent, &joined(mark, &self::light(body)), &line.comment)
            }
            _ if at == 0 => with_comment(indent, &light, &line.comment),
            _ => with_comment(INDENT, &light, &line.comment),
        }
    };
    physical.iter().enumerate().map(line).collect()
}

/// Splits a logical line into its lines, and each into what is read and its comment.
fn physical(written: &str) -> Vec<Physical> {
    let mut quoted = false;
    let line = |line: &str| {
        let mut end = line.len();
        for (at, c) in line.char_indices() {
            if !quoted && begins_comment(line, at) {
                end = at;
                break;
            }
            quoted = (quoted || matches!(c, '「' | '｢')) && !matches!(c, '」' | '｣');
        }
        let (code, comment) = line.split_at_checked(end).unwrap_or((line, ""));
        Physical { code: code.to_owned(), comment: comment.trim_end().to_owned(), open: quoted }
    };
    written.lines().map(line).collect()
}

fn with_comment(indent: &str, code: &str, comment: &str) -> String {
    match (code, comment) {
        (code, "") => format!("{indent}{code}"),
        ("", comment) => format!("{indent}{comment}"),
        (code, comment) => format!("{indent}{code}  {comment}"),
    }
}

/// The mark of a line (`1.`, `一、`) and its words, which begin at byte `rest` of the normalised line.
fn parted(code: &str, rest: usize) -> (&str, &str) {
    let normal = Normal::new(code, 0);
    let start = if rest < normal.text.len() { normal.span(rest, rest + 1).start as usize } else { code.len() };
    code.split_at_checked(start).unwrap_or(("", code))
}

/// `1. …` and `第一章 …`, but `1、…` and `一、…`.
fn joined(mark: &str, body: &str) -> String {
    let mark = light(mark).replace('．', ".");
    let apart = is_bullet(&mark) || mark.ends_with(['.', ')', '#', '条', '章', '节', '编']) || mark.ends_with("部分");
    let apart = apart || mark.ends_with(|c: char| c.is_ascii_digit());
    let blank = if apart && !body.is_empty() { " " } else { "" };
    format!("{mark}{blank}{body}")
}

/// Runs of blanks as one blank, letters and digits in half width; not within 「」.
fn light(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut quoted = false;
    for c in code.trim().chars() {
        quoted = (quoted || matches!(c, '「' | '｢')) && !matches!(c, '」' | '｣');
        match c {
            c if quoted => out.push(c),
            c if c.is_whitespace() || c == super::BOM => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => {
                out.push(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c));
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// A sentence with its canonical segments printed, where that changes nothing but blanks and widths.
fn respaced(body: &str, names: &Names) -> String {
    let normal = names.quote(&Normal::new(body, 0));
    let (mut out, mut at, mut printed_before) = (String::new(), 0, false);
    for (range, _) in segment_ranges(&normal) {
        let part = normal.part(range.start, range.end);
        let words = part.text.trim();
        let lead = range.start + part.text.len() - part.text.trim_start().len();
        let span = normal.span(lead, lead + words.len());
        let written = body.get(span.start as usize..span.end as usize).unwrap_or("");
        let between = body.get(at..span.start as usize).unwrap_or("");
        let printed = canonical(&part).and_then(Result::ok).map(|it| canonical::requirement(&it));
        let printed = printed.filter(|it| tight(&Normal::new(it, 0).text) == tight(&Normal::new(written, 0).text));
        let apart = if printed.is_some() || printed_before { between.trim().to_owned() } else { light_inside(between) };
        out += &apart;
        printed_before = printed.is_some();
        out += &printed.unwrap_or_else(|| light(written));
        at = span.end as usize;
    }
    out + light(body.get(at..).unwrap_or("")).trim()
}

/// As [`light`], keeping one blank at either end.
fn light_inside(text: &str) -> String {
    let blank = |has: bool| if has { " " } else { "" };
    match light(text).as_str() {
        "" => blank(!text.is_empty()).to_owned(),
        inner => {
            let (before, after) = (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
            format!("{}{inner}{}", blank(before), blank(after))
        }
    }
}

/// A clause in canonical form, with what it said before above it.
fn rewritten(written: &str, kind: &LineKind, rewrite: &Rewrite) -> Vec<String> {
    let mut lines: Vec<String> = written
        .lines()
        .map(str::trim)
        .map(|line| if line.starts_with("//") { line.to_owned() } else { format!("// {line}") })
        .collect();
    let (LineKind::Clause { rest, .. } | LineKind::Heading { rest, .. }) = kind else { return lines };
    let first = physical(written).into_iter().next().map(|line| line.code).unwrap_or_default();
    let (mark, _) = parted(&first, *rest);
    let mut open = String::new();
    for (at, requirement) in rewrite.requirements.iter().enumerate() {
        // A line must not begin as a property or an item would.
        let own_line = at > 0 && !begins_otherwise(requirement.split(' ').next().unwrap_or(""));
        if own_line {
            lines.push(format!("{open};"));
            open = format!("{INDENT}{requirement}");
        } else if at > 0 {
            open += &format!(";{requirement}");
        } else {
            open = joined(mark, requirement);
        }
    }
    lines.push(open);
    lines.extend(rewrite.properties.iter().map(|line| format!("{INDENT}{line}")));
    lines
}
