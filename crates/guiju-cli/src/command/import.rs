//! `guiju import`

use std::fs::File;
use std::path::PathBuf;

use guiju::{Error, Lang};

use crate::failure::Failure;
use crate::lang::pick;
use crate::output;
use crate::{Exit, Io};

/// 把 Word 或文本文档变成标准草稿 | turn a Word or text document into a draft of standards
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// .docx、.txt 或 .md 文档 | a .docx, .txt or .md document
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 写到这个文件夹：标准草稿与 guiju.toml（已有的文件不覆盖）；不写则输出草稿 | write the draft and guiju.toml into this folder (nothing is overwritten); else the draft is printed
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
例子：
  guiju import 岗位工作标准.docx -o 新标准
  guiju check 新标准

条款编号（包括 Word 的自动编号）、标题都保留，表格一行一条。每一句都在草稿里：读不出可判断要求的，
在下面注明原因，词汇表里先写成 说明，由作者改成 人工 或规范形式。旧的 .doc 请先另存为 .docx。

退出码：0 已生成草稿，2 文件读不了或写不了。
|
Examples:
  guiju import standards.docx -o draft
  guiju check draft

Clause numbers (those that Word counts itself too) and headings are kept; a row of a table is a line. Every sentence
stands in the draft: where nothing checkable was found, the reason stands below it, and the vocabulary has it as 说明
for the author to change. Save an old .doc as .docx first.

Exit status: 0 a draft was made, 2 a file cannot be read or written.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let path = io.resolve(&args.file);
    let file = File::open(&path).map_err(|cause| Error::Io { path: path.clone(), cause })?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let import = guiju::import(file, &name, lang)?;
    match &args.output {
        None => io.out.write_all(import.standard.as_bytes())?,
        Some(dir) => {
            let dir = io.resolve(dir);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            output::create(&dir.join(format!("{stem}.gj")), import.standard.as_bytes())?;
            output::create(&dir.join("guiju.toml"), import.vocabulary.as_bytes())?;
        }
    }
    io.out.flush()?;
    let out = if args.output.is_some() { &mut *io.out } else { &mut *io.err };
    let (formalised, rest) = (import.formalised, import.rest.len());
    let summary = pick(
        lang,
        format!("读出 {formalised} 条可以判断的要求；{rest} 处没有形式化"),
        format!("{formalised} requirements can be judged; {rest} places were not formalised"),
    );
    writeln!(out, "{summary}{}", pick(lang, if rest > 0 { "：" } else { "" }, if rest > 0 { ":" } else { "" }))?;
    for unformalised in &import.rest {
        let words = unformalised.words.replace("\n  ", "");
        writeln!(out, "  {:>4}  {words}", unformalised.line)?;
        if !unformalised.reason.contains(&words) {
            writeln!(out, "        {}", unformalised.reason)?;
        }
    }
    let reasons = import.by_reason(lang);
    if reasons.len() > 1 {
        writeln!(out, "{}", pick(lang, "按原因：", "by reason:"))?;
        for (reason, count) in reasons {
            writeln!(out, "  {count:>4}  {reason}")?;
        }
    }
    Ok(Exit::Ok)
}
