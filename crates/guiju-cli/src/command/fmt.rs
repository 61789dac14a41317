//! `guiju fmt`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use guiju::write::Paint;
use guiju::{Error, Formatted, Lang, Layout};

use crate::failure::Failure;
use crate::lang::pick;
use crate::render::change::change;
use crate::{Exit, Io};

/// 统一标准文件的排版 | lay standards files out in the one way
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 文件夹或 .gj 文件；`-` 表示从标准输入读，写到标准输出 | folders or .gj files; `-` reads standard input and writes standard output
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// 只检查：不改文件，列出会改的地方，有则退出码为 1 | only check: change nothing, show what would change, and exit with 1 if anything would
    #[arg(long)]
    check: bool,
    /// 把自然语句改写成规范形式，原句留作注释 | rewrite plain sentences in canonical form; the old words stay as comments
    #[arg(long)]
    canonical: bool,
}

/// What stands for standard input among the paths.
const STANDARD_INPUT: &str = "-";

const EXAMPLES: &str = "\
例子：
  guiju fmt standards                  排版文件夹里所有的标准
  guiju fmt --check standards          检查是否都排好了（给 CI 用）
  guiju fmt --canonical 销售.gj        把自然语句改写成规范形式
  guiju fmt - < 销售.gj                排版后写到标准输出

排版只改空格、缩进和全角半角，不改内容：注释都保留，次序不变，读不懂的行原样不动。

退出码：0 成功，1 --check 发现没排好的文件，2 文件读不了、写不了或用法不对。
|
Examples:
  guiju fmt standards                  lay out all standards of a folder
  guiju fmt --check standards          check that they are (for CI)
  guiju fmt --canonical sales.gj       rewrite plain sentences in canonical form
  guiju fmt - < sales.gj               to standard output

Only blanks, indentation and the width of letters change: comments stay, so does the order, and lines that cannot be
read stay as they are.

Exit status: 0 done, 1 --check found files to lay out, 2 a file cannot be read or written, or wrong usage.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let (mut changed, mut failed) = (0, false);
    for path in &args.paths {
        let formatted = match path.as_os_str() == STANDARD_INPUT {
            true => standard_input(layout(args), io).map(|formatted| vec![Ok(formatted)]),
            false => all(&io.resolve(path), layout(args)),
        };
        for formatted in formatted.unwrap_or_else(|error| vec![Err(error)]) {
            match formatted.map_err(Failure::from).and_then(|formatted| one(&formatted, args, lang, io)) {
                Ok(differs) => changed += usize::from(differs),
                Err(failure) => {
                    failure.report(lang, io)?;
                    failed = true;
                }
            }
        }
    }
    Ok(match failed {
        true => Exit::Failed,
        false if args.check && changed > 0 => Exit::Problems,
        false => Exit::Ok,
    })
}

fn layout(args: &Args) -> Layout {
    if args.canonical { Layout::Canonical } else { Layout::AsWritten }
}

/// Every standards file at or below a path.
fn all(path: &Path, layout: Layout) -> Result<Vec<Result<Formatted, Error>>, Error> {
    let mut found = Vec::new();
    for package in guiju::packages(path)? {
        match guiju::format(package, layout) {
            // A folder with a vocabulary and no standards.
            Err(Error::NoStandards(_)) => {}
            files => found.extend(files?),
        }
    }
    Ok(found)
}

fn standard_input(layout: Layout, io: &mut Io<'_>) -> Result<Formatted, Error> {
    let mut text = String::new();
    let named = |cause| Error::Io { path: STANDARD_INPUT.into(), cause };
    io.stdin.read_to_string(&mut text).map_err(named)?;
    guiju::format_text(&text, &io.dir, layout)
}

/// Writes a formatted file, or shows how it differs; whether it does.
fn one(formatted: &Formatted, args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<bool, Failure> {
    let differs = formatted.before != formatted.after;
    let name = io.shown(&formatted.path);
    if args.check {
        if differs {
            self::differs(&name, formatted, lang, io)?;
        }
    } else if formatted.path.as_os_str() == STANDARD_INPUT {
        io.out.write_all(formatted.after.as_bytes())?;
    } else if differs {
        fs::write(&formatted.path, &formatted.after).map_err(|cause| Failure::Output(formatted.path.clone(), cause))?;
        writeln!(io.out, "{}{name}", pick(lang, "已排版：", "laid out: "))?;
    }
    Ok(differs)
}

/// What formatting would change.
fn differs(name: &str, formatted: &Formatted, lang: Lang, io: &mut Io<'_>) -> io::Result<()> {
    let paint = Paint::new(io.terminal);
    writeln!(io.out, "{}{}", pick(lang, "没有排好：", "not laid out: "), paint.bold(name))?;
    change(formatted, io)
}
