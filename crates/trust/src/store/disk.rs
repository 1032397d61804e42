//! Files that are on the disk before anything points to them.

use std::{
    fs::{self, File},
    io::{self, Read, Write},
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::StoreError;

/// No file of a version is larger, bytes.
const FILE_BYTES_MAX: u64 = 1 << 30;

/// A folder, with those above it.
pub fn make_folder(path: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(path).map_err(|e| StoreError::io(path, e))
}

/// Copies files into a folder under their own names, down to the disk.
pub fn copy(files: &[PathBuf], folder: &Path) -> Result<(), StoreError> {
    for file in files {
        let at = folder.join(file.file_name().unwrap_or_default());
        let from = File::open(file).map_err(|e| StoreError::io(file, e))?;
        let to = File::create_new(&at).map_err(|e| StoreError::io(&at, e))?;
        let mode = to.set_permissions(fs::Permissions::from_mode(0o644));
        mode.map_err(|e| StoreError::io(&at, e))?;
        let copied = io::copy(&mut from.take(FILE_BYTES_MAX), &mut &to);
        let synced = copied.and_then(|_| to.sync_all());
        synced.map_err(|e| StoreError::io(&at, e))?;
    }
    sync_folder(folder)
}

/// Whether a folder holds these files, and nothing else.
pub fn same(folder: &Path, files: &[PathBuf]) -> Result<bool, StoreError> {
    let there = fs::read_dir(folder).map_err(|e| StoreError::io(folder, e))?;
    if there.count() != files.len() {
        return Ok(false);
    }
    for file in files {
        let at = folder.join(file.file_name().unwrap_or_default());
        let read = |path: &Path| fs::read(path).map_err(|e| StoreError::io(path, e));
        if !at.is_file() || read(&at)? != read(file)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Gives a staged folder its name.
pub fn rename_folder(staged: TempDir, place: &Path) -> Result<(), StoreError> {
    fs::rename(staged.path(), place).map_err(|e| StoreError::io(place, e))?;
    // It is not there any more under its first name, and nothing is to be removed.
    let _ = staged.keep();
    sync_folder(place.parent().unwrap_or(place))
}

/// Writes a file that appears whole or not at all.
pub fn write(place: &Path, prefix: &str, text: &[u8]) -> Result<(), StoreError> {
    let io = |e| StoreError::io(place, e);
    let folder = place.parent().unwrap_or(place);
    let staged = tempfile::Builder::new()
        .prefix(prefix)
        .permissions(fs::Permissions::from_mode(0o644))
        .tempfile_in(folder)
        .map_err(io)?;
    let written = staged.as_file().write_all(text);
    written
        .and_then(|()| staged.as_file().sync_all())
        .map_err(io)?;
    staged.persist(place).map_err(|e| io(e.error))?;
    sync_folder(folder)
}

/// Makes or changes a link in one step.
pub fn link(folder: &Path, prefix: &str, name: &str, target: &str) -> Result<(), StoreError> {
    let place = folder.join(name);
    let staged = folder.join(format!("{prefix}{name}"));
    symlink(target, &staged)
        .and_then(|()| fs::rename(&staged, &place))
        .map_err(|e| StoreError::io(&place, e))?;
    sync_folder(folder)
}

fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|e| StoreError::io(folder, e))
}
