//! A document becomes a draft: a standards file with every sentence of it, and a vocabulary.

use std::fmt::Write as _;
use std::io::Read;

use guiju_compile::vocabulary::{Vocabulary, words};
use guiju_compile::{Compilation, draft, read_manifest, settings};
use guiju_formats::read::document::{self, Block};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Lang, Severity};
use guiju_syntax::span::Source;
use indexmap::IndexMap;

use crate::Error;

/// How often a draft is compiled and marked.
const ROUNDS: usize = 12;

/// A draft made of a document.
#[derive(Debug, Clone)]
pub struct Import {
    /// The standards file; it checks without errors with the vocabulary.
    pub standard: String,
    /// The vocabulary, open, as `guiju.toml`.
    pub vocabulary: String,
    /// How many requirements a machine can judge.
    pub formalised: usize,
    /// What was not formalised, in order of place.
    pub rest: Vec<Unformalised>,
}

/// Words of the document that were not formalised: they stand in the draft as 说明.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unformalised {
    /// The line of the draft.
    pub line: usize,
    /// The words.
    pub words: String,
    /// Why.
    pub reason: String,
    /// What kind of reason that is.
    pub code: Code,
}

impl Import {
    /// The kinds of reasons, in general words, each with how many places it kept from being formalised, most first.
    ///
    /// ```
    /// let import = guiju::import("1. 热情接待。\n2. 微笑服务。\n".as_bytes(), "服务.txt", guiju::Lang::En).unwrap();
    /// assert_eq!(import.by_reason(guiju::Lang::En), [("`…` says nothing that can be checked".to_owned(), 2)]);
    /// ```
    pub fn by_reason(&self, lang: Lang) -> Vec<(String, usize)> {
        let mut counts: IndexMap<Code, usize> = IndexMap::new();
        for unformalised in &self.rest {
            *counts.entry(unformalised.code).or_insert(0) += 1;
        }
        counts.sort_by(|_, one, _, two| two.cmp(one));
        counts.into_iter().map(|(code, count)| (general(code, lang), count)).collect()
    }
}

/// The message of a code with … for what it quotes.
fn general(code: Code, lang: Lang) -> String {
    let message = if lang == Lang::Zh { code.entry().zh } else { code.entry().en };
    let mut parts = message.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |so_far, part| format!("{so_far}…{}", part.split_once('}').map_or("", |(_, rest)| rest)))
}

/// A line of the draft with what was found wrong with it.
struct Line {
    text: String,
    reasons: Vec<String>,
    /// The kind of the first of them.
    code: Code,
    note: bool,
    comment: bool,
    label: Option<String>,
}

/// Imports a document (docx, Markdown or text) as a draft called `name`.
///
/// # Errors
/// Where it cannot be read.
pub fn import(input: impl Read, name: &str, lang: Lang) -> Result<Import, Error> {
    let blocks = document::blocks(input).map_err(|cause| Error::Read { name: name.to_owned(), cause })?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut lines: Vec<Line> = lines(&blocks).into_iter().map(Line::new).collect();
    let title = Line::new(format!("标准 {}", stem.replace(['/', '\\', '「', '」'], " ")));
    lines.insert(0, title);
    let calendar = settings::calendar(None, None).unwrap_or_default();
    let mut phrases: IndexMap<String, String> = IndexMap::new();
    let mut round = 0;
    loop {
        let (text, starts) = written(&lines);
        let source = Source::new(format!("{stem}.gj"), text);
        let manifest_source = Source::new("guiju.toml", vocabulary(&phrases, lang));
        let manifest = read_manifest(&manifest_source).unwrap_or_default();
        let (known, _) = Vocabulary::new(&[(manifest_source.clone(), manifest.clone())]);
        let compilation = guiju_compile::compile(std::slice::from_ref(&source), &known, &calendar);
        let errors: Vec<&Diagnostic> =
            compilation.diagnostics.iter().flatten().filter(|it| it.severity() == Severity::Error).collect();
        if errors.is_empty() || round == ROUNDS {
            let pair = (manifest_source.clone(), manifest);
            let more = draft::draft(std::slice::from_ref(&source), &[pair], &calendar, lang);
            let vocabulary = format!("{}{}", manifest_source.text(), more.text);
            let formalised = formalised(&compilation);
            let rest = rest(&starts, &lines, &phrases);
            return Ok(Import { standard: source.text().to_owned(), vocabulary, formalised, rest });
        }
        let mut twice = lines.iter().filter(|line| line.label.is_some()).count();
        for error in errors {
            let place = source.position(error.span.start).0;
            let at = starts.iter().rposition(|start| *start <= place).unwrap_or(0);
            if let Some(line) = lines.get_mut(at) {
                mark(line, error, &mut phrases, &mut twice, lang);
            }
        }
        round += 1;
    }
}

impl Line {
    fn new(text: String) -> Line {
        Line { text, reasons: Vec::new(), code: Code::NothingCheckable, note: false, comment: false, label: None }
    }
}

