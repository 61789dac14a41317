//! What could not be used, by cause, for people.

use std::io::{self, Write};

use guiju_engine::report::{Problem, ProblemKind};

use super::Options;
use super::text::Paint;

/// Writes problems by cause: what, how many, where first, what may be meant (the `near` names), and what to do. Columns
/// that nothing uses come in one line.
///
/// # Errors
/// Where `out` fails.
pub fn problems(
    problems: &[Problem],
    near: &dyn Fn(&Problem) -> Vec<String>,
    options: &Options,
    out: &mut dyn Write,
) -> io::Result<()> {
    let lang = options.lang;
    let paint = Paint::new(options.colour);
    let or = lang.pick((" 或 ", " or "));
    let meant = |problem: &Problem| {
        let names: Vec<String> = near(problem).iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| names.join(or))
    };
    for problem in problems.iter().filter(|problem| problem.kind != ProblemKind::UnusedColumn) {
        let (what, remedy) = lang.problem(problem.kind);
        let what = match (&problem.name, problem.value.as_deref()) {
            (Some(column), Some("")) => {
                lang.pick((format!("`{column}` 列空着"), format!("nothing in column `{column}`")))
            }
            (Some(column), Some(value)) => lang.pick((
                format!("`{column}` 列不能用的值 `{value}`"),
                format!("`{value}` in column `{column}` cannot be used"),
            )),
            (Some(name), None) => format!("{what} `{name}`"),
            (None, _) => what.to_owned(),
        };
        let remedy = match problem.value.as_deref() {
            None if problem.kind == ProblemKind::BrokenLine
                && is_of(&problem.first, &[".jsonl", ".ndjson", ".json"]) =>
            {
                lang.pick(("每行写一个 JSON 对象", "write one JSON object a line"))
            }
            None if problem.kind == ProblemKind::MissingColumn
                && near(problem).is_empty()
                && is_of(&problem.first, &[".csv"]) =>
            {
                lang.pick((
                    "改正表头（CSV 的表头写在第一行），或在 guiju.toml 里写明列名",
                    "correct the header (the first line of a CSV), or name the column in guiju.toml",
                ))
            }
            None => remedy,
            Some("") => lang.pick(("补上", "fill it in")),
            Some(_) => lang.pick((
                "日期写成 2024-03-05，止不早于起",
                "write days as 2024-03-05, and the last not before the first",
            )),
        };
        let times = match problem.count {
            1 => String::new(),
            n => lang.pick((format!("，共 {n} 处"), format!(", {n} times"))),
        };
        let first = match (problem.first.as_str(), problem.count) {
            ("", _) => String::new(),
            (first, 1) => lang.pick((format!("，在 {first}"), format!(", at {first}"))),
            (first, _) => lang.pick((format!("，首见 {first}"), format!(", first at {first}"))),
        };
        let mark = paint.warn(lang.pick(("注意", "note")));
        let (colon, semicolon) = lang.pick((("\u{FF1A}", "\u{FF1B}"), (": ", "; ")));
        let meant = meant(problem).map(|names| {
            lang.pick(match problem.kind {
                ProblemKind::MissingColumn => (format!("是不是 {names} 这一列\u{FF1F}"), format!("is it {names}? ")),
                _ => (format!("是不是要写 {names}\u{FF1F}"), format!("did you mean {names}? ")),
            })
        });
        let meant = meant.unwrap_or_default();
        writeln!(out, "{mark}{colon}{what}{times}{first}{semicolon}{meant}{remedy}")?;
    }
    let unused: Vec<&Problem> = problems.iter().filter(|problem| problem.kind == ProblemKind::UnusedColumn).collect();
    if !unused.is_empty() {
        let (what, remedy) = lang.problem(ProblemKind::UnusedColumn);
        let named = |problem: &&Problem| {
            let name = format!("`{}`", problem.name.as_deref()?);
            Some(match meant(problem) {
                None => name,
                Some(meant) => lang.pick((
                    format!("{name}\u{FF08}是不是要写 {meant}\u{FF1F}\u{FF09}"),
                    format!("{name} (did you mean {meant}?)"),
                )),
            })
        };
        let names: Vec<String> = unused.iter().filter_map(named).collect();
        let mark = paint.warn(lang.pick(("注意", "note")));
        let (colon, comma, semicolon) = lang.pick((("\u{FF1A}", "、", "\u{FF1B}"), (": ", ", ", "; ")));
        writeln!(out, "{mark}{colon}{what} {}{semicolon}{remedy}", names.join(comma))?;
    }
    Ok(())
}

/// Whether a place is in a file with one of these endings.
fn is_of(place: &str, endings: &[&str]) -> bool {
    let file = place.rsplit_once(':').map_or(place, |(file, _)| file);
    endings.iter().any(|ending| file.ends_with(ending))
}
