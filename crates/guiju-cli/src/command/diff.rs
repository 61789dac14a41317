//! `guiju diff`

use std::path::PathBuf;

use guiju::analysis::Years;
use guiju::diff::{self, Change, Effect, Kind, Which};
use guiju::write::{self, Paint};
use guiju::{Exact, Lang, Report, Standards, Status};
use serde::Serialize;

use super::analyze::words;
use super::data::{Data, dates};
use super::score::refuse;
use super::told::{Format, Told, json};
use crate::failure::Failure;
use crate::lang::{of_reports, pick};
use crate::revision::Version;
use crate::{Exit, Io};

/// 比较标准的两个版本：哪些条款更严、更宽，谁的得分会变 | compare two versions of standards: which clauses are stricter or looser, whose score changes
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 旧版：文件夹、.gj 文件，或 git 里的 版本:路径 | the old version: a folder, a .gj file, or REV:PATH of git
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// 新版：文件夹、.gj 文件，或 git 里的 版本:路径 | the new version: a folder, a .gj file, or REV:PATH of git
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// 用这些活动记录分别打分，列出得分有变的人 | score these records under both, and list the people whose score changes
    #[arg(short, long, value_name = "FILE", num_args = 1.., requires_all = ["from", "to"])]
    records: Vec<PathBuf>,
    #[command(flatten)]
    data: Data,
    /// 考核期的第一天 | first day of the range
    #[arg(long, value_name = "DATE", requires = "records")]
    from: Option<String>,
    /// 考核期最后一天的次日（不含） | the day after the last
    #[arg(long, value_name = "DATE", requires = "records")]
    to: Option<String>,
    /// 以哪一刻为准，默认为考核期结束时 | instant of judgement, by default the end of the range
    #[arg(long, value_name = "INSTANT", requires = "records")]
    as_of: Option<String>,
    #[command(flatten)]
    told: Told,
}

const EXAMPLES: &str = "\
例子：
  guiju diff 旧版 新版                                      逐条比较
  guiju diff 旧.gj 新.gj --records 三月.csv --from 2024-03-01 --to 2024-04-01
                                                            三月的得分会怎样变
  guiju diff main:standards standards                       和 git 里 main 分支上的版本比较

条款依次按标识、编号和所数的活动对应。更严：达到新版的都达到旧版，反之不然；更宽相反。例子都由评分程序按两个版本各判一次。
退出码：0 没有变化，1 有变化，2 标准有错误、文件读不了或用法不对。
|
Examples:
  guiju diff old new                                        clause by clause
  guiju diff old.gj new.gj --records march.csv --from 2024-03-01 --to 2024-04-01
                                                            and what becomes of March's scores
  guiju diff main:standards standards                       against what git has on main

Clauses are matched by 标识, then by id, then by what they count. Stricter: whoever meets the new one has met the old one,
but not the other way round; looser is the reverse. Each example was judged under both versions.
Exit status: 0 no change, 1 changes, 2 errors in the standards, a file cannot be read, or wrong usage.";

#[derive(Serialize)]
struct Json<'a> {
    /// The version of this form.
    diff: u32,
    old: String,
    new: String,
    changes: &'a [Change],
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<&'a [Effect]>,
}

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let versions = [&args.old, &args.new]
        .into_iter()
        .map(|given| Version::find(given, lang, io))
        .collect::<Result<Vec<_>, _>>()?;
    let mut both = Vec::new();
    for version in &versions {
        let compiled = version.compile()?;
        if compiled.has_errors() {
            refuse(compiled, lang, io)?;
            return Ok(Exit::Failed);
        }
        both.push(compiled.standards()?);
    }
    let [old, new] = both.as_slice() else { return Ok(Exit::Failed) };
    let changes = diff::diff(old, new, Years::default());
    let effects = match (&args.from, &args.to) {
        (Some(from), Some(to)) if !args.records.is_empty() => {
            let range = dates::range(from, to, lang)?;
            let mut score = |standards: &Standards| -> Result<Report, Failure> {
                let as_of = args.as_of.as_deref().map(|text| standards.instant(text)).transpose()?;
                Ok(standards.score(&args.data.read(&args.records, standards, lang, io)?, range, as_of)?)
            };
            let (before, after) = (score(old)?, score(new)?);
            Some(diff::effects(&before, &after, &changes))
        }
        _ => None,
    };
    let unchanged = changes.iter().all(|change| change.kind == Kind::Same && change.parts.is_empty());
    match args.told.format {
        Format::Json => {
            let (old, new) = (args.old.display().to_string(), args.new.display().to_string());
            json(&Json { diff: 1, old, new, changes: &changes, people: effects.as_deref() }, io)?;
        }
        Format::Human => human(&changes, effects.as_deref(), lang, io)?,
    }
    let same_scores = effects.is_none_or(|effects| effects.is_empty());
    Ok(if unchanged && same_scores { Exit::Ok } else { Exit::Problems })
}

