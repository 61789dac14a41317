//! The command `guiju`, as a library: [`run`] takes arguments and the world as arguments and touches nothing else,
//! so that tests call it in-process.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

mod arguments;
mod changed;
mod checked;
mod command;
mod failure;
mod lang;
mod near;
mod output;
mod render;
mod revision;
mod usage;

use failure::Failure;

/// What a command reads from and writes to.
pub struct Io<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub out: &'a mut dyn Write,
    /// Standard error.
    pub err: &'a mut dyn Write,
    /// The folder to which relative paths are relative; empty for that of the process.
    pub dir: PathBuf,
    /// The locale (`zh_CN.UTF-8`), where one is set.
    pub locale: Option<String>,
    /// Whether people are looking: colours and progress are for them.
    pub terminal: bool,
    /// How many columns a line has.
    pub width: usize,
}

impl Io<'_> {
    /// Where a path of the user's is.
    fn resolve(&self, path: &Path) -> PathBuf {
        self.dir.join(path)
    }

    /// A path as the user would write it.
    fn shown(&self, path: &Path) -> String {
        let here = if self.dir.as_os_str().is_empty() { Path::new(".") } else { &self.dir };
        match path.strip_prefix(here) {
            Ok(within) if within.as_os_str().is_empty() => ".".to_owned(),
            Ok(within) => within.display().to_string(),
            Err(_) => path.display().to_string(),
        }
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// All is well.
    Ok = 0,
    /// It ran, and found problems in the standards.
    Problems = 1,
    /// It could not run: wrong usage, or a file that cannot be read or written.
    Failed = 2,
}

/// Runs a command; `args` do not hold the name of the program.
pub fn run<A: Into<OsString>>(args: impl IntoIterator<Item = A>, io: &mut Io<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let lang = lang::choose(&args, io.locale.as_deref());
    let result = arguments::parse(&args, lang, io.width)
        .map_err(|error| Failure::Arguments(Box::new(error)))
        .and_then(|arguments| command::run(&arguments, lang, io));
    let result = result.and_then(|exit| Ok(io.out.flush().map(|()| exit)?));
    match result {
        Ok(exit) => exit,
        // The reader has seen enough.
        Err(Failure::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Ok,
        Err(failure) => failure.report(lang, io).unwrap_or(Exit::Failed),
    }
}
