//! `guiju score`

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use guiju::write::{self, Options, WRITERS, Writer};
use guiju::{Compiled, Lang, Severity};

use super::data::{Data, dates};
use crate::failure::Failure;
use crate::lang::of_reports;
use crate::render::{Finding, Renderer};
use crate::{Exit, Io};
use timings::Timings;

mod against;
mod timings;

/// 按标准给活动记录打分 | score activity records against standards
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 标准所在的文件夹，或一个 .gj 文件 | the folder of the standards, or a .gj file
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// 活动记录（CSV、JSON 行、xlsx、Parquet 或 Arrow；- 为标准输入），可以写几次；工作表写成 考勤.xlsx#月报 | activity records (CSV, JSON lines, xlsx, Parquet or Arrow; - is standard input); can be given several times; a sheet is named as in data.xlsx#Sheet1
    #[arg(short, long, value_name = "FILE", required = true, num_args = 1..)]
    records: Vec<PathBuf>,
    #[command(flatten)]
    data: Data,
    /// 考核期的第一天 | first day of the range
    #[arg(long, value_name = "DATE")]
    from: String,
    /// 考核期最后一天的次日（不含） | the day after the last
    #[arg(long, value_name = "DATE")]
    to: String,
    /// 以哪一刻为准，默认为考核期结束时 | instant of judgement, by default the end of the range
    #[arg(long, value_name = "INSTANT")]
    as_of: Option<String>,
    /// 和以前的结果（--format json 存下的）比较：哪些判定和得分变了，是哪些记录引起的 | compare with an earlier report (saved with --format json): which outcomes and points changed, and which records caused it
    #[arg(long, value_name = "OLD.json")]
    against: Option<PathBuf>,
    /// table（默认）、json 或 csv；写文件时默认按文件名的结尾 | table (the default), json or csv; for a file, by default what its name ends in
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, value_parser = names())]
    format: Option<String>,
    /// 写到文件里，不写到屏幕上 | write to a file instead of the screen
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// 几个线程一起算，默认有几个核就用几个；结果不变 | how many threads share the work, by default one for each core; the result is the same
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    /// 每一步用了多少时间，写到标准错误 | the time each stage took, on standard error
    #[arg(long)]
    timings: bool,
}

const EXAMPLES: &str = "\
例子：
  一个月的得分，给人看：
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01
  存成表格，用 Excel 打开：
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01 --output 三月.csv
  月中看进度，没到期的算待定：
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01 --as-of 2024-03-15
  四月十日再算三月，和上次存下的结果比：
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01 --as-of 2024-04-10 --against 三月.json

日期写成 2024-03-01；--to 不含当天，所以三月是 --from 2024-03-01 --to 2024-04-01。
读不了的记录按原因计数，列在结果之后，不影响其余记录。
退出码：0 已打分（用 --against 时有没有变化都是 0），1 标准有错误，2 文件读不了（缺人员、活动或时间列的也是，其余文件照样打分）、不能拿来比较，或用法不对。
|
Examples:
  The scores of a month, for people:
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01
  As a table for spreadsheets:
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01 --output march.csv
  In the middle of the month; what is not due yet is pending:
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01 --as-of 2024-03-15
  March once more on 10 April, against the report that was saved:
    guiju score standards/marketing --records records.csv --from 2024-03-01 --to 2024-04-01 --as-of 2024-04-10 --against march.json

