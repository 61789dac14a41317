//! `guiju new`

use std::path::PathBuf;

use guiju::Lang;

use crate::failure::Failure;
use crate::lang::pick;
use crate::output;
use crate::{Exit, Io};

/// 新建一个能直接检查、测试和打分的标准文件夹 | make a folder of standards that checks, tests and scores at once
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// 新文件夹；已有的只能是空的 | the new folder; one that exists must be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

const EXAMPLES: &str = "\
例子：
  guiju new 销售标准
  guiju check 销售标准
  guiju test 销售标准
  guiju score 销售标准 --records 销售标准/sample/records.csv --from 2024-03-01 --to 2024-04-01

退出码：0 已新建，2 文件夹不是空的，或写不了。
|
Examples:
  guiju new sales
  guiju check sales
  guiju test sales
  guiju score sales --records sales/sample/records.csv --from 2024-03-01 --to 2024-04-01

Exit status: 0 made, 2 the folder is not empty, or cannot be written.";

/// What a new folder holds; `{name}` stands for its name.
const FILES: [(&str, &str); 6] = [
    ("standard.gj", include_str!("new/standard.gj")),
    ("guiju.toml", include_str!("new/guiju.toml")),
    ("standard_test.toml", include_str!("new/standard_test.toml")),
    ("sample/people.csv", include_str!("new/people.csv")),
    ("sample/records.csv", include_str!("new/records.csv")),
    ("README.md", include_str!("new/readme.md")),
];

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let dir = io.resolve(&args.dir);
    let shown = io.shown(&dir);
    if std::fs::read_dir(&dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let what = pick(lang, format!("`{shown}` 里已有文件"), format!("`{shown}` holds files already"));
        let way_out = pick(lang, "换一个新的或空的文件夹", "name a new or an empty folder");
        return Err(Failure::Usage(what, way_out.to_owned()));
    }
    let name: String = match dir.file_name() {
        // What a title or a TOML string cannot hold is left out.
        Some(name) => name.to_string_lossy().chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c)).collect(),
        None => String::new(),
    };
    let name = if name.trim().is_empty() { "工作标准" } else { name.trim() };
    for (file, template) in FILES {
        output::create(&dir.join(file), template.replace("{name}", name).as_bytes())?;
    }
    writeln!(io.out, "{}", pick(lang, format!("已新建 {shown}："), format!("made {shown}:")))?;
    for (file, _) in FILES {
        writeln!(io.out, "  {file}")?;
    }
    let next = pick(lang, "接着试试", "try next");
    let score = format!("guiju score {shown} --records {shown}/sample/records.csv --from 2024-03-01 --to 2024-04-01");
    writeln!(io.out, "{next}{}", pick(lang, "：", ":"))?;
    for command in [format!("guiju check {shown}"), format!("guiju test {shown}"), score] {
        writeln!(io.out, "  {command}")?;
    }
    Ok(Exit::Ok)
}
