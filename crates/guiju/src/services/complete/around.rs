//! What stands around a place: the sentence so far, the clause it belongs to, and what the package says elsewhere.

use guiju_compile::hir;
use guiju_syntax::ast::{Comparison, Core, Document, Expr, Node, Property, Requirement, Scale, Threshold};
use guiju_syntax::logical_lines;
use guiju_syntax::mentions::{self, Role};
use guiju_syntax::normal::Normal;
use guiju_syntax::span::Span;

use crate::Compiled;
use crate::services::names::Kind;

/// Properties that a file has.
const OF_FILE: [&str; 9] = ["标准", "编号", "施行", "等级", "定义", "参数", "适用", "责任", "加分"];
/// Properties that a section has.
const OF_SECTION: [&str; 7] = ["适用", "分值", "权重", "除外", "加分", "责任", "施行"];
/// Properties that a clause has.
const OF_CLAUSE: [&str; 17] = [
    "分值",
    "计分",
    "权重",
    "适用",
    "除外",
    "自",
    "视同",
    "并计",
    "一票否决",
    "后果",
    "标识",
    "责任",
    "来源",
    "说明",
    "人工",
    "样本",
    "遇节假日顺延",
];
/// Properties that may be given more than once.
const REPEATED: [&str; 9] = ["定义", "参数", "除外", "自", "视同", "并计", "来源", "说明", "适用"];

/// Words that a name may follow without a blank.
const HEADS: [&str; 15] =
    ["凡", "不得", "须", "其中", "且", "或", "按", "每家", "每个", "每周", "每月", "任职", "适用", "不高于", "计分"];

/// What stands around a place.
#[derive(Debug)]
pub struct Around {
    file: usize,
    offset: usize,
    /// The sentence up to the word that is being typed, also from the lines above, half-width, without its number.
    pub before: String,
    /// What has been typed of a word.
    pub typed: String,
    /// How many bytes of the file that is.
    pub typed_bytes: usize,
    /// Whether the line begins with blanks.
    pub indented: bool,
    /// Whether the line has a number.
    pub numbered: bool,
    /// Whether the place lies in a comment.
    pub in_comment: bool,
    /// Whether it lies in 「」.
    pub in_quotes: bool,
    /// Whether a clause stands before the line, with no heading between.
    pub in_clause: bool,
    /// Whether a heading does, with no clause between.
    in_section: bool,
    /// The properties that what stands before has, by their keywords.
    given: Vec<String>,
}

impl Around {
    /// What stands around an offset; `None` where it is no place of a standards file.
    pub fn of(compiled: &Compiled, file: usize, offset: usize) -> Option<Around> {
        let it = compiled.files.get(file)?;
        let (text, document) = (it.source.text(), document(compiled, file)?);
        let upto = text.get(..offset)?;
        let physical = upto.rfind('\n').map_or(0, |at| at + 1);
        // The sentence goes on from the line above where the reader says so.
        let start = logical_lines(text).iter().map(|line| line.start).rfind(|start| *start <= offset);
        let here = text.get(physical..).unwrap_or("").split('\n').next().unwrap_or("");
        let blank = upto.get(physical..)?.trim().is_empty() && here.trim().is_empty();
        let start = start.filter(|_| !blank).unwrap_or(physical).min(offset);
        let sentence = upto.get(start..)?;
        let line = upto.get(physical.max(start)..)?;
        let ends = |c: char| c.is_whitespace() || c.is_numeric() || (!c.is_alphanumeric() && c != '_');
        let typed = line.rsplit(ends).next().unwrap_or("");
        let normal = Normal::new(sentence.strip_suffix(typed)?, 0).text;
        let last = line.rfind("//").is_some_and(|at| !line.get(..at).unwrap_or("").ends_with(':'));
        let before = normal.trim();
        let (numbered, before) = unnumbered(before);
        let mut around = Around {
            file,
            offset,
            before: before.to_owned(),
            typed: Normal::new(typed, 0).text,
            typed_bytes: typed.len(),
            indented: here.starts_with([' ', '\t', '\u{3000}']),
            numbered,
            in_comment: last,
            in_quotes: normal.matches('「').count() > normal.matches('」').count(),
            in_clause: false,
            in_section: false,
            given: Vec::new(),
        };
        around.place(document, it.source.text(), Span::new(start, start).start);
        Some(around)
    }

