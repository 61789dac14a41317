//! `guiju lint`

use std::fs;
use std::path::PathBuf;

use guiju::write::Paint;
use guiju::{Compiled, Formatted, Lang, RULES, Records};

use crate::checked::{self, Common};
use crate::failure::Failure;
use crate::lang::pick;
use crate::render::Renderer;
use crate::render::change::change;
use crate::{Exit, Io, usage};

/// 查标准里写得不清楚、多半不是本意的地方 | find what a standard says unclearly, or probably does not mean
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    common: Common,
    /// 活动记录：还查数据里从来没有的活动；可写多次 | activity records: also find activities they never hold; may be repeated
    #[arg(long, value_name = "FILE")]
    records: Vec<PathBuf>,
    /// 人员表：还查没有人在的岗位；默认用 guiju.toml 写明的 | the people table: also find posts that nobody has; by default the one that guiju.toml names
    #[arg(long, value_name = "FILE")]
    people: Option<PathBuf>,
    /// 改好不影响意思的地方 | mend what can be mended without changing what is meant
    #[arg(long)]
    fix: bool,
    /// 显示 --fix 会改什么，不改文件 | show what --fix would change, and change nothing
    #[arg(long)]
    diff: bool,
    /// 列出所有规则 | list all rules
    #[arg(long)]
    rules: bool,
}

const EXAMPLES: &str = "\
例子：
  guiju lint standards                       查文件夹里所有的标准
  guiju lint . --records 三月.csv            还查数据里从来没有的活动
  guiju lint . --diff                        能改的地方会怎么改；--fix 就改
  guiju lint . --format sarif                给程序看的结果：json、sarif、github、gitlab
  guiju lint --rules                         有哪些规则；guiju explain vague-word 看其中一条

级别写在 guiju.toml 的 [lint] 里：vague-word = \"error\"、\"warn\"、\"note\" 或 \"off\"。
某一条可以不查：在它上一行写 // 规矩:允许 vague-word 因为 …；整个文件不查写 本文件允许。

退出码：0 没有错误（警告不算，除非 --strict），1 有错误，2 文件读不了、写不了或用法不对。
|
Examples:
  guiju lint standards                       look at all standards of a folder
  guiju lint . --records march.csv           also for activities that the data never hold
  guiju lint . --diff                        what could be mended; --fix does it
  guiju lint . --format sarif                the same for programs: json, sarif, github, gitlab
  guiju lint --rules                         which rules there are; guiju explain vague-word shows one

Levels stand in guiju.toml under [lint]: vague-word = \"error\", \"warn\", \"note\" or \"off\".
A clause is left alone below a line // 规矩:允许 vague-word 因为 …, a file with 本文件允许.

Exit status: 0 no errors (warnings do not count, unless --strict), 1 errors, 2 a file cannot be read or written, or
wrong usage.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    if args.rules {
        return rules(lang, io);
    }
    usage::some_path(&args.common.paths, "lint", lang)?;
    let (mut packages, unread) = checked::compile(&args.common, io);
    for package in &mut packages {
        lint(package, args, io)?;
    }
    if args.fix || args.diff {
        let fixed: Vec<Formatted> = packages.iter().flat_map(Compiled::fixed).collect();
        for file in &fixed {
            mend(file, args, lang, io)?;
        }
        if args.diff {
            return Ok(if unread.is_empty() {
                Exit::Ok
            } else {
                checked::tell(&args.common, Vec::new(), unread, lang, io)?
            });
        }
        if fixed.is_empty() {
            return checked::tell(&args.common, packages, unread, lang, io);
        }
        let (mut again, unread) = checked::compile(&args.common, io);
        for package in &mut again {
            lint(package, args, io)?;
        }
        return checked::tell(&args.common, again, unread, lang, io);
    }
    checked::tell(&args.common, packages, unread, lang, io)
}

/// Looks at a package, with its data where it can be read: a package with errors reads none.
fn lint(package: &mut Compiled, args: &Args, io: &Io<'_>) -> Result<(), Failure> {
    let Ok(standards) = package.standards() else {
        package.lint(None);
        return Ok(());
    };
    let mut records = Records::builder(&standards);
    for path in &args.records {
        records = records.csv_file(io.resolve(path))?;
    }
    if let Some(path) = &args.people {
        records = records.people_file(io.resolve(path))?;
    }
    let records = records.package_files()?.build();
    package.lint(Some(&records));
    Ok(())
}

/// Writes a mended file, or shows how it would differ.
fn mend(file: &Formatted, args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    let name = io.shown(&file.path);
    if args.diff {
        writeln!(io.out, "{}", Paint::new(io.terminal).bold(&name))?;
        change(file, io)?;
    } else if file.path.as_os_str() == "-" {
        return Err(Failure::Usage(
            pick(lang, "标准输入改不了", "standard input cannot be mended").to_owned(),
            pick(lang, "用 --diff 看会怎么改，或给出文件", "see what would change with --diff, or name the file")
                .to_owned(),
        ));
    } else {
        fs::write(&file.path, &file.after).map_err(|cause| Failure::Output(file.path.clone(), cause))?;
        writeln!(io.err, "{}{name}", pick(lang, "已改好：", "mended: "))?;
    }
    Ok(())
}

/// Every rule with its level and what it is about.
fn rules(lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let (paint, renderer) = (Paint::new(io.terminal), Renderer::new(lang, io));
    for rule in RULES {
        let entry = rule.code.entry();
        let level = renderer.severity(entry.severity);
        let name = paint.bold(&format!("{:<24}", rule.name));
        let level =
            format!("{level}{}", " ".repeat(if lang == Lang::Zh { 2 } else { 8usize.saturating_sub(level.len()) }));
        writeln!(io.out, "{} {name} {level} {}", entry.code, rule.page().title(lang))?;
    }
    Ok(Exit::Ok)
}
