//! What is wrong with a standards file: a code, a place, a cause and a way out, in Chinese and English.

use serde::{Deserialize, Serialize};

use crate::catalogue::Code;
use crate::span::Span;

/// The languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// It can be used, but may not mean what the author thinks.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word used in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A replacement in the source: a fix is a list of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// One problem. Its words come from the [catalogue](crate::catalogue), filled with the arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem.
    pub code: Code,
    /// Where, in bytes of the source.
    pub span: Span,
    /// What the placeholders of its message stand for; what has other words in Chinese has them under its name with `_zh`.
    pub args: Vec<(&'static str, String)>,
    /// Names near the one that was not found, nearest first.
    pub near: Vec<String>,
    /// Other places that matter (the first definition of a name).
    pub related: Vec<Span>,
    /// The severity a package gives it, where it is not that of the catalogue.
    pub level: Option<Severity>,
    /// Replacements that mend it without changing what the file means; none where there is no such thing.
    pub fix: Vec<Edit>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, span: Span) -> Self {
        Diagnostic { code, span, args: Vec::new(), near: Vec::new(), related: Vec::new(), level: None, fix: Vec::new() }
    }

    /// With what `{name}` in its message stands for.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With near names to suggest.
    pub fn near(mut self, names: Vec<String>) -> Self {
        self.near = names;
        self
    }

    /// With another place that matters.
    pub fn related(mut self, span: Span) -> Self {
        self.related.push(span);
        self
    }

    /// With a replacement that mends it.
    pub fn fixed(mut self, span: Span, text: impl Into<String>) -> Self {
        self.fix.push(Edit { span, text: text.into() });
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.level.unwrap_or(self.code.entry().severity)
    }

    /// What is wrong.
    pub fn message(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        self.fill(
            match lang {
                Lang::Zh => entry.zh,
                Lang::En => entry.en,
            },
            lang,
        )
    }

    /// The way out: near names first, then what the catalogue says.
    pub fn help(&self, lang: Lang) -> String {
        let entry = self.code.entry();
        let (help, near) = match lang {
            Lang::Zh => (entry.help_zh, self.near_words("是不是要写 ", "、", "?")),
            Lang::En => (entry.help_en, self.near_words("did you mean ", " or ", "?")),
        };
        [near, self.fill(help, lang)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn near_words(&self, before: &str, between: &str, after: &str) -> String {
        if self.near.is_empty() {
            return String::new();
        }
        let names: Vec<String> = self.near.iter().map(|name| format!("`{name}`")).collect();
        format!("{before}{}{after}", names.join(between))
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let own =
            |name: &str| self.args.iter().find(|(key, _)| lang == Lang::Zh && key.strip_suffix("_zh") == Some(name));
        let mut text = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            let value = own(name).or_else(|| self.args.iter().find(|(key, _)| *key == name));
            text.push_str(value.map_or("", |(_, value)| value));
            rest = tail;
        }
        text + rest
    }
}
