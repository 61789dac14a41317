//! Files that commands make.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use crate::failure::Failure;

/// Makes a new file with its folders; one that is there already is left alone, which is an error.
pub fn create(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    let failed = |cause| Failure::Output(path.to_owned(), cause);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(contents).map_err(failed)
}
