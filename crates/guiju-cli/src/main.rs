//! The binary: hands the process over to the library.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use guiju_cli::{Io, run};

fn main() -> ExitCode {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
    let locale = locale.map(|value| value.to_string_lossy().into_owned()).find(|value| !value.is_empty());
    let terminal = io::stdout().is_terminal() && io::stderr().is_terminal();
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let mut out = BufWriter::new(io::stdout().lock());
    let mut io = Io {
        stdin: &mut io::stdin().lock(),
        out: &mut out,
        err: &mut io::stderr().lock(),
        dir: PathBuf::new(),
        locale,
        terminal: terminal && !plain,
        width: width(),
    };
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    ExitCode::from(run(args, &mut io) as u8)
}

/// How many columns there are: what `COLUMNS` says, else the terminal, else 100.
fn width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(terminal_size::Width(columns), _)| usize::from(columns));
    stated.or_else(seen).unwrap_or(100)
}
