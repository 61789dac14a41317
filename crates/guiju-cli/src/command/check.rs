//! `guiju check`

use std::path::PathBuf;

use clap::ValueEnum;
use guiju::{Lang, Severity};

use crate::failure::Failure;
use crate::render::{Finding, Renderer};
use crate::{Exit, Io};

/// 检查标准：每个文件的每一处问题 | check standards: every problem of every file
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 标准所在的文件夹，或 .gj 文件；文件夹之下的各个包都检查 | folders of standards, or .gj files; all packages below a folder are checked
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// human（给人看，默认）或 json | human (the default) or json
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

const EXAMPLES: &str = "\
例子：
  guiju check standards                     检查文件夹里所有的标准
  guiju check 销售.gj 文员.gj               只检查这两个文件
  guiju check standards --format json       给程序看的结果

退出码：0 没有错误（警告不算），1 有错误，2 文件读不了或用法不对。
|
Examples:
  guiju check standards                     check all standards of a folder
  guiju check sales.gj clerks.gj            check these two files alone
  guiju check standards --format json       the same for programs

Exit status: 0 no errors (warnings do not count), 1 errors, 2 a file cannot be read, or wrong usage.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let (mut files, mut findings, mut unread) = (0, Vec::new(), Vec::new());
    for path in &args.paths {
        match compile(&io.resolve(path)) {
            Ok(packages) => {
                for file in packages.into_iter().flat_map(|package| package.files) {
                    files += 1;
                    findings.extend(Finding::all(file, io));
                }
            }
            Err(error) => unread.push(error),
        }
    }
    let renderer = Renderer::new(lang, io);
    match args.format {
        Format::Human => {
            renderer.human(&findings, io.out)?;
            if files > 0 {
                renderer.summary(files, &findings, io.out)?;
            }
        }
        Format::Json => renderer.json(&findings, io.out)?,
    }
    let failed = !unread.is_empty();
    for error in unread {
        Failure::from(error).report(lang, io)?;
    }
    let errors = findings.iter().any(|finding| finding.severity() == Severity::Error);
    Ok(if failed {
        Exit::Failed
    } else if errors {
        Exit::Problems
    } else {
        Exit::Ok
    })
}

/// Every package at or below a path.
fn compile(path: &std::path::Path) -> Result<Vec<guiju::Compiled>, guiju::Error> {
    guiju::packages(path)?.iter().map(guiju::compile).collect()
}
