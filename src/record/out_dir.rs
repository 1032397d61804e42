//! An output folder that is either complete or untouched.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
    time::Duration,
};

use tempfile::TempDir;

use super::RecordError;

/// What the folders begin with in which files are written.
const PREFIX: &str = ".second-reader-";
/// The folder in there that becomes the target, or whose files go into it.
const NEW: &str = "new";
/// What files begin with that are set aside while newer ones take their place.
const ASIDE: &str = ".before-";
/// A folder that is younger may be one that is being made.
const LEFT_AFTER: Duration = Duration::from_secs(60);

/// Files for a folder, written beside it and renamed into it all at the end.
///
/// Until [`OutDir::commit`] the folder does not change; where that fails, or the value is dropped,
/// what was there before is there again. Files of other names in the folder are left alone.
///
/// Power that fails leaves a new folder whole or not there: it gets its name in one step, after all of it has reached the
/// disk. Of a folder that was there before, each file is the old one or the new one. What such an end leaves beside it is
/// removed by the next one that writes there.
#[derive(Debug)]
pub struct OutDir {
    target: PathBuf,
    staging: TempDir,
    names: Vec<String>,
    /// Held as long as somebody writes in the staging folder.
    _writing: File,
}

impl OutDir {
    /// Prepares writing to the folder `target`, which need not exist.
    ///
    /// # Errors
    /// Where `target` or a folder above it is a file, or nothing can be written beside it.
    pub fn create(target: &Path) -> Result<Self, RecordError> {
        // On the same file system as the target, so that renaming is possible.
        let beside = target
            .ancestors()
            .map(|a| {
                if a.as_os_str().is_empty() {
                    Path::new(".")
                } else {
                    a
                }
            })
            .find(|a| a.symlink_metadata().is_ok())
            .unwrap_or(Path::new("."));
        if !beside.exists() {
            return Err(taken(beside, "a link that leads nowhere is there"));
        }
        if !beside.is_dir() {
            return Err(taken(beside, "a file is there, not a folder"));
        }
        remove_left(beside);
        let staging = tempfile::Builder::new()
            .prefix(PREFIX)
            .tempdir_in(beside)
            .map_err(|e| io_error(beside, e))?;
        let writing = File::open(staging.path())
            .and_then(|folder| folder.try_lock().map(|()| folder).map_err(io::Error::from))
            // With the rights of any new folder: it may become the target.
            .and_then(|folder| fs::create_dir(staging.path().join(NEW)).map(|()| folder))
            .map_err(|e| io_error(staging.path(), e))?;
        Ok(Self {
            target: target.to_owned(),
            staging,
            names: Vec::new(),
            _writing: writing,
        })
    }

    /// Opens the file of that plain name for writing. Flush it before [`OutDir::commit`].
    ///
    /// # Errors
    /// Where it cannot be created.
    pub fn file(&mut self, name: &str) -> Result<BufWriter<File>, RecordError> {
        let path = self.path(name);
        File::create(&path)
            .map(BufWriter::new)
            .map_err(|e| io_error(&path, e))
    }

    /// Where to write the file of that plain name, for writers that want a path.
    #[must_use]
    pub fn path(&mut self, name: &str) -> PathBuf {
        debug_assert_eq!(Path::new(name).file_name(), Some(name.as_ref()));
        if !self.names.iter().any(|n| n == name) {
            self.names.push(name.to_owned());
        }
        self.staged(name)
    }

    fn staged(&self, name: &str) -> PathBuf {
        self.staging.path().join(NEW).join(name)
    }

    /// Puts all files into the folder, replacing those of the same names.
    ///
    /// # Errors
    /// Where a file was never written, a folder stands in the way or renaming fails; then the
    /// folder is as it was.
    pub fn commit(self) -> Result<(), RecordError> {
        for name in &self.names {
            let staged = self.staged(name);
            synced(&staged).map_err(|e| io_error(&staged, e))?;
            let there = self.target.join(name);
            if there.exists() && !there.is_file() {
                return Err(taken(
                    &there,
                    "a folder, device or pipe is there, not a file",
                ));
            }
        }
        if self.target.exists() {
            self.fill_folder()
        } else {
            self.as_folder()
                .map_err(|error| io_error(&self.target, error))
        }
    }

    /// Gives the staged folder the target's name.
    fn as_folder(&self) -> io::Result<()> {
        let staged = self.staging.path().join(NEW);
        synced(&staged)?;
        let above = match self.target.parent() {
            Some(above) if !above.as_os_str().is_empty() => above,
            _ => Path::new("."),
        };
        fs::create_dir_all(above)?;
        fs::rename(staged, &self.target)?;
        synced(above)
    }

    /// Moves all files into the target, which is there.
    fn fill_folder(&self) -> Result<(), RecordError> {
        let mut done = Vec::with_capacity(self.names.len());
        for name in &self.names {
            match self.replace(name) {
                Ok(kept) => done.push((name, kept)),
                Err(e) => {
                    self.undo(&done);
                    return Err(io_error(&self.target.join(name), e));
                }
            }
        }
        synced(&self.target).map_err(|e| io_error(&self.target, e))
    }

    /// Moves a file into the folder; true where an older one was set aside.
    fn replace(&self, name: &str) -> io::Result<bool> {
        let (there, aside) = (self.target.join(name), self.aside(name));
        // By another name of the same file, so that there is one at any moment; where the file system has no such names, moved.
        let kept = match fs::hard_link(&there, &aside).or_else(|_| fs::rename(&there, &aside)) {
            Ok(()) => true,
            Err(e) if e.kind() == io::ErrorKind::NotFound => false,
            Err(e) => return Err(e),
        };
        if let Err(e) = fs::rename(self.staged(name), &there) {
            if kept {
                fs::rename(&aside, &there)?;
            }
            return Err(e);
        }
        Ok(kept)
    }

    /// Brings the folder back to what it was; the first error is the one that counts.
    fn undo(&self, done: &[(&String, bool)]) {
        for (name, kept) in done {
            let there = self.target.join(name);
            let _ = if *kept {
                fs::rename(self.aside(name), &there)
            } else {
                fs::remove_file(&there)
            };
        }
    }

    fn aside(&self, name: &str) -> PathBuf {
        let mut aside = OsString::from(ASIDE);
        aside.push(name);
        self.staging.path().join(aside)
    }
}

/// Sees to it that a file or a folder has reached the disk.
fn synced(path: &Path) -> io::Result<()> {
    File::open(path).and_then(|file| file.sync_all())
}

/// Removes what a write that ended with the power has left in a folder; what cannot be removed stays.
fn remove_left(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with(PREFIX) && is_left(&path) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Whether nobody writes there, and nothing is set aside that may be the only one.
fn is_left(staging: &Path) -> bool {
    let aside = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with(ASIDE))
    };
    let age = |about: fs::Metadata| about.modified().ok()?.elapsed().ok();
    let old = fs::metadata(staging).ok().and_then(age) > Some(LEFT_AFTER);
    let free = || File::open(staging).is_ok_and(|folder| folder.try_lock().is_ok());
    old && fs::read_dir(staging).is_ok_and(|mut entries| !entries.any(aside)) && free()
}

fn io_error(path: &Path, source: io::Error) -> RecordError {
    RecordError::Io {
        path: path.display().to_string(),
        source,
    }
}

fn taken(path: &Path, what: &'static str) -> RecordError {
    RecordError::Taken {
        path: path.display().to_string(),
        what,
    }
}

#[cfg(test)]
mod tests;
