//! The draft as it grows: lines of a standards file, and the phrases of its vocabulary.

use std::fmt::Write as _;

use guiju_compile::Compilation;
use guiju_compile::vocabulary::words;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Lang};
use guiju_syntax::span::Source;
use indexmap::IndexMap;

use super::meanings::meanings;
use super::outline::{Part, is_asked};
use super::reading::{form, is_doubtful, reading};
use super::{Unformalised, suggest};

/// A numbered item with no more characters is a requirement, whatever it says.
const SHORT: usize = 24;

/// A line of the draft with what was found wrong with it.
#[derive(Default)]
struct Line {
    text: String,
    properties: Vec<String>,
    reasons: Vec<String>,
    /// The kind of the first of them.
    code: Option<Code>,
    /// Nothing in it is judged.
    note: bool,
    comment: bool,
    /// Whether it is an item of the document.
    item: bool,
    /// Whether it only explains.
    explains: bool,
    label: Option<String>,
}

/// A phrase of the vocabulary.
struct Phrase {
    /// What it means; `None` for a 说明.
    means: Option<String>,
    reason: String,
    code: Option<Code>,
}

/// A draft.
pub(super) struct Draft {
    lines: Vec<Line>,
    phrases: IndexMap<String, Phrase>,
    twice: usize,
}

impl Draft {
    /// Parts as lines; a document with several titles has each as a heading.
    pub fn new(stem: &str, parts: &[Part], lang: Lang) -> Draft {
        let mut draft = Draft { lines: Vec::new(), phrases: IndexMap::new(), twice: 0 };
        let titles: Vec<&String> =
            parts.iter().filter_map(|part| if let Part::Title(it) = part { Some(it) } else { None }).collect();
        let (name, one) = match titles.as_slice() {
            [title] if matches!(parts.first(), Some(Part::Title(_))) => (title.as_str(), true),
            _ => (stem, false),
        };
        draft
            .line(Line { text: format!("标准 {}", name.replace(['/', '\\', '「', '」'], " ")), ..Line::default() });
        for part in parts {
            draft.part(part, one, lang);
        }
        draft
    }

    fn line(&mut self, line: Line) {
        self.lines.push(line);
    }

    fn part(&mut self, part: &Part, one_title: bool, lang: Lang) {
        // `//` begins a comment wherever it stands.
        let safe = |text: &str| text.replace("//", "/ /");
        let plain = |text: String| Line { text, ..Line::default() };
        match part {
            Part::Title(_) if one_title => {}
            Part::Title(title) => self.line(plain(format!("\n# {}", safe(title)))),
            Part::Heading(heading) => self.line(plain(format!("\n{}", safe(heading)))),
            Part::Remark(words) => self.line(plain(format!("\n// {}", words.replace('\n', " ")))),
            Part::Note(words) => {
                self.line(Line { explains: true, ..plain(format!("说明 {}", safe(words).replace('\n', ""))) })
            }
            Part::Item { number, text, properties } => {
                let text = safe(text);
                let mut line = Line {
                    text: numbered(number.as_deref(), &text),
                    properties: properties.iter().map(|it| safe(it)).collect(),
                    item: true,
                    ..Line::default()
                };
                self.read(&mut line, &text, lang);
                self.line(line);
            }
        }
    }

    /// Takes up what the words of an item mean, or that nothing in them is judged.
    fn read(&mut self, line: &mut Line, text: &str, lang: Lang) {
        let text = text.replace("\n  ", "");
        let meanings = meanings(&text);
        let read = reading(&text);
        if read.certain.is_empty() && meanings.is_empty() && !read.wrong {
            line.note = true;
            line.explains = read.doubtful.is_empty()
                && (text.chars().count() > SHORT || text.contains("特制定"))
                && !is_asked(&text);
            if line.explains {
                return;
            }
            match read.doubtful.first() {
                Some(doubtful) => line.doubt(&form(doubtful), lang),
                None => {
                    let unread = read.unread.first().map_or(text.as_str(), String::as_str);
                    line.reason(Some(Code::NothingCheckable), suggest::nothing(unread, lang));
                }
            }
            return;
        }
        for meaning in meanings {
            let phrase = Phrase { means: Some(meaning.means), reason: String::new(), code: None };
            self.phrases.entry(words(&meaning.phrase)).or_insert(phrase);
        }
    }

