//! The manual page of a lint rule.

use std::io;

use guiju::write::Paint;
use guiju::{Example, Lang, Rule};

use crate::Io;
use crate::lang::pick;

/// Writes the page: what the rule looks for, why, an example, and what to write instead.
pub fn page(rule: &Rule, lang: Lang, io: &mut Io<'_>) -> io::Result<()> {
    let (paint, page) = (Paint::new(io.terminal), rule.page());
    writeln!(io.out, "\n{}  {}", paint.bold(rule.name), page.title(lang))?;
    let (what, why) = pick(lang, ("查什么", "为什么"), ("What it does", "Why"));
    let (example, instead) = pick(lang, ("例子", "应写"), ("Example", "Use instead"));
    for (head, text) in [(what, page.what(lang)), (why, page.why(lang))] {
        writeln!(io.out, "\n{}\n  {text}", paint.bold(head))?;
    }
    for (head, files) in [(example, &page.example), (instead, &page.instead)] {
        writeln!(io.out, "\n{}", paint.bold(head))?;
        for file in files {
            self::example(file, lang, io)?;
        }
    }
    let leave = pick(
        lang,
        format!(
            "级别：guiju.toml 里 [lint] {0} = \"error\"、\"warn\"、\"note\" 或 \"off\"；某一条不查：// 规矩:允许 {0} 因为 …",
            rule.name
        ),
        format!(
            "Level: [lint] {0} = \"error\", \"warn\", \"note\" or \"off\" in guiju.toml; to leave a clause alone: // 规矩:允许 {0} 因为 …",
            rule.name
        ),
    );
    writeln!(io.out, "\n{leave}")
}

fn example(file: &Example, lang: Lang, io: &mut Io<'_>) -> io::Result<()> {
    let name = match file.kind.as_str() {
        "toml" => Some("guiju.toml"),
        "csv" => Some(pick(lang, "记录", "records")),
        "people" => Some(pick(lang, "人员表", "people")),
        _ => None,
    };
    if let Some(name) = name {
        writeln!(io.out, "  ({name})")?;
    }
    file.text.lines().try_for_each(|line| writeln!(io.out, "  {line}"))
}
