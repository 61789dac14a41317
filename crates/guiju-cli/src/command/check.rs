//! `guiju check`

use guiju::Lang;

use crate::checked::{self, Common};
use crate::failure::Failure;
use crate::{Exit, Io, usage};

/// 检查标准：每个文件的每一处问题 | check standards: every problem of every file
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    common: Common,
}

const EXAMPLES: &str = "\
例子：
  guiju check standards                     检查文件夹里所有的标准
  guiju check 销售.gj 文员.gj               只检查这两个文件
  guiju check - < 销售.gj                   检查标准输入，词汇表取自当前文件夹
  guiju check standards --format sarif      给程序看的结果：json、sarif、github、gitlab
  guiju check . --changed-since main        只看与 main 相比改动的条款

退出码：0 没有错误（警告不算，除非 --strict），1 有错误，2 文件读不了或用法不对。
|
Examples:
  guiju check standards                     check all standards of a folder
  guiju check sales.gj clerks.gj            check these two files alone
  guiju check - < sales.gj                  standard input, with the vocabulary of this folder
  guiju check standards --format sarif      the same for programs: json, sarif, github, gitlab
  guiju check . --changed-since main        only clauses that differ from main

Exit status: 0 no errors (warnings do not count, unless --strict), 1 errors, 2 a file cannot be read, or wrong usage.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    usage::some_path(&args.common.paths, "check", lang)?;
    let (packages, unread) = checked::compile(&args.common, io);
    checked::tell(&args.common, packages, unread, lang, io)
}