    /// Chinese is written without blanks: where no name begins with what was typed, it is what follows the last word that
    /// a name may follow (凡投诉须 当天).
    pub fn apart(mut self, begins: impl Fn(&str) -> bool) -> Around {
        if self.typed.is_empty() || begins(&self.typed) {
            return self;
        }
        let ends = HEADS.iter().filter_map(|head| Some(self.typed.rfind(head)? + head.len()));
        if let Some(at) = ends.max() {
            let rest = self.typed.split_off(at);
            let head = std::mem::replace(&mut self.typed, rest);
            self.before.push_str(&head);
            self.typed_bytes = self.typed.len();
        }
        self
    }

    /// Finds what stands before the line, and what that has been given.
    fn place(&mut self, document: &Document, text: &str, line: u32) {
        let mut given = names(&document.properties, text, line);
        if document.title.as_ref().is_some_and(|title| title.span.start < line) {
            given.push("标准".to_owned());
        }
        self.given = given;
        let mut bodies = vec![&document.body];
        let mut nearest = 0;
        while let Some(body) = bodies.pop() {
            for node in body {
                let (span, properties) = match node {
                    Node::Section(section) => {
                        bodies.push(&section.body);
                        (section.span, &section.properties)
                    }
                    Node::Clause(clause) => (clause.span, &clause.properties),
                };
                if span.start < line && span.start >= nearest {
                    nearest = span.start;
                    self.in_clause = matches!(node, Node::Clause(_));
                    self.in_section = !self.in_clause;
                    self.given = names(properties, text, line);
                }
            }
        }
    }

    /// The properties that may be given here.
    pub fn properties(&self) -> Vec<&'static str> {
        let all: &[&'static str] = match (self.in_clause, self.in_section) {
            (true, _) => &OF_CLAUSE,
            (_, true) => &OF_SECTION,
            _ => &OF_FILE,
        };
        let again = |name: &str| REPEATED.contains(&name) || !self.given.iter().any(|given| given == name);
        all.iter().copied().filter(|name| again(name)).collect()
    }

    /// The requirement that the place belongs to.
    fn requirement<'a>(&self, compiled: &'a Compiled) -> Option<&'a Requirement> {
        let clauses = &compiled.standard(self.file)?.clauses;
        let before = |clause: &&hir::Clause| (clause.span.start as usize) <= self.offset;
        clauses.iter().filter(before).max_by_key(|clause| clause.span.start)?.requirement.as_deref()
    }

    /// The measure word of the requirement's threshold.
    pub fn unit(&self, compiled: &Compiled) -> Option<String> {
        let Core::Measure { threshold, .. } = &self.requirement(compiled)?.core else { return None };
        match threshold {
            Threshold::Value(Expr::Number(number)) | Threshold::Range(number, _) => {
                number.unit.as_ref().map(|unit| unit.text.clone())
            }
            Threshold::Value(_) => None,
        }
    }

    /// The forms of 计分, first those that fit the requirement.
    pub fn scorings(&self, compiled: &Compiled) -> Vec<String> {
        let unit = self.unit(compiled).unwrap_or_else(|| "次".to_owned());
        let mut forms: Vec<String> = Vec::new();
        match self.requirement(compiled).map(|it| &it.core) {
            Some(Core::Measure { comparison, threshold, .. }) => {
                let ratio = match threshold {
                    Threshold::Value(Expr::Number(number)) | Threshold::Range(number, _) => {
                        matches!(number.scale, Scale::Percent | Scale::Permille | Scale::Points)
                    }
                    Threshold::Value(_) => false,
                };
                let low = if ratio { "每低 1 个百分点 扣 ".to_owned() } else { format!("每少 1 {unit} 扣 ") };
                let high =
                    if ratio { "每超 1 个百分点 扣 ".to_owned() } else { format!("每超 1 {unit} 扣 ") };
                match comparison {
                    Comparison::AtLeast | Comparison::MoreThan => forms.push(low),
                    Comparison::AtMost | Comparison::LessThan => forms.push(high),
                    Comparison::Equal | Comparison::Between | Comparison::NotEqual => forms.extend([low, high]),
                }
                forms.extend(["按比例", "分档 ", "线性 "].map(str::to_owned));
            }
            Some(Core::Every { .. }) => forms.extend(["每迟 1 天 扣 ", "每次 扣 "].map(str::to_owned)),
            Some(Core::Never { .. }) => forms.push("每次 扣 ".to_owned()),
            Some(Core::Record { .. }) => forms.extend(["每次 加 ", "每次 扣 "].map(str::to_owned)),
            _ => {}
        }
        forms.extend(["未达标 扣 ", "达标率", "全部达标", "达标 加 "].map(str::to_owned));
        forms
    }
}