fn human(changes: &[Change], effects: Option<&[Effect]>, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    let paint = Paint::new(io.terminal);
    for change in changes.iter().filter(|change| change.kind != Kind::Same) {
        one(change, paint, lang, io)?;
    }
    let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let kinds = [Kind::Stricter, Kind::Looser, Kind::Changed, Kind::Added, Kind::Removed, Kind::Same];
    let counts: Vec<String> = kinds.into_iter().map(|it| format!("{} {}", kind(it, lang), count(it))).collect();
    writeln!(io.out, "{}", paint.bold(&counts.join(pick(lang, "，", ", "))))?;
    let Some(effects) = effects else { return Ok(()) };
    writeln!(io.out)?;
    if effects.is_empty() {
        writeln!(io.out, "{}", pick(lang, "谁的得分都没有变", "nobody's score changes"))?;
    }
    for effect in effects {
        person(effect, paint, lang, io)?;
    }
    Ok(())
}

fn one(change: &Change, paint: Paint, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    let ids = match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.id != new.id => format!("{} → {}", old.id, new.id),
        (old, new) => new.as_ref().or(old.as_ref()).map(|name| name.id.clone()).unwrap_or_default(),
    };
    let word = kind(change.kind, lang);
    let word = match change.kind {
        Kind::Stricter | Kind::Removed => paint.error(word),
        _ => paint.bold(word),
    };
    writeln!(io.out, "{word}  {ids}")?;
    let texts = [(&change.old, "-"), (&change.new, "+")];
    let same = change.old.as_ref().map(|it| &it.text) == change.new.as_ref().map(|it| &it.text);
    for (name, mark) in texts.into_iter().skip(usize::from(same)) {
        if let Some(name) = name {
            writeln!(io.out, "  {} {}", if same { " " } else { mark }, name.text)?;
        }
    }
    for part in change.parts.iter().filter(|part| part.part != Which::Requirement) {
        let (old, new) = (shown(&part.old, lang), shown(&part.new, lang));
        writeln!(io.out, "    {}{}{old} → {new}", which(part.part, lang), pick(lang, "：", ": "))?;
    }
    for person in &change.people {
        let by = if person.by_new {
            pick(lang, "新版才约束", "bound now")
        } else {
            pick(lang, "新版不再约束", "bound no more")
        };
        writeln!(io.out, "    {by} {}", person.person)?;
    }
    if let Some(decision) = &change.decision {
        words::change(decision, "    ", lang, io.out)?;
    }
    writeln!(io.out)?;
    Ok(())
}

fn shown(text: &str, lang: Lang) -> &str {
    if text.is_empty() { pick(lang, "（没有写）", "(nothing)") } else { text }
}

/// The word for a kind of change.
fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Stricter => pick(lang, "更严", "stricter"),
        Kind::Looser => pick(lang, "更宽", "looser"),
        Kind::Changed => pick(lang, "改变", "changed"),
        Kind::Same => pick(lang, "不变", "same"),
        Kind::Added => pick(lang, "新增", "added"),
        Kind::Removed => pick(lang, "删除", "removed"),
    }
}

fn which(part: Which, lang: Lang) -> &'static str {
    match part {
        Which::Requirement => pick(lang, "要求", "requirement"),
        Which::Meaning => pick(lang, "含义", "meaning"),
        Which::Applies => pick(lang, "适用", "applies to"),
        Which::InForce => pick(lang, "施行", "in force"),
        Which::Worth => pick(lang, "分值", "worth"),
        Which::Scoring => pick(lang, "计分", "scoring"),
    }
}

/// What changes for one person.
fn person(effect: &Effect, paint: Paint, lang: Lang, io: &mut Io<'_>) -> Result<(), Failure> {
    let number = |value: Option<Exact>| value.map_or_else(|| "-".to_owned(), write::number);
    let grade = |grade: &Option<String>| grade.as_ref().map(|grade| format!(" {grade}")).unwrap_or_default();
    writeln!(
        io.out,
        "{}  {}{} → {}{}",
        paint.bold(&effect.person),
        number(effect.old_score),
        grade(&effect.old_grade),
        number(effect.new_score),
        grade(&effect.new_grade)
    )?;
    let status = |status: Option<Status>| match status {
        Some(status) => of_reports(lang).status(status),
        None => pick(lang, "不约束", "not bound"),
    };
    for clause in &effect.clauses {
        let id = clause.new_id.as_ref().or(clause.old_id.as_ref()).map_or("", String::as_str);
        let (before, after) = (status(clause.old_status), status(clause.new_status));
        let (old, new) = (number(clause.old_points), number(clause.new_points));
        writeln!(io.out, "  {id:<6} {before} {old} → {after} {new}  {}", paint.dim(&clause.text))?;
    }
    Ok(())
}
