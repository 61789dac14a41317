//! # 没有用到的定义 | a definition that nothing uses
//!
//! 查什么:文件里没有一条用到的 定义 或 参数。
//! What it does: finds 定义 and 参数 that no clause of the file uses.
//!
//! 为什么:可能条款里写错了名称,改了参数也不起作用。删去它不改变意思,`--fix` 会删。
//! Why: a clause may have meant it and misspelt it, and changing the parameter changes nothing. `--fix` removes it.
//!
//! 例子 Example
//! ```gj
//! 参数 拜访目标 = 8
//! 每周 上门访问客户 >= 6 次
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 参数 拜访目标 = 8
//! 每周 上门访问客户 >= 拜访目标
//! ```

use guiju_syntax::ast::{Core, Duty, DutyKind, IntervalKind, PropertyKind, Requirement};
use guiju_syntax::catalogue::Code;
use guiju_syntax::comments::comments;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;
use guiju_syntax::{canonical, normal};

use super::super::{File, Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        let defined: Vec<_> = file
            .properties()
            .into_iter()
            .filter_map(|property| match &property.kind {
                PropertyKind::Define { name, .. } | PropertyKind::Parameter { name, .. } => Some((property, name)),
                _ => None,
            })
            .collect();
        if defined.is_empty() {
            continue;
        }
        let requirements = || file.standard.clauses.iter().filter_map(|clause| clause.requirement.as_deref());
        let text = normal::words(file.source.text());
        let meant: Vec<String> = requirements().map(canonical::requirement).collect();
        let vague: Vec<&str> = requirements().flat_map(vague).collect();
        for (property, name) in defined {
            let definitions = file.source.slice(property.span);
            let elsewhere = text.matches(name.text.as_str()).count() > normal::words(definitions).matches(name.text.as_str()).count();
            let used = elsewhere
                || meant.iter().any(|canonical| canonical.contains(name.text.as_str()))
                || vague.contains(&name.text.as_str());
            if !used {
                let diagnostic = Diagnostic::new(Code::UnusedDefinition, name.span).with("name", name.text.as_str());
                found.add(&file, match whole_lines(&file, property.span) {
                    Some(lines) => diagnostic.fixed(lines, ""),
                    None => diagnostic,
                });
            }
        }
    }
}

/// The lines of a span with their break; `None` where a comment would go with them.
fn whole_lines(file: &File<'_>, span: Span) -> Option<Span> {
    let text = file.source.text();
    let start = text.get(..span.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text.get(span.end as usize..)?.find('\n').map_or(text.len(), |at| span.end as usize + at + 1);
    let lines = Span::new(start, end);
    let commented = comments(file.source).iter().any(|it| lines.start <= it.span.start && it.span.start < lines.end);
    (!commented).then_some(lines)
}

/// Words that stand for a length of time that a parameter gives.
fn vague(requirement: &Requirement) -> Vec<&str> {
    let Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } = &requirement.core else { return Vec::new() };
    let intervals = items.iter().filter_map(|item| match &item.kind {
        DutyKind::Act { interval, .. } => interval.as_ref(),
        DutyKind::After { interval, .. } | DutyKind::Before { interval, .. } => Some(interval),
        _ => None,
    });
    intervals
        .filter_map(|interval| match &interval.kind {
            IntervalKind::Vague(word) => Some(word.as_str()),
            _ => None,
        })
        .collect()
}
