//! `guiju import`

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use guiju::{Code, Error, Group, Import, Lang};

use crate::failure::Failure;
use crate::lang::pick;
use crate::output;
use crate::{Exit, Io};

/// 把 Word、Excel 或文本文档变成标准草稿 | turn a Word, Excel or text document into a draft of standards
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// .docx、.xlsx、.txt 或 .md 文档 | a .docx, .xlsx, .txt or .md document
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// 写到这个文件夹：标准草稿、guiju.toml 与起步用例（已有的文件不覆盖）；不写则输出草稿 | write the draft, guiju.toml and cases to begin with into this folder (nothing is overwritten); else the draft is printed
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
例子：
  guiju import 岗位工作标准.docx -o 新标准
  guiju check 新标准
  guiju test 新标准

条款编号（包括 Word 的多级编号）、标题都保留；断行接上，半角逗号、代替顿号的点改正；表格一行一条，各列按表头成为条款、
分值、计分、责任。每一句都在草稿里：导入时按句子拟定的读法写在 guiju.toml 的 [phrase] 里，请核对；没有把握的读法不采用，
写在那一句下面；读不出可判断要求的，列出原因和办法。文本可以是 UTF-8、UTF-16 或 GB18030。
不读：旧的 .doc、.xls（请先另存为 .docx、.xlsx）、PDF、图片里的文字、页眉页脚、批注、尾注、公式。

退出码：0 已生成草稿，2 文件读不了或写不了。
|
Examples:
  guiju import standards.docx -o draft
  guiju check draft
  guiju test draft

Clause numbers (those that Word counts itself too, level by level) and headings are kept; broken lines are joined and
half-width punctuation is mended; a row of a table is a clause, its columns become the sentence, its worth, its scoring
and its owner by their headings. Every sentence stands in the draft: readings that the import drafted are [phrase]s of
guiju.toml, to be looked over; doubtful ones are not taken but shown below the sentence; what says nothing checkable is
listed with the reason and the way out. Text may be UTF-8, UTF-16 or GB18030.
Not read: old .doc and .xls (save them as .docx, .xlsx), PDF, text in pictures, headers, footers, comments, endnotes,
formulas.

Exit status: 0 a draft was made, 2 a file cannot be read or written.";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let path = io.resolve(&args.file);
    let unread = |cause| Error::Io { path: path.clone(), cause };
    if path.is_dir() {
        return Err(unread(io::ErrorKind::IsADirectory.into()).into());
    }
    let file = File::open(&path).map_err(unread)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let import = guiju::import(file, &name, lang)?;
    match &args.output {
        None => io.out.write_all(import.standard.as_bytes())?,
        Some(dir) => {
            let dir = io.resolve(dir);
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            output::create(&dir.join(format!("{stem}.gj")), import.standard.as_bytes())?;
            output::create(&dir.join("guiju.toml"), import.vocabulary.as_bytes())?;
            if let Some(cases) = &import.cases {
                output::create(&dir.join(format!("{stem}_test.toml")), cases.as_bytes())?;
            }
        }
    }
    io.out.flush()?;
    let out = if args.output.is_some() { &mut *io.out } else { &mut *io.err };
    report(&import, lang, out)?;
    Ok(Exit::Ok)
}

/// The figures, what the import read into sentences, and by reason what it left.
fn report(import: &Import, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Import { formalised, drafted, rest, explaining, repeated, .. } = import;
    let drafts = drafted.len();
    let mut figures = vec![pick(
        lang,
        format!("读出 {formalised} 条可以判断的要求"),
        format!("{formalised} requirements can be judged"),
    )];
    if drafts > 0 {
        figures.push(pick(lang, format!("其中 {drafts} 句的读法请核对"), format!("look over the reading of {drafts}")));
    }
    figures.push(pick(
        lang,
        format!("{} 处没有形式化", rest.len()),
        match rest.len() {
            1 => "1 place was not formalised".to_owned(),
            places => format!("{places} places were not formalised"),
        },
    ));
    if *explaining > 0 {
        figures.push(pick(lang, format!("{explaining} 句只是叙述"), format!("{explaining} sentences only explain")));
    }
    if *repeated > 0 {
        let left = pick(lang, format!("{repeated} 段重复的叙述只留一次"), format!("{repeated} repeated ones left out"));
        figures.push(left);
    }
    writeln!(out, "{}", figures.join(pick(lang, "；", "; ")))?;
    if drafts > 0 {
        writeln!(
            out,
            "\n{}",
            pick(lang, "按句子拟定的读法(guiju.toml 的 [phrase])：", "readings drafted ([phrase] of guiju.toml):")
        )?;
        for (words, means) in drafted {
            writeln!(out, "  {words}\n        {means}")?;
        }
    }
    if !import.alike.is_empty() {
        let what = pick(
            lang,
            "可能是同一件事的名字(是的话在 guiju.toml 里合成一节,别的写进 also)：",
            "names that may be one thing (if they are, keep one table of guiju.toml and name the others in `also`):",
        );
        writeln!(out, "\n{what}")?;
        for group in &import.alike {
            writeln!(out, "  {}", group.join(pick(lang, "、", ", ")))?;
        }
    }
    for Group { reason, help, places } in import.by_reason(lang) {
        writeln!(out, "\n{reason}{}", pick(lang, format!("：{} 处", places.len()), format!(": {}", places.len())))?;
        if !help.is_empty() {
            writeln!(out, "  {}{help}", pick(lang, "办法：", "help: "))?;
        }
        for place in places {
            writeln!(out, "  {:>4}  {}", place.line, place.words)?;
            // What the group does not say of it.
            if place.code != Some(Code::NothingCheckable) {
                writeln!(out, "        {}", place.reason)?;
            }
            if let Some(suggestion) = &place.suggestion {
                writeln!(out, "        {suggestion}")?;
            }
        }
    }
    Ok(())
}
