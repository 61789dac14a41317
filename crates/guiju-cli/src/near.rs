//! What somebody may have meant by a path that leads nowhere.

use std::fs;
use std::path::{Path, PathBuf};

use guiju::nearest;

/// Folders of more entries are not searched for near names.
const MOST_ENTRIES: usize = 10_000;

/// The paths that differ from `path` in one part, the first that is not there; nearest first.
pub fn paths(path: &Path) -> Vec<PathBuf> {
    let parts = path.ancestors().filter(|part| !part.as_os_str().is_empty());
    let Some(wrong) = parts.take_while(|part| fs::symlink_metadata(part).is_err()).last() else {
        return Vec::new();
    };
    let (Some(name), Some(folder)) = (wrong.file_name(), wrong.parent()) else { return Vec::new() };
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(here) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .take(MOST_ENTRIES)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|entry| !entry.starts_with('.') && alike(Path::new(name), Path::new(entry)))
        .collect();
    names.sort();
    let rest = path.strip_prefix(wrong).unwrap_or(Path::new(""));
    let near = nearest(&name.to_string_lossy(), names.iter().map(String::as_str));
    let whole = near.into_iter().map(|name| match rest.as_os_str().is_empty() {
        true => folder.join(name),
        false => folder.join(name).join(rest),
    });
    whole.filter(|path| path.exists()).collect()
}

/// Whether two names are near without their endings: a common ending makes no two names alike.
fn alike(one: &Path, two: &Path) -> bool {
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (one, two) = (stem(one), stem(two));
    one == two || one.chars().count() > 1 && !nearest(&one, [two.as_str()]).is_empty()
}
