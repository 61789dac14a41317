//! `REV:PATH`: a folder or a file as a git revision has it, written out where commands can read it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use guiju::{Compiled, Lang};
use tempfile::TempDir;

use crate::Io;
use crate::failure::Failure;
use crate::lang::pick;

/// Files that a package is made of.
const ENDINGS: [&str; 6] = ["gj", "toml", "csv", "xlsx", "jsonl", "tsv"];

/// Where a version of standards is.
pub struct Version {
    /// As the user wrote it.
    pub shown: String,
    path: PathBuf,
    /// The files of a revision, as long as the version is looked at.
    files: Option<TempDir>,
}

impl Version {
    /// What is on disk, else what a revision has.
    pub fn find(given: &Path, lang: Lang, io: &Io<'_>) -> Result<Version, Failure> {
        let on_disk = io.resolve(given);
        let text = given.to_string_lossy().into_owned();
        match text.split_once(':') {
            Some((revision, within)) if !on_disk.exists() && !revision.is_empty() => {
                let files = written(revision, &text, lang, io)?;
                let inside = line(&git(&["rev-parse", "--show-prefix"], None, lang, io)?);
                let path = files.path().join(inside).join(within);
                if !path.exists() {
                    let what = pick(
                        lang,
                        format!("版本 `{revision}` 里没有 `{within}`"),
                        format!("revision `{revision}` has no `{within}`"),
                    );
                    return Err(Failure::Usage(what, way_out(lang)));
                }
                Ok(Version { shown: text, path, files: Some(files) })
            }
            _ => Ok(Version { shown: io.shown(&on_disk), path: on_disk, files: None }),
        }
    }

    /// Compiles it; its files are called as the revision calls them.
    pub fn compile(&self) -> Result<Compiled, Failure> {
        let mut compiled = guiju::compile(&self.path)?;
        if let Some(files) = &self.files {
            let revision = self.shown.split_once(':').map_or("", |(revision, _)| revision);
            for file in &mut compiled.files {
                if let Ok(path) = file.path.strip_prefix(files.path()) {
                    file.path = PathBuf::from(format!("{revision}:{}", path.display()));
                }
            }
        }
        Ok(compiled)
    }
}

/// The files of a revision, in a folder of their own that goes when they are no longer needed.
fn written(revision: &str, given: &str, lang: Lang, io: &Io<'_>) -> Result<TempDir, Failure> {
    let commit = git(
        &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")],
        None,
        lang,
        io,
    )?;
    if !commit.status.success() {
        let what = pick(
            lang,
            format!("没有文件 `{given}`，git 里也没有版本 `{revision}`"),
            format!("there is no file `{given}`, and git knows no revision `{revision}`"),
        );
        return Err(Failure::Usage(what, way_out(lang)));
    }
    let commit = line(&commit);
    let top = line(&git(&["rev-parse", "--show-toplevel"], None, lang, io)?);
    let at = |args: &[&str], index: Option<Index>| {
        let mut all = vec!["-C", top.as_str()];
        all.extend(args);
        git(&all, index, lang, io)
    };
    let folder = TempDir::new().map_err(|cause| Failure::Output(std::env::temp_dir(), cause))?;
    let listed = at(&["ls-tree", "-r", "-z", "--name-only", &commit], None)?;
    let needed = listed.stdout.split(|byte| *byte == 0).filter(|name| {
        let name = String::from_utf8_lossy(name);
        Path::new(name.as_ref()).extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
    });
    let names: Vec<u8> = needed.flat_map(|name| name.iter().copied().chain([0])).collect();
    let index = folder.path().join("index");
    let prefix = format!("--prefix={}/", folder.path().display());
    for (args, names) in
        [(vec!["read-tree", &commit], Vec::new()), (vec!["checkout-index", "-z", "--stdin", &prefix], names)]
    {
        let done = at(&args, Some(Index { file: &index, names: &names }))?;
        if !done.status.success() {
            return Err(Failure::Usage(String::from_utf8_lossy(&done.stderr).trim().to_owned(), way_out(lang)));
        }
    }
    Ok(folder)
}

/// An index that is not the user's, and names for standard input.
#[derive(Clone, Copy)]
struct Index<'i> {
    file: &'i Path,
    names: &'i [u8],
}

fn git(args: &[&str], index: Option<Index>, lang: Lang, io: &Io<'_>) -> Result<Output, Failure> {
    let folder = if io.dir.as_os_str().is_empty() { Path::new(".") } else { io.dir.as_path() };
    let mut command = Command::new("git");
    command.current_dir(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", index.file);
    }
    let mut run = || {
        let mut child = command.spawn()?;
        if let (Some(mut stdin), Some(index)) = (child.stdin.take(), index) {
            stdin.write_all(index.names)?;
        }
        child.wait_with_output()
    };
    run().map_err(|cause| {
        let what = pick(lang, format!("运行不了 git：{cause}"), format!("git cannot be run: {cause}"));
        Failure::Usage(what, pick(lang, "写 版本:路径 要用 git", "REV:PATH needs git").to_owned())
    })
}

fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim_end_matches(['\n', '\r']).to_owned()
}

fn way_out(lang: Lang) -> String {
    pick(
        lang,
        "写文件、文件夹，或 版本:路径，例如 main:standards、HEAD~1:销售.gj",
        "name a file, a folder, or REV:PATH, such as main:standards or HEAD~1:sales.gj",
    )
    .to_owned()
}
