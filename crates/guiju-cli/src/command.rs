//! The commands, one file each.

use clap::Subcommand;
use guiju::Lang;

use crate::failure::Failure;
use crate::{Exit, Io};

mod analyze;
mod check;
mod completions;
mod data;
mod diff;
mod explain;
mod fmt;
mod import;
mod lint;
mod new;
mod score;
mod test;
mod told;
mod vocabulary;

/// Every command; a new one is a file and a line here.
#[derive(Debug, Subcommand)]
pub enum Commands {
    Score(Box<score::Args>),
    Check(check::Args),
    Lint(lint::Args),
    Explain(Box<explain::Args>),
    Fmt(fmt::Args),
    Import(import::Args),
    New(new::Args),
    Vocabulary(vocabulary::Args),
    Test(test::Args),
    Analyze(analyze::Args),
    Diff(Box<diff::Args>),
    Completions(completions::Args),
}

/// Runs what was asked for.
pub fn run(arguments: &crate::arguments::Arguments, lang: Lang, io: &mut Io<'_>) -> Result<Exit, Failure> {
    match &arguments.command {
        Commands::Score(args) => score::run(args, lang, io),
        Commands::Check(args) => check::run(args, lang, io),
        Commands::Lint(args) => lint::run(args, lang, io),
        Commands::Explain(args) => explain::run(args, lang, io),
        Commands::Fmt(args) => fmt::run(args, lang, io),
        Commands::Import(args) => import::run(args, lang, io),
        Commands::New(args) => new::run(args, lang, io),
        Commands::Vocabulary(args) => vocabulary::run(args, lang, io),
        Commands::Test(args) => test::run(args, lang, io),
        Commands::Analyze(args) => analyze::run(args, lang, io),
        Commands::Diff(args) => diff::run(args, lang, io),
        Commands::Completions(args) => completions::run(args, lang, io),
    }
}
