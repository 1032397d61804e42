use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

/// A folder of results that appears whole or not at all: files are written beside their place and
/// renamed into it by [`Folder::keep`]. Dropped without that, it leaves nothing behind.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    staged: TempDir,
}

/// Why results cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct FolderError {
    path: String,
    source: io::Error,
}

impl FolderError {
    fn at(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.display().to_string();
        move |source| Self {
            path: path.clone(),
            source,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some("name a folder that can be written, on a disk with room".to_owned())
    }
}

impl Folder {
    /// Prepares results for `place`: within it where it is there, beside it where not.
    ///
    /// # Errors
    /// Where nothing can be written there, or a file is in its place.
    pub fn stage(place: &Path) -> Result<Self, FolderError> {
        let fail = FolderError::at(place);
        if place.exists() && !place.is_dir() {
            return Err(fail(io::Error::from(io::ErrorKind::NotADirectory)));
        }
        let near = if place.is_dir() { place } else { parent(place) };
        fs::create_dir_all(near).map_err(&fail)?;
        let staged = tempfile::Builder::new()
            .prefix(".second-reader-")
            .tempdir_in(near)
            .map_err(&fail)?;
        Ok(Self {
            place: place.to_owned(),
            staged,
        })
    }

    /// A file of the results, empty.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn file(&self, name: &str) -> Result<File, FolderError> {
        File::create(self.staged.path().join(name)).map_err(FolderError::at(&self.place.join(name)))
    }

    /// Puts the results in their place and returns it. Files of the same names are replaced.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn keep(self) -> Result<PathBuf, FolderError> {
        let fail = FolderError::at(&self.place);
        if self.place.is_dir() {
            for entry in fs::read_dir(self.staged.path()).map_err(&fail)? {
                let entry = entry.map_err(&fail)?;
                fs::rename(entry.path(), self.place.join(entry.file_name())).map_err(&fail)?;
            }
        } else {
            readable_by_all(self.staged.path()).map_err(&fail)?;
            fs::rename(self.staged.keep(), &self.place).map_err(&fail)?;
        }
        Ok(self.place)
    }
}

/// Temporary folders are private; results have the permissions of any new folder.
fn readable_by_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Write};

    use super::Folder;

    #[test]
    fn results_appear_whole() {
        let scratch = tempfile::tempdir().unwrap();
        let place = scratch.path().join("deep/out");
        let folder = Folder::stage(&place).unwrap();
        folder.file("a.txt").unwrap().write_all(b"one").unwrap();
        assert!(!place.exists());
        assert_eq!(folder.keep().unwrap(), place);
        assert_eq!(fs::read(place.join("a.txt")).unwrap(), b"one");
        assert_eq!(
            fs::read_dir(scratch.path().join("deep")).unwrap().count(),
            1
        );
    }

    #[test]
    fn a_folder_that_is_there_keeps_what_else_is_in_it() {
        let scratch = tempfile::tempdir().unwrap();
        fs::write(scratch.path().join("mine.txt"), "mine").unwrap();
        fs::write(scratch.path().join("a.txt"), "old").unwrap();
        let folder = Folder::stage(scratch.path()).unwrap();
        folder.file("a.txt").unwrap().write_all(b"new").unwrap();
        folder.keep().unwrap();
        assert_eq!(fs::read(scratch.path().join("a.txt")).unwrap(), b"new");
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_not_kept_leaves_no_trace() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = Folder::stage(&scratch.path().join("out")).unwrap();
        folder.file("a.txt").unwrap();
        drop(folder);
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_in_the_place_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(Folder::stage(file.path()).unwrap_err().hint().is_some());
    }
}
