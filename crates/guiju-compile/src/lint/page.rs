//! The manual page of a rule, read from the doc comment of its file.

use guiju_syntax::diagnostic::Lang;

/// A manual page, in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    title: [String; 2],
    what: [String; 2],
    why: [String; 2],
    /// What the rule reports.
    pub example: Vec<Example>,
    /// What it does not.
    pub instead: Vec<Example>,
}

/// A file of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// `gj`, `toml` (the vocabulary), `csv` (records) or `people` (a CSV of people).
    pub kind: String,
    /// Its text.
    pub text: String,
}

impl Page {
    /// Reads the page at the top of a file.
    pub(super) fn read(source: &str) -> Page {
        let mut page = Page::default();
        let lines = source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        let mut paragraph: Option<(bool, usize)> = None;
        let (mut instead, mut block) = (false, None::<Example>);
        for line in lines {
            if let Some(open) = &mut block {
                match line {
                    "```" => {
                        let list = if instead { &mut page.instead } else { &mut page.example };
                        list.extend(block.take());
                    }
                    line => open.text.push_str(&format!("{line}\n")),
                }
                continue;
            }
            if let Some(kind) = line.strip_prefix("```") {
                block = Some(Example { kind: kind.to_owned(), text: String::new() });
            } else if let Some(title) = line.strip_prefix("# ") {
                let (zh, en) = title.split_once(" | ").unwrap_or((title, title));
                page.title = [zh.to_owned(), en.to_owned()];
            } else if line.is_empty() {
                paragraph = None;
            } else if line == "例子 Example" || line == "应写 Use instead" {
                instead = line.starts_with("应写");
            } else {
                let begins = [
                    ("查什么:", (false, 0)),
                    ("What it does:", (false, 1)),
                    ("为什么:", (true, 0)),
                    ("Why:", (true, 1)),
                ];
                let begun = begins.iter().find_map(|(mark, place)| Some((*place, line.strip_prefix(mark)?.trim())));
                let words = begun.map_or(line, |(place, rest)| {
                    paragraph = Some(place);
                    rest
                });
                if let Some((why, lang)) = paragraph {
                    let part = if why { &mut page.why } else { &mut page.what };
                    if let Some(text) = part.get_mut(lang) {
                        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
                        if latin(text.chars().last()) && latin(words.chars().next()) {
                            text.push(' ');
                        }
                        text.push_str(words);
                    }
                }
            }
        }
        page
    }

    /// What the rule is about, in a few words.
    pub fn title(&self, lang: Lang) -> &str {
        of(&self.title, lang)
    }

    /// What it looks for.
    pub fn what(&self, lang: Lang) -> &str {
        of(&self.what, lang)
    }

    /// Why that matters.
    pub fn why(&self, lang: Lang) -> &str {
        of(&self.why, lang)
    }
}

fn of(texts: &[String; 2], lang: Lang) -> &str {
    let [zh, en] = texts;
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
