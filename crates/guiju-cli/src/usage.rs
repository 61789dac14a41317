//! What is wrong with the arguments, in the language of the reader.

use std::io;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use guiju::Lang;

use crate::failure::{self, Failure};
use crate::lang::pick;
use crate::{Exit, Io};

/// Help and version go to standard output; mistakes to standard error.
pub fn report(error: &clap::Error, lang: Lang, io: &mut Io<'_>) -> io::Result<Exit> {
    let rendered = error.render();
    let shown = if io.terminal { rendered.ansi().to_string() } else { rendered.to_string() };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            io.out.write_all(shown.as_bytes())?;
            return Ok(Exit::Ok);
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => io.err.write_all(shown.as_bytes())?,
        _ => {
            let (what, way_out) = mistake(error, lang);
            failure::say(&what, &way_out, lang, io)?;
        }
    }
    Ok(Exit::Failed)
}

/// There must be something to look at.
pub fn some_path(paths: &[PathBuf], command: &str, lang: Lang) -> Result<(), Failure> {
    if !paths.is_empty() {
        return Ok(());
    }
    let what = pick(lang, "没有说看哪里", "nothing to look at was named");
    let way_out = pick(lang, format!("例如 `guiju {command} .`"), format!("for instance `guiju {command} .`"));
    Err(Failure::Usage(what.to_owned(), way_out))
}

fn mistake(error: &clap::Error, lang: Lang) -> (String, String) {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(pick(lang, "、", ", ")),
        _ => String::new(),
    };
    let arg = word(ContextKind::InvalidArg);
    let value = word(ContextKind::InvalidValue);
    let command = word(ContextKind::InvalidSubcommand);
    let (zh, en) = match error.kind() {
        ErrorKind::UnknownArgument => (format!("没有 `{arg}` 这个选项"), format!("there is no option `{arg}`")),
        ErrorKind::InvalidSubcommand => {
            (format!("没有 `{command}` 这个命令"), format!("there is no command `{command}`"))
        }
        ErrorKind::MissingRequiredArgument => (format!("缺少 {arg}"), format!("{arg} is missing")),
        ErrorKind::MissingSubcommand => ("没有说做什么".to_owned(), "it was not said what to do".to_owned()),
        ErrorKind::InvalidValue if value.is_empty() => {
            (format!("{arg} 后面要写一个值"), format!("{arg} needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (format!("{arg} 不能是 `{value}`"), format!("{arg} cannot be `{value}`"))
        }
        ErrorKind::ArgumentConflict => (
            format!("{arg} 只能写一次，或与别的选项冲突"),
            format!("{arg} stands twice, or beside an option that excludes it"),
        ),
        ErrorKind::InvalidUtf8 => ("有一个参数不是 UTF-8".to_owned(), "an argument is not UTF-8".to_owned()),
        _ => (error.kind().to_string(), error.kind().to_string()),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().map(word).find(|near| !near.is_empty());
    let valid = word(ContextKind::ValidValue);
    let way_out = match near {
        Some(near) => pick(lang, format!("是不是要写 `{near}`？"), format!("did you mean `{near}`?")),
        None if command == "help" => {
            pick(lang, "写 `guiju --help` 或 `guiju check --help`", "write `guiju --help` or `guiju check --help`")
                .to_owned()
        }
        None if !valid.is_empty() => pick(lang, format!("可以写：{valid}"), format!("it can be {valid}")),
        None => match error.get(ContextKind::Usage) {
            Some(ContextValue::StyledStr(usage)) => {
                let usage = usage.to_string();
                let usage = usage.trim_start_matches("Usage:").trim();
                pick(lang, format!("用法：{usage}"), format!("usage: {usage}"))
            }
            _ => pick(lang, "guiju --help 列出所有命令", "guiju --help lists all commands").to_owned(),
        },
    };
    (pick(lang, zh, en), way_out)
}
