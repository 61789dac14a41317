//! `guiju completions`

use clap_complete::Shell;
use guiju::Lang;

use crate::failure::Failure;
use crate::{Exit, Io, arguments};

/// 输出命令行补全脚本 | print a script that completes command lines
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    /// bash、zsh、fish、elvish 或 powershell | bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

const EXAMPLES: &str = "\
例子：
  guiju completions bash > ~/.local/share/bash-completion/completions/guiju
  guiju completions fish > ~/.config/fish/completions/guiju.fish
|
Examples:
  guiju completions bash > ~/.local/share/bash-completion/completions/guiju
  guiju completions fish > ~/.config/fish/completions/guiju.fish";

pub fn run(args: &Args, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut arguments::command(lang), "guiju", &mut script);
    io.out.write_all(&script)?;
    Ok(Exit::Ok)
}
