//! The arguments, and help in the language of the reader: every text of help is `中文 | English`.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches, Parser};
use guiju::Lang;

use crate::command::Commands;
use crate::lang::pick;

/// 规矩：让岗位工作标准可执行 | Guiju makes work standards executable
#[derive(Debug, Parser)]
#[command(name = "guiju", version, after_long_help = EXAMPLES)]
#[command(subcommand_required = true, arg_required_else_help = true)]
#[command(disable_help_flag = true, disable_help_subcommand = true, disable_version_flag = true)]
pub struct Arguments {
    /// 提示的语言：zh 或 en，默认随系统 | language of messages: zh or en, by default that of the system
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"], hide_possible_values = true)]
    pub lang: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Commands,
}

const EXAMPLES: &str = "\
第一次使用：

  1. 把一条标准写进 visits.gj：      每周上门访问客户 >= 8
  2. 看机器怎么理解它：              guiju explain visits.gj
  3. 给一个月的记录打分：            guiju score visits.gj --records records.csv \\
                                         --from 2024-03-01 --to 2024-04-01

records.csv 的表头写 人员,活动,时间；其余各列是标准里会用到的字段。
每个命令的例子：guiju score --help，guiju check --help，guiju explain --help。
|
The first steps:

  1. write a standard into visits.gj:    每周上门访问客户 >= 8
  2. see how the machine reads it:       guiju explain visits.gj
  3. score the records of a month:       guiju score visits.gj --records records.csv \\
                                             --from 2024-03-01 --to 2024-04-01

The header of records.csv is 人员,活动,时间; all further columns are fields that standards may use.
Examples of each command: guiju score --help, guiju check --help, guiju explain --help.";

/// Parses arguments; the error is also how help and the version come.
pub fn parse(args: &[OsString], lang: Lang, width: usize) -> Result<Arguments, clap::Error> {
    let args = std::iter::once(OsString::from("guiju")).chain(args.iter().cloned());
    let matches = command(lang).term_width(width.clamp(60, 120)).try_get_matches_from(args)?;
    Arguments::from_arg_matches(&matches)
}

/// The command line in words of `lang`.
pub fn command(lang: Lang) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    localise(Arguments::command().arg(version.help("显示版本 | show the version")), lang)
}

fn localise(command: Command, lang: Lang) -> Command {
    let (usage, options, commands) = pick(lang, ("用法：", "选项", "命令"), ("Usage: ", "Options", "Commands"));
    let arguments = pick(lang, "参数", "Arguments");
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let help = help.help("显示帮助（--help 带例子） | show help (--help with examples)");
    let words = |text: Option<&StyledStr>| text.map(|text| half(&text.to_string(), lang));

    let about = words(command.get_about());
    let long_about = words(command.get_long_about()).or_else(|| about.clone());
    let after = words(command.get_after_long_help());
    let mut command = command
        .arg(help)
        .help_template(format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(commands)
        .subcommand_value_name(pick(lang, "命令", "COMMAND"))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { arguments } else { options };
            let text = arg.get_help().map(|text| half(&text.to_string(), lang));
            let arg = arg.help_heading(heading);
            text.into_iter().fold(arg, |arg, text| arg.help(text))
        })
        .mut_subcommands(|sub| localise(sub, lang));
    command = about.into_iter().fold(command, Command::about);
    command = long_about.into_iter().fold(command, Command::long_about);
    after.into_iter().fold(command, Command::after_long_help)
}

/// The half of a text that is in `lang`.
fn half(text: &str, lang: Lang) -> String {
    let halves = text.split_once(" | ").or_else(|| text.split_once("\n|\n"));
    halves.map_or(text, |(zh, en)| pick(lang, zh, en)).trim_end().to_owned()
}