    /// Words without a checkable meaning become a phrase; what else is wrong makes the line 说明, or else a comment.
    pub fn mark(&mut self, at: usize, error: &Diagnostic, source: &Source, lang: Lang) {
        let Some(line) = self.lines.get_mut(at) else { return };
        let (start, end) = (error.span.start as usize, error.span.end as usize);
        let said = source.text().get(start..end).unwrap_or("").replace('\n', "");
        let mut reason = error.message(lang);
        let phrase = words(&said);
        match error.code {
            Code::NothingCheckable if !line.note && !phrase.is_empty() && !self.phrases.contains_key(&phrase) => {
                reason = suggest::nothing(&said.replace(' ', ""), lang);
                let of = Phrase { means: None, reason: reason.clone(), code: Some(error.code) };
                self.phrases.insert(phrase, of);
            }
            Code::IdTwice => {
                // One label for all requirements of the line.
                if line.label.is_none() {
                    self.twice += 1;
                    line.label = Some(format!("重号-{}", self.twice));
                }
                return;
            }
            _ if !line.note && line.item => line.note = true,
            _ => line.comment = true,
        }
        line.reason(Some(error.code), reason);
    }

    /// The lines that hold a requirement which is too doubtful to be judged, with its canonical form.
    pub fn doubtful(&self, compilation: &Compilation, source: &Source, starts: &[usize]) -> Vec<(usize, String)> {
        let given = |form: &str| {
            let means = self.phrases.values().filter_map(|phrase| phrase.means.as_deref());
            means.flat_map(|means| means.split('；')).any(|means| means == form)
        };
        let mut found = Vec::new();
        for clause in compilation.standards.iter().flat_map(|standard| &standard.clauses) {
            let Some(requirement) = clause.requirement.as_deref().filter(|it| is_doubtful(it)) else { continue };
            let form = form(requirement);
            if given(&form) {
                continue;
            }
            let place = source.position(clause.span.start).0;
            found.extend(starts.iter().rposition(|start| *start <= place).map(|at| (at, form)));
        }
        found
    }