/// The tree of a standards file.
fn document(compiled: &Compiled, file: usize) -> Option<&Document> {
    compiled.files.get(file)?.requirements.as_ref()?;
    let before = compiled.files.iter().take(file).filter(|file| file.requirements.is_some()).count();
    compiled.compilation.documents.get(before)
}

/// The keywords that properties begin with, but for the one on this line.
fn names(properties: &[Property], text: &str, line: u32) -> Vec<String> {
    let others = properties.iter().filter(|property| property.span.start != line);
    let words = others.filter_map(|property| {
        let words = text.get(property.span.start as usize..)?.trim_start();
        let all = OF_FILE.iter().chain(&OF_SECTION).chain(&OF_CLAUSE);
        all.filter(|name| words.starts_with(**name)).max_by_key(|name| name.len())
    });
    words.map(|name| (*name).to_owned()).collect()
}

/// Without the number of an item.
fn unnumbered(before: &str) -> (bool, &str) {
    let digits = before.trim_start_matches(['(', '（']);
    let rest = digits.trim_start_matches(|c: char| c.is_numeric() || c == '.');
    let marked =
        rest.strip_prefix(['、', ')', '）']).or_else(|| digits.strip_suffix(rest)?.ends_with('.').then_some(rest));
    let circled = before.strip_prefix(|c: char| ('①'..='⑳').contains(&c));
    match marked.filter(|_| digits.len() > rest.len()).or(circled) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, before),
    }
}

/// What is asked of people anywhere in the package.
pub fn attributes(compiled: &Compiled) -> Vec<String> {
    let all = compiled.compilation.documents.iter().flat_map(mentions::of_document);
    all.filter(|it| it.role == Role::Attribute).map(|it| it.name.to_owned()).collect()
}

/// What a field may be compared with: the steps of a level, else what the package compares it with elsewhere.
pub fn values(compiled: &Compiled, field: &str) -> Vec<(String, Option<Kind>)> {
    if let Some((_, steps)) = compiled.vocabulary.levels.get(field) {
        return steps.iter().map(|step| (step.clone(), Some(Kind::Step))).collect();
    }
    let written = compiled.compilation.documents.iter().flat_map(mentions::of_document);
    // Also what phrases of the vocabulary say.
    let clauses = compiled.compilation.standards.iter().flat_map(|standard| &standard.clauses);
    let meant = clauses.filter_map(|clause| clause.requirement.as_deref()).flat_map(mentions::of_requirement);
    let said = written.chain(meant).filter(|it| it.role == Role::Step(field)).map(|it| it.name.to_owned());
    let said: indexmap::IndexSet<String> = said.collect();
    said.into_iter().map(|value| (value, None)).collect()
}
