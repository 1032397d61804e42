//! The site's files: what makes an image that of one board at one site.

use std::{
    fs::File,
    io::{self, Read as _, Write as _},
};

use fatfs::{FileSystem, FsOptions};

use super::{plan::Place, slice::Slice};

/// Label of the FAT file system that the files go into.
pub const SITE_LABEL: &str = "SR-BOOT";
/// The folder there.
pub const SITE_FOLDER: &str = "second-reader";

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Its name in the folder, without another folder.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Lays the files into the file system; those of the same name are replaced.
pub fn write(disk: &File, place: Place, files: &[SiteFile]) -> io::Result<()> {
    let system = FileSystem::new(Slice::new(disk, place), FsOptions::new())?;
    {
        let folder = system.root_dir().create_dir(SITE_FOLDER)?;
        for file in files {
            let mut on_disk = folder.create_file(&file.name)?;
            on_disk.truncate()?;
            on_disk.write_all(&file.content)?;
            on_disk.flush()?;
        }
    }
    // Told here; when it is dropped, a failure is only logged.
    system.unmount()
}

/// Whether the file system holds the files as they are.
pub fn holds(disk: &File, place: Place, files: &[SiteFile]) -> io::Result<bool> {
    let system = FileSystem::new(Slice::new(disk, place), FsOptions::new())?;
    let folder = system.root_dir().open_dir(SITE_FOLDER)?;
    for file in files {
        let mut content = Vec::new();
        let limit = file.content.len() as u64 + 1;
        let on_disk = folder.open_file(&file.name)?;
        on_disk.take(limit).read_to_end(&mut content)?;
        if content != file.content {
            return Ok(false);
        }
    }
    Ok(true)
}
