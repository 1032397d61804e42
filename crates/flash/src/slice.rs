use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    os::unix::fs::FileExt,
};

use super::plan::Place;

/// A part of a disk, and nothing beyond it.
#[derive(Debug)]
pub struct Slice<'a> {
    file: &'a File,
    place: Place,
    at: u64,
}

impl<'a> Slice<'a> {
    /// That part.
    pub const fn new(file: &'a File, place: Place) -> Self {
        Self { file, place, at: 0 }
    }

    /// How many of `wanted` bytes lie within.
    fn room(&self, wanted: usize) -> usize {
        let left = self.place.bytes.saturating_sub(self.at);
        wanted.min(usize::try_from(left).unwrap_or(usize::MAX))
    }
}

impl Read for Slice<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let room = self.room(out.len());
        let read = self
            .file
            .read_at(&mut out[..room], self.place.start + self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Write for Slice<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.room(bytes.len());
        let written = self
            .file
            .write_at(&bytes[..room], self.place.start + self.at)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Slice<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.place.bytes.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let before = || io::Error::new(io::ErrorKind::InvalidInput, "before the beginning");
        self.at = at.ok_or_else(before)?;
        Ok(self.at)
    }
}
