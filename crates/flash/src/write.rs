use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::{
    disk::{Disk, gigabytes},
    error::FlashError,
    image::{Hash, Measured},
    site::{self, SiteFile},
    target::Target,
    words::Fault,
};

/// Written and read back at once.
const CHUNK_BYTES: usize = 4 << 20;
/// The copy of the partition table at the end of a disk (UEFI 2.10, 5.3), with some room.
const TAIL_BYTES: u64 = 1 << 20;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The image is written.
    Writing,
    /// It is read back.
    Comparing,
    /// The site's files and the partition table are written and read back.
    Finishing,
}

/// Writes an image onto a disk.
#[derive(Debug)]
pub struct Flasher<'a> {
    target: Target<'a>,
    stop: &'a AtomicBool,
}

impl<'a> Flasher<'a> {
    /// Takes the disk for this program alone. `stop` breaks off.
    ///
    /// # Errors
    /// Where the disk cannot be opened or anybody uses it.
    pub fn new(disk: &'a Disk, stop: &'a AtomicBool) -> Result<Self, FlashError> {
        Ok(Self {
            target: Target::open(disk)?,
            stop,
        })
    }

    /// Writes image and files and reads them back; `done` is told how many bytes of a stage are done. The beginning of
    /// the disk, with the partition table, comes last.
    ///
    /// # Errors
    /// Where the image does not fit or was changed, the disk fails, what is read back is something else, or `stop`
    /// is set. Unless it did not fit, nothing on the disk boots then.
    pub fn flash(
        &self,
        image: &mut Measured,
        files: &[SiteFile],
        mut done: impl FnMut(Stage, u64),
    ) -> Result<(), FlashError> {
        image.fits(self.target.disk)?;
        let path = image.image.path().to_owned();
        let place = match files.is_empty() {
            true => None,
            false => Some(image.layout.site(&path)?),
        };
        self.blank(image)?;
        let chunks = self.write(image, |bytes| done(Stage::Writing, bytes))?;
        self.compare(image, &chunks, |bytes| done(Stage::Comparing, bytes))?;
        done(Stage::Finishing, 0);
        if let Some(place) = place {
            let fail = |why: &dyn std::fmt::Display| {
                let device = self.target.disk.device.display();
                FlashError::new(Fault::SiteBack, &[("device", &device), ("why", why)])
            };
            site::write(&self.target.file, place, files).map_err(|e| fail(&e))?;
            self.target.settle(place.start)?;
            match site::holds(&self.target.file, place, files) {
                Ok(true) => {}
                Ok(false) => return Err(fail(&"they are not read back as they were written")),
                Err(e) => return Err(fail(&e)),
            }
        }
        self.begin(&image.layout.head)?;
        done(Stage::Finishing, image.bytes);
        Ok(())
    }

    /// Takes away the partition table that is there, and its copy at the end.
    fn blank(&self, image: &Measured) -> Result<(), FlashError> {
        let end = self.target.disk.bytes;
        let tail = end.saturating_sub(TAIL_BYTES).max(image.bytes);
        let zeros = vec![0; (end - tail).try_into().unwrap_or(0)];
        self.target.write(&vec![0; image.layout.head.len()], 0)?;
        self.target.write(&zeros, tail)?;
        self.target.settle(0)
    }

    /// Writes all behind the beginning; returns the hashes of the chunks, the beginning among them.
    fn write(
        &self,
        image: &mut Measured,
        mut done: impl FnMut(u64),
    ) -> Result<Vec<Hash>, FlashError> {
        let (head, bytes, hash) = (image.layout.head.len(), image.bytes, image.hash);
        let path = image.image.path().to_owned();
        let device = self.target.disk.device.display();
        let changed = || {
            let file = path.display();
            FlashError::new(Fault::ChangedLate, &[("file", &file), ("device", &device)])
        };
        // A file that can no longer be unpacked was changed, too: it could be a moment ago.
        let failed = |at| self.go_on(at, bytes).err().unwrap_or_else(changed);
        let mut unpacked = image.image.unpack(self.stop).map_err(|_| failed(0))?;
        let (mut whole, mut chunks, mut at) = (Sha256::new(), Vec::new(), 0);
        loop {
            self.go_on(at, bytes)?;
            let chunk = unpacked.next_chunk(CHUNK_BYTES);
            let chunk = chunk.map_err(|_| failed(at))?;
            if chunk.is_empty() {
                break;
            }
            if at + chunk.len() as u64 > bytes {
                return Err(changed());
            }
            let skip = if at == 0 { head.min(chunk.len()) } else { 0 };
            self.target.write(&chunk[skip..], at + skip as u64)?;
            whole.update(chunk);
            chunks.push(Sha256::digest(chunk).into());
            at += chunk.len() as u64;
            done(at);
        }
        if Hash::from(whole.finalize()) != hash {
            return Err(changed());
        }
        self.target.settle(at)?;
        Ok(chunks)
    }

    /// Reads all behind the beginning back.
    fn compare(
        &self,
        image: &Measured,
        chunks: &[Hash],
        mut done: impl FnMut(u64),
    ) -> Result<(), FlashError> {
        let head = &image.layout.head;
        let (mut chunk, mut at) = (vec![0; CHUNK_BYTES], 0);
        for hash in chunks {
            self.go_on(at, image.bytes)?;
            let left = usize::try_from(image.bytes - at).unwrap_or(CHUNK_BYTES);
            let chunk = &mut chunk[..left.min(CHUNK_BYTES)];
            self.target.read(chunk, at)?;
            if at == 0 {
                let known = head.len().min(chunk.len());
                chunk[..known].copy_from_slice(&head[..known]);
            }
            if Hash::from(Sha256::digest(&*chunk)) != *hash {
                return Err(self.differs(at));
            }
            at += chunk.len() as u64;
            done(at);
        }
        Ok(())
    }

    /// Writes the beginning and reads it back.
    fn begin(&self, head: &[u8]) -> Result<(), FlashError> {
        self.target.write(head, 0)?;
        self.target.settle(0)?;
        let mut there = vec![0; head.len()];
        self.target.read(&mut there, 0)?;
        match there == head {
            true => Ok(()),
            false => Err(self.differs(0)),
        }
    }

    fn go_on(&self, at: u64, bytes: u64) -> Result<(), FlashError> {
        if !self.stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        let device = self.target.disk.device.display();
        let (at, bytes) = (gigabytes(at), gigabytes(bytes));
        let values: &[(_, &dyn std::fmt::Display)] =
            &[("device", &device), ("at", &at), ("bytes", &bytes)];
        Err(FlashError::new(Fault::Stopped, values))
    }

    fn differs(&self, at: u64) -> FlashError {
        let (device, at) = (self.target.disk.device.display(), gigabytes(at));
        FlashError::new(Fault::ReadBack, &[("device", &device), ("at", &at)])
    }
}
