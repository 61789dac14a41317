//! A package on disk: the standards of a folder, and the `guiju.toml` beside them.

use std::fs;
use std::path::{Path, PathBuf};

use guiju_compile::manifest::Manifest;
use guiju_compile::read_manifest;
use guiju_compile::vocabulary::Vocabulary;
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};

use crate::Error;

/// The file that makes a folder a package.
pub const MANIFEST: &str = "guiju.toml";

/// How deep folders below a package are searched.
const DEEPEST: usize = 16;

/// A file that was read, or why it could not be.
pub(crate) struct Text {
    /// As the user would write it.
    pub path: PathBuf,
    /// Its text under its name within the package; empty where it could not be read.
    pub source: Source,
    /// That it is not UTF-8.
    pub problem: Option<Diagnostic>,
}

/// All that belongs to a package, still as text.
pub(crate) struct Files {
    /// The folder, to which the manifest's paths are relative.
    pub folder: PathBuf,
    /// `guiju.toml` first, then the vocabulary files it names; empty for a lone file.
    pub manifests: Vec<(Text, Manifest, Vec<Diagnostic>)>,
    /// The calendar file that the manifest names.
    pub calendar: Option<String>,
    /// The standards, by name.
    pub standards: Vec<Text>,
    /// Whether these are all of the package.
    pub whole: bool,
}

/// The packages at or below a path: the path itself when it is a file or holds standards, and every folder below it
/// that has a `guiju.toml` of its own, by name.
pub fn packages(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !is_folder(path)? {
        return Ok(vec![path.to_owned()]);
    }
    let (mut standards, mut nested) = (Vec::new(), Vec::new());
    walk(path, DEEPEST, &mut standards, &mut nested)?;
    let mut found = Vec::new();
    if !standards.is_empty() || path.join(MANIFEST).is_file() {
        found.push(path.to_owned());
    }
    for folder in nested {
        found.extend(packages(&folder)?);
    }
    if found.is_empty() { Err(Error::NoStandards(path.to_owned())) } else { Ok(found) }
}

impl Files {
    /// Reads the package at `path`: a folder, or one file of it.
    pub fn read(path: &Path) -> Result<Files, Error> {
        let whole = is_folder(path)?;
        let (folder, standards) = if whole {
            let (mut standards, mut nested) = (Vec::new(), Vec::new());
            walk(path, DEEPEST, &mut standards, &mut nested)?;
            if standards.is_empty() {
                return Err(Error::NoStandards(path.to_owned()));
            }
            (path.to_owned(), standards)
        } else {
            (path.parent().map(Path::to_owned).unwrap_or_default(), vec![path.to_owned()])
        };
        let standards = standards.into_iter().map(|file| text(&folder, file)).collect::<Result<Vec<_>, Error>>()?;
        Ok(Files { whole, ..Files::around(&folder, standards)? })
    }

    /// These standards with the manifest of a folder, if it has one.
    pub fn around(folder: &Path, standards: Vec<Text>) -> Result<Files, Error> {
        let folder = folder.to_owned();
        let mut manifests = Vec::new();
        let mut calendar = None;
        if folder.join(MANIFEST).is_file() {
            let first = manifest(&folder, folder.join(MANIFEST))?;
            let further = first.1.vocabulary.files.clone();
            if let Some(name) = first.1.calendar.name.as_ref().filter(|name| name.get_ref().ends_with(".toml")) {
                calendar = Some(read_text(&folder.join(name.get_ref()))?);
            }
            manifests.push(first);
            for file in further {
                manifests.push(manifest(&folder, folder.join(file))?);
            }
        }
        Ok(Files { folder, manifests, calendar, standards, whole: false })
    }

    /// The vocabulary, and what is wrong with each manifest.
    pub fn vocabulary(&self) -> (Vocabulary, Vec<Vec<Diagnostic>>) {
        if self.manifests.is_empty() {
            return (Vocabulary::open(), Vec::new());
        }
        let pair = |(text, manifest, _): &(Text, Manifest, _)| (text.source.clone(), manifest.clone());
        let pairs: Vec<(Source, Manifest)> = self.manifests.iter().map(pair).collect();
        let (mut vocabulary, diagnostics) = Vocabulary::new(&pairs);
        // Names that an unreadable vocabulary may hold are not reported as unknown.
        vocabulary.open |= self.vocabulary_unread();
        (vocabulary, diagnostics)
    }

    /// Whether a vocabulary file cannot be read.
    pub fn vocabulary_unread(&self) -> bool {
        self.manifests.iter().any(|(_, _, diagnostics)| !diagnostics.is_empty())
    }
}

fn is_folder(path: &Path) -> Result<bool, Error> {
    let metadata = fs::metadata(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })?;
    Ok(metadata.is_dir())
}

pub(crate) fn read_text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|cause| Error::Io { path: path.to_owned(), cause })
}

/// Standards files at or below `folder`, by name; folders with a manifest of their own are left to `nested`.
fn walk(folder: &Path, depth: usize, standards: &mut Vec<PathBuf>, nested: &mut Vec<PathBuf>) -> Result<(), Error> {
    let io = |cause| Error::Io { path: folder.to_owned(), cause };
    let mut entries = fs::read_dir(folder).map_err(io)?.collect::<Result<Vec<_>, _>>().map_err(io)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type().map_err(io)?;
        if hidden {
            continue;
        }
        if kind.is_dir() {
            if path.join(MANIFEST).is_file() {
                nested.push(path);
            } else if depth > 0 {
                walk(&path, depth - 1, standards, nested)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "gj") {
            standards.push(path);
        }
    }
    Ok(())
}

/// Every file at or below a folder, by name; hidden ones are left out.
pub(crate) fn walk_all(folder: &Path, found: &mut dyn FnMut(PathBuf)) -> Result<(), Error> {
    walk_files(folder, DEEPEST, found)
}

fn walk_files(folder: &Path, depth: usize, found: &mut dyn FnMut(PathBuf)) -> Result<(), Error> {
    let io = |cause| Error::Io { path: folder.to_owned(), cause };
    let mut entries = fs::read_dir(folder).map_err(io)?.collect::<Result<Vec<_>, _>>().map_err(io)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries.into_iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        if !entry.file_type().map_err(io)?.is_dir() {
            found(entry.path());
        } else if depth > 0 {
            walk_files(&entry.path(), depth - 1, found)?;
        }
    }
    Ok(())
}

fn text(folder: &Path, path: PathBuf) -> Result<Text, Error> {
    let bytes = fs::read(&path).map_err(|cause| Error::Io { path: path.clone(), cause })?;
    let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Text { path, source: Source::new(name, text), problem: None },
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            let problem = Diagnostic::new(Code::NotUtf8, Span::default()).with("byte", byte.to_string());
            Text { path, source: Source::new(name, ""), problem: Some(problem) }
        }
    })
}

fn manifest(folder: &Path, path: PathBuf) -> Result<(Text, Manifest, Vec<Diagnostic>), Error> {
    let text = text(folder, path)?;
    let mut diagnostics: Vec<Diagnostic> = text.problem.iter().cloned().collect();
    let manifest = read_manifest(&text.source).unwrap_or_else(|problem| {
        diagnostics.push(problem);
        Manifest::default()
    });
    Ok((text, manifest, diagnostics))
}
