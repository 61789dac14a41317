//! `guiju test`

use std::path::{Path, PathBuf};

use guiju::testing::{self, CaseFile, FileResult};
use guiju::{Lang, Severity};

use super::told::{Format, Told};
use crate::failure::Failure;
use crate::lang::pick;
use crate::render::{Finding, Renderer};
use crate::{Exit, Io};

mod json;
mod words;

use words::Words;

/// 运行标准的用例：*_test.toml | run the cases of standards: *_test.toml
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 用例文件、.gj 文件（它旁边的用例）或文件夹，默认为当前文件夹；- 为标准输入 | case files, .gj files (their cases) or folders, by default this one; - is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// 只运行名称里有这几个字的用例 | run only the cases whose name holds these words
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    filter: String,
    /// 列出没有用例触及的条款、达标与未达标、档次、除外 | list the clauses, outcomes, tiers and exceptions that no case reaches
    #[arg(long)]
    coverage: bool,
    /// 把结果另写成 JUnit 文件 | write the results to a JUnit file as well
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    #[command(flatten)]
    told: Told,
}

const EXAMPLES: &str = "\
例子：
  guiju test                                 这个文件夹以下所有的用例
  guiju test standards/marketing --coverage  还有哪些条款没有用例
  guiju test 销售_test.toml --filter 入职    名称里有“入职”的用例
  guiju test standards --junit 结果.xml      给持续集成看的结果

用例文件：
  standard = \"销售.gj\"
  [[case]]
  name = \"一周八家即达标\"
  from = \"2024-03-04\"
  to = \"2024-03-11\"
  people = [\"张三 岗位=销售人员\"]
  records = [\"张三 2024-03-05..2024-03-08 09:30 上门访问客户 客户=甲,乙,丙,丁\", \"张三 周五 上门访问客户 ×4\"]
  expect = { \"2.1a\" = \"达标 实际=8\", \"总分\" = \"100\" }

退出码：0 全部通过，1 有用例不通过或写得不对（或标准有错误），2 文件读不了、没有用例或用法不对。
|
Examples:
  guiju test                                 all cases below this folder
  guiju test standards/marketing --coverage  and which clauses have none
  guiju test sales_test.toml --filter 入职   the cases whose name holds 入职
  guiju test standards --junit results.xml   results for a build server

A case file:
  standard = \"sales.gj\"
  [[case]]
  name = \"eight in a week are met\"
  from = \"2024-03-04\"
  to = \"2024-03-11\"
  people = [\"张三 岗位=销售人员\"]
  records = [\"张三 2024-03-05..2024-03-08 09:30 上门访问客户 客户=甲,乙,丙,丁\", \"张三 周五 上门访问客户 ×4\"]
  expect = { \"2.1a\" = \"达标 实际=8\", \"总分\" = \"100\" }

Exit status: 0 all pass, 1 a case fails or cannot be read (or the standard has errors), 2 a file cannot be read, there is no case, or wrong usage.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let results = results(args, lang, io)?;
    let coverage = if args.coverage { testing::coverage(&results) } else { Vec::new() };
    let words = Words::new(lang, io);
    match args.told.format {
        Format::Json => json::write(&results, args.coverage.then_some(&coverage), &words, io)?,
        Format::Human => {
            for result in &results {
                report(result, &words, lang, io)?;
            }
            for coverage in &coverage {
                words.coverage(coverage, &io.shown(&coverage.standard), io.out)?;
            }
            words.summary(&results, io.out)?;
        }
    }
    if let Some(path) = &args.junit {
        let path = io.resolve(path);
        let plain = Words::plain(lang);
        let text = testing::junit(
            &results,
            |file| io.shown(&file.path),
            |_, case| plain.case(case),
            |file| plain.broken_text(file),
        );
        std::fs::write(&path, text).map_err(|cause| Failure::Output(path, cause))?;
    }
    Ok(if results.iter().all(FileResult::passed) { Exit::Ok } else { Exit::Problems })
}

/// Runs every case file that was named.
fn results(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Vec<FileResult>, Failure> {
    let here = [PathBuf::from(if io.dir.as_os_str().is_empty() { "." } else { "" })];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let mut results = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let mut text = String::new();
            io.stdin.read_to_string(&mut text)?;
            results.push(CaseFile::parse(io.resolve(Path::new("-")), &text).run_beside(&args.filter)?);
            continue;
        }
        let files = testing::case_files(&io.resolve(path))?;
        if files.is_empty() {
            let path = path.display();
            return Err(Failure::Usage(
                pick(lang, format!("`{path}` 没有用例（*_test.toml）"), format!("`{path}` has no cases (*_test.toml)")),
                pick(lang, "guiju test --help 有一个用例文件的例子", "guiju test --help shows a case file").to_owned(),
            ));
        }
        for file in files {
            results.push(CaseFile::read(file)?.run_beside(&args.filter)?);
        }
    }
    if !args.filter.is_empty() && results.iter().all(|file| file.cases.is_empty() && !file.is_broken()) {
        let words = &args.filter;
        return Err(Failure::Usage(
            pick(lang, format!("没有名称里有 `{words}` 的用例"), format!("no case has `{words}` in its name")),
            String::new(),
        ));
    }
    Ok(results)
}

/// One file for people: what is wrong with it, and the cases that fail.
fn report(result: &FileResult, words: &Words, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    words.head(result, &io.shown(&result.path), io.out)?;
    let mut findings = Finding::of(&result.path, result.source.clone(), result.diagnostics.clone(), io);
    if let Some(standard) = &result.broken_standard {
        let all = standard.files.iter().flat_map(|file| Finding::all(file.clone(), io));
        findings.extend(all.filter(|finding| finding.severity() == Severity::Error));
    }
    Renderer::new(lang, io).human(&findings, io.out)?;
    for case in result.cases.iter().filter(|case| !case.passed()) {
        writeln!(io.out, "{}", words.case(case))?;
    }
    Ok(())
}
