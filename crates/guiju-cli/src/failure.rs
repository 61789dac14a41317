//! Why a command could not run, and how that is said.

use std::io;
use std::path::PathBuf;

use guiju::against::EarlierError;
use guiju::{Error, EvaluateError, Lang, ReadError};

use crate::lang::{of_reports, pick};
use crate::{Exit, Io, near, usage};

/// Why a command could not run.
#[derive(Debug)]
pub enum Failure {
    /// The arguments cannot be parsed, or ask for help.
    Arguments(Box<clap::Error>),
    /// An argument makes no sense: what is wrong, and the way out.
    Usage(String, String),
    /// The library says no.
    Library(Box<Error>),
    /// A file cannot be written.
    Output(PathBuf, io::Error),
    /// Standard output or standard error cannot be written.
    Write(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Write(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Library(Box::new(error))
    }
}

impl Failure {
    /// Says it where it belongs: help on standard output, all else on standard error.
    pub fn report(self, lang: Lang, io: &mut Io<'_>) -> io::Result<Exit> {
        let (what, way_out) = match self {
            Failure::Arguments(error) => return usage::report(&error, lang, io),
            Failure::Usage(what, way_out) => (what, way_out),
            Failure::Library(error) => library(&error, lang, io),
            Failure::Output(path, cause) => {
                let (path, cause) = (io.shown(&path), input_output(&cause, lang));
                let what = pick(lang, format!("`{path}` 写不了：{cause}"), format!("cannot write `{path}`: {cause}"));
                (what, String::new())
            }
            Failure::Write(cause) => {
                (pick(lang, format!("写不出去：{cause}"), format!("cannot write: {cause}")), String::new())
            }
        };
        say(&what, &way_out, lang, io)?;
        Ok(Exit::Failed)
    }
}

/// Writes one error and its way out to standard error.
pub fn say(what: &str, way_out: &str, lang: Lang, io: &mut Io<'_>) -> io::Result<()> {
    io.out.flush()?;
    let paint = guiju::write::Paint::new(io.terminal);
    writeln!(io.err, "{}{what}", paint.error(pick(lang, "错误：", "error: ")))?;
    if !way_out.is_empty() {
        writeln!(io.err, "  {}{way_out}", paint.bold(pick(lang, "办法：", "help: ")))?;
    }
    Ok(())
}

/// What the library says no to, and the way out.
fn library(error: &Error, lang: Lang, io: &Io<'_>) -> (String, String) {
    let (zh, en) = match error {
        Error::Io { path, cause } => {
            let near = if cause.kind() == io::ErrorKind::NotFound { near::paths(path) } else { Vec::new() };
            let near: Vec<String> = near.iter().map(|path| format!("`{}`", io.shown(path))).collect();
            let (path, cause) = (io.shown(path), input_output(cause, lang));
            let (zh, en) = match near.is_empty() {
                true => (String::new(), String::new()),
                false => (format!("是不是要写 {}？", near.join("、")), format!("did you mean {}?", near.join(" or "))),
            };
            ((format!("`{path}` 读不了：{cause}"), zh), (format!("cannot read `{path}`: {cause}"), en))
        }
        Error::NoStandards(path) => {
            let path = io.shown(path);
            (
                (format!("`{path}` 里没有标准文件（*.gj）"), "给出标准所在的文件夹，或一个 .gj 文件".to_owned()),
                (
                    format!("`{path}` holds no standards file (*.gj)"),
                    "name the folder that holds the standards, or a .gj file".to_owned(),
                ),
            )
        }
        Error::UnknownRegister { name, near } => {
            let names: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            (
                (
                    format!("词汇表里没有台账 `{name}`"),
                    match names.is_empty() {
                        true => "台账在 guiju.toml 的 [entity] 里登记".to_owned(),
                        false => format!("是不是要写 {}？", names.join("、")),
                    },
                ),
                (
                    format!("the vocabulary has no register `{name}`"),
                    match names.is_empty() {
                        true => "registers are named under [entity] in guiju.toml".to_owned(),
                        false => format!("did you mean {}?", names.join(" or ")),
                    },
                ),
            )
        }
        Error::UnknownPerson { name, near } => {
            let near = |and: &str| near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(and);
            let (zh, en) = match near("").is_empty() {
                true => (
                    "人员表和记录里的名字才可以用".to_owned(),
                    "use a name of the people table or the records".to_owned(),
                ),
                false => (format!("是不是要写 {}？", near("、")), format!("did you mean {}?", near(" or "))),
            };
            (
                (format!("没有叫 `{name}` 的人受这些标准约束"), zh),
                (format!("these standards bind nobody called `{name}`"), en),
            )
        }
        Error::UnknownClause { id, near } => {
            let near = |and: &str| near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(and);
            let (zh, en) = match near("").is_empty() {
                true => (
                    "guiju explain 列出所有条款的编号".to_owned(),
                    "guiju explain lists the ids of all clauses".to_owned(),
                ),
                false => (format!("是不是要写 {}？", near("、")), format!("did you mean {}?", near(" or "))),
            };
            ((format!("没有约束此人的条款 `{id}`"), zh), (format!("no clause `{id}` binds this person"), en))
        }
        Error::UnknownFeed { name, near } => {
            let names: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            (
                (
                    format!("词汇表里没有来源 `{name}`"),
                    match names.is_empty() {
                        true => "来源写在 guiju.toml 里活动的 feed".to_owned(),
                        false => format!("是不是要写 {}？", names.join("、")),
                    },
                ),
                (
                    format!("the vocabulary has no feed `{name}`"),
                    match names.is_empty() {
                        true => "a source is named as the `feed` of an activity in guiju.toml".to_owned(),
                        false => format!("did you mean {}?", names.join(" or ")),
                    },
                ),
            )
        }
        Error::Evaluate(EvaluateError::CalendarYear { calendar, year }) => (
            (
                format!("日历 `{calendar}` 不知道 {year} 年的工作日"),
                "在 guiju.toml 的 [calendar] 里换用或写一份包括这一年的日历".to_owned(),
            ),
            (
                format!("the calendar `{calendar}` does not know the working days of {year}"),
                "name or write a calendar that covers it under [calendar] in guiju.toml".to_owned(),
            ),
        ),
        Error::Read { name, cause } => {
            let cause = match cause {
                ReadError::Io(cause) => input_output(cause, lang),
                other => other.message(of_reports(lang)),
            };
            (
                (format!("`{name}` 读不了：{cause}"), String::new()),
                (format!("cannot read `{name}`: {cause}"), String::new()),
            )
        }
        Error::Earlier { name, cause } => earlier(name, cause),
        Error::BadTime(text) => (
            (format!("`{text}` 不是日期或时刻"), "写成 2024-03-01 或 2024-03-01T18:00".to_owned()),
            (format!("`{text}` is no date or instant"), "write 2024-03-01 or 2024-03-01T18:00".to_owned()),
        ),
        other => ((other.to_string(), String::new()), (other.to_string(), String::new())),
    };
    pick(lang, zh, en)
}

/// Why nothing can be compared with an earlier report, and the way out.
fn earlier(name: &str, cause: &EarlierError) -> ((String, String), (String, String)) {
    let (zh, en, zh_out, en_out) = match cause {
        EarlierError::NoReport(why) => (
            format!("不是 guiju score --format json 的结果（{why}）"),
            format!("it is no report of guiju score --format json ({why})"),
            "上次打分时用 --format json --output 旧.json 存下结果".to_owned(),
            "save a report with --format json --output old.json".to_owned(),
        ),
        EarlierError::Version(version) => (
            format!("结果的版本是 {version}，能比较的只有版本 1"),
            format!("the report is of version {version}; only version 1 can be compared with"),
            "用这个版本的 guiju 加 --as-of 重新打一次旧的分".to_owned(),
            "score the earlier instant once more with this guiju and --as-of".to_owned(),
        ),
        EarlierError::Range { from, to } => (
            "结果的考核期不同".to_owned(),
            "the report is about another range".to_owned(),
            format!("写 --from {from} --to {to}"),
            format!("write --from {from} --to {to}"),
        ),
        EarlierError::Later(as_of) => (
            format!("结果截至 {as_of}，比这次还晚"),
            format!("the report was judged as of {as_of}, which is later"),
            "用 --as-of 写一个更晚的时刻".to_owned(),
            "give a later instant with --as-of".to_owned(),
        ),
    };
    ((format!("不能和 `{name}` 比较：{zh}"), zh_out), (format!("cannot compare with `{name}`: {en}"), en_out))
}

/// Why a file cannot be read or written.
fn input_output(error: &io::Error, lang: Lang) -> String {
    let (zh, en) = match error.kind() {
        io::ErrorKind::NotFound => ("没有这个文件或文件夹", "there is no such file or folder"),
        io::ErrorKind::InvalidData => ("不是 UTF-8 编码", "it is not UTF-8"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::AlreadyExists => ("已经有这个文件，不覆盖", "it exists already and is not overwritten"),
        io::ErrorKind::IsADirectory => ("这是一个文件夹", "it is a folder"),
        io::ErrorKind::NotADirectory => ("路径中有一段不是文件夹", "a part of the path is no folder"),
        io::ErrorKind::StorageFull => ("磁盘满了", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => ("这里不能写", "nothing can be written there"),
        _ => return pick(lang, format!("系统报告 {error}"), error.to_string()),
    };
    pick(lang, zh, en).to_owned()
}
