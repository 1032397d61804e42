//! An output folder that is either complete or untouched.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::RecordError;

/// Files for a folder, written beside it and renamed into it all at the end.
///
/// Until [`OutDir::commit`] the folder does not change; where that fails, or the value is dropped,
/// what was there before is there again. Files of other names in the folder are left alone.
#[derive(Debug)]
pub struct OutDir {
    target: PathBuf,
    staging: TempDir,
    names: Vec<String>,
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
        let staging = tempfile::Builder::new()
            .prefix(".second-reader-")
            .tempdir_in(beside)
            .map_err(|e| io_error(beside, e))?;
        Ok(Self {
            target: target.to_owned(),
            staging,
            names: Vec::new(),
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
        self.staging.path().join(name)
    }

    /// Puts all files into the folder, replacing those of the same names.
    ///
    /// # Errors
    /// Where a file was never written, a folder stands in the way or renaming fails; then the
    /// folder is as it was.
    pub fn commit(self) -> Result<(), RecordError> {
        for name in &self.names {
            let staged = self.staging.path().join(name);
            File::open(&staged)
                .and_then(|f| f.sync_all())
                .map_err(|e| io_error(&staged, e))?;
            let there = self.target.join(name);
            if there.exists() && !there.is_file() {
                return Err(taken(
                    &there,
                    "a folder, device or pipe is there, not a file",
                ));
            }
        }
        let made = !self.target.exists();
        fs::create_dir_all(&self.target).map_err(|e| io_error(&self.target, e))?;
        let mut done = Vec::with_capacity(self.names.len());
        for name in &self.names {
            match self.replace(name) {
                Ok(kept) => done.push((name, kept)),
                Err(e) => {
                    self.undo(&done, made);
                    return Err(io_error(&self.target.join(name), e));
                }
            }
        }
        Ok(())
    }

    /// Moves a file into the folder; true where an older one was set aside.
    fn replace(&self, name: &str) -> io::Result<bool> {
        let (there, aside) = (self.target.join(name), self.aside(name));
        let kept = match fs::rename(&there, &aside) {
            Ok(()) => true,
            Err(e) if e.kind() == io::ErrorKind::NotFound => false,
            Err(e) => return Err(e),
        };
        if let Err(e) = fs::rename(self.staging.path().join(name), &there) {
            if kept {
                fs::rename(&aside, &there)?;
            }
            return Err(e);
        }
        Ok(kept)
    }

    /// Brings the folder back to what it was; the first error is the one that counts.
    fn undo(&self, done: &[(&String, bool)], made: bool) {
        for (name, kept) in done {
            let there = self.target.join(name);
            let _ = if *kept {
                fs::rename(self.aside(name), &there)
            } else {
                fs::remove_file(&there)
            };
        }
        if made {
            let _ = fs::remove_dir(&self.target);
        }
    }

    fn aside(&self, name: &str) -> PathBuf {
        let mut aside = OsString::from(".before-");
        aside.push(name);
        self.staging.path().join(aside)
    }
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
