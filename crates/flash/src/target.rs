//! The disk as it is written to.

use std::{
    fs::{File, OpenOptions},
    io,
    os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt},
};

use rustix::fs::{Advice, OFlags, fadvise};

use super::{disk::Disk, error::FlashError, words::Fault};

/// A disk that nobody else uses while it is open.
#[derive(Debug)]
pub struct Target<'a> {
    pub file: File,
    pub disk: &'a Disk,
}

impl<'a> Target<'a> {
    /// Opens the disk for this program alone: the kernel refuses it where anything of it is mounted or in use, and
    /// keeps it from being mounted while it is open (`O_EXCL`, open(2)).
    pub fn open(disk: &'a Disk) -> Result<Self, FlashError> {
        let device = disk.device.display();
        let fail = |fault| FlashError::new(fault, &[("device", &device)]);
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        if disk.number.is_some() {
            options.custom_flags(OFlags::EXCL.bits().cast_signed());
        }
        let file = options.open(&disk.file).map_err(|e| match e.kind() {
            io::ErrorKind::ResourceBusy => fail(Fault::InUse),
            io::ErrorKind::PermissionDenied => fail(Fault::Denied),
            io::ErrorKind::ReadOnlyFilesystem => fail(Fault::ReadOnly),
            io::ErrorKind::NotFound => fail(Fault::NoDevice),
            _ => FlashError::new(Fault::Unreadable, &[("path", &device), ("why", &e)]),
        })?;
        // A card could have been exchanged since it was looked at.
        let there = file.metadata().map_err(|_| fail(Fault::NoDevice))?;
        let number = there.file_type().is_block_device().then(|| there.rdev());
        match number == disk.number {
            true => Ok(Self { file, disk }),
            false => Err(fail(Fault::NoDevice)),
        }
    }

    /// Writes all of some bytes at a place.
    pub fn write(&self, bytes: &[u8], at: u64) -> Result<(), FlashError> {
        let written = self.file.write_all_at(bytes, at);
        written.map_err(|e| self.failed(at, &e))
    }

    /// Reads as many bytes as there is room for.
    pub fn read(&self, bytes: &mut [u8], at: u64) -> Result<(), FlashError> {
        let read = self.file.read_exact_at(bytes, at);
        read.map_err(|e| self.failed(at, &e))
    }

    /// Everything is on the disk, and what is read next comes from there: the kernel forgets its copies.
    pub fn settle(&self, at: u64) -> Result<(), FlashError> {
        self.file.sync_all().map_err(|e| self.failed(at, &e))?;
        fadvise(&self.file, 0, None, Advice::DontNeed).map_err(|e| self.failed(at, &e.into()))
    }

    pub fn failed(&self, at: u64, why: &io::Error) -> FlashError {
        let (device, at) = (self.disk.device.display(), super::disk::gigabytes(at));
        let values: &[(_, &dyn std::fmt::Display)] =
            &[("device", &device), ("at", &at), ("why", why)];
        FlashError::new(Fault::Write, values)
    }
}
