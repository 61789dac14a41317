//! `guiju analyze`

use std::path::PathBuf;

use guiju::Lang;
use guiju::analysis::{self, Analysis, Finding, Name, Related, Relation, Years};
use guiju::write::Paint;
use serde::Serialize;

use crate::failure::Failure;
use crate::lang::pick;
use crate::{Exit, Io};

use super::data::dates;
use super::score::refuse;
use super::told::{Format, Told, json};

pub mod words;

/// 分析条款之间的关系：等价、包含、矛盾，并给出机器验证过的例子 | how clauses relate: equivalent, implied, contradictory; with examples that the evaluator confirms
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 标准所在的文件夹，或一个 .gj 文件；文件夹之下的各个包分别分析 | the folder of the standards, or a .gj file; each package below a folder by itself
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// 从哪一天看起，默认 2001-01-01 | the first day looked at, by default 2001-01-01
    #[arg(long, value_name = "DATE", requires = "to")]
    from: Option<String>,
    /// 看到哪一天（不含），默认 2029-01-01 | the day after the last, by default 2029-01-01
    #[arg(long, value_name = "DATE", requires = "from")]
    to: Option<String>,
    /// 互不相干的、不能判定的也列出来 | list the independent pairs and those that are not decided too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    told: Told,
}

const EXAMPLES: &str = "\
例子：
  guiju analyze standards/marketing           有没有互相矛盾或多余的条款
  guiju analyze 销售.gj --all                 每一对条款的关系
  guiju analyze 销售.gj --format json         给程序看的结果

看的是同一件事的每一对条款（次数、对象数、合计、比率、凡、任职）；每个结论都有推算，每个例子都由评分程序验证过。
同一件事超过 64 条时，只比较前 64 条；其余的由 --all 列出。
退出码：0 没有矛盾，1 有矛盾、永远达不到的条款或标准有错误，2 文件读不了或用法不对。
|
Examples:
  guiju analyze standards/marketing           whether clauses contradict each other, or add nothing
  guiju analyze sales.gj --all                how each pair of clauses relates
  guiju analyze sales.gj --format json        the same for programs

Looked at is each pair of clauses about the same thing (counts, entities, sums, ratios, 凡, 任职); each conclusion is
worked out, each example confirmed by the program that scores. Of clauses about one thing the first 64 are compared;
--all lists those behind them.
Exit status: 0 no contradiction, 1 a contradiction, a clause that can never be met, or errors in the standards, 2 a file cannot be read, or wrong usage.";

#[derive(Serialize)]
struct Report {
    /// The version of this form.
    analyze: u32,
    packages: Vec<Package>,
}

#[derive(Serialize)]
struct Package {
    path: String,
    #[serde(flatten)]
    analysis: Analysis,
}

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let years = match (&args.from, &args.to) {
        (Some(from), Some(to)) => {
            let range = dates::range(from, to, lang)?;
            Years { from: range.from(), to: range.to() }
        }
        _ => Years::default(),
    };
    let mut report = Report { analyze: 1, packages: Vec::new() };
    for path in &args.paths {
        for package in guiju::packages(&io.resolve(path))? {
            let compiled = guiju::compile(&package)?;
            if compiled.has_errors() {
                return refuse(compiled, lang, io);
            }
            let analysis = analysis::analyze(&compiled.standards()?, years);
            report.packages.push(Package { path: io.shown(&package), analysis });
        }
    }
    let wrong = report.packages.iter().any(|package| {
        package.analysis.clauses.iter().any(|single| single.finding == Finding::Unsatisfiable)
            || package.analysis.pairs.iter().any(|pair| pair.decision.relation == Relation::Contradictory)
    });
    match args.told.format {
        Format::Json => json(&report, io)?,
        Format::Human => {
            for package in &report.packages {
                human(package, args.all, lang, io)?;
            }
        }
    }
    Ok(if wrong { Exit::Problems } else { Exit::Ok })
}

fn human(package: &Package, all: bool, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    let paint = Paint::new(io.terminal);
    let analysis = &package.analysis;
    writeln!(io.out, "{}", paint.bold(&package.path))?;
    let named = |name: &Name| format!("{}  {}", name.id, name.text);
    for single in &analysis.clauses {
        writeln!(io.out, "\n  {}", paint.bold(&words::finding(single, lang)))?;
        writeln!(io.out, "    {}", named(&single.clause))?;
        if let Some(example) = &single.example {
            writeln!(io.out, "    {}", words::alone(example, lang))?;
        }
    }
    let shown =
        |pair: &&Related| all || !matches!(pair.decision.relation, Relation::Independent | Relation::NotDecided);
    for pair in analysis.pairs.iter().filter(shown) {
        let head = words::relation(&pair.decision, lang);
        let head = match pair.decision.relation {
            Relation::Contradictory => paint.error(head),
            _ => paint.bold(head),
        };
        writeln!(io.out, "\n  {head}")?;
        writeln!(io.out, "    {} {}", pick(lang, "甲", "A"), named(&pair.first))?;
        writeln!(io.out, "    {} {}", pick(lang, "乙", "B"), named(&pair.second))?;
        words::decision(&pair.decision, "    ", lang, io.out)?;
    }
    let count = |relation| analysis.pairs.iter().filter(|pair| pair.decision.relation == relation).count();
    let (independent, open) = (count(Relation::Independent), count(Relation::NotDecided));
    let (pairs, left) = (analysis.pairs.len(), analysis.left_out.len());
    let (from, to) = (analysis.years.from, analysis.years.to.pred_opt().unwrap_or(analysis.years.to));
    let summary = pick(
        lang,
        format!(
            "{from} – {to}：{pairs} 对同一件事的条款，{independent} 对互不蕴含，{open} 对没有判定；{left} 条不在分析之列"
        ),
        format!(
            "{from} – {to}: {pairs} pair(s) about the same thing, {independent} independent, {open} not decided; {left} clause(s) left out"
        ),
    );
    writeln!(io.out, "\n  {summary}")?;
    if all {
        for left in &analysis.left_out {
            writeln!(io.out, "    {:<6} {}", left.clause.id, words::undecided(left.why, lang))?;
        }
    }
    Ok(())
}
