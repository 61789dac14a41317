//! `guiju explain`

use std::path::Path;

use guiju::write::Paint;
use guiju::{Code, Compiled, Explained, KEYWORDS, Keyword, Lang, Role, Rule, Severity, general};

use super::told::{Format, Told, json};
use crate::failure::Failure;
use crate::lang::pick;
use crate::render::page::page;
use crate::render::{Finding, Renderer};
use crate::{Exit, Io};

mod person;

/// 解释标准的每一条、一个错误代码或一个关键词 | explain the clauses of standards, a code or a keyword
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 文件夹、.gj 文件、错误代码（GJ0301）或关键词（凡） | a folder, a .gj file, a code (GJ0301) or a keyword (凡)
    #[arg(value_name = "TOPIC")]
    topic: String,
    #[command(flatten)]
    told: Told,
    #[command(flatten)]
    person: person::Person,
}

const EXAMPLES: &str = "\
例子：
  guiju explain standards/marketing     机器怎么理解每一条：编号、原文、规范形式
  guiju explain GJ0301                  这个错误代码是什么意思，怎么改
  guiju explain 凡                      这个关键词怎么用
  guiju explain 关键词                  全部关键词，每个一行
  guiju explain standards/marketing --records records.csv --person 张三 --clause 2.1a --from 2024-03-01 --to 2024-04-01
                                        为什么是这个分：哪些记录计入了，哪些没有、为什么，还差什么

退出码：0 没有错误，1 标准有错误，2 找不到要解释的东西。
|
Examples:
  guiju explain standards/marketing     how the machine reads each clause: id, wording, canonical form
  guiju explain GJ0301                  what a code means, and what to do
  guiju explain 凡                      how a keyword is used
  guiju explain keywords                all keywords, one on a line
  guiju explain standards/marketing --records records.csv --person 张三 --clause 2.1a --from 2024-03-01 --to 2024-04-01
                                        why a score is what it is: what counted, what did not and why, what is missing

Exit status: 0 no errors, 1 the standards have errors, 2 there is nothing of that name.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let topic = args.topic.trim();
    let path = io.resolve(Path::new(&args.topic));
    if args.person.asked() {
        return person::run(&args.person, &path, args.told.format, lang, io);
    }
    if path.exists() {
        return standards(&path, args.told.format, lang, io);
    }
    if let Some(&code) = Code::ALL.iter().find(|code| code.entry().code.eq_ignore_ascii_case(topic)) {
        about_code(code, lang, io)?;
        Rule::of(code).map_or(Ok(()), |rule| page(rule, lang, io))?;
        return Ok(Exit::Ok);
    }
    if let Some(rule) = Rule::named(topic) {
        about_code(rule.code, lang, io)?;
        page(rule, lang, io)?;
        return Ok(Exit::Ok);
    }
    let found: Vec<_> = KEYWORDS.iter().filter(|keyword| keyword.spellings().any(|word| word == topic)).collect();
    if !found.is_empty() {
        found.into_iter().try_for_each(|found| keyword(found, lang, io))?;
        return Ok(Exit::Ok);
    }
    if topic == "关键词" || topic.eq_ignore_ascii_case("keywords") {
        return all_keywords(lang, io);
    }
    if topic.contains(['.', '/', '\\']) {
        guiju::compile(&path)?;
    }
    Err(unknown(topic, lang))
}

/// Nothing is called so: rules that are spelt nearly so, else keywords that share a letter.
fn unknown(topic: &str, lang: Lang) -> Failure {
    let near = KEYWORDS.iter().map(|keyword| keyword.text);
    let mut near: Vec<&str> =
        near.filter(|text| topic.chars().any(|c| !c.is_ascii() && text.contains(c))).take(8).collect();
    near.dedup();
    let what = pick(
        lang,
        format!("`{topic}` 不是文件、错误代码、规则，也不是关键词"),
        format!("`{topic}` is no file, no code, no rule and no keyword"),
    );
    if let [rule, ..] = Rule::near(topic).as_slice() {
        let way_out = pick(lang, format!("是不是要写 `{rule}`？"), format!("did you mean `{rule}`?"));
        return Failure::Usage(what, way_out);
    }
    let way_out = match near.is_empty() {
        true => pick(lang, "guiju explain --help 有例子", "guiju explain --help shows examples").to_owned(),
        false => {
            pick(lang, format!("相近的关键词：{}", near.join("、")), format!("keywords near it: {}", near.join(", ")))
        }
    };
    Failure::Usage(what, way_out)
}

