//! `--changed-since`: which clauses differ from a git revision, as git itself says.

use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;

use guiju::{CompiledFile, Lang, Source, Span};

use crate::failure::Failure;
use crate::lang::pick;

/// The files of a package with the findings alone that lie in clauses changed since a revision. Where a vocabulary file
/// changed, every clause may mean something else, so that all findings stay.
pub fn only(files: Vec<CompiledFile>, revision: &str, lang: Lang) -> Result<Vec<CompiledFile>, Failure> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(no_revision(revision, "", lang));
    }
    let changes = files.iter().map(|file| changes(&file.path, revision, lang)).collect::<Result<Vec<_>, _>>()?;
    let changed = |changes: &Changes| !matches!(changes, Changes::Lines(lines) if lines.is_empty());
    let vocabulary = files.iter().zip(&changes).any(|(file, it)| file.requirements.is_none() && changed(it));
    let mut kept = Vec::new();
    for (mut file, changes) in files.into_iter().zip(changes) {
        if let (false, Changes::Lines(lines)) = (vocabulary, changes) {
            let parts: Vec<Span> =
                file.parts.iter().copied().filter(|part| touched(&file.source, *part, &lines)).collect();
            let inside = |place: u32| parts.iter().any(|part| part.start <= place && place < part.end);
            file.diagnostics.retain(|diagnostic| inside(diagnostic.span.start));
        }
        kept.push(file);
    }
    Ok(kept)
}

/// What git says of a file.
enum Changes {
    /// The revision does not have it.
    New,
    /// These lines, from 1, differ.
    Lines(Vec<RangeInclusive<usize>>),
}

fn changes(path: &Path, revision: &str, lang: Lang) -> Result<Changes, Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or(path.as_os_str());
    let run = |command: &mut Command| {
        command.current_dir(folder).output().map_err(|cause| {
            let what = pick(lang, format!("运行不了 git：{cause}"), format!("git cannot be run: {cause}"));
            Failure::Usage(what, pick(lang, "--changed-since 要用 git", "--changed-since needs git").to_owned())
        })
    };
    let git = |args: &[&str]| run(Command::new("git").args(args).arg("--").arg(name));
    let place = folder.display().to_string();
    if !run(Command::new("git").args(["rev-parse", "--is-inside-work-tree"]))?.status.success() {
        return Err(no_repository(&place, lang));
    }
    let commit = format!("{revision}^{{commit}}");
    if !run(Command::new("git").args(["rev-parse", "--verify", "--quiet", &commit]))?.status.success() {
        return Err(no_revision(revision, &place, lang));
    }
    let listed = git(&["ls-tree", "--name-only", revision])?;
    if listed.stdout.is_empty() {
        return Ok(Changes::New);
    }
    let diff = git(&["diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", revision])?;
    if !diff.status.success() {
        return Err(no_revision(revision, &String::from_utf8_lossy(&diff.stderr), lang));
    }
    Ok(Changes::Lines(hunks(&String::from_utf8_lossy(&diff.stdout))))
}

/// The lines of the new file that hunks name: `@@ -3,2 +3 @@`. Where lines only went, the one before them counts.
fn hunks(diff: &str) -> Vec<RangeInclusive<usize>> {
    let heads = diff.lines().filter_map(|line| line.strip_prefix("@@ ")?.split(" @@").next());
    heads
        .filter_map(|head| {
            let new = head.split(' ').find_map(|part| part.strip_prefix('+'))?;
            let (start, count) = new.split_once(',').unwrap_or((new, "1"));
            let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
            Some(start..=start.saturating_add(count.saturating_sub(1)))
        })
        .collect()
}

/// Whether a part of a file has one of these lines.
fn touched(source: &Source, part: Span, lines: &[RangeInclusive<usize>]) -> bool {
    let end = part.end.min(Span::new(source.text().len(), 0).start).saturating_sub(1).max(part.start);
    let (first, last) = (source.position(part.start).0, source.position(end).0);
    lines.iter().any(|range| *range.start() <= last && first <= *range.end())
}

fn no_repository(place: &str, lang: Lang) -> Failure {
    let what = pick(lang, format!("`{place}` 不在 git 仓库里"), format!("`{place}` lies in no git repository"));
    let way_out = pick(
        lang,
        "--changed-since 只用于 git 管理的文件夹；别处不写它，检查全部条款",
        "--changed-since is for folders that git keeps; leave it out elsewhere, and all clauses are looked at",
    );
    Failure::Usage(what, way_out.to_owned())
}

fn no_revision(revision: &str, place: &str, lang: Lang) -> Failure {
    let what = pick(
        lang,
        format!("git 里没有版本 `{revision}`（{place}）"),
        format!("git knows no revision `{revision}` ({place})"),
    );
    let way_out = pick(
        lang,
        "写分支、标签或提交，例如 main、HEAD~1；浅克隆要先取全历史",
        "name a branch, a tag or a commit, such as main or HEAD~1; a shallow clone needs its history first",
    );
    Failure::Usage(what, way_out.to_owned())
}