Dates are written 2024-03-01; --to is exclusive, so March is --from 2024-03-01 --to 2024-04-01.
Records that cannot be read are counted by cause and listed after the scores; all others are scored.
Exit status: 0 scored (with --against, whether or not something changed), 1 the standards have errors, 2 a file cannot be read (one without a column for person, activity or time is such, and all others are scored) or compared with, or wrong usage.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let range = dates::range(&args.from, &args.to, lang)?;
    let writer = writer(args);
    let earlier = args.against.as_deref().map(|path| against::read(path, writer.name, lang, io)).transpose()?;
    let mut timings = Timings::start();
    let compiled = guiju::compile(io.resolve(&args.path))?;
    if compiled.has_errors() {
        return refuse(compiled, lang, io);
    }
    let standards = compiled.standards()?;
    let as_of = args.as_of.as_deref().map(|text| standards.instant(text)).transpose()?;
    timings.stage("编译", "compile", 0);
    let cores = std::thread::available_parallelism().ok();
    let threads = args.threads.or(cores).map_or(1, std::num::NonZeroUsize::get);
    let (records, spent) = args.data.read_with(&args.records, &standards, threads, lang, io)?;
    timings.stage("读取", "read", records.len());
    timings.within("取数据", "bytes", records.len(), spent.reading);
    timings.within("解码", "decode", records.len(), spent.decoding);
    timings.within("入列", "code", records.len(), spent.coding);
    let options = guiju::Options { threads, ..guiju::Options::default() };
    let report = standards.score_with(&records, range, as_of, &options)?;
    timings.stage("评分", "score", records.len());

    let for_people = writer.name == "table";
    let options = Options {
        lang: of_reports(lang),
        width: io.width,
        colour: io.terminal && args.output.is_none(),
        mark: args.output.is_some(),
    };
    let against = earlier.map(|earlier| standards.against(&records, &report, &earlier)).transpose()?;
    let write = |out: &mut dyn Write| match &against {
        Some(against) if for_people => against::text(against, lang, options.colour, out),
        Some(against) => against::json(against, out),
        None => (writer.write)(&report, &options, out),
    };
    match &args.output {
        None => write(io.out)?,
        Some(path) => save(&io.resolve(path), &write)?,
    }
    if for_people || args.output.is_some() {
        io.out.flush()?;
        let options = Options { colour: io.terminal, ..options };
        if !report.problems.is_empty() && args.output.is_none() {
            writeln!(io.err)?;
        }
        write::problems(&report.problems, &|problem| standards.near(&records, problem), &options, io.err)?;
        let unknown = compiled.unknown_posts(&records).into_iter();
        let unknown = unknown.filter_map(|(file, found)| Some((compiled.files.get(file)?, found)));
        let unknown: Vec<Finding> =
            unknown.flat_map(|(file, found)| Finding::of(&file.path, file.source.clone(), vec![found], io)).collect();
        Renderer::new(lang, io).human(&unknown, io.err)?;
    }
    timings.stage("输出", "write", 0);
    if args.timings {
        io.out.flush()?;
        timings.show(lang, io.err)?;
    }
    Ok(if standards.unreadable(&records).is_empty() { Exit::Ok } else { Exit::Failed })
}

fn names() -> Vec<&'static str> {
    WRITERS.iter().map(|writer| writer.name).collect()
}

/// The writer that was named; else the one that the ending of the output file names; else the first.
fn writer(args: &Args) -> Writer {
    let ending = args.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy().into_owned());
    let named = args.format.as_ref().or(ending.as_ref());
    let table = Writer { name: "table", about: ("", ""), write: write::text };
    WRITERS.iter().copied().find(|writer| named.is_some_and(|name| name == writer.name)).unwrap_or(table)
}

/// Shows why the standards cannot be used.
pub fn refuse(compiled: Compiled, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let files = compiled.files.len();
    let findings: Vec<Finding> = compiled.files.into_iter().flat_map(|file| Finding::all(file, io)).collect();
    let errors: Vec<Finding> = findings.into_iter().filter(|finding| finding.severity() == Severity::Error).collect();
    let renderer = Renderer::new(lang, io);
    renderer.human(&errors, io.err)?;
    renderer.summary(files, &errors, io.err)?;
    Ok(Exit::Problems)
}

/// Writes a file, whole or not at all as far as errors can be seen.
fn save(path: &Path, write: &dyn Fn(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Failure> {
    let failed = |cause| Failure::Output(path.to_owned(), cause);
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    write(&mut out).and_then(|()| out.flush()).map_err(failed)
}