fn about_code(code: Code, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let entry = code.entry();
    let severity = Renderer::new(lang, io).severity(entry.severity);
    let (message, help) = pick(lang, (entry.zh, entry.help_zh), (entry.en, entry.help_en));
    let (message, help) = (general(message), general(help));
    let paint = Paint::new(io.terminal);
    writeln!(io.out, "{} {severity}", paint.bold(entry.code))?;
    writeln!(io.out, "  {message}")?;
    writeln!(io.out, "  {}{help}", paint.bold(pick(lang, "办法：", "help: ")))?;
    Ok(Exit::Ok)
}

fn keyword(keyword: &Keyword, lang: Lang, io: &mut Io<'_>) -> std::io::Result<()> {
    let paint = Paint::new(io.terminal);
    writeln!(io.out, "{}  {}", paint.bold(keyword.text), pick(lang, keyword.zh, keyword.en))?;
    writeln!(io.out, "  {}{}", pick(lang, "例：", "example: "), keyword.example)?;
    if !keyword.also.is_empty() {
        writeln!(io.out, "  {}{}", pick(lang, "也写作：", "also: "), keyword.also.join(pick(lang, "、", ", ")))?;
    }
    let (zh, en) = keyword.role.words();
    writeln!(io.out, "  {}", pick(lang, format!("类别：{zh}"), format!("kind: {en}")))
}

/// Every keyword by the part it plays, one on a line.
fn all_keywords(lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let paint = Paint::new(io.terminal);
    for (at, &role) in Role::ALL.iter().enumerate() {
        let (zh, en) = role.words();
        let gap = if at == 0 { "" } else { "\n" };
        writeln!(io.out, "{gap}{}", paint.bold(pick(lang, zh, en)))?;
        for keyword in KEYWORDS.iter().filter(|keyword| keyword.role == role) {
            let text = keyword.spellings().collect::<Vec<_>>().join(" ");
            writeln!(io.out, "  {text}  {}", pick(lang, keyword.zh, keyword.en))?;
        }
    }
    Ok(Exit::Ok)
}

fn standards(path: &Path, format: Format, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let compiled = guiju::compile(path)?;
    let exit = if compiled.has_errors() { Exit::Problems } else { Exit::Ok };
    match format {
        Format::Json => json(&compiled.explain(lang), io)?,
        Format::Human => human(compiled, lang, io)?,
    }
    Ok(exit)
}

/// Each clause; errors go to standard error.
fn human(compiled: Compiled, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    let paint = Paint::new(io.terminal);
    let mut first = true;
    for file in compiled.explain(lang).files {
        if !std::mem::take(&mut first) {
            writeln!(io.out)?;
        }
        writeln!(io.out, "{}", paint.bold(&file.file))?;
        let mut applies = None;
        for requirement in &file.requirements {
            if requirement.applies != applies {
                applies.clone_from(&requirement.applies);
                let whom = applies.as_deref().unwrap_or(pick(lang, "所有人", "everyone"));
                writeln!(io.out, "\n{}{whom}", pick(lang, "适用 ", "for "))?;
            }
            one(requirement, paint, lang, io)?;
        }
    }
    let findings: Vec<Finding> = compiled.files.into_iter().flat_map(|file| Finding::all(file, io)).collect();
    let errors: Vec<Finding> = findings.into_iter().filter(|finding| finding.severity() == Severity::Error).collect();
    io.out.flush()?;
    Renderer::new(lang, io).human(&errors, io.err)?;
    Ok(())
}

fn one(requirement: &Explained, paint: Paint, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    let indent = " ".repeat(8);
    writeln!(io.out, "\n  {:<5} {}", requirement.id, requirement.text)?;
    match requirement.canonical.as_str() {
        "" => {
            writeln!(io.out, "{indent}{}", paint.dim(pick(lang, "只是说明，不考核", "explanation only, not judged")))?
        }
        canonical => writeln!(io.out, "{indent}{}", paint.bold(canonical))?,
    }
    if !requirement.counts.is_empty() {
        writeln!(io.out, "{indent}{}", paint.dim(&requirement.counts))?;
    }
    for line in &requirement.scoring {
        writeln!(io.out, "{indent}{line}")?;
    }
    Ok(())
}
