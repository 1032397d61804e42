//! Single files that appear whole or not at all.

use std::{
    fs::{File, Permissions},
    io::{self, BufWriter, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::{paths, problem::Problem};

/// A file that is written beside its place and renamed into it. Dropped before, it leaves nothing.
pub struct Staged {
    place: PathBuf,
    file: NamedTempFile,
}

impl Staged {
    /// An empty file for `place`, whose folder has to be there; see [`paths::file`].
    pub fn create(place: &Path) -> Result<Self, Problem> {
        let place = paths::file(place)?;
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty());
        tempfile::Builder::new()
            .prefix(".second-reader-")
            .permissions(Permissions::from_mode(0o644))
            .tempfile_in(folder.unwrap_or(Path::new(".")))
            .map_err(|e| Problem::file(&place, &e))
            .map(|file| Self { place, file })
    }

    /// Writes to it.
    pub fn writer(&self) -> BufWriter<&File> {
        BufWriter::new(self.file.as_file())
    }

    /// The problem behind a failed write.
    pub fn fault(&self, error: &io::Error) -> Problem {
        Problem::file(&self.place, error)
    }

    /// Puts it in its place.
    pub fn keep(self) -> Result<(), Problem> {
        let place = self.place;
        self.file
            .persist(&place)
            .map_err(|e| Problem::file(&place, &e.error))?;
        Ok(())
    }
}

/// Writes a file of one text.
pub fn write(place: &Path, text: &[u8]) -> Result<(), Problem> {
    let staged = Staged::create(place)?;
    let mut file = staged.file.as_file();
    file.write_all(text)
        .and_then(|()| file.write_all(b"\n"))
        .map_err(|e| staged.fault(&e))?;
    staged.keep()
}
