//! What `check` and `lint` have in common: what is looked at, how it is told, and what the exit status says.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use guiju::{Compiled, Error, Lang, Severity};

use crate::failure::Failure;
use crate::render::{Finding, Renderer, github, gitlab, sarif};
use crate::{Exit, Io, changed};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// What is looked at, and how it is told.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// 标准所在的文件夹，或 .gj 文件；文件夹之下的各个包都检查；- 是标准输入 | folders of standards, or .gj files; all packages below a folder are checked; - is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// human（给人看，默认）、json、sarif、github 或 gitlab | human (the default), json, sarif, github or gitlab
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Format,
    /// 只看 git 的这个版本以来改动的条款 | only clauses changed since this git revision
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// 有警告也算没通过 | warnings fail as well
    #[arg(long)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
    Github,
    Gitlab,
}

/// Every package that was named, and why others could not be read.
pub fn compile(common: &Common, io: &mut Io<'_>) -> (Vec<Compiled>, Vec<Error>) {
    let (mut packages, mut unread) = (Vec::new(), Vec::new());
    for path in &common.paths {
        let compiled = match path.as_os_str() == STANDARD_INPUT {
            true => standard_input(io).map(|compiled| vec![compiled]),
            false => all(&io.resolve(path)),
        };
        match compiled {
            Ok(compiled) => packages.extend(compiled),
            Err(error) => unread.push(error),
        }
    }
    (packages, unread)
}

/// Every package at or below a path.
fn all(path: &Path) -> Result<Vec<Compiled>, Error> {
    guiju::packages(path)?.iter().map(guiju::compile).collect()
}

/// One text, with the vocabulary of the folder that the command runs in.
fn standard_input(io: &mut Io<'_>) -> Result<Compiled, Error> {
    let mut text = String::new();
    io.stdin.read_to_string(&mut text).map_err(|cause| Error::Io { path: STANDARD_INPUT.into(), cause })?;
    guiju::compile_in(STANDARD_INPUT, &text, &io.dir)
}

/// Tells what was found, and says how it went.
pub fn tell(
    common: &Common,
    packages: Vec<Compiled>,
    unread: Vec<Error>,
    lang: Lang,
    io: &mut Io<'_>,
) -> Result<Exit, Failure> {
    let (mut files, mut findings) = (0, Vec::new());
    for package in packages {
        let package = match &common.changed_since {
            None => package.files,
            Some(revision) => changed::only(package.files, revision, lang)?,
        };
        for file in package {
            files += 1;
            findings.extend(Finding::all(file, io));
        }
    }
    let renderer = Renderer::new(lang, io);
    match common.format {
        Format::Human => {
            renderer.human(&findings, io.out)?;
            if files > 0 {
                renderer.summary(files, &findings, io.out)?;
            }
        }
        Format::Json => renderer.json(&findings, io.out)?,
        Format::Sarif => sarif::write(&findings, lang, io.out)?,
        Format::Github => github::write(&findings, lang, io.out)?,
        Format::Gitlab => gitlab::write(&findings, lang, io.out)?,
    }
    let failed = !unread.is_empty();
    for error in unread {
        Failure::from(error).report(lang, io)?;
    }
    let worst = if common.strict { Severity::Warning } else { Severity::Error };
    let problems = findings.iter().any(|finding| finding.severity() <= worst);
    Ok(match (failed, problems) {
        (true, _) => Exit::Failed,
        (_, true) => Exit::Problems,
        _ => Exit::Ok,
    })
}