    /// Leaves a doubtful requirement of a line to the author: the segment alone where it can be told, else the line.
    pub fn doubt(&mut self, at: usize, doubtful: &str, lang: Lang) {
        let Some(line) = self.lines.get_mut(at) else { return };
        let text = line.text.replace("\n  ", "");
        let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".、)） ".contains(c));
        let segment = runs(text).into_iter().filter(|run| !self.phrases.contains_key(&words(run))).find(|run| {
            let read = reading(run);
            read.certain.is_empty() && read.doubtful.iter().any(|it| form(it) == doubtful)
        });
        match segment {
            Some(segment) => {
                let phrase = Phrase { means: None, reason: suggest::doubt(doubtful, lang), code: None };
                self.phrases.insert(words(segment), phrase);
            }
            None if line.note => line.comment = true,
            None => line.note = true,
        }
        line.doubt(doubtful, lang);
    }

    /// The text of the draft, and the number of the line at which each of its lines begins.
    pub fn written(&self) -> (String, Vec<usize>) {
        let (mut text, mut starts, mut at) = (String::new(), Vec::new(), 1);
        for line in &self.lines {
            starts.push(at);
            let from = text.len();
            line.write(&mut text);
            at += text.get(from..).map_or(0, |added| added.matches('\n').count());
        }
        (text, starts)
    }

    /// The vocabulary: what phrases mean, and which are only explanation so far.
    pub fn vocabulary(&self, lang: Lang) -> String {
        let [open, given, what] = match lang {
            Lang::Zh => [
                "草稿；都登记好之后改为 false",
                "导入时按句子拟定的读法，请逐条核对",
                "没有说出可以判断的要求：由人评定的改成 人工 「…」，能判断的改成规范形式",
            ],
            Lang::En => [
                "a draft; false once all is registered",
                "readings drafted from the sentences by the import: look each over",
                "says nothing checkable: 人工 「…」 if a person judges it, else in canonical form",
            ],
        };
        let mut text = format!("[vocabulary]\nopen = true  # {open}\n");
        if !self.phrases.is_empty() {
            text.push_str("\n[phrase]\n");
        }
        for (head, meant) in [(given, true), (what, false)] {
            let phrases = self.phrases.iter().filter(|(_, phrase)| phrase.means.is_some() == meant);
            for (place, (words, phrase)) in phrases.enumerate() {
                if place == 0 {
                    let _ = writeln!(text, "# {head}");
                }
                let means = phrase.means.as_deref().map_or("说明".to_owned(), |means| means.replace('；', ";"));
                let value = |text: &str| toml::Value::String(text.to_owned());
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{} = {{ means = {} }}", value(words), value(&means));
            }
        }
        text
    }

    /// The phrases that were given a meaning and came to a requirement.
    pub fn drafted(&self, compilation: &Compilation) -> Vec<(String, String)> {
        let clauses = compilation.standards.iter().flat_map(|standard| &standard.clauses);
        let forms: Vec<String> = clauses.filter_map(|clause| clause.requirement.as_deref().map(form)).collect();
        let stands = |means: &str| means.split('；').any(|means| forms.iter().any(|form| form.contains(means)));
        let meant = self.phrases.iter().filter_map(|(words, phrase)| Some((words.clone(), phrase.means.clone()?)));
        meant.filter(|(_, means)| stands(means)).collect()
    }

    /// What was not formalised.
    pub fn rest(&self, starts: &[usize], compilation: &Compilation, source: &Source, lang: Lang) -> Vec<Unformalised> {
        let clauses: Vec<(usize, &str)> = compilation
            .standards
            .iter()
            .flat_map(|standard| &standard.clauses)
            .filter(|clause| clause.requirement.is_none())
            .map(|clause| (source.position(clause.span.start).0, clause.text.as_str()))
            .collect();
        let mut rest = Vec::new();
        for (at, (line, start)) in self.lines.iter().zip(starts).enumerate() {
            if line.explains && !line.comment {
                continue;
            }
            if line.note || line.comment {
                let words = line.text.replace("\n  ", "").trim().to_owned();
                let suggestion = suggest::suggestion(&words, lang);
                let reason = line.reasons.join("；");
                // Below the empty line above a heading.
                let line_number = start + usize::from(line.text.starts_with('\n'));
                rest.push(Unformalised { line: line_number, words, reason, suggestion, code: line.code });
                continue;
            }
            if !line.item {
                continue;
            }
            let end = starts.get(at + 1).copied().unwrap_or(usize::MAX);
            for (place, text) in clauses.iter().filter(|(place, _)| (*start..end).contains(place)) {
                let text = text.replace("\n  ", "");
                let phrase = self.phrases.get(&words(&text)).filter(|phrase| phrase.code.is_none());
                let (reason, code) = match phrase {
                    Some(phrase) if !phrase.reason.is_empty() => (phrase.reason.clone(), None),
                    _ => (suggest::nothing(&text, lang), Some(Code::NothingCheckable)),
                };
                let suggestion = suggest::suggestion(&text, lang);
                rest.push(Unformalised { line: *place, words: text, reason, suggestion, code });
            }
        }
        rest
    }

    /// How many sentences only explain.
    pub fn explaining(&self) -> usize {
        self.lines.iter().filter(|line| line.explains).count()
    }
}

impl Line {
    fn reason(&mut self, code: Option<Code>, reason: String) {
        if self.reasons.is_empty() {
            self.code = code;
        }
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    fn doubt(&mut self, form: &str, lang: Lang) {
        self.reason(None, suggest::doubt(form, lang));
    }

    fn write(&self, text: &mut String) {
        // Writing to a string cannot fail.
        if self.comment {
            let body = self.text.trim_start_matches('\n');
            let _ = writeln!(text, "// {}", body.replace('\n', "\n// "));
        } else {
            let _ = writeln!(text, "{}", self.text);
            if let Some(label) = &self.label {
                let _ = writeln!(text, "  标识 {label}");
            }
            for property in &self.properties {
                let _ = writeln!(text, "  {property}");
            }
            if self.note {
                let _ = writeln!(text, "  说明");
            }
        }
        if !self.reasons.is_empty() {
            let _ = writeln!(text, "  // 待定：{}", self.reasons.join("；").replace('\n', " "));
        }
    }
}

/// The segments of a text, then every two that follow each other, then every three.
fn runs(text: &str) -> Vec<&str> {
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['，', '；', '。']) {
        ends.push((start, at));
        start = at + mark.len();
    }
    ends.push((start, text.len()));
    let run = |run: &[(usize, usize)]| text.get(run.first()?.0..run.last()?.1);
    let sized = |size: usize| ends.windows(size).filter_map(run).collect::<Vec<_>>();
    (1..=3).flat_map(sized).filter(|run| !run.is_empty()).collect()
}

/// Word's own number before the text, with a blank where digits would run together.
fn numbered(number: Option<&str>, text: &str) -> String {
    match number {
        Some(number) if number.ends_with(|c: char| c.is_ascii_digit()) => format!("{number} {text}"),
        Some(number) => format!("{number}{text}"),
        None => text.to_owned(),
    }
}
