//! `guiju vocabulary`

use std::path::PathBuf;

use guiju::{Draft, Lang};

use crate::failure::Failure;
use crate::lang::pick;
use crate::output;
use crate::render::{Finding, Renderer};
use crate::{Exit, Io};

/// 起草词汇表，或列出词汇表还缺什么 | draft the vocabulary, or list what it lacks
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 标准所在的文件夹，或一个 .gj 文件 | the folder of the standards, or a .gj file
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// 只列出还缺的名字，有缺的退出码为 1 | only list the names that are lacking; exit status 1 if there are any
    #[arg(long)]
    lacking: bool,
    /// 写到新文件里（已有的文件不覆盖） | write to a new file (none is overwritten)
    #[arg(short, long, value_name = "FILE", conflicts_with = "lacking")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
例子：
  guiju vocabulary 销售.gj -o guiju.toml      还没有词汇表：起草一份，再由懂数据的人改
  guiju vocabulary standards/marketing        已有词汇表：输出要补的表
  guiju vocabulary standards --lacking        只看缺什么

起草的词汇表能直接用：活动、指标、字段、量词、对象各登记一项，说不出可查内容的短语先由人评定。
每一项上面注明它出自哪一条，以及已有的相近名字。

退出码：0 不缺（或已起草），1 还缺（--lacking），或标准里有词汇表补不了的错误，2 文件读不了或用法不对。
|
Examples:
  guiju vocabulary sales.gj -o guiju.toml     no vocabulary yet: draft one, for those who know the data to complete
  guiju vocabulary standards/marketing        with a vocabulary: the tables to be added to it
  guiju vocabulary standards --lacking        only what is lacking

The draft can be used as it is: every activity, metric, field, measure word and entity has its table; phrases that
say nothing checkable are judged by people at first. Each says which clause it is from, and near names that are known.

Exit status: 0 nothing lacks (or a draft was made), 1 something does (--lacking), or the standards have errors that no
vocabulary can mend, 2 a file cannot be read, or wrong usage.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let path = io.resolve(&args.path);
    let packages = if args.lacking { guiju::packages(&path)? } else { vec![path] };
    let (mut lacking, mut files, mut findings) = (0, 0, Vec::new());
    for package in &packages {
        let draft = guiju::draft(package, lang)?;
        lacking += draft.lacking.len();
        match &args.output {
            _ if args.lacking => list(&io.shown(package), &draft, lang, io)?,
            Some(file) => output::create(&io.resolve(file), draft.text.as_bytes())?,
            None => io.out.write_all(draft.text.as_bytes())?,
        }
        files += draft.files.len();
        findings.extend(draft.files.into_iter().flat_map(|file| Finding::all(file, io)));
    }
    if lacking == 0 {
        let none = pick(lang, "词汇表里什么也不缺", "the vocabulary lacks nothing");
        writeln!(if args.lacking { &mut *io.out } else { &mut *io.err }, "{none}")?;
    }
    io.out.flush()?;
    let renderer = Renderer::new(lang, io);
    renderer.human(&findings, io.err)?;
    if !findings.is_empty() {
        renderer.summary(files, &findings, io.err)?;
    }
    Ok(if findings.is_empty() && !(args.lacking && lacking > 0) { Exit::Ok } else { Exit::Problems })
}

/// The names that a package lacks, by kind.
fn list(package: &str, draft: &Draft, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    if draft.lacking.is_empty() {
        return Ok(());
    }
    writeln!(io.out, "{package}{}", pick(lang, " 的词汇表还缺：", " lacks:"))?;
    for (kind, names) in draft.lacking.by_kind(lang) {
        writeln!(io.out, "  {kind}{}{}", pick(lang, "：", ": "), names.join(pick(lang, "、", ", ")))?;
    }
    Ok(())
}