/// Words without a checkable meaning become a phrase; what else is wrong makes the line 说明, or else a comment.
fn mark(line: &mut Line, error: &Diagnostic, phrases: &mut IndexMap<String, String>, twice: &mut usize, lang: Lang) {
    let argument = error.args.iter().find(|(name, _)| *name == "words").map(|(_, words)| words.as_str());
    let reason = error.message(lang);
    match (error.code, argument) {
        (Code::NothingCheckable, Some(phrase)) if !phrases.contains_key(&words(phrase)) && !line.note => {
            phrases.insert(words(phrase), reason.clone());
        }
        (Code::IdTwice, _) => {
            // One label for all requirements of the line.
            if line.label.is_none() {
                *twice += 1;
                line.label = Some(format!("重号-{twice}"));
            }
            return;
        }
        _ if !line.note => line.note = true,
        _ => line.comment = true,
    }
    if line.reasons.is_empty() {
        line.code = error.code;
    }
    if !line.reasons.contains(&reason) {
        line.reasons.push(reason);
    }
}

/// The text of the draft, and the number of the line at which each of its lines begins.
fn written(lines: &[Line]) -> (String, Vec<usize>) {
    let (mut text, mut starts, mut at) = (String::new(), Vec::new(), 1);
    for line in lines {
        starts.push(at);
        let from = text.len();
        let body = if line.comment { format!("// {}", line.text.replace('\n', "\n// ")) } else { line.text.clone() };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{body}");
        if let (Some(label), false) = (&line.label, line.comment) {
            let _ = writeln!(text, "  标识 {label}");
        }
        if line.note && !line.comment {
            let _ = writeln!(text, "  说明");
        }
        if !line.reasons.is_empty() {
            let _ = writeln!(text, "  // 待定:{}", line.reasons.join(";").replace('\n', " "));
        }
        at += text.get(from..).map_or(0, |added| added.matches('\n').count());
    }
    (text, starts)
}

/// The vocabulary of words that are only explanation so far.
fn vocabulary(phrases: &IndexMap<String, String>, lang: Lang) -> String {
    let [open, what] = match lang {
        Lang::Zh => {
            ["草稿;都登记好之后改为 false", "没有说出可以判断的要求:由人评定的改成 人工 「…」,能判断的改成规范形式"]
        }
        Lang::En => {
            ["a draft; false once all is registered", "says nothing checkable: 人工 「…」 if a person judges it"]
        }
    };
    let mut text = format!("[vocabulary]\nopen = true  # {open}\n");
    for phrase in phrases.keys() {
        let key = toml::Value::String(phrase.clone());
        let _ = write!(text, "\n# {what}\n[phrase.{key}]\nmeans = \"说明\"\n");
    }
    text
}

fn formalised(compilation: &Compilation) -> usize {
    let clauses = compilation.standards.iter().flat_map(|standard| &standard.clauses);
    clauses.filter(|clause| clause.requirement.is_some()).count()
}

fn rest(starts: &[usize], lines: &[Line], phrases: &IndexMap<String, String>) -> Vec<Unformalised> {
    let mut rest = Vec::new();
    for (line, start) in lines.iter().zip(starts) {
        if line.note || line.comment {
            let reason = line.reasons.join(";");
            rest.push(Unformalised { line: *start, words: line.text.clone(), reason, code: line.code });
            continue;
        }
        let tight = words(&line.text);
        for (phrase, reason) in phrases.iter().filter(|(phrase, _)| tight.contains(phrase.as_str())) {
            let (words, reason, code) = (phrase.clone(), reason.clone(), Code::NothingCheckable);
            rest.push(Unformalised { line: *start, words, reason, code });
        }
    }
    rest
}

/// The blocks as lines of a standards file: numbers kept, lines that Word wrapped joined, rows of tables one by one.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut wraps = false;
    let mut in_table = false;
    for block in blocks {
        let row = matches!(block, Block::Row(_));
        match block {
            Block::Heading(level, title) => {
                lines.push(format!("{} {title}", "#".repeat(usize::from((*level).clamp(1, 6)))));
                wraps = false;
            }
            Block::Paragraph(number, text) => {
                let text = text.replace("//", "/ /");
                let goes_on = wraps && number.is_none() && !begins_anew(&text);
                match (lines.last_mut(), goes_on) {
                    (Some(last), true) => {
                        let _ = write!(last, "\n  {text}");
                    }
                    _ => lines.push(numbered(number.as_deref(), &text)),
                }
                wraps =
                    !text.ends_with(['。', ';', '；', ':', '：', '!', '！', '?', '？']) && text.chars().count() > 14;
            }
            Block::Row(cells) => {
                let longest = cells.iter().max_by_key(|cell| cell.chars().count());
                let others = cells.iter().filter(|cell| Some(*cell) != longest && !cell.is_empty());
                let others: Vec<&str> = others.map(String::as_str).collect();
                if !others.is_empty() || !in_table {
                    let shown = if in_table { others.join(" | ") } else { cells.join(" | ") };
                    lines.push(format!("// {shown}"));
                }
                if let Some(longest) = longest.filter(|cell| in_table && !cell.is_empty()) {
                    lines.push(longest.replace("//", "/ /"));
                }
                wraps = false;
            }
        }
        in_table = row;
    }
    lines
}

/// Word's own number before the text, with a blank where digits would run together.
fn numbered(number: Option<&str>, text: &str) -> String {
    match number {
        Some(number) if number.ends_with(|c: char| c.is_ascii_digit()) => format!("{number} {text}"),
        Some(number) => format!("{number}{text}"),
        None => text.to_owned(),
    }
}

/// Whether a line begins an item or a heading of its own.
fn begins_anew(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    first.is_ascii_digit() || "(（第一二三四五六七八九十#".contains(first) || ('①'..='⑳').contains(&first)
}
